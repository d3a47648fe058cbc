import { holds } from '#decider';
import {
  CollaborationNode,
  NodeOf,
  PageArgs,
  TextNode,
  answerOf,
  connectionOf,
  enumOf,
  extend,
  mutationsOf,
  page,
} from '#graphql';
import { ErasureBasis, type Text } from '#language';
import type { World } from '#world';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { z } from 'zod';
import { erasure } from './erasure.ts';
import { erasures, type ErasureRow } from './erasure.view.ts';
import { removal } from './removal.ts';
import { removals, type RemovalRow } from './removal.view.ts';

const BasisEnum = enumOf(ErasureBasis);
const OutcomeEnum = enumOf(z.enum(['erased', 'refused', 'restricted', 'lifted']).meta({ id: 'ErasureOutcome' }));
const RemovalPhase = enumOf(z.enum(['proposed', 'confirmed', 'dropped']).meta({ id: 'RemovalPhase' }));

@ObjectType('Erasure', { description: 'What came of somebody’s asking that their words be erased or kept from sight.' })
export class ErasureNode extends NodeOf<ErasureRow> {
  @Field(() => ID, { description: 'Begins with erasure_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => OutcomeEnum, { description: 'Erased for good, refused, kept from sight, or shown again.' })
  outcome!: ErasureRow['outcome'];
  @Field(() => ID, { description: 'Opaque id of the person whose words they are.' })
  author!: string;
  @Field(() => [String], { nullable: true, description: 'In things of these kinds only; nothing: in all.' })
  kinds!: readonly string[] | null;
  @Field(() => BasisEnum, { nullable: true, description: 'The point of article 17 (1) it was erased by.' })
  basis!: ErasureBasis | null;
  @Field(() => String, { nullable: true, description: 'The decision, as a register names it.' })
  decision!: string | null;
  @Field(() => TextNode, { nullable: true, description: 'Why it was refused, kept from sight or shown again.' })
  reason!: Text | null;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => ID, { description: 'Opaque id of the person who did it.' })
  changedBy!: string;
}

@ObjectType('Removal', { description: 'Texts taken out of one event by two persons together, or proposed to be.' })
export class RemovalNode extends NodeOf<RemovalRow> {
  @Field(() => ID, { description: 'Begins with removal_.' })
  id!: string;
  @Field(() => Int, { description: 'What expectedVersion is compared with.' })
  revision!: number;
  @Field(() => RemovalPhase, { description: 'Waiting for another person, carried out, or given up.' })
  phase!: RemovalRow['phase'];
  @Field(() => String, { description: 'Log position of the event.' })
  of!: string;
  @Field(() => [String], { description: 'Where in its data the texts stand: JSON Pointers.' })
  fields!: readonly string[];
  @Field(() => BasisEnum, { description: 'The point of article 17 (1).' })
  basis!: ErasureBasis;
  @Field(() => String, { nullable: true, description: 'The decision, as a register names it.' })
  decision!: string | null;
  @Field(() => TextNode, { description: 'Why it was proposed.' })
  reason!: Text;
  @Field(() => ID, { description: 'Opaque id of the person who proposed it.' })
  proposedBy!: string;
  @Field(() => ID, { nullable: true, description: 'Opaque id of the person who confirmed it or gave it up.' })
  settledBy!: string | null;
  @Field(() => String, { description: 'ISO 8601 instant.' })
  changedAt!: string;
}

const ErasureConnection = connectionOf(ErasureNode);
const RemovalConnection = connectionOf(RemovalNode);

/** To everybody else it is as if there were none: who asked for what to be erased is nobody's business. */
const mayRead = ({ asker }: World): boolean => holds(asker, ['auditor', 'administrator', 'coordinator']);

extend(
  CollaborationNode,
  'erasures',
  {
    type: () => ErasureConnection,
    args: PageArgs,
    nullable: true,
    description: 'Requests to erase words, newest first; for those who carry them out and for auditors.',
  },
  ({ world }, args) =>
    mayRead(world)
      ? page(world.rows(erasures).values().toReversed(), args, (row) => new ErasureNode(world, row))
      : null,
);
extend(
  CollaborationNode,
  'removals',
  {
    type: () => RemovalConnection,
    args: PageArgs,
    nullable: true,
    description: 'Texts taken out of single events, newest first; for those who carry it out and for auditors.',
  },
  ({ world }, args) =>
    mayRead(world)
      ? page(world.rows(removals).values().toReversed(), args, (row) => new RemovalNode(world, row))
      : null,
);

export const ErasureResolver = mutationsOf(
  erasure,
  {
    answer: answerOf(ErasureNode),
    find: (world, { id }) => {
      const row = world.rows(erasures).get(id);
      return row && new ErasureNode(world, row);
    },
  },
  {
    EraseTexts:
      'Erases, for good, what a person has written in the collaboration until now: everywhere, and at every moment of the past.',
    RefuseErasure: 'Records that words are not erased, and why.',
    RestrictTexts: 'Keeps what a person has written until now from sight, until it is settled what becomes of it.',
    LiftRestriction: 'Shows again what had been kept from sight, and says why.',
  },
);

export const RemovalResolver = mutationsOf(
  removal,
  {
    answer: answerOf(RemovalNode),
    find: (world, { id }) => {
      const row = world.rows(removals).get(id);
      return row && new RemovalNode(world, row);
    },
  },
  {
    ProposeRemoval:
      'Proposes that texts be taken out of one event, whoever wrote them: another person must confirm it.',
    ConfirmRemoval: 'Takes the texts out of the event, for good. Not by who proposed it.',
    DropRemoval: 'Gives the proposal up, with the reason.',
  },
);
