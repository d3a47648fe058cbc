import type { Role } from '#decider';

/** Whoever holds a mandate to do something for an organisation may speak for it; an auditor only reads. */
export const voices: readonly Role[] = ['coordinator', 'member', 'reporter', 'endorser', 'reviewer'];
