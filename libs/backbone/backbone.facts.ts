import type { Asker } from '#decider';
import { PartnerId } from '#language';
import { dayOf, type World } from '#world';
import { collaborations, type CollaborationRow } from './collaboration.view.ts';
import { foundingMandate, mandates, mandatesInForce } from './mandate.view.ts';
import { partners, voters } from './partner.view.ts';

/** The one id a collaboration's settings have. */
export const settingsId = (world: World): string => `collaboration_${world.collaboration}`;

/** The collaboration's settings; nothing before it was opened. */
export const settingsOf = (world: World): CollaborationRow | undefined =>
  world.rows(collaborations).get(settingsId(world));

/** Zone in which the collaboration's days begin and end. */
export const timeZoneOf = (world: World): string => settingsOf(world)?.timeZone ?? 'Europe/Helsinki';

/** The calendar day the world is judged by: today of a live world, the as-of day of a past one. */
export const todayIn = (world: World): string => dayOf(world.now, timeZoneOf(world));

/**
 * Who a person is in a world: the organisation acted for and every mandate in force for it. When the person acts
 * for several and names none, it is the one whose mandate was granted first. Nothing for who holds no mandate
 * there, or whose organisation has left.
 */
export function askerIn(world: World, person: string, organisation?: string): Asker | undefined {
  const settings = settingsOf(world);
  if (!settings) {
    // In what does not exist yet nobody holds anything: one may open it for an organisation, and nothing else.
    return PartnerId.safeParse(organisation).success && organisation !== undefined
      ? { person, organisation, mandates: [] }
      : undefined;
  }
  const today = todayIn(world);
  const rows = world.rows(mandates);
  const founding = foundingMandate(settings, rows.where('role', 'administrator'), person, today);
  const held = [
    ...mandatesInForce(rows.where('person', person), today)
      .filter(({ partner }) => takesPart(world, partner))
      .map(({ id, role, partner, indicator, programme }) => ({ id, role, partner, indicator, programme })),
    ...(founding ? [founding] : []),
  ];
  const actingFor = organisation ?? held[0]?.partner;
  const theirs = held.filter(({ partner }) => partner === actingFor);
  return actingFor === undefined || theirs.length === 0
    ? undefined
    : { person, organisation: actingFor, mandates: theirs };
}

/** Partners with a voice in what is agreed: a quorum's electorate. */
export const votersIn = (world: World): ReadonlySet<string> =>
  voters(world.rows(partners).values(), settingsOf(world)?.backbone);

/** Whether an organisation takes part: admitted, and not gone. */
export function takesPart(world: World, partner: string): boolean {
  const row = world.rows(partners).get(partner);
  return row !== undefined && row.leftAt === undefined;
}
