import { Day, FreeText, Text } from '#language';
import { z } from 'zod';
import { aspects, type Aspect, type Blocks, type Lights } from './light.ts';

/** What became of a thing promised for this period (rule 47). */
export const carryOverOutcomes = ['achieved', 'moved', 'dropped'] as const;
export const CarryOverOutcome = z.enum(carryOverOutcomes).meta({ id: 'CarryOverOutcome' });
export type CarryOverOutcome = z.infer<typeof CarryOverOutcome>;

const answer = (words: typeof Text) => ({
  /** Which of the things offered: see {@link offeredOf}. */
  item: z.string().regex(/^item_[0-9a-f]{8}$/, 'ASSESSMENT_CARRY_OVER_UNKNOWN'),
  outcome: CarryOverOutcome,
  /** Needed unless it was achieved. */
  why: words.optional(),
  /** To when it was moved. */
  due: Day.optional(),
});

export const CarryOverAnswer = z.object(answer(FreeText)).meta({ id: 'CarryOverAnswer' });
export const DraftedCarryOver = z.object(answer(Text));
export type CarryOverAnswer = z.infer<typeof DraftedCarryOver>;

/** An answer as it is stored: with the words it answered, which may be corrected later where they stood. */
export const AnsweredCarryOver = z.object({ ...answer(Text), text: Text });
export type AnsweredCarryOver = z.infer<typeof AnsweredCarryOver>;

/** Something last period's assessment promised for this one. */
export interface CarryOverItem {
  readonly item: string;
  readonly text: Text;
  /** A task of the coming period, the next step of a light, or one that had been moved already. */
  readonly from: 'next_task' | 'next_step' | 'moved';
  readonly aspect?: Aspect | undefined;
  readonly partner?: string | undefined;
  readonly due?: string | undefined;
}

/** What an assessment offers to the next period's: each thing once, in the order it is told. */
export function offeredOf(assessment: {
  readonly lights: Lights;
  readonly blocks: Pick<Blocks, 'nextTasks'>;
  readonly carriedOver?: readonly AnsweredCarryOver[] | undefined;
}): readonly CarryOverItem[] {
  const { lights, blocks, carriedOver = [] } = assessment;
  const offered: CarryOverItem[] = [
    ...blocks.nextTasks.map((text) => ({ item: itemOf(text), text, from: 'next_task' as const })),
    ...aspects.flatMap((aspect) => {
      const step = lights[aspect].nextStep;
      if (step === undefined) return [];
      const { text, partner, due } = step;
      return [{ item: itemOf(text), text, from: 'next_step' as const, aspect, partner, due }];
    }),
    // What was moved is promised still: it comes back until somebody says that it is achieved or dropped.
    ...carriedOver
      .filter(({ outcome }) => outcome === 'moved')
      .map(({ item, text, due }) => ({ item, text, from: 'moved' as const, due })),
  ];
  return offered.filter(({ item }, index) => offered.findIndex((one) => one.item === item) === index);
}

/**
 * The name of a thing carried over, made of its original words: paragraphs have no ids, and their order may change.
 * Thirty-two bits tell the few dozen things of one assessment apart (FNV-1a).
 */
export function itemOf(text: Text): string {
  let hash = 0x811c9dc5;
  for (const character of text[text.original] ?? '') {
    hash ^= character.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return `item_${hash.toString(16).padStart(8, '0')}`;
}
