import { openLedger, type Ledger, type Place } from '#event-log';
import Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  checkpointOf,
  checkpointText,
  isSignedBy,
  MAX_NOTE_CHARS,
  noteOf,
  shownKey,
  signedNote,
  signerOf,
  type Signer,
  type Verifier,
} from './checkpoint.note.ts';
import { judged, policyOf, policyText, type Policy } from './checkpoint.policy.ts';
import { treeOver, type Tree } from './merkle.tiles.ts';
import { consistencyProof, grewFrom, rootOf, type Head } from './merkle.tree.ts';

/** The log is not how it was when it was last signed: shorter, or other. Nothing is signed until a fork is acknowledged. */
export class NotGrown extends Error {
  override readonly name = 'NotGrown';
}

export const KEY_FILE = 'checkpoint.key';
export const POLICY_FILE = 'policy.txt';
export const CHECKPOINTS_FILE = 'checkpoints.db';
/** What is remembered of what was signed. Heads are never deleted: an old one is what a fork is told by. */
export const HEADS_LAYOUT = `
  CREATE TABLE IF NOT EXISTS heads (
    epoch INTEGER NOT NULL,
    size INTEGER NOT NULL,
    root BLOB NOT NULL,
    note TEXT NOT NULL,
    signed_at TEXT NOT NULL,
    acknowledged TEXT,
    PRIMARY KEY (epoch, size)
  ) STRICT, WITHOUT ROWID;
`;

export interface HeadRow extends Head {
  readonly epoch: number;
  readonly note: string;
  readonly signedAt: string;
}
const HEADS = 'SELECT epoch, size, root, note, signed_at AS signedAt FROM heads';
/** How long a checkpoint is given to witnesses before the next is signed. */
const FRESH_MS = 60_000;

const isLineOf = (line: string, name: string, id: string): boolean => {
  const [, signer, encoded = ''] = line.split(' ');
  return signer === name && Buffer.from(encoded, 'base64').toString('hex', 0, 4) === id;
};

/**
 * The 32 secret bytes in a file of a data folder, made when there is none, readable by its owner alone. Written
 * durably before they are used, or a signature could outlive its key.
 */
export const secretIn = (file: string): Buffer => {
  if (!existsSync(file)) {
    const made = openSync(file, 'wx', 0o600);
    writeFileSync(made, `${randomBytes(32).toString('base64')}\n`);
    fsyncSync(made);
    closeSync(made);
  }
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
};

/** The names a log's checkpoints bear: by its key, and from the second epoch on by the epoch's number. */
const originOf = (name: string, epoch: number): string => (epoch === 1 ? name : `${name}/${epoch}`);
const nameBy = (seed: Buffer): string => `talkoot/${signerOf('key', 'log', seed).id}`;

/** The key of a data folder under an origin of its epochs; nothing where there is no key, or the origin is another log's. */
export const keyIn = (folder: string, origin: string): Verifier | undefined => {
  const file = join(folder, KEY_FILE);
  if (!existsSync(file)) return undefined;
  const seed = secretIn(file);
  const name = nameBy(seed);
  const own =
    origin === name || (origin.startsWith(`${name}/`) && /^([2-9]|[1-9]\d+)$/.test(origin.slice(name.length + 1)));
  return own ? signerOf(origin, 'log', seed) : undefined;
};

/**
 * Signs how far the log has come, and remembers what it signed in a file of its own, apart from the log. Before a
 * new head is signed it is held against the last one: a log put back to an older backup is noticed.
 */
export class CheckpointSigner {
  readonly tree: Tree;
  /** What each checkpoint begins with, from the second epoch on with the epoch's number. */
  private readonly name: string;
  private readonly db: Database.Database;
  private readonly seed: Buffer;
  private readonly folder: string;
  private readonly ledger: Ledger;
  private readonly clock: () => Date;

  constructor({ folder, ledger, clock = () => new Date() }: { folder: string; ledger: Ledger; clock?: () => Date }) {
    this.folder = folder;
    this.ledger = ledger;
    this.clock = clock;
    this.tree = treeOver((from, to) => ledger.hashes(from, to));
    this.seed = secretIn(join(folder, KEY_FILE));
    this.name = nameBy(this.seed);
    this.db = new Database(join(folder, CHECKPOINTS_FILE));
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = FULL');
    this.db.exec(HEADS_LAYOUT);
  }

  close(): void {
    this.db.close();
  }

  /** The policy the operator has written in `policy.txt`; without, no witness is asked for. Its log line is this log's. */
  get policy(): Policy {
    const file = join(this.folder, POLICY_FILE);
    const log = this.signerIn(this.last()?.epoch ?? 1);
    if (!existsSync(file)) return { log, witnesses: [], quorum: 0 };
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((each) => each !== '' && !each.startsWith('log '));
    return policyOf([`log ${shownKey(log)}`, ...lines, ''].join('\n'));
  }

  get policyText(): string {
    return policyText(this.policy);
  }

  async root(size: number): Promise<Buffer> {
    return rootOf(await this.tree.at(size), size);
  }

  /** The last signed note with the cosignatures given to it; none before the first signing. */
  latest(): string | undefined {
    return this.last()?.note;
  }

  /** The last checkpoint while it is fresh enough, or one signed now: so that witnesses find the same one to sign. */
  async current(maxAgeMs = FRESH_MS): Promise<string> {
    const last = this.last();
    const age = last ? this.clock().getTime() - Date.parse(last.signedAt) : Infinity;
    return last && age >= 0 && age < maxAgeMs ? last.note : this.sign();
  }

  /** Signs now, and gives the newest checkpoint with enough witnesses; the one just signed when there is none. */
  async forExport(): Promise<string> {
    const signed = await this.sign();
    const epoch = this.last()?.epoch ?? 1;
    const recent = this.db
      .prepare<[number], HeadRow>(`${HEADS} WHERE epoch = ? ORDER BY size DESC LIMIT 1000`)
      .iterate(epoch);
    for (const { note } of recent) if (judged(noteOf(note), this.policy) === 'OK') return note;
    return signed;
  }

  /** The newest signed head of the present epoch at a smaller size; what a bundle shows growth from. */
  before(size: number): string | undefined {
    const row = this.db
      .prepare<[epoch: number, size: number], { note: string }>(
        'SELECT note FROM heads WHERE epoch = ? AND size < ? AND size > 0 ORDER BY size DESC LIMIT 1',
      )
      .get(this.last()?.epoch ?? 1, size);
    return row?.note;
  }

  /** Signs the log as it stands. The same head is answered with the same note. Throws {@link NotGrown}. */
  async sign(): Promise<string> {
    return this.recorded(async (last, head) => {
      if (last) await this.mustHaveGrown(last, head);
      if (last?.size === head.size) return ({ note }) => note;
      return () => this.record(last?.epoch ?? 1, head, []);
    });
  }

  /**
   * After an older backup was put back on purpose: begins a new epoch, under a new name, whose first checkpoint names
   * the last one of the epoch before. Refused (with false) while the log is what was signed.
   */
  async acknowledgeFork(reason: string): Promise<boolean> {
    return this.recorded(async (last, head) => {
      if (!last || (await this.hasGrown(last, head))) return () => false;
      const extension = `forked from ${last.epoch} ${last.size} ${last.root.toString('base64')}`;
      return () => {
        this.record(last.epoch + 1, head, [extension], reason);
        return true;
      };
    });
  }

  /**
   * Takes a witness's signatures under a checkpoint that was signed here, whole as the witness saw it. False when it
   * never was, or none of them is by a witness in the policy.
   */
  cosigned(seen: string): boolean {
    return this.together(() => {
      const last = this.last();
      const { text, signatures } = noteOf(seen);
      const { size } = checkpointOf(text);
      const row =
        last &&
        this.db.prepare<[number, number], HeadRow>(`${HEADS} WHERE epoch = ? AND size = ?`).get(last.epoch, size);
      if (!row) return false;
      const own = noteOf(row.note);
      if (own.text !== text) return false;
      const { witnesses } = this.policy;
      const fresh = witnesses.filter((each) => isSignedBy({ text, signatures }, each) && !isSignedBy(own, each));
      const lines = seen
        .slice(text.length + 1)
        .split('\n')
        .filter((line) => fresh.some(({ name, id }) => isLineOf(line, name, id)));
      const note = row.note + lines.map((line) => `${line}\n`).join('');
      if (note.length > MAX_NOTE_CHARS) return false;
      this.db.prepare('UPDATE heads SET note = ? WHERE epoch = ? AND size = ?').run(note, row.epoch, size);
      return witnesses.some((each) => isSignedBy({ text, signatures }, each));
    });
  }

  /**
   * Holds the log against what was signed last, and does what follows from it in the transaction in which that is
   * still the last: two processes cannot sign two histories.
   */
  private async recorded<Result>(
    compare: (last: HeadRow | undefined, head: Head) => Promise<(last: HeadRow) => Result>,
  ): Promise<Result> {
    for (;;) {
      const last = this.last();
      const size = await this.ledger.size();
      const act = await compare(last, { size, root: await this.root(size) });
      const done = this.together(() => {
        const still = this.last();
        const same = still?.epoch === last?.epoch && still?.size === last?.size;
        return same ? { result: act(still as HeadRow) } : undefined;
      });
      if (done) return done.result;
    }
  }

  private async hasGrown(last: HeadRow, head: Head): Promise<boolean> {
    try {
      await this.mustHaveGrown(last, head);
      return true;
    } catch (error) {
      if (error instanceof NotGrown) return false;
      throw error;
    }
  }

  private async mustHaveGrown(last: HeadRow, head: Head): Promise<void> {
    if (head.size < last.size)
      throw new NotGrown(
        `The log ends at position ${head.size}, and ${last.size} was signed before: it was cut or put back`,
      );
    const proof = consistencyProof(await this.tree.at(head.size, last.size - 1), last.size, head.size);
    if (!grewFrom(last, head, proof))
      throw new NotGrown(`The log up to position ${last.size} is not what was signed before: it was rewritten`);
  }

  private record(epoch: number, head: Head, extensions: readonly string[], acknowledged?: string): string {
    const signer = this.signerIn(epoch);
    const note = signedNote(checkpointText({ ...head, origin: signer.name, extensions }), signer);
    this.db
      .prepare('INSERT INTO heads (epoch, size, root, note, signed_at, acknowledged) VALUES (?, ?, ?, ?, ?, ?)')
      .run(epoch, head.size, head.root, note, this.clock().toISOString(), acknowledged ?? null);
    return note;
  }

  /** What was signed last; nothing before the first signing. */
  last(): HeadRow | undefined {
    return this.db.prepare<[], HeadRow>(`${HEADS} ORDER BY epoch DESC, size DESC LIMIT 1`).get();
  }

  private signerIn(epoch: number): Signer {
    return signerOf(originOf(this.name, epoch), 'log', this.seed);
  }

  private together<Result>(work: () => Result): Result {
    return this.db.transaction(work).immediate();
  }
}

/** The signer of a data folder, and the ledger it signs: of the log in that folder, unless it is at another place. */
export const openProofs = async (
  folder: string,
  { place = folder, clock }: { readonly place?: Place; readonly clock?: () => Date } = {},
) => {
  const ledger = await openLedger(place);
  const signer = new CheckpointSigner({ folder, ledger, ...(clock && { clock }) });
  return {
    ledger,
    signer,
    close: async () => {
      signer.close();
      await ledger.close();
    },
  };
};
export type Proofs = Awaited<ReturnType<typeof openProofs>>;

/** The head a note signs, with its text. */
export const headOf = (note: string) => checkpointOf(noteOf(note).text);
