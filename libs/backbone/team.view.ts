import { stamp, type Stamp, type View } from '#decider';
import type { Text } from '#language';
import { teamEvents, type teamKinds } from './team.ts';

/** A team, disbanded ones included. */
export interface TeamRow extends Stamp {
  readonly id: string;
  readonly name: Text;
  readonly kind: (typeof teamKinds)[number];
  readonly partner: string;
  readonly places: readonly string[];
  readonly members?: Text | undefined;
  readonly rhythm?: Text | undefined;
  readonly formedAt: string;
  readonly disbandedAt?: string | undefined;
  readonly disbandedBecause?: Text | undefined;
}

export const teams: View<TeamRow, typeof teamEvents> = {
  name: 'teams',
  version: 1,
  events: teamEvents,
  indexes: { place: (team) => team.places, partner: (team) => team.partner, kind: (team) => team.kind },

  evolve(team, event) {
    if (event.type === 'TeamFormed')
      return { id: event.subject, ...stamp(event), ...event.data, formedAt: event.recordedAt };
    if (!team) throw new Error(`${event.type} before ${event.subject} was formed`);
    switch (event.type) {
      case 'TeamRevised':
        // All of it is said anew: what is not said is gone.
        return { id: team.id, ...stamp(event), ...event.data, formedAt: team.formedAt };
      case 'TeamDisbanded':
        return { ...team, ...stamp(event), disbandedAt: event.recordedAt, disbandedBecause: event.data.reason };
    }
  },
};
