import { refuse, type Decider, type MessageOf } from '#decider';
import { AnyId, Day, FreeText, PartnerId, PlaceCode, Text } from '#language';
import { z } from 'zod';
import { voices } from './voices.ts';

export const observationCommands = {
  /** What somebody at work among people has noticed: a weak signal, long before any figure shows it. */
  NoteObservation: z.object({
    text: FreeText,
    place: PlaceCode.optional(),
    about: AnyId.optional(),
    /** When it was noticed; today when not said. */
    noticedOn: Day.optional(),
  }),
  /** Taken out of sight: noted by mistake, or something slipped in that points to a person. */
  HideObservation: z.object({ reason: FreeText }),
};

export const observationEvents = {
  ObservationNoted: z.object({
    text: Text,
    place: PlaceCode.optional(),
    about: AnyId.optional(),
    noticedOn: Day,
    notedBy: PartnerId,
  }),
  ObservationHidden: z.object({ reason: Text }),
};

export type ObservationCommand = MessageOf<typeof observationCommands>;
export type ObservationEvent = MessageOf<typeof observationEvents>;

export type ObservationRefusal =
  | 'OBSERVATION_ABOUT_UNKNOWN'
  | 'OBSERVATION_AHEAD'
  | 'OBSERVATION_EXISTS'
  | 'OBSERVATION_HIDDEN'
  | 'OBSERVATION_NOT_FOUND'
  | 'OBSERVATION_NOT_YOURS'
  | 'OBSERVATION_PLACE_UNKNOWN';

export interface ObservationFacts {
  readonly today: string;
  /** Whether the asker knows the thing it is about. */
  readonly aboutKnown: boolean;
  readonly placeKnown: boolean;
}

type Observation = { readonly phase: 'absent' } | { readonly phase: 'noted' | 'hidden'; readonly notedBy: string };

/** A front-line observation. All partners read it, so it is about what goes on and never about whom (rule 28). */
export const observation: Decider<
  Observation,
  ObservationCommand,
  ObservationEvent,
  ObservationRefusal,
  ObservationFacts
> = {
  prefix: 'observation_',
  commands: observationCommands,
  events: observationEvents,
  roles: { NoteObservation: voices, HideObservation: voices },
  initial: { phase: 'absent' },

  decide(observation, command, { asker, facts }) {
    if (command.type === 'NoteObservation') {
      if (observation.phase !== 'absent') return refuse('OBSERVATION_EXISTS');
      const { about, place, noticedOn = facts.today } = command.data;
      if (about !== undefined && !facts.aboutKnown) return refuse('OBSERVATION_ABOUT_UNKNOWN', 'about');
      if (place !== undefined && !facts.placeKnown) return refuse('OBSERVATION_PLACE_UNKNOWN', 'place');
      if (noticedOn > facts.today) return refuse('OBSERVATION_AHEAD', 'noticedOn');
      return [{ type: 'ObservationNoted', data: { ...command.data, noticedOn, notedBy: asker.organisation } }];
    }
    if (observation.phase === 'absent') return refuse('OBSERVATION_NOT_FOUND');
    if (asker.organisation !== observation.notedBy && asker.mandate?.role !== 'coordinator')
      return refuse('OBSERVATION_NOT_YOURS');
    return observation.phase === 'hidden'
      ? refuse('OBSERVATION_HIDDEN')
      : [{ type: 'ObservationHidden', data: command.data }];
  },

  evolve(observation, event) {
    switch (event.type) {
      case 'ObservationNoted':
        return { phase: 'noted', notedBy: event.data.notedBy };
      case 'ObservationHidden':
        return observation.phase === 'absent' ? observation : { ...observation, phase: 'hidden' };
    }
  },
};
