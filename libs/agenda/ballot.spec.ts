import type { Quorum } from '#language';
import fc from 'fast-check';
import { tally, type Ballot } from './ballot.ts';

const partners = Array.from({ length: 8 }, (_, index) => `partner_${String(index)}`);
const some = fc.subarray(partners);
const quorum = fc.oneof(
  fc.record({ kind: fc.constant('number' as const), number: fc.integer({ min: 1, max: 9 }) }),
  fc.record({
    kind: fc.constant('share' as const),
    share: fc.integer({ min: 1, max: 100 }).map((share) => share / 100),
  }),
  fc.record({ kind: fc.constant('named' as const), partners: fc.subarray(partners, { minLength: 1 }) }),
);
const ballot = fc
  .record({ quorum, voters: some })
  .map(({ quorum, voters }): Ballot => ({ quorum, voters, electorate: voters.length }));

describe('a ballot', () => {
  it('says how many of how many, and whose voice is missing', () => {
    const voters = ['partner_a', 'partner_b', 'partner_c', 'partner_d'];
    const of = (quorum: Quorum) => tally({ quorum, electorate: 4, voters }, ['partner_b', 'partner_new']);
    expect(of({ kind: 'number', number: 3 })).toEqual({
      needed: 3,
      given: 1,
      met: false,
      missing: ['partner_a', 'partner_c', 'partner_d'],
    });
    expect(of({ kind: 'share', share: 0.25 })).toMatchObject({ needed: 1, given: 1, met: true });
    expect(of({ kind: 'named', partners: ['partner_a', 'partner_b'] })).toEqual({
      needed: 2,
      given: 1,
      met: false,
      missing: ['partner_a'],
    });
  });

  it('of old names nobody: every voice counts and none is known to be missing', () =>
    expect(tally({ quorum: { kind: 'number', number: 2 }, electorate: 4 }, ['partner_b', 'partner_c'])).toEqual({
      needed: 2,
      given: 2,
      met: true,
      missing: [],
    }));

  it('asks for at least one voice, also of an empty electorate (rule 3)', () =>
    expect(tally({ quorum: { kind: 'share', share: 1 }, electorate: 0, voters: [] }, [])).toMatchObject({
      needed: 1,
      met: false,
    }));

  it('never counts a voice that was not in the electorate, nor one twice (rules 2, 3)', () =>
    fc.assert(
      fc.property(ballot, some, (ballot, endorsers) => {
        const { given, missing } = tally(ballot, endorsers);
        const counted = new Set(ballot.quorum.kind === 'named' ? ballot.quorum.partners : ballot.voters);
        expect(given).toBe(endorsers.filter((partner) => counted.has(partner)).length);
        expect(given + missing.length).toBe(counted.size);
        expect(tally(ballot, [...endorsers, ...endorsers, 'partner_new'])).toEqual(tally(ballot, endorsers));
      }),
    ));

  it('is never undone by one more voice (rule 3)', () =>
    fc.assert(
      fc.property(ballot, some, fc.constantFrom(...partners), (ballot, endorsers, more) => {
        expect(tally(ballot, [...endorsers, more]).met || !tally(ballot, endorsers).met).toBe(true);
      }),
    ));
});
