import { authorise, isRefusal, type Asker, type Context, type Decider, type Message, type Refusal } from './decider.ts';

/**
 * A test as a sentence: `specification(goal).given(…).when(…).then(…)`.
 *
 * Events and commands go through their shapes on the way, so a spec cannot pass with data the log would
 * refuse. Every state on the way is frozen: a decider that changes its input fails here.
 */
export function specification<S, C extends Message, E extends Message, R extends string, F>(
  decider: Decider<S, C, E, R, F>,
) {
  return {
    given(...history: readonly E[]) {
      return {
        when(command: C, setting: Setting<F>) {
          const outcome = run(decider, history, command, setting);
          return {
            then(...events: readonly E[]) {
              expectSame(outcome, events);
            },
            /** The command is accepted and changes nothing. */
            thenNothing() {
              expectSame(outcome, []);
            },
            thenRefused(code: R | 'MANDATE_MISSING', field?: string) {
              expectSame(outcome, field === undefined ? { refused: code } : { refused: code, field });
            },
            outcome,
          };
        },
      };
    },
  };
}

/** What a command meets; everything but the facts has a default. */
type Setting<F> = Partial<Omit<Context<F>, 'asker' | 'facts'>> & {
  readonly asker?: Partial<Asker>;
} & (undefined extends F ? { readonly facts?: F } : { readonly facts: F });

function run<S, C extends Message, E extends Message, R extends string, F>(
  decider: Decider<S, C, E, R, F>,
  history: readonly E[],
  command: C,
  setting: Setting<F>,
): readonly E[] | Refusal {
  const events: Readonly<Record<string, { parse(input: unknown): unknown }>> = decider.events;
  const commands: Readonly<Record<string, { parse(input: unknown): unknown }>> = decider.commands;
  let state = freeze(decider.initial);
  for (const event of history) {
    events[event.type]?.parse(event.data);
    state = freeze(decider.evolve(state, freeze(event)));
  }
  commands[command.type]?.parse(command.data);
  const id = setting.id ?? `${decider.prefix}x`;
  const roles = decider.roles[command.type as C['type']];
  const asker = authorise(roles, decider.scope?.(command, id) ?? {}, {
    person: 'person_anna',
    organisation: 'partner_a',
    // Unless a spec is about mandates, the asker holds what the command needs.
    mandates: roles.map((role) => ({
      id: `mandate_${role}`,
      role,
      partner: setting.asker?.organisation ?? 'partner_a',
    })),
    ...setting.asker,
  });
  if (isRefusal(asker)) return asker;
  const outcome = decider.decide(state, freeze(command), {
    asker,
    now: setting.now ?? '2025-01-15T10:00:00.000Z',
    facts: setting.facts as F,
    id,
  });
  // What was decided must be storable and must fold.
  if (!isRefusal(outcome))
    for (const event of outcome) {
      events[event.type]?.parse(event.data);
      state = freeze(decider.evolve(state, freeze(event)));
    }
  return outcome;
}

/** Freezes deeply; sets and maps are left to their readonly types. */
export function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}

/** Plain comparison without a test library: specs of deciders need none. */
function expectSame(actual: unknown, expected: unknown): void {
  const [left, right] = [show(actual), show(expected)];
  if (left !== right) throw new Error(`Decided:\n${left}\n\nExpected:\n${right}`);
}

const show = (value: unknown): string =>
  JSON.stringify(
    value,
    (_, inner: unknown) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    2,
  );
