import { mandates, mandatesHeld, partners, todayIn } from '#backbone';
import type { World } from '#world';
import { daysAfter, periodBefore } from './calendar.ts';
import { reportersOn, type IndicatorRow } from './indicator.view.ts';
import { seriesId, type Period } from './series.ts';
import { measurements, seriesOutlines } from './series.view.ts';

/**
 * The organisations whose values make up an indicator's joint value for a period: those named to report and those who
 * did. Where nobody was named, those who had begun to measure it by then or hold a reporter's mandate for it on the
 * day. One that had left before the period began is not waited for.
 */
export function expectedFor(
  world: World,
  row: IndicatorRow,
  period: Period,
  day: string = todayIn(world),
): readonly string[] {
  if (row.local) return [row.owner];
  const named = reportersOn(row, period.from)?.partners;
  const expected = named
    ? [...named, ...world.rows(measurements).where('indicator', row.id).filter(counts(period)).map(partnerOf)]
    : [
        ...world
          .rows(seriesOutlines)
          .where('indicator', row.id)
          .filter(({ from, reported }) => reported > 0 && from <= period.to)
          .map(partnerOf),
        ...mandatesHeld(world, world.rows(mandates).where('role', 'reporter'), day)
          .filter(({ indicator, from }) => indicator === row.id && from <= period.to)
          .map(partnerOf),
      ];
  return [...new Set(expected)].filter((partner) => {
    const leftAt = world.rows(partners).get(partner)?.leftAt;
    return leftAt === undefined || leftAt >= period.from;
  });
}

const partnerOf = ({ partner }: { readonly partner: string }) => partner;

const counts =
  ({ from, to }: Period) =>
  ({ current, period }: { readonly current: object | undefined; readonly period: Period }): boolean =>
    current !== undefined && period.from >= from && period.to <= to;

/** The period whose values are asked for on a day: the newest of the indicator's own that is over. */
export const periodAsked = ({ periodType }: Pick<IndicatorRow, 'periodType'>, day: string): Period =>
  periodBefore(periodType, day);

/** The last day to report for a period; nothing when nobody was named to. */
export function dueDay(row: Pick<IndicatorRow, 'reporters'>, period: Period): string | undefined {
  const named = reportersOn(row, period.from);
  return named && daysAfter(period.to, named.dueDays);
}

/** Whether a partner has given a value for a period: one that waits for review will do, one sent back will not. */
export function hasReported(
  world: World,
  { id, periodType, aggregation }: IndicatorRow,
  partner: string,
  { from, to }: Period,
): boolean {
  // Where the newest value stands for the whole, one from any time in it will do.
  const partWillDo = periodType === 'day' || aggregation.time === 'latest';
  return world
    .rows(measurements)
    .where('series', seriesId(id, partner))
    .some(
      ({ state, current, period }) =>
        (current !== undefined || state === 'submitted') &&
        period.from >= from &&
        period.to <= to &&
        (partWillDo || period.to === to),
    );
}

/** Who was named to report for a period and has not, though the day has passed by which it was due. */
export function lateFor(world: World, row: IndicatorRow, period: Period): readonly string[] {
  const due = dueDay(row, period);
  if (due === undefined || row.phase === 'retired' || due >= todayIn(world)) return [];
  return (reportersOn(row, period.from)?.partners ?? []).filter((partner) => {
    const { leftAt } = world.rows(partners).get(partner) ?? {};
    return (leftAt === undefined || leftAt > due) && !hasReported(world, row, partner, period);
  });
}
