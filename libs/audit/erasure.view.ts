import { stamp, type Stamp, type View } from '#decider';
import type { ErasureBasis, Text } from '#language';
import { erasureEvents } from './erasure.ts';

/** What came of somebody's asking that their words be erased or kept from sight. */
export interface ErasureRow extends Stamp {
  readonly id: string;
  readonly outcome: 'erased' | 'refused' | 'restricted' | 'lifted';
  /** Opaque id of the person whose words they are. */
  readonly author: string;
  /** Kinds of things; nothing: all of them. */
  readonly kinds?: readonly string[] | undefined;
  readonly basis?: ErasureBasis | undefined;
  /** As a register names it. */
  readonly decision?: string | undefined;
  readonly reason?: Text | undefined;
}

export const erasures: View<ErasureRow, typeof erasureEvents> = {
  name: 'erasures',
  version: 1,
  events: erasureEvents,
  indexes: { author: (row) => row.author },

  evolve(_, event) {
    const row = { id: event.subject, ...stamp(event) };
    switch (event.type) {
      case 'TextsErased':
        return { ...row, ...event.data, outcome: 'erased' };
      case 'ErasureRefused':
        return { ...row, ...event.data, outcome: 'refused' };
      case 'TextsRestricted':
        return { ...row, ...event.data, outcome: 'restricted' };
      case 'RestrictionLifted':
        return { ...row, ...event.data, outcome: 'lifted' };
    }
  },
};
