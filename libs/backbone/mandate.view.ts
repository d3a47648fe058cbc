import { stamp, type Mandate, type Stamp, type View } from '#decider';
import type { Text } from '#language';
import type { CollaborationRow } from './collaboration.view.ts';
import { foundersMandate, mandateEvents, type Grant } from './mandate.ts';

/** A mandate as it was granted, and what became of it. */
export interface MandateRow extends Stamp, Grant {
  readonly id: string;
  readonly demonstration: boolean;
  readonly grantedAt: string;
  /** Who granted it, under which mandate of their own; the founder's acts have theirs by having opened it all. */
  readonly grantedBy: string;
  readonly grantedUnder?: string | undefined;
  readonly revokedAt?: string | undefined;
  readonly revokedBecause?: Text | undefined;
  readonly revokedBy?: string | undefined;
  readonly revokedUnder?: string | undefined;
}

export const mandates: View<MandateRow, typeof mandateEvents> = {
  name: 'mandates',
  version: 2,
  events: mandateEvents,
  indexes: {
    person: (mandate) => mandate.person,
    partner: (mandate) => mandate.partner,
    role: (mandate) => mandate.role,
    indicator: (mandate) => mandate.indicator,
  },

  evolve(mandate, event) {
    const { recordedAt: at, actor: by, mandate: under } = event;
    if (event.type === 'MandateGranted')
      return {
        id: event.subject,
        ...stamp(event),
        ...event.data,
        grantedAt: at,
        grantedBy: by,
        grantedUnder: under,
      };
    if (!mandate) throw new Error(`${event.type} before ${event.subject} was granted`);
    return {
      ...mandate,
      ...stamp(event),
      revokedAt: at,
      revokedBecause: event.data.reason,
      revokedBy: by,
      revokedUnder: under,
    };
  },
};

/**
 * The mandates in force on a calendar day of the collaboration, first and last day counted in. A revoked one
 * is in force on no day from then on: ask a past world what was in force before.
 */
export const mandatesInForce = (rows: Iterable<MandateRow>, day: string): readonly MandateRow[] =>
  [...rows].filter(
    ({ from, to, revokedAt }) => revokedAt === undefined && from <= day && (to === undefined || day <= to),
  );

/**
 * What the founder may do before there is an administrator: the collaboration has to be able to admit its
 * backbone and appoint the first one. It lapses for good on the day the first administrator's mandate begins.
 */
export function foundingMandate(
  { founder, backbone }: Pick<CollaborationRow, 'founder' | 'backbone'>,
  administrators: readonly MandateRow[],
  person: string,
  day: string,
): Mandate | undefined {
  // Revoked ones count too: who lost the right does not get it back by another road.
  const begun = administrators.some(({ from }) => from <= day);
  return person === founder && !begun ? { id: foundersMandate, role: 'administrator', partner: backbone } : undefined;
}
