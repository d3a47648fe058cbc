import type { AnyView, Recorded } from '#decider';
import { START, categoryOf, type EventLog, type Position, type RecordedEvent, type Subscription } from '#event-log';
import { setImmediate as turn } from 'node:timers/promises';
import { Codec } from './codec.ts';
import type { ContextParts } from './context.ts';
import { endOfDay, type AsOf } from './moment.ts';
import type { Failure } from './rows.ts';
import type { Snapshots } from './snapshots.ts';
import { World } from './world.ts';

export interface WorldsOptions {
  readonly log: EventLog;
  readonly contexts: readonly ContextParts[];
  readonly clock?: () => Date;
  readonly snapshots?: Snapshots;
  /** Zone in which a day ends for a collaboration. */
  readonly timeZoneOf?: (world: World) => string;
  /** A past world is kept for every so many events, so that any moment is a short replay away. */
  readonly rungEvery?: number;
  /** Most past worlds kept of one collaboration; beyond it every second one goes. */
  readonly rungs?: number;
  /** A snapshot is written after so many events. */
  readonly snapshotEvery?: number;
  /** Worlds kept in memory; the one longest unused goes. */
  readonly keep?: number;
  readonly warn?: (message: string) => void;
}

/** The result of folding the whole log anew beside a snapshot. */
export interface SelfCheck {
  readonly position: string;
  readonly equal: boolean;
  /** The first row that differs, `view/id`. */
  readonly difference?: string;
}

interface Home {
  readonly world: World;
  /** Past worlds, oldest first. */
  rungs: World[];
  /** Events folded since the newest rung and since the last snapshot. */
  sinceRung: number;
  sinceSnapshot: number;
  saving: boolean;
}

/** Moments kept between two rungs, each with the rows that changed since the rung; the one longest unused goes. */
const keptMoments = 16;

/** How many events are folded before other work is let in. */
const slice = 2_000;

/** The worlds of all collaborations in one log: live ones that follow it, and past ones on request. */
export class Worlds {
  readonly codec: Codec;
  readonly views: readonly AnyView[];
  private readonly options: Required<Omit<WorldsOptions, 'snapshots'>> & Pick<WorldsOptions, 'snapshots'>;
  private readonly homes = new Map<string, Home>();
  private readonly loading = new Map<string, { promise: Promise<Home>; missed: RecordedEvent[] }>();
  private readonly past = new Map<string, Promise<World>>();
  private readonly selfChecks = new Map<string, SelfCheck>();
  private readonly listeners = new Set<(position: Position, collaboration: string) => void>();
  private subscription: Subscription | undefined;
  private starting: Promise<void> | undefined;
  private closed = false;
  private readonly background = new Set<Promise<unknown>>();

  constructor(options: WorldsOptions) {
    this.options = {
      clock: () => new Date(),
      timeZoneOf: () => 'Europe/Helsinki',
      rungEvery: 5_000,
      rungs: 250,
      snapshotEvery: 50_000,
      keep: 50,
      warn: () => undefined,
      ...options,
    };
    this.codec = new Codec(options.contexts.flatMap((context) => context.aggregates.map((parts) => parts.decider)));
    this.views = options.contexts.flatMap((context) => context.views);
  }

  /** The collaboration's world, following the log. One that has no events yet is empty. */
  async live(collaboration: string): Promise<World> {
    return (await this.home(collaboration)).world;
  }

  /**
   * The same world at a past moment, judged by that moment's clock. The future is the present; before the
   * first event all is empty.
   */
  async at(collaboration: string, asOf: AsOf): Promise<World> {
    const home = await this.home(collaboration);
    const { world } = home;
    const now = this.options.clock().toISOString();
    let moment: string;
    let position: Position;
    if ('position' in asOf) {
      if (asOf.position > world.position) return world;
      position = asOf.position;
      moment = '';
    } else {
      moment = 'day' in asOf ? endOfDay(asOf.day, this.options.timeZoneOf(world)) : asOf.instant;
      if (moment >= now) return world;
      position = await this.options.log.positionAt(moment);
    }
    const key = `${collaboration} ${position} ${moment}`;
    let found = this.past.get(key);
    if (!found) {
      found = this.build(home, position, moment);
      found.catch(() => this.past.delete(key));
    }
    // The last asked for is the last to go.
    this.past.delete(key);
    this.past.set(key, found);
    if (this.past.size > keptMoments)
      for (const oldest of this.past.keys()) {
        this.past.delete(oldest);
        break;
      }
    return found;
  }

  /** Resolves once the collaboration's world holds everything up to the position. */
  async reached(collaboration: string, position: Position, withinMs = 5_000): Promise<World> {
    const world = await this.live(collaboration);
    if (world.position >= position) return world;
    return new Promise((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        stop();
      };
      const stop = this.onGrowth(() => {
        if (world.position < position) return;
        done();
        resolve(world);
      });
      const timer = setTimeout(() => {
        done();
        reject(new Error(`The world of ${collaboration} did not reach position ${position} in ${withinMs} ms`));
      }, withinMs);
    });
  }

  /** Rings after the log grew and the worlds followed: the new position and whose it is. Returns how to stop. */
  onGrowth(listener: (position: Position, collaboration: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get failures(): readonly (Failure & { collaboration: string })[] {
    return [...this.homes.values()].flatMap(({ world }) =>
      world.failures.map((failure) => ({ ...failure, collaboration: world.collaboration })),
    );
  }

  /** Per collaboration in memory: position, rows, past worlds kept, and the last self-check. */
  get report() {
    return [...this.homes.values()].map(({ world, rungs }) => ({
      collaboration: world.collaboration,
      position: String(world.position),
      rows: world.size,
      rungs: rungs.length,
      selfCheck: this.selfChecks.get(world.collaboration),
    }));
  }

  /** Waits for what goes on in the background: ladders being built, snapshots being written. */
  async settled(): Promise<void> {
    while (this.background.size > 0) await Promise.all(this.background);
  }

  /** Stops following, and writes a snapshot of every world that grew. */
  async close(): Promise<void> {
    this.closed = true;
    await this.starting;
    await this.subscription?.stop();
    await this.settled();
    for (const home of this.homes.values()) if (home.sinceSnapshot > 0) await this.save(home);
    this.homes.clear();
    this.past.clear();
  }

  private async home(collaboration: string): Promise<Home> {
    await (this.starting ??= this.follow());
    const home = this.homes.get(collaboration);
    if (home) {
      this.homes.delete(collaboration);
      this.homes.set(collaboration, home);
      return home;
    }
    const loading = this.loading.get(collaboration);
    if (loading) return loading.promise;
    const missed: RecordedEvent[] = [];
    const promise = this.load(collaboration, missed);
    this.loading.set(collaboration, { promise, missed });
    return promise.finally(() => this.loading.delete(collaboration));
  }

  private async follow(): Promise<void> {
    const after = await this.options.log.head();
    this.subscription = this.options.log.subscribe({ after, handle: (event) => this.take(event) });
  }

  private take(event: RecordedEvent): void {
    const collaboration = categoryOf(event.stream);
    const home = this.homes.get(collaboration);
    if (home) this.advance(home, event);
    this.loading.get(collaboration)?.missed.push(event);
    for (const listener of this.listeners) listener(event.position, collaboration);
  }

  private async load(collaboration: string, missed: RecordedEvent[]): Promise<Home> {
    const { log, snapshots, clock, keep } = this.options;
    const snapshot = await snapshots?.load(collaboration, this.views, await log.head());
    const world = new World(collaboration, this.views, () => clock().toISOString(), snapshot);
    const home: Home = { world, rungs: [], sinceRung: 0, sinceSnapshot: 0, saving: true };
    const restored = snapshot && world.fork();
    if (restored) home.rungs.push(restored);
    let count = 0;
    for await (const event of log.readAll({ after: world.position, category: collaboration })) {
      this.advance(home, event);
      if (++count % slice === 0) await turn();
    }
    for (const event of missed) this.advance(home, event);
    home.saving = false;
    this.homes.set(collaboration, home);
    if (this.homes.size > keep) this.evict();
    if (restored) this.inBackground(this.buildLadder(home, restored));
    else if (home.sinceSnapshot >= this.options.snapshotEvery) this.inBackground(this.save(home));
    return home;
  }

  /** What does not exist goes first: asking for it must not push out what does. Then the one longest unused. */
  private evict(): void {
    const names = [...this.homes.keys()];
    const empty = names.find((name) => this.homes.get(name)?.world.position === START);
    const [oldest] = names;
    const gone = empty ?? oldest;
    if (gone !== undefined) this.homes.delete(gone);
  }

  private advance(home: Home, event: RecordedEvent): void {
    const { world } = home;
    // Seen in the replay already: the subscription and the replay may overlap, they may not leave a gap.
    if (event.position <= world.position) return;
    world.apply(event, this.decoded(event));
    home.sinceSnapshot++;
    if (++home.sinceRung >= this.options.rungEvery) this.addRung(home, world.fork());
    if (home.sinceSnapshot >= this.options.snapshotEvery && !home.saving) this.inBackground(this.save(home));
  }

  private decoded(event: RecordedEvent): Recorded | Error {
    try {
      return this.codec.decode(event);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  private addRung(home: Home, rung: World): void {
    const at = home.rungs.findIndex(({ position }) => position >= rung.position);
    if (at < 0) home.rungs.push(rung);
    else if (home.rungs[at]?.position !== rung.position) home.rungs.splice(at, 0, rung);
    home.sinceRung = 0;
    if (home.rungs.length > this.options.rungs) home.rungs = home.rungs.filter((_, index) => index % 2 === 1);
  }

  /** Folds forward from the nearest rung at or below the position. */
  private async build(home: Home, position: Position, moment: string): Promise<World> {
    const { log } = this.options;
    const { collaboration } = home.world;
    let clock = moment;
    const judgedBy = () => clock;
    const rung =
      home.world.position <= position ? home.world : home.rungs.findLast((candidate) => candidate.position <= position);
    const world = rung ? rung.fork(judgedBy) : home.world.blank(judgedBy);
    let count = 0;
    if (position > START)
      for await (const event of log.readAll({ after: world.position, to: position, category: collaboration })) {
        world.apply(event, this.decoded(event));
        if (++count % slice === 0) await turn();
      }
    // A position is judged by the moment it was recorded.
    if (clock === '') clock = world.recordedAt || new Date(0).toISOString();
    return world;
  }

  /**
   * After a start from a snapshot, the past is folded anew in the background: that builds the ladder of
   * past worlds and proves, row by row, that the snapshot was what the log says.
   */
  private async buildLadder(home: Home, restored: World): Promise<void> {
    const { log, rungEvery, warn } = this.options;
    const fresh = home.world.blank();
    const until = restored.position;
    let count = 0;
    for await (const event of log.readAll({ to: until, category: fresh.collaboration })) {
      if (this.closed) return;
      fresh.apply(event, this.decoded(event));
      count++;
      if (count % rungEvery === 0) this.addRung(home, fresh.fork());
      if (count % slice === 0) await turn();
    }
    const difference = await firstDifference(fresh, restored);
    this.selfChecks.set(fresh.collaboration, {
      position: String(until),
      equal: difference === undefined,
      ...(difference !== undefined && { difference }),
    });
    if (difference !== undefined) {
      warn(`The snapshot of ${fresh.collaboration} differs from its log at ${difference}: it is forgotten`);
      // The log is the truth: whoever asks next is answered out of it.
      await this.options.snapshots?.forget(fresh.collaboration);
      this.homes.delete(fresh.collaboration);
      for (const key of this.past.keys()) if (key.startsWith(`${fresh.collaboration} `)) this.past.delete(key);
    } else {
      // The rungs hold the rows of the replay; with the snapshot's beside them, memory would hold all rows twice.
      home.world.share(restored, fresh);
      home.rungs = home.rungs.map((rung) => (rung === restored ? fresh : rung));
    }
  }

  private async save(home: Home): Promise<void> {
    const { snapshots, warn } = this.options;
    // Half-folded rows would come back looking whole: a world with a stopped view is folded from the log.
    if (!snapshots || home.world.failures.length > 0) return;
    home.saving = true;
    home.sinceSnapshot = 0;
    try {
      await snapshots.save(home.world);
    } catch (error) {
      // A snapshot is a cache: without one the next start is slower, and nothing else.
      warn(
        `Snapshot of ${home.world.collaboration} not written: ${error instanceof Error ? error.message : String(error)}`,
      );
    } finally {
      home.saving = false;
    }
  }

  private inBackground(work: Promise<unknown>): void {
    const tracked: Promise<unknown> = work
      .catch((error: unknown) => this.options.warn(error instanceof Error ? error.message : String(error)))
      .finally(() => this.background.delete(tracked));
    this.background.add(tracked);
  }
}

/** `view/id` of the first row that is not the same in both worlds. */
export async function firstDifference(a: World, b: World): Promise<string | undefined> {
  let count = 0;
  for (const { name } of a.views) {
    const theirs = new Map(
      b
        .table(name)
        .all()
        .map((row) => [row.id, row]),
    );
    for (const row of a.table(name).all()) {
      if (JSON.stringify(row) !== JSON.stringify(theirs.get(row.id))) return `${name}/${row.id}`;
      theirs.delete(row.id);
      if (++count % slice === 0) await turn();
    }
    for (const id of theirs.keys()) return `${name}/${id}`;
  }
  return undefined;
}
