import { stamp, type Stamp, type View } from '#decider';
import type { Language, Quorum, Text } from '#language';
import { collaborationEvents, type ConditionLabels, type PartnerKind, type Place } from './collaboration.ts';

/** The collaboration's settings as they stand. */
export interface CollaborationRow extends Stamp {
  readonly id: string;
  readonly name: Text;
  /** The first one is the main one. */
  readonly languages: readonly Language[];
  readonly places: readonly Place[];
  readonly labels: ConditionLabels;
  /** Kinds beyond the built-in ones. */
  readonly partnerKinds: readonly PartnerKind[];
  readonly quorum: Quorum;
  /** When the quorum rule was last set. */
  readonly quorumSince: string;
  readonly timeZone: string;
  /** Id of the organisation that holds the collaboration together. */
  readonly backbone: string;
  /** Who opened it: acts as administrator until the first one is appointed. */
  readonly founder: string;
  readonly openedAt: string;
}

export const collaborations: View<CollaborationRow, typeof collaborationEvents> = {
  name: 'collaborations',
  version: 1,
  events: collaborationEvents,

  evolve(collaboration, event) {
    if (event.type === 'CollaborationOpened')
      return {
        id: event.subject,
        ...stamp(event),
        ...event.data,
        quorumSince: event.recordedAt,
        founder: event.actor,
        openedAt: event.recordedAt,
      };
    if (!collaboration) throw new Error(`${event.type} before ${event.subject} was opened`);
    const next = { ...collaboration, ...stamp(event) };
    switch (event.type) {
      case 'CollaborationRenamed':
      case 'PlacesListed':
      case 'PartnerKindsListed':
      case 'ConditionsLabelled':
        return { ...next, ...event.data };
      case 'QuorumSet':
        return { ...next, quorum: event.data.quorum, quorumSince: event.recordedAt };
    }
  },
};

/** The places that exist in a year, in the collaboration's own order. */
export const placesIn = (places: readonly Place[], year: number): readonly Place[] =>
  places.filter(({ from, to }) => from <= year && (to === undefined || year <= to));
