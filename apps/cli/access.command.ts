import { verifyRequests } from '#audit';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exit, type Command } from './command.ts';

const options = { data: { type: 'string', default: 'data' }, head: { type: 'string' } } as const;

export const accessCommand: Command = {
  name: 'access',
  usage: 'verify [--data <folder>] [--head "<day> <rows> <hash>"]',
  summary:
    'Works out every hash of the record of access anew and tells its head; with --head it must have grown from that earlier head.',
  run(argv) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    if (positionals.join(' ') !== 'verify') {
      console.error(`Use: talkoot access ${accessCommand.usage}`);
      return Promise.resolve(exit.unclear);
    }
    const folder = resolve(values.data);
    const file = join(folder, 'access.db');
    if (!existsSync(file)) {
      console.error(`There is no record of access in ${folder}. Name the data folder with --data.`);
      return Promise.resolve(exit.unable);
    }
    const verdict = verifyRequests(file, values.head);
    if ('wrong' in verdict) {
      console.log(`CHANGED  ${verdict.wrong}.`);
      return Promise.resolve(exit.wrong);
    }
    const { rows, days, disposed, gaps, head } = verdict;
    console.log(`UNCHANGED  ${rows} rows of ${days - disposed} days; ${disposed} days disposed of; ${gaps} gaps.`);
    console.log(`HEAD  ${head}`);
    return Promise.resolve(exit.done);
  },
};
