import { activities, countCommitments, isLate, tasks, type ActivityRow } from '#action';
import { goals, programmes } from '#agenda';
import { feedbacks, isOverdue, meetings, notices, unread } from '#dialogue';
import { isReviewLate, mandates, mandatesHeld, partners, risks, timeZoneOf, todayIn } from '#backbone';
import {
  agreements,
  dueDay,
  indicators,
  measurements,
  periodAsked,
  periodBefore,
  phaseOn,
  reportersOn,
  seriesId,
  seriesOutlines,
  versionOn,
  type IndicatorRow,
  type Period,
} from '#measurement';
import { assessmentId, assessments, periods } from '#reporting';
import { dayOf, type World } from '#world';
import { healthFigure, healthFigureIds, type HealthFigure, type HealthFigureId, type Parts } from './health.ts';

/**
 * How the collaboration is doing by its own history, at the world's own moment. What grows without end (values, tasks,
 * feedback) is counted by the folds and their indexes; only what a collaboration has few of is gone through.
 */
export const healthOf = (world: World): readonly HealthFigure[] =>
  healthFigureIds.map((id) => healthFigure(id, counted[id](world, todayIn(world))));

const counted: Readonly<Record<HealthFigureId, (world: World, today: string) => Parts>> = {
  goals_endorsed(world) {
    const rows = world.rows(goals);
    const numerator = rows.count('phase', 'endorsed');
    return { numerator, denominator: numerator + rows.count('phase', 'proposed') };
  },
  goals_endorsed_by_all(world) {
    const rows = world.rows(goals);
    const numerator = rows.count('behind', 'all');
    return { numerator, denominator: numerator + rows.count('behind', 'some') };
  },
  goals_measured: (world) =>
    ofEndorsedGoals(world, (goal) =>
      world
        .rows(indicators)
        .where('goal', goal)
        .some(({ phase }) => phase === 'defined'),
    ),
  indicators_current(world, today) {
    const inUse = world
      .rows(indicators)
      .values()
      .filter(({ phase, local }) => phase === 'defined' && !local);
    const current = inUse.filter((indicator) => {
      const { from, to } = periodAsked(indicator, today);
      // Where the newest value stands for the whole, one from any time in it will do.
      const enough = indicator.periodType === 'day' || indicator.aggregation.time === 'latest' ? from : to;
      return world
        .rows(seriesOutlines)
        .where('indicator', indicator.id)
        .some((series) => series.reported > 0 && series.to >= enough);
    });
    return { numerator: current.length, denominator: inUse.length };
  },
  figures_in_time(world, today) {
    let [numerator, denominator] = [0, 0];
    for (const indicator of world.rows(indicators).values()) {
      const asked = indicator.phase === 'defined' && indicator.reporters.length > 0;
      const period = asked ? newestDue(indicator, today) : undefined;
      if (!period) continue;
      const partners = reportersOn(indicator, period.from)?.partners ?? [];
      denominator += partners.length;
      numerator += partners.filter((partner) => gaveInTime(world, indicator, partner, period)).length;
    }
    return { numerator, denominator };
  },
  partners_sharing(world, today) {
    const inForce = world
      .rows(agreements)
      .values()
      .filter((agreement) => phaseOn(agreement, today) === 'in_force');
    const parties = new Set(inForce.flatMap(({ standing }) => standing?.parties ?? []));
    const present = presentIn(world);
    return { numerator: present.filter(({ id }) => parties.has(id)).length, denominator: present.length };
  },
  activities_linked(world) {
    const planned = world.rows(activities).where('phase', 'planned');
    return { numerator: planned.filter(servesAgenda(world)).length, denominator: planned.length };
  },
  goals_acted_on: (world) =>
    ofEndorsedGoals(world, (goal) =>
      world
        .rows(activities)
        .where('goal', goal)
        .some(({ phase }) => phase === 'planned'),
    ),
  commitments_accepted(world) {
    const accepted = commitments(world, 'committed', 'withdrawn', 'released');
    return { numerator: accepted, denominator: accepted + commitments(world, 'declined') };
  },
  commitments_kept(world) {
    const kept = commitments(world, 'committed');
    return { numerator: kept, denominator: kept + commitments(world, 'withdrawn') };
  },
  feedback_in_time(world, today) {
    const rows = world.rows(feedbacks);
    const numerator = rows.count('punctuality', 'in_time');
    const overdue = rows.where('phase', 'open').filter((feedback) => isOverdue(feedback, today)).length;
    return { numerator, denominator: numerator + rows.count('punctuality', 'late') + overdue };
  },
  feedback_closed(world) {
    const rows = world.rows(feedbacks);
    return { numerator: rows.count('phase', 'told') + rows.count('phase', 'closed'), denominator: rows.size };
  },
  meetings_held(world, today) {
    const rows = world.rows(meetings);
    const numerator = rows.count('phase', 'held');
    const passed = rows.where('phase', 'called').filter(({ day }) => day < today).length;
    return { numerator, denominator: numerator + passed + rows.count('phase', 'cancelled') };
  },
  acknowledged(world) {
    let [numerator, denominator] = [0, 0];
    for (const notice of world.rows(notices).where('phase', 'standing')) {
      denominator += notice.partners.length;
      numerator += notice.partners.length - unread(world, notice).length;
    }
    return { numerator, denominator };
  },
  tasks_in_time(world, today) {
    const rows = world.rows(tasks);
    const numerator = rows.count('punctuality', 'in_time');
    const late = lateTasks(world, today).length;
    return { numerator, denominator: numerator + rows.count('punctuality', 'late') + late };
  },
  partners_mandated(world) {
    const present = presentIn(world);
    const mandated = present.filter(
      ({ id }) => mandatesHeld(world, world.rows(mandates).where('partner', id)).length > 0,
    );
    return { numerator: mandated.length, denominator: present.length };
  },
  assessments_in_time(world, today) {
    const timeZone = timeZoneOf(world);
    let [numerator, denominator] = [0, 0];
    for (const { id: period, assessmentsDue: due } of world.rows(periods).values()) {
      if (due === undefined || due >= today) continue;
      for (const { id, reportedApart, launchedAt, endedAt } of world.rows(programmes).values()) {
        const there = dayOf(launchedAt, timeZone) <= due && (endedAt === undefined || dayOf(endedAt, timeZone) > due);
        if (reportedApart || !there) continue;
        const submittedAt = world.rows(assessments).get(assessmentId(period, id))?.submittedAt;
        denominator += 1;
        if (submittedAt !== undefined && dayOf(submittedAt, timeZone) <= due) numerator += 1;
      }
    }
    return { numerator, denominator };
  },
  risks_reviewed(world, today) {
    const open = world.rows(risks).where('phase', 'open');
    return { numerator: open.filter((risk) => !isReviewLate(risk, today)).length, denominator: open.length };
  },
};

/** How many of an indicator's own periods back one is looked for whose day has passed. */
const periodsBack = 14;

/** The newest of an indicator's own periods whose figures were due before today; none where nobody was told by when. */
function newestDue(indicator: IndicatorRow, today: string): Period | undefined {
  let period = periodAsked(indicator, today);
  // A day may be due after a year: no further back than that is anything newest.
  for (let back = 0; back < periodsBack; back++, period = periodBefore(indicator.periodType, period.from)) {
    const due = dueDay(indicator, period);
    if (due !== undefined && due < today) return period;
  }
  return undefined;
}

/** Whether a partner first gave its value for a period by the day it was due. Corrections change nothing in that. */
function gaveInTime(world: World, indicator: IndicatorRow, partner: string, period: Period): boolean {
  const due = dueDay(indicator, period) ?? '';
  const version = versionOn(indicator, period.from)?.indicatorVersion ?? indicator.indicatorVersion;
  const timeZone = timeZoneOf(world);
  return world
    .rows(measurements)
    .where('family', `${seriesId(indicator.id, partner)}/${String(version)}/${period.from}`)
    .some(({ history: [first] }) => first !== undefined && (first.reportedOn ?? dayOf(first.at, timeZone)) <= due);
}

const presentIn = (world: World) =>
  world
    .rows(partners)
    .values()
    .filter(({ leftAt }) => leftAt === undefined);

function ofEndorsedGoals(world: World, holds: (goal: string) => boolean): Parts {
  const endorsed = world.rows(goals).where('phase', 'endorsed');
  return { numerator: endorsed.filter(({ id }) => holds(id)).length, denominator: endorsed.length };
}

/** Whether an activity serves a goal of the common agenda (rule 39). */
export const servesAgenda =
  (world: World) =>
  ({ goals: serves }: Pick<ActivityRow, 'goals'>): boolean =>
    serves.some((goal) => world.rows(goals).get(goal)?.phase === 'endorsed');

function commitments(world: World, ...states: readonly Parameters<typeof countCommitments>[1][]): number {
  const rows = world.rows(activities);
  return states.reduce((sum, state) => sum + countCommitments((key) => rows.count('commitment', key), state), 0);
}

/** Open tasks whose day has passed. */
export const lateTasks = (world: World, today: string) =>
  world
    .rows(tasks)
    .where('phase', 'open')
    .filter((task) => isLate(task, today));
