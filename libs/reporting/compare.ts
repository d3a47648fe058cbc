import { aspects, type Aspect, type Light, type Lights } from './light.ts';

/** What a reader may find in the place of a light. A programme that said nothing is not one that judged nothing. */
export const lightStates = ['green', 'yellow', 'red', 'not_assessed', 'not_reported'] as const;
export type LightState = (typeof lightStates)[number];

export const lightChanges = [
  'improved',
  'worsened',
  'unchanged',
  'newly_assessed',
  'no_longer_assessed',
  'not_comparable',
] as const;
export type LightChange = (typeof lightChanges)[number];

/** Worse is more. What is not in it was not judged, and compares with nothing. */
const severity: Partial<Record<LightState, number>> = { green: 0, yellow: 1, red: 2 };

/** How a light changed since the previous period; `before` is absent when there is no such period. */
export function compareLight(before: LightState | undefined, now: LightState): LightChange {
  const [old, present] = [before && severity[before], severity[now]];
  if (before === undefined) return 'not_comparable';
  // Two silences are no steadiness: nothing is known of either period.
  if (old === undefined) return present === undefined ? 'not_comparable' : 'newly_assessed';
  if (present === undefined) return 'no_longer_assessed';
  return present === old ? 'unchanged' : present < old ? 'improved' : 'worsened';
}

export interface Comparison {
  readonly programme: string;
  readonly lights: Readonly<Record<Aspect, LightComparison>>;
}

export interface LightComparison {
  /** Absent when there is no previous period. */
  readonly before?: LightState | undefined;
  readonly now: LightState;
  readonly change: LightChange;
}

interface Assessed {
  readonly programme: string;
  readonly lights: Lights;
}

/** Each programme's lights beside those of the previous period; `before` is absent when there is no such period. */
export function compare(
  programmes: readonly string[],
  now: readonly Assessed[],
  before: readonly Assessed[] | undefined,
): readonly Comparison[] {
  const [present, past] = [byProgramme(now), before && byProgramme(before)];
  return programmes.map((programme) => ({
    programme,
    lights: perAspect((aspect) => {
      const states = {
        before: past && stateOf(past.get(programme), aspect),
        now: stateOf(present.get(programme), aspect),
      };
      return { ...states, change: compareLight(states.before, states.now) };
    }),
  }));
}

const byProgramme = (assessments: readonly Assessed[]): ReadonlyMap<string, Lights> =>
  new Map(assessments.map(({ programme, lights }) => [programme, lights]));

/** A programme's light of one aspect; a programme that was not assessed has none. */
export const stateOf = (lights: Lights | undefined, aspect: Aspect): Light | 'not_reported' =>
  lights?.[aspect].light ?? 'not_reported';

/** The same question asked of each aspect. */
export const perAspect = <T>(of: (aspect: Aspect) => T): Readonly<Record<Aspect, T>> => {
  const [overall, schedule, risks, resources] = [of('overall'), of('schedule'), of('risks'), of('resources')];
  return { overall, schedule, risks, resources };
};

/** How many lights changed in each way. */
export function countChanges(comparisons: readonly Comparison[]): Readonly<Record<LightChange, number>> {
  const counts: Record<LightChange, number> = {
    improved: 0,
    worsened: 0,
    unchanged: 0,
    newly_assessed: 0,
    no_longer_assessed: 0,
    not_comparable: 0,
  };
  for (const { lights } of comparisons) for (const aspect of aspects) counts[lights[aspect].change] += 1;
  return counts;
}
