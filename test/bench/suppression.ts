import { openSqliteLog } from '#event-log';
import { Codec, eventId, streamOf, uuidFrom } from '#world';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { contexts } from '../../apps/api/platform.ts';
import { answerOf } from './agenda-query.ts';
import { collaboration, countyMix, historyFolder } from './history.ts';
import { Child, inTurns, type Bench } from './measure.ts';
import { indicatorPage } from './queries.ts';

interface Server {
  readonly url: string;
  readonly cookie: string;
}

const reviewer = 'person_reviewer';

/**
 * An indicator's page for somebody who is told what may be told (its small counts hidden, and what would give them
 * away), against the same page for a reviewer, who sees every number and for whom nothing has to be worked out.
 */
export const suppression: Bench = async ({ quick, cache, say }) => {
  const mix = countyMix(quick ? 50_000 : 1_000_000);
  const folder = await mkdtemp(join(cache, 'suppression-'));
  await cp(await historyFolder(cache, mix), folder, { recursive: true });
  await agree(folder, mix.partners);
  say('the server starts');
  const child = new Child('server-child', [folder]);
  const { url, cookie } = await child.ask<Server>();
  const others = await child.ask<Pick<Server, 'cookie'>>({ person: reviewer });
  const indicators = Math.min(mix.indicators, 40);
  const page = async (who: string) => {
    const began = performance.now();
    for (let index = 1; index <= indicators; index++)
      await answerOf({ url, cookie: who }, indicatorPage(`indicator_${index}`));
    return (performance.now() - began) / indicators;
  };
  const { ours, theirs, ratio } = await inTurns(
    quick ? 3 : 9,
    () => page(cookie),
    () => page(others.cookie),
  );
  await child.end();
  await rm(folder, { recursive: true });
  return [
    {
      what: 'An indicator’s page with small counts and what would give them away hidden, beside one that shows all',
      ours: `${ours.toFixed(2)} ms`,
      baseline: `${theirs.toFixed(2)} ms for a reviewer`,
      value: ratio,
      wanted: { atMost: 1.2 },
      unit: '×',
    },
  ];
};

/** The histories have no agreement and no reviewer: without the one nothing is seen of others, without the other all. */
async function agree(folder: string, partners: number): Promise<void> {
  const codec = new Codec(contexts.flatMap(({ aggregates }) => aggregates.map(({ decider }) => decider)));
  const log = openSqliteLog({ file: join(folder, 'log.db'), clock: () => new Date() });
  const write = async (subject: string, events: readonly { type: string; data: object }[]) => {
    const commandId = uuidFrom(`suppression ${subject}`);
    const metadata = {
      actor: 'person_1',
      organisation: 'partner_backbone',
      commandId,
      commandHash: commandId,
      correlationId: commandId,
      causationId: commandId,
    };
    const encoded = events.map((event, index) => ({ id: eventId(commandId, index), ...codec.encode(event), metadata }));
    await log.append(streamOf(collaboration, subject), encoded, 'no stream');
  };
  const parties = Array.from({ length: partners }, (_, index) => `partner_${index + 1}`);
  const terms = {
    title: { original: 'fi', fi: 'Tulosten jakaminen' },
    purpose: { original: 'fi', fi: 'Seuranta yhdessä' },
    parties,
    indicators: [],
    detail: 'breakdowns',
    publish: 'values',
    from: '2020-01-01',
  };
  await write('agreement_all', [
    { type: 'AgreementDrafted', data: { ...terms, demonstration: true, draftedBy: 'partner_1' } },
    ...parties.map((partner) => ({ type: 'AgreementSigned', data: { partner, agreementVersion: 1 } })),
    { type: 'AgreementConcluded', data: { agreementVersion: 1 } },
  ]);
  const grant = { person: reviewer, partner: 'partner_1', role: 'reviewer', from: '2020-01-01', demonstration: true };
  await write('mandate_reviewer', [{ type: 'MandateGranted', data: grant }]);
  await log.close();
}
