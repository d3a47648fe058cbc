import { stamp, type Stamp, type View } from '#decider';
import { renewed, type KeptText, type Text } from '#language';
import { facilityEvents, facilityOf, type Equipment, type Suitability } from './facility.ts';

/** A room or house that activities use, with what it has. */
export interface FacilityRow extends Stamp {
  readonly id: string;
  /** A closed one stays readable. */
  readonly phase: 'recorded' | 'closed';
  readonly place: string;
  readonly name: KeptText;
  readonly equipment: Equipment;
  readonly suitability: Suitability;
  readonly opens?: KeptText | undefined;
  readonly notes?: KeptText | undefined;
  /** The organisation that wrote it down first. */
  readonly recordedFor: string;
  /** Why it was last revised, when a reason was given. */
  readonly revisedBecause?: Text | undefined;
  readonly closedAt?: string | undefined;
  readonly closedBecause?: Text | undefined;
}

export const facilities: View<FacilityRow, typeof facilityEvents> = {
  name: 'facilities',
  version: 2,
  events: facilityEvents,
  indexes: { place: (facility) => facility.place },

  evolve(facility, event) {
    if (event.type === 'FacilityRecorded') {
      const { recordedFor } = event.data;
      return { id: event.subject, ...stamp(event), phase: 'recorded', ...facilityOf(event.data), recordedFor };
    }
    if (!facility) throw new Error(`${event.type} before ${event.subject} was recorded`);
    const next = { ...facility, ...stamp(event) };
    switch (event.type) {
      case 'FacilityRevised': {
        const { name, opens, notes, reason } = event.data;
        return {
          ...next,
          ...facilityOf(event.data),
          name: renewed(facility.name, name),
          opens: renewed(facility.opens, opens),
          notes: renewed(facility.notes, notes),
          revisedBecause: reason,
        };
      }
      case 'FacilityClosed':
        return { ...next, phase: 'closed', closedAt: event.recordedAt, closedBecause: event.data.reason };
    }
  },
};
