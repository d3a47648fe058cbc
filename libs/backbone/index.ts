import { aggregate, type ContextParts, type World } from '#world';
import { settingsId, settingsOf, takesPart, todayIn, votersIn } from './backbone.facts.ts';
import { collaboration } from './collaboration.ts';
import { SettingsResolver } from './collaboration.resolver.ts';
import { collaborations } from './collaboration.view.ts';
import { mandate } from './mandate.ts';
import { MandateResolver } from './mandate.resolver.ts';
import { mandates, mandatesInForce } from './mandate.view.ts';
import { builtInPartnerKinds, partner } from './partner.ts';
import { PartnerResolver } from './partner.resolver.ts';
import { partners } from './partner.view.ts';
import { team } from './team.ts';
import { TeamResolver } from './team.resolver.ts';
import { teams } from './team.view.ts';

export { askerIn, settingsOf, takesPart, timeZoneOf, todayIn, votersIn } from './backbone.facts.ts';
export { placesIn, collaborations, type CollaborationRow } from './collaboration.view.ts';
export { placeNode, PlaceNode } from './collaboration.resolver.ts';
export { mandates, mandatesInForce, type MandateRow } from './mandate.view.ts';
export { partnerNode, PartnerConnection, PartnerNode } from './partner.resolver.ts';
export { partners, type PartnerRow } from './partner.view.ts';
export { teams, type TeamRow } from './team.view.ts';

/** Which of the organisations named take part. */
const taking = (world: World, ...named: string[]) => new Set(named.filter((partner) => takesPart(world, partner)));

const placeCodes = (world: World) => new Set(settingsOf(world)?.places.map(({ code }) => code));

/** Backbone support: who takes part, who may do what, and the settings all share. */
export const backbone: ContextParts = {
  aggregates: [
    aggregate(collaboration, (world) => ({ settingsId: settingsId(world), voters: votersIn(world) })),
    aggregate(partner, (world) => ({
      backbone: settingsOf(world)?.backbone,
      kinds: new Set([...builtInPartnerKinds, ...(settingsOf(world)?.partnerKinds.map(({ id }) => id) ?? [])]),
      places: placeCodes(world),
    })),
    aggregate(mandate, (world, { command }) => {
      const rows = world.rows(mandates);
      return {
        backbone: settingsOf(world)?.backbone,
        partners: command.type === 'GrantMandate' ? taking(world, command.data.partner) : new Set<string>(),
        administrators: mandatesInForce(rows.where('role', 'administrator'), todayIn(world))
          .filter(({ to }) => to === undefined)
          .map(({ id }) => id),
        held:
          command.type === 'GrantMandate'
            ? rows.where('person', command.data.person).filter(({ revokedAt }) => revokedAt === undefined)
            : [],
      };
    }),
    aggregate(team, (world, { command }) => ({
      partners: command.type === 'DisbandTeam' ? new Set<string>() : taking(world, command.data.partner),
      places: placeCodes(world),
    })),
  ],
  views: [collaborations, partners, mandates, teams],
};

export const backboneResolvers = [SettingsResolver, PartnerResolver, MandateResolver, TeamResolver];
