import { type EventLog, openSqliteLog } from '#event-log';
import { action } from '#action';
import { agenda } from '#agenda';
import { audit } from '#audit';
import { backbone, timeZoneOf } from '#backbone';
import { dialogue } from '#dialogue';
import { People } from '#identity';
import { measurement } from '#measurement';
import { overview } from '#overview';
import { reporting } from '#reporting';
import { Commands, Snapshots, Worlds, type ContextParts } from '#world';
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

export interface Platform {
  readonly log: EventLog;
  readonly worlds: Worlds;
  readonly commands: Commands;
  readonly people: People;
  close(): Promise<void>;
}

export interface PlatformOptions {
  /** Where the event log, the people directory and the snapshots live. Made when it does not exist. */
  readonly folder: string;
  readonly clock?: () => Date;
  /** The clock is a demonstration's: events say so. */
  readonly simulated?: boolean;
  readonly warn?: (message: string) => void;
}

/** Everything below the edge, over one folder: the log, the worlds, the handler of commands, the people. */
export function openPlatform({ folder, clock = () => new Date(), simulated = false, warn }: PlatformOptions): Platform {
  mkdirSync(folder, { recursive: true });
  const log = openSqliteLog({ file: join(folder, 'log.db'), clock });
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
  const people = new People(join(folder, 'people.db'));
  return {
    log,
    worlds,
    commands: new Commands({ log, worlds, contexts, clock, simulated }),
    people,
    async close() {
      await worlds.close();
      await log.close();
      people.close();
    },
  };
}
