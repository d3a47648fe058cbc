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

const path = '/c/keskisuomi/backbone';

/** An administrator's page: the sign-in page of the demonstration does not list them. */
async function administrator(where: string, width = 1280): Promise<Page> {
  const page = await site.visit(undefined, '/accessibility', { width });
  const [name = '', value = ''] = site.house.cookieOf('person_admin01').split('=');
  await page.context().addCookies([{ name, value, url: site.house.url }]);
  await page.goto(site.house.url + where);
  await settled(page);
  return page;
}

describe.each([1280, 360])('the backbone, %i wide', (width) => {
  it.each([
    ['', 'Lisää tehtävä'],
    ['?tab=clock&year=2025', 'Vuosikello 2025'],
    ['?tab=partners', 'Jyväskylän kaupunki'],
    ['?tab=partners&item=partner_hyvaks', 'Mitä se on tehnyt'],
    ['?tab=agreements', 'Allekirjoittanut'],
    ['?tab=health', 'Viisi ehtoa puolivuosittain'],
    ['?tab=risks', 'Avoimet riskit'],
    ['?tab=teams', 'Kokoaa'],
    ['?tab=facilities', 'Kuntosali'],
  ])('%s', async (tab, shown) => {
    const page = await site.visit('person_coord01', path + tab, { width });
    await page.getByText(shown).and(page.locator(':visible')).first().waitFor();
    expect(await faults(page)).toEqual([]);
  });

  it.each(['people', 'rules'])('%s', async (name) => {
    const page = await administrator(`/c/keskisuomi/${name}`, width);
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    expect(await faults(page)).toEqual([]);
  });
});

it('an invitation asks for what is missing, and gives the link once', async () => {
  const page = await administrator('/c/keskisuomi/people');
  await page.getByRole('button', { name: 'Kutsu henkilö' }).click();
  const dialog = page.getByRole('dialog', { name: 'Kutsu henkilö' });
  await dialog.getByRole('button', { name: 'Kutsu henkilö' }).click();
  await dialog.getByRole('group', { name: '4 kohtaa pitää korjata' }).waitFor();
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole('textbox', { name: 'Nimi' }).fill('Testi Henkilö');
  await dialog.getByRole('textbox', { name: 'Sähköposti' }).fill('testi@example.org');
  await dialog.getByRole('button', { name: /Organisaatio/ }).click();
  await page.getByRole('option', { name: 'Multian kunta' }).click();
  await dialog.getByRole('button', { name: /Valtuutus/ }).click();
  await page.getByRole('option', { name: /^Raportoija/ }).click();
  await dialog.getByRole('button', { name: 'Kutsu henkilö' }).click();
  const link = dialog.getByRole('textbox', { name: 'Kutsulinkki' });
  await link.waitFor();
  expect(await link.inputValue()).toContain(site.house.url);
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Testi Henkilö' }).waitFor();
});

it('a thing of the annual clock is ticked off by keyboard, and the wheel says so', async () => {
  const page = await site.visit('person_coord01', `${path}?tab=clock&year=2025`);
  const figure = page.getByRole('figure');
  await figure.getByText(/6 on myöhässä/).waitFor();
  await page
    .getByRole('button', { name: /^Kuittaa hoidetuksi/ })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Kuittaa hoidetuksi' }).focus();
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await figure.getByText(/5 on myöhässä/).waitFor();
});

it('a rule is changed with a reason, and the change stands in the list (rule 49)', async () => {
  const page = await administrator('/c/keskisuomi/rules');
  await page.getByRole('button', { name: 'Muuta: Vanhentuminen' }).click();
  const dialog = page.getByRole('dialog');
  const field = dialog.getByRole('textbox').first();
  await field.fill('90');
  await dialog.getByRole('button', { name: /./ }).last().click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('90 päivän jälkeen').waitFor();
  await page.getByText('Vanhentumisraja asetettu').waitFor();
});

it('who may change nothing is offered nothing, and of a past day nobody is', async () => {
  const partner = await site.visit('person_parish495', '/c/keskisuomi/rules');
  await partner.getByText('Hyväksymisraja').first().waitFor();
  expect(await partner.getByRole('button', { name: /^Muuta: / }).count()).toBe(0);
  const past = await site.visit('person_coord01', `${path}?tab=risks&asOf=2025-06-30`);
  await past.getByText('Avoimet riskit').waitFor();
  expect(await past.getByRole('button', { name: /Nosta riski esiin/ }).count()).toBe(0);
});

it.each([
  ['sv', 'De fem villkoren per halvår'],
  ['en', 'The five conditions by half-year'],
])('speaks %s', async (language, title) => {
  const page = await site.visit('person_coord01', `${path}?tab=health`, { language });
  await page.getByText(title).first().waitFor();
  expect(await faults(page)).toEqual([]);
});
