import { stamp, type Stamp, type View } from '#decider';
import type { Text } from '#language';
import { goalEvents } from './goal.ts';

/** A shared goal as pages show it: its words now, its earlier versions, who stands behind it. */
export interface GoalRow extends Stamp {
  readonly id: string;
  readonly phase: 'proposed' | 'endorsed' | 'retired';
  readonly goalVersion: number;
  readonly title: Text;
  readonly scope?: Text | undefined;
  readonly targetGroup?: Text | undefined;
  readonly number?: string | undefined;
  readonly parent?: string | undefined;
  readonly programmes: readonly string[];
  readonly proposedBy: string;
  readonly proposedAt: string;
  /** Voices for the present version. */
  readonly endorsements: readonly GoalEndorsement[];
  /** Older versions, oldest first. */
  readonly earlier: readonly GoalVersion[];
  readonly retiredBecause?: Text | undefined;
}

export interface GoalEndorsement {
  readonly partner: string;
  readonly person: string;
  readonly mandate?: string | undefined;
  readonly at: string;
}

export interface GoalVersion {
  readonly goalVersion: number;
  readonly title: Text;
  readonly scope?: Text | undefined;
  readonly targetGroup?: Text | undefined;
  readonly endedAt: string;
  /** Why the meaning was changed. */
  readonly reason: Text;
}

export const goals: View<GoalRow, typeof goalEvents> = {
  name: 'goals',
  version: 1,
  events: goalEvents,
  indexes: { parent: (goal) => goal.parent ?? '', programme: (goal) => goal.programmes },

  evolve(goal, event) {
    if (event.type === 'GoalProposed') {
      const { title, scope, targetGroup, number, parent, programmes, proposedBy } = event.data;
      return {
        id: event.subject,
        ...stamp(event),
        phase: 'proposed',
        goalVersion: 1,
        title,
        scope,
        targetGroup,
        number,
        parent,
        programmes,
        proposedBy,
        proposedAt: event.recordedAt,
        endorsements: [],
        earlier: [],
      };
    }
    if (!goal) throw new Error(`${event.type} before ${event.subject} was proposed`);
    const next = { ...goal, ...stamp(event) };
    switch (event.type) {
      case 'GoalEndorsed': {
        const { actor: person, mandate, recordedAt: at } = event;
        return { ...next, endorsements: [...goal.endorsements, { partner: event.data.partner, person, mandate, at }] };
      }
      case 'GoalAgreed':
        return { ...next, phase: 'endorsed' };
      case 'GoalAmended': {
        const { title, scope, targetGroup, goalVersion, reason } = event.data;
        const ended = {
          goalVersion: goal.goalVersion,
          title: goal.title,
          scope: goal.scope,
          targetGroup: goal.targetGroup,
          endedAt: event.recordedAt,
          reason,
        };
        const earlier = [...goal.earlier, ended];
        return { ...next, phase: 'proposed', goalVersion, title, scope, targetGroup, endorsements: [], earlier };
      }
      case 'GoalReworded': {
        const { title, scope, targetGroup } = event.data;
        return { ...next, title, scope, targetGroup };
      }
      case 'GoalRetired':
        return { ...next, phase: 'retired', retiredBecause: event.data.reason };
    }
  },
};
