import type { AnyView, Asker, Recorded, Row, Shapes, View } from '#decider';
import { START, type Position } from '#event-log';
import { Rows, Table, type Failure, type Load } from './rows.ts';
import { Timeline } from './timeline.ts';

/** What a world begins with when it is not folded from the first event on. */
export interface Restored {
  readonly position: Position;
  /** When the event there was recorded. ISO 8601 instant. */
  readonly recordedAt: string;
  /** The rows of a view, read when they are first asked for. */
  readonly load: (view: AnyView) => Load;
}

/** What a world and its past moments hold together. */
interface Matter {
  tables: ReadonlyMap<string, Table>;
  routes: ReadonlyMap<string, readonly Table[]>;
  timeline: Timeline;
}

/**
 * All views of one collaboration at one position. Live worlds follow the log; past ones stand still. Both
 * are asked in the same way, so no page knows the difference.
 */
export class World {
  readonly collaboration: string;
  readonly views: readonly AnyView[];
  /** Who looks into it: set by {@link seenBy}, and nobody until then. */
  readonly asker: Asker | undefined;
  /**
   * What an auditor's right alone has opened to the asker while this answer was made, by series: reads that are
   * themselves recorded (rule 33). Empty in a world nobody looks into.
   */
  readonly revealed: Set<string> = new Set();
  private readonly matter: Matter;
  private readonly clock: () => string;
  /** Up to where a past world looks; none for a live one, which follows the log. */
  private readonly until: Position | undefined;
  private readonly seen = new Map<string, Rows>();

  constructor(
    collaboration: string,
    views: readonly AnyView[],
    clock: () => string,
    from?: Restored | { readonly matter: Matter; readonly until: Position },
  ) {
    this.collaboration = collaboration;
    this.views = views;
    this.clock = clock;
    this.matter = from && 'matter' in from ? from.matter : matterOf(views, from);
    this.until = from && 'matter' in from ? from.until : undefined;
  }

  /** Everything up to here is in the rows. */
  get position(): Position {
    return this.matter.timeline.at(this.until)?.position ?? START;
  }

  /** When the newest event in it was recorded; empty before the first. */
  get recordedAt(): string {
    return this.matter.timeline.at(this.until)?.recordedAt ?? '';
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
    let rows = this.seen.get(name);
    if (!rows) {
      const table = this.matter.tables.get(name);
      if (!table) throw new Error(`No view is called ${name}`);
      rows = new Rows(table, this.until === undefined ? Infinity : Number(this.until));
      this.seen.set(name, rows);
    }
    return rows;
  }

  /** Folds the event into every view that listens to it. `decoded` is an error when the event cannot be read. */
  apply(event: { type: string; position: Position; recordedAt: string }, decoded: Recorded | Error): void {
    const { routes, timeline } = this.matter;
    const listeners = routes.get(event.type);
    if (listeners)
      for (const table of listeners) {
        if (decoded instanceof Error) table.stop({ position: String(event.position), type: event.type }, decoded);
        else table.apply(decoded);
      }
    timeline.add(event.position, event.recordedAt);
  }

  /** The same collaboration as it was at a position, judged by another clock. It shares everything with this one. */
  asOf(position: Position, clock: () => string): World {
    const until = this.until !== undefined && this.until < position ? this.until : position;
    return new World(this.collaboration, this.views, clock, { matter: this.matter, until });
  }

  /** The same collaboration before its first event, for folding its log once more. */
  blank(): World {
    return new World(this.collaboration, this.views, this.clock);
  }

  /** Goes on with what another world of the same collaboration, at the same position, holds. */
  adopt(other: World): void {
    if (other.position !== this.position) throw new Error('Two worlds at different positions are not the same');
    Object.assign(this.matter, other.matter);
    this.seen.clear();
  }

  /** From here on every moment is in the rows: START, or where the snapshot it began with was taken. */
  get knownSince(): Position {
    return this.matter.timeline.begins;
  }

  get failures(): readonly Failure[] {
    return this.views.flatMap(({ name }) => this.table(name).failure ?? []);
  }

  /** How many rows it holds: what memory grows with. Those still in a snapshot are not counted. */
  get size(): number {
    let size = 0;
    for (const [name, table] of this.matter.tables) if (table.isRead) size += this.table(name).size;
    return size;
  }
}

function matterOf(views: readonly AnyView[], restored: Restored | undefined): Matter {
  const tables = new Map<string, Table>();
  const routes = new Map<string, Table[]>();
  for (const view of views) {
    const table = new Table(view, restored && { load: restored.load(view), position: Number(restored.position) });
    tables.set(view.name, table);
    for (const type of Object.keys(view.events)) {
      const route = routes.get(type);
      if (route) route.push(table);
      else routes.set(type, [table]);
    }
  }
  return { tables, routes, timeline: new Timeline(restored) };
}
