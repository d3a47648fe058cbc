import { refuse, type Decider, type MessageOf, type Refusal } from '#decider';
import { FreeText, PartnerId, PlaceCode, Reason, Text, sameData } from '#language';
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

/** What people write now is looked through for personal data; what is stored is read as it is (rule 28). */
const facts = (words: typeof Text) => ({
  place: PlaceCode,
  name: Text,
  equipment: Equipment,
  suitability: Suitability,
  /** When it opens, in words: the source seldom knows a day. */
  opens: words.optional(),
  notes: words.optional(),
});
type Facility = z.infer<z.ZodObject<ReturnType<typeof facts>>>;

export const facilityCommands = {
  RecordFacility: z.object(facts(FreeText)),
  /** Everything as it shall read from now on. */
  ReviseFacility: z.object({ ...facts(FreeText), reason: FreeText.optional() }),
  /** It is used no more. */
  CloseFacility: z.object({ reason: FreeText }),
};

export const facilityEvents = {
  FacilityRecorded: z.object({ ...facts(Text), recordedFor: PartnerId }),
  FacilityRevised: z.object({ ...facts(Text), reason: Reason.optional() }),
  FacilityClosed: z.object({ reason: Reason }),
};

export type FacilityCommand = MessageOf<typeof facilityCommands>;
export type FacilityEvent = MessageOf<typeof facilityEvents>;

export type FacilityRefusal =
  | 'FACILITY_NOT_FOUND'
  | 'FACILITY_EXISTS'
  | 'FACILITY_CLOSED'
  | 'FACILITY_PLACE_UNKNOWN'
  | 'FACILITY_OF_ANOTHER_PARTNER'
  | 'FACILITY_UNCHANGED';

export interface FacilityFacts {
  /** Codes of the collaboration's places. */
  readonly places: ReadonlySet<string>;
  /** The municipality whose place the command is about, if it is a partner. */
  readonly municipality: string | undefined;
}

/** Only what a rule asks about. What a page shows lives in facility.view.ts. */
type State =
  | { readonly phase: 'absent' }
  | { readonly phase: 'recorded' | 'closed'; readonly recordedFor: string; readonly facility: Facility };

export const facility: Decider<State, FacilityCommand, FacilityEvent, FacilityRefusal, FacilityFacts> = {
  prefix: 'facility_',
  commands: facilityCommands,
  events: facilityEvents,
  published: {
    name: 'The name of a place open to the public.',
    opens: 'When a place is open to the public.',
  },
  roles: {
    RecordFacility: ['member', 'coordinator'],
    ReviseFacility: ['coordinator', 'member'],
    CloseFacility: ['coordinator', 'member'],
  },
  initial: { phase: 'absent' },

  decide(state, command, { asker, facts }) {
    if (command.type === 'RecordFacility') {
      if (state.phase !== 'absent') return refuse('FACILITY_EXISTS');
      return (
        wrongPlace(command.data, facts) ?? [
          { type: 'FacilityRecorded', data: { ...command.data, recordedFor: asker.organisation } },
        ]
      );
    }
    if (state.phase === 'absent') return refuse('FACILITY_NOT_FOUND');
    if (state.phase === 'closed') return refuse('FACILITY_CLOSED');
    // The municipality knows its own rooms, whoever wrote them down first; it cannot take another place's.
    const ofOwnPlace =
      asker.organisation === facts.municipality &&
      (command.type === 'CloseFacility' || command.data.place === state.facility.place);
    const isOwn = asker.organisation === state.recordedFor || ofOwnPlace || asker.mandate?.role === 'coordinator';
    switch (command.type) {
      case 'ReviseFacility': {
        const wrong = wrongPlace(command.data, facts);
        if (wrong) return wrong;
        if (!isOwn) return refuse('FACILITY_OF_ANOTHER_PARTNER');
        if (sameData(facilityOf(command.data), state.facility)) return refuse('FACILITY_UNCHANGED');
        return [{ type: 'FacilityRevised', data: command.data }];
      }
      case 'CloseFacility':
        if (!isOwn) return refuse('FACILITY_OF_ANOTHER_PARTNER');
        return [{ type: 'FacilityClosed', data: command.data }];
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'FacilityRecorded':
        return { phase: 'recorded', recordedFor: event.data.recordedFor, facility: facilityOf(event.data) };
      case 'FacilityRevised':
        return state.phase === 'absent' ? state : { ...state, facility: facilityOf(event.data) };
      case 'FacilityClosed':
        return state.phase === 'absent' ? state : { ...state, phase: 'closed' };
    }
  },
};

const wrongPlace = ({ place }: Facility, { places }: FacilityFacts): Refusal<FacilityRefusal> | undefined =>
  places.has(place) ? undefined : refuse('FACILITY_PLACE_UNKNOWN', 'place');

/** The facility's own fields and no others. */
export const facilityOf = ({ place, name, equipment, suitability, opens, notes }: Facility): Facility => ({
  place,
  name,
  equipment,
  suitability,
  opens,
  notes,
});
