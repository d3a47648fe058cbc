import {
  openInspection,
  openLedger,
  openRemover,
  openSqliteLog,
  UnfitFile,
  type EventLog,
  type JsonObject,
  type NewEvent,
} from '#event-log';
import Database from 'better-sqlite3';
import { hash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noteOf } from './checkpoint.note.ts';
import { judged } from './checkpoint.policy.ts';
import { CheckpointSigner, headOf, NotGrown } from './checkpoint.signer.ts';
import { checkLog, shownVerdict, type LogVerdict } from './log.check.ts';
import { LiedTo, witnessRound } from './witness.round.ts';
import { proofLines } from './tlog.edge.ts';

/** How many bits are flipped, each in a file of its own: a second for a hundred. */
const flips = Number(process.env['TALKOOT_FLIPS'] ?? 1_000);
const seed = process.env['TALKOOT_SEED'] ?? 'talkoot';

const event = (n: number, text = 'äö 😀'.repeat(1 + (n % 5))): NewEvent => {
  const id = `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
  const metadata = {
    actor: `person_${n % 4}`,
    organisation: `partner_${n % 3}`,
    commandId: id,
    commandHash: '',
    correlationId: id,
    causationId: id,
  };
  return { id, type: 'Written', schemaVersion: 1, data: { n, text }, metadata };
};
const streams = ['ks-goal_1', 'ks-goal_2', 'other-goal_1', 'ks-series_1', 'third'];

/** A hundred and twenty events of five streams in three categories, signed half-way and at the end. */
let sound: string;
let home: string;
beforeAll(async () => {
  sound = mkdtempSync(join(tmpdir(), 'talkoot-sound-'));
  let now = Date.UTC(2026, 0, 1);
  const log = openSqliteLog({ file: join(sound, 'log.db'), clock: () => new Date((now += 60_000)) });
  for (let n = 0; n < 60; n++) await append(log, n);
  await sign(sound);
  for (let n = 60; n < 120; n++) await append(log, n);
  await log.close();
  await sign(sound);
});
afterAll(() => rmSync(sound, { recursive: true }));
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'talkoot-tampered-'));
  cpSync(sound, home, { recursive: true });
});
afterEach(() => rmSync(home, { recursive: true }));

const append = (log: EventLog, n: number) => {
  const stream = streams[n % streams.length] ?? '';
  return log.append(stream, [event(n)], n < streams.length ? 'no stream' : Math.floor(n / streams.length) - 1);
};
const signerIn = async (folder: string) => {
  const ledger = await openLedger(folder);
  const signer = new CheckpointSigner({ folder, ledger });
  const close = async () => {
    signer.close();
    await ledger.close();
  };
  return { ledger, signer, close };
};
async function sign(folder: string): Promise<string> {
  const { signer, close } = await signerIn(folder);
  try {
    return await signer.sign();
  } finally {
    await close();
  }
}
const check = async (folder = home, given: readonly string[] = []): Promise<LogVerdict> => {
  const inspection = await openInspection(folder);
  try {
    return await checkLog({ inspection, folder, given });
  } finally {
    await inspection.close();
  }
};
const verdict = async (folder = home, given: readonly string[] = []) => shownVerdict(await check(folder, given));
/** As somebody would who has the file, and has taken the triggers off. */
const edited = (sql: string, folder = home) => {
  const db = new Database(join(folder, 'log.db'));
  const triggers = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all();
  for (const name of triggers) db.exec(`DROP TRIGGER ${name}`);
  db.exec(sql);
  db.close();
};

/** Everything a reader can ask for, as one text. */
const served = async (file: string): Promise<string> => {
  const log = openSqliteLog({ file });
  try {
    const all = async (events: AsyncIterable<object>) => {
      const found: unknown[] = [];
      for await (const each of events) found.push(each);
      return found;
    };
    const answers = [
      await all(log.readAll()),
      await all(log.readAll({ after: 37n, to: 90n })),
      ...(await Promise.all(['ks', 'other', 'third'].map((category) => all(log.readAll({ category }))))),
      ...(await Promise.all(streams.map((stream) => all(log.readStream(stream))))),
      ...(await Promise.all(streams.map((stream) => all(log.readStream(stream, { direction: 'backwards', from: 9 }))))),
      await log.head(),
      await log.positionAt('2026-01-01T01:00:30.000Z'),
    ];
    return JSON.stringify(answers, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  } finally {
    await log.close();
  }
};
/** The first rows, up to a position and without it; nothing where they cannot be read. */
const rowsBefore = (folder: string, position: number): string | undefined => {
  const db = new Database(join(folder, 'log.db'), { readonly: true });
  try {
    return JSON.stringify(
      ['events', 'leaves'].map((table) =>
        db
          .prepare(`SELECT * FROM ${table} ORDER BY position LIMIT ?`)
          .raw()
          .all(position - 1),
      ),
    );
  } catch {
    return undefined;
  } finally {
    db.close();
  }
};

describe('a log as it was written', () => {
  it('is found whole, by its leaves and by every checkpoint, those kept elsewhere too', async () => {
    const note = await sign(home);
    expect(await check(home, [note])).toMatchObject({ name: 'OK', sound: 120, checkpoints: 3, removed: 0 });
  });

  it('is checked while others write to it, and signs more', async () => {
    const log = openSqliteLog({ file: join(home, 'log.db') });
    const inspection = await openInspection(home);
    let n = 120;
    const signing: Promise<string>[] = [];
    const verdict = checkLog({
      inspection,
      folder: home,
      onProgress: () => {
        if (n >= 160) return;
        signing.push(append(log, n++).then(() => sign(home)));
      },
      rest: 1,
    });
    expect(await verdict).toMatchObject({ name: 'OK', checkpoints: 2 });
    expect((await verdict).sound).toBeGreaterThanOrEqual(120);
    await Promise.all(signing);
    await inspection.close();
    await log.close();
  });

  it('tells how far it has come, and can be stopped', async () => {
    const inspection = await openInspection(home);
    const told: [number, number][] = [];
    await checkLog({ inspection, folder: home, onProgress: (...each) => told.push(each) });
    expect(told.at(-1)).toEqual([120, 120]);
    const stopped = checkLog({ inspection, folder: home, signal: AbortSignal.abort(new Error('enough')) });
    await expect(stopped).rejects.toThrow('enough');
    await inspection.close();
  });

  it('counts payloads that two persons have removed, and takes no other for removed', async () => {
    const ledger = await openLedger(home);
    const [third] = await Array.fromAsync(ledger.events(2, 3));
    await ledger.close();
    edited(
      `UPDATE leaves SET data_salt = NULL, data_digest = x'${third?.data.digest.toString('hex') ?? ''}' WHERE position = 3;
       UPDATE events SET data = '{"n":1000}' WHERE position = 3`,
    );
    expect(await verdict()).toBe('PAYLOAD_MISMATCH(3)');
    const log = openSqliteLog({ file: join(home, 'log.db') });
    await log.append(
      'ks-removal_1',
      [{ ...event(500), type: 'RemovalProposed', data: { position: '3' } }],
      'no stream',
    );
    expect(await verdict()).toBe('PAYLOAD_MISMATCH(3)');
    await log.append('ks-removal_1', [{ ...event(501), type: 'RemovalConfirmed', data: {} }], 0);
    await log.close();
    expect(await verdict()).toBe('OK_WITH_ERASURES(1)');
  });
});

describe('a bit that flips somewhere in the file (T1)', () => {
  it(`changes nothing that is served, or is found and named: ${flips} of them`, async () => {
    const file = join(home, 'log.db');
    const bytes = readFileSync(file);
    const expected = await served(copyTo('baseline'));
    const seen = new Map<string, number>();
    for (let n = 0; n < flips; n++) {
      const drawn = hash('sha256', `${seed} ${n}`, 'buffer');
      const at = drawn.readUInt32BE() % bytes.length;
      const bent = Buffer.from(bytes);
      bent.writeUInt8(bent.readUInt8(at) ^ (1 << (drawn.readUInt8(4) % 8)), at);
      writeFileSync(file, bent);
      const found = await check().catch((error: unknown) => {
        if (error instanceof UnfitFile) return { name: 'no log', position: undefined };
        throw error;
      });
      seen.set(found.name, (seen.get(found.name) ?? 0) + 1);
      const where = `flip ${n} of seed ${seed}, at byte ${at}: ${found.name}`;
      if (found.name === 'OK') {
        // Somebody who is served must be served the truth, or refused.
        const answer = await served(copyTo('served')).catch(() => expected);
        if (answer !== expected) throw new Error(`A silent wrong answer: ${where}`);
      } else if (found.position !== undefined) {
        // All before the position named is as it was.
        const before = rowsBefore(home, found.position);
        if (before !== undefined && before !== rowsBefore(sound, found.position)) throw new Error(where);
      }
    }
    for (const name of ['OK', 'PAYLOAD_MISMATCH', 'UNREACHABLE']) expect(Object.fromEntries(seen)).toHaveProperty(name);
  }, 600_000);

  const copyTo = (name: string) => {
    const folder = join(home, name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    copyFileSync(join(home, 'log.db'), join(folder, 'log.db'));
    return join(folder, 'log.db');
  };
});

describe('a file that was cut (T2)', () => {
  it('anywhere is found out', async () => {
    const whole = readFileSync(join(home, 'log.db'));
    const page = whole.readUInt16BE(16);
    for (let left = whole.length - page; left >= 0; left -= page) {
      writeFileSync(join(home, 'log.db'), whole);
      truncateSync(join(home, 'log.db'), left);
      const found = await verdict().catch((error: unknown) => (error instanceof UnfitFile ? 'no log' : String(error)));
      expect(found).toMatch(/^(no log|(GAP|UNREADABLE|UNREACHABLE|PAYLOAD_MISMATCH|NOT_APPEND_ONLY)\(\d+\))$/);
    }
  });

  it('of its newest events and leaves together is told by what was signed', async () => {
    edited(`DELETE FROM leaves WHERE position > 110; DELETE FROM events WHERE position > 110`);
    expect(await verdict()).toBe('NOT_APPEND_ONLY(111)');
    await expect(sign(home)).rejects.toThrow(NotGrown);
  });

  it('in its write-ahead log, before it came to the file, is told by what was signed', async () => {
    const log = openSqliteLog({ file: join(home, 'log.db') });
    for (let n = 120; n < 140; n++) await append(log, n);
    await sign(home);
    // The process dies here; one bit of what it had written flips.
    const crashed = join(home, 'crashed');
    mkdirSync(crashed);
    for (const name of readdirSync(home).filter((each) => /\.(db|key)/.test(each)))
      copyFileSync(join(home, name), join(crashed, name));
    await log.close();
    expect(await verdict(crashed)).toBe('OK');
    const wal = openSync(join(crashed, 'log.db-wal'), 'r+');
    writeSync(wal, 'X', 32 + 24 + 100);
    closeSync(wal);
    expect(await verdict(crashed)).toBe('NOT_APPEND_ONLY(121)');
  });
});

describe('rows that were edited by hand (T3, T4)', () => {
  it.each([
    ['data', `UPDATE events SET data = replace(data, '"n":41', '"n":42') WHERE position = 42`, 'PAYLOAD_MISMATCH(42)'],
    [
      'a time',
      `UPDATE events SET recorded_at = '2026-01-01T00:42:01.000Z' WHERE position = 42`,
      'PAYLOAD_MISMATCH(42)',
    ],
    [
      'an actor',
      `UPDATE events SET metadata = replace(metadata, 'person_1', 'person_2') WHERE position = 42`,
      'PAYLOAD_MISMATCH(42)',
    ],
    ['a type', `UPDATE events SET type = 'Unwritten' WHERE position = 42`, 'PAYLOAD_MISMATCH(42)'],
    ['a stream', `UPDATE events SET stream = 'ks-goal_9', revision = 0 WHERE position = 42`, 'PAYLOAD_MISMATCH(42)'],
    [
      'an id',
      `UPDATE events SET id = '00000000-0000-7000-8000-00000000ffff' WHERE position = 42`,
      'PAYLOAD_MISMATCH(42)',
    ],
    ['a leaf', `UPDATE leaves SET hash = randomblob(32) WHERE position = 42`, 'PAYLOAD_MISMATCH(42)'],
    ['a deleted event', `DELETE FROM events WHERE position = 42`, 'GAP(42)'],
    ['a deleted leaf', `DELETE FROM leaves WHERE position = 42`, 'GAP(42)'],
    ['both deleted', `DELETE FROM events WHERE position = 42; DELETE FROM leaves WHERE position = 42`, 'GAP(42)'],
    [
      'an order',
      `UPDATE events SET position = 1000 WHERE position = 42; UPDATE events SET position = 42 WHERE position = 43;
       UPDATE events SET position = 43 WHERE position = 1000`,
      'PAYLOAD_MISMATCH(42)',
    ],
    [
      'an inserted event',
      `INSERT INTO events SELECT 121, stream, 24, 'x', type, schema_version, recorded_at, data, metadata FROM events WHERE position = 120`,
      'GAP(121)',
    ],
    ['a category hidden', `DELETE FROM stretches WHERE category = 'other'`, 'UNREACHABLE(3)'],
  ])('are found at their place: %s', async (_, sql, expected) => {
    edited(sql);
    expect(await verdict()).toBe(expected);
  });

  it('in the place of what two persons removed are found, at its position', async () => {
    const left = { n: 41, text: { $removed: 'unlawful' } };
    const digest = (data: object) => hash('sha256', JSON.stringify(data));
    const decide = async (n: number, replacement: string) => {
      const log = openSqliteLog({ file: join(home, 'log.db') });
      const data = {
        position: '42',
        fields: ['/text'],
        basis: 'unlawful',
        decision: '1839/00.01/2026 § 8',
        proposedBy: 'person_0',
        replacement,
      };
      await log.append(`ks-removal_${n}`, [{ ...event(n), type: 'RemovalConfirmed', data }], 'no stream');
      await log.close();
    };
    const leave = async (data: JsonObject) => {
      const remover = await openRemover(home);
      await remover.replace(42n, data);
      await remover.close();
    };
    await leave(left);
    expect(await check()).toMatchObject({ name: 'PAYLOAD_MISMATCH', position: 42 });
    await decide(500, digest(left));
    expect(await verdict()).toBe('OK_WITH_ERASURES(1)');
    // Changed once more, silently, whatever the leaf says of what was there first.
    await leave({ ...left, n: 43 });
    expect(await check()).toMatchObject({
      name: 'PAYLOAD_MISMATCH',
      position: 42,
      reason: expect.stringMatching(/is not what two persons decided to leave there/) as string,
    });
    // Decided once more, what was left before is no longer what stands there.
    const again = { ...left, n: 43 };
    await decide(501, digest(again));
    expect(await verdict()).toBe('OK_WITH_ERASURES(1)');
    await leave(left);
    expect(await verdict()).toBe('PAYLOAD_MISMATCH(42)');
  });

  it('that tell who did what, passed off as removed, are never so', async () => {
    const ledger = await openLedger(home);
    const [before] = await Array.fromAsync(ledger.events(41, 42));
    await ledger.close();
    // The leaf still fits: only that nobody ever removes this tells.
    edited(`UPDATE leaves SET metadata_digest = x'${before?.metadata.digest.toString('hex')}', metadata_salt = NULL WHERE position = 42;
      UPDATE events SET metadata = replace(metadata, 'person_1', 'person_2') WHERE position = 42`);
    expect(await verdict()).toBe('PAYLOAD_MISMATCH(42)');
  });

  it('with a payload passed off as removed keep nothing of it that is proven', async () => {
    edited(`UPDATE leaves SET data_salt = NULL, data_digest = zeroblob(32) WHERE position = 42`);
    expect(await verdict()).toBe('PAYLOAD_MISMATCH(42)');
  });

  it('in the memory of what was signed are found out', async () => {
    const heads = (sql: string) => {
      const db = new Database(join(home, 'checkpoints.db'));
      db.exec(sql);
      db.close();
    };
    heads(
      `UPDATE heads SET note = replace(note, char(10) || '60' || char(10), char(10) || '61' || char(10)) WHERE size = 60`,
    );
    expect(await verdict()).toBe('BAD_SIGNATURE');
    heads(`UPDATE heads SET note = 'nothing' WHERE size = 60`);
    expect(await verdict()).toBe('BAD_SIGNATURE');
  });
});

describe('a history written anew and signed with the stolen key (T5)', () => {
  /** Every event again, one of them another, sealed and signed as if it had always been so. */
  const rewritten = async (): Promise<string> => {
    const forged = join(home, 'forged');
    mkdirSync(forged);
    let now = Date.UTC(2026, 0, 1);
    const log = openSqliteLog({ file: join(forged, 'log.db'), clock: () => new Date((now += 60_000)) });
    for (let n = 0; n < 130; n++) {
      const stream = streams[n % streams.length] ?? '';
      const body = n === 41 ? event(n, 'never said') : event(n);
      await log.append(stream, [body], n < streams.length ? 'no stream' : Math.floor(n / streams.length) - 1);
    }
    await log.close();
    copyFileSync(join(home, 'checkpoint.key'), join(forged, 'checkpoint.key'));
    await sign(forged);
    return forged;
  };

  it('proves itself, and is told by an older checkpoint that somebody else has kept', async () => {
    const printed = await sign(home);
    const forged = await rewritten();
    expect(await verdict(forged)).toBe('OK');
    expect(await check(forged, [printed])).toMatchObject({ name: 'NOT_APPEND_ONLY', position: 1 });
    // Beside the memory of what was signed before, it is refused at once.
    copyFileSync(join(home, 'checkpoints.db'), join(forged, 'checkpoints.db'));
    await expect(sign(forged)).rejects.toThrow(NotGrown);
    expect(await verdict(forged)).toBe('NOT_APPEND_ONLY(1)');
  });

  it('with leaves to fit is told to lie between two checkpoints', async () => {
    // One event is sealed anew, as it would be written today.
    edited(`ATTACH '${join(await rewritten(), 'log.db')}' AS forged;
      DELETE FROM leaves WHERE position = 81; INSERT INTO leaves SELECT * FROM forged.leaves WHERE position = 81`);
    expect(await check()).toMatchObject({ name: 'NOT_APPEND_ONLY', position: 61 });
    expect((await check()).reason).toMatch(/positions 61 to 120/);
  });

  it('is not cosigned by a witness who saw the log before', async () => {
    const told = async (folder: string) => {
      const { signer, ledger, close } = await signerIn(folder);
      const ask = async (path: string, body?: string) => {
        const { pathname, searchParams } = new URL(path, 'http://x');
        if (pathname === '/policy') return signer.policyText;
        if (pathname === '/checkpoint') return signer.sign();
        if (pathname === '/consistency')
          return proofLines(
            { signer, ledger, close },
            Number(searchParams.get('old')),
            Number(searchParams.get('new')),
          );
        return signer.cosigned(body ?? '') ? 'taken\n' : 'unknown\n';
      };
      return { ask, close, signer };
    };
    const witness = (ask: Awaited<ReturnType<typeof told>>['ask']) =>
      witnessRound({ folder: join(home, 'w'), name: 'w', ask });
    const honest = await told(home);
    expect(await witness(honest.ask)).toMatchObject({ size: 120 });
    const thief = await told(await rewritten());
    await expect(witness(thief.ask)).rejects.toThrow(LiedTo);
    expect(judged(noteOf(await thief.signer.sign()), thief.signer.policy)).toBe('OK');
    expect(headOf(await thief.signer.sign()).size).toBe(130);
    expect(readdirSync(join(home, 'w')).some((name) => name.startsWith('evidence'))).toBe(true);
    await honest.close();
    await thief.close();
  });

  it('under another key is not this log’s', async () => {
    const printed = await sign(home);
    const other = join(home, 'other');
    mkdirSync(other);
    copyFileSync(join(home, 'log.db'), join(other, 'log.db'));
    await sign(other);
    expect(await verdict(other)).toBe('OK');
    expect(await verdict(other, [printed])).toBe('BAD_SIGNATURE');
  });
});
