import { openProofs, scopeOf, writeBundle } from '#audit';
import { leafHash, leafOf, openLedger, saltedDigest } from '#event-log';
import { spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { collaboration, countyMix, historyFolder } from './history.ts';
import { inTurns, megabytes, type Bench, type Figure } from './measure.ts';

const most = { residentMegabytes: 300, timesHashing: 2 };

/** Verifying a long log: both verifiers on a bundle of it, and the log in place, against hashing it alone. */
export const verify: Bench = async ({ quick, cache, say }) => {
  const events = quick ? 50_000 : 1_000_000;
  const folder = await mkdtemp(join(cache, 'verify-'));
  await cp(await historyFolder(cache, countyMix(events)), folder, { recursive: true });
  const bundle = join(folder, 'bundle.ndjson');
  say('writing the bundle');
  const proofs = await openProofs(folder);
  const scope = scopeOf({ collaboration });
  if (!scope) throw new Error('The collaboration of the histories cannot be bundled');
  await writeBundle({ ...proofs, scope, file: bundle });
  await proofs.close();
  const { size } = await stat(bundle);

  const cli = resolve('dist/apps/cli/main.js');
  const ways: readonly (readonly [what: string, ...command: string[]])[] = [
    ['verify.mjs', process.execPath, 'infra/verify/verify.mjs', bundle],
    ['verify.py', 'python3', 'infra/verify/verify.py', bundle],
    ['talkoot verify', process.execPath, cli, 'verify', '--quick', '--data', folder],
  ];
  const figures: Figure[] = [];
  for (const [what, ...command] of ways) {
    say(what);
    const resident: number[] = [];
    const run = async () => {
      const { seconds, residentBytes } = await measured(command);
      resident.push(residentBytes);
      return seconds;
    };
    const { ours, theirs, ratio } = await inTurns(quick ? 1 : 2, run, () => hashedAlone(folder, events));
    const largest = Math.max(...resident);
    figures.push(
      {
        what: `${what}: ${events.toLocaleString('en')} events, ${megabytes(size)} as a bundle`,
        ours: `${ours.toFixed(1)} s`,
        baseline: `${theirs.toFixed(1)} s to hash payloads, leaves and nodes alone`,
        value: ratio,
        wanted: { atMost: most.timesHashing },
        unit: '×',
      },
      {
        what: `${what}: memory`,
        ours: megabytes(largest),
        value: largest / 2 ** 20,
        wanted: { atMost: most.residentMegabytes },
        unit: 'MB',
      },
    );
  }
  await rm(folder, { recursive: true });
  return figures;
};

/** How long a program takes, and the most memory it held. It must end well. */
async function measured([program = '', ...args]: readonly string[]): Promise<{
  seconds: number;
  residentBytes: number;
}> {
  const began = performance.now();
  const child = spawn(program, args, { stdio: 'ignore' });
  let residentBytes = 0;
  const looking = setInterval(() => {
    void readFile(`/proc/${String(child.pid)}/status`, 'utf8').then(
      (text) => (residentBytes = 1_024 * Number(/VmHWM:\s+(\d+)/.exec(text)?.[1] ?? 0)),
      () => undefined,
    );
  }, 100);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(looking);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${String(code)}`);
  return { seconds: (performance.now() - began) / 1_000, residentBytes };
}

/** Seconds that the hashes of a log take by themselves: two payloads, the leaf and a node for each event. */
async function hashedAlone(folder: string, events: number): Promise<number> {
  const ledger = await openLedger(folder);
  const salt = Buffer.alloc(16, 7);
  const node = Buffer.alloc(65, 1);
  let seconds = 0;
  for (let from = 0; from < events; from += 10_000) {
    const page = await Array.fromAsync(ledger.events(from, Math.min(events, from + 10_000)));
    const began = performance.now();
    for (const event of page) {
      const [data, metadata] = [event.data, event.metadata].map(({ open }) => saltedDigest(salt, open?.bytes ?? ''));
      leafHash(leafOf(event, data ?? salt, metadata ?? salt)).copy(node, 1);
      hash('sha256', node, 'buffer');
    }
    seconds += (performance.now() - began) / 1_000;
  }
  await ledger.close();
  return seconds;
}
