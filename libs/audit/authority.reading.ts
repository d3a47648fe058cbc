import { askerIn, mandates, mandatesHeld } from '#backbone';
import type { AnyDecider, Asker, Mandate } from '#decider';
import type { World } from '#world';

/** A command somebody could give, and the mandate that allowed it; none where everybody may who holds any. */
export interface Allowed {
  readonly command: string;
  readonly mandate: string | undefined;
  /** What the mandate is narrowed to: elsewhere the command is refused. */
  readonly indicator: string | undefined;
  readonly programme: string | undefined;
}

/** What one person could do for one organisation. */
export interface Authority {
  readonly person: string;
  readonly organisation: string;
  readonly mandates: readonly string[];
  readonly allowed: readonly Allowed[];
  /** Commands refused for want of a mandate. */
  readonly refused: readonly string[];
}

/**
 * Who could do what at a world's moment: by the very mandates that let commands in then, and the roles the commands
 * ask for. What a rule says about the thing itself is not in it.
 */
export function authorities(
  world: World,
  deciders: Iterable<AnyDecider>,
  { person, organisation }: { person?: string | undefined; organisation?: string | undefined },
): readonly Authority[] {
  const rows = world.rows(mandates);
  const held = mandatesHeld(world, person !== undefined ? rows.where('person', person) : rows.values()).filter(
    ({ partner }) => organisation === undefined || partner === organisation,
  );
  const pairs = new Map(held.map((row) => [`${row.person} ${row.partner}`, row]));
  const commands = [...deciders]
    // What the platform alone records nobody is allowed.
    .filter(({ prefix }) => prefix !== 'access_')
    .flatMap((decider) => Object.keys(decider.commands).map((command) => ({ command, decider })))
    .sort((a, b) => (a.command < b.command ? -1 : 1));
  return [...pairs.values()].flatMap((row) => {
    const asker = askerIn(world, row.person, row.partner);
    if (!asker) return [];
    const judged = commands.map(({ command, decider }) => ({ command, by: allowing(asker, decider, command) }));
    return {
      person: asker.person,
      organisation: asker.organisation,
      mandates: asker.mandates.map(({ id }) => id),
      allowed: judged.flatMap(({ command, by }) =>
        by === 'refused' ? [] : { command, mandate: by?.id, indicator: by?.indicator, programme: by?.programme },
      ),
      refused: judged.filter(({ by }) => by === 'refused').map(({ command }) => command),
    };
  });
}

/** The mandate that allows a command at least somewhere; undefined where none is asked for. */
function allowing(asker: Asker, decider: AnyDecider, command: string): Mandate | undefined | 'refused' {
  const roles = decider.roles[command] ?? [];
  if (roles.length === 0) return undefined;
  const fitting = roles.flatMap((role) => asker.mandates.filter((held) => held.role === role));
  const whole = fitting.find(({ indicator, programme }) => indicator === undefined && programme === undefined);
  // A narrowed mandate allows what says how wide it is, and nothing else.
  return whole ?? (decider.scope ? fitting[0] : undefined) ?? 'refused';
}
