import { Link } from '@tanstack/react-router';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats, useLanguage } from '../language.ts';
import { Said } from '../said.tsx';
import { Button, Empty, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { useActivitiesSearch } from './activities-search.ts';
import { Answer } from './answer.tsx';
import { dayName, monthAfter, weeksOf } from './month.ts';

const SessionsOfMonth = graphql(`
  query SessionsOfMonth($collaboration: ID!, $asOf: String, $actingFor: ID, $from: String!, $to: String!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      sessions(from: $from, to: $to, first: 100) {
        totalCount
        nodes {
          id
          date
          time
          phase
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
          activity {
            id
            title {
              ...Words
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

type Session = NonNullable<ResultOf<typeof SessionsOfMonth>['collaboration']>['sessions']['nodes'][number];

/** Sessions of a month: as a month on a wide page, as days on a phone. */
export function Calendar(): ReactElement {
  const { t } = useTranslation(['activities', 'common']);
  const { asOf } = useSight();
  const { month: monthName } = useFormats();
  const [search, set] = useActivitiesSearch();
  const thisMonth = (asOf !== undefined && /^\d{4}/.test(asOf) ? asOf : new Date().toISOString()).slice(0, 7);
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(search.month ?? '') ? (search.month ?? thisMonth) : thisMonth;
  const view = useView(SessionsOfMonth, { from: `${month}-01`, to: `${month}-31` });
  return (
    <section className="stack" aria-labelledby="month">
      <div className="row month-nav">
        <Button small onPress={() => set({ month: monthAfter(month, -1) })}>
          {t('calendar.before')}
        </Button>
        <h2 id="month" aria-live="polite">
          {monthName(month)}
        </h2>
        <Button small onPress={() => set({ month: monthAfter(month, 1) })}>
          {t('calendar.after')}
        </Button>
        {month !== thisMonth && (
          <Button small look="quiet" onPress={() => set({ month: undefined })}>
            {t('calendar.now')}
          </Button>
        )}
      </div>
      <Answer view={view} pick={({ collaboration: found }) => found?.sessions}>
        {({ nodes }) =>
          nodes.length === 0 ? (
            <Empty title={t('calendar.none')}>
              <p>{t('calendar.noneAdvice')}</p>
            </Empty>
          ) : (
            <Month month={month} sessions={nodes} />
          )
        }
      </Answer>
    </section>
  );
}

function Month({ month, sessions }: { readonly month: string; readonly sessions: readonly Session[] }): ReactElement {
  const { t } = useTranslation('activities');
  const language = useLanguage();
  const { month: monthName } = useFormats();
  const byDay = useMemo(() => Map.groupBy(sessions, ({ date }) => date), [sessions]);
  const weeks = useMemo(() => weeksOf(month), [month]);
  return (
    <>
      <table className="month">
        <caption className="hidden">{t('calendar.caption', { month: monthName(month) })}</caption>
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th key={day} scope="col">
                {dayName(day, language, 'short')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} className={day.startsWith(month) ? '' : 'outside'}>
                  <span className="month-day">{Number(day.slice(8))}</span>
                  {day.startsWith(month) &&
                    byDay.get(day)?.map((session) => <SessionInMonth key={session.id} session={session} />)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ol className="plain month-list">
        {[...byDay].map(([day, all]) => (
          <li key={day}>
            <h3>{dayName(day, language, 'long')}</h3>
            {all.map((session) => (
              <SessionInMonth key={session.id} session={session} />
            ))}
          </li>
        ))}
      </ol>
    </>
  );
}

function SessionInMonth({ session }: { readonly session: Session }): ReactElement {
  const { t } = useTranslation('activities');
  const { collaboration } = useSight();
  const { activity, time, place, theme, phase } = session;
  return (
    <div className={`session ${phase.toLowerCase()}`}>
      <p>
        {time != null && <span className="quiet">{time} </span>}
        {activity && (
          <Link
            to="/c/$collaboration/activities/$activity"
            params={{ collaboration, activity: activity.id }}
            search={{ tab: 'sessions' }}
          >
            <Said text={activity.title} plain />
          </Link>
        )}
      </p>
      <p className="small quiet">
        {place && <Said text={place.name} plain />}
        {theme && (
          <>
            {' · '}
            <Said text={theme} plain />
          </>
        )}
      </p>
      {phase !== 'PLANNED' && <Tag tone={phase === 'HELD' ? 'good' : 'plain'}>{t(`session.${phase}`)}</Tag>}
    </div>
  );
}
