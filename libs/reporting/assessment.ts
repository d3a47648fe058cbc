import { refuse, type Decider, type MessageOf, type Refusal } from '#decider';
import { Day, PartnerId, PeriodId, ProgrammeId, Reason, Text, sameData } from '#language';
import { z } from 'zod';
import { slugOf } from './period.ts';

/** What is judged of each programme, in the order of the report's table (rule 40). */
export const aspects = ['overall', 'schedule', 'risks', 'resources'] as const;
export type Aspect = (typeof aspects)[number];

/** `not_assessed` is a judgement too, and never a silent green (rule 42). */
export const lights = ['green', 'yellow', 'red', 'not_assessed'] as const;
export const Light = z.enum(lights).meta({ id: 'Light' });
export type Light = z.infer<typeof Light>;

/** What is told of each programme, in the order of the report. */
export const blockNames = ['successes', 'nextTasks', 'attention', 'achieved'] as const;
export type BlockName = (typeof blockNames)[number];

/** What will be done about it, by whom, by when. */
const NextStep = z.object({ text: Text, partner: PartnerId, due: Day }).meta({ id: 'NextStep' });
export type NextStep = z.infer<typeof NextStep>;

const AspectLight = z
  .object({
    light: Light,
    /** Why it is so: one sentence or more. */
    explanation: Text.optional(),
    nextStep: NextStep.optional(),
  })
  .meta({ id: 'AspectLight' });
export type AspectLight = z.infer<typeof AspectLight>;

const Lights = z
  .object({
    overall: AspectLight,
    schedule: AspectLight,
    risks: AspectLight,
    resources: AspectLight,
  })
  .meta({ id: 'AssessmentLights' });
export type Lights = z.infer<typeof Lights>;

const paragraphs = z.array(Text).max(50);
const Blocks = z
  .object({
    successes: paragraphs,
    nextTasks: paragraphs,
    attention: paragraphs,
    achieved: paragraphs,
  })
  .meta({ id: 'AssessmentBlocks' });
export type Blocks = z.infer<typeof Blocks>;

const subject = { period: PeriodId, programme: ProgrammeId };
const judgement = { lights: Lights, blocks: Blocks, demonstration: z.boolean().optional() };

export const assessmentCommands = {
  /** May be given again: each time it is the whole assessment that is said anew. */
  SubmitAssessment: z.object({
    ...subject,
    ...judgement,
    /** Needed once the report of the period is published (rule 44). */
    reason: Reason.optional(),
  }),
};

export const assessmentEvents = {
  AssessmentSubmitted: z.object({ ...subject, ...judgement, reason: Reason.optional() }),
  /** Said after the report was published, which stays as it was (rule 44). */
  AssessmentCorrected: z.object({ ...subject, ...judgement, reason: Reason, reportVersion: z.int().min(1) }),
};

export type AssessmentCommand = MessageOf<typeof assessmentCommands>;
export type AssessmentEvent = MessageOf<typeof assessmentEvents>;

export type AssessmentRefusal =
  | 'ASSESSMENT_ID_MISMATCH'
  | 'ASSESSMENT_PERIOD_UNKNOWN'
  | 'ASSESSMENT_PROGRAMME_UNKNOWN'
  | 'ASSESSMENT_PARTNER_UNKNOWN'
  | 'ASSESSMENT_NOT_YOURS'
  | 'ASSESSMENT_EXPLANATION_MISSING'
  | 'ASSESSMENT_NEXT_STEP_MISSING'
  | 'ASSESSMENT_OVERALL_UNEXPLAINED'
  | 'ASSESSMENT_REASON_MISSING';

export interface AssessmentFacts {
  /** Which of the period, the programme and the partners the command names exist. */
  readonly known: ReadonlySet<string>;
  /** The organisation that owns the programme. */
  readonly owner: string | undefined;
  /** The version of the period's report that is published now; absent while none is, or while it is reopened. */
  readonly publishedVersion: number | undefined;
}

type Assessment =
  | { readonly phase: 'absent' }
  | {
      readonly phase: 'submitted';
      readonly period: string;
      readonly programme: string;
      readonly judgement: Judgement;
    };
type Judgement = Pick<AssessmentCommand['data'], 'lights' | 'blocks' | 'demonstration'>;

/** One programme judged for one period: two programmes or two periods never share a stream. */
export const assessmentId = (period: string, programme: string): string =>
  `assessment_${slugOf(period)}__${slugOf(programme)}`;

export const assessment: Decider<Assessment, AssessmentCommand, AssessmentEvent, AssessmentRefusal, AssessmentFacts> = {
  prefix: 'assessment_',
  commands: assessmentCommands,
  events: assessmentEvents,
  roles: { SubmitAssessment: ['coordinator', 'member'] },
  scope: ({ data }) => ({ programme: data.programme }),
  initial: { phase: 'absent' },

  decide(assessment, command, { asker, facts, id }) {
    const { period, programme, lights, blocks, demonstration, reason } = command.data;
    if (
      id !== assessmentId(period, programme) ||
      (assessment.phase === 'submitted' && (assessment.period !== period || assessment.programme !== programme))
    )
      return refuse('ASSESSMENT_ID_MISMATCH');
    if (!facts.known.has(period)) return refuse('ASSESSMENT_PERIOD_UNKNOWN', 'period');
    if (!facts.known.has(programme)) return refuse('ASSESSMENT_PROGRAMME_UNKNOWN', 'programme');
    // A coordinator may write for any programme; everyone else for those of the organisation they act for.
    if (asker.mandate?.role !== 'coordinator' && asker.organisation !== facts.owner)
      return refuse('ASSESSMENT_NOT_YOURS', 'programme');
    const unfounded = judge(lights, facts);
    if (unfounded) return unfounded;

    const said = { lights, blocks, demonstration };
    // The same words again change nothing: saving twice is no revision.
    if (assessment.phase === 'submitted' && sameData(assessment.judgement, said)) return [];
    if (facts.publishedVersion === undefined) return [{ type: 'AssessmentSubmitted', data: command.data }];
    if (reason === undefined) return refuse('ASSESSMENT_REASON_MISSING', 'reason');
    const data = { period, programme, ...said, reason, reportVersion: facts.publishedVersion };
    return [{ type: 'AssessmentCorrected', data }];
  },

  evolve(_, event) {
    const { period, programme, lights, blocks, demonstration } = event.data;
    return { phase: 'submitted', period, programme, judgement: { lights, blocks, demonstration } };
  },
};

/** Whether each light is founded on what it must be (rules 40, 41); names the first that is not. */
function judge(lights: Lights, { known }: Pick<AssessmentFacts, 'known'>): Refusal<AssessmentRefusal> | undefined {
  for (const aspect of aspects) {
    const { light, explanation, nextStep } = lights[aspect];
    if ((light === 'yellow' || light === 'red') && explanation === undefined)
      return refuse('ASSESSMENT_EXPLANATION_MISSING', `lights.${aspect}.explanation`);
    if (light === 'red' && nextStep === undefined)
      return refuse('ASSESSMENT_NEXT_STEP_MISSING', `lights.${aspect}.nextStep`);
    if (nextStep !== undefined && !known.has(nextStep.partner))
      return refuse('ASSESSMENT_PARTNER_UNKNOWN', `lights.${aspect}.nextStep.partner`);
  }
  // The whole is a human judgement and no average, but a green one beside a red one must say why (rule 40).
  const { overall } = lights;
  if (
    overall.light === 'green' &&
    overall.explanation === undefined &&
    aspects.some((aspect) => lights[aspect].light === 'red')
  )
    return refuse('ASSESSMENT_OVERALL_UNEXPLAINED', 'lights.overall.explanation');
  return undefined;
}
