import { z } from 'zod';

/** How long the periods are that an indicator is reported for. */
export const PeriodType = z.enum(['year', 'half_year', 'quarter', 'month', 'day']).meta({ id: 'PeriodType' });
export type PeriodType = z.infer<typeof PeriodType>;

/** How many months the periods of each type last. */
const months = { year: 12, half_year: 6, quarter: 3, month: 1 } as const;

/** The calendar year, half-year, quarter, month or day that a day lies in, from its first to its last day. */
export function calendarPeriod(type: PeriodType, day: string): { readonly from: string; readonly to: string } {
  if (type === 'day') return { from: day, to: day };
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7)) - 1];
  const first = month - (month % months[type]);
  const last = first + months[type];
  return { from: `${year}-${two(first + 1)}-01`, to: `${year}-${two(last)}-${two(lengthOf(Number(year), last))}` };
}

const two = (number: number): string => String(number).padStart(2, '0');

/** Days in a month, 1 for January. Leap years come round every 400 years, and Date mistakes the first hundred. */
const lengthOf = (year: number, month: number): number =>
  new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

/** So many days after a day; before it when negative. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** The calendar period before the one a day lies in. */
export const periodBefore = (type: PeriodType, day: string): ReturnType<typeof calendarPeriod> =>
  calendarPeriod(type, daysAfter(calendarPeriod(type, day).from, -1));
