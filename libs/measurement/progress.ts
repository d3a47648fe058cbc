import type { Direction, TargetKind } from './indicator.ts';

/** A number, or nothing when it is not known. Zero is a number. */
type Known = number | null | undefined;

/**
 * How much of the way from the baseline to the target has been gone: 0 at the baseline, 1 at the target,
 * below 0 when it got worse, above 1 when the target was beaten (rule 14).
 *
 * Null, and never 0, when something is missing, when there is no way to go (target = baseline), or when the
 * target lies against the desired direction, so that going towards it would be getting worse.
 */
export function progress(of: {
  readonly direction: Direction;
  readonly baseline: Known;
  readonly target: Known;
  readonly actual: Known;
}): number | null {
  const { direction, baseline, target, actual } = of;
  if (!isKnown(baseline) || !isKnown(target) || !isKnown(actual)) return null;
  const way = target - baseline;
  if (way === 0 || (direction === 'increase' && way < 0) || (direction === 'decrease' && way > 0)) return null;
  const gone = (actual - baseline) / way;
  // Nothing gone downwards is plain nothing, not minus zero.
  return Number.isFinite(gone) ? gone + 0 : null;
}

/** A target as {@link progressTowards} and {@link isMet} read it. */
interface Aim {
  readonly kind: TargetKind;
  readonly value?: number | undefined;
  readonly max?: number | undefined;
}

/** Progress towards a target of any kind; null for one in words, or one whose wish is to stay as it is. */
export function progressTowards(
  { kind, value, max }: Aim,
  { direction, baseline, actual }: { direction: Direction; baseline: Known; actual: Known },
): number | null {
  switch (kind) {
    case 'at_least':
    case 'at_most':
      return progress({ direction, baseline, target: value, actual });
    case 'range': {
      if (value === undefined || max === undefined || !isKnown(baseline)) return null;
      // The way to a range ends at its nearer edge; from within there is no way to go.
      const target = baseline < value ? value : baseline > max ? max : baseline;
      return progress({ direction, baseline, target, actual });
    }
    case 'maintain':
    case 'narrative':
      return null;
  }
}

/** Whether a target is met: undecided, null, when a number is missing or the target is in words. */
export function isMet({ kind, value, max }: Aim, direction: Direction, actual: Known): boolean | null {
  if (!isKnown(actual) || value === undefined) return null;
  switch (kind) {
    case 'at_least':
      return actual >= value;
    case 'at_most':
      return actual <= value;
    case 'range':
      return max === undefined ? null : actual >= value && actual <= max;
    case 'maintain':
      // What shall rise is maintained when it has not fallen, what shall fall when it has not risen.
      if (max === undefined && direction === 'increase') return actual >= value;
      if (max === undefined && direction === 'decrease') return actual <= value;
      return actual >= value && actual <= (max ?? value);
    case 'narrative':
      return null;
  }
}

const isKnown = (number: Known): number is number => typeof number === 'number' && Number.isFinite(number);
