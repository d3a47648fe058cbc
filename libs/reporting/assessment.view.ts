import { stamp, type Stamp, type View } from '#decider';
import { renewed, sameMeaning, languages, type KeptText, type Text } from '#language';
import { assessmentEvents } from './assessment.ts';
import type { AnsweredCarryOver, CarryOverAnswer } from './carryover.ts';
import { aspects, type BlockName, type Blocks, type DraftLights, type Lights, type NextStep } from './light.ts';

/** One programme's assessment for one period, as it was last said. */
export interface AssessmentRow extends Stamp {
  readonly id: string;
  /** Said anew it is submitted again, to be read again. */
  readonly phase: 'submitted' | 'accepted' | 'sent_back';
  readonly period: string;
  readonly programme: string;
  readonly lights: Lights;
  readonly blocks: Blocks;
  /** What became of the things promised last period (rule 47). */
  readonly carriedOver: readonly AnsweredCarryOver[];
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
  /** Every acceptance and every sending back, oldest first. */
  readonly readings: readonly AssessmentReading[];
}

export interface AssessmentCorrection {
  /** The published version that was corrected. */
  readonly reportVersion: number;
  readonly at: string;
  readonly reason: Text;
}

/** What the coordinator found when reading it. */
export interface AssessmentReading {
  readonly found: 'accepted' | 'sent_back';
  /** What is to be said better, where it was sent back. */
  readonly comment?: Text | undefined;
  readonly at: string;
  readonly organisation: string;
}

/** One empty list of each for all: most assessments are never corrected. */
const none: readonly AssessmentCorrection[] = [];
const unread: readonly AssessmentReading[] = [];
const unanswered: readonly AnsweredCarryOver[] = [];

const { AssessmentDrafted, ...saidEvents } = assessmentEvents;

export const assessments: View<AssessmentRow, typeof saidEvents> = {
  name: 'assessments',
  version: 2,
  events: saidEvents,
  indexes: {
    period: (assessment) => assessment.period,
    programme: (assessment) => assessment.programme,
    // How many of a period there are in each phase: `period_2024h2 accepted`.
    phase: (assessment) => `${assessment.period} ${assessment.phase}`,
  },

  evolve(assessment, event) {
    switch (event.type) {
      case 'AssessmentSubmitted':
      case 'AssessmentCorrected': {
        const { period, programme, lights, blocks, carriedOver, demonstration, reason } = event.data;
        const corrections = assessment?.corrections ?? none;
        return {
          id: event.subject,
          ...stamp(event),
          phase: 'submitted',
          period,
          programme,
          lights: assessment ? relit(assessment.lights, lights) : lights,
          blocks: assessment ? retold(assessment.blocks, blocks) : blocks,
          carriedOver: carriedOver ?? unanswered,
          demonstration: demonstration ?? false,
          submittedAt: assessment?.submittedAt ?? event.recordedAt,
          organisation: event.organisation,
          reason,
          corrects: event.type === 'AssessmentCorrected' ? event.data.reportVersion : undefined,
          corrections:
            event.type === 'AssessmentCorrected'
              ? [
                  ...corrections,
                  { reportVersion: event.data.reportVersion, at: event.recordedAt, reason: event.data.reason },
                ]
              : corrections,
          readings: assessment?.readings ?? unread,
        };
      }
      case 'AssessmentAccepted':
      case 'AssessmentSentBack': {
        if (!assessment) throw new Error(`${event.type} before ${event.subject} was submitted`);
        const found = event.type === 'AssessmentAccepted' ? 'accepted' : 'sent_back';
        const comment = event.type === 'AssessmentSentBack' ? event.data.comment : undefined;
        const reading = { found, comment, at: event.recordedAt, organisation: event.organisation } as const;
        // Where and when it was last said stays: nothing is said anew by being read.
        const { revision } = event;
        return { ...assessment, revision, phase: found, readings: [...assessment.readings, reading] };
      }
    }
  },
};

/** What is written of an assessment and not yet said: for the programme's owner and the coordinators only. */
export interface AssessmentDraftRow extends Stamp {
  readonly id: string;
  readonly period: string;
  readonly programme: string;
  /** False once it has been submitted: what is here has then been said. */
  readonly open: boolean;
  readonly lights?: DraftLights | undefined;
  readonly blocks?: Blocks | undefined;
  readonly carriedOver?: readonly CarryOverAnswer[] | undefined;
  readonly organisation: string;
}

const draftEvents = { AssessmentDrafted, ...saidEvents };

export const assessmentDrafts: View<AssessmentDraftRow, typeof draftEvents> = {
  name: 'assessmentDrafts',
  version: 1,
  events: draftEvents,
  indexes: { period: (draft) => (draft.open ? draft.period : undefined) },

  evolve(draft, event) {
    const { subject: id, organisation } = event;
    switch (event.type) {
      case 'AssessmentDrafted': {
        const { period, programme, lights, blocks, carriedOver } = event.data;
        return { id, ...stamp(event), period, programme, open: true, lights, blocks, carriedOver, organisation };
      }
      case 'AssessmentSubmitted':
      case 'AssessmentCorrected': {
        const { period, programme } = event.data;
        return { id, ...stamp(event), period, programme, open: false, organisation };
      }
      case 'AssessmentAccepted':
      case 'AssessmentSentBack':
        if (!draft) throw new Error(`${event.type} before ${id} was submitted`);
        return { ...draft, revision: event.revision };
    }
  },
};

/** The next steps promised in an assessment that are late on a day: the one it is read on (rule 46). */
export const overdueSteps = (lights: Lights, day: string): readonly NextStep[] =>
  aspects.flatMap((aspect) => {
    const step = lights[aspect].nextStep;
    return step !== undefined && step.due < day ? [step] : [];
  });

/** The lights said anew, with the translations their words have moved away from (rule 51). */
function relit(before: Lights, after: Lights): Lights {
  const lit = (aspect: keyof Lights) => {
    const [old, { light, explanation, nextStep }] = [before[aspect], after[aspect]];
    return {
      light,
      explanation: renewed(old.explanation, explanation),
      nextStep: nextStep && { ...nextStep, text: renewed(old.nextStep?.text, nextStep.text) },
    };
  };
  return { overall: lit('overall'), schedule: lit('schedule'), risks: lit('risks'), resources: lit('resources') };
}

/** The blocks said anew: see {@link relit}. */
function retold(before: Blocks, after: Blocks): Blocks {
  const told = (name: BlockName) => renewedEach(before[name], after[name]);
  return {
    successes: told('successes'),
    nextTasks: told('nextTasks'),
    attention: told('attention'),
    achieved: told('achieved'),
  };
}

/**
 * Paragraphs said anew, each beside the one it took the place of: that with the same original, or else one whose
 * translation it still has.
 */
export function renewedEach(before: readonly KeptText[], after: readonly Text[]): KeptText[] {
  return after.map((text) => {
    const same = before.find((old) => sameMeaning(old, text));
    const kept = before.find((old) =>
      languages.some(
        (language) => language !== text.original && text[language] !== undefined && old[language] === text[language],
      ),
    );
    return renewed(same ?? kept, text);
  });
}
