import { stamp, type Stamp, type View } from '#decider';
import { renewed, type KeptText, type Text } from '#language';
import { teamEvents, type teamKinds } from './team.ts';

/** A team, disbanded ones included. */
export interface TeamRow extends Stamp {
  readonly id: string;
  readonly name: KeptText;
  readonly kind: (typeof teamKinds)[number];
  readonly partner: string;
  readonly places: readonly string[];
  /** Organisations that belong to it, beside the one that calls it together. */
  readonly partners: readonly string[];
  readonly purpose?: KeptText | undefined;
  readonly members?: KeptText | undefined;
  readonly rhythm?: KeptText | undefined;
  readonly formedAt: string;
  readonly disbandedAt?: string | undefined;
  readonly disbandedBecause?: Text | undefined;
}

export const teams: View<TeamRow, typeof teamEvents> = {
  name: 'teams',
  version: 2,
  events: teamEvents,
  indexes: {
    place: (team) => team.places,
    partner: (team) => team.partner,
    /** Whose team it is, the convener's as well; only while it works. */
    member: (team) => (team.disbandedAt === undefined ? [...new Set([team.partner, ...team.partners])] : []),
    kind: (team) => team.kind,
  },

  evolve(team, event) {
    if (event.type === 'TeamFormed')
      return {
        id: event.subject,
        ...stamp(event),
        ...event.data,
        partners: event.data.partners ?? [],
        formedAt: event.recordedAt,
      };
    if (!team) throw new Error(`${event.type} before ${event.subject} was formed`);
    switch (event.type) {
      case 'TeamRevised':
        // All of it is said anew: what is not said is gone.
        return {
          id: team.id,
          ...stamp(event),
          ...event.data,
          partners: event.data.partners ?? [],
          name: renewed(team.name, event.data.name),
          purpose: event.data.purpose && renewed(team.purpose, event.data.purpose),
          members: event.data.members && renewed(team.members, event.data.members),
          rhythm: event.data.rhythm && renewed(team.rhythm, event.data.rhythm),
          formedAt: team.formedAt,
        };
      case 'TeamDisbanded':
        return { ...team, ...stamp(event), disbandedAt: event.recordedAt, disbandedBecause: event.data.reason };
    }
  },
};
