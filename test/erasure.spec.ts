import { checkLog, openProofs, shownVerdict, writeBundle } from '#audit';
import { askerIn } from '#backbone';
import { isRefusal, schemaVersionOf } from '#decider';
import { copyLog, openInspection, openTransplant, type Json, type JsonObject } from '#event-log';
import { removalOf } from '#language';
import { comments } from '../libs/dialogue/thread.view.ts';
import { privacyOf, type World } from '#world';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contexts, openPlatform, type Platform } from '../apps/api/platform.ts';

const collaboration = 'malli';
const text = (fi: string) => ({ original: 'fi' as const, fi });
const said = (fi: string) => ({ text: text(fi) });
const partners = ['partner_b', 'partner_kunta'];
const people = [
  ['person_hallinta', 'partner_b', 'administrator'],
  ['person_toinen', 'partner_b', 'administrator'],
  ['person_koordinaattori', 'partner_b', 'coordinator'],
  ['person_tarkastaja', 'partner_b', 'auditor'],
  ['person_anna', 'partner_kunta', 'member'],
  ['person_matti', 'partner_kunta', 'member'],
] as const;

/** A word that stands nowhere else, in letters that take more than one byte. */
const canary = (n: number) => `Känäriä${String(n)}lintu`;
const isCanary = /känäriä\d+lintu/iu;

let home: string;
let folder: string;
let platform: Platform;

const open = () => openPlatform({ folder });
const live = (): Promise<World> => platform.worlds.live(collaboration);

async function give(person: string, id: string, type: string, data: object = {}): Promise<string> {
  const asker = askerIn(await live(), person, person === 'person_hallinta' ? 'partner_b' : undefined, true);
  if (!asker) throw new Error(`${person} holds nothing`);
  const order = { collaboration, id, command: { type, data }, asker, commandId: randomUUID() };
  const outcome = await platform.commands.execute(order);
  return isRefusal(outcome) ? outcome.refused : 'done';
}

async function does(person: string, id: string, type: string, data: object = {}): Promise<void> {
  expect([type, id, await give(person, id, type, data)]).toEqual([type, id, 'done']);
}

async function begin(): Promise<void> {
  const labels = Object.fromEntries(
    ['agenda', 'measurement', 'activities', 'communication', 'backbone'].map((name) => [name, text(name)]),
  );
  const places = [{ code: '179', name: text('Kunta'), kind: 'municipality', from: 2020 }];
  const opening = { name: text('Malli'), languages: ['fi'], places, labels, quorum: { kind: 'number', number: 1 } };
  await does('person_hallinta', `collaboration_${collaboration}`, 'OpenCollaboration', opening);
  for (const id of partners) {
    const kind = id === 'partner_b' ? 'county' : 'municipality';
    await does('person_hallinta', id, 'AdmitPartner', { name: text(id), kind });
  }
  for (const [person, partner, role] of people) {
    const mandate = { person, partner, role, from: '2024-01-01' };
    await does('person_hallinta', `mandate_${person.slice(7)}`, 'GrantMandate', mandate);
  }
  await does('person_anna', 'goal_arki', 'ProposeGoal', { title: text('Hyvä arki') });
  await does('person_anna', 'thread_arki', 'StartThread', { about: 'goal_arki', ...said('Ketä tämä koskee?') });
}

/** Every file below a folder. */
const filesIn = (at: string): readonly string[] =>
  readdirSync(at, { recursive: true, encoding: 'utf8' })
    .map((name) => join(at, name))
    .filter((name) => statSync(name).isFile());

/** Files that hold a word, in any of the forms in which it may have been written. */
function filesWith(at: string, words: readonly string[]): readonly string[] {
  const forms = words.flatMap((word) => {
    const bytes = Buffer.from(word);
    // In base64 a word looks otherwise after each number of bytes before it; what is shared with others is left out.
    const inBase64 = [0, 1, 2].map((before) =>
      Buffer.concat([Buffer.alloc(before), bytes])
        .toString('base64')
        .slice(before === 0 ? 0 : 4, -4),
    );
    const lower = Buffer.from(word.toLowerCase());
    return [bytes, lower, Buffer.from(word, 'utf16le'), ...inBase64.map((form) => Buffer.from(form))];
  });
  return filesIn(at).filter((file) => {
    const bytes = readFileSync(file);
    return forms.some((form) => bytes.includes(form));
  });
}

async function bundle(name: string): Promise<string> {
  const file = join(home, name);
  const proofs = await openProofs(folder);
  try {
    await writeBundle({ ...proofs, scope: { words: 'all', mode: 'full', holds: () => true }, file });
  } finally {
    await proofs.close();
  }
  return file;
}

/** What both verifiers say of a bundle: their exit codes. */
const verdicts = (file: string): readonly (number | null)[] =>
  [
    [process.execPath, 'verify.mjs'],
    ['python3', 'verify.py'],
  ].map(
    ([program = '', verifier = '']) => spawnSync(program, [join(__dirname, '../infra/verify', verifier), file]).status,
  );

/** What is found of the log as it lies there. */
const checked = async (): Promise<string> => {
  const inspection = await openInspection(folder);
  try {
    return shownVerdict(await checkLog({ inspection, folder }));
  } finally {
    await inspection.close();
  }
};

const saidIn = (world: World): readonly string[] =>
  world
    .rows(comments)
    .values()
    .map(({ text: one }) => one?.fi ?? '');

const commentsNow = async (): Promise<readonly string[]> => saidIn(await live());

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'talkoot-erasure-'));
  folder = join(home, 'data');
  platform = open();
  await begin();
});
afterEach(async () => {
  await platform.close();
  rmSync(home, { recursive: true });
});

const basis = { basis: 'objection', decision: '1839/00.01/2026 § 6' };

describe('words of one person', () => {
  it('stand sealed in the log, and open in every view', async () => {
    await does('person_anna', 'thread_arki', 'WriteComment', said(canary(1)));
    expect(await commentsNow()).toContain(canary(1));
    expect(filesWith(folder, [canary(1)])).toEqual([]);
    await platform.close();
    platform = open();
    expect(await commentsNow()).toContain(canary(1));
  });

  it('once erased show why, at every moment, and nobody else’s are gone (rule 32)', async () => {
    await does('person_anna', 'thread_arki', 'WriteComment', said('Annan sana'));
    await does('person_matti', 'thread_arki', 'WriteComment', said('Matin sana'));
    const { position } = await live();
    const before = await platform.worlds.at(collaboration, { position });
    await does('person_hallinta', 'erasure_1', 'EraseTexts', { author: 'person_anna', ...basis });
    const now = await commentsNow();
    expect(now).toContain('Matin sana');
    expect(now.filter((fi) => removalOf({ fi }) === 'objection')).toHaveLength(2);
    // Also in a past world somebody holds at this moment, and in one asked for anew.
    for (const world of [before, await platform.worlds.at(collaboration, { position })])
      expect(saidIn(world).map((fi) => removalOf({ fi }))).toEqual(['objection', 'objection', undefined]);
    // What is published is no person's own words.
    expect(JSON.stringify((await live()).views.map(({ name }) => before.table(name).all()))).toContain('Hyvä arki');
    // Who writes again is read again.
    await does('person_anna', 'thread_arki', 'WriteComment', said('Uusi sana'));
    expect(await commentsNow()).toContain('Uusi sana');
  });

  it('may be erased of one kind of things, kept from sight for a while, or not erased, with the reason', async () => {
    await does('person_anna', 'thread_arki', 'WriteComment', said('Annan sana'));
    const of = { author: 'person_anna', kinds: ['risk'] };
    await does('person_hallinta', 'erasure_1', 'EraseTexts', { ...of, ...basis });
    await does('person_hallinta', 'erasure_2', 'RefuseErasure', { author: 'person_anna', reason: text('Virassa') });
    expect(await commentsNow()).toContain('Annan sana');
    await does('person_hallinta', 'erasure_3', 'RestrictTexts', { author: 'person_anna', reason: text('Selvitetään') });
    expect((await commentsNow()).map((fi) => removalOf({ fi }))).toEqual(['restricted', 'restricted']);
    await platform.close();
    platform = open();
    expect((await commentsNow()).map((fi) => removalOf({ fi }))).toEqual(['restricted', 'restricted']);
    await does('person_hallinta', 'erasure_3', 'LiftRestriction', { reason: text('Selvitetty') });
    expect(await commentsNow()).toContain('Annan sana');
  });

  it('do not come back with older keys, snapshots and indexes put in place (B3)', async () => {
    await does('person_anna', 'thread_arki', 'CloseThread', { reason: text(canary(2)) });
    await platform.history.store.start();
    await platform.history.store.reached(await platform.log.head(), 10_000);
    await platform.close();
    const older = join(home, 'older');
    cpSync(folder, older, { recursive: true });
    platform = open();
    await does('person_hallinta', 'erasure_1', 'EraseTexts', { author: 'person_anna', ...basis });
    await platform.close();
    for (const name of readdirSync(folder))
      if (!name.startsWith('log.db')) rmSync(join(folder, name), { recursive: true });
    for (const name of readdirSync(older))
      if (!name.startsWith('log.db')) cpSync(join(older, name), join(folder, name), { recursive: true });
    rmSync(older, { recursive: true });
    expect(filesWith(folder, [canary(2)])).not.toEqual([]);

    platform = open();
    expect((await commentsNow()).map((fi) => removalOf({ fi }))).toEqual(['objection']);
    await platform.history.store.start();
    expect(filesWith(folder, [canary(2)])).toEqual([]);
    await platform.close();
    expect(filesWith(folder, [canary(2)])).toEqual([]);
    platform = open();
  });
});

describe('a text in one event', () => {
  it('is taken out by two persons together, and the bundle says that it is not there any more', async () => {
    await does('person_matti', 'thread_arki', 'WriteComment', said(`Soita ${canary(3)}lle`));
    const position = String(await platform.log.head());
    await does('person_matti', 'thread_arki', 'WriteComment', said('Jälkeenpäin sanottua'));
    const proposal = { position, fields: ['/text'], basis: 'unlawful', reason: text('Nimi') };
    expect(verdicts(await bundle('before.ndjson'))).toEqual([0, 0]);

    expect(await give('person_koordinaattori', 'removal_1', 'ProposeRemoval', { ...proposal, fields: ['/none'] })).toBe(
      'REMOVAL_NOTHING_THERE',
    );
    expect(await give('person_koordinaattori', 'removal_1', 'ProposeRemoval', { ...proposal, position: '99999' })).toBe(
      'REMOVAL_NOTHING_THERE',
    );
    await does('person_hallinta', 'removal_1', 'ProposeRemoval', proposal);
    expect(await give('person_hallinta', 'removal_1', 'ConfirmRemoval')).toBe('REMOVAL_BY_ITS_PROPOSER');
    expect(await commentsNow()).toContain(`Soita ${canary(3)}lle`);
    await does('person_toinen', 'removal_1', 'ConfirmRemoval');

    const now = await commentsNow();
    expect(now.map((fi) => removalOf({ fi }))).toEqual([undefined, 'unlawful', undefined]);
    expect(now).toContain('Jälkeenpäin sanottua');
    await platform.close();
    expect(filesWith(folder, [canary(3)])).toEqual([]);
    expect(verdicts(await bundle('after.ndjson'))).toEqual([10, 10]);
    const told = readFileSync(join(home, 'after.ndjson'), 'utf8').split('\n');
    const account = told.find((line) => line.startsWith('{"kind":"removal"')) ?? '';
    expect(JSON.parse(account)).toMatchObject({
      of: Number(position),
      fields: ['/text'],
      basis: 'unlawful',
      proposedBy: 'person_hallinta',
      actor: 'person_toinen',
    });
    expect(await checked()).toBe('OK_WITH_ERASURES(1)');
    platform = open();
    expect((await commentsNow()).map((fi) => removalOf({ fi }))).toEqual([undefined, 'unlawful', undefined]);
    expect((await live()).failures).toEqual([]);
  });

  it('is taken out once more elsewhere in the same event, by several persons at once, and stays bound', async () => {
    await does('person_matti', 'thread_arki', 'WriteComment', said(`Soita ${canary(5)}lle`));
    const position = String(await platform.log.head());
    const proposal = { position, fields: ['/text'], reason: text('Nimi') };
    for (const [id, basis] of [
      ['removal_1', 'unlawful'],
      ['removal_2', 'objection'],
    ] as const)
      await does('person_hallinta', id, 'ProposeRemoval', { ...proposal, basis });
    await Promise.all(['removal_1', 'removal_2'].map((id) => does('person_toinen', id, 'ConfirmRemoval')));
    await platform.close();
    expect(await checked()).toBe('OK_WITH_ERASURES(1)');
    expect(verdicts(await bundle('twice.ndjson'))).toEqual([10, 10]);
    platform = open();
  });

  it('is taken out where it was written before texts were sealed, and the log can still be copied', async () => {
    const plain = { comment: 2, partner: 'partner_kunta', ...said(canary(4)) };
    const metadata = {
      actor: 'person_matti',
      organisation: 'partner_kunta',
      commandId: randomUUID(),
      commandHash: '',
      correlationId: randomUUID(),
      causationId: randomUUID(),
    };
    const event = { id: randomUUID(), type: 'CommentWritten', schemaVersion: 1, data: plain, metadata };
    await platform.log.append(`${collaboration}-thread_arki`, [event], 0);
    const position = String(await platform.log.head());
    expect(filesWith(folder, [canary(4)])).not.toEqual([]);
    const proposal = { position, fields: ['/text'], basis: 'unlawful', reason: text('Nimi') };
    await platform.worlds.reached(collaboration, BigInt(position));
    await does('person_hallinta', 'removal_1', 'ProposeRemoval', proposal);
    await does('person_toinen', 'removal_1', 'ConfirmRemoval');
    expect((await commentsNow()).map((fi) => removalOf({ fi }))).toEqual([undefined, 'unlawful']);
    await platform.close();
    expect(filesWith(folder, [canary(4)])).toEqual([]);

    const [from, to] = [await openTransplant(folder), await openTransplant(join(home, 'copy'))];
    const { count } = await copyLog(from, to);
    await from.close();
    await to.close();
    expect(count).toBe(Number(position) + 2);
    platform = open();
  });
});

it('markers in every text of every event are in no file once their author’s words are erased (I6)', async () => {
  // One stream for each type of event, of the forms that are stored for ever: first the one it begins with.
  const folderOf = join(__dirname, 'golden');
  const golden = (type: string, version: number) =>
    (JSON.parse(readFileSync(join(folderOf, `${type}.v${String(version)}.json`), 'utf8')) as { data: JsonObject }).data;
  const planted: string[] = [];
  const plant = (): Json => {
    const words = [0, 1, 2].map(() => canary(planted.length + 10) + (planted.push(''), ''));
    const [fi = '', sv = '', en = ''] = words;
    planted.splice(-3, 3, fi, sv, en);
    return { original: 'fi', fi, sv, en };
  };
  const marked = (data: Json, [key, ...rest]: readonly string[]): Json => {
    if (key === undefined) return plant();
    if (Array.isArray(data)) return (data as readonly Json[]).map((each) => marked(each, rest));
    const object = data as JsonObject;
    const inner = object[key];
    return inner === undefined && rest.length > 0 ? object : { ...object, [key]: marked(inner ?? null, rest) };
  };
  const { codec } = platform.worlds;
  const author = 'person_anna';
  let fields = 0;
  for (const { decider } of contexts.flatMap(({ aggregates }) => aggregates)) {
    const [first = ''] = Object.keys(decider.events);
    if (['access_', 'erasure_', 'removal_'].includes(decider.prefix)) continue;
    for (const type of Object.keys(decider.events)) {
      // It tells of a mandate in another stream, and its view would rightly stop where there is none.
      if (type === 'AdministratorDismissed') continue;
      const stream = `${collaboration}-${decider.prefix}x${type.toLowerCase()}`;
      let revision: number | 'no stream' = 'no stream';
      for (const each of type === first ? [type] : [first, type]) {
        const id = randomUUID();
        const version = schemaVersionOf(decider, each);
        let data: Json = golden(each, version);
        for (const { path, privacy } of privacyOf(decider, each))
          if (privacy === 'personal') {
            fields++;
            data = marked(data, path);
          }
        const encoded = codec.encode({ type: each, data });
        const sealed = codec.seal(encoded, { stream, event: id, author, known: 0n });
        const correlationId = randomUUID();
        const metadata = {
          actor: author,
          organisation: 'partner_kunta',
          commandId: correlationId,
          commandHash: '',
          correlationId,
          causationId: correlationId,
        };
        const appended = await platform.log.append(stream, [{ id, ...encoded, data: sealed, metadata }], revision);
        ({ revision } = appended);
      }
    }
  }
  expect(fields).toBeGreaterThan(150);
  const words = planted.filter((word) => isCanary.test(word));
  expect(words.length).toBeGreaterThanOrEqual(fields);
  // Into everything that is made of events: rows, a snapshot, the index of the history.
  await platform.worlds.reached(collaboration, await platform.log.head());
  await platform.history.store.start();
  expect(await platform.history.store.reached(await platform.log.head(), 20_000)).toBe(true);
  const shown = async () => {
    const world = await live();
    return JSON.stringify(world.views.map(({ name }) => world.table(name).all()));
  };
  const seen = await shown();
  expect(words.filter((word) => seen.includes(word)).length).toBeGreaterThan(100);
  expect((await live()).failures).toEqual([]);
  await platform.close();
  expect(filesWith(folder, words).map((file) => file.slice(folder.length))).toContain(
    `/snapshots/${collaboration}.snapshot`,
  );
  expect(filesWith(folder, words).filter((file) => file.includes('log.db'))).toEqual([]);

  platform = open();
  await does('person_hallinta', 'erasure_1', 'EraseTexts', { author, ...basis });
  expect((await live()).failures).toEqual([]);
  expect(isCanary.test(await shown())).toBe(false);
  await platform.history.store.reached(await platform.log.head(), 20_000);
  expect(filesWith(folder, words)).toEqual([]);
  await bundle('data/bundle.ndjson');
  await platform.close();
  expect(filesWith(home, words)).toEqual([]);
  platform = open();
  expect(isCanary.test(await shown())).toBe(false);
}, 120_000);
