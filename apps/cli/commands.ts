import { exit, type Command } from './command.ts';

const help: Command = {
  name: 'help',
  usage: '',
  summary: 'Says what commands there are.',
  async run() {
    const commands = await Promise.all(Object.values(all).map((load) => load()));
    console.log(
      [
        'talkoot <command>',
        '',
        ...commands.map(({ name, usage, summary }) => `  ${`${name} ${usage}`.trim()}\n      ${summary}`),
      ].join('\n'),
    );
    return exit.done;
  },
};

/** Each is read when it is asked for: what one needs may be many times what another does. */
const all: Readonly<Record<string, () => Promise<Command>>> = {
  import: async () => (await import('./import/import.command.ts')).importCommand,
  format: async () => (await import('./import/format.command.ts')).formatCommand,
  statistics: async () => (await import('./statistics/statistics.command.ts')).statisticsCommand,
  measurements: async () => (await import('./table/measurements.command.ts')).measurementsCommand,
  machine: async () => (await import('./machine.command.ts')).machineCommand,
  copy: async () => (await import('./copy.command.ts')).copyCommand,
  replay: async () => (await import('./replay.command.ts')).replayCommand,
  verify: async () => (await import('./verify.command.ts')).verifyCommand,
  checkpoint: async () => (await import('./checkpoint.command.ts')).checkpointCommand,
  bundle: async () => (await import('./bundle.command.ts')).bundleCommand,
  events: async () => (await import('./events.command.ts')).eventsCommand,
  witness: async () => (await import('./witness.command.ts')).witnessCommand,
  opener: async () => (await import('./opener.command.ts')).openerCommand,
  invite: async () => (await import('./invite.command.ts')).inviteCommand,
  access: async () => (await import('./access.command.ts')).accessCommand,
  'person-report': async () => (await import('./person-report.command.ts')).personReportCommand,
  help: () => Promise.resolve(help),
};

export async function run([name = 'help', ...argv]: readonly string[]): Promise<number> {
  const asked = name.replace(/^--?/, '');
  const load = Object.hasOwn(all, asked) ? all[asked] : undefined;
  if (!load) {
    console.error(`There is no command called ${name}. There are: ${Object.keys(all).join(', ')}.`);
    return exit.unclear;
  }
  const command = await load();
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
  const kind = fieldOf(error, 'name') ?? '';
  if (stores.has(kind)) return unable(message);
  if (kind === 'OtherLog')
    return { code: exit.wrong, sentence: `${message}. Copy to an empty place, or to one that an earlier copy began.` };
  if (unproven.has(kind)) return { code: exit.wrong, sentence: `${message}.` };
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

// By their names: the classes would bring along everything that throws them.
/** A store that cannot be opened or reached. */
const stores: ReadonlySet<string> = new Set(['UnfitFile', 'UnfitDatabase', 'LogUnavailable']);
/** What was to be proven is not so. */
const unproven: ReadonlySet<string> = new Set(['LiedTo', 'Malformed', 'NotAccountedFor', 'NotAsSealed', 'NotGrown']);

/** What an error says under a name, whichever library threw it. */
const fieldOf = (error: unknown, field: 'code' | 'message' | 'name' | 'path' | 'stack'): string | undefined => {
  const said: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, field) : undefined;
  return typeof said === 'string' ? said : undefined;
};
