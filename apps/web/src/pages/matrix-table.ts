import type { Text } from '../said.tsx';

/** How far an activity has come in a place in a year; nothing where nobody has told. */
export const placeStates = [
  'NONE_YET',
  'BEING_PLANNED',
  'MEETING_AGREED',
  'TENTATIVE',
  'PLANNED',
  'RUNNING',
  'ENDED',
] as const;
export type PlaceState = (typeof placeStates)[number];

export interface Cell {
  readonly id: string;
  readonly state: PlaceState;
  /** How often it has been told: changes whenever anything of the cell does. */
  readonly told: number;
  readonly detail?: Text | null;
  readonly uncertain?: Text | null;
  readonly venue?: Text | null;
}

interface Titled {
  readonly id: string;
  readonly title: Text;
}
interface Named {
  readonly id: string;
  readonly name: Text;
}

export const activityKinds = [
  'EVENT_SERIES',
  'RECEPTION',
  'SERVICE',
  'TRAINING',
  'CAMPAIGN',
  'NETWORK',
  'OTHER',
] as const;
export type ActivityKind = (typeof activityKinds)[number];

export interface MatrixActivity {
  readonly id: string;
  readonly title: Text;
  readonly kind: ActivityKind;
  readonly phase: string;
  readonly lead?: Named | null;
  readonly goals: readonly Titled[];
  readonly contributors: readonly { readonly partner?: Named | null }[];
}

export interface MatrixPlace {
  readonly code: string;
  readonly name: Text;
}

/** The answer of one year: cells in the order of its own activities. */
export interface YearOfMatrix {
  readonly year: number;
  readonly activities: readonly MatrixActivity[];
  readonly rows: readonly { readonly place: MatrixPlace; readonly cells: readonly (Cell | null)[] }[];
}

export interface OverlapTold {
  readonly id: string;
  readonly linked: boolean;
  readonly goal?: Titled | null;
  readonly place?: MatrixPlace | null;
  readonly activities: readonly Titled[];
}

export interface GapTold {
  readonly goal: Titled;
  readonly places: readonly { readonly code: string }[];
}

/** Both years of one activity in one place, the earlier first. */
export type Pair = readonly [Cell | undefined, Cell | undefined];
const untold: Pair = [undefined, undefined];

export interface MatrixRow {
  readonly place: MatrixPlace;
  readonly cells: ReadonlyMap<string, Pair>;
}

/** Two years side by side: every activity either of them tells of is a column, every place of either a row. */
export interface MatrixTable {
  readonly columns: readonly MatrixActivity[];
  readonly rows: readonly MatrixRow[];
}

/** Lays two years over each other. `more` are activities of which neither tells anything. */
export function tableOf(years: readonly [YearOfMatrix, YearOfMatrix], more: readonly MatrixActivity[]): MatrixTable {
  const columns = new Map<string, MatrixActivity>();
  for (const { activities } of years) for (const one of activities) columns.set(one.id, one);
  for (const one of more) if (!columns.has(one.id)) columns.set(one.id, one);
  const rows = new Map<string, { place: MatrixPlace; cells: Map<string, Pair> }>();
  // The later year knows the places as they are called now, in the collaboration's order.
  for (const side of [1, 0] as const) {
    const { activities, rows: told } = years[side];
    for (const { place, cells } of told) {
      let row = rows.get(place.code);
      if (!row) rows.set(place.code, (row = { place, cells: new Map() }));
      for (const [at, activity] of activities.entries()) {
        const cell = cells[at];
        if (!cell) continue;
        const [before, after] = row.cells.get(activity.id) ?? untold;
        row.cells.set(activity.id, side === 0 ? [cell, after] : [before, cell]);
      }
    }
  }
  return { columns: [...columns.values()], rows: [...rows.values()] };
}

export const pairOf = (row: MatrixRow, activity: string): Pair => row.cells.get(activity) ?? untold;

/** Everybody who leads or takes part in an activity. */
export const partnersOf = ({ lead, contributors }: MatrixActivity): readonly string[] => [
  ...(lead ? [lead.id] : []),
  ...contributors.flatMap(({ partner }) => (partner ? [partner.id] : [])),
];

export interface MatrixFilter {
  readonly goal?: string | undefined;
  readonly partner?: string | undefined;
  readonly kind?: string | undefined;
  readonly marked?: 'gaps' | 'overlaps' | undefined;
}

/** What is marked, found by place and by cell. */
export interface Marks {
  readonly gaps: ReadonlyMap<string, readonly GapTold['goal'][]>;
  /** By `place/activity`. */
  readonly overlaps: ReadonlyMap<string, readonly OverlapTold[]>;
}

export function marksOf(gaps: readonly GapTold[], overlaps: readonly OverlapTold[]): Marks {
  const byPlace = new Map<string, GapTold['goal'][]>();
  for (const { goal, places } of gaps)
    for (const { code } of places) byPlace.set(code, [...(byPlace.get(code) ?? []), goal]);
  const byCell = new Map<string, OverlapTold[]>();
  for (const overlap of overlaps) {
    if (!overlap.place) continue;
    for (const { id } of overlap.activities) {
      const key = `${overlap.place.code}/${id}`;
      byCell.set(key, [...(byCell.get(key) ?? []), overlap]);
    }
  }
  return { gaps: byPlace, overlaps: byCell };
}

/** Gaps of a place, for one goal where one is chosen. */
export const gapsAt = ({ gaps }: Marks, place: string, goal: string | undefined): readonly GapTold['goal'][] =>
  (gaps.get(place) ?? []).filter(({ id }) => goal === undefined || id === goal);

/** What of a table the filters leave. */
export function filtered(table: MatrixTable, { goal, partner, kind, marked }: MatrixFilter, marks: Marks): MatrixTable {
  let columns = table.columns.filter(
    (one) =>
      (goal === undefined || one.goals.some(({ id }) => id === goal)) &&
      (kind === undefined || one.kind === kind) &&
      (partner === undefined || partnersOf(one).includes(partner)),
  );
  let { rows } = table;
  if (marked === 'gaps') rows = rows.filter(({ place }) => gapsAt(marks, place.code, goal).length > 0);
  if (marked === 'overlaps') {
    const meets = (row: MatrixRow, { id }: MatrixActivity) => marks.overlaps.has(`${row.place.code}/${id}`);
    columns = columns.filter((one) => rows.some((row) => meets(row, one)));
    rows = rows.filter((row) => columns.some((one) => meets(row, one)));
  }
  return { columns, rows };
}

/** Columns in sight: from the first to before the last; `wide` is the width of one, all in pixels. */
export function inSight(
  scrolled: number,
  view: number,
  wide: number,
  count: number,
  beyond: number,
): readonly [number, number] {
  const first = Math.max(0, Math.floor(scrolled / wide) - beyond);
  const last = Math.min(count, Math.ceil((scrolled + view) / wide) + beyond);
  return [Math.min(first, last), last];
}

/** Where an arrow leads in a grid of `rows` and `columns`; nothing for other keys. */
export function step(
  key: string,
  far: boolean,
  [row, column]: readonly [number, number],
  [rows, columns]: readonly [number, number],
): readonly [number, number] | undefined {
  const keep = (value: number, most: number) => Math.max(0, Math.min(most - 1, value));
  switch (key) {
    case 'ArrowUp':
      return [keep(far ? 0 : row - 1, rows), column];
    case 'ArrowDown':
      return [keep(far ? rows : row + 1, rows), column];
    case 'ArrowLeft':
      return [row, keep(far ? 0 : column - 1, columns)];
    case 'ArrowRight':
      return [row, keep(far ? columns : column + 1, columns)];
    case 'PageUp':
      return [keep(row - 8, rows), column];
    case 'PageDown':
      return [keep(row + 8, rows), column];
    case 'Home':
      return far ? [0, 0] : [row, 0];
    case 'End':
      return far ? [rows - 1, columns - 1] : [row, columns - 1];
    default:
      return undefined;
  }
}
