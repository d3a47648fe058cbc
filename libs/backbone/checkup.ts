import { refuse, type Decider, type MessageOf } from '#decider';
import { FreeText, PartnerId, Reason, Text, sameData } from '#language';
import { z } from 'zod';

/** The five conditions of collective impact. */
export const conditions = ['agenda', 'measurement', 'activities', 'communication', 'backbone'] as const;
export const Condition = z.enum(conditions).meta({ id: 'Condition' });
export type Condition = z.infer<typeof Condition>;

/** A year or half of one, `2025` or `2025-H1`. */
export const CheckupPeriod = z.string().regex(/^\d{4}(-H[12])?$/, 'CHECKUP_PERIOD_MALFORMED');

/** How well a condition holds by the partner's own word: 1, hardly at all, to 5, fully. */
const Score = z.int().min(1).max(5);
export const CheckupScores = z
  .object({ agenda: Score, measurement: Score, activities: Score, communication: Score, backbone: Score })
  .meta({ id: 'CheckupScores' });
export type CheckupScores = z.infer<typeof CheckupScores>;

const said = (words: typeof Text) => {
  const each = words.optional();
  return z.object({ agenda: each, measurement: each, activities: each, communication: each, backbone: each });
};
const CheckupWords = said(Text);
export type CheckupWords = z.infer<typeof CheckupWords>;

const answer = { period: CheckupPeriod, scores: CheckupScores };
const given = { ...answer, words: said(FreeText).meta({ id: 'CheckupWords' }).optional() };
const told = { ...answer, words: CheckupWords.optional() };

export const checkupCommands = {
  GiveCheckup: z.object({ ...given, demonstration: z.boolean().default(false) }),
  /** All of it anew. */
  ReviseCheckup: z.object({ ...given, reason: FreeText }),
};

export const checkupEvents = {
  CheckupGiven: z.object({ ...told, partner: PartnerId, demonstration: z.boolean() }),
  CheckupRevised: z.object({ ...told, partner: PartnerId, reason: Reason }),
};

export type CheckupCommand = MessageOf<typeof checkupCommands>;
export type CheckupEvent = MessageOf<typeof checkupEvents>;

export type CheckupRefusal =
  | 'CHECKUP_EXISTS'
  | 'CHECKUP_ID_MISMATCH'
  | 'CHECKUP_NOT_FOUND'
  | 'CHECKUP_PERIOD_AHEAD'
  | 'CHECKUP_PERIOD_MALFORMED'
  | 'CHECKUP_UNCHANGED';

export interface CheckupFacts {
  readonly today: string;
}

type Answer = Pick<z.infer<typeof checkupEvents.CheckupGiven>, 'scores' | 'words'>;
type Checkup = { readonly phase: 'absent' } | { readonly phase: 'given'; readonly answer: Answer };

/** The one id a partner's self-assessment of a period may have. */
export const checkupId = (period: string, partner: string): string =>
  `checkup_${period.toLowerCase().replace('-', '_')}__${partner.slice('partner_'.length)}`;

/** First day of a period. */
const beginning = (period: string): string => `${period.slice(0, 4)}-${period.endsWith('H2') ? '07' : '01'}-01`;

/** A partner's self-assessment: how well the five conditions hold, as it sees them itself. One per partner and period. */
export const checkup: Decider<Checkup, CheckupCommand, CheckupEvent, CheckupRefusal, CheckupFacts> = {
  prefix: 'checkup_',
  commands: checkupCommands,
  events: checkupEvents,
  roles: {
    GiveCheckup: ['member', 'endorser', 'coordinator', 'administrator'],
    ReviseCheckup: ['member', 'endorser', 'coordinator', 'administrator'],
  },
  initial: { phase: 'absent' },

  decide(checkup, command, { asker, facts, id }) {
    const partner = asker.organisation;
    const { period, scores, words } = command.data;
    // The organisation follows from the mandate, never from input: nobody assesses for another.
    if (id !== checkupId(period, partner)) return refuse('CHECKUP_ID_MISMATCH', 'period');
    if (beginning(period) > facts.today) return refuse('CHECKUP_PERIOD_AHEAD', 'period');
    switch (command.type) {
      case 'GiveCheckup':
        return checkup.phase === 'given'
          ? refuse('CHECKUP_EXISTS')
          : [{ type: 'CheckupGiven', data: { ...command.data, partner } }];
      case 'ReviseCheckup':
        if (checkup.phase === 'absent') return refuse('CHECKUP_NOT_FOUND');
        return sameData({ scores, words }, checkup.answer)
          ? refuse('CHECKUP_UNCHANGED', 'scores')
          : [{ type: 'CheckupRevised', data: { ...command.data, partner } }];
    }
  },

  evolve(_, event) {
    const { scores, words } = event.data;
    return { phase: 'given', answer: { scores, words } };
  },
};
