import { categoryOf, START, type EventLog, type Position } from '#event-log';
import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { ContextParts } from './context.ts';
import { Codec } from './codec.ts';
import type { Seals } from './seal.ts';
import { chunk, codeHash, lineOf } from './snapshots.ts';
import { World } from './world.ts';

/** What one view holds, as a number anybody can compare. */
export interface ViewProof {
  readonly view: string;
  readonly rows: number;
  /** SHA-256 of its rows in order, as a snapshot of them would be written. */
  readonly hash: string;
  /** The same of each 500 rows, cut to 16 digits: tells where two views part. */
  readonly parts: readonly string[];
}

/** What a collaboration's views hold at a position. */
export interface Proof {
  readonly collaboration: string;
  readonly position: string;
  /** Hash of the views' code: other code may rightly make other rows of the same log. */
  readonly code: string;
  readonly views: readonly ViewProof[];
}

/** Hashes what a world holds now, letting other work in between. The world may go on meanwhile. */
export async function proofOf(world: World): Promise<Proof> {
  const { collaboration, position, recordedAt } = world;
  const still = world.asOf(position, () => recordedAt);
  const views: ViewProof[] = [];
  for (const { name } of still.views) {
    const rows = still.table(name).all();
    const [whole, parts] = [createHash('sha256'), [] as string[]];
    for (let start = 0; start < rows.length; start += chunk) {
      const line = lineOf(rows, start);
      whole.update(line);
      parts.push(createHash('sha256').update(line).digest('hex').slice(0, 16));
      await turn();
    }
    views.push({ view: name, rows: rows.length, hash: whole.digest('hex'), parts });
  }
  return { collaboration, position: String(position), code: codeHash(still.views), views };
}

/** Where two proofs of the same moment part first, in words; undefined when they say the same. */
export function firstParting(ours: Proof, theirs: Proof): string | undefined {
  for (const { view, hash, rows, parts } of ours.views) {
    const other = theirs.views.find((one) => one.view === view);
    if (!other) return `${view}: missing`;
    if (other.hash === hash) continue;
    const part = parts.findIndex((each, index) => each !== other.parts[index]);
    const from = (part < 0 ? parts.length : part) * chunk + 1;
    return `${view}: rows ${from} to ${from + chunk - 1} (${rows} rows in the log, ${other.rows} there)`;
  }
  return undefined;
}

/** Every collaboration folded from its first event on, up to a position, from nothing but the log. */
export async function replayed(
  log: EventLog,
  contexts: readonly ContextParts[],
  { to, seals, onProgress }: { to?: Position; seals?: Seals; onProgress?: (done: Position, of: Position) => void } = {},
): Promise<ReadonlyMap<string, World>> {
  const deciders = contexts.flatMap(({ aggregates }) => aggregates.map(({ decider }) => decider));
  const codec = new Codec(deciders, seals);
  const views = contexts.flatMap((context) => context.views);
  const worlds = new Map<string, World>();
  const end = to ?? (await log.head());
  if (end === START) return worlds;
  for await (const event of log.readAll({ to: end })) {
    const collaboration = categoryOf(event.stream);
    let world = worlds.get(collaboration);
    if (!world) worlds.set(collaboration, (world = new World(collaboration, views, () => event.recordedAt)));
    world.apply(event, codec.decoded(event));
    onProgress?.(event.position, end);
  }
  return worlds;
}
