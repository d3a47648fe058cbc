import {
  Allow,
  Ask,
  CollaborationNode,
  Desk,
  Input,
  LanguageEnum,
  TextNode,
  To,
  addRefusalWords,
  answerOf,
  enumOf,
  extend,
  type RequestContext,
} from '#graphql';
import type { Language, Quorum, Text } from '#language';
import type { World } from '#world';
import { Inject } from '@nestjs/common';
import { Args, ArgsType, Field, Float, ID, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { z } from 'zod';
import { settingsOf, todayIn } from './backbone.facts.ts';
import {
  collaboration,
  collaborationCommands,
  PlaceKind,
  type CollaborationCommand,
  type Place,
} from './collaboration.ts';
import { placesIn, type CollaborationRow } from './collaboration.view.ts';
import { backboneWords } from './words.ts';

addRefusalWords(backboneWords);

const PlaceKindEnum = enumOf(PlaceKind);
const QuorumKind = enumOf(z.enum(['number', 'share', 'named']).meta({ id: 'QuorumKind' }));

@ObjectType('Place', { description: 'A place the collaboration works in, and the years it exists.' })
export class PlaceNode {
  @Field(() => ID, { description: 'The code the authority gave it, leading zeros kept.' })
  code!: string;
  @Field(() => TextNode, { description: 'What it is called.' })
  name!: Text;
  @Field(() => PlaceKindEnum, { description: 'What kind of place it is.' })
  kind!: Place['kind'];
  @Field(() => Int, { description: 'Its first year.' })
  from!: number;
  @Field(() => Int, { nullable: true, description: 'Its last year; nothing while it goes on.' })
  to?: number | null | undefined;
}

@ObjectType({ description: 'What the five conditions of collective impact are called in this collaboration.' })
export class ConditionLabels {
  @Field(() => TextNode, { description: 'The common agenda.' })
  agenda!: Text;
  @Field(() => TextNode, { description: 'Shared measurement.' })
  measurement!: Text;
  @Field(() => TextNode, { description: 'Mutually reinforcing activities.' })
  activities!: Text;
  @Field(() => TextNode, { description: 'Continuous communication.' })
  communication!: Text;
  @Field(() => TextNode, { description: 'Backbone support.' })
  backbone!: Text;
}

@ObjectType({ description: 'A kind of partner beyond the built-in ones.' })
export class PartnerKind {
  @Field(() => ID, { description: 'Its short name.' })
  id!: string;
  @Field(() => TextNode, { description: 'What it is called.' })
  label!: Text;
}

@ObjectType('Quorum', { description: 'How many partners must endorse a goal before it belongs to the common agenda.' })
export class QuorumNode {
  @Field(() => QuorumKind, { description: 'How it is counted; the field of that name says the rest.' })
  kind!: Quorum['kind'];
  @Field(() => Int, { nullable: true, description: 'So many partners.' })
  number!: number | null;
  @Field(() => Float, { nullable: true, description: 'Such a share of those who have a voice, above 0 and up to 1.' })
  share!: number | null;
  @Field(() => [ID], { nullable: true, description: 'These partners, all of them.' })
  partners!: string[] | null;
}

/** The place of a code as it is in the world's year, or as it last was. */
export function placeNode(world: World, code: string): PlaceNode | undefined {
  const listed = settingsOf(world)?.places.filter((place) => place.code === code) ?? [];
  return placesIn(listed, yearIn(world))[0] ?? listed.toSorted((a, b) => b.from - a.from)[0];
}

const yearIn = (world: World): number => Number(todayIn(world).slice(0, 4));

/** The settings of a collaboration that can be looked into: one that can has been opened. */
function settings({ world }: CollaborationNode): CollaborationRow {
  const row = settingsOf(world);
  if (!row) throw new Error(`${world.collaboration} has events and was never opened`);
  return row;
}

@ArgsType()
class PlacesArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'The year the places are wanted for; the present one when not said.',
  })
  year?: number | null;
}

const text = { type: () => TextNode };
extend(
  CollaborationNode,
  'name',
  { ...text, description: 'What the collaboration is called.' },
  (node) => settings(node).name,
);
extend(
  CollaborationNode,
  'revision',
  { type: () => Int, description: 'Of the settings: what expectedVersion is compared with.' },
  (node) => settings(node).revision,
);
extend(
  CollaborationNode,
  'languages',
  { type: () => [LanguageEnum], description: 'The languages it works in, the main one first.' },
  (node): readonly Language[] => settings(node).languages,
);
extend(
  CollaborationNode,
  'places',
  {
    type: () => [PlaceNode],
    args: PlacesArgs,
    description: 'The places that exist in a year, in the collaboration’s own order.',
  },
  (node, { year }) => placesIn(settings(node).places, year ?? yearIn(node.world)),
);
extend(
  CollaborationNode,
  'labels',
  { type: () => ConditionLabels, description: 'What the five conditions are called here.' },
  (node) => settings(node).labels,
);
extend(
  CollaborationNode,
  'partnerKinds',
  { type: () => [PartnerKind], description: 'Kinds of partner beyond the built-in ones.' },
  (node) => settings(node).partnerKinds,
);
extend(
  CollaborationNode,
  'quorum',
  { type: () => QuorumNode, description: 'The quorum rule for goals proposed from now on.' },
  (node) => settings(node).quorum,
);
extend(
  CollaborationNode,
  'quorumSince',
  { type: () => String, description: 'When the quorum rule was last set. ISO 8601 instant.' },
  (node) => settings(node).quorumSince,
);
extend(
  CollaborationNode,
  'timeZone',
  { type: () => String, description: 'The zone in which its days begin and end, e.g. Europe/Helsinki.' },
  (node) => settings(node).timeZone,
);
extend(
  CollaborationNode,
  'openedAt',
  { type: () => String, description: 'ISO 8601 instant.' },
  (node) => settings(node).openedAt,
);

const CollaborationAnswer = answerOf(CollaborationNode);

/** The settings of a collaboration. Their id is `collaboration_` and the collaboration's own id. */
@Resolver()
export class SettingsResolver {
  constructor(@Inject(Desk) private readonly desk: Desk) {}

  @Allow(...collaboration.roles.OpenCollaboration)
  @Mutation(() => CollaborationAnswer, {
    description:
      'Opens a collaboration for the organisation acted for, which becomes its backbone. `id` is collaboration_ and the collaboration’s id; `actingFor` must be given. Until an administrator is appointed the opener acts as one.',
  })
  openCollaboration(
    @Ask() ask: RequestContext,
    @Args() to: To,
    @Input('OpenCollaboration', collaborationCommands) data: never,
  ) {
    return this.act(ask, to, { type: 'OpenCollaboration', data });
  }

  @Allow(...collaboration.roles.RenameCollaboration)
  @Mutation(() => CollaborationAnswer, { description: 'Gives the collaboration another name.' })
  renameCollaboration(
    @Ask() ask: RequestContext,
    @Args() to: To,
    @Input('RenameCollaboration', collaborationCommands) data: never,
  ) {
    return this.act(ask, to, { type: 'RenameCollaboration', data });
  }

  @Allow(...collaboration.roles.ListPlaces)
  @Mutation(() => CollaborationAnswer, {
    description: 'Says the whole list of places anew. A place that is no more gets its last year and stays listed.',
  })
  listPlaces(@Ask() ask: RequestContext, @Args() to: To, @Input('ListPlaces', collaborationCommands) data: never) {
    return this.act(ask, to, { type: 'ListPlaces', data });
  }

  @Allow(...collaboration.roles.ListPartnerKinds)
  @Mutation(() => CollaborationAnswer, { description: 'Says the whole list of added kinds of partner anew.' })
  listPartnerKinds(
    @Ask() ask: RequestContext,
    @Args() to: To,
    @Input('ListPartnerKinds', collaborationCommands) data: never,
  ) {
    return this.act(ask, to, { type: 'ListPartnerKinds', data });
  }

  @Allow(...collaboration.roles.LabelConditions)
  @Mutation(() => CollaborationAnswer, { description: 'Says what the five conditions are called here.' })
  labelConditions(
    @Ask() ask: RequestContext,
    @Args() to: To,
    @Input('LabelConditions', collaborationCommands) data: never,
  ) {
    return this.act(ask, to, { type: 'LabelConditions', data });
  }

  @Allow(...collaboration.roles.SetQuorum)
  @Mutation(() => CollaborationAnswer, {
    description: 'Sets the quorum for goals proposed or amended from now on. Goals already proposed keep theirs.',
  })
  setQuorum(@Ask() ask: RequestContext, @Args() to: To, @Input('SetQuorum', collaborationCommands) data: never) {
    return this.act(ask, to, { type: 'SetQuorum', data });
  }

  private act(ask: RequestContext, to: To, command: CollaborationCommand) {
    return this.desk.act(ask, to, command, (world) => settingsOf(world) && new CollaborationNode(world));
  }
}
