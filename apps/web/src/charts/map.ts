import type { Tiles } from './tiles.ts';

type Position = readonly number[];
type Rings = readonly (readonly Position[])[];

/** Boundaries of places as the API hands them out: GeoJSON in degrees. */
export interface Boundaries {
  readonly tiles?: Tiles;
  readonly features: readonly {
    readonly properties: { readonly code: string };
    readonly geometry:
      | { readonly type: 'Polygon'; readonly coordinates: Rings }
      | { readonly type: 'MultiPolygon'; readonly coordinates: readonly Rings[] };
  }[];
}

export interface PlaceShape {
  readonly code: string;
  readonly path: string;
  /** Where its name can stand: the middle of its largest part. */
  readonly x: number;
  readonly y: number;
}

/** The largest size of a map, in pixels. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

const partsOf = ({ geometry }: Boundaries['features'][number]): readonly Rings[] =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;

/**
 * The shapes of the places within a room: degrees of longitude are drawn as short as they are at the region's middle,
 * which for a county is true enough. Also how large the drawing is.
 */
export function drawMap(
  { features }: Boundaries,
  codes: ReadonlySet<string>,
  room: Room,
): Room & { readonly shapes: readonly PlaceShape[] } {
  const wanted = features.filter(({ properties }) => codes.has(properties.code));
  const all = wanted.flatMap((feature) => partsOf(feature).flat(2));
  if (all.length === 0) return { width: 0, height: 0, shapes: [] };
  const [west, east] = edges(all.map(([longitude = 0]) => longitude));
  const [south, north] = edges(all.map(([, latitude = 0]) => latitude));
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(room.width / ((east - west) * shrink || 1), room.height / (north - south || 1));
  const at = ([longitude = 0, latitude = 0]: Position) =>
    [(longitude - west) * shrink * scale, (north - latitude) * scale] as const;
  const shapes = wanted.map((feature) => {
    const parts = partsOf(feature).map((rings) => rings.map((ring) => ring.map(at)));
    const largest = parts
      .map(([outer = []]) => [edges(outer.map(([x]) => x)), edges(outer.map(([, y]) => y))] as const)
      .reduce((a, b) => (area(b) > area(a) ? b : a));
    return {
      code: feature.properties.code,
      path: parts
        .flat()
        .map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`)
        .join(''),
      x: (largest[0][0] + largest[0][1]) / 2,
      y: (largest[1][0] + largest[1][1]) / 2,
    };
  });
  return { width: (east - west) * shrink * scale, height: (north - south) * scale, shapes };
}

const edges = (values: readonly number[]): readonly [number, number] => [
  values.reduce((a, b) => Math.min(a, b), Infinity),
  values.reduce((a, b) => Math.max(a, b), -Infinity),
];
const area = ([across, down]: readonly [readonly [number, number], readonly [number, number]]): number =>
  (across[1] - across[0]) * (down[1] - down[0]);

let asked: Promise<Boundaries> | undefined;
/** The boundaries that are configured, asked for once; none when there are none or they cannot be had. */
export const boundaries = (): Promise<Boundaries> =>
  (asked ??= fetch('/boundaries.json')
    .then((answer) => answer.json() as Promise<Boundaries>)
    .catch(() => ({ features: [] })));
