import fc from 'fast-check';
import { calendarText, type CalendarEvent } from './ical.ts';

const event: CalendarEvent = {
  uid: 'clock_katsaus.2025-H2@keskisuomi.talkoot',
  sequence: 4,
  changedAt: '2025-03-01T08:00:00.000Z',
  from: '2025-08-15',
  to: '2025-08-16',
  summary: 'Puolivuotiskatsauksen tiedot toimitettava',
  categories: ['Raportointi'],
  cancelled: false,
  remindDays: 14,
};
const linesOf = (text: string) => text.replace(/\r\n /g, '').split('\r\n');

describe('a calendar feed (RFC 5545)', () => {
  it('gives each item an identity that stays, a sequence that rises, and a reminder', () => {
    expect(linesOf(calendarText('Vuosikello', 'fi', [event]))).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Talkoot//Annual clock//FI',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'NAME;LANGUAGE=fi:Vuosikello',
      'X-WR-CALNAME:Vuosikello',
      'BEGIN:VEVENT',
      'UID:clock_katsaus.2025-H2@keskisuomi.talkoot',
      'SEQUENCE:4',
      'DTSTAMP:20250301T080000Z',
      'LAST-MODIFIED:20250301T080000Z',
      'DTSTART;VALUE=DATE:20250815',
      'DTEND;VALUE=DATE:20250816',
      'SUMMARY;LANGUAGE=fi:Puolivuotiskatsauksen tiedot toimitettava',
      'CATEGORIES:Raportointi',
      'STATUS:CONFIRMED',
      'TRANSP:TRANSPARENT',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'DESCRIPTION;LANGUAGE=fi:Puolivuotiskatsauksen tiedot toimitettava',
      'TRIGGER:-P14D',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('writes a time of day in UTC, a place and a link, and says what is cancelled', () => {
    const lines = linesOf(
      calendarText('Vuosikello', 'fi', [
        {
          ...event,
          from: '2025-04-04T06:00:00.000Z',
          to: '2025-04-04T09:30:00.000Z',
          location: 'Paviljonki, Jyväskylä; sali 2',
          url: 'https://kokous.example/a,b',
          cancelled: true,
        },
      ]),
    );
    expect(lines).toEqual(
      expect.arrayContaining([
        'DTSTART:20250404T060000Z',
        'DTEND:20250404T093000Z',
        'LOCATION;LANGUAGE=fi:Paviljonki\\, Jyväskylä\\; sali 2',
        'URL:https://kokous.example/a,b',
        'STATUS:CANCELLED',
      ]),
    );
    expect(lines).not.toContain('BEGIN:VALARM');
    expect(lines).not.toContain('TRANSP:TRANSPARENT');
  });

  it('lets no text break out of its line, and folds lines at 75 octets without cutting a character', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'ä', '€', '🧓', ',', ';', '\\', '\n', '\r', '\u0007', ':') });
    fc.assert(
      fc.property(text, text, (summary, description) => {
        const written = calendarText('x', 'fi', [{ ...event, summary, description }]);
        const physical = written.split('\r\n');
        for (const line of physical) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(written.replaceAll('\r\n', '')).not.toMatch(/[\r\n\u0007\ufffd]/);
        const lines = linesOf(written);
        expect(lines.filter((line) => line.startsWith('BEGIN:'))).toHaveLength(3);
        const said = lines.find((line) => line.startsWith('SUMMARY'))?.replace('SUMMARY;LANGUAGE=fi:', '') ?? '';
        const read = said.replace(/\\(.)/g, (_, mark: string) => (mark === 'n' ? '\n' : mark));
        expect(read).toBe(summary.replace(/\r\n?/g, '\n').replaceAll('\u0007', ''));
      }),
    );
  });
});
