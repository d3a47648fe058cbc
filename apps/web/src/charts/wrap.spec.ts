import fc from 'fast-check';
import { wrap } from './wrap.ts';

describe('words in lines', () => {
  it('break between words, and within a word that is longer than a line', () => {
    expect(wrap('Etenee suunnitelman mukaisesti', 12, 4)).toEqual(['Etenee', 'suunnitelman', 'mukaisesti']);
    expect(wrap('Ikääntyneiden', 8, 3)).toEqual(['Ikäänty-', 'neiden']);
  });

  it('what does not fit is told by an ellipsis', () => {
    expect(wrap('yksi kaksi kolme neljä', 10, 1)).toEqual(['yksi kaks…']);
    expect(wrap('', 10, 2)).toEqual([]);
  });

  it('no line is longer than it may be, and there are never too many', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200 }),
        fc.integer({ min: 4, max: 40 }),
        fc.integer({ min: 1, max: 5 }),
        (text, width, lines) => {
          const found = wrap(text, width, lines);
          expect(found.length).toBeLessThanOrEqual(lines);
          for (const line of found) expect(line.length).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
