import { assert, constantFrom, dictionary, option, property, record, string } from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentOf, hasPersonal, holes, impersonal, isEmpty, merged, newId, said, same } from './form.ts';
import type { CommandForm, Fields } from './form.ts';

const commands = Object.entries(
  JSON.parse(readFileSync(join(__dirname, '../generated/commands.json'), 'utf8')) as Readonly<
    Record<string, CommandForm>
  >,
);

const fields: Fields = {
  title: { kind: 'text' },
  due: { kind: 'day' },
  amount: { kind: 'number', whole: true, least: 1, most: 5, optional: true },
  at: { kind: 'time', optional: true },
  link: { kind: 'url', optional: true },
  words: { kind: 'text', optional: true, personal: true },
  parts: { kind: 'list', of: { kind: 'group', fields: { name: { kind: 'words' } } }, optional: true },
};

describe('what is wrong with a form', () => {
  it('is all that must be filled in, by place', () => {
    expect(holes(fields, { title: { original: 'FI', fi: '  ' }, parts: [{ name: 'a' }, {}] })).toEqual([
      { name: 'title', wrong: 'missing' },
      { name: 'due', wrong: 'missing' },
      { name: 'parts.1', wrong: 'missing' },
    ]);
  });

  it.each([
    [{ due: 'kesällä' }, { name: 'due', wrong: 'day' }],
    [{ amount: 'n. 3' }, { name: 'amount', wrong: 'number' }],
    [{ amount: '2,5' }, { name: 'amount', wrong: 'whole' }],
    [{ amount: '0' }, { name: 'amount', wrong: 'least', bound: 1 }],
    [{ amount: '6' }, { name: 'amount', wrong: 'most', bound: 5 }],
    [{ at: '25' }, { name: 'at', wrong: 'time' }],
    [{ link: 'java script' }, { name: 'link', wrong: 'url' }],
  ])('%j', (filled, hole) => {
    expect(holes(fields, { title: { fi: 'T' }, due: '1.1.2027', ...filled })).toEqual([hole]);
  });
});

it('sends what people write as the platform takes it', () => {
  const filled = {
    title: { original: 'FI', fi: 'T', sv: '' },
    due: '12.6.2026',
    amount: '4',
    at: '9',
    link: 'www.a.fi',
    parts: [],
  };
  expect(said(fields, filled)).toEqual({
    title: { original: 'FI', fi: 'T' },
    due: '2026-06-12',
    amount: 4,
    at: '09:00',
    link: 'https://www.a.fi',
  });
});

it('keeps no sealed text on a machine unasked', () => {
  expect(hasPersonal(fields)).toBe(true);
  expect(impersonal(fields, { title: { fi: 'T' }, words: { fi: 'S' }, unknown: 1 })).toEqual({ title: { fi: 'T' } });
});

it('knows which commands take words that are stored sealed', () => {
  const form = (name: string) => commands.find(([command]) => command === name)?.[1].fields ?? {};
  expect(hasPersonal(form('WriteComment'))).toBe(true);
  expect(hasPersonal(form('NoteObservation'))).toBe(true);
  // The common agenda is published, and its words are nobody's own.
  expect(hasPersonal(form('DraftGoal'))).toBe(false);
});

const filled = dictionary(constantFrom('a', 'b', 'c', 'd'), option(constantFrom('1', '2', '3'), { nil: undefined }));

describe('a form that somebody else was quicker with', () => {
  it('takes what they changed, keeps what I changed, and asks where we differ', () => {
    expect(
      merged(
        { a: '1', b: '1', c: '1', d: '1' },
        { a: '2', b: '1', c: '2', d: '2' },
        { a: '1', b: '3', c: '3', d: '2' },
      ),
    ).toEqual({
      filled: { a: '2', b: '3', c: '2', d: '2' },
      clashes: [{ name: 'c', was: '1', mine: '2', theirs: '3' }],
    });
  });

  it('loses nothing that anybody wrote', () => {
    assert(
      property(record({ base: filled, mine: filled, theirs: filled }), ({ base, mine, theirs }) => {
        const { filled: now, clashes } = merged(base, mine, theirs);
        const open = new Set(clashes.map(({ name }) => name));
        for (const name of ['a', 'b', 'c', 'd']) {
          if (open.has(name)) continue;
          const iChanged = !same(base[name], mine[name]);
          expect(same(now[name], iChanged ? mine[name] : theirs[name])).toBe(true);
        }
      }),
    );
  });

  it('asks nothing when nobody did anything', () => {
    assert(
      property(filled, filled, (base, mine) => {
        expect(merged(base, mine, base)).toEqual({ filled: mine, clashes: [] });
      }),
    );
  });
});

it('finds the same what says the same', () => {
  expect(same({ fi: 'a', sv: '' }, { sv: undefined, fi: 'a' })).toBe(true);
  expect(same({ fi: 'a' }, { fi: 'b' })).toBe(false);
  assert(
    property(string(), (text) => {
      expect(isEmpty(text)).toBe(text.trim() === '');
    }),
  );
});

it('draws ids that the platform takes', () => {
  const ids = new Set(Array.from({ length: 200 }, () => newId('goal')));
  expect(ids.size).toBe(200);
  for (const id of ids) expect(id).toMatch(/^goal_[a-z0-9]{20}$/);
});

it.each(commands)('%s has one document, whatever is filled in', (command, form) => {
  expect(documentOf(command, form)).toBe(documentOf(command, structuredClone(form)));
});
