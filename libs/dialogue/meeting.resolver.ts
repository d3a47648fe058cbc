import { partnerNode, PartnerNode, placeNode, PlaceNode, teamNode, TeamNode, todayIn } from '#backbone';
import { decisionNode, DecisionNode } from '#agenda';
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
import { Coming, meeting, MeetingKind } from './meeting.ts';
import { isUnrecorded, meetings, type MeetingDecisionRow, type MeetingRow } from './meeting.view.ts';
import { talkedAbout } from './talked-about.resolver.ts';
import { thingNode, ThingNode } from './thing.resolver.ts';

const MeetingKindEnum = enumOf(MeetingKind);
const MeetingPhaseEnum = enumOf(z.enum(['called', 'held', 'cancelled']).meta({ id: 'MeetingPhase' }));
const ComingEnum = enumOf(Coming);

@ObjectType({ description: 'One organisation’s invitation to a meeting, its answer, and how many came.' })
export class Invitation extends NodeOf<InvitationRow> {
  @Field(() => ComingEnum, { nullable: true, description: 'Whether it comes; nothing while it has not answered.' })
  coming!: Coming | null;
  @Field(() => String, { nullable: true, description: 'When it answered. ISO 8601 instant.' })
  at!: string | null;
  @Field(() => Boolean, { description: 'False for one that came uninvited.' })
  invited!: boolean;
  @Field(() => Int, { nullable: true, description: 'How many came from it; nothing before the meeting was held.' })
  heads!: number | null;

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation.' })
  partner(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.partner);
  }
}

interface InvitationRow {
  readonly partner: string;
  readonly invited: boolean;
  readonly coming?: Coming | undefined;
  readonly at?: string | undefined;
  readonly heads?: number | undefined;
}

@ObjectType({ description: 'One item of a meeting’s agenda.' })
export class AgendaItem extends NodeOf<MeetingRow['agenda'][number]> {
  @Field(() => TextNode, { description: 'What is taken up.' })
  title!: Text;

  @Field(() => ThingNode, { nullable: true, description: 'What it is about, when it is about one thing.' })
  about(): ThingNode | undefined {
    return thingNode(this.world, this.row.about);
  }
}

@ObjectType({ description: 'What a meeting decided.' })
export class MeetingDecision extends NodeOf<MeetingDecisionRow> {
  @Field(() => Int, { description: 'Its number among the meeting’s decisions.' })
  number!: number;
  @Field(() => TextNode, { description: 'What was decided.' })
  text!: Text;
  @Field(() => String, { description: 'When it was written down. ISO 8601 instant.' })
  at!: string;

  @Field(() => ThingNode, { nullable: true, description: 'What it decides about.' })
  about(): ThingNode | undefined {
    return thingNode(this.world, this.row.about);
  }

  @Field(() => DecisionNode, { nullable: true, description: 'The decision of a governing body it goes with.' })
  decision(): DecisionNode | undefined {
    return this.row.decision === undefined ? undefined : decisionNode(this.world, this.row.decision);
  }
}

@ObjectType({ description: 'A meeting was moved to another day or time.' })
export class MeetingMove {
  @Field(() => String, { description: 'The day it was called for before.' })
  day!: string;
  @Field(() => String, { description: 'When it was moved. ISO 8601 instant.' })
  at!: string;
  @Field(() => TextNode, { nullable: true, description: 'Why, where a reason was given.' })
  reason!: Text | null;
}

@ObjectType({ description: 'The minutes or the attendance were corrected.' })
export class MinutesCorrection {
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
  @Field(() => TextNode, { description: 'Why.' })
  reason!: Text;
}

@ObjectType('Meeting', { description: 'Partners meet: a negotiation, a network, a steering group, a workshop.' })
export class MeetingNode extends NodeOf<MeetingRow> {
  @Field(() => ID, { description: 'Begins with meeting_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => MeetingPhaseEnum, { description: 'Called, held or cancelled.' })
  phase!: MeetingRow['phase'];
  @Field(() => TextNode, { description: 'What it is called.' })
  title!: Text;
  @Field(() => MeetingKindEnum, { description: 'What kind of meeting it is.' })
  kind!: MeetingKind;
  @Field(() => String, { description: 'The day.' })
  day!: string;
  @Field(() => String, { nullable: true, description: 'When it begins, in the collaboration’s time zone, e.g. 09:30.' })
  from!: string | null;
  @Field(() => String, { nullable: true, description: 'When it ends.' })
  to!: string | null;
  @Field(() => TextNode, { nullable: true, description: 'Where, in words.' })
  venue!: Text | null;
  @Field(() => String, { nullable: true, description: 'Link by which to join.' })
  online!: string | null;
  @Field(() => String, { description: 'When it was called. ISO 8601 instant.' })
  calledAt!: string;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => [TextNode], { description: 'The minutes, a paragraph each.' })
  minutes!: Text[];
  @Field(() => [MeetingMove], { description: 'Days it was called for before, oldest first.' })
  moves!: MeetingMove[];
  @Field(() => [MinutesCorrection], { description: 'Corrections of minutes or attendance, oldest first.' })
  corrections!: MinutesCorrection[];
  @Field(() => TextNode, { nullable: true, description: 'Why it was cancelled.' })
  cancelledBecause!: Text | null;

  @Field(() => Boolean, {
    description: 'Its day has passed and nobody has said that it was held, judged by the moment looked at.',
  })
  unrecorded(): boolean {
    return isUnrecorded(this.row, todayIn(this.world));
  }

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation that called it.' })
  calledBy(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.calledBy);
  }

  @Field(() => TeamNode, { nullable: true, description: 'The team, network or group that meets.' })
  team(): TeamNode | undefined {
    return this.row.team === undefined ? undefined : teamNode(this.world, this.row.team);
  }

  @Field(() => PlaceNode, { nullable: true, description: 'The place it is held in.' })
  place(): PlaceNode | undefined {
    return this.row.place === undefined ? undefined : placeNode(this.world, this.row.place);
  }

  @Field(() => [AgendaItem], { description: 'What is taken up, in order.' })
  agenda(): AgendaItem[] {
    return this.row.agenda.map((item) => new AgendaItem(this.world, item));
  }

  @Field(() => [Invitation], { description: 'Who was invited and what each answered, and who came uninvited.' })
  invitations(): Invitation[] {
    const { invited, attendance } = this.row;
    const uninvited = attendance.map(({ partner }) => partner).filter((partner) => !invited.includes(partner));
    return [...invited, ...uninvited].map((partner) => {
      const answer = this.row.answers.find((one) => one.partner === partner);
      const heads = attendance.find((one) => one.partner === partner)?.heads;
      const row = { partner, invited: invited.includes(partner), coming: answer?.coming, at: answer?.at, heads };
      return new Invitation(this.world, row);
    });
  }

  @Field(() => Int, { description: 'How many people came in all; 0 before it was held.' })
  heads(): number {
    return this.row.attendance.reduce((sum, { heads }) => sum + heads, 0);
  }

  @Field(() => [MeetingDecision], { description: 'What was decided, in order.' })
  decided(): MeetingDecision[] {
    return this.row.decided.map((row) => new MeetingDecision(this.world, row));
  }
}

export const MeetingConnection = connectionOf(MeetingNode);

export const meetingNode = (world: World, id: string): MeetingNode | undefined => {
  const row = world.rows(meetings).get(id);
  return row && new MeetingNode(world, row);
};

@ArgsType()
class MeetingsArgs extends PageArgs {
  @Field(() => MeetingKindEnum, { nullable: true, description: 'Only meetings of this kind.' })
  kind?: MeetingKind | null;
  @Field(() => MeetingPhaseEnum, { nullable: true, description: 'Only called, held or cancelled ones.' })
  phase?: MeetingRow['phase'] | null;
  @Field(() => String, { nullable: true, description: 'Only those on this day or later.' })
  from?: string | null;
  @Field(() => String, { nullable: true, description: 'Only those on this day or earlier.' })
  to?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'Only those to which this partner has been invited and has not answered.',
  })
  awaits?: string | null;
}

/** By their day and time. */
function pageOfMeetings(world: World, rows: readonly MeetingRow[], args: MeetingsArgs): Page<MeetingNode> {
  const { kind, phase, from, to, awaits } = args;
  const waiting =
    awaits == null
      ? undefined
      : new Set(
          world
            .rows(meetings)
            .where('waitsFor', awaits)
            .map(({ id }) => id),
        );
  const found = rows.filter(
    (row) =>
      (kind == null || row.kind === kind) &&
      (phase == null || row.phase === phase) &&
      (from == null || row.day >= from) &&
      (to == null || row.day <= to) &&
      (!waiting || waiting.has(row.id)),
  );
  return page(found.sort(byDay), args, (row) => new MeetingNode(world, row));
}

const byDay = (a: MeetingRow, b: MeetingRow): number => {
  const [left, right] = [a, b].map(({ day, from, id }) => `${day} ${from ?? ''} ${id}`);
  return (left ?? '') < (right ?? '') ? -1 : 1;
};

const list = { type: () => MeetingConnection, args: MeetingsArgs };
extend(
  CollaborationNode,
  'meeting',
  { type: () => MeetingNode, args: IdArgs, nullable: true, description: 'One meeting.' },
  ({ world }, { id }) => meetingNode(world, id),
);
extend(CollaborationNode, 'meetings', { ...list, description: 'Meetings by their day.' }, ({ world }, args) => {
  const rows = world.rows(meetings);
  const { awaits, phase, kind } = args;
  const asked =
    awaits != null
      ? rows.where('waitsFor', awaits)
      : phase != null
        ? rows.where('phase', phase)
        : kind != null
          ? rows.where('kind', kind)
          : rows.values();
  return pageOfMeetings(world, asked, args);
});
extend(
  PartnerNode,
  'meetings',
  { ...list, description: 'Meetings it called, was invited to or came to, by their day.' },
  ({ world, row }, args) => pageOfMeetings(world, world.rows(meetings).where('partner', row.id), args),
);
extend(TeamNode, 'meetings', { ...list, description: 'Its meetings, by their day.' }, ({ world, row }, args) =>
  pageOfMeetings(world, world.rows(meetings).where('team', row.id), args),
);
for (const node of talkedAbout)
  if (node !== TeamNode)
    extend(
      node,
      'meetings',
      { ...list, description: 'Meetings that took it up or decided about it, by their day.' },
      ({ world, row }, args) => pageOfMeetings(world, world.rows(meetings).where('about', row.id), args),
    );

const MeetingAnswer = answerOf(MeetingNode);

export const MeetingResolver = mutationsOf(
  meeting,
  { answer: MeetingAnswer, find: (world, { id }) => meetingNode(world, id) },
  {
    CallMeeting: 'Calls a meeting in the name of the own organisation.',
    ReviseMeeting:
      'Says all of a meeting anew: what is left out is taken away. When its day or time moves, answers are asked for again.',
    AnswerInvitation: 'Says whether the own organisation comes.',
    HoldMeeting: 'Says that a meeting was held: how many came from which organisation, and the minutes.',
    CorrectMinutes: 'Says attendance and minutes anew, with a reason.',
    DecideAtMeeting: 'Writes down what a meeting decided, and about what.',
    CancelMeeting: 'Cancels a meeting, with a reason.',
  },
);
