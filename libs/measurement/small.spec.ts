import type { Asker, Mandate } from '#decider';
import { isGivenAway, isSmall, seesSmall } from './small.ts';

describe('a small count (rule 30)', () => {
  it('is one to four people or contacts, and zero is not one (rule 25)', () => {
    const people = { kind: 'count', counts: 'persons' } as const;
    expect([null, 0, 1, 4, 5].map((value) => isSmall(people, value))).toEqual([false, false, true, true, false]);
    expect(
      (['contacts', 'events', 'things', undefined] as const).map((counts) => isSmall({ kind: 'count', counts }, 3)),
    ).toEqual([true, false, false, true]);
    expect(isSmall({ kind: 'percentage' }, 3)).toBe(false);
  });

  it('is given away by a total in which it alone is hidden, or all hidden ones can only be one thing', () => {
    expect([[], [3], [2, 3], [1, 1], [4, 4, 4], [1, 4]].map(isGivenAway)).toEqual([
      false,
      true,
      false,
      true,
      true,
      false,
    ]);
  });

  it('is seen by its own organisation, a reviewer of the one that answers for the indicator, and an auditor (rule 33)', () => {
    const indicator = { id: 'indicator_visits', owner: 'partner_county', programmes: ['programme_old'] };
    const asker = (partner: string, role: Mandate['role'], narrowed: Partial<Mandate> = {}): Asker => ({
      person: 'person_x',
      organisation: partner,
      mandates: [{ id: 'mandate_x', role, partner, ...narrowed }],
    });
    const sees = (who: Asker | undefined) => seesSmall(who, 'partner_multia', indicator);
    expect(sees(undefined)).toBe(false);
    expect(sees(asker('partner_multia', 'member'))).toBe(true);
    expect(sees(asker('partner_county', 'coordinator'))).toBe(false);
    expect(sees(asker('partner_county', 'administrator'))).toBe(false);
    expect(sees(asker('partner_county', 'reviewer'))).toBe(true);
    expect(sees(asker('partner_county', 'reviewer', { indicator: 'indicator_other' }))).toBe(false);
    expect(sees(asker('partner_county', 'reviewer', { programme: 'programme_old' }))).toBe(true);
    expect(sees(asker('partner_keuruu', 'reviewer'))).toBe(false);
    expect(sees(asker('partner_keuruu', 'auditor'))).toBe(true);
    expect(sees(asker('partner_keuruu', 'auditor', { programme: 'programme_young' }))).toBe(false);
  });
});
