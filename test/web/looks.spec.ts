import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { Site } from './site.ts';

/**
 * What each page looks like, in Finnish, wide and narrow, beside what it looked like when somebody last said that it was
 * good: `LOOKS=write npm test -- test/web/looks` says so anew. Pictures are of half size, so that a letter drawn a
 * shade darker by another version of the browser is no difference, and a part that has moved is.
 */
const write = process.env['LOOKS'] === 'write';
const kept = join(__dirname, 'looks');
const found = join(__dirname, '../../.cache/looks');
/** Share of pixels that may differ. */
const tolerance = 0.015;
/** A winter day, so that what is late is late each time. */
const day = new Date('2026-11-23T09:00:00Z');

const c = '/c/keskisuomi';
const pages: readonly [name: string, person: string | undefined, path: string][] = [
  ['home', undefined, '/'],
  ['public', undefined, '/public/keskisuomi'],
  ['accessibility', undefined, '/accessibility'],
  ['mine', 'person_parish495', c],
  ['mine-coordinator', 'person_coord01', c],
  ['agenda', 'person_coord01', `${c}/agenda`],
  ['goal', 'person_coord01', `${c}/goals/goal_sen_hyvinvointi`],
  ['programme', 'person_coord01', `${c}/programmes/programme_seniorikeskukset`],
  ['theory', 'person_coord01', `${c}/theory`],
  ['indicators', 'person_coord01', `${c}/indicators`],
  ['indicator', 'person_coord01', `${c}/indicators/indicator_sen_osallistujat`],
  ['activities', 'person_coord01', `${c}/activities`],
  ['activity', 'person_coord01', `${c}/activities/activity_loviisan_tupa`],
  ['matrix', 'person_coord01', `${c}/matrix`],
  ['dialogue', 'person_coord01', `${c}/dialogue`],
  ['backbone', 'person_coord01', `${c}/backbone`],
  ['people', 'person_admin01', `${c}/people`],
  ['reports', 'person_coord01', `${c}/reports`],
  ['report', 'person_coord01', `${c}/reports/2025-H1`],
  ['history', 'person_audit01', `${c}/history`],
  ['compare', 'person_audit01', `${c}/history?tab=compare&from=2025-01-01&to=2025-07-01`],
  ['proof', 'person_parish495', `${c}/history?tab=proof`],
  ['settings', 'person_parish495', `${c}/settings`],
  ['past', 'person_coord01', `${c}/agenda?asOf=2024-06-30`],
];

let site: Site;
beforeAll(async () => {
  site = await Site.open({ clock: () => day });
  for (const folder of [kept, found]) mkdirSync(folder, { recursive: true });
}, 120_000);
afterAll(() => site.close());

describe.each([1280, 360])('%i px wide', (width) => {
  it.each(pages)('%s', async (name, person, path) => {
    const page = await site.visit(person, path, { width, deviceScaleFactor: 0.5, reducedMotion: 'reduce' });
    await page.clock.setFixedTime(day);
    await page.evaluate(() => document.fonts.ready);
    await page.waitForLoadState('networkidle');
    const shot = PNG.sync.read(await page.screenshot({ animations: 'disabled', caret: 'hide' }));
    await page.context().close();
    const file = `${name}-${String(width)}.png`;
    if (write) {
      writeFileSync(join(kept, file), PNG.sync.write(shot, { deflateLevel: 9 }));
      return;
    }
    if (!existsSync(join(kept, file))) throw new Error(`Nobody has said yet what ${file} should look like.`);
    const good = PNG.sync.read(readFileSync(join(kept, file)));
    expect([shot.width, shot.height]).toEqual([good.width, good.height]);
    const difference = new PNG({ width: good.width, height: good.height });
    const differing = pixelmatch(good.data, shot.data, difference.data, good.width, good.height, { threshold: 0.2 });
    const share = differing / (good.width * good.height);
    if (share > tolerance) {
      writeFileSync(join(found, file), PNG.sync.write(shot));
      writeFileSync(join(found, file.replace('.png', '.difference.png')), PNG.sync.write(difference));
    }
    expect([file, share <= tolerance]).toEqual([file, true]);
  });
});
