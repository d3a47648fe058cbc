import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { languages, type Language } from '#language';
import { renderReport, type ReportPageProps } from '../libs/reporting/report.page.tsx';
import { launch, overflow, violations } from './browser.ts';
import { draftExample, publishedExample } from './report-example.ts';

/** The report page in a real browser: what axe can find, what scrolls, what a keyboard reaches, what is printed. */

const pages: Readonly<Record<string, Omit<ReportPageProps, 'language'>>> = {
  published: publishedExample,
  draft: draftExample,
};

let server: Server | undefined;
let browser: Browser | undefined;
let address: string;

beforeAll(async () => {
  const listening = createServer((request, response) => {
    const [, name = '', language = ''] = (request.url ?? '').split('/');
    const page = pages[name];
    response.setHeader('content-type', 'text/html; charset=utf-8');
    // Nothing but the page's own style may load: a page that needs more shows it here.
    response.setHeader('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
    response.statusCode = page ? 200 : 404;
    response.end(page ? renderReport({ ...page, language: language as Language }) : '');
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
});

function running(): Browser {
  if (!browser) throw new Error('Chromium is not running');
  return browser;
}

/** Opens a page; axe needs to run scripts, which the page's own policy forbids. */
async function open(name: string, language: Language, width: number): Promise<Page> {
  const context = await running().newContext({ viewport: { width, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${address}/${name}/${language}`);
  return page;
}

const shown = [...languages.map((language) => ['published', language] as const), ['draft', 'sv'] as const];

describe.each(shown)('the %s report in %s', (name, language) => {
  let page: Page;
  beforeAll(async () => (page = await open(name, language, 1280)));
  afterAll(async () => page.context().close());

  it.each([1280, 360])('has nothing axe objects to at %i px', async (width) => {
    await page.setViewportSize({ width, height: 900 });
    expect(await violations(page)).toEqual([]);
  });

  it.each([1280, 1056, 768, 360, 320])('never scrolls sideways at %i px', async (width) => {
    await page.setViewportSize({ width, height: 900 });
    expect(await overflow(page)).toBe(0);
  });
});

describe('the report page', () => {
  it('is really looked at: a planted fault is found', async () => {
    const page = await open('published', 'fi', 1280);
    await page.evaluate(() => document.documentElement.removeAttribute('lang'));
    expect(await violations(page)).toEqual([expect.stringMatching(/^html-has-lang/)]);
    await page.context().close();
  });

  it('has nothing axe objects to in forced colours', async () => {
    const page = await open('published', 'fi', 1280);
    await page.emulateMedia({ forcedColors: 'active' });
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  it.each([1280, 640])('fits its window of %i px when the reader’s own text size is double', async (width) => {
    const large = await launch('--blink-settings=defaultFontSize=32');
    const page = await large.newPage({ viewport: { width, height: 900 } });
    await page.goto(`${address}/published/fi`);
    expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('34px');
    expect(await overflow(page)).toBe(0);
    await large.close();
  });

  it('lets a keyboard skip to the content first, and shows where it is', async () => {
    const page = await open('published', 'fi', 1280);
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Siirry sisältöön' });
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
    expect(await skip.evaluate((link) => getComputedStyle(link).outlineWidth)).toBe('3px');
    expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
    await page.context().close();
  });

  it('keeps the roles of its table where rows become cards', async () => {
    const page = await open('published', 'en', 360);
    const table = page.getByRole('table', { name: /Situation of programmes/ });
    expect(await table.getByRole('columnheader').allInnerTexts()).toEqual([
      'Programme or plan',
      'Overall',
      'Schedule',
      'Risks',
      'Resources',
    ]);
    const row = table.getByRole('row', { name: /Digitalisation programme/ });
    expect(await row.getByRole('cell').count()).toBe(4);
    expect(await row.getByRole('rowheader').innerText()).toContain('Digitalisation programme');
    await page.context().close();
  });

  it('prints on A4 over several pages, its table as a table', async () => {
    const page = await open('published', 'fi', 660);
    const rowOf = () =>
      page.evaluate(() => getComputedStyle(document.querySelector('.overview tbody tr.pilot')!).display);
    expect(await rowOf()).toBe('grid');
    await page.emulateMedia({ media: 'print' });
    expect(await rowOf()).toBe('table-row');
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const sheets = pdf.match(/\/Type\s*\/Page\b/g) ?? [];
    expect(sheets.length).toBeGreaterThan(5);
    // A4 in points.
    expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/);
    await page.context().close();
  });

  it('loads nothing and complains of nothing under a strict policy', async () => {
    const context = await running().newContext();
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('request', (request) => complaints.push(request.url()));
    await page.goto(`${address}/published/sv`);
    expect(complaints).toEqual([`${address}/published/sv`]);
    await context.close();
  });
});
