import { stamp, type Recorded, type Stamp, type View } from '#decider';
import type { Text } from '#language';
import { retentionEvents, type RetentionEvent } from './retention.ts';

/** What an organisation has decided of one class of data. */
export interface RetentionRow extends Stamp {
  readonly id: string;
  readonly confirmed:
    | {
        /** For good where none are said. */
        readonly years: number | undefined;
        readonly basis: Text;
        /** ISO 8601 instant. */
        readonly at: string;
        readonly by: string;
      }
    | undefined;
  readonly disposals: readonly Disposal[];
}

/** One decision to dispose of things. */
export interface Disposal {
  readonly subjects: readonly string[];
  readonly reason: Text;
  readonly at: string;
  readonly by: string;
  readonly position: string;
}

export const retentions: View<RetentionRow, typeof retentionEvents> = {
  name: 'retentions',
  version: 1,
  events: retentionEvents,
  evolve(row, event: Recorded<RetentionEvent>) {
    const { subject: id, recordedAt: at, actor: by, position } = event;
    const { confirmed, disposals } = row ?? { confirmed: undefined, disposals: [] };
    switch (event.type) {
      case 'RetentionConfirmed': {
        const { years, basis } = event.data;
        return { id, confirmed: { years, basis, at, by }, disposals, ...stamp(event) };
      }
      case 'DisposalDecided':
        return { id, confirmed, disposals: [...disposals, { ...event.data, at, by, position }], ...stamp(event) };
    }
  },
};
