import { refuse, type Decider, type MessageOf } from '#decider';
import { AnyId, Day, FreeText, Text } from '#language';
import { z } from 'zod';
import { publicityClasses, type PublicityClass } from './retention-plan.ts';
import { yearsOn } from './retention.ts';

export const Publicity = z.enum(publicityClasses).meta({ id: 'PublicityClass' });

/** Numbers of § 24 (1) of the Act on the Openness of Government Activities (621/1999). */
const Ground = z.int().min(1).max(32);
/** From this number on the list protects private life, for longer than else (§ 31). */
const privateLife = 24;
const usualYears = 25;
const privateYears = 100;

const classification = {
  about: AnyId,
  publicity: Publicity,
  grounds: z.array(Ground).max(32).optional(),
  /** A provision of another act by its number in the statute book and its section: `703/2023 4 § 2 mom.` */
  otherLaw: z
    .string()
    .regex(/^\d{1,5}\/\d{4} [0-9a-z §.]{1,40}$/)
    .optional(),
  /** The last day. */
  until: Day.optional(),
};

export const publicityCommands = {
  ClassifyItem: z.object({ ...classification, reason: FreeText }),
  DeclassifyItem: z.object({ reason: FreeText }),
};

export const publicityEvents = {
  ItemClassified: z.object({ ...classification, reason: Text }),
  ItemDeclassified: z.object({ reason: Text }),
};

export type PublicityCommand = MessageOf<typeof publicityCommands>;
export type PublicityEvent = MessageOf<typeof publicityEvents>;

export type PublicityRefusal =
  | 'PUBLICITY_ABOUT_UNKNOWN'
  | 'PUBLICITY_GROUND_MISSING'
  | 'PUBLICITY_GROUND_UNFIT'
  | 'PUBLICITY_ID_UNFIT'
  | 'PUBLICITY_NOT_SET'
  | 'PUBLICITY_UNTIL_PAST'
  | 'PUBLICITY_UNTIL_TOO_LATE';

export interface PublicityFacts {
  /** There is such a thing, and the asker knows it. */
  readonly known: boolean;
  readonly today: string;
}

interface State {
  readonly phase: 'absent' | 'classified' | 'declassified';
}

/** One stream holds what was decided of the publicity of one thing. */
export const publicityId = (about: string): string => `publicity_${about}`;

/** The last day something may be secret that is made so on a day, whatever is said (621/1999 § 31). */
export const lastSecretDay = (day: string, grounds: readonly number[] = []): string =>
  yearsOn(day, grounds.some((ground) => ground >= privateLife) ? privateYears : usualYears);

/**
 * Who may be told of a thing outside the collaboration. Secret needs a provision and ends by itself; to weigh is what is
 * not public yet. What the thing is unless somebody says so, its class says (retention-plan.ts).
 */
export const publicity: Decider<State, PublicityCommand, PublicityEvent, PublicityRefusal, PublicityFacts> = {
  prefix: 'publicity_',
  commands: publicityCommands,
  events: publicityEvents,
  // The register is the backbone's: partners' own secrets are told to it, and classified there.
  roles: { ClassifyItem: ['coordinator', 'administrator'], DeclassifyItem: ['coordinator', 'administrator'] },
  initial: { phase: 'absent' },

  decide({ phase }, command, { facts, id }) {
    if (command.type === 'DeclassifyItem')
      return phase === 'classified' ? [{ type: 'ItemDeclassified', data: command.data }] : refuse('PUBLICITY_NOT_SET');
    const { about, publicity, grounds = [], otherLaw, until } = command.data;
    if (id !== publicityId(about)) return refuse('PUBLICITY_ID_UNFIT', 'id');
    if (!facts.known) return refuse('PUBLICITY_ABOUT_UNKNOWN', 'about');
    const named = grounds.length > 0 || otherLaw !== undefined;
    if (publicity === 'secret' && !named) return refuse('PUBLICITY_GROUND_MISSING', 'grounds');
    if (publicity !== 'secret' && named) return refuse('PUBLICITY_GROUND_UNFIT', 'grounds');
    if (until !== undefined && until < facts.today) return refuse('PUBLICITY_UNTIL_PAST', 'until');
    // Another act may say another time than this one.
    if (publicity === 'secret' && otherLaw === undefined && until !== undefined)
      if (until > lastSecretDay(facts.today, grounds)) return refuse('PUBLICITY_UNTIL_TOO_LATE', 'until');
    return [{ type: 'ItemClassified', data: command.data }];
  },

  evolve: (_, event) => ({ phase: event.type === 'ItemClassified' ? 'classified' : 'declassified' }),
};

/** What was decided of a thing, as far as its publicity goes. */
export interface Classification {
  readonly publicity: PublicityClass;
  readonly grounds: readonly number[];
  readonly otherLaw: string | undefined;
  /** Last day said. */
  readonly until: string | undefined;
  /** Day it was decided. */
  readonly on: string;
}

/** Whether a classification still stands on a day: secrecy that names no end, ends by the act. */
export function stands({ publicity, grounds, until, on, otherLaw }: Classification, day: string): boolean {
  const end = until ?? (publicity === 'secret' && otherLaw === undefined ? lastSecretDay(on, grounds) : undefined);
  return end === undefined || day <= end;
}
