import { contains } from './family.ts';
import type { Cell } from './series.ts';

/**
 * An outsider who puts together all that is ever shown of a family of values, to work out what is not: for tests of
 * what is disclosed (rule 30).
 */

const year = { from: '2024-01-01', to: '2024-12-31' };
const halves = [
  { from: '2024-01-01', to: '2024-06-30' },
  { from: '2024-07-01', to: '2024-12-31' },
] as const;

/** `place:category@half`, each part left out for all of it; `*` is everything. */
export function cellOf(name: string): Cell {
  const [, place, category, half] = /^([a-z]+|\*)?(?::([A-Z]\w*))?(?:@([12]))?$/.exec(name) ?? [];
  return {
    period: half === undefined ? year : (halves[Number(half) - 1] ?? year),
    ...(place !== undefined && place !== '*' && { place }),
    ...(category !== undefined && {
      dimension: category.startsWith('F') || category.startsWith('M') ? 'sex' : 'age',
      category,
    }),
  };
}

/** The smallest groups of people that any cell is made of. */
export const atoms = ['a', 'b'].flatMap((place) =>
  ['Old', 'Young'].flatMap((age) => ['F', 'M'].flatMap((sex) => halves.map((period) => ({ place, period, age, sex })))),
);
type Atom = (typeof atoms)[number];
export const holds = ({ place, period, dimension, category }: Cell, { age, sex, ...atom }: Atom): boolean =>
  contains({ place, period }, atom) && (dimension === undefined || category === (dimension === 'age' ? age : sex));

/** What stands at a moment, as an outsider knows it. */
export interface Moment {
  /** Which value stands in each cell. */
  readonly standing: ReadonlyMap<string, { readonly id: string; readonly cell: Cell }>;
  /** Cells whose value is right at the moment: the values of these add up, and the attacker knows which they are. */
  readonly right: ReadonlySet<string>;
}

/** Small enough for products of two to be exact. */
const prime = 1_000_003;
const modulo = (n: number): number => ((n % prime) + prime) % prime;
/** By Fermat's little theorem. */
function inverse(n: number): number {
  let result = 1;
  let base = modulo(n);
  for (let exponent = prime - 2; exponent > 0; exponent >>= 1, base = modulo(base * base))
    if (exponent & 1) result = modulo(result * base);
  return result;
}

/**
 * Solves for hidden values: a linear system over all values and, for every moment, the smallest groups of people that
 * cells are made of; then bounds, since nothing is below zero. Gives the ids of the values that are known for certain.
 */
export function workedOut(
  moments: readonly Moment[],
  known: ReadonlyMap<string, number>,
  singles: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const names: string[] = [];
  const at = new Map<string, number>();
  const variable = (name: string): number => {
    const found = at.get(name);
    if (found !== undefined) return found;
    at.set(name, names.length);
    return names.push(name) - 1;
  };
  // A value is what is in its cell: value − sum of its atoms = 0.
  const equations: { readonly terms: Map<number, number>; readonly constant: number }[] = [];
  moments.forEach(({ standing, right }, moment) => {
    for (const [key, { id, cell }] of standing) {
      if (!right.has(key)) continue;
      const terms = new Map([[variable(id), 1]]);
      for (const [index, atom] of atoms.entries())
        if (holds(cell, atom)) terms.set(variable(`atom ${index} at ${moment}`), -1);
      equations.push({ terms, constant: 0 });
    }
  });
  for (const [id, value] of known)
    if (at.has(id)) equations.push({ terms: new Map([[variable(id), 1]]), constant: value });

  // By elimination, exactly, in a field with a large prime.
  const width = names.length;
  const rows = equations.map(({ terms, constant }) => {
    const row = new Array<number>(width + 1).fill(0);
    for (const [index, factor] of terms) row[index] = modulo(factor);
    row[width] = modulo(constant);
    return row;
  });
  let rank = 0;
  for (let column = 0; column < width && rank < rows.length; column++) {
    const pivot = rows.findIndex((row, index) => index >= rank && row[column] !== 0);
    if (pivot < 0) continue;
    const chosen = rows[pivot] ?? [];
    rows[pivot] = rows[rank] ?? [];
    const scale = inverse(chosen[column] ?? 1);
    const scaled = chosen.map((n) => (n === 0 ? 0 : modulo(n * scale)));
    rows[rank] = scaled;
    for (const [index, row] of rows.entries()) {
      const factor = row[column] ?? 0;
      if (index !== rank && factor !== 0)
        rows[index] = row.map((n, place) => (scaled[place] === 0 ? n : modulo(n - factor * (scaled[place] ?? 0))));
    }
    rank++;
  }
  const certain = new Map<string, number>();
  for (const row of rows.slice(0, rank)) {
    const only = row.slice(0, width).flatMap((n, index) => (n === 0 ? [] : [index]));
    const name = names[only[0] ?? -1];
    if (only.length === 1 && name !== undefined) certain.set(name, row[width] ?? 0);
  }

  // By bounds: the original equations and the eliminated ones with small whole factors.
  const signed = (n = 0) => (n > prime / 2 ? n - prime : n);
  const reduced = rows.slice(0, rank).map((row) => ({
    terms: new Map(row.slice(0, width).flatMap((n, index) => (n === 0 ? [] : [[index, signed(n)] as const]))),
    constant: signed(row[width]),
  }));
  const low = names.map((name) => certain.get(name) ?? (singles.has(name) ? 1 : 0));
  const high = names.map((name) => certain.get(name) ?? singles.get(name) ?? Infinity);
  for (let moved = true, round = 0; moved && round < 60; round++) {
    moved = false;
    for (const { terms, constant } of [...equations, ...reduced]) {
      // What the terms come to at least and at most all together; how many of them are without bound.
      const reach = (index: number, times: number) => {
        const ends = [times * (low[index] ?? 0), times * (high[index] ?? Infinity)];
        return { least: Math.min(...ends), most: Math.max(...ends) };
      };
      const all = { least: 0, most: 0, unbounded: 0, bottomless: 0 };
      for (const [index, times] of terms) {
        const { least, most } = reach(index, times);
        if (Number.isFinite(most)) all.most += most;
        else all.unbounded++;
        if (Number.isFinite(least)) all.least += least;
        else all.bottomless++;
      }
      for (const [index, factor] of terms) {
        const own = reach(index, factor);
        const others = {
          most: all.unbounded > (Number.isFinite(own.most) ? 0 : 1) ? Infinity : all.most - finite(own.most),
          least: all.bottomless > (Number.isFinite(own.least) ? 0 : 1) ? -Infinity : all.least - finite(own.least),
        };
        const [least, most] = [constant - others.most, constant - others.least];
        const [from, to] = factor > 0 ? [least / factor, most / factor] : [most / factor, least / factor];
        const [lowest, highest] = [Math.ceil(from - 1e-9), Math.floor(to + 1e-9)];
        if (lowest > (low[index] ?? 0)) [low[index], moved] = [lowest, true];
        if (highest < (high[index] ?? Infinity)) [high[index], moved] = [highest, true];
      }
    }
  }
  for (const [index, name] of names.entries()) if (low[index] === high[index]) certain.set(name, low[index] ?? 0);
  return certain;
}

const finite = (number: number): number => (Number.isFinite(number) ? number : 0);
