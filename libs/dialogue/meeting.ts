import { refuse, type Authorised, type Decider, type MessageOf, type Refusal } from '#decider';
import { AnyId, Day, DecisionId, FreeText, PartnerId, PlaceCode, TeamId, Text, sameData } from '#language';
import { z } from 'zod';
import { voices } from './voices.ts';

/** A negotiation is the one on promoting wellbeing, health and safety that law asks for (HyTeTu). */
export const MeetingKind = z
  .enum(['negotiation', 'network', 'steering_group', 'workshop', 'other'])
  .meta({ id: 'MeetingKind' });
export type MeetingKind = z.infer<typeof MeetingKind>;

export const Coming = z.enum(['yes', 'no', 'maybe']).meta({ id: 'Coming' });
export type Coming = z.infer<typeof Coming>;

/** A time of day in the collaboration's time zone, `09:30`. */
const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'MEETING_TIME_MALFORMED');
/** Where to join; a link that opens nothing but a page. */
const Link = z
  .string()
  .max(2_000)
  .regex(/^https:\/\/[^\s"<>@]+$/, 'MEETING_LINK_MALFORMED');

const plan = <T extends z.ZodType>(text: T) => ({
  title: text,
  kind: MeetingKind,
  /** The team, network or group that meets. */
  team: TeamId.optional(),
  day: Day,
  /** From and to which time of the day; a whole day, or time still open, when not said. */
  from: Time.optional(),
  to: Time.optional(),
  place: PlaceCode.optional(),
  /** Where, in words: a house, a room. */
  venue: text.optional(),
  online: Link.optional(),
  invited: z.array(PartnerId).max(500),
  agenda: z.array(z.object({ title: text, about: AnyId.optional() })).max(100),
});
const called = plan(FreeText);
const told = plan(Text);

/** How many came from an organisation: a number, never who (rule 28). */
const attendance = z.array(z.object({ partner: PartnerId, heads: z.int().min(1).max(100_000) })).max(500);

export const meetingCommands = {
  CallMeeting: z.object({ ...called, invited: called.invited.default([]), agenda: called.agenda.default([]) }),
  /** All of it anew: what is left out is taken away. */
  ReviseMeeting: z.object({
    ...called,
    invited: called.invited.default([]),
    agenda: called.agenda.default([]),
    reason: FreeText.optional(),
  }),
  AnswerInvitation: z.object({ coming: Coming }),
  HoldMeeting: z.object({ attendance, minutes: z.array(FreeText).max(200).default([]) }),
  /** Attendance and minutes anew, after a mistake was found in them. */
  CorrectMinutes: z.object({ attendance, minutes: z.array(FreeText).max(200).default([]), reason: FreeText }),
  /** What was decided, what about, and the decision of a governing body it asks for or stands on. */
  DecideAtMeeting: z.object({ text: FreeText, about: AnyId.optional(), decision: DecisionId.optional() }),
  CancelMeeting: z.object({ reason: FreeText }),
};

const minutes = z.array(Text);
export const meetingEvents = {
  MeetingCalled: z.object({ ...told, calledBy: PartnerId }),
  MeetingRevised: z.object({ ...told, reason: Text.optional() }),
  InvitationAnswered: z.object({ partner: PartnerId, coming: Coming }),
  MeetingHeld: z.object({ attendance, minutes }),
  MinutesCorrected: z.object({ attendance, minutes, reason: Text }),
  MeetingDecided: z.object({
    number: z.int(),
    text: Text,
    about: AnyId.optional(),
    decision: DecisionId.optional(),
  }),
  MeetingCancelled: z.object({ reason: Text }),
};

export type MeetingCommand = MessageOf<typeof meetingCommands>;
export type MeetingEvent = MessageOf<typeof meetingEvents>;

export type MeetingRefusal =
  | 'MEETING_ABOUT_UNKNOWN'
  | 'MEETING_AHEAD'
  | 'MEETING_ATTENDANCE_REPEATED'
  | 'MEETING_CANCELLED'
  | 'MEETING_DECISION_UNKNOWN'
  | 'MEETING_EXISTS'
  | 'MEETING_FULL'
  | 'MEETING_HELD'
  | 'MEETING_LINK_MALFORMED'
  | 'MEETING_NOT_FOUND'
  | 'MEETING_NOT_HELD'
  | 'MEETING_NOT_INVITED'
  | 'MEETING_NOT_YOURS'
  | 'MEETING_PARTNER_UNKNOWN'
  | 'MEETING_PLACE_UNKNOWN'
  | 'MEETING_TEAM_UNKNOWN'
  | 'MEETING_TIMES_BACKWARDS'
  | 'MEETING_TIME_MALFORMED'
  | 'MEETING_UNCHANGED';

export interface MeetingFacts {
  readonly today: string;
  /** Which of the things and partners the command names the asker knows; partners that have left are not known. */
  readonly known: ReadonlySet<string>;
  /** Codes of the places the collaboration knows. */
  readonly places: ReadonlySet<string>;
}

type Plan = z.infer<typeof meetingEvents.MeetingCalled>;
type Meeting =
  | { readonly phase: 'absent' }
  | {
      readonly phase: 'called' | 'held' | 'cancelled';
      readonly plan: Plan;
      /** What each invited organisation answered, for the day and time that stands. */
      readonly answers: Readonly<Record<string, Coming>>;
      readonly record: z.infer<typeof meetingEvents.MeetingHeld> | undefined;
      readonly decided: number;
    };

/** Most decisions of one meeting. */
const mostDecided = 100;

/** Partners meet: who is invited, who comes, how many came from where, what was said and what was decided. */
export const meeting: Decider<Meeting, MeetingCommand, MeetingEvent, MeetingRefusal, MeetingFacts> = {
  prefix: 'meeting_',
  commands: meetingCommands,
  events: meetingEvents,
  roles: {
    CallMeeting: ['coordinator', 'member'],
    ReviseMeeting: ['coordinator', 'member'],
    AnswerInvitation: voices,
    HoldMeeting: ['coordinator', 'member'],
    CorrectMinutes: ['coordinator', 'member'],
    DecideAtMeeting: ['coordinator', 'member'],
    CancelMeeting: ['coordinator', 'member'],
  },
  initial: { phase: 'absent' },

  decide(meeting, command, { asker, facts }) {
    if (command.type === 'CallMeeting') {
      if (meeting.phase !== 'absent') return refuse('MEETING_EXISTS');
      return (
        wrong(command.data, facts) ?? [
          { type: 'MeetingCalled', data: { ...tidied(command.data), calledBy: asker.organisation } },
        ]
      );
    }
    if (meeting.phase === 'absent') return refuse('MEETING_NOT_FOUND');
    if (meeting.phase === 'cancelled') return refuse('MEETING_CANCELLED');
    const { plan, record } = meeting;
    if (command.type === 'AnswerInvitation') {
      const { coming } = command.data;
      if (meeting.phase === 'held') return refuse('MEETING_HELD');
      if (!plan.invited.includes(asker.organisation)) return refuse('MEETING_NOT_INVITED');
      return meeting.answers[asker.organisation] === coming
        ? []
        : [{ type: 'InvitationAnswered', data: { partner: asker.organisation, coming } }];
    }
    if (!mayLead(asker, plan.calledBy)) return refuse('MEETING_NOT_YOURS');
    switch (command.type) {
      case 'ReviseMeeting': {
        if (meeting.phase === 'held') return refuse('MEETING_HELD');
        const { reason, ...said } = command.data;
        const next = tidied(said);
        const { calledBy: _, ...before } = plan;
        if (sameData(next, before)) return refuse('MEETING_UNCHANGED');
        // Who was invited before and has left since may stay on the list.
        const known = new Set([...facts.known, ...plan.invited]);
        return wrong(said, { ...facts, known }) ?? [{ type: 'MeetingRevised', data: { ...next, reason } }];
      }
      case 'HoldMeeting': {
        if (meeting.phase === 'held') return refuse('MEETING_HELD');
        if (plan.day > facts.today) return refuse('MEETING_AHEAD');
        return unfit(command.data.attendance, facts) ?? [{ type: 'MeetingHeld', data: command.data }];
      }
      case 'CorrectMinutes': {
        if (!record) return refuse('MEETING_NOT_HELD');
        const { reason: _, ...said } = command.data;
        if (sameData(said, record)) return refuse('MEETING_UNCHANGED');
        const known = new Set([...facts.known, ...record.attendance.map(({ partner }) => partner)]);
        return (
          unfit(command.data.attendance, { ...facts, known }) ?? [{ type: 'MinutesCorrected', data: command.data }]
        );
      }
      case 'DecideAtMeeting': {
        const { about, decision } = command.data;
        if (!record) return refuse('MEETING_NOT_HELD');
        if (about !== undefined && !facts.known.has(about)) return refuse('MEETING_ABOUT_UNKNOWN', 'about');
        if (decision !== undefined && !facts.known.has(decision)) return refuse('MEETING_DECISION_UNKNOWN', 'decision');
        if (meeting.decided >= mostDecided) return refuse('MEETING_FULL');
        return [{ type: 'MeetingDecided', data: { ...command.data, number: meeting.decided + 1 } }];
      }
      case 'CancelMeeting':
        return meeting.phase === 'held' ? refuse('MEETING_HELD') : [{ type: 'MeetingCancelled', data: command.data }];
    }
  },

  evolve(meeting, event) {
    if (event.type === 'MeetingCalled')
      return { phase: 'called', plan: event.data, answers: {}, record: undefined, decided: 0 };
    if (meeting.phase === 'absent') return meeting;
    switch (event.type) {
      case 'MeetingRevised': {
        const { reason: _, ...plan } = event.data;
        // Who said yes to one day has not said yes to another.
        const answers = isMoved(meeting.plan, plan) ? {} : meeting.answers;
        return { ...meeting, plan: { ...plan, calledBy: meeting.plan.calledBy }, answers };
      }
      case 'InvitationAnswered':
        return { ...meeting, answers: { ...meeting.answers, [event.data.partner]: event.data.coming } };
      case 'MeetingHeld':
        return { ...meeting, phase: 'held', record: event.data };
      case 'MinutesCorrected': {
        const { reason: _, ...record } = event.data;
        return { ...meeting, record };
      }
      case 'MeetingDecided':
        return { ...meeting, decided: event.data.number };
      case 'MeetingCancelled':
        return { ...meeting, phase: 'cancelled' };
    }
  },
};

const mayLead = (asker: Authorised, calledBy: string): boolean =>
  asker.organisation === calledBy || asker.mandate?.role === 'coordinator';

/** Whether another day or time stands than before. */
export const isMoved = (before: Pick<Plan, 'day' | 'from'>, after: Pick<Plan, 'day' | 'from'>): boolean =>
  before.day !== after.day || before.from !== after.from;

/** Each organisation is invited once. */
const tidied = <Said extends { readonly invited: readonly string[] }>(said: Said) => ({
  ...said,
  invited: [...new Set(said.invited)],
});

type Said = Omit<Plan, 'calledBy'>;

function wrong(said: Said, { known, places }: MeetingFacts): Refusal<MeetingRefusal> | undefined {
  const { team, from, to, place, invited, agenda } = said;
  if (team !== undefined && !known.has(team)) return refuse('MEETING_TEAM_UNKNOWN', 'team');
  if (to !== undefined && (from === undefined || to <= from)) return refuse('MEETING_TIMES_BACKWARDS', 'to');
  if (place !== undefined && !places.has(place)) return refuse('MEETING_PLACE_UNKNOWN', 'place');
  if (!invited.every((partner) => known.has(partner))) return refuse('MEETING_PARTNER_UNKNOWN', 'invited');
  return agenda.every(({ about }) => about === undefined || known.has(about))
    ? undefined
    : refuse('MEETING_ABOUT_UNKNOWN', 'agenda');
}

function unfit(
  attended: z.infer<typeof attendance>,
  { known }: Pick<MeetingFacts, 'known'>,
): Refusal<MeetingRefusal> | undefined {
  const partners = attended.map(({ partner }) => partner);
  if (new Set(partners).size < partners.length) return refuse('MEETING_ATTENDANCE_REPEATED', 'attendance');
  return partners.every((partner) => known.has(partner)) ? undefined : refuse('MEETING_PARTNER_UNKNOWN', 'attendance');
}
