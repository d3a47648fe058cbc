import { timeZoneOf, todayIn } from '#backbone';
import type { Row, Stamp } from '#decider';
import type { Position } from '#event-log';
import { dayOf, endOfDay, type Ask, type World } from '#world';
import { accessLog } from './access.view.ts';
import { retentionPlan, type DataClass } from './retention-plan.ts';
import { dueOn, retentionId, yearsOn, type Dated, type Kept, type RetentionFacts } from './retention.ts';
import { retentions, type RetentionRow } from './retention.view.ts';

/** A class as it stands in a collaboration. */
export interface ClassKept {
  readonly id: string;
  readonly dataClass: DataClass;
  /** In force, or proposed; for good where none are said. */
  readonly years: number | undefined;
  readonly row: RetentionRow | undefined;
}

export function classKept(world: World, id: string): ClassKept | undefined {
  const dataClass = retentionPlan.find((one) => retentionId(one.id) === id);
  const row = world.rows(retentions).get(id);
  return dataClass && { id, dataClass, row, years: row?.confirmed ? row.confirmed.years : dataClass.years };
}

/** What of a class may be disposed of on the world's day, longest due first. */
export function dueIn(world: World, { dataClass, years, row }: ClassKept): readonly Dated[] {
  if (years === undefined || dataClass.kinds.length === 0) return [];
  const [today, zone] = [todayIn(world), timeZoneOf(world)];
  const disposed = new Set(row?.disposals.flatMap(({ subjects }) => subjects));
  // Most things are too young: their day is not worth working out.
  const newest = endOfDay(yearsOn(today, -years), zone);
  const old = dataClass.kinds.flatMap((kind) =>
    [...(changesOf(world).get(kind) ?? [])].flatMap(([id, { at, change }]): Kept[] =>
      at <= newest ? [{ id, change, changedOn: dayOf(at, zone) }] : [],
    ),
  );
  return dueOn(today, dataClass, years, old, disposed);
}

interface Change {
  /** ISO 8601 instant. */
  readonly at: string;
  readonly change: string | undefined;
}
type Changes = ReadonlyMap<string, ReadonlyMap<string, Change>>;

/** Gathered once for each answer: all classes are asked for together. */
const gathered = new WeakMap<World, { readonly position: Position; readonly changes: Changes }>();

/** The last change of every thing, by its kind and its id, whichever views tell of it. */
function changesOf(world: World): Changes {
  const known = gathered.get(world);
  if (known?.position === world.position) return known.changes;
  const changes = new Map<string, Map<string, Change>>();
  const add = (id: string, at: string, change: string | undefined) => {
    const kind = id.slice(0, id.indexOf('_'));
    let ofKind = changes.get(kind);
    if (!ofKind) changes.set(kind, (ofKind = new Map<string, Change>()));
    const before = ofKind.get(id);
    if (!before || before.at < at) ofKind.set(id, { at, change });
  };
  for (const view of world.views) {
    // Rows under other keys, a value or a place, are parts of things that other views tell of whole.
    if ('key' in view) continue;
    for (const row of world.table(view.name).all()) if (isStamped(row)) add(row.id, row.changedAt, row.change);
  }
  for (const { id, at } of world.rows(accessLog).values()) add(id.slice(0, id.lastIndexOf('_')), at, undefined);
  gathered.set(world, { position: world.position, changes });
  return changes;
}

const isStamped = (row: Row): row is Row & Stamp => 'changedAt' in row && typeof row.changedAt === 'string';

/** What the rules of retention must know. */
export const retentionFacts = (world: World, { id, command }: Ask): RetentionFacts => {
  const kept = classKept(world, id);
  return {
    known: kept !== undefined,
    due: new Set(kept && command.type === 'DecideDisposal' ? dueIn(world, kept).map((one) => one.id) : []),
  };
};
