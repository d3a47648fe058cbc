import { refuse, type Asker, type Decider, type MessageOf, type Refusal } from '#decider';
import {
  Day,
  FreeText,
  GoalId,
  PartnerId,
  ProgrammeId,
  Reason,
  StrategyId,
  Text,
  idOf,
  sameData,
  sameMeaning,
  sameText,
} from '#language';
import { z } from 'zod';
import { Ballot, tally } from './ballot.ts';

export const goalPhases = ['draft', 'proposed', 'endorsed', 'retired', 'withdrawn'] as const;
export const GoalPhase = z.enum(goalPhases).meta({ id: 'GoalPhase' });
export type GoalPhase = z.infer<typeof GoalPhase>;

/** What partners agree on, in words: no figure is asked for (rule 14). Changing any of it changes the meaning (rule 4). */
const wording = {
  title: Text,
  scope: Text.optional(),
  /** For whom. */
  targetGroup: Text.optional(),
  /** The gap looked at: between areas, between groups, between what is and what should be. */
  gap: Text.optional(),
};
type Wording = z.infer<z.ZodObject<typeof wording>>;

/** Where a goal stands in the whole: nothing of this is its meaning. */
const links = { parent: GoalId.optional(), strategy: StrategyId.optional() };
const place = {
  number: z
    .string()
    .regex(/^\d+(\.\d+){0,5}$/, 'GOAL_NUMBER_MALFORMED')
    .optional(),
  ...links,
  programmes: z.array(ProgrammeId).max(50).default([]),
};
const placed = { number: z.string().optional(), ...links, programmes: z.array(ProgrammeId) };
type Place = Omit<z.infer<z.ZodObject<typeof placed>>, 'programmes'> & { readonly programmes: readonly string[] };

/** A stage on the way to a goal, known by a day. */
const milestone = { milestone: idOf('milestone'), title: Text, due: Day, detail: Text.optional() };

/** What people write now is looked through for personal data; what is stored is read as it is (rule 28). */
const written = {
  ...wording,
  scope: FreeText.optional(),
  targetGroup: FreeText.optional(),
  gap: FreeText.optional(),
};

export const goalCommands = {
  /** A draft, or all of it anew. */
  DraftGoal: z.object({ ...written, ...place }),
  /** Out of nothing, or out of the organisation's own draft: the words given here are the ones proposed. */
  ProposeGoal: z.object({ ...written, ...place }),
  EndorseGoal: z.object({
    /** The version that was read; when it is not the present one, the answer is GOAL_VERSION_PAST. */
    goalVersion: z.int().min(1).optional(),
  }),
  WithdrawEndorsement: z.object({ reason: FreeText }),
  /** All of the words anew: what is left out is taken away. */
  AmendGoal: z.object({
    ...written,
    reason: FreeText,
    /** The asker's word that only a slip is corrected and the meaning stands. */
    slip: z.boolean().default(false),
  }),
  /** All of its place anew: what is left out is taken away. */
  PlaceGoal: z.object({ ...place, reason: FreeText }),
  /** The proposer takes back a draft, or what has never been agreed on. */
  WithdrawGoal: z.object({ reason: FreeText }),
  RetireGoal: z.object({ reason: FreeText }),
  /** A new milestone, or all of one anew, with the reason. */
  SetMilestone: z.object({ ...milestone, detail: FreeText.optional(), reason: FreeText.optional() }),
  ReachMilestone: z.object({ milestone: milestone.milestone, on: Day }),
  DropMilestone: z.object({ milestone: milestone.milestone, reason: FreeText }),
};

export const goalEvents = {
  GoalProposed: z.object({ ...wording, ...placed, proposedBy: PartnerId, ballot: Ballot }),
  /** One partner's voice. */
  GoalEndorsed: z.object({ partner: PartnerId, goalVersion: z.int() }),
  /** The quorum was met: the goal is part of the common agenda. */
  GoalAgreed: z.object({ goalVersion: z.int() }),
  /** The meaning changed: a new version that needs new endorsement (rule 4). */
  GoalAmended: z.object({ ...wording, goalVersion: z.int(), reason: Reason, ballot: Ballot }),
  /** The words changed and the meaning did not: a slip or a translation. */
  GoalReworded: z.object({ ...wording, reason: Reason }),
  GoalRetired: z.object({ reason: Reason }),
  /** Written down by one organisation and not yet shown to the others. */
  GoalDrafted: z.object({ ...wording, ...placed, draftedBy: PartnerId }),
  GoalPlaced: z.object({ ...placed, reason: Reason }),
  GoalWithdrawn: z.object({ reason: Reason }),
  /** One partner's voice taken back. */
  EndorsementWithdrawn: z.object({ partner: PartnerId, goalVersion: z.int(), reason: Reason }),
  MilestoneSet: z.object({ ...milestone, reason: Reason.optional() }),
  MilestoneReached: z.object({ milestone: milestone.milestone, on: Day }),
  MilestoneDropped: z.object({ milestone: milestone.milestone, reason: Reason }),
};

export type GoalCommand = MessageOf<typeof goalCommands>;
export type GoalEvent = MessageOf<typeof goalEvents>;

export type GoalRefusal =
  | 'GOAL_AGREED'
  | 'GOAL_ALREADY_ENDORSED'
  | 'GOAL_CYCLE'
  | 'GOAL_DRAFT'
  | 'GOAL_EXISTS'
  | 'GOAL_NOT_ENDORSED'
  | 'GOAL_NOT_ENDORSED_BY_BACKBONE'
  | 'GOAL_NOT_ENDORSED_BY_OBSERVER'
  | 'GOAL_NOT_FOUND'
  | 'GOAL_NOT_YOURS'
  | 'GOAL_NUMBER_MALFORMED'
  | 'GOAL_NUMBER_TAKEN'
  | 'GOAL_PARENT_DRAFT'
  | 'GOAL_PARENT_RETIRED'
  | 'GOAL_PARENT_UNKNOWN'
  | 'GOAL_PARTS_STAND'
  | 'GOAL_PROGRAMME_UNKNOWN'
  | 'GOAL_RETIRED'
  | 'GOAL_STRATEGY_UNKNOWN'
  | 'GOAL_UNCHANGED'
  | 'GOAL_VERSION_PAST'
  | 'GOAL_WITHDRAWN'
  | 'MILESTONE_AHEAD'
  | 'MILESTONE_DROPPED'
  | 'MILESTONE_NOT_FOUND'
  | 'MILESTONE_REACHED'
  | 'MILESTONE_REASON_MISSING'
  | 'MILESTONE_TOO_MANY'
  | 'MILESTONE_UNCHANGED';

export interface GoalFacts {
  /** The quorum rule in force now, and who has a voice. */
  readonly ballot: Ballot;
  readonly backbone: string | undefined;
  /** Partners that take part without a voice. */
  readonly observers: ReadonlySet<string>;
  /** Which of the programmes and the strategy the command names exist. */
  readonly known: ReadonlySet<string>;
  /** The phase of the parent named; nothing when there is none that the asker may know of. */
  readonly parent: GoalPhase | undefined;
  /** The parent named, its parent, and so on up to the root. */
  readonly lineage: readonly string[];
  /** Another part of the same parent that is proposed or endorsed has the number named. */
  readonly numberTaken: boolean;
  /** The goal has parts that are proposed or endorsed. */
  readonly partsStand: boolean;
  /** The calendar day in the collaboration's time zone. */
  readonly today: string;
}

interface Milestone {
  readonly said: Omit<z.infer<typeof goalEvents.MilestoneSet>, 'reason'>;
  readonly phase: 'open' | 'reached' | 'dropped';
}

/** Only what a rule asks about. What a page shows lives in goal.view.ts. */
type Goal =
  | { readonly phase: 'absent'; readonly shared: false }
  | {
      readonly phase: 'draft' | 'withdrawn';
      readonly shared: false;
      readonly proposedBy: string;
      readonly said: Wording & Place;
    }
  | {
      readonly phase: 'proposed' | 'endorsed' | 'retired' | 'withdrawn';
      /** It was proposed: from then on every partner knows of it. */
      readonly shared: true;
      /** One of its versions was agreed on. */
      readonly agreed: boolean;
      readonly version: number;
      readonly proposedBy: string;
      readonly words: Wording;
      readonly place: Place;
      readonly endorsers: readonly string[];
      readonly ballot: Ballot;
      readonly milestones: readonly Milestone[];
    };

const maxMilestones = 50;

/**
 * Whether the asker may know of a goal. A draft is its own organisation's until it is proposed; the coordinator and the
 * auditor of the whole see it, and to all others it is as absent.
 */
export const isOpenTo = (
  goal: { readonly shared: boolean; readonly proposedBy: string },
  asker: Asker | undefined,
): boolean =>
  goal.shared ||
  (asker !== undefined &&
    (goal.proposedBy === asker.organisation ||
      asker.mandates.some(
        ({ role, indicator, programme }) =>
          (role === 'coordinator' || role === 'auditor') && indicator === undefined && programme === undefined,
      )));

/**
 * A goal is retired from the leaves up: while parts of it are proposed or endorsed it is refused, since partners stand
 * behind each of them and one sentence must not take them all away, nor leave them hanging under a goal that is no
 * longer common. For the same reason nothing new is proposed under a retired one.
 */
export const goal: Decider<Goal, GoalCommand, GoalEvent, GoalRefusal, GoalFacts> = {
  prefix: 'goal_',
  commands: goalCommands,
  events: goalEvents,
  published: {
    title: 'The common agenda, which is published.',
    scope: 'The common agenda, which is published.',
    targetGroup: 'The common agenda, which is published.',
    gap: 'The common agenda, which is published.',
    detail: 'A milestone of the common agenda.',
    number: 'A row number.',
  },
  roles: {
    DraftGoal: ['member', 'coordinator'],
    ProposeGoal: ['member', 'coordinator'],
    EndorseGoal: ['endorser'],
    WithdrawEndorsement: ['endorser'],
    AmendGoal: ['coordinator', 'member'],
    PlaceGoal: ['coordinator', 'member'],
    WithdrawGoal: ['member', 'coordinator'],
    RetireGoal: ['coordinator'],
    SetMilestone: ['coordinator', 'member'],
    ReachMilestone: ['coordinator', 'member'],
    DropMilestone: ['coordinator', 'member'],
  },
  initial: { phase: 'absent', shared: false },

  decide(goal, command, { asker, facts, id }) {
    const own = goal.phase !== 'absent' && goal.proposedBy === asker.organisation;
    if (command.type === 'DraftGoal' || command.type === 'ProposeGoal') {
      // A goal begins as nothing or as a draft, and only who drafted it may propose it (rule 1).
      if (goal.phase !== 'absent' && !(goal.phase === 'draft' && own)) return refuse('GOAL_EXISTS');
      const wrong = wrongPlace(command, facts, id);
      if (wrong) return wrong;
      if (command.type === 'ProposeGoal')
        return [
          { type: 'GoalProposed', data: { ...command.data, proposedBy: asker.organisation, ballot: facts.ballot } },
        ];
      return goal.phase === 'draft' && sameData(goal.said, command.data)
        ? refuse('GOAL_UNCHANGED')
        : [{ type: 'GoalDrafted', data: { ...command.data, draftedBy: asker.organisation } }];
    }
    if (goal.phase === 'absent' || !isOpenTo(goal, asker)) return refuse('GOAL_NOT_FOUND');
    if (goal.phase === 'withdrawn') return refuse('GOAL_WITHDRAWN');
    if (goal.phase === 'retired') return refuse('GOAL_RETIRED');
    if (command.type === 'WithdrawGoal') {
      if (!own) return refuse('GOAL_NOT_YOURS');
      // What partners agreed on is no longer one organisation's to take back (rule 6).
      if (goal.shared && goal.agreed) return refuse('GOAL_AGREED');
      return facts.partsStand ? refuse('GOAL_PARTS_STAND') : [{ type: 'GoalWithdrawn', data: command.data }];
    }
    if (!goal.shared) return refuse(own ? 'GOAL_DRAFT' : 'GOAL_NOT_YOURS');
    // A member speaks for its own organisation's goals; the coordinator holds all of the agenda together.
    const mayChange = own || asker.mandate?.role === 'coordinator';
    switch (command.type) {
      case 'EndorseGoal': {
        const partner = asker.organisation;
        // The backbone facilitates; it has no voice of its own and none for a partner (rule 5).
        if (partner === facts.backbone) return refuse('GOAL_NOT_ENDORSED_BY_BACKBONE');
        if (facts.observers.has(partner)) return refuse('GOAL_NOT_ENDORSED_BY_OBSERVER');
        // Nobody endorses words that were changed while they were being read (rule 2).
        if ((command.data.goalVersion ?? goal.version) !== goal.version)
          return refuse('GOAL_VERSION_PAST', 'goalVersion');
        // One organisation, one voice, whoever speaks for it (rule 2).
        if (goal.endorsers.includes(partner)) return refuse('GOAL_ALREADY_ENDORSED');
        const endorsed: GoalEvent = { type: 'GoalEndorsed', data: { partner, goalVersion: goal.version } };
        // The rule in force when the version was proposed decides (rule 3).
        return goal.phase === 'proposed' && tally(goal.ballot, [...goal.endorsers, partner]).met
          ? [endorsed, { type: 'GoalAgreed', data: { goalVersion: goal.version } }]
          : [endorsed];
      }
      case 'WithdrawEndorsement': {
        const partner = asker.organisation;
        if (!goal.endorsers.includes(partner)) return refuse('GOAL_NOT_ENDORSED');
        // A goal that was agreed on stays agreed: the others' word is not undone by one. The page shows who stands by it.
        return [
          {
            type: 'EndorsementWithdrawn',
            data: { partner, goalVersion: goal.version, reason: command.data.reason },
          },
        ];
      }
      case 'AmendGoal': {
        // A new meaning sets every endorsement aside: not something any partner may do to another's goal.
        if (!mayChange) return refuse('GOAL_NOT_YOURS');
        const { reason, slip, ...words } = command.data;
        if (everyWord(words, goal.words, sameText)) return refuse('GOAL_UNCHANGED', 'title');
        return slip || everyWord(words, goal.words, sameMeaning)
          ? [{ type: 'GoalReworded', data: { ...words, reason } }]
          : [
              {
                type: 'GoalAmended',
                data: { ...words, reason, goalVersion: goal.version + 1, ballot: facts.ballot },
              },
            ];
      }
      case 'PlaceGoal': {
        if (!mayChange) return refuse('GOAL_NOT_YOURS');
        const { reason, ...said } = command.data;
        if (sameData(said, goal.place)) return refuse('GOAL_UNCHANGED');
        return wrongPlace(command, facts, id) ?? [{ type: 'GoalPlaced', data: { ...said, reason } }];
      }
      case 'RetireGoal':
        if (facts.partsStand) return refuse('GOAL_PARTS_STAND');
        return [{ type: 'GoalRetired', data: command.data }];
      case 'SetMilestone':
        if (!mayChange) return refuse('GOAL_NOT_YOURS');
        return wrongMilestone(goal.milestones, command.data) ?? [{ type: 'MilestoneSet', data: command.data }];
      case 'ReachMilestone':
        if (!mayChange) return refuse('GOAL_NOT_YOURS');
        if (command.data.on > facts.today) return refuse('MILESTONE_AHEAD', 'on');
        return notOpen(goal.milestones, command.data) ?? [{ type: 'MilestoneReached', data: command.data }];
      case 'DropMilestone': {
        if (!mayChange) return refuse('GOAL_NOT_YOURS');
        const wrong = notOpen(goal.milestones, command.data);
        // One that was recorded as reached by mistake is dropped like any other.
        return wrong && wrong.refused !== 'MILESTONE_REACHED'
          ? wrong
          : [{ type: 'MilestoneDropped', data: command.data }];
      }
    }
  },

  evolve(goal, event) {
    if (event.type === 'GoalDrafted') {
      const { draftedBy, ...said } = event.data;
      return { phase: 'draft', shared: false, proposedBy: draftedBy, said };
    }
    if (event.type === 'GoalProposed') {
      const { ballot, proposedBy, ...said } = event.data;
      return {
        phase: 'proposed',
        shared: true,
        agreed: false,
        version: 1,
        proposedBy,
        words: wordingOf(said),
        place: placeOf(said),
        ballot,
        endorsers: [],
        milestones: [],
      };
    }
    if (goal.phase === 'absent') return goal;
    if (event.type === 'GoalWithdrawn') return { ...goal, phase: 'withdrawn' };
    if (!goal.shared) return goal;
    switch (event.type) {
      case 'GoalEndorsed':
        return { ...goal, endorsers: [...goal.endorsers, event.data.partner] };
      case 'EndorsementWithdrawn':
        return { ...goal, endorsers: goal.endorsers.filter((partner) => partner !== event.data.partner) };
      case 'GoalAgreed':
        return { ...goal, phase: 'endorsed', agreed: true };
      case 'GoalAmended': {
        const { ballot, goalVersion } = event.data;
        return {
          ...goal,
          phase: 'proposed',
          version: goalVersion,
          words: wordingOf(event.data),
          ballot,
          endorsers: [],
        };
      }
      case 'GoalReworded':
        return { ...goal, words: wordingOf(event.data) };
      case 'GoalPlaced':
        return { ...goal, place: placeOf(event.data) };
      case 'GoalRetired':
        return { ...goal, phase: 'retired' };
      case 'MilestoneSet': {
        const { reason: _, ...said } = event.data;
        const open = { said, phase: 'open' } as const;
        return goal.milestones.some((known) => known.said.milestone === said.milestone)
          ? { ...goal, milestones: goal.milestones.map((known) => (isOne(known, said) ? open : known)) }
          : { ...goal, milestones: [...goal.milestones, open] };
      }
      case 'MilestoneReached':
      case 'MilestoneDropped': {
        const phase = event.type === 'MilestoneReached' ? 'reached' : 'dropped';
        return {
          ...goal,
          milestones: goal.milestones.map((known) => (isOne(known, event.data) ? { ...known, phase } : known)),
        };
      }
    }
  },
};

/** The words alone, out of anything that has them among others. */
export const wordingOf = ({ title, scope, targetGroup, gap }: Wording): Wording => ({ title, scope, targetGroup, gap });

/** The place alone, out of anything that has it among others. */
export const placeOf = ({ number, parent, strategy, programmes }: Place): Place => ({
  number,
  parent,
  strategy,
  programmes,
});

const everyWord = (a: Wording, b: Wording, same: (a: Text | undefined, b: Text | undefined) => boolean): boolean =>
  same(a.title, b.title) && same(a.scope, b.scope) && same(a.targetGroup, b.targetGroup) && same(a.gap, b.gap);

const isOne = ({ said }: Milestone, { milestone }: { readonly milestone: string }): boolean =>
  said.milestone === milestone;

function wrongPlace(
  { type, data }: { readonly type: GoalCommand['type']; readonly data: Place },
  facts: GoalFacts,
  id: string,
): Refusal<GoalRefusal> | undefined {
  const { parent, strategy, programmes } = data;
  if (parent !== undefined) {
    // A tree that bites its tail has no root to show it from.
    if (parent === id) return refuse('GOAL_CYCLE', 'parent');
    if (facts.parent === undefined) return refuse('GOAL_PARENT_UNKNOWN', 'parent');
    if (facts.lineage.includes(id)) return refuse('GOAL_CYCLE', 'parent');
    if (facts.parent === 'retired' || facts.parent === 'withdrawn') return refuse('GOAL_PARENT_RETIRED', 'parent');
    // What all may see is not part of what they may not.
    if (facts.parent === 'draft' && type !== 'DraftGoal') return refuse('GOAL_PARENT_DRAFT', 'parent');
  }
  if (strategy !== undefined && !facts.known.has(strategy)) return refuse('GOAL_STRATEGY_UNKNOWN', 'strategy');
  if (!programmes.every((programme) => facts.known.has(programme)))
    return refuse('GOAL_PROGRAMME_UNKNOWN', 'programmes');
  // A draft holds no number: two may be written for the same place, and the first proposed takes it.
  return facts.numberTaken && type !== 'DraftGoal' ? refuse('GOAL_NUMBER_TAKEN', 'number') : undefined;
}

function wrongMilestone(
  milestones: readonly Milestone[],
  { reason, ...said }: z.infer<typeof goalCommands.SetMilestone>,
): Refusal<GoalRefusal> | undefined {
  const known = milestones.find((one) => isOne(one, said));
  if (!known) return milestones.length >= maxMilestones ? refuse('MILESTONE_TOO_MANY') : undefined;
  const wrong = notOpen(milestones, said);
  if (wrong) return wrong;
  if (sameData(said, known.said)) return refuse('MILESTONE_UNCHANGED');
  // A day that was set is a target: moving it says why (rule 15).
  return reason === undefined ? refuse('MILESTONE_REASON_MISSING', 'reason') : undefined;
}

function notOpen(
  milestones: readonly Milestone[],
  asked: { readonly milestone: string },
): Refusal<GoalRefusal> | undefined {
  switch (milestones.find((one) => isOne(one, asked))?.phase) {
    case undefined:
      return refuse('MILESTONE_NOT_FOUND', 'milestone');
    case 'reached':
      return refuse('MILESTONE_REACHED', 'milestone');
    case 'dropped':
      return refuse('MILESTONE_DROPPED', 'milestone');
    case 'open':
      return undefined;
  }
}
