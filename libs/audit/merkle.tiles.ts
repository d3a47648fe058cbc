import { LRUCache } from 'lru-cache';
import { setImmediate as turn } from 'node:timers/promises';
import { HASH_BYTES, nodeHash, type Subtrees } from './merkle.tree.ts';

/** Leaves come from elsewhere: the hashes from one index up to and without another, one after another. */
export type Leaves = (from: number, to: number) => Promise<Buffer>;

/** Leaves of one tile, as in C2SP tlog-tiles: 2^8. */
export const TILE = 256;
export const TILE_LEVEL = 8;
const keptTiles = 64;
/** Tiles hashed between two breaths: some milliseconds, and one question to where the leaves are. */
const TILES_A_BREATH = 8;

/** A tree over leaves that are kept elsewhere, and grow. */
export interface Tree {
  /**
   * The subtrees that the tree of a size falls into, and those within the tiles of some of its leaves: enough for its
   * root, for the audit paths of those leaves, and for the proof from a tree that ends with one of them. Asked for
   * others it throws RangeError.
   */
  at(size: number, ...leaves: readonly number[]): Promise<Subtrees>;
}

/**
 * In memory stand only the roots of whole tiles and what is above them, 250 bytes for a thousand leaves, and a few
 * tiles read last.
 */
export const treeOver = (leaves: Leaves): Tree => {
  /** By level above the tiles' roots; filled from the left as far as has been asked. */
  const roots: Buffer[] = [];
  const upper = [roots];
  const tiles = new LRUCache<number, Buffer[][]>({ max: keptTiles });
  let growing: Promise<void> = Promise.resolve();

  const grow = async (count: number): Promise<void> => {
    while (roots.length < count) {
      const first = roots.length;
      const some = Math.min(count - first, TILES_A_BREATH);
      const hashes = await leaves(first * TILE, (first + some) * TILE);
      for (let n = 0; n < some; n++) {
        const tile = pyramid(hashes.subarray(n * TILE * HASH_BYTES, (n + 1) * TILE * HASH_BYTES));
        roots.push(at(tile[TILE_LEVEL], 0));
        for (let level = 0, below: Buffer[] = roots; below.length % 2 === 0; level++) {
          const above = (upper[level + 1] ??= []);
          above.push(nodeHash(at(below, below.length - 2), at(below, below.length - 1)));
          below = above;
        }
      }
      await turn();
    }
  };
  /** One at a time: who asks meanwhile waits for what is being hashed already. */
  const grown = (count: number): Promise<void> => {
    growing = growing.catch(() => undefined).then(() => grow(count));
    return growing;
  };
  const tileOf = async (tile: number): Promise<Buffer[][]> => {
    const kept = tiles.get(tile) ?? pyramid(await leaves(tile * TILE, (tile + 1) * TILE));
    tiles.set(tile, kept);
    return kept;
  };

  return {
    at: async (size, ...indexes) => {
      const whole = Math.floor(size / TILE);
      if (roots.length < whole) await grown(whole);
      const near = new Map<number, Buffer[][]>();
      for (const tile of new Set(indexes.map((index) => Math.floor(index / TILE))))
        if (tile >= 0 && tile < whole) near.set(tile, await tileOf(tile));
      // A tile is kept once it is whole: before, it is only as far as it was asked for.
      if (size > whole * TILE) near.set(whole, pyramid(await leaves(whole * TILE, size)));
      return (level, index) => {
        if (level >= TILE_LEVEL) return at(upper[level - TILE_LEVEL], index);
        const width = 2 ** level;
        const tile = Math.floor((index * width) / TILE);
        return at(near.get(tile)?.[level], index - (tile * TILE) / width);
      };
    },
  };
};

/** All levels over some leaves that begin a tile, of whole subtrees alone. */
const pyramid = (hashes: Buffer): Buffer[][] => {
  let level: Buffer[] = Array.from({ length: hashes.length / HASH_BYTES }, (_, i) =>
    Buffer.from(hashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES)),
  );
  const levels = [level];
  while (level.length > 1) {
    const below = level;
    level = Array.from({ length: Math.floor(below.length / 2) }, (_, i) =>
      nodeHash(at(below, 2 * i), at(below, 2 * i + 1)),
    );
    levels.push(level);
  }
  return levels;
};

const at = (hashes: readonly Buffer[] | undefined, index: number): Buffer => {
  const hash = hashes?.[index];
  if (!hash) throw new RangeError(`No subtree ${index}`);
  return hash;
};
