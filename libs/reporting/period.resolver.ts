import {
  Allow,
  Ask,
  CollaborationNode,
  Desk,
  Input,
  NodeOf,
  PageArgs,
  To,
  answerOf,
  connectionOf,
  enumOf,
  extend,
  page,
  type RequestContext,
} from '#graphql';
import type { World } from '#world';
import { Inject } from '@nestjs/common';
import { Args, ArgsType, Field, ID, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { period, periodCommands, PeriodType } from './period.ts';
import { periods, type PeriodRow } from './period.view.ts';

const PeriodTypeEnum = enumOf(PeriodType);

@ObjectType('ReportPeriod', { description: 'A stretch of time that assessments and a report are about.' })
export class PeriodNode extends NodeOf<PeriodRow> {
  @Field(() => ID, { description: 'Begins with period_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => String, { description: 'How people name it, e.g. 2024-H2.' })
  code!: string;
  @Field(() => String, { description: 'Its first day.' })
  from!: string;
  @Field(() => String, { description: 'Its last day.' })
  to!: string;
  @Field(() => PeriodTypeEnum, { description: 'How long it is.' })
  type!: PeriodRow['type'];
  @Field(() => String, { description: 'When it was opened. ISO 8601 instant.' })
  changedAt!: string;

  @Field(() => PeriodNode, { nullable: true, description: 'The period it is compared with.' })
  previous(): PeriodNode | undefined {
    return this.row.previous === undefined ? undefined : periodNode(this.world, this.row.previous);
  }
}

export const PeriodConnection = connectionOf(PeriodNode, 'ReportPeriod');

export const periodNode = (world: World, id: string): PeriodNode | undefined => {
  const row = world.rows(periods).get(id);
  return row && new PeriodNode(world, row);
};

@ArgsType()
class PeriodArgs {
  @Field(() => ID, { nullable: true, description: 'Its id.' })
  id?: string | null;
  @Field(() => String, { nullable: true, description: 'Its code, e.g. 2024-H2, when the id is not said.' })
  code?: string | null;
}

extend(
  CollaborationNode,
  'period',
  { type: () => PeriodNode, args: PeriodArgs, nullable: true, description: 'One reporting period, by id or by code.' },
  ({ world }, { id, code }) => {
    const found = id ?? world.rows(periods).where('code', code ?? '')[0]?.id;
    return found === undefined ? undefined : periodNode(world, found);
  },
);

extend(
  CollaborationNode,
  'periods',
  { type: () => PeriodConnection, args: PageArgs, description: 'Reporting periods, the latest first.' },
  ({ world }, args) =>
    page(
      [...world.rows(periods).values()].sort((a, b) => (a.to > b.to ? -1 : 1)),
      args,
      (row) => new PeriodNode(world, row),
    ),
);

const PeriodAnswer = answerOf(PeriodNode, 'ReportPeriod');

@Resolver()
export class PeriodResolver {
  constructor(@Inject(Desk) private readonly desk: Desk) {}

  @Allow(...period.roles.OpenPeriod)
  @Mutation(() => PeriodAnswer, { description: 'Opens a period for assessments and a report.' })
  openPeriod(@Ask() ask: RequestContext, @Args() to: To, @Input('OpenPeriod', periodCommands) data: never) {
    return this.desk.act(ask, to, { type: 'OpenPeriod', data }, (world) => periodNode(world, to.id));
  }
}
