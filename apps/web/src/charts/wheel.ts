/** One thing of a year: its days, ISO 8601. */
export interface Turn {
  readonly id: string;
  readonly day: string;
  readonly lastDay: string;
}

export interface Placed {
  readonly id: string;
  /** Where it begins and ends, in radians clockwise from the top. */
  readonly from: number;
  readonly to: number;
  /** Which ring, counted from the innermost: those that would touch stand in different ones. */
  readonly ring: number;
}

const dayMs = 86_400_000;
const full = 2 * Math.PI;

/** Where a day stands on the wheel of its year: the first of January is at the top. */
export function angleOf(day: string, year: number): number {
  const begin = Date.UTC(year, 0, 1);
  const end = Date.UTC(year + 1, 0, 1);
  const at = Math.min(Math.max(Date.parse(`${day}T00:00:00Z`), begin), end);
  return ((at - begin) / (end - begin)) * full;
}

/**
 * Where each thing of a year is drawn. What lasts is an arc of its days within the year; none is narrower than
 * `narrowest` radians, so that it can be seen.
 */
export function placed(turns: readonly Turn[], year: number, narrowest: number): readonly Placed[] {
  const ends: number[] = [];
  return turns
    .filter(({ day, lastDay }) => lastDay >= `${String(year)}-01-01` && day <= `${String(year)}-12-31`)
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.id < b.id ? -1 : 1))
    .map(({ id, day, lastDay }) => {
      const from = angleOf(day, year);
      const after = new Date(Date.parse(`${lastDay}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);
      const to = Math.min(full, Math.max(angleOf(after, year), from + narrowest));
      const found = ends.findIndex((end) => end <= from);
      const ring = found < 0 ? ends.length : found;
      ends[ring] = to;
      return { id, from, to, ring };
    });
}

/** A point of the wheel, with the middle at nought. */
export const at = (angle: number, radius: number): readonly [number, number] => [
  radius * Math.sin(angle),
  -radius * Math.cos(angle),
];

/** The outline of a piece of a ring. */
export function arc(from: number, to: number, inner: number, outer: number): string {
  const large = to - from > Math.PI ? 1 : 0;
  const point = (angle: number, radius: number) =>
    at(angle, radius)
      .map((value) => value.toFixed(2))
      .join(' ');
  return [
    `M${point(from, outer)}`,
    `A${String(outer)} ${String(outer)} 0 ${String(large)} 1 ${point(to, outer)}`,
    `L${point(to, inner)}`,
    `A${String(inner)} ${String(inner)} 0 ${String(large)} 0 ${point(from, inner)}`,
    'Z',
  ].join('');
}
