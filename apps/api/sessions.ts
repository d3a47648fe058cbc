import type { Session } from '#graphql';
import { createHash, randomBytes } from 'node:crypto';

/** Idle time after which a demonstration session ends, in milliseconds. */
const idle = 8 * 60 * 60 * 1000;

/**
 * Who is signed in, by the hash of their cookie. Held in memory: a restart signs everybody out. Only the
 * demonstration sign-in page opens sessions, and only in `--dev`.
 */
export class Sessions {
  private readonly sessions = new Map<string, { session: Session; seen: number }>();
  static readonly cookie = 'talkoot_session';

  /** The cookie's value; only its hash is kept. */
  open(session: Session): string {
    const token = randomBytes(32).toString('base64url');
    this.sessions.set(hash(token), { session, seen: Date.now() });
    return token;
  }

  /** The session a Cookie header names. */
  of(header: string | undefined): Session | undefined {
    const token = cookieOf(header);
    if (token === undefined) return undefined;
    const key = hash(token);
    const found = this.sessions.get(key);
    if (!found) return undefined;
    if (Date.now() - found.seen > idle) {
      this.sessions.delete(key);
      return undefined;
    }
    found.seen = Date.now();
    return found.session;
  }

  end(header: string | undefined): void {
    const token = cookieOf(header);
    if (token !== undefined) this.sessions.delete(hash(token));
  }
}

const cookieOf = (header: string | undefined): string | undefined =>
  header
    ?.split(';')
    .map((part) => part.trim().split('='))
    .find(([name]) => name === Sessions.cookie)?.[1];

const hash = (token: string): string => createHash('sha256').update(token).digest('hex');
