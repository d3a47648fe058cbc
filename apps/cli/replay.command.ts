import { openLog, shown, type EventLog, type Place } from '#event-log';
import { firstParting, keysIn, proofOf, replayed, Snapshots, type Keys, type Proof, type World } from '#world';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { contexts } from '../api/platform.ts';
import { exit, placeOf, type Command } from './command.ts';

const options = {
  verify: { type: 'boolean', default: false },
  data: { type: 'string', default: 'data' },
  log: { type: 'string' },
  server: { type: 'string' },
} as const;

export const replayCommand: Command = {
  name: 'replay',
  usage: '[--verify] [--data <folder>] [--log <place>] [--server <address>]',
  summary:
    'Rebuilds every view from the log alone and tells its hash; with --verify compares it with the snapshots and with what a running server serves, and names the first difference.',
  async run(argv) {
    const { verify, data, log: named, server } = parseArgs({ args: [...argv], options }).values;
    const folder = resolve(data);
    const place = placeOf(named, folder);
    if (place === folder && !existsSync(join(folder, 'log.db'))) {
      console.error(`There is no log in ${folder}. Name the data folder with --data.`);
      return exit.unable;
    }
    const log = await openLog(place);
    const keys = keysIn(folder);
    try {
      return await replay(log, { folder, place, verify, server, keys });
    } finally {
      keys?.close();
      await log.close();
    }
  },
};

async function replay(
  log: EventLog,
  {
    folder,
    place,
    verify,
    server,
    keys,
  }: { folder: string; place: Place; verify: boolean; server: string | undefined; keys: Keys | undefined },
): Promise<number> {
  const seals = keys && { seals: keys };
  const worlds = await replayed(log, contexts, { onProgress: progressOn(process.stderr), ...seals });
  let wrong = 0;
  let compared = 0;
  const differs = (sentence: string) => {
    wrong++;
    console.log(`DIFFERENT  ${sentence}`);
  };
  const views = contexts.flatMap((context) => context.views);
  const say = (message: string) => {
    console.error(message);
  };
  const snapshots = new Snapshots(join(folder, 'snapshots'), views, say, (name) => keys?.mark(name) ?? '');
  for (const [collaboration, world] of worlds) {
    for (const { view, position, type } of world.failures)
      differs(`${collaboration}: the view ${view} stops at position ${position} (${type})`);
    const proof = await proofOf(world);
    console.log(`${collaboration} at position ${proof.position}: ${proof.views.length} views, code ${proof.code}`);
    if (!verify) {
      for (const { view, rows, hash } of proof.views) console.log(`  ${hash}  ${view}  ${rows} rows`);
      continue;
    }
    const snapshot = await snapshots.load(collaboration, world.position);
    if (snapshot) {
      compared++;
      const difference = await snapshot.differenceFrom(world);
      snapshot.close();
      if (difference === undefined) console.log(`EQUAL      snapshot at position ${snapshot.position}`);
      else differs(`the snapshot at position ${snapshot.position}, first at ${difference}`);
    }
    if (server !== undefined) {
      compared++;
      const said = await differenceFromServer(log, world, server, keys);
      if (said.difference === undefined) console.log(`EQUAL      ${server} at position ${said.position}`);
      else differs(`${server} at position ${said.position}, first at ${said.difference}`);
    }
  }
  if (wrong > 0) return exit.wrong;
  if (verify && compared === 0) {
    console.error(
      `${shown(place)} was rebuilt, and there was nothing to compare it with: no usable snapshot in ${folder}. Name a running server with --server.`,
    );
    return exit.unclear;
  }
  if (verify) console.log('Everything that was compared is what the log says.');
  return exit.done;
}

/** What the server serves, and where it differs from the log at that very position. */
async function differenceFromServer(
  log: EventLog,
  world: World,
  server: string,
  keys: Keys | undefined,
): Promise<{ position: string; difference: string | undefined }> {
  const theirs = await proofFrom(server, world.collaboration);
  const { position } = theirs;
  let ours = world;
  // The server has gone on meanwhile: the log is read on to where it was.
  if (BigInt(position) > world.position)
    ours =
      (await replayed(log, contexts, { to: BigInt(position), ...(keys && { seals: keys }) })).get(
        world.collaboration,
      ) ?? world;
  const there = ours.asOf(BigInt(position), () => ours.recordedAt);
  if (String(there.position) !== position)
    return { position, difference: `position ${String(there.position)}: the log does not reach as far` };
  return { position, difference: firstParting(await proofOf(there), theirs) };
}

async function proofFrom(server: string, collaboration: string): Promise<Proof> {
  const address = new URL(`/health/proof/${collaboration}`, server);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.href} answered ${answer.status}`);
  return (await answer.json()) as Proof;
}

/** Tells every tenth part of the way. */
function progressOn(screen: { write(text: string): unknown }): (done: bigint, of: bigint) => void {
  let said = 0n;
  return (done, of) => {
    const part = (done * 10n) / of;
    if (part === said) return;
    said = part;
    screen.write(`Rebuilding from the log … ${part}0 %\n`);
  };
}
