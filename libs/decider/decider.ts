/**
 * A decider: the rules of one aggregate as three pure values (the pattern is Jérémie Chassaing's).
 *
 *   decide(state, command, context) → events | refusal
 *   evolve(state, event)            → state
 *   initial                         → the state before the first event
 *
 * It reads no clock, draws no random number, imports no framework: time, asker, and what it must know of
 * other aggregates (facts) are arguments.
 */

/** What a shape must be able to do: turn unknown input into a T or throw. A zod schema is one. */
export interface Shape<T> {
  parse(input: unknown): T;
}
export type Shapes = Readonly<Record<string, Shape<unknown>>>;

/** The union of messages a map of shapes describes: `{ A: Shape<X> }` → `{ type: 'A'; data: X }`. */
export type MessageOf<S extends Shapes> = {
  [K in keyof S & string]: { readonly type: K; readonly data: S[K] extends Shape<infer T> ? T : never };
}[keyof S & string];

export interface Message {
  readonly type: string;
  readonly data: unknown;
}

/** What a mandate lets a person do for an organisation. */
export const roles = [
  'member',
  'reporter',
  'endorser',
  /** Looks after the mandates of their own organisation, as far as the collaboration lets contact persons. */
  'contact',
  'coordinator',
  'reviewer',
  'auditor',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

/** A person's right to act for an organisation; narrowed to one indicator or programme when it names one. */
export interface Mandate {
  readonly id: string;
  readonly role: Role;
  readonly partner: string;
  readonly indicator?: string | undefined;
  readonly programme?: string | undefined;
}

/** Who asks, for whom, under which mandates. Comes from the session, never from input. */
export interface Asker {
  readonly person: string;
  /** The organisation acted for: every mandate below is held for it. */
  readonly organisation: string;
  readonly mandates: readonly Mandate[];
}

/** The asker once {@link authorise} has found the mandate that allows this command. */
export interface Authorised extends Asker {
  readonly mandate: Mandate | undefined;
}

export interface Context<Facts> {
  readonly asker: Authorised;
  /** ISO 8601 instant. */
  readonly now: string;
  readonly facts: Facts;
  /** Id of the aggregate the command is for. */
  readonly id: string;
}

/** An expected no: a typed value, never an exception. */
export interface Refusal<Code extends string = string> {
  readonly refused: Code;
  /** Dotted path of the input field it is about, when it is about one. */
  readonly field?: string;
}

export const refuse = <Code extends string>(refused: Code, field?: string): Refusal<Code> =>
  field === undefined ? { refused } : { refused, field };

export const isRefusal = (value: object): value is Refusal => 'refused' in value;

/** The narrower thing a mandate must cover for a command: see {@link Mandate}. */
export interface Scope {
  readonly indicator?: string;
  readonly programme?: string;
}

export interface Decider<
  State,
  Command extends Message,
  Event extends Message,
  Code extends string,
  Facts = undefined,
> {
  /** What every id of this aggregate begins with, e.g. `goal_`. */
  readonly prefix: string;
  readonly commands: { readonly [K in Command['type']]: Shape<Extract<Command, { type: K }>['data']> };
  readonly events: { readonly [K in Event['type']]: Shape<Extract<Event, { type: K }>['data']> };
  /**
   * How events stored in an older shape become today's: for each type, one function per past version,
   * oldest first. The current schema version of a type is one more than the length of its list.
   */
  readonly upcasts?: { readonly [K in Event['type']]?: readonly ((data: never) => unknown)[] };
  /**
   * Free text in its events that is nobody's own words, by the name of the field, with why: what the collaboration
   * publishes as its own, or what only looks like text. All other free text is stored sealed.
   */
  readonly published?: Readonly<Record<string, string>>;
  /** One of these roles is needed for the organisation acted for; an empty list asks for none. */
  readonly roles: { readonly [K in Command['type']]: readonly Role[] };
  /** What a narrowed mandate must cover for the command to the aggregate with this id. */
  readonly scope?: (command: Command, id: string) => Scope;
  readonly initial: State;
  decide(state: State, command: Command, context: Context<Facts>): readonly Event[] | Refusal<Code>;
  evolve(state: State, event: Event): State;
}

/** A decider whose types have been forgotten: what lists and handlers of all aggregates hold. */
// Written as methods, whose parameters TypeScript compares both ways: so every Decider fits.
export type AnyDecider = {
  readonly prefix: string;
  readonly commands: Shapes;
  readonly events: Shapes;
  readonly upcasts?: Readonly<Record<string, readonly ((data: never) => unknown)[] | undefined>>;
  readonly published?: Readonly<Record<string, string>>;
  readonly roles: Readonly<Record<string, readonly Role[]>>;
  scope?(command: Message, id: string): Scope;
  readonly initial: unknown;
  decide(state: unknown, command: Message, context: Context<unknown>): readonly Message[] | Refusal;
  evolve(state: unknown, event: Message): unknown;
};

const covers = (mandate: Mandate, scope: Scope): boolean =>
  (mandate.indicator === undefined || mandate.indicator === scope.indicator) &&
  (mandate.programme === undefined || mandate.programme === scope.programme);

/**
 * The asker with the mandate that allows the command, or the refusal `MANDATE_MISSING`.
 * Rules finer than role and scope (one voice each, own organisation) are the decider's own.
 */
export function authorise(roles: readonly Role[], scope: Scope, asker: Asker): Authorised | Refusal<'MANDATE_MISSING'> {
  // Open to whoever holds anything: recorded under what they hold first (rule 48).
  if (roles.length === 0) return { ...asker, mandate: asker.mandates[0] };
  // The first role named is the most fitting one: it is what the record will say the act was done under.
  for (const role of roles) {
    const mandate = asker.mandates.find(
      (held) => held.role === role && held.partner === asker.organisation && covers(held, scope),
    );
    if (mandate) return { ...asker, mandate };
  }
  return refuse('MANDATE_MISSING');
}

/** Whether the asker holds one of the roles for all of a scope: one who audits a single indicator does not audit the whole. */
export const holds = (asker: Asker | undefined, roles: readonly Role[], scope: Scope = {}): boolean =>
  asker !== undefined && !isRefusal(authorise(roles, scope, asker));

/** The version in which events of this type are written today. */
export const schemaVersionOf = (decider: AnyDecider, type: string): number =>
  (decider.upcasts?.[type]?.length ?? 0) + 1;
