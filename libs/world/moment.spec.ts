import { endOfDay, instantAt } from './moment.ts';

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
