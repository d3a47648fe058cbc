import { GoalNode, ProgrammeNode, goalNode, programmeNode } from '#agenda';
import { PartnerNode, mandates, mandatesInForce, partnerNode, partners, todayIn } from '#backbone';
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
  badInput,
  connectionOf,
  enumOf,
  extend,
  page,
  type Page,
  type RequestContext,
} from '#graphql';
import { Day, type Text } from '#language';
import type { World } from '#world';
import { Inject } from '@nestjs/common';
import { Args, ArgsType, Field, Float, ID, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { z } from 'zod';
import {
  Counted,
  Direction,
  IndicatorKind,
  PartnerRule,
  PeriodType,
  TargetKind,
  TimeRule,
  indicator,
  indicatorCommands,
  type IndicatorCommand,
} from './indicator.ts';
import { indicators, targetOn, type IndicatorRow, type TargetRow } from './indicator.view.ts';
import { isMet, progressTowards } from './progress.ts';
import { partsOf, type Period } from './series.ts';
import { SeriesConnection, SeriesNode, Timespan } from './series.resolver.ts';
import { measurements, seriesOutlines } from './series.view.ts';
import { seesSmall } from './small.ts';
import { jointValue, latestPeriod, periodsOf, type JointValue, type Reading } from './totals.ts';
import { measurementWords } from './words.ts';

addRefusalWords(measurementWords);

const IndicatorPhase = enumOf(z.enum(['defined', 'retired']).meta({ id: 'IndicatorPhase' }));

@ObjectType({ description: 'How values become one.' })
export class Aggregation {
  @Field(() => enumOf(TimeRule), { description: 'Over shorter periods.' })
  time!: IndicatorRow['aggregation']['time'];
  @Field(() => enumOf(PartnerRule), { description: 'Over partners; NONE when they must not be put together.' })
  partners!: IndicatorRow['aggregation']['partners'];
}

@ObjectType({ description: 'Where it started from.' })
export class Baseline {
  @Field(() => Float, { description: 'The value then.' })
  value!: number;
  @Field(() => Int, { description: 'The year it is of.' })
  year!: number;
}

@ObjectType({ description: 'When and why a definition was revised.' })
export class IndicatorRevision {
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
  @Field(() => ID, { description: 'Opaque id of the person who revised it.' })
  by!: string;
  @Field(() => TextNode, { description: 'Why.' })
  reason!: Text;
}

@ObjectType('JointValue', {
  description: 'What the partners have measured together, and all that keeps it from being mistaken for more.',
})
export class JointValueNode {
  @Field(() => Timespan, { description: 'The period it is of.' })
  period!: Period;
  @Field(() => Float, {
    nullable: true,
    description: 'None when nobody reported, when values must not be put together, or when it is suppressed.',
  })
  value!: number | null;
  @Field(() => Boolean, {
    description:
      'True when there is a value and it is not shown: it counts 1 to 4 people, or a small count that the asker does not see could be worked out of it.',
  })
  suppressed!: boolean;
  @Field(() => Int, { description: 'How many partners are in the value.' })
  reported!: number;
  @Field(() => Int, { description: 'How many should be: those who measure this, or whose mandate says they do.' })
  expected!: number;
  @Field(() => Boolean, { description: 'False when a partner is missing: the value is then no total.' })
  complete!: boolean;
  @Field(() => [ID], { description: 'Partners without a usable value for the whole period.' })
  missing!: readonly string[];
  @Field(() => [ID], { description: 'Those of them who said that the value is not available.' })
  notAvailable!: readonly string[];
  @Field(() => Boolean, { description: 'At least one value in it may still change.' })
  provisional!: boolean;
  @Field(() => Boolean, { description: 'Contacts, not persons: the same person may be counted more than once.' })
  contactsNotPersons!: boolean;
}

interface PeriodValue extends JointValue {
  readonly period: Period;
}

@ObjectType('Target', { description: 'What is aimed at by a day. A new target never rewrites an older one.' })
export class TargetNode extends NodeOf<TargetRow> {
  private readonly indicator: Pick<IndicatorNode, 'row' | 'newest'>;

  @Field(() => String, { description: 'The day by which it is to be reached.' })
  due!: string;
  @Field(() => enumOf(TargetKind), { description: 'Reach at least, stay at most, a range, keep as it is, or words.' })
  kind!: TargetRow['kind'];
  @Field(() => Float, { nullable: true, description: 'The level; of a range the lower edge.' })
  value!: number | null;
  @Field(() => Float, { nullable: true, description: 'The upper edge of a range, or of what counts as kept.' })
  max!: number | null;
  @Field(() => TextNode, { nullable: true, description: 'The target in words.' })
  text!: Text | null;
  @Field(() => TextNode, { description: 'Why it was set.' })
  reason!: Text;
  @Field(() => String, { description: 'When it was set. ISO 8601 instant.' })
  setAt!: string;
  @Field(() => ID, { description: 'Opaque id of the person who set it.' })
  setBy!: string;
  @Field(() => String, {
    nullable: true,
    description: 'When another took its place for the same day. ISO 8601 instant.',
  })
  replacedAt!: string | null;

  constructor(world: World, row: TargetRow, indicator: Pick<IndicatorNode, 'row' | 'newest'>) {
    super(world, row);
    this.indicator = indicator;
  }

  @Field(() => JointValueNode, {
    nullable: true,
    description:
      'The newest joint value, or for a target whose day has passed the newest of a period that ended by then.',
  })
  actual(): PeriodValue | null {
    const passed = this.row.due < todayIn(this.world);
    return this.indicator.newest(passed ? this.row.due : undefined);
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'How much of the way from the baseline has been gone: 0 at the baseline, 1 at the target, below 0 when it got worse. None, not 0, when it cannot be told.',
  })
  progress(): number | null {
    const { direction, baseline } = this.indicator.row;
    return progressTowards(this.row, { direction, baseline: baseline?.value, actual: this.actual()?.value });
  }

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is met; none when a number is missing or it is in words.',
  })
  met(): boolean | null {
    return isMet(this.row, this.indicator.row.direction, this.actual()?.value);
  }
}

@ArgsType()
class PeriodArgs {
  @Field(() => String, {
    nullable: true,
    description: 'First day of the period; with `to`. The newest period when not said.',
  })
  from?: string | null;
  @Field(() => String, { nullable: true, description: 'Last day of the period; with `from`.' })
  to?: string | null;
}

@ArgsType()
class TrendArgs {
  @Field(() => Int, { nullable: true, description: 'How many of the newest periods, at most 100; 12 when not said.' })
  last?: number | null;
}

@ObjectType('Indicator', { description: 'What is measured, how, and what is aimed at.' })
export class IndicatorNode extends NodeOf<IndicatorRow> {
  private read: readonly Reading[] | undefined;

  @Field(() => ID, { description: 'Begins with indicator_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => IndicatorPhase, { description: 'A retired one takes no new values and stays readable.' })
  phase!: IndicatorRow['phase'];
  @Field(() => Boolean, { description: 'A partner’s own, beside the shared ones.' })
  local!: boolean;
  @Field(() => TextNode, { description: 'Its name.' })
  title!: Text;
  @Field(() => TextNode, { nullable: true, description: 'What exactly is measured.' })
  definition!: Text | null;
  @Field(() => enumOf(IndicatorKind), { description: 'What sort of value it has.' })
  kind!: IndicatorRow['kind'];
  @Field(() => TextNode, { description: 'What its numbers are in.' })
  unit!: Text;
  @Field(() => enumOf(Direction), { description: 'Which way it should go.' })
  direction!: IndicatorRow['direction'];
  @Field(() => Aggregation, { description: 'How values become one.' })
  aggregation!: Aggregation;
  @Field(() => enumOf(PeriodType), { description: 'How long the periods are that it is reported for.' })
  periodType!: IndicatorRow['periodType'];
  @Field(() => enumOf(Counted), { nullable: true, description: 'What a count counts.' })
  counts!: IndicatorRow['counts'] | null;
  @Field(() => TextNode, { nullable: true, description: 'Where the values come from.' })
  dataSource!: Text | null;
  @Field(() => Baseline, { nullable: true, description: 'Where it started from.' })
  baseline!: Baseline | null;
  @Field(() => Float, { nullable: true, description: 'A lower value is refused as implausible.' })
  min!: number | null;
  @Field(() => Float, { nullable: true, description: 'A higher value is refused as implausible.' })
  max!: number | null;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  definedAt!: string;
  @Field(() => String, { description: 'Last change of the definition or the targets. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => [IndicatorRevision], { description: 'When and why it was revised, oldest first.' })
  revisions!: IndicatorRevision[];
  @Field(() => TextNode, { nullable: true, description: 'Why it was retired.' })
  retiredBecause!: Text | null;

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation that answers for the definition.' })
  owner(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.owner);
  }

  @Field(() => [GoalNode], { description: 'The goals it tells about.' })
  goals(): GoalNode[] {
    return this.row.goals.map((id) => goalNode(this.world, id)).filter((node) => node !== undefined);
  }

  @Field(() => [ProgrammeNode], { description: 'The programmes it tells about.' })
  programmes(): ProgrammeNode[] {
    return this.row.programmes.map((id) => programmeNode(this.world, id)).filter((node) => node !== undefined);
  }

  @Field(() => [TargetNode], { description: 'Every target ever set, in the order they were set.' })
  targets(): TargetNode[] {
    return this.row.targets.map((target) => new TargetNode(this.world, target, this));
  }

  @Field(() => TargetNode, {
    nullable: true,
    description: 'The target in force: the next one due, or the last when all are past.',
  })
  target(): TargetNode | null {
    const target = targetOn(this.row, todayIn(this.world));
    return target ? new TargetNode(this.world, target, this) : null;
  }

  @Field(() => Float, {
    nullable: true,
    description: 'Progress towards the target in force; none when it cannot be told.',
  })
  progress(): number | null {
    return this.target()?.progress() ?? null;
  }

  @Field(() => SeriesConnection, { description: 'What each partner has measured.' })
  @Takes(PageArgs)
  series(args: PageArgs): Page<SeriesNode> {
    const rows = this.world.rows(seriesOutlines).where('indicator', this.row.id);
    return page(rows, args, (row) => new SeriesNode(this.world, row));
  }

  @Field(() => JointValueNode, {
    nullable: true,
    description: 'The joint value of a period, by default the newest; none before any.',
  })
  @Takes(PeriodArgs)
  joint({ from, to }: PeriodArgs): PeriodValue | null {
    if (from == null && to == null) return this.newest();
    if (!Day.safeParse(from).success || !Day.safeParse(to).success || from == null || to == null || from > to)
      throw badInput('from and to are days (2024-07-01), both or neither, in this order');
    return this.over({ from, to });
  }

  @Field(() => [JointValueNode], { description: 'The joint values of the newest periods, oldest first.' })
  @Takes(TrendArgs)
  trend({ last }: TrendArgs): PeriodValue[] {
    const count = last ?? 12;
    if (count < 0 || count > 100) throw badInput('last must be between 0 and 100');
    const periods = periodsOf(this.readings());
    return periods.slice(Math.max(0, periods.length - count)).map((period) => this.over(period));
  }

  /** The joint value of the newest period, or of the newest that ended by a day. */
  newest(by?: string): PeriodValue | null {
    const period = latestPeriod(this.readings(), by);
    return period ? this.over(period) : null;
  }

  private over(period: Period): PeriodValue {
    const sees = (partner: string) => seesSmall(this.world.asker, partner, this.row);
    return { period, ...jointValue(this.row, period, this.expected(period), this.readings(), sees) };
  }

  private readings(): readonly Reading[] {
    this.read ??= this.world
      .rows(measurements)
      .where('indicator', this.row.id)
      .flatMap(({ series, cells }) => cells.map((cell) => ({ ...cell, partner: partsOf(series).partner })));
    return this.read;
  }

  /** Those who had begun to measure it by then or whose mandate names it, and who had not left. */
  private expected(period: Period): readonly string[] {
    if (this.row.local) return [this.row.owner];
    const measuring = this.world
      .rows(seriesOutlines)
      .where('indicator', this.row.id)
      .filter(({ from }) => from <= period.to)
      .map(({ partner }) => partner);
    const mandated = mandatesInForce(this.world.rows(mandates).where('role', 'reporter'), todayIn(this.world))
      .filter(({ indicator, from }) => indicator === this.row.id && from <= period.to)
      .map(({ partner }) => partner);
    return [...new Set([...measuring, ...mandated])].filter((partner) => {
      const leftAt = this.world.rows(partners).get(partner)?.leftAt;
      return leftAt === undefined || leftAt >= period.from;
    });
  }
}

export const IndicatorConnection = connectionOf(IndicatorNode);

export const indicatorNode = (world: World, id: string): IndicatorNode | undefined => {
  const row = world.rows(indicators).get(id);
  return row && new IndicatorNode(world, row);
};

extend(
  SeriesNode,
  'indicator',
  { type: () => IndicatorNode, nullable: true, description: 'The indicator that was measured.' },
  ({ world, row }) => indicatorNode(world, row.indicator),
);

const indicatorsOf = (world: World, rows: readonly IndicatorRow[], args: PageArgs): Page<IndicatorNode> =>
  page(rows, args, (row) => new IndicatorNode(world, row));

extend(
  GoalNode,
  'indicators',
  { type: () => IndicatorConnection, args: PageArgs, description: 'What tells how the goal is being reached.' },
  ({ world, row }, args) => indicatorsOf(world, world.rows(indicators).where('goal', row.id), args),
);

extend(
  ProgrammeNode,
  'indicators',
  { type: () => IndicatorConnection, args: PageArgs, description: 'What tells how the programme is doing.' },
  ({ world, row }, args) => indicatorsOf(world, world.rows(indicators).where('programme', row.id), args),
);

@ArgsType()
class IndicatorsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only those of this goal.' })
  goal?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only those of this programme.' })
  programme?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only those this partner answers for.' })
  owner?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Only shared ones (false) or only partners’ own (true).' })
  local?: boolean | null;
  @Field(() => IndicatorPhase, { nullable: true, description: 'Only those in use (DEFINED) or only retired ones.' })
  phase?: IndicatorRow['phase'] | null;
}

extend(
  CollaborationNode,
  'indicator',
  { type: () => IndicatorNode, args: IdArgs, nullable: true, description: 'One indicator.' },
  ({ world }, { id }) => indicatorNode(world, id),
);

extend(
  CollaborationNode,
  'indicators',
  { type: () => IndicatorConnection, args: IndicatorsArgs, description: 'Indicators in the order they were defined.' },
  ({ world }, args) => {
    const { goal, programme, owner, local, phase } = args;
    const found = [...world.rows(indicators).values()].filter(
      (row) =>
        (goal == null || row.goals.includes(goal)) &&
        (programme == null || row.programmes.includes(programme)) &&
        (owner == null || row.owner === owner) &&
        (local == null || row.local === local) &&
        (phase == null || row.phase === phase),
    );
    return indicatorsOf(world, found, args);
  },
);

const IndicatorAnswer = answerOf(IndicatorNode);

@Resolver()
export class IndicatorResolver {
  constructor(@Inject(Desk) private readonly desk: Desk) {}

  @Allow(...indicator.roles.DefineIndicator)
  @Mutation(() => IndicatorAnswer, { description: 'Defines an indicator; the organisation acted for answers for it.' })
  defineIndicator(
    @Ask() ask: RequestContext,
    @Args() to: To,
    @Input('DefineIndicator', indicatorCommands) data: never,
  ) {
    return this.act(ask, to, { type: 'DefineIndicator', data });
  }

  @Allow(...indicator.roles.ReviseIndicator)
  @Mutation(() => IndicatorAnswer, {
    description: 'Rewrites the definition. What its values mean is frozen once it has values or targets.',
  })
  reviseIndicator(
    @Ask() ask: RequestContext,
    @Args() to: To,
    @Input('ReviseIndicator', indicatorCommands) data: never,
  ) {
    return this.act(ask, to, { type: 'ReviseIndicator', data });
  }

  @Allow(...indicator.roles.SetTarget)
  @Mutation(() => IndicatorAnswer, {
    description: 'Sets a target for a day, with a reason; earlier ones stay readable.',
  })
  setTarget(@Ask() ask: RequestContext, @Args() to: To, @Input('SetTarget', indicatorCommands) data: never) {
    return this.act(ask, to, { type: 'SetTarget', data });
  }

  @Allow(...indicator.roles.RetireIndicator)
  @Mutation(() => IndicatorAnswer, {
    description: 'Takes an indicator out of use. It stays readable, with the reason.',
  })
  retireIndicator(
    @Ask() ask: RequestContext,
    @Args() to: To,
    @Input('RetireIndicator', indicatorCommands) data: never,
  ) {
    return this.act(ask, to, { type: 'RetireIndicator', data });
  }

  private act(ask: RequestContext, to: To, command: IndicatorCommand) {
    return this.desk.act(ask, to, command, (world) => indicatorNode(world, to.id));
  }
}
