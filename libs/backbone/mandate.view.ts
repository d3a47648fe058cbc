import { stamp, type Mandate, type Stamp, type View } from '#decider';
import type { Text } from '#language';
import { collaborationEvents } from './collaboration.ts';
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
  /** Place in the log where it was granted. */
  readonly grantedPosition: string;
  /** When, by whom and for which organisation it was last said to be still needed; none: not since it was granted. */
  readonly confirmedAt?: string | undefined;
  readonly confirmedBy?: string | undefined;
  readonly revokedAt?: string | undefined;
  readonly revokedBecause?: Text | undefined;
  readonly revokedBy?: string | undefined;
  readonly revokedUnder?: string | undefined;
}

/** Mandates end in their own stream, those of administrators without an end in that of the settings. */
const events = { ...mandateEvents, AdministratorDismissed: collaborationEvents.AdministratorDismissed };

export const mandates: View<MandateRow, typeof events> = {
  name: 'mandates',
  version: 3,
  events,
  key: (event) => (event.type === 'AdministratorDismissed' ? event.data.mandate : event.subject),
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
        grantedPosition: event.position,
      };
    if (!mandate) throw new Error(`${event.type} before ${event.subject} was granted`);
    const next = { ...mandate, ...stamp(event) };
    switch (event.type) {
      case 'MandateEndSet':
        return { ...next, to: event.data.to };
      case 'MandateConfirmed':
        return { ...next, confirmedAt: at, confirmedBy: by };
      case 'MandateRevoked':
      case 'AdministratorDismissed':
        return {
          ...next,
          // What expectedVersion is compared with is the mandate's own stream.
          revision: event.type === 'MandateRevoked' ? event.revision : mandate.revision,
          revokedAt: at,
          revokedBecause: event.data.reason,
          revokedBy: by,
          revokedUnder: under,
        };
    }
  },
};

/** The last day on which a mandate counts as confirmed: so many months after it was granted or last confirmed. */
export function confirmedUntil(
  { grantedAt, confirmedAt = grantedAt }: Pick<MandateRow, 'grantedAt' | 'confirmedAt'>,
  afterMonths: number,
  dayOf: (instant: string) => string,
): string {
  const [year = 0, month = 1, day = 1] = dayOf(confirmedAt).split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + afterMonths, 0));
  lastOfMonth.setUTCDate(Math.min(day, lastOfMonth.getUTCDate()));
  return lastOfMonth.toISOString().slice(0, 10);
}

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
