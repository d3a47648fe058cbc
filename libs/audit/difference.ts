import type { Row } from '#decider';

/** One field of a row that two moments tell differently. What was not there is undefined. */
export interface FieldChange {
  /** Dotted path, `place.number`. */
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Every row says of its last change what the history says of all of them. */
const stamps = new Set(['id', 'revision', 'position', 'changedAt', 'changedBy', 'changedFor', 'change']);

/**
 * What differs between two states of a row. Of a list of things only those are told that came or went: a row that
 * keeps its whole past would tell it all again at every change.
 */
export function differenceOf(before: Row | undefined, after: Row | undefined): readonly FieldChange[] {
  return before === after ? [] : fieldsOf(before ?? {}, after ?? {}, '', stamps);
}

function fieldsOf(before: object, after: object, path: string, without: ReadonlySet<string>): readonly FieldChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => !without.has(name))
    .flatMap((name) => {
      const [old, now] = [Reflect.get(before, name) as unknown, Reflect.get(after, name) as unknown];
      return valueOf(old, now, path === '' ? name : `${path}.${name}`);
    });
}

function valueOf(before: unknown, after: unknown, field: string): readonly FieldChange[] {
  if (before === after || JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isGroup(before) && isGroup(after)) return fieldsOf(before, after, field, nothing);
  if (!isListOfThings(before) || !isListOfThings(after)) return [{ field, before, after }];
  const [gone, come] = [without(before, after), without(after, before)];
  return [{ field, before: gone, after: come }];
}

const nothing: ReadonlySet<string> = new Set();

/** What stands in one list and not in the other. */
function without(list: readonly object[], other: readonly object[]): readonly object[] {
  const known = new Set(other.map((one) => JSON.stringify(one)));
  return list.filter((one) => !known.has(JSON.stringify(one)));
}

/** A text in several languages is told whole: its parts mean little by themselves. */
const isGroup = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('original' in value);

const isListOfThings = (value: unknown): value is readonly object[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null);
