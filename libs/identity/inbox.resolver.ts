import {
  Allow,
  Ask,
  Desk,
  LanguageArgs,
  PageArgs,
  Takes,
  badInput,
  connectionOf,
  enumOf,
  page,
  pageLimit,
  type Page,
  type RequestContext,
} from '#graphql';
import type { Asker } from '#decider';
import type { World } from '#world';
import { Inject } from '@nestjs/common';
import { Args, ArgsType, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { mandateNode, MandateNode, organisationsOf, partnerNode, PartnerNode } from '#backbone';
import { People } from './people.ts';
import { personNode, PersonNode } from './people.resolver.ts';
import { Inbox, NotificationKind, NotificationWay, notificationKinds, type InboxItem, type Visit } from './inbox.ts';
import { notificationWords } from './notification.words.ts';

const Kind = enumOf(NotificationKind);
const Way = enumOf(NotificationWay);

@ObjectType('Notification', { description: 'Something that waits for a person, or has become of what is theirs.' })
export class NotificationNode {
  @Field(() => ID)
  id!: string;
  @Field(() => Kind)
  kind!: NotificationKind;
  @Field(() => ID, { description: 'What it is about.' })
  about!: string;
  @Field(() => ID, { description: 'Log position of what it is about.' })
  position!: string;
  @Field(() => String, { description: 'When it came about. ISO 8601 instant.' })
  at!: string;
  @Field(() => String, { nullable: true, description: 'When the person had seen it. ISO 8601 instant.' })
  seenAt!: string | null;

  constructor({ id, kind, about, position, at, seenAt }: InboxItem) {
    Object.assign(this, { id, kind, about, position, at, seenAt: seenAt ?? null });
  }

  @Field(() => String, { description: 'What it says, in one sentence.' })
  @Takes(LanguageArgs)
  words({ language }: LanguageArgs): string {
    return notificationWords[this.kind][language];
  }
}

export const NotificationConnection = connectionOf(NotificationNode);

@ObjectType({ description: 'How the person is told of one kind of thing.' })
export class NotificationRule {
  @Field(() => Kind)
  kind!: NotificationKind;
  @Field(() => Way, { description: 'Not at all, at once, or once a day.' })
  how!: NotificationWay;
}

@ObjectType({ description: 'When the person last said that they had seen everything.' })
export class LastVisit {
  @Field(() => ID, { description: 'Log position up to which everything had been seen.' })
  position!: string;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
}

@ArgsType()
class NotificationsArgs extends PageArgs {
  @Field(() => Boolean, { nullable: true, description: 'Only what has not been seen.' })
  unseen?: boolean | null;
}

@ObjectType('Me', { description: 'The person who asks, in one collaboration: what only they see.' })
export class MeNode {
  @Field(() => ID, { description: 'Opaque id.' })
  person: string;
  @Field(() => ID, { description: 'The organisation the person acts for when nothing else is said.' })
  organisation: string;
  readonly collaboration: string;
  readonly world: World;
  readonly inbox: Inbox;
  readonly people: People;

  private readonly held: Asker['mandates'];

  constructor(world: World, { person, organisation, mandates }: Asker, inbox: Inbox, people: People) {
    this.person = person;
    this.organisation = organisation;
    this.held = mandates;
    this.collaboration = world.collaboration;
    this.world = world;
    this.inbox = inbox;
    this.people = people;
  }

  @Field(() => PersonNode, { description: 'Who the person is: see correctMyDetails.' })
  self(): PersonNode {
    return personNode(this.people, this.world, this.person, true);
  }

  @Field(() => [PartnerNode], {
    description:
      'The organisations the person may act for here, the one whose mandate was granted first before the others.',
  })
  organisations(): readonly PartnerNode[] {
    return organisationsOf(this.world, this.person).flatMap((id) => partnerNode(this.world, id) ?? []);
  }

  @Field(() => [MandateNode], {
    description: 'What the person may do here for the organisation they act for: their mandates in force.',
  })
  mandates(): readonly MandateNode[] {
    return this.held.flatMap(({ id }) => mandateNode(this.world, id) ?? []);
  }

  @Field(() => NotificationConnection, { description: 'What the person was told, newest first: the newest 500.' })
  @Takes(NotificationsArgs)
  notifications({ unseen, ...args }: NotificationsArgs): Page<NotificationNode> {
    const items = this.inbox.list(this.person, this.collaboration, { unseen: unseen ?? false });
    return page(items, args, (item) => new NotificationNode(item));
  }

  @Field(() => Int, { description: 'How many of them have not been seen.' })
  unseenCount(): number {
    return this.inbox.list(this.person, this.collaboration, { unseen: true }).length;
  }

  @Field(() => [NotificationRule], { description: 'How the person is told, for every kind of thing.' })
  rules(): NotificationRule[] {
    return notificationKinds.map((kind) => ({ kind, how: this.inbox.way(this.person, this.collaboration, kind) }));
  }

  @Field(() => LastVisit, { nullable: true, description: 'Nothing before the first time.' })
  lastVisit(): Visit | undefined {
    return this.inbox.visit(this.person, this.collaboration);
  }

  @Field(() => ID, {
    description: 'Log position after which everything is new to the person: give it to `changes(since:)`.',
  })
  sinceLastVisit(): string {
    return this.inbox.visit(this.person, this.collaboration)?.position ?? '0';
  }
}

/**
 * A person's own settings. They change nothing that anybody else sees, so they are no commands of the domain and leave
 * no event: see infra/decisions/0028.
 */
@Resolver()
export class InboxResolver {
  constructor(
    @Inject(Desk) private readonly desk: Desk,
    @Inject(Inbox) private readonly inbox: Inbox,
    @Inject(People) private readonly people: People,
  ) {}

  @Query(() => MeNode, {
    nullable: true,
    description: 'The person who asks; nothing in a collaboration that does not exist or is not the asker’s.',
  })
  async me(
    @Ask() ask: RequestContext,
    @Args('collaboration', { type: () => ID }) collaboration: string,
    @Args('actingFor', {
      type: () => ID,
      nullable: true,
      description:
        'With the eyes of which of their own organisations the asker looks; needed only by those who hold mandates in several.',
    })
    actingFor: string | null,
  ): Promise<MeNode | undefined> {
    const world = await this.desk.world(ask, collaboration, null, actingFor);
    return world?.asker && new MeNode(world, world.asker, this.inbox, this.people);
  }

  @Allow()
  @Mutation(() => MeNode, {
    nullable: true,
    description: 'Marks own notifications as seen: those named, or everything up to a position, which is then a visit.',
  })
  async seeNotifications(
    @Ask() ask: RequestContext,
    @Args('collaboration', { type: () => ID }) collaboration: string,
    @Args('ids', { type: () => [ID], nullable: true, description: `At most ${pageLimit}.` }) ids: string[] | null,
    @Args('upTo', {
      type: () => ID,
      nullable: true,
      description: 'The position of the world in which all was seen; that of the newest when neither is said.',
    })
    upTo: string | null,
  ): Promise<MeNode | undefined> {
    const world = await this.desk.world(ask, collaboration);
    if (!world?.asker) return undefined;
    if (ids != null && upTo != null) throw badInput('Give ids or upTo, not both');
    if (ids != null && ids.length > pageLimit) throw badInput(`At most ${pageLimit} ids`);
    if (upTo != null && !/^\d{1,18}$/.test(upTo)) throw badInput('upTo is a log position: digits only');
    const { position, now } = world;
    // Nobody has seen what has not happened yet.
    const reached = upTo != null && BigInt(upTo) < position ? BigInt(upTo) : position;
    this.inbox.see(world.asker.person, collaboration, ids ?? { upTo: reached }, now);
    return new MeNode(world, world.asker, this.inbox, this.people);
  }

  @Allow()
  @Mutation(() => MeNode, {
    nullable: true,
    description: 'How the person wants to be told of one kind of thing in this collaboration, from now on.',
  })
  async setNotificationRule(
    @Ask() ask: RequestContext,
    @Args('collaboration', { type: () => ID }) collaboration: string,
    @Args('kind', { type: () => Kind }) kind: NotificationKind,
    @Args('how', { type: () => Way }) how: NotificationWay,
  ): Promise<MeNode | undefined> {
    const world = await this.desk.world(ask, collaboration);
    if (!world?.asker) return undefined;
    this.inbox.setWay(world.asker.person, collaboration, kind, how);
    return new MeNode(world, world.asker, this.inbox, this.people);
  }
}
