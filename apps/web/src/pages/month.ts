import type { Language } from '../words/index.ts';

/** Days are counted as those of UTC: they are the same days everywhere. */
const dayAt = (iso: string): Date => new Date(`${iso}T00:00:00Z`);
const iso = (date: Date): string => date.toISOString().slice(0, 10);

/** `2026-11` and 2 is `2027-01`. */
export function monthAfter(month: string, by: number): string {
  const date = dayAt(`${month}-01`);
  date.setUTCMonth(date.getUTCMonth() + by);
  return iso(date).slice(0, 7);
}

/** The weeks of a month from Monday on, whole: their first and last days may be of its neighbours. */
export function weeksOf(month: string): readonly (readonly string[])[] {
  const first = dayAt(`${month}-01`);
  const monday = new Date(first);
  monday.setUTCDate(1 - ((first.getUTCDay() + 6) % 7));
  const weeks: string[][] = [];
  for (let at = monday; iso(at).slice(0, 7) <= month;) {
    const week: string[] = [];
    for (let day = 0; day < 7; day += 1) {
      week.push(iso(at));
      at = new Date(at.getTime() + 86_400_000);
    }
    weeks.push(week);
  }
  return weeks;
}

const locales = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' } as const;

/** `ma`, or `maanantai 23.11.`. */
export const dayName = (day: string, language: Language, style: 'short' | 'long'): string =>
  new Intl.DateTimeFormat(locales[language], {
    weekday: style,
    ...(style === 'long' && { day: 'numeric', month: 'numeric' }),
    timeZone: 'UTC',
  }).format(dayAt(day));
