import { UnfitFile, type Json } from '#event-log';
import type { RemovalBasis } from '#language';
import Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { commitmentOf, hmacOf, opened, sealed, type Authorship, type Sealed, type Seals, type Where } from './seal.ts';

/** Whose texts an act is about: one person's in a collaboration, of all kinds of things or of some. */
export interface TextsOf {
  readonly collaboration: string;
  readonly author: string;
  readonly kinds?: readonly string[] | undefined;
}

/** A key as it is used: nothing but its basis once it is gone. */
type Known = { readonly key: Buffer } | { readonly gone: RemovalBasis };

interface Row {
  readonly id: string;
  readonly wrapped: Buffer | null;
  readonly basis: RemovalBasis | null;
}

/** Keys in memory, of those used last. */
const keptKeys = 20_000;
const wrapping = { algorithm: 'aes-256-gcm', nonceBytes: 12, authTagLength: 16 } as const;

/**
 * Where the key is that wraps all others: said by TALKOOT_KEY_FILE, otherwise in the configuration of the user who runs
 * the program. Never in the data folder: whoever finds a copy of that alone can read no sealed text.
 */
export const wrappingKeyFile = (): string =>
  process.env['TALKOOT_KEY_FILE'] ??
  join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'talkoot', 'wrapping.key');

/** The key in a file; made, for its owner's eyes only, where there is none. */
function wrappingKeyIn(file: string, mayMake: boolean): Buffer {
  const read = (): Buffer | undefined =>
    existsSync(file) ? Buffer.from(readFileSync(file, 'utf8').trim(), 'hex') : undefined;
  let key = read();
  if (!key && !mayMake)
    throw new UnfitFile(
      `The texts in this data folder are sealed, and the key that opens them is not at ${file}. Put that file back, or name it in TALKOOT_KEY_FILE.`,
    );
  if (!key) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const temporary = `${file}.${process.pid}.new`;
    writeFileSync(temporary, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true });
    try {
      // Whole or not at all, and only once: another process may be making it at this moment.
      linkSync(temporary, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(temporary);
    }
    key = read();
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw new UnfitFile(`${file} can be read by others than its owner: chmod 600 ${file}`);
  if (key?.length !== 32) throw new UnfitFile(`${file} holds no key: it should be 64 hexadecimal digits`);
  return key;
}

/**
 * The keys texts are sealed with: a small database of its own, so that erasing a person's words is deleting a few rows
 * of it. A key is born when somebody first writes of a kind of thing, and is wrapped with one that lies elsewhere.
 */
export class Keys implements Seals {
  private readonly database: Database.Database;
  private readonly wrappingKey: Buffer;
  private readonly known = new LRUCache<string, Known>({ max: keptKeys });
  private readonly current = new LRUCache<string, string>({ max: keptKeys });
  private marks = new Map<string, string>();

  /** Opens the file, or makes it. Throws {@link UnfitFile} when the wrapping key is not the one its keys were wrapped with. */
  constructor(file: string, wrappingFile = wrappingKeyFile()) {
    this.database = new Database(file);
    try {
      chmodSync(file, 0o600);
      this.database.pragma('journal_mode = WAL');
      this.database.pragma('synchronous = FULL');
      // What is deleted is overwritten with noughts.
      this.database.pragma('secure_delete = ON');
      if (this.database.pragma('secure_delete', { simple: true }) !== 1)
        throw new UnfitFile(`${file} would not forget keys: secure_delete is off`);
      this.database.exec(tables);
      const check = this.state('wrapping');
      this.wrappingKey = wrappingKeyIn(wrappingFile, check === undefined);
      const own = hash('sha256', Buffer.concat([Buffer.from('talkoot-wrapping/v1\0'), this.wrappingKey]));
      if (check === undefined) this.remember('wrapping', own);
      else if (check !== own)
        throw new UnfitFile(
          `The texts in this data folder were sealed under another key than the one in ${wrappingFile}. Name the right file in TALKOOT_KEY_FILE.`,
        );
    } catch (error) {
      this.database.close();
      throw error;
    }
  }

  seal(text: Json, by: Authorship, where: Where, known: bigint): Sealed {
    const id = this.currentOf(by, known);
    const found = this.find(id);
    if (!('key' in found)) throw new Error(`The key ${id} was erased at this moment`);
    return sealed(text, found.key, id, where);
  }

  /** Opens what is kept from sight too: for auditors, and only where their reading is recorded. */
  get forAuditors(): Seals {
    return {
      open: (box, where) => {
        const text = this.openRestricted(box, where);
        return text === undefined ? this.open(box, where) : { text };
      },
    };
  }

  blinded(digest: string): string {
    return hmacOf(this.wrappingKey, Buffer.from(`talkoot-command/v1\0${digest}`)).toString('hex');
  }

  /** Opens what was sealed and seals nothing, for what is only rehearsed. */
  get onlyOpening(): Seals {
    return { open: (box, where) => this.open(box, where), blinded: (digest) => this.blinded(digest) };
  }

  open(box: Sealed, where: Where): { readonly text: Json } | { readonly gone: RemovalBasis } {
    const found = this.find(box.$sealed);
    return 'gone' in found ? found : { text: opened(box, found.key, where) };
  }

  private openRestricted(box: Sealed, where: Where): Json | undefined {
    const row = this.row(box.$sealed);
    return row?.wrapped ? opened(box, this.unwrapped(row.id, row.wrapped), where) : undefined;
  }

  /** Deletes the keys born before a log position. Gives how many there were: nothing when it was done before. */
  erase(texts: TextsOf, before: bigint, basis: RemovalBasis): number {
    return this.change('wrapped = NULL, basis = ?', 'wrapped IS NOT NULL', texts, before, [basis]);
  }

  /** Keeps texts written before a log position from sight; the keys stay. */
  restrict(texts: TextsOf, before: bigint): number {
    return this.change("basis = 'restricted'", 'basis IS NULL', texts, before, []);
  }

  /** Lets restricted texts be seen again. */
  lift(texts: TextsOf, before: bigint): number {
    return this.change('basis = NULL', "basis = 'restricted' AND wrapped IS NOT NULL", texts, before, []);
  }

  /** Kinds of things in which somebody's texts can be opened now, or could be. */
  kindsOf(collaboration: string, author: string): readonly string[] {
    return this.database
      .prepare('SELECT DISTINCT kind FROM keys WHERE collaboration = ? AND author = ? ORDER BY kind')
      .pluck()
      .all(collaboration, author) as string[];
  }

  /** Changes whenever a text of the collaboration went out of sight or came back: what was made before is not to be used. */
  mark(collaboration: string): string {
    let mark = this.marks.get(collaboration);
    if (mark === undefined) {
      const rows = this.database
        .prepare('SELECT id, basis FROM keys WHERE collaboration = ? AND basis IS NOT NULL ORDER BY id')
        .raw()
        .all(collaboration);
      mark = `${hash('sha256', JSON.stringify(rows))} ${this.state(`removed ${collaboration}`) ?? ''}`;
      this.marks.set(collaboration, mark);
    }
    return mark;
  }

  /** The same of all collaborations together. */
  get markOfAll(): string {
    const names = this.database.prepare('SELECT DISTINCT collaboration FROM keys ORDER BY 1').pluck().all() as string[];
    const removals = this.database.prepare("SELECT name FROM state WHERE name LIKE 'removed %'").pluck().all();
    const all = new Set([...names, ...(removals as string[]).map((name) => name.slice('removed '.length))]);
    return hash('sha256', JSON.stringify([...all].sort().map((name) => this.mark(name))));
  }

  /** A text was taken out of an event. */
  noteRemoval(collaboration: string, position: bigint): void {
    const before = BigInt(this.state(`removed ${collaboration}`) ?? 0);
    if (position > before) this.remember(`removed ${collaboration}`, String(position));
    this.marks = new Map();
  }

  /** Up to which event of the log all acts of erasure have been carried out. */
  get carriedOut(): { readonly position: bigint; readonly event: string } {
    const [position = '0', event = ''] = (this.state('carriedOut') ?? '0 ').split(' ');
    return { position: BigInt(position), event };
  }

  set carriedOut({ position, event }: { readonly position: bigint; readonly event: string }) {
    this.remember('carriedOut', `${position} ${event}`);
  }

  close(): void {
    this.database.close();
  }

  private currentOf({ collaboration, author, kind }: Authorship, known: bigint): string {
    const name = JSON.stringify([collaboration, author, kind]);
    const kept = this.current.get(name);
    if (kept !== undefined) return kept;
    const there = this.database
      .prepare(
        `SELECT id FROM keys WHERE collaboration = ? AND author = ? AND kind = ? AND wrapped IS NOT NULL AND basis IS NULL
         ORDER BY born DESC, id LIMIT 1`,
      )
      .pluck()
      .get(collaboration, author, kind) as string | undefined;
    const id = there ?? this.born(collaboration, author, kind, known);
    this.current.set(name, id);
    return id;
  }

  /** On the disk before anything is sealed with it. */
  private born(collaboration: string, author: string, kind: string, known: bigint): string {
    const key = randomBytes(32);
    const id = commitmentOf(key);
    const { position } = this.carriedOut;
    this.database
      .prepare('INSERT INTO keys (id, collaboration, author, kind, born, wrapped) VALUES (?, ?, ?, ?, ?, ?)')
      .run(id, collaboration, author, kind, known > position ? known : position, this.wrapped(id, key));
    this.known.set(id, { key });
    return id;
  }

  private find(id: string): Known {
    let found = this.known.get(id);
    if (!found) {
      const row = this.row(id);
      if (!row) found = { gone: 'key_missing' };
      else if (row.basis !== null || row.wrapped === null) found = { gone: row.basis ?? 'key_missing' };
      else found = { key: this.unwrapped(id, row.wrapped) };
      // Another process may have made it a moment ago: what is not there now is looked for again.
      if (row) this.known.set(id, found);
    }
    return found;
  }

  private row(id: string): Row | undefined {
    return this.database.prepare('SELECT id, wrapped, basis FROM keys WHERE id = ?').get(id) as Row | undefined;
  }

  private change(set: string, only: string, texts: TextsOf, before: bigint, values: readonly string[]): number {
    const { collaboration, author, kinds } = texts;
    const some = kinds === undefined ? '' : `AND kind IN (${kinds.map(() => '?').join(', ')})`;
    const { changes } = this.database
      .prepare(`UPDATE keys SET ${set} WHERE ${only} AND collaboration = ? AND author = ? AND born < ? ${some}`)
      .run(...values, collaboration, author, before, ...(kinds ?? []));
    this.known.clear();
    this.current.clear();
    this.marks = new Map();
    // The log beside the file holds what was there before until it is cut.
    this.database.pragma('wal_checkpoint(TRUNCATE)');
    return changes;
  }

  private wrapped(id: string, key: Buffer): Buffer {
    const nonce = randomBytes(wrapping.nonceBytes);
    const { authTagLength } = wrapping;
    const cipher = createCipheriv(wrapping.algorithm, this.wrappingKey, nonce, { authTagLength });
    cipher.setAAD(Buffer.from(id));
    return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  }

  private unwrapped(id: string, bytes: Buffer): Buffer {
    const { nonceBytes, authTagLength } = wrapping;
    const nonce = bytes.subarray(0, nonceBytes);
    const decipher = createDecipheriv(wrapping.algorithm, this.wrappingKey, nonce, { authTagLength });
    decipher.setAAD(Buffer.from(id));
    decipher.setAuthTag(bytes.subarray(-authTagLength));
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -authTagLength)), decipher.final()]);
  }

  private state(name: string): string | undefined {
    return this.database.prepare('SELECT value FROM state WHERE name = ?').pluck().get(name) as string | undefined;
  }

  private remember(name: string, value: string): void {
    this.database
      .prepare('INSERT INTO state VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
      .run(name, value);
  }
}

/** The keys of a data folder; nothing where no text was ever sealed. */
export const keysIn = (folder: string): Keys | undefined => {
  const file = join(folder, keysFile);
  return existsSync(file) ? new Keys(file) : undefined;
};

/**
 * Throws {@link UnfitFile} when the keys of two data folders are wrapped with different keys: asked before anything is
 * copied from the one to the other.
 */
export function mustBeWrappedAlike(from: string, to: string): void {
  const marks = [from, to].map((folder) => {
    const file = join(folder, keysFile);
    if (!existsSync(file)) return undefined;
    const database = new Database(file, { readonly: true });
    try {
      return database.prepare("SELECT value FROM state WHERE name = 'wrapping'").pluck().get();
    } finally {
      database.close();
    }
  });
  if (marks.every((mark) => mark !== undefined) && marks[0] !== marks[1])
    throw new UnfitFile(`${to} holds the keys of other texts, wrapped with another key: copy to another folder`);
}

/**
 * The keys of one data folder brought to another, with nothing of what was erased in either. They stay wrapped with
 * the same key: see {@link mustBeWrappedAlike}. Gives how many were brought.
 */
export function copyKeys(from: string, to: string): number {
  const [source, target] = [join(from, keysFile), join(to, keysFile)];
  if (!existsSync(source)) return 0;
  mustBeWrappedAlike(from, to);
  if (!existsSync(target)) {
    const unfinished = `${target}.new`;
    rmSync(unfinished, { force: true });
    const database = new Database(source, { readonly: true });
    try {
      database.prepare('VACUUM INTO ?').run(unfinished);
      chmodSync(unfinished, 0o600);
      renameSync(unfinished, target);
      return database.prepare('SELECT count(*) FROM keys').pluck().get() as number;
    } finally {
      database.close();
    }
  }
  const database = new Database(target);
  try {
    database.pragma('secure_delete = ON');
    database.prepare('ATTACH ? AS source').run(source);
    const brought = database.transaction((): number => {
      database.exec(`UPDATE main.keys SET (wrapped, basis) = (SELECT wrapped, basis FROM source.keys s WHERE s.id = keys.id)
        WHERE wrapped IS NOT NULL AND id IN (SELECT id FROM source.keys)`);
      return database.prepare('INSERT OR IGNORE INTO main.keys SELECT * FROM source.keys').run().changes;
    })();
    database.exec('DETACH source');
    database.pragma('wal_checkpoint(TRUNCATE)');
    return brought;
  } finally {
    database.close();
  }
}

/** What the file is called in a data folder. */
export const keysFile = 'keys.db';

const tables = `
  CREATE TABLE IF NOT EXISTS keys (
    -- The commitment that events name the key by.
    id TEXT PRIMARY KEY,
    collaboration TEXT NOT NULL, author TEXT NOT NULL, kind TEXT NOT NULL,
    -- A position of the log that had been reached when it was made: an erasure further on covers it.
    born INTEGER NOT NULL,
    -- Nothing once it is erased.
    wrapped BLOB,
    basis TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS keys_by_author ON keys (collaboration, author, kind);
  CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
`;
