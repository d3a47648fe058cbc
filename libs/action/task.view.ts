import { stamp, type Stamp, type View } from '#decider';
import { renewed, type KeptText, type Text } from '#language';
import { taskEvents, wordingOf, type TaskSource } from './task.ts';

/** A task as pages show it. Whether it is late is judged when it is read: see {@link isLate}. */
export interface TaskRow extends Stamp {
  readonly id: string;
  readonly phase: 'open' | 'completed' | 'cancelled';
  readonly title: KeptText;
  readonly detail?: KeptText | undefined;
  readonly ownerRole?: KeptText | undefined;
  readonly partner: string;
  readonly due?: string | undefined;
  readonly activity?: string | undefined;
  readonly goal?: string | undefined;
  readonly programme?: string | undefined;
  readonly about: readonly string[];
  /** What it came from: by hand unless told. */
  readonly source: TaskSource;
  readonly openedAt: string;
  /** The day it began; of old ones without it the day they were recorded on is in `openedAt`. */
  readonly openedOn?: string | undefined;
  /** An open task that cannot go on, with what it waits for. */
  readonly blocked?: { readonly at: string; readonly by: string; readonly reason: Text } | undefined;
  /** Organisations that were responsible before, oldest first. */
  readonly assignments: readonly {
    readonly from: string;
    readonly to: string;
    readonly at: string;
    readonly reason: Text;
  }[];
  /** When it was opened again after it was done or cancelled, oldest first. */
  readonly reopenings: readonly TaskReopening[];
  /** Days it was due before, oldest first, with the reason of each move. */
  readonly moves: readonly TaskMove[];
  /** A completed task has all of these, an open one none (rule 36). */
  readonly completion?: TaskDone | undefined;
  readonly cancelledBecause?: Text | undefined;
}

export interface TaskDone {
  readonly on: string;
  readonly partner: string;
  readonly person: string;
}

export interface TaskReopening {
  readonly at: string;
  /** The organisation that opened it again. */
  readonly by: string;
  readonly reason: Text;
  /** As it had been said to be done; none of a cancelled one. */
  readonly completion?: TaskDone | undefined;
}

export interface TaskMove {
  readonly from?: string | undefined;
  readonly to: string;
  readonly at: string;
  readonly reason: Text;
}

export const tasks: View<TaskRow, typeof taskEvents> = {
  name: 'tasks',
  version: 2,
  events: taskEvents,
  indexes: {
    partner: (task) => task.partner,
    activity: (task) => task.activity,
    goal: (task) => task.goal,
    programme: (task) => task.programme,
    phase: (task) => task.phase,
    /** Of those done that had a day: whether they were done by then. */
    punctuality: ({ completion, due }) =>
      completion && due !== undefined ? (completion.on <= due ? 'in_time' : 'late') : undefined,
    /** What it is about besides activity, goal and programme. */
    about: (task) => task.about,
    /** The meeting, assessment, feedback … it came from. */
    source: (task) => task.source.id,
  },

  evolve(task, event) {
    if (event.type === 'TaskOpened') {
      const { partner, due, activity, goal, programme, openedOn, source } = event.data;
      return {
        id: event.subject,
        ...stamp(event),
        phase: 'open',
        ...wordingOf(event.data),
        about: event.data.about ?? [],
        partner,
        due,
        activity,
        goal,
        programme,
        source: source ?? { kind: 'hand' },
        openedAt: event.recordedAt,
        openedOn,
        moves: [],
        assignments: [],
        reopenings: [],
      };
    }
    if (!task) throw new Error(`${event.type} before ${event.subject} was opened`);
    const next = { ...task, ...stamp(event) };
    switch (event.type) {
      case 'TaskRevised': {
        const { title, detail, ownerRole, about = [] } = event.data;
        return {
          ...next,
          title: renewed(task.title, title),
          detail: renewed(task.detail, detail),
          ownerRole: renewed(task.ownerRole, ownerRole),
          about,
        };
      }
      case 'TaskAssigned': {
        const { partner: to, reason } = event.data;
        const assignment = { from: task.partner, to, at: event.recordedAt, reason };
        return { ...next, partner: to, assignments: [...task.assignments, assignment] };
      }
      case 'TaskBlocked':
        return {
          ...next,
          blocked: { at: event.recordedAt, by: event.organisation, reason: event.data.reason },
        };
      case 'TaskUnblocked':
        return { ...next, blocked: undefined };
      case 'TaskReopened': {
        // An open one has neither day nor doer (rule 36): what was said before stays in its story.
        const { completion } = task;
        const { recordedAt: at, organisation: by } = event;
        const reopening = { at, by, reason: event.data.reason, ...(completion && { completion }) };
        return {
          ...next,
          phase: 'open',
          completion: undefined,
          cancelledBecause: undefined,
          reopenings: [...task.reopenings, reopening],
        };
      }
      case 'TaskCompleted': {
        const { completedOn: on, completedBy: partner } = event.data;
        return { ...next, phase: 'completed', blocked: undefined, completion: { on, partner, person: event.actor } };
      }
      case 'TaskRescheduled': {
        const { due, reason } = event.data;
        return { ...next, due, moves: [...task.moves, { from: task.due, to: due, at: event.recordedAt, reason }] };
      }
      case 'TaskCancelled':
        return { ...next, phase: 'cancelled', blocked: undefined, cancelledBecause: event.data.reason };
    }
  },
};

/** Open after the day it was due. `day` is the day judged by: today, or the as-of day (rule 46). */
export const isLate = ({ phase, due }: Pick<TaskRow, 'phase' | 'due'>, day: string): boolean =>
  phase === 'open' && due !== undefined && due < day;
