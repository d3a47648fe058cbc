import { stamp, type Stamp, type View } from '#decider';
import type { Text } from '#language';
import { disclosureEvents } from './disclosure.ts';

/** A decision to show a value that was hidden as too small, with its legal basis (rule 31). */
export interface DisclosureRow extends Stamp {
  readonly id: string;
  readonly series: string;
  /** Id of the measurement. */
  readonly measurement: string;
  /** Place in the log of the value disclosed. */
  readonly value: string;
  readonly basis: Text;
  readonly organisation: string;
  readonly mandate?: string | undefined;
}

export const disclosures: View<DisclosureRow, typeof disclosureEvents> = {
  name: 'disclosures',
  version: 1,
  events: disclosureEvents,
  indexes: { series: (row) => row.series, measurement: (row) => row.measurement },

  evolve(_, event) {
    const { measurement, value, basis } = event.data;
    const series = measurement.slice(0, measurement.indexOf('/'));
    const { organisation, mandate } = event;
    return { id: event.subject, ...stamp(event), series, measurement, value, basis, organisation, mandate };
  },
};
