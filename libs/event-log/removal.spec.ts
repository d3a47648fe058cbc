import Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { all, some, someEvent } from './contract.ts';
import { leafHash, leafOf, openLedger } from './index.ts';
import { openLog, openRemover } from './place.ts';
import { startServer, type Server } from './postgres.server.ts';

const word = 'Känäriälintu';
const secret = () => someEvent({ title: `Soita ${word}lle`, kept: 1 });
const without = { title: { $removed: 'unlawful' }, kept: 1 };

describe('a text taken out of an event in SQLite', () => {
  let folder: string;
  const holding = () => readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(word));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'talkoot-removal-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is in no file any more, while the log is open; its leaf and all else stay', async () => {
    const log = await openLog(folder);
    await log.append('ks-thread_1', [...some(3), secret(), ...some(3)], 'no stream');
    const before = await openLedger(folder);
    const hashes = await before.hashes(0, 7);
    await before.close();
    expect(holding()).not.toEqual([]);

    const remover = await openRemover(folder);
    expect(await remover.replace(4n, without)).toBe(true);
    expect(await remover.replace(4n, without)).toBe(false);
    await expect(remover.replace(99n, without)).rejects.toThrow('no event at position 99');
    await remover.close();
    expect(holding()).toEqual([]);
    expect((await all(log.readStream('ks-thread_1'))).map(({ data }) => data)[3]).toEqual(without);

    const ledger = await openLedger(folder);
    const [event] = await Array.fromAsync(ledger.events(3, 4));
    expect(event?.data.open).toBeUndefined();
    expect(event && leafHash(leafOf(event, event.data.digest, event.metadata.digest))).toEqual(
      await ledger.hashes(3, 4),
    );
    expect(await ledger.hashes(0, 7)).toEqual(hashes);
    await ledger.close();
    await log.append('ks-thread_1', some(1), 6);
    await log.close();
    // What was lifted for it holds again.
    const db = new Database(join(folder, 'log.db'));
    expect(() => db.exec("UPDATE events SET data = '{}' WHERE position = 4")).toThrow('Events are never changed');
    db.close();
  });

  it('is taken out a second time elsewhere in the same event, under the same digest', async () => {
    const log = await openLog(folder);
    await log.append('s', [secret()], 'no stream');
    const remover = await openRemover(folder);
    await remover.replace(1n, { ...without, kept: 2 });
    const digestNow = async () => {
      const ledger = await openLedger(folder);
      const [event] = await Array.fromAsync(ledger.events(0, 1));
      await ledger.close();
      return event?.data.digest;
    };
    const digest = await digestNow();
    await remover.replace(1n, without);
    expect(await digestNow()).toEqual(digest);
    await remover.close();
    await log.close();
  });
});

describe('a text taken out of an event in PostgreSQL', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.remove());

  it('is in no row any more, and what was lifted for it holds again', async () => {
    const schema = `removal_${randomBytes(4).toString('hex')}`;
    const place = `${server.url}${server.url.includes('?') ? '&' : '?'}schema=${schema}`;
    const log = await openLog(place);
    await log.append('s', [secret(), ...some(2)], 'no stream');
    const remover = await openRemover(place);
    expect(await remover.replace(1n, without)).toBe(true);
    expect(await remover.replace(1n, without)).toBe(false);
    await remover.close();
    expect((await all(log.readAll())).map(({ data }) => data)[0]).toEqual(without);
    await log.append('s', some(1), 2);
    await log.close();
    await expect(server.ask(`UPDATE "${schema}".events SET data = '{}'`)).rejects.toThrow('never changed');
    await server.ask(`DROP SCHEMA "${schema}" CASCADE`);
  });
});
