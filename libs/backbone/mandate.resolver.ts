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
import type { Role } from '#decider';
import type { Text } from '#language';
import type { World } from '#world';
import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { confirmationDue, mandatesHeld, mandatesToConfirm, todayIn } from './backbone.facts.ts';
import { mandate, MandateRole } from './mandate.ts';
import { mandates, type MandateRow } from './mandate.view.ts';
import { partnerNode, PartnerNode } from './partner.resolver.ts';

const RoleEnum = enumOf(MandateRole);

@ObjectType('Mandate', { description: 'The right of a person to act for an organisation in one role.' })
export class MandateNode extends NodeOf<MandateRow> {
  @Field(() => ID, { description: 'Begins with mandate_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => ID, { description: 'Opaque id of the person: who it is stands in the directory of people.' })
  person!: string;
  @Field(() => RoleEnum, { description: 'What it lets the person do.' })
  role!: Role;
  @Field(() => ID, { nullable: true, description: 'The one indicator it is narrowed to.' })
  indicator!: string | null;
  @Field(() => ID, { nullable: true, description: 'The one programme it is narrowed to.' })
  programme!: string | null;
  @Field(() => String, { description: 'First day in force, in the collaboration’s time zone.' })
  from!: string;
  @Field(() => String, { nullable: true, description: 'Last day in force; nothing: until revoked.' })
  to!: string | null;
  @Field(() => Boolean, { description: 'Made up to show the software.' })
  demonstration!: boolean;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  grantedAt!: string;
  @Field(() => ID, { description: 'Opaque id of the person who granted it.' })
  grantedBy!: string;
  @Field(() => ID, { nullable: true, description: 'The mandate it was granted under.' })
  grantedUnder!: string | null;
  @Field(() => String, { nullable: true, description: 'ISO 8601 instant.' })
  revokedAt!: string | null;
  @Field(() => TextNode, { nullable: true, description: 'Why it was revoked.' })
  revokedBecause!: Text | null;
  @Field(() => ID, { nullable: true, description: 'Opaque id of the person who revoked it.' })
  revokedBy!: string | null;
  @Field(() => ID, { nullable: true, description: 'The mandate it was revoked under.' })
  revokedUnder!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'When somebody last said that it is still needed. ISO 8601 instant.',
  })
  confirmedAt!: string | null;
  @Field(() => ID, { nullable: true, description: 'Opaque id of the person who said so.' })
  confirmedBy!: string | null;

  @Field(() => String, { description: 'The last day on which it counts as confirmed.' })
  confirmedUntil(): string {
    return confirmationDue(this.world, this.row);
  }

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation the person may act for.' })
  partner(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.partner);
  }

  @Field(() => Boolean, { description: 'Whether it is in force at the moment the collaboration is asked about.' })
  inForce(): boolean {
    return mandatesHeld(this.world, [this.row]).length === 1;
  }
}

export const MandateConnection = connectionOf(MandateNode);

export const mandateNode = (world: World, id: string): MandateNode | undefined => {
  const row = world.rows(mandates).get(id);
  return row && new MandateNode(world, row);
};

@ArgsType()
class MandatesOfPartnerArgs extends PageArgs {
  @Field(() => RoleEnum, { nullable: true, description: 'Only mandates in this role.' })
  role?: Role | null;
  @Field(() => Boolean, { nullable: true, description: 'True: only those in force; false: only those that are not.' })
  inForce?: boolean | null;
}

@ArgsType()
class MandatesArgs extends MandatesOfPartnerArgs {
  @Field(() => ID, { nullable: true, description: 'Only mandates of this person.' })
  person?: string | null;
}

function pageOf(world: World, rows: Iterable<MandateRow>, args: MandatesOfPartnerArgs): Page<MandateNode> {
  const today = todayIn(world);
  const found = [...rows].filter(
    (row) =>
      (args.role == null || row.role === args.role) &&
      (args.inForce == null || args.inForce === (mandatesHeld(world, [row], today).length === 1)),
  );
  return page(found, args, (row) => new MandateNode(world, row));
}

extend(
  CollaborationNode,
  'mandate',
  { type: () => MandateNode, args: IdArgs, nullable: true, description: 'One mandate.' },
  ({ world }, { id }) => mandateNode(world, id),
);

extend(
  CollaborationNode,
  'mandates',
  { type: () => MandateConnection, args: MandatesArgs, description: 'Who may do what for whom, in the order granted.' },
  ({ world }, args) => {
    const rows = world.rows(mandates);
    return pageOf(world, args.person != null ? rows.where('person', args.person) : rows.values(), args);
  },
);

extend(
  CollaborationNode,
  'mandatesToConfirm',
  {
    type: () => MandateConnection,
    args: PageArgs,
    description:
      'Mandates in force that nobody has confirmed for as long as the collaboration lets them stand, what was due first coming first: to administrators all, to contact persons those of their own organisation, to others none.',
  },
  ({ world }, args) => {
    const mandatesOf = world.rows(mandates);
    const holds = (role: Role) => world.asker?.mandates.some((held) => held.role === role) === true;
    const theirs = holds('administrator')
      ? mandatesOf.values()
      : holds('contact')
        ? mandatesOf.where('partner', world.asker?.organisation ?? '')
        : [];
    return page(mandatesToConfirm(world, theirs), args, (row) => new MandateNode(world, row));
  },
);

extend(
  PartnerNode,
  'mandates',
  {
    type: () => MandateConnection,
    args: MandatesOfPartnerArgs,
    description: 'Who may act for it, in the order granted.',
  },
  ({ world, id }, args) => pageOf(world, world.rows(mandates).where('partner', id), args),
);

const MandateAnswer = answerOf(MandateNode);

export const MandateResolver = mutationsOf(
  mandate,
  { answer: MandateAnswer, find: (world, { id }) => mandateNode(world, id) },
  {
    GrantMandate: 'Lets a person act for a partner in one role, from one day to another.',
    RevokeMandate: 'Ends a mandate at once. What was done under it stands.',
    LayDownMandate: 'Gives up a mandate of one’s own at once.',
    SetMandateEnd: 'Gives a mandate another last day, or none.',
    ConfirmMandate: 'Says that a mandate was looked at and is still needed.',
  },
);
