import { OtherLog } from '#event-log';
import Database from 'better-sqlite3';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKPOINTS_FILE, HEADS_LAYOUT, KEY_FILE, POLICY_FILE } from './checkpoint.signer.ts';

/**
 * Throws {@link OtherLog} when what a data folder has signed is not what another has: asked before anything is copied
 * there.
 */
export function mustBeOneSigner(from: string, to: string): void {
  const [key, other] = [from, to].map((folder) => contentOf(join(folder, KEY_FILE)));
  if (other !== undefined && key !== other)
    throw new OtherLog(`${to} holds the key by which another log is signed: it holds something else`);
  if (!existsSync(join(to, CHECKPOINTS_FILE))) return;
  const db = beside(to, from);
  try {
    const alone = db
      .prepare<[], number>(
        `SELECT size FROM main.heads own WHERE NOT EXISTS (
           SELECT 1 FROM source.heads WHERE epoch = own.epoch AND size = own.size AND root = own.root
         ) ORDER BY epoch, size LIMIT 1`,
      )
      .pluck()
      .get();
    if (alone !== undefined)
      throw new OtherLog(
        `${to} has signed a checkpoint of ${alone} events that ${from} has not: it holds something else`,
      );
  } finally {
    db.close();
  }
}

/**
 * Brings what a data folder signs by, and all it has signed of a log up to a position, to another folder: its key, its
 * policy, its checkpoints with their cosignatures, its epochs with why each was begun. What came since it was
 * brought before is added. Gives how many checkpoints there are then.
 */
export function copyCheckpoints(from: string, to: string, head: number): number {
  for (const name of [KEY_FILE, POLICY_FILE]) {
    const content = contentOf(join(from, name));
    if (content !== undefined && contentOf(join(to, name)) === undefined) keep(join(to, name), content);
  }
  if (!existsSync(join(from, CHECKPOINTS_FILE))) return 0;
  const db = beside(to, from);
  try {
    // What was signed since the copy was begun is of events that are not there. Cosignatures are only ever added to a
    // note: the longer has them all.
    db.prepare(
      `INSERT INTO main.heads SELECT * FROM source.heads
       WHERE size <= ? OR epoch < (SELECT max(epoch) FROM source.heads)
       ON CONFLICT (epoch, size) DO UPDATE SET note = excluded.note WHERE length(excluded.note) > length(heads.note)`,
    ).run(head);
    return db.prepare<[], number>('SELECT count(*) FROM main.heads').pluck().get() ?? 0;
  } finally {
    db.close();
  }
}

/** What a folder has signed, made where there is nothing, with what another has as `source`. */
const beside = (folder: string, other: string): Database.Database => {
  const db = new Database(join(folder, CHECKPOINTS_FILE));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(HEADS_LAYOUT);
  const source = join(other, CHECKPOINTS_FILE);
  db.prepare('ATTACH ? AS source').run(existsSync(source) ? source : ':memory:');
  db.exec(HEADS_LAYOUT.replace('heads', 'source.heads'));
  return db;
};

const contentOf = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

/** For its owner's eyes, whole or not at all. */
const keep = (file: string, content: string): void => {
  const out = openSync(`${file}.new`, 'w', 0o600);
  writeFileSync(out, content);
  fsyncSync(out);
  closeSync(out);
  renameSync(`${file}.new`, file);
};
