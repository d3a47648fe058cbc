import { z } from 'zod';

export const Rhythm = z.enum(['once', 'yearly', 'half_yearly', 'quarterly', 'monthly']).meta({ id: 'ClockRhythm' });
export type Rhythm = z.infer<typeof Rhythm>;

/** What comes round: on which day first, how often, until when. */
export interface Round {
  readonly first: string;
  readonly rhythm: Rhythm;
  readonly until?: string | undefined;
}

/**
 * One time round. Its key names the year, half-year, quarter or month it lies in, of which each has one: so it stays
 * the same time round when its day is moved within that.
 */
export interface Occurrence {
  readonly key: string;
  readonly day: string;
}

const months = { yearly: 12, half_yearly: 6, quarterly: 3, monthly: 1 } as const;

/** The times round that begin from one day to another, both counted in. */
export function occurrencesBetween(
  { first, rhythm, until = '9999-12-31' }: Round,
  from: string,
  to: string,
): Occurrence[] {
  const last = to < until ? to : until;
  if (rhythm === 'once') return first >= from && first <= last ? [{ key: 'once', day: first }] : [];
  const step = months[rhythm];
  const found: Occurrence[] = [];
  // The round of the month asked from may begin before its day: it is left out below.
  const start = Math.max(0, Math.floor((monthOf(from) - monthOf(first)) / step));
  for (let round = start; ; round++) {
    const day = dayOfMonth(monthOf(first) + round * step, Number(first.slice(8)));
    if (day > last) return found;
    if (day >= from) found.push({ key: keyOf(rhythm, day), day });
  }
}

/** The day on which the time round with this key begins; none when it does not come round then. */
export function occurrenceOf(round: Round, key: string): string | undefined {
  if (key === 'once') return round.rhythm === 'once' ? round.first : undefined;
  const year = key.slice(0, 4);
  return occurrencesBetween(round, `${year}-01-01`, `${year}-12-31`).find((one) => one.key === key)?.day;
}

function keyOf(rhythm: keyof typeof months, day: string): string {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))];
  switch (rhythm) {
    case 'yearly':
      return year;
    case 'half_yearly':
      return `${year}-H${month <= 6 ? 1 : 2}`;
    case 'quarterly':
      return `${year}-Q${Math.ceil(month / 3)}`;
    case 'monthly':
      return day.slice(0, 7);
  }
}

/** Months since the year nought. */
const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

/** The day of a month, or the month's last where it has no such day: 29 February, the 31st. */
function dayOfMonth(month: number, day: number): string {
  const [year, index] = [Math.floor(month / 12), month % 12];
  // Leap years come round every 400 years, and Date mistakes the first hundred.
  const length = new Date(Date.UTC(2000 + (year % 400), index + 1, 0)).getUTCDate();
  return [String(year).padStart(4, '0'), two(index + 1), two(Math.min(day, length))].join('-');
}

const two = (number: number): string => String(number).padStart(2, '0');

/** The day so many days after another. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
