import { openSqliteLog } from '#event-log';
import { Codec, eventId, streamOf, uuidFrom } from '#world';
import { cp, mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { contexts } from '../../apps/api/platform.ts';
import { answerOf } from './agenda-query.ts';
import { collaboration, countyMix, historyFolder } from './history.ts';
import { Child, quantile, type Bench } from './measure.ts';

interface Server {
  readonly url: string;
  readonly cookie: string;
}

const auditor = 'person_auditor';
const nodes =
  'nodes { position type subject actor organisation mandate at title { fi } } pageInfo { endCursor hasNextPage }';

/** Pages of the history as an auditor and a partner ask for them, none asked twice in a row. */
const pages = (round: number): readonly string[] => {
  const [partner, goal, indicator] = [1 + (round % 60), 1 + ((round * 7) % 1_000), 1 + ((round * 3) % 500)];
  return [
    `history { ${nodes} }`,
    `history(order: OLDEST, after: "${round * 10_007}") { ${nodes} }`,
    `history(subject: "goal_${goal}") { ${nodes} }`,
    `history(partner: "partner_${partner}") { ${nodes} }`,
    `history(partner: "partner_${partner}", kind: "task") { ${nodes} }`,
    `history(actor: "person_${partner}", from: "2022-03-01", to: "2022-05-31") { ${nodes} }`,
    `history(type: "MeasurementCorrected", text: "laskettu uud") { ${nodes} }`,
    `history(kind: "activity", place: "${String(100 + (round % 22))}") { ${nodes} }`,
    `history(subject: "indicator_${indicator}") { nodes { type reason { fi } changes { field before after } effects { type } } }`,
  ];
};

/** The history at a million events: its pages, the index it is found by, and two moments compared. */
export const past: Bench = async ({ quick, cache, say }) => {
  const mix = countyMix(quick ? 50_000 : 1_000_000);
  const folder = await mkdtemp(join(cache, 'past-'));
  await cp(await historyFolder(cache, mix), folder, { recursive: true });
  await appoint(folder);
  say('the server starts');
  const child = new Child('server-child', [folder]);
  const { url, cookie } = await child.ask<Server>();
  const who = { auditor: (await child.ask<Pick<Server, 'cookie'>>({ person: auditor })).cookie, partner: cookie };
  const ask = (cookie: string, fields: string) =>
    answerOf({ url, cookie }, `{ collaboration(id: "${collaboration}") { ${fields} } }`);
  // The first question waits for the whole log to be read, longer than a server lets anybody wait.
  const answered = async (fields: string) => {
    while (
      !(await ask(who.auditor, fields).then(
        () => true,
        () => false,
      ))
    )
      await sleep(100);
  };
  await answered('position');
  say('the index is filled');
  const filling = performance.now();
  await answered('history(first: 1) { nodes { position } }');
  const filledSeconds = (performance.now() - filling) / 1_000;
  const { size } = await stat(join(folder, 'history.db'));

  const timed = async (fields: string, cookie: string) => {
    const began = performance.now();
    await ask(cookie, fields);
    return performance.now() - began;
  };
  const told: Record<keyof typeof who, number[]> = { auditor: [], partner: [] };
  for (let round = 0; round < (quick ? 5 : 25); round++)
    for (const page of pages(round))
      for (const one of ['auditor', 'partner'] as const) {
        const ms = await timed(page, who[one]);
        // The first round compiles the documents.
        if (round > 0) told[one].push(ms);
      }
  const compared: number[] = [];
  for (let month = 1; month <= (quick ? 3 : 12); month++) {
    const day = `${String(month).padStart(2, '0')}-01`;
    compared.push(
      await timed(
        `compare(from: "2022-${day}", to: "2023-${day}") { nodes { id outcome fields { field event { at actor } } } }`,
        who.auditor,
      ),
    );
  }
  await child.end();
  await rm(folder, { recursive: true });
  const figure = (what: string, values: readonly number[], atMost: number) => ({
    what,
    ours: `${quantile(values, 0.5).toFixed(1)} ms half of them, ${Math.max(...values).toFixed(0)} ms the slowest`,
    value: quantile(values, 0.95),
    wanted: { atMost },
    unit: 'ms' as const,
  });
  return [
    figure('A page of the history of a million events for an auditor, p95', told.auditor, 50),
    figure('The same for a partner, who is told less, p95', told.partner, 50),
    figure('Two moments a year apart compared, the first page with who changed what, p95', compared, 500),
    {
      what: 'The index of the history filled from the log, in the background',
      ours: `${(size / 1e6).toFixed(0)} MB`,
      value: filledSeconds,
      unit: 's',
    },
  ];
};

/** The histories have no auditor. */
async function appoint(folder: string): Promise<void> {
  const codec = new Codec(contexts.flatMap(({ aggregates }) => aggregates.map(({ decider }) => decider)));
  const log = openSqliteLog({ file: join(folder, 'log.db'), clock: () => new Date() });
  const commandId = uuidFrom('past mandate_auditor');
  const metadata = {
    ...{ actor: 'person_1', organisation: 'partner_backbone', commandId, commandHash: commandId },
    ...{ correlationId: commandId, causationId: commandId },
  };
  const data = { person: auditor, partner: 'partner_1', role: 'auditor', from: '2020-01-01', demonstration: true };
  const event = { id: eventId(commandId, 0), ...codec.encode({ type: 'MandateGranted', data }), metadata };
  await log.append(streamOf(collaboration, 'mandate_auditor'), [event], 'no stream');
  await log.close();
}
