import { stamp, type Stamp, type View } from '#decider';
import type { Text } from '#language';
import { lockEvents } from './lock.ts';
import type { Period } from './series.ts';

/** A span whose values are settled, and every time it was opened. */
export interface LockRow extends Stamp {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Of all indicators when none is named. */
  readonly indicators: readonly string[];
  readonly reason?: Text | undefined;
  readonly lockedAt: string;
  readonly lockedBy: string;
  /** Oldest first: what was frozen on the span before one of them may no longer agree with it. */
  readonly unlockings: readonly Unlocking[];
}

export interface Unlocking {
  /** Last day it was to be open. */
  readonly until: string;
  readonly reason: Text;
  readonly at: string;
  readonly by: string;
  /** Place in the log. */
  readonly position: string;
}

export const locks: View<LockRow, typeof lockEvents> = {
  name: 'locks',
  version: 1,
  events: lockEvents,

  evolve(lock, event) {
    const { recordedAt: at, actor: by, position } = event;
    if (event.type === 'ValuesLocked') {
      const { from, to, indicators, reason } = event.data;
      return {
        id: event.subject,
        ...stamp(event),
        from,
        to,
        indicators,
        reason,
        lockedAt: at,
        lockedBy: by,
        unlockings: [],
      };
    }
    if (!lock) throw new Error(`${event.type} before ${event.subject} was locked`);
    const { until, reason } = event.data;
    return { ...lock, ...stamp(event), unlockings: [...lock.unlockings, { until, reason, at, by, position }] };
  },
};

/** Whether a locked span takes values on a day: it was opened, and not only until an earlier one. */
export const isOpen = ({ unlockings }: Pick<LockRow, 'unlockings'>, day: string): boolean =>
  unlockings.some(({ until }) => until >= day);

/** The locked spans that a value of an indicator lies in, open ones included. */
export const locksOver = (rows: Iterable<LockRow>, indicator: string, period: Period): readonly LockRow[] =>
  [...rows].filter(
    ({ from, to, indicators }) =>
      from <= period.from && period.to <= to && (indicators.length === 0 || indicators.includes(indicator)),
  );
