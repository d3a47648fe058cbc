import { createPrivateKey, createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto';
import { HASH_BYTES, type Head } from './merkle.tree.ts';

/**
 * C2SP signed-note, tlog-checkpoint and tlog-cosignature: a text of lines, an empty line, and a line for each
 * signature: an em dash, the signer's name, and base64 of the key's id and the signature.
 */

const algorithms = { log: 0x01, witness: 0x04 } as const;
type Algorithm = keyof typeof algorithms;
/** In front of an Ed25519 key's 32 bytes (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
/** Far above any real checkpoint with its cosignatures. */
export const MAX_NOTE_CHARS = 16_384;
const NAME = /^[!-*,-~]{1,200}$/;

/** What is no note, checkpoint, key or policy in the formats above; the message says what is wrong with it. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

export interface Verifier {
  readonly name: string;
  readonly kind: Algorithm;
  /** Four bytes that tell keys of one name apart, in hexadecimal. */
  readonly id: string;
  readonly key: KeyObject;
}

export interface Signer extends Verifier {
  readonly secret: KeyObject;
}

export interface Signature {
  readonly name: string;
  readonly id: string;
  readonly bytes: Buffer;
}

export interface Note {
  /** With its last newline. */
  readonly text: string;
  readonly signatures: readonly Signature[];
}

export interface Checkpoint extends Head {
  readonly origin: string;
  readonly extensions: readonly string[];
}

const rawOf = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' }).subarray(SPKI.length);
const idOf = (name: string, kind: Algorithm, raw: Buffer): string =>
  hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(algorithms[kind]), raw]), 'hex').slice(0, 8);

/** Base64 with its padding and nothing else, or Malformed: one text for one value. */
export const fromBase64 = (text: string): Buffer => {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new Malformed(`${text.slice(0, 60)} is not base64`);
  return bytes;
};

/** `name+id+base64`, as signed-note writes a verifier key. */
export const verifierOf = (text: string): Verifier => {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  const bytes = fromBase64(encoded);
  const kind = (['log', 'witness'] as const).find((each) => algorithms[each] === bytes[0]);
  const raw = bytes.subarray(1);
  if (!NAME.test(name) || !kind || raw.length !== KEY_BYTES || idOf(name, kind, raw) !== id)
    throw new Malformed(`${text.slice(0, 200)} is not a verifier key`);
  return { name, kind, id, key: createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' }) };
};

export const shownKey = ({ name, id, kind, key }: Verifier): string =>
  `${name}+${id}+${Buffer.concat([Buffer.of(algorithms[kind]), rawOf(key)]).toString('base64')}`;

/** Ed25519 (RFC 8032) from its 32 secret bytes. */
export const signerOf = (name: string, kind: Algorithm, seed: Buffer): Signer => {
  if (!NAME.test(name)) throw new Malformed(`${JSON.stringify(name.slice(0, 200))} cannot name a key`);
  if (seed.length !== KEY_BYTES) throw new Malformed('A secret key is 32 bytes');
  const secret = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const key = createPublicKey(secret);
  return { name, kind, id: idOf(name, kind, rawOf(key)), key, secret };
};

const line = ({ name, id }: Verifier, signature: Buffer): string =>
  `— ${name} ${Buffer.concat([Buffer.from(id, 'hex'), signature]).toString('base64')}\n`;

export const signedNote = (text: string, signer: Signer): string =>
  `${text}\n${line(signer, sign(null, Buffer.from(text), signer.secret))}`;

/** What a witness signs: that at a time, in seconds since 1970, it had seen the log only grow up to here. */
const witnessed = (text: string, seconds: bigint): Buffer => Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);

/** The line a witness adds under a checkpoint. */
export const cosignature = (text: string, signer: Signer, at: Date): string => {
  const seconds = BigInt(Math.floor(at.getTime() / 1_000));
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(seconds);
  return line(signer, Buffer.concat([time, sign(null, witnessed(text, seconds), signer.secret)]));
};

export const noteOf = (whole: string): Note => {
  const end = whole.lastIndexOf('\n\n');
  if (whole.length > MAX_NOTE_CHARS || end < 0 || !whole.endsWith('\n') || !whole.isWellFormed())
    throw new Malformed('This is not a signed note');
  const signatures = whole
    .slice(end + 2, -1)
    .split('\n')
    .map((each) => {
      const [, name = '', encoded = ''] = /^— ([^ ]+) ([A-Za-z0-9+/=]+)$/.exec(each) ?? [];
      const bytes = fromBase64(encoded);
      if (!NAME.test(name) || bytes.length <= 4) throw new Malformed('A line under the note is no signature');
      return { name, id: bytes.toString('hex', 0, 4), bytes: bytes.subarray(4) };
    });
  return { text: whole.slice(0, end + 1), signatures };
};

/** Whether the note bears this key's signature, and none by it that is wrong. */
export const isSignedBy = ({ text, signatures }: Note, { name, id, kind, key }: Verifier): boolean => {
  const own = signatures.filter((each) => each.name === name && each.id === id);
  return (
    own.length > 0 &&
    own.every(({ bytes }) => {
      if (kind === 'log') return bytes.length === SIGNATURE_BYTES && verify(null, Buffer.from(text), key, bytes);
      if (bytes.length !== 8 + SIGNATURE_BYTES) return false;
      return verify(null, witnessed(text, bytes.readBigUInt64BE()), key, bytes.subarray(8));
    })
  );
};

export const checkpointText = ({ origin, size, root, extensions }: Checkpoint): string =>
  [origin, String(size), root.toString('base64'), ...extensions].map((each) => `${each}\n`).join('');

export const checkpointOf = (text: string): Checkpoint => {
  const [origin = '', count = '', encoded = '', ...extensions] = text.split('\n').slice(0, -1);
  const root = fromBase64(encoded);
  const size = Number(count);
  const fit = NAME.test(origin) && /^(0|[1-9]\d{0,15})$/.test(count) && Number.isSafeInteger(size);
  if (!fit || root.length !== HASH_BYTES || extensions.includes('')) throw new Malformed('This is not a checkpoint');
  return { origin, size, root, extensions };
};
