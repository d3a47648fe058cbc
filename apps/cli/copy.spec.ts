import { copyKeys } from '#world';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer, type Server } from '../../libs/event-log/postgres.server.ts';
import { firstDifference } from '../../libs/world/worlds.ts';
import { openPlatformAt } from '../api/platform.ts';
import { run } from './commands.ts';

const secondCounty = join(__dirname, '../../test/fixtures/second-county');

let home: string;
let out: string[];
let errors: string[];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'talkoot-copy-'));
  out = [];
  errors = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => void out.push(...line.split('\n')));
  jest.spyOn(console, 'error').mockImplementation((line: string) => void errors.push(line));
  jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(home, { recursive: true });
});
const loaded = async (name: string, source = secondCounty) => {
  const folder = join(home, name);
  expect(await run(['import', source, '--data', folder, '--simulate-clock'])).toBe(0);
  out = [];
  return folder;
};

describe('talkoot copy', () => {
  it('copies, verifies, says so, and copies nothing again', async () => {
    const from = await loaded('from');
    const to = join(home, 'to');
    expect(await run(['copy', '--from', from, '--to', to])).toBe(0);
    expect(out[0]).toMatch(/^Copied \d+ events from .*from to .*to\.$/);
    expect(out[1]).toMatch(/^Verified, byte for byte: \d+ events, last position \d+, SHA-256 [0-9a-f]{64}\.$/);
    expect(out[2]).toMatch(/^OK: \d+ events are what was sealed, .* The root of both is \S{44}\.$/);
    expect(out[3]).toMatch(/^What goes with it was brought from .*from: [1-9]\d* keys of texts, 0 checkpoints/);
    const verified = out[1];
    out = [];
    expect(await run(['copy', '--from', from, '--to', to])).toBe(0);
    expect(out[0]).toMatch(/^Copied 0 events .*; \d+ were there already\.$/);
    expect(out[1]).toBe(verified);
  });

  it('says in a sentence what is in the way', async () => {
    const from = await loaded('from');
    const other = await loaded('other', join(__dirname, '../../infra/collaborations/keski-suomi'));
    expect(await run(['copy', '--from', from])).toBe(2);
    expect(await run(['copy', '--from', from, '--to', `${from}/.`])).toBe(2);
    expect(await run(['copy', '--from', join(home, 'nowhere'), '--to', other])).toBe(3);
    expect(await run(['copy', '--from', from, '--to', other])).toBe(1);
    expect(await run(['copy', '--from', 'postgres://me:s3cret@127.0.0.1:1/x', '--to', other])).toBe(3);
    expect(errors[0]).toMatch(/^Name where the log is and where it is to go/);
    expect(errors[1]).toBe('The log is there already: --from and --to are the same place.');
    expect(errors[2]).toBe(`${join(home, 'nowhere')} holds no event log`);
    expect(errors[3]).toMatch(
      /^The target ends at position \d+, and the source at \d+\. Copy to an empty place, or to one that an earlier copy began\.$/,
    );
    expect(errors[4]).toBe('The event log is unavailable: connect ECONNREFUSED 127.0.0.1:1');
  });
});

describe('the platform over PostgreSQL', () => {
  let server: Server;
  const schema = `copy_${randomBytes(4).toString('hex')}`;
  beforeAll(async () => {
    server = await startServer();
  }, 60_000);
  afterAll(async () => {
    await server.ask(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    await server.remove();
  });

  it('shows after a move what it showed before, and goes on from there', async () => {
    const folder = await loaded('data');
    const place = `${server.url}${server.url.includes('?') ? '&' : '?'}schema=${schema}`;
    expect(await run(['copy', '--from', folder, '--to', place])).toBe(0);
    const before = await openPlatformAt(folder, { folder });
    // Whoever serves the log needs the keys of the texts in it.
    const node = mkdtempSync(join(home, 'node-'));
    expect([copyKeys(folder, node) > 0, copyKeys(folder, node)]).toEqual([true, 0]);
    const after = await openPlatformAt(place, { folder: node });
    expect(
      await firstDifference(await before.worlds.live('saltskar'), await after.worlds.live('saltskar')),
    ).toBeUndefined();
    await before.close();
    await after.close();

    const source = join(home, 'county');
    cpSync(secondCounty, source, { recursive: true });
    const again = ['import', source, '--data', folder, '--log', place, '--simulate-clock'];
    expect(await run(again)).toBe(0);
    expect(out.at(-1)).toBe('saltskar: 0 commands carried out.');
    const file = join(source, 'measurements.csv');
    const correction =
      'indicator_bocker,partner_norrskar,901,2023-07-01,2023-09-30,,,317,,,final,,Ett lån till,2024-07-02,person_norr,';
    writeFileSync(file, `${readFileSync(file, 'utf8').trimEnd()}\n${correction}\n`);
    await run(again);
    expect([errors, out.at(-1)]).toEqual([[], 'saltskar: 1 commands carried out.']);
    const later = await openPlatformAt(place, { folder });
    expect(await later.log.head()).toBe((await later.worlds.live('saltskar')).position);
    expect(later.log.writable()).toBe(true);
    await later.close();
    // What was written since is in PostgreSQL alone.
    expect(await run(['copy', '--from', place, '--to', folder])).toBe(0);
    expect(out.at(-3)).toMatch(/^Copied [1-9]\d* events from PostgreSQL.* were there already\.$/);
  });
});
