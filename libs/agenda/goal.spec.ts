import { specification } from '../decider/spec.ts';
import type { Role } from '#decider';
import type { Quorum } from '#language';
import { goal, isOpenTo, type GoalCommand, type GoalEvent, type GoalFacts } from './goal.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const facts: GoalFacts = {
  ballot: { quorum: { kind: 'number', number: 2 }, electorate: 4 },
  backbone: 'partner_county',
  observers: new Set(['partner_watch']),
  known: new Set(['programme_a', 'strategy_a']),
  parent: undefined,
  lineage: [],
  numberTaken: false,
  partsStand: false,
  today: '2025-06-15',
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
const holding = (organisation: string, ...roles: readonly Role[]) => ({
  organisation,
  mandates: roles.map((role) => ({ id: `mandate_${role}`, role, partner: organisation })),
});
const propose = (data: object = {}, more: Partial<GoalFacts> = {}, ...given: readonly GoalEvent[]) =>
  spec
    .given(...given)
    .when(
      { type: 'ProposeGoal', data: { title: text('Hyvä arki'), programmes: [], ...data } },
      { facts: { ...facts, ...more } },
    );

describe('a shared goal', () => {
  it('is proposed by the organisation the proposer acts for, under the quorum rule of that day (rule 3)', () =>
    spec
      .given()
      .when({ type: 'ProposeGoal', data: { title: text('Hyvä arki'), programmes: [] } }, { facts })
      .then(proposed));

  it('needs no figure: words alone make a goal (rule 14)', () => {
    const words = { title: text('Yksinäisyys vähenee'), gap: text('Kaupungin ja maaseudun ero') };
    propose(words).then({ type: 'GoalProposed', data: { ...proposed.data, ...words } });
  });

  it('is refused when its parent goal, programme or strategy does not exist', () => {
    propose({ parent: 'goal_nowhere' }).thenRefused('GOAL_PARENT_UNKNOWN', 'parent');
    propose({ programmes: ['programme_b'] }).thenRefused('GOAL_PROGRAMME_UNKNOWN', 'programmes');
    propose({ strategy: 'strategy_b' }).thenRefused('GOAL_STRATEGY_UNKNOWN', 'strategy');
    expect(() => propose({ number: 'II.a' })).toThrow('GOAL_NUMBER_MALFORMED');
  });

  it('is not proposed under a goal that is retired or withdrawn, nor under a draft (rule 6)', () => {
    propose({ parent: 'goal_parent' }, { parent: 'retired' }).thenRefused('GOAL_PARENT_RETIRED', 'parent');
    propose({ parent: 'goal_parent' }, { parent: 'withdrawn' }).thenRefused('GOAL_PARENT_RETIRED', 'parent');
    propose({ parent: 'goal_parent' }, { parent: 'draft' }).thenRefused('GOAL_PARENT_DRAFT', 'parent');
  });

  it('takes a number that no other part of the same goal has', () =>
    propose({ number: '1.2' }, { numberTaken: true }).thenRefused('GOAL_NUMBER_TAKEN', 'number'));

  it('takes one voice per organisation, whoever speaks for it (rule 2)', () => {
    spec.given(proposed).when(endorse, as('partner_b')).then(endorsedBy('partner_b'));
    spec.given(proposed, endorsedBy('partner_b')).when(endorse, as('partner_b')).thenRefused('GOAL_ALREADY_ENDORSED');
  });

  it('is endorsed in the version that was read, and no other (rule 2)', () => {
    const version = (goalVersion: number) => ({ type: 'EndorseGoal', data: { goalVersion } }) as const;
    const amended: GoalEvent = {
      type: 'GoalAmended',
      data: { title: text('Muu'), goalVersion: 2, reason: text('Tarkennus'), ballot: facts.ballot },
    };
    const given = spec.given(proposed, endorsedBy('partner_b'), amended);
    given.when(version(1), as('partner_b')).thenRefused('GOAL_VERSION_PAST', 'goalVersion');
    given.when(version(3), as('partner_b')).thenRefused('GOAL_VERSION_PAST', 'goalVersion');
    given.when(version(2), as('partner_b')).then(endorsedBy('partner_b', 2));
    expect(() => given.when(version(0), as('partner_b'))).toThrow();
  });

  it('counts those who had a voice when it was proposed, whoever has come or gone since (rule 3)', () => {
    const ballot = {
      quorum: { kind: 'share' as const, share: 1 },
      electorate: 2,
      voters: ['partner_b', 'partner_c'],
    };
    const given = spec.given({ ...proposed, data: { ...proposed.data, ballot } }, endorsedBy('partner_b'));
    given.when(endorse, as('partner_new')).then(endorsedBy('partner_new'));
    given.when(endorse, as('partner_c')).then(endorsedBy('partner_c'), agreed);
  });

  it('loses a voice that is taken back while it is proposed (rule 3)', () => {
    const takeBack = { type: 'WithdrawEndorsement', data: { reason: text('Hallitus muutti kantaansa') } } as const;
    const gone: GoalEvent = {
      type: 'EndorsementWithdrawn',
      data: { partner: 'partner_b', goalVersion: 1, reason: text('Hallitus muutti kantaansa') },
    };
    spec.given(proposed, endorsedBy('partner_b')).when(takeBack, as('partner_b')).then(gone);
    spec.given(proposed, endorsedBy('partner_b')).when(takeBack, as('partner_c')).thenRefused('GOAL_NOT_ENDORSED');
    const without = spec.given(proposed, endorsedBy('partner_b'), gone);
    without.when(takeBack, as('partner_b')).thenRefused('GOAL_NOT_ENDORSED');
    without.when(endorse, as('partner_c')).then(endorsedBy('partner_c'));
    without.when(endorse, as('partner_b')).then(endorsedBy('partner_b'));
  });

  it('stays agreed when a voice is taken back afterwards, and is not agreed on twice (rule 3)', () => {
    const gone: GoalEvent = {
      type: 'EndorsementWithdrawn',
      data: { partner: 'partner_b', goalVersion: 1, reason: text('Kanta muuttui') },
    };
    const given = [proposed, endorsedBy('partner_b'), endorsedBy('partner_c'), agreed] as const;
    spec
      .given(...given)
      .when({ type: 'WithdrawEndorsement', data: { reason: text('Kanta muuttui') } }, as('partner_b'))
      .then(gone);
    spec
      .given(...given, gone)
      .when(endorse, as('partner_b'))
      .then(endorsedBy('partner_b'));
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

  it.each(['scope', 'targetGroup', 'gap'])('means something else when its %s does (rule 4)', (field) => {
    const data = { title: text('Hyvä arki'), [field]: text('Muu'), reason: text('Tarkennus'), slip: false };
    spec
      .given(proposed)
      .when({ type: 'AmendGoal', data }, { facts })
      .then({
        type: 'GoalAmended',
        data: {
          title: text('Hyvä arki'),
          [field]: text('Muu'),
          reason: text('Tarkennus'),
          goalVersion: 2,
          ballot: facts.ballot,
        },
      });
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

describe('a goal’s place in the whole', () => {
  const place = (data: object, more: Partial<GoalFacts> = {}) =>
    spec
      .given({ ...proposed, data: { ...proposed.data, number: '1.1', parent: 'goal_a' } })
      .when(
        { type: 'PlaceGoal', data: { programmes: [], reason: text('Järjestys muuttui'), ...data } },
        { facts: { ...facts, ...more } },
      );
  const placed = (data: object): GoalEvent => ({
    type: 'GoalPlaced',
    data: { programmes: [], reason: text('Järjestys muuttui'), ...data },
  });

  it('changes with a reason, and the meaning and its endorsements stand (rules 4, 7)', () => {
    const anew = { number: '2.1', parent: 'goal_b', strategy: 'strategy_a', programmes: ['programme_a'] };
    place(anew, { parent: 'endorsed' }).then(placed(anew));
    place({}).then(placed({}));
    place({ number: '1.1', parent: 'goal_a' }, { parent: 'endorsed' }).thenRefused('GOAL_UNCHANGED');
    spec
      .given(proposed, endorsedBy('partner_b'), placed(anew))
      .when(endorse, as('partner_c'))
      .then(endorsedBy('partner_c'), agreed);
  });

  it('is never under the goal itself, however far up', () => {
    place({ parent: 'goal_x' }, { parent: 'proposed' }).thenRefused('GOAL_CYCLE', 'parent');
    place({ parent: 'goal_part' }, { parent: 'proposed', lineage: ['goal_part', 'goal_x'] }).thenRefused(
      'GOAL_CYCLE',
      'parent',
    );
  });

  it('is one that is there, stands, and is free', () => {
    place({ parent: 'goal_nowhere' }).thenRefused('GOAL_PARENT_UNKNOWN', 'parent');
    place({ parent: 'goal_old' }, { parent: 'retired' }).thenRefused('GOAL_PARENT_RETIRED', 'parent');
    place({ parent: 'goal_draft' }, { parent: 'draft' }).thenRefused('GOAL_PARENT_DRAFT', 'parent');
    place({ number: '1.2' }, { numberTaken: true }).thenRefused('GOAL_NUMBER_TAKEN', 'number');
    place({ programmes: ['programme_nowhere'] }).thenRefused('GOAL_PROGRAMME_UNKNOWN', 'programmes');
    expect(() => place({ number: '1..1' })).toThrow('GOAL_NUMBER_MALFORMED');
  });
});

describe('a draft of a goal', () => {
  const said = { title: text('Hyvä arki'), programmes: [] };
  const drafted: GoalEvent = { type: 'GoalDrafted', data: { ...said, draftedBy: 'partner_a' } };
  const draft = (data: object = {}) =>
    ({ type: 'DraftGoal', data: { ...said, ...data } }) as Extract<GoalCommand, { type: 'DraftGoal' }>;
  const everything: readonly GoalCommand[] = [
    endorse,
    { type: 'WithdrawEndorsement', data: { reason: text('x') } },
    { type: 'AmendGoal', data: { title: text('Muu'), reason: text('x'), slip: false } },
    { type: 'PlaceGoal', data: { programmes: [], reason: text('x') } },
    { type: 'RetireGoal', data: { reason: text('x') } },
    { type: 'SetMilestone', data: { milestone: 'milestone_a', title: text('x'), due: '2026-01-01' } },
    { type: 'ReachMilestone', data: { milestone: 'milestone_a', on: '2025-01-01' } },
    { type: 'DropMilestone', data: { milestone: 'milestone_a', reason: text('x') } },
  ];

  it('is written, and written anew, by one organisation (rule 1)', () => {
    spec.given().when(draft(), { facts }).then(drafted);
    spec
      .given(drafted)
      .when(draft({ scope: text('Koko maakunta') }), { facts })
      .then({ type: 'GoalDrafted', data: { ...said, scope: text('Koko maakunta'), draftedBy: 'partner_a' } });
    spec.given(drafted).when(draft(), { facts }).thenRefused('GOAL_UNCHANGED');
    spec.given(drafted).when(draft(), as('partner_b')).thenRefused('GOAL_EXISTS');
    spec.given(proposed).when(draft(), { facts }).thenRefused('GOAL_EXISTS');
  });

  it('becomes a proposal in the words given then, under the rule of that day (rules 1, 3)', () => {
    propose({ title: text('Hyvä arki kaikille') }, {}, drafted).then({
      type: 'GoalProposed',
      data: { ...proposed.data, title: text('Hyvä arki kaikille') },
    });
    spec.given(drafted).when({ type: 'ProposeGoal', data: said }, as('partner_b')).thenRefused('GOAL_EXISTS');
  });

  it('may stand under another draft and holds no number', () => {
    const data = { parent: 'goal_draft', number: '1.1' };
    spec
      .given()
      .when(draft(data), { facts: { ...facts, parent: 'draft', numberTaken: true } })
      .then({ type: 'GoalDrafted', data: { ...said, ...data, draftedBy: 'partner_a' } });
  });

  it.each(everything.map((command) => [command.type, command] as const))(
    'is as absent to other partners, who get one answer to %s (rule 1)',
    (_, command) => {
      const roles = goal.roles[command.type].filter((role) => role !== 'coordinator');
      const other = holding('partner_b', ...roles);
      if (roles.length > 0) {
        spec.given(drafted).when(command, { facts, asker: other }).thenRefused('GOAL_NOT_FOUND');
        spec.given().when(command, { facts, asker: other }).thenRefused('GOAL_NOT_FOUND');
      }
      spec
        .given(drafted)
        .when(command, { facts, asker: holding('partner_county', 'coordinator', 'endorser') })
        .thenRefused('GOAL_NOT_YOURS');
      spec
        .given(drafted)
        .when(command, { facts, asker: holding('partner_a', 'coordinator', 'member', 'endorser') })
        .thenRefused('GOAL_DRAFT');
    },
  );

  it('is open to its own organisation, coordinators and auditors', () => {
    const one = { shared: false, proposedBy: 'partner_a' };
    const open = (organisation: string, ...roles: readonly Role[]) =>
      isOpenTo(one, { person: 'person_x', ...holding(organisation, ...roles) });
    expect(open('partner_a', 'reporter')).toBe(true);
    expect(open('partner_b', 'coordinator')).toBe(true);
    expect(open('partner_b', 'auditor')).toBe(true);
    expect(open('partner_b', 'member', 'endorser', 'reporter', 'reviewer', 'administrator')).toBe(false);
    const narrowed = { id: 'mandate_m', role: 'coordinator' as const, partner: 'partner_b', programme: 'programme_a' };
    expect(isOpenTo(one, { person: 'person_x', organisation: 'partner_b', mandates: [narrowed] })).toBe(false);
    expect(isOpenTo(one, undefined)).toBe(false);
    expect(isOpenTo({ ...one, shared: true }, undefined)).toBe(true);
  });
});

describe('a goal that is taken back', () => {
  const withdraw = { type: 'WithdrawGoal', data: { reason: text('Päällekkäinen') } } as const;
  const withdrawn: GoalEvent = { type: 'GoalWithdrawn', data: { reason: text('Päällekkäinen') } };
  const drafted: GoalEvent = {
    type: 'GoalDrafted',
    data: { title: text('Hyvä arki'), programmes: [], draftedBy: 'partner_a' },
  };

  it('is a draft or a proposal of one’s own, never what was agreed on (rule 6)', () => {
    spec.given(drafted).when(withdraw, { facts }).then(withdrawn);
    spec.given(proposed, endorsedBy('partner_b')).when(withdraw, { facts }).then(withdrawn);
    spec.given(proposed).when(withdraw, as('partner_b')).thenRefused('GOAL_NOT_YOURS');
    spec
      .given(drafted)
      .when(withdraw, { facts, asker: holding('partner_b', 'member') })
      .thenRefused('GOAL_NOT_FOUND');
    const common = [proposed, endorsedBy('partner_b'), endorsedBy('partner_c'), agreed] as const;
    spec
      .given(...common)
      .when(withdraw, { facts })
      .thenRefused('GOAL_AGREED');
    // Nor once its meaning has been changed: partners stood behind it.
    spec
      .given(...common, {
        type: 'GoalAmended',
        data: { title: text('Muu'), goalVersion: 2, reason: text('x'), ballot: facts.ballot },
      })
      .when(withdraw, { facts })
      .thenRefused('GOAL_AGREED');
    spec
      .given(proposed)
      .when(withdraw, { facts: { ...facts, partsStand: true } })
      .thenRefused('GOAL_PARTS_STAND');
  });

  it('changes no more', () => {
    spec.given(proposed, withdrawn).when(endorse, as('partner_b')).thenRefused('GOAL_WITHDRAWN');
    spec.given(drafted, withdrawn).when(withdraw, { facts }).thenRefused('GOAL_WITHDRAWN');
    spec.given(drafted, withdrawn).when(endorse, as('partner_b')).thenRefused('GOAL_NOT_FOUND');
    propose({}, {}, drafted, withdrawn).thenRefused('GOAL_EXISTS');
  });
});

describe('a milestone', () => {
  const one = { milestone: 'milestone_a', title: text('Asunnot käytössä'), due: '2025-12-31' };
  const set = (data: object = {}) =>
    ({ type: 'SetMilestone', data: { ...one, ...data } }) as Extract<GoalCommand, { type: 'SetMilestone' }>;
  const reach = (on: string, milestone = 'milestone_a') =>
    ({ type: 'ReachMilestone', data: { milestone, on } }) as const;
  const drop = { type: 'DropMilestone', data: { milestone: 'milestone_a', reason: text('Ei rahoitusta') } } as const;
  const isSet: GoalEvent = { type: 'MilestoneSet', data: one };
  const reached: GoalEvent = { type: 'MilestoneReached', data: { milestone: 'milestone_a', on: '2025-06-01' } };
  const dropped: GoalEvent = { type: 'MilestoneDropped', data: drop.data };

  it('is set, and moved only with a reason (rule 15)', () => {
    spec.given(proposed).when(set(), { facts }).then(isSet);
    const given = spec.given(proposed, isSet);
    given.when(set({ due: '2026-06-30' }), { facts }).thenRefused('MILESTONE_REASON_MISSING', 'reason');
    given.when(set({ reason: text('Kaava viivästyi') }), { facts }).thenRefused('MILESTONE_UNCHANGED');
    const moved = { due: '2026-06-30', reason: text('Kaava viivästyi') };
    given.when(set(moved), { facts }).then({ type: 'MilestoneSet', data: { ...one, ...moved } });
    expect(() => spec.given(proposed).when(set({ due: '2025-02-30' }), { facts })).toThrow();
    expect(() => spec.given(proposed).when(set({ milestone: 'goal_a' }), { facts })).toThrow('ID_MALFORMED');
  });

  it('is reached on a day that has come, once', () => {
    const given = spec.given(proposed, isSet);
    given.when(reach('2025-06-15'), { facts }).then({
      type: 'MilestoneReached',
      data: { milestone: 'milestone_a', on: '2025-06-15' },
    });
    given.when(reach('2025-06-16'), { facts }).thenRefused('MILESTONE_AHEAD', 'on');
    given.when(reach('2025-06-01', 'milestone_b'), { facts }).thenRefused('MILESTONE_NOT_FOUND', 'milestone');
    const done = spec.given(proposed, isSet, reached);
    done.when(reach('2025-06-01'), { facts }).thenRefused('MILESTONE_REACHED', 'milestone');
    done.when(set({ due: '2026-01-01', reason: text('x') }), { facts }).thenRefused('MILESTONE_REACHED', 'milestone');
  });

  it('is dropped with a reason, even one recorded as reached by mistake, and changes no more', () => {
    spec.given(proposed, isSet).when(drop, { facts }).then(dropped);
    spec.given(proposed, isSet, reached).when(drop, { facts }).then(dropped);
    const gone = spec.given(proposed, isSet, dropped);
    gone.when(drop, { facts }).thenRefused('MILESTONE_DROPPED', 'milestone');
    gone.when(reach('2025-06-01'), { facts }).thenRefused('MILESTONE_DROPPED', 'milestone');
    gone.when(set({ title: text('Muu') }), { facts }).thenRefused('MILESTONE_DROPPED', 'milestone');
    spec.given(proposed).when(drop, { facts }).thenRefused('MILESTONE_NOT_FOUND', 'milestone');
  });

  it('is the proposer’s or the coordinator’s to set', () => {
    const setAs = (organisation: string, role: Role) =>
      spec.given(proposed).when(set(), { facts, asker: holding(organisation, role) });
    setAs('partner_b', 'member').thenRefused('GOAL_NOT_YOURS');
    setAs('partner_a', 'member').then(isSet);
    setAs('partner_county', 'coordinator').then(isSet);
  });

  it('is one of at most fifty', () => {
    const many = Array.from({ length: 50 }, (_, index): GoalEvent => ({
      type: 'MilestoneSet',
      data: { ...one, milestone: `milestone_n${String(index)}` },
    }));
    spec
      .given(proposed, ...many)
      .when(set(), { facts })
      .thenRefused('MILESTONE_TOO_MANY');
  });
});
