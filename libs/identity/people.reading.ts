import { mandates, mandatesHeld, settingsOf, todayIn, type MandateRow } from '#backbone';
import { categoryOf, type EventLog } from '#event-log';
import { PersonId } from '#language';
import type { World } from '#world';

/** Whether an actor's id is a person's: machines have ids of their own. */
export const isPerson = (actor: string): boolean => PersonId.safeParse(actor).success;

/** Mandates somebody holds, or will hold when their first day comes. */
export const mandatesKept = (world: World, person: string): readonly MandateRow[] =>
  keptAmong(world, world.rows(mandates).where('person', person));

/** Those among mandates that are held, or will be when their first day comes. */
export function keptAmong(world: World, rows: Iterable<MandateRow>): readonly MandateRow[] {
  const today = todayIn(world);
  return [...rows].filter((row) => mandatesHeld(world, [row], row.from > today ? row.from : today).length === 1);
}

export const administers = ({ asker }: World): boolean =>
  asker?.mandates.some(({ role }) => role === 'administrator') === true;

/**
 * Whether the asker looks after these mandates: an administrator after all, a contact person after those of their own
 * organisation that they may give. Said of an organisation, also when there are none.
 */
export const looksAfterAll = (world: World, organisation: string, rows: readonly MandateRow[]): boolean =>
  administers(world) ||
  (world.asker?.organisation === organisation &&
    world.asker.mandates.some(({ role }) => role === 'contact') &&
    rows.every(
      ({ partner, role }) =>
        partner === organisation && settingsOf(world)?.contactRoles.some((given) => given === role) === true,
    ));

/**
 * Whether the asker of a world may know who a person is: oneself, a colleague of the organisation acted for, and for an
 * administrator everybody who holds a mandate here.
 */
export function mayKnow(world: World, person: string): boolean {
  const { asker } = world;
  if (!asker || asker.mandates.length === 0) return false;
  if (asker.person === person) return true;
  const kept = mandatesKept(world, person);
  return administers(world) ? kept.length > 0 : kept.some(({ partner }) => partner === asker.organisation);
}

/**
 * The collaborations in which somebody was ever granted anything, or which they opened. Read off the whole log: for
 * what is done seldom and must not miss any.
 */
export async function collaborationsOf(log: EventLog, person: string): Promise<readonly string[]> {
  const found = new Set<string>();
  for await (const { stream, type, data, metadata } of log.readAll({})) {
    const granted = type === 'MandateGranted' && (data as { readonly person?: unknown }).person === person;
    if (granted || (type === 'CollaborationOpened' && metadata.actor === person)) found.add(categoryOf(stream));
  }
  return [...found];
}
