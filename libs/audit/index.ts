import type { ContextParts } from '#world';

/** Who did what under which right: what was refused, and what was opened to an auditor. */
export const audit: ContextParts = { aggregates: [], views: [] };

export const auditResolvers = [];
