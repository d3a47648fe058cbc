import { thingIn } from '#dialogue';
import {
  CollaborationNode,
  LanguageArgs,
  NodeOf,
  PageArgs,
  Takes,
  TextNode,
  answerOf,
  connectionOf,
  enumOf,
  extend,
  mutationsOf,
  page,
  type Page,
} from '#graphql';
import type { Text } from '#language';
import type { World } from '#world';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { z } from 'zod';
import { isAuditor } from './history.sight.ts';
import { Publicity } from './publicity.ts';
import { retentionPlan, type PublicityClass } from './retention-plan.ts';
import { classKept, dueIn, type ClassKept } from './retention.reading.ts';
import { retention, retentionId, type Dated } from './retention.ts';

const CarriedOutBy = enumOf(z.enum(['platform', 'persons', 'nobody']).meta({ id: 'DisposalCarriedOutBy' }));
const PublicityEnum = enumOf(Publicity);

@ObjectType('DueItem', { description: 'Something whose time of keeping is over.' })
class DueItemNode extends NodeOf<Dated> {
  @Field(() => ID)
  id!: string;
  @Field(() => String, { description: 'The day its time began. ISO 8601.' })
  since!: string;
  @Field(() => String, { description: 'The first day on which it may be disposed of. ISO 8601.' })
  due!: string;

  @Field(() => TextNode, { nullable: true, description: 'What it is called, where it has a name the asker may know.' })
  title(): Text | undefined {
    return thingIn(this.world, this.row.id)?.title;
  }
}

const DueItemConnection = connectionOf(DueItemNode);

@ObjectType('Disposal', { description: 'A decision that things whose time is over are disposed of.' })
class DisposalNode {
  @Field(() => [ID], { description: 'What is disposed of, at most 500.' })
  subjects!: readonly string[];
  @Field(() => TextNode, { description: 'By what decision, and why.' })
  reason!: Text;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
  @Field(() => ID, { description: 'Opaque id of the person who decided.' })
  by!: string;
  @Field(() => String, { description: 'Log position.' })
  position!: string;
}

/** The newest decisions told of a class. */
const shownDisposals = 100;

@ObjectType('RetentionClass', {
  description: 'A kind of data: how long it is kept, by what right, and what happens then.',
})
export class RetentionClassNode extends NodeOf<ClassKept> {
  @Field(() => ID, { description: 'retention_<class>: what ConfirmRetention and DecideDisposal are given to.' })
  id!: string;

  @Field(() => String, { description: 'What it is.' })
  @Takes(LanguageArgs)
  name({ language }: LanguageArgs): string {
    return this.row.dataClass.name[language];
  }

  @Field(() => [String], { description: 'What ids of its things begin with; none for what stands outside the log.' })
  kinds(): readonly string[] {
    return this.row.dataClass.kinds;
  }

  @Field(() => String, { description: 'Where it lies: the log, or another store.' })
  store(): string {
    return this.row.dataClass.store;
  }

  @Field(() => Int, { nullable: true, description: 'Years it is kept; nothing when it is kept for good.' })
  years!: number | null;

  @Field(() => Int, { nullable: true, description: 'Years proposed; nothing when it is proposed to be kept for good.' })
  proposedYears(): number | undefined {
    return this.row.dataClass.years;
  }

  @Field(() => Boolean, {
    description: 'The organisation has confirmed it. What is only proposed is no ground to dispose of anything.',
  })
  confirmed(): boolean {
    return this.row.row?.confirmed !== undefined;
  }

  @Field(() => TextNode, { nullable: true, description: 'By what decision or plan it was confirmed.' })
  confirmedBy(): Text | undefined {
    return this.row.row?.confirmed?.basis;
  }

  @Field(() => [String], {
    description: 'Types of the events that start the time; the last change of all where none is named.',
  })
  starts(): readonly string[] {
    return this.row.dataClass.starts ?? [];
  }

  @Field(() => String, { nullable: true, description: 'What starts the time of what stands outside the log.' })
  @Takes(LanguageArgs)
  startsWhen({ language }: LanguageArgs): string | undefined {
    return this.row.dataClass.startsWhen?.[language];
  }

  @Field(() => String, { description: 'The law the proposal leans on.' })
  @Takes(LanguageArgs)
  basis({ language }: LanguageArgs): string {
    return this.row.dataClass.basis[language];
  }

  @Field(() => String, { description: 'What happens when it is disposed of.' })
  @Takes(LanguageArgs)
  disposal({ language }: LanguageArgs): string {
    return this.row.dataClass.disposal[language];
  }

  @Field(() => CarriedOutBy, {
    description:
      'Who carries disposal out: the platform by itself once the time is confirmed; persons, by erasing words or taking texts out, since events stay; or nobody, since it is kept for good.',
  })
  carriedOutBy(): 'platform' | 'persons' | 'nobody' {
    const { years, dataClass } = this.row;
    return years === undefined ? 'nobody' : (dataClass.carriedOut ?? 'persons');
  }

  @Field(() => PublicityEnum, { description: 'What its things are unless somebody has classified them.' })
  usually(): PublicityClass {
    return this.row.dataClass.publicity;
  }

  @Field(() => DueItemConnection, {
    description: 'What is due for disposal on the day of the world, longest due first.',
  })
  @Takes(PageArgs)
  due(args: PageArgs): Page<DueItemNode> {
    return page(dueIn(this.world, this.row), args, (row) => new DueItemNode(this.world, row));
  }

  @Field(() => [DisposalNode], { description: 'What was decided, newest first; the newest hundred.' })
  disposals(): readonly DisposalNode[] {
    return this.row.row?.disposals.toReversed().slice(0, shownDisposals) ?? [];
  }
}

const retentionNode = (world: World, id: string): RetentionClassNode | undefined => {
  const kept = classKept(world, id);
  return kept && new RetentionClassNode(world, kept);
};

extend(
  CollaborationNode,
  'retention',
  {
    type: () => [RetentionClassNode],
    nullable: true,
    description:
      'How long each kind of data is kept and what is due for disposal; for administrators and auditors, otherwise nothing.',
  },
  ({ world }) =>
    isAuditor(world.asker) || world.asker?.mandates.some(({ role }) => role === 'administrator')
      ? retentionPlan.flatMap(({ id }) => retentionNode(world, retentionId(id)) ?? [])
      : null,
);

export const RetentionResolver = mutationsOf(
  retention,
  { answer: answerOf(RetentionClassNode), find: (world, { id }) => retentionNode(world, id) },
  {
    ConfirmRetention: 'Makes the time a class of data is kept the organisation’s own, as proposed or otherwise.',
    DecideDisposal: 'Records that things whose time is over are disposed of.',
  },
);
