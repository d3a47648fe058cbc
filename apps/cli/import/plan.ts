import { mandates, settingsOf } from '#backbone';
import type { World } from '#world';
import { later, type Act, type Setting } from './act.ts';
import {
  activityActs,
  facilityActs,
  linkActs,
  placeStateActs,
  placeStateOf,
  sessionActs,
  taskActs,
} from './action.plan.ts';
import { decisionActs, factorActs, goalActs, programmeActs, strategyActs } from './agenda.plan.ts';
import { checkupActs, collaborationActs, partnerActs, personActs, riskActs, teamActs } from './backbone.plan.ts';
import {
  clockActs,
  feedbackActs,
  meetingActs,
  noticeActs,
  observationActs,
  themeActs,
  threadActs,
} from './dialogue.plan.ts';
import {
  agreementActs,
  indicatorActs,
  lockActs,
  measurementActs,
  measurementKey,
  verdictActs,
  verdictOn,
} from './measurement.plan.ts';
import type { Entry, EntryOf, Path, Problem, Reading } from './read.ts';
import { assessmentActs, periodActs, reportActs } from './reporting.plan.ts';
import type { Kind } from './format.ts';

/** Everything the entries say, as acts in the order in which they can be carried out. */
export function planOf(entries: readonly Entry[], setting: Setting): readonly Act[] {
  return inOrder([...entries.flatMap((entry) => actsOf(entry, setting)), ...actsTogether(entries, setting)]);
}

function actsOf(entry: Entry, setting: Setting): readonly Act[] {
  switch (entry.kind) {
    case 'collaboration':
      return collaborationActs(entry, setting);
    case 'partners':
      return partnerActs(entry, setting);
    case 'people':
      return personActs(entry, setting);
    case 'strategies':
      return strategyActs(entry, setting);
    case 'successFactors':
      return factorActs(entry, setting);
    case 'programmes':
      return programmeActs(entry, setting);
    case 'goals':
      return goalActs(entry, setting);
    case 'decisions':
      return decisionActs(entry, setting);
    case 'indicators':
      return indicatorActs(entry, setting);
    case 'agreements':
      return agreementActs(entry, setting);
    case 'activities':
      return activityActs(entry, setting);
    case 'facilities':
      return facilityActs(entry, setting);
    case 'tasks':
      return taskActs(entry, setting);
    case 'sessions':
      return sessionActs(entry, setting);
    case 'links':
      return linkActs(entry, setting);
    case 'teams':
      return teamActs(entry);
    case 'risks':
      return riskActs(entry);
    case 'checkups':
      return checkupActs(entry, setting);
    case 'locks':
      return lockActs(entry);
    case 'threads':
      return threadActs(entry);
    case 'feedback':
      return feedbackActs(entry);
    case 'observations':
      return observationActs(entry);
    case 'themes':
      return themeActs(entry);
    case 'meetings':
      return meetingActs(entry, setting);
    case 'notices':
      return noticeActs(entry);
    case 'clock':
      return clockActs(entry, setting);
    case 'reports':
      return reportActs(entry);
    case 'assessments':
      return assessmentActs(entry);
    // What they say is seen only from all of them together.
    case 'periods':
    case 'measurements':
    case 'verdicts':
    case 'matrix':
      return [];
  }
}

const actsTogether = (entries: readonly Entry[], setting: Setting): Act[] => [
  ...periodActs(ofKind(entries, 'periods'), setting),
  ...grouped(ofKind(entries, 'measurements'), measurementKey).flatMap(measurementActs),
  ...grouped(ofKind(entries, 'verdicts'), verdictOn).flatMap(verdictActs),
  ...grouped(ofKind(entries, 'matrix'), placeStateOf).flatMap(placeStateActs),
];

export const ofKind = <K extends Kind>(entries: readonly Entry[], kind: K): EntryOf<K>[] =>
  entries.filter((entry): entry is EntryOf<K> => entry.kind === kind);

/** Entries that tell one history, each history by its days. */
const grouped = <E extends Entry>(entries: readonly E[], keyOf: (entry: E) => string): E[][] =>
  [...Map.groupBy(entries, keyOf).values()].map((group) =>
    group.sort((a, b) => (a.data.on ?? '').localeCompare(b.data.on ?? '')),
  );

/**
 * By day, then by kind, then what others of the kind build on first. What refers to something recorded later
 * waits for that day: nothing can be said of what is not there.
 */
function inOrder(acts: readonly Act[]): readonly Act[] {
  const makers = new Map(acts.flatMap((act) => (act.makes === undefined ? [] : [[act.makes, act] as const])));
  const placed = new Map<Act, Place>();
  const place = (act: Act): Place => {
    const known = placed.get(act);
    if (known) return known;
    let found: Place = { day: act.day, rank: act.rank, depth: 0 };
    // Two that need each other meet this half-placed one; the rules refuse them then.
    placed.set(act, found);
    for (const id of act.needs) {
      const maker = makers.get(id);
      if (maker && maker !== act) found = behind(found, place(maker), 1);
    }
    // What was told of one thing stays in turn: it stands in that order already.
    if (act.after) found = behind(found, place(act.after), 0);
    placed.set(act, found);
    return found;
  };
  return acts
    .map((act) => ({ act, ...place(act) }))
    .sort((a, b) => (a.day ?? '').localeCompare(b.day ?? '') || a.rank - b.rank || a.depth - b.depth)
    .map(({ act, day, rank }) => ({ ...act, day, rank }));
}

interface Place {
  readonly day: string | undefined;
  readonly rank: number;
  /** How many of its kind and day it builds on, one on the other. */
  readonly depth: number;
}

/** Behind another act when that is of the same day or a later one: so many steps, when both are of one kind then. */
function behind(place: Place, before: Place, steps: number): Place {
  const day = later(place.day, before.day);
  if (before.day !== day) return place;
  const rank = Math.max(place.rank, before.rank);
  const depth = rank === before.rank ? before.depth + steps : 0;
  return { day, rank, depth: place.day === day && place.rank === rank ? Math.max(place.depth, depth) : depth };
}

/** Which acts may be carried out together: of one day and kind, and none building on another. */
export function batchesOf(acts: readonly Act[]): readonly (readonly Act[])[] {
  const batches: Act[][] = [];
  let batch: Act[] = [];
  let made = new Set<string>();
  for (const act of acts) {
    const [first] = batch;
    if (first && (first.day !== act.day || first.rank !== act.rank || act.needs.some((id) => made.has(id)))) {
      batches.push(batch);
      batch = [];
      made = new Set();
    }
    batch.push(act);
    if (act.makes !== undefined) made.add(act.makes);
  }
  return batch.length > 0 ? [...batches, batch] : batches;
}

/** Whether a world knows what an id names. */
export function isThere(world: World, id: string): boolean {
  if (id.startsWith('person_'))
    return world.rows(mandates).where('person', id).length > 0 || settingsOf(world)?.founder === id;
  if (id.startsWith('collaboration_')) return settingsOf(world) !== undefined;
  return world.views.some(({ name }) => world.table(name).has(id));
}

/** What stands twice, and what is referred to and stands nowhere. */
export function looseEnds({ entries, given }: Reading, acts: readonly Act[], world: World): Problem[] {
  const first = new Map<string, Entry>();
  const twice = acts.flatMap(({ id, aspect, entry, path = [] }): Problem[] => {
    const other = first.get(`${id} ${aspect}`);
    if (!other) first.set(`${id} ${aspect}`, entry);
    const { file } = entry;
    const line = entry.lineOf(path);
    return other ? [{ file, line, reason: `${id} stands twice: first in ${other.file}, line ${other.line}` }] : [];
  });
  const loose = entries.flatMap((entry) =>
    references(entry.data, []).flatMap(({ id, path }): Problem[] => {
      if (given.has(id) || isThere(world, id)) return [];
      const { file } = entry;
      return [
        {
          file,
          line: entry.lineOf(path),
          reason: `${path.join('.')} refers to ${id}, which is in no file and not in the platform`,
        },
      ];
    }),
  );
  const [, ...others] = ofKind(entries, 'partners').filter(({ data }) => data.backbone);
  const backbones = others.map(({ file, lineOf }) => ({
    file,
    line: lineOf(['backbone']),
    reason: 'Another partner is the backbone already: one holds the collaboration together',
  }));
  return [...twice, ...loose, ...backbones];
}

const reference = new RegExp(
  `^(${[
    ...['partner', 'person', 'team', 'risk', 'strategy', 'factor', 'programme', 'goal', 'decision', 'indicator'],
    ...['agreement', 'activity', 'session', 'link', 'task', 'thread', 'feedback', 'observation', 'theme', 'meeting'],
    ...['notice', 'clock', 'period'],
  ].join('|')})_[a-z0-9_]+$`,
);

/** Fields of words, some of which look like ids: a place's state may be `meeting_agreed`. */
const wordy = new Set(['source', 'state']);

/** Every id an entry names besides its own. Words are passed over. */
function references(value: unknown, path: Path): { id: string; path: Path }[] {
  if (typeof value === 'string') return reference.test(value) && path.at(-1) !== 'id' ? [{ id: value, path }] : [];
  if (typeof value !== 'object' || value === null || 'original' in value) return [];
  if (Array.isArray(value)) return value.flatMap((inner, index) => references(inner, [...path, index]));
  return Object.entries(value).flatMap(([key, inner]) => (wordy.has(key) ? [] : references(inner, [...path, key])));
}
