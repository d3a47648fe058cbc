import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from '@tanstack/react-router';
import { Acts, type Act } from '../forms/acts.tsx';
import { textFilled, useNewId } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Empty, Table, Tag, type Column } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import type { ActivityShown } from './activity.tsx';
import { Answer } from './answer.tsx';

const SessionsOfActivity = graphql(`
  query SessionsOfActivity(
    $collaboration: ID!
    $asOf: String
    $actingFor: ID
    $activity: ID!
    $from: String!
    $to: String!
  ) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      activity(id: $activity) {
        id
        sessionTotals(from: $from, to: $to) {
          sessions
          contacts
          persons
          hidden
        }
        indicators {
          id
          title {
            ...Words
          }
          suggestedFigures(from: $from, to: $to) {
            basis
            sessions
            value
            place {
              code
              name {
                ...Words
              }
            }
          }
        }
        sessions(first: 100) {
          totalCount
          nodes {
            id
            date
            time
            phase
            participantsHidden
            participants {
              contacts
              persons
            }
            place {
              code
              name {
                ...Words
              }
            }
            venue {
              ...Words
            }
            theme {
              ...Words
            }
            cancelledBecause {
              ...Words
            }
            organiser {
              id
              name {
                ...Words
              }
            }
            present {
              id
            }
            indicators {
              id
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

type Found = NonNullable<NonNullable<ResultOf<typeof SessionsOfActivity>['collaboration']>['activity']>;
type Session = Found['sessions']['nodes'][number];

/** Sessions of an activity, planned and held, and what figures those of the year come to. */
export function ActivitySessions({
  activity,
  name,
}: {
  readonly activity: ActivityShown;
  readonly name: string;
}): ReactElement {
  const { t } = useTranslation(['activities', 'common']);
  const { asOf, collaboration } = useSight();
  const [id, renew] = useNewId('session');
  const year = (asOf !== undefined && /^\d{4}/.test(asOf) ? asOf : new Date().toISOString()).slice(0, 4);
  const view = useView(SessionsOfActivity, { activity: activity.id, from: `${year}-01-01`, to: `${year}-12-31` });
  const { number } = useFormats();
  const done = () => {
    renew();
    view.again();
  };
  const given = { activity: activity.id };
  const indicators = activity.indicators.map((one) => one.id);
  return (
    <Answer view={view} pick={({ collaboration: found }) => found?.activity}>
      {(found) => {
        const { sessions, sessionTotals: totals } = found;
        const figures = found.indicators.flatMap((one) =>
          one.suggestedFigures.filter(({ place }) => !place).map((figure) => ({ ...figure, indicator: one })),
        );
        return (
          <div className="stack">
            {activity.phase === 'PLANNED' && (
              <Acts
                id={id}
                about={name}
                acts={[
                  { command: 'PlanSession', given },
                  { command: 'HoldSession', given, filled: { indicators } },
                ]}
                onDone={done}
              />
            )}
            <p className="list-count">
              {t('sessions.totals', { count: totals.sessions, year })}{' '}
              {totals.sessions > 0 &&
                totals.contacts != null &&
                t('sessions.contacts', { count: totals.contacts, number: number(totals.contacts) })}{' '}
              {totals.hidden > 0 && t('sessions.hidden', { count: totals.hidden })}
            </p>
            {sessions.nodes.length === 0 ? (
              <Empty title={t('sessions.none')}>
                <p>{t('sessions.noneAdvice')}</p>
              </Empty>
            ) : (
              <SessionTable activity={activity.id} sessions={sessions.nodes} indicators={indicators} onDone={done} />
            )}
            {figures.length > 0 && (
              <section className="stack" aria-labelledby="suggested">
                <h2 id="suggested">{t('sessions.suggested', { year })}</h2>
                <p className="quiet">{t('sessions.suggestedExplained')}</p>
                <ul className="plain facts-list">
                  {figures.map(({ indicator, value, sessions: count }) => (
                    <li key={indicator.id}>
                      <Link
                        to="/c/$collaboration/indicators/$indicator"
                        params={{ collaboration, indicator: indicator.id }}
                      >
                        <Said text={indicator.title} />
                      </Link>{' '}
                      <strong>{value == null ? '–' : number(value)}</strong>{' '}
                      <span className="quiet small">{t('sessions.from', { count })}</span>
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </div>
        );
      }}
    </Answer>
  );
}

function SessionTable({
  activity,
  sessions,
  indicators,
  onDone,
}: {
  readonly activity: string;
  readonly sessions: readonly Session[];
  readonly indicators: readonly string[];
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation('activities');
  const { day, number } = useFormats();
  const said = useSaid();
  const columns: readonly Column<Session>[] = [
    {
      id: 'day',
      title: t('sessions.day'),
      isHead: true,
      cell: ({ date, time }) => `${day(date)}${time == null ? '' : ` ${time}`}`,
    },
    {
      id: 'place',
      title: t('matrix.venue'),
      cell: ({ place, venue }) => (
        <>
          {place && <Said text={place.name} plain />}
          {venue && (
            <>
              {', '}
              <Said text={venue} plain />
            </>
          )}
        </>
      ),
    },
    { id: 'theme', title: t('sessions.theme'), cell: ({ theme }) => theme && <Said text={theme} /> },
    {
      id: 'phase',
      title: t('sessions.phase'),
      cell: ({ phase, cancelledBecause }) => (
        <>
          <Tag tone={phase === 'HELD' ? 'good' : 'plain'}>{t(`session.${phase}`)}</Tag>
          {cancelledBecause && (
            <span className="small quiet">
              {' '}
              <Said text={cancelledBecause} />
            </span>
          )}
        </>
      ),
    },
    {
      id: 'contacts',
      title: t('sessions.participants'),
      numeric: true,
      cell: ({ participants, participantsHidden }) =>
        participantsHidden ? t('sessions.few') : participants ? number(participants.contacts) : '',
    },
    {
      id: 'acts',
      title: t('sessions.acts'),
      cell: (session) => (
        <Acts
          id={session.id}
          look="plain"
          about={`${day(session.date)} ${session.place ? said(session.place.name) : ''}`}
          acts={sessionActs(session, activity, indicators)}
          onDone={onDone}
        />
      ),
    },
  ];
  return (
    <Table caption={t('activity.sessions')} captionHidden columns={columns} rows={sessions} keyOf={({ id }) => id} />
  );
}

function sessionActs(session: Session, activity: string, indicators: readonly string[]): readonly Act[] {
  const where = {
    date: session.date,
    ...(session.time != null && { time: session.time }),
    place: session.place?.code,
    venue: textFilled(session.venue),
    theme: textFilled(session.theme),
  };
  if (session.phase === 'PLANNED')
    return [
      { command: 'HoldSession', given: { activity }, filled: { ...where, indicators } },
      { command: 'MoveSession', filled: where },
      { command: 'CancelSession' },
    ];
  if (session.phase === 'HELD')
    return [
      {
        command: 'CorrectSession',
        filled: {
          ...where,
          ...(session.participants && {
            participants: {
              contacts: session.participants.contacts,
              ...(session.participants.persons != null && { persons: session.participants.persons }),
            },
          }),
          present: session.present.map(({ id }) => id),
          indicators: session.indicators.map(({ id }) => id),
        },
      },
    ];
  return [];
}
