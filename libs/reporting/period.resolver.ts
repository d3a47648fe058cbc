import {
  CollaborationNode,
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
import { z } from 'zod';
import { period, PeriodType } from './period.ts';
import { periods, type PeriodRow } from './period.view.ts';

const PeriodTypeEnum = enumOf(PeriodType);
const PeriodPhase = enumOf(z.enum(['open', 'closed']).meta({ id: 'ReportPeriodPhase' }));

@ObjectType({ description: 'A closed period that was opened again.' })
export class PeriodReopening {
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
  @Field(() => TextNode, { description: 'Why.' })
  reason!: Text;
}

@ObjectType('ReportPeriod', { description: 'A stretch of time that assessments and a report are about.' })
export class PeriodNode extends NodeOf<PeriodRow> {
  @Field(() => ID, { description: 'Begins with period_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => PeriodPhase, { description: 'A closed one takes no new assessments.' })
  phase!: PeriodRow['phase'];
  @Field(() => String, { description: 'How people name it, e.g. 2024-H2.' })
  code!: string;
  @Field(() => String, { description: 'Its first day.' })
  from!: string;
  @Field(() => String, { description: 'Its last day.' })
  to!: string;
  @Field(() => PeriodTypeEnum, { description: 'How long it is.' })
  type!: PeriodRow['type'];
  @Field(() => String, { nullable: true, description: 'The day by which programmes are to be assessed.' })
  assessmentsDue!: string | null;
  @Field(() => Boolean, { description: 'Its report is published only when every assessment has been accepted.' })
  acceptance!: boolean;
  @Field(() => Boolean, { description: 'Assessments answer for everything carried over from the period before.' })
  carryOver!: boolean;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => String, { description: 'When it was opened. ISO 8601 instant.' })
  openedAt!: string;
  @Field(() => String, { nullable: true, description: 'When it was closed. ISO 8601 instant.' })
  closedAt!: string | null;
  @Field(() => [PeriodReopening], { description: 'Every time it was opened again, oldest first.' })
  reopenings!: readonly PeriodReopening[];

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

export const PeriodResolver = mutationsOf(
  period,
  { answer: PeriodAnswer, find: (world, { id }) => periodNode(world, id) },
  {
    OpenPeriod:
      'Opens a period for assessments and a report: until when they are due, and whether they must be accepted and answer for what was carried over.',
    SetPeriodDue: 'Sets the day by which programmes are to be assessed; moving one that was set needs a reason.',
    ClosePeriod: 'Closes a period that is over: no new assessments. What is published may still be corrected.',
    ReopenPeriod: 'Opens a closed period again, with a reason that stays visible.',
  },
);
