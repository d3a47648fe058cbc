import { PartnerNode, PlaceNode, partnerNode, placeNode, settingsOf } from '#backbone';
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
import { Day, type Text } from '#language';
import { IndicatorNode, indicatorNode } from '#measurement';
import type { World } from '#world';
import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { z } from 'zod';
import { ActivityNode, activityNode } from './activity.resolver.ts';
import { activities } from './activity.view.ts';
import { session } from './session.ts';
import { sessions, sumOf, type SessionRow } from './session.view.ts';

const SessionPhase = enumOf(z.enum(['planned', 'held', 'cancelled']).meta({ id: 'SessionPhase' }));
const FigureBasis = enumOf(z.enum(['sessions', 'contacts', 'persons']).meta({ id: 'SuggestedFigureBasis' }));

/**
 * Whether the asker may see how many came: the organiser, the activity's lead, whoever was there, and an auditor.
 * Nobody else, however many they were: the joint figure of an indicator is made of such numbers, and whoever saw it
 * beside all but the small ones could work those out (rule 30). Others see what is reported on the indicator.
 */
export function seesHeads(world: World, row: SessionRow): boolean {
  const { asker } = world;
  if (!asker) return false;
  const { organisation, mandates } = asker;
  if (row.organiser === organisation || row.present.includes(organisation)) return true;
  if (world.rows(activities).get(row.activity)?.lead === organisation) return true;
  const auditor = mandates.some((held) => held.role === 'auditor' && !held.indicator && !held.programme);
  // What an auditor's right alone has opened is itself recorded, when it is a small count (rule 33).
  const small = settingsOf(world)?.smallBelow ?? 0;
  const told = [row, ...row.corrections].flatMap(({ participants: { contacts = 0, persons = 0 } = {} }) => [
    contacts,
    persons,
  ]);
  if (auditor && told.some((heads) => heads > 0 && heads < small)) world.revealed.add(row.id);
  return auditor;
}

@ObjectType({ description: 'How many came: heads, and never who.' })
export class Participants {
  @Field(() => Int, { description: 'Encounters: who comes twice counts twice.' })
  contacts!: number;
  @Field(() => Int, { nullable: true, description: 'Different people among them, where somebody counted.' })
  persons?: number | undefined;
}

@ObjectType({ description: 'A session was put off to another day.' })
export class SessionMove {
  @Field(() => String, { description: 'The day before.' })
  from!: string;
  @Field(() => String, { description: 'The day since then.' })
  to!: string;
  @Field(() => String, { description: 'When it was moved. ISO 8601 instant.' })
  at!: string;
  @Field(() => TextNode, { description: 'Why.' })
  reason!: Text;
}

@ObjectType({ description: 'What had been told of a session before it was corrected.' })
export class SessionCorrection {
  @Field(() => String, { description: 'When it was corrected. ISO 8601 instant.' })
  at!: string;
  @Field(() => ID, { description: 'The organisation that corrected it.' })
  by!: string;
  @Field(() => TextNode, { description: 'Why.' })
  reason!: Text;
  @Field(() => String, { description: 'The day told before.' })
  date!: string;
  @Field(() => ID, { description: 'Code of the place told before.' })
  place!: string;
  @Field(() => Participants, { nullable: true, description: 'How many had been told, for those who may see it.' })
  participants?: Participants | undefined;
}

@ObjectType('Session', { description: 'One time an activity came about, or is planned to.' })
export class SessionNode extends NodeOf<SessionRow> {
  @Field(() => ID, { description: 'Begins with session_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => SessionPhase, { description: 'Planned, held or cancelled.' })
  phase!: SessionRow['phase'];
  @Field(() => String, { description: 'The day.' })
  date!: string;
  @Field(() => String, { nullable: true, description: 'When it begins, in the collaboration’s time zone.' })
  time!: string | null;
  @Field(() => TextNode, { nullable: true, description: 'Where people meet.' })
  venue!: Text | null;
  @Field(() => TextNode, { nullable: true, description: 'What it is about.' })
  theme!: Text | null;
  @Field(() => [SessionMove], { description: 'How it was put off, oldest first.' })
  moves!: SessionMove[];
  @Field(() => TextNode, { nullable: true, description: 'Why it was cancelled.' })
  cancelledBecause!: Text | null;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;

  @Field(() => Participants, {
    nullable: true,
    description:
      'How many came to a held one: for its organiser, the activity’s lead, whoever was there, and auditors. Others see the figures that are reported on the indicators.',
  })
  participants(): Participants | undefined {
    return this.row.participants && seesHeads(this.world, this.row) ? this.row.participants : undefined;
  }

  @Field(() => Boolean, { description: 'Whether there are numbers the asker may not see.' })
  participantsHidden(): boolean {
    return this.row.participants !== undefined && !seesHeads(this.world, this.row);
  }

  @Field(() => [SessionCorrection], { description: 'What had been told before, oldest first.' })
  corrections(): SessionCorrection[] {
    const sees = this.row.corrections.length > 0 && seesHeads(this.world, this.row);
    return this.row.corrections.map((told) => (sees ? told : { ...told, participants: undefined }));
  }

  @Field(() => ActivityNode, { nullable: true, description: 'The activity.' })
  activity(): ActivityNode | undefined {
    return activityNode(this.world, this.row.activity);
  }

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation whose session it is.' })
  organiser(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.organiser);
  }

  @Field(() => PlaceNode, { nullable: true, description: 'The place.' })
  place(): PlaceNode | undefined {
    return placeNode(this.world, this.row.place);
  }

  @Field(() => [PartnerNode], { description: 'Organisations that were there beside the organiser.' })
  present(): PartnerNode[] {
    return this.row.present.flatMap((id) => partnerNode(this.world, id) ?? []);
  }

  @Field(() => [IndicatorNode], { description: 'The indicators it counts for.' })
  indicators(): IndicatorNode[] {
    return this.row.indicators.flatMap((id) => indicatorNode(this.world, id) ?? []);
  }
}

export const SessionConnection = connectionOf(SessionNode);

export const sessionNode = (world: World, id: string): SessionNode | undefined => {
  const row = world.rows(sessions).get(id);
  return row && new SessionNode(world, row);
};

@ArgsType()
class SpanArgs {
  @Field(() => String, { nullable: true, description: 'From this day on.' })
  from?: string | null;
  @Field(() => String, { nullable: true, description: 'To this day.' })
  to?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only at this place, by its code.' })
  place?: string | null;
}

@ArgsType()
class SessionsArgs extends PageArgs {
  @Field(() => SessionPhase, { nullable: true, description: 'Only planned, held or cancelled ones.' })
  phase?: SessionRow['phase'] | null;
  @Field(() => String, { nullable: true, description: 'From this day on.' })
  from?: string | null;
  @Field(() => String, { nullable: true, description: 'To this day.' })
  to?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only at this place, by its code.' })
  place?: string | null;
}

const within = ({ from, to, place }: SpanArgs): ((row: SessionRow) => boolean) => {
  return (row) =>
    (from == null || row.date >= from) && (to == null || row.date <= to) && (place == null || row.place === place);
};

/** Held sessions in a span, of an organisation when one is named. */
export const heldIn = (rows: readonly SessionRow[], span: SpanArgs, organiser?: string): readonly SessionRow[] => {
  const inSpan = within(span);
  return rows.filter(
    (row) => row.phase === 'held' && inSpan(row) && (organiser === undefined || row.organiser === organiser),
  );
};

const byDate = (a: SessionRow, b: SessionRow): number => {
  const [left, right] = [`${a.date} ${a.time ?? ''}`, `${b.date} ${b.time ?? ''}`];
  return left < right ? -1 : left > right ? 1 : 0;
};

function sessionsOf(world: World, rows: readonly SessionRow[], args: SessionsArgs): Page<SessionNode> {
  const inSpan = within(args);
  const found = rows.filter((row) => (args.phase == null || row.phase === args.phase) && inSpan(row));
  return page(found.toSorted(byDate), args, (row) => new SessionNode(world, row));
}

/** The months of a span that is closed at both ends and no longer than three years: what a calendar asks for. */
function monthsOf({ from, to }: SpanArgs): readonly string[] | undefined {
  if (from == null || to == null || !Day.safeParse(from).success || !Day.safeParse(to).success) return undefined;
  const numberOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const [first, last] = [numberOf(from), numberOf(to)];
  if (last - first > 36) return undefined;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const month = first + index;
    return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}

const list = { type: () => SessionConnection, args: SessionsArgs };
extend(
  CollaborationNode,
  'session',
  { type: () => SessionNode, args: IdArgs, nullable: true, description: 'One session.' },
  ({ world }, { id }) => sessionNode(world, id),
);
extend(
  CollaborationNode,
  'sessions',
  { ...list, description: 'Sessions held, planned and cancelled, by day: what a calendar shows.' },
  ({ world }, args) => {
    const rows = world.rows(sessions);
    const months = monthsOf(args);
    const some =
      args.place != null
        ? rows.where('place', args.place)
        : (months?.flatMap((month) => rows.where('month', month)) ?? rows.values());
    return sessionsOf(world, some, args);
  },
);
extend(ActivityNode, 'sessions', { ...list, description: 'When it was held and is planned, by day.' }, (node, args) =>
  sessionsOf(node.world, node.world.rows(sessions).where('activity', node.row.id), args),
);
extend(PartnerNode, 'sessions', { ...list, description: 'Sessions it organised or was at, by day.' }, (node, args) =>
  sessionsOf(node.world, node.world.rows(sessions).where('partner', node.row.id), args),
);

@ObjectType({ description: 'What the held sessions of a span come to.' })
export class SessionTotals {
  @Field(() => Int, { description: 'How many sessions were held.' })
  sessions!: number;
  @Field(() => Int, {
    nullable: true,
    description: 'Contacts in all of them, not persons; none when the asker may not see the numbers of each.',
  })
  contacts?: number | undefined;
  @Field(() => Int, {
    nullable: true,
    description: 'Different people: of one session only, since people come again and persons have no sum.',
  })
  persons?: number | undefined;
  @Field(() => Int, { description: 'Sessions whose numbers the asker may not see.' })
  hidden!: number;
}

export function totalsOf(world: World, held: readonly SessionRow[]): SessionTotals {
  const hidden = held.filter((row) => !seesHeads(world, row)).length;
  const { sessions: count, contacts, persons } = sumOf(held);
  return hidden > 0 ? { sessions: count, hidden } : { sessions: count, contacts, persons, hidden };
}

const totals = { type: () => SessionTotals, args: SpanArgs };
extend(ActivityNode, 'sessionTotals', { ...totals, description: 'What its held sessions come to.' }, (node, args) =>
  totalsOf(node.world, heldIn(node.world.rows(sessions).where('activity', node.row.id), args)),
);
extend(
  IndicatorNode,
  'sessionTotals',
  { ...totals, description: 'What the held sessions that count for it come to, whoever organised them.' },
  (node, args) => totalsOf(node.world, heldIn(node.world.rows(sessions).where('indicator', node.row.id), args)),
);

@ObjectType({
  description: 'A figure that the sessions of the organisation acted for come to. Reporting it stays an act.',
})
export class SuggestedFigure {
  @Field(() => PlaceNode, { nullable: true, description: 'The place it is of; none for all places together.' })
  place?: PlaceNode | undefined;
  @Field(() => Int, {
    nullable: true,
    description: 'What could be reported; none when persons are asked for and several sessions were held.',
  })
  value?: number | undefined;
  @Field(() => FigureBasis, { description: 'What was counted.' })
  basis!: string;
  @Field(() => Int, { description: 'How many sessions it is made of.' })
  sessions!: number;
  @Field(() => Int, { description: 'Contacts in them.' })
  contacts!: number;
}

@ArgsType()
class FigureArgs {
  @Field(() => String, { description: 'First day of the period.' })
  from!: string;
  @Field(() => String, { description: 'Last day of the period.' })
  to!: string;
}

const basisOf = { events: 'sessions', contacts: 'contacts', persons: 'persons' } as const;

extend(
  IndicatorNode,
  'suggestedFigures',
  {
    type: () => [SuggestedFigure],
    args: FigureArgs,
    description:
      'What the sessions of the organisation acted for come to in a period, place by place and together; nothing where it held none, or where the indicator counts something else.',
  },
  ({ world, row }, { from, to }) => {
    const { counts = 'contacts' } = row;
    if (row.kind !== 'count' || counts === 'things' || !world.asker) return [];
    const own = heldIn(world.rows(sessions).where('indicator', row.id), { from, to }, world.asker.organisation);
    const basis = basisOf[counts];
    const figure = (held: readonly SessionRow[], code?: string): SuggestedFigure => {
      const sum = sumOf(held);
      const place = code === undefined ? undefined : placeNode(world, code);
      return { place, value: sum[basis], basis, sessions: sum.sessions, contacts: sum.contacts };
    };
    const places = Map.groupBy(own, ({ place }) => place);
    const single = Array.from(places, ([code, held]) => figure(held, code));
    return own.length === 0 ? [] : [figure(own), ...single];
  },
);

const SessionAnswer = answerOf(SessionNode);

export const SessionResolver = mutationsOf(
  session,
  { answer: SessionAnswer, find: (world, { id }) => sessionNode(world, id) },
  {
    PlanSession: 'Sets a day for a session of an activity.',
    MoveSession: 'Puts a planned session off to another day, time or place, with a reason.',
    HoldSession: 'Tells of a session that has been held: where, when and how many came, never who.',
    CorrectSession: 'Corrects what was told of a held session; what was told before stays readable.',
    CancelSession: 'Says that a planned session will not be, or that one told of was not held.',
  },
);
