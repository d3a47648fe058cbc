import type { AnyView } from '#decider';
import { START, categoryOf, type EventLog, type Position, type RecordedEvent, type Subscription } from '#event-log';
import { setImmediate as turn } from 'node:timers/promises';
import { Codec } from './codec.ts';
import type { ContextParts } from './context.ts';
import { endOfDay, type AsOf } from './moment.ts';
import { proofOf, type Proof } from './replay.ts';
import type { Failure } from './rows.ts';
import type { Seals } from './seal.ts';
import type { Snapshot, Snapshots } from './snapshots.ts';
import { World } from './world.ts';

export interface WorldsOptions {
  readonly log: EventLog;
  readonly contexts: readonly ContextParts[];
  readonly clock?: () => Date;
  readonly snapshots?: Snapshots;
  /** What texts are sealed and opened with; without, they are stored as they are. */
  readonly seals?: Seals;
  /** Done before anything is folded or read from a snapshot. */
  readonly before?: () => Promise<void>;
  /** Zone in which a day ends for a collaboration. */
  readonly timeZoneOf?: (world: World, day: string) => string;
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
  /** The same collaboration being folded from its first event on, when the world began with a snapshot. */
  history: History | undefined;
  /** Events folded since the last snapshot. */
  sinceSnapshot: number;
  saving: boolean;
}

/** A fold of the past under way, and who waits for it to get somewhere. */
interface History {
  readonly world: World;
  readonly snapshot: Snapshot;
  readonly waiting: Set<{
    readonly position: Position;
    readonly resolve: () => void;
    readonly reject: (error: Error) => void;
  }>;
}

/** How long a proof stands for what is served, in milliseconds. */
const proofKept = 60_000;
/** How many events are folded before other work is let in. */
const slice = 250;

/** The worlds of all collaborations in one log: live ones that follow it, and past ones on request. */
export class Worlds {
  readonly codec: Codec;
  readonly views: readonly AnyView[];
  private readonly options: Required<Omit<WorldsOptions, 'snapshots' | 'seals' | 'before'>> &
    Pick<WorldsOptions, 'snapshots' | 'seals' | 'before'>;
  private readonly homes = new Map<string, Home>();
  private readonly loading = new Map<string, { promise: Promise<Home>; missed: RecordedEvent[] }>();
  private readonly selfChecks = new Map<string, SelfCheck>();
  private readonly proofs = new Map<string, { readonly made: number; readonly proof: Promise<Proof> }>();
  private readonly listeners = new Set<(position: Position, collaboration: string) => void>();
  private subscription: Subscription | undefined;
  /** Every event of the log up to here is in the worlds in memory. */
  private followed: Position = START;
  private starting: Promise<void> | undefined;
  private closed = false;
  private readonly background = new Set<Promise<unknown>>();

  constructor(options: WorldsOptions) {
    this.options = {
      clock: () => new Date(),
      timeZoneOf: () => 'Europe/Helsinki',
      snapshotEvery: 50_000,
      keep: 50,
      warn: () => undefined,
      ...options,
    };
    const aggregates = options.contexts.flatMap((context) => context.aggregates);
    this.codec = new Codec(
      aggregates.map(({ decider }) => decider),
      options.seals,
    );
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
      // A place the log has reached is past, also when what stands there is another collaboration's: what is answered
      // about it now is answered for ever.
      if (asOf.position > world.position && asOf.position > (await this.options.log.head())) return world;
      position = asOf.position;
      moment = '';
    } else {
      moment = 'day' in asOf ? endOfDay(asOf.day, this.options.timeZoneOf(world, asOf.day)) : asOf.instant;
      if (moment >= now) return world;
      position = await this.options.log.positionAt(moment);
    }
    await this.followedTo(position);
    const whole = await this.since(home, position);
    if (moment !== '') return whole.asOf(position, () => moment);
    // A position is judged by the moment it was recorded.
    const recordedAt = whole.asOf(position, () => '').recordedAt || new Date(0).toISOString();
    return whole.asOf(position, () => recordedAt);
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

  /** Waits for what stands in the log up to a position to be in the worlds: a past asked too early would change. */
  private async followedTo(position: Position, withinMs = 5_000): Promise<void> {
    if (this.followed >= position) return;
    await new Promise<void>((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        stop();
      };
      const stop = this.onGrowth((grown) => {
        if (grown < position) return;
        done();
        resolve();
      });
      const timer = setTimeout(() => {
        done();
        reject(new Error(`The worlds did not reach position ${position} in ${withinMs} ms`));
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

  /** Per collaboration in memory: position, rows, from where on every moment is at hand, and the last self-check. */
  get report() {
    return [...this.homes.values()].map(({ world }) => ({
      collaboration: world.collaboration,
      position: String(world.position),
      rows: world.size,
      knownSince: String(world.knownSince),
      selfCheck: this.selfChecks.get(world.collaboration),
    }));
  }

  /**
   * What is served now, as hashes to compare with the log. Making it reads every row, so that it is made once a minute
   * at most, however often it is asked for.
   */
  async proof(collaboration: string): Promise<Proof | undefined> {
    const known = this.proofs.get(collaboration);
    if (known && Date.now() - known.made < proofKept) return known.proof;
    // What nobody has in memory is not loaded for whoever asks: names are as many as one cares to make up.
    const home = this.homes.get(collaboration);
    if (!home || home.world.position === START) return undefined;
    const proof = proofOf(home.world);
    this.proofs.set(collaboration, { made: Date.now(), proof });
    proof.catch(() => this.proofs.delete(collaboration));
    return proof;
  }

  /** The last self-check of a collaboration, since this process began. */
  selfCheckOf(collaboration: string): SelfCheck | undefined {
    return this.selfChecks.get(collaboration);
  }

  /**
   * Folds a collaboration anew from its first event and goes on with that: when a text in it has gone out of sight, or
   * come back, at every moment of its past. What was asked meanwhile is answered from before. Its snapshot is gone first.
   */
  async refold(collaboration: string): Promise<void> {
    this.proofs.delete(collaboration);
    await this.options.snapshots?.forget(collaboration);
    await this.loading.get(collaboration)?.promise;
    // The past may be folded at this moment, or a snapshot be written, from before.
    await this.settled();
    const home = this.homes.get(collaboration);
    if (!home) return;
    const fresh = home.world.blank();
    const fold = (event: RecordedEvent) => fresh.apply(event, this.codec.decoded(event));
    do if (!(await this.foldInto(fresh, fold))) return;
    while (fresh.position < home.world.position);
    home.world.adopt(fresh);
    this.proofs.delete(collaboration);
    await this.options.snapshots?.forget(collaboration);
  }

  /** Waits for what goes on in the background: the past being folded, snapshots being written. */
  async settled(): Promise<void> {
    while (this.background.size > 0) await Promise.all(this.background);
  }

  /** Stops following, and writes a snapshot of every world that grew. */
  async close(): Promise<void> {
    this.closed = true;
    await this.starting;
    await this.subscription?.stop();
    await this.settled();
    for (const home of this.homes.values()) {
      if (home.sinceSnapshot > 0) await this.save(home);
      home.history?.snapshot.close();
    }
    this.homes.clear();
  }

  private async home(collaboration: string): Promise<Home> {
    await (this.starting ??= this.follow().catch((error: unknown) => {
      this.starting = undefined;
      throw error;
    }));
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
    await this.options.before?.();
    const after = await this.options.log.head();
    this.followed = after;
    this.subscription = this.options.log.subscribe({ after, handle: (event) => this.take(event) });
  }

  private take(event: RecordedEvent): void {
    const collaboration = categoryOf(event.stream);
    const home = this.homes.get(collaboration);
    if (home) this.advance(home, event);
    this.loading.get(collaboration)?.missed.push(event);
    this.followed = event.position;
    for (const listener of this.listeners) listener(event.position, collaboration);
  }

  private async load(collaboration: string, missed: RecordedEvent[]): Promise<Home> {
    const { log, snapshots, clock, keep } = this.options;
    const snapshot = await snapshots?.load(collaboration, await log.head());
    const world = new World(collaboration, this.views, () => clock().toISOString(), snapshot);
    const home: Home = { world, history: undefined, sinceSnapshot: 0, saving: true };
    await this.foldInto(world, (event) => this.advance(home, event));
    for (const event of missed) this.advance(home, event);
    home.saving = false;
    this.homes.set(collaboration, home);
    if (this.homes.size > keep) this.evict();
    if (snapshot) {
      home.history = { world: world.blank(), snapshot, waiting: new Set() };
      this.inBackground(this.foldHistory(home, home.history));
    } else if (home.sinceSnapshot >= this.options.snapshotEvery) this.inBackground(this.save(home));
    return home;
  }

  /** Reads the log on from where a world stands, letting other work in now and then. False when it was cut short. */
  private async foldInto(world: World, fold: (event: RecordedEvent) => void, to?: Position): Promise<boolean> {
    let count = 0;
    const range = { after: world.position, category: world.collaboration, ...(to !== undefined && { to }) };
    for await (const event of this.options.log.readAll(range)) {
      if (this.closed) return false;
      fold(event);
      if (++count % slice === 0) await turn();
    }
    return true;
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
    world.apply(event, this.codec.decoded(event));
    home.sinceSnapshot++;
    if (home.sinceSnapshot >= this.options.snapshotEvery && !home.saving) this.inBackground(this.save(home));
  }

  /** A world that knows the collaboration as it was at a position: waits for the past to be folded up to there. */
  private async since({ world, history }: Home, position: Position): Promise<World> {
    if (!history || position >= world.knownSince) return world;
    if (history.world.position < position)
      await new Promise<void>((resolve, reject) => history.waiting.add({ position, resolve, reject }));
    return history.world;
  }

  /**
   * After a start from a snapshot the past is folded anew in the background (rule 50): then every moment is at hand,
   * and the snapshot is proven, row by row, to be what the log says. The world goes on with the rows of the fold,
   * whether or not it was: the log is the truth.
   */
  private async foldHistory(home: Home, { world, snapshot, waiting }: History): Promise<void> {
    const fold = (event: RecordedEvent) => {
      world.apply(event, this.codec.decoded(event));
      for (const one of waiting)
        if (world.position >= one.position) {
          waiting.delete(one);
          one.resolve();
        }
    };
    try {
      if (!(await this.foldInto(world, fold, snapshot.position))) throw new Error('The platform is closing');
      const difference = await snapshot.differenceFrom(world);
      this.selfChecks.set(world.collaboration, {
        position: String(snapshot.position),
        equal: difference === undefined,
        ...(difference !== undefined && { difference }),
      });
      if (difference !== undefined) {
        this.options.warn(
          `The snapshot of ${world.collaboration} differs from its log at ${difference}: it is forgotten`,
        );
        await this.options.snapshots?.forget(world.collaboration);
      }
      while (world.position < home.world.position)
        if (!(await this.foldInto(world, fold))) throw new Error('The platform is closing');
      home.world.adopt(world);
      home.history = undefined;
      snapshot.close();
    } catch (error) {
      const cause = error instanceof Error ? error : new Error(String(error));
      for (const { reject } of waiting) reject(cause);
      if (this.closed) return;
      // Whoever asks next loads the collaboration anew, and its past with it.
      this.homes.delete(world.collaboration);
      snapshot.close();
      throw cause;
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
