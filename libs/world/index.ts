export * from './codec.ts';
export * from './commands.ts';
export * from './context.ts';
export * from './moment.ts';
export { ViewStopped, type Failure, type Rows } from './rows.ts';
export * from './snapshots.ts';
export * from './world.ts';
export * from './worlds.ts';
