import { LogUnavailable, UnfitFile } from '#event-log';
import { exit, type Command } from './command.ts';
import { formatCommand } from './import/format.command.ts';
import { importCommand } from './import/import.command.ts';

const help: Command = {
  name: 'help',
  usage: '',
  summary: 'Says what commands there are.',
  async run() {
    console.log(
      [
        'talkoot <command>',
        '',
        ...all.map(({ name, usage, summary }) => `  ${`${name} ${usage}`.trim()}\n      ${summary}`),
      ].join('\n'),
    );
    return exit.done;
  },
};

const all: readonly Command[] = [importCommand, formatCommand, help];

export async function run([name = 'help', ...argv]: readonly string[]): Promise<number> {
  const command = all.find((known) => known.name === name.replace(/^--?/, ''));
  if (!command) {
    console.error(`There is no command called ${name}. There are: ${all.map((known) => known.name).join(', ')}.`);
    return exit.unclear;
  }
  try {
    return await command.run(argv);
  } catch (error) {
    const { code, sentence } = sentenceFor(error, command);
    console.error(sentence);
    return code;
  }
}

/** A failure as one plain sentence; a mistake of ours with its stack, so that it can be mended. */
function sentenceFor(error: unknown, { name, usage }: Command): { code: number; sentence: string } {
  const message = fieldOf(error, 'message') ?? String(error);
  const unable = (sentence: string) => ({ code: exit.unable, sentence });
  if (error instanceof UnfitFile || error instanceof LogUnavailable) return unable(message);
  const code = fieldOf(error, 'code') ?? '';
  if (code.startsWith('ERR_PARSE_ARGS'))
    return { code: exit.unclear, sentence: `${message}\nUse: talkoot ${name} ${usage}` };
  const path = fieldOf(error, 'path') ?? 'a file';
  switch (code) {
    case 'ENOENT':
      return unable(`${path} does not exist.`);
    case 'ENOTDIR':
      return unable(`${path} is not a folder.`);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return unable(`There is no permission to use ${path}.`);
    case 'ENOSPC':
    case 'SQLITE_FULL':
      return unable('The disk is full. Free some space and try again: what was saved is not lost.');
    case 'SQLITE_NOTADB':
    case 'SQLITE_CORRUPT':
      return unable('The data folder holds a file that is no database, or a broken one. Name another with --data.');
    default:
      return unable(fieldOf(error, 'stack') ?? message);
  }
}

/** What an error says under a name, whichever library threw it. */
const fieldOf = (error: unknown, field: 'code' | 'message' | 'path' | 'stack'): string | undefined => {
  const said: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, field) : undefined;
  return typeof said === 'string' ? said : undefined;
};
