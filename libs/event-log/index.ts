export * from './event-log.ts';
export { openSqliteLog, type SqliteOptions } from './sqlite.ts';
export { UnfitFile } from './sqlite-file.ts';
export { overlay } from './overlay.ts';
export { openPostgresLog, type PostgresOptions } from './postgres.ts';
export { UnfitDatabase } from './postgres-database.ts';
export { openInspection, openLedger, openLog, openRemover, openTransplant, shown, type Place } from './place.ts';
export {
  copyLog,
  OtherLog,
  type Copied,
  type CopyProgress,
  type MovedEvent,
  type StoredEvent,
  type StoredLeaf,
  type Transplant,
} from './transplant.ts';
export { openSqliteRemover } from './sqlite.ts';
export type { Remover } from './removal.ts';
export { leafHash, leafOf, saltedDigest, type Envelope } from './leaf.ts';
export { type Ledger, type SealedEvent, type SealedPayload } from './ledger.ts';
export { Flaw, type FlawKind, type Inspected, type Inspection, type ToldEvent } from './inspection.ts';
