import { GoalNode, ProgrammeNode, goalNode, programmeNode } from '#agenda';
import { PartnerNode, partnerNode, todayIn } from '#backbone';
import {
  CollaborationNode,
  IdArgs,
  NodeOf,
  PageArgs,
  TextNode,
  answerOf,
  connectionOf,
  enumOf,
  extend,
  page,
  type Page,
  mutationsOf,
} from '#graphql';
import type { Text } from '#language';
import type { World } from '#world';
import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { z } from 'zod';
import { ActivityNode, activityNode } from './activity.resolver.ts';
import { TaskSource, coordinationTask } from './task.ts';
import { isLate, tasks, type TaskRow } from './task.view.ts';

const TaskSourceKind = enumOf(TaskSource.shape.kind);

@ObjectType('TaskSource', { description: 'What a task came from.' })
export class TaskSourceNode {
  @Field(() => TaskSourceKind, { description: 'HAND when somebody simply wrote it down.' })
  kind!: TaskSource['kind'];
  @Field(() => ID, { nullable: true, description: 'The thing itself, when the collaboration knows it.' })
  id?: string | undefined;
}

@ObjectType({ description: 'Why an open task cannot go on.' })
export class TaskBlock {
  @Field(() => String, { description: 'Since when. ISO 8601 instant.' })
  at!: string;
  @Field(() => ID, { description: 'The organisation that said so.' })
  by!: string;
  @Field(() => TextNode, { description: 'What it waits for.' })
  reason!: Text;
}

@ObjectType({ description: 'Another organisation became responsible for a task.' })
export class TaskAssignment {
  @Field(() => ID, { description: 'The organisation responsible before.' })
  from!: string;
  @Field(() => ID, { description: 'The one responsible from then on.' })
  to!: string;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
  @Field(() => TextNode, { description: 'Why.' })
  reason!: Text;
}

const TaskPhase = enumOf(z.enum(['open', 'completed', 'cancelled']).meta({ id: 'TaskPhase' }));

@ObjectType({ description: 'A task was moved to another day.' })
export class TaskMove {
  @Field(() => String, { nullable: true, description: 'The day it was due before; none when it had none.' })
  from!: string | null;
  @Field(() => String, { description: 'The day it is due since then.' })
  to!: string;
  @Field(() => String, { description: 'When it was moved. ISO 8601 instant.' })
  at!: string;
  @Field(() => TextNode, { description: 'Why.' })
  reason!: Text;
}

@ObjectType({ description: 'That a task is done: when and by whom.' })
export class TaskCompletion {
  @Field(() => String, { description: 'The day it was done.' })
  on!: string;
  @Field(() => ID, { description: 'The organisation that said so.' })
  partner!: string;
  @Field(() => ID, { description: 'Opaque id of the person who said so.' })
  person!: string;
}

@ObjectType({ description: 'A task was opened again.' })
export class TaskReopening {
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
  @Field(() => ID, { description: 'The organisation that opened it again.' })
  by!: string;
  @Field(() => TextNode, { description: 'Why.' })
  reason!: Text;
  @Field(() => TaskCompletion, { nullable: true, description: 'As it had been said to be done, when it had.' })
  completion?: TaskCompletion | undefined;
}

@ObjectType('Task', { description: 'Something an organisation has to get done.' })
export class TaskNode extends NodeOf<TaskRow> {
  @Field(() => ID, { description: 'Begins with task_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => TaskPhase, { description: 'Open, completed or cancelled.' })
  phase!: TaskRow['phase'];
  @Field(() => TextNode, { description: 'What is to be done.' })
  title!: Text;
  @Field(() => TextNode, { nullable: true, description: 'More of it.' })
  detail!: Text | null;
  @Field(() => TextNode, { nullable: true, description: 'Which role in the organisation sees to it.' })
  ownerRole!: Text | null;
  @Field(() => [ID], { description: 'What it is about besides activity, goal and programme.' })
  about!: string[];
  @Field(() => TaskSourceNode, { description: 'What it came from.' })
  source!: TaskSourceNode;
  @Field(() => TaskBlock, { nullable: true, description: 'Why it cannot go on, when it cannot.' })
  blocked!: TaskBlock | null;
  @Field(() => String, { nullable: true, description: 'The day it is due; none when no day is known.' })
  due!: string | null;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  openedAt!: string;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => [TaskMove], { description: 'How it was moved, oldest first.' })
  moves!: TaskMove[];
  @Field(() => [TaskAssignment], { description: 'How it went from one organisation to another, oldest first.' })
  assignments!: TaskAssignment[];
  @Field(() => [TaskReopening], { description: 'How it was opened again, oldest first.' })
  reopenings!: TaskReopening[];
  @Field(() => String, { nullable: true, description: 'The day it began; none of old ones that do not tell.' })
  openedOn!: string | null;
  @Field(() => TaskCompletion, { nullable: true, description: 'Of a completed task; an open one has none.' })
  completion!: TaskCompletion | null;
  @Field(() => TextNode, { nullable: true, description: 'Why it was cancelled.' })
  cancelledBecause!: Text | null;

  @Field(() => Boolean, { description: 'Open after its day, judged by the moment the collaboration is looked at.' })
  late(): boolean {
    return isLate(this.row, todayIn(this.world));
  }

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation responsible.' })
  partner(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.partner);
  }

  @Field(() => ActivityNode, { nullable: true, description: 'The activity it belongs to.' })
  activity(): ActivityNode | undefined {
    return this.row.activity === undefined ? undefined : activityNode(this.world, this.row.activity);
  }

  @Field(() => GoalNode, { nullable: true, description: 'The goal it serves.' })
  goal(): GoalNode | undefined {
    return this.row.goal === undefined ? undefined : goalNode(this.world, this.row.goal);
  }

  @Field(() => ProgrammeNode, { nullable: true, description: 'The programme it belongs to.' })
  programme(): ProgrammeNode | undefined {
    return this.row.programme === undefined ? undefined : programmeNode(this.world, this.row.programme);
  }
}

export const TaskConnection = connectionOf(TaskNode);

export const taskNode = (world: World, id: string): TaskNode | undefined => {
  const row = world.rows(tasks).get(id);
  return row && new TaskNode(world, row);
};

@ArgsType()
class TasksArgs extends PageArgs {
  @Field(() => TaskPhase, { nullable: true, description: 'Only open, completed or cancelled ones.' })
  phase?: TaskRow['phase'] | null;
  @Field(() => Boolean, { nullable: true, description: 'Only late ones (true) or only those that are not (false).' })
  late?: boolean | null;
  @Field(() => ID, { nullable: true, description: 'Only those this partner is responsible for.' })
  partner?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Only blocked ones (true) or only those that are not (false).' })
  blocked?: boolean | null;
  @Field(() => ID, { nullable: true, description: 'Only those that came from this thing.' })
  source?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only those that say they are about this thing.' })
  about?: string | null;
}

/** The first due first; those without a day last. */
const byDue = (a: TaskRow, b: TaskRow): number => {
  const [left, right] = [a.due ?? '~', b.due ?? '~'];
  return left < right ? -1 : left > right ? 1 : 0;
};

function tasksOf(world: World, rows: readonly TaskRow[], args: TasksArgs): Page<TaskNode> {
  const { phase, late, partner, blocked, source, about } = args;
  const today = todayIn(world);
  const found = rows.filter(
    (row) =>
      (phase == null || row.phase === phase) &&
      (late == null || isLate(row, today) === late) &&
      (partner == null || row.partner === partner) &&
      (blocked == null || (row.blocked !== undefined) === blocked) &&
      (source == null || row.source.id === source) &&
      (about == null || row.about.includes(about)),
  );
  return page(found.sort(byDue), args, (row) => new TaskNode(world, row));
}

const list = { type: () => TaskConnection, args: TasksArgs };
extend(
  CollaborationNode,
  'task',
  { type: () => TaskNode, args: IdArgs, nullable: true, description: 'One task.' },
  ({ world }, { id }) => taskNode(world, id),
);
extend(CollaborationNode, 'tasks', { ...list, description: 'Tasks, the first due first.' }, ({ world }, args) => {
  const rows = world.rows(tasks);
  const { source, about } = args;
  const some =
    source != null ? rows.where('source', source) : about != null ? rows.where('about', about) : rows.values();
  return tasksOf(world, some, args);
});
extend(PartnerNode, 'tasks', { ...list, description: 'What it has to get done, the first due first.' }, (node, args) =>
  tasksOf(node.world, node.world.rows(tasks).where('partner', node.row.id), args),
);
extend(ActivityNode, 'tasks', { ...list, description: 'Its tasks, the first due first.' }, (node, args) =>
  tasksOf(node.world, node.world.rows(tasks).where('activity', node.row.id), args),
);
extend(GoalNode, 'tasks', { ...list, description: 'Tasks that serve it, the first due first.' }, (node, args) =>
  tasksOf(node.world, node.world.rows(tasks).where('goal', node.row.id), args),
);
extend(ProgrammeNode, 'tasks', { ...list, description: 'Its tasks, the first due first.' }, (node, args) =>
  tasksOf(node.world, node.world.rows(tasks).where('programme', node.row.id), args),
);

const TaskAnswer = answerOf(TaskNode);

export const TaskResolver = mutationsOf(
  coordinationTask,
  { answer: TaskAnswer, find: (world, { id }) => taskNode(world, id) },
  {
    OpenTask: 'Opens a task for the own organisation, or as coordinator for any.',
    CompleteTask: 'Says that a task is done, today or on an earlier day.',
    RescheduleTask: 'Moves a task to another day, with a reason.',
    CancelTask: 'Cancels a task, with a reason.',
    ReviseTask: 'Rewrites what is to be done, by which role, and what it is about.',
    AssignTask: 'Makes another organisation responsible, with a reason; for the coordinator.',
    ReopenTask: 'Opens a task again that was done or cancelled, with a reason.',
    BlockTask: 'Says that a task cannot go on, and what it waits for.',
    UnblockTask: 'Says that a blocked task can go on.',
  },
);
