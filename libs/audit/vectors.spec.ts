/**
 * Examples out of the specifications themselves, worked out anew. What they print of keys and signatures without the
 * key is taken apart only.
 */
import { leafHash, leafOf, saltedDigest, type Ledger } from '#event-log';
import { hash, randomBytes, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  checkpointOf,
  checkpointText,
  cosignature,
  isSignedBy,
  Malformed,
  noteOf,
  shownKey,
  signedNote,
  signerOf,
} from './checkpoint.note.ts';
import { judged, policyOf, policyText } from './checkpoint.policy.ts';
import { CheckpointSigner } from './checkpoint.signer.ts';
import { treeOver } from './merkle.tiles.ts';
import {
  consistencyProof,
  grewFrom,
  includes,
  inclusionProof,
  nodeHash,
  rootOf,
  type Subtrees,
} from './merkle.tree.ts';
import { hashTile, inclusionText } from './tlog.edge.ts';

const leafOfBytes = (bytes: Buffer) => hash('sha256', Buffer.concat([Buffer.of(0), bytes]), 'buffer');

/** RFC 6962 § 2.1.3, and RFC 9162 § 2.1.5 after it: https://www.rfc-editor.org/rfc/rfc9162#section-2.1.5 */
describe('the example tree of seven leaves in RFC 6962 and RFC 9162', () => {
  const leaf = (n: number) => leafOfBytes(Buffer.from(`d${n}`));
  const d = [leaf(0), leaf(1), leaf(2), leaf(3), leaf(4), leaf(5), leaf(6)] as const;
  const [a, b, c, dd, e, f, j] = d;
  const g = nodeHash(a, b);
  const h = nodeHash(c, dd);
  const i = nodeHash(e, f);
  const k = nodeHash(g, h);
  const l = nodeHash(i, j);
  const root = nodeHash(k, l);
  let tree: Subtrees;
  beforeAll(async () => {
    tree = await treeOver(async (from, to) => Buffer.concat(d.slice(from, to))).at(7);
  });

  it('has the root drawn there, and those of its beginnings', () => {
    expect(rootOf(tree, 7)).toEqual(root);
    expect(rootOf(tree, 3)).toEqual(nodeHash(g, c));
    expect(rootOf(tree, 4)).toEqual(k);
    expect(rootOf(tree, 6)).toEqual(nodeHash(k, i));
  });

  it.each([
    [0, [b, h, l]],
    [3, [c, g, l]],
    [4, [f, j, k]],
    [6, [i, k]],
  ])('proves d%i by the path printed there', (index, path) => {
    expect(inclusionProof(tree, index, 7)).toEqual(path);
    expect(includes(d[index] ?? a, index, 7, path, root)).toBe(true);
  });

  it.each([
    [3, nodeHash(g, c), [c, dd, g, l]],
    [4, k, [l]],
    [6, nodeHash(k, i), [i, j, k]],
  ])('proves that it grew from %i leaves by the proof printed there', (older, was, proof) => {
    expect(consistencyProof(tree, older, 7)).toEqual(proof);
    expect(grewFrom({ size: older, root: was }, { size: 7, root }, proof)).toBe(true);
  });
});

/** RFC 8032 § 7.1, TEST 1 and TEST 2: https://www.rfc-editor.org/rfc/rfc8032#section-7.1 */
describe('Ed25519', () => {
  it.each([
    [
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      '',
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    ],
    [
      '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      '72',
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    ],
  ])('of the secret %s is the published one', (secret, key, message, signature) => {
    const signer = signerOf('rfc8032', 'log', Buffer.from(secret, 'hex'));
    const shown = Buffer.from(shownKey(signer).split('+').slice(2).join('+'), 'base64');
    expect(shown.toString('hex')).toBe(`01${key}`);
    expect(sign(null, Buffer.from(message, 'hex'), signer.secret).toString('hex')).toBe(signature);
  });
});

describe('the examples of C2SP', () => {
  it('signed-note: a text with an empty line in it, and one signature (https://c2sp.org/signed-note)', () => {
    const { text, signatures } = noteOf(
      'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n' +
        '— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n',
    );
    expect(text).toMatch(/\n\ned è subito sera\.\n$/);
    expect(signatures).toEqual([
      { name: 'quasimodo.example/salvatore', id: '367ba04b', bytes: expect.objectContaining({ length: 64 }) as Buffer },
    ]);
  });

  const sofa =
    'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n' +
    '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n' +
    '— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n';

  it('tlog-checkpoint: origin, size and root, and written back alike (https://c2sp.org/tlog-checkpoint)', () => {
    const { text } = noteOf(sofa);
    const checkpoint = checkpointOf(text);
    expect(checkpoint).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163, extensions: [] });
    expect(checkpointText(checkpoint)).toBe(text);
    for (const wrong of [text.replace('2085', '02085'), text.replace('CsU', 'C'), `${text}\n`, text.slice(0, 30)])
      expect(() => checkpointOf(wrong)).toThrow(Malformed);
  });

  it('tlog-cosignature: a time and a signature, over the message printed there (https://c2sp.org/tlog-cosignature)', () => {
    const { text, signatures } = noteOf(sofa);
    const [, witness] = signatures;
    expect(witness?.bytes).toHaveLength(72);
    expect(witness?.bytes.readBigUInt64BE()).toBe(1_679_315_147n);
    // The key is not printed there; so the message is signed with another, at that time, and looked at.
    const other = signerOf('witness.example.com/w1', 'witness', randomBytes(32));
    const line = cosignature(text, other, new Date(1_679_315_147_000));
    const own = noteOf(`${text}\n${line}`).signatures[0]?.bytes ?? Buffer.alloc(0);
    const message =
      'cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
    expect(own.subarray(8)).toEqual(sign(null, Buffer.from(message), other.secret));
    expect(own.subarray(0, 8)).toEqual(witness?.bytes.subarray(0, 8));
    expect(isSignedBy(noteOf(`${text}\n${line}`), other)).toBe(true);
  });

  it('tlog-tiles: a tree of 70,000 leaves, one of 256, and how a tile is numbered (https://c2sp.org/tlog-tiles)', async () => {
    const leaves = Buffer.concat(Array.from({ length: 70_000 }, (_, n) => leafOfBytes(Buffer.from(String(n)))));
    const tilesOf = (size: number) => {
      const tree = treeOver(async (from, to) => leaves.subarray(from * 32, to * 32));
      const proofs = { signer: { tree }, ledger: { size: async () => size } };
      return async (path: string) => (await hashTile(proofs, path)).length / 32;
    };
    const tile = tilesOf(70_000);
    expect(await Promise.all(['0/000', '0/272', '0/273.p/112'].map(tile))).toEqual([256, 256, 112]);
    expect(await Promise.all(['1/000', '1/001.p/17', '2/000.p/1'].map(tile))).toEqual([256, 17, 1]);
    for (const beyond of ['0/273', '0/273.p/113', '1/001', '1/001.p/18', '2/000', '2/000.p/2', '3/000.p/1'])
      await expect(tile(beyond)).rejects.toThrow(RangeError);
    expect(await Promise.all(['0/000', '1/000.p/1'].map(tilesOf(256)))).toEqual([256, 1]);

    const asked: number[] = [];
    const tree = { at: async () => (_: number, index: number) => (asked.push(index), Buffer.alloc(32)) };
    const proofs = { signer: { tree }, ledger: { size: async () => 2 ** 40 } };
    await hashTile(proofs, '0/x001/x234/067.p/1');
    expect(asked).toEqual([1_234_067 * 256]);
    for (const wrong of [
      '00/000',
      '64/000',
      '0/1',
      '0/x000/001',
      '0/001/234',
      '0/000.p/0',
      '0/000.p/01',
      '0/000.p/256',
    ])
      await expect(hashTile(proofs, wrong)).rejects.toThrow(Malformed);
  });

  it('tlog-policy: what is written is read alike by the rules of the page (https://c2sp.org/tlog-policy)', () => {
    /** Groups of k, any or all of names defined before, by that page alone. */
    const quorumOf = (policy: string, cosigned: ReadonlySet<string>): boolean => {
      const met = new Map<string, boolean>([['none', true]]);
      for (const line of policy
        .split('\n')
        .map((each) => each.trim())
        .filter((each) => each !== '' && !each.startsWith('#'))) {
        const [kind = '', name = '', how = '', ...members] = line.split(/[ \t]+/);
        if (kind === 'witness') met.set(name, cosigned.has(name));
        if (kind === 'quorum') return met.get(name) ?? false;
        if (kind !== 'group') continue;
        const needed = how === 'any' ? 1 : how === 'all' ? members.length : Number(how);
        met.set(name, members.filter((each) => met.get(each)).length >= needed);
      }
      return false;
    };
    const example = `log <vkey>\n\nwitness X1 <vkey>\nwitness X2 <vkey>\nwitness X3 <vkey>\ngroup X-witnesses 2 X1 X2 X3\n
      witness Y1 <vkey>\nwitness Y2 <vkey>\nwitness Y3 <vkey>\ngroup Y-witnesses any Y1 Y2 Y3\n
      group X-and-Y all X-witnesses Y-witnesses\nquorum X-and-Y\n`;
    expect(quorumOf(example, new Set(['X1', 'X3', 'Y2']))).toBe(true);
    expect(quorumOf(example, new Set(['X1', 'X2', 'X3']))).toBe(false);
    expect(quorumOf(example, new Set(['X1', 'Y1', 'Y2', 'Y3']))).toBe(false);

    const log = signerOf('log', 'log', randomBytes(32));
    const witnesses = Array.from({ length: 3 }, (_, n) => signerOf(`witness.example/${n}`, 'witness', randomBytes(32)));
    const note = signedNote(`log\n0\n${Buffer.alloc(32).toString('base64')}\n`, log);
    for (const quorum of [0, 1, 2, 3])
      for (let chosen = 0; chosen < 8; chosen++) {
        const text = policyText({ log, witnesses, quorum });
        const signing = witnesses.filter((_, n) => (chosen & (1 << n)) !== 0);
        const cosigned = note + signing.map((each) => cosignature(noteOf(note).text, each, new Date(0))).join('');
        const names = new Set(signing.map((each) => `w${witnesses.indexOf(each) + 1}`));
        expect(judged(noteOf(cosigned), policyOf(text))).toBe(quorumOf(text, names) ? 'OK' : 'NO_QUORUM');
      }
  });

  it('tlog-proof: read line by line as the page says, it proves the leaf (https://c2sp.org/tlog-proof)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'talkoot-vectors-'));
    const leaves = Array.from({ length: 300 }, (_, n) => leafOfBytes(Buffer.from(String(n))));
    const ledger: Ledger = {
      size: async () => leaves.length,
      hashes: async (from, to) => Buffer.concat(leaves.slice(from, to)),
      async *events() {},
      async close() {},
    };
    const signer = new CheckpointSigner({ folder, ledger });
    const proofs = { signer, ledger, close: async () => undefined };
    for (const position of [1, 256, 300]) {
      const text = await inclusionText(proofs, position);
      const [first, index, ...rest] = text.slice(0, text.indexOf('\n\n')).split('\n');
      expect([first, index]).toEqual(['c2sp.org/tlog-proof@v1', `index ${position - 1}`]);
      const note = noteOf(text.slice(text.indexOf('\n\n') + 2));
      const { size, root } = checkpointOf(note.text);
      const path = rest.map((line) => Buffer.from(line, 'base64'));
      expect(includes(leaves[position - 1] ?? Buffer.alloc(0), position - 1, size, path, root)).toBe(true);
      expect(judged(note, signer.policy)).toBe('OK');
    }
    for (const position of [0, 301, NaN]) await expect(inclusionText(proofs, position)).rejects.toThrow(RangeError);
    signer.close();
    rmSync(folder, { recursive: true });
  });
});

describe('the example leaf of infra/formats/proofs.md', () => {
  it('is what the page says', () => {
    const event = {
      position: 1n,
      stream: 'ks-goal_1',
      revision: 0,
      id: '0199f6a0-0000-7000-8000-000000000001',
      type: 'GoalDrafted',
      schemaVersion: 1,
      recordedAt: '2026-01-01T00:00:00.000Z',
    };
    const digests = [Buffer.alloc(16, 0), Buffer.alloc(16, 255)].map((salt) => saltedDigest(salt, '{"n":"ä"}')) as [
      Buffer,
      Buffer,
    ];
    const page = readFileSync(join(__dirname, '../../infra/formats/proofs.md'), 'utf8');
    for (const digest of digests) expect(page).toContain(digest.toString('hex'));
    expect(page).toContain(leafOf(event, ...digests).slice(0, 60));
    expect(page).toContain(leafHash(leafOf(event, ...digests)).toString('hex'));
  });
});
