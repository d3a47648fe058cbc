import { GoalNode, ProgrammeNode, goalNode, programmeNode } from '#agenda';
import { PartnerNode, partnerNode, todayIn } from '#backbone';
import {
  Allow,
  Ask,
  CollaborationNode,
  Desk,
  IdArgs,
  Input,
  NodeOf,
  PageArgs,
  TextNode,
  To,
  answerOf,
  connectionOf,
  enumOf,
  extend,
  page,
  type Page,
  type RequestContext,
} from '#graphql';
import type { Text } from '#language';
import type { World } from '#world';
import { Inject } from '@nestjs/common';
import { Args, ArgsType, Field, ID, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { z } from 'zod';
import { ActivityNode, activityNode } from './activity.resolver.ts';
import { coordinationTask, taskCommands, type TaskCommand } from './task.ts';
import { isLate, tasks, type TaskRow } from './task.view.ts';

const TaskPhase = enumOf(z.enum(['open', 'completed', 'cancelled']).meta({ id: 'TaskPhase' }));

@ObjectType({ description: 'A task was moved to another day.' })
export class TaskMove {
  @Field(() => String, { nullable: true, description: 'The day it was due before; none when it had none.' })
  from!: string | null;
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
  @Field(() => String, { nullable: true, description: 'The day it is due; none when no day is known.' })
  due!: string | null;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  openedAt!: string;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => [TaskMove], { description: 'How it was moved, oldest first.' })
  moves!: TaskMove[];
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
}

/** The first due first; those without a day last. */
const byDue = (a: TaskRow, b: TaskRow): number => {
  const [left, right] = [a.due ?? '~', b.due ?? '~'];
  return left < right ? -1 : left > right ? 1 : 0;
};

function tasksOf(world: World, rows: readonly TaskRow[], args: TasksArgs): Page<TaskNode> {
  const { phase, late, partner } = args;
  const today = todayIn(world);
  const found = rows.filter(
    (row) =>
      (phase == null || row.phase === phase) &&
      (late == null || isLate(row, today) === late) &&
      (partner == null || row.partner === partner),
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
extend(CollaborationNode, 'tasks', { ...list, description: 'Tasks, the first due first.' }, ({ world }, args) =>
  tasksOf(world, [...world.rows(tasks).values()], args),
);
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

@Resolver()
export class TaskResolver {
  constructor(@Inject(Desk) private readonly desk: Desk) {}

  @Allow(...coordinationTask.roles.OpenTask)
  @Mutation(() => TaskAnswer, { description: 'Opens a task for the own organisation, or as coordinator for any.' })
  openTask(@Ask() ask: RequestContext, @Args() to: To, @Input('OpenTask', taskCommands) data: never) {
    return this.act(ask, to, { type: 'OpenTask', data });
  }

  @Allow(...coordinationTask.roles.CompleteTask)
  @Mutation(() => TaskAnswer, { description: 'Says that a task is done, today or on an earlier day.' })
  completeTask(@Ask() ask: RequestContext, @Args() to: To, @Input('CompleteTask', taskCommands) data: never) {
    return this.act(ask, to, { type: 'CompleteTask', data });
  }

  @Allow(...coordinationTask.roles.RescheduleTask)
  @Mutation(() => TaskAnswer, { description: 'Moves a task to another day, with a reason.' })
  rescheduleTask(@Ask() ask: RequestContext, @Args() to: To, @Input('RescheduleTask', taskCommands) data: never) {
    return this.act(ask, to, { type: 'RescheduleTask', data });
  }

  @Allow(...coordinationTask.roles.CancelTask)
  @Mutation(() => TaskAnswer, { description: 'Cancels a task, with a reason.' })
  cancelTask(@Ask() ask: RequestContext, @Args() to: To, @Input('CancelTask', taskCommands) data: never) {
    return this.act(ask, to, { type: 'CancelTask', data });
  }

  private act(ask: RequestContext, to: To, command: TaskCommand) {
    return this.desk.act(ask, to, command, (world) => taskNode(world, to.id));
  }
}
