import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import type { RecordedEvent, Subscriber, Subscription } from './event-log.ts';

/** Pages handled before others get the event loop: a ring must let a caught-up subscriber see a whole append, replay is patient. */
const RING_PAGES = 64;
const REPLAY_PAGES = 1;
const BACK_OFF_MS = { first: 10, most: 5_000 };

/** A subscriber at work. Its store rings when the log has grown. */
export interface Follower extends Subscription {
  /** When this returns, a subscriber that had caught up and whose handler gives no promise has seen the whole log. */
  ring(): void;
}

/**
 * Drives a subscriber through any store. `nextPage` gives the events after those it gave before,
 * none at the head, at once or by promise; when it fails it is asked again. Replay and live are one loop over the same reads, so there is no seam at
 * which an event could be lost or given twice.
 */
export const follow = (
  { handle, onError }: Subscriber,
  nextPage: () => readonly RecordedEvent[] | Promise<readonly RecordedEvent[]>,
): Follower => {
  const stopping = new AbortController();
  let page: readonly RecordedEvent[] = [];
  let next = 0;
  let failures = 0;
  let waiting = false;
  let rung = false;

  // An async function runs synchronously up to its first await: that is what lets ring() finish before it returns.
  const run = async (turnPages: number) => {
    let pages = turnPages;
    while (!stopping.signal.aborted) {
      try {
        const event = page[next];
        if (event) {
          const answer = handle(event);
          if (answer !== undefined) await answer;
          next += 1;
          failures = 0;
        } else if (pages === 0) {
          await turn();
          pages = REPLAY_PAGES;
        } else {
          rung = false;
          const read = nextPage();
          page = 'then' in read ? await read : read;
          next = 0;
          pages -= 1;
          waiting = page.length === 0 && !rung;
          if (waiting) return;
        }
      } catch (error) {
        failures += 1;
        onError?.(error, failures);
        const delay = Math.min(BACK_OFF_MS.first * 2 ** (failures - 1), BACK_OFF_MS.most);
        await sleep(delay, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      }
    }
  };
  let running = turn().then(() => run(REPLAY_PAGES));

  return {
    ring: () => {
      rung = true;
      if (!waiting) return;
      waiting = false;
      running = run(RING_PAGES);
    },
    stop: () => {
      stopping.abort();
      return running;
    },
  };
};
