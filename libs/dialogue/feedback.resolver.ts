import { partnerNode, PartnerNode, todayIn } from '#backbone';
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
import { feedback, FeedbackGiver, FeedbackOutcome } from './feedback.ts';
import { feedbacks, isOverdue, type FeedbackRow } from './feedback.view.ts';
import { talkedAbout } from './talked-about.resolver.ts';
import { thingNode, ThingNode } from './thing.resolver.ts';

const FeedbackPhaseEnum = enumOf(z.enum(['open', 'answered', 'acted', 'told', 'closed']).meta({ id: 'FeedbackPhase' }));
const FeedbackGiverEnum = enumOf(FeedbackGiver);
const FeedbackOutcomeEnum = enumOf(FeedbackOutcome);

@ObjectType({ description: 'What an organisation answered to feedback, or told its giver.' })
export class FeedbackAnswered {
  @Field(() => ID, { description: 'The organisation that spoke.' })
  partner!: string;
  @Field(() => String, { description: 'The day.' })
  on!: string;
  @Field(() => TextNode, { description: 'What was said.' })
  text!: Text;
}

@ObjectType({ description: 'Feedback went on to another organisation.' })
export class FeedbackPassing {
  @Field(() => ID, { description: 'The organisation it had come to.' })
  from!: string;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
  @Field(() => TextNode, { description: 'Why.' })
  reason!: Text;
}

@ObjectType('Feedback', {
  description: 'Feedback that asks for an answer: given, answered, acted on, its giver told, closed.',
})
export class FeedbackNode extends NodeOf<FeedbackRow> {
  @Field(() => ID, { description: 'Begins with feedback_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => FeedbackPhaseEnum, { description: 'How far round the loop it has come.' })
  phase!: FeedbackRow['phase'];
  @Field(() => FeedbackGiverEnum, { description: 'Whose feedback it is.' })
  giver!: FeedbackRow['giver'];
  @Field(() => TextNode, { nullable: true, description: 'Which group gave it; never one person.' })
  group!: Text | null;
  @Field(() => TextNode, { description: 'The feedback.' })
  text!: Text;
  @Field(() => String, { description: 'The day it was given.' })
  givenOn!: string;
  @Field(() => String, { description: 'The last day for the first answer.' })
  due!: string;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => [FeedbackAnswered], { description: 'Answers, oldest first.' })
  answers!: FeedbackAnswered[];
  @Field(() => [FeedbackAnswered], { description: 'What the giver was told, oldest first.' })
  told!: FeedbackAnswered[];
  @Field(() => [FeedbackPassing], { description: 'Where it came to before, oldest first.' })
  passedOn!: FeedbackPassing[];
  @Field(() => FeedbackOutcomeEnum, { nullable: true, description: 'How it ended; nothing while it has not.' })
  outcome!: FeedbackRow['outcome'] | null;
  @Field(() => TextNode, { nullable: true, description: 'More on how it ended.' })
  outcomeText!: Text | null;
  @Field(() => String, { nullable: true, description: 'The day it was closed.' })
  closedOn!: string | null;

  @Field(() => Boolean, {
    description: 'Unanswered after its last day, judged by the moment the collaboration is looked at.',
  })
  overdue(): boolean {
    return isOverdue(this.row, todayIn(this.world));
  }

  @Field(() => ThingNode, { nullable: true, description: 'What it is about, when it is about one thing.' })
  about(): ThingNode | undefined {
    return thingNode(this.world, this.row.about);
  }

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation that gave it or wrote it down.' })
  givenBy(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.givenBy);
  }

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation that is to answer.' })
  to(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.to);
  }

  @Field(() => [ThingNode], { description: 'The tasks, activities and decisions it led to.' })
  actions(): ThingNode[] {
    return this.row.actions.flatMap((id) => thingNode(this.world, id) ?? []);
  }
}

export const FeedbackConnection = connectionOf(FeedbackNode);

export const feedbackNode = (world: World, id: string): FeedbackNode | undefined => {
  const row = world.rows(feedbacks).get(id);
  return row && new FeedbackNode(world, row);
};

@ArgsType()
class FeedbackArgs extends PageArgs {
  @Field(() => FeedbackPhaseEnum, { nullable: true, description: 'Only feedback that has come this far.' })
  phase?: FeedbackRow['phase'] | null;
  @Field(() => Boolean, { nullable: true, description: 'Only what waits too long (true), or only the rest (false).' })
  overdue?: boolean | null;
  @Field(() => ID, { nullable: true, description: 'Only what this partner is to answer.' })
  to?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only what this partner gave or wrote down.' })
  givenBy?: string | null;
}

/** What waits comes first, by its last day; then the rest, the newest first. */
function pageOfFeedback(world: World, rows: readonly FeedbackRow[], args: FeedbackArgs): Page<FeedbackNode> {
  const { phase, overdue, to, givenBy } = args;
  const today = todayIn(world);
  const found = rows.filter(
    (row) =>
      (phase == null || row.phase === phase) &&
      (overdue == null || overdue === isOverdue(row, today)) &&
      (to == null || row.to === to) &&
      (givenBy == null || row.givenBy === givenBy),
  );
  const waiting = found
    .filter((row) => row.phase === 'open')
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
  const rest = found.filter((row) => row.phase !== 'open').reverse();
  return page([...waiting, ...rest], args, (row) => new FeedbackNode(world, row));
}

/** The fewest rows that hold all that are asked for. */
function asked(world: World, { phase, overdue, to, givenBy }: FeedbackArgs): readonly FeedbackRow[] {
  const rows = world.rows(feedbacks);
  if (to != null) return rows.where('to', to);
  if (givenBy != null) return rows.where('givenBy', givenBy);
  if (overdue === true) return rows.where('phase', 'open');
  return phase == null ? rows.values() : rows.where('phase', phase);
}

const list = { type: () => FeedbackConnection, args: FeedbackArgs };
extend(
  CollaborationNode,
  'feedback',
  { ...list, description: 'Feedback: what waits for an answer first, by its last day; then the newest.' },
  ({ world }, args) => pageOfFeedback(world, asked(world, args), args),
);
extend(
  CollaborationNode,
  'oneFeedback',
  { type: () => FeedbackNode, args: IdArgs, nullable: true, description: 'One piece of feedback.' },
  ({ world }, { id }) => feedbackNode(world, id),
);
extend(
  PartnerNode,
  'feedbackReceived',
  { ...list, description: 'Feedback it is to answer: what waits first, by its last day.' },
  ({ world, row }, args) => pageOfFeedback(world, world.rows(feedbacks).where('to', row.id), args),
);
extend(
  PartnerNode,
  'feedbackGiven',
  { ...list, description: 'Feedback it gave or wrote down for others: what waits first.' },
  ({ world, row }, args) => pageOfFeedback(world, world.rows(feedbacks).where('givenBy', row.id), args),
);
for (const node of talkedAbout)
  extend(
    node,
    'feedback',
    { ...list, description: 'Feedback about it: what waits for an answer first, by its last day.' },
    ({ world, row }, args) => pageOfFeedback(world, world.rows(feedbacks).where('about', row.id), args),
  );

const FeedbackAnswer = answerOf(FeedbackNode);

export const FeedbackResolver = mutationsOf(
  feedback,
  { answer: FeedbackAnswer, find: (world, { id }) => feedbackNode(world, id) },
  {
    GiveFeedback: 'Gives feedback to an organisation, or writes down what residents or the front line have said.',
    PassOnFeedback: 'Passes feedback on to the organisation it concerns, with a reason.',
    RespondToFeedback: 'Answers feedback, as the organisation it is for.',
    LinkAction: 'Says which task, activity or decision feedback led to.',
    TellGiver: 'Says that the giver has been told what came of it, and in which words.',
    CloseFeedback: 'Closes the loop once the giver has been told; its giver may take it back at any time.',
  },
);
