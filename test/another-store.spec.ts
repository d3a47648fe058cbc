import { askerIn } from '#backbone';
import { isRefusal } from '#decider';
import { removalOf } from '#language';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPlatformAt } from '../apps/api/platform.ts';
import { run } from '../apps/cli/commands.ts';
import { comments } from '../libs/dialogue/thread.view.ts';
import { startServer, type Server } from '../libs/event-log/postgres.server.ts';
import { House } from './harness.ts';

/** What both verifiers say of a bundle: their exit codes. */
const verdictsOn = (file: string): readonly (number | null)[] =>
  [
    [process.execPath, 'verify.mjs'],
    ['python3', 'verify.py'],
  ].map(
    ([program = '', verifier = '']) => spawnSync(program, [join(__dirname, '../infra/verify', verifier), file]).status,
  );

const basis = { basis: 'objection', decision: '1839/00.01/2026 § 6' };
const collaboration = 'malli';
const text = (fi: string) => ({ original: 'fi' as const, fi });
const said = (fi: string) => ({ text: text(fi) });
const people = [
  ['person_hallinta', 'partner_b', 'administrator'],
  ['person_toinen', 'partner_b', 'administrator'],
  ['person_anna', 'partner_kunta', 'member'],
  ['person_matti', 'partner_kunta', 'member'],
] as const;

describe('the auditor’s whole round over PostgreSQL', () => {
  let server: Server;
  let house: House;
  let home: string;
  let place: string;
  let out: string[];
  let errors: string[];

  const live = () => house.platform.worlds.live(collaboration);
  const give = async (person: string, id: string, type: string, data: object = {}): Promise<string> => {
    const asker = askerIn(await live(), person, person === 'person_hallinta' ? 'partner_b' : undefined, true);
    if (!asker) throw new Error(`${person} holds nothing`);
    const order = { collaboration, id, command: { type, data }, asker, commandId: randomUUID() };
    // A busy machine may keep the process so long that it takes the server for gone: then it looks again.
    while (!house.platform.log.writable()) await sleep(20);
    const outcome = await house.platform.commands.execute(order);
    return isRefusal(outcome) ? outcome.refused : 'done';
  };
  const does = async (person: string, id: string, type: string, data: object = {}): Promise<void> => {
    expect([type, id, await give(person, id, type, data)]).toEqual([type, id, 'done']);
  };
  const begin = async () => {
    const labels = Object.fromEntries(
      ['agenda', 'measurement', 'activities', 'communication', 'backbone'].map((name) => [name, text(name)]),
    );
    const places = [{ code: '179', name: text('Kunta'), kind: 'municipality', from: 2020 }];
    const opening = { name: text('Malli'), languages: ['fi'], places, labels, quorum: { kind: 'number', number: 1 } };
    await does('person_hallinta', `collaboration_${collaboration}`, 'OpenCollaboration', opening);
    for (const [id, kind] of [
      ['partner_b', 'county'],
      ['partner_kunta', 'municipality'],
    ] as const)
      await does('person_hallinta', id, 'AdmitPartner', { name: text(id), kind });
    for (const [person, partner, role] of people) {
      const mandate = { person, partner, role, from: '2024-01-01' };
      await does('person_hallinta', `mandate_${person.slice(7)}`, 'GrantMandate', mandate);
    }
    await does('person_anna', 'goal_arki', 'ProposeGoal', { title: text('Hyvä arki') });
    await does('person_anna', 'thread_arki', 'StartThread', { about: 'goal_arki', ...said('Ketä tämä koskee?') });
    await does('person_anna', 'thread_arki', 'WriteComment', said('Annan sana'));
    await does('person_matti', 'thread_arki', 'WriteComment', said('Matin sana'));
  };

  /** The command line, told where the log is; its exit code. */
  const talkoot = (name: string, ...more: readonly string[]) =>
    run([name, '--data', house.folder, '--log', place, ...more]);
  /** What both verifiers say of a bundle of it: their exit codes. */
  const bundled = async (...part: readonly string[]): Promise<readonly (number | null)[]> => {
    const file = join(home, `${randomUUID()}.ndjson`);
    expect(await talkoot('bundle', '--collaboration', collaboration, '--out', file, ...part)).toBe(0);
    return verdictsOn(file);
  };
  const witnessed = (name: string) =>
    run(['witness', '--url', house.url, '--name', name, '--folder', join(home, name.replace('/', '-'))]);
  const checked = async () => {
    out = [];
    const code = await talkoot('verify');
    return [code, out[0]?.split('\n')[0]];
  };

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'talkoot-another-'));
    server = await startServer();
    place = `${server.url}${server.url.includes('?') ? '&' : '?'}schema=round_${randomUUID().slice(0, 8)}`;
    house = await House.open({ place });
    await begin();
  }, 180_000);
  afterAll(async () => {
    await house.close();
    await server.ask(`DROP SCHEMA ${place.slice(place.indexOf('schema=') + 7)} CASCADE`);
    await server.remove();
    rmSync(home, { recursive: true });
  });
  beforeEach(() => {
    out = [];
    errors = [];
    jest.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line));
    jest.spyOn(console, 'error').mockImplementation((line: string) => void errors.push(line));
    jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
    jest.spyOn(process.stdout, 'write').mockImplementation((line) => out.push(String(line)) > 0);
  });
  afterEach(() => void jest.restoreAllMocks());

  it('signs, is witnessed over HTTP, and gives bundles that both verifiers find good, in full and in part', async () => {
    expect(await talkoot('checkpoint')).toBe(0);
    expect(out[0]).toMatch(/^talkoot\/[0-9a-f]{8}\n\d+\n/);
    for (const name of ['kunta/w', 'jarjesto/w']) expect(await witnessed(name)).toBe(0);
    const keys = out.flatMap((line) => /its policy must name (.*)$/.exec(line)?.slice(1) ?? []);
    const lines = keys.map((key, n) => `witness w${n + 1} ${key}\n`);
    writeFileSync(join(house.folder, 'policy.txt'), `${lines.join('')}group witnesses 2 w1 w2\nquorum witnesses\n`);
    await does('person_anna', 'thread_arki', 'WriteComment', said('Todistajien nähden'));
    for (const name of ['kunta/w', 'jarjesto/w']) expect(await witnessed(name)).toBe(0);
    expect(errors).toEqual([]);
    expect(await bundled()).toEqual([0, 0]);
    expect(await bundled('--goal', 'goal_arki')).toEqual([0, 0]);
    expect(await bundled('--partner', 'partner_kunta')).toEqual([0, 0]);
    expect(await bundled('--public')).toEqual([10, 10]);
    const size = Number(await house.platform.log.head());
    const ask = async (path: string) => fetch(`${house.url}/tlog/${path}`);
    expect((await (await ask(`tile/0/000.p/${size}`)).arrayBuffer()).byteLength).toBe(32 * size);
    expect(await (await ask(`proof?position=${size}`)).text()).toMatch(/^c2sp.org\/tlog-proof@v1\nindex \d+\n/);
    expect((await ask(`consistency?old=2&new=${size}`)).status).toBe(200);
    expect(await checked()).toEqual([0, 'OK']);
  });

  it('signs and checks itself while it runs, and says so in /health', async () => {
    const { notary } = house.platform;
    notary?.start({ everySeconds: 1 });
    for (let report = await notary?.report; !report?.check || report.unsigned > 0; report = await notary?.report)
      await sleep(50);
    const health = (await (await fetch(`${house.url}/health`)).json()) as { status: string; proofs: object };
    const head = Number(await house.platform.log.head());
    expect(health.proofs).toMatchObject({ unsigned: 0, check: { verdict: 'OK', events: head } });
    expect(health.status).toBe('ok');
  });

  it('erases one person’s words, and the log stays what it was', async () => {
    const shown = async () =>
      (await live())
        .rows(comments)
        .values()
        .map((comment) => comment.text?.fi ?? '');
    await does('person_hallinta', 'erasure_1', 'EraseTexts', { author: 'person_anna', ...basis });
    expect((await shown()).filter((fi) => removalOf({ fi }) === 'objection').length).toBeGreaterThan(1);
    expect(await shown()).toContain('Matin sana');
    expect(await bundled()).toEqual([0, 0]);
    expect(await checked()).toEqual([0, 'OK']);
    await house.restart();
    expect((await shown()).filter((fi) => removalOf({ fi }) === 'objection').length).toBeGreaterThan(1);
  });

  it('takes a text out of an event by two persons together, and everybody is told that it is gone', async () => {
    await does('person_matti', 'thread_arki', 'WriteComment', said('Soita Känäriälinnulle'));
    const position = String(await house.platform.log.head());
    const proposal = { position, fields: ['/text'], basis: 'unlawful', reason: text('Nimi') };
    await does('person_hallinta', 'removal_1', 'ProposeRemoval', proposal);
    expect(await give('person_hallinta', 'removal_1', 'ConfirmRemoval')).toBe('REMOVAL_BY_ITS_PROPOSER');
    await does('person_toinen', 'removal_1', 'ConfirmRemoval');
    expect(await talkoot('checkpoint')).toBe(0);
    for (const name of ['kunta/w', 'jarjesto/w']) expect(await witnessed(name)).toBe(0);
    expect(await bundled()).toEqual([10, 10]);
    expect(await checked()).toEqual([10, 'OK_WITH_ERASURES(1)']);
  });

  it('rebuilds from the log what the server serves', async () => {
    await house.platform.worlds.live(collaboration);
    expect(await talkoot('replay', '--verify', '--server', house.url)).toBe(0);
    expect(out.at(-1)).toBe('Everything that was compared is what the log says.');
  });

  it('is moved to a folder, to another and back into PostgreSQL: one tree, and what was signed, sealed, erased and removed is so there', async () => {
    await talkoot('checkpoint');
    const note = join(home, 'board-minute.txt');
    writeFileSync(note, out[0] ?? '');
    const schema = `moved_${randomUUID().slice(0, 8)}`;
    const back = place.replace(/schema=.*/, `schema=${schema}`);
    const [one, two] = ['one', 'two'].map((name) => join(home, name)) as [string, string];
    const copied = async (from: string, to: string, ...more: readonly string[]) => {
      out = [];
      const code = await run(['copy', '--from', from, '--to', to, ...more]);
      const said = out.join('\n');
      return { code, said, root: /The root of both is (\S+)\./.exec(said)?.[1] };
    };
    const size = await house.platform.log.head();
    const first = await copied(place, one, '--data', house.folder);
    expect(first).toMatchObject({ code: 10, root: readFileSync(note, 'utf8').split('\n')[2] });
    expect(first.said).toMatch(new RegExp(`^Copied ${size} events from PostgreSQL .* to ${one}\\.\\n`));
    expect(first.said).toMatch(/OK_WITH_ERASURES\(1\): \d+ events are what was sealed, and fit \d+ signed checkpoints/);
    expect(first.said).toMatch(/What goes with it was brought from .*: [1-9]\d* keys of texts, [1-9]\d* checkpoints/);
    expect(await copied(one, two)).toMatchObject({ code: 10, root: first.root });
    expect(await copied(two, back)).toMatchObject({
      code: 10,
      root: first.root,
      said: expect.stringContaining(`stay in ${two}: go on with that data folder.`) as string,
    });
    const commentsIn = async (folder: string, at: string) => {
      const platform = await openPlatformAt(at, { folder });
      const world = await platform.worlds.live(collaboration);
      const shown = world.rows(comments).values();
      await platform.close();
      return shown;
    };
    const here = (await live()).rows(comments).values();
    for (const [folder, at] of [
      [one, one],
      [two, two],
      [two, back],
    ] as const) {
      expect(await commentsIn(folder, at)).toEqual(here);
      out = [];
      expect(await run(['verify', '--data', folder, '--log', at, '--checkpoint', note])).toBe(10);
      const file = join(home, `${randomUUID()}.ndjson`);
      const asked = ['--collaboration', collaboration, '--data', folder, '--log', at, '--out', file];
      expect(await run(['bundle', ...asked])).toBe(0);
      expect(verdictsOn(file)).toEqual([10, 10]);
      expect(readFileSync(file, 'utf8')).toContain(
        JSON.stringify(readFileSync(note, 'utf8').split('\n')[2]).slice(1, -1),
      );
    }

    // The house has gone on meanwhile: somebody new writes, and a witness signs.
    await does('person_anna', 'thread_arki', 'WriteComment', said('Muuton jälkeen'));
    await does('person_hallinta', 'erasure_2', 'EraseTexts', { author: 'person_matti', ...basis });
    await talkoot('checkpoint');
    for (const name of ['kunta/w', 'jarjesto/w']) expect(await witnessed(name)).toBe(0);
    const grown = await copied(place, one, '--data', house.folder);
    expect(grown.said).toMatch(/^Copied [1-9]\d? events .*; \d+ were there already\./);
    expect(grown.said).toMatch(/: [1-9]\d* keys of texts/);
    expect(await commentsIn(one, one)).toEqual((await live()).rows(comments).values());
    expect(await copied(place, one, '--data', house.folder)).toMatchObject({ code: 10, root: grown.root });

    // A folder that has signed something else is left alone.
    const other = join(home, 'other');
    const elsewhere = await openPlatformAt(other, { folder: other });
    await (await elsewhere.notary?.proofs)?.signer.sign();
    await elsewhere.close();
    expect((await copied(one, other)).code).toBe(1);
    expect(errors.at(-1)).toMatch(/holds the key by which another log is signed: it holds something else\. Copy to/);
    await server.ask(`DROP SCHEMA ${schema} CASCADE`);
  });

  it('shows where somebody has edited a row by hand, and hands out nothing of it as proven', async () => {
    await talkoot('checkpoint');
    const schema = place.slice(place.indexOf('schema=') + 7);
    await server.ask(`SET search_path = ${schema}; ALTER TABLE events DISABLE TRIGGER USER;
      UPDATE events SET metadata = convert_to(replace(convert_from(metadata, 'UTF8'), 'person_', 'someone_'), 'UTF8')
      WHERE position = 4; ALTER TABLE events ENABLE TRIGGER USER`);
    expect(await checked()).toEqual([25, 'PAYLOAD_MISMATCH(4)']);
    const file = join(home, 'edited.ndjson');
    expect(await talkoot('bundle', '--collaboration', collaboration, '--out', file)).not.toBe(0);
    expect(errors.at(-1)).toMatch(/The event at position 4 is not what was sealed/);
    expect(() => readFileSync(file)).toThrow();
  });
});
