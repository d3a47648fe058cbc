import { refuse, type Decider, type MessageOf, type Refusal } from '#decider';
import { Day, FreeText, IndicatorId, PartnerId, Reason, Text, sameData } from '#language';
import { z } from 'zod';

/** How much a party lets the other parties see: joint totals only, its own undivided values too, or every breakdown. */
export const SharedDetail = z.enum(['totals', 'values', 'breakdowns']).meta({ id: 'SharedDetail' });
export type SharedDetail = z.infer<typeof SharedDetail>;
/** How much of it may stand in published reports, which anybody reads. */
export const Publishing = z.enum(['nothing', 'totals', 'values']).meta({ id: 'Publishing' });
export type Publishing = z.infer<typeof Publishing>;

/** What the parties agree on (rule 29). */
const terms = {
  title: Text,
  /** What the values are shared for. */
  purpose: Text,
  parties: z.array(PartnerId).max(1_000),
  /** Which values; none named: those of every indicator, also of later ones. */
  indicators: z.array(IndicatorId).max(1_000),
  detail: SharedDetail,
  publish: Publishing,
  /** First day it is in force, in the collaboration's time zone, when all have signed by then. */
  from: Day,
  /** Last day it is in force; none: until it is ended. */
  to: Day.optional(),
};
export type Terms = z.infer<z.ZodObject<typeof terms>>;

/** What people write now is looked through for personal data; what is stored is read as it is (rule 28). */
const asked = { ...terms, purpose: FreeText, indicators: terms.indicators.default([]) };

export const agreementCommands = {
  DraftAgreement: z.object({ ...asked, demonstration: z.boolean().default(false) }),
  SignAgreement: z.object({}),
  /** The whole terms as they shall read; each party signs them anew. */
  AmendAgreement: z.object({ ...asked, reason: FreeText }),
  EndAgreement: z.object({ reason: FreeText }),
};

export const agreementEvents = {
  AgreementDrafted: z.object({ ...terms, demonstration: z.boolean(), draftedBy: PartnerId }),
  /** One party's signature under one version. */
  AgreementSigned: z.object({ partner: PartnerId, agreementVersion: z.int().min(1) }),
  /** All parties have signed the version: it stands from now on, in place of the one before. */
  AgreementConcluded: z.object({ agreementVersion: z.int().min(1) }),
  /** Other terms are proposed; those that stand go on until all have signed. */
  AgreementAmended: z.object({ ...terms, agreementVersion: z.int().min(1), reason: Reason }),
  /** Sharing ends from here on; what was published stays published. */
  AgreementEnded: z.object({ endedBy: PartnerId, reason: Reason }),
};

export type AgreementCommand = MessageOf<typeof agreementCommands>;
export type AgreementEvent = MessageOf<typeof agreementEvents>;

export type AgreementRefusal =
  | 'AGREEMENT_ALREADY_SIGNED'
  | 'AGREEMENT_DAYS_REVERSED'
  | 'AGREEMENT_ENDED'
  | 'AGREEMENT_EXISTS'
  | 'AGREEMENT_EXPIRED'
  | 'AGREEMENT_INDICATOR_UNKNOWN'
  | 'AGREEMENT_NOT_FOUND'
  | 'AGREEMENT_NOT_YOURS'
  | 'AGREEMENT_NOTHING_TO_SIGN'
  | 'AGREEMENT_PARTIES_TOO_FEW'
  | 'AGREEMENT_PARTY_REPEATED'
  | 'AGREEMENT_PARTY_UNKNOWN'
  | 'AGREEMENT_PUBLISHES_TOO_MUCH'
  | 'AGREEMENT_UNCHANGED';

export interface AgreementFacts {
  /** Which of the partners the command names take part, and which of the indicators exist. */
  readonly known: ReadonlySet<string>;
  /** The day it is in the collaboration's time zone. */
  readonly today: string;
}

/** Terms with the number of their version. */
interface Version {
  readonly agreementVersion: number;
  readonly terms: Terms;
}
type Agreement =
  | { readonly phase: 'absent' }
  | {
      readonly phase: 'open' | 'ended';
      /** What all parties have signed. */
      readonly standing: Version | undefined;
      /** What waits for signatures. */
      readonly proposed: (Version & { readonly signers: readonly string[] }) | undefined;
    };

/**
 * A data-sharing agreement: under which a party's values are seen by the others (rule 29). Nobody is bound by what
 * they have not signed: a partner that joins the collaboration later is no party until terms that name it are signed
 * by all.
 */
export const agreement: Decider<Agreement, AgreementCommand, AgreementEvent, AgreementRefusal, AgreementFacts> = {
  prefix: 'agreement_',
  commands: agreementCommands,
  events: agreementEvents,
  published: {
    title: 'An agreement between organisations.',
    purpose: 'An agreement between organisations.',
  },
  roles: {
    DraftAgreement: ['coordinator', 'member'],
    SignAgreement: ['endorser'],
    AmendAgreement: ['coordinator', 'member'],
    EndAgreement: ['coordinator', 'endorser'],
  },
  initial: { phase: 'absent' },

  decide(agreement, command, { asker, facts }) {
    const { organisation } = asker;
    // The coordinator speaks for no party and may prepare papers for all; a party does so for itself.
    const mayHandle = ({ parties }: Terms) => asker.mandate?.role === 'coordinator' || parties.includes(organisation);
    if (command.type === 'DraftAgreement') {
      if (agreement.phase !== 'absent') return refuse('AGREEMENT_EXISTS');
      if (!mayHandle(command.data)) return refuse('AGREEMENT_NOT_YOURS', 'parties');
      return (
        wrongIn(command.data, facts) ?? [
          { type: 'AgreementDrafted', data: { ...command.data, draftedBy: organisation } },
        ]
      );
    }
    if (agreement.phase === 'absent') return refuse('AGREEMENT_NOT_FOUND');
    if (agreement.phase === 'ended') return refuse('AGREEMENT_ENDED');
    const { standing, proposed } = agreement;
    switch (command.type) {
      case 'SignAgreement': {
        if (!proposed) return refuse('AGREEMENT_NOTHING_TO_SIGN');
        const { agreementVersion, signers } = proposed;
        const { parties, to } = proposed.terms;
        if (!parties.includes(organisation)) return refuse('AGREEMENT_NOT_YOURS');
        if (signers.includes(organisation)) return refuse('AGREEMENT_ALREADY_SIGNED');
        if (to !== undefined && to < facts.today) return refuse('AGREEMENT_EXPIRED');
        const signed: AgreementEvent = { type: 'AgreementSigned', data: { partner: organisation, agreementVersion } };
        return parties.every((party) => party === organisation || signers.includes(party))
          ? [signed, { type: 'AgreementConcluded', data: { agreementVersion } }]
          : [signed];
      }
      case 'AmendAgreement': {
        const newest = proposed ?? standing;
        const { reason, ...next } = command.data;
        if (!(newest && mayHandle(newest.terms)) && !(standing && mayHandle(standing.terms)))
          return refuse('AGREEMENT_NOT_YOURS');
        const wrong = wrongIn(next, facts);
        if (wrong) return wrong;
        if (newest && sameData(termsOf(next), newest.terms)) return refuse('AGREEMENT_UNCHANGED');
        const agreementVersion = (newest?.agreementVersion ?? 0) + 1;
        return [{ type: 'AgreementAmended', data: { ...next, agreementVersion, reason } }];
      }
      case 'EndAgreement': {
        const theirs = [standing, proposed].some((version) => version && mayHandle(version.terms));
        return theirs
          ? [{ type: 'AgreementEnded', data: { endedBy: organisation, ...command.data } }]
          : refuse('AGREEMENT_NOT_YOURS');
      }
    }
  },

  evolve(agreement, event) {
    if (event.type === 'AgreementDrafted') {
      const proposed = { agreementVersion: 1, terms: termsOf(event.data), signers: [] };
      return { phase: 'open', standing: undefined, proposed };
    }
    if (agreement.phase === 'absent') return agreement;
    switch (event.type) {
      case 'AgreementSigned': {
        const { proposed } = agreement;
        return {
          ...agreement,
          proposed: proposed && { ...proposed, signers: [...proposed.signers, event.data.partner] },
        };
      }
      case 'AgreementConcluded':
        return { ...agreement, standing: agreement.proposed, proposed: undefined };
      case 'AgreementAmended': {
        const { agreementVersion } = event.data;
        return { ...agreement, proposed: { agreementVersion, terms: termsOf(event.data), signers: [] } };
      }
      case 'AgreementEnded':
        return { ...agreement, phase: 'ended' };
    }
  },
};

/** The terms' own fields and no others. */
export const termsOf = ({ title, purpose, parties, indicators, detail, publish, from, to }: Terms): Terms => ({
  title,
  purpose,
  parties,
  indicators,
  detail,
  publish,
  from,
  to,
});

function wrongIn(
  { parties, indicators, detail, publish, from, to }: Terms,
  { known, today }: AgreementFacts,
): Refusal<AgreementRefusal> | undefined {
  if (parties.length < 2) return refuse('AGREEMENT_PARTIES_TOO_FEW', 'parties');
  if (new Set(parties).size < parties.length) return refuse('AGREEMENT_PARTY_REPEATED', 'parties');
  if (!parties.every((party) => known.has(party))) return refuse('AGREEMENT_PARTY_UNKNOWN', 'parties');
  if (!indicators.every((id) => known.has(id))) return refuse('AGREEMENT_INDICATOR_UNKNOWN', 'indicators');
  // ISO days compare as text.
  if (to !== undefined && to < from) return refuse('AGREEMENT_DAYS_REVERSED', 'to');
  if (to !== undefined && to < today) return refuse('AGREEMENT_EXPIRED', 'to');
  // Everybody is not told more than the parties are.
  if (publish === 'values' && detail === 'totals') return refuse('AGREEMENT_PUBLISHES_TOO_MUCH', 'publish');
  return undefined;
}
