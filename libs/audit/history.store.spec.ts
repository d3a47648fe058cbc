import { openSqliteLog, type EventLog, type NewEvent } from '#event-log';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HistoryStore, type HistoryWanted } from './history.store.ts';

let folder: string;
let log: EventLog;
let store: HistoryStore;

const happens = async (subject: string, type: string, data: NewEvent['data'] = {}, cause?: string): Promise<string> => {
  const [id, commandId] = [randomUUID(), randomUUID()];
  const stream = `pohjola-${subject}`;
  const before = await Array.fromAsync(log.readStream(stream));
  const metadata = {
    ...{ actor: `person_${subject}`, organisation: 'partner_a', mandate: 'mandate_a', commandId, commandHash: 'x' },
    ...{ correlationId: commandId, causationId: cause ?? commandId },
  };
  await log.append(stream, [{ id, type, schemaVersion: 1, data, metadata }], before.at(-1)?.revision ?? 'no stream');
  return id;
};
const asked = async (wanted: Partial<HistoryWanted> = {}) => {
  const upTo = await log.head();
  expect(await store.reached(upTo, 5_000)).toBe(true);
  return store.find({ collaboration: 'pohjola', upTo, order: 'oldest', ...wanted }, 100).map(({ type }) => type);
};
const file = () => join(folder, 'history.db');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'talkoot-history-'));
  log = openSqliteLog({ file: join(folder, 'log.db') });
  store = new HistoryStore(file(), log);
});
afterEach(async () => {
  await store.close();
  await log.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the index of the history', () => {
  it('finds events by subject, organisation, actor, mandate, kind, type, place and the beginnings of words', async () => {
    await happens('goal_a', 'GoalProposed', {
      reason: { original: 'fi', fi: 'Yhteinen työ alkaa', sv: 'Arbetet börjar' },
    });
    await happens('goal_b', 'GoalRetired', { place: '179', reason: 'valmis' });
    await happens('task_a', 'TaskOpened', { nested: { places: ['179', '992'] } });
    await expect(asked()).resolves.toEqual(['GoalProposed', 'GoalRetired', 'TaskOpened']);
    await expect(asked({ order: 'newest' })).resolves.toEqual(['TaskOpened', 'GoalRetired', 'GoalProposed']);
    await expect(asked({ subject: 'goal_a' })).resolves.toEqual(['GoalProposed']);
    await expect(asked({ kind: 'goal' })).resolves.toEqual(['GoalProposed', 'GoalRetired']);
    await expect(asked({ type: 'TaskOpened' })).resolves.toEqual(['TaskOpened']);
    await expect(asked({ actor: 'person_goal_b' })).resolves.toEqual(['GoalRetired']);
    await expect(asked({ place: '179' })).resolves.toEqual(['GoalRetired', 'TaskOpened']);
    await expect(asked({ place: '179', kind: 'goal' })).resolves.toEqual(['GoalRetired']);
    await expect(asked({ text: 'yhteis työ' })).resolves.toEqual([]);
    await expect(asked({ text: 'YHTEIN työ' })).resolves.toEqual(['GoalProposed']);
    await expect(asked({ text: 'börja' })).resolves.toEqual(['GoalProposed']);
    await expect(asked({ text: '"* OR' })).resolves.toEqual([]);
    await expect(asked({ organisation: 'partner_b' })).resolves.toEqual([]);
    await expect(asked({ without: ['goal'] })).resolves.toEqual(['TaskOpened']);
    await expect(asked({ mandate: 'mandate_a', after: 1n })).resolves.toEqual(['GoalRetired', 'TaskOpened']);
  });

  it('knows nothing beyond the position asked for, and goes on from where a page ended', async () => {
    for (const type of ['A', 'B', 'C', 'D']) await happens('goal_a', type);
    await store.reached(await log.head(), 5_000);
    const wanted = { collaboration: 'pohjola', upTo: 3n, order: 'newest' } as const;
    expect(store.find(wanted, 2).map(({ type }) => type)).toEqual(['C', 'B']);
    expect(store.find(wanted, 2, 2n).map(({ type }) => type)).toEqual(['A']);
    expect(store.count(wanted)).toBe(3);
  });

  it('follows causes both ways', async () => {
    const light = await happens('assessment_a', 'AssessmentSubmitted');
    await happens('task_a', 'TaskOpened', {}, light);
    await happens('task_b', 'TaskOpened', {}, light);
    await store.reached(await log.head(), 5_000);
    const [first, second] = store.find({ collaboration: 'pohjola', upTo: 9n, order: 'oldest' }, 9);
    expect(first && store.effectsOf(first, 9).map(({ subject }) => subject)).toEqual(['task_a', 'task_b']);
    expect(second && store.causeOf(second)?.subject).toBe('assessment_a');
    expect(first && store.causeOf(first)).toBeUndefined();
  });

  it.each([
    ['is a broken file', () => writeFileSync(file(), 'no database at all')],
    ['was deleted', () => rmSync(file())],
  ])('is filled again when it %s', async (_, harm) => {
    await happens('goal_a', 'GoalProposed');
    await expect(asked()).resolves.toEqual(['GoalProposed']);
    await store.close();
    harm();
    store = new HistoryStore(file(), log);
    await happens('goal_a', 'GoalRetired');
    await expect(asked()).resolves.toEqual(['GoalProposed', 'GoalRetired']);
  });

  it('goes on from where it was, and forgets what another log told', async () => {
    await happens('goal_a', 'GoalProposed');
    await expect(asked()).resolves.toEqual(['GoalProposed']);
    await store.close();
    store = new HistoryStore(file(), log);
    await expect(asked()).resolves.toEqual(['GoalProposed']);
    await store.close();
    await log.close();
    log = openSqliteLog({ file: join(folder, 'other.db') });
    store = new HistoryStore(file(), log);
    await happens('goal_b', 'GoalRetired');
    await expect(asked()).resolves.toEqual(['GoalRetired']);
  });

  it('holds after a purge what the log holds', async () => {
    await happens('goal_a', 'GoalProposed', { reason: 'sana' });
    await expect(asked({ text: 'sana' })).resolves.toEqual(['GoalProposed']);
    await store.purge();
    await expect(asked({ text: 'sana' })).resolves.toEqual(['GoalProposed']);
  });
});
