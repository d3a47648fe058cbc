import { activities, facilities, placeStateKey, placeStates, tasks } from '#action';
import { sameData } from '#language';
import { add, change, fixed, later, rank, reasonOf, says, type Act, type Setting } from './act.ts';
import type { EntryOf } from './read.ts';

export function activityActs(entry: EntryOf<'activities'>, { main }: Setting): Act[] {
  const { id, title, kind, goals, indicators, programmes, targetGroup, lead, contributors, on, by } = entry.data;
  const matter = { title, kind, goals, indicators, programmes, targetGroup, lead };
  return [
    {
      entry,
      rank: rank('activities'),
      day: on,
      by,
      id,
      aspect: 'words',
      lane: id,
      needs: [lead, ...contributors.map(({ partner }) => partner), ...goals, ...indicators, ...programmes],
      makes: id,
      says: { ...matter, contributors },
      next(world) {
        const row = world.rows(activities).get(id);
        if (!row) return add('PlanActivity', { ...matter, contributors });
        // Who has joined on its own since is not sent away by a file that does not know it.
        const joined = row.contributors
          .filter(
            ({ partner, commitment }) =>
              commitment === 'committed' && !contributors.some((named) => named.partner === partner),
          )
          .map(({ partner, brings }) => ({ partner, brings }));
        const together = [...contributors, ...joined];
        const present = row.contributors.map(({ partner, brings }) => ({ partner, brings }));
        if (says(row, matter) && sameData(present, together)) return undefined;
        return change(row, 'ReviseActivity', { ...matter, contributors: together, reason: reasonOf({ entry, main }) });
      },
    },
  ];
}

/** Rows about one place, activity and year tell its states one after another. */
export const placeStateActs = (entries: readonly EntryOf<'matrix'>[]): Act[] =>
  entries.map((entry, index): Act => {
    const { place, activity, year, state, detail, uncertain, on, by } = entry.data;
    const said = { place, year, state, detail, uncertain };
    return {
      entry,
      rank: rank('places'),
      day: on,
      by,
      id: activity,
      aspect: `${place}/${year} ${index}`,
      lane: activity,
      needs: [activity],
      says: said,
      next(world) {
        const row = world.rows(placeStates).get(placeStateKey(place, year, activity));
        if (!row) return add('SetPlaceState', said, world.rows(activities).get(activity));
        return says(row, said) ? undefined : change(row, 'SetPlaceState', said);
      },
    };
  });

export const placeStateOf = ({ data: { place, year, activity } }: EntryOf<'matrix'>): string =>
  placeStateKey(place, year, activity);

export function facilityActs(entry: EntryOf<'facilities'>, { main }: Setting): Act[] {
  const {
    id,
    place,
    name,
    shower,
    sauna,
    gym,
    group_room: groupRoom,
    accessible,
    suitability,
    opens,
    notes,
    on,
    by,
  } = entry.data;
  const said = { place, name, equipment: { shower, sauna, gym, groupRoom, accessible }, suitability, opens, notes };
  return [
    {
      entry,
      rank: rank('facilities'),
      day: on,
      by,
      id,
      aspect: 'words',
      lane: id,
      needs: [],
      makes: id,
      says: said,
      next(world) {
        const row = world.rows(facilities).get(id);
        if (!row) return add('RecordFacility', said);
        return says(row, said)
          ? undefined
          : change(row, 'ReviseFacility', { ...said, reason: reasonOf({ entry, main }) });
      },
    },
  ];
}

export function taskActs(entry: EntryOf<'tasks'>, { main }: Setting): Act[] {
  const { id, title, detail, partner, activity, goal, programme, due, completed, on, by } = entry.data;
  const matter = { title, detail, partner, activity, goal, programme };
  const whole = { entry, by, id, lane: id };
  // The day it was recorded, unless it was done by then: a list may be written down after its tasks.
  const openedOn = completed !== undefined && (on === undefined || completed < on) ? completed : on;
  const opening: Act = {
    ...whole,
    rank: rank('tasks'),
    day: on,
    aspect: 'words',
    needs: [partner, ...[activity, goal, programme].filter((named) => named !== undefined)],
    makes: id,
    says: { ...matter, due },
    next(world) {
      const row = world.rows(tasks).get(id);
      if (!row) return add('OpenTask', { ...matter, due, openedOn });
      const stands = fixed(row, matter);
      if (stands || row.due === due) return stands;
      if (due === undefined) return { complaint: 'The day it is due cannot be taken away, only moved', field: 'due' };
      return change(row, 'RescheduleTask', { due, reason: reasonOf({ entry, main }) });
    },
  };
  if (completed === undefined) return [opening];
  const completion: Act = {
    ...whole,
    rank: rank('completions'),
    day: later(on, completed),
    aspect: 'completion',
    needs: [id],
    says: { completed },
    next(world) {
      const row = world.rows(tasks).get(id);
      return row?.phase === 'open' ? change(row, 'CompleteTask', { completedOn: completed }) : undefined;
    },
  };
  return [opening, completion];
}
