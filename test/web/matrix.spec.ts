import type { Page } from 'playwright-core';
import { faults, settled, Site } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await Site.open();
}, 120_000);
afterAll(async () => {
  await site.close();
  expect(site.complaints).toEqual([]);
});

const matrix = '/c/keskisuomi/matrix?year=2025';
const cell = (page: Page, name: string | RegExp) => page.getByRole('gridcell', { name });
const infos = /Jyväskylä, Hyvinvointi-infot, 2025/;

describe.each([1280, 360])('the matrix, %i wide', (width) => {
  it('shows two years, a cell and one municipality without faults', async () => {
    const page = await site.visit('person_coord01', matrix, { width });
    await page.getByRole('heading', { name: 'Kunta × toiminta 2024 ja 2025', level: 1 }).waitFor();
    expect(await faults(page)).toEqual([]);

    await page.getByRole('link', { name: 'Jyväskylä' }).click();
    await page.getByRole('heading', { name: 'Jyväskylä', level: 2 }).waitFor();
    expect(await faults(page)).toEqual([]);

    await page.getByRole('button', { name: 'Päivitä: Hyvinvointi-infot, 2025' }).click();
    const dialog = page.getByRole('dialog', { name: 'Hyvinvointi-infot' });
    await dialog.getByRole('radio', { name: 'Alustava' }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });
});

it('is worked on with the keyboard alone, and another open page sees it', async () => {
  const other = await site.visit('person_muni179', `${matrix}&place=%22179%22`);
  const page = await site.visit('person_coord01', matrix);
  // One stop of the tab key: the cell; from there the arrows, and back to where one stood.
  await page.getByRole('gridcell').and(page.locator('[tabindex="0"]')).focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight'])
    await page.keyboard.press(key);
  const here = cell(page, infos);
  expect(await here.evaluate((one) => one === document.activeElement)).toBe(true);

  await page.keyboard.press('Enter');
  const heading = page.getByRole('heading', { name: 'Jyväskylä 2025' });
  await heading.waitFor();
  expect(await heading.evaluate((one) => one === document.activeElement)).toBe(true);
  expect(page.url()).toContain('cell=');
  expect(await faults(page)).toEqual([]);

  // The state as it is chosen: one step down is „planned“.
  await page.getByRole('radio', { name: /Alustava/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('textbox', { name: /Mikä on vielä auki/ }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Tallenna', exact: true }).focus();
  await page.keyboard.press('Enter');
  await heading.waitFor({ state: 'detached' });
  await cell(page, /^Suunniteltu.*Jyväskylä, Hyvinvointi-infot, 2025/).waitFor();
  expect(await here.evaluate((one) => one === document.activeElement)).toBe(true);

  // By itself, without loading.
  await other
    .getByRole('listitem')
    .filter({ hasText: 'Hyvinvointi-infot' })
    .getByText('Suunniteltu')
    .waitFor({ timeout: 5_000 });
});

it('goes on to the next municipality, and asks for a state first', async () => {
  const page = await site.visit('person_coord01', `${matrix}&all=true`);
  await cell(page, /Ei kerrottu\. Joutsa, Voi hyvin.*, 2025/).click();
  await page.getByRole('button', { name: 'Tallenna ja siirry seuraavaan kuntaan' }).click();
  await page.getByRole('group', { name: 'Yksi kohta pitää korjata' }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole('radiogroup').getByText('Palaveri sovittu', { exact: true }).click();
  await page.getByRole('button', { name: 'Tallenna ja siirry seuraavaan kuntaan' }).click();
  await page.getByRole('heading', { name: 'Jyväskylä 2025' }).waitFor();
  await cell(page, /Palaveri sovittu.*Joutsa, Voi hyvin.*, 2025/).waitFor();
});

it('lets a municipality tell of itself, and of no other (rule 48)', async () => {
  const page = await site.visit('person_muni179', matrix);
  await cell(page, infos)
    .and(page.getByRole('gridcell', { name: /Voit päivittää tämän/ }))
    .waitFor();
  // Of what it neither leads nor takes part in, elsewhere: nothing of the kind is said.
  await cell(page, /Jämsä, .*, 2025$/)
    .first()
    .click();
  await page.getByText('Tämän voivat päivittää toiminnan vetäjä ja kumppanit').waitFor();
  expect(await page.getByRole('button', { name: 'Tallenna', exact: true }).count()).toBe(0);
});

it('keeps its filters in the address, and of a past day changes nothing', async () => {
  const page = await site.visit('person_coord01', `${matrix}&kind=TRAINING&asOf=2025-02-01`);
  await page.getByText('22 kuntaa, 1 toimintaa').waitFor();
  await page.getByRole('button', { name: 'Poista rajaukset' }).click();
  await page.getByText(/22 kuntaa, [2-9]\d* toimintaa/).waitFor();
  expect(new URL(page.url()).searchParams.get('kind')).toBeNull();
  await cell(page, /Jämsä, Voi hyvin.*, 2025/).click();
  await page.getByRole('heading', { name: 'Jämsä 2025' }).waitFor();
  expect(await page.getByRole('button', { name: 'Tallenna', exact: true }).count()).toBe(0);
});

it.each([
  ['sv', 'Kommun × verksamhet 2024 och 2025', 'Preliminär'],
  ['en', 'Municipality × activity 2024 and 2025', 'Tentative'],
])('speaks %s', async (language, title, tentative) => {
  const page = await site.visit('person_muni179', `${matrix}&goal=goal_sen_ohjaus`, { language });
  await page.getByRole('heading', { name: title, level: 1 }).waitFor();
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  expect(await page.getByText(tentative, { exact: true }).count()).toBeGreaterThanOrEqual(0);
  expect(await faults(page)).toEqual([]);
});

it('prints every activity, though only those in sight are in the page', async () => {
  const page = await site.visit('person_coord01', matrix);
  await settled(page);
  const count = Number(/(\d+) toimintaa/.exec(await page.getByRole('status').allTextContents().then(String))?.[1]);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  const heads = await page.getByRole('columnheader').filter({ visible: true }).allTextContents();
  expect(new Set(heads.filter((text) => !/^(\d{4}|Kunta)$/.test(text))).size).toBe(count);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
});
