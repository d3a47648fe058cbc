import fc from 'fast-check';
import { matches, sizeOf, spans, tallied, treeOf, type Branch, type Placed } from './agenda-tree.ts';

const goals: readonly Placed[] = [
  { id: 'a' },
  { id: 'a1', parent: { id: 'a' } },
  { id: 'a11', parent: { id: 'a1' } },
  { id: 'b' },
  { id: 'c', parent: { id: 'elsewhere' } },
];
const ids = (branches: readonly Branch<Placed>[]): unknown =>
  branches.map(({ goal: { id }, around, parts }) => [around ? `(${id})` : id, ids(parts)]);

describe('goals as a tree', () => {
  it('stand under the goal they are part of, and at the top where that is not known', () => {
    expect(ids(treeOf(goals, () => true))).toEqual([
      ['a', [['a1', [['a11', []]]]]],
      ['b', []],
      ['c', []],
    ]);
  });

  it('one that is wanted brings along what it is part of, and nothing else', () => {
    const found = treeOf(goals, ({ id }) => id === 'a11');
    expect(ids(found)).toEqual([['(a)', [['(a1)', [['a11', []]]]]]]);
    expect(sizeOf(found)).toBe(1);
  });

  it('every wanted goal stands in the tree exactly once', () => {
    const agenda = fc.array(fc.tuple(fc.nat(30), fc.boolean()), { maxLength: 30 }).map((rows) =>
      rows.map(([above, wanted], at) => ({
        id: String(at),
        parent: above < at ? { id: String(above) } : null,
        wanted,
      })),
    );
    const flat = (branches: readonly Branch<{ id: string }>[]): string[] =>
      branches.flatMap(({ goal, around, parts }) => [...(around ? [] : [goal.id]), ...flat(parts)]);
    fc.assert(
      fc.property(agenda, (all) => {
        const found = flat(treeOf(all, ({ wanted }) => wanted));
        const wanted = all.filter((one) => one.wanted).map(({ id }) => id);
        expect(found.toSorted()).toEqual(wanted.toSorted());
      }),
    );
  });
});

it('a search finds texts that hold all of its words', () => {
  expect(matches('Asunnottomuus vähenee', 'VÄHENEE asunn')).toBe(true);
  expect(matches('Asunnottomuus vähenee', 'asunn kasvaa')).toBe(false);
  expect(matches('Asunnottomuus', undefined)).toBe(true);
});

it('counts come in the order asked for, without empty ones', () => {
  expect(tallied(['b', 'a', 'b'], ['a', 'b', 'c'])).toEqual([
    ['a', 1],
    ['b', 2],
  ]);
});

it('numbers in a row are written as a span', () => {
  expect(spans(['1', '2', '3', '5', '6', '8'])).toBe('1–3, 5, 6, 8');
  expect(spans(['1.2', '4'])).toBe('1.2, 4');
  expect(spans([])).toBe('');
});
