import { authorise, isRefusal, refuse, type Asker, type Authorised, type Message, type Refusal } from '#decider';
import {
  AppendConflict,
  EventIdReused,
  LogUnavailable,
  START,
  UnfitEvent,
  categoryOf,
  type EventLog,
  type Position,
} from '#event-log';
import { LRUCache } from 'lru-cache';
import { createHash } from 'node:crypto';
import { streamOf } from './codec.ts';
import { ViewStopped } from './rows.ts';
import type { AggregateParts, ContextParts, Looked } from './context.ts';
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
  | 'PLACE_MALFORMED'
  | 'TEXT_HAS_PERSONAL_DATA'
  | 'VIEW_STOPPED';

/** How often a command is decided anew when somebody else wrote to its stream first. */
const attempts = 20;

interface Entry {
  state: unknown;
  revision: number | 'no stream';
  position: Position;
  /** Every command carried out on the aggregate: what was asked and what came of it. */
  readonly commands: Map<string, { hash: string; done: Accepted }>;
  /** An append to the aggregate that is under way. */
  pending: Promise<undefined> | undefined;
}

/**
 * The one handler of all commands: read the stream, fold, decide, append.
 *
 * A folded aggregate is kept, and one command at a time is decided on it: the next waits until the events of the one
 * before are in the log. Commands to different aggregates share a group commit. When somebody else wrote to the
 * stream first, the kept state is dropped and the command decided anew: correctness rests on the log's expected
 * revision alone.
 */
export class Commands {
  /** Told of every refused command before its sender is. It must not throw: the refusal stands whatever it does. */
  onRefused: ((order: Order, refusal: Refusal) => Promise<void>) | undefined;
  /** Asked before anything is decided: what rules cannot see by themselves, since it stands in the log and in no view. */
  onAsked: ((order: Order) => Promise<Refusal | Looked | undefined>) | undefined;
  /** Told of every command carried out, now or before, and waited for: what must follow in the same act. */
  onCarriedOut: ((order: Order, accepted: Accepted) => Promise<void>) | undefined;
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
    const asked = await this.onAsked?.(order);
    const looked = asked && 'over' in asked ? asked : undefined;
    try {
      const outcome = asked && 'refused' in asked ? asked : await this.decide(order, looked?.found);
      if (isRefusal(outcome)) await this.onRefused?.(order, outcome);
      else await this.onCarriedOut?.(order, outcome);
      return outcome;
    } finally {
      looked?.over();
    }
  }

  private async decide(order: Order, found: unknown): Promise<Accepted | Refusal> {
    const { collaboration, id, expectedVersion } = order;
    const commandId = order.commandId.toLowerCase();
    const parts = this.aggregates.get(order.command.type);
    const roles = parts?.decider.roles[order.command.type];
    if (!parts || !roles) throw new Error(`No aggregate takes ${order.command.type}`);
    if (!uuid.test(commandId)) return refuse('COMMAND_ID_MALFORMED', 'commandId');
    if (!isIdOf(parts.decider.prefix, id)) return refuse('ID_MALFORMED', 'id');
    const command = parse(parts, order.command);
    if (isRefusal(command)) return command;
    const asker = authorise(roles, parts.decider.scope?.(command, id) ?? {}, order.asker);
    if (isRefusal(asker)) return asker;
    const open = digest([command.type, id, command.data, asker.person, asker.organisation]);
    const hash = this.worlds.codec.blinded(open);
    const stream = streamOf(collaboration, id);
    const world = await this.worlds.live(collaboration);

    for (let attempt = 0; attempt < attempts; attempt++) {
      let entry: Entry;
      try {
        // One at a time: from this check to the append nothing waits, so nobody comes in between.
        while ((entry = await this.entry(stream, parts)).pending) await entry.pending;
      } catch (error) {
        if (error instanceof LogUnavailable) return refuse('NOT_STORED');
        throw error;
      }
      const before = entry.commands.get(commandId);
      // Before commands' digests were blinded, they stood in the log as they were.
      if (before)
        return before.hash === hash || before.hash === open ? before.done : refuse('COMMAND_ID_REUSED', 'commandId');
      if (expectedVersion !== undefined && entry.revision !== expectedVersion) return refuse('CHANGED_MEANWHILE');
      let facts: unknown;
      try {
        facts = parts.facts(world, { id, command, asker, found });
      } catch (error) {
        // What a rule must know cannot be known: nothing is decided on a guess. Commands that need it not go on.
        if (error instanceof ViewStopped) return refuse('VIEW_STOPPED');
        throw error;
      }
      const now = this.clock().toISOString();
      const outcome = parts.decider.decide(entry.state, command, { asker, now, facts, id });
      if (isRefusal(outcome)) return outcome;
      if (outcome.length === 0) return { position: entry.position, revision: entry.revision, repeated: false };
      try {
        const known = world.position;
        return await this.append(stream, parts, entry, outcome, { ...order, commandId }, asker, hash, known);
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
    known: Position,
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
    const { codec } = this.worlds;
    const plain = decided.map((event) => codec.encode(event));
    const events = plain.map((event, index) => {
      const id = eventId(commandId, index);
      const data = codec.seal(event, { stream, event: id, author: asker.person, known });
      return { id, ...event, data, metadata };
    });
    const { promise: over, resolve: end } = Promise.withResolvers<undefined>();
    entry.pending = over;
    try {
      const { position, revision, repeated } = await this.log.append(stream, events, entry.revision);
      for (const event of plain) entry.state = decider.evolve(entry.state, event);
      entry.revision = revision;
      entry.position = position;
      entry.commands.set(commandId, { hash: commandHash, done: { position, revision, repeated: true } });
      await this.worlds.reached(order.collaboration, position);
      return { position, revision, repeated };
    } catch (error) {
      // Whatever the log holds now, it is not what was kept.
      this.entries.delete(stream);
      throw error;
    } finally {
      // In this order: who waits looks again, and would spin for ever on a promise that is over and still there.
      entry.pending = undefined;
      end(undefined);
    }
  }

  /** Folds a collaboration's aggregates anew when they are next needed: what they hold is no more what the log says. */
  forget(collaboration: string): void {
    for (const stream of this.entries.keys()) if (categoryOf(stream) === collaboration) this.entries.delete(stream);
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
      pending: undefined,
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
  return `${commandId.slice(0, 13)}${uuidFrom(`${commandId} ${String(index)}`).slice(13)}`;
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
