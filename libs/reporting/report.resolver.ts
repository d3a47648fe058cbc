import { decisionsAbout, DecisionConnection, ProgrammeNode, programmeNode } from '#agenda';
import { PartnerNode, partnerNode } from '#backbone';
import {
  Allow,
  Ask,
  CollaborationNode,
  Desk,
  IdArgs,
  Input,
  NodeOf,
  PageArgs,
  Takes,
  TextNode,
  To,
  addRefusalWords,
  answerOf,
  connectionOf,
  enumOf,
  extend,
  page,
  type Page,
  type RequestContext,
} from '#graphql';
import type { Text } from '#language';
import type { World } from '#world';
import { Inject } from '@nestjs/common';
import { Args, Field, ID, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { z } from 'zod';
import { AssessmentNode } from './assessment.resolver.ts';
import { assessments } from './assessment.view.ts';
import { lightChanges, lightStates, type LightChange, type LightState } from './compare.ts';
import { missingFrom, type ContentLight, type ContentProgramme } from './content.ts';
import { PeriodNode, periodNode } from './period.resolver.ts';
import { periods } from './period.view.ts';
import { contentOf } from './report.reading.ts';
import { report, reportCommands, reportId, type ReportCommand } from './report.ts';
import { reports, type Publication, type ReportRow } from './report.view.ts';
import { reportingWords } from './words.ts';

addRefusalWords(reportingWords);

const ReportPhase = enumOf(z.enum(['draft', 'published', 'reopened']).meta({ id: 'ReportPhase' }));
const LightStateEnum = enumOf(z.enum(lightStates).meta({ id: 'LightState' }));
const LightChangeEnum = enumOf(z.enum(lightChanges).meta({ id: 'LightChange' }));

@ObjectType({ description: 'One light beside that of the previous period.' })
export class LightComparison {
  @Field(() => LightStateEnum, {
    nullable: true,
    description: 'In the previous period; nothing when there is no such period.',
  })
  before?: LightState | undefined;
  @Field(() => LightStateEnum, { description: 'In this period. NOT_REPORTED when nobody has assessed the programme.' })
  now!: LightState;
  @Field(() => LightChangeEnum, { description: 'How it changed; NOT_COMPARABLE where either side knows nothing.' })
  change!: LightChange;
}

@ObjectType('ProgrammeComparison', { description: 'A programme’s four lights beside those of the previous period.' })
export class ProgrammeComparisonNode extends NodeOf<ContentProgramme> {
  @Field(() => String, { description: 'Its row in the report’s table, e.g. 16.1.' })
  number!: string;

  @Field(() => ProgrammeNode, { nullable: true, description: 'The programme.' })
  programme(): ProgrammeNode | undefined {
    return programmeNode(this.world, this.row.id);
  }
  @Field(() => LightComparison, { description: 'The whole.' })
  overall(): ContentLight {
    return this.row.lights.overall;
  }
  @Field(() => LightComparison, { description: 'The schedule.' })
  schedule(): ContentLight {
    return this.row.lights.schedule;
  }
  @Field(() => LightComparison, { description: 'The risks.' })
  risks(): ContentLight {
    return this.row.lights.risks;
  }
  @Field(() => LightComparison, { description: 'The resources.' })
  resources(): ContentLight {
    return this.row.lights.resources;
  }
}

@ObjectType({ description: 'A main success of the period.' })
export class ReportSuccess {
  @Field(() => ID, { nullable: true, description: 'The programme it belongs to; nothing when to all.' })
  programme!: string | null;
  @Field(() => TextNode, { description: 'What succeeded.' })
  text!: Text;
}

interface PublicationRow extends Publication {
  readonly period: string;
}

@ObjectType('Publication', {
  description:
    'A version of a report, frozen. The collaboration asked for asOf "#<position>" holds exactly what was published.',
})
export class PublicationNode extends NodeOf<PublicationRow> {
  @Field(() => Int, { description: '1 for the first.' })
  version!: number;
  @Field(() => ID, { description: 'The place in the log up to which it is frozen.' })
  position!: string;
  @Field(() => String, { description: 'SHA-256 of the canonical content, in hexadecimal.' })
  contentHash!: string;
  @Field(() => Int, { description: 'How the content was composed.' })
  contentFormat!: number;
  @Field(() => [ID], { description: 'Programmes that said nothing.' })
  missing!: readonly string[];
  @Field(() => String, { description: 'When it was published. ISO 8601 instant.' })
  at!: string;
  @Field(() => TextNode, { nullable: true, description: 'Why the next version was begun.' })
  reopenedBecause!: Text | null;
  @Field(() => String, { nullable: true, description: 'When the next version was begun. ISO 8601 instant.' })
  reopenedAt!: string | null;

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation that published it.' })
  publishedBy(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.organisation);
  }

  @Field(() => [AssessmentNode], { description: 'Assessments said anew after it was published. It stays as it was.' })
  correctedSince(): AssessmentNode[] {
    return this.world
      .rows(assessments)
      .where('period', this.row.period)
      .filter(({ position }) => BigInt(position) > BigInt(this.row.position))
      .map((row) => new AssessmentNode(this.world, row));
  }
}

@ObjectType('Report', {
  description: 'A period’s report: the words in front of the assessments, and its publications.',
})
export class ReportNode extends NodeOf<ReportRow> {
  @Field(() => ID, { description: 'Made of its period: report_2024h2.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => ReportPhase, { description: 'REOPENED while a next version is being written.' })
  phase!: ReportRow['phase'];
  @Field(() => [TextNode], { description: 'Background, as it stands now.' })
  background!: readonly Text[];
  @Field(() => [TextNode], { description: 'Summary of the whole, as it stands now.' })
  summary!: readonly Text[];
  @Field(() => [ReportSuccess], { description: 'Main successes of the period.' })
  successes!: readonly ReportSuccess[];
  @Field(() => [TextNode], { description: 'The greatest risks.' })
  risks!: readonly Text[];
  @Field(() => Boolean, { description: 'Made up to show how the service works.' })
  demonstration!: boolean;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;

  @Field(() => PeriodNode, { nullable: true, description: 'The period it is of.' })
  period(): PeriodNode | undefined {
    return periodNode(this.world, this.row.period);
  }

  @Field(() => [PublicationNode], { description: 'Every published version, oldest first.' })
  publications(): PublicationNode[] {
    const { period } = this.row;
    return this.row.publications.map((publication) => new PublicationNode(this.world, { ...publication, period }));
  }

  @Field(() => DecisionConnection, { description: 'What governing bodies decided about it, the newest first.' })
  @Takes(PageArgs)
  decisions(args: PageArgs) {
    return decisionsAbout(this.world, this.row.id, args);
  }
}

export const ReportConnection = connectionOf(ReportNode);

export const reportNode = (world: World, id: string): ReportNode | undefined => {
  const row = world.rows(reports).get(id);
  return row && new ReportNode(world, row);
};

extend(
  CollaborationNode,
  'report',
  { type: () => ReportNode, args: IdArgs, nullable: true, description: 'One report.' },
  ({ world }, { id }) => reportNode(world, id),
);

extend(
  CollaborationNode,
  'reports',
  { type: () => ReportConnection, args: PageArgs, description: 'Reports, that of the latest period first.' },
  ({ world }, args): Page<ReportNode> => {
    const lastDay = ({ period }: ReportRow) => world.rows(periods).get(period)?.to ?? '';
    return page(
      [...world.rows(reports).values()].sort((a, b) => (lastDay(a) > lastDay(b) ? -1 : 1)),
      args,
      (row) => new ReportNode(world, row),
    );
  },
);

extend(
  PeriodNode,
  'report',
  { type: () => ReportNode, nullable: true, description: 'Its report, once somebody has begun to write it.' },
  ({ world, row }) => reportNode(world, reportId(row.id)),
);

extend(
  PeriodNode,
  'comparison',
  {
    type: () => [ProgrammeComparisonNode],
    description:
      'Every programme of the report with its lights beside those of the previous period, in the report’s order.',
  },
  ({ world, row }) =>
    contentOf(world, row).programmes.map((programme) => new ProgrammeComparisonNode(world, programme)),
);

extend(
  PeriodNode,
  'missing',
  { type: () => [ProgrammeNode], description: 'Programmes that belong in the report and have no assessment.' },
  ({ world, row }) => missingFrom(contentOf(world, row)).flatMap((id) => programmeNode(world, id) ?? []),
);

const ReportAnswer = answerOf(ReportNode);

@Resolver()
export class ReportResolver {
  constructor(@Inject(Desk) private readonly desk: Desk) {}

  @Allow(...report.roles.WriteReport)
  @Mutation(() => ReportAnswer, {
    description:
      'Writes the words in front, all of them each time. The id is report_<period>, without the period’s prefix.',
  })
  writeReport(@Ask() ask: RequestContext, @Args() to: To, @Input('WriteReport', reportCommands) data: never) {
    return this.act(ask, to, { type: 'WriteReport', data });
  }

  @Allow(...report.roles.PublishReport)
  @Mutation(() => ReportAnswer, {
    description: 'Freezes text, lights and every number as they stand, as the next version.',
  })
  publishReport(@Ask() ask: RequestContext, @Args() to: To, @Input('PublishReport', reportCommands) data: never) {
    return this.act(ask, to, { type: 'PublishReport', data });
  }

  @Allow(...report.roles.ReopenReport)
  @Mutation(() => ReportAnswer, { description: 'Begins a next version. What was published stays readable.' })
  reopenReport(@Ask() ask: RequestContext, @Args() to: To, @Input('ReopenReport', reportCommands) data: never) {
    return this.act(ask, to, { type: 'ReopenReport', data });
  }

  private act(ask: RequestContext, to: To, command: ReportCommand) {
    return this.desk.act(ask, to, command, (world) => reportNode(world, to.id));
  }
}
