import { refuse, type Authorised, type Decider, type MessageOf, type Refusal } from '#decider';
import {
  GoalId,
  IndicatorId,
  PartnerId,
  PlaceCode,
  ProgrammeId,
  Reason,
  Text,
  Year,
  sameData,
  sameMeaning,
  sameText,
} from '#language';
import { z } from 'zod';

export const ActivityKind = z
  .enum(['event_series', 'reception', 'service', 'training', 'campaign', 'network', 'other'])
  .meta({ id: 'ActivityKind' });
export type ActivityKind = z.infer<typeof ActivityKind>;

/** A partner that others have named is `proposed` until it has accepted for itself (rule 34). */
export const Commitment = z.enum(['proposed', 'committed']).meta({ id: 'Commitment' });
export type Commitment = z.infer<typeof Commitment>;

/** How far an activity has come in a place in a year; what is tentative is shown as such (rule 37). */
export const PlaceState = z
  .enum(['none_yet', 'being_planned', 'meeting_agreed', 'tentative', 'planned', 'running', 'ended'])
  .meta({ id: 'PlaceStateKind' });
export type PlaceState = z.infer<typeof PlaceState>;

const matter = {
  title: Text,
  kind: ActivityKind,
  goals: z.array(GoalId).max(50).default([]),
  indicators: z.array(IndicatorId).max(50).default([]),
  programmes: z.array(ProgrammeId).max(50).default([]),
  targetGroup: Text.optional(),
};
/** What a partner brings: its own part in the common work. */
const contribution = { partner: PartnerId, brings: Text };
const Contributor = z.object({ ...contribution, commitment: Commitment });
type Contributor = z.infer<typeof Contributor>;

const plan = {
  ...matter,
  contributors: z
    .array(z.object(contribution).meta({ id: 'Contribution' }))
    .max(100)
    .default([]),
  /** Only a coordinator may propose another partner as lead; otherwise the asker's organisation leads. */
  lead: PartnerId.optional(),
};
const planned = { ...matter, lead: PartnerId, leadCommitment: Commitment, contributors: z.array(Contributor) };
type Planned = z.infer<z.ZodObject<typeof planned>>;

const placeState = {
  place: PlaceCode,
  year: Year,
  state: PlaceState,
  /** How often, where, with whom. */
  detail: Text.optional(),
  /** What is still open, in words; absent when nothing is. */
  uncertain: Text.optional(),
};

export const activityCommands = {
  PlanActivity: z.object(plan),
  /** The whole plan as it shall read from now on. */
  ReviseActivity: z.object({ ...plan, reason: Reason.optional() }),
  SetPlaceState: z.object(placeState),
  /** The asker's organisation takes part: one that was proposed accepts, with its own words if it gives any. */
  JoinActivity: z.object({ brings: Text.optional() }),
  LeaveActivity: z.object({ reason: Reason }),
  EndActivity: z.object({ reason: Reason }),
};

export const activityEvents = {
  ActivityPlanned: z.object(planned),
  ActivityRevised: z.object({ ...planned, reason: Reason.optional() }),
  ActivityPlaceStateSet: z.object(placeState),
  /** A partner has committed itself: as lead without words, as contributor with what it brings. */
  ActivityJoined: z.object({ partner: PartnerId, brings: Text.optional() }),
  ActivityLeft: z.object({ partner: PartnerId, reason: Reason }),
  ActivityEnded: z.object({ reason: Reason }),
};

export type ActivityCommand = MessageOf<typeof activityCommands>;
export type ActivityEvent = MessageOf<typeof activityEvents>;

export type ActivityRefusal =
  | 'ACTIVITY_NOT_FOUND'
  | 'ACTIVITY_EXISTS'
  | 'ACTIVITY_ENDED'
  | 'ACTIVITY_OF_ANOTHER_PARTNER'
  | 'ACTIVITY_LEAD_NOT_OWN'
  | 'ACTIVITY_PARTNER_UNKNOWN'
  | 'ACTIVITY_GOAL_UNKNOWN'
  | 'ACTIVITY_INDICATOR_UNKNOWN'
  | 'ACTIVITY_PROGRAMME_UNKNOWN'
  | 'ACTIVITY_PARTNER_TWICE'
  | 'ACTIVITY_REASON_MISSING'
  | 'ACTIVITY_UNCHANGED'
  | 'ACTIVITY_PLACE_UNKNOWN'
  | 'ACTIVITY_PLACE_NOT_OWN'
  | 'ACTIVITY_PLACE_STATE_UNCHANGED'
  | 'ACTIVITY_ALREADY_JOINED'
  | 'ACTIVITY_BRINGS_MISSING'
  | 'ACTIVITY_NOT_JOINED'
  | 'ACTIVITY_LEAD_STAYS';

export interface ActivityFacts {
  /** Which of the partners, goals, indicators and programmes the command names exist. */
  readonly known: ReadonlySet<string>;
  /** Codes of the collaboration's places. */
  readonly places: ReadonlySet<string>;
  /** The municipality whose place the command names, if it is a partner. */
  readonly municipality: string | undefined;
}

/** Only what a rule asks about. What a page shows lives in activity.view.ts. */
type Activity =
  | { readonly phase: 'absent' }
  | {
      readonly phase: 'planned' | 'ended';
      readonly plan: Planned;
      readonly places: Readonly<Record<string, Pick<ActivityPlaceState, 'state' | 'detail' | 'uncertain'>>>;
    };
type ActivityPlaceState = Extract<ActivityEvent, { type: 'ActivityPlaceStateSet' }>['data'];

export const activity: Decider<Activity, ActivityCommand, ActivityEvent, ActivityRefusal, ActivityFacts> = {
  prefix: 'activity_',
  commands: activityCommands,
  events: activityEvents,
  // A coordinator may do more than a member: who is both acts as coordinator, and the record says so.
  roles: {
    PlanActivity: ['coordinator', 'member'],
    ReviseActivity: ['coordinator', 'member'],
    SetPlaceState: ['coordinator', 'member'],
    JoinActivity: ['member', 'coordinator'],
    LeaveActivity: ['member', 'coordinator'],
    EndActivity: ['coordinator', 'member'],
  },
  initial: { phase: 'absent' },

  decide(activity, command, { asker, facts }) {
    if (command.type === 'PlanActivity') {
      if (activity.phase !== 'absent') return refuse('ACTIVITY_EXISTS');
      const lead = command.data.lead ?? asker.organisation;
      if (lead !== asker.organisation && !isCoordinator(asker)) return refuse('ACTIVITY_LEAD_NOT_OWN', 'lead');
      const wrong = wrongIn(command.data, lead, facts);
      if (wrong) return wrong;
      return [{ type: 'ActivityPlanned', data: planFrom(command.data, lead, asker.organisation) }];
    }
    if (activity.phase === 'absent') return refuse('ACTIVITY_NOT_FOUND');
    if (activity.phase === 'ended') return refuse('ACTIVITY_ENDED');
    const { plan } = activity;
    const partner = asker.organisation;
    switch (command.type) {
      case 'ReviseActivity': {
        if (partner !== plan.lead && !isCoordinator(asker)) return refuse('ACTIVITY_OF_ANOTHER_PARTNER');
        const lead = command.data.lead ?? plan.lead;
        if (lead !== plan.lead && !isCoordinator(asker)) return refuse('ACTIVITY_LEAD_NOT_OWN', 'lead');
        const wrong = wrongIn(command.data, lead, facts);
        if (wrong) return wrong;
        const next = planFrom(command.data, lead, partner, plan);
        if (sameData(next, plan)) return refuse('ACTIVITY_UNCHANGED');
        // Nobody who has committed itself is dropped without a word.
        const dropped = committedTo(plan).some((id) => !partnersIn(next).includes(id));
        const { reason } = command.data;
        if (dropped && reason === undefined) return refuse('ACTIVITY_REASON_MISSING', 'reason');
        return [{ type: 'ActivityRevised', data: { ...next, ...(reason && { reason }) } }];
      }
      case 'SetPlaceState': {
        const { place, year, ...told } = command.data;
        if (!facts.places.has(place)) return refuse('ACTIVITY_PLACE_UNKNOWN', 'place');
        const concerned = partnersIn(plan).includes(partner) || partner === facts.municipality || isCoordinator(asker);
        if (!concerned) return refuse('ACTIVITY_PLACE_NOT_OWN', 'place');
        const known = activity.places[placeKey({ place, year })];
        if (
          known?.state === told.state &&
          sameText(known.detail, told.detail) &&
          sameText(known.uncertain, told.uncertain)
        )
          return refuse('ACTIVITY_PLACE_STATE_UNCHANGED');
        return [{ type: 'ActivityPlaceStateSet', data: command.data }];
      }
      case 'JoinActivity': {
        if (partner === plan.lead)
          return plan.leadCommitment === 'committed'
            ? refuse('ACTIVITY_ALREADY_JOINED')
            : [{ type: 'ActivityJoined', data: { partner } }];
        const named = plan.contributors.find((contributor) => contributor.partner === partner);
        const brings = command.data.brings ?? named?.brings;
        if (brings === undefined) return refuse('ACTIVITY_BRINGS_MISSING', 'brings');
        if (named?.commitment === 'committed' && sameText(brings, named.brings))
          return refuse('ACTIVITY_ALREADY_JOINED');
        return [{ type: 'ActivityJoined', data: { partner, brings } }];
      }
      case 'LeaveActivity': {
        // An activity has exactly one lead: another one is named before it goes (rule 34).
        if (partner === plan.lead) return refuse('ACTIVITY_LEAD_STAYS');
        if (!partnersIn(plan).includes(partner)) return refuse('ACTIVITY_NOT_JOINED');
        return [{ type: 'ActivityLeft', data: { partner, reason: command.data.reason } }];
      }
      case 'EndActivity':
        if (partner !== plan.lead && !isCoordinator(asker)) return refuse('ACTIVITY_OF_ANOTHER_PARTNER');
        return [{ type: 'ActivityEnded', data: command.data }];
    }
  },

  evolve(activity, event) {
    if (event.type === 'ActivityPlanned') return { phase: 'planned', plan: plannedOf(event.data), places: {} };
    if (activity.phase === 'absent') return activity;
    switch (event.type) {
      case 'ActivityRevised':
        return { ...activity, plan: plannedOf(event.data) };
      case 'ActivityPlaceStateSet': {
        const { state, detail, uncertain } = event.data;
        const places = { ...activity.places, [placeKey(event.data)]: { state, detail, uncertain } };
        return { ...activity, places };
      }
      case 'ActivityJoined':
        return { ...activity, plan: { ...activity.plan, ...withPartner(activity.plan, event.data) } };
      case 'ActivityLeft': {
        const contributors = activity.plan.contributors.filter(({ partner }) => partner !== event.data.partner);
        return { ...activity, plan: { ...activity.plan, contributors } };
      }
      case 'ActivityEnded':
        return { ...activity, phase: 'ended' };
    }
  },
};

/** The key of a place state within its activity. */
const placeKey = ({ place, year }: { place: string; year: number }): string => `${place}/${String(year)}`;

/** The right was found by role, the widest first: see `roles`. */
const isCoordinator = (asker: Authorised): boolean => asker.mandate?.role === 'coordinator';

const partnersIn = ({ lead, contributors }: Planned): readonly string[] => [
  lead,
  ...contributors.map(({ partner }) => partner),
];

const committedTo = ({ lead, leadCommitment, contributors }: Planned): readonly string[] =>
  [{ partner: lead, commitment: leadCommitment }, ...contributors]
    .filter(({ commitment }) => commitment === 'committed')
    .map(({ partner }) => partner);

/** The plan with a partner committed to it: as lead, as one who was proposed, or as one who comes along. */
export function withPartner(
  { lead, leadCommitment, contributors }: Pick<Planned, 'lead' | 'leadCommitment' | 'contributors'>,
  { partner, brings }: { readonly partner: string; readonly brings?: Text | undefined },
): Pick<Planned, 'leadCommitment' | 'contributors'> {
  if (partner === lead || brings === undefined) return { leadCommitment: 'committed', contributors };
  const joined: Contributor = { partner, brings, commitment: 'committed' };
  const index = contributors.findIndex((contributor) => contributor.partner === partner);
  return { leadCommitment, contributors: index < 0 ? [...contributors, joined] : contributors.with(index, joined) };
}

/** The plan's own fields and no others. */
export const plannedOf = (data: Planned): Planned => ({
  title: data.title,
  kind: data.kind,
  goals: data.goals,
  indicators: data.indicators,
  programmes: data.programmes,
  targetGroup: data.targetGroup,
  lead: data.lead,
  leadCommitment: data.leadCommitment,
  contributors: data.contributors,
});

/** The plan as asked for, where each partner speaks only for itself: a commitment given before stands while its words do. */
function planFrom(
  data: Extract<ActivityCommand, { type: 'PlanActivity' }>['data'],
  lead: string,
  asker: string,
  before?: Planned,
): Planned {
  const commitmentOf = ({ partner, brings }: { partner: string; brings: Text }): Commitment => {
    const earlier = before?.contributors.find((contributor) => contributor.partner === partner);
    return partner === asker || (earlier?.commitment === 'committed' && sameMeaning(earlier.brings, brings))
      ? 'committed'
      : 'proposed';
  };
  return plannedOf({
    ...data,
    lead,
    leadCommitment: lead === before?.lead ? before.leadCommitment : lead === asker ? 'committed' : 'proposed',
    contributors: data.contributors.map(({ partner, brings }) => ({
      partner,
      brings,
      commitment: commitmentOf({ partner, brings }),
    })),
  });
}

function wrongIn(
  data: Extract<ActivityCommand, { type: 'PlanActivity' }>['data'],
  lead: string,
  { known }: ActivityFacts,
): Refusal<ActivityRefusal> | undefined {
  const { contributors, goals, indicators, programmes } = data;
  const partners = contributors.map(({ partner }) => partner);
  if (data.lead !== undefined && !known.has(data.lead)) return refuse('ACTIVITY_PARTNER_UNKNOWN', 'lead');
  if (!partners.every((id) => known.has(id))) return refuse('ACTIVITY_PARTNER_UNKNOWN', 'contributors');
  if (new Set([lead, ...partners]).size <= partners.length) return refuse('ACTIVITY_PARTNER_TWICE', 'contributors');
  if (!goals.every((id) => known.has(id))) return refuse('ACTIVITY_GOAL_UNKNOWN', 'goals');
  if (!indicators.every((id) => known.has(id))) return refuse('ACTIVITY_INDICATOR_UNKNOWN', 'indicators');
  if (!programmes.every((id) => known.has(id))) return refuse('ACTIVITY_PROGRAMME_UNKNOWN', 'programmes');
  return undefined;
}
