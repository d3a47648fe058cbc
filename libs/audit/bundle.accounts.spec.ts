import { openLedger, openRemover, openSqliteLog, saltedDigest, type Json, type NewEvent } from '#event-log';
import Database from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import { hash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mutantOf } from '../../test/mutants.ts';
import { NotAccountedFor } from './bundle.accounts.ts';
import { writeBundle, type BundleScope } from './bundle.writer.ts';
import { CheckpointSigner } from './checkpoint.signer.ts';

/** Mutants of each of two bundles. */
const mutantsEach = Number(process.env['TALKOOT_MUTANTS'] ?? 1_500);
const verify = join(__dirname, '../../infra/verify');
const verifiers = [
  [process.execPath, join(verify, 'verify.mjs')],
  ['python3', join(verify, 'verify.py')],
] as const;
const run = ([program, ...args]: readonly [string, ...string[]], ...more: readonly string[]) =>
  spawnSync(program, [...args, ...more], { encoding: 'utf8', maxBuffer: 1 << 26 });
/** Both verifiers' word on one bundle; they must say the same. */
const verdictOn = (name: string): string => {
  const [first, second] = verifiers.map((verifier) => run(verifier, name).stdout.split('\n')[0]);
  expect(first).toBe(second);
  return first ?? '';
};

const sealed = { $sealed: 'key', box: 'AAAA' };
const event = (actor: string, type: string, data: Record<string, Json>): NewEvent => {
  const id = randomUUID();
  const metadata = {
    actor,
    organisation: 'partner_a',
    commandId: id,
    commandHash: '',
    correlationId: id,
    causationId: id,
  };
  return { id, type, schemaVersion: 1, data, metadata };
};
const left = { text: { $removed: 'unlawful' }, n: 4 };
const digestOf = (data: object) => hash('sha256', JSON.stringify(data));
const confirmed = (position: string, replacement: string) =>
  event('person_b', 'RemovalConfirmed', {
    position,
    fields: ['/text'],
    basis: 'unlawful',
    decision: '1839/ä § 8',
    proposedBy: 'person_a',
    replacement,
  });

let folder: string;
let file: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'talkoot-accounts-'));
  file = join(folder, 'bundle.ndjson');
  const log = openSqliteLog({ file: join(folder, 'log.db') });
  const erased = { author: 'person_anna', kinds: ['thread'], basis: 'objection', decision: '1839/00.01/2026 § 6' };
  const written: readonly (readonly [stream: string, event: NewEvent])[] = [
    ['ks-thread_1', event('person_anna', 'CommentWritten', { text: sealed })],
    ['ks-thread_2', event('person_anna', 'CommentWritten', { text: sealed })],
    ['ks-risk_1', event('person_anna', 'RiskRecorded', { text: sealed })],
    ['ks-thread_1', event('person_matti', 'CommentWritten', { text: 'Soita Lyylille', n: 4 })],
    ['ks-erasure_1', event('person_a', 'TextsErased', erased)],
    ['ks-erasure_2', event('person_a', 'ErasureRefused', { author: 'person_anna', reason: sealed })],
    ['ks-erasure_3', event('person_a', 'TextsRestricted', { author: 'person_nobody', reason: sealed })],
    ['ks-removal_1', confirmed('4', digestOf(left))],
    ['ks-thread_1', event('person_matti', 'CommentWritten', { text: sealed })],
    ['ks-erasure_4', event('person_a', 'TextsErased', { author: 'person_matti', basis: 'unlawful', decision: '7' })],
  ];
  const revisions = new Map<string, number | 'no stream'>();
  for (const [stream, one] of written)
    revisions.set(stream, (await log.append(stream, [one], revisions.get(stream) ?? 'no stream')).revision);
  await log.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

const remove = async (data: Record<string, Json> = left) => {
  const remover = await openRemover(folder);
  await remover.replace(4n, data);
  await remover.close();
};
const whole: BundleScope = { words: 'ks', mode: 'full', holds: () => true };
const thread: BundleScope = { words: 'thread', mode: 'selective', holds: ({ stream }) => stream === 'ks-thread_1' };
const write = async (scope: BundleScope) => {
  const ledger = await openLedger(folder);
  const signer = new CheckpointSigner({ folder, ledger });
  try {
    return await writeBundle({ ledger, signer, scope, file });
  } finally {
    signer.close();
    await ledger.close();
  }
};
interface Line {
  readonly kind: string;
  readonly position: number;
  readonly replacement?: string | null;
}
const lines = (): readonly Line[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
const accounts = () => lines().filter(({ kind }) => kind === 'erasure' || kind === 'removal');

describe('what a bundle tells of what is erased', () => {
  it('is every decision that touches what it holds: which, whose, by whom, on what ground, when', async () => {
    await remove();
    await write(whole);
    expect(verdictOn(file)).toBe('OK_WITH_ERASURES(1)');
    expect(accounts()).toMatchObject([
      {
        kind: 'erasure',
        position: 5,
        type: 'TextsErased',
        actor: 'person_a',
        author: 'person_anna',
        kinds: ['thread'],
        basis: 'objection',
        decision: '1839/00.01/2026 § 6',
        events: 2,
      },
      { kind: 'erasure', position: 6, type: 'ErasureRefused', author: 'person_anna', kinds: null, events: 3 },
      {
        kind: 'removal',
        position: 8,
        actor: 'person_b',
        of: 4,
        fields: ['/text'],
        basis: 'unlawful',
        decision: '1839/ä § 8',
        proposedBy: 'person_a',
        replacement: Buffer.from(JSON.stringify(left)).toString('base64'),
      },
      { kind: 'erasure', position: 10, author: 'person_matti', kinds: null, events: 1 },
    ]);
    expect(run(verifiers[0], file).stdout).toMatch(/; 4 decisions to erase, restrict or remove are told\n/);
  });

  it('stands in a selective bundle with the proof of each deciding event, and only of what touches it', async () => {
    await remove();
    await write(thread);
    expect(verdictOn(file)).toBe('OK_WITH_ERASURES(1)');
    expect(lines().flatMap(({ kind, position }) => (kind === 'event' ? [position] : []))).toEqual([
      1, 4, 5, 6, 8, 9, 10,
    ]);
    expect(accounts()).toMatchObject([{ events: 1 }, { events: 1 }, { of: 4 }, { events: 1 }]);
  });

  it('is told in a public bundle of what is told there, and nothing of what is withheld', async () => {
    await remove();
    await write({ ...whole, tells: ({ position }) => position === 4n });
    expect(verdictOn(file)).toBe('OK_WITH_ERASURES(17)');
    expect(accounts()).toMatchObject([{ kind: 'removal', of: 4 }]);
    await write({ ...whole, tells: ({ position }) => position === 1n });
    expect(accounts()).toMatchObject([{ position: 5, events: 1 }, { position: 6 }]);
    expect(verdictOn(file)).toBe('OK_WITH_ERASURES(14)');
  });

  it('is found wrong when something is not told, told twice, told of nothing, or told otherwise', async () => {
    await remove();
    const changed = async (scope: BundleScope, change: (lines: string[]) => void) => {
      await write(scope);
      const text = readFileSync(file, 'utf8').split('\n');
      change(text);
      writeFileSync(file, text.join('\n'));
      return verdictOn(file);
    };
    const at = (text: string[], kind: string, position: number) =>
      text.findIndex((line) => line.startsWith(`{"kind":"${kind}","position":${position},`));
    const dropped = (kind: string, position: number) => (text: string[]) => text.splice(at(text, kind, position), 1);
    const edited = (kind: string, position: number, from: RegExp, to: string) => (text: string[]) => {
      const index = at(text, kind, position);
      text[index] = (text[index] ?? '').replace(from, to);
    };
    for (const scope of [whole, thread]) {
      expect(await changed(scope, dropped('erasure', 5))).toBe('UNACCOUNTED(1)');
      expect(await changed(scope, dropped('removal', 8))).toBe('UNACCOUNTED(4)');
      const repeated = (text: string[]) => {
        const index = at(text, 'erasure', 5);
        text.splice(index, 0, text[index] ?? '');
      };
      expect(await changed(scope, repeated)).toBe('POINTS_NOWHERE(5)');
      expect(await changed(scope, edited('erasure', 5, /"events":\d/, '"events":9'))).toBe('POINTS_NOWHERE(5)');
      expect(await changed(scope, edited('erasure', 5, /"events":\d/, '"events":0'))).toBe('UNACCOUNTED(1)');
      expect(await changed(scope, edited('erasure', 5, /objection/, 'unlawful'))).toBe('POINTS_NOWHERE(5)');
      expect(await changed(scope, edited('removal', 8, /person_a/, 'person_c'))).toBe('POINTS_NOWHERE(8)');
      expect(await changed(scope, edited('removal', 8, /"replacement":"."?/, '"replacement":"f'))).toBe(
        'PAYLOAD_MISMATCH(4)',
      );
      expect(await changed(scope, edited('removal', 8, /"replacement":"[^"]*"/, '"replacement":null'))).toBe(
        'UNACCOUNTED(4)',
      );
    }
    // Left out with its deciding event, a selective bundle has nothing that accounts for what is missing.
    const both = (text: string[]) => text.splice(at(text, 'event', 8), 2);
    const fewer = (text: string[]) => {
      both(text);
      text[text.length - 2] = '{"kind":"end","events":6}';
    };
    expect(await changed(thread, fewer)).toBe('UNACCOUNTED(4)');
  });

  it('is not handed out where what stands in the place of what was removed is not what was decided', async () => {
    await remove({ ...left, n: 5 });
    await expect(write(whole)).rejects.toThrow(NotAccountedFor);
    await remove();
    await write(whole);
    // What was decided later than what is signed accounts for nothing yet.
    const db = new Database(join(folder, 'log.db'));
    db.exec('DROP TRIGGER events_are_not_changed');
    db.exec('UPDATE leaves SET data_salt = NULL, data_digest = zeroblob(32) WHERE position = 1');
    db.close();
    await expect(write(whole)).rejects.toThrow('is not what was sealed');
  });

  it('is shown once of two removals from the same event: what stands there now', async () => {
    const log = openSqliteLog({ file: join(folder, 'log.db') });
    const again = { text: { $removed: 'objection' }, n: 4 };
    await remove();
    await log.append('ks-removal_2', [confirmed('4', digestOf(again))], 'no stream');
    await log.close();
    await remove(again);
    await write(whole);
    expect(verdictOn(file)).toBe('OK_WITH_ERASURES(1)');
    const shown = accounts().flatMap(({ kind, replacement }) => (kind === 'removal' ? [replacement !== null] : []));
    expect(shown).toEqual([false, true]);
  });

  it('is judged alike by both verifiers, however it is mutated', async () => {
    await remove();
    const mutants = join(folder, 'mutants');
    mkdirSync(mutants);
    const names: string[] = [];
    for (const scope of [whole, thread]) {
      await write(scope);
      const text = readFileSync(file, 'utf8').replace(/"fi":.*"}\n/, '"fi":"","sv":"","en":""}\n');
      const events = text.split('\n');
      const decisions = events.flatMap((line, n) => (/"type":"(Texts|Erasure|Removal)/.test(line) ? [n] : []));
      for (let n = 0; n < mutantsEach; n++) {
        const name = join(mutants, `${scope.mode}-${n}`);
        // Half of them in what was decided, sealed anew: only reading it tells what is wrong.
        const index = decisions[n % decisions.length] ?? 0;
        const line = events[index] ?? '';
        const resealed = n % 2 === 0 && line.includes('"kind":"event"');
        const mutant = resealed
          ? Buffer.from(events.with(index, decidedOtherwise(line, `${scope.mode},${n}`)).join('\n'))
          : mutantOf(text, `${scope.mode},${n}`);
        writeFileSync(name, mutant);
        names.push(name);
      }
    }
    const [one, two] = verifiers.map((verifier) =>
      spawnSync(verifier[0], [...verifier.slice(1), '--batch'], {
        input: `${names.join('\n')}\n`,
        encoding: 'utf8',
        maxBuffer: 1 << 26,
      })
        .stdout.trim()
        .split('\n'),
    );
    expect(one).toHaveLength(2 * mutantsEach);
    expect(one).toEqual(two);
    const seen = new Set(one?.map((line) => line.replace(/^.*\t|\(.*$/g, '')));
    for (const verdict of ['UNACCOUNTED', 'POINTS_NOWHERE', 'PAYLOAD_MISMATCH', 'BAD_ROOT', 'BAD_INCLUSION', 'FORMAT'])
      expect(seen).toContain(verdict);
  });
});

/** An event's line whose data is another, with the digest to fit. */
const decidedOtherwise = (line: string, name: string): string => {
  const read = JSON.parse(line) as { data: string; dataSalt: string; dataDigest: string };
  const data = mutantOf(`${Buffer.from(read.data, 'base64').toString()}\n`, name);
  const salt = Buffer.from(read.dataSalt, 'hex');
  return JSON.stringify({
    ...read,
    data: data.toString('base64'),
    dataDigest: saltedDigest(salt, data).toString('hex'),
  });
};
