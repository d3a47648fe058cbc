import type { Audience } from './activity.ts';
import { isUnderWay, type ActivityRow, type CommitmentRow, type PlaceStateRow } from './activity.view.ts';

/**
 * What the activities cover and what they leave out. Each question goes once through the cells of one year, so that a
 * county with ten times the activities waits ten times as long and not a hundred.
 */

/** What of a goal tells whether it is covered. */
interface GoalPart {
  readonly id: string;
  readonly parent?: string | undefined;
}
type Cell = Pick<PlaceStateRow, 'place' | 'activity' | 'state'>;
type Doing = Pick<ActivityRow, 'id' | 'phase' | 'goals' | 'lead' | 'audience' | 'targetGroup'>;

/** Where a goal is worked on: at which places, and by how many activities. */
export interface Coverage {
  readonly places: ReadonlySet<string>;
  readonly activities: number;
}

/**
 * How far each goal is covered by activities that are still on. What is done for a part is done for the whole, so a
 * goal is covered by what covers its parts.
 */
export function coverageOf(
  goals: readonly GoalPart[],
  parentOf: (id: string) => string | undefined,
  activities: readonly Doing[],
  cells: readonly Cell[],
): ReadonlyMap<string, Coverage> {
  const found = new Map(goals.map(({ id }) => [id, { places: new Set<string>(), activities: new Set<string>() }]));
  const reach = new Map<string, readonly string[]>();
  for (const row of activities)
    if (row.phase === 'planned') {
      const served = new Set(row.goals.flatMap((id) => upFrom(id, parentOf)));
      reach.set(row.id, [...served]);
      for (const id of served) found.get(id)?.activities.add(row.id);
    }
  for (const cell of cells)
    if (isUnderWay(cell)) for (const id of reach.get(cell.activity) ?? []) found.get(id)?.places.add(cell.place);
  return new Map(
    Array.from(found, ([id, { places, activities: serving }]) => [id, { places, activities: serving.size }]),
  );
}

/** A goal, its parent, and so on up; a ring that two moves made at once is gone round once. */
function upFrom(id: string, parentOf: (id: string) => string | undefined): readonly string[] {
  const lineage = new Set<string>();
  for (let at: string | undefined = id; at !== undefined && !lineage.has(at); at = parentOf(at)) lineage.add(at);
  return [...lineage];
}

/** Activities that are still on and serve no goal of the common agenda (rule 39). */
export const withoutGoal = <Row extends Doing>(
  activities: readonly Row[],
  isEndorsed: (goal: string) => boolean,
): readonly Row[] => activities.filter(({ phase, goals }) => phase === 'planned' && !goals.some(isEndorsed));

/** Two or more organisations lead something for the same goal and the same people in the same place. */
export interface Overlap {
  /** `<goal>/<place>/<group>` */
  readonly id: string;
  readonly goal: string;
  readonly place: string;
  readonly audience: Audience | undefined;
  readonly activities: readonly string[];
}

/**
 * Where activities of different leads meet. They are compared by audience; where neither has one, by the words for
 * whom they are, since two that say the same mean the same.
 */
export function overlapsOf(activities: readonly Doing[], cells: readonly Cell[]): readonly Overlap[] {
  const rows = new Map(activities.flatMap((row) => (row.phase === 'planned' ? [[row.id, row] as const] : [])));
  const groups = new Map<
    string,
    Omit<Overlap, 'activities'> & { readonly activities: string[]; readonly leads: Set<string> }
  >();
  for (const cell of cells) {
    const row = isUnderWay(cell) ? rows.get(cell.activity) : undefined;
    if (!row) continue;
    for (const goal of row.goals)
      for (const [group, audience] of groupsOf(row)) {
        const id = [goal, cell.place, group].join('/');
        let found = groups.get(id);
        if (!found)
          groups.set(id, (found = { id, goal, place: cell.place, audience, activities: [], leads: new Set() }));
        found.activities.push(row.id);
        found.leads.add(row.lead);
      }
  }
  return [...groups.values()].flatMap(({ leads, ...overlap }) => (leads.size > 1 ? overlap : []));
}

function groupsOf({ audience, targetGroup }: Doing): readonly (readonly [string, Audience | undefined])[] {
  if (audience.length > 0) return [...new Set(audience)].map((code) => [code, code]);
  const words = targetGroup?.[targetGroup.original]?.trim().toLowerCase();
  return words === undefined ? [] : [[`“${words}”`, undefined]];
}

/** A span of calendar days, both counted in. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Whether a commitment stood on some day of a span; `dayOf` tells the collaboration's day of an instant. */
export function stoodWithin(
  { history }: Pick<CommitmentRow, 'history'>,
  { from, to }: Span,
  dayOf: (at: string) => string,
) {
  return history.some(({ state, at }, index) => {
    const next = history[index + 1]?.at;
    return state === 'committed' && dayOf(at) <= to && (next === undefined || dayOf(next) >= from);
  });
}
