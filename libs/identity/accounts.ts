import type Database from 'better-sqlite3';
import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { openPeopleFile } from './people.ts';

/** NIST SP 800-63B: length is what counts, and nothing is asked about its characters. */
export const passwordLength = { least: 12, most: 200 } as const;

/** An invitation is good for a week, in milliseconds. */
export const invitationMs = 7 * 24 * 60 * 60_000;

/** The cost OWASP advises where 32 MB a try can be spared. Kept beside each hash, so that it may rise later. */
const cost = { N: 2 ** 15, r: 8, p: 3 } as const;
const keyLength = 32;

const AccountRow = z.object({ id: z.string(), secret: z.string() });
const InvitationRow = z.object({ person: z.string(), until: z.number() });

/** Why an account was not made. */
export type AccountComplaint = 'NAME_UNFIT' | 'NAME_TAKEN' | 'PASSWORD_SHORT' | 'PASSWORD_LONG';

export interface OpenedAccount {
  /** The subject at the embedded provider. */
  readonly id: string;
  /** Who was invited. */
  readonly person: string;
}

/**
 * Accounts of the embedded provider, and the invitations that let somebody in: nobody has a password they did not
 * choose. Beside the people's directory, since a sign-in name is often an e-mail address.
 */
export class Accounts {
  private readonly database: Database.Database;
  private readonly clock: () => Date;

  /** Opens the file of the people's directory; makes it when it does not exist. */
  constructor(file: string, clock: () => Date = () => new Date()) {
    this.clock = clock;
    this.database = openPeopleFile(file);
    this.database.exec(
      `CREATE TABLE IF NOT EXISTS accounts (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, secret TEXT NOT NULL) STRICT;
       CREATE TABLE IF NOT EXISTS invitations (
         key TEXT PRIMARY KEY, person TEXT NOT NULL, until INTEGER NOT NULL
       ) STRICT;`,
    );
  }

  /** Gives the part of the invitation's link that only who was invited knows; only its hash is kept. */
  invite(person: string): string {
    const token = randomBytes(32).toString('base64url');
    this.database
      .prepare('INSERT INTO invitations VALUES (?, ?, ?)')
      .run(hash(token), person, this.clock().getTime() + invitationMs);
    return token;
  }

  /** Whom an invitation lets in; looking does not use it up. */
  invited(token: string): string | undefined {
    return this.still(this.database.prepare('SELECT person, until FROM invitations WHERE key = ?').get(hash(token)));
  }

  /** Uses an invitation up: the second time nobody is let in. */
  accept(token: string): string | undefined {
    return this.still(
      this.database.prepare('DELETE FROM invitations WHERE key = ? RETURNING person, until').get(hash(token)),
    );
  }

  /** Invitations of this person that still wait lead nowhere from now on. */
  withdraw(person: string): void {
    this.database.prepare('DELETE FROM invitations WHERE person = ?').run(person);
  }

  /**
   * Makes an account under a name of one's own choice, which uses the invitation up; or says what is wrong, which does
   * not.
   */
  async open(
    token: string,
    name: string,
    password: string,
  ): Promise<OpenedAccount | AccountComplaint | 'INVITATION_GONE'> {
    const fit = nameOf(name);
    if (!fit) return 'NAME_UNFIT';
    if (password.length < passwordLength.least) return 'PASSWORD_SHORT';
    if (password.length > passwordLength.most) return 'PASSWORD_LONG';
    const id = randomBytes(16).toString('hex');
    const secret = await sealed(password);
    const make = this.database.transaction(() => {
      const person = this.invited(token);
      if (person === undefined) return 'INVITATION_GONE';
      const { changes } = this.database.prepare('INSERT OR IGNORE INTO accounts VALUES (?, ?, ?)').run(id, fit, secret);
      if (changes === 0) return 'NAME_TAKEN';
      this.accept(token);
      return { id, person };
    });
    return make.immediate();
  }

  /** The account's id when name and password fit. Takes as long when there is no such account. */
  async check(name: string, password: string): Promise<string | undefined> {
    const row = this.database.prepare('SELECT id, secret FROM accounts WHERE name = ?').get(nameOf(name) ?? '');
    const account = row === undefined ? undefined : AccountRow.parse(row);
    const right = await opens(password.slice(0, passwordLength.most + 1), account?.secret ?? nobodysSecret);
    return right ? account?.id : undefined;
  }

  close(): void {
    this.database.close();
  }

  private still(row: unknown): string | undefined {
    if (row === undefined) return undefined;
    const { person, until } = InvitationRow.parse(row);
    return until > this.clock().getTime() ? person : undefined;
  }
}

/** Names are compared without regard to case and to how their letters were put together. */
const nameOf = (name: string): string | undefined =>
  /^[^\s\p{C}]{3,100}$/u.test(name.trim()) ? name.trim().normalize('NFKC').toLowerCase() : undefined;

const hash = (token: string): string => createHash('sha256').update(token).digest('base64url');

async function sealed(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return [cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Costs as much as anybody's and fits no password. */
const nobodysSecret = [cost.N, cost.r, cost.p, 'AAAAAAAAAAAAAAAAAAAAAA', 'A'.repeat(43)].join('$');

async function opens(password: string, secret: string): Promise<boolean> {
  const [N, r, p, salt = '', key = ''] = secret.split('$');
  const derived = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  return timingSafeEqual(derived, Buffer.from(key, 'base64url'));
}

const derive = (password: string, salt: Buffer, { N, r, p }: { N: number; r: number; p: number }): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyLength, { N, r, p, maxmem: 64 * 2 ** 20 }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
