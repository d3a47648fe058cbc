import type { Asker, Mandate } from '#decider';
import { PartnerId } from '#language';
import { dayOf, endOfDay, type World } from '#world';
import { defaults } from './collaboration.ts';
import { collaborations, type CollaborationRow } from './collaboration.view.ts';
import { confirmedUntil, foundingMandate, mandates, mandatesInForce, type MandateRow } from './mandate.view.ts';
import { partners, voters } from './partner.view.ts';

/** The one id a collaboration's settings have. */
export const settingsId = (world: World): string => `collaboration_${world.collaboration}`;

/** The collaboration's settings; nothing before it was opened. */
export const settingsOf = (world: World): CollaborationRow | undefined =>
  world.rows(collaborations).get(settingsId(world));

/**
 * Zone in which the collaboration's days begin and end: as set now, or as it was when a past day ended. A day that had
 * ended before another zone was set keeps its end, though by the new one it would go on.
 */
export function timeZoneOf(world: World, day?: string): string {
  const settings = settingsOf(world);
  const then = day === undefined ? undefined : settings?.timeZones;
  const inForce = then?.find(({ timeZone }, place) => {
    const next = then[place + 1];
    return !next || endOfDay(day ?? '', timeZone) < next.since;
  });
  return (inForce ?? settings)?.timeZone ?? 'Europe/Helsinki';
}

/** The calendar day the world is judged by: today of a live world, the as-of day of a past one. */
export const todayIn = (world: World): string => dayOf(world.now, timeZoneOf(world));

/**
 * Who a person is in a world: the organisation acted for and every mandate in force for it. When the person acts
 * for several and names none, it is the one whose mandate was granted first. Nothing for who holds no mandate
 * there, or whose organisation has left; nor in what does not exist for who may open nothing.
 */
export function askerIn(world: World, person: string, organisation?: string, mayOpen = false): Asker | undefined {
  const settings = settingsOf(world);
  if (!settings) {
    // In what does not exist yet nobody holds anything: one may open it for an organisation, and nothing else.
    return mayOpen && PartnerId.safeParse(organisation).success && organisation !== undefined
      ? { person, organisation, mandates: [] }
      : undefined;
  }
  const held = heldBy(world, settings, person);
  const actingFor = organisation ?? held[0]?.partner;
  const theirs = held.filter(({ partner }) => partner === actingFor);
  return actingFor === undefined || theirs.length === 0
    ? undefined
    : { person, organisation: actingFor, mandates: theirs };
}

/** The organisations a person may act for, the one whose mandate was granted first before the others. */
export function organisationsOf(world: World, person: string): readonly string[] {
  const settings = settingsOf(world);
  return settings ? [...new Set(heldBy(world, settings, person).map(({ partner }) => partner))] : [];
}

function heldBy(world: World, settings: CollaborationRow, person: string): readonly Mandate[] {
  const today = todayIn(world);
  const rows = world.rows(mandates);
  const founding = foundingMandate(settings, rows.where('role', 'administrator'), person, today);
  return [
    ...mandatesHeld(world, rows.where('person', person), today).map(({ id, role, partner, indicator, programme }) => ({
      id,
      role,
      partner,
      indicator,
      programme,
    })),
    ...(founding ? [founding] : []),
  ];
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
export function isAwake(
  world: World,
  { partner, grantedPosition }: Pick<MandateRow, 'partner' | 'grantedPosition'>,
): boolean {
  const row = world.rows(partners).get(partner);
  return row !== undefined && row.leftAt === undefined && BigInt(grantedPosition) > BigInt(row.since);
}

/** Mandates of administrators without a last day that were not ended: one in force has to be left. */
export const lastingAdministrators = (
  world: World,
): readonly { readonly id: string; readonly person: string; readonly inForce: boolean }[] => {
  const today = todayIn(world);
  return world
    .rows(mandates)
    .where('role', 'administrator')
    .filter((row) => row.to === undefined && row.revokedAt === undefined && isAwake(world, row))
    .map(({ id, person, from }) => ({ id, person, inForce: from <= today }));
};

/** The last day on which a mandate counts as confirmed, by the collaboration's setting and in its time zone. */
export const confirmationDue = (world: World, row: MandateRow): string =>
  confirmedUntil(row, settingsOf(world)?.recertifyAfterMonths ?? defaults.recertifyAfterMonths, (instant) =>
    dayOf(instant, timeZoneOf(world)),
  );

/** Mandates in force that nobody has confirmed for too long, what was due first coming first. */
export function mandatesToConfirm(world: World, rows: Iterable<MandateRow>): readonly MandateRow[] {
  const today = todayIn(world);
  return mandatesHeld(world, rows, today)
    .map((row) => ({ row, due: confirmationDue(world, row) }))
    .filter(({ due }) => due < today)
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
    .map(({ row }) => row);
}

/** Partners with a voice in what is agreed: a quorum's electorate. */
export const votersIn = (world: World): ReadonlySet<string> =>
  voters(world.rows(partners).values(), settingsOf(world)?.backbone);

/** Whether an organisation takes part: admitted, and not gone. */
export function takesPart(world: World, partner: string): boolean {
  const row = world.rows(partners).get(partner);
  return row !== undefined && row.leftAt === undefined;
}
