import { LiedTo, Malformed, NotAsSealed, NotGrown } from '#audit';
import { LogUnavailable, OtherLog, UnfitDatabase, UnfitFile } from '#event-log';
import { accessCommand } from './access.command.ts';
import { bundleCommand } from './bundle.command.ts';
import { checkpointCommand } from './checkpoint.command.ts';
import { exit, type Command } from './command.ts';
import { copyCommand } from './copy.command.ts';
import { eventsCommand } from './events.command.ts';
import { formatCommand } from './import/format.command.ts';
import { importCommand } from './import/import.command.ts';
import { inviteCommand } from './invite.command.ts';
import { machineCommand } from './machine.command.ts';
import { openerCommand } from './opener.command.ts';
import { personReportCommand } from './person-report.command.ts';
import { replayCommand } from './replay.command.ts';
import { statisticsCommand } from './statistics/statistics.command.ts';
import { measurementsCommand } from './table/measurements.command.ts';
import { verifyCommand } from './verify.command.ts';
import { witnessCommand } from './witness.command.ts';

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

const all: readonly Command[] = [
  importCommand,
  formatCommand,
  statisticsCommand,
  measurementsCommand,
  machineCommand,
  copyCommand,
  replayCommand,
  verifyCommand,
  checkpointCommand,
  bundleCommand,
  eventsCommand,
  witnessCommand,
  openerCommand,
  inviteCommand,
  accessCommand,
  personReportCommand,
  help,
];

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
  const stores = [UnfitFile, UnfitDatabase, LogUnavailable];
  if (stores.some((kind) => error instanceof kind)) return unable(message);
  if (error instanceof OtherLog)
    return { code: exit.wrong, sentence: `${message}. Copy to an empty place, or to one that an earlier copy began.` };
  if ([LiedTo, Malformed, NotAsSealed, NotGrown].some((kind) => error instanceof kind))
    return { code: exit.wrong, sentence: `${message}.` };
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
