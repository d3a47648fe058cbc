import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Tabs } from '../ui/index.ts';
import { AgendaDecisions } from './agenda-decisions.tsx';
import { AgendaGoals } from './agenda-goals.tsx';
import { AgendaOverview } from './agenda-overview.tsx';
import { Heading } from './heading.tsx';
import './agenda.css';

/** The joint agenda: strategy, success factors, programmes and goals on one page; all goals; all decisions. */
export function Agenda(): ReactElement {
  const { t } = useTranslation(['agenda', 'common']);
  const { view } = useSearch({ from: '/c/$collaboration/agenda' });
  const navigate = useNavigate({ from: '/c/$collaboration/agenda' });
  const tabs = [
    { id: 'overview', label: t('tab.overview'), content: () => <AgendaOverview /> },
    { id: 'goals', label: t('tab.goals'), content: () => <AgendaGoals /> },
    { id: 'decisions', label: t('tab.decisions'), content: () => <AgendaDecisions /> },
  ];
  return (
    <>
      <Heading title={t('common:page.agenda')}>
        <p className="lead">{t('lead')}</p>
      </Heading>
      <Tabs
        label={t('common:page.agenda')}
        tabs={tabs}
        chosen={tabs.find(({ id }) => id === view)?.id ?? 'overview'}
        onChoose={(chosen) =>
          void navigate({ search: { view: chosen === 'overview' ? undefined : chosen }, replace: true })
        }
      />
    </>
  );
}
