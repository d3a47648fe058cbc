import { refuse, type Decider, type MessageOf, type Refusal } from '#decider';
import { Day, FreeText, Month, Reason, Text, sameData } from '#language';
import { z } from 'zod';

export const bodyKinds = ['council', 'board', 'committee', 'official', 'other'] as const;
export const BodyKind = z.enum(bodyKinds).meta({ id: 'BodyKind' });

export const outcomes = ['approved', 'noted', 'returned', 'rejected'] as const;
export const Outcome = z.enum(outcomes).meta({ id: 'DecisionOutcome' });

/** What a decision can be about. */
const Subject = z
  .string()
  .max(120)
  .regex(/^(programme|goal|strategy|report)_[a-z0-9][a-z0-9_]*$/, 'DECISION_SUBJECT_MALFORMED');

/** The day, or the month alone where nobody wrote down the day. */
const When = z
  .string()
  .refine((when) => Day.safeParse(when).success || Month.safeParse(when).success, 'DECISION_DATE_MALFORMED');

/** The paragraph (§) of the minutes: `6`, `6 a`, `12–14`. */
const Section = z
  .string()
  .trim()
  .regex(/^\d{1,4}( ?[a-zåäö])?([-–]\d{1,4}( ?[a-zåäö])?)?$/i, 'DECISION_SECTION_MALFORMED');

/**
 * The number of the matter in the authority's register, e.g. `1839/00.01.01.04/2024`. Every authority writes
 * its own way: a digit is all they have in common.
 */
const RegisterNumber = z
  .string()
  .trim()
  .regex(/^(?=.*\d)[\p{L}\p{N}][\p{L}\p{N}./:, -]{0,59}$/u, 'DECISION_REGISTER_NUMBER_MALFORMED');

const details = {
  title: Text,
  /** The body or official that decides. */
  body: Text,
  bodyKind: BodyKind,
  /** When it was taken; absent while planned, and where no source tells. */
  date: When.optional(),
  /** The month in which it is to be taken. */
  planned: Month.optional(),
  section: Section.optional(),
  registerNumber: RegisterNumber.optional(),
  /** What was decided; absent while planned. */
  outcome: Outcome.optional(),
  subjects: z.array(Subject).max(100),
};

export const decisionCommands = {
  /** A decision already taken, or one planned for a month. */
  RecordDecision: z.object({ ...details, subjects: details.subjects.default([]) }),
  /** A planned one has been taken. */
  TakeDecision: z.object({
    date: When,
    section: Section.optional(),
    registerNumber: RegisterNumber.optional(),
    outcome: Outcome,
  }),
  /** All of it anew: what is left out is taken away. A planned one stays planned, a taken one taken. */
  AmendDecision: z.object({ ...details, subjects: details.subjects.default([]), reason: FreeText }),
  /** A planned one will not be taken. */
  CancelDecision: z.object({ reason: FreeText }),
};

export const decisionEvents = {
  DecisionRecorded: z.object(details),
  DecisionTaken: decisionCommands.TakeDecision,
  DecisionAmended: z.object({ ...details, reason: Reason }),
  DecisionCancelled: z.object({ reason: Reason }),
};

export type DecisionCommand = MessageOf<typeof decisionCommands>;
export type DecisionEvent = MessageOf<typeof decisionEvents>;

export type DecisionRefusal =
  | 'DECISION_CANCELLED'
  | 'DECISION_DATE_AHEAD'
  | 'DECISION_DATE_MALFORMED'
  | 'DECISION_DATE_OF_PLANNED'
  | 'DECISION_EXISTS'
  | 'DECISION_NOT_FOUND'
  | 'DECISION_OUTCOME_MISSING'
  | 'DECISION_OUTCOME_OF_PLANNED'
  | 'DECISION_PLANNED'
  | 'DECISION_REGISTER_NUMBER_MALFORMED'
  | 'DECISION_SECTION_MALFORMED'
  | 'DECISION_SUBJECT_MALFORMED'
  | 'DECISION_SUBJECT_UNKNOWN'
  | 'DECISION_TAKEN'
  | 'DECISION_UNCHANGED';

export interface DecisionFacts {
  /** The calendar day in the collaboration's time zone. */
  readonly today: string;
  /**
   * Which of the programmes, goals and strategies the command names exist. Reports are not asked for: a body
   * may plan to take up one that nobody has begun to write.
   */
  readonly known: ReadonlySet<string>;
}

type Details = z.infer<typeof decisionEvents.DecisionRecorded>;
type Decision =
  { readonly phase: 'absent' } | { readonly phase: 'planned' | 'taken' | 'cancelled'; readonly details: Details };

/** What a governing body decided about programmes, goals, a strategy or a report (rule 45), or is to decide. */
export const decision: Decider<Decision, DecisionCommand, DecisionEvent, DecisionRefusal, DecisionFacts> = {
  prefix: 'decision_',
  commands: decisionCommands,
  events: decisionEvents,
  published: {
    title: 'The heading of a public decision.',
    body: 'The name of a governing body.',
    date: 'A day or a month.',
  },
  roles: {
    RecordDecision: ['coordinator', 'administrator'],
    TakeDecision: ['coordinator', 'administrator'],
    AmendDecision: ['coordinator', 'administrator'],
    CancelDecision: ['coordinator', 'administrator'],
  },
  initial: { phase: 'absent' },

  decide(decision, command, { facts }) {
    if (command.type === 'RecordDecision') {
      if (decision.phase !== 'absent') return refuse('DECISION_EXISTS');
      return wrong(command.data, facts) ?? [{ type: 'DecisionRecorded', data: command.data }];
    }
    if (decision.phase === 'absent') return refuse('DECISION_NOT_FOUND');
    if (decision.phase === 'cancelled') return refuse('DECISION_CANCELLED');
    switch (command.type) {
      case 'TakeDecision':
        if (decision.phase === 'taken') return refuse('DECISION_TAKEN');
        return isAhead(command.data.date, facts.today)
          ? refuse('DECISION_DATE_AHEAD', 'date')
          : [{ type: 'DecisionTaken', data: command.data }];
      case 'AmendDecision': {
        const { reason, ...said } = command.data;
        if (sameData(said, decision.details)) return refuse('DECISION_UNCHANGED');
        // Taking a decision is an act of its own, and what has been taken cannot be planned again.
        if (phaseOf(said) !== decision.phase)
          return decision.phase === 'planned' ? refuse('DECISION_PLANNED') : refuse('DECISION_TAKEN', 'planned');
        return wrong(said, facts) ?? [{ type: 'DecisionAmended', data: { ...said, reason } }];
      }
      case 'CancelDecision':
        // What was decided is not undone by the record: a body decides anew.
        return decision.phase === 'taken'
          ? refuse('DECISION_TAKEN')
          : [{ type: 'DecisionCancelled', data: command.data }];
    }
  },

  evolve(decision, event) {
    if (event.type === 'DecisionRecorded') return { phase: phaseOf(event.data), details: event.data };
    if (decision.phase === 'absent') return decision;
    switch (event.type) {
      case 'DecisionTaken':
        return { phase: 'taken', details: taken(decision.details, event.data) };
      case 'DecisionAmended': {
        const { reason: _, ...details } = event.data;
        return { ...decision, details };
      }
      case 'DecisionCancelled':
        return { ...decision, phase: 'cancelled' };
    }
  },
};

const phaseOf = ({ planned }: Pick<Details, 'planned'>): 'planned' | 'taken' =>
  planned === undefined ? 'taken' : 'planned';

/** A planned decision once taken. The register number of the matter stays unless a new one is told. */
export const taken = <Planned extends Pick<Details, 'planned' | 'registerNumber'>>(
  planned: Planned,
  said: z.infer<typeof decisionEvents.DecisionTaken>,
) => ({ ...planned, ...said, planned: undefined, registerNumber: said.registerNumber ?? planned.registerNumber });

function wrong(
  { date, planned, outcome, subjects }: Details,
  { known, today }: DecisionFacts,
): Refusal<DecisionRefusal> | undefined {
  if (planned === undefined) {
    if (outcome === undefined) return refuse('DECISION_OUTCOME_MISSING', 'outcome');
    if (date !== undefined && isAhead(date, today)) return refuse('DECISION_DATE_AHEAD', 'date');
  } else {
    if (date !== undefined) return refuse('DECISION_DATE_OF_PLANNED', 'date');
    if (outcome !== undefined) return refuse('DECISION_OUTCOME_OF_PLANNED', 'outcome');
  }
  return subjects.every((id) => id.startsWith('report_') || known.has(id))
    ? undefined
    : refuse('DECISION_SUBJECT_UNKNOWN', 'subjects');
}

/** A day is compared with the day, a month with the month. */
const isAhead = (date: string, today: string): boolean => date > today.slice(0, date.length);
