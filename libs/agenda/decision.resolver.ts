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
import { todayIn } from '#backbone';
import type { Text } from '#language';
import type { World } from '#world';
import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { z } from 'zod';
import { BodyKind, decision, Outcome } from './decision.ts';
import { decisions, isLate, newestFirst, type DecisionRow } from './decision.view.ts';
import { GoalNode, goalNode } from './goal.resolver.ts';
import { ProgrammeNode, programmeNode } from './programme.resolver.ts';
import { StrategyNode, strategyNode } from './strategy.resolver.ts';

const BodyKindEnum = enumOf(BodyKind);
const OutcomeEnum = enumOf(Outcome);
const DecisionPhase = enumOf(z.enum(['planned', 'taken', 'cancelled']).meta({ id: 'DecisionPhase' }));

@ObjectType({ description: 'What an amendment of a decision’s record moved away from.' })
export class DecisionAmendment {
  @Field(() => TextNode, { description: 'What it was called.' })
  title!: Text;
  @Field(() => String, { nullable: true, description: 'When it was said to have been taken.' })
  date!: string | null;
  @Field(() => String, { nullable: true, description: 'The month it was planned for.' })
  planned!: string | null;
  @Field(() => OutcomeEnum, { nullable: true, description: 'What was said to have been decided.' })
  outcome!: DecisionRow['outcome'] | null;
  @Field(() => TextNode, { description: 'Why it was amended.' })
  reason!: Text;
  @Field(() => ID, { description: 'Opaque id of the person who amended it.' })
  person!: string;
  @Field(() => ID, { nullable: true, description: 'The mandate that allowed it.' })
  mandate!: string | null;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
}

@ObjectType('Decision', { description: 'What a governing body decided, or is to decide.' })
export class DecisionNode extends NodeOf<DecisionRow> {
  @Field(() => ID, { description: 'Begins with decision_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => DecisionPhase, { description: 'Whether it has been taken, or is not going to be.' })
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

  @Field(() => [DecisionAmendment], { description: 'How its record was amended, oldest first.' })
  amendments!: DecisionAmendment[];
  @Field(() => String, { nullable: true, description: 'When it was cancelled. ISO 8601 instant.' })
  cancelledAt!: string | null;
  @Field(() => TextNode, { nullable: true, description: 'Why it was not taken after all.' })
  cancelledBecause!: Text | null;

  @Field(() => [GoalNode], { description: 'The goals it is about.' })
  goals(): GoalNode[] {
    return this.row.subjects.flatMap((id) => goalNode(this.world, id) ?? []);
  }

  @Field(() => [ProgrammeNode], { description: 'The programmes it is about.' })
  programmes(): ProgrammeNode[] {
    return this.row.subjects.flatMap((id) => programmeNode(this.world, id) ?? []);
  }

  @Field(() => [StrategyNode], { description: 'The strategies it is about.' })
  strategies(): StrategyNode[] {
    return this.row.subjects.flatMap((id) => strategyNode(this.world, id) ?? []);
  }

  @Field(() => Boolean, { description: 'Planned for a month that has passed, and neither taken nor cancelled.' })
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
  @Field(() => DecisionPhase, { nullable: true, description: 'Only those in this phase.' })
  phase?: DecisionRow['phase'] | null;
  @Field(() => ID, { nullable: true, description: 'Only decisions about this programme, goal, strategy or report.' })
  subject?: string | null;
  @Field(() => BodyKindEnum, { nullable: true, description: 'Only decisions of this kind of body.' })
  bodyKind?: DecisionRow['bodyKind'] | null;
  @Field(() => Boolean, { nullable: true, description: 'True: only planned ones whose month has passed.' })
  late?: boolean | null;
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
    const { phase, subject, bodyKind, late } = args;
    const today = todayIn(world);
    const rows = world.rows(decisions);
    const asked =
      subject != null
        ? rows.where('subject', subject)
        : late
          ? rows.where('phase', 'planned')
          : phase != null
            ? rows.where('phase', phase)
            : rows.values();
    const found = asked.filter(
      (row) =>
        (phase == null || row.phase === phase) &&
        (bodyKind == null || row.bodyKind === bodyKind) &&
        (!late || isLate(row, today)),
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

export const DecisionResolver = mutationsOf(
  decision,
  { answer: DecisionAnswer, find: (world, { id }) => decisionNode(world, id) },
  {
    RecordDecision: 'Records a decision already taken, or one planned for a month.',
    TakeDecision: 'Records that a planned decision was taken, and how.',
    AmendDecision: 'Says all of a decision’s record anew, with the reason.',
    CancelDecision: 'Records that a planned decision is not going to be taken, and why.',
  },
);
