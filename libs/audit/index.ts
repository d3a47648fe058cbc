import { mandates, settingsOf } from '#backbone';
import { aggregate, platformActor, type ContextParts } from '#world';
import { access } from './access.ts';
import { accessLog } from './access.view.ts';
import { ErasureResolver, RemovalResolver } from './erasure.resolver.ts';
import { erasure } from './erasure.ts';
import { erasures } from './erasure.view.ts';
import { publicityFacts } from './publicity.reading.ts';
import { PublicityResolver } from './publicity.resolver.ts';
import { publicity } from './publicity.ts';
import { publicities } from './publicity.view.ts';
import { removal } from './removal.ts';
import { removals } from './removal.view.ts';
import { retentionFacts } from './retention.reading.ts';
import { RetentionResolver } from './retention.resolver.ts';
import { retention } from './retention.ts';
import { retentions } from './retention.view.ts';

export { isOfSecurityInterest, isRecordOfAccess } from './access.ts';
export { AccessRecorder, NotRecorded } from './access.recorder.ts';
export { scopeOf, type BundleAsked } from './bundle.scope.ts';
export { NotAccountedFor } from './bundle.accounts.ts';
export { bundleStream, type BundleScope, NotAsSealed, writeBundle } from './bundle.writer.ts';
export { asyncApiOf, catalogueOf, cataloguePage } from './catalogue.ts';
export { publicityOf, toldInPublic } from './publicity.reading.ts';
export { retentionPlan } from './retention-plan.ts';
export { Malformed } from './checkpoint.note.ts';
export { copyCheckpoints, mustBeOneSigner } from './checkpoint.copy.ts';
export { Notary, type NotaryHours } from './checkpoint.notary.ts';
export { NotGrown, openProofs, type Proofs } from './checkpoint.signer.ts';
export * from './index.log.ts';
export { hashTile, inclusionText, proofLines } from './tlog.edge.ts';
export { LiedTo, witnessIn, witnessRound } from './witness.round.ts';
export { AccessConnection, AccessNode } from './access.resolver.ts';
import './authority.resolver.ts';
import './self-check.resolver.ts';
export { eventWords, wordedEvents } from './event.words.ts';
export { disposer } from './disposal.reaction.ts';
export { Erasures } from './erasure.edge.ts';
export { refusedToErase } from './erasure.reading.ts';
export { outgoing, rangeOf, type CloudEvent } from './event.outgoing.ts';
export { isAuditor } from './history.sight.ts';
export { History } from './history.reading.ts';
export { HistoryEventNode } from './history.resolver.ts';
export { HistoryStore } from './history.store.ts';
import './request.resolver.ts';
export { aboutPerson, type AboutEvent, type PersonReport } from './person.reading.ts';
export { RequestStore, requestsOf, verifyRequests, type Acting, type Outcome, type Request } from './request.store.ts';
export { accessLog, type AccessRow } from './access.view.ts';

/** Who did what under which right: what was refused, opened to an auditor, kept and for how long, made public, and erased. */
export const audit: ContextParts = {
  aggregates: [
    aggregate(access, (world, { asker }) => ({
      opened: settingsOf(world) !== undefined,
      byPlatform: asker.person === platformActor,
    })),
    aggregate(publicity, publicityFacts),
    aggregate(retention, retentionFacts),
    aggregate(erasure, (world) => ({
      isKnown: (person: string) => world.rows(mandates).count('person', person) > 0,
    })),
    aggregate(removal, (world, { id, found }) => ({
      proposer: world.rows(removals).get(id)?.proposedBy,
      replacement: typeof found === 'string' ? found : undefined,
    })),
  ],
  views: [accessLog, publicities, retentions, erasures, removals],
};

export const auditResolvers = [PublicityResolver, RetentionResolver, ErasureResolver, RemovalResolver];
