import { isRefusal, type Message, type Recorded, type Refusal, type Role } from '#decider';
import {
  categoryOf,
  LogUnavailable,
  START,
  type EventLog,
  type Position,
  type RecordedEvent,
  type Subscription,
} from '#event-log';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Checkpoints, Parked, ReactionRefused } from './checkpoints.ts';
import { uuidFrom, type Commands } from './commands.ts';
import { dayOf } from './moment.ts';
import type { World } from './world.ts';
import type { Worlds } from './worlds.ts';

/**
 * What follows from an event, or from the coming of a day, without anybody asking. A pure function: it gives what is
 * to be done, and somebody else does it. The world it sees is the live one, which holds at least the event: what it
 * does, it does now.
 */
export interface Reaction<Effect> {
  /** Its checkpoint is kept under this name: small letters and underscores, never changed. */
  readonly name: string;
  /** The event types it is given. */
  readonly on: readonly string[];
  /** On its first start it is given everything that has been, and not only what comes. */
  readonly fromTheBeginning?: boolean;
  react(event: Recorded, world: World): readonly Effect[];
  /** Called once for each calendar day of a collaboration, on that day or as soon after it as the platform runs. */
  onDay?(day: string, world: World): readonly Effect[];
}

/** Why an effect is to be carried out: an event, or a day. */
export interface Cause {
  readonly collaboration: string;
  /** A UUID: the event's own, or one that follows from the reaction, the collaboration and the day. */
  readonly id: string;
  /** Name of the cause in words: see {@link Parked}. */
  readonly name: string;
  readonly correlationId: string;
  readonly traceparent?: string | undefined;
  /** ISO 8601 instant: when the event was recorded, or the reaction was given the day. */
  readonly at: string;
  /** The event's position, or where the log stood when the day was given. */
  readonly position: Position;
}

/** A reaction with the way its effects are carried out, which must bear being done twice. */
export interface Reactor {
  readonly reaction: Reaction<unknown>;
  /** Gives the commands that a rule refused. Throws {@link NotNow} when it must be tried again, whatever the event. */
  carryOut(effects: readonly unknown[], cause: Cause, world: World): Promise<readonly ReactionRefused[]>;
}

export const reactor = <Effect>(
  reaction: Reaction<Effect>,
  carryOut: (effects: readonly Effect[], cause: Cause, world: World) => Promise<readonly ReactionRefused[]>,
): Reactor => ({
  reaction,
  carryOut: (effects, cause, world) => carryOut(effects as readonly Effect[], cause, world),
});

/** A command that a reaction gives, and the id of the aggregate it is for. */
export interface Given {
  readonly id: string;
  readonly command: Message;
}

/** A reaction whose effects are commands. It may give those it names, in one role, and nothing else. */
export interface CommandReaction extends Reaction<Given> {
  readonly role: Role;
  readonly gives: readonly string[];
}

/** The actor of what the platform does by itself. It is no person's id, so nobody can be granted its mandates. */
export const platformActor = 'platform';

/**
 * A reaction whose commands go to the handler of all commands, in the platform's own name, for the organisation that
 * holds the collaboration together, under a mandate that names the reaction. Command ids follow from the cause: what
 * is given again was carried out before. Nothing follows in a collaboration that has no such organisation yet.
 */
export const commanding = (
  reaction: CommandReaction,
  commands: Pick<Commands, 'execute'>,
  organisationOf: (world: World) => string | undefined,
): Reactor =>
  reactor(reaction, async (given, cause, world) => {
    const organisation = organisationOf(world);
    if (organisation === undefined) return [];
    const asker = {
      person: platformActor,
      organisation,
      mandates: [{ id: `mandate_reaction_${reaction.name}`, role: reaction.role, partner: organisation }],
    };
    const refused: ReactionRefused[] = [];
    const asked = new Map<string, number>();
    for (const { id, command } of given) {
      if (!reaction.gives.includes(command.type))
        throw new Error(`${reaction.name} gives ${command.type}, which it does not name`);
      // By what it does to what, not by its place in the list: a second run may see a world that has gone on.
      const act = `${command.type} ${id}`;
      const nth = asked.get(act) ?? 0;
      asked.set(act, nth + 1);
      const outcome = await commands.execute({
        collaboration: cause.collaboration,
        id,
        command,
        asker,
        commandId: uuidFrom(`${cause.id} ${reaction.name} ${act} ${nth}`),
        correlationId: cause.correlationId,
        causationId: cause.id,
        traceparent: cause.traceparent,
      });
      if (!isRefusal(outcome)) continue;
      if (passing.has(outcome.refused)) throw new NotNow(outcome);
      // A view that stopped is mended by new code: until then it is laid aside, so that it is not forgotten.
      if (outcome.refused === 'VIEW_STOPPED') throw new Error(`${command.type} cannot be judged: a view has stopped`);
      const { name, at } = cause;
      refused.push({ reaction: reaction.name, cause: name, command: command.type, id, code: outcome.refused, at });
    }
    return refused;
  });

/** Refusals that say nothing of the command: the same one may be accepted in a moment. */
const passing = new Set(['BUSY', 'NOT_STORED']);

/** The fault is neither the event's nor the reaction's: it waits, and all after it. */
export class NotNow extends Error {
  override readonly name = 'NotNow';
  constructor({ refused }: Refusal) {
    super(`Not now: ${refused}`);
  }
}

export interface ReactionsOptions {
  readonly log: EventLog;
  readonly worlds: Worlds;
  readonly checkpoints: Checkpoints;
  readonly reactors: readonly Reactor[];
  readonly clock?: () => Date;
  /** Zone in which a day ends for a collaboration. */
  readonly timeZoneOf?: (world: World) => string;
  /** How often an event is tried before it is laid aside. */
  readonly attempts?: number;
  /** Wait before the second attempt, doubled each time, in milliseconds. */
  readonly retryMs?: number;
  /** How often it is looked whether a new day has come, in milliseconds. */
  readonly tickMs?: number;
  readonly warn?: (message: string) => void;
}

/** Days that are made up for after the platform stood still: older ones are of no use to anybody. */
const mostDaysMissed = 31;

/** How long what no reaction listens to may be read again after a crash, in milliseconds. */
const flushMs = 5_000;

/** Under this name the checkpoint of the list of collaborations is kept. */
const collaborationsSeen = 'collaborations';

/**
 * Gives every reaction the log, one event after another, from its own durable checkpoint: at least once each, in the
 * order of the log. What an event leads to is carried out before the checkpoint moves, so a crash in between does it
 * again, and doing it again changes nothing. An event that a reaction cannot bear is laid aside after some attempts,
 * for that reaction alone. Events told by a simulated clock are a demonstration's past: nothing follows from them.
 */
export class Reactions {
  private readonly options: Required<ReactionsOptions>;
  private readonly listeners = new Map<string, Reactor[]>();
  private readonly known: Set<string>;
  private readonly done = new Map<string, Position>();
  private readonly stopping = new AbortController();
  /** Everything up to here has been given to everybody; `flushed` of it is on the disk. */
  private seen: Position = START;
  private flushed: Position = START;
  private subscription: Subscription | undefined;
  private timers: NodeJS.Timeout[] = [];
  private days: Promise<void> = Promise.resolve();
  private moved = Promise.withResolvers<undefined>();

  constructor(options: ReactionsOptions) {
    this.options = {
      clock: () => new Date(),
      timeZoneOf: () => 'Europe/Helsinki',
      attempts: 5,
      retryMs: 50,
      tickMs: 60_000,
      warn: () => undefined,
      ...options,
    };
    for (const each of options.reactors)
      for (const type of each.reaction.on) this.listeners.set(type, [...(this.listeners.get(type) ?? []), each]);
    const names = options.reactors.map(({ reaction }) => reaction.name);
    const unfit = names.find((name, index) => !/^[a-z_]+$/.test(name) || names.indexOf(name) !== index);
    if (unfit !== undefined) throw new Error(`${unfit} cannot name a reaction, or names two`);
    this.known = new Set(options.checkpoints.collaborations);
  }

  /** Goes on from the checkpoints. A reaction that has none begins at the head of the log: what has been is over. */
  async start(): Promise<void> {
    const { log, checkpoints, reactors, tickMs, warn } = this.options;
    const head = await log.head();
    const positions = checkpoints.positions;
    for (const { reaction } of reactors)
      this.done.set(reaction.name, positions.get(reaction.name) ?? (reaction.fromTheBeginning ? START : head));
    this.done.set(collaborationsSeen, positions.get(collaborationsSeen) ?? START);
    for (const [name, position] of this.done) if (!positions.has(name)) checkpoints.advance([name], position);
    this.seen = this.flushed = [...this.done.values()].reduce((least, each) => (each < least ? each : least));
    this.subscription = log.subscribe({
      after: this.seen,
      handle: (event) => this.take(event),
      onError: (error, attempt) => {
        // Whoever stops it is not told of what stopping broke off.
        if (!this.stopping.signal.aborted) warn(`Reactions wait (${attempt}): ${wordsOf(error)}`);
      },
    });
    // When the past has been read: what was laid aside is tried once more, for the code may have been mended since.
    // Then a new day is looked for, and from there on ever and again.
    this.days = this.reached(head).then(() => this.retryAll());
    void this.tick();
    const every = (milliseconds: number, work: () => void) => this.timers.push(setInterval(work, milliseconds).unref());
    every(tickMs, () => void this.tick());
    every(flushMs, () => this.flush());
  }

  /** Resolves when the reaction in flight has ended and the checkpoints are on the disk. */
  async stop(): Promise<void> {
    this.stopping.abort();
    for (const timer of this.timers) clearInterval(timer);
    await this.subscription?.stop();
    // Who waits for the log to be read up to somewhere waits no more: it is read no further.
    this.wake();
    await this.days;
    this.flush();
  }

  /** Resolves when everything now in the log has been given to every reaction, and every day that has come. */
  async settled(): Promise<void> {
    await this.reached(await this.options.log.head());
    await this.tick();
  }

  /** Per reaction: how far it has come, what it laid aside, and how many of its commands were refused. */
  get report() {
    const { checkpoints, reactors } = this.options;
    const parked = checkpoints.parked;
    return reactors.map(({ reaction: { name } }) => ({
      name,
      position: String(this.positionOf(name)),
      parked: parked.filter(({ reaction }) => reaction === name),
      refused: checkpoints.refusedOf(name),
    }));
  }

  /**
   * Tries once more what was laid aside. False when it failed again, and when there is nothing of that cause: the
   * attempt and its error are kept.
   */
  async retry(name: string, cause: string): Promise<boolean> {
    const { checkpoints, reactors } = this.options;
    const parked = checkpoints.parked.find((each) => each.reaction === name && each.cause === cause);
    const found = reactors.find(({ reaction }) => reaction.name === name);
    if (!parked || !found) return false;
    try {
      checkpoints.unpark(name, cause, await this.again(found, cause));
      return true;
    } catch (error) {
      if (this.stopping.signal.aborted) return false;
      const at = this.options.clock().toISOString();
      checkpoints.park({ ...parked, attempts: parked.attempts + 1, error: wordsOf(error), at });
      return false;
    }
  }

  private async retryAll(): Promise<void> {
    for (const { reaction, cause } of this.options.checkpoints.parked) {
      if (this.stopping.signal.aborted) return;
      await this.retry(reaction, cause);
    }
  }

  private async again(found: Reactor, cause: string): Promise<readonly ReactionRefused[]> {
    const [collaboration = '', day] = cause.split(' ');
    if (day !== undefined) return this.giveDay(found, collaboration, day);
    const position = BigInt(cause);
    for await (const event of this.options.log.readAll({ after: position - 1n, to: position }))
      return this.giveEvent(found, event);
    throw new Error(`There is no event at position ${cause}`);
  }

  private positionOf(name: string): Position {
    const own = this.done.get(name) ?? START;
    return own > this.seen ? own : this.seen;
  }

  /** Gives no promise for what nobody listens to: a long log is passed over quickly. */
  private take(event: RecordedEvent): undefined | Promise<void> {
    const collaboration = categoryOf(event.stream);
    if (!this.known.has(collaboration)) {
      this.options.checkpoints.meet(collaboration);
      this.known.add(collaboration);
    }
    const listening = event.metadata.clock === 'simulated' ? undefined : this.listeners.get(event.type);
    if (listening) return this.giveAll(listening, event);
    this.passed(event.position);
    return undefined;
  }

  private async giveAll(listening: readonly Reactor[], event: RecordedEvent): Promise<void> {
    const { checkpoints } = this.options;
    const { position } = event;
    for (const each of listening) {
      const { name } = each.reaction;
      // It began or had come further than others when this one was read again for them.
      if ((this.done.get(name) ?? START) >= position) continue;
      const outcome = await this.attempt(name, String(position), () => this.giveEvent(each, event));
      checkpoints.advance([name], position, outcome);
      this.done.set(name, position);
    }
    this.passed(position);
  }

  private async giveEvent(found: Reactor, event: RecordedEvent): Promise<readonly ReactionRefused[]> {
    const { worlds } = this.options;
    const collaboration = categoryOf(event.stream);
    const { position, metadata, recordedAt: at } = event;
    const world = await worlds.reached(collaboration, position);
    const effects = found.reaction.react(worlds.codec.decode(event), world);
    const { correlationId, traceparent } = metadata;
    const cause = { collaboration, id: event.id, name: String(position), correlationId, traceparent, at, position };
    return effects.length === 0 ? [] : found.carryOut(effects, cause, world);
  }

  /** Gives each reaction the days that have come since it was last given one. One round after another. */
  private tick(): Promise<void> {
    return (this.days = this.days
      .then(() => this.round())
      .catch((error: unknown) => {
        // The next round begins where this one was broken off.
        if (!this.stopping.signal.aborted) this.options.warn(`Reactions to the day wait: ${wordsOf(error)}`);
      }));
  }

  private async round(): Promise<void> {
    const { worlds, clock, timeZoneOf, checkpoints, reactors } = this.options;
    const daily = reactors.filter(({ reaction }) => reaction.onDay !== undefined);
    for (const collaboration of daily.length > 0 ? this.known : []) {
      const today = dayOf(clock().toISOString(), timeZoneOf(await worlds.live(collaboration)));
      for (const each of daily) {
        const { name } = each.reaction;
        for (const day of daysTo(today, checkpoints.dayOf(name, collaboration))) {
          if (this.stopping.signal.aborted) return;
          const cause = `${collaboration} ${day}`;
          const outcome = await this.attempt(name, cause, () => this.giveDay(each, collaboration, day));
          checkpoints.advanceDay(name, collaboration, day, outcome);
        }
      }
    }
  }

  private async giveDay(found: Reactor, collaboration: string, day: string): Promise<readonly ReactionRefused[]> {
    const world = await this.options.worlds.live(collaboration);
    const effects = found.reaction.onDay?.(day, world) ?? [];
    const name = `${collaboration} ${day}`;
    const id = uuidFrom(`${found.reaction.name} ${name}`);
    const at = this.options.clock().toISOString();
    const cause = { collaboration, id, name, correlationId: id, at, position: world.position };
    return effects.length === 0 ? [] : found.carryOut(effects, cause, world);
  }

  /** What came of it: the refusals, or what to lay aside. Throws what is no fault of the event's. */
  private async attempt(
    reaction: string,
    cause: string,
    work: () => Promise<readonly ReactionRefused[]>,
  ): Promise<{ parked?: Parked; refused?: readonly ReactionRefused[] }> {
    const { attempts, retryMs, clock, warn } = this.options;
    const { signal } = this.stopping;
    for (let attempt = 1; ; attempt++) {
      try {
        signal.throwIfAborted();
        return { refused: await work() };
      } catch (error) {
        if (signal.aborted || error instanceof NotNow || error instanceof LogUnavailable) throw error;
        if (attempt >= attempts) {
          warn(`The reaction ${reaction} laid ${cause} aside: ${wordsOf(error)}`);
          return { parked: { reaction, cause, error: wordsOf(error), attempts, at: clock().toISOString() } };
        }
        await sleep(retryMs * 2 ** (attempt - 1), undefined, { signal });
      }
    }
  }

  private passed(position: Position): void {
    this.seen = position;
    this.wake();
  }

  private wake(): void {
    const { resolve } = this.moved;
    this.moved = Promise.withResolvers<undefined>();
    resolve(undefined);
  }

  private async reached(position: Position): Promise<void> {
    while (this.seen < position && !this.stopping.signal.aborted) await this.moved.promise;
  }

  private flush(): void {
    if (this.seen === this.flushed) return;
    try {
      this.options.checkpoints.advance(this.done.keys(), this.seen);
      this.flushed = this.seen;
    } catch (error) {
      // Read again after a crash, and nothing worse.
      this.options.warn(`The checkpoints of reactions were not written: ${wordsOf(error)}`);
    }
  }
}

/** Days that have come since the last one given, up to today and oldest first; today alone when none was. */
export function daysTo(today: string, last: string | undefined): readonly string[] {
  if (last === undefined) return [today];
  const missed = Math.round((Date.parse(today) - Date.parse(last)) / dayMs);
  const count = Math.max(0, Math.min(missed, mostDaysMissed));
  return Array.from({ length: count }, (_, index) => daysBefore(today, count - 1 - index));
}

const dayMs = 86_400_000;
const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * dayMs).toISOString().slice(0, 10);

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
