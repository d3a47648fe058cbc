import { UnfitFile } from '#event-log';
import type { World, Worlds } from '#world';
import Database from 'better-sqlite3';
import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { CompactRange, EMPTY_ROOT } from './merkle.tree.ts';

/** Raised when what is kept, or how, changes. */
const layout = 1;
/** "TALA" in the file's header. */
const applicationId = 0x54414c41;
/** How long a row may wait for others to be written together with it, in milliseconds: what a crash may cost. */
const patienceMs = 100;
/** Rows that are not waited with any longer. */
const slice = 500;
/** After a failed writing, in milliseconds; and the most rows held until it succeeds. Those beyond are counted. */
const tryAgainMs = 1_000;
const mostWaiting = 50_000;
/** How long another process may hold the file before a writing counts as failed: the event loop stands still. */
const busyMs = 100;
/** Rows looked at for one page. */
const lookedAt = 50_000;

/**
 * Five years: the limitation of the offences the record would be evidence of (rikoslaki 8:1 with 38:9 and 40:5). The law
 * that asks for it (tiedonhallintalaki 906/2019, 17 §) sets no time.
 */
const usuallyKeptDays = 5 * 365 + 1;

/** Stands in the file for what is never deleted. */
const forGoodDays = -1;

/** What came of a request. */
export const outcomes = ['answered', 'refused', 'denied', 'failed'] as const;
export type Outcome = (typeof outcomes)[number];

/** One request: who asked, when, for whom, under which mandate, what, and what came of it. No words of anybody's. */
export interface Request {
  readonly kind: 'query' | 'mutation' | 'subscription' | 'http';
  /** ISO 8601 instant. */
  readonly at: string;
  /** Opaque id of a person or a machine; nothing for nobody signed in. */
  readonly who: string | null;
  /** Tells requests of nobody's from one address apart for a day. Nothing leads from it to the address. */
  readonly from?: string;
  readonly as: readonly Acting[];
  /** Root fields and those below a collaboration, or the route of a page. */
  readonly asked: readonly string[];
  /** SHA-256 of the document, in hex: the trusted one it was. */
  readonly document?: string;
  readonly collaborations: readonly string[];
  /** Ids in the question and of what is personal or hidden in the answer. */
  readonly objects: readonly string[];
  /** Those beyond the ones listed. */
  readonly more: number;
  readonly outcome: Outcome;
  /** Refusals and errors by their codes, or the HTTP status of a page. */
  readonly codes: readonly string[];
  /** The answer held personal data, or numbers hidden from others. */
  readonly sensitive?: true;
  /** The number the asker was told, and which events carry. */
  readonly correlation: string;
}

export interface Acting {
  readonly collaboration: string;
  readonly organisation: string;
  readonly mandates: readonly string[];
}

/** What the record says of itself. */
type Remark =
  /** Rows that could not be written; how many is unknown after a crash. */
  | { readonly kind: 'gap'; readonly at: string; readonly since: string; readonly lost: number | null }
  | { readonly kind: 'disposal'; readonly at: string; readonly day: string; readonly rows: number }
  /** What another store has let go, by a decision on how long it is kept. */
  | ({ readonly kind: 'cleared'; readonly at: string } & Cleared);

/** Rows of a class of data, of one collaboration, older than an instant. */
export interface Cleared {
  readonly collaboration: string;
  readonly dataClass: string;
  readonly before: string;
  readonly rows: number;
}

/** How long a collaboration has decided that requests are kept, in days. */
export type KeptFor = number | 'for good' | 'undecided';

export interface RequestRow extends Request {
  readonly number: number;
}

export interface RequestsWanted {
  readonly collaboration: string;
  readonly who?: string | undefined;
  readonly object?: string | undefined;
  readonly outcome?: Outcome | undefined;
  /** ISO 8601: from, inclusive; up to, exclusive. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface Segment {
  readonly day: string;
  readonly first: number;
  readonly rows: number;
  readonly root: Buffer;
  readonly head: Buffer;
  readonly disposedAt: string | null;
}

interface Waiting {
  readonly body: string;
  readonly at: string;
  readonly resolve?: () => void;
  readonly reject?: (error: Error) => void;
}

const segmentColumns = 'day, first, rows, root, head, disposed_at AS disposedAt';

/**
 * A row's text is final. What is looked for by is worked out from it by SQLite, so that it cannot say something else.
 * Deleting takes a disposed day, which triggers hold.
 */
const schema = `
  CREATE TABLE days (
    day TEXT PRIMARY KEY,
    first INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    root BLOB NOT NULL,
    head BLOB NOT NULL,
    disposed_at TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE requests (
    number INTEGER PRIMARY KEY,
    day TEXT NOT NULL,
    leaf BLOB NOT NULL,
    body TEXT NOT NULL,
    at TEXT AS (body ->> '$.at') VIRTUAL,
    who TEXT AS (body ->> '$.who') VIRTUAL
  ) STRICT;
  CREATE INDEX requests_by_who ON requests (who, number) WHERE who IS NOT NULL;
  CREATE TABLE running (since TEXT) STRICT;
  CREATE TRIGGER requests_are_not_changed BEFORE UPDATE ON requests BEGIN SELECT RAISE(ABORT, 'Requests are never changed'); END;
  CREATE TRIGGER requests_are_not_deleted BEFORE DELETE ON requests
    WHEN (SELECT disposed_at FROM days WHERE day = OLD.day) IS NULL
    BEGIN SELECT RAISE(ABORT, 'Requests are deleted by whole days that are disposed of'); END;
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${layout};
`;

/**
 * The record of access: every request, in a file of its own. The rows of a day (UTC) make a Merkle tree, and each
 * day's head commits to the head of the day before: a day past its time is deleted whole, and what remains is still
 * provable. Rows are written together, without holding up an answer; who must know that a row is written waits for
 * {@link keepFirst}.
 */
export class RequestStore {
  private readonly file: string;
  private readonly clock: () => Date;
  private keptDays = usuallyKeptDays;
  /** Decided while the file was not open. */
  private decided = new Map<string, KeptFor>();
  private database: Database.Database | undefined;
  private closed = true;
  private readonly statements = new Map<string, Database.Statement>();
  private waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;
  private failure: string | undefined;
  private lost = 0;
  private gapSince: string | undefined;
  private written = 0;
  /** The newest day, its leaves, and the number of the newest row. */
  private day:
    { readonly day: string; readonly first: number; readonly before: Buffer; range: CompactRange } | undefined;
  private last = 0;

  constructor(options: { file: string; clock?: () => Date; worlds: Pick<Worlds, 'views'> }) {
    stores.set(options.worlds.views, this);
    this.file = options.file;
    this.clock = options.clock ?? (() => new Date());
  }

  /** Opens the file. Throws {@link UnfitFile} when it is not the record of access. Only the first call does anything. */
  start(keptDays = usuallyKeptDays): void {
    if (!this.closed) return;
    this.keptDays = keptDays;
    this.database = openDatabase(this.file);
    this.closed = false;
    this.load();
    const [unfinished] = this.all<{ since: string }>('SELECT since FROM running');
    const at = this.clock().toISOString();
    // Whoever ended without closing may have held rows back for as long as patience lasts.
    if (unfinished) this.remark({ kind: 'gap', at, since: unfinished.since, lost: null });
    this.run('DELETE FROM running');
    this.run('INSERT INTO running VALUES (?)', at);
    this.takeDecisions();
    this.dispose();
    this.flush();
  }

  /**
   * From now on requests are kept as long as a collaboration has decided; rows are of all collaborations together, so
   * it is the longest of what each has decided, and what the installation says for those that have not.
   */
  keepFor(collaboration: string, days: KeptFor): void {
    this.decided.set(collaboration, days);
    if (this.closed) return;
    this.takeDecisions();
    this.dispose();
  }

  /** Puts on record what another store has let go. */
  cleared(what: Cleared): void {
    this.remark({ kind: 'cleared', at: this.clock().toISOString(), ...what });
  }

  /** Keeps a row with the next that are written. Never throws: what cannot be kept is counted. */
  keep(request: Request): void {
    if (this.waiting.length >= mostWaiting) {
      this.lost++;
      this.gapSince ??= request.at;
      return;
    }
    this.waiting.push({ body: JSON.stringify(request), at: request.at });
    if (this.waiting.length === slice && this.failure === undefined) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), patienceMs).unref();
  }

  /** Keeps a row before anything else happens. Rejects when it is not on the disk. */
  async keepFirst(request: Request): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    this.waiting.push({ body: JSON.stringify(request), at: request.at, resolve: () => resolve(undefined), reject });
    setImmediate(() => this.flush());
    await promise;
  }

  /** How the writing goes: for /health. */
  get report() {
    const { written, lost, failure } = this;
    return { writable: failure === undefined, written, waiting: this.waiting.length, lost };
  }

  /** The head of the newest day: what {@link verifyRequests} compares with later. Nothing while there is no row. */
  get head(): string | undefined {
    const [newest] = this.all<Segment>(`SELECT ${segmentColumns} FROM days ORDER BY day DESC LIMIT 1`);
    return newest && headLine(newest.day, newest.rows, newest.head);
  }

  /** Newest first, at most `limit`; `next` where to go on, when not all rows were looked at. */
  find(
    wanted: RequestsWanted,
    limit: number,
    before?: number,
  ): { rows: readonly RequestRow[]; next: number | undefined } {
    this.flush();
    const from = before ?? this.last + 1;
    const clauses = ['number < ?', "EXISTS (SELECT 1 FROM json_each(body, '$.collaborations') WHERE value = ?)"];
    const values: unknown[] = [from, wanted.collaboration];
    const only = (clause: string, value: unknown) => {
      if (value === undefined) return;
      clauses.push(clause);
      values.push(value);
    };
    only('who = ?', wanted.who);
    only("EXISTS (SELECT 1 FROM json_each(body, '$.objects') WHERE value = ?)", wanted.object);
    only("body ->> '$.outcome' = ?", wanted.outcome);
    only('at >= ?', wanted.from);
    only('at < ?', wanted.to);
    const floor = from - lookedAt;
    const stored = this.all<{ number: number; body: string }>(
      `SELECT number, body FROM requests WHERE ${clauses.join(' AND ')} AND number >= ? ORDER BY number DESC LIMIT ?`,
      ...values,
      floor,
      limit,
    );
    const rows = stored.map(({ number, body }) => ({ ...(JSON.parse(body) as Request), number }));
    const [oldest] = this.all<{ first: number | null }>('SELECT min(number) AS first FROM requests');
    const reached = rows.length === limit ? rows.at(-1)?.number : floor;
    return { rows, next: reached !== undefined && reached > (oldest?.first ?? Infinity) ? reached : undefined };
  }

  /** All that one person asked for and that is kept, oldest first. */
  of(who: string): readonly RequestRow[] {
    this.flush();
    if (!this.database && !existsSync(this.file)) return [];
    this.database ??= openDatabase(this.file);
    const stored = this.all<{ number: number; body: string }>(
      'SELECT number, body FROM requests WHERE who = ? ORDER BY number',
      who,
    );
    return stored.map(({ number, body }) => ({ ...(JSON.parse(body) as Request), number }));
  }

  /** Deletes the days past their time, whole, and says so in the record. What remains is as provable as before. */
  dispose(): void {
    const at = this.clock();
    const { daysKept } = this;
    if (daysKept === Infinity) return;
    const upTo = new Date(at.getTime() - daysKept * 24 * 60 * 60_000).toISOString().slice(0, 10);
    const old = this.all<Segment>(
      `SELECT ${segmentColumns} FROM days WHERE day < ? AND disposed_at IS NULL AND day < (SELECT max(day) FROM days)`,
      upTo,
    );
    for (const { day, rows } of old) {
      this.database?.transaction(() => {
        this.run('UPDATE days SET disposed_at = ? WHERE day = ?', at.toISOString(), day);
        this.run('DELETE FROM requests WHERE day = ?', day);
      })();
      this.remark({ kind: 'disposal', at: at.toISOString(), day, rows });
    }
  }

  /** Writes what waits. */
  close(): void {
    if (this.closed) return;
    this.flush();
    this.closed = true;
    clearTimeout(this.timer);
    try {
      // What could not be written stays a gap that the next start tells of.
      if (this.waiting.length === 0 && this.lost === 0) this.run('DELETE FROM running');
    } catch {
      // As above.
    }
    this.putAway();
  }

  private takeDecisions(): void {
    for (const [collaboration, days] of this.decided)
      this.run(
        'INSERT INTO kept VALUES (?, ?) ON CONFLICT (collaboration) DO UPDATE SET days = excluded.days',
        collaboration,
        days === 'undecided' ? null : days === 'for good' ? forGoodDays : days,
      );
    this.decided.clear();
  }

  /** The longest that anybody has decided. */
  private get daysKept(): number {
    const all = this.all<{ days: number | null }>('SELECT days FROM kept').map(({ days }) => days ?? this.keptDays);
    if (all.length === 0) return this.keptDays;
    return all.includes(forGoodDays) ? Infinity : Math.max(...all);
  }

  private remark(remark: Remark): void {
    this.waiting.push({ body: JSON.stringify(remark), at: remark.at });
    this.timer ??= setTimeout(() => this.flush(), patienceMs).unref();
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.length === 0 || this.closed) return;
    const group = this.waiting;
    const newestDay = this.day?.day;
    try {
      this.database ??= openDatabase(this.file);
      this.write(group, this.database);
    } catch (error) {
      this.failure = String(error);
      // After a failed fsync the next would report success: nothing is written before the file is opened anew.
      this.putAway();
      // Whoever waits is told, and their row goes: what they would have been shown they are not.
      this.waiting = group.filter(({ reject }) => {
        reject?.(new Error(`The record of access cannot be written: ${String(error)}`));
        return reject === undefined;
      });
      this.timer = setTimeout(() => this.flush(), tryAgainMs).unref();
      return;
    }
    this.waiting = [];
    this.written += group.length;
    this.failure = undefined;
    for (const { resolve } of group) resolve?.();
    if (this.lost > 0) {
      const at = this.clock().toISOString();
      this.remark({ kind: 'gap', at, since: this.gapSince ?? at, lost: this.lost });
      [this.lost, this.gapSince] = [0, undefined];
    }
    if (this.day?.day === newestDay) return;
    try {
      this.dispose();
    } catch (error) {
      // The next day tries again.
      this.failure = String(error);
    }
  }

  private putAway(): void {
    this.statements.clear();
    this.database?.close();
    this.database = undefined;
    this.day = undefined;
  }

  private write(group: readonly Waiting[], database: Database.Database): void {
    database
      .transaction(() => {
        // Another process, or a writing that failed half-way.
        const [newest] = this.all<{ last: number }>('SELECT coalesce(max(number), 0) AS last FROM requests');
        if (!this.day || newest?.last !== this.last) this.load();
        for (const { body, at } of group) {
          this.turnTo(at.slice(0, 10));
          const { day } = this;
          if (!day) continue;
          const leaf = leafOf(body);
          this.run(
            'INSERT INTO requests (number, day, leaf, body) VALUES (?, ?, ?, ?)',
            ++this.last,
            day.day,
            leaf,
            body,
          );
          day.range.append(leaf);
        }
        this.putDay();
      })
      .immediate();
  }

  /** Begins another day. A clock that was set back does not: rows are in the order in which they came. */
  private turnTo(day: string): void {
    if (this.day && day <= this.day.day) return;
    this.putDay();
    const [newest] = this.all<Segment>(`SELECT ${segmentColumns} FROM days ORDER BY day DESC LIMIT 1`);
    this.day = { day, first: this.last + 1, before: newest?.head ?? EMPTY_ROOT, range: new CompactRange() };
  }

  private putDay(): void {
    if (!this.day) return;
    const { day, first, before, range } = this.day;
    const root = range.root();
    this.run(
      `INSERT INTO days (day, first, rows, root, head) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (day) DO UPDATE SET rows = excluded.rows, root = excluded.root, head = excluded.head`,
      day,
      first,
      range.size,
      root,
      headOf(day, first, range.size, root, before),
    );
  }

  /** The newest day as it stands in the file. */
  private load(): void {
    const [newest, previous] = this.all<Segment>(`SELECT ${segmentColumns} FROM days ORDER BY day DESC LIMIT 2`);
    if (!newest) {
      [this.day, this.last] = [undefined, 0];
      return;
    }
    const range = new CompactRange();
    for (const { leaf } of this.all<{ leaf: Buffer }>(
      'SELECT leaf FROM requests WHERE day = ? ORDER BY number',
      newest.day,
    ))
      range.append(leaf);
    this.day = { day: newest.day, first: newest.first, before: previous?.head ?? EMPTY_ROOT, range };
    this.last = newest.first + newest.rows - 1;
  }

  private statement(sql: string): Database.Statement {
    if (!this.database) throw new Error('The record of access is not open');
    const known = this.statements.get(sql) ?? this.database.prepare(sql);
    this.statements.set(sql, known);
    return known;
  }

  private all<Row>(sql: string, ...values: unknown[]): Row[] {
    return this.statement(sql).all(...values) as Row[];
  }

  private run(sql: string, ...values: unknown[]): void {
    this.statement(sql).run(...values);
  }
}

/** The records of all platforms in the process. All worlds of one share its list of views, and nothing else. */
const stores = new WeakMap<object, RequestStore>();

/** The record of the requests that a world answered. */
export const requestsOf = (world: World): RequestStore | undefined => stores.get(world.views);

const openDatabase = (file: string): Database.Database => {
  const database = new Database(file, { timeout: busyMs });
  try {
    const application = database.pragma('application_id', { simple: true });
    const isNew = application === 0 && database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
    if (!isNew && (application !== applicationId || database.pragma('user_version', { simple: true }) !== layout))
      throw new UnfitFile(`${file} is not the record of access of this version`);
    for (const option of ['journal_mode = WAL', 'synchronous = FULL', 'fullfsync = ON', 'secure_delete = ON'])
      database.pragma(option);
    if (isNew) database.transaction(() => database.exec(schema)).immediate();
    // What each collaboration has decided; days, or nothing while it has not.
    database.exec('CREATE TABLE IF NOT EXISTS kept (collaboration TEXT PRIMARY KEY, days INTEGER) STRICT');
    if (database.pragma('synchronous', { simple: true }) !== 2) throw new UnfitFile(`${file} would not be kept safely`);
    return database;
  } catch (error) {
    database.close();
    if ((error as { code?: unknown }).code !== 'SQLITE_NOTADB') throw error;
    throw new UnfitFile(`${file} is not the record of access`, { cause: error });
  }
};

/** RFC 6962 § 2.1: the hash of a leaf begins with a zero byte. */
const leafOf = (body: string): Buffer => hash('sha256', Buffer.concat([Buffer.of(0), Buffer.from(body)]), 'buffer');

/** Commits to all rows of a day and, through the head of the day before, to all days before. */
const headOf = (day: string, first: number, rows: number, root: Buffer, before: Buffer): Buffer =>
  hash(
    'sha256',
    `talkoot access\n${day}\n${first}\n${rows}\n${root.toString('base64')}\n${before.toString('base64')}\n`,
    'buffer',
  );

const headLine = (day: string, rows: number, head: Buffer): string => `${day} ${rows} ${head.toString('base64')}`;

/** What a check of the record found: what is wrong first, in words, or how much there is and its head. */
export type RequestsVerdict =
  | { readonly wrong: string }
  | {
      readonly rows: number;
      readonly days: number;
      readonly disposed: number;
      readonly gaps: number;
      readonly head: string;
    };

/**
 * Works out every hash anew. Of a disposed day its head is taken as it stands, held by the days after it. `earlier` is a
 * head told by an earlier check: the record must have grown from it. Throws {@link UnfitFile}.
 */
export function verifyRequests(file: string, earlier?: string): RequestsVerdict {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    if (database.pragma('application_id', { simple: true }) !== applicationId)
      throw new UnfitFile(`${file} is not the record of access`);
    // One moment, though a server goes on writing.
    return database.transaction(() => verdictOf(database, earlier))();
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'SQLITE_NOTADB') throw error;
    throw new UnfitFile(`${file} is not the record of access`, { cause: error });
  } finally {
    database.close();
  }
}

function verdictOf(database: Database.Database, earlier: string | undefined): RequestsVerdict {
  const days = database.prepare(`SELECT ${segmentColumns} FROM days ORDER BY day`).all() as Segment[];
  const rowsOf = database.prepare('SELECT number, leaf, body FROM requests WHERE day = ? ORDER BY number');
  let before = EMPTY_ROOT;
  let next = 1;
  let known = 0;
  let disposed = 0;
  let gaps = 0;
  let grown = earlier === undefined;
  for (const { day, first, rows, root, head, disposedAt } of days) {
    if (first !== next) return { wrong: `Before ${day} rows are missing: it begins at ${first}, and not at ${next}` };
    const range = new CompactRange();
    const headHere = () => headLine(day, range.size, headOf(day, first, range.size, range.root(), before));
    if (disposedAt === null)
      for (const { number, leaf, body } of rowsOf.iterate(day) as Iterable<{
        number: number;
        leaf: Buffer;
        body: string;
      }>) {
        if (number !== next++) return { wrong: `Row ${next - 1} of ${day} is missing` };
        if (!leaf.equals(leafOf(body))) return { wrong: `Row ${number} of ${day} was changed` };
        range.append(leaf);
        if (body.startsWith('{"kind":"gap"')) gaps++;
        grown ||= earlier?.startsWith(`${day} ${range.size} `) === true && headHere() === earlier;
      }
    else {
      if (rowsOf.get(day)) return { wrong: `${day} is disposed of, and has rows` };
      next += rows;
      disposed++;
    }
    const counted = disposedAt === null ? range : { size: rows, root: () => root };
    if (counted.size !== rows) return { wrong: `${day} has ${counted.size} rows, and its head is of ${rows}` };
    if (!counted.root().equals(root) || !headOf(day, first, rows, root, before).equals(head))
      return { wrong: `The rows of ${day} are not those of its head` };
    grown ||= headLine(day, rows, head) === earlier;
    if (disposedAt === null) known += rows;
    before = head;
  }
  const strays = database.prepare('SELECT day FROM requests WHERE day NOT IN (SELECT day FROM days) LIMIT 1').get() as
    { day: string } | undefined;
  if (strays) return { wrong: `There are rows of ${strays.day}, and no head of it` };
  if (!grown) return { wrong: 'The record did not grow from the head that was given' };
  const newest = days.at(-1);
  return {
    rows: known,
    days: days.length,
    disposed,
    gaps,
    head: newest ? headLine(newest.day, newest.rows, newest.head) : '',
  };
}
