import {
  CollaborationNode,
  IdArgs,
  NodeOf,
  PageArgs,
  Takes,
  TextNode,
  addRefusalWords,
  answerOf,
  connectionOf,
  enumOf,
  extend,
  mutationsOf,
  page,
  type Page,
} from '#graphql';
import { PartnerConnection, PartnerNode, QuorumNode, partners, todayIn } from '#backbone';
import type { Quorum, Text } from '#language';
import type { World } from '#world';
import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { goalIn, goalLineageOf, goalsOf, openGoals, tallyOf } from './agenda.facts.ts';
import { tally, type Ballot } from './ballot.ts';
import { GoalPhase, goal } from './goal.ts';
import {
  endorsersOf,
  goals,
  isMilestoneLate,
  type GoalRow,
  type GoalVersion,
  type Milestone as MilestoneRow,
} from './goal.view.ts';
import { StrategyNode, strategyNode } from './strategy.resolver.ts';
import { agendaWords } from './words.ts';

addRefusalWords(agendaWords);

const GoalPhaseEnum = enumOf(GoalPhase);

@ObjectType({ description: 'One organisation standing behind a version of a goal.' })
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

@ObjectType({ description: 'One organisation’s endorsement taken back.' })
export class GoalWithdrawal extends GoalEndorsement {
  @Field(() => TextNode, { description: 'Why.' })
  reason!: Text;
}

@ObjectType({ isAbstract: true })
abstract class GoalWords {
  @Field(() => TextNode, { description: 'The goal in a line.' })
  title!: Text;
  @Field(() => TextNode, { nullable: true, description: 'What it covers and what it does not.' })
  scope!: Text | null;
  @Field(() => TextNode, { nullable: true, description: 'For whom.' })
  targetGroup!: Text | null;
  @Field(() => TextNode, { nullable: true, description: 'The gap looked at, e.g. between areas or groups.' })
  gap!: Text | null;
}

@ObjectType('GoalVersion', { description: 'How a goal read before its meaning was changed, and who stood behind it.' })
export class GoalVersionNode extends GoalWords {
  @Field(() => Int, { description: 'Counted from 1.' })
  goalVersion!: number;
  @Field(() => String, { nullable: true, description: 'When it was put before the partners. ISO 8601 instant.' })
  versionAt!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'When it became common; nothing if it never did. ISO 8601 instant.',
  })
  agreedAt!: string | null;
  @Field(() => [GoalEndorsement], { description: 'Who stood behind it when it was set aside.' })
  endorsements!: GoalEndorsement[];
  @Field(() => [GoalWithdrawal], { description: 'Who had taken back their endorsement.' })
  withdrawals!: GoalWithdrawal[];
  @Field(() => String, { description: 'Until when it stood. ISO 8601 instant.' })
  endedAt!: string;
  @Field(() => ID, { description: 'Opaque id of the person who changed it.' })
  endedBy!: string;
  @Field(() => TextNode, { description: 'Why the meaning was changed.' })
  reason!: Text;
}

@ObjectType({ description: 'The words that stood until a slip was corrected or a translation written.' })
export class GoalRewording extends GoalWords {
  @Field(() => Int, { description: 'The version, which stayed the same.' })
  goalVersion!: number;
  @Field(() => TextNode, { description: 'Why they were reworded.' })
  reason!: Text;
  @Field(() => ID, { description: 'Opaque id of the person who reworded them.' })
  person!: string;
  @Field(() => ID, { nullable: true, description: 'The mandate that allowed it.' })
  mandate!: string | null;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
}

@ObjectType({ description: 'The place a goal left in the whole.' })
export class GoalMove {
  @Field(() => String, { nullable: true, description: 'The number it had.' })
  number!: string | null;
  @Field(() => ID, { nullable: true, description: 'The goal it was part of.' })
  parent!: string | null;
  @Field(() => ID, { nullable: true, description: 'The strategy it carried out.' })
  strategy!: string | null;
  @Field(() => [ID], { description: 'The programmes it named.' })
  programmes!: readonly string[];
  @Field(() => TextNode, { description: 'Why it was moved.' })
  reason!: Text;
  @Field(() => ID, { description: 'Opaque id of the person who moved it.' })
  person!: string;
  @Field(() => ID, { nullable: true, description: 'The mandate that allowed it.' })
  mandate!: string | null;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
}

interface BallotRow {
  readonly quorum: Quorum;
  readonly electorate: number;
  readonly needed: number;
  readonly given: number;
  readonly met: boolean;
  readonly silent: readonly string[];
}

@ObjectType('GoalBallot', {
  description: 'Where the endorsement of a goal version stands, under the quorum rule of the day it was proposed.',
})
export class GoalBallotNode extends NodeOf<BallotRow> {
  @Field(() => QuorumNode, { description: 'The quorum rule that decides.' })
  quorum!: Quorum;
  @Field(() => Int, { description: 'How many partners had a voice when the version was proposed.' })
  electorate!: number;
  @Field(() => Int, { description: 'How many endorsements make the goal common.' })
  needed!: number;
  @Field(() => Int, { description: 'How many of those that count have been given.' })
  given!: number;
  @Field(() => Boolean, {
    description: 'Whether as many as needed stand behind it now. An agreed goal stays agreed when one is taken back.',
  })
  met!: boolean;

  @Field(() => PartnerConnection, {
    description: 'The partners whose endorsement counts and has not been given. None where the ballot named nobody.',
  })
  @Takes(PageArgs)
  missing(args: PageArgs): Page<PartnerNode> {
    const rows = this.row.silent.flatMap((id) => this.world.rows(partners).get(id) ?? []);
    return page(rows, args, (row) => new PartnerNode(this.world, row));
  }
}

/** A ballot with its tally, as a page shows it. */
export function ballotNode(world: World, ballot: Ballot, endorsers: readonly string[]): GoalBallotNode {
  const { quorum, electorate } = ballot;
  const { needed, given, met, missing: silent } = tally(ballot, endorsers);
  return new GoalBallotNode(world, { quorum, electorate, needed, given, met, silent });
}

@ObjectType({ description: 'A day a milestone was due before.' })
export class MilestoneMove {
  @Field(() => String, { description: 'The day it was due then.' })
  due!: string;
  @Field(() => TextNode, { description: 'Why it was moved.' })
  reason!: Text;
  @Field(() => ID, { description: 'Opaque id of the person who moved it.' })
  person!: string;
  @Field(() => ID, { nullable: true, description: 'The mandate that allowed it.' })
  mandate!: string | null;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
}

@ObjectType('Milestone', { description: 'A stage on the way to a goal.' })
export class MilestoneNode extends NodeOf<MilestoneRow> {
  @Field(() => ID, { description: 'Begins with milestone_; unique within its goal.' })
  id!: string;
  @Field(() => TextNode, { description: 'What is reached then.' })
  title!: Text;
  @Field(() => TextNode, { nullable: true, description: 'More about it.' })
  detail!: Text | null;
  @Field(() => String, { description: 'The day it is due.' })
  due!: string;
  @Field(() => String, { nullable: true, description: 'The day it was reached.' })
  reachedOn!: string | null;
  @Field(() => TextNode, { nullable: true, description: 'Why it was dropped; nothing while it stands.' })
  droppedBecause!: Text | null;
  @Field(() => [MilestoneMove], { description: 'Days it was due before, oldest first.' })
  moved!: MilestoneMove[];

  @Field(() => Boolean, { description: 'Its day has passed, and it has not been reached.' })
  late(): boolean {
    return isMilestoneLate(this.row, todayIn(this.world));
  }
}

@ObjectType('Goal', { description: 'A shared goal. Only endorsed ones belong to the common agenda.' })
export class GoalNode extends NodeOf<GoalRow> {
  @Field(() => ID)
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => GoalPhaseEnum, {
    description:
      'A draft is seen by its own organisation, coordinators and auditors; withdrawn is what its proposer took back.',
  })
  phase!: GoalRow['phase'];
  @Field(() => Int, { description: 'Rises when the meaning changes; each version is endorsed anew. 0 while a draft.' })
  goalVersion!: number;
  @Field(() => String, { nullable: true, description: 'Place in the goal tree, e.g. 2.3.1.' })
  number!: string | null;
  @Field(() => TextNode)
  title!: Text;
  @Field(() => TextNode, { nullable: true })
  scope!: Text | null;
  @Field(() => TextNode, { nullable: true, description: 'For whom.' })
  targetGroup!: Text | null;
  @Field(() => TextNode, { nullable: true, description: 'The gap looked at, e.g. between areas or groups.' })
  gap!: Text | null;
  @Field(() => ID, { description: 'The partner that proposed it; of a draft, the one that drafted it.' })
  proposedBy!: string;
  @Field(() => String, { nullable: true, description: 'When it was first drafted, if it was. ISO 8601 instant.' })
  draftedAt!: string | null;
  @Field(() => String, { nullable: true, description: 'Nothing while a draft. ISO 8601 instant.' })
  proposedAt!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'When the present version was put before the partners. ISO 8601 instant.',
  })
  versionAt!: string | null;
  @Field(() => String, { nullable: true, description: 'When the present version became common. ISO 8601 instant.' })
  agreedAt!: string | null;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => [GoalEndorsement], { description: 'Who stands behind the present version.' })
  endorsements!: GoalEndorsement[];
  @Field(() => [GoalWithdrawal], { description: 'Who took back their endorsement of the present version.' })
  withdrawals!: GoalWithdrawal[];
  @Field(() => [GoalVersionNode], { description: 'Earlier wordings of another meaning, oldest first.' })
  earlier!: GoalVersion[];
  @Field(() => [GoalRewording], { description: 'Slips corrected and translations added, oldest first.' })
  rewordings!: GoalRewording[];
  @Field(() => [GoalMove], { description: 'Places it had before in the whole, oldest first.' })
  moves!: GoalMove[];
  @Field(() => TextNode, { nullable: true, description: 'Why it was taken off the agenda.' })
  retiredBecause!: Text | null;
  @Field(() => TextNode, { nullable: true, description: 'Why its proposer took it back.' })
  withdrawnBecause!: Text | null;

  @Field(() => GoalBallotNode, { nullable: true, description: 'How far its endorsement is; nothing while a draft.' })
  ballot(): GoalBallotNode | undefined {
    return this.row.ballot && ballotNode(this.world, this.row.ballot, endorsersOf(this.row));
  }

  @Field(() => [MilestoneNode], { description: 'Its milestones by due day, those dropped last.' })
  milestones(): MilestoneNode[] {
    return this.row.milestones.toSorted(byDue).map((row) => new MilestoneNode(this.world, row));
  }

  @Field(() => GoalNode, { nullable: true, description: 'The goal it is part of.' })
  parent(): GoalNode | undefined {
    return this.row.parent === undefined ? undefined : goalNode(this.world, this.row.parent);
  }

  @Field(() => [GoalNode], { description: 'The goals it is part of, from the top down.' })
  lineage(): GoalNode[] {
    return goalLineageOf(this.world, this.row.parent)
      .toReversed()
      .flatMap((id) => goalNode(this.world, id) ?? []);
  }

  @Field(() => GoalConnection, { description: 'The goals that are part of it, by number.' })
  @Takes(PageArgs)
  parts(args: PageArgs): Page<GoalNode> {
    return goalPage(this.world, this.world.rows(goals).where('parent', this.row.id), args);
  }

  @Field(() => StrategyNode, {
    nullable: true,
    description: 'The strategy whose vision it serves: its own, or that of the nearest goal above it that names one.',
  })
  strategy(): StrategyNode | undefined {
    const rows = this.world.rows(goals);
    const above = goalLineageOf(this.world, this.row.parent).map((id) => rows.get(id)?.strategy);
    const id = this.row.strategy ?? above.find((named) => named !== undefined);
    return id === undefined ? undefined : strategyNode(this.world, id);
  }
}

export const GoalConnection = connectionOf(GoalNode);

export const goalNode = (world: World, id: string): GoalNode | undefined => {
  const row = goalIn(world, id);
  return row && new GoalNode(world, row);
};

/** A page of goals by number, without the drafts of others. */
export const goalPage = (world: World, rows: readonly GoalRow[], args: PageArgs): Page<GoalNode> =>
  page(openGoals(world, rows).toSorted(byNumber), args, (row) => new GoalNode(world, row));

@ArgsType()
class GoalsArgs extends PageArgs {
  @Field(() => GoalPhaseEnum, {
    nullable: true,
    description: 'Only goals in this phase; the common agenda is ENDORSED.',
  })
  phase?: GoalRow['phase'] | null;
  @Field(() => ID, { nullable: true, description: 'Only goals of this programme.' })
  programme?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Only goals that are part of no other.' })
  top?: boolean | null;
  @Field(() => ID, { nullable: true, description: 'Only proposals that wait for the endorsement of this partner.' })
  awaiting?: string | null;
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
    const { phase, programme, top, awaiting } = args;
    const rows = world.rows(goals);
    const asked =
      programme != null
        ? goalsOf(world, programme)
        : awaiting != null
          ? rows.where('awaiting', awaiting)
          : top
            ? rows.where('parent', '')
            : phase != null
              ? rows.where('phase', phase)
              : rows.values();
    const found = asked.filter(
      (row) =>
        (phase == null || row.phase === phase) &&
        (!top || row.parent === undefined) &&
        (awaiting == null || (row.phase === 'proposed' && tallyOf(row)?.missing.includes(awaiting))),
    );
    return goalPage(world, found, args);
  },
);

extend(
  StrategyNode,
  'goals',
  {
    type: () => GoalConnection,
    args: PageArgs,
    description: 'The goals that carry it out, by number; their parts carry it out with them.',
  },
  ({ world, id }, args) => goalPage(world, world.rows(goals).where('strategy', id), args),
);

extend(
  PartnerNode,
  'goals',
  { type: () => GoalConnection, args: PageArgs, description: 'Goals it proposed or stands behind, by number.' },
  ({ world, id }, args) => goalPage(world, world.rows(goals).where('partner', id), args),
);

/** 2 before 10, 2.1 after 2; goals without a number last. */
const byNumber = (a: GoalRow, b: GoalRow): number => {
  if (a.number === b.number) return 0;
  if (a.number === undefined || b.number === undefined) return a.number === undefined ? 1 : -1;
  return numbers.compare(a.number, b.number);
};
// Made once: a comparison that makes its own takes longer than the whole page.
const numbers = new Intl.Collator('en', { numeric: true });

const byDue = (a: MilestoneRow, b: MilestoneRow): number =>
  Number(a.droppedBecause !== undefined) - Number(b.droppedBecause !== undefined) || (a.due < b.due ? -1 : 1);

const GoalAnswer = answerOf(GoalNode);

// Nothing has to be said with an endorsement, so nobody has to say an empty input.

export const GoalResolver = mutationsOf(
  goal,
  { answer: GoalAnswer, find: (world, { id }) => goalNode(world, id) },
  {
    DraftGoal: 'Writes down a goal before it is proposed, or all of a draft anew. Other partners do not see it.',
    ProposeGoal: 'Proposes a goal in the name of the organisation acted for, out of nothing or out of its own draft.',
    EndorseGoal: 'Puts the organisation acted for behind the present version of a goal.',
    WithdrawEndorsement:
      'Takes back the endorsement of the organisation acted for. A goal that was agreed on stays agreed.',
    AmendGoal: 'Changes the words; a change of meaning starts a new version to be endorsed.',
    PlaceGoal: 'Says anew where a goal stands: number, parent, strategy and programmes. The meaning stays.',
    WithdrawGoal: 'Takes back a draft or a proposal of the organisation acted for that has never been agreed on.',
    RetireGoal: 'Takes a goal off the agenda. It stays readable, with the reason.',
    SetMilestone: 'Sets a milestone of a goal, or all of one anew; for that a reason is needed.',
    ReachMilestone: 'Records the day on which a milestone was reached.',
    DropMilestone: 'Takes a milestone away. It stays readable, with the reason.',
  },
);
