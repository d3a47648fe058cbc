import {
  CollaborationNode,
  IdArgs,
  LanguageEnum,
  NodeOf,
  PageArgs,
  TextNode,
  answerOf,
  connectionOf,
  extend,
  page,
  mutationsOf,
} from '#graphql';
import { inLanguage, type Language, type Text } from '#language';
import type { World } from '#world';
import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { settingsOf } from './backbone.facts.ts';
import { placeNode, PlaceNode } from './collaboration.resolver.ts';
import { partner } from './partner.ts';
import { partners, type PartnerRow } from './partner.view.ts';

@ObjectType('Stay', { description: 'A time during which an organisation took part, ended since.' })
export class StayNode {
  @Field(() => String, { description: 'ISO 8601 instant.' })
  from!: string;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  to!: string;
  @Field(() => TextNode, { description: 'Why it left then.' })
  because!: Text;
}

@ObjectType('Partner', { description: 'An organisation that takes part, or did.' })
export class PartnerNode extends NodeOf<PartnerRow> {
  @Field(() => ID, { description: 'Begins with partner_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => TextNode, { description: 'What it is called.' })
  name!: Text;
  @Field(() => ID, {
    description:
      'county, municipality, ngo, parish, company, school, state, or one of the collaboration’s own partnerKinds.',
  })
  kind!: string;
  @Field(() => Boolean, { description: 'Made up to show the software.' })
  demonstration!: boolean;
  @Field(() => Boolean, { description: 'Takes part without a voice in what is agreed.' })
  observer!: boolean;
  @Field(() => String, { description: 'When it came, or last came back. ISO 8601 instant.' })
  admittedAt!: string;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => String, { nullable: true, description: 'When it left; nothing while it takes part. ISO 8601 instant.' })
  leftAt!: string | null;
  @Field(() => TextNode, { nullable: true, description: 'Why it left.' })
  leftBecause!: Text | null;

  @Field(() => [StayNode], { description: 'Earlier times it took part, oldest first.' })
  stays!: readonly StayNode[];

  @Field(() => PlaceNode, { nullable: true, description: 'The one place it belongs to, when it belongs to one.' })
  place(): PlaceNode | undefined {
    return this.row.place === undefined ? undefined : placeNode(this.world, this.row.place);
  }

  @Field(() => Boolean, { description: 'Whether it is the organisation that holds the collaboration together.' })
  isBackbone(): boolean {
    return this.row.id === settingsOf(this.world)?.backbone;
  }
}

export const PartnerConnection = connectionOf(PartnerNode);

export const partnerNode = (world: World, id: string): PartnerNode | undefined => {
  const row = world.rows(partners).get(id);
  return row && new PartnerNode(world, row);
};

@ArgsType()
class PartnersArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only partners of this kind.' })
  kind?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only partners of the place with this code.' })
  place?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only those that take part now; false: only those that left.',
  })
  present?: boolean | null;
  @Field(() => LanguageEnum, {
    nullable: true,
    description: 'Sorts them by their names in this language; otherwise they come in the order they were admitted.',
  })
  byNameIn?: Language | null;
}

extend(
  CollaborationNode,
  'partner',
  { type: () => PartnerNode, args: IdArgs, nullable: true, description: 'One partner.' },
  ({ world }, { id }) => partnerNode(world, id),
);

extend(
  CollaborationNode,
  'partners',
  {
    type: () => PartnerConnection,
    args: PartnersArgs,
    description: 'The organisations that take part, and those that have left.',
  },
  ({ world }, args) => {
    const { kind, place, present, byNameIn } = args;
    const rows = world.rows(partners);
    const asked =
      place != null ? rows.where('place', place) : kind != null ? rows.where('kind', kind) : [...rows.values()];
    const found = asked.filter(
      (row) => (kind == null || row.kind === kind) && (present == null || present === (row.leftAt === undefined)),
    );
    return page(byNameIn == null ? found : byName(found, byNameIn), args, (row) => new PartnerNode(world, row));
  },
);

extend(
  CollaborationNode,
  'backbone',
  {
    type: () => PartnerNode,
    nullable: true,
    description: 'The organisation that holds it together; nothing before it is admitted.',
  },
  ({ world }) => {
    const settings = settingsOf(world);
    return settings && partnerNode(world, settings.backbone);
  },
);

const collators = new Map<Language, Intl.Collator>();

/** As the language's own alphabet has them: Ä follows Å in Swedish and stands after Z in both. */
function byName(rows: readonly PartnerRow[], language: Language): PartnerRow[] {
  const collator = collators.get(language) ?? new Intl.Collator(language);
  collators.set(language, collator);
  return rows
    .map((row) => ({ row, name: inLanguage(row.name, language).text }))
    .sort((a, b) => collator.compare(a.name, b.name))
    .map(({ row }) => row);
}

const PartnerAnswer = answerOf(PartnerNode);

export const PartnerResolver = mutationsOf(
  partner,
  { answer: PartnerAnswer, find: (world, { id }) => partnerNode(world, id) },
  {
    AdmitPartner: 'Admits an organisation to the collaboration.',
    RenamePartner: 'Gives a partner another name.',
    LeavePartner: 'Records that a partner leaves. What it did stays; its mandates are in force no more.',
    RevisePartner: 'Says anew what a partner is, where it belongs, and whether it only observes.',
    ReadmitPartner: 'Takes back a partner that left. Its mandates of old stay out of force: new ones are granted.',
  },
);
