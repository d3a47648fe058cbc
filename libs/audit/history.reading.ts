import { timeZoneOf } from '#backbone';
import type { AnyDecider, AnyView, Recorded, Row } from '#decider';
import type { EventLog, Position } from '#event-log';
import type { Text } from '#language';
import { instantAt, parseAsOf, type SelfCheck, type World, type Worlds } from '#world';
import { differenceOf, type FieldChange } from './difference.ts';
import { closedKinds, insightInto, isAuditor, revealing, shown, type Insight } from './history.sight.ts';
import type { Entry, HistoryStore, HistoryWanted } from './history.store.ts';

/** How long a question waits for the index to reach the world it is asked of, in milliseconds. */
const patience = 5_000;
/** Events looked at for one page: who may see few of them gets a shorter page that can be gone on from. */
const mostLookedAt = 1_500;
/** Looked at first, and then each time five times as many: finding them anew costs as much as looking at many. */
const firstLook = 80;
/** Followed from one event at most. */
export const mostEffects = 100;

/** An event and how much of it the asker is told. */
export interface Told {
  readonly entry: Entry;
  readonly insight: Exclude<Insight, 'nothing'>;
}

export interface Stretch {
  readonly told: readonly Told[];
  /** Where to go on; none when there is no more. */
  readonly next: Position | undefined;
}

export type Wanted = Omit<HistoryWanted, 'collaboration' | 'upTo' | 'after' | 'without'> & {
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
};

/** A question that cannot be answered as it was asked. */
export class Unclear extends Error {
  override readonly name = 'Unclear';
}

/** The index has not got to the end of the log yet. */
export class StillGathered extends Error {
  override readonly name = 'StillGathered';
}

/** What happened, told to each asker as far as it is theirs to know. */
export class History {
  private readonly log: EventLog;
  private readonly worlds: Worlds;
  readonly store: HistoryStore;

  constructor({ log, worlds, store }: { log: EventLog; worlds: Worlds; store: HistoryStore }) {
    this.log = log;
    this.worlds = worlds;
    this.store = store;
    histories.set(worlds.views, this);
  }

  /** Every aggregate whose commands can be given. */
  get deciders(): Iterable<AnyDecider> {
    return this.worlds.codec.aggregates;
  }

  /** What folding the whole log anew has shown, last. */
  selfCheckOf({ collaboration }: World): SelfCheck | undefined {
    return this.worlds.selfCheckOf(collaboration);
  }

  /** A page of what fits, from a cursor on. */
  async page(world: World, wanted: Wanted, size: number, after?: string | null): Promise<Stretch> {
    if (after != null && !positionForm.test(after)) throw new Unclear('after is not a cursor of this list');
    const asked = await this.bounded(world, wanted);
    return this.stretch(world, asked, size, after == null ? undefined : BigInt(after));
  }

  /** How many events fit; an auditor's to know, since others are not told of all. */
  async count(world: World, wanted: Wanted): Promise<number | undefined> {
    return isAuditor(world.asker) ? this.store.count(await this.bounded(world, wanted)) : undefined;
  }

  /** The change next to a position that the asker may know of. */
  async step(world: World, at: Position, direction: 'next' | 'previous', subject?: string): Promise<Told | undefined> {
    const order = direction === 'next' ? 'oldest' : 'newest';
    const wanted = await this.bounded(world, { order, subject });
    let from = at;
    for (;;) {
      const { told, next } = await this.stretch(world, wanted, 1, from);
      if (told[0] || next === undefined) return told[0];
      from = next;
    }
  }

  /** One event, by its position. */
  async at(world: World, position: Position): Promise<Told | undefined> {
    const { told } = await this.stretch(
      world,
      { ...(await this.bounded(world, { order: 'oldest' })), after: position - 1n, upTo: position },
      1,
    );
    return told[0];
  }

  async causeOf(world: World, { entry }: Told): Promise<Told | undefined> {
    const cause = this.store.causeOf(entry);
    return cause && this.tell(world, cause);
  }

  /** What follows from an event, as far as it had by the world's moment. */
  async effectsOf(world: World, { entry }: Told): Promise<readonly Told[]> {
    const effects = this.store.effectsOf(entry, mostEffects).filter(({ position }) => position <= world.position);
    const told = await Promise.all(effects.map((effect) => this.tell(world, effect)));
    return told.filter((one) => one !== undefined);
  }

  /** Why it was done, in the words of who did it. */
  async reasonOf(world: World, { entry, insight }: Told): Promise<Text | undefined> {
    if (insight !== 'all') return undefined;
    revealing(world, entry);
    const event = await this.read(entry);
    return event && reasonIn(event.data);
  }

  /** What an event changed in the rows of every view. */
  async changesOf(
    world: World,
    { entry, insight }: Told,
  ): Promise<readonly (FieldChange & { readonly view: string })[]> {
    if (insight !== 'all') return [];
    revealing(world, entry);
    const event = await this.read(entry);
    if (!event) return [];
    const [before, after] = [await this.worldAt(world, entry.position - 1n), await this.worldAt(world, entry.position)];
    return this.worlds.views
      .filter((view) => entry.type in view.events)
      .flatMap((view) => {
        const key = view.key?.(event) ?? event.subject;
        return rowsDiffer(world, view, before.table(view.name).get(key), after.table(view.name).get(key));
      });
  }

  /** What an event changed in one row, whichever it was of. */
  async changesIn(world: World, view: AnyView, id: string, position: Position): Promise<readonly FieldChange[]> {
    const [before, after] = [await this.worldAt(world, position - 1n), await this.worldAt(world, position)];
    return rowsDiffer(world, view, before.table(view.name).get(id), after.table(view.name).get(id));
  }

  /** The same collaboration at a position. */
  worldAt({ collaboration }: World, position: Position): Promise<World> {
    return this.worlds.at(collaboration, { position });
  }

  /** The collaboration at a moment, not after the world that is asked. */
  async worldOf(world: World, moment: string): Promise<World> {
    const asOf = parseAsOf(moment);
    if (!asOf) throw new Unclear(momentForm);
    const found = await this.worlds.at(world.collaboration, asOf);
    return found.position > world.position ? world : world.asker ? found.seenBy(world.asker) : found;
  }

  private async bounded(world: World, { from, to, ...wanted }: Wanted): Promise<HistoryWanted> {
    if (!(await this.store.reached(world.position, patience)))
      throw new StillGathered('The history is still being gathered from the log');
    const after = from == null ? undefined : await this.before(world, from);
    const end = to == null ? world.position : (await this.worldOf(world, to)).position;
    return {
      ...wanted,
      collaboration: world.collaboration,
      upTo: end < world.position ? end : world.position,
      after,
      ...(!isAuditor(world.asker) && { without: closedKinds }),
    };
  }

  /** The last position before a moment begins. */
  private async before(world: World, moment: string): Promise<Position> {
    const asOf = parseAsOf(moment);
    if (!asOf) throw new Unclear(momentForm);
    if ('position' in asOf) return asOf.position - 1n;
    const begins = 'day' in asOf ? instantAt(asOf.day, '00:00', timeZoneOf(world, asOf.day)) : asOf.instant;
    return this.log.positionAt(new Date(Date.parse(begins) - 1).toISOString());
  }

  private async stretch(world: World, wanted: HistoryWanted, size: number, after?: Position): Promise<Stretch> {
    const told: Told[] = [];
    let from = after;
    let lookedAt = 0;
    let limit = isAuditor(world.asker) ? size + 1 : wanted.text === undefined ? firstLook : mostLookedAt;
    while (lookedAt < mostLookedAt) {
      const entries = this.store.find(wanted, limit, from);
      for (const entry of entries) {
        const one = await this.tell(world, entry);
        // Whose words may not be read is not found by them.
        if (one && (wanted.text === undefined || one.insight === 'all')) {
          if (told.length === size) return { told, next: from };
          told.push(one);
        }
        from = entry.position;
      }
      if (entries.length < limit) return { told, next: undefined };
      lookedAt += entries.length;
      limit = Math.min(limit * 5, mostLookedAt);
    }
    return { told, next: from };
  }

  private async tell(world: World, entry: Entry): Promise<Told | undefined> {
    const insight = await insightInto(world, entry, (position) => this.worldAt(world, position));
    return insight === 'nothing' ? undefined : { entry, insight };
  }

  /** The event itself; nothing when this code cannot read it. */
  private async read({ position }: Entry): Promise<Recorded | undefined> {
    const [event] = await Array.fromAsync(this.log.readAll({ after: position - 1n, to: position, limit: 1 }));
    try {
      return event && this.worlds.codec.decode(event);
    } catch {
      return undefined;
    }
  }
}

/** The histories of all platforms in the process. All worlds of one share its list of views, and nothing else. */
const histories = new WeakMap<readonly AnyView[], History>();

/** The history of the log a world comes from. */
export function historyOf(world: World): History {
  const history = histories.get(world.views);
  if (!history) throw new Error('No history is kept of this log');
  return history;
}

function rowsDiffer(world: World, view: AnyView, before: Row | undefined, after: Row | undefined) {
  return differenceOf(shown(world, view.name, before), shown(world, view.name, after)).map((change) => ({
    ...change,
    view: view.name,
  }));
}

export const momentForm = 'A moment is a day (2024-06-30), an instant (2024-06-30T12:00:00Z) or a log position (#1234)';
export const positionForm = /^\d{1,18}$/;

/** The reason or comment an event's data holds. */
function reasonIn(data: unknown): Text | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const found: unknown = Reflect.get(data, 'reason') ?? Reflect.get(data, 'comment');
  return typeof found === 'object' && found !== null && 'original' in found ? (found as Text) : undefined;
}
