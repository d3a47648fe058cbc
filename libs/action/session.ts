import { refuse, type Authorised, type Decider, type MessageOf, type Refusal } from '#decider';
import { ActivityId, Day, FreeText, IndicatorId, PartnerId, PlaceCode, Reason, Text, idOf, sameData } from '#language';
import { z } from 'zod';

export const SessionId = idOf('session');

/** How many came: heads and no persons (rule 28). The same person who comes twice is two contacts. */
export const Participants = z
  .object({
    contacts: z.int().min(0).max(1_000_000),
    /** Different people among them, where somebody counted. */
    persons: z.int().min(0).max(1_000_000).optional(),
  })
  .refine(({ contacts, persons = 0 }) => persons <= contacts, {
    message: 'SESSION_PERSONS_ABOVE_CONTACTS',
    path: ['persons'],
  })
  .meta({ id: 'Participants' });
export type Participants = z.infer<typeof Participants>;

/** What people write now is looked through for personal data; what is stored is read as it is (rule 28). */
const occasionIn = (words: typeof Text) => ({
  date: Day,
  /** When it begins, in the collaboration's time zone, `13:00`. */
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'SESSION_TIME_MALFORMED')
    .optional(),
  place: PlaceCode,
  venue: words.optional(),
  theme: words.optional(),
});
const occasion = occasionIn(Text);
const written = occasionIn(FreeText);
const attended = {
  participants: Participants,
  /** Organisations that were there beside the one that tells of it. */
  present: z.array(PartnerId).max(100).default([]),
  /** The indicators it counts for; unless told, all of the activity's. */
  indicators: z.array(IndicatorId).max(50).optional(),
};
const counted = { ...attended, indicators: z.array(IndicatorId) };

export const sessionCommands = {
  /** A day is set for it. */
  PlanSession: z.object({ activity: ActivityId, ...written }),
  MoveSession: z.object({ ...written, reason: FreeText }),
  /** It has taken place, whether or not it had been planned. */
  HoldSession: z.object({ activity: ActivityId, ...written, ...attended }),
  /** All that was told of a held one, as it shall read from now on. */
  CorrectSession: z.object({ ...written, ...attended, reason: FreeText }),
  /** A planned one will not be; a held one was not, after all. */
  CancelSession: z.object({ reason: FreeText }),
};

export const sessionEvents = {
  /** `organiser` is the organisation whose session it is: figures are reported from the organiser's own. */
  SessionPlanned: z.object({ activity: ActivityId, organiser: PartnerId, ...occasion }),
  SessionMoved: z.object({ ...occasion, reason: Reason }),
  SessionHeld: z.object({ activity: ActivityId, organiser: PartnerId, ...occasion, ...counted }),
  SessionCorrected: z.object({ ...occasion, ...counted, reason: Reason }),
  SessionCancelled: z.object({ reason: Reason }),
};

export type SessionCommand = MessageOf<typeof sessionCommands>;
export type SessionEvent = MessageOf<typeof sessionEvents>;

export type SessionRefusal =
  | 'SESSION_NOT_FOUND'
  | 'SESSION_EXISTS'
  | 'SESSION_HELD'
  | 'SESSION_NOT_HELD'
  | 'SESSION_CANCELLED'
  | 'SESSION_ACTIVITY_UNKNOWN'
  | 'SESSION_ACTIVITY_OTHER'
  | 'SESSION_ACTIVITY_CLOSED'
  | 'SESSION_OF_ANOTHER_PARTNER'
  | 'SESSION_PARTNER_NOT_COMMITTED'
  | 'SESSION_PLACE_UNKNOWN'
  | 'SESSION_PRESENT_UNKNOWN'
  | 'SESSION_INDICATOR_NOT_OF_ACTIVITY'
  | 'SESSION_HELD_AHEAD'
  | 'SESSION_PLANNED_BEHIND'
  | 'SESSION_PERSONS_ABOVE_CONTACTS'
  | 'SESSION_TIME_MALFORMED'
  | 'SESSION_TWICE'
  | 'SESSION_UNCHANGED';

export interface SessionFacts {
  /** The activity it belongs to, if there is one. */
  readonly activity:
    | {
        /** The day it ended or went on elsewhere; none while it is on. */
        readonly closedOn: string | undefined;
        /** Its lead and contributors that have committed themselves. */
        readonly committed: ReadonlySet<string>;
        readonly indicators: readonly string[];
      }
    | undefined;
  /** Codes of the collaboration's places in the session's year. */
  readonly places: ReadonlySet<string>;
  /** Which of the organisations named as present take part in the collaboration. */
  readonly known: ReadonlySet<string>;
  /** Another session of the activity stands at the same place, day and time. */
  readonly taken: boolean;
  /** The day it is in the collaboration's time zone. */
  readonly today: string;
}

/** Only what a rule asks about. What a page shows lives in session.view.ts. */
type Session =
  | { readonly phase: 'absent' }
  | {
      readonly phase: 'planned' | 'held' | 'cancelled';
      readonly activity: string;
      readonly organiser: string;
      /** What was told last. */
      readonly told: Occasion | Held;
    };
type Occasion = z.infer<z.ZodObject<typeof occasion>>;
type Held = z.infer<z.ZodObject<typeof occasion & typeof counted>>;

/**
 * One time an activity came about, or will. Each is a stream of its own: in the week when the season ends, ten
 * organisations tell of theirs at once.
 */
export const session: Decider<Session, SessionCommand, SessionEvent, SessionRefusal, SessionFacts> = {
  prefix: 'session_',
  commands: sessionCommands,
  events: sessionEvents,
  roles: {
    PlanSession: ['coordinator', 'member'],
    MoveSession: ['coordinator', 'member'],
    HoldSession: ['coordinator', 'member'],
    // How many came is the organiser's own to say: nobody tells it for another (rule 16).
    CorrectSession: ['member', 'coordinator'],
    CancelSession: ['coordinator', 'member'],
  },
  initial: { phase: 'absent' },

  decide(session, command, { asker, facts }) {
    const organiser = asker.organisation;
    switch (command.type) {
      case 'PlanSession':
        if (session.phase !== 'absent') return refuse('SESSION_EXISTS');
        return (
          wrongAsker(asker, facts) ??
          wrongOccasion(command.data, 'ahead', facts) ?? [
            { type: 'SessionPlanned', data: { ...command.data, organiser } },
          ]
        );
      case 'HoldSession': {
        if (session.phase === 'held') return refuse('SESSION_HELD');
        if (session.phase === 'cancelled') return refuse('SESSION_CANCELLED');
        if (session.phase === 'planned' && session.activity !== command.data.activity)
          return refuse('SESSION_ACTIVITY_OTHER', 'activity');
        if (session.phase === 'planned' && !isOwn(asker, session)) return refuse('SESSION_OF_ANOTHER_PARTNER');
        const wrong =
          wrongAsker(asker, facts) ??
          wrongOccasion(command.data, 'behind', facts) ??
          wrongAttendance(command.data, facts);
        if (wrong) return wrong;
        const { indicators = facts.activity?.indicators ?? [] } = command.data;
        return [
          {
            type: 'SessionHeld',
            data: {
              ...command.data,
              indicators: [...indicators],
              organiser: session.phase === 'planned' ? session.organiser : organiser,
            },
          },
        ];
      }
      case 'MoveSession':
        if (session.phase === 'absent') return refuse('SESSION_NOT_FOUND');
        if (session.phase === 'held') return refuse('SESSION_HELD');
        if (session.phase === 'cancelled') return refuse('SESSION_CANCELLED');
        if (!isOwn(asker, session)) return refuse('SESSION_OF_ANOTHER_PARTNER');
        if (sameData(occasionOf(command.data), session.told)) return refuse('SESSION_UNCHANGED');
        return wrongOccasion(command.data, 'ahead', facts) ?? [{ type: 'SessionMoved', data: command.data }];
      case 'CorrectSession': {
        if (session.phase === 'absent') return refuse('SESSION_NOT_FOUND');
        if (session.phase === 'planned') return refuse('SESSION_NOT_HELD');
        if (session.phase === 'cancelled') return refuse('SESSION_CANCELLED');
        if (organiser !== session.organiser) return refuse('SESSION_OF_ANOTHER_PARTNER');
        const before = 'indicators' in session.told ? session.told.indicators : [];
        const data = { ...command.data, indicators: command.data.indicators ?? before };
        if (sameData(heldOf(data), session.told)) return refuse('SESSION_UNCHANGED');
        return (
          wrongOccasion(data, 'behind', facts) ??
          wrongAttendance(command.data, facts) ?? [{ type: 'SessionCorrected', data }]
        );
      }
      case 'CancelSession':
        if (session.phase === 'absent') return refuse('SESSION_NOT_FOUND');
        if (session.phase === 'cancelled') return refuse('SESSION_CANCELLED');
        if (!isOwn(asker, session)) return refuse('SESSION_OF_ANOTHER_PARTNER');
        return [{ type: 'SessionCancelled', data: command.data }];
    }
  },

  evolve(session, event) {
    switch (event.type) {
      case 'SessionPlanned': {
        const { activity, organiser } = event.data;
        return { phase: 'planned', activity, organiser, told: occasionOf(event.data) };
      }
      case 'SessionHeld': {
        const { activity, organiser } = event.data;
        return { phase: 'held', activity, organiser, told: heldOf(event.data) };
      }
      case 'SessionMoved':
        return session.phase === 'absent' ? session : { ...session, told: occasionOf(event.data) };
      case 'SessionCorrected':
        return session.phase === 'absent' ? session : { ...session, told: heldOf(event.data) };
      case 'SessionCancelled':
        return session.phase === 'absent' ? session : { ...session, phase: 'cancelled' };
    }
  },
};

/** When and where, and nothing else. */
export const occasionOf = ({ date, time, place, venue, theme }: Occasion): Occasion => ({
  date,
  time,
  place,
  venue,
  theme,
});

/** The occasion and who came. */
export const heldOf = (held: Held): Held => ({
  ...occasionOf(held),
  participants: held.participants,
  present: held.present,
  indicators: held.indicators,
});

const isCoordinator = (asker: Authorised): boolean => asker.mandate?.role === 'coordinator';

const isOwn = (asker: Authorised, { organiser }: { readonly organiser: string }): boolean =>
  asker.organisation === organiser || isCoordinator(asker);

/** Sessions are told of by those who have promised their part. */
function wrongAsker(asker: Authorised, { activity }: SessionFacts): Refusal<SessionRefusal> | undefined {
  if (!activity) return refuse('SESSION_ACTIVITY_UNKNOWN', 'activity');
  return activity.committed.has(asker.organisation) || isCoordinator(asker)
    ? undefined
    : refuse('SESSION_PARTNER_NOT_COMMITTED');
}

function wrongOccasion(
  { date, place }: Occasion,
  side: 'ahead' | 'behind',
  { activity, places, taken, today }: SessionFacts,
): Refusal<SessionRefusal> | undefined {
  if (!places.has(place)) return refuse('SESSION_PLACE_UNKNOWN', 'place');
  if (side === 'ahead' && date < today) return refuse('SESSION_PLANNED_BEHIND', 'date');
  if (side === 'behind' && date > today) return refuse('SESSION_HELD_AHEAD', 'date');
  // What was held before the activity ended may still be told of: minutes are written afterwards.
  if (activity?.closedOn !== undefined && (side === 'ahead' || date > activity.closedOn))
    return refuse('SESSION_ACTIVITY_CLOSED', side === 'ahead' ? undefined : 'date');
  // Two organisations that were both there would tell of it twice, and the people would be counted twice.
  return taken ? refuse('SESSION_TWICE', 'time') : undefined;
}

function wrongAttendance(
  {
    present,
    indicators = [],
  }: Pick<Extract<SessionCommand, { type: 'HoldSession' }>['data'], 'present' | 'indicators'>,
  { activity, known }: SessionFacts,
): Refusal<SessionRefusal> | undefined {
  if (!present.every((id) => known.has(id))) return refuse('SESSION_PRESENT_UNKNOWN', 'present');
  return indicators.every((id) => activity?.indicators.includes(id))
    ? undefined
    : refuse('SESSION_INDICATOR_NOT_OF_ACTIVITY', 'indicators');
}
