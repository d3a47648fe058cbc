import Database from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Another server is at work in the data folder. */
export class Occupied extends Error {
  override readonly name = 'Occupied';
}

/** The file whose lock says so. It stays when the server has gone: the lock is what counts. */
export const occupancyFile = 'server.lock';

/** How long one that is just stopping is waited for, in milliseconds: `nest start --watch` starts the next at once. */
const patienceMs = 4_000;

/** Kept from the garbage collector, which would close them and let others in. */
const held = new Set<Database.Database>();

/**
 * Holds the data folder for one server until it is let go, and makes the folder when there is none. Throws
 * {@link Occupied} while another server holds it. The lock is SQLite's own, that is the operating system's: it ends
 * with the process however that ends, and no number of a process that is no more keeps anybody out. It keeps servers
 * apart, and `--fresh` from a server's data; commands work beside a server, as the log's revisions allow.
 */
export function occupy(folder: string, patience = patienceMs): () => void {
  mkdirSync(folder, { recursive: true });
  const lock = new Database(join(folder, occupancyFile), { timeout: patience });
  try {
    // Nothing is ever written: no file beside it either.
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new Occupied(
        `Another Talkoot server is using ${folder}. Stop it first, or name another folder with --data.`,
        { cause: error },
      );
    throw error;
  }
  held.add(lock);
  return () => {
    held.delete(lock);
    lock.close();
  };
}
