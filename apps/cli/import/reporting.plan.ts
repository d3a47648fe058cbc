import { assessmentId, assessments, itemOf, periods, reportId, reports } from '#reporting';
import { actsOn, add, change, closing, fixed, inTurn, rank, reasonOf, says, type Act, type Setting } from './act.ts';
import type { EntryOf } from './read.ts';

/** A period is compared with the one before it, whether the file names it or not. */
export const periodActs = (entries: readonly EntryOf<'periods'>[], { main }: Setting): Act[] =>
  entries.flatMap((entry): Act[] => {
    const { id, code, from, to, type, previous, assessmentsDue, acceptance, carryOver, closed, on, by } = entry.data;
    const said = {
      ...{ code, from, to, type },
      ...(previous !== undefined && { previous }),
      ...(acceptance !== undefined && { acceptance }),
      ...(carryOver !== undefined && { carryOver }),
    };
    const earlier = entries.filter(({ data }) => data.type === type && data.to < from).map(({ data }) => data.id);
    const opening: Act = {
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
        if (row) {
          const stands = fixed(row, said);
          if (stands || assessmentsDue === undefined || row.assessmentsDue === assessmentsDue) return stands;
          const reason = row.assessmentsDue === undefined ? {} : { reason: reasonOf({ entry, main }) };
          return row.phase === 'open' ? change(row, 'SetPeriodDue', { assessmentsDue, ...reason }) : undefined;
        }
        const before = [...world.rows(periods).values()]
          .filter((known) => known.type === type && known.to < from)
          .sort((a, b) => (a.to < b.to ? 1 : -1))[0];
        return add('OpenPeriod', { previous: before?.id, ...said, ...(assessmentsDue && { assessmentsDue }) });
      },
    };
    return inTurn([
      opening,
      ...closing(closed, (told) =>
        actsOn(entry, id, 'publications').once(
          'closing',
          'ClosePeriod',
          {},
          {
            path: ['closed'],
            told,
            unless: (world) => world.rows(periods).get(id)?.phase === 'closed',
          },
        ),
      ),
    ]);
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

/** An assessment as it was first said, then what was found when it was read, and how it was said anew. */
export function assessmentActs(entry: EntryOf<'assessments'>): Act[] {
  const { period, programme, lights, blocks, carriedOver, demonstration, reason, readings, revisions } = entry.data;
  const id = assessmentId(period, programme);
  const said = { lights, blocks, demonstration, ...answersOf(carriedOver) };
  const { act, once } = actsOn(entry, id, 'assessments');
  return inTurn([
    act({
      aspect: 'words',
      needs: [period, programme, ...responsibleIn(lights)],
      makes: id,
      says: said,
      next(world) {
        const row = world.rows(assessments).get(id);
        if (!row) return add('SubmitAssessment', { period, programme, ...said, reason });
        const answered = row.carriedOver.map(({ text: _, ...answer }) => answer);
        // After publication a reason is needed, and only the writer knows it.
        return revisions.length > 0 || says({ ...row, carriedOver: answered }, said)
          ? undefined
          : change(row, 'SubmitAssessment', { period, programme, ...said, reason });
      },
    }),
    ...readings.map(({ on, by, found, comment }, index) => {
      const [type, data] =
        found === 'accepted' ? (['AcceptAssessment', {}] as const) : (['SendBackAssessment', { comment }] as const);
      return once(
        `reading ${index}`,
        type,
        { period, programme, ...data },
        {
          path: ['readings', index],
          told: { on, by },
        },
      );
    }),
    ...revisions.map(({ on, by, carriedOver: answers, ...revision }, index) => {
      const data = { period, programme, demonstration, ...revision, ...answersOf(answers) };
      return once(`revision ${index}`, 'SubmitAssessment', data, {
        path: ['revisions', index],
        told: { on, by },
        needs: responsibleIn(revision.lights),
      });
    }),
  ]);
}

/** What was promised is known by its words, which the file repeats. */
const answersOf = (answers: EntryOf<'assessments'>['data']['carriedOver']) =>
  answers.length === 0
    ? {}
    : { carriedOver: answers.map(({ task, ...answer }) => ({ item: itemOf(task), ...answer })) };

const responsibleIn = (lights: EntryOf<'assessments'>['data']['lights']): string[] =>
  Object.values(lights).flatMap(({ nextStep }) => nextStep?.partner ?? []);
