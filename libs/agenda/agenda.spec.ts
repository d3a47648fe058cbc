import { isRefusal, type Asker, type Message } from '#decider';
import { openSqliteLog } from '#event-log';
import { askerIn, backbone, settingsOf } from '#backbone';
import { Commands, Worlds, uuidFrom } from '#world';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agenda } from './index.ts';
import { decisions } from './decision.view.ts';
import { goals, isMilestoneLate } from './goal.view.ts';
import { goalIn, goalLineageOf, goalsOf, openGoals, programmesOf, tallyOf } from './agenda.facts.ts';
import { programmes } from './programme.view.ts';
import { factors, strategies } from './strategy.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const labels = {
  agenda: text('a'),
  measurement: text('m'),
  activities: text('t'),
  communication: text('v'),
  backbone: text('k'),
};

/** A collaboration over a real log, spoken to as the API does: who may do what comes from its own mandates. */
function house() {
  const folder = mkdtempSync(join(tmpdir(), 'agenda-'));
  let now = new Date('2024-03-01T08:00:00.000Z');
  const clock = () => now;
  const log = openSqliteLog({ file: join(folder, 'log.db'), clock });
  const contexts = [backbone, agenda];
  const worlds = new Worlds({ log, contexts, clock });
  const commands = new Commands({ log, worlds, contexts, clock });
  let sent = 0;
  const world = () => worlds.live('pohjola');
  const send = async (asker: Asker | undefined, id: string, command: Message) => {
    if (!asker) return 'NO_MANDATE';
    const commandId = uuidFrom(`command ${++sent}`);
    const outcome = await commands.execute({ collaboration: 'pohjola', id, command, asker, commandId });
    return isRefusal(outcome) ? outcome.refused : 'done';
  };
  return {
    world,
    at: (instant: string) => (now = new Date(instant)),
    /** Does something as a person, for one of the organisations they may act for. */
    as: async (person: string, id: string, command: Message, organisation?: string) =>
      send(askerIn(await world(), person, organisation, person === 'person_founder'), id, command),
    async close() {
      await worlds.close();
      await log.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const open = {
  type: 'OpenCollaboration',
  data: {
    name: text('Pohjola'),
    languages: ['fi'],
    places: [{ code: '001', name: text('Kunta'), kind: 'municipality', from: 2023 }],
    labels,
    quorum: { kind: 'number', number: 2 },
  },
};
const admit = (kind: string, more: object = {}) => ({
  type: 'AdmitPartner',
  data: { name: text(kind), kind, ...more },
});
const grant = (person: string, partner: string, role: string, more: object = {}) => ({
  type: 'GrantMandate',
  data: { person, partner, role, from: '2024-03-01', ...more },
});

describe('from an empty log to a common agenda', () => {
  const { as, at, world, close } = house();
  afterAll(close);

  it('opens a collaboration whose founder administers it until the first administrator does', async () => {
    expect(await as('person_founder', 'collaboration_pohjola', open)).toBe('NO_MANDATE');
    expect(await as('person_founder', 'partner_county', admit('county'), 'partner_county')).toBe('MANDATE_MISSING');
    expect(await as('person_other', 'collaboration_pohjola', open, 'partner_county')).toBe('NO_MANDATE');
    expect(await as('person_founder', 'collaboration_etela', open, 'partner_county')).toBe('COLLABORATION_ID_MISMATCH');
    expect(await as('person_founder', 'collaboration_pohjola', open, 'not an id')).toBe('NO_MANDATE');
    expect(await as('person_founder', 'collaboration_pohjola', open, 'partner_county')).toBe('done');
    expect(settingsOf(await world())).toMatchObject({ backbone: 'partner_county', founder: 'person_founder' });

    expect(await as('person_other', 'partner_county', admit('county'))).toBe('NO_MANDATE');
    expect(await as('person_founder', 'partner_county', admit('county'))).toBe('done');
    expect(await as('person_founder', 'partner_a', admit('municipality', { place: '001' }))).toBe('done');
    expect(await as('person_founder', 'partner_b', admit('parish'))).toBe('done');
    expect(await as('person_founder', 'partner_watch', admit('ngo', { observer: true }))).toBe('done');
    expect(await as('person_founder', 'partner_c', admit('guild'))).toBe('PARTNER_KIND_UNKNOWN');

    const administrator = grant('person_admin', 'partner_county', 'administrator');
    expect(await as('person_founder', 'mandate_admin', administrator)).toBe('done');
    expect(await as('person_founder', 'partner_c', admit('ngo'))).toBe('NO_MANDATE');
    expect(await as('person_admin', 'mandate_coord', grant('person_coord', 'partner_county', 'coordinator'))).toBe(
      'done',
    );
    expect(await as('person_admin', 'mandate_admin', { type: 'RevokeMandate', data: { reason: text('x') } })).toBe(
      'MANDATE_ADMINISTRATOR_NEEDED',
    );
    for (const [person, partner] of [
      ['person_a', 'partner_a'],
      ['person_b', 'partner_b'],
      ['person_watch', 'partner_watch'],
    ] as const)
      expect(await as('person_admin', `mandate_${person}`, grant(person, partner, 'endorser'))).toBe('done');
    expect(await as('person_admin', 'mandate_twice', grant('person_a', 'partner_a', 'endorser'))).toBe('MANDATE_HELD');
  });

  it('proposes a goal under the rule in force, and agrees on it by two partners (rules 3, 5)', async () => {
    const propose = (more: object = {}) => ({ type: 'ProposeGoal', data: { title: text('Hyvä arki'), ...more } });
    expect(await as('person_coord', 'goal_a', propose())).toBe('done');
    expect(await as('person_coord', 'goal_b', propose({ parent: 'goal_nowhere' }))).toBe('GOAL_PARENT_UNKNOWN');
    const goal = async () => (await world()).rows(goals).get('goal_a');
    const endorse = { type: 'EndorseGoal', data: {} };
    expect(await as('person_watch', 'goal_a', endorse)).toBe('GOAL_NOT_ENDORSED_BY_OBSERVER');
    expect(await as('person_a', 'goal_a', endorse)).toBe('done');
    expect(await goal()).toMatchObject({ phase: 'proposed' });
    const ten = { type: 'SetQuorum', data: { quorum: { kind: 'number', number: 10 } } };
    expect(await as('person_coord', 'collaboration_pohjola', ten)).toBe('done');
    expect(await as('person_b', 'goal_a', endorse)).toBe('done');
    expect(await goal()).toMatchObject({
      phase: 'endorsed',
      endorsements: [{ partner: 'partner_a' }, { partner: 'partner_b' }],
    });
  });

  it('retires a goal after its parts, and takes no new part of a retired one (rule 6)', async () => {
    const propose = (parent?: string) => ({ type: 'ProposeGoal', data: { title: text('Osa'), parent } });
    const retire = { type: 'RetireGoal', data: { reason: text('Saavutettu') } };
    expect(await as('person_coord', 'goal_whole', propose())).toBe('done');
    expect(await as('person_coord', 'goal_part', propose('goal_whole'))).toBe('done');
    expect(await as('person_coord', 'goal_whole', retire)).toBe('GOAL_PARTS_STAND');
    expect(await as('person_coord', 'goal_part', retire)).toBe('done');
    expect(await as('person_coord', 'goal_whole', retire)).toBe('done');
    expect(await as('person_coord', 'goal_late', propose('goal_whole'))).toBe('GOAL_PARENT_RETIRED');
  });

  it('relates goals and programmes from either side, each once (rule 7)', async () => {
    const launch = (more: object = {}) => ({
      type: 'LaunchProgramme',
      data: { title: text('Ohjelma'), kind: 'programme', partner: 'partner_county', order: 1, ...more },
    });
    expect(await as('person_coord', 'programme_a', launch())).toBe('done');
    expect(await as('person_coord', 'programme_b', launch({ parent: 'programme_a' }))).toBe('done');
    expect(
      await as('person_coord', 'programme_a', { ...launch({ parent: 'programme_b' }), type: 'ReviseProgramme' }),
    ).toBe('PROGRAMME_PARENT_CIRCULAR');
    const relate = { type: 'RelateGoals', data: { goals: ['goal_a'] } };
    expect(await as('person_coord', 'programme_a', relate)).toBe('done');
    const naming = { type: 'ProposeGoal', data: { title: text('Toinen'), programmes: ['programme_a'] } };
    expect(await as('person_coord', 'goal_c', naming)).toBe('done');
    expect(
      await as('person_coord', 'programme_a', { type: 'RelateGoals', data: { goals: ['goal_a', 'goal_c'] } }),
    ).toBe('done');
    expect(goalsOf(await world(), 'programme_a').map(({ id }) => id)).toEqual(['goal_a', 'goal_c']);
    expect(programmesOf(await world(), 'goal_c').map(({ id }) => id)).toEqual(['programme_a']);
  });

  it('records a decision by the collaboration’s own calendar', async () => {
    const record = (date: string) => ({
      type: 'RecordDecision',
      data: {
        title: text('Päätös'),
        body: text('Valtuusto'),
        bodyKind: 'council',
        date,
        outcome: 'approved',
        subjects: ['goal_a'],
      },
    });
    // Past midnight in Helsinki, not yet in UTC.
    at('2024-03-01T22:30:00.000Z');
    expect(await as('person_coord', 'decision_a', record('2024-03-03'))).toBe('DECISION_DATE_AHEAD');
    expect(await as('person_coord', 'decision_a', record('2024-03-02'))).toBe('done');
  });

  it('forgets the people of a partner that has left', async () => {
    const leave = { type: 'LeavePartner', data: { reason: text('Yhdistyi') } };
    expect(await as('person_coord', 'partner_b', leave)).toBe('done');
    expect(askerIn(await world(), 'person_b')).toBeUndefined();
    expect(askerIn(await world(), 'person_a')).toMatchObject({ organisation: 'partner_a' });
    expect(askerIn(await world(), 'person_a', 'partner_county')).toBeUndefined();
    expect(await as('person_admin', 'mandate_late', grant('person_c', 'partner_b', 'member'))).toBe(
      'MANDATE_PARTNER_UNKNOWN',
    );
  });
});

/** A county that holds it together, municipality, parish and guild of equals, a watcher, and people for each. */
async function begun() {
  const made = house();
  const { as } = made;
  const done = async (...asked: Parameters<typeof as>) =>
    expect([asked[1], await as(...asked)]).toEqual([asked[1], 'done']);
  await done('person_founder', 'collaboration_pohjola', open, 'partner_county');
  await done('person_founder', 'partner_county', admit('county'));
  for (const [id, kind] of [
    ['a', 'municipality'],
    ['b', 'parish'],
    ['c', 'ngo'],
  ] as const)
    await done('person_founder', `partner_${id}`, admit(kind));
  await done('person_founder', 'mandate_admin', grant('person_admin', 'partner_county', 'administrator'));
  for (const [who, partner, role] of [
    ['coord', 'county', 'coordinator'],
    ['auditor', 'county', 'auditor'],
    ['a', 'a', 'member'],
    ['b', 'b', 'member'],
    ['voice_a', 'a', 'endorser'],
    ['voice_b', 'b', 'endorser'],
    ['voice_c', 'c', 'endorser'],
  ] as const)
    await done('person_admin', `mandate_${who}`, grant(`person_${who}`, `partner_${partner}`, role));
  const seen = async (person: string) => {
    const world = await made.world();
    const asker = askerIn(world, person);
    return asker ? world.seenBy(asker) : world;
  };
  return { ...made, done, seen };
}

describe('a goal on its way onto the agenda', () => {
  const propose = (more: object = {}) => ({ type: 'ProposeGoal', data: { title: text('Hyvä arki'), ...more } });
  const endorse = { type: 'EndorseGoal', data: {} };

  it('is its own organisation’s while a draft: to others, whatever they ask or link, it is absent (rule 1)', async () => {
    const { as, done, seen, world, close } = await begun();
    await done('person_a', 'goal_draft', { ...propose({ programmes: [] }), type: 'DraftGoal' });
    for (const [person, sees] of [
      ['person_a', true],
      ['person_voice_a', true],
      ['person_coord', true],
      ['person_auditor', true],
      ['person_b', false],
      ['person_voice_c', false],
      ['person_admin', false],
    ] as const) {
      const eyes = await seen(person);
      expect([person, goalIn(eyes, 'goal_draft') !== undefined]).toEqual([person, sees]);
      expect([person, openGoals(eyes, eyes.rows(goals).values()).length]).toEqual([person, sees ? 1 : 0]);
    }
    // Nobody looks into it: nobody may know.
    expect(goalIn(await world(), 'goal_draft')).toBeUndefined();
    expect(await as('person_voice_b', 'goal_draft', endorse)).toBe('GOAL_NOT_FOUND');
    expect(await as('person_voice_b', 'goal_none', endorse)).toBe('GOAL_NOT_FOUND');
    expect(await as('person_b', 'goal_part', propose({ parent: 'goal_draft' }))).toBe('GOAL_PARENT_UNKNOWN');
    expect(await as('person_a', 'goal_part', propose({ parent: 'goal_draft' }))).toBe('GOAL_PARENT_DRAFT');
    await done('person_coord', 'programme_a', {
      type: 'LaunchProgramme',
      data: { title: text('Ohjelma'), kind: 'programme', partner: 'partner_county', order: 1 },
    });
    const relate = { type: 'RelateGoals', data: { goals: ['goal_draft'] } };
    expect(await as('person_coord', 'programme_a', relate)).toBe('PROGRAMME_GOAL_UNKNOWN');

    await done('person_a', 'goal_draft', propose({ programmes: ['programme_a'] }));
    expect(goalIn(await world(), 'goal_draft')).toMatchObject({ phase: 'proposed', proposedBy: 'partner_a' });
    expect(goalIn(await world(), 'goal_draft')?.draftedAt).toBeDefined();
    await done('person_coord', 'programme_a', relate);
    await done('person_a', 'goal_mine', { ...propose({ programmes: ['programme_a'] }), type: 'DraftGoal' });
    expect(goalsOf(await seen('person_a'), 'programme_a').map(({ id }) => id)).toEqual(['goal_draft', 'goal_mine']);
    expect(goalsOf(await seen('person_b'), 'programme_a').map(({ id }) => id)).toEqual(['goal_draft']);
    await close();
  });

  it('is agreed on by those who had a voice that day, whoever comes or goes (rule 3)', async () => {
    const { as, done, world, close } = await begun();
    const all = { type: 'SetQuorum', data: { quorum: { kind: 'share', share: 1 } } };
    await done('person_coord', 'collaboration_pohjola', all);
    await done('person_a', 'goal_a', propose());
    await done('person_admin', 'partner_new', admit('company'));
    await done('person_admin', 'mandate_new', grant('person_new', 'partner_new', 'endorser'));
    const row = async () => {
      const goal = (await world()).rows(goals).get('goal_a');
      if (!goal) throw new Error('goal_a is gone');
      return goal;
    };
    expect((await world()).rows(goals).where('awaiting', 'partner_b')).toHaveLength(1);
    for (const person of ['person_new', 'person_voice_a', 'person_voice_b']) await done(person, 'goal_a', endorse);
    expect(tallyOf(await row())).toEqual({ needed: 3, given: 2, met: false, missing: ['partner_c'] });
    expect((await world()).rows(goals).where('awaiting', 'partner_b')).toEqual([]);
    await done('person_voice_b', 'goal_a', { type: 'WithdrawEndorsement', data: { reason: text('Kanta muuttui') } });
    expect((await row()).withdrawals).toMatchObject([{ partner: 'partner_b', person: 'person_voice_b' }]);
    await done('person_voice_c', 'goal_a', endorse);
    expect(await row()).toMatchObject({ phase: 'proposed' });
    expect(await as('person_voice_b', 'goal_a', { ...endorse, data: { goalVersion: 2 } })).toBe('GOAL_VERSION_PAST');
    await done('person_voice_b', 'goal_a', { ...endorse, data: { goalVersion: 1 } });
    expect(await row()).toMatchObject({ phase: 'endorsed', agreedAt: '2024-03-01T08:00:00.000Z' });

    // Taken back afterwards: the goal stays agreed, and the page can say who no longer stands by it.
    await done('person_voice_c', 'goal_a', { type: 'WithdrawEndorsement', data: { reason: text('Säästöt') } });
    expect(await row()).toMatchObject({ phase: 'endorsed' });
    expect(tallyOf(await row())).toMatchObject({ met: false, missing: ['partner_c'] });
    await close();
  });

  it('keeps its earlier words, who stood behind them, and why they changed (rules 4, 6, 51)', async () => {
    const { done, at, world, close } = await begun();
    const title = { original: 'fi', fi: 'Hyvä arki', sv: 'God vardag' };
    const amend = (title: object, more: object = {}) => ({
      type: 'AmendGoal',
      data: { title, reason: text('Tarkennus'), ...more },
    });
    await done('person_a', 'goal_a', propose({ title }));
    await done('person_voice_a', 'goal_a', endorse);
    await done('person_voice_b', 'goal_a', endorse);
    at('2024-05-01T08:00:00.000Z');
    await done('person_a', 'goal_a', amend({ ...title, fi: 'Hyvä arkki' }, { slip: true }));
    await done('person_a', 'goal_a', amend({ ...title, fi: 'Turvallinen arki' }, { gap: text('Alueiden ero') }));
    const row = (await world()).rows(goals).get('goal_a');
    expect(row).toMatchObject({
      phase: 'proposed',
      goalVersion: 2,
      title: { fi: 'Turvallinen arki', sv: 'God vardag', outdated: ['sv'] },
      gap: text('Alueiden ero'),
      endorsements: [],
      rewordings: [{ title, goalVersion: 1, reason: text('Tarkennus'), person: 'person_a' }],
      earlier: [
        {
          goalVersion: 1,
          title: { fi: 'Hyvä arkki', outdated: ['sv'] },
          versionAt: '2024-03-01T08:00:00.000Z',
          agreedAt: '2024-03-01T08:00:00.000Z',
          endorsements: [{ partner: 'partner_a' }, { partner: 'partner_b' }],
          endedAt: '2024-05-01T08:00:00.000Z',
          endedBy: 'person_a',
          reason: text('Tarkennus'),
        },
      ],
    });
    await done(
      'person_a',
      'goal_a',
      amend(
        { original: 'fi', fi: 'Turvallinen arki', sv: 'En trygg vardag' },
        {
          gap: text('Alueiden ero'),
        },
      ),
    );
    expect((await world()).rows(goals).get('goal_a')?.title).toEqual({
      original: 'fi',
      fi: 'Turvallinen arki',
      sv: 'En trygg vardag',
    });
    await close();
  });

  it('has one place in the tree: no ring, no number twice, and each move told with its reason', async () => {
    const { as, done, world, close } = await begun();
    const place = (data: object) => ({ type: 'PlaceGoal', data: { reason: text('Uusi jäsennys'), ...data } });
    await done('person_coord', 'goal_one', propose({ number: '1' }));
    await done('person_coord', 'goal_two', propose({ number: '2' }));
    await done('person_coord', 'goal_part', propose({ number: '1.1', parent: 'goal_one' }));
    await done('person_coord', 'goal_leaf', propose({ number: '1.1.1', parent: 'goal_part' }));
    expect(await as('person_coord', 'goal_one', place({ number: '1', parent: 'goal_leaf' }))).toBe('GOAL_CYCLE');
    expect(await as('person_coord', 'goal_three', propose({ number: '2' }))).toBe('GOAL_NUMBER_TAKEN');
    // The same number under another parent is another place.
    await done('person_coord', 'goal_three', propose({ number: '1.1', parent: 'goal_two' }));
    expect(await as('person_coord', 'goal_part', place({ number: '1.1', parent: 'goal_two' }))).toBe(
      'GOAL_NUMBER_TAKEN',
    );
    await done('person_coord', 'goal_part', place({ number: '2.2', parent: 'goal_two' }));
    expect((await world()).rows(goals).get('goal_part')).toMatchObject({
      number: '2.2',
      parent: 'goal_two',
      goalVersion: 1,
      moves: [{ number: '1.1', parent: 'goal_one', reason: text('Uusi jäsennys') }],
    });
    // A retired goal gives its number back, and one that is moved leaves it.
    await done('person_coord', 'goal_four', propose({ number: '1.1', parent: 'goal_one' }));
    await done('person_coord', 'goal_four', { type: 'RetireGoal', data: { reason: text('Saavutettu') } });
    await done('person_coord', 'goal_five', propose({ number: '1.1', parent: 'goal_one' }));
    expect(await as('person_coord', 'goal_six', propose({ strategy: 'strategy_none' }))).toBe('GOAL_STRATEGY_UNKNOWN');
    await close();
  });

  it('has an end upwards even where two moves made at once have closed a ring', async () => {
    const { as, done, world, close } = await begun();
    const under = (parent: string) => ({ type: 'PlaceGoal', data: { parent, reason: text('Uusi jäsennys') } });
    await done('person_coord', 'goal_one', propose());
    await done('person_coord', 'goal_two', propose());
    const both = await Promise.all([
      as('person_coord', 'goal_one', under('goal_two')),
      as('person_coord', 'goal_two', under('goal_one')),
    ]);
    expect(both).toContain('done');
    const lineage = goalLineageOf(await world(), 'goal_one');
    expect(lineage.length).toBe(new Set(lineage).size);
    // Out of it leads any place outside.
    await done('person_coord', 'goal_one', { type: 'PlaceGoal', data: { number: '9', reason: text('Oikaisu') } });
    expect(goalLineageOf(await world(), 'goal_one')).toEqual(['goal_one']);
    await close();
  });

  it('calls a milestone late by the day it is judged on (rule 46)', async () => {
    const { done, world, close } = await begun();
    const set = (due: string, more: object = {}) => ({
      type: 'SetMilestone',
      data: { milestone: 'milestone_homes', title: text('Asunnot käytössä'), due, ...more },
    });
    await done('person_a', 'goal_a', propose());
    await done('person_a', 'goal_a', set('2023-12-31'));
    await done('person_a', 'goal_a', set('2024-02-28', { reason: text('Kaava viivästyi') }));
    const homes = async () => {
      const [milestone] = (await world()).rows(goals).get('goal_a')?.milestones ?? [];
      if (!milestone) throw new Error('no milestone');
      return milestone;
    };
    expect(await homes()).toMatchObject({
      id: 'milestone_homes',
      due: '2024-02-28',
      moved: [{ due: '2023-12-31', reason: text('Kaava viivästyi'), person: 'person_a' }],
    });
    expect([isMilestoneLate(await homes(), '2024-02-28'), isMilestoneLate(await homes(), '2024-02-29')]).toEqual([
      false,
      true,
    ]);
    await done('person_a', 'goal_a', {
      type: 'ReachMilestone',
      data: { milestone: 'milestone_homes', on: '2024-03-01' },
    });
    expect(isMilestoneLate(await homes(), '2024-03-01')).toBe(false);
    await done('person_a', 'goal_a', {
      type: 'DropMilestone',
      data: { milestone: 'milestone_homes', reason: text('Kirjausvirhe') },
    });
    expect(await homes()).toMatchObject({ reachedOn: undefined, droppedBecause: text('Kirjausvirhe') });
    expect(isMilestoneLate(await homes(), '2030-01-01')).toBe(false);
    await close();
  });

  it('of a withdrawn draft nobody else ever hears; a withdrawn proposal stays readable with its reason (rule 6)', async () => {
    const { as, done, seen, close } = await begun();
    const withdraw = { type: 'WithdrawGoal', data: { reason: text('Päällekkäinen') } };
    await done('person_a', 'goal_draft', { ...propose(), type: 'DraftGoal' });
    await done('person_a', 'goal_draft', withdraw);
    await done('person_a', 'goal_a', propose({ number: '1' }));
    await done('person_a', 'goal_a', withdraw);
    const others = await seen('person_b');
    expect(goalIn(others, 'goal_draft')).toBeUndefined();
    expect(goalIn(others, 'goal_a')).toMatchObject({ phase: 'withdrawn', withdrawnBecause: text('Päällekkäinen') });
    expect(await as('person_voice_b', 'goal_draft', endorse)).toBe('GOAL_NOT_FOUND');
    expect(await as('person_voice_b', 'goal_a', endorse)).toBe('GOAL_WITHDRAWN');
    await done('person_b', 'goal_b', propose({ number: '1' }));
    await close();
  });
});

describe('texts of the agenda whose original has moved on', () => {
  const both = (fi: string, sv: string) => ({ original: 'fi', fi, sv });
  const reason = text('Tarkennus');

  it('mark the translations left behind, in programme, strategy, success factor and decision (rule 51)', async () => {
    const { done, world, close } = await begun();
    const programme = (title: object) => ({ title, kind: 'programme', partner: 'partner_county', order: 1 });
    await done('person_coord', 'programme_a', {
      type: 'LaunchProgramme',
      data: { ...programme(both('Ohjelma', 'Program')), ownerRole: both('Johtaja', 'Direktör') },
    });
    await done('person_coord', 'programme_a', {
      type: 'ReviseProgramme',
      data: { ...programme(both('Uusi ohjelma', 'Program')), ownerRole: both('Johtaja', 'Direktör') },
    });
    expect((await world()).rows(programmes).get('programme_a')).toMatchObject({
      title: { fi: 'Uusi ohjelma', sv: 'Program', outdated: ['sv'] },
      ownerRole: both('Johtaja', 'Direktör'),
    });

    const strategy = (vision: object, values: object[]) => ({
      title: text('Strategia'),
      vision,
      mission: text('Tehtävä'),
      values,
      from: 2024,
      to: 2030,
    });
    await done('person_coord', 'strategy_a', {
      type: 'AdoptStrategy',
      data: strategy(both('Visio', 'Vision'), [both('Rohkeus', 'Mod'), both('Luottamus', 'Tillit')]),
    });
    await done('person_coord', 'strategy_a', {
      type: 'ReviseStrategy',
      data: {
        // The values change places, and one its words.
        ...strategy(both('Uusi visio', 'Vision'), [both('Luottamus', 'Tillit'), both('Rohkea mieli', 'Mod')]),
        reason,
      },
    });
    expect((await world()).rows(strategies).get('strategy_a')).toMatchObject({
      vision: { outdated: ['sv'] },
      values: [both('Luottamus', 'Tillit'), { ...both('Rohkea mieli', 'Mod'), outdated: ['sv'] }],
    });
    await done('person_coord', 'strategy_a', {
      type: 'DefineFactor',
      data: { factor: 'factor_a', title: both('Tieto', 'Kunskap'), lines: [both('Linja', 'Linje')] },
    });
    await done('person_coord', 'strategy_a', {
      type: 'ReviseFactor',
      data: { factor: 'factor_a', title: both('Tieto', 'Kunskap'), lines: [both('Uusi linja', 'Linje')] },
    });
    expect((await world()).rows(factors).get('factor_a')).toMatchObject({
      title: both('Tieto', 'Kunskap'),
      lines: [{ fi: 'Uusi linja', outdated: ['sv'] }],
    });

    const decision = (title: object, planned: string) => ({
      title,
      body: text('Valtuusto'),
      bodyKind: 'council',
      planned,
    });
    await done('person_coord', 'decision_a', {
      type: 'RecordDecision',
      data: { ...decision(both('Päätös', 'Beslut'), '2024-06'), subjects: ['programme_a', 'strategy_a'] },
    });
    await done('person_coord', 'decision_a', {
      type: 'AmendDecision',
      data: { ...decision(both('Toinen päätös', 'Beslut'), '2024-09'), subjects: ['programme_a'], reason },
    });
    await done('person_coord', 'decision_a', { type: 'CancelDecision', data: { reason } });
    expect((await world()).rows(decisions).get('decision_a')).toMatchObject({
      phase: 'cancelled',
      title: { fi: 'Toinen päätös', outdated: ['sv'] },
      planned: '2024-09',
      amendments: [{ planned: '2024-06', reason, person: 'person_coord' }],
      cancelledBecause: reason,
    });
    await close();
  });
});
