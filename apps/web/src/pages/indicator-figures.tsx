import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Acts, useMayGive } from '../forms/acts.tsx';
import { seriesOf } from '../forms/report-figure.tsx';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats, useLanguage } from '../language.ts';
import { periodName, type Period } from '../period.ts';
import { useSaid } from '../said.tsx';
import { Button, Empty, Notice, Skeleton, Table, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { FigureCard, MeasurementCard } from './indicator-figure.tsx';
import { PeriodSelect, useIndicatorPeriod } from './indicator-period.tsx';
import type { IndicatorShown } from './indicator.tsx';

const IndicatorFigures = graphql(
  `
    query IndicatorFigures(
      $collaboration: ID!
      $asOf: String
      $actingFor: ID
      $indicator: ID!
      $from: String!
      $to: String!
      $after: String
    ) {
      collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
        smallBelow
        places {
          code
          name {
            original
            fi
            sv
            en
          }
        }
        partners(first: 100) {
          nodes {
            id
            name {
              original
              fi
              sv
              en
            }
          }
        }
        indicator(id: $indicator) {
          due(from: $from, to: $to)
          late(from: $from, to: $to)
          locked(from: $from, to: $to)
          dimensions {
            id
            label {
              original
              fi
              sv
              en
            }
            categories {
              id
              label {
                original
                fi
                sv
                en
              }
            }
          }
          joint(from: $from, to: $to) {
            value
            complete
            suppressed
            provisional
            contactsNotPersons
            reported
            expected
            withheld
            missing
            notAvailable
          }
          awaiting(first: 10) {
            nodes {
              ...MeasurementCard
            }
          }
          series(first: 60, after: $after) {
            pageInfo {
              hasNextPage
              endCursor
            }
            nodes {
              id
              partner {
                id
              }
              measurements(first: 8, from: $from, to: $to) {
                nodes {
                  ...MeasurementCard
                }
              }
            }
          }
        }
      }
    }
  `,
  [MeasurementCard],
);

type Collaboration = NonNullable<ResultOf<typeof IndicatorFigures>['collaboration']>;
export type Told = NonNullable<Collaboration['indicator']>;
export type Card = ResultOf<typeof MeasurementCard>;

/** The figures of a period: the joint one, who has given what, who has not, and what waits for a reviewer. */
export function Figures({ indicator }: { readonly indicator: IndicatorShown }): ReactElement {
  const chosen = useIndicatorPeriod(indicator);
  return chosen ? <OfPeriod indicator={indicator} {...chosen} /> : <Skeleton lines={8} />;
}

function OfPeriod({
  indicator,
  period,
  all,
}: {
  readonly indicator: IndicatorShown;
  readonly period: Period;
  readonly all: readonly Period[];
}): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const title = useSaid();
  const { compare } = useFormats();
  const language = useLanguage();
  const { organisation, actingFor } = useSight();
  const self = actingFor ?? organisation ?? '';
  const [after, setAfter] = useState<string | null>(null);
  const { data, loading, error, again } = useView(IndicatorFigures, { indicator: indicator.id, ...period, after });
  const found = data?.collaboration;
  const told = found?.indicator;
  if (!found || !told)
    return loading && !error ? <Skeleton lines={8} /> : <Notice kind="fault" title={t('common:state.failed')} live />;
  const below = found.smallBelow;
  const names = new Map(found.partners.nodes.map(({ id, name }) => [id, title(name)]));
  const places = new Map(found.places.map(({ code, name }) => [code, title(name)]));
  const given = told.series.nodes.filter(({ measurements }) => measurements.nodes.length > 0);
  const own = given.filter(({ partner }) => partner?.id === self);
  const others = given
    .filter(({ partner }) => partner?.id !== self)
    .sort((a, b) => compare(names.get(a.partner?.id ?? '') ?? '', names.get(b.partner?.id ?? '') ?? ''));
  const here = new Set(given.flatMap(({ measurements }) => measurements.nodes.map(({ id }) => id)));
  const elsewhere = told.awaiting.nodes.filter(({ id }) => !here.has(id));
  const cards = (series: (typeof given)[number]) => (
    <SeriesCards
      key={series.id}
      {...{ indicator, told, names, places, again, below }}
      cards={series.measurements.nodes}
    />
  );
  return (
    <div className="stack">
      <div className="period-row">
        <PeriodSelect period={period} all={all} />
      </div>
      <Joint indicator={indicator} joint={told.joint} />
      {told.locked && (
        <Notice kind="warn" title={t('form.locked')}>
          <p>{t('form.lockedAdvice')}</p>
        </Notice>
      )}
      {elsewhere.length > 0 && (
        <section className="stack" aria-labelledby="awaiting">
          <h2 id="awaiting">{t('figures.awaiting')}</h2>
          <ul className="plain cards">
            {elsewhere.map((card) => (
              <FigureCard
                key={card.id}
                {...{ indicator, card, names, places, again }}
                parts={[]}
                told={told}
                below={below}
                withPeriod
              />
            ))}
          </ul>
        </section>
      )}
      <section className="stack" aria-labelledby="given">
        <h2 id="given">{t('figures.given', { period: periodName(period, language) })}</h2>
        {given.length === 0 ? (
          <Empty title={t('figures.none')}>
            <p>{t('figures.noneAdvice')}</p>
          </Empty>
        ) : (
          <>
            {own.length > 0 && <h3>{t('figures.own')}</h3>}
            {own.map(cards)}
            {own.length > 0 && others.length > 0 && <h3>{t('figures.others')}</h3>}
            {others.map(cards)}
            <div className="row">
              {after !== null && <Button onPress={() => setAfter(null)}>{t('figures.firstPage')}</Button>}
              {told.series.pageInfo.hasNextPage && (
                <Button onPress={() => setAfter(told.series.pageInfo.endCursor)}>{t('figures.nextPage')}</Button>
              )}
            </div>
          </>
        )}
      </section>
      <Missing {...{ indicator, told, names, self }} />
      <More indicator={indicator} self={self} again={again} />
    </div>
  );
}

/** The joint value of the period with all that keeps it from being a total (rules 12 and 13). */
function Joint({
  indicator,
  joint,
}: {
  readonly indicator: IndicatorShown;
  readonly joint: Told['joint'];
}): ReactElement | null {
  const { t } = useTranslation('indicators');
  const { number } = useFormats();
  const title = useSaid();
  if (!joint || indicator.kind === 'NARRATIVE') return null;
  return (
    <div className="card stack tight">
      <p className="row">
        <span className="quiet">{t('figures.joint')}</span>
        {joint.value === null ? (
          <strong>{t(joint.suppressed ? 'notShown' : 'noJoint')}</strong>
        ) : (
          <strong className="figure-number">
            {joint.withheld > 0 && `${t('figures.atLeast')} `}
            {number(joint.value)} {title(indicator.unit)}
          </strong>
        )}
        {joint.provisional && <Tag tone="tentative">{t('provisional')}</Tag>}
        {!joint.complete && <Tag tone="warn">{t('incomplete')}</Tag>}
      </p>
      <p className="small">
        {t('figures.included', { reported: joint.reported, expected: joint.expected })}
        {joint.withheld > 0 && ` ${t('figures.withheld', { count: joint.withheld })}`}
        {joint.contactsNotPersons && ` ${t('trend.contacts')}`}
      </p>
    </div>
  );
}

/** One organisation's figures of the period: those of the whole, with their parts inside. */
function SeriesCards({
  cards,
  ...rest
}: {
  readonly cards: readonly Card[];
  readonly indicator: IndicatorShown;
  readonly told: Told;
  readonly names: ReadonlyMap<string, string>;
  readonly places: ReadonlyMap<string, string>;
  readonly below: number;
  readonly again: () => void;
}): ReactElement {
  const whole = cards.filter(({ dimension }) => dimension === null);
  const partsOf = (card: Card) =>
    cards.filter(
      ({ dimension, place, period }) =>
        dimension !== null && place === card.place && period.from === card.period.from && period.to === card.period.to,
    );
  const lone = cards.filter((card) => card.dimension !== null && !whole.some((one) => partsOf(one).includes(card)));
  return (
    <ul className="plain cards">
      {[...whole, ...lone].map((card) => (
        <FigureCard key={card.id} card={card} parts={card.dimension === null ? partsOf(card) : []} {...rest} />
      ))}
    </ul>
  );
}

/** Who is asked for a figure of the period and has not given one, with the last day for it. */
function Missing({
  indicator,
  told,
  names,
  self,
}: {
  readonly indicator: IndicatorShown;
  readonly told: Told;
  readonly names: ReadonlyMap<string, string>;
  readonly self: string;
}): ReactElement {
  const { t } = useTranslation(['indicators', 'common']);
  const { day, compare } = useFormats();
  const waiting = new Set(told.awaiting.nodes.map(({ id }) => id.split('/')[0]));
  const missing = [...new Set([...(told.joint?.missing ?? []), ...told.late])].sort((a, b) =>
    compare(names.get(a) ?? a, names.get(b) ?? b),
  );
  const stands = (partner: string) => {
    if (told.joint?.notAvailable.includes(partner) === true) return t('status.NOT_AVAILABLE');
    if (waiting.has(seriesOf(indicator.id, partner))) return t('measurement.SUBMITTED');
    return told.late.includes(partner) ? t('figures.late') : t('figures.notYet');
  };
  return (
    <section className="stack" aria-labelledby="missing">
      <h2 id="missing">{t('figures.missing')}</h2>
      {missing.length === 0 ? (
        <p>{t(told.joint || given(told) ? 'figures.nobodyMissing' : 'figures.nobodyNamed')}</p>
      ) : (
        <>
          {told.due !== null && <p>{t('figures.due', { day: day(told.due) })}</p>}
          <Table
            caption={t('figures.missingTable')}
            captionHidden
            rows={missing}
            keyOf={(partner) => partner}
            columns={[
              {
                id: 'partner',
                title: t('organisation'),
                isHead: true,
                cell: (partner) =>
                  `${names.get(partner) ?? partner}${partner === self ? ` (${t('figures.you')})` : ''}`,
              },
              {
                id: 'state',
                title: t('state.title'),
                cell: (partner) =>
                  told.late.includes(partner) ? <Tag tone="bad">{stands(partner)}</Tag> : stands(partner),
              },
            ]}
          />
          <p className="quiet">{t('figures.missingNext')}</p>
        </>
      )}
    </section>
  );
}
const given = (told: Told): boolean => told.series.nodes.some(({ measurements }) => measurements.nodes.length > 0);

/** What else those may do who report: a figure of published statistics is brought in with where it comes from. */
function More({
  indicator,
  self,
  again,
}: {
  readonly indicator: IndicatorShown;
  readonly self: string;
  readonly again: () => void;
}): ReactElement | null {
  const { t } = useTranslation('indicators');
  const title = useSaid();
  const mayGive = useMayGive();
  const [times, setTimes] = useState(0);
  if (!mayGive('ImportMeasurement') || indicator.phase === 'RETIRED') return null;
  return (
    <section className="stack" aria-labelledby="statistics">
      <h2 id="statistics">{t('figures.statistics')}</h2>
      <p>{t('figures.statisticsLead')}</p>
      <Acts
        key={times}
        id={seriesOf(indicator.id, self)}
        about={title(indicator.title)}
        acts={[{ command: 'ImportMeasurement', given: { indicator: indicator.id } }]}
        onDone={() => {
          setTimes(times + 1);
          again();
        }}
      />
    </section>
  );
}
