import { isRefusal, type Asker, type Message } from '#decider';
import { openSqliteLog } from '#event-log';
import { askerIn, backbone, settingsOf } from '#backbone';
import { Commands, Worlds, uuidFrom } from '#world';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agenda } from './index.ts';
import { goals } from './goal.view.ts';
import { goalsOf, programmesOf } from './agenda.facts.ts';

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
      send(askerIn(await world(), person, organisation), id, command),
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
