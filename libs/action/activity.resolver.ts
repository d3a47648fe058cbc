import { GoalNode, ProgrammeNode, goalNode, programmeNode } from '#agenda';
import { PartnerNode, PlaceNode, partnerNode, placeNode, placesIn, settingsOf } from '#backbone';
import {
  CollaborationNode,
  IdArgs,
  NodeOf,
  PageArgs,
  Takes,
  TextNode,
  addRefusalWords,
  answerOf,
  connectionOf,
  enumOf,
  extend,
  page,
  type Page,
  mutationsOf,
} from '#graphql';
import type { Text } from '#language';
import { IndicatorNode, indicatorNode } from '#measurement';
import type { World } from '#world';
import { ArgsType, Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { z } from 'zod';
import {
  ActivityKind,
  Audience,
  CommitmentState,
  PlaceState,
  Resource,
  ResourceKind,
  Rhythm,
  activity,
} from './activity.ts';
import {
  absorbedBy,
  activities,
  placeStateKey,
  placeStates,
  survivorOf,
  type ActivityContributor,
  type ActivityRow,
  type PlaceStateRow,
  type PlaceStateTold,
} from './activity.view.ts';
import { actionWords } from './words.ts';

addRefusalWords(actionWords);

const ActivityPhase = enumOf(z.enum(['planned', 'ended', 'merged', 'superseded']).meta({ id: 'ActivityPhase' }));
const ActivityKindEnum = enumOf(ActivityKind);
export const CommitmentStateEnum = enumOf(CommitmentState);
const PlaceStateEnum = enumOf(PlaceState);
const AudienceEnum = enumOf(Audience);
const RhythmEveryEnum = enumOf(Rhythm.shape.every);
const ResourceKindEnum = enumOf(ResourceKind);
const ResourceUnitEnum = enumOf(Resource.shape.amount.unwrap().shape.unit);

@ObjectType({ description: 'How much: a plan and no account.' })
export class ResourceAmount {
  @Field(() => Float, { description: 'The number.' })
  value!: number;
  @Field(() => ResourceUnitEnum, { description: 'Of what.' })
  unit!: string;
}

@ObjectType('Resource', { description: 'One sort of thing a partner brings.' })
export class ResourceNode {
  @Field(() => ResourceKindEnum, { description: 'Staff, premises, expertise, money, transport, volunteers or other.' })
  kind!: string;
  @Field(() => TextNode, { nullable: true, description: 'More of it, in words.' })
  text?: Text | undefined;
  @Field(() => ResourceAmount, { nullable: true, description: 'How much, when that is known.' })
  amount?: ResourceAmount | undefined;
}

@ObjectType('Rhythm', { description: 'How often something comes round.' })
export class RhythmNode {
  @Field(() => RhythmEveryEnum, { description: 'Roughly.' })
  every!: string;
  @Field(() => TextNode, { nullable: true, description: 'What the word leaves open.' })
  detail?: Text | undefined;
}

@ObjectType({ description: 'A partner has been proposed as the next lead and has not answered.' })
export class LeadHandover {
  @Field(() => ID, { description: 'The organisation proposed.' })
  partner!: string;
  @Field(() => TextNode, { description: 'Why.' })
  reason!: Text;
  @Field(() => String, { nullable: true, description: 'The day by which an answer is hoped for.' })
  answerBy?: string | undefined;
  @Field(() => TextNode, { nullable: true, description: 'What the present lead goes on bringing afterwards.' })
  brings?: Text | undefined;
}

@ObjectType('Contributor', { description: 'A partner beside the lead, with what it brings.' })
export class ContributorNode extends NodeOf<ActivityContributor> {
  @Field(() => TextNode, { description: 'Its own part in the common work.' })
  brings!: Text;
  @Field(() => CommitmentStateEnum, { description: 'Proposed by others until it has accepted for itself.' })
  commitment!: CommitmentState;
  @Field(() => [ResourceNode], { nullable: true, description: 'The same, sorted; none when nobody has sorted it.' })
  resources?: ResourceNode[] | undefined;
  @Field(() => String, { nullable: true, description: 'The day by which its answer is hoped for.' })
  answerBy?: string | undefined;

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation.' })
  partner(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.partner);
  }
}

@ObjectType({ description: 'A partner that withdrew.' })
export class Departure {
  @Field(() => ID, { description: 'The organisation.' })
  partner!: string;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
  @Field(() => TextNode, { description: 'Why.' })
  reason!: Text;
}

@ArgsType()
class PlaceStatesArgs extends PageArgs {
  @Field(() => Int, { nullable: true, description: 'Only this year.' })
  year?: number | null;
  @Field(() => String, { nullable: true, description: 'Only this place, by its code.' })
  place?: string | null;
}

@ObjectType('Activity', { description: 'What partners do together, each with its own part.' })
export class ActivityNode extends NodeOf<ActivityRow> {
  @Field(() => ID, { description: 'Begins with activity_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => ActivityPhase, { description: 'Only a PLANNED one takes anything more; the others stay readable.' })
  phase!: ActivityRow['phase'];
  @Field(() => TextNode, { description: 'Its name.' })
  title!: Text;
  @Field(() => ActivityKindEnum, { description: 'What sort of activity it is.' })
  kind!: ActivityRow['kind'];
  @Field(() => TextNode, { nullable: true, description: 'For whom.' })
  targetGroup!: Text | null;
  @Field(() => [AudienceEnum], { description: 'For whom, in codes that activities can be compared by.' })
  audience!: string[];
  @Field(() => RhythmNode, { nullable: true, description: 'How often it comes round, when it is a series.' })
  rhythm!: RhythmNode | null;
  @Field(() => TextNode, { nullable: true, description: 'What it is about at present.' })
  theme!: Text | null;
  @Field(() => TextNode, { nullable: true, description: 'What the lead itself brings.' })
  leadBrings!: Text | null;
  @Field(() => [ResourceNode], { nullable: true, description: 'The same, sorted; none when nobody has sorted it.' })
  leadResources!: ResourceNode[] | null;
  @Field(() => LeadHandover, { nullable: true, description: 'Who shall lead next, while it has not answered.' })
  successor!: LeadHandover | null;
  @Field(() => CommitmentStateEnum, {
    description: 'Whether the lead has accepted, or is only proposed by a coordinator.',
  })
  leadCommitment!: CommitmentState;
  @Field(() => [Departure], { description: 'Partners that have withdrawn, oldest first.' })
  left!: Departure[];
  @Field(() => String, { description: 'ISO 8601 instant.' })
  plannedAt!: string;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => TextNode, { nullable: true, description: 'Why it ended, was merged or was superseded.' })
  endedBecause!: Text | null;
  @Field(() => String, { nullable: true, description: 'When it did. ISO 8601 instant.' })
  endedAt!: string | null;

  @Field(() => PartnerNode, { nullable: true, description: 'The one organisation that leads it.' })
  lead(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.lead);
  }

  @Field(() => ActivityNode, {
    nullable: true,
    description: 'Where it goes on, when it was merged or superseded: the last one, whatever was merged since.',
  })
  survivor(): ActivityNode | undefined {
    if (this.row.survivor === undefined) return undefined;
    const rows = this.world.rows(activities);
    const row = survivorOf((id) => rows.get(id), this.row.id);
    return row && new ActivityNode(this.world, row);
  }

  @Field(() => ActivityConnection, {
    description: 'What was merged into it or what it took the place of, and what those had absorbed.',
  })
  @Takes(PageArgs)
  absorbed(args: PageArgs): Page<ActivityNode> {
    const rows = this.world.rows(activities);
    return activitiesOf(
      this.world,
      absorbedBy((id) => rows.where('survivor', id), this.row.id),
      args,
    );
  }

  @Field(() => [ContributorNode], { description: 'The other partners, with what each brings.' })
  contributors(): ContributorNode[] {
    return this.row.contributors.map((contributor) => new ContributorNode(this.world, contributor));
  }

  @Field(() => [GoalNode], { description: 'The shared goals it serves.' })
  goals(): GoalNode[] {
    return this.row.goals.map((id) => goalNode(this.world, id)).filter((node) => node !== undefined);
  }

  @Field(() => [IndicatorNode], { description: 'What tells how it is doing.' })
  indicators(): IndicatorNode[] {
    return this.row.indicators.map((id) => indicatorNode(this.world, id)).filter((node) => node !== undefined);
  }

  @Field(() => [ProgrammeNode], { description: 'The programmes it belongs to.' })
  programmes(): ProgrammeNode[] {
    return this.row.programmes.map((id) => programmeNode(this.world, id)).filter((node) => node !== undefined);
  }

  @Field(() => PlaceStateConnection, { description: 'How far it has come in each place and year.' })
  @Takes(PlaceStatesArgs)
  placeStates(args: PlaceStatesArgs): Page<PlaceStateNode> {
    const { year, place } = args;
    const found = this.world
      .rows(placeStates)
      .where('activity', this.row.id)
      .filter((row) => (year == null || row.year === year) && (place == null || row.place === place));
    return page(found, args, (row) => new PlaceStateNode(this.world, row));
  }
}

export const ActivityConnection = connectionOf(ActivityNode);

export const activityNode = (world: World, id: string): ActivityNode | undefined => {
  const row = world.rows(activities).get(id);
  return row && new ActivityNode(world, row);
};

@ObjectType('PlaceStateTold', { description: 'What was told of a cell before.' })
export class PlaceStateToldNode {
  @Field(() => PlaceStateEnum, { description: 'How far it had come.' })
  state!: PlaceStateTold['state'];
  @Field(() => TextNode, { nullable: true, description: 'How often, where, with whom.' })
  detail?: Text | undefined;
  @Field(() => TextNode, { nullable: true, description: 'What was open.' })
  uncertain?: Text | undefined;
  @Field(() => TextNode, { nullable: true, description: 'Where people were to meet.' })
  venue?: Text | undefined;
  @Field(() => String, { description: 'When it was told. ISO 8601 instant.' })
  at!: string;
  @Field(() => ID, { description: 'The organisation that told it.' })
  by!: string;
}

@ObjectType('PlaceState', { description: 'How far an activity has come in a place in a year.' })
export class PlaceStateNode extends NodeOf<PlaceStateRow> {
  @Field(() => ID, { description: 'Place, year and activity, parted by slashes.' })
  id!: string;
  @Field(() => Int, { description: 'The year it is told of.' })
  year!: number;
  @Field(() => PlaceStateEnum, { description: 'How far it has come; tentative says that it is not certain.' })
  state!: PlaceStateRow['state'];
  @Field(() => TextNode, { nullable: true, description: 'How often, where, with whom.' })
  detail!: Text | null;
  @Field(() => TextNode, { nullable: true, description: 'What is still open; none when nothing is.' })
  uncertain!: Text | null;
  @Field(() => TextNode, { nullable: true, description: 'Where people meet, when that is known.' })
  venue!: Text | null;
  @Field(() => [PlaceStateToldNode], { description: 'What was told before, oldest first; at most the newest twenty.' })
  earlier!: PlaceStateToldNode[];
  @Field(() => Int, { description: 'How often it has been told, this time included.' })
  told!: number;
  @Field(() => ID, { description: 'The organisation that told it last.' })
  toldBy!: string;
  @Field(() => String, { description: 'When it was told last. ISO 8601 instant.' })
  changedAt!: string;

  @Field(() => PlaceNode, { nullable: true, description: 'The place.' })
  place(): PlaceNode | undefined {
    return placeNode(this.world, this.row.place);
  }

  @Field(() => ActivityNode, { nullable: true, description: 'The activity.' })
  activity(): ActivityNode | undefined {
    return activityNode(this.world, this.row.activity);
  }
}

const PlaceStateConnection = connectionOf(PlaceStateNode);

@ObjectType({ description: 'One place of the matrix: a row.' })
export class MatrixRow {
  @Field(() => PlaceNode, { description: 'The place.' })
  place!: PlaceNode;
  @Field(() => [PlaceStateNode], {
    nullable: 'items',
    description: 'One for each activity of the matrix, in its order; nothing where nothing has been told.',
  })
  cells!: (PlaceStateNode | null)[];
}

@ObjectType({ description: 'Places and activities of one year: where what is done, planned or still open.' })
export class Matrix {
  @Field(() => Int, { description: 'The year.' })
  year!: number;
  @Field(() => [ActivityNode], { description: 'The columns: activities of which something has been told that year.' })
  activities!: ActivityNode[];
  @Field(() => [MatrixRow], {
    description: 'A row for every place that exists that year, in the collaboration’s own order.',
  })
  rows!: MatrixRow[];
}

@ArgsType()
class MatrixArgs {
  @Field(() => Int, { description: 'The year.' })
  year!: number;
  @Field(() => ID, { nullable: true, description: 'Only activities of this goal.' })
  goal?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only activities of this programme.' })
  programme?: string | null;
}

extend(
  CollaborationNode,
  'matrix',
  {
    type: () => Matrix,
    args: MatrixArgs,
    description: 'Places × activities of a year, with what is uncertain kept so.',
  },
  ({ world }, { year, goal, programme }) => {
    const cells = new Map(
      world
        .rows(placeStates)
        .where('year', String(year))
        .map((row) => [row.id, row]),
    );
    const told = new Set([...cells.values()].map((cell) => cell.activity));
    const columns = [...world.rows(activities).values()].filter(
      (row) =>
        told.has(row.id) &&
        (goal == null || row.goals.includes(goal)) &&
        (programme == null || row.programmes.includes(programme)),
    );
    const rows = placesIn(settingsOf(world)?.places ?? [], year).map((place) => ({
      place,
      cells: columns.map(({ id }) => {
        const cell = cells.get(placeStateKey(place.code, year, id));
        return cell ? new PlaceStateNode(world, cell) : null;
      }),
    }));
    return { year, activities: columns.map((row) => new ActivityNode(world, row)), rows };
  },
);

const activitiesOf = (world: World, rows: readonly ActivityRow[], args: PageArgs): Page<ActivityNode> =>
  page(rows, args, (row) => new ActivityNode(world, row));

extend(
  GoalNode,
  'activities',
  { type: () => ActivityConnection, args: PageArgs, description: 'What is done for the goal.' },
  ({ world, row }, args) => activitiesOf(world, world.rows(activities).where('goal', row.id), args),
);

extend(
  ProgrammeNode,
  'activities',
  { type: () => ActivityConnection, args: PageArgs, description: 'What is done in the programme.' },
  ({ world, row }, args) => activitiesOf(world, world.rows(activities).where('programme', row.id), args),
);

extend(
  IndicatorNode,
  'activities',
  { type: () => ActivityConnection, args: PageArgs, description: 'The activities it tells about.' },
  ({ world, row }, args) => activitiesOf(world, world.rows(activities).where('indicator', row.id), args),
);

extend(
  PartnerNode,
  'activities',
  {
    type: () => ActivityConnection,
    args: PageArgs,
    description: 'The activities it leads, contributes to or is proposed for.',
  },
  ({ world, row }, args) => activitiesOf(world, world.rows(activities).where('partner', row.id), args),
);

@ArgsType()
class ActivitiesArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only those of this goal.' })
  goal?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only those of this programme.' })
  programme?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only those this partner leads or is named in.' })
  partner?: string | null;
  @Field(() => ActivityPhase, { nullable: true, description: 'Only those in this phase; those still on are PLANNED.' })
  phase?: ActivityRow['phase'] | null;
  @Field(() => Boolean, { nullable: true, description: 'Only those without a goal (true): the coordinator’s list.' })
  withoutGoal?: boolean | null;
}

extend(
  CollaborationNode,
  'activity',
  { type: () => ActivityNode, args: IdArgs, nullable: true, description: 'One activity.' },
  ({ world }, { id }) => activityNode(world, id),
);

extend(
  CollaborationNode,
  'activities',
  { type: () => ActivityConnection, args: ActivitiesArgs, description: 'Activities in the order they were planned.' },
  ({ world }, args) => {
    const { goal, programme, partner, phase, withoutGoal } = args;
    const rows = world.rows(activities);
    const asked = partner != null ? rows.where('partner', partner) : [...rows.values()];
    const found = asked.filter(
      (row) =>
        (goal == null || row.goals.includes(goal)) &&
        (programme == null || row.programmes.includes(programme)) &&
        (phase == null || row.phase === phase) &&
        (withoutGoal == null || (row.goals.length === 0) === withoutGoal),
    );
    return activitiesOf(world, found, args);
  },
);

export const ActivityAnswer = answerOf(ActivityNode);
const PlaceStateAnswer = answerOf(PlaceStateNode);

export const ActivityResolver = mutationsOf(
  activity,
  { answer: ActivityAnswer, find: (world, { id }) => activityNode(world, id) },
  {
    PlanActivity: 'Plans an activity led by the organisation acted for; a coordinator may propose another as lead.',
    ReviseActivity: 'Rewrites the plan; a partner whose part changes is asked anew.',
    SetPlaceState: {
      says: 'Tells how far an activity has come in a place in a year.',
      answer: PlaceStateAnswer,
      find: (world, { id, data }) => {
        const row = world.rows(placeStates).get(placeStateKey(data.place, data.year, id));
        return row && new PlaceStateNode(world, row);
      },
    },
    JoinActivity: 'Commits the organisation acted for, with what it brings.',
    LeaveActivity: 'Withdraws the organisation acted for, with a reason.',
    AskContribution: 'Asks a partner for its part, as lead or coordinator; it joins or declines.',
    DeclineActivity: 'Says no for the organisation acted for, which had been asked, with a reason.',
    OfferContribution: 'Offers what the organisation acted for would bring; the lead or a coordinator answers.',
    AcceptOffer: 'Accepts a partner’s offer, as lead or coordinator: it is committed from now on.',
    DeclineOffer: 'Declines a partner’s offer, as lead or coordinator, with a reason.',
    ProposeLead: 'Proposes another lead; the present one leads until the other has accepted.',
    AcceptLead: 'The organisation acted for accepts to lead.',
    DeclineLead: 'The organisation acted for will not lead, with a reason.',
    EndActivity: 'Ends an activity. It stays readable, with the reason.',
    MergeActivity: 'Merges an activity into another that goes on; the merged one stays readable.',
    SupersedeActivity: 'Says that another activity takes the place of this one, which stays readable.',
  },
);
