import { isSharedGoal, programmes } from '#agenda';
import { partners, placesIn, settingsOf, takesPart, timeZoneOf, todayIn } from '#backbone';
import { indicators } from '#measurement';
import { aggregate, dayOf, type ContextParts, type World } from '#world';
import { activity, type ActivityCommand } from './activity.ts';
import { ActivityResolver } from './activity.resolver.ts';
import { activities, placeStates } from './activity.view.ts';
import { facility } from './facility.ts';
import { FacilityResolver } from './facility.resolver.ts';
import { facilities } from './facility.view.ts';
import { kindOf, link, oneWay, type LinkCommand, type LinkFacts } from './link.ts';
import { LinkResolver, endOf, tableOf } from './link.resolver.ts';
import { leadsTo, links } from './link.view.ts';
import { session, type SessionFacts, type SessionCommand } from './session.ts';
import { SessionResolver } from './session.resolver.ts';
import { sessions, slotOf } from './session.view.ts';
import { coordinationTask, type TaskCommand } from './task.ts';
import { TaskResolver } from './task.resolver.ts';
import { tasks } from './task.view.ts';

export { ActivityConnection, ActivityNode, activityNode } from './activity.resolver.ts';
export {
  activities,
  countCommitments,
  isAnswerLate,
  isUnderWay,
  placeStateKey,
  placeStates,
  survivorOf,
  type ActivityContributor,
  type ActivityRow,
  type CommitmentRow,
  type PlaceStateRow,
} from './activity.view.ts';
export { CommitmentConnection, CommitmentNode } from './commitment.resolver.ts';
export { facilities, type FacilityRow } from './facility.view.ts';
export { contributionSaid, type Contributed } from './contribution.ts';
export { ContributionStatement } from './contribution.resolver.ts';
export { coverageOf, overlapsOf, stoodWithin, withoutGoal, type Coverage, type Overlap } from './coverage.ts';
export { Gaps, OverlapNode } from './coverage.resolver.ts';
export { LinkConnection, LinkNode, linkNode } from './link.resolver.ts';
export { links, type LinkRow } from './link.view.ts';
export { SessionConnection, SessionNode, heldIn, seesHeads, sessionNode } from './session.resolver.ts';
export { sessions, sumOf, type SessionRow } from './session.view.ts';
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

/** The organisations a command names. */
function organisationsIn({ type, data }: ActivityCommand): readonly string[] {
  if (type === 'PlanActivity' || type === 'ReviseActivity')
    return [...data.contributors.map(({ partner }) => partner), ...(data.lead === undefined ? [] : [data.lead])];
  return type === 'AskContribution' || type === 'ProposeLead' ? [data.partner] : [];
}

const survivorIn = (world: World, command: ActivityCommand) => {
  if (command.type !== 'MergeActivity' && command.type !== 'SupersedeActivity') return undefined;
  const row = world.rows(activities).get(command.type === 'MergeActivity' ? command.data.into : command.data.by);
  return row && { open: row.phase === 'planned', lead: row.lead };
};

/** Which of the things an activity names exist. */
function namedIn(world: World, command: ActivityCommand): ReadonlySet<string> {
  const organisations = organisationsIn(command).filter((id) => takesPart(world, id));
  if (command.type !== 'PlanActivity' && command.type !== 'ReviseActivity') return new Set(organisations);
  const { goals: serves, indicators: measuredBy, programmes: within } = command.data;
  return new Set([
    ...organisations,
    ...serves.filter((id) => isSharedGoal(world, id)),
    ...measuredBy.filter((id) => world.rows(indicators).has(id)),
    ...within.filter((id) => world.rows(programmes).has(id)),
  ]);
}

/** Whether any context knows the id: a task may be about a meeting or a report, of which this one knows nothing. */
const exists = (world: World, id: string): boolean =>
  id.startsWith('goal_') ? isSharedGoal(world, id) : world.views.some(({ name }) => world.table(name).has(id));

/** Which of the things a task names exist. */
function linkedIn(world: World, { type, data }: TaskCommand): ReadonlySet<string> {
  const known = new Set<string>();
  if ((type === 'OpenTask' || type === 'AssignTask') && takesPart(world, data.partner)) known.add(data.partner);
  if (type !== 'OpenTask' && type !== 'ReviseTask') return known;
  for (const id of data.about ?? []) if (exists(world, id)) known.add(id);
  if (type === 'ReviseTask') return known;
  const { activity: of, goal, programme, source } = data;
  if (of !== undefined && world.rows(activities).has(of)) known.add(of);
  if (goal !== undefined && isSharedGoal(world, goal)) known.add(goal);
  if (programme !== undefined && world.rows(programmes).has(programme)) known.add(programme);
  if (source?.id !== undefined && exists(world, source.id)) known.add(source.id);
  return known;
}

/** How a thing that a link would join stands. To a draft nothing is linked, whoever asks. */
function endIn(world: World, id: string): LinkFacts['from'] {
  if (kindOf(id) === 'goal' && !isSharedGoal(world, id)) return undefined;
  const end = endOf(world, id);
  return end && (end.over ? 'closed' : 'open');
}

/** What the rules of a link must know of its ends and of other links. */
function linkFacts(world: World, id: string, { type, data }: LinkCommand): LinkFacts {
  const table = tableOf(world);
  const row = world.rows(links).get(id);
  const ends = type === 'DrawLink' ? data : row;
  if (!ends || type === 'RemoveLink') return { from: undefined, to: undefined, linked: false, leadsBack: false };
  const { from, to } = ends;
  const leadsBack = oneWay(data.effect) && leadsTo(table, to, from, data.effect);
  const linked =
    table.leaving(from).some((other) => other.to === to) ||
    // To overlap is said of two at once.
    table.leaving(to).some((other) => other.to === from && (data.effect === 'overlaps' || other.effect === 'overlaps'));
  return { from: endIn(world, from), to: endIn(world, to), linked, leadsBack };
}

/** What the rules of a session must know of its activity, and of other sessions. */
function sessionFacts(world: World, id: string, { type, data }: SessionCommand): SessionFacts {
  const today = todayIn(world);
  const empty = { activity: undefined, places: new Set<string>(), known: new Set<string>(), taken: false, today };
  if (type === 'CancelSession') return empty;
  const of = 'activity' in data ? data.activity : world.rows(sessions).get(id)?.activity;
  const row = of === undefined ? undefined : world.rows(activities).get(of);
  if (!row) return empty;
  const named = 'present' in data ? data.present : [];
  return {
    activity: {
      closedOn: row.endedAt === undefined ? undefined : dayOf(row.endedAt, timeZoneOf(world)),
      committed: new Set(row.commitments.flatMap(({ state, partner }) => (state === 'committed' ? partner : []))),
      indicators: row.indicators,
    },
    places: placesOf(world, Number(data.date.slice(0, 4))),
    known: new Set(named.filter((partner) => takesPart(world, partner))),
    taken: world
      .rows(sessions)
      .where('slot', slotOf(row.id, data))
      .some((other) => other.id !== id),
    today,
  };
}

/** Mutually reinforcing activities: what partners do together, where, and with what. */
export const action: ContextParts = {
  aggregates: [
    aggregate(activity, (world, { command }) => {
      const told = command.type === 'SetPlaceState' ? command.data : undefined;
      return {
        known: namedIn(world, command),
        left: new Set(organisationsIn(command).filter((id) => world.rows(partners).get(id)?.leftAt !== undefined)),
        survivor: survivorIn(world, command),
        today: todayIn(world),
        places: told ? placesOf(world, told.year) : new Set<string>(),
        municipality: told && municipalityOf(world, told.place),
      };
    }),
    aggregate(coordinationTask, (world, { command }) => ({
      known: linkedIn(world, command),
      partnerLeft: 'partner' in command.data && world.rows(partners).get(command.data.partner)?.leftAt !== undefined,
      today: todayIn(world),
    })),
    aggregate(session, (world, { id, command }) => sessionFacts(world, id, command)),
    aggregate(link, (world, { id, command }) => linkFacts(world, id, command)),
    aggregate(facility, (world, { id, command }) => {
      const place = 'place' in command.data ? command.data.place : world.rows(facilities).get(id)?.place;
      return {
        places: placesOf(world, yearOf(world)),
        municipality: place === undefined ? undefined : municipalityOf(world, place),
      };
    }),
  ],
  views: [activities, placeStates, sessions, links, tasks, facilities],
};

export const actionResolvers = [ActivityResolver, SessionResolver, LinkResolver, TaskResolver, FacilityResolver];
