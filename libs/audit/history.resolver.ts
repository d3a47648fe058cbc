import { thingIn } from '#dialogue';
import {
  CollaborationNode,
  PageArgs,
  PageInfo,
  Takes,
  LanguageArgs,
  TextNode,
  badInput,
  defaultPage,
  enumOf,
  extend,
  pageLimit,
} from '#graphql';
import type { KeptText } from '#language';
import type { World } from '#world';
import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import { z } from 'zod';
import { attributed, compare, type Attributed, type Difference, type Outcome } from './compare.reading.ts';
import type { FieldChange } from './difference.ts';
import { eventWords } from './event.words.ts';
import {
  StillGathered,
  Unclear,
  historyOf,
  momentForm,
  positionForm,
  type Stretch,
  type Told,
  type Wanted,
} from './history.reading.ts';

const HistoryOrder = enumOf(z.enum(['newest', 'oldest']).meta({ id: 'HistoryOrder' }));
const StepDirection = enumOf(z.enum(['next', 'previous']).meta({ id: 'StepDirection' }));
const DifferenceOutcome = enumOf(z.enum(['appeared', 'changed', 'ended']).meta({ id: 'DifferenceOutcome' }));

@ObjectType('FieldChange', { description: 'One field before and after an event.' })
export class FieldChangeNode {
  @Field(() => String, { description: 'The view whose row it is in.' })
  view!: string;
  @Field(() => String, { description: 'Dotted path in the row.' })
  field!: string;
  @Field(() => String, {
    nullable: true,
    description: 'What it said before, as JSON; nothing when it was not there. Of a list of things those that went.',
  })
  before!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'What it says after, as JSON; nothing when it is no more. Of a list of things those that came.',
  })
  after!: string | null;
}

const json = ({ field, before, after }: FieldChange) => ({
  field,
  before: before === undefined ? null : JSON.stringify(before),
  after: after === undefined ? null : JSON.stringify(after),
});

@ObjectType('HistoryEvent', {
  description: 'One event: who did what, for whom, by which right, why, and what came of it.',
})
export class HistoryEventNode {
  readonly world: World;
  readonly told: Told;
  @Field(() => ID, { description: 'Log position of the event.' })
  position: string;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at: string;
  @Field(() => String, { description: 'The event’s type, e.g. GoalEndorsed.' })
  type: string;
  @Field(() => String, { description: 'What kind of thing changed: the prefix of its id, e.g. goal.' })
  kind: string;
  @Field(() => ID, { description: 'The id of what changed.' })
  subject: string;
  @Field(() => Int, { description: '0 for the first event of its subject, then one more each.' })
  revision: number;
  @Field(() => ID, { description: 'Opaque id of the person, or the platform itself.' })
  actor: string;
  @Field(() => ID, { description: 'The organisation it was done for.' })
  organisation: string;
  @Field(() => ID, { nullable: true, description: 'The mandate that allowed it; none where the rule asks for none.' })
  mandate: string | null;
  @Field(() => ID, { description: 'The same for all that one request led to.' })
  correlation: string;
  @Field(() => Boolean, {
    description: 'Only that it happened is told: its words and fields are not the asker’s to see.',
  })
  outline: boolean;

  constructor(world: World, told: Told) {
    const { entry, insight } = told;
    this.world = world;
    this.told = told;
    this.position = String(entry.position);
    this.at = entry.at;
    this.type = entry.type;
    this.kind = entry.kind;
    this.subject = entry.subject;
    this.revision = entry.revision;
    this.actor = entry.actor;
    this.organisation = entry.organisation;
    this.mandate = entry.mandate ?? null;
    this.correlation = entry.correlation;
    this.outline = insight === 'outline';
  }

  @Field(() => TextNode, {
    nullable: true,
    description: 'What the changed thing is called in the world that is asked.',
  })
  title(): KeptText | undefined {
    return thingIn(this.world, this.subject)?.title;
  }

  @Field(() => String, { description: 'What happened, in a few words; its type where nobody has found words for it.' })
  @Takes(LanguageArgs)
  words({ language }: LanguageArgs): string {
    return eventWords(this.type)?.[language] ?? this.type;
  }

  @Field(() => TextNode, { nullable: true, description: 'Why, in the words of who did it.' })
  reason() {
    return historyOf(this.world).reasonOf(this.world, this.told);
  }

  @Field(() => [FieldChangeNode], { description: 'Every field it changed, before and after.' })
  async changes(): Promise<readonly FieldChangeNode[]> {
    const changes = await historyOf(this.world).changesOf(this.world, this.told);
    return changes.map((change) => ({ view: change.view, ...json(change) }));
  }

  @Field(() => HistoryEventNode, {
    nullable: true,
    description:
      'The event it follows from; nothing when a person did it, or when that event is not the asker’s to see.',
  })
  async cause(): Promise<HistoryEventNode | undefined> {
    const cause = await historyOf(this.world).causeOf(this.world, this.told);
    return cause && new HistoryEventNode(this.world, cause);
  }

  @Field(() => [HistoryEventNode], { description: 'What followed from it by itself, oldest first, at most 100.' })
  async effects(): Promise<readonly HistoryEventNode[]> {
    const effects = await historyOf(this.world).effectsOf(this.world, this.told);
    return effects.map((effect) => new HistoryEventNode(this.world, effect));
  }
}

@ObjectType('HistoryEdge')
class HistoryEdge {
  @Field(() => ID)
  cursor!: string;
  @Field(() => HistoryEventNode)
  node!: HistoryEventNode;
}

@ObjectType('HistoryConnection', { description: 'A page of events.' })
class HistoryConnection {
  readonly world: World;
  readonly wanted: Wanted;
  @Field(() => [HistoryEventNode], { description: 'The events of the page, without their cursors.' })
  nodes: readonly HistoryEventNode[];
  @Field(() => [HistoryEdge])
  edges: readonly HistoryEdge[];
  @Field(() => PageInfo, {
    description: 'A page may be shorter than asked for and still not be the last: go on from its endCursor.',
  })
  pageInfo: PageInfo;

  constructor(world: World, wanted: Wanted, { told, next }: Stretch, hasPreviousPage: boolean) {
    this.world = world;
    this.wanted = wanted;
    this.nodes = told.map((one) => new HistoryEventNode(world, one));
    this.edges = this.nodes.map((node) => ({ cursor: node.position, node }));
    this.pageInfo = {
      hasNextPage: next !== undefined,
      hasPreviousPage,
      startCursor: this.nodes[0]?.position ?? null,
      endCursor: next === undefined ? (this.nodes.at(-1)?.position ?? null) : String(next),
    };
  }

  @Field(() => Int, { nullable: true, description: 'How many there are in all; told to auditors only.' })
  totalCount(): Promise<number | undefined> {
    return historyOf(this.world).count(this.world, this.wanted);
  }
}

@ArgsType()
class HistoryArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only what happened to this.' })
  subject?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only what was done for this organisation.' })
  partner?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only what this person did.' })
  actor?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only what was done under this mandate.' })
  mandate?: string | null;
  @Field(() => String, { nullable: true, description: 'Only what names this place, by its code.' })
  place?: string | null;
  @Field(() => String, { nullable: true, description: 'Only events of this type, e.g. GoalEndorsed.' })
  type?: string | null;
  @Field(() => String, { nullable: true, description: 'Only what happened to this kind of thing, e.g. goal.' })
  kind?: string | null;
  @Field(() => String, { nullable: true, description: `From this moment on, inclusive. ${momentForm}.` })
  from?: string | null;
  @Field(() => String, { nullable: true, description: 'Up to this moment, inclusive; a day to its end.' })
  to?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only what one request led to.' })
  correlation?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Only events whose reason or comment holds words that begin like each of these, in any language.',
  })
  text?: string | null;
  @Field(() => HistoryOrder, { nullable: true, description: 'Newest first unless told.' })
  order?: 'newest' | 'oldest' | null;
}

/** How many a page shall hold. */
function sizeOf(first: number | null | undefined): number {
  const size = first ?? defaultPage;
  if (size < 0 || size > pageLimit) throw badInput(`first must be between 0 and ${pageLimit}`);
  return size;
}

/** The answer, or in GraphQL's words why there is none. */
async function answered<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Unclear) throw badInput(error.message);
    if (error instanceof StillGathered)
      throw new GraphQLError(`${error.message}. Try again in a moment.`, { extensions: { code: 'NOT_READY' } });
    throw error;
  }
}

const said = (word: string | null | undefined): string | undefined => {
  if (word != null && word.length > 200)
    throw badInput('Nothing in the history is looked for by more than 200 characters');
  return word ?? undefined;
};

extend(
  CollaborationNode,
  'history',
  {
    type: () => HistoryConnection,
    args: HistoryArgs,
    description:
      'What happened up to the moment asked for. An auditor is told everything; others what they may know of: drafts, hidden values and the record of access are not there for them.',
  },
  async ({ world }, args: HistoryArgs): Promise<HistoryConnection> => {
    const history = historyOf(world);
    const wanted: Wanted = {
      order: args.order ?? 'newest',
      subject: said(args.subject),
      organisation: said(args.partner),
      actor: said(args.actor),
      mandate: said(args.mandate),
      place: said(args.place),
      type: said(args.type),
      kind: said(args.kind),
      correlation: said(args.correlation),
      text: said(args.text),
      from: args.from,
      to: args.to,
    };
    const stretch = await answered(history.page(world, wanted, sizeOf(args.first), args.after));
    return new HistoryConnection(world, wanted, stretch, args.after != null);
  },
);

@ArgsType()
class StepArgs {
  @Field(() => ID, { description: 'Log position to go on from; 0 is before the first event.' })
  position!: string;
  @Field(() => StepDirection)
  direction!: 'next' | 'previous';
  @Field(() => ID, { nullable: true, description: 'Only changes of this.' })
  subject?: string | null;
}

extend(
  CollaborationNode,
  'step',
  {
    type: () => HistoryEventNode,
    args: StepArgs,
    nullable: true,
    description: 'The change next to a position, for walking through the past; nothing when there is none.',
  },
  async ({ world }, { position, direction, subject }: StepArgs) => {
    if (!positionForm.test(position)) throw badInput('position is a log position: digits only');
    const told = await answered(historyOf(world).step(world, BigInt(position), direction, said(subject)));
    return told && new HistoryEventNode(world, told);
  },
);

@ObjectType('FieldDifference', { description: 'One field at two moments, and the event that last changed it between.' })
class FieldDifference {
  @Field(() => String, { description: 'Dotted path.' })
  field!: string;
  @Field(() => String, { nullable: true, description: 'What it said, as JSON. Of a list of things those that went.' })
  before!: string | null;
  @Field(() => String, { nullable: true, description: 'What it says, as JSON. Of a list of things those that came.' })
  after!: string | null;
  @Field(() => HistoryEventNode, {
    nullable: true,
    description: 'Who changed it, for whom and when; nothing when it was further back than a hundred events.',
  })
  event!: HistoryEventNode | null;
  @Field(() => TextNode, { nullable: true, description: 'Why.' })
  reason!: KeptText | null;
}

@ObjectType('Difference', { description: 'A thing that two moments tell differently.' })
class DifferenceNode {
  readonly worlds: readonly [World, World];
  readonly difference: Difference;
  @Field(() => ID)
  id: string;
  @Field(() => String, { description: 'What kind of thing: the prefix of its id.' })
  kind: string;
  @Field(() => DifferenceOutcome, {
    description: 'APPEARED: not there before. ENDED: over at the later moment and not before. CHANGED: anything else.',
  })
  outcome: Outcome;

  constructor(worlds: readonly [World, World], difference: Difference) {
    this.worlds = worlds;
    this.difference = difference;
    this.id = difference.id;
    this.kind = difference.kind;
    this.outcome = difference.outcome;
  }

  @Field(() => TextNode, { nullable: true, description: 'What it is called at the later moment.' })
  title(): KeptText | undefined {
    return thingIn(this.worlds[1], this.id)?.title;
  }

  @Field(() => [FieldDifference], { description: 'What differs, with who changed it last and why.' })
  async fields(): Promise<readonly FieldDifference[]> {
    const [, to] = this.worlds;
    const fields = await answered(attributed(historyOf(to), this.worlds, this.difference));
    return fields.map((change: Attributed) => ({
      ...json(change),
      event: change.by ? new HistoryEventNode(to, change.by) : null,
      reason: change.reason ?? null,
    }));
  }
}

@ObjectType('DifferenceEdge')
class DifferenceEdge {
  @Field(() => ID)
  cursor!: string;
  @Field(() => DifferenceNode)
  node!: DifferenceNode;
}

@ObjectType('DifferenceConnection', { description: 'A page of what differs between two moments.' })
class DifferenceConnection {
  @Field(() => ID, { description: 'Log position of the earlier moment.' })
  from!: string;
  @Field(() => ID, { description: 'Log position of the later moment.' })
  to!: string;
  @Field(() => [DifferenceNode], { description: 'The things of the page, without their cursors.' })
  nodes!: readonly DifferenceNode[];
  @Field(() => [DifferenceEdge])
  edges!: readonly DifferenceEdge[];
  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

@ArgsType()
class CompareArgs extends PageArgs {
  @Field(() => String, { description: `The earlier moment. ${momentForm}.` })
  from!: string;
  @Field(() => String, { nullable: true, description: 'The later moment; the one asked for unless told.' })
  to?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'Only this programme, its goals, and what is done and measured for them.',
  })
  programme?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only this thing.' })
  subject?: string | null;
  @Field(() => String, { nullable: true, description: 'Only this kind of thing, e.g. goal.' })
  kind?: string | null;
  @Field(() => DifferenceOutcome, { nullable: true, description: 'Only what appeared, changed, or ended.' })
  outcome?: Outcome | null;
}

extend(
  CollaborationNode,
  'compare',
  {
    type: () => DifferenceConnection,
    args: CompareArgs,
    description:
      'What appeared, changed and ended between two moments: of the agenda and all that is done for it. Values, sessions and talks are looked for in the history.',
  },
  ({ world }, args: CompareArgs) => answered(comparison(world, args)),
);

async function comparison(
  world: World,
  { from, to, first, after, ...wanted }: CompareArgs,
): Promise<DifferenceConnection> {
  const history = historyOf(world);
  const worlds = [await history.worldOf(world, from), to == null ? world : await history.worldOf(world, to)] as const;
  const { found, hasNext } = compare(worlds, wanted, sizeOf(first), after);
  const nodes = found.map((difference) => new DifferenceNode(worlds, difference));
  return {
    from: String(worlds[0].position),
    to: String(worlds[1].position),
    nodes,
    edges: nodes.map((node) => ({ cursor: node.id, node })),
    pageInfo: {
      hasNextPage: hasNext,
      hasPreviousPage: after != null,
      startCursor: nodes[0]?.id ?? null,
      endCursor: nodes.at(-1)?.id ?? null,
    },
  };
}
