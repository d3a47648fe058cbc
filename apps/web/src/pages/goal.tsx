import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Fragment, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts, useMayGive, type Act } from '../forms/acts.tsx';
import { textFilled, useNewId } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useSaid, type Text } from '../said.tsx';
import { Empty, Tabs, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { GoalLink, PhaseTag } from './agenda-parts.tsx';
import { Answer } from './answer.tsx';
import { GoalDefinition } from './goal-definition.tsx';
import { GoalBallot } from './goal-ballot.tsx';
import { GoalVersions } from './goal-versions.tsx';
import { useMayChange } from './goal-mine.ts';
import { Heading } from './heading.tsx';
import { usePartnerNames } from './partner-names.ts';
import { ThreadsAbout } from './threads.tsx';
import './agenda.css';
import './goal.css';

const GoalView = graphql(`
  query GoalPage($collaboration: ID!, $asOf: String, $actingFor: ID, $goal: ID!, $year: Int!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      gaps(year: $year) {
        places {
          goal {
            id
          }
          places {
            code
            name {
              ...Words
            }
          }
        }
      }
      goal(id: $goal) {
        id
        revision
        phase
        goalVersion
        number
        proposedBy
        draftedAt
        proposedAt
        versionAt
        agreedAt
        title {
          ...Words
        }
        scope {
          ...Words
        }
        targetGroup {
          ...Words
        }
        gap {
          ...Words
        }
        retiredBecause {
          ...Words
        }
        withdrawnBecause {
          ...Words
        }
        parent {
          id
        }
        lineage {
          id
          number
          title {
            ...Words
          }
        }
        strategy {
          id
          title {
            ...Words
          }
        }
        parts(first: 50) {
          nodes {
            id
            number
            phase
            title {
              ...Words
            }
          }
        }
        programmes(first: 50) {
          nodes {
            id
            title {
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
          }
        }
        ballot {
          given
          needed
          electorate
          met
          quorum {
            kind
            number
            share
          }
          missing(first: 100) {
            totalCount
            nodes {
              id
              name {
                ...Words
              }
            }
          }
        }
        endorsements {
          partner
          at
        }
        withdrawals {
          partner
          at
          reason {
            ...Words
          }
        }
        milestones {
          id
          due
          late
          reachedOn
          title {
            ...Words
          }
          detail {
            ...Words
          }
          droppedBecause {
            ...Words
          }
          moved {
            due
            at
            reason {
              ...Words
            }
          }
        }
        earlier {
          goalVersion
          versionAt
          agreedAt
          endedAt
          title {
            ...Words
          }
          scope {
            ...Words
          }
          targetGroup {
            ...Words
          }
          gap {
            ...Words
          }
          reason {
            ...Words
          }
          endorsements {
            partner
          }
        }
        rewordings {
          at
          goalVersion
          title {
            ...Words
          }
          reason {
            ...Words
          }
        }
        moves {
          at
          number
          reason {
            ...Words
          }
        }
        indicators(first: 40) {
          totalCount
          nodes {
            id
            progress
            title {
              ...Words
            }
            unit {
              ...Words
            }
            trend(last: 8) {
              value
              suppressed
              period {
                from
                to
              }
            }
          }
        }
        activities(first: 40) {
          totalCount
          nodes {
            id
            phase
            title {
              ...Words
            }
            lead {
              id
              name {
                ...Words
              }
            }
          }
        }
        links(first: 1) {
          totalCount
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

type Found = NonNullable<ResultOf<typeof GoalView>['collaboration']>;
export type GoalShown = NonNullable<Found['goal']>;

const tabNames = ['definition', 'endorsement', 'versions', 'talk'] as const;

/** One goal: what it means, who stands behind it, how it goes, and what has been said and changed. */
export function Goal(): ReactElement {
  const { t } = useTranslation(['agenda', 'common']);
  const { goal: id } = useParams({ from: '/c/$collaboration/goals/$goal' });
  const { asOf } = useSight();
  const year = /^\d{4}/.test(asOf ?? '') ? Number(asOf?.slice(0, 4)) : new Date().getFullYear();
  const view = useView(GoalView, { goal: id, year });
  return (
    <Answer
      view={view}
      // Until the one asked for is there, another one's words are not its words.
      pick={({ collaboration }) =>
        collaboration?.goal?.id === id ? { ...collaboration, goal: collaboration.goal } : undefined
      }
      lines={10}
      absent={
        <>
          <Heading title={t('goal.absent')} />
          <Empty title={t('goal.absentTitle')}>
            <p>{t('goal.absentAdvice')}</p>
          </Empty>
        </>
      }
    >
      {({ goal, gaps }) => (
        <GoalPage
          goal={goal}
          without={gaps.places.find((one) => one.goal.id === goal.id)?.places ?? []}
          year={year}
          onDone={view.again}
        />
      )}
    </Answer>
  );
}

function GoalPage({
  goal,
  without,
  year,
  onDone,
}: {
  readonly goal: GoalShown;
  readonly without: readonly { readonly code: string; readonly name: Text }[];
  readonly year: number;
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation(['agenda', 'common']);
  const said = useSaid();
  const { collaboration, asOf, organisation, actingFor } = useSight();
  const own = actingFor ?? organisation;
  const { tab } = useSearch({ from: '/c/$collaboration/goals/$goal' });
  const navigate = useNavigate({ from: '/c/$collaboration/goals/$goal' });
  const title = said(goal.title);
  const acts = useGoalActs(goal);
  const mayGive = useMayGive();
  const tabs = [
    {
      id: 'definition',
      label: t('goal.tab.definition'),
      content: () => <GoalDefinition goal={goal} without={without} year={year} onDone={onDone} />,
    },
    {
      id: 'endorsement',
      label: t('goal.tab.endorsement'),
      content: () => <GoalBallot goal={goal} />,
    },
    { id: 'versions', label: t('goal.tab.versions'), content: () => <GoalVersions goal={goal} /> },
    { id: 'talk', label: t('goal.tab.talk'), content: () => <ThreadsAbout about={goal.id} title={title} /> },
  ];
  return (
    <>
      <nav aria-label={t('goal.place')} className="trail small">
        <Link to="/c/$collaboration/agenda" params={{ collaboration }} search={{ view: 'goals' }}>
          {t('common:page.agenda')}
        </Link>
        {goal.lineage.map((above) => (
          <Fragment key={above.id}>
            <span aria-hidden> › </span>
            <GoalLink goal={above} />
          </Fragment>
        ))}
      </nav>
      <Heading title={goal.number == null ? title : `${goal.number} ${title}`}>
        <div className="row">
          <PhaseTag phase={goal.phase} />
          {goal.endorsements.some(({ partner }) => partner === own) && <Tag tone="good">{t('waiting.given')}</Tag>}
          {goal.goalVersion > 1 && <span className="quiet">{t('goal.version', { version: goal.goalVersion })}</span>}
        </div>
        <Acts
          id={goal.id}
          about={title}
          look={acts.find(({ command }) => mayGive(command))?.command === 'EndorseGoal' ? 'main' : 'plain'}
          acts={acts}
          onDone={onDone}
        />
        {asOf !== undefined && (
          <p>
            <Link
              to="/c/$collaboration/history"
              params={{ collaboration }}
              search={{ tab: 'compare', about: goal.id, from: asOf }}
            >
              {t('changedSince')}
            </Link>
          </p>
        )}
      </Heading>
      <Tabs
        label={title}
        tabs={tabs}
        chosen={tabNames.find((one) => one === tab) ?? 'definition'}
        onChoose={(chosen) =>
          void navigate({ search: { tab: chosen === 'definition' ? undefined : chosen }, replace: true })
        }
      />
    </>
  );
}

/** What may be done with a goal in its phase, what is asked of one's own organisation first. */
function useGoalActs(goal: GoalShown): readonly Act[] {
  const { t } = useTranslation(['agenda']);
  const { organisation, actingFor } = useSight();
  const mayChange = useMayChange(goal);
  const nameOf = usePartnerNames();
  const [part] = useNewId('goal');
  const [milestone] = useNewId('milestone');
  const own = actingFor ?? organisation ?? '';
  const expectedVersion = goal.revision;
  const words = {
    title: textFilled(goal.title),
    scope: textFilled(goal.scope),
    targetGroup: textFilled(goal.targetGroup),
    gap: textFilled(goal.gap),
  };
  const place = {
    ...(goal.number != null && { number: goal.number }),
    ...(goal.parent && { parent: goal.parent.id }),
    ...(goal.strategy && { strategy: goal.strategy.id }),
    programmes: goal.programmes.nodes.map(({ id }) => id),
  };
  if (goal.phase === 'RETIRED' || goal.phase === 'WITHDRAWN') return [];
  if (goal.phase === 'DRAFT')
    return [
      { command: 'ProposeGoal', filled: { ...words, ...place }, expectedVersion },
      { command: 'DraftGoal', filled: { ...words, ...place }, expectedVersion, label: t('goal.redraft') },
      { command: 'WithdrawGoal', expectedVersion },
    ];
  const stands = goal.endorsements.some(({ partner }) => partner === own);
  const endorse: Act = {
    command: 'EndorseGoal',
    given: { goalVersion: goal.goalVersion },
    intro: <p className="measure">{t('goal.endorseFollows', { organisation: nameOf(own) })}</p>,
  };
  const change: readonly Act[] = [
    { command: 'SetMilestone', given: { milestone } },
    {
      command: 'AmendGoal',
      filled: words,
      expectedVersion,
      intro: <p className="measure">{t('goal.amendFollows')}</p>,
    },
    { command: 'PlaceGoal', filled: place, expectedVersion },
  ];
  return [
    ...(stands ? [] : [endorse]),
    ...(mayChange ? change : []),
    { command: 'ProposeGoal', id: part, given: { parent: goal.id }, label: t('goal.proposePart') },
    ...(stands ? [{ command: 'WithdrawEndorsement' }] : []),
    ...(goal.phase === 'PROPOSED' && goal.proposedBy === own ? [{ command: 'WithdrawGoal' }] : []),
    { command: 'RetireGoal' },
  ];
}
