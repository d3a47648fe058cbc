import type { Page } from 'playwright-core';
import { commandId } from '../harness.ts';
import { faults, settled, Site } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await Site.open();
}, 120_000);
afterAll(async () => {
  await site.close();
  expect(site.complaints).toEqual([]);
});

const c = '/c/keskisuomi';
const heading = (page: Page, name: string | RegExp, level = 1) => page.getByRole('heading', { name, level });

describe.each([1280, 360])('the agenda, %i wide', (width) => {
  it('the whole, the goals and the decisions have no faults', async () => {
    const page = await site.visit('person_coord01', `${c}/agenda`, { width });
    await heading(page, 'Päätavoitteet', 2).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Tavoitteet' }).click();
    await heading(page, 'Kaikki tavoitteet', 2).waitFor();
    await settled(page);
    expect(await faults(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Päätökset' }).click();
    await heading(page, 'Strategian puolivuotiskatsaus ja uudistumisohjelma', 3).waitFor();
    expect(await faults(page)).toEqual([]);
  });

  it('a goal has no faults on any of its tabs, nor in its form', async () => {
    const page = await site.visit('person_coord01', `${c}/goals/goal_seniorikeskukset`, { width });
    await heading(page, 'Välitavoitteet', 2).waitFor();
    expect(await faults(page)).toEqual([]);
    for (const [tab, title] of [
      ['Vahvistukset', 'Mikä ratkaisee'],
      ['Versiot', 'Miten tavoite on muuttunut'],
      ['Keskustelu', 'Keskustelu'],
    ] as const) {
      await page.getByRole('tab', { name: tab }).click();
      await heading(page, title, 2).waitFor();
      await settled(page);
      expect([tab, await faults(page)]).toEqual([tab, []]);
    }
    await page.getByRole('button', { name: /^Aloita keskustelu/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Aloita keskustelu' }).click();
    // Nothing was written: the summary has the focus and says so.
    await dialog.getByRole('group', { name: /korjata/ }).waitFor();
    expect(await faults(page)).toEqual([]);
  });

  it('a programme and the theory of change tell in words what they draw', async () => {
    const page = await site.visit('person_coord01', `${c}/programmes/programme_henkilosto`, { width });
    await page.getByRole('img', { name: 'Tilanne puolivuosittain' }).waitFor();
    await page.getByText('Yleistilanne 1–6/2025: vaatii välitöntä puuttumista.').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByText('Samat tiedot taulukkona').click();
    const row = page.getByRole('row', { name: /1–6\/2025/ });
    await row.getByText('Riski jäädä suunnitelmasta').first().waitFor();
    expect(await faults(page)).toEqual([]);

    await page.goto(`${site.house.url}${c}/theory`);
    await page.getByRole('img', { name: 'Vaikutusketju: toiminnasta tavoitteisiin' }).waitFor();
    await page.getByText('12 oletettua vaikutusta', { exact: false }).waitFor();
    expect(await faults(page)).toEqual([]);
  });
});

it('a goal is proposed, endorsed by three organisations and becomes common, live on an open page (rules 1–3)', async () => {
  const coordinator = await site.visit('person_coord01', `${c}/agenda?view=goals`);
  await coordinator.getByRole('button', { name: 'Ehdota tavoitetta: uusi tavoite' }).click();
  const form = coordinator.getByRole('dialog', { name: 'Ehdota tavoitetta: uusi tavoite' });
  await form.getByRole('textbox', { name: /^Otsikko/ }).fill('Jokaisella kylällä on kohtaamispaikka');
  await form.getByRole('button', { name: 'Ehdota tavoitetta' }).click();
  await form.waitFor({ state: 'detached' });
  await coordinator.getByRole('link', { name: 'Jokaisella kylällä on kohtaamispaikka' }).click();
  await heading(coordinator, 'Jokaisella kylällä on kohtaamispaikka').waitFor();
  await coordinator.getByText('0 vahvistusta, tarvitaan 3').waitFor();
  await coordinator.getByText('Tarvitaan vielä 3 organisaation vahvistus').waitFor();
  // The backbone brings the agenda together and has no voice in it (rule 5).
  expect(await coordinator.getByRole('button', { name: /^Vahvista tavoite osaltanne/ }).count()).toBe(0);

  const goal = /goals\/(goal_[a-z0-9]+)/.exec(coordinator.url())?.[1] ?? '';
  const endorse = await site.house.asAnyone('person_muni182').act(
    `mutation ($id: ID!, $commandId: ID!) {
      endorseGoal(collaboration: "keskisuomi", id: $id, commandId: $commandId) { __typename } }`,
    { id: goal, commandId: commandId() },
  );
  expect(endorse).toMatchObject({ __typename: 'Goal' });
  await coordinator.getByText('1 vahvistus, tarvitaan 3').waitFor();

  // One on the agenda's list of what waits, one on the goal's own page.
  const municipality = await site.visit('person_muni179', `${c}/agenda`);
  const parish = await site.visit('person_parish495', `${c}/goals/${goal}`, { width: 360 });
  for (const [page, shown] of [
    [municipality, '2 vahvistusta, tarvitaan 3'],
    [parish, '3 vahvistusta, tarvitaan 3'],
  ] as const) {
    await page
      .getByRole('button', { name: 'Vahvista tavoite osaltanne: Jokaisella kylällä on kohtaamispaikka' })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Vahvista tavoite osaltanne' }).click();
    await coordinator.getByText(shown).waitFor();
  }
  await coordinator.getByText('Voimassa', { exact: true }).waitFor();
  await parish.getByText('Olette vahvistaneet').waitFor();
  await coordinator.getByRole('tab', { name: 'Vahvistukset' }).click();
  for (const name of ['Jyväskylän kaupunki', 'Multian alueen seurakunta (esittely)', 'Jämsän kaupunki'])
    await coordinator.getByRole('rowheader', { name }).waitFor();
});

it('a change of meaning asks for endorsement anew, and the old words stay readable with the reason (rule 4)', async () => {
  const page = await site.visit('person_coord01', `${c}/goals/goal_sen_turvallisuus`);
  await heading(page, /Arjen turvallisuus/).waitFor();
  await page.getByRole('button', { name: /^Muut toimet/ }).click();
  await page.getByRole('menuitem', { name: 'Muotoile tavoite uudelleen' }).click();
  const form = page.getByRole('dialog', { name: /^Muotoile tavoite uudelleen/ });
  // What stands now is there to be changed.
  const title = form.getByRole('textbox', { name: /^Otsikko \(suomi\)/ });
  expect(await title.inputValue()).toBe('Arjen turvallisuus');
  await title.fill('Arjen turvallisuus kotona ja kylillä');
  await form.getByRole('textbox', { name: /^Perustelu/ }).fill('Myös kotona asuminen kuuluu tähän.');
  await form.getByRole('button', { name: 'Muotoile tavoite uudelleen' }).click();
  await form.waitFor({ state: 'detached' });
  await page.getByText('Merkitys muuttui: uusi versio tarvitsee vielä 3 organisaation vahvistuksen.').waitFor();
  // The translations have not followed, and say so.
  const swedish = await site.visit('person_coord01', `${c}/goals/goal_sen_turvallisuus?tab=versions`, {
    language: 'sv',
  });
  await swedish.getByTitle('Översättningen är föråldrad: originaltexten har ändrats efter den.').first().waitFor();
  await swedish.getByText('Myös kotona asuminen kuuluu tähän.').waitFor();
  expect(await faults(swedish)).toEqual([]);
});

it('a talk is begun on a goal and answered on another open page', async () => {
  const asked = 'Koskeeko tämä myös yksin asuvia?';
  const parish = await site.visit('person_parish495', `${c}/goals/goal_sen_etsiva?tab=talk`, { width: 360 });
  const municipality = await site.visit('person_muni179', `${c}/goals/goal_sen_etsiva?tab=talk`);
  await parish.getByRole('button', { name: /^Aloita keskustelu/ }).click();
  const form = parish.getByRole('dialog');
  await form.getByRole('textbox', { name: /^Otsikko/ }).fill('Ketä etsitään');
  await form.getByRole('textbox', { name: /^Teksti/ }).fill(asked);
  await form.getByRole('button', { name: 'Aloita keskustelu' }).click();
  const thread = municipality.getByRole('article', { name: 'Ketä etsitään' });
  await thread.getByText(asked).waitFor();
  await thread.getByText('Multian alueen seurakunta (esittely)').waitFor();
  await thread.getByRole('button', { name: /^Kommentoi/ }).click();
  const answer = municipality.getByRole('dialog');
  await answer.getByRole('textbox', { name: /^Kommentti/ }).fill('Kyllä, heitä ennen muita.');
  await answer.getByRole('button', { name: 'Kommentoi' }).click();
  const shown = parish.getByRole('article', { name: 'Ketä etsitään' });
  await shown.getByText('Kyllä, heitä ennen muita.').waitFor();
  expect(await faults(parish)).toEqual([]);
});

it('a planned decision is recorded as taken', async () => {
  const page = await site.visit('person_coord01', `${c}/agenda?view=decisions&status=planned`);
  const planned = page.getByRole('listitem').filter({ has: heading(page, 'Järjestöjen toiminta-avustukset', 3) });
  await planned.getByText('Ajankohta on mennyt').waitFor();
  await planned.getByRole('button', { name: /^Kirjaa tehdyksi päätökseksi/ }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: /^Päivä/ }).fill('10.6.2025');
  await form.getByRole('radio', { name: 'Hyväksyttiin' }).check();
  await form.getByRole('button', { name: 'Kirjaa tehdyksi päätökseksi' }).click();
  await form.waitFor({ state: 'detached' });
  // It is no longer among the planned ones.
  await planned.waitFor({ state: 'detached' });
  await page.getByRole('combobox', { name: 'Tila' }).selectOption({ label: 'Tehty' });
  await planned.getByText('10.6.2025').waitFor();
  await planned.getByText('Hyväksytty', { exact: true }).waitFor();
});

it('everything can be reached and done with the keyboard alone', async () => {
  const page = await site.visit('person_muni179', `${c}/agenda`);
  const press = async (key: string, times = 1) => {
    for (let time = 0; time < times; time++) await page.keyboard.press(key);
  };
  await page.getByRole('tab', { name: 'Kokonaisuus' }).focus();
  await press('ArrowRight');
  await heading(page, 'Kaikki tavoitteet', 2).waitFor();
  expect(page.url()).toContain('view=goals');
  await page.getByRole('searchbox', { name: 'Hae tavoitetta' }).focus();
  await page.keyboard.type('asenneilmapiiri');
  await page.getByText('Näkyvissä yksi tavoite').waitFor();
  expect(page.url()).toContain('search=asenneilmapiiri');
  const found = page.getByRole('link', { name: /Ikäystävällisen asenneilmapiirin/ });
  await found.focus();
  await press('Enter');
  const title = heading(page, /Ikäystävällisen asenneilmapiirin/);
  await title.waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');

  const endorse = page.getByRole('button', { name: /^Vahvista tavoite osaltanne/ });
  // From the heading on, the tab key comes to what is asked of them before anything else that can be done.
  await press('Tab');
  expect(await endorse.evaluate((one) => one === document.activeElement)).toBe(true);
  await press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await dialog.getByText('Jyväskylän kaupunki asettuu tavoitteen taakse.', { exact: false }).waitFor();
  expect(await faults(page)).toEqual([]);
  await press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await endorse.evaluate((one) => one === document.activeElement)).toBe(true);
});

it('a past day is shown as it was, with nothing to change and a way to what has changed since', async () => {
  const page = await site.visit('person_muni179', `${c}/goals/goal_sen_asenne?tab=endorsement&asOf=2024-10-20`);
  await page.getByText('1 vahvistus, tarvitaan 3').waitFor();
  await page.getByRole('rowheader', { name: 'Multian alueen seurakunta (esittely)' }).waitFor();
  expect(await page.getByRole('rowheader', { name: 'Seniorijärjestö (esittely)' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: /^Vahvista tavoite osaltanne|^Muut toimet/ }).count()).toBe(0);
  expect(await faults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Mitä on muuttunut tämän päivän jälkeen?' }).click();
  await page.waitForURL(/\/history\?.*tab=compare/);

  const before = await site.visit('person_muni179', `${c}/goals/goal_sen_asenne?asOf=2023-01-01`);
  await before.getByText('Tavoitetta ei löydy.').waitFor();
  expect(await faults(before)).toEqual([]);
});

it.each([
  ['sv', 'Gemensam agenda', 'Framgångsfaktorer och program', 'Huvudmål', 'Framskrider enligt plan'],
  ['en', 'Joint agenda', 'Success factors and programmes', 'Main goals', 'Proceeds as planned'],
] as const)('is said in %s, with the same filter in the address', async (language, title, factors, main, light) => {
  const page = await site.visit('person_coord01', `${c}/agenda?light=green`, { language });
  await heading(page, title).waitFor();
  await heading(page, factors, 2).waitFor();
  await heading(page, main, 2).waitFor();
  expect(await page.getByText(light, { exact: true }).count()).toBeGreaterThan(3);
  expect(await page.getByRole('combobox').last().inputValue()).toBe('GREEN');
  expect(await faults(page)).toEqual([]);
});
