import type { AnyView, Recorded, Row, Shapes, View } from '#decider';

/** Why a view no longer follows the log, and since where. */
export interface Failure {
  readonly view: string;
  readonly position: string;
  readonly type: string;
  readonly message: string;
}

/** A view stopped at an event it could not fold: its rows would be silently wrong, so they are not given. */
export class ViewStopped extends Error {
  override readonly name = 'ViewStopped';
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(`The view ${failure.view} stopped at position ${failure.position}`);
    this.failure = failure;
  }
}

/** A row that has been replaced, from which position on it stood, and what stood before it. */
interface Earlier {
  readonly row: Row;
  readonly since: number;
  readonly before: Earlier | undefined;
}

/** Where the rows of a key stand: now, and those that had the key once and do not any more. Both rising. */
interface Places {
  readonly now: number[];
  once: number[] | undefined;
}

/** How the rows of a table that begins with a snapshot are got when they are first asked for. */
export type Load = () => readonly Row[];

/**
 * All rows of one view with everything they were before. A row is replaced and never changed, so what stood at any
 * position is kept by keeping what was replaced: a past moment is this same table looked at up to a position, and
 * costs nothing to make. A row never goes away, and rows stand in the order of their first appearance.
 */
export class Table {
  readonly view: AnyView;
  failure: Failure | undefined;
  private readonly ids: string[] = [];
  private readonly places = new Map<string, number>();
  /** The newest row of each place, from which position on it stands, and what stood before. */
  private readonly rows: Row[] = [];
  private readonly since: number[] = [];
  private readonly earlier = new Map<number, Earlier>();
  /** Which place changed at which position, in the order of the log. */
  private readonly journal: { readonly places: number[]; readonly positions: number[] } = { places: [], positions: [] };
  private readonly indexes = new Map<string, Map<string, Places>>();
  /** Rows not read from their snapshot yet, since where they stand, and what has happened to them meanwhile. */
  private unread: { load: Load; since: number; events: Recorded[] } | undefined;

  constructor(view: AnyView, snapshot?: { readonly load: Load; readonly position: number }) {
    this.view = view;
    if (snapshot) this.unread = { load: snapshot.load, since: snapshot.position, events: [] };
  }

  /** Folds one event. An event the view cannot fold stops this view and no other. */
  apply(event: Recorded): void {
    if (this.failure) return;
    if (this.unread) {
      this.unread.events.push(event);
      return;
    }
    try {
      const key = this.view.key?.(event) ?? event.subject;
      const place = this.places.get(key);
      const before = place === undefined ? undefined : this.rows[place];
      const after = this.view.evolve(before, event);
      if (after === before) return;
      if (after.id !== key) throw new Error(`The row ${after.id} was folded under the key ${key}`);
      const stands = this.set(key, place, after, Number(event.position));
      for (const [name, index] of this.indexes) this.reindex(name, index, stands, before, after);
    } catch (error) {
      this.stop(event, error);
    }
  }

  stop({ position, type }: { position: string; type: string }, error: unknown): void {
    this.failure ??= {
      view: this.view.name,
      position,
      type,
      message: error instanceof Error ? error.message : String(error),
    };
  }

  place(id: string): number | undefined {
    this.read();
    return this.places.get(id);
  }

  /** How many rows there were at a position: rows appear in the order of their places. */
  count(position: number): number {
    this.read();
    if (position === Infinity) return this.rows.length;
    let [low, high] = [0, this.rows.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.firstSeen(middle) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The row of a place as it stood at a position; none before it appeared. */
  at(place: number, position: number): Row | undefined {
    if ((this.since[place] ?? Infinity) <= position) return this.rows[place];
    let earlier = this.earlier.get(place);
    while (earlier && earlier.since > position) earlier = earlier.before;
    return earlier?.row;
  }

  /** Rows at a position, in the order in which they appeared in the log. */
  all(position: number): readonly Row[] {
    const count = this.count(position);
    const found: Row[] = [];
    for (let place = 0; place < count; place++) {
      const row = this.at(place, position);
      if (row) found.push(row);
    }
    return found;
  }

  /** Rows at a position whose index has the key, in order of first appearance. */
  where(name: string, key: string, position: number): readonly Row[] {
    const places = this.index(name).get(key);
    const found: Row[] = [];
    if (!places) return found;
    if (position === Infinity) {
      for (const place of places.now) {
        const row = this.rows[place];
        if (row) found.push(row);
      }
      return found;
    }
    const keysOf = this.keysOf(name);
    for (const place of places.once ? merged(places.now, places.once) : places.now) {
      const row = this.at(place, position);
      if (row && list(keysOf(row as never)).includes(key)) found.push(row);
    }
    return found;
  }

  /** Rows that changed after one position and not after another, as they stood then, in order of first appearance. */
  changed(after: number, position: number): readonly Row[] {
    this.read();
    const { places, positions } = this.journal;
    const changed = new Set<number>();
    const end = position === Infinity ? positions.length : firstNotBelow(positions, position + 1);
    for (const place of places.slice(firstNotBelow(positions, after + 1), end)) changed.add(place);
    return [...changed].sort((a, b) => a - b).flatMap((place) => this.at(place, position) ?? []);
  }

  countWhere(name: string, key: string): number {
    return this.index(name).get(key)?.now.length ?? 0;
  }

  /** Whether its rows are in memory, or still in the snapshot. */
  get isRead(): boolean {
    return this.unread === undefined;
  }

  /** Reads what the snapshot holds, and then folds what has happened since. */
  private read(): void {
    if (!this.unread) return;
    const { load, since, events } = this.unread;
    for (const row of load()) this.set(row.id, this.places.get(row.id), row, since);
    this.unread = undefined;
    for (const event of events) this.apply(event);
  }

  private firstSeen(place: number): number {
    let first = this.since[place] ?? Infinity;
    for (let earlier = this.earlier.get(place); earlier; earlier = earlier.before) first = earlier.since;
    return first;
  }

  private set(id: string, known: number | undefined, row: Row, position: number): number {
    const place = known ?? this.ids.length;
    this.journal.places.push(place);
    this.journal.positions.push(position);
    if (known === undefined) {
      this.ids.push(id);
      this.places.set(id, place);
      this.rows.push(row);
      this.since.push(position);
      return place;
    }
    const [before, since] = [this.rows[known], this.since[known]];
    // Two changes by one event: nobody can ask for the moment between them.
    if (before && since !== undefined && since !== position)
      this.earlier.set(known, { row: before, since, before: this.earlier.get(known) });
    this.rows[known] = row;
    this.since[known] = position;
    return known;
  }

  private keysOf(name: string): (row: never) => string | readonly string[] | undefined {
    const keysOf = this.view.indexes?.[name];
    if (!keysOf) throw new Error(`The view ${this.view.name} has no index ${name}`);
    return keysOf;
  }

  /** For each key the places of its rows, rising: the same order at every moment, however the index came about. */
  private index(name: string): Map<string, Places> {
    this.read();
    let index = this.indexes.get(name);
    if (!index) {
      index = new Map();
      for (const [place, row] of this.rows.entries()) {
        const versions = [row];
        for (let earlier = this.earlier.get(place); earlier; earlier = earlier.before) versions.push(earlier.row);
        let before: Row | undefined;
        for (const version of versions.reverse()) {
          this.reindex(name, index, place, before, version);
          before = version;
        }
      }
      this.indexes.set(name, index);
    }
    return index;
  }

  private reindex(name: string, index: Map<string, Places>, place: number, before: Row | undefined, after: Row): void {
    const keysOf = this.keysOf(name);
    const now = keysOf(after as never);
    const old = before ? keysOf(before as never) : undefined;
    if (old === now) return;
    const [held, gained] = [list(old), list(now)];
    for (const key of held) {
      const places = index.get(key);
      if (!places || gained.includes(key)) continue;
      places.now.splice(firstNotBelow(places.now, place), 1);
      insert((places.once ??= []), place);
    }
    for (const key of gained) {
      const places = index.get(key);
      if (!places) index.set(key, { now: [place], once: undefined });
      else {
        insert(places.now, place);
        if (places.once) remove(places.once, place);
      }
    }
  }
}

/** The rows of one view as they stand now, or as they stood at a position. */
export class Rows<R extends Row = Row> {
  private readonly table: Table;
  /** Infinity for now. */
  private readonly position: number;

  constructor(table: Table, position = Infinity) {
    this.table = table;
    this.position = position;
  }

  get(id: string): R | undefined {
    this.check();
    const place = this.table.place(id);
    return place === undefined ? undefined : (this.table.at(place, this.position) as R | undefined);
  }

  has(id: string): boolean {
    return this.get(id) !== undefined;
  }

  /** In the order in which the rows first appeared in the log. */
  values(): readonly R[] {
    this.check();
    return this.all() as readonly R[];
  }

  get size(): number {
    return this.table.count(this.position);
  }

  /** Rows whose index has the key, in order of first appearance. */
  where(index: string, key: string): readonly R[] {
    this.check();
    return this.table.where(index, key, this.position) as readonly R[];
  }

  /** How many rows `where` would give; now without gathering them. */
  count(index: string, key: string): number {
    this.check();
    return this.position === Infinity ? this.table.countWhere(index, key) : this.where(index, key).length;
  }

  /**
   * Rows that have changed after a position, in order of first appearance. In a world begun from a snapshot, before
   * its past is known, rows seem to have changed where the snapshot was taken: their own stamps tell.
   */
  changedAfter(position: number): readonly R[] {
    this.check();
    return this.table.changed(position, this.position) as readonly R[];
  }

  /** All rows, those of a stopped view too. */
  all(): readonly Row[] {
    return this.table.all(this.position);
  }

  /** Why the view stopped, when it had by this position. */
  get failure(): Failure | undefined {
    const { failure } = this.table;
    return failure && Number(failure.position) <= this.position ? failure : undefined;
  }

  private check(): void {
    const { failure } = this;
    if (failure) throw new ViewStopped(failure);
  }
}

/** Where a number stands in a rising list, or would. */
function firstNotBelow(rising: readonly number[], wanted: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle] ?? Infinity) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert(rising: number[], place: number): void {
  if ((rising.at(-1) ?? -1) < place) rising.push(place);
  else {
    const at = firstNotBelow(rising, place);
    if (rising[at] !== place) rising.splice(at, 0, place);
  }
}

function remove(rising: number[], place: number): void {
  const at = firstNotBelow(rising, place);
  if (rising[at] === place) rising.splice(at, 1);
}

const merged = (a: readonly number[], b: readonly number[]): readonly number[] => [...a, ...b].sort((x, y) => x - y);

const list = (keys: string | readonly string[] | undefined): readonly string[] =>
  keys === undefined ? nothing : typeof keys === 'string' ? [keys] : keys;

const nothing: readonly string[] = [];

/** The row type of a view, kept when the view stands in a list of all views. */
export type RowsOf<V> = V extends View<infer R, Shapes> ? Rows<R> : never;
