import { refuse, type Decider, type MessageOf } from '#decider';
import { Day, PeriodId } from '#language';
import { z } from 'zod';

export const periodTypes = ['half_year', 'quarter', 'year'] as const;
export const PeriodType = z.enum(periodTypes).meta({ id: 'ReportPeriodType' });
export type PeriodType = z.infer<typeof PeriodType>;

/** How people name a period: `2024-H2`, `2025-Q1`, `2025`. */
const PeriodCode = z.string().regex(/^\d{4}(-(H[12]|Q[1-4]))?$/, 'PERIOD_CODE_MALFORMED');

export const periodCommands = {
  OpenPeriod: z.object({
    code: PeriodCode,
    from: Day,
    to: Day,
    type: PeriodType,
    /** The period this one is compared with. */
    previous: PeriodId.optional(),
  }),
};

export const periodEvents = {
  PeriodOpened: z.object({ code: PeriodCode, from: Day, to: Day, type: PeriodType, previous: PeriodId.optional() }),
};

export type PeriodCommand = MessageOf<typeof periodCommands>;
export type PeriodEvent = MessageOf<typeof periodEvents>;

export type PeriodRefusal =
  | 'PERIOD_EXISTS'
  | 'PERIOD_CODE_MALFORMED'
  | 'PERIOD_CODE_TAKEN'
  | 'PERIOD_CODE_NOT_OF_TYPE'
  | 'PERIOD_ENDS_BEFORE_START'
  | 'PERIOD_PREVIOUS_UNKNOWN'
  | 'PERIOD_PREVIOUS_NOT_BEFORE';

export interface PeriodFacts {
  /** Another period has this code already. */
  readonly codeTaken: boolean;
  /** The last day of the period named as the previous one; absent when there is no such period. */
  readonly previousTo: string | undefined;
}

type Period = { readonly phase: 'absent' | 'open' };

/** A stretch of time that assessments and a report are about. */
export const period: Decider<Period, PeriodCommand, PeriodEvent, PeriodRefusal, PeriodFacts> = {
  prefix: 'period_',
  commands: periodCommands,
  events: periodEvents,
  roles: { OpenPeriod: ['coordinator'] },
  initial: { phase: 'absent' },

  decide(period, command, { facts }) {
    if (period.phase === 'open') return refuse('PERIOD_EXISTS');
    const { code, from, to, type, previous } = command.data;
    if (facts.codeTaken) return refuse('PERIOD_CODE_TAKEN', 'code');
    if (typeOf(code) !== type) return refuse('PERIOD_CODE_NOT_OF_TYPE', 'code');
    // ISO days compare as text.
    if (to < from) return refuse('PERIOD_ENDS_BEFORE_START', 'to');
    if (previous !== undefined) {
      if (facts.previousTo === undefined) return refuse('PERIOD_PREVIOUS_UNKNOWN', 'previous');
      if (facts.previousTo >= from) return refuse('PERIOD_PREVIOUS_NOT_BEFORE', 'previous');
    }
    return [{ type: 'PeriodOpened', data: command.data }];
  },

  evolve() {
    return { phase: 'open' };
  },
};

const typeOf = (code: string): PeriodType =>
  code.includes('H') ? 'half_year' : code.includes('Q') ? 'quarter' : 'year';

/** What an id says after its prefix: `period_2024h2` → `2024h2`. Ids of reports and assessments are built of it. */
export const slugOf = (id: string): string => id.slice(id.indexOf('_') + 1);
