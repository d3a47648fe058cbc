import { stamp, type Stamp, type View } from '#decider';
import { renewed, type KeptText, type Text } from '#language';
import { partnerEvents } from './partner.ts';

/** An organisation of the collaboration, those that have left included. */
export interface PartnerRow extends Stamp {
  readonly id: string;
  readonly name: KeptText;
  readonly kind: string;
  readonly place?: string | undefined;
  readonly demonstration: boolean;
  readonly observer: boolean;
  readonly admittedAt: string;
  /** Place in the log where it came, or came back: mandates granted before that are in force no more. */
  readonly since: string;
  readonly leftAt?: string | undefined;
  readonly leftBecause?: Text | undefined;
  /** Earlier times it took part, oldest first. */
  readonly stays: readonly { readonly from: string; readonly to: string; readonly because: Text }[];
}

export const partners: View<PartnerRow, typeof partnerEvents> = {
  name: 'partners',
  version: 2,
  events: partnerEvents,
  indexes: { kind: (partner) => partner.kind, place: (partner) => partner.place },

  evolve(partner, event) {
    if (event.type === 'PartnerAdmitted')
      return {
        id: event.subject,
        ...stamp(event),
        ...event.data,
        admittedAt: event.recordedAt,
        since: event.position,
        stays: [],
      };
    if (!partner) throw new Error(`${event.type} before ${event.subject} was admitted`);
    const next = { ...partner, ...stamp(event) };
    switch (event.type) {
      case 'PartnerRenamed':
        return { ...next, name: renewed(partner.name, event.data.name) };
      case 'PartnerRevised': {
        const { kind, place, demonstration, observer } = event.data;
        return { ...next, kind, place, demonstration, observer };
      }
      case 'PartnerLeft':
        return { ...next, leftAt: event.recordedAt, leftBecause: event.data.reason };
      case 'PartnerReadmitted': {
        const { admittedAt: from, leftAt: to = from, leftBecause: because = event.data.reason } = partner;
        return {
          ...next,
          admittedAt: event.recordedAt,
          since: event.position,
          leftAt: undefined,
          leftBecause: undefined,
          stays: [...partner.stays, { from, to, because }],
        };
      }
    }
  },
};

/**
 * Organisations with a voice in what is agreed: present, no observers, and never the backbone (rules 3, 5).
 * Their number is the electorate of a quorum.
 */
export const voters = (partners: Iterable<PartnerRow>, backbone: string | undefined): ReadonlySet<string> =>
  new Set(
    [...partners]
      .filter(({ id, observer, leftAt }) => !observer && leftAt === undefined && id !== backbone)
      .map(({ id }) => id),
  );
