import { LRUCache } from 'lru-cache';
import { HASH_BYTES, nodeHash, type Subtrees } from './merkle.tree.ts';

/** Leaves come from elsewhere: the hashes from one index up to and without another, one after another. */
export type Leaves = (from: number, to: number) => Buffer;

/** Leaves of one tile, as in C2SP tlog-tiles: 2^8. */
export const TILE = 256;
export const TILE_LEVEL = 8;
const keptTiles = 64;

/**
 * Whole subtrees over leaves that are kept elsewhere. In memory stand only the roots of whole tiles and what is above
 * them, 250 bytes for a thousand leaves, and a few tiles read last.
 */
export const subtreesOver = (leaves: Leaves): Subtrees => {
  /** By level above the tiles' roots; filled from the left as far as has been asked. */
  const roots: Buffer[] = [];
  const upper = [roots];
  const tiles = new LRUCache<number, Buffer[][]>({ max: keptTiles });

  /** All levels over some leaves that are a whole, aligned subtree. */
  const pyramid = (hashes: Buffer): Buffer[][] => {
    let level: Buffer[] = Array.from({ length: hashes.length / HASH_BYTES }, (_, i) =>
      Buffer.from(hashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES)),
    );
    const levels = [level];
    while (level.length > 1) {
      const below = level;
      level = Array.from({ length: below.length / 2 }, (_, i) => nodeHash(at(below, 2 * i), at(below, 2 * i + 1)));
      levels.push(level);
    }
    return levels;
  };
  const at = (hashes: readonly Buffer[] | undefined, index: number): Buffer => {
    const hash = hashes?.[index];
    if (!hash) throw new RangeError(`No subtree ${index}`);
    return hash;
  };

  const grow = (count: number): void => {
    while (roots.length < count) {
      const tile = pyramid(leaves(roots.length * TILE, (roots.length + 1) * TILE));
      roots.push(at(tile[TILE_LEVEL], 0));
      for (let level = 0, below: Buffer[] = roots; below.length % 2 === 0; level++) {
        const above = (upper[level + 1] ??= []);
        above.push(nodeHash(at(below, below.length - 2), at(below, below.length - 1)));
        below = above;
      }
    }
  };

  return (level, index) => {
    if (level >= TILE_LEVEL) {
      grow((index + 1) * 2 ** (level - TILE_LEVEL));
      return at(upper[level - TILE_LEVEL], index);
    }
    const width = 2 ** level;
    const tile = Math.floor((index * width) / TILE);
    const kept = tiles.get(tile);
    if (kept) return at(kept[level], index - (tile * TILE) / width);
    // A tile is kept once it is whole: before, only the subtree asked for is sure to be there.
    if (tile < roots.length) {
      const whole = pyramid(leaves(tile * TILE, (tile + 1) * TILE));
      tiles.set(tile, whole);
      return at(whole[level], index - (tile * TILE) / width);
    }
    return at(pyramid(leaves(index * width, (index + 1) * width))[level], 0);
  };
};
