import type { Position, RecordedEvent } from './event-log.ts';

/** What is kept in memory, at the most. */
const MOST = { events: 1_000, chars: 4_000_000 };

/**
 * The newest events of a log that is asked over a network, without a gap up to where it is known to stand: who has
 * caught up is given them from here, once parsed for all.
 */
export const news = (head: Position) => {
  let events: readonly RecordedEvent[] = [];
  let chars = 0;
  /** Everything after `from` and up to `until` is in `events`. */
  let from = head;
  let until = head;

  /** Keeps nothing, and knows the log to stand at a position. */
  const skipTo = (position: Position) => {
    [events, chars, from, until] = [[], 0, position, position];
  };
  return {
    until: () => until,
    skipTo,
    /** Takes what the log holds after one position and up to another; false when something lies between that and what is known. */
    add: (after: Position, to: Position, all: readonly RecordedEvent[], size: number): boolean => {
      if (after > until) return false;
      if (to <= until) return true;
      if (events.length + all.length > MOST.events || chars + size > MOST.chars) skipTo(until);
      if (all.length > MOST.events || size > MOST.chars) skipTo(to);
      else events = [...events, ...all.filter(({ position }) => position > until)];
      chars += size;
      until = to;
      return true;
    },
    /** All events after a position; nothing when it lies further back than what is kept. */
    after: (position: Position): readonly RecordedEvent[] | undefined =>
      position < from ? undefined : events.slice(events.findLastIndex((event) => event.position <= position) + 1),
  };
};
