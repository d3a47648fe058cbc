/**
 * The event log: the port every store implements.
 *
 * A stream is one aggregate of one collaboration, `<collaboration>-<aggregate id>`. The part before the
 * first dash is the stream's category (KurrentDB's term), so one collaboration is one category.
 */

/** Any value JSON can carry. Stored bytes are final, so nothing else goes into an event. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/**
 * Where an event stands in the whole log: larger is later. Opaque: stores number differently and may
 * leave gaps. A string of digits at the edge (`String(position)`).
 */
export type Position = bigint;

/** Before the first event. */
export const START: Position = 0n;

/** Who did it, for whom, by which right, in answer to what. Never a name or an address: ids are opaque. */
export interface Metadata {
  /** Opaque id of the person or machine. */
  readonly actor: string;
  /** The partner organisation acted for. */
  readonly organisation: string;
  /** The mandate that allowed it; absent where the rule asks for none. */
  readonly mandate?: string;
  readonly commandId: string;
  /** SHA-256 of the command as asked, so that a commandId reused for another command is told apart. */
  readonly commandHash: string;
  readonly correlationId: string;
  readonly causationId: string;
  /** W3C trace context. */
  readonly traceparent?: string;
  /** Present when recordedAt comes from a simulated clock (demonstration data), never from a real one. */
  readonly clock?: 'simulated';
}

export interface NewEvent<Data = JsonObject> {
  /** A UUID in lower case. The same id with the same body is written once; with another body it is refused. */
  readonly id: string;
  readonly type: string;
  /** Version of the shape of `data`. */
  readonly schemaVersion: number;
  readonly data: Data;
  readonly metadata: Metadata;
}

export interface RecordedEvent<Data = JsonObject> extends NewEvent<Data> {
  readonly stream: string;
  /** 0 for the first event of a stream, then contiguous. */
  readonly revision: number;
  readonly position: Position;
  /** ISO 8601, UTC, milliseconds; by the store's clock, never falling in log order. */
  readonly recordedAt: string;
}

/** The exact revision of the stream's last event, or `'no stream'`. */
export type Expected = number | 'no stream';

export interface Appended {
  /** Revision of the last event written; of the last one already there when the append was a repetition. */
  readonly revision: number | 'no stream';
  /** Position of that event; START when nothing was ever written to the stream. */
  readonly position: Position;
  /** True when the very same events were already in the log: nothing was written. */
  readonly repeated: boolean;
}

export interface StreamRange {
  /** Inclusive revisions. Forwards from `from` (default: first) up to `to`; backwards from `from` (default: last) down to `to`. */
  readonly from?: number;
  readonly to?: number;
  readonly limit?: number;
  readonly direction?: 'forwards' | 'backwards';
}

export interface LogRange {
  /** Exclusive: what a reader has already handled. Default: START. */
  readonly after?: Position;
  /** Inclusive. */
  readonly to?: Position;
  readonly limit?: number;
  /** Only the streams of this category. */
  readonly category?: string;
}

export interface Subscription {
  /** Resolves when the handler in flight has ended; no handler call follows. */
  stop(): Promise<void>;
}

export interface Subscriber {
  /** Exclusive: the subscriber's own checkpoint. */
  readonly after: Position;
  readonly category?: string;
  /**
   * Called one event after another, never concurrently. When it throws or rejects, the same event is
   * given again after a back-off: a subscriber that must not stop parks what it cannot handle itself.
   */
  readonly handle: (event: RecordedEvent) => void | Promise<void>;
  /** Told of each failed attempt (the handler's or the store's). */
  readonly onError?: (error: unknown, attempt: number) => void;
}

export interface EventLog {
  /** All or nothing. Zero events is a success that writes nothing (the expectation is still checked). Throws {@link AppendConflict}, {@link EventIdReused}, {@link UnfitEvent}, {@link LogUnavailable}. */
  append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended>;
  /** Bounded memory: pages are read as the iteration goes. A stream that does not exist reads as empty. */
  readStream(stream: string, range?: StreamRange): AsyncIterable<RecordedEvent>;
  /** In log order, bounded memory. Ends where the log ended when the reading began, as readStream does. */
  readAll(range?: LogRange): AsyncIterable<RecordedEvent>;
  /** Replay, then live, without loss or duplicate at the seam. */
  subscribe(subscriber: Subscriber): Subscription;
  /** Position of the newest event; START when the log is empty. */
  head(): Promise<Position>;
  /** Position of the last event recorded at or before the instant (ISO 8601); START when there is none. Equal instants are all in. RangeError for a text without a time zone. */
  positionAt(instant: string): Promise<Position>;
  /** False whenever a write would fail. */
  writable(): boolean;
  close(): Promise<void>;
}

/** Somebody else wrote to the stream first. */
export class AppendConflict extends Error {
  override readonly name = 'AppendConflict';
  readonly stream: string;
  readonly expected: Expected;
  readonly actual: Expected;
  constructor(stream: string, expected: Expected, actual: Expected) {
    super(`Stream ${JSON.stringify(stream)} is at revision ${actual}, not ${expected}`);
    this.stream = stream;
    this.expected = expected;
    this.actual = actual;
  }
}

/** An event id that is already in the log, with another body or in another stream. */
export class EventIdReused extends Error {
  override readonly name = 'EventIdReused';
  readonly eventId: string;
  constructor(eventId: string) {
    super(`Event id ${eventId} is already in the log with another body`);
    this.eventId = eventId;
  }
}

/** What cannot be stored byte for byte: an empty stream name, a lone surrogate in it, an id that is no UUID or stands twice, what is no JSON, data over the limit. */
export class UnfitEvent extends Error {
  override readonly name = 'UnfitEvent';
}

/** The store cannot write or read now: disk full, file gone, engine down. The cause says why. */
export class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable';
}

/** The category of a stream name: what stands before the first dash. */
export const categoryOf = (stream: string): string => {
  const dash = stream.indexOf('-');
  return dash < 0 ? stream : stream.slice(0, dash);
};
