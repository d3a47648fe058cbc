import type { World } from '#world';
import { erasures, type ErasureRow } from './erasure.view.ts';

/** The newest of what came of somebody's asking that their words be erased, where that was a refusal with its ground. */
export const refusedToErase = (world: World, author: string): ErasureRow | undefined => {
  const settled = world
    .rows(erasures)
    .where('author', author)
    .filter(({ outcome }) => outcome === 'refused' || outcome === 'erased')
    .toSorted((a, b) => (a.changedAt < b.changedAt ? -1 : 1));
  const newest = settled.at(-1);
  return newest?.outcome === 'refused' ? newest : undefined;
};
