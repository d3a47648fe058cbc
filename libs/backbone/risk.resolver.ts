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
import { todayIn } from './backbone.facts.ts';
import { partnerNode, PartnerNode } from './partner.resolver.ts';
import { risk, RiskResponse, RiskSize } from './risk.ts';
import { isReviewLate, risks, type RiskRow } from './risk.view.ts';

const RiskResponseEnum = enumOf(RiskResponse);
const RiskSizeEnum = enumOf(RiskSize);
const RiskPhaseEnum = enumOf(z.enum(['open', 'closed']).meta({ id: 'RiskPhase' }));

@ObjectType('RiskAssessment', { description: 'How likely and how grave a risk looked at one time.' })
export class RiskAssessmentNode {
  @Field(() => Int, { description: 'From 1, hardly likely, to 5, almost certain.' })
  likelihood!: number;
  @Field(() => Int, { description: 'From 1, hardly grave, to 5, destructive.' })
  effect!: number;
  @Field(() => String, { description: 'Last day by which it was to be looked at again. ISO 8601.' })
  reviewBy!: string;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
  @Field(() => ID, { description: 'Opaque id of the person.' })
  by!: string;
  @Field(() => ID, { description: 'The organisation acted for.' })
  organisation!: string;
  @Field(() => TextNode, { nullable: true, description: 'Why it was judged anew; nothing for the first one.' })
  reason!: Text | null;
}

@ObjectType('Risk', { description: 'Something that may go wrong with the work done together.' })
export class RiskNode extends NodeOf<RiskRow> {
  @Field(() => ID, { description: 'Begins with risk_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => RiskPhaseEnum, { description: 'Open, or closed for good.' })
  phase!: RiskRow['phase'];
  @Field(() => TextNode, { description: 'What it is called.' })
  title!: Text;
  @Field(() => TextNode, { nullable: true, description: 'What may happen, and what is done about it.' })
  text!: Text | null;
  @Field(() => ID, { nullable: true, description: 'Id of what it threatens.' })
  about!: string | null;
  @Field(() => RiskResponseEnum, { description: 'Avoided, reduced, shared with others, or accepted.' })
  response!: RiskRow['response'];
  @Field(() => Int, { description: 'From 1, hardly likely, to 5, almost certain.' })
  likelihood!: number;
  @Field(() => Int, { description: 'From 1, hardly grave, to 5, destructive.' })
  effect!: number;
  @Field(() => RiskSizeEnum, {
    description: 'By likelihood × effect: low from 1 and below 5, medium from 5 and below 10, high from 10 on.',
  })
  size!: RiskRow['size'];
  @Field(() => String, { description: 'Last day by which it is looked at again. ISO 8601.' })
  reviewBy!: string;
  @Field(() => [RiskAssessmentNode], { description: 'Every assessment, oldest first; the last one is in force.' })
  assessments!: readonly RiskAssessmentNode[];
  @Field(() => Boolean, { description: 'Made up to show the software.' })
  demonstration!: boolean;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  raisedAt!: string;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => String, { nullable: true, description: 'ISO 8601 instant.' })
  closedAt!: string | null;
  @Field(() => TextNode, { nullable: true, description: 'Why it was closed.' })
  closedBecause!: Text | null;

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation that answers for it.' })
  owner(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.owner);
  }

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation that raised it.' })
  raisedBy(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.raisedBy);
  }

  @Field(() => Boolean, { description: 'Whether its review is late on the day the collaboration is asked about.' })
  reviewLate(): boolean {
    return isReviewLate(this.row, todayIn(this.world));
  }
}

export const RiskConnection = connectionOf(RiskNode);

export const riskNode = (world: World, id: string): RiskNode | undefined => {
  const row = world.rows(risks).get(id);
  return row && new RiskNode(world, row);
};

@ArgsType()
class RisksArgs extends PageArgs {
  @Field(() => RiskPhaseEnum, { nullable: true, description: 'Only open ones, or only closed ones.' })
  phase?: RiskRow['phase'] | null;
  @Field(() => RiskSizeEnum, { nullable: true, description: 'Only risks of this size.' })
  size?: RiskSize | null;
  @Field(() => ID, { nullable: true, description: 'Only risks to the thing with this id.' })
  about?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only those whose review is late; false: only the others.',
  })
  reviewLate?: boolean | null;
}

/** The greatest first; equal ones in the order in which they were raised. */
function pageOfRisks(world: World, rows: readonly RiskRow[], args: RisksArgs): Page<RiskNode> {
  const { phase, size, about, reviewLate } = args;
  const today = todayIn(world);
  const found = rows
    .filter(
      (row) =>
        (phase == null || row.phase === phase) &&
        (size == null || row.size === size) &&
        (about == null || row.about === about) &&
        (reviewLate == null || reviewLate === isReviewLate(row, today)),
    )
    .toSorted((a, b) => b.likelihood * b.effect - a.likelihood * a.effect);
  return page(found, args, (row) => new RiskNode(world, row));
}

extend(
  CollaborationNode,
  'risk',
  { type: () => RiskNode, args: IdArgs, nullable: true, description: 'One risk.' },
  ({ world }, { id }) => riskNode(world, id),
);

extend(
  CollaborationNode,
  'risks',
  { type: () => RiskConnection, args: RisksArgs, description: 'The register of risks, the greatest first.' },
  ({ world }, args) => {
    const rows = world.rows(risks);
    const asked =
      args.about != null
        ? rows.where('about', args.about)
        : args.phase != null
          ? rows.where('phase', args.phase)
          : rows.values();
    return pageOfRisks(world, asked, args);
  },
);

extend(
  PartnerNode,
  'risks',
  { type: () => RiskConnection, args: RisksArgs, description: 'The risks it answers for, the greatest first.' },
  ({ world, id }, args) => pageOfRisks(world, world.rows(risks).where('owner', id), args),
);

const RiskAnswer = answerOf(RiskNode);

export const RiskResolver = mutationsOf(
  risk,
  { answer: RiskAnswer, find: (world, { id }) => riskNode(world, id) },
  {
    RaiseRisk: 'Raises a risk. A member names their own organisation, or the backbone, as the one to answer for it.',
    ReassessRisk: 'Says how likely and how grave a risk looks now, and why.',
    ReviseRisk: 'Says all of a risk anew but its likelihood and effect.',
    CloseRisk: 'Closes a risk that is no more. It stays readable, with the reason.',
  },
);
