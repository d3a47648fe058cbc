import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { saltedDigest } from './leaf.ts';
import { openFile, UnfitFile } from './sqlite-file.ts';
import type { StoredEvent } from './transplant.ts';

/** A payload as its leaf knows it. */
export interface SealedPayload {
  readonly digest: Buffer;
  /** The exact bytes with their salt; nothing once they were removed. */
  readonly open: { readonly bytes: Buffer; readonly salt: Buffer } | undefined;
  /** What stands in the place of bytes that were removed. The leaf says nothing of it. */
  readonly left?: Buffer | undefined;
}

/** An event exactly as stored, with what its leaf was made of. */
export interface SealedEvent extends Omit<StoredEvent, 'data' | 'metadata'> {
  readonly data: SealedPayload;
  readonly metadata: SealedPayload;
  /** The hash of its leaf, as it is kept. */
  readonly leaf: Buffer;
}

/** What the proofs are made from: the leaves of all events, in log order, beside the events themselves. Read only. */
export interface Ledger {
  /** Leaves there are. The leaf of the event at position p has the index p − 1. */
  size(): Promise<number>;
  /** Hashes of the leaves with indexes from `from` up to and without `to`, one after another. */
  hashes(from: number, to: number): Promise<Buffer>;
  /** Events after a position and up to another, read a page at a time. */
  events(after: number, to: number): AsyncGenerator<SealedEvent, void, undefined>;
  close(): Promise<void>;
}

const PAGE_EVENTS = 256;
export const HASH_BYTES = 32;

interface Row extends Omit<StoredEvent, 'position'> {
  readonly position: number;
  readonly dataSalt: Buffer | null;
  readonly metadataSalt: Buffer | null;
  readonly dataDigest: Buffer | null;
  readonly metadataDigest: Buffer | null;
  readonly leaf: Buffer;
}

/** What a store keeps of a payload, as its leaf knows it. */
export const payloadOf = (bytes: Buffer, salt: Buffer | null, digest: Buffer | null): SealedPayload => ({
  digest: digest ?? saltedDigest(salt ?? Buffer.alloc(0), bytes),
  open: salt ? { bytes, salt } : undefined,
  left: salt ? undefined : bytes,
});

/** The leaves in a data folder's log. Throws {@link UnfitFile} where there is none. */
export const openSqliteLedger = (folder: string): Ledger => {
  const file = join(folder, 'log.db');
  if (!existsSync(file)) throw new UnfitFile(`${folder} holds no event log`);
  // Brings a file of an earlier layout to this one, and seals what is not sealed yet.
  openFile(file).close();
  const db = new Database(file, { readonly: true, fileMustExist: true });
  const size = db.prepare<[], number>('SELECT coalesce(max(position), 0) FROM leaves').pluck();
  const hashes = db
    .prepare<[from: number, to: number], Buffer>(
      'SELECT hash FROM leaves WHERE position > +? AND position <= +? ORDER BY position',
    )
    .pluck();
  const page = db.prepare<[after: number, to: number, limit: number], Row>(
    `SELECT e.position, stream, revision, id, type, schema_version AS schemaVersion, recorded_at AS recordedAt,
       CAST(data AS BLOB) AS data, CAST(metadata AS BLOB) AS metadata,
       data_salt AS dataSalt, metadata_salt AS metadataSalt,
       data_digest AS dataDigest, metadata_digest AS metadataDigest, hash AS leaf
     FROM events e JOIN leaves l ON l.position = e.position
     WHERE e.position > +? AND e.position <= +? ORDER BY e.position LIMIT ?`,
  );
  return {
    size: async () => size.get() ?? 0,
    hashes: async (from, to) => {
      const all = Buffer.concat(hashes.all(from, to));
      if (all.length !== (to - from) * HASH_BYTES)
        throw new UnfitFile(`${file} lacks leaves between positions ${from + 1} and ${to}`);
      return all;
    },
    async *events(after, to) {
      for (let reached = after; ;) {
        const rows = page.all(reached, to, PAGE_EVENTS);
        for (const { dataSalt, metadataSalt, dataDigest, metadataDigest, ...event } of rows)
          yield {
            ...event,
            position: BigInt(event.position),
            data: payloadOf(event.data, dataSalt, dataDigest),
            metadata: payloadOf(event.metadata, metadataSalt, metadataDigest),
          };
        const last = rows.at(-1);
        if (!last) return;
        reached = last.position;
      }
    },
    close: async () => void db.close(),
  };
};
