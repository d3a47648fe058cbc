#!/usr/bin/env node
/**
 * Verifies a bundle, by infra/formats/proofs.md alone and with nothing but Node's own library.
 *
 *   node verify.mjs [--policy policy.txt] bundle.ndjson
 *   node verify.mjs --batch        file names on standard input, a verdict for each on standard output
 */
import { Buffer } from 'node:buffer';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
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

const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);
const emptyRoot = sha256('');

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
  must(sha256(`${name}\n`, bytes).toString('hex', 0, 4) === id, 'a key of the policy has another id');
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
const objectOf = (bytes) => {
  let value;
  let text;
  try {
    text = decoder.decode(bytes);
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

/** Lines with their newline taken off; the last one given as `undefined` when its newline is missing. */
function* linesOf(file) {
  const chunk = Buffer.alloc(1 << 20);
  let parts = [];
  let held = 0;
  for (let count; (count = readSync(file, chunk)) > 0;) {
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

const netstrings = (values) => values.map((value) => `${Buffer.byteLength(value)}:${value},`).join('');

const payloadOf = (event, name) => {
  const [payload, salt, digest] = [event[name], event[`${name}Salt`], event[`${name}Digest`]];
  must(isHex(digest, 32), `${name}Digest is none`);
  if (payload === null && salt === null) return undefined;
  const bytes = fromBase64(payload, `${name} is not base64`);
  must(isHex(salt, 16), `${name}Salt is none`);
  return sha256(Buffer.from(salt, 'hex'), bytes).toString('hex') === digest;
};

const verifyBundle = (name, givenPolicy, onProgress) => {
  const file = openSync(name, 'r');
  try {
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
        const hash = sha256(Buffer.of(0), leaf);
        if (mode === 'full') range.append(hash);
        else if (!includes(hash, position - 1, checkpoint.size, proof, checkpoint.root))
          wrong('BAD_INCLUSION', `position ${position} is not in the log that was signed`, position);
      },
      leaf: ({ position, hash }) => {
        must(isNumber(position), 'a number of the leaf is none');
        const bytes = hashFrom(hash, 'the hash of the leaf is none');
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

    for (const line of linesOf(file)) {
      must(line !== undefined, 'the last line is not ended');
      const value = objectOf(line);
      must(before[value.kind].includes(state), `${value.kind} stands after ${state}`);
      read[value.kind](value);
      state = value.kind;
      if (last > 0 && last % 100_000 === 0) onProgress?.(last, checkpoint.size);
    }
    must(state === 'end', 'the bundle is cut off');
    const seen = `${events} events of a log of ${checkpoint.size}, signed by ${policy.log.name}`;
    if (absent > 0) wrong('OK_WITH_ERASURES', `${seen}; ${absent} payloads are withheld or removed`, absent);
    wrong('OK', seen);
  } catch (error) {
    if (error instanceof Verdict) return error;
    throw error;
  } finally {
    closeSync(file);
  }
};

const main = () => {
  const argv = process.argv.slice(2);
  if (argv.length === 1 && argv[0] === '--batch') {
    const names = readFileSync(0, 'utf8').split('\n').filter(Boolean);
    process.stdout.write(names.map((name) => `${name}\t${verifyBundle(name).verdict}\n`).join(''));
    return 0;
  }
  const policy = argv[0] === '--policy' ? readFileSync(argv.splice(0, 2)[1] ?? '', 'utf8') : undefined;
  if (argv.length !== 1 || argv[0].startsWith('--')) {
    console.error('Use: node verify.mjs [--policy policy.txt] bundle.ndjson');
    return 2;
  }
  const { verdict, code, message } = verifyBundle(argv[0], policy, (done, of) => console.error(`${done} of ${of} …`));
  console.log(`${verdict}\n${message}`);
  return code;
};

try {
  process.exitCode = main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 3;
}
