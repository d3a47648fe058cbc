import { stamp, type Recorded, type Stamp, type View } from '#decider';
import { renewed, type Text } from '#language';
import { agreementEvents, termsOf, type AgreementEvent, type Terms } from './agreement.ts';

/** A data-sharing agreement: the terms that stand, the ones that wait for signatures, and the earlier ones. */
export interface AgreementRow extends Stamp {
  readonly id: string;
  readonly demonstration: boolean;
  readonly draftedBy: string;
  readonly draftedAt: string;
  /** Terms that all their parties have signed. */
  readonly standing?: AgreementVersionRow | undefined;
  /** Terms that wait for signatures. */
  readonly proposed?: AgreementVersionRow | undefined;
  /** Terms that others took the place of, oldest first; some were never signed by all. */
  readonly earlier: readonly AgreementVersionRow[];
  readonly ended?: { readonly at: string; readonly by: string; readonly because: Text } | undefined;
}

export interface AgreementVersionRow extends Terms {
  readonly agreementVersion: number;
  /** When it was put forward. */
  readonly at: string;
  /** Why the terms before were to change. */
  readonly reason?: Text | undefined;
  readonly signatures: readonly AgreementSignature[];
  /** When the last party signed. */
  readonly concludedAt?: string | undefined;
}

export interface AgreementSignature {
  readonly partner: string;
  readonly person: string;
  readonly mandate?: string | undefined;
  readonly at: string;
}

export const agreements: View<AgreementRow, typeof agreementEvents> = {
  name: 'agreements',
  version: 1,
  events: agreementEvents,
  indexes: {
    party: (row) => [...new Set([...(row.standing?.parties ?? []), ...(row.proposed?.parties ?? [])])],
    /** Parties whose signature is waited for. */
    unsigned: (row) => (row.ended ? undefined : row.proposed && unsignedOf(row.proposed)),
  },

  evolve(row, event) {
    if (event.type === 'AgreementDrafted')
      return {
        id: event.subject,
        ...stamp(event),
        demonstration: event.data.demonstration,
        draftedBy: event.data.draftedBy,
        draftedAt: event.recordedAt,
        proposed: versionOf(event, event.data, 1),
        earlier: [],
      };
    if (!row) throw new Error(`${event.type} before ${event.subject} was drafted`);
    const next = { ...row, ...stamp(event) };
    const { standing, proposed } = row;
    switch (event.type) {
      case 'AgreementSigned': {
        const { actor: person, mandate, recordedAt: at } = event;
        const signature = { partner: event.data.partner, person, mandate, at };
        return { ...next, proposed: proposed && { ...proposed, signatures: [...proposed.signatures, signature] } };
      }
      case 'AgreementConcluded':
        return {
          ...next,
          standing: proposed && { ...proposed, concludedAt: event.recordedAt },
          proposed: undefined,
          earlier: standing ? [...row.earlier, standing] : row.earlier,
        };
      case 'AgreementAmended': {
        const { agreementVersion, reason, title, purpose } = event.data;
        const before = proposed ?? standing;
        const version = {
          ...versionOf(event, event.data, agreementVersion),
          title: renewed(before?.title, title),
          purpose: renewed(before?.purpose, purpose),
          reason,
        };
        return { ...next, proposed: version, earlier: proposed ? [...row.earlier, proposed] : row.earlier };
      }
      case 'AgreementEnded':
        return { ...next, ended: { at: event.recordedAt, by: event.data.endedBy, because: event.data.reason } };
    }
  },
};

const versionOf = (
  { recordedAt: at }: Recorded<AgreementEvent>,
  terms: Terms,
  agreementVersion: number,
): AgreementVersionRow => ({ ...termsOf(terms), agreementVersion, at, signatures: [] });

/** Parties that have not signed. */
export const unsignedOf = ({ parties, signatures }: AgreementVersionRow): readonly string[] => {
  const signed = new Set(signatures.map(({ partner }) => partner));
  return parties.filter((party) => !signed.has(party));
};

/** Where an agreement stands on a day: nothing is shared but under one that is in force. */
export type AgreementPhase = 'proposed' | 'coming' | 'in_force' | 'expired' | 'ended';

export function phaseOn({ standing, ended }: AgreementRow, day: string): AgreementPhase {
  if (ended) return 'ended';
  if (!standing) return 'proposed';
  if (day < standing.from) return 'coming';
  return standing.to !== undefined && standing.to < day ? 'expired' : 'in_force';
}
