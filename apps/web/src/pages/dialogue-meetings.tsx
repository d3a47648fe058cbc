import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts, type Act } from '../forms/acts.tsx';
import { textFilled, useNewId } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Disclosure, Empty, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { Filter, Item, Long, useFilter, Who } from './dialogue-parts.tsx';
import { Named, Titled, Words } from './fragments.ts';
import { ThingLink } from './thing-link.tsx';

const AllMeetings = graphql(
  `
    query AllMeetings($collaboration: ID!, $asOf: String, $actingFor: ID, $phase: MeetingPhase) {
      collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
        meetings(phase: $phase, first: 25) {
          nodes {
            id
            phase
            kind
            day
            from
            to
            heads
            online
            unrecorded
            title {
              ...Words
            }
            venue {
              ...Words
            }
            cancelledBecause {
              ...Words
            }
            place {
              code
              name {
                ...Words
              }
            }
            team {
              id
              name {
                ...Words
              }
            }
            calledBy {
              ...Named
            }
            agenda {
              title {
                ...Words
              }
              about {
                ...Titled
              }
            }
            minutes {
              ...Words
            }
            invitations {
              coming
              heads
              invited
              partner {
                ...Named
              }
            }
            decided {
              number
              text {
                ...Words
              }
              about {
                ...Titled
              }
              decision {
                id
                title {
                  ...Words
                }
              }
            }
            moves {
              at
              day
              reason {
                ...Words
              }
            }
            corrections {
              at
              reason {
                ...Words
              }
            }
          }
        }
      }
    }
  `,
  [Words, Named, Titled],
);

type Row = NonNullable<ResultOf<typeof AllMeetings>['collaboration']>['meetings']['nodes'][number];
const filters = ['coming', 'held', 'all'] as const;

/** Meetings: who is asked, what is on the agenda, what was decided and what follows. */
export function Meetings(): ReactElement {
  const { t } = useTranslation(['dialogue']);
  const [filter, choose] = useFilter(filters);
  const view = useView(AllMeetings, { phase: filter === 'all' ? null : filter === 'coming' ? 'CALLED' : 'HELD' });
  const [id, renew] = useNewId('meeting');
  return (
    <section className="stack" aria-labelledby="meetings">
      <div className="row talk-heads">
        <h2 id="meetings">{t('tab.meetings')}</h2>
        <Acts
          id={id}
          about={t('new.meeting')}
          onDone={() => {
            renew();
            view.again();
          }}
          acts={[{ command: 'CallMeeting' }]}
        />
      </div>
      <Filter
        label={t('show')}
        options={filters.map((one) => ({ id: one, label: t(`meeting.filter.${one}`) }))}
        chosen={filter}
        choose={choose}
      />
      <Answer view={view} pick={(data) => data.collaboration?.meetings.nodes}>
        {(meetings) => {
          // What is coming: the nearest first. What is over: the latest.
          const rows = meetings.toSorted((a, b) => (a.day < b.day ? -1 : 1) * (filter === 'coming' ? 1 : -1));
          return rows.length === 0 ? (
            <Empty title={t(`meeting.none.${filter}`)}>
              <p>{t('meeting.noneAdvice')}</p>
            </Empty>
          ) : (
            <Long rows={rows} size={10}>
              {(row) => <Meeting key={row.id} row={row} again={view.again} />}
            </Long>
          );
        }}
      </Answer>
    </section>
  );
}

const tones = { YES: 'good', NO: 'plain', MAYBE: 'tentative' } as const;

function Meeting({ row, again }: { readonly row: Row; readonly again: () => void }): ReactElement {
  const { t } = useTranslation(['dialogue']);
  const { day } = useFormats();
  const said = useSaid();
  const { organisation, actingFor, roles } = useSight();
  const own = actingFor ?? organisation;
  const { id, phase, kind, title, from, to, place, venue, online, team, agenda, minutes, invitations, decided } = row;
  const [task, renewTask] = useNewId('task');
  const [notice, renewNotice] = useNewId('notice');
  const [decision, renewDecision] = useNewId('decision');
  const leads = row.calledBy?.id === own || roles.has('COORDINATOR');
  const mine = invitations.find(({ partner, invited }) => invited && partner?.id === own);
  const done = () => {
    renewTask();
    renewNotice();
    renewDecision();
    again();
  };
  return (
    <Item
      id={id}
      late={row.unrecorded}
      meta={
        <>
          <Tag tone={phase === 'HELD' ? 'good' : phase === 'CANCELLED' ? 'bad' : 'plain'}>
            {t(`meeting.phase.${phase}`)}
          </Tag>
          {row.unrecorded && <Tag tone="bad">{t('meeting.unrecorded')}</Tag>}
          <span>{t(`meeting.kind.${kind}`)}</span>
        </>
      }
      title={<Said text={title} />}
    >
      <p>
        <strong>
          {day(row.day)}
          {from != null && ` ${t('meeting.at', { from })}`}
          {to != null && `–${to}`}
        </strong>
        {place && (
          <>
            {' · '}
            <Said text={place.name} plain />
          </>
        )}
        {venue && (
          <>
            {', '}
            <Said text={venue} />
          </>
        )}
        {online != null && (
          <>
            {' · '}
            <a href={online} rel="noreferrer">
              {t('meeting.online')}
            </a>
          </>
        )}
      </p>
      <p className="quiet small">
        {t('meeting.calledBy')} <Who partner={row.calledBy} />
        {team && (
          <>
            {' · '}
            <ThingLink id={team.id}>
              <Said text={team.name} plain />
            </ThingLink>
          </>
        )}
      </p>
      {row.cancelledBecause && (
        <p>
          {t('meeting.cancelled')} <Said text={row.cancelledBecause} />
        </p>
      )}
      {row.moves.map(({ at, day: before, reason }) => (
        <p key={at} className="small">
          {t('meeting.moved', { day: day(before) })} {reason && <Said text={reason} />}
        </p>
      ))}
      {agenda.length > 0 && (
        <>
          <h4>{t('meeting.agenda')}</h4>
          <ol>
            {agenda.map((item, at) => (
              <li key={at}>
                <Said text={item.title} />
                {item.about && (
                  <>
                    {' '}
                    (
                    <ThingLink id={item.about.id}>
                      {item.about.title ? <Said text={item.about.title} plain /> : item.about.id}
                    </ThingLink>
                    )
                  </>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
      {decided.length > 0 && (
        <>
          <h4>{t('meeting.decided')}</h4>
          <ol>
            {decided.map(({ number, text, about, decision: formal }) => (
              <li key={number}>
                <Said text={text} />
                {about && (
                  <>
                    {' '}
                    (<ThingLink id={about.id}>{about.title ? <Said text={about.title} plain /> : about.id}</ThingLink>)
                  </>
                )}
                {formal && (
                  <>
                    {' · '}
                    <ThingLink id={formal.id}>
                      <Said text={formal.title} plain />
                    </ThingLink>
                  </>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
      {minutes.length > 0 && (
        <Disclosure title={t('meeting.minutesOf', { title: said(title) })}>
          {minutes.map((text, at) => (
            <p key={at}>
              <Said text={text} />
            </p>
          ))}
          {row.corrections.map(({ at, reason }) => (
            <p key={at} className="small quiet">
              {t('meeting.corrected', { day: day(at) })} <Said text={reason} />
            </p>
          ))}
        </Disclosure>
      )}
      {invitations.length > 0 && (
        <Disclosure
          title={
            phase === 'HELD'
              ? t('meeting.present', { count: row.heads, title: said(title) })
              : t('meeting.invited', {
                  count: invitations.length,
                  answered: invitations.filter(({ coming }) => coming !== null).length,
                  title: said(title),
                })
          }
        >
          <ul className="plain talk-invited">
            {invitations.map(({ partner, coming, heads }) => (
              <li key={partner?.id ?? ''} className="row">
                <Who partner={partner} />
                {phase === 'HELD' ? (
                  <Tag tone={heads == null ? 'plain' : 'good'}>
                    {heads == null ? t('meeting.absent') : t('meeting.heads', { count: heads })}
                  </Tag>
                ) : coming ? (
                  <Tag tone={tones[coming]}>{t(`meeting.coming.${coming}`)}</Tag>
                ) : (
                  <Tag tone="tentative">{t('meeting.unanswered')}</Tag>
                )}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      <Acts
        id={id}
        about={said(title)}
        onDone={done}
        acts={[
          ...(phase === 'CALLED' && mine && mine.coming === null ? [{ command: 'AnswerInvitation' }] : []),
          ...(leads ? actsOf(row) : []),
          ...(phase === 'CALLED' && mine && mine.coming !== null
            ? [{ command: 'AnswerInvitation', label: t('meeting.changeAnswer'), filled: { coming: mine.coming } }]
            : []),
          ...(phase === 'HELD'
            ? [
                { command: 'OpenTask', id: task, label: t('meeting.task'), given: { source: { kind: 'MEETING', id } } },
                { command: 'RecordDecision', id: decision },
                { command: 'RequestAcknowledgement', id: notice, label: t('meeting.ask'), given: { about: id } },
              ]
            : []),
        ]}
      />
    </Item>
  );
}

/** What who called it, or the coordinator, may do with it as it stands. */
function actsOf(row: Row): readonly Act[] {
  const { phase, title, kind, team, day, from, to, place, venue, online, invitations, agenda, minutes } = row;
  if (phase === 'CANCELLED') return [];
  if (phase === 'HELD') {
    const attendance = invitations.flatMap(({ partner, heads }) =>
      partner && heads != null ? [{ partner: partner.id, heads }] : [],
    );
    return [
      { command: 'DecideAtMeeting' },
      { command: 'CorrectMinutes', filled: { attendance, minutes: minutes.map(textFilled) } },
    ];
  }
  const plan = {
    title: textFilled(title),
    kind,
    day,
    ...(team && { team: team.id }),
    ...(from != null && { from }),
    ...(to != null && { to }),
    ...(place && { place: place.code }),
    ...(venue && { venue: textFilled(venue) }),
    ...(online != null && { online }),
    invited: invitations.flatMap(({ partner, invited }) => (invited && partner ? [partner.id] : [])),
    agenda: agenda.map((item) => ({ title: textFilled(item.title), ...(item.about && { about: item.about.id }) })),
  };
  return [{ command: 'HoldMeeting' }, { command: 'ReviseMeeting', filled: plan }, { command: 'CancelMeeting' }];
}
