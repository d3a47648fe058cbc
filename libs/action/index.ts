import { goals, programmes } from '#agenda';
import { partners, placesIn, settingsOf, takesPart, todayIn } from '#backbone';
import { indicators } from '#measurement';
import { aggregate, type ContextParts, type World } from '#world';
import { activity, type ActivityCommand } from './activity.ts';
import { ActivityResolver } from './activity.resolver.ts';
import { activities, placeStates } from './activity.view.ts';
import { facility } from './facility.ts';
import { FacilityResolver } from './facility.resolver.ts';
import { facilities } from './facility.view.ts';
import { coordinationTask, type TaskCommand } from './task.ts';
import { TaskResolver } from './task.resolver.ts';
import { tasks } from './task.view.ts';

export { ActivityConnection, ActivityNode, activityNode } from './activity.resolver.ts';
export {
  activities,
  placeStateKey,
  placeStates,
  type ActivityContributor,
  type ActivityRow,
  type PlaceStateRow,
} from './activity.view.ts';
export { facilities, type FacilityRow } from './facility.view.ts';
export { TaskConnection, TaskNode, taskNode } from './task.resolver.ts';
export { isLate, tasks, type TaskRow } from './task.view.ts';

const yearOf = (world: World): number => Number(todayIn(world).slice(0, 4));

/** Codes of the places that exist in a year. */
const placesOf = (world: World, year: number): ReadonlySet<string> =>
  new Set(placesIn(settingsOf(world)?.places ?? [], year).map(({ code }) => code));

/** The partner that is the municipality of a place. */
const municipalityOf = (world: World, place: string): string | undefined =>
  world
    .rows(partners)
    .where('place', place)
    .find(({ kind, leftAt }) => kind === 'municipality' && leftAt === undefined)?.id;

/** Which of the things an activity names exist. */
function namedIn(world: World, command: ActivityCommand): ReadonlySet<string> {
  if (command.type !== 'PlanActivity' && command.type !== 'ReviseActivity') return new Set();
  const { lead, contributors, goals: serves, indicators: measuredBy, programmes: within } = command.data;
  const organisations = contributors.map(({ partner }) => partner);
  return new Set([
    ...[...organisations, ...(lead === undefined ? [] : [lead])].filter((id) => takesPart(world, id)),
    ...serves.filter((id) => world.rows(goals).has(id)),
    ...measuredBy.filter((id) => world.rows(indicators).has(id)),
    ...within.filter((id) => world.rows(programmes).has(id)),
  ]);
}

/** Which of the things a task names exist. */
function linkedIn(world: World, command: TaskCommand): ReadonlySet<string> {
  if (command.type !== 'OpenTask') return new Set();
  const { partner, activity: of, goal, programme } = command.data;
  const known = new Set<string>();
  if (takesPart(world, partner)) known.add(partner);
  if (of !== undefined && world.rows(activities).has(of)) known.add(of);
  if (goal !== undefined && world.rows(goals).has(goal)) known.add(goal);
  if (programme !== undefined && world.rows(programmes).has(programme)) known.add(programme);
  return known;
}

/** Mutually reinforcing activities: what partners do together, where, and with what. */
export const action: ContextParts = {
  aggregates: [
    aggregate(activity, (world, { command }) => {
      const told = command.type === 'SetPlaceState' ? command.data : undefined;
      return {
        known: namedIn(world, command),
        places: told ? placesOf(world, told.year) : new Set<string>(),
        municipality: told && municipalityOf(world, told.place),
      };
    }),
    aggregate(coordinationTask, (world, { command }) => ({ known: linkedIn(world, command), today: todayIn(world) })),
    aggregate(facility, (world, { command }) => ({
      places: placesOf(world, yearOf(world)),
      municipality: municipalityOf(world, command.data.place),
    })),
  ],
  views: [activities, placeStates, tasks, facilities],
};

export const actionResolvers = [ActivityResolver, TaskResolver, FacilityResolver];
