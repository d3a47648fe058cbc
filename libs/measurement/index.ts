import { isSharedGoal, programmes } from '#agenda';
import { settingsOf, takesPart, todayIn } from '#backbone';
import { aggregate, type ContextParts, type World } from '#world';
import './comparison.resolver.ts';
import './table.resolver.ts';
import { agreement, type AgreementCommand } from './agreement.ts';
import { AgreementResolver } from './agreement.resolver.ts';
import { agreements } from './agreement.view.ts';
import { disclosure } from './disclosure.ts';
import { DisclosureResolver } from './disclosure.resolver.ts';
import { disclosures } from './disclosure.view.ts';
import { indicator, type IndicatorCommand } from './indicator.ts';
import { IndicatorResolver } from './indicator.resolver.ts';
import { indicators, versionOn } from './indicator.view.ts';
import { lock } from './lock.ts';
import { LockResolver } from './lock.resolver.ts';
import { isOpen, locks, locksOver } from './lock.view.ts';
import { periodIn, series, versionIn, type MeasuredIndicator, type Period, type SeriesCommand } from './series.ts';
import { SeriesResolver } from './series.resolver.ts';
import { othersAreTold } from './sight.reading.ts';
import { measurements, seriesOutlines } from './series.view.ts';

export { AgreementConnection, AgreementNode, agreementNode } from './agreement.resolver.ts';
export { agreements, phaseOn, unsignedOf, type AgreementPhase, type AgreementRow } from './agreement.view.ts';
export { breakdownsOf, type Breakdown } from './breakdown.ts';
export { calendarPeriod, daysAfter, periodBefore, type PeriodType } from './calendar.ts';
export { dueDay, expectedFor, hasReported, lateFor, periodAsked } from './duty.reading.ts';
export type { Definition, Dimension, Direction, IndicatorKind } from './indicator.ts';
export { IndicatorConnection, IndicatorNode, JointValueNode, indicatorNode } from './indicator.resolver.ts';
export {
  definitionIn,
  indicators,
  reportersOn,
  targetOn,
  targetsInForce,
  versionOn,
  type IndicatorRow,
  type ReportersRow,
  type TargetRow,
  type VersionRow,
} from './indicator.view.ts';
export { isOpen, locks, locksOver, type LockRow, type Unlocking } from './lock.view.ts';
export { LockNode } from './lock.resolver.ts';
export { isMet, progress, progressTowards } from './progress.ts';
export { MeasurementConnection, MeasurementNode, SeriesConnection, SeriesNode, seriesNode } from './series.resolver.ts';
export { keyOf, partsOf, periodIn, seriesId, valueOf, versionIn, type Figure, type Period } from './series.ts';
export {
  measurements,
  readingOf,
  seriesOutlines,
  type Given,
  type MeasurementRow,
  type MeasurementState,
  type SeriesRow,
} from './series.view.ts';
export {
  publicReadings,
  readingsFor,
  seesSeries,
  sightOf,
  type Sight,
  type VersionedReading,
} from './sight.reading.ts';
export { sharingWith, type Detail, type Sharing } from './sharing.ts';
export { countsPeople, isSmall, smallBelow } from './small.ts';
export {
  asCsv,
  figureSeen,
  inTable,
  tableColumns,
  tableRows,
  unguarded,
  type TableColumn,
  type TableFigure,
} from './table.reading.ts';
export { jointValue, latestPeriod, periodsOf, type JointValue, type Reading } from './totals.ts';

/** Which of the goals and programmes the command names exist, and which of the partners take part. */
function known(world: World, command: IndicatorCommand): ReadonlySet<string> {
  switch (command.type) {
    case 'DefineIndicator':
    case 'ReviseIndicator':
    case 'BeginIndicatorVersion':
      return new Set([
        ...command.data.goals.filter((id) => isSharedGoal(world, id)),
        ...command.data.programmes.filter((id) => world.rows(programmes).has(id)),
      ]);
    case 'NameReporters':
      return new Set(command.data.partners.filter((id) => takesPart(world, id)));
    case 'HandOverIndicator':
      return new Set([command.data.to].filter((id) => takesPart(world, id)));
    case 'SetTarget':
    case 'SetReview':
    case 'RetireIndicator':
      return new Set();
  }
}

/** Whether somebody has reported a value by the present version of an indicator. */
function isMeasured(world: World, id: string): boolean {
  const version = world.rows(indicators).get(id)?.indicatorVersion ?? 1;
  return version === 1
    ? world
        .rows(seriesOutlines)
        .where('indicator', id)
        .some(({ reported }) => reported > 0)
    : world
        .rows(measurements)
        .where('indicator', id)
        .some(({ indicatorVersion, history }) => indicatorVersion === version && history.length > 0);
}

/** The period a command's value is of. */
const periodOf = ({ data }: SeriesCommand): Period =>
  'measurement' in data ? periodIn(data.measurement) : data.period;

/** What a value is judged by: the version that measures its period, or the one it was measured by. */
function measuredBy(world: World, { data }: SeriesCommand): MeasuredIndicator | undefined {
  const row = world.rows(indicators).get(data.indicator);
  const version =
    row &&
    ('measurement' in data
      ? row.versions.find(({ indicatorVersion }) => indicatorVersion === versionIn(data.measurement))
      : versionOn(row, data.period.from));
  if (!row || !version) return undefined;
  const { phase, local, owner, reviewed } = row;
  return { ...version.definition, phase, local, owner, reviewed, indicatorVersion: version.indicatorVersion };
}

/** Which of the partners an agreement names take part, and which of its indicators exist. */
const namedIn = (world: World, { data }: AgreementCommand): ReadonlySet<string> =>
  'parties' in data
    ? new Set([
        ...data.parties.filter((id) => takesPart(world, id)),
        ...data.indicators.filter((id) => world.rows(indicators).has(id)),
      ])
    : new Set();

/** The value in force of a measurement, and whether others are told it. */
function valueIn(world: World, measurement: string) {
  const row = world.rows(measurements).get(measurement);
  return row?.current && { position: row.current.position, told: othersAreTold(world, row.series, row.current) };
}

/** Shared measurement: what is measured, and what each partner has measured. */
export const measurement: ContextParts = {
  aggregates: [
    aggregate(indicator, (world, { id, command }) => ({
      known: known(world, command),
      measured: isMeasured(world, id),
      ownerLeft: !takesPart(world, world.rows(indicators).get(id)?.owner ?? ''),
      today: todayIn(world),
    })),
    aggregate(series, (world, { command }) => ({
      indicator: measuredBy(world, command),
      places: new Set(settingsOf(world)?.places.map(({ code }) => code)),
      locked: locksOver(world.rows(locks).values(), command.data.indicator, periodOf(command)).some(
        (row) => !isOpen(row, todayIn(world)),
      ),
      today: todayIn(world),
    })),
    aggregate(lock, (world, { command }) => ({
      known: new Set(
        command.type === 'LockValues' ? command.data.indicators.filter((id) => world.rows(indicators).has(id)) : [],
      ),
      today: todayIn(world),
    })),
    aggregate(agreement, (world, { command }) => ({ known: namedIn(world, command), today: todayIn(world) })),
    aggregate(disclosure, (world, { command }) => ({ value: valueIn(world, command.data.measurement) })),
  ],
  views: [indicators, seriesOutlines, measurements, locks, agreements, disclosures],
};

export const measurementResolvers = [
  IndicatorResolver,
  SeriesResolver,
  LockResolver,
  AgreementResolver,
  DisclosureResolver,
];
