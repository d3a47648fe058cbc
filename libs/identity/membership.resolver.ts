import {
  lastingAdministrators,
  MandateNode,
  mandateNode,
  mandates,
  MandateRole,
  organisationsOf,
  todayIn,
  type MandateRow,
} from '#backbone';
import { Allow, answerOf, Ask, Desk, enumOf, Input, Refused, TextNode, type RequestContext } from '#graphql';
import { isRefusal } from '#decider';
import {
  Day,
  DecisionReference,
  ErasureBasis,
  FreeText,
  IndicatorId,
  PartnerId,
  PersonId,
  ProgrammeId,
  type Text,
} from '#language';
import { uuidFrom, Worlds, type World } from '#world';
import { Inject } from '@nestjs/common';
import { Args, ArgsType, Field, ID, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Accounts } from './accounts.ts';
import { Forgetting, NotForgottenYet, type WordsForgotten } from './forgetting.ts';
import { Details, People } from './people.ts';
import { administers, isPerson, looksAfterAll, mandatesKept } from './people.reading.ts';
import { PersonAnswer, personNode, PersonNode } from './people.resolver.ts';
import { roleLabels } from './people.words.ts';
import { understood } from './understood.ts';

/** Finds the collaborations in which somebody was ever granted anything: set by the application, which has the log. */
export type CollaborationsOf = (person: string) => Promise<readonly string[]>;
export const COLLABORATIONS_OF = Symbol('COLLABORATIONS_OF');

const invited = {
  ...Details.shape,
  /** A role in words, shown to those who may not know the name. */
  label: FreeText.optional(),
};

const shapes = {
  InvitePerson: z.object({
    ...invited,
    partner: PartnerId,
    role: MandateRole,
    indicator: IndicatorId.optional(),
    programme: ProgrammeId.optional(),
    /** Today unless told. */
    from: Day.optional(),
    to: Day.optional(),
  }),
  LeaveOrganisation: z.object({
    organisation: PartnerId,
    /** Oneself unless told. */
    person: PersonId.optional(),
    reason: FreeText,
  }),
  ForgetPerson: z.object({
    /** Their own words too, everywhere: on which basis, and by which decision. */
    erase: z.object({ basis: ErasureBasis, decision: DecisionReference }).optional(),
  }),
  ReplacePerson: z.object({
    person: PersonId,
    organisation: PartnerId,
    /** Somebody the directory knows … */
    successor: PersonId.optional(),
    /** … or somebody who is invited with this. */
    invite: z.object(invited).meta({ id: 'Successor' }).optional(),
    reason: FreeText,
  }),
};

@ArgsType()
class InHand {
  @Field(() => ID, { description: 'The collaboration.' })
  collaboration!: string;
  @Field(() => ID, {
    description: 'A UUID chosen by the sender: sent again, what was left undone is done and nothing is done twice.',
  })
  commandId!: string;
  @Field(() => ID, {
    nullable: true,
    description:
      'For which of their own organisations the asker acts; needed only by those who hold mandates in several.',
  })
  actingFor?: string | null;
}

@ObjectType('PersonInvitation', { description: 'Somebody was let in: what they hold, and how they come in.' })
export class PersonInvitationNode {
  @Field(() => PersonNode, { description: 'Who it is.' })
  person!: PersonNode;
  @Field(() => [MandateNode], { description: 'What the act has granted.' })
  mandates!: readonly MandateNode[];
  @Field(() => String, {
    nullable: true,
    description:
      'Path of the page on which the person accepts, to be sent to nobody but them: it works once, for a week. Nothing for somebody who signs in already.',
  })
  path!: string | null;
}

const OutcomeEnum = enumOf(z.enum(['erased', 'refused', 'kept']).meta({ id: 'WordsOutcome' }));

@ObjectType('WordsForgotten', { description: 'What became of a forgotten person’s own words in one collaboration.' })
export class WordsForgottenNode {
  @Field(() => ID, { description: 'The collaboration.' })
  collaboration!: string;
  @Field(() => OutcomeEnum, {
    description: 'Erased for good; not erased, with the reason; or left, since nobody has asked for more.',
  })
  outcome!: WordsForgotten['outcome'];
  @Field(() => String, { nullable: true, description: 'The decision not to erase them, as a register names it.' })
  decision!: string | null;
  @Field(() => TextNode, { nullable: true, description: 'Its ground, as it was decided there.' })
  reason!: Text | null;
  @Field(() => Refused, { nullable: true, description: 'The refusal, where it was the act itself that was refused.' })
  get refusal(): Refused | null {
    return this.refused === undefined ? null : new Refused({ refused: this.refused });
  }
  refused?: string;
}

@ObjectType('PersonForgotten', { description: 'A person was forgotten: what is left of them, here and in each log.' })
export class PersonForgottenNode {
  @Field(() => PersonNode, { description: 'The id, and that somebody was.' })
  person!: PersonNode;
  @Field(() => [WordsForgottenNode], { description: 'Their own words, by the collaborations they had mandates in.' })
  words!: readonly WordsForgottenNode[];
}

const PersonForgottenAnswer = answerOf(PersonForgottenNode);
const PersonInvitationAnswer = answerOf(PersonInvitationNode);

type Step = { readonly id: string; readonly command: { readonly type: string; readonly data: object } };

/**
 * Coming to an organisation, leaving it and being followed by somebody else. What they change of mandates are commands
 * of the domain, judged there and recorded; who people are is kept beside the log. Sent again, each goes on where it
 * was interrupted.
 */
@Resolver()
export class MembershipResolver {
  constructor(
    @Inject(Desk) private readonly desk: Desk,
    @Inject(Worlds) private readonly worlds: Worlds,
    @Inject(People) private readonly people: People,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Forgetting) private readonly forgetting: Forgetting,
    @Inject(COLLABORATIONS_OF) private readonly collaborationsOf: CollaborationsOf,
  ) {}

  @Allow('administrator', 'contact')
  @Mutation(() => PersonInvitationAnswer, {
    description: 'Enters a person, grants them a mandate, and gives the link by which they come in.',
  })
  async invitePerson(
    @Ask() ask: RequestContext,
    @Args({ type: () => InHand }) hand: InHand,
    @Input('InvitePerson', shapes) input: unknown,
  ): Promise<PersonInvitationNode | Refused> {
    const asked = understood(shapes.InvitePerson, input);
    if (isRefusal(asked)) return new Refused(asked);
    const world = await this.world(ask, hand);
    if (world instanceof Refused) return world;
    const { name, email, language, label = roleLabels[asked.role], from = todayIn(world), ...grant } = asked;
    const person = personFrom(hand, world);
    const step = grantOf(hand, { ...grant, person, from }, 'grant');
    const mandate = await this.give(ask, hand, step, 'grant');
    if (mandate instanceof Refused) return mandate;
    this.enter(person, { name, email, language }, label);
    return this.invitation(world, person, [mandate]);
  }

  @Allow('administrator', 'contact')
  @Mutation(() => PersonInvitationAnswer, {
    description: 'Gives a new link to somebody who was invited, or entered without a link, and has not come in yet.',
  })
  async inviteAgain(
    @Ask() ask: RequestContext,
    @Args({ type: () => InHand }) hand: InHand,
    @Args('person', { type: () => ID }) person: string,
  ): Promise<PersonInvitationNode | Refused> {
    const world = await this.world(ask, hand);
    if (world instanceof Refused) return world;
    // Whoever has the link becomes the person: so only to who looks after all that the person may do, wherever.
    const reach = await this.reachOver(world, person);
    if (reach) return reach;
    if (this.people.isLinked(person)) return new Refused({ refused: 'PERSON_SIGNS_IN' });
    return this.invitation(world, person, []);
  }

  @Allow()
  @Mutation(() => PersonAnswer, {
    description:
      'Ends every mandate a person holds for an organisation: one’s own, or somebody else’s by who looks after them.',
  })
  async leaveOrganisation(
    @Ask() ask: RequestContext,
    @Args({ type: () => InHand }) hand: InHand,
    @Input('LeaveOrganisation', shapes) input: unknown,
  ): Promise<PersonNode | Refused> {
    const asked = understood(shapes.LeaveOrganisation, input);
    if (isRefusal(asked)) return new Refused(asked);
    const world = await this.world(ask, hand);
    if (world instanceof Refused) return world;
    const { organisation, reason, person = world.asker?.person ?? '' } = asked;
    const held = mandatesKept(world, person).filter(({ partner }) => partner === organisation);
    const isOwn = person === world.asker?.person;
    if (!isOwn && !looksAfterAll(world, organisation, held)) return new Refused({ refused: 'MANDATE_OUT_OF_REACH' });
    if (!wasOf(world, person, organisation)) return new Refused({ refused: 'PERSON_NOT_FOUND' });
    const ended = await this.end(ask, hand, world, held, reason);
    if (ended) return ended;
    const now = await this.worlds.live(hand.collaboration);
    // An invitation that nobody has accepted yet leads nowhere any more.
    if (mandatesKept(now, person).length === 0) this.accounts.withdraw(person);
    return personNode(this.people, now, person, isOwn);
  }

  @Allow('administrator', 'contact')
  @Mutation(() => PersonInvitationAnswer, {
    description:
      'Gives another person the mandates somebody holds for an organisation, and ends theirs, in one act. What waits for the organisation waits for the successor from then on.',
  })
  async replacePerson(
    @Ask() ask: RequestContext,
    @Args({ type: () => InHand }) hand: InHand,
    @Input('ReplacePerson', shapes) input: unknown,
  ): Promise<PersonInvitationNode | Refused> {
    const asked = understood(shapes.ReplacePerson, input);
    if (isRefusal(asked)) return new Refused(asked);
    const world = await this.world(ask, hand);
    if (world instanceof Refused) return world;
    const { person, organisation, successor, invite, reason } = asked;
    if ((successor === undefined) === (invite === undefined) || successor === person)
      return new Refused({ refused: 'PERSON_SUCCESSOR_UNCLEAR', field: 'successor' });
    const held = mandatesKept(world, person).filter(({ partner }) => partner === organisation);
    // Known before the first grant, so that a successor is not left with half of it.
    if (!looksAfterAll(world, organisation, held)) return new Refused({ refused: 'MANDATE_OUT_OF_REACH' });
    // Whoever is here; of others nobody is told whether there are any.
    if (successor !== undefined && mandatesKept(world, successor).length === 0)
      return new Refused({ refused: 'PERSON_NOT_FOUND', field: 'successor' });
    const next = successor ?? personFrom(hand, world);
    // Sent again once it is done, there is nothing left to give on.
    const isDone = held.length === 0 && (successor !== undefined || this.people.get(next) !== undefined);
    if (!wasOf(world, person, organisation) || (held.length === 0 && !isDone))
      return new Refused({ refused: 'PERSON_NOT_FOUND', field: 'person' });
    const granted: MandateNode[] = [];
    for (const { id, role, indicator, programme, from, to } of held) {
      const today = todayIn(world);
      const grant = { person: next, partner: organisation, role, indicator, programme, to };
      const step = grantOf(hand, { ...grant, from: from > today ? from : today }, id);
      const mandate = await this.give(ask, hand, step, `grant ${id}`);
      if (mandate instanceof MandateNode) granted.push(mandate);
      // Who holds the same already needs it no second time.
      else if (mandate.code !== 'MANDATE_HELD') return mandate;
    }
    if (invite) {
      const { label, ...details } = invite;
      this.enter(next, details, label ?? roleLabels[held[0]?.role ?? 'member']);
    } else ask.note({ kind: 'personal', objects: [next] });
    const ended = await this.end(ask, hand, world, held, reason);
    if (ended) return ended;
    const now = await this.worlds.live(hand.collaboration);
    if (mandatesKept(now, person).length === 0) this.accounts.withdraw(person);
    return invite ? this.invitation(world, next, granted) : this.letIn(world, next, granted, null);
  }

  @Allow()
  @Mutation(() => PersonForgottenAnswer, {
    description:
      'Erases all that the directory knows of a person who holds no mandate any more: on their own wish, or by an administrator of every collaboration they had one in. An administrator who says by what basis and decision erases the person’s own words everywhere in the same act. The opaque id stays in the record of what was done. What is broken off is finished at the next start.',
  })
  async forgetPerson(
    @Ask() ask: RequestContext,
    @Args({ type: () => InHand }) hand: InHand,
    @Args('person', { type: () => ID }) person: string,
    @Input('ForgetPerson', shapes) input: unknown,
  ): Promise<PersonForgottenNode | Refused> {
    const asked = understood(shapes.ForgetPerson, input ?? {});
    if (isRefusal(asked)) return new Refused(asked);
    const { erase } = asked;
    if (!isPerson(person)) return new Refused({ refused: 'PERSON_NOT_FOUND', field: 'person' });
    const isOwn = ask.session?.isOpen() === true && ask.session.person === person;
    // Erasing words is an administrator's decision, also about one's own.
    const decides = !isOwn || erase !== undefined;
    const collaborations = await this.collaborationsOf(person);
    const organisations = new Map<string, string>();
    if (decides) {
      const world = await this.world(ask, hand);
      if (world instanceof Refused) return world;
      if (!administers(world) || !collaborations.includes(hand.collaboration))
        return new Refused({ refused: 'PERSON_NOT_FOUND', field: 'person' });
      for (const other of collaborations) {
        const there = other === hand.collaboration ? world : await this.desk.world(ask, other);
        if (!there || !administers(there)) return new Refused({ refused: 'PERSON_ELSEWHERE' });
        organisations.set(other, there.asker?.organisation ?? '');
      }
    }
    for (const collaboration of collaborations) {
      const there = await this.worlds.live(collaboration);
      if (organisationsOf(there, person).length > 0 || mandatesKept(there, person).length > 0)
        return new Refused({ refused: 'PERSON_HOLDS_MANDATES' });
    }
    if (erase && ask.session?.isTooWeakFor?.('EraseTexts') === true)
      return new Refused({ refused: 'STRONGER_SIGN_IN_NEEDED' });
    const places = collaborations.map((collaboration) => ({
      collaboration,
      organisation: organisations.get(collaboration),
    }));
    const { commandId } = hand;
    try {
      const words = await this.forgetting.forget(person, { erase, by: ask.session?.person ?? '', commandId, places });
      return Object.assign(new PersonForgottenNode(), {
        person: personNode(this.people, undefined, person, false),
        words: words.map((one) => Object.assign(new WordsForgottenNode(), one)),
      });
    } catch (error) {
      if (error instanceof NotForgottenYet) return new Refused({ refused: error.refused });
      throw error;
    }
  }

  /** The world the asker acts in; holding nothing there and there being none is the same. */
  private async world(ask: RequestContext, { collaboration, actingFor }: InHand): Promise<World | Refused> {
    return (await this.desk.world(ask, collaboration, null, actingFor)) ?? new Refused({ refused: 'MANDATE_MISSING' });
  }

  /** One command of the act, under an id of its own that is the same when the act is sent again. */
  private give(ask: RequestContext, hand: InHand, { id, command }: Step, name: string) {
    const { collaboration, commandId, actingFor } = hand;
    const to = { collaboration, id, commandId: uuidFrom(`${commandId} ${name}`), actingFor: actingFor ?? null };
    const mandate = 'mandate' in command.data ? String(command.data.mandate) : id;
    return this.desk.act(ask, to, command, (world) => mandateNode(world, mandate));
  }

  /** Ends mandates, administrators’ first: whether that may be is known there alone, and then nothing else has ended. */
  private async end(
    ask: RequestContext,
    hand: InHand,
    world: World,
    rows: readonly MandateRow[],
    reason: Text,
  ): Promise<Refused | undefined> {
    const lasting = new Set(lastingAdministrators(world).map(({ id }) => id));
    for (const { id, person } of [...rows].sort((a, b) => Number(lasting.has(b.id)) - Number(lasting.has(a.id)))) {
      const step = lasting.has(id)
        ? {
            id: `collaboration_${hand.collaboration}`,
            command: { type: 'DismissAdministrator', data: { mandate: id, reason } },
          }
        : // Under one's own: what one looks after others' by may just have ended.
          {
            id,
            command: { type: person === world.asker?.person ? 'LayDownMandate' : 'RevokeMandate', data: { reason } },
          };
      const done = await this.give(ask, hand, step, `end ${id}`);
      if (done instanceof Refused) return done;
    }
    return undefined;
  }

  private enter(person: string, details: Details, label: Text): void {
    // Who has come in says for themselves what they are called, also when the act is sent again.
    if (this.people.isLinked(person)) return;
    if (!this.people.get(person)) this.people.put({ id: person, label, demonstration: false, signIn: false });
    this.people.describe(person, details);
  }

  private invitation(world: World, person: string, granted: readonly MandateNode[]): PersonInvitationNode {
    // Sent again after it was accepted, the act gives nobody else a way in.
    if (this.people.isLinked(person)) return this.letIn(world, person, granted, null);
    const { collaboration, asker } = world;
    if (asker) this.people.admit(person, { collaboration, organisation: asker.organisation, inviter: asker.person });
    // One link at a time: the newest.
    this.accounts.withdraw(person);
    return this.letIn(world, person, granted, `/invitation/${this.accounts.invite(person)}`);
  }

  private letIn(world: World, person: string, granted: readonly MandateNode[], path: string | null) {
    const shown = personNode(this.people, world, person, granted.length > 0);
    return Object.assign(new PersonInvitationNode(), { person: shown, mandates: granted, path });
  }

  /** Nothing when the asker looks after all that a person may do in any collaboration; otherwise the refusal. */
  private async reachOver(world: World, person: string): Promise<Refused | undefined> {
    const held = mandatesKept(world, person);
    if (!isPerson(person) || held.length === 0 || this.people.isFormer(person))
      return new Refused({ refused: 'PERSON_NOT_FOUND' });
    const elsewhere = (await this.collaborationsOf(person)).some((id) => id !== world.collaboration);
    const reached = looksAfterAll(world, world.asker?.organisation ?? '', held);
    return elsewhere || !reached ? new Refused({ refused: 'PERSON_ELSEWHERE' }) : undefined;
  }
}

/** Whether somebody holds anything for an organisation, or ever did. */
const wasOf = (world: World, person: string, organisation: string): boolean =>
  world
    .rows(mandates)
    .where('person', person)
    .some(({ partner }) => partner === organisation);

/** An id that says nothing, the same whenever the same asker sends the same act, and nobody else's. */
const personFrom = ({ collaboration, commandId }: InHand, { asker }: World): string =>
  `person_${named(`${collaboration} ${asker?.person ?? ''} ${commandId.toLowerCase()}`)}`;

const grantOf = ({ collaboration, commandId }: InHand, grant: object, name: string): Step => ({
  id: `mandate_${named(`${collaboration} ${commandId.toLowerCase()} ${name}`)}`,
  command: { type: 'GrantMandate', data: { ...defined(grant), demonstration: false } },
});

const named = (name: string): string => createHash('sha256').update(name).digest('hex').slice(0, 24);

const defined = (grant: object): object =>
  Object.fromEntries(Object.entries(grant).filter(([, value]) => value !== undefined));
