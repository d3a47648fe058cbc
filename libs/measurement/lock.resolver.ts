import { todayIn } from '#backbone';
import {
  CollaborationNode,
  IdArgs,
  NodeOf,
  PageArgs,
  TextNode,
  answerOf,
  connectionOf,
  extend,
  page,
  mutationsOf,
} from '#graphql';
import type { Text } from '#language';
import type { World } from '#world';
import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { IndicatorNode, indicatorNode } from './indicator.resolver.ts';
import { lock } from './lock.ts';
import { isOpen, locks, locksOver, type LockRow } from './lock.view.ts';

@ObjectType({ description: 'One time that a locked span was opened.' })
export class Unlocking {
  @Field(() => String, { description: 'Last day it was to be open.' })
  until!: string;
  @Field(() => TextNode, { description: 'Why.' })
  reason!: Text;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
  @Field(() => ID, { description: 'Opaque id of the person who opened it.' })
  by!: string;
  @Field(() => ID, { description: 'Log position: what was frozen before it may no longer agree.' })
  position!: string;
}

@ObjectType('Lock', { description: 'A span whose values are settled: none is taken, corrected or withdrawn.' })
export class LockNode extends NodeOf<LockRow> {
  @Field(() => ID, { description: 'Begins with lock_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => String, { description: 'First day of the span.' })
  from!: string;
  @Field(() => String, { description: 'Last day of the span.' })
  to!: string;
  @Field(() => TextNode, { nullable: true, description: 'Why it was locked.' })
  reason!: Text | null;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  lockedAt!: string;
  @Field(() => ID, { description: 'Opaque id of the person who locked it.' })
  lockedBy!: string;
  @Field(() => [Unlocking], { description: 'Every time it was opened, oldest first.' })
  unlockings!: Unlocking[];

  @Field(() => [IndicatorNode], { description: 'The indicators it concerns; all of them when the list is empty.' })
  indicators(): IndicatorNode[] {
    return this.row.indicators.flatMap((id) => indicatorNode(this.world, id) ?? []);
  }

  @Field(() => Boolean, { description: 'It was opened and takes values today. The day after the last it does not.' })
  open(): boolean {
    return isOpen(this.row, todayIn(this.world));
  }
}

export const LockConnection = connectionOf(LockNode);

const lockNode = (world: World, id: string): LockNode | undefined => {
  const row = world.rows(locks).get(id);
  return row && new LockNode(world, row);
};

extend(
  CollaborationNode,
  'locks',
  { type: () => LockConnection, args: PageArgs, description: 'Spans whose values are settled, oldest first.' },
  ({ world }, args) => page([...world.rows(locks).values()], args, (row) => new LockNode(world, row)),
);

extend(
  CollaborationNode,
  'lock',
  { type: () => LockNode, args: IdArgs, nullable: true, description: 'One span whose values are settled.' },
  ({ world }, { id }) => lockNode(world, id),
);

@ArgsType()
class LockedArgs {
  @Field(() => String, { description: 'First day of the period.' })
  from!: string;
  @Field(() => String, { description: 'Last day of the period.' })
  to!: string;
}

extend(
  IndicatorNode,
  'locked',
  {
    type: () => Boolean,
    args: LockedArgs,
    description: 'Whether a period takes no values today: it lies in a locked span that has not been opened.',
  },
  ({ world, row }, period) =>
    locksOver(world.rows(locks).values(), row.id, period).some((lock) => !isOpen(lock, todayIn(world))),
);

const LockAnswer = answerOf(LockNode);

export const LockResolver = mutationsOf(
  lock,
  { answer: LockAnswer, find: (world, { id }) => lockNode(world, id) },
  {
    LockValues: 'Settles the values of a span, of some indicators or of all.',
    UnlockValues: 'Opens a locked span until the end of a day, with a reason.',
  },
);
