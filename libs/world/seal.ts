import type { Json, JsonObject } from '#event-log';
import type { RemovalBasis } from '#language';
import { createCipheriv, createDecipheriv, createSecretKey, hash } from 'node:crypto';

/** Where a text stands in the log: bound to what is sealed, so that it opens nowhere else. */
export interface Where {
  readonly stream: string;
  /** Id of the event, a UUID. */
  readonly event: string;
  /** JSON Pointer (RFC 6901) in the event's data as stored. */
  readonly path: string;
}

/** Who wrote a text, and of what kind of thing: one key for each. */
export interface Authorship {
  readonly collaboration: string;
  /** Opaque id of the person or machine. */
  readonly author: string;
  /** The prefix of the thing's id, `thread`. */
  readonly kind: string;
}

/** What stands in an event in the place of a text, as stored. */
export type Sealed = {
  /** The commitment of the key: see {@link commitmentOf}. */
  readonly $sealed: string;
  /** Nonce, ciphertext and tag, in base64. */
  readonly box: string;
};

/** Left where two people together took a text out of an event. */
export type Removed = {
  readonly $removed: RemovalBasis;
};

/** Seals texts on their way into the log and opens them on their way out. */
export interface Seals {
  /**
   * `known` is a log position that has been reached: a key made now is younger than what stands there. Where there is
   * no such thing texts stay open, as in what is only rehearsed.
   */
  seal?(text: Json, by: Authorship, where: Where, known: bigint): Sealed;
  /** A digest that nobody can try guesses on who holds the log alone: it stands there when the text is gone. */
  blinded?(digest: string): string;
  /** The text, or why nobody can read it. */
  open(sealed: Sealed, where: Where): { readonly text: Json } | { readonly gone: RemovalBasis };
}

export const isSealed = (value: Json): value is JsonObject & Sealed =>
  typeof value === 'object' && value !== null && '$sealed' in value && 'box' in value;
export const isRemoved = (value: Json): value is JsonObject & Removed =>
  typeof value === 'object' && value !== null && '$removed' in value;

/**
 * What an event says of the key its text is sealed with. AES-GCM alone does not bind a text to one key: two keys can be
 * made that open the same bytes to different words. The commitment stands in the event, and so in its leaf.
 */
export const commitmentOf = (key: Buffer): string =>
  hash('sha256', Buffer.concat([Buffer.from('talkoot-key/v1\0'), key]), 'buffer').toString('base64url');

// Keys are given to Node as key objects: a cipher made of bytes takes it three times as long.
const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
// Always said: left out, Node takes a tag of four bytes for a whole one.
const authTagLength = 16;

const context = ({ stream, event, path }: Where): Buffer => Buffer.from(JSON.stringify([stream, event, path]));

const blockBytes = 64;
const hashBytes = 32;
const inner = Buffer.alloc(4_096);
const outer = Buffer.alloc(blockBytes + hashBytes);

/**
 * HMAC-SHA-256 (RFC 2104) of a message with a key of 32 bytes, out of two hashes in one call each: that takes a sixth of
 * the time of making Node's own object for it, and there is one for every text that is read.
 */
export function hmacOf(key: Buffer, message: Buffer): Buffer {
  const room = blockBytes + message.length <= inner.length ? inner : Buffer.alloc(blockBytes + message.length);
  for (let at = 0; at < blockBytes; at++) {
    const byte = key[at] ?? 0;
    room[at] = byte ^ 0x36;
    outer[at] = byte ^ 0x5c;
  }
  const end = blockBytes + message.copy(room, blockBytes);
  outer.write(hash('sha256', room.subarray(0, end)), blockBytes, 'hex');
  return hash('sha256', outer, 'buffer');
}

/**
 * HKDF-Expand (RFC 5869 § 2.3) of one block: the key of the author is random already, so there is nothing to extract.
 * A key of its own for each place, so that no two texts are ever sealed with the same.
 */
const keyAt = (key: Buffer, place: Buffer): Buffer => hmacOf(key, Buffer.concat([label, place, last]));
const label = Buffer.from('talkoot-text/v1\0');
const last = Buffer.of(1);

/**
 * The bytes of a text, with room for a key in front. Lengths come in powers of two from 64 bytes on: what a text weighs
 * tells little of what it says.
 */
const padded = (text: string): Buffer => {
  const length = Buffer.byteLength(text);
  const buffer = Buffer.alloc(hashBytes + 2 ** Math.max(6, Math.ceil(Math.log2(length + 4))));
  buffer.writeUInt32BE(length, hashBytes);
  buffer.write(text, hashBytes + 4);
  return buffer;
};

/**
 * The nonce follows from the key and the text: the same event sealed again gives the same bytes, which a command sent
 * twice rests on, and another text in its place another nonce.
 */
export function sealed(text: Json, key: Buffer, commitment: string, where: Where): Sealed {
  const place = context(where);
  const own = keyAt(key, place);
  const behindKey = padded(JSON.stringify(text));
  own.copy(behindKey);
  const nonce = hash('sha256', behindKey, 'buffer').subarray(0, nonceBytes);
  const plain = behindKey.subarray(hashBytes);
  const cipher = createCipheriv(algorithm, createSecretKey(own), nonce, { authTagLength });
  cipher.setAAD(place);
  const box = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return { $sealed: commitment, box: box.toString('base64') };
}

/** The text. Throws when a single bit of it, of the key or of the place is another. */
export function opened({ box }: Sealed, key: Buffer, where: Where): Json {
  const place = context(where);
  const bytes = Buffer.from(box, 'base64');
  const decipher = createDecipheriv(algorithm, createSecretKey(keyAt(key, place)), bytes.subarray(0, nonceBytes), {
    authTagLength,
  });
  decipher.setAAD(place);
  decipher.setAuthTag(bytes.subarray(-authTagLength));
  const plain = Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -authTagLength)), decipher.final()]);
  return JSON.parse(plain.toString('utf8', 4, 4 + plain.readUInt32BE())) as Json;
}

/** The data with each value that `change` answers replaced; what holds none is the very same. Nothing is changed in place. */
export function replaced(data: Json, change: (value: Json, path: string) => Json | undefined, path = ''): Json {
  if (typeof data !== 'object' || data === null) return data;
  const other = change(data, path);
  if (other !== undefined) return other;
  if (Array.isArray(data)) {
    const list: readonly Json[] = data;
    const after = list.map((inner, index) => replaced(inner, change, `${path}/${index}`));
    return after.some((inner, index) => inner !== list[index]) ? after : list;
  }
  let copy: Record<string, Json> | undefined;
  for (const key in data as JsonObject) {
    const inner = (data as JsonObject)[key];
    if (typeof inner !== 'object' || inner === null) continue;
    const after = replaced(inner, change, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    if (after !== inner) (copy ??= { ...(data as JsonObject) })[key] = after;
  }
  return copy ?? data;
}
