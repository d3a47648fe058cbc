import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { categoryOf } from './event-log.ts';
import { digestOfSalted, leafHash, leafOf, leafWith, SALT_BYTES, saltedDigest, type Envelope } from './leaf.ts';
import { codeOf, STRETCH, UnfitFile } from './sqlite-file.ts';

/** What can be wrong at one place of a log's file. */
export type FlawKind =
  /** An event, or its leaf, is not there. */
  | 'GAP'
  /** The event is not the one that was sealed: data, metadata, time, stream or anything else of it. */
  | 'PAYLOAD_MISMATCH'
  /** The event is there, and a reader who looks for it would not find it. */
  | 'UNREACHABLE'
  /** SQLite cannot read it. */
  | 'UNREADABLE';

/** The first place where the file is not what was written, by its position in the log. */
export class Flaw extends Error {
  override readonly name = 'Flaw';
  readonly kind: FlawKind;
  readonly position: number;
  constructor(kind: FlawKind, position: number, why: string, cause?: unknown) {
    super(why, { cause });
    this.kind = kind;
    this.position = position;
  }
}

/** An event as it is stored. */
export interface ToldEvent {
  readonly position: number;
  readonly stream: string;
  readonly type: string;
  readonly data: Buffer;
}

/** A stretch of the log that is what was sealed. */
export interface Inspected {
  /** Hashes of the leaves, worked out anew from the events. */
  readonly hashes: readonly Buffer[];
  /** Events whose data was removed, and what stands in its place: the leaf says nothing of that. */
  readonly removed: readonly { readonly position: number; readonly left: Buffer }[];
  /** The events of the types asked for, as they are stored. */
  readonly told: readonly ToldEvent[];
}

/** And what is wrong behind it. */
type Stretch = Inspected & { readonly flaw: Flaw | undefined };

/** A log's file as it lies there, for somebody who doubts it. */
export interface Inspection {
  /** Positions there ought to be. Throws {@link Flaw} when that cannot be read. */
  size(): Promise<number>;
  /** From the first event on, each held against its leaf and looked for in every way readers look. Throws {@link Flaw} at the first that is wrong. */
  stretches(types?: ReadonlySet<string>): AsyncGenerator<Inspected, void, undefined>;
  /** What stands as an event's data at this moment; nothing where there is no event. */
  dataAt(position: number): Promise<Buffer | undefined>;
  /** SQLite's own word on its file, a finding a line; none when it is sound. Reads all of it before it answers. */
  structure(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Small enough that others wait for a millisecond or two between stretches. */
const STRETCH_EVENTS = 64;
/** Of larger payloads each is read by itself. */
const MOST_TOGETHER_BYTES = 4 * 1024 * 1024;
/** Readers' indexes are looked into at random. */
const CACHE_KILOBYTES = 32_768;

/** As the file gives it, which after a flipped bit may be of any type. */
type Unknown<Keys extends string> = Readonly<Record<Keys, unknown>>;
export type EventRow = Unknown<
  'position' | 'stream' | 'revision' | 'id' | 'type' | 'schemaVersion' | 'recordedAt' | 'data' | 'metadata'
>;
export type LeafRow = Unknown<'position' | 'hash' | 'dataSalt' | 'metadataSalt' | 'dataDigest' | 'metadataDigest'>;

/** `fit` when leaf and salts are such, and each index leads to the event. The hash is in capitals of hex, lengths are in bytes. */
type EnvelopeRow = readonly [
  position: unknown,
  stream: unknown,
  revision: unknown,
  id: unknown,
  type: unknown,
  schemaVersion: unknown,
  recordedAt: unknown,
  hash: unknown,
  dataBytes: unknown,
  metadataBytes: unknown,
  fit: unknown,
];

/**
 * Opens the log of a data folder without mending or sealing anything, and reads it only. Throws {@link UnfitFile} where
 * there is none, or what is there is no log.
 */
export const openSqliteInspection = (folder: string): Inspection => {
  const file = join(folder, 'log.db');
  if (!existsSync(file)) throw new UnfitFile(`${folder} holds no event log`);
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    db.pragma(`cache_size = -${CACHE_KILOBYTES}`);
    return inspectionOf(db);
  } catch (error) {
    db.close();
    throw new UnfitFile(`${file} is not an event log that can be read: ${wordsOf(error)}`, { cause: error });
  }
};

const inspectionOf = (db: Database.Database): Inspection => {
  const events = db.prepare<[after: number, limit: number], EventRow>(
    `SELECT position, stream, revision, id, type, schema_version AS schemaVersion, recorded_at AS recordedAt,
       CAST(data AS BLOB) AS data, CAST(metadata AS BLOB) AS metadata
     FROM events WHERE position > +? ORDER BY position LIMIT ?`,
  );
  const leaves = db.prepare<[after: number, limit: number], LeafRow>(
    `SELECT position, hash, data_salt AS dataSalt, metadata_salt AS metadataSalt, data_digest AS dataDigest,
       metadata_digest AS metadataDigest
     FROM leaves WHERE position > +? ORDER BY position LIMIT ?`,
  );
  // The same of a stretch in which nothing stands out, in two questions: what each event is, how long its payloads are and
  // whether every index leads to it; and all salts and payloads, one behind the other, as they are hashed. To make a
  // buffer of each, and to ask for each by itself, takes twice the time.
  const together =
    'events e JOIN leaves l ON l.position = e.position WHERE e.position > +? ORDER BY e.position LIMIT ?';
  const envelopes = db
    .prepare<[after: number, limit: number], EnvelopeRow>(
      `SELECT e.position, e.stream, e.revision, e.id, e.type, e.schema_version, e.recorded_at, hex(l.hash),
         octet_length(e.data), octet_length(e.metadata),
         typeof(l.hash) = 'blob' AND typeof(l.data_salt) = 'blob' AND typeof(l.metadata_salt) = 'blob'
           AND length(l.data_salt) = ${SALT_BYTES} AND length(l.metadata_salt) = ${SALT_BYTES}
           AND e.position = (SELECT position FROM events WHERE position = +e.position)
           AND e.position = (SELECT position FROM events INDEXED BY events_by_stream
             WHERE stream = +e.stream AND revision = +e.revision)
           AND e.position = (SELECT position FROM events INDEXED BY events_by_id WHERE id = +e.id)
       FROM ${together}`,
    )
    .raw();
  const payloads = db
    .prepare<[after: number, limit: number], Buffer>(
      `SELECT CAST(group_concat(salted, '') AS BLOB) FROM (
         SELECT l.data_salt || CAST(e.data AS BLOB) || l.metadata_salt || CAST(e.metadata AS BLOB) AS salted
         FROM ${together})`,
    )
    .pluck();
  const last = db
    .prepare<[], unknown>(
      'SELECT max(coalesce((SELECT max(position) FROM events), 0), coalesce((SELECT max(position) FROM leaves), 0))',
    )
    .pluck();
  const data = db.prepare<[number], Buffer>('SELECT CAST(data AS BLOB) FROM events WHERE position = +?').pluck();
  // The ways in which readers find an event, each by the index they use.
  const byPosition = db.prepare<[number], unknown>('SELECT position FROM events WHERE position = +?').pluck();
  const byStream = db
    .prepare<[string, number], unknown>('SELECT position FROM events WHERE stream = +? AND revision = +?')
    .pluck();
  const byId = db.prepare<[string], unknown>('SELECT position FROM events WHERE id = ?').pluck();
  const stretch = db
    .prepare<[string, number], unknown>('SELECT 1 FROM stretches WHERE category = +? AND stretch = +?')
    .pluck();
  const counts = (['events_by_stream', 'events_by_id'] as const).map(
    (index) => [index, db.prepare<[], unknown>(`SELECT count(*) FROM events INDEXED BY ${index}`).pluck()] as const,
  );

  const readAt = <Result>(position: number, work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      if (error instanceof Flaw) throw error;
      throw new Flaw('UNREADABLE', position, `Position ${position} cannot be read: ${wordsOf(error)}`, error);
    }
  };
  /** Rows after a position; where one of them cannot be read, those before it. */
  const pageOf = <Row>(statement: Database.Statement<[number, number], Row>, after: number): readonly Row[] => {
    try {
      return statement.all(after, STRETCH_EVENTS);
    } catch {
      return readAt(after + 1, () => statement.all(after, 1));
    }
  };

  /** Looks for one event after another as readers do. */
  const finding = () => {
    /** The stretch each category was last seen in: who reads one category looks only where it is said to be. */
    const entered = new Map<string, number>();
    return {
      itself(position: number, { stream, revision, id }: Envelope): void {
        const ways = [byPosition.get(position), byStream.get(stream, revision), byId.get(id)];
        if (ways.some((found) => found !== position))
          throw new Flaw('UNREACHABLE', position, `The event at position ${position} is not found by who asks for it`);
        this.category(position, stream);
      },
      category(position: number, stream: string): void {
        const [category, thousand] = [categoryOf(stream), Math.floor(position / STRETCH)];
        if (entered.get(category) !== thousand && stretch.get(category, thousand) !== 1)
          throw new Flaw('UNREACHABLE', position, `Who reads ${category} does not find position ${position}`);
        entered.set(category, thousand);
      },
    };
  };

  type Finding = ReturnType<typeof finding>;
  /** At the end of the log: an index with another number of entries leads somewhere else. */
  const mustEndAt = (position: number): void => {
    for (const [index, count] of counts) {
      const entries = readAt(position, () => count.get());
      if (entries !== position)
        throw new Flaw(
          'UNREACHABLE',
          position,
          `The index ${index} has ${String(entries)} entries for ${position} events`,
        );
    }
  };

  /**
   * The stretch after a position when all of it is as it was sealed and found; nothing where anything stands out: then
   * it is looked at step by step, which tells what it is.
   */
  const soundAfter = (after: number, mustBeFound: Finding, types: ReadonlySet<string>): Stretch | undefined => {
    const rows = envelopes.all(after, STRETCH_EVENTS);
    const bytes = rows.reduce((sum, [, , , , , , , , data, metadata]) => sum + Number(data) + Number(metadata), 0);
    if (rows.length === 0 || !(bytes <= MOST_TOGETHER_BYTES)) return undefined;
    const all = payloads.get(after, rows.length);
    if (all?.length !== bytes + rows.length * 2 * SALT_BYTES) return undefined;
    const hashes: Buffer[] = [];
    const told: ToldEvent[] = [];
    let from = 0;
    for (const row of rows) {
      const sound = soundOf(row, after + hashes.length + 1, all.subarray(from));
      if (!sound) return undefined;
      mustBeFound.category(sound.position, sound.stream);
      if (types.has(sound.type)) told.push(sound);
      hashes.push(sound.hash);
      from += sound.bytes;
    }
    return { hashes, removed: [], told, flaw: undefined };
  };

  /** The stretch after a position, as of one instant, since others may be writing; nothing at the end. */
  const stretchAfter = db.transaction(
    (after: number, mustBeFound: Finding, types: ReadonlySet<string>): Stretch | undefined => {
      const sound = soundOr(() => soundAfter(after, mustBeFound, types));
      if (sound) return sound;
      const [page, sealed] = [pageOf(events, after), pageOf(leaves, after)];
      if (page.length === 0 && sealed.length === 0) {
        mustEndAt(after);
        return undefined;
      }
      const hashes: Buffer[] = [];
      const removed: Inspected['removed'][number][] = [];
      const told: ToldEvent[] = [];
      const flaw = flawIn(() => {
        for (let n = 0; n < Math.max(page.length, 1); n++) {
          const [position, row, leaf] = [after + n + 1, page[n], sealed[n]];
          // A page cut short where something cannot be read begins anew at that place.
          if (n > 0 && !leaf && sealed.length < STRETCH_EVENTS) return;
          const hash = sealedAt(position, row, leaf);
          readAt(position, () => mustBeFound.itself(position, row as EventRow & Envelope));
          const { stream, type, data } = row as ToldEvent & EventRow;
          if (leaf?.dataSalt === null) removed.push({ position, left: data });
          if (types.has(type)) told.push({ position, stream, type, data });
          hashes.push(hash);
        }
      });
      return { hashes, removed, told, flaw };
    },
  );

  return {
    size: async () => readAt(1, () => Number(last.get() ?? 0)),

    async *stretches(types = new Set()) {
      const mustBeFound = finding();
      for (let reached = 0; ;) {
        const found = readAt(reached + 1, () => stretchAfter(reached, mustBeFound, types));
        if (!found) return;
        reached += found.hashes.length;
        yield found;
        if (found.flaw) throw found.flaw;
      }
    },

    dataAt: async (position) => readAt(position, () => data.get(position)),

    structure: async () => {
      try {
        const found = db.pragma('integrity_check(100)') as readonly { readonly integrity_check: string }[];
        return found.map((each) => each.integrity_check).filter((words) => words !== 'ok');
      } catch (error) {
        return [wordsOf(error)];
      }
    },
    close: async () => void db.close(),
  };
};

/** What was found, when nothing speaks against it. */
const soundOr = (look: () => Stretch | undefined): Stretch | undefined => {
  try {
    return look();
  } catch {
    return undefined;
  }
};

/**
 * An event and the hash of its leaf when it is, byte for byte, what was sealed at the position and is found there; else
 * nothing. Its salts and payloads lie at the beginning of those given.
 */
const soundOf = (
  row: EnvelopeRow,
  at: number,
  payloads: Buffer,
): (ToldEvent & { readonly hash: Buffer; readonly bytes: number }) | undefined => {
  const [position, stream, revision, id, type, schemaVersion, recordedAt, sealed, dataBytes, metadataBytes, fit] = row;
  if (position !== at || fit !== 1 || typeof dataBytes !== 'number' || typeof metadataBytes !== 'number')
    return undefined;
  if (typeof stream !== 'string' || typeof id !== 'string' || typeof type !== 'string') return undefined;
  if (typeof recordedAt !== 'string' || typeof revision !== 'number' || typeof schemaVersion !== 'number')
    return undefined;
  const [end, bytes] = [SALT_BYTES + dataBytes, 2 * SALT_BYTES + dataBytes + metadataBytes];
  const envelope = { position: BigInt(at), stream, revision, id, type, schemaVersion, recordedAt };
  const digests = [digestOfSalted(payloads.subarray(0, end)), digestOfSalted(payloads.subarray(end, bytes))] as const;
  const hash = leafHash(leafWith(envelope, ...digests));
  if (hash.toString('hex').toUpperCase() !== sealed) return undefined;
  return { position: at, stream, type, data: payloads.subarray(SALT_BYTES, end), hash, bytes };
};

const flawIn = (work: () => void): Flaw | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Flaw) return error;
    throw error;
  }
};

/** The hash of the leaf at a position. Throws {@link Flaw} when event and leaf are not both there and of one kind. */
export const sealedAt = (position: number, row: EventRow | undefined, leaf: LeafRow | undefined): Buffer => {
  if (row?.position !== position) throw new Flaw('GAP', position, `The event at position ${position} is gone`);
  if (leaf?.position !== position)
    throw new Flaw('GAP', position, `The leaf of position ${position} is gone: nothing vouches for the event`);
  const hash = sealedHash(row, leaf);
  if (!hash) throw new Flaw('PAYLOAD_MISMATCH', position, `The event at position ${position} is not what was sealed`);
  return hash;
};

/** The hash of an event's leaf, worked out from the event; nothing when it is not the one that is kept. */
const sealedHash = (row: EventRow, leaf: LeafRow): Buffer | undefined => {
  const { stream, revision, id, type, schemaVersion, recordedAt, position } = row;
  if ([stream, id, type, recordedAt].some((each) => typeof each !== 'string')) return undefined;
  if ([revision, schemaVersion].some((each) => typeof each !== 'number')) return undefined;
  const data = digestOf(row.data, leaf.dataSalt, leaf.dataDigest);
  // Who did what, when and for whom is never removed.
  const metadata = leaf.metadataSalt === null ? undefined : digestOf(row.metadata, leaf.metadataSalt, null);
  if (!data || !metadata || !Buffer.isBuffer(leaf.hash)) return undefined;
  const envelope = { position: BigInt(position as number), stream, revision, id, type, schemaVersion, recordedAt };
  const hash = leafHash(leafOf(envelope as Envelope, data, metadata));
  return hash.equals(leaf.hash) ? hash : undefined;
};

/** What stands for a payload in its leaf. A payload that was removed has left its digest, and no salt. */
const digestOf = (payload: unknown, salt: unknown, digest: unknown): Buffer | undefined => {
  if (!Buffer.isBuffer(payload)) return undefined;
  if (Buffer.isBuffer(salt)) return saltedDigest(salt, payload);
  return salt === null && Buffer.isBuffer(digest) ? digest : undefined;
};

const wordsOf = (error: unknown): string => {
  const words =
    typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
  return [codeOf(error), words].filter((each) => each !== '').join(': ');
};
