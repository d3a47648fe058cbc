import type { Position } from '#event-log';
import Database from 'better-sqlite3';
import { z } from 'zod';

/** What a reaction could not carry out, laid aside so that the rest goes on. */
export interface Parked {
  readonly reaction: string;
  /** A log position (`1234`), or a collaboration and a day of it (`keskisuomi 2025-06-30`). */
  readonly cause: string;
  readonly error: string;
  readonly attempts: number;
  /** ISO 8601 instant of the last attempt. */
  readonly at: string;
}

/** A command of a reaction that a rule said no to: done, with nothing changed. */
export interface ReactionRefused {
  readonly reaction: string;
  readonly cause: string;
  readonly command: string;
  /** Id of the aggregate it was for. */
  readonly id: string;
  readonly code: string;
  readonly at: string;
}

/** Refusals kept of all reactions together: enough to see what goes wrong, and no more. */
const keptRefusals = 1_000;

const ParkedRow = z.object({
  reaction: z.string(),
  cause: z.string(),
  error: z.string(),
  attempts: z.int(),
  at: z.iso.datetime(),
});
const RefusedRow = z.object({
  reaction: z.string(),
  cause: z.string(),
  command: z.string(),
  id: z.string(),
  code: z.string(),
  at: z.iso.datetime(),
});
const PositionRow = z.object({ reaction: z.string(), position: z.bigint() });
const DayRow = z.object({ day: z.iso.date() });
const NameRow = z.object({ name: z.string() });
const CountRow = z.object({ count: z.int() });

/**
 * How far each reaction has come: a small database of its own beside the log. What it forgets is done again, which
 * changes nothing; what it remembers is never skipped, so every write is on the disk before it returns.
 */
export class Checkpoints {
  private readonly database: Database.Database;

  /** Opens the file; makes it when it does not exist. */
  constructor(file: string) {
    this.database = new Database(file);
    this.database.pragma('journal_mode = WAL');
    this.database.pragma('synchronous = FULL');
    this.database.exec(
      `CREATE TABLE IF NOT EXISTS positions (reaction TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT;
       CREATE TABLE IF NOT EXISTS days (
         reaction TEXT NOT NULL, collaboration TEXT NOT NULL, day TEXT NOT NULL,
         PRIMARY KEY (reaction, collaboration)
       ) STRICT;
       CREATE TABLE IF NOT EXISTS collaborations (name TEXT PRIMARY KEY) STRICT;
       CREATE TABLE IF NOT EXISTS parked (
         reaction TEXT NOT NULL, cause TEXT NOT NULL, error TEXT NOT NULL, attempts INTEGER NOT NULL, at TEXT NOT NULL,
         PRIMARY KEY (reaction, cause)
       ) STRICT;
       CREATE TABLE IF NOT EXISTS refused (
         number INTEGER PRIMARY KEY, reaction TEXT NOT NULL, cause TEXT NOT NULL, command TEXT NOT NULL,
         id TEXT NOT NULL, code TEXT NOT NULL, at TEXT NOT NULL
       ) STRICT;`,
    );
  }

  /** Position up to which each reaction has handled the log, by its name. */
  get positions(): ReadonlyMap<string, Position> {
    const rows = this.database.prepare('SELECT reaction, position FROM positions').safeIntegers().all();
    return new Map(rows.map((row) => PositionRow.parse(row)).map(({ reaction, position }) => [reaction, position]));
  }

  /** Moves reactions on to a position, together with what came of it; never back. */
  advance(
    reactions: Iterable<string>,
    position: Position,
    { parked, refused = [] }: { parked?: Parked | undefined; refused?: readonly ReactionRefused[] } = {},
  ): void {
    const set = this.database.prepare(
      `INSERT INTO positions (reaction, position) VALUES (?, ?)
       ON CONFLICT (reaction) DO UPDATE SET position = max(position, excluded.position)`,
    );
    this.together(() => {
      for (const reaction of reactions) set.run(reaction, position);
      if (parked) this.park(parked);
      this.keep(refused);
    });
  }

  /** The last day a reaction was given of a collaboration. */
  dayOf(reaction: string, collaboration: string): string | undefined {
    const row = this.database
      .prepare('SELECT day FROM days WHERE reaction = ? AND collaboration = ?')
      .get(reaction, collaboration);
    return row === undefined ? undefined : DayRow.parse(row).day;
  }

  /** Moves a reaction on to a day of a collaboration, together with what came of it. */
  advanceDay(
    reaction: string,
    collaboration: string,
    day: string,
    { parked, refused = [] }: { parked?: Parked | undefined; refused?: readonly ReactionRefused[] } = {},
  ): void {
    this.together(() => {
      this.database
        .prepare(
          `INSERT INTO days (reaction, collaboration, day) VALUES (?, ?, ?)
           ON CONFLICT (reaction, collaboration) DO UPDATE SET day = max(day, excluded.day)`,
        )
        .run(reaction, collaboration, day);
      if (parked) this.park(parked);
      this.keep(refused);
    });
  }

  /** Collaborations seen in the log. */
  get collaborations(): readonly string[] {
    return this.database
      .prepare('SELECT name FROM collaborations ORDER BY name')
      .all()
      .map((row) => NameRow.parse(row).name);
  }

  meet(collaboration: string): void {
    this.database.prepare('INSERT OR IGNORE INTO collaborations (name) VALUES (?)').run(collaboration);
  }

  /** What is laid aside, oldest attempt first. */
  get parked(): readonly Parked[] {
    return this.database
      .prepare('SELECT reaction, cause, error, attempts, at FROM parked ORDER BY at, reaction, cause')
      .all()
      .map((row) => ParkedRow.parse(row));
  }

  park({ reaction, cause, error, attempts, at }: Parked): void {
    this.database
      .prepare(
        `INSERT INTO parked (reaction, cause, error, attempts, at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (reaction, cause) DO UPDATE SET error = excluded.error, attempts = excluded.attempts, at = excluded.at`,
      )
      .run(reaction, cause, error, attempts, at);
  }

  unpark(reaction: string, cause: string, refused: readonly ReactionRefused[]): void {
    this.together(() => {
      this.database.prepare('DELETE FROM parked WHERE reaction = ? AND cause = ?').run(reaction, cause);
      this.keep(refused);
    });
  }

  /** The newest refusals of a reaction's commands, newest first. */
  refusals(limit = 100): readonly ReactionRefused[] {
    return this.database
      .prepare('SELECT reaction, cause, command, id, code, at FROM refused ORDER BY number DESC LIMIT ?')
      .all(limit)
      .map((row) => RefusedRow.parse(row));
  }

  /** How many of the refusals kept are a reaction's. */
  refusedOf(reaction: string): number {
    const row = this.database.prepare('SELECT count(*) AS count FROM refused WHERE reaction = ?').get(reaction);
    return CountRow.parse(row).count;
  }

  close(): void {
    this.database.close();
  }

  private keep(refused: readonly ReactionRefused[]): void {
    if (refused.length === 0) return;
    const insert = this.database.prepare(
      'INSERT INTO refused (reaction, cause, command, id, code, at) VALUES (?, ?, ?, ?, ?, ?)',
    );
    for (const { reaction, cause, command, id, code, at } of refused)
      insert.run(reaction, cause, command, id, code, at);
    this.database
      .prepare('DELETE FROM refused WHERE number <= (SELECT max(number) FROM refused) - ?')
      .run(keptRefusals);
  }

  private together(work: () => void): void {
    this.database.transaction(work).immediate();
  }
}
