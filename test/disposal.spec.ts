import { askerIn } from '#backbone';
import { isRefusal } from '#decider';
import Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPlatform, type Platform } from '../apps/api/platform.ts';

/** What a decided time of keeping does to what stands outside the log. */
const text = (fi: string) => ({ original: 'fi' as const, fi });
let folder: string;
let platform: Platform;
let now = '2020-03-01T10:00:00Z';

const open = async () => {
  platform = openPlatform({ folder, clock: () => new Date(now), reactions: true });
  platform.requests.start();
  await platform.reactions?.start();
};
async function does(collaboration: string, id: string, type: string, data: object): Promise<void> {
  const asker = askerIn(await platform.worlds.live(collaboration), 'person_a', 'partner_b', true);
  if (!asker) throw new Error('Nobody is let in');
  const order = { collaboration, id, command: { type, data }, asker, commandId: randomUUID() };
  const outcome = await platform.commands.execute(order);
  expect([type, isRefusal(outcome) ? outcome.refused : 'done']).toEqual([type, 'done']);
}
const confirms = (collaboration: string, dataClass: string, years?: number) =>
  does(collaboration, `retention_${dataClass}`, 'ConfirmRetention', { basis: text('Päätös 7'), years });

beforeEach(async () => {
  now = '2020-03-01T10:00:00Z';
  folder = mkdtempSync(join(tmpdir(), 'talkoot-disposal-'));
  await open();
  const labels = Object.fromEntries(
    ['agenda', 'measurement', 'activities', 'communication', 'backbone'].map((name) => [name, text(name)]),
  );
  for (const collaboration of ['malli', 'toinen']) {
    const opening = {
      name: text('Malli'),
      languages: ['fi'],
      places: [],
      labels,
      quorum: { kind: 'number', number: 1 },
    };
    await does(collaboration, `collaboration_${collaboration}`, 'OpenCollaboration', opening);
    for (const at of ['2020-03-01T10:00:00.000Z', '2021-06-01T10:00:00.000Z'])
      platform.inbox.put([{ person: 'person_a', kind: 'task_late', about: `task_${at.slice(0, 4)}` }], {
        ...{ collaboration, id: randomUUID(), position: 1n, at },
      });
  }
  for (const at of ['2020-03-01', '2021-06-01', '2021-06-02'])
    await platform.requests.keepFirst({
      ...{
        kind: 'query',
        at: `${at}T10:00:00.000Z`,
        who: 'person_a',
        as: [],
        asked: ['me'],
        collaborations: ['malli'],
      },
      ...{ objects: [], more: 0, outcome: 'answered', codes: [], correlation: 'c' },
    });
});
afterEach(async () => {
  await platform.close();
  rmSync(folder, { recursive: true });
});

const notifications = () => {
  const db = new Database(join(folder, 'people.db'), { readonly: true });
  const rows = db.prepare<[], string>('SELECT collaboration || about FROM inbox ORDER BY 1').pluck().all();
  db.close();
  return rows;
};
const requests = () => platform.requests.of('person_a').map(({ at }) => at.slice(0, 10));
const until = async <T>(look: () => T, wanted: T): Promise<void> => {
  for (let tries = 0; tries < 400 && JSON.stringify(look()) !== JSON.stringify(wanted); tries++) await sleep(25);
  expect(look()).toEqual(wanted);
};
const days = ['2020-03-01', '2021-06-01', '2021-06-02'];

it('lets notifications of that collaboration go once their time is decided and over, and puts it on record', async () => {
  now = '2021-07-01T10:00:00Z';
  await confirms('malli', 'notifications', 1);
  await until(notifications, ['mallitask_2021', 'toinentask_2020', 'toinentask_2021']);
  await platform.close();
  const db = new Database(join(folder, 'access.db'), { readonly: true });
  const said = db.prepare<[], string>(`SELECT body FROM requests WHERE body LIKE '%cleared%'`).pluck().all();
  db.close();
  expect(said.map((line) => JSON.parse(line) as object)).toMatchObject([
    { kind: 'cleared', collaboration: 'malli', dataClass: 'notifications', rows: 1 },
  ]);
  await open();
});

it('keeps the record of requests as long as the longest decision says, and as the installation says where none is', async () => {
  now = '2021-07-01T10:00:00Z';
  await confirms('malli', 'requests', 1);
  // The other has not decided: five years.
  await sleep(300);
  expect(requests()).toEqual(days);
  await confirms('toinen', 'requests', 1);
  await until(requests, days.slice(1));
  await platform.close();
  // A longer time, or none, is remembered before anything is deleted at a start.
  await open();
  await confirms('malli', 'requests');
  await platform.close();
  now = '2040-01-01T10:00:00Z';
  await open();
  await sleep(300);
  expect(requests()).toEqual(days.slice(1));
});
