import { PartnerConnection, PartnerNode, partnerNode, partners, todayIn } from '#backbone';
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
  page,
  type Page,
  mutationsOf,
} from '#graphql';
import type { Text } from '#language';
import type { World } from '#world';
import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { z } from 'zod';
import { Publishing, SharedDetail, agreement } from './agreement.ts';
import {
  agreements,
  phaseOn,
  unsignedOf,
  type AgreementPhase,
  type AgreementRow,
  type AgreementVersionRow,
} from './agreement.view.ts';
import { agreementWords } from './agreement.words.ts';
import { IndicatorConnection, IndicatorNode } from './indicator.resolver.ts';
import { indicators } from './indicator.view.ts';

addRefusalWords(agreementWords);

const PhaseEnum = enumOf(z.enum(['proposed', 'coming', 'in_force', 'expired', 'ended']).meta({ id: 'AgreementPhase' }));

@ObjectType({ description: 'One party’s signature under a version of an agreement.' })
export class AgreementSignature {
  @Field(() => ID, { description: 'The party.' })
  partner!: string;
  @Field(() => ID, { description: 'Opaque id of the person who signed for it.' })
  person!: string;
  @Field(() => ID, { nullable: true, description: 'The mandate that allowed it.' })
  mandate!: string | null;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
}

@ObjectType('AgreementVersion', { description: 'Terms of an agreement: signed as a whole, or not at all.' })
export class AgreementVersionNode extends NodeOf<AgreementVersionRow> {
  @Field(() => Int, { description: 'Rises with each change of the terms.' })
  agreementVersion!: number;
  @Field(() => TextNode, { description: 'What it is called.' })
  title!: Text;
  @Field(() => TextNode, { description: 'What the values are shared for.' })
  purpose!: Text;
  @Field(() => enumOf(SharedDetail), { description: 'How much of its values each party lets the others see.' })
  detail!: AgreementVersionRow['detail'];
  @Field(() => enumOf(Publishing), { description: 'How much of them may stand in published reports.' })
  publish!: AgreementVersionRow['publish'];
  @Field(() => String, { description: 'First day it is in force, 2024-07-01.' })
  from!: string;
  @Field(() => String, { nullable: true, description: 'Last day it is in force; none: until it is ended.' })
  to!: string | null;
  @Field(() => String, { description: 'When the terms were put forward. ISO 8601 instant.' })
  at!: string;
  @Field(() => TextNode, { nullable: true, description: 'Why the terms before were to change.' })
  reason!: Text | null;
  @Field(() => [AgreementSignature], { description: 'Who has signed, in the order of signing.' })
  signatures!: AgreementSignature[];
  @Field(() => String, { nullable: true, description: 'When the last party signed. ISO 8601 instant.' })
  concludedAt!: string | null;

  @Field(() => PartnerConnection, { description: 'The organisations that share their values with one another.' })
  @Takes(PageArgs)
  parties(args: PageArgs): Page<PartnerNode> {
    return partnersOf(this.world, this.row.parties, args);
  }

  @Field(() => PartnerConnection, { description: 'Parties whose signature is missing.' })
  @Takes(PageArgs)
  unsigned(args: PageArgs): Page<PartnerNode> {
    return partnersOf(this.world, unsignedOf(this.row), args);
  }

  @Field(() => Boolean, { description: 'True when the values of every indicator are shared, also of later ones.' })
  allIndicators(): boolean {
    return this.row.indicators.length === 0;
  }

  @Field(() => IndicatorConnection, { description: 'The indicators named; none when all are meant.' })
  @Takes(PageArgs)
  indicators(args: PageArgs): Page<IndicatorNode> {
    const rows = this.row.indicators.flatMap((id) => this.world.rows(indicators).get(id) ?? []);
    return page(rows, args, (row) => new IndicatorNode(this.world, row));
  }
}

const partnersOf = (world: World, ids: readonly string[], args: PageArgs): Page<PartnerNode> => {
  const rows = ids.flatMap((id) => world.rows(partners).get(id) ?? []);
  return page(rows, args, (row) => new PartnerNode(world, row));
};

@ObjectType({ description: 'That an agreement was ended: nothing more is shared under it.' })
export class AgreementEnding {
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
  @Field(() => ID, { description: 'The organisation that ended it.' })
  by!: string;
  @Field(() => TextNode, { description: 'Why.' })
  because!: Text;
}

@ObjectType('Agreement', { description: 'A data-sharing agreement: whose values its parties see of one another.' })
export class AgreementNode extends NodeOf<AgreementRow> {
  @Field(() => ID, { description: 'Begins with agreement_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => Boolean, { description: 'Made up to show the software.' })
  demonstration!: boolean;
  @Field(() => String, { description: 'When it was drafted. ISO 8601 instant.' })
  draftedAt!: string;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => AgreementEnding, { nullable: true, description: 'When and why it was ended, if it was.' })
  ended!: AgreementEnding | null;

  @Field(() => PhaseEnum, {
    description:
      'PROPOSED until all parties have signed, COMING before its first day, IN_FORCE, EXPIRED after its last day, or ENDED. Judged by the moment asked about.',
  })
  phase(): AgreementPhase {
    return phaseOn(this.row, todayIn(this.world));
  }

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation that drafted it.' })
  draftedBy(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.draftedBy);
  }

  @Field(() => AgreementVersionNode, { nullable: true, description: 'The terms that all parties have signed.' })
  standing(): AgreementVersionNode | undefined {
    return this.row.standing && new AgreementVersionNode(this.world, this.row.standing);
  }

  @Field(() => AgreementVersionNode, {
    nullable: true,
    description: 'Terms that wait for signatures; until all are there, the standing ones go on.',
  })
  proposed(): AgreementVersionNode | undefined {
    return this.row.proposed && new AgreementVersionNode(this.world, this.row.proposed);
  }

  @Field(() => [AgreementVersionNode], { description: 'Terms that others took the place of, oldest first.' })
  earlier(): AgreementVersionNode[] {
    return this.row.earlier.map((version) => new AgreementVersionNode(this.world, version));
  }
}

export const AgreementConnection = connectionOf(AgreementNode);

export const agreementNode = (world: World, id: string): AgreementNode | undefined => {
  const row = world.rows(agreements).get(id);
  return row && new AgreementNode(world, row);
};

@ArgsType()
class AgreementsArgs extends PageArgs {
  @Field(() => PhaseEnum, { nullable: true, description: 'Only those that stand so at the moment asked about.' })
  phase?: AgreementPhase | null;
}

const agreementsOf = (world: World, rows: readonly AgreementRow[], { phase, ...args }: AgreementsArgs) => {
  const today = todayIn(world);
  const found = phase == null ? rows : rows.filter((row) => phaseOn(row, today) === phase);
  return page(found, args, (row) => new AgreementNode(world, row));
};

extend(
  CollaborationNode,
  'agreement',
  { type: () => AgreementNode, args: IdArgs, nullable: true, description: 'One data-sharing agreement.' },
  ({ world }, { id }) => agreementNode(world, id),
);

extend(
  CollaborationNode,
  'agreements',
  {
    type: () => AgreementConnection,
    args: AgreementsArgs,
    description: 'Data-sharing agreements in the order they were drafted.',
  },
  ({ world }, args) => agreementsOf(world, [...world.rows(agreements).values()], args),
);

extend(
  PartnerNode,
  'agreements',
  {
    type: () => AgreementConnection,
    args: AgreementsArgs,
    description: 'Data-sharing agreements it is, or is asked to become, a party to.',
  },
  ({ world, row }, args) => agreementsOf(world, world.rows(agreements).where('party', row.id), args),
);

const AgreementAnswer = answerOf(AgreementNode);

export const AgreementResolver = mutationsOf(
  agreement,
  { answer: AgreementAnswer, find: (world, { id }) => agreementNode(world, id) },
  {
    DraftAgreement: 'Drafts a data-sharing agreement. It is in force when every party has signed it.',
    SignAgreement: 'Signs the proposed terms for the organisation acted for. The last signature puts them in force.',
    AmendAgreement: 'Proposes other terms, to be signed by all anew; those that stand go on until then.',
    EndAgreement: 'Ends the sharing from now on, with a reason. Reports published before stand as they are.',
  },
);
