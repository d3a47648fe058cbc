import { refuse, type Decider, type MessageOf } from '#decider';
import { Day, FreeText, PeriodId, Reason } from '#language';
import { z } from 'zod';

export const periodTypes = ['half_year', 'quarter', 'year'] as const;
export const PeriodType = z.enum(periodTypes).meta({ id: 'ReportPeriodType' });
export type PeriodType = z.infer<typeof PeriodType>;

/** How people name a period: `2024-H2`, `2025-Q1`, `2025`. */
const PeriodCode = z.string().regex(/^\d{4}(-(H[12]|Q[1-4]))?$/, 'PERIOD_CODE_MALFORMED');

const opening = {
  code: PeriodCode,
  from: Day,
  to: Day,
  type: PeriodType,
  /** The period this one is compared with. */
  previous: PeriodId.optional(),
  /** The day by which programmes are to be assessed. */
  assessmentsDue: Day.optional(),
  /** The report is published only when the coordinator has accepted every assessment; not asked for unless said. */
  acceptance: z.boolean().optional(),
  /** An assessment answers for everything carried over from the period before (rule 47); not asked for unless said. */
  carryOver: z.boolean().optional(),
};

export const periodCommands = {
  OpenPeriod: z.object(opening),
  SetPeriodDue: z.object({ assessmentsDue: Day, reason: FreeText.optional() }),
  /** No new assessments from now on. What is published may still be corrected. */
  ClosePeriod: z.object({}),
  ReopenPeriod: z.object({ reason: FreeText }),
};

export const periodEvents = {
  PeriodOpened: z.object(opening),
  /** `reason` says why a day that had been set was moved. */
  PeriodDueSet: z.object({ assessmentsDue: Day, reason: Reason.optional() }),
  PeriodClosed: z.object({}),
  PeriodReopened: z.object({ reason: Reason }),
};

export type PeriodCommand = MessageOf<typeof periodCommands>;
export type PeriodEvent = MessageOf<typeof periodEvents>;

export type PeriodRefusal =
  | 'PERIOD_EXISTS'
  | 'PERIOD_NOT_FOUND'
  | 'PERIOD_CODE_MALFORMED'
  | 'PERIOD_CODE_TAKEN'
  | 'PERIOD_CODE_NOT_OF_TYPE'
  | 'PERIOD_ENDS_BEFORE_START'
  | 'PERIOD_PREVIOUS_UNKNOWN'
  | 'PERIOD_PREVIOUS_NOT_BEFORE'
  | 'PERIOD_DUE_BEFORE_START'
  | 'PERIOD_DUE_UNCHANGED'
  | 'PERIOD_DUE_REASON_MISSING'
  | 'PERIOD_NOT_OVER'
  | 'PERIOD_CLOSED'
  | 'PERIOD_NOT_CLOSED';

export interface PeriodFacts {
  /** Another period has this code already. */
  readonly codeTaken: boolean;
  /** The last day of the period named as the previous one; absent when there is no such period. */
  readonly previousTo: string | undefined;
  /** The calendar day in the collaboration's time zone. */
  readonly today: string;
}

/** Only what a rule asks about. What a page shows lives in period.view.ts. */
type Period =
  | { readonly phase: 'absent' }
  | {
      readonly phase: 'open' | 'closed';
      readonly from: string;
      readonly to: string;
      readonly assessmentsDue: string | undefined;
    };

/** A stretch of time that assessments and a report are about. */
export const period: Decider<Period, PeriodCommand, PeriodEvent, PeriodRefusal, PeriodFacts> = {
  prefix: 'period_',
  commands: periodCommands,
  events: periodEvents,
  roles: {
    OpenPeriod: ['coordinator'],
    SetPeriodDue: ['coordinator'],
    ClosePeriod: ['coordinator'],
    ReopenPeriod: ['coordinator'],
  },
  initial: { phase: 'absent' },

  decide(period, command, { facts }) {
    if (command.type === 'OpenPeriod') {
      if (period.phase !== 'absent') return refuse('PERIOD_EXISTS');
      const { code, from, to, type, previous, assessmentsDue } = command.data;
      if (facts.codeTaken) return refuse('PERIOD_CODE_TAKEN', 'code');
      if (typeOf(code) !== type) return refuse('PERIOD_CODE_NOT_OF_TYPE', 'code');
      // ISO days compare as text.
      if (to < from) return refuse('PERIOD_ENDS_BEFORE_START', 'to');
      if (previous !== undefined) {
        if (facts.previousTo === undefined) return refuse('PERIOD_PREVIOUS_UNKNOWN', 'previous');
        if (facts.previousTo >= from) return refuse('PERIOD_PREVIOUS_NOT_BEFORE', 'previous');
      }
      if (assessmentsDue !== undefined && assessmentsDue < from)
        return refuse('PERIOD_DUE_BEFORE_START', 'assessmentsDue');
      return [{ type: 'PeriodOpened', data: command.data }];
    }
    if (period.phase === 'absent') return refuse('PERIOD_NOT_FOUND');
    if (command.type === 'ReopenPeriod')
      return period.phase === 'open' ? refuse('PERIOD_NOT_CLOSED') : [{ type: 'PeriodReopened', data: command.data }];
    if (period.phase === 'closed') return refuse('PERIOD_CLOSED');
    switch (command.type) {
      case 'SetPeriodDue': {
        const { assessmentsDue, reason } = command.data;
        if (assessmentsDue < period.from) return refuse('PERIOD_DUE_BEFORE_START', 'assessmentsDue');
        if (assessmentsDue === period.assessmentsDue) return refuse('PERIOD_DUE_UNCHANGED', 'assessmentsDue');
        // Whoever planned by the day that stood wants to know why it moved.
        if (period.assessmentsDue !== undefined && reason === undefined)
          return refuse('PERIOD_DUE_REASON_MISSING', 'reason');
        return [{ type: 'PeriodDueSet', data: command.data }];
      }
      case 'ClosePeriod':
        // On its last day something may still happen in it.
        if (facts.today <= period.to) return refuse('PERIOD_NOT_OVER');
        return [{ type: 'PeriodClosed', data: {} }];
    }
  },

  evolve(period, event) {
    if (event.type === 'PeriodOpened') {
      const { from, to, assessmentsDue } = event.data;
      return { phase: 'open', from, to, assessmentsDue };
    }
    if (period.phase === 'absent') return period;
    switch (event.type) {
      case 'PeriodDueSet':
        return { ...period, assessmentsDue: event.data.assessmentsDue };
      case 'PeriodClosed':
        return { ...period, phase: 'closed' };
      case 'PeriodReopened':
        return { ...period, phase: 'open' };
    }
  },
};

const typeOf = (code: string): PeriodType =>
  code.includes('H') ? 'half_year' : code.includes('Q') ? 'quarter' : 'year';

/** What an id says after its prefix: `period_2024h2` → `2024h2`. Ids of reports and assessments are built of it. */
export const slugOf = (id: string): string => id.slice(id.indexOf('_') + 1);
