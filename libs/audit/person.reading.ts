import { categoryOf, type EventLog, type Json, type JsonObject, type RecordedEvent } from '#event-log';
import type { Text, Words } from '#language';
import { subjectOf } from '#world';
import { isRecordOfAccess } from './access.ts';
import { eventWords } from './event.words.ts';
import type { Request } from './request.store.ts';

/** An event that is about a person, as they are told of it. */
export interface AboutEvent {
  readonly collaboration: string;
  readonly position: string;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly type: string;
  /** What happened, in a few words. */
  readonly words: Words;
  /** Id of what it happened to. */
  readonly subject: string;
  /** The organisation acted for. */
  readonly organisation: string;
  /** What was written, and where in the event it stands. */
  readonly texts: readonly { readonly field: string; readonly text: Text }[];
  /** What the event says of the person, where somebody else did it. */
  readonly data?: JsonObject;
}

/** All that is held about a person (article 15 of the General Data Protection Regulation). */
export interface PersonReport {
  readonly person: string;
  /** When it was made. ISO 8601 instant. */
  readonly madeAt: string;
  /** What the directory of people holds, by the part that keeps it. */
  readonly directory: Readonly<Record<string, readonly unknown[]>>;
  /** What the person did, oldest first. */
  readonly acts: readonly AboutEvent[];
  /** What others recorded of the person: mandates, decisions on erasure. */
  readonly named: readonly AboutEvent[];
  /** What the platform recorded of what the person tried and looked at, and of who read about them. */
  readonly access: readonly AboutEvent[];
  /** What the person asked the server for, as far as it is kept, oldest first. */
  readonly requests: readonly Request[];
}

interface Asked {
  readonly log: EventLog;
  /** An event's data with its texts opened. */
  readonly opened: (event: RecordedEvent) => JsonObject;
  readonly person: string;
  readonly madeAt: string;
  readonly directory: PersonReport['directory'];
  readonly requests: PersonReport['requests'];
  /** In these collaborations only; in all unless told. */
  readonly within?: ((collaboration: string) => boolean) | undefined;
}

/** Read off the whole log, event by event: for what is asked seldom and must not miss anything. */
export async function aboutPerson({ log, opened, within, requests, ...report }: Asked): Promise<PersonReport> {
  const { person } = report;
  const acts: AboutEvent[] = [];
  const named: AboutEvent[] = [];
  const access: AboutEvent[] = [];
  for await (const event of log.readAll()) {
    const collaboration = categoryOf(event.stream);
    if (within?.(collaboration) === false) continue;
    const own = event.metadata.actor === person;
    if (!own && !names(event.data, person)) continue;
    const data = opened(event);
    const subject = subjectOf(event.stream);
    const told: AboutEvent = {
      collaboration,
      position: String(event.position),
      at: event.recordedAt,
      type: event.type,
      words: eventWords(event.type) ?? { fi: event.type, sv: event.type, en: event.type },
      subject,
      organisation: event.metadata.organisation,
      texts: own ? [...textsIn(data)] : [],
      ...(!own && { data }),
    };
    if (own) acts.push(told);
    else if (isRecordOfAccess(subject)) access.push(told);
    else named.push(told);
  }
  const visible = within === undefined ? requests : requests.filter((one) => one.collaborations.some(within));
  return { ...report, acts, named, access, requests: visible };
}

const names = (data: Json, person: string): boolean =>
  typeof data === 'object' && data !== null
    ? Object.values(data).some((inner) => names(inner, person))
    : data === person;

function* textsIn(data: Json, field = ''): Generator<{ field: string; text: Text }> {
  if (typeof data !== 'object' || data === null) return;
  if ('original' in data) yield { field, text: data as Text };
  else for (const [key, inner] of Object.entries(data)) yield* textsIn(inner, field === '' ? key : `${field}.${key}`);
}
