import { stamp, type Stamp, type View } from '#decider';
import type { Text } from '#language';
import { heldOf, occasionOf, sessionEvents, type Participants } from './session.ts';

/** One time an activity came about, or is planned to. */
export interface SessionRow extends Stamp {
  readonly id: string;
  readonly phase: 'planned' | 'held' | 'cancelled';
  readonly activity: string;
  /** The organisation whose session it is. */
  readonly organiser: string;
  readonly date: string;
  readonly time?: string | undefined;
  readonly place: string;
  readonly venue?: Text | undefined;
  readonly theme?: Text | undefined;
  /** Of a held one. Who may see them: see session.resolver.ts. */
  readonly participants?: Participants | undefined;
  /** Organisations that were there beside the organiser. */
  readonly present: readonly string[];
  /** The indicators it counts for. */
  readonly indicators: readonly string[];
  /** What was told before it was corrected, oldest first. */
  readonly corrections: readonly SessionCorrection[];
  /** Days it was planned for before, oldest first. */
  readonly moves: readonly { readonly from: string; readonly to: string; readonly at: string; readonly reason: Text }[];
  readonly cancelledBecause?: Text | undefined;
}

export interface SessionCorrection {
  readonly at: string;
  /** The organisation that corrected it. */
  readonly by: string;
  readonly reason: Text;
  readonly date: string;
  readonly place: string;
  readonly participants?: Participants | undefined;
}

/** Where and when a session is: two of one activity cannot share it. */
export const slotOf = (activity: string, told: { place: string; date: string; time?: string | undefined }): string =>
  [activity, told.place, told.date, told.time ?? ''].join('/');

export const sessions: View<SessionRow, typeof sessionEvents> = {
  name: 'sessions',
  version: 1,
  events: sessionEvents,
  indexes: {
    activity: (session) => session.activity,
    organiser: (session) => session.organiser,
    /** The organiser and all that were there. */
    partner: (session) => [session.organiser, ...session.present],
    indicator: (session) => (session.phase === 'held' ? session.indicators : []),
    place: (session) => session.place,
    /** `2025-06` */
    month: (session) => session.date.slice(0, 7),
    slot: (session) => (session.phase === 'cancelled' ? undefined : slotOf(session.activity, session)),
  },

  evolve(session, event) {
    if (event.type === 'SessionPlanned')
      return {
        id: event.subject,
        ...stamp(event),
        phase: 'planned',
        activity: event.data.activity,
        organiser: event.data.organiser,
        ...occasionOf(event.data),
        present: [],
        indicators: [],
        corrections: [],
        moves: [],
      };
    if (event.type === 'SessionHeld')
      return {
        id: event.subject,
        ...stamp(event),
        phase: 'held',
        activity: event.data.activity,
        organiser: event.data.organiser,
        ...heldOf(event.data),
        corrections: [],
        moves: session?.moves ?? [],
      };
    if (!session) throw new Error(`${event.type} before ${event.subject} was planned or held`);
    const next = { ...session, ...stamp(event) };
    const { recordedAt: at, organisation: by } = event;
    const { reason } = event.data;
    switch (event.type) {
      case 'SessionMoved':
        return {
          ...next,
          ...occasionOf(event.data),
          moves: [...session.moves, { from: session.date, to: event.data.date, at, reason }],
        };
      case 'SessionCorrected': {
        const { date, place, participants } = session;
        const correction = { at, by, reason, date, place, participants };
        return { ...next, ...heldOf(event.data), corrections: [...session.corrections, correction] };
      }
      case 'SessionCancelled':
        return { ...next, phase: 'cancelled', cancelledBecause: reason };
    }
  },
};

/** What a set of held sessions comes to. */
export interface SessionSum {
  readonly sessions: number;
  readonly contacts: number;
  /** Different people; none where nobody counted them in a session, or more than one session was held. */
  readonly persons: number | undefined;
}

/**
 * Adds up held sessions. People come again, so persons of several sessions have no sum: only contacts do (rule 13).
 */
export function sumOf(held: readonly Pick<SessionRow, 'participants'>[]): SessionSum {
  const [only, second] = held;
  return {
    sessions: held.length,
    contacts: held.reduce((sum, { participants }) => sum + (participants?.contacts ?? 0), 0),
    persons: second === undefined ? only?.participants?.persons : undefined,
  };
}
