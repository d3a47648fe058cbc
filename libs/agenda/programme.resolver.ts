import {
  CollaborationNode,
  IdArgs,
  NodeOf,
  PageArgs,
  Takes,
  TextNode,
  answerOf,
  connectionOf,
  enumOf,
  extend,
  page,
  type Page,
  mutationsOf,
} from '#graphql';
import { partnerNode, PartnerNode } from '#backbone';
import type { Text } from '#language';
import type { World } from '#world';
import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { goalsOf, programmesOf } from './agenda.facts.ts';
import { GoalConnection, GoalNode, goalPage } from './goal.resolver.ts';
import { programme, ProgrammeKind } from './programme.ts';
import { inReportOrder, programmes, type ProgrammeRow } from './programme.view.ts';
import { FactorNode, factorNode } from './strategy.resolver.ts';

const ProgrammeKindEnum = enumOf(ProgrammeKind);

@ObjectType('Programme', { description: 'A programme, a plan or guidelines: what the half-year report has a row for.' })
export class ProgrammeNode extends NodeOf<ProgrammeRow> {
  @Field(() => ID, { description: 'Begins with programme_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => TextNode, { description: 'What it is called.' })
  title!: Text;
  @Field(() => ProgrammeKindEnum, { description: 'What kind of programme it is.' })
  kind!: ProgrammeRow['kind'];
  @Field(() => Boolean, { description: 'Runs through all success factors.' })
  crossCutting!: boolean;
  @Field(() => Boolean, { description: 'Runs beside the others and is reported apart from them.' })
  reportedApart!: boolean;
  @Field(() => TextNode, { nullable: true, description: 'Who answers for it, as a role.' })
  ownerRole!: Text | null;
  @Field(() => Int, { description: 'Its row in the report’s table.' })
  order!: number;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  launchedAt!: string;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => TextNode, { nullable: true, description: 'Why it was last revised, when somebody said so.' })
  reason!: Text | null;
  @Field(() => String, { nullable: true, description: 'When it ended; nothing while it runs. ISO 8601 instant.' })
  endedAt!: string | null;
  @Field(() => TextNode, { nullable: true, description: 'Why it ended.' })
  endedBecause!: Text | null;

  @Field(() => FactorNode, { nullable: true, description: 'The success factor it stands under.' })
  successFactor(): FactorNode | undefined {
    return this.row.factor === undefined ? undefined : factorNode(this.world, this.row.factor);
  }

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation that owns it.' })
  partner(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.partner);
  }

  @Field(() => ProgrammeNode, { nullable: true, description: 'The programme it is part of.' })
  parent(): ProgrammeNode | undefined {
    return this.row.parent === undefined ? undefined : programmeNode(this.world, this.row.parent);
  }

  @Field(() => ProgrammeConnection, { description: 'The programmes that are part of it, in the report’s order.' })
  @Takes(PageArgs)
  parts(args: PageArgs): Page<ProgrammeNode> {
    return pageOf(this.world, this.world.rows(programmes).where('parent', this.row.id), args);
  }

  @Field(() => GoalConnection, { description: 'The goals it serves. One goal may be served by several programmes.' })
  @Takes(PageArgs)
  goals(args: PageArgs): Page<GoalNode> {
    return goalPage(this.world, goalsOf(this.world, this.row.id), args);
  }
}

export const ProgrammeConnection = connectionOf(ProgrammeNode);

export const programmeNode = (world: World, id: string): ProgrammeNode | undefined => {
  const row = world.rows(programmes).get(id);
  return row && new ProgrammeNode(world, row);
};

const pageOf = (world: World, rows: readonly ProgrammeRow[], args: PageArgs): Page<ProgrammeNode> =>
  page(inReportOrder(rows), args, (row) => new ProgrammeNode(world, row));

@ArgsType()
class ProgrammesArgs extends PageArgs {
  @Field(() => ProgrammeKindEnum, { nullable: true, description: 'Only programmes of this kind.' })
  kind?: ProgrammeRow['kind'] | null;
  @Field(() => ID, { nullable: true, description: 'Only programmes under this success factor.' })
  successFactor?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only programmes this partner owns.' })
  partner?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Only programmes that are part of no other.' })
  top?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Only cross-cutting ones, or only the others.' })
  crossCutting?: boolean | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only those that run; false: only those that have ended.',
  })
  running?: boolean | null;
}

extend(
  CollaborationNode,
  'programme',
  { type: () => ProgrammeNode, args: IdArgs, nullable: true, description: 'One programme.' },
  ({ world }, { id }) => programmeNode(world, id),
);

extend(
  CollaborationNode,
  'programmes',
  {
    type: () => ProgrammeConnection,
    args: ProgrammesArgs,
    description: 'Programmes and plans, in the order of the report’s table.',
  },
  ({ world }, args) => {
    const { kind, successFactor, partner, top, crossCutting, running } = args;
    const rows = world.rows(programmes);
    const asked =
      successFactor != null
        ? rows.where('factor', successFactor)
        : partner != null
          ? rows.where('partner', partner)
          : [...rows.values()];
    const found = asked.filter(
      (row) =>
        (kind == null || row.kind === kind) &&
        (partner == null || row.partner === partner) &&
        (!top || row.parent === undefined) &&
        (crossCutting == null || row.crossCutting === crossCutting) &&
        (running == null || running === (row.endedAt === undefined)),
    );
    return pageOf(world, found, args);
  },
);

extend(
  FactorNode,
  'programmes',
  { type: () => ProgrammeConnection, args: PageArgs, description: 'The programmes under it, in the report’s order.' },
  ({ world, id }, args) => pageOf(world, world.rows(programmes).where('factor', id), args),
);

extend(
  GoalNode,
  'programmes',
  {
    type: () => ProgrammeConnection,
    args: PageArgs,
    description: 'The programmes that serve it, in the report’s order.',
  },
  ({ world, id }, args) => pageOf(world, programmesOf(world, id), args),
);

extend(
  PartnerNode,
  'programmes',
  { type: () => ProgrammeConnection, args: PageArgs, description: 'The programmes it owns, in the report’s order.' },
  ({ world, id }, args) => pageOf(world, world.rows(programmes).where('partner', id), args),
);

const ProgrammeAnswer = answerOf(ProgrammeNode);

export const ProgrammeResolver = mutationsOf(
  programme,
  { answer: ProgrammeAnswer, find: (world, { id }) => programmeNode(world, id) },
  {
    LaunchProgramme: 'Launches a programme. A member does so for their own organisation only.',
    ReviseProgramme: 'Says all of a programme anew: what is left out is taken away.',
    RelateGoals: 'Says anew which goals a programme serves. Goals that name the programme themselves stay related.',
    EndProgramme: 'Ends a programme. It stays readable, with the reason.',
  },
);
