import { randomUUID } from 'node:crypto';
import { faults, settled, Site } from './site.ts';

/** From an invitation on a phone to the first thing done. */
let site: Site;
beforeAll(async () => {
  // As where people really work: nobody is made up.
  site = await Site.open({ door: { demonstration: false } });
}, 120_000);
afterAll(async () => {
  await site.close();
  expect(site.complaints).toEqual([]);
});

const title = 'Seniorikeskustoiminnan osallistujat';
const partner = 'partner_srk_jyvaskyla';

/** The address that an administrator sends to a volunteer, who is to report one indicator for a parish. */
async function invitation(): Promise<string> {
  const { house } = site;
  const { path = '' }: { readonly path?: string } = await house.asAnyone('person_admin01').act(
    `mutation ($commandId: ID!, $partner: String!) {
      invitePerson(collaboration: "keskisuomi", commandId: $commandId, input: { name: "Aino Vapaa", email: "aino@example.org", language: FI, partner: $partner, role: REPORTER, indicator: "indicator_sen_osallistujat", from: "2024-01-01" }) {
        ... on PersonInvitation { path } ... on Refused { code } } }`,
    { commandId: randomUUID(), partner },
  );
  return path;
}

it('an invited volunteer reports a figure on a phone: one account, one sign-in, one form, done in two minutes', async () => {
  const path = await invitation();
  const begun = Date.now();
  /** Everything pressed and every field filled in. */
  let steps = 0;
  const step = <T>(done: Promise<T>): Promise<T> => {
    steps += 1;
    return done;
  };

  const page = await site.visit(undefined, path, { width: 360 });
  await step(page.getByLabel(/Valitse tunnus/).fill('aino.vapaa'));
  await step(page.getByLabel(/Valitse salasana/).fill('viisi vihreää kuusta'));
  await step(page.getByRole('button', { name: 'Tee tunnus' }).click());
  await step(page.getByRole('link', { name: 'Kirjaudu sisään' }).click());
  await step(page.getByLabel('Tunnus', { exact: true }).fill('aino.vapaa'));
  await step(page.getByLabel('Salasana').fill('viisi vihreää kuusta'));
  await step(page.getByRole('button', { name: 'Kirjaudu sisään' }).click());

  // Lands on what is asked, with nothing between, and sees it without knowing the place.
  await page.waitForURL(/\/c\/keskisuomi/);
  await settled(page);
  const duty = page.getByRole('listitem', { name: title });
  await duty.waitFor();
  const act = duty.getByRole('button').first();
  const box = await act.boundingBox();
  expect(box && box.y + box.height).toBeLessThan(900);
  expect(await faults(page)).toEqual([]);
  await step(act.click());
  const dialog = page.getByRole('dialog');
  await step(dialog.getByLabel(/^Luku/).fill('42'));
  expect(await faults(page)).toEqual([]);
  await step(dialog.getByRole('button', { name: /^Ilmoita/ }).click());
  await dialog
    .getByText(/Kiitos|ilmoitettu|perillä/i)
    .first()
    .waitFor();
  expect(await faults(page)).toEqual([]);
  await step(dialog.getByRole('button', { name: 'Valmis', exact: true }).first().click());

  // What was asked has been done, and the page says so.
  await page.getByText(new RegExp(`Tehty: `)).waitFor();
  await duty.waitFor({ state: 'detached' });
  const seconds = (Date.now() - begun) / 1000;
  expect(steps).toBeLessThanOrEqual(12);
  expect(seconds).toBeLessThan(120);
});

it('somebody without a mandate is told what to do, in every language', async () => {
  const { house } = site;
  house.platform.people.put({
    id: 'person_kutsumaton',
    label: { original: 'fi', fi: 'Kutsumaton' },
    demonstration: false,
    signIn: false,
  });
  for (const [language, words] of [
    ['fi', 'Sinulla ei ole vielä valtuutta mihinkään yhteistyöhön.'],
    ['sv', 'Du har ännu ingen fullmakt i något samarbete.'],
    ['en', 'You hold no mandate in any collaboration yet.'],
  ] as const) {
    const page = await site.visit(undefined, '/', { width: 360, language });
    const [name = '', value = ''] = house.cookieOf('person_kutsumaton').split('=');
    await page.context().addCookies([{ name, value, url: house.url }]);
    await page.reload();
    await page.getByText(words).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.goto(`${house.url}/c/keskisuomi`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
});
