import {
  CollaborationNode,
  LanguageEnum,
  NodeOf,
  PageArgs,
  TextNode,
  addRefusalWords,
  answerOf,
  connectionOf,
  enumOf,
  extend,
  page,
  mutationsOf,
} from '#graphql';
import type { Language, Quorum, Text } from '#language';
import type { World } from '#world';
import { ArgsType, Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { z } from 'zod';
import { settingsOf, todayIn } from './backbone.facts.ts';
import { collaboration, OwnRole, PlaceKind, type Place } from './collaboration.ts';
import { placesIn, settingChanges, type CollaborationRow, type SettingChangeRow } from './collaboration.view.ts';
import { backboneWords } from './words.ts';

addRefusalWords(backboneWords);

const PlaceKindEnum = enumOf(PlaceKind);
const OwnRoleEnum = enumOf(OwnRole);
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

@ObjectType('LightWords', { description: 'What the states of a light are called in this collaboration.' })
export class LightWordsNode {
  @Field(() => TextNode, { description: 'Proceeds as planned.' })
  green!: Text;
  @Field(() => TextNode, { description: 'Risk of falling behind.' })
  yellow!: Text;
  @Field(() => TextNode, { description: 'Needs immediate action.' })
  red!: Text;
  @Field(() => TextNode, { description: 'Nobody has judged it.' })
  not_assessed!: Text;
}

@ObjectType('SettingChange', { description: 'A setting as it was set: what, when, by whom, under which mandate, why.' })
export class SettingChangeNode extends NodeOf<SettingChangeRow> {
  @Field(() => ID, { description: 'Of the settings, with the revision the change made.' })
  id!: string;
  @Field(() => String, { description: 'The event’s type, e.g. QuorumSet.' })
  type!: string;
  @Field(() => ID, { description: 'Place in the log.' })
  position!: string;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => ID, { description: 'Opaque id of the person.' })
  changedBy!: string;
  @Field(() => ID, { description: 'The organisation acted for.' })
  organisation!: string;
  @Field(() => ID, {
    nullable: true,
    description: 'The mandate it was done under; none when the collaboration was opened.',
  })
  mandate!: string | null;
  @Field(() => TextNode, { nullable: true, description: 'Why, where a reason was given.' })
  reason!: Text | null;
  @Field(() => String, { description: 'What was set, as JSON.' })
  said!: string;
}

export const SettingChangeConnection = connectionOf(SettingChangeNode);

/** Shown until a collaboration has written its own (rule 28). */
export const usualFreeTextWarning: Text = {
  original: 'fi',
  fi: 'Älä kirjoita tähän asukkaiden tai asiakkaiden nimiä, henkilötunnuksia, yhteystietoja tai muuta, mistä yksittäisen ihmisen voi tunnistaa.',
  sv: 'Skriv inte här invånares eller klienters namn, personbeteckningar, kontaktuppgifter eller annat som en enskild människa kan kännas igen på.',
  en: 'Do not write names, identity codes, contact details or anything else here by which a resident or client could be recognised.',
};

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
  'smallBelow',
  {
    type: () => Int,
    description: 'Counts of people below this are hidden from other organisations, in values recorded from now on.',
  },
  (node) => settings(node).smallBelow,
);
extend(
  CollaborationNode,
  'responseDueDays',
  { type: () => Int, description: 'Within so many days feedback wants its response, unless its giver says otherwise.' },
  (node) => settings(node).responseDueDays,
);
extend(
  CollaborationNode,
  'staleAfterDays',
  { type: () => Int, description: 'What has not changed for so many days is stale.' },
  (node) => settings(node).staleAfterDays,
);
extend(
  CollaborationNode,
  'recertifyAfterMonths',
  { type: () => Int, description: 'A mandate not confirmed for so many months waits to be.' },
  (node) => settings(node).recertifyAfterMonths,
);
extend(
  CollaborationNode,
  'contactRoles',
  {
    type: () => [OwnRoleEnum],
    description: 'The roles a contact person may give to people of their own organisation.',
  },
  (node): readonly OwnRole[] => settings(node).contactRoles,
);
extend(
  CollaborationNode,
  'lightWords',
  { type: () => LightWordsNode, nullable: true, description: 'Its own words for the lights; nothing: the usual ones.' },
  (node) => settings(node).lightWords,
);
extend(
  CollaborationNode,
  'freeTextWarning',
  { ...text, description: 'What people are told wherever they write freely.' },
  (node) => settings(node).freeTextWarning ?? usualFreeTextWarning,
);
extend(
  CollaborationNode,
  'settingChanges',
  {
    type: () => SettingChangeConnection,
    args: PageArgs,
    description: 'How the settings came to be what they are, newest first.',
  },
  ({ world }, args) =>
    page(world.rows(settingChanges).values().toReversed(), args, (row) => new SettingChangeNode(world, row)),
);
extend(
  CollaborationNode,
  'openedAt',
  { type: () => String, description: 'ISO 8601 instant.' },
  (node) => settings(node).openedAt,
);

const CollaborationAnswer = answerOf(CollaborationNode);

/** The settings of a collaboration. Their id is `collaboration_` and the collaboration's own id. */
export const SettingsResolver = mutationsOf(
  collaboration,
  { answer: CollaborationAnswer, find: (world) => settingsOf(world) && new CollaborationNode(world) },
  {
    OpenCollaboration:
      'Opens a collaboration for the organisation acted for, which becomes its backbone. `id` is collaboration_ and the collaboration’s id; `actingFor` must be given. Until an administrator is appointed the opener acts as one.',
    RenameCollaboration: 'Gives the collaboration another name.',
    ListPlaces: 'Says the whole list of places anew. A place that is no more gets its last year and stays listed.',
    ListPartnerKinds: 'Says the whole list of added kinds of partner anew.',
    LabelConditions: 'Says what the five conditions are called here.',
    SetQuorum: 'Sets the quorum for goals proposed or amended from now on. Goals already proposed keep theirs.',
    SetSmallCounts:
      'Sets below which number counts of people are hidden from other organisations. Values recorded before keep the threshold they were recorded under.',
    SetFeedbackResponse: 'Sets within how many days feedback wants its response.',
    SetStaleness: 'Sets after how many days without a change a thing counts as stale.',
    WordLights: 'Says what the states of a light are called here.',
    SetLanguages: 'Says the languages it works in, the main one first. Texts in others stay readable.',
    SetTimeZone: 'Sets the zone its days begin and end in from now on. Past days keep theirs.',
    WordFreeTextWarning: 'Words the warning people see wherever they write freely.',
    SetRecertification: 'Sets after how many months a mandate is to be confirmed again.',
    SetContactRoles: 'Sets which roles a contact person may give to people of their own organisation.',
    DismissAdministrator:
      'Ends at once the mandate of an administrator that had no end. The last one such cannot be dismissed.',
  },
);
