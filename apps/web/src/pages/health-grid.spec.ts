import { findingsOf, halfYearEnds, overTime, type HealthAt } from './health-grid.ts';

const at = (moment: string, agenda: readonly (number | null)[], backbone: readonly (number | null)[]): HealthAt => ({
  moment,
  figures: [
    ...agenda.map((share, index) => ({ id: `a${String(index)}`, condition: 'AGENDA' as const, share })),
    ...backbone.map((share, index) => ({ id: `b${String(index)}`, condition: 'BACKBONE' as const, share })),
  ],
});

it('is a mean of what was measured, and nothing where nothing was', () => {
  const rows = overTime([at('2025-06-30', [null], [0.5]), at('2025-12-31', [0.5, 1], [null])]);
  expect(rows.find(({ condition }) => condition === 'AGENDA')?.means).toEqual([undefined, 0.75]);
  expect(rows.find(({ condition }) => condition === 'BACKBONE')?.means).toEqual([0.5, undefined]);
  expect(rows.find(({ condition }) => condition === 'ACTIVITIES')?.means).toEqual([undefined, undefined]);
});

it('tells which is weakest now and which has changed most', () => {
  const rows = overTime([at('2025-06-30', [0.9], [0.5]), at('2025-12-31', [0.4], [0.6])]);
  expect(findingsOf(rows)).toEqual({
    weakest: { condition: 'AGENDA', mean: 0.4 },
    changed: { condition: 'AGENDA', by: -0.5 },
  });
  expect(findingsOf(overTime([at('2025-06-30', [1], [1])])).changed).toBeUndefined();
});

it.each([
  ['2026-11-23', 3, ['2025-06-30', '2025-12-31', '2026-06-30', '2026-11-23']],
  ['2026-03-01', 2, ['2025-06-30', '2025-12-31', '2026-03-01']],
  ['2026-06-30', 1, ['2025-12-31', '2026-06-30']],
])('half-years before %s', (today, count, ends) => expect(halfYearEnds(today, count)).toEqual(ends));
