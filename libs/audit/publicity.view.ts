import { stamp, type Recorded, type Stamp, type View } from '#decider';
import type { Text } from '#language';
import { publicityEvents, type PublicityEvent } from './publicity.ts';
import type { PublicityClass } from './retention-plan.ts';

/** What was decided last of the publicity of one thing. */
export interface PublicityRow extends Stamp {
  readonly id: string;
  readonly about: string;
  /** Nothing once it was taken back: then its class says. */
  readonly publicity: PublicityClass | undefined;
  readonly grounds: readonly number[];
  readonly otherLaw: string | undefined;
  readonly until: string | undefined;
  readonly reason: Text;
}

export const publicities: View<PublicityRow, typeof publicityEvents> = {
  name: 'publicities',
  version: 1,
  events: publicityEvents,
  indexes: { publicity: ({ publicity }) => publicity },
  evolve(row, event: Recorded<PublicityEvent>) {
    const id = event.subject;
    switch (event.type) {
      case 'ItemClassified': {
        const { about, publicity, grounds = [], otherLaw, until, reason } = event.data;
        return { id, about, publicity, grounds, otherLaw, until, reason, ...stamp(event) };
      }
      case 'ItemDeclassified': {
        const { reason } = event.data;
        const nothing = { publicity: undefined, grounds: [], otherLaw: undefined, until: undefined };
        return { id, about: row?.about ?? '', ...nothing, reason, ...stamp(event) };
      }
    }
  },
};
