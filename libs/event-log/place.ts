import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EventLog } from './event-log.ts';
import { openPostgresLedger, openPostgresLog, openPostgresRemover, openPostgresTransplant } from './postgres.ts';
import { openSqliteInspection, type Inspection } from './inspection.ts';
import { openSqliteLedger, type Ledger } from './ledger.ts';
import { openPostgresInspection } from './postgres-inspection.ts';
import type { Remover } from './removal.ts';
import { openSqliteLog, openSqliteRemover, openSqliteTransplant } from './sqlite.ts';
import { UnfitFile } from './sqlite-file.ts';
import type { Transplant } from './transplant.ts';

/** Where a log is: `postgres://…`, or a data folder, which keeps it in the file `log.db`. */
export type Place = string;

/** Throws {@link UnfitFile} for an address of another kind. */
const inPostgres = (place: Place): boolean => {
  const [, scheme] = /^(\w+):\/\//.exec(place) ?? [];
  if (scheme === undefined) return false;
  if (['postgres', 'postgresql'].includes(scheme)) return true;
  throw new UnfitFile(`A log is kept in a data folder or at postgres://…, not at ${scheme}://…`);
};
const fileIn = (folder: string) => join(folder, 'log.db');

/** The event log at a place; made where there is none. The store's errors on opening are thrown as they are. */
export const openLog = async (place: Place, clock?: () => Date): Promise<EventLog> => {
  const timed = clock && { clock };
  return inPostgres(place)
    ? openPostgresLog({ url: place, ...timed })
    : openSqliteLog({ file: fileIn(place), ...timed });
};

/** The store at a place, opened to move house; made where there is none, unless it must be there. */
export const openTransplant = async (place: Place, { mustExist = false } = {}): Promise<Transplant> => {
  if (inPostgres(place)) return openPostgresTransplant({ url: place }, { mustExist });
  const file = fileIn(place);
  if (mustExist && !existsSync(file)) throw new UnfitFile(`${place} holds no event log`);
  mkdirSync(place, { recursive: true });
  return openSqliteTransplant(file);
};

/** The store at a place, opened to take texts out of events. */
export const openRemover = (place: Place): Promise<Remover> =>
  inPostgres(place) ? openPostgresRemover({ url: place }) : Promise.resolve(openSqliteRemover(fileIn(place)));

/** The leaves of the log at a place. The store's errors on opening are thrown as they are. */
export const openLedger = async (place: Place): Promise<Ledger> =>
  inPostgres(place) ? openPostgresLedger({ url: place }) : openSqliteLedger(place);

/**
 * The log at a place as it lies there: nothing is mended or sealed. Throws {@link UnfitFile} or UnfitDatabase where there
 * is none, or what is there is no log.
 */
export const openInspection = async (place: Place): Promise<Inspection> =>
  inPostgres(place) ? openPostgresInspection({ url: place }) : openSqliteInspection(place);

/** A place as it may be shown: without a password or anything else that only the machine needs. */
export const shown = (place: Place): string => {
  if (!inPostgres(place)) return place;
  const [, address = ''] = /:\/\/(?:[^@/]*@)?([^?]*)/.exec(place) ?? [];
  return `PostgreSQL ${address}`.replace(/[ /]+$/, '');
};
