import { mandates, mandatesHeld, settingsOf, type MandateRow } from '#backbone';
import type { Role } from '#decider';
import type { World } from '#world';

/** Who does an organisation's own work here. */
export const hands: readonly Role[] = ['member', 'coordinator'];

/** What a narrowed mandate must be narrowed to, if it is. */
interface Scope {
  readonly indicator?: string | undefined;
  readonly programme?: string | undefined;
}

/**
 * The people who are told for an organisation: those whose mandate in force today fits. Where nobody holds one, all who
 * act for it in any way: a thing that waits for an organisation always waits for somebody.
 */
export function peopleOf(world: World, partner: string, roles: readonly Role[], scope: Scope = {}): readonly string[] {
  const held = mandatesHeld(world, world.rows(mandates).where('partner', partner)).filter(
    // An auditor reads on their own, and is asked for nothing.
    ({ role }) => role !== 'auditor',
  );
  const fitting = held.filter((mandate) => roles.includes(mandate.role) && covers(mandate, scope));
  return distinct(fitting.length > 0 ? fitting : held);
}

/** Those who hold the collaboration together, and who of its programme when it is about one. */
export function coordinators(world: World, scope: Scope = {}): readonly string[] {
  const backbone = settingsOf(world)?.backbone;
  return distinct(
    mandatesHeld(world, world.rows(mandates).where('role', 'coordinator')).filter(
      (mandate) => covers(mandate, scope) && (mandate.partner === backbone || mandate.programme !== undefined),
    ),
  );
}

/** Everybody who acts for anybody. */
export const everybody = (world: World): readonly string[] =>
  distinct(mandatesHeld(world, world.rows(mandates).values()));

const covers = ({ indicator, programme }: MandateRow, scope: Scope): boolean =>
  (indicator === undefined || indicator === scope.indicator) &&
  (programme === undefined || programme === scope.programme);

const distinct = (held: readonly MandateRow[]): readonly string[] => [...new Set(held.map(({ person }) => person))];
