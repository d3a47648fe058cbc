/**
 * A calendar as RFC 5545 writes it: enough of it for a feed that calendars subscribe to. Times round are written one
 * by one, since each may be moved, done or left out on its own; so no rule of recurrence and no time zone is needed,
 * and times of day are in UTC.
 */
export interface CalendarEvent {
  /** The same for ever, so that a calendar moves an event and never doubles it. */
  readonly uid: string;
  /** Rises with each change. */
  readonly sequence: number;
  /** ISO 8601 instant of the last change. */
  readonly changedAt: string;
  /** A day, `2025-08-15`, or an ISO 8601 instant. */
  readonly from: string;
  /** The day after the last one, or the instant it ends. */
  readonly to: string;
  readonly summary: string;
  readonly description?: string | undefined;
  readonly location?: string | undefined;
  readonly url?: string | undefined;
  readonly categories: readonly string[];
  readonly cancelled: boolean;
  readonly remindDays?: number | undefined;
}

/** The text of a calendar. https://www.rfc-editor.org/rfc/rfc5545 */
export function calendarText(name: string, language: string, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Talkoot//Annual clock//${language.toUpperCase()}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME;LANGUAGE=${language}:${escaped(name)}`,
    // NAME is RFC 7986; most calendars know only what Apple called it.
    `X-WR-CALNAME:${escaped(name)}`,
    ...events.flatMap((event) => eventLines(event, language)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

const eventLines = (event: CalendarEvent, language: string): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${escaped(event.uid)}`,
  `SEQUENCE:${event.sequence}`,
  `DTSTAMP:${stampOf(event.changedAt)}`,
  `LAST-MODIFIED:${stampOf(event.changedAt)}`,
  `DTSTART${timeOf(event.from)}`,
  `DTEND${timeOf(event.to)}`,
  `SUMMARY;LANGUAGE=${language}:${escaped(event.summary)}`,
  ...(event.description === undefined ? [] : [`DESCRIPTION;LANGUAGE=${language}:${escaped(event.description)}`]),
  ...(event.location === undefined ? [] : [`LOCATION;LANGUAGE=${language}:${escaped(event.location)}`]),
  // A URI is no text: what must not be in it has been refused before.
  ...(event.url === undefined ? [] : [`URL:${event.url}`]),
  ...(event.categories.length === 0 ? [] : [`CATEGORIES:${event.categories.map(escaped).join(',')}`]),
  `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
  // A day's item makes nobody busy.
  ...(isDay(event.from) ? ['TRANSP:TRANSPARENT'] : []),
  ...(event.remindDays === undefined || event.cancelled
    ? []
    : [
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        `DESCRIPTION;LANGUAGE=${language}:${escaped(event.summary)}`,
        `TRIGGER:-P${event.remindDays}D`,
        'END:VALARM',
      ]),
  'END:VEVENT',
];

const isDay = (moment: string): boolean => moment.length === 10;
const stampOf = (instant: string): string => `${new Date(instant).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
const timeOf = (moment: string): string =>
  isDay(moment) ? `;VALUE=DATE:${moment.replaceAll('-', '')}` : `:${stampOf(moment)}`;

/** § 3.3.11: a text's own commas, semicolons, backslashes and line ends. Other control characters have no place. */
const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replace(/\n/g, '\\n');

/** § 3.1: no line is longer than 75 octets; it goes on after a line end and a space, never inside a character. */
function folded(line: string): string {
  let text = '';
  let octets = 0;
  for (const character of line) {
    const size = sizeOf(character.codePointAt(0) ?? 0);
    if (octets + size > 75) {
      text += '\r\n ';
      octets = 1;
    }
    text += character;
    octets += size;
  }
  return text;
}

/** Octets of a character in UTF-8. */
const sizeOf = (point: number): number => (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4);
