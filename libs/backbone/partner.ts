import { refuse, type Decider, type MessageOf, type Refusal } from '#decider';
import { FreeText, PlaceCode, Reason, Text, sameData, sameText } from '#language';
import { z } from 'zod';

/** The kinds of organisation every collaboration knows; it may add its own (see collaboration.ts). */
export const builtInPartnerKinds = ['county', 'municipality', 'ngo', 'parish', 'company', 'school', 'state'] as const;

/** A kind's short name in lower case, `regionalcouncil`. */
export const PartnerKindId = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'PARTNER_KIND_MALFORMED');

const standing = {
  kind: PartnerKindId,
  /** The one place it belongs to, when it belongs to one. */
  place: PlaceCode.optional(),
  /** Made up to show the software: pages say so. */
  demonstration: z.boolean().default(false),
  /** Takes part without a voice in what is agreed (rule 3). */
  observer: z.boolean().default(false),
};
const standingKept = { ...standing, demonstration: z.boolean(), observer: z.boolean() };

export const partnerCommands = {
  AdmitPartner: z.object({ name: Text, ...standing }),
  /** What it is and where, anew: what is left out is taken away. Goals proposed before keep their voters. */
  RevisePartner: z.object({ ...standing, reason: FreeText }),
  RenamePartner: z.object({ name: Text }),
  /** The organisation leaves the collaboration; what it did stays. */
  LeavePartner: z.object({ reason: FreeText }),
  /** One that left comes back, with its history and without its old mandates. */
  ReadmitPartner: z.object({ reason: FreeText }),
};

export const partnerEvents = {
  PartnerAdmitted: z.object({ name: Text, ...standingKept }),
  PartnerRevised: z.object({ ...standingKept, reason: Reason }),
  PartnerRenamed: z.object({ name: Text }),
  PartnerLeft: z.object({ reason: Reason }),
  PartnerReadmitted: z.object({ reason: Reason }),
};

export type PartnerCommand = MessageOf<typeof partnerCommands>;
export type PartnerEvent = MessageOf<typeof partnerEvents>;

export type PartnerRefusal =
  | 'PARTNER_EXISTS'
  | 'PARTNER_HERE'
  | 'PARTNER_IS_BACKBONE'
  | 'PARTNER_KIND_MALFORMED'
  | 'PARTNER_KIND_UNKNOWN'
  | 'PARTNER_LEFT'
  | 'PARTNER_NOT_FOUND'
  | 'PARTNER_PLACE_UNKNOWN'
  | 'PARTNER_UNCHANGED';

export interface PartnerFacts {
  /** The organisation that holds the collaboration together. */
  readonly backbone: string | undefined;
  /** Built-in kinds and the collaboration's own. */
  readonly kinds: ReadonlySet<string>;
  /** Codes of every place the collaboration ever listed: an organisation may outlive its municipality. */
  readonly places: ReadonlySet<string>;
}

type Standing = Pick<z.infer<typeof partnerEvents.PartnerAdmitted>, 'kind' | 'place' | 'demonstration' | 'observer'>;
type Partner =
  | { readonly phase: 'absent' }
  | { readonly phase: 'present' | 'left'; readonly name: Text; readonly standing: Standing };

/** An organisation that takes part: equal to the others, and the one that mandates speak for. */
export const partner: Decider<Partner, PartnerCommand, PartnerEvent, PartnerRefusal, PartnerFacts> = {
  prefix: 'partner_',
  commands: partnerCommands,
  events: partnerEvents,
  published: {
    name: 'The name of an organisation.',
  },
  roles: {
    AdmitPartner: ['administrator', 'coordinator'],
    RenamePartner: ['administrator', 'coordinator'],
    RevisePartner: ['administrator', 'coordinator'],
    LeavePartner: ['administrator', 'coordinator'],
    ReadmitPartner: ['administrator', 'coordinator'],
  },
  initial: { phase: 'absent' },

  decide(partner, command, { facts, id }) {
    if (command.type === 'AdmitPartner') {
      // One that left is readmitted: the same organisation goes on under the same id.
      if (partner.phase !== 'absent') return refuse(partner.phase === 'left' ? 'PARTNER_LEFT' : 'PARTNER_EXISTS');
      return wrongStanding(command.data, facts, id) ?? [{ type: 'PartnerAdmitted', data: command.data }];
    }
    if (partner.phase === 'absent') return refuse('PARTNER_NOT_FOUND');
    if (command.type === 'ReadmitPartner')
      return partner.phase === 'left' ? [{ type: 'PartnerReadmitted', data: command.data }] : refuse('PARTNER_HERE');
    if (partner.phase === 'left') return refuse('PARTNER_LEFT');
    switch (command.type) {
      case 'RenamePartner':
        return sameText(command.data.name, partner.name)
          ? refuse('PARTNER_UNCHANGED', 'name')
          : [{ type: 'PartnerRenamed', data: command.data }];
      case 'RevisePartner': {
        const { kind, place, demonstration, observer } = command.data;
        if (sameData({ kind, place, demonstration, observer }, partner.standing)) return refuse('PARTNER_UNCHANGED');
        return wrongStanding(command.data, facts, id) ?? [{ type: 'PartnerRevised', data: command.data }];
      }
      case 'LeavePartner':
        // Without its backbone nobody could act for the collaboration any more.
        return id === facts.backbone ? refuse('PARTNER_IS_BACKBONE') : [{ type: 'PartnerLeft', data: command.data }];
    }
  },

  evolve(partner, event) {
    if (event.type === 'PartnerAdmitted') {
      const { name, ...standing } = event.data;
      return { phase: 'present', name, standing };
    }
    if (partner.phase === 'absent') return partner;
    switch (event.type) {
      case 'PartnerRenamed':
        return { ...partner, name: event.data.name };
      case 'PartnerRevised': {
        const { kind, place, demonstration, observer } = event.data;
        return { ...partner, standing: { kind, place, demonstration, observer } };
      }
      case 'PartnerLeft':
        return { ...partner, phase: 'left' };
      case 'PartnerReadmitted':
        return { ...partner, phase: 'present' };
    }
  },
};

function wrongStanding(
  { kind, place, observer }: Standing,
  facts: PartnerFacts,
  id: string,
): Refusal<PartnerRefusal> | undefined {
  if (!facts.kinds.has(kind)) return refuse('PARTNER_KIND_UNKNOWN', 'kind');
  if (place !== undefined && !facts.places.has(place)) return refuse('PARTNER_PLACE_UNKNOWN', 'place');
  // The backbone never has a voice (rule 5); calling it an observer would say something else.
  return observer && id === facts.backbone ? refuse('PARTNER_IS_BACKBONE', 'observer') : undefined;
}
