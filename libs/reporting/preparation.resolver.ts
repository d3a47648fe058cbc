import { activities, ActivityNode, TaskNode } from '#action';
import { DecisionConnection, decisionsAbout, ProgrammeNode, programmes } from '#agenda';
import { PartnerNode, partnerNode, takesPart, todayIn } from '#backbone';
import { CollaborationNode, NodeOf, PageArgs, Refused, Takes, TextNode, enumOf, extend } from '#graphql';
import type { Text } from '#language';
import type { World } from '#world';
import { ArgsType, Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { z } from 'zod';
import { assessmentId, openIn } from './assessment.ts';
import {
  AssessmentDraftNode,
  assessmentDraftNode,
  AssessmentNode,
  assessmentNode,
  CarryOverOutcomeEnum,
} from './assessment.resolver.ts';
import { assessments } from './assessment.view.ts';
import type { CarryOverAnswer, CarryOverItem } from './carryover.ts';
import { assessedPeriod, carriedOverTo } from './carryover.reading.ts';
import { ReportFigure } from './figure.ts';
import { aspects, type Aspect } from './light.ts';
import { PeriodNode } from './period.resolver.ts';
import { periods, type PeriodRow } from './period.view.ts';
import { figuresOf } from './report.reading.ts';
import { slipKinds, slipsOf, type Slip } from './slip.ts';
import { slipSourcesOf, tasksOf } from './slip.reading.ts';

export const AspectEnum = enumOf(z.enum(aspects).meta({ id: 'Aspect' }));
const CarryOverSource = enumOf(z.enum(['next_task', 'next_step', 'moved']).meta({ id: 'CarryOverSource' }));
const SlipKindEnum = enumOf(z.enum(slipKinds).meta({ id: 'SlipKind' }));
const TargetKind = enumOf(ReportFigure.shape.target.unwrap().shape.kind.meta({ id: 'TargetKind' }));
const Withheld = enumOf(ReportFigure.shape.withheld.unwrap().meta({ id: 'Withheld' }));

type CarryOverRow = CarryOverItem & { readonly answer: CarryOverAnswer | undefined };

@ObjectType('CarryOver', {
  description:
    'Something the previous period’s assessment promised for this one, with what is said to have become of it.',
})
export class CarryOverNode extends NodeOf<CarryOverRow> {
  @Field(() => ID, { description: 'What an answer names it by.' })
  item!: string;
  @Field(() => TextNode, { description: 'What was promised.' })
  text!: Text;
  @Field(() => CarryOverSource, {
    description: 'A task of the coming period, the next step of a light, or one that had been moved already.',
  })
  from!: CarryOverItem['from'];
  @Field(() => AspectEnum, { nullable: true, description: 'Of which light it was the next step.' })
  aspect!: Aspect | null;
  @Field(() => String, { nullable: true, description: 'The day it was due.' })
  due!: string | null;

  @Field(() => PartnerNode, { nullable: true, description: 'Who was responsible, where somebody was named.' })
  partner(): PartnerNode | undefined {
    return this.row.partner === undefined ? undefined : partnerNode(this.world, this.row.partner);
  }
  @Field(() => CarryOverOutcomeEnum, { nullable: true, description: 'Nothing while it is not answered for.' })
  outcome(): string | undefined {
    return this.row.answer?.outcome;
  }
  @Field(() => TextNode, { nullable: true, description: 'Why it was moved or dropped.' })
  why(): Text | undefined {
    return this.row.answer?.why;
  }
  @Field(() => String, { nullable: true, description: 'The day it was moved to.' })
  movedTo(): string | undefined {
    return this.row.answer?.due;
  }
}

@ObjectType({ description: 'The target a figure is seen against.' })
export class ReportTarget {
  @Field(() => TargetKind, { description: 'Reach at least, stay at most, a range, keep as it is, or words.' })
  kind!: string;
  @Field(() => String, { description: 'The day by which.' })
  due!: string;
  @Field(() => Float, { nullable: true, description: 'The number, of a range the lower one.' })
  value?: number | null | undefined;
  @Field(() => Float, { nullable: true, description: 'The upper number of a range.' })
  max?: number | null | undefined;
  @Field(() => TextNode, { nullable: true, description: 'In words.' })
  text?: Text | null | undefined;
}

@ObjectType('ReportFigure', { description: 'The figure of one indicator as the report shows it, to everybody alike.' })
export class ReportFigureNode {
  @Field(() => ID, { description: 'The indicator.' })
  indicator!: string;
  @Field(() => TextNode, { description: 'Its name.' })
  title!: Text;
  @Field(() => TextNode, { description: 'Its unit.' })
  unit!: Text;
  @Field(() => String, { description: 'First day the figure is about.' })
  from!: string;
  @Field(() => String, { description: 'Last day the figure is about.' })
  to!: string;
  @Field(() => Float, { nullable: true, description: 'Nothing where there is none to show; zero is a number.' })
  value?: number | null | undefined;
  @Field(() => Withheld, { nullable: true, description: 'Why there is no value.' })
  withheld?: string | null | undefined;
  @Field(() => Int, {
    nullable: true,
    description: 'How many figures a sum is without, since they may not be told: it says "at least".',
  })
  without?: number | null | undefined;
  @Field(() => Boolean, { description: 'A value in it may still change.' })
  provisional!: boolean;
  @Field(() => Int, { description: 'Of how many partners it is made.' })
  reported!: number;
  @Field(() => Int, { description: 'Of how many it should be.' })
  expected!: number;
  @Field(() => Boolean, { description: 'The same person may be in it several times.' })
  contactsNotPersons!: boolean;
  @Field(() => ReportTarget, { nullable: true, description: 'The target in force on the period’s last day.' })
  target?: ReportTarget | null | undefined;
}

@ObjectType('Slip', { description: 'One thing that went otherwise than was planned for the period.' })
export class SlipNode {
  @Field(() => SlipKindEnum, { description: 'In which way.' })
  kind!: Slip['kind'];
  @Field(() => ID, { description: 'The task, activity, indicator or decision; of a promise its item.' })
  about!: string;
  @Field(() => TextNode, { description: 'What it is.' })
  title!: Text;
  @Field(() => String, {
    nullable: true,
    description: 'The day, or of a decision the month, it was meant for; of what was added the day it was.',
  })
  from?: string | null | undefined;
  @Field(() => String, { nullable: true, description: 'To when it was moved, or when it was done at last.' })
  to?: string | null | undefined;
  @Field(() => TextNode, { nullable: true, description: 'Why, where somebody said so.' })
  why?: Text | null | undefined;
  @Field(() => Float, { nullable: true, description: 'The figure there is, of a target that was missed.' })
  value?: number | null | undefined;
  @Field(() => ReportTarget, { nullable: true, description: 'The target that was missed.' })
  target?: ReportTarget | null | undefined;
}

export const slipNode = ({ figure, ...slip }: Slip): SlipNode => ({
  ...slip,
  value: figure?.value ?? null,
  target: figure?.target ?? null,
});

/** The most of a kind that a desk lays out. */
const most = 100;

interface Work {
  readonly period: PeriodRow;
  readonly programme: string;
}

@ObjectType('AssessmentDesk', { description: 'All that is at hand when a programme is assessed for a period.' })
export class AssessmentDeskNode extends NodeOf<Work> {
  @Field(() => PeriodNode, { description: 'The period.' })
  period(): PeriodNode {
    return new PeriodNode(this.world, this.row.period);
  }

  @Field(() => ProgrammeNode, { nullable: true, description: 'The programme.' })
  programme(): ProgrammeNode | undefined {
    const row = this.world.rows(programmes).get(this.row.programme);
    return row && new ProgrammeNode(this.world, row);
  }

  @Field(() => AssessmentNode, { nullable: true, description: 'What has been said already.' })
  assessment(): AssessmentNode | undefined {
    return assessmentNode(this.world, idOf(this.row));
  }

  @Field(() => AssessmentDraftNode, {
    nullable: true,
    description: 'What is written and not said yet; for the programme’s owner, coordinators and auditors.',
  })
  draft(): AssessmentDraftNode | undefined {
    return assessmentDraftNode(this.world, idOf(this.row));
  }

  @Field(() => AssessmentNode, { nullable: true, description: 'The lights and words of the period before.' })
  previous(): AssessmentNode | undefined {
    const { period, programme } = this.row;
    return period.previous === undefined
      ? undefined
      : assessmentNode(this.world, assessmentId(period.previous, programme));
  }

  @Field(() => [CarryOverNode], { description: 'What was promised last period, to be answered for.' })
  carryOver(): CarryOverNode[] {
    return carryOverNodes(this.world, this.row.period.id, this.row.programme);
  }

  @Field(() => [ReportFigureNode], { description: 'The figures of its indicators, beside their targets.' })
  figures(): readonly ReportFigureNode[] {
    return figuresOf(this.world, this.row.programme, this.row.period).slice(0, most);
  }

  @Field(() => [ActivityNode], { description: 'Its activities; the states of their places can be asked of each.' })
  activities(): ActivityNode[] {
    const found = this.world.rows(activities).where('programme', this.row.programme).slice(0, most);
    return found.map((row) => new ActivityNode(this.world, row));
  }

  @Field(() => [TaskNode], { description: 'Open tasks of the programme, its activities and its goals, soonest first.' })
  tasks(): TaskNode[] {
    return tasksOf(this.world, this.row.programme)
      .filter(({ phase, due }) => phase !== 'completed' && phase !== 'cancelled' && due !== undefined)
      .toSorted((a, b) => ((a.due ?? '') < (b.due ?? '') ? -1 : 1))
      .slice(0, most)
      .map((row) => new TaskNode(this.world, row));
  }

  @Field(() => DecisionConnection, { description: 'What governing bodies decided about it, the newest first.' })
  @Takes(PageArgs)
  decisions(args: PageArgs) {
    return decisionsAbout(this.world, this.row.programme, args);
  }

  @Field(() => [SlipNode], { description: 'What has gone otherwise than was planned for the period.' })
  slipped(): SlipNode[] {
    const { period, programme } = this.row;
    const said = this.world.rows(assessments).get(idOf(this.row));
    const figures = figuresOf(this.world, programme, period);
    return slipsOf(period, slipSourcesOf(this.world, programme, period, said, figures)).map(slipNode);
  }

  @Field(() => [Refused], {
    description:
      'What is still missing: what submitting it as it stands, draft before what is said, would be refused for.',
  })
  missing(): Refused[] {
    const { period, programme } = this.row;
    const of = assessedPeriod(this.world, period.id);
    const work =
      assessmentDraftNode(this.world, idOf(this.row))?.row ?? this.world.rows(assessments).get(idOf(this.row));
    if (!of) return [];
    const given = { lights: work?.lights, carriedOver: work?.carriedOver && [...work.carriedOver] };
    const named = aspects.flatMap((aspect) => given.lights?.[aspect]?.nextStep?.partner ?? []);
    const known = new Set(named.filter((partner) => takesPart(this.world, partner)));
    const offered = carriedOverTo(this.world, period.id, programme);
    return openIn(given, { known, offered }, of).map((refusal) => new Refused(refusal));
  }

  @Field(() => Boolean, {
    description:
      'Whether nothing has been said though the day it is due has passed, by the clock of the moment asked about.',
  })
  late(): boolean {
    const { assessmentsDue } = this.row.period;
    const said = this.world.rows(assessments).get(idOf(this.row));
    return (
      (said === undefined || said.phase === 'sent_back') &&
      assessmentsDue !== undefined &&
      assessmentsDue < todayIn(this.world)
    );
  }
}

const idOf = ({ period, programme }: Work): string => assessmentId(period.id, programme);

/** What is offered to an assessment, each with what is said to have become of it: in the draft, or else as submitted. */
function carryOverNodes(world: World, period: string, programme: string): CarryOverNode[] {
  const id = assessmentId(period, programme);
  const drafted = assessmentDraftNode(world, id)?.row.carriedOver;
  const answers: readonly CarryOverAnswer[] = drafted ?? world.rows(assessments).get(id)?.carriedOver ?? [];
  return carriedOverTo(world, period, programme).map(
    (offered) => new CarryOverNode(world, { ...offered, answer: answers.find(({ item }) => item === offered.item) }),
  );
}

@ArgsType()
class WorkArgs {
  @Field(() => ID, { description: 'The period.' })
  period!: string;
  @Field(() => ID, { description: 'The programme.' })
  programme!: string;
}

extend(
  CollaborationNode,
  'assessmentDesk',
  {
    type: () => AssessmentDeskNode,
    args: WorkArgs,
    nullable: true,
    description: 'All that is at hand when a programme is assessed for a period.',
  },
  ({ world }, { period, programme }) => {
    const row = world.rows(periods).get(period);
    return row && world.rows(programmes).has(programme)
      ? new AssessmentDeskNode(world, { period: row, programme })
      : undefined;
  },
);

extend(
  CollaborationNode,
  'carryOver',
  {
    type: () => [CarryOverNode],
    args: WorkArgs,
    description: 'What a programme’s assessment for the period before promised for this one, with the answers.',
  },
  ({ world }, { period, programme }) => carryOverNodes(world, period, programme),
);
