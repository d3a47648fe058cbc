import { refuse, type Decider, type MessageOf } from '#decider';
import { AnyId, PartnerId } from '#language';
import { z } from 'zod';
import { voices } from './voices.ts';

/** One stream holds what one partner has read of one thing: so partners never wait for each other. */
export const acknowledgementId = (about: string, partner: string): string =>
  `ack_${about}__${partner.slice('partner_'.length)}`;

const Revision = z.int().min(0);

export const acknowledgementCommands = {
  /** "We have read this", said of a thing as it stood at a revision. */
  AcknowledgeChange: z.object({ about: AnyId, revision: Revision }),
};

export const acknowledgementEvents = {
  ChangeAcknowledged: z.object({ about: AnyId, revision: Revision, partner: PartnerId }),
};

export type AcknowledgementCommand = MessageOf<typeof acknowledgementCommands>;
export type AcknowledgementEvent = MessageOf<typeof acknowledgementEvents>;

export type AcknowledgementRefusal =
  | 'ACKNOWLEDGEMENT_ABOUT_UNKNOWN'
  | 'ACKNOWLEDGEMENT_GIVEN'
  | 'ACKNOWLEDGEMENT_ID_UNFIT'
  | 'ACKNOWLEDGEMENT_REVISION_AHEAD';

export interface AcknowledgementFacts {
  /** The revision the thing stands at; nothing when the asker knows no such thing. */
  readonly revision: number | undefined;
}

interface Acknowledgement {
  /** The newest revision acknowledged. */
  readonly revision: number | undefined;
}

export const acknowledgement: Decider<
  Acknowledgement,
  AcknowledgementCommand,
  AcknowledgementEvent,
  AcknowledgementRefusal,
  AcknowledgementFacts
> = {
  prefix: 'ack_',
  commands: acknowledgementCommands,
  events: acknowledgementEvents,
  roles: { AcknowledgeChange: voices },
  initial: { revision: undefined },

  decide(acknowledgement, { data }, { asker, facts, id }) {
    const { about, revision } = data;
    // An organisation reads for itself: whose stream it is follows from the mandate, never from input.
    if (id !== acknowledgementId(about, asker.organisation)) return refuse('ACKNOWLEDGEMENT_ID_UNFIT', 'id');
    if (facts.revision === undefined) return refuse('ACKNOWLEDGEMENT_ABOUT_UNKNOWN', 'about');
    // Nobody has read what has not been written.
    if (revision > facts.revision) return refuse('ACKNOWLEDGEMENT_REVISION_AHEAD', 'revision');
    if (acknowledgement.revision !== undefined && revision <= acknowledgement.revision)
      return refuse('ACKNOWLEDGEMENT_GIVEN', 'revision');
    return [{ type: 'ChangeAcknowledged', data: { about, revision, partner: asker.organisation } }];
  },

  evolve: (_, event) => ({ revision: event.data.revision }),
};
