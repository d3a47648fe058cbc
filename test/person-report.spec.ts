import type { PersonReport } from '#audit';
import Database from 'better-sqlite3';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { run } from '../apps/cli/commands.ts';
import { fieldWords, partsOfDirectory, rowWords } from '../apps/api/person-report.words.ts';
import { removalEvents } from '../libs/audit/removal.ts';
import { launch, overflow, violations } from './browser.ts';
import { House } from './harness.ts';

/** What is held about a person, told to themselves and to those who answer for it. */
const person = 'person_muni179';
const wish = 'Toive illaksi siirtämisestä';
const text = { original: 'FI', fi: wish };

let house: House;
let browser: Browser;
beforeAll(async () => {
  [house, browser] = await Promise.all([House.open(), launch()]);
  const { does } = house.in('keskisuomi');
  const member = await house.as(person);
  await does(member, 'startThread', 'thread_toive', { about: 'partner_jyvaskyla', text });
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

const ask = (who: string | undefined, path: string) =>
  fetch(house.url + path, { headers: who === undefined ? {} : { cookie: house.cookieOf(who) } });
const reportOf = async (who: string, about = person): Promise<PersonReport> =>
  (await ask(who, `/people/${about}/report.json`)).json() as Promise<PersonReport>;

it('a person reads all of it: what they wrote, what others recorded, and the directory (rule 32)', async () => {
  const report = await reportOf(person, 'me');
  expect(report.person).toBe(person);
  expect(Object.keys(report.directory)).toContain('people');
  expect(report.acts.at(-1)).toMatchObject({ type: 'ThreadStarted', texts: [{ field: 'text', text: { fi: wish } }] });
  expect(report.named.map(({ type }) => type)).toContain('MandateGranted');
  const page = await (await ask(person, '/people/me/report?lang=sv')).text();
  expect(page).toContain(wish);
  expect(page).toContain('lang="sv"');
});

it('others are told nothing, and an administrator’s and an auditor’s reading is recorded before it is answered', async () => {
  for (const who of [undefined, 'person_muni182', 'person_coord01'])
    expect([who, (await ask(who, `/people/${person}/report`)).status]).toEqual([who, 404]);
  expect((await ask('person_admin01', '/people/person_nobody/report')).status).toBe(404);
  expect((await ask(undefined, '/people/me/report')).status).toBe(404);
  expect((await reportOf('person_admin01')).acts.at(-1)?.texts[0]?.text.fi).toBe(wish);
  // It is told to whom it was about.
  const { access } = await reportOf(person, 'me');
  expect(access.at(-1)).toMatchObject({ type: 'PersonalDataRead', data: { person: 'person_admin01', about: person } });
});

it('what is kept from sight only an auditor reads, and what is erased nobody', async () => {
  const { does } = house.in('keskisuomi');
  const admin = house.asAnyone('person_admin01');
  const said = async (who: string, about?: string) =>
    (await reportOf(who, about)).acts.at(-1)?.texts[0]?.text.en ?? wish;
  const restricted = await does(
    admin,
    'restrictTexts',
    'erasure_1',
    { author: person, reason: { original: 'FI', fi: 'Selvitetään' } },
    'Erasure { outcome author kinds reason { fi } }',
  );
  expect(restricted).toMatchObject({ outcome: 'RESTRICTED', author: person, kinds: null });
  expect(await said(person, 'me')).toContain('GDPR article 18');
  expect(await said('person_admin01')).toContain('GDPR article 18');
  expect(await said('person_audit01')).toBe(wish);
  const basis = { basis: 'OBJECTION', decision: '1839/00.01/2026 § 6' };
  const erased = await does(
    admin,
    'eraseTexts',
    'erasure_2',
    { author: person, ...basis },
    'Erasure { outcome basis }',
  );
  expect(erased).toMatchObject({ outcome: 'ERASED', basis: 'OBJECTION' });
  for (const who of [person, 'person_audit01']) expect(await said(who)).toContain('GDPR article 17(1)(c)');
  const { data } = await admin.query(
    `{ collaboration(id: "keskisuomi") { thread(id: "thread_toive") { comments { nodes { text { removed said(language: SV) { text } } } } }
       erasures { nodes { outcome } } } }`,
  );
  expect(data).toMatchObject({
    collaboration: {
      thread: {
        comments: {
          nodes: [{ text: { removed: 'OBJECTION', said: { text: expect.stringContaining('Raderad') as string } } }],
        },
      },
      erasures: { nodes: [{ outcome: 'ERASED' }, { outcome: 'RESTRICTED' }] },
    },
  });
});

it('names what it tells in words, never as it is stored, and says where nothing is held', async () => {
  const page = async (language: string) =>
    (await (await ask(person, `/people/me/report?lang=${language}`)).text()).replace(/<style>.*?<\/style>/s, '');
  for (const [language, words] of [
    ['fi', ['Kuka olet', 'Rooli, jolla sinut esitetään', 'Alkaa']],
    ['sv', ['Vem du är', 'Rollen du visas i', 'Börjar']],
    ['en', ['Who you are', 'The role you are shown by', 'From']],
  ] as const) {
    const html = await page(language);
    for (const word of words) expect([language, html.includes(word)]).toEqual([language, true]);
    // Days and moments as people write them, for machines beside it.
    expect(html).toMatch({ fi: /\d\. \w+kuuta 20\d\d/, sv: /\d \w+ 20\d\d/, en: /\d \w+ 20\d\d/ }[language]);
    expect(html).not.toMatch(/>\s*20\d\d-\d\d-\d\d/);
    expect(html).not.toMatch(/<dt>[a-z_]+<\/dt>|<b>[a-z_]+<\/b>|<dd>[01]<\/dd>|\{&quot;/);
  }
  const somebody = await (await ask('person_ngo01', '/people/me/report?lang=en')).text();
  expect(somebody).toContain('Nothing is held.');
});

it('has words for every table and column that knows of people, and every field of an event that names them', () => {
  const database = new Database(join(house.folder, 'people.db'), { readonly: true });
  const columns = database
    .prepare<[], readonly [table: string, column: string]>(
      `SELECT m.name, c.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table'
         AND (m.name IN ('people', 'accounts') OR EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'person'))`,
    )
    .raw()
    .all();
  database.close();
  expect(new Set(columns.map(([table]) => table)).size).toBeGreaterThan(8);
  const parted = partsOfDirectory.flatMap(({ tables }): readonly string[] => tables);
  // What lets somebody in is told to nobody.
  for (const [table, column] of columns.filter(([, name]) => !['secret', 'key'].includes(name)))
    expect([table, column, parted.includes(table), rowWords[table] && fieldWords[column]]).toEqual([
      table,
      column,
      true,
      expect.objectContaining({ fi: expect.any(String) as string }),
    ]);
  const folder = join(__dirname, 'golden');
  const naming = readdirSync(folder).filter((name) => readFileSync(join(folder, name), 'utf8').includes('"person_'));
  expect(naming.length).toBeGreaterThan(8);
  const fields = naming.flatMap((name) =>
    Object.keys((JSON.parse(readFileSync(join(folder, name), 'utf8')) as { data: object }).data),
  );
  const unnamed = [...fields, ...Object.keys(removalEvents.RemovalConfirmed.shape)].filter((name) => !fieldWords[name]);
  expect(unnamed).toEqual([]);
});

it('the page has nothing axe objects to and does not scroll sideways, in three languages', async () => {
  for (const width of [1280, 360]) {
    const context = await browser.newContext({ viewport: { width, height: 800 }, bypassCSP: true });
    const page = await context.newPage();
    await context.setExtraHTTPHeaders({ cookie: house.cookieOf(person) });
    for (const language of ['fi', 'sv', 'en']) {
      await page.goto(`${house.url}/people/me/report?lang=${language}`);
      expect([language, await violations(page), await overflow(page)]).toEqual([language, [], 0]);
    }
    await context.close();
  }
});

it('is written to a file that its owner alone may read', async () => {
  await house.stop();
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  for (const name of ['report.html', 'report.json']) {
    const out = join(house.folder, name);
    expect(await run(['person-report', person, '--out', out, '--data', house.folder])).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain(person);
    expect(statSync(out).mode & 0o777).toBe(0o600);
  }
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  expect(await run(['person-report', 'nobody', '--out', 'x.html'])).toBe(2);
  jest.restoreAllMocks();
  await house.start();
});
