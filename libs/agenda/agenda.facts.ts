import type { World } from '#world';
import { goals, type GoalRow } from './goal.view.ts';
import { programmes, type ProgrammeRow } from './programme.view.ts';

/**
 * A goal may name programmes and a programme goals: each side is told by who knows it, and the relation is the two
 * together (rule 7).
 */
export function goalsOf(world: World, programme: string): readonly GoalRow[] {
  const rows = world.rows(goals);
  const named = world.rows(programmes).get(programme)?.goals ?? [];
  return [...new Set([...named.flatMap((id) => rows.get(id) ?? []), ...rows.where('programme', programme)])];
}

/** The other way round: see {@link goalsOf}. */
export function programmesOf(world: World, goal: string): readonly ProgrammeRow[] {
  const rows = world.rows(programmes);
  const named = world.rows(goals).get(goal)?.programmes ?? [];
  return [...new Set([...rows.where('goal', goal), ...named.flatMap((id) => rows.get(id) ?? [])])];
}

/** A programme's parent, its parent, and so on up to the root. */
export function lineageOf(world: World, parent: string | undefined): readonly string[] {
  const rows = world.rows(programmes);
  const lineage: string[] = [];
  for (let id = parent; id !== undefined && !lineage.includes(id); id = rows.get(id)?.parent) lineage.push(id);
  return lineage;
}
