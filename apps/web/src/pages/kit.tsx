import { useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Heading } from './heading.tsx';
import { KitForms } from './kit-forms.tsx';
import { KitChoices, KitFeedback, KitLists, KitNavigation, KitWriting } from './kit-parts.tsx';
import './kit.css';

/** Every part of the kit in every state, and every command's form: for whoever builds with it. Only in development. */
export function Kit(): ReactElement {
  const { t } = useTranslation(['kit', 'common']);
  const { to } = useSearch({ from: '/kit' });
  return (
    <main id="content" className="wide stack kit">
      <Heading title={t('common:page.kit')}>
        <p>{t('about')}</p>
      </Heading>
      {to === undefined ? (
        <>
          <KitWriting />
          <KitChoices />
          <KitFeedback />
          <KitNavigation />
          <KitLists />
        </>
      ) : (
        <KitForms to={to} />
      )}
    </main>
  );
}
