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
  mutationsOf,
} from '#graphql';
import type { Text } from '#language';
import type { World } from '#world';
import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { placeNode, PlaceNode } from './collaboration.resolver.ts';
import { partnerNode, PartnerNode } from './partner.resolver.ts';
import { team, TeamKind } from './team.ts';
import { teams, type TeamRow } from './team.view.ts';

const TeamKindEnum = enumOf(TeamKind);

@ObjectType('Team', { description: 'People of several organisations who meet: a team, a group, a network, a council.' })
export class TeamNode extends NodeOf<TeamRow> {
  @Field(() => ID, { description: 'Begins with team_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => TextNode, { description: 'What it is called.' })
  name!: Text;
  @Field(() => TeamKindEnum, { description: 'What kind of team it is.' })
  kind!: TeamRow['kind'];
  @Field(() => TextNode, { nullable: true, description: 'What it is there for.' })
  purpose!: Text | null;
  @Field(() => TextNode, { nullable: true, description: 'Roles in it, never names.' })
  members!: Text | null;
  @Field(() => TextNode, { nullable: true, description: 'How often it meets, in words.' })
  rhythm!: Text | null;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  formedAt!: string;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => String, { nullable: true, description: 'ISO 8601 instant.' })
  disbandedAt!: string | null;
  @Field(() => TextNode, { nullable: true, description: 'Why it was disbanded.' })
  disbandedBecause!: Text | null;

  @Field(() => PartnerNode, { nullable: true, description: 'Who calls it together.' })
  partner(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.partner);
  }

  @Field(() => [PartnerNode], {
    description: 'Organisations that belong to it, beside the one that calls it together.',
  })
  partners(): PartnerNode[] {
    return this.row.partners.flatMap((id) => partnerNode(this.world, id) ?? []);
  }

  @Field(() => [PlaceNode], { description: 'Where it works; none: nowhere in particular.' })
  places(): PlaceNode[] {
    return this.row.places.flatMap((code) => placeNode(this.world, code) ?? []);
  }
}

export const TeamConnection = connectionOf(TeamNode);

export const teamNode = (world: World, id: string): TeamNode | undefined => {
  const row = world.rows(teams).get(id);
  return row && new TeamNode(world, row);
};

@ArgsType()
class TeamsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only teams that work in the place with this code.' })
  place?: string | null;
  @Field(() => TeamKindEnum, { nullable: true, description: 'Only teams of this kind.' })
  kind?: TeamRow['kind'] | null;
  @Field(() => Boolean, { nullable: true, description: 'True: only those at work; false: only disbanded ones.' })
  working?: boolean | null;
}

extend(
  CollaborationNode,
  'team',
  { type: () => TeamNode, args: IdArgs, nullable: true, description: 'One team.' },
  ({ world }, { id }) => teamNode(world, id),
);

extend(
  CollaborationNode,
  'teams',
  {
    type: () => TeamConnection,
    args: TeamsArgs,
    description: 'Teams, groups and networks, in the order they were formed.',
  },
  ({ world }, args) => {
    const { place, kind, working } = args;
    const rows = world.rows(teams);
    const asked =
      place != null ? rows.where('place', place) : kind != null ? rows.where('kind', kind) : [...rows.values()];
    const found = asked.filter(
      (row) => (kind == null || row.kind === kind) && (working == null || working === (row.disbandedAt === undefined)),
    );
    return page(found, args, (row) => new TeamNode(world, row));
  },
);

extend(
  PartnerNode,
  'teams',
  { type: () => TeamConnection, args: PageArgs, description: 'The teams it calls together.' },
  ({ world, id }, args) => page(world.rows(teams).where('partner', id), args, (row) => new TeamNode(world, row)),
);

extend(
  PartnerNode,
  'memberOf',
  { type: () => TeamConnection, args: PageArgs, description: 'The teams at work it belongs to or calls together.' },
  ({ world, id }, args) => page(world.rows(teams).where('member', id), args, (row) => new TeamNode(world, row)),
);

const TeamAnswer = answerOf(TeamNode);

export const TeamResolver = mutationsOf(
  team,
  { answer: TeamAnswer, find: (world, { id }) => teamNode(world, id) },
  {
    FormTeam: 'Forms a team. A member does so for their own organisation only.',
    ReviseTeam: 'Says all of a team anew: what is left out is taken away.',
    DisbandTeam: 'Disbands a team. It stays readable, with the reason.',
  },
);
