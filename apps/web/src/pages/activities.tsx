import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../forms/acts.tsx';
import { useNewId } from '../forms/filled.ts';
import { Tabs } from '../ui/index.ts';
import { ActivityList } from './activities-list.tsx';
import { Calendar } from './activities-calendar.tsx';
import { Contributions } from './activities-contributions.tsx';
import { Flow } from './activities-flow.tsx';
import { useActivitiesSearch } from './activities-search.ts';
import { Heading } from './heading.tsx';
import { TaskBoard } from './tasks.tsx';
import './activities.css';

const views = ['list', 'contributions', 'calendar', 'flow', 'tasks'] as const;

/** What is done together: as a list, by who brings what, by the day, as a flow from partners to goals, and its tasks. */
export function Activities(): ReactElement {
  const { t } = useTranslation(['activities', 'common']);
  const [search, set] = useActivitiesSearch();
  const [id, renew] = useNewId('activity');
  const view = views.find((one) => one === search.view) ?? 'list';
  const content = {
    list: () => <ActivityList />,
    contributions: () => <Contributions />,
    calendar: () => <Calendar />,
    flow: () => <Flow />,
    tasks: () => <TaskBoard ofActivities />,
  };
  return (
    <>
      <Heading title={t('common:page.activities')}>
        <p className="lead">{t('list.lead')}</p>
        <Acts id={id} acts={[{ command: 'PlanActivity' }]} about={t('list.new')} onDone={renew} />
      </Heading>
      <Tabs
        label={t('list.views')}
        tabs={views.map((one) => ({ id: one, label: t(`view.${one}`), content: content[one] }))}
        chosen={view}
        onChoose={(chosen) => set({ view: views.find((one) => one === chosen && one !== 'list') })}
      />
    </>
  );
}
