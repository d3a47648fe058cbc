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
import { todayIn } from '#backbone';
import type { Text } from '#language';
import type { World } from '#world';
import { Inject } from '@nestjs/common';
import { Args, ArgsType, Field, ID, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { z } from 'zod';
import { BodyKind, decision, decisionCommands, Outcome, type DecisionCommand } from './decision.ts';
import { decisions, isLate, newestFirst, type DecisionRow } from './decision.view.ts';
import { GoalNode } from './goal.resolver.ts';
import { ProgrammeNode } from './programme.resolver.ts';
import { StrategyNode } from './strategy.resolver.ts';

const BodyKindEnum = enumOf(BodyKind);
const OutcomeEnum = enumOf(Outcome);
const DecisionPhase = enumOf(z.enum(['planned', 'taken']).meta({ id: 'DecisionPhase' }));

@ObjectType('Decision', { description: 'What a governing body decided, or is to decide.' })
export class DecisionNode extends NodeOf<DecisionRow> {
  @Field(() => ID, { description: 'Begins with decision_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => DecisionPhase, { description: 'Whether it has been taken.' })
  phase!: DecisionRow['phase'];
  @Field(() => TextNode, { description: 'What it is about, in a line.' })
  title!: Text;
  @Field(() => TextNode, { description: 'The body or official that decides.' })
  body!: Text;
  @Field(() => BodyKindEnum, { description: 'What kind of body it is.' })
  bodyKind!: DecisionRow['bodyKind'];
  @Field(() => String, {
    nullable: true,
    description:
      'When it was taken: a day, or a month where the day is not known. Nothing while planned or where no source tells.',
  })
  date!: string | null;
  @Field(() => String, { nullable: true, description: 'The month it is planned for, e.g. 2025-06.' })
  planned!: string | null;
  @Field(() => String, { nullable: true, description: 'The paragraph of the minutes, without the sign.' })
  section!: string | null;
  @Field(() => String, { nullable: true, description: 'The matter’s number in the authority’s register.' })
  registerNumber!: string | null;
  @Field(() => OutcomeEnum, { nullable: true, description: 'What was decided; nothing while planned.' })
  outcome!: DecisionRow['outcome'] | null;
  @Field(() => [ID], { description: 'Ids of the programmes, goals, strategies and reports it is about.' })
  subjects!: readonly string[];
  @Field(() => String, { description: 'ISO 8601 instant.' })
  recordedAt!: string;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => TextNode, { nullable: true, description: 'Why it was last amended.' })
  reason!: Text | null;

  @Field(() => Boolean, { description: 'Planned for a month that has passed, and not taken.' })
  late(): boolean {
    return isLate(this.row, todayIn(this.world));
  }
}

export const DecisionConnection = connectionOf(DecisionNode);

export const decisionNode = (world: World, id: string): DecisionNode | undefined => {
  const row = world.rows(decisions).get(id);
  return row && new DecisionNode(world, row);
};

/** A page of the decisions about one thing, for whichever node it is. */
export const decisionsAbout = (world: World, subject: string, args: PageArgs): Page<DecisionNode> =>
  page(newestFirst(world.rows(decisions).where('subject', subject)), args, (row) => new DecisionNode(world, row));

@ArgsType()
class DecisionsArgs extends PageArgs {
  @Field(() => DecisionPhase, { nullable: true, description: 'Only planned ones, or only those taken.' })
  phase?: DecisionRow['phase'] | null;
  @Field(() => ID, { nullable: true, description: 'Only decisions about this programme, goal, strategy or report.' })
  subject?: string | null;
  @Field(() => BodyKindEnum, { nullable: true, description: 'Only decisions of this kind of body.' })
  bodyKind?: DecisionRow['bodyKind'] | null;
}

extend(
  CollaborationNode,
  'decision',
  { type: () => DecisionNode, args: IdArgs, nullable: true, description: 'One decision.' },
  ({ world }, { id }) => decisionNode(world, id),
);

extend(
  CollaborationNode,
  'decisions',
  {
    type: () => DecisionConnection,
    args: DecisionsArgs,
    description: 'Decisions of governing bodies, the newest first.',
  },
  ({ world }, args) => {
    const { phase, subject, bodyKind } = args;
    const rows = world.rows(decisions);
    const asked =
      subject != null
        ? rows.where('subject', subject)
        : phase != null
          ? rows.where('phase', phase)
          : [...rows.values()];
    const found = asked.filter(
      (row) => (phase == null || row.phase === phase) && (bodyKind == null || row.bodyKind === bodyKind),
    );
    return page(newestFirst(found), args, (row) => new DecisionNode(world, row));
  },
);

const about = {
  type: () => DecisionConnection,
  args: PageArgs,
  description: 'What governing bodies decided about it.',
};
extend(ProgrammeNode, 'decisions', about, ({ world, id }, args) => decisionsAbout(world, id, args));
extend(GoalNode, 'decisions', about, ({ world, id }, args) => decisionsAbout(world, id, args));
extend(StrategyNode, 'decisions', about, ({ world, id }, args) => decisionsAbout(world, id, args));

const DecisionAnswer = answerOf(DecisionNode);

@Resolver()
export class DecisionResolver {
  constructor(@Inject(Desk) private readonly desk: Desk) {}

  @Allow(...decision.roles.RecordDecision)
  @Mutation(() => DecisionAnswer, { description: 'Records a decision already taken, or one planned for a month.' })
  recordDecision(@Ask() ask: RequestContext, @Args() to: To, @Input('RecordDecision', decisionCommands) data: never) {
    return this.act(ask, to, { type: 'RecordDecision', data });
  }

  @Allow(...decision.roles.TakeDecision)
  @Mutation(() => DecisionAnswer, { description: 'Records that a planned decision was taken, and how.' })
  takeDecision(@Ask() ask: RequestContext, @Args() to: To, @Input('TakeDecision', decisionCommands) data: never) {
    return this.act(ask, to, { type: 'TakeDecision', data });
  }

  @Allow(...decision.roles.AmendDecision)
  @Mutation(() => DecisionAnswer, { description: 'Says all of a decision’s record anew, with the reason.' })
  amendDecision(@Ask() ask: RequestContext, @Args() to: To, @Input('AmendDecision', decisionCommands) data: never) {
    return this.act(ask, to, { type: 'AmendDecision', data });
  }

  private act(ask: RequestContext, to: To, command: DecisionCommand) {
    return this.desk.act(ask, to, command, (world) => decisionNode(world, to.id));
  }
}
