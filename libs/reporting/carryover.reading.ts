import type { World } from '#world';
import { assessmentId, type AssessedPeriod } from './assessment.ts';
import { assessments } from './assessment.view.ts';
import { offeredOf, type CarryOverItem } from './carryover.ts';
import { periods } from './period.view.ts';
import { reportId } from './report.ts';
import { reports } from './report.view.ts';

/** The period an assessment is of, as far as its rules ask. */
export function assessedPeriod(world: World, id: string): AssessedPeriod | undefined {
  const row = world.rows(periods).get(id);
  if (!row) return undefined;
  // Once a version is published, what is said corrects it, or is of the next one, whose reopening had its own reason.
  const published = (world.rows(reports).get(reportId(id))?.publications.length ?? 0) > 0;
  return { to: row.to, closed: row.phase === 'closed' && !published, carryOver: row.carryOver };
}

/** What the assessment of the same programme for the period before promised for this one (rule 47). */
export function carriedOverTo(world: World, period: string, programme: string): readonly CarryOverItem[] {
  const previous = world.rows(periods).get(period)?.previous;
  const before = previous === undefined ? undefined : world.rows(assessments).get(assessmentId(previous, programme));
  return before && before.phase !== 'sent_back' ? offeredOf(before) : [];
}
