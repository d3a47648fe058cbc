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
import { setImmediate as turn } from 'node:timers/promises';
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
  /** The events that an earlier writing, broken off, had left and this one went on from. */
  readonly kept: number;
}

/** What the ledger gives for an event is not what its leaf says: nothing is handed out as proven. */
export class NotAsSealed extends Error {
  override readonly name = 'NotAsSealed';
}

/** Positions between two breaths, and two words of progress. */
const BREATH = 1_000;

/**
 * Writes a bundle (infra/formats/proofs.md) under the newest checkpoint with enough witnesses. Memory does not grow with the log. When a
 * writing of the same scope was broken off, it is gone on with under the checkpoint it began with.
 */
export const writeBundle = async (request: BundleRequest): Promise<BundleWritten> => {
  const { ledger, signer, scope, file, onProgress = () => undefined } = request;
  const part = `${file}.part`;
  const begun = existsSync(part) ? await begunIn(part, request) : undefined;
  const note = begun?.note ?? signer.forExport();
  const { size } = headOf(note);
  const out = openSync(part, begun ? 'r+' : 'w', 0o600);
  let buffered = '';
  let reached = begun?.bytes ?? 0;
  const flush = () => {
    reached += writeSync(out, buffered, reached);
    buffered = '';
  };
  const say = (line: object) => {
    buffered += `${JSON.stringify(line)}\n`;
    if (buffered.length > 1 << 20) flush();
  };
  try {
    ftruncateSync(out, reached);
    if (!begun) for (const line of headLines(request, note)) say(line);
    let events = begun?.events ?? 0;
    let position = begun?.position ?? 0;
    for (const event of ledger.events(position, size)) {
      position = Number(event.position);
      const hash = leafHash(leafOf(event, event.data.digest, event.metadata.digest));
      if (!hash.equals(ledger.hashes(position - 1, position)))
        throw new NotAsSealed(`The event at position ${position} is not what was sealed: it was changed in the store`);
      if (scope.holds(event)) {
        say(eventLine(event, scope.mode === 'full' ? [] : inclusionProof(signer.subtrees, position - 1, size)));
        events++;
      } else if (scope.mode === 'full') say({ kind: 'leaf', position, hash: hash.toString('base64') });
      if (position % BREATH > 0) continue;
      onProgress(position, size);
      await turn();
    }
    say({ kind: 'end', events });
    flush();
    fsyncSync(out);
    onProgress(size, size);
    renameSync(part, file);
    return { events, size, kept: begun?.events ?? 0 };
  } finally {
    closeSync(out);
  }
};

const manifestOf = ({ words, mode }: BundleScope) => ({
  kind: 'manifest',
  format: 'talkoot-bundle/v1',
  scope: words,
  mode,
});

const base64 = (hashes: readonly Buffer[]) => hashes.map((hash) => hash.toString('base64'));

function* headLines({ signer, scope }: BundleRequest, note: string): Generator<object> {
  yield manifestOf(scope);
  yield { kind: 'readme', ...bundleReadme };
  yield { kind: 'checkpoint', note };
  yield { kind: 'policy', text: signer.policyText };
  const { size } = headOf(note);
  const previous = signer.before(size);
  if (previous !== undefined)
    yield {
      kind: 'previous',
      note: previous,
      consistency: base64(consistencyProof(signer.subtrees, headOf(previous).size, size)),
    };
}

const payloadFields = ({ open }: SealedPayload) => [
  open?.bytes.toString('base64') ?? null,
  open?.salt.toString('hex') ?? null,
];

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
  /** Where the last whole line ends. */
  readonly bytes: number;
  readonly position: number;
  readonly events: number;
}

/** How far a writing had come; nothing when it was of another scope, or not past its head. */
const begunIn = async (part: string, { signer, scope }: BundleRequest): Promise<Begun | undefined> => {
  let [note, bytes, position, events, count] = ['', 0, 0, 0, 0];
  for await (const line of wholeLines(part)) {
    const said = JSON.parse(line) as { kind: string; note?: string; position?: number };
    if (count === 0 && line !== JSON.stringify(manifestOf(scope))) return undefined;
    if (said.kind === 'checkpoint') note = said.note ?? '';
    // It was whole but for its name: it is written anew, under a new checkpoint.
    if (said.kind === 'end') return undefined;
    if (said.kind === 'event') events++;
    position = said.position ?? position;
    bytes += Buffer.byteLength(line) + 1;
    count++;
  }
  const own = note !== '' && position > 0 && judged(noteOf(note), signer.policy) !== 'BAD_SIGNATURE';
  return own ? { note, bytes, position, events } : undefined;
};

async function* wholeLines(file: string): AsyncGenerator<string, void, undefined> {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8') as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
