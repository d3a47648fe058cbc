import { refuse, roles, type Authorised, type Decider, type MessageOf, type Refusal, type Role } from '#decider';
import { ActorId, Day, FreeText, IndicatorId, MachineId, PartnerId, ProgrammeId, Reason } from '#language';
import { z } from 'zod';

export const MandateRole = z.enum(roles).meta({ id: 'Role' });

const granted = {
  /** An opaque id: who it is stands in the directory, outside the log (rule 32). */
  person: ActorId,
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
  /** Its holder gives it up: ends at once, and nobody's leave is asked. */
  LayDownMandate: z.object({ reason: FreeText }),
  /** Another last day, or none: shorter or longer than it was. What has ended is granted anew. */
  SetMandateEnd: z.object({ to: Day.optional(), reason: FreeText }),
  /** Somebody looked at it and says that it is still needed. */
  ConfirmMandate: z.object({}),
};

export const mandateEvents = {
  MandateGranted: z.object({ ...granted, demonstration: z.boolean() }),
  /** By whoever looks after mandates, or laid down by its holder: the record of the event says who. */
  MandateRevoked: z.object({ reason: Reason }),
  MandateEndSet: z.object({ to: Day.optional(), reason: Reason }),
  MandateConfirmed: z.object({}),
};

export type MandateCommand = MessageOf<typeof mandateCommands>;
export type MandateEvent = MessageOf<typeof mandateEvents>;

export type MandateRefusal =
  | 'MANDATE_ADMINISTRATOR_NEEDED'
  | 'MANDATE_DAYS_REVERSED'
  | 'MANDATE_ENDED'
  | 'MANDATE_END_PAST'
  | 'MANDATE_EXISTS'
  | 'MANDATE_FOR_BACKBONE_ONLY'
  | 'MANDATE_HELD'
  | 'MANDATE_NOT_FOR_MACHINES'
  | 'MANDATE_NOT_FOUND'
  | 'MANDATE_NOT_NARROWED'
  | 'MANDATE_NOT_YOURS'
  | 'MANDATE_OF_ADMINISTRATOR'
  | 'MANDATE_OUT_OF_REACH'
  | 'MANDATE_OWN'
  | 'MANDATE_PARTNER_UNKNOWN'
  | 'MANDATE_REVOKED'
  | 'MANDATE_UNCHANGED';

/** What a mandate is for and when: enough to see whether two say the same. */
export type Grant = Pick<
  z.infer<typeof mandateEvents.MandateGranted>,
  'person' | 'partner' | 'role' | 'indicator' | 'programme' | 'from' | 'to'
>;

export interface MandateFacts {
  readonly backbone: string | undefined;
  /** The day it is in the collaboration's time zone. */
  readonly today: string;
  /** Organisations that take part now. */
  readonly partners: ReadonlySet<string>;
  /** Mandates of administrators in force today that have no last day, and who holds them. */
  readonly administrators: readonly { readonly id: string; readonly person: string }[];
  /** Other mandates the person concerned holds or will hold, revoked ones left out. */
  readonly held: readonly Grant[];
  /** Roles a contact person may give within their own organisation. */
  readonly contactRoles: ReadonlySet<Role>;
  /** The mandate speaks for an organisation that takes part, and was granted since it came. */
  readonly awake: boolean;
  /** Ended by another road than its own stream: dismissed as administrator. */
  readonly dismissed: boolean;
}

type MandateState = { readonly phase: 'absent' } | { readonly phase: 'granted' | 'revoked'; readonly grant: Grant };

/** The right of a person to act for an organisation in one role, from one day to another (rule 49). */
export const mandate: Decider<MandateState, MandateCommand, MandateEvent, MandateRefusal, MandateFacts> = {
  prefix: 'mandate_',
  commands: mandateCommands,
  events: mandateEvents,
  roles: {
    GrantMandate: ['administrator', 'contact'],
    RevokeMandate: ['administrator', 'contact'],
    // One's own to give up, whatever it is narrowed to.
    LayDownMandate: [],
    SetMandateEnd: ['administrator', 'contact'],
    ConfirmMandate: ['administrator', 'contact'],
  },
  initial: { phase: 'absent' },

  decide(mandate, command, { asker, facts, id }) {
    if (command.type === 'GrantMandate') {
      // The founder's is not granted and cannot be: it follows from having opened the collaboration.
      if (mandate.phase !== 'absent' || id === foundersMandate) return refuse('MANDATE_EXISTS');
      const { person, partner, role, indicator, programme, from, to } = command.data;
      // ISO days compare as text.
      if (to !== undefined && to < from) return refuse('MANDATE_DAYS_REVERSED', 'to');
      if (!facts.partners.has(partner)) return refuse('MANDATE_PARTNER_UNKNOWN', 'partner');
      if (MachineId.safeParse(person).success && !machineRoles.includes(role))
        return refuse('MANDATE_NOT_FOR_MACHINES', 'role');
      const narrowed = indicator !== undefined || programme !== undefined;
      if ((role === 'administrator' || role === 'contact') && narrowed) return refuse('MANDATE_NOT_NARROWED', 'role');
      // Both act for the whole collaboration. A coordinator of one programme may sit anywhere.
      if ((role === 'administrator' || (role === 'coordinator' && !narrowed)) && partner !== facts.backbone)
        return refuse('MANDATE_FOR_BACKBONE_ONLY', 'partner');
      if (!reaches(asker, command.data, facts)) return refuse('MANDATE_OUT_OF_REACH');
      if (isOwnToDecide(asker, command.data, facts)) return refuse('MANDATE_OWN', 'person');
      if (role === 'administrator' && to !== undefined && facts.administrators.length === 0)
        return refuse('MANDATE_ADMINISTRATOR_NEEDED', 'to');
      // Two that say the same would hide one another: revoking one would seem to end what the other keeps.
      if (facts.held.some((held) => overlaps(held, command.data))) return refuse('MANDATE_HELD');
      return [{ type: 'MandateGranted', data: command.data }];
    }
    if (mandate.phase === 'absent') return refuse('MANDATE_NOT_FOUND');
    const { grant } = mandate;
    if (command.type === 'LayDownMandate' ? grant.person !== asker.person : !reaches(asker, grant, facts))
      return refuse(command.type === 'LayDownMandate' ? 'MANDATE_NOT_YOURS' : 'MANDATE_OUT_OF_REACH');
    if (mandate.phase === 'revoked' || facts.dismissed) return refuse('MANDATE_REVOKED');
    switch (command.type) {
      case 'RevokeMandate':
      case 'LayDownMandate':
        return lastingAdministrator(grant, facts, id) ?? [{ type: 'MandateRevoked', data: command.data }];
      case 'SetMandateEnd': {
        const { to } = command.data;
        if (isOwnToDecide(asker, grant, facts)) return refuse('MANDATE_OWN');
        // Nobody held it meanwhile, and it shall not look as if they had.
        if (isOver(grant, facts)) return refuse('MANDATE_ENDED');
        if (to === grant.to) return refuse('MANDATE_UNCHANGED', 'to');
        if (to !== undefined && to < grant.from) return refuse('MANDATE_DAYS_REVERSED', 'to');
        // What was done under it until now was done under a mandate in force.
        if (to !== undefined && to < facts.today) return refuse('MANDATE_END_PAST', 'to');
        if (facts.held.some((held) => overlaps(held, { ...grant, to }))) return refuse('MANDATE_HELD');
        return lastingAdministrator(grant, facts, id) ?? [{ type: 'MandateEndSet', data: command.data }];
      }
      case 'ConfirmMandate':
        // Four eyes, wherever there are four.
        if (isOwnToDecide(asker, grant, facts)) return refuse('MANDATE_OWN');
        return isOver(grant, facts) ? refuse('MANDATE_ENDED') : [{ type: 'MandateConfirmed', data: {} }];
    }
  },

  evolve(mandate, event) {
    if (event.type === 'MandateGranted') {
      const { person, partner, role, indicator, programme, from, to } = event.data;
      return { phase: 'granted', grant: { person, partner, role, indicator, programme, from, to } };
    }
    if (mandate.phase === 'absent') return mandate;
    switch (event.type) {
      case 'MandateRevoked':
        return { ...mandate, phase: 'revoked' };
      case 'MandateEndSet':
        return { ...mandate, grant: { ...mandate.grant, to: event.data.to } };
      case 'MandateConfirmed':
        return mandate;
    }
  },
};

/** Roles a contact person can ever be let give: what speaks for or judges more than one organisation is not among them. */
export const ownRoles = ['member', 'reporter', 'endorser', 'contact'] as const satisfies readonly Role[];

/** An administrator looks after all mandates, a contact person after those of their own organisation they may give. */
export const reaches = (
  asker: Pick<Authorised, 'mandate' | 'organisation'>,
  { partner, role }: Pick<Grant, 'partner' | 'role'>,
  { contactRoles }: Pick<MandateFacts, 'contactRoles'>,
): boolean => asker.mandate?.role === 'administrator' || (partner === asker.organisation && contactRoles.has(role));

/**
 * Nobody gives themselves more, or says alone that they shall keep what they have. Where there is one administrator
 * there is nobody else to ask; the founder appoints under a right that ends with it.
 */
const isOwnToDecide = (asker: Authorised, { person }: Grant, { administrators }: MandateFacts): boolean =>
  person === asker.person &&
  !(
    asker.mandate?.role === 'administrator' &&
    administrators.every((administrator) => administrator.person === asker.person)
  );

const isOver = ({ to }: Grant, { today, awake }: MandateFacts): boolean => !awake || (to !== undefined && to < today);

/**
 * Somebody must always be able to grant the next mandate, and not only for a while. Two administrators ended at the
 * same moment, each in a stream of its own, would each leave the other: so all are dismissed in the one stream of the
 * collaboration's settings.
 */
function lastingAdministrator(
  { role, to }: Grant,
  { administrators }: MandateFacts,
  id: string,
): Refusal<MandateRefusal> | undefined {
  if (role !== 'administrator' || to !== undefined) return undefined;
  const alone = administrators.every((administrator) => administrator.id === id);
  return refuse(alone ? 'MANDATE_ADMINISTRATOR_NEEDED' : 'MANDATE_OF_ADMINISTRATOR');
}

/** A machine reads and reports for its organisation. What is to be judged, agreed or granted is for people (rule 2). */
const machineRoles: readonly Role[] = ['member', 'reporter'];

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
