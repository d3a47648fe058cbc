import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exit, type Command } from '../command.ts';
import { progressOn } from '../progress.ts';
import { importFolder, type ImportReport } from './import.ts';

/** More wrong lines than anybody reads at once. */
const shownErrors = 100;

export const importCommand: Command = {
  name: 'import',
  usage: '<folder> [--dry-run] [--data <dir>] [--log postgres://…] [--simulate-clock]',
  summary: 'Brings the platform up to what the files of a folder say; again changes nothing.',
  async run(argv) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        data: { type: 'string', default: 'data' },
        'simulate-clock': { type: 'boolean', default: false },
        log: { type: 'string' },
      },
    });
    const [source, ...others] = positionals;
    if (source === undefined || others.length > 0) {
      console.error(`Name one folder to import.\nUse: talkoot ${this.name} ${this.usage}`);
      return exit.unclear;
    }
    const progress = progressOn(process.stderr);
    const log = values.log ?? process.env['TALKOOT_LOG'];
    const report = await importFolder({
      folder: resolve(values.data),
      ...(log !== undefined && { log }),
      source: resolve(source),
      dryRun: values['dry-run'],
      simulateClock: values['simulate-clock'],
      onProgress: progress.show,
    });
    progress.end();
    for (const line of linesOf(report)) console.log(line);
    for (const { file, line, reason, code } of report.errors.slice(0, shownErrors))
      console.error(`${file}:${line}: ${reason}${code === undefined ? '' : ` [${code}]`}`);
    if (report.errors.length > shownErrors) console.error(`… and ${report.errors.length - shownErrors} more.`);
    return report.errors.length > 0 ? exit.wrong : exit.done;
  },
};

/** The report as a table and a sentence. */
function linesOf({ files, errors, commands, dryRun, collaboration }: ImportReport): string[] {
  const width = Math.max(4, ...files.map(({ file }) => file.length));
  const row = (file: string, ...cells: readonly (string | number)[]) =>
    [file.padEnd(width), ...cells.map((cell) => String(cell).padStart(10))].join('');
  const leftOut = files.filter(({ refused }) => refused > 0).length;
  return [
    row('File', 'accepted', 'changed', 'unchanged', 'refused'),
    ...files.map(({ file, accepted, changed, unchanged, refused }) => row(file, accepted, changed, unchanged, refused)),
    '',
    `${collaboration ?? 'Nothing'}: ${commands} commands ${dryRun ? 'would be carried out; nothing was recorded' : 'carried out'}.` +
      (errors.length > 0
        ? ` ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}, ${leftOut} of ${files.length} files left out:`
        : ''),
  ];
}
