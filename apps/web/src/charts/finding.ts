import type { Period } from '../period.ts';

export type Direction = 'INCREASE' | 'DECREASE' | 'MAINTAIN';
export type TargetKind = 'AT_LEAST' | 'AT_MOST' | 'RANGE' | 'MAINTAIN' | 'NARRATIVE';

/** A joint value of a period as the asker may see it. */
export interface Point {
  readonly period: Period;
  readonly value: number | null;
  readonly indicatorVersion: number;
  /** Everybody who should is in it, and nothing is withheld. */
  readonly complete: boolean;
  readonly suppressed: boolean;
  readonly provisional: boolean;
  readonly reported: number;
  readonly expected: number;
  readonly withheld: number;
}

/** The target in force, and how far the domain says one has come (rule 14). */
export interface Aim {
  readonly kind: TargetKind;
  readonly due: string;
  readonly met: boolean | null;
  readonly progress: number | null;
}

export interface Trend {
  readonly direction: Direction;
  readonly points: readonly Point[];
  readonly target: Aim | null;
}

/** What can be said of a trend: each part is a sentence. */
export type Finding =
  | { readonly says: 'none' | 'hidden' | 'broken' | 'provisional' }
  | { readonly says: 'one'; readonly last: Point }
  | { readonly says: 'partial'; readonly last: Point }
  | {
      readonly says: 'moved';
      readonly first: Point;
      readonly last: Point;
      readonly way: 'rose' | 'fell' | 'stayed';
      /** Change against the first, as a share; nothing when that was zero or below. */
      readonly share: number | undefined;
      /** Whether it went the way that is wanted. */
      readonly wanted: boolean;
    }
  | { readonly says: 'target'; readonly stands: Standing; readonly aim: Aim };

/** Where one stands with a target. `untold`: a number is missing, or it is in words. */
export type Standing = 'met' | 'missed' | 'onTheWay' | 'furtherAway' | 'untold';

/** A change smaller than this share is none that one would speak of. */
const littleShare = 0.005;

/**
 * What a trend shows, in sentences: from when to when it went up or down and whether that is wanted, and how the target
 * stands. Values of two versions are not compared (rule 9), and where figures are missing or withheld nothing is said
 * of the way it goes: a sum of fewer is no fall (rule 12).
 */
export function findingsOf({ direction, points, target }: Trend, today: string): readonly Finding[] {
  const version = points.at(-1)?.indicatorVersion;
  const present = points.filter(({ indicatorVersion }) => indicatorVersion === version);
  const broken: readonly Finding[] = present.length < points.length ? [{ says: 'broken' }] : [];
  const last = present.at(-1);
  if (!last) return [{ says: 'none' }];
  if (last.value === null) return [{ says: last.suppressed ? 'hidden' : 'none' }, ...broken];
  const provisional: readonly Finding[] = last.provisional ? [{ says: 'provisional' }] : [];
  if (!last.complete) return [{ says: 'partial', last }, ...provisional, ...broken];
  const first = present.find(({ value, complete }) => value !== null && complete);
  const moved: Finding =
    first === undefined || first === last ? { says: 'one', last } : movement(direction, first, last);
  const aimed: readonly Finding[] = target ? [{ says: 'target', aim: target, stands: standing(target, today) }] : [];
  return [moved, ...aimed, ...provisional, ...broken];
}

function movement(direction: Direction, first: Point, last: Point): Finding {
  const [from, to] = [first.value ?? 0, last.value ?? 0];
  const change = to - from;
  const little = from === to || (from !== 0 && Math.abs(change / from) < littleShare);
  const way = little ? 'stayed' : change > 0 ? 'rose' : 'fell';
  const wanted = { INCREASE: 'rose', DECREASE: 'fell', MAINTAIN: 'stayed' }[direction] === way;
  return { says: 'moved', first, last, way, share: from > 0 ? change / from : undefined, wanted };
}

export function standing({ met, progress, due }: Aim, today: string): Standing {
  if (met === true) return 'met';
  if (met === null) return 'untold';
  if (due < today) return 'missed';
  if (progress === null) return 'untold';
  return progress < 0 ? 'furtherAway' : 'onTheWay';
}

/** One word for the whole, as lists show it. */
export type State = 'words' | 'none' | 'hidden' | 'partial' | Standing | 'better' | 'worse' | 'same' | 'one';

export function stateOf(kind: string, trend: Trend, today: string): State {
  if (kind === 'NARRATIVE') return 'words';
  const findings = findingsOf(trend, today);
  const aimed = findings.find((finding) => finding.says === 'target');
  if (aimed && aimed.stands !== 'untold') return aimed.stands;
  const [first] = findings;
  if (first?.says === 'moved') {
    if (first.wanted) return 'better';
    return first.way === 'stayed' ? 'same' : 'worse';
  }
  if (first?.says === 'hidden' || first?.says === 'partial' || first?.says === 'one') return first.says;
  return 'none';
}
