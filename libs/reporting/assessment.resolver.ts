import { ProgrammeNode, programmeNode } from '#agenda';
import { PartnerNode, partnerNode, todayIn } from '#backbone';
import {
  Allow,
  Ask,
  CollaborationNode,
  Desk,
  IdArgs,
  Input,
  NodeOf,
  PageArgs,
  TextNode,
  To,
  answerOf,
  connectionOf,
  enumOf,
  extend,
  page,
  type RequestContext,
} from '#graphql';
import type { Text } from '#language';
import type { World } from '#world';
import { Inject } from '@nestjs/common';
import { Args, ArgsType, Field, ID, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { assessment, assessmentCommands, assessmentId, Light } from './assessment.ts';
import { assessments, overdueSteps, type AssessmentRow } from './assessment.view.ts';
import { PeriodNode, periodNode } from './period.resolver.ts';
import { periods } from './period.view.ts';

const LightEnum = enumOf(Light);

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

@ObjectType('Assessment', { description: 'One programme judged for one period: four lights and four blocks of text.' })
export class AssessmentNode extends NodeOf<AssessmentRow> {
  @Field(() => ID, { description: 'Made of its period and programme: assessment_2024h2__staff.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => AssessmentLights, { description: 'The four lights.' })
  lights!: AssessmentLights;
  @Field(() => AssessmentBlocks, { description: 'The four blocks of text.' })
  blocks!: AssessmentBlocks;
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

const AssessmentAnswer = answerOf(AssessmentNode);

@Resolver()
export class AssessmentResolver {
  constructor(@Inject(Desk) private readonly desk: Desk) {}

  @Allow(...assessment.roles.SubmitAssessment)
  @Mutation(() => AssessmentAnswer, {
    description:
      'Says how a programme is doing, all of it each time. The id is assessment_<period>__<programme>, both without their prefixes. Once the report is published it is a correction and needs a reason; the published report stays as it was.',
  })
  submitAssessment(
    @Ask() ask: RequestContext,
    @Args() to: To,
    @Input('SubmitAssessment', assessmentCommands) data: never,
  ) {
    return this.desk.act(ask, to, { type: 'SubmitAssessment', data }, (world) => assessmentNode(world, to.id));
  }
}
