import { partnerNode, PartnerNode } from '#backbone';
import { MeasurementNode } from '#measurement';
import {
  CollaborationNode,
  IdArgs,
  NodeOf,
  PageArgs,
  Takes,
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
import { ClockItemNode } from './clock.resolver.ts';
import { thingIn } from './dialogue.facts.ts';
import { FeedbackNode } from './feedback.resolver.ts';
import { MeetingNode } from './meeting.resolver.ts';
import { ObservationNode, ThemeNode } from './observation.resolver.ts';
import { talkedAbout } from './talked-about.resolver.ts';
import { thingNode, ThingNode } from './thing.resolver.ts';
import { thread } from './thread.ts';
import { comments, threads, type CommentRow, type ThreadRow } from './thread.view.ts';

const ThreadPhase = enumOf(z.enum(['open', 'closed']).meta({ id: 'ThreadPhase' }));

@ObjectType({ description: 'What a comment said before its organisation changed it.' })
export class EarlierWords {
  @Field(() => TextNode, { description: 'The words.' })
  text!: Text;
  @Field(() => String, { description: 'Until when they stood. ISO 8601 instant.' })
  until!: string;
}

@ObjectType({ description: 'That a comment was taken out of sight.' })
export class CommentHiding {
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
  @Field(() => TextNode, { description: 'Why.' })
  reason!: Text;
}

@ObjectType('Comment', { description: 'What one organisation said in a thread.' })
export class CommentNode extends NodeOf<CommentRow> {
  @Field(() => ID, { description: 'The thread and the number.' })
  id!: string;
  @Field(() => Int, { description: 'Its place in the thread; what the thread began with is 1.' })
  number!: number;
  @Field(() => ID, { description: 'Opaque id of the person who wrote it.' })
  person!: string;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  writtenAt!: string;
  @Field(() => TextNode, { nullable: true, description: 'What is said; nothing once it is hidden.' })
  text!: Text | null;
  @Field(() => [EarlierWords], { description: 'What it said before, oldest first; none once it is hidden.' })
  earlier!: EarlierWords[];
  @Field(() => CommentHiding, { nullable: true, description: 'That and why it was hidden by the coordinator.' })
  hidden!: CommentHiding | null;

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation that said it.' })
  partner(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.partner);
  }
}

export const CommentConnection = connectionOf(CommentNode);

@ObjectType('Thread', { description: 'A talk about one thing.' })
export class ThreadNode extends NodeOf<ThreadRow> {
  @Field(() => ID, { description: 'Begins with thread_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => ThreadPhase, { description: 'Open, or closed until it is opened again.' })
  phase!: ThreadRow['phase'];
  @Field(() => String, { nullable: true, description: 'The key of the one value it is about, within its series.' })
  measurement!: string | null;
  @Field(() => TextNode, { nullable: true, description: 'What the talk is called.' })
  title!: Text | null;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  startedAt!: string;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => TextNode, { nullable: true, description: 'Why it was closed, where a reason was given.' })
  closedBecause!: Text | null;

  @Field(() => ThingNode, { nullable: true, description: 'What it is about.' })
  about(): ThingNode | undefined {
    return thingNode(this.world, this.row.about);
  }

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation that began it.' })
  startedBy(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.startedBy);
  }

  @Field(() => CommentConnection, { description: 'What has been said, oldest first.' })
  @Takes(PageArgs)
  comments(args: PageArgs): Page<CommentNode> {
    const said = this.world.rows(comments).where('thread', this.row.id);
    return page(said, args, (row) => new CommentNode(this.world, row));
  }
}

export const ThreadConnection = connectionOf(ThreadNode);

/** Whether the asker may read it: who may know of the thing may read what is said of it. */
const isOpen = (world: World, { about }: ThreadRow): boolean => thingIn(world, about) !== undefined;

export const threadNode = (world: World, id: string): ThreadNode | undefined => {
  const row = world.rows(threads).get(id);
  return row && isOpen(world, row) ? new ThreadNode(world, row) : undefined;
};

@ArgsType()
class ThreadsArgs extends PageArgs {
  @Field(() => ThreadPhase, { nullable: true, description: 'Only open or only closed ones.' })
  phase?: ThreadRow['phase'] | null;
}

@ArgsType()
class AllThreadsArgs extends ThreadsArgs {
  @Field(() => ID, { nullable: true, description: 'Only about this thing, of whatever kind.' })
  about?: string | null;
}

/** The one that began last first. */
function pageOfThreads(world: World, rows: readonly ThreadRow[], args: ThreadsArgs): Page<ThreadNode> {
  const found = rows.filter((row) => (args.phase == null || row.phase === args.phase) && isOpen(world, row));
  return page(found.toReversed(), args, (row) => new ThreadNode(world, row));
}

const list = { type: () => ThreadConnection, args: ThreadsArgs };
extend(
  CollaborationNode,
  'thread',
  { type: () => ThreadNode, args: IdArgs, nullable: true, description: 'One talk.' },
  ({ world }, { id }) => threadNode(world, id),
);
extend(
  CollaborationNode,
  'threads',
  { type: () => ThreadConnection, args: AllThreadsArgs, description: 'Talks, the one begun last first.' },
  ({ world }, args) => {
    const all = world.rows(threads);
    if (args.about != null) return pageOfThreads(world, all.where('about', args.about), args);
    return pageOfThreads(world, args.phase == null ? all.values() : all.where('phase', args.phase), args);
  },
);
extend(
  PartnerNode,
  'threads',
  { ...list, description: 'Talks it has spoken in, the one begun last first.' },
  ({ world, row }, args) => pageOfThreads(world, world.rows(threads).where('partner', row.id), args),
);
/** Hangs the talks about a thing on its node. */
export function withThreads(...nodes: typeof talkedAbout): void {
  for (const node of nodes)
    extend(
      node,
      'threads',
      { ...list, description: 'Talks about it, the one begun last first.' },
      ({ world, row }, args) => pageOfThreads(world, world.rows(threads).where('about', row.id), args),
    );
}
withThreads(...talkedAbout, MeasurementNode, ClockItemNode, FeedbackNode, MeetingNode, ObservationNode, ThemeNode);

const ThreadAnswer = answerOf(ThreadNode);

export const ThreadResolver = mutationsOf(
  thread,
  { answer: ThreadAnswer, find: (world, { id }) => threadNode(world, id) },
  {
    StartThread: 'Begins a talk about anything, in the name of the own organisation.',
    WriteComment: 'Says something in a talk, in the name of the own organisation.',
    EditComment: 'Changes what the own organisation said. The old words stay visible.',
    HideComment: 'Takes a comment out of sight, with a reason: something slipped in that points to a person.',
    CloseThread: 'Closes a talk; for who began it and for coordinators.',
    ReopenThread: 'Opens a closed talk again; for who began it and for coordinators.',
  },
);
