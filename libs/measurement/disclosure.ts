import { refuse, type Decider, type MessageOf } from '#decider';
import { FreeText, Reason } from '#language';
import { z } from 'zod';

/** A measurement by its id: its series and its key, parted by a slash. */
const MeasurementId = z
  .string()
  .max(400)
  .regex(/^series_[a-z0-9_]+\/\d{4}-\d\d-\d\d\/\d{4}-\d\d-\d\d.*$/, 'MEASUREMENT_KEY_MALFORMED');

export const disclosureCommands = {
  /** Shows a value that is hidden as too small, because the law demands it: `basis` says which. */
  DiscloseMeasurement: z.object({ measurement: MeasurementId, basis: FreeText }),
};

export const disclosureEvents = {
  /** `value` is the place in the log of the value disclosed: those before and after it stay hidden. */
  MeasurementDisclosed: z.object({ measurement: MeasurementId, value: z.string().regex(/^\d{1,18}$/), basis: Reason }),
};

export type DisclosureCommand = MessageOf<typeof disclosureCommands>;
export type DisclosureEvent = MessageOf<typeof disclosureEvents>;

export type DisclosureRefusal =
  'DISCLOSURE_EXISTS' | 'DISCLOSURE_MEASUREMENT_UNKNOWN' | 'DISCLOSURE_NOT_NEEDED' | 'MEASUREMENT_KEY_MALFORMED';

export interface DisclosureFacts {
  /** The value in force of the measurement named: its place in the log, and whether others are told it. */
  readonly value: { readonly position: string; readonly told: boolean } | undefined;
}

/**
 * One decision to show a small count after all, with its legal basis (rule 31). The event of the value has always kept
 * it; what is decided here is what is shown. Whoever decides it answers for what others can then be worked out.
 */
export const disclosure: Decider<
  { readonly phase: 'absent' | 'made' },
  DisclosureCommand,
  DisclosureEvent,
  DisclosureRefusal,
  DisclosureFacts
> = {
  prefix: 'disclosure_',
  commands: disclosureCommands,
  events: disclosureEvents,
  roles: { DiscloseMeasurement: ['coordinator'] },
  initial: { phase: 'absent' },

  decide({ phase }, { data }, { facts: { value } }) {
    if (phase === 'made') return refuse('DISCLOSURE_EXISTS');
    if (!value) return refuse('DISCLOSURE_MEASUREMENT_UNKNOWN', 'measurement');
    if (value.told) return refuse('DISCLOSURE_NOT_NEEDED', 'measurement');
    return [{ type: 'MeasurementDisclosed', data: { ...data, value: value.position } }];
  },

  evolve: () => ({ phase: 'made' }),
};
