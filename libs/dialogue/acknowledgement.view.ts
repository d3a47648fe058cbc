import { stamp, type Stamp, type View } from '#decider';
import { acknowledgementEvents } from './acknowledgement.ts';

/** How far one partner has read one thing. */
export interface AcknowledgementRow extends Stamp {
  readonly id: string;
  readonly about: string;
  readonly partner: string;
  readonly person: string;
  readonly at: string;
  /** The thing's revision that was read, not the acknowledgement's own. */
  readonly read: number;
}

export const acknowledgements: View<AcknowledgementRow, typeof acknowledgementEvents> = {
  name: 'acknowledgements',
  version: 1,
  events: acknowledgementEvents,
  indexes: { about: (row) => row.about, partner: (row) => row.partner },

  evolve(_, event) {
    const { about, partner, revision: read } = event.data;
    return { id: event.subject, ...stamp(event), about, partner, person: event.actor, at: event.recordedAt, read };
  },
};
