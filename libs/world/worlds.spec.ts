import { freeze } from '../decider/spec.ts';
import type { Recorded } from '#decider';
import { openSqliteLog, type EventLog } from '#event-log';
import fc from 'fast-check';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { Commands } from './commands.ts';
import { endOfDay, parseAsOf } from './moment.ts';
import { Snapshots } from './snapshots.ts';
import { anna, lengths, note, notes, toy } from './toy.ts';
import { World } from './world.ts';
import { Worlds, firstDifference, type WorldsOptions } from './worlds.ts';

let folder: string;
let log: EventLog;
let worlds: Worlds;
let commands: Commands;
let time: number;
let warnings: string[];

const clock = () => new Date(time);
const open = (more: Partial<WorldsOptions> = {}) => {
  log = openSqliteLog({ file: join(folder, 'log.db'), clock });
  const warn = (message: string) => warnings.push(message);
  const snapshots = new Snapshots(join(folder, 'snapshots'), toy.views, warn);
  worlds = new Worlds({ log, contexts: [toy], clock, snapshots, warn, ...more });
  commands = new Commands({ log, worlds, contexts: [toy], clock });
};
const close = async () => {
  await worlds.close();
  await log.close();
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'talkoot-worlds-'));
  time = Date.parse('2024-01-01T10:00:00Z');
  warnings = [];
  open();
});
afterEach(async () => {
  await close();
  rmSync(folder, { recursive: true });
});

const act = (type: string, data: object, id = 'note_1', collaboration = 'testland') =>
  commands.execute({ collaboration, id, command: { type, data }, asker: anna, commandId: randomUUID() });
const words = (world: World, id = 'note_1') => world.rows(notes).get(id)?.words;
const rowsOf = (world: World) =>
  JSON.stringify(
    world.views.map(({ name }) =>
      world
        .table(name)
        .all()
        .map((row) => [row.id, row])
        .sort(),
    ),
  );
const snapshotFile = () => join(folder, 'snapshots', 'testland.snapshot');

describe('a live world', () => {
  it('follows the log, also what another process wrote, and only its own collaboration', async () => {
    await act('WriteNote', { words: 'meillä' });
    await act('WriteNote', { words: 'naapurissa' }, 'note_1', 'otherland');
    expect(words(await worlds.live('testland'))).toBe('meillä');
    const elsewhere = openSqliteLog({ file: join(folder, 'log.db'), clock });
    const metadata = {
      actor: 'p',
      organisation: 'o',
      commandId: 'c',
      commandHash: '',
      correlationId: 'c',
      causationId: 'c',
    };
    const { position } = await elsewhere.append(
      'testland-note_1',
      [{ id: randomUUID(), type: 'NoteRewritten', schemaVersion: 1, data: { words: 'muualta' }, metadata }],
      0,
    );
    await elsewhere.close();
    expect(words(await worlds.reached('testland', position))).toBe('muualta');
  });

  it('says so when a position is not reached in time', async () => {
    await expect(worlds.reached('testland', 99n, 50)).rejects.toThrow('did not reach position 99');
  });

  it('finds rows by their indexes, before and after a change', async () => {
    await act('WriteNote', { words: 'a' }, 'note_1');
    await act('WriteNote', { words: 'a' }, 'note_2');
    const rows = (await worlds.live('testland')).rows(notes);
    expect(rows.where('words', 'a').map(({ id }) => id)).toEqual(['note_1', 'note_2']);
    await act('RewriteNote', { words: 'b' }, 'note_1');
    expect(rows.where('words', 'a').map(({ id }) => id)).toEqual(['note_2']);
    expect(rows.where('words', 'b').map(({ id }) => id)).toEqual(['note_1']);
    expect(rows.where('authors', 'person_anna')).toHaveLength(2);
    expect(rows.where('authors', 'nobody')).toEqual([]);
  });

  it('lifts events stored in an older shape', async () => {
    const metadata = {
      actor: 'p',
      organisation: 'o',
      commandId: randomUUID(),
      commandHash: '',
      correlationId: 'c',
      causationId: 'c',
    };
    await log.append(
      'testland-note_old',
      [
        {
          id: randomUUID(),
          type: 'NoteWritten',
          schemaVersion: 1,
          data: { words: 'vanha', author: 'person_x' },
          metadata,
        },
      ],
      'no stream',
    );
    expect((await worlds.live('testland')).rows(notes).get('note_old')?.authors).toEqual(['person_x']);
    expect(await act('RewriteNote', { words: 'uusi' }, 'note_old')).toMatchObject({ revision: 1 });
  });
});

describe('a list by an index', () => {
  it('has the same order live, past and from scratch, also when a row leaves a key and comes back', async () => {
    await act('WriteNote', { words: 'a' }, 'note_1');
    const world = await worlds.live('testland');
    const order = (at: World) =>
      at
        .rows(notes)
        .where('words', 'a')
        .map(({ id }) => id);
    expect(order(world)).toEqual(['note_1']);
    await act('WriteNote', { words: 'a' }, 'note_2');
    await act('RewriteNote', { words: 'b' }, 'note_1');
    await act('RewriteNote', { words: 'a' }, 'note_1');
    expect(order(world)).toEqual(['note_1', 'note_2']);
    expect(order(await worlds.at('testland', { position: 4n }))).toEqual(order(world));
    const scratch = new Worlds({ log, contexts: [toy], clock });
    expect(order(await scratch.live('testland'))).toEqual(order(world));
    await scratch.close();
  });
});

describe('a view that throws', () => {
  it('stops alone, is reported, and blocks neither writes nor other views', async () => {
    await act('WriteNote', { words: 'x' });
    await act('RewriteNote', { words: 'BOOM' });
    await act('RewriteNote', { words: 'y' });
    const world = await worlds.live('testland');
    expect(words(world)).toBe('y');
    expect(() => world.rows(lengths).get('length_1')).toThrow('The view lengths stopped at position 2');
    expect(worlds.failures).toEqual([
      { view: 'lengths', position: '2', type: 'NoteRewritten', message: 'BOOM', collaboration: 'testland' },
    ]);
    // A moment before the trouble is unharmed.
    expect([...(await worlds.at('testland', { position: 1n })).rows(lengths).values()]).toEqual([]);
  });

  it('lets nothing be decided on what it would have known, and says so', async () => {
    const needing = {
      ...toy,
      aggregates: [{ decider: note, facts: (world: World) => world.rows(lengths).get('length_1') }],
    };
    const asking = new Commands({ log, worlds, contexts: [needing], clock });
    await act('WriteNote', { words: 'x' });
    const rewrite = (words: string) =>
      asking.execute({
        collaboration: 'testland',
        id: 'note_1',
        command: { type: 'RewriteNote', data: { words } },
        asker: anna,
        commandId: randomUUID(),
      });
    expect(await rewrite('y')).toMatchObject({ revision: 1 });
    await act('RewriteNote', { words: 'BOOM' }, 'note_1');
    expect(await rewrite('z')).toEqual({ refused: 'VIEW_STOPPED' });
    // What needs it not goes on.
    expect(await act('SignNotes', { times: 1 })).toMatchObject({ revision: 3 });
  });

  it('stops at an event nobody can read, and only the views that listen to it', async () => {
    await act('WriteNote', { words: 'x' });
    const metadata = {
      actor: 'p',
      organisation: 'o',
      commandId: 'c',
      commandHash: '',
      correlationId: 'c',
      causationId: 'c',
    };
    await log.append(
      'testland-note_1',
      [{ id: randomUUID(), type: 'NoteSigned', schemaVersion: 7, data: { by: 'p' }, metadata }],
      0,
    );
    await log.append(
      'testland-x_1',
      [{ id: randomUUID(), type: 'NeverHeardOf', schemaVersion: 1, data: {}, metadata }],
      'no stream',
    );
    expect(worlds.failures.map(({ view }) => view)).toEqual(['notes']);
    expect((await worlds.live('testland')).position).toBe(3n);
  });
});

describe('a past world', () => {
  const day = 86_400_000;
  beforeEach(async () => {
    await act('WriteNote', { words: 'tammikuu' });
    time += 31 * day;
    await act('RewriteNote', { words: 'helmikuu' });
    await act('RewriteNote', { words: 'helmikuu, tarkennettu' });
    time += 29 * day;
    await act('RewriteNote', { words: 'maaliskuu' });
  });

  it('is asked for by day, instant or position, and judged by its own clock', async () => {
    const at = (asOf: string) => worlds.at('testland', parseAsOf(asOf) ?? { position: -1n });
    expect(words(await at('2024-01-31'))).toBe('tammikuu');
    expect((await at('2024-01-31')).now).toBe('2024-01-31T21:59:59.999Z');
    expect(words(await at('2024-02-01T10:00:00Z'))).toBe('helmikuu, tarkennettu');
    expect(words(await at('2024-02-01T11:59:59.999+02:00'))).toBe('tammikuu');
    expect(words(await at('#2'))).toBe('helmikuu');
    expect((await at('#2')).now).toBe('2024-02-01T10:00:00.000Z');
  });

  it('is empty before the first event, and the present for the future', async () => {
    expect((await worlds.at('testland', { day: '2023-12-31' })).size).toBe(0);
    expect((await worlds.at('testland', { position: 0n })).size).toBe(0);
    const live = await worlds.live('testland');
    expect(await worlds.at('testland', { day: '2030-01-01' })).toBe(live);
    expect(await worlds.at('testland', { position: 999n })).toBe(live);
  });

  it('answers the same for ever, whatever is appended later', async () => {
    const before = rowsOf(await worlds.at('testland', { position: 3n }));
    await act('RewriteNote', { words: 'huhtikuu' });
    await close();
    open();
    expect(rowsOf(await worlds.at('testland', { position: 3n }))).toBe(before);
  });

  it('is the same for ever at every place and instant the log has passed, whoever writes next', async () => {
    const step = fc.record({
      collaboration: fc.constantFrom('testland', 'otherland'),
      note: fc.integer({ min: 1, max: 3 }),
      words: fc.constantFrom('a', 'b', 'c'),
      // Often none: events with equal times are all in or all out.
      pass: fc.constantFrom(0, 0, 1, 7, day),
      ask: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 15 }), async (steps) => {
        await close();
        rmSync(folder, { recursive: true });
        mkdirSync(folder);
        time = Date.parse('2024-03-30T21:00:00Z');
        open();
        const answers = new Map<string, string>();
        const answer = async (collaboration: string, moment: string) => {
          const world = await worlds.at(collaboration, parseAsOf(moment) ?? { position: -1n });
          return [rowsOf(world), world.position, world.now].join();
        };
        let number = 0;
        for (const { collaboration, note, words: said, pass, ask } of steps) {
          const id = `note_${note}`;
          const type = (await worlds.live(collaboration)).rows(notes).has(id) ? 'RewriteNote' : 'WriteNote';
          await act(type, { words: `${said}${number++}` }, id, collaboration);
          time += pass;
          const [first, now] = [Date.parse('2024-03-30T20:00:00Z'), time];
          const place = `#${Math.round(ask * Number(await log.head()))}`;
          const instant = new Date(Math.min(now - 1, Math.floor(first + ask * (now - first)))).toISOString();
          for (const moment of [place, instant])
            for (const one of ['testland', 'otherland']) answers.set(`${one} ${moment}`, await answer(one, moment));
        }
        for (const again of [false, true]) {
          if (again) {
            await close();
            open();
          }
          for (const [asked, said] of answers) {
            const [collaboration = '', moment = ''] = asked.split(' ');
            expect([asked, await answer(collaboration, moment)]).toEqual([asked, said]);
          }
        }
        // The fold of what was recorded by then, and of nothing else.
        const events = await Array.fromAsync(log.readAll());
        for (const asked of answers.keys()) {
          const [collaboration = '', moment = ''] = asked.split(' ');
          const fold = new World(collaboration, toy.views, () => '');
          for (const event of events.filter(({ stream }) => stream.startsWith(collaboration)))
            if (moment.startsWith('#') ? event.position <= BigInt(moment.slice(1)) : event.recordedAt <= moment)
              fold.apply(event, worlds.codec.decode(event));
          const past = await worlds.at(collaboration, parseAsOf(moment) ?? { position: -1n });
          expect([asked, rowsOf(past)]).toEqual([asked, rowsOf(fold)]);
        }
      }),
      { numRuns: 8 },
    );
  });

  it('is answered after a start from a snapshot too, before the past has been folded and afterwards', async () => {
    await close();
    open();
    const expected = ['', 'tammikuu', 'helmikuu', 'helmikuu, tarkennettu', 'maaliskuu'];
    const told = async () => {
      const past = expected.map((_, position) => worlds.at('testland', { position: BigInt(position) }));
      return (await Promise.all(past)).map((world) => words(world) ?? '');
    };
    await worlds.live('testland');
    expect(worlds.report[0]?.knownSince).toBe('4');
    expect(await told()).toEqual(expected);
    await worlds.settled();
    expect(worlds.report[0]?.knownSince).toBe('0');
    expect(await told()).toEqual(expected);
  });

  it('is asked for anew after the past could not be read', async () => {
    await close();
    open();
    const readAll = log.readAll.bind(log);
    let reads = 0;
    // The first reading is of what follows the snapshot, the second of the past.
    const failing: EventLog['readAll'] = async function* (range) {
      const fails = ++reads === 2;
      if (fails) await new Promise((resolve) => setTimeout(resolve, 50));
      if (fails) throw new Error('The disk is gone');
      yield* readAll(range);
    };
    Object.assign(log, { readAll: failing });
    await worlds.live('testland');
    await expect(worlds.at('testland', { position: 1n })).rejects.toThrow('The disk is gone');
    await worlds.settled();
    expect(warnings).toEqual(['The disk is gone']);
    expect(words(await worlds.at('testland', { position: 1n }))).toBe('tammikuu');
  });

  it('is the same while and after the live world goes on', async () => {
    await close();
    open();
    const past = await worlds.at('testland', { position: 2n });
    const before = rowsOf(past);
    await act('RewriteNote', { words: 'huhtikuu' });
    await worlds.settled();
    await act('RewriteNote', { words: 'toukokuu' });
    expect(rowsOf(past)).toBe(before);
    expect(words(await worlds.at('testland', { position: 5n }))).toBe('huhtikuu');
    expect(words(await worlds.live('testland'))).toBe('toukokuu');
  });

  it('finds rows by what they were then, and by nothing they became later or were before', async () => {
    await act('WriteNote', { words: 'maaliskuu' }, 'note_2');
    await act('RewriteNote', { words: 'tammikuu' });
    const found = async (position: bigint, key: string) => {
      const rows = (await worlds.at('testland', { position })).rows(notes);
      const ids = rows.where('words', key).map(({ id }) => id);
      expect(rows.count('words', key)).toBe(ids.length);
      return ids;
    };
    // Asked before the index exists, and when it is kept up to date.
    for (const late of [false, true]) {
      if (late) await act('RewriteNote', { words: 'heinäkuu' });
      expect(await found(1n, 'tammikuu')).toEqual(['note_1']);
      expect(await found(2n, 'tammikuu')).toEqual([]);
      expect(await found(4n, 'maaliskuu')).toEqual(['note_1']);
      expect(await found(5n, 'maaliskuu')).toEqual(['note_1', 'note_2']);
      expect(await found(6n, 'maaliskuu')).toEqual(['note_2']);
      expect(await found(6n, 'tammikuu')).toEqual(['note_1']);
    }
  });
});

describe('a moment', () => {
  it.each([
    ['2024-06-30', '2024-06-30T20:59:59.999Z'],
    ['2024-12-31', '2024-12-31T21:59:59.999Z'],
    // Summer time begins and ends in the small hours of these days: they are 23 and 25 hours long.
    ['2024-03-31', '2024-03-31T20:59:59.999Z'],
    ['2024-10-27', '2024-10-27T21:59:59.999Z'],
    ['2024-10-26', '2024-10-26T20:59:59.999Z'],
  ])('takes %s to its end in Helsinki', (day, end) => expect(endOfDay(day, 'Europe/Helsinki')).toBe(end));

  it.each([
    '',
    '2024-13-01',
    '2024-02-30',
    '2024-06-30T12:00',
    'yesterday',
    '#-1',
    '#1e9',
    '1234',
    '2024-06-30T25:00:00Z',
  ])('does not guess what %j means', (text) => expect(parseAsOf(text)).toBeUndefined());
});

describe('a snapshot whose rows are not what the log says', () => {
  it('is found out, forgotten and told, and the log is answered from', async () => {
    await act('WriteNote', { words: 'a' });
    await close();
    // Whole by its own checksum, and wrong.
    const [line = ''] = readFileSync(snapshotFile(), 'utf8').split('\n');
    const changed = line.replace('"words":"a"', '"words":"z"');
    const crc = (text: string) => `"crc":${String(crc32(`${text}\n`))}`;
    rewriteContents((contents) => contents.replace(crc(line), crc(changed)));
    writeFileSync(snapshotFile(), readFileSync(snapshotFile(), 'utf8').replace(line, changed));
    open();
    expect(words(await worlds.live('testland'))).toBe('z');
    await worlds.settled();
    expect(words(await worlds.live('testland'))).toBe('a');
    expect(worlds.report[0]?.selfCheck).toEqual({ position: '1', equal: false, difference: 'notes/note_1' });
    expect(existsSync(snapshotFile())).toBe(false);
  });
});

describe('a snapshot', () => {
  beforeEach(async () => {
    await act('WriteNote', { words: 'a' });
    await act('RewriteNote', { words: 'b' });
    await close();
  });

  it('is written when the platform stops, and gives the same world as the log', async () => {
    open();
    expect(words(await worlds.live('testland'))).toBe('b');
    await worlds.settled();
    expect(worlds.report[0]?.selfCheck).toEqual({ position: '2', equal: true });
    expect(warnings).toEqual([]);
  });

  it.each([
    ['missing', () => rmSync(snapshotFile()), undefined],
    [
      'cut short',
      () => writeFileSync(snapshotFile(), readFileSync(snapshotFile()).subarray(0, -30)),
      'it is cut short',
    ],
    ['empty', () => writeFileSync(snapshotFile(), ''), 'it is cut short'],
    [
      'changed',
      () => writeFileSync(snapshotFile(), readFileSync(snapshotFile(), 'utf8').replace('"b"', '"c"')),
      'its checksum does not match',
    ],
    [
      'of other view code',
      () => rewriteContents((contents) => contents.replace(/"code":"./, '"code":"_')),
      'it was made by other view code',
    ],
    [
      'ahead of the log',
      () => rewriteContents((contents) => contents.replace('"position":"2"', '"position":"9"')),
      'it is ahead of the log',
    ],
    ['no snapshot at all', () => writeFileSync(snapshotFile(), '{nonsense'), ''],
  ])('that is %s is ignored and the log folded', async (_, harm, why) => {
    expect(existsSync(snapshotFile())).toBe(true);
    harm();
    open();
    expect(words(await worlds.live('testland'))).toBe('b');
    expect(warnings).toHaveLength(why === undefined ? 0 : 1);
    if (why !== undefined) expect(warnings[0]).toContain(why);
  });
});

/** Changes what a snapshot says of itself, and makes it fit its own hash again. */
function rewriteContents(change: (contents: string) => string): void {
  const lines = readFileSync(snapshotFile(), 'utf8').trimEnd().split('\n');
  const contents = change((lines.pop() ?? '').slice(65));
  const hash = createHash('sha256').update(contents).digest('hex');
  writeFileSync(snapshotFile(), [...lines, `${hash} ${contents}`, ''].join('\n'));
}

const histories = fc.array(
  fc.record({ note: fc.integer({ min: 1, max: 4 }), words: fc.constantFrom('a', 'b', 'cc', 'BOOM') }),
  { minLength: 1, maxLength: 40 },
);
const play = async (history: readonly { note: number; words: string }[]) => {
  for (const step of history) {
    const id = `note_${String(step.note)}`;
    await act('WriteNote', { words: 'x' }, id);
    await act('RewriteNote', { words: step.words }, id);
  }
};

describe('the same world', () => {
  it('comes out of the log from scratch, from a snapshot, and event by event', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.nat(), async (history, cut) => {
        await close();
        rmSync(folder, { recursive: true });
        mkdirSync(folder);
        open();
        const at = cut % history.length;
        await play(history.slice(0, at));
        await close();
        open();
        await play(history.slice(at));
        const incremental = await worlds.live('testland');
        const scratchHome = new Worlds({ log, contexts: [toy], clock });
        const scratch = await scratchHome.live('testland');
        expect(await firstDifference(scratch, incremental)).toBeUndefined();
        expect(rowsOf(scratch)).toBe(rowsOf(incremental));
        expect(worlds.failures).toEqual(scratchHome.failures);
        await scratchHome.close();
      }),
      { numRuns: 15 },
    );
  });

  it('at every position is the fold of everything up to it', async () => {
    await play([
      { note: 1, words: 'a' },
      { note: 2, words: 'b' },
      { note: 1, words: 'b' },
    ]);
    await close();
    open();
    const events: Recorded[] = [];
    for await (const event of log.readAll()) events.push(worlds.codec.decode(event));
    for (let position = 0; position <= events.length; position++) {
      const fold = new World('testland', toy.views, () => '');
      for (const event of events.slice(0, position))
        // Frozen inputs: a view that changes what it is given throws here.
        fold.apply({ type: event.type, position: BigInt(event.position), recordedAt: event.recordedAt }, freeze(event));
      expect(rowsOf(await worlds.at('testland', { position: BigInt(position) }))).toBe(rowsOf(fold));
    }
  });
});

it('two aggregates may not take the same command or write the same event', () => {
  const contexts = [toy, { aggregates: [{ decider: note, facts: () => undefined }], views: [] }];
  expect(() => new Worlds({ log, contexts })).toThrow('Two aggregates write NoteWritten');
});
