import type { ContextParts } from '#world';

import './coordinator-view.resolver.ts';
import { HealthResolver } from './health.resolver.ts';
import './partner-view.resolver.ts';
import './threats.resolver.ts';

export { AuditorViewNode } from './auditor-view.resolver.ts';
export { healthFigures, type HealthFigure, type HealthFigureId } from './health.ts';
export { healthOf } from './health.reading.ts';
export { dutiesOf } from './duty.reading.ts';
export type { Duty, DutyKind } from './due.ts';
export { notifying } from './notification.reaction.ts';

/** The whole through one pair of eyes: what waits for whom, and how the collaboration is doing. */
export const overview: ContextParts = { aggregates: [], views: [] };

export const overviewResolvers = [HealthResolver];
