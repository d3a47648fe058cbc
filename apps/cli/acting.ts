import { askerIn, timeZoneOf } from '#backbone';
import type { Asker } from '#decider';
import { overlay } from '#event-log';
import { refusalWords } from '#graphql';
import { Commands, Worlds, uuidFrom, type World } from '#world';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { contexts, openPlatformAt, type Platform } from '../api/platform.ts';

/** Who gives commands from the command line, where, and whether they are recorded. */
export interface Acting {
  /** The data folder. */
  readonly folder: string;
  /** Where the event log is, when not in the data folder. */
  readonly log?: string | undefined;
  readonly collaboration: string;
  readonly person: string;
  readonly partner: string;
  /** Carries out everything in memory and records nothing. */
  readonly dryRun: boolean;
  readonly clock?: () => Date;
}

/** A sentence about what was asked for and cannot be done. */
export class Unfit extends Error {}

/** Commands of one asker, given one after another. */
export interface Desk {
  readonly asker: Asker;
  /** The world as the asker sees it now. */
  world(): Promise<World>;
  /** Nothing when it was carried out, otherwise why not, in words. The same command again is carried out once. */
  give(
    id: string,
    command: { readonly type: string; readonly data: object },
    more: { readonly name: string; readonly expectedVersion?: number | undefined },
  ): Promise<string | undefined>;
}

/** Lets somebody act on a collaboration, under the mandates they hold today. */
export async function acting<T>(options: Acting, work: (desk: Desk) => Promise<T>): Promise<T> {
  const { folder, collaboration, person, partner, dryRun, clock = () => new Date() } = options;
  const kept = resolve(folder);
  if (!existsSync(join(kept, 'people.db'))) throw new Unfit(`${kept} is no data folder: name one with --data.`);
  const platform = await openPlatformAt(options.log ?? kept, { folder: kept, clock });
  const rehearsal = dryRun ? rehearsing(platform, clock) : undefined;
  const { worlds, commands } = rehearsal ?? platform;
  try {
    const live = await worlds.live(collaboration);
    const asker = askerIn(live, person, partner);
    if (!asker || asker.mandates.length === 0)
      throw new Unfit(`${person} holds no mandate for ${partner} in ${collaboration}.`);
    return await work({
      asker,
      world: async () => (await worlds.live(collaboration)).seenBy(asker),
      async give(id, command, { name, expectedVersion }) {
        const commandId = uuidFrom([name, collaboration, person, partner, id, JSON.stringify(command)].join(' '));
        const outcome = await commands.execute({ collaboration, id, command, asker, commandId, expectedVersion });
        if (!('refused' in outcome)) return undefined;
        const words = refusalWords().get(outcome.refused)?.en ?? '';
        return `${outcome.field === undefined ? '' : `${outcome.field}: `}${words} [${outcome.refused}]`;
      },
    });
  } finally {
    await rehearsal?.close();
    await platform.close();
  }
}

/** A log in memory that begins where the real one stands. */
function rehearsing(platform: Platform, clock: () => Date) {
  const log = overlay(platform.log, clock);
  const worlds = new Worlds({ log, contexts, clock, timeZoneOf, seals: platform.keys.onlyOpening });
  const commands = new Commands({ log, worlds, contexts, clock });
  return {
    worlds,
    commands,
    async close() {
      await worlds.close();
      await log.close();
    },
  };
}
