import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts, type Act } from '../forms/acts.tsx';
import { textFilled, useNewId } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Disclosure, Empty, Notice, Skeleton, Tag } from '../ui/index.ts';
import { useSight } from '../view.ts';
import { useAllPages } from './all-pages.ts';
import './tasks.css';

const Tasks = graphql(`
  query Tasks($collaboration: ID!, $asOf: String, $actingFor: ID, $after: String, $about: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      tasks(first: 100, after: $after, about: $about) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          phase
          late
          due
          openedOn
          about
          title {
            ...Words
          }
          detail {
            ...Words
          }
          ownerRole {
            ...Words
          }
          partner {
            id
            name {
              ...Words
            }
          }
          activity {
            id
            title {
              ...Words
            }
          }
          goal {
            id
            title {
              ...Words
            }
          }
          source {
            kind
          }
          blocked {
            at
            reason {
              ...Words
            }
          }
          completion {
            on
          }
          cancelledBecause {
            ...Words
          }
        }
      }
    }
  }
  fragment Words on Text {
    original
    fi
    sv
    en
  }
`);

type Task = NonNullable<ResultOf<typeof Tasks>['collaboration']>['tasks']['nodes'][number];

/** Done and cancelled ones that are shown before one asks for more. */
const fewClosed = 12;

/**
 * Tasks as a board: what is late, what is open, what stands still, what is done. A done one has its day (rule 36), so
 * it is asked when it is marked.
 */
export function TaskBoard({
  ofActivities = false,
  about,
  begin = {},
}: {
  /** Only those of some activity. */
  readonly ofActivities?: boolean;
  /** Only those about this. */
  readonly about?: string;
  /** What follows of a new one from the place. */
  readonly begin?: Act['given'];
}): ReactElement {
  const { t } = useTranslation(['activities', 'common']);
  const [id, renew] = useNewId('task');
  const { nodes, error, again } = useAllPages(
    Tasks,
    { about: about ?? null },
    ({ collaboration: found }) => found?.tasks,
  );
  if (!nodes) return error ? <Notice kind="fault" title={t('common:state.failed')} live /> : <Skeleton lines={6} />;
  const tasks = ofActivities ? nodes.filter(({ activity }) => activity !== null) : nodes;
  const byDue = (a: Task, b: Task) => (a.due ?? '9').localeCompare(b.due ?? '9');
  const open = tasks.filter(({ phase }) => phase === 'OPEN').sort(byDue);
  const columns = {
    late: open.filter(({ late, blocked }) => late && !blocked),
    open: open.filter(({ late, blocked }) => !late && !blocked),
    blocked: open.filter(({ blocked }) => blocked),
    done: tasks
      .filter(({ phase }) => phase === 'COMPLETED')
      .sort((a, b) => (b.completion?.on ?? '').localeCompare(a.completion?.on ?? '')),
  };
  // What is late or stands still has a lane only when there is any: it is the exception.
  const lanes = (['late', 'open', 'blocked', 'done'] as const).filter(
    (lane) => lane === 'open' || lane === 'done' || columns[lane].length > 0,
  );
  const cancelled = tasks.filter(({ phase }) => phase === 'CANCELLED');
  return (
    <div className="stack">
      <div className="row">
        <p role="status" className="list-count">
          {t('tasks.count', { open: open.length, late: columns.late.length })}
        </p>
        <Acts
          id={id}
          acts={[{ command: 'OpenTask', given: begin }]}
          about={t('tasks.new')}
          onDone={() => {
            renew();
            again();
          }}
        />
      </div>
      {tasks.length === 0 ? (
        <Empty title={t('tasks.none')}>
          <p>{t('tasks.noneAdvice')}</p>
        </Empty>
      ) : (
        <div className="board">
          {lanes.map((column) => (
            <section key={column} className={`lane ${column}`} aria-labelledby={`lane-${column}`}>
              <h2 id={`lane-${column}`}>
                {t(`tasks.lane.${column}`)} <span className="quiet">{columns[column].length}</span>
              </h2>
              <ul className="plain lane-list">
                {columns[column].slice(0, column === 'done' ? fewClosed : undefined).map((task) => (
                  <TaskCard key={task.id} task={task} onDone={again} />
                ))}
              </ul>
              {columns[column].length === 0 && <p className="quiet small">{t('common:state.none')}</p>}
              {column === 'done' && columns.done.length > fewClosed && (
                <Disclosure title={t('tasks.more', { count: columns.done.length - fewClosed })}>
                  <ul className="plain lane-list">
                    {columns.done.slice(fewClosed).map((task) => (
                      <TaskCard key={task.id} task={task} onDone={again} />
                    ))}
                  </ul>
                </Disclosure>
              )}
            </section>
          ))}
        </div>
      )}
      {cancelled.length > 0 && (
        <Disclosure title={t('tasks.cancelled', { count: cancelled.length })}>
          <ul className="plain lane-list">
            {cancelled.map((task) => (
              <TaskCard key={task.id} task={task} onDone={again} />
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  );
}

function TaskCard({ task, onDone }: { readonly task: Task; readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation('activities');
  const { day } = useFormats();
  const { collaboration } = useSight();
  const said = useSaid();
  const { id, title, detail, due, late, partner, ownerRole, blocked, completion, phase, activity, goal, source } = task;
  return (
    <li className="task">
      <h3 className="task-title">
        <Said text={title} />
      </h3>
      {detail && (
        <p className="small">
          <Said text={detail} />
        </p>
      )}
      <dl className="facts small">
        <dt>{t('tasks.who')}</dt>
        <dd>
          {partner && <Said text={partner.name} />}
          {ownerRole && (
            <>
              {', '}
              <Said text={ownerRole} />
            </>
          )}
        </dd>
        {due != null && (
          <>
            <dt>{t('tasks.due')}</dt>
            <dd>
              {day(due)} {late && <Tag tone="bad">{t('late')}</Tag>}
            </dd>
          </>
        )}
        {completion && (
          <>
            <dt>{t('tasks.doneOn')}</dt>
            <dd>{day(completion.on)}</dd>
          </>
        )}
        {source.kind !== 'HAND' && (
          <>
            <dt>{t('tasks.from')}</dt>
            <dd>{t(`tasks.source.${source.kind}`)}</dd>
          </>
        )}
        {activity && (
          <>
            <dt>{t('flow.activity')}</dt>
            <dd>
              <Link to="/c/$collaboration/activities/$activity" params={{ collaboration, activity: activity.id }}>
                <Said text={activity.title} />
              </Link>
            </dd>
          </>
        )}
        {goal && (
          <>
            <dt>{t('filter.goal')}</dt>
            <dd>
              <Link to="/c/$collaboration/goals/$goal" params={{ collaboration, goal: goal.id }}>
                <Said text={goal.title} />
              </Link>
            </dd>
          </>
        )}
      </dl>
      {blocked && (
        <p className="small blocked">
          {t('tasks.blocked')} <Said text={blocked.reason} />
        </p>
      )}
      {task.cancelledBecause && (
        <p className="small quiet">
          {t('tasks.because')} <Said text={task.cancelledBecause} />
        </p>
      )}
      <Acts id={id} look="plain" about={said(title)} acts={taskActs(task, phase)} onDone={onDone} />
    </li>
  );
}

function taskActs(task: Task, phase: Task['phase']): readonly Act[] {
  if (phase !== 'OPEN') return [{ command: 'ReopenTask' }];
  const { title, detail, ownerRole, about } = task;
  return [
    { command: 'CompleteTask' },
    task.blocked ? { command: 'UnblockTask' } : { command: 'BlockTask' },
    { command: 'RescheduleTask' },
    {
      command: 'ReviseTask',
      filled: { title: textFilled(title), detail: textFilled(detail), ownerRole: textFilled(ownerRole), about },
    },
    { command: 'AssignTask' },
    { command: 'CancelTask' },
  ];
}
