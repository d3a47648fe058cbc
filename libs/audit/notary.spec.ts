import { openSqliteLog, type EventLog } from '#event-log';
import Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { written } from '../../test/written.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { shownKey } from './checkpoint.note.ts';
import { Notary, type NotaryHours } from './checkpoint.notary.ts';
import { openProofs } from './checkpoint.signer.ts';
import { witnessIn, witnessRound } from './witness.round.ts';

describe('the notary of a running platform', () => {
  let folder: string;
  let log: EventLog;
  let notary: Notary;
  let now: number;
  let warnings: string[];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'talkoot-notary-'));
    log = openSqliteLog({ file: join(folder, 'log.db') });
    now = Date.UTC(2026, 10, 23, 12);
    warnings = [];
    await write(3);
  });
  afterEach(async () => {
    await notary.close();
    await log.close();
    rmSync(folder, { recursive: true });
  });
  const write = async (count: number) => {
    for (let n = 0; n < count; n++) await log.append(`ks-${randomUUID()}`, [written()], 'no stream');
  };
  const started = (hours: NotaryHours) => {
    notary = new Notary({ folder, views: [], clock: () => new Date(now), warn: (words) => warnings.push(words) });
    notary.start(hours);
  };
  const signed = async () => (await notary.report).checkpoint?.size;
  const until = async (met: () => Promise<boolean>) => {
    while (!(await met())) await sleep(20);
  };

  it('signs what is there, then after so many events, or so many seconds when anything was written', async () => {
    started({ everyEvents: 5, everySeconds: 60 });
    await until(async () => (await signed()) === 3);
    await write(4);
    await sleep(1_500);
    expect(await notary.report).toMatchObject({
      everyEvents: 5,
      everySeconds: 60,
      unsigned: 4,
      checkpoint: { size: 3 },
    });
    await write(1);
    await until(async () => (await signed()) === 8);
    await write(1);
    now += 61_000;
    await until(async () => (await signed()) === 9);
    now += 61_000;
    await sleep(1_500);
    expect((await notary.report).checkpoint).toEqual({
      size: 9,
      signedAt: new Date(now - 61_000).toISOString(),
      witnessed: true,
    });
  });

  it('checks the whole log at the start, and again after so many hours', async () => {
    started({ checkedEveryHours: 1 / 3_600 });
    await until(async () => (await notary.report).check !== undefined);
    expect((await notary.report).check).toMatchObject({ verdict: 'OK', sound: true, events: 3 });
    await write(2);
    await until(async () => (await notary.report).check?.events === 5);
    expect(notary.sound).toBe(true);
    expect(warnings).toEqual([]);
  });

  it('tells where the log was edited, and goes on telling', async () => {
    const db = new Database(join(folder, 'log.db'));
    db.exec(`DROP TRIGGER events_are_not_changed; UPDATE events SET data = '{"n":1}' WHERE position = 2`);
    db.close();
    started({});
    await until(async () => (await notary.report).check !== undefined);
    expect((await notary.report).check).toMatchObject({ verdict: 'PAYLOAD_MISMATCH(2)', sound: false, events: 1 });
    expect(notary.sound).toBe(false);
    expect(warnings).toEqual([
      'The log is not what was sealed: PAYLOAD_MISMATCH(2). The event at position 2 is not what was sealed',
    ]);
  });

  it('signs no log that was cut, and says so once', async () => {
    const proofs = await openProofs(folder);
    await proofs.signer.sign();
    await proofs.close();
    const db = new Database(join(folder, 'log.db'));
    db.exec(`DROP TRIGGER events_are_not_deleted; DROP TRIGGER leaves_are_not_deleted;
      DELETE FROM events WHERE position = 3; DELETE FROM leaves WHERE position = 3`);
    db.close();
    started({});
    await until(async () => {
      const { refused, check } = await notary.report;
      return refused !== undefined && check !== undefined;
    });
    await sleep(2_200);
    expect(await notary.report).toMatchObject({
      refused: 'The log ends at position 2, and 3 was signed before: it was cut or put back',
      check: { verdict: 'NOT_APPEND_ONLY(3)' },
    });
    expect(warnings.filter((words) => words.startsWith('No checkpoint is signed'))).toHaveLength(1);
  });

  it('says whether enough witnesses have cosigned', async () => {
    const key = shownKey(witnessIn(join(folder, 'w'), 'w'));
    writeFileSync(join(folder, 'policy.txt'), `witness w1 ${key}\ngroup witnesses 1 w1\nquorum witnesses\n`);
    started({});
    await until(async () => (await signed()) === 3);
    expect((await notary.report).checkpoint?.witnessed).toBe(false);
    const { signer } = await notary.proofs;
    const ask = async (path: string, body?: string) => {
      if (path === 'policy') return signer.policyText;
      return path === 'checkpoint' ? signer.current() : String(signer.cosigned(body ?? ''));
    };
    await witnessRound({ folder: join(folder, 'w'), name: 'w', ask });
    expect((await notary.report).checkpoint?.witnessed).toBe(true);
  });

  it('answers also when its policy cannot be read', async () => {
    started({});
    await until(async () => (await signed()) === 3);
    writeFileSync(join(folder, 'policy.txt'), 'quorum maybe\n');
    expect((await notary.report).refused).toMatch(/^Write the policy like this/);
  });
});
