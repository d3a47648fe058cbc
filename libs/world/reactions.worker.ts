/**
 * A process of its own for the tests: `node reactions.worker.ts <mode> <folder>`. Signs every note once, until it has
 * nothing to do, and tells on standard output what it did. Written without types of test libraries: Node runs it as it is.
 *
 *   run            to the end
 *   die-carried    is killed when a command has been carried out and its checkpoint has not been written, each time
 *                  on the first event it handles
 */
import { openSqliteLog } from '#event-log';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Checkpoints } from './checkpoints.ts';
import { Commands } from './commands.ts';
import { commanding, Reactions } from './reactions.ts';
import { signing, toy } from './toy.ts';
import { Worlds } from './worlds.ts';

const [mode = '', folder = ''] = process.argv.slice(2);
const log = openSqliteLog({ file: join(folder, 'log.db') });
const worlds = new Worlds({ log, contexts: [toy] });
const commands = new Commands({ log, worlds, contexts: [toy] });
const checkpoints = new Checkpoints(join(folder, 'reactions.db'));
const signer = commanding(signing, commands, () => 'partner_a');
const reactions = new Reactions({
  log,
  worlds,
  checkpoints,
  reactors: [
    {
      reaction: signer.reaction,
      carryOut: async (effects, cause, world) => {
        const refused = await signer.carryOut(effects, cause, world);
        process.stdout.write(`${cause.name}\n`);
        if (mode === 'die-carried') process.kill(process.pid, 'SIGKILL');
        // Time to be killed in.
        await sleep(2);
        return refused;
      },
    },
  ],
});
await reactions.start();
await reactions.settled();
await reactions.stop();
checkpoints.close();
await worlds.close();
await log.close();
