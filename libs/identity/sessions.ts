import Database, { type Statement } from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { z } from 'zod';

/** How long a session lives, in milliseconds. OWASP's range for a system with personal data. */
export const sessionLimits = {
  /** Without a request. */
  idleMs: 30 * 60_000,
  /** In all, however busy. */
  absoluteMs: 10 * 60 * 60_000,
  /** A sign-in that was begun and not completed. */
  attemptMs: 10 * 60_000,
} as const;

/** Who signed in, and where: what a provider's word that somebody signed out is matched with. */
export interface SignedIn {
  readonly person: string;
  /** Id of the provider in the configuration. */
  readonly provider: string;
  readonly subject: string;
  /** The provider's own session, when it says which. */
  readonly providerSession?: string | undefined;
  /** Sent back to the provider when the person signs out there; it never leaves the server otherwise. */
  readonly idToken?: string | undefined;
  /** More strongly than usual, by the provider's word. */
  readonly strong?: boolean | undefined;
}

/** A session as it is open now. */
export interface OpenSession extends Pick<SignedIn, 'person' | 'provider'> {
  /** Hash of the cookie's value: names the session without opening it. */
  readonly key: string;
  /** By collaboration, the organisation the person has chosen to act for. */
  readonly actingFor: Readonly<Record<string, string>>;
  /** Signed in more strongly than usual. */
  readonly strong: boolean;
}

/** A sign-in under way at a provider: what its answer is compared with. */
export interface Attempt {
  readonly provider: string;
  readonly state: string;
  readonly nonce: string;
  /** PKCE code verifier: RFC 7636. */
  readonly verifier: string;
  /** A path of ours to go on to. */
  readonly returnTo: string;
  /** The invitation that is being accepted, if one is. */
  readonly invitation?: string | undefined;
}

const AttemptShape = z.object({
  provider: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  invitation: z.string().optional(),
});

const ActingFor = z.record(z.string(), z.string());

/** What a request needs to know. */
const Row = z.object({
  key: z.string(),
  person: z.string(),
  provider: z.string(),
  strong: z.int().transform(Boolean),
  actingFor: z.string().transform((json) => ActingFor.parse(JSON.parse(json))),
  openedAt: z.number(),
  seenAt: z.number(),
});

const columns = 'key, person, provider, strong, acting_for AS actingFor, opened_at AS openedAt, seen_at AS seenAt';

type Session = z.output<typeof Row>;

/** Sessions kept in memory: asked for at every request and at every event that is pushed. */
const keptMost = 10_000;

/** When a session was last used is written down this often, in milliseconds: not a write for every request. */
const seenEveryMs = 60_000;

/**
 * Who is signed in, by the hash of their cookie, in a database of its own: whoever reads the file cannot act as
 * anybody, and without it everybody signs in again and loses nothing else. One process at a time has it open.
 */
export class Sessions {
  private readonly database: Database.Database;
  private readonly clock: () => Date;
  private readonly listeners = new Set<(key: string) => void>();
  private readonly one: Statement<[string]>;
  private readonly kept = new LRUCache<string, Session>({ max: keptMost });
  private readonly seen: Statement<[number, string]>;

  /** Opens the file; makes it when it does not exist. */
  constructor(file: string, clock: () => Date = () => new Date()) {
    this.clock = clock;
    this.database = new Database(file);
    chmodSync(file, 0o600);
    this.database.pragma('journal_mode = WAL');
    // A power cut may cost a sign-in, and strangers who begin one keep nobody waiting for the disk; see end().
    this.database.pragma('synchronous = NORMAL');
    // A file of an older layout: everybody signs in again.
    const names = this.database.prepare(`SELECT name FROM pragma_table_info('sessions')`).pluck().all();
    if (names.length > 0 && !names.includes('strong')) this.database.exec('DROP TABLE sessions');
    this.database.exec(
      `CREATE TABLE IF NOT EXISTS sessions (
         key TEXT PRIMARY KEY, person TEXT NOT NULL, provider TEXT NOT NULL, subject TEXT NOT NULL,
         provider_session TEXT, id_token TEXT, acting_for TEXT NOT NULL, strong INTEGER NOT NULL,
         opened_at INTEGER NOT NULL, seen_at INTEGER NOT NULL
       ) STRICT;
       CREATE INDEX IF NOT EXISTS sessions_at ON sessions (provider, subject);
       CREATE TABLE IF NOT EXISTS attempts (key TEXT PRIMARY KEY, attempt TEXT NOT NULL, until INTEGER NOT NULL) STRICT;
       CREATE TABLE IF NOT EXISTS logout_tokens (id TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT;`,
    );
    this.one = this.database.prepare(`SELECT ${columns} FROM sessions WHERE key = ?`);
    this.seen = this.database.prepare('UPDATE sessions SET seen_at = ? WHERE key = ?');
  }

  /** Opens a session and gives the cookie's value, which is new each time and kept nowhere. */
  open({ person, provider, subject, providerSession, idToken, strong = false }: SignedIn): string {
    const token = newToken();
    const now = this.now;
    this.database
      .prepare('INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        ...[hash(token), person, provider, subject, providerSession ?? null, idToken ?? null],
        ...['{}', Number(strong), now, now],
      );
    return token;
  }

  /** The session a cookie's value opens, and that it was used now. */
  of(token: string | undefined): OpenSession | undefined {
    if (token === undefined) return undefined;
    const session = this.find(hash(token));
    if (!session) return undefined;
    const now = this.now;
    if (now - session.seenAt >= seenEveryMs) this.touch(now, session);
    return session;
  }

  /** Whether a session is still open; asking does not keep it open. */
  isOpen(key: string): boolean {
    return this.find(key) !== undefined;
  }

  /** Remembers for whom the person acts in a collaboration, until they sign out. */
  actFor(key: string, collaboration: string, organisation: string): void {
    const session = this.find(key);
    if (!session) return;
    this.database
      .prepare('UPDATE sessions SET acting_for = ? WHERE key = ?')
      .run(JSON.stringify({ ...session.actingFor, [collaboration]: organisation }), key);
    this.kept.delete(key);
  }

  /** The ID token of its sign-in, to sign out with at the provider. */
  idTokenOf(key: string): string | undefined {
    const token = this.database.prepare('SELECT id_token FROM sessions WHERE key = ?').pluck().get(key);
    return typeof token === 'string' ? token : undefined;
  }

  /** Ends a session for good: who has signed out stays so when the power goes. */
  end(key: string): void {
    this.kept.delete(key);
    if (this.deleted(key)) for (const listener of this.listeners) listener(key);
  }

  /** Ends what a provider says has ended: one session of its own, or all of a subject's. Gives how many. */
  endAt(
    provider: string,
    which: { readonly subject?: string | undefined; readonly providerSession?: string | undefined },
  ): number {
    const { subject, providerSession } = which;
    if (subject === undefined && providerSession === undefined) return 0;
    const keys = this.database
      .prepare(
        `SELECT key FROM sessions WHERE provider = ? AND (? IS NULL OR subject = ?) AND (? IS NULL OR provider_session = ?)`,
      )
      .pluck()
      .all(provider, subject ?? null, subject ?? null, providerSession ?? null, providerSession ?? null) as string[];
    for (const key of keys) this.end(key);
    return keys.length;
  }

  /** Ends every session of a person. */
  endOf(person: string): void {
    const keys = this.database.prepare('SELECT key FROM sessions WHERE person = ?').pluck().all(person) as string[];
    for (const key of keys) this.end(key);
  }

  /** Calls back whenever a session has ended, with its key; gives how to stop. */
  onEnd(listener: (key: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Keeps a sign-in that was begun, and gives the cookie's value that only its browser holds. */
  begin(attempt: Attempt): string {
    const token = newToken();
    this.database
      .prepare('INSERT INTO attempts VALUES (?, ?, ?)')
      .run(hash(token), JSON.stringify(attempt), this.now + sessionLimits.attemptMs);
    return token;
  }

  /** The sign-in this browser began: once, so that no answer is used twice. */
  take(token: string | undefined): Attempt | undefined {
    if (token === undefined) return undefined;
    const found = this.database
      .prepare('DELETE FROM attempts WHERE key = ? RETURNING attempt, until')
      .get(hash(token)) as { attempt: string; until: number } | undefined;
    return found && found.until > this.now ? AttemptShape.parse(JSON.parse(found.attempt)) : undefined;
  }

  /** Whether this logout token is new: each counts once. */
  isNewLogout(provider: string, id: string, validMs: number): boolean {
    return (
      this.database
        .prepare('INSERT OR IGNORE INTO logout_tokens VALUES (?, ?)')
        .run(hash(`${provider} ${id}`), this.now + validMs).changes === 1
    );
  }

  /** Ends what has expired, sockets and all: nobody may come by to find out. */
  sweep(): void {
    const { idleMs, absoluteMs } = sessionLimits;
    const now = this.now;
    const expired = this.database
      .prepare('SELECT key FROM sessions WHERE seen_at <= ? OR opened_at <= ?')
      .pluck()
      .all(now - idleMs, now - absoluteMs) as string[];
    // Where the disk was full, memory knows better when somebody was last seen.
    for (const key of expired) if (!this.isOpen(key)) this.end(key);
    for (const table of ['attempts', 'logout_tokens'])
      this.database.prepare(`DELETE FROM ${table} WHERE until <= ?`).run(now);
  }

  close(): void {
    this.database.close();
  }

  private find(key: string): Session | undefined {
    const session = this.kept.get(key) ?? this.read(key);
    if (!session) return undefined;
    const now = this.now;
    return now - session.seenAt < sessionLimits.idleMs && now - session.openedAt < sessionLimits.absoluteMs
      ? session
      : undefined;
  }

  private read(key: string): Session | undefined {
    const row = this.one.get(key);
    if (row === undefined) return undefined;
    const session = Row.parse(row);
    this.kept.set(key, session);
    return session;
  }

  private deleted(key: string): boolean {
    this.database.pragma('synchronous = FULL');
    try {
      return this.database.prepare('DELETE FROM sessions WHERE key = ?').run(key).changes > 0;
    } finally {
      this.database.pragma('synchronous = NORMAL');
    }
  }

  /** On a full disk people go on reading: when they were last seen is then known to this process alone. */
  private touch(now: number, session: Session): void {
    this.kept.set(session.key, { ...session, seenAt: now });
    try {
      this.seen.run(now, session.key);
    } catch {
      // After a restart the session ends a little earlier than it might.
    }
  }

  private get now(): number {
    return this.clock().getTime();
  }
}

const newToken = (): string => randomBytes(32).toString('base64url');

const hash = (token: string): string => createHash('sha256').update(token).digest('base64url');
