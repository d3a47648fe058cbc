import { refuse, type Decider, type MessageOf } from '#decider';
import { AnyId, Day, FreeText, PartnerId, Reason, Text, sameData } from '#language';
import { z } from 'zod';

export const riskResponses = ['avoid', 'reduce', 'share', 'accept'] as const;
export const RiskResponse = z.enum(riskResponses).meta({ id: 'RiskResponse' });

/** How likely, or how grave: from 1, hardly, to 5, almost certain or destructive. */
const Degree = z.int().min(1).max(5);
const assessed = {
  likelihood: Degree,
  effect: Degree,
  /** Last day by which it is looked at again, in the collaboration's time zone. */
  reviewBy: Day,
};
const details = (words: typeof Text) => ({
  title: words,
  /** What may happen, and what is done about it. */
  text: words.optional(),
  /** What it threatens. */
  about: AnyId.optional(),
  /** The organisation that answers for it. */
  owner: PartnerId,
  response: RiskResponse,
});

export const riskCommands = {
  RaiseRisk: z.object({ ...details(FreeText), ...assessed, demonstration: z.boolean().default(false) }),
  /** How it looks now. That it was looked at counts, though it may look as it did before. */
  ReassessRisk: z.object({ ...assessed, reason: FreeText }),
  /** All but its likelihood and effect anew: what is left out is taken away. */
  ReviseRisk: z.object(details(FreeText)),
  CloseRisk: z.object({ reason: FreeText }),
};

export const riskEvents = {
  RiskRaised: z.object({ ...details(Text), ...assessed, demonstration: z.boolean() }),
  RiskReassessed: z.object({ ...assessed, reason: Reason }),
  RiskRevised: z.object(details(Text)),
  RiskClosed: z.object({ reason: Reason }),
};

export type RiskCommand = MessageOf<typeof riskCommands>;
export type RiskEvent = MessageOf<typeof riskEvents>;

export type RiskRefusal =
  | 'RISK_ABOUT_UNKNOWN'
  | 'RISK_CLOSED'
  | 'RISK_EXISTS'
  | 'RISK_NOT_FOUND'
  | 'RISK_NOT_YOURS'
  | 'RISK_OWNER_UNKNOWN'
  | 'RISK_REVIEW_PAST'
  | 'RISK_UNCHANGED';

export interface RiskFacts {
  readonly today: string;
  readonly backbone: string | undefined;
  /** Which of the owner and the thing threatened that the command names are known. */
  readonly known: ReadonlySet<string>;
}

type Details = z.infer<typeof riskEvents.RiskRevised>;
type Risk = { readonly phase: 'absent' } | { readonly phase: 'open' | 'closed'; readonly details: Details };

/** Something that may go wrong with the work done together, and who answers for it. */
export const risk: Decider<Risk, RiskCommand, RiskEvent, RiskRefusal, RiskFacts> = {
  prefix: 'risk_',
  commands: riskCommands,
  events: riskEvents,
  roles: {
    RaiseRisk: ['coordinator', 'administrator', 'member'],
    ReassessRisk: ['coordinator', 'administrator', 'member'],
    ReviseRisk: ['coordinator', 'administrator', 'member'],
    CloseRisk: ['coordinator', 'administrator', 'member'],
  },
  initial: { phase: 'absent' },

  decide(risk, command, { asker, facts }) {
    if (command.type === 'RaiseRisk' && risk.phase !== 'absent') return refuse('RISK_EXISTS');
    if (command.type !== 'RaiseRisk' && risk.phase === 'absent') return refuse('RISK_NOT_FOUND');
    if (risk.phase === 'closed') return refuse('RISK_CLOSED');
    // A partner answers for its own risks; one it cannot carry it gives to the backbone, and to nobody else.
    const owner = 'owner' in command.data ? command.data.owner : undefined;
    if (asker.mandate?.role === 'member') {
      if (risk.phase === 'open' && risk.details.owner !== asker.organisation) return refuse('RISK_NOT_YOURS');
      if (owner !== undefined && owner !== asker.organisation && owner !== facts.backbone)
        return refuse('RISK_NOT_YOURS', 'owner');
    }
    const before = risk.phase === 'open' ? risk.details : undefined;
    // What stands may stay, though its owner has left since.
    if (owner !== undefined && owner !== before?.owner && !facts.known.has(owner))
      return refuse('RISK_OWNER_UNKNOWN', 'owner');
    const about = 'about' in command.data ? command.data.about : undefined;
    if (about !== undefined && about !== before?.about && !facts.known.has(about))
      return refuse('RISK_ABOUT_UNKNOWN', 'about');
    // ISO days compare as text. A review that is late from the start would say nothing (rule 46).
    if ('reviewBy' in command.data && command.data.reviewBy < facts.today)
      return refuse('RISK_REVIEW_PAST', 'reviewBy');
    switch (command.type) {
      case 'RaiseRisk':
        return [{ type: 'RiskRaised', data: command.data }];
      case 'ReassessRisk':
        return [{ type: 'RiskReassessed', data: command.data }];
      case 'ReviseRisk':
        return sameData(command.data, before)
          ? refuse('RISK_UNCHANGED')
          : [{ type: 'RiskRevised', data: command.data }];
      case 'CloseRisk':
        return [{ type: 'RiskClosed', data: command.data }];
    }
  },

  evolve(risk, event) {
    if (event.type === 'RiskRaised') {
      const { title, text, about, owner, response } = event.data;
      return { phase: 'open', details: { title, text, about, owner, response } };
    }
    if (risk.phase === 'absent') return risk;
    switch (event.type) {
      case 'RiskReassessed':
        return risk;
      case 'RiskRevised':
        return { ...risk, details: event.data };
      case 'RiskClosed':
        return { ...risk, phase: 'closed' };
    }
  },
};

export const riskSizes = ['low', 'medium', 'high'] as const;
export const RiskSize = z.enum(riskSizes).meta({ id: 'RiskSize' });
export type RiskSize = z.infer<typeof RiskSize>;

/**
 * How great a risk is by likelihood × effect: each band runs from its first number up to, and without, the next
 * band's, so that no product falls between two or into both (rule 43).
 */
export const riskBands: readonly { readonly size: RiskSize; readonly from: number; readonly below: number }[] = [
  { size: 'low', from: 1, below: 5 },
  { size: 'medium', from: 5, below: 10 },
  { size: 'high', from: 10, below: 26 },
];

/** @throws RangeError for degrees outside 1–5, which no command lets in. */
export function riskSize(likelihood: number, effect: number): RiskSize {
  const product = likelihood * effect;
  const band = riskBands.find(({ from, below }) => from <= product && product < below);
  if (!band) throw new RangeError(`No risk is of ${String(likelihood)} × ${String(effect)}`);
  return band.size;
}
