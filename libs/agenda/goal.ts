import { refuse, type Decider, type MessageOf } from '#decider';
import { GoalId, PartnerId, ProgrammeId, Quorum, Reason, Text, sameMeaning, sameText } from '#language';
import { z } from 'zod';

/** The quorum rule as it stood when a goal version was proposed, with the size of the electorate then. */
const Ballot = z.object({ quorum: Quorum, electorate: z.int().min(0) });
type Ballot = z.infer<typeof Ballot>;

const wording = { title: Text, scope: Text.optional(), targetGroup: Text.optional() };

export const goalCommands = {
  ProposeGoal: z.object({
    ...wording,
    number: z
      .string()
      .regex(/^\d+(\.\d+){0,5}$/, 'GOAL_NUMBER_MALFORMED')
      .optional(),
    parent: GoalId.optional(),
    programmes: z.array(ProgrammeId).max(50).default([]),
  }),
  EndorseGoal: z.object({}),
  AmendGoal: z.object({
    ...wording,
    reason: Reason,
    /** The asker's word that only a slip is corrected and the meaning stands. */
    slip: z.boolean().default(false),
  }),
  RetireGoal: z.object({ reason: Reason }),
};

export const goalEvents = {
  GoalProposed: z.object({
    ...wording,
    number: z.string().optional(),
    parent: GoalId.optional(),
    programmes: z.array(ProgrammeId),
    proposedBy: PartnerId,
    ballot: Ballot,
  }),
  /** One partner's voice. */
  GoalEndorsed: z.object({ partner: PartnerId, goalVersion: z.int() }),
  /** The quorum was met: the goal is part of the common agenda. */
  GoalAgreed: z.object({ goalVersion: z.int() }),
  /** The meaning changed: a new version that needs new endorsement (rule 4). */
  GoalAmended: z.object({ ...wording, goalVersion: z.int(), reason: Reason, ballot: Ballot }),
  /** The words changed and the meaning did not: a slip or a translation. */
  GoalReworded: z.object({ ...wording, reason: Reason }),
  GoalRetired: z.object({ reason: Reason }),
};

export type GoalCommand = MessageOf<typeof goalCommands>;
export type GoalEvent = MessageOf<typeof goalEvents>;

export type GoalRefusal =
  | 'GOAL_NOT_FOUND'
  | 'GOAL_EXISTS'
  | 'GOAL_RETIRED'
  | 'GOAL_ALREADY_ENDORSED'
  | 'GOAL_NOT_ENDORSED_BY_BACKBONE'
  | 'GOAL_NOT_ENDORSED_BY_OBSERVER'
  | 'GOAL_NOT_YOURS'
  | 'GOAL_NUMBER_MALFORMED'
  | 'GOAL_PARENT_RETIRED'
  | 'GOAL_PARENT_UNKNOWN'
  | 'GOAL_PARTS_STAND'
  | 'GOAL_PROGRAMME_UNKNOWN'
  | 'GOAL_UNCHANGED';

export interface GoalFacts {
  /** The quorum rule in force now, and how many partners may endorse. */
  readonly ballot: Ballot;
  readonly backbone: string | undefined;
  /** Partners that take part without a voice. */
  readonly observers: ReadonlySet<string>;
  /** Which of the goals and programmes the command names exist. */
  readonly known: ReadonlySet<string>;
  /** The parent named is retired. */
  readonly parentRetired: boolean;
  /** The goal has parts that are proposed or endorsed. */
  readonly partsStand: boolean;
}

/** Only what a rule asks about. What a page shows lives in goal.view.ts. */
type Goal =
  | { readonly phase: 'absent' }
  | {
      readonly phase: 'proposed' | 'endorsed' | 'retired';
      readonly version: number;
      readonly proposedBy: string;
      readonly title: Text;
      readonly scope: Text | undefined;
      readonly targetGroup: Text | undefined;
      readonly endorsers: readonly string[];
      readonly ballot: Ballot;
    };

/**
 * A goal is retired from the leaves up: while parts of it are proposed or endorsed it is refused, since partners stand
 * behind each of them and one sentence must not take them all away, nor leave them hanging under a goal that is no
 * longer common. For the same reason nothing new is proposed under a retired one.
 */
export const goal: Decider<Goal, GoalCommand, GoalEvent, GoalRefusal, GoalFacts> = {
  prefix: 'goal_',
  commands: goalCommands,
  events: goalEvents,
  roles: {
    ProposeGoal: ['member', 'coordinator'],
    EndorseGoal: ['endorser'],
    AmendGoal: ['coordinator', 'member'],
    RetireGoal: ['coordinator'],
  },
  initial: { phase: 'absent' },

  decide(goal, command, { asker, facts }) {
    if (command.type === 'ProposeGoal') {
      if (goal.phase !== 'absent') return refuse('GOAL_EXISTS');
      const { parent, programmes } = command.data;
      if (parent !== undefined && !facts.known.has(parent)) return refuse('GOAL_PARENT_UNKNOWN', 'parent');
      if (facts.parentRetired) return refuse('GOAL_PARENT_RETIRED', 'parent');
      if (!programmes.every((id) => facts.known.has(id))) return refuse('GOAL_PROGRAMME_UNKNOWN', 'programmes');
      return [
        { type: 'GoalProposed', data: { ...command.data, proposedBy: asker.organisation, ballot: facts.ballot } },
      ];
    }
    if (goal.phase === 'absent') return refuse('GOAL_NOT_FOUND');
    if (goal.phase === 'retired') return refuse('GOAL_RETIRED');
    switch (command.type) {
      case 'EndorseGoal': {
        const partner = asker.organisation;
        // The backbone facilitates; it has no voice of its own and none for a partner (rule 5).
        if (partner === facts.backbone) return refuse('GOAL_NOT_ENDORSED_BY_BACKBONE');
        if (facts.observers.has(partner)) return refuse('GOAL_NOT_ENDORSED_BY_OBSERVER');
        // One organisation, one voice, whoever speaks for it (rule 2).
        if (goal.endorsers.includes(partner)) return refuse('GOAL_ALREADY_ENDORSED');
        const endorsed: GoalEvent = { type: 'GoalEndorsed', data: { partner, goalVersion: goal.version } };
        return goal.phase === 'proposed' && isMet(goal.ballot, [...goal.endorsers, partner])
          ? [endorsed, { type: 'GoalAgreed', data: { goalVersion: goal.version } }]
          : [endorsed];
      }
      case 'AmendGoal': {
        // A new meaning sets every endorsement aside: not something any partner may do to another's goal.
        if (asker.mandate?.role === 'member' && asker.organisation !== goal.proposedBy) return refuse('GOAL_NOT_YOURS');
        const { title, scope, targetGroup, reason, slip } = command.data;
        const words = { title, scope, targetGroup };
        if (sameText(title, goal.title) && sameText(scope, goal.scope) && sameText(targetGroup, goal.targetGroup))
          return refuse('GOAL_UNCHANGED', 'title');
        const meaningStands =
          slip ||
          (sameMeaning(title, goal.title) &&
            sameMeaning(scope, goal.scope) &&
            sameMeaning(targetGroup, goal.targetGroup));
        return meaningStands
          ? [{ type: 'GoalReworded', data: { ...words, reason } }]
          : [
              {
                type: 'GoalAmended',
                data: { ...words, reason, goalVersion: goal.version + 1, ballot: facts.ballot },
              },
            ];
      }
      case 'RetireGoal':
        if (facts.partsStand) return refuse('GOAL_PARTS_STAND');
        return [{ type: 'GoalRetired', data: command.data }];
    }
  },

  evolve(goal, event) {
    if (event.type === 'GoalProposed') {
      const { title, scope, targetGroup, ballot, proposedBy } = event.data;
      return { phase: 'proposed', version: 1, proposedBy, title, scope, targetGroup, ballot, endorsers: [] };
    }
    if (goal.phase === 'absent') return goal;
    switch (event.type) {
      case 'GoalEndorsed':
        return { ...goal, endorsers: [...goal.endorsers, event.data.partner] };
      case 'GoalAgreed':
        return { ...goal, phase: 'endorsed' };
      case 'GoalAmended': {
        const { title, scope, targetGroup, ballot, goalVersion } = event.data;
        return { ...goal, phase: 'proposed', version: goalVersion, title, scope, targetGroup, ballot, endorsers: [] };
      }
      case 'GoalReworded': {
        const { title, scope, targetGroup } = event.data;
        return { ...goal, title, scope, targetGroup };
      }
      case 'GoalRetired':
        return { ...goal, phase: 'retired' };
    }
  },
};

/** The rule in force when the version was proposed decides (rule 3). */
function isMet({ quorum, electorate }: Ballot, endorsers: readonly string[]): boolean {
  switch (quorum.kind) {
    case 'number':
      return endorsers.length >= quorum.number;
    case 'share':
      // A share is no exact double: 0.56 of 25 comes out a hair above 14, which would ask for a fifteenth voice.
      return endorsers.length >= Math.max(1, Math.ceil(quorum.share * electorate - 1e-9));
    case 'named':
      return quorum.partners.every((partner) => endorsers.includes(partner));
  }
}
