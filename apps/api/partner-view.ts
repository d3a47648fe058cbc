import { goals, goalNode, GoalNode, programmes, programmeNode, ProgrammeNode } from '#agenda';
import { activities, ActivityNode, isLate, placeStates, tasks, TaskNode } from '#action';
import { mandates, mandatesInForce, PartnerNode, partners, todayIn, votersIn } from '#backbone';
import { badInput, extend, NodeOf, Takes, TextNode } from '#graphql';
import type { Text } from '#language';
import {
  calendarPeriod,
  indicators,
  IndicatorNode,
  measurements,
  seriesId,
  seriesOutlines,
  type IndicatorRow,
  type Period,
} from '#measurement';
import { assessmentId, assessments, PeriodNode, periods, type PeriodRow } from '#reporting';
import type { World } from '#world';
import { ArgsType, Field, ID, ObjectType } from '@nestjs/graphql';

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
  period!: PeriodNode;
  @Field(() => String, { nullable: true, description: 'Last day of the newest period it has been reported for.' })
  reportedTo!: string | undefined;
}

@ObjectType({ description: 'An assessment that waits for the partner that owns the programme.' })
export class AssessmentDue {
  @Field(() => ProgrammeNode, { description: 'What is assessed.' })
  programme!: ProgrammeNode | undefined;
  @Field(() => PeriodNode, { description: 'For which period.' })
  period!: PeriodNode;
}

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

@ArgsType()
class SinceArgs {
  @Field(() => ID, { description: 'A log position: changes after it.' })
  position!: string;
}

@ObjectType('PartnerView', { description: 'What waits for a partner, what it has promised, what has changed.' })
export class PartnerViewNode extends NodeOf<{ readonly id: string }> {
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
    const period = this.newestPeriod;
    if (!period) return [];
    const today = todayIn(this.world);
    return this.reportable
      .filter((indicator) => {
        const due = dueIn(indicator, period, today);
        return due !== undefined && !this.hasValue(indicator, due);
      })
      .slice(0, most)
      .map((row) => ({
        indicator: new IndicatorNode(this.world, row),
        period: new PeriodNode(this.world, period),
        reportedTo: this.world.rows(seriesOutlines).get(seriesId(row.id, this.row.id))?.to,
      }));
  }

  @Field(() => [AssessmentDue], {
    description:
      'Programmes it owns that nobody has assessed for the newest period, leaving out those that are reported apart.',
  })
  mustAssess(): AssessmentDue[] {
    const period = this.newestPeriod;
    if (!period) return [];
    return this.owned
      .filter(
        ({ id, reportedApart }) => !reportedApart && !this.world.rows(assessments).has(assessmentId(period.id, id)),
      )
      .slice(0, most)
      .map(({ id }) => ({ programme: programmeNode(this.world, id), period: new PeriodNode(this.world, period) }));
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
    if (!votersIn(this.world).has(this.row.id)) return [];
    return [...this.world.rows(goals).values()]
      .filter(
        ({ phase, proposedBy, endorsements }) =>
          phase === 'proposed' &&
          proposedBy !== this.row.id &&
          endorsements.every(({ partner }) => partner !== this.row.id),
      )
      .slice(0, most)
      .flatMap(({ id }) => goalNode(this.world, id) ?? []);
  }

  @Field(() => [ChangedThing], { description: 'What is its own and has changed after a position, newest first.' })
  @Takes(SinceArgs)
  changedSince({ position }: SinceArgs): ChangedThing[] {
    if (!/^\d{1,18}$/.test(position)) throw badInput('position is a log position: digits only');
    const since = BigInt(position);
    return this.own()
      .filter((thing) => BigInt(thing.position) > since)
      .toSorted((a, b) => (BigInt(a.position) > BigInt(b.position) ? -1 : 1))
      .slice(0, most);
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
          row.phase !== 'ended' &&
          ((row.lead === partner && row.leadCommitment === commitment) ||
            row.contributors.some((one) => one.partner === partner && one.commitment === commitment)),
      )
      .slice(0, most)
      .map((row) => new ActivityNode(this.world, row));
  }

  /** The newest reporting period that has begun by the world's own day. */
  private get newestPeriod(): PeriodRow | undefined {
    const today = todayIn(this.world);
    return [...this.world.rows(periods).values()]
      .filter(({ from }) => from <= today)
      .reduce<PeriodRow | undefined>((newest, row) => (newest && newest.from >= row.from ? newest : row), undefined);
  }

  /** Indicators it has measured before, and those a reporter of its own has been named for. */
  private get reportable(): readonly IndicatorRow[] {
    const measured = this.world
      .rows(seriesOutlines)
      .where('partner', this.row.id)
      .map(({ indicator }) => indicator);
    const named = mandatesInForce(this.world.rows(mandates).where('partner', this.row.id), todayIn(this.world))
      .filter(({ role }) => role === 'reporter')
      .flatMap(({ indicator }) => indicator ?? []);
    return [...new Set([...measured, ...named])]
      .flatMap((id) => this.world.rows(indicators).get(id) ?? [])
      .filter(({ phase }) => phase !== 'retired');
  }

  private hasValue({ id, periodType, aggregation }: IndicatorRow, due: Period): boolean {
    // Where the newest value stands for the whole, one from any time in it will do.
    const partWillDo = periodType === 'day' || aggregation.time === 'latest';
    return this.world
      .rows(measurements)
      .where('series', seriesId(id, this.row.id))
      .some(({ cells }) =>
        cells.some(({ period: { from, to } }) => from >= due.from && to <= due.to && (partWillDo || to === due.to)),
      );
  }

  /** Everything with this partner's name on it. */
  private own(): ChangedThing[] {
    const { world } = this;
    const partner = this.row.id;
    const titled = [
      ...world.rows(programmes).where('partner', partner),
      ...world.rows(tasks).where('partner', partner),
      ...world.rows(activities).where('partner', partner),
      ...world.rows(indicators).where('owner', partner),
      ...[...world.rows(goals).values()].filter(
        (goal) => goal.proposedBy === partner || goal.endorsements.some((voice) => voice.partner === partner),
      ),
    ].map(({ id, title, position, changedAt, changedBy }) => ({ id, title, position, changedAt, changedBy }));
    const figures = world
      .rows(seriesOutlines)
      .where('partner', partner)
      .map(({ id, indicator, position, changedAt, changedBy }) => ({
        id,
        title: world.rows(indicators).get(indicator)?.title ?? { original: 'fi' as const, fi: indicator },
        position,
        changedAt,
        changedBy,
      }));
    return [...titled, ...figures, ...placesOf(world, partner)];
  }
}

/**
 * The days an indicator has to be reported for in a reporting period: the last of its own calendar periods that has
 * begun and ends in it. None when its own period goes on beyond, as a year does in the first half of it.
 */
export function dueIn(
  { periodType }: Pick<IndicatorRow, 'periodType'>,
  { from, to }: Period,
  today: string,
): Period | undefined {
  if (periodType === 'day') return { from, to };
  const due = calendarPeriod(periodType, to < today ? to : today);
  return due.to <= to ? due : undefined;
}

/** What is planned at a partner's own place, by whomever. */
function placesOf(world: World, partner: string): ChangedThing[] {
  const place = world.rows(partners).get(partner)?.place;
  if (place === undefined) return [];
  return world
    .rows(placeStates)
    .where('place', place)
    .flatMap(({ id, activity, position, changedAt, changedBy }) => {
      const title = world.rows(activities).get(activity)?.title;
      return title ? [{ id, title, position, changedAt, changedBy }] : [];
    });
}

extend(
  PartnerNode,
  'view',
  { type: () => PartnerViewNode, description: 'The joint agenda through this partner’s eyes.' },
  ({ world, id }) => new PartnerViewNode(world, { id }),
);
