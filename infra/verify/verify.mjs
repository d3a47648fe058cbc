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
};
const mostLineBytes = 16 * 1024 * 1024;
const mostNoteBytes = 65_536;
const mostHashes = 64;
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
  manifest: ['kind', 'format', 'scope', 'mode'],
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
  leaf: ['kind', 'position', 'hash'],
  end: ['kind', 'events'],
};
const before = {
  manifest: ['nothing'],
  readme: ['manifest'],
  checkpoint: ['readme'],
  policy: ['checkpoint'],
  previous: ['policy'],
  event: ['policy', 'previous', 'event', 'leaf'],
  leaf: ['policy', 'previous', 'event', 'leaf'],
  end: ['policy', 'previous', 'event', 'leaf'],
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
  return same;
};

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
  const { format, bytes, prefix, last, events, absent, peaks } = JSON.parse(`${parts[1]}}`);
  const fit = format === 'talkoot-verify/v1' && [bytes, last, events, absent].every(isNumber) && isHex(prefix, 32);
  return fit && Array.isArray(peaks) ? { bytes, prefix, last, events, absent, peaks: peaks.map(hashFrom) } : undefined;
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
const keepState = (stateFile, { prefix, peaks, ...rest }) => {
  const state = {
    kind: 'state',
    format: 'talkoot-verify/v1',
    bytes: rest.bytes,
    prefix: prefix.copy().digest('hex'),
    last: rest.last,
    events: rest.events,
    absent: rest.absent,
    peaks: peaks.map((peak) => peak.toString('base64')),
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
    let mode, checkpoint, policy;
    const range = new Range();
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
      manifest: ({ format, scope, mode: how }) => {
        must(format === 'talkoot-bundle/v1', 'the format is another');
        must(isText(scope) && (how === 'full' || how === 'selective'), 'the manifest is none');
        mode = how;
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
        const payloads = [payloadOf(event, 'data'), payloadOf(event, 'metadata')];
        const proof = proofFrom(event.proof, 'the proof is none');
        must(mode === 'selective' || proof.length === 0, 'a full bundle has no proofs');
        placed(position);
        if (payloads.includes(false)) {
          const which = payloads[0] === false ? 'data' : 'metadata';
          wrong('PAYLOAD_MISMATCH', `${which} of position ${position} is not what was recorded`, position);
        }
        events += 1;
        absent += payloads.filter((each) => each === undefined).length;
        const values = [String(position), stream, String(revision), id, type, String(schemaVersion), recordedAt];
        const leaf = netstrings(['talkoot-event/v1', ...values, event.dataDigest, event.metadataDigest]);
        const leafHash = hash('sha256', `\u0000${leaf}`, 'buffer');
        if (mode === 'full') range.append(leafHash);
        else if (!includes(leafHash, position - 1, checkpoint.size, proof, checkpoint.root))
          wrong('BAD_INCLUSION', `position ${position} is not in the log that was signed`, position);
      },
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
      },
    };

    let bytes = 0;
    let prefix = createHash('sha256');
    let kept = 0;
    const readLine = (line) => {
      must(line !== undefined, 'the last line is not ended');
      const value = objectOf(line);
      must(before[value.kind].includes(state), `${value.kind} stands after ${state}`);
      read[value.kind](value);
      state = value.kind;
      bytes += line.length + 1;
      onProgress?.(bytes, wholeBytes);
      if (stateFile === undefined) return;
      prefix.update(line).update('\n');
      if (last < kept + stateEvery) return;
      keepState(stateFile, { bytes, prefix, last, events, absent, peaks: range.peaks });
      kept = last;
    };
    /** Takes up a state, behind a head that was read anew: who signed what is never taken from it. */
    const takeUp = (begun) => {
      const ones = mode === 'full' ? begun.last.toString(2).replaceAll('0', '').length : 0;
      if (begun.bytes < bytes || begun.peaks.length !== ones || begun.last > checkpoint.size) return false;
      ({ bytes, prefix, last, events, absent } = begun);
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
    if (absent > 0) wrong('OK_WITH_ERASURES', `${seen}; ${absent} payloads are withheld or removed`, absent);
    wrong('OK', seen);
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
