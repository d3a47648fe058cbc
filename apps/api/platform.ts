import { openLog, openSqliteLog, type EventLog, type Place } from '#event-log';
import { action } from '#action';
import { agenda } from '#agenda';
import { AccessRecorder, audit, History, HistoryStore } from '#audit';
import { backbone, settingsOf, timeZoneOf } from '#backbone';
import { dialogue } from '#dialogue';
import { delivering, Inbox, inboxOnly, People, type Courier } from '#identity';
import { measurement } from '#measurement';
import { notifying, overview } from '#overview';
import { closedPeriods, redLights, reporting } from '#reporting';
import {
  Checkpoints,
  commanding,
  Commands,
  reactor,
  Reactions,
  Snapshots,
  Worlds,
  type CommandReaction,
  type ContextParts,
} from '#world';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** The bounded contexts, in the order in which they may know each other. */
export const contexts: readonly ContextParts[] = [
  backbone,
  agenda,
  measurement,
  action,
  dialogue,
  reporting,
  overview,
  audit,
];

/** What follows by itself, and is given as a command. */
const commandReactions: readonly CommandReaction[] = [redLights, closedPeriods];

export interface Platform {
  readonly log: EventLog;
  /** The folder whose log seals its events for proofs; nothing where another store keeps the log. */
  readonly sealedIn: string | undefined;
  readonly worlds: Worlds;
  readonly commands: Commands;
  readonly people: People;
  readonly inbox: Inbox;
  readonly access: AccessRecorder;
  /** What happened, by which an index is filled in the background once somebody asks or it is started. */
  readonly history: History;
  /** What follows by itself, once it is started; nothing where it was not asked for. */
  readonly reactions: Reactions | undefined;
  close(): Promise<void>;
}

export interface PlatformOptions {
  /** Where the event log, the people directory, the snapshots and the reactions' checkpoints live. Made when it does not exist. */
  readonly folder: string;
  /** The event log, opened elsewhere by the same clock and closed with the platform. Default: a file in the folder. */
  readonly log?: EventLog;
  readonly clock?: () => Date;
  /** The clock is a demonstration's: events say so. */
  readonly simulated?: boolean;
  readonly warn?: (message: string) => void;
  /** The log given is the embedded store's file in this very folder. Default: whether none is given. */
  readonly sealed?: boolean;
  /** Reactions are made ready to start: for what serves people, not for what loads or checks data. */
  readonly reactions?: boolean;
  /** Brings digests to people; into their inbox unless told. */
  readonly courier?: Courier;
}

/** Everything below the edge, over one folder: the log, the worlds, the handler of commands, the people. */
export function openPlatform(options: PlatformOptions): Platform {
  const { folder, clock = () => new Date(), simulated = false, warn, courier = inboxOnly } = options;
  mkdirSync(folder, { recursive: true });
  const log = options.log ?? openSqliteLog({ file: join(folder, 'log.db'), clock });
  const views = contexts.flatMap((context) => context.views);
  const say = warn ?? (() => undefined);
  const worlds = new Worlds({
    log,
    contexts,
    clock,
    snapshots: new Snapshots(join(folder, 'snapshots'), views, say),
    timeZoneOf,
    warn: say,
  });
  const history = new History({ log, worlds, store: new HistoryStore(join(folder, 'history.db'), log) });
  const people = new People(join(folder, 'people.db'));
  const inbox = new Inbox(join(folder, 'people.db'));
  const commands = new Commands({ log, worlds, contexts, clock, simulated });
  const access = new AccessRecorder({ commands, worlds, clock, warn: say });
  commands.onRefused = access.refused;
  const checkpoints = options.reactions === true ? new Checkpoints(join(folder, 'reactions.db')) : undefined;
  const reactors = [
    ...commandReactions.map((each) => commanding(each, commands, (world) => settingsOf(world)?.backbone)),
    reactor(notifying, (notifications, cause) => {
      inbox.put(notifications, cause);
      return Promise.resolve([]);
    }),
    delivering(inbox, courier),
  ];
  const reactions = checkpoints && new Reactions({ log, worlds, checkpoints, reactors, clock, timeZoneOf, warn: say });
  return {
    log,
    sealedIn: (options.sealed ?? !options.log) ? folder : undefined,
    worlds,
    commands,
    people,
    inbox,
    access,
    history,
    reactions,
    async close() {
      await reactions?.stop();
      await access.close();
      await history.store.close();
      await worlds.close();
      await log.close();
      people.close();
      inbox.close();
      checkpoints?.close();
    },
  };
}

/** The same with its event log at a place of its own, such as `postgres://…`. */
export async function openPlatformAt(place: Place, options: Omit<PlatformOptions, 'log'>): Promise<Platform> {
  mkdirSync(options.folder, { recursive: true });
  const log = await openLog(place, options.clock);
  try {
    return openPlatform({ ...options, log, sealed: place === options.folder });
  } catch (error) {
    await log.close();
    throw error;
  }
}
