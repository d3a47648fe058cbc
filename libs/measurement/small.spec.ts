import type { Asker, Mandate } from '#decider';
import { countsIn, countsPeople, insightOf, isAfter, isSmall, thresholdAt } from './small.ts';

describe('a small count (rule 30)', () => {
  it('is above zero and below the threshold: zero is not one (rule 25)', () => {
    expect([0, 1, 4, 5].map((count) => isSmall(count, 5))).toEqual([false, true, true, false]);
  });

  it('is one of people or contacts, also as the part of a share; one that does not say may be', () => {
    const people = (kind: 'count' | 'percentage' | 'ratio' | 'score') =>
      (['persons', 'contacts', undefined, 'events', 'things'] as const).map((counts) => countsPeople({ kind, counts }));
    expect(people('count')).toEqual([true, true, true, false, false]);
    expect(people('percentage')).toEqual([true, true, true, false, false]);
    expect(people('score')).toEqual([false, false, false, false, false]);
    expect(countsIn('count', { value: 3 })).toEqual([3]);
    // Of 22, 18 were reached: four were not.
    expect(countsIn('percentage', { numerator: 18, denominator: 22 })).toEqual([18, 4]);
    expect(countsIn('ratio', { numerator: 18, denominator: 3 })).toEqual([18, 3]);
    expect(countsIn('percentage', { value: 80 })).toEqual([]);
  });

  it('is judged by the threshold in force where it stands in the log (rule 49)', () => {
    const thresholds = [
      { below: 5, position: '2' },
      { below: 10, position: '40' },
    ];
    expect(['1', '2', '39', '40', '100'].map((position) => thresholdAt(thresholds, position))).toEqual([
      5, 5, 5, 10, 10,
    ]);
    expect([isAfter('10', '9'), isAfter('9', '10'), isAfter('9', '9')]).toEqual([true, false, false]);
  });

  it('is seen by its own organisation, a reviewer of the one that answers for the indicator, and an auditor (rule 33)', () => {
    const indicator = { id: 'indicator_visits', owner: 'partner_county', programmes: ['programme_old'] };
    const asker = (partner: string, role: Mandate['role'], narrowed: Partial<Mandate> = {}): Asker => ({
      person: 'person_x',
      organisation: partner,
      mandates: [{ id: 'mandate_x', role, partner, ...narrowed }],
    });
    const sees = (who: Asker | undefined) => insightOf(who, 'partner_multia', indicator);
    expect(sees(undefined)).toBeUndefined();
    expect(sees(asker('partner_multia', 'member'))).toBe('own');
    expect(sees(asker('partner_multia', 'auditor'))).toBe('own');
    expect(sees(asker('partner_county', 'coordinator'))).toBeUndefined();
    expect(sees(asker('partner_county', 'administrator'))).toBeUndefined();
    expect(sees(asker('partner_county', 'reviewer'))).toBe('reviewer');
    expect(sees(asker('partner_county', 'reviewer', { indicator: 'indicator_other' }))).toBeUndefined();
    expect(sees(asker('partner_county', 'reviewer', { programme: 'programme_old' }))).toBe('reviewer');
    expect(sees(asker('partner_keuruu', 'reviewer'))).toBeUndefined();
    expect(sees(asker('partner_keuruu', 'auditor'))).toBe('auditor');
    expect(sees(asker('partner_keuruu', 'auditor', { programme: 'programme_young' }))).toBeUndefined();
  });
});
