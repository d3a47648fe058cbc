import { checkLog, copyCheckpoints, logVerdicts, mustBeOneSigner, shownVerdict } from '#audit';
import { copyLog, openInspection, openTransplant, shown, type Copied, type Place } from '#event-log';
import { copyKeys, mustBeWrappedAlike } from '#world';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exit, type Command } from './command.ts';
import { progressOn } from './progress.ts';

export const copyCommand: Command = {
  name: 'copy',
  usage: '--from <place> --to <place> [--data <folder>]',
  summary:
    'Moves the event log to another store with everything that proves it: a place is a data folder or postgres://…; --data names the folder that goes with a log kept in PostgreSQL. Broken off, it goes on when given again. Checked at the end: the verdict has its exit code (infra/formats/proofs.md).',
  async run(argv) {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args: [...argv], options: { from: text, to: text, data: text } });
    if (values.from === undefined || values.to === undefined) {
      console.error(`Name where the log is and where it is to go.\nUse: talkoot ${this.name} ${this.usage}`);
      return exit.unclear;
    }
    const [source, target] = [placeOf(values.from), placeOf(values.to)];
    if (source === target) {
      console.error('The log is there already: --from and --to are the same place.');
      return exit.unclear;
    }
    const data = values.data === undefined ? undefined : resolve(values.data);
    const [own, next] = [folderOf(source) ?? data, folderOf(target)];
    const moves = own !== undefined && next !== undefined && own !== next ? { own, next } : undefined;
    if (moves) {
      mustBeOneSigner(moves.own, moves.next);
      mustBeWrappedAlike(moves.own, moves.next);
    }
    const progress = progressOn(process.stderr);
    const { copied, grown } = await moved(source, target, progress.show);
    const checkpoints = moves ? copyCheckpoints(moves.own, moves.next, Number(copied.head)) : 0;
    const keys = moves ? copyKeys(moves.own, moves.next) : 0;
    const inspection = await openInspection(target);
    try {
      const verdict = await checkLog({
        inspection,
        folder: next ?? own,
        onProgress: (done, of) => progress.show({ stage: 'verifying', done, of }),
      });
      progress.end();
      const { count, written, head, sha256 } = copied;
      console.log(
        [
          `Copied ${written} events from ${shown(source)} to ${shown(target)}${count > written ? `; ${count - written} were there already` : ''}.`,
          `Verified, byte for byte: ${count} events, last position ${head}, SHA-256 ${sha256}.`,
          `${shownVerdict(verdict)}: ${verdict.reason}. The root of both is ${verdict.root.toString('base64')}.`,
          ...whatGoesWith({ source, own, next, checkpoints, keys }),
          ...(grown > head
            ? [`The source has grown to position ${grown} meanwhile: stop the platform and give the command again.`]
            : []),
        ].join('\n'),
      );
      return logVerdicts[verdict.name];
    } finally {
      await inspection.close();
    }
  },
};

/** Copies, and tells where the source stood afterwards. */
async function moved(
  source: Place,
  target: Place,
  onProgress: Parameters<typeof copyLog>[2],
): Promise<{ readonly copied: Copied; readonly grown: bigint }> {
  const from = await openTransplant(source, { mustExist: true });
  try {
    const to = await openTransplant(target);
    try {
      return { copied: await copyLog(from, to, onProgress), grown: await from.head() };
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

/** What is to be known of what stands beside the log: the keys of sealed texts, the key it is signed by, what was signed. */
function whatGoesWith({
  source,
  own,
  next,
  checkpoints,
  keys,
}: {
  readonly source: Place;
  readonly own: string | undefined;
  readonly next: string | undefined;
  readonly checkpoints: number;
  readonly keys: number;
}): readonly string[] {
  if (next === undefined)
    return [
      `The keys of the texts in it and what it was signed by stay in ${own ?? 'the data folder it is served with'}: go on with that data folder.`,
    ];
  if (own === undefined && !existsSync(join(next, 'keys.db')))
    return [
      `The keys of the texts in it and what it was signed by are in the data folder that ${shown(source)} is served with: give the command again with --data <folder>, or the texts cannot be read.`,
    ];
  if (own === undefined || own === next) return [];
  return [
    `What goes with it was brought from ${own}: ${keys} keys of texts, ${checkpoints} checkpoints, and the key they are signed by. Only one of the two may go on: both would sign as one log.`,
  ];
}

const folderOf = (place: Place): string | undefined => (place.includes('://') ? undefined : place);
const placeOf = (text: string): Place => (text.includes('://') ? text : resolve(text));
