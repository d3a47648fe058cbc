import { settingsOf, votersIn } from '#backbone';
import type { World } from '#world';
import type { Ballot, Tally } from './ballot.ts';
import { tally } from './ballot.ts';
import { isOpenTo } from './goal.ts';
import { endorsersOf, goals, type GoalRow } from './goal.view.ts';
import { programmes, type ProgrammeRow } from './programme.view.ts';

/** A goal, unless there is none or it is a draft of others: the same nothing for both. */
export function goalIn(world: World, id: string): GoalRow | undefined {
  const row = world.rows(goals).get(id);
  return row && isOpenTo(row, world.asker) ? row : undefined;
}

/** Those of the goals that whoever looks into the world may know of. */
export const openGoals = (world: World, rows: readonly GoalRow[]): readonly GoalRow[] =>
  rows.filter((row) => isOpenTo(row, world.asker));

/** Whether something may be linked to a goal: it was proposed once. To a draft nothing is, whoever asks. */
export const isSharedGoal = (world: World, id: string): boolean => world.rows(goals).get(id)?.shared === true;

/** Whether whoever looks into the world may not even hear of an event: it is about a draft of others (see `isOpenTo`). */
export function isHushed(world: World, event: { type: string; subject: string; organisation: string }): boolean {
  // The event that drafts a goal may be told before the world has folded it.
  if (event.type === 'GoalDrafted') return !isOpenTo({ shared: false, proposedBy: event.organisation }, world.asker);
  const row = world.rows(goals).get(event.subject);
  return row !== undefined && !isOpenTo(row, world.asker);
}

/**
 * A goal may name programmes and a programme goals: each side is told by who knows it, and the relation is the two
 * together (rule 7).
 */
export function goalsOf(world: World, programme: string): readonly GoalRow[] {
  const rows = world.rows(goals);
  const named = world.rows(programmes).get(programme)?.goals ?? [];
  const all = [...new Set([...named.flatMap((id) => rows.get(id) ?? []), ...rows.where('programme', programme)])];
  return openGoals(world, all);
}

/** The other way round: see {@link goalsOf}. */
export function programmesOf(world: World, goal: string): readonly ProgrammeRow[] {
  const rows = world.rows(programmes);
  const named = world.rows(goals).get(goal)?.programmes ?? [];
  return [...new Set([...rows.where('goal', goal), ...named.flatMap((id) => rows.get(id) ?? [])])];
}

/** A programme's parent, its parent, and so on up to the root. */
export const lineageOf = (world: World, parent: string | undefined): readonly string[] =>
  upFrom(parent, (id) => world.rows(programmes).get(id)?.parent);

/** A goal's parent, its parent, and so on up to the root. */
export const goalLineageOf = (world: World, parent: string | undefined): readonly string[] =>
  upFrom(parent, (id) => world.rows(goals).get(id)?.parent);

/** Ends at a root, and where two moves made at once have closed a ring. */
function upFrom(from: string | undefined, parentOf: (id: string) => string | undefined): readonly string[] {
  const lineage: string[] = [];
  for (let id = from; id !== undefined && !lineage.includes(id); id = parentOf(id)) lineage.push(id);
  return lineage;
}

/** The quorum rule in force and who has a voice, as a version proposed now is endorsed under them (rule 3). */
export function ballotIn(world: World): Ballot {
  const voters = [...votersIn(world)];
  // Where no rule was ever set, everybody must agree.
  const quorum = settingsOf(world)?.quorum ?? { kind: 'share' as const, share: 1 };
  return { quorum, electorate: voters.length, voters };
}

/** Where the ballot on the present version stands; nothing for a draft. */
export const tallyOf = (goal: Pick<GoalRow, 'ballot' | 'endorsements'>): Tally | undefined =>
  goal.ballot && tally(goal.ballot, endorsersOf(goal));
