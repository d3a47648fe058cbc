import { stamp, type Recorded, type Stamp, type View } from '#decider';
import { renewed, sameData, type KeptText, type Text } from '#language';
import {
  activityEvents,
  planAfter,
  plannedOf,
  type ActivityEvent,
  type ActivityKind,
  type Audience,
  type CommitmentState,
  type PlaceState,
  type Plan,
  type Resource,
  type Rhythm,
} from './activity.ts';

/** An activity as pages show it: what, for what, who leads and who brings what. */
export interface ActivityRow extends Stamp {
  readonly id: string;
  /** Only a planned one takes anything more; a merged or superseded one goes on in its {@link survivorOf}. */
  readonly phase: 'planned' | 'ended' | 'merged' | 'superseded';
  readonly title: KeptText;
  readonly kind: ActivityKind;
  readonly targetGroup?: KeptText | undefined;
  readonly audience: readonly Audience[];
  readonly rhythm?: Rhythm | undefined;
  readonly theme?: KeptText | undefined;
  readonly goals: readonly string[];
  readonly indicators: readonly string[];
  readonly programmes: readonly string[];
  readonly lead: string;
  /** A lead or contributor that has not accepted yet is shown as proposed (rule 34). */
  readonly leadCommitment: CommitmentState;
  readonly leadBrings?: Text | undefined;
  readonly leadResources?: readonly Resource[] | undefined;
  /** Who shall lead next, while it has not answered. */
  readonly successor?: Plan['successor'];
  readonly contributors: readonly ActivityContributor[];
  /** Every part anybody has ever had in it, with its story: those declined, withdrawn and released too (rule 35). */
  readonly commitments: readonly CommitmentRow[];
  /** Partners that have withdrawn, oldest first. */
  readonly left: readonly { readonly partner: string; readonly at: string; readonly reason: Text }[];
  readonly plannedAt: string;
  /** Why it ended, was merged or was superseded. */
  readonly endedBecause?: Text | undefined;
  readonly endedAt?: string | undefined;
  /** The activity it was merged into or superseded by, as it was said: see {@link survivorOf}. */
  readonly survivor?: string | undefined;
}

export interface ActivityContributor {
  readonly partner: string;
  readonly brings: Text;
  readonly resources?: readonly Resource[] | undefined;
  readonly commitment: CommitmentState;
  readonly answerBy?: string | undefined;
}

/** One partner's part in one activity: as its lead, or as one that contributes. */
export interface CommitmentRow {
  /** `<activity>/<partner>`, and `/lead` behind it for a lead. */
  readonly id: string;
  readonly activity: string;
  readonly partner: string;
  readonly role: 'lead' | 'contributor';
  readonly state: CommitmentState;
  /** When it came into this state. */
  readonly since: string;
  readonly brings?: Text | undefined;
  readonly resources?: readonly Resource[] | undefined;
  /** The day by which an answer is hoped for. */
  readonly answerBy?: string | undefined;
  /** Why: of a decline, a withdrawal, a release or a proposed hand-over. */
  readonly reason?: Text | undefined;
  /** How it came to this, oldest first, the present state included; of very long stories the newest part. */
  readonly history: readonly CommitmentStep[];
}

export interface CommitmentStep {
  readonly state: CommitmentState;
  readonly at: string;
  /** The organisation whose act it was. */
  readonly by: string;
  readonly reason?: Text | undefined;
}

/** How much of a story a row holds: the log holds all of it. */
const mostSteps = 50;

export const activities: View<ActivityRow, typeof activityEvents> = {
  name: 'activities',
  version: 2,
  events: activityEvents,
  indexes: {
    goal: (activity) => activity.goals,
    indicator: (activity) => activity.indicators,
    programme: (activity) => activity.programmes,
    /** Its lead and its contributors, whether or not they have accepted. */
    partner: (activity) => [activity.lead, ...activity.contributors.map(({ partner }) => partner)],
    phase: (activity) => activity.phase,
    survivor: (activity) => activity.survivor,
    /** Partners whose answer it waits for. */
    asked: (activity) => partnersWith(activity, 'proposed'),
    /** Its lead, while an offer waits for the lead's answer. */
    offered: (activity) => (partnersWith(activity, 'offered').length > 0 ? activity.lead : undefined),
    /** Partners that have taken their promise back (rule 35). */
    withdrawn: (activity) => activity.commitments.flatMap((part) => (part.state === 'withdrawn' ? part.partner : [])),
    /** Every partner that ever had a part in it. */
    named: (activity) => activity.commitments.map(({ partner }) => partner),
    commitment: (activity) => tally(activity.commitments),
  },

  evolve(activity, event) {
    if (event.type === 'ActivityPlanned') {
      const { audience = [], ...plan } = planAfter(event.data, event);
      const row = { id: event.subject, ...stamp(event), ...plan, audience, commitments: [], left: [] };
      return { ...row, phase: 'planned', plannedAt: event.recordedAt, commitments: partsAfter(row, event) };
    }
    if (!activity) throw new Error(`${event.type} before ${event.subject} was planned`);
    const stamped = { ...activity, ...stamp(event) };
    if (event.type === 'ActivityPlaceStateSet') return stamped;
    const { audience = [], ...plan } = planAfter(planOf(activity), event);
    const moved = { ...stamped, ...plan, successor: plan.successor, audience };
    const next = { ...moved, commitments: partsAfter(moved, event) };
    const { recordedAt: at } = event;
    switch (event.type) {
      case 'ActivityRevised':
        return {
          ...next,
          title: renewed(activity.title, next.title),
          targetGroup: renewed(activity.targetGroup, next.targetGroup),
          theme: renewed(activity.theme, next.theme),
        };
      case 'ActivityLeft':
        return { ...next, left: [...activity.left, { ...event.data, at }] };
      case 'ActivityEnded':
        return { ...next, phase: 'ended', endedBecause: event.data.reason, endedAt: at };
      case 'ActivityMerged':
        return { ...next, phase: 'merged', endedBecause: event.data.reason, endedAt: at, survivor: event.data.into };
      case 'ActivitySuperseded':
        return { ...next, phase: 'superseded', endedBecause: event.data.reason, endedAt: at, survivor: event.data.by };
      default:
        return next;
    }
  },
};

const planOf = (row: ActivityRow): Plan => ({
  ...plannedOf({
    ...row,
    goals: [...row.goals],
    indicators: [...row.indicators],
    programmes: [...row.programmes],
    audience: [...row.audience],
    leadResources: row.leadResources && [...row.leadResources],
    contributors: row.contributors.map((one) => ({ ...one, resources: one.resources && [...one.resources] })),
  }),
  successor: row.successor,
});

type Standing = Omit<CommitmentRow, 'id' | 'activity' | 'since' | 'history'>;

/** How everybody stands by the plan. */
function standings({
  lead,
  leadCommitment,
  leadBrings,
  leadResources,
  successor,
  contributors,
}: Pick<ActivityRow, 'lead' | 'leadCommitment' | 'leadBrings' | 'leadResources' | 'successor' | 'contributors'>) {
  const standing: Standing[] = [
    { partner: lead, role: 'lead', state: leadCommitment, brings: leadBrings, resources: leadResources },
    ...contributors.map(({ partner, brings, resources, commitment, answerBy }): Standing => {
      return { partner, role: 'contributor', state: commitment, brings, resources, answerBy };
    }),
  ];
  if (successor) {
    const { partner, answerBy, reason } = successor;
    standing.push({ partner, role: 'lead', state: 'proposed', answerBy, reason });
  }
  return standing;
}

/** The commitments after an event: those it changed get a step, and those it ended are kept. */
function partsAfter(
  row: Pick<ActivityRow, 'id' | 'commitments'> & Parameters<typeof standings>[0],
  event: Recorded<ActivityEvent>,
): readonly CommitmentRow[] {
  const now = new Map(standings(row).map((standing) => [keyOf(row.id, standing), standing]));
  const kept = row.commitments.map((part) => {
    const standing = now.get(part.id);
    now.delete(part.id);
    if (standing) return stepped(part, standing, event);
    return isOver(part.state) ? part : stepped(part, { ...part, state: endOf(part.state, event) }, event);
  });
  const added = Array.from(now, ([id, standing]) => stepped({ id, activity: row.id, history: [] }, standing, event));
  return [...kept, ...added];
}

const keyOf = (activity: string, { partner, role }: Pick<CommitmentRow, 'partner' | 'role'>): string =>
  `${activity}/${partner}${role === 'lead' ? '/lead' : ''}`;

const isOver = (state: CommitmentState): boolean =>
  state === 'declined' || state === 'withdrawn' || state === 'released';

/** What became of a part that is no longer in the plan. */
function endOf(state: CommitmentState, event: ActivityEvent): CommitmentState {
  switch (event.type) {
    case 'ActivityDeclined':
    case 'OfferDeclined':
    case 'LeadDeclined':
      return 'declined';
    case 'ActivityLeft':
      // Before declining was an act of its own, who had only been asked left as well.
      return state === 'proposed' ? 'declined' : 'withdrawn';
    default:
      return 'released';
  }
}

function stepped(
  part: Pick<CommitmentRow, 'id' | 'activity' | 'history'> & Partial<CommitmentRow>,
  { partner, role, state, brings, resources, answerBy, reason: asked }: Standing,
  event: Recorded<ActivityEvent>,
): CommitmentRow {
  const { id, activity } = part;
  const open = state === 'proposed' || state === 'offered';
  const same = part.state === state && sameData([part.brings, part.resources], [brings, resources]);
  if (same && part.since !== undefined)
    return {
      id,
      activity,
      partner,
      role,
      state,
      since: part.since,
      brings,
      resources,
      answerBy,
      reason: part.reason,
      history: part.history,
    };
  const given = 'reason' in event.data ? event.data.reason : undefined;
  const reason = open ? asked : isOver(state) ? given : undefined;
  const step: CommitmentStep = { state, at: event.recordedAt, by: event.organisation, ...(reason && { reason }) };
  return {
    id,
    activity,
    partner,
    role,
    state,
    since: part.state === state && part.since !== undefined ? part.since : event.recordedAt,
    brings,
    resources,
    answerBy: open ? answerBy : undefined,
    reason,
    history: [...part.history, step].slice(-mostSteps),
  };
}

const partnersWith = ({ phase, commitments }: ActivityRow, state: CommitmentState): readonly string[] =>
  phase === 'planned' ? commitments.flatMap((part) => (part.state === state ? part.partner : [])) : [];

/** Waits for an answer after the day it was hoped for by. `day` is the day judged by: today, or the as-of day (rule 46). */
export const isAnswerLate = ({ state, answerBy }: Pick<CommitmentRow, 'state' | 'answerBy'>, day: string): boolean =>
  state === 'proposed' && answerBy !== undefined && answerBy < day;

/** Keys by which commitments are counted though a row holds many: `committed/1`, `committed/2` … for as many as it has. */
function tally(commitments: readonly CommitmentRow[]): readonly string[] {
  const counted = new Map<CommitmentState, number>();
  return commitments.map(({ state }) => {
    const number = (counted.get(state) ?? 0) + 1;
    counted.set(state, number);
    return `${state}/${number}`;
  });
}

/** How many commitments are in a state, over all activities: asks for the counts the index keeps, and gathers nothing. */
export function countCommitments(count: (key: string) => number, state: CommitmentState): number {
  let total = 0;
  for (let number = 1; ; number++) {
    const rows = count(`${state}/${number}`);
    if (rows === 0) return total;
    total += rows;
  }
}

/** Where an activity goes on: the end of what it points to, itself when it was neither merged nor superseded (rule 38). */
export function survivorOf(get: (id: string) => ActivityRow | undefined, id: string): ActivityRow | undefined {
  const seen = new Set<string>();
  let row = get(id);
  // Two activities merged into each other in the same moment would point round in a ring.
  while (row?.survivor !== undefined && !seen.has(row.id)) {
    seen.add(row.id);
    row = get(row.survivor) ?? row;
  }
  return row;
}

/** All that goes on in an activity: what was merged into it, what had been merged into that, and so on, nearest first. */
export function absorbedBy(pointingTo: (id: string) => readonly ActivityRow[], id: string): readonly ActivityRow[] {
  const found = new Map<string, ActivityRow>();
  const asked = [id];
  for (const survivor of asked)
    for (const row of pointingTo(survivor))
      if (row.id !== id && !found.has(row.id)) {
        found.set(row.id, row);
        asked.push(row.id);
      }
  return [...found.values()];
}

/** One cell of the place × activity matrix of a year. */
export interface PlaceStateRow extends Stamp {
  /** `<place>/<year>/<activity>` */
  readonly id: string;
  readonly place: string;
  readonly year: number;
  readonly activity: string;
  readonly state: PlaceState;
  readonly detail?: KeptText | undefined;
  /** What is still open, in words. */
  readonly uncertain?: KeptText | undefined;
  readonly venue?: KeptText | undefined;
  /** How often it has been told, the present state included. */
  readonly told: number;
  /** The organisation that told it last. */
  readonly toldBy: string;
  /** What was told before, oldest first; of what was told very often the newest part. */
  readonly earlier: readonly PlaceStateTold[];
}

export interface PlaceStateTold {
  readonly state: PlaceState;
  readonly detail?: Text | undefined;
  readonly uncertain?: Text | undefined;
  readonly venue?: Text | undefined;
  readonly at: string;
  readonly by: string;
}

/** How many earlier states a cell holds. */
const mostEarlier = 20;

export const placeStateKey = (place: string, year: number, activity: string): string =>
  `${place}/${String(year)}/${activity}`;

const placeStateEvents = { ActivityPlaceStateSet: activityEvents.ActivityPlaceStateSet };
const cellOf = ({ subject, data }: Recorded<Extract<ActivityEvent, { type: 'ActivityPlaceStateSet' }>>): string =>
  placeStateKey(data.place, data.year, subject);

export const placeStates: View<PlaceStateRow, typeof placeStateEvents> = {
  name: 'placeStates',
  version: 2,
  events: placeStateEvents,
  key: cellOf,
  indexes: { year: (row) => String(row.year), place: (row) => row.place, activity: (row) => row.activity },

  evolve(row, event) {
    const { place, year, state, detail, uncertain, venue } = event.data;
    return {
      id: cellOf(event),
      ...stamp(event),
      place,
      year,
      activity: event.subject,
      state,
      detail: renewed(row?.detail, detail),
      uncertain: renewed(row?.uncertain, uncertain),
      venue: renewed(row?.venue, venue),
      told: (row?.told ?? 0) + 1,
      toldBy: event.organisation,
      earlier: row
        ? [
            ...row.earlier,
            {
              state: row.state,
              detail: row.detail,
              uncertain: row.uncertain,
              venue: row.venue,
              at: row.changedAt,
              by: row.toldBy,
            },
          ].slice(-mostEarlier)
        : [],
    };
  },
};

/** Something is there or is being brought about: what counts as covered. What is tentative is not counted out (rule 37). */
export const isUnderWay = ({ state }: Pick<PlaceStateRow, 'state'>): boolean =>
  state !== 'none_yet' && state !== 'ended';
