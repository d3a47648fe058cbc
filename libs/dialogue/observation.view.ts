import { stamp, type Stamp, type View } from '#decider';
import type { Text } from '#language';
import { observationEvents } from './observation.ts';

/** A front-line observation. One that is hidden keeps its place and its reason, not its words. */
export interface ObservationRow extends Stamp {
  readonly id: string;
  readonly text?: Text | undefined;
  readonly place?: string | undefined;
  readonly about?: string | undefined;
  readonly noticedOn: string;
  readonly notedBy: string;
  readonly notedAt: string;
  readonly hiddenBecause?: Text | undefined;
}

export const observations: View<ObservationRow, typeof observationEvents> = {
  name: 'observations',
  version: 1,
  events: observationEvents,
  indexes: { partner: (row) => row.notedBy, place: (row) => row.place, about: (row) => row.about },

  evolve(observation, event) {
    if (event.type === 'ObservationNoted')
      return { id: event.subject, ...stamp(event), ...event.data, notedAt: event.recordedAt };
    if (!observation) throw new Error(`${event.type} before ${event.subject} was noted`);
    return { ...observation, ...stamp(event), text: undefined, hiddenBecause: event.data.reason };
  },
};
