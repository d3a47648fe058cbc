import type { ToldEvent } from '#event-log';
import { removalEvents } from './removal.ts';

/** The types of events that tell that texts were removed, and by whose decision. */
export const removalTypes: ReadonlySet<string> = new Set(['RemovalProposed', 'RemovalConfirmed']);

/** Decided before it was written down what stands in the place of what was removed. */
export const unbound = Symbol('unbound');

/** What the log tells of the removals that were decided, read off in its order. */
export class RemovalDecisions {
  private readonly proposed = new Map<string, number>();
  private readonly decided = new Map<number, string | typeof unbound>();

  add({ stream, type, data }: Pick<ToldEvent, 'stream' | 'type' | 'data'>): void {
    const said: unknown = JSON.parse(data.toString());
    if (type === 'RemovalProposed') {
      const { data: proposal } = positionOf.safeParse(said);
      if (proposal) this.proposed.set(stream, Number(proposal.position));
      return;
    }
    const { position, replacement } = removalEvents.RemovalConfirmed.parse(said);
    const of = position === undefined ? this.proposed.get(stream) : Number(position);
    if (of !== undefined) this.decided.set(of, replacement ?? unbound);
  }

  /** SHA-256, in hex, of what the last decision left at a position; nothing where none was taken. */
  of(position: number): string | typeof unbound | undefined {
    return this.decided.get(position);
  }
}

/** Its reason may have been removed itself. */
const positionOf = removalEvents.RemovalProposed.pick({ position: true });
