import { isHushed } from '#agenda';
import { isRecordOfAccess } from '#audit';
import type { Asker } from '#decider';
import { Ask, CollaborationNode, Desk, badInput, refusalWords, type RequestContext } from '#graphql';
import { START, type EventLog, type RecordedEvent } from '#event-log';
import { subjectOf, Worlds, type World } from '#world';
import { Inject } from '@nestjs/common';
import { Args, Field, ID, ObjectType, Query, Resolver, Subscription } from '@nestjs/graphql';
import { PLATFORM } from './tokens.ts';

@ObjectType({ description: 'One event of the log: what changed, when, for whom.' })
export class Change {
  @Field(() => ID, { description: 'Position in the log: give it as `since` to go on from here.' })
  position!: string;
  @Field(() => String, { description: 'The event’s type, e.g. GoalEndorsed.' })
  type!: string;
  @Field(() => ID, { description: 'The id of what changed.' })
  subject!: string;
  @Field(() => ID, { description: 'The organisation it was done for.' })
  organisation!: string;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  recordedAt!: string;
}

@ObjectType({ description: 'The words of a refusal code in three languages.' })
export class RefusalWords {
  @Field(() => String)
  code!: string;
  @Field(() => String)
  fi!: string;
  @Field(() => String)
  sv!: string;
  @Field(() => String)
  en!: string;
}

@Resolver()
export class CollaborationResolver {
  constructor(
    @Inject(Desk) private readonly desk: Desk,
    @Inject(Worlds) private readonly worlds: Worlds,
    @Inject(PLATFORM) private readonly platform: { log: EventLog },
  ) {}

  @Query(() => CollaborationNode, {
    nullable: true,
    description:
      'The root of a consistent world, now or as it was. Nothing when it does not exist or is not the asker’s.',
  })
  async collaboration(
    @Ask() ask: RequestContext,
    @Args('id', { type: () => ID }) id: string,
    @Args('asOf', {
      type: () => String,
      nullable: true,
      description: 'A day (2024-06-30, to its end), an instant (2024-06-30T12:00:00Z) or a log position (#1234).',
    })
    asOf: string | null,
    @Args('actingFor', {
      type: () => ID,
      nullable: true,
      description:
        'With the eyes of which of their own organisations the asker looks; needed only by those who hold mandates in several.',
    })
    actingFor: string | null,
  ): Promise<CollaborationNode | undefined> {
    const world = await this.desk.world(ask, id, asOf, actingFor);
    // Before its first event a collaboration does not exist, and nobody acts for anybody in it.
    return world && world.position > START && world.recordedAt !== '' ? new CollaborationNode(world) : undefined;
  }

  @Query(() => [RefusalWords], { description: 'Every refusal code with its words.' })
  refusals(): RefusalWords[] {
    return [...refusalWords()].map(([code, words]) => ({ code, ...words })).sort((a, b) => (a.code < b.code ? -1 : 1));
  }

  @Subscription(() => Change, {
    description: 'Every change of a collaboration after a position: first what has been, then live, nothing twice.',
    resolve: (change: Change) => change,
  })
  async changed(
    @Ask() ask: RequestContext,
    @Args('collaboration', { type: () => ID }) collaboration: string,
    @Args('since', {
      type: () => ID,
      nullable: true,
      description: 'The last position already seen; only new changes when not said.',
    })
    since: string | null,
    @Args('actingFor', {
      type: () => ID,
      nullable: true,
      description: 'With the eyes of which of their own organisations the asker looks, for as long as they may.',
    })
    actingFor: string | null,
  ): Promise<AsyncIterator<Change>> {
    const world = await this.desk.world(ask, collaboration, null, actingFor);
    if (!world) throw badInput('There is no such collaboration for you');
    if (since != null && !/^\d{1,18}$/.test(since)) throw badInput('since is a log position: digits only');
    const after = since == null ? world.position : BigInt(since);
    const { session } = ask;
    // Asked again before each event: a mandate revoked and a session ended tell nothing more.
    const askerNow = (live: World) => session && this.desk.askerOf(session, live, actingFor);
    return follow(this.platform.log, this.worlds, world.collaboration, after, askerNow);
  }
}

/**
 * The log from a position on, as fast as the reader takes it: nothing is queued, each turn reads on from where the
 * last one ended, and a missed ring costs delay and no event.
 */
function follow(
  log: EventLog,
  worlds: Worlds,
  collaboration: string,
  after: bigint,
  askerIn: (live: World) => Asker | undefined,
): AsyncIterableIterator<Change> {
  let from = after;
  let page: RecordedEvent[] = [];
  let ended = false;
  let wake: () => void = () => undefined;
  const stop = worlds.onGrowth((_, whose) => {
    if (whose === collaboration) wake();
  });
  const end = () => {
    ended = true;
    stop();
    wake();
    return Promise.resolve({ done: true as const, value: undefined });
  };
  const nextPage = async () => {
    try {
      return await Array.fromAsync(log.readAll({ after: from, category: collaboration, limit: 100 }));
    } catch (error) {
      // Who reads is told, and nobody ends an iterator that has failed.
      await end();
      throw error;
    }
  };
  return {
    async next() {
      while (!ended) {
        const rung = new Promise<void>((resolve) => (wake = resolve));
        if (page.length === 0) page = await nextPage();
        const event = page.shift();
        if (event) {
          from = event.position;
          // Who tried what is the auditor's to read, and a reader who asks again at every change would go on for ever.
          if (isRecordOfAccess(subjectOf(event.stream))) continue;
          const change = changeOf(event);
          // Asked for anew each time: a world that nobody used for long has given way to another.
          const live = await worlds.live(collaboration);
          const asker = askerIn(live);
          if (asker === undefined) return end();
          if (isHushed(live.seenBy(asker), change)) continue;
          return { done: false, value: change };
        }
        await rung;
      }
      page = [];
      return { done: true, value: undefined };
    },
    return: end,
    throw: end,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const changeOf = ({ position, type, stream, metadata, recordedAt }: RecordedEvent): Change => ({
  position: String(position),
  type,
  subject: subjectOf(stream),
  organisation: metadata.organisation,
  recordedAt,
});
