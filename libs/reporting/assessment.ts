import { refuse, type Decider, type MessageOf, type Refusal } from '#decider';
import { FreeText, PeriodId, ProgrammeId, Reason, Text, sameData } from '#language';
import { z } from 'zod';
import { AnsweredCarryOver, CarryOverAnswer, DraftedCarryOver, type CarryOverItem } from './carryover.ts';
import {
  Blocks,
  DraftLights,
  GivenBlocks,
  GivenDraftLights,
  GivenLights,
  Lights,
  aspects,
  type Aspect,
} from './light.ts';
import { slugOf } from './period.ts';

const subject = { period: PeriodId, programme: ProgrammeId };
const demonstration = z.boolean().optional();
const answers = z.array(CarryOverAnswer).max(150).optional();

export const assessmentCommands = {
  /** Keeps what is written so far, for the organisation itself and the coordinators. Nothing is demanded of it. */
  DraftAssessment: z.object({
    ...subject,
    lights: GivenDraftLights.optional(),
    blocks: GivenBlocks.optional(),
    carriedOver: answers,
  }),
  /** May be given again: each time it is the whole assessment that is said anew. */
  SubmitAssessment: z.object({
    ...subject,
    lights: GivenLights,
    blocks: GivenBlocks,
    demonstration,
    /** What became of the things promised last period (rule 47). */
    carriedOver: answers,
    /** Needed once the report of the period is published (rule 44). */
    reason: FreeText.optional(),
  }),
  AcceptAssessment: z.object(subject),
  SendBackAssessment: z.object({
    ...subject,
    /** What is to be said better. */
    comment: FreeText,
  }),
};

const said = {
  ...subject,
  lights: Lights,
  blocks: Blocks,
  demonstration,
  carriedOver: z.array(AnsweredCarryOver).optional(),
};

export const assessmentEvents = {
  AssessmentSubmitted: z.object({ ...said, reason: Reason.optional() }),
  /** Said after the report was published, which stays as it was (rule 44). */
  AssessmentCorrected: z.object({ ...said, reason: Reason, reportVersion: z.int().min(1) }),
  AssessmentDrafted: z.object({
    ...subject,
    lights: DraftLights.optional(),
    blocks: Blocks.optional(),
    carriedOver: z.array(DraftedCarryOver).optional(),
  }),
  AssessmentAccepted: z.object({}),
  AssessmentSentBack: z.object({ comment: Text }),
};

export type AssessmentCommand = MessageOf<typeof assessmentCommands>;
export type AssessmentEvent = MessageOf<typeof assessmentEvents>;
type Submission = Extract<AssessmentCommand, { type: 'SubmitAssessment' }>['data'];

export type AssessmentRefusal =
  | 'ASSESSMENT_NOT_FOUND'
  | 'ASSESSMENT_ID_MISMATCH'
  | 'ASSESSMENT_PERIOD_UNKNOWN'
  | 'ASSESSMENT_PERIOD_CLOSED'
  | 'ASSESSMENT_PROGRAMME_UNKNOWN'
  | 'ASSESSMENT_PARTNER_UNKNOWN'
  | 'ASSESSMENT_NOT_YOURS'
  | 'ASSESSMENT_LIGHT_MISSING'
  | 'ASSESSMENT_EXPLANATION_MISSING'
  | 'ASSESSMENT_NEXT_STEP_MISSING'
  | 'ASSESSMENT_NEXT_STEP_TOO_EARLY'
  | 'ASSESSMENT_OVERALL_UNEXPLAINED'
  | 'ASSESSMENT_REASON_MISSING'
  | 'ASSESSMENT_CARRY_OVER_UNKNOWN'
  | 'ASSESSMENT_CARRY_OVER_TWICE'
  | 'ASSESSMENT_CARRY_OVER_REASON_MISSING'
  | 'ASSESSMENT_CARRY_OVER_OPEN'
  | 'ASSESSMENT_ACCEPTED'
  | 'ASSESSMENT_SENT_BACK'
  | 'ASSESSMENT_PUBLISHED';

export interface AssessmentFacts {
  /** Which of the programme and the partners the command names exist. */
  readonly known: ReadonlySet<string>;
  /** The period the command names; absent when there is none. */
  readonly period: AssessedPeriod | undefined;
  /** The organisation that owns the programme. */
  readonly owner: string | undefined;
  /** The version of the period's report that is published now; absent while none is, or while it is reopened. */
  readonly publishedVersion: number | undefined;
  /** What the previous period's assessment promised for this one. */
  readonly offered: readonly CarryOverItem[];
}

export interface AssessedPeriod {
  readonly to: string;
  /** It takes no new assessments: it is closed, and no version of its report was ever published. */
  readonly closed: boolean;
  /** Every thing offered must be answered for. */
  readonly carryOver: boolean;
}

/** Only what a rule asks about. What a page shows lives in assessment.view.ts. */
type Assessment =
  | { readonly phase: 'absent' }
  | (Subject & { readonly phase: 'draft'; readonly draft: Unfinished })
  | (Subject & {
      readonly phase: 'submitted' | 'accepted' | 'sent_back';
      readonly judgement: Judgement;
      /** Written since it was said last. */
      readonly draft: Unfinished | undefined;
    });
interface Subject {
  readonly period: string;
  readonly programme: string;
}
type Judgement = Pick<Submission, 'lights' | 'blocks' | 'demonstration'> & {
  readonly carriedOver?: readonly AnsweredCarryOver[] | undefined;
};
/** Everything an assessment says, as far as it has been written. */
export type Unfinished = Pick<
  Extract<AssessmentEvent, { type: 'AssessmentDrafted' }>['data'],
  'lights' | 'blocks' | 'carriedOver'
>;

/** One programme judged for one period: two programmes or two periods never share a stream. */
export const assessmentId = (period: string, programme: string): string =>
  `assessment_${slugOf(period)}__${slugOf(programme)}`;

/**
 * Its owner drafts and submits it, the coordinator accepts it or sends it back with a comment, and publication freezes
 * it. Saying it anew is open to its owner at every step until then: it is submitted again, to be read again.
 */
export const assessment: Decider<Assessment, AssessmentCommand, AssessmentEvent, AssessmentRefusal, AssessmentFacts> = {
  prefix: 'assessment_',
  commands: assessmentCommands,
  events: assessmentEvents,
  published: {
    lights: 'Said for the published report.',
    blocks: 'Said for the published report.',
    carriedOver: 'Said for the published report.',
  },
  roles: {
    DraftAssessment: ['coordinator', 'member'],
    SubmitAssessment: ['coordinator', 'member'],
    AcceptAssessment: ['coordinator'],
    SendBackAssessment: ['coordinator'],
  },
  scope: ({ data }) => ({ programme: data.programme }),
  initial: { phase: 'absent' },

  decide(assessment, command, { asker, facts, id }) {
    const { period, programme } = command.data;
    if (
      id !== assessmentId(period, programme) ||
      (assessment.phase !== 'absent' && (assessment.period !== period || assessment.programme !== programme))
    )
      return refuse('ASSESSMENT_ID_MISMATCH');
    if (!facts.period) return refuse('ASSESSMENT_PERIOD_UNKNOWN', 'period');
    if (!facts.known.has(programme)) return refuse('ASSESSMENT_PROGRAMME_UNKNOWN', 'programme');
    // A coordinator may write for any programme; everyone else for those of the organisation they act for.
    if (asker.mandate?.role !== 'coordinator' && asker.organisation !== facts.owner)
      return refuse('ASSESSMENT_NOT_YOURS', 'programme');

    switch (command.type) {
      case 'DraftAssessment': {
        if (facts.period.closed) return refuse('ASSESSMENT_PERIOD_CLOSED', 'period');
        const { lights, blocks, carriedOver } = command.data;
        const draft = { lights, blocks, carriedOver };
        const same = assessment.phase !== 'absent' && sameData(assessment.draft, draft);
        return same ? [] : [{ type: 'AssessmentDrafted', data: command.data }];
      }
      case 'SubmitAssessment': {
        const { lights, blocks, demonstration, reason } = command.data;
        const [unfounded] = openIn(command.data, facts, facts.period);
        if (unfounded) return unfounded;
        const carriedOver = command.data.carriedOver?.map((answer) => ({ ...answer, text: wordsOf(answer, facts) }));
        const judged: Judgement = { lights, blocks, demonstration, carriedOver };
        // The same words again change nothing: saving twice is no revision. What was sent back is heard again.
        if (isSaid(assessment) && assessment.phase !== 'sent_back' && sameData(assessment.judgement, judged)) return [];
        if (facts.period.closed) return refuse('ASSESSMENT_PERIOD_CLOSED', 'period');
        const data = { ...command.data, carriedOver };
        if (facts.publishedVersion === undefined) return [{ type: 'AssessmentSubmitted', data }];
        if (reason === undefined) return refuse('ASSESSMENT_REASON_MISSING', 'reason');
        return [{ type: 'AssessmentCorrected', data: { ...data, reason, reportVersion: facts.publishedVersion } }];
      }
      case 'AcceptAssessment':
        if (!isSaid(assessment)) return refuse('ASSESSMENT_NOT_FOUND');
        if (assessment.phase === 'sent_back') return refuse('ASSESSMENT_SENT_BACK');
        if (assessment.phase === 'accepted') return refuse('ASSESSMENT_ACCEPTED');
        return [{ type: 'AssessmentAccepted', data: {} }];
      case 'SendBackAssessment':
        if (!isSaid(assessment)) return refuse('ASSESSMENT_NOT_FOUND');
        if (assessment.phase === 'sent_back') return refuse('ASSESSMENT_SENT_BACK');
        // What is published is not taken back; it is corrected, with a reason, and that shows (rule 44).
        if (facts.publishedVersion !== undefined) return refuse('ASSESSMENT_PUBLISHED');
        // Nobody could answer: reopening the period is an act of its own.
        if (facts.period.closed) return refuse('ASSESSMENT_PERIOD_CLOSED', 'period');
        return [{ type: 'AssessmentSentBack', data: { comment: command.data.comment } }];
    }
  },

  evolve(assessment, event) {
    switch (event.type) {
      case 'AssessmentSubmitted':
      case 'AssessmentCorrected': {
        const { period, programme, lights, blocks, demonstration, carriedOver } = event.data;
        const judgement = { lights, blocks, demonstration, carriedOver };
        return { phase: 'submitted', period, programme, judgement, draft: undefined };
      }
      case 'AssessmentDrafted': {
        const { period, programme, lights, blocks, carriedOver } = event.data;
        const draft = { lights, blocks, carriedOver };
        return isSaid(assessment) ? { ...assessment, draft } : { phase: 'draft', period, programme, draft };
      }
      case 'AssessmentAccepted':
        return isSaid(assessment) ? { ...assessment, phase: 'accepted' } : assessment;
      case 'AssessmentSentBack':
        return isSaid(assessment) ? { ...assessment, phase: 'sent_back' } : assessment;
    }
  },
};

type SaidAssessment = Extract<Assessment, { readonly judgement: Judgement }>;
const isSaid = (assessment: Assessment): assessment is SaidAssessment => 'judgement' in assessment;

/** What an assessment would be refused for if it were submitted as it stands: all of it, in the order it is read. */
export const openIn = (
  { lights = {}, carriedOver = [] }: Unfinished,
  { known, offered }: Pick<AssessmentFacts, 'known' | 'offered'>,
  period: AssessedPeriod,
): readonly Refusal<AssessmentRefusal>[] => [
  ...aspects.flatMap((aspect) => [...unfounded(aspect, lights[aspect], known, period)]),
  ...unexplained(lights),
  ...unanswered(carriedOver, offered, period),
];

/** What a light lacks of what it must be founded on (rule 41). */
function* unfounded(
  aspect: Aspect,
  given: DraftLights[Aspect],
  known: ReadonlySet<string>,
  { to }: AssessedPeriod,
): Generator<Refusal<AssessmentRefusal>> {
  // Nobody is green in silence: a light is chosen, if only as not assessed (rule 42).
  if (!given) {
    yield refuse('ASSESSMENT_LIGHT_MISSING', `lights.${aspect}`);
    return;
  }
  const { light, explanation, nextStep } = given;
  if ((light === 'yellow' || light === 'red') && explanation === undefined)
    yield refuse('ASSESSMENT_EXPLANATION_MISSING', `lights.${aspect}.explanation`);
  if (light === 'red' && nextStep === undefined)
    yield refuse('ASSESSMENT_NEXT_STEP_MISSING', `lights.${aspect}.nextStep`);
  if (nextStep !== undefined && !known.has(nextStep.partner))
    yield refuse('ASSESSMENT_PARTNER_UNKNOWN', `lights.${aspect}.nextStep.partner`);
  // A step that is over with the period it explains is no next one.
  if (nextStep !== undefined && nextStep.due < to)
    yield refuse('ASSESSMENT_NEXT_STEP_TOO_EARLY', `lights.${aspect}.nextStep.due`);
}

/** The whole is a human judgement and no average, but a green one beside a red one must say why (rule 40). */
function* unexplained(lights: DraftLights): Generator<Refusal<AssessmentRefusal>> {
  const { overall } = lights;
  if (
    overall?.light === 'green' &&
    overall.explanation === undefined &&
    aspects.some((aspect) => lights[aspect]?.light === 'red')
  )
    yield refuse('ASSESSMENT_OVERALL_UNEXPLAINED', 'lights.overall.explanation');
}

/** What was promised last period and is not answered for as it must be (rule 47). */
function* unanswered(
  carriedOver: NonNullable<Unfinished['carriedOver']>,
  offered: readonly CarryOverItem[],
  { to, carryOver }: AssessedPeriod,
): Generator<Refusal<AssessmentRefusal>> {
  const seen = new Set<string>();
  for (const [index, { item, outcome, why, due }] of carriedOver.entries()) {
    const field = (name: string) => `carriedOver.${String(index)}.${name}`;
    if (!offered.some((one) => one.item === item)) yield refuse('ASSESSMENT_CARRY_OVER_UNKNOWN', field('item'));
    if (seen.has(item)) yield refuse('ASSESSMENT_CARRY_OVER_TWICE', field('item'));
    seen.add(item);
    if (outcome !== 'achieved' && why === undefined) yield refuse('ASSESSMENT_CARRY_OVER_REASON_MISSING', field('why'));
    if (due !== undefined && due < to) yield refuse('ASSESSMENT_NEXT_STEP_TOO_EARLY', field('due'));
  }
  if (carryOver && offered.some(({ item }) => !seen.has(item)))
    yield refuse('ASSESSMENT_CARRY_OVER_OPEN', 'carriedOver');
}

function wordsOf({ item }: CarryOverAnswer, { offered }: Pick<AssessmentFacts, 'offered'>): Text {
  const found = offered.find((one) => one.item === item);
  if (!found) throw new Error(`${item} was found answerable and is not offered`);
  return found.text;
}
