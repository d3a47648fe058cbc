import { settingsOf } from '#backbone';
import { aggregate, platformActor, type ContextParts } from '#world';
import { access } from './access.ts';
import { accessLog } from './access.view.ts';

export { isOfSecurityInterest, isRecordOfAccess } from './access.ts';
export { AccessRecorder, NotRecorded } from './access.recorder.ts';
export { type BundleScope, NotAsSealed, writeBundle } from './bundle.writer.ts';
export { Malformed } from './checkpoint.note.ts';
export { NotGrown, openProofs, type Proofs } from './checkpoint.signer.ts';
export { hashTile, proofLines } from './tlog.edge.ts';
export { LiedTo, witnessIn, witnessRound } from './witness.round.ts';
export { AccessConnection, AccessNode } from './access.resolver.ts';
import './authority.resolver.ts';
import './self-check.resolver.ts';
export { eventWords, wordedEvents } from './event.words.ts';
export { History } from './history.reading.ts';
export { HistoryEventNode } from './history.resolver.ts';
export { HistoryStore } from './history.store.ts';
export { accessLog, type AccessRow } from './access.view.ts';

/** Who did what under which right: what was refused, and what was opened to an auditor. */
export const audit: ContextParts = {
  aggregates: [
    aggregate(access, (world, { asker }) => ({
      opened: settingsOf(world) !== undefined,
      byPlatform: asker.person === platformActor,
    })),
  ],
  views: [accessLog],
};

/** Nothing here is asked for by a query or a mutation of its own. */
export const auditResolvers = [];
