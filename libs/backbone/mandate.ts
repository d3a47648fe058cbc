import { refuse, roles, type Decider, type MessageOf } from '#decider';
import { Day, FreeText, IndicatorId, PartnerId, PersonId, ProgrammeId, Reason } from '#language';
import { z } from 'zod';

export const MandateRole = z.enum(roles).meta({ id: 'Role' });

const granted = {
  /** An opaque id: who it is stands in the directory, outside the log (rule 32). */
  person: PersonId,
  partner: PartnerId,
  role: MandateRole,
  /** Narrows the mandate to one indicator. */
  indicator: IndicatorId.optional(),
  /** Narrows the mandate to one programme. */
  programme: ProgrammeId.optional(),
  /** First day it is in force, in the collaboration's time zone. */
  from: Day,
  /** Last day it is in force; none: until revoked. */
  to: Day.optional(),
};

export const mandateCommands = {
  GrantMandate: z.object({ ...granted, demonstration: z.boolean().default(false) }),
  /** Ends at once. */
  RevokeMandate: z.object({ reason: FreeText }),
};

export const mandateEvents = {
  MandateGranted: z.object({ ...granted, demonstration: z.boolean() }),
  MandateRevoked: z.object({ reason: Reason }),
};

export type MandateCommand = MessageOf<typeof mandateCommands>;
export type MandateEvent = MessageOf<typeof mandateEvents>;

export type MandateRefusal =
  | 'MANDATE_ADMINISTRATOR_NEEDED'
  | 'MANDATE_DAYS_REVERSED'
  | 'MANDATE_EXISTS'
  | 'MANDATE_FOR_BACKBONE_ONLY'
  | 'MANDATE_HELD'
  | 'MANDATE_NOT_FOUND'
  | 'MANDATE_NOT_NARROWED'
  | 'MANDATE_PARTNER_UNKNOWN'
  | 'MANDATE_REVOKED';

/** What a mandate is for and when: enough to see whether two say the same. */
export type Grant = Pick<
  z.infer<typeof mandateEvents.MandateGranted>,
  'person' | 'partner' | 'role' | 'indicator' | 'programme' | 'from' | 'to'
>;

export interface MandateFacts {
  readonly backbone: string | undefined;
  /** Organisations that take part now. */
  readonly partners: ReadonlySet<string>;
  /** Ids of administrators' mandates in force today that have no last day. */
  readonly administrators: readonly string[];
  /** Mandates the command's person holds or will hold, revoked ones left out. */
  readonly held: readonly Grant[];
}

type MandateState =
  { readonly phase: 'absent' } | { readonly phase: 'granted' | 'revoked'; readonly lastingAdministrator: boolean };

/** The right of a person to act for an organisation in one role, from one day to another (rule 49). */
export const mandate: Decider<MandateState, MandateCommand, MandateEvent, MandateRefusal, MandateFacts> = {
  prefix: 'mandate_',
  commands: mandateCommands,
  events: mandateEvents,
  roles: { GrantMandate: ['administrator'], RevokeMandate: ['administrator'] },
  initial: { phase: 'absent' },

  decide(mandate, command, { facts, id }) {
    if (command.type === 'GrantMandate') {
      // The founder's is not granted and cannot be: it follows from having opened the collaboration.
      if (mandate.phase !== 'absent' || id === foundersMandate) return refuse('MANDATE_EXISTS');
      const { partner, role, indicator, programme, from, to } = command.data;
      // ISO days compare as text.
      if (to !== undefined && to < from) return refuse('MANDATE_DAYS_REVERSED', 'to');
      if (!facts.partners.has(partner)) return refuse('MANDATE_PARTNER_UNKNOWN', 'partner');
      const narrowed = indicator !== undefined || programme !== undefined;
      if (role === 'administrator' && narrowed) return refuse('MANDATE_NOT_NARROWED', 'role');
      // Both act for the whole collaboration. A coordinator of one programme may sit anywhere.
      if ((role === 'administrator' || (role === 'coordinator' && !narrowed)) && partner !== facts.backbone)
        return refuse('MANDATE_FOR_BACKBONE_ONLY', 'partner');
      if (role === 'administrator' && to !== undefined && facts.administrators.length === 0)
        return refuse('MANDATE_ADMINISTRATOR_NEEDED', 'to');
      // Two that say the same would hide one another: revoking one would seem to end what the other keeps.
      if (facts.held.some((held) => overlaps(held, command.data))) return refuse('MANDATE_HELD');
      return [{ type: 'MandateGranted', data: command.data }];
    }
    if (mandate.phase === 'absent') return refuse('MANDATE_NOT_FOUND');
    if (mandate.phase === 'revoked') return refuse('MANDATE_REVOKED');
    // Somebody must always be able to grant the next mandate, and not only for a while.
    if (mandate.lastingAdministrator && facts.administrators.every((administrator) => administrator === id))
      return refuse('MANDATE_ADMINISTRATOR_NEEDED');
    return [{ type: 'MandateRevoked', data: command.data }];
  },

  evolve(mandate, event) {
    switch (event.type) {
      case 'MandateGranted': {
        const { role, to } = event.data;
        return { phase: 'granted', lastingAdministrator: role === 'administrator' && to === undefined };
      }
      case 'MandateRevoked':
        return mandate.phase === 'absent' ? mandate : { ...mandate, phase: 'revoked' };
    }
  },
};

/** The id under which the founder's acts are recorded before the first administrator's. */
export const foundersMandate = 'mandate_founder';

const overlaps = (a: Grant, b: Grant): boolean =>
  a.person === b.person &&
  a.partner === b.partner &&
  a.role === b.role &&
  a.indicator === b.indicator &&
  a.programme === b.programme &&
  (b.to === undefined || a.from <= b.to) &&
  (a.to === undefined || b.from <= a.to);
