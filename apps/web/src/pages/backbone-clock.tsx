import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { Drawing, Figure } from '../charts/figure.tsx';
import { angleOf, arc, at, placed } from '../charts/wheel.ts';
import { Acts } from '../forms/acts.tsx';
import { textFilled, useNewId } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats, useLanguage } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Button, Disclosure, Empty, Notice, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { useBackboneSearch } from './backbone-search.ts';

const YearOfClock = graphql(`
  query YearOfClock($collaboration: ID!, $asOf: String, $actingFor: ID, $from: String!, $to: String!) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      annualClock(from: $from, to: $to, first: 100) {
        totalCount
        nodes {
          uid
          kind
          day
          lastDay
          occurrence
          done
          late
          cancelled
          title {
            ...Words
          }
          of {
            id
            kind
          }
          partner {
            id
            name {
              ...Words
            }
          }
        }
      }
      clockItems(first: 100) {
        nodes {
          id
          kind
          first
          until
          rhythm
          durationDays
          remindDays
          phase
          title {
            ...Words
          }
          about {
            id
          }
          partner {
            id
            name {
              ...Words
            }
          }
          endedBecause {
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

const Feed = graphql(`
  query CalendarFeed(
    $collaboration: ID!
    $asOf: String
    $actingFor: ID
    $from: String!
    $to: String!
    $language: Language!
  ) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      ical(from: $from, to: $to, language: $language)
    }
  }
`);

type Found = NonNullable<ResultOf<typeof YearOfClock>['collaboration']>;
type Entry = Found['annualClock']['nodes'][number];
type Item = Found['clockItems']['nodes'][number];

const size = 560;
const inner = 100;
const outer = 232;
const narrowest = 0.055;

/** The year as a wheel and as a list: what comes round, who sees to it, and what is done. */
export function AnnualClock(): ReactElement {
  const { t } = useTranslation(['backbone', 'common']);
  const { asOf } = useSight();
  const [search, set] = useBackboneSearch();
  const today = asOf !== undefined && /^\d{4}-/.test(asOf) ? asOf.slice(0, 10) : new Date().toISOString().slice(0, 10);
  const year = search.year ?? Number(today.slice(0, 4));
  const view = useView(YearOfClock, { from: `${String(year)}-01-01`, to: `${String(year)}-12-31` });
  const [id, renew] = useNewId('clock');
  const done = () => {
    renew();
    view.again();
  };
  return (
    <div className="stack">
      <div className="row">
        <Button small onPress={() => set({ year: year - 1 })}>
          {t('clock.before', { year: year - 1 })}
        </Button>
        <h2 aria-live="polite">{t('clock.year', { year })}</h2>
        <Button small onPress={() => set({ year: year + 1 })}>
          {t('clock.after', { year: year + 1 })}
        </Button>
        <Acts id={id} about={t('clock.new')} acts={[{ command: 'PlanClockItem' }]} onDone={done} />
        <Download year={year} />
      </div>
      <Answer view={view} pick={({ collaboration }) => collaboration}>
        {({ annualClock, clockItems }) => (
          <>
            {annualClock.nodes.length === 0 ? (
              <Empty title={t('clock.none')}>
                <p>{t('clock.noneAdvice')}</p>
              </Empty>
            ) : (
              <div className="clock">
                <Wheel entries={annualClock.nodes} year={year} today={today} />
                <Months entries={annualClock.nodes} onDone={done} />
              </div>
            )}
            <Disclosure title={t('clock.items', { count: clockItems.nodes.length })}>
              <ul className="plain cards">
                {clockItems.nodes.map((item) => (
                  <ItemShown key={item.id} item={item} onDone={done} />
                ))}
              </ul>
            </Disclosure>
          </>
        )}
      </Answer>
    </div>
  );
}

/** What a mark tells of its state, in words and in its look. */
const lookOf = ({ done, cancelled, late }: Entry) =>
  cancelled ? 'cancelled' : done ? 'done' : late ? 'late' : 'coming';

function Wheel({
  entries,
  year,
  today,
}: {
  readonly entries: readonly Entry[];
  readonly year: number;
  readonly today: string;
}): ReactElement {
  const { t } = useTranslation(['backbone', 'common']);
  const said = useSaid();
  const { day, month } = useFormats();
  const language = useLanguage();
  const months = useMemo(() => {
    const name = new Intl.DateTimeFormat(language === 'sv' ? 'sv-FI' : language, { month: 'long', timeZone: 'UTC' });
    return Array.from({ length: 12 }, (_, index) => name.format(new Date(Date.UTC(year, index, 1))));
  }, [language, year]);
  const marks = useMemo(
    () =>
      placed(
        entries.map(({ uid, day: from, lastDay }) => ({ id: uid, day: from, lastDay })),
        year,
        narrowest,
      ),
    [entries, year],
  );
  const byId = new Map(entries.map((entry) => [entry.uid, entry]));
  const rings = Math.max(1, ...marks.map(({ ring }) => ring + 1));
  const step = (outer - inner) / rings;
  const perMonth = Map.groupBy(entries, (entry) => entry.day.slice(0, 7));
  const [busiest] = [...perMonth].sort((a, b) => b[1].length - a[1].length);
  const next = entries.find((entry) => !entry.done && !entry.cancelled && entry.lastDay >= today);
  const late = entries.filter((entry) => entry.late && !entry.cancelled).length;
  const finding = [
    t('clock.finding', { count: entries.length, year }),
    busiest && t('clock.busiest', { month: month(busiest[0]), count: busiest[1].length }),
    next && t('clock.next', { title: said(next.title), day: day(next.day) }),
    late > 0 && t('clock.late', { count: late }),
  ]
    .filter((one) => typeof one === 'string')
    .join(' ');
  return (
    <Figure
      title={t('clock.wheel', { year })}
      finding={finding}
      table={{
        keyOf: ({ uid }: Entry) => uid,
        rows: entries,
        columns: [
          { id: 'day', title: t('clock.day'), isHead: true, cell: (entry) => days(entry, day) },
          { id: 'title', title: t('clock.what'), cell: (entry) => said(entry.title) },
          { id: 'who', title: t('clock.who'), cell: ({ partner }) => (partner ? said(partner.name) : '') },
          { id: 'state', title: t('clock.state'), cell: (entry) => t(`clock.is.${lookOf(entry)}`) },
        ],
      }}
    >
      <ul className="plain row small wheel-key">
        {(['coming', 'done', 'late', 'cancelled'] as const).map((look) => (
          <li key={look}>
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden>
              <rect x="2" y="2" width="12" height="12" className={`mark ${look}`} />
            </svg>{' '}
            {t(`clock.is.${look}`)}
          </li>
        ))}
      </ul>
      <Drawing width={size} height={size}>
        <g transform={`translate(${String(size / 2)} ${String(size / 2)})`}>
          {months.map((name, index) => {
            const from = angleOf(`${String(year)}-${String(index + 1).padStart(2, '0')}-01`, year);
            const to =
              index === 11 ? 2 * Math.PI : angleOf(`${String(year)}-${String(index + 2).padStart(2, '0')}-01`, year);
            const [x, y] = at((from + to) / 2, outer + 22);
            return (
              <g key={name}>
                <path d={arc(from, to, inner, outer)} className={index % 2 === 0 ? 'sector' : 'sector other'} />
                <text x={x} y={y} textAnchor="middle" dominantBaseline="middle">
                  {name.slice(0, language === 'fi' ? undefined : 3).replace(/kuu$/, '')}
                </text>
              </g>
            );
          })}
          {marks.map(({ id, from, to, ring }) => {
            const entry = byId.get(id);
            if (!entry) return null;
            const low = inner + ring * step + 1.5;
            return (
              <path key={id} d={arc(from, to, low, low + Math.min(step, 18) - 3)} className={`mark ${lookOf(entry)}`}>
                <title>{`${days(entry, day)} ${said(entry.title)}`}</title>
              </path>
            );
          })}
          {today.startsWith(String(year)) && <Hand angle={angleOf(today, year)} />}
          <text textAnchor="middle" dominantBaseline="middle" className="wheel-year">
            {year}
          </text>
        </g>
      </Drawing>
    </Figure>
  );
}

function Hand({ angle }: { readonly angle: number }): ReactElement {
  const [x1, y1] = at(angle, inner - 22);
  const [x2, y2] = at(angle, outer + 8);
  return <line x1={x1} y1={y1} x2={x2} y2={y2} className="hand" />;
}

const days = ({ day: from, lastDay }: Pick<Entry, 'day' | 'lastDay'>, day: (iso: string) => string) =>
  from === lastDay ? day(from) : `${day(from)} – ${day(lastDay)}`;

function Months({
  entries,
  onDone,
}: {
  readonly entries: readonly Entry[];
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation('backbone');
  const said = useSaid();
  const { day, month } = useFormats();
  return (
    <div className="stack clock-months">
      {[...Map.groupBy(entries, (entry) => entry.day.slice(0, 7))].map(([key, all]) => (
        <section key={key} aria-labelledby={`month-${key}`} className="clock-month">
          <h3 id={`month-${key}`}>{month(key)}</h3>
          <ul className="plain">
            {all.map((entry) => (
              <li key={entry.uid} className="clock-entry">
                <div>
                  <p className="small quiet">
                    {days(entry, day)} {entry.partner && <Said text={entry.partner.name} plain />}
                  </p>
                  <p>
                    <Said text={entry.title} />{' '}
                    {lookOf(entry) !== 'coming' && (
                      <Tag tone={entry.cancelled ? 'plain' : entry.done ? 'good' : 'bad'}>
                        {t(`clock.is.${lookOf(entry)}`)}
                      </Tag>
                    )}
                  </p>
                </div>
                {entry.of?.kind === 'clock' && entry.occurrence != null && !entry.done && (
                  <Acts
                    id={entry.of.id}
                    look="plain"
                    about={`${said(entry.title)} ${day(entry.day)}`}
                    acts={[{ command: 'TickClockItem', given: { occurrence: entry.occurrence } }]}
                    onDone={onDone}
                  />
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function ItemShown({ item, onDone }: { readonly item: Item; readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation('backbone');
  const said = useSaid();
  const { day } = useFormats();
  const { id, title, kind, first, until, rhythm, durationDays, remindDays, about, partner, phase } = item;
  return (
    <li className="card">
      <h3>
        <Said text={title} />
      </h3>
      <p className="row small">
        <Tag>{t(`clock.kind.${kind}`)}</Tag>
        <Tag>{t(`clock.rhythm.${rhythm}`)}</Tag>
        {phase === 'ENDED' && <Tag tone="warn">{t('clock.ended')}</Tag>}
      </p>
      <p className="small">
        {t('clock.first', { day: day(first) })} {partner && <Said text={partner.name} />}
      </p>
      {phase === 'RUNNING' && (
        <Acts
          id={id}
          look="plain"
          about={said(title)}
          acts={[
            {
              command: 'ReviseClockItem',
              filled: {
                title: textFilled(title),
                kind,
                first,
                rhythm,
                ...(until != null && { until }),
                durationDays,
                ...(about && { about: about.id }),
                partner: partner?.id,
                ...(remindDays != null && { remindDays }),
              },
            },
            { command: 'EndClockItem' },
          ]}
          onDone={onDone}
        />
      )}
    </li>
  );
}

/** The year for one's own calendar, as a file every calendar reads. */
function Download({ year }: { readonly year: number }): ReactElement {
  const { t } = useTranslation(['backbone', 'common']);
  const api = useClient();
  const language = useLanguage();
  const { collaboration, asOf, actingFor } = useSight();
  const [failed, setFailed] = useState(false);
  const fetchFile = async () => {
    const { data } = await api
      .query(Feed, {
        collaboration,
        asOf: asOf ?? null,
        actingFor: actingFor ?? null,
        from: `${String(year)}-01-01`,
        to: `${String(year)}-12-31`,
        language: language.toUpperCase() as 'FI' | 'SV' | 'EN',
      })
      .toPromise();
    const text = data?.collaboration?.ical;
    setFailed(text === undefined);
    if (text === undefined) return;
    const url = URL.createObjectURL(new Blob([text], { type: 'text/calendar' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `talkoot-${String(year)}.ics`;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <>
      <Button small look="quiet" onPress={() => void fetchFile()}>
        {t('clock.ical')}
      </Button>
      {failed && <Notice kind="fault" title={t('common:state.failed')} live />}
    </>
  );
}
