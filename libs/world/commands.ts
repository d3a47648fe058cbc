import { authorise, isRefusal, refuse, type Asker, type Authorised, type Message, type Refusal } from '#decider';
import {
  AppendConflict,
  EventIdReused,
  LogUnavailable,
  START,
  UnfitEvent,
  type EventLog,
  type Position,
} from '#event-log';
import { LRUCache } from 'lru-cache';
import { createHash } from 'node:crypto';
import { streamOf } from './codec.ts';
import type { AggregateParts, ContextParts } from './context.ts';
import type { Worlds } from './worlds.ts';

/** A command on its way to its aggregate. */
export interface Order {
  readonly collaboration: string;
  /** Id of the aggregate. */
  readonly id: string;
  readonly command: Message;
  readonly asker: Asker;
  /** A UUID chosen by the sender: the same command sent again is carried out once and answered alike. */
  readonly commandId: string;
  /** The aggregate's revision the sender last saw; when it has changed since, the answer is CHANGED_MEANWHILE. */
  readonly expectedVersion?: number | undefined;
  readonly correlationId?: string | undefined;
  readonly causationId?: string | undefined;
  readonly traceparent?: string | undefined;
}

export interface Accepted {
  readonly position: Position;
  readonly revision: number | 'no stream';
  /** The command had been carried out before. */
  readonly repeated: boolean;
}

/** Refusals that any command may meet, whatever its aggregate. */
export type CommonRefusal =
  | 'BUSY'
  | 'CHANGED_MEANWHILE'
  | 'COMMAND_ID_MALFORMED'
  | 'COMMAND_ID_REUSED'
  | 'ID_MALFORMED'
  | 'INPUT_INVALID'
  | 'INPUT_TOO_LARGE'
  | 'MANDATE_MISSING'
  | 'MONTH_MALFORMED'
  | 'NOT_STORED'
  | 'ORIGINAL_TEXT_MISSING'
  | 'PLACE_MALFORMED';

/** How often a command is decided anew when somebody else wrote to its stream first. */
const attempts = 20;

interface Entry {
  state: unknown;
  revision: number | 'no stream';
  position: Position;
  /** Every command carried out on the aggregate: what was asked and what came of it. */
  readonly commands: Map<string, { hash: string; done: Promise<Accepted> | Accepted }>;
  /** The newest append of this process; the state above already counts it in. */
  pending: Promise<unknown>;
}

/**
 * The one handler of all commands: read the stream, fold, decide, append.
 *
 * A folded aggregate is kept, and counts in events whose append is still under way, so that commands to one
 * aggregate share a group commit. When an append fails the kept state is dropped, and whatever was decided on
 * it conflicts in the log and is decided anew: correctness rests on the log's expected revision alone.
 */
export class Commands {
  private readonly log: EventLog;
  private readonly worlds: Worlds;
  private readonly clock: () => Date;
  private readonly simulated: boolean;
  private readonly aggregates = new Map<string, AggregateParts>();
  private readonly entries = new LRUCache<string, Promise<Entry>>({ max: 20_000 });

  constructor(options: {
    log: EventLog;
    worlds: Worlds;
    contexts: readonly ContextParts[];
    clock?: () => Date;
    /** The clock is a demonstration's, and events shall say so. */
    simulated?: boolean;
  }) {
    this.log = options.log;
    this.worlds = options.worlds;
    this.clock = options.clock ?? (() => new Date());
    this.simulated = options.simulated ?? false;
    for (const parts of options.contexts.flatMap((context) => context.aggregates))
      for (const type of Object.keys(parts.decider.commands)) {
        if (this.aggregates.has(type)) throw new Error(`Two aggregates take ${type}`);
        this.aggregates.set(type, parts);
      }
  }

  async execute(order: Order): Promise<Accepted | Refusal> {
    const { collaboration, id, commandId, expectedVersion } = order;
    const parts = this.aggregates.get(order.command.type);
    if (!parts) throw new Error(`No aggregate takes ${order.command.type}`);
    if (!uuid.test(commandId)) return refuse('COMMAND_ID_MALFORMED', 'commandId');
    if (!isIdOf(parts.decider.prefix, id)) return refuse('ID_MALFORMED', 'id');
    const command = parse(parts, order.command);
    if (isRefusal(command)) return command;
    const asker = authorise(
      parts.decider.roles[command.type] ?? [],
      parts.decider.scope?.(command, id) ?? {},
      order.asker,
    );
    if (isRefusal(asker)) return asker;
    const hash = digest([command.type, id, command.data, asker.person, asker.organisation]);
    const stream = streamOf(collaboration, id);
    const world = await this.worlds.live(collaboration);

    for (let attempt = 0; attempt < attempts; attempt++) {
      let entry: Entry;
      try {
        entry = await this.entry(stream, parts);
      } catch (error) {
        if (error instanceof LogUnavailable) return refuse('NOT_STORED');
        throw error;
      }
      const before = entry.commands.get(commandId);
      if (before) {
        if (before.hash !== hash) return refuse('COMMAND_ID_REUSED', 'commandId');
        try {
          return { ...(await before.done), repeated: true };
        } catch {
          continue; // The first sending failed to be stored: this one is decided on its own.
        }
      }
      const outcome =
        expectedVersion !== undefined && entry.revision !== expectedVersion
          ? refuse('CHANGED_MEANWHILE')
          : parts.decider.decide(entry.state, command, {
              asker,
              now: this.clock().toISOString(),
              facts: parts.facts(world, { id, command, asker }),
              id,
            });
      if (isRefusal(outcome)) {
        // A no may rest on an event that is not in the log yet: it stands only when that event does.
        if (await settled(entry.pending)) return outcome;
        continue;
      }
      if (outcome.length === 0) return { position: entry.position, revision: entry.revision, repeated: false };
      try {
        return await this.append(stream, parts, entry, outcome, order, asker, hash);
      } catch (error) {
        if (error instanceof AppendConflict) {
          if (expectedVersion !== undefined) return refuse('CHANGED_MEANWHILE');
          continue;
        }
        if (error instanceof EventIdReused) return refuse('COMMAND_ID_REUSED', 'commandId');
        if (error instanceof LogUnavailable) return refuse('NOT_STORED');
        if (error instanceof UnfitEvent) return refuse('INPUT_TOO_LARGE');
        throw error;
      }
    }
    return refuse('BUSY');
  }

  private async append(
    stream: string,
    { decider }: AggregateParts,
    entry: Entry,
    decided: readonly Message[],
    order: Order,
    asker: Authorised,
    commandHash: string,
  ): Promise<Accepted> {
    const { commandId } = order;
    const mandate = asker.mandate?.id;
    const metadata = {
      actor: asker.person,
      organisation: asker.organisation,
      ...(mandate !== undefined && { mandate }),
      commandId,
      commandHash,
      correlationId: order.correlationId ?? commandId,
      causationId: order.causationId ?? commandId,
      ...(order.traceparent !== undefined && { traceparent: order.traceparent }),
      ...(this.simulated && { clock: 'simulated' as const }),
    };
    const events = decided.map((event, index) => ({
      id: eventId(commandId, index),
      ...this.worlds.codec.encode(event),
      metadata,
    }));
    const expected = entry.revision;
    for (const event of events) entry.state = decider.evolve(entry.state, event);
    entry.revision = (expected === 'no stream' ? -1 : expected) + events.length;
    const done: Promise<Accepted> = this.log.append(stream, events, expected).then(
      ({ position, revision, repeated }) => {
        const accepted = { position, revision, repeated };
        if (position > entry.position) entry.position = position;
        entry.commands.set(commandId, { hash: commandHash, done: accepted });
        return accepted;
      },
      (error: unknown) => {
        // The kept state counted in what was not written.
        this.entries.delete(stream);
        throw error;
      },
    );
    entry.commands.set(commandId, { hash: commandHash, done });
    entry.pending = done;
    const accepted = await done;
    await this.worlds.reached(order.collaboration, accepted.position);
    return accepted;
  }

  private entry(stream: string, parts: AggregateParts): Promise<Entry> {
    let entry = this.entries.get(stream);
    if (!entry) {
      entry = this.fold(stream, parts);
      this.entries.set(stream, entry);
      entry.catch(() => this.entries.delete(stream));
    }
    return entry;
  }

  private async fold(stream: string, { decider }: AggregateParts): Promise<Entry> {
    const entry: Entry = {
      state: decider.initial,
      revision: 'no stream',
      position: START,
      commands: new Map(),
      pending: Promise.resolve(),
    };
    for await (const event of this.log.readStream(stream)) {
      entry.state = decider.evolve(entry.state, this.worlds.codec.decode(event));
      entry.revision = event.revision;
      entry.position = event.position;
      const { commandId, commandHash } = event.metadata;
      const done = { position: event.position, revision: event.revision, repeated: true };
      entry.commands.set(commandId, { hash: commandHash, done });
    }
    return entry;
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const isIdOf = (prefix: string, id: string): boolean =>
  id.startsWith(prefix) && id.length <= 120 && /^[a-z0-9][a-z0-9_]*$/.test(id.slice(prefix.length));

const settled = (pending: Promise<unknown>): Promise<boolean> =>
  pending.then(
    () => true,
    () => false,
  );

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** A UUID (version 8: made by the application) from a name: the same name gives the same id, everywhere. */
export function uuidFrom(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  const variant = ((parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}

/**
 * Event ids follow from the command's, so a command written twice is written once. The first 48 bits are the command's
 * own: when the sender's ids are ordered by time (UUID version 7), so are the store's, and it writes fewer pages.
 */
export function eventId(commandId: string, index: number): string {
  const command = commandId.toLowerCase();
  return `${command.slice(0, 13)}${uuidFrom(`${command} ${String(index)}`).slice(13)}`;
}

/** The command as its shape reads it, or what is wrong with it. */
function parse({ decider }: AggregateParts, command: Message): Message | Refusal {
  try {
    return { type: command.type, data: decider.commands[command.type]?.parse(command.data) };
  } catch (error) {
    const issue = firstIssue(error);
    if (!issue) throw error;
    const code = /^[A-Z][A-Z_]+$/.test(issue.message)
      ? issue.message
      : issue.code === 'too_big'
        ? 'INPUT_TOO_LARGE'
        : 'INPUT_INVALID';
    return refuse(code, issue.path.join('.') || undefined);
  }
}

interface Issue {
  readonly message: string;
  readonly code?: string;
  readonly path: readonly (string | number)[];
}

const firstIssue = (error: unknown): Issue | undefined =>
  error instanceof Error && 'issues' in error && Array.isArray(error.issues) ? (error.issues as Issue[])[0] : undefined;
