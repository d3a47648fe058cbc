import { refuse, type Decider, type MessageOf } from '#decider';
import { ActorId, DecisionReference, ErasureBasis, FreeText, Reason } from '#language';
import { z } from 'zod';

/** What kind of thing a text belongs to, as its id begins: `thread`, `risk`, `series`. */
const Kind = z.string().regex(/^[a-z]{2,40}$/, 'ERASURE_KIND_MALFORMED');

const texts = {
  /** Opaque id of the person whose own words they are. */
  author: ActorId,
  /** Of things of these kinds only; all of them unless told. */
  kinds: z.array(Kind).min(1).max(100).optional(),
};

export const erasureCommands = {
  /** For good: the keys are deleted in the same act. */
  EraseTexts: z.object({ ...texts, basis: ErasureBasis, decision: DecisionReference }),
  /** What an official has recorded in office is often not to be erased. */
  RefuseErasure: z.object({ author: ActorId, decision: DecisionReference.optional(), reason: FreeText }),
  /** Kept from sight until it is settled what becomes of them. */
  RestrictTexts: z.object({ ...texts, reason: FreeText }),
  LiftRestriction: z.object({ reason: FreeText }),
};

export const erasureEvents = {
  /** Of texts written before this event. */
  TextsErased: z.object({ ...texts, basis: ErasureBasis, decision: DecisionReference }),
  ErasureRefused: z.object({ author: ActorId, decision: DecisionReference.optional(), reason: Reason }),
  TextsRestricted: z.object({ ...texts, reason: Reason }),
  RestrictionLifted: z.object({ ...texts, reason: Reason }),
};

export type ErasureCommand = MessageOf<typeof erasureCommands>;
export type ErasureEvent = MessageOf<typeof erasureEvents>;

export type ErasureRefusal =
  | 'ERASURE_DECISION_MALFORMED'
  | 'ERASURE_EXISTS'
  | 'ERASURE_KIND_MALFORMED'
  | 'ERASURE_NOT_FOUND'
  | 'ERASURE_NOT_RESTRICTED'
  | 'ERASURE_PERSON_UNKNOWN';

export interface ErasureFacts {
  /** The person holds, or has held, a mandate in the collaboration. */
  readonly isKnown: (person: string) => boolean;
}

type Erasure =
  | { readonly phase: 'absent' | 'settled' }
  | { readonly phase: 'restricted'; readonly author: string; readonly kinds?: readonly string[] | undefined };

/**
 * What came of somebody's asking that their words be erased or kept from sight (articles 17 and 18): each act is its own
 * record, of who did it, on which basis and by which decision. Words are corrected where they were said.
 */
export const erasure: Decider<Erasure, ErasureCommand, ErasureEvent, ErasureRefusal, ErasureFacts> = {
  prefix: 'erasure_',
  commands: erasureCommands,
  events: erasureEvents,
  roles: {
    EraseTexts: ['administrator'],
    RefuseErasure: ['administrator'],
    RestrictTexts: ['administrator'],
    LiftRestriction: ['administrator'],
  },
  initial: { phase: 'absent' },

  decide(erasure, command, { facts }) {
    if (command.type === 'LiftRestriction') {
      if (erasure.phase === 'absent') return refuse('ERASURE_NOT_FOUND');
      if (erasure.phase !== 'restricted') return refuse('ERASURE_NOT_RESTRICTED');
      const { author, kinds } = erasure;
      const of = kinds === undefined ? { author } : { author, kinds: [...kinds] };
      return [{ type: 'RestrictionLifted', data: { ...of, ...command.data } }];
    }
    if (erasure.phase !== 'absent') return refuse('ERASURE_EXISTS');
    if (!facts.isKnown(command.data.author)) return refuse('ERASURE_PERSON_UNKNOWN', 'author');
    switch (command.type) {
      case 'EraseTexts':
        return [{ type: 'TextsErased', data: command.data }];
      case 'RefuseErasure':
        return [{ type: 'ErasureRefused', data: command.data }];
      case 'RestrictTexts':
        return [{ type: 'TextsRestricted', data: command.data }];
    }
  },

  evolve(_, event) {
    switch (event.type) {
      case 'TextsRestricted': {
        const { author, kinds } = event.data;
        return { phase: 'restricted', author, kinds };
      }
      case 'TextsErased':
      case 'ErasureRefused':
      case 'RestrictionLifted':
        return { phase: 'settled' };
    }
  },
};
