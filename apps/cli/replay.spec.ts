import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { createHash } from 'node:crypto';
import { openPlatform } from '../api/platform.ts';
import { run } from './commands.ts';

const secondCounty = join(__dirname, '../../test/fixtures/second-county');

describe('talkoot replay', () => {
  let loaded: string;
  let home: string;
  let out: string[];
  let errors: string[];
  let server: Server | undefined;

  const replay = (...argv: string[]) => run(['replay', '--data', home, ...argv]);
  const quiet = () => {
    jest.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line));
    jest.spyOn(console, 'error').mockImplementation((line: string) => void errors.push(line));
    jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  };

  beforeAll(async () => {
    out = [];
    quiet();
    loaded = mkdtempSync(join(tmpdir(), 'talkoot-replay-'));
    await run(['import', secondCounty, '--data', loaded, '--simulate-clock']);
    const platform = openPlatform({ folder: loaded });
    await platform.worlds.live('saltskar');
    await platform.close();
  });
  afterAll(() => rmSync(loaded, { recursive: true }));
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'talkoot-replay-'));
    cpSync(loaded, home, { recursive: true });
    out = [];
    errors = [];
    quiet();
  });
  afterEach(() => {
    jest.restoreAllMocks();
    server?.close();
    server = undefined;
    rmSync(home, { recursive: true });
  });

  /** A server that serves what a platform over the folder holds, changed on the way as told. */
  async function serving(change: (proof: { views: { view: string; hash: string; parts: string[] }[] }) => void) {
    const platform = openPlatform({ folder: home });
    await platform.worlds.live('saltskar');
    const proof = structuredClone(await platform.worlds.proof('saltskar'));
    await platform.close();
    change(proof as never);
    server = createServer((_, response) => response.end(JSON.stringify(proof))).listen(0, '127.0.0.1');
    await new Promise((resolve) => server?.once('listening', resolve));
    return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  }

  it('rebuilds everything from the log and finds the snapshot to be the same', async () => {
    expect(await replay('--verify')).toBe(0);
    expect(out.some((line) => /^EQUAL +snapshot at position \d+$/.test(line))).toBe(true);
    expect(out.at(-1)).toBe('Everything that was compared is what the log says.');
  });

  it('names the first row of a snapshot that is not what the log says', async () => {
    const file = join(home, 'snapshots', 'saltskar.snapshot');
    forge(file);
    expect(await replay('--verify')).toBe(1);
    expect(out.find((line) => line.startsWith('DIFFERENT'))).toMatch(/snapshot at position \d+, first at \w+\/\w+/);
  });

  it('finds what a server serves to be the same, or names the view and the rows', async () => {
    expect(await replay('--verify', '--server', await serving(() => undefined))).toBe(0);
    server?.close();
    const forged = await serving(({ views }) => {
      const goals = views.find(({ view }) => view === 'goals');
      if (goals) Object.assign(goals, { hash: '0', parts: ['0'] });
    });
    expect(await replay('--verify', '--server', forged)).toBe(1);
    expect(out.find((line) => line.startsWith('DIFFERENT'))).toMatch(/first at goals: rows 1 to 500/);
  });

  it('does not call it proven when there was nothing to compare with', async () => {
    rmSync(join(home, 'snapshots'), { recursive: true });
    expect(await replay('--verify')).toBe(2);
    expect(errors.at(-1)).toMatch(/nothing to compare it with/);
  });

  it('says what it needs when there is no log', async () => {
    rmSync(join(home, 'log.db'));
    expect(await replay('--verify')).toBe(3);
  });

  it('gives the same hashes every time', async () => {
    expect(await replay()).toBe(0);
    const first = out;
    out = [];
    expect(await replay()).toBe(0);
    expect(out).toEqual(first);
  });
});

/** Changes rows of a snapshot and makes its hashes fit again, as somebody would who knows how it is made. */
function forge(file: string): void {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  const contents = JSON.parse((lines.pop() ?? '').slice(65)) as {
    sections: { from: number; to: number; crc: number }[];
  };
  const rows = `${lines.join('\n')}\n`;
  const bytes = Buffer.from(rows);
  let done = false;
  let text = '';
  for (const section of contents.sections) {
    let part = bytes.subarray(section.from, section.to).toString();
    if (!done && part.includes('"revision":0')) {
      part = part.replace('"revision":0', '"revision":7');
      done = true;
    }
    section.from = Buffer.byteLength(text);
    text += part;
    section.to = Buffer.byteLength(text);
    section.crc = crc32(part);
  }
  const last = JSON.stringify(contents);
  writeFileSync(file, `${text}${createHash('sha256').update(last).digest('hex')} ${last}\n`);
}
