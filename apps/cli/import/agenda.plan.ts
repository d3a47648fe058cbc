import { decisions, factors, goals, programmes, strategies } from '#agenda';
import { sameData } from '#language';
import { add, change, fixed, rank, reasonOf, says, type Act, type Setting } from './act.ts';
import type { EntryOf } from './read.ts';

export function strategyActs(entry: EntryOf<'strategies'>, { main }: Setting): Act[] {
  const { id, title, vision, mission, values, from, to, on, by } = entry.data;
  const said = { title, vision, mission, values, from, to };
  return [
    {
      entry,
      rank: rank('strategies'),
      day: on,
      by,
      id,
      aspect: 'words',
      lane: id,
      needs: [],
      makes: id,
      says: said,
      next(world) {
        const row = world.rows(strategies).get(id);
        if (!row) return add('AdoptStrategy', said);
        return says(row, said)
          ? undefined
          : change(row, 'ReviseStrategy', { ...said, reason: reasonOf({ entry, main }) });
      },
    },
  ];
}

/** A success factor is a part of its strategy. */
export function factorActs(entry: EntryOf<'successFactors'>, { main }: Setting): Act[] {
  const { id: factor, strategy, title, lines, on, by } = entry.data;
  const said = { title, lines };
  return [
    {
      entry,
      rank: rank('factors'),
      day: on,
      by,
      id: strategy,
      aspect: factor,
      lane: strategy,
      needs: [strategy],
      makes: factor,
      says: said,
      next(world) {
        const whole = world.rows(strategies).get(strategy);
        const row = world.rows(factors).get(factor);
        if (!row || !whole) return add('DefineFactor', { factor, ...said }, whole);
        if (row.strategy !== strategy)
          return { complaint: `${factor} belongs to ${row.strategy} already`, field: 'strategy' };
        return says(row, said)
          ? undefined
          : change(whole, 'ReviseFactor', { factor, ...said, reason: reasonOf({ entry, main }) });
      },
    },
  ];
}

export function programmeActs(entry: EntryOf<'programmes'>, { main }: Setting): Act[] {
  const {
    id,
    title,
    kind,
    successFactor: factor,
    crossCutting,
    reportedApart,
    ownerRole,
    partner,
    parent,
    order,
  } = entry.data;
  const { goals: related, on, by } = entry.data;
  const said = { title, kind, factor, crossCutting, reportedApart, ownerRole, partner, parent, order };
  const whole = { entry, day: on, by, id, lane: id };
  return [
    {
      ...whole,
      rank: rank('programmes'),
      aspect: 'words',
      needs: [partner, ...(factor === undefined ? [] : [factor]), ...(parent === undefined ? [] : [parent])],
      makes: id,
      says: said,
      next(world) {
        const row = world.rows(programmes).get(id);
        if (!row) return add('LaunchProgramme', said);
        return says(row, said)
          ? undefined
          : change(row, 'ReviseProgramme', { ...said, reason: reasonOf({ entry, main }) });
      },
    },
    {
      ...whole,
      rank: rank('relations'),
      aspect: 'goals',
      needs: [id, ...related],
      says: [...related].sort(),
      next(world) {
        const row = world.rows(programmes).get(id);
        // The relation's order means nothing.
        if (!row || sameData([...row.goals].sort(), [...new Set(related)].sort())) return undefined;
        return change(row, 'RelateGoals', { goals: related });
      },
    },
  ];
}

export function goalActs(entry: EntryOf<'goals'>, { main }: Setting): Act[] {
  const { id, number, title, scope, targetGroup, parent, programmes: named, proposedBy, slip, on, by } = entry.data;
  const words = { title, scope, targetGroup };
  const place = { number, parent, proposedBy, programmes: named };
  const whole = { entry, id, lane: id };
  return [
    {
      ...whole,
      rank: rank('goals'),
      day: on,
      by,
      aspect: 'words',
      needs: [proposedBy, ...named, ...(parent === undefined ? [] : [parent])],
      makes: id,
      organisation: proposedBy,
      says: { ...words, ...place },
      next(world) {
        const row = world.rows(goals).get(id);
        if (!row) return add('ProposeGoal', { ...words, number, parent, programmes: named });
        const stands = fixed(row, place);
        if (stands) return stands;
        return says(row, words)
          ? undefined
          : change(row, 'AmendGoal', { ...words, slip, reason: reasonOf({ entry, main }) });
      },
    },
    ...entry.data.endorsements.map((endorsement, index): Act => ({
      ...whole,
      path: ['endorsements', index],
      rank: rank('endorsements'),
      day: endorsement.on ?? on,
      by: endorsement.by ?? by,
      aspect: `endorsement ${endorsement.partner}`,
      needs: [id, endorsement.partner],
      organisation: endorsement.partner,
      says: endorsement,
      next(world) {
        const row = world.rows(goals).get(id);
        if (!row || row.endorsements.some(({ partner }) => partner === endorsement.partner)) return undefined;
        // One that was given to an earlier version is not given again by the same line: see `carryOut`.
        return change(row, 'EndorseGoal', {});
      },
    })),
  ];
}

export function decisionActs(entry: EntryOf<'decisions'>, { main }: Setting): Act[] {
  const { id, title, body, bodyKind, date, planned, section, registerNumber, outcome, subjects, on, by } = entry.data;
  const said = { title, body, bodyKind, date, planned, section, registerNumber, outcome, subjects };
  const whole = { entry, rank: rank('decisions'), day: on, by, id, lane: id };
  // A body may plan to take up a report that nobody has begun to write.
  const needs = subjects.filter((subject) => !subject.startsWith('report_'));
  return [
    {
      ...whole,
      aspect: 'taken',
      basis: 'words',
      needs: [],
      says: said,
      next(world) {
        const row = world.rows(decisions).get(id);
        return row?.phase === 'planned' && planned === undefined
          ? change(row, 'TakeDecision', { date, section, registerNumber, outcome })
          : undefined;
      },
    },
    {
      ...whole,
      aspect: 'words',
      needs,
      makes: id,
      says: said,
      next(world) {
        const row = world.rows(decisions).get(id);
        if (!row) return add('RecordDecision', said);
        return says(row, said)
          ? undefined
          : change(row, 'AmendDecision', { ...said, reason: reasonOf({ entry, main }) });
      },
    },
  ];
}
