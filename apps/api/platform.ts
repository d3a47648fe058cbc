import { openLog, openRemover, openSqliteLog, type EventLog, type Place } from '#event-log';
import { action } from '#action';
import { agenda } from '#agenda';
import {
  AccessRecorder,
  audit,
  disposer,
  Erasures,
  History,
  HistoryStore,
  Notary,
  refusedToErase,
  RequestStore,
} from '#audit';
import { askerIn, backbone, settingsOf, timeZoneOf } from '#backbone';
import { dialogue } from '#dialogue';
import { delivering, Forgetting, Inbox, inboxOnly, People, type Courier } from '#identity';
import { measurement } from '#measurement';
import { notifying, overview } from '#overview';
import { closedPeriods, redLights, reporting } from '#reporting';
import {
  Checkpoints,
  commanding,
  Commands,
  Keys,
  keysFile,
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
  /** Who proves the log; nobody where a log was given without saying where it is. */
  readonly notary: Notary | undefined;
  readonly worlds: Worlds;
  /** What texts are sealed with. */
  readonly keys: Keys;
  readonly commands: Commands;
  readonly people: People;
  /** Forgets somebody in the log and in the directory; what was broken off is finished by whoever serves people. */
  readonly forgetting: Forgetting;
  readonly inbox: Inbox;
  readonly access: AccessRecorder;
  /** Every request, in a file that is opened by what answers requests. */
  readonly requests: RequestStore;
  readonly clock: () => Date;
  /** Carries out what is erased: begun by whoever first asks for a world. */
  readonly erasures: Erasures;
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
  /** Where that log is. Without, nobody proves it. */
  readonly place?: Place;
  readonly clock?: () => Date;
  /** The clock is a demonstration's: events say so. */
  readonly simulated?: boolean;
  readonly warn?: (message: string) => void;
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
  const place = options.place ?? folder;
  const keys = new Keys(join(folder, keysFile));
  const snapshots = new Snapshots(join(folder, 'snapshots'), views, say, (name) => keys.mark(name));
  const worlds = new Worlds({
    log,
    contexts,
    clock,
    snapshots,
    seals: keys,
    before: (): Promise<void> => erasures.start(),
    timeZoneOf,
    warn: say,
  });
  const store = new HistoryStore(join(folder, 'history.db'), log, {
    opened: (event) => worlds.codec.opened(event),
    mark: () => keys.markOfAll,
    before: (): Promise<void> => erasures.start(),
  });
  const history = new History({ log, worlds, store });
  const isKnown = !options.log || options.place !== undefined;
  const notary = isKnown ? new Notary({ folder, place, views: worlds.views, clock, warn }) : undefined;
  const requests = new RequestStore({ file: join(folder, 'access.db'), clock, worlds });
  const people = new People(join(folder, 'people.db'));
  const inbox = new Inbox(join(folder, 'people.db'));
  const commands = new Commands({ log, worlds, contexts, clock, simulated });
  const access = new AccessRecorder({ commands, worlds, clock, warn: say });
  commands.onRefused = access.refused;
  const remover = () => openRemover(place);
  const erasures: Erasures = new Erasures({
    log,
    worlds,
    commands,
    keys,
    snapshots,
    history: store,
    remover,
    warn: say,
  });
  commands.onAsked = erasures.asked;
  commands.onCarriedOut = erasures.carriedOut;
  const forgetting = new Forgetting({ people, commands, worlds, askerIn, standingRefusal: refusedToErase });
  const checkpoints = options.reactions === true ? new Checkpoints(join(folder, 'reactions.db')) : undefined;
  const reactors = [
    ...commandReactions.map((each) => commanding(each, commands, (world) => settingsOf(world)?.backbone)),
    reactor(notifying, (notifications, cause) => {
      inbox.put(notifications, cause);
      return Promise.resolve([]);
    }),
    delivering(inbox, courier),
    disposer({ requests, notifications: inbox }),
  ];
  const reactions = checkpoints && new Reactions({ log, worlds, checkpoints, reactors, clock, timeZoneOf, warn: say });
  return {
    log,
    notary,
    worlds,
    keys,
    commands,
    people,
    forgetting,
    inbox,
    access,
    requests,
    clock,
    erasures,
    history,
    reactions,
    async close() {
      await reactions?.stop();
      await notary?.close();
      await access.close();
      requests.close();
      await erasures.close();
      await history.store.close();
      await worlds.close();
      await log.close();
      keys.close();
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
    return openPlatform({ ...options, log, place });
  } catch (error) {
    await log.close();
    throw error;
  }
}
