import { leafHash, leafOf, type Ledger, type SealedEvent, type SealedPayload } from '#event-log';
import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { Accounts } from './bundle.accounts.ts';
import { bundleReadme } from './bundle.readme.ts';
import { noteOf } from './checkpoint.note.ts';
import { judged } from './checkpoint.policy.ts';
import { headOf, type CheckpointSigner } from './checkpoint.signer.ts';
import { consistencyProof, inclusionProof } from './merkle.tree.ts';

/** What a bundle is to hold. */
export interface BundleScope {
  /** In words, for the manifest. */
  readonly words: string;
  /** Full: every position is told, what is outside the scope by its hash alone. Selective: what is inside, each with its proof. */
  readonly mode: 'full' | 'selective';
  readonly holds: (event: SealedEvent) => boolean;
  /** Whether what an event says is told. Where it is not, its payloads and their salts are withheld: all are told unless said. */
  readonly tells?: (event: SealedEvent) => boolean;
}

export interface BundleRequest {
  readonly ledger: Ledger;
  readonly signer: CheckpointSigner;
  readonly scope: BundleScope;
  /** Written beside it as `.part` until it is whole. */
  readonly file: string;
  readonly onProgress?: (done: number, of: number) => void;
}

export interface BundleWritten {
  readonly events: number;
  readonly size: number;
  /** Events in it whose payloads are withheld, of those written now. */
  readonly withheld: number;
  /** The events that an earlier writing, broken off, had left and this one went on from. */
  readonly kept: number;
}

/** What the ledger gives for an event is not what its leaf says: nothing is handed out as proven. */
export class NotAsSealed extends Error {
  override readonly name = 'NotAsSealed';
}

/** Positions between two breaths, and two words of progress. */
const BREATH = 250;
/** What is handed on at once, in characters. */
const TOGETHER = 256 * 1024;

/**
 * Writes a bundle (infra/formats/proofs.md) under the newest checkpoint with enough witnesses. Memory does not grow with the log. When a
 * writing of the same scope was broken off, it is gone on with under the checkpoint it began with.
 */
export const writeBundle = async (request: BundleRequest): Promise<BundleWritten> => {
  const { signer, file, onProgress = () => undefined } = request;
  const part = `${file}.part`;
  const begun = existsSync(part) ? await begunIn(part, request) : undefined;
  const note = begun?.note ?? (await signer.forExport());
  const { size } = headOf(note);
  const out = openSync(part, begun ? 'r+' : 'w', 0o600);
  let buffered = '';
  let reached = begun?.bytes ?? 0;
  const flush = () => {
    reached += writeSync(out, buffered, reached);
    buffered = '';
  };
  try {
    ftruncateSync(out, reached);
    const count = { events: 0, withheld: 0 };
    for await (const text of linesOf(request, note, begun, count)) {
      buffered += text;
      if (buffered.length > 1 << 20) flush();
    }
    flush();
    fsyncSync(out);
    onProgress(size, size);
    renameSync(part, file);
    return { ...count, size, kept: begun?.events ?? 0 };
  } finally {
    closeSync(out);
  }
};

/**
 * The same bundle as a stream of bytes, for somebody who waits for it. Broken off, it has no end line, and is no bundle.
 * `size` is how many events its checkpoint signs.
 */
export const bundleStream = async (
  request: Pick<BundleRequest, 'ledger' | 'signer' | 'scope'>,
): Promise<{ readonly size: number; readonly bytes: Readable }> => {
  const note = await request.signer.forExport();
  return { size: headOf(note).size, bytes: Readable.from(linesOf(request, note), { objectMode: false }) };
};

/** The lines of a bundle from its head on, or from where it was broken off; some together, with a breath between. */
async function* linesOf(
  { ledger, signer, scope, onProgress = () => undefined }: Omit<BundleRequest, 'file'>,
  note: string,
  begun?: Begun,
  count = { events: 0, withheld: 0 },
): AsyncGenerator<string, void, undefined> {
  const { size } = headOf(note);
  let text = '';
  const say = (line: object) => (text += `${JSON.stringify(line)}\n`);
  if (!begun) for await (const line of headLines({ signer, scope }, note)) say(line);
  count.events = begun?.events ?? 0;
  let position = begun?.position ?? 0;
  const accounts = new Accounts();
  /** What was taken from the events told, by whose decision, is told with them, whatever else is held or told. */
  const judge = (event: SealedEvent) => {
    const account = accounts.of(event);
    const held = account !== undefined || scope.holds(event);
    const told = held && (account !== undefined || scope.tells?.(event) !== false);
    if (told) accounts.tell(event);
    return { account, held, told };
  };
  let looked = 0;
  for await (const event of ledger.events(0, position)) {
    judge(event);
    if (++looked % BREATH === 0) await turn();
  }
  for await (const event of ledger.events(position, size)) {
    position = Number(event.position);
    const hash = leafHash(leafOf(event, event.data.digest, event.metadata.digest));
    if (!hash.equals(event.leaf))
      throw new NotAsSealed(`The event at position ${position} is not what was sealed: it was changed in the store`);
    const { account, held, told } = judge(event);
    if (held) {
      const index = position - 1;
      const proof = scope.mode === 'full' ? [] : inclusionProof(await signer.tree.at(size, index), index, size);
      say(eventLine(told ? event : withoutPayloads(event), proof));
      if (account) say(account);
      count.events++;
      if (!told) count.withheld++;
    } else if (scope.mode === 'full') say({ kind: 'leaf', position, hash: hash.toString('base64') });
    if (position % BREATH > 0 && text.length < TOGETHER) continue;
    yield text;
    text = '';
    onProgress(position, size);
    await turn();
  }
  accounts.close(size);
  say({ kind: 'end', events: count.events });
  yield text;
}

const manifestOf = ({ words, mode, tells }: BundleScope) => ({
  kind: 'manifest',
  format: 'talkoot-bundle/v2',
  scope: words,
  mode,
  told: tells ? 'public' : 'all',
});

const base64 = (hashes: readonly Buffer[]) => hashes.map((hash) => hash.toString('base64'));

async function* headLines(
  { signer, scope }: Pick<BundleRequest, 'signer' | 'scope'>,
  note: string,
): AsyncGenerator<object> {
  yield manifestOf(scope);
  yield { kind: 'readme', ...bundleReadme };
  yield { kind: 'checkpoint', note };
  yield { kind: 'policy', text: signer.policyText };
  const { size } = headOf(note);
  const previous = signer.before(size);
  if (previous === undefined) return;
  const older = headOf(previous).size;
  const proof = consistencyProof(await signer.tree.at(size, older - 1), older, size);
  yield { kind: 'previous', note: previous, consistency: base64(proof) };
}

const payloadFields = ({ open }: SealedPayload) => [
  open?.bytes.toString('base64') ?? null,
  open?.salt.toString('hex') ?? null,
];

/**
 * The metadata goes too: it holds a hash of the command, by which what was withheld could be guessed. The digests that
 * stay are salted, and the salts stay behind.
 */
const withoutPayloads = (event: SealedEvent): SealedEvent => ({
  ...event,
  data: { digest: event.data.digest, open: undefined },
  metadata: { digest: event.metadata.digest, open: undefined },
});

const eventLine = (event: SealedEvent, proof: readonly Buffer[]) => {
  const { position, stream, revision, id, type, schemaVersion, recordedAt } = event;
  const [data, dataSalt] = payloadFields(event.data);
  const [metadata, metadataSalt] = payloadFields(event.metadata);
  return {
    kind: 'event',
    position: Number(position),
    stream,
    revision,
    id,
    type,
    schemaVersion,
    recordedAt,
    dataDigest: event.data.digest.toString('hex'),
    data,
    dataSalt,
    metadataDigest: event.metadata.digest.toString('hex'),
    metadata,
    metadataSalt,
    proof: base64(proof),
  };
};

interface Begun {
  readonly note: string;
  /** Where the last line of that position ends. */
  readonly bytes: number;
  readonly position: number;
  readonly events: number;
}

/**
 * How far a writing had come, without the last position, of which not all may be there; nothing when it was of another
 * scope, or not past its head.
 */
const begunIn = async (part: string, { signer, scope }: BundleRequest): Promise<Begun | undefined> => {
  let [note, bytes, position, events, count] = ['', 0, 0, 0, 0];
  let whole = { bytes, position, events };
  for await (const line of wholeLines(part)) {
    const said = JSON.parse(line) as { kind: string; note?: string; position?: number };
    if (count === 0 && line !== JSON.stringify(manifestOf(scope))) return undefined;
    if (said.kind === 'checkpoint') note = said.note ?? '';
    // It was whole but for its name: it is written anew, under a new checkpoint.
    if (said.kind === 'end') return undefined;
    if (said.kind === 'event' || said.kind === 'leaf') {
      whole = { bytes, position, events };
      position = said.position ?? position;
    }
    if (said.kind === 'event') events++;
    bytes += Buffer.byteLength(line) + 1;
    count++;
  }
  const own = note !== '' && whole.position > 0 && judged(noteOf(note), signer.policy) !== 'BAD_SIGNATURE';
  return own ? { note, ...whole } : undefined;
};

async function* wholeLines(file: string): AsyncGenerator<string, void, undefined> {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8') as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
