import { ActivityNode, activities, CommitmentNode, TaskNode } from '#action';
import { goalNode, GoalNode, goals, programmeNode, ProgrammeNode, programmes } from '#agenda';
import { partnerNode, PartnerNode, partners, risks, settingsOf, timeZoneOf, todayIn } from '#backbone';
import { CollaborationNode, extend, NodeOf, TextNode } from '#graphql';
import type { Text } from '#language';
import { daysAfter, IndicatorNode, indicators, seriesOutlines } from '#measurement';
import { assessmentId, assessments, PeriodNode, type PeriodRow } from '#reporting';
import { dayOf, type World } from '#world';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { byDue, type Duty } from './due.ts';
import { dutiesOf } from './duty.reading.ts';
import { figuresFor, newestPeriod, type ExpectedFigure } from './figures.reading.ts';
import { lateTasks, servesAgenda } from './health.reading.ts';
import { DutyNode, dutyNode } from './partner-view.resolver.ts';

/**
 * What whoever holds the agenda together has to chase, and nobody else sees: what is late and whose, what is still
 * missing from the period, what hangs in the air.
 */

/** The most a list here holds: beyond it the counts tell how much there is. */
const most = 200;

@ObjectType('LateDuty', { description: 'Something late, and whose it is.' })
export class LateDutyNode extends DutyNode {
  @Field(() => PartnerNode, { nullable: true, description: 'The organisation it waits for.' })
  partner!: PartnerNode | undefined;
}

@ObjectType('Completeness', { description: 'How much of what is expected has come in.' })
export class CompletenessNode {
  @Field(() => Int, { description: 'So many have come in …' })
  given!: number;
  @Field(() => Int, { description: '… of so many.' })
  expected!: number;
}

@ObjectType('MissingFigure', { description: 'A figure that has not come in, and whose it is.' })
export class MissingFigureNode {
  @Field(() => IndicatorNode, { description: 'What is measured.' })
  indicator!: IndicatorNode;
  @Field(() => PartnerNode, { nullable: true, description: 'Who is expected to report it.' })
  partner!: PartnerNode | undefined;
  @Field(() => String, { nullable: true, description: 'The last day for it, where reporters were named. ISO 8601.' })
  due!: string | undefined;
  @Field(() => Boolean, { description: 'Whether that day has passed on the day the collaboration is asked about.' })
  late!: boolean;
}

@ObjectType('PeriodCompleteness', { description: 'What has come in for a reporting period, and what is missing.' })
export class PeriodCompletenessNode extends NodeOf<PeriodRow> {
  private figures: readonly ExpectedFigure[] | undefined;

  @Field(() => PeriodNode, { description: 'The period.' })
  period(): PeriodNode {
    return new PeriodNode(this.world, this.row);
  }

  @Field(() => CompletenessNode, { description: 'Figures, by indicator and partner.' })
  figuresGiven(): CompletenessNode {
    const figures = this.expected();
    return { given: figures.filter(({ given }) => given).length, expected: figures.length };
  }

  @Field(() => [MissingFigureNode], {
    description: `Figures that have not come in, indicator by indicator; at most ${String(most)}.`,
  })
  figuresMissing(): MissingFigureNode[] {
    const { world } = this;
    const today = todayIn(world);
    return this.expected()
      .filter(({ given }) => !given)
      .slice(0, most)
      .map(({ indicator, partner, due }) => ({
        indicator: new IndicatorNode(world, indicator),
        partner: partnerNode(world, partner),
        due,
        late: due !== undefined && due < today,
      }));
  }

  @Field(() => CompletenessNode, { description: 'Assessments of programmes that are not reported apart.' })
  assessmentsGiven(): CompletenessNode {
    const all = this.assessed();
    return { given: all.length - this.unassessed().length, expected: all.length };
  }

  @Field(() => [ProgrammeNode], { description: `Programmes nobody has assessed; at most ${String(most)}.` })
  programmesUnassessed(): ProgrammeNode[] {
    return this.unassessed()
      .slice(0, most)
      .flatMap(({ id }) => programmeNode(this.world, id) ?? []);
  }

  private expected(): readonly ExpectedFigure[] {
    const { world } = this;
    const today = todayIn(world);
    this.figures ??= world
      .rows(indicators)
      .values()
      .filter(({ local }) => !local)
      .flatMap((indicator) => figuresFor(world, indicator, this.row, today));
    return this.figures;
  }

  private assessed() {
    return this.world
      .rows(programmes)
      .values()
      .filter(({ endedAt, reportedApart }) => endedAt === undefined && !reportedApart);
  }

  private unassessed() {
    return this.assessed().filter(({ id }) => !this.world.rows(assessments).has(assessmentId(this.row.id, id)));
  }
}

@ObjectType('StaleThing', { description: 'Something that stands and has not changed for long.' })
export class StaleThingNode {
  @Field(() => ID, { description: 'Its id; the part before the first underscore says what it is.' })
  id!: string;
  @Field(() => TextNode, { description: 'What it is called.' })
  title!: Text;
  @Field(() => PartnerNode, { nullable: true, description: 'The organisation that answers for it.' })
  partner!: PartnerNode | undefined;
  @Field(() => String, {
    description: 'When it last changed; of an indicator, or was last reported. ISO 8601 instant.',
  })
  changedAt!: string;
}

@ObjectType('CoordinatorView', { description: 'What waits to be chased, mended and brought together.' })
export class CoordinatorViewNode {
  readonly world: World;
  private duties: readonly (Duty & { readonly partner: string })[] | undefined;

  constructor(world: World) {
    this.world = world;
  }

  @Field(() => [LateDutyNode], {
    description: `Everything that is late, what was due first coming first; at most ${String(most)}.`,
  })
  late(): LateDutyNode[] {
    return this.lateDuties()
      .slice(0, most)
      .map((duty) => Object.assign(dutyNode(duty), { partner: partnerNode(this.world, duty.partner) }));
  }

  @Field(() => Int, { description: 'How many things are late.' })
  lateCount(): number {
    return this.lateDuties().length;
  }

  @Field(() => [TaskNode], { description: `Tasks that are late, the longest late first; at most ${String(most)}.` })
  lateTasks(): TaskNode[] {
    return byDue(lateTasks(this.world, todayIn(this.world)))
      .slice(0, most)
      .map((row) => new TaskNode(this.world, row));
  }

  @Field(() => PeriodCompletenessNode, {
    nullable: true,
    description: 'What has come in for the newest reporting period that has begun; nothing before any.',
  })
  completeness(): PeriodCompletenessNode | undefined {
    const period = newestPeriod(this.world, todayIn(this.world));
    return period && new PeriodCompletenessNode(this.world, period);
  }

  @Field(() => [GoalNode], {
    description: `Goals proposed and not endorsed by enough yet, oldest first; at most ${String(most)}.`,
  })
  unendorsed(): GoalNode[] {
    return this.goalsIn('proposed', () => true);
  }

  @Field(() => [ActivityNode], {
    description: `Activities that serve no goal of the common agenda; at most ${String(most)}.`,
  })
  activitiesUnlinked(): ActivityNode[] {
    const serves = servesAgenda(this.world);
    return this.world
      .rows(activities)
      .where('phase', 'planned')
      .filter((row) => !serves(row))
      .slice(0, most)
      .map((row) => new ActivityNode(this.world, row));
  }

  @Field(() => [GoalNode], { description: `Goals of the agenda no activity serves; at most ${String(most)}.` })
  goalsWithoutActivities(): GoalNode[] {
    const rows = this.world.rows(activities);
    return this.goalsIn('endorsed', (goal) => rows.where('goal', goal).every(({ phase }) => phase !== 'planned'));
  }

  @Field(() => [GoalNode], { description: `Goals of the agenda nothing measures; at most ${String(most)}.` })
  goalsWithoutIndicators(): GoalNode[] {
    const rows = this.world.rows(indicators);
    return this.goalsIn('endorsed', (goal) => rows.where('goal', goal).every(({ phase }) => phase === 'retired'));
  }

  @Field(() => [CommitmentNode], {
    description: `Parts asked for or offered that nobody has answered, the oldest first; at most ${String(most)}.`,
  })
  unanswered(): CommitmentNode[] {
    return this.world
      .rows(activities)
      .where('phase', 'planned')
      .flatMap(({ commitments }) => commitments.filter(({ state }) => state === 'proposed' || state === 'offered'))
      .toSorted((a, b) => (a.since < b.since ? -1 : 1))
      .slice(0, most)
      .map((row) => new CommitmentNode(this.world, row));
  }

  @Field(() => [StaleThingNode], {
    description: `What stands and has not changed for as many days as the settings say, the longest first; at most ${String(most)}.`,
  })
  stale(): StaleThingNode[] {
    return this.staleThings()
      .toSorted((a, b) => (a.changedAt < b.changedAt ? -1 : 1))
      .slice(0, most)
      .map(({ id, title, changedAt, partner }) => ({
        id,
        title,
        changedAt,
        partner: partnerNode(this.world, partner),
      }));
  }

  @Field(() => Int, { description: 'How many things are stale.' })
  staleCount(): number {
    return this.staleThings().length;
  }

  private goalsIn(phase: 'proposed' | 'endorsed', fits: (goal: string) => boolean): GoalNode[] {
    return this.world
      .rows(goals)
      .where('phase', phase)
      .filter(({ id }) => fits(id))
      .slice(0, most)
      .flatMap(({ id }) => goalNode(this.world, id) ?? []);
  }

  private lateDuties() {
    const { world } = this;
    this.duties ??= byDue(
      world
        .rows(partners)
        .values()
        .filter(({ leftAt }) => leftAt === undefined)
        .flatMap(({ id: partner }) =>
          dutiesOf(world, partner)
            .filter(({ late }) => late)
            .map((duty) => ({ ...duty, partner })),
        ),
    );
    return this.duties;
  }

  /** Judged by the day the collaboration is asked about, under the settings of that day (rule 46). */
  private staleThings() {
    const { world } = this;
    const limit = daysAfter(todayIn(world), -(settingsOf(world)?.staleAfterDays ?? 0));
    const timeZone = timeZoneOf(world);
    // Instants order as their days do, but for those of the one day in question.
    const isStale = ({ changedAt }: { readonly changedAt: string }) =>
      changedAt.slice(0, 10) <= limit && dayOf(changedAt, timeZone) < limit;
    const outlines = world.rows(seriesOutlines);
    return [
      ...world
        .rows(goals)
        .where('phase', 'endorsed')
        .map(({ id, title, changedAt, proposedBy: partner }) => ({ id, title, changedAt, partner })),
      ...world
        .rows(programmes)
        .values()
        .filter(({ endedAt }) => endedAt === undefined)
        .map(({ id, title, changedAt, partner }) => ({ id, title, changedAt, partner })),
      ...world
        .rows(activities)
        .where('phase', 'planned')
        .map(({ id, title, changedAt, lead: partner }) => ({ id, title, changedAt, partner })),
      ...world
        .rows(indicators)
        .values()
        .filter(({ phase }) => phase === 'defined')
        .map(({ id, title, changedAt, owner: partner }) => ({
          id,
          title,
          // A value that came in is a sign of life.
          changedAt: outlines
            .where('indicator', id)
            .reduce((latest, series) => (series.changedAt > latest ? series.changedAt : latest), changedAt),
          partner,
        })),
      ...world
        .rows(risks)
        .where('phase', 'open')
        .map(({ id, title, changedAt, owner: partner }) => ({ id, title, changedAt, partner })),
    ].filter(isStale);
  }
}

extend(
  CollaborationNode,
  'coordinatorView',
  {
    type: () => CoordinatorViewNode,
    nullable: true,
    description:
      'What waits to be chased and brought together; for coordinators and administrators only, otherwise nothing.',
  },
  ({ world }) =>
    world.asker?.mandates.some(({ role }) => role === 'coordinator' || role === 'administrator')
      ? new CoordinatorViewNode(world)
      : undefined,
);
