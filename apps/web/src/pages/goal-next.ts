/** What of a goal tells what comes next. */
export interface Going {
  readonly phase: 'DRAFT' | 'PROPOSED' | 'ENDORSED' | 'RETIRED' | 'WITHDRAWN';
  readonly goalVersion: number;
  readonly ballot?: { readonly given: number; readonly needed: number } | null;
  readonly milestones: readonly {
    readonly id: string;
    readonly due: string;
    readonly late: boolean;
    readonly reachedOn?: string | null;
    readonly droppedBecause?: object | null;
  }[];
  readonly indicators: { readonly totalCount: number };
  readonly activities: { readonly totalCount: number };
}

export type Step =
  | { readonly key: 'propose' | 'measure' | 'act' | 'follow' | 'nothing' }
  | { readonly key: 'endorse' | 'endorseAgain'; readonly left: number }
  | { readonly key: 'late' | 'reach'; readonly milestone: string; readonly due: string };

/** What happens next with a goal, the most pressing first; there is always something to say. */
export function stepsOf({ phase, goalVersion, ballot, milestones, indicators, activities }: Going): readonly Step[] {
  if (phase === 'RETIRED' || phase === 'WITHDRAWN') return [{ key: 'nothing' }];
  if (phase === 'DRAFT') return [{ key: 'propose' }];
  const open = milestones.filter(({ reachedOn, droppedBecause }) => reachedOn == null && droppedBecause == null);
  const late = open.filter((one) => one.late);
  const ahead = open.filter((one) => !one.late).toSorted((a, b) => a.due.localeCompare(b.due));
  const left = ballot ? Math.max(ballot.needed - ballot.given, 0) : 0;
  const steps: Step[] = [
    ...(phase === 'PROPOSED'
      ? [{ key: goalVersion > 1 ? ('endorseAgain' as const) : ('endorse' as const), left }]
      : []),
    ...late.map(({ id, due }) => ({ key: 'late' as const, milestone: id, due })),
    ...ahead.slice(0, 1).map(({ id, due }) => ({ key: 'reach' as const, milestone: id, due })),
    ...(indicators.totalCount === 0 ? [{ key: 'measure' as const }] : []),
    ...(activities.totalCount === 0 ? [{ key: 'act' as const }] : []),
  ];
  return steps.length > 0 ? steps : [{ key: 'follow' }];
}
