import type { LightState } from '../ui/index.ts';

export const aspects = ['overall', 'schedule', 'risks', 'resources'] as const;
export type Aspect = (typeof aspects)[number];

/** The four lights of one period. */
export type PeriodOfLights = Readonly<Record<Aspect, LightState>> & { readonly period: string };

/** From worst to best; what nobody judged has no place among them. */
const scale: readonly LightState[] = ['RED', 'YELLOW', 'GREEN'];

export interface LightsFinding {
  readonly now: LightState;
  readonly period: string;
  /** Since which period the overall light has been what it is, when that is longer than this one. */
  readonly since: string | undefined;
  readonly better: readonly Aspect[];
  readonly worse: readonly Aspect[];
}

/**
 * What lights over periods show, oldest first: where it stands, since when, and what has become better or worse since
 * the period before. A light that nobody gave is never compared (rule 42). Nothing when there is no period at all.
 */
export function findingOf(periods: readonly PeriodOfLights[]): LightsFinding | undefined {
  const last = periods.at(-1);
  if (!last) return undefined;
  const before = periods.at(-2);
  const differing = periods.findLastIndex(({ overall }) => overall !== last.overall);
  const first = periods[differing + 1];
  const judged = scale.includes(last.overall);
  const change = (aspect: Aspect) => {
    const [then, now] = [scale.indexOf(before?.[aspect] ?? 'NOT_REPORTED'), scale.indexOf(last[aspect])];
    return then < 0 || now < 0 ? 0 : Math.sign(now - then);
  };
  return {
    now: last.overall,
    period: last.period,
    since: judged && first && first.period !== last.period ? first.period : undefined,
    better: aspects.filter((aspect) => change(aspect) > 0),
    worse: aspects.filter((aspect) => change(aspect) < 0),
  };
}
