import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { faults, settled, Site } from './site.ts';

/**
 * What the accessibility statement says of each page comes from here: `STATEMENT=write npm test -- test/web/statement`
 * goes over every page of the route table, wide and narrow, and writes down what axe found, with the day. Without it,
 * the test fails when the table has a page of which the statement says nothing, or when the check is too old.
 */
const write = process.env['STATEMENT'] === 'write';
const file = join(__dirname, '../../apps/web/src/generated/accessibility.json');
const axe = createRequire(__filename)('axe-core/package.json') as { readonly version: string };

interface Statement {
  readonly checkedOn: string;
  readonly engine: string;
  readonly rules: number;
  readonly pages: readonly { readonly path: string; readonly widths: readonly number[]; readonly found: number }[];
}

/** How old a check may be, in days: the statement is looked at twice a year at least. */
const lasts = 183;
const widths = [1280, 360];

/** Every address of the route table, and one thing of each kind to look at. */
const inFrame = '/c/$collaboration';
const routes = Array.from(
  readFileSync(join(__dirname, '../../apps/web/src/routes.tsx'), 'utf8').matchAll(
    /getParentRoute: \(?\)? ?=?>? ?(\(\) => root|inside),\s+path: '([^']+)'/g,
  ),
  ([, parent, path = '']) => (parent === 'inside' ? (path === '/' ? inFrame : inFrame + path) : path),
).filter((path) => path !== '/kit');
const things: Readonly<Record<string, string>> = {
  $collaboration: 'keskisuomi',
  $goal: 'goal_sen_hyvinvointi',
  $programme: 'programme_seniorikeskukset',
  $indicator: 'indicator_sen_osallistujat',
  $activity: 'activity_loviisan_tupa',
  $period: '2025-H1',
};
const address = (path: string) => path.replace(/\$[a-z]+/g, (name) => things[name] ?? name);

const read = () => JSON.parse(readFileSync(file, 'utf8')) as Statement;

it('the statement speaks of every page of the route table, and of no other', () => {
  if (write) return;
  expect(
    read()
      .pages.map(({ path }) => path)
      .toSorted(),
  ).toEqual([...new Set(routes)].toSorted());
});

it('the last check is not too old', () => {
  if (write) return;
  const days = (Date.now() - Date.parse(read().checkedOn)) / 86_400_000;
  expect(days).toBeLessThan(lasts);
});

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

if (write)
  it('goes over every page and writes down what was found', async () => {
    const site = await Site.open();
    const found = new Map([...new Set(routes)].toSorted().map((path) => [path, 0]));
    let rules = 0;
    for (const width of widths)
      for (const person of [undefined, 'person_coord01']) {
        const page = await site.visit(person, '/accessibility', { width });
        for (const [path, before] of found) {
          if (path.startsWith('/c/') !== (person !== undefined)) continue;
          await page.goto(site.house.url + address(path));
          await settled(page);
          const told = await faults(page);
          if (told.length > 0) process.stderr.write(`${path} ${String(width)}: ${told.join('\n')}\n`);
          found.set(path, before + told.length);
          rules = Math.max(rules, await page.evaluate((given) => window.axe.getRules(given).length, tags));
        }
      }
    await site.close();
    const statement: Statement = {
      checkedOn: new Date().toISOString().slice(0, 10),
      engine: `axe-core ${axe.version}`,
      rules,
      pages: Array.from(found, ([path, count]) => ({ path, widths, found: count })),
    };
    writeFileSync(file, `${JSON.stringify(statement, null, 2)}\n`);
  }, 900_000);
