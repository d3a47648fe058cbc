import { stamp, type Stamp, type View } from '#decider';
import { periodEvents, type PeriodType } from './period.ts';

export interface PeriodRow extends Stamp {
  readonly id: string;
  readonly code: string;
  readonly from: string;
  readonly to: string;
  readonly type: PeriodType;
  readonly previous?: string | undefined;
}

export const periods: View<PeriodRow, typeof periodEvents> = {
  name: 'periods',
  version: 1,
  events: periodEvents,
  indexes: { code: (period) => period.code },

  evolve(_, event) {
    const { code, from, to, type, previous } = event.data;
    return { id: event.subject, ...stamp(event), code, from, to, type, previous };
  },
};
