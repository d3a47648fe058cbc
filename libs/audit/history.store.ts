import {
  START,
  categoryOf,
  type EventLog,
  type Json,
  type JsonObject,
  type Position,
  type RecordedEvent,
  type Subscription,
} from '#event-log';
import { subjectOf } from '#world';
import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';

/** Raised when what is kept, or how, changes: a file of another version is thrown away and made anew. */
const version = 3;
/** Events written together. A slice takes some ten milliseconds, and between two of them others get the thread. */
const slice = 400;
/** How long an event may wait for others to be written together with it, in milliseconds. */
const patience = 50;
/** How long after a failed writing it is tried again, in milliseconds, and the most events gathered until then. */
const tryAgainAfter = 1_000;
const mostWaiting = 20_000;
/** Bounds what is remembered of names seen. */
const keptNames = 300_000;

/** What events are looked for by. All that is said must fit. */
export interface HistoryWanted {
  readonly collaboration: string;
  /** Positions, both inclusive. */
  readonly after?: Position | undefined;
  readonly upTo: Position;
  readonly order: 'newest' | 'oldest';
  readonly subject?: string | undefined;
  readonly organisation?: string | undefined;
  readonly actor?: string | undefined;
  readonly mandate?: string | undefined;
  readonly place?: string | undefined;
  readonly type?: string | undefined;
  readonly kind?: string | undefined;
  readonly correlation?: string | undefined;
  /** Beginnings of words that the reason must hold, in any language. */
  readonly text?: string | undefined;
  /** Kinds of things left out whole. */
  readonly without?: readonly string[] | undefined;
}

/** An event as the index knows it; what it says is read from the log. */
export interface Entry {
  readonly position: Position;
  /** Id of the event, a UUID. */
  readonly event: string;
  readonly subject: string;
  readonly revision: number;
  readonly type: string;
  /** The prefix of the subject's id, `goal`. */
  readonly kind: string;
  readonly actor: string;
  readonly organisation: string;
  readonly mandate: string | undefined;
  /** ISO 8601 instant. */
  readonly at: string;
  /** All that one request led to has the same. */
  readonly correlation: string;
  /** Id of the event it follows from; none when a person's command led to it. */
  readonly cause: string | undefined;
}

interface Stored {
  readonly position: bigint;
  readonly event: Buffer;
  readonly subject: string;
  readonly revision: bigint;
  readonly type: string;
  readonly kind: string;
  readonly actor: string;
  readonly organisation: string;
  readonly mandate: string | null;
  readonly at: bigint;
  readonly correlation: Buffer;
  readonly cause: Buffer | null;
}

/** How the index gets to read what it indexes. */
interface Sight {
  /** An event's data with its texts opened. */
  readonly opened?: (event: RecordedEvent) => JsonObject;
  /** Says which texts nobody may read: a file with another mark may hold words of them. */
  readonly mark?: () => string;
  /** Done before the file is opened. */
  readonly before?: () => Promise<void>;
}

/**
 * By what events are found: a cache beside the log, filled from it in the background and never waited for by a write.
 * Deleting the file costs the time of filling it again and nothing else.
 */
export class HistoryStore {
  private readonly file: string;
  private readonly log: EventLog;
  private readonly opened: NonNullable<Sight['opened']>;
  private readonly mark: NonNullable<Sight['mark']>;
  private readonly before: Sight['before'];
  private database: Database.Database | undefined;
  private readonly names = new Map<string, number>();
  private readonly statements = new Map<string, Database.Statement>();
  private subscription: Subscription | undefined;
  private starting: Promise<void> | undefined;
  private waiting: RecordedEvent[] = [];
  private timer: NodeJS.Timeout | undefined;
  private written: Position = START;
  private readonly awaited = new Set<{ readonly position: Position; readonly resolve: () => void }>();

  constructor(file: string, log: EventLog, { opened = ({ data }) => data, mark = () => '', before }: Sight = {}) {
    this.file = file;
    this.log = log;
    this.opened = opened;
    this.mark = mark;
    this.before = before;
  }

  /** Up to where the log is in the index. */
  get position(): Position {
    return this.written;
  }

  /** Opens the file and follows the log from where it ends. Only the first call does anything. */
  start(): Promise<void> {
    return (this.starting ??= this.open().catch((error: unknown) => {
      this.starting = undefined;
      throw error;
    }));
  }

  /** Whether everything up to a position is in the index, at the latest after a time in milliseconds. */
  async reached(position: Position, withinMs: number): Promise<boolean> {
    try {
      await this.start();
    } catch {
      // An index that cannot be opened now is tried again by the next who asks.
      return false;
    }
    if (this.waiting.length > 0) this.flush();
    if (this.written >= position) return true;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const one = { position, resolve: () => resolve(true) };
    this.awaited.add(one);
    const timer = setTimeout(() => resolve(false), withinMs);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.awaited.delete(one);
    }
  }

  /** Events in the order asked for, from a position on (exclusive), at most `limit`. */
  find(wanted: HistoryWanted, limit: number, from?: Position): readonly Entry[] {
    const where = this.conditions(wanted);
    if (!where) return [];
    const newest = wanted.order === 'newest';
    const { clauses, values } = where;
    if (from !== undefined) {
      clauses.push(newest ? 'e.position < ?' : 'e.position > ?');
      values.push(from);
    }
    const rows = this.statement(
      `${columns} WHERE ${clauses.join(' AND ')} ORDER BY e.position ${newest ? 'DESC' : 'ASC'} LIMIT ?`,
    ).all(...values, limit);
    return (rows as Stored[]).map(entryOf);
  }

  /** Every collaboration of which there is an event, by leaps over the index. */
  collaborations(): readonly string[] {
    const sql = `WITH RECURSIVE each(id) AS (
      SELECT min(collaboration) FROM events
      UNION ALL SELECT (SELECT min(collaboration) FROM events WHERE collaboration > each.id) FROM each WHERE id IS NOT NULL
    ) SELECT n.name AS name FROM each JOIN names n ON n.id = each.id ORDER BY name`;
    return (this.statement(sql).all() as { readonly name: string }[]).map(({ name }) => name);
  }

  /** How many events fit. */
  count(wanted: HistoryWanted): number {
    const where = this.conditions(wanted);
    if (!where) return 0;
    const sql = `SELECT count(*) AS count FROM events e WHERE ${where.clauses.join(' AND ')}`;
    return Number((this.statement(sql).get(...where.values) as { count: bigint }).count);
  }

  /** The event that another follows from. */
  causeOf({ cause }: Entry): Entry | undefined {
    if (cause === undefined) return undefined;
    const row = this.statement(`${columns} WHERE e.event = ?`).get(bytesOf(cause));
    return row === undefined ? undefined : entryOf(row as Stored);
  }

  /** Events that follow from one, oldest first, at most `limit`. */
  effectsOf({ event }: Entry, limit: number): readonly Entry[] {
    const sql = `${columns} WHERE e.cause = ? ORDER BY e.position LIMIT ?`;
    return (this.statement(sql).all(bytesOf(event), limit) as Stored[]).map(entryOf);
  }

  /** Throws the file away and fills it anew: what has been erased from the log is then in no index either. */
  async purge(): Promise<void> {
    await this.close();
    remove(this.file);
    this.starting = undefined;
    await this.start();
  }

  async close(): Promise<void> {
    await this.starting;
    await this.subscription?.stop();
    this.subscription = undefined;
    clearTimeout(this.timer);
    this.waiting = [];
    this.database?.close();
    this.database = undefined;
    this.statements.clear();
    this.names.clear();
    this.written = START;
  }

  private async open(): Promise<void> {
    await this.before?.();
    const mark = this.mark();
    this.database = openFile(this.file, mark);
    const { position, event } = this.newest();
    if (position > START) {
      // Another log may stand beside the file, or an older copy of it.
      const [there] = await Array.fromAsync(this.log.readAll({ after: position - 1n, to: position, limit: 1 }));
      if (there?.id !== event) {
        this.database.close();
        remove(this.file);
        this.database = openFile(this.file, mark);
      }
    }
    this.written = this.newest().position;
    this.subscription = this.log.subscribe({ after: this.written, handle: (one) => this.take(one) });
  }

  private newest(): { position: Position; event: string } {
    const row = this.statement('SELECT position, event FROM events ORDER BY position DESC LIMIT 1', false).get() as
      Pick<Stored, 'position' | 'event'> | undefined;
    return row ? { position: row.position, event: uuidOf(row.event) } : { position: START, event: '' };
  }

  private take(event: RecordedEvent): void {
    if (event.position <= (this.waiting.at(-1)?.position ?? this.written)) return;
    // What cannot be written is not gathered without end: the follower waits and gives it again.
    if (this.waiting.length >= mostWaiting) throw new Error('The index of the history cannot be written');
    this.waiting.push(event);
    if (this.waiting.length >= slice && this.waiting.length % slice === 0) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), patience).unref();
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const events = this.waiting;
    const last = events.at(-1);
    if (!last || !this.database) return;
    // The log is the truth and can be read again: what could not be written is given once more.
    try {
      this.database.transaction(() => {
        for (const event of events) this.write(event);
      })();
    } catch {
      // A full disk is nobody's mistake here, and whoever asks meanwhile is told to wait. Names given numbers in what
      // was rolled back have none.
      this.names.clear();
      this.timer = setTimeout(() => this.flush(), tryAgainAfter).unref();
      return;
    }
    this.waiting = [];
    this.written = last.position;
    for (const one of this.awaited) if (one.position <= this.written) one.resolve();
  }

  private write(one: RecordedEvent): void {
    const { id, stream, revision, type, position, recordedAt, metadata } = one;
    const data = this.opened(one);
    const { actor, organisation, mandate, correlationId, causationId, commandId } = metadata;
    const subject = subjectOf(stream);
    this.statement('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
      position,
      bytesOf(id),
      this.nameOf(categoryOf(stream)),
      this.nameOf(subject),
      revision,
      this.nameOf(type),
      this.nameOf(kindOf(subject)),
      this.nameOf(actor),
      this.nameOf(organisation),
      mandate === undefined ? null : this.nameOf(mandate),
      Date.parse(recordedAt),
      bytesOf(correlationId),
      causationId === commandId ? null : bytesOf(causationId),
    );
    for (const place of placesIn(data))
      this.statement('INSERT INTO places VALUES (?, ?)').run(this.nameOf(place), position);
    const words = reasonsIn(data).join('\n');
    if (words !== '') this.statement('INSERT INTO words (rowid, said) VALUES (?, ?)').run(position, words);
  }

  private nameOf(name: string): number {
    const known = this.names.get(name);
    if (known !== undefined) return known;
    const number =
      this.numberOf(name) ?? Number(this.statement('INSERT INTO names (name) VALUES (?)').run(name).lastInsertRowid);
    if (this.names.size >= keptNames) this.names.clear();
    this.names.set(name, number);
    return number;
  }

  private numberOf(name: string): number | undefined {
    const row = this.statement('SELECT id FROM names WHERE name = ?').get(name) as { id: bigint } | undefined;
    return row && Number(row.id);
  }

  /** Undefined when nothing can fit: a name the log has never held. */
  private conditions(wanted: HistoryWanted): { clauses: string[]; values: unknown[] } | undefined {
    const clauses = ['e.position <= ?'];
    const values: unknown[] = [wanted.upTo];
    if (wanted.after !== undefined) {
      clauses.push('e.position > ?');
      values.push(wanted.after);
    }
    const { correlation, subject, mandate, actor, organisation, type, kind, collaboration } = wanted;
    // From the narrowest to the widest: the first one said is the way in, and the others only sift. Left to itself,
    // SQLite may walk through three quarters of the log.
    const narrow = { subject, mandate, actor, organisation, type, kind, collaboration };
    let isFound = correlation !== undefined || wanted.text !== undefined;
    for (const [column, name] of Object.entries(narrow)) {
      if (name === undefined) continue;
      const number = this.numberOf(name);
      if (number === undefined) return undefined;
      const pair = column === 'kind' && organisation !== undefined && [subject, mandate, actor].every((one) => !one);
      clauses.push(`${isFound && !pair ? '+' : ''}e.${column} = ?`);
      values.push(number);
      isFound = true;
    }
    if (wanted.place !== undefined) {
      const place = this.numberOf(wanted.place);
      if (place === undefined) return undefined;
      clauses.push('e.position IN (SELECT position FROM places WHERE place = ?)');
      values.push(place);
    }
    if (correlation !== undefined) {
      if (!uuid.test(correlation)) return undefined;
      clauses.push('e.correlation = ?');
      values.push(bytesOf(correlation));
    }
    if (wanted.text !== undefined) {
      const terms = wanted.text.match(/[\p{L}\p{N}]+/gu) ?? [];
      if (terms.length === 0) return undefined;
      clauses.push('e.position IN (SELECT rowid FROM words WHERE words MATCH ?)');
      values.push(terms.map((term) => `"${term}"*`).join(' '));
    }
    for (const kind of wanted.without ?? []) {
      const number = this.numberOf(kind);
      if (number === undefined) continue;
      clauses.push('+e.kind <> ?');
      values.push(number);
    }
    return { clauses, values };
  }

  private statement(sql: string, keep = true): Database.Statement {
    let statement = this.statements.get(sql);
    if (!statement) {
      if (!this.database) throw new Error('The history is not open');
      statement = this.database.prepare(sql).safeIntegers();
      if (keep) this.statements.set(sql, statement);
    }
    return statement;
  }
}

/** The prefix of an id, `goal` of `goal_a`. */
export const kindOf = (subject: string): string => subject.slice(0, Math.max(0, subject.indexOf('_')));

const columns = `SELECT e.position, e.event, s.name AS subject, e.revision, t.name AS type, k.name AS kind,
    a.name AS actor, o.name AS organisation, m.name AS mandate, e.at, e.correlation, e.cause
  FROM events e JOIN names s ON s.id = e.subject JOIN names t ON t.id = e.type JOIN names k ON k.id = e.kind
  JOIN names a ON a.id = e.actor JOIN names o ON o.id = e.organisation LEFT JOIN names m ON m.id = e.mandate`;

const entryOf = (row: Stored): Entry => ({
  position: row.position,
  event: uuidOf(row.event),
  subject: row.subject,
  revision: Number(row.revision),
  type: row.type,
  kind: row.kind,
  actor: row.actor,
  organisation: row.organisation,
  mandate: row.mandate ?? undefined,
  at: new Date(Number(row.at)).toISOString(),
  correlation: uuidOf(row.correlation),
  cause: row.cause ? uuidOf(row.cause) : undefined,
});

/** A file that cannot be opened, or is of another version, is worth nothing: it is made anew. */
function openFile(file: string, mark: string): Database.Database {
  try {
    return prepared(file, mark);
  } catch {
    remove(file);
    return prepared(file, mark);
  }
}

function prepared(file: string, mark: string): Database.Database {
  let database = new Database(file);
  try {
    const found = Number(database.pragma('user_version', { simple: true }));
    const isAnother = found === version && database.prepare('SELECT mark FROM marks').pluck().get() !== mark;
    if ((found !== version && found !== 0) || isAnother) {
      database.close();
      remove(file);
      database = new Database(file);
    }
    database.pragma('journal_mode = WAL');
    // After a crash of the machine it may lack its end, never be wrong: the log gives it again.
    database.pragma('synchronous = NORMAL');
    database.pragma('secure_delete = ON');
    // 64 MB: ids are in no order, and the leaves they go to are all over the file.
    database.pragma('cache_size = -65536');
    database.exec(tables);
    database.prepare('INSERT INTO marks SELECT ? WHERE NOT EXISTS (SELECT 1 FROM marks)').run(mark);
    database.pragma(`user_version = ${version}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

const tables = `
  CREATE TABLE IF NOT EXISTS marks (mark TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE IF NOT EXISTS events (
    position INTEGER PRIMARY KEY, event BLOB NOT NULL, collaboration INTEGER NOT NULL, subject INTEGER NOT NULL,
    revision INTEGER NOT NULL, type INTEGER NOT NULL, kind INTEGER NOT NULL, actor INTEGER NOT NULL,
    organisation INTEGER NOT NULL, mandate INTEGER, at INTEGER NOT NULL, correlation BLOB NOT NULL, cause BLOB
  ) STRICT;
  CREATE INDEX IF NOT EXISTS by_collaboration ON events (collaboration);
  CREATE INDEX IF NOT EXISTS by_subject ON events (subject);
  CREATE INDEX IF NOT EXISTS by_type ON events (type);
  CREATE INDEX IF NOT EXISTS by_kind ON events (kind);
  CREATE INDEX IF NOT EXISTS by_actor ON events (actor);
  CREATE INDEX IF NOT EXISTS by_organisation ON events (organisation);
  CREATE INDEX IF NOT EXISTS by_organisation_and_kind ON events (organisation, kind);
  CREATE INDEX IF NOT EXISTS by_mandate ON events (mandate) WHERE mandate IS NOT NULL;
  CREATE INDEX IF NOT EXISTS by_correlation ON events (correlation);
  CREATE INDEX IF NOT EXISTS by_event ON events (event);
  CREATE INDEX IF NOT EXISTS by_cause ON events (cause) WHERE cause IS NOT NULL;
  CREATE TABLE IF NOT EXISTS places (place INTEGER, position INTEGER, PRIMARY KEY (place, position)) WITHOUT ROWID, STRICT;
  CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(said, content='', prefix='3', tokenize='unicode61');
`;

function remove(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
}

const uuid = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
const bytesOf = (id: string): Buffer => (uuid.test(id) ? Buffer.from(id.replaceAll('-', ''), 'hex') : Buffer.from(id));

function uuidOf(bytes: Buffer): string {
  if (bytes.length !== 16) return bytes.toString();
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Codes of places an event's data names, as `place` or in a list `places`. */
function placesIn(data: Json): ReadonlySet<string> {
  const found = new Set<string>();
  look(data, (key, value) => {
    if ((key === 'place' || key === 'places') && typeof value === 'string') found.add(value);
    if (key === 'places' && Array.isArray(value))
      for (const one of value as readonly Json[]) if (typeof one === 'string') found.add(one);
  });
  return found;
}

/** The words of an event's reasons and comments, in every language they are said in. */
function reasonsIn(data: Json): readonly string[] {
  const found: string[] = [];
  look(data, (key, value) => {
    if (key !== 'reason' && key !== 'comment') return;
    if (typeof value === 'string') found.push(value);
    else
      look(value, (language, words) => {
        if (language.length === 2 && typeof words === 'string') found.push(words);
      });
  });
  return found;
}

function look(data: Json, at: (key: string, value: Json) => void): void {
  if (typeof data !== 'object' || data === null) return;
  for (const [key, value] of Object.entries<Json>(data as JsonObject)) {
    at(key, value);
    look(value, at);
  }
}
