#!/usr/bin/env node
/**
 * Verifies a bundle, by infra/formats/proofs.md alone and with nothing but Node's own library.
 *
 *   node verify.mjs [--policy policy.txt] [--state file] bundle.ndjson
 *   node verify.mjs --batch        file names on standard input, a verdict for each on standard output
 *
 * Given a state file, a verification that is broken off goes on from there when it is given again.
 */
import { Buffer, isAscii } from 'node:buffer';
import { createHash, createPublicKey, hash, verify } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { TextDecoder } from 'node:util';

const codes = {
  OK: 0,
  OK_WITH_ERASURES: 10,
  BAD_SIGNATURE: 20,
  NO_QUORUM: 21,
  BAD_ROOT: 22,
  BAD_INCLUSION: 23,
  NOT_APPEND_ONLY: 24,
  PAYLOAD_MISMATCH: 25,
  GAP: 26,
  FORMAT: 27,
  UNACCOUNTED: 31,
  POINTS_NOWHERE: 32,
};
const mostLineBytes = 16 * 1024 * 1024;
const mostNoteBytes = 65_536;
const mostHashes = 64;
/** Authors' kinds of things, and events without data: more would be no log of people. */
const mostRemembered = 100_000;
/** Positions between two writings of the state. */
const stateEvery = 10_000;
/** Of a bundle as large as this it is told how far it has been read. */
const longBytes = 32 * 1024 * 1024;

class Verdict extends Error {
  constructor(name, reason, position) {
    super(reason);
    this.verdict = position === undefined ? name : `${name}(${position})`;
    this.code = codes[name];
  }
}
const wrong = (name, reason, position) => {
  throw new Verdict(name, reason, position);
};
const must = (fit, reason) => fit || wrong('FORMAT', reason);

const sha256 = (...parts) => hash('sha256', Buffer.concat(parts), 'buffer');
/** Lies ready: joining three pieces anew each time takes longer than hashing them. */
const nodeBytes = Buffer.alloc(65, 1);
const nodeHash = (left, right) => {
  left.copy(nodeBytes, 1);
  right.copy(nodeBytes, 33);
  return hash('sha256', nodeBytes, 'buffer');
};
const emptyRoot = sha256();

const isText = (value) => typeof value === 'string' && value.isWellFormed();
const isNumber = (value) => Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0);
const isHex = (value, bytes) => typeof value === 'string' && value.length === 2 * bytes && /^[0-9a-f]+$/.test(value);
const fromBase64 = (text, reason) => {
  must(typeof text === 'string', reason);
  const bytes = Buffer.from(text, 'base64');
  must(bytes.toString('base64') === text, reason);
  return bytes;
};
const hashFrom = (text, reason) => {
  const bytes = fromBase64(text, reason);
  must(bytes.length === 32, reason);
  return bytes;
};
const proofFrom = (list, reason) => {
  must(Array.isArray(list) && list.length <= mostHashes, reason);
  return list.map((each) => hashFrom(each, reason));
};

const half = (index) => Math.floor(index / 2);
const odd = (index) => index % 2 === 1;

/** RFC 9162 § 2.1.3.2 */
const includes = (leaf, index, size, proof, root) => {
  if (index >= size) return false;
  let [at, last] = [index, size - 1];
  let result = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (odd(at) || at === last) {
      result = nodeHash(sibling, result);
      while (!odd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else result = nodeHash(result, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && result.equals(root);
};

/** RFC 9162 § 2.1.4.2 */
const grewFrom = (older, newer, proof) => {
  if (older.size > newer.size) return false;
  if ([older, newer].some(({ size, root }) => size === 0 && !root.equals(emptyRoot))) return false;
  if (older.size === newer.size) return proof.length === 0 && older.root.equals(newer.root);
  if (older.size === 0) return proof.length === 0;
  if (proof.length === 0) return false;
  let [at, last] = [older.size - 1, newer.size - 1];
  while (odd(at)) [at, last] = [half(at), half(last)];
  const path = at === 0 ? [older.root, ...proof] : proof;
  let [was, is] = [path[0], path[0]];
  for (const sibling of path.slice(1)) {
    if (last === 0) return false;
    if (odd(at) || at === last) {
      was = nodeHash(sibling, was);
      is = nodeHash(sibling, is);
      while (!odd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else is = nodeHash(is, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && was.equals(older.root) && is.equals(newer.root);
};

const namePattern = '[!-*,-~]{1,200}';
const spki = Buffer.from('302a300506032b6570032100', 'hex');

const keyOf = (text, algorithm) => {
  const parts = new RegExp(`^(${namePattern})\\+([0-9a-f]{8})\\+([A-Za-z0-9+/=]+)$`).exec(text);
  must(parts, 'a key of the policy is none');
  const [, name, id, encoded] = parts;
  const bytes = fromBase64(encoded, 'a key of the policy is none');
  must(bytes.length === 33 && bytes[0] === algorithm, 'a key of the policy is none');
  must(sha256(Buffer.from(`${name}\n`), bytes).toString('hex', 0, 4) === id, 'a key of the policy has another id');
  return { name, id, algorithm, raw: bytes.subarray(1) };
};

const noteOf = (whole) => {
  const end = isText(whole) ? whole.lastIndexOf('\n\n') : -1;
  must(end >= 0 && whole.endsWith('\n') && Buffer.byteLength(whole) <= mostNoteBytes, 'the note is none');
  const signatures = whole
    .slice(end + 2, -1)
    .split('\n')
    .map((line) => {
      const parts = new RegExp(`^— (${namePattern}) ([A-Za-z0-9+/=]+)$`).exec(line);
      must(parts, 'a signature line is none');
      const bytes = fromBase64(parts[2], 'a signature line is none');
      must(bytes.length > 4, 'a signature line is none');
      return { name: parts[1], id: bytes.toString('hex', 0, 4), bytes: bytes.subarray(4) };
    });
  const text = whole.slice(0, end + 1);
  const [origin, size, root, ...extensions] = text.split('\n').slice(0, -1);
  must(new RegExp(`^${namePattern}$`).test(origin), 'the origin is none');
  must(/^(0|[1-9][0-9]{0,15})$/.test(size ?? '') && Number.isSafeInteger(Number(size)), 'the size is none');
  const head = { origin, size: Number(size), root: hashFrom(root, 'the root is none') };
  must(!extensions.includes(''), 'an extension line is empty');
  return { text, signatures, ...head };
};

const ed25519 = (raw, message, signature) => {
  try {
    const key = createPublicKey({ key: Buffer.concat([spki, raw]), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(message), key, signature);
  } catch {
    return false;
  }
};

const isSignedBy = ({ text, signatures }, { name, id, algorithm, raw }) => {
  const own = signatures.filter((each) => each.name === name && each.id === id);
  return (
    own.length > 0 &&
    own.every(({ bytes }) => {
      if (algorithm === 1) return bytes.length === 64 && ed25519(raw, text, bytes);
      if (bytes.length !== 72) return false;
      return ed25519(raw, `cosignature/v1\ntime ${bytes.readBigUInt64BE()}\n${text}`, bytes.subarray(8));
    })
  );
};

const policyOf = (text) => {
  must(isText(text) && text.endsWith('\n'), 'the policy is no text of lines');
  const lines = text.slice(0, -1).split('\n');
  const first = lines.shift() ?? '';
  must(first.startsWith('log '), 'the policy does not begin with its log');
  const log = keyOf(first.slice(4), 1);
  const witnesses = [];
  while (lines[0]?.startsWith('witness ')) {
    const head = `witness w${witnesses.length + 1} `;
    const line = lines.shift();
    must(line.startsWith(head) && witnesses.length < 64, 'the policy names a witness in another way');
    witnesses.push(keyOf(line.slice(head.length), 4));
  }
  const distinct = new Set(witnesses.map(({ raw }) => raw.toString('hex')));
  must(distinct.size === witnesses.length, 'the policy names a witness twice');
  if (lines.length === 1) {
    must(lines[0] === 'quorum none', 'the policy says nothing of a quorum');
    return { log, witnesses, quorum: 0 };
  }
  must(lines.length === 2 && lines[1] === 'quorum witnesses', 'the policy says nothing of a quorum');
  const quorum = Number(/^group witnesses ([1-9][0-9]?) /.exec(lines[0])?.[1] ?? 0);
  const names = witnesses.map((_, n) => ` w${n + 1}`).join('');
  must(quorum > 0 && quorum <= witnesses.length, 'the quorum is none');
  must(lines[0] === `group witnesses ${quorum}${names}`, 'the group is none');
  return { log, witnesses, quorum };
};

/** Whole subtrees from the left, largest first. */
class Range {
  peaks = [];
  size = 0;
  append(leaf) {
    let carried = leaf;
    for (let rest = this.size; odd(rest); rest = half(rest)) carried = nodeHash(this.peaks.pop(), carried);
    this.peaks.push(carried);
    this.size += 1;
  }
  root() {
    return this.peaks.length === 0 ? emptyRoot : this.peaks.reduceRight((right, left) => nodeHash(left, right));
  }
}

const fields = {
  manifest: ['kind', 'format', 'scope', 'mode', 'told'],
  readme: ['kind', 'fi', 'sv', 'en'],
  checkpoint: ['kind', 'note'],
  policy: ['kind', 'text'],
  previous: ['kind', 'note', 'consistency'],
  event: [
    'kind',
    'position',
    'stream',
    'revision',
    'id',
    'type',
    'schemaVersion',
    'recordedAt',
    'dataDigest',
    'data',
    'dataSalt',
    'metadataDigest',
    'metadata',
    'metadataSalt',
    'proof',
  ],
  erasure: ['kind', 'position', 'id', 'type', 'recordedAt', 'actor', 'author', 'kinds', 'basis', 'decision', 'events'],
  removal: [
    'kind',
    'position',
    'id',
    'type',
    'recordedAt',
    'actor',
    'of',
    'fields',
    'basis',
    'decision',
    'proposedBy',
    'replacement',
  ],
  leaf: ['kind', 'position', 'hash'],
  end: ['kind', 'events'],
};
const body = ['policy', 'previous', 'event', 'erasure', 'removal', 'leaf'];
const before = {
  manifest: ['nothing'],
  readme: ['manifest'],
  checkpoint: ['readme'],
  policy: ['checkpoint'],
  previous: ['policy'],
  event: body,
  erasure: body,
  removal: body,
  leaf: body,
  end: body,
};

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const textOf = (bytes) => {
  try {
    return isAscii(bytes) ? bytes.latin1Slice() : decoder.decode(bytes);
  } catch {
    return wrong('FORMAT', 'the line is no JSON');
  }
};

// Almost every line is an event or a leaf of a full bundle, without an escape: it is read off its only form from left to
// right. Whatever has another form, right or wrong, sets the place to -1 and is then read as JSON.
let line = '';
let place = 0;

const reach = (head) => (place = line.startsWith(head, place) ? place + head.length : -1);
const quotedText = (head) => {
  const from = reach(head);
  place = from < 0 ? -1 : line.indexOf('"', from);
  return place < 0 ? '' : line.slice(from, place++);
};
/** What JSON would have to unescape is not plain. Base64 and hexadecimal are looked at when they are decoded. */
const plain = (head) => {
  const text = quotedText(head);
  if (/[\\\u0000-\u001f]/.test(text)) place = -1;
  return text;
};
const number = (head) => {
  const from = reach(head);
  let value = 0;
  let digit = 0;
  while (
    from >= 0 &&
    (digit = line.charCodeAt(place) - 48) >= 0 &&
    digit <= 9 &&
    value < Number.MAX_SAFE_INTEGER / 16
  ) {
    value = 10 * value + digit;
    place++;
  }
  if (place === from || (place > from + 1 && line.charCodeAt(from) === 48)) place = -1;
  return value;
};
const nullable = (head) => {
  if (!line.startsWith('null', place + head.length)) return quotedText(`${head}"`);
  if (reach(head) >= 0) place += 4;
  return null;
};

const plainObject = (text) => {
  line = text;
  place = 0;
  if (text.startsWith('{"kind":"leaf"')) {
    const leaf = { kind: 'leaf', position: number('{"kind":"leaf","position":'), hash: quotedText(',"hash":"') };
    return reach('}') === text.length ? leaf : undefined;
  }
  if (!text.startsWith('{"kind":"event"')) return undefined;
  const event = {
    kind: 'event',
    position: number('{"kind":"event","position":'),
    stream: plain(',"stream":"'),
    revision: number(',"revision":'),
    id: plain(',"id":"'),
    type: plain(',"type":"'),
    schemaVersion: number(',"schemaVersion":'),
    recordedAt: plain(',"recordedAt":"'),
    dataDigest: quotedText(',"dataDigest":"'),
    data: nullable(',"data":'),
    dataSalt: nullable(',"dataSalt":'),
    metadataDigest: quotedText(',"metadataDigest":"'),
    metadata: nullable(',"metadata":'),
    metadataSalt: nullable(',"metadataSalt":'),
    proof: [],
  };
  return reach(',"proof":[]}') === text.length ? event : undefined;
};

/** Lists in an object, and nothing deeper: JSON.parse would take memory for millions of levels. */
const isShallow = (text) => {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length && depth < 3; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) quoted = !quoted;
    else if (quoted && code === 92) at++;
    else if (!quoted && (code === 91 || code === 123)) depth++;
    else if (!quoted && (code === 93 || code === 125)) depth--;
  }
  return depth < 3;
};

const objectOf = (bytes) => {
  const text = textOf(bytes);
  const read = plainObject(text);
  if (read) return read;
  must(isShallow(text), 'the line is nested too deep');
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    wrong('FORMAT', 'the line is no JSON');
  }
  must(typeof value === 'object' && value !== null && !Array.isArray(value), 'the line is no object');
  must(typeof value.kind === 'string' && Object.hasOwn(fields, value.kind), 'the line is of no known kind');
  must(Object.keys(value).join() === fields[value.kind].join(), `the fields of ${value.kind} are others`);
  must(JSON.stringify(value) === text, 'the line is written in another form');
  return value;
};

/** Lines from an offset on, their newline taken off; the last one given as `undefined` when its newline is missing. */
function* linesOf(file, offset) {
  const chunk = Buffer.alloc(1 << 20);
  let parts = [];
  let held = 0;
  let read = offset;
  for (let count; (count = readSync(file, chunk, 0, chunk.length, read)) > 0; read += count) {
    let from = 0;
    for (let at; (at = chunk.indexOf(10, from)) >= 0 && at < count; from = at + 1) {
      must(held + at - from < mostLineBytes, 'a line is too long');
      yield parts.length > 0 ? Buffer.concat([...parts, chunk.subarray(from, at)]) : chunk.subarray(from, at);
      parts = [];
      held = 0;
    }
    parts.push(Buffer.from(chunk.subarray(from, count)));
    held += count - from;
    must(held < mostLineBytes, 'a line is too long');
  }
  if (held > 0) yield undefined;
}

const netstrings = (values) => {
  let text = '';
  for (const value of values) text += `${Buffer.byteLength(value)}:${value},`;
  return text;
};

/** Room for a salt and an ordinary payload: hashing what lies together takes half as long as joining it first. */
const room = Buffer.alloc(256 * 1024);

const sealedMark = Buffer.from('"$sealed":"');

/** Undefined where it is not there; else whether it is what was recorded, and its bytes, until the next is read. */
const payloadOf = (event, name) => {
  const [payload, salt, digest] = [event[name], event[`${name}Salt`], event[`${name}Digest`]];
  if (payload === null && salt === null) {
    must(isHex(digest, 32), `${name}Digest is none`);
    return undefined;
  }
  must(typeof payload === 'string', `${name} is not base64`);
  must(isHex(salt, 16), `${name}Salt is none`);
  const salted = payload.length < room.length ? room : Buffer.alloc(16 + payload.length);
  salted.write(salt, 'hex');
  const end = 16 + salted.write(payload, 16, 'base64');
  must(salted.toString('base64', 16, end) === payload, `${name} is not base64`);
  const same = hash('sha256', salted.subarray(0, end)) === digest;
  must(same || isHex(digest, 32), `${name}Digest is none`);
  return { same, bytes: salted.subarray(16, end) };
};

// The forms in which the platform writes down whose words a stream's are, and what was decided of them. Read byte by
// byte, so that no two readers of JSON read them differently.
const streamForm = /^([a-z0-9]{1,41})-([a-z]{1,40})_/;
const mostActorBytes = 212;
const actorForm = /^\{"actor":"([!#-[\]-~]{1,200})"/;
const [decidedText, list] = ['"([^"\\\\\\x00-\\x1f]*)"', '(\\["[a-z]+"(?:,"[a-z]+")*\\])'];
const author = '\\{"author":"([!#-[\\]-~]{1,200})"';
const kinds = `(?:,"kinds":${list})?`;
const decision = `(?:,"decision":${decidedText})?`;
const reason = '(),"reason":[^]*\\}';
const erasureForms = {
  TextsErased: new RegExp(`^${author}${kinds},"basis":"([a-z_]+)"${decision}\\}$`),
  ErasureRefused: new RegExp(`^${author}()()${decision},"reason":[^]*\\}$`),
  TextsRestricted: new RegExp(`^${author}${kinds}()${reason}$`),
  RestrictionLifted: new RegExp(`^${author}${kinds}()${reason}$`),
};
const removalForm = new RegExp(
  `^\\{"position":"([1-9][0-9]{0,14})","fields":(\\["[A-Za-z0-9_/]+"(?:,"[A-Za-z0-9_/]+")*\\]),"basis":"([a-z_]+)"` +
    `${decision},"proposedBy":"([!#-[\\]-~]{1,200})","replacement":"([0-9a-f]{64})"\\}$`,
);
const isDecision = (type) => type === 'RemovalConfirmed' || Object.hasOwn(erasureForms, type);
const quoted = (text) => (text ? `"${text}"` : 'null');
/** As it stood in the log, which may hold letters of more than one byte. */
const wide = (latin1) => latin1 && textOf(Buffer.from(latin1, 'latin1'));

const isTextOrNull = (value) => value === null || isText(value);
const isTexts = (value) => Array.isArray(value) && value.every(isText);
const accountForms = {
  position: isNumber,
  id: isText,
  type: isText,
  recordedAt: isText,
  actor: isText,
  author: isText,
  kinds: (value) => value === null || isTexts(value),
  basis: isTextOrNull,
  decision: isTextOrNull,
  events: isNumber,
  of: isNumber,
  fields: isTexts,
  proposedBy: isText,
  replacement: isTextOrNull,
};

/**
 * What of the events is sealed or gone, and by whose decision. A decision stands behind what it is about; behind its
 * event, a line of the bundle says what it has taken from what the bundle holds, and nothing else.
 */
class Accounts {
  /** By collaboration, author and kind of thing: how many events hold sealed words, and the first. */
  sealed = new Map();
  /** Events without their data: their collaboration, and whether the last decision about them leaves what is shown. */
  gone = new Map();
  /** The line that must come next. */
  awaited;
  told = 0;

  /** An event that tells something: whether its words are sealed, or, told by nothing, gone. */
  keep({ position, stream }, actor, isSealed) {
    const [, category = '', kind] = streamForm.exec(stream) ?? [];
    if (isSealed === undefined) this.gone.set(position, { category, settled: false });
    else if (isSealed && actor !== undefined && kind !== undefined) {
      const key = `${category} ${actor} ${kind}`;
      const there = this.sealed.get(key);
      if (there) there.events += 1;
      else this.sealed.set(key, { events: 1, first: position });
    }
    must(this.sealed.size + this.gone.size <= mostRemembered, 'too much is sealed or gone');
  }

  /** A deciding event: what the next line must tell of it, if it touches anything. */
  decide({ position, stream, type, id, recordedAt }, text, actor) {
    const isRemoval = type === 'RemovalConfirmed';
    const [, category = ''] = streamForm.exec(stream) ?? [];
    // One that was written before it said all of it accounts for nothing.
    if (isRemoval && text === '{}') return;
    const found = (isRemoval ? removalForm : erasureForms[type]).exec(text);
    must(found, 'a decision is written in another form');
    const head = `"position":${position},"id":${JSON.stringify(id)},"type":"${type}","recordedAt":${JSON.stringify(recordedAt)},"actor":"${actor}"`;
    if (isRemoval) {
      const [, of, removed, basis, register, proposedBy, digest] = found;
      const gone = this.gone.get(Number(of));
      if (gone?.category !== category) return;
      const line = `{"kind":"removal",${head},"of":${of},"fields":${removed},"basis":"${basis}","decision":${quoted(wide(register))},"proposedBy":"${proposedBy}","replacement":`;
      this.awaited = { kind: 'removal', line, first: Number(of), digest, gone };
      return;
    }
    const [, by, of, basis, register] = found;
    const { events, first } = this.before(category, by, of && JSON.parse(of));
    if (events === 0) return;
    const line = `{"kind":"erasure",${head},"author":"${by}","kinds":${of || 'null'},"basis":${quoted(basis)},"decision":${quoted(wide(register))},"events":`;
    this.awaited = { kind: 'erasure', line, first, events };
  }

  before(category, by, of) {
    const total = { events: 0, first: 0 };
    for (const [key, { events, first }] of this.sealed) {
      const [there, author, kind] = key.split(' ');
      if (there !== category || author !== by || (of && !of.includes(kind))) continue;
      total.first = total.first === 0 ? first : Math.min(total.first, first);
      total.events += events;
    }
    return total;
  }

  /** Any line, before it is read: the one awaited, or none is. */
  follows(kind) {
    if (this.awaited && this.awaited.kind !== kind)
      wrong('UNACCOUNTED', `nothing is told of what was decided of position ${this.awaited.first}`, this.awaited.first);
  }

  /** A line that tells what a decision was about. */
  account(value, text) {
    const { awaited } = this;
    const { position, events, replacement } = value;
    for (const field of fields[value.kind].slice(1)) must(accountForms[field](value[field]), `${field} is none`);
    if (!awaited || !text.startsWith(awaited.line))
      wrong('POINTS_NOWHERE', `what is told of the decision at position ${position} is not what it says`, position);
    const rest = text.slice(awaited.line.length);
    if (awaited.kind === 'erasure') {
      if (events < awaited.events)
        wrong(
          'UNACCOUNTED',
          `more words than are told were decided of, from position ${awaited.first} on`,
          awaited.first,
        );
      if (rest !== `${awaited.events}}`)
        wrong('POINTS_NOWHERE', `fewer words than are told were decided of at position ${position}`, position);
    } else {
      if (
        replacement !== null &&
        hash('sha256', fromBase64(replacement, 'the replacement is not base64')) !== awaited.digest
      )
        wrong(
          'PAYLOAD_MISMATCH',
          `what stands in place of what was removed at position ${awaited.first} is not what was decided`,
          awaited.first,
        );
      awaited.gone.settled = replacement !== null;
    }
    this.awaited = undefined;
    this.told += 1;
  }

  /** At the end of the bundle. */
  close() {
    for (const [position, { settled }] of this.gone)
      if (!settled) wrong('UNACCOUNTED', `no decision accounts for what is missing at position ${position}`, position);
  }
}

/**
 * Where a verification that was broken off goes on: nothing when no state is kept, or it does not fit itself or the
 * bundle. What lies before that place is hashed again, so a bundle that was changed since is read anew.
 */
const goneOn = (stateFile, file) => {
  if (stateFile === undefined) return undefined;
  let text;
  try {
    text = readFileSync(stateFile, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
  // Whatever else it is, it is not to be written over.
  if (!text.startsWith('{"kind":"state"'))
    throw new Error(`${stateFile} is something else: name another file for the state`);
  const state = stateOf(text);
  const prefix = state && prefixOf(file, state.bytes);
  if (prefix?.copy().digest('hex') === state?.prefix && state) return { ...state, prefix };
  console.error('The state file does not fit this bundle: beginning anew.');
  return undefined;
};

const stateOf = (text) => {
  const parts = /^(\{"kind":"state".*),"check":"([0-9a-f]{64})"\}\n$/.exec(text);
  if (!parts || hash('sha256', parts[1]) !== parts[2]) return undefined;
  const { format, bytes, prefix, last, events, absent, peaks, sealed, gone, told } = JSON.parse(`${parts[1]}}`);
  const numbers = [bytes, last, events, absent, told];
  const fit = format === 'talkoot-verify/v2' && numbers.every(isNumber) && isHex(prefix, 32);
  if (!fit || ![peaks, sealed, gone].every(Array.isArray) || ![...sealed, ...gone].every(Array.isArray))
    return undefined;
  const accounts = new Accounts();
  for (const [key, count, first] of sealed) accounts.sealed.set(key, { events: count, first });
  for (const [position, category, settled] of gone) accounts.gone.set(position, { category, settled });
  accounts.told = told;
  return { bytes, prefix, last, events, absent, peaks: peaks.map(hashFrom), accounts };
};

/** The hash of the first bytes of a file, to be gone on with; nothing when there are not so many. */
const prefixOf = (file, bytes) => {
  const prefix = createHash('sha256');
  const chunk = Buffer.alloc(1 << 20);
  for (let read = 0; read < bytes;) {
    const count = readSync(file, chunk, 0, Math.min(chunk.length, bytes - read), read);
    if (count === 0) return undefined;
    prefix.update(chunk.subarray(0, count));
    read += count;
  }
  return prefix;
};

/** Whole or not at all. */
const keepState = (stateFile, { prefix, peaks, accounts, ...rest }) => {
  const state = {
    kind: 'state',
    format: 'talkoot-verify/v2',
    bytes: rest.bytes,
    prefix: prefix.copy().digest('hex'),
    last: rest.last,
    events: rest.events,
    absent: rest.absent,
    peaks: peaks.map((peak) => peak.toString('base64')),
    sealed: [...accounts.sealed].map(([key, { events, first }]) => [key, events, first]),
    gone: [...accounts.gone].map(([position, { category, settled }]) => [position, category, settled]),
    told: accounts.told,
  };
  const text = JSON.stringify(state).slice(0, -1);
  const out = openSync(`${stateFile}.part`, 'w', 0o600);
  writeSync(out, `${text},"check":"${hash('sha256', text)}"}\n`);
  fsyncSync(out);
  closeSync(out);
  renameSync(`${stateFile}.part`, stateFile);
};

const verifyBundle = (name, { policy: givenPolicy, stateFile, onProgress } = {}) => {
  const file = openSync(name, 'r');
  try {
    const { size: wholeBytes } = fstatSync(file);
    let state = 'nothing';
    let mode, checkpoint, policy, isPublic;
    const range = new Range();
    let accounts = new Accounts();
    let last = 0;
    let events = 0;
    let absent = 0;

    const placed = (position) => {
      if (mode === 'full') {
        if (position !== last + 1) wrong('GAP', `position ${last + 1} is missing`, last + 1);
        if (position > checkpoint.size) wrong('BAD_ROOT', 'there are more positions than the checkpoint signs');
      } else must(position > last, 'positions do not rise');
      last = position;
    };
    const signedByLog = (note) => note.origin === policy.log.name && isSignedBy(note, policy.log);

    const read = {
      manifest: ({ format, scope, mode: how, told }) => {
        must(format === 'talkoot-bundle/v2', 'the format is another');
        must(isText(scope) && (how === 'full' || how === 'selective'), 'the manifest is none');
        must(told === 'all' || told === 'public', 'the manifest is none');
        mode = how;
        isPublic = told === 'public';
      },
      readme: ({ fi, sv, en }) => must([fi, sv, en].every(isText), 'the readme is none'),
      checkpoint: ({ note }) => (checkpoint = noteOf(note)),
      policy: ({ text }) => {
        must(isText(text), 'the policy is none');
        policy = policyOf(givenPolicy ?? text);
        if (!signedByLog(checkpoint)) wrong('BAD_SIGNATURE', 'the log has not signed this checkpoint');
        const cosigned = policy.witnesses.filter((each) => isSignedBy(checkpoint, each)).length;
        if (cosigned < policy.quorum) wrong('NO_QUORUM', `${cosigned} of ${policy.quorum} witnesses have cosigned`);
      },
      previous: ({ note, consistency }) => {
        const previous = noteOf(note);
        const proof = proofFrom(consistency, 'the consistency proof is none');
        if (!signedByLog(previous)) wrong('BAD_SIGNATURE', 'the log has not signed the previous checkpoint');
        if (!grewFrom(previous, checkpoint, proof)) wrong('NOT_APPEND_ONLY', 'the log did not only grow');
      },
      event: (event) => {
        const { position, stream, revision, id, type, schemaVersion, recordedAt } = event;
        must([position, revision, schemaVersion].every(isNumber), 'a number of the event is none');
        must([stream, id, type, recordedAt].every(isText), 'a text of the event is none');
        const data = payloadOf(event, 'data');
        // Looked at before the next payload takes its place.
        const decision = data && isDecision(type) ? data.bytes.latin1Slice() : undefined;
        const isSealed = data?.bytes.includes(sealedMark);
        const metadata = payloadOf(event, 'metadata');
        const proof = proofFrom(event.proof, 'the proof is none');
        must(mode === 'selective' || proof.length === 0, 'a full bundle has no proofs');
        placed(position);
        for (const [which, payload] of Object.entries({ data, metadata }))
          if (payload?.same === false)
            wrong('PAYLOAD_MISMATCH', `${which} of position ${position} is not what was recorded`, position);
        events += 1;
        absent += (data ? 0 : 1) + (metadata ? 0 : 1);
        const values = [String(position), stream, String(revision), id, type, String(schemaVersion), recordedAt];
        const leaf = netstrings(['talkoot-event/v1', ...values, event.dataDigest, event.metadataDigest]);
        const leafHash = hash('sha256', `\u0000${leaf}`, 'buffer');
        if (mode === 'full') range.append(leafHash);
        else if (!includes(leafHash, position - 1, checkpoint.size, proof, checkpoint.root))
          wrong('BAD_INCLUSION', `position ${position} is not in the log that was signed`, position);
        // What is not public is withheld whole; whatever else is missing was decided on.
        if (!metadata && (data || !isPublic))
          wrong('UNACCOUNTED', `the metadata of position ${position} is missing`, position);
        if (!metadata || (data && decision === undefined && !isSealed)) return;
        const actor = actorForm.exec(metadata.bytes.latin1Slice(0, mostActorBytes))?.[1];
        if (decision !== undefined && actor !== undefined) accounts.decide(event, decision, actor);
        accounts.keep(event, actor, data ? isSealed : undefined);
      },
      erasure: (account, text) => accounts.account(account, text),
      removal: (account, text) => accounts.account(account, text),
      leaf: ({ position, hash: told }) => {
        must(isNumber(position), 'a number of the leaf is none');
        const bytes = hashFrom(told, 'the hash of the leaf is none');
        must(mode === 'full', 'a selective bundle has no leaves');
        placed(position);
        range.append(bytes);
      },
      end: ({ events: told }) => {
        must(isNumber(told) && told === events, 'the number of events is another');
        if (mode === 'full' && last < checkpoint.size) wrong('GAP', `position ${last + 1} is missing`, last + 1);
        const root = mode === 'full' ? range.root() : checkpoint.size === 0 ? emptyRoot : checkpoint.root;
        if (!root.equals(checkpoint.root)) wrong('BAD_ROOT', 'the log that was signed is another');
        accounts.close();
      },
    };

    let bytes = 0;
    let prefix = createHash('sha256');
    let kept = 0;
    const readLine = (line) => {
      must(line !== undefined, 'the last line is not ended');
      const value = objectOf(line);
      const { kind } = value;
      must(before[kind].includes(state), `${kind} stands after ${state}`);
      accounts.follows(kind);
      read[kind](value, kind === 'erasure' || kind === 'removal' ? textOf(line) : '');
      state = kind;
      bytes += line.length + 1;
      onProgress?.(bytes, wholeBytes);
      if (stateFile === undefined) return;
      prefix.update(line).update('\n');
      if (last < kept + stateEvery || accounts.awaited) return;
      keepState(stateFile, { bytes, prefix, last, events, absent, peaks: range.peaks, accounts });
      kept = last;
    };
    /** Takes up a state, behind a head that was read anew: who signed what is never taken from it. */
    const takeUp = (begun) => {
      const ones = mode === 'full' ? begun.last.toString(2).replaceAll('0', '').length : 0;
      if (begun.bytes < bytes || begun.peaks.length !== ones || begun.last > checkpoint.size) return false;
      ({ bytes, prefix, last, events, absent, accounts } = begun);
      kept = last;
      range.peaks = begun.peaks;
      range.size = mode === 'full' ? last : 0;
      state = 'event';
      console.error(`Going on behind position ${last}.`);
      return true;
    };
    let begun = goneOn(stateFile, file);
    for (const line of linesOf(file, 0)) {
      if (begun && /^{"kind":"(event|leaf)"/.test(line?.latin1Slice(0, 15) ?? '')) {
        if (takeUp(begun)) break;
        begun = undefined;
      }
      readLine(line);
    }
    if (begun) for (const line of linesOf(file, begun.bytes)) readLine(line);
    must(state === 'end', 'the bundle is cut off');
    const seen = `${events} events of a log of ${checkpoint.size}, signed by ${policy.log.name}`;
    const decided = accounts.told > 0 ? `; ${accounts.told} decisions to erase, restrict or remove are told` : '';
    if (absent > 0) wrong('OK_WITH_ERASURES', `${seen}; ${absent} payloads are withheld or removed${decided}`, absent);
    wrong('OK', `${seen}${decided}`);
  } catch (error) {
    if (!(error instanceof Verdict)) throw error;
    if (stateFile !== undefined) rmSync(stateFile, { force: true });
    return error;
  } finally {
    closeSync(file);
  }
};

/** Tells every twentieth part of a long way. */
const progress = () => {
  let told = 0;
  return (done, of) => {
    const part = Math.floor((20 * done) / of);
    if (of < longBytes || part === told) return;
    told = part;
    console.error(`${5 * part} % …`);
  };
};

const main = () => {
  const argv = process.argv.slice(2);
  if (argv.length === 1 && argv[0] === '--batch') {
    const names = readFileSync(0, 'utf8').split('\n').filter(Boolean);
    process.stdout.write(names.map((name) => `${name}\t${verifyBundle(name).verdict}\n`).join(''));
    return 0;
  }
  const given = {};
  while (['--policy', '--state'].includes(argv[0]) && argv.length > 2) {
    const [option, file] = argv.splice(0, 2);
    given[option] = file;
  }
  if (argv.length !== 1 || argv[0].startsWith('--')) {
    console.error('Use: node verify.mjs [--policy policy.txt] [--state file] bundle.ndjson');
    return 2;
  }
  const { verdict, code, message } = verifyBundle(argv[0], {
    policy: given['--policy'] === undefined ? undefined : readFileSync(given['--policy'], 'utf8'),
    stateFile: given['--state'],
    onProgress: progress(),
  });
  console.log(`${verdict}\n${message}`);
  return code;
};

try {
  process.exitCode = main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 3;
}
