import { refuse, type Decider, type MessageOf, type Refusal } from '#decider';
import { FactorId, FreeText, GoalId, PartnerId, ProgrammeId, Reason, Text, sameData } from '#language';
import { z } from 'zod';

export const programmeKinds = ['programme', 'plan', 'guidelines', 'pilot'] as const;
export const ProgrammeKind = z.enum(programmeKinds).meta({ id: 'ProgrammeKind' });

const details = {
  title: Text,
  kind: ProgrammeKind,
  /** The success factor it stands under. */
  factor: FactorId.optional(),
  /** Runs through all success factors. */
  crossCutting: z.boolean(),
  /** Runs beside the others and is reported apart from them. */
  reportedApart: z.boolean(),
  /** Who answers for it, as a role and never as a name. */
  ownerRole: Text.optional(),
  /** The organisation that owns it. */
  partner: PartnerId,
  /** The programme it is part of. */
  parent: ProgrammeId.optional(),
  /** Its row in the report's table. */
  order: z.int().min(0).max(100_000),
};
const asked = {
  ...details,
  crossCutting: details.crossCutting.default(false),
  reportedApart: details.reportedApart.default(false),
};
const goals = z.array(GoalId).max(200);

export const programmeCommands = {
  LaunchProgramme: z.object(asked),
  /** All of it anew: what is left out is taken away. */
  ReviseProgramme: z.object({ ...asked, reason: FreeText.optional() }),
  /** Which goals it serves, all of them anew. Several programmes may serve one goal (rule 7). */
  RelateGoals: z.object({ goals }),
  EndProgramme: z.object({ reason: FreeText }),
};

export const programmeEvents = {
  ProgrammeLaunched: z.object(details),
  ProgrammeRevised: z.object({ ...details, reason: Reason.optional() }),
  ProgrammeGoalsRelated: z.object({ goals }),
  ProgrammeEnded: z.object({ reason: Reason }),
};

export type ProgrammeCommand = MessageOf<typeof programmeCommands>;
export type ProgrammeEvent = MessageOf<typeof programmeEvents>;

export type ProgrammeRefusal =
  | 'PROGRAMME_ENDED'
  | 'PROGRAMME_EXISTS'
  | 'PROGRAMME_FACTOR_UNKNOWN'
  | 'PROGRAMME_GOAL_UNKNOWN'
  | 'PROGRAMME_NOT_FOUND'
  | 'PROGRAMME_NOT_YOURS'
  | 'PROGRAMME_PARENT_CIRCULAR'
  | 'PROGRAMME_PARENT_UNKNOWN'
  | 'PROGRAMME_PARTNER_UNKNOWN'
  | 'PROGRAMME_UNCHANGED';

export interface ProgrammeFacts {
  /** Which of the partner, the success factor, the parent and the goals the command names exist. */
  readonly known: ReadonlySet<string>;
  /** The parent the command names, its parent, and so on up to the root. */
  readonly lineage: readonly string[];
}

type Details = z.infer<typeof programmeEvents.ProgrammeLaunched>;
type Programme =
  | { readonly phase: 'absent' }
  | { readonly phase: 'running' | 'ended'; readonly details: Details; readonly goals: readonly string[] };

/** A programme, plan or set of guidelines: what the half-year report has a row for. */
export const programme: Decider<Programme, ProgrammeCommand, ProgrammeEvent, ProgrammeRefusal, ProgrammeFacts> = {
  prefix: 'programme_',
  commands: programmeCommands,
  events: programmeEvents,
  published: {
    title: 'The name of a published programme.',
    ownerRole: 'A role and never a name.',
  },
  roles: {
    LaunchProgramme: ['coordinator', 'administrator', 'member'],
    ReviseProgramme: ['coordinator', 'administrator', 'member'],
    RelateGoals: ['coordinator', 'administrator', 'member'],
    EndProgramme: ['coordinator', 'administrator'],
  },
  // A mandate narrowed to a programme covers that programme and no other.
  scope: (_, id) => ({ programme: id }),
  initial: { phase: 'absent' },

  decide(programme, command, { asker, facts, id }) {
    // A partner launches and changes its own programmes, and hands none over to another.
    const mayOwn = (partner: string) => asker.mandate?.role !== 'member' || asker.organisation === partner;
    if (command.type === 'LaunchProgramme') {
      if (programme.phase !== 'absent') return refuse('PROGRAMME_EXISTS');
      if (!mayOwn(command.data.partner)) return refuse('PROGRAMME_NOT_YOURS', 'partner');
      return wrongLinks(command.data, facts, id) ?? [{ type: 'ProgrammeLaunched', data: command.data }];
    }
    if (programme.phase === 'absent') return refuse('PROGRAMME_NOT_FOUND');
    if (programme.phase === 'ended') return refuse('PROGRAMME_ENDED');
    if (!mayOwn(programme.details.partner)) return refuse('PROGRAMME_NOT_YOURS');
    switch (command.type) {
      case 'ReviseProgramme': {
        const { reason, ...said } = command.data;
        if (!mayOwn(said.partner)) return refuse('PROGRAMME_NOT_YOURS', 'partner');
        if (sameData(said, programme.details)) return refuse('PROGRAMME_UNCHANGED');
        return wrongLinks(said, facts, id) ?? [{ type: 'ProgrammeRevised', data: { ...said, reason } }];
      }
      case 'RelateGoals': {
        // Order and repetition mean nothing: the same goals again are accepted and change nothing.
        const goals = [...new Set(command.data.goals)];
        if (!goals.every((goal) => facts.known.has(goal))) return refuse('PROGRAMME_GOAL_UNKNOWN', 'goals');
        return sameData([...goals].sort(), [...programme.goals].sort())
          ? []
          : [{ type: 'ProgrammeGoalsRelated', data: { goals } }];
      }
      case 'EndProgramme':
        return [{ type: 'ProgrammeEnded', data: command.data }];
    }
  },

  evolve(programme, event) {
    if (event.type === 'ProgrammeLaunched') return { phase: 'running', details: event.data, goals: [] };
    if (programme.phase === 'absent') return programme;
    switch (event.type) {
      case 'ProgrammeRevised': {
        const { reason: _, ...details } = event.data;
        return { ...programme, details };
      }
      case 'ProgrammeGoalsRelated':
        return { ...programme, goals: event.data.goals };
      case 'ProgrammeEnded':
        return { ...programme, phase: 'ended' };
    }
  },
};

function wrongLinks(
  { partner, factor, parent }: Details,
  { known, lineage }: ProgrammeFacts,
  id: string,
): Refusal<ProgrammeRefusal> | undefined {
  if (!known.has(partner)) return refuse('PROGRAMME_PARTNER_UNKNOWN', 'partner');
  if (factor !== undefined && !known.has(factor)) return refuse('PROGRAMME_FACTOR_UNKNOWN', 'factor');
  if (parent === undefined) return undefined;
  // A tree that bites its tail has no root to show it from.
  if (parent === id || lineage.includes(id)) return refuse('PROGRAMME_PARENT_CIRCULAR', 'parent');
  return known.has(parent) ? undefined : refuse('PROGRAMME_PARENT_UNKNOWN', 'parent');
}
