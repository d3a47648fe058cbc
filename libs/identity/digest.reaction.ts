import { reactor, type Reaction, type Reactor } from '#world';
import { createHash } from 'node:crypto';
import type { Courier } from './courier.ts';
import type { Inbox } from './inbox.ts';

/** When a day has come, the digests of the days before go out. */
export const digesting: Reaction<string> = { name: 'digest', on: [], react: () => [], onDay: (day) => [day] };

/**
 * Gives the courier what was kept back, one digest for each person. One that cannot be delivered stays for a later
 * day, and the others' go out all the same.
 */
export const delivering = (inbox: Inbox, courier: Courier): Reactor =>
  reactor(digesting, async ([day = ''], { collaboration, at }) => {
    const failed: unknown[] = [];
    for (const [person, items] of inbox.kept(collaboration)) {
      const id = createHash('sha256').update(`${collaboration} ${person} ${day}`).digest('hex').slice(0, 32);
      try {
        await courier.deliver({ id, collaboration, person, day, items });
        inbox.show(items, at);
      } catch (error) {
        failed.push(error);
      }
    }
    if (failed.length > 0)
      throw new AggregateError(failed, `${failed.length} digests of ${day} could not be delivered`);
    return [];
  });
