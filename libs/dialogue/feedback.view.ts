import { stamp, type Stamp, type View } from '#decider';
import { feedbackEvents, type FeedbackGiver, type FeedbackOutcome } from './feedback.ts';
import type { Text } from '#language';

/** Where the loop stands. */
export type FeedbackPhase = 'open' | 'answered' | 'acted' | 'told' | 'closed';

/** Feedback from its giver to the one it is for, and back. Whether an answer is late: see {@link isOverdue}. */
export interface FeedbackRow extends Stamp {
  readonly id: string;
  readonly phase: FeedbackPhase;
  readonly about?: string | undefined;
  readonly giver: FeedbackGiver;
  readonly group?: Text | undefined;
  readonly givenBy: string;
  readonly givenOn: string;
  readonly givenAt: string;
  readonly to: string;
  readonly text: Text;
  /** The last day for the first answer. */
  readonly due: string;
  /** To whom it came first, and why it went on, oldest first. */
  readonly passedOn: readonly { readonly from: string; readonly at: string; readonly reason: Text }[];
  readonly answers: readonly FeedbackAnswerRow[];
  /** Tasks, activities and decisions it led to. */
  readonly actions: readonly string[];
  readonly told: readonly FeedbackAnswerRow[];
  readonly outcome?: FeedbackOutcome | undefined;
  readonly outcomeText?: Text | undefined;
  readonly closedOn?: string | undefined;
}

export interface FeedbackAnswerRow {
  readonly partner: string;
  readonly on: string;
  readonly at: string;
  readonly text: Text;
}

export const feedbacks: View<FeedbackRow, typeof feedbackEvents> = {
  name: 'feedbacks',
  version: 1,
  events: feedbackEvents,
  indexes: {
    about: (row) => row.about,
    to: (row) => row.to,
    givenBy: (row) => row.givenBy,
    phase: (row) => row.phase,
    /** The organisation whose turn it is to answer. */
    waitsFor: (row) => (row.phase === 'open' ? row.to : undefined),
    /** `in_time` or `late` once answered: how dependably loops are closed. */
    punctuality: (row) => punctualityOf(row),
    action: (row) => row.actions,
  },

  evolve(feedback, event) {
    if (event.type === 'FeedbackGiven')
      return {
        id: event.subject,
        ...stamp(event),
        ...event.data,
        phase: 'open',
        givenAt: event.recordedAt,
        passedOn: [],
        answers: [],
        actions: [],
        told: [],
      };
    if (!feedback) throw new Error(`${event.type} before ${event.subject} was given`);
    const next = { ...feedback, ...stamp(event) };
    const at = event.recordedAt;
    switch (event.type) {
      case 'FeedbackPassedOn': {
        const { to, reason } = event.data;
        return { ...next, to, passedOn: [...feedback.passedOn, { from: feedback.to, at, reason }] };
      }
      case 'FeedbackAnswered': {
        const { partner, text, answeredOn: on } = event.data;
        const phase = feedback.actions.length > 0 ? 'acted' : 'answered';
        return { ...next, phase, answers: [...feedback.answers, { partner, on, at, text }] };
      }
      case 'FeedbackActedOn': {
        const phase = feedback.phase === 'told' ? 'told' : 'acted';
        return { ...next, phase, actions: [...feedback.actions, event.data.action] };
      }
      case 'FeedbackGiverTold': {
        const { partner, text, toldOn: on } = event.data;
        return { ...next, phase: 'told', told: [...feedback.told, { partner, on, at, text }] };
      }
      case 'FeedbackClosed': {
        const { outcome, text: outcomeText, closedOn } = event.data;
        return { ...next, phase: 'closed', outcome, outcomeText, closedOn };
      }
    }
  },
};

/** Unanswered after its last day. `day` is the day judged by: today, or the as-of day (rule 46). */
export const isOverdue = ({ phase, due }: Pick<FeedbackRow, 'phase' | 'due'>, day: string): boolean =>
  phase === 'open' && due < day;

function punctualityOf({ answers, due }: FeedbackRow): 'in_time' | 'late' | undefined {
  const [first] = answers;
  return first && (first.on <= due ? 'in_time' : 'late');
}
