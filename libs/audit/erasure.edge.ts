import type { Message, Refusal } from '#decider';
import {
  categoryOf,
  START,
  type EventLog,
  type JsonObject,
  type Position,
  type RecordedEvent,
  type Remover,
  type Subscription,
} from '#event-log';
import {
  streamOf,
  type Accepted,
  type Commands,
  type Keys,
  type Looked,
  type Order,
  type Snapshots,
  type Worlds,
} from '#world';
import { hash } from 'node:crypto';
import { erasureEvents, type ErasureEvent } from './erasure.ts';
import type { HistoryStore } from './history.store.ts';
import { removalEvents, removalCommands, type RemovalEvent } from './removal.ts';

/** How long somebody who erases waits until it is carried out, in milliseconds; it goes on by itself afterwards. */
const patienceMs = 60_000;

/** What was erased is recorded, and not all of it is gone yet: it is gone on with until it is. */
export class NotCarriedOutYet extends Error {
  override readonly name = 'NotCarriedOutYet';
}

interface Parts {
  readonly log: EventLog;
  readonly worlds: Worlds;
  readonly commands: Commands;
  readonly keys: Keys;
  readonly snapshots: Snapshots;
  readonly history: HistoryStore;
  /** Opens the store to take texts out of an event. */
  readonly remover: () => Promise<Remover>;
  readonly warn: (message: string) => void;
}

/**
 * Carries out what the log says is erased: keys and texts first, then whatever had been made of them. Each process does
 * so for its own memory. At a start everything in the log is carried out before anything is served, so that nothing
 * comes back with a backup.
 */
export class Erasures {
  private readonly parts: Parts;
  private starting: Promise<void> | undefined;
  private subscription: Subscription | undefined;
  private reached: Position = START;
  private readonly awaited = new Set<{ readonly position: Position; readonly resolve: () => void }>();
  /** One removal is confirmed after another: what the next leaves in an event rests on what the one before has left. */
  private confirming: Promise<void> = Promise.resolve();

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Brings keys and caches up to what the log says, and follows it from there. Only the first call does anything. */
  start(): Promise<void> {
    return (this.starting ??= this.begin().catch((error: unknown) => {
      this.starting = undefined;
      throw error;
    }));
  }

  /**
   * To be asked before a command is decided: whether there is anything where somebody wants a text removed, and what
   * will stand there once it is.
   */
  readonly asked = async (order: Order): Promise<Refusal | Looked | undefined> => {
    const { command, collaboration } = order;
    if (command.type === 'ConfirmRemoval') return this.replacementFor(order);
    if (command.type !== 'ProposeRemoval') return undefined;
    const { data: proposal } = removalCommands.ProposeRemoval.safeParse(command.data);
    // What is malformed is told by the command's own shape.
    if (!proposal) return undefined;
    const event = await this.eventAt(BigInt(proposal.position));
    if (!event || categoryOf(event.stream) !== collaboration)
      return { refused: 'REMOVAL_NOTHING_THERE', field: 'position' };
    const after = this.parts.worlds.codec.without(event, proposal.fields, proposal.basis);
    return after ? undefined : { refused: 'REMOVAL_NOTHING_THERE', field: 'fields' };
  };

  /** To be told of a command carried out: returns when what it erased is gone. Throws {@link NotCarriedOutYet}. */
  readonly carriedOut = async ({ command }: Order, { position }: Accepted): Promise<void> => {
    if (commands.has(command.type)) await this.carriedOutUpTo(position);
  };

  async close(): Promise<void> {
    await this.starting?.catch(() => undefined);
    await this.subscription?.stop();
  }

  /** The digest of what a proposed removal will leave in its event. Whoever asks next waits until this one is over. */
  private async replacementFor({ collaboration, id }: Order): Promise<Looked> {
    const before = this.confirming;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.confirming = promise;
    const over = () => resolve(undefined);
    try {
      await before;
      await this.carriedOutUpTo(await this.parts.log.head());
      const data = (await this.proposedIn(streamOf(collaboration, id)))?.data;
      return { found: data && hash('sha256', JSON.stringify(data)), over };
    } catch (error) {
      over();
      throw error;
    }
  }

  /** Throws {@link NotCarriedOutYet}. */
  private async carriedOutUpTo(position: Position): Promise<void> {
    await this.start();
    if (this.reached >= position) return;
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const one = { position, resolve: () => resolve(undefined) };
    this.awaited.add(one);
    const timer = setTimeout(
      () => reject(new NotCarriedOutYet('It is recorded, and is being carried out: it goes on by itself')),
      patienceMs,
    );
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      this.awaited.delete(one);
    }
  }

  private async begin(): Promise<void> {
    const { log, keys, snapshots, warn } = this.parts;
    const head = await log.head();
    let after = await this.lastCarriedOut();
    let last: RecordedEvent | undefined;
    for await (const event of log.readAll({ after, to: head })) {
      last = event;
      if (events.has(event.type)) await this.carryOut(event);
      after = event.position;
    }
    if (last) keys.carriedOut = { position: last.position, event: last.id };
    await snapshots.sweep();
    this.reached = after;
    this.subscription = log.subscribe({
      after,
      handle: (event) => this.take(event),
      onError: (error) =>
        warn(`An erasure is not carried out yet: ${error instanceof Error ? error.message : String(error)}`),
    });
  }

  /** Where to go on from: the first event when the file is new, or of another log. */
  private async lastCarriedOut(): Promise<Position> {
    const { position, event } = this.parts.keys.carriedOut;
    if (position === START) return START;
    const there = await this.eventAt(position);
    return there?.id === event ? position : START;
  }

  private async take(event: RecordedEvent): Promise<void> {
    if (events.has(event.type)) {
      await this.carryOut(event);
      await this.purge(categoryOf(event.stream));
      this.parts.keys.carriedOut = { position: event.position, event: event.id };
    }
    this.reached = event.position;
    for (const one of this.awaited) if (one.position <= this.reached) one.resolve();
  }

  /** Done again, it changes nothing. */
  private async carryOut(recorded: RecordedEvent): Promise<void> {
    const { keys, worlds } = this.parts;
    const { position } = recorded;
    const collaboration = categoryOf(recorded.stream);
    const event = worlds.codec.decode(recorded) as Message as ErasureEvent | RemovalEvent;
    switch (event.type) {
      case 'TextsErased':
        keys.erase({ collaboration, ...event.data }, position, event.data.basis);
        return;
      case 'TextsRestricted':
        keys.restrict({ collaboration, ...event.data }, position);
        return;
      case 'RestrictionLifted':
        keys.lift({ collaboration, ...event.data }, position);
        return;
      case 'RemovalConfirmed':
        await this.remove(recorded);
        return;
      case 'ErasureRefused':
      case 'RemovalProposed':
      case 'RemovalDropped':
    }
  }

  private async remove({ stream }: RecordedEvent): Promise<void> {
    const { keys, remover } = this.parts;
    const removal = await this.proposedIn(stream);
    if (!removal) return;
    const store = await remover();
    try {
      await store.replace(removal.of, removal.data);
    } finally {
      await store.close();
    }
    keys.noteRemoval(categoryOf(stream), removal.proposedAt);
  }

  /** What is proposed in a stream: from which event texts are to go, and its data without them, as it stands today. */
  private async proposedIn(
    stream: string,
  ): Promise<{ readonly of: Position; readonly data: JsonObject; readonly proposedAt: Position } | undefined> {
    const { log, worlds } = this.parts;
    const [proposed] = await Array.fromAsync(log.readStream(stream, { limit: 1 }));
    const proposal = proposed && (worlds.codec.decode(proposed) as Message as RemovalEvent);
    if (proposal?.type !== 'RemovalProposed') return undefined;
    const of = BigInt(proposal.data.position);
    const event = await this.eventAt(of);
    const data = event && worlds.codec.without(event, proposal.data.fields, proposal.data.basis);
    return data && { of, data, proposedAt: proposed?.position ?? START };
  }

  /** Whatever was made of the texts: folded aggregates, rows of every moment, snapshots, the index of the history. */
  private async purge(collaboration: string): Promise<void> {
    const { commands, worlds, history } = this.parts;
    commands.forget(collaboration);
    await worlds.refold(collaboration);
    await history.purge();
  }

  private async eventAt(position: Position): Promise<RecordedEvent | undefined> {
    if (position <= START) return undefined;
    const [event] = await Array.fromAsync(this.parts.log.readAll({ after: position - 1n, to: position, limit: 1 }));
    return event?.position === position ? event : undefined;
  }
}

const commands: ReadonlySet<string> = new Set(['EraseTexts', 'RestrictTexts', 'LiftRestriction', 'ConfirmRemoval']);
const events: ReadonlySet<string> = new Set([...Object.keys(erasureEvents), ...Object.keys(removalEvents)]);
