import { faults, Site } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await Site.open();
}, 120_000);
afterAll(async () => {
  await site.close();
  expect(site.complaints).toEqual([]);
});

const path = '/c/keskisuomi/activities';

describe.each([1280, 360])('activities, %i wide', (width) => {
  it.each([
    ['', 'Hyvinvointi-infot'],
    ['?view=contributions', 'Kuka tuo mitä'],
    ['?view=calendar&month=2025-03', 'Loviisan tupa'],
    ['?view=flow', 'Kumppanit, toiminnat ja tavoitteet'],
    ['?view=tasks', 'Lisää tehtävä'],
  ])('%s', async (view, shown) => {
    const page = await site.visit('person_coord01', path + view, { width });
    await page.getByText(shown).and(page.locator(':visible')).first().waitFor();
    expect(await faults(page)).toEqual([]);
  });

  it.each(['', '?tab=sessions', '?tab=places', '?tab=effects', '?tab=tasks', '?tab=talk'])(
    'one activity%s',
    async (tab) => {
      const page = await site.visit('person_muni179', `${path}/activity_voi_hyvin${tab}`, { width });
      await page.getByText('Mitä seuraavaksi').waitFor();
      expect(await faults(page)).toEqual([]);
    },
  );
});

it('finds an activity by a word, keeps it in the address, and says when there is none', async () => {
  const page = await site.visit('person_parish495', path);
  await page.getByRole('searchbox', { name: 'Hae nimellä' }).fill('tupa');
  await page.getByRole('link', { name: 'Loviisan tupa' }).waitFor();
  expect(await page.getByRole('main').getByRole('listitem').count()).toBe(1);
  expect(new URL(page.url()).searchParams.get('search')).toBe('tupa');
  await page.getByRole('searchbox', { name: 'Hae nimellä' }).fill('ei tällaista');
  await page.getByText('Mikään ei vastaa rajauksia.').waitFor();
});

it('a partner that was asked answers where it is asked, and another open page sees it (rule 34)', async () => {
  const { house } = site;
  const coordinator = await house.as('person_coord01');
  await house
    .in('keskisuomi')
    .does(
      coordinator,
      'askContribution',
      'activity_hyvinvointi_info',
      { partner: 'partner_srk_multia', brings: { original: 'FI', fi: 'Tilat ja kahvi' } },
      'Activity { id }',
    );
  const other = await site.visit('person_coord01', `${path}/activity_hyvinvointi_info`);
  const page = await site.visit('person_parish495', `${path}/activity_hyvinvointi_info`);
  await page.getByText('Teitä on pyydetty mukaan: vastatkaa.').waitFor();
  await page
    .getByRole('button', { name: /^Lähde mukaan/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Lähde mukaan' }).click();
  await dialog.waitFor({ state: 'detached' });
  const row = other.getByRole('listitem').filter({ hasText: 'Tilat ja kahvi' });
  await row.getByText('Mukana', { exact: true }).waitFor({ timeout: 5_000 });
});

it('a task is marked done with its day, by keyboard (rule 36)', async () => {
  const page = await site.visit('person_coord01', `${path}?view=tasks`);
  const late = page.getByRole('region', { name: /Myöhässä/ });
  const first = late.getByRole('button', { name: /^Merkitse tehdyksi/ }).first();
  const name = (await first.getAttribute('aria-label'))?.replace(/^[^:]*: /, '') ?? '';
  await first.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Merkitse tehdyksi' }).focus();
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page
    .getByRole('region', { name: /^Tehty/ })
    .getByRole('heading', { name })
    .waitFor();
});

it('of a past day nothing can be done', async () => {
  const page = await site.visit('person_coord01', `${path}/activity_voi_hyvin?asOf=2025-01-01`);
  await page.getByText('Kuka on mukana').waitFor();
  const main = page.getByRole('main');
  expect(await main.getByRole('button', { name: /Muokkaa toimintaa|Muut toimet/ }).count()).toBe(0);
});

it.each([
  ['sv', 'Vem är med'],
  ['en', 'Who is in'],
])('speaks %s', async (language, heading) => {
  const page = await site.visit('person_muni179', `${path}/activity_voi_hyvin`, { language });
  await page.getByRole('heading', { name: heading }).waitFor();
  expect(await faults(page)).toEqual([]);
});
