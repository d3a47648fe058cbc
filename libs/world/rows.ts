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

/** Rows in a chunk: what one change copies when another moment still holds the chunk. */
const chunkRows = 64;

interface Chunk {
  /** Who may change it in place: the moment that made it, until that moment is forked. */
  readonly owner: object;
  readonly rows: Row[];
}

/**
 * Where each row stands, in order of first appearance. A row never goes away, and the same log gives the same
 * order at every moment, so all moments of a view share one directory.
 */
class Directory {
  readonly ids: string[];
  readonly places: Map<string, number>;
  constructor(ids: string[] = []) {
    this.ids = ids;
    this.places = new Map(ids.map((id, place) => [id, place]));
  }
}

/**
 * The rows of one view at one position, with indexes that are built when first asked for. A fork shares its chunks
 * with what it was forked from until one of the two changes them: past moments cost what changed since, and making
 * one stops nobody.
 */
export class Rows<R extends Row = Row> {
  failure: Failure | undefined;
  private readonly view: AnyView;
  private directory: Directory;
  private readonly chunks: Chunk[];
  private owner = {};
  private count: number;
  private readonly indexes = new Map<string, Map<string, number[]>>();

  private constructor(view: AnyView, directory: Directory, chunks: Chunk[], count: number, failure?: Failure) {
    this.view = view;
    this.directory = directory;
    this.chunks = chunks;
    this.count = count;
    this.failure = failure;
  }

  /** A view's rows in order of first appearance. */
  static of(view: AnyView, rows: readonly Row[] = []): Rows {
    const made = new Rows(view, new Directory(), [], 0);
    for (const row of rows) made.set(row.id, made.directory.places.get(row.id), row);
    return made;
  }

  get(id: string): R | undefined {
    this.check();
    return this.at(this.directory.places.get(id)) as R | undefined;
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
    return this.count;
  }

  /** Rows whose index has the key, in order of first appearance. */
  where(index: string, key: string): readonly R[] {
    this.check();
    const found = this.index(index).get(key) ?? [];
    return found.map((place) => this.at(place) as R);
  }

  /** Folds one event. An event the view cannot fold stops this view and no other. */
  apply(event: Recorded): void {
    if (this.failure) return;
    try {
      const key = this.view.key?.(event) ?? event.subject;
      const place = this.directory.places.get(key);
      const before = this.at(place);
      const after = this.view.evolve(before, event);
      if (after === before) return;
      if (after.id !== key) throw new Error(`The row ${after.id} was folded under the key ${key}`);
      const stands = this.set(key, place, after);
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

  /** The same rows as a separate copy. */
  fork(): Rows<R> {
    // From now on neither changes in place what both hold.
    this.owner = {};
    return new Rows(this.view, this.directory, this.chunks.slice(), this.count, this.failure);
  }

  /** No rows yet, for folding the same log once more. */
  blank(): Rows<R> {
    return new Rows(this.view, this.directory, [], 0);
  }

  /** Holds each chunk that is still the one in `mine` as it is in `theirs`, where the same rows are kept already. */
  share(mine: Rows, theirs: Rows): void {
    if (theirs.directory !== this.directory) return;
    for (const [number, chunk] of theirs.chunks.entries())
      if (this.chunks[number] === mine.chunks[number]) this.chunks[number] = chunk;
  }

  /** All rows, those of a stopped view too. */
  all(): readonly Row[] {
    return this.chunks.flatMap((chunk) => chunk.rows);
  }

  private check(): void {
    if (this.failure) throw new ViewStopped(this.failure);
  }

  private at(place: number | undefined): Row | undefined {
    return place === undefined ? undefined : this.chunks[Math.floor(place / chunkRows)]?.rows[place % chunkRows];
  }

  private set(id: string, known: number | undefined, row: Row): number {
    const place = known !== undefined && known < this.count ? known : this.enter(id);
    const number = Math.floor(place / chunkRows);
    let chunk = this.chunks[number];
    if (chunk?.owner !== this.owner) {
      chunk = { owner: this.owner, rows: chunk ? chunk.rows.slice() : [] };
      this.chunks[number] = chunk;
    }
    chunk.rows[place % chunkRows] = row;
    return place;
  }

  /** The place of a row that is new here; another moment may have seen it already. */
  private enter(id: string): number {
    const place = this.count++;
    const { ids } = this.directory;
    // Two folds of one log that disagree on the order of rows are a mistake in a view; they do not share it.
    if (place < ids.length && ids[place] !== id) this.directory = new Directory(ids.slice(0, place));
    if (place >= this.directory.ids.length) {
      this.directory.ids.push(id);
      this.directory.places.set(id, place);
    }
    return place;
  }

  /** For each key the places of its rows, rising: the same order at every moment, however the index came about. */
  private index(name: string): Map<string, number[]> {
    let index = this.indexes.get(name);
    if (!index) {
      index = new Map();
      for (const [place, row] of this.all().entries()) this.reindex(name, index, place, undefined, row);
      this.indexes.set(name, index);
    }
    return index;
  }

  private reindex(
    name: string,
    index: Map<string, number[]>,
    place: number,
    before: Row | undefined,
    after: Row,
  ): void {
    const keysOf = this.view.indexes?.[name];
    if (!keysOf) throw new Error(`The view ${this.view.name} has no index ${name}`);
    const old = before ? list(keysOf(before as never)) : [];
    const now = list(keysOf(after as never));
    for (const key of old) {
      const places = index.get(key);
      if (places && !now.includes(key)) places.splice(firstNotBelow(places, place), 1);
    }
    for (const key of now) {
      const places = index.get(key);
      if (!places) index.set(key, [place]);
      else if ((places.at(-1) ?? -1) < place) places.push(place);
      else {
        const at = firstNotBelow(places, place);
        if (places[at] !== place) places.splice(at, 0, place);
      }
    }
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

const list = (keys: string | readonly string[] | undefined): readonly string[] =>
  keys === undefined ? [] : typeof keys === 'string' ? [keys] : keys;

/** The row type of a view, kept when the view stands in a list of all views. */
export type RowsOf<V> = V extends View<infer R, Shapes> ? Rows<R> : never;
