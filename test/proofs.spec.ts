import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../apps/cli/commands.ts';
import { House } from './harness.ts';

/** Central Finland’s own history, proven to somebody outside. */
describe('the log of a running platform', () => {
  let house: House;
  let home: string;
  let out: string[];
  let errors: string[];
  beforeAll(async () => {
    house = await House.open();
    home = mkdtempSync(join(tmpdir(), 'talkoot-proofs-'));
  });
  afterAll(async () => {
    await house.close();
    rmSync(home, { recursive: true });
  });
  beforeEach(() => {
    out = [];
    errors = [];
    jest.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line));
    jest.spyOn(console, 'error').mockImplementation((line: string) => void errors.push(line));
    jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  });
  afterEach(() => void jest.restoreAllMocks());

  const witness = (name: string, ...more: readonly string[]) =>
    run(['witness', '--url', house.url, '--name', name, '--folder', join(home, name), ...more]);

  /** Whether both verifiers find a bundle good. */
  const isGood = (file: string) => {
    for (const [program, verifier] of [
      [process.execPath, 'verify.mjs'],
      ['python3', 'verify.py'],
    ] as const) {
      const asked = [join(__dirname, '../infra/verify', verifier), file];
      const { status, stdout } = spawnSync(program, asked, { encoding: 'utf8' });
      expect(stdout).toMatch(/^OK\n\d+ events of a log of \d+, signed by talkoot\//);
      expect(status).toBe(0);
    }
  };

  it('is witnessed by partners over HTTP, and its bundles verify by their quorum', async () => {
    expect(await witness('kunta/w')).toBe(0);
    expect(await witness('jarjesto/w')).toBe(0);
    const keys = out.flatMap((line) => /its policy must name (.*)$/.exec(line)?.slice(1) ?? []);
    expect(keys).toHaveLength(2);
    const policy = [
      ...keys.map((key, n) => `witness w${n + 1} ${key}`),
      'group witnesses 2 w1 w2',
      'quorum witnesses',
      '',
    ];
    writeFileSync(join(house.folder, 'policy.txt'), policy.join('\n'));
    expect(await witness('kunta/w')).toBe(0);
    expect(await witness('jarjesto/w')).toBe(0);
    expect(out).toHaveLength(6);

    const goal = house.platform.log.readAll({ category: 'keskisuomi' });
    let id = '';
    for await (const { stream, type } of goal) if (type === 'GoalEndorsed') id = stream.slice(stream.indexOf('-') + 1);
    for (const part of [[], ['--goal', id], ['--period', '2024-H2'], ['--partner', 'partner_jyvaskyla']]) {
      const file = join(home, `bundle${part.join('')}.ndjson`);
      const asked = ['bundle', '--collaboration', 'keskisuomi', ...part, '--data', house.folder, '--out', file];
      expect(await run(asked)).toBe(0);
      isGood(file);
    }
  });

  it('comes out as a download for an auditor, which is recorded, and for nobody else', async () => {
    const auditor = await house.as('person_audit01');
    const get = (cookie: string, query = '') =>
      fetch(`${house.url}/bundles/keskisuomi${query}`, { headers: { cookie } });
    for (const query of ['', '?partner=partner_jyvaskyla', '?period=2024-H2']) {
      const answer = await get(auditor.cookie, query);
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="keskisuomi-[\w-]+\.ndjson"$/);
      const file = join(home, 'download.ndjson');
      writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
      isGood(file);
    }
    for (const cookie of ['', (await house.as('person_coord01')).cookie]) expect((await get(cookie)).status).toBe(404);
    for (const query of ['?goal=a&partner=b', '?period=never', '?goal=../x'])
      expect((await get(auditor.cookie, query)).status).toBe(404);
    const { data } = await auditor.query(
      '{ collaboration(id: "keskisuomi") { accessLog(kind: BUNDLE_TAKEN) { nodes { person subject } } } }',
    );
    expect(data).toMatchObject({
      collaboration: {
        accessLog: {
          nodes: ['2024-H2', 'partner_jyvaskyla', null].map((subject) => ({ person: 'person_audit01', subject })),
        },
      },
    });
  });

  it('answers with hashes, and with a plain no to what makes no sense', async () => {
    const ask = (path: string, init?: RequestInit) => fetch(`${house.url}/tlog/${path}`, init);
    expect((await (await ask('tile/0/000')).arrayBuffer()).byteLength).toBe(8_192);
    for (const path of ['consistency?old=9&new=2', 'consistency', 'tile/0/999', 'tile/../../people', 'tile/x'])
      expect([400, 404]).toContain((await ask(path)).status);
    expect(
      (await ask('cosignature', { method: 'POST', body: 'no note', headers: { 'content-type': 'text/plain' } })).status,
    ).toBe(400);
    expect(await (await ask('checkpoint')).text()).toMatch(/^talkoot\/[0-9a-f]{8}\n\d+\n/);
  });

  it('is signed and checked by itself; health, the auditor and the command line say what was found', async () => {
    const { notary } = house.platform;
    notary?.start({ everySeconds: 1 });
    for (let report = await notary?.report; !report?.check || report.unsigned > 0; report = await notary?.report)
      await sleep(50);
    const { proofs, status } = (await (await fetch(`${house.url}/health`)).json()) as {
      status: string;
      proofs: { checkpoint: { size: number }; check: { verdict: string } };
    };
    const head = Number(await house.platform.log.head());
    expect([status, proofs.checkpoint.size, proofs.check]).toEqual([
      'ok',
      head,
      expect.objectContaining({ verdict: 'OK', sound: true, events: head }),
    ]);
    const asked =
      '{ collaboration(id: "keskisuomi") { auditorView { logProof { verdict signedEvents checkedEvents refused } } } }';
    const { data } = await (await house.as('person_audit01')).query(asked);
    expect(data).toMatchObject({
      collaboration: { auditorView: { logProof: { verdict: 'OK', checkedEvents: head, refused: null } } },
    });
    expect(await run(['verify', '--data', house.folder])).toBe(0);
    expect(out).toEqual([
      expect.stringMatching(/^OK\n\d+ events are what was sealed, and fit \d+ signed checkpoints\.$/),
    ]);
  });

  it('is asked for in a sentence when it was not understood', async () => {
    expect(await run(['bundle', '--collaboration', 'keskisuomi'])).toBe(2);
    expect(await run(['bundle', '--collaboration', 'keskisuomi', '--period', '2024-H3', '--out', 'x'])).toBe(2);
    expect(await run(['checkpoint', '--data', house.folder, '--acknowledge-fork', 'none'])).toBe(2);
    expect(errors.at(-1)).toBe('There is no fork: the log is what was signed before, and nothing was done.');
  });
});
