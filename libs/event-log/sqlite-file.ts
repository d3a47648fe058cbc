import Database from 'better-sqlite3';
import {
  AppendConflict,
  categoryOf,
  EventIdReused,
  type Appended,
  type Expected,
  type Position,
  type RecordedEvent,
} from './event-log.ts';
import type { Draft } from './draft.ts';
import { newSalts, saltedDigest, sealOf } from './leaf.ts';
import { OtherLog, type MovedEvent, type StoredEvent, type StoredLeaf } from './transplant.ts';

/** The file is no event log, or one of another version, or cannot be durable; the message says which, in plain words. */
export class UnfitFile extends Error {
  override readonly name = 'UnfitFile';
}

/** What was removed from the file is not gone from the log beside it yet. */
export class StillRead extends Error {
  override readonly name = 'StillRead';
}

/** "TALK" in the file's header; `file` shows it. */
const APPLICATION_ID = 0x54414c4b;
const LAYOUT_VERSION = 2;

/** Lifted in one transaction only: where two persons together take a text out of an event. */
const EVENTS_ARE_NOT_CHANGED =
  "CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'Events are never changed'); END;";

/**
 * A row of `events` can be read, checked and exported alone; its text columns hold the exact bytes that were
 * written. Nothing is ever deleted or rewritten, which triggers hold against slips; so a position is never given twice
 * without AUTOINCREMENT and the page it writes at every commit. Each page that a commit touches costs about
 * 5 % of its time, so there is no third index: `stretches` says in which thousands of positions a category
 * occurs, and gets a row only when a category enters another thousand.
 */
const EVENTS = `
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    data TEXT NOT NULL,
    metadata TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX events_by_stream ON events (stream, revision);
  CREATE UNIQUE INDEX events_by_id ON events (id);
  CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'Events are never deleted'); END;
  ${EVENTS_ARE_NOT_CHANGED}
  CREATE TABLE stretches (
    category TEXT NOT NULL,
    stretch INTEGER NOT NULL,
    PRIMARY KEY (category, stretch)
  ) STRICT, WITHOUT ROWID;
  PRAGMA application_id = ${APPLICATION_ID};
`;

/**
 * Since layout 2: what stands for each event in the Merkle tree. A table of its own, so that no event that was written
 * before is touched; it grows at its end, one page for some twenty-five events.
 */
const LEAVES = `
  CREATE TABLE leaves (
    position INTEGER PRIMARY KEY,
    hash BLOB NOT NULL,
    data_salt BLOB,
    metadata_salt BLOB,
    -- Written when a payload and its salt are removed: the leaf can still be worked out.
    data_digest BLOB,
    metadata_digest BLOB
  ) STRICT;
  CREATE TRIGGER leaves_are_not_deleted BEFORE DELETE ON leaves BEGIN SELECT RAISE(ABORT, 'Leaves are never deleted'); END;
  CREATE TRIGGER leaves_are_not_changed BEFORE UPDATE OF position, hash ON leaves BEGIN SELECT RAISE(ABORT, 'Leaves are never changed'); END;
  PRAGMA user_version = ${LAYOUT_VERSION};
`;
/** Events sealed in one transaction when a file of an earlier layout is opened. */
const SEALED_TOGETHER = 2_000;

/** What durability and speed rest on: set at open and read back, since SQLite ignores what it cannot do. */
const OPTIONS = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  // On macOS a plain fsync does not reach the disk.
  ['fullfsync', 'ON', 1],
  ['checkpoint_fullfsync', 'ON', 1],
  ['wal_autocheckpoint', '4000', 4_000],
  ['journal_size_limit', '67108864', 67_108_864],
  ['cache_size', '-32768', -32_768],
  // What moves to another page leaves no copy behind. A log only grows, so it costs nothing.
  ['secure_delete', 'FAST', 2],
] as const;

/** A commit touches four or five pages however small its events are: small pages are less to write. */
const PAGE_BYTES = 2_048;
/** How long another process may hold the file before a write gives up. The event loop stands still meanwhile. */
const BUSY_TIMEOUT_MS = 2_000;
/** A stretch of the log in memory; `ended` when nothing follows in the range asked for. */
export interface Page {
  readonly events: readonly RecordedEvent[];
  readonly ended: boolean;
}
/** A page ends at whichever comes first, so that a page of large events stays bounded too. */
const TAIL_EVENTS = 256;
/** Positions in a stretch. */
export const STRETCH = 1_000;
const PAGE = { events: 512, chars: 4_000_000 };
/** More than any page held before it became the root of others: an event takes some hundred bytes. */
const ROOT_EVENTS = 64n;

export interface Append {
  readonly stream: string;
  readonly drafts: readonly Draft[];
  readonly expected: Expected;
}

type Row = [
  position: number,
  stream: string,
  revision: number,
  id: string,
  type: string,
  schemaVersion: number,
  recordedAt: string,
  data: string,
  metadata: string,
];
/** An event as stored, its position as SQLite gives it. */
type StoredRow = Omit<StoredEvent, 'position'> & { readonly position: number };
type MovedRow = StoredRow & Omit<StoredLeaf, 'hash'> & { readonly hash: Buffer | null };
interface Moment {
  readonly position: number;
  readonly recordedAt: string;
}
const MOMENT = 'position, recorded_at AS recordedAt FROM events';
const COLUMNS = 'position, stream, revision, id, type, schema_version, recorded_at, data, metadata';

const parse = (row: Row): RecordedEvent => ({
  id: row[3],
  type: row[4],
  schemaVersion: row[5],
  data: JSON.parse(row[7]) as RecordedEvent['data'],
  metadata: JSON.parse(row[8]) as RecordedEvent['metadata'],
  stream: row[1],
  revision: row[2],
  position: BigInt(row[0]),
  recordedAt: row[6],
});

/** Opens the file, or makes it, with its options and layout asserted. */
export const openFile = (file: string, { mustExist = false } = {}) => {
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS, fileMustExist: mustExist });
  try {
    // Before anything is set: a file of another program must stay as it is.
    isNew(db);
    db.pragma(`page_size = ${PAGE_BYTES}`);
    for (const [option, wanted] of OPTIONS) db.pragma(`${option} = ${wanted}`);
    // Asked again under the lock: another process may be making the file at this moment.
    const lay = db.transaction(() => {
      if (isNew(db)) db.exec(EVENTS);
      if (db.pragma('user_version', { simple: true }) !== LAYOUT_VERSION) db.exec(LEAVES);
    });
    lay.immediate();
    // Read back last: SQLite decides on its own default for `synchronous` only when the file is first used.
    for (const [option, , kept] of OPTIONS) {
      const actual = db.pragma(option, { simple: true });
      if (actual !== kept) throw new UnfitFile(`${file} would not keep events safely: ${option} is ${String(actual)}`);
    }
    const log = access(db);
    log.checkTail();
    // Broken off, it goes on at the next opening: each step is a transaction of its own.
    while (log.sealSome() > 0);
    return log;
  } catch (error) {
    db.close();
    if (codeOf(error) === 'SQLITE_NOTADB') throw new UnfitFile(`${file} is not an event log`, { cause: error });
    throw error;
  }
};

/** Whether the file is still empty; throws when it is neither that nor an event log of this version. */
const isNew = (db: Database.Database): boolean => {
  const application = db.pragma('application_id', { simple: true });
  const version = db.pragma('user_version', { simple: true });
  if (application === APPLICATION_ID && (version === LAYOUT_VERSION || version === 1)) return false;
  if (application === APPLICATION_ID) {
    const versions = `its layout is ${String(version)}, this one reads ${LAYOUT_VERSION}`;
    throw new UnfitFile(`${db.name} was written by another version of this program: ${versions}`);
  }
  if (application === 0 && db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined) return true;
  throw new UnfitFile(`${db.name} is the database of another program`);
};

export type LogFile = ReturnType<typeof openFile>;

/** Whether somebody else only holds the file at this moment. */
export const isHeld = (error: unknown): boolean =>
  error instanceof StillRead || ['SQLITE_BUSY', 'SQLITE_LOCKED'].includes(codeOf(error));

/** Whether the file must be opened anew before it is written again; it need not when another process only held it too long. */
export const needsMending = (error: unknown): boolean => !['', 'SQLITE_BUSY', 'SQLITE_LOCKED'].includes(codeOf(error));

/**
 * SQLite's extended result code, such as SQLITE_IOERR_FSYNC; empty for an error that is not SQLite's. Read off its form: the binary keeps the error class of whoever loaded it first, and in a
 * process with several realms (jest's) that is another one.
 */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

/**
 * All SQL there is. A unary plus before a parameter keeps SQLite (built with STAT4) from planning the statement
 * anew for every value, which costs more than running it. Everything is synchronous and throws SqliteError when the file fails.
 */
const access = (db: Database.Database) => {
  const newest = db.prepare<[], Moment>(`SELECT ${MOMENT} ORDER BY position DESC LIMIT 1`);
  const upTo = db.prepare<[position: number], Moment>(
    `SELECT ${MOMENT} WHERE position <= ? ORDER BY position DESC LIMIT 1`,
  );
  const lastOf = db.prepare<[stream: string], { revision: number; position: number }>(
    'SELECT revision, position FROM events WHERE stream = +? ORDER BY revision DESC LIMIT 1',
  );
  const byId = db.prepare<[id: string], { stream: string; revision: number }>(
    'SELECT stream, revision FROM events WHERE id = ?',
  );
  const insert = db.prepare<[string, number, string, string, number, string, string, string]>(
    `INSERT INTO events (stream, revision, id, type, schema_version, recorded_at, data, metadata)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const seal = db.prepare<[position: number | bigint, hash: Buffer, dataSalt: Buffer, metadataSalt: Buffer]>(
    'INSERT INTO leaves (position, hash, data_salt, metadata_salt) VALUES (?, ?, ?, ?)',
  );
  const unsealed = db.prepare<[limit: number], StoredRow>(
    `SELECT position, stream, revision, id, type, schema_version AS schemaVersion, recorded_at AS recordedAt,
       CAST(data AS BLOB) AS data, CAST(metadata AS BLOB) AS metadata
     FROM events WHERE position > (SELECT coalesce(max(position), 0) FROM leaves) ORDER BY position LIMIT ?`,
  );
  const rows = <Bound extends unknown[]>(where: string) =>
    db.prepare<[...Bound, limit: number], Row>(`SELECT ${COLUMNS} FROM events WHERE ${where} LIMIT ?`).raw();
  type Span = [low: number | bigint, high: number | bigint];
  const upwards = rows<[stream: string, ...Span]>('stream = +? AND revision BETWEEN +? AND +? ORDER BY revision');
  const downwards = rows<[stream: string, ...Span]>(
    'stream = +? AND revision BETWEEN +? AND +? ORDER BY revision DESC',
  );
  const all = rows<Span>('position > +? AND position <= +? ORDER BY position');
  const ofCategory = db
    .prepare<[category: string, ...Span, ...Span, limit: number], Row>(
      `SELECT ${COLUMNS} FROM stretches CROSS JOIN events
       ON position BETWEEN stretch * ${STRETCH} AND stretch * ${STRETCH} + ${STRETCH - 1}
       WHERE category = +? AND stretch BETWEEN ? / ${STRETCH} AND ? / ${STRETCH} AND position > ? AND position <= ?
       AND (stream = category OR stream >= category || '-' AND stream < category || '.')
       ORDER BY stretch, position LIMIT ?`,
    )
    .raw();
  const enter = db.prepare<[category: string, stretch: number]>('INSERT OR IGNORE INTO stretches VALUES (?, ?)');
  /** The stretch each category was last seen to have entered. Emptied when a transaction fails. */
  const entered = new Map<string, number>();
  const others = db.prepare<[], number>('PRAGMA data_version').pluck();

  const page = <Bound extends unknown[]>(
    statement: Database.Statement<[...Bound, limit: number], Row>,
    bound: Bound,
    most: number,
  ): Page => {
    const limit = Math.min(most, PAGE.events);
    const events: RecordedEvent[] = [];
    let chars = 0;
    for (const row of statement.iterate(...bound, limit)) {
      events.push(parse(row));
      chars += row[7].length;
      if (chars > PAGE.chars) return { events, ended: false };
    }
    return { events, ended: events.length < limit };
  };

  /** The answer to an append whose events are all there already, byte for byte; nothing when none of them is. */
  const repetition = ({ stream, drafts }: Append): Appended | EventIdReused | undefined => {
    const [first] = drafts;
    const found = first && byId.get(first.id);
    if (!found) {
      const reused = drafts.slice(1).find(({ id }) => byId.get(id));
      return reused && new EventIdReused(reused.id);
    }
    let revision = found.revision - 1;
    let position = 0;
    for (const { id, type, schemaVersion, data } of drafts) {
      revision += 1;
      const there = found.stream === stream ? upwards.get(stream, revision, revision, 1) : undefined;
      if (there?.[3] !== id) return new EventIdReused(first.id);
      if (there[4] !== type || there[5] !== schemaVersion || there[7] !== data) return new EventIdReused(id);
      position = there[0];
    }
    return { revision, position: BigInt(position), repeated: true };
  };

  /** Notes that a category occurs in the thousand of a position. */
  const enterStretch = (category: string, position: number) => {
    const stretch = Math.floor(position / STRETCH);
    if (entered.get(category) !== stretch) enter.run(category, stretch);
    entered.set(category, stretch);
  };

  const add = ({ stream, drafts, expected }: Append, recordedAt: string): Appended | AppendConflict => {
    const last = lastOf.get(stream);
    const actual = last?.revision ?? 'no stream';
    if (actual !== expected) return new AppendConflict(stream, expected, actual);
    const category = categoryOf(stream);
    let revision = last?.revision ?? -1;
    let position = last?.position ?? 0;
    for (const { id, type, schemaVersion, data, metadata } of drafts) {
      revision += 1;
      const row = insert.run(stream, revision, id, type, schemaVersion, recordedAt, data, metadata);
      position = Number(row.lastInsertRowid);
      const salts = newSalts();
      const event = { position: BigInt(position), stream, revision, id, type, schemaVersion, recordedAt };
      seal.run(position, sealOf(event, salts, data, metadata), salts.data, salts.metadata);
      enterStretch(category, position);
    }
    return { revision: revision < 0 ? 'no stream' : revision, position: BigInt(position), repeated: false };
  };

  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');

  /** One durable transaction. */
  const together = <Result>(work: () => Result): Result => {
    begin.run();
    try {
      const result = work();
      commit.run();
      return result;
    } catch (error) {
      entered.clear();
      if (db.inTransaction) rollback.run();
      throw error;
    }
  };

  const stored = db.prepare<[after: Position, to: Position, limit: number], MovedRow>(
    `SELECT e.position, stream, revision, id, type, schema_version AS schemaVersion, recorded_at AS recordedAt,
       CAST(data AS BLOB) AS data, CAST(metadata AS BLOB) AS metadata, hash, data_salt AS dataSalt,
       metadata_salt AS metadataSalt, data_digest AS dataDigest, metadata_digest AS metadataDigest
     FROM events e LEFT JOIN leaves l ON l.position = e.position
     WHERE e.position > +? AND e.position <= +? ORDER BY e.position LIMIT ?`,
  );
  const bodyAt = db.prepare<[position: Position], { data: Buffer; salt: Buffer | null; digest: Buffer | null }>(
    `SELECT CAST(data AS BLOB) AS data, data_salt AS salt, data_digest AS digest
     FROM events e JOIN leaves l ON l.position = e.position WHERE e.position = ?`,
  );
  const plant = db.prepare<[bigint, string, number, string, string, number, string, string, string]>(
    `INSERT INTO events (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const plantLeaf = db.prepare<[position: bigint, hash: Buffer, ...(Buffer | null)[]]>(
    `INSERT INTO leaves (position, hash, data_salt, metadata_salt, data_digest, metadata_digest)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );

  return {
    /** One durable transaction, in which each append is accepted or refused by itself. */
    write: (appends: readonly Append[], now: Date) =>
      together(() => {
        // A clock set back must not make the log's times fall. Read in the transaction: another process's times count.
        const clock = now.toISOString();
        const before = newest.get()?.recordedAt ?? clock;
        const recordedAt = before > clock ? before : clock;
        return appends.map((append) => repetition(append) ?? add(append, recordedAt));
      }),

    /** Events as they are stored, to move house with; none at the end. */
    storedPage: (after: Position, to: Position): readonly MovedEvent[] => {
      const events: MovedEvent[] = [];
      let bytes = 0;
      for (const row of stored.iterate(after, to, PAGE.events)) {
        const { hash, dataSalt, metadataSalt, dataDigest, metadataDigest, ...event } = row;
        if (!hash) throw new UnfitFile(`Event ${event.position} has no leaf: nothing vouches for it`);
        const leaf = { hash, dataSalt, metadataSalt, dataDigest, metadataDigest };
        events.push({ ...event, position: BigInt(event.position), leaf });
        bytes += event.data.length;
        if (bytes > PAGE.chars) break;
      }
      return events;
    },
    /** Writes what was stored elsewhere as it was, in one durable transaction, to a log that ends at a position. */
    insert: (after: Position, events: readonly MovedEvent[]): void =>
      together(() => {
        const head = BigInt(newest.get()?.position ?? 0);
        if (head !== after)
          throw new OtherLog(`The target ends at position ${head}, not at ${after}: it is written to`);
        for (const { position, stream, revision, id, type, schemaVersion, recordedAt, ...event } of events) {
          const bodies = [event.data.toString(), event.metadata.toString()] as const;
          plant.run(position, stream, revision, id, type, schemaVersion, recordedAt, ...bodies);
          const { hash, dataSalt, metadataSalt, dataDigest, metadataDigest } = event.leaf;
          plantLeaf.run(position, hash, dataSalt, metadataSalt, dataDigest, metadataDigest);
          enterStretch(categoryOf(stream), Number(position));
        }
      }),

    /**
     * Puts other data in the place of an event's: the bytes there were are gone from the file, with the salt without
     * which nobody can try what they might have been. The leaf stays, and its digest is written down. False when the
     * same data stands there already.
     */
    replace: (position: Position, data: string): boolean => {
      // What is overwritten is overwritten with noughts.
      db.pragma('secure_delete = ON');
      const changed = together(() => {
        const there = bodyAt.get(position);
        if (!there) throw new UnfitFile(`There is no event at position ${position}`);
        if (there.data.toString() === data) return false;
        const digest = there.digest ?? saltedDigest(there.salt ?? Buffer.alloc(0), there.data);
        db.exec('DROP TRIGGER events_are_not_changed');
        db.prepare('UPDATE events SET data = ? WHERE position = ?').run(data, position);
        db.prepare('UPDATE leaves SET data_digest = ?, data_salt = NULL WHERE position = ?').run(digest, position);
        db.exec(EVENTS_ARE_NOT_CHANGED);
        return true;
      });
      // The tree's root was a leaf once. In a file from before pages were wiped it still holds copies of its first events.
      if (position <= ROOT_EVENTS) db.exec('VACUUM');
      // The log beside the file holds what was there before until it is cut. Whoever reads at this moment hinders it.
      const [cut] = db.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[];
      if (cut?.busy !== 0) throw new StillRead(`${db.name} is being read: the bytes removed are still in its log`);
      return changed;
    },

    /** Seals the next events that have no leaf; gives how many. */
    sealSome: (): number =>
      unsealed.get(1) === undefined
        ? 0
        : together(() => {
            const events = unsealed.all(SEALED_TOGETHER);
            for (const { data, metadata, ...row } of events) {
              const salts = newSalts();
              const event = { ...row, position: BigInt(row.position) };
              seal.run(row.position, sealOf(event, salts, data, metadata), salts.data, salts.metadata);
            }
            return events.length;
          }),

    lastRevision: (stream: string) => lastOf.get(stream)?.revision ?? -1,
    /** A page of a stream between two revisions, both inclusive. */
    streamPage: (stream: string, low: number, high: number, most: number, backwards: boolean) =>
      page(backwards ? downwards : upwards, [stream, low, high], most),
    /** A page of the log in its order. */
    logPage: (after: Position, to: Position, most: number, category?: string) =>
      category === undefined ? page(all, [after, to], most) : page(ofCategory, [category, after, to, after, to], most),

    head: (): Position => BigInt(newest.get()?.position ?? 0),
    /** Times never fall in log order, so twenty steps find one among a million. */
    positionAt: (instantMs: number): Position => {
      let found = 0;
      let high = newest.get()?.position ?? 0;
      while (found < high) {
        const middle = Math.ceil((found + high) / 2);
        const event = upTo.get(middle);
        if (!event || Date.parse(event.recordedAt) <= instantMs) found = middle;
        else high = event.position - 1;
      }
      return BigInt(upTo.get(found)?.position ?? 0);
    },

    /** The newest events are where an interrupted write would show: each must be readable and follow its predecessor. */
    checkTail: () => {
      const head = newest.get()?.position ?? 0;
      for (const event of page(all, [head - TAIL_EVENTS, head], TAIL_EVENTS).events) {
        const alone = event.revision > 0 && !upwards.get(event.stream, event.revision - 1, event.revision - 1, 1);
        if (alone) throw new UnfitFile(`Event ${event.position} stands without its predecessor in the stream`);
      }
    },
    /** Writes durably what is there already: throws as an append would. */
    probe: () => void db.pragma(`user_version = ${LAYOUT_VERSION}`),
    /** Changes when another connection, of this process or another, has written. */
    othersVersion: () => others.get(),
    close: () => db.close(),
  };
};
