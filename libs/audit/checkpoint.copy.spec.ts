import { openSqliteLog, OtherLog } from '#event-log';
import Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { written } from '../../test/written.ts';
import { copyCheckpoints, mustBeOneSigner } from './checkpoint.copy.ts';
import { cosignature, noteOf, shownKey } from './checkpoint.note.ts';
import { openProofs } from './checkpoint.signer.ts';
import { witnessIn } from './witness.round.ts';

let home: string;
let from: string;
let to: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'talkoot-heads-'));
  [from, to] = ['from', 'to'].map((name) => join(home, name)) as [string, string];
  for (const folder of [from, to]) mkdirSync(folder);
});
afterEach(() => rmSync(home, { recursive: true }));

const grow = async (folder: string, count: number) => {
  const log = openSqliteLog({ file: join(folder, 'log.db') });
  for (let n = 0; n < count; n++) await log.append(`ks-${randomUUID()}`, [written()], 'no stream');
  await log.close();
};
const sign = async (folder: string, fork?: string): Promise<string> => {
  const proofs = await openProofs(folder);
  try {
    if (fork !== undefined) expect(await proofs.signer.acknowledgeFork(fork)).toBe(true);
    return await proofs.signer.sign();
  } finally {
    await proofs.close();
  }
};
const heads = (folder: string) => {
  const db = new Database(join(folder, 'checkpoints.db'), { readonly: true });
  try {
    return db.prepare('SELECT * FROM heads ORDER BY epoch, size').all();
  } finally {
    db.close();
  }
};

describe('what a data folder has signed, brought to another', () => {
  it('is there with its epochs and why they were begun, its key and its policy; and is signed on from there', async () => {
    await grow(from, 3);
    cpSync(join(from, 'log.db'), join(home, 'older.db'));
    await grow(from, 4);
    await sign(from);
    writeFileSync(join(from, 'policy.txt'), 'quorum none\n');
    cpSync(join(home, 'older.db'), join(from, 'log.db'));
    await sign(from, 'The backup of the day before was put back');
    mustBeOneSigner(from, to);
    expect(copyCheckpoints(from, to, 3)).toBe(2);
    expect(heads(to)).toEqual(heads(from));
    expect(JSON.stringify(heads(to))).toContain('The backup of the day before was put back');
    for (const name of ['checkpoint.key', 'policy.txt'])
      expect(readFileSync(join(to, name))).toEqual(readFileSync(join(from, name)));
    expect(statSync(join(to, 'checkpoint.key')).mode & 0o777).toBe(0o600);
    cpSync(join(from, 'log.db'), join(to, 'log.db'));
    await grow(to, 1);
    expect(await sign(to)).toMatch(/^talkoot\/[0-9a-f]{8}\/2\n4\n/);
  });

  it('is added to when it is brought again: what was signed since, and cosignatures of what was there', async () => {
    await grow(from, 3);
    const { text } = noteOf(await sign(from));
    copyCheckpoints(from, to, 3);
    const witness = witnessIn(join(home, 'w'), 'w');
    writeFileSync(
      join(from, 'policy.txt'),
      `witness w1 ${shownKey(witness)}\ngroup witnesses 1 w1\nquorum witnesses\n`,
    );
    const proofs = await openProofs(from);
    expect(proofs.signer.cosigned(`${text}\n${cosignature(text, witness, new Date())}`)).toBe(true);
    await proofs.close();
    await grow(from, 2);
    await sign(from);
    // The log was copied up to its fourth event: the fifth, and what was signed of it, come next time.
    expect(copyCheckpoints(from, to, 4)).toBe(1);
    expect(heads(to)).toEqual(heads(from).slice(0, 1));
    expect(copyCheckpoints(from, to, 5)).toBe(2);
    expect(heads(to)).toEqual(heads(from));
  });

  it('is nothing where nothing was signed', () => {
    mustBeOneSigner(from, to);
    expect(copyCheckpoints(from, to, 0)).toBe(0);
  });

  it('is refused by a folder that signs with another key, or has signed otherwise with the same', async () => {
    await grow(from, 3);
    await sign(from);
    const other = join(home, 'other');
    mkdirSync(other);
    await grow(other, 3);
    await sign(other);
    expect(() => mustBeOneSigner(from, other)).toThrow(OtherLog);
    cpSync(join(from, 'checkpoint.key'), join(to, 'checkpoint.key'));
    await grow(to, 2);
    await sign(to);
    expect(() => mustBeOneSigner(from, to)).toThrow('has signed a checkpoint of 2 events that');
  });
});
