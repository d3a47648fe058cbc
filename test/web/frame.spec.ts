import { faults, settled, Site } from './site.ts';

/** What stands around every page: the menu, the moment, the language, the line, the session. */
let site: Site;
beforeAll(async () => {
  site = await Site.open();
}, 120_000);
afterAll(async () => {
  await site.close();
  // A line that is cut and a session that has ended say so on the console too.
  const expected = /ERR_INTERNET_DISCONNECTED|WebSocket connection|status of 401/;
  expect(site.complaints.filter((line) => !expected.test(line))).toEqual([]);
});

const c = '/c/keskisuomi';

it('on a phone the pages are behind one button, by keyboard too', async () => {
  const page = await site.visit('person_parish495', c, { width: 360 });
  const menu = page.getByRole('button', { name: /Valikko/ });
  expect(await menu.getAttribute('aria-expanded')).toBe('false');
  expect(await page.getByRole('link', { name: 'Mittarit' }).isVisible()).toBe(false);
  await menu.focus();
  await page.keyboard.press('Enter');
  expect(await menu.getAttribute('aria-expanded')).toBe('true');
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await page.getByRole('link', { name: 'Mittarit' }).isVisible()).toBe(false);
  expect(await menu.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Mittarit' }).click();
  const heading = page.getByRole('heading', { level: 1, name: 'Mittarit' });
  await heading.waitFor();
  // Elsewhere the menu is closed, the heading has the focus, and both the tab and the ear are told where one is.
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  expect(await page.title()).toBe('Mittarit – Talkoot');
  expect(
    await page
      .getByRole('status')
      .filter({ hasText: /^Mittarit$/ })
      .count(),
  ).toBe(1);
  expect(await menu.getAttribute('aria-expanded')).toBe('false');
});

it('another language keeps the page, its place and what is being written', async () => {
  const page = await site.visit('person_parish495', `${c}/settings?tab=details`);
  await page.getByLabel('Sähköpostiosoite').fill('vapaa@example.org');
  await page.evaluate(() => scrollTo(0, 150));
  const before = await page.evaluate(() => scrollY);
  // Not by a click, which would scroll to the top first.
  await page.getByRole('button', { name: /Suomi/ }).evaluate((button) => button.focus({ preventScroll: true }));
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Svenska' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Inställningar' }).waitFor();
  expect(await page.getByLabel('E-postadress').inputValue()).toBe('vapaa@example.org');
  expect(await page.locator('html').getAttribute('lang')).toBe('sv');
  expect(page.url()).toContain('tab=details');
  expect(Math.abs((await page.evaluate(() => scrollY)) - before)).toBeLessThan(80);
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Inställningar' }).waitFor();
});

it('a past day is a link and changes nothing; a place in the log is shown as the moment it stands for', async () => {
  const page = await site.visit('person_parish495', `${c}?asOf=2025-09-01`);
  await page.getByText('Katsot tilannetta 1.9.2025. Mitään ei voi muuttaa.').waitFor();
  await page.getByRole('heading', { level: 2, name: 'Odottaa meitä' }).waitFor();
  expect(await page.getByRole('button', { name: /^Merkitse tehdyksi/ }).count()).toBe(0);
  expect(await faults(page)).toEqual([]);
  // It goes along to other pages, and what has the focus there is not hidden by the bar that stays (WCAG 2.4.11).
  await page.getByRole('link', { name: 'Yhteinen agenda' }).click();
  await page.getByRole('heading', { level: 1, name: 'Yhteinen agenda' }).waitFor();
  expect(page.url()).toContain('asOf=2025-09-01');
  await page.getByRole('button', { name: 'Palaa nykyhetkeen' }).click();
  await page.getByText('Tilanne nyt', { exact: true }).waitFor();
  await page.goto(`${site.house.url}${c}?asOf=%23200`);
  await page.getByText(/Katsot tilannetta \d+\.\d+\.\d{4} klo .* \(tapahtuma #200\)/).waitFor();
});

it('a day that has not been is asked for again, with the mistake in focus', async () => {
  const page = await site.visit('person_parish495', c, { width: 360 });
  await page.getByRole('button', { name: 'Katso mennyttä päivää' }).click();
  await page.getByRole('button', { name: 'Näytä tämä päivä' }).click();
  await page.getByRole('group', { name: 'Yksi kohta pitää korjata' }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

it('what another does shows within a second, without touching the page', async () => {
  const watching = await site.visit('person_parish495', c);
  await watching.getByRole('heading', { level: 2, name: 'Odottaa meitä' }).waitFor();
  const { house } = site;
  const title = 'Sovi syksyn kokoontumisista';
  const begun = Date.now();
  await house.in('keskisuomi').does(house.asAnyone('person_coord01'), 'openTask', 'task_elava_paivitys', {
    title: { original: 'FI', fi: title },
    partner: 'partner_srk_multia',
    due: '2027-01-31',
  });
  const answered = Date.now() - begun;
  await watching.getByText(title).first().waitFor({ state: 'attached' });
  const shown = Date.now() - begun - answered;
  // A second in a quiet house; this one is busy with other tests.
  expect(shown).toBeLessThan(5_000);
  await watching
    .getByRole('link', { name: /Ilmoitukset/ })
    .getByText(/uut|uusi/)
    .waitFor();
});

it('a line that breaks is said, and what happened meanwhile is there when it is back', async () => {
  const page = await site.visit('person_parish495', c);
  await page.getByRole('heading', { level: 2, name: 'Odottaa meitä' }).waitFor();
  await page.context().setOffline(true);
  await page
    .getByRole('status')
    .filter({ hasText: /Yhteys katkesi\. Näet tilanteen/ })
    .waitFor();
  expect(await faults(page)).toEqual([]);
  const { house } = site;
  await house.in('keskisuomi').does(house.asAnyone('person_coord01'), 'openTask', 'task_katkon_aikana', {
    title: { original: 'FI', fi: 'Tuli katkon aikana' },
    partner: 'partner_srk_multia',
    due: '2027-02-28',
  });
  await page.context().setOffline(false);
  await page.getByText('Yhteys palautui. Sivu on ajan tasalla.').waitFor();
  await page.getByText('Tuli katkon aikana').first().waitFor({ state: 'attached' });
});

it('a session that ended leads to sign-in and back to the same address', async () => {
  const page = await site.visit('person_parish495', `${c}/settings?tab=rules`);
  await page.getByRole('heading', { level: 1, name: 'Asetukset' }).waitFor();
  site.house.entrance.sessions.endOf('person_parish495');
  await page.getByText('Istuntosi on päättynyt').waitFor();
  // What was there can still be read.
  await page.getByRole('heading', { level: 1, name: 'Asetukset' }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Kirjaudu sisään' }).click();
  await page
    .getByRole('link', { name: /Talkoot/ })
    .first()
    .click();
  await page.locator('form:has(input[value="person_parish495"]) button').click();
  await page.waitForURL(/settings\?tab=rules/);
  await settled(page);
  await page.getByRole('heading', { level: 1, name: 'Asetukset' }).waitFor();

  // Whoever comes without a session is led the same way at once.
  const nobody = await site.visit(undefined, '/');
  await nobody.goto(`${site.house.url}${c}/agenda?asOf=2025-01-01`);
  await nobody.waitForURL(/\/sign-in\?/);
  expect(new URL(nobody.url()).searchParams.get('returnTo')).toContain(`${c}/agenda?asOf=2025-01-01`);
});

it('somebody in two organisations chooses for whom they act, and looks with those eyes', async () => {
  const { house } = site;
  await house.in('keskisuomi').does(house.asAnyone('person_admin01'), 'grantMandate', 'mandate_toinen_jarjesto', {
    person: 'person_parish495',
    partner: 'partner_seniorijarjesto',
    role: 'MEMBER',
    from: '2026-01-01',
  });
  const page = await site.visit('person_parish495', '/');
  if (page.url().includes('/acting-for')) await page.goto(`${house.url}${c}`);
  const chooser = page.getByRole('button', { name: /Toimin organisaation puolesta/ });
  await chooser.waitFor();
  const before = await chooser.textContent();
  await chooser.click();
  await page.getByRole('option', { selected: false }).first().click();
  await page.waitForURL(/actingFor=partner_/);
  await page.waitForFunction((was) => document.querySelector('.own .chooser')?.textContent !== was, before);
  expect(await faults(page)).toEqual([]);
});

it('the tour is offered once, goes step by step, and is found again in the menu', async () => {
  const page = await site.visit('person_muni179', c);
  const tour = page.getByRole('complementary', { name: 'Opastus' });
  await tour.getByRole('button', { name: 'Aloita opastus' }).click();
  await tour.getByText('Kohta 1 / 4').waitFor();
  await tour.getByRole('button', { name: 'Seuraava' }).click();
  await tour.getByRole('link', { name: 'Avaa: Kunta × toiminta' }).click();
  await page.getByRole('heading', { level: 1, name: 'Kunta × toiminta' }).waitFor();
  // Nothing is locked meanwhile, and the tour has come along.
  await tour.getByText('Kohta 2 / 4').waitFor();
  expect(await faults(page)).toEqual([]);
  await tour.getByRole('button', { name: 'Lopeta opastus' }).click();
  await tour.waitFor({ state: 'detached' });
  await page.reload();
  await settled(page);
  await page.getByRole('button', { name: 'Opastus' }).waitFor();
  expect(await tour.count()).toBe(0);
  await page.getByRole('button', { name: 'Opastus' }).click();
  await tour.getByText('Kohta 1 / 4').waitFor();
});

it('signs out, in the language that is spoken', async () => {
  const page = await site.visit('person_muni179', c, { language: 'sv' });
  await page.getByRole('button', { name: 'Logga ut' }).click();
  await page.waitForURL(/lang=sv|signed-out|end/);
  await page
    .getByText(/loggat ut|Du har loggat|utloggad/i)
    .first()
    .waitFor();
});
