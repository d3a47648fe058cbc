import { partnerNode, PartnerNode, settingsOf, todayIn } from '#backbone';
import {
  CollaborationNode,
  IdArgs,
  LanguageEnum,
  NodeOf,
  PageArgs,
  Takes,
  TextNode,
  answerOf,
  badInput,
  connectionOf,
  enumOf,
  extend,
  page,
  type Page,
  mutationsOf,
} from '#graphql';
import { Day, inLanguage, type Language, type Text } from '#language';
import type { World } from '#world';
import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { z } from 'zod';
import { entriesBetween, icalOf, type CalendarEntry } from './calendar.facts.ts';
import { clock, ClockKind } from './clock.ts';
import { clocks, roundsBetween, type ClockRow } from './clock.view.ts';
import { Rhythm } from './rhythm.ts';
import { talkedAbout } from './talked-about.resolver.ts';
import { thingNode, ThingNode } from './thing.resolver.ts';

const ClockKindEnum = enumOf(ClockKind);
const ClockRhythmEnum = enumOf(Rhythm);
const ClockPhaseEnum = enumOf(z.enum(['running', 'ended']).meta({ id: 'ClockPhase' }));

@ObjectType({ description: 'One time round of a thing on the annual clock is done.' })
export class ClockTick {
  @Field(() => String, { description: 'Which time round: 2025, 2025-H2, 2025-Q3, 2025-08 or once.' })
  occurrence!: string;
  @Field(() => ID, { description: 'The organisation that said so.' })
  partner!: string;
  @Field(() => String, { description: 'The day it said so.' })
  on!: string;
}

@ObjectType({ description: 'One time round of a thing on the annual clock.' })
export class ClockRoundNode {
  @Field(() => String, { description: 'Which time round: what TickClockItem names.' })
  occurrence!: string;
  @Field(() => String, { description: 'Its first day.' })
  day!: string;
  @Field(() => String, { description: 'Its last day.' })
  lastDay!: string;
  @Field(() => String, { nullable: true, description: 'The day it was said to be done.' })
  doneOn!: string | null;
  @Field(() => Boolean, { description: 'Not done after its last day, judged by the moment looked at.' })
  late!: boolean;
}

@ArgsType()
class SpanArgs {
  @Field(() => String, { description: 'First day.' })
  from!: string;
  @Field(() => String, { description: 'Last day, at most three years after the first.' })
  to!: string;
}

/** No longer than three years: an annual clock is looked at a year at a time. */
function bounded({ from, to }: SpanArgs): void {
  if (!Day.safeParse(from).success || !Day.safeParse(to).success) throw badInput('from and to are days: 2025-08-15');
  if (Number(to.slice(0, 4)) - Number(from.slice(0, 4)) > 3) throw badInput('at most three years are told at a time');
}

@ObjectType('ClockItem', { description: 'One thing on the annual clock: what comes round, when, whose it is.' })
export class ClockItemNode extends NodeOf<ClockRow> {
  @Field(() => ID, { description: 'Begins with clock_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => ClockPhaseEnum, { description: 'Running, or ended for good.' })
  phase!: ClockRow['phase'];
  @Field(() => TextNode, { description: 'What it is called.' })
  title!: Text;
  @Field(() => ClockKindEnum, { description: 'What kind of thing it is.' })
  kind!: ClockKind;
  @Field(() => String, { description: 'The first day of the first time round.' })
  first!: string;
  @Field(() => ClockRhythmEnum, { description: 'How often it comes round.' })
  rhythm!: Rhythm;
  @Field(() => String, { nullable: true, description: 'No time round begins after this day.' })
  until!: string | null;
  @Field(() => Int, { description: 'How many days a time round lasts.' })
  durationDays!: number;
  @Field(() => Int, { nullable: true, description: 'So many days before its first day people are reminded.' })
  remindDays!: number | null;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => [ClockTick], { description: 'Times round that are done.' })
  done!: ClockTick[];
  @Field(() => String, { nullable: true, description: 'The day it ended: it comes round no more after it.' })
  endedOn!: string | null;
  @Field(() => TextNode, { nullable: true, description: 'Why it ended.' })
  endedBecause!: Text | null;

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation responsible.' })
  partner(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.partner);
  }

  @Field(() => ThingNode, { nullable: true, description: 'What it is about, when it is about one thing.' })
  about(): ThingNode | undefined {
    return thingNode(this.world, this.row.about);
  }

  @Field(() => [ClockRoundNode], { description: 'Its times round that touch the days from one to another.' })
  @Takes(SpanArgs)
  rounds(args: SpanArgs): readonly ClockRoundNode[] {
    bounded(args);
    return roundsBetween(this.row, args.from, args.to, todayIn(this.world)) as readonly ClockRoundNode[];
  }
}

export const ClockItemConnection = connectionOf(ClockItemNode);

export const clockNode = (world: World, id: string): ClockItemNode | undefined => {
  const row = world.rows(clocks).get(id);
  return row && new ClockItemNode(world, row);
};

@ObjectType({
  description: 'A day on the annual clock: a time round of an item, a meeting, or a session of an activity.',
})
export class ClockEntry extends NodeOf<CalendarEntry> {
  @Field(() => ID, { description: 'The same for ever: the UID of the calendar feed.' })
  uid!: string;
  @Field(() => TextNode, { description: 'What it is called.' })
  title!: Text;
  @Field(() => String, { description: 'The kind of the item or meeting, in lower case, or session.' })
  kind!: string;
  @Field(() => String, { description: 'Its first day.' })
  day!: string;
  @Field(() => String, { description: 'Its last day.' })
  lastDay!: string;
  @Field(() => String, { nullable: true, description: 'When it begins, in the collaboration’s time zone.' })
  from!: string | null;
  @Field(() => String, { nullable: true, description: 'When it ends.' })
  to!: string | null;
  @Field(() => String, { nullable: true, description: 'Which time round of an item it is: what TickClockItem names.' })
  occurrence!: string | null;
  @Field(() => Boolean, { description: 'Done, held.' })
  done!: boolean;
  @Field(() => Boolean, { description: 'Its last day has passed and it is not done, judged by the moment looked at.' })
  late!: boolean;
  @Field(() => Boolean, { description: 'A meeting that was called and will not be held.' })
  cancelled!: boolean;

  @Field(() => ThingNode, { nullable: true, description: 'The item, meeting or session it stands for.' })
  of(): ThingNode | undefined {
    return thingNode(this.world, this.row.of);
  }

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation responsible, or that called it.' })
  partner(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.partner);
  }
}

export const ClockEntryConnection = connectionOf(ClockEntry, 'ClockEntry');

@ArgsType()
class EntriesArgs extends PageArgs {
  @Field(() => String, { description: 'First day.' })
  from!: string;
  @Field(() => String, { description: 'Last day, at most three years after the first.' })
  to!: string;
}

@ArgsType()
class IcalArgs extends SpanArgs {
  @Field(() => LanguageEnum, { nullable: true, description: 'The collaboration’s main language when not said.' })
  language?: Language | null;
}

@ArgsType()
class ClockItemsArgs extends PageArgs {
  @Field(() => ClockKindEnum, { nullable: true, description: 'Only items of this kind.' })
  kind?: ClockKind | null;
  @Field(() => ClockPhaseEnum, { nullable: true, description: 'Only running or only ended ones.' })
  phase?: ClockRow['phase'] | null;
}

/** By the day on which they first come round. */
function pageOfItems(world: World, rows: readonly ClockRow[], args: ClockItemsArgs): Page<ClockItemNode> {
  const { kind, phase } = args;
  const found = rows.filter((row) => (kind == null || row.kind === kind) && (phase == null || row.phase === phase));
  const sorted = found.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  return page(sorted, args, (row) => new ClockItemNode(world, row));
}

const items = { type: () => ClockItemConnection, args: ClockItemsArgs };
const entries = { type: () => ClockEntryConnection, args: EntriesArgs };
const feed = { type: () => String, args: IcalArgs };

function pageOfEntries(world: World, args: EntriesArgs, partner?: string): Page<ClockEntry> {
  bounded(args);
  const found = entriesBetween(world, args.from, args.to, partner).map((entry) => ({ id: entry.uid, entry }));
  return page(found, args, ({ entry }) => new ClockEntry(world, entry));
}

function feedOf(world: World, args: IcalArgs, name: Text | undefined, partner?: string): string {
  bounded(args);
  const language = args.language ?? settingsOf(world)?.languages[0] ?? 'fi';
  const title = name ? inLanguage(name, language).text : world.collaboration;
  return icalOf(world, title, language, entriesBetween(world, args.from, args.to, partner));
}

extend(
  CollaborationNode,
  'clockItem',
  { type: () => ClockItemNode, args: IdArgs, nullable: true, description: 'One thing on the annual clock.' },
  ({ world }, { id }) => clockNode(world, id),
);
extend(
  CollaborationNode,
  'clockItems',
  { ...items, description: 'Things on the annual clock, by the day on which they first come round.' },
  ({ world }, args) => pageOfItems(world, world.rows(clocks).values(), args),
);
extend(
  CollaborationNode,
  'annualClock',
  {
    ...entries,
    description:
      'The annual clock (vuosikello) from one day to another: times round, meetings and sessions by their day.',
  },
  ({ world }, args) => pageOfEntries(world, args),
);
extend(
  CollaborationNode,
  'ical',
  { ...feed, description: 'The annual clock as a calendar (RFC 5545, text/calendar).' },
  ({ world }, args) => feedOf(world, args, settingsOf(world)?.name),
);
extend(
  PartnerNode,
  'clockItems',
  { ...items, description: 'Things on the annual clock it is responsible for.' },
  ({ world, row }, args) => pageOfItems(world, world.rows(clocks).where('partner', row.id), args),
);
extend(
  PartnerNode,
  'annualClock',
  { ...entries, description: 'Its own annual clock: what it is responsible for, invited to, or takes part in.' },
  ({ world, row }, args) => pageOfEntries(world, args, row.id),
);
extend(
  PartnerNode,
  'ical',
  { ...feed, description: 'Its own annual clock as a calendar (RFC 5545, text/calendar).' },
  ({ world, row }, args) => feedOf(world, args, row.name, row.id),
);
for (const node of talkedAbout)
  extend(
    node,
    'clockItems',
    { ...items, description: 'Things on the annual clock that are about it.' },
    ({ world, row }, args) => pageOfItems(world, world.rows(clocks).where('about', row.id), args),
  );

const ClockItemAnswer = answerOf(ClockItemNode);

export const ClockResolver = mutationsOf(
  clock,
  { answer: ClockItemAnswer, find: (world, { id }) => clockNode(world, id) },
  {
    PlanClockItem: 'Puts something on the annual clock, for the own organisation or, as coordinator, for any.',
    ReviseClockItem: 'Says all of an item anew: what is left out is taken away.',
    EndClockItem: 'Takes an item off the clock from today on, with a reason.',
    TickClockItem: 'Says that one time round is done.',
  },
);
