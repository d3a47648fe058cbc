import { openSqliteLog } from '#event-log';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { written } from '../../test/written.ts';
import { noteOf, shownKey } from './checkpoint.note.ts';
import { judged } from './checkpoint.policy.ts';
import { openProofs, type Proofs } from './checkpoint.signer.ts';
import { hashTile, proofLines } from './tlog.edge.ts';
import { LiedTo, witnessIn, witnessRound } from './witness.round.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'talkoot-witness-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const grow = async (folder: string, count: number) => {
  mkdirSync(folder, { recursive: true });
  const log = openSqliteLog({ file: join(folder, 'log.db') });
  for (let n = 0; n < count; n++) await log.append(`ks-${randomUUID()}`, [written()], 'no stream');
  await log.close();
};
/** A platform's answers, as its edge gives them. */
const shows =
  ({ signer, ledger }: Proofs) =>
  async (path: string, body?: string) => {
    const { pathname, searchParams } = new URL(path, 'http://x');
    if (pathname === '/policy') return signer.policyText;
    if (pathname === '/checkpoint') return signer.sign();
    if (pathname === '/consistency')
      return proofLines(
        { signer, ledger, close: async () => {} },
        Number(searchParams.get('old')),
        Number(searchParams.get('new')),
      );
    return signer.cosigned(body ?? '') ? 'taken\n' : 'unknown\n';
  };

describe('two witnesses', () => {
  const platform = () => join(home, 'platform');
  const witness = (name: string, ask: ReturnType<typeof shows>) =>
    witnessRound({ folder: join(home, name), name, ask });

  it('sign a log that only grows, and the one that is lied to finds out and signs nothing', async () => {
    await grow(platform(), 5);
    const keys = ['kunta', 'jarjesto'].map((name) => shownKey(witnessIn(join(home, name), name)));
    writeFileSync(
      join(platform(), 'policy.txt'),
      [...keys.map((key, n) => `witness w${n + 1} ${key}`), 'group witnesses 2 w1 w2', 'quorum witnesses', ''].join(
        '\n',
      ),
    );
    const honest = await openProofs(platform());
    const verdict = async () => judged(noteOf(await honest.signer.sign()), honest.signer.policy);
    expect(await witness('kunta', shows(honest))).toMatchObject({ size: 5, taken: true });
    expect(await verdict()).toBe('NO_QUORUM');
    expect(await witness('jarjesto', shows(honest))).toMatchObject({ size: 5, taken: true });
    expect(await verdict()).toBe('OK');

    // The operator copies the key and tells one of them another history of the same length.
    const forged = join(home, 'forged');
    await grow(forged, 9);
    cpSync(join(platform(), 'checkpoint.key'), join(forged, 'checkpoint.key'));
    const lying = await openProofs(forged);
    await grow(platform(), 4);
    expect(await witness('kunta', shows(honest))).toMatchObject({ size: 9, taken: true });
    await expect(witness('jarjesto', shows(lying))).rejects.toThrow(LiedTo);
    const evidence = readdirSync(join(home, 'jarjesto')).find((name) => name.startsWith('evidence')) ?? '';
    expect(readFileSync(join(home, 'jarjesto', evidence), 'utf8')).toMatch(/\n5\n[^]*— talkoot[^]*\n9\n[^]*— talkoot/);
    // What one of them was told alone has no quorum, on either side; told the truth, it goes on.
    expect(await verdict()).toBe('NO_QUORUM');
    expect(judged(noteOf(await lying.signer.sign()), honest.signer.policy)).toBe('NO_QUORUM');
    expect(await witness('jarjesto', shows(honest))).toMatchObject({ size: 9, taken: true });
    expect(await verdict()).toBe('OK');
    await honest.close();
    await lying.close();
  });

  it('are not fooled by a shorter log, another key, a proof with more in it, or a checkpoint nobody signed', async () => {
    await grow(platform(), 5);
    const proofs = await openProofs(platform());
    const ask = shows(proofs);
    await witness('w', ask);
    await grow(platform(), 3);
    const bent = (path: string, change: (answer: string) => string) => async (asked: string, body?: string) => {
      const answer = await ask(asked, body);
      return asked.startsWith(path) ? change(answer) : answer;
    };
    const more = `${Buffer.alloc(32).toString('base64')}\n`;
    await expect(
      witness(
        'w',
        bent('consistency', (proof) => proof + more),
      ),
    ).rejects.toThrow(LiedTo);
    await expect(
      witness(
        'w',
        bent('consistency', () => ''),
      ),
    ).rejects.toThrow(LiedTo);
    await expect(
      witness(
        'w',
        bent('checkpoint', (note) => note.replace('\n8\n', '\n9\n')),
      ),
    ).rejects.toThrow(LiedTo);
    const other = join(home, 'other');
    await grow(other, 9);
    const theirs = await openProofs(other);
    await expect(witness('w', shows(theirs))).rejects.toThrow(LiedTo);
    await theirs.close();
    expect(await witness('w', ask)).toMatchObject({ size: 8, taken: false });
    await proofs.close();
  });

  it('can work out the same tree from the tiles', async () => {
    await grow(platform(), 300);
    const proofs = await openProofs(platform());
    expect(await hashTile(proofs, '0/000')).toEqual(await proofs.ledger.hashes(0, 256));
    expect(await hashTile(proofs, '0/001.p/44')).toEqual(await proofs.ledger.hashes(256, 300));
    expect(await hashTile(proofs, '1/000.p/1')).toEqual((await proofs.signer.tree.at(256))(8, 0));
    for (const path of ['0/001', '1/000', '0/001.p/45', '0/000.p/0', '0/../secret', '0/x001/000'])
      await expect(hashTile(proofs, path)).rejects.toThrow();
    await proofs.close();
  });
});
