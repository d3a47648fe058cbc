import { openLedger, openSqliteLog, type Ledger } from '#event-log';
import { spawn, spawnSync } from 'node:child_process';
import { hash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { written } from '../../test/written.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeBundle } from './bundle.writer.ts';
import { cosignature, noteOf, shownKey, signedNote, signerOf } from './checkpoint.note.ts';
import { policyText } from './checkpoint.policy.ts';
import { CheckpointSigner } from './checkpoint.signer.ts';
import { EMPTY_ROOT } from './merkle.tree.ts';

const verify = join(__dirname, '../../infra/verify');
/** With so little memory that what grows with a bundle would end them. */
const verifiers: readonly (readonly [name: string, command: readonly string[]])[] = [
  ['verify.mjs', [process.execPath, '--max-old-space-size=96', join(verify, 'verify.mjs')]],
  ['verify.py', ['python3', join(verify, 'verify.py')]],
];

let home: string;
let ledger: Ledger;
let signer: CheckpointSigner;
let bundle: string;
/** More events than are verified between two writings of the state. */
const many = 25_000;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'talkoot-verifiers-'));
  const log = openSqliteLog({ file: join(home, 'log.db') });
  const append = (from: number) =>
    log.append(
      `ks-goal_${from}`,
      Array.from({ length: 500 }, (_, n) => written({ n: from + n, text: { $sealed: 'key', box: '' } })),
      'no stream',
    );
  await Promise.all(Array.from({ length: many / 500 }, (_, n) => append(500 * n)));
  // What is counted before a breaking off is told of behind it.
  const text = { $sealed: 'key', box: '' };
  const erased = { author: 'person_x', basis: 'objection', decision: '7' };
  await log.append('ks-erasure_1', [{ ...written(erased), type: 'TextsErased' }], 'no stream');
  await log.append('ks-thread_1', [written({ text })], 'no stream');
  await log.close();
  ledger = await openLedger(home);
  signer = new CheckpointSigner({ folder: home, ledger });
  bundle = join(home, 'whole.ndjson');
  // Every third stream is told by its leaves alone.
  const holds = ({ position }: { position: bigint }) => (position / 500n) % 3n !== 0n;
  await writeBundle({ ledger, signer, scope: { words: 'ks', mode: 'full', holds }, file: bundle });
}, 120_000);
afterAll(async () => {
  signer.close();
  await ledger.close();
  rmSync(home, { recursive: true });
});

const run = ([program = '', ...args]: readonly string[], ...more: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(program, [...args, ...more], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const [first, reason = ''] = stdout.split('\n');
  return { verdict: `${status} ${first}`, reason, stderr };
};

describe.each(verifiers)('%s, broken off', (name, command) => {
  const state = () => join(home, `${name}.state`);
  afterEach(() => rmSync(state(), { force: true }));
  /** Killed as soon as it has written how far it came. */
  const killed = async (file = bundle) => {
    const [program = '', ...args] = command;
    const child = spawn(program, [...args, '--state', state(), file], { stdio: 'ignore' });
    const ended = once(child, 'exit');
    while (!existsSync(state()) && child.exitCode === null) await sleep(5);
    child.kill('SIGKILL');
    await ended;
    return JSON.parse(readFileSync(state(), 'utf8')) as { last: number; check: string };
  };

  it('goes on from where it was killed, to the same verdict, and leaves nothing behind', async () => {
    const { last } = await killed();
    expect(last).toBeGreaterThanOrEqual(10_000);
    const { verdict, reason, stderr } = run(command, '--state', state(), bundle);
    expect(verdict).toBe('0 OK');
    expect(reason).toMatch(/; 1 decisions to erase, restrict or remove are told$/);
    expect(stderr).toMatch(/^Going on behind position \d+\.\n/);
    expect(existsSync(state())).toBe(false);
  });

  it('goes on from the state that the other verifier has left', async () => {
    await killed();
    const other = verifiers.find(([each]) => each !== name)?.[1] ?? [];
    const { verdict, stderr } = run(other, '--state', state(), bundle);
    expect([verdict, stderr]).toEqual(['0 OK', expect.stringMatching(/^Going on behind/)]);
  });

  it('finds what was changed on either side of where it goes on', async () => {
    const { last } = await killed();
    const lines = readFileSync(bundle, 'utf8').split('\n');
    const bent = join(home, 'bent.ndjson');
    const at = (position: number) => lines.findIndex((line, n) => n >= position && line.startsWith('{"kind":"event"'));
    const changed = (position: number) => {
      const index = at(position);
      writeFileSync(bent, lines.with(index, (lines[index] ?? '').replace('"Written"', '"Written!"')).join('\n'));
      return run(command, '--state', state(), bent);
    };
    const kept = readFileSync(state());
    expect(changed(700)).toMatchObject({
      verdict: '22 BAD_ROOT',
      stderr: expect.stringMatching(/beginning anew/) as string,
    });
    writeFileSync(state(), kept);
    expect(changed(last + 700)).toMatchObject({
      verdict: '22 BAD_ROOT',
      stderr: expect.stringMatching(/^Going on/) as string,
    });
  });

  it('begins anew where its state was bent, and writes over nothing that is no state', async () => {
    await killed();
    const kept = readFileSync(state(), 'utf8');
    const anew = (text: string) => {
      writeFileSync(state(), text);
      return run(command, '--state', state(), bundle);
    };
    const forged = kept.replace(/"events":\d+/, '"events":1').replace(/,"check".*\n$/, '');
    for (const text of [
      kept.replace(/"last":\d/, '"last":9'),
      kept.slice(0, -40),
      '{"kind":"state"',
      // A right checksum over what cannot be.
      kept.replace(/,"check".*\n$/, '').replace(/"peaks":\[.*\]/, '"peaks":[]'),
    ]) {
      const body = text.includes('"peaks":[]') ? `${text},"check":"${hash('sha256', text)}"}\n` : text;
      expect(anew(body)).toMatchObject({ verdict: '0 OK', stderr: expect.not.stringMatching(/Going on/) as string });
    }
    // Forged with care, it is told by what was counted.
    expect(anew(`${forged},"check":"${hash('sha256', forged)}"}\n`).verdict).toBe('27 FORMAT');
    writeFileSync(state(), 'a shopping list');
    expect(run(command, '--state', state(), bundle).verdict).toBe('3 ');
    expect(readFileSync(state(), 'utf8')).toBe('a shopping list');
  });
});

describe('a hostile bundle (T7)', () => {
  const log = signerOf('log', 'log', randomBytes(32));
  const [one, two] = ['one', 'two'].map((name) => signerOf(name, 'witness', randomBytes(32))) as [
    typeof log,
    typeof log,
  ];
  const body = (size: number, root = EMPTY_ROOT) => `log\n${size}\n${root.toString('base64')}\n`;
  const head = (note: string, quorum = 0, previous: readonly object[] = []) => [
    { kind: 'manifest', format: 'talkoot-bundle/v2', scope: '../../etc/passwd', mode: 'full', told: 'all' },
    { kind: 'readme', fi: '', sv: '', en: '' },
    { kind: 'checkpoint', note },
    { kind: 'policy', text: policyText({ log, witnesses: quorum > 0 ? [one, two] : [], quorum }) },
    ...previous,
  ];
  const end = { kind: 'end', events: 0 };
  const written = (...lines: readonly (object | string)[]) => {
    const file = join(home, 'hostile.ndjson');
    writeFileSync(file, lines.map((line) => (typeof line === 'string' ? line : `${JSON.stringify(line)}\n`)).join(''));
    return file;
  };
  const verdictOn = (file: string): string => {
    const [first, second] = verifiers.map(([, command]) => run(command, file).verdict);
    expect(first).toBe(second);
    return first ?? '';
  };

  it('of an empty log is good with the empty root alone', () => {
    expect(verdictOn(written(...head(signedNote(body(0), log)), end))).toBe('0 OK');
    const other = Buffer.alloc(32, 7);
    expect(verdictOn(written(...head(signedNote(body(0, other), log)), end))).toBe('22 BAD_ROOT');
    const previous = { kind: 'previous', note: signedNote(body(0, other), log), consistency: [] };
    expect(verdictOn(written(...head(signedNote(body(0), log), 0, [previous]), end))).toBe('24 NOT_APPEND_ONLY');
  });

  it('has one voice for each key, however often it signs, and a wrong signature beside a right one is wrong', () => {
    const note = signedNote(body(0), log);
    const { text } = noteOf(note);
    const lines = [one, one, two].map((each, n) => cosignature(text, each, new Date(1_000 * n)));
    expect(verdictOn(written(...head(`${note}${lines[0]}${lines[1]}`, 2), end))).toBe('21 NO_QUORUM');
    expect(verdictOn(written(...head(`${note}${lines[0]}${lines[2]}`, 2), end))).toBe('0 OK');
    const wrong = (signedNote(body(1), log).split('\n').at(-2) ?? '') + '\n';
    expect(verdictOn(written(...head(`${note}${wrong}`), end))).toBe('20 BAD_SIGNATURE');
    expect(verdictOn(written(...head(note + (note.split('\n').at(-2) ?? '') + '\n'), end))).toBe('0 OK');
  });

  it('with something behind its end, or without an end, is none', () => {
    const whole = head(signedNote(body(0), log));
    for (const more of [end, ' \n', '\n', '\u0000', 'x', `${JSON.stringify(end)} \n`])
      expect(verdictOn(written(...whole, end, more))).toBe('27 FORMAT');
    expect(verdictOn(written(...whole))).toBe('27 FORMAT');
    expect(verdictOn(written(...whole, '{"kind":"end","events":0}'))).toBe('27 FORMAT');
  });

  it('of enormous lines, numbers or depths is refused in little memory and time', () => {
    const whole = head(signedNote(body(0), log));
    const big = 17 * 1024 * 1024;
    const bombs = [
      `{"kind":"event","position":${'9'.repeat(big)}`,
      `${'['.repeat(big - 4 * 1024 * 1024)}\n`,
      `{"kind":"end","events":${'['.repeat(3_000_000)}${']'.repeat(3_000_000)}}\n`,
      `{"kind":"end","events":${'9'.repeat(1_000_000)}}\n`,
      `{"kind":"event","position":1,"stream":"${'\\'.repeat(8_000_000)}`,
      'x'.repeat(big),
      '\n'.repeat(1_000_000),
    ];
    const began = performance.now();
    for (const bomb of bombs) expect(verdictOn(written(...whole, bomb))).toBe('27 FORMAT');
    // A minute for fourteen runs, on a machine that has much else to do.
    expect(performance.now() - began).toBeLessThan(60_000);
  });

  it('is verified under the policy of who asks, not its own', () => {
    const file = written(...head(signedNote(body(0), log)), end);
    const policy = join(home, 'policy.txt');
    const under = (text: string) => {
      writeFileSync(policy, text);
      const [first, second] = verifiers.map(([, command]) => run(command, '--policy', policy, file).verdict);
      expect(first).toBe(second);
      return first;
    };
    expect(under(policyText({ log, witnesses: [], quorum: 0 }))).toBe('0 OK');
    expect(under(policyText({ log, witnesses: [one], quorum: 1 }))).toBe('21 NO_QUORUM');
    expect(under(policyText({ log: signerOf('log', 'log', randomBytes(32)), witnesses: [], quorum: 0 }))).toBe(
      '20 BAD_SIGNATURE',
    );
    expect(under(`log ${shownKey(log)}\n`)).toBe('27 FORMAT');
  });
});
