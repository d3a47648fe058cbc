import { stamp, type Stamp, type View } from '#decider';
import type { ErasureBasis, Text } from '#language';
import { removalEvents } from './removal.ts';

/** Texts taken out of one event by two persons, or asked to be. */
export interface RemovalRow extends Stamp {
  readonly id: string;
  readonly phase: 'proposed' | 'confirmed' | 'dropped';
  /** Log position of the event. */
  readonly of: string;
  /** JSON Pointers into its data. */
  readonly fields: readonly string[];
  readonly basis: ErasureBasis;
  readonly decision?: string | undefined;
  readonly reason: Text;
  /** Opaque ids of the persons. */
  readonly proposedBy: string;
  readonly settledBy?: string | undefined;
}

export const removals: View<RemovalRow, typeof removalEvents> = {
  name: 'removals',
  version: 1,
  events: removalEvents,

  evolve(row, event) {
    if (event.type === 'RemovalProposed') {
      const { position: of, ...data } = event.data;
      return { id: event.subject, ...stamp(event), phase: 'proposed', of, ...data, proposedBy: event.actor };
    }
    if (!row) throw new Error(`${event.subject} was settled before it was proposed`);
    const settled = { ...row, ...stamp(event), settledBy: event.actor };
    return event.type === 'RemovalConfirmed' ? { ...settled, phase: 'confirmed' } : { ...settled, phase: 'dropped' };
  },
};
