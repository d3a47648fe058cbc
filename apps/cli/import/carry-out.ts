import { authorise, isRefusal, type AnyDecider, type Asker, type Message } from '#decider';
import type { EventLog } from '#event-log';
import { askerIn, mandates, settingsOf, todayIn } from '#backbone';
import { refusalWords } from '#graphql';
import { streamOf, uuidFrom, type Commands, type World, type Worlds } from '#world';
import type { Act, Step } from './act.ts';
import type { SimulatedClock } from './clock.ts';
import { batchesOf, isThere } from './plan.ts';
import type { Entry, Problem, Reading } from './read.ts';

/** Where acts are carried out: for real, or in a rehearsal that leaves no trace. */
export interface Stage {
  readonly collaboration: string;
  readonly log: EventLog;
  readonly worlds: Worlds;
  readonly commands: Commands;
  readonly deciders: ReadonlyMap<string, AnyDecider>;
  readonly clock: SimulatedClock | undefined;
  /** Where the files give ids, those left out included. */
  readonly given: Reading['given'];
  readonly onProgress: (done: number, of: number) => void;
}

export interface Outcome {
  /** What became of each entry for which something was done; the others were as the files say. */
  readonly done: ReadonlyMap<Entry, 'accepted' | 'changed'>;
  readonly problems: readonly Problem[];
  readonly commands: number;
}

/** How many lanes are on their way at once: enough to share a group commit. */
const together = 256;

export async function carryOut(acts: readonly Act[], stage: Stage): Promise<Outcome> {
  const done = new Map<Entry, 'accepted' | 'changed'>();
  const problems: Problem[] = [];
  const failed = new Set<Entry>();
  let commands = 0;
  let finished = 0;

  const perform = async (act: Act): Promise<void> => {
    if (failed.has(act.entry)) return;
    const outcome = await carryOutOne(act, stage);
    if (outcome === undefined) return;
    if ('reason' in outcome) {
      failed.add(act.entry);
      problems.push(outcome);
      return;
    }
    commands++;
    if (!outcome.change) done.set(act.entry, 'accepted');
    else if (!done.has(act.entry)) done.set(act.entry, 'changed');
  };

  for (const batch of batchesOf(acts)) {
    if (batch[0]?.day !== undefined) stage.clock?.advanceTo(batch[0].day);
    const lanes = [...Map.groupBy(batch, ({ lane }) => lane).values()];
    for (let from = 0; from < lanes.length; from += together)
      await Promise.all(
        lanes.slice(from, from + together).map(async (lane) => {
          for (const act of lane) await perform(act);
        }),
      );
    finished += batch.length;
    stage.onProgress(finished, acts.length);
    // Without the collaboration nothing else can be, and one sentence says so.
    if (problems.length > 0 && !settingsOf(await stage.worlds.live(stage.collaboration))) break;
  }
  return { done, problems, commands };
}

/** What was done, nothing when nothing had to be, or why it could not be. */
async function carryOutOne(act: Act, stage: Stage): Promise<Step | Problem | undefined> {
  const { collaboration, worlds, commands, deciders, given } = stage;
  const world = await worlds.live(collaboration);
  const { entry, path = [], by } = act;
  const problem = (reason: string, field?: string, code?: string): Problem => {
    const within =
      field === undefined
        ? []
        : field.split('.').map((part) => aliases[part] ?? (/^\d+$/.test(part) ? Number(part) : part));
    return { file: entry.file, line: entry.lineOf([...path, ...within]), reason, ...(code !== undefined && { code }) };
  };

  const missing = act.needs.find((id) => !isThere(world, id));
  if (missing !== undefined) {
    const where = given.get(missing);
    return problem(
      `${missing} is needed first, and could not be imported${where ? ` (${where.file}, line ${where.line})` : ''}`,
    );
  }
  if (act.once === true) {
    const told = await lastSaid(act, stage);
    if (told === causeOf(act, collaboration)) return undefined;
    if (told !== undefined)
      return problem('It was recorded with other words, and what has happened stays as it was told');
  }
  const step = act.next(world);
  if (step === undefined) return undefined;
  if ('complaint' in step) {
    // What somebody has changed in the platform since may differ from a file that has not changed.
    return (await alreadySaid(act, stage)) ? undefined : problem(step.complaint, step.field);
  }
  if (step.change && step.compared !== true && (await alreadySaid(act, stage))) return undefined;

  if (by === undefined) return problem('It says nowhere "by" whom it is recorded');
  const { command } = step;
  const asker = askerFor(world, by, act, command, deciders.get(command.type));
  const judgedBy = todayIn(world);
  // What is told of the past is recorded now unless told otherwise, and judged by the mandates of now.
  const hint =
    stage.clock === undefined && act.day !== undefined && act.day < judgedBy
      ? `; with --simulate-clock it would be judged by ${act.day}`
      : '';
  if (!asker)
    return problem(
      `${by} holds no mandate${act.organisation === undefined ? '' : ` for ${act.organisation}`} that is in force on ${judgedBy}${hint}`,
      'by',
    );
  const outcome = await commands.execute({
    collaboration,
    id: act.id,
    command,
    asker,
    // The same in every run, so that one that was interrupted writes nothing twice.
    commandId: uuidFrom(
      ['import', collaboration, act.id, act.aspect, JSON.stringify(command), step.revision].join(' '),
    ),
    correlationId: threadOf(act, collaboration),
    causationId: causeOf(act, collaboration),
  });
  if (!isRefusal(outcome)) return step;
  const words = refusalWords().get(outcome.refused)?.en;
  const asked = `${by} for ${asker.organisation}`;
  const reason =
    outcome.refused === 'MANDATE_MISSING'
      ? `${asked} holds no mandate for ${command.type}${hint}`
      : (words ?? command.type);
  return problem(outcome.field === undefined ? reason : `${outcome.field}: ${reason}`, outcome.field, outcome.refused);
}

/** Fields that rules and files call by different names. */
const aliases: Readonly<Record<string, string>> = { factor: 'successFactor' };

/** All that imports have ever done to one aspect of one aggregate correlates; its cause is what the file said. */
const threadOf = ({ id, aspect }: Pick<Act, 'id' | 'aspect'>, collaboration: string): string =>
  uuidFrom(['import', collaboration, id, aspect].join(' '));
const causeOf = ({ id, says }: Act, collaboration: string): string =>
  uuidFrom(['said', collaboration, id, JSON.stringify(says)].join(' '));

/**
 * Whether the last import already carried out what the file says here. What differs all the same was changed in the
 * platform since, and is left as it is: an unchanged file changes nothing.
 */
async function alreadySaid(act: Act, stage: Stage): Promise<boolean> {
  return (await lastSaid(act, stage)) === causeOf(act, stage.collaboration);
}

/** What the last import that did something to this aspect was told by its file. */
async function lastSaid(
  { id, aspect, basis = aspect }: Act,
  { log, collaboration }: Stage,
): Promise<string | undefined> {
  const threads = [aspect, basis].map((one) => threadOf({ id, aspect: one }, collaboration));
  for await (const { metadata } of log.readStream(streamOf(collaboration, id), { direction: 'backwards' }))
    if (threads.includes(metadata.correlationId)) return metadata.causationId;
  return undefined;
}

/** The person as acting for the organisation that has to say it, or for one whose mandate allows it. */
function askerFor(world: World, person: string, act: Act, command: Message, decider?: AnyDecider): Asker | undefined {
  // Whoever reads files into a data folder may open what they tell of.
  if (act.organisation !== undefined) return askerIn(world, person, act.organisation, true);
  const backbone = settingsOf(world)?.backbone;
  const held = world
    .rows(mandates)
    .where('person', person)
    .map(({ partner }) => partner);
  const organisations = [...new Set([...held, ...(backbone === undefined ? [] : [backbone])])];
  // Who acts for several organisations acts here for the one the entry names.
  organisations.sort((a, b) => Number(act.needs.includes(b)) - Number(act.needs.includes(a)));
  const askers = organisations.flatMap((organisation) => askerIn(world, person, organisation) ?? []);
  const roles = decider?.roles[command.type] ?? [];
  const scope = decider?.scope?.(command, act.id) ?? {};
  return askers.find((asker) => !isRefusal(authorise(roles, scope, asker))) ?? askers[0];
}
