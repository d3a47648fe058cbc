import type { Aggregation, Counted, IndicatorKind } from './indicator.ts';
import { valueOf, type Cell, type Figure, type Period } from './series.ts';

/** A measurement with the partner who reported it, as somebody reads it. */
export interface Reading extends Cell, Figure {
  readonly partner: string;
  /**
   * There is a number, and the reader is not told it, so the reading does not hold it: it is hidden (rule 30), or
   * belongs to somebody who has not agreed to share it (rule 29).
   */
  readonly withheld?: 'hidden' | 'not_shared';
  /** The reader may know it as a part of a total and not by itself (rule 29). */
  readonly inTotalsOnly?: boolean;
}

/** What partners have measured together, with everything that keeps it from being mistaken for more than it is. */
export interface JointValue {
  /**
   * Null when there is none: no partner's value, values that must not be put together, or none without the withheld
   * ones. A sum is one of the figures that are shown: when some are withheld it says "at least".
   */
  readonly value: number | null;
  /** There would be a value, and it is not shown. */
  readonly suppressed: boolean;
  /** How many figures of those it is made of the reader is not shown (rules 29 and 30). */
  readonly withheld: number;
  /** `reported` of `expected` partners are in the value; those withheld are neither in it nor missing. */
  readonly reported: number;
  readonly expected: number;
  /** Every partner has a figure, and all of them are in the value. */
  readonly complete: boolean;
  /** Partners without a usable value for the whole period. */
  readonly missing: readonly string[];
  /** Those of them who said that the value is not available. */
  readonly notAvailable: readonly string[];
  /** At least one value in it may still change. */
  readonly provisional: boolean;
  /** The same person may have been counted by several partners or several times (rule 13). */
  readonly contactsNotPersons: boolean;
}

interface Measured {
  readonly kind: IndicatorKind;
  readonly aggregation: Aggregation;
  readonly counts?: Counted | undefined;
}

/** A value on its way to the total; of a share also what it is a share of. */
interface Amount {
  /** None when nothing of it may be shown. */
  readonly value: number | undefined;
  readonly weight: number | undefined;
  readonly provisional: boolean;
  /** How many figures are left out of it. */
  readonly withheld: number;
}

/**
 * The joint value of an indicator for a period, over the partners expected to report (rules 11 to 13).
 *
 * Only undivided values count, those without a dimension. A partner's own total comes before the sum of its
 * places. A value for the very period comes before shorter ones put together, and shorter ones count only
 * when they leave no day out. Shares are weighted by their denominators and never simply added or averaged.
 *
 * What the reader is not told is not in the readings, so no total can tell it: sums say what the rest comes to, and
 * means and shares say nothing when a part is withheld.
 */
export function jointValue(
  indicator: Measured,
  period: Period,
  expected: readonly string[],
  readings: readonly Reading[],
): JointValue {
  const usable = Map.groupBy(
    readings.filter(
      (reading) =>
        reading.dimension === undefined && reading.period.from >= period.from && reading.period.to <= period.to,
    ),
    (reading) => reading.partner,
  );
  const amounts: Amount[] = [];
  const veiled: Amount[] = [];
  const missing: string[] = [];
  const notAvailable: string[] = [];
  for (const partner of expected) {
    const own = usable.get(partner) ?? [];
    const amount = ofPartner(indicator, period, own);
    // A share of unknown size has no weight beside others; alone it may stand.
    if (amount && (expected.length === 1 || !isShare(indicator.kind) || amount.weight !== undefined || isNone(amount)))
      (own.some(({ inTotalsOnly }) => inTotalsOnly) ? veiled : amounts).push(amount);
    else {
      missing.push(partner);
      if (own.some(({ status }) => status === 'not_available')) notAvailable.push(partner);
    }
  }
  // A single one could be told from what the others say of themselves; one that came late from the total before it.
  const lost = amounts.some(({ withheld }) => withheld > 0) || veiled.some(({ withheld }) => withheld > 0);
  const isTold = veiled.length > 1 && missing.length === 0 && !lost;
  amounts.push(...(isTold ? veiled : veiled.map(({ withheld }) => notTold(Math.max(1, withheld)))));

  const { aggregation, kind, counts } = indicator;
  const joint =
    aggregation.partners === 'none' && expected.length !== 1
      ? undefined
      : combined(kind, aggregation.partners, amounts);
  const withheld = joint?.withheld ?? 0;
  const value = joint?.value === undefined ? null : tidy(joint.value);
  return {
    value,
    suppressed: value === null && withheld > 0,
    withheld,
    reported: amounts.filter((amount) => !isNone(amount)).length,
    expected: expected.length,
    complete: amounts.length === expected.length && joint !== undefined && withheld === 0,
    missing,
    notAvailable,
    provisional: joint?.provisional ?? false,
    contactsNotPersons:
      kind === 'count' && aggregation.partners === 'sum' && (counts === undefined || counts === 'contacts'),
  };
}

function ofPartner(indicator: Measured, period: Period, readings: readonly Reading[]): Amount | undefined {
  const places = Map.groupBy(readings, ({ place }) => place ?? '');
  const whole = overTime(indicator, period, places.get('') ?? []);
  if (whole) return whole;
  places.delete('');
  const parts = [...places.values()].map((ofPlace) => overTime(indicator, period, ofPlace));
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? combined(indicator.kind, indicator.aggregation.partners, known) : undefined;
}

function overTime(indicator: Measured, period: Period, readings: readonly Reading[]): Amount | undefined {
  const { kind, aggregation } = indicator;
  const exact = readings.find((reading) => reading.period.from === period.from && reading.period.to === period.to);
  if (exact) return amountOf(indicator, exact);
  const pieces = readings.toSorted((a, b) => (a.period.to < b.period.to ? -1 : 1));
  const last = pieces.at(-1);
  if (!last) return undefined;
  if (aggregation.time === 'latest') return amountOf(indicator, last);
  let due = period.from;
  const amounts: Amount[] = [];
  for (const piece of pieces) {
    const amount = amountOf(indicator, piece);
    if (!amount || piece.period.from !== due) return undefined;
    amounts.push(amount);
    due = dayAfter(piece.period.to);
  }
  if (due !== dayAfter(period.to)) return undefined;
  if (aggregation.time !== 'max') return combined(kind, aggregation.time, amounts);
  const withheld = total(amounts.map((amount) => amount.withheld));
  if (withheld > 0) return notTold(withheld);
  return amounts.reduce((highest, amount) => ((amount.value ?? 0) > (highest.value ?? 0) ? amount : highest));
}

function amountOf(indicator: Measured, reading: Reading): Amount | undefined {
  if (reading.withheld) return notTold(1);
  const value = reading.status === 'not_available' ? null : valueOf(indicator.kind, reading);
  if (value === null) return undefined;
  return { value, weight: reading.denominator, provisional: reading.status === 'provisional', withheld: 0 };
}

const notTold = (withheld: number): Amount => ({ value: undefined, weight: undefined, provisional: false, withheld });

const isNone = ({ value }: Amount): boolean => value === undefined;

function combined(kind: IndicatorKind, rule: 'sum' | 'mean' | 'none', amounts: readonly Amount[]): Amount | undefined {
  const [only] = amounts;
  if (!only || amounts.length === 1) return only;
  if (rule === 'none') return undefined;
  const withheld = total(amounts.map((amount) => amount.withheld));
  const values = amounts.map(({ value }) => value).filter((value) => value !== undefined);
  if (values.length === 0 || (withheld > 0 && rule === 'mean')) return notTold(withheld);
  const about = { provisional: amounts.some((amount) => amount.provisional), withheld };
  const sum = total(values);
  if (rule === 'sum') return { value: sum, weight: undefined, ...about };
  if (!isShare(kind)) return { value: sum / values.length, weight: undefined, ...about };
  const weights = amounts.map(({ weight }) => weight).filter((weight) => weight !== undefined);
  if (weights.length < amounts.length) return undefined;
  const weight = total(weights);
  const weighted = total(amounts.map((amount) => (amount.value ?? 0) * (amount.weight ?? 0)));
  return { value: weighted / weight, weight, ...about };
}

const isShare = (kind: IndicatorKind): boolean => kind === 'percentage' || kind === 'ratio';

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/** Fifteen digits are all a double is sure of: without the rest, 0.1 + 0.2 reads as 0.3. */
const tidy = (value: number): number => Number(value.toPrecision(15));

const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** The periods that undivided values were reported for, oldest first. */
export function periodsOf(readings: readonly Reading[]): readonly Period[] {
  const periods = new Map<string, Period>();
  for (const { period, dimension } of readings)
    if (dimension === undefined) periods.set(`${period.to}/${period.from}`, period);
  return [...periods].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, period]) => period);
}

/** The period that ended last, the longest one when several did: the newest of all, or of those over by a day. */
export function latestPeriod(readings: readonly Reading[], by?: string): Period | undefined {
  return periodsOf(readings).reduce<Period | undefined>((latest, period) => {
    if (by !== undefined && period.to > by) return latest;
    return latest?.to === period.to ? latest : period;
  }, undefined);
}
