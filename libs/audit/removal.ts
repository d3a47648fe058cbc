import { refuse, type Decider, type MessageOf } from '#decider';
import { ActorId, DecisionReference, ErasureBasis, FreeText, Reason } from '#language';
import { z } from 'zod';

/** Where a text stands in an event's data: a JSON Pointer (RFC 6901), such as `/text` or `/minutes/0`. */
const Pointer = z
  .string()
  .max(300)
  .regex(/^(\/[A-Za-z0-9_]+)+$/, 'REMOVAL_FIELD_MALFORMED');

const proposal = {
  /** Log position of the event. */
  position: z.string().regex(/^\d{1,18}$/, 'REMOVAL_POSITION_MALFORMED'),
  /** The texts in it that are to go. */
  fields: z.array(Pointer).min(1).max(50),
  basis: ErasureBasis,
  decision: DecisionReference.optional(),
};

/** SHA-256, in hex. */
const Digest = z.string().regex(/^[0-9a-f]{64}$/);

export const removalCommands = {
  /** Somebody typed a name into the wrong field. */
  ProposeRemoval: z.object({ ...proposal, reason: FreeText }),
  /** By another person than the one who proposed it: in the same act the texts are gone, for good. */
  ConfirmRemoval: z.object({}),
  DropRemoval: z.object({ reason: FreeText }),
};

export const removalEvents = {
  RemovalProposed: z.object({ ...proposal, reason: Reason }),
  /**
   * Tells by itself what was decided, so that a bundle can prove it by this one event, which holds no text. Of what is
   * removed the leaf keeps the digest; of what is put in its place, this. Nothing of it in what was written before that.
   */
  RemovalConfirmed: z.object({ ...proposal, proposedBy: ActorId, replacement: Digest }).partial(),
  RemovalDropped: z.object({ reason: Reason }),
};

export type RemovalCommand = MessageOf<typeof removalCommands>;
export type RemovalEvent = MessageOf<typeof removalEvents>;

export type RemovalRefusal =
  | 'REMOVAL_BY_ITS_PROPOSER'
  | 'REMOVAL_EXISTS'
  | 'REMOVAL_FIELD_MALFORMED'
  | 'REMOVAL_NOT_FOUND'
  | 'REMOVAL_NOTHING_THERE'
  | 'REMOVAL_POSITION_MALFORMED'
  | 'REMOVAL_SETTLED';

type Proposal = Omit<z.infer<typeof removalEvents.RemovalProposed>, 'reason'>;
type Removal = { readonly phase: 'absent' | 'settled' } | { readonly phase: 'proposed'; readonly proposal: Proposal };

export interface RemovalFacts {
  /** Opaque id of the person who proposed it: events do not say who they are by. Nothing before. */
  readonly proposer: string | undefined;
  /** SHA-256, in hex, of what will stand in the event when it is confirmed: looked up in the log. Nothing otherwise. */
  readonly replacement: string | undefined;
}

/**
 * The removal of texts from one event, whoever wrote them: one person proposes it, another confirms it. The event
 * stays, and its leaf; a verifier reports that a payload is not there any more.
 */
export const removal: Decider<Removal, RemovalCommand, RemovalEvent, RemovalRefusal, RemovalFacts> = {
  prefix: 'removal_',
  commands: removalCommands,
  events: removalEvents,
  roles: {
    ProposeRemoval: ['administrator', 'coordinator'],
    ConfirmRemoval: ['administrator'],
    DropRemoval: ['administrator', 'coordinator'],
  },
  initial: { phase: 'absent' },

  decide(removal, command, { asker, facts }) {
    if (command.type === 'ProposeRemoval') {
      if (removal.phase !== 'absent') return refuse('REMOVAL_EXISTS');
      return [{ type: 'RemovalProposed', data: command.data }];
    }
    if (removal.phase === 'absent') return refuse('REMOVAL_NOT_FOUND');
    if (removal.phase !== 'proposed') return refuse('REMOVAL_SETTLED');
    switch (command.type) {
      case 'ConfirmRemoval':
        // What nobody can undo is not done by one pair of eyes.
        if (asker.person === facts.proposer) return refuse('REMOVAL_BY_ITS_PROPOSER');
        if (facts.proposer === undefined) return refuse('REMOVAL_NOT_FOUND');
        if (facts.replacement === undefined) return refuse('REMOVAL_NOTHING_THERE');
        return [
          {
            type: 'RemovalConfirmed',
            data: {
              ...removal.proposal,
              // Verifiers read it in one form only.
              position: String(BigInt(removal.proposal.position)),
              proposedBy: facts.proposer,
              replacement: facts.replacement,
            },
          },
        ];
      case 'DropRemoval':
        return [{ type: 'RemovalDropped', data: command.data }];
    }
  },

  evolve(removal, event) {
    switch (event.type) {
      case 'RemovalProposed':
        return { phase: 'proposed', proposal: withoutReason(event.data) };
      case 'RemovalConfirmed':
      case 'RemovalDropped':
        return removal.phase === 'absent' ? removal : { phase: 'settled' };
    }
  },
};

const withoutReason = ({ reason: _, ...proposal }: z.infer<typeof removalEvents.RemovalProposed>): Proposal => proposal;
