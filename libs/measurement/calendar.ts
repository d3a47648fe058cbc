import type { PeriodType } from './indicator.ts';

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
