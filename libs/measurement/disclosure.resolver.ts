import {
  CollaborationNode,
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
import { disclosure } from './disclosure.ts';
import { disclosures, type DisclosureRow } from './disclosure.view.ts';

@ObjectType('Disclosure', { description: 'A decision to show a small count after all, with its legal basis.' })
export class DisclosureNode extends NodeOf<DisclosureRow> {
  @Field(() => ID, { description: 'Begins with disclosure_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => ID, { description: 'Id of the measurement.' })
  measurement!: string;
  @Field(() => ID, { description: 'Log position of the value shown: those before and after it stay hidden.' })
  value!: string;
  @Field(() => TextNode, { description: 'The law or the decision that demands it.' })
  basis!: Text;
  @Field(() => ID, { description: 'The organisation that decided.' })
  organisation!: string;
  @Field(() => ID, { description: 'Opaque id of the person who decided for it.' })
  changedBy!: string;
  @Field(() => ID, { nullable: true, description: 'The mandate that allowed it.' })
  mandate!: string | null;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  changedAt!: string;
}

export const DisclosureConnection = connectionOf(DisclosureNode);

const disclosureNode = (world: World, id: string): DisclosureNode | undefined => {
  const row = world.rows(disclosures).get(id);
  return row && new DisclosureNode(world, row);
};

extend(
  CollaborationNode,
  'disclosures',
  {
    type: () => DisclosureConnection,
    args: PageArgs,
    description: 'Decisions to show small counts after all, oldest first.',
  },
  ({ world }, args) => page([...world.rows(disclosures).values()], args, (row) => new DisclosureNode(world, row)),
);

const DisclosureAnswer = answerOf(DisclosureNode);

export const DisclosureResolver = mutationsOf(
  disclosure,
  { answer: DisclosureAnswer, find: (world, { id }) => disclosureNode(world, id) },
  {
    DiscloseMeasurement:
      'Shows the value in force of a measurement although it is small, with the legal basis. Other hidden values may then be worked out of it.',
  },
);
