import fc from 'fast-check';
import { daysAfter, occurrenceOf, occurrencesBetween, type Rhythm } from './rhythm.ts';

const days = (first: string, rhythm: Rhythm, from: string, to: string, until?: string) =>
  occurrencesBetween({ first, rhythm, until }, from, to).map(({ day }) => day);

describe('what comes round on the annual clock', () => {
  it('comes once, every year, half-year, quarter or month, each time under its own name', () => {
    expect(occurrencesBetween({ first: '2025-04-04', rhythm: 'once' }, '2025-01-01', '2030-12-31')).toEqual([
      { key: 'once', day: '2025-04-04' },
    ]);
    const names = (rhythm: Rhythm) =>
      occurrencesBetween({ first: '2024-08-15', rhythm }, '2025-01-01', '2025-12-31').map(({ key }) => key);
    expect(names('yearly')).toEqual(['2025']);
    expect(names('half_yearly')).toEqual(['2025-H1', '2025-H2']);
    expect(names('quarterly')).toEqual(['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4']);
    expect(names('monthly').slice(0, 2)).toEqual(['2025-01', '2025-02']);
  });

  it('falls on the last day where a month has no such day, and on its own day again afterwards', () => {
    expect(days('2024-02-29', 'yearly', '2024-01-01', '2028-12-31')).toEqual([
      '2024-02-29',
      '2025-02-28',
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
    ]);
    expect(days('2025-01-31', 'monthly', '2025-01-01', '2025-05-31')).toEqual([
      '2025-01-31',
      '2025-02-28',
      '2025-03-31',
      '2025-04-30',
      '2025-05-31',
    ]);
    expect(days('2024-08-31', 'half_yearly', '2024-01-01', '2025-12-31')).toEqual([
      '2024-08-31',
      '2025-02-28',
      '2025-08-31',
    ]);
  });

  it('begins with its first day, ends with its last, and counts both ends of what is asked', () => {
    expect(days('2025-03-15', 'monthly', '2025-01-01', '2025-04-15')).toEqual(['2025-03-15', '2025-04-15']);
    expect(days('2025-03-15', 'monthly', '2025-04-16', '2025-06-14')).toEqual(['2025-05-15']);
    expect(days('2025-03-15', 'monthly', '2025-04-01', '2025-12-31', '2025-05-15')).toEqual([
      '2025-04-15',
      '2025-05-15',
    ]);
    expect(days('2025-03-15', 'yearly', '2025-12-31', '2025-01-01')).toEqual([]);
  });

  it('keeps its name when its day is moved within the same half-year', () => {
    expect(occurrenceOf({ first: '2024-08-15', rhythm: 'half_yearly' }, '2026-H1')).toBe('2026-02-15');
    expect(occurrenceOf({ first: '2024-09-30', rhythm: 'half_yearly' }, '2026-H1')).toBe('2026-03-30');
    expect(occurrenceOf({ first: '2024-08-15', rhythm: 'half_yearly' }, '2024-H1')).toBeUndefined();
    expect(occurrenceOf({ first: '2024-08-15', rhythm: 'half_yearly' }, '2026')).toBeUndefined();
    expect(occurrenceOf({ first: '2024-08-15', rhythm: 'half_yearly' }, 'once')).toBeUndefined();
  });

  const day = fc.integer({ min: 0, max: 20_000 }).map((number) => daysAfter('2000-01-01', number));
  const rhythm = fc.constantFrom<Rhythm>('yearly', 'half_yearly', 'quarterly', 'monthly');

  it('is the same however the time asked for is cut up, and names each time round once', () => {
    fc.assert(
      fc.property(day, rhythm, day, fc.nat(900), fc.nat(900), (first, rhythm, from, one, two) => {
        const round = { first, rhythm };
        const [middle, to] = [daysAfter(from, one), daysAfter(from, one + two + 1)];
        const whole = occurrencesBetween(round, from, to);
        expect([
          ...occurrencesBetween(round, from, middle),
          ...occurrencesBetween(round, daysAfter(middle, 1), to),
        ]).toEqual(whole);
        expect(new Set(whole.map(({ key }) => key)).size).toBe(whole.length);
        for (const { key, day } of whole) expect(occurrenceOf(round, key)).toBe(day);
      }),
    );
  });
});
