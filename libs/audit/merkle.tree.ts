import { hash } from 'node:crypto';

/**
 * The Merkle tree of RFC 6962 § 2 and RFC 9162 § 2: the hash of a leaf begins with a zero byte, that of a node with a
 * one, and a tree of n leaves splits at the largest power of two below n.
 */

export const HASH_BYTES = 32;
/** The root of a tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT: Buffer = hash('sha256', '', 'buffer');

const nodeBytes = Buffer.alloc(1 + 2 * HASH_BYTES, 1);
export const nodeHash = (left: Buffer, right: Buffer): Buffer => {
  left.copy(nodeBytes, 1);
  right.copy(nodeBytes, 1 + HASH_BYTES);
  return hash('sha256', nodeBytes, 'buffer');
};

/** Whole subtrees of a tree that grows: the one over leaves index · 2^level up to (index + 1) · 2^level. */
export type Subtrees = (level: number, index: number) => Buffer;

/** The largest power of two below a size of at least 2: where a tree splits. */
const splitOf = (size: number): number => {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
};

/** Hash of the leaves from one index up to another; `from` is where some tree splits. */
const hashOf = (subtrees: Subtrees, from: number, to: number): Buffer => {
  const size = to - from;
  const level = Math.log2(size);
  if (Number.isInteger(level)) return subtrees(level, from / size);
  const split = splitOf(size);
  return nodeHash(hashOf(subtrees, from, from + split), hashOf(subtrees, from + split, to));
};

export const rootOf = (subtrees: Subtrees, size: number): Buffer =>
  size === 0 ? EMPTY_ROOT : hashOf(subtrees, 0, size);

/** RFC 6962 § 2.1.1: that a leaf is in the tree of a size, leaf's neighbour first. RangeError when it is not. */
export const inclusionProof = (subtrees: Subtrees, index: number, size: number): Buffer[] => {
  if (index < 0 || index >= size) throw new RangeError(`Leaf ${index} is not in a tree of ${size}`);
  const proof: Buffer[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      proof.push(hashOf(subtrees, middle, to));
      to = middle;
    } else {
      proof.push(hashOf(subtrees, from, middle));
      from = middle;
    }
  }
  return proof.reverse();
};

/** RFC 6962 § 2.1.2: that the tree of one size is how the tree of a later size began. RangeError when the older is larger. */
export const consistencyProof = (subtrees: Subtrees, older: number, newer: number): Buffer[] => {
  if (older < 0 || older > newer) throw new RangeError(`A tree of ${older} leaves is not how one of ${newer} began`);
  if (older === 0 || older === newer) return [];
  const proof: Buffer[] = [];
  let [from, to] = [0, newer];
  while (to !== older) {
    const middle = from + splitOf(to - from);
    if (older <= middle) {
      proof.push(hashOf(subtrees, middle, to));
      to = middle;
    } else {
      proof.push(hashOf(subtrees, from, middle));
      from = middle;
    }
  }
  // The older tree as a whole needs no hash of its own: who asks has its root.
  if (from > 0) proof.push(hashOf(subtrees, from, to));
  return proof.reverse();
};

const half = (index: number): number => Math.floor(index / 2);
const odd = (index: number): boolean => index % 2 === 1;

/** RFC 9162 § 2.1.3.2. A proof with too few or too many hashes proves nothing. */
export const includes = (
  leaf: Buffer,
  index: number,
  size: number,
  proof: readonly Buffer[],
  root: Buffer,
): boolean => {
  if (index < 0 || index >= size) return false;
  let [at, last] = [index, size - 1];
  let result = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (odd(at) || at === last) {
      result = nodeHash(sibling, result);
      while (!odd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else result = nodeHash(result, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && result.equals(root);
};

/** A tree's size and root. */
export interface Head {
  readonly size: number;
  readonly root: Buffer;
}

/** RFC 9162 § 2.1.4.2; also that an empty tree has the empty root, and that nothing needs no proof. */
export const grewFrom = (older: Head, newer: Head, proof: readonly Buffer[]): boolean => {
  if (older.size > newer.size) return false;
  if (older.size === 0 && !older.root.equals(EMPTY_ROOT)) return false;
  if (newer.size === 0 && !newer.root.equals(EMPTY_ROOT)) return false;
  if (older.size === newer.size) return proof.length === 0 && older.root.equals(newer.root);
  if (older.size === 0) return proof.length === 0;
  const whole = Number.isInteger(Math.log2(older.size));
  const [first, ...rest] = whole ? [older.root, ...proof] : proof;
  if (!first || proof.length === 0) return false;
  let [at, last] = [older.size - 1, newer.size - 1];
  while (odd(at)) [at, last] = [half(at), half(last)];
  let [was, is] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (odd(at) || at === last) {
      was = nodeHash(sibling, was);
      is = nodeHash(sibling, is);
      while (!odd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else is = nodeHash(is, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && was.equals(older.root) && is.equals(newer.root);
};

/** The roots of the whole subtrees a tree falls into, largest first: all that is needed to go on appending. */
export class CompactRange {
  private readonly peaks: Buffer[] = [];
  size = 0;

  append(leaf: Buffer): void {
    let carried = leaf;
    for (let rest = this.size; odd(rest); rest = half(rest))
      carried = nodeHash(this.peaks.pop() ?? EMPTY_ROOT, carried);
    this.peaks.push(carried);
    this.size++;
  }

  root(): Buffer {
    const [last, ...others] = this.peaks.toReversed();
    return last ? others.reduce((right, left) => nodeHash(left, right), last) : EMPTY_ROOT;
  }
}
