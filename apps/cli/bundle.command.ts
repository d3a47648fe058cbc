import { openProofs, scopeOf, toldInPublic, writeBundle, type BundleScope } from '#audit';
import { timeZoneOf, todayIn } from '#backbone';
import { openLog, type Place } from '#event-log';
import { Worlds } from '#world';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { contexts } from '../api/platform.ts';
import { exit, placeOf, type Command } from './command.ts';
import { progressOn } from './progress.ts';

export const bundleCommand: Command = {
  name: 'bundle',
  usage:
    '--collaboration <id> [--goal <id> | --partner <id> | --period <2024-H2>] [--public] --out <file> [--data <folder>] [--log <place>]',
  summary:
    'Writes events with their exact bytes, proofs and signatures, to be verified by anybody; with --public, what is not public is withheld and the proofs stay. Broken off, it goes on when given again.',
  async run(argv) {
    const text = { type: 'string' } as const;
    const options = {
      collaboration: text,
      goal: text,
      partner: text,
      period: text,
      out: text,
      public: { type: 'boolean', default: false } as const,
      data: { ...text, default: 'data' },
      log: text,
    };
    const { values } = parseArgs({ args: [...argv], options });
    const { collaboration = '' } = values;
    const whole = scopeOf({ ...values, collaboration });
    if (!whole || values.out === undefined) {
      console.error(
        `Name a collaboration, at most one part of it, and a file.\nUse: talkoot ${this.name} ${this.usage}`,
      );
      return exit.unclear;
    }
    const folder = resolve(values.data);
    const place = placeOf(values.log, folder);
    const proofs = await openProofs(folder, { place });
    try {
      const progress = progressOn(process.stderr);
      const scope = values.public ? await inPublic(whole, place, collaboration) : whole;
      const { events, size, kept, withheld } = await writeBundle({
        ...proofs,
        scope,
        file: resolve(values.out),
        onProgress: (done, of) => progress.show({ stage: 'copying', done, of }),
      });
      progress.end();
      console.log(
        `Wrote ${events} events of a log of ${size} to ${values.out}${kept > 0 ? `; ${kept} were there already` : ''}${withheld > 0 ? `; what ${withheld} of them say is withheld` : ''}. Check it with infra/verify/verify.mjs or verify.py.`,
      );
      return exit.done;
    } finally {
      await proofs.close();
    }
  },
};

/** The same without what is not public today. */
async function inPublic(scope: BundleScope, place: Place, collaboration: string): Promise<BundleScope> {
  const log = await openLog(place);
  const worlds = new Worlds({ log, contexts, timeZoneOf });
  try {
    const world = await worlds.live(collaboration);
    return { ...scope, words: `${scope.words}, public on ${todayIn(world)}`, tells: toldInPublic(world) };
  } finally {
    await worlds.close();
    await log.close();
  }
}
