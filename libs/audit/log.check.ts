import { Flaw, type Inspection } from '#event-log';
import Database from 'better-sqlite3';
import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { checkpointOf, isSignedBy, Malformed, noteOf, type Checkpoint, type Note } from './checkpoint.note.ts';
import { keyIn } from './checkpoint.signer.ts';
import { CompactRange } from './merkle.tree.ts';
import { RemovalDecisions, removalTypes, unbound } from './removal.reading.ts';

/** What a log was found to be, with the exit code that says so; the codes of bundles, where they have one. */
export const logVerdicts = {
  OK: 0,
  /** Whole, but for payloads that were removed. */
  OK_WITH_ERASURES: 10,
  /** A checkpoint is not signed by the log. */
  BAD_SIGNATURE: 20,
  /** The log is not how it was when a checkpoint was signed: cut, or written anew. */
  NOT_APPEND_ONLY: 24,
  PAYLOAD_MISMATCH: 25,
  GAP: 26,
  UNREACHABLE: 28,
  UNREADABLE: 29,
} as const;
export type LogVerdictName = keyof typeof logVerdicts;

export interface LogVerdict {
  readonly name: LogVerdictName;
  /** The first position that is wrong; for a log that was written anew, the first that can be. */
  readonly position?: number;
  /** Payloads that were removed. */
  readonly removed: number;
  /** In a sentence. */
  readonly reason: string;
  /** Events that are what was sealed, from the first on. */
  readonly sound: number;
  /** Checkpoints the log was held against. */
  readonly checkpoints: number;
  /** The root of the tree over those events. */
  readonly root: Buffer;
}

/** As the verdict on a bundle is written: `GAP(17)`. */
export const shownVerdict = ({ name, position, removed }: LogVerdict): string => {
  const number = name === 'OK_WITH_ERASURES' ? removed : position;
  return number === undefined ? name : `${name}(${number})`;
};

export interface LogCheck {
  readonly inspection: Inspection;
  /** The data folder: what its signer remembers of what it signed. Without, only what is given is held against the log. */
  readonly folder?: string | undefined;
  /** Checkpoints kept elsewhere, in a board minute or by a witness: signed notes. */
  readonly given?: readonly string[];
  readonly onProgress?: (done: number, of: number) => void;
  /** How much of the time is left to others: 0 for none, 1 for as much as is worked. Default: 0. */
  readonly rest?: number;
  readonly signal?: AbortSignal;
}

/** A checkpoint the log must fit. */
interface Milestone extends Checkpoint {
  readonly kept: 'here' | 'elsewhere';
}

/**
 * Holds a whole log against its leaves, and its tree against every checkpoint of the present epoch and those given.
 * Memory does not grow with the log. Throws Malformed for a given checkpoint that is none, and the signal's reason.
 */
export const checkLog = async ({
  inspection,
  folder,
  given = [],
  onProgress = () => undefined,
  rest = 0,
  signal,
}: LogCheck): Promise<LogVerdict> => {
  const range = new CompactRange();
  let removed = 0;
  /** Positions whose data is gone, with the digest of what stands there instead. */
  const gone = new Map<number, string>();
  const decisions = new RemovalDecisions();
  let checkpoints = 0;
  const found = (name: LogVerdictName, reason: string, position?: number): LogVerdict => ({
    name,
    ...(position !== undefined && { position }),
    removed,
    reason,
    sound: range.size,
    checkpoints,
    root: range.root(),
  });
  const others = given.map((text) => milestoneOf(text, 'elsewhere', folder));
  const forged = others.find((each) => typeof each === 'string');
  if (typeof forged === 'string') return found('BAD_SIGNATURE', forged);
  const outside = others.filter((each) => typeof each !== 'string').toSorted((a, b) => a.size - b.size);

  const own = signedHere(folder);
  let before = 0;
  let next = own.next();
  /** The tree against the checkpoints of its present size; nothing while they fit. */
  const partedAt = (): LogVerdict | undefined => {
    for (;;) {
      const milestone = nextOf(next.done ? undefined : next.value, outside[0]);
      if (typeof milestone === 'string') return found('BAD_SIGNATURE', milestone);
      if (!milestone || milestone.size > range.size) return undefined;
      if (!range.root().equals(milestone.root)) {
        const where =
          before + 1 === milestone.size ? `position ${milestone.size}` : `positions ${before + 1} to ${milestone.size}`;
        return found(
          'NOT_APPEND_ONLY',
          `The log is not the one whose checkpoint of ${milestone.size} events was signed and kept ${milestone.kept}: something in ${where} was written anew`,
          before + 1,
        );
      }
      checkpoints++;
      before = milestone.size;
      if (milestone.kept === 'elsewhere') outside.shift();
      else next = own.next();
    }
  };

  try {
    const of = await inspection.size();
    const empty = partedAt();
    if (empty) return empty;
    let began = performance.now();
    for await (const { hashes, removed: found, told } of inspection.stretches(removalTypes)) {
      signal?.throwIfAborted();
      for (const hash of hashes) {
        range.append(hash);
        const parted = partedAt();
        if (parted) return parted;
      }
      removed += found.length;
      for (const { position, left } of found) gone.set(position, hash('sha256', left));
      for (const event of told) decisions.add(event);
      onProgress(range.size, Math.max(of, range.size));
      const worked = performance.now() - began;
      await (rest > 0 ? sleep(worked * rest, undefined, { ref: false }) : turn());
      began = performance.now();
    }
  } catch (error) {
    if (error instanceof Flaw) return found(error.kind, error.message, error.position);
    throw error;
  } finally {
    own.return();
  }
  const left = nextOf(next.done ? undefined : next.value, outside[0]);
  if (typeof left === 'string') return found('BAD_SIGNATURE', left);
  if (left)
    return found(
      'NOT_APPEND_ONLY',
      `The log ends at position ${range.size}, and a checkpoint of ${left.size} events was signed and kept ${left.kept}: it was cut or put back`,
      range.size + 1,
    );
  for (const [position, left] of gone) {
    const decided = decisions.of(position);
    if (decided === undefined)
      return found(
        'PAYLOAD_MISMATCH',
        `What the event at position ${position} said is gone, and the log does not tell that two persons decided so`,
        position,
      );
    // It may have been removed once more since it was read.
    const now = async () => hash('sha256', (await inspection.dataAt(position)) ?? '');
    if (decided !== unbound && decided !== left && decided !== (await now()))
      return found(
        'PAYLOAD_MISMATCH',
        `What stands in place of what was removed at position ${position} is not what two persons decided to leave there`,
        position,
      );
  }
  const seen = `${range.size} events are what was sealed, and fit ${checkpoints} signed checkpoints`;
  return removed > 0 ? found('OK_WITH_ERASURES', `${seen}; ${removed} payloads were removed`) : found('OK', seen);
};

/** The one of two that comes first; what is wrong comes before all. */
const nextOf = (own: Milestone | string | undefined, other: Milestone | undefined): Milestone | string | undefined => {
  if (typeof own === 'string' || !own || !other) return own ?? other;
  return own.size <= other.size ? own : other;
};

/** The checkpoint in a note that the folder's key has signed; else, in words, what is wrong with it. */
const milestoneOf = (text: string, kept: Milestone['kept'], folder: string | undefined): Milestone | string => {
  const note = noteOf(text);
  const checkpoint = checkpointOf(note.text);
  return isOwn(note, checkpoint, folder)
    ? { ...checkpoint, kept }
    : `The checkpoint of ${checkpoint.size} events kept ${kept}, of ${checkpoint.origin}, is not signed by this log’s key`;
};

const isOwn = (note: Note, { origin }: Checkpoint, folder: string | undefined): boolean => {
  const key = folder === undefined ? undefined : keyIn(folder, origin);
  return key !== undefined && isSignedBy(note, key);
};

/** What the signer of a folder signed in its present epoch, smallest first. */
function* signedHere(folder: string | undefined): Generator<Milestone | string, void, undefined> {
  if (folder === undefined) return;
  const file = join(folder, 'checkpoints.db');
  if (!existsSync(file)) return;
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    // Up to where it had come before the log is read: what is signed meanwhile is of events not read yet.
    const [head] = db
      .prepare<[], { readonly epoch: number; readonly size: number }>(
        'SELECT epoch, size FROM heads ORDER BY epoch DESC, size DESC LIMIT 1',
      )
      .all();
    if (!head) return;
    const page = db.prepare<
      [epoch: number, after: number, upTo: number],
      { readonly size: number; readonly note: string }
    >('SELECT size, note FROM heads WHERE epoch = ? AND size > ? AND size <= ? ORDER BY size LIMIT 200');
    for (let after = -1; ;) {
      const rows = page.all(head.epoch, after, head.size);
      for (const { size, note } of rows) {
        after = size;
        yield milestoneIn(note, size, folder);
      }
      if (rows.length === 0) return;
    }
  } catch (error) {
    yield `The file of checkpoints cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    db.close();
  }
}

const milestoneIn = (note: string, size: number, folder: string): Milestone | string => {
  try {
    const milestone = milestoneOf(note, 'here', folder);
    if (typeof milestone === 'string' || milestone.size === size) return milestone;
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
  }
  return `The checkpoint of ${size} events kept here is not what was signed`;
};
