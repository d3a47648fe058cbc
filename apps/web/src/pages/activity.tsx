import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts, type Act } from '../forms/acts.tsx';
import { textFilled } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said, useSaid, type Text } from '../said.tsx';
import { Empty, Notice, Tabs, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { ActivityEffects } from './activity-effects.tsx';
import { ActivityPlaces } from './activity-places.tsx';
import { ActivitySessions } from './activity-sessions.tsx';
import { CommitmentActs } from './activity-commitments.tsx';
import { nextOf } from './activity-next.ts';
import { Answer } from './answer.tsx';
import { CommitmentTag, Resources } from './commitment.tsx';
import { Heading } from './heading.tsx';
import { TaskBoard } from './tasks.tsx';
import { ThreadsAbout } from './threads.tsx';
import './activities.css';

const OneActivity = graphql(`
  query OneActivity($collaboration: ID!, $asOf: String, $actingFor: ID, $activity: ID!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      activity(id: $activity) {
        id
        revision
        phase
        kind
        audience
        plannedAt
        changedAt
        endedAt
        leadCommitment
        title {
          ...Words
        }
        targetGroup {
          ...Words
        }
        theme {
          ...Words
        }
        rhythm {
          every
          detail {
            ...Words
          }
        }
        leadBrings {
          ...Words
        }
        leadResources {
          ...Brought
        }
        endedBecause {
          ...Words
        }
        lead {
          id
          name {
            ...Words
          }
        }
        successor {
          partner
          answerBy
          reason {
            ...Words
          }
        }
        survivor {
          id
          title {
            ...Words
          }
        }
        absorbed(first: 20) {
          nodes {
            id
            title {
              ...Words
            }
          }
        }
        contributors {
          commitment
          answerBy
          brings {
            ...Words
          }
          resources {
            ...Brought
          }
          partner {
            id
            name {
              ...Words
            }
          }
        }
        commitments(first: 60) {
          nodes {
            id
            role
            state
            late
            answerBy
            since
            reason {
              ...Words
            }
            brings {
              ...Words
            }
            resources {
              ...Brought
            }
            partner {
              id
              name {
                ...Words
              }
            }
          }
        }
        goals {
          id
          phase
          title {
            ...Words
          }
        }
        indicators {
          id
          title {
            ...Words
          }
        }
        programmes {
          id
          title {
            ...Words
          }
        }
        sessions(first: 1, phase: PLANNED) {
          nodes {
            id
            date
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
  fragment Brought on Resource {
    kind
    text {
      ...Words
    }
    amount {
      value
      unit
    }
  }
`);

export type ActivityShown = NonNullable<NonNullable<ResultOf<typeof OneActivity>['collaboration']>['activity']>;
type Commitment = ActivityShown['commitments']['nodes'][number];

const tabs = ['overview', 'sessions', 'places', 'effects', 'tasks', 'talk'] as const;

/** One activity: what it is, who leads it and who is in, what has been held, where it goes, and what is said of it. */
export function Activity(): ReactElement {
  const { t } = useTranslation(['activities', 'common']);
  const { activity: id } = useParams({ from: '/c/$collaboration/activities/$activity' });
  const view = useView(OneActivity, { activity: id });
  return (
    <Answer
      view={view}
      pick={({ collaboration }) => collaboration?.activity}
      absent={
        <>
          <Heading title={t('activity.absent')} />
          <Empty title={t('activity.absent')}>
            <p>{t('activity.absentAdvice')}</p>
          </Empty>
        </>
      }
    >
      {(activity) => <Shown activity={activity} onDone={view.again} />}
    </Answer>
  );
}

function Shown({ activity, onDone }: { readonly activity: ActivityShown; readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation(['activities', 'common']);
  const said = useSaid();
  const { day } = useFormats();
  const { collaboration, organisation, actingFor, roles } = useSight();
  const search = useSearch({ from: '/c/$collaboration/activities/$activity' });
  const navigate = useNavigate({ from: '/c/$collaboration/activities/$activity' });
  const { id, title, phase, kind, lead, survivor, endedBecause, absorbed } = activity;
  const own = actingFor ?? organisation;
  const leads = own === lead?.id || roles.has('COORDINATOR');
  const tab = tabs.find((one) => one === search.tab) ?? 'overview';
  const next = nextOf(activity, own);
  const name = said(title);
  return (
    <>
      <Heading title={name}>
        <p className="row">
          <Tag>{t(`kind.${kind}`)}</Tag>
          {phase !== 'PLANNED' && <Tag tone="warn">{t(`phase.${phase}`)}</Tag>}
          {activity.leadCommitment !== 'COMMITTED' && <Tag tone="tentative">{t('activity.leadOpen')}</Tag>}
        </p>
      </Heading>

      {phase !== 'PLANNED' && (
        <Notice kind="warn" title={t(`activity.over.${phase}`)}>
          {endedBecause && (
            <p>
              <Said text={endedBecause} />
            </p>
          )}
          {survivor && (
            <p>
              {t('activity.goesOn')}{' '}
              <Link to="/c/$collaboration/activities/$activity" params={{ collaboration, activity: survivor.id }}>
                <Said text={survivor.title} />
              </Link>
            </p>
          )}
        </Notice>
      )}

      {phase === 'PLANNED' && (
        <section className="responsible" aria-label={t('activity.responsible')}>
          <p>
            <span className="quiet">{t('activity.responsible')}</span>
            <strong>{lead ? <Said text={lead.name} /> : t('common:state.none')}</strong>
          </p>
          <p>
            <span className="quiet">{t('activity.next')}</span>
            <span>
              {next.kind === 'session' ? t('next.session', { day: day(next.day) }) : t(`next.${next.kind}`, next)}
            </span>
          </p>
          <Acts id={id} about={name} acts={actsOf(activity, { own, leads })} onDone={onDone} />
        </section>
      )}

      <Tabs
        label={t('activity.parts')}
        chosen={tab}
        onChoose={(chosen) =>
          void navigate({
            to: '.',
            search: (before) => ({ ...before, tab: chosen === 'overview' ? undefined : chosen }),
            replace: true,
            resetScroll: false,
          })
        }
        tabs={[
          {
            id: 'overview',
            label: t('activity.overview'),
            content: () => <Overview activity={activity} onDone={onDone} />,
          },
          {
            id: 'sessions',
            label: t('activity.sessions'),
            content: () => <ActivitySessions activity={activity} name={name} />,
          },
          {
            id: 'places',
            label: t('activity.places'),
            content: () => <ActivityPlaces activity={id} name={name} open={phase === 'PLANNED'} />,
          },
          {
            id: 'effects',
            label: t('activity.effects'),
            content: () => <ActivityEffects activity={id} name={name} open={phase === 'PLANNED'} />,
          },
          {
            id: 'tasks',
            label: t('view.tasks'),
            content: () => <TaskBoard about={id} begin={{ activity: id }} />,
          },
          { id: 'talk', label: t('activity.talk'), content: () => <ThreadsAbout about={id} title={name} /> },
        ]}
      />

      {absorbed.nodes.length > 0 && (
        <section className="stack" aria-labelledby="absorbed">
          <h2 id="absorbed">{t('activity.absorbed')}</h2>
          <ul>
            {absorbed.nodes.map((one) => (
              <li key={one.id}>
                <Link to="/c/$collaboration/activities/$activity" params={{ collaboration, activity: one.id }}>
                  <Said text={one.title} />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** What may be done with the activity as a whole, the likeliest first. */
function actsOf(
  activity: ActivityShown,
  { own, leads }: { readonly own: string | undefined; readonly leads: boolean },
): readonly Act[] {
  const mine = activity.commitments.nodes.find(({ partner }) => partner?.id === own);
  const acts: Act[] = [];
  if (activity.successor?.partner === own) acts.push({ command: 'AcceptLead' }, { command: 'DeclineLead' });
  if (mine?.role === 'CONTRIBUTOR' && mine.state === 'PROPOSED')
    acts.push({ command: 'JoinActivity' }, { command: 'DeclineActivity' });
  if (!mine || (mine.role === 'CONTRIBUTOR' && ['DECLINED', 'WITHDRAWN', 'RELEASED'].includes(mine.state)))
    acts.push({ command: 'OfferContribution' });
  if (mine?.role === 'LEAD' && mine.state !== 'COMMITTED') acts.push({ command: 'JoinActivity' });
  if (mine?.role === 'CONTRIBUTOR' && ['COMMITTED', 'OFFERED'].includes(mine.state))
    acts.push({ command: 'LeaveActivity' });
  if (!leads) return acts;
  return [
    ...acts.filter(({ command }) => command !== 'OfferContribution'),
    { command: 'ReviseActivity', filled: planOf(activity) },
    { command: 'AskContribution' },
    { command: 'ProposeLead' },
    { command: 'MergeActivity' },
    { command: 'SupersedeActivity' },
    { command: 'EndActivity' },
    ...acts.filter(({ command }) => command === 'OfferContribution'),
  ];
}

const resourcesFilled = (resources: Commitment['resources']) =>
  resources?.map(({ kind, text, amount }) => ({
    kind,
    ...(text && { text: textFilled(text) }),
    ...(amount && { amount: { value: amount.value, unit: amount.unit } }),
  }));

/** The plan as it stands, to be changed as a whole. */
function planOf(activity: ActivityShown) {
  const { title, kind, goals, indicators, programmes, targetGroup, audience, rhythm, theme, lead } = activity;
  return {
    title: textFilled(title),
    kind,
    goals: goals.map(({ id }) => id),
    indicators: indicators.map(({ id }) => id),
    programmes: programmes.map(({ id }) => id),
    targetGroup: textFilled(targetGroup),
    audience,
    ...(rhythm && { rhythm: { every: rhythm.every, detail: textFilled(rhythm.detail) } }),
    theme: textFilled(theme),
    leadBrings: textFilled(activity.leadBrings),
    leadResources: resourcesFilled(activity.leadResources),
    contributors: activity.contributors.map(({ partner, brings, resources }) => ({
      partner: partner?.id,
      brings: textFilled(brings),
      resources: resourcesFilled(resources),
    })),
    lead: lead?.id,
  };
}

function Overview({
  activity,
  onDone,
}: {
  readonly activity: ActivityShown;
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation(['activities', 'common']);
  const { collaboration } = useSight();
  const { goals, indicators, programmes, rhythm, targetGroup, audience, theme } = activity;
  return (
    <div className="stack">
      <dl className="facts">
        <Fact name={t('activity.targetGroup')} text={targetGroup} />
        {audience.length > 0 && (
          <>
            <dt>{t('activity.audience')}</dt>
            <dd>{audience.map((one) => t(`audience.${one}`)).join(', ')}</dd>
          </>
        )}
        <Fact name={t('activity.theme')} text={theme} />
        {rhythm && (
          <>
            <dt>{t('activity.rhythm')}</dt>
            <dd>
              {t(`rhythm.${rhythm.every}`)}
              {rhythm.detail && (
                <>
                  {': '}
                  <Said text={rhythm.detail} />
                </>
              )}
            </dd>
          </>
        )}
        <dt>{t('activity.goals')}</dt>
        <dd>
          {goals.length === 0 ? (
            <Tag tone="warn">{t('list.noGoal')}</Tag>
          ) : (
            <ul className="plain">
              {goals.map(({ id, title }) => (
                <li key={id}>
                  <Link to="/c/$collaboration/goals/$goal" params={{ collaboration, goal: id }}>
                    <Said text={title} />
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </dd>
        {indicators.length > 0 && (
          <>
            <dt>{t('activity.indicators')}</dt>
            <dd>
              <ul className="plain">
                {indicators.map(({ id, title }) => (
                  <li key={id}>
                    <Link to="/c/$collaboration/indicators/$indicator" params={{ collaboration, indicator: id }}>
                      <Said text={title} />
                    </Link>
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        {programmes.length > 0 && (
          <>
            <dt>{t('activity.programmes')}</dt>
            <dd>
              <ul className="plain">
                {programmes.map(({ id, title }) => (
                  <li key={id}>
                    <Link to="/c/$collaboration/programmes/$programme" params={{ collaboration, programme: id }}>
                      <Said text={title} />
                    </Link>
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
      <section className="stack" aria-labelledby="who">
        <h2 id="who">{t('activity.who')}</h2>
        <p className="quiet">{t('activity.whoExplained')}</p>
        <ul className="plain bring-list">
          {activity.commitments.nodes.map((one) => (
            <Party key={one.id} commitment={one} activity={activity} onDone={onDone} />
          ))}
        </ul>
      </section>
    </div>
  );
}

function Fact({ name, text }: { readonly name: string; readonly text: Text | null | undefined }): ReactElement | null {
  if (!text) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <Said text={text} />
      </dd>
    </>
  );
}

function Party({
  commitment,
  activity,
  onDone,
}: {
  readonly commitment: Commitment;
  readonly activity: ActivityShown;
  readonly onDone: () => void;
}): ReactElement | null {
  const { t } = useTranslation('activities');
  const { day } = useFormats();
  const said = useSaid();
  const { partner, role, state, brings, resources, reason, answerBy, late, since } = commitment;
  if (!partner) return null;
  return (
    <li className="bring">
      <div className="stack tight">
        <p className="row">
          <strong>
            <Said text={partner.name} />
          </strong>
          {role === 'LEAD' && <Tag>{t('lead')}</Tag>}
          <CommitmentTag state={state} />
          {late && <Tag tone="bad">{t('late')}</Tag>}
        </p>
        {brings && (
          <p>
            <Said text={brings} />
          </p>
        )}
        {resources && <Resources resources={resources} />}
        {reason && (
          <p className="small quiet">
            {t('activity.reason')} <Said text={reason} />
          </p>
        )}
        <p className="small quiet">
          {state === 'PROPOSED' && answerBy != null
            ? t('answerBy', { day: day(answerBy) })
            : t('activity.since', { day: day(since) })}
        </p>
      </div>
      {activity.phase === 'PLANNED' && (
        <CommitmentActs
          activity={activity.id}
          about={`${said(activity.title)}, ${said(partner.name)}`}
          lead={activity.lead?.id}
          partner={partner.id}
          isLead={role === 'LEAD'}
          state={state}
          onDone={onDone}
        />
      )}
    </li>
  );
}
