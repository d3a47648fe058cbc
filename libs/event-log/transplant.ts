import { createHash } from 'node:crypto';
import { START, type Position } from './event-log.ts';

/** An event exactly as a store keeps it. */
export interface StoredEvent {
  readonly position: Position;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly recordedAt: string;
  /** The bytes of its JSON. */
  readonly data: Buffer;
  readonly metadata: Buffer;
}

/** What a store keeps to vouch for an event. A salt is gone where its payload was removed; then the digest is there. */
export interface StoredLeaf {
  readonly hash: Buffer;
  readonly dataSalt: Buffer | null;
  readonly metadataSalt: Buffer | null;
  readonly dataDigest: Buffer | null;
  readonly metadataDigest: Buffer | null;
}

/** An event on the move: with its salts and its leaf, so that the tree stays the same. */
export interface MovedEvent extends StoredEvent {
  readonly leaf: StoredLeaf;
}

/**
 * A store opened to move house: what was recorded is taken and given as it is, with its positions and times. Apart
 * from the port, so that nobody who serves people can write history by it.
 */
export interface Transplant {
  head(): Promise<Position>;
  /** The events after one position and up to another, in pages of bounded size. */
  read(after: Position, to: Position): AsyncIterable<readonly MovedEvent[]>;
  /** All or nothing, durably, to a log that ends at a position. Throws {@link OtherLog} when it ends elsewhere. */
  write(after: Position, events: readonly MovedEvent[]): Promise<void>;
  close(): Promise<void>;
}

/** The target holds what the source does not: nothing more is written to it. */
export class OtherLog extends Error {
  override readonly name = 'OtherLog';
}

export interface CopyProgress {
  readonly stage: 'copying' | 'verifying';
  /** Positions done, of all. */
  readonly done: number;
  readonly of: number;
}

export interface Copied {
  /** Events in the target that are, byte for byte, the source's. */
  readonly count: number;
  /** Of those, written by this copying; the others were there. */
  readonly written: number;
  readonly head: Position;
  /** SHA-256, in hexadecimal, over every byte of every event of both. */
  readonly sha256: string;
}

/**
 * Brings a log to another store, with its salts and leaves: up to where the source ends when it begins. What is there
 * already is gone on from, so a copying that was broken off is given again. At the end both are read from the first
 * event on and compared byte for byte. Throws {@link OtherLog} when the target holds another log.
 */
export const copyLog = async (
  from: Transplant,
  to: Transplant,
  onProgress: (progress: CopyProgress) => void = () => undefined,
): Promise<Copied> => {
  const head = await from.head();
  const begun = await to.head();
  if (begun > head) throw new OtherLog(`The target ends at position ${begun}, and the source at ${head}`);
  // Before anything is written: the target's last event must be the source's. All others are compared at the end.
  await compared(from, to, begun > START ? begun - 1n : START, begun);
  let reached = begun;
  let written = 0;
  for await (const page of from.read(begun, head)) {
    await to.write(reached, page);
    reached = page.at(-1)?.position ?? reached;
    written += page.length;
    onProgress({ stage: 'copying', done: Number(reached), of: Number(head) });
  }
  const verified = await compared(from, to, START, head, (done) =>
    onProgress({ stage: 'verifying', done: Number(done), of: Number(head) }),
  );
  return { ...verified, written, head };
};

/** Reads both side by side. Throws at the first event that is not the same, or is sealed otherwise. */
const compared = async (
  from: Transplant,
  to: Transplant,
  after: Position,
  until: Position,
  onReached: (position: Position) => void = () => undefined,
): Promise<{ count: number; sha256: string }> => {
  const theirs = eventsOf(to.read(after, until));
  const whole = createHash('sha256');
  let count = 0;
  for await (const page of from.read(after, until)) {
    for (const event of page) {
      const there = await theirs.next();
      const digest = digestOf(event);
      if (there.done || !digestOf(there.value).equals(digest))
        throw new OtherLog(`The target does not hold the source's event ${event.position}: it is another log`);
      if (!isSealedAlike(there.value.leaf, event.leaf))
        throw new OtherLog(
          `The target has sealed event ${event.position} anew, as copies once did: it is another tree`,
        );
      whole.update(digest);
      count += 1;
    }
    onReached(page.at(-1)?.position ?? until);
  }
  const more = await theirs.next();
  if (!more.done) throw new OtherLog(`The target holds an event ${more.value.position} that the source does not`);
  return { count, sha256: whole.digest('hex') };
};

async function* eventsOf(pages: AsyncIterable<readonly MovedEvent[]>): AsyncGenerator<MovedEvent, undefined> {
  for await (const page of pages) yield* page;
  return undefined;
}

const digestOf = ({ data, metadata, position, ...rest }: StoredEvent): Buffer => {
  const { stream, revision, id, type, schemaVersion, recordedAt } = rest;
  const head = [String(position), stream, revision, id, type, schemaVersion, recordedAt, data.length, metadata.length];
  return createHash('sha256').update(JSON.stringify(head)).update(data).update(metadata).digest();
};

const parts = ['hash', 'dataSalt', 'metadataSalt', 'dataDigest', 'metadataDigest'] as const;
const isSealedAlike = (one: StoredLeaf, other: StoredLeaf): boolean =>
  parts.every((part) => {
    const [own, its] = [one[part], other[part]];
    return own === null || its === null ? own === its : own.equals(its);
  });
