import fc from 'fast-check';
import { jointValue, latestPeriod, periodsOf, type Reading } from './totals.ts';

const half = { from: '2024-07-01', to: '2024-12-31' };
const visits = { kind: 'count', aggregation: { time: 'sum', partners: 'sum' }, counts: 'contacts' } as const;
const share = { kind: 'percentage', aggregation: { time: 'mean', partners: 'mean' } } as const;
const reading = (partner: string, more: Partial<Reading>): Reading => ({
  partner: `partner_${partner}`,
  period: half,
  status: 'final',
  ...more,
});
const [a, b, c] = ['partner_a', 'partner_b', 'partner_c'];

describe('a joint value', () => {
  it('is the sum of all partners and says when it is whole (rule 12)', () => {
    const joint = jointValue(visits, half, [a, b], [reading('a', { value: 2983 }), reading('b', { value: 2855 })]);
    expect(joint).toMatchObject({
      value: 5838,
      reported: 2,
      expected: 2,
      complete: true,
      missing: [],
      provisional: false,
    });
  });

  it('is never a silent total: it names who is missing, and who has said that there is nothing (rules 12 and 25)', () => {
    const readings = [reading('a', { value: 0 }), reading('b', { status: 'not_available' })];
    expect(jointValue(visits, half, [a, b, c], readings)).toMatchObject({
      value: 0,
      reported: 1,
      expected: 3,
      complete: false,
      missing: [b, c],
      notAvailable: [b],
    });
    expect(jointValue(visits, half, [b, c], readings)).toMatchObject({ value: null, reported: 0, complete: false });
  });

  it('of shares is weighted, never summed or averaged as they are (rule 11)', () => {
    const readings = [
      reading('a', { numerator: 9, denominator: 10 }),
      reading('b', { numerator: 10, denominator: 90 }),
      reading('c', { value: 50 }),
    ];
    expect(jointValue(share, half, [a, b], readings)).toMatchObject({ value: 19, complete: true });
    // A share whose size is not known has no weight beside others, and stands alone.
    expect(jointValue(share, half, [a, b, c], readings)).toMatchObject({ value: 19, complete: false, missing: [c] });
    expect(jointValue(share, half, [c], readings)).toMatchObject({ value: 50, complete: true });
  });

  it('puts no values together that the indicator keeps apart', () => {
    const apart = { ...visits, aggregation: { time: 'sum', partners: 'none' } } as const;
    const readings = [reading('a', { value: 10 }), reading('b', { value: 20 })];
    expect(jointValue(apart, half, [a, b], readings)).toMatchObject({ value: null, reported: 2, complete: false });
    expect(jointValue(apart, half, [a], readings)).toMatchObject({ value: 10, complete: true });
  });

  it('says how many figures it is without, and nothing where a part would be missing from a mean (rules 12, 29, 30)', () => {
    const hidden = { withheld: 'hidden' } as const;
    const readings = [
      reading('a', { value: 412 }),
      reading('b', { ...hidden, place: '495' }),
      reading('b', { value: 40, place: '249' }),
      reading('c', hidden),
    ];
    expect(jointValue(visits, half, [a, b, c], readings)).toMatchObject({
      value: 452,
      suppressed: false,
      withheld: 2,
      reported: 2,
      expected: 3,
      complete: false,
      missing: [],
    });
    expect(jointValue(visits, half, [a], readings)).toMatchObject({ value: 412, withheld: 0, complete: true });
    expect(jointValue(visits, half, [c], readings)).toMatchObject({ value: null, suppressed: true, withheld: 1 });
    const mean = { ...visits, aggregation: { time: 'sum', partners: 'mean' } } as const;
    expect(jointValue(mean, half, [a, b, c], readings)).toMatchObject({ value: null, suppressed: true, withheld: 2 });
    const shares = [reading('a', { numerator: 9, denominator: 10 }), reading('b', hidden)];
    expect(jointValue(share, half, [a, b], shares)).toMatchObject({ value: null, suppressed: true, complete: false });
    const quarters = [
      reading('a', { period: { from: '2024-07-01', to: '2024-09-30' }, value: 10 }),
      reading('a', { period: { from: '2024-10-01', to: '2024-12-31' }, ...hidden }),
    ];
    const over = (time: 'sum' | 'latest' | 'max') =>
      jointValue({ kind: 'count', aggregation: { time, partners: 'sum' } }, half, [a], quarters);
    expect(over('sum')).toMatchObject({ value: 10, withheld: 1, complete: false });
    expect([over('latest').value, over('max').value]).toEqual([null, null]);
  });

  it('tells figures shared in totals only when there are two of them at least and none is missing (rule 29)', () => {
    const veiled = { inTotalsOnly: true } as const;
    const readings = [
      reading('a', { value: 10 }),
      reading('b', { value: 20, ...veiled }),
      reading('c', { value: 30, ...veiled }),
    ];
    expect(jointValue(visits, half, [a, b, c], readings)).toMatchObject({ value: 60, withheld: 0, complete: true });
    // Who knows their own 10 would know the 20.
    expect(jointValue(visits, half, [a, b], readings)).toMatchObject({ value: 10, withheld: 1, complete: false });
    // And who had asked before the last one came would know that one.
    expect(jointValue(visits, half, [a, b, c, 'partner_d'], readings)).toMatchObject({ value: 10, withheld: 2 });
  });

  it('means the plain mean for scores, which have no weights', () => {
    const score = { kind: 'score', aggregation: { time: 'latest', partners: 'mean' } } as const;
    const readings = [reading('a', { value: 40 }), reading('b', { value: 61, status: 'provisional' })];
    expect(jointValue(score, half, [a, b], readings)).toMatchObject({ value: 50.5, provisional: true });
  });

  it('counts no part twice: a partner’s own total comes before its places, and categories are left out (rule 12)', () => {
    const readings = [
      reading('a', { value: 12 }),
      reading('a', { value: 5, place: '179' }),
      reading('a', { value: 7, dimension: 'ikä', category: '75+' }),
      reading('b', { value: 3, place: '077' }),
      reading('b', { value: 4, place: '179' }),
    ];
    expect(jointValue(visits, half, [a, b], readings)).toMatchObject({ value: 19, complete: true });
    const gap = [...readings, reading('b', { status: 'not_available', place: '410' })];
    expect(jointValue(visits, half, [a, b], gap)).toMatchObject({ value: 12, reported: 1, missing: [b] });
  });

  it('puts shorter periods together by the rule over time, when they leave no day out', () => {
    const quarters = [
      reading('a', { period: { from: '2024-10-01', to: '2024-12-31' }, numerator: 10, denominator: 90, value: 11 }),
      reading('a', { period: { from: '2024-07-01', to: '2024-09-30' }, numerator: 9, denominator: 10, value: 90 }),
    ];
    const over = (time: 'sum' | 'mean' | 'latest' | 'max', readings = quarters) =>
      jointValue({ kind: 'count', aggregation: { time, partners: 'sum' } }, half, [a], readings).value;
    expect([over('sum'), over('mean'), over('latest'), over('max')]).toEqual([101, 50.5, 11, 90]);
    expect(jointValue(share, half, [a], quarters).value).toBe(19);
    // A quarter alone is not a half-year; the latest of a half-year it may be.
    expect([over('sum', quarters.slice(0, 1)), over('latest', quarters.slice(0, 1))]).toEqual([null, 11]);
    const overlapping = [...quarters, reading('a', { period: { from: '2024-08-01', to: '2024-08-31' }, value: 1 })];
    expect(over('sum', overlapping)).toBeNull();
    // A value for the very period comes first.
    expect(over('sum', [...quarters, reading('a', { value: 99 })])).toBe(99);
    expect(jointValue(visits, { from: '2024-01-01', to: '2024-06-30' }, [a], quarters).value).toBeNull();
  });

  it('says that contacts are not persons, unless unique persons, occasions or things were counted (rule 13)', () => {
    const flag = (counts?: 'contacts' | 'persons' | 'events' | 'things') =>
      jointValue({ ...visits, counts }, half, [a], []).contactsNotPersons;
    expect([flag('contacts'), flag(), flag('persons'), flag('events'), flag('things')]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(jointValue(share, half, [a], []).contactsNotPersons).toBe(false);
  });

  it('of shares lies between the lowest and the highest, and does not depend on the order', () => {
    const part = fc
      .tuple(fc.nat(1000), fc.integer({ min: 1, max: 1000 }))
      .map(([n, d]) => ({ numerator: Math.min(n, d), denominator: d }));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
        const readings = parts.map((figure, index) => reading(String(index), figure));
        const partners = readings.map(({ partner }) => partner);
        const joint = jointValue(share, half, partners, readings);
        const values = parts.map(({ numerator, denominator }) => (100 * numerator) / denominator);
        expect(joint.value).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(joint.value).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
        expect(jointValue(share, half, partners.toReversed(), readings.toReversed()).value).toBeCloseTo(
          joint.value ?? NaN,
          9,
        );
      }),
    );
  });
});

describe('the periods of an indicator', () => {
  const of = (from: string, to: string, more: Partial<Reading> = {}) =>
    reading('a', { period: { from, to }, value: 1, ...more });
  const readings = [
    of('2024-01-01', '2024-12-31'),
    of('2024-07-01', '2024-12-31'),
    of('2024-07-01', '2024-12-31', { partner: 'partner_b' }),
    of('2023-01-01', '2023-12-31'),
    of('2025-01-01', '2025-06-30', { dimension: 'ikä', category: '75+' }),
  ];

  it('are those with an undivided value, each once, in order', () => {
    expect(periodsOf(readings).map(({ from, to }) => `${from}–${to}`)).toEqual([
      '2023-01-01–2023-12-31',
      '2024-01-01–2024-12-31',
      '2024-07-01–2024-12-31',
    ]);
  });

  it('have a newest one, the longest of those that ended last, or the newest by a day', () => {
    expect(latestPeriod(readings)).toEqual({ from: '2024-01-01', to: '2024-12-31' });
    expect(latestPeriod(readings, '2024-12-30')).toEqual({ from: '2023-01-01', to: '2023-12-31' });
    expect(latestPeriod(readings, '2023-12-30')).toBeUndefined();
    expect(latestPeriod([])).toBeUndefined();
  });
});
