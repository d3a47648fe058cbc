/**
 * `npm run pictures`: takes the pictures of the README's tour anew, from the running app over Central Finland.
 *
 *   node infra/pictures/take.mjs [name …]     all of them, or those named
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

/* global document, localStorage -- of the page, where what is evaluated runs */

const place = '/c/keskisuomi';
/** What is shown: whose eyes, which page, how wide, how high; and what is done on it before. */
const pictures = [
  { name: 'sign-in', width: 360, height: 720, path: '/sign-in/with/talkoot' },
  { name: 'mine', person: 'person_parish495', width: 360, height: 760, path: place },
  { name: 'agenda', person: 'person_coord01', width: 1280, height: 900, path: `${place}/agenda` },
  {
    name: 'indicator',
    person: 'person_coord01',
    width: 1280,
    height: 900,
    path: `${place}/indicators/indicator_sen_osallistujat`,
  },
  { name: 'matrix', person: 'person_coord01', width: 1280, height: 900, path: `${place}/matrix` },
  { name: 'report', person: 'person_coord01', width: 1280, height: 900, path: `${place}/reports/2025-H1` },
  { name: 'published', width: 1280, height: 900, path: '/reports/keskisuomi/2024-H2' },
  {
    name: 'compare',
    person: 'person_audit01',
    width: 1280,
    height: 900,
    path: `${place}/history?tab=compare&from=2025-01-01&to=2025-07-01&outcome=CHANGED`,
  },
  { name: 'past', person: 'person_coord01', width: 1280, height: 620, path: `${place}/agenda?asOf=2024-06-30` },
];

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !pictures.some((picture) => picture.name === name));
if (unknown !== undefined) throw new Error(`There is no picture ${unknown}.`);

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
if (!existsSync(executablePath))
  throw new Error(`There is no Chromium at ${executablePath}: set CHROMIUM to where it is.`);

const data = mkdtempSync(join(tmpdir(), 'talkoot-pictures-'));
const server = spawn(process.execPath, ['dist/apps/api/main.js', '--dev', '--port', '0', '--data', data]);
const origin = await new Promise((resolve, reject) => {
  let said = '';
  server.stdout.on('data', (chunk) => {
    said += String(chunk);
    const found = /http:\/\/[\w.]+:\d+/.exec(said);
    if (found && said.includes('Ctrl-C')) resolve(found[0]);
  });
  server.once('exit', () => reject(new Error(said)));
});
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  for (const { name, person, width, height, path } of pictures) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const context = await browser.newContext({ viewport: { width, height }, locale: 'fi', reducedMotion: 'reduce' });
    const page = await context.newPage();
    // The tour that greets a newcomer would stand in every picture.
    await page.addInitScript(() => {
      for (const role of ['partner', 'coordinator', 'auditor', 'reader'])
        localStorage.setItem(`talkoot.tour.${role}`, 'over');
    });
    if (person !== undefined) {
      await page.goto(`${origin}/sign-in/with/talkoot?lang=fi`);
      await page.locator(`form:has(input[value="${person}"]) button`).click();
      await page.waitForLoadState('networkidle');
    }
    await page.goto(origin + path);
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: `infra/pictures/${name}.png`, animations: 'disabled' });
    await context.close();
    console.log(`infra/pictures/${name}.png`);
  }
} finally {
  await browser.close();
  server.removeAllListeners('exit');
  server.kill('SIGINT');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(data, { recursive: true, force: true });
}
