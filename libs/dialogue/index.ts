import type { ContextParts } from '#world';

/** Continuous communication: what is said, asked, noticed and agreed between the partners. */
export const dialogue: ContextParts = { aggregates: [], views: [] };

export const dialogueResolvers = [];
