import { stamp, type Stamp, type View } from '#decider';
import { renewed, type KeptText, type Text } from '#language';
import { programmeEvents, type programmeKinds } from './programme.ts';

/** A programme as pages show it, ended ones included. */
export interface ProgrammeRow extends Stamp {
  readonly id: string;
  readonly title: KeptText;
  readonly kind: (typeof programmeKinds)[number];
  readonly factor?: string | undefined;
  readonly crossCutting: boolean;
  readonly reportedApart: boolean;
  readonly ownerRole?: KeptText | undefined;
  readonly partner: string;
  readonly parent?: string | undefined;
  readonly order: number;
  /** Ids of the goals it says it serves. A goal may name programmes too: the relation is the two together. */
  readonly goals: readonly string[];
  readonly launchedAt: string;
  /** Why it was last revised, when somebody said so. */
  readonly reason?: Text | undefined;
  readonly endedAt?: string | undefined;
  readonly endedBecause?: Text | undefined;
}

export const programmes: View<ProgrammeRow, typeof programmeEvents> = {
  name: 'programmes',
  version: 1,
  events: programmeEvents,
  indexes: {
    factor: (programme) => programme.factor,
    /** Under the empty key: those that are part of no other. */
    parent: (programme) => programme.parent ?? '',
    goal: (programme) => programme.goals,
    partner: (programme) => programme.partner,
  },

  evolve(programme, event) {
    if (event.type === 'ProgrammeLaunched')
      return { id: event.subject, ...stamp(event), ...event.data, goals: [], launchedAt: event.recordedAt };
    if (!programme) throw new Error(`${event.type} before ${event.subject} was launched`);
    const { id, goals, launchedAt } = programme;
    switch (event.type) {
      case 'ProgrammeRevised':
        // All of it is said anew: what is not said is gone.
        return {
          id,
          ...stamp(event),
          ...event.data,
          title: renewed(programme.title, event.data.title),
          ownerRole: renewed(programme.ownerRole, event.data.ownerRole),
          goals,
          launchedAt,
        };
      case 'ProgrammeGoalsRelated':
        return { ...programme, ...stamp(event), goals: event.data.goals };
      case 'ProgrammeEnded':
        return { ...programme, ...stamp(event), endedAt: event.recordedAt, endedBecause: event.data.reason };
    }
  },
};

/** As the report's table has them: by row number, and by id where two have the same. */
export const inReportOrder = (rows: readonly ProgrammeRow[]): readonly ProgrammeRow[] =>
  [...rows].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
