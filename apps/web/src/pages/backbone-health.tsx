import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { Drawing, Figure } from '../charts/figure.tsx';
import { Acts } from '../forms/acts.tsx';
import { textFilled } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Disclosure, Empty, Notice, Select, Skeleton, Table } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { conditions, findingsOf, halfYearEnds, overTime, type Condition } from './health-grid.ts';

const HealthOver = graphql(`
  query HealthOver($collaboration: ID!, $actingFor: ID, $moments: [String!]!) {
    healthOver(collaboration: $collaboration, actingFor: $actingFor, moments: $moments) {
      moment
      figures {
        id
        condition
        numerator
        denominator
        share
        name {
          ...Words
        }
        how {
          ...Words
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

const Checkups = graphql(`
  query Checkups($collaboration: ID!, $asOf: String, $actingFor: ID, $organisation: ID!) {
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
      jointCheckups(first: 12) {
        nodes {
          id
          answered
          counted
          means {
            condition
            mean
            words {
              ...Words
            }
          }
        }
      }
      partner(id: $organisation) {
        id
        checkups(first: 12) {
          nodes {
            id
            period
            scores {
              condition
              score
              words {
                ...Words
              }
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

type Found = NonNullable<ResultOf<typeof Checkups>['collaboration']>;
type Labels = Found['labels'];
type Joint = Found['jointCheckups']['nodes'][number];
type Own = NonNullable<Found['partner']>['checkups']['nodes'][number];

const key = {
  AGENDA: 'agenda',
  MEASUREMENT: 'measurement',
  ACTIVITIES: 'activities',
  COMMUNICATION: 'communication',
  BACKBONE: 'backbone',
} as const;

/** How the five conditions are doing, counted from what is recorded and said by the partners themselves. */
export function HealthOfConditions(): ReactElement {
  const { t } = useTranslation(['backbone', 'common']);
  const said = useSaid();
  const { organisation = '', actingFor } = useSight();
  const view = useView(Checkups, { organisation: actingFor ?? organisation });
  return (
    <Answer view={view} pick={({ collaboration }) => collaboration}>
      {({ labels, jointCheckups, partner }) => (
        <div className="stack">
          <Counted name={(condition) => said(labels[key[condition]])} />
          <SelfAssessment
            labels={labels}
            joint={jointCheckups.nodes}
            own={partner?.checkups.nodes ?? []}
            again={view.again}
          />
          {jointCheckups.nodes.length === 0 && (
            <Empty title={t('health.noCheckups')}>
              <p>{t('health.noCheckupsAdvice')}</p>
            </Empty>
          )}
        </div>
      )}
    </Answer>
  );
}

const rowHeight = 64;
const labelWide = 250;
const width = 940;
const top = 34;

function Counted({ name }: { readonly name: (condition: Condition) => string }): ReactElement {
  const { t } = useTranslation(['backbone', 'common']);
  const said = useSaid();
  const { day, percent } = useFormats();
  const { collaboration, asOf, actingFor } = useSight();
  const today = asOf !== undefined && /^\d{4}-/.test(asOf) ? asOf.slice(0, 10) : new Date().toISOString().slice(0, 10);
  const [moments] = useState(() => [...halfYearEnds(today, 4)]);
  const [{ data, error }] = useQuery({
    query: HealthOver,
    variables: { collaboration, actingFor: actingFor ?? null, moments },
  });
  const found = data?.healthOver;
  if (!found) return error ? <Notice kind="fault" title={t('common:state.failed')} live /> : <Skeleton lines={6} />;
  const rows = overTime(found);
  const { weakest, changed } = findingsOf(rows);
  const latest = found.at(-1)?.figures ?? [];
  const finding = [
    weakest && t('health.weakest', { condition: name(weakest.condition), share: percent(weakest.mean) }),
    changed &&
      t(changed.by > 0 ? 'health.better' : 'health.worse', {
        condition: name(changed.condition),
        points: Math.round(Math.abs(changed.by) * 100),
      }),
  ]
    .filter((one) => typeof one === 'string')
    .join(' ');
  const columnWide = (width - labelWide) / moments.length;
  const height = top + conditions.length * rowHeight;
  return (
    <section className="stack" aria-labelledby="counted">
      <h2 id="counted">{t('health.counted')}</h2>
      <p className="quiet">{t('health.countedExplained')}</p>
      <Figure
        title={t('health.title')}
        finding={finding === '' ? t('health.nothing') : finding}
        table={{
          keyOf: ({ condition }: (typeof rows)[number]) => condition,
          rows,
          columns: [
            { id: 'condition', title: t('health.condition'), isHead: true, cell: ({ condition }) => name(condition) },
            ...moments.map((moment, at) => ({
              id: moment,
              title: day(moment),
              numeric: true,
              cell: ({ means }: (typeof rows)[number]) => {
                const mean = means[at];
                return mean === undefined ? t('health.notMeasured') : percent(mean);
              },
            })),
          ],
        }}
      >
        <Drawing width={width} height={height} readableWidth={680}>
          {moments.map((moment, at) => (
            <text key={moment} x={labelWide + columnWide * at + columnWide / 2} y={18} textAnchor="middle">
              {day(moment)}
            </text>
          ))}
          {rows.map(({ condition, means }, index) => {
            const y = top + index * rowHeight;
            return (
              <g key={condition}>
                <line x1={0} x2={width} y1={y} y2={y} className="rule" />
                {wrapped(name(condition)).map((line, at, lines) => (
                  <text key={line} x={0} y={y + rowHeight / 2 + (at - (lines.length - 1) / 2) * 18} dy="0.35em">
                    {line}
                  </text>
                ))}
                {means.map((mean, at) => {
                  const x = labelWide + columnWide * at + 14;
                  const wide = columnWide - 28;
                  return (
                    <g key={moments[at]}>
                      <rect x={x} y={y + 34} width={wide} height={12} className="bar-bed" />
                      {mean !== undefined && (
                        <rect x={x} y={y + 34} width={wide * mean} height={12} className="bar-fill" />
                      )}
                      <text x={x} y={y + 25} className={mean === undefined ? 'bar-none' : 'bar-share'}>
                        {mean === undefined ? t('health.notMeasured') : percent(Math.round(mean * 100) / 100)}
                      </text>
                    </g>
                  );
                })}
              </g>
            );
          })}
        </Drawing>
      </Figure>
      {conditions.map((condition) => (
        <Disclosure key={condition} title={t('health.of', { condition: name(condition) })}>
          <Table
            caption={name(condition)}
            captionHidden
            keyOf={({ id }) => id}
            rows={latest.filter((one) => one.condition === condition)}
            columns={[
              { id: 'name', title: t('health.figure'), isHead: true, cell: (one) => said(one.name) },
              {
                id: 'share',
                title: t('health.share'),
                numeric: true,
                cell: (one) => (one.share == null ? t('health.notMeasured') : percent(one.share)),
              },
              {
                id: 'of',
                title: t('health.counts'),
                numeric: true,
                cell: (one) => `${String(one.numerator)} / ${String(one.denominator)}`,
              },
              { id: 'how', title: t('health.how'), cell: (one) => <Said text={one.how} /> },
            ]}
          />
        </Disclosure>
      ))}
    </section>
  );
}

/** A label in lines that fit beside the bars. */
function wrapped(words: string): readonly string[] {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 28) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Periods that can be assessed: halves of the last years, the newest first. */
function periodsTo(today: string): readonly string[] {
  const year = Number(today.slice(0, 4));
  const second = today.slice(5) >= '07-01';
  const all = [year, year - 1].flatMap((one) => [`${String(one)}-H2`, `${String(one)}-H1`, String(one)]);
  return second ? all : all.filter((period) => period !== `${String(year)}-H2`);
}

function SelfAssessment({
  labels,
  joint,
  own,
  again,
}: {
  readonly labels: Labels;
  readonly joint: readonly Joint[];
  readonly own: readonly Own[];
  readonly again: () => void;
}): ReactElement {
  const { t } = useTranslation('backbone');
  const said = useSaid();
  const { number } = useFormats();
  const { asOf, organisation, actingFor } = useSight();
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const periods = periodsTo(today);
  const [period, setPeriod] = useState(periods[0] ?? '');
  const partner = actingFor ?? organisation ?? '';
  // One partner has one assessment of a period: its id says which.
  const id = `checkup_${period.toLowerCase().replace('-', '_')}__${partner.replace('partner_', '')}`;
  const mine = own.find((one) => one.period === period);
  return (
    <section className="stack" aria-labelledby="checkup">
      <h2 id="checkup">{t('checkup.title')}</h2>
      <p className="quiet">{t('checkup.explained')}</p>
      {asOf === undefined && partner !== '' && (
        <div className="row checkup-act">
          <Select
            label={t('checkup.period')}
            options={periods.map((one) => ({ id: one, label: one }))}
            value={period}
            onChange={(chosen) => setPeriod(chosen ?? period)}
          />
          <Acts
            id={id}
            about={t('checkup.of', { period })}
            acts={[
              mine
                ? { command: 'ReviseCheckup', given: { period }, filled: filledFrom(mine) }
                : { command: 'GiveCheckup', given: { period } },
            ]}
            onDone={again}
          />
        </div>
      )}
      {joint.length > 0 && (
        <Table
          caption={t('checkup.joint')}
          keyOf={(one) => one.id}
          rows={joint}
          columns={[
            { id: 'period', title: t('checkup.period'), isHead: true, cell: (one) => one.id },
            ...conditions.map((condition) => ({
              id: condition,
              title: said(labels[key[condition]]),
              numeric: true,
              cell: ({ means }: Joint) => {
                const mean = means.find((one) => one.condition === condition)?.mean;
                return mean === undefined ? t('checkup.tooFew') : number(Math.round(mean * 10) / 10);
              },
            })),
            {
              id: 'answered',
              title: t('checkup.answered'),
              numeric: true,
              cell: ({ answered }: Joint) => number(answered),
            },
          ]}
        />
      )}
      {joint.some(({ means }) => means.some(({ words }) => words.length > 0)) && (
        <Disclosure title={t('checkup.words')}>
          {joint.map((one) => (
            <div key={one.id} className="stack tight">
              <h3>{one.id}</h3>
              <ul>
                {one.means.flatMap(({ condition, words }) =>
                  words.map((text, at) => (
                    <li key={`${condition} ${String(at)}`}>
                      <span className="quiet">{said(labels[key[condition]])}: </span>
                      <Said text={text} />
                    </li>
                  )),
                )}
              </ul>
            </div>
          ))}
        </Disclosure>
      )}
    </section>
  );
}

const filledFrom = ({ scores }: Own) => ({
  scores: Object.fromEntries(scores.map(({ condition, score }) => [key[condition], score])),
  words: Object.fromEntries(
    scores.flatMap(({ condition, words }) => (words ? [[key[condition], textFilled(words)]] : [])),
  ),
});
