import { refuse, type Authorised, type Decider, type MessageOf, type Refusal } from '#decider';
import {
  ActivityId,
  Day,
  FreeText,
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

/** For whom, in codes that two activities can be compared by; `targetGroup` says it in words. */
export const Audience = z
  .enum(['children', 'youth', 'families', 'working_age', 'seniors', 'everyone', 'other'])
  .meta({ id: 'Audience' });
export type Audience = z.infer<typeof Audience>;

/** How often a series comes round; what the word leaves open is said in `detail`. */
/** Stored texts are read as they are; what people write now is looked through for personal data first (rule 28). */
type Words = typeof Text;

const RhythmEvery = z
  .enum(['weekly', 'monthly', 'quarterly', 'twice_a_year', 'yearly', 'irregular'])
  .meta({ id: 'RhythmEvery' });
const rhythm = (words: Words) =>
  z.object({
    every: RhythmEvery,
    detail: words.optional(),
  });
/** How often a series comes round; what the word leaves open is said in `detail`. */
export const Rhythm = rhythm(Text);
export type Rhythm = z.infer<typeof Rhythm>;

/**
 * How a partner stands to an activity: `proposed` when others have named it and it has not answered, `offered` when it
 * has named itself and the lead has not answered, `committed` once it has accepted or its offer was (rule 34).
 * `declined` is a no to a question, `withdrawn` a promise taken back, `released` a part that others ended.
 */
export const CommitmentState = z
  .enum(['proposed', 'committed', 'offered', 'declined', 'withdrawn', 'released'])
  .meta({ id: 'CommitmentState' });
export type CommitmentState = z.infer<typeof CommitmentState>;

export const ResourceKind = z
  .enum(['staff', 'premises', 'expertise', 'money', 'transport', 'volunteers', 'other'])
  .meta({ id: 'ResourceKind' });
const ResourceAmount = z
  .object({
    value: z.number().min(0).max(1e12),
    unit: z.enum(['euros', 'hours', 'days', 'people', 'pieces']).meta({ id: 'ResourceUnit' }),
  })
  .meta({ id: 'ResourceAmount' });
const resource = (words: Words) =>
  z.object({
    kind: ResourceKind,
    text: words.optional(),
    amount: ResourceAmount.optional(),
  });
/** One sort of thing a partner brings. The amount is a plan and no account. */
export const Resource = resource(Text);
export type Resource = z.infer<typeof Resource>;

/** How far an activity has come in a place in a year; what is tentative is shown as such (rule 37). */
export const PlaceState = z
  .enum(['none_yet', 'being_planned', 'meeting_agreed', 'tentative', 'planned', 'running', 'ended'])
  .meta({ id: 'PlaceStateKind' });
export type PlaceState = z.infer<typeof PlaceState>;

const matter = (words: Words) => ({
  title: Text,
  kind: ActivityKind,
  goals: z.array(GoalId).max(50).default([]),
  indicators: z.array(IndicatorId).max(50).default([]),
  /** By reference: an activity of two programmes is one activity (rule 7). */
  programmes: z.array(ProgrammeId).max(50).default([]),
  targetGroup: Text.optional(),
  audience: z.array(Audience).max(7).optional(),
  rhythm: rhythm(words).meta({ id: 'Rhythm' }).optional(),
  /** What a series is about at present. */
  theme: words.optional(),
});
const resources = (words: Words) =>
  z
    .array(resource(words).meta({ id: 'Resource' }))
    .max(20)
    .optional();
/** What a partner brings: its own part in the common work, in words and, where it likes, sorted. */
const part = (words: Words) => ({ brings: words, resources: resources(words) });
const contribution = (words: Words) => ({ partner: PartnerId, ...part(words) });
const asked = (words: Words) => ({ ...contribution(words), answerBy: Day.optional() });
const leading = (words: Words) => ({ leadBrings: words.optional(), leadResources: resources(words) });
const Contributor = z.object({
  ...contribution(Text),
  commitment: CommitmentState,
  /** The day by which an answer is hoped for. */
  answerBy: Day.optional(),
});
type Contributor = z.infer<typeof Contributor>;

const plan = {
  ...matter(FreeText),
  ...leading(FreeText),
  contributors: z
    .array(z.object(contribution(FreeText)).meta({ id: 'Contribution' }))
    .max(100)
    .default([]),
  /** Only a coordinator may propose another partner as lead; otherwise the asker's organisation leads. */
  lead: PartnerId.optional(),
};
const planned = {
  ...matter(Text),
  ...leading(Text),
  lead: PartnerId,
  leadCommitment: CommitmentState,
  contributors: z.array(Contributor),
};
type Planned = z.infer<z.ZodObject<typeof planned>>;

const placeState = (words: Words) => ({
  place: PlaceCode,
  year: Year,
  state: PlaceState,
  /** How often, where, with whom. */
  detail: words.optional(),
  /** What is still open, in words; absent when nothing is. */
  uncertain: words.optional(),
  /** Where people meet, when that is known. */
  venue: words.optional(),
});
const leadProposal = (words: Words) => ({
  partner: PartnerId,
  reason: words,
  answerBy: Day.optional(),
  /** What the present lead goes on bringing as a contributor; without it, it leaves with the hand-over. */
  brings: words.optional(),
});
/** Why, from the person who acts now. */
const why = { reason: FreeText };

export const activityCommands = {
  PlanActivity: z.object(plan),
  /** The whole plan as it shall read from now on. */
  ReviseActivity: z.object({ ...plan, reason: FreeText.optional() }),
  SetPlaceState: z.object(placeState(FreeText)),
  /** The lead or a coordinator asks a partner for its part; it joins or declines. */
  AskContribution: z.object(asked(FreeText)),
  /** The asker's organisation takes part: one that was asked accepts, with its own words if it gives any. */
  JoinActivity: z.object({ brings: FreeText.optional(), resources: resources(FreeText) }),
  /** No to having been asked. */
  DeclineActivity: z.object(why),
  /** The asker's organisation would bring this, if the lead likes it. */
  OfferContribution: z.object(part(FreeText)),
  AcceptOffer: z.object({ partner: PartnerId }),
  DeclineOffer: z.object({ partner: PartnerId, ...why }),
  LeaveActivity: z.object(why),
  /** Another lead is proposed; the present one leads until the other has accepted. */
  ProposeLead: z.object(leadProposal(FreeText)),
  AcceptLead: z.object({}),
  DeclineLead: z.object(why),
  EndActivity: z.object(why),
  /** The activity becomes part of another one, where everything goes on. */
  MergeActivity: z.object({ into: ActivityId, ...why }),
  /** Another activity takes the place of this one. */
  SupersedeActivity: z.object({ by: ActivityId, ...why }),
};

export const activityEvents = {
  ActivityPlanned: z.object(planned),
  ActivityRevised: z.object({ ...planned, reason: Reason.optional() }),
  ActivityPlaceStateSet: z.object(placeState(Text)),
  ContributionAsked: z.object(asked(Text)),
  /** A partner has committed itself: as lead, or as contributor with what it brings. */
  ActivityJoined: z.object({ partner: PartnerId, brings: Text.optional(), resources: resources(Text) }),
  ActivityDeclined: z.object({ partner: PartnerId, reason: Reason }),
  ContributionOffered: z.object(contribution(Text)),
  OfferAccepted: z.object({ partner: PartnerId }),
  OfferDeclined: z.object({ partner: PartnerId, reason: Reason }),
  ActivityLeft: z.object({ partner: PartnerId, reason: Reason }),
  LeadProposed: z.object(leadProposal(Text)),
  LeadAccepted: z.object({ partner: PartnerId }),
  LeadDeclined: z.object({ partner: PartnerId, reason: Reason }),
  ActivityEnded: z.object({ reason: Reason }),
  ActivityMerged: z.object({ into: ActivityId, reason: Reason }),
  ActivitySuperseded: z.object({ by: ActivityId, reason: Reason }),
};

export type ActivityCommand = MessageOf<typeof activityCommands>;
export type ActivityEvent = MessageOf<typeof activityEvents>;

export type ActivityRefusal =
  | 'ACTIVITY_NOT_FOUND'
  | 'ACTIVITY_EXISTS'
  | 'ACTIVITY_ENDED'
  | 'ACTIVITY_MERGED'
  | 'ACTIVITY_SUPERSEDED'
  | 'ACTIVITY_OF_ANOTHER_PARTNER'
  | 'ACTIVITY_LEAD_NOT_OWN'
  | 'ACTIVITY_PARTNER_UNKNOWN'
  | 'ACTIVITY_PARTNER_LEFT'
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
  | 'ACTIVITY_ANSWER_DAY_PAST'
  | 'ACTIVITY_BRINGS_MISSING'
  | 'ACTIVITY_BRINGS_NOT_OWN'
  | 'ACTIVITY_NOT_ASKED'
  | 'ACTIVITY_NOT_ACCEPTED'
  | 'ACTIVITY_NOT_JOINED'
  | 'ACTIVITY_OFFER_DECLINED'
  | 'ACTIVITY_OFFER_UNKNOWN'
  | 'ACTIVITY_OFFER_WAITS'
  | 'ACTIVITY_LEAD_STAYS'
  | 'ACTIVITY_LEAD_NOT_PROPOSED'
  | 'ACTIVITY_SURVIVOR_CLOSED'
  | 'ACTIVITY_SURVIVOR_SELF'
  | 'ACTIVITY_SURVIVOR_UNKNOWN';

export interface ActivityFacts {
  /** Which of the partners, goals, indicators and programmes the command names exist; partners that left do not. */
  readonly known: ReadonlySet<string>;
  /** Which of the partners the command names have left the collaboration. */
  readonly left: ReadonlySet<string>;
  /** Codes of the collaboration's places. */
  readonly places: ReadonlySet<string>;
  /** The municipality whose place the command names, if it is a partner. */
  readonly municipality: string | undefined;
  /** The activity this one shall be merged into or superseded by, if there is one. */
  readonly survivor: { readonly open: boolean; readonly lead: string } | undefined;
  /** The day it is in the collaboration's time zone. */
  readonly today: string;
}

/** A lead that has been proposed while another one leads. */
type Successor = Extract<ActivityEvent, { type: 'LeadProposed' }>['data'];
/** The plan with the hand-over that is under way, if one is. */
export type Plan = Planned & { readonly successor?: Successor | undefined };

/** Only what a rule asks about. What a page shows lives in activity.view.ts. */
type Activity =
  | { readonly phase: 'absent' }
  | {
      readonly phase: 'planned' | 'ended' | 'merged' | 'superseded';
      readonly plan: Plan;
      /** Partners whose offer the lead did not want; being asked opens the door again. */
      readonly turnedDown: readonly string[];
      readonly places: Readonly<Record<string, Omit<ActivityPlaceState, 'place' | 'year'>>>;
    };
type ActivityPlaceState = Extract<ActivityEvent, { type: 'ActivityPlaceStateSet' }>['data'];

/**
 * An activity and who does what in it. Nobody is committed by another's word: whom others name is asked and answers
 * (rule 34). Whoever wants to come along joins at once, needing nobody's leave; whoever would rather be wanted first
 * offers its part, and the lead answers.
 */
export const activity: Decider<Activity, ActivityCommand, ActivityEvent, ActivityRefusal, ActivityFacts> = {
  prefix: 'activity_',
  commands: activityCommands,
  events: activityEvents,
  published: {
    title: 'What is offered or done, as partners tell the public.',
    targetGroup: 'What is offered or done, as partners tell the public.',
    theme: 'What is offered or done, as partners tell the public.',
    rhythm: 'What is offered or done, as partners tell the public.',
  },
  // A coordinator may do more than a member: who is both acts as coordinator, and the record says so.
  roles: {
    PlanActivity: ['coordinator', 'member'],
    ReviseActivity: ['coordinator', 'member'],
    SetPlaceState: ['coordinator', 'member'],
    AskContribution: ['coordinator', 'member'],
    JoinActivity: ['member', 'coordinator'],
    DeclineActivity: ['member', 'coordinator'],
    OfferContribution: ['member', 'coordinator'],
    AcceptOffer: ['coordinator', 'member'],
    DeclineOffer: ['coordinator', 'member'],
    LeaveActivity: ['member', 'coordinator'],
    ProposeLead: ['coordinator', 'member'],
    AcceptLead: ['member', 'coordinator'],
    DeclineLead: ['member', 'coordinator'],
    EndActivity: ['coordinator', 'member'],
    MergeActivity: ['coordinator', 'member'],
    SupersedeActivity: ['coordinator', 'member'],
  },
  initial: { phase: 'absent' },

  decide(activity, command, { asker, facts, id }) {
    if (command.type === 'PlanActivity') {
      if (activity.phase !== 'absent') return refuse('ACTIVITY_EXISTS');
      const lead = command.data.lead ?? asker.organisation;
      if (lead !== asker.organisation && !isCoordinator(asker)) return refuse('ACTIVITY_LEAD_NOT_OWN', 'lead');
      const wrong = wrongIn(command.data, lead, facts);
      if (wrong) return wrong;
      return [{ type: 'ActivityPlanned', data: planFrom(command.data, lead, asker.organisation) }];
    }
    // What has ended or goes on elsewhere takes nothing more (rule 38).
    switch (activity.phase) {
      case 'absent':
        return refuse('ACTIVITY_NOT_FOUND');
      case 'ended':
        return refuse('ACTIVITY_ENDED');
      case 'merged':
        return refuse('ACTIVITY_MERGED');
      case 'superseded':
        return refuse('ACTIVITY_SUPERSEDED');
      case 'planned':
    }
    const { plan } = activity;
    const partner = asker.organisation;
    const leads = isCoordinator(asker) || (partner === plan.lead && plan.leadCommitment !== 'declined');
    switch (command.type) {
      case 'ReviseActivity': {
        if (!leads) return refuse('ACTIVITY_OF_ANOTHER_PARTNER');
        const lead = command.data.lead ?? plan.lead;
        if (lead !== plan.lead && !isCoordinator(asker)) return refuse('ACTIVITY_LEAD_NOT_OWN', 'lead');
        const wrong = wrongIn(command.data, lead, facts);
        if (wrong) return wrong;
        const next = planFrom(command.data, lead, partner, plan);
        if (sameData(next, plannedOf(plan))) return refuse('ACTIVITY_UNCHANGED');
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
        if (sameData(activity.places[placeKey({ place, year })], told)) return refuse('ACTIVITY_PLACE_STATE_UNCHANGED');
        return [{ type: 'ActivityPlaceStateSet', data: command.data }];
      }
      case 'AskContribution': {
        if (!leads) return refuse('ACTIVITY_OF_ANOTHER_PARTNER');
        const { partner: asked, brings, resources, answerBy } = command.data;
        const wrong = wrongPartner(asked, 'partner', facts) ?? wrongDay(answerBy, facts);
        if (wrong) return wrong;
        if (asked === plan.lead) return refuse('ACTIVITY_PARTNER_TWICE', 'partner');
        const named = contributorOf(plan, asked);
        if (named?.commitment === 'committed') return refuse('ACTIVITY_ALREADY_JOINED', 'partner');
        if (named?.commitment === 'offered') return refuse('ACTIVITY_OFFER_WAITS', 'partner');
        if (named && sameData({ brings, resources, answerBy }, partOf(named))) return refuse('ACTIVITY_UNCHANGED');
        return [{ type: 'ContributionAsked', data: command.data }];
      }
      case 'JoinActivity': {
        const { resources } = command.data;
        if (partner === plan.lead) {
          const { brings } = command.data;
          const says = {
            ...(brings && !sameText(brings, plan.leadBrings) && { brings }),
            ...(resources && !sameData(resources, plan.leadResources) && { resources }),
          };
          return plan.leadCommitment === 'committed' && Object.keys(says).length === 0
            ? refuse('ACTIVITY_ALREADY_JOINED')
            : [{ type: 'ActivityJoined', data: { partner, ...says } }];
        }
        const named = contributorOf(plan, partner);
        // It left the answer to the lead, or has it already: coming in by the other door would make it nothing.
        if (named?.commitment === 'offered') return refuse('ACTIVITY_OFFER_WAITS');
        if (!named && activity.turnedDown.includes(partner)) return refuse('ACTIVITY_OFFER_DECLINED');
        const brings = command.data.brings ?? named?.brings;
        if (brings === undefined) return refuse('ACTIVITY_BRINGS_MISSING', 'brings');
        if (
          named?.commitment === 'committed' &&
          sameText(brings, named.brings) &&
          (resources === undefined || sameData(resources, named.resources))
        )
          return refuse('ACTIVITY_ALREADY_JOINED');
        return [{ type: 'ActivityJoined', data: { partner, brings, ...(resources && { resources }) } }];
      }
      case 'DeclineActivity':
        if (contributorOf(plan, partner)?.commitment !== 'proposed') return refuse('ACTIVITY_NOT_ASKED');
        return [{ type: 'ActivityDeclined', data: { partner, reason: command.data.reason } }];
      case 'OfferContribution': {
        const named = contributorOf(plan, partner);
        if (partner === plan.lead || named?.commitment === 'committed') return refuse('ACTIVITY_ALREADY_JOINED');
        if (
          named?.commitment === 'offered' &&
          sameData(command.data, { brings: named.brings, resources: named.resources })
        )
          return refuse('ACTIVITY_OFFER_WAITS');
        return [{ type: 'ContributionOffered', data: { partner, ...command.data } }];
      }
      case 'AcceptOffer':
      case 'DeclineOffer':
        if (!leads) return refuse('ACTIVITY_OF_ANOTHER_PARTNER');
        if (contributorOf(plan, command.data.partner)?.commitment !== 'offered')
          return refuse('ACTIVITY_OFFER_UNKNOWN', 'partner');
        return command.type === 'AcceptOffer'
          ? [{ type: 'OfferAccepted', data: command.data }]
          : [{ type: 'OfferDeclined', data: command.data }];
      case 'LeaveActivity': {
        // An activity has exactly one lead: another one is named before it goes (rule 34).
        if (partner === plan.lead) return refuse('ACTIVITY_LEAD_STAYS');
        const named = contributorOf(plan, partner);
        if (!named) return refuse('ACTIVITY_NOT_JOINED');
        if (named.commitment === 'proposed') return refuse('ACTIVITY_NOT_ACCEPTED');
        // The reason is demanded by the shape; lead and coordinator see it in the commitment's history (rule 35).
        return [{ type: 'ActivityLeft', data: { partner, reason: command.data.reason } }];
      }
      case 'ProposeLead': {
        if (!leads) return refuse('ACTIVITY_OF_ANOTHER_PARTNER');
        const wrong = wrongPartner(command.data.partner, 'partner', facts) ?? wrongDay(command.data.answerBy, facts);
        if (wrong) return wrong;
        // What the present lead will bring afterwards is its own to say (rule 34).
        if (command.data.brings !== undefined && partner !== plan.lead)
          return refuse('ACTIVITY_BRINGS_NOT_OWN', 'brings');
        const proposed = plan.successor ?? { partner: plan.leadCommitment === 'declined' ? undefined : plan.lead };
        if (command.data.partner === plan.lead && plan.leadCommitment === 'committed')
          return refuse('ACTIVITY_ALREADY_JOINED', 'partner');
        if (command.data.partner === proposed.partner) return refuse('ACTIVITY_UNCHANGED', 'partner');
        return [{ type: 'LeadProposed', data: command.data }];
      }
      case 'AcceptLead':
        // There is one lead at every moment: the old one until this event, the new one from it on (rule 34).
        if (plan.successor?.partner === partner) return [{ type: 'LeadAccepted', data: { partner } }];
        return partner === plan.lead && plan.leadCommitment !== 'committed'
          ? [{ type: 'ActivityJoined', data: { partner } }]
          : refuse('ACTIVITY_LEAD_NOT_PROPOSED');
      case 'DeclineLead':
        return plan.successor?.partner === partner || (partner === plan.lead && plan.leadCommitment === 'proposed')
          ? [{ type: 'LeadDeclined', data: { partner, reason: command.data.reason } }]
          : refuse('ACTIVITY_LEAD_NOT_PROPOSED');
      case 'EndActivity':
        if (!leads) return refuse('ACTIVITY_OF_ANOTHER_PARTNER');
        return [{ type: 'ActivityEnded', data: command.data }];
      case 'MergeActivity':
      case 'SupersedeActivity': {
        if (!leads) return refuse('ACTIVITY_OF_ANOTHER_PARTNER');
        const [survivor, field] =
          command.type === 'MergeActivity' ? [command.data.into, 'into'] : [command.data.by, 'by'];
        if (survivor === id) return refuse('ACTIVITY_SURVIVOR_SELF', field);
        if (!facts.survivor) return refuse('ACTIVITY_SURVIVOR_UNKNOWN', field);
        // No chains onto a merged one (rule 38).
        if (!facts.survivor.open) return refuse('ACTIVITY_SURVIVOR_CLOSED', field);
        // Nobody's activity is made to carry on another's work but by its own lead or the coordinator.
        if (partner !== facts.survivor.lead && !isCoordinator(asker))
          return refuse('ACTIVITY_OF_ANOTHER_PARTNER', field);
        return command.type === 'MergeActivity'
          ? [{ type: 'ActivityMerged', data: command.data }]
          : [{ type: 'ActivitySuperseded', data: command.data }];
      }
    }
  },

  evolve(activity, event) {
    if (event.type === 'ActivityPlanned')
      return { phase: 'planned', plan: plannedOf(event.data), turnedDown: [], places: {} };
    if (activity.phase === 'absent') return activity;
    const next = { ...activity, plan: planAfter(activity.plan, event) };
    switch (event.type) {
      case 'ActivityPlaceStateSet': {
        const { place, year, ...told } = event.data;
        return { ...next, places: { ...activity.places, [placeKey({ place, year })]: told } };
      }
      case 'OfferDeclined':
        return { ...next, turnedDown: [...activity.turnedDown, event.data.partner] };
      case 'ContributionAsked':
        return { ...next, turnedDown: activity.turnedDown.filter((partner) => partner !== event.data.partner) };
      case 'ActivityEnded':
        return { ...next, phase: 'ended' };
      case 'ActivityMerged':
        return { ...next, phase: 'merged' };
      case 'ActivitySuperseded':
        return { ...next, phase: 'superseded' };
      case 'ActivityRevised':
      case 'ActivityJoined':
      case 'ActivityDeclined':
      case 'ContributionOffered':
      case 'OfferAccepted':
      case 'ActivityLeft':
      case 'LeadProposed':
      case 'LeadAccepted':
      case 'LeadDeclined':
        return next;
    }
  },
};

/** The key of a place state within its activity. */
const placeKey = ({ place, year }: { place: string; year: number }): string => `${place}/${String(year)}`;

/** The right was found by role, the widest first: see `roles`. */
const isCoordinator = (asker: Authorised): boolean => asker.mandate?.role === 'coordinator';

const contributorOf = ({ contributors }: Planned, partner: string): Contributor | undefined =>
  contributors.find((contributor) => contributor.partner === partner);

const partOf = ({ brings, resources, answerBy }: Contributor) => ({ brings, resources, answerBy });

const partnersIn = ({ lead, contributors }: Planned): readonly string[] => [
  lead,
  ...contributors.map(({ partner }) => partner),
];

const committedTo = ({ lead, leadCommitment, contributors }: Planned): readonly string[] =>
  [{ partner: lead, commitment: leadCommitment }, ...contributors]
    .filter(({ commitment }) => commitment === 'committed')
    .map(({ partner }) => partner);

/** Who leads and who contributes after an event: what the rules and the pages both go by. */
export function planAfter(plan: Plan, event: ActivityEvent): Plan {
  switch (event.type) {
    case 'ActivityPlanned':
      return plannedOf(event.data);
    case 'ActivityRevised': {
      const next = plannedOf(event.data);
      return plan.successor && next.lead === plan.lead ? { ...next, successor: plan.successor } : next;
    }
    case 'ActivityJoined': {
      const { partner, brings, resources } = event.data;
      if (partner === plan.lead || brings === undefined)
        return {
          ...plan,
          leadCommitment: 'committed',
          ...(brings && { leadBrings: brings }),
          ...(resources && { leadResources: resources }),
        };
      const kept = resources ?? contributorOf(plan, partner)?.resources;
      return withContributor(plan, { partner, brings, resources: kept, commitment: 'committed' });
    }
    case 'ContributionAsked':
      return withContributor(plan, { ...event.data, commitment: 'proposed' });
    case 'ContributionOffered':
      return withContributor(plan, { ...event.data, commitment: 'offered' });
    case 'OfferAccepted': {
      const offer = contributorOf(plan, event.data.partner);
      return offer ? withContributor(plan, { ...offer, commitment: 'committed' }) : plan;
    }
    case 'ActivityDeclined':
    case 'OfferDeclined':
    case 'ActivityLeft':
      return withoutContributor(plan, event.data.partner);
    case 'LeadProposed':
      // Where nobody has accepted to lead, there is nothing to hand over: the one proposed takes the place.
      return plan.leadCommitment === 'committed'
        ? { ...plan, successor: event.data }
        : ledBy(plan, event.data.partner, 'proposed');
    case 'LeadAccepted': {
      const { lead, leadBrings, leadResources, successor } = plan;
      const brings = successor?.brings ?? leadBrings;
      const next = ledBy(plan, event.data.partner, 'committed');
      return brings === undefined
        ? next
        : withContributor(next, { partner: lead, brings, resources: leadResources, commitment: 'committed' });
    }
    case 'LeadDeclined':
      return plan.successor?.partner === event.data.partner
        ? { ...plan, successor: undefined }
        : { ...plan, leadCommitment: 'declined' };
    case 'ActivityPlaceStateSet':
    case 'ActivityEnded':
    case 'ActivityMerged':
    case 'ActivitySuperseded':
      return plan;
  }
}

function withContributor(plan: Plan, joined: Contributor): Plan {
  const index = plan.contributors.findIndex(({ partner }) => partner === joined.partner);
  const contributors = index < 0 ? [...plan.contributors, joined] : plan.contributors.with(index, joined);
  return { ...plan, contributors };
}

const withoutContributor = (plan: Plan, gone: string): Plan => ({
  ...plan,
  contributors: plan.contributors.filter(({ partner }) => partner !== gone),
});

/** The plan under another lead, which brings what it brought as a contributor. */
function ledBy(plan: Plan, lead: string, leadCommitment: CommitmentState): Plan {
  const { brings, resources } = contributorOf(plan, lead) ?? {};
  return {
    ...withoutContributor(plan, lead),
    lead,
    leadCommitment,
    leadBrings: brings,
    leadResources: resources,
    successor: undefined,
  };
}

/** The plan's own fields and no others. */
export const plannedOf = (data: Planned): Planned => ({
  title: data.title,
  kind: data.kind,
  goals: data.goals,
  indicators: data.indicators,
  programmes: data.programmes,
  targetGroup: data.targetGroup,
  audience: data.audience,
  rhythm: data.rhythm,
  theme: data.theme,
  lead: data.lead,
  leadCommitment: data.leadCommitment,
  leadBrings: data.leadBrings,
  leadResources: data.leadResources,
  contributors: data.contributors,
});

/**
 * The plan as asked for, where each partner speaks only for itself: a commitment given before stands while its words
 * do, and an offer that nobody has answered is not lost by a plan that does not know it.
 */
function planFrom(
  data: Extract<ActivityCommand, { type: 'PlanActivity' }>['data'],
  lead: string,
  asker: string,
  before?: Plan,
): Planned {
  const named = data.contributors.map(({ partner, brings, resources }): Contributor => {
    const earlier = before && contributorOf(before, partner);
    const stands =
      earlier &&
      sameMeaning(earlier.brings, brings) &&
      (resources === undefined || sameData(resources, earlier.resources))
        ? earlier
        : undefined;
    const kept = resources ?? stands?.resources;
    return {
      partner,
      brings,
      commitment: partner === asker ? 'committed' : (stands?.commitment ?? 'proposed'),
      ...(kept && { resources: kept }),
      ...(stands?.answerBy !== undefined && { answerBy: stands.answerBy }),
    };
  });
  const offers = (before?.contributors ?? []).filter(
    ({ partner, commitment }) =>
      commitment === 'offered' && partner !== lead && !named.some((contributor) => contributor.partner === partner),
  );
  const same = lead === before?.lead ? before : undefined;
  return plannedOf({
    ...data,
    lead,
    leadCommitment: same ? leadStands(data, same, asker) : lead === asker ? 'committed' : 'proposed',
    leadBrings: data.leadBrings ?? same?.leadBrings,
    leadResources: data.leadResources ?? same?.leadResources,
    contributors: [...named, ...offers],
  });
}

/** A lead whose own part others have rewritten is asked anew, as any partner is. */
function leadStands(
  { leadBrings, leadResources }: Extract<ActivityCommand, { type: 'PlanActivity' }>['data'],
  before: Plan,
  asker: string,
): CommitmentState {
  const rewritten =
    (leadBrings !== undefined && !sameMeaning(leadBrings, before.leadBrings)) ||
    (leadResources !== undefined && !sameData(leadResources, before.leadResources));
  return rewritten && before.leadCommitment === 'committed' && before.lead !== asker
    ? 'proposed'
    : before.leadCommitment;
}

/** An organisation that has left is told from one that never was: it cannot be asked any more. */
function wrongPartner(
  partner: string,
  field: string,
  { known, left }: ActivityFacts,
): Refusal<ActivityRefusal> | undefined {
  if (left.has(partner)) return refuse('ACTIVITY_PARTNER_LEFT', field);
  return known.has(partner) ? undefined : refuse('ACTIVITY_PARTNER_UNKNOWN', field);
}

const wrongDay = (answerBy: string | undefined, { today }: ActivityFacts): Refusal<ActivityRefusal> | undefined =>
  answerBy !== undefined && answerBy < today ? refuse('ACTIVITY_ANSWER_DAY_PAST', 'answerBy') : undefined;

function wrongIn(
  data: Extract<ActivityCommand, { type: 'PlanActivity' }>['data'],
  lead: string,
  facts: ActivityFacts,
): Refusal<ActivityRefusal> | undefined {
  const { known } = facts;
  const { contributors, goals, indicators, programmes } = data;
  const partners = contributors.map(({ partner }) => partner);
  const wrong = [
    ...(data.lead === undefined ? [] : [wrongPartner(data.lead, 'lead', facts)]),
    ...partners.map((partner) => wrongPartner(partner, 'contributors', facts)),
  ].find((refusal) => refusal !== undefined);
  if (wrong) return wrong;
  if (new Set([lead, ...partners]).size <= partners.length) return refuse('ACTIVITY_PARTNER_TWICE', 'contributors');
  if (!goals.every((id) => known.has(id))) return refuse('ACTIVITY_GOAL_UNKNOWN', 'goals');
  if (!indicators.every((id) => known.has(id))) return refuse('ACTIVITY_INDICATOR_UNKNOWN', 'indicators');
  if (!programmes.every((id) => known.has(id))) return refuse('ACTIVITY_PROGRAMME_UNKNOWN', 'programmes');
  return undefined;
}
