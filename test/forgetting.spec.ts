import { askerIn } from '#backbone';
import { isRefusal } from '#decider';
import { removalOf } from '#language';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPlatform, type Platform } from '../apps/api/platform.ts';
import { comments } from '../libs/dialogue/thread.view.ts';

/** Somebody is forgotten in the log and in the directory, in one act. */
const text = (fi: string) => ({ original: 'fi' as const, fi });
const erase = { basis: 'objection' as const, decision: '1839/00.01/2026 § 6' };
const places = ['malli', 'toinen'].map((collaboration) => ({ collaboration, organisation: 'partner_b' }));
const plan = { erase, by: 'person_hallinta', commandId: randomUUID(), places };

let folder: string;
let platform: Platform;

async function gives(collaboration: string, person: string, id: string, type: string, data: object): Promise<string> {
  const asker = askerIn(await platform.worlds.live(collaboration), person, 'partner_b', true);
  if (!asker) throw new Error(`${person} holds nothing`);
  const order = { collaboration, id, command: { type, data }, asker, commandId: randomUUID() };
  const outcome = await platform.commands.execute(order);
  return isRefusal(outcome) ? outcome.refused : 'done';
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'talkoot-forgetting-'));
  platform = openPlatform({ folder });
  const labels = Object.fromEntries(
    ['agenda', 'measurement', 'activities', 'communication', 'backbone'].map((name) => [name, text(name)]),
  );
  for (const { collaboration } of places) {
    const opening = {
      name: text('Malli'),
      languages: ['fi'],
      places: [],
      labels,
      quorum: { kind: 'number', number: 1 },
    };
    const does = async (person: string, id: string, type: string, data: object) =>
      expect([type, await gives(collaboration, person, id, type, data)]).toEqual([type, 'done']);
    await does('person_hallinta', `collaboration_${collaboration}`, 'OpenCollaboration', opening);
    await does('person_hallinta', 'partner_b', 'AdmitPartner', { name: text('B'), kind: 'county' });
    for (const [person, role] of [
      ['person_hallinta', 'administrator'],
      ['person_anna', 'member'],
    ] as const)
      await does('person_hallinta', `mandate_${person.slice(7)}`, 'GrantMandate', {
        ...{ person, partner: 'partner_b', role, from: '2024-01-01' },
      });
    await does('person_anna', 'thread_a', 'StartThread', { about: 'partner_b', text: text('Annan sana') });
  }
  platform.people.put({ id: 'person_anna', label: text('Jäsen'), demonstration: false, signIn: false });
  platform.people.describe('person_anna', { name: 'Anna Esimerkki', email: 'anna@esimerkki.fi', language: 'fi' });
});
afterEach(async () => {
  await platform.close();
  rmSync(folder, { recursive: true });
});

/** By what the person's words are gone, in each collaboration; nothing where they are there. */
const bases = () =>
  Promise.all(
    places.map(async ({ collaboration }) =>
      (await platform.worlds.live(collaboration))
        .rows(comments)
        .values()
        .map(({ text: one }) => one && removalOf(one)),
    ),
  );
const isForgotten = () => ({
  ...{ about: platform.people.about('person_anna'), former: platform.people.isFormer('person_anna') },
});
const forgotten = { about: {}, former: true };
const erasedIn = (collaboration: string) => ({ collaboration, outcome: 'erased' });

it('erases words everywhere and the entry, and done again does nothing twice', async () => {
  const words = places.map(({ collaboration }) => erasedIn(collaboration));
  expect(await platform.forgetting.forget('person_anna', plan)).toEqual(words);
  expect([await bases(), isForgotten()]).toEqual([[['objection'], ['objection']], forgotten]);
  const head = await platform.log.head();
  expect(await platform.forgetting.forget('person_anna', plan)).toEqual(words);
  expect([await platform.log.head(), isForgotten()]).toEqual([head, forgotten]);
});

it('forgets the entry where a collaboration has refused to erase the words, and tells both', async () => {
  const refusal = { author: 'person_anna', decision: '1839/00.01/2026 § 9', reason: text('Kirjattu virassa') };
  expect(await gives('toinen', 'person_hallinta', 'erasure_1', 'RefuseErasure', refusal)).toBe('done');
  const { author: _, ...ground } = refusal;
  expect(await platform.forgetting.forget('person_anna', plan)).toMatchObject([
    erasedIn('malli'),
    { collaboration: 'toinen', outcome: 'refused', ...ground },
  ]);
  expect([await bases(), isForgotten()]).toEqual([[['objection'], [undefined]], forgotten]);
});

it('leaves words where nobody decided of them, and tells of a right that is not there', async () => {
  const { erase: _, ...alone } = plan;
  expect(await platform.forgetting.forget('person_anna', alone)).toEqual(
    places.map(({ collaboration }) => ({ collaboration, outcome: 'kept' })),
  );
  expect([await bases(), isForgotten()]).toEqual([[[undefined], [undefined]], forgotten]);
  const other = { ...plan, by: 'person_anna', commandId: randomUUID() };
  expect(await platform.forgetting.forget('person_anna', other)).toMatchObject(
    places.map(() => ({ outcome: 'refused', refused: 'MANDATE_MISSING' })),
  );
});

it.each(['before', 'after'])('killed %s the first words are erased, it is finished at the next start', async (when) => {
  await platform.close();
  const worker = join(__dirname, '../dist/test/forgetting.worker.js');
  if (!existsSync(worker)) throw new Error('Build first (npm run build): this test kills the built program');
  const child = spawn(process.execPath, [worker, folder, when, JSON.stringify(plan)], { stdio: 'inherit' });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  platform = openPlatform({ folder });
  expect([signal, isForgotten().former]).toEqual(['SIGKILL', false]);
  expect(await bases()).toEqual([[when === 'before' ? undefined : 'objection'], [undefined]]);
  expect(await platform.forgetting.finish()).toEqual(['person_anna']);
  expect([await bases(), isForgotten()]).toEqual([[['objection'], ['objection']], forgotten]);
  expect(await platform.forgetting.finish()).toEqual([]);
});
