import type { ContextParts } from '#world';

/** The whole through one pair of eyes: what waits for whom, and how the collaboration is doing. */
export const overview: ContextParts = { aggregates: [], views: [] };

export const overviewResolvers = [];
