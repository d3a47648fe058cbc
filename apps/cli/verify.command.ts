import { checkLog, logVerdicts, shownVerdict } from '#audit';
import { openInspection } from '#event-log';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Command } from './command.ts';
import { progressOn } from './import/import.command.ts';

/** SQLite's file is damaged in a place where no event lies. */
const damaged = 30;

export const verifyCommand: Command = {
  name: 'verify',
  usage: '[--data <folder>] [--checkpoint <file> …] [--quick]',
  summary:
    'Holds the whole log against its leaves, its indexes and every checkpoint signed or given, and names the first position that is wrong. Each verdict has its exit code (infra/formats/proofs.md).',
  async run(argv) {
    const { data, checkpoint, quick } = parseArgs({
      args: [...argv],
      options: {
        data: { type: 'string', default: 'data' },
        checkpoint: { type: 'string', multiple: true, default: [] },
        quick: { type: 'boolean', default: false },
      },
    }).values;
    const folder = resolve(data);
    const given = checkpoint.map((file) => readFileSync(file, 'utf8'));
    const inspection = openInspection(folder);
    try {
      const progress = progressOn(process.stderr);
      const verdict = await checkLog({
        inspection,
        folder,
        given,
        onProgress: (done, of) => progress.show({ stage: 'verifying', done, of }),
      });
      progress.end();
      console.log(`${shownVerdict(verdict)}\n${verdict.reason}.`);
      const code = logVerdicts[verdict.name];
      if (quick || (code !== logVerdicts.OK && code !== logVerdicts.OK_WITH_ERASURES)) return code;
      const [first, ...others] = inspection.structure();
      if (first === undefined) return code;
      console.log(
        `DAMAGED\nSQLite finds its file damaged where no event lies: ${first}${others.length > 0 ? ` (and ${others.length} more)` : ''}. Copy the log to a new folder with talkoot copy.`,
      );
      return damaged;
    } finally {
      inspection.close();
    }
  },
};
