import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import { House } from './harness.ts';

/** The tour of the README, block by block, by the people it names. */
const text = readFileSync(join(__dirname, '../README.md'), 'utf8');
const blocks = [...text.matchAll(/```graphql (\w+)\n([^]*?)```/g)].map(([, who = '', document = '']) => ({
  who,
  document,
}));
const asked = blocks.filter(({ who }) => who.startsWith('person_'));

let house: House;
beforeAll(async () => (house = await House.open()));
afterAll(() => house.close());

it('has blocks to run', () => {
  expect(asked.length).toBeGreaterThanOrEqual(6);
  for (const { document } of blocks) expect(() => parse(document)).not.toThrow();
});

it.each(asked.map(({ who, document }, index) => [index + 1, who, document] as const))(
  'block %i, asked by %s, is answered',
  async (_, who, document) => {
    const { data, errors, status } = await (await house.as(who)).query(document);
    expect([status, errors]).toEqual([200, undefined]);
    expect(data).not.toBeNull();
    // Nobody in the tour is refused, and everything asked for is there.
    expect(JSON.stringify(data)).not.toMatch(/"code":"[A-Z]+_/);
    for (const part of Object.values(data ?? {})) expect(part).not.toBeNull();
  },
);

it('shows pictures that are there, and links to files that are there', () => {
  for (const [, target = ''] of text.matchAll(/\]\((?!http)([^)]+)\)/g))
    expect(() => readFileSync(join(__dirname, '..', target))).not.toThrow(/ENOENT/);
});
