import type { AnyDecider, AnyView, Asker, Decider, Message } from '#decider';
import type { World } from './world.ts';

/** What is asked of an aggregate: enough to gather the facts its rules need. */
export interface Ask<C extends Message = Message> {
  readonly id: string;
  readonly command: C;
  readonly asker: Asker;
  /** What was found in the log for it: see {@link Looked}. */
  readonly found?: unknown;
}

/** What was looked up for a command before it is decided, and held until what came of it is known. */
export interface Looked {
  readonly found: unknown;
  /** Told that the command has been carried out, refused or given up. */
  readonly over: () => void;
}

/** An aggregate with the way its facts are gathered from the world. */
export interface AggregateParts {
  readonly decider: AnyDecider;
  readonly facts: (world: World, ask: Ask) => unknown;
}

/** One bounded context: its aggregates and its views. */
export interface ContextParts {
  readonly aggregates: readonly AggregateParts[];
  readonly views: readonly AnyView[];
}

/** Joins a decider and its facts; a decider that needs none takes none. */
export function aggregate<S, C extends Message, E extends Message, R extends string, F>(
  decider: Decider<S, C, E, R, F>,
  ...[facts]: undefined extends F ? [] : [(world: World, ask: Ask<C>) => F]
): AggregateParts {
  return { decider, facts: (world, ask) => facts?.(world, ask as Ask<C>) };
}
