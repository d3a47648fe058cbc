export const conditions = ['AGENDA', 'MEASUREMENT', 'ACTIVITIES', 'COMMUNICATION', 'BACKBONE'] as const;
export type Condition = (typeof conditions)[number];

export interface HealthAt {
  readonly moment: string;
  readonly figures: readonly {
    readonly id: string;
    readonly condition: Condition;
    readonly share?: number | null;
  }[];
}

/** How well a condition did at each moment: the mean of its figures' shares, or nothing where nothing was measured. */
export interface ConditionOver {
  readonly condition: Condition;
  readonly means: readonly (number | undefined)[];
}

/** The five conditions over moments, the oldest first. */
export const overTime = (moments: readonly HealthAt[]): readonly ConditionOver[] =>
  conditions.map((condition) => ({
    condition,
    means: moments.map(({ figures }) => {
      const shares = figures.flatMap((one) => (one.condition === condition && one.share != null ? [one.share] : []));
      return shares.length === 0 ? undefined : shares.reduce((sum, share) => sum + share, 0) / shares.length;
    }),
  }));

/** Last days of the half-years before a day, the oldest first, and then the day itself. */
export function halfYearEnds(today: string, count: number): readonly string[] {
  const ends: string[] = [];
  let year = Number(today.slice(0, 4));
  let half = today.slice(5) > '06-30' ? 2 : 1;
  for (; ends.length < count;) {
    half -= 1;
    if (half === 0) {
      half = 2;
      year -= 1;
    }
    ends.unshift(`${String(year)}-${half === 1 ? '06-30' : '12-31'}`);
  }
  return [...ends, today];
}

/** Which condition is weakest and which has changed most between the last two moments it was measured at. */
export function findingsOf(rows: readonly ConditionOver[]): {
  readonly weakest: { readonly condition: Condition; readonly mean: number } | undefined;
  readonly changed: { readonly condition: Condition; readonly by: number } | undefined;
} {
  const last = rows.flatMap(({ condition, means }) => {
    const mean = means.at(-1);
    return mean === undefined ? [] : [{ condition, mean }];
  });
  const changes = rows.flatMap(({ condition, means }) => {
    const [before, now] = means.filter((mean) => mean !== undefined).slice(-2);
    return before === undefined || now === undefined ? [] : [{ condition, by: now - before }];
  });
  return {
    weakest: last.toSorted((a, b) => a.mean - b.mean)[0],
    changed: changes.filter(({ by }) => Math.abs(by) >= 0.005).toSorted((a, b) => Math.abs(b.by) - Math.abs(a.by))[0],
  };
}
