import { checkLog, logVerdicts, shownVerdict } from '#audit/log';
import { openInspection } from '#event-log';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { placeOf, type Command } from './command.ts';
import { progressOn } from './progress.ts';

/** The store's files are damaged in a place where no event lies. */
const damaged = 30;

export const verifyCommand: Command = {
  name: 'verify',
  usage: '[--data <folder>] [--log <place>] [--checkpoint <file> …] [--quick]',
  summary:
    'Holds the whole log against its leaves, its indexes and every checkpoint signed or given, and names the first position that is wrong. Each verdict has its exit code (infra/formats/proofs.md).',
  async run(argv) {
    const { data, log, checkpoint, quick } = parseArgs({
      args: [...argv],
      options: {
        data: { type: 'string', default: 'data' },
        log: { type: 'string' },
        checkpoint: { type: 'string', multiple: true, default: [] },
        quick: { type: 'boolean', default: false },
      },
    }).values;
    const folder = resolve(data);
    const given = checkpoint.map((file) => readFileSync(file, 'utf8'));
    const inspection = await openInspection(placeOf(log, folder));
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
      const [first, ...others] = await inspection.structure();
      if (first === undefined) return code;
      console.log(
        `DAMAGED\nThe store finds its files damaged where no event lies: ${first}${others.length > 0 ? ` (and ${others.length} more)` : ''}. Copy the log to a new place with talkoot copy.`,
      );
      return damaged;
    } finally {
      await inspection.close();
    }
  },
};
