import { Condition, JointCheckupNode, jointCheckups } from '#backbone';
import { Ask, badInput, CollaborationNode, Desk, enumOf, extend, TextNode, type RequestContext } from '#graphql';
import type { Text } from '#language';
import type { World } from '#world';
import { Inject } from '@nestjs/common';
import { Args, Field, Float, ID, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { z } from 'zod';
import { healthFigureIds, type HealthFigure, type HealthFigureId } from './health.ts';
import { healthOf } from './health.reading.ts';

const HealthFigureEnum = enumOf(z.enum(healthFigureIds as readonly [HealthFigureId]).meta({ id: 'HealthFigureId' }));
const ConditionEnum = enumOf(Condition);

@ObjectType('HealthFigure', { description: 'One thing that tells how well a condition holds: so many of so many.' })
export class HealthFigureNode implements HealthFigure {
  @Field(() => HealthFigureEnum, { description: 'Which figure: the same at every moment, to be compared over time.' })
  id!: HealthFigureId;
  @Field(() => ConditionEnum, { description: 'The condition it tells about.' })
  condition!: Condition;
  @Field(() => Int, { description: 'So many …' })
  numerator!: number;
  @Field(() => Int, { description: '… of so many.' })
  denominator!: number;
  @Field(() => Float, {
    nullable: true,
    description: 'From 0 to 1; nothing, and not 0, where there is nothing to measure.',
  })
  share!: number | undefined;
  @Field(() => TextNode, { description: 'What it is called.' })
  name!: Text;
  @Field(() => TextNode, { description: 'How it is counted.' })
  how!: Text;
}

@ObjectType('Health', {
  description:
    'How the collaboration is doing along the five conditions, at one moment: figures out of its history, each with how it is counted, and beside them, never mixed in, what the partners say themselves. There is no score over them all.',
})
export class HealthNode {
  readonly world: World;

  @Field(() => String, { description: 'The moment it is judged by. ISO 8601, UTC.' })
  moment: string;

  @Field(() => ID, { description: 'The log position it is told at.' })
  position: string;

  constructor(world: World) {
    this.world = world;
    this.moment = world.now;
    this.position = String(world.position);
  }

  @Field(() => [HealthFigureNode], { description: 'Every figure, in the order of the conditions.' })
  figures(): readonly HealthFigure[] {
    return healthOf(this.world);
  }

  @Field(() => JointCheckupNode, {
    nullable: true,
    description: 'The partners’ own self-assessment of the newest period anybody has answered for.',
  })
  checkup(): JointCheckupNode | undefined {
    const newest = this.world
      .rows(jointCheckups)
      .values()
      .reduce<string | undefined>((latest, { id }) => (latest !== undefined && latest > id ? latest : id), undefined);
    const row = newest === undefined ? undefined : this.world.rows(jointCheckups).get(newest);
    return row && new JointCheckupNode(this.world, row);
  }
}

extend(
  CollaborationNode,
  'health',
  { type: () => HealthNode, description: 'How the collaboration is doing along the five conditions.' },
  ({ world }) => new HealthNode(world),
);

/** The most moments one question compares. */
export const mostMoments = 12;

@Resolver()
export class HealthResolver {
  constructor(@Inject(Desk) private readonly desk: Desk) {}

  @Query(() => [HealthNode], {
    nullable: true,
    description: `The health at several moments, each judged by its own clock, in the order asked; at most ${String(mostMoments)}. Nothing when the collaboration does not exist or is not the asker’s.`,
  })
  async healthOver(
    @Ask() ask: RequestContext,
    @Args('collaboration', { type: () => ID }) collaboration: string,
    @Args('moments', {
      type: () => [String],
      description: 'Days (2024-06-30, to their end), instants or log positions (#1234), as in asOf.',
    })
    moments: string[],
    @Args('actingFor', {
      type: () => ID,
      nullable: true,
      description: 'With the eyes of which of their own organisations the asker looks.',
    })
    actingFor: string | null,
  ): Promise<HealthNode[] | undefined> {
    if (moments.length > mostMoments) throw badInput(`at most ${String(mostMoments)} moments at once`);
    const healths: HealthNode[] = [];
    // One after the other: each past world is made for this answer.
    for (const moment of moments) {
      const world = await this.desk.world(ask, collaboration, moment, actingFor);
      if (!world) return undefined;
      healths.push(new HealthNode(world));
    }
    return healths;
  }
}
