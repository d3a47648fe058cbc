import { sessions, seesHeads } from '#action';
import { goalIn, goals, isGoalOpenTo, isHushed, programmes, type GoalRow } from '#agenda';
import { checkups } from '#backbone';
import { holds, type Asker, type Row } from '#decider';
import { comments, observations, thingIn, acknowledgements } from '#dialogue';
import { measurements, partsOf, seesSeries, sightOf, type MeasurementRow } from '#measurement';
import type { World } from '#world';
import type { Entry } from './history.store.ts';

/**
 * How much of an event somebody is told: all of it; that it happened, without its words and fields; or nothing, as if
 * it had not.
 */
export type Insight = 'all' | 'outline' | 'nothing';

/** Whoever audits the whole. An auditor of one indicator or programme sees there what the nodes show. */
export const isAuditor = (asker: Asker | undefined): boolean => holds(asker, ['auditor']);

/** Kinds of which somebody who is no auditor is never told anything. */
export const closedKinds = ['access'] as const;

/** Kinds all partners may read and that are no things to talk about. */
const openKinds: ReadonlySet<string> = new Set(['mandate', 'collaboration', 'lock']);

/** Rows of a report hold all that it says, and a draft is not published. */
const outlinedKinds: ReadonlySet<string> = new Set(['report']);

/**
 * What the asker of a world is told of an event. What the nodes hide is hidden here: a kind nobody has thought of is
 * the auditor's alone.
 */
export async function insightInto(
  world: World,
  entry: Entry,
  worldAt: (position: bigint) => Promise<World>,
): Promise<Insight> {
  const { asker } = world;
  if (!asker) return 'nothing';
  if (isAuditor(asker)) return 'all';
  const { kind, subject, type, organisation } = entry;
  switch (kind) {
    case 'checkup':
      return world.rows(checkups).get(subject)?.partner === asker.organisation ? 'all' : 'nothing';
    case 'goal': {
      if (!goalIn(world, subject)) return 'nothing';
      // What was a draft of others when it happened is still none of the asker's business.
      const then = (await worldAt(entry.position)).seenBy(asker);
      return isHushed(then, { type, subject, organisation }) ? 'nothing' : 'all';
    }
    case 'series':
      return ofSeries(world, entry);
    case 'disclosure':
      // A decision to show a value is told to whoever is shown values there.
      return 'outline';
    case 'session': {
      const row = world.rows(sessions).get(subject);
      const countless = type === 'SessionPlanned' || type === 'SessionMoved';
      return row && (countless || seesHeads(world, row)) ? 'all' : 'outline';
    }
    case 'assessment':
      return type !== 'AssessmentDrafted' || seesDraft(world, organisation) ? thing(world, subject) : 'nothing';
    case 'ack': {
      const row = world.rows(acknowledgements).get(subject);
      return row && (row.partner === asker.organisation || thingIn(world, row.about)) ? 'all' : 'nothing';
    }
    default:
      if (openKinds.has(kind)) return 'all';
      return outlinedKinds.has(kind) && thing(world, subject) === 'all' ? 'outline' : thing(world, subject);
  }
}

const thing = (world: World, subject: string): Insight => (thingIn(world, subject) ? 'all' : 'nothing');

/** Drafts of an assessment are their organisation's and the coordinator's. */
const seesDraft = ({ asker }: World, organisation: string): boolean =>
  asker?.organisation === organisation || holds(asker, ['coordinator']);

/**
 * Of what others measured: that a value was given, once it may be told (rules 29 to 31); its numbers stand at the
 * measurement itself. A reviewer sees all but drafts.
 */
function ofSeries(world: World, { subject, type, position }: Entry): Insight {
  if (!seesSeries(world, subject)) return 'nothing';
  const sight = sightOf(world, subject);
  if (sight.insight === 'own') return 'all';
  if (type === 'MeasurementDrafted') return 'nothing';
  if (sight.insight === 'reviewer') return 'all';
  const given = world
    .rows(measurements)
    .where('series', subject)
    .flatMap(({ history, dimension }) => (dimension === undefined || sight.detail === 'breakdowns' ? history : []))
    .find((one) => one.position === String(position));
  return given && sight.tells(given) ? 'outline' : 'nothing';
}

/** A row without what the asker may not see of it; nothing when that is all of it. */
export function shown(world: World, view: string, row: Row | undefined): Row | undefined {
  if (!row || isAuditor(world.asker)) return row;
  switch (view) {
    // What it said as a draft stays its own organisation's.
    case goals.name:
      return isGoalOpenTo(row as GoalRow, world.asker) ? row : undefined;
    case measurements.name: {
      const { draft, ...rest } = row as MeasurementRow;
      return partsOf(rest.series).partner === world.asker?.organisation ? ({ ...rest, draft } as Row) : rest;
    }
    // What was hidden since is hidden at every moment before too.
    case comments.name:
      return world.rows(comments).get(row.id)?.hidden ? undefined : row;
    case observations.name:
      return world.rows(observations).get(row.id)?.hiddenBecause ? undefined : row;
    case 'assessmentDrafts': {
      const { programme } = row as Row & { readonly programme?: string };
      const owner = world.rows(programmes).get(programme ?? '')?.partner;
      return seesDraft(world, owner ?? '') ? row : undefined;
    }
    case 'joint_checkups':
    case 'accessLog':
      return undefined;
    default:
      return row;
  }
}

/** Records that an auditor's right alone has opened what others are not shown (rule 33), before it is shown. */
export function revealing(world: World, { kind, subject }: Pick<Entry, 'kind' | 'subject'>): void {
  if (!isAuditor(world.asker)) return;
  if (kind === 'series') {
    const sight = sightOf(world, subject);
    for (const { history, draft } of world.rows(measurements).where('series', subject)) {
      for (const given of history) sight.tells(given);
      if (draft && sight.insight === 'auditor') world.revealed.add(subject);
    }
  }
  const session = kind === 'session' ? world.rows(sessions).get(subject) : undefined;
  if (session) seesHeads(world, session);
}
