import { useSyncExternalStore } from 'react';

/** Whether news of others' changes comes in: up, or since when it does not. */
export interface Line {
  readonly isUp: boolean;
  /** When it was last known to be up, ISO 8601 instant: as of then is what the page shows. */
  readonly since: string | undefined;
  /** The session is over: nothing more can be asked before signing in again. */
  readonly isSessionOver: boolean;
  /** Counts up when the line is up again: what happened meanwhile has to be asked for. */
  readonly returns: number;
}

let line: Line = { isUp: true, since: undefined, isSessionOver: false, returns: 0 };
const listeners = new Set<() => void>();

function change(next: Partial<Line>): void {
  line = { ...line, ...next };
  for (const listener of listeners) listener();
}

/** Told by the socket, by every answer and by the browser; shown by the frame. */
export const lineIs = {
  up: (): void => {
    if (!line.isUp) change({ isUp: true, returns: line.returns + 1 });
  },
  down: (): void => {
    if (line.isUp) change({ isUp: false, since: new Date().toISOString() });
  },
  sessionOver: (): void => {
    if (!line.isSessionOver) change({ isSessionOver: true });
  },
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useLine = (): Line => useSyncExternalStore(subscribe, () => line);

/** A browser that knows to be offline says so at once; that the line is up again only a new one can tell. */
export function watchLine(connectAnew: () => void): void {
  addEventListener('offline', lineIs.down);
  addEventListener('online', connectAnew);
}
