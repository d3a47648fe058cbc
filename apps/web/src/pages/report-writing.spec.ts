import fc from 'fast-check';
import { compareEntries, entriesOf, nextLine, textsOf, toggleList, uneven, writingOf } from './report-writing.ts';

const words = fc.stringMatching(/^[a-zåäö0-9][a-zåäö0-9 ,.]{0,30}[a-zåäö.]$/);
const text = fc
  .tuple(fc.constantFrom('fi', 'sv', 'en'), fc.record({ fi: words, sv: words, en: words }, { requiredKeys: [] }), words)
  .map(([original, translations, said]) => ({ original: original.toUpperCase(), ...translations, [original]: said }));

describe('what is written in a block', () => {
  it.each(['points', 'paragraphs'] as const)('comes back as it was, every language of it, laid out as %s', (layout) => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), (texts) => {
        expect(textsOf(writingOf(texts, layout), texts, 'fi')).toEqual(texts);
      }),
    );
  });

  it('is a line for each point, with whichever dash was pasted, and empty lines are none', () => {
    expect(entriesOf('- Yksi\n\n • Kaksi\nKolme – neljä\n–Viisi\n  \n')).toEqual([
      'Yksi',
      'Kaksi',
      'Kolme – neljä',
      'Viisi',
    ]);
  });

  it('keeps the place of a translation that is not there yet', () => {
    const texts = [
      { original: 'FI', fi: 'Yksi' },
      { original: 'FI', fi: 'Kaksi', sv: 'Två' },
    ];
    expect(writingOf(texts, 'points')).toEqual({ fi: '- Yksi\n- Kaksi', sv: '- \n- Två' });
    expect(uneven(writingOf(texts, 'points'))).toEqual([]);
    expect(uneven({ fi: '- Yksi\n- Kaksi', sv: '- Två' })).toEqual([
      { language: 'fi', count: 2 },
      { language: 'sv', count: 1 },
    ]);
  });

  it('new words are of the language that is written', () => {
    expect(textsOf({ sv: '- Nytt' }, [], 'sv')).toEqual([{ original: 'SV', sv: 'Nytt' }]);
  });
});

describe('a list', () => {
  it('goes on with Enter and ends after an empty point', () => {
    expect(nextLine('- Yksi', 6)).toEqual({ value: '- Yksi\n- ', at: 9 });
    expect(nextLine('- Yksi\n- ', 9)).toEqual({ value: '- Yksi\n', at: 7 });
    expect(nextLine('Kappale', 7)).toBeUndefined();
  });

  it('is made of plain lines and back', () => {
    const listed = toggleList('Yksi\nKaksi', 0, 10);
    expect(listed.value).toBe('- Yksi\n- Kaksi');
    expect(toggleList(listed.value, 0, listed.value.length).value).toBe('Yksi\nKaksi');
    expect(toggleList('', 0, 0)).toEqual({ value: '- ', at: 2 });
    expect(toggleList('Yksi\nKaksi\nKolme', 6, 6).value).toBe('Yksi\n- Kaksi\nKolme');
  });
});

it('beside the period before it shows what is new and what is said no more', () => {
  const [old, same, fresh] = ['Vanha', 'Sama', 'Uusi'].map((fi) => ({ original: 'FI', fi })) as [never, never, never];
  expect(compareEntries([old, same], [same, fresh])).toEqual({ before: ['gone', 'kept'], now: ['kept', 'new'] });
});
