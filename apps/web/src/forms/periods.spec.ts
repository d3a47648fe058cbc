import { assert, date, property } from 'fast-check';
import { halfYears, months, quarters, years } from './periods.ts';

it('are named as the platform names them, the newest first', () => {
  expect(halfYears('2026-11-23', 3)).toEqual([
    { code: '2026-H2', from: '2026-07-01', to: '2026-12-31' },
    { code: '2026-H1', from: '2026-01-01', to: '2026-06-30' },
    { code: '2025-H2', from: '2025-07-01', to: '2025-12-31' },
  ]);
  expect(years('2026-11-23', 2).map(({ code }) => code)).toEqual(['2026', '2025']);
  expect(quarters('2026-02-01', 2).map(({ code }) => code)).toEqual(['2026-Q1', '2025-Q4']);
  expect(months('2024-03-31', 2)).toEqual([
    { code: '2024-03', from: '2024-03-01', to: '2024-03-31' },
    { code: '2024-02', from: '2024-02-01', to: '2024-02-29' },
  ]);
});

it('follow each other without a gap, and the first holds the day', () => {
  const day = date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
  assert(
    property(day, (found) => {
      const today = found.toISOString().slice(0, 10);
      for (const before of [halfYears, years, quarters, months]) {
        const all = before(today, 9);
        const [first] = all;
        expect(first && first.from <= today && today <= first.to).toBe(true);
        for (const [at, { from }] of all.slice(0, -1).entries()) {
          const older = all[at + 1];
          expect(Date.parse(from) - Date.parse(older?.to ?? '')).toBe(86_400_000);
        }
      }
    }),
  );
});
