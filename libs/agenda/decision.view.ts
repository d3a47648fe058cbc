import { stamp, type Stamp, type View } from '#decider';
import type { Text } from '#language';
import { decisionEvents, taken, type bodyKinds, type outcomes } from './decision.ts';

/** A decision of a governing body, taken or planned. */
export interface DecisionRow extends Stamp {
  readonly id: string;
  readonly phase: 'planned' | 'taken';
  readonly title: Text;
  readonly body: Text;
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
      };
    if (!decision) throw new Error(`${event.type} before ${event.subject} was recorded`);
    switch (event.type) {
      case 'DecisionTaken':
        return { ...taken(decision, event.data), ...stamp(event), phase: 'taken' };
      case 'DecisionAmended': {
        const { id, phase, recordedAt } = decision;
        // All of it is said anew: what is not said is gone.
        return { id, ...stamp(event), phase, ...event.data, recordedAt };
      }
    }
  },
};

/** Whether a planned decision's month has passed on a day without its having been taken (rule 46). */
export const isLate = ({ planned }: Pick<DecisionRow, 'planned'>, day: string): boolean =>
  planned !== undefined && planned < day.slice(0, 7);

/** Newest first; those of unknown date last. What is planned comes before what has been. */
export const newestFirst = (rows: readonly DecisionRow[]): readonly DecisionRow[] =>
  [...rows].sort((a, b) => compare(b.planned ?? b.date ?? '', a.planned ?? a.date ?? '') || compare(a.id, b.id));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
