import { UnfitEvent, type NewEvent } from './event-log.ts';

/** An event as it is stored: the exact text of its data and metadata. */
export interface Draft {
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: string;
  readonly metadata: string;
}

/** The most one event's data takes as stored, in bytes of UTF-8 JSON, unless the store is told otherwise. */
export const MAX_DATA_BYTES = 4 * 1024 * 1024;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What is to be stored, checked. Throws {@link UnfitEvent}. */
export const draftsOf = (stream: string, events: readonly NewEvent[], maxDataBytes: number): Draft[] => {
  // A lone surrogate has no UTF-8 form: two such names would become one stream.
  if (stream === '' || !stream.isWellFormed()) throw new UnfitEvent(`${quote(stream)} cannot name a stream`);
  const drafts = events.map((event) => draftOf(event, maxDataBytes));
  if (drafts.length > 1 && new Set(drafts.map(({ id }) => id)).size < drafts.length) {
    throw new UnfitEvent('An event id stands twice in one append');
  }
  return drafts;
};

const draftOf = ({ id, type, schemaVersion, data, metadata }: NewEvent, maxDataBytes: number): Draft => {
  if (!UUID.test(id)) throw new UnfitEvent(`${quote(id)} is not a UUID in lower case`);
  if (type === '' || !type.isWellFormed()) throw new UnfitEvent(`${quote(type)} cannot be an event type`);
  if (!Number.isInteger(schemaVersion)) throw new UnfitEvent(`Schema version ${schemaVersion} is not a whole number`);
  const draft = { id, type, schemaVersion, data: jsonOf(data), metadata: jsonOf(metadata) };
  // UTF-8 takes at most three bytes for each of a string's units.
  const bytes = draft.data.length * 3 > maxDataBytes ? Buffer.byteLength(draft.data) : 0;
  if (bytes > maxDataBytes) throw new UnfitEvent(`Data of ${bytes} bytes is over the limit of ${maxDataBytes}`);
  return draft;
};

const jsonOf = (value: object): string => {
  try {
    return JSON.stringify(value);
  } catch (cause) {
    throw new UnfitEvent('An event that cannot be written as JSON', { cause });
  }
};

/** A name in a message: never megabytes of it. */
const quote = (text: string) => JSON.stringify(text.slice(0, 200));

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** Milliseconds since 1970 of an ISO 8601 instant. A date or a local time is none: RangeError, or the answer would depend on this machine's time zone. */
export const millisecondsOf = (instant: string): number => {
  const milliseconds = INSTANT.test(instant) ? Date.parse(instant) : NaN;
  if (Number.isNaN(milliseconds))
    throw new RangeError(`${quote(instant)} is not an instant such as 2024-06-30T21:00:00Z`);
  return milliseconds;
};
