import fc from 'fast-check';
import { differenceOf } from './difference.ts';

const row = (fields: object) => ({ id: 'goal_a', ...fields });

describe('what differs between two states of a row', () => {
  it('is told field by field, and a text whole', () => {
    const [fi, sv] = [
      { original: 'fi', fi: 'Yhdessä' },
      { original: 'fi', fi: 'Yhdessä', sv: 'Tillsammans' },
    ];
    expect(differenceOf(row({ phase: 'draft', title: fi }), row({ phase: 'proposed', title: sv }))).toEqual([
      { field: 'phase', before: 'draft', after: 'proposed' },
      { field: 'title', before: fi, after: sv },
    ]);
  });

  it('goes into groups, and of lists of things tells what went and what came', () => {
    const [a, b, c] = [{ partner: 'a' }, { partner: 'b' }, { partner: 'c' }];
    expect(
      differenceOf(row({ place: { number: 1 }, voices: [a, b] }), row({ place: { number: 2 }, voices: [b, c] })),
    ).toEqual([
      { field: 'place.number', before: 1, after: 2 },
      { field: 'voices', before: [a], after: [c] },
    ]);
  });

  it('tells of a row that was not there before every field, and nothing of what it says of its last change', () => {
    expect(differenceOf(undefined, row({ phase: 'draft', position: '7', changedBy: 'person_a' }))).toEqual([
      { field: 'phase', before: undefined, after: 'draft' },
    ]);
  });

  it('is nothing exactly when both say the same, and the same backwards', () => {
    const state = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.jsonValue({ maxDepth: 2 }));
    fc.assert(
      fc.property(state, state, (one, other) => {
        const [there, back] = [differenceOf(row(one), row(other)), differenceOf(row(other), row(one))];
        const turned = back.map(({ field, before, after }) => ({ field, before: after, after: before }));
        const sorted = (changes: readonly { field: string }[]) =>
          changes.toSorted((x, y) => (x.field < y.field ? -1 : 1));
        expect(sorted(there)).toEqual(sorted(turned));
        expect(differenceOf(row(one), row(structuredClone(one)))).toEqual([]);
      }),
    );
  });
});
