import type { Asker } from '#decider';
import type { Counted, IndicatorKind } from './indicator.ts';
import type { Figure } from './series.ts';

/** A count of people below this, and above zero, is small until a collaboration says otherwise (rule 30). */
export const smallBelow = 5;

/** What of its definition tells whether an indicator's values are about people. */
interface Counting {
  readonly kind: IndicatorKind;
  readonly counts?: Counted | undefined;
}

/**
 * Whether an indicator's values hold numbers of people: a count itself, a share in its parts. One that does not say
 * what it counts is taken to count people: that errs on the safe side.
 */
export const countsPeople = ({ kind, counts }: Counting): boolean =>
  (kind === 'count' || kind === 'percentage' || kind === 'ratio') && counts !== 'events' && counts !== 'things';

/** The numbers of people in a value: the count, or of a share those counted and, where these are among them, the rest. */
export function countsIn(
  kind: IndicatorKind,
  { value, numerator, denominator }: Omit<Figure, 'status'>,
): readonly number[] {
  if (numerator !== undefined && denominator !== undefined)
    return [numerator, kind === 'percentage' ? denominator - numerator : denominator];
  return kind === 'count' && value !== undefined ? [value] : [];
}

/** Whether people could be recognised in a number of them. Zero is none: nobody can be recognised in it (rule 25). */
export const isSmall = (count: number, below: number): boolean => count > 0 && count < below;

/** Every threshold there has been, oldest first, with its place in the log. */
export type Thresholds = readonly { readonly below: number; readonly position: string }[];

/** The threshold in force at a place in the log: the one a value told there is judged by, for ever (rule 49). */
export const thresholdAt = (thresholds: Thresholds, position: string): number =>
  thresholds.findLast((set) => !isAfter(set.position, position))?.below ?? smallBelow;

/** Whether one place in the log comes after another. Positions are strings of digits without leading zeros. */
export const isAfter = (a: string, b: string): boolean => (a.length === b.length ? a > b : a.length > b.length);

/** By which right somebody sees what is hidden from others. */
export type Insight = 'own' | 'reviewer' | 'auditor';

/**
 * Whether and by which right the asker sees all of a partner's values (rules 30 and 33): the partner itself, a
 * reviewer of the organisation that answers for the indicator, and an auditor. A mandate narrowed to something else is
 * none. Of several rights it is the first one named here: a look by the last is recorded.
 */
export function insightOf(
  asker: Asker | undefined,
  partner: string,
  indicator: { readonly id: string; readonly owner: string; readonly programmes: readonly string[] },
): Insight | undefined {
  if (asker === undefined) return undefined;
  if (asker.organisation === partner) return 'own';
  const fitting = asker.mandates.filter(
    (held) =>
      (held.indicator === undefined || held.indicator === indicator.id) &&
      (held.programme === undefined || indicator.programmes.includes(held.programme)),
  );
  if (fitting.some(({ role, partner: holder }) => role === 'reviewer' && holder === indicator.owner)) return 'reviewer';
  return fitting.some(({ role }) => role === 'auditor') ? 'auditor' : undefined;
}
