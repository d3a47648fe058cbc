import { draftsOf, MAX_DATA_BYTES, millisecondsOf, type Draft } from './draft.ts';
import {
  AppendConflict,
  categoryOf,
  EventIdReused,
  LogUnavailable,
  START,
  type Appended,
  type EventLog,
  type Expected,
  type LogRange,
  type Position,
  type RecordedEvent,
  type StreamRange,
  type Subscriber,
} from './event-log.ts';
import { follow, type Follower } from './follow.ts';

const PAGE_EVENTS = 512;

/**
 * A log that reads as the base stood when this was made, and keeps what is appended in memory only: for dry
 * runs. Closing it forgets everything and leaves the base open. Memory grows with what is appended and with
 * the streams appended to. An event id already used in a base stream that is not appended to goes unnoticed.
 */
export const overlay = (base: EventLog, clock: () => Date = () => new Date()): EventLog => {
  const origin = base.head();
  // Whoever needs it is told when it fails; until then it must not count as unhandled.
  origin.catch(() => undefined);
  const added: RecordedEvent[] = [];
  /** Whole streams, base events included, once they have been appended to. */
  const streams = new Map<string, RecordedEvent[]>();
  const byId = new Map<string, RecordedEvent>();
  const followers = new Set<Follower>();
  let closed = false;
  let newest: RecordedEvent | undefined;
  let lastAppend: Promise<unknown> = Promise.resolve();

  const streamOf = async (stream: string): Promise<RecordedEvent[]> => {
    const known = streams.get(stream);
    if (known) return known;
    const events: RecordedEvent[] = [];
    const head = await origin;
    for await (const event of base.readStream(stream)) if (event.position <= head) events.push(event);
    for (const event of events) byId.set(event.id, event);
    streams.set(stream, events);
    return events;
  };

  const repetition = (stream: readonly RecordedEvent[], drafts: readonly Draft[]): Appended | undefined => {
    const [first] = drafts;
    const found = first && byId.get(first.id);
    const reused = drafts.find(({ id }) => byId.has(id));
    if (!found && reused) throw new EventIdReused(reused.id);
    if (!found) return undefined;
    let last = found;
    for (const [i, draft] of drafts.entries()) {
      const there = stream[found.revision + i];
      if (there?.id !== draft.id) throw new EventIdReused(found.id);
      const same = there.type === draft.type && there.schemaVersion === draft.schemaVersion;
      if (!same || JSON.stringify(there.data) !== draft.data) throw new EventIdReused(draft.id);
      last = there;
    }
    return { revision: last.revision, position: last.position, repeated: true };
  };

  const append = async (name: string, drafts: readonly Draft[], expected: Expected): Promise<Appended> => {
    const stream = await streamOf(name);
    const head = await origin;
    newest ??= await lastOf(base.readAll({ after: head - 1n, to: head }));
    const repeated = repetition(stream, drafts);
    if (repeated) return repeated;
    const actual = stream.at(-1)?.revision ?? 'no stream';
    if (actual !== expected) throw new AppendConflict(name, expected, actual);
    const now = clock().toISOString();
    for (const { data, metadata, ...draft } of drafts) {
      newest = {
        ...draft,
        data: JSON.parse(data) as RecordedEvent['data'],
        metadata: JSON.parse(metadata) as RecordedEvent['metadata'],
        stream: name,
        revision: stream.length,
        position: head + BigInt(added.length + 1),
        recordedAt: newest && newest.recordedAt > now ? newest.recordedAt : now,
      };
      stream.push(newest);
      added.push(newest);
      byId.set(newest.id, newest);
    }
    for (const follower of followers) follower.ring();
    const last = stream.at(-1);
    return { revision: last?.revision ?? 'no stream', position: last?.position ?? START, repeated: false };
  };

  const ofCategory = (category: string | undefined) => (event: RecordedEvent) =>
    category === undefined || categoryOf(event.stream) === category;
  /** What was added after a position: positions go on from the base's head, one by one. */
  const addedAfter = (after: Position, head: Position) => added.slice(after > head ? Number(after - head) : 0);

  async function* readAll({ after = START, to, category }: LogRange) {
    opened();
    const head = await origin;
    const fresh = addedAfter(after, head);
    const range = category === undefined ? { after } : { after, category };
    yield* base.readAll({ ...range, to: to !== undefined && to < head ? to : head });
    for (const event of fresh) {
      if (to !== undefined && event.position > to) return;
      if (ofCategory(category)(event)) yield event;
    }
  }

  async function* readStream(name: string, range: Omit<StreamRange, 'limit'>) {
    opened();
    const { from, to, direction = 'forwards' } = range;
    const stream = streams.get(name)?.slice();
    if (!stream) {
      const head = await origin;
      for await (const event of base.readStream(name, range)) if (event.position <= head) yield event;
      return;
    }
    const [low, high] = direction === 'forwards' ? [from, to] : [to, from];
    const part = stream.slice(Math.max(low ?? 0, 0), Math.max((high ?? Infinity) + 1, 0));
    yield* direction === 'forwards' ? part : part.reverse();
  }

  /** Gives the base's events by promise and the added ones at once. */
  const cursor = ({ after, category }: Subscriber) => {
    let reached = after;
    let head: Position | undefined;
    const basePage = async () => {
      head = await origin;
      const page: RecordedEvent[] = [];
      const range = category === undefined ? { after: reached } : { after: reached, category };
      for await (const event of base.readAll({ ...range, to: head, limit: PAGE_EVENTS })) page.push(event);
      reached = page.at(-1)?.position ?? (reached > head ? reached : head);
      return page.length > 0 ? page : addedPage(head);
    };
    const addedPage = (from: Position) => {
      const fresh = addedAfter(reached, from);
      reached = fresh.at(-1)?.position ?? reached;
      return fresh.filter(ofCategory(category));
    };
    return () => (head === undefined || reached < head ? basePage() : addedPage(head));
  };

  const opened = () => {
    if (closed) throw new LogUnavailable('The overlay is closed');
  };

  return {
    append: async (stream, events, expected) => {
      const drafts = draftsOf(stream, events, MAX_DATA_BYTES);
      opened();
      const appended = lastAppend.then(() => append(stream, drafts, expected));
      lastAppend = appended.catch(() => undefined);
      return appended;
    },
    readStream: (stream, { limit, ...range } = {}) => taken(limit, () => readStream(stream, range)),
    readAll: ({ limit, ...range } = {}) => taken(limit, () => readAll(range)),
    subscribe: (subscriber) => {
      const follower = follow(subscriber, cursor(subscriber));
      followers.add(follower);
      const stop = () => {
        followers.delete(follower);
        return follower.stop();
      };
      return { stop };
    },
    head: async () => (await origin) + BigInt(added.length),
    positionAt: async (instant) => {
      const milliseconds = millisecondsOf(instant);
      const last = added.findLast(({ recordedAt }) => Date.parse(recordedAt) <= milliseconds);
      if (last) return last.position;
      const [head, position] = await Promise.all([origin, base.positionAt(instant)]);
      return position < head ? position : head;
    },
    writable: () => !closed,
    close: async () => {
      await lastAppend;
      closed = true;
      await Promise.all([...followers].map((follower) => follower.stop()));
    },
  };
};

async function* taken(limit = Infinity, events: () => AsyncIterable<RecordedEvent>) {
  if (limit <= 0) return;
  let left = limit;
  for await (const event of events()) {
    yield event;
    left -= 1;
    if (left <= 0) return;
  }
}

const lastOf = async (events: AsyncIterable<RecordedEvent>) => {
  let last: RecordedEvent | undefined;
  for await (const event of events) last = event;
  return last;
};
