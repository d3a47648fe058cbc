import { stamp, type Stamp, type View } from '#decider';
import type { Text } from '#language';
import { assessmentEvents, aspects, type Blocks, type Lights, type NextStep } from './assessment.ts';

/** One programme's assessment for one period, as it was last said. */
export interface AssessmentRow extends Stamp {
  readonly id: string;
  readonly period: string;
  readonly programme: string;
  readonly lights: Lights;
  readonly blocks: Blocks;
  readonly demonstration: boolean;
  /** When it was first submitted. */
  readonly submittedAt: string;
  /** The organisation that said it last. */
  readonly organisation: string;
  /** Where in the log it was last said: a report published at a later position holds exactly this. */
  readonly position: string;
  /** Why it was last changed, when somebody said so. */
  readonly reason?: Text | undefined;
  /** The published version that this last change corrects, when it came after publication (rule 44). */
  readonly corrects?: number | undefined;
  /** Every correction of a published version, oldest first: a draft of the next version said since hides none of them. */
  readonly corrections: readonly AssessmentCorrection[];
}

export interface AssessmentCorrection {
  /** The published version that was corrected. */
  readonly reportVersion: number;
  readonly at: string;
  readonly reason: Text;
}

/** One empty list for all: most assessments are never corrected. */
const none: readonly AssessmentCorrection[] = [];

export const assessments: View<AssessmentRow, typeof assessmentEvents> = {
  name: 'assessments',
  version: 1,
  events: assessmentEvents,
  indexes: { period: (assessment) => assessment.period, programme: (assessment) => assessment.programme },

  evolve(assessment, event) {
    const { period, programme, lights, blocks, demonstration, reason } = event.data;
    const corrections = assessment?.corrections ?? none;
    return {
      id: event.subject,
      ...stamp(event),
      period,
      programme,
      lights,
      blocks,
      demonstration: demonstration ?? false,
      submittedAt: assessment?.submittedAt ?? event.recordedAt,
      organisation: event.organisation,
      position: event.position,
      reason,
      corrects: event.type === 'AssessmentCorrected' ? event.data.reportVersion : undefined,
      corrections:
        event.type === 'AssessmentCorrected'
          ? [
              ...corrections,
              { reportVersion: event.data.reportVersion, at: event.recordedAt, reason: event.data.reason },
            ]
          : corrections,
    };
  },
};

/** The next steps promised in an assessment that are late on a day: the one it is read on (rule 46). */
export const overdueSteps = (lights: Lights, day: string): readonly NextStep[] =>
  aspects.flatMap((aspect) => {
    const step = lights[aspect].nextStep;
    return step !== undefined && step.due < day ? [step] : [];
  });
