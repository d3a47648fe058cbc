import { assessmentId, assessments, periods, reportId, reports } from '#reporting';
import { add, change, fixed, rank, says, type Act } from './act.ts';
import type { EntryOf } from './read.ts';

/** A period is compared with the one before it, whether the file names it or not. */
export const periodActs = (entries: readonly EntryOf<'periods'>[]): Act[] =>
  entries.map((entry): Act => {
    const { id, code, from, to, type, previous, on, by } = entry.data;
    const said = { code, from, to, type, ...(previous !== undefined && { previous }) };
    const earlier = entries.filter(({ data }) => data.type === type && data.to < from).map(({ data }) => data.id);
    return {
      entry,
      rank: rank('periods'),
      day: on,
      by,
      id,
      aspect: 'words',
      // Whether a code is taken is seen only when periods are opened one after another.
      lane: 'periods',
      needs: previous === undefined ? earlier : [previous],
      makes: id,
      says: said,
      next(world) {
        const row = world.rows(periods).get(id);
        if (row) return fixed(row, said);
        const before = [...world.rows(periods).values()]
          .filter((known) => known.type === type && known.to < from)
          .sort((a, b) => (a.to < b.to ? 1 : -1))[0];
        return add('OpenPeriod', { previous: before?.id, ...said });
      },
    };
  });

export function reportActs(entry: EntryOf<'reports'>): Act[] {
  const { period, background, summary, successes, risks, published, demonstration, reason, on, by } = entry.data;
  const said = { period, background, summary, successes, risks, demonstration };
  const id = reportId(period);
  const whole = { entry, id, lane: id };
  const acts: Act[] = [
    {
      ...whole,
      rank: rank('reports'),
      day: on,
      by,
      aspect: 'reopening',
      basis: 'words',
      needs: [],
      says: said,
      next(world) {
        const row = world.rows(reports).get(id);
        if (row?.phase !== 'published' || says(row, said)) return undefined;
        return reason === undefined
          ? { complaint: 'The report is published: to change it, say the reason', field: 'reason' }
          : change(row, 'ReopenReport', { reason });
      },
    },
    {
      ...whole,
      rank: rank('reports'),
      day: on,
      by,
      aspect: 'words',
      needs: [period, ...successes.flatMap(({ programme }) => programme ?? [])],
      makes: id,
      says: said,
      next(world) {
        const row = world.rows(reports).get(id);
        if (!row) return add('WriteReport', said);
        return says(row, said) ? undefined : change(row, 'WriteReport', said);
      },
    },
  ];
  if (!published) return acts;
  return [
    ...acts,
    {
      ...whole,
      rank: rank('publications'),
      day: published.on ?? on,
      by: published.by ?? by,
      aspect: 'publication',
      needs: [id],
      says: published,
      next(world) {
        const row = world.rows(reports).get(id);
        if (!row || row.phase === 'published') return undefined;
        return change(row, 'PublishReport', { acceptMissing: published.acceptMissing });
      },
    },
  ];
}

export function assessmentActs(entry: EntryOf<'assessments'>): Act[] {
  const { period, programme, lights, blocks, demonstration, reason, on, by } = entry.data;
  const id = assessmentId(period, programme);
  const said = { lights, blocks, demonstration };
  const partners = Object.values(lights).flatMap(({ nextStep }) => nextStep?.partner ?? []);
  return [
    {
      entry,
      rank: rank('assessments'),
      day: on,
      by,
      id,
      aspect: 'words',
      lane: id,
      needs: [period, programme, ...partners],
      makes: id,
      says: said,
      next(world) {
        const row = world.rows(assessments).get(id);
        if (!row) return add('SubmitAssessment', { period, programme, ...said, reason });
        // After publication a reason is needed, and only the writer knows it.
        return says(row, said) ? undefined : change(row, 'SubmitAssessment', { period, programme, ...said, reason });
      },
    },
  ];
}
