import { activities, sessions, type SessionRow } from '#action';
import { timeZoneOf, todayIn } from '#backbone';
import { inLanguage, type Language, type Text } from '#language';
import { instantAt, type World } from '#world';
import { clocks, roundsBetween } from './clock.view.ts';
import { calendarText, type CalendarEvent } from './ical.ts';
import { isUnrecorded, meetings, type MeetingRow } from './meeting.view.ts';
import { daysAfter } from './rhythm.ts';

/** A day on the annual clock, by reference: what it stands for is asked when it is looked at, and never copied. */
export interface CalendarEntry {
  /** The same for ever. */
  readonly uid: string;
  /** Id of the item, meeting or session it stands for. */
  readonly of: string;
  readonly occurrence?: string | undefined;
  readonly title: Text;
  readonly kind: string;
  readonly partner: string;
  readonly day: string;
  readonly lastDay: string;
  /** Times of the day in the collaboration's time zone. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly venue?: Text | undefined;
  readonly url?: string | undefined;
  readonly done: boolean;
  readonly late: boolean;
  readonly cancelled: boolean;
  readonly revision: number;
  readonly changedAt: string;
  readonly remindDays?: number | undefined;
}

/** What is on the clock from one day to another, for all or for one partner, by its day. */
export function entriesBetween(world: World, from: string, to: string, partner?: string): readonly CalendarEntry[] {
  const today = todayIn(world);
  const at = `${world.collaboration}.talkoot`;
  const items = partner === undefined ? world.rows(clocks).values() : world.rows(clocks).where('partner', partner);
  const rounds = items.flatMap((item) =>
    roundsBetween(item, from, to, today).map(({ occurrence, day, lastDay, doneOn, late }) => ({
      uid: `${item.id}.${occurrence}@${at}`,
      of: item.id,
      occurrence,
      title: item.title,
      kind: item.kind,
      partner: item.partner,
      day,
      lastDay,
      done: doneOn !== undefined,
      late,
      cancelled: false,
      revision: item.revision,
      changedAt: item.changedAt,
      remindDays: item.remindDays,
    })),
  );
  const met = meetingsBetween(world, from, to, partner).map((row) => ({
    uid: `${row.id}@${at}`,
    of: row.id,
    title: row.title,
    kind: row.kind,
    partner: row.calledBy,
    day: row.day,
    lastDay: row.day,
    from: row.from,
    to: row.to,
    venue: row.venue,
    url: row.online,
    done: row.phase === 'held',
    late: isUnrecorded(row, today),
    cancelled: row.phase === 'cancelled',
    revision: row.revision,
    changedAt: row.changedAt,
  }));
  const offered = sessionsBetween(world, from, to, partner).flatMap((row) => {
    const title = row.theme ?? world.rows(activities).get(row.activity)?.title;
    return title
      ? [
          {
            uid: `${row.id}@${at}`,
            of: row.id,
            title,
            kind: 'session',
            partner: row.organiser,
            day: row.date,
            lastDay: row.date,
            from: row.time,
            venue: row.venue,
            done: row.phase === 'held',
            late: row.phase === 'planned' && row.date < today,
            cancelled: row.phase === 'cancelled',
            revision: row.revision,
            changedAt: row.changedAt,
          },
        ]
      : [];
  });
  return [...rounds, ...met, ...offered].sort(byDay);
}

/** Month by month: what lies years away is not looked at. */
function meetingsBetween(world: World, from: string, to: string, partner: string | undefined): readonly MeetingRow[] {
  const rows = world.rows(meetings);
  const found =
    partner === undefined
      ? monthsBetween(from, to).flatMap((month) => rows.where('month', month))
      : rows.where('partner', partner);
  return found.filter(({ day }) => day >= from && day <= to);
}

function sessionsBetween(world: World, from: string, to: string, partner: string | undefined): readonly SessionRow[] {
  const rows = world.rows(sessions);
  const found =
    partner === undefined
      ? monthsBetween(from, to).flatMap((month) => rows.where('month', month))
      : rows.where('partner', partner);
  return found.filter(({ date }) => date >= from && date <= to);
}

function monthsBetween(from: string, to: string): readonly string[] {
  const months: string[] = [];
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = daysAfter(`${month}-28`, 4).slice(0, 7))
    months.push(month);
  return months;
}

const byDay = (a: CalendarEntry, b: CalendarEntry): number => {
  const [left, right] = [a, b].map(({ day, from = '', uid }) => `${day} ${from} ${uid}`);
  return (left ?? '') < (right ?? '') ? -1 : 1;
};

/** How long a meeting or session is taken to last in a calendar when nobody has said when it ends. */
const usualMinutes = 60;

/** The entries as a calendar's text in a language (RFC 5545). */
export function icalOf(world: World, name: string, language: Language, entries: readonly CalendarEntry[]): string {
  return calendarText(
    name,
    language,
    entries.map((entry): CalendarEvent => {
      const { uid, revision, changedAt, day, lastDay, title, venue, url, kind, cancelled, remindDays } = entry;
      return {
        uid,
        sequence: revision,
        changedAt,
        ...timesOf(world, entry, day, lastDay),
        summary: inLanguage(title, language).text,
        location: venue && inLanguage(venue, language).text,
        url,
        categories: [kind.toUpperCase()],
        cancelled,
        remindDays,
      };
    }),
  );
}

function timesOf(
  world: World,
  { from, to }: CalendarEntry,
  day: string,
  lastDay: string,
): Pick<CalendarEvent, 'from' | 'to'> {
  if (from === undefined) return { from: day, to: daysAfter(lastDay, 1) };
  const zone = timeZoneOf(world);
  const begins = instantAt(day, from, zone);
  const ends =
    to === undefined ? new Date(Date.parse(begins) + usualMinutes * 60_000).toISOString() : instantAt(day, to, zone);
  return { from: begins, to: ends };
}
