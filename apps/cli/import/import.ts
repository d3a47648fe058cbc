import type { AnyDecider } from '#decider';
import { overlay, type Place } from '#event-log';
import { mandates, settingsOf, timeZoneOf } from '#backbone';
import { sameData } from '#language';
import { Commands, Worlds, type World } from '#world';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contexts, openPlatformAt, type Platform } from '../../api/platform.ts';
import type { Setting } from './act.ts';
import { carryOut, type Outcome, type Stage } from './carry-out.ts';
import { SimulatedClock } from './clock.ts';
import { looseEnds, ofKind, planOf } from './plan.ts';
import { readFolder, type Entry, type EntryOf, type Problem, type Reading } from './read.ts';

export type { Problem } from './read.ts';

export interface ImportOptions {
  /** The data folder: where the event log and the people directory are. Made when it does not exist. */
  readonly folder: string;
  /** Where the event log is, when not in the data folder. */
  readonly log?: Place;
  /** The folder of files to import. */
  readonly source: string;
  /** Carries out everything in memory and records nothing. */
  readonly dryRun?: boolean;
  /** Records each entry on its own day, marked as told by a simulated clock; otherwise now. */
  readonly simulateClock?: boolean;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly stage: 'rehearsing' | 'recording';
  readonly done: number;
  readonly of: number;
}

export interface FileReport {
  readonly file: string;
  /** Entries that were not there before. */
  readonly accepted: number;
  /** Entries of which something was changed. */
  readonly changed: number;
  readonly unchanged: number;
  /** Entries not imported: when one entry of a file is wrong, the whole file is left out. */
  readonly refused: number;
}

export interface ImportReport {
  readonly collaboration: string | undefined;
  readonly files: readonly FileReport[];
  readonly errors: readonly Problem[];
  /** Commands carried out; in a dry run those that would be. */
  readonly commands: number;
  readonly dryRun: boolean;
}

/**
 * Brings what the platform holds up to what the files of a folder say, as commands with history. Everything is
 * rehearsed in memory first, so that a file is imported whole or not at all. Importing again changes nothing.
 */
export async function importFolder(options: ImportOptions): Promise<ImportReport> {
  const { folder, source, dryRun = false, simulateClock = false } = options;
  const reading = readFolder(source);
  // A dry run leaves no trace, also where there is no data folder yet.
  const passing =
    dryRun && !existsSync(join(folder, 'people.db')) ? mkdtempSync(join(tmpdir(), 'talkoot-dry-run-')) : undefined;
  const zone = reading.collaboration?.data.timeZone ?? 'Europe/Helsinki';
  const clock = simulateClock ? new SimulatedClock(zone) : undefined;
  const kept = passing ?? folder;
  const platform = await openPlatformAt(options.log ?? kept, {
    folder: kept,
    ...(clock && { clock: clock.read, simulated: true }),
  });
  try {
    return await importReading(platform, reading, { ...options, dryRun, clock });
  } finally {
    await platform.close();
    if (passing !== undefined) rmSync(passing, { recursive: true });
  }
}

async function importReading(
  platform: Platform,
  reading: Reading,
  {
    dryRun,
    clock,
    onProgress,
  }: { dryRun: boolean; clock: SimulatedClock | undefined } & Pick<ImportOptions, 'onProgress'>,
): Promise<ImportReport> {
  const { collaboration, entries, files, given, problems: unreadable } = reading;
  const report = (problems: readonly Problem[], outcome?: Outcome, directory?: ReadonlySet<Entry>): ImportReport => ({
    collaboration: collaboration?.data.id,
    files: [...files].map(([file, count]) => fileReport(file, count, entries, problems, outcome, directory)),
    errors: inReadingOrder(problems),
    commands: outcome?.commands ?? 0,
    dryRun,
  });
  if (!collaboration) {
    const [file] = files.keys();
    const none = { file: file ?? '', line: 1, reason: 'The folder says nowhere which "collaboration:" it is about' };
    // The entry itself may be there and be wrong, which was said already.
    return report(unreadable.length > 0 ? unreadable : [none]);
  }

  const id = collaboration.data.id;
  const live = await platform.worlds.live(id);
  const setting = settingIn(live, collaboration, entries);
  const plan = planOf(entries, setting);
  const undated = clock ? plan.filter(({ day }) => day === undefined) : [];
  const problems = [
    ...unreadable,
    ...looseEnds(reading, plan, live),
    ...[...new Set(undated.map(({ entry }) => entry))].map(({ file, line }) => ({
      file,
      line,
      reason: 'It says nowhere "on" which day it was recorded, which a simulated clock needs',
    })),
  ];

  const stage = { collaboration: id, deciders: decidersByCommand(), given };
  /** What is imported when these files are left out. */
  const within = () => {
    const wrong = new Set(problems.map(({ file }) => file));
    return planOf(
      entries.filter(({ file }) => !wrong.has(file)),
      setting,
    );
  };
  // A file left out may be needed by another, which then is wrong too: until no more go.
  let outcome: Outcome;
  do {
    outcome = await rehearse(
      platform,
      within(),
      live,
      { ...stage, clock: clock && new SimulatedClock(collaboration.data.timeZone) },
      (done, of) => onProgress?.({ stage: 'rehearsing', done, of }),
    );
    problems.push(...outcome.problems);
  } while (outcome.problems.length > 0);

  if (!dryRun && outcome.commands > 0) {
    clock?.startAfter(live.recordedAt);
    const { log, worlds, commands } = platform;
    const onDone = (done: number, of: number) => onProgress?.({ stage: 'recording', done, of });
    outcome = await carryOut(within(), { ...stage, log, worlds, commands, clock, onProgress: onDone });
    problems.push(...outcome.problems);
  }
  const wrong = new Set(problems.map(({ file }) => file));
  const directory = new Set<Entry>();
  for (const entry of ofKind(entries, 'people'))
    if (!wrong.has(entry.file) && enterPerson(platform, entry, dryRun)) directory.add(entry);
  return report(problems, outcome, directory);
}

/** By file and line, and each once: what a file says for all its entries may be wrong for each of them. */
const inReadingOrder = (problems: readonly Problem[]): readonly Problem[] =>
  [...new Map(problems.map((problem) => [`${problem.file}:${problem.line} ${problem.reason}`, problem])).values()].sort(
    (a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1),
  );

/** The same acts over a log in memory that begins where the real one stands. */
async function rehearse(
  platform: Platform,
  acts: ReturnType<typeof planOf>,
  live: World,
  stage: Pick<Stage, 'collaboration' | 'deciders' | 'given' | 'clock'>,
  onProgress: Stage['onProgress'],
): Promise<Outcome> {
  const { clock } = stage;
  clock?.startAfter(live.recordedAt);
  const time = clock?.read ?? (() => new Date());
  const log = overlay(platform.log, time);
  const worlds = new Worlds({ log, contexts, clock: time, timeZoneOf, seals: platform.keys.onlyOpening });
  const commands = new Commands({ log, worlds, contexts, clock: time, simulated: clock !== undefined });
  try {
    return await carryOut(acts, { ...stage, log, worlds, commands, onProgress });
  } finally {
    await worlds.close();
    await log.close();
  }
}

function settingIn(world: World, collaboration: EntryOf<'collaboration'>, entries: readonly Entry[]): Setting {
  const settings = settingsOf(world);
  const backbone = settings?.backbone ?? ofKind(entries, 'partners').find(({ data }) => data.backbone)?.data.id;
  const administrator = ofKind(entries, 'people').find(({ data }) =>
    data.mandates.some(({ role, partner }) => role === 'administrator' && partner === backbone),
  )?.data.id;
  const present = world.rows(mandates).where('role', 'administrator')[0]?.person;
  return {
    collaboration: collaboration.data.id,
    main: collaboration.data.languages[0] ?? 'fi',
    backbone,
    opener: administrator ?? present ?? settings?.founder,
  };
}

const decidersByCommand = (): ReadonlyMap<string, AnyDecider> =>
  new Map(
    contexts.flatMap(({ aggregates }) =>
      aggregates.flatMap(({ decider }) => Object.keys(decider.commands).map((type) => [type, decider] as const)),
    ),
  );

/** What the log must not hold goes to the directory. True when something in it changed. */
function enterPerson({ people }: Platform, { data }: EntryOf<'people'>, dryRun: boolean): boolean {
  const { id, label, demonstration, signIn } = data;
  const person = { id, label, demonstration, signIn };
  if (sameData(people.get(id), person)) return false;
  if (!dryRun) people.put(person);
  return true;
}

function fileReport(
  file: string,
  count: number,
  entries: readonly Entry[],
  problems: readonly Problem[],
  outcome: Outcome | undefined,
  directory: ReadonlySet<Entry> = new Set(),
): FileReport {
  if (!outcome || problems.some((problem) => problem.file === file))
    return { file, accepted: 0, changed: 0, unchanged: 0, refused: count };
  const own = entries.filter((entry) => entry.file === file);
  const accepted = own.filter((entry) => outcome.done.get(entry) === 'accepted').length;
  const changed = own.filter(
    (entry) => outcome.done.get(entry) === 'changed' || (directory.has(entry) && !outcome.done.has(entry)),
  ).length;
  return { file, accepted, changed, unchanged: count - accepted - changed, refused: 0 };
}
