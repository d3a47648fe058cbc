import { stamp, type Stamp, type View } from '#decider';
import { renewed, type KeptText, type Text } from '#language';
import { isMoved, meetingEvents, type Coming, type MeetingKind } from './meeting.ts';

/** A meeting from its calling to its minutes. */
export interface MeetingRow extends Stamp {
  readonly id: string;
  readonly phase: 'called' | 'held' | 'cancelled';
  readonly title: KeptText;
  readonly kind: MeetingKind;
  readonly team?: string | undefined;
  readonly day: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly place?: string | undefined;
  readonly venue?: KeptText | undefined;
  readonly online?: string | undefined;
  readonly calledBy: string;
  readonly calledAt: string;
  readonly invited: readonly string[];
  readonly agenda: readonly { readonly title: Text; readonly about?: string | undefined }[];
  /** For the day and time that stand; who has not answered is not in it. */
  readonly answers: readonly InvitationAnswerRow[];
  readonly attendance: readonly { readonly partner: string; readonly heads: number }[];
  readonly minutes: readonly Text[];
  readonly decided: readonly MeetingDecisionRow[];
  /** Days it was called for before, and why it moved, oldest first. */
  readonly moves: readonly { readonly day: string; readonly at: string; readonly reason?: Text | undefined }[];
  /** Corrections of the minutes, oldest first. */
  readonly corrections: readonly { readonly at: string; readonly reason: Text }[];
  readonly cancelledBecause?: Text | undefined;
}

export interface InvitationAnswerRow {
  readonly partner: string;
  readonly coming: Coming;
  readonly at: string;
}

export interface MeetingDecisionRow {
  readonly number: number;
  readonly text: Text;
  readonly about?: string | undefined;
  readonly decision?: string | undefined;
  readonly at: string;
}

export const meetings: View<MeetingRow, typeof meetingEvents> = {
  name: 'meetings',
  version: 1,
  events: meetingEvents,
  indexes: {
    kind: (row) => row.kind,
    team: (row) => row.team,
    phase: (row) => row.phase,
    place: (row) => row.place,
    /** Who called it, who was invited, who came. */
    partner: (row) => [...new Set([row.calledBy, ...row.invited, ...row.attendance.map(({ partner }) => partner)])],
    /** Organisations whose answer to the invitation is awaited. */
    waitsFor: (row) => (row.phase === 'called' ? unanswered(row) : []),
    about: (row) => [
      ...new Set([
        ...row.agenda.flatMap(({ about }) => about ?? []),
        ...row.decided.flatMap(({ about, decision }) => [about ?? [], decision ?? []].flat()),
      ]),
    ],
    /** The calendar month, `2025-04`. */
    month: (row) => row.day.slice(0, 7),
  },

  evolve(meeting, event) {
    if (event.type === 'MeetingCalled')
      return {
        id: event.subject,
        ...stamp(event),
        ...event.data,
        phase: 'called',
        calledAt: event.recordedAt,
        answers: [],
        attendance: [],
        minutes: [],
        decided: [],
        moves: [],
        corrections: [],
      };
    if (!meeting) throw new Error(`${event.type} before ${event.subject} was called`);
    const next = { ...meeting, ...stamp(event) };
    const at = event.recordedAt;
    switch (event.type) {
      case 'MeetingRevised': {
        const { reason, title, kind, team, day, from, to, place, venue, online, invited, agenda } = event.data;
        const moved = isMoved(meeting, event.data);
        return {
          ...next,
          title: renewed(meeting.title, title),
          venue: renewed(meeting.venue, venue),
          // All of it is said anew: what is not said is gone.
          ...{ kind, team, day, from, to, place, online, invited, agenda },
          answers: moved ? [] : meeting.answers.filter(({ partner }) => invited.includes(partner)),
          moves: moved ? [...meeting.moves, { day: meeting.day, at, reason }] : meeting.moves,
        };
      }
      case 'InvitationAnswered': {
        const { partner, coming } = event.data;
        const others = meeting.answers.filter((answer) => answer.partner !== partner);
        return { ...next, answers: [...others, { partner, coming, at }] };
      }
      case 'MeetingHeld':
        return { ...next, phase: 'held', ...event.data };
      case 'MinutesCorrected': {
        const { attendance, minutes, reason } = event.data;
        return { ...next, attendance, minutes, corrections: [...meeting.corrections, { at, reason }] };
      }
      case 'MeetingDecided':
        return { ...next, decided: [...meeting.decided, { ...event.data, at }] };
      case 'MeetingCancelled':
        return { ...next, phase: 'cancelled', cancelledBecause: event.data.reason };
    }
  },
};

/** Invited organisations that have not said whether they come. */
export const unanswered = ({ invited, answers }: Pick<MeetingRow, 'invited' | 'answers'>): readonly string[] =>
  invited.filter((partner) => answers.every((answer) => answer.partner !== partner));

/** Its day has passed and nobody has said that it was held. `day` is the day judged by (rule 46). */
export const isUnrecorded = ({ phase, day: on }: Pick<MeetingRow, 'phase' | 'day'>, day: string): boolean =>
  phase === 'called' && on < day;
