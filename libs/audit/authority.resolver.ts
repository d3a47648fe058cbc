import { CollaborationNode, NodeOf, PageArgs, connectionOf, extend, page } from '#graphql';
import { ArgsType, Field, ID, ObjectType } from '@nestjs/graphql';
import { authorities, type Allowed, type Authority } from './authority.reading.ts';
import { historyOf } from './history.reading.ts';

@ObjectType('AllowedCommand', { description: 'A command somebody could give.' })
class AllowedCommand implements Allowed {
  @Field(() => String, { description: 'Its name, e.g. EndorseGoal.' })
  command!: string;
  @Field(() => ID, { nullable: true, description: 'The mandate that allowed it; none where any mandate will do.' })
  mandate!: string | undefined;
  @Field(() => ID, { nullable: true, description: 'Only for this indicator.' })
  indicator!: string | undefined;
  @Field(() => ID, { nullable: true, description: 'Only for this programme.' })
  programme!: string | undefined;
}

@ObjectType('Authority', { description: 'What one person could do for one organisation at the moment asked for.' })
class AuthorityNode extends NodeOf<Authority & { readonly id: string }> {
  @Field(() => ID, { description: 'Opaque id of the person.' })
  person!: string;
  @Field(() => ID, { description: 'The organisation acted for.' })
  organisation!: string;
  @Field(() => [ID], { description: 'Mandates in force.' })
  mandates!: readonly string[];
  @Field(() => [AllowedCommand], {
    description: 'Commands a mandate allows. What the rules say of each single thing is not in it.',
  })
  allowed!: readonly AllowedCommand[];
  @Field(() => [String], { description: 'Commands that would be refused for want of a mandate.' })
  refused!: readonly string[];
}

const AuthorityConnection = connectionOf(AuthorityNode, 'Authority');

@ArgsType()
class AuthorityArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only this person.' })
  person?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only who could act for this organisation.' })
  organisation?: string | null;
}

// Mandates are every partner's to know: who may speak for whom is how partners trust each other.
extend(
  CollaborationNode,
  'authority',
  {
    type: () => AuthorityConnection,
    args: AuthorityArgs,
    description: 'Who could do what at the moment asked for, by the mandates in force then.',
  },
  ({ world }, { person, organisation, ...args }: AuthorityArgs) => {
    const found = authorities(world, historyOf(world).deciders, {
      person: person ?? undefined,
      organisation: organisation ?? undefined,
    }).map((one) => ({ ...one, id: `${one.person} ${one.organisation}` }));
    return page(found, args, (row) => new AuthorityNode(world, row));
  },
);
