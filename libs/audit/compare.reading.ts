import { activities, facilities, links, tasks } from '#action';
import { decisions, goalIn, goals, goalsOf, programmes, strategies } from '#agenda';
import { collaborations, mandates, partners, risks, teams } from '#backbone';
import type { AnyView, Row, Stamp } from '#decider';
import { clocks, feedbacks, meetings, observations, themes, thingIn } from '#dialogue';
import type { Text } from '#language';
import { agreements, indicators } from '#measurement';
import { assessments, periods, reports } from '#reporting';
import type { World } from '#world';
import { differenceOf, type FieldChange } from './difference.ts';
import { Unclear, type History, type Told } from './history.reading.ts';
import { shown } from './history.sight.ts';
import { kindOf } from './history.store.ts';

export type Outcome = 'appeared' | 'changed' | 'ended';

/** A field as it was and as it is, and the event that last changed it in between. */
export interface Attributed extends FieldChange {
  readonly by: Told | undefined;
  readonly reason: Text | undefined;
}

/** A thing that two moments tell differently. */
export interface Difference {
  readonly id: string;
  readonly kind: string;
  readonly outcome: Outcome;
  readonly view: AnyView;
  readonly before: Row | undefined;
  readonly after: Row;
}

export interface Compared {
  readonly programme?: string | null | undefined;
  readonly subject?: string | null | undefined;
  readonly kind?: string | null | undefined;
  readonly outcome?: Outcome | null | undefined;
}

/** What is compared, in this order. Values, sessions and talks are looked for in the history. */
const compared: readonly AnyView[] = [
  ...[collaborations, partners, mandates, teams, risks, strategies, programmes, goals, decisions],
  ...[indicators, agreements, activities, links, tasks, facilities, meetings, clocks, themes, feedbacks, observations],
  ...[periods, assessments, reports],
];

/** Known to all, and no things to talk about. */
const openViews: ReadonlySet<string> = new Set([collaborations.name, mandates.name]);

const ends: ReadonlySet<string> = new Set([
  ...['ended', 'merged', 'superseded', 'closed', 'removed', 'completed', 'cancelled', 'retired', 'withdrawn'],
]);

/** Events looked at to tell who changed a field. */
const mostEvents = 100;

/** What differs between two worlds of a collaboration, a page at a time: the later one's eyes see both. */
export function compare(
  [from, to]: readonly [World, World],
  wanted: Compared,
  size: number,
  after?: string | null,
): { readonly found: readonly Difference[]; readonly hasNext: boolean } {
  const changed = changedBetween(from, to, wanted);
  const begin = after == null ? 0 : changed.findIndex(({ row }) => row.id === after) + 1;
  if (after != null && begin === 0) throw new Unclear('after is not a cursor of this list');
  const found: Difference[] = [];
  for (const { view, row } of changed.slice(begin)) {
    const difference = differenceBetween([from, to], view, row.id);
    if (!difference || (wanted.outcome != null && difference.outcome !== wanted.outcome)) continue;
    if (found.length === size) return { found, hasNext: true };
    found.push(difference);
  }
  return { found, hasNext: false };
}

/** Who changed each field last, and why. */
export async function attributed(
  history: History,
  [from, to]: readonly [World, World],
  { id, view, before, after }: Difference,
): Promise<readonly Attributed[]> {
  const fields = differenceOf(before, after);
  const by = new Map<string, Told>();
  const reasons = new Map<Told, Text | undefined>();
  const wanted = { order: 'newest', subject: id, from: `#${from.position + 1n}`, to: `#${to.position}` } as const;
  const { told } = await history.page(to, wanted, mostEvents);
  for (const one of told) {
    const left = fields.filter(({ field }) => !by.has(field));
    if (left.length === 0) break;
    const changes = await history.changesIn(to, view, id, one.entry.position);
    for (const { field } of left)
      // A group may be told whole that an event changed a part of, and the other way round.
      if (changes.some((change) => within(change.field, field) || within(field, change.field))) by.set(field, one);
  }
  for (const one of new Set(by.values())) reasons.set(one, await history.reasonOf(to, one));
  return fields.map((change) => {
    const one = by.get(change.field);
    return { ...change, by: one, reason: one && reasons.get(one) };
  });
}

const within = (part: string, whole: string): boolean => part === whole || part.startsWith(`${whole}.`);

function changedBetween(from: World, to: World, { programme, subject, kind }: Compared) {
  if (to.position <= from.position) return [];
  const inProgramme = programme == null ? undefined : belonging(from, to, programme);
  return compared.flatMap((view) =>
    rowsOf(to, view, subject, Number(from.position))
      // In a world begun from a snapshot every row seems to have changed: its own stamp tells.
      .filter((row) => BigInt(row.position) > from.position)
      .filter((row) => (kind == null || kindOf(row.id) === kind) && (inProgramme?.(row) ?? true))
      .map((row) => ({ view, row })),
  );
}

function rowsOf(to: World, { name }: AnyView, subject: string | null | undefined, after: number) {
  const rows = to.table(name);
  if (subject == null) return rows.changedAfter(after) as readonly (Row & Stamp)[];
  const row = rows.get(subject);
  return row ? [row as Row & Stamp] : [];
}

function differenceBetween([from, to]: readonly [World, World], view: AnyView, id: string): Difference | undefined {
  const [before, after] = [rowIn(from, to, view, id), rowIn(to, to, view, id)];
  if (!after) return undefined;
  const outcome = !before ? 'appeared' : isOver(after) && !isOver(before) ? 'ended' : 'changed';
  return outcome === 'changed' && differenceOf(before, after).length === 0
    ? undefined
    : { id, kind: kindOf(id), outcome, view, before, after };
}

/** A row as the asker may see it. A draft of others was not there, even when the goal is known to all by now. */
function rowIn(world: World, eyes: World, { name }: AnyView, id: string): Row | undefined {
  const row = world.table(name).get(id);
  if (!row || (!openViews.has(name) && !thingIn(eyes, id))) return undefined;
  if (name === goals.name && !goalIn(world, id)) return undefined;
  // What a report says is read in the report.
  if (name === reports.name) return { id, phase: Reflect.get(row, 'phase') as unknown } as Row;
  return shown(eyes, name, row);
}

const isOver = (row: Row): boolean => {
  const phase: unknown = Reflect.get(row, 'phase');
  const over = ['endedAt', 'leftAt', 'revokedAt'].some((field) => Reflect.get(row, field) !== undefined);
  return over || (typeof phase === 'string' && ends.has(phase));
};

/** Whether a thing belongs to a programme at either moment: by its goals, and by what is done and measured for them. */
function belonging(from: World, to: World, programme: string): (row: Row) => boolean {
  const core = new Set([programme, ...[from, to].flatMap((world) => goalsOf(world, programme).map(({ id }) => id))]);
  const work = new Set(core);
  for (const world of [from, to])
    for (const view of [indicators, activities])
      for (const row of world.rows(view as typeof indicators).values()) if (names(row, core)) work.add(row.id);
  return (row) => work.has(row.id) || (kindOf(row.id) !== 'goal' && kindOf(row.id) !== 'programme' && names(row, work));
}

/** Whether a row names one of the ids in a field or a list of its own. */
const names = (row: Row, ids: ReadonlySet<string>): boolean =>
  Object.values(row).some((value: unknown) =>
    Array.isArray(value)
      ? value.some((one) => typeof one === 'string' && ids.has(one))
      : typeof value === 'string' && ids.has(value),
  );
