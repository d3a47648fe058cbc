import { headOf, type Proofs } from './checkpoint.signer.ts';
import { Malformed } from './checkpoint.note.ts';
import { TILE } from './merkle.tiles.ts';
import { consistencyProof, inclusionProof } from './merkle.tree.ts';

/** A consistency proof as text: base64, a hash a line. Throws RangeError for sizes the log never had. */
export const proofLines = async ({ signer, ledger }: Proofs, older: number, newer: number): Promise<string> => {
  if (!(older >= 0 && older <= newer && newer <= (await ledger.size())))
    throw new RangeError('The log has not had these sizes');
  return consistencyProof(await signer.tree.at(newer, older - 1), older, newer)
    .map((hash) => `${hash.toString('base64')}\n`)
    .join('');
};

/**
 * That the event at a position is in the log, as C2SP tlog-proof: the index of its leaf, its audit path, and the last
 * checkpoint, which holds it unless it was written less than a minute ago. Throws RangeError when it does not.
 */
export const inclusionText = async ({ signer }: Proofs, position: number): Promise<string> => {
  const note = await signer.current();
  const { size } = headOf(note);
  if (!(position >= 1 && position <= size)) throw new RangeError(`The last checkpoint is of ${size} events`);
  const index = position - 1;
  const path = inclusionProof(await signer.tree.at(size, index), index, size).map(
    (hash) => `${hash.toString('base64')}\n`,
  );
  return `c2sp.org/tlog-proof@v1\nindex ${index}\n${path.join('')}\n${note}`;
};

const tilePath =
  /^(0|[1-5]?[1-9]|[1-5]0|6[0-3])\/(\d{3}|x(?!000)\d{3}(?:\/x\d{3}){0,3}\/\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** What of the proofs tiles are made of. */
interface Tiled {
  readonly signer: Pick<Proofs['signer'], 'tree'>;
  readonly ledger: Pick<Proofs['ledger'], 'size'>;
}

/** The hashes of a C2SP tile: `0/x001/234` is tile 1234 of the leaves, `0/000.p/7` the first seven hashes of its first. */
export const hashTile = async ({ signer, ledger }: Tiled, path: string): Promise<Buffer> => {
  const [, level = '', number = '', part] = tilePath.exec(path) ?? [];
  if (level === '' || Number(part ?? 1) >= TILE) throw new Malformed('A tile is named like 0/x001/234 or 0/000.p/7');
  const first = Number(number.replace(/[x/]/g, '')) * TILE;
  const width = Number(part ?? TILE);
  const treeLevel = 8 * Number(level);
  const size = (first + width) * 2 ** treeLevel;
  if (size > (await ledger.size())) throw new RangeError('The log has no such tile yet');
  const subtrees = await signer.tree.at(size, first);
  return Buffer.concat(Array.from({ length: width }, (_, n) => subtrees(treeLevel, first + n)));
};
