import { cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { countyMix, historyFolder } from './history.ts';
import { Child, inTurns, underLoad, type Bench, type Figure } from './measure.ts';
import { agendaPage, report } from './queries.ts';

interface Server {
  readonly url: string;
  readonly cookie: string;
}

interface Spent {
  readonly cpuMicroseconds: number;
}

/**
 * What the edge costs: the same application with its layers, and with stand-ins that let everything through. Counted in
 * processor time, which is what there is too little of, and which does not depend on what else the machine does.
 */
export const edge: Bench = async ({ quick, cache, say }) => {
  const [rounds, seconds] = quick ? [2, 2] : [5, 4];
  const folder = await mkdtemp(join(cache, 'edge-'));
  const open = async (name: string, ...more: string[]) => {
    await cp(await historyFolder(cache, countyMix(1_000)), join(folder, name), { recursive: true });
    const child = new Child('server-child', [join(folder, name), ...more]);
    return { child, server: await child.ask<Server>() };
  };
  const guarded = await open('guarded');
  const bare = await open('open', 'without-edge');
  const loader = new Child('load-child', []);
  const figures: Figure[] = [];
  for (const [what, load] of [
    [
      'Agenda page (600 fields), 50 connections',
      { connections: 50, query: agendaPage, variables: 'none', expected: '{"data":{"collaboration":{"goals"' },
    ],
    [
      'Mutation (reportMeasurement), 32 connections',
      { connections: 32, query: report, variables: 'report', expected: '"__typename":"Measurement"' },
    ],
  ] as const) {
    say(what);
    const microseconds = async ({ child, server }: typeof guarded) => {
      const before = await child.ask<Spent>('spent');
      const rate = await underLoad(loader, { ...load, ...server, seconds });
      const after = await child.ask<Spent>('spent');
      return (after.cpuMicroseconds - before.cpuMicroseconds) / (rate * seconds);
    };
    const spent = await inTurns(
      rounds,
      () => microseconds(guarded),
      () => microseconds(bare),
    );
    figures.push({
      what: `Processor time with the edge: ${what}`,
      ours: `${spent.ours.toFixed(0)} µs`,
      baseline: `${spent.theirs.toFixed(0)} µs without session, budget, allowance, record of access, headers`,
      value: spent.ratio,
      wanted: { atMost: 1.15 },
      unit: '×',
    });
  }
  await Promise.all([guarded.child.end(), bare.child.end(), loader.end()]);
  await rm(folder, { recursive: true });
  return figures;
};
