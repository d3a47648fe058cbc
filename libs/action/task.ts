import { refuse, type Authorised, type Decider, type MessageOf, type Refusal } from '#decider';
import { ActivityId, AnyId, Day, FreeText, GoalId, PartnerId, ProgrammeId, Reason, Text, sameData } from '#language';
import { z } from 'zod';

/** What a task came from: an id where that is a thing the collaboration knows. */
export const TaskSource = z
  .object({
    kind: z
      .enum(['hand', 'meeting', 'red_light', 'feedback', 'observation', 'risk', 'decision', 'report', 'clock'])
      .meta({ id: 'TaskSourceKind' }),
    id: AnyId.optional(),
  })
  .meta({ id: 'TaskSource' });
export type TaskSource = z.infer<typeof TaskSource>;

/** What people write now is looked through for personal data; what is stored is read as it is (rule 28). */
const wording = (words: typeof Text) => ({
  title: words,
  detail: words.optional(),
  /** Which role in the organisation sees to it: never a name. */
  ownerRole: words.optional(),
  /** What else it is about: any ids the collaboration knows. */
  about: z.array(AnyId).max(20).optional(),
});
const task = (words: typeof Text) => ({
  ...wording(words),
  /** The organisation responsible. */
  partner: PartnerId,
  due: Day.optional(),
  activity: ActivityId.optional(),
  goal: GoalId.optional(),
  programme: ProgrammeId.optional(),
  source: TaskSource.optional(),
});

export const taskCommands = {
  /** Opened on that day, or today. */
  OpenTask: z.object({ ...task(FreeText), openedOn: Day.optional() }),
  /** Title, detail, role and what it is about, as they shall read from now on. */
  ReviseTask: z.object(wording(FreeText)),
  /** Another organisation becomes responsible. */
  AssignTask: z.object({ partner: PartnerId, reason: FreeText }),
  /** Done on that day, or today. */
  CompleteTask: z.object({ completedOn: Day.optional() }),
  /** It turned out not to be done, or to be needed after all. */
  ReopenTask: z.object({ reason: FreeText }),
  /** It cannot go on until something else has happened. */
  BlockTask: z.object({ reason: FreeText }),
  UnblockTask: z.object({}),
  RescheduleTask: z.object({ due: Day, reason: FreeText }),
  CancelTask: z.object({ reason: FreeText }),
};

export const taskEvents = {
  /** Before a day was kept with it, a task was opened on the day the event was recorded. */
  TaskOpened: z.object({ ...task(Text), openedOn: Day.optional() }),
  TaskRevised: z.object(wording(Text)),
  TaskAssigned: z.object({ partner: PartnerId, reason: Reason }),
  /** Completed on a day by an organisation; the person is in the record of the event (rule 36). */
  TaskCompleted: z.object({ completedOn: Day, completedBy: PartnerId }),
  TaskReopened: z.object({ reason: Reason }),
  TaskBlocked: z.object({ reason: Reason }),
  TaskUnblocked: z.object({}),
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
  | 'TASK_ABOUT_UNKNOWN'
  | 'TASK_SOURCE_UNKNOWN'
  | 'TASK_PARTNER_LEFT'
  | 'TASK_BLOCKED'
  | 'TASK_NOT_BLOCKED'
  | 'TASK_OPEN'
  | 'TASK_DUE_BEFORE_OPENED'
  | 'TASK_OPENED_AHEAD'
  | 'TASK_COMPLETED_AHEAD'
  | 'TASK_COMPLETED_BEFORE_OPENED'
  | 'TASK_UNCHANGED';

export interface TaskFacts {
  /** Which of the things the command names exist; a partner that left does not. */
  readonly known: ReadonlySet<string>;
  /** The organisation the command names has left the collaboration. */
  readonly partnerLeft: boolean;
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
      readonly blocked: boolean;
      readonly wording: Wording;
    };
type Wording = Extract<TaskEvent, { type: 'TaskRevised' }>['data'];

export const coordinationTask: Decider<Task, TaskCommand, TaskEvent, TaskRefusal, TaskFacts> = {
  prefix: 'task_',
  commands: taskCommands,
  events: taskEvents,
  // A coordinator may do more than a member: who is both acts as coordinator, and the record says so.
  roles: {
    OpenTask: ['coordinator', 'member'],
    ReviseTask: ['coordinator', 'member'],
    // An organisation gives itself tasks; only the coordinator gives them to others.
    AssignTask: ['coordinator'],
    CompleteTask: ['coordinator', 'member'],
    ReopenTask: ['coordinator', 'member'],
    BlockTask: ['coordinator', 'member'],
    UnblockTask: ['coordinator', 'member'],
    RescheduleTask: ['coordinator', 'member'],
    CancelTask: ['coordinator', 'member'],
  },
  initial: { phase: 'absent' },

  decide(task, command, { asker, facts }) {
    if (command.type === 'OpenTask') {
      if (task.phase !== 'absent') return refuse('TASK_EXISTS');
      const { partner, activity, goal, programme, about = [], source, due } = command.data;
      const unknown = wrongPartner(partner, facts);
      if (unknown) return unknown;
      // An organisation gives itself tasks; only the coordinator gives them to others.
      if (!mayAct(asker, partner)) return refuse('TASK_OF_ANOTHER_PARTNER', 'partner');
      if (activity !== undefined && !facts.known.has(activity)) return refuse('TASK_ACTIVITY_UNKNOWN', 'activity');
      if (goal !== undefined && !facts.known.has(goal)) return refuse('TASK_GOAL_UNKNOWN', 'goal');
      if (programme !== undefined && !facts.known.has(programme)) return refuse('TASK_PROGRAMME_UNKNOWN', 'programme');
      if (!about.every((id) => facts.known.has(id))) return refuse('TASK_ABOUT_UNKNOWN', 'about');
      if (source?.id !== undefined && !facts.known.has(source.id)) return refuse('TASK_SOURCE_UNKNOWN', 'source.id');
      const openedOn = command.data.openedOn ?? facts.today;
      if (openedOn > facts.today) return refuse('TASK_OPENED_AHEAD', 'openedOn');
      // Due before it began is a slip of the pen: it would be late from its first day.
      if (due !== undefined && due < openedOn) return refuse('TASK_DUE_BEFORE_OPENED', 'due');
      return [{ type: 'TaskOpened', data: { ...command.data, openedOn } }];
    }
    if (task.phase === 'absent') return refuse('TASK_NOT_FOUND');
    if (!mayAct(asker, task.partner)) return refuse('TASK_OF_ANOTHER_PARTNER');
    if (command.type === 'ReopenTask')
      return task.phase === 'open' ? refuse('TASK_OPEN') : [{ type: 'TaskReopened', data: command.data }];
    if (task.phase === 'completed') return refuse('TASK_COMPLETED');
    if (task.phase === 'cancelled') return refuse('TASK_CANCELLED');
    switch (command.type) {
      case 'ReviseTask':
        if (!(command.data.about ?? []).every((id) => facts.known.has(id)))
          return refuse('TASK_ABOUT_UNKNOWN', 'about');
        if (sameData(command.data, task.wording)) return refuse('TASK_UNCHANGED', 'title');
        return [{ type: 'TaskRevised', data: command.data }];
      case 'AssignTask': {
        const unknown = wrongPartner(command.data.partner, facts);
        if (unknown) return unknown;
        if (command.data.partner === task.partner) return refuse('TASK_UNCHANGED', 'partner');
        return [{ type: 'TaskAssigned', data: command.data }];
      }
      case 'BlockTask':
        if (task.blocked) return refuse('TASK_BLOCKED');
        return [{ type: 'TaskBlocked', data: command.data }];
      case 'UnblockTask':
        if (!task.blocked) return refuse('TASK_NOT_BLOCKED');
        return [{ type: 'TaskUnblocked', data: {} }];
      case 'CompleteTask': {
        const completedOn = command.data.completedOn ?? facts.today;
        if (completedOn > facts.today) return refuse('TASK_COMPLETED_AHEAD', 'completedOn');
        if (task.openedOn !== undefined && completedOn < task.openedOn)
          return refuse('TASK_COMPLETED_BEFORE_OPENED', 'completedOn');
        // Done has a day and a doer (rule 36).
        return [{ type: 'TaskCompleted', data: { completedOn, completedBy: asker.organisation } }];
      }
      case 'RescheduleTask':
        if (command.data.due === task.due) return refuse('TASK_UNCHANGED', 'due');
        if (task.openedOn !== undefined && command.data.due < task.openedOn)
          return refuse('TASK_DUE_BEFORE_OPENED', 'due');
        return [{ type: 'TaskRescheduled', data: command.data }];
      case 'CancelTask':
        return [{ type: 'TaskCancelled', data: command.data }];
    }
  },

  evolve(task, event) {
    if (event.type === 'TaskOpened') {
      const { partner, due, openedOn } = event.data;
      return { phase: 'open', partner, due, openedOn, blocked: false, wording: wordingOf(event.data) };
    }
    if (task.phase === 'absent') return task;
    switch (event.type) {
      case 'TaskCompleted':
        return { ...task, phase: 'completed', blocked: false };
      case 'TaskReopened':
        return { ...task, phase: 'open' };
      case 'TaskRevised':
        return { ...task, wording: wordingOf(event.data) };
      case 'TaskAssigned':
        return { ...task, partner: event.data.partner };
      case 'TaskBlocked':
        return { ...task, blocked: true };
      case 'TaskUnblocked':
        return { ...task, blocked: false };
      case 'TaskRescheduled':
        return { ...task, due: event.data.due };
      case 'TaskCancelled':
        return { ...task, phase: 'cancelled', blocked: false };
    }
  },
};

export const wordingOf = ({ title, detail, ownerRole, about }: Wording): Wording => ({
  title,
  detail,
  ownerRole,
  about,
});

const wrongPartner = (partner: string, { known, partnerLeft }: TaskFacts): Refusal<TaskRefusal> | undefined =>
  partnerLeft
    ? refuse('TASK_PARTNER_LEFT', 'partner')
    : known.has(partner)
      ? undefined
      : refuse('TASK_PARTNER_UNKNOWN', 'partner');

const mayAct = (asker: Authorised, partner: string): boolean =>
  asker.organisation === partner || asker.mandate?.role === 'coordinator';
