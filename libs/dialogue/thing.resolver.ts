import { partnerNode, PartnerNode } from '#backbone';
import {
  CollaborationNode,
  IdArgs,
  NodeOf,
  PageArgs,
  TextNode,
  addRefusalWords,
  badInput,
  connectionOf,
  extend,
  page,
} from '#graphql';
import type { Text } from '#language';
import type { World } from '#world';
import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { changesIn, thingIn, type Thing } from './dialogue.facts.ts';
import { dialogueWords } from './words.ts';

addRefusalWords(dialogueWords);

@ObjectType('Thing', {
  description: 'Anything the collaboration knows, whatever it is: what people talk about, read, and see change.',
})
export class ThingNode extends NodeOf<Thing> {
  @Field(() => ID, { description: 'Its own id.' })
  id!: string;
  @Field(() => String, {
    description: 'What it is: goal, activity, meeting … the part of its id before the underscore.',
  })
  kind!: string;
  @Field(() => TextNode, { nullable: true, description: 'What it is called; what it says, where it has no title.' })
  title!: Text | null;
  @Field(() => Int, { description: 'How often it has changed: what AcknowledgeChange says was read.' })
  revision!: number;
  @Field(() => ID, { description: 'Place in the log of its last change.' })
  position!: string;
  @Field(() => String, { description: 'When it last changed. ISO 8601 instant.' })
  changedAt!: string;
  @Field(() => ID, { description: 'Opaque id of the person who changed it last.' })
  changedBy!: string;
  @Field(() => String, { nullable: true, description: 'What was done: the type of the event, e.g. GoalEndorsed.' })
  change!: string | null;

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation the last change was made for.' })
  changedFor(): PartnerNode | undefined {
    return this.row.changedFor === undefined ? undefined : partnerNode(this.world, this.row.changedFor);
  }

  @Field(() => PartnerNode, { nullable: true, description: 'The organisation in charge of it, where there is one.' })
  owner(): PartnerNode | undefined {
    return this.row.owner === undefined ? undefined : partnerNode(this.world, this.row.owner);
  }
}

export const ThingConnection = connectionOf(ThingNode);

export const thingNode = (world: World, id: string | undefined): ThingNode | undefined => {
  const thing = id === undefined ? undefined : thingIn(world, id);
  return thing && new ThingNode(world, thing);
};

extend(
  CollaborationNode,
  'thing',
  { type: () => ThingNode, args: IdArgs, nullable: true, description: 'Anything by its id, with its name and state.' },
  ({ world }, { id }) => thingNode(world, id),
);

@ArgsType()
class ChangesArgs extends PageArgs {
  @Field(() => ID, { description: 'A log position, such as the one of the last visit: changes after it.' })
  since!: string;
  @Field(() => ID, { nullable: true, description: 'Only the thing with this id.' })
  about?: string | null;
  @Field(() => String, { nullable: true, description: 'Only things of this kind: goal, activity, meeting …' })
  kind?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only things that concern this partner.' })
  partner?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only what was done for this partner.' })
  by?: string | null;
  @Field(() => ID, { nullable: true, description: 'Leaves out what was done for this partner.' })
  notBy?: string | null;
}

extend(
  CollaborationNode,
  'changes',
  {
    type: () => ThingConnection,
    args: ChangesArgs,
    description:
      'What has changed since a position, each thing once with its last change, newest first. What is not open to the asker is left out.',
  },
  ({ world }, args) => {
    if (!/^\d{1,18}$/.test(args.since)) throw badInput('since is a log position: digits only');
    return page(changesIn(world, args), args, (thing) => new ThingNode(world, thing));
  },
);
