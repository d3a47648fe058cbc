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

/** The rows of one view at one position, with indexes that are built when first asked for. */
export class Rows<R extends Row = Row> {
  failure: Failure | undefined;
  private readonly view: AnyView;
  private readonly rows: Map<string, Row>;
  private readonly indexes = new Map<string, Map<string, Set<string>>>();

  constructor(view: AnyView, rows: Map<string, Row> = new Map(), failure?: Failure) {
    this.view = view;
    this.rows = rows;
    this.failure = failure;
  }

  get(id: string): R | undefined {
    return this.checked().get(id) as R | undefined;
  }

  has(id: string): boolean {
    return this.checked().has(id);
  }

  /** In the order in which the rows first appeared in the log. */
  values(): Iterable<R> {
    return this.checked().values() as Iterable<R>;
  }

  get size(): number {
    return this.rows.size;
  }

  /** Rows whose index has the key, in order of first appearance. */
  where(index: string, key: string): readonly R[] {
    const rows = this.checked();
    const found = this.index(index).get(key);
    const result: R[] = [];
    if (found) for (const id of found) result.push(rows.get(id) as R);
    return result;
  }

  /** Folds one event. An event the view cannot fold stops this view and no other. */
  apply(event: Recorded): void {
    if (this.failure) return;
    try {
      const key = this.view.key?.(event) ?? event.subject;
      const before = this.rows.get(key);
      const after = this.view.evolve(before, event);
      if (after === before) return;
      if (after.id !== key) throw new Error(`The row ${after.id} was folded under the key ${key}`);
      this.rows.set(key, after);
      for (const [name, index] of this.indexes) this.reindex(name, index, before, after);
    } catch (error) {
      this.stop(event, error);
    }
  }

  stop({ position, type }: { position: string; type: string }, error: unknown): void {
    this.failure ??= { view: this.view.name, position, type, message: error instanceof Error ? error.message : String(error) };
  }

  /** The same rows as a separate copy: rows are immutable, so only the map is copied. */
  fork(): Rows<R> {
    return new Rows(this.view, new Map(this.rows), this.failure);
  }

  entries(): IterableIterator<[string, Row]> {
    return this.rows.entries();
  }

  private checked(): Map<string, Row> {
    if (this.failure) throw new ViewStopped(this.failure);
    return this.rows;
  }

  private index(name: string): Map<string, Set<string>> {
    let index = this.indexes.get(name);
    if (!index) {
      index = new Map();
      for (const row of this.rows.values()) this.reindex(name, index, undefined, row);
      this.indexes.set(name, index);
    }
    return index;
  }

  private reindex(name: string, index: Map<string, Set<string>>, before: Row | undefined, after: Row): void {
    const keysOf = this.view.indexes?.[name];
    if (!keysOf) throw new Error(`The view ${this.view.name} has no index ${name}`);
    const old = before ? list(keysOf(before as never)) : [];
    const now = list(keysOf(after as never));
    for (const key of old) if (!now.includes(key)) index.get(key)?.delete(after.id);
    for (const key of now) {
      const ids = index.get(key);
      if (ids) ids.add(after.id);
      else index.set(key, new Set([after.id]));
    }
  }
}

const list = (keys: string | readonly string[] | undefined): readonly string[] =>
  keys === undefined ? [] : typeof keys === 'string' ? [keys] : keys;

/** The row type of a view, kept when the view stands in a list of all views. */
export type RowsOf<V> = V extends View<infer R, Shapes> ? Rows<R> : never;
