import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Tabs } from '../ui/index.ts';
import { Heading } from './heading.tsx';
import { Details } from './settings-details.tsx';
import { Notifications, Rules } from './settings-notifications.tsx';
import { Membership } from './settings-membership.tsx';
import './settings.css';

const parts = ['notifications', 'rules', 'details', 'membership'] as const;

/** What is the person's own here: what they were told and how, who they are, what they may do, the way out. */
export function Settings(): ReactElement {
  const { t } = useTranslation(['settings', 'common']);
  const { tab } = useSearch({ from: '/c/$collaboration/settings' });
  const navigate = useNavigate();
  const content = {
    notifications: () => <Notifications />,
    rules: () => <Rules />,
    details: () => <Details />,
    membership: () => <Membership />,
  };
  return (
    <>
      <Heading title={t('common:page.settings')}>
        <p>{t('lead')}</p>
      </Heading>
      <Tabs
        label={t('parts')}
        tabs={parts.map((id) => ({ id, label: t(`${id}.title`), content: content[id] }))}
        chosen={parts.find((id) => id === tab) ?? 'notifications'}
        onChoose={(id) =>
          void navigate({
            to: '.',
            search: (before: object) => ({ ...before, tab: id }),
            replace: true,
            resetScroll: false,
          })
        }
      />
    </>
  );
}
