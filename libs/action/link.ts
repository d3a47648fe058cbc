import { refuse, type Authorised, type Decider, type MessageOf, type Refusal } from '#decider';
import { ActivityId, FreeText, GoalId, IndicatorId, PartnerId, Reason, Text, sameData } from '#language';
import { z } from 'zod';

/** What a link may join. */
export const LinkEnd = z.union([GoalId, IndicatorId, ActivityId]);
export const linkEndKinds = ['goal', 'indicator', 'activity'] as const;
export type LinkEndKind = (typeof linkEndKinds)[number];

/** What the one does to the other, said from the first to the second. */
export const Effect = z
  .enum(['increases', 'decreases', 'contributes', 'part_of', 'reinforces', 'depends_on', 'overlaps'])
  .meta({ id: 'LinkEffect' });
export type Effect = z.infer<typeof Effect>;
export const Strength = z.enum(['weak', 'moderate', 'strong']).meta({ id: 'LinkStrength' });
export type Strength = z.infer<typeof Strength>;
/** How sure those who drew it are: a theory says where it is one. */
export const Confidence = z.enum(['low', 'medium', 'high']).meta({ id: 'LinkConfidence' });
export type Confidence = z.infer<typeof Confidence>;

const evidence = (words: typeof Text) =>
  z.object({
    label: words,
    url: z
      .string()
      .max(2_000)
      .regex(/^https?:\/\/\S+$/, 'LINK_URL_MALFORMED')
      .optional(),
  });
export type Evidence = z.infer<ReturnType<typeof evidence>>;

/** What people write now is looked through for personal data; what is stored is read as it is (rule 28). */
const claim = (words: typeof Text) => ({
  effect: Effect,
  strength: Strength,
  confidence: Confidence,
  /** What speaks for it, in words. */
  why: words,
  evidence: z
    .array(evidence(words).meta({ id: 'LinkEvidence' }))
    .max(20)
    .default([]),
});
const ends = { from: z.string().max(120), to: z.string().max(120) };
export type Claim = z.infer<z.ZodObject<ReturnType<typeof claim>>>;

export const linkCommands = {
  DrawLink: z.object({ ...ends, ...claim(FreeText) }),
  /** The whole claim as it shall read from now on; the ends stay. */
  ReviseLink: z.object({ ...claim(FreeText), reason: FreeText }),
  RemoveLink: z.object({ reason: FreeText }),
};

export const linkEvents = {
  LinkDrawn: z.object({ from: LinkEnd, to: LinkEnd, ...claim(Text), drawnFor: PartnerId }),
  LinkRevised: z.object({ ...claim(Text), reason: Reason }),
  LinkRemoved: z.object({ reason: Reason }),
};

export type LinkCommand = MessageOf<typeof linkCommands>;
export type LinkEvent = MessageOf<typeof linkEvents>;

export type LinkRefusal =
  | 'LINK_NOT_FOUND'
  | 'LINK_EXISTS'
  | 'LINK_REMOVED'
  | 'LINK_SELF'
  | 'LINK_END_UNKNOWN'
  | 'LINK_END_CLOSED'
  | 'LINK_ENDS_UNFIT'
  | 'LINK_TWICE'
  | 'LINK_CYCLE'
  | 'LINK_OF_ANOTHER_PARTNER'
  | 'LINK_UNCHANGED'
  | 'LINK_URL_MALFORMED';

export interface LinkFacts {
  /** How the things the command names stand; nothing for what does not exist. */
  readonly from: 'open' | 'closed' | undefined;
  readonly to: 'open' | 'closed' | undefined;
  /** Another link stands between the same two already. */
  readonly linked: boolean;
  /** Going along links of the same effect, the second end leads back to the first. */
  readonly leadsBack: boolean;
}

/** Only what a rule asks about. What a page shows lives in link.view.ts. */
type Link =
  | { readonly phase: 'absent' }
  | {
      readonly phase: 'standing' | 'removed';
      readonly from: string;
      readonly to: string;
      readonly drawnFor: string;
      readonly claim: Claim;
    };

/**
 * A claim that one thing works on another: the arrows of the theory of change. It is an organisation's word with its
 * reasons, and others may doubt it; so it carries strength, confidence and evidence, and its earlier wordings stay.
 */
export const link: Decider<Link, LinkCommand, LinkEvent, LinkRefusal, LinkFacts> = {
  prefix: 'link_',
  commands: linkCommands,
  events: linkEvents,
  roles: {
    DrawLink: ['coordinator', 'member'],
    ReviseLink: ['coordinator', 'member'],
    RemoveLink: ['coordinator', 'member'],
  },
  initial: { phase: 'absent' },

  decide(link, command, { asker, facts }) {
    if (command.type === 'DrawLink') {
      if (link.phase !== 'absent') return refuse('LINK_EXISTS');
      const { from, to } = command.data;
      if (from === to) return refuse('LINK_SELF', 'to');
      if (!facts.from || !kindOf(from)) return refuse('LINK_END_UNKNOWN', 'from');
      if (!facts.to || !kindOf(to)) return refuse('LINK_END_UNKNOWN', 'to');
      // What is over works on nothing any more; its links drawn while it was on stay readable.
      if (facts.from === 'closed') return refuse('LINK_END_CLOSED', 'from');
      if (facts.to === 'closed') return refuse('LINK_END_CLOSED', 'to');
      // One link from one thing to another: two would say it both ways, and the reader would have to choose.
      if (facts.linked) return refuse('LINK_TWICE', 'to');
      return (
        wrongClaim(command.data, from, to, facts) ?? [
          { type: 'LinkDrawn', data: { ...command.data, drawnFor: asker.organisation } },
        ]
      );
    }
    if (link.phase === 'absent') return refuse('LINK_NOT_FOUND');
    if (link.phase === 'removed') return refuse('LINK_REMOVED');
    if (!isOwn(asker, link.drawnFor)) return refuse('LINK_OF_ANOTHER_PARTNER');
    switch (command.type) {
      case 'ReviseLink':
        if (sameData(claimOf(command.data), link.claim)) return refuse('LINK_UNCHANGED');
        return wrongClaim(command.data, link.from, link.to, facts) ?? [{ type: 'LinkRevised', data: command.data }];
      case 'RemoveLink':
        return [{ type: 'LinkRemoved', data: command.data }];
    }
  },

  evolve(link, event) {
    if (event.type === 'LinkDrawn') {
      const { from, to, drawnFor } = event.data;
      return { phase: 'standing', from, to, drawnFor, claim: claimOf(event.data) };
    }
    if (link.phase === 'absent') return link;
    switch (event.type) {
      case 'LinkRevised':
        return { ...link, claim: claimOf(event.data) };
      case 'LinkRemoved':
        return { ...link, phase: 'removed' };
    }
  },
};

/** The claim's own fields and no others. */
export const claimOf = ({ effect, strength, confidence, why, evidence }: Claim): Claim => ({
  effect,
  strength,
  confidence,
  why,
  evidence,
});

/** What sort of thing an id stands for: its prefix says. */
export const kindOf = (id: string): LinkEndKind | undefined => linkEndKinds.find((kind) => id.startsWith(`${kind}_`));

/** Effects that may not run in a circle: what depends on itself never begins, and nothing is part of its own part. */
export const oneWay = (effect: Effect): boolean => effect === 'depends_on' || effect === 'part_of';

const isOwn = (asker: Authorised, drawnFor: string): boolean =>
  asker.organisation === drawnFor || asker.mandate?.role === 'coordinator';

function wrongClaim(
  { effect }: Claim,
  from: string,
  to: string,
  { leadsBack }: LinkFacts,
): Refusal<LinkRefusal> | undefined {
  if (!fits(effect, kindOf(from), kindOf(to))) return refuse('LINK_ENDS_UNFIT', 'effect');
  return oneWay(effect) && leadsBack ? refuse('LINK_CYCLE', 'to') : undefined;
}

/** Activities lean on each other; everything may work on goals and indicators, and nothing else fits. */
export function fits(effect: Effect, from: LinkEndKind | undefined, to: LinkEndKind | undefined): boolean {
  switch (effect) {
    case 'reinforces':
    case 'depends_on':
    case 'overlaps':
      return from === 'activity' && to === 'activity';
    case 'increases':
    case 'decreases':
    case 'contributes':
    case 'part_of':
      return from !== undefined && (to === 'goal' || to === 'indicator');
  }
}
