import { openProofs } from '#audit';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exit, placeOf, type Command } from './command.ts';

export const checkpointCommand: Command = {
  name: 'checkpoint',
  usage: '[--data <folder>] [--log <place>] [--policy] [--acknowledge-fork <reason>]',
  summary:
    'Signs the log as it stands and prints the checkpoint, for a board minute. After an older backup was put back: begins a new epoch.',
  async run(argv) {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        data: { type: 'string', default: 'data' },
        log: { type: 'string' },
        policy: { type: 'boolean', default: false },
        'acknowledge-fork': { type: 'string' },
      },
    });
    const folder = resolve(values.data);
    const proofs = await openProofs(folder, { place: placeOf(values.log, folder) });
    try {
      const reason = values['acknowledge-fork'];
      if (reason !== undefined && (reason.trim() === '' || !(await proofs.signer.acknowledgeFork(reason)))) {
        console.error(
          reason.trim() === ''
            ? 'Say why the log is not what was signed: --acknowledge-fork "the backup of 2 May was put back".'
            : 'There is no fork: the log is what was signed before, and nothing was done.',
        );
        return exit.unclear;
      }
      process.stdout.write(await proofs.signer.sign());
      if (values.policy) process.stdout.write(`\n${proofs.signer.policyText}`);
      return exit.done;
    } finally {
      await proofs.close();
    }
  },
};
