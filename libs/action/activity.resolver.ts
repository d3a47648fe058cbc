import { GoalNode, ProgrammeNode, goalNode, programmeNode } from '#agenda';
import { PartnerNode, PlaceNode, partnerNode, placeNode, placesIn, settingsOf } from '#backbone';
import {
  Allow,
  Ask,
  CollaborationNode,
  Desk,
  IdArgs,
  Input,
  NodeOf,
  PageArgs,
  Takes,
  TextNode,
  To,
  addRefusalWords,
  answerOf,
  connectionOf,
  enumOf,
  extend,
  page,
  type Page,
  type RequestContext,
} from '#graphql';
import type { Text } from '#language';
import { IndicatorNode, indicatorNode } from '#measurement';
import type { World } from '#world';
import { Inject } from '@nestjs/common';
import { Args, ArgsType, Field, ID, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { z } from 'zod';
import { ActivityKind, Commitment, PlaceState, activity, activityCommands, type ActivityCommand } from './activity.ts';
import {
  activities,
  placeStateKey,
  placeStates,
  type ActivityContributor,
  type ActivityRow,
  type PlaceStateRow,
} from './activity.view.ts';
import { actionWords } from './words.ts';

addRefusalWords(actionWords);

const ActivityPhase = enumOf(z.enum(['planned', 'ended']).meta({ id: 'ActivityPhase' }));
const ActivityKindEnum = enumOf(ActivityKind);
const CommitmentEnum = enumOf(Commitment);
const PlaceStateEnum = enumOf(PlaceState);

@ObjectType('Contributor', { description: 'A partner beside the lead, with what it brings.' })
export class ContributorNode extends NodeOf<ActivityContributor> {
  @Field(() => TextNode, { description: 'Its own part in the common work.' })
  brings!: Text;
  @Field(() => CommitmentEnum, { description: 'Proposed by others until it has accepted for itself.' })
  commitment!: Commitment;

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
  @Field(() => ActivityPhase, { description: 'An ended one stays readable.' })
  phase!: ActivityRow['phase'];
  @Field(() => TextNode, { description: 'Its name.' })
  title!: Text;
  @Field(() => ActivityKindEnum, { description: 'What sort of activity it is.' })
  kind!: ActivityRow['kind'];
  @Field(() => TextNode, { nullable: true, description: 'For whom.' })
  targetGroup!: Text | null;
  @Field(() => CommitmentEnum, { description: 'Whether the lead has accepted, or is only proposed by a coordinator.' })
  leadCommitment!: Commitment;
  @Field(() => [Departure], { description: 'Partners that have withdrawn, oldest first.' })
  left!: Departure[];
  @Field(() => String, { description: 'ISO 8601 instant.' })
  plannedAt!: string;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => TextNode, { nullable: true, description: 'Why it ended.' })
  endedBecause!: Text | null;

  @Field(() => PartnerNode, { nullable: true, description: 'The one organisation that leads it.' })
  lead(): PartnerNode | undefined {
    return partnerNode(this.world, this.row.lead);
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
  @Field(() => ActivityPhase, { nullable: true, description: 'Only those still on (PLANNED) or only ended ones.' })
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

const ActivityAnswer = answerOf(ActivityNode);
const PlaceStateAnswer = answerOf(PlaceStateNode);

@Resolver()
export class ActivityResolver {
  constructor(@Inject(Desk) private readonly desk: Desk) {}

  @Allow(...activity.roles.PlanActivity)
  @Mutation(() => ActivityAnswer, {
    description: 'Plans an activity led by the organisation acted for; a coordinator may propose another as lead.',
  })
  planActivity(@Ask() ask: RequestContext, @Args() to: To, @Input('PlanActivity', activityCommands) data: never) {
    return this.act(ask, to, { type: 'PlanActivity', data });
  }

  @Allow(...activity.roles.ReviseActivity)
  @Mutation(() => ActivityAnswer, { description: 'Rewrites the plan; a partner whose part changes is asked anew.' })
  reviseActivity(@Ask() ask: RequestContext, @Args() to: To, @Input('ReviseActivity', activityCommands) data: never) {
    return this.act(ask, to, { type: 'ReviseActivity', data });
  }

  @Allow(...activity.roles.SetPlaceState)
  @Mutation(() => PlaceStateAnswer, { description: 'Tells how far an activity has come in a place in a year.' })
  setPlaceState(
    @Ask() ask: RequestContext,
    @Args() to: To,
    @Input('SetPlaceState', activityCommands) data: Extract<ActivityCommand, { type: 'SetPlaceState' }>['data'],
  ) {
    return this.desk.act(ask, to, { type: 'SetPlaceState', data }, (world) => {
      const row = world.rows(placeStates).get(placeStateKey(data.place, data.year, to.id));
      return row && new PlaceStateNode(world, row);
    });
  }

  @Allow(...activity.roles.JoinActivity)
  @Mutation(() => ActivityAnswer, { description: 'Commits the organisation acted for, with what it brings.' })
  joinActivity(@Ask() ask: RequestContext, @Args() to: To, @Input('JoinActivity', activityCommands) data: never) {
    return this.act(ask, to, { type: 'JoinActivity', data });
  }

  @Allow(...activity.roles.LeaveActivity)
  @Mutation(() => ActivityAnswer, { description: 'Withdraws the organisation acted for, with a reason.' })
  leaveActivity(@Ask() ask: RequestContext, @Args() to: To, @Input('LeaveActivity', activityCommands) data: never) {
    return this.act(ask, to, { type: 'LeaveActivity', data });
  }

  @Allow(...activity.roles.EndActivity)
  @Mutation(() => ActivityAnswer, { description: 'Ends an activity. It stays readable, with the reason.' })
  endActivity(@Ask() ask: RequestContext, @Args() to: To, @Input('EndActivity', activityCommands) data: never) {
    return this.act(ask, to, { type: 'EndActivity', data });
  }

  private act(ask: RequestContext, to: To, command: ActivityCommand) {
    return this.desk.act(ask, to, command, (world) => activityNode(world, to.id));
  }
}
