/** Reads a history alone or folds it into a world, in a process of its own; says how long it took and what it holds. */
import { openSqliteLog } from '#event-log';
import { Worlds } from '#world';
import { join } from 'node:path';
import { contexts } from '../../apps/api/platform.ts';
import { collaboration } from './history.ts';

const [what, folder = ''] = process.argv.slice(2);
const log = openSqliteLog({ file: join(folder, 'log.db') });
const began = performance.now();
let count = 0;
if (what === 'read') for await (const event of log.readAll()) count += event.revision < 0 ? 0 : 1;
else {
  const worlds = new Worlds({ log, contexts });
  count = (await worlds.live(collaboration)).size;
  if (worlds.failures.length > 0) throw new Error(JSON.stringify(worlds.failures));
}
const seconds = (performance.now() - began) / 1_000;
process.send?.({ seconds, count, residentBytes: process.memoryUsage.rss() });
process.once('message', () => process.exit());
