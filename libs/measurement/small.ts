import type { Asker } from '#decider';
import type { Counted, IndicatorKind } from './indicator.ts';

/** A count of people below this, and above zero, is small: they could be recognised (rule 30). One bound for all yet. */
export const smallBelow = 5;

/** What of its definition tells whether an indicator's values are about people. */
interface Counting {
  readonly kind: IndicatorKind;
  readonly counts?: Counted | undefined;
}

/** A count that does not say what it counts is taken to count people: that errs on the safe side. */
export const countsPeople = ({ kind, counts }: Counting): boolean =>
  kind === 'count' && counts !== 'events' && counts !== 'things';

/** Whether a value is a small count of people. Zero is none: nobody can be recognised in it (rule 25). */
export const isSmall = (indicator: Counting, value: number | null): boolean =>
  countsPeople(indicator) && value !== null && value > 0 && value < smallBelow;

/**
 * Whether the asker sees a partner's small counts as they are (rules 30 and 33): the partner itself, a reviewer of
 * the organisation that answers for the indicator, and an auditor. A mandate narrowed to something else is none.
 */
export const seesSmall = (
  asker: Asker | undefined,
  partner: string,
  indicator: { readonly id: string; readonly owner: string; readonly programmes: readonly string[] },
): boolean =>
  asker?.organisation === partner ||
  (asker?.mandates.some(
    (held) =>
      (held.role === 'auditor' || (held.role === 'reviewer' && held.partner === indicator.owner)) &&
      (held.indicator === undefined || held.indicator === indicator.id) &&
      (held.programme === undefined || indicator.programmes.includes(held.programme)),
  ) ??
    false);

/**
 * Whether counts that were left out could be worked out of their sum: a single one always, several when they can
 * only all be one, or all be the largest that is small.
 */
export function isGivenAway(hidden: readonly number[]): boolean {
  const sum = hidden.reduce((before, value) => before + value, 0);
  return (
    hidden.length === 1 || (hidden.length > 0 && (sum === hidden.length || sum === hidden.length * (smallBelow - 1)))
  );
}
