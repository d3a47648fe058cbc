import { holds } from '#decider';
import { ProgrammeNode, programmeNode, programmes } from '#agenda';
import { PartnerNode, partnerNode, todayIn } from '#backbone';
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
import { z } from 'zod';
import { assessment, assessmentId } from './assessment.ts';
import {
  assessmentDrafts,
  assessments,
  overdueSteps,
  type AssessmentDraftRow,
  type AssessmentReading,
  type AssessmentRow,
} from './assessment.view.ts';
import { CarryOverOutcome, type AnsweredCarryOver } from './carryover.ts';
import { Light, type Blocks, type DraftLights } from './light.ts';
import { PeriodNode, periodNode } from './period.resolver.ts';
import { periods } from './period.view.ts';
import { reportId } from './report.ts';
import { reports } from './report.view.ts';

export const LightEnum = enumOf(Light);
export const CarryOverOutcomeEnum = enumOf(CarryOverOutcome);
const AssessmentPhase = enumOf(z.enum(['submitted', 'accepted', 'sent_back']).meta({ id: 'AssessmentPhase' }));
const AssessmentFinding = enumOf(z.enum(['accepted', 'sent_back']).meta({ id: 'AssessmentFinding' }));

@ObjectType({ description: 'What will be done about a light, by whom, by when.' })
export class NextStep {
  @Field(() => TextNode, { description: 'What will be done.' })
  text!: Text;
  @Field(() => ID, { description: 'The partner responsible.' })
  partner!: string;
  @Field(() => String, { description: 'The day by which it is to be done.' })
  due!: string;
}

@ObjectType({ description: 'One light of an assessment, with its grounds.' })
export class AspectLight {
  @Field(() => LightEnum, { description: 'NOT_ASSESSED is a judgement too, and never a silent green.' })
  light!: Light;
  @Field(() => TextNode, { nullable: true, description: 'Why it is so. A light that is yellow or red always says.' })
  explanation!: Text | null;
  @Field(() => NextStep, { nullable: true, description: 'A red light always has one.' })
  nextStep!: NextStep | null;
}

@ObjectType({ description: 'The four lights of an assessment.' })
export class AssessmentLights {
  @Field(() => AspectLight, { description: 'The whole, as people judge it: no average of the others.' })
  overall!: AspectLight;
  @Field(() => AspectLight, { description: 'Whether it keeps its schedule.' })
  schedule!: AspectLight;
  @Field(() => AspectLight, { description: 'What threatens it.' })
  risks!: AspectLight;
  @Field(() => AspectLight, { description: 'Whether there are the means.' })
  resources!: AspectLight;
}

@ObjectType({ description: 'What is told of a programme in words. Each text is a paragraph or a bullet.' })
export class AssessmentBlocks {
  @Field(() => [TextNode], { description: 'Successes of the past period.' })
  successes!: Text[];
  @Field(() => [TextNode], { description: 'Tasks of the coming period.' })
  nextTasks!: Text[];
  @Field(() => [TextNode], { description: 'Matters that need attention.' })
  attention!: Text[];
  @Field(() => [TextNode], { description: 'Goals and actions achieved.' })
  achieved!: Text[];
}

@ObjectType('AnsweredCarryOver', { description: 'What became of one thing that was promised last period.' })
export class AnsweredCarryOverNode {
  @Field(() => ID, { description: 'The thing, as it was offered.' })
  item!: string;
  @Field(() => TextNode, { description: 'Its words when it was answered for.' })
  text!: Text;
  @Field(() => CarryOverOutcomeEnum, { description: 'Achieved, moved or dropped.' })
  outcome!: AnsweredCarryOver['outcome'];
  @Field(() => TextNode, { nullable: true, description: 'Why; always said of what was moved or dropped.' })
  why?: Text | null;
  @Field(() => String, { nullable: true, description: 'The day it was moved to.' })
  due?: string | null;
}

@ObjectType('AssessmentReading', { description: 'What the coordinator found when reading an assessment.' })
export class AssessmentReadingNode {
  @Field(() => AssessmentFinding, { description: 'Whether it was accepted or sent back.' })
  found!: AssessmentReading['found'];
  @Field(() => TextNode, {
    nullable: true,
    description: 'What is to be said better; always there when it was sent back.',
  })
  comment?: Text | null;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
  @Field(() => ID, { description: 'The organisation that read it.' })
  organisation!: string;
}

@ObjectType('Assessment', { description: 'One programme judged for one period: four lights and four blocks of text.' })
export class AssessmentNode extends NodeOf<AssessmentRow> {
  @Field(() => ID, { description: 'Made of its period and programme: assessment_2024h2__staff.' })
  id!: string;
  @Field(() => AssessmentPhase, {
    description: 'Said anew it is SUBMITTED again. One that is SENT_BACK is not in the report until it is.',
  })
  phase!: AssessmentRow['phase'];
  @Field(() => AssessmentLights, { description: 'The four lights.' })
  lights!: AssessmentLights;
  @Field(() => AssessmentBlocks, { description: 'The four blocks of text.' })
  blocks!: AssessmentBlocks;
  @Field(() => [AnsweredCarryOverNode], { description: 'What became of the things promised last period.' })
  carriedOver!: readonly AnsweredCarryOver[];
  @Field(() => [AssessmentReadingNode], { description: 'Every acceptance and every sending back, oldest first.' })
  readings!: readonly AssessmentReading[];
  @Field(() => Boolean, { description: 'Made up to show how the service works.' })
  demonstration!: boolean;
  @Field(() => String, { description: 'When it was first submitted. ISO 8601 instant.' })
  submittedAt!: string;
  @Field(() => String, { description: 'When it was last said. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => ID, { description: 'Where in the log it was last said.' })
  position!: string;
  @Field(() => TextNode, { nullable: true, description: 'Why it was last changed, when somebody said so.' })
  reason!: Text | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'The published version of the report that its last change corrects; nothing when it came before publication.',
  })
  corrects!: number | null;

  @Field(() => Int, { description: 'What expectedVersion is compared with; drafting raises it too.' })
  revision(): number {
    return Math.max(this.row.revision, this.world.rows(assessmentDrafts).get(this.row.id)?.revision ?? 0);
  }

  @Field(() => Int, {
    nullable: true,
    description: 'The newest published version of the report that holds it exactly so; nothing when none does.',
  })
  frozenIn(): number | undefined {
    const published = this.world.rows(reports).get(reportId(this.row.period))?.publications ?? [];
    return published.findLast(({ position }) => BigInt(position) >= BigInt(this.row.position))?.version;
  }

  @Field(() => PeriodNode, { nullable: true, description: 'The period it is of.' })
  period(): PeriodNode | undefined {
    return periodNode(this.world, this.row.period);
  }

  @Field(() => ProgrammeNode, { nullable: true, description: 'The programme it judges.' })
  programme(): ProgrammeNode | undefined {
    return programmeNode(this.world, this.row.programme);
  }

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation that said it last.' })
  submittedBy(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.organisation);
  }

  @Field(() => AssessmentNode, {
    nullable: true,
    description: 'The same programme in the period before: its next tasks are what this one may say was achieved.',
  })
  previous(): AssessmentNode | undefined {
    const before = this.world.rows(periods).get(this.row.period)?.previous;
    return before === undefined ? undefined : assessmentNode(this.world, assessmentId(before, this.row.programme));
  }

  @Field(() => [NextStep], { description: 'Next steps whose day has passed, by the clock of the moment asked about.' })
  overdueSteps(): readonly NextStep[] {
    return overdueSteps(this.row.lights, todayIn(this.world));
  }
}

export const AssessmentConnection = connectionOf(AssessmentNode);

export const assessmentNode = (world: World, id: string): AssessmentNode | undefined => {
  const row = world.rows(assessments).get(id);
  return row && new AssessmentNode(world, row);
};

extend(
  CollaborationNode,
  'assessment',
  { type: () => AssessmentNode, args: IdArgs, nullable: true, description: 'One assessment.' },
  ({ world }, { id }) => assessmentNode(world, id),
);

extend(
  PeriodNode,
  'assessments',
  {
    type: () => AssessmentConnection,
    args: PageArgs,
    description: 'The assessments of the period, in the order they were first submitted.',
  },
  ({ world, row }, args) =>
    page(world.rows(assessments).where('period', row.id), args, (found) => new AssessmentNode(world, found)),
);

@ArgsType()
class OfPeriodArgs {
  @Field(() => ID, { description: 'The period.' })
  period!: string;
}

extend(
  ProgrammeNode,
  'assessment',
  { type: () => AssessmentNode, args: OfPeriodArgs, nullable: true, description: 'How it was judged for a period.' },
  ({ world, row }, { period }) => assessmentNode(world, assessmentId(period, row.id)),
);

extend(
  ProgrammeNode,
  'assessments',
  { type: () => AssessmentConnection, args: PageArgs, description: 'How it has been judged, the latest period first.' },
  ({ world, row }, args) => {
    const lastDay = ({ period }: AssessmentRow) => world.rows(periods).get(period)?.to ?? '';
    return page(
      world
        .rows(assessments)
        .where('programme', row.id)
        .toSorted((a, b) => (lastDay(a) > lastDay(b) ? -1 : 1)),
      args,
      (found) => new AssessmentNode(world, found),
    );
  },
);

@ObjectType('DraftLights', { description: 'The four lights on their way: one not chosen yet is nothing.' })
export class DraftLightsNode {
  @Field(() => AspectLight, { nullable: true, description: 'The whole.' })
  overall?: AspectLight | null;
  @Field(() => AspectLight, { nullable: true, description: 'The schedule.' })
  schedule?: AspectLight | null;
  @Field(() => AspectLight, { nullable: true, description: 'The risks.' })
  risks?: AspectLight | null;
  @Field(() => AspectLight, { nullable: true, description: 'The resources.' })
  resources?: AspectLight | null;
}

@ObjectType({ description: 'An answer on its way: what became of one thing that was promised last period.' })
export class DraftedCarryOver {
  @Field(() => ID, { description: 'The thing, as it is offered.' })
  item!: string;
  @Field(() => CarryOverOutcomeEnum, { description: 'Achieved, moved or dropped.' })
  outcome!: AnsweredCarryOver['outcome'];
  @Field(() => TextNode, { nullable: true, description: 'Why.' })
  why?: Text | null;
  @Field(() => String, { nullable: true, description: 'The day it was moved to.' })
  due?: string | null;
}

@ObjectType('AssessmentDraft', {
  description:
    'What is written of an assessment and not said yet: for the programme’s owner, coordinators and auditors.',
})
export class AssessmentDraftNode extends NodeOf<AssessmentDraftRow> {
  @Field(() => ID, { description: 'That of the assessment.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => DraftLightsNode, { nullable: true, description: 'The lights chosen so far.' })
  lights!: DraftLights | null;
  @Field(() => AssessmentBlocks, { nullable: true, description: 'The words written so far.' })
  blocks!: Blocks | null;
  @Field(() => [DraftedCarryOver], { nullable: true, description: 'The things of last period answered so far.' })
  carriedOver!: readonly DraftedCarryOver[] | null;
  @Field(() => String, { description: 'When it was last saved. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => ID, { description: 'The organisation that saved it.' })
  organisation!: string;
}

/**
 * The draft of an assessment in the eyes of who asks: the same nothing when there is none, when it has been submitted,
 * and when it is not theirs to see.
 */
export function assessmentDraftNode(world: World, id: string): AssessmentDraftNode | undefined {
  const row = world.rows(assessmentDrafts).get(id);
  if (!row?.open) return undefined;
  const { asker } = world;
  const owner = world.rows(programmes).get(row.programme)?.partner;
  const { programme } = row;
  const sees =
    asker !== undefined && (asker.organisation === owner || holds(asker, ['coordinator', 'auditor'], { programme }));
  return sees ? new AssessmentDraftNode(world, row) : undefined;
}

const AssessmentAnswer = answerOf(AssessmentNode);
const AssessmentDraftAnswer = answerOf(AssessmentDraftNode);

export const AssessmentResolver = mutationsOf(
  assessment,
  { answer: AssessmentAnswer, find: (world, { id }) => assessmentNode(world, id) },
  {
    DraftAssessment: {
      says: 'Keeps what is written so far of an assessment, all of it each time. Nothing is demanded of it, and only the programme’s owner, coordinators and auditors see it.',
      answer: AssessmentDraftAnswer,
      find: (world, { id }) => assessmentDraftNode(world, id),
    },
    SubmitAssessment:
      'Says how a programme is doing, all of it each time. The id is assessment_<period>__<programme>, both without their prefixes. Once the report is published it is a correction and needs a reason; the published report stays as it was.',
    AcceptAssessment: 'Finds that an assessment says what it should.',
    SendBackAssessment:
      'Sends an assessment back with what is to be said better; it is out of the report until it is said anew.',
  },
);
