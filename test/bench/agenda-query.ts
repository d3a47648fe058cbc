import { cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { countyMix, historyFolder } from './history.ts';
import { Child, inTurns, perSecond, underLoad, type Bench, type Figure } from './measure.ts';
import { agendaPage, deepPage } from './queries.ts';

interface Server {
  readonly url: string;
  readonly cookie: string;
}

/** A page of the agenda from the real application, against Apollo on Express over the same answer as plain objects. */
export const agendaQuery: Bench = async ({ quick, cache, say }) => {
  const [rounds, seconds] = quick ? [2, 2] : [5, 4];
  const folder = await mkdtemp(join(cache, 'query-'));
  await cp(await historyFolder(cache, countyMix(1_000)), folder, { recursive: true });
  const ours = new Child('server-child', [folder]);
  const loader = new Child('load-child', []);
  const server = await ours.ask<Server>();
  const figures: Figure[] = [];
  for (const [what, query, wanted] of [
    [
      'Agenda page: 50 goals, of each 5 indicators and 5 activities (600 fields), 50 connections',
      agendaPage,
      { atLeast: 3 },
    ],
    ['The same, 5 activities under each indicator (3,100 fields)', deepPage, undefined],
  ] as const) {
    const data = await answerOf(server, query);
    const bare = new Child('bare-apollo-child', []);
    const plain = await bare.ask<Server>(data);
    // The same question must have the same answer, or the comparison means nothing.
    if (JSON.stringify(await answerOf(plain, query)) !== JSON.stringify(data))
      throw new Error('The two answers differ');
    const load = {
      connections: 50,
      seconds,
      query,
      variables: 'none',
      expected: '{"data":{"collaboration":{"goals"',
    } as const;
    say(`agenda page of ${JSON.stringify(data).length} bytes`);
    const { ratio, ...rates } = await inTurns(
      rounds,
      () => underLoad(loader, { ...load, ...server }),
      () => underLoad(loader, { ...load, ...plain }),
    );
    await bare.end();
    figures.push({
      what,
      ours: perSecond(rates.ours),
      baseline: `${perSecond(rates.theirs)} Apollo Server on Express, plain objects`,
      value: ratio,
      ...(wanted && { wanted }),
      unit: '×',
    });
  }
  await Promise.all([ours.end(), loader.end()]);
  await rm(folder, { recursive: true });
  return figures;
};

/** The data of an answer without errors. */
export async function answerOf({ url, cookie }: Server, query: string): Promise<object> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data?: object; errors?: unknown };
  if (!data || errors) throw new Error(`${response.status} ${JSON.stringify(errors)}`);
  return data;
}
