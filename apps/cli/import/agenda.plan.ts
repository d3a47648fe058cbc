import { decisions, factors, goals, programmes, strategies } from '#agenda';
import { sameData } from '#language';
import type { World } from '#world';
import {
  actsOn,
  add,
  change,
  closing,
  fixed,
  inTurn,
  later,
  rank,
  reasonOf,
  says,
  type Act,
  type Setting,
} from './act.ts';
import type { EntryOf, Path } from './read.ts';

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

/**
 * A goal's words are the first ones it was proposed with; later ones are its revisions, and so it is with its place.
 * Without any, a file that has changed amends or moves it.
 */
export function goalActs(entry: EntryOf<'goals'>, { main }: Setting): Act[] {
  const { id, title, scope, targetGroup, gap, proposedBy, draft, slip, on } = entry.data;
  const { number, parent, strategy, programmes: named, revisions, moves, milestones, retired } = entry.data;
  const words = { title, scope, targetGroup, gap };
  const place = { number, parent, strategy, programmes: named };
  const said = { ...words, number, parent, strategy, proposedBy, programmes: named, ...(draft && { draft }) };
  const placeNeeds = (one: typeof place) => [
    ...one.programmes,
    ...[one.parent, one.strategy].filter((other) => other !== undefined),
  ];
  const { act, once } = actsOn(entry, id, 'goals');
  const whole = { makes: id, organisation: proposedBy, says: said };
  const needs = [proposedBy, ...placeNeeds(place)];

  const placing = act({
    aspect: 'place',
    basis: 'words',
    organisation: proposedBy,
    says: said,
    next(world) {
      const row = world.rows(goals).get(id);
      return row?.shared !== true || moves.length > 0 || says(row, place)
        ? undefined
        : change(row, 'PlaceGoal', { ...place, reason: reasonOf({ entry, main }) });
    },
  });
  const history = [
    act({
      ...whole,
      aspect: 'words',
      needs,
      next(world) {
        const row = world.rows(goals).get(id);
        const anew = { ...words, ...place };
        if (!row) return add(draft ? 'DraftGoal' : 'ProposeGoal', anew);
        const stands = fixed(row, { proposedBy });
        if (stands) return stands;
        if (row.phase === 'draft') {
          if (!draft) return change(row, 'ProposeGoal', anew);
          return says(row, anew) ? undefined : change(row, 'DraftGoal', anew);
        }
        return revisions.length > 0 || says(row, words)
          ? undefined
          : change(row, 'AmendGoal', { ...words, slip, reason: reasonOf({ entry, main }) });
      },
    }),
    ...endorsementsOf(entry, entry.data.endorsements, ['endorsements'], ''),
    ...revisions.flatMap(({ endorsements, on: revisedOn, by: revisedBy, ...revision }, index) => {
      const path = ['revisions', index];
      const told = { on: revisedOn, by: revisedBy };
      return [
        once(`revision ${index}`, 'AmendGoal', revision, { path, told, needs: [proposedBy] }),
        ...endorsementsOf(entry, endorsements, [...path, 'endorsements'], ` of revision ${index}`, revisedOn),
      ];
    }),
    ...moves.map(({ on: movedOn, by: movedBy, ...move }, index) => {
      const told = { on: movedOn, by: movedBy };
      return once(`move ${index}`, 'PlaceGoal', move, {
        path: ['moves', index],
        told,
        needs: [proposedBy, ...placeNeeds({ ...place, ...move })],
      });
    }),
    ...milestones.flatMap(({ id: milestone, reached, on: setOn, by, ...stage }, index) => {
      const part = { path: ['milestones', index] };
      const set = act({
        ...part,
        told: { on: setOn, by },
        aspect: `milestone ${milestone}`,
        needs: [id, proposedBy],
        says: stage,
        next(world) {
          const row = world.rows(goals).get(id);
          const known = row?.milestones.find((one) => one.id === milestone);
          if (!known) return add('SetMilestone', { milestone, ...stage }, row);
          return known.droppedBecause !== undefined || !row || says(known, stage)
            ? undefined
            : change(row, 'SetMilestone', { milestone, ...stage, reason: reasonOf({ entry, main }) });
        },
      });
      if (reached === undefined) return [set];
      const told = { on: later(setOn ?? on, reached), by };
      const isReached = (world: World) =>
        world
          .rows(goals)
          .get(id)
          ?.milestones.find((one) => one.id === milestone)?.reachedOn !== undefined;
      return [
        set,
        once(
          `milestone ${milestone} reached`,
          'ReachMilestone',
          { milestone, on: reached },
          { ...part, told, needs: [proposedBy], unless: isReached },
        ),
      ];
    }),
  ];
  return [
    placing,
    ...inTurn(history),
    ...closing(retired, (told, data) =>
      actsOn(entry, id, 'endings').once('retirement', 'RetireGoal', data, { path: ['retired'], told }),
    ),
  ];
}

/** One voice each for the words that stand on their day. */
const endorsementsOf = (
  entry: EntryOf<'goals'>,
  endorsements: EntryOf<'goals'>['data']['endorsements'],
  path: Path,
  of: string,
  since?: string,
): Act[] =>
  endorsements.map(({ partner, on, by }, index) =>
    actsOn(entry, entry.data.id, 'endorsements').act({
      path: [...path, index],
      told: { on: on ?? since, by },
      aspect: `endorsement ${partner}${of}`,
      needs: [entry.data.id, partner],
      organisation: partner,
      says: { partner, on, by },
      next(world) {
        const row = world.rows(goals).get(entry.data.id);
        if (!row || row.endorsements.some((voice) => voice.partner === partner)) return undefined;
        // One that was given to an earlier version is not given again by the same line: see `carryOut`.
        return change(row, 'EndorseGoal', {});
      },
    }),
  );

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
