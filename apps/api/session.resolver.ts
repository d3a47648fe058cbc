import { organisationsOf, settingsOf } from '#backbone';
import { Ask, TextNode, type RequestContext } from '#graphql';
import type { Text } from '#language';
import { Inject } from '@nestjs/common';
import { Field, ID, ObjectType, Query, Resolver } from '@nestjs/graphql';
import type { Platform } from './platform.ts';
import { PLATFORM } from './tokens.ts';

@ObjectType({ description: 'A collaboration in which the person signed in may do something.' })
export class SessionPlace {
  @Field(() => ID)
  id!: string;
  @Field(() => TextNode)
  name!: Text;
}

@ObjectType({ description: 'Who is signed in.' })
export class SessionState {
  @Field(() => ID, { description: 'Opaque id.' })
  person!: string;
  @Field(() => [SessionPlace], { description: 'Where they hold a mandate today.' })
  collaborations!: readonly SessionPlace[];
}

/** How long the index may take to catch up with what was just granted, in milliseconds. */
const patience = 500;

/** The way in: who has this session, and where it leads. */
@Resolver()
export class SessionResolver {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Query(() => SessionState, { nullable: true, description: 'Who is signed in; nothing when nobody is.' })
  async session(@Ask() { session }: RequestContext): Promise<SessionState | undefined> {
    if (!session?.isOpen()) return undefined;
    const { worlds, history, log } = this.platform;
    await history.store.reached(await log.head(), patience);
    const worldsOfAll = await Promise.all(history.store.collaborations().map((id) => worlds.live(id)));
    const collaborations = worldsOfAll.flatMap((world) => {
      const settings = settingsOf(world);
      return settings && organisationsOf(world, session.person).length > 0
        ? [{ id: world.collaboration, name: settings.name }]
        : [];
    });
    return { person: session.person, collaborations };
  }
}
