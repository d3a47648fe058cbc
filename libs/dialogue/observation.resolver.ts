import { partnerNode, PartnerNode, placeNode, PlaceNode } from '#backbone';
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
import { observation } from './observation.ts';
import { observations, type ObservationRow } from './observation.view.ts';
import { talkedAbout } from './talked-about.resolver.ts';
import { theme } from './theme.ts';
import { themes, type ThemeFollowing, type ThemeRow } from './theme.view.ts';
import { thingNode, ThingNode } from './thing.resolver.ts';

const ThemePhase = enumOf(z.enum(['open', 'closed']).meta({ id: 'ThemePhase' }));

@ObjectType('Observation', {
  description: 'What the front line has noticed: a weak signal, before any figure shows it.',
})
export class ObservationNode extends NodeOf<ObservationRow> {
  @Field(() => ID, { description: 'Begins with observation_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => TextNode, { nullable: true, description: 'What was noticed; nothing once it is hidden.' })
  text!: Text | null;
  @Field(() => String, { description: 'The day it was noticed.' })
  noticedOn!: string;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  notedAt!: string;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => TextNode, { nullable: true, description: 'Why it was hidden.' })
  hiddenBecause!: Text | null;

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation whose people noticed it.' })
  notedBy(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.notedBy);
  }

  @Field(() => PlaceNode, { nullable: true, description: 'Where, when it was noticed in one place.' })
  place(): PlaceNode | undefined {
    return this.row.place === undefined ? undefined : placeNode(this.world, this.row.place);
  }

  @Field(() => ThingNode, { nullable: true, description: 'What it is about, when it is about one thing.' })
  about(): ThingNode | undefined {
    return thingNode(this.world, this.row.about);
  }

  @Field(() => [ThemeNode], { description: 'The themes it has been gathered into.' })
  themes(): ThemeNode[] {
    return this.world
      .rows(themes)
      .where('observation', this.row.id)
      .map((row) => new ThemeNode(this.world, row));
  }
}

export const ObservationConnection = connectionOf(ObservationNode);

@ObjectType({ description: 'What was said to follow from a theme.' })
export class Following extends NodeOf<ThemeFollowing> {
  @Field(() => TextNode, { description: 'What is done, in words.' })
  text!: Text;
  @Field(() => String, { description: 'When it was said. ISO 8601 instant.' })
  at!: string;

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation that said it.' })
  partner(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.partner);
  }

  @Field(() => ThingNode, { nullable: true, description: 'The goal, task, activity or decision it became.' })
  follows(): ThingNode | undefined {
    return thingNode(this.world, this.row.follows);
  }
}

@ObjectType('Theme', { description: 'Observations that say the same together, and what the partners make of them.' })
export class ThemeNode extends NodeOf<ThemeRow> {
  @Field(() => ID, { description: 'Begins with theme_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => ThemePhase, { description: 'Open, or closed for good.' })
  phase!: ThemeRow['phase'];
  @Field(() => TextNode, { description: 'What the observations say together.' })
  title!: Text;
  @Field(() => TextNode, { nullable: true, description: 'More of it.' })
  text!: Text | null;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  gatheredAt!: string;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => TextNode, { nullable: true, description: 'Why it was closed.' })
  closedBecause!: Text | null;

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation that gathered it.' })
  gatheredBy(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.gatheredBy);
  }

  @Field(() => [ObservationNode], { description: 'Its observations, in the order in which they were added.' })
  observations(): ObservationNode[] {
    return this.row.observations.flatMap((id) => observationNode(this.world, id) ?? []);
  }

  @Field(() => [Following], { description: 'What was said to follow from it, oldest first.' })
  following(): Following[] {
    return this.row.following.map((row) => new Following(this.world, row));
  }
}

export const ThemeConnection = connectionOf(ThemeNode);

export const observationNode = (world: World, id: string): ObservationNode | undefined => {
  const row = world.rows(observations).get(id);
  return row && new ObservationNode(world, row);
};

export const themeNode = (world: World, id: string): ThemeNode | undefined => {
  const row = world.rows(themes).get(id);
  return row && new ThemeNode(world, row);
};

@ArgsType()
class ObservationsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only those of the place with this code.' })
  place?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only those of this partner.' })
  partner?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those gathered into a theme (true), or only those that wait to be (false).',
  })
  gathered?: boolean | null;
}

/** The newest first. Hidden ones are reached by their id only. */
function pageOfObservations(
  world: World,
  rows: readonly ObservationRow[],
  args: ObservationsArgs,
): Page<ObservationNode> {
  const { place, partner, gathered } = args;
  const found = rows.filter(
    (row) =>
      row.text !== undefined &&
      (place == null || row.place === place) &&
      (partner == null || row.notedBy === partner) &&
      (gathered == null || gathered === world.rows(themes).count('observation', row.id) > 0),
  );
  return page(found.toReversed(), args, (row) => new ObservationNode(world, row));
}

@ArgsType()
class ThemesArgs extends PageArgs {
  @Field(() => ThemePhase, { nullable: true, description: 'Only open or only closed ones.' })
  phase?: ThemeRow['phase'] | null;
}

const list = { type: () => ObservationConnection, args: ObservationsArgs };
extend(
  CollaborationNode,
  'observation',
  { type: () => ObservationNode, args: IdArgs, nullable: true, description: 'One observation.' },
  ({ world }, { id }) => observationNode(world, id),
);
extend(
  CollaborationNode,
  'observations',
  { ...list, description: 'Front-line observations, the newest first.' },
  ({ world }, args) => {
    const rows = world.rows(observations);
    const { place, partner } = args;
    const asked =
      place != null ? rows.where('place', place) : partner != null ? rows.where('partner', partner) : rows.values();
    return pageOfObservations(world, asked, args);
  },
);
extend(
  PartnerNode,
  'observations',
  { ...list, description: 'What its people have noticed, the newest first.' },
  ({ world, row }, args) => pageOfObservations(world, world.rows(observations).where('partner', row.id), args),
);
for (const node of talkedAbout)
  extend(
    node,
    'observations',
    { ...list, description: 'Front-line observations about it, the newest first.' },
    ({ world, row }, args) => pageOfObservations(world, world.rows(observations).where('about', row.id), args),
  );

extend(
  CollaborationNode,
  'theme',
  { type: () => ThemeNode, args: IdArgs, nullable: true, description: 'One theme.' },
  ({ world }, { id }) => themeNode(world, id),
);
extend(
  CollaborationNode,
  'themes',
  { type: () => ThemeConnection, args: ThemesArgs, description: 'Themes of observations, the newest first.' },
  ({ world }, args) => {
    const rows = world.rows(themes);
    const asked = args.phase == null ? rows.values() : rows.where('phase', args.phase);
    return page(asked.toReversed(), args, (row) => new ThemeNode(world, row));
  },
);
for (const node of talkedAbout)
  extend(
    node,
    'themes',
    { type: () => ThemeConnection, args: PageArgs, description: 'Themes it follows from, the newest first.' },
    ({ world, row }, args) =>
      page(world.rows(themes).where('about', row.id).toReversed(), args, (one) => new ThemeNode(world, one)),
  );

const ObservationAnswer = answerOf(ObservationNode);
const ThemeAnswer = answerOf(ThemeNode);

export const ObservationResolver = mutationsOf(
  observation,
  { answer: ObservationAnswer, find: (world, { id }) => observationNode(world, id) },
  {
    NoteObservation:
      'Notes what the own people have noticed. All partners read it: nothing in it may point to a person.',
    HideObservation: 'Takes an observation out of sight, with a reason; for its organisation and for coordinators.',
  },
);

export const ThemeResolver = mutationsOf(
  theme,
  { answer: ThemeAnswer, find: (world, { id }) => themeNode(world, id) },
  {
    GatherTheme: 'Gathers observations that say the same under one heading.',
    AddToTheme: 'Adds observations to a theme.',
    SayWhatFollows: 'Says what follows from a theme, and what it becomes.',
    CloseTheme: 'Closes a theme, with a reason; for who gathered it and coordinators.',
  },
);
