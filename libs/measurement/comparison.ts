import type { Definition } from './indicator.ts';
import type { Period } from './series.ts';
import { jointValue, latestPeriod, type Reading } from './totals.ts';

/** One partner or place beside the others. */
export interface Compared {
  readonly partner?: string | undefined;
  readonly place?: string | undefined;
}

export interface ComparisonRow extends Compared {
  /** Null when there is none or the reader is not told all of it. */
  readonly value: number | null;
  /** What the value is told per, e.g. the number of inhabitants; null like the value. */
  readonly perValue: number | null;
  /** `value` per so many of `perValue`; null when either is, or the latter is not above zero. */
  readonly rate: number | null;
  /** One of the two may still change. */
  readonly provisional: boolean;
  /** A figure of one of the two is not shown to the reader (rules 29 and 30). */
  readonly withheld: boolean;
}

export type Measured = Pick<Definition, 'kind' | 'aggregation' | 'counts'>;

/** An indicator as it is read: its definition and what of its values the reader may use. */
export interface Side {
  readonly definition: Measured;
  readonly period: Period;
  readonly readings: readonly Reading[];
}

/**
 * Partners or places beside each other, also per so many of something else (rule 12).
 *
 * A row is made only of figures that the reader is shown one by one. Where a part is withheld there is no number at
 * all, not "at least", and nothing is divided by it or into it: from a rate and one of its sides the other could be
 * worked out (rules 29 and 30).
 */
export function comparison(
  rows: readonly Compared[],
  side: Side,
  per:
    | { readonly side: Side; readonly howMany: number; readonly placeOf: (partner: string) => string | undefined }
    | undefined,
): readonly ComparisonRow[] {
  return rows.map((row) => {
    const own = row.place === undefined ? ofPartner(side, row.partner ?? '') : ofPlace(side, row.place);
    const other = per && perOf(per.side, row, per.placeOf);
    return {
      ...row,
      value: own.value,
      perValue: other?.value ?? null,
      rate: per && other ? rateOf(own.value, other.value, per.howMany) : null,
      provisional: own.provisional || (other?.provisional ?? false),
      withheld: own.withheld || (other?.withheld ?? false),
    };
  });
}

/** So many per so many; null when it cannot be told. */
export const rateOf = (value: number | null, perValue: number | null, howMany: number): number | null =>
  value === null || perValue === null || perValue <= 0 ? null : Number(((value * howMany) / perValue).toPrecision(15));

/** The newest period that ended by the end of the one asked about: the inhabitants at the last turn of the year, say. */
export const perPeriod = (readings: readonly Reading[], { to }: Period): Period | undefined =>
  latestPeriod(readings, to);

interface Amount {
  readonly value: number | null;
  readonly provisional: boolean;
  readonly withheld: boolean;
}
const none: Amount = { value: null, provisional: false, withheld: false };

function ofPartner({ definition, period, readings }: Side, partner: string): Amount {
  return told(
    jointValue(definition, period, [partner], readings.filter((reading) => reading.partner === partner).map(alone)),
  );
}

/** What all who measured there measured there; what a partner told of itself as a whole is of no place. */
function ofPlace({ definition, period, readings }: Side, place: string): Amount {
  const there = inPeriod(readings, period).filter((reading) => reading.place === place);
  const partners = [...new Set(there.map(({ partner }) => partner))];
  if (partners.length === 0) return none;
  const joint = jointValue(definition, period, partners, there.map(alone));
  // Somebody's part of the place is not there: the rest is no value of the place (rule 12).
  return joint.missing.length > 0 ? { ...told(joint), value: null } : told(joint);
}

/**
 * What is divided by. A partner's own value, or else that of the place it stands for. Several who tell of one place the
 * same number have told it once: inhabitants are not there twice (rule 13).
 */
function perOf(side: Side, { partner, place }: Compared, placeOf: (partner: string) => string | undefined): Amount {
  if (partner !== undefined) {
    const own = ofPartner(side, partner);
    // Who tells of places tells not of itself: statistics of a whole county may be one partner's.
    const whole = side.readings.some((reading) => reading.partner === partner && reading.place === undefined);
    if (whole) return own;
  }
  const of = place ?? (partner === undefined ? undefined : placeOf(partner));
  if (of === undefined) return none;
  const there = inPeriod(side.readings, side.period).filter((reading) => reading.place === of);
  const numbers = [...Map.groupBy(there, (reading) => reading.partner)].map(([teller, readings]) =>
    told(jointValue(side.definition, side.period, [teller], readings.map(alone))),
  );
  const [first, ...others] = numbers.filter(({ value }) => value !== null);
  if (!first) return { ...none, withheld: numbers.some(({ withheld }) => withheld) };
  if (others.some(({ value }) => value !== first.value)) return none;
  return { ...first, provisional: [first, ...others].some(({ provisional }) => provisional) };
}

const inPeriod = (readings: readonly Reading[], { from, to }: Period): readonly Reading[] =>
  readings.filter(({ period, dimension }) => dimension === undefined && period.from >= from && period.to <= to);

/** A reading that may be known as a part of a total only is not there for who looks at parts (rule 29). */
function alone(reading: Reading): Reading {
  if (reading.inTotalsOnly !== true) return reading;
  const { partner, place, period, dimension, category, status } = reading;
  return { partner, place, period, dimension, category, status, withheld: 'not_shared' };
}

const told = ({ value, withheld, provisional }: ReturnType<typeof jointValue>): Amount =>
  withheld > 0 ? { value: null, provisional: false, withheld: true } : { value, provisional, withheld: false };
