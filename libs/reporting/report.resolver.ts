import { decisionsAbout, DecisionConnection, ProgrammeNode, programmeNode } from '#agenda';
import { PartnerNode, partnerNode, todayIn } from '#backbone';
import {
  CollaborationNode,
  IdArgs,
  NodeOf,
  PageArgs,
  Takes,
  TextNode,
  addRefusalWords,
  answerOf,
  badInput,
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
import { AssessmentNode } from './assessment.resolver.ts';
import { assessments } from './assessment.view.ts';
import { assessmentId } from './assessment.ts';
import {
  compareLight,
  lightChanges,
  lightStates,
  perAspect,
  stateOf,
  type LightChange,
  type LightComparison as ComparedLight,
  type LightState,
} from './compare.ts';
import type { ContentLight, ContentProgramme } from './content.ts';
import type { Aspect } from './light.ts';
import { PeriodNode, periodNode } from './period.resolver.ts';
import { lineOf, periods, type PeriodRow } from './period.view.ts';
import { ReportFigureNode, SlipNode, slipNode } from './preparation.resolver.ts';
import { contentOf, missingIn, unlockingsSince } from './report.reading.ts';
import { report, reportId } from './report.ts';
import { reports, type Publication, type ReportRow } from './report.view.ts';
import { reportingWords } from './words.ts';

addRefusalWords(reportingWords);

const ReportPhase = enumOf(z.enum(['draft', 'published', 'reopened']).meta({ id: 'ReportPhase' }));
export const LightStateEnum = enumOf(z.enum(lightStates).meta({ id: 'LightState' }));
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

@ObjectType('ProgrammeSlips', { description: 'What went otherwise than planned in one programme.' })
export class ProgrammeSlipsNode extends NodeOf<ContentProgramme> {
  @Field(() => ProgrammeNode, { nullable: true, description: 'The programme.' })
  programme(): ProgrammeNode | undefined {
    return programmeNode(this.world, this.row.id);
  }
  @Field(() => [SlipNode], { description: 'What slipped.' })
  slips(): SlipNode[] {
    return this.row.slipped?.map(slipNode) ?? [];
  }
}

interface PeriodLightsRow {
  readonly period: PeriodRow;
  readonly lights: Readonly<Record<Aspect, ComparedLight>>;
}

@ObjectType('PeriodLights', {
  description: 'A programme’s four lights in one period, beside those of the period before.',
})
export class PeriodLightsNode extends NodeOf<PeriodLightsRow> {
  @Field(() => PeriodNode, { description: 'The period.' })
  period(): PeriodNode {
    return new PeriodNode(this.world, this.row.period);
  }
  @Field(() => LightComparison, { description: 'The whole.' })
  overall(): ComparedLight {
    return this.row.lights.overall;
  }
  @Field(() => LightComparison, { description: 'The schedule.' })
  schedule(): ComparedLight {
    return this.row.lights.schedule;
  }
  @Field(() => LightComparison, { description: 'The risks.' })
  risks(): ComparedLight {
    return this.row.lights.risks;
  }
  @Field(() => LightComparison, { description: 'The resources.' })
  resources(): ComparedLight {
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

@ObjectType('ReportUnlocking', {
  description: 'Settled values of a report’s period that were opened after publication.',
})
export class ReportUnlockingNode {
  @Field(() => String, { description: 'When. ISO 8601 instant.' })
  at!: string;
  @Field(() => String, { description: 'The last day they were open.' })
  until!: string;
  @Field(() => TextNode, { description: 'Why.' })
  reason!: Text;
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

  @Field(() => [ReportFigureNode], {
    nullable: true,
    description: 'Every number in it as it was published; nothing where they were not kept beside it yet.',
  })
  figures!: readonly ReportFigureNode[] | null;

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation that published it.' })
  publishedBy(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.organisation);
  }

  @Field(() => [ReportUnlockingNode], {
    description:
      'Values of its period were unlocked after it was published, and may be others now. It stays as it was.',
  })
  unlockedSince(): readonly ReportUnlockingNode[] {
    const period = this.world.rows(periods).get(this.row.period);
    return period ? unlockingsSince(this.world, period, this.row) : [];
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
  ({ world, row }) => missingIn(world, row).flatMap((id) => programmeNode(world, id) ?? []),
);

extend(
  PeriodNode,
  'overdue',
  {
    type: () => [ProgrammeNode],
    description:
      'Programmes without an assessment though the day it is due has passed, by the clock of the moment asked about.',
  },
  ({ world, row }) =>
    row.assessmentsDue !== undefined && row.assessmentsDue < todayIn(world)
      ? missingIn(world, row).flatMap((id) => programmeNode(world, id) ?? [])
      : [],
);

extend(
  PeriodNode,
  'slipped',
  {
    type: () => [ProgrammeSlipsNode],
    description:
      'What went otherwise than was planned for the period: moved, late, promised and not done, targets missed, decisions not taken, things added. Programmes where nothing did are left out.',
  },
  ({ world, row }) =>
    contentOf(world, row)
      .programmes.filter(({ slipped = [] }) => slipped.length > 0)
      .map((programme) => new ProgrammeSlipsNode(world, programme)),
);

/** The most periods a history of lights goes back. */
const mostPeriods = 12;

@ArgsType()
class LightHistoryArgs {
  @Field(() => ID, { nullable: true, description: 'The period it ends with; the latest assessed one when not said.' })
  period?: string | null;
  @Field(() => Int, { nullable: true, description: `How many periods, at most ${String(mostPeriods)}.` })
  first?: number | null;
}

extend(
  ProgrammeNode,
  'lightHistory',
  {
    type: () => [PeriodLightsNode],
    args: LightHistoryArgs,
    description: 'Its lights over the periods that are compared with each other, the latest first.',
  },
  ({ world, row }, { period, first }) => {
    const size = first ?? mostPeriods;
    if (size < 0 || size > mostPeriods) throw badInput(`first must be between 0 and ${String(mostPeriods)}`);
    const rows = world.rows(periods);
    const assessed = world
      .rows(assessments)
      .where('programme', row.id)
      .flatMap((assessment) => rows.get(assessment.period) ?? []);
    const last = period == null ? assessed.toSorted((a, b) => (a.to > b.to ? -1 : 1))[0] : rows.get(period);
    if (!last) return [];
    const lightsIn = (of: PeriodRow) => {
      const assessment = world.rows(assessments).get(assessmentId(of.id, row.id));
      return assessment?.phase === 'sent_back' ? undefined : assessment?.lights;
    };
    // One more than asked for: the earliest shown is compared with it.
    const line = lineOf(last, (id) => rows.get(id), size + 1);
    return line.slice(0, size).map((of, index) => {
      const before = line[index + 1];
      const lights = perAspect((aspect) => {
        const now = stateOf(lightsIn(of), aspect);
        const then = before && stateOf(lightsIn(before), aspect);
        return { before: then, now, change: compareLight(then, now) };
      });
      return new PeriodLightsNode(world, { period: of, lights });
    });
  },
);

const ReportAnswer = answerOf(ReportNode);

export const ReportResolver = mutationsOf(
  report,
  { answer: ReportAnswer, find: (world, { id }) => reportNode(world, id) },
  {
    WriteReport:
      'Writes the words in front, all of them each time. The id is report_<period>, without the period’s prefix.',
    PublishReport: 'Freezes text, lights and every number as they stand, as the next version.',
    ReopenReport: 'Begins a next version. What was published stays readable.',
  },
);
