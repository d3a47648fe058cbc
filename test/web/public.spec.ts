import { faults, settled, Site } from './site.ts';

/** What a resident sees and does without sign-in. */
let site: Site;
beforeAll(async () => {
  site = await Site.open();
}, 120_000);
afterAll(async () => {
  await site.close();
  expect(site.complaints).toEqual([]);
});

it.each([1280, 360])('a resident comes to the site and reads what is published, %i wide', async (width) => {
  const page = await site.visit(undefined, '/', { width });
  await page.getByRole('link', { name: 'Kirjaudu sisään' }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Keski-Suomen hyvinvoinnin yhteinen agenda' }).click();
  await page.getByRole('heading', { level: 1, name: 'Keski-Suomen hyvinvoinnin yhteinen agenda' }).waitFor();
  for (const name of ['Raportit', 'Yhteiset tavoitteet', 'Ohjelmien tilanne', 'Luvut', 'Toimintaa kunnittain'])
    await page.getByRole('heading', { level: 2, name }).waitFor();
  await page.getByText('Ei kerrota yksityisyyden vuoksi').waitFor();
  await page.getByText('Näytä kaikki 20 ohjelmaa').click();
  expect(await page.getByRole('row').count()).toBe(21);
  expect(await faults(page)).toEqual([]);
});

it('what is offered in a municipality is a link', async () => {
  const page = await site.visit(undefined, '/public/keskisuomi?place=179');
  const chooser = page.getByRole('button', { name: /Kunta/ });
  expect(await chooser.textContent()).toContain('Jyväskylä');
  const ofCity = await page.getByText(/\d+ toimintaa/).textContent();
  await chooser.click();
  await page.getByRole('searchbox').fill('Kaikki');
  await page.getByRole('option', { name: 'Kaikki kunnat' }).click();
  await page.waitForURL((url) => !url.searchParams.has('place'));
  expect(await page.getByText(/\d+ toimintaa/).textContent()).not.toBe(ofCity);
});

it('reports open as pages and files', async () => {
  const page = await site.visit(undefined, '/public/keskisuomi');
  const link = page.getByRole('link', { name: 'Raportti, heinä–joulukuu 2024', exact: true });
  const answer = await page.request.get(site.house.url + ((await link.getAttribute('href')) ?? ''));
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  const file = page.getByRole('link', { name: 'Asiakirja: Raportti, heinä–joulukuu 2024' });
  expect((await page.request.get(site.house.url + ((await file.getAttribute('href')) ?? ''))).status()).toBe(200);
});

it('where nothing is published it is said what to do, in every language', async () => {
  for (const [language, words] of [
    ['fi', 'Täällä ei ole julkaistu mitään.'],
    ['sv', 'Här har inget publicerats.'],
    ['en', 'Nothing has been published here.'],
  ] as const) {
    const page = await site.visit(undefined, '/public/nowhere', { language });
    await page.getByText(words).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
  }
});

it('says what is difficult by keyboard alone, gets an address, and reads the answer there', async () => {
  const page = await site.visit(undefined, '/accessibility', { width: 360 });
  await page.getByRole('heading', { level: 2, name: 'Kerro, mikä on vaikeaa' }).waitFor();
  const field = page.getByLabel('Mikä ei toimi tai on vaikeaa?');
  await page.getByRole('button', { name: 'Lähetä palaute' }).focus();
  await page.keyboard.press('Enter');
  // The summary of what is wrong has the focus, and leads to the field.
  await page.getByRole('group', { name: 'Yksi kohta pitää korjata' }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Taulukko ei mahdu puhelimeeni.');
  expect(await field.inputValue()).toBe('Taulukko ei mahdu puhelimeeni.');
  await page.getByRole('button', { name: 'Lähetä palaute' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Kiitos, palautteesi on perillä.').waitFor();
  expect(await faults(page)).toEqual([]);
  const address = (await page.getByRole('link', { name: /accessibility\?/ }).getAttribute('href')) ?? '';
  const id = new URL(address, site.house.url).searchParams.get('feedback') ?? '';
  await page.goto(site.house.url + address);
  await settled(page);
  await page.getByText(/Vastaus tulee tähän viimeistään/).waitFor();
  const { house } = site;
  await house.in('keskisuomi').does(house.asAnyone('person_coord01'), 'respondToFeedback', id, {
    text: { original: 'FI', fi: 'Taulukko näkyy nyt kortteina.' },
  });
  await page.reload();
  await page.getByText('Taulukko näkyy nyt kortteina.').waitFor();
});

it('the statement tells what the tests found, page by page', async () => {
  const page = await site.visit(undefined, '/accessibility');
  await page.getByText('Tulokset sivuittain').click();
  expect(await page.getByRole('row').count()).toBeGreaterThan(15);
  expect(await faults(page)).toEqual([]);
});
