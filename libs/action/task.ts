import { refuse, type Authorised, type Decider, type MessageOf } from '#decider';
import { ActivityId, Day, GoalId, PartnerId, ProgrammeId, Reason, Text } from '#language';
import { z } from 'zod';

const task = {
  title: Text,
  detail: Text.optional(),
  /** The organisation responsible. */
  partner: PartnerId,
  due: Day.optional(),
  activity: ActivityId.optional(),
  goal: GoalId.optional(),
  programme: ProgrammeId.optional(),
};

export const taskCommands = {
  /** Opened on that day, or today. */
  OpenTask: z.object({ ...task, openedOn: Day.optional() }),
  /** Done on that day, or today. */
  CompleteTask: z.object({ completedOn: Day.optional() }),
  RescheduleTask: z.object({ due: Day, reason: Reason }),
  CancelTask: z.object({ reason: Reason }),
};

export const taskEvents = {
  /** Before a day was kept with it, a task was opened on the day the event was recorded. */
  TaskOpened: z.object({ ...task, openedOn: Day.optional() }),
  /** Completed on a day by an organisation; the person is in the record of the event (rule 36). */
  TaskCompleted: z.object({ completedOn: Day, completedBy: PartnerId }),
  TaskRescheduled: z.object({ due: Day, reason: Reason }),
  TaskCancelled: z.object({ reason: Reason }),
};

export type TaskCommand = MessageOf<typeof taskCommands>;
export type TaskEvent = MessageOf<typeof taskEvents>;

export type TaskRefusal =
  | 'TASK_NOT_FOUND'
  | 'TASK_EXISTS'
  | 'TASK_COMPLETED'
  | 'TASK_CANCELLED'
  | 'TASK_OF_ANOTHER_PARTNER'
  | 'TASK_PARTNER_UNKNOWN'
  | 'TASK_ACTIVITY_UNKNOWN'
  | 'TASK_GOAL_UNKNOWN'
  | 'TASK_PROGRAMME_UNKNOWN'
  | 'TASK_OPENED_AHEAD'
  | 'TASK_COMPLETED_AHEAD'
  | 'TASK_COMPLETED_BEFORE_OPENED'
  | 'TASK_UNCHANGED';

export interface TaskFacts {
  /** Which of the partner, activity, goal and programme the command names exist. */
  readonly known: ReadonlySet<string>;
  /** The day it is in the collaboration's time zone. */
  readonly today: string;
}

/** Only what a rule asks about. What a page shows lives in task.view.ts. */
type Task =
  | { readonly phase: 'absent' }
  | {
      readonly phase: 'open' | 'completed' | 'cancelled';
      readonly partner: string;
      readonly due: string | undefined;
      readonly openedOn: string | undefined;
    };

export const coordinationTask: Decider<Task, TaskCommand, TaskEvent, TaskRefusal, TaskFacts> = {
  prefix: 'task_',
  commands: taskCommands,
  events: taskEvents,
  // A coordinator may do more than a member: who is both acts as coordinator, and the record says so.
  roles: {
    OpenTask: ['coordinator', 'member'],
    CompleteTask: ['coordinator', 'member'],
    RescheduleTask: ['coordinator', 'member'],
    CancelTask: ['coordinator', 'member'],
  },
  initial: { phase: 'absent' },

  decide(task, command, { asker, facts }) {
    if (command.type === 'OpenTask') {
      if (task.phase !== 'absent') return refuse('TASK_EXISTS');
      const { partner, activity, goal, programme } = command.data;
      if (!facts.known.has(partner)) return refuse('TASK_PARTNER_UNKNOWN', 'partner');
      // An organisation gives itself tasks; only the coordinator gives them to others.
      if (!mayAct(asker, partner)) return refuse('TASK_OF_ANOTHER_PARTNER', 'partner');
      if (activity !== undefined && !facts.known.has(activity)) return refuse('TASK_ACTIVITY_UNKNOWN', 'activity');
      if (goal !== undefined && !facts.known.has(goal)) return refuse('TASK_GOAL_UNKNOWN', 'goal');
      if (programme !== undefined && !facts.known.has(programme)) return refuse('TASK_PROGRAMME_UNKNOWN', 'programme');
      const openedOn = command.data.openedOn ?? facts.today;
      if (openedOn > facts.today) return refuse('TASK_OPENED_AHEAD', 'openedOn');
      return [{ type: 'TaskOpened', data: { ...command.data, openedOn } }];
    }
    if (task.phase === 'absent') return refuse('TASK_NOT_FOUND');
    if (task.phase === 'completed') return refuse('TASK_COMPLETED');
    if (task.phase === 'cancelled') return refuse('TASK_CANCELLED');
    if (!mayAct(asker, task.partner)) return refuse('TASK_OF_ANOTHER_PARTNER');
    switch (command.type) {
      case 'CompleteTask': {
        const completedOn = command.data.completedOn ?? facts.today;
        if (completedOn > facts.today) return refuse('TASK_COMPLETED_AHEAD', 'completedOn');
        if (task.openedOn !== undefined && completedOn < task.openedOn)
          return refuse('TASK_COMPLETED_BEFORE_OPENED', 'completedOn');
        return [{ type: 'TaskCompleted', data: { completedOn, completedBy: asker.organisation } }];
      }
      case 'RescheduleTask':
        if (command.data.due === task.due) return refuse('TASK_UNCHANGED', 'due');
        return [{ type: 'TaskRescheduled', data: command.data }];
      case 'CancelTask':
        return [{ type: 'TaskCancelled', data: command.data }];
    }
  },

  evolve(task, event) {
    if (event.type === 'TaskOpened') {
      const { partner, due, openedOn } = event.data;
      return { phase: 'open', partner, due, openedOn };
    }
    if (task.phase === 'absent') return task;
    switch (event.type) {
      case 'TaskCompleted':
        return { ...task, phase: 'completed' };
      case 'TaskRescheduled':
        return { ...task, due: event.data.due };
      case 'TaskCancelled':
        return { ...task, phase: 'cancelled' };
    }
  },
};

const mayAct = (asker: Authorised, partner: string): boolean =>
  asker.organisation === partner || asker.mandate?.role === 'coordinator';
