import {
  Allow,
  Ask,
  CollaborationNode,
  Desk,
  IdArgs,
  Input,
  NodeOf,
  PageArgs,
  Takes,
  TextNode,
  To,
  addRefusalWords,
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
import { goalsOf } from './agenda.facts.ts';
import { goal, goalCommands, type GoalCommand } from './goal.ts';
import { goals, type GoalRow } from './goal.view.ts';
import { agendaWords } from './words.ts';

addRefusalWords(agendaWords);

const GoalPhase = enumOf(z.enum(['proposed', 'endorsed', 'retired']).meta({ id: 'GoalPhase' }));

@ObjectType({ description: 'One organisation standing behind the present version of a goal.' })
export class GoalEndorsement {
  @Field(() => ID, { description: 'The partner organisation.' })
  partner!: string;
  @Field(() => ID, { description: 'Opaque id of the person who spoke for it.' })
  person!: string;
  @Field(() => ID, { nullable: true, description: 'The mandate that allowed it.' })
  mandate!: string | null;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
}

@ObjectType({ description: 'How a goal read before its meaning was changed.' })
export class GoalVersion {
  @Field(() => Int)
  goalVersion!: number;
  @Field(() => TextNode)
  title!: Text;
  @Field(() => TextNode, { nullable: true })
  scope!: Text | null;
  @Field(() => TextNode, { nullable: true })
  targetGroup!: Text | null;
  @Field(() => String, { description: 'Until when it stood. ISO 8601 instant.' })
  endedAt!: string;
  @Field(() => TextNode, { description: 'Why the meaning was changed.' })
  reason!: Text;
}

@ObjectType('Goal', { description: 'A shared goal. Only endorsed ones belong to the common agenda.' })
export class GoalNode extends NodeOf<GoalRow> {
  @Field(() => ID)
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => GoalPhase)
  phase!: GoalRow['phase'];
  @Field(() => Int, { description: 'Rises when the meaning changes; each version is endorsed anew.' })
  goalVersion!: number;
  @Field(() => String, { nullable: true, description: 'Place in the goal tree, e.g. 2.3.1.' })
  number!: string | null;
  @Field(() => TextNode)
  title!: Text;
  @Field(() => TextNode, { nullable: true })
  scope!: Text | null;
  @Field(() => TextNode, { nullable: true, description: 'For whom.' })
  targetGroup!: Text | null;
  @Field(() => ID, { description: 'The partner that proposed it.' })
  proposedBy!: string;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  proposedAt!: string;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => [GoalEndorsement], { description: 'Who stands behind the present version.' })
  endorsements!: GoalEndorsement[];
  @Field(() => [GoalVersion], { description: 'Earlier wordings of another meaning, oldest first.' })
  earlier!: GoalVersion[];
  @Field(() => TextNode, { nullable: true })
  retiredBecause!: Text | null;

  @Field(() => GoalNode, { nullable: true, description: 'The goal it is part of.' })
  parent(): GoalNode | undefined {
    return this.row.parent === undefined ? undefined : goalNode(this.world, this.row.parent);
  }

  @Field(() => GoalConnection, { description: 'The goals that are part of it.' })
  @Takes(PageArgs)
  parts(args: PageArgs): Page<GoalNode> {
    return page(this.world.rows(goals).where('parent', this.row.id), args, (row) => new GoalNode(this.world, row));
  }
}

export const GoalConnection = connectionOf(GoalNode);

export const goalNode = (world: World, id: string): GoalNode | undefined => {
  const row = world.rows(goals).get(id);
  return row && new GoalNode(world, row);
};

@ArgsType()
class GoalsArgs extends PageArgs {
  @Field(() => GoalPhase, { nullable: true, description: 'Only goals in this phase; the common agenda is ENDORSED.' })
  phase?: GoalRow['phase'] | null;
  @Field(() => ID, { nullable: true, description: 'Only goals of this programme.' })
  programme?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Only goals that are part of no other.' })
  top?: boolean | null;
}

extend(
  CollaborationNode,
  'goal',
  { type: () => GoalNode, args: IdArgs, nullable: true, description: 'One goal.' },
  ({ world }, { id }) => goalNode(world, id),
);

extend(
  CollaborationNode,
  'goals',
  {
    type: () => GoalConnection,
    args: GoalsArgs,
    description: 'Shared goals by number, then in the order they were proposed.',
  },
  ({ world }, args) => {
    const rows = world.rows(goals);
    const asked =
      args.programme != null
        ? goalsOf(world, args.programme)
        : args.top
          ? rows.where('parent', '')
          : [...rows.values()];
    const found = asked.filter(
      (row) => (args.phase == null || row.phase === args.phase) && (!args.top || row.parent === undefined),
    );
    return page(found.toSorted(byNumber), args, (row) => new GoalNode(world, row));
  },
);

/** 2 before 10, 2.1 after 2; goals without a number last. */
const byNumber = (a: GoalRow, b: GoalRow): number => {
  if (a.number === b.number) return 0;
  if (a.number === undefined || b.number === undefined) return a.number === undefined ? 1 : -1;
  return numbers.compare(a.number, b.number);
};
// Made once: a comparison that makes its own takes longer than the whole page.
const numbers = new Intl.Collator('en', { numeric: true });

const GoalAnswer = answerOf(GoalNode);

@Resolver()
export class GoalResolver {
  constructor(@Inject(Desk) private readonly desk: Desk) {}

  @Allow(...goal.roles.ProposeGoal)
  @Mutation(() => GoalAnswer, { description: 'Proposes a goal in the name of the organisation acted for.' })
  proposeGoal(@Ask() ask: RequestContext, @Args() to: To, @Input('ProposeGoal', goalCommands) data: never) {
    return this.act(ask, to, { type: 'ProposeGoal', data });
  }

  @Allow(...goal.roles.EndorseGoal)
  @Mutation(() => GoalAnswer, { description: 'Puts the organisation acted for behind the present version of a goal.' })
  endorseGoal(@Ask() ask: RequestContext, @Args() to: To) {
    return this.act(ask, to, { type: 'EndorseGoal', data: {} });
  }

  @Allow(...goal.roles.AmendGoal)
  @Mutation(() => GoalAnswer, {
    description: 'Changes the words; a change of meaning starts a new version to be endorsed.',
  })
  amendGoal(@Ask() ask: RequestContext, @Args() to: To, @Input('AmendGoal', goalCommands) data: never) {
    return this.act(ask, to, { type: 'AmendGoal', data });
  }

  @Allow(...goal.roles.RetireGoal)
  @Mutation(() => GoalAnswer, { description: 'Takes a goal off the agenda. It stays readable, with the reason.' })
  retireGoal(@Ask() ask: RequestContext, @Args() to: To, @Input('RetireGoal', goalCommands) data: never) {
    return this.act(ask, to, { type: 'RetireGoal', data });
  }

  private act(ask: RequestContext, to: To, command: GoalCommand) {
    return this.desk.act(ask, to, command, (world) => goalNode(world, to.id));
  }
}
