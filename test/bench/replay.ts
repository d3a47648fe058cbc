import { cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { answerOf } from './agenda-query.ts';
import { countyMix, entitiesMix, historyFolder } from './history.ts';
import { Child, inTurns, median, megabytes, quantile, type Bench, type Figure } from './measure.ts';
import { agendaPage, agendaPageAsOf } from './queries.ts';

interface Started {
  readonly url: string;
  readonly cookie: string;
  readonly startSeconds: number;
}
interface State {
  readonly rows: number;
  readonly residentBytes: number;
}
interface Run {
  readonly seconds: number;
  readonly residentBytes: number;
}

/** A long history: folding it, starting with it, asking for its past, and what it takes of memory. */
export const replay: Bench = async ({ quick, cache, say }) => {
  const events = quick ? 50_000 : 1_000_000;
  const many = events.toLocaleString('en');
  const history = await historyFolder(cache, countyMix(events));
  const runs: Record<'read' | 'fold', Run[]> = { read: [], fold: [] };
  const run = async (what: 'read' | 'fold') => {
    const child = new Child('replay-child', [what, history]);
    const done = await child.ask<Run>();
    await child.end();
    runs[what].push(done);
    return events / done.seconds;
  };
  say(`reading and folding ${many} events`);
  const folded = await inTurns(
    quick ? 2 : 3,
    () => run('fold'),
    () => run('read'),
  );
  const resident = (what: 'read' | 'fold') => megabytes(median(runs[what].map(({ residentBytes }) => residentBytes)));
  const figures: Figure[] = [
    {
      what: `Replay of ${many} events, every past moment kept`,
      ours: `${(events / folded.ours).toFixed(1)} s, ${resident('fold')} resident`,
      baseline: `${(events / folded.theirs).toFixed(1)} s read and parsed alone, ${resident('read')} resident`,
      value: folded.ratio,
      wanted: { atLeast: 0.6 },
      unit: '×',
    },
  ];
  figures.push(...(await started(cache, history, many, quick ? 50 : 300, say)));
  if (!quick) figures.push(await entities(cache, say));
  return figures;
};

/** Starts over a copy of a history that has its snapshot already. */
async function withSnapshot(cache: string, history: string): Promise<{ folder: string; again: () => Child }> {
  const folder = await mkdtemp(join(cache, 'start-'));
  await cp(history, folder, { recursive: true });
  const first = new Child('server-child', [folder]);
  await answerOf(await first.ask<Started>(), agendaPage);
  await first.ask('settle');
  await first.end();
  return { folder, again: () => new Child('server-child', [folder]) };
}

async function started(
  cache: string,
  history: string,
  many: string,
  moments: number,
  say: (what: string) => void,
): Promise<Figure[]> {
  say('writing the snapshot');
  const { folder, again } = await withSnapshot(cache, history);
  say('starting with the snapshot');
  const times: { answered: number; process: number; nest: number; resident: number }[] = [];
  for (let round = 0; round < 5; round++) {
    const forked = performance.now();
    const child = again();
    const server = await child.ask<Started>();
    const listening = performance.now();
    await answerOf(server, agendaPage);
    const answered = performance.now();
    const { residentBytes } = await child.ask<State>('state');
    times.push({
      answered: server.startSeconds + (answered - listening) / 1_000,
      process: (answered - forked) / 1_000,
      nest: server.startSeconds,
      resident: residentBytes,
    });
    await child.end();
  }
  const middle = (what: 'answered' | 'process' | 'nest' | 'resident') => median(times.map((time) => time[what]));

  say('waiting for the past to be folded');
  const child = again();
  const server = await child.ask<Started>();
  const { collaboration } = (await answerOf(server, `{ collaboration(id: "bench") { moment } }`)) as {
    collaboration: object | null;
  };
  if (!collaboration) throw new Error('No world to ask');
  const began = performance.now();
  const settled = await child.ask<State>('settle');
  const past = (performance.now() - began) / 1_000;
  say(`asking for ${moments} moments`);
  const taken: number[] = [];
  for (let moment = 0; moment <= moments; moment++) {
    // Five years, in an order without a pattern.
    const instant = new Date(Date.UTC(2020, 2, 1) + ((moment * 0.618_034) % 1) * 1_750 * 86_400_000).toISOString();
    const asked = performance.now();
    await answerOf(server, agendaPageAsOf(instant));
    // The first one compiles the question.
    if (moment > 0) taken.push(performance.now() - asked);
  }
  const after = await child.ask<State>('state');
  await child.end();
  await rm(folder, { recursive: true });
  return [
    {
      what: `Start with ${many} events and a snapshot, until the first agenda page is answered`,
      ours: `${middle('answered').toFixed(2)} s, of which Nest ${middle('nest').toFixed(2)} s; ${middle('process').toFixed(2)} s with the start of Node`,
      value: middle('answered'),
      wanted: { atMost: 2 },
      unit: 's',
      note: `${megabytes(middle('resident'))} resident then; ${megabytes(settled.residentBytes)} with every past moment, which takes ${past.toFixed(0)} s in the background`,
    },
    {
      what: `Agenda page as of a random moment among ${many} events, over HTTP, p95`,
      ours: `median ${median(taken).toFixed(0)} ms, p95 ${quantile(taken, 0.95).toFixed(0)} ms, worst ${Math.max(...taken).toFixed(0)} ms`,
      value: quantile(taken, 0.95),
      wanted: { atMost: 100 },
      unit: 'ms',
      note: `${moments} moments; ${megabytes(after.residentBytes)} resident afterwards`,
    },
  ];
}

async function entities(cache: string, say: (what: string) => void): Promise<Figure> {
  say('100,000 entities');
  const history = await historyFolder(cache, entitiesMix);
  const { folder, again } = await withSnapshot(cache, history);
  const child = again();
  await answerOf(await child.ask<Started>(), agendaPage);
  const early = await child.ask<State>('state');
  const { residentBytes, rows } = await child.ask<State>('settle');
  await child.end();
  await rm(folder, { recursive: true });
  return {
    what: 'The server with 100,000 entities in memory',
    ours: `${megabytes(residentBytes)} resident with all past worlds, ${megabytes(early.residentBytes)} before`,
    value: residentBytes / 1e6,
    wanted: { atMost: 600 },
    unit: 'MB',
    note: `${rows.toLocaleString('en')} rows in the views, out of ${entitiesMix.events.toLocaleString('en')} events`,
  };
}
