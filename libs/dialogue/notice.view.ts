import { stamp, type Stamp, type View } from '#decider';
import type { Text } from '#language';
import { noticeEvents } from './notice.ts';

/** A request to read. Who has read is told by the acknowledgements, who is late by the day. */
export interface NoticeRow extends Stamp {
  readonly id: string;
  readonly phase: 'standing' | 'withdrawn';
  readonly about: string;
  readonly aboutRevision: number;
  readonly partners: readonly string[];
  readonly due: string;
  readonly text?: Text | undefined;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly withdrawnBecause?: Text | undefined;
}

export const notices: View<NoticeRow, typeof noticeEvents> = {
  name: 'notices',
  version: 1,
  events: noticeEvents,
  indexes: {
    about: (row) => row.about,
    /** Who is asked, while the request stands. */
    partner: (row) => (row.phase === 'standing' ? row.partners : []),
    requestedBy: (row) => row.requestedBy,
    phase: (row) => row.phase,
  },

  evolve(notice, event) {
    if (event.type === 'AcknowledgementRequested')
      return { id: event.subject, ...stamp(event), ...event.data, phase: 'standing', requestedAt: event.recordedAt };
    if (!notice) throw new Error(`${event.type} before ${event.subject} was requested`);
    return { ...notice, ...stamp(event), phase: 'withdrawn', withdrawnBecause: event.data.reason };
  },
};
