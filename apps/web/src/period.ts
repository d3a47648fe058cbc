import type { Language } from './words/index.ts';

/** From its first to its last day, both ISO 8601. */
export interface Period {
  readonly from: string;
  readonly to: string;
}
export type PeriodType = 'YEAR' | 'HALF_YEAR' | 'QUARTER' | 'MONTH' | 'DAY';

const months = { YEAR: 12, HALF_YEAR: 6, QUARTER: 3, MONTH: 1 } as const;
const two = (number: number): string => String(number).padStart(2, '0');
const lengthOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The calendar year, half-year, quarter, month or day that a day lies in. */
export function calendarPeriod(type: PeriodType, day: string): Period {
  if (type === 'DAY') return { from: day, to: day };
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7)) - 1];
  const first = month - (month % months[type]);
  const last = first + months[type];
  return { from: `${year}-${two(first + 1)}-01`, to: `${year}-${two(last)}-${two(lengthOf(Number(year), last))}` };
}

/** So many days after a day; before it when negative. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** The newest calendar periods that have begun by a day, the newest first. */
export function periodsUntil(type: PeriodType, day: string, howMany: number): readonly Period[] {
  const found: Period[] = [];
  for (let at = day; found.length < howMany; at = daysAfter(found.at(-1)?.from ?? day, -1))
    found.push(calendarPeriod(type, at));
  return found;
}

/** The day it is where the collaborations are. */
export const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki' }).format(new Date());

/** As it stands in an address: `2025-01-01_2025-06-30`. */
export const asWord = ({ from, to }: Period): string => `${from}_${to}`;
export function fromWord(word: string | undefined): Period | undefined {
  const [, from, to] = /^(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)$/.exec(word ?? '') ?? [];
  return from !== undefined && to !== undefined ? { from, to } : undefined;
}

const monthNames: Record<Language, readonly string[]> = { fi: [], sv: [], en: [] };
function monthName(language: Language, month: number): string {
  if (monthNames[language].length === 0) {
    const name = new Intl.DateTimeFormat({ fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }[language], {
      month: 'long',
      timeZone: 'UTC',
    });
    monthNames[language] = Array.from({ length: 12 }, (_, at) => name.format(new Date(Date.UTC(2024, at, 1))));
  }
  return monthNames[language][month - 1] ?? '';
}

/**
 * What people call a period: `2025`, `tammi–kesäkuu 2025`, `kesäkuu 2025`, or its first and last day when it is no run
 * of whole months within a year. `short` is for axes and narrow columns: `1–6/2025`.
 */
export function periodName({ from, to }: Period, language: Language, short = false): string {
  const [year, first, last] = [from.slice(0, 4), Number(from.slice(5, 7)), Number(to.slice(5, 7))];
  const whole = from.endsWith('-01') && to.endsWith(`-${two(lengthOf(Number(year), last))}`) && to.startsWith(year);
  if (whole && first === 1 && last === 12) return year;
  if (!whole) return from === to ? dayName(from, language) : `${dayName(from, language)}–${dayName(to, language)}`;
  if (short) return first === last ? `${String(first)}/${year}` : `${String(first)}–${String(last)}/${year}`;
  if (first === last) return `${monthName(language, first)} ${year}`;
  const begin = monthName(language, first);
  return `${language === 'fi' ? begin.replace(/kuu$/, '') : begin}–${monthName(language, last)} ${year}`;
}

const dayName = (iso: string, language: Language): string => {
  const [year = '', month, day] = iso.split('-');
  return language === 'en'
    ? `${two(Number(day))}/${two(Number(month))}/${year}`
    : `${String(Number(day))}.${String(Number(month))}.${year}`;
};
