import { refuse, type Authorised, type Decider, type MessageOf } from '#decider';
import { AnyId, Day, FreeText, PartnerId, Text } from '#language';
import { z } from 'zod';
import { daysAfter } from './rhythm.ts';
import { voices } from './voices.ts';

/** Whose feedback it is: residents', a partner's own, or what the front line has heard. */
export const FeedbackGiver = z.enum(['residents', 'partner', 'front_line']).meta({ id: 'FeedbackGiver' });
export type FeedbackGiver = z.infer<typeof FeedbackGiver>;

/** How it ended. */
export const FeedbackOutcome = z
  .enum(['acted_on', 'nothing_to_do', 'cannot_be_done', 'withdrawn'])
  .meta({ id: 'FeedbackOutcome' });
export type FeedbackOutcome = z.infer<typeof FeedbackOutcome>;

/** What feedback can lead to. */
const Action = z
  .string()
  .max(120)
  .regex(/^(task|activity|decision)_[a-z0-9][a-z0-9_]*$/, 'FEEDBACK_ACTION_UNKNOWN');

/** Most answers to one feedback, and most things it leads to. */
const most = 50;

export const feedbackCommands = {
  GiveFeedback: z.object({
    about: AnyId.optional(),
    giver: FeedbackGiver,
    /** Which residents or which front line, as a group: never one person (rule 28). */
    group: FreeText.optional(),
    to: PartnerId,
    text: FreeText,
    /** Feedback given on a form or by word of mouth, taken in now; today when not said. */
    givenOn: Day.optional(),
    /** Days within which an answer is asked for; the collaboration's own number when not said. */
    responseDueDays: z.int().min(1).max(365).optional(),
  }),
  /** It came to the wrong house: another one answers, within the same time. */
  PassOnFeedback: z.object({ to: PartnerId, reason: FreeText }),
  RespondToFeedback: z.object({ text: FreeText }),
  /** What it led to. */
  LinkAction: z.object({ action: Action }),
  /** The giver is told what came of it. */
  TellGiver: z.object({ text: FreeText }),
  CloseFeedback: z.object({ outcome: FeedbackOutcome, text: FreeText.optional() }),
};

export const feedbackEvents = {
  FeedbackGiven: z.object({
    about: AnyId.optional(),
    giver: FeedbackGiver,
    group: Text.optional(),
    /** The organisation that gave it, or wrote it down for others. */
    givenBy: PartnerId,
    to: PartnerId,
    text: Text,
    givenOn: Day,
    due: Day,
  }),
  FeedbackPassedOn: z.object({ to: PartnerId, reason: Text }),
  FeedbackAnswered: z.object({ partner: PartnerId, text: Text, answeredOn: Day }),
  FeedbackActedOn: z.object({ action: Action }),
  FeedbackGiverTold: z.object({ partner: PartnerId, text: Text, toldOn: Day }),
  FeedbackClosed: z.object({ outcome: FeedbackOutcome, text: Text.optional(), closedOn: Day }),
};

export type FeedbackCommand = MessageOf<typeof feedbackCommands>;
export type FeedbackEvent = MessageOf<typeof feedbackEvents>;

export type FeedbackRefusal =
  | 'FEEDBACK_ABOUT_UNKNOWN'
  | 'FEEDBACK_ACTION_LINKED'
  | 'FEEDBACK_ACTION_UNKNOWN'
  | 'FEEDBACK_CLOSED'
  | 'FEEDBACK_EXISTS'
  | 'FEEDBACK_FULL'
  | 'FEEDBACK_GIVEN_AHEAD'
  | 'FEEDBACK_GIVER_NOT_TOLD'
  | 'FEEDBACK_NOT_ADDRESSED_TO_YOU'
  | 'FEEDBACK_NOT_ANSWERED'
  | 'FEEDBACK_NOT_FOUND'
  | 'FEEDBACK_NOT_YOURS'
  | 'FEEDBACK_PARTNER_UNKNOWN'
  | 'FEEDBACK_UNCHANGED';

export interface FeedbackFacts {
  readonly today: string;
  /** Days within which feedback is answered here when it names no number itself. */
  readonly responseDueDays: number;
  /** Which of the things and partners the command names the asker knows; partners that have left are not known. */
  readonly known: ReadonlySet<string>;
}

type Feedback =
  | { readonly phase: 'absent' }
  | {
      readonly phase: 'open' | 'closed';
      readonly givenBy: string;
      readonly to: string;
      readonly answers: number;
      readonly actions: readonly string[];
      readonly told: boolean;
    };

/**
 * A closed loop between who gave feedback and who it is for: given → answered → what it led to → the giver told →
 * closed. It cannot be closed past the giver, save that the giver takes it back.
 */
export const feedback: Decider<Feedback, FeedbackCommand, FeedbackEvent, FeedbackRefusal, FeedbackFacts> = {
  prefix: 'feedback_',
  commands: feedbackCommands,
  events: feedbackEvents,
  roles: {
    GiveFeedback: voices,
    PassOnFeedback: voices,
    RespondToFeedback: voices,
    LinkAction: voices,
    TellGiver: voices,
    CloseFeedback: voices,
  },
  initial: { phase: 'absent' },

  decide(feedback, command, { asker, facts }) {
    const { organisation } = asker;
    const { today, known } = facts;
    if (command.type === 'GiveFeedback') {
      if (feedback.phase !== 'absent') return refuse('FEEDBACK_EXISTS');
      const { responseDueDays = facts.responseDueDays, givenOn = today, ...said } = command.data;
      if (said.about !== undefined && !known.has(said.about)) return refuse('FEEDBACK_ABOUT_UNKNOWN', 'about');
      if (!known.has(said.to)) return refuse('FEEDBACK_PARTNER_UNKNOWN', 'to');
      if (givenOn > today) return refuse('FEEDBACK_GIVEN_AHEAD', 'givenOn');
      // The time runs from the day on which the organisation can know of it, not from the day on the form.
      const due = daysAfter(today, responseDueDays);
      return [{ type: 'FeedbackGiven', data: { ...said, givenBy: organisation, givenOn, due } }];
    }
    if (feedback.phase === 'absent') return refuse('FEEDBACK_NOT_FOUND');
    if (feedback.phase === 'closed') return refuse('FEEDBACK_CLOSED');
    const addressed = organisation === feedback.to;
    switch (command.type) {
      case 'PassOnFeedback': {
        const { to } = command.data;
        if (!addressed && !isCoordinator(asker)) return refuse('FEEDBACK_NOT_ADDRESSED_TO_YOU');
        if (!known.has(to)) return refuse('FEEDBACK_PARTNER_UNKNOWN', 'to');
        return to === feedback.to
          ? refuse('FEEDBACK_UNCHANGED', 'to')
          : [{ type: 'FeedbackPassedOn', data: command.data }];
      }
      case 'RespondToFeedback':
        // Nobody answers for another: the coordinator reminds, and passes on.
        if (!addressed) return refuse('FEEDBACK_NOT_ADDRESSED_TO_YOU');
        if (feedback.answers >= most) return refuse('FEEDBACK_FULL');
        return [
          { type: 'FeedbackAnswered', data: { partner: organisation, text: command.data.text, answeredOn: today } },
        ];
      case 'LinkAction': {
        const { action } = command.data;
        if (!addressed && !isCoordinator(asker)) return refuse('FEEDBACK_NOT_ADDRESSED_TO_YOU');
        if (feedback.answers === 0) return refuse('FEEDBACK_NOT_ANSWERED');
        if (!known.has(action)) return refuse('FEEDBACK_ACTION_UNKNOWN', 'action');
        if (feedback.actions.includes(action)) return refuse('FEEDBACK_ACTION_LINKED', 'action');
        if (feedback.actions.length >= most) return refuse('FEEDBACK_FULL');
        return [{ type: 'FeedbackActedOn', data: command.data }];
      }
      case 'TellGiver':
        // Who wrote it down for residents knows where they are met; who answered may tell as well.
        if (!addressed && organisation !== feedback.givenBy && !isCoordinator(asker))
          return refuse('FEEDBACK_NOT_YOURS');
        if (feedback.answers === 0) return refuse('FEEDBACK_NOT_ANSWERED');
        return [{ type: 'FeedbackGiverTold', data: { partner: organisation, text: command.data.text, toldOn: today } }];
      case 'CloseFeedback': {
        const closed: FeedbackEvent = { type: 'FeedbackClosed', data: { ...command.data, closedOn: today } };
        // Only the giver takes feedback back; for everybody else the loop must have come round.
        if (command.data.outcome === 'withdrawn')
          return organisation === feedback.givenBy ? [closed] : refuse('FEEDBACK_NOT_YOURS', 'outcome');
        if (!addressed && !isCoordinator(asker)) return refuse('FEEDBACK_NOT_ADDRESSED_TO_YOU');
        if (feedback.answers === 0) return refuse('FEEDBACK_NOT_ANSWERED');
        return feedback.told ? [closed] : refuse('FEEDBACK_GIVER_NOT_TOLD');
      }
    }
  },

  evolve(feedback, event) {
    if (event.type === 'FeedbackGiven') {
      const { givenBy, to } = event.data;
      return { phase: 'open', givenBy, to, answers: 0, actions: [], told: false };
    }
    if (feedback.phase === 'absent') return feedback;
    switch (event.type) {
      case 'FeedbackPassedOn':
        return { ...feedback, to: event.data.to };
      case 'FeedbackAnswered':
        // What was told before the newest answer is not the end of the matter.
        return { ...feedback, answers: feedback.answers + 1, told: false };
      case 'FeedbackActedOn':
        return { ...feedback, actions: [...feedback.actions, event.data.action] };
      case 'FeedbackGiverTold':
        return { ...feedback, told: true };
      case 'FeedbackClosed':
        return { ...feedback, phase: 'closed' };
    }
  },
};

const isCoordinator = (asker: Authorised): boolean => asker.mandate?.role === 'coordinator';
