import type { Role } from '#decider';
import { aggregate, type ContextParts, type World } from '#world';
import {
  isAwake,
  lastingAdministrators,
  settingsId,
  settingsOf,
  takesPart,
  todayIn,
  votersIn,
} from './backbone.facts.ts';
import { checkup } from './checkup.ts';
import { CheckupResolver } from './checkup.resolver.ts';
import { checkups, jointCheckups } from './checkup.view.ts';
import { collaboration } from './collaboration.ts';
import { SettingsResolver } from './collaboration.resolver.ts';
import { collaborations, settingChanges } from './collaboration.view.ts';
import { mandate } from './mandate.ts';
import { MandateResolver } from './mandate.resolver.ts';
import { mandates } from './mandate.view.ts';
import { builtInPartnerKinds, partner } from './partner.ts';
import { PartnerResolver } from './partner.resolver.ts';
import { partners } from './partner.view.ts';
import { risk } from './risk.ts';
import { RiskResolver } from './risk.resolver.ts';
import { risks } from './risk.view.ts';
import { team } from './team.ts';
import { TeamResolver } from './team.resolver.ts';
import { teams } from './team.view.ts';

export {
  askerIn,
  confirmationDue,
  lastingAdministrators,
  mandatesHeld,
  mandatesToConfirm,
  organisationsOf,
  settingsOf,
  takesPart,
  timeZoneOf,
  todayIn,
  votersIn,
} from './backbone.facts.ts';
export { placesIn, collaborations, settingChanges, type CollaborationRow } from './collaboration.view.ts';
export {
  placeNode,
  PlaceNode,
  QuorumNode,
  SettingChangeConnection,
  SettingChangeNode,
  usualFreeTextWarning,
} from './collaboration.resolver.ts';
export { checkupId, Condition, conditions } from './checkup.ts';
export { CheckupConnection, CheckupNode, JointCheckupNode } from './checkup.resolver.ts';
export { checkupMeans, checkups, jointCheckups } from './checkup.view.ts';
export { mandates, mandatesInForce, type MandateRow } from './mandate.view.ts';
export { MandateRole } from './mandate.ts';
export { MandateConnection, MandateNode, mandateNode } from './mandate.resolver.ts';
export { partnerNode, PartnerConnection, PartnerNode } from './partner.resolver.ts';
export { partners, type PartnerRow } from './partner.view.ts';
export { RiskConnection, RiskNode } from './risk.resolver.ts';
export { isReviewLate, risks, type RiskRow } from './risk.view.ts';
export { teamNode, TeamConnection, TeamNode } from './team.resolver.ts';
export { teams, type TeamRow } from './team.view.ts';

/** Which of the organisations named take part. */
const taking = (world: World, ...named: string[]) => new Set(named.filter((partner) => takesPart(world, partner)));

/** Whether there is anything of an id, in whichever context, that all may know of: a row not shared yet says so. */
const isKnown = (world: World, id: string) =>
  world.views.some((view) => {
    // Views that keep rows under other keys (a value, a cell) hold nothing a risk could be about.
    const row = 'key' in view ? undefined : world.table(view.name).get(id);
    return row !== undefined && !('shared' in row && row.shared === false);
  });

const placeCodes = (world: World) => new Set(settingsOf(world)?.places.map(({ code }) => code));

/** Backbone support: who takes part, who may do what, and the settings all share. */
export const backbone: ContextParts = {
  aggregates: [
    aggregate(collaboration, (world) => ({
      settingsId: settingsId(world),
      voters: votersIn(world),
      administrators: lastingAdministrators(world),
    })),
    aggregate(partner, (world) => ({
      backbone: settingsOf(world)?.backbone,
      kinds: new Set([...builtInPartnerKinds, ...(settingsOf(world)?.partnerKinds.map(({ id }) => id) ?? [])]),
      places: placeCodes(world),
    })),
    aggregate(mandate, (world, { id, command }) => {
      const rows = world.rows(mandates);
      const row = rows.get(id);
      const person = command.type === 'GrantMandate' ? command.data.person : row?.person;
      return {
        backbone: settingsOf(world)?.backbone,
        today: todayIn(world),
        partners: command.type === 'GrantMandate' ? taking(world, command.data.partner) : new Set<string>(),
        administrators: lastingAdministrators(world).filter(({ inForce }) => inForce),
        held:
          person === undefined
            ? []
            : rows
                .where('person', person)
                .filter((held) => held.id !== id && held.revokedAt === undefined && isAwake(world, held)),
        contactRoles: new Set<Role>(settingsOf(world)?.contactRoles),
        awake: row !== undefined && isAwake(world, row),
        dismissed: row?.revokedAt !== undefined,
      };
    }),
    aggregate(team, (world, { command }) => ({
      partners:
        command.type === 'DisbandTeam'
          ? new Set<string>()
          : taking(world, command.data.partner, ...(command.data.partners ?? [])),
      places: placeCodes(world),
    })),
    aggregate(risk, (world, { command }) => ({
      today: todayIn(world),
      backbone: settingsOf(world)?.backbone,
      known: new Set([
        ...('owner' in command.data ? taking(world, command.data.owner) : []),
        ...('about' in command.data && command.data.about !== undefined && isKnown(world, command.data.about)
          ? [command.data.about]
          : []),
      ]),
    })),
    aggregate(checkup, (world) => ({ today: todayIn(world) })),
  ],
  views: [collaborations, settingChanges, partners, mandates, teams, risks, checkups, jointCheckups],
};

export const backboneResolvers = [
  SettingsResolver,
  PartnerResolver,
  MandateResolver,
  TeamResolver,
  RiskResolver,
  CheckupResolver,
];
