import Database from 'better-sqlite3';
import fc from 'fast-check';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { all, some, someEvent } from './contract.ts';
import type { JsonObject } from './event-log.ts';
import { openInspection, openLedger, openLog, openRemover, openTransplant, shown } from './place.ts';
import { startServer, type Server } from './postgres.server.ts';
import { copyLog, OtherLog, type CopyProgress, type Transplant } from './transplant.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'talkoot-move-'));
});
afterEach(() => rmSync(home, { recursive: true }));

/** Copies between two places; gives what was said of it. */
const copy = async (from: string, to: string, broken?: (target: Transplant) => Transplant) => {
  const source = await openTransplant(from, { mustExist: true });
  const target = await openTransplant(to);
  const progress: CopyProgress[] = [];
  try {
    return { ...(await copyLog(source, broken?.(target) ?? target, (step) => void progress.push(step))), progress };
  } finally {
    await source.close();
    await target.close();
  }
};
const whole = async (place: string) => {
  const log = await openLog(place);
  try {
    return await all(log.readAll());
  } finally {
    await log.close();
  }
};
/** A log of several streams, recorded at several times, with all that is hard to keep. */
const someLog = async (place: string, values: readonly unknown[] = ['\u0000 \ud83d äö', 1.5e300]) => {
  let now = Date.parse('2024-06-30T21:00:00.001Z');
  const log = await openLog(place, () => new Date((now += 61_000)));
  await log.append('ks-goal_1', some(700), 'no stream');
  await log.append('ps-\u0000\\odd"ä', [{ ...someEvent(), type: 'Odd\u0000Ä\\' }], 'no stream');
  for (const [n, value] of values.entries())
    await log.append(`ks-${n}`, [someEvent({ value } as JsonObject)], 'no stream');
  await log.append('ks-goal_1', [someEvent({ text: 'x'.repeat(2_000_000) }), ...some(3)], 699);
  await log.close();
  const remover = await openRemover(place);
  await remover.replace(7n, { text: { $removed: 'unlawful' } });
  await remover.close();
};
/** All hashes of the tree, and what is wrong with the log. */
const treeOf = async (place: string) => {
  const [ledger, inspection] = [await openLedger(place), await openInspection(place)];
  try {
    const inspected = await all(inspection.stretches());
    const hashes = Buffer.concat(inspected.flatMap((stretch) => stretch.hashes));
    expect(hashes).toEqual(await ledger.hashes(0, await ledger.size()));
    return { hashes, removed: inspected.flatMap(({ removed }) => removed.map(({ position }) => position)) };
  } finally {
    await ledger.close();
    await inspection.close();
  }
};

const moves = (placeOf: (name: string) => string) => {
  it('keeps ids, bytes, order, times and positions, there and back', async () => {
    const [a, b, c] = [join(home, 'a'), placeOf('b'), join(home, 'c')];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue({ stringUnit: 'binary' }), { maxLength: 9 }), async (values) => {
        rmSync(a, { recursive: true, force: true });
        await openTransplant(a).then((made) => made.close());
        await someLog(a, values);
        const target = `${b}${randomBytes(4).toString('hex')}`;
        const there = await copy(a, target);
        expect(there).toMatchObject({ count: 705 + values.length, written: 705 + values.length });
        rmSync(c, { recursive: true, force: true });
        expect((await copy(target, c)).sha256).toBe(there.sha256);
        expect(await whole(target)).toEqual(await whole(a));
        expect(await treeOf(target)).toEqual({ ...(await treeOf(a)), removed: [7] });
        const bytes = (file: string) =>
          new Database(join(file, 'log.db'), { readonly: true })
            .prepare(
              `SELECT *, hex(CAST(data AS BLOB)), hex(CAST(metadata AS BLOB))
               FROM events JOIN leaves USING (position) ORDER BY position`,
            )
            .all();
        expect(bytes(c)).toEqual(bytes(a));
      }),
      { numRuns: 3 },
    );
  });

  it('goes on where it was broken off, tells how far it has come, and again writes nothing', async () => {
    const [a, b] = [join(home, 'a'), placeOf('b')];
    await openTransplant(a).then((made) => made.close());
    await someLog(a);
    let pages = 0;
    const failing = (target: Transplant): Transplant => ({
      ...target,
      write: async (after, events) => {
        if (++pages > 1) throw new Error('The cable was pulled');
        await target.write(after, events);
      },
    });
    await expect(copy(a, b, failing)).rejects.toThrow('The cable was pulled');
    const rest = await copy(a, b);
    expect(rest).toMatchObject({ count: 707, head: 707n });
    expect(rest.written).toBeGreaterThan(0);
    expect(rest.written).toBeLessThan(707);
    expect(rest.progress[0]?.stage).toBe('copying');
    expect(rest.progress.at(-1)).toEqual({ stage: 'verifying', done: 707, of: 707 });
    expect(await copy(a, b)).toMatchObject({ count: 707, written: 0, sha256: rest.sha256 });
    expect(await whole(b)).toEqual(await whole(a));
  });

  it('goes on however often it is killed (kill -9), and is whole at the end', async () => {
    const [a, b] = [join(home, 'a'), placeOf('killed')];
    await openTransplant(a).then((made) => made.close());
    const log = await openLog(a);
    for (let n = 0; n < 10; n += 1) await log.append(`ks-${n}`, some(1_000), 'no stream');
    await log.close();
    let ended: number | null = null;
    let kills = 0;
    for (let patience = 10; ended !== 0; patience += 150) {
      const child = spawn(process.execPath, [join(__dirname, 'copy.worker.ts'), a, b], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const exit = once(child, 'exit');
      await once(child.stdout, 'data');
      const timer = setTimeout(() => void child.kill('SIGKILL'), patience);
      [ended] = (await exit) as [number | null];
      clearTimeout(timer);
      if (ended === null) kills += 1;
    }
    expect(kills).toBeGreaterThan(1);
    expect(await treeOf(b)).toEqual(await treeOf(a));
    expect(await copy(a, b)).toMatchObject({ count: 10_000, written: 0 });
  });

  it('writes on where it stands: the target is a log like any other', async () => {
    const [a, b] = [join(home, 'a'), placeOf('b')];
    await openTransplant(a).then((made) => made.close());
    await someLog(a);
    await copy(a, b);
    const log = await openLog(b);
    expect(await log.append('ks-goal_1', some(1), 703)).toMatchObject({ position: 708n });
    expect(await all(log.readAll({ category: 'ks' }))).toHaveLength(707);
    await log.close();
    await expect(copy(a, b)).rejects.toThrow(new OtherLog('The target ends at position 708, and the source at 707'));
  });

  it('touches nothing of a target that holds another log', async () => {
    const [a, b] = [join(home, 'a'), placeOf('b')];
    await openTransplant(a).then((made) => made.close());
    await someLog(a);
    await openTransplant(b).then((made) => made.close());
    const log = await openLog(b);
    await log.append('other-1', some(2), 'no stream');
    await log.close();
    await expect(copy(a, b)).rejects.toThrow(
      new OtherLog("The target does not hold the source's event 2: it is another log"),
    );
    expect(await whole(b)).toHaveLength(2);
  });

  it('notices a target that somebody else writes to', async () => {
    const [a, b] = [join(home, 'a'), placeOf('b')];
    await openTransplant(a).then((made) => made.close());
    await someLog(a);
    const meddled = (target: Transplant): Transplant => ({
      ...target,
      write: async (after, events) => {
        const log = await openLog(b);
        await log.append(`meddler-${after}`, some(1), 'no stream');
        await log.close();
        await target.write(after, events);
      },
    });
    await expect(copy(a, b, meddled)).rejects.toThrow(
      new OtherLog('The target ends at position 1, not at 0: it is written to'),
    );
  });
};

describe('moving a log to another folder', () => moves((name) => join(home, name)));

it('finds an event that was altered on the way', async () => {
  const [a, b] = [join(home, 'a'), join(home, 'b')];
  await openTransplant(a).then((made) => made.close());
  await someLog(a);
  await copy(a, b);
  const db = new Database(join(b, 'log.db'));
  db.exec(`DROP TRIGGER events_are_not_changed; UPDATE events SET metadata = '{}' WHERE position = 300`);
  db.close();
  await expect(copy(a, b)).rejects.toThrow("The target does not hold the source's event 300: it is another log");
});

it('finds a target that was sealed with other salts', async () => {
  const [a, b] = [join(home, 'a'), join(home, 'b')];
  await openTransplant(a).then((made) => made.close());
  await someLog(a);
  await copy(a, b);
  const db = new Database(join(b, 'log.db'));
  db.exec('DROP TABLE leaves; PRAGMA user_version = 1');
  db.close();
  await expect(copy(a, b)).rejects.toThrow(
    'The target has sealed event 707 anew, as copies once did: it is another tree',
  );
});

it('asks for a log where there must be one, and for a kind of place it knows', async () => {
  await expect(openTransplant(home, { mustExist: true })).rejects.toThrow(`${home} holds no event log`);
  await expect(openLog('mysql://nowhere')).rejects.toThrow(
    'A log is kept in a data folder or at postgres://…, not at mysql://…',
  );
});

it('shows a place without what only the machine needs', () => {
  expect(shown('/srv/talkoot')).toBe('/srv/talkoot');
  expect(shown('postgres://me:s3cret@db.example.org:5433/talkoot?sslmode=verify-full')).toBe(
    'PostgreSQL db.example.org:5433/talkoot',
  );
  expect(shown('postgresql:///?host=/tmp/socket')).toBe('PostgreSQL');
});

describe('moving a log to PostgreSQL', () => {
  let server: Server;
  const run = randomBytes(4).toString('hex');
  let test = 0;
  beforeAll(async () => {
    server = await startServer();
  }, 60_000);
  beforeEach(() => {
    test += 1;
  });
  afterAll(async () => {
    const names = await server.ask<{ name: string }>(
      `SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE 'move_${run}%'`,
    );
    for (const { name } of names) await server.ask(`DROP SCHEMA ${name} CASCADE`);
    await server.remove();
  });
  const at = (schema: string) => `${server.url}${server.url.includes('?') ? '&' : '?'}schema=${schema}`;
  moves((name) => at(`move_${run}_${test}${name}`));

  it('asks for a log where there must be one', async () => {
    const schema = `move_${run}_none`;
    await expect(openTransplant(at(schema), { mustExist: true })).rejects.toThrow(
      `The schema ${schema} holds no event log`,
    );
  });
});
