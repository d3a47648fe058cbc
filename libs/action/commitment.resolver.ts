import { PartnerNode, partnerNode, todayIn } from '#backbone';
import { CollaborationNode, NodeOf, PageArgs, TextNode, connectionOf, enumOf, extend, page } from '#graphql';
import type { Text } from '#language';
import type { World } from '#world';
import { ArgsType, Field, ID, ObjectType } from '@nestjs/graphql';
import { z } from 'zod';
import { ActivityNode, CommitmentStateEnum, ResourceNode, activityNode } from './activity.resolver.ts';
import type { CommitmentState } from './activity.ts';
import { activities, isAnswerLate, type ActivityRow, type CommitmentRow } from './activity.view.ts';

const CommitmentRole = enumOf(z.enum(['lead', 'contributor']).meta({ id: 'CommitmentRole' }));

@ObjectType({ description: 'One step of the story of a commitment.' })
export class CommitmentStep {
  @Field(() => CommitmentStateEnum, { description: 'What it became.' })
  state!: CommitmentState;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
  @Field(() => ID, { description: 'The organisation whose act it was.' })
  by!: string;
  @Field(() => TextNode, { nullable: true, description: 'Why, when a reason was given.' })
  reason?: Text | undefined;
}

@ObjectType('Commitment', { description: 'One partner’s part in one activity, with its story.' })
export class CommitmentNode extends NodeOf<CommitmentRow> {
  @Field(() => ID, { description: 'Activity and partner, parted by a slash; /lead behind them for a lead.' })
  id!: string;
  @Field(() => CommitmentRole, { description: 'Whether it leads or contributes.' })
  role!: CommitmentRow['role'];
  @Field(() => CommitmentStateEnum, { description: 'PROPOSED waits for the partner, OFFERED for the lead.' })
  state!: CommitmentState;
  @Field(() => String, { description: 'When it came into this state. ISO 8601 instant.' })
  since!: string;
  @Field(() => TextNode, { nullable: true, description: 'What the partner brings, in words.' })
  brings!: Text | null;
  @Field(() => [ResourceNode], { nullable: true, description: 'The same, sorted; none when nobody has sorted it.' })
  resources!: ResourceNode[] | null;
  @Field(() => String, { nullable: true, description: 'The day by which an answer is hoped for.' })
  answerBy!: string | null;
  @Field(() => TextNode, { nullable: true, description: 'Why it was declined, withdrawn, released or asked for.' })
  reason!: Text | null;
  @Field(() => [CommitmentStep], { description: 'How it came to this, oldest first.' })
  history!: CommitmentStep[];

  @Field(() => Boolean, {
    description: 'An answer is still waited for after its day, judged by the moment the collaboration is looked at.',
  })
  late(): boolean {
    return isAnswerLate(this.row, todayIn(this.world));
  }

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation.' })
  partner(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.partner);
  }

  @Field(() => ActivityNode, { nullable: true, description: 'What it is a part of.' })
  activity(): ActivityNode | undefined {
    return activityNode(this.world, this.row.activity);
  }
}

export const CommitmentConnection = connectionOf(CommitmentNode);

@ArgsType()
class CommitmentsArgs extends PageArgs {
  @Field(() => CommitmentStateEnum, { nullable: true, description: 'Only those in this state.' })
  state?: CommitmentState | null;
  @Field(() => Boolean, { nullable: true, description: 'Only those of activities that are still on (true) or over.' })
  open?: boolean | null;
}

function commitmentsIn(world: World, rows: readonly ActivityRow[], args: CommitmentsArgs, partner?: string) {
  const { state, open } = args;
  const found = rows
    .filter(({ phase }) => open == null || (phase === 'planned') === open)
    .flatMap(({ commitments }) => commitments)
    .filter((row) => (state == null || row.state === state) && (partner === undefined || row.partner === partner));
  return page(found, args, (row) => new CommitmentNode(world, row));
}

const list = { type: () => CommitmentConnection, args: CommitmentsArgs };
extend(
  CollaborationNode,
  'commitments',
  { ...list, description: 'Who has promised, offered, declined or withdrawn what, activity by activity.' },
  ({ world }, args) => {
    const rows = world.rows(activities);
    // Whoever has at least one in the state has a first one.
    const some = args.state == null ? rows.values() : rows.where('commitment', `${args.state}/1`);
    return commitmentsIn(world, some, args);
  },
);
extend(ActivityNode, 'commitments', { ...list, description: 'Every part anybody has had in it.' }, (node, args) =>
  commitmentsIn(node.world, [node.row], args),
);
extend(PartnerNode, 'commitments', { ...list, description: 'Every part it has had in an activity.' }, (node, args) =>
  commitmentsIn(node.world, node.world.rows(activities).where('named', node.row.id), args, node.row.id),
);
