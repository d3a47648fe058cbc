import type { Proofs } from './checkpoint.signer.ts';
import { Malformed } from './checkpoint.note.ts';
import { TILE } from './merkle.tiles.ts';
import { consistencyProof } from './merkle.tree.ts';

/** A consistency proof as text: base64, a hash a line. Throws RangeError for sizes the log never had. */
export const proofLines = ({ signer, ledger }: Proofs, older: number, newer: number): string => {
  if (!(older >= 0 && older <= newer && newer <= ledger.size()))
    throw new RangeError('The log has not had these sizes');
  return consistencyProof(signer.subtrees, older, newer)
    .map((hash) => `${hash.toString('base64')}\n`)
    .join('');
};

/** The hashes of a C2SP tile: `0/x001/234` is tile 1234 of the leaves, `0/000.p/7` the first seven hashes of its first. */
export const hashTile = ({ signer, ledger }: Proofs, path: string): Buffer => {
  const [, level = '', number = '', part] = /^(\d{1,2})\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path) ?? [];
  if (level === '') throw new Malformed('A tile is named like 0/x001/234 or 0/000.p/7');
  const first = Number(number.replace(/[x/]/g, '')) * TILE;
  const width = part === undefined ? TILE : Number(part);
  const treeLevel = 8 * Number(level);
  if (width < 1 || width > TILE || (first + width) * 2 ** treeLevel > ledger.size())
    throw new RangeError('The log has no such tile yet');
  return Buffer.concat(Array.from({ length: width }, (_, n) => signer.subtrees(treeLevel, first + n)));
};
