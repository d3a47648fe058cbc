import { refuse, type Decider, type MessageOf, type Refusal } from '#decider';
import { PartnerId, PlaceCode, Reason, Text, sameData } from '#language';
import { z } from 'zod';

/** "Nobody knows" and "the source does not say" are two different nothings, and neither is a no (rule 25). */
export const Having = z.enum(['yes', 'no', 'unknown', 'not_stated']).meta({ id: 'Having' });
export type Having = z.infer<typeof Having>;
export const Equipment = z
  .object({ shower: Having, sauna: Having, gym: Having, groupRoom: Having, accessible: Having })
  .meta({ id: 'Equipment' });
export type Equipment = z.infer<typeof Equipment>;
export const Suitability = z
  .enum(['stays', 'stays_needs_work', 'new_coming', 'new', 'becomes_senior_centre'])
  .meta({ id: 'Suitability' });
export type Suitability = z.infer<typeof Suitability>;

const facts = {
  place: PlaceCode,
  name: Text,
  equipment: Equipment,
  suitability: Suitability,
  /** When it opens, in words: the source seldom knows a day. */
  opens: Text.optional(),
  notes: Text.optional(),
};
type Facility = z.infer<z.ZodObject<typeof facts>>;

export const facilityCommands = {
  RecordFacility: z.object(facts),
  /** Everything as it shall read from now on. */
  ReviseFacility: z.object({ ...facts, reason: Reason.optional() }),
};

export const facilityEvents = {
  FacilityRecorded: z.object({ ...facts, recordedFor: PartnerId }),
  FacilityRevised: z.object({ ...facts, reason: Reason.optional() }),
};

export type FacilityCommand = MessageOf<typeof facilityCommands>;
export type FacilityEvent = MessageOf<typeof facilityEvents>;

export type FacilityRefusal =
  | 'FACILITY_NOT_FOUND'
  | 'FACILITY_EXISTS'
  | 'FACILITY_PLACE_UNKNOWN'
  | 'FACILITY_OF_ANOTHER_PARTNER'
  | 'FACILITY_UNCHANGED';

export interface FacilityFacts {
  /** Codes of the collaboration's places. */
  readonly places: ReadonlySet<string>;
  /** The municipality whose place the command names, if it is a partner. */
  readonly municipality: string | undefined;
}

/** Only what a rule asks about. What a page shows lives in facility.view.ts. */
type State =
  | { readonly phase: 'absent' }
  | { readonly phase: 'recorded'; readonly recordedFor: string; readonly facility: Facility };

export const facility: Decider<State, FacilityCommand, FacilityEvent, FacilityRefusal, FacilityFacts> = {
  prefix: 'facility_',
  commands: facilityCommands,
  events: facilityEvents,
  roles: { RecordFacility: ['member', 'coordinator'], ReviseFacility: ['coordinator', 'member'] },
  initial: { phase: 'absent' },

  decide(state, command, { asker, facts }) {
    const unknown: Refusal<FacilityRefusal> | undefined = facts.places.has(command.data.place)
      ? undefined
      : refuse('FACILITY_PLACE_UNKNOWN', 'place');
    switch (command.type) {
      case 'RecordFacility':
        if (state.phase !== 'absent') return refuse('FACILITY_EXISTS');
        return unknown ?? [{ type: 'FacilityRecorded', data: { ...command.data, recordedFor: asker.organisation } }];
      case 'ReviseFacility': {
        if (state.phase === 'absent') return refuse('FACILITY_NOT_FOUND');
        if (unknown) return unknown;
        // The municipality knows its own rooms, whoever wrote them down first; it cannot take another place's.
        const ofOwnPlace = asker.organisation === facts.municipality && command.data.place === state.facility.place;
        if (asker.organisation !== state.recordedFor && !ofOwnPlace && asker.mandate?.role !== 'coordinator')
          return refuse('FACILITY_OF_ANOTHER_PARTNER');
        const next = facilityOf(command.data);
        if (sameData(next, state.facility)) return refuse('FACILITY_UNCHANGED');
        return [{ type: 'FacilityRevised', data: command.data }];
      }
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'FacilityRecorded':
        return { phase: 'recorded', recordedFor: event.data.recordedFor, facility: facilityOf(event.data) };
      case 'FacilityRevised':
        return state.phase === 'absent' ? state : { ...state, facility: facilityOf(event.data) };
    }
  },
};

/** The facility's own fields and no others. */
export const facilityOf = ({ place, name, equipment, suitability, opens, notes }: Facility): Facility => ({
  place,
  name,
  equipment,
  suitability,
  opens,
  notes,
});
