import { stamp, type Stamp, type View } from '#decider';
import type { Text } from '#language';
import { definitionOf, indicatorEvents, type Definition, type Target } from './indicator.ts';

/** An indicator as pages show it: what it measures, whose it is, what was and is aimed at. */
export interface IndicatorRow extends Stamp, Definition {
  readonly id: string;
  readonly phase: 'defined' | 'retired';
  readonly owner: string;
  readonly local: boolean;
  readonly definedAt: string;
  /** Every target ever set, in the order they were set. */
  readonly targets: readonly TargetRow[];
  /** When and why the definition was revised. */
  readonly revisions: readonly { readonly at: string; readonly by: string; readonly reason: Text }[];
  readonly retiredBecause?: Text | undefined;
}

export interface TargetRow extends Target {
  readonly reason: Text;
  readonly setAt: string;
  readonly setBy: string;
  /** When another target took its place for the same day. */
  readonly replacedAt?: string | undefined;
}

export const indicators: View<IndicatorRow, typeof indicatorEvents> = {
  name: 'indicators',
  version: 1,
  events: indicatorEvents,
  indexes: {
    goal: (indicator) => indicator.goals,
    programme: (indicator) => indicator.programmes,
    owner: (indicator) => indicator.owner,
  },

  evolve(indicator, event) {
    if (event.type === 'IndicatorDefined') {
      return {
        id: event.subject,
        ...stamp(event),
        ...definitionOf(event.data),
        phase: 'defined',
        owner: event.data.owner,
        local: event.data.local,
        definedAt: event.recordedAt,
        targets: [],
        revisions: [],
      };
    }
    if (!indicator) throw new Error(`${event.type} before ${event.subject} was defined`);
    const next = { ...indicator, ...stamp(event) };
    const { recordedAt: at, actor: by } = event;
    switch (event.type) {
      case 'IndicatorRevised': {
        const { reason } = event.data;
        return { ...next, ...definitionOf(event.data), revisions: [...indicator.revisions, { at, by, reason }] };
      }
      case 'IndicatorTargetSet': {
        const { due, kind, value, max, text, reason } = event.data;
        const earlier = indicator.targets.map((target) =>
          target.due === due && target.replacedAt === undefined ? { ...target, replacedAt: at } : target,
        );
        return { ...next, targets: [...earlier, { due, kind, value, max, text, reason, setAt: at, setBy: by }] };
      }
      case 'IndicatorRetired':
        return { ...next, phase: 'retired', retiredBecause: event.data.reason };
    }
  },
};

/** The targets in force, soonest first. */
export const targetsInForce = ({ targets }: Pick<IndicatorRow, 'targets'>): readonly TargetRow[] =>
  targets
    .filter((target) => target.replacedAt === undefined)
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));

/** The target that a day is measured against: the next one due, or the last when all are past. */
export const targetOn = (indicator: Pick<IndicatorRow, 'targets'>, day: string): TargetRow | undefined => {
  const inForce = targetsInForce(indicator);
  return inForce.find(({ due }) => due >= day) ?? inForce.at(-1);
};
