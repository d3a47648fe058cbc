import { stamp, type Stamp, type View } from '#decider';
import { renewed, type KeptText, type Text } from '#language';
import { actOf, type Act } from './act.ts';
import { decisionEvents, taken, type bodyKinds, type outcomes } from './decision.ts';

/** A decision of a governing body: planned, taken, or planned and never taken. */
export interface DecisionRow extends Stamp {
  readonly id: string;
  readonly phase: 'planned' | 'taken' | 'cancelled';
  readonly title: KeptText;
  readonly body: KeptText;
  readonly bodyKind: (typeof bodyKinds)[number];
  /** A day, or a month where the day is not known; absent where neither is. */
  readonly date?: string | undefined;
  readonly planned?: string | undefined;
  readonly section?: string | undefined;
  readonly registerNumber?: string | undefined;
  readonly outcome?: (typeof outcomes)[number] | undefined;
  readonly subjects: readonly string[];
  readonly recordedAt: string;
  /** Why it was last amended. */
  readonly reason?: Text | undefined;
  /** Oldest first. */
  readonly amendments: readonly DecisionAmendment[];
  readonly cancelledAt?: string | undefined;
  readonly cancelledBecause?: Text | undefined;
}

/** What an amendment moved away from; the whole record of then is in the past. */
export interface DecisionAmendment extends Act {
  readonly reason: Text;
  readonly title: Text;
  readonly date?: string | undefined;
  readonly planned?: string | undefined;
  readonly outcome?: DecisionRow['outcome'];
}

export const decisions: View<DecisionRow, typeof decisionEvents> = {
  name: 'decisions',
  version: 1,
  events: decisionEvents,
  indexes: { subject: (decision) => decision.subjects, phase: (decision) => decision.phase },

  evolve(decision, event) {
    if (event.type === 'DecisionRecorded')
      return {
        id: event.subject,
        ...stamp(event),
        phase: event.data.planned === undefined ? 'taken' : 'planned',
        ...event.data,
        recordedAt: event.recordedAt,
        amendments: [],
      };
    if (!decision) throw new Error(`${event.type} before ${event.subject} was recorded`);
    switch (event.type) {
      case 'DecisionTaken':
        return { ...taken(decision, event.data), ...stamp(event), phase: 'taken' };
      case 'DecisionAmended': {
        const { id, phase, recordedAt, title, body, date, planned, outcome } = decision;
        const { reason } = event.data;
        return {
          id,
          ...stamp(event),
          phase,
          // All of it is said anew: what is not said is gone.
          ...event.data,
          title: renewed(title, event.data.title),
          body: renewed(body, event.data.body),
          recordedAt,
          amendments: [...decision.amendments, { title, date, planned, outcome, reason, ...actOf(event) }],
        };
      }
      case 'DecisionCancelled':
        return {
          ...decision,
          ...stamp(event),
          phase: 'cancelled',
          cancelledAt: event.recordedAt,
          cancelledBecause: event.data.reason,
        };
    }
  },
};

/** Whether a planned decision's month has passed on a day without its having been taken (rule 46). */
export const isLate = ({ phase, planned }: Pick<DecisionRow, 'phase' | 'planned'>, day: string): boolean =>
  phase === 'planned' && planned !== undefined && planned < day.slice(0, 7);

/** Newest first; those of unknown date last. What is planned comes before what has been. */
export const newestFirst = (rows: readonly DecisionRow[]): readonly DecisionRow[] =>
  [...rows].sort((a, b) => compare(b.planned ?? b.date ?? '', a.planned ?? a.date ?? '') || compare(a.id, b.id));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
