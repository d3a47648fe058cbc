import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/index.ts';

/** A page went wrong: what was saved is saved, and one can go on elsewhere. */
export function Fault(): ReactElement {
  const { t } = useTranslation();
  return (
    <main id="content" className="wide">
      <h1>{t('state.fault')}</h1>
      <Notice kind="fault">
        <p>{t('state.faultAdvice')}</p>
        <p>
          <Link to="/">{t('state.home')}</Link>
        </p>
      </Notice>
    </main>
  );
}

export function NotFound(): ReactElement {
  const { t } = useTranslation();
  return (
    <main id="content" className="wide">
      <h1>{t('state.notFound')}</h1>
      <p>{t('state.notFoundAdvice')}</p>
      <p>
        <Link to="/">{t('state.home')}</Link>
      </p>
    </main>
  );
}
