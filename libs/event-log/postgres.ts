import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { draftsOf, MAX_DATA_BYTES, millisecondsOf, type Draft } from './draft.ts';
import {
  AppendConflict,
  categoryOf,
  EventIdReused,
  LogUnavailable,
  START,
  UnfitEvent,
  type Appended,
  type EventLog,
  type LogRange,
  type Position,
  type RecordedEvent,
  type StreamRange,
} from './event-log.ts';
import { follow, type Follower } from './follow.ts';
import { payloadOf, type Ledger } from './ledger.ts';
import { news } from './news.ts';
import {
  answered,
  collided,
  databaseAt,
  unavailable,
  UnfitDatabase,
  type Address,
  type Append,
  type Found,
  type Outcome,
  type Page,
  type Writer,
  type Written,
} from './postgres-database.ts';
import type { Remover } from './removal.ts';
import { OtherLog, type Transplant } from './transplant.ts';

export interface PostgresOptions extends Address {
  /** The store's clock, which `recordedAt` comes from. Default: the real one. */
  readonly clock?: () => Date;
  /** The most one event's data may take as stored, in bytes of UTF-8 JSON. Default: 4 MiB. */
  readonly maxDataBytes?: number;
  /** How often the log's head is asked for, in case a notification was lost, in milliseconds. Default: 1,000. */
  readonly pollMs?: number;
  /** How long an append whose connection broke looks for what became of it, in milliseconds. Default: 10,000. */
  readonly patienceMs?: number;
}

/** One transaction takes appends until it holds so much, so that others get a turn between two. */
const GROUP = { events: 1_000, chars: 8_000_000 };
/** The most one append takes in characters: a message to the server has an end, and so has a string. */
const MOST_CHARS = 128 * 1024 * 1024;
/** Further behind than this, each follower reads for itself. */
const NEWS_POSITIONS = 512n;
const BACK_OFF_MS = { first: 50, most: 2_000 };
const COLLISIONS = 5;
const UNKNOWN = 'The event log is unavailable, and whether this was saved is not known yet: asking again is safe';

interface Waiting extends Append {
  readonly chars: number;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The event log in a PostgreSQL database, for any number of processes on any machines. Positions have no gap and are
 * in the order of the commits, whoever writes. Appends asked while one group is on its way become the next
 * group, which shares one transaction and its wait for the disk. Throws {@link UnfitDatabase} when the database holds something else
 * or would not keep events, {@link LogUnavailable} when it cannot be reached.
 */
export const openPostgresLog = async (options: PostgresOptions): Promise<EventLog> => {
  const { clock = () => new Date(), maxDataBytes = MAX_DATA_BYTES, pollMs = 1_000, patienceMs = 10_000 } = options;
  const database = databaseAt(options);
  let writer: Writer | undefined;
  let known: ReturnType<typeof news>;
  try {
    writer = await database.prepare();
    known = news(await database.head());
  } catch (error) {
    await writer?.close();
    await database.close();
    throw error instanceof UnfitDatabase ? error : unavailable(error);
  }
  let acknowledged = known.until();
  /** Why no write is accepted until one has been seen to succeed. */
  let fault: LogUnavailable | undefined;
  let closing: Promise<void> | undefined;
  const stopped = new AbortController();
  let queue: Waiting[] = [];
  let writing: Promise<void> | undefined;
  const followers = new Set<Follower>();

  const ring = () => {
    for (const follower of followers) follower.ring();
  };
  const opened = () => {
    if (closing) throw new LogUnavailable('The event log is closed');
  };
  const using = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work;
    } catch (error) {
      throw unavailable(error);
    }
  };

  // Writing

  const nextGroup = (): Waiting[] => {
    let events = 0;
    let chars = 0;
    const end = queue.findIndex((waiting) => {
      events += waiting.drafts.length;
      chars += waiting.chars;
      return events > GROUP.events || chars > GROUP.chars;
    });
    const group = end < 0 ? queue : queue.slice(0, Math.max(end, 1));
    queue = queue.slice(group.length);
    return group;
  };

  const write = async () => {
    while (queue.length > 0) {
      const group = nextGroup();
      try {
        if (fault) throw fault;
        await commit(group);
      } catch (error) {
        const why = unavailable(error);
        // What the server refused it may refuse again: readiness says so until a write has succeeded.
        fault ??= why;
        for (const { reject } of group) reject(why);
      }
    }
    writing = undefined;
  };

  const commit = async (group: readonly Waiting[]) => {
    // The same id twice in one group: the later asks again when it is known what became of the earlier.
    const ids = new Set<string>();
    const [own, echoes]: [Waiting[], Waiting[]] = [[], []];
    for (const waiting of group) {
      (waiting.drafts.some(({ id }) => ids.has(id)) ? echoes : own).push(waiting);
      for (const { id } of waiting.drafts) ids.add(id);
    }
    const { written, unsure } = await settled(own);
    const { base, recordedAt, outcomes } = written;
    const accepted = own.filter((_, i) => outcomes[i]?.accepted);
    const head = base + BigInt(accepted.reduce((sum, { drafts }) => sum + drafts.length, 0));
    if (head > acknowledged) acknowledged = head;
    // Before the callers hear of it, so that what they then read through a subscriber includes their own writes.
    if (head > base) tell(base, head, recordedAt, own, outcomes);
    const known = own.filter((_, i) => outcomes[i]?.known);
    own.forEach((waiting, i) => {
      const outcome = outcomes[i];
      if (outcome && !outcome.known) answer(waiting, appendedOr(waiting, outcome));
    });
    if (known.length + echoes.length === 0) return;
    try {
      const repeated = await repetitions([...known, ...echoes]);
      for (const waiting of known) answer(waiting, repeated(waiting, unsure));
      // An echo of what was refused is an append like any other.
      const again = echoes.filter((waiting) => !answer(waiting, repeated(waiting, false)));
      queue = [...again, ...queue];
    } catch (error) {
      for (const { reject } of [...known, ...echoes]) reject(unavailable(error));
    }
  };

  const answer = ({ resolve, reject }: Waiting, outcome: Appended | Error | undefined): boolean => {
    if (outcome instanceof Error) reject(outcome);
    else if (outcome) resolve(outcome);
    return outcome !== undefined;
  };

  /**
   * What became of a group, found out for certain: when the connection broke, its session is ended first and
   * then the same is asked again, which writes nothing twice. Throws when the server refused, or cannot be reached
   * for so long that somebody must be told.
   */
  const settled = async (group: readonly Append[]): Promise<{ written: Written; unsure: boolean }> => {
    const deadline = performance.now() + patienceMs;
    let broken: Writer['session'];
    let collisions = 0;
    for (let delay = BACK_OFF_MS.first; ; delay = Math.min(delay * 2, BACK_OFF_MS.most)) {
      let asked: Writer['session'];
      try {
        if (!writer?.open()) writer = await database.writer();
        if (broken) await writer.end(broken);
        asked = writer.session;
        return { written: await writer.append(group, clock()), unsure: broken !== undefined };
      } catch (error) {
        if (collided(error) && collisions < COLLISIONS) {
          collisions += 1;
          continue;
        }
        if (!answered(error)) {
          void writer?.close();
          writer = undefined;
          broken ??= asked;
        }
        // Whatever is answered now, the first asking may have been heard.
        if (!broken) throw error;
        if (performance.now() > deadline) throw new LogUnavailable(UNKNOWN, { cause: error });
        await sleep(delay);
      }
    }
  };

  /** Reads once what the log holds of these; then says of each whether it is a repetition. */
  const repetitions = async (appends: readonly Append[]) => {
    const ids = [...new Set(appends.flatMap(({ drafts }) => drafts.map(({ id }) => id)))];
    const found = ids.length > 0 ? await database.found(ids) : new Map<string, Found>();
    return ({ stream, drafts }: Append, unsure: boolean): Appended | EventIdReused | undefined => {
      const [first] = drafts;
      const before = first && found.get(first.id);
      if (!before) {
        const reused = drafts.find(({ id }) => found.has(id));
        return reused && new EventIdReused(reused.id);
      }
      let last = before;
      let own = unsure;
      for (const [i, draft] of drafts.entries()) {
        const there = found.get(draft.id);
        if (there?.stream !== stream || there.revision !== before.revision + i) return new EventIdReused(first.id);
        if (!sameBody(there, draft)) return new EventIdReused(draft.id);
        // A repetition has its own trace. The very same is what this append wrote before its connection broke.
        own &&= there.metadata === sha256(draft.metadata);
        last = there;
      }
      return { revision: last.revision, position: last.position, repeated: !own };
    };
  };

  // Following

  /** Lets followers hear of what was written here, without asking for it. */
  const tell = (
    base: Position,
    head: Position,
    recordedAt: string,
    group: readonly Waiting[],
    outcomes: readonly Outcome[],
  ) => {
    const events: RecordedEvent[] = [];
    let size = 0;
    group.forEach(({ stream, drafts, chars }, i) => {
      const outcome = outcomes[i];
      if (!outcome?.accepted) return;
      size += chars;
      for (const [n, draft] of drafts.entries()) {
        const revision = outcome.revision - drafts.length + 1 + n;
        const position = outcome.position - BigInt(drafts.length - 1 - n);
        events.push({ ...draft, ...bodiesOf(draft), stream, revision, position, recordedAt });
      }
    });
    if (known.add(base, head, events, size)) ring();
    else catchUp(head);
  };

  let wanted = START;
  let catching = false;
  /** Makes known what others wrote, read once for all followers. */
  const catchUp = (head: Position) => {
    if (head > wanted) wanted = head;
    if (!catching) void readNews();
  };
  const readNews = async () => {
    catching = true;
    try {
      while (known.until() < wanted && !closing) {
        const after = known.until();
        const to = wanted;
        if (to - after > NEWS_POSITIONS) known.skipTo(to);
        else {
          const { events, ended } = await database.logPage(after, to, Infinity);
          const size = events.reduce((sum, { data }) => sum + JSON.stringify(data).length, 0);
          known.add(after, ended ? to : (events.at(-1)?.position ?? to), events, size);
        }
        ring();
      }
    } catch {
      // The next look at the head begins anew.
    } finally {
      catching = false;
    }
  };

  /** Gives the events after a position, page after page; none at the head. */
  const cursor = (start: Position, category?: string) => {
    let reached = start;
    const own = (events: readonly RecordedEvent[]) =>
      category === undefined ? events : events.filter(({ stream }) => categoryOf(stream) === category);
    const stored = async (to: Position) => {
      const { events, ended } = await using(database.logPage(reached, to, Infinity, category));
      reached = ended ? to : (events.at(-1)?.position ?? to);
      return events;
    };
    return () => {
      const until = known.until();
      if (reached >= until) return [];
      const fresh = known.after(reached);
      if (!fresh) return stored(until);
      reached = until;
      return own(fresh);
    };
  };

  /** Hears of what others write, and looks whether writes would succeed, for as long as the log is open. */
  const watch = async () => {
    for (let delay = BACK_OFF_MS.first; !closing; delay = Math.min(delay * 2, BACK_OFF_MS.most)) {
      let ear: Awaited<ReturnType<typeof database.listen>> | undefined;
      try {
        ear = await database.listen(catchUp);
        const gone = ear.gone.then(() => true);
        do {
          // What is acknowledged while the head is asked for need not be in the answer.
          const before = acknowledged;
          const head = await ear.head();
          if (head < before)
            throw new LogUnavailable('The event log is unavailable: acknowledged events are missing from it');
          if (fault) await ear.probe();
          fault = undefined;
          delay = BACK_OFF_MS.first;
          catchUp(head);
        } while (!(await Promise.race([gone, sleep(pollMs, false, { signal: stopped.signal, ref: false })])));
      } catch (error) {
        if (!stopped.signal.aborted) fault = unavailable(error);
      } finally {
        void ear?.close();
      }
      await sleep(delay, undefined, { signal: stopped.signal, ref: false }).catch(() => undefined);
    }
  };
  const watching = watch();

  return {
    append: (stream, events, expected) =>
      new Promise((resolve, reject) => {
        const drafts = draftsOf(stream, events, maxDataBytes);
        const chars = drafts.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, stream.length);
        if (chars > MOST_CHARS) throw new UnfitEvent(`One append of ${chars} characters is over ${MOST_CHARS}`);
        opened();
        queue.push({ stream, drafts, expected, chars, resolve, reject });
        // What is asked in this turn goes together.
        writing ??= Promise.resolve().then(write);
      }),

    readStream: (stream, { from, to, limit = Infinity, direction = 'forwards' }: StreamRange = {}) =>
      paged(limit, (left, seen) => {
        opened();
        const backwards = direction === 'backwards';
        const low = (backwards ? to : from) ?? 0;
        const high = (backwards ? from : to) ?? Infinity;
        if (!seen) return using(database.streamPage(stream, low, high, left, backwards));
        const { revision } = seen.event;
        return using(
          backwards
            ? database.streamPage(stream, low, revision - 1, left, backwards)
            : database.streamPage(stream, revision + 1, Math.min(high, Number(seen.last)), left, backwards),
        );
      }),

    readAll: ({ after = START, to, limit = Infinity, category }: LogRange = {}) =>
      paged(limit, (left, seen) => {
        opened();
        const end = seen && (to === undefined || seen.last < to) ? seen.last : to;
        return using(database.logPage(seen?.event.position ?? after, end, left, category));
      }),

    subscribe: (subscriber) => {
      const follower = follow(subscriber, cursor(subscriber.after, subscriber.category));
      followers.add(follower);
      const stop = () => {
        followers.delete(follower);
        return follower.stop();
      };
      return { stop };
    },

    head: async () => {
      opened();
      return using(database.head());
    },
    positionAt: async (instant) => {
      const milliseconds = millisecondsOf(instant);
      opened();
      return using(database.positionAt(milliseconds));
    },
    writable: () => !closing && !fault,

    close: () =>
      (closing ??= (async () => {
        stopped.abort();
        await writing;
        await Promise.all([...followers].map((follower) => follower.stop()));
        await watching;
        await writer?.close();
        await database.close();
      })()),
  };
};

/** The same log, opened to move house. */
export const openPostgresTransplant = async (address: Address, { mustExist = false } = {}): Promise<Transplant> => {
  const database = databaseAt(address);
  const using = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work;
    } catch (error) {
      throw error instanceof UnfitDatabase || error instanceof OtherLog ? error : unavailable(error);
    }
  };
  let writer: Writer;
  try {
    writer = await using(database.prepare({ mustExist }));
  } catch (error) {
    await database.close();
    throw error;
  }
  return {
    head: () => using(database.head()),
    async *read(after, to) {
      for (let reached = after; ;) {
        const page = await using(database.storedPage(reached, to));
        const last = page.at(-1);
        if (!last) return;
        yield page;
        reached = last.position;
      }
    },
    write: (after, events) => using(writer.insert(after, events)),
    close: async () => {
      await writer.close();
      await database.close();
    },
  };
};

/** The same log, opened to take texts out of events. It may be open elsewhere. */
export const openPostgresRemover = async (address: Address): Promise<Remover> => {
  const database = databaseAt(address);
  const closing = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work;
    } catch (error) {
      await database.close();
      throw error;
    }
  };
  const writer = await closing(database.prepare({ mustExist: true }));
  return {
    replace: (position, data) => writer.replace(position, Buffer.from(JSON.stringify(data))),
    close: async () => {
      await writer.close();
      await database.close();
    },
  };
};

/** The leaves of the same log. Throws as {@link openPostgresLog} does, and when there is none. */
export const openPostgresLedger = async (address: Address): Promise<Ledger> => {
  const database = databaseAt({ readers: 2, ...address });
  const using = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work;
    } catch (error) {
      throw error instanceof UnfitDatabase ? error : unavailable(error);
    }
  };
  try {
    // Brings a log of an earlier layout to this one, and seals what is not sealed yet.
    const writer = await using(database.prepare({ mustExist: true }));
    await writer.close();
  } catch (error) {
    await database.close();
    throw error;
  }
  return {
    size: () => using(database.sealed()),
    hashes: (from, to) => using(database.hashes(from, to)),
    async *events(after, to) {
      for (let reached = BigInt(after); ;) {
        const page = await using(database.storedPage(reached, BigInt(to)));
        for (const { leaf, data, metadata, ...event } of page)
          yield {
            ...event,
            data: payloadOf(data, leaf.dataSalt, leaf.dataDigest),
            metadata: payloadOf(metadata, leaf.metadataSalt, leaf.metadataDigest),
            leaf: leaf.hash,
          };
        const last = page.at(-1);
        if (!last) return;
        reached = last.position;
      }
    },
    close: async () => {
      await database.close();
    },
  };
};

/** The answer to an append that was not there before. */
const appendedOr = (
  { stream, expected }: Append,
  { accepted, revision, position }: Outcome,
): Appended | AppendConflict => {
  const actual = revision < 0 ? 'no stream' : revision;
  return accepted ? { revision: actual, position, repeated: false } : new AppendConflict(stream, expected, actual);
};

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const sameBody = (there: Found, { type, schemaVersion, data }: Draft) =>
  there.type === type && there.schemaVersion === schemaVersion && there.data === sha256(data);
const bodiesOf = ({ data, metadata }: Draft) => ({
  data: JSON.parse(data) as RecordedEvent['data'],
  metadata: JSON.parse(metadata) as RecordedEvent['metadata'],
});

/** Events of page after page. The end of the range is fixed by the first page. */
async function* paged(
  limit: number,
  read: (left: number, seen?: { event: RecordedEvent; last: bigint }) => Promise<Page>,
): AsyncGenerator<RecordedEvent, void, undefined> {
  let left = limit;
  let seen: { event: RecordedEvent; last: bigint } | undefined;
  while (left > 0) {
    const { events, ended, last } = await read(left, seen);
    yield* events;
    const event = events.at(-1);
    if (ended || !event) return;
    left -= events.length;
    seen = { event, last: seen?.last ?? last };
  }
}
