/**
 * A process of its own for the tests: `node writer.worker.ts <mode> <file or postgres URL> <name>`. Tells on standard output,
 * one JSON value a line, what was acknowledged to it (a pipe is written synchronously).
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppendConflict, LogUnavailable, type Expected, type NewEvent } from './event-log.ts';
import { openPostgresLog } from './postgres.ts';
import { openSqliteLog } from './sqlite.ts';

const [mode = '', file = '', name = ''] = process.argv.slice(2);
const log = file.startsWith('postgres://') ? await openPostgresLog({ url: file }) : openSqliteLog({ file });
const tell = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);
const event = (n: number): NewEvent => {
  const id = randomUUID();
  const metadata = {
    actor: name,
    organisation: '',
    commandId: id,
    commandHash: '',
    correlationId: id,
    causationId: id,
  };
  return { id, type: 'Written', schemaVersion: 1, data: { n, text: 'äö\u0000😀'.repeat(n % 40) }, metadata };
};

/** Writes to one stream for ever, telling of each event when it is acknowledged. */
const write = async (stream: string) => {
  let expected: Expected = 'no stream';
  for (let n = 0; ; n += 1) {
    const events = [event(n), event(n + 1)].slice(0, 1 + (n % 2));
    const { revision } = await log.append(stream, events, expected);
    for (const { id, data } of events) tell({ stream, id, data });
    expected = revision;
    // Real writers pause. Without, the file is never free when the other process looks for it.
    await sleep(1);
  }
};

/** Writes 200 events to a stream that another process writes to as well. */
const contend = async () => {
  let expected: Expected = 'no stream';
  for (let n = 0; n < 200;) {
    try {
      ({ revision: expected } = await log.append('contended', [event(n)], expected));
      n += 1;
    } catch (error) {
      if (!(error instanceof AppendConflict)) throw error;
      expected = error.actual;
    }
  }
};

/** Whether the log takes writes again within four seconds. */
const recovered = async () => {
  for (let waits = 0; waits < 200 && !log.writable(); waits += 1) await sleep(20);
  return log.writable();
};

/** Writes until 60 events are acknowledged, telling of every refusal; what was refused is asked again as it was. */
const persist = async () => {
  let expected: Expected = 'no stream';
  let asked = event(0);
  for (let n = 0; n < 60;) {
    try {
      ({ revision: expected } = await log.append('s', [asked], expected));
      tell({ id: asked.id, data: asked.data });
      asked = event((n += 1));
    } catch (error) {
      if (!(error instanceof LogUnavailable)) throw error;
      tell({ refused: error.message, writable: log.writable(), readable: Number(await log.head()) });
      if (await recovered()) continue;
      tell({ gaveUp: true });
      return;
    }
  }
};

if (mode === 'write') await Promise.all(['a', 'b', 'c', 'd'].map((part) => write(`${name}-${part}`)));
if (mode === 'contend') await contend();
if (mode === 'persist') await persist();
await log.close();
