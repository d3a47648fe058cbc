import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Tabs } from '../ui/index.ts';
import { useSight } from '../view.ts';
import { Heading } from './heading.tsx';
import { Authority } from './history-authority.tsx';
import { Compare } from './history-compare.tsx';
import { Erasures } from './history-erasures.tsx';
import { Proof } from './history-proof.tsx';
import { Reading } from './history-reading.tsx';
import { Retention } from './history-retention.tsx';
import { Step } from './history-step.tsx';
import { Timeline } from './history-timeline.tsx';
import { CalledContext, useNames } from './names.ts';
import './history.css';

/**
 * What has happened, told from the log: a list, two dates side by side, one change after another, who could do what;
 * and for auditors the proof that nothing was altered. Parts that would be empty for who asks are not offered.
 */
export function History(): ReactElement {
  const { t } = useTranslation(['history', 'common']);
  const { roles } = useSight();
  const names = useNames();
  const { tab } = useSearch({ from: '/c/$collaboration/history' });
  const navigate = useNavigate({ from: '/c/$collaboration/history' });
  const isAuditor = roles.has('AUDITOR');
  const looksAfterData = isAuditor || roles.has('ADMINISTRATOR');
  const tabs = [
    { id: 'timeline', label: t('tab.timeline'), content: () => <Timeline /> },
    { id: 'compare', label: t('tab.compare'), content: () => <Compare /> },
    { id: 'step', label: t('tab.step'), content: () => <Step /> },
    { id: 'authority', label: t('tab.authority'), content: () => <Authority /> },
    { id: 'proof', label: t('tab.proof'), content: () => <Proof /> },
    ...(looksAfterData || roles.has('COORDINATOR')
      ? [{ id: 'erasure', label: t('tab.erasure'), content: () => <Erasures /> }]
      : []),
    ...(looksAfterData ? [{ id: 'retention', label: t('tab.retention'), content: () => <Retention /> }] : []),
    ...(isAuditor ? [{ id: 'reading', label: t('tab.reading'), content: () => <Reading /> }] : []),
  ];
  const chosen = tabs.some(({ id }) => id === tab) ? (tab ?? 'timeline') : 'timeline';
  return (
    <CalledContext value={names}>
      <div className="history-tabs stack">
        <Heading title={t('common:page.history')}>
          <p className="lead">{t('lead')}</p>
        </Heading>
        <Tabs
          label={t('parts')}
          tabs={tabs}
          chosen={chosen}
          onChoose={(id) =>
            void navigate({ search: (before) => ({ asOf: before.asOf, actingFor: before.actingFor, tab: id }) })
          }
        />
      </div>
    </CalledContext>
  );
}
