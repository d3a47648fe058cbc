/** What Nest hands around for the platform below the edge. */
export const PLATFORM = Symbol('PLATFORM');
