import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launch, overflow, violations } from './browser.ts';
import { House } from './harness.ts';

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

const paths = ['/dev/sign-in', '/reports/keskisuomi/nowhere', '/reports/keskisuomi/2024-H2'];

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
    expect(said.filter((text) => !text.includes('404'))).toEqual([]);
    expect(new Set(asked)).toEqual(new Set([house.url]));
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

  it('a volunteer signs in, and is told so', async () => {
    await page.goto(`${house.url}/dev/sign-in?lang=fi`);
    const button = page.getByRole('button', { name: 'Kirjaudu sisään' }).last();
    for (
      let presses = 0;
      presses < 30 && !(await button.evaluate((node) => node === document.activeElement));
      presses++
    )
      await page.keyboard.press('Tab');
    expect(await button.evaluate((node) => node === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByText('Olet kirjautunut').waitFor();
    expect(await page.getByRole('listitem').last().textContent()).toContain('Olet kirjautunut');
  });

  it('the first stop skips to the content', async () => {
    await page.goto(`${house.url}/dev/sign-in?lang=fi`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
  });
});
