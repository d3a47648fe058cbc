import { useSight } from '../view.ts';
import type { GoalShown } from './goal.tsx';

/** Whether a goal is one's own organisation's to change: a coordinator holds all of the agenda together. */
export function useMayChange({ proposedBy }: Pick<GoalShown, 'proposedBy'>): boolean {
  const { organisation, actingFor, roles } = useSight();
  return roles.has('COORDINATOR') || proposedBy === (actingFor ?? organisation);
}
