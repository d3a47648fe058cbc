import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launch, overflow, violations } from '../browser.ts';
import { House } from '../harness.ts';

/** The web app in a real browser, served with the API by a real server over Central Finland. */
export class Site {
  readonly house: House;
  readonly browser: Browser;
  /** Open browser sessions, and the test each was opened in. */
  private contexts: { readonly context: BrowserContext; readonly test: string | undefined }[] = [];
  /** Cookies of who has signed in by the page. */
  private readonly signedIn = new Map<string, Cookies>();
  /** What any page said on its console as an error, and what could not be loaded: a test ends with none. */
  readonly complaints: string[] = [];

  private constructor(house: House, browser: Browser) {
    this.house = house;
    this.browser = browser;
  }

  static async open(options: Parameters<typeof House.open>[0] = {}): Promise<Site> {
    const house = await House.open({ reactions: true, ...options });
    return new Site(house, await launch());
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.house.close();
  }

  /**
   * A page of somebody who has signed in as people do, in a browser session of their own; nobody's for `undefined`. The
   * second time they still are signed in, as on any other day. What a test opened is closed when the next one begins.
   */
  async visit(
    person: string | undefined,
    path: string,
    { width = 1280, language = 'fi', ...more }: VisitOptions = {},
  ): Promise<Page> {
    const test = expect.getState().currentTestName;
    const gone = this.contexts.filter((one) => one.test !== undefined && one.test !== test);
    this.contexts = this.contexts.filter((one) => !gone.includes(one));
    await Promise.all(gone.map(({ context }) => context.close()));
    const context = await this.browser.newContext({ viewport: { width, height: 900 }, locale: language, ...more });
    this.contexts.push({ context, test });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(`${path}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.complaints.push(`${path}: ${error.message}`));
    page.on('request', (request) => {
      const own = [this.house.url, 'data:', 'blob:'].some((begin) => request.url().startsWith(begin));
      if (!own) this.complaints.push(`${path}: asked ${request.url()}`);
    });
    if (person !== undefined) await this.signIn(context, page, person, language);
    await page.goto(this.house.url + path);
    await settled(page);
    return page;
  }

  private async signIn(context: BrowserContext, page: Page, person: string, language: string): Promise<void> {
    const known = this.signedIn.get(person) ?? [];
    if (this.house.entrance.openSession(known.map(({ name, value }) => `${name}=${value}`).join('; '))) {
      await context.addCookies(known);
      return;
    }
    await page.goto(`${this.house.url}/sign-in/with/talkoot?lang=${language}`);
    const offered = await page.locator(`form:has(input[value="${person}"])`).count();
    if (offered === 0) {
      // No button brings in whom nobody chose to show: they come with a session of theirs.
      const [name = '', value = ''] = this.house.cookieOf(person).split('=');
      await context.addCookies([{ name, value, url: this.house.url, httpOnly: true, sameSite: 'Lax' }]);
      this.signedIn.set(person, await context.cookies());
      return;
    }
    await page.locator(`form:has(input[value="${person}"]) button`).click();
    await page.waitForLoadState('networkidle');
    this.signedIn.set(person, await context.cookies());
  }
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;
type VisitOptions = { width?: number; language?: string } & Parameters<Browser['newContext']>[0];

/** Until a page shows what it is about: its heading is there and nothing is being fetched. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.locator('body:not(:has([aria-busy="true"]))').waitFor();
}

/** What is wrong with a page for those who cannot see it well, or have a narrow screen. */
export async function faults(page: Page): Promise<readonly string[]> {
  const wide = await overflow(page);
  return [...(await violations(page)), ...(wide > 0 ? [`the page is wider than its window by ${String(wide)}`] : [])];
}
