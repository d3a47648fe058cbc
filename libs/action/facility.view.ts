import { stamp, type Stamp, type View } from '#decider';
import type { Text } from '#language';
import { facilityEvents, facilityOf, type Equipment, type Suitability } from './facility.ts';

/** A room or house that activities use, with what it has. */
export interface FacilityRow extends Stamp {
  readonly id: string;
  readonly place: string;
  readonly name: Text;
  readonly equipment: Equipment;
  readonly suitability: Suitability;
  readonly opens?: Text | undefined;
  readonly notes?: Text | undefined;
  /** The organisation that wrote it down first. */
  readonly recordedFor: string;
  /** Why it was last revised, when a reason was given. */
  readonly revisedBecause?: Text | undefined;
}

export const facilities: View<FacilityRow, typeof facilityEvents> = {
  name: 'facilities',
  version: 1,
  events: facilityEvents,
  indexes: { place: (facility) => facility.place },

  evolve(facility, event) {
    switch (event.type) {
      case 'FacilityRecorded': {
        const { recordedFor } = event.data;
        return { id: event.subject, ...stamp(event), ...facilityOf(event.data), recordedFor };
      }
      case 'FacilityRevised':
        if (!facility) throw new Error(`${event.type} before ${event.subject} was recorded`);
        return { ...facility, ...stamp(event), ...facilityOf(event.data), revisedBecause: event.data.reason };
    }
  },
};
