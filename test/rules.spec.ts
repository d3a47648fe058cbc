import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { coverage, numbersIn, page, rules } from '../infra/checks/rules.ts';

const tree = join(__dirname, '..');
const found = coverage(tree);

it('reads the numbers of rules in every form they are written in', () => {
  expect([...numbersIn('(rule 4)')]).toEqual([4]);
  expect([...numbersIn('Rules 11 to 13, and rules 30 and 33')]).toEqual([11, 12, 13, 30, 33]);
  expect([...numbersIn('(rules 9, 12 and 21)')]).toEqual([9, 12, 21]);
  expect([...numbersIn('the ruler 7 and rule 99')]).toEqual([]);
});

it.each(found.map(({ rule, ...at }) => [rule, rules[rule - 1], at] as const))(
  'the rule numbered %i lives somewhere and a test shows it: %s',
  (_, __, { places, tests }) => {
    expect(places).not.toEqual([]);
    expect(tests).not.toEqual([]);
  },
);

it('the page of all rules is up to date: npm run rules writes it anew', () => {
  expect(readFileSync(join(tree, 'infra/RULES.md'), 'utf8')).toBe(page(found));
});
