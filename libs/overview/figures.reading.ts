import { mandates, mandatesHeld } from '#backbone';
import {
  calendarPeriod,
  dueDay,
  expectedFor,
  hasReported,
  indicators,
  reportersOn,
  seriesId,
  seriesOutlines,
  type IndicatorRow,
  type Period,
} from '#measurement';
import { periods, type PeriodRow } from '#reporting';
import type { World } from '#world';

/** A figure somebody is expected to give. */
export interface ExpectedFigure {
  readonly indicator: IndicatorRow;
  readonly partner: string;
  readonly period: Period;
  /** The last day for it; nothing when nobody was told by when. */
  readonly due: string | undefined;
  readonly given: boolean;
}

/** The newest reporting period that has begun by a day. */
export const newestPeriod = (world: World, today: string): PeriodRow | undefined =>
  world
    .rows(periods)
    .values()
    .filter(({ from }) => from <= today)
    .reduce<PeriodRow | undefined>((newest, row) => (newest && newest.from >= row.from ? newest : row), undefined);

/** What a partner is expected to report in a reporting period, given or not. */
export const figuresOf = (
  world: World,
  partner: string,
  reporting: PeriodRow,
  today: string,
): readonly ExpectedFigure[] =>
  reportable(world, partner).flatMap((indicator) => {
    const period = asked(indicator, reporting, today);
    const named = period && reportersOn(indicator, period.from);
    // Where reporters were named, they are asked and nobody else.
    return period && (!named || named.partners.includes(partner)) ? [figure(world, indicator, partner, period)] : [];
  });

/** What everybody is expected to report of one indicator in a reporting period, given or not. */
export function figuresFor(
  world: World,
  indicator: IndicatorRow,
  reporting: PeriodRow,
  today: string,
): readonly ExpectedFigure[] {
  const period = asked(indicator, reporting, today);
  return period
    ? expectedFor(world, indicator, period, today).map((partner) => figure(world, indicator, partner, period))
    : [];
}

const asked = (indicator: IndicatorRow, { from, to }: PeriodRow, today: string): Period | undefined =>
  indicator.phase === 'retired' ? undefined : dueIn(indicator, { from, to }, today);

function figure(world: World, indicator: IndicatorRow, partner: string, period: Period): ExpectedFigure {
  const reached = world.rows(seriesOutlines).get(seriesId(indicator.id, partner))?.to;
  return {
    indicator,
    partner,
    period,
    due: dueDay(indicator, period),
    // Most of what is missing is seen by how far the series reaches at all.
    given: reached !== undefined && reached >= period.from && hasReported(world, indicator, partner, period),
  };
}

/** Indicators a partner has measured before, and those it or a reporter of its own has been named for. */
function reportable(world: World, partner: string): readonly IndicatorRow[] {
  const rows = world.rows(indicators);
  const measured = world
    .rows(seriesOutlines)
    .where('partner', partner)
    .map(({ indicator }) => indicator);
  const mandated = mandatesHeld(world, world.rows(mandates).where('partner', partner))
    .filter(({ role }) => role === 'reporter')
    .flatMap(({ indicator }) => indicator ?? []);
  const named = rows.where('reporter', partner).map(({ id }) => id);
  return [...new Set([...measured, ...mandated, ...named])].flatMap((id) => rows.get(id) ?? []);
}

/**
 * The days an indicator has to be reported for in a reporting period: the last of its own calendar periods that has
 * begun and ends in it. None when its own period goes on beyond, as a year does in the first half of it.
 */
export function dueIn(
  { periodType }: Pick<IndicatorRow, 'periodType'>,
  { from, to }: Period,
  today: string,
): Period | undefined {
  if (periodType === 'day') return { from, to };
  const due = calendarPeriod(periodType, to < today ? to : today);
  return due.to <= to ? due : undefined;
}
