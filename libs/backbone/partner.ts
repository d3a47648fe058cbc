import { refuse, type Decider, type MessageOf } from '#decider';
import { PlaceCode, Reason, Text, sameText } from '#language';
import { z } from 'zod';

/** The kinds of organisation every collaboration knows; it may add its own (see collaboration.ts). */
export const builtInPartnerKinds = ['county', 'municipality', 'ngo', 'parish', 'company', 'school', 'state'] as const;

/** A kind's short name in lower case, `regionalcouncil`. */
export const PartnerKindId = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'PARTNER_KIND_MALFORMED');

export const partnerCommands = {
  AdmitPartner: z.object({
    name: Text,
    kind: PartnerKindId,
    /** The one place it belongs to, when it belongs to one. */
    place: PlaceCode.optional(),
    /** Made up to show the software: pages say so. */
    demonstration: z.boolean().default(false),
    /** Takes part without a voice in what is agreed (rule 3). */
    observer: z.boolean().default(false),
  }),
  RenamePartner: z.object({ name: Text }),
  /** The organisation leaves the collaboration; what it did stays. */
  LeavePartner: z.object({ reason: Reason }),
};

export const partnerEvents = {
  PartnerAdmitted: z.object({
    name: Text,
    kind: PartnerKindId,
    place: PlaceCode.optional(),
    demonstration: z.boolean(),
    observer: z.boolean(),
  }),
  PartnerRenamed: z.object({ name: Text }),
  PartnerLeft: z.object({ reason: Reason }),
};

export type PartnerCommand = MessageOf<typeof partnerCommands>;
export type PartnerEvent = MessageOf<typeof partnerEvents>;

export type PartnerRefusal =
  | 'PARTNER_EXISTS'
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

type Partner = { readonly phase: 'absent' } | { readonly phase: 'present' | 'left'; readonly name: Text };

/** An organisation that takes part: equal to the others, and the one that mandates speak for. */
export const partner: Decider<Partner, PartnerCommand, PartnerEvent, PartnerRefusal, PartnerFacts> = {
  prefix: 'partner_',
  commands: partnerCommands,
  events: partnerEvents,
  roles: {
    AdmitPartner: ['administrator', 'coordinator'],
    RenamePartner: ['administrator', 'coordinator'],
    LeavePartner: ['administrator', 'coordinator'],
  },
  initial: { phase: 'absent' },

  decide(partner, command, { facts, id }) {
    if (command.type === 'AdmitPartner') {
      // One that left comes back under a new id, or its old mandates would wake up with it.
      if (partner.phase !== 'absent') return refuse(partner.phase === 'left' ? 'PARTNER_LEFT' : 'PARTNER_EXISTS');
      const { kind, place, observer } = command.data;
      if (!facts.kinds.has(kind)) return refuse('PARTNER_KIND_UNKNOWN', 'kind');
      if (place !== undefined && !facts.places.has(place)) return refuse('PARTNER_PLACE_UNKNOWN', 'place');
      // The backbone never has a voice (rule 5); calling it an observer would say something else.
      if (observer && id === facts.backbone) return refuse('PARTNER_IS_BACKBONE', 'observer');
      return [{ type: 'PartnerAdmitted', data: command.data }];
    }
    if (partner.phase === 'absent') return refuse('PARTNER_NOT_FOUND');
    if (partner.phase === 'left') return refuse('PARTNER_LEFT');
    switch (command.type) {
      case 'RenamePartner':
        return sameText(command.data.name, partner.name)
          ? refuse('PARTNER_UNCHANGED', 'name')
          : [{ type: 'PartnerRenamed', data: command.data }];
      case 'LeavePartner':
        // Without its backbone nobody could act for the collaboration any more.
        return id === facts.backbone ? refuse('PARTNER_IS_BACKBONE') : [{ type: 'PartnerLeft', data: command.data }];
    }
  },

  evolve(partner, event) {
    if (event.type === 'PartnerAdmitted') return { phase: 'present', name: event.data.name };
    if (partner.phase === 'absent') return partner;
    switch (event.type) {
      case 'PartnerRenamed':
        return { ...partner, name: event.data.name };
      case 'PartnerLeft':
        return { ...partner, phase: 'left' };
    }
  },
};
