import { openSqliteLog, type RecordedEvent } from '#event-log';
import { Codec, keysIn } from '#world';
import Database from 'better-sqlite3';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { contexts } from '../apps/api/platform.ts';
import { start } from '../apps/api/start.ts';
import { commandId } from './harness.ts';
import { Visitor } from './visitor.ts';

/** The program as it is built and started, with nothing of it in this process: its words, its signals, its end. */
const root = join(__dirname, '..');
const main = join(root, 'dist', 'apps', 'api', 'main.js');
const cli = join(root, 'dist', 'apps', 'cli', 'main.js');
const home = mkdtempSync(join(tmpdir(), 'talkoot-start-'));
const running = new Set<ChildProcess>();
const mounted: string[] = [];
let folders = 0;

/** Central Finland loaded by a first start, and never written to again. */
const loaded = join(home, 'loaded');
let firstWords: string;

beforeAll(async () => {
  if (!existsSync(main)) throw new Error('The program is not built: run npm test, which builds it');
  const program = new Program(loaded);
  await program.url();
  expect(await program.stop()).toBe(0);
  firstWords = program.output;
});

afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  for (const folder of mounted) spawnSync('umount', ['-l', folder]);
  rmSync(home, { recursive: true, force: true });
});

const freshFolder = () => join(home, String((folders += 1)));
const copyOfLoaded = () => {
  const folder = freshFolder();
  cpSync(loaded, folder, { recursive: true });
  return folder;
};

/** One run of the program over a data folder. */
class Program {
  output = '';
  errors = '';
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;

  /** `wrap` is put before the command line; what it runs must become the program itself (exec). */
  constructor(folder: string, more: readonly string[] = ['--dev'], wrap: readonly string[] = []) {
    const line = [...wrap, process.execPath, main, '--data', folder, '--port', '0', ...more];
    const [command = '', ...args] = line;
    // Compiled once for all the starts here.
    const env = { ...process.env, NODE_COMPILE_CACHE: join(home, 'compiled') };
    this.child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(this.child);
    this.child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (this.output += chunk));
    this.child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (this.errors += chunk));
    this.ended = new Promise((resolve) =>
      this.child.once('close', (code) => {
        running.delete(this.child);
        resolve(code);
      }),
    );
  }

  /** Resolves when the output has something in it; fails when the program ends without. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.output);
      if (found) return found;
      if (this.child.exitCode !== null) throw new Error(`It ended without: ${this.output}${this.errors}`);
      await sleep(2);
    }
  }

  async url(): Promise<string> {
    const [, url = ''] = await this.says(/Talkoot is at ([^\s,]+)[^]*Stop with Ctrl-C/);
    return url;
  }

  async as(person: string): Promise<Act> {
    const url = await this.url();
    const visitor = new Visitor(url);
    await visitor.signIn(person);
    const { cookie } = visitor;
    return async (query, variables = {}) => {
      const headers = { 'content-type': 'application/json', cookie };
      const body = JSON.stringify({ query, variables });
      const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
      const { data, errors } = (await response.json()) as { data?: Record<string, Found>; errors?: unknown };
      const found = Object.values(data ?? {})[0];
      if (!found || errors !== undefined) throw new Error(JSON.stringify(errors));
      return found;
    };
  }

  async get(path: string): Promise<{ status: number; body: Found }> {
    const answer = await fetch((await this.url()) + path);
    return { status: answer.status, body: (await answer.json()) as Found };
  }

  stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }
}

interface Found {
  readonly [field: string]: unknown;
}
/** Gives what the first field of an operation answers. */
type Act = (document: string, variables?: object) => Promise<Found>;

/** Reports a figure for one of some two thousand half-years that are long past. */
const report = (half: number, value: number) => {
  const year = String(1000 + Math.floor(half / 2));
  const period =
    half % 2 === 0
      ? `{ from: "${year}-01-01", to: "${year}-06-30" }`
      : `{ from: "${year}-07-01", to: "${year}-12-31" }`;
  return `mutation ($commandId: ID!) {
  reportMeasurement(collaboration: "keskisuomi", id: "series_sen_osallistujat__jyvaskyla", commandId: $commandId, input: {
    indicator: "indicator_sen_osallistujat", place: "179", value: ${String(value)}, status: FINAL, period: ${period}
  }) { __typename ... on Measurement { key value status corrections { old { value } } } ... on Refused { code words(language: EN) } } }`;
};

const correct = (key: unknown, value: number) => `mutation ($commandId: ID!) {
  correctMeasurement(collaboration: "keskisuomi", id: "series_sen_osallistujat__jyvaskyla", commandId: $commandId, input: {
    indicator: "indicator_sen_osallistujat", measurement: "${String(key)}", value: ${String(value)}, status: FINAL,
    reason: { original: FI, fi: "Laskuvirhe" }
  }) { __typename ... on Measurement { key value status corrections { old { value } } } ... on Refused { code words(language: EN) } } }`;

/** What was recorded, its texts opened: each house seals by keys of its own. */
async function eventsIn(folder: string): Promise<RecordedEvent[]> {
  const log = openSqliteLog({ file: join(folder, 'log.db') });
  const keys = keysIn(folder);
  const deciders = contexts.flatMap(({ aggregates }) => aggregates.map(({ decider }) => decider));
  const codec = new Codec(deciders, keys);
  const events = await Array.fromAsync(log.readAll(), (event) => ({ ...event, data: codec.opened(event) }));
  keys?.close();
  await log.close();
  return events;
}

describe('a start', () => {
  it('loads the demonstration, and says where to look and who can sign in', () => {
    expect(firstWords).toMatch(/Recording … 100 %\nLoaded infra\/collaborations\/keski-suomi: \d{3} commands in/);
    for (const place of ['/sign-in', '/reports/keskisuomi/2024-H2', '/graphql', '/health'])
      expect(firstWords).toMatch(new RegExp(`http://127.0.0.1:\\d+${place}\n`));
    for (const person of ['person_muni179', 'person_coord01', 'person_audit01', 'person_parish495'])
      expect(firstWords).toMatch(new RegExp(`  ${person} +\\S.*\\(demonstration person\\)\n`));
    expect(firstWords).toMatch(/Stopping …\nStopped\. Nothing is lost\.\n$/);
    expect(readdirSync(loaded).toSorted()).toEqual([
      'access.db',
      'checkpoint.key',
      'checkpoints.db',
      'history.db',
      'keys.db',
      'log.db',
      'people.db',
      'provider.db',
      'reactions.db',
      'server.lock',
      'sessions.db',
      'snapshots',
    ]);
  });

  it('after the first keeps the data and loads nothing; --fresh begins anew', async () => {
    const folder = copyOfLoaded();
    const before = await eventsIn(folder);
    const first = new Program(folder);
    const municipality = await first.as('person_muni179');
    const id = commandId();
    const answer = await municipality(report(0, 5), { commandId: id });
    expect(answer).toMatchObject({ value: 5 });
    await first.stop();

    const second = new Program(folder);
    expect(await (await second.as('person_muni179'))(report(0, 5), { commandId: id })).toEqual(answer);
    expect(second.output).not.toMatch(/Rehearsing|Recording|Loaded/);
    await second.stop();
    expect(await eventsIn(folder)).toHaveLength(before.length + 1);

    const third = new Program(folder, ['--dev', '--fresh']);
    await third.url();
    expect(third.output).toContain('Loaded');
    await third.stop();
    expect(await eventsIn(folder)).toHaveLength(before.length);
  });
});

describe('outside --dev', () => {
  const settings = (text: string) => {
    const file = join(home, `settings-${String((folders += 1))}.yaml`);
    writeFileSync(file, text);
    return ['--settings', file];
  };
  const freePort = async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    return String(port);
  };

  it('nothing is there, and the first person comes in by the link that is printed, once', async () => {
    const [folder, port] = [freshFolder(), await freePort()];
    const more = [
      ...settings(`edge: { publicUrl: "http://127.0.0.1:${port}" }\nsignIn: { embedded: true }`),
      '--port',
      port,
    ];
    const linkOf = async (program: Program) => (await program.says(/^ {2}(http\S+\/invitation\/\S+)$/m))[1] ?? '';
    const first = new Program(folder, more);
    const old = await linkOf(first);
    expect(first.output).not.toMatch(/Loaded|person_/);
    expect(await first.stop()).toBe(0);

    // Nobody came: the next start makes another link, and the one before leads nowhere.
    const second = new Program(folder, more);
    const link = await linkOf(second);
    const visitor = new Visitor(await second.url());
    expect((await visitor.go(old)).status).toBe(404);
    const account = { name: 'first@example.org', password: 'kolme kuivaa sanaa' };
    expect((await visitor.send(link, account)).status).toBe(200);
    const page = await visitor.toAccountPage();
    // Nobody made up signs in here.
    expect((await visitor.send(page, { person: 'person_coord01' })).status).toBe(400);
    await visitor.send(page, account);
    const answer = await visitor.ask('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: '{ collaboration(id: "keskisuomi") { id } }' }),
    });
    expect([answer.status, await answer.json()]).toEqual([200, { data: { collaboration: null } }]);
    await second.stop();

    const third = new Program(folder, more);
    await third.url();
    expect(third.output).not.toContain('/invitation/');
    expect(await eventsIn(folder)).toEqual([]);
    await third.stop();
  });

  it('what is left open is asked for, in one plain sentence', async () => {
    const https = 'edge: { publicUrl: "https://talkoot.example.fi" }\n';
    const local = 'edge: { publicUrl: "http://127.0.0.1:3000" }\nsignIn: { embedded: true }';
    const cases: [string[], RegExp][] = [
      [['--settings', '/nowhere/settings.yaml'], /^\/nowhere\/settings\.yaml does not exist\.$/],
      [settings('signIn: { embedded: true }'), /lacks edge\.publicUrl/],
      [settings(https), /names nobody to sign in with/],
      [[...settings(local), '--host', '0.0.0.0'], /listens beyond this machine .* only where edge\.publicUrl/],
      [['--dev', '--host', '0.0.0.0'], /listens beyond this machine/],
      [[...settings(local), '--fresh'], /^--fresh throws all data away, so it goes with --dev alone\.$/],
      [['--dev', ...settings(https)], /^With --dev people who are made up sign in with one click/],
    ];
    const words = await Promise.all(
      cases.map(async ([more]) => {
        const program = new Program(freshFolder(), more);
        expect(await program.ended).toBe(1);
        return program.errors.trim();
      }),
    );
    for (const [index, [, pattern]] of cases.entries()) expect(words[index]).toMatch(pattern);
  });
});

describe('a data folder in use (C3)', () => {
  const refusal = (folder: string) =>
    `Another Talkoot server is using ${folder}. Stop it first, or name another folder with --data.`;

  it('is left alone by another server and by --fresh, whatever their port, and is free when its server is killed', async () => {
    const folder = copyOfLoaded();
    const first = new Program(folder);
    const id = commandId();
    const municipality = await first.as('person_muni179');
    expect(await municipality(report(2, 7), { commandId: id })).toMatchObject({ value: 7 });
    const others = [['--dev'], ['--dev', '--fresh']].map((more) => new Program(folder, more));
    expect(await Promise.all(others.map(({ ended }) => ended))).toEqual([1, 1]);
    for (const { errors, output } of others) expect([errors.trim(), output]).toEqual([refusal(folder), '']);
    // What was there is there, and the first goes on writing it.
    expect(await municipality(report(3, 8), { commandId: commandId() })).toMatchObject({ value: 8 });
    // Commands work beside it.
    const beside = spawnSync(process.execPath, [cli, 'machine', 'list', '--data', folder], { encoding: 'utf8' });
    expect([beside.status, beside.stderr]).toEqual([0, '']);
    await first.stop('SIGKILL');

    const next = new Program(folder);
    expect(await (await next.as('person_muni179'))(report(2, 7), { commandId: id })).toMatchObject({ value: 7 });
    await next.stop();
  });

  it('is held while it is being begun anew, too', async () => {
    const folder = copyOfLoaded();
    const fresh = new Program(folder, ['--dev', '--fresh']);
    await fresh.says(/Rehearsing|Recording/);
    const late = new Program(folder);
    expect(await late.ended).toBe(1);
    expect(late.errors.trim()).toBe(refusal(folder));
    await fresh.url();
    await fresh.stop();
    expect(await eventsIn(folder)).toHaveLength((await eventsIn(loaded)).length);
  });
});

describe('a first load that is interrupted', () => {
  const interrupt = async (signal: NodeJS.Signals): Promise<void> => {
    // An empty folder may be there already, and begun anew.
    const folder = freshFolder();
    mkdirSync(folder);
    const first = new Program(folder, ['--dev', '--fresh']);
    await first.says(/Recording … \d/);
    const code = await first.stop(signal);
    // It may have been quicker than the signal.
    if (!existsSync(join(folder, 'loading'))) return interrupt(signal);
    if (signal === 'SIGINT') expect([code, first.errors]).toEqual([0, '']);
    const whole = await eventsIn(loaded);
    const half = (await eventsIn(folder)).length;
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThanOrEqual(whole.length);

    // Wherever it is started from and whatever is asked now: what was begun is completed.
    const second = new Program(folder, ['--dev', '--collaboration', 'test/fixtures/second-county']);
    const coordinator = await second.as('person_coord01');
    expect(second.output).toContain('Loaded infra/collaborations/keski-suomi');
    const told = ({ stream, revision, type, data }: RecordedEvent) => ({ stream, revision, type, data });
    const sorted = (events: RecordedEvent[]) =>
      events
        .map(told)
        .toSorted((a, b) => (a.stream === b.stream ? a.revision - b.revision : a.stream < b.stream ? -1 : 1));
    expect(sorted(await eventsIn(folder))).toEqual(sorted(whole));

    const amended = await coordinator(
      `mutation ($commandId: ID!) { amendGoal(collaboration: "keskisuomi", id: "goal_kokemus", commandId: $commandId, input: {
        title: { original: FI, fi: "Toisin sanottu" }, reason: { original: FI, fi: "Tarkennus" } }) { ... on Goal { id title { fi } } } }`,
      { commandId: commandId() },
    );
    expect(amended).toMatchObject({ title: { fi: 'Toisin sanottu' } });
    await second.stop();
    const third = new Program(folder);
    const { goal } = await (
      await third.as('person_coord01')
    )('{ collaboration(id: "keskisuomi") { goal(id: "goal_kokemus") { title { fi } } } }');
    expect(goal).toEqual({ title: { fi: 'Toisin sanottu' } });
    expect(third.output).not.toMatch(/Rehearsing|Loaded/);
    await third.stop();
    expect(await eventsIn(folder)).toHaveLength(whole.length + 1);
  };
  it('by kill -9 or Ctrl-C is completed by the next start, and not done again', () =>
    Promise.all([interrupt('SIGKILL'), interrupt('SIGINT')]));
});

describe('what is missing is said in one plain sentence', () => {
  /** The sentence, from a start that must fail. */
  const complaint = async (folder: string, more?: string[], wrap?: string[]): Promise<string> => {
    const program = new Program(folder, more, wrap);
    expect(await program.ended).toBe(1);
    expect(program.errors).not.toMatch(/\n\s+at |Error:|node:/);
    expect(program.errors.trim()).not.toContain('\n');
    expect(program.output).not.toContain('Talkoot is at');
    return program.errors.trim();
  };

  it('no --dev, options that are not known, or a collaboration that is not there', async () => {
    const cases = [
      [],
      ['--dev', '--shiny'],
      ['--dev', 'now'],
      ['--dev', '--port'],
      ['--dev', '--collaboration', '/nowhere/county'],
    ];
    expect(await Promise.all(cases.map((more) => complaint(freshFolder(), more)))).toEqual([
      expect.stringMatching(/^Outside --dev Talkoot needs to be told .* npm start$/),
      "Unknown option '--shiny'. Known options: --dev --fresh --port --host --settings --data --log --checkpoint-events --checkpoint-seconds --collaboration",
      expect.stringMatching(/^Unexpected argument 'now'\. /),
      expect.stringMatching(/^Option '--port <value>' argument missing\. /),
      '/nowhere/county does not exist.',
    ]);
  });

  // Nothing is opened for these, so they need no process of their own.
  it.each(['http', '', '65536', '-1', '1e3'])('the port %j', async (port) => {
    const before = process.exitCode;
    const told = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    await start(['--dev', `--port=${port}`]);
    const code = process.exitCode;
    process.exitCode = before;
    const sentence = told.mock.calls.map(String).join('\n').trim();
    told.mockRestore();
    expect(code).toBe(1);
    expect(sentence).toBe(`The port is a number from 0 to 65535, not ${JSON.stringify(port)}.`);
  });

  it('a port that is taken, before anything is loaded or cleared', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const folder = copyOfLoaded();
    const words = await complaint(folder, ['--dev', '--fresh', '--port', String(port)]);
    expect(words).toMatch(
      new RegExp(`^Port ${String(port)} is taken by another program\\. Stop it, or choose another`),
    );
    expect(await eventsIn(folder)).toHaveLength((await eventsIn(loaded)).length);
    other.close();
  });

  it('a data folder of another version, or broken', async () => {
    const folder = copyOfLoaded();
    const db = new Database(join(folder, 'log.db'));
    db.pragma('user_version = 99');
    db.close();
    const broken = copyOfLoaded();
    writeFileSync(join(broken, 'people.db'), 'no database, whatever its name may say');
    expect(await Promise.all([complaint(folder), complaint(broken)])).toEqual([
      expect.stringMatching(/log\.db was written by another version of this program: its layout is 99/),
      expect.stringMatching(/^A file in the data folder is broken, or is no database\./),
    ]);
  });

  it('a file where the data folder should be, and what --fresh must leave alone', async () => {
    const file = freshFolder();
    writeFileSync(file, 'precious');
    const folder = freshFolder();
    mkdirSync(folder);
    writeFileSync(join(folder, 'letter.txt'), 'precious');
    const fresh = ['--dev', '--fresh'];
    expect(await Promise.all([complaint(file), complaint(file, fresh), complaint(folder, fresh)])).toEqual([
      `${file} is not a folder.`,
      `${file} is not a Talkoot data folder, so --fresh leaves it alone. Name another with --data.`,
      `${folder} is not a Talkoot data folder, so --fresh leaves it alone. Name another with --data.`,
    ]);
    expect(readFileSync(file, 'utf8')).toBe('precious');
    expect(readdirSync(folder)).toEqual(['letter.txt']);
  });

  it('a disk too full for the first load, which goes on when there is space', async () => {
    const folder = freshFolder();
    // 150 KB a file; blocks of 512 bytes are POSIX's.
    const words = await complaint(folder, ['--dev'], limited(300));
    expect(words).toMatch(
      /could not be written to, most likely because the disk is full\. Free some space and start again/,
    );
    const next = new Program(folder);
    await next.url();
    expect(next.output).toContain('Loaded');
    await next.stop();
    expect(await eventsIn(folder)).toHaveLength((await eventsIn(loaded)).length);
  });
});

/** Runs what follows with no file longer than so many blocks of 512 bytes, until prlimit lifts it. */
const limited = (blocks: number) => ['/bin/sh', '-c', `ulimit -S -f ${String(blocks)}; exec "$@"`, 'limited'];

describe('Ctrl-C and SIGTERM', () => {
  const interrupt = async (signal: NodeJS.Signals) => {
    const folder = copyOfLoaded();
    const program = new Program(folder);
    const municipality = await program.as('person_muni179');
    const url = await program.url();
    const cookie = await cookieOf(url, 'person_muni179');
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await new Promise((resolve) => (socket.onopen = resolve));
    const gone = new Promise<number>(
      (resolve) =>
        (socket.onclose = ({ code }) => {
          resolve(code);
        }),
    );

    // Half of this one's body arrives before the signal, the rest after it.
    const slow = commandId();
    const body = Buffer.from(JSON.stringify({ query: report(0, 7), variables: { commandId: slow } }));
    const headers = { 'content-type': 'application/json', 'content-length': body.length, cookie };
    const sent = request(`${url}/graphql`, { method: 'POST', headers });
    const answered = new Promise<string>((resolve, reject) => {
      sent.once('error', reject);
      sent.once('response', (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.once('end', () => {
          resolve(text);
        });
      });
    });
    sent.write(body.subarray(0, 100));
    await sleep(50);
    // And these race with it.
    const racing = Array.from({ length: 30 }, (_, index) => ({ document: report(1 + index, index), id: commandId() }));
    const outcomes = racing.map(({ document, id }) => municipality(document, { commandId: id }).catch(() => undefined));
    program.child.kill(signal);
    program.child.kill(signal);
    await sleep(50);
    sent.end(body.subarray(100));

    const { data } = JSON.parse(await answered) as { data: { reportMeasurement: Found } };
    expect(data.reportMeasurement).toMatchObject({ value: 7 });
    expect(await program.ended).toBe(0);
    expect(await gone).toBe(1001);
    expect(program.errors).toBe('');
    expect(program.output).toMatch(/Stopping …\nStopped\. Nothing is lost\.\n$/);

    const acknowledged = await Promise.all(outcomes);
    const next = new Program(folder);
    const again = await next.as('person_muni179');
    expect(await again(report(0, 7), { commandId: slow })).toEqual(data.reportMeasurement);
    for (const [index, { document, id }] of racing.entries()) {
      const answer = acknowledged[index];
      if (answer) expect(await again(document, { commandId: id })).toEqual(answer);
    }
    await next.stop();
  };
  it('answer what is under way, send sockets away, and end with 0 and nothing lost', () =>
    Promise.all([interrupt('SIGINT'), interrupt('SIGTERM')]));
});

it('a socket that does not answer and a request that never ends hold a stop up only for its grace', async () => {
  const program = new Program(copyOfLoaded());
  const url = new URL(await program.url());
  const mute = connect(Number(url.port), url.hostname);
  mute.on('error', () => undefined);
  mute.write(
    `GET /graphql HTTP/1.1\r\nHost: ${url.host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n`,
  );
  const endless = request(`${url.href}graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': 1000 },
  });
  endless.on('error', () => undefined);
  endless.write('{');
  await sleep(100);
  const began = performance.now();
  expect(await program.stop()).toBe(0);
  expect(performance.now() - began).toBeLessThan(6_000);
  mute.destroy();
});

async function cookieOf(url: string, person: string): Promise<string> {
  const visitor = new Visitor(url);
  await visitor.signIn(person);
  return visitor.cookie;
}

it('kill -9, again and again while people report and correct: nothing acknowledged is lost or doubled', async () => {
  const folder = copyOfLoaded();
  const before = (await eventsIn(folder)).length;
  const kept: { document: string; id: string; answer: Found }[] = [];
  const unanswered: { document: string; id: string }[] = [];
  const rounds = 3;
  for (let round = 0; round < rounds; round += 1) {
    const program = new Program(folder);
    // Each has figures of its own, and reports one after another until the server is gone.
    const people = Array.from({ length: 6 }, async (_, person) => {
      const act = await program.as('person_muni179');
      const send = async (document: string) => {
        const id = commandId();
        const answer = await act(document, { commandId: id }).catch(() => undefined);
        if (!answer) unanswered.push({ document, id });
        else kept.push({ document, id, answer });
        return answer;
      };
      for (let n = 0; ; n += 1) {
        const reported = await send(report(300 * round + 50 * person + n, n));
        if (!reported) return;
        expect(reported).toMatchObject({ __typename: 'Measurement', value: n });
        const corrected = await send(correct(reported['key'], n + 1));
        if (!corrected) return;
        expect(corrected).toMatchObject({ value: n + 1, corrections: [{ old: { value: n } }] });
      }
    });
    await program.url();
    const enough = kept.length + 50;
    while (kept.length < enough && program.child.exitCode === null) await Promise.race([sleep(2), Promise.all(people)]);
    await sleep(Math.random() * 30);
    await program.stop('SIGKILL');
    await Promise.all(people);
  }
  expect(kept.length).toBeGreaterThan(rounds * 50);
  expect(unanswered.length).toBeGreaterThan(0);

  const last = new Program(folder);
  const act = await last.as('person_muni179');
  await Promise.all(
    kept.map(async ({ document, id, answer }) => expect(await act(document, { commandId: id })).toEqual(answer)),
  );
  // What got no answer is carried out by being sent again, whether it had been already or not.
  for (const { document, id } of unanswered)
    expect(await act(document, { commandId: id })).toMatchObject({ __typename: 'Measurement' });
  expect(await last.stop()).toBe(0);

  const events = await eventsIn(folder);
  expect(events).toHaveLength(before + kept.length + unanswered.length);
  const commands = events.slice(before).map(({ metadata }) => metadata.commandId);
  expect(new Set(commands)).toEqual(new Set([...kept, ...unanswered].map(({ id }) => id)));

  // The clean stop left a snapshot: the next start folds the log beside it and compares row by row.
  const proven = new Program(folder);
  await (
    await proven.as('person_coord01')
  )('{ collaboration(id: "keskisuomi") { id } }');
  const head = String(events.at(-1)?.position);
  for (;;) {
    const { body } = await proven.get('/health');
    const [world] = body['worlds'] as { position: string; selfCheck?: object }[];
    expect([body['status'], world?.position]).toEqual(['ok', head]);
    if (world?.selfCheck) {
      expect(world.selfCheck).toEqual({ position: head, equal: true });
      break;
    }
    await sleep(10);
  }
  await proven.stop();
});

describe('a disk that runs full', () => {
  interface Way {
    readonly folder: string;
    fill(program: Program): void;
    free(program: Program): void;
  }

  /** A file system of a few megabytes, for who may mount one. */
  const smallDisk = (): Way | undefined => {
    const disk = freshFolder();
    mkdirSync(disk);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]).status !== 0) return undefined;
    mounted.push(disk);
    const folder = join(disk, 'data');
    cpSync(loaded, folder, { recursive: true });
    const ballast = join(disk, 'ballast');
    return {
      folder,
      fill: () => spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=4k']),
      free: () => {
        rmSync(ballast);
      },
    };
  };

  /** Anybody may lower how long the program's own files may become. */
  const shortFiles = (): Way => {
    const lift = (program: Program, bytes: string) =>
      expect(spawnSync('prlimit', ['--pid', String(program.child.pid), `--fsize=${bytes}:`]).status).toBe(0);
    return {
      folder: copyOfLoaded(),
      fill: (program) => {
        lift(program, '0');
      },
      free: (program) => {
        lift(program, 'unlimited');
      },
    };
  };

  it.each(['a small disk', 'files that may not grow'])(
    '%s: refuses in words, goes on reading, and recovers by itself',
    async (kind) => {
      const way = (kind === 'a small disk' ? smallDisk() : undefined) ?? shortFiles();
      const program = new Program(way.folder);
      const act = await program.as('person_muni179');
      const ids = Array.from({ length: 400 }, commandId);
      const send = (n: number) => act(report(n, n), { commandId: ids[n] });
      expect(await send(0)).toMatchObject({ value: 0 });
      const first = await send(0);

      way.fill(program);
      let n = 0;
      // A disk with room for one more page is not full yet, and is found to be writable when it is tried again.
      do {
        let answer: Found;
        do answer = await send((n += 1));
        while (answer['__typename'] === 'Measurement' && n < 300);
        expect(answer).toMatchObject({
          __typename: 'Refused',
          code: 'NOT_STORED',
          words: expect.stringMatching(/\w+ \w+/) as string,
        });
        await sleep(1_200);
      } while ((await program.get('/health/ready')).status === 200);
      expect(await program.get('/health/ready')).toEqual({ status: 503, body: { status: 'not ready' } });
      expect(await program.get('/health/live')).toMatchObject({ status: 200 });
      expect((await program.get('/health')).body).toMatchObject({ status: 'degraded', writable: false });
      // Everybody is told so, and what was stored can be read by who is signed in; nobody new can be remembered.
      expect(await send(n + 1)).toMatchObject({ code: 'NOT_STORED' });
      expect(await send(0)).toEqual(first);
      await expect(program.as('person_coord01')).rejects.toThrow(/Kirjautumispalvelu ei vastaa/);
      expect((await fetch(`${await program.url()}/reports/keskisuomi/2024-H2`)).status).toBe(200);

      way.free(program);
      while ((await program.get('/health/ready')).status !== 200) await sleep(50);
      const sent = Array.from({ length: n + 2 }, (_, index) => index);
      expect((await Promise.all(sent.map(send))).map(({ value }) => value)).toEqual(sent);
      expect(await program.stop()).toBe(0);

      const next = new Program(way.folder);
      const again = await next.as('person_muni179');
      const answers = await Promise.all(sent.map((one) => again(report(one, one), { commandId: ids[one] })));
      expect(answers.map(({ value }) => value)).toEqual(sent);
      await next.stop();
      expect(await eventsIn(way.folder)).toHaveLength((await eventsIn(loaded)).length + n + 2);
    },
  );
});
