import fc from 'fast-check';
import { dayOf, endOfDay, instantAt, parseAsOf } from './moment.ts';

describe('a time of day in a time zone', () => {
  it.each([
    ['2025-01-15', '09:30', '2025-01-15T07:30:00.000Z'],
    ['2025-07-15', '09:30', '2025-07-15T06:30:00.000Z'],
    ['2025-07-15', '00:00', '2025-07-14T21:00:00.000Z'],
    ['2025-07-15', '24:00', '2025-07-15T21:00:00.000Z'],
    // The night in March when three o'clock becomes four, and the one in October when four becomes three again.
    ['2025-03-30', '02:30', '2025-03-30T00:30:00.000Z'],
    ['2025-03-30', '04:30', '2025-03-30T01:30:00.000Z'],
    ['2025-03-30', '12:00', '2025-03-30T09:00:00.000Z'],
    ['2025-10-26', '02:30', '2025-10-25T23:30:00.000Z'],
    ['2025-10-26', '12:00', '2025-10-26T10:00:00.000Z'],
  ])('%s %s in Helsinki is %s', (day, time, instant) => {
    expect(instantAt(day, time, 'Europe/Helsinki')).toBe(instant);
  });

  it('is some hour of the two where a clock goes back, and an hour near where it leaves one out', () => {
    expect(instantAt('2025-10-26', '03:30', 'Europe/Helsinki')).toMatch(/^2025-10-26T0[01]:30/);
    expect(instantAt('2025-03-30', '03:30', 'Europe/Helsinki')).toMatch(/^2025-03-30T0[01]:30/);
  });

  it('gives a day its end, also when it has 23 or 25 hours', () => {
    expect(endOfDay('2025-03-29', 'Europe/Helsinki')).toBe('2025-03-29T21:59:59.999Z');
    expect(endOfDay('2025-03-30', 'Europe/Helsinki')).toBe('2025-03-30T20:59:59.999Z');
    expect(endOfDay('2025-10-26', 'Europe/Helsinki')).toBe('2025-10-26T21:59:59.999Z');
    expect(endOfDay('2025-06-30', 'UTC')).toBe('2025-06-30T23:59:59.999Z');
  });
});

describe('a day in a time zone', () => {
  const zone = 'Europe/Helsinki';
  const hour = 3_600_000;
  const days = fc
    .integer({ min: Date.parse('2000-01-01') / (24 * hour), max: Date.parse('2060-12-31') / (24 * hour) })
    .map((number) => new Date(number * 24 * hour).toISOString().slice(0, 10));
  const lengthOf = (day: string) =>
    (Date.parse(endOfDay(day, zone)) + 1 - Date.parse(instantAt(day, '00:00', zone))) / hour;

  it('is ended by its last millisecond, and the next begins with the one after', () =>
    fc.assert(
      fc.property(days, fc.constantFrom(zone, 'UTC', 'America/St_Johns', 'Asia/Kathmandu'), (day, where) => {
        const end = endOfDay(day, where);
        const after = new Date(Date.parse(end) + 1).toISOString();
        const next = new Date(Date.parse(`${day}T12:00:00Z`) + 24 * hour).toISOString().slice(0, 10);
        expect([dayOf(end, where), dayOf(after, where)]).toEqual([day, next]);
        expect(instantAt(next, '00:00', where)).toBe(after);
      }),
    ));

  it('has 24 hours, but for one of 23 in March and one of 25 in October', () => {
    for (const year of [2019, 2024, 2025, 2026, 2028]) {
      const unusual: [string, number][] = [];
      for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 24 * hour) {
        const day = new Date(at).toISOString().slice(0, 10);
        if (lengthOf(day) !== 24) unusual.push([day.slice(0, 7), lengthOf(day)]);
      }
      expect(unusual).toEqual([
        [`${year}-03`, 23],
        [`${year}-10`, 25],
      ]);
    }
  });

  it.each([
    ['2024-02-29', '2024-02-28T22:00:00.000Z', '2024-02-29T21:59:59.999Z'],
    ['2025-01-01', '2024-12-31T22:00:00.000Z', '2025-01-01T21:59:59.999Z'],
    ['2024-03-31', '2024-03-30T22:00:00.000Z', '2024-03-31T20:59:59.999Z'],
    ['2024-10-27', '2024-10-26T21:00:00.000Z', '2024-10-27T21:59:59.999Z'],
  ])('%s is from %s to %s in Helsinki', (day, begins, ends) => {
    expect([instantAt(day, '00:00', zone), endOfDay(day, zone)]).toEqual([begins, ends]);
  });

  it('is asked for only when the calendar has it', () => {
    expect(parseAsOf('2024-02-29')).toEqual({ day: '2024-02-29' });
    for (const none of ['2023-02-29', '2100-02-29', '2024-04-31', '2024-00-10'])
      expect([none, parseAsOf(none)]).toEqual([none, undefined]);
  });
});

it('an instant is the same instant by whatever offset it is told', () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: Date.parse('2060-01-01') }),
      fc.integer({ min: -14 * 60, max: 14 * 60 }),
      (instant, offset) => {
        const local = new Date(instant + offset * 60_000).toISOString().slice(0, -1);
        const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
        const told = `${local}${offset < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
        expect([told, parseAsOf(told)]).toEqual([told, { instant: new Date(instant).toISOString() }]);
      },
    ),
  ));
