import { activities, facilities, tasks } from '#action';
import type { AnyView } from '#decider';
import { decisions, factors, goals, programmes, strategies } from '#agenda';
import { mandates, partners, settingsOf, teams } from '#backbone';
import { indicators } from '#measurement';
import { periods, reports } from '#reporting';
import type { World } from '#world';
import { later, type Act, type Setting } from './act.ts';
import { activityActs, facilityActs, placeStateActs, placeStateOf, taskActs } from './action.plan.ts';
import { decisionActs, factorActs, goalActs, programmeActs, strategyActs } from './agenda.plan.ts';
import { collaborationActs, partnerActs, personActs, teamActs } from './backbone.plan.ts';
import { indicatorActs, measurementActs, measurementKey } from './measurement.plan.ts';
import type { Entry, EntryOf, Path, Problem, Reading } from './read.ts';
import { assessmentActs, periodActs, reportActs } from './reporting.plan.ts';
import type { Kind } from './format.ts';

/** Everything the entries say, as acts in the order in which they can be carried out. */
export function planOf(entries: readonly Entry[], setting: Setting): readonly Act[] {
  return inOrder([...entries.flatMap((entry) => actsOf(entry, setting)), ...actsTogether(entries)]);
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
    case 'activities':
      return activityActs(entry, setting);
    case 'facilities':
      return facilityActs(entry, setting);
    case 'tasks':
      return taskActs(entry, setting);
    case 'teams':
      return teamActs(entry);
    case 'reports':
      return reportActs(entry);
    case 'assessments':
      return assessmentActs(entry);
    // What they say is seen only from all of them together.
    case 'periods':
    case 'measurements':
    case 'matrix':
      return [];
  }
}

const actsTogether = (entries: readonly Entry[]): Act[] => [
  ...periodActs(ofKind(entries, 'periods')),
  ...grouped(ofKind(entries, 'measurements'), measurementKey).flatMap(measurementActs),
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
  const placed = new Map<Act, { day: string | undefined; depth: number }>();
  const place = (act: Act): { day: string | undefined; depth: number } => {
    const known = placed.get(act);
    if (known) return known;
    let { day } = act;
    let depth = 0;
    // Two that need each other meet this half-placed one; the rules refuse them then.
    placed.set(act, { day, depth });
    for (const id of act.needs) {
      const maker = makers.get(id);
      if (!maker || maker === act) continue;
      const before = place(maker);
      day = later(day, before.day);
      if (maker.rank === act.rank) depth = Math.max(depth, before.depth + 1);
    }
    const found = { day, depth };
    placed.set(act, found);
    return found;
  };
  const sortable = acts.map((act) => ({ act, ...place(act) }));
  sortable.sort((a, b) => (a.day ?? '').localeCompare(b.day ?? '') || a.act.rank - b.act.rank || a.depth - b.depth);
  return sortable.map(({ act, day }) => ({ ...act, day }));
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

const views: Readonly<Record<string, AnyView>> = {
  partner: partners,
  mandate: mandates,
  strategy: strategies,
  factor: factors,
  programme: programmes,
  goal: goals,
  decision: decisions,
  indicator: indicators,
  activity: activities,
  task: tasks,
  team: teams,
  facility: facilities,
  period: periods,
  report: reports,
};

/** Whether a world knows what an id names. */
export function isThere(world: World, id: string): boolean {
  const prefix = id.slice(0, id.indexOf('_'));
  if (prefix === 'person')
    return world.rows(mandates).where('person', id).length > 0 || settingsOf(world)?.founder === id;
  if (prefix === 'collaboration') return settingsOf(world) !== undefined;
  const view = views[prefix];
  return view !== undefined && world.table(view.name).has(id);
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

const reference = /^(partner|person|strategy|factor|programme|goal|indicator|activity|period)_[a-z0-9_]+$/;

/** Every id an entry names besides its own. Words are passed over. */
function references(value: unknown, path: Path): { id: string; path: Path }[] {
  if (typeof value === 'string') return reference.test(value) && path.at(-1) !== 'id' ? [{ id: value, path }] : [];
  if (typeof value !== 'object' || value === null || 'original' in value) return [];
  if (Array.isArray(value)) return value.flatMap((inner, index) => references(inner, [...path, index]));
  return Object.entries(value).flatMap(([key, inner]) => (key === 'source' ? [] : references(inner, [...path, key])));
}
