import fc from 'fast-check';
import { findingsOf, stateOf, type Aim, type Point, type Trend } from './finding.ts';

const today = '2026-11-23';
const year = (of: number, value: number | null, more: Partial<Point> = {}): Point => ({
  period: { from: `${String(of)}-01-01`, to: `${String(of)}-12-31` },
  value,
  indicatorVersion: 1,
  complete: true,
  suppressed: false,
  provisional: false,
  reported: 1,
  expected: 1,
  withheld: 0,
  ...more,
});
const aim: Aim = { kind: 'AT_MOST', due: '2027-12-31', met: false, progress: 0.5 };
const falling = (points: readonly Point[], target: Aim | null = null): Trend => ({
  direction: 'DECREASE',
  points,
  target,
});

it('says from when to when it fell, and that a fall is wanted where less is better', () => {
  const [moved, target] = findingsOf(falling([year(2023, 40), year(2024, 45), year(2025, 25)], aim), today);
  expect(moved).toMatchObject({ says: 'moved', way: 'fell', wanted: true, share: -0.375 });
  expect(moved).toMatchObject({ first: { value: 40 }, last: { value: 25 } });
  expect(target).toMatchObject({ says: 'target', stands: 'onTheWay' });
});

it('says that a rise is not wanted where less is better, and that it is where more is', () => {
  const points = [year(2024, 40), year(2025, 45)];
  expect(findingsOf(falling(points), today)[0]).toMatchObject({ way: 'rose', wanted: false });
  expect(findingsOf({ direction: 'INCREASE', points, target: null }, today)[0]).toMatchObject({ wanted: true });
  expect(findingsOf({ direction: 'MAINTAIN', points, target: null }, today)[0]).toMatchObject({ wanted: false });
});

it('does not compare across a break between versions (rule 9)', () => {
  const findings = findingsOf(falling([year(2024, 900), year(2025, 25, { indicatorVersion: 2 })]), today);
  expect(findings.map(({ says }) => says)).toEqual(['one', 'broken']);
});

it('assesses nothing when figures are missing or withheld (rule 12)', () => {
  const lost = year(2025, 25, { complete: false, reported: 3, expected: 5 });
  expect(findingsOf(falling([year(2024, 40), lost], aim), today).map(({ says }) => says)).toEqual(['partial']);
  expect(stateOf('COUNT', falling([year(2024, 40), lost], aim), today)).toBe('partial');
});

it('says that a value is hidden, and not that there is none (rule 25)', () => {
  const hidden = year(2025, null, { suppressed: true, complete: false });
  expect(findingsOf(falling([year(2024, 40), hidden]), today)).toEqual([{ says: 'hidden' }]);
  expect(findingsOf(falling([]), today)).toEqual([{ says: 'none' }]);
});

it.each([
  [{ ...aim, met: true }, 'met'],
  [{ ...aim, due: '2025-12-31' }, 'missed'],
  [{ ...aim, progress: -0.17 }, 'furtherAway'],
  [{ ...aim, met: null, progress: null }, 'better'],
] as const)('tells the state in one word: %j is %s', (target, state) => {
  expect(stateOf('COUNT', falling([year(2024, 40), year(2025, 25)], target), today)).toBe(state);
});

it('never speaks of a change of less than half a per cent', () => {
  expect(findingsOf(falling([year(2024, 1000), year(2025, 1004)]), today)[0]).toMatchObject({ way: 'stayed' });
});

it('says something of any trend, and never tells a number that is hidden', () => {
  const point = fc.record({
    value: fc.option(fc.integer({ min: 0, max: 1000 })),
    indicatorVersion: fc.integer({ min: 1, max: 2 }),
    complete: fc.boolean(),
    suppressed: fc.boolean(),
    provisional: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(point, { maxLength: 8 }), (points) => {
      const findings = findingsOf(
        falling(
          points.map((one, at) => ({ ...year(2018 + at, null), ...one, value: one.suppressed ? null : one.value })),
        ),
        today,
      );
      expect(findings.length).toBeGreaterThan(0);
      for (const finding of findings)
        if ('last' in finding) expect(finding.last.suppressed && finding.last.value !== null).toBe(false);
    }),
  );
});
