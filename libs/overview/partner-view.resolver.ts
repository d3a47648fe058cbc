import { activities, ActivityNode, isLate, placeStates, TaskNode, tasks } from '#action';
import { goalNode, GoalNode, goals, openGoals, programmeNode, ProgrammeNode, programmes } from '#agenda';
import { PartnerNode, partners, risks, teams, todayIn } from '#backbone';
import { badInput, connectionOf, enumOf, extend, NodeOf, page, PageArgs, Takes, TextNode, type Page } from '#graphql';
import { holds, type Stamp } from '#decider';
import { feedbacks, meetings } from '#dialogue';
import type { Text } from '#language';
import {
  agreements,
  IndicatorNode,
  indicatorNode,
  indicators,
  JointValueNode,
  seriesId,
  seriesOutlines,
  SeriesNode,
  type SeriesRow,
} from '#measurement';
import { assessmentId, assessments, periodNode, PeriodNode } from '#reporting';
import { ArgsType, Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { z } from 'zod';
import { dutyCommands, dutyKinds, type Duty } from './due.ts';
import { dutiesFor, dutiesOf, goalsWaitingFor } from './duty.reading.ts';
import { figuresOf, newestPeriod } from './figures.reading.ts';

/**
 * What one partner sees of the joint agenda: what it owns, has promised, must report, must do, is asked to decide,
 * and what has changed. It draws on every context, so it is put together here, above them.
 */

/** The most a list of a partner's own things holds: more is a sign of trouble, and the lists below page. */
const most = 200;

@ObjectType({
  description: 'A figure that waits for the partner: an indicator without its value for the newest period.',
})
export class FigureDue {
  @Field(() => IndicatorNode, { description: 'What is measured.' })
  indicator!: IndicatorNode;
  @Field(() => PeriodNode, { description: 'The reporting period it is missing from.' })
  period!: PeriodNode | undefined;
  @Field(() => String, { nullable: true, description: 'Last day of the newest period it has been reported for.' })
  reportedTo!: string | undefined;
  @Field(() => String, { nullable: true, description: 'The last day for it, where reporters were named. ISO 8601.' })
  due!: string | undefined;
  @Field(() => Boolean, { description: 'Whether that day has passed on the day the collaboration is asked about.' })
  late!: boolean;
}

@ObjectType({ description: 'An assessment that waits for the partner that owns the programme.' })
export class AssessmentDue {
  @Field(() => ProgrammeNode, { description: 'What is assessed.' })
  programme!: ProgrammeNode | undefined;
  @Field(() => PeriodNode, { description: 'For which period.' })
  period!: PeriodNode | undefined;
  @Field(() => String, { nullable: true, description: 'The last day for it, where one was set. ISO 8601.' })
  due!: string | undefined;
  @Field(() => Boolean, { description: 'Whether that day has passed on the day the collaboration is asked about.' })
  late!: boolean;
}

const DutyKindEnum = enumOf(z.enum(dutyKinds as readonly [Duty['kind']]).meta({ id: 'DutyKind' }));

@ObjectType('Duty', { description: 'Something that waits for the partner, whatever it is.' })
export class DutyNode {
  @Field(() => DutyKindEnum, { description: 'What is to be done.' })
  kind!: Duty['kind'];
  @Field(() => ID, { description: 'Id of the thing it is about.' })
  about!: string;
  @Field(() => TextNode, { description: 'What that thing is called.' })
  title!: Text;
  @Field(() => String, { nullable: true, description: 'The last day for it, where one was set. ISO 8601.' })
  due!: string | undefined;
  @Field(() => Boolean, { description: 'Whether that day has passed on the day the collaboration is asked about.' })
  late!: boolean;
  @Field(() => [String], { description: 'The mutations that answer it, the most usual first.' })
  answers!: string[];
}

/** What GraphQL shows of a duty. */
export const dutyNode = ({ kind, about, title, due, late }: Duty): DutyNode => ({
  kind,
  about,
  title,
  due,
  late,
  answers: dutyCommands[kind].map((command) => command.charAt(0).toLowerCase() + command.slice(1)),
});

@ObjectType({ description: 'Something of the partner’s that has changed.' })
export class ChangedThing {
  @Field(() => ID, { description: 'Its id; the part before the first underscore says what it is.' })
  id!: string;
  @Field(() => TextNode, { description: 'What it is called.' })
  title!: Text;
  @Field(() => ID, { description: 'Place in the log of its last change.' })
  position!: string;
  @Field(() => String, { description: 'When it last changed. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => ID, { description: 'Opaque id of the person who changed it last.' })
  changedBy!: string;
}

const partsPlayed = [
  'owns_programme',
  'owns_indicator',
  'reports_indicator',
  'proposed_goal',
  'has_voice',
  'leads_activity',
  'contributes_to_activity',
  'answers_for_risk',
  'party_to_agreement',
  'invited_to_meeting',
  'convenes_team',
  'belongs_to_team',
] as const;
const PartPlayedEnum = enumOf(z.enum(partsPlayed).meta({ id: 'PartPlayed' }));

@ObjectType('Naming', { description: 'A thing that names the partner, and as what.' })
export class NamingNode {
  @Field(() => ID, { description: 'The thing’s id; the part before the first underscore says what it is.' })
  id!: string;
  @Field(() => PartPlayedEnum, { description: 'What the partner is in it.' })
  as!: (typeof partsPlayed)[number];
  @Field(() => TextNode, { description: 'What the thing is called.' })
  title!: Text;
}

@ObjectType('FigureCompared', {
  description: 'A partner’s own figures of an indicator beside what all report together.',
})
export class FigureComparedNode extends NodeOf<SeriesRow> {
  private found: JointValueNode | null | undefined;

  @Field(() => ID, { description: 'Of the partner’s own series.' })
  id!: string;

  @Field(() => IndicatorNode, { nullable: true, description: 'What is measured.' })
  indicator(): IndicatorNode | undefined {
    return indicatorNode(this.world, this.row.indicator);
  }

  @Field(() => SeriesNode, { description: 'What the partner itself has measured.' })
  own(): SeriesNode {
    return new SeriesNode(this.world, this.row);
  }

  @Field(() => JointValueNode, { nullable: true, description: 'The newest joint value; none before any.' })
  joint(): JointValueNode | null {
    this.found ??= indicatorNode(this.world, this.row.indicator)?.newest() ?? null;
    return this.found;
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'What a partner reports on average: the newest joint sum by the number of partners in it. None where values are not summed, where one partner alone has reported, or where the sum is not shown.',
  })
  mean(): number | null {
    const joint = this.joint();
    const summed = this.world.rows(indicators).get(this.row.indicator)?.aggregation.partners === 'sum';
    if (!summed || joint?.value == null || joint.withheld > 0 || joint.reported < 2) return null;
    return joint.value / joint.reported;
  }
}

export const FigureComparedConnection = connectionOf(FigureComparedNode);

@ArgsType()
class SinceArgs {
  @Field(() => ID, { description: 'A log position: changes after it.' })
  position!: string;
}

@ArgsType()
class DutiesArgs {
  @Field(() => DutyKindEnum, { nullable: true, description: 'Only duties of this kind.' })
  kind?: Duty['kind'] | null;
  @Field(() => Boolean, { nullable: true, description: 'True: only late ones; false: only the others.' })
  late?: boolean | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only those the asker may do, under the mandates held for the partner.',
  })
  mine?: boolean | null;
}

@ObjectType('PartnerView', { description: 'What waits for a partner, what it has promised, what has changed.' })
export class PartnerViewNode extends NodeOf<{ readonly id: string }> {
  private waiting: readonly Duty[] | undefined;

  @Field(() => [DutyNode], {
    description: `Everything that waits for it, what was due first coming first; at most ${String(most)}.`,
  })
  @Takes(DutiesArgs)
  duties({ kind, late, mine }: DutiesArgs): DutyNode[] {
    const duties = mine === true ? dutiesFor(this.all(), this.row.id, this.world.asker) : this.all();
    return duties
      .filter((duty) => (kind == null || duty.kind === kind) && (late == null || duty.late === late))
      .slice(0, most)
      .map(dutyNode);
  }

  @Field(() => Int, { description: 'How many things wait for it in all.' })
  dutyCount(): number {
    return this.all().length;
  }

  @Field(() => Int, { description: 'How many of them are late.' })
  lateCount(): number {
    return this.all().filter(({ late }) => late).length;
  }

  @Field(() => [ProgrammeNode], { description: 'Programmes it owns, in the order of the report.' })
  programmes(): ProgrammeNode[] {
    return this.owned.flatMap(({ id }) => programmeNode(this.world, id) ?? []).slice(0, most);
  }

  @Field(() => [ActivityNode], { description: 'Activities it leads or has promised its part to.' })
  promised(): ActivityNode[] {
    return this.activities('committed');
  }

  @Field(() => [ActivityNode], {
    description: 'Activities in which it has been named and has not accepted its part yet.',
  })
  asked(): ActivityNode[] {
    return this.activities('proposed');
  }

  @Field(() => [FigureDue], {
    description:
      'Figures missing for the newest reporting period that has begun. An indicator is asked for when its own year, half-year, quarter or month ends in that period, a yearly one thus only in the period that ends the year, until a value reaches the end of it. Of several that have begun it is the last, and what is counted by the day is asked for when the whole period has no value.',
  })
  mustReport(): FigureDue[] {
    const { world } = this;
    const today = todayIn(world);
    const period = newestPeriod(world, today);
    if (!period) return [];
    return figuresOf(world, this.row.id, period, today)
      .filter(({ given }) => !given)
      .slice(0, most)
      .map(({ indicator, due }) => ({
        indicator: new IndicatorNode(world, indicator),
        period: periodNode(world, period.id),
        reportedTo: world.rows(seriesOutlines).get(seriesId(indicator.id, this.row.id))?.to,
        due,
        late: due !== undefined && due < today,
      }));
  }

  @Field(() => [AssessmentDue], {
    description:
      'Programmes it owns that nobody has assessed for the newest period, leaving out those that are reported apart.',
  })
  mustAssess(): AssessmentDue[] {
    const { world } = this;
    const today = todayIn(world);
    const period = newestPeriod(world, today);
    if (!period) return [];
    const { assessmentsDue: due } = period;
    return this.owned
      .filter(({ id, reportedApart }) => !reportedApart && !world.rows(assessments).has(assessmentId(period.id, id)))
      .slice(0, most)
      .map(({ id }) => ({
        programme: programmeNode(world, id),
        period: periodNode(world, period.id),
        due,
        late: due !== undefined && due < today,
      }));
  }

  @Field(() => [TaskNode], { description: 'Its open tasks, late ones first, then by the day they are due.' })
  mustDo(): TaskNode[] {
    const today = todayIn(this.world);
    return this.world
      .rows(tasks)
      .where('partner', this.row.id)
      .filter(({ phase }) => phase === 'open')
      .toSorted(
        (a, b) => Number(isLate(b, today)) - Number(isLate(a, today)) || ((a.due ?? '9') < (b.due ?? '9') ? -1 : 1),
      )
      .slice(0, most)
      .map((row) => new TaskNode(this.world, row));
  }

  @Field(() => [GoalNode], {
    description: 'Goals proposed by others that wait for its voice; none for the backbone and for who only observes.',
  })
  mustDecide(): GoalNode[] {
    return goalsWaitingFor(this.world, this.row.id)
      .slice(0, most)
      .flatMap(({ id }) => goalNode(this.world, id) ?? []);
  }

  @Field(() => FigureComparedConnection, {
    description:
      'Its own figures beside what all report together, one for each indicator it reports; for itself and auditors, otherwise none.',
  })
  @Takes(PageArgs)
  figures(args: PageArgs): Page<FigureComparedNode> {
    const { world } = this;
    const { asker } = world;
    const own = asker?.organisation === this.row.id || holds(asker, ['auditor']);
    const rows = own ? world.rows(seriesOutlines).where('partner', this.row.id) : [];
    return page(rows, args, (row) => new FigureComparedNode(world, row));
  }

  @Field(() => [NamingNode], {
    description: `Where it is named, and as what; at most ${String(most)}. What has ended or was retired is left out.`,
  })
  named(): NamingNode[] {
    const { world } = this;
    const partner = this.row.id;
    const naming =
      (as: NamingNode['as']) =>
      ({ id, title }: { readonly id: string; readonly title: Text }): NamingNode => ({ id, as, title });
    const inUse = ({ phase }: { readonly phase: string }) => phase !== 'retired';
    const planned = world
      .rows(activities)
      .where('partner', partner)
      .filter(({ phase }) => phase === 'planned');
    const teamsAtWork = world.rows(teams).where('member', partner);
    return [
      ...this.owned.map(naming('owns_programme')),
      ...world.rows(indicators).where('owner', partner).filter(inUse).map(naming('owns_indicator')),
      ...world.rows(indicators).where('reporter', partner).filter(inUse).map(naming('reports_indicator')),
      ...openGoals(world, world.rows(goals).where('partner', partner))
        .filter(({ phase, proposedBy }) => proposedBy === partner && phase !== 'retired' && phase !== 'withdrawn')
        .map(naming('proposed_goal')),
      ...world.rows(goals).where('awaiting', partner).map(naming('has_voice')),
      ...planned.filter(({ lead }) => lead === partner).map(naming('leads_activity')),
      ...planned
        .filter(({ contributors }) => contributors.some((one) => one.partner === partner))
        .map(naming('contributes_to_activity')),
      ...world
        .rows(risks)
        .where('owner', partner)
        .filter(({ phase }) => phase === 'open')
        .map(naming('answers_for_risk')),
      ...world
        .rows(agreements)
        .where('party', partner)
        .filter(({ ended }) => !ended)
        .flatMap(({ id, standing, proposed }) => {
          const title = (standing ?? proposed)?.title;
          return title ? [naming('party_to_agreement')({ id, title })] : [];
        }),
      ...world
        .rows(meetings)
        .where('partner', partner)
        .filter(({ phase, invited }) => phase === 'called' && invited.includes(partner))
        .map(naming('invited_to_meeting')),
      ...teamsAtWork.map((team) =>
        naming(team.partner === partner ? 'convenes_team' : 'belongs_to_team')({ id: team.id, title: team.name }),
      ),
    ].slice(0, most);
  }

  @Field(() => [ChangedThing], { description: 'What is its own and has changed after a position, newest first.' })
  @Takes(SinceArgs)
  changedSince({ position }: SinceArgs): ChangedThing[] {
    if (!/^\d{1,18}$/.test(position)) throw badInput('position is a log position: digits only');
    const since = Number(position);
    return this.own()
      .filter(({ row }) => Number(row.position) > since)
      .toSorted((a, b) => Number(b.row.position) - Number(a.row.position))
      .slice(0, most)
      .flatMap(({ row: { id, position, changedAt, changedBy }, titleOf }) => {
        const title = titleOf();
        return title ? [{ id, title, position, changedAt, changedBy }] : [];
      });
  }

  private all(): readonly Duty[] {
    this.waiting ??= dutiesOf(this.world, this.row.id);
    return this.waiting;
  }

  private get owned() {
    return this.world
      .rows(programmes)
      .where('partner', this.row.id)
      .filter(({ endedAt }) => endedAt === undefined);
  }

  private activities(commitment: 'committed' | 'proposed'): ActivityNode[] {
    const partner = this.row.id;
    return this.world
      .rows(activities)
      .where('partner', partner)
      .filter(
        (row) =>
          row.phase === 'planned' &&
          ((row.lead === partner && row.leadCommitment === commitment) ||
            row.contributors.some((one) => one.partner === partner && one.commitment === commitment)),
      )
      .slice(0, most)
      .map((row) => new ActivityNode(this.world, row));
  }

  /** Everything with this partner's name on it. What it is called is looked up for what is shown. */
  private own(): readonly Own[] {
    const { world } = this;
    const partner = this.row.id;
    const activity = world.rows(activities);
    const indicator = world.rows(indicators);
    const place = world.rows(partners).get(partner)?.place;
    const titled = [
      ...world.rows(programmes).where('partner', partner),
      ...world.rows(tasks).where('partner', partner),
      ...activity.where('partner', partner),
      ...indicator.where('owner', partner),
      ...world.rows(risks).where('owner', partner),
      ...world.rows(meetings).where('partner', partner),
      ...openGoals(world, world.rows(goals).where('partner', partner)),
    ];
    const feedback = [
      ...world.rows(feedbacks).where('to', partner),
      ...world.rows(feedbacks).where('givenBy', partner),
    ];
    return [
      ...titled.map((row) => ({ row, titleOf: () => row.title })),
      ...[...new Set(feedback)].map((row) => ({ row, titleOf: () => row.text })),
      ...world
        .rows(seriesOutlines)
        .where('partner', partner)
        .map((row) => ({ row, titleOf: () => indicator.get(row.indicator)?.title })),
      // What is planned at its own place, by whomever.
      ...(place === undefined ? [] : world.rows(placeStates).where('place', place)).map((row) => ({
        row,
        titleOf: () => activity.get(row.activity)?.title,
      })),
    ];
  }
}

/** A thing of a partner's, with the way to what it is called. */
interface Own {
  readonly row: Stamp & { readonly id: string };
  readonly titleOf: () => Text | undefined;
}

extend(
  PartnerNode,
  'view',
  { type: () => PartnerViewNode, description: 'The joint agenda through this partner’s eyes.' },
  ({ world, id }) => new PartnerViewNode(world, { id }),
);
