import { specification } from '../decider/spec.ts';
import { erasure, type ErasureEvent } from './erasure.ts';
import { removal, type RemovalEvent } from './removal.ts';

const reason = { original: 'fi' as const, fi: 'Syy' };
const texts = { author: 'person_anna', kinds: ['thread'] };
const decision = '1839/00.01/2026 § 6';
const facts = { isKnown: (person: string) => person === 'person_anna' };

describe('erasure of somebody’s words', () => {
  const spec = specification(erasure);
  const erased: ErasureEvent = { type: 'TextsErased', data: { ...texts, basis: 'objection', decision } };
  const restricted: ErasureEvent = { type: 'TextsRestricted', data: { ...texts, reason } };

  it('says whose, of which kinds, on which basis and by which decision (rule 32)', () => {
    spec
      .given()
      .when({ type: 'EraseTexts', data: { ...texts, basis: 'objection', decision } }, { facts })
      .then(erased);
  });

  it('is refused with a reason where a recorded act is not to be erased', () => {
    const data = { author: 'person_anna', reason };
    spec.given().when({ type: 'RefuseErasure', data }, { facts }).then({ type: 'ErasureRefused', data });
  });

  it('may be a restriction first, which is lifted once', () => {
    spec
      .given()
      .when({ type: 'RestrictTexts', data: { ...texts, reason } }, { facts })
      .then(restricted);
    const lifted: ErasureEvent = { type: 'RestrictionLifted', data: { ...texts, reason } };
    spec.given(restricted).when({ type: 'LiftRestriction', data: { reason } }, { facts }).then(lifted);
    spec
      .given(restricted, lifted)
      .when({ type: 'LiftRestriction', data: { reason } }, { facts })
      .thenRefused('ERASURE_NOT_RESTRICTED');
    spec.given().when({ type: 'LiftRestriction', data: { reason } }, { facts }).thenRefused('ERASURE_NOT_FOUND');
  });

  it('is of somebody who has acted there, and has a record of its own', () => {
    const ask = { ...texts, basis: 'objection' as const, decision };
    spec
      .given()
      .when({ type: 'EraseTexts', data: { ...ask, author: 'person_who' } }, { facts })
      .thenRefused('ERASURE_PERSON_UNKNOWN', 'author');
    spec.given(erased).when({ type: 'EraseTexts', data: ask }, { facts }).thenRefused('ERASURE_EXISTS');
  });

  it('is for administrators', () => {
    spec
      .given()
      .when(
        { type: 'EraseTexts', data: { ...texts, basis: 'objection', decision } },
        { facts, asker: { mandates: [{ id: 'mandate_a', role: 'auditor', partner: 'partner_a' }] } },
      )
      .thenRefused('MANDATE_MISSING');
  });
});

describe('removal of texts from one event', () => {
  const spec = specification(removal);
  const proposal = { position: '17', fields: ['/text'], basis: 'unlawful' as const };
  const proposed: RemovalEvent = { type: 'RemovalProposed', data: { ...proposal, reason } };
  const replacement = 'ab'.repeat(32);
  const none = { facts: { proposer: undefined, replacement: undefined } };
  const byAnna = { facts: { proposer: 'person_anna', replacement } };

  it('is proposed by one person and confirmed by another', () => {
    spec
      .given()
      .when({ type: 'ProposeRemoval', data: { ...proposal, reason } }, none)
      .then(proposed);
    spec.given(proposed).when({ type: 'ConfirmRemoval', data: {} }, byAnna).thenRefused('REMOVAL_BY_ITS_PROPOSER');
    spec
      .given(proposed)
      .when({ type: 'ConfirmRemoval', data: {} }, { ...byAnna, asker: { person: 'person_b' } })
      .then({ type: 'RemovalConfirmed', data: { ...proposal, proposedBy: 'person_anna', replacement } });
  });

  it('binds what will stand in the event, and is refused where that cannot be known', () => {
    const confirm = { type: 'ConfirmRemoval', data: {} } as const;
    const asker = { person: 'person_b' };
    const padded: RemovalEvent = { type: 'RemovalProposed', data: { ...proposal, position: '0017', reason } };
    spec
      .given(padded)
      .when(confirm, { ...byAnna, asker })
      .then({ type: 'RemovalConfirmed', data: { ...proposal, proposedBy: 'person_anna', replacement } });
    spec
      .given(proposed)
      .when(confirm, { facts: { proposer: 'person_anna', replacement: undefined }, asker })
      .thenRefused('REMOVAL_NOTHING_THERE');
  });

  it('may be given up, by whoever, and is then settled', () => {
    const dropped: RemovalEvent = { type: 'RemovalDropped', data: { reason } };
    spec.given(proposed).when({ type: 'DropRemoval', data: { reason } }, byAnna).then(dropped);
    spec
      .given(proposed, dropped)
      .when({ type: 'ConfirmRemoval', data: {} }, { ...byAnna, asker: { person: 'person_b' } })
      .thenRefused('REMOVAL_SETTLED');
    spec.given().when({ type: 'ConfirmRemoval', data: {} }, none).thenRefused('REMOVAL_NOT_FOUND');
    spec
      .given(proposed)
      .when({ type: 'ProposeRemoval', data: { ...proposal, reason } }, none)
      .thenRefused('REMOVAL_EXISTS');
  });
});
