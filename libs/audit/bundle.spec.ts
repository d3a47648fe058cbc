import { openLedger, openSqliteLog, type Ledger, type NewEvent, type SealedEvent } from '#event-log';
import Database from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mutantOf } from '../../test/mutants.ts';
import { writeBundle, type BundleScope } from './bundle.writer.ts';
import { cosignature, noteOf, shownKey, signerOf } from './checkpoint.note.ts';
import { CheckpointSigner } from './checkpoint.signer.ts';

/** Mutants of each of two bundles. */
const mutantsEach = Number(process.env['TALKOOT_MUTANTS'] ?? 1_500);
const verifiers = join(__dirname, '../../infra/verify');
const node = [process.execPath, join(verifiers, 'verify.mjs')];
const python = ['python3', join(verifiers, 'verify.py')];
const run = ([program = '', ...args]: readonly string[], input = '') =>
  spawnSync(program, args, { input, encoding: 'utf8', maxBuffer: 1 << 26 });
/** Both verifiers' word on one bundle; they must say the same. */
const verdictOn = (file: string): string => {
  const [one, two] = [node, python].map((verifier) => run([...verifier, file])) as [
    ReturnType<typeof run>,
    ReturnType<typeof run>,
  ];
  const [first, second] = [one, two].map(({ status, stdout }) => `${status} ${stdout.split('\n')[0]}`);
  expect(first).toBe(second);
  return first ?? '';
};

const event = (n: number): NewEvent => {
  const id = randomUUID();
  const metadata = {
    actor: 'person_x',
    organisation: `partner_${n % 3}`,
    commandId: id,
    commandHash: '',
    correlationId: id,
    causationId: id,
  };
  return { id, type: 'Written', schemaVersion: 1, data: { n, text: 'äö 😀 "\\\u2028' }, metadata };
};
const everything: BundleScope = { words: 'ks', mode: 'full', holds: ({ stream }) => stream.startsWith('ks-') };
const some: BundleScope = { words: 'ks, goal_1', mode: 'selective', holds: ({ stream }) => stream === 'ks-goal_1' };

let folder: string;
let ledger: Ledger;
let signer: CheckpointSigner;
let file: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'talkoot-bundle-'));
  file = join(folder, 'bundle.ndjson');
  const log = openSqliteLog({ file: join(folder, 'log.db') });
  await log.append('ks-goal_1', [0, 1, 2].map(event), 'no stream');
  await log.append('other-goal_1', [3, 4].map(event), 'no stream');
  ledger = await openLedger(folder);
  signer = new CheckpointSigner({ folder, ledger });
  await signer.sign();
  await log.append('ks-"ä,\\\u0001:', [event(5)], 'no stream');
  await log.append('ks-goal_1', [6, 7].map(event), 2);
  await log.close();
  const witnesses = ['kunta/w', 'jarjesto/w'].map((name) => signerOf(name, 'witness', randomBytes(32)));
  const lines = witnesses.map((each, n) => `witness w${n + 1} ${shownKey(each)}`);
  writeFileSync(join(folder, 'policy.txt'), [...lines, 'group witnesses 2 w1 w2', 'quorum witnesses', ''].join('\n'));
  const { text } = noteOf(await signer.sign());
  for (const each of witnesses) expect(signer.cosigned(`${text}\n${cosignature(text, each, new Date())}`)).toBe(true);
});
afterEach(async () => {
  signer.close();
  await ledger.close();
  rmSync(folder, { recursive: true });
});
const write = (scope: BundleScope) => writeBundle({ ledger, signer, scope, file });

describe('a bundle', () => {
  it('in full and in part is found good by both verifiers', async () => {
    expect(await write(everything)).toEqual({ events: 6, size: 8, withheld: 0, kept: 0 });
    expect(verdictOn(file)).toBe('0 OK');
    expect(await write(some)).toEqual({ events: 5, size: 8, withheld: 0, kept: 0 });
    expect(verdictOn(file)).toBe('0 OK');
  });

  it('goes on from any byte at which its writing was broken off, to the same file', async () => {
    await write(everything);
    const whole = readFileSync(file);
    const first = whole.indexOf('{"kind":"event"');
    for (let cut = 0; cut < whole.length; cut += 197) {
      writeFileSync(`${file}.part`, whole.subarray(0, cut));
      const { kept } = await write(everything);
      expect(readFileSync(file).equals(whole)).toBe(true);
      const lines = whole.subarray(first, Math.max(first, cut)).toString().split('\n').length - 1;
      // The last position is written anew, since not all that is told of it may be there.
      expect(kept > 0).toBe(lines > 1);
      expect(existsSync(`${file}.part`)).toBe(false);
    }
  });

  it('is not written of events that were changed in the store', async () => {
    const db = new Database(join(folder, 'log.db'));
    db.exec(
      `DROP TRIGGER events_are_not_changed; UPDATE events SET recorded_at = '2020-01-01T00:00:00.000Z' WHERE position = 4`,
    );
    db.close();
    await expect(write(everything)).rejects.toThrow('The event at position 4 is not what was sealed');
  });

  it('with a payload missing that no decision accounts for names the first, however much is taken', async () => {
    for (const scope of [everything, some])
      for (const payload of ['data', 'metadata']) {
        const first = payload === 'data' ? 2 : 1;
        await write(scope);
        const lines = readFileSync(file, 'utf8').split('\n');
        const without = lines.map((line) =>
          /"position":1,/.test(line) && payload === 'data'
            ? line
            : line.replace(
                new RegExp(`"${payload}":"[^"]*","${payload}Salt":"[^"]*"`),
                `"${payload}":null,"${payload}Salt":null`,
              ),
        );
        writeFileSync(file, without.join('\n'));
        expect(verdictOn(file)).toBe(`31 UNACCOUNTED(${first})`);
      }
  });

  it('withholds what may not be told, with the salts, and proves the rest', async () => {
    for (const scope of [everything, some]) {
      const secret: BundleScope = {
        ...scope,
        words: `${scope.words}, public`,
        tells: ({ position }) => position !== 2n,
      };
      expect(await write(secret)).toMatchObject({ withheld: 1 });
      expect(verdictOn(file)).toBe('10 OK_WITH_ERASURES(2)');
      const line = readFileSync(file, 'utf8')
        .split('\n')
        .find((each) => each.includes('"kind":"event","position":2,'));
      expect(JSON.parse(line ?? '')).toMatchObject({ data: null, dataSalt: null, metadata: null, metadataSalt: null });
    }
  });

  it('that somebody bent is found out, and the place named', async () => {
    const changed = async (scope: BundleScope, change: (lines: string[]) => void) => {
      await write(scope);
      const lines = readFileSync(file, 'utf8').split('\n');
      change(lines);
      writeFileSync(file, lines.join('\n'));
      return verdictOn(file);
    };
    const at = (lines: string[], position: number) =>
      lines.findIndex((line) => line.includes(`"position":${position},`));
    const edit = (position: number, from: RegExp, to: string) => (lines: string[]) => {
      const index = at(lines, position);
      lines[index] = (lines[index] ?? '').replace(from, to);
    };
    expect(await changed(everything, edit(2, /"data":"./, '"data":"X'))).toBe('25 PAYLOAD_MISMATCH(2)');
    expect(await changed(everything, edit(2, /"Written"/, '"Rewritten"'))).toBe('22 BAD_ROOT');
    expect(await changed(some, edit(7, /"Written"/, '"Rewritten"'))).toBe('23 BAD_INCLUSION(7)');
    expect(await changed(everything, (lines) => lines.splice(at(lines, 6), 1))).toBe('26 GAP(6)');
    const swapped = (lines: string[]) =>
      lines.splice(at(lines, 1), 2, ...lines.slice(at(lines, 1), at(lines, 1) + 2).reverse());
    expect(await changed(everything, swapped)).toBe('26 GAP(1)');
    const checkpoint = (from: RegExp | string, to: string) => (lines: string[]) =>
      (lines[2] = (lines[2] ?? '').replace(from, to));
    expect(await changed(everything, checkpoint('\\n8\\n', '\\n9\\n'))).toBe('20 BAD_SIGNATURE');
    expect(await changed(everything, checkpoint(/— jarjesto[^\\]*\\n/, ''))).toBe('21 NO_QUORUM');
    expect(await changed(everything, (lines) => (lines[4] = (lines[4] ?? '').replace(/\["....../, '["AAAAAA')))).toBe(
      '24 NOT_APPEND_ONLY',
    );
    expect(await changed(everything, (lines) => lines.splice(-3, 3, ''))).toBe('27 FORMAT');
    const unsound = (lines: string[]) => lines.splice(-2, 1, (lines.at(-2) ?? '').replace('6', '6.0'));
    expect(await changed(everything, unsound)).toBe('27 FORMAT');
  });

  it('signed anew with the stolen key is refused for want of witnesses', async () => {
    const [forged, events] = [
      mkdtempSync(join(tmpdir(), 'talkoot-forged-')),
      await Array.fromAsync(ledger.events(0, 8)),
    ];
    for (const name of ['checkpoint.key', 'policy.txt'])
      writeFileSync(join(forged, name), readFileSync(join(folder, name)));
    const log = openSqliteLog({ file: join(forged, 'log.db') });
    for (const { id } of events) await log.append(`ks-${id}`, [event(1)], 'no stream');
    await log.close();
    const theirs = await openLedger(forged);
    const thief = new CheckpointSigner({ folder: forged, ledger: theirs });
    await writeBundle({ ledger: theirs, signer: thief, scope: everything, file });
    expect(verdictOn(file)).toBe('21 NO_QUORUM');
    thief.close();
    await theirs.close();
    rmSync(forged, { recursive: true });
  });

  it('is judged alike by both verifiers, however it is mutated', async () => {
    const mutants = join(folder, 'mutants');
    mkdirSync(mutants);
    const names: string[] = [];
    for (const scope of [everything, some]) {
      await write(scope);
      // The readme is words: mutations there would all be alike.
      const whole = readFileSync(file, 'utf8').replace(/"fi":.*"}\n/, '"fi":"","sv":"","en":""}\n');
      for (let n = 0; n < mutantsEach; n++) {
        const name = join(mutants, `${scope.mode}-${n}`);
        writeFileSync(name, mutantOf(whole, `${scope.mode},${n}`));
        names.push(name);
      }
    }
    const [one, two] = [node, python].map((verifier) =>
      run([...verifier, '--batch'], `${names.join('\n')}\n`)
        .stdout.trim()
        .split('\n'),
    );
    expect(one).toHaveLength(2 * mutantsEach);
    expect(one).toEqual(two);
    const seen = new Set(one?.map((line) => line.replace(/^.*\t|\(.*$/g, '')));
    // Every verdict that chance can bring about did come about.
    for (const verdict of [
      'BAD_SIGNATURE',
      'NO_QUORUM',
      'BAD_ROOT',
      'BAD_INCLUSION',
      'NOT_APPEND_ONLY',
      'PAYLOAD_MISMATCH',
      'GAP',
      'FORMAT',
    ])
      expect(seen).toContain(verdict);
  });

  it('holds the bytes as they were stored', async () => {
    await write(everything);
    const stored = new Map<number, SealedEvent>(
      (await Array.fromAsync(ledger.events(0, 8))).map((each) => [Number(each.position), each]),
    );
    for (const line of readFileSync(file, 'utf8')
      .split('\n')
      .filter((each) => each.includes('"kind":"event"'))) {
      const { position, data } = JSON.parse(line) as { position: number; data: string };
      expect(Buffer.from(data, 'base64')).toEqual(stored.get(position)?.data.open?.bytes);
    }
  });
});
