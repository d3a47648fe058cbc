import type { SealedEvent } from '#event-log';
import { calendarPeriod, type PeriodType } from '#measurement';
import { dayOf } from '#world';
import type { BundleScope } from './bundle.writer.ts';

/** What of a collaboration is asked for: all of it, or at most one part. */
export interface BundleAsked {
  readonly collaboration: string;
  readonly goal?: string | undefined;
  readonly partner?: string | undefined;
  /** A year, half-year, quarter or month: `2024`, `2024-H2`, `2024-Q3`, `2024-07`. */
  readonly period?: string | undefined;
}

const parts = ['goal', 'partner', 'period'] as const;
/** Periods are days of the collaborations' own time, which for the time being is Finland's. */
const timeZone = 'Europe/Helsinki';

type Holds = BundleScope['holds'];

/** What a bundle is to hold; nothing when it was not understood. */
export const scopeOf = (asked: BundleAsked): (BundleScope & { readonly part: string | undefined }) | undefined => {
  const { collaboration } = asked;
  if (!/^[a-z][a-z0-9]{1,40}$/.test(collaboration)) return undefined;
  const inside: Holds = ({ stream }) => stream.startsWith(`${collaboration}-`);
  const [part, ...others] = parts.filter((each) => asked[each] !== undefined);
  if (others.length > 0) return undefined;
  if (part === undefined) return { words: collaboration, mode: 'full', holds: inside, part };
  const id = asked[part] ?? '';
  const holds = part === 'period' ? within(id) : about(id);
  return (
    holds && {
      words: `${collaboration}, ${part} ${id}`,
      mode: 'selective',
      holds: (event: SealedEvent) => inside(event) && holds(event),
      part: id,
    }
  );
};

/** A thing's own stream, and all that names it: what was decided about a goal, what a partner did. */
const about = (id: string): Holds | undefined => {
  if (!/^[a-z]+_[A-Za-z0-9_-]{1,100}$/.test(id)) return undefined;
  const named = Buffer.from(JSON.stringify(id));
  return ({ stream, data, metadata }) =>
    stream.endsWith(`-${id}`) ||
    [data, metadata].some(({ open, left }) => (open?.bytes ?? left)?.includes(named) === true);
};

/** All that was recorded in a year, half-year, quarter or month. */
const within = (code: string): Holds | undefined => {
  const [, year, part = ''] = /^(\d{4})(?:-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?$/.exec(code) ?? [];
  if (year === undefined) return undefined;
  const [type, month] = partOf(part);
  const { from, to } = calendarPeriod(type, `${year}-${String(month).padStart(2, '0')}-01`);
  return ({ recordedAt }) => {
    const day = dayOf(recordedAt, timeZone);
    return from <= day && day <= to;
  };
};

/** How long a part of a year is, and its first month. */
const partOf = (part: string): [PeriodType, number] => {
  if (part === '') return ['year', 1];
  if (part.startsWith('H')) return ['half_year', 6 * Number(part[1]) - 5];
  if (part.startsWith('Q')) return ['quarter', 3 * Number(part[1]) - 2];
  return ['month', Number(part)];
};
