import { schemaVersionOf, type AnyDecider, type Message, type Recorded } from '#decider';
import type { JsonObject, RecordedEvent } from '#event-log';

/** A stored event this code cannot read: an unknown type, a newer version, or data that does not fit its shape. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
}

/** Bounds what is remembered of strings seen: a county's people, partners and mandates. */
const keptStrings = 10_000;

/**
 * Between stored bytes and typed events: validated on the way in, upcast and parsed on the way out.
 * Stored bytes are never rewritten; an old version is lifted each time it is read.
 */
export class Codec {
  private readonly deciders = new Map<string, AnyDecider>();
  private readonly strings = new Map<string, string>();

  constructor(deciders: Iterable<AnyDecider>) {
    for (const decider of deciders)
      for (const type of Object.keys(decider.events)) {
        if (this.deciders.has(type)) throw new Error(`Two aggregates write ${type}`);
        this.deciders.set(type, decider);
      }
  }

  /** Event types this code can read. */
  get types(): Iterable<string> {
    return this.deciders.keys();
  }

  /** Every aggregate whose events it can read. */
  get aggregates(): ReadonlySet<AnyDecider> {
    return new Set(this.deciders.values());
  }

  /** The event, or why this code cannot read it. */
  decoded(event: RecordedEvent): Recorded | Error {
    try {
      return this.decode(event);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  /** Data as it will be stored, with the version of its shape. Throws when a decider produced what its own shape refuses. */
  encode(event: Message): { type: string; schemaVersion: number; data: JsonObject } {
    const decider = this.deciderOf(event.type);
    const data = decider.events[event.type]?.parse(event.data) as JsonObject;
    return { type: event.type, schemaVersion: schemaVersionOf(decider, event.type), data };
  }

  decode(event: RecordedEvent): Recorded {
    const decider = this.deciderOf(event.type);
    const upcasts = decider.upcasts?.[event.type] ?? [];
    const past = event.schemaVersion - 1;
    if (past > upcasts.length || past < 0)
      throw new UnreadableEvent(
        `${event.type} is stored in version ${event.schemaVersion}, newer than this code reads`,
      );
    let data: unknown = event.data;
    for (let step = past; step < upcasts.length; step++) data = upcasts[step]?.(data as never);
    try {
      data = decider.events[event.type]?.parse(data);
    } catch (cause) {
      throw new UnreadableEvent(`${event.type} at position ${event.position} does not fit its shape`, { cause });
    }
    const { actor, organisation, mandate } = event.metadata;
    return {
      type: this.once(event.type),
      data,
      subject: subjectOf(event.stream),
      revision: event.revision,
      position: String(event.position),
      recordedAt: event.recordedAt,
      actor: this.once(actor),
      organisation: this.once(organisation),
      mandate: mandate === undefined ? mandate : this.once(mandate),
    };
  }

  /** The string read before that says the same: rows keep these for years, and each event brings its own copies. */
  private once(text: string): string {
    const known = this.strings.get(text);
    if (known !== undefined) return known;
    if (this.strings.size >= keptStrings) this.strings.clear();
    this.strings.set(text, text);
    return text;
  }

  private deciderOf(type: string): AnyDecider {
    const decider = this.deciders.get(type);
    if (!decider) throw new UnreadableEvent(`No aggregate knows the event type ${type}`);
    return decider;
  }
}

export const streamOf = (collaboration: string, subject: string): string => `${collaboration}-${subject}`;
export const subjectOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);
