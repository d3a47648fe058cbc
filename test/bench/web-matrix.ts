import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { importFolder } from '../../apps/cli/import/import.ts';
import { Child, median, type Bench, type Figure } from './measure.ts';

const activities = 500;
/** Activities with a state in every municipality in both years. */
const inMatrix = 60;
const year = 2026;
/** Mutations in one document: as many as one may have. */
const together = 20;
const slowdown = 4;

/**
 * The matrix of 22 municipalities and 60 activities in two years, every cell told of, scrolled and filtered in a real
 * browser; and the list of 500 activities opened.
 */
export const webMatrix: Bench = async ({ quick, cache, say }) => {
  const folder = await mkdtemp(join(cache, 'matrix-'));
  await importFolder({ folder, source: resolve('infra/collaborations/keski-suomi'), simulateClock: true });
  const child = new Child('server-child', [folder]);
  const { url } = await child.ask<{ readonly url: string }>();
  const { cookie } = await child.ask<{ readonly cookie: string }>({ person: 'person_coord01' });
  say('activities');
  await fill(url, cookie, quick ? inMatrix : activities);
  const origin = new URL(url).origin;
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new Error(`There is no Chromium at ${executablePath}.`);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const page = await opened(browser, origin, cookie);
  const tools = await page.context().newCDPSession(page);
  const figures: Figure[] = [];
  for (const rate of [1, slowdown]) {
    const processor = rate === 1 ? '' : `, processor ${String(rate)} × slower`;
    await tools.send('Emulation.setCPUThrottlingRate', { rate });
    say(`frames${processor}`);
    await page.goto(`${origin}/c/keskisuomi/matrix?year=${String(year)}`);
    await page.locator('.matrix-frame').waitFor({ timeout: 60_000 });
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(1_000);
    const scrolled = await framesWhile(page, tools, () => scrolling(page));
    const filtered = await framesWhile(page, tools, () => filtering(page));
    for (const [what, frames] of [
      ['scrolled', scrolled],
      ['filtered', filtered],
    ] as const)
      figures.push({
        what: `Frames a second while the matrix 22 × ${String(inMatrix)} of two years is ${what}${processor}`,
        ours: `${frames.work.toFixed(1)} ms of work a frame, longest frame ${String(Math.round(frames.longest))} ms`,
        value: frames.perSecond,
        wanted: { atLeast: 50 },
        unit: 'frames/s',
      });
  }
  await tools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  say('the list');
  const scripting: number[] = [];
  for (let round = 0; round < (quick ? 1 : 5); round++) scripting.push(await scriptOf(page, tools, origin));
  figures.push({
    what: `Scripting when the page of ${String(activities)} activities is opened`,
    ours: '',
    value: median(scripting),
    wanted: { atMost: 300 },
    unit: 'ms',
  });
  await browser.close();
  await child.end();
  await rm(folder, { recursive: true });
  return figures;
};

/** Plans activities and tells of those of the matrix everywhere, through the API as people would. */
async function fill(url: string, cookie: string, count: number): Promise<void> {
  const ask = async (query: string): Promise<unknown> => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-requested-with': 'talkoot', cookie },
      body: JSON.stringify({ query }),
    });
    const { data, errors } = (await answer.json()) as { data: unknown; errors?: readonly { message: string }[] };
    if (errors?.[0]) throw new Error(errors[0].message);
    return data;
  };
  const give = async (mutations: readonly string[]) => {
    for (let begin = 0; begin < mutations.length; begin += together) {
      const some = mutations.slice(begin, begin + together).map((one, at) => `m${String(at)}: ${one} { __typename }`);
      const answers = Object.values(
        (await ask(`mutation { ${some.join(' ')} }`)) as Record<string, { __typename: string }>,
      );
      if (answers.some(({ __typename }) => __typename === 'Refused')) throw new Error('An activity was refused');
    }
  };
  const to = (id: string) =>
    `collaboration: "keskisuomi", id: "${id}", commandId: "${crypto.randomUUID()}", actingFor: "partner_hyvaks"`;
  const ids = Array.from({ length: count }, (_, index) => `activity_made_${String(index)}`);
  const kinds = ['EVENT_SERIES', 'RECEPTION', 'SERVICE', 'TRAINING'];
  await give(
    ids.map(
      (id, at) =>
        `planActivity(${to(id)}, input: { title: { original: FI, fi: "Yhteinen toiminta ${String(at)}" }, kind: ${String(kinds[at % 4])}, goals: ["goal_sen_hyvinvointi"] })`,
    ),
  );
  const { collaboration } = (await ask('{ collaboration(id: "keskisuomi") { places { code } } }')) as {
    collaboration: { places: readonly { code: string }[] };
  };
  const states = ['NONE_YET', 'BEING_PLANNED', 'MEETING_AGREED', 'TENTATIVE', 'PLANNED', 'RUNNING', 'ENDED'];
  const cells = ids
    .slice(0, inMatrix)
    .flatMap((id, column) =>
      collaboration.places.flatMap(({ code }, row) =>
        [year - 1, year].map(
          (of) =>
            `setPlaceState(${to(id)}, input: { place: "${code}", year: ${String(of)}, state: ${String(states[(column + row + of) % states.length])}, detail: { original: FI, fi: "Kerran kuukaudessa kirjastolla" } })`,
        ),
      ),
    );
  await give(cells);
}

async function opened(browser: Browser, origin: string, cookie: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'fi' });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: origin, httpOnly: true, sameSite: 'Lax' }]);
  return context.newPage();
}

/** What the page's own thread has worked, in milliseconds of the processor: what others do on the machine is not in it. */
async function worked(tools: CDPSession, what: 'TaskDuration' | 'ScriptDuration'): Promise<number> {
  const { metrics } = await tools.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === what)?.value ?? 0) * 1_000;
}

declare global {
  interface Window {
    frameTimes: number[];
  }
}

/** Counts the frames the browser shows while something goes on, and what they cost. */
async function framesWhile(page: Page, tools: CDPSession, doing: () => Promise<void>) {
  await tools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await worked(tools, 'TaskDuration');
  await page.evaluate(() => {
    const times: number[] = [];
    const record = (time: number) => {
      times.push(time);
      requestAnimationFrame(record);
    };
    requestAnimationFrame(record);
    window.frameTimes = times;
  });
  await doing();
  const times = await page.evaluate(() => window.frameTimes);
  const work = (await worked(tools, 'TaskDuration')) - before;
  const gaps = times.slice(1).map((time, at) => time - (times[at] ?? time));
  return {
    perSecond: (gaps.length * 1_000) / gaps.reduce((sum, gap) => sum + gap, 0),
    longest: Math.max(...gaps),
    work: work / gaps.length,
  };
}

/** From the first activity to the last and back, and down and up. */
const scrolling = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const frame = document.querySelector('.matrix-frame');
    if (!frame) return;
    for (const [left, top] of [
      [40, 0],
      [0, 12],
      [-40, 0],
      [0, -12],
    ] as const)
      for (let step = 0; step < 90; step += 1) {
        frame.scrollBy(left, top);
        await new Promise(requestAnimationFrame);
      }
  });

/** Each kind of activity in turn, as people choose it. */
async function filtering(page: Page): Promise<void> {
  for (const kind of ['Palvelu', 'Vastaanotto', 'Valmennus', 'Kaikki']) {
    await page.getByRole('button', { name: /Toiminnan laji/ }).click();
    await page.getByRole('option', { name: kind, exact: true }).click();
    await page.waitForTimeout(400);
  }
}

/** Milliseconds of script from opening the list until it can be read. */
async function scriptOf(page: Page, tools: CDPSession, origin: string): Promise<number> {
  await page.goto('about:blank');
  await tools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(`${origin}/c/keskisuomi/activities`);
  await page.locator('.activity-list li').first().waitFor();
  await page.waitForLoadState('networkidle');
  return worked(tools, 'ScriptDuration');
}
