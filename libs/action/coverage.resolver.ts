import { GoalNode, goalNode, goals, goalsOf } from '#agenda';
import { PlaceNode, placeNode, placesIn, settingsOf } from '#backbone';
import { CollaborationNode, NodeOf, PageArgs, connectionOf, enumOf, extend, page } from '#graphql';
import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { ActivityNode, activityNode } from './activity.resolver.ts';
import { Audience } from './activity.ts';
import { activities, placeStates } from './activity.view.ts';
import { coverageOf, overlapsOf, withoutGoal, type Overlap } from './coverage.ts';
import { tableOf } from './link.resolver.ts';

const AudienceEnum = enumOf(Audience);

/** The most each list of these answers holds: who has more gaps than this begins with one programme. */
const most = 200;

@ObjectType({ description: 'A goal that nothing is done for at some places.' })
export class GoalGap {
  @Field(() => GoalNode, { description: 'An endorsed goal.' })
  goal!: GoalNode;
  @Field(() => [PlaceNode], { description: 'Places where that year nothing is planned or under way for it.' })
  places!: readonly PlaceNode[];
}

@ObjectType({ description: 'What the activities of a year leave out.' })
export class Gaps {
  @Field(() => Int, { description: 'The year.' })
  year!: number;
  @Field(() => [GoalGap], {
    description: 'Endorsed goals that some activity serves, but not everywhere. What is tentative is not left out.',
  })
  places!: readonly GoalGap[];
  @Field(() => [GoalNode], { description: 'Endorsed goals that no activity serves, nor any part of them.' })
  goalsWithoutActivities!: readonly GoalNode[];
  @Field(() => [ActivityNode], {
    description: 'Activities without an endorsed goal: the coordinator’s list, blocked by nobody.',
  })
  activitiesWithoutGoal!: readonly ActivityNode[];
  @Field(() => Boolean, { description: 'Whether a list is longer than shown: ask for one programme.' })
  more!: boolean;
}

@ArgsType()
class GapsArgs {
  @Field(() => Int, { description: 'The year.' })
  year!: number;
  @Field(() => ID, { nullable: true, description: 'Only goals and activities of this programme.' })
  programme?: string | null;
}

extend(
  CollaborationNode,
  'gaps',
  {
    type: () => Gaps,
    args: GapsArgs,
    description: 'Places without activities for a goal, goals without activities, activities without a goal.',
  },
  ({ world }, { year, programme }) => {
    const all = world.rows(goals);
    const endorsed = (programme == null ? all.values() : goalsOf(world, programme)).filter(
      ({ phase }) => phase === 'endorsed',
    );
    const cells = world.rows(placeStates).where('year', String(year));
    const parentOf = (id: string) => all.get(id)?.parent;
    const doing = world.rows(activities).where('phase', 'planned');
    const coverage = coverageOf(endorsed, parentOf, doing, cells);
    const places = placesIn(settingsOf(world)?.places ?? [], year);
    const gaps = endorsed.flatMap((row) => {
      const { places: covered, activities: serving } = coverage.get(row.id) ?? { places: new Set(), activities: 0 };
      const open = serving === 0 ? [] : places.filter(({ code }) => !covered.has(code));
      return open.length === 0 ? [] : [{ row, open }];
    });
    const idle = endorsed.filter(({ id }) => coverage.get(id)?.activities === 0);
    const unlinked = withoutGoal(
      programme == null ? doing : doing.filter(({ programmes }) => programmes.includes(programme)),
      (id) => all.get(id)?.phase === 'endorsed',
    );
    return {
      year,
      places: gaps.slice(0, most).map(({ row, open }) => ({ goal: new GoalNode(world, row), places: open })),
      goalsWithoutActivities: idle.slice(0, most).map((row) => new GoalNode(world, row)),
      activitiesWithoutGoal: unlinked.slice(0, most).map((row) => new ActivityNode(world, row)),
      more: [gaps, idle, unlinked].some(({ length }) => length > most),
    };
  },
);

@ObjectType('Overlap', {
  description: 'Organisations that each lead something for the same goal and the same people in the same place.',
})
export class OverlapNode extends NodeOf<Overlap> {
  @Field(() => ID, { description: 'Goal, place and group, parted by slashes.' })
  id!: string;
  @Field(() => AudienceEnum, { nullable: true, description: 'For whom; none where only their words were compared.' })
  audience!: Audience | undefined;

  @Field(() => GoalNode, { nullable: true, description: 'The goal they all serve.' })
  goal(): GoalNode | undefined {
    return goalNode(this.world, this.row.goal);
  }

  @Field(() => PlaceNode, { nullable: true, description: 'The place.' })
  place(): PlaceNode | undefined {
    return placeNode(this.world, this.row.place);
  }

  @Field(() => [ActivityNode], { description: 'The activities that meet there.' })
  activities(): ActivityNode[] {
    return this.row.activities.flatMap((id) => activityNode(this.world, id) ?? []);
  }

  @Field(() => Boolean, { description: 'Whether a link between any two of them says how they go together.' })
  linked(): boolean {
    const { leaving } = tableOf(this.world);
    return this.row.activities.some((id) => leaving(id).some(({ to }) => this.row.activities.includes(to)));
  }
}

const OverlapConnection = connectionOf(OverlapNode);

@ArgsType()
class OverlapsArgs extends PageArgs {
  @Field(() => Int, { description: 'The year.' })
  year!: number;
}

extend(
  CollaborationNode,
  'overlaps',
  {
    type: () => OverlapConnection,
    args: OverlapsArgs,
    description: 'Where organisations do the same for the same people: to be talked about, and not always wrong.',
  },
  ({ world }, args) => {
    const cells = world.rows(placeStates).where('year', String(args.year));
    const found = overlapsOf(world.rows(activities).where('phase', 'planned'), cells);
    return page(found, args, (row) => new OverlapNode(world, row));
  },
);
