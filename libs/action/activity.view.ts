import { stamp, type Recorded, type Stamp, type View } from '#decider';
import type { Text } from '#language';
import {
  activityEvents,
  plannedOf,
  withPartner,
  type ActivityEvent,
  type ActivityKind,
  type Commitment,
  type PlaceState,
} from './activity.ts';

/** An activity as pages show it: what, for what, who leads and who brings what. */
export interface ActivityRow extends Stamp {
  readonly id: string;
  readonly phase: 'planned' | 'ended';
  readonly title: Text;
  readonly kind: ActivityKind;
  readonly targetGroup?: Text | undefined;
  readonly goals: readonly string[];
  readonly indicators: readonly string[];
  readonly programmes: readonly string[];
  readonly lead: string;
  /** A lead or contributor that has not accepted yet is shown as proposed (rule 34). */
  readonly leadCommitment: Commitment;
  readonly contributors: readonly ActivityContributor[];
  /** Partners that have withdrawn, oldest first. */
  readonly left: readonly { readonly partner: string; readonly at: string; readonly reason: Text }[];
  readonly plannedAt: string;
  readonly endedBecause?: Text | undefined;
}

export interface ActivityContributor {
  readonly partner: string;
  readonly brings: Text;
  readonly commitment: Commitment;
}

export const activities: View<ActivityRow, typeof activityEvents> = {
  name: 'activities',
  version: 1,
  events: activityEvents,
  indexes: {
    goal: (activity) => activity.goals,
    indicator: (activity) => activity.indicators,
    programme: (activity) => activity.programmes,
    partner: (activity) => [activity.lead, ...activity.contributors.map(({ partner }) => partner)],
  },

  evolve(activity, event) {
    if (event.type === 'ActivityPlanned') {
      return {
        id: event.subject,
        ...stamp(event),
        phase: 'planned',
        ...plannedOf(event.data),
        left: [],
        plannedAt: event.recordedAt,
      };
    }
    if (!activity) throw new Error(`${event.type} before ${event.subject} was planned`);
    const next = { ...activity, ...stamp(event) };
    switch (event.type) {
      case 'ActivityRevised':
        return { ...next, ...plannedOf(event.data) };
      case 'ActivityPlaceStateSet':
        return next;
      case 'ActivityJoined':
        return { ...next, ...withPartner({ ...activity, contributors: [...activity.contributors] }, event.data) };
      case 'ActivityLeft': {
        const { partner, reason } = event.data;
        return {
          ...next,
          contributors: activity.contributors.filter((contributor) => contributor.partner !== partner),
          left: [...activity.left, { partner, at: event.recordedAt, reason }],
        };
      }
      case 'ActivityEnded':
        return { ...next, phase: 'ended', endedBecause: event.data.reason };
    }
  },
};

/** One cell of the place × activity matrix of a year. */
export interface PlaceStateRow extends Stamp {
  /** `<place>/<year>/<activity>` */
  readonly id: string;
  readonly place: string;
  readonly year: number;
  readonly activity: string;
  readonly state: PlaceState;
  readonly detail?: Text | undefined;
  /** What is still open, in words. */
  readonly uncertain?: Text | undefined;
  /** How often it has been told, the present state included. */
  readonly told: number;
  /** The organisation that told it last. */
  readonly toldBy: string;
}

export const placeStateKey = (place: string, year: number, activity: string): string =>
  `${place}/${String(year)}/${activity}`;

const placeStateEvents = { ActivityPlaceStateSet: activityEvents.ActivityPlaceStateSet };
const keyOf = ({ subject, data }: Recorded<Extract<ActivityEvent, { type: 'ActivityPlaceStateSet' }>>): string =>
  placeStateKey(data.place, data.year, subject);

export const placeStates: View<PlaceStateRow, typeof placeStateEvents> = {
  name: 'placeStates',
  version: 1,
  events: placeStateEvents,
  key: keyOf,
  indexes: { year: (row) => String(row.year), place: (row) => row.place, activity: (row) => row.activity },

  evolve(row, event) {
    const { place, year, state, detail, uncertain } = event.data;
    const activity = event.subject;
    const told = (row?.told ?? 0) + 1;
    const toldBy = event.organisation;
    return { id: keyOf(event), ...stamp(event), place, year, activity, state, detail, uncertain, told, toldBy };
  },
};
