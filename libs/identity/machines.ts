import { MachineId, Text } from '#language';
import type Database from 'better-sqlite3';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { createPublicKey, type KeyObject } from 'node:crypto';
import type { AdapterPayload } from 'oidc-provider';
import { z } from 'zod';
import { openPeopleFile, type Identity } from './people.ts';

/** What a machine may be let do: each narrows the mandates it holds, and none widens them. */
export const machineScopes = ['agenda:read', 'measurement:read', 'measurement:report'] as const;
export type MachineScope = (typeof machineScopes)[number];

/** What a machine registered here, with its keys, is remembered as: the embedded provider's address may change. */
export const ownIssuer = 'talkoot';

/** A partner's own system, under the opaque id that the log holds. */
export interface Machine {
  readonly id: string;
  /** What it is, in words. */
  readonly label: Text;
  /** The most its tokens may be for. */
  readonly scopes: readonly MachineScope[];
  /** How its tokens name it: `iss` and `sub`. Of a machine registered here {@link ownIssuer} and its id. */
  readonly identity: Identity;
}

/** A key that a machine proves itself by. */
export interface MachineKey {
  /** RFC 7638 thumbprint, so that one key has one name everywhere. */
  readonly id: string;
  readonly jwk: JWK;
}

/** Why something was not registered. */
export type MachineComplaint = 'ID_MALFORMED' | 'ID_TAKEN' | 'SUBJECT_TAKEN';

/** Why a key was not taken. */
export type KeyComplaint = 'KEY_PRIVATE' | 'KEY_UNREADABLE' | 'KEY_WEAK';

const Row = z
  .object({
    id: z.string(),
    issuer: z.string(),
    subject: z.string(),
    label: z.string().transform((json) => Text.parse(JSON.parse(json))),
    scopes: z.string().transform((json) => z.array(z.enum(machineScopes)).parse(JSON.parse(json))),
  })
  .transform(({ issuer, subject, ...row }): Machine => ({ ...row, identity: { issuer, subject } }));

const KeyRow = z.object({ id: z.string(), jwk: z.string().transform((json) => JSON.parse(json) as JWK) });

const columns = 'id, issuer, subject, label, scopes';

/**
 * Machines and the public halves of their keys, beside the people's directory: whoever keeps one keeps the other. Each
 * request looks here anew, so that what is taken away is gone at the next.
 */
export class Machines {
  private readonly database: Database.Database;
  private readonly bySubjectRow;

  /** Opens the file; makes it when it does not exist. */
  constructor(file: string) {
    this.database = openPeopleFile(file);
    this.database.exec(
      `CREATE TABLE IF NOT EXISTS machines (
         id TEXT PRIMARY KEY, issuer TEXT NOT NULL, subject TEXT NOT NULL, label TEXT NOT NULL, scopes TEXT NOT NULL,
         removed INTEGER NOT NULL DEFAULT 0
       ) STRICT;
       CREATE UNIQUE INDEX IF NOT EXISTS machines_by_subject ON machines (issuer, subject) WHERE removed = 0;
       CREATE TABLE IF NOT EXISTS machine_keys (
         machine TEXT NOT NULL, id TEXT NOT NULL, jwk TEXT NOT NULL, PRIMARY KEY (machine, id)
       ) STRICT;`,
    );
    this.bySubjectRow = this.database.prepare(
      `SELECT ${columns} FROM machines WHERE issuer = ? AND subject = ? AND removed = 0`,
    );
  }

  /** Registers a machine; nothing when it was done. An id is given once: mandates are held under it for good. */
  add({ id, label, scopes, identity: { issuer, subject } }: Machine): MachineComplaint | undefined {
    if (!MachineId.safeParse(id).success) return 'ID_MALFORMED';
    if (this.database.prepare('SELECT 1 FROM machines WHERE id = ?').get(id) !== undefined) return 'ID_TAKEN';
    const { changes } = this.database
      .prepare('INSERT OR IGNORE INTO machines (id, issuer, subject, label, scopes) VALUES (?, ?, ?, ?, ?)')
      .run(id, issuer, subject, JSON.stringify(label), JSON.stringify(scopes));
    return changes === 1 ? undefined : 'SUBJECT_TAKEN';
  }

  get(id: string): Machine | undefined {
    return found(this.database.prepare(`SELECT ${columns} FROM machines WHERE id = ? AND removed = 0`).get(id));
  }

  /** Whose a token is, if it is anybody's. */
  bySubject({ issuer, subject }: Identity): Machine | undefined {
    return found(this.bySubjectRow.get(issuer, subject));
  }

  /** In the order in which they were registered. */
  list(): readonly Machine[] {
    return this.database
      .prepare(`SELECT ${columns} FROM machines WHERE removed = 0 ORDER BY rowid`)
      .all()
      .map((row) => Row.parse(row));
  }

  /** Takes a machine's rights to come in away, with its keys; false when there is none. */
  remove(id: string): boolean {
    this.database.prepare('DELETE FROM machine_keys WHERE machine = ?').run(id);
    return this.database.prepare('UPDATE machines SET removed = 1 WHERE id = ? AND removed = 0').run(id).changes === 1;
  }

  /** Lets a machine prove itself by one more key: while keys change, both are good. */
  addKey(id: string, key: MachineKey): void {
    this.database
      .prepare('INSERT OR IGNORE INTO machine_keys VALUES (?, ?, ?)')
      .run(id, key.id, JSON.stringify(key.jwk));
  }

  keys(id: string): readonly MachineKey[] {
    return this.database
      .prepare('SELECT id, jwk FROM machine_keys WHERE machine = ? ORDER BY rowid')
      .all(id)
      .map((row) => KeyRow.parse(row));
  }

  /** False when it has no such key. */
  removeKey(id: string, key: string): boolean {
    return this.database.prepare('DELETE FROM machine_keys WHERE machine = ? AND id = ?').run(id, key).changes === 1;
  }

  close(): void {
    this.database.close();
  }
}

/** What a machine signs its assertions with (RFC 7523). */
export const clientAlgorithms = ['ES256', 'EdDSA', 'Ed25519', 'PS256', 'RS256'] as const;

/** A machine registered here as a client of the embedded provider: RFC 7591's names. */
export function clientOf(machines: Machines, id: string): AdapterPayload | undefined {
  const machine = machines.get(id);
  const keys = machine?.identity.issuer === ownIssuer ? machines.keys(id) : [];
  if (!machine || keys.length === 0) return undefined;
  return {
    client_id: id,
    token_endpoint_auth_method: 'private_key_jwt',
    // It gets none; the provider signs no other way.
    id_token_signed_response_alg: 'ES256',
    jwks: { keys: keys.map(({ jwk }) => jwk) },
    scope: machine.scopes.join(' '),
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
  };
}

const found = (row: unknown): Machine | undefined => (row === undefined ? undefined : Row.parse(row));

/** https://www.rfc-editor.org/rfc/rfc8725#section-3.5 */
const leastRsaBits = 2048;

/** A public key out of a PEM or JWK file's text; or why it is not taken. */
export async function machineKey(text: string): Promise<MachineKey | KeyComplaint> {
  // Node would make the public half of it without a word; but then the private one has been sent around.
  if (/PRIVATE KEY/.test(text) || /"d"\s*:/.test(text)) return 'KEY_PRIVATE';
  let key: KeyObject;
  try {
    key = /^\s*\{/.test(text)
      ? createPublicKey({ key: JSON.parse(text) as JWK, format: 'jwk' })
      : createPublicKey(text);
  } catch {
    return 'KEY_UNREADABLE';
  }
  const { namedCurve, modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  const isFit =
    (key.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1') ||
    key.asymmetricKeyType === 'ed25519' ||
    (key.asymmetricKeyType === 'rsa' && modulusLength >= leastRsaBits);
  if (!isFit) return 'KEY_WEAK';
  const bare = key.export({ format: 'jwk' }) as JWK;
  const id = await calculateJwkThumbprint(bare);
  return { id, jwk: { ...bare, kid: id, use: 'sig' } };
}
