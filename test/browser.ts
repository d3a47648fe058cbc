import type axeCore from 'axe-core';
import type { RunOptions } from 'axe-core';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page } from 'playwright-core';

/** A real browser for the tests, and what axe finds in a page. */

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
/** Runs in the page. */
const axe = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

declare global {
  interface Window {
    readonly axe: typeof axeCore;
  }
}

/** Starts Chromium; where there is none the test fails with how to get it. */
export async function launch(...more: string[]): Promise<Browser> {
  if (!existsSync(executablePath))
    throw new Error(
      `There is no Chromium at ${executablePath}. Install it (Debian, Ubuntu: apt-get install chromium) or set CHROMIUM to where it is, and run the tests again.`,
    );
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  });
}

const options: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
};

/** What axe objects to, by WCAG 2.2 AA and good practice. */
export async function violations(page: Page): Promise<readonly string[]> {
  // As the debugger would: a page under a strict policy runs no script of ours.
  await page.evaluate(`${axe};0`);
  const results = await page.evaluate((given) => window.axe.run(given), options);
  expect(results.passes.length).toBeGreaterThan(20);
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

/** How many pixels of the page lie beyond its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
