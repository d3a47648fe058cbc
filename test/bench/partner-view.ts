import { openSqliteLog } from '#event-log';
import { Codec, eventId, streamOf, uuidFrom } from '#world';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { contexts } from '../../apps/api/platform.ts';
import { answerOf } from './agenda-query.ts';
import { collaboration, countyMix, entitiesMix, historyFolder } from './history.ts';
import { Child, median, quantile, type Bench, type Figure } from './measure.ts';
import { partnerPage } from './queries.ts';

interface Server {
  readonly url: string;
  readonly cookie: string;
}

/**
 * A partner's own page, of many partners in turn, each time after the page of another: from the request's arrival to
 * the last byte of its answer, over a warm connection on the same machine.
 */
export const partnerView: Bench = async ({ quick, cache, say }) => {
  const figures: Figure[] = [];
  const mixes = quick
    ? [['50,000 events', countyMix(50_000)] as const]
    : [['1,000,000 events', countyMix(1_000_000)] as const, ['more than 100,000 entities', entitiesMix] as const];
  for (const [what, mix] of mixes) {
    const folder = await mkdtemp(join(cache, 'partner-view-'));
    await cp(await historyFolder(cache, mix), folder, { recursive: true });
    await openPeriod(folder);
    say(`${what}: the server starts`);
    const child = new Child('server-child', [folder]);
    const server = await child.ask<Server>();
    const partners = Math.min(mix.partners, 50);
    const times: number[] = [];
    for (let round = 0; round <= (quick ? 2 : 8); round++) {
      // The first round loads the world and builds the indexes; then its snapshot is written in the background.
      if (round === 1) await child.ask('settle');
      for (let partner = 1; partner <= partners; partner++) {
        const began = performance.now();
        await answerOf(server, partnerPage(`partner_${partner}`));
        if (round > 0) times.push(performance.now() - began);
      }
    }
    await child.end();
    await rm(folder, { recursive: true });
    figures.push({
      what: `A partner’s page at ${what}: what waits, what was promised, where it is named, what changed; 95 of 100 within`,
      ours: `median ${median(times).toFixed(1)} ms`,
      value: quantile(times, 0.95),
      wanted: { atMost: 30 },
      unit: 'ms',
    });
  }
  return figures;
};

/** The histories report figures and open no reporting period: without one a partner would be asked for nothing. */
async function openPeriod(folder: string): Promise<void> {
  const codec = new Codec(contexts.flatMap(({ aggregates }) => aggregates.map(({ decider }) => decider)));
  const log = openSqliteLog({ file: join(folder, 'log.db'), clock: () => new Date() });
  const commandId = uuidFrom('partner-view');
  const data = { code: '2024-H2', from: '2024-07-01', to: '2024-12-31', type: 'half_year' };
  const metadata = {
    actor: 'person_1',
    organisation: 'partner_backbone',
    commandId,
    commandHash: commandId,
    correlationId: commandId,
    causationId: commandId,
  };
  const event = { id: eventId(commandId, 0), ...codec.encode({ type: 'PeriodOpened', data }), metadata };
  await log.append(streamOf(collaboration, 'period_2024h2'), [event], 'no stream');
  await log.close();
}
