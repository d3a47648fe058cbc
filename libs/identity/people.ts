import { Text } from '#language';
import Database, { type Statement } from 'better-sqlite3';
import { z } from 'zod';

/** A person as the platform knows them outside the event log, under the opaque id that the log holds. */
export interface Person {
  readonly id: string;
  /** A role in words, as pages show it. */
  readonly label: Text;
  /** Made up to show the software. */
  readonly demonstration: boolean;
  /** Listed on the demonstration's sign-in page. */
  readonly signIn: boolean;
}

const Row = z.object({
  id: z.string(),
  label: z.string().transform((json) => Text.parse(JSON.parse(json))),
  demonstration: z.int().transform(Boolean),
  signIn: z.int().transform(Boolean),
});

/** Several parts keep what they know of people in the one file: what is personal is found and erased in one place. */
export function openPeopleFile(file: string): Database.Database {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  return database;
}

/**
 * The directory of people: a small database of its own, so that what is personal can be corrected and erased, which the
 * event log never does (rule 32).
 */
export class People {
  private readonly database: Database.Database;
  private readonly one: Statement<[string]>;
  private readonly all: Statement<[]>;
  private readonly write: Statement<[string, string, number, number]>;

  /** Opens the file; makes it when it does not exist. */
  constructor(file: string) {
    this.database = openPeopleFile(file);
    this.database.exec(
      `CREATE TABLE IF NOT EXISTS people (
         id TEXT PRIMARY KEY,
         label TEXT NOT NULL,
         demonstration INTEGER NOT NULL,
         sign_in INTEGER NOT NULL
       ) STRICT`,
    );
    const columns = 'SELECT id, label, demonstration, sign_in AS signIn FROM people';
    this.one = this.database.prepare(`${columns} WHERE id = ?`);
    this.all = this.database.prepare(`${columns} ORDER BY rowid`);
    this.write = this.database.prepare(
      `INSERT INTO people (id, label, demonstration, sign_in) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET label = excluded.label, demonstration = excluded.demonstration, sign_in = excluded.sign_in`,
    );
  }

  /** Enters a person, or replaces what is said of one. */
  put({ id, label, demonstration, signIn }: Person): void {
    this.write.run(id, JSON.stringify(label), Number(demonstration), Number(signIn));
  }

  get(id: string): Person | undefined {
    const row = this.one.get(id);
    return row === undefined ? undefined : Row.parse(row);
  }

  /** In the order in which they were first entered. */
  list(): readonly Person[] {
    return this.all.all().map((row) => Row.parse(row));
  }

  close(): void {
    this.database.close();
  }
}
