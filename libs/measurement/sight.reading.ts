import { settingsOf, timeZoneOf, todayIn } from '#backbone';
import { dayOf, type World } from '#world';
import { agreements } from './agreement.view.ts';
import { disclosures } from './disclosure.view.ts';
import { disclosedIn, type Step } from './family.ts';
import { definitionIn, indicators, type IndicatorRow } from './indicator.view.ts';
import { figureOf, partsOf } from './series.ts';
import { measurements, type Given, type MeasurementRow } from './series.view.ts';
import { covers, sharingWith, sharingWithAll, type Detail, type Sharing } from './sharing.ts';
import {
  countsIn,
  countsPeople,
  insightOf,
  isAfter,
  isSmall,
  thresholdAt,
  type Insight,
  type Thresholds,
} from './small.ts';
import type { Reading } from './totals.ts';

/** What somebody may see of what one partner has measured of one indicator. */
export interface Sight {
  /** The right to see all of it, hidden values, drafts of reviewers' work and all; none for who has to be told. */
  readonly insight: Insight | undefined;
  /** How much an agreement in force lets them see (rule 29); everything with an insight. */
  readonly detail: Detail;
  /** Whether the value may be told: see infra/decisions/0023 (rule 30). */
  tells(given: Given): boolean;
}

/** What the asker of the world may see of a series. */
export function sightOf(world: World, series: string): Sight {
  const { sharing, sights } = lookInto(world);
  let sight = sights.get(series);
  if (!sight) {
    const rows = world.rows(measurements).where('series', series);
    sights.set(series, (sight = sightOn(world, series, rows, sharing)));
  }
  return sight;
}

/** Whether the asker may see that there is such a series: one that may not be seen answers like one that is not. */
export const seesSeries = (world: World, series: string): boolean => covers(sightOf(world, series).detail, 'values');

/** How finely the cell is broken down, in the words of agreements. */
export const detailOf = ({ dimension }: Pick<MeasurementRow, 'dimension'>): Detail =>
  dimension === undefined ? 'values' : 'breakdowns';

/** A value in force as somebody reads it. */
export interface VersionedReading extends Reading {
  /** Id of its measurement. */
  readonly id: string;
  /** The version of the indicator it was measured by: values of two versions never meet (rule 12). */
  readonly indicatorVersion: number;
  /** When it was given, and where that stands in the log. */
  readonly at: string;
  readonly position: string;
}

/** Values in force as the asker may use them in totals. What may not be told is in them without its number. */
export const readingsFor = (world: World, indicator: string): readonly VersionedReading[] =>
  readingsBy(world, indicator, lookInto(world).sharing);

/**
 * Values in force as anybody may read them in a published report. The agreements of the day count on which the newest
 * event in the world was recorded: what was published reads the same for ever.
 */
export const publicReadings = (world: World, indicator: string): readonly VersionedReading[] =>
  readingsBy(
    world,
    indicator,
    sharingWithAll(world.rows(agreements).values(), dayOf(world.recordedAt, timeZoneOf(world))),
    nobody,
  );

const nobody = { asker: undefined };

/** Whether others than those with a right to see everything are told a value, where it is shared at all. */
export const othersAreTold = (world: World, series: string, given: Given): boolean =>
  sightOn(world, series, world.rows(measurements).where('series', series), () => 'breakdowns', nobody).tells(given);

function readingsBy(
  world: World,
  indicator: string,
  sharing: Sharing,
  who: Pick<World, 'asker'> = world,
): readonly VersionedReading[] {
  const rows = Map.groupBy(world.rows(measurements).where('indicator', indicator), ({ series }) => series);
  return [...rows].flatMap(([series, ofSeries]) => {
    const sight = sightOn(world, series, ofSeries, sharing, who);
    const isShared = sight.detail !== 'nothing';
    const inTotalsOnly = sight.detail === 'totals';
    return ofSeries.flatMap((row): VersionedReading[] => {
      const { current } = row;
      if (!current || (row.dimension !== undefined && !covers(sight.detail, 'breakdowns'))) return [];
      if (!isShared) return [untold(row, current, 'final', 'not_shared')];
      if (!sight.tells(current)) return [untold(row, current, current.status, 'hidden')];
      return [inTotalsOnly ? { ...readingOf(row, current), inTotalsOnly } : readingOf(row, current)];
    });
  });
}

/** Rows never change, and totals read each of them over and over. */
const readings = new WeakMap<MeasurementRow, VersionedReading>();

function readingOf(row: MeasurementRow, current: Given): VersionedReading {
  let reading = readings.get(row);
  if (!reading) readings.set(row, (reading = { ...cellOf(row, current), ...figureOf(current) }));
  return reading;
}

const untold = (
  row: MeasurementRow,
  current: Given,
  status: Given['status'],
  withheld: NonNullable<Reading['withheld']>,
): VersionedReading => ({ ...cellOf(row, current), status, withheld });

const cellOf = (row: MeasurementRow, { at, position }: Given) => {
  const { id, partner, place, period, dimension, category, indicatorVersion } = row;
  return { id, partner, place, period, dimension, category, indicatorVersion, at, position };
};

function sightOn(
  world: World,
  series: string,
  rows: readonly MeasurementRow[],
  sharing: Sharing,
  { asker }: Pick<World, 'asker'> = world,
): Sight {
  const { indicator: id, partner } = partsOf(series);
  const indicator = world.rows(indicators).get(id);
  const insight = insightOf(asker, partner, indicator ?? { id, owner: '', programmes: [] });
  const thresholds = settingsOf(world)?.smallCounts ?? [];
  let known: ((given: Given) => boolean) | undefined;
  const isTold = (given: Given): boolean => (known ??= toldOf(world, series, rows, indicator, thresholds))(given);
  return {
    insight,
    detail: insight ? 'breakdowns' : sharing(id, partner),
    tells(given) {
      if (insight === 'own' || insight === 'reviewer' || isTold(given)) return true;
      // What the auditor's right alone has opened is recorded (rule 33).
      if (insight === 'auditor') world.revealed.add(series);
      return insight === 'auditor';
    },
  };
}

/** Which values of a series others may be told. */
function toldOf(
  world: World,
  series: string,
  rows: readonly MeasurementRow[],
  indicator: IndicatorRow | undefined,
  thresholds: Thresholds,
): (given: Given) => boolean {
  const disclosed = disclosedOf(rows, indicator, thresholds);
  const decided = world.rows(disclosures).where('series', series);
  return ({ status, acceptedPosition, position }) =>
    // What waits for a reviewer or was sent back concerns nobody else (rule 18); what is not there cannot be hidden.
    acceptedPosition !== undefined &&
    (status === 'not_available' ||
      disclosed === 'all' ||
      disclosed.has(position) ||
      decided.some(({ value }) => value === position));
}

type Disclosed = ReadonlySet<string> | 'all';

/** Rows never change, so what follows from them is kept as long as the first of them is. */
const kept = new WeakMap<
  MeasurementRow,
  { readonly rows: readonly MeasurementRow[]; readonly versions: unknown; readonly disclosed: Disclosed }
>();

/** Positions of the values of a series that are disclosed: see family.ts. */
function disclosedOf(
  rows: readonly MeasurementRow[],
  indicator: IndicatorRow | undefined,
  thresholds: Thresholds,
): Disclosed {
  const [first] = rows;
  if (!first) return 'all';
  const before = kept.get(first);
  if (
    before?.versions === indicator?.versions &&
    before?.rows.length === rows.length &&
    before.rows.every((row, index) => row === rows[index])
  )
    return before.disclosed;
  const disclosed = disclosedAnew(rows, indicator, thresholds);
  kept.set(first, { rows, versions: indicator?.versions, disclosed });
  return disclosed;
}

function disclosedAnew(
  rows: readonly MeasurementRow[],
  indicator: IndicatorRow | undefined,
  thresholds: Thresholds,
): Disclosed {
  const found = new Set<string>();
  let guarded = false;
  for (const [version, ofVersion] of Map.groupBy(rows, ({ indicatorVersion }) => indicatorVersion)) {
    // What is measured by an indicator that cannot be read is guarded like a count of people.
    const definition = (indicator && definitionIn(indicator, version)) ?? { kind: 'count' as const };
    if (!countsPeople(definition)) {
      for (const { history } of ofVersion) for (const { position } of history) found.add(position);
      continue;
    }
    guarded = true;
    for (const family of familiesOf(ofVersion))
      for (const position of disclosedIn(stepsOf(family, definition, thresholds))) found.add(position);
  }
  return guarded ? found : 'all';
}

/** Rows whose periods overlap, or overlap others that do: no others can count anybody twice. */
function familiesOf(rows: readonly MeasurementRow[]): readonly (readonly MeasurementRow[])[] {
  const families: MeasurementRow[][] = [];
  let last = '';
  for (const row of rows.toSorted((a, b) =>
    a.period.from < b.period.from ? -1 : a.period.from > b.period.from ? 1 : 0,
  )) {
    if (row.period.from > last) families.push([row]);
    else families.at(-1)?.push(row);
    if (row.period.to > last) last = row.period.to;
  }
  return families;
}

/** What came into force and what ended, in the order of the log. */
function stepsOf(
  rows: readonly MeasurementRow[],
  { kind }: Pick<IndicatorRow, 'kind'>,
  thresholds: Thresholds,
): readonly Step[] {
  const steps = rows.flatMap((cell) =>
    cell.history.flatMap((given) => {
      const { acceptedPosition: at, verdict, status } = given;
      if (at === undefined) return [];
      const counts = status === 'not_available' ? [] : countsIn(kind, given);
      const below = thresholdAt(thresholds, at);
      const small = counts.some((count) => isSmall(count, below));
      const told = status === 'not_available' ? undefined : { id: given.position, counts, small };
      const begun = { at, cell, key: cell.key, value: told };
      return verdict?.outcome === 'withdrawn'
        ? [begun, { at: verdict.position, cell, key: cell.key, value: undefined }]
        : [begun];
    }),
  );
  return steps.sort((a, b) => (a.at === b.at ? 0 : isAfter(a.at, b.at) ? 1 : -1));
}

interface Look {
  readonly position: World['position'];
  /** What the asker's organisation may see of others today. */
  readonly sharing: Sharing;
  readonly sights: Map<string, Sight>;
}

/** What has been worked out for the answer that is being made: every answer looks into a world of its own. */
const looks = new WeakMap<World, Look>();

function lookInto(world: World): Look {
  const { position, asker } = world;
  let look = looks.get(world);
  if (look?.position !== position) {
    const sharing = sharingWith(world.rows(agreements).values(), asker?.organisation, todayIn(world));
    looks.set(world, (look = { position, sharing, sights: new Map() }));
  }
  return look;
}
