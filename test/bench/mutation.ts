import { cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { countyMix, historyFolder } from './history.ts';
import { Child, inTurns, perSecond, underLoad, type Bench } from './measure.ts';
import { report } from './queries.ts';

interface Server {
  readonly url: string;
  readonly cookie: string;
}

/** Reporting a measurement over HTTP: against a server that only inserts a row, and over a long and a short history. */
export const mutation: Bench = async ({ quick, cache, say }) => {
  const [rounds, seconds, events] = quick ? [2, 2, 50_000] : [5, 4, 1_000_000];
  const folder = await mkdtemp(join(cache, 'mutation-'));
  // On copies: the cached histories stay as they are.
  const small = join(folder, 'small');
  // A second one, for the first has taken thousands of mutations when the long history's turn comes.
  const fresh = join(folder, 'fresh');
  const large = join(folder, 'large');
  for (const copy of [small, fresh]) await cp(await historyFolder(cache, countyMix(1_000)), copy, { recursive: true });
  await cp(await historyFolder(cache, countyMix(events)), large, { recursive: true });
  const children = {
    small: new Child('server-child', [small]),
    fresh: new Child('server-child', [fresh]),
    large: new Child('server-child', [large]),
    bare: new Child('bare-nest-child', [folder]),
    loader: new Child('load-child', []),
  };
  const mutate = async (child: Child) => {
    const server = await child.ask<Server>();
    return (forSeconds = seconds) =>
      underLoad(children.loader, {
        ...{ url: server.url, cookie: server.cookie, connections: 32, seconds: forSeconds },
        ...{ query: report, variables: 'report', expected: '"__typename":"Measurement"' },
      });
  };
  const [overSmall, overFresh, overLarge, bare] = await Promise.all([
    mutate(children.small),
    mutate(children.fresh),
    mutate(children.large),
    mutate(children.bare),
  ]);
  // The long history is folded, its snapshot written, before anything is measured.
  say('waiting for the long history to be folded');
  await overLarge(1);
  await overFresh(1);
  await children.large.ask('settle');

  say('mutations against a bare server');
  const toBare = await inTurns(
    rounds,
    () => overSmall(),
    () => bare(),
  );
  say(`mutations over ${events.toLocaleString('en')} events against 1,000`);
  const toSmall = await inTurns(
    rounds,
    () => overLarge(),
    () => overFresh(),
  );
  await Promise.all(Object.values(children).map((child) => child.end()));
  await rm(folder, { recursive: true });
  return [
    {
      what: 'Mutation over HTTP, 32 connections',
      ours: perSecond(toBare.ours),
      baseline: `${perSecond(toBare.theirs)} Nest + Apollo on Fastify, one-row insert`,
      value: toBare.ratio,
      wanted: { atLeast: 0.6 },
      unit: '×',
      note: 'reportMeasurement; the log holds 1,000 events when it begins',
    },
    {
      what: `Cost of a mutation with ${events.toLocaleString('en')} events in the log`,
      ours: perSecond(toSmall.ours),
      baseline: `${perSecond(toSmall.theirs)} with 1,000 events`,
      value: 1 / toSmall.ratio,
      wanted: { atMost: 1.15 },
      unit: '×',
    },
  ];
};
