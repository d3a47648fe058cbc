import { outgoing, rangeOf } from '#audit';
import { openLog, type EventLog, type LogRange, type Place } from '#event-log';
import { Codec, keysIn, type Keys } from '#world';
import { createWriteStream, existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { contexts } from '../api/platform.ts';
import { exit, type Command } from './command.ts';
import { progressOn } from './progress.ts';

const text = { type: 'string' } as const;
const options = {
  collaboration: text,
  from: text,
  to: text,
  format: { ...text, default: 'cloudevents' },
  source: { ...text, default: '' },
  out: text,
  data: { ...text, default: 'data' },
  log: text,
};
/** Days are those of the collaborations' own time, which for the time being is Finland's. */
const timeZone = 'Europe/Helsinki';
/** Lines given to the stream at once. */
const block = 200;

export const eventsCommand: Command = {
  name: 'events',
  usage:
    '--collaboration <id> [--from <moment>] [--to <moment>] [--format cloudevents] [--source https://…] [--out file] [--data <folder>] [--log <place>]',
  summary:
    'Writes events as CloudEvents 1.0, one a line, in log order. A moment is a day, an instant with its offset, or a position (#1234). What they hold is in infra/events.',
  async run(argv) {
    const { values } = parseArgs({ args: [...argv], options });
    const { collaboration, from, to, format, source, out } = values;
    const unclear = (sentence: string) => {
      console.error(`${sentence}\nUse: talkoot ${this.name} ${this.usage}`);
      return exit.unclear;
    };
    if (collaboration === undefined || !/^[a-z][a-z0-9]{1,40}$/.test(collaboration))
      return unclear('Name a collaboration.');
    if (format !== 'cloudevents') return unclear('The only format there is, is cloudevents.');
    if (source !== '' && !URL.canParse(source)) return unclear('The source is a web address.');
    const folder = resolve(values.data);
    const named = values.log ?? process.env['TALKOOT_LOG'] ?? folder;
    const place: Place = named.includes('://') ? named : resolve(named);
    if (place === folder && !existsSync(join(folder, 'log.db'))) {
      console.error(`There is no log in ${folder}. Name the data folder with --data.`);
      return exit.unable;
    }
    const log = await openLog(place);
    const keys = keysIn(folder);
    try {
      const range = await rangeOf(log, { collaboration, from, to, timeZoneOf: () => timeZone });
      if (!range) return unclear('A moment is a day (2024-06-30), an instant (2024-06-30T12:00:00Z) or #1234.');
      const progress = progressOn(process.stderr);
      let count = 0;
      const lines = Readable.from(
        linesOf(log, range, outgoing(codecWith(keys), source.replace(/\/$/, '')), (done, of) => {
          count++;
          progress.show({ stage: 'copying', done, of });
        }),
      );
      if (out === undefined) await pipeline(lines, process.stdout, { end: false });
      else {
        // Under its name it is whole.
        const file = resolve(out);
        await pipeline(lines, createWriteStream(`${file}.part`, { mode: 0o600 }));
        await rename(`${file}.part`, file);
      }
      progress.end();
      console.error(`Wrote ${count} events.`);
      return exit.done;
    } finally {
      keys?.close();
      await log.close();
    }
  },
};

const codecWith = (keys: Keys | undefined) =>
  new Codec(
    contexts.flatMap(({ aggregates }) => aggregates.map(({ decider }) => decider)),
    keys,
  );

/** Blocks of lines, read from the log no faster than they are taken. */
async function* linesOf(
  log: EventLog,
  range: LogRange,
  cloudEventOf: ReturnType<typeof outgoing>,
  onEvent: (done: number, of: number) => void,
): AsyncGenerator<string, void, undefined> {
  const [begin, end] = [Number(range.after ?? 0n), Number(range.to ?? 0n)];
  let lines: string[] = [];
  for await (const event of log.readAll(range)) {
    lines.push(`${JSON.stringify(cloudEventOf(event))}\n`);
    onEvent(Number(event.position) - begin, end - begin);
    if (lines.length < block) continue;
    yield lines.join('');
    lines = [];
  }
  if (lines.length > 0) yield lines.join('');
}
