import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { importFolder } from '../../apps/cli/import/import.ts';
import { Child, median, type Bench } from './measure.ts';

interface Server {
  readonly url: string;
}

/** WebPageTest's "3G Slow": 400 kbit/s, 400 ms there and back; and a processor four times slower than this one. */
const slow = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const slowdown = 4;

/**
 * From the address typed to a partner's page that can be used (what waits is listed and its buttons answer), on a poor
 * phone and a poor line: the first time ever, and with the app's files kept from an earlier visit.
 */
export const web: Bench = async ({ quick, cache, say }) => {
  const folder = await mkdtemp(join(cache, 'web-'));
  await importFolder({ folder, source: resolve('infra/collaborations/keski-suomi'), simulateClock: true });
  const child = new Child('server-child', [folder]);
  const { url } = await child.ask<Server>();
  const { cookie } = await child.ask<{ readonly cookie: string }>({ person: 'person_parish495' });
  const origin = new URL(url).origin;
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new Error(`There is no Chromium at ${executablePath}.`);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const times: { readonly first: number; readonly again: number; readonly bytes: number }[] = [];
  for (let round = 0; round < (quick ? 1 : 5); round++) {
    say(`visit ${String(round + 1)}`);
    const context = await signedIn(browser, origin, cookie);
    const first = await usable(context, origin);
    const again = await usable(context, origin);
    times.push({ first: first.ms, again: again.ms, bytes: first.bytes });
    await context.close();
  }
  await browser.close();
  await child.end();
  await rm(folder, { recursive: true });
  const kilobytes = (median(times.map(({ bytes }) => bytes)) / 1000).toFixed(0);
  return [
    {
      what: `A partner’s page on a slow phone (processor 4 × slower, 400 kbit/s, 400 ms), files kept from an earlier visit`,
      ours: '',
      value: median(times.map(({ again }) => again)) / 1000,
      wanted: { atMost: 3 },
      unit: 's',
    },
    {
      what: 'The same, the first time ever',
      ours: `${kilobytes} kB over the line`,
      value: median(times.map(({ first }) => first)) / 1000,
      wanted: { atMost: 3 },
      unit: 's',
    },
  ];
};

async function signedIn(browser: Browser, origin: string, cookie: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, locale: 'fi' });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: origin, httpOnly: true, sameSite: 'Lax' }]);
  return context;
}

async function usable(context: BrowserContext, origin: string): Promise<{ ms: number; bytes: number }> {
  const page = await context.newPage();
  const tools = await context.newCDPSession(page);
  let bytes = 0;
  await tools.send('Network.enable');
  tools.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await tools.send('Network.emulateNetworkConditions', slow);
  await tools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const began = performance.now();
  await page.goto(`${origin}/c/keskisuomi`, { waitUntil: 'commit', timeout: 120_000 });
  await page.locator('main li button').first().waitFor({ timeout: 120_000 });
  await page.locator('main li button').first().click({ trial: true });
  const ms = performance.now() - began;
  await page.close();
  return { ms, bytes };
}
