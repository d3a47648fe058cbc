import { GoalNode, goalIn, goalsOf } from '#agenda';
import { PartnerNode, partnerNode, settingsOf } from '#backbone';
import {
  CollaborationNode,
  IdArgs,
  NodeOf,
  PageArgs,
  TextNode,
  answerOf,
  badInput,
  connectionOf,
  enumOf,
  extend,
  page,
  mutationsOf,
} from '#graphql';
import type { Text } from '#language';
import { IndicatorNode, indicators } from '#measurement';
import type { World } from '#world';
import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { z } from 'zod';
import { ActivityNode } from './activity.resolver.ts';
import { activities } from './activity.view.ts';
import { Confidence, Effect, Strength, kindOf, link, linkEndKinds, type LinkEndKind } from './link.ts';
import { around, links, type LinkRow, type LinkTable } from './link.view.ts';
import { sentenceOf } from './theory.ts';

const LinkPhase = enumOf(z.enum(['standing', 'removed']).meta({ id: 'LinkPhase' }));
const LinkEndKindEnum = enumOf(z.enum(linkEndKinds).meta({ id: 'LinkEndKind' }));
const EffectEnum = enumOf(Effect);
const StrengthEnum = enumOf(Strength);
const ConfidenceEnum = enumOf(Confidence);

@ObjectType({ description: 'Something that speaks for a link.' })
export class LinkEvidence {
  @Field(() => TextNode, { description: 'What it is.' })
  label!: Text;
  @Field(() => String, { nullable: true, description: 'Where it can be read.' })
  url?: string | undefined;
}

@ObjectType({ description: 'One end of a link: a goal, an indicator or an activity.' })
export class LinkEnd {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => LinkEndKindEnum, { description: 'What it is.' })
  kind!: LinkEndKind;
  @Field(() => TextNode, { description: 'What it is called.' })
  title!: Text;
  @Field(() => Boolean, { description: 'Whether it is over: ended, merged, superseded, retired or withdrawn.' })
  over!: boolean;
}

@ObjectType({ description: 'How a link read before.' })
export class LinkVersion {
  @Field(() => EffectEnum, { description: 'What the one was said to do to the other.' })
  effect!: Effect;
  @Field(() => StrengthEnum, { description: 'How strongly.' })
  strength!: Strength;
  @Field(() => ConfidenceEnum, { description: 'How sure of it they were.' })
  confidence!: Confidence;
  @Field(() => TextNode, { description: 'What spoke for it.' })
  why!: Text;
  @Field(() => [LinkEvidence], { description: 'Where that could be read.' })
  evidence!: LinkEvidence[];
  @Field(() => String, { description: 'Until when it read so. ISO 8601 instant.' })
  until!: string;
  @Field(() => TextNode, { description: 'Why it was revised.' })
  reason!: Text;
}

/** What stands at an end, as far as the asker may know of it. */
export function endOf(world: World, id: string): LinkEnd | undefined {
  const kind = kindOf(id);
  switch (kind) {
    case 'goal': {
      const row = goalIn(world, id);
      return row && { id, kind, title: row.title, over: row.phase === 'retired' || row.phase === 'withdrawn' };
    }
    case 'indicator': {
      const row = world.rows(indicators).get(id);
      return row && { id, kind, title: row.title, over: row.phase === 'retired' };
    }
    case 'activity': {
      const row = world.rows(activities).get(id);
      return row && { id, kind, title: row.title, over: row.phase !== 'planned' };
    }
    case undefined:
      return undefined;
  }
}

@ObjectType('Link', { description: 'A claim that one thing works on another: an arrow of the theory of change.' })
export class LinkNode extends NodeOf<LinkRow> {
  @Field(() => ID, { description: 'Begins with link_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => LinkPhase, { description: 'A removed one stays readable.' })
  phase!: LinkRow['phase'];
  @Field(() => EffectEnum, { description: 'What the first does to the second.' })
  effect!: Effect;
  @Field(() => StrengthEnum, { description: 'How strongly.' })
  strength!: Strength;
  @Field(() => ConfidenceEnum, { description: 'How sure of it those who drew it are.' })
  confidence!: Confidence;
  @Field(() => TextNode, { description: 'What speaks for it.' })
  why!: Text;
  @Field(() => [LinkEvidence], { description: 'Where that can be read.' })
  evidence!: LinkEvidence[];
  @Field(() => String, { description: 'ISO 8601 instant.' })
  drawnAt!: string;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => [LinkVersion], { description: 'How it read before, oldest first.' })
  earlier!: LinkVersion[];
  @Field(() => String, { nullable: true, description: 'When it was removed. ISO 8601 instant.' })
  removedAt!: string | null;
  @Field(() => TextNode, { nullable: true, description: 'Why it was removed.' })
  removedBecause!: Text | null;

  @Field(() => LinkEnd, { nullable: true, description: 'What works.' })
  from(): LinkEnd | undefined {
    return endOf(this.world, this.row.from);
  }

  @Field(() => LinkEnd, { nullable: true, description: 'What it works on.' })
  to(): LinkEnd | undefined {
    return endOf(this.world, this.row.to);
  }

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation whose claim it is.' })
  drawnBy(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.drawnFor);
  }

  @Field(() => TextNode, { nullable: true, description: 'The link as a sentence.' })
  sentence(): Text | undefined {
    const [from, to] = [this.from(), this.to()];
    const [language = 'fi'] = settingsOf(this.world)?.languages ?? [];
    const { effect, strength, confidence } = this.row;
    return from && to && sentenceOf({ from, to, effect, strength, confidence }, language);
  }
}

export const LinkConnection = connectionOf(LinkNode);

export const linkNode = (world: World, id: string): LinkNode | undefined => {
  const row = world.rows(links).get(id);
  return row && new LinkNode(world, row);
};

@ArgsType()
class LinksArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only those at either end of which this stands.' })
  end?: string | null;
  @Field(() => LinkPhase, { nullable: true, description: 'Only standing or only removed ones.' })
  phase?: LinkRow['phase'] | null;
}

extend(
  CollaborationNode,
  'link',
  { type: () => LinkNode, args: IdArgs, nullable: true, description: 'One link.' },
  ({ world }, { id }) => linkNode(world, id),
);
extend(
  CollaborationNode,
  'links',
  { type: () => LinkConnection, args: LinksArgs, description: 'Links in the order they were drawn.' },
  ({ world }, args) => {
    const rows = world.rows(links);
    const some = args.end == null ? rows.values() : rows.where('end', args.end);
    const found = some.filter(({ phase }) => args.phase == null || phase === args.phase);
    return page(found, args, (row) => new LinkNode(world, row));
  },
);

const touching = (world: World, id: string, { phase }: ThingLinksArgs): readonly LinkRow[] =>
  world
    .rows(links)
    .where('end', id)
    .filter((row) => row.phase === (phase ?? 'standing'));

@ArgsType()
class ThingLinksArgs extends PageArgs {
  @Field(() => LinkPhase, { nullable: true, description: 'Standing ones unless told.' })
  phase?: LinkRow['phase'] | null;
}

const list = {
  type: () => LinkConnection,
  args: ThingLinksArgs,
  description: 'What it is thought to work on, and what is thought to work on it.',
};
extend(GoalNode, 'links', list, ({ world, row }, args) =>
  page(touching(world, row.id, args), args, (link) => new LinkNode(world, link)),
);
extend(IndicatorNode, 'links', list, ({ world, row }, args) =>
  page(touching(world, row.id, args), args, (link) => new LinkNode(world, link)),
);
extend(ActivityNode, 'links', list, ({ world, row }, args) =>
  page(touching(world, row.id, args), args, (link) => new LinkNode(world, link)),
);

/** The links that stand, for a walk along them. */
export const tableOf = (world: World): LinkTable => {
  const rows = world.rows(links);
  return { leaving: (id) => rows.where('from', id), arriving: (id) => rows.where('to', id) };
};

@ObjectType({ description: 'What is thought to work on what, around something.' })
export class TheoryOfChange {
  @Field(() => [LinkEnd], { description: 'Goals, indicators and activities: what was asked about first.' })
  things!: LinkEnd[];
  @Field(() => [LinkNode], { description: 'What is claimed between them.' })
  links!: LinkNode[];
  @Field(() => Boolean, { description: 'Whether there is more than fits: begin nearer to what you are looking for.' })
  more!: boolean;
}

/** The most links a theory shows: two for each thing is a picture, more is a thicket. */
const mostLinks = 400;
/** How far a theory may reach. */
const mostStepsAway = 6;

@ArgsType()
class TheoryArgs {
  @Field(() => ID, { nullable: true, description: 'Around the goals, indicators and activities of this programme.' })
  programme?: string | null;
  @Field(() => ID, { nullable: true, description: 'Around this goal, indicator or activity.' })
  about?: string | null;
  @Field(() => Int, { nullable: true, description: `How many links away, at most ${mostStepsAway}; 2 when not said.` })
  steps?: number | null;
}

function seedsOf(world: World, { programme, about }: TheoryArgs): readonly string[] {
  if (about != null) return [about];
  if (programme != null)
    return [
      ...goalsOf(world, programme),
      ...world.rows(indicators).where('programme', programme),
      ...world.rows(activities).where('programme', programme),
    ].map(({ id }) => id);
  // The whole agenda: what links there are, from their ends.
  return [
    ...new Set([...world.rows(links).values()].flatMap((row) => (row.phase === 'standing' ? [row.from, row.to] : []))),
  ];
}

extend(
  CollaborationNode,
  'theoryOfChange',
  {
    type: () => TheoryOfChange,
    args: TheoryArgs,
    description: 'What is thought to work on what, around a programme or a thing, or in the whole agenda.',
  },
  ({ world }, args) => {
    const steps = args.steps ?? 2;
    if (steps < 0 || steps > mostStepsAway) throw badInput(`steps must be between 0 and ${mostStepsAway}`);
    const found = around(tableOf(world), seedsOf(world, args), steps);
    const things = found.things.flatMap((id) => endOf(world, id) ?? []);
    const known = new Set(things.map(({ id }) => id));
    const between = found.links.filter(({ from, to }) => known.has(from) && known.has(to));
    return {
      things,
      links: between.slice(0, mostLinks).map((row) => new LinkNode(world, row)),
      more: found.more || between.length > mostLinks,
    };
  },
);

const LinkAnswer = answerOf(LinkNode);

export const LinkResolver = mutationsOf(
  link,
  { answer: LinkAnswer, find: (world, { id }) => linkNode(world, id) },
  {
    DrawLink: 'Claims that a goal, indicator or activity works on another, with what speaks for it.',
    ReviseLink: 'Rewrites the claim of a link, with a reason; how it read before stays readable.',
    RemoveLink: 'Takes a link back, with a reason. It stays readable.',
  },
);
