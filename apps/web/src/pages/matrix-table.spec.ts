import fc from 'fast-check';
import {
  filtered,
  gapsAt,
  inSight,
  marksOf,
  pairOf,
  step,
  tableOf,
  type Cell,
  type MatrixActivity,
  type YearOfMatrix,
} from './matrix-table.ts';

const words = (fi: string) => ({ original: 'FI', fi });
const activity = (id: string, more: Partial<MatrixActivity> = {}): MatrixActivity => ({
  id,
  title: words(id),
  kind: 'SERVICE',
  phase: 'PLANNED',
  lead: { id: 'partner_lead', name: words('lead') },
  goals: [],
  contributors: [],
  ...more,
});
const cell = (state: Cell['state']): Cell => ({ id: state, state, told: 1 });
const year = (
  of: number,
  activities: readonly MatrixActivity[],
  cells: Record<string, (Cell | null)[]>,
): YearOfMatrix => ({
  year: of,
  activities,
  rows: Object.entries(cells).map(([code, row]) => ({ place: { code, name: words(code) }, cells: row })),
});

const walks = activity('activity_walks', { goals: [{ id: 'goal_one', title: words('one') }] });
const talks = activity('activity_talks', {
  kind: 'TRAINING',
  contributors: [{ partner: { id: 'partner_church', name: words('church') } }],
});
const table = tableOf(
  [
    year(2024, [walks], { a: [cell('RUNNING')], b: [null] }),
    year(2025, [talks, walks], { b: [cell('TENTATIVE'), null], a: [null, cell('PLANNED')], c: [null, null] }),
  ],
  [],
);

describe('two years side by side', () => {
  it('tells of each activity and place what each year tells, whatever order they come in', () => {
    expect(table.columns.map(({ id }) => id)).toEqual(['activity_walks', 'activity_talks']);
    // The order of the later year, which knows all places of now.
    expect(table.rows.map(({ place }) => place.code)).toEqual(['b', 'a', 'c']);
    const [b, a] = table.rows;
    expect(a && pairOf(a, 'activity_walks').map((one) => one?.state)).toEqual(['RUNNING', 'PLANNED']);
    expect(b && pairOf(b, 'activity_talks').map((one) => one?.state)).toEqual([undefined, 'TENTATIVE']);
  });

  it('takes in activities of which nothing has been told, once', () => {
    const more = tableOf([year(2024, [], {}), year(2025, [walks], { a: [null] })], [walks, talks]);
    expect(more.columns.map(({ id }) => id)).toEqual(['activity_walks', 'activity_talks']);
  });
});

describe('filters', () => {
  const marks = marksOf(
    [{ goal: { id: 'goal_one', title: words('one') }, places: [{ code: 'c' }] }],
    [
      {
        id: 'x',
        linked: false,
        place: { code: 'a', name: words('a') },
        activities: [{ id: 'activity_walks', title: words('walks') }],
      },
    ],
  );
  it.each([
    [{}, ['activity_walks', 'activity_talks'], 3],
    [{ goal: 'goal_one' }, ['activity_walks'], 3],
    [{ kind: 'TRAINING' }, ['activity_talks'], 3],
    [{ partner: 'partner_church' }, ['activity_talks'], 3],
    [{ partner: 'partner_lead' }, ['activity_walks', 'activity_talks'], 3],
    [{ marked: 'gaps' as const }, ['activity_walks', 'activity_talks'], 1],
    [{ marked: 'gaps' as const, goal: 'goal_two' }, [], 0],
    [{ marked: 'overlaps' as const }, ['activity_walks'], 1],
  ])('%j', (filter, columns, rows) => {
    const shown = filtered(table, filter, marks);
    expect(shown.columns.map(({ id }) => id)).toEqual(columns);
    expect(shown.rows).toHaveLength(rows);
  });

  it('tells of a gap for which goal it is', () => {
    expect(gapsAt(marks, 'c', undefined)).toHaveLength(1);
    expect(gapsAt(marks, 'c', 'goal_two')).toEqual([]);
    expect(gapsAt(marks, 'a', undefined)).toEqual([]);
  });
});

it('draws every column that can be seen, and never one that is not there', () => {
  fc.assert(
    fc.property(
      fc.nat(20_000),
      fc.nat(3_000),
      fc.integer({ min: 40, max: 400 }),
      fc.nat(80),
      fc.nat(4),
      (scrolled, view, wide, count, beyond) => {
        const [first, last] = inSight(scrolled, view, wide, count, beyond);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(last).toBeLessThanOrEqual(count);
        for (let index = 0; index < count; index += 1) {
          const seen = index * wide < scrolled + view && (index + 1) * wide > scrolled;
          if (seen) expect(index >= first && index < last).toBe(true);
        }
      },
    ),
  );
});

it('arrows never lead out of the grid', () => {
  const keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End'];
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 120 }),
      fc.array(fc.tuple(fc.constantFrom(...keys), fc.boolean()), { maxLength: 40 }),
      (rows, columns, pressed) => {
        let at: readonly [number, number] = [0, 0];
        for (const [key, far] of pressed) at = step(key, far, at, [rows, columns]) ?? at;
        expect(at[0] >= 0 && at[0] < rows && at[1] >= 0 && at[1] < columns).toBe(true);
      },
    ),
  );
  expect(step('a', false, [0, 0], [1, 1])).toBeUndefined();
});
