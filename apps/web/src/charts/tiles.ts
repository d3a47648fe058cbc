import { ticks } from 'd3-array';

/** Where a place's tile stands: column and row, from the top left. */
export type Tile = readonly [column: number, row: number];
export type Tiles = Readonly<Record<string, Tile>>;

/** The municipalities of Central Finland by code, about as they lie: Kinnula in the north, Joutsa in the south-east. */
const centralFinland: Tiles = {
  '256': [1, 0],
  '601': [2, 0],
  '265': [1, 1],
  '931': [2, 1],
  '312': [0, 2],
  '226': [1, 2],
  '216': [2, 2],
  '729': [1, 3],
  '992': [2, 3],
  '275': [3, 3],
  '495': [0, 4],
  '892': [1, 4],
  '410': [2, 4],
  '077': [3, 4],
  '249': [0, 5],
  '592': [1, 5],
  '179': [2, 5],
  '850': [3, 5],
  '182': [0, 6],
  '500': [1, 6],
  '435': [2, 6],
  '172': [3, 6],
};

const known: readonly Tiles[] = [centralFinland];

/**
 * The arrangement of a region's places: its own where one is given or known that holds them all, else rows in the order
 * of the list. No two places share a tile.
 */
export function tilesFor(codes: readonly string[], given?: Tiles): Tiles {
  const fit = [given, ...known].find((tiles) => tiles && codes.every((code) => tiles[code] !== undefined));
  if (fit) return Object.fromEntries(codes.flatMap((code) => (fit[code] ? [[code, fit[code]]] : [])));
  const columns = codes.length > 30 ? 6 : 4;
  return Object.fromEntries(codes.map((code, at) => [code, [at % columns, Math.floor(at / columns)]]));
}

/** How many shades there are, from the lowest values to the highest. */
export const shades = 5;

/**
 * The lower edges of the bands, lowest first: half-open and without gaps (rule 43), at round numbers but for the first,
 * which is the least value; the highest band holds the top. One where all values are one, none without values.
 */
export function bandsOf(values: readonly number[]): readonly number[] {
  if (values.length === 0) return [];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const rounds = [4, 3, 2, 1].map((count) => ticks(least, most, count).filter((edge) => edge > least));
  return [least, ...(rounds.find(({ length }) => length < shades) ?? [])];
}

/** Which shade a value has, 0 the lightest: the bands are spread over all shades. */
export function shadeOf(bands: readonly number[], value: number): number {
  const band = Math.max(
    0,
    bands.findLastIndex((edge) => value >= edge),
  );
  return bands.length < 2 ? 1 : Math.round((band * (shades - 1)) / (bands.length - 1));
}
