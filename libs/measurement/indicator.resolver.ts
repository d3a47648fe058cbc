import { GoalNode, ProgrammeNode, goalNode, programmeNode } from '#agenda';
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
import { Day, type Text } from '#language';
import type { World } from '#world';
import { ArgsType, Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { z } from 'zod';
import { PeriodType, calendarPeriod } from './calendar.ts';
import {
  Counted,
  Direction,
  IndicatorKind,
  Level,
  PartnerRule,
  ResultKind,
  TargetKind,
  TimeRule,
  indicator,
  type Definition,
} from './indicator.ts';
import { dueDay, expectedFor, lateFor, periodAsked } from './duty.reading.ts';
import {
  definitionIn,
  indicators,
  reportersOn,
  targetOn,
  versionOn,
  type IndicatorRow,
  type TargetRow,
  type VersionRow,
} from './indicator.view.ts';
import { isMet, progressTowards } from './progress.ts';
import type { Period } from './series.ts';
import {
  MeasurementConnection,
  SeriesConnection,
  SeriesNode,
  Timespan,
  awaitingPage,
  seriesPage,
  type MeasurementNode,
} from './series.resolver.ts';
import { seriesOutlines } from './series.view.ts';
import { readingsFor, type VersionedReading } from './sight.reading.ts';
import { jointValue, latestPeriod, periodsOf, type JointValue } from './totals.ts';
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

@ObjectType({ description: 'One part of a breakdown.' })
export class Category {
  @Field(() => String, { description: 'What values name it by.' })
  id!: string;
  @Field(() => TextNode, { description: 'Its name.' })
  label!: Text;
}

@ObjectType({ description: 'A way to break values down into categories that leave nothing out.' })
export class Dimension {
  @Field(() => String, { description: 'What values name it by.' })
  id!: string;
  @Field(() => TextNode, { description: 'Its name.' })
  label!: Text;
  @Field(() => [Category], { description: 'Its parts.' })
  categories!: Category[];
}

@ObjectType({ description: 'One definition of an indicator. Values of two versions never stand for one another.' })
export class IndicatorVersion {
  @Field(() => Int, { description: '1 for the first.' })
  indicatorVersion!: number;
  @Field(() => String, { nullable: true, description: 'First day it measures; none for the first version.' })
  from!: string | null;
  @Field(() => String, { description: 'When it was begun. ISO 8601 instant.' })
  at!: string;
  @Field(() => ID, { description: 'Opaque id of the person who began it.' })
  by!: string;
  @Field(() => TextNode, { nullable: true, description: 'Why it was begun; none for the first.' })
  reason!: Text | null;
  @Field(() => TextNode, { nullable: true, description: 'What may be said across the break; none when nothing may.' })
  comparable!: Text | null;
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
  @Field(() => Baseline, { nullable: true, description: 'Where it started from.' })
  baseline!: Baseline | null;
}

const versionNode = ({ definition, ...version }: VersionRow): IndicatorVersion => {
  const { from = null, reason = null, comparable = null } = version;
  const { title, kind, unit, direction, aggregation, periodType, baseline = null } = definition;
  const words = { title, definition: definition.definition ?? null, unit };
  return { ...version, from, reason, comparable, ...words, kind, direction, aggregation, periodType, baseline };
};

@ObjectType({ description: 'Who must report, and by when.' })
export class Reporters {
  @Field(() => [ID], { description: 'The partner organisations named.' })
  partners!: readonly string[];
  @Field(() => Int, { description: 'How many days after the end of a period its value is due.' })
  dueDays!: number;
  @Field(() => String, { description: 'First day of the first period it concerns.' })
  from!: string;
  @Field(() => String, { description: 'When they were named. ISO 8601 instant.' })
  at!: string;
  @Field(() => ID, { description: 'Opaque id of the person who named them.' })
  by!: string;
}

@ObjectType({ description: 'Who answered for an indicator before.' })
export class EarlierOwner {
  @Field(() => ID, { description: 'The partner organisation.' })
  owner!: string;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  until!: string;
  @Field(() => TextNode, { description: 'Why it was handed over.' })
  reason!: Text;
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
  @Field(() => Int, {
    description: 'The version of the indicator that measures the period; it holds values of no other.',
  })
  indicatorVersion!: number;
  @Field(() => Float, {
    nullable: true,
    description: 'None when nobody reported, when values must not be put together, or when it is suppressed.',
  })
  value!: number | null;
  @Field(() => Boolean, {
    description:
      'True when there would be a value and none is shown, since figures it is made of are withheld. Sums go on without those, and say how many they are.',
  })
  suppressed!: boolean;
  @Field(() => Int, {
    description:
      'How many figures of those it is made of the asker is not shown, because they or others could be small counts of people, or because no agreement shares them. A sum is then one of the rest: "at least".',
  })
  withheld!: number;
  @Field(() => Int, {
    description: 'How many partners are in the value; those withheld are neither in it nor missing.',
  })
  reported!: number;
  @Field(() => Int, { description: 'How many should be: those who measure this, or whose mandate says they do.' })
  expected!: number;
  @Field(() => Boolean, {
    description: 'False when a partner is missing or a figure withheld: the value is then no total.',
  })
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
  readonly indicatorVersion: number;
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
  @Field(() => Int, { description: 'The version of the indicator it was set for.' })
  indicatorVersion!: number;
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
      'The newest joint value of the version it was set for, or for a target whose day has passed the newest of a period that ended by then.',
  })
  actual(): PeriodValue | null {
    const passed = this.row.due < todayIn(this.world);
    return this.indicator.newest(passed ? this.row.due : undefined, this.row.indicatorVersion);
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'How much of the way from the baseline has been gone: 0 at the baseline, 1 at the target, below 0 when it got worse. None, not 0, when it cannot be told.',
  })
  progress(): number | null {
    const { direction, baseline } = this.definition;
    return progressTowards(this.row, { direction, baseline: baseline?.value, actual: this.whole });
  }

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is met; none when a number is missing or it is in words.',
  })
  met(): boolean | null {
    return isMet(this.row, this.definition.direction, this.whole);
  }

  /** A target and a baseline are measured by the version they were set for (rule 12). */
  private get definition(): Definition {
    return definitionIn(this.indicator.row, this.row.indicatorVersion) ?? this.indicator.row;
  }

  /** A sum that lacks what the asker is not shown is no measure of how far it has come. */
  private get whole(): number | null {
    const actual = this.actual();
    return actual === null || actual.withheld > 0 ? null : actual.value;
  }
}

@ArgsType()
class PeriodArgs {
  @Field(() => String, {
    nullable: true,
    description: 'First day of the period; with `to`. Both or neither.',
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
  private read: readonly VersionedReading[] | undefined;

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
  @Field(() => [Dimension], {
    nullable: true,
    description: 'How values may be broken down; none when each partner may in its own words.',
  })
  dimensions!: Dimension[] | null;
  @Field(() => enumOf(Level), {
    nullable: true,
    description: 'Whether it tells how a whole population fares or how well something done works.',
  })
  level!: IndicatorRow['level'] | null;
  @Field(() => enumOf(ResultKind), {
    nullable: true,
    description: 'Where it stands on the way from what is put in to what it changes.',
  })
  result!: IndicatorRow['result'] | null;
  @Field(() => Int, { description: 'The version its own fields are of.' })
  indicatorVersion!: number;
  @Field(() => Boolean, { description: 'Values count only when a reviewer of the owner has accepted them.' })
  reviewed!: boolean;
  @Field(() => [EarlierOwner], { description: 'Who answered for it before, oldest first.' })
  owners!: EarlierOwner[];
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

  @Field(() => [IndicatorVersion], { description: 'Every definition it has had, oldest first.' })
  versions(): IndicatorVersion[] {
    return this.row.versions.map(versionNode);
  }

  @Field(() => [IndicatorVersion], {
    description: 'The breaks in its series: every version after the first, oldest first.',
  })
  breaks(): IndicatorVersion[] {
    return this.row.versions.slice(1).map(versionNode);
  }

  @Field(() => Reporters, {
    nullable: true,
    description: 'Who must report for the period that today is in; none when nobody was named.',
  })
  reporters(): Reporters | null {
    return reportersOn(this.row, calendarPeriod(this.row.periodType, todayIn(this.world)).from) ?? null;
  }

  @Field(() => String, {
    nullable: true,
    description:
      'The last day to report for a period, by default the newest that is over; none when nobody was named to.',
  })
  @Takes(PeriodArgs)
  due(args: PeriodArgs): string | null {
    return dueDay(this.row, this.asked(args)) ?? null;
  }

  @Field(() => [ID], {
    description:
      'Partners named to report for a period, by default the newest that is over, whose value is late: the day has passed by which it was due.',
  })
  @Takes(PeriodArgs)
  late(args: PeriodArgs): readonly string[] {
    return lateFor(this.world, this.row, this.asked(args));
  }

  @Field(() => MeasurementConnection, { description: 'Values that wait for a reviewer, those the asker may see.' })
  @Takes(PageArgs)
  awaiting(args: PageArgs): Page<MeasurementNode> {
    return awaitingPage(this.world, [this.row], args);
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
    return seriesPage(this.world, this.world.rows(seriesOutlines).where('indicator', this.row.id), args);
  }

  @Field(() => JointValueNode, {
    nullable: true,
    description: 'The joint value of a period, by default the newest; none before any.',
  })
  @Takes(PeriodArgs)
  joint(args: PeriodArgs): PeriodValue | null {
    const period = periodOf(args);
    return period ? this.over(period) : this.newest();
  }

  @Field(() => [JointValueNode], { description: 'The joint values of the newest periods, oldest first.' })
  @Takes(TrendArgs)
  trend({ last }: TrendArgs): PeriodValue[] {
    const count = last ?? 12;
    if (count < 0 || count > 100) throw badInput('last must be between 0 and 100');
    const periods = periodsOf(this.readings());
    return periods.slice(Math.max(0, periods.length - count)).map((period) => this.over(period));
  }

  /** The joint value of the newest period, or of the newest that ended by a day; of any version or of one. */
  newest(by?: string, version?: number): PeriodValue | null {
    const readings = this.readings().filter(
      ({ period }) => version === undefined || versionOn(this.row, period.from)?.indicatorVersion === version,
    );
    const period = latestPeriod(readings, by);
    return period ? this.over(period) : null;
  }

  private asked(args: PeriodArgs): Period {
    return periodOf(args) ?? periodAsked(this.row, todayIn(this.world));
  }

  private over(period: Period): PeriodValue {
    const { indicatorVersion, definition } = versionOn(this.row, period.from) ?? {
      indicatorVersion: this.row.indicatorVersion,
      definition: this.row,
    };
    // What was measured by another definition is another thing, and across a break nothing is one value (rule 12).
    const whole = versionOn(this.row, period.to)?.indicatorVersion === indicatorVersion;
    const readings = this.readings().filter((reading) => whole && reading.indicatorVersion === indicatorVersion);
    const expected = expectedFor(this.world, this.row, period);
    return { period, indicatorVersion, ...jointValue(definition, period, expected, readings) };
  }

  private readings(): readonly VersionedReading[] {
    return (this.read ??= readingsFor(this.world, this.row.id));
  }
}

/** The period asked for; nothing when none was. */
function periodOf({ from, to }: PeriodArgs): Period | undefined {
  if (from == null && to == null) return undefined;
  if (!Day.safeParse(from).success || !Day.safeParse(to).success || from == null || to == null || from > to)
    throw badInput('from and to are days (2024-07-01), both or neither, in this order');
  return { from, to };
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

export const IndicatorResolver = mutationsOf(
  indicator,
  { answer: IndicatorAnswer, find: (world, { id }) => indicatorNode(world, id) },
  {
    DefineIndicator: 'Defines an indicator; the organisation acted for answers for it.',
    ReviseIndicator: 'Rewrites the definition. What its values mean is frozen once it has values or targets.',
    BeginIndicatorVersion:
      'Begins a new version with a definition of its own from a day on, and marks the break. Earlier values keep theirs.',
    NameReporters: 'Names the partners that must report, and how many days after the end of a period.',
    SetReview: 'Says whether values count only when a reviewer of the owner has accepted them.',
    HandOverIndicator:
      'Makes another partner answer for the indicator. When the owner has left, a coordinator does it.',
    SetTarget: 'Sets a target for a day, with a reason; earlier ones stay readable.',
    RetireIndicator: 'Takes an indicator out of use. It stays readable, with the reason.',
  },
);
