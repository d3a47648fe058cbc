import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../forms/acts.tsx';
import { useNewId } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useSaid } from '../said.tsx';
import { Disclosure, Empty, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { IndicatorState } from './agenda-indicator.tsx';
import { BallotLine, GoalLink, PhaseTag, type GoalPhase } from './agenda-parts.tsx';
import { matches, sizeOf, treeOf, type Branch } from './agenda-tree.ts';
import { Answer } from './answer.tsx';
import { Choice, Filters, SearchBox } from './filters.tsx';

const AgendaGoalsView = graphql(`
  query AgendaGoals($collaboration: ID!, $asOf: String, $actingFor: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      goals(first: 100) {
        totalCount
        nodes {
          id
          number
          phase
          title {
            ...Words
          }
          parent {
            id
          }
          programmes(first: 30) {
            nodes {
              id
            }
          }
          ballot {
            given
            needed
          }
          milestones {
            id
            late
          }
          activities(first: 1) {
            totalCount
          }
        }
      }
      programmes(first: 100) {
        nodes {
          id
          title {
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
    outdated
  }
`);

/** Asked apart: the goals are in sight before their figures have been put together. */
const AgendaFigures = graphql(`
  query AgendaFigures($collaboration: ID!, $asOf: String, $actingFor: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      indicators(first: 100) {
        nodes {
          id
          phase
          direction
          progress
          title {
            ...Words
          }
          unit {
            ...Words
          }
          goals {
            id
          }
          trend(last: 8) {
            value
            complete
            suppressed
            period {
              from
              to
            }
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

type Goal = NonNullable<ResultOf<typeof AgendaGoalsView>['collaboration']>['goals']['nodes'][number];
export type Figures = NonNullable<ResultOf<typeof AgendaFigures>['collaboration']>['indicators']['nodes'];

const phases: readonly GoalPhase[] = ['ENDORSED', 'PROPOSED', 'DRAFT', 'RETIRED', 'WITHDRAWN'];

/** So many indicators are in sight under their goal; more are behind their number. */
const fewIndicators = 2;

/** All goals as a tree, with how their endorsement and their indicators stand. */
export function AgendaGoals(): ReactElement {
  const { t } = useTranslation(['agenda']);
  const said = useSaid();
  const { collaboration } = useSight();
  const { search, status, programme } = useSearch({ from: '/c/$collaboration/agenda' });
  const navigate = useNavigate({ from: '/c/$collaboration/agenda' });
  const view = useView(AgendaGoalsView, {});
  const figures = useView(AgendaFigures, {}).data?.collaboration?.indicators.nodes;
  const [id, renew] = useNewId('goal');
  const phase = phases.find((one) => one.toLowerCase() === status);
  const change = (more: { search?: string | undefined; status?: string | undefined; programme?: string | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...more }), replace: true });
  return (
    <div className="stack">
      <div className="row between">
        <h2>{t('goals.title')}</h2>
        <Acts
          id={id}
          about={t('goals.new')}
          acts={[{ command: 'ProposeGoal' }, { command: 'DraftGoal' }]}
          onDone={() => {
            renew();
            view.again();
          }}
        />
      </div>
      <p className="measure">
        {t('goals.lead')}{' '}
        <Link to="/c/$collaboration/theory" params={{ collaboration }}>
          {t('theory.link')}
        </Link>
      </p>
      <Answer view={view} pick={({ collaboration }) => collaboration} lines={10}>
        {({ goals, programmes }) => {
          const isWanted = (goal: Goal) =>
            matches(`${goal.number ?? ''} ${said(goal.title)}`, search) &&
            // What has been taken back or retired is shown to those who ask for it.
            (phase === undefined ? goal.phase !== 'RETIRED' && goal.phase !== 'WITHDRAWN' : goal.phase === phase) &&
            (programme === undefined || goal.programmes.nodes.some((one) => one.id === programme));
          const tree = treeOf(goals.nodes, isWanted);
          return (
            <>
              <Filters>
                <SearchBox label={t('filter.goal')} value={search} onChange={(text) => change({ search: text })} />
                <Choice
                  label={t('filter.phase')}
                  value={phase}
                  options={phases.map((one) => ({ id: one, label: t(`phase.${one}`) }))}
                  onChange={(chosen) => change({ status: chosen?.toLowerCase() })}
                />
                <Choice
                  label={t('filter.inProgramme')}
                  value={programme}
                  options={programmes.nodes.map((one) => ({ id: one.id, label: said(one.title) }))}
                  onChange={(chosen) => change({ programme: chosen })}
                />
              </Filters>
              <p role="status" className="small quiet">
                {t('goals.count', { count: sizeOf(tree) })}
                {goals.totalCount > goals.nodes.length && ` ${t('goals.more', { count: goals.totalCount })}`}
              </p>
              {tree.length === 0 ? (
                <Empty title={t('goals.none')}>
                  <p>{t('goals.noneAdvice')}</p>
                </Empty>
              ) : (
                <Branches branches={tree} figures={figures} />
              )}
            </>
          );
        }}
      </Answer>
    </div>
  );
}

function Branches({
  branches,
  figures,
}: {
  readonly branches: readonly Branch<Goal>[];
  readonly figures: Figures | undefined;
}): ReactElement {
  return (
    <ul className="plain tree">
      {branches.map(({ goal, around, parts }) => (
        <li key={goal.id}>
          <GoalLine goal={goal} around={around} figures={figures} />
          {parts.length > 0 && <Branches branches={parts} figures={figures} />}
        </li>
      ))}
    </ul>
  );
}

function GoalLine({
  goal,
  around,
  figures,
}: {
  readonly goal: Goal;
  readonly around: boolean;
  readonly figures: Figures | undefined;
}): ReactElement {
  const { t } = useTranslation(['agenda']);
  const own = (figures ?? []).filter(
    ({ goals, phase }) => phase !== 'RETIRED' && goals.some(({ id }) => id === goal.id),
  );
  const late = goal.milestones.filter((one) => one.late).length;
  return (
    <div className={around ? 'goal-line around' : 'goal-line'}>
      <p className="goal-name">
        <GoalLink goal={goal} />
      </p>
      {!around && (
        <>
          <p className="row small">
            <PhaseTag phase={goal.phase} />
            {goal.phase === 'PROPOSED' && goal.ballot && <BallotLine ballot={goal.ballot} />}
            {late > 0 && <Tag tone="bad">{t('goals.milestoneLate', { count: late })}</Tag>}
            <span className="quiet">
              {goal.activities.totalCount === 0
                ? t('goals.noActivities')
                : t('activities', { count: goal.activities.totalCount })}
            </span>
          </p>
          {own.length > 0 && (
            <Disclosure title={t('indicators', { count: own.length })} isOpen={own.length <= fewIndicators}>
              <ul className="plain indicator-states">
                {own.map((indicator) => (
                  <IndicatorState key={indicator.id} indicator={indicator} />
                ))}
              </ul>
            </Disclosure>
          )}
        </>
      )}
    </div>
  );
}
