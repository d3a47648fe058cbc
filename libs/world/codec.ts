import { schemaVersionOf, type AnyDecider, type Message, type Recorded } from '#decider';
import { categoryOf, type Json, type JsonObject, type RecordedEvent } from '#event-log';
import { fieldsOf, removed, type Field, type Privacy, type RemovalBasis } from '#language';
import { isRemoved, isSealed, replaced, type Seals } from './seal.ts';

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
  private readonly seals: Seals | undefined;
  /** For each type the names of the fields in which words of its author stand. */
  private readonly worded = new Map<string, readonly (readonly string[])[]>();

  /** Without seals texts are stored as they are, as in what is only rehearsed. */
  constructor(deciders: Iterable<AnyDecider>, seals?: Seals) {
    this.seals = seals;
    for (const decider of deciders)
      for (const type of Object.keys(decider.events)) {
        if (this.deciders.has(type)) throw new Error(`Two aggregates write ${type}`);
        this.deciders.set(type, decider);
        const personal = privacyOf(decider, type).filter(({ privacy }) => privacy === 'personal');
        this.worded.set(
          type,
          personal.map(({ path }) => path),
        );
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

  /**
   * The data as the log keeps it: each text that is its author's own words under the author's key. `known` is a log
   * position that has been reached.
   */
  seal(
    { type, data }: { readonly type: string; readonly data: JsonObject },
    { stream, event, author, known }: { stream: string; event: string; author: string; known: bigint },
  ): JsonObject {
    const { seals } = this;
    const paths = this.worded.get(type) ?? [];
    if (!seals?.seal || paths.length === 0) return data;
    const seal = seals.seal.bind(seals);
    const by = { collaboration: categoryOf(stream), author, kind: kindOf(subjectOf(stream)) };
    const close = (value: Json, path: string) => seal(value, by, { stream, event, path }, known);
    return paths.reduce<Json>((all, path) => changedAt(all, path, '', close), data) as JsonObject;
  }

  /** What an event says of the command that led to it: see {@link Seals.blinded}. */
  blinded(digest: string): string {
    return this.seals?.blinded?.(digest) ?? digest;
  }

  /** An event's data as stored, with its texts opened; in the place of one that nobody can read, why. */
  opened({ stream, id, data }: Pick<RecordedEvent, 'stream' | 'id' | 'data'>): JsonObject {
    return replaced(data, (value, path) => {
      if (isRemoved(value)) return removed[value.$removed];
      if (!isSealed(value)) return undefined;
      const found = this.seals?.open(value, { stream, event: id, path }) ?? { gone: 'key_missing' };
      return 'gone' in found ? removed[found.gone] : found.text;
    }) as JsonObject;
  }

  /**
   * An event's data as stored without certain texts, each told by its JSON Pointer; nothing when there is no free text
   * in one of the places. All else stays, so that the event goes on to mean what it meant.
   */
  without(
    { type, data }: Pick<RecordedEvent, 'type' | 'data'>,
    fields: readonly string[],
    basis: RemovalBasis,
  ): JsonObject | undefined {
    if (!this.deciders.has(type)) return undefined;
    const found = new Set<string>();
    const after = replaced(data, (value, path) => {
      const isText = isSealed(value) || isRemoved(value) || 'original' in (value as object);
      if (!isText) return undefined;
      if (!fields.includes(path)) return value;
      found.add(path);
      return { $removed: basis };
    });
    return found.size === new Set(fields).size ? (after as JsonObject) : undefined;
  }

  decode(event: RecordedEvent): Recorded {
    const decider = this.deciderOf(event.type);
    const upcasts = decider.upcasts?.[event.type] ?? [];
    const past = event.schemaVersion - 1;
    if (past > upcasts.length || past < 0)
      throw new UnreadableEvent(
        `${event.type} is stored in version ${event.schemaVersion}, newer than this code reads`,
      );
    let data: unknown;
    try {
      data = this.opened(event);
    } catch (cause) {
      throw new UnreadableEvent(`A text of ${event.type} at position ${event.position} does not open`, { cause });
    }
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

/** The prefix of a thing's id, `goal` of `goal_a`. */
const kindOf = (subject: string): string => subject.slice(0, Math.max(0, subject.indexOf('_')));

/** How personal each field of an event is: what its decider has written down as published is not. */
export const privacyOf = (decider: AnyDecider, type: string): readonly (Field & { readonly privacy: Privacy })[] =>
  fieldsOf(decider.events[type]).map((field) =>
    field.privacy === 'personal' && decider.published?.[field.path[0] ?? ''] !== undefined
      ? { ...field, privacy: 'none' }
      : field,
  );

/** The data with what stands at a path changed; `*` is every element. Where nothing stands there, the very same data. */
function changedAt(data: Json, path: readonly string[], at: string, change: (value: Json, path: string) => Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return change(data, at);
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data))
    return (data as readonly Json[]).map((inner, index) => changedAt(inner, rest, `${at}/${index}`, change));
  const object = data as JsonObject;
  if (key === '*')
    return Object.fromEntries(
      Object.entries(object).map(([name, inner]) => [name, changedAt(inner, rest, `${at}/${name}`, change)]),
    );
  const inner = object[key];
  return inner === undefined ? data : { ...object, [key]: changedAt(inner, rest, `${at}/${key}`, change) };
}
