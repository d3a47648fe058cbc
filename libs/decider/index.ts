export * from './decider.ts';
export * from './view.ts';
