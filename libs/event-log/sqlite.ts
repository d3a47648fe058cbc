import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { draftsOf, MAX_DATA_BYTES, millisecondsOf } from './draft.ts';
import {
  categoryOf,
  LogUnavailable,
  START,
  type Appended,
  type EventLog,
  type LogRange,
  type Position,
  type RecordedEvent,
  type StreamRange,
} from './event-log.ts';
import { follow, type Follower } from './follow.ts';
import { isHeld, needsMending, openFile, type Append, type LogFile, type Page } from './sqlite-file.ts';
import type { Remover } from './removal.ts';
import type { Transplant } from './transplant.ts';

export interface SqliteOptions {
  /** Path of the database file. Made when it does not exist; its folder is not. */
  readonly file: string;
  /** The store's clock, which `recordedAt` comes from. Default: the real one. */
  readonly clock?: () => Date;
  /** The most one event's data may take as stored, in bytes of UTF-8 JSON. Default: 4 MiB. */
  readonly maxDataBytes?: number;
  /** How often other processes' writes are looked for, in milliseconds. Default: 100. */
  readonly pollMs?: number;
}

/** One transaction takes appends until it holds this many events, so that others get the event loop between two. */
const GROUP_EVENTS = 1_000;
/** How long after a storage error the file is opened anew, and again when that fails. */
const MEND_AFTER_MS = 1_000;
/** Followers no further behind than this share one reading of the newest events. At most one page. */
const NEWS_POSITIONS = 512n;

interface Waiting extends Append {
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The event log in one SQLite file, safe to share between the processes of one machine. Appends made in one
 * turn of the event loop become one transaction, so that they share the wait for the disk.
 * Throws {@link UnfitFile} when the file is not this program's event log or cannot be durable.
 */
export const openSqliteLog = (options: SqliteOptions): EventLog => {
  const { clock = () => new Date(), maxDataBytes = MAX_DATA_BYTES, pollMs = 100 } = options;
  let file: LogFile = openFile(options.file);
  let closed = false;
  /** The storage error after which no write is accepted until the file has been opened anew and its tail checked. */
  let fault: LogUnavailable | undefined;
  let acknowledged = file.head();
  let queue: Waiting[] = [];
  const followers = new Set<Follower>();

  const failed = (cause: unknown): LogUnavailable => {
    if (cause instanceof LogUnavailable) return cause;
    const words =
      typeof cause === 'object' && cause !== null && 'message' in cause ? String(cause.message) : String(cause);
    const unavailable = new LogUnavailable(`The event log is unavailable: ${words}`, { cause });
    if (!fault && needsMending(cause)) {
      fault = unavailable;
      setTimeout(mend, MEND_AFTER_MS).unref();
    }
    return unavailable;
  };

  /**
   * After a failed write or fsync, what the operating system holds and what the disk holds may differ, and the
   * next fsync would report success: so nothing is written before what was acknowledged is seen in the file
   * again, and one durable write has succeeded.
   */
  const mend = () => {
    if (closed) return;
    let mended: LogFile | undefined;
    try {
      mended = openFile(options.file, { mustExist: true });
      if (mended.head() < acknowledged) throw new LogUnavailable('Acknowledged events are missing from the file');
      mended.probe();
    } catch {
      mended?.close();
      setTimeout(mend, MEND_AFTER_MS).unref();
      return;
    }
    file.close();
    file = mended;
    fault = undefined;
    ring();
  };

  const using = <Result>(work: (file: LogFile) => Result): Result => {
    if (closed) throw new LogUnavailable('The event log is closed');
    try {
      return work(file);
    } catch (error) {
      throw failed(error);
    }
  };
  const ring = () => {
    for (const follower of followers) follower.ring();
  };

  const flush = () => {
    const group = nextGroup();
    if (queue.length > 0) setImmediate(flush);
    if (group.length === 0) return;
    try {
      if (fault) throw fault;
      const outcomes = using((open) => open.write(group, clock()));
      for (const outcome of outcomes) {
        if (!(outcome instanceof Error) && outcome.position > acknowledged) acknowledged = outcome.position;
      }
      // Before the callers hear of it, so that what they then read through a subscriber includes their own writes.
      ring();
      outcomes.forEach((outcome, i) => {
        if (outcome instanceof Error) group[i]?.reject(outcome);
        else group[i]?.resolve(outcome);
      });
    } catch (error) {
      for (const { reject } of group) reject(failed(error));
    }
  };
  const nextGroup = (): Waiting[] => {
    let events = 0;
    const end = queue.findIndex(({ drafts }) => (events += drafts.length) > GROUP_EVENTS);
    const group = end < 0 ? queue : queue.slice(0, Math.max(end, 1));
    queue = queue.slice(group.length);
    return group;
  };

  /** What followers who have caught up are all given next: read and parsed once for all of them. */
  let news: { after: Position; page: Page } | undefined;
  const newsAfter = (after: Position, head: Position): Page => {
    const fresh = news?.after === after && news.page.events.at(-1)?.position === head;
    if (!news || !fresh) news = { after, page: file.logPage(after, head, Infinity) };
    return news.page;
  };
  /** Gives the events after a position, page after page; none at the head. */
  const cursor = (start: Position, category?: string) => {
    let reached = start;
    const nextPage = (open: LogFile): readonly RecordedEvent[] => {
      const head = open.head();
      if (head <= reached) return [];
      const near = head - reached <= NEWS_POSITIONS;
      const { events, ended } = near ? newsAfter(reached, head) : open.logPage(reached, head, Infinity, category);
      reached = ended ? head : (events.at(-1)?.position ?? head);
      if (!near || category === undefined) return events;
      const own = events.filter(({ stream }) => categoryOf(stream) === category);
      return own.length > 0 ? own : nextPage(open);
    };
    return () => using(nextPage);
  };

  let version = file.othersVersion();
  const poll = setInterval(() => {
    try {
      const now = using((open) => open.othersVersion());
      if (now !== version) ring();
      version = now;
    } catch {
      // Whoever reads or writes next is told.
    }
  }, pollMs).unref();

  return {
    append: (stream, events, expected) =>
      new Promise((resolve, reject) => {
        const drafts = draftsOf(stream, events, maxDataBytes);
        if (closed) throw new LogUnavailable('The event log is closed');
        queue.push({ stream, drafts, expected, resolve, reject });
        if (queue.length === 1) setImmediate(flush);
      }),

    readStream: (stream, { from, to, limit = Infinity, direction = 'forwards' }: StreamRange = {}) =>
      paged(limit, () => {
        const backwards = direction === 'backwards';
        const last = using((open) => open.lastRevision(stream));
        const low = (backwards ? to : from) ?? 0;
        const high = Math.min((backwards ? from : to) ?? last, last);
        return (left, seen) =>
          using((open) =>
            backwards
              ? open.streamPage(stream, low, seen ? seen.revision - 1 : high, left, backwards)
              : open.streamPage(stream, seen ? seen.revision + 1 : low, high, left, backwards),
          );
      }),

    readAll: ({ after = START, to, limit = Infinity, category }: LogRange = {}) =>
      paged(limit, () => {
        const head = using((open) => open.head());
        const end = to !== undefined && to < head ? to : head;
        return (left, seen) => using((open) => open.logPage(seen?.position ?? after, end, left, category));
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

    head: async () => using((open) => open.head()),
    positionAt: async (instant) => {
      const milliseconds = millisecondsOf(instant);
      return using((open) => open.positionAt(milliseconds));
    },
    writable: () => !closed && !fault,

    close: async () => {
      while (queue.length > 0) flush();
      await Promise.all([...followers].map((follower) => follower.stop()));
      if (closed) return;
      closed = true;
      clearInterval(poll);
      file.close();
    },
  };
};

/** The same file, opened to move house. It is read and written apart from {@link openSqliteLog}, and may be open there too. */
export const openSqliteTransplant = (name: string): Transplant => {
  const file = openFile(name);
  return {
    head: async () => file.head(),
    async *read(after, to) {
      for (let reached = after; ;) {
        const page = file.storedPage(reached, to);
        const last = page.at(-1);
        if (!last) return;
        yield page;
        reached = last.position;
        await turn();
      }
    },
    write: async (after, events) => file.insert(after, events),
    close: async () => {
      file.close();
    },
  };
};

/** How often, and how long apart in milliseconds, it is tried to cut the log beside the file while others read. */
const CUTS = { tries: 50, apartMs: 100 };

/** The same file, opened to take texts out of events. It may be open elsewhere. */
export const openSqliteRemover = (name: string): Remover => {
  const file = openFile(name, { mustExist: true });
  return {
    replace: async (position, data) => {
      const text = JSON.stringify(data);
      for (let tries = 1; ; tries++) {
        try {
          // What was put there at the first try stands there at the next, so only one of them changes anything.
          return file.replace(position, text) || tries > 1;
        } catch (error) {
          if (!isHeld(error) || tries === CUTS.tries) throw error;
          await sleep(CUTS.apartMs);
        }
      }
    },
    close: async () => {
      file.close();
    },
  };
};

/** Events of page after page, begun when the first is asked for; between two pages others get the event loop. */
async function* paged(
  limit: number,
  begin: () => (left: number, seen?: RecordedEvent) => Page,
): AsyncGenerator<RecordedEvent, void, undefined> {
  if (limit <= 0) return;
  const read = begin();
  let left = limit;
  let seen: RecordedEvent | undefined;
  while (left > 0) {
    const { events, ended } = read(left, seen);
    for (const event of events) yield event;
    if (ended) return;
    left -= events.length;
    seen = events.at(-1);
    await turn();
  }
}
