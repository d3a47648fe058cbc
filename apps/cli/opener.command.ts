import { People } from '#identity';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exit, type Command } from './command.ts';

const options = {
  remove: { type: 'boolean', default: false },
  data: { type: 'string', default: 'data' },
} as const;

export const openerCommand: Command = {
  name: 'opener',
  usage: '<person> [--remove] [--data <folder>]',
  summary:
    'Lets a person of the directory open collaborations on this installation; with --remove no longer. It holds from their next request on.',
  run(argv) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [person, ...more] = positionals;
    if (person === undefined || more.length > 0) {
      console.error(`Name one person by their id.\nUse: talkoot ${this.name} ${this.usage}`);
      return Promise.resolve(exit.unclear);
    }
    const folder = resolve(values.data);
    if (!existsSync(join(folder, 'people.db'))) {
      console.error(`${folder} is no data folder: name one with --data.`);
      return Promise.resolve(exit.unable);
    }
    const people = new People(join(folder, 'people.db'));
    try {
      if (!people.get(person)) {
        console.error(`The directory knows no ${person}. Ids are shown by \`people\` in the API.`);
        return Promise.resolve(exit.wrong);
      }
      people.letOpen(person, !values.remove);
      console.log(values.remove ? `${person} opens no more collaborations.` : `${person} may open collaborations.`);
      return Promise.resolve(exit.done);
    } finally {
      people.close();
    }
  },
};
