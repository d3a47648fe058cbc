import { specification } from '../decider/spec.ts';
import type { Quorum } from '#language';
import { goal, type GoalEvent, type GoalFacts } from './goal.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const facts: GoalFacts = {
  ballot: { quorum: { kind: 'number', number: 2 }, electorate: 4 },
  backbone: 'partner_county',
  observers: new Set(['partner_watch']),
  known: new Set(['goal_parent', 'programme_a']),
  parentRetired: false,
  partsStand: false,
};
const proposed = {
  type: 'GoalProposed',
  data: { title: text('Hyvä arki'), programmes: [], proposedBy: 'partner_a', ballot: facts.ballot },
} satisfies GoalEvent;
const endorsedBy = (partner: string, goalVersion = 1): GoalEvent => ({
  type: 'GoalEndorsed',
  data: { partner, goalVersion },
});
const agreed: GoalEvent = { type: 'GoalAgreed', data: { goalVersion: 1 } };
const endorse = { type: 'EndorseGoal', data: {} } as const;
const spec = specification(goal);
const as = (organisation: string) => ({ facts, asker: { organisation } });

describe('a shared goal', () => {
  it('is proposed by the organisation the proposer acts for, under the quorum rule of that day (rule 3)', () =>
    spec
      .given()
      .when({ type: 'ProposeGoal', data: { title: text('Hyvä arki'), programmes: [] } }, { facts })
      .then(proposed));

  it('is refused when its parent goal or programme does not exist', () => {
    const propose = (data: object) =>
      spec.given().when({ type: 'ProposeGoal', data: { title: text('X'), programmes: [], ...data } }, { facts });
    propose({ parent: 'goal_nowhere' }).thenRefused('GOAL_PARENT_UNKNOWN', 'parent');
    propose({ programmes: ['programme_b'] }).thenRefused('GOAL_PROGRAMME_UNKNOWN', 'programmes');
  });

  it('is not proposed under a goal that is retired (rule 6)', () =>
    spec
      .given()
      .when(
        { type: 'ProposeGoal', data: { title: text('X'), programmes: [], parent: 'goal_parent' } },
        { facts: { ...facts, parentRetired: true } },
      )
      .thenRefused('GOAL_PARENT_RETIRED', 'parent'));

  it('takes one voice per organisation, whoever speaks for it (rule 2)', () => {
    spec.given(proposed).when(endorse, as('partner_b')).then(endorsedBy('partner_b'));
    spec.given(proposed, endorsedBy('partner_b')).when(endorse, as('partner_b')).thenRefused('GOAL_ALREADY_ENDORSED');
  });

  it('becomes common when the quorum in force at proposal time is met, whatever the rule is today (rule 3)', () =>
    spec
      .given(proposed, endorsedBy('partner_b'))
      .when(endorse, {
        facts: { ...facts, ballot: { quorum: { kind: 'number', number: 9 }, electorate: 9 } },
        asker: { organisation: 'partner_c' },
      })
      .then(endorsedBy('partner_c'), agreed));

  it.each<[Quorum, boolean]>([
    [{ kind: 'share', share: 0.5 }, true],
    [{ kind: 'share', share: 0.75 }, false],
    [{ kind: 'named', partners: ['partner_b', 'partner_c'] }, true],
    [{ kind: 'named', partners: ['partner_c', 'partner_d'] }, false],
  ])('counts a quorum of %j', (quorum, met) => {
    const data = { ...proposed.data, ballot: { quorum, electorate: 4 } };
    spec
      .given({ ...proposed, data }, endorsedBy('partner_b'))
      .when(endorse, as('partner_c'))
      .then(endorsedBy('partner_c'), ...(met ? [agreed] : []));
  });

  it.each([
    // In doubles 0.56 × 25 is 14.000000000000002, and 0.07 × 100 is 7.000000000000001.
    [0.56, 25, 14],
    [0.07, 100, 7],
    [0.5, 25, 13],
    [1, 3, 3],
    [0.01, 3, 1],
  ])('asks for a share of %d among %d: %d voices', (share, electorate, voices) => {
    const data = { ...proposed.data, ballot: { quorum: { kind: 'share' as const, share }, electorate } };
    const others = Array.from({ length: voices - 1 }, (_, index) => endorsedBy(`partner_n${String(index)}`));
    const ask = (given: readonly GoalEvent[]) =>
      spec.given({ ...proposed, data }, ...given).when(endorse, as('partner_b'));
    ask(others).then(endorsedBy('partner_b'), agreed);
    if (voices > 1) ask(others.slice(1)).then(endorsedBy('partner_b'));
  });

  it('takes no endorsement from the backbone (rule 5)', () =>
    spec.given(proposed).when(endorse, as('partner_county')).thenRefused('GOAL_NOT_ENDORSED_BY_BACKBONE'));

  it('takes no endorsement from an observer (rule 3)', () =>
    spec.given(proposed).when(endorse, as('partner_watch')).thenRefused('GOAL_NOT_ENDORSED_BY_OBSERVER'));

  it('is amended by the partner that proposed it, or by a coordinator', () => {
    const amend = (role: 'member' | 'coordinator', organisation: string) =>
      spec
        .given(proposed)
        .when(
          { type: 'AmendGoal', data: { title: text('Muu'), reason: text('Tarkennus'), slip: true } },
          { facts, asker: { organisation, mandates: [{ id: 'mandate_m', role, partner: organisation }] } },
        );
    const reworded: GoalEvent = { type: 'GoalReworded', data: { title: text('Muu'), reason: text('Tarkennus') } };
    amend('member', 'partner_b').thenRefused('GOAL_NOT_YOURS');
    amend('member', 'partner_a').then(reworded);
    amend('coordinator', 'partner_county').then(reworded);
  });

  it('is endorsed only under an endorser’s mandate (rule 2)', () =>
    spec
      .given(proposed)
      .when(endorse, { facts, asker: { mandates: [{ id: 'mandate_m', role: 'member', partner: 'partner_a' }] } })
      .thenRefused('MANDATE_MISSING'));

  it('needs new endorsement when its meaning changes, and none for a slip or a translation (rule 4)', () => {
    const amend = (title: { original: 'fi'; fi: string; sv?: string }, slip = false) =>
      spec
        .given(proposed, endorsedBy('partner_b'), endorsedBy('partner_c'), agreed)
        .when({ type: 'AmendGoal', data: { title, reason: text('Tarkennus'), slip } }, { facts });
    amend(text('Turvallinen arki')).then({
      type: 'GoalAmended',
      data: { title: text('Turvallinen arki'), reason: text('Tarkennus'), goalVersion: 2, ballot: facts.ballot },
    });
    amend(text('Hyvä arkj'), true).then({
      type: 'GoalReworded',
      data: { title: text('Hyvä arkj'), reason: text('Tarkennus') },
    });
    amend({ ...text('Hyvä arki'), sv: 'En god vardag' }).then({
      type: 'GoalReworded',
      data: { title: { ...text('Hyvä arki'), sv: 'En god vardag' }, reason: text('Tarkennus') },
    });
    amend(text('Hyvä arki')).thenRefused('GOAL_UNCHANGED', 'title');
  });

  it('stays as it was once retired, with its reason (rule 6)', () => {
    const retired: GoalEvent = { type: 'GoalRetired', data: { reason: text('Saavutettu') } };
    spec
      .given(proposed)
      .when({ type: 'RetireGoal', data: { reason: text('Saavutettu') } }, { facts })
      .then(retired);
    spec.given(proposed, retired).when(endorse, as('partner_b')).thenRefused('GOAL_RETIRED');
  });

  it('is retired only after its parts', () =>
    spec
      .given(proposed)
      .when({ type: 'RetireGoal', data: { reason: text('Saavutettu') } }, { facts: { ...facts, partsStand: true } })
      .thenRefused('GOAL_PARTS_STAND'));
});
