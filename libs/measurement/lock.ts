import { refuse, type Decider, type MessageOf } from '#decider';
import { Day, FreeText, IndicatorId, Reason } from '#language';
import { z } from 'zod';

/** Days whose values are settled. */
const span = {
  from: Day,
  to: Day,
  /** Only values of these; of all indicators when none is named. */
  indicators: z.array(IndicatorId).max(500).default([]),
};

export const lockCommands = {
  LockValues: z.object({ ...span, reason: FreeText.optional() }),
  /** Opens the span for a while, to the end of a day. */
  UnlockValues: z.object({ reason: FreeText, until: Day }),
};

export const lockEvents = {
  ValuesLocked: z.object({ ...span, reason: Reason.optional() }),
  ValuesUnlocked: z.object({ reason: Reason, until: Day }),
};

export type LockCommand = MessageOf<typeof lockCommands>;
export type LockEvent = MessageOf<typeof lockEvents>;

export type LockRefusal =
  | 'LOCK_NOT_FOUND'
  | 'LOCK_EXISTS'
  | 'LOCK_DAYS_REVERSED'
  | 'LOCK_INDICATOR_UNKNOWN'
  | 'LOCK_UNTIL_PAST'
  | 'LOCK_OPEN_ALREADY';

export interface LockFacts {
  /** Which of the indicators the command names exist. */
  readonly known: ReadonlySet<string>;
  /** The day it is in the collaboration's time zone. */
  readonly today: string;
}

type Lock = { readonly phase: 'absent' } | { readonly phase: 'locked'; readonly openUntil: string | undefined };

/**
 * A span whose values change no more (rule 23). Opening it is an act of its own, with a reason and an end: nobody has to
 * remember to lock it again, for after its last day it is locked by the calendar alone.
 */
export const lock: Decider<Lock, LockCommand, LockEvent, LockRefusal, LockFacts> = {
  prefix: 'lock_',
  commands: lockCommands,
  events: lockEvents,
  roles: { LockValues: ['coordinator'], UnlockValues: ['coordinator'] },
  initial: { phase: 'absent' },

  decide(lock, command, { facts }) {
    if (command.type === 'LockValues') {
      if (lock.phase !== 'absent') return refuse('LOCK_EXISTS');
      const { from, to, indicators } = command.data;
      if (to < from) return refuse('LOCK_DAYS_REVERSED', 'to');
      if (!indicators.every((id) => facts.known.has(id))) return refuse('LOCK_INDICATOR_UNKNOWN', 'indicators');
      return [{ type: 'ValuesLocked', data: command.data }];
    }
    if (lock.phase === 'absent') return refuse('LOCK_NOT_FOUND');
    const { until } = command.data;
    if (until < facts.today) return refuse('LOCK_UNTIL_PAST', 'until');
    if (lock.openUntil !== undefined && lock.openUntil >= until) return refuse('LOCK_OPEN_ALREADY', 'until');
    return [{ type: 'ValuesUnlocked', data: command.data }];
  },

  evolve(lock, event) {
    switch (event.type) {
      case 'ValuesLocked':
        return { phase: 'locked', openUntil: undefined };
      case 'ValuesUnlocked':
        return lock.phase === 'absent' ? lock : { phase: 'locked', openUntil: event.data.until };
    }
  },
};
