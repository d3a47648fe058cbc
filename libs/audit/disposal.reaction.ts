import { timeZoneOf, todayIn } from '#backbone';
import { endOfDay, reactor, type Reaction, type Reactor, type World } from '#world';
import { retentionId, yearsOn } from './retention.ts';
import { classKept } from './retention.reading.ts';

/** What the platform itself disposes of in a collaboration: it stands outside the log, and a decision on its time is enough. */
export interface Disposing {
  /** Days requests are kept; for good; or as long as the installation says, while nobody has decided. */
  readonly requests: number | 'for good' | 'undecided';
  /** Up to which instant notifications go; nothing while nobody has decided, or when they are kept for good. */
  readonly notificationsBefore: string | undefined;
}

const daysIn = (years: number): number => Math.max(1, Math.ceil(years * 365.25));

export function disposingIn(world: World): Disposing {
  const requests = classKept(world, retentionId('requests'));
  const notifications = classKept(world, retentionId('notifications'));
  const { years } = notifications?.row?.confirmed ? notifications : { years: undefined };
  return {
    requests: !requests?.row?.confirmed
      ? 'undecided'
      : requests.years === undefined
        ? 'for good'
        : daysIn(requests.years),
    notificationsBefore: years === undefined ? undefined : endOfDay(yearsOn(todayIn(world), -years), timeZoneOf(world)),
  };
}

/** As soon as a time is decided, and every day; of a new collaboration at once, that nobody decides without it. */
const disposing: Reaction<Disposing> = {
  name: 'disposal',
  on: ['CollaborationOpened', 'RetentionConfirmed'],
  react: (_, world) => [disposingIn(world)],
  onDay: (_, world) => [disposingIn(world)],
};

/** Where what is disposed of lies. Each may be asked again: what is gone stays gone. */
interface Stores {
  readonly requests: {
    keepFor(collaboration: string, days: Disposing['requests']): void;
    cleared(what: { collaboration: string; dataClass: string; before: string; rows: number }): void;
  };
  readonly notifications: { clear(collaboration: string, before: string): number };
}

/** Carries out what was decided, and puts on record what has gone. */
export const disposer = ({ requests, notifications }: Stores): Reactor =>
  reactor(disposing, (all, { collaboration }) => {
    for (const { requests: days, notificationsBefore: before } of all) {
      requests.keepFor(collaboration, days);
      const rows = before === undefined ? 0 : notifications.clear(collaboration, before);
      if (before !== undefined && rows > 0)
        requests.cleared({ collaboration, dataClass: 'notifications', before, rows });
    }
    return Promise.resolve([]);
  });
