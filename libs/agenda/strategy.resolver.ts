import {
  CollaborationNode,
  IdArgs,
  NodeOf,
  PageArgs,
  TextNode,
  answerOf,
  connectionOf,
  extend,
  page,
  mutationsOf,
} from '#graphql';
import type { Text } from '#language';
import type { World } from '#world';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { strategy } from './strategy.ts';
import { factors, strategies, type FactorRow, type StrategyRow } from './strategy.view.ts';

@ObjectType('SuccessFactor', { description: 'What the strategy says success rests on; programmes stand under it.' })
export class FactorNode extends NodeOf<FactorRow> {
  @Field(() => ID, { description: 'Begins with factor_.' })
  id!: string;
  @Field(() => TextNode, { description: 'What it is called.' })
  title!: Text;
  @Field(() => [TextNode], { description: 'Its policy lines.' })
  lines!: readonly Text[];
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => TextNode, { nullable: true, description: 'Why it was last revised, when somebody said so.' })
  reason!: Text | null;

  @Field(() => StrategyNode, {
    nullable: true,
    description: 'The strategy it is part of, whose revision a command on it is compared with.',
  })
  strategy(): StrategyNode | undefined {
    return strategyNode(this.world, this.row.strategy);
  }
}

@ObjectType('Strategy', { description: 'What the collaboration is for over some years.' })
export class StrategyNode extends NodeOf<StrategyRow> {
  @Field(() => ID, { description: 'Begins with strategy_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => TextNode, { description: 'What it is called.' })
  title!: Text;
  @Field(() => TextNode, { description: 'How things are to be.' })
  vision!: Text;
  @Field(() => TextNode, { description: 'What it is done for.' })
  mission!: Text;
  @Field(() => [TextNode], { description: 'What it holds dear.' })
  values!: readonly Text[];
  @Field(() => Int, { description: 'Its first year.' })
  from!: number;
  @Field(() => Int, { description: 'Its last year.' })
  to!: number;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  adoptedAt!: string;
  @Field(() => String, { description: 'Last change. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => TextNode, { nullable: true, description: 'Why it was last revised.' })
  reason!: Text | null;

  @Field(() => [FactorNode], { description: 'Its success factors, in their order.' })
  successFactors(): FactorNode[] {
    return this.row.factors.flatMap((id) => factorNode(this.world, id) ?? []);
  }
}

export const StrategyConnection = connectionOf(StrategyNode);

export const factorNode = (world: World, id: string): FactorNode | undefined => {
  const row = world.rows(factors).get(id);
  return row && new FactorNode(world, row);
};

export const strategyNode = (world: World, id: string): StrategyNode | undefined => {
  const row = world.rows(strategies).get(id);
  return row && new StrategyNode(world, row);
};

extend(
  CollaborationNode,
  'strategy',
  { type: () => StrategyNode, args: IdArgs, nullable: true, description: 'One strategy.' },
  ({ world }, { id }) => strategyNode(world, id),
);

extend(
  CollaborationNode,
  'strategies',
  { type: () => StrategyConnection, args: PageArgs, description: 'Its strategies, the newest first.' },
  ({ world }, args) => {
    const found = [...world.rows(strategies).values()].sort((a, b) => b.from - a.from);
    return page(found, args, (row) => new StrategyNode(world, row));
  },
);

extend(
  CollaborationNode,
  'successFactor',
  { type: () => FactorNode, args: IdArgs, nullable: true, description: 'One success factor.' },
  ({ world }, { id }) => factorNode(world, id),
);

const StrategyAnswer = answerOf(StrategyNode);

export const StrategyResolver = mutationsOf(
  strategy,
  { answer: StrategyAnswer, find: (world, { id }) => strategyNode(world, id) },
  {
    AdoptStrategy: 'Records a strategy as adopted.',
    ReviseStrategy: 'Says all of a strategy anew, with the reason.',
    DefineFactor: 'Adds a success factor to a strategy; `id` is the strategy’s.',
    ReviseFactor: 'Says all of a success factor anew; `id` is the strategy’s.',
  },
);
