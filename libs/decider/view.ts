import type { Message, MessageOf, Shapes } from './decider.ts';

/** An event as a view sees it: what happened, to what, when, by whom, under which mandate. */
export type Recorded<Event extends Message = Message> = Event & {
  /** Id of the aggregate. */
  readonly subject: string;
  /** 0 for the aggregate's first event. */
  readonly revision: number;
  /** Place in the whole log, a string of digits. */
  readonly position: string;
  /** ISO 8601 instant, UTC. */
  readonly recordedAt: string;
  readonly actor: string;
  readonly organisation: string;
  readonly mandate?: string | undefined;
};

/** One row of a view: plain JSON, replaced and never changed in place, so that past moments can share it. */
export interface Row {
  readonly id: string;
}

/**
 * A pure fold of events into rows. The same fold serves the live answer, any past moment, and the proof
 * that one equals the other. It reads no clock: what depends on *now* (overdue, stale) is judged when read.
 */
export interface View<R extends Row, Events extends Shapes = Shapes> {
  readonly name: string;
  /** Raised when the meaning of the rows changes in a way the code of `evolve` does not show. */
  readonly version: number;
  /** The event shapes it listens to. */
  readonly events: Events;
  /** Which row an event changes; the aggregate's own id unless told. */
  key?(event: Recorded<MessageOf<Events>>): string;
  evolve(row: R | undefined, event: Recorded<MessageOf<Events>>): R;
  /** Ways to find rows by something else than their id. */
  readonly indexes?: Readonly<Record<string, (row: R) => string | readonly string[] | undefined>>;
}

export type AnyView = {
  readonly name: string;
  readonly version: number;
  readonly events: Shapes;
  key?(event: Recorded): string;
  evolve(row: Row | undefined, event: Recorded): Row;
  readonly indexes?: Readonly<Record<string, (row: never) => string | readonly string[] | undefined>>;
};

/** What every row says of its last change. `revision` is what a command's expectedVersion is compared with. */
export interface Stamp {
  readonly revision: number;
  /** Place in the log of the last change. */
  readonly position: string;
  readonly changedAt: string;
  readonly changedBy: string;
  /** The organisation it was done for, and the type of the event. */
  readonly changedFor?: string;
  readonly change?: string;
}

export const stamp = (event: Recorded): Stamp => ({
  revision: event.revision,
  position: event.position,
  changedAt: event.recordedAt,
  changedBy: event.actor,
  changedFor: event.organisation,
  change: event.type,
});
