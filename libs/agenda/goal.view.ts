import { stamp, type Recorded, type Stamp, type View } from '#decider';
import { renewed, type KeptText, type Text } from '#language';
import { actOf, type Act } from './act.ts';
import { tally, type Ballot } from './ballot.ts';
import { goalEvents, placeOf, wordingOf, type GoalPhase } from './goal.ts';

/** The words of a goal as partners agree on them. */
export interface GoalWording {
  readonly title: KeptText;
  readonly scope?: KeptText | undefined;
  readonly targetGroup?: KeptText | undefined;
  /** The gap looked at, e.g. between areas or groups. */
  readonly gap?: KeptText | undefined;
}

/** Where a goal stands in the whole. */
export interface GoalPlace {
  readonly number?: string | undefined;
  readonly parent?: string | undefined;
  readonly strategy?: string | undefined;
  readonly programmes: readonly string[];
}

/** A goal as pages show it: its words now, its earlier versions, who stands behind it. */
export interface GoalRow extends Stamp, GoalWording, GoalPlace {
  readonly id: string;
  readonly phase: GoalPhase;
  /** It was proposed, and every partner may know of it; a draft is its own organisation's (see `isOpenTo`). */
  readonly shared: boolean;
  /** 0 while a draft. */
  readonly goalVersion: number;
  /** Who proposed it; of a draft, who drafted it. */
  readonly proposedBy: string;
  readonly draftedAt?: string | undefined;
  readonly proposedAt?: string | undefined;
  /** Since when the present version has been before the partners, and who put it there. */
  readonly versionAt?: string | undefined;
  readonly versionBy?: string | undefined;
  /** The quorum rule the present version is endorsed under. */
  readonly ballot?: Ballot | undefined;
  /** When the present version became common. */
  readonly agreedAt?: string | undefined;
  /** Voices for the present version. */
  readonly endorsements: readonly GoalEndorsement[];
  /** Voices for the present version that were taken back. */
  readonly withdrawals: readonly GoalWithdrawal[];
  /** Older versions, oldest first. */
  readonly earlier: readonly GoalVersion[];
  /** Slips corrected and translations added, oldest first. */
  readonly rewordings: readonly GoalRewording[];
  /** Where it stood before, oldest first. */
  readonly moves: readonly GoalMove[];
  /** Dropped ones included, in the order in which they were first set. */
  readonly milestones: readonly Milestone[];
  readonly retiredBecause?: Text | undefined;
  readonly withdrawnBecause?: Text | undefined;
}

export interface GoalEndorsement extends Act {
  readonly partner: string;
}

export interface GoalWithdrawal extends Act {
  readonly partner: string;
  readonly reason: Text;
}

/** A version of another meaning, as it was when it was set aside. */
export interface GoalVersion extends GoalWording {
  readonly goalVersion: number;
  readonly versionAt?: string | undefined;
  readonly agreedAt?: string | undefined;
  readonly endorsements: readonly GoalEndorsement[];
  readonly withdrawals: readonly GoalWithdrawal[];
  readonly endedAt: string;
  readonly endedBy: string;
  /** Why the meaning was changed. */
  readonly reason: Text;
}

/** The words that stood until a slip was corrected or a translation written. */
export interface GoalRewording extends Act, GoalWording {
  readonly goalVersion: number;
  readonly reason: Text;
}

/** The place that was left. */
export interface GoalMove extends Act, GoalPlace {
  readonly reason: Text;
}

export interface Milestone {
  /** Begins with milestone_. */
  readonly id: string;
  readonly title: KeptText;
  readonly detail?: KeptText | undefined;
  readonly due: string;
  /** The day it was reached. */
  readonly reachedOn?: string | undefined;
  readonly droppedBecause?: Text | undefined;
  /** Days it was due before, oldest first. */
  readonly moved: readonly MilestoneMove[];
}

export interface MilestoneMove extends Act {
  readonly due: string;
  readonly reason: Text;
}

export const goals: View<GoalRow, typeof goalEvents> = {
  name: 'goals',
  version: 2,
  events: goalEvents,
  indexes: {
    /** Under the empty key: those that are part of no other. */
    parent: (goal) => goal.parent ?? '',
    phase: (goal) => goal.phase,
    programme: (goal) => goal.programmes,
    strategy: (goal) => goal.strategy,
    /** Where a number is held: see {@link numberKey}. */
    number: (goal) => (stands(goal) && goal.number !== undefined ? numberKey(goal.parent, goal.number) : undefined),
    /** Every partner that proposed it or stands behind it. */
    partner: (goal) => [...new Set([goal.proposedBy, ...goal.endorsements.map(({ partner }) => partner)])],
    /** Of those on the agenda: whether all who had a voice stand behind them; untold where nobody wrote down who had. */
    behind: ({ phase, ballot, endorsements }) =>
      phase === 'endorsed' && ballot?.voters
        ? ballot.voters.every((voter) => endorsements.some(({ partner }) => partner === voter))
          ? 'all'
          : 'some'
        : undefined,
    /** The partners whose voice a proposal waits for. */
    awaiting: (goal) =>
      goal.phase === 'proposed' && goal.ballot ? tally(goal.ballot, endorsersOf(goal)).missing : undefined,
  },

  evolve(goal, event) {
    if (event.type === 'GoalDrafted') {
      const { draftedBy } = event.data;
      return {
        ...begun(event, draftedBy),
        ...rewritten(goal, event.data),
        ...placeOf(event.data),
        phase: 'draft',
        shared: false,
        goalVersion: 0,
        draftedAt: goal?.draftedAt ?? event.recordedAt,
      };
    }
    if (event.type === 'GoalProposed') {
      const { proposedBy, ballot } = event.data;
      return {
        ...begun(event, proposedBy),
        ...rewritten(goal, event.data),
        ...placeOf(event.data),
        phase: 'proposed',
        shared: true,
        goalVersion: 1,
        draftedAt: goal?.draftedAt,
        proposedAt: event.recordedAt,
        versionAt: event.recordedAt,
        versionBy: event.actor,
        ballot,
      };
    }
    if (!goal) throw new Error(`${event.type} before ${event.subject} was proposed`);
    const next = { ...goal, ...stamp(event) };
    switch (event.type) {
      case 'GoalEndorsed': {
        const voice = { partner: event.data.partner, ...actOf(event) };
        return { ...next, endorsements: [...goal.endorsements, voice] };
      }
      case 'EndorsementWithdrawn': {
        const { partner, reason } = event.data;
        return {
          ...next,
          endorsements: goal.endorsements.filter((voice) => voice.partner !== partner),
          withdrawals: [...goal.withdrawals, { partner, reason, ...actOf(event) }],
        };
      }
      case 'GoalAgreed':
        return { ...next, phase: 'endorsed', agreedAt: event.recordedAt };
      case 'GoalAmended': {
        const { goalVersion, reason, ballot } = event.data;
        const { endorsements, withdrawals, versionAt, agreedAt } = goal;
        const ended = {
          ...wordingOf(goal),
          goalVersion: goal.goalVersion,
          versionAt,
          agreedAt,
          endorsements,
          withdrawals,
          endedAt: event.recordedAt,
          endedBy: event.actor,
          reason,
        };
        return {
          ...next,
          ...rewritten(goal, event.data),
          phase: 'proposed',
          goalVersion,
          ballot,
          versionAt: event.recordedAt,
          versionBy: event.actor,
          agreedAt: undefined,
          endorsements: [],
          withdrawals: [],
          earlier: [...goal.earlier, ended],
        };
      }
      case 'GoalReworded': {
        const before = { ...wordingOf(goal), goalVersion: goal.goalVersion, reason: event.data.reason };
        return {
          ...next,
          ...rewritten(goal, event.data),
          rewordings: [...goal.rewordings, { ...before, ...actOf(event) }],
        };
      }
      case 'GoalPlaced': {
        const before = { ...placeOf(goal), reason: event.data.reason, ...actOf(event) };
        return { ...next, ...placeOf(event.data), moves: [...goal.moves, before] };
      }
      case 'GoalRetired':
        return { ...next, phase: 'retired', retiredBecause: event.data.reason };
      case 'GoalWithdrawn':
        return { ...next, phase: 'withdrawn', withdrawnBecause: event.data.reason };
      case 'MilestoneSet': {
        const known = goal.milestones.find(({ id }) => id === event.data.milestone);
        const set = milestoneSet(known, event);
        return {
          ...next,
          milestones: known ? goal.milestones.map((one) => (one === known ? set : one)) : [...goal.milestones, set],
        };
      }
      case 'MilestoneReached':
      case 'MilestoneDropped': {
        const change =
          event.type === 'MilestoneReached'
            ? { reachedOn: event.data.on }
            : { reachedOn: undefined, droppedBecause: event.data.reason };
        return {
          ...next,
          milestones: goal.milestones.map((one) => (one.id === event.data.milestone ? { ...one, ...change } : one)),
        };
      }
    }
  },
};

/** Key under which the index `number` holds a number: it is free to be had again under another parent. */
export const numberKey = (parent: string | undefined, number: string): string => `${parent ?? ''}/${number}`;

/** Whether it is on the agenda, or before the partners to be taken onto it. */
export const stands = ({ phase }: Pick<GoalRow, 'phase'>): boolean => phase === 'proposed' || phase === 'endorsed';

/** Partners that stand behind the present version. */
export const endorsersOf = ({ endorsements }: Pick<GoalRow, 'endorsements'>): readonly string[] =>
  endorsements.map(({ partner }) => partner);

/** Whether a milestone's day has passed without its having been reached, on a day (rule 46). */
export const isMilestoneLate = (
  { due, reachedOn, droppedBecause }: Pick<Milestone, 'due' | 'reachedOn' | 'droppedBecause'>,
  day: string,
): boolean => reachedOn === undefined && droppedBecause === undefined && due < day;

const begun = (event: Recorded, proposedBy: string) => ({
  id: event.subject,
  ...stamp(event),
  proposedBy,
  endorsements: [],
  withdrawals: [],
  earlier: [],
  rewordings: [],
  moves: [],
  milestones: [],
});

/** New words in place of older ones, with translations marked that the original has moved away from (rule 51). */
const rewritten = (before: GoalWording | undefined, said: GoalWording): GoalWording => ({
  title: renewed(before?.title, said.title),
  scope: renewed(before?.scope, said.scope),
  targetGroup: renewed(before?.targetGroup, said.targetGroup),
  gap: renewed(before?.gap, said.gap),
});

type MilestoneSetEvent = Extract<Parameters<typeof goals.evolve>[1], { type: 'MilestoneSet' }>;

function milestoneSet(before: Milestone | undefined, event: MilestoneSetEvent): Milestone {
  const { milestone: id, title, detail, due, reason } = event.data;
  const moved = before?.moved ?? [];
  return {
    id,
    title: renewed(before?.title, title),
    detail: renewed(before?.detail, detail),
    due,
    moved: before && reason && before.due !== due ? [...moved, { due: before.due, reason, ...actOf(event) }] : moved,
  };
}
