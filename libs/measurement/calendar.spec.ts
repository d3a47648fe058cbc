import { calendarPeriod, daysAfter, periodBefore, type PeriodType } from './calendar.ts';

it.each<[PeriodType, string, string, string]>([
  ['year', '2024-05-17', '2024-01-01', '2024-12-31'],
  ['half_year', '2024-06-30', '2024-01-01', '2024-06-30'],
  ['half_year', '2024-07-01', '2024-07-01', '2024-12-31'],
  ['quarter', '2024-01-01', '2024-01-01', '2024-03-31'],
  ['quarter', '2024-11-23', '2024-10-01', '2024-12-31'],
  ['month', '2024-02-10', '2024-02-01', '2024-02-29'],
  ['month', '2100-02-10', '2100-02-01', '2100-02-28'],
  ['month', '0004-12-31', '0004-12-01', '0004-12-31'],
  ['day', '2024-02-29', '2024-02-29', '2024-02-29'],
])('the %s of %s is from %s to %s', (type, day, from, to) => expect(calendarPeriod(type, day)).toEqual({ from, to }));

it('the period before is found over the turn of the year, and days after over the end of a month', () => {
  expect(periodBefore('half_year', '2025-01-15')).toEqual({ from: '2024-07-01', to: '2024-12-31' });
  expect(periodBefore('day', '2024-03-01')).toEqual({ from: '2024-02-29', to: '2024-02-29' });
  expect(daysAfter('2024-12-31', 30)).toBe('2025-01-30');
});
