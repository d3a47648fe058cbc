import { figureInput, holesIn, isHiddenFromOthers, untyped, valueOf, wildness } from './figure.ts';

it('works a share out of its parts (rule 11)', () => {
  expect(valueOf('PERCENTAGE', { ...untyped, numerator: '18', denominator: '22' })).toBeCloseTo(81.82, 2);
  expect(valueOf('RATIO', { ...untyped, numerator: '3', denominator: '2' })).toBe(1.5);
  expect(valueOf('PERCENTAGE', { ...untyped, numerator: '18', denominator: '0' })).toBeUndefined();
});

it.each([
  ['COUNT', untyped, ['value']],
  ['COUNT', { ...untyped, value: '0' }, []],
  ['COUNT', { ...untyped, value: '1,5' }, ['value.whole']],
  ['COUNT', { ...untyped, value: '-1' }, ['value.negative']],
  ['COUNT', { ...untyped, value: 'noin 5' }, ['value.malformed']],
  ['COUNT', { ...untyped, status: 'NOT_AVAILABLE' }, []],
  ['PERCENTAGE', untyped, ['numerator']],
  ['PERCENTAGE', { ...untyped, numerator: '3' }, ['denominator']],
  ['PERCENTAGE', { ...untyped, numerator: '3', denominator: '2' }, ['numerator.large']],
  ['RATIO', { ...untyped, numerator: '3', denominator: '2' }, []],
  ['PERCENTAGE', { ...untyped, value: '87' }, ['comment']],
  ['PERCENTAGE', { ...untyped, value: '87', comment: 'Noin' }, []],
  ['NARRATIVE', { ...untyped, narrative: ' ' }, ['narrative']],
] as const)('says what is missing: %s %j', (kind, typed, holes) => {
  expect(holesIn(kind, typed)).toEqual(holes);
});

it('asks for a second look at a leap, and not at a small one', () => {
  expect(wildness(640, 64)).toBe('above');
  expect(wildness(6, 64)).toBe('below');
  expect(wildness(80, 64)).toBeUndefined();
  expect(wildness(9, 2)).toBeUndefined();
  expect(wildness(30, 0)).toBeUndefined();
});

it('knows what others will not be shown (rule 30)', () => {
  const people = { kind: 'COUNT', counts: 'PERSONS' } as const;
  expect(isHiddenFromOthers(people, 3, 5)).toBe(true);
  expect(isHiddenFromOthers(people, 0, 5)).toBe(false);
  expect(isHiddenFromOthers(people, 5, 5)).toBe(false);
  expect(isHiddenFromOthers({ kind: 'COUNT', counts: 'EVENTS' }, 3, 5)).toBe(false);
});

it('gives what the kind takes and nothing that was typed before the mind was changed (rule 25)', () => {
  const typed = { ...untyped, value: '64', numerator: '1', comment: ' Arvio ' };
  expect(figureInput('COUNT', typed, 'fi')).toEqual({
    status: 'FINAL',
    value: '64',
    comment: { original: 'FI', fi: 'Arvio' },
  });
  expect(figureInput('COUNT', { ...typed, status: 'NOT_AVAILABLE' }, 'fi')).not.toHaveProperty('value');
});
