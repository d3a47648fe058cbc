/** A process of its own for the tests: `node copy.worker.ts <from> <to>` copies a log, and says when it begins to. */
import { openTransplant } from './place.ts';
import { copyLog } from './transplant.ts';

const [source = '', target = ''] = process.argv.slice(2);
const from = await openTransplant(source, { mustExist: true });
const to = await openTransplant(target);
process.stdout.write('open\n');
const { count } = await copyLog(from, to);
process.stdout.write(`${count}\n`);
await from.close();
await to.close();
