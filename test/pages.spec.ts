import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launch, overflow, violations } from './browser.ts';
import { commandId, House } from './harness.ts';

/** The pages as they are served, under the policy they are served with. */
let house: House;
let browser: Browser;
beforeAll(async () => {
  [house, browser] = await Promise.all([House.open(), launch()]);
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

const paths = [
  '/sign-in',
  '/sign-in/with/talkoot',
  '/signed-out',
  '/reports/keskisuomi/nowhere',
  '/reports/keskisuomi/2024-H2',
];

describe.each(paths)('%s', (path) => {
  it.each([1280, 360])(
    'has nothing axe objects to and does not scroll sideways at %i px, in three languages',
    async (width) => {
      const context = await browser.newContext({ viewport: { width, height: 800 }, bypassCSP: true });
      const page = await context.newPage();
      for (const language of ['fi', 'sv', 'en']) {
        await page.goto(`${house.url}${path}?lang=${language}`);
        expect([language, await violations(page), await overflow(page)]).toEqual([language, [], 0]);
      }
      await context.close();
    },
  );

  it('keeps to its own policy: nothing is refused, nothing is fetched elsewhere', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const said: string[] = [];
    const asked: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('request', (request) => asked.push(new URL(request.url()).origin));
    await page.goto(house.url + path);
    // A page that is not found says so in the console, and nothing else does.
    expect(said.filter((text) => !/40[04]/.test(text))).toEqual([]);
    expect(new Set(asked)).toEqual(new Set([house.url]));
    await context.close();
  });
});

describe('pages that come after others', () => {
  const invitation = () => new URL(house.entrance.invitationLink('person_muni182')).pathname;
  const cookieOf = (person: string) => {
    const [name = '', value = ''] = house.cookieOf(person).split('=');
    return { name, value, url: house.url };
  };
  beforeAll(async () => {
    for (const partner of ['partner_jyvaskyla', 'partner_hyvaks'])
      await house.asAnyone('person_admin01').act(
        `mutation ($commandId: ID!) { grantMandate(collaboration: "keskisuomi", id: "mandate_both_${partner}", commandId: $commandId,
          input: { person: "person_both", partner: "${partner}", role: MEMBER, from: "2026-01-01" }) { __typename } }`,
        { commandId: commandId() },
      );
  });
  /** What is shown, and which button leads to what should be looked at. */
  const shown: [string, () => string, string | undefined, string | undefined][] = [
    ['an invitation', invitation, undefined, undefined],
    ['an invitation with a complaint', invitation, undefined, 'NAME_UNFIT'],
    ['a sign-in with a complaint', () => '/sign-in/with/talkoot', undefined, 'wrong'],
    ['who is signed in', () => '/sign-in', 'person_both', undefined],
    ['for whom one acts', () => '/acting-for', 'person_both', undefined],
    ['a choice there is none of', () => '/acting-for', 'person_muni179', undefined],
  ];
  it.each(shown)('%s: nothing axe objects to, at 360 px, in three languages', async (_, path, person, complaint) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 800 }, bypassCSP: true });
    if (person !== undefined) await context.addCookies([cookieOf(person)]);
    const page = await context.newPage();
    for (const language of ['fi', 'sv', 'en'] as const) {
      await page.goto(`${house.url}${path()}?lang=${language}`);
      if (complaint !== undefined) {
        await page.locator('input[name=name]').fill('x');
        await page.locator('input[name=password]').fill('not that one at all');
        await page.locator('form.fields button').click();
        await page.getByRole('alert').waitFor();
      }
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect([language, await violations(page), await overflow(page)]).toEqual([language, [], 0]);
    }
    await context.close();
  });
});

it('every page offers the other languages in the same words', async () => {
  const page = await browser.newPage();
  for (const path of paths) {
    await page.goto(house.url + path);
    for (const name of ['Suomeksi', 'På svenska', 'In English'])
      expect([path, await page.getByRole('navigation').getByText(name, { exact: true }).count()]).toEqual([path, 1]);
  }
  await page.close();
});

describe('with the keyboard alone', () => {
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    context = await browser.newContext({ viewport: { width: 360, height: 800 } });
    page = await context.newPage();
  });
  afterAll(() => context.close());

  it('a volunteer signs in, and is where their work waits', async () => {
    await page.goto(`${house.url}/sign-in?lang=fi`);
    await page.getByRole('link', { name: 'Talkoot-tunnus' }).press('Enter');
    await page.getByRole('heading', { name: 'Esittelyhenkilöt' }).waitFor();
    const button = page.getByRole('listitem').last().getByRole('button', { name: 'Kirjaudu sisään' });
    for (
      let presses = 0;
      presses < 30 && !(await button.evaluate((node) => node === document.activeElement));
      presses++
    )
      await page.keyboard.press('Tab');
    expect(await button.evaluate((node) => node === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Oma organisaatio', level: 1 }).waitFor();
  });

  it('the first stop skips to the content', async () => {
    await page.goto(`${house.url}/sign-in?lang=fi`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
  });
});
