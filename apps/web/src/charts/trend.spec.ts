import fc from 'fast-check';
import type { Point } from './finding.ts';
import { layOutTrend, type TrendData } from './trend.ts';

const room = { width: 640, height: 300, letter: 8 };
const half = (at: number, value: number | null, more: Partial<Point> = {}): Point => ({
  period: { from: `${String(2020 + at)}-01-01`, to: `${String(2020 + at)}-12-31` },
  value,
  indicatorVersion: 1,
  complete: true,
  suppressed: value === null,
  provisional: false,
  reported: 1,
  expected: 1,
  withheld: 0,
  ...more,
});
const layOut = (data: Partial<TrendData>) =>
  layOutTrend({ points: [], targets: [], baseline: null, fromZero: true, ...data }, room, String);

it('breaks the line between versions and where a value is hidden (rules 9 and 25)', () => {
  const points = [
    half(0, 10),
    half(1, 12),
    half(2, null),
    half(3, 14),
    half(4, 15),
    half(5, 90, { indicatorVersion: 2 }),
    half(6, 95, { indicatorVersion: 2 }),
  ];
  const { lines, breaks } = layOut({ points });
  expect(lines).toHaveLength(3);
  expect(breaks).toMatchObject([{ indicatorVersion: 2 }]);
});

it('draws a target that was replaced up to the day it was, and the new one up to its own (rule 15)', () => {
  const set = { kind: 'AT_MOST', value: 30, max: null, due: '2025-12-31', setAt: '2024-01-20T00:00:00Z' } as const;
  const { targets } = layOut({
    points: [half(3, 41), half(4, 25)],
    targets: [
      { ...set, replacedAt: '2025-06-16T00:00:00Z' },
      { ...set, value: 20, setAt: '2025-06-16T00:00:00Z', replacedAt: null },
    ],
  });
  expect(targets.map(({ replaced }) => replaced)).toEqual([true, false]);
  const [old, now] = targets;
  expect(old && now && old.x < now.x && old.y < now.y).toBe(true);
});

it('keeps everything inside the room, whatever the numbers', () => {
  const value = fc.option(fc.integer({ min: -1e8, max: 1e8 }).map((hundredths) => hundredths / 100));
  fc.assert(
    fc.property(fc.array(value, { maxLength: 12 }), fc.boolean(), (values, fromZero) => {
      const { marks } = layOut({ points: values.map((one, at) => half(at, one)), fromZero });
      for (const { x, y } of marks) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(room.width);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(room.height);
      }
    }),
  );
});

it('puts every hidden value in the same place, so that nothing can be read off it (rule 30)', () => {
  const { marks, bottom } = layOut({ points: [half(0, 10), half(1, null), half(2, 400), half(3, null)] });
  expect(marks.filter(({ shape }) => shape === 'hidden').map(({ y }) => y)).toEqual([bottom, bottom]);
});
