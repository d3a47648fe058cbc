import type { Aggregation, Counted, IndicatorKind } from './indicator.ts';
import { isGivenAway, isSmall } from './small.ts';
import { valueOf, type Cell, type Figure, type Period } from './series.ts';

/** A measurement with the partner who reported it. */
export interface Reading extends Cell, Figure {
  readonly partner: string;
}

/** What partners have measured together, with everything that keeps it from being mistaken for more than it is. */
export interface JointValue {
  /** Null when there is none: no partner's value, values that must not be put together, or a suppressed one. */
  readonly value: number | null;
  /** There is a value, and it is not shown: it is a small count of people, or would give one away (rule 30). */
  readonly suppressed: boolean;
  /** `reported` of `expected` partners are in the value. */
  readonly reported: number;
  readonly expected: number;
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
  readonly value: number;
  readonly weight: number | undefined;
  readonly provisional: boolean;
  /** The small counts in it that the reader does not see on their own. */
  readonly hidden: readonly number[];
}

/** Whether the reader sees a partner's small counts as they are. */
type Sees = (partner: string) => boolean;

/**
 * The joint value of an indicator for a period, over the partners expected to report (rules 11 to 13).
 *
 * Only undivided values count, those without a dimension. A partner's own total comes before the sum of its
 * places. A value for the very period comes before shorter ones put together, and shorter ones count only
 * when they leave no day out. Shares are weighted by their denominators and never simply added or averaged.
 *
 * `sees` says whose small counts the reader sees; nobody's when it is not given (rule 30).
 */
export function jointValue(
  indicator: Measured,
  period: Period,
  expected: readonly string[],
  readings: readonly Reading[],
  sees: Sees = () => false,
): JointValue {
  const usable = Map.groupBy(
    readings.filter(
      (reading) =>
        reading.dimension === undefined && reading.period.from >= period.from && reading.period.to <= period.to,
    ),
    (reading) => reading.partner,
  );
  const amounts: Amount[] = [];
  const missing: string[] = [];
  const notAvailable: string[] = [];
  for (const partner of expected) {
    const own = usable.get(partner) ?? [];
    const amount = ofPartner(indicator, period, own, sees(partner));
    // A share of unknown size has no weight beside others; alone it may stand.
    if (amount && (expected.length === 1 || !isShare(indicator.kind) || amount.weight !== undefined))
      amounts.push(amount);
    else {
      missing.push(partner);
      if (own.some(({ status }) => status === 'not_available')) notAvailable.push(partner);
    }
  }
  const { aggregation, kind, counts } = indicator;
  const joint =
    aggregation.partners === 'none' && expected.length !== 1
      ? undefined
      : combined(kind, aggregation.partners, amounts);
  const value = joint ? tidy(joint.value) : null;
  const suppressed = (isSmall(indicator, value) && !expected.every(sees)) || isGivenAway(joint?.hidden ?? []);
  return {
    value: suppressed ? null : value,
    suppressed,
    reported: amounts.length,
    expected: expected.length,
    complete: amounts.length === expected.length && joint !== undefined,
    missing,
    notAvailable,
    provisional: joint?.provisional ?? false,
    contactsNotPersons:
      kind === 'count' && aggregation.partners === 'sum' && (counts === undefined || counts === 'contacts'),
  };
}

function ofPartner(
  indicator: Measured,
  period: Period,
  readings: readonly Reading[],
  seen: boolean,
): Amount | undefined {
  const places = Map.groupBy(readings, ({ place }) => place ?? '');
  const whole = overTime(indicator, period, places.get('') ?? [], seen);
  if (whole) return whole;
  places.delete('');
  const parts = [...places.values()].map((ofPlace) => overTime(indicator, period, ofPlace, seen));
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? combined(indicator.kind, indicator.aggregation.partners, known) : undefined;
}

function overTime(
  indicator: Measured,
  period: Period,
  readings: readonly Reading[],
  seen: boolean,
): Amount | undefined {
  const { kind, aggregation } = indicator;
  const exact = readings.find((reading) => reading.period.from === period.from && reading.period.to === period.to);
  if (exact) return amountOf(indicator, exact, seen);
  const pieces = readings.toSorted((a, b) => (a.period.to < b.period.to ? -1 : 1));
  const last = pieces.at(-1);
  if (!last) return undefined;
  if (aggregation.time === 'latest') return amountOf(indicator, last, seen);
  let due = period.from;
  const amounts: Amount[] = [];
  for (const piece of pieces) {
    const amount = amountOf(indicator, piece, seen);
    if (!amount || piece.period.from !== due) return undefined;
    amounts.push(amount);
    due = dayAfter(piece.period.to);
  }
  if (due !== dayAfter(period.to)) return undefined;
  if (aggregation.time !== 'max') return combined(kind, aggregation.time, amounts);
  return amounts.reduce((highest, amount) => (amount.value > highest.value ? amount : highest));
}

function amountOf(indicator: Measured, reading: Reading, seen: boolean): Amount | undefined {
  const value = reading.status === 'not_available' ? null : valueOf(indicator.kind, reading);
  if (value === null) return undefined;
  const hidden = !seen && isSmall(indicator, value) ? [value] : none;
  return { value, weight: reading.denominator, provisional: reading.status === 'provisional', hidden };
}

/** One empty list for all: most counts are not small. */
const none: readonly number[] = [];

function combined(kind: IndicatorKind, rule: 'sum' | 'mean' | 'none', amounts: readonly Amount[]): Amount | undefined {
  const [only] = amounts;
  if (!only || amounts.length === 1) return only;
  if (rule === 'none') return undefined;
  const about = {
    provisional: amounts.some((amount) => amount.provisional),
    hidden: amounts.flatMap(({ hidden }) => hidden),
  };
  const sum = total(amounts.map(({ value }) => value));
  if (rule === 'sum') return { value: sum, weight: undefined, ...about };
  if (!isShare(kind)) return { value: sum / amounts.length, weight: undefined, ...about };
  const weights = amounts.map(({ weight }) => weight).filter((weight) => weight !== undefined);
  if (weights.length < amounts.length) return undefined;
  const weight = total(weights);
  const weighted = total(amounts.map((amount) => amount.value * (amount.weight ?? 0)));
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
