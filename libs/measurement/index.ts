import { goals, programmes } from '#agenda';
import { settingsOf, todayIn } from '#backbone';
import { aggregate, type ContextParts, type World } from '#world';
import { indicator, type IndicatorCommand } from './indicator.ts';
import { IndicatorResolver } from './indicator.resolver.ts';
import { indicators } from './indicator.view.ts';
import { series } from './series.ts';
import { SeriesResolver } from './series.resolver.ts';
import { measurements, seriesOutlines } from './series.view.ts';

export { calendarPeriod } from './calendar.ts';
export type { Direction, IndicatorKind } from './indicator.ts';
export { IndicatorConnection, IndicatorNode, JointValueNode, indicatorNode } from './indicator.resolver.ts';
export { indicators, targetOn, targetsInForce, type IndicatorRow, type TargetRow } from './indicator.view.ts';
export { isMet, progress, progressTowards } from './progress.ts';
export { SeriesConnection, SeriesNode, seriesNode } from './series.resolver.ts';
export { keyOf, partsOf, seriesId, valueOf, type Figure, type Period } from './series.ts';
export { measurements, seriesOutlines, type Measurement, type MeasurementsRow, type SeriesRow } from './series.view.ts';
export { countsPeople, isSmall, seesSmall, smallBelow } from './small.ts';
export { jointValue, latestPeriod, periodsOf, type JointValue, type Reading } from './totals.ts';

/** Which of the goals and programmes the command names exist. */
function known(world: World, command: IndicatorCommand): ReadonlySet<string> {
  if (command.type !== 'DefineIndicator' && command.type !== 'ReviseIndicator') return new Set();
  return new Set([
    ...command.data.goals.filter((id) => world.rows(goals).has(id)),
    ...command.data.programmes.filter((id) => world.rows(programmes).has(id)),
  ]);
}

/** Shared measurement: what is measured, and what each partner has measured. */
export const measurement: ContextParts = {
  aggregates: [
    aggregate(indicator, (world, { id, command }) => ({
      known: known(world, command),
      measured: world.rows(seriesOutlines).where('indicator', id).length > 0,
    })),
    aggregate(series, (world, { command }) => ({
      indicator: world.rows(indicators).get(command.data.indicator),
      places: new Set(settingsOf(world)?.places.map(({ code }) => code)),
      today: todayIn(world),
    })),
  ],
  views: [indicators, seriesOutlines, measurements],
};

export const measurementResolvers = [IndicatorResolver, SeriesResolver];
