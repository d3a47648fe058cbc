import type Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { openPeopleFile } from './people.ts';

/** What a person can be told of, in the order in which pages offer the choice. */
export const notificationKinds = [
  'task_assigned',
  'task_due_soon',
  'task_late',
  'figure_due',
  'figure_late',
  'value_to_review',
  'value_sent_back',
  'commitment_asked',
  'commitment_answered',
  'commitment_withdrawn',
  'goal_to_endorse',
  'goal_agreed',
  'agreement_to_sign',
  'assessment_due',
  'assessment_sent_back',
  'report_published',
  'feedback_received',
  'feedback_answered',
  'feedback_overdue',
  'meeting_invitation',
  'acknowledgement_requested',
  'risk_review_due',
  'partner_left',
] as const;
export const NotificationKind = z.enum(notificationKinds).meta({ id: 'NotificationKind' });
export type NotificationKind = z.infer<typeof NotificationKind>;

/** How a person is told: not at all, at once, or once a day together with everything else of that day. */
export const NotificationWay = z.enum(['off', 'inbox', 'digest']).meta({ id: 'NotificationWay' });
export type NotificationWay = z.infer<typeof NotificationWay>;

/** What is done where a person has said nothing. */
export const usualWay: NotificationWay = 'inbox';

/** Somebody is to be told that something waits for them, or has happened to what is theirs. Ids only, never words. */
export interface Notification {
  readonly person: string;
  readonly kind: NotificationKind;
  /** Id of what it is about. */
  readonly about: string;
}

/** What brought it about: the same one tells nobody twice. */
export interface NotificationCause {
  readonly collaboration: string;
  /** A UUID. */
  readonly id: string;
  /** Log position. */
  readonly position: bigint;
  /** ISO 8601 instant. */
  readonly at: string;
}

/** A notification as it lies in an inbox. */
export interface InboxItem extends Notification {
  readonly id: string;
  readonly collaboration: string;
  /** Log position of what it is about. */
  readonly position: string;
  /** When it came about. ISO 8601 instant. */
  readonly at: string;
  /** When the person had seen it; absent until then. */
  readonly seenAt?: string | undefined;
}

/** How far a person had read when they last said that they had seen everything. */
export interface Visit {
  /** Log position: what changed since is asked for by it. */
  readonly position: string;
  /** ISO 8601 instant. */
  readonly at: string;
}

/** A person's inbox keeps the newest of each collaboration. */
export const keptItems = 500;

const ItemRow = z
  .object({
    id: z.string(),
    person: z.string(),
    collaboration: z.string(),
    kind: NotificationKind,
    about: z.string(),
    position: z.bigint(),
    at: z.string(),
    seenAt: z.string().nullable(),
  })
  .transform(({ position, seenAt, ...row }): InboxItem => ({
    ...row,
    position: String(position),
    ...(seenAt !== null && { seenAt }),
  }));
const RuleRow = z.object({ kind: z.string(), how: NotificationWay });
const VisitRow = z.object({ position: z.bigint(), at: z.string() });
const columns = 'id, person, collaboration, kind, about, position, at, seen_at AS seenAt';

/**
 * What each person is to be told, how they want to be told, and how far they have read. It is theirs and about them,
 * so it stands beside the directory of people and never in the event log (rule 32): it can be changed and erased.
 */
export class Inbox {
  private readonly database: Database.Database;

  /** Opens the file of the people's directory; makes it when it does not exist. */
  constructor(file: string) {
    this.database = openPeopleFile(file);
    this.database.exec(
      `CREATE TABLE IF NOT EXISTS notification_rules (
         person TEXT NOT NULL, collaboration TEXT NOT NULL, kind TEXT NOT NULL, how TEXT NOT NULL,
         PRIMARY KEY (person, collaboration, kind)
       ) STRICT;
       CREATE TABLE IF NOT EXISTS inbox (
         id TEXT PRIMARY KEY, person TEXT NOT NULL, collaboration TEXT NOT NULL, kind TEXT NOT NULL,
         about TEXT NOT NULL, position INTEGER NOT NULL, at TEXT NOT NULL, shown_at TEXT, seen_at TEXT
       ) STRICT;
       CREATE INDEX IF NOT EXISTS inbox_of ON inbox (person, collaboration, position);
       CREATE TABLE IF NOT EXISTS visits (
         person TEXT NOT NULL, collaboration TEXT NOT NULL, position INTEGER NOT NULL, at TEXT NOT NULL,
         PRIMARY KEY (person, collaboration)
       ) STRICT;`,
    );
  }

  /** Tells each person in the way they chose. Told again of the same cause, nothing changes. */
  put(notifications: readonly Notification[], { collaboration, id: cause, position, at }: NotificationCause): void {
    const insert = this.database.prepare(
      `INSERT OR IGNORE INTO inbox (id, person, collaboration, kind, about, position, at, shown_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    const trim = this.database.prepare(
      `DELETE FROM inbox WHERE person = ? AND collaboration = ? AND id NOT IN (
         SELECT id FROM inbox WHERE person = ? AND collaboration = ? ORDER BY position DESC, id LIMIT ${keptItems})`,
    );
    this.together(() => {
      for (const { person, kind, about } of notifications) {
        const how = this.way(person, collaboration, kind);
        if (how === 'off') continue;
        const id = hash(`${collaboration} ${person} ${cause} ${kind} ${about}`);
        insert.run(id, person, collaboration, kind, about, position, at, how === 'inbox' ? at : null);
      }
      for (const person of new Set(notifications.map(({ person }) => person)))
        trim.run(person, collaboration, person, collaboration);
    });
  }

  /** What has been shown to a person, newest first; only what they have not seen when so asked. */
  list(person: string, collaboration: string, { unseen = false } = {}): readonly InboxItem[] {
    return this.database
      .prepare(
        `SELECT ${columns} FROM inbox WHERE person = ? AND collaboration = ? AND shown_at IS NOT NULL
         ${unseen ? 'AND seen_at IS NULL' : ''} ORDER BY position DESC, id`,
      )
      .safeIntegers()
      .all(person, collaboration)
      .map((row) => ItemRow.parse(row));
  }

  /** Marks as seen what lies in a person's own inbox of a collaboration: these, or all up to a position. */
  see(person: string, collaboration: string, which: readonly string[] | { readonly upTo: bigint }, at: string): void {
    const own = 'UPDATE inbox SET seen_at = ? WHERE person = ? AND collaboration = ? AND seen_at IS NULL';
    if (!('upTo' in which)) {
      const one = this.database.prepare(`${own} AND id = ?`);
      this.together(() => {
        for (const id of which) one.run(at, person, collaboration, id);
      });
      return;
    }
    this.together(() => {
      this.database
        .prepare(`${own} AND shown_at IS NOT NULL AND position <= ?`)
        .run(at, person, collaboration, which.upTo);
      this.database
        .prepare(
          `INSERT INTO visits (person, collaboration, position, at) VALUES (?, ?, ?, ?)
           ON CONFLICT (person, collaboration) DO UPDATE SET at = excluded.at, position = excluded.position
           WHERE excluded.position >= position`,
        )
        .run(person, collaboration, which.upTo, at);
    });
  }

  /** When the person last said that they had seen everything, and how far everything went then. */
  visit(person: string, collaboration: string): Visit | undefined {
    const row = this.database
      .prepare('SELECT position, at FROM visits WHERE person = ? AND collaboration = ?')
      .safeIntegers()
      .get(person, collaboration);
    if (row === undefined) return undefined;
    const { position, at } = VisitRow.parse(row);
    return { position: String(position), at };
  }

  /** How a person is told of one kind of thing. */
  way(person: string, collaboration: string, kind: NotificationKind): NotificationWay {
    const row = this.database
      .prepare('SELECT kind, how FROM notification_rules WHERE person = ? AND collaboration = ? AND kind = ?')
      .get(person, collaboration, kind);
    return row === undefined ? usualWay : RuleRow.parse(row).how;
  }

  /** From now on; what lies in the inbox stays. */
  setWay(person: string, collaboration: string, kind: NotificationKind, how: NotificationWay): void {
    this.database
      .prepare(
        `INSERT INTO notification_rules (person, collaboration, kind, how) VALUES (?, ?, ?, ?)
         ON CONFLICT (person, collaboration, kind) DO UPDATE SET how = excluded.how`,
      )
      .run(person, collaboration, kind, how);
  }

  /** What of a collaboration is kept back for the digests, by person, oldest first. */
  kept(collaboration: string): ReadonlyMap<string, readonly InboxItem[]> {
    const rows = this.database
      .prepare(
        `SELECT ${columns} FROM inbox WHERE collaboration = ? AND shown_at IS NULL ORDER BY person, position, id`,
      )
      .safeIntegers()
      .all(collaboration)
      .map((row) => ItemRow.parse(row));
    return Map.groupBy(rows, ({ person }) => person);
  }

  /** Puts what was kept back before the person's eyes. */
  show(items: readonly InboxItem[], at: string): void {
    const show = this.database.prepare('UPDATE inbox SET shown_at = ? WHERE id = ? AND shown_at IS NULL');
    this.together(() => {
      for (const { id } of items) show.run(at, id);
    });
  }

  /** Deletes a collaboration's notifications from before an instant, seen or not. Gives how many. */
  clear(collaboration: string, before: string): number {
    return this.database.prepare('DELETE FROM inbox WHERE collaboration = ? AND at < ?').run(collaboration, before)
      .changes;
  }

  close(): void {
    this.database.close();
  }

  private together(work: () => void): void {
    this.database.transaction(work).immediate();
  }
}

const hash = (name: string): string => createHash('sha256').update(name).digest('hex').slice(0, 32);
