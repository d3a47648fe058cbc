import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launch } from './browser.ts';
import { House } from './harness.ts';

/**
 * What a page of somebody else's can do with the browser of a person who is signed in here. Another port is another
 * origin of the same site, to which a SameSite cookie is sent along: harder for us than another site.
 */
let house: House;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let hostile: Server;
let hostileUrl: string;
/** What of the browser's requests reached the house, from the hostile page. */
let arrived: { method: string; url: string; withCookie: boolean; site: unknown }[] = [];

const report = `mutation { reportMeasurement(collaboration: "keskisuomi", id: "series_sen_osallistujat__jyvaskyla", commandId: "00000000-0000-4000-8000-000000000001",
  input: { indicator: "indicator_sen_osallistujat", place: "179", period: { from: "1990-01-01", to: "1990-06-30" }, value: 1, status: FINAL }) { __typename } }`;

beforeAll(async () => {
  house = await House.open();
  hostile = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>A page of somebody else’s</title>');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => hostile.once('listening', resolve));
  hostileUrl = `http://127.0.0.1:${String((hostile.address() as AddressInfo).port)}`;
  browser = await launch();
  context = await browser.newContext();
  const [name = '', value = ''] = house.cookieOf('person_muni179').split('=');
  await context.addCookies([{ name, value, url: house.url, httpOnly: true, sameSite: 'Lax' }]);
  const note = ({ method = '', url = '', headers }: IncomingMessage) =>
    arrived.push({
      method,
      url,
      withCookie: headers.cookie?.includes(value) ?? false,
      site: headers['sec-fetch-site'],
    });
  house.app.getHttpServer().prependListener('request', note).prependListener('upgrade', note);
}, 120_000);
afterAll(async () => {
  await browser.close();
  hostile.close();
  await house.close();
});
beforeEach(async () => {
  arrived = [];
  page = await context.newPage();
  await page.goto(hostileUrl);
});
afterEach(() => page.close());

const events = async () => String(await house.platform.log.head());
/** What the page does, as text, and nothing of it may change anything. */
async function does<Told>(run: (given: { url: string; query: string }) => Promise<Told>): Promise<Told> {
  const before = await events();
  const told = await page.evaluate(run, { url: house.url, query: report });
  expect(await events()).toBe(before);
  return told;
}

/** The browser's own session, as a page of ours would use it. */
async function signedIn(): Promise<boolean> {
  const answer = await context.request.post(`${house.url}/graphql`, {
    headers: { origin: house.url, 'sec-fetch-site': 'same-origin' },
    data: { query: '{ collaboration(id: "keskisuomi") { id } }' },
  });
  return answer.status() === 200;
}

it('the session they would use is good', async () => {
  expect(await signedIn()).toBe(true);
});

it.each(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'])(
  'a form sent as %s',
  async (enctype) => {
    const before = await events();
    for (const path of ['/graphql', '/sign-out']) {
      const page = await context.newPage();
      await page.goto(hostileUrl);
      const answer = page.waitForResponse((response) => response.url() === house.url + path);
      await page.evaluate(
        ({ action, enctype: kind, query }) => {
          const form = document.createElement('form');
          Object.assign(form, { method: 'post', action, enctype: kind });
          const field = document.createElement('input');
          // As text this is JSON, to the equals sign.
          Object.assign(field, { name: `{"query":${JSON.stringify(query)},"x":"`, value: '"}' });
          form.append(field);
          document.body.append(form);
          form.submit();
        },
        { action: house.url + path, enctype, query: report },
      );
      expect((await answer).status()).toBe(403);
      await page.close();
    }
    expect(arrived.filter(({ method }) => method === 'POST')).toEqual([
      { method: 'POST', url: '/graphql', withCookie: true, site: 'same-site' },
      { method: 'POST', url: '/sign-out', withCookie: true, site: 'same-site' },
    ]);
    expect(await events()).toBe(before);
    expect(await signedIn()).toBe(true);
  },
);

it('fetch, as JSON and as what needs no leave, with a beacon', async () => {
  const told = await does(async ({ url, query }) => {
    const body = JSON.stringify({ query });
    const ask = (init: RequestInit) =>
      fetch(`${url}/graphql`, { method: 'POST', credentials: 'include', body, ...init }).then(
        (answer) => answer.type,
        () => 'refused',
      );
    const json = { 'content-type': 'application/json' };
    return [
      await ask({ headers: json }),
      await ask({ headers: json, mode: 'no-cors' }),
      await ask({ mode: 'no-cors' }),
      await ask({ mode: 'no-cors', headers: { 'content-type': 'text/plain; application/json' } }),
      await ask({ mode: 'no-cors', body: new Blob([body], { type: 'application/json' }) }),
      String(navigator.sendBeacon(`${url}/graphql`, new Blob([body], { type: 'text/plain' }))),
    ];
  });
  // Leave is asked for and not given; what needs none arrives, does nothing, and its answer may not be looked at.
  expect(told).toEqual(['refused', 'refused', 'refused', 'refused', 'refused', 'true']);
  expect(arrived.some(({ method, withCookie }) => method === 'POST' && withCookie)).toBe(true);
});

it('a websocket', async () => {
  const told = await does(
    ({ url }) =>
      new Promise((resolve) => {
        const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
        socket.onopen = () => resolve('opened');
        socket.onclose = ({ code }) => resolve(`closed ${String(code)}`);
      }),
  );
  expect(told).toBe('closed 1006');
  expect(arrived).toEqual([{ method: 'GET', url: '/graphql', withCookie: true, site: undefined }]);
});

it('a picture, a script, a style and a frame of ours', async () => {
  const told = await does(async ({ url, query }) => {
    const load = (tag: 'img' | 'script' | 'link', path: string) =>
      new Promise((resolve) => {
        const element = document.createElement(tag);
        Object.assign(element, tag === 'link' ? { rel: 'stylesheet', href: url + path } : { src: url + path });
        element.onload = () => {
          resolve('loaded');
        };
        element.onerror = () => {
          resolve('failed');
        };
        document.head.append(element);
      });
    const asked = `/graphql?query=${encodeURIComponent(query)}`;
    return [
      await load('img', asked),
      await load('script', asked),
      await load('script', '/health'),
      await load('link', '/reports/keskisuomi/2024-H2'),
      await load('img', '/reports/keskisuomi/2024-H2.pptx'),
    ];
  });
  expect(told).toEqual(['failed', 'failed', 'failed', 'failed', 'failed']);
  const frame = await page.evaluate(async (url) => {
    const element = document.createElement('iframe');
    element.src = `${url}/reports/keskisuomi/2024-H2`;
    await new Promise((resolve) => {
      element.onload = resolve;
      document.body.append(element);
    });
    try {
      return element.contentWindow?.length === undefined
        ? 'nothing'
        : String(element.contentDocument?.body.textContent);
    } catch {
      return 'nothing';
    }
  }, house.url);
  expect(frame).not.toContain('Puolivuotis');
  expect(page.frames().map((of) => of.url())).not.toContain(`${house.url}/reports/keskisuomi/2024-H2`);
});

it('a window of ours opened by it tells it nothing', async () => {
  const opened = context.waitForEvent('page');
  const handle = await page.evaluateHandle((url) => window.open(`${url}/sign-in`), house.url);
  const ours = await opened;
  await ours.waitForLoadState();
  // Cross-Origin-Opener-Policy: the two no longer know each other.
  expect(await handle.evaluate((window) => window?.closed ?? true)).toBe(true);
  expect(await ours.evaluate(() => window.opener === null)).toBe(true);
  await ours.close();
});
