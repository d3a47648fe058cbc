import type { Ledger } from '#event-log';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  checkpointOf,
  cosignature,
  isSignedBy,
  Malformed,
  noteOf,
  shownKey,
  signedNote,
  signerOf,
  verifierOf,
} from './checkpoint.note.ts';
import { judged, policyOf, policyText } from './checkpoint.policy.ts';
import { CheckpointSigner, headOf, NotGrown } from './checkpoint.signer.ts';

describe('a signed note', () => {
  // The example of Go's sumdb/note, which signed-note was written down from.
  const vkey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
  const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
  const example = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;
  const seed = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1);

  it('of the published example is verified, and written alike', () => {
    expect(isSignedBy(noteOf(example), verifierOf(vkey))).toBe(true);
    const signer = signerOf('PeterNeumann', 'log', seed);
    expect(shownKey(signer)).toBe(vkey);
    expect(signedNote(text, signer)).toBe(example);
  });

  it('is not what it was when a character of it is another', () => {
    expect(isSignedBy(noteOf(example.replace('answer', 'Answer')), verifierOf(vkey))).toBe(false);
    expect(isSignedBy(noteOf(example.replace('ZJku', 'ZJkv')), verifierOf(vkey))).toBe(false);
    expect(() => noteOf(`${example}trailing`)).toThrow(Malformed);
    expect(() => verifierOf(vkey.replace('c74f', 'c74e'))).toThrow(Malformed);
  });

  it('counts one witness once, however often it signs, and only its own kind of signature', () => {
    const log = signerOf('log', 'log', randomBytes(32));
    const [one, two] = ['one', 'two'].map((name) => signerOf(name, 'witness', randomBytes(32))) as [
      typeof log,
      typeof log,
    ];
    const body = `log\n0\n${Buffer.alloc(32).toString('base64')}\n`;
    const signed = signedNote(body, log);
    const policy = policyOf(policyText({ log, witnesses: [one, two], quorum: 2 }));
    const lines = [one, one, two].map((each, n) => cosignature(body, each, new Date(n * 1_000)));
    const verdict = (...added: readonly (string | undefined)[]) => judged(noteOf(signed + added.join('')), policy);
    expect(verdict(lines[0])).toBe('NO_QUORUM');
    expect(verdict(lines[0], lines[1])).toBe('NO_QUORUM');
    expect(verdict(lines[0], lines[2])).toBe('OK');
    expect(judged(noteOf(`${body}\n${lines.join('')}`), policy)).toBe('BAD_SIGNATURE');
    const plain =
      signedNote(body, signerOf('two', 'log', randomBytes(32)))
        .split('\n')
        .at(-2) ?? '';
    expect(verdict(lines[0], `${plain}\n`)).toBe('NO_QUORUM');
  });

  it('of a policy is refused when a key stands twice in it', () => {
    const [log, one] = [signerOf('log', 'log', randomBytes(32)), signerOf('one', 'witness', randomBytes(32))];
    expect(() => policyOf(policyText({ log, witnesses: [one, one], quorum: 2 }))).toThrow('names a witness twice');
    expect(() => policyOf(policyText({ log, witnesses: [one], quorum: 2 }))).toThrow(Malformed);
  });

  it.each(['x\n1\n', 'x\n01\nAAAA\n', `x\n-1\n${Buffer.alloc(32).toString('base64')}\n`])(
    '%j is no checkpoint',
    (body) => {
      expect(() => checkpointOf(body)).toThrow(Malformed);
    },
  );
});

describe('the signer', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'talkoot-signer-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const ledgerOf = (hashes: readonly Buffer[]): Ledger => ({
    size: async () => hashes.length,
    hashes: async (from, to) => Buffer.concat(hashes.slice(from, to)),
    async *events() {},
    async close() {},
  });
  const leaves = Array.from({ length: 400 }, () => randomBytes(32));
  const signing = (hashes: readonly Buffer[]) => new CheckpointSigner({ folder, ledger: ledgerOf(hashes) });

  it('keeps its key to itself, and goes on under it', async () => {
    const first = signing([]);
    expect(headOf(await first.sign()).size).toBe(0);
    first.close();
    expect(statSync(join(folder, 'checkpoint.key')).mode & 0o777).toBe(0o600);
    const second = signing(leaves);
    const note = await second.sign();
    expect(headOf(note).size).toBe(400);
    expect(await second.sign()).toBe(note);
    expect(judged(noteOf(note), second.policy)).toBe('OK');
    second.close();
  });

  it('refuses a log that was cut, and one that was rewritten, until the fork is acknowledged', async () => {
    const before = signing(leaves.slice(0, 300));
    const signed = await before.sign();
    expect(await before.acknowledgeFork('no reason')).toBe(false);
    before.close();
    for (const other of [
      leaves.slice(0, 299),
      leaves.with(7, randomBytes(32)),
      leaves.slice(0, 300).with(7, randomBytes(32)),
    ]) {
      const signer = signing(other);
      await expect(signer.sign()).rejects.toThrow(NotGrown);
      expect(signer.latest()).toBe(signed);
      signer.close();
    }
    const restored = signing(leaves.slice(0, 100));
    expect(await restored.acknowledgeFork('The disk failed; the backup of the day before was put back')).toBe(true);
    const forked = headOf(await restored.sign());
    expect(forked.origin).toBe(`${headOf(signed).origin}/2`);
    expect(forked.extensions).toEqual([`forked from 1 300 ${headOf(signed).root.toString('base64')}`]);
    expect(judged(noteOf(await restored.sign()), restored.policy)).toBe('OK');
    restored.close();
  });

  it('takes the cosignatures of the witnesses in its policy, and no others', async () => {
    const signer = signing(leaves);
    const { text } = noteOf(await signer.sign());
    const [known, unknown] = ['a', 'b'].map((name) => signerOf(name, 'witness', randomBytes(32))) as never[];
    writeFileSync(
      join(folder, 'policy.txt'),
      `witness w1 ${shownKey(known!)}\ngroup witnesses 1 w1\nquorum witnesses\n`,
    );
    const cosigned = (body: string, by: never) => signer.cosigned(`${body}\n${cosignature(body, by, new Date())}`);
    expect(cosigned(text, unknown!)).toBe(false);
    expect(cosigned(`${text}x\n`, known!)).toBe(false);
    expect(judged(noteOf(await signer.sign()), signer.policy)).toBe('NO_QUORUM');
    expect(cosigned(text, known!)).toBe(true);
    expect(judged(noteOf(await signer.sign()), signer.policy)).toBe('OK');
    signer.close();
  });
});
