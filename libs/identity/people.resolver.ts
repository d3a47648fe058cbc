import { mandates, partnerNode, PartnerNode } from '#backbone';
import {
  addRefusalWords,
  Allow,
  answerOf,
  Ask,
  connectionOf,
  Desk,
  Input,
  LanguageEnum,
  page,
  PageArgs,
  Refused,
  TextNode,
  type Page,
  type RequestContext,
} from '#graphql';
import { isRefusal } from '#decider';
import type { Language, Text } from '#language';
import type { World } from '#world';
import { Inject } from '@nestjs/common';
import { Args, ArgsType, Field, ID, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import { Details, People } from './people.ts';
import { isPerson, keptAmong, mandatesKept, mayKnow } from './people.reading.ts';
import { formerLabel, peopleWords, unnamedLabel } from './people.words.ts';
import { understood } from './understood.ts';

addRefusalWords(peopleWords);

@ObjectType('Person', {
  description: 'A person of the directory, which stands outside the event log: what the asker may know of them.',
})
export class PersonNode {
  @Field(() => ID, { description: 'Opaque id: what the event log knows them by.' })
  id!: string;
  @Field(() => TextNode, { description: 'A role in words, for those who may not know more.' })
  label!: Text;
  @Field(() => String, {
    nullable: true,
    description: 'To the person, to colleagues of their organisations and to administrators; to others nothing.',
  })
  name!: string | null;
  @Field(() => String, { nullable: true, description: 'As the name.' })
  email!: string | null;
  @Field(() => LanguageEnum, { nullable: true, description: 'The language they are written to in. As the name.' })
  language!: Language | null;
  @Field(() => Boolean, { description: 'Nothing but the id is left: what was known of the person was erased.' })
  former!: boolean;
  @Field(() => Boolean, { description: 'Made up to show the software.' })
  demonstration!: boolean;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the person has accepted an invitation and can sign in. As the name.',
  })
  signsIn!: boolean | null;
  @Field(() => [PartnerNode], { description: 'The organisations they may act for, now or when their first day comes.' })
  partners!: readonly PartnerNode[];
}

/** A person as the asker of a world may know them. Whose details are in it is to be noted before it is shown. */
export function personNode(people: People, world: World | undefined, id: string, known: boolean): PersonNode {
  const person = people.get(id);
  const former = people.isFormer(id);
  const details = known ? people.details(id) : undefined;
  const partners = world ? new Set(mandatesKept(world, id).map(({ partner }) => partner)) : new Set<string>();
  return Object.assign(new PersonNode(), {
    id,
    label: former ? formerLabel : (person?.label ?? unnamedLabel),
    name: details?.name ?? null,
    email: details?.email ?? null,
    language: details?.language ?? null,
    former,
    demonstration: person?.demonstration ?? false,
    signsIn: known ? people.isLinked(id) : null,
    partners: world ? [...partners].flatMap((partner) => partnerNode(world, partner) ?? []) : [],
  });
}

export const PersonConnection = connectionOf(PersonNode);
export const PersonAnswer = answerOf(PersonNode);

@ArgsType()
class PeopleArgs extends PageArgs {
  @Field(() => ID, { description: 'The collaboration.' })
  collaboration!: string;
  @Field(() => ID, { nullable: true, description: 'Only people of this organisation.' })
  partner?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'With the eyes of which of their own organisations the asker looks.',
  })
  actingFor?: string | null;
}

const shapes = { CorrectMyDetails: Details };

/** Who people are: kept outside the log, where it can be corrected and erased (rule 32). */
@Resolver()
export class PeopleResolver {
  constructor(
    @Inject(Desk) private readonly desk: Desk,
    @Inject(People) private readonly directory: People,
  ) {}

  @Query(() => PersonConnection, {
    nullable: true,
    description:
      'Everybody who holds a mandate, in the order first granted. Nothing in a collaboration that does not exist or is not the asker’s.',
  })
  async people(
    @Ask() ask: RequestContext,
    @Args({ type: () => PeopleArgs }) { collaboration, partner, actingFor, ...args }: PeopleArgs,
  ): Promise<Page<PersonNode> | undefined> {
    const world = await this.desk.world(ask, collaboration, null, actingFor);
    if (!world) return undefined;
    const rows = world.rows(mandates);
    const kept = keptAmong(world, partner != null ? rows.where('partner', partner) : rows.values());
    // Machines hold mandates too, and are nobody.
    const found = [...new Set(kept.map(({ person }) => person))].filter(isPerson).map((id) => ({ id }));
    return page(found, args, ({ id }) => this.shown(ask, world, id));
  }

  @Query(() => PersonNode, {
    nullable: true,
    description: 'One person who holds a mandate or held one; the same nothing for others as for nobody.',
  })
  async person(
    @Ask() ask: RequestContext,
    @Args('collaboration', { type: () => ID }) collaboration: string,
    @Args('id', { type: () => ID }) id: string,
    @Args('actingFor', {
      type: () => ID,
      nullable: true,
      description: 'With the eyes of which of their own organisations the asker looks.',
    })
    actingFor: string | null,
  ): Promise<PersonNode | undefined> {
    const world = await this.desk.world(ask, collaboration, null, actingFor);
    const known =
      world && isPerson(id) && (world.rows(mandates).where('person', id).length > 0 || world.asker?.person === id);
    return known ? this.shown(ask, world, id) : undefined;
  }

  @Allow()
  @Mutation(() => PersonAnswer, {
    description: 'Says anew what the person who asks is called, where they are reached and in which language.',
  })
  correctMyDetails(
    @Ask() ask: RequestContext,
    @Input('CorrectMyDetails', shapes) input: unknown,
  ): PersonNode | Refused {
    const { session } = ask;
    if (!session?.isOpen()) throw new GraphQLError('Sign in first', { extensions: { code: 'UNAUTHENTICATED' } });
    const details = understood(Details, input);
    if (isRefusal(details)) return new Refused(details);
    if (this.directory.isFormer(session.person)) return new Refused({ refused: 'PERSON_FORMER' });
    this.directory.describe(session.person, details);
    return personNode(this.directory, undefined, session.person, true);
  }

  private shown(ask: RequestContext, world: World, id: string): PersonNode {
    const known = mayKnow(world, id);
    // Reading of others what is personal is put on record before it is shown; one's own is one's own.
    if (known && id !== world.asker?.person) ask.note({ kind: 'personal', objects: [id] });
    return personNode(this.directory, world, id, known);
  }
}
