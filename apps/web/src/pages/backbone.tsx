import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Tabs } from '../ui/index.ts';
import { useSight } from '../view.ts';
import { Agreements } from './backbone-agreements.tsx';
import { AnnualClock } from './backbone-clock.tsx';
import { Facilities } from './backbone-facilities.tsx';
import { HealthOfConditions } from './backbone-health.tsx';
import { Partners } from './backbone-partners.tsx';
import { Risks } from './backbone-risks.tsx';
import { useBackboneSearch } from './backbone-search.ts';
import { Teams } from './backbone-teams.tsx';
import { Heading } from './heading.tsx';
import { TaskBoard } from './tasks.tsx';
import './activities.css';
import './backbone.css';

const tabs = ['tasks', 'clock', 'partners', 'agreements', 'health', 'risks', 'teams', 'facilities'] as const;

/** What holds the collaboration together: its tasks, its year, its partners and what they have agreed, how it is doing. */
export function Backbone(): ReactElement {
  const { t } = useTranslation(['backbone', 'common']);
  const { collaboration } = useSight();
  const [search, set] = useBackboneSearch();
  const tab = tabs.find((one) => one === search.tab) ?? 'tasks';
  const content = {
    tasks: () => <TaskBoard />,
    clock: () => <AnnualClock />,
    partners: () => <Partners />,
    agreements: () => <Agreements />,
    health: () => <HealthOfConditions />,
    risks: () => <Risks />,
    teams: () => <Teams />,
    facilities: () => <Facilities />,
  };
  return (
    <>
      <Heading title={t('common:page.backbone')}>
        <p className="lead">{t('lead')}</p>
        <p className="row">
          <Link to="/c/$collaboration/people" params={{ collaboration }}>
            {t('toPeople')}
          </Link>
          <Link to="/c/$collaboration/rules" params={{ collaboration }}>
            {t('toSettings')}
          </Link>
        </p>
      </Heading>
      <Tabs
        label={t('parts')}
        tabs={tabs.map((one) => ({ id: one, label: t(`tab.${one}`), content: content[one] }))}
        chosen={tab}
        onChoose={(chosen) => set({ tab: chosen === 'tasks' ? undefined : chosen, item: undefined })}
      />
    </>
  );
}
