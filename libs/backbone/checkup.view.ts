import { stamp, type Stamp, type View } from '#decider';
import type { Text } from '#language';
import { checkupEvents, conditions, type CheckupScores, type CheckupWords, type Condition } from './checkup.ts';

/** A partner's own answer for a period: for its own eyes and an auditor's. */
export interface CheckupRow extends Stamp {
  readonly id: string;
  readonly partner: string;
  readonly period: string;
  readonly scores: CheckupScores;
  readonly words?: CheckupWords | undefined;
  readonly demonstration: boolean;
  readonly givenAt: string;
  /** Why it was said anew, when it was. */
  readonly revisedBecause?: Text | undefined;
}

export const checkups: View<CheckupRow, typeof checkupEvents> = {
  name: 'checkups',
  version: 1,
  events: checkupEvents,
  indexes: { partner: (checkup) => checkup.partner },

  evolve(checkup, event) {
    const { partner, period, scores, words } = event.data;
    const answer = { id: event.subject, ...stamp(event), partner, period, scores, words };
    switch (event.type) {
      case 'CheckupGiven':
        return { ...answer, demonstration: event.data.demonstration, givenAt: event.recordedAt };
      case 'CheckupRevised':
        if (!checkup) throw new Error(`${event.type} before ${event.subject} was given`);
        return {
          ...answer,
          demonstration: checkup.demonstration,
          givenAt: checkup.givenAt,
          revisedBecause: event.data.reason,
        };
    }
  },
};

type Answers = Readonly<Record<string, { readonly scores: CheckupScores; readonly words?: CheckupWords | undefined }>>;

/** Fewest answers that come out together. */
export const checkupsTogether = 3;

/** What all partners together said of a period. */
export interface JointCheckupRow {
  readonly id: string;
  /** Answers that are counted in what others see, by partner. */
  readonly counted: Answers;
  /** Answers that wait until enough of them can come out together. */
  readonly waiting: Answers;
  readonly changedAt: string;
}

/**
 * Answers come out three partners' at a time, new ones and revised ones alike. If each came out alone, whoever looked
 * before and after, or asked for both moments of the past, would have a partner's own scores by subtraction.
 */
export const jointCheckups: View<JointCheckupRow, typeof checkupEvents> = {
  name: 'joint_checkups',
  version: 1,
  events: checkupEvents,
  key: (event) => event.data.period,

  evolve(joint, event) {
    const { partner, period, scores, words } = event.data;
    const counted = joint?.counted ?? {};
    const waiting = { ...joint?.waiting, [partner]: { scores, words } };
    const together = Object.keys(waiting).length >= checkupsTogether;
    return {
      id: period,
      counted: together ? { ...counted, ...waiting } : counted,
      waiting: together ? {} : waiting,
      changedAt: event.recordedAt,
    };
  },
};

/** How many partners' answers are counted, and their mean for each condition; none while fewer than three can be. */
export function checkupMeans({ counted }: Pick<JointCheckupRow, 'counted'>): {
  readonly counted: number;
  readonly means: Readonly<Record<Condition, number>> | undefined;
} {
  const answers = Object.values(counted);
  const mean = (condition: Condition) =>
    answers.reduce((sum, { scores }) => sum + scores[condition], 0) / answers.length;
  return {
    counted: answers.length,
    means:
      answers.length === 0
        ? undefined
        : (Object.fromEntries(conditions.map((condition) => [condition, mean(condition)])) as Record<
            Condition,
            number
          >),
  };
}
