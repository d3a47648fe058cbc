import { schemaVersionOf, type AnyDecider } from '#decider';
import { categoryOf, type EventLog, type LogRange, type RecordedEvent } from '#event-log';
import { endOfDay, instantAt, parseAsOf, type Codec } from '#world';
import { cloudType, schemaId } from './catalogue.ts';

/** An event as it leaves the house: CloudEvents 1.0 in its JSON format, described in infra/events/asyncapi.json. */
export type CloudEvent = Readonly<Record<string, unknown>>;

/** Makes CloudEvents of stored events, their data in today's version. `base` stands before the source, as `https://…`. */
export function outgoing(codec: Codec, base = ''): (event: RecordedEvent) => CloudEvent {
  const versions = new Map<string, number>(
    [...codec.aggregates].flatMap((decider: AnyDecider) =>
      Object.keys(decider.events).map((type): [string, number] => [type, schemaVersionOf(decider, type)]),
    ),
  );
  return (event) => {
    const { data, subject } = codec.decode(event);
    const { actor, organisation, mandate, commandId, correlationId, causationId, traceparent, clock } = event.metadata;
    const version = versions.get(event.type) ?? event.schemaVersion;
    return {
      specversion: '1.0',
      id: event.id,
      source: `${base}/collaborations/${categoryOf(event.stream)}`,
      type: cloudType(event.type, version),
      subject,
      time: event.recordedAt,
      datacontenttype: 'application/json',
      dataschema: schemaId(event.type, version),
      // CloudEvents' integers end at 2^31, and a log may not: positions are digits.
      position: String(event.position),
      revision: event.revision,
      actor,
      organisation,
      ...(mandate !== undefined && { mandate }),
      commandid: commandId,
      correlationid: correlationId,
      causationid: causationId,
      ...(traceparent !== undefined && { traceparent }),
      ...(clock !== undefined && { clock }),
      data,
    };
  };
}

/** Which events of a collaboration are asked for: days, instants with offset or positions, both ends included. */
export interface Asked {
  readonly collaboration: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Zone in which a day begins and ends. */
  readonly timeZoneOf: (day: string) => string;
}

/** The part of the log that is asked for; nothing when a moment was not understood. */
export async function rangeOf(log: EventLog, asked: Asked): Promise<LogRange | undefined> {
  const { collaboration, timeZoneOf } = asked;
  const [from, to] = [asked.from, asked.to].map((moment) => (moment === undefined ? 'open' : parseAsOf(moment)));
  if (!from || !to) return undefined;
  const before = (instant: string) => log.positionAt(new Date(Date.parse(instant) - 1).toISOString());
  const after =
    from === 'open'
      ? undefined
      : 'position' in from
        ? from.position - (from.position > 0n ? 1n : 0n)
        : await before('day' in from ? instantAt(from.day, '00:00', timeZoneOf(from.day)) : from.instant);
  const end =
    to === 'open'
      ? undefined
      : 'position' in to
        ? to.position
        : await log.positionAt('day' in to ? endOfDay(to.day, timeZoneOf(to.day)) : to.instant);
  return {
    category: collaboration,
    ...(after !== undefined && { after }),
    // What is written meanwhile is for the next time.
    to: end ?? (await log.head()),
  };
}
