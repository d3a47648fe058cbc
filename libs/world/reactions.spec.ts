import type { Recorded } from '#decider';
import { LogUnavailable, openSqliteLog, type EventLog } from '#event-log';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { Checkpoints } from './checkpoints.ts';
import { Commands } from './commands.ts';
import {
  commanding,
  daysTo,
  reactor,
  Reactions,
  type CommandReaction,
  type Reaction,
  type ReactionsOptions,
  type Reactor,
} from './reactions.ts';
import { anna, notes, signing, toy } from './toy.ts';
import { Worlds } from './worlds.ts';

let folder: string;
let log: EventLog;
let worlds: Worlds;
let commands: Commands;
let checkpoints: Checkpoints;
let running: Reactions[];

const open = () => {
  log = openSqliteLog({ file: join(folder, 'log.db') });
  worlds = new Worlds({ log, contexts: [toy] });
  commands = new Commands({ log, worlds, contexts: [toy] });
  checkpoints = new Checkpoints(join(folder, 'reactions.db'));
  running = [];
};
const close = async () => {
  for (const reactions of running) await reactions.stop();
  checkpoints.close();
  await worlds.close();
  await log.close();
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'talkoot-reactions-'));
  open();
});
afterEach(async () => {
  await close();
  rmSync(folder, { recursive: true });
});

const start = async (reactors: readonly Reactor[], more: Partial<ReactionsOptions> = {}) => {
  const reactions = new Reactions({ log, worlds, checkpoints, reactors, retryMs: 1, ...more });
  running.push(reactions);
  await reactions.start();
  return reactions;
};
const stop = (reactions: Reactions) => {
  running = running.filter((each) => each !== reactions);
  return reactions.stop();
};
const write = (id: string, words = 'hei', collaboration = 'testland') =>
  commands.execute({
    collaboration,
    id,
    command: { type: 'WriteNote', data: { words } },
    asker: anna,
    commandId: randomUUID(),
  });
const rewrite = (id: string, words: string) =>
  commands.execute({
    collaboration: 'testland',
    id,
    command: { type: 'RewriteNote', data: { words } },
    asker: anna,
    commandId: randomUUID(),
  });
const signatures = async () =>
  Object.fromEntries(
    (await worlds.live('testland'))
      .rows(notes)
      .values()
      .map((row) => [row.id, row.signatures]),
  );
const commanded = (reaction: CommandReaction) => commanding(reaction, commands, () => 'partner_a');

/** A reaction that tells what it was given, and fails where it is told to. */
const listening = (
  heard: string[],
  { fails = () => false, ...more }: Partial<Reaction<string>> & { fails?: (event: Recorded) => boolean } = {},
) =>
  reactor<string>(
    {
      name: 'listening',
      on: ['NoteWritten', 'NoteRewritten'],
      react: (event) => {
        if (fails(event)) throw new Error(`cannot bear ${event.subject}`);
        return [`${event.type} ${event.subject}`];
      },
      ...more,
    },
    async (effects) => {
      heard.push(...effects);
      return [];
    },
  );

describe('a reaction', () => {
  it('gives its commands in the name of the platform, under a mandate that names it, because of the event', async () => {
    const reactions = await start([commanded(signing)]);
    await write('note_1');
    await reactions.settled();
    const [written, signed, ...more] = await Array.fromAsync(log.readStream('testland-note_1'));
    expect(more).toEqual([]);
    expect(signed).toMatchObject({
      type: 'NoteSigned',
      data: { by: 'platform' },
      metadata: {
        actor: 'platform',
        organisation: 'partner_a',
        mandate: 'mandate_reaction_signing',
        causationId: written?.id,
        correlationId: written?.metadata.correlationId,
      },
    });
  });

  it('gives nothing it does not name: least privilege', async () => {
    const sly = { ...signing, name: 'sly', gives: ['RewriteNote'] };
    const reactions = await start([commanded(sly)], { attempts: 1 });
    await write('note_1');
    await reactions.settled();
    expect(await signatures()).toEqual({ note_1: 0 });
    expect(reactions.report[0]?.parked).toMatchObject([{ error: 'sly gives SignNotes, which it does not name' }]);
  });

  it('gives nothing in a role it does not have: the refusal is kept, and it goes on', async () => {
    const reactions = await start([commanded({ ...signing, role: 'auditor' })]);
    await write('note_1');
    await write('note_2');
    await reactions.settled();
    expect(await signatures()).toEqual({ note_1: 0, note_2: 0 });
    expect(reactions.report).toMatchObject([{ name: 'signing', parked: [], refused: 2 }]);
    expect(checkpoints.refusals()).toMatchObject([
      { command: 'SignNotes', id: 'note_2', code: 'MANDATE_MISSING' },
      { command: 'SignNotes', id: 'note_1', code: 'MANDATE_MISSING' },
    ]);
  });

  it('begins at the head of a log that has a history, unless it asks for the beginning', async () => {
    await write('note_old');
    const [fresh, thorough]: string[][] = [[], []];
    const reactions = await start([
      listening(fresh!),
      listening(thorough!, { name: 'thorough', fromTheBeginning: true }),
    ]);
    await write('note_new');
    await reactions.settled();
    expect(fresh).toEqual(['NoteWritten note_new']);
    expect(thorough).toEqual(['NoteWritten note_old', 'NoteWritten note_new']);
  });

  it('is given nothing that a simulated clock told', async () => {
    const heard: string[] = [];
    const reactions = await start([listening(heard)]);
    commands = new Commands({ log, worlds, contexts: [toy], simulated: true });
    await write('note_shown');
    commands = new Commands({ log, worlds, contexts: [toy] });
    await write('note_real');
    await reactions.settled();
    expect(heard).toEqual(['NoteWritten note_real']);
  });

  it('sees a world that holds at least the event', async () => {
    const seen: (string | undefined)[] = [];
    const reading: Reaction<string> = {
      name: 'reading',
      on: ['NoteWritten'],
      react: ({ subject }, world) => [world.rows(notes).get(subject)?.words ?? 'nothing'],
    };
    const reactions = await start([reactor(reading, async (words) => (seen.push(...words), []))]);
    await write('note_1', 'yksi');
    await write('note_2', 'kaksi');
    await reactions.settled();
    expect(seen).toEqual(['yksi', 'kaksi']);
  });
});

describe('reactions after a restart', () => {
  it('go on where they were, in the order of the log, and give nothing twice', async () => {
    const heard: string[] = [];
    const first = await start([listening(heard)]);
    await write('note_1');
    await first.settled();
    await stop(first);
    await write('note_2');
    await rewrite('note_1', 'hei taas');
    await close();
    open();
    const second = await start([listening(heard)]);
    await second.settled();
    expect(heard).toEqual(['NoteWritten note_1', 'NoteWritten note_2', 'NoteRewritten note_1']);
  });

  it('stop at once, also before they have read what there is', async () => {
    for (let count = 0; count < 30; count++) await write(`note_${String(count)}`);
    const heard: string[] = [];
    const reactions = await start([listening(heard, { fromTheBeginning: true })]);
    await stop(reactions);
    expect(heard.length).toBeLessThan(30);
  });

  it('that are given an event again carry it out once', async () => {
    const first = await start([commanded(signing)]);
    await write('note_1');
    await first.settled();
    await stop(first);
    checkpoints.close();
    rmSync(join(folder, 'reactions.db'));
    checkpoints = new Checkpoints(join(folder, 'reactions.db'));
    const again = await start([commanded(signing)]);
    await again.settled();
    expect(await signatures()).toEqual({ note_1: 1 });
  });

  it('carry out once what was carried out in another order or number before', async () => {
    let ids = ['note_2', 'note_1'];
    const both: CommandReaction = {
      ...signing,
      react: () => ids.map((id) => ({ id, command: { type: 'SignNotes', data: { times: 1 } } })),
    };
    await write('note_1');
    await write('note_2');
    const first = await start([commanded(both)]);
    await first.settled();
    await stop(first);
    expect(await signatures()).toEqual({ note_1: 2, note_2: 2 });
    // The world has gone on since: the same events lead to less, and to another order.
    ids = ['note_1'];
    checkpoints.close();
    rmSync(join(folder, 'reactions.db'));
    checkpoints = new Checkpoints(join(folder, 'reactions.db'));
    await (await start([commanded(both)])).settled();
    expect(await signatures()).toEqual({ note_1: 2, note_2: 2 });
  });

  it('running twice over one log, as two nodes do, carry everything out once', async () => {
    const other = openSqliteLog({ file: join(folder, 'log.db'), pollMs: 5 });
    const theirs = new Worlds({ log: other, contexts: [toy] });
    const second = new Reactions({
      log: other,
      worlds: theirs,
      checkpoints,
      reactors: [commanding(signing, new Commands({ log: other, worlds: theirs, contexts: [toy] }), () => 'partner_a')],
      retryMs: 1,
    });
    await second.start();
    const first = await start([commanded(signing)]);
    const ids = Array.from({ length: 30 }, (_, n) => `note_${n}`);
    for (const id of ids) await write(id);
    await Promise.all([first.settled(), second.settled()]);
    await second.stop();
    await theirs.close();
    await other.close();
    expect(Object.values(await signatures())).toEqual(ids.map(() => 1));
    expect(first.report).toMatchObject([{ parked: [], refused: 0 }]);
  });

  it('never go back, whoever writes an older checkpoint', () => {
    checkpoints.advance(['a'], 7n);
    checkpoints.advance(['a', 'b'], 5n);
    expect(checkpoints.positions).toEqual(
      new Map([
        ['a', 7n],
        ['b', 5n],
      ]),
    );
  });
});

describe('an event a reaction cannot bear', () => {
  it('is laid aside after some attempts, for that reaction alone; the rest goes on', async () => {
    const [poisoned, sound]: string[][] = [[], []];
    let attempts = 0;
    const fails = ({ subject }: Recorded) => subject === 'note_bad' && ++attempts > 0;
    const reactions = await start([listening(poisoned!, { fails }), listening(sound!, { name: 'sound' })], {
      attempts: 3,
    });
    for (const id of ['note_1', 'note_bad', 'note_2']) await write(id);
    await reactions.settled();
    expect(attempts).toBe(3);
    expect(poisoned).toEqual(['NoteWritten note_1', 'NoteWritten note_2']);
    expect(sound).toEqual(['NoteWritten note_1', 'NoteWritten note_bad', 'NoteWritten note_2']);
    expect(reactions.report).toMatchObject([
      { name: 'listening', position: '3', parked: [{ cause: '2', error: 'cannot bear note_bad', attempts: 3 }] },
      { name: 'sound', position: '3', parked: [] },
    ]);
  });

  it('stays aside over a restart, which tries it once more, and until somebody says so', async () => {
    const heard: string[] = [];
    let mended = false;
    const fails = () => !mended;
    const first = await start([listening(heard, { fails })], { attempts: 1 });
    await write('note_1');
    await first.settled();
    await close();
    open();
    const second = await start([listening(heard, { fails })], { attempts: 1 });
    await second.settled();
    expect(second.report[0]?.parked).toMatchObject([{ cause: '1', attempts: 2 }]);
    expect(await second.retry('listening', '1')).toBe(false);
    expect(second.report[0]?.parked).toMatchObject([{ cause: '1', attempts: 3 }]);
    mended = true;
    expect(await second.retry('listening', '1')).toBe(true);
    expect(await second.retry('listening', '1')).toBe(false);
    expect(heard).toEqual(['NoteWritten note_1']);
    expect(second.report[0]?.parked).toEqual([]);
  });

  it('is carried out by the restart that brings mended code', async () => {
    const heard: string[] = [];
    const first = await start([listening(heard, { fails: () => true })], { attempts: 1 });
    await write('note_1');
    await first.settled();
    await close();
    open();
    const second = await start([listening(heard)]);
    await second.settled();
    expect(heard).toEqual(['NoteWritten note_1']);
    expect(second.report[0]?.parked).toEqual([]);
  });

  it('is none while the log cannot be written: all wait, nothing is laid aside, nothing is lost', async () => {
    let down = true;
    const failing: EventLog = {
      ...log,
      append: (stream, events, expected) =>
        down ? Promise.reject(new LogUnavailable('down')) : log.append(stream, events, expected),
    };
    const weak = new Commands({ log: failing, worlds, contexts: [toy] });
    await write('note_1');
    const warnings: string[] = [];
    const reactions = await start([commanding(signing, weak, () => 'partner_a')], {
      attempts: 1,
      warn: (message) => warnings.push(message),
    });
    while (warnings.length < 3) await sleep(5);
    expect(reactions.report).toMatchObject([{ position: '0', parked: [] }]);
    down = false;
    await reactions.settled();
    expect(await signatures()).toEqual({ note_1: 1 });
    expect(new Set(warnings.map((words) => words.replace(/\d+/, 'n')))).toEqual(
      new Set(['Reactions wait (n): Not now: NOT_STORED']),
    );
  });
});

describe('the coming of a day', () => {
  const daily = (given: string[], more: Partial<Reaction<string>> = {}) =>
    reactor<string>(
      {
        name: 'daily',
        on: [],
        react: () => [],
        onDay: (day, world) => [`${world.collaboration} ${day}`],
        ...more,
      },
      async (effects) => {
        given.push(...effects);
        return [];
      },
    );
  let now: Date;
  const clock = () => now;
  const at = (instant: string) => (now = new Date(instant));

  it('is given once for each collaboration, by the calendar of its own time zone', async () => {
    const given: string[] = [];
    await write('note_1', 'hei', 'east');
    await write('note_1', 'hei', 'west');
    at('2025-06-29T22:30:00Z');
    const reactions = await start([daily(given)], {
      clock,
      timeZoneOf: ({ collaboration }) => (collaboration === 'east' ? 'Europe/Helsinki' : 'Atlantic/Azores'),
    });
    await reactions.settled();
    await reactions.settled();
    expect(given.toSorted()).toEqual(['east 2025-06-30', 'west 2025-06-29']);
    at('2025-06-30T12:00:00Z');
    await reactions.settled();
    expect(given.slice(2)).toEqual(['west 2025-06-30']);
  });

  it('is made up for after a stand-still, at most a month of it', async () => {
    const given: string[] = [];
    await write('note_1');
    at('2025-01-30T12:00:00Z');
    const first = await start([daily(given)], { clock });
    await first.settled();
    await close();
    open();
    at('2025-02-02T12:00:00Z');
    const second = await start([daily(given)], { clock });
    await second.settled();
    expect(given).toEqual(['testland 2025-01-30', 'testland 2025-01-31', 'testland 2025-02-01', 'testland 2025-02-02']);
    await stop(second);
    given.length = 0;
    at('2026-02-02T12:00:00Z');
    await (await start([daily(given)], { clock })).settled();
    expect(given).toHaveLength(31);
    expect([given[0], given[30]]).toEqual(['testland 2026-01-03', 'testland 2026-02-02']);
  });

  it('that cannot be borne is laid aside like an event, and the next day comes', async () => {
    const given: string[] = [];
    await write('note_1');
    at('2025-01-30T12:00:00Z');
    let mended = false;
    const onDay = (day: string) => {
      if (day === '2025-01-30' && !mended) throw new Error('Thursday');
      return [day];
    };
    const reactions = await start([daily(given, { onDay })], { clock, attempts: 2 });
    await reactions.settled();
    at('2025-01-31T12:00:00Z');
    await reactions.settled();
    expect(given).toEqual(['2025-01-31']);
    expect(reactions.report[0]?.parked).toMatchObject([{ cause: 'testland 2025-01-30', error: 'Thursday' }]);
    mended = true;
    expect(await reactions.retry('daily', 'testland 2025-01-30')).toBe(true);
    expect(given).toEqual(['2025-01-31', '2025-01-30']);
  });

  it('finds collaborations that were there before the first start', async () => {
    const given: string[] = [];
    await write('note_1', 'hei', 'forgotten');
    await close();
    open();
    at('2025-01-30T12:00:00Z');
    await (await start([daily(given)], { clock })).settled();
    expect(given).toEqual(['forgotten 2025-01-30']);
  });

  it.each([
    ['2025-03-01', undefined, ['2025-03-01']],
    ['2025-03-01', '2025-02-27', ['2025-02-28', '2025-03-01']],
    ['2025-03-01', '2025-03-01', []],
    // The time zone was changed to one further west.
    ['2025-03-01', '2025-03-02', []],
  ])('on %s after %s gives %j', (today, last, days) => {
    expect(daysTo(today, last)).toEqual(days);
  });
});

describe('a process that is killed', () => {
  // The worker runs as it is; the names of libraries lead to their sources, as they do for the compiler.
  const hooks = `import { registerHooks } from 'node:module';
    registerHooks({ resolve: (name, context, next) => /^#[a-z-]+$/.test(name) && !context.parentURL.includes('node_modules')
      ? next(${JSON.stringify(String(pathToFileURL(join(__dirname, '..'))))} + '/' + name.slice(1) + '/index.ts', context)
      : next(name, context) });`;
  const run = (mode: string) => {
    const args = [
      '--import',
      `data:text/javascript,${encodeURIComponent(hooks)}`,
      join(__dirname, 'reactions.worker.ts'),
    ];
    const child = spawn(process.execPath, [...args, mode, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    let told = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (told += chunk));
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    return { child, ended, told: () => told.split('\n').filter(Boolean) };
  };
  const ids = Array.from({ length: 60 }, (_, index) => `note_${index}`);

  it('between the append and the checkpoint carries nothing out twice', async () => {
    for (const id of ids.slice(0, 3)) await write(id);
    await close();
    // Each run handles one event, is killed before it can say so, and handles it again: nobody gets further.
    for (let round = 0; round < 2; round++) {
      const worker = run('die-carried');
      expect(await worker.ended).toBeNull();
      expect(worker.told()).toEqual(['1']);
    }
    expect(await run('run').ended).toBe(0);
    open();
    expect(await signatures()).toEqual({ note_0: 1, note_1: 1, note_2: 1 });
    expect(checkpoints.parked).toEqual([]);
  });

  it('anywhere, again and again, loses nothing and doubles nothing, in the order of the log', async () => {
    for (const id of ids) await write(id);
    await close();
    let told: string[] = [];
    for (let round = 0; round < 5; round++) {
      const worker = run('run');
      while (worker.told().length < 4 + round && worker.child.exitCode === null) await sleep(5);
      worker.child.kill('SIGKILL');
      await worker.ended;
      told = [...told, ...worker.told()];
    }
    expect(await run('run').ended).toBe(0);
    expect(told.length).toBeGreaterThan(20);
    open();
    expect(Object.values(await signatures())).toEqual(ids.map(() => 1));
    const signed = (await Array.fromAsync(log.readAll())).filter(({ type }) => type === 'NoteSigned');
    expect(signed.map(({ stream }) => stream)).toEqual(ids.map((id) => `testland-${id}`));
  }, 120_000);
});
