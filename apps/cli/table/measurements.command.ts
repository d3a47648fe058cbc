import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Unfit, acting } from '../acting.ts';
import { exit, type Command } from '../command.ts';
import { progressOn } from '../progress.ts';
import { readTable, takeTable, type RowAnswer } from './measurements.ts';

export const measurementsCommand: Command = {
  name: 'measurements',
  usage:
    '<file.csv> --collaboration <id> --partner <id> --as <person> [--reason <words>] [--dry-run] [--data <dir>] [--log postgres://…]',
  summary:
    'Takes back a table of values that measurementTable gave out, and answers for each row: accepted, unchanged, corrected or rejected.',
  async run(argv) {
    const text = { type: 'string' } as const;
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        collaboration: text,
        partner: text,
        as: text,
        reason: text,
        'dry-run': { type: 'boolean', default: false },
        data: { type: 'string', default: 'data' },
        log: text,
      },
    });
    const [file, ...others] = positionals;
    const { collaboration, partner, as: person, reason } = values;
    if (file === undefined || others.length > 0 || !collaboration || !partner || !person) {
      console.error(
        `Name one table, the collaboration, the partner whose values they are, and who gives them.\nUse: talkoot ${this.name} ${this.usage}`,
      );
      return exit.unclear;
    }
    const dryRun = values['dry-run'];
    const log = values.log ?? process.env['TALKOOT_LOG'];
    const progress = progressOn(process.stderr);
    try {
      const lines = readTable(utf8(file));
      const answers = await acting({ folder: values.data, log, collaboration, person, partner, dryRun }, (desk) =>
        takeTable(desk, lines, {
          reason,
          onProgress: (done, of) => progress.show({ stage: dryRun ? 'rehearsing' : 'recording', done, of }),
        }),
      );
      progress.end();
      const count = (outcome: RowAnswer['outcome']) => answers.filter((answer) => answer.outcome === outcome).length;
      for (const { line, outcome } of answers) if (outcome !== 'rejected') console.log(`${file}:${line}: ${outcome}`);
      for (const { line, outcome, reason: why } of answers)
        if (outcome === 'rejected') console.error(`${file}:${line}: rejected: ${why ?? ''}`);
      console.log(
        `${count('accepted')} accepted, ${count('unchanged')} unchanged, ${count('corrected')} corrected, ${count('rejected')} rejected${dryRun ? '; nothing was recorded' : ''}.`,
      );
      return count('rejected') > 0 ? exit.wrong : exit.done;
    } catch (error) {
      progress.end();
      if (!(error instanceof Unfit)) throw error;
      console.error(error.message);
      return exit.wrong;
    }
  },
};

function utf8(file: string): string {
  const bytes = readFileSync(file);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Unfit(`${file} is not in UTF-8: save it again as UTF-8.`);
  }
}
