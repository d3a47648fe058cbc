import type { Asker } from '#decider';
import { PartnerId } from '#language';
import { dayOf, endOfDay, type World } from '#world';
import { collaborations, type CollaborationRow } from './collaboration.view.ts';
import { foundingMandate, mandates, mandatesInForce, type MandateRow } from './mandate.view.ts';
import { partners, voters } from './partner.view.ts';

/** The one id a collaboration's settings have. */
export const settingsId = (world: World): string => `collaboration_${world.collaboration}`;

/** The collaboration's settings; nothing before it was opened. */
export const settingsOf = (world: World): CollaborationRow | undefined =>
  world.rows(collaborations).get(settingsId(world));

/** Zone in which the collaboration's days begin and end: as set now, or as it was when a past day ended. */
export function timeZoneOf(world: World, day?: string): string {
  const settings = settingsOf(world);
  const then = day === undefined ? undefined : settings?.timeZones;
  const inForce = then?.findLast(({ timeZone, since }) => since <= endOfDay(day ?? '', timeZone)) ?? then?.[0];
  return (inForce ?? settings)?.timeZone ?? 'Europe/Helsinki';
}

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
    ...mandatesHeld(world, rows.where('person', person), today).map(({ id, role, partner, indicator, programme }) => ({
      id,
      role,
      partner,
      indicator,
      programme,
    })),
    ...(founding ? [founding] : []),
  ];
  const actingFor = organisation ?? held[0]?.partner;
  const theirs = held.filter(({ partner }) => partner === actingFor);
  return actingFor === undefined || theirs.length === 0
    ? undefined
    : { person, organisation: actingFor, mandates: theirs };
}

/**
 * The mandates in force on a day, today unless told: of organisations that take part, and granted since they came. One
 * that comes back after having left brings none of its old mandates with it.
 */
export const mandatesHeld = (
  world: World,
  rows: Iterable<MandateRow>,
  day: string = todayIn(world),
): readonly MandateRow[] => mandatesInForce(rows, day).filter((mandate) => isAwake(world, mandate));

/** Whether a mandate not revoked speaks for an organisation that takes part, and was granted since it came. */
export function isAwake(world: World, { partner, position }: Pick<MandateRow, 'partner' | 'position'>): boolean {
  const row = world.rows(partners).get(partner);
  return row !== undefined && row.leftAt === undefined && BigInt(position) > BigInt(row.since);
}

/** Partners with a voice in what is agreed: a quorum's electorate. */
export const votersIn = (world: World): ReadonlySet<string> =>
  voters(world.rows(partners).values(), settingsOf(world)?.backbone);

/** Whether an organisation takes part: admitted, and not gone. */
export function takesPart(world: World, partner: string): boolean {
  const row = world.rows(partners).get(partner);
  return row !== undefined && row.leftAt === undefined;
}
