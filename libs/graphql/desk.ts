import { isRefusal, type Asker, type Message, type Refusal } from '#decider';
import { Commands, Worlds, parseAsOf, type Accepted, type Order, type World } from '#world';
import { Inject, Injectable, SetMetadata, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ArgsType, Field, GqlExecutionContext, ID, Int } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import { badInput } from './page.ts';
import { Refused } from './refused.ts';

/** Who is signed in, and for whom they act. Comes from the session cookie or a machine's token, never from input. */
export interface Session {
  readonly person: string;
  /** By collaboration, the organisation chosen to act for by somebody who holds mandates in several. */
  readonly actingFor?: Readonly<Record<string, string>>;
  /** What a machine's token is for; people have none. See {@link narrowing}. */
  readonly scopes?: ReadonlySet<string>;
  /** Whether the command asks for a stronger sign-in than this one was. */
  isTooWeakFor?(command: Message['type']): boolean;
  /** Whether it is still open: asked again before each event a subscription pushes. */
  isOpen(): boolean;
}

/** What a GraphQL request carries with it. */
export interface RequestContext {
  /** Looked up anew each time where the request lasts: a socket outlives its session. */
  readonly session: Session | undefined;
  /** Whose allowance it is charged to: the person's, or for nobody the address's they ask from. */
  readonly payer: string;
  /** Whether documents may be asked that stand in no manifest: a machine's, which its own allowance bounds. */
  readonly anyDocument: boolean;
  readonly correlationId: string;
  readonly traceparent: string | undefined;
  /** Every world an answer was made from: what was shown of it is looked at before the answer leaves. */
  readonly shown: World[];
  /** Where the asker was turned away for holding nothing there. */
  readonly turnedAway: TurnedAway[];
  /** Which commands were given, in whose name, and what came of them. */
  readonly given: CommandGiven[];
  /** To be told of what is personal or secret before it is shown: it is shown only once the reading is on record. */
  readonly note: (noted: Noted) => void;
  /** What {@link note} was told, until it is on record. */
  readonly noted: Noted[];
}

/** What of an answer somebody may only be shown on record: the opaque ids of whom or what it is about. */
export interface Noted {
  readonly kind: 'personal' | 'secret';
  readonly objects: readonly string[];
}

/** A command as it ended: with the refusal's code when it was refused. */
export interface CommandGiven {
  readonly command: Message['type'];
  readonly asker: Asker;
  readonly refused: string | undefined;
}

/** A question, or a command, in a collaboration in which the asker holds no mandate. */
export interface TurnedAway {
  readonly collaboration: string;
  readonly command?: string;
  /** What the command was to change, as it was asked. */
  readonly id?: string;
}

/** Finds the mandates a person holds in a world: set by the application, since it is backbone's knowledge. */
export type AskerIn = (world: World, person: string, organisation?: string) => Asker | undefined;
export const ASKER_IN = Symbol('ASKER_IN');

/** The request's session and correlation. */
export const Ask = createParamDecorator((_: unknown, context: ExecutionContext): RequestContext =>
  GqlExecutionContext.create(context).getContext(),
);

/** Who may give the mutation, in words a test compares with the deciders' roles. */
export const Allow = (...roles: string[]) => SetMetadata('talkoot:allow', roles);

/** To which aggregate of which collaboration a command goes. */
@ArgsType()
export class To {
  @Field(() => ID, { description: 'The collaboration.' })
  collaboration!: string;

  @Field(() => ID, { description: 'Of the thing to change; for a new one an id chosen by the sender.' })
  id!: string;

  @Field(() => ID, {
    description: 'A UUID chosen by the sender: sent again, the command is carried out once and answered alike.',
  })
  commandId!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The version last seen; when it has changed since, the answer is CHANGED_MEANWHILE.',
  })
  expectedVersion?: number | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'For which of their own organisations the asker acts; needed only by those who hold mandates in several.',
  })
  actingFor?: string | null;
}

/** The envelope of every command on Nest's CommandBus: the aggregate is found by the command's type. */
export class CarryOut extends Command<Accepted | Refusal> {
  readonly order: Order;
  constructor(order: Order) {
    super();
    this.order = order;
  }
}

@CommandHandler(CarryOut)
export class CarryOutHandler implements ICommandHandler<CarryOut> {
  constructor(@Inject(Commands) private readonly commands: Commands) {}
  execute({ order }: CarryOut): Promise<Accepted | Refusal> {
    return this.commands.execute(order);
  }
}

/** Where resolvers bring what people ask: questions to a world, commands to the bus. */
@Injectable()
export class Desk {
  constructor(
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(Worlds) private readonly worlds: Worlds,
    @Inject(ASKER_IN) private readonly askerIn: AskerIn,
  ) {}

  /**
   * The world the asker may look into, in the asker's eyes: now or at a past moment, by the mandates held now. The
   * same nothing for a collaboration that does not exist and for one that is not theirs. Who holds mandates in several
   * organisations looks with the eyes of one of them: the one named here, the one chosen at sign-in, or the first.
   */
  async world(
    ask: RequestContext,
    collaboration: string,
    asOf?: string | null,
    actingFor?: string | null,
  ): Promise<World | undefined> {
    const { session } = ask;
    if (!session) throw signInFirst();
    if (!isCollaborationId(collaboration)) return undefined;
    const live = await this.worlds.live(collaboration);
    const asker = this.askerOf(session, live, actingFor);
    if (!asker) {
      ask.turnedAway.push({ collaboration });
      return undefined;
    }
    if (asOf == null) return seen(ask, live, asker);
    const moment = parseAsOf(asOf);
    if (!moment)
      throw badInput('asOf is a day (2024-06-30), an instant (2024-06-30T12:00:00Z) or a log position (#1234)');
    return seen(ask, await this.worlds.at(collaboration, moment), asker);
  }

  /**
   * Who the session's person is in a world at this moment; nothing once the session or the last mandate has ended.
   * What was chosen at sign-in holds as long as the mandate behind it does; what is named here holds or is nothing.
   */
  askerOf(session: Session, world: World, actingFor?: string | null): Asker | undefined {
    if (!session.isOpen()) return undefined;
    if (actingFor != null) return this.askerIn(world, session.person, actingFor);
    const chosen = session.actingFor?.[world.collaboration];
    return (
      (chosen === undefined ? undefined : this.askerIn(world, session.person, chosen)) ??
      this.askerIn(world, session.person)
    );
  }

  /**
   * Carries out a command and gives the changed thing as it is then: read-your-writes. A repeated command is
   * answered from the moment it was carried out.
   */
  async act<Node extends object>(
    ask: RequestContext,
    to: To,
    command: Message,
    answer: (world: World) => Node | undefined,
  ): Promise<Node | Refused> {
    if (!ask.session) throw signInFirst();
    const { collaboration, id, commandId, expectedVersion, actingFor } = to;
    if (!isCollaborationId(collaboration)) return new Refused({ refused: 'MANDATE_MISSING' });
    const live = await this.worlds.live(collaboration);
    const asker = this.askerOf(ask.session, live, actingFor);
    // The same answer for a collaboration that does not exist and for one where the asker holds nothing.
    if (!asker) {
      ask.turnedAway.push({ collaboration, command: command.type, id });
      return new Refused({ refused: 'MANDATE_MISSING' });
    }
    if (ask.session.isTooWeakFor?.(command.type) === true) {
      const refused = 'STRONGER_SIGN_IN_NEEDED';
      ask.given.push({ command: command.type, asker, refused });
      return new Refused({ refused });
    }
    const outcome = await this.bus.execute(
      new CarryOut({
        collaboration,
        id,
        command,
        asker,
        commandId,
        expectedVersion: expectedVersion ?? undefined,
        correlationId: ask.correlationId,
        traceparent: ask.traceparent,
      }),
    );
    const refused = isRefusal(outcome) ? outcome.refused : undefined;
    ask.given.push({ command: command.type, asker, refused });
    if (isRefusal(outcome)) return new Refused(outcome);
    const world = outcome.repeated
      ? await this.worlds.at(collaboration, { position: outcome.position })
      : await this.worlds.live(collaboration);
    const node = answer(seen(ask, world, asker));
    if (!node) throw new Error(`${command.type} was carried out, and ${id} is not in the view`);
    return node;
  }
}

const seen = (ask: RequestContext, world: World, asker: Asker): World => {
  const eyes = world.seenBy(asker);
  ask.shown.push(eyes);
  return eyes;
};

const isCollaborationId = (id: string): boolean => /^[a-z][a-z0-9]{1,40}$/.test(id);

const signInFirst = (): GraphQLError => new GraphQLError('Sign in first', { extensions: { code: 'UNAUTHENTICATED' } });
