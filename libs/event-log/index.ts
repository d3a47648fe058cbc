export * from './event-log.ts';
export { openSqliteLog, type SqliteOptions } from './sqlite.ts';
export { UnfitFile } from './sqlite-file.ts';
export { overlay } from './overlay.ts';
