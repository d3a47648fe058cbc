import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts } from '../forms/acts.tsx';
import { useNewId } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useSaid } from '../said.tsx';
import { Empty, Tag, TrafficLight } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Conditions } from './agenda-conditions.tsx';
import { BallotLine, GoalLink, lightStates, periodName } from './agenda-parts.tsx';
import { Programmes } from './agenda-programmes.tsx';
import { StrategyPart } from './agenda-strategy.tsx';
import { tallied } from './agenda-tree.ts';
import { Answer } from './answer.tsx';
import { useLightWord } from './light-words.ts';

const AgendaOverviewView = graphql(`
  query AgendaOverview($collaboration: ID!, $asOf: String, $actingFor: ID) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      labels {
        agenda {
          ...Words
        }
        measurement {
          ...Words
        }
        activities {
          ...Words
        }
        communication {
          ...Words
        }
        backbone {
          ...Words
        }
      }
      strategies(first: 5) {
        nodes {
          id
          revision
          from
          to
          title {
            ...Words
          }
          vision {
            ...Words
          }
          mission {
            ...Words
          }
          values {
            ...Words
          }
          successFactors {
            id
            title {
              ...Words
            }
            lines {
              ...Words
            }
          }
        }
      }
      programmes(first: 100) {
        nodes {
          id
          kind
          crossCutting
          reportedApart
          endedAt
          title {
            ...Words
          }
          partner {
            id
            name {
              ...Words
            }
          }
          parent {
            id
          }
          successFactor {
            id
          }
          lightHistory(first: 1) {
            period {
              id
              code
            }
            overall {
              now
            }
            schedule {
              now
            }
            risks {
              now
            }
            resources {
              now
            }
          }
        }
      }
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
          endorsements {
            partner
          }
          indicators(first: 1) {
            totalCount
          }
          activities(first: 1) {
            totalCount
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

export type OverviewShown = NonNullable<ResultOf<typeof AgendaOverviewView>['collaboration']>;
export type ProgrammeShown = OverviewShown['programmes']['nodes'][number];
export type GoalShown = OverviewShown['goals']['nodes'][number];

/** The whole agenda on one page: what is aimed at, on what it rests, who does it and how it goes. */
export function AgendaOverview(): ReactElement {
  const view = useView(AgendaOverviewView, {});
  return (
    <Answer view={view} pick={({ collaboration }) => collaboration} lines={10}>
      {(found) => <Overview found={found} onDone={view.again} />}
    </Answer>
  );
}

function Overview({ found, onDone }: { readonly found: OverviewShown; readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation(['agenda']);
  const goals = found.goals.nodes;
  const running = found.programmes.nodes.filter(({ endedAt }) => endedAt == null);
  const strategies = found.strategies.nodes;
  const top = goals.filter(({ parent, phase }) => parent == null && phase === 'ENDORSED');
  const [strategy, renew] = useNewId('strategy');
  const begun = () => {
    renew();
    onDone();
  };
  return (
    <div className="stack agenda">
      <Facts goals={goals} programmes={running} />
      {strategies.length === 0 ? (
        <Empty title={t('strategy.none')}>
          <p>{t('strategy.noneAdvice')}</p>
          <Acts id={strategy} about={t('strategy.new')} acts={[{ command: 'AdoptStrategy' }]} onDone={begun} />
        </Empty>
      ) : (
        strategies.map((one) => <StrategyPart key={one.id} strategy={one} onDone={onDone} />)
      )}
      <Waiting goals={goals.filter(({ phase }) => phase === 'PROPOSED')} onDone={onDone} />
      <section className="stack" aria-labelledby="main-goals">
        <h2 id="main-goals">{t('top.title')}</h2>
        {top.length === 0 ? (
          <Empty title={t('top.none')}>
            <p>{t('top.noneAdvice')}</p>
          </Empty>
        ) : (
          <ul className="plain cards">
            {top.map((goal) => (
              <TopGoal key={goal.id} goal={goal} parts={goals.filter(({ parent }) => parent?.id === goal.id)} />
            ))}
          </ul>
        )}
      </section>
      <Programmes found={found} running={running} onDone={onDone} />
      <Conditions labels={found.labels} id={`collaboration_${found.id}`} onDone={onDone} />
    </div>
  );
}

/** The agenda in a few figures: they lead to what they count. */
function Facts({
  goals,
  programmes,
}: {
  readonly goals: readonly GoalShown[];
  readonly programmes: readonly ProgrammeShown[];
}): ReactElement {
  const { t } = useTranslation(['agenda']);
  const { collaboration } = useSight();
  const wordOf = useLightWord();
  const count = (phase: GoalShown['phase']) => goals.filter((goal) => goal.phase === phase).length;
  const period = programmes.flatMap(({ lightHistory }) => lightHistory.map((one) => one.period.code))[0];
  const lights = tallied(
    programmes.map((one) => one.lightHistory[0]?.overall.now ?? 'NOT_REPORTED'),
    lightStates,
  );
  return (
    <dl className="facts">
      {(['ENDORSED', 'PROPOSED'] as const).map((phase) => (
        <div key={phase}>
          <dt>{t(`facts.${phase}`)}</dt>
          <dd>
            <Link
              to="/c/$collaboration/agenda"
              params={{ collaboration }}
              search={{ view: 'goals', status: phase.toLowerCase() }}
              className="figure-number"
              aria-label={`${String(count(phase))} – ${t(`facts.${phase}`)}`}
            >
              {count(phase)}
            </Link>
          </dd>
        </div>
      ))}
      <div>
        <dt>{t('facts.programmes')}</dt>
        <dd className="figure-number">{programmes.length}</dd>
      </div>
      <div className="facts-lights">
        <dt>{period === undefined ? t('facts.lightsNone') : t('facts.lights', { period: periodName(period, t) })}</dt>
        <dd className="row">
          {lights.map(([state, many]) => (
            <span key={state} className="counted-light">
              <strong>{many}</strong> <TrafficLight state={state} word={wordOf(state)} />
            </span>
          ))}
        </dd>
      </div>
    </dl>
  );
}

/** Proposals that partners have not yet decided on; one's own organisation can do so at once. */
function Waiting({
  goals,
  onDone,
}: {
  readonly goals: readonly GoalShown[];
  readonly onDone: () => void;
}): ReactElement | null {
  const { t } = useTranslation(['agenda']);
  const said = useSaid();
  const { organisation, actingFor } = useSight();
  const own = actingFor ?? organisation;
  if (goals.length === 0) return null;
  return (
    <section className="stack waiting" aria-labelledby="waiting">
      <h2 id="waiting">{t('waiting.title', { count: goals.length })}</h2>
      <p>{t('waiting.lead')}</p>
      <ul className="plain lines">
        {goals.map((goal) => {
          const given = goal.endorsements.some(({ partner }) => partner === own);
          return (
            <li key={goal.id} className="line">
              <span className="line-what">
                <GoalLink goal={goal} />
              </span>
              {goal.ballot && <BallotLine ballot={goal.ballot} />}
              {given ? (
                <Tag tone="good">{t('waiting.given')}</Tag>
              ) : (
                <Acts id={goal.id} about={said(goal.title)} acts={[{ command: 'EndorseGoal' }]} onDone={onDone} />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function TopGoal({ goal, parts }: { readonly goal: GoalShown; readonly parts: readonly GoalShown[] }): ReactElement {
  const { t } = useTranslation(['agenda']);
  const common = parts.filter(({ phase }) => phase === 'ENDORSED').length;
  return (
    <li className="card">
      <h3>
        <GoalLink goal={goal} />
      </h3>
      <ul className="plain card-facts">
        <li>{t('endorsedBy', { count: goal.endorsements.length })}</li>
        {parts.length > 0 && <li>{t('top.parts', { count: parts.length, common })}</li>}
        <li>{t('indicators', { count: goal.indicators.totalCount })}</li>
      </ul>
    </li>
  );
}
