import { holdsRemoved, removalOf, removed, RemovalBasis } from './removed.ts';

describe.each(RemovalBasis.options)('words that are gone: %s', (basis) => {
  it('are told apart from all others by what stands in their place, in each language', () => {
    expect(removalOf(removed[basis])).toBe(basis);
    expect(new Set([removed[basis].fi, removed[basis].sv, removed[basis].en]).size).toBe(3);
    expect(holdsRemoved({ a: [{ b: removed[basis] }] })).toBe(true);
  });
});

it('words that are there are not gone', () => {
  expect(removalOf({ fi: 'Poistettu.' })).toBeUndefined();
  expect(removalOf({ fi: undefined })).toBeUndefined();
  expect(holdsRemoved({ a: [{ original: 'fi', fi: 'Poistettu.' }, null, 1, 'x'] })).toBe(false);
});
