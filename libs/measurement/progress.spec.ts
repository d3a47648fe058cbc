import fc from 'fast-check';
import { isMet, progress, progressTowards } from './progress.ts';

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });

describe('progress towards a target (rule 14)', () => {
  it.each([
    ['half-way down', 'decrease', 40, 10, 25, 50],
    ['got worse', 'decrease', 40, 10, 45, -17],
    ['beat the target', 'decrease', 40, 10, 8, 107],
    ['half-way up', 'increase', 100, 200, 150, 50],
    ['half-way up from zero', 'increase', 0, 50, 25, 50],
  ] as const)('%s: %s from %d to %d, at %d, is %d %%', (_, direction, baseline, target, actual, percent) => {
    const way = progress({ direction, baseline, target, actual });
    expect(Math.round((way ?? NaN) * 100)).toBe(percent);
  });

  it.each([
    ['the target is the baseline', { baseline: 10, target: 10, actual: 12 }],
    ['the baseline is missing', { baseline: undefined, target: 10, actual: 12 }],
    ['the target is missing', { baseline: 5, target: null, actual: 12 }],
    ['the actual value is missing', { baseline: 5, target: 10, actual: null }],
    ['a number is none', { baseline: 5, target: 10, actual: NaN }],
    ['the target lies against the direction', { baseline: 10, target: 5, actual: 7 }],
  ])('is undefined, not zero, when %s', (_, of) => {
    expect(progress({ direction: 'increase', ...of })).toBeNull();
  });

  it('is zero at the baseline and one at the target, and linear between and beyond', () => {
    fc.assert(
      fc.property(number, number, fc.double({ min: -3, max: 3, noNaN: true }), (baseline, target, share) => {
        fc.pre(Math.abs(target - baseline) > 1e-3);
        const direction = target > baseline ? 'increase' : 'decrease';
        const at = (actual: number) => progress({ direction, baseline, target, actual });
        expect(at(baseline)).toBe(0);
        expect(at(target)).toBeCloseTo(1, 9);
        expect(at(baseline + share * (target - baseline))).toBeCloseTo(share, 5);
      }),
    );
  });

  it('towards a range ends at its nearer edge; staying as it is has no way to go', () => {
    const range = { kind: 'range', value: 20, max: 30 } as const;
    expect(progressTowards(range, { direction: 'increase', baseline: 10, actual: 15 })).toBe(0.5);
    expect(progressTowards(range, { direction: 'decrease', baseline: 40, actual: 35 })).toBe(0.5);
    expect(progressTowards(range, { direction: 'maintain', baseline: 25, actual: 26 })).toBeNull();
    const level = { direction: 'maintain', baseline: 10, actual: 12 } as const;
    expect(progressTowards({ kind: 'maintain', value: 10 }, level)).toBeNull();
    expect(progressTowards({ kind: 'narrative' }, level)).toBeNull();
    expect(progressTowards({ kind: 'at_most', value: 10 }, { direction: 'decrease', baseline: 40, actual: 25 })).toBe(
      0.5,
    );
  });
});

describe('a target is met', () => {
  it.each([
    ['at_least', { value: 10 }, 'increase', { 9: false, 10: true, 11: true }],
    ['at_most', { value: 10 }, 'decrease', { 9: true, 10: true, 11: false }],
    ['range', { value: 10, max: 12 }, 'increase', { 9: false, 10: true, 12: true, 13: false }],
    ['maintain', { value: 10 }, 'increase', { 9: false, 10: true, 11: true }],
    ['maintain', { value: 10 }, 'decrease', { 9: true, 10: true, 11: false }],
    ['maintain', { value: 10 }, 'maintain', { 9: false, 10: true, 11: false }],
    ['maintain', { value: 10, max: 12 }, 'maintain', { 9: false, 10: true, 12: true, 13: false }],
    ['maintain', { value: 10, max: 12 }, 'decrease', { 9: false, 12: true, 13: false }],
  ] as const)('%s %j, direction %s: %j', (kind, numbers, direction, cases) => {
    for (const [actual, met] of Object.entries(cases))
      expect(isMet({ kind, ...numbers }, direction, Number(actual))).toBe(met);
  });

  it('or not, is undecided without a number or for words', () => {
    expect(isMet({ kind: 'at_most', value: 10 }, 'decrease', null)).toBeNull();
    expect(isMet({ kind: 'narrative' }, 'increase', 3)).toBeNull();
    expect(isMet({ kind: 'range', value: 10 }, 'increase', 11)).toBeNull();
  });
});
