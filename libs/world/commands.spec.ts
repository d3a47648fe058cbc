import { openSqliteLog, type EventLog, type NewEvent } from '#event-log';
import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Commands, eventId, type Order } from './commands.ts';
import { anna, notes, toy } from './toy.ts';
import { Worlds } from './worlds.ts';

let folder: string;
let log: EventLog;
let worlds: Worlds;
let commands: Commands;

const open = () => {
  log = openSqliteLog({ file: join(folder, 'log.db') });
  worlds = new Worlds({ log, contexts: [toy] });
  commands = new Commands({ log, worlds, contexts: [toy] });
};
const close = async () => {
  await worlds.close();
  await log.close();
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'talkoot-commands-'));
  open();
});
afterEach(async () => {
  await close();
  rmSync(folder, { recursive: true });
});

const order = (type: string, data: object, more: Partial<Order> = {}): Order => ({
  collaboration: 'testland',
  id: 'note_1',
  command: { type, data },
  asker: anna,
  commandId: randomUUID(),
  ...more,
});
const foreign = (words: string): NewEvent => ({
  id: randomUUID(),
  type: 'NoteRewritten',
  schemaVersion: 1,
  data: { words },
  metadata: {
    actor: 'person_b',
    organisation: 'partner_b',
    commandId: randomUUID(),
    commandHash: '',
    correlationId: 'c',
    causationId: 'c',
  },
});
const eventsOf = async (stream: string) => Array.fromAsync(log.readStream(stream));

describe('the handler of commands', () => {
  it('records who did it, for whom, under which mandate, in answer to what', async () => {
    const asked = order('WriteNote', { words: 'hei' }, { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` });
    await commands.execute(asked);
    const [event] = await eventsOf('testland-note_1');
    expect(event).toMatchObject({
      type: 'NoteWritten',
      schemaVersion: 2,
      data: { words: 'hei', authors: ['person_anna'] },
      metadata: {
        actor: 'person_anna',
        organisation: 'partner_a',
        mandate: 'mandate_1',
        commandId: asked.commandId,
        correlationId: asked.commandId,
        causationId: asked.commandId,
        traceparent: asked.traceparent,
      },
    });
    expect(event?.metadata.clock).toBeUndefined();
  });

  it('lets the sender read what was written, at once', async () => {
    await commands.execute(order('WriteNote', { words: 'hei' }));
    expect((await worlds.live('testland')).rows(notes).get('note_1')?.words).toBe('hei');
  });

  it('refuses without a mandate of the role for the organisation acted for', async () => {
    const write = (asker: Order['asker']) => commands.execute(order('WriteNote', { words: 'x' }, { asker }));
    expect(await write({ ...anna, mandates: [] })).toEqual({ refused: 'MANDATE_MISSING' });
    expect(await write({ ...anna, organisation: 'partner_b' })).toEqual({ refused: 'MANDATE_MISSING' });
    expect(await eventsOf('testland-note_1')).toEqual([]);
  });

  it.each([
    ['an id of another kind', { id: 'goal_1' }, { refused: 'ID_MALFORMED', field: 'id' }],
    ['an id with a dash', { id: 'note_a-b' }, { refused: 'ID_MALFORMED', field: 'id' }],
    ['a commandId that is no UUID', { commandId: '1' }, { refused: 'COMMAND_ID_MALFORMED', field: 'commandId' }],
    [
      'too long a text',
      { command: { type: 'WriteNote', data: { words: 'x'.repeat(1_001) } } },
      { refused: 'INPUT_TOO_LARGE', field: 'words' },
    ],
    [
      'a number for a text',
      { command: { type: 'WriteNote', data: { words: 1 } } },
      { refused: 'INPUT_INVALID', field: 'words' },
    ],
  ])('refuses %s in words, not by an exception', async (_, more, refusal) => {
    expect(await commands.execute(order('WriteNote', { words: 'x' }, more))).toEqual(refusal);
  });

  it('carries out the same command once: twenty times at once, later, and after a restart', async () => {
    const asked = order('WriteNote', { words: 'kerran' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => commands.execute(asked)));
    const positions = new Set(answers.map((answer) => ('position' in answer ? answer.position : answer.refused)));
    expect([...positions]).toEqual([1n]);
    expect(await commands.execute(asked)).toMatchObject({ position: 1n, revision: 0, repeated: true });
    await close();
    open();
    expect(await commands.execute(asked)).toMatchObject({ position: 1n, revision: 0, repeated: true });
    expect(await eventsOf('testland-note_1')).toHaveLength(1);
  });

  it('refuses a commandId used for another command, also after a restart and for another aggregate', async () => {
    const { commandId } = order('x', {});
    await commands.execute(order('WriteNote', { words: 'a' }, { commandId }));
    const refusal = { refused: 'COMMAND_ID_REUSED', field: 'commandId' };
    expect(await commands.execute(order('WriteNote', { words: 'b' }, { commandId }))).toEqual(refusal);
    await close();
    open();
    expect(await commands.execute(order('WriteNote', { words: 'b' }, { commandId }))).toEqual(refusal);
    expect(await commands.execute(order('WriteNote', { words: 'a' }, { commandId, id: 'note_2' }))).toEqual(refusal);
  });

  it('lets fifty writers of one aggregate through, one after another', async () => {
    await commands.execute(order('WriteNote', { words: 'alku' }));
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => commands.execute(order('RewriteNote', { words: `versio ${String(n)}` }))),
    );
    const revisions = answers.map((answer) => ('revision' in answer ? answer.revision : answer.refused));
    expect(new Set(revisions).size).toBe(50);
    expect((await eventsOf('testland-note_1')).map(({ revision }) => revision)).toEqual(
      Array.from({ length: 51 }, (_, n) => n),
    );
  });

  it('does so too where the worlds hear of an append only later', async () => {
    const late: EventLog = {
      ...log,
      subscribe: ({ handle, ...rest }) =>
        log.subscribe({
          ...rest,
          handle: async (event) => {
            await turn();
            await handle(event);
          },
        }),
    };
    const following = new Worlds({ log: late, contexts: [toy] });
    const handler = new Commands({ log: late, worlds: following, contexts: [toy] });
    await handler.execute(order('WriteNote', { words: 'alku' }));
    const answers = await Promise.all(['a', 'b', 'c'].map((words) => handler.execute(order('RewriteNote', { words }))));
    expect(answers.map((answer) => ('revision' in answer ? answer.revision : answer.refused))).toEqual([1, 2, 3]);
    await following.close();
  });

  it('tells one of two editors of the same version that it changed meanwhile', async () => {
    await commands.execute(order('WriteNote', { words: 'alku' }));
    const edit = (words: string) => commands.execute(order('RewriteNote', { words }, { expectedVersion: 0 }));
    const answers = await Promise.all([edit('a'), edit('b')]);
    expect(answers.filter((answer) => 'refused' in answer)).toEqual([{ refused: 'CHANGED_MEANWHILE' }]);
    expect(await edit('c')).toEqual({ refused: 'CHANGED_MEANWHILE' });
  });

  it('decides anew when another process wrote first', async () => {
    await commands.execute(order('WriteNote', { words: 'alku' }));
    const other = openSqliteLog({ file: join(folder, 'log.db') });
    await other.append('testland-note_1', [foreign('muualta')], 0);
    await other.close();
    // Unchanged against what the other process wrote: the kept state alone would have accepted it.
    expect(await commands.execute(order('RewriteNote', { words: 'muualta' }))).toEqual({
      refused: 'NOTE_UNCHANGED',
      field: 'words',
    });
    expect(await commands.execute(order('RewriteNote', { words: 'uusi' }))).toMatchObject({ revision: 2 });
  });

  it('decides on nothing that is not in the log: when another process was first, both are decided anew', async () => {
    await commands.execute(order('WriteNote', { words: 'alku' }));
    const other = openSqliteLog({ file: join(folder, 'log.db') });
    await other.append('testland-note_1', [foreign('muualta')], 0);
    await other.close();
    // Decided at once: the second would rest on the first, which conflicts.
    const answers = await Promise.all([
      commands.execute(order('RewriteNote', { words: 'eka' }, { expectedVersion: 0 })),
      commands.execute(order('RewriteNote', { words: 'muualta' })),
    ]);
    expect(answers).toEqual([{ refused: 'CHANGED_MEANWHILE' }, { refused: 'NOTE_UNCHANGED', field: 'words' }]);
  });

  it('takes a commandId in capitals for the same', async () => {
    const asked = order('WriteNote', { words: 'a' });
    await commands.execute(asked);
    expect(await commands.execute({ ...asked, commandId: asked.commandId.toUpperCase() })).toMatchObject({
      position: 1n,
      repeated: true,
    });
  });

  it('accepts a command that changes nothing without writing', async () => {
    await commands.execute(order('WriteNote', { words: 'alku' }));
    expect(await commands.execute(order('SignNotes', { times: 0 }))).toMatchObject({ position: 1n, revision: 0 });
    expect(await log.head()).toBe(1n);
  });

  it('gives every event of a command its own id, the same each time', () => {
    expect(eventId('5b1cd0e3-0000-4000-8000-000000000001', 0)).not.toBe(
      eventId('5b1cd0e3-0000-4000-8000-000000000001', 1),
    );
    // The time in a commandId of version 7 is kept, so that ids are written in their order.
    expect(eventId('0199f6a0-1234-7000-8000-000000000001', 0)).toMatch(
      /^0199f6a0-1234-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});

describe('a store that cannot write', () => {
  it('is told as such, and what was decided on the unwritten is forgotten', async () => {
    await commands.execute(order('WriteNote', { words: 'alku' }));
    await log.close();
    expect(await commands.execute(order('RewriteNote', { words: 'x' }))).toEqual({ refused: 'NOT_STORED' });
    open();
    expect(await commands.execute(order('RewriteNote', { words: 'x' }))).toMatchObject({ revision: 1 });
  });
});
