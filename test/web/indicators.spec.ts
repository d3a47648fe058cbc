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

const list = '/c/keskisuomi/indicators';
const participants = `${list}/indicator_sen_osallistujat`;
const experience = `${list}/indicator_sen_asiakaskokemus`;
const spring = 'period=2025-01-01_2025-06-30';

/** A place of the platform as a person sees it, with what they see said to be without faults at their width. */
async function seen(person: string, path: string, width: number, language = 'fi'): Promise<Page> {
  const page = await site.visit(person, path, { width, language });
  expect(await faults(page)).toEqual([]);
  return page;
}
const figure = (page: Page, name: RegExp) => page.getByRole('listitem').filter({ hasText: name }).first();

describe.each([1280, 360])('%i wide', (width) => {
  it('lists indicators with the latest value, the target, the state in words and who is missing', async () => {
    const page = await seen('person_coord01', list, width);
    const row = figure(page, /paloasemat vuodesta 2024/);
    await row.getByText('vähintään 4').waitFor();
    await row.getByText('Tavoite jäi saavuttamatta').waitFor();
    await page.getByRole('checkbox', { name: 'Vain mittarit, joista puuttuu lukuja' }).locator('..').click();
    await page.waitForURL(/missing=true/);
    await figure(page, /häätöuhassa/)
      .getByText('1 myöhässä')
      .waitFor();
  });

  it.each(['', '?tab=figures', '?tab=compare', '?tab=definition', `?tab=compare&by=partner&${spring}`])(
    'shows an indicator without faults: %s',
    async (search) => {
      await seen('person_muni179', participants + search, width);
    },
  );

  it.each(['sheet', 'locks'])('shows the tab %s without faults', async (tab) => {
    await seen('person_muni179', `${list}?tab=${tab}`, width);
  });

  it('says the finding in words and as a table, with the targets and why they were changed (rule 15)', async () => {
    const page = await site.visit('person_coord01', `${list}/indicator_esittely_haatouhat`, { width });
    const chart = page.getByRole('img', { name: 'Yhteinen luku kausittain' });
    await chart.waitFor();
    await page.getByText('Matkasta tavoitteeseen on kuljettu 50 %').first().waitFor();
    await page.getByText('Samat tiedot taulukkona').click();
    await page.getByRole('row', { name: /tammi–kesäkuu 2025 25 1\/1/ }).waitFor();
    await page.getByText('Alku on ollut odotettua parempi: tavoitetta tiukennetaan.').waitFor();
    await page.getByText('Korvattu 16.6.2025').waitFor();
  });

  it('opens the form on one link, says what is wrong with it and has no faults then', async () => {
    const page = await seen('person_parish495', `${participants}?report=true`, width);
    const form = page.getByRole('dialog');
    await form.getByText('Viimeksi ilmoititte 64 osallistujaa (tammi–kesäkuu 2025).').waitFor();
    await form.getByRole('button', { name: 'Ilmoita luku' }).click();
    await form.getByRole('group', { name: /pitää korjata/ }).waitFor();
    expect(await faults(page)).toEqual([]);
    await form.getByRole('textbox', { name: /^Luku/ }).fill('640');
    await form.getByText('Luku on paljon suurempi kuin viimeksi. Onko se oikein?').waitFor();
    await form.getByRole('textbox', { name: /^Luku/ }).fill('3');
    await form.getByText(/alle 5 henkilön luku näkyy peitettynä/).waitFor();
    expect(await faults(page)).toEqual([]);
  });
});

it('carries a figure from its reporter to the reviewer’s open page, back, and into force (rules 18, 19 and 21)', async () => {
  const autumn = 'period=2026-01-01_2026-06-30&tab=figures';
  const reviewer = await site.visit('person_coord01', `${experience}?${autumn}`);
  const reporter = await site.visit('person_parish495', `${experience}?${autumn}&report=true`, { width: 360 });
  const form = reporter.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Kuvaus sanoin' }).fill('Tuvassa viihdytään.');
  await form.getByText(/Seuraavaksi .* tarkistaa luvun/).waitFor();
  await form.getByRole('button', { name: 'Ilmoita luku' }).click();
  await form.getByText('Luku on ilmoitettu').waitFor();
  // The other page is open all the while: nobody loads it again.
  const theirs = figure(reviewer, /Multian alueen seurakunta/);
  await theirs.getByText('Tuvassa viihdytään.').waitFor({ timeout: 5_000 });
  await theirs.getByText('Odottaa hyväksyntää').waitFor();
  await form.getByRole('button', { name: 'Valmis' }).click();

  await theirs.getByRole('button', { name: /^Muut toimet/ }).click();
  await reviewer.getByRole('menuitem', { name: /Palauta/ }).click();
  await reviewer.getByRole('dialog').getByRole('textbox').first().fill('Montako palautetta saitte?');
  await reviewer
    .getByRole('dialog')
    .getByRole('button', { name: /Palauta/ })
    .click();
  await reviewer.getByRole('dialog').waitFor({ state: 'detached' });

  const mine = figure(reporter, /Multian alueen seurakunta/);
  await mine.getByText('Montako palautetta saitte?').waitFor({ timeout: 5_000 });
  await mine.getByRole('button', { name: /^Oikaise luku/ }).click();
  const mending = reporter.getByRole('dialog');
  await mending.getByText('Luku palautettiin täydennettäväksi').waitFor();
  await mending.getByRole('textbox', { name: 'Kuvaus sanoin' }).fill('Tuvassa viihdytään: 12 palautetta.');
  await mending.getByRole('button', { name: 'Oikaise luku' }).click();
  await mending.getByText('Kerro, miksi luku oikaistaan').first().waitFor();
  await mending.getByRole('textbox', { name: 'Miksi luku oikaistaan?' }).fill('Palautteiden määrä puuttui');
  await mending.getByRole('button', { name: 'Oikaise luku' }).click();
  await mending.getByRole('button', { name: 'Valmis' }).click();

  await theirs.getByText('Tuvassa viihdytään: 12 palautetta.').waitFor({ timeout: 5_000 });
  await theirs.getByRole('button', { name: /^Hyväksy/ }).click();
  await reviewer
    .getByRole('dialog')
    .getByRole('button', { name: /^Hyväksy/ })
    .click();
  await mine.getByText('Voimassa').waitFor({ timeout: 5_000 });
  await mine.getByRole('button', { name: /^Historia ja näyttö/ }).click();
  const story = reporter.getByRole('dialog');
  await story.getByText('Montako palautetta saitte?').waitFor();
  await story.getByText('Palautteiden määrä puuttui').waitFor();
  expect(await faults(reporter)).toEqual([]);
});

it('is reported with the keyboard alone, and a draft survives the tab (rule 17)', async () => {
  const page = await site.visit('person_muni179', participants);
  await page.getByRole('button', { name: 'Ilmoita luku' }).focus();
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: /^Luku/ }).focus();
  await page.keyboard.type('433');
  // It is kept a moment after the last key.
  await page.waitForTimeout(1_000);
  await page.reload();
  await settled(page);
  await form.getByText('Keskeneräinen lukusi on palautettu tältä laitteelta.').waitFor();
  await expect(form.getByRole('textbox', { name: /^Luku/ }).inputValue()).resolves.toBe('433');
  await form.getByRole('textbox', { name: /^Luku/ }).focus();
  await page.keyboard.press('Enter');
  await form.getByText('Luku on ilmoitettu').waitFor();
  await page.keyboard.press('Enter');
  await form.waitFor({ state: 'detached' });
  await page.getByRole('tab', { name: 'Kehitys' }).focus();
  await page.keyboard.press('ArrowRight');
  await figure(page, /Jyväskylän kaupunki/)
    .getByText('433')
    .waitFor();
});

it('says that a small figure is hidden, and shows it nowhere (rules 25 and 30)', async () => {
  const page = await site.visit('person_muni179', `${participants}?tab=figures&${spring}`);
  const hidden = figure(page, /Multian kunta/);
  await hidden.getByText(/Lukua ei näytetä/).waitFor();
  expect(await hidden.innerText()).not.toMatch(/\b3\b/);
  await page.goto(`${site.house.url}${participants}?tab=compare&${spring}`);
  await settled(page);
  await page.getByText('Samat tiedot taulukkona').click();
  await page.getByRole('row', { name: 'Multia Ei näytetä' }).waitFor();
  // Who reviews it sees it, and may disclose it where a law demands that (rule 31).
  const county = await site.visit('person_coord01', `${participants}?tab=figures&${spring}`);
  const seenThere = figure(county, /Multian kunta/);
  await seenThere.getByText('3 osallistujaa').waitFor();
  await seenThere.getByRole('button', { name: /^Luovuta luku/ }).waitFor();
});

it('shows a past day, with nothing to be done', async () => {
  const page = await site.visit('person_parish495', `${participants}?asOf=2025-01-01&tab=figures`);
  await page
    .getByText(/^Katsot tilannetta/)
    .first()
    .waitFor();
  expect(await page.getByRole('button', { name: 'Ilmoita luku' }).count()).toBe(0);
  expect(await page.getByText('412').count()).toBe(0);
});

it.each([
  ['sv', 'Utveckling', 'Gemensam siffra per period'],
  ['en', 'Trend', 'Joint figure by period'],
])('speaks %s', async (language, tab, title) => {
  const page = await seen('person_coord01', `${list}/indicator_esittely_haatouhat`, 1280, language);
  await page.getByRole('tab', { name: tab }).waitFor();
  await page.getByRole('img', { name: title }).waitFor();
});

it('takes a table back row by row, and says of each what became of it', async () => {
  const page = await site.visit('person_parish495', `${list}?tab=sheet`);
  await page
    .getByRole('textbox', { name: /Tai liitä rivit tähän/ })
    .fill(
      [
        'indicator_code;organization_code;place_code;period_start;period_end;value;status;reason;expected_revision',
        'indicator_loviisan_vapaaehtoiset;partner_srk_multia;495;2025-07-01;2025-12-31;9;final;;',
        'indicator_loviisan_vapaaehtoiset;partner_srk_multia;495;2026-01-01;2026-06-30;noin 5;final;;',
        'indicator_sen_osallistujat;partner_multia;495;2025-07-01;2025-12-31;9;final;;',
      ].join('\n'),
    );
  await page.getByRole('button', { name: 'Tarkista taulukko' }).click();
  await page.getByText('1 uusi luku').waitFor();
  await page.getByText('2 riviä, jotka pitää korjata').waitFor();
  await page.getByText(/Kirjoita luku numeroin, esimerkiksi 1234/).waitFor();
  await page.getByText(/Luku on toisen organisaation/).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Ilmoita 1 luku' }).click();
  await page.getByText('Kirjattu 1/1').waitFor();
  await page.getByText('✓ Kirjattu').waitFor();
});
