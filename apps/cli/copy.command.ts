import { copyLog, openTransplant, shown, type Place } from '#event-log';
import { copyKeys } from '#world';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exit, type Command } from './command.ts';
import { progressOn } from './import/import.command.ts';

export const copyCommand: Command = {
  name: 'copy',
  usage: '--from <place> --to <place>',
  summary:
    'Moves the event log to another store: a place is a data folder or postgres://… Broken off, it goes on when given again.',
  async run(argv) {
    const { values } = parseArgs({ args: [...argv], options: { from: { type: 'string' }, to: { type: 'string' } } });
    if (values.from === undefined || values.to === undefined) {
      console.error(`Name where the log is and where it is to go.\nUse: talkoot ${this.name} ${this.usage}`);
      return exit.unclear;
    }
    const [source, target] = [placeOf(values.from), placeOf(values.to)];
    if (source === target) {
      console.error('The log is there already: --from and --to are the same place.');
      return exit.unclear;
    }
    const from = await openTransplant(source, { mustExist: true });
    try {
      const to = await openTransplant(target);
      try {
        const progress = progressOn(process.stderr);
        const { count, written, head, sha256 } = await copyLog(from, to, progress.show);
        progress.end();
        console.log(
          [
            `Copied ${written} events from ${shown(source)} to ${shown(target)}${count > written ? `; ${count - written} were there already` : ''}.`,
            `Verified, byte for byte: ${count} events, last position ${head}, SHA-256 ${sha256}.`,
          ].join('\n'),
        );
        if (isFolder(source) && isFolder(target) && copyKeys(source, target))
          console.log('The keys of the texts in it were copied too.');
        if (isFolder(source) && !isFolder(target))
          console.log(`The keys of the texts in it stay in ${source}: go on with that data folder.`);
        const grown = await from.head();
        if (grown > head)
          console.log(
            `The source has grown to position ${grown} meanwhile: stop the platform and give the command again.`,
          );
        return exit.done;
      } finally {
        await to.close();
      }
    } finally {
      await from.close();
    }
  },
};

const isFolder = (place: Place): boolean => !place.includes('://');
const placeOf = (text: string): Place => (text.includes('://') ? text : resolve(text));
