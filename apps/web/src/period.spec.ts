import { asWord, calendarPeriod, fromWord, periodName, periodsUntil } from './period.ts';

it('finds the calendar period of a day', () => {
  expect(calendarPeriod('HALF_YEAR', '2025-05-05')).toEqual({ from: '2025-01-01', to: '2025-06-30' });
  expect(calendarPeriod('QUARTER', '2024-02-29')).toEqual({ from: '2024-01-01', to: '2024-03-31' });
  expect(calendarPeriod('MONTH', '2024-02-29')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
});

it('goes back period by period', () => {
  expect(periodsUntil('HALF_YEAR', '2026-11-23', 3).map(({ from }) => from)).toEqual([
    '2026-07-01',
    '2026-01-01',
    '2025-07-01',
  ]);
  expect(periodsUntil('YEAR', '2026-01-01', 2).map(({ to }) => to)).toEqual(['2026-12-31', '2025-12-31']);
});

it('names periods as people do', () => {
  const half = { from: '2025-01-01', to: '2025-06-30' };
  expect(periodName(half, 'fi')).toBe('tammi–kesäkuu 2025');
  expect(periodName(half, 'sv')).toBe('januari–juni 2025');
  expect(periodName(half, 'en')).toBe('January–June 2025');
  expect(periodName(half, 'fi', true)).toBe('1–6/2025');
  expect(periodName({ from: '2025-01-01', to: '2025-12-31' }, 'fi')).toBe('2025');
  expect(periodName({ from: '2025-03-01', to: '2025-03-31' }, 'sv')).toBe('mars 2025');
  expect(periodName({ from: '2025-03-03', to: '2025-03-31' }, 'fi')).toBe('3.3.2025–31.3.2025');
});

it('keeps a period in an address, and takes nothing else for one', () => {
  expect(fromWord(asWord({ from: '2025-01-01', to: '2025-06-30' }))).toEqual({ from: '2025-01-01', to: '2025-06-30' });
  expect(fromWord('2025')).toBeUndefined();
  expect(fromWord(undefined)).toBeUndefined();
});
