import fc from 'fast-check';
import { flowOf, shorten, type Part } from './flow.ts';

const part = fc.record({
  partner: fc.integer({ min: 1, max: 8 }).map((n) => `partner_${String(n)}`),
  activity: fc.integer({ min: 1, max: 12 }).map((n) => `activity_${String(n)}`),
  goals: fc.uniqueArray(
    fc.integer({ min: 1, max: 5 }).map((n) => `goal_${String(n)}`),
    { maxLength: 3 },
  ),
  settled: fc.boolean(),
});
/** As they come: an activity serves the same goals whoever takes part in it. */
const parts = fc.array(part, { minLength: 1, maxLength: 40 }).map((all): readonly Part[] => {
  const goals = new Map(all.map((one) => [one.activity, one.goals]));
  const known = new Map(all.map((one) => [`${one.partner} ${one.activity}`, one]));
  return [...known.values()].map((one) => ({ ...one, goals: goals.get(one.activity) ?? [] }));
});

it('draws every partner, activity and goal inside its frame, each kind in its own column', () => {
  fc.assert(
    fc.property(parts, (all) => {
      const { nodes, bands, width, height } = flowOf(all, 900, 200);
      const ids = new Set(all.flatMap(({ partner, activity, goals }) => [partner, activity, ...goals]));
      expect(new Set(nodes.map(({ id }) => id))).toEqual(ids);
      for (const { x, y, width: wide, height: high } of nodes) {
        expect(x >= 200 - 0.01 && x + wide <= width - 200 + 0.01).toBe(true);
        expect(y >= 0 && y + high <= height).toBe(true);
      }
      const left = Object.fromEntries(nodes.map(({ id, x }) => [id, x]));
      for (const { from, to } of bands) expect(left[from]).toBeLessThan(left[to] ?? 0);
      expect(bands).toHaveLength(
        new Set(
          all.flatMap(({ partner, activity, goals }) => [
            `${partner} ${activity}`,
            ...goals.map((goal) => `${activity} ${goal}`),
          ]),
        ).size,
      );
    }),
  );
});

it('draws nothing of nothing', () => expect(flowOf([], 900, 200).bands).toEqual([]));

it('shortens only what does not fit', () => {
  expect(shorten('lyhyt', 10)).toBe('lyhyt');
  expect(shorten('hyvin pitkä nimi', 11)).toBe('hyvin pitk…');
});
