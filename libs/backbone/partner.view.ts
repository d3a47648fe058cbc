import { stamp, type Stamp, type View } from '#decider';
import type { Text } from '#language';
import { partnerEvents } from './partner.ts';

/** An organisation of the collaboration, those that have left included. */
export interface PartnerRow extends Stamp {
  readonly id: string;
  readonly name: Text;
  readonly kind: string;
  readonly place?: string | undefined;
  readonly demonstration: boolean;
  readonly observer: boolean;
  readonly admittedAt: string;
  readonly leftAt?: string | undefined;
  readonly leftBecause?: Text | undefined;
}

export const partners: View<PartnerRow, typeof partnerEvents> = {
  name: 'partners',
  version: 1,
  events: partnerEvents,
  indexes: { kind: (partner) => partner.kind, place: (partner) => partner.place },

  evolve(partner, event) {
    if (event.type === 'PartnerAdmitted')
      return { id: event.subject, ...stamp(event), ...event.data, admittedAt: event.recordedAt };
    if (!partner) throw new Error(`${event.type} before ${event.subject} was admitted`);
    const next = { ...partner, ...stamp(event) };
    switch (event.type) {
      case 'PartnerRenamed':
        return { ...next, name: event.data.name };
      case 'PartnerLeft':
        return { ...next, leftAt: event.recordedAt, leftBecause: event.data.reason };
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
