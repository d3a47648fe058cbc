import fc from 'fast-check';
import { languages, renewed, sameMeaning, type KeptText, type Text } from './language.ts';

const text: fc.Arbitrary<Text> = fc
  .record({
    original: fc.constantFrom(...languages),
    fi: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
    sv: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
    en: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
  })
  .map((said) => ({ ...said, [said.original]: said[said.original] ?? 'a' }));
const follow = (texts: readonly Text[]): KeptText | undefined =>
  texts.reduce<KeptText | undefined>((before, after) => renewed(before, after), undefined);

describe('a text that takes the place of another (rule 51)', () => {
  const goal: Text = { original: 'fi', fi: 'Hyvä arki', sv: 'God vardag', en: 'A good life' };

  it('marks the translations that its new original has left behind', () =>
    expect(renewed(goal, { ...goal, fi: 'Turvallinen arki', en: 'A safe life' })).toEqual({
      original: 'fi',
      fi: 'Turvallinen arki',
      sv: 'God vardag',
      en: 'A safe life',
      outdated: ['sv'],
    }));

  it('keeps the mark over later changes until the translation is written anew', () => {
    const moved = renewed(goal, { ...goal, fi: 'Turvallinen arki' });
    expect(moved.outdated).toEqual(['sv', 'en']);
    const english = renewed(moved, { ...goal, fi: 'Turvallinen arki', en: 'A safe life' });
    expect(english.outdated).toEqual(['sv']);
    expect(renewed(english, { ...english, sv: 'En trygg vardag' })).not.toHaveProperty('outdated');
  });

  it('has nothing to mark where there was no text before, and where a translation was taken away', () => {
    expect(renewed(undefined, goal)).toEqual(goal);
    expect(renewed(goal, { original: 'fi', fi: 'Muu' })).toEqual({ original: 'fi', fi: 'Muu' });
    expect(renewed(goal, undefined)).toBeUndefined();
  });

  it('marks the old words when another language becomes the original in other words', () =>
    expect(renewed(goal, { ...goal, original: 'sv', sv: 'En trygg vardag' }).outdated).toEqual(['fi', 'en']));

  it('never marks the original, nor what is missing, nor words that are new; and keeps every word', () =>
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 5 }), (texts) => {
        const before = follow(texts.slice(0, -1));
        const last = texts.at(-1);
        const after = follow(texts);
        if (!last || !after) throw new Error('no text');
        for (const language of languages) expect(after[language]).toBe(last[language]);
        for (const language of after.outdated ?? []) {
          expect(language).not.toBe(after.original);
          expect(after[language]).toBeDefined();
          expect(after[language]).toBe(before?.[language]);
        }
        // The same text once more changes no mark.
        expect(renewed(after, last)).toEqual(after);
        if (before && !sameMeaning(before, last))
          for (const language of languages)
            if (language !== last.original && last[language] !== undefined && last[language] === before[language])
              expect(after.outdated).toContain(language);
      }),
    ));
});
