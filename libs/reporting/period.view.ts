import { stamp, type Stamp, type View } from '#decider';
import type { Text } from '#language';
import { periodEvents, type PeriodType } from './period.ts';

export interface PeriodRow extends Stamp {
  readonly id: string;
  readonly phase: 'open' | 'closed';
  readonly code: string;
  readonly from: string;
  readonly to: string;
  readonly type: PeriodType;
  readonly previous?: string | undefined;
  /** The day by which programmes are to be assessed. Whether one is late is judged when it is read (rule 46). */
  readonly assessmentsDue?: string | undefined;
  /** The report is published only when every assessment has been accepted. */
  readonly acceptance: boolean;
  /** Assessments answer for everything carried over (rule 47). */
  readonly carryOver: boolean;
  readonly openedAt: string;
  readonly closedAt?: string | undefined;
  /** Every time it was opened again, oldest first. */
  readonly reopenings: readonly { readonly at: string; readonly reason: Text }[];
}

/** One empty list for all: most periods are closed once. */
const none: PeriodRow['reopenings'] = [];

export const periods: View<PeriodRow, typeof periodEvents> = {
  name: 'periods',
  version: 2,
  events: periodEvents,
  indexes: { code: (period) => period.code },

  evolve(period, event) {
    if (event.type === 'PeriodOpened') {
      const { code, from, to, type, previous, assessmentsDue, acceptance = false, carryOver = false } = event.data;
      const days = { code, from, to, type, previous, assessmentsDue };
      return {
        id: event.subject,
        ...stamp(event),
        phase: 'open',
        ...days,
        acceptance,
        carryOver,
        openedAt: event.recordedAt,
        reopenings: none,
      };
    }
    if (!period) throw new Error(`${event.type} before ${event.subject} was opened`);
    const next = { ...period, ...stamp(event) };
    switch (event.type) {
      case 'PeriodDueSet':
        return { ...next, assessmentsDue: event.data.assessmentsDue };
      case 'PeriodClosed':
        return { ...next, phase: 'closed', closedAt: event.recordedAt };
      case 'PeriodReopened': {
        const reopening = { at: event.recordedAt, reason: event.data.reason };
        return { ...next, phase: 'open', closedAt: undefined, reopenings: [...period.reopenings, reopening] };
      }
    }
  },
};

/** A period and those it is compared with, one after the other, newest first; at most so many. */
export function lineOf(
  period: PeriodRow,
  find: (id: string) => PeriodRow | undefined,
  most: number,
): readonly PeriodRow[] {
  const line = [period];
  while (line.length < most) {
    const previous = line.at(-1)?.previous;
    const row = previous === undefined ? undefined : find(previous);
    if (!row) break;
    line.push(row);
  }
  return line;
}
