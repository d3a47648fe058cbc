import { partnerNode, PartnerNode, todayIn } from '#backbone';
import {
  CollaborationNode,
  IdArgs,
  NodeOf,
  PageArgs,
  TextNode,
  answerOf,
  connectionOf,
  enumOf,
  extend,
  page,
  type Page,
  mutationsOf,
} from '#graphql';
import type { Text } from '#language';
import type { World } from '#world';
import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { z } from 'zod';
import { acknowledgement, acknowledgementId } from './acknowledgement.ts';
import { acknowledgements, type AcknowledgementRow } from './acknowledgement.view.ts';
import { ClockItemNode } from './clock.resolver.ts';
import { thingIn } from './dialogue.facts.ts';
import { MeetingNode } from './meeting.resolver.ts';
import { notice } from './notice.ts';
import { notices, type NoticeRow } from './notice.view.ts';
import { talkedAbout } from './talked-about.resolver.ts';
import { thingNode, ThingNode } from './thing.resolver.ts';

const NoticePhase = enumOf(z.enum(['standing', 'withdrawn']).meta({ id: 'NoticePhase' }));

@ObjectType('Acknowledgement', { description: 'How far one organisation has read one thing.' })
export class AcknowledgementNode extends NodeOf<AcknowledgementRow> {
  @Field(() => ID, { description: 'ack_<id of the thing>__<id of the partner without partner_>.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => Int, { description: 'The revision of the thing that was read.' })
  read!: number;
  @Field(() => ID, { description: 'Opaque id of the person who read it for the organisation.' })
  person!: string;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation.' })
  partner(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.partner);
  }

  @Field(() => ThingNode, { nullable: true, description: 'What was read.' })
  about(): ThingNode | undefined {
    return thingNode(this.world, this.row.about);
  }

  @Field(() => Boolean, { description: 'Whether nothing has changed in it since.' })
  upToDate(): boolean {
    return (thingIn(this.world, this.row.about)?.revision ?? 0) <= this.row.read;
  }
}

export const AcknowledgementConnection = connectionOf(AcknowledgementNode);

const acknowledgementNode = (world: World, id: string): AcknowledgementNode | undefined => {
  const row = world.rows(acknowledgements).get(id);
  return row && new AcknowledgementNode(world, row);
};

/** Those asked that have not read it as it stood when they were asked, or later. */
export const unread = (world: World, { about, aboutRevision, partners }: NoticeRow): readonly string[] =>
  partners.filter((partner) => {
    const read = world.rows(acknowledgements).get(acknowledgementId(about, partner))?.read;
    return read === undefined || read < aboutRevision;
  });

/** Requests that wait for a partner to read. */
export const waitingNotices = (world: World, partner: string): readonly NoticeRow[] =>
  world
    .rows(notices)
    .where('partner', partner)
    .filter((row) => isOpen(world, row) && unread(world, row).includes(partner));

@ObjectType('Notice', { description: 'A request that partners say they have read something.' })
export class NoticeNode extends NodeOf<NoticeRow> {
  @Field(() => ID, { description: 'Begins with notice_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => NoticePhase, { description: 'Standing, or withdrawn.' })
  phase!: NoticeRow['phase'];
  @Field(() => Int, { description: 'The revision that is to be read, or a later one.' })
  aboutRevision!: number;
  @Field(() => String, { description: 'The last day for reading it.' })
  due!: string;
  @Field(() => TextNode, { nullable: true, description: 'What is to be looked at.' })
  text!: Text | null;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  requestedAt!: string;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => TextNode, { nullable: true, description: 'Why it was withdrawn.' })
  withdrawnBecause!: Text | null;

  @Field(() => ThingNode, { nullable: true, description: 'What is to be read.' })
  about(): ThingNode | undefined {
    return thingNode(this.world, this.row.about);
  }

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation that asks.' })
  requestedBy(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.requestedBy);
  }

  @Field(() => [AcknowledgementNode], { description: 'Who has read it since it stood as asked.' })
  read(): AcknowledgementNode[] {
    const missing = new Set(unread(this.world, this.row));
    return this.row.partners
      .filter((partner) => !missing.has(partner))
      .flatMap((partner) => acknowledgementNode(this.world, acknowledgementId(this.row.about, partner)) ?? []);
  }

  @Field(() => [PartnerNode], { description: 'Who has not, at the moment the collaboration is looked at.' })
  unread(): PartnerNode[] {
    return unread(this.world, this.row).flatMap((partner) => partnerNode(this.world, partner) ?? []);
  }

  @Field(() => Boolean, { description: 'Somebody has not read it after the last day.' })
  overdue(): boolean {
    const { phase, due } = this.row;
    return phase === 'standing' && due < todayIn(this.world) && unread(this.world, this.row).length > 0;
  }
}

export const NoticeConnection = connectionOf(NoticeNode);

const isOpen = (world: World, { about }: { readonly about: string }): boolean => thingIn(world, about) !== undefined;

export const noticeNode = (world: World, id: string): NoticeNode | undefined => {
  const row = world.rows(notices).get(id);
  return row && isOpen(world, row) ? new NoticeNode(world, row) : undefined;
};

@ArgsType()
class NoticesArgs extends PageArgs {
  @Field(() => NoticePhase, { nullable: true, description: 'Only standing or only withdrawn ones.' })
  phase?: NoticeRow['phase'] | null;
}

/** The newest first. */
function pageOfNotices(world: World, rows: readonly NoticeRow[], args: NoticesArgs): Page<NoticeNode> {
  const found = rows.filter((row) => (args.phase == null || row.phase === args.phase) && isOpen(world, row));
  return page(found.toReversed(), args, (row) => new NoticeNode(world, row));
}

const list = { type: () => NoticeConnection, args: NoticesArgs };
extend(
  CollaborationNode,
  'notice',
  { type: () => NoticeNode, args: IdArgs, nullable: true, description: 'One request to read.' },
  ({ world }, { id }) => noticeNode(world, id),
);
extend(
  CollaborationNode,
  'notices',
  { ...list, description: 'Requests to read, the newest first.' },
  ({ world }, args) => {
    const rows = world.rows(notices);
    return pageOfNotices(world, args.phase == null ? rows.values() : rows.where('phase', args.phase), args);
  },
);
extend(
  PartnerNode,
  'mustRead',
  {
    type: () => NoticeConnection,
    args: PageArgs,
    description: 'What it has been asked to read and has not, the newest first.',
  },
  ({ world, row }, args) => page(waitingNotices(world, row.id).toReversed(), args, (one) => new NoticeNode(world, one)),
);
extend(
  PartnerNode,
  'acknowledgements',
  { type: () => AcknowledgementConnection, args: PageArgs, description: 'What it has read, as far as it has said so.' },
  ({ world, row }, args) =>
    page(
      world
        .rows(acknowledgements)
        .where('partner', row.id)
        .filter((one) => isOpen(world, one)),
      args,
      (one) => new AcknowledgementNode(world, one),
    ),
);
// Minutes and items of the clock are read too.
for (const node of [...talkedAbout, MeetingNode, ClockItemNode]) {
  extend(
    node,
    'acknowledgements',
    { type: () => AcknowledgementConnection, args: PageArgs, description: 'Who has read it, and how far.' },
    ({ world, row }, args) =>
      page(world.rows(acknowledgements).where('about', row.id), args, (one) => new AcknowledgementNode(world, one)),
  );
  extend(node, 'notices', { ...list, description: 'Requests to read it, the newest first.' }, ({ world, row }, args) =>
    pageOfNotices(world, world.rows(notices).where('about', row.id), args),
  );
}

const AcknowledgementAnswer = answerOf(AcknowledgementNode);
const NoticeAnswer = answerOf(NoticeNode);

export const AcknowledgementResolver = mutationsOf(
  acknowledgement,
  { answer: AcknowledgementAnswer, find: (world, { id }) => acknowledgementNode(world, id) },
  {
    AcknowledgeChange:
      'Says that the own organisation has read a thing as it stands at a revision. The id is ack_<id of the thing>__<id of the partner without partner_>.',
  },
);

export const NoticeResolver = mutationsOf(
  notice,
  { answer: NoticeAnswer, find: (world, { id }) => noticeNode(world, id) },
  {
    RequestAcknowledgement:
      'Asks partners to say that they have read something as it stands now; for coordinators and for who leads it.',
    WithdrawRequest: 'Withdraws a request to read, with a reason.',
  },
);
