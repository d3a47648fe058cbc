import type { AnyView, Asker, Recorded, Row, Shapes, View } from '#decider';
import { START, type Position } from '#event-log';
import { Rows, type Failure } from './rows.ts';

/**
 * All views of one collaboration at one position. Live worlds follow the log; past ones stand still. Both
 * are asked in the same way, so no page knows the difference.
 */
export class World {
  readonly collaboration: string;
  readonly views: readonly AnyView[];
  /** Everything up to here is in the rows. */
  position: Position;
  /** When the newest event in it was recorded; empty before the first. */
  recordedAt: string;
  /** Who looks into it: set by {@link seenBy}, and nobody until then. */
  readonly asker: Asker | undefined;
  /**
   * What an auditor's right alone has opened to the asker while this answer was made, by series: reads that are
   * themselves recorded (rule 33). Empty in a world nobody looks into.
   */
  readonly revealed: Set<string> = new Set();
  private readonly tables: ReadonlyMap<string, Rows>;
  private readonly routes: ReadonlyMap<string, readonly Rows[]>;
  private readonly clock: () => string;

  constructor(
    collaboration: string,
    views: readonly AnyView[],
    clock: () => string,
    from: { position: Position; recordedAt: string; tables: ReadonlyMap<string, Rows> } = {
      position: START,
      recordedAt: '',
      tables: new Map(views.map((view) => [view.name, Rows.of(view)])),
    },
  ) {
    this.collaboration = collaboration;
    this.views = views;
    this.clock = clock;
    this.position = from.position;
    this.recordedAt = from.recordedAt;
    this.tables = from.tables;
    const routes = new Map<string, Rows[]>();
    for (const view of views) {
      const rows = this.table(view.name);
      for (const type of Object.keys(view.events)) routes.set(type, [...(routes.get(type) ?? []), rows]);
    }
    this.routes = routes;
  }

  /** The moment this world is judged by: the present of a live world, the as-of moment of a past one. ISO 8601. */
  get now(): string {
    return this.clock();
  }

  /** This same world, rows and position and all, in the eyes of an asker: what nodes show may hang on who asks. */
  seenBy(asker: Asker): World {
    return Object.create(this, {
      asker: { value: asker, enumerable: true },
      revealed: { value: new Set<string>(), enumerable: true },
    }) as World;
  }

  rows<R extends Row, E extends Shapes>(view: View<R, E>): Rows<R> {
    return this.table(view.name) as Rows<R>;
  }

  table(name: string): Rows {
    const rows = this.tables.get(name);
    if (!rows) throw new Error(`No view is called ${name}`);
    return rows;
  }

  /** Folds the event into every view that listens to it. `decoded` is an error when the event cannot be read. */
  apply(event: { type: string; position: Position; recordedAt: string }, decoded: Recorded | Error): void {
    const listeners = this.routes.get(event.type);
    if (listeners)
      for (const rows of listeners) {
        if (decoded instanceof Error) rows.stop({ position: String(event.position), type: event.type }, decoded);
        else rows.apply(decoded);
      }
    this.position = event.position;
    this.recordedAt = event.recordedAt;
  }

  /** A separate world at the same position, judged by another clock. What neither changes they share. */
  fork(clock: () => string = this.clock): World {
    const { position, recordedAt } = this;
    return this.with({ position, recordedAt, tables: this.each((rows) => rows.fork()) }, clock);
  }

  /** The same collaboration before its first event, for folding its log once more. */
  blank(clock: () => string = this.clock): World {
    return this.with({ position: START, recordedAt: '', tables: this.each((rows) => rows.blank()) }, clock);
  }

  /** Where it has not changed since `mine`, holds what `theirs` holds: two equal worlds take the memory of one. */
  share(mine: World, theirs: World): void {
    for (const [name, rows] of this.tables) rows.share(mine.table(name), theirs.table(name));
  }

  private with(from: ConstructorParameters<typeof World>[3], clock: () => string): World {
    return new World(this.collaboration, this.views, clock, from);
  }

  private each(change: (rows: Rows) => Rows): Map<string, Rows> {
    return new Map(Array.from(this.tables, ([name, rows]) => [name, change(rows)]));
  }

  get failures(): readonly Failure[] {
    return [...this.tables.values()].flatMap((rows) => rows.failure ?? []);
  }

  /** How many rows it holds: what memory grows with. */
  get size(): number {
    let size = 0;
    for (const rows of this.tables.values()) size += rows.size;
    return size;
  }
}
