import { activities, facilities, links, placeStateKey, placeStates, sessions, tasks, type TaskRow } from '#action';
import { todayIn } from '#backbone';
import { sameData } from '#language';
import {
  actsOn,
  add,
  change,
  closing,
  fixed,
  inTurn,
  later,
  rank,
  reasonOf,
  says,
  type Act,
  type Setting,
} from './act.ts';
import type { EntryOf } from './read.ts';

export function activityActs(entry: EntryOf<'activities'>, { main }: Setting): Act[] {
  const { id, title, kind, goals, indicators, programmes, targetGroup, lead, contributors, commitments } = entry.data;
  const { leadBrings, leadResources, audience, rhythm, theme } = entry.data;
  const matter = { title, kind, goals, indicators, programmes, targetGroup, lead };
  /** Told only by files that know of it; others leave it as it is. */
  const more = told({ leadBrings, leadResources, audience, rhythm, theme });
  /** What a partner has said itself that it brings, where the file tells. */
  const own = new Map(commitments.map(({ partner, brings, resources }) => [partner, told({ brings, resources })]));
  return inTurn([
    actsOn(entry, id, 'activities').act({
      aspect: 'words',
      needs: [lead, ...contributors.map(({ partner }) => partner), ...goals, ...indicators, ...programmes],
      makes: id,
      says: { ...matter, contributors, ...more },
      next(world) {
        const row = world.rows(activities).get(id);
        if (!row) return add('PlanActivity', { ...matter, ...more, contributors });
        const over = new Set(
          row.commitments.flatMap(({ partner, state }) =>
            state === 'declined' || state === 'withdrawn' || state === 'released' ? partner : [],
          ),
        );
        const named = contributors
          // Who has said no is not asked again by a file that only named it first.
          .filter(({ partner }) => !over.has(partner) || row.contributors.some((one) => one.partner === partner))
          .map((one) => ({ ...one, ...own.get(one.partner) }));
        // Who has joined or offered itself since is not sent away by a file that does not know it.
        const joined = row.contributors
          .filter(
            ({ partner, commitment }) =>
              commitment !== 'proposed' && !contributors.some((one) => one.partner === partner),
          )
          .map(({ partner, brings }) => ({ partner, brings }));
        const together = [...named, ...joined];
        const present = row.contributors.map(({ partner, brings, resources }) => ({
          ...{ partner, brings },
          ...(together.find((one) => one.partner === partner && 'resources' in one && one.resources) && { resources }),
        }));
        if (says(row, { ...matter, ...more }) && sameData(present, together)) return undefined;
        // What the file says nothing of stays as it is.
        return change(row, 'ReviseActivity', {
          ...matter,
          ...{ audience: row.audience, rhythm: row.rhythm, theme: row.theme },
          ...more,
          contributors: together,
          reason: reasonOf({ entry, main }),
        });
      },
    }),
    ...commitments.map(({ on, by, step, ...part }, index) => {
      const { type, speaks, comesTo, data } = commitment(step, part);
      const { partner } = part;
      return actsOn(entry, id, 'commitments').once(`commitment ${index}`, type, data, {
        path: ['commitments', index],
        told: { on, by },
        needs: [partner],
        ...(speaks && { organisation: partner }),
        unless(world) {
          const parts = world.rows(activities).get(id)?.commitments ?? [];
          return parts.find((one) => one.partner === partner)?.state === comesTo;
        },
      });
    }),
  ]);
}

type Step = EntryOf<'activities'>['data']['commitments'][number];

/** The command behind a step, whether the partner itself speaks, and the state it comes to. */
function commitment(step: Step['step'], { partner, brings, resources, reason, answerBy }: Omit<Step, 'step'>) {
  const part = told({ brings, resources });
  switch (step) {
    case 'asked':
      return { type: 'AskContribution', speaks: false, comesTo: 'proposed', data: { partner, ...part, answerBy } };
    case 'joined':
      return { type: 'JoinActivity', speaks: true, comesTo: 'committed', data: part };
    case 'declined':
      return { type: 'DeclineActivity', speaks: true, comesTo: 'declined', data: { reason } };
    case 'offered':
      return { type: 'OfferContribution', speaks: true, comesTo: 'offered', data: part };
    case 'offer_accepted':
      return { type: 'AcceptOffer', speaks: false, comesTo: 'committed', data: { partner } };
    case 'offer_declined':
      return { type: 'DeclineOffer', speaks: false, comesTo: 'declined', data: { partner, reason } };
    case 'left':
      return { type: 'LeaveActivity', speaks: true, comesTo: 'withdrawn', data: { reason } };
  }
}

/** Planned, where the file tells that it was; held, with who came; called off. */
export function sessionActs(entry: EntryOf<'sessions'>, { main }: Setting): Act[] {
  const { id, activity, organiser, date, time, place, venue, theme, participants, present, indicators } = entry.data;
  const { planned, cancelled, on } = entry.data;
  const occasion = { date, time, place, venue, theme };
  const attended = { participants, present, ...(indicators && { indicators }) };
  const { act, once } = actsOn(entry, id, 'sessions');
  const whole = { needs: [activity, organiser, ...present], makes: id, organisation: organiser };
  const reason = () => reasonOf({ entry, main });
  const set = act({
    ...whole,
    ...(planned && { path: ['planned'], told: planned }),
    aspect: 'occasion',
    says: occasion,
    next(world) {
      const row = world.rows(sessions).get(id);
      // Told afterwards, it is told as held: no day is set in the past.
      if (!row && participants && date < todayIn(world)) return undefined;
      if (!row) return add('PlanSession', { activity, ...occasion });
      return row.phase !== 'planned' || says(row, occasion)
        ? undefined
        : change(row, 'MoveSession', { ...occasion, reason: reason() });
    },
  });
  const held = act({
    ...whole,
    told: { on: later(on, date) },
    aspect: 'attendance',
    says: { ...occasion, ...attended },
    next(world) {
      const row = world.rows(sessions).get(id);
      if (!row || row.phase === 'planned') return add('HoldSession', { activity, ...occasion, ...attended }, row);
      return row.phase === 'cancelled' || says(row, { ...occasion, ...attended })
        ? undefined
        : change(row, 'CorrectSession', { ...occasion, ...attended, reason: reason() });
    },
  });
  return inTurn([
    ...(planned || !participants ? [set] : []),
    ...(participants ? [held] : []),
    ...closing(cancelled, (told, data) => once('cancelling', 'CancelSession', data, { path: ['cancelled'], told })),
  ]);
}

export function linkActs(entry: EntryOf<'links'>, { main }: Setting): Act[] {
  const { id, from, to, effect, strength, confidence, why, evidence, removed } = entry.data;
  const claim = { effect, strength, confidence, why, evidence };
  return inTurn([
    actsOn(entry, id, 'links').act({
      aspect: 'claim',
      needs: [from, to],
      makes: id,
      says: { from, to, ...claim },
      next(world) {
        const row = world.rows(links).get(id);
        if (!row) return add('DrawLink', { from, to, ...claim });
        return (
          fixed(row, { from, to }) ??
          (row.phase === 'removed' || says(row, claim)
            ? undefined
            : change(row, 'ReviseLink', { ...claim, reason: reasonOf({ entry, main }) }))
        );
      },
    }),
    ...closing(removed, (told, data) =>
      actsOn(entry, id, 'links').once('removal', 'RemoveLink', data, { path: ['removed'], told }),
    ),
  ]);
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

/** A task as it was opened, then what became of it. */
export function taskActs(entry: EntryOf<'tasks'>, { main }: Setting): Act[] {
  const { id, title, detail, partner, activity, goal, programme, due, completed, on } = entry.data;
  const { ownerRole, about, origin, moves, blocked, reopened } = entry.data;
  const words = { title, detail, ...told({ ownerRole }), ...(about.length > 0 && { about }) };
  const source = origin && { source: told({ kind: origin.kind, id: origin.thing }) };
  const matter = { ...words, partner, activity, goal, programme, ...source };
  const said = { ...matter, due };
  // The day it was recorded, unless it was done by then: a list may be written down after its tasks.
  const openedOn = completed !== undefined && (on === undefined || completed < on) ? completed : on;
  const { act, once } = actsOn(entry, id, 'tasks');
  const reason = () => reasonOf({ entry, main });
  const named = [activity, goal, programme, origin?.thing, ...about].filter((one) => one !== undefined);
  /** What of an open task differs from the file, which says all of it together. */
  const differing = (aspect: string, next: (row: TaskRow) => ReturnType<Act['next']>): Act =>
    act({
      aspect,
      basis: 'words',
      says: said,
      next(world) {
        const row = world.rows(tasks).get(id);
        return row?.phase === 'open' ? next(row) : undefined;
      },
    });
  return [
    differing('due', (row) => {
      if (moves.length > 0 || row.due === due) return undefined;
      if (due === undefined) return { complaint: 'The day it is due cannot be taken away, only moved', field: 'due' };
      return change(row, 'RescheduleTask', { due, reason: reason() });
    }),
    differing('partner', (row) =>
      row.partner === partner ? undefined : change(row, 'AssignTask', { partner, reason: reason() }),
    ),
    ...inTurn([
      act({
        aspect: 'words',
        needs: [partner, ...named],
        makes: id,
        says: said,
        next(world) {
          const row = world.rows(tasks).get(id);
          if (!row) return add('OpenTask', { ...matter, due, openedOn });
          const stands = fixed(row, { activity, goal, programme, ...source });
          if (stands || row.phase !== 'open' || says(row, { ...words, about })) return stands;
          return change(row, 'ReviseTask', { ...words, ownerRole, about });
        },
      }),
      ...moves.map(({ on: movedOn, by, ...move }, index) =>
        once(`move ${index}`, 'RescheduleTask', move, { path: ['moves', index], told: { on: movedOn, by } }),
      ),
      ...blocked.flatMap(({ on: blockedOn, by, until, ...block }, index) => {
        const path = ['blocked', index];
        return [
          once(`block ${index}`, 'BlockTask', block, { path, told: { on: blockedOn, by } }),
          ...closing(until, (told) => once(`block ${index} over`, 'UnblockTask', {}, { path, told })),
        ];
      }),
      ...(completed === undefined
        ? []
        : [
            actsOn(entry, id, 'completions').act({
              aspect: 'completion',
              told: { on: later(on, completed) },
              needs: [id],
              says: { completed },
              next(world) {
                const row = world.rows(tasks).get(id);
                return row?.phase === 'open' && row.reopenings.length === 0
                  ? change(row, 'CompleteTask', { completedOn: completed })
                  : undefined;
              },
            }),
          ]),
      ...reopened.flatMap(({ on: reopenedOn, by, completed: again, ...opening }, index) => {
        const path = ['reopened', index];
        return [
          once(`reopening ${index}`, 'ReopenTask', opening, { path, told: { on: reopenedOn, by } }),
          ...(again === undefined
            ? []
            : [
                actsOn(entry, id, 'completions').once(
                  `completion ${index + 1}`,
                  'CompleteTask',
                  { completedOn: again },
                  { path, told: { on: later(reopenedOn ?? on, again), by } },
                ),
              ]),
        ];
      }),
    ]),
  ];
}

/** The fields that a file tells, and no others. */
const told = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
