import { faults, settled, Site } from './site.ts';

/** The first page: what waits is done on the spot, and what is one's own is set. */
let site: Site;
beforeAll(async () => {
  site = await Site.open();
}, 120_000);
afterAll(async () => {
  await site.close();
  expect(site.complaints).toEqual([]);
});

const c = '/c/keskisuomi';

it.each([1280, 360])('my organisation, %i wide, for a partner, a coordinator and an auditor', async (width) => {
  for (const [person, heading] of [
    ['person_parish495', 'Olemme luvanneet'],
    ['person_coord01', 'Koko yhteistyö: mitä pitää kiirehtiä'],
    ['person_audit01', 'Tarkastajalle'],
  ] as const) {
    const page = await site.visit(person, c, { width });
    await page.getByRole('heading', { name: 'Oma organisaatio', level: 1 }).waitFor();
    await page.getByRole('heading', { name: heading, level: 2 }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  }
});

it('a volunteer sees how much waits and how much is late, does one thing by keyboard alone, and it is gone', async () => {
  const page = await site.visit('person_parish495', c, { width: 360 });
  await page.getByText(/\d+ asiaa odottaa\. Niistä \d+ on myöhässä\./).waitFor();
  const waiting = page.getByRole('region', { name: 'Odottaa meitä' }).getByRole('listitem');
  const [first] = await waiting.all();
  const title = (await first?.getByRole('link').textContent()) ?? '';
  const act = page.getByRole('button', { name: `Merkitse tehdyksi: ${title}` });
  await act.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Merkitse tehdyksi' }).focus();
  await page.keyboard.press('Enter');
  await page
    .getByRole('status')
    .filter({ hasText: `Tehty: ${title}` })
    .waitFor();
  await page.getByRole('listitem', { name: title }).waitFor({ state: 'detached' });
});

it('a goal is endorsed where it is asked for, with its scope and what endorsing means', async () => {
  const page = await site.visit('person_muni179', c);
  await page.getByText(/^Vielä \d+ asiaa$/).click();
  const act = page.getByRole('button', { name: /^Vahvista tavoite/ }).first();
  await act.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/Organisaationne vahvistaa tavoitteen osaltaan/).waitFor();
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole('button', { name: /^Vahvista tavoite/ }).click();
  await page.getByRole('status').filter({ hasText: 'Tehty: ' }).waitFor();
});

it('what was asked to be read is acknowledged as it stands now', async () => {
  const page = await site.visit('person_muni179', c);
  await page.getByRole('button', { name: /^Kuittaa luetuksi/ }).click();
  await page.getByText(/organisaationne on lukenut tämän/).waitFor();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Kuittaa/ })
    .click();
  await page.getByRole('status').filter({ hasText: 'Tehty: ' }).waitFor();
});

it('what changed since the last visit is marked as seen', async () => {
  const page = await site.visit('person_muni179', c);
  const changed = page.getByRole('region', { name: 'Muuttunut viime käyntisi jälkeen' });
  expect(await changed.getByRole('listitem').count()).toBeGreaterThan(3);
  await changed.getByRole('button', { name: 'Merkitse kaikki nähdyksi' }).click();
  await changed.getByText('Mikään teidän asianne ei ole muuttunut.').waitFor();
});

it('who audits sees what waits and is offered nothing to change', async () => {
  const page = await site.visit('person_audit01', c);
  await page.getByRole('heading', { name: 'Tarkastajalle', level: 2 }).waitFor();
  expect(await page.getByRole('button', { name: /Merkitse tehdyksi|Vahvista tavoite|Ilmoita/ }).count()).toBe(0);
});

describe('settings', () => {
  it.each(['notifications', 'rules', 'details', 'membership'])(
    '%s stand without faults, wide and narrow',
    async (tab) => {
      for (const width of [1280, 360]) {
        const page = await site.visit('person_coord01', `${c}/settings?tab=${tab}`, { width });
        expect(await faults(page)).toEqual([]);
        await page.context().close();
      }
    },
  );

  it('details are checked on submit, saved, and there the next time', async () => {
    const page = await site.visit('person_parish495', `${c}/settings?tab=details`);
    await page.getByRole('button', { name: 'Tallenna tiedot' }).click();
    await page.getByRole('group', { name: '2 kohtaa pitää korjata' }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByLabel('Nimi', { exact: true }).fill('Vilja Vapaaehtoinen');
    await page.getByLabel('Sähköpostiosoite').fill('vilja@example.org');
    await page.getByRole('button', { name: 'Tallenna tiedot' }).click();
    await page.getByText('Tietosi on tallennettu.').waitFor();
    await page.reload();
    await settled(page);
    await page.getByRole('tab', { name: 'Omat tiedot', selected: true }).waitFor();
    expect(await page.getByLabel('Nimi', { exact: true }).inputValue()).toBe('Vilja Vapaaehtoinen');
  });

  it('how one is told is chosen, kind by kind', async () => {
    const page = await site.visit('person_parish495', `${c}/settings?tab=rules`);
    const kind = page.getByRole('button', { name: /Uusi tehtävä/ });
    await kind.click();
    await page.getByRole('option', { name: 'Kerran päivässä' }).click();
    await page.getByText('Tallennettu: Uusi tehtävä.').waitFor();
    await page.reload();
    await settled(page);
    expect(await kind.textContent()).toContain('Kerran päivässä');
  });

  it('a mandate is laid down with a reason, and what it allowed is offered no more', async () => {
    const page = await site.visit('person_parish495', `${c}/settings?tab=membership`);
    await page.getByRole('button', { name: /^Luovu valtuudesta: Hyväksyjä/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Luovu valtuudesta' }).click();
    await dialog.getByRole('group', { name: 'Yksi kohta pitää korjata' }).waitFor();
    expect(await faults(page)).toEqual([]);
    await dialog.getByLabel('Syy').fill('Tehtävä vaihtui');
    await dialog.getByRole('button', { name: 'Luovu valtuudesta' }).click();
    await page.getByText('Valtuus on päättynyt.').waitFor();
    await page.goto(site.house.url + c);
    await settled(page);
    expect(await page.getByRole('button', { name: /^Vahvista tavoite/ }).count()).toBe(0);
    await page.getByText(/kuuluu jollekin toiselle organisaatiossasi/).waitFor();
  });
});
