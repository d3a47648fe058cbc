import { Day, FreeText, PartnerId, Text } from '#language';
import { z } from 'zod';

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

/** A light with its grounds, in words of a kind: free ones are looked through when they come in (rule 28). */
const aspectLight = (words: typeof Text) =>
  z.object({
    light: Light,
    /** Why it is so: one sentence or more. */
    explanation: words.optional(),
    /** What will be done about it, by whom, by when. */
    nextStep: z.object({ text: words, partner: PartnerId, due: Day }).meta({ id: 'NextStep' }).optional(),
  });
const four = <T extends z.ZodType>(light: T) => ({ overall: light, schedule: light, risks: light, resources: light });
const blocks = (words: typeof Text) => {
  const paragraphs = z.array(words).max(50);
  return z.object({ successes: paragraphs, nextTasks: paragraphs, attention: paragraphs, achieved: paragraphs });
};

/** As they are stored: what was taken in once is read for ever. */
export const Lights = z.object(four(aspectLight(Text)));
export const DraftLights = z.object(four(aspectLight(Text).optional()));
export const Blocks = blocks(Text);

/** As they come in. */
const GivenLight = aspectLight(FreeText).meta({ id: 'AspectLight' });
export const GivenLights = z.object(four(GivenLight)).meta({ id: 'AssessmentLights' });
export const GivenBlocks = blocks(FreeText).meta({ id: 'AssessmentBlocks' });
/** Lights on their way: each may still be open, and a red one need not have its next step yet. */
export const GivenDraftLights = z.object(four(GivenLight.optional())).meta({ id: 'DraftLights' });

export type Lights = z.infer<typeof Lights>;
export type DraftLights = z.infer<typeof DraftLights>;
export type Blocks = z.infer<typeof Blocks>;
export type AspectLight = Lights[Aspect];
export type NextStep = NonNullable<AspectLight['nextStep']>;
