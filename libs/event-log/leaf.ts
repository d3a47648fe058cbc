import { hash, randomFillSync } from 'node:crypto';
import type { StoredEvent } from './transplant.ts';

/** Bytes of a salt: too many to try, so that the digest of a withheld payload tells nothing of it. */
export const SALT_BYTES = 16;

/** Drawn for one event, each for its own payload, so that one may be removed and the other still be checked. */
export interface Salts {
  readonly data: Buffer;
  readonly metadata: Buffer;
}

/** What stands for an event in the tree, apart from its payloads. */
export type Envelope = Omit<StoredEvent, 'data' | 'metadata'>;

/** SHA-256 over salt and payload: what a leaf says of a payload. */
export const saltedDigest = (salt: Buffer, payload: Buffer | string): Buffer =>
  Buffer.from(saltedHex(salt, payload), 'hex');

/** Room for an ordinary payload with its salt: one pass over bytes that lie together takes half the time of two. */
const scratch = Buffer.alloc(64 * 1024);

const saltedHex = (salt: Buffer, payload: Buffer | string): string => {
  // UTF-8 takes at most three bytes for each of a string's units.
  if (typeof payload !== 'string' || salt.length + payload.length * 3 > scratch.length)
    return hash('sha256', Buffer.concat([salt, Buffer.from(payload)]));
  const end = salt.copy(scratch) + scratch.write(payload, salt.length);
  return hash('sha256', scratch.subarray(0, end));
};

/** The same, in hex, of a salt and a payload that lie together already. */
export const digestOfSalted = (bytes: Buffer): string => hash('sha256', bytes);

/** Each value as a netstring: its length in bytes, a colon, itself, a comma. No two lists of values read alike. */
export const netstrings = (values: readonly string[]): string => {
  let text = '';
  for (const value of values) text += `${Buffer.byteLength(value)}:${value},`;
  return text;
};

/** The exact bytes of a leaf (infra/formats/proofs.md). */
export const leafOf = (event: Envelope, dataDigest: Buffer, metadataDigest: Buffer): string =>
  leafWith(event, dataDigest.toString('hex'), metadataDigest.toString('hex'));

/** The same by digests in hex. */
export const leafWith = (event: Envelope, dataDigest: string, metadataDigest: string): string =>
  netstrings([
    'talkoot-event/v1',
    String(event.position),
    event.stream,
    String(event.revision),
    event.id,
    event.type,
    String(event.schemaVersion),
    event.recordedAt,
    dataDigest,
    metadataDigest,
  ]);

/** RFC 6962 § 2.1: the hash of a leaf begins with a zero byte, that of a node with a one. */
export const leafHash = (leaf: string): Buffer => hash('sha256', `\u0000${leaf}`, 'buffer');

/** The hash of a leaf whose payloads are at hand. */
export const sealOf = (event: Envelope, salts: Salts, data: Buffer | string, metadata: Buffer | string): Buffer =>
  leafHash(leafWith(event, saltedHex(salts.data, data), saltedHex(salts.metadata, metadata)));

const pool = Buffer.alloc(512 * SALT_BYTES);
let drawn = pool.length;

/**
 * Random bytes for one event, from a pool: asking the kernel for a few at a time costs more than hashing them. To be
 * used at once: the pool is filled anew.
 */
export const newSalts = (): Salts => {
  if (drawn + 2 * SALT_BYTES > pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  const data = pool.subarray(drawn, (drawn += SALT_BYTES));
  return { data, metadata: pool.subarray(drawn, (drawn += SALT_BYTES)) };
};
