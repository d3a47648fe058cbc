import Database from 'better-sqlite3';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync } from 'node:fs';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import { z } from 'zod';

/** How long a key signs, and how long after that what it signed can still be checked, in milliseconds. */
export const keyLimits = { signsMs: 90 * 24 * 60 * 60_000, checksMs: 24 * 60 * 60_000 } as const;

/** What the provider sets no end to is kept so long, in seconds. */
const maximumS = 86_400;

const KeyRow = z.object({ jwk: z.string().transform((json) => JSON.parse(json) as JWK), since: z.number() });

/** What the embedded provider keeps: its keys and secrets, and sign-ins under way. Nothing personal. */
export class EmbeddedStore {
  private readonly database: Database.Database;
  private readonly clock: () => Date;

  /** Opens the file; makes it, readable by its owner alone, when it does not exist. */
  constructor(file: string, clock: () => Date = () => new Date()) {
    this.clock = clock;
    this.database = new Database(file);
    chmodSync(file, 0o600);
    this.database.pragma('journal_mode = WAL');
    this.database.exec(
      `CREATE TABLE IF NOT EXISTS keys (kid TEXT PRIMARY KEY, jwk TEXT NOT NULL, since INTEGER NOT NULL) STRICT;
       CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
       CREATE TABLE IF NOT EXISTS artifacts (
         model TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL, grant_id TEXT, uid TEXT, until INTEGER NOT NULL,
         PRIMARY KEY (model, id)
       ) STRICT;
       CREATE INDEX IF NOT EXISTS artifacts_of_grant ON artifacts (grant_id);
       CREATE INDEX IF NOT EXISTS artifacts_of_uid ON artifacts (uid);`,
    );
  }

  /** The keys in use, the one that signs first. Makes a new one when there is none or the newest has grown old. */
  async keys(): Promise<readonly JWK[]> {
    const now = this.clock().getTime();
    const { signsMs, checksMs } = keyLimits;
    const newest = this.all()[0];
    if (!newest || now - newest.since >= signsMs) {
      const { privateKey } = await generateKeyPair('ES256', { extractable: true });
      const jwk = { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'ES256', use: 'sig' };
      this.database.prepare('INSERT INTO keys VALUES (?, ?, ?)').run(jwk.kid, JSON.stringify(jwk), now);
    }
    this.database.prepare('DELETE FROM keys WHERE since <= ?').run(now - signsMs - checksMs);
    return this.all().map(({ jwk }) => jwk);
  }

  /** Whether it is time for a new key. */
  get isKeyOld(): boolean {
    const newest = this.all()[0];
    return !newest || this.clock().getTime() - newest.since >= keyLimits.signsMs;
  }

  /** A random secret, made when it is first asked for. */
  secret(name: string): string {
    this.database
      .prepare('INSERT OR IGNORE INTO secrets VALUES (?, ?)')
      .run(name, randomBytes(32).toString('base64url'));
    return this.database.prepare('SELECT value FROM secrets WHERE name = ?').pluck().get(name) as string;
  }

  /** Where oidc-provider keeps artifacts of one kind. */
  adapter(model: string): Adapter {
    const database = this.database;
    const now = () => this.clock().getTime();
    const found = (row: unknown): Promise<AdapterPayload | undefined> =>
      Promise.resolve(typeof row === 'string' ? (JSON.parse(row) as AdapterPayload) : undefined);
    const find = database.prepare('SELECT payload FROM artifacts WHERE model = ? AND id = ? AND until > ?').pluck();
    return {
      upsert(id, payload, expiresIn = maximumS) {
        database
          .prepare('INSERT OR REPLACE INTO artifacts VALUES (?, ?, ?, ?, ?, ?)')
          .run(
            model,
            id,
            JSON.stringify(payload),
            payload.grantId ?? null,
            payload.uid ?? null,
            now() + expiresIn * 1000,
          );
        return Promise.resolve();
      },
      find: (id) => found(find.get(model, id, now())),
      findByUid: (uid) =>
        found(
          database
            .prepare('SELECT payload FROM artifacts WHERE model = ? AND uid = ? AND until > ?')
            .pluck()
            .get(model, uid, now()),
        ),
      // Device codes are not offered.
      findByUserCode: () => Promise.resolve(undefined),
      consume(id) {
        database
          .prepare(`UPDATE artifacts SET payload = json_set(payload, '$.consumed', ?) WHERE model = ? AND id = ?`)
          .run(Math.floor(now() / 1000), model, id);
        return Promise.resolve();
      },
      destroy(id) {
        database.prepare('DELETE FROM artifacts WHERE model = ? AND id = ?').run(model, id);
        return Promise.resolve();
      },
      revokeByGrantId(grantId) {
        database.prepare('DELETE FROM artifacts WHERE grant_id = ?').run(grantId);
        return Promise.resolve();
      },
    };
  }

  sweep(): void {
    this.database.prepare('DELETE FROM artifacts WHERE until <= ?').run(this.clock().getTime());
  }

  close(): void {
    this.database.close();
  }

  private all() {
    return this.database
      .prepare('SELECT jwk, since FROM keys ORDER BY since DESC')
      .all()
      .map((row) => KeyRow.parse(row));
  }
}
