/** What of a goal its place in the agenda depends on. */
export interface Placed {
  readonly id: string;
  readonly parent?: { readonly id: string } | null;
}

/** A goal with the goals that are part of it. */
export interface Branch<G> {
  readonly goal: G;
  /** It was not asked for itself: it stands there to show where its parts belong. */
  readonly around: boolean;
  readonly parts: readonly Branch<G>[];
}

/**
 * Goals as a tree, in the order they are given in. A goal that is wanted brings those it is part of along; one whose
 * parent is not among them stands at the top.
 */
export function treeOf<G extends Placed>(goals: readonly G[], isWanted: (goal: G) => boolean): readonly Branch<G>[] {
  const known = new Set(goals.map(({ id }) => id));
  const below = Map.groupBy(goals, ({ parent }) => (parent && known.has(parent.id) ? parent.id : ''));
  const branches = (parent: string): readonly Branch<G>[] =>
    (below.get(parent) ?? []).flatMap((goal) => {
      const parts = branches(goal.id);
      const wanted = isWanted(goal);
      return wanted || parts.length > 0 ? [{ goal, around: !wanted, parts }] : [];
    });
  return branches('');
}

/** How many goals there are in a tree, without those that only stand around others. */
export const sizeOf = (branches: readonly Branch<unknown>[]): number =>
  branches.reduce((sum, { around, parts }) => sum + (around ? 0 : 1) + sizeOf(parts), 0);

/** Whether all words of a search are found in a text, whatever their case. */
export function matches(text: string, search: string | undefined): boolean {
  const words = (search ?? '').toLowerCase().split(/\s+/);
  const where = text.toLowerCase();
  return words.every((word) => where.includes(word));
}

/** How many there are of each, in the order asked for, those of which there are none left out. */
export function tallied<K extends string>(
  values: readonly K[],
  order: readonly K[],
): readonly (readonly [K, number])[] {
  return order.flatMap((key) => {
    const count = values.filter((value) => value === key).length;
    return count > 0 ? [[key, count] as const] : [];
  });
}

/** Numbers as people write them in a row: 1, 2, 3 and 5 as `1–3, 5`. What is no whole number stands for itself. */
export function spans(numbers: readonly string[]): string {
  const runs: { readonly from: string; to: string }[] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && Number(number) === Number(run.to) + 1) run.to = number;
    else runs.push({ from: number, to: number });
  }
  return runs
    .map(({ from, to }) => (from === to ? from : `${from}${Number(to) === Number(from) + 1 ? ', ' : '–'}${to}`))
    .join(', ');
}
