import { activities, tasks, type TaskRow } from '#action';
import { decisions, goalsOf } from '#agenda';
import { timeZoneOf } from '#backbone';
import { indicators, isMet, targetsInForce } from '#measurement';
import { dayOf, type World } from '#world';
import type { AssessmentRow } from './assessment.view.ts';
import type { ReportFigure } from './figure.ts';
import type { PeriodRow } from './period.view.ts';
import type { PlannedTask, SlipSources } from './slip.ts';

/** Tasks of a programme: its own, and those of its activities and of its goals, each once. */
export function tasksOf(world: World, programme: string): readonly TaskRow[] {
  const rows = world.rows(tasks);
  const within = world.rows(activities).where('programme', programme);
  const own = rows.where('programme', programme);
  const ofActivities = within.flatMap(({ id }) => rows.where('activity', id));
  const ofGoals = goalsOf(world, programme).flatMap(({ id }) => rows.where('goal', id));
  return [...new Set([...own, ...ofActivities, ...ofGoals])];
}

/** What may have slipped in a programme, out of a world; `figures` are those the report shows of it. */
export function slipSourcesOf(
  world: World,
  programme: string,
  period: PeriodRow,
  assessment: AssessmentRow | undefined,
  figures: readonly ReportFigure[],
): SlipSources {
  const timeZone = timeZoneOf(world);
  return {
    tasks: tasksOf(world, programme).map((task) => plannedTask(task, timeZone)),
    activities: world
      .rows(activities)
      .where('programme', programme)
      .map(({ id, title, plannedAt }) => ({ id, title, plannedOn: dayOf(plannedAt, timeZone) })),
    decisions: world
      .rows(decisions)
      .where('subject', programme)
      .filter(({ phase }) => phase === 'planned')
      .map(({ id, title, planned }) => ({ id, title, planned })),
    carriedOver: assessment?.carriedOver ?? [],
    aims: figures.flatMap((figure) => aimsOf(world, figure, period)),
  };
}

function plannedTask(task: TaskRow, timeZone: string): PlannedTask {
  const { id, title, due, openedOn, openedAt, phase, completion, moves } = task;
  return {
    id,
    title,
    due,
    openedOn: openedOn ?? dayOf(openedAt, timeZone),
    completedOn: completion?.on,
    cancelled: phase === 'cancelled',
    moves: moves.map(({ from, to, reason: why }) => ({ from, to, why })),
  };
}

/** The targets of a figure whose day is in the period. A figure that is not shown tells of none: that would tell of it. */
function aimsOf(world: World, figure: ReportFigure, { from, to }: PeriodRow): SlipSources['aims'] {
  const indicator = world.rows(indicators).get(figure.indicator);
  // Nor does a sum that lacks figures which are not shown.
  if (!indicator || figure.value === undefined || figure.without !== undefined) return [];
  return targetsInForce(indicator)
    .filter(({ due }) => due >= from && due <= to)
    .map(({ kind, due, value, max, text }) => ({
      figure: { ...figure, target: { kind, due, value, max, text } },
      met: isMet({ kind, value, max }, indicator.direction, figure.value),
    }));
}
