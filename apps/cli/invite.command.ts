import { Accounts, invitationMs, People } from '#identity';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UnfitSettings } from '../api/settings.ts';
import { signInSettings } from '../api/sign-in/sign-in.settings.ts';
import { exit, type Command } from './command.ts';

const here = 'http://127.0.0.1:3000';

export const inviteCommand: Command = {
  name: 'invite',
  usage: '<person> [--data <folder>] [--settings <file>]',
  summary:
    'Prints a link by which a person of the directory comes in and chooses how to sign in: for people who were imported, and for who cannot get in any more. Their earlier links lead nowhere from then on.',
  async run(argv) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        data: { type: 'string', default: 'data' },
        settings: { type: 'string', default: process.env['TALKOOT_SETTINGS'] ?? '' },
      },
    });
    const [person, ...more] = positionals;
    if (person === undefined || more.length > 0) {
      console.error('Name one person: talkoot invite person_…');
      return exit.unclear;
    }
    const file = join(resolve(values.data), 'people.db');
    // Opening it would make an empty one.
    if (!existsSync(file)) throw Object.assign(new Error('no such file'), { code: 'ENOENT', path: file });
    let site: string;
    try {
      site = (values.settings === '' ? undefined : signInSettings(resolve(values.settings), false).publicUrl) ?? here;
    } catch (error) {
      if (!(error instanceof UnfitSettings)) throw error;
      console.error(error.message);
      return exit.unable;
    }
    const people = new People(file);
    const accounts = new Accounts(file);
    try {
      if (!people.get(person) || people.isFormer(person)) {
        console.error(`There is nobody called ${person} in the directory.`);
        return exit.wrong;
      }
      accounts.withdraw(person);
      console.log(new URL(`/invitation/${accounts.invite(person)}`, site).href);
      console.error(`It works once, within ${String(invitationMs / 86_400_000)} days.`);
      return exit.done;
    } finally {
      accounts.close();
      people.close();
    }
  },
};
