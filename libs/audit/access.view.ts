import type { Recorded, View } from '#decider';
import { accessEvents, type AccessEvent } from './access.ts';

/** One record of access, as an auditor reads it. */
export interface AccessRow {
  /** `<stream>_<revision>` */
  readonly id: string;
  readonly kind: 'command_refused' | 'read_refused' | 'small_counts_read' | 'personal_data_read' | 'bundle_taken';
  /** ISO 8601 instant. */
  readonly at: string;
  readonly position: string;
  readonly person: string;
  readonly organisation?: string | undefined;
  readonly mandate?: string | undefined;
  /** How often; once unless it was tried again within a minute. */
  readonly times: number;
  readonly command?: string | undefined;
  readonly subject?: string | undefined;
  readonly code?: string | undefined;
  /** Series and sessions whose hidden numbers were shown; the person read about. */
  readonly subjects: readonly string[];
  readonly moreSubjects: number;
  /** Log position of the world whose hidden values were shown. */
  readonly readAt?: string | undefined;
}

const keyOf = ({ subject, revision }: Recorded<AccessEvent>): string => `${subject}_${String(revision)}`;

export const accessLog: View<AccessRow, typeof accessEvents> = {
  name: 'accessLog',
  version: 3,
  events: accessEvents,
  key: keyOf,
  indexes: { person: (row) => row.person, kind: (row) => row.kind },

  evolve(_, event) {
    const { recordedAt: at, position } = event;
    const record = { id: keyOf(event), at, position, person: event.data.person };
    switch (event.type) {
      case 'CommandRefused': {
        const { command, subject, code, organisation, times } = event.data;
        const about = { command, subject, code, organisation };
        return { ...record, ...about, kind: 'command_refused', times, subjects: [], moreSubjects: 0 };
      }
      case 'ReadRefused':
        return { ...record, kind: 'read_refused', times: event.data.times, subjects: [], moreSubjects: 0 };
      case 'PersonalDataRead': {
        const { organisation, mandate, about } = event.data;
        return {
          ...record,
          kind: 'personal_data_read',
          times: 1,
          organisation,
          mandate,
          subjects: [about],
          moreSubjects: 0,
        };
      }
      case 'SmallCountsRead': {
        const { organisation, mandate, subjects, more: moreSubjects, position: readAt } = event.data;
        return {
          ...record,
          kind: 'small_counts_read',
          times: 1,
          organisation,
          mandate,
          subjects,
          moreSubjects,
          readAt,
        };
      }
      case 'BundleTaken': {
        const { organisation, mandate, part: subject, size } = event.data;
        const whose = { organisation, mandate, subject, readAt: String(size) };
        return { ...record, ...whose, kind: 'bundle_taken', times: 1, subjects: [], moreSubjects: 0 };
      }
    }
  },
};
