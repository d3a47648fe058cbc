import { stamp, type Stamp, type View } from '#decider';
import type { Text } from '#language';
import { taskEvents } from './task.ts';

/** A task as pages show it. Whether it is late is judged when it is read: see {@link isLate}. */
export interface TaskRow extends Stamp {
  readonly id: string;
  readonly phase: 'open' | 'completed' | 'cancelled';
  readonly title: Text;
  readonly detail?: Text | undefined;
  readonly partner: string;
  readonly due?: string | undefined;
  readonly activity?: string | undefined;
  readonly goal?: string | undefined;
  readonly programme?: string | undefined;
  readonly openedAt: string;
  /** Days it was due before, oldest first, with the reason of each move. */
  readonly moves: readonly TaskMove[];
  /** A completed task has all of these, an open one none (rule 36). */
  readonly completion?: { readonly on: string; readonly partner: string; readonly person: string } | undefined;
  readonly cancelledBecause?: Text | undefined;
}

export interface TaskMove {
  readonly from?: string | undefined;
  readonly at: string;
  readonly reason: Text;
}

export const tasks: View<TaskRow, typeof taskEvents> = {
  name: 'tasks',
  version: 1,
  events: taskEvents,
  indexes: {
    partner: (task) => task.partner,
    activity: (task) => task.activity,
    goal: (task) => task.goal,
    programme: (task) => task.programme,
  },

  evolve(task, event) {
    if (event.type === 'TaskOpened') {
      const { title, detail, partner, due, activity, goal, programme } = event.data;
      return {
        id: event.subject,
        ...stamp(event),
        phase: 'open',
        title,
        detail,
        partner,
        due,
        activity,
        goal,
        programme,
        openedAt: event.recordedAt,
        moves: [],
      };
    }
    if (!task) throw new Error(`${event.type} before ${event.subject} was opened`);
    const next = { ...task, ...stamp(event) };
    switch (event.type) {
      case 'TaskCompleted': {
        const { completedOn: on, completedBy: partner } = event.data;
        return { ...next, phase: 'completed', completion: { on, partner, person: event.actor } };
      }
      case 'TaskRescheduled': {
        const { due, reason } = event.data;
        return { ...next, due, moves: [...task.moves, { from: task.due, at: event.recordedAt, reason }] };
      }
      case 'TaskCancelled':
        return { ...next, phase: 'cancelled', cancelledBecause: event.data.reason };
    }
  },
};

/** Open after the day it was due. `day` is the day judged by: today, or the as-of day (rule 46). */
export const isLate = ({ phase, due }: Pick<TaskRow, 'phase' | 'due'>, day: string): boolean =>
  phase === 'open' && due !== undefined && due < day;
