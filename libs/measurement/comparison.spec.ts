import fc from 'fast-check';
import { comparison, perPeriod, rateOf, type Side } from './comparison.ts';
import type { Reading } from './totals.ts';

const half = { from: '2024-07-01', to: '2024-12-31' };
const year = { from: '2023-01-01', to: '2023-12-31' };
const [a, b, c] = ['partner_a', 'partner_b', 'partner_c'];
const visits = { kind: 'count', aggregation: { time: 'sum', partners: 'sum' }, counts: 'contacts' } as const;
const people = { kind: 'count', aggregation: { time: 'latest', partners: 'sum' }, counts: 'persons' } as const;
const of = (partner: string, more: Partial<Reading>): Reading => ({ partner, period: half, status: 'final', ...more });
const living = (place: string, value: number, more: Partial<Reading> = {}): Reading =>
  of('partner_county', { place, value, period: year, ...more });
const measured = (readings: readonly Reading[]): Side => ({ definition: visits, period: half, readings });
const per = (readings: readonly Reading[], howMany = 1_000) => ({
  side: { definition: people, period: year, readings },
  howMany,
  placeOf: (partner: string) => ({ [a]: '179', [b]: '435' })[partner],
});
const places = [{ place: '179' }, { place: '435' }];

describe('a comparison', () => {
  it('of partners tells each one’s value, also per so many at the place it stands for (rule 12)', () => {
    const readings = [of(a, { value: 412 }), of(b, { value: 20, status: 'provisional' }), of(c, { value: 7 })];
    const rows = comparison(
      [a, b, c].map((partner) => ({ partner })),
      measured(readings),
      per([living('179', 147_746), living('435', 800)], 10_000),
    );
    expect(rows).toEqual([
      { partner: a, value: 412, perValue: 147_746, rate: 27.8856957210348, provisional: false, withheld: false },
      { partner: b, value: 20, perValue: 800, rate: 250, provisional: true, withheld: false },
      // It stands for no place: there is nothing to tell it per.
      { partner: c, value: 7, perValue: null, rate: null, provisional: false, withheld: false },
    ]);
  });

  it('takes a partner’s own number before that of its place', () => {
    const own = of(a, { value: 100, period: year });
    const [row] = comparison([{ partner: a }], measured([of(a, { value: 5 })]), per([own, living('179', 147_746)]));
    expect(row).toMatchObject({ perValue: 100, rate: 50 });
  });

  it('of places puts together what was measured there, and nothing else (rule 12)', () => {
    const readings = [of(a, { place: '179', value: 10 }), of(b, { place: '179', value: 5 }), of(c, { value: 1_000 })];
    expect(comparison(places, measured(readings), per([living('179', 1_500)]))).toEqual([
      { place: '179', value: 15, perValue: 1_500, rate: 10, provisional: false, withheld: false },
      { place: '435', value: null, perValue: null, rate: null, provisional: false, withheld: false },
    ]);
    // What one of them does not have is missing from the place.
    const missing = [of(a, { place: '179', value: 10 }), of(b, { place: '179', status: 'not_available' })];
    expect(comparison(places, measured(missing), undefined)[0]).toMatchObject({ value: null, withheld: false });
  });

  it('counts inhabitants once whoever tells of them, and tells none when they disagree (rule 13)', () => {
    const readings = [of(a, { place: '179', value: 3 })];
    const twice = [living('179', 300), living('179', 300, { partner: b })];
    expect(comparison(places, measured(readings), per(twice))[0]).toMatchObject({ perValue: 300, rate: 10 });
    const apart = [living('179', 300), living('179', 301, { partner: b })];
    expect(comparison(places, measured(readings), per(apart))[0]).toMatchObject({ perValue: null, rate: null });
  });

  it('divides by nothing that is zero, and tells a measured zero as zero (rule 25)', () => {
    expect(rateOf(5, 0, 1_000)).toBeNull();
    expect(rateOf(0, 10, 1_000)).toBe(0);
    expect(rateOf(null, 10, 1_000)).toBeNull();
  });

  it('tells nothing of what is withheld, not even "at least" (rules 29 and 30)', () => {
    const hidden = [of(a, { place: '179', withheld: 'hidden' }), of(b, { place: '179', value: 40 })];
    const row = comparison(places, measured(hidden), per([living('179', 1_000)]))[0];
    expect(row).toMatchObject({ value: null, rate: null, withheld: true });
    const below = comparison(
      places,
      measured([of(b, { place: '179', value: 40 })]),
      per([{ ...living('179', 0), value: undefined, withheld: 'not_shared' }]),
    )[0];
    expect(below).toMatchObject({ value: 40, perValue: null, rate: null, withheld: true });
  });

  it('never tells what may be known as a part of a total only (rule 29)', () => {
    const veiled = [
      of(a, { place: '179', value: 40, inTotalsOnly: true }),
      of(b, { place: '179', value: 2, inTotalsOnly: true }),
    ];
    for (const rows of [places, [{ partner: a }, { partner: b }]])
      for (const row of comparison(rows, measured(veiled), per([living('179', 1_000)])))
        expect(row).toMatchObject({ value: null, rate: null });
  });

  it('has a rate only where both numbers stand beside it, so that none gives the other away (rule 30)', () => {
    const reading = fc.record(
      {
        partner: fc.constantFrom(a, b),
        place: fc.constantFrom('179', '435'),
        period: fc.constantFrom(half, year),
        status: fc.constantFrom('final' as const, 'provisional' as const, 'not_available' as const),
        value: fc.nat(50),
        withheld: fc.constantFrom('hidden' as const, 'not_shared' as const),
        inTotalsOnly: fc.constant(true),
      },
      { requiredKeys: ['partner', 'period', 'status', 'value'] },
    );
    // A reading without its number holds none: see sight.reading.ts.
    const readings = fc.array(
      reading.map((one) => (one.withheld ? { ...one, value: undefined } : one)),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(readings, readings, (some, others) => {
        for (const row of comparison([...places, { partner: a }, { partner: b }], measured(some), per(others))) {
          if (row.rate === null) continue;
          expect(row.withheld).toBe(false);
          expect(row.rate).toBe(rateOf(row.value, row.perValue, 1_000));
        }
        const veiled = (all: readonly Reading[]) =>
          all.map((one) => (one.inTotalsOnly ? { ...one, value: 7_777 } : one));
        // No row knows the number of what belongs to a total only.
        expect(comparison(places, measured(veiled(some)), per(veiled(others)))).toEqual(
          comparison(places, measured(some), per(others)),
        );
      }),
    );
  });

  it('is told per the newest number there was by then', () => {
    const readings = [2022, 2023, 2024].map((one) =>
      living('179', one, { period: { from: `${one}-01-01`, to: `${one}-12-31` } }),
    );
    expect(perPeriod(readings, { from: '2024-01-01', to: '2024-06-30' })).toEqual(year);
    expect(perPeriod(readings, half)).toEqual({ from: '2024-01-01', to: '2024-12-31' });
  });
});
