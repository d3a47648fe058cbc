import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { edgeDefaults } from '../../apps/api/settings.ts';
import { settled, Site } from './site.ts';

const known = JSON.parse(readFileSync(resolve('dist/web/documents.json'), 'utf8')) as Readonly<Record<string, string>>;

let site: Site;
beforeAll(async () => {
  site = await Site.open({ settings: { ...edgeDefaults, documents: new Map(Object.entries(known)) } });
}, 120_000);
afterAll(async () => {
  await site.close();
  expect(site.complaints).toEqual([]);
});

const pages = [
  '',
  '/agenda',
  '/indicators',
  '/activities',
  '/matrix',
  '/dialogue',
  '/backbone',
  '/reports',
  '/history',
];

it('asks for nothing that the build has not written down, on any page and in any form', async () => {
  const refused: string[] = [];
  const page = await site.visit('person_coord01', '/c/keskisuomi');
  const asked = new Set<string>();
  page.on('response', async (response) => {
    if (!response.url().endsWith('/graphql')) return;
    const { query = '' } = (response.request().postDataJSON() ?? {}) as { query?: string };
    asked.add(query);
    if ((await response.text()).includes('DOCUMENT_UNKNOWN')) refused.push(query);
  });
  for (const path of pages) {
    await page.goto(`${site.house.url}/c/keskisuomi${path}`);
    await settled(page);
    await page.waitForLoadState('networkidle');
  }
  await page.goto(`${site.house.url}/kit?to=observation`);
  const form = page.getByRole('region', { name: 'NoteObservation', exact: true });
  await form.getByRole('textbox', { name: 'Havainto', exact: true }).fill('Kahvilassa on uusia kävijöitä');
  await form.getByRole('button', { name: 'Kirjaa havainto' }).click();
  await page.getByRole('region', { name: 'Ilmoitukset' }).getByText('Tallennettu').waitFor();
  expect(refused).toEqual([]);
  expect([...asked].some((query) => query.startsWith('mutation NoteObservation'))).toBe(true);
  expect(asked.size).toBeGreaterThan(8);
}, 120_000);
