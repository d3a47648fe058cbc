import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  checkpointOf,
  cosignature,
  fromBase64,
  isSignedBy,
  Malformed,
  noteOf,
  shownKey,
  signerOf,
  verifierOf,
} from './checkpoint.note.ts';
import { policyOf } from './checkpoint.policy.ts';
import { secretIn } from './checkpoint.signer.ts';
import { grewFrom } from './merkle.tree.ts';

/** What the platform shows contradicts what it showed before. The evidence lies in the witness's folder. */
export class LiedTo extends Error {
  override readonly name = 'LiedTo';
}

export interface WitnessRound {
  /** The witness's own folder: its key, what it saw last, and evidence. Made when it does not exist. */
  readonly folder: string;
  /** What its key is called, e.g. `kunta.example/witness`. */
  readonly name: string;
  /** The log's verifier key. Without, the one remembered; the first time, the one the platform tells. */
  readonly log?: string;
  /** Asks the platform: a path below `/tlog/`; with a body it is posted. */
  readonly ask: (path: string, body?: string) => Promise<string>;
  readonly clock?: () => Date;
}

export interface Witnessed {
  readonly size: number;
  readonly log: string;
  /** To be written into the platform's policy. */
  readonly key: string;
  /** The platform took the cosignature: false while the key is not in its policy. */
  readonly taken: boolean;
}

interface Memory {
  readonly log: string;
  readonly note: string;
}

/** The witness's key in its folder. */
export const witnessIn = (folder: string, name: string) => {
  mkdirSync(folder, { recursive: true });
  return signerOf(name, 'witness', secretIn(join(folder, 'witness.key')));
};

/**
 * One round of a witness: fetches the checkpoint, checks that the log only grew since the last round, remembers it
 * durably, and only then signs. Throws {@link LiedTo}.
 */
export const witnessRound = async ({
  folder,
  name,
  log,
  ask,
  clock = () => new Date(),
}: WitnessRound): Promise<Witnessed> => {
  const witness = witnessIn(folder, name);
  const file = join(folder, 'witness.json');
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Memory) : undefined;
  const trusted = log ?? kept?.log ?? shownKey(policyOf(await ask('policy')).log);
  const key = verifierOf(trusted);
  const shown = await ask('checkpoint');
  const note = noteOf(shown);
  const head = checkpointOf(note.text);
  if (head.origin !== key.name || !isSignedBy(note, key))
    throw new LiedTo(
      `The checkpoint is of ${head.origin}, and not signed by ${trusted}; a new epoch is accepted with --log`,
    );
  const before = kept?.log === trusted ? kept : undefined;
  if (before) {
    const seen = checkpointOf(noteOf(before.note).text);
    const proof =
      seen.size < head.size && seen.size > 0
        ? hashesIn(await ask(`consistency?old=${seen.size}&new=${head.size}`))
        : [];
    if (!grewFrom(seen, head, proof)) {
      const evidence = join(folder, `evidence-${clock().toISOString().replaceAll(':', '')}.txt`);
      writeFileSync(evidence, `${before.note}\n${shown}`, { flush: true });
      throw new LiedTo(
        `The log of ${head.size} events is not the one of ${seen.size} events shown before, gone on with: both signed checkpoints are in ${evidence}`,
      );
    }
  }
  // Remembered before it is signed: a witness that forgets could be made to sign two histories.
  keep(file, JSON.stringify({ log: trusted, note: shown } satisfies Memory));
  const answer = await ask('cosignature', `${note.text}\n${cosignature(note.text, witness, clock())}`);
  return { size: head.size, log: trusted, key: shownKey(witness), taken: answer.trim() === 'taken' };
};

const hashesIn = (lines: string): Buffer[] => {
  const hashes = lines
    .split('\n')
    .filter((line) => line !== '')
    .map(fromBase64);
  if (hashes.length > 128 || hashes.some(({ length }) => length !== 32)) throw new Malformed('This is not a proof');
  return hashes;
};

/** Whole or not at all, and on the disk when this returns. */
const keep = (file: string, text: string): void => {
  const out = openSync(`${file}.new`, 'w', 0o600);
  writeFileSync(out, text);
  fsyncSync(out);
  closeSync(out);
  renameSync(`${file}.new`, file);
  const folder = openSync(join(file, '..'), 'r');
  fsyncSync(folder);
  closeSync(folder);
};
