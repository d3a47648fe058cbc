/**
 * A process of its own for the tests: `node forgetting.worker.js <folder> <before or after> <plan>`. Begins to forget
 * person_anna and kills itself when her words in the first collaboration are about to be erased, or just were.
 */
import { openPlatform } from '../apps/api/platform.ts';

const [folder = '', when = '', plan = ''] = process.argv.slice(2);
const platform = openPlatform({ folder });
const dies = () => process.kill(process.pid, 'SIGKILL');
const { onAsked, onCarriedOut } = platform.commands;
platform.commands.onAsked = async (order) => {
  if (when === 'before') dies();
  return onAsked?.(order);
};
platform.commands.onCarriedOut = async (order, accepted) => {
  await onCarriedOut?.(order, accepted);
  if (when === 'after') dies();
};
await platform.forgetting.forget('person_anna', JSON.parse(plan) as never);
export {};
