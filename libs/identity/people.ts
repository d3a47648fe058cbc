import { Language, personalData, Text } from '#language';
import Database, { type Statement } from 'better-sqlite3';
import { chmodSync } from 'node:fs';
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

/** What others may know of a person besides their role: who they are and how they are reached. */
export interface Details {
  readonly name: string;
  readonly email: string;
  /** The language they are written to in. */
  readonly language: Language;
}

/** One line, as it is shown: nothing that turns or hides what stands around it. */
const line = (most: number, code: string) =>
  z
    .string()
    .trim()
    .min(1, code)
    .max(most, code)
    .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, code);

/** As people write them; what is wrong is told as a refusal's code. */
export const Details = z.object({
  // The national identity code is stored nowhere, and a field for a name is where it would slip in.
  name: line(120, 'PERSON_NAME_UNFIT').refine((name) => personalData(name) === undefined, 'PERSON_NAME_UNFIT'),
  email: line(254, 'PERSON_EMAIL_UNFIT').regex(z.regexes.email, 'PERSON_EMAIL_UNFIT'),
  language: Language,
});

/** Who let a person in, where, and for which organisation of their own. */
export interface Admission {
  readonly collaboration: string;
  readonly organisation: string;
  readonly inviter: string;
}

/** Everything the file of people holds under one person's id: rows of every part, by their table. */
export type AboutPerson = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** What lets somebody in is told to nobody, not even to whom it lets in. */
const secrets = new Set(['secret', 'key']);

/** How a provider names somebody. Never an e-mail address: those are given on to others. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** Several parts keep what they know of people in the one file: what is personal is found and erased in one place. */
export function openPeopleFile(file: string): Database.Database {
  const database = new Database(file);
  chmodSync(file, 0o600);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  // What is erased is overwritten, and not only forgotten by the index.
  database.pragma('secure_delete = ON');
  return database;
}

/**
 * The directory of people: a small database of its own, so that what is personal can be corrected and erased, which the
 * event log never does (rule 32).
 */
export class People {
  private readonly database: Database.Database;
  private readonly listeners = new Set<(person: string) => void>();
  private readonly one: Statement<[string]>;
  /** Asked at every request. */
  private readonly opener: Statement<[string]>;
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
       ) STRICT;
       CREATE TABLE IF NOT EXISTS subjects (
         issuer TEXT NOT NULL, subject TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (issuer, subject)
       ) STRICT;
       CREATE INDEX IF NOT EXISTS subjects_of ON subjects (person);
       CREATE TABLE IF NOT EXISTS details (
         person TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, language TEXT NOT NULL
       ) STRICT;
       CREATE TABLE IF NOT EXISTS admissions (
         person TEXT PRIMARY KEY, collaboration TEXT NOT NULL, organisation TEXT NOT NULL, inviter TEXT NOT NULL
       ) STRICT;
       CREATE TABLE IF NOT EXISTS openers (person TEXT PRIMARY KEY) STRICT;
       CREATE TABLE IF NOT EXISTS forgettings (person TEXT PRIMARY KEY, plan TEXT NOT NULL) STRICT;
       CREATE TABLE IF NOT EXISTS former (id TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT;`,
    );
    const columns = 'SELECT id, label, demonstration, sign_in AS signIn FROM people';
    this.one = this.database.prepare(`${columns} WHERE id = ?`);
    this.opener = this.database.prepare('SELECT 1 FROM openers WHERE person = ?');
    this.all = this.database.prepare(`${columns} ORDER BY rowid`);
    this.write = this.database.prepare(
      `INSERT INTO people (id, label, demonstration, sign_in) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET label = excluded.label, demonstration = excluded.demonstration, sign_in = excluded.sign_in`,
    );
  }

  /** Enters a person, or replaces what is said of one. */
  put({ id, label, demonstration, signIn }: Person): void {
    // A file imported again brings nobody back.
    if (this.isFormer(id)) return;
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

  /** Whom a provider's subject is here, if anybody. */
  bySubject({ issuer, subject }: Identity): string | undefined {
    const person = this.database
      .prepare('SELECT person FROM subjects WHERE issuer = ? AND subject = ?')
      .pluck()
      .get(issuer, subject);
    return typeof person === 'string' ? person : undefined;
  }

  /** From now on this subject signs in as this person; false when it is somebody already. */
  link({ issuer, subject }: Identity, person: string): boolean {
    const known = this.bySubject({ issuer, subject });
    if (known !== undefined) return known === person;
    this.database.prepare('INSERT INTO subjects VALUES (?, ?, ?)').run(issuer, subject, person);
    return true;
  }

  /** Whether anybody signs in as this person. */
  isLinked(person: string): boolean {
    return this.database.prepare('SELECT 1 FROM subjects WHERE person = ?').get(person) !== undefined;
  }

  /** Who somebody is; nothing for who is known by their role alone. */
  details(person: string): Details | undefined {
    const row = this.database.prepare('SELECT name, email, language FROM details WHERE person = ?').get(person);
    return row === undefined ? undefined : DetailsRow.parse(row);
  }

  /** Says anew who somebody is. A person who was forgotten stays so. */
  describe(person: string, { name, email, language }: Details): void {
    if (this.isFormer(person)) return;
    this.database
      .prepare(
        `INSERT INTO details VALUES (?, ?, ?, ?)
         ON CONFLICT (person) DO UPDATE SET name = excluded.name, email = excluded.email, language = excluded.language`,
      )
      .run(person, name, email, language);
  }

  /** Keeps who has let somebody in, and for which organisation they acted: see {@link admission}. */
  admit(person: string, { collaboration, organisation, inviter }: Admission): void {
    this.database
      .prepare('INSERT OR REPLACE INTO admissions VALUES (?, ?, ?, ?)')
      .run(person, collaboration, organisation, inviter);
  }

  /** In whose name somebody who turns out to be known already is let in under the id they have. */
  admission(person: string): Admission | undefined {
    const row = this.database
      .prepare('SELECT collaboration, organisation, inviter FROM admissions WHERE person = ?')
      .get(person);
    return row === undefined ? undefined : AdmissionRow.parse(row);
  }

  /** Whether a person may open collaborations on this installation. */
  mayOpen(person: string): boolean {
    return this.opener.get(person) !== undefined;
  }

  /** From now on a person may open collaborations, or no longer. */
  letOpen(person: string, may = true): void {
    const change = may ? 'INSERT OR IGNORE INTO openers VALUES (?)' : 'DELETE FROM openers WHERE person = ?';
    this.database.prepare(change).run(person);
  }

  /** Whether all that was known of a person was erased, and the id alone is left. */
  isFormer(person: string): boolean {
    return this.database.prepare('SELECT 1 FROM former WHERE id = ?').get(person) !== undefined;
  }

  /**
   * All that this file holds about a person, whichever part keeps it, as plain JSON: what lets them in is left out, and
   * what belongs to their accounts is found by their subjects.
   */
  about(person: string): AboutPerson {
    const own = this.database.prepare('SELECT * FROM people WHERE id = ?').all(person);
    const kept = this.tablesNaming('person').map((table): [string, unknown[]] => [
      table,
      this.database.prepare(`SELECT * FROM ${table} WHERE person = ?`).safeIntegers().all(person),
    ]);
    const found = [['people', own] as const, ...kept, ['accounts', this.accountsOf(person)] as const];
    return Object.fromEntries(
      found
        .filter(([, rows]) => rows.length > 0)
        .map(([table, rows]) => [table, rows.map((row) => plain(row as Record<string, unknown>))]),
    );
  }

  /** Keeps what is to be done about a person until they are forgotten. A later plan takes the place of an earlier. */
  planForgetting(person: string, plan: object): void {
    this.database.prepare('INSERT OR REPLACE INTO forgettings VALUES (?, ?)').run(person, JSON.stringify(plan));
  }

  /** Whom to forget was begun with, and is not done yet. */
  forgettings(): readonly { readonly person: string; readonly plan: unknown }[] {
    return this.database
      .prepare('SELECT person, plan FROM forgettings ORDER BY person')
      .all()
      .map((row) => {
        const { person, plan } = Planned.parse(row);
        return { person, plan: JSON.parse(plan) as unknown };
      });
  }

  /**
   * Erases all that this file holds about a person: the id stays, and says that somebody was. Nobody signs in as them
   * again. Gives whether there was anybody.
   */
  forget(person: string, at = new Date().toISOString()): boolean {
    const known = Object.keys(this.about(person)).length > 0;
    this.database
      .transaction(() => {
        if (this.hasAccounts)
          this.database
            .prepare('DELETE FROM accounts WHERE id IN (SELECT subject FROM subjects WHERE person = ?)')
            .run(person);
        for (const table of this.tablesNaming('person'))
          this.database.prepare(`DELETE FROM ${table} WHERE person = ?`).run(person);
        this.database.prepare('DELETE FROM people WHERE id = ?').run(person);
        if (known) this.database.prepare('INSERT OR IGNORE INTO former VALUES (?, ?)').run(person, at);
      })
      .immediate();
    // Pages of before lie in the write-ahead log until it is emptied.
    this.database.pragma('wal_checkpoint(TRUNCATE)');
    for (const listener of this.listeners) listener(person);
    return known;
  }

  /** Calls back whenever a person was forgotten: what others keep of them ends too. Gives how to stop. */
  onForgotten(listener: (person: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Whether anybody can sign in yet, demonstration people aside. */
  get isEntered(): boolean {
    const real = 'SELECT 1 FROM subjects JOIN people ON people.id = person WHERE demonstration = 0 LIMIT 1';
    return this.database.prepare(real).get() !== undefined;
  }

  close(): void {
    this.database.close();
  }
  /** Every part that keeps something of a person names them so: a new part is found without being named here. */
  private tablesNaming(column: string): readonly string[] {
    return this.database
      .prepare(
        `SELECT m.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c
         WHERE m.type = 'table' AND c.name = ? ORDER BY m.name`,
      )
      .pluck()
      .all(column) as string[];
  }

  private get hasAccounts(): boolean {
    return this.tablesNaming('secret').includes('accounts');
  }

  /** Accounts of the embedded provider know no person: subjects do. */
  private accountsOf(person: string): readonly unknown[] {
    if (!this.hasAccounts) return [];
    return this.database
      .prepare('SELECT * FROM accounts WHERE id IN (SELECT subject FROM subjects WHERE person = ?)')
      .all(person);
  }
}

const AdmissionRow = z.object({ collaboration: z.string(), organisation: z.string(), inviter: z.string() });
const Planned = z.object({ person: z.string(), plan: z.string() });
const DetailsRow = z.object({ name: z.string(), email: z.string(), language: Language });

const plain = (row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(row).flatMap(([column, value]) =>
      secrets.has(column) ? [] : [[column, typeof value === 'bigint' ? String(value) : value]],
    ),
  );
