import fc from 'fast-check';
import { hash } from 'node:crypto';
import { TILE, treeOver } from './merkle.tiles.ts';
import {
  CompactRange,
  consistencyProof,
  EMPTY_ROOT,
  grewFrom,
  includes,
  inclusionProof,
  nodeHash,
  rootOf,
  type Subtrees,
} from './merkle.tree.ts';

const leafOf = (bytes: Buffer) => hash('sha256', Buffer.concat([Buffer.from([0]), bytes]), 'buffer');
/** RFC 6962 § 2.1, word for word. */
const naive = (leaves: readonly Buffer[]): Buffer => {
  const [only] = leaves;
  if (!only) return hash('sha256', '', 'buffer');
  if (leaves.length === 1) return only;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(naive(leaves.slice(0, k)), naive(leaves.slice(k)));
};
/** All subtrees there are over some leaves. */
const over = (leaves: readonly Buffer[]) =>
  treeOver(async (from, to) => Buffer.concat(leaves.slice(from, to))).at(leaves.length, ...leaves.keys());

describe('the tree of RFC 6962', () => {
  // The eight leaves that the reference implementation of Certificate Transparency publishes with its roots.
  const leaves = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ].map((hex) => leafOf(Buffer.from(hex, 'hex')));
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];

  it('has the published roots', async () => {
    const subtrees = await over(leaves);
    expect(roots.map((_, size) => rootOf(subtrees, size).toString('hex'))).toEqual(roots);
  });

  it('gives the published proofs', async () => {
    const subtrees = await over(leaves);
    const hex = (proof: readonly Buffer[]) => proof.map((each) => each.toString('hex'));
    expect(hex(inclusionProof(subtrees, 0, 8))).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(hex(consistencyProof(subtrees, 6, 8))).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });

  it('holds nothing against an empty tree but another root', () => {
    const empty = { size: 0, root: EMPTY_ROOT };
    expect(grewFrom(empty, empty, [])).toBe(true);
    expect(grewFrom({ size: 0, root: Buffer.alloc(32) }, { size: 0, root: Buffer.alloc(32) }, [])).toBe(false);
    expect(grewFrom(empty, { size: 8, root: naive(leaves) }, [Buffer.alloc(32)])).toBe(false);
  });
});

describe('any tree', () => {
  const many = Array.from({ length: 1_100 }, (_, n) => leafOf(Buffer.from(String(n))));
  const tree = treeOver(async (from, to) => Buffer.concat(many.slice(from, to)));
  let subtrees: Subtrees;
  beforeAll(async () => {
    subtrees = await over(many);
  });
  const sizes = fc.tuple(fc.nat(1_100), fc.nat(1_100)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

  it('is, leaf by leaf and tile by tile, what the RFC says', () => {
    const range = new CompactRange();
    many.forEach((leaf, n) => {
      if (n % 61 === 0 || n % 256 < 2) {
        const root = naive(many.slice(0, n));
        expect(range.root()).toEqual(root);
        expect(rootOf(subtrees, n)).toEqual(root);
      }
      range.append(leaf);
    });
  });

  it('proves every leaf that is in it, to nobody else’s root, index or size, with nothing missing or added', () => {
    fc.assert(
      fc.property(fc.nat(1_099), fc.nat(1_099), fc.nat(1_000), (a, b, at) => {
        const [index, size] = [Math.min(a, b), Math.max(a, b) + 1];
        const proof = inclusionProof(subtrees, index, size);
        const root = rootOf(subtrees, size);
        expect(includes(many[index]!, index, size, proof, root)).toBe(true);
        expect(includes(many[(index + 1) % 1_100]!, index, size, proof, root)).toBe(false);
        expect(includes(many[index]!, index, size, [...proof, root], root)).toBe(false);
        if (proof.length > 0) {
          expect(includes(many[index]!, index, size, proof.slice(1), root)).toBe(false);
          const bent = proof.map((each) => Buffer.from(each));
          bent[at % bent.length]![at % 32]! ^= 1;
          expect(includes(many[index]!, index, size, bent, root)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives at any size what is needed for its root and the proofs asked for, and nothing that is not there yet', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async ([older, newer]) => {
        const some = await tree.at(newer, older - 1);
        expect(rootOf(some, newer)).toEqual(naive(many.slice(0, newer)));
        expect(consistencyProof(some, older, newer)).toEqual(consistencyProof(subtrees, older, newer));
        if (older > 0)
          expect(inclusionProof(some, older - 1, newer)).toEqual(inclusionProof(subtrees, older - 1, newer));
        expect(() => some(0, newer)).toThrow(RangeError);
      }),
      { numRuns: 100 },
    );
    const together = await Promise.all([1_100, 512, 1_024].map((size) => tree.at(size)));
    expect(together.map((some) => some(8, 1))).toEqual([1, 2, 3].map(() => naive(many.slice(TILE, 2 * TILE))));
  });

  it('proves that it only grew, and nothing else', () => {
    fc.assert(
      fc.property(sizes, fc.nat(1_000), ([older, newer], at) => {
        const [was, is] = [older, newer].map((size) => ({ size, root: rootOf(subtrees, size) })) as [never, never];
        const proof = consistencyProof(subtrees, older, newer);
        expect(grewFrom(was, is, proof)).toBe(true);
        expect(grewFrom(was, is, [...proof, EMPTY_ROOT])).toBe(false);
        if (older > 0) expect(grewFrom({ size: older, root: Buffer.alloc(32, 7) }, is, proof)).toBe(false);
        if (older > 0 || newer === 0)
          expect(grewFrom(was, { size: newer, root: Buffer.alloc(32, 7) }, proof)).toBe(false);
        if (proof.length > 0) {
          const bent = proof.map((each) => Buffer.from(each));
          bent[at % bent.length]![at % 32]! ^= 1;
          expect(grewFrom(was, is, bent)).toBe(false);
          expect(grewFrom(was, is, proof.slice(1))).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });
});
