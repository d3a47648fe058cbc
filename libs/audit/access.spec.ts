import { askerIn, backbone } from '#backbone';
import { isRefusal, type Asker, type Message } from '#decider';
import { LogUnavailable, openSqliteLog, type EventLog } from '#event-log';
import { Commands, Worlds, type World } from '#world';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { specification } from '../decider/spec.ts';
import { AccessRecorder, NotRecorded } from './access.recorder.ts';
import { access, isOfSecurityInterest, type AccessCommand } from './access.ts';
import { accessLog } from './access.view.ts';
import { audit } from './index.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });

describe('the record of access', () => {
  const spec = specification(access);
  const data = { person: 'person_a', times: 1, command: 'RetireGoal', subject: 'goal_a', code: 'MANDATE_MISSING' };
  const facts = { opened: true, byPlatform: true };

  it('keeps what was refused for who asked (rule 48)', () => {
    spec.given().when({ type: 'RecordRefusedCommand', data }, { facts }).then({ type: 'CommandRefused', data });
    spec
      .given({ type: 'CommandRefused', data })
      .when({ type: 'RecordRefusedRead', data: { person: 'person_a', times: 2 } }, { facts })
      .then({ type: 'ReadRefused', data: { person: 'person_a', times: 2 } });
  });

  it("keeps what an auditor's right alone opened (rule 33)", () => {
    const read = { person: 'person_a', organisation: 'partner_a', subjects: ['series_a__b'], more: 0, position: '12' };
    spec
      .given()
      .when({ type: 'RecordSmallCountsRead', data: read }, { facts })
      .then({ type: 'SmallCountsRead', data: read });
  });

  it.each<AccessCommand>([
    { type: 'RecordRefusedCommand', data },
    { type: 'RecordRefusedRead', data: { person: 'person_a', times: 1 } },
    {
      type: 'RecordSmallCountsRead',
      data: { person: 'person_a', organisation: 'partner_a', subjects: ['s'], more: 0, position: '1' },
    },
  ])('is written by the platform alone, and only where there is a collaboration: $type', (command) => {
    spec
      .given()
      .when(command, { facts: { ...facts, byPlatform: false } })
      .thenRefused('ACCESS_RECORDED_BY_PLATFORM');
    spec
      .given()
      .when(command, { facts: { ...facts, opened: false } })
      .thenRefused('ACCESS_COLLABORATION_UNKNOWN');
  });

  it.each([
    ['MANDATE_MISSING', true],
    ['GOAL_NOT_YOURS', true],
    ['TASK_OF_ANOTHER_PARTNER', true],
    ['GOAL_NOT_ENDORSED_BY_BACKBONE', true],
    ['FEEDBACK_NOT_ADDRESSED_TO_YOU', true],
    ['ACTIVITY_PLACE_NOT_OWN', true],
    ['MANDATE_FOR_BACKBONE_ONLY', true],
    ['GOAL_NOT_FOUND', false],
    ['CHANGED_MEANWHILE', false],
    ['TARGET_VALUE_MISSING', false],
  ])('%s is of security interest: %s', (code, is) => {
    expect(isOfSecurityInterest(code)).toBe(is);
  });
});

describe('the recorder', () => {
  let folder: string;
  let log: EventLog;
  let worlds: Worlds;
  let commands: Commands;
  let recorder: AccessRecorder;
  let down: boolean;
  let now: Date;
  const clock = () => now;
  const wait = (seconds: number) => (now = new Date(now.getTime() + seconds * 1_000));
  const contexts = [backbone, audit];

  const give = async (person: string, id: string, command: Message, organisation?: string) => {
    const world = await worlds.live('pohjola');
    const asker = askerIn(world, person, organisation, person === 'person_founder');
    if (!asker) throw new Error(`${person} holds nothing`);
    return execute(asker, id, command);
  };
  const execute = async (asker: Asker, id: string, command: Message, collaboration = 'pohjola') => {
    const outcome = await commands.execute({ collaboration, id, command, asker, commandId: randomUUID() });
    return isRefusal(outcome) ? outcome.refused : 'done';
  };
  const records = async () => (await worlds.live('pohjola')).rows(accessLog).values();
  /** Something only an administrator may do. */
  const trespass = (id = 'partner_b') =>
    give('person_member', id, { type: 'AdmitPartner', data: { name: text('x'), kind: 'ngo' } });

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'talkoot-access-'));
    now = new Date('2025-06-30T08:00:00.000Z');
    down = false;
    const store = openSqliteLog({ file: join(folder, 'log.db'), clock });
    log = {
      ...store,
      append: (stream, events, expected) =>
        down ? Promise.reject(new LogUnavailable('down')) : store.append(stream, events, expected),
    };
    worlds = new Worlds({ log, contexts, clock });
    commands = new Commands({ log, worlds, contexts, clock });
    recorder = new AccessRecorder({ commands, worlds, clock });
    commands.onRefused = recorder.refused;
    const condition = text('x');
    const labels = {
      agenda: condition,
      measurement: condition,
      activities: condition,
      communication: condition,
      backbone: condition,
    };
    const opening = {
      name: text('Pohjola'),
      languages: ['fi'],
      places: [],
      labels,
      quorum: { kind: 'number', number: 1 },
    };
    await give(
      'person_founder',
      'collaboration_pohjola',
      { type: 'OpenCollaboration', data: opening },
      'partner_county',
    );
    const county = { type: 'AdmitPartner', data: { name: text('county'), kind: 'county' } };
    expect(await give('person_founder', 'partner_county', county)).toBe('done');
    for (const role of ['member', 'auditor']) {
      const data = { person: `person_${role}`, partner: 'partner_county', role, from: '2025-01-01' };
      expect(await give('person_founder', `mandate_${role}`, { type: 'GrantMandate', data })).toBe('done');
    }
  });
  afterEach(async () => {
    await recorder.close();
    await worlds.close();
    await log.close();
    rmSync(folder, { recursive: true });
  });

  it('writes down a refused command before its sender is told, beside the content and not in it (rule 48)', async () => {
    expect(await trespass()).toBe('MANDATE_MISSING');
    expect(await records()).toMatchObject([
      {
        id: 'access_20250630_0',
        kind: 'command_refused',
        person: 'person_member',
        organisation: 'partner_county',
        command: 'AdmitPartner',
        subject: 'partner_b',
        code: 'MANDATE_MISSING',
        times: 1,
      },
    ]);
    expect(await Array.fromAsync(log.readStream('pohjola-partner_b'))).toEqual([]);
    const [event] = await Array.fromAsync(log.readStream('pohjola-access_20250630'));
    expect(event?.metadata).toMatchObject({ actor: 'platform', organisation: 'partner_county' });
  });

  it('does not write down what was wrong with the input', async () => {
    await give('person_founder', 'partner_county', { type: 'AdmitPartner', data: { name: text('x'), kind: 'county' } });
    expect(await records()).toEqual([]);
  });

  it('cannot be used to fill the log: one record a minute of a person and a cause, and a count of the rest', async () => {
    for (let n = 0; n < 50; n++) await trespass(`partner_${n}`);
    expect(await records()).toMatchObject([{ times: 1 }]);
    wait(61);
    await trespass();
    expect(await records()).toMatchObject([{ times: 1 }, { times: 50, subject: 'partner_b' }]);
  });

  it('tells what it counted though nobody tries again, and at the end', async () => {
    for (let n = 0; n < 3; n++) await trespass();
    await recorder.sweep();
    expect(await records()).toHaveLength(1);
    wait(61);
    await recorder.sweep();
    expect(await records()).toMatchObject([{ times: 1 }, { times: 2 }]);
    await trespass();
    await recorder.close();
    expect(await records()).toMatchObject([{ times: 1 }, { times: 2 }, { times: 1 }]);
  });

  it('knows people and causes apart', async () => {
    await trespass();
    await recorder.turnedAway('person_member', 'pohjola');
    await recorder.turnedAway('person_stranger', 'pohjola', 'RetireGoal', 'not an id');
    await recorder.turnedAway('person_stranger', 'pohjola', 'RetireGoal', 'goal_a');
    expect(await records()).toMatchObject([
      { person: 'person_member', kind: 'command_refused' },
      { person: 'person_member', kind: 'read_refused' },
      { person: 'person_stranger', kind: 'command_refused', subject: undefined, organisation: undefined, times: 1 },
    ]);
  });

  it('makes no collaboration by writing down what was tried in it', async () => {
    await recorder.turnedAway('person_member', 'nowhere');
    await execute(
      { person: 'person_member', organisation: 'partner_x', mandates: [] },
      'partner_b',
      { type: 'AdmitPartner', data: { name: text('x'), kind: 'ngo' } },
      'nowhere',
    );
    expect(await Array.fromAsync(log.readAll({ category: 'nowhere' }))).toEqual([]);
  });

  it('leaves a refusal a refusal when it cannot be written down', async () => {
    down = true;
    expect(await trespass()).toBe('MANDATE_MISSING');
    down = false;
    expect(await records()).toEqual([]);
  });

  const seen = async (person: string, series: readonly string[], world?: World) => {
    const live = await worlds.live('pohjola');
    const eyes = (world ?? live).seenBy(askerIn(live, person)!);
    for (const each of series) eyes.revealed.add(each);
    return eyes;
  };

  it('writes down which hidden values an auditor was shown, once a minute each, live and past apart (rule 33)', async () => {
    await recorder.looked(await seen('person_auditor', []));
    expect(await records()).toEqual([]);
    await recorder.looked(await seen('person_auditor', ['series_a__x', 'series_b__x']));
    await recorder.looked(await seen('person_auditor', ['series_a__x', 'series_c__x']));
    await recorder.looked(await seen('person_auditor', ['series_a__x']));
    const past = await worlds.at('pohjola', { position: 2n });
    await recorder.looked(await seen('person_auditor', ['series_a__x'], past));
    wait(61);
    await recorder.looked(await seen('person_auditor', ['series_a__x']));
    const read = { kind: 'small_counts_read', person: 'person_auditor', mandate: 'mandate_auditor' };
    expect(await records()).toMatchObject([
      { ...read, subjects: ['series_a__x', 'series_b__x'], readAt: '4' },
      { ...read, subjects: ['series_c__x'] },
      { ...read, subjects: ['series_a__x'], readAt: '2' },
      { ...read, subjects: ['series_a__x'] },
    ]);
  });

  it('names 500 things of a reading and counts the rest', async () => {
    const series = Array.from({ length: 700 }, (_, n) => `series_${n}__x`);
    await recorder.looked(await seen('person_auditor', series));
    const [record] = await records();
    expect([record?.subjects.length, record?.moreSubjects]).toEqual([500, 200]);
  });

  it('lets nothing be shown that cannot be written down, and writes it when it is asked again (rule 33)', async () => {
    down = true;
    await expect(recorder.looked(await seen('person_auditor', ['series_a__x']))).rejects.toThrow(NotRecorded);
    down = false;
    await recorder.looked(await seen('person_auditor', ['series_a__x']));
    expect(await records()).toMatchObject([{ kind: 'small_counts_read', subjects: ['series_a__x'] }]);
  });
});
