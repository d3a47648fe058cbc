import { LRUCache } from 'lru-cache';

/**
 * What "as of" means. A day is taken to its end in the collaboration's own time zone; an instant is
 * itself; a position is a place in the log. All three become one position before anything is read.
 */
export type AsOf = { readonly day: string } | { readonly instant: string } | { readonly position: bigint };

/** Reads a day (`2024-06-30`), an instant (ISO 8601 with offset) or a position (`#1234`); undefined when it is none. */
export function parseAsOf(text: string): AsOf | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    const instant = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text) ? { day: text } : undefined;
  }
  if (/^#\d{1,18}$/.test(text)) return { position: BigInt(text.slice(1)) };
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) {
    const instant = new Date(text);
    return Number.isNaN(instant.getTime()) ? undefined : { instant: instant.toISOString() };
  }
  return undefined;
}

/**
 * The calendar day of an instant in a time zone, `2024-06-30`. Asked for every request, of one minute after another:
 * within a minute it is the same, since zones are whole minutes apart.
 */
export function dayOf(instant: string, timeZone: string): string {
  const minute = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(instant) ? instant.slice(0, 16) : instant;
  const key = `${minute} ${timeZone}`;
  let day = days.get(key);
  if (day === undefined) {
    day = formatter(timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(instant));
    days.set(key, day);
  }
  return day;
}
const days = new LRUCache<string, string>({ max: 5_000 });

/** The last millisecond of a calendar day in a time zone, as an ISO 8601 instant in UTC. */
export const endOfDay = (day: string, timeZone: string): string =>
  new Date(Date.parse(instantAt(day, '24:00', timeZone)) - 1).toISOString();

/**
 * A time of day (`09:30`, up to `24:00`) in a time zone as an ISO 8601 instant in UTC. In the hour a clock goes back
 * over it is the later one; in the hour a clock leaves out, the time an hour on.
 */
export function instantAt(day: string, time: string, timeZone: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const local = Date.parse(`${day}T00:00:00Z`) + (hours * 60 + minutes) * 60_000;
  // It is looked for with the offset in force there; a second look settles days on which it changes.
  const near = local - offsetAt(local, timeZone);
  return new Date(local - offsetAt(near, timeZone)).toISOString();
}

/** Milliseconds the zone is ahead of UTC at an instant. */
function offsetAt(instant: number, timeZone: string): number {
  const name = formatter(timeZone, { timeZoneName: 'longOffset' })
    .formatToParts(new Date(instant))
    .find((part) => part.type === 'timeZoneName')?.value;
  const [, sign, hours, minutes] = /GMT([+\-\u2212])(\d{2}):(\d{2})/.exec(name ?? '') ?? [];
  // Swedish writes a minus sign and no hyphen.
  return hours === undefined ? 0 : (sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = timeZone + Object.keys(options).join();
  let found = formatters.get(key);
  // sv-SE writes dates as ISO 8601 does.
  if (!found) formatters.set(key, (found = new Intl.DateTimeFormat('sv-SE', { timeZone, ...options })));
  return found;
}
