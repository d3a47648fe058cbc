import { sessions } from '#action';
import { isSharedGoal } from '#agenda';
import { timeZoneOf, todayIn } from '#backbone';
import type { Message } from '#decider';
import { notices, thingIn, threads } from '#dialogue';
import type { SealedEvent } from '#event-log';
import type { Text } from '#language';
import { seriesOutlines } from '#measurement';
import { dayOf, type Ask, type World } from '#world';
import { publicityId, stands, type Classification, type PublicityCommand, type PublicityFacts } from './publicity.ts';
import { publicities, type PublicityRow } from './publicity.view.ts';
import { classOf, isUnfinished, type PublicityClass } from './retention-plan.ts';

/** What a thing is on the world's day, and why. */
export interface PublicityJudged {
  readonly publicity: PublicityClass;
  /** Numbers of § 24 (1) of 621/1999. */
  readonly grounds: readonly number[];
  readonly otherLaw: string | undefined;
  readonly until: string | undefined;
  readonly reason: Text | undefined;
  /** What it is by: its own id, or that of a whole it belongs to; nothing when it is what its class usually is. */
  readonly by: string | undefined;
}

/** The whole a thing belongs to: where that is secret, so is the part. */
const wholes: Readonly<Record<string, (world: World, id: string) => string | undefined>> = {
  series: (world, id) => world.rows(seriesOutlines).get(id)?.indicator,
  session: (world, id) => world.rows(sessions).get(id)?.activity,
  thread: (world, id) => world.rows(threads).get(id)?.about,
  notice: (world, id) => world.rows(notices).get(id)?.about,
};

/** What a thing is, judged by the day of the world: what was secret then is no more once its time is over. */
export function publicityOf(world: World, id: string): PublicityJudged {
  const whole = wholes[id.slice(0, id.indexOf('_'))]?.(world, id);
  const above = whole === undefined || whole === id ? undefined : publicityOf(world, whole);
  if (above?.publicity === 'secret') return above;
  const own = world.rows(publicities).get(publicityId(id));
  const standing = own && classificationOf(world, own);
  if (own && standing) {
    const { publicity, grounds, otherLaw, until } = standing;
    return { publicity, grounds, otherLaw, until, reason: own.reason, by: id };
  }
  const usual = classOf(id);
  // What was never proposed is somebody's draft.
  const isDraft = id.startsWith('goal_') && !isSharedGoal(world, id);
  const { publicity, grounds = [] } = usual && !isDraft ? usual : { publicity: 'discretionary' as const };
  return { publicity, grounds, otherLaw: undefined, until: undefined, reason: undefined, by: undefined };
}

/** A classification that stands on the world's day. */
function classificationOf(world: World, row: PublicityRow): Classification | undefined {
  const { publicity, grounds, otherLaw, until, changedAt } = row;
  if (publicity === undefined) return undefined;
  const on = dayOf(changedAt, timeZoneOf(world));
  const found = { publicity, grounds, otherLaw, until, on };
  return stands(found, todayIn(world)) ? found : undefined;
}

/** What the rules of publicity must know. */
export const publicityFacts = (world: World, { command, asker }: Ask<PublicityCommand>): PublicityFacts => ({
  today: todayIn(world),
  known: isAbout(command) && thingIn(world.seenBy(asker), command.data.about) !== undefined,
});

const isAbout = (command: Message): command is Extract<PublicityCommand, { type: 'ClassifyItem' }> =>
  command.type === 'ClassifyItem';

/**
 * Which events may be told in public: those of things that are public on the world's day, are finished, and name
 * nothing secret. It errs on the side of telling too little.
 */
export function toldInPublic(world: World): (event: SealedEvent) => boolean {
  const secret = world
    .rows(publicities)
    .where('publicity', 'secret')
    .filter((row) => classificationOf(world, row) !== undefined)
    .map(({ about }) => Buffer.from(about));
  const open = new Map<string, boolean>();
  const isOpen = (id: string): boolean => {
    let found = open.get(id);
    if (found === undefined) open.set(id, (found = publicityOf(world, id).publicity === 'public'));
    return found;
  };
  return ({ stream, type, data, metadata }) =>
    !isUnfinished(type) &&
    isOpen(stream.slice(stream.indexOf('-') + 1)) &&
    !secret.some((id) => [data, metadata].some(({ open, left }) => (open?.bytes ?? left)?.includes(id) === true));
}
