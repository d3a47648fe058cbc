import type { Cell } from './series.ts';

/**
 * Which values of a family may be told to others (rule 30). A family is what one partner has measured of one version of
 * an indicator in one calendar period: values of different families count nobody twice, those of one may (a total and
 * its places, a year and its halves), and then one can be worked out of the others.
 *
 * The rule goes through a family in the order of the log, and what it has told it never takes back:
 *
 * - A value that overlaps no other tells nothing of any other. It is disclosed unless it is small.
 * - Values that overlap make a group. While none of a group's values in force is small, and they add up to the last
 *   one, all of them are disclosed together.
 * - Once a group holds a small value, nothing more of it is disclosed.
 *
 * So what is known of a group is always a part of one state in which nothing was small and everything added up. That
 * state fits all that an outsider sees, whenever it is asked for; whatever was small is something else in it, and can
 * therefore not be worked out. infra/decisions/0023 has the argument in full.
 */

/** A value that came into force in a cell, or its end when `value` is absent. */
export interface Step {
  readonly cell: Cell;
  /** Tells one cell from another. */
  readonly key: string;
  readonly value?: Told | undefined;
}

export interface Told {
  /** Tells one value from another, such as its place in the log. */
  readonly id: string;
  /** The numbers of people in it; none for a share whose parts nobody gave. */
  readonly counts: readonly number[];
  /** One of the counts is so small that people could be recognised. */
  readonly small: boolean;
}

/** A cell as it stands. */
interface Standing {
  readonly cell: Cell;
  value: Told | undefined;
}
type Current = Standing & { readonly value: Told };

/** Cells that overlap, or overlap others that do. */
interface Group {
  readonly cells: readonly Standing[];
  guarded: boolean;
}

/** Ids of the values that are disclosed after the steps, which come in the order of the log. */
export function disclosedIn(steps: Iterable<Step>): ReadonlySet<string> {
  const disclosed = new Set<string>();
  const groups = new Map<string, { group: Group; standing: Standing }>();
  for (const { key, cell, value } of steps) {
    let known = groups.get(key);
    if (!known) {
      // Before it has a number, a cell says nothing that anything could be worked out of.
      if (!value) continue;
      const standing = { cell, value };
      const met = [...new Set([...groups.values()].map(({ group }) => group))].filter((group) =>
        group.cells.some((other) => overlap(other.cell, cell)),
      );
      const group = {
        cells: [standing, ...met.flatMap(({ cells }) => cells)],
        guarded: met.some(({ guarded }) => guarded),
      };
      if (met.length > 0)
        for (const [other, entry] of groups) if (met.includes(entry.group)) groups.set(other, { ...entry, group });
      groups.set(key, (known = { group, standing }));
    }
    const before = known.standing.value;
    if (value && before && disclosed.has(before.id) && sameCounts(value, before)) {
      // Said once more, such as when a provisional number becomes final: nothing new, whatever the threshold is now.
      known.standing.value = { ...value, small: false };
      disclosed.add(value.id);
      continue;
    }
    known.standing.value = value;
    for (const told of tellable(known.group)) disclosed.add(told.id);
  }
  return disclosed;
}

/** What a group lets out as it stands. */
function tellable(group: Group): readonly Told[] {
  const current = group.cells.filter((one): one is Current => one.value !== undefined);
  const small = current.some(({ value }) => value.small);
  // Alone, each of its values is about itself only: a small one does not stain those that come after it.
  if (group.cells.length > 1) group.guarded ||= small;
  return small || group.guarded || !addUp(current) ? [] : current.map(({ value }) => value);
}

/** Whether values fit together so tightly that each is told by others: one is the whole, the rest divide it. */
function addUp(cells: readonly Current[]): boolean {
  // Shares without their parts tell of no number of people, in any company of their own kind.
  if (cells.length < 2 || cells.every(({ value }) => value.counts.length === 0)) return true;
  const whole = cells.find((one) => cells.every((other) => contains(one.cell, other.cell)));
  return (
    whole !== undefined &&
    divide(
      whole,
      cells.filter((one) => one !== whole),
    )
  );
}

/**
 * Whether parts divide a whole without rest. They may do so in several ways at once (by age and by place), each adding
 * up by itself; or in one way, of which each part may be divided further. More than that is not allowed: out of a
 * table that is shown by age and place, by place and half-year, and by age and half-year, single cells can be worked
 * out.
 */
function divide(whole: Current, parts: readonly Current[]): boolean {
  const ways = Map.groupBy(parts, ({ cell }) => wayOf(whole.cell, cell) ?? '');
  const within = ways.get('') ?? [];
  ways.delete('');
  // Sums first: they are quick to see, and seldom right before the last part is told.
  if (![...ways.values()].every((way) => isSum(whole, way) && areApart(way))) return false;
  if (within.length === 0) return true;
  const [only = []] = ways.values();
  const further = only.map((part) => ({ part, inside: within.filter(({ cell }) => contains(part.cell, cell)) }));
  return (
    ways.size === 1 &&
    further.reduce((sum, { inside }) => sum + inside.length, 0) === within.length &&
    further.every(({ part, inside }) => divide(part, inside))
  );
}

/** The one way in which a part is less than its whole; none when there are several. */
function wayOf(whole: Cell, part: Cell): string | undefined {
  const ways = [
    ...(part.place === whole.place ? [] : ['place']),
    ...(part.period.from === whole.period.from && part.period.to === whole.period.to ? [] : ['period']),
    ...(part.dimension === whole.dimension ? [] : [`dimension ${part.dimension ?? ''}`]),
  ];
  return ways.length === 1 ? ways[0] : undefined;
}

const sameCounts = (a: Told, b: Told): boolean =>
  a.counts.length > 0 && a.counts.length === b.counts.length && a.counts.every((count, at) => count === b.counts[at]);

const areApart = (cells: readonly Current[]): boolean =>
  cells.every((one, index) => cells.every((other, at) => at <= index || !overlap(one.cell, other.cell)));

/** Every count of the whole is the sum of those of the parts. A share without its own parts adds up to nothing. */
const isSum = (whole: Current, parts: readonly Current[]): boolean =>
  whole.value.counts.length > 0 &&
  parts.every(({ value }) => value.counts.length === whole.value.counts.length) &&
  whole.value.counts.every((count, at) => {
    const sum = parts.reduce((before, { value }) => before + (value.counts[at] ?? 0), 0);
    return Math.abs(sum - count) < 1e-9;
  });

/** Whether somebody may be counted in both cells. */
export const overlap = (a: Cell, b: Cell): boolean =>
  a.period.from <= b.period.to &&
  b.period.from <= a.period.to &&
  (a.place === undefined || b.place === undefined || a.place === b.place) &&
  (a.dimension === undefined || a.dimension !== b.dimension || a.category === b.category);

/** Whether everybody counted in `inner` belongs into `outer` as well. */
export const contains = (outer: Cell, inner: Cell): boolean =>
  outer.period.from <= inner.period.from &&
  inner.period.to <= outer.period.to &&
  (outer.place === undefined || outer.place === inner.place) &&
  (outer.dimension === undefined || (outer.dimension === inner.dimension && outer.category === inner.category));
