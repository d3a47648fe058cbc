import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faults, settled, Site } from './site.ts';

/** What the auditor does in the app, and what a partner is not offered. */
let site: Site;
beforeAll(async () => {
  site = await Site.open();
}, 120_000);
afterAll(async () => {
  await site.close();
  expect(site.complaints).toEqual([]);
});

const at = '/c/keskisuomi/history';
const verify = join(__dirname, '../../infra/verify/verify.mjs');

it('the auditor finds a correction, sees who did it under which mandate, and goes on from change to change', async () => {
  const page = await site.visit('person_audit01', at);
  await page.getByRole('button', { name: /Mitä asia koskee/ }).click();
  await page.getByRole('option', { name: 'Lukusarja' }).click();
  await page.getByText('Lisää rajauksia').click();
  await page.getByLabel('Sanoja perustelusta').fill('koordinaattorin');
  await page.getByRole('button', { name: 'Näytä', exact: true }).click();
  const found = page.getByRole('article').first();
  await found.getByText('Perustelu:').waitFor();
  expect(page.url()).toContain('text=koordinaattorin');
  await found.getByRole('link', { name: 'valtuus' }).waitFor();
  await found.getByRole('link', { name: /Katso muutos/ }).click();
  await page.getByRole('tab', { name: 'Muutos kerrallaan', selected: true }).waitFor();
  const first = page.url();
  await page.getByRole('article').getByText('Ennen:').first().waitFor();
  await page.getByRole('button', { name: /Seuraava muutos/ }).click();
  await page.waitForURL((url) => url.href !== first);
  await page.getByRole('button', { name: /Edellinen muutos/ }).click();
  await page.waitForURL(first);
  await page.getByRole('link', { name: 'Katso agenda tässä hetkessä' }).click();
  await page.getByRole('heading', { level: 1, name: 'Yhteinen agenda' }).waitFor();
  expect(new URL(page.url()).searchParams.get('asOf')).toMatch(/^#\d+$/);
});

it('two dates are compared: what appeared, changed and ended, by whom and why', async () => {
  const page = await site.visit('person_audit01', `${at}?tab=compare&from=2025-01-01&to=2025-07-01&outcome=CHANGED`);
  await page.getByRole('heading', { name: '1.1.2025 ja 1.7.2025' }).waitFor();
  const difference = page.getByRole('article').first();
  await difference.getByText('Jälkeen:').first().waitFor();
  // The dates and the line say the same, by keyboard too.
  const later = page.getByRole('slider', { name: 'Myöhempi päivä' });
  await later.focus();
  await page.keyboard.press('ArrowLeft');
  expect(await later.getAttribute('aria-valuetext')).toBe('30.6.2025');
  await page.getByRole('button', { name: 'Vertaa', exact: true }).click();
  await page.getByRole('heading', { name: '1.1.2025 ja 30.6.2025' }).waitFor();
  expect(new URL(page.url()).searchParams.get('to')).toContain('2025-06-30');
});

it('a bundle is downloaded, and somebody who never saw the platform verifies it', async () => {
  const page = await site.visit('person_audit01', `${at}?tab=proof`);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Lataa paketti' }).click();
  const file = join(mkdtempSync(join(tmpdir(), 'talkoot-bundle-')), 'bundle.ndjson');
  await (await download).saveAs(file);
  const { status, stdout } = spawnSync(process.execPath, [verify, file], { encoding: 'utf8' });
  expect([status, stdout]).toEqual([0, expect.stringMatching(/OK/)]);
});

it('who could do what is told of a past day by that day', async () => {
  const page = await site.visit('person_audit01', `${at}?tab=authority&asOf=2023-01-31`);
  await page.getByRole('heading', { name: /Tilanne 31\.1\.2023/ }).waitFor();
  const row = page.getByRole('row').nth(1);
  await row.getByText(/\d+ asi/).click();
  expect(await row.getByRole('listitem').count()).toBeGreaterThan(3);
});

it('a partner is offered the history that is open to it, and nothing of the auditor’s', async () => {
  const page = await site.visit('person_parish495', at);
  expect(await page.getByRole('tab').allTextContents()).toEqual([
    'Aikajana',
    'Vertaa kahta päivää',
    'Muutos kerrallaan',
    'Kuka saattoi tehdä mitä',
    'Todentaminen',
  ]);
  await page.getByRole('tab', { name: 'Todentaminen' }).click();
  await page.getByRole('heading', { name: 'Tarkasta itse' }).waitFor();
  expect(await page.getByRole('link', { name: 'Lataa paketti' }).count()).toBe(0);
});

describe.each([1280, 360])('%i px wide', (width) => {
  it.each(['timeline', 'compare', 'step&at=500', 'authority', 'proof', 'erasure', 'retention', 'reading'])(
    '%s: nothing to object to',
    async (tab) => {
      const page = await site.visit('person_audit01', `${at}?tab=${tab}`, { width });
      await settled(page);
      expect(await faults(page)).toEqual([]);
    },
  );
});
