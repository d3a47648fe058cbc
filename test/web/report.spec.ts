import type { Page } from 'playwright-core';
import { commandId } from '../harness.ts';
import { faults, settled, Site } from './site.ts';

/** A half-year from empty to published, by two people in two browsers, and read by somebody who has signed in nowhere. */
let site: Site;
beforeAll(async () => {
  site = await Site.open();
  const coordinator = await site.house.as('person_coord01');
  // A programme of a municipality, so that somebody else than the coordinator writes its part.
  await site.house.in('keskisuomi').does(coordinator, 'launchProgramme', 'programme_kerhot', {
    title: { original: 'FI', fi: 'Kerhot kaikille', sv: 'Klubbar för alla' },
    kind: 'PROGRAMME',
    partner: 'partner_jyvaskyla',
    order: 900,
  });
}, 180_000);
afterAll(async () => {
  await site.close();
  expect(site.complaints).toEqual([]);
});

const reports = '/c/keskisuomi/reports';
const part = `${reports}/2025-H2?programme=programme_kerhot`;
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const tab = (page: Page, name: string) => page.getByRole('tab', { name });
describe('a half-year', () => {
  it('is opened by the coordinator', async () => {
    const page = await site.visit('person_coord01', reports);
    await button(page, 'Avaa raportointikausi: uusi kausi').click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    // The form made out of the command is tried with every other command; the period itself is what matters here.
    await site.house.in('keskisuomi').does(await site.house.as('person_coord01'), 'openPeriod', 'period_2025h2', {
      code: '2025-H2',
      from: '2025-07-01',
      to: '2025-12-31',
      type: 'HALF_YEAR',
      previous: 'period_2025h1',
      assessmentsDue: '2026-01-20',
      acceptance: true,
    });
    await page.getByRole('link', { name: '7–12/2025' }).waitFor();
    await page.getByRole('link', { name: '7–12/2025' }).click();
    await page.getByRole('heading', { name: 'Puolivuosiraportti 7–12/2025', level: 1 }).waitFor();
    expect(await page.getByRole('row', { name: /Kerhot kaikille/ }).innerText()).toMatch(
      /Myöhässä|Ei vielä kirjoitettu/,
    );
  });

  it('is written by the owner of a programme: what is missing is said, with a way to each place (rules 41, 42)', async () => {
    const page = await site.visit('person_muni179', `${part}&tab=lights`);
    await page.getByRole('heading', { name: 'Kerhot kaikille', level: 1 }).waitFor();
    const light = (aspect: string, name: string) =>
      page.getByRole('radiogroup', { name: aspect }).getByRole('radio', { name });
    await light('Yleistilanne', 'Etenee suunnitelman mukaisesti').check();
    await light('Aikataulu', 'Etenee suunnitelman mukaisesti').check();
    await light('Riskit', 'Vaatii välitöntä puuttumista').check();
    await tab(page, 'Tekstit').click();
    const successes = page.getByRole('textbox', { name: 'Menneen kauden onnistumiset' });
    await button(page, 'Luettelo: Menneen kauden onnistumiset').click();
    await page.keyboard.type('Kerhoja on 12');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Mukana 300 lasta');
    expect(await successes.inputValue()).toBe('- Kerhoja on 12\n- Mukana 300 lasta');
    await page.getByRole('listitem').filter({ hasText: 'Mukana 300 lasta' }).waitFor();

    await tab(page, 'Tarkista ja lähetä').click();
    await button(page, 'Lähetä arvio').click();
    const summary = page.getByRole('group', { name: /kohtaa pitää korjata/ });
    await summary.waitFor();
    expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await faults(page)).toEqual([]);
    await summary
      .getByRole('button', { name: /^Valot:/ })
      .last()
      .click();
    await page.getByRole('radiogroup', { name: 'Resurssit' }).waitFor();
    // What was said aloud of the button, which is on another step, stands in the page for some seconds yet.
    await page.locator('[data-live-announcer] [role="img"]').first().waitFor({ state: 'detached' });
    expect(await faults(page)).toEqual([]);
    await light('Resurssit', 'Ei arvioitu').check();
    await page.getByRole('textbox', { name: 'Miksi: Riskit' }).fill('Ohjaajia on liian vähän.');
    await page.getByRole('textbox', { name: 'Miksi: Yleistilanne' }).fill('Kerhot jatkuvat talkoilla.');
    await page.getByRole('textbox', { name: 'Mitä tehdään' }).fill('Kysytään seurakunnalta');
    await button(page, /Kuka vastaa/).click();
    await page.getByRole('option', { name: 'Jyväskylän kaupunki' }).click();
    await page.getByRole('textbox', { name: 'Mihin mennessä' }).fill('1.3.2026');

    await tab(page, 'Tarkista ja lähetä').click();
    await button(page, 'Lähetä arvio').click();
    await page.getByText('Arvio on lähetetty. Kiitos!').waitFor();
    await page.getByText('Kysytään seurakunnalta').first().waitFor();
  });

  it('is sent back with a word, mended and accepted; each sees it at once', async () => {
    const [owner, coordinator] = [await site.visit('person_muni179', part), await site.visit('person_coord01', part)];
    await button(coordinator, 'Muut toimet: Kerhot kaikille').click();
    await coordinator.getByRole('menuitem', { name: 'Palauta arvio korjattavaksi' }).click();
    const dialog = coordinator.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('Kerro myös, missä kunnissa.');
    await dialog.getByRole('button', { name: 'Palauta arvio korjattavaksi' }).click();
    await dialog.waitFor({ state: 'detached' });
    await owner.getByText('Kerro myös, missä kunnissa.').waitFor();

    await tab(owner, 'Tekstit').click();
    const successes = owner.getByRole('textbox', { name: 'Menneen kauden onnistumiset' });
    await successes.fill('- Kerhoja on 12 viidessä kunnassa\n- Mukana 300 lasta');
    await button(owner, 'Näytä ruotsiksi: Menneen kauden onnistumiset')
      .or(button(owner, 'Lisää ruotsiksi: Menneen kauden onnistumiset'))
      .click();
    await owner
      .getByRole('textbox', { name: 'Menneen kauden onnistumiset (ruotsi)' })
      .fill('- 12 klubbar i fem kommuner');
    await owner.getByText('Kieliversioissa on eri määrä kohtia').waitFor();
    await owner
      .getByRole('textbox', { name: 'Menneen kauden onnistumiset (ruotsi)' })
      .fill('- 12 klubbar i fem kommuner\n- 300 barn med');
    await tab(owner, 'Tarkista ja lähetä').click();
    await button(owner, 'Lähetä uudelleen').click();
    await owner.getByText('Arvio on lähetetty. Kiitos!').waitFor();

    await button(coordinator, 'Hyväksy arvio: Kerhot kaikille').click();
    await coordinator.getByRole('dialog').getByRole('button', { name: 'Hyväksy arvio' }).click();
    await coordinator.getByText('Hyväksytty', { exact: true }).waitFor();
    await owner.getByText('Hyväksytty', { exact: true }).waitFor();
  });

  it('gets its introduction, and a draft survives a closed tab', async () => {
    const page = await site.visit('person_coord01', `${reports}/2025-H2?tab=front`);
    await page.getByRole('textbox', { name: 'Yhteenveto' }).fill('Kerhot laajenivat.\n\nMuut ohjelmat jatkuvat.');
    await page.getByText('Tallessa tällä laitteella').waitFor();
    await page.waitForTimeout(900);
    await page.reload();
    await settled(page);
    await page.getByText('Keskeneräinen luonnoksesi on palautettu.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Yhteenveto' }).inputValue()).toBe(
      'Kerhot laajenivat.\n\nMuut ohjelmat jatkuvat.',
    );
    expect(await faults(page)).toEqual([]);
    await button(page, 'Tallenna alkusanat').click();
    await page.getByText('Tallennettu.').waitFor();
  });

  it('is published with what is missing in sight, and read by everybody (rule 44)', async () => {
    const page = await site.visit('person_coord01', `${reports}/2025-H2?tab=publish`);
    const preview = await page.getByRole('link', { name: /Esikatsele raportti/ }).getAttribute('href');
    const draft = await page.goto(site.house.url + (preview ?? ''));
    expect(draft?.status()).toBe(200);
    await page.getByText('Kerhot laajenivat.').first().waitFor();
    await page.goto(`${site.house.url}${reports}/2025-H2?tab=publish`);
    await button(page, 'Julkaise raportti…').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Julkaiseminen jäädyttää raportin.', { exact: false }).waitFor();
    expect(await faults(page)).toEqual([]);
    await dialog.getByRole('checkbox').check({ force: true });
    await dialog.getByRole('button', { name: 'Julkaise raportti', exact: true }).click();
    await page.getByText('Julkaistu, versio 1').waitFor();
    const address = await page.getByRole('link', { name: 'Lue versio 1' }).getAttribute('href');

    const resident = await site.browser.newPage({ locale: 'sv' });
    await resident.goto(site.house.url + (address ?? '').replace('lang=fi', 'lang=sv'));
    await resident.getByText('12 klubbar i fem kommuner').waitFor();
    for (const kind of ['pptx', 'docx', 'xlsx', 'csv']) {
      const file = await fetch(`${site.house.url}/reports/keskisuomi/2025-H2.${kind}?lang=fi`);
      expect([kind, file.status]).toEqual([kind, 200]);
    }
    await resident.close();
  });
});

it('what was written elsewhere meanwhile is shown beside one’s own, to choose from', async () => {
  const id = 'assessment_2025h1__kerhot';
  const owner = await site.house.as('person_muni179');
  const page = await site.visit('person_muni179', `${reports}/2025-H1?programme=programme_kerhot&tab=words`);
  await page.getByRole('textbox', { name: 'Huomiota vaativat asiat' }).fill('- Minun huoleni');
  const blocks = { successes: [], nextTasks: [], attention: [{ original: 'FI', fi: 'Heidän huolensa' }], achieved: [] };
  const answer = await owner.act(
    `mutation ($input: DraftAssessmentInput!, $commandId: ID!) { draftAssessment(collaboration: "keskisuomi", id: "${id}", commandId: $commandId, input: $input) { __typename } }`,
    {
      commandId: commandId(),
      input: { period: 'period_2025h1', programme: 'programme_kerhot', blocks, lights: {}, carriedOver: [] },
    },
  );
  expect(answer).toEqual({ __typename: 'AssessmentDraft' });
  await page.getByText('Joku muu on muuttanut samaa arviota').waitFor();
  await page.getByText('Heidän huolensa').waitFor();
  expect(await faults(page)).toEqual([]);
  await button(page, 'Ota heidän').click();
  expect(await page.getByRole('textbox', { name: 'Huomiota vaativat asiat' }).inputValue()).toBe('- Heidän huolensa');
});

describe.each([1280, 360])('%i px wide', (width) => {
  it.each([
    ['reports', reports],
    ['progress', `${reports}/2025-H1`],
    ['comparison', `${reports}/2025-H1?tab=compare`],
    ['what slipped', `${reports}/2025-H1?tab=slipped`],
    ['publishing', `${reports}/2024-H2?tab=publish`],
    ['promises', `${reports}/2025-H1?programme=programme_seniorikeskukset`],
    ['texts', `${reports}/2025-H1?programme=programme_seniorikeskukset&tab=words`],
    ['figures', `${reports}/2025-H1?programme=programme_seniorikeskukset&tab=figures`],
    ['the whole part', `${reports}/2025-H1?programme=programme_seniorikeskukset&tab=check`],
    ['side by side', `${reports}/2025-H1?programme=programme_seniorikeskukset&tab=compare`],
  ])('%s can be used by everybody', async (_name, path) => {
    const page = await site.visit('person_coord01', path, { width });
    expect(await faults(page)).toEqual([]);
  });
});

it('the lights are chosen and sent on with the keyboard alone', async () => {
  const page = await site.visit('person_coord01', `${reports}/2025-H1?programme=programme_perhekeskukset&tab=lights`);
  const first = page.getByRole('radiogroup', { name: 'Yleistilanne' }).getByRole('radio').first();
  await first.focus();
  await page.keyboard.press('ArrowDown');
  expect(await page.getByRole('radio', { name: 'Riski jäädä suunnitelmasta' }).first().isChecked()).toBe(true);
  await page.keyboard.press('Tab');
  await page.keyboard.type('Rahoitus on auki.');
  expect(await page.getByRole('textbox', { name: 'Miksi: Yleistilanne' }).inputValue()).toBe('Rahoitus on auki.');
  await button(page, 'Seuraavaksi: Tekstit').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Menneen kauden onnistumiset' }).waitFor();
});

it('as of a past day it is as it was then, and nothing can be changed', async () => {
  const page = await site.visit('person_coord01', `${reports}/2024-H2?asOf=2025-01-15`);
  await page.getByText('Valmisteilla', { exact: true }).waitFor();
  expect(await page.getByRole('tabpanel').getByRole('button').allInnerTexts()).toEqual([]);
  await page.goto(`${site.house.url}${reports}/2025-H1?asOf=2025-07-16&programme=programme_sote`);
  await settled(page);
  await page.getByRole('tab', { name: 'Arvio' }).waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
});

it.each([
  ['sv', 'Halvårsrapport 1–6/2025'],
  ['en', 'Half-year report 1–6/2025'],
])('speaks %s', async (language, title) => {
  const page = await site.visit('person_coord01', `${reports}/2025-H1`, { language });
  await page.getByRole('heading', { name: title, level: 1 }).waitFor();
  expect(await faults(page)).toEqual([]);
});
