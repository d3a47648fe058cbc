import { Day, Language, PersonId, languages, textLimit, type Text } from '#language';
import { z } from 'zod';

/** A piece of text as it stands in a file. */
export const said = z.string().trim().min(1).max(textLimit);

export const list = <T extends z.ZodType>(item: T, max: number) => z.array(item).max(max);

/** What the shapes of all kinds of entries are made of; `main` is the language of a text that names none. */
export const vocabularyIn = (main: Language) => {
  const text = z
    .union([said, z.partialRecord(Language, said).refine((texts) => Object.keys(texts).length > 0)], {
      error: ({ input }) =>
        input === undefined
          ? 'is missing'
          : `must be a text of at most ${textLimit} characters, or one by language: { ${languages.map((one) => `${one}: …`).join(', ')} }`,
    })
    .transform((input): Text => {
      const texts = typeof input === 'string' ? { [main]: input } : input;
      // The language written first is the original.
      return { original: languages.find((one) => one === Object.keys(texts)[0]) ?? main, ...texts };
    });
  /** When a part of an entry was recorded, and by whom, where that differs from the entry. */
  const act = z.strictObject({ on: Day.optional(), by: PersonId.optional() });
  return {
    text,
    texts: list(text, 50),
    act,
    /** An act that is never without its reason. */
    because: act.extend({ reason: text }),
    /** What every entry may say of itself. */
    record: {
      /** The day it was recorded: used by a simulated clock. */
      on: Day.optional(),
      /** Who records it. */
      by: PersonId.optional(),
      /** Where it was found; kept for people who read the files, not recorded. */
      source: z.string().max(2_000).optional(),
    },
    /** Why an entry was changed since it was imported. */
    reason: text.optional(),
    demonstration: z.boolean().default(false),
  };
};
export type Vocabulary = ReturnType<typeof vocabularyIn>;
