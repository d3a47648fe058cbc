import { numberOf } from '../ui/written.ts';
import type { Filled } from './form.ts';

export type FigureStatus = 'FINAL' | 'PROVISIONAL' | 'NOT_AVAILABLE';
export type IndicatorKind = 'COUNT' | 'RATIO' | 'PERCENTAGE' | 'SCALE' | 'SCORE' | 'NARRATIVE';

/** A figure as it is being typed. */
export interface FigureTyped {
  readonly status: FigureStatus;
  readonly value: string;
  readonly numerator: string;
  readonly denominator: string;
  readonly narrative: string;
  readonly comment: string;
}
export const untyped: FigureTyped = {
  status: 'FINAL',
  value: '',
  numerator: '',
  denominator: '',
  narrative: '',
  comment: '',
};

/** Shares are told by their parts, which can be put together; a bare share needs a word on where it comes from. */
export const hasParts = (kind: IndicatorKind): boolean => kind === 'PERCENTAGE' || kind === 'RATIO';

/** The number that what has been typed comes to: of a share the parts when both are there (rule 11). */
export function valueOf(kind: IndicatorKind, { value, numerator, denominator }: FigureTyped): number | undefined {
  const [over, under] = [numberOf(numerator), numberOf(denominator)];
  if (hasParts(kind) && over !== undefined && under !== undefined && under > 0)
    return kind === 'PERCENTAGE' ? (over / under) * 100 : over / under;
  return numberOf(value);
}

export type FigureHole =
  | 'value'
  | 'numerator'
  | 'denominator'
  | 'narrative'
  | 'comment'
  | 'value.malformed'
  | 'value.whole'
  | 'value.negative'
  | 'numerator.malformed'
  | 'numerator.large'
  | 'denominator.malformed';

/** What is still missing of a figure or wrong in it, before it is sent; the domain judges the rest. */
export function holesIn(kind: IndicatorKind, typed: FigureTyped): readonly FigureHole[] {
  if (typed.status === 'NOT_AVAILABLE') return [];
  if (kind === 'NARRATIVE') return typed.narrative.trim() === '' ? ['narrative'] : [];
  const [value, over, under] = [numberOf(typed.value), numberOf(typed.numerator), numberOf(typed.denominator)];
  if (hasParts(kind) && (typed.numerator !== '' || typed.denominator !== '' || typed.value === '')) {
    if (typed.numerator === '') return ['numerator'];
    if (over === undefined) return ['numerator.malformed'];
    if (typed.denominator === '') return ['denominator'];
    if (under === undefined) return ['denominator.malformed'];
    return kind === 'PERCENTAGE' && over > under ? ['numerator.large'] : [];
  }
  if (typed.value === '') return ['value'];
  if (value === undefined) return ['value.malformed'];
  if (kind === 'COUNT' && value < 0) return ['value.negative'];
  if (kind === 'COUNT' && !Number.isInteger(value)) return ['value.whole'];
  return hasParts(kind) && typed.comment.trim() === '' ? ['comment'] : [];
}

/** From how many times as much, or as little, a number is worth a second look. */
const wildFrom = 3;

/**
 * How a number differs from the one before when it differs so much that a slip of the finger is likely; nothing
 * otherwise. Small numbers leap by themselves.
 */
export function wildness(now: number | undefined, before: number | undefined): 'above' | 'below' | undefined {
  if (now === undefined || before === undefined || Math.abs(now - before) < 10) return undefined;
  if (before <= 0 || now < 0) return undefined;
  if (now >= before * wildFrom) return 'above';
  return now <= before / wildFrom ? 'below' : undefined;
}

/** A count of people that others see hidden (rule 30): people write the true number all the same. */
export const isHiddenFromOthers = (
  { kind, counts }: { readonly kind: IndicatorKind; readonly counts: string | null },
  value: number | undefined,
  below: number,
): boolean =>
  kind === 'COUNT' && counts !== 'EVENTS' && counts !== 'THINGS' && value !== undefined && value > 0 && value < below;

/** The command's own shape out of what was typed; words in the language they were written in. */
export function figureInput(kind: IndicatorKind, typed: FigureTyped, language: string): Filled {
  const { status, value, numerator, denominator } = typed;
  const words = (text: string) =>
    text.trim() === '' ? undefined : { original: language.toUpperCase(), [language]: text.trim() };
  const comment = words(typed.comment);
  if (status === 'NOT_AVAILABLE') return { status, comment };
  if (kind === 'NARRATIVE') return { status, narrative: words(typed.narrative), comment };
  const byParts = hasParts(kind) && (numerator !== '' || denominator !== '');
  return { status, ...(byParts ? { numerator, denominator } : { value }), comment };
}
