import Database from 'better-sqlite3';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { all, eventLogContract, eventually, some, someEvent } from './contract.ts';
import { START, type RecordedEvent } from './event-log.ts';
import { openLedger } from './place.ts';
import { openSqliteLog } from './sqlite.ts';
import { UnfitFile } from './sqlite-file.ts';

const newStore = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'talkoot-sqlite-'));
  const file = join(folder, 'log.db');
  return {
    open: (clock?: () => Date) => Promise.resolve(openSqliteLog({ file, ...(clock && { clock }) })),
    place: folder,
    remove: () => rm(folder, { recursive: true }),
  };
};
eventLogContract('SQLite', newStore, { durable: true, synchronous: true });

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talkoot-sqlite-'));
  file = join(folder, 'log.db');
});
afterEach(() => rm(folder, { recursive: true }));

describe('the SQLite file', () => {
  const change = (sql: string) => {
    const db = new Database(file);
    db.exec(sql);
    db.close();
  };

  it('is refused where it could not be durable', () => {
    expect(() => openSqliteLog({ file: ':memory:' })).toThrow(UnfitFile);
    expect(() => openSqliteLog({ file: ':memory:' })).toThrow(/would not keep events safely: journal_mode is memory/);
  });

  it('is refused when it is no event log, and left as it is', async () => {
    await writeFile(file, 'Dear diary, '.repeat(1_000));
    expect(() => openSqliteLog({ file })).toThrow(UnfitFile);
    expect(() => openSqliteLog({ file })).toThrow(`${file} is not an event log`);
    await rm(file);
    change('CREATE TABLE diary (entry TEXT)');
    expect(() => openSqliteLog({ file })).toThrow(new UnfitFile(`${file} is the database of another program`));
    const db = new Database(file);
    expect(db.pragma('journal_mode', { simple: true })).toBe('delete');
    db.close();
  });

  it.each(['synchronous', 'journal_mode'])('is refused when %s cannot be set', (option) => {
    const pragma = Database.prototype.pragma;
    const deaf = jest.spyOn(Database.prototype, 'pragma').mockImplementation(function (
      this: Database.Database,
      sql,
      given,
    ) {
      return sql.startsWith(`${option} =`) ? undefined : pragma.call(this, sql, given);
    });
    try {
      expect(() => openSqliteLog({ file })).toThrow(`${file} would not keep events safely: ${option} is`);
    } finally {
      deaf.mockRestore();
    }
  });

  it('is refused when another version wrote it', async () => {
    await openSqliteLog({ file }).close();
    change('PRAGMA user_version = 7');
    const words = `${file} was written by another version of this program: its layout is 7, this one reads 2`;
    expect(() => openSqliteLog({ file })).toThrow(new UnfitFile(words));
  });

  it('is refused when its newest events do not hang together', async () => {
    const log = openSqliteLog({ file });
    await log.append('s', some(10), 'no stream');
    await log.close();
    change('DROP TRIGGER events_are_not_deleted; DELETE FROM events WHERE revision = 8');
    expect(() => openSqliteLog({ file })).toThrow(
      new UnfitFile('Event 10 stands without its predecessor in the stream'),
    );
  });

  it('lets nothing recorded be deleted or changed by a slip', async () => {
    const log = openSqliteLog({ file });
    await log.append('s', some(3), 'no stream');
    await log.close();
    expect(() => change('DELETE FROM events')).toThrow('Events are never deleted');
    expect(() => change("UPDATE events SET type = 'Other'")).toThrow('Events are never changed');
  });

  it('keeps the exact bytes of data and metadata', async () => {
    const log = openSqliteLog({ file });
    const event = someEvent({ b: 1, a: '\u0000ä', '10': 0, '9': [1.5e300, -0.1] });
    await log.append('s', [event], 'no stream');
    await log.close();
    const db = new Database(file, { readonly: true });
    const row = db.prepare('SELECT CAST(data AS BLOB) AS data, CAST(metadata AS BLOB) AS metadata FROM events').get();
    db.close();
    expect(row).toEqual({
      data: Buffer.from(JSON.stringify(event.data)),
      metadata: Buffer.from(JSON.stringify(event.metadata)),
    });
  });

  it('lets no leaf be changed or deleted by a slip', async () => {
    const log = openSqliteLog({ file });
    await log.append('s', some(2), 'no stream');
    await log.close();
    expect(() => change('DELETE FROM leaves')).toThrow('Leaves are never deleted');
    expect(() => change("UPDATE leaves SET hash = x'00'")).toThrow('Leaves are never changed');
  });

  it('of the first layout gets its leaves when it is opened, and goes on with it where it was broken off', async () => {
    const log = openSqliteLog({ file });
    await log.append('s', some(2_500), 'no stream');
    await log.close();
    change('DROP TABLE leaves; PRAGMA user_version = 1');
    await openSqliteLog({ file }).close();
    const sealed = await openLedger(folder);
    const before = await sealed.hashes(0, 2_500);
    await sealed.close();
    change('DROP TRIGGER leaves_are_not_deleted; DELETE FROM leaves WHERE position > 100');
    const again = openSqliteLog({ file });
    await again.append('s', some(1), 2_499);
    await again.close();
    const ledger = await openLedger(folder);
    expect(await ledger.size()).toBe(2_501);
    expect(await ledger.hashes(0, 100)).toEqual(before.subarray(0, 3_200));
    await ledger.close();
  });

  it('refuses a write while another process holds it, and takes it again afterwards', async () => {
    const log = openSqliteLog({ file });
    await log.append('s', some(1), 'no stream');
    const holder = new Database(file);
    holder.exec('BEGIN IMMEDIATE');
    await expect(log.append('s', some(1), 0)).rejects.toThrow('The event log is unavailable: database is locked');
    expect(await all(log.readAll())).toHaveLength(1);
    holder.close();
    expect(log.writable()).toBe(true);
    expect(await log.append('s', some(1), 0)).toMatchObject({ revision: 1 });
    await log.close();
  });
});

const worker = join(__dirname, 'writer.worker.ts');
/** Runs the worker; gives what it told and how it ended. */
const run = (mode: string, name = mode, strace: string[] = []) => {
  const command = [process.execPath, worker, mode, file, name];
  const [program = '', ...args] =
    strace.length > 0 ? ['strace', '-f', '-qq', '-o', '/dev/null', ...strace, ...command] : command;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  // A line cut off by a kill was not told.
  const told = () =>
    text
      .slice(0, text.lastIndexOf('\n') + 1)
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Told);
  return { child, ended, told };
};
interface Told {
  readonly id: string;
  readonly data: RecordedEvent['data'];
  readonly refused?: string;
  readonly writable?: boolean;
  readonly readable?: number;
  readonly gaveUp?: boolean;
}

/** Every acknowledged event is there as it was told, and streams have no gap. */
const expectKept = async (told: readonly Told[]) => {
  const log = openSqliteLog({ file });
  const events = await all(log.readAll());
  await log.close();
  const byId = new Map(events.map((event) => [event.id, event]));
  const lost = told.filter(({ id, data }) => JSON.stringify(byId.get(id)?.data) !== JSON.stringify(data));
  expect(lost).toEqual([]);
  const next = new Map<string, number>();
  const gaps = events.filter(({ stream, revision }) => {
    const due = next.get(stream) ?? 0;
    next.set(stream, revision + 1);
    return revision !== due;
  });
  expect(gaps).toEqual([]);
  expect(events.map(({ position }) => Number(position))).toEqual(events.map((_, i) => i + 1));
  return events;
};

describe('several processes on one SQLite file', () => {
  it('write to one stream without losing or doubling anything, and one hears of the other', async () => {
    const log = openSqliteLog({ file, pollMs: 20 });
    const heard: number[] = [];
    const subscription = log.subscribe({ after: START, handle: ({ revision }) => void heard.push(revision) });
    expect(await Promise.all([run('contend', 'one').ended, run('contend', 'two').ended])).toEqual([0, 0]);
    await eventually(() => heard.length === 400);
    await subscription.stop();
    await log.close();
    expect(heard).toEqual(Array.from({ length: 400 }, (_, i) => i));
    const events = await expectKept([]);
    const written = (name: string) =>
      events.filter(({ metadata }) => metadata.actor === name).map(({ data }) => data['n']);
    for (const name of ['one', 'two']) expect(written(name)).toEqual(Array.from({ length: 200 }, (_, n) => n));
    expect(events.every(({ recordedAt }, i) => i === 0 || recordedAt >= (events[i - 1]?.recordedAt ?? ''))).toBe(true);
  });

  it('lose nothing acknowledged to kill -9', async () => {
    const told: Told[] = [];
    for (let round = 0; round < 6; round += 1) {
      const one = run('write', `round${round}one`);
      const two = run('write', `round${round}two`);
      await eventually(() => one.told().length > 20 && two.told().length > 20);
      await sleep(Math.random() * 200);
      one.child.kill('SIGKILL');
      two.child.kill('SIGKILL');
      await Promise.all([one.ended, two.ended]);
      told.push(...one.told(), ...two.told());
      await expectKept(told);
    }
    expect(told.length).toBeGreaterThan(240);
  });
});

const straceWorks =
  existsSync('/usr/bin/strace') && spawnSync('strace', ['-qq', '-o', '/dev/null', 'true']).status === 0;
/** System calls are made to fail by strace: no part of the suite where there is none. */
const withStrace: (name: string, tests: () => void) => void = straceWorks ? describe : () => undefined;
withStrace('a failing disk under the SQLite file', () => {
  it.each([
    ['an fsync that fails once', 'fsync,fdatasync:error=EIO:when=30', 'disk I/O error'],
    ['a disk that is full for a while', 'pwrite64:error=ENOSPC:when=300..301', 'database or disk is full'],
  ])('refuses and recovers by itself from %s', async (_, inject, words) => {
    const { ended, told } = run('persist', 'persist', [
      '-e',
      'trace=fsync,fdatasync,pwrite64',
      '-e',
      `inject=${inject}`,
    ]);
    expect(await ended).toBe(0);
    const refusals = told().filter(({ refused }) => refused !== undefined);
    expect(refusals.length).toBeGreaterThan(0);
    for (const { refused, writable, readable } of refusals) {
      expect(refused).toContain(words);
      expect(writable).toBe(false);
      expect(readable).toBeGreaterThan(0);
    }
    const kept = told().filter(({ id }) => id);
    expect(kept).toHaveLength(60);
    expect(await expectKept(kept)).toHaveLength(60);
  });

  it('accepts nothing while every fsync fails, and does not go round in circles', async () => {
    const inject = 'inject=fsync,fdatasync:error=EIO:when=30+';
    const { ended, told } = run('persist', 'persist', ['-e', 'trace=fsync,fdatasync', '-e', inject]);
    expect(await ended).toBe(0);
    expect(told().at(-1)).toEqual({ gaveUp: true });
    expect(told().filter(({ refused }) => refused !== undefined)).toHaveLength(1);
    await expectKept(told().filter(({ id }) => id));
  });
});
