import { createRemoteJWKSet, decodeJwt, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { Machine, Machines } from './machines.ts';

/** Who gives tokens to machines. */
export interface TokenIssuer {
  /** As the tokens name it. */
  readonly issuer: string;
  /** What it is remembered as beside a machine's subject. */
  readonly issuerKey: string;
  /** `typ` of its tokens: RFC 9068 wants `at+jwt`; some providers write `JWT`. */
  readonly type: 'at+jwt' | 'JWT';
  readonly keys: JWTVerifyGetKey;
}

/** A provider of tokens for machines, as the configuration names it. */
export const TokenIssuerSettings = z.strictObject({
  issuer: z.url({ protocol: /^https$/ }),
  /** Where its public keys are. */
  jwksUri: z.url({ protocol: /^https$/ }),
  /** `typ` of its tokens. Keycloak and Entra ID write JWT. */
  type: z.enum(['at+jwt', 'JWT']).default('at+jwt'),
});
export type TokenIssuerSettings = z.infer<typeof TokenIssuerSettings>;

/** One of the configuration, as it is asked. */
export const tokenIssuer = ({ issuer, jwksUri, type }: TokenIssuerSettings): TokenIssuer => ({
  issuer,
  issuerKey: issuer,
  type,
  keys: createRemoteJWKSet(new URL(jwksUri)),
});

/** Who a token lets in, what for, and until when. */
export interface Bearer {
  readonly machine: Machine;
  /** Those the token names and the machine has. */
  readonly scopes: ReadonlySet<string>;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Why a request is not let in: told to the machine as it is, since it has to be mended there (RFC 6750). */
export class NoBearer extends Error {
  override readonly name = 'NoBearer';
}

/** Never `none`, never a secret that both sides hold. */
const algorithms = ['ES256', 'ES384', 'EdDSA', 'Ed25519', 'PS256', 'PS384', 'RS256'];

/** The oldest token taken, whatever it says of itself, in seconds: others' providers are more patient than ours. */
const longestS = 2 * 60 * 60;
/** How far the clocks of two machines may be apart, in seconds. */
const toleranceS = 5;
const longestToken = 8_000;

const Claims = z.object({
  sub: z.string().min(1).max(300),
  exp: z.number(),
  scope: z.string().max(4_000).optional(),
  /** Where Entra ID writes what an application may do. */
  roles: z.array(z.string()).max(200).optional(),
});

/**
 * Reads the access tokens of machines (RFC 9068): signed by a provider that is known here, meant for this API, in
 * time, and a registered machine's. Its subject counts, not its client: that the same client got it for a person does
 * not make it the machine's.
 */
export class Bearers {
  private readonly issuers: () => readonly TokenIssuer[];
  private readonly audience: () => string;
  private readonly machines: Machines;
  private readonly clock: () => Date;

  constructor(options: {
    /** Known once the server listens, as is the audience: the address of the API. */
    issuers: () => readonly TokenIssuer[];
    audience: () => string;
    machines: Machines;
    clock?: () => Date;
  }) {
    this.issuers = options.issuers;
    this.audience = options.audience;
    this.machines = options.machines;
    this.clock = options.clock ?? (() => new Date());
  }

  /** Whom an Authorization header lets in. Throws {@link NoBearer}. */
  async read(authorization: string): Promise<Bearer> {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
    if (token === undefined || token.length > longestToken)
      throw new NoBearer('Send the access token as Authorization: Bearer');
    const issuer = this.issuers().find((known) => known.issuer === issuerOf(token));
    if (!issuer) throw new NoBearer('The access token comes from nobody who gives tokens for this API');
    const claims = await this.verified(token, issuer);
    const machine = this.machines.bySubject({ issuer: issuer.issuerKey, subject: claims.sub });
    if (!machine) throw new NoBearer('No machine is registered under the subject of this access token');
    const named = new Set([...(claims.scope?.split(' ') ?? []), ...(claims.roles ?? [])]);
    return {
      machine,
      scopes: new Set(machine.scopes.filter((scope) => named.has(scope))),
      until: claims.exp * 1000,
    };
  }

  /** Whether what a token opened is open still. */
  isOpen({ machine: { id, identity }, until }: Bearer): boolean {
    return this.clock().getTime() < until + toleranceS * 1000 && this.machines.bySubject(identity)?.id === id;
  }

  private async verified(token: string, { issuer, type, keys }: TokenIssuer): Promise<z.infer<typeof Claims>> {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience: this.audience(),
        typ: type,
        algorithms,
        requiredClaims: ['exp', 'iat', 'sub'],
        maxTokenAge: longestS,
        clockTolerance: toleranceS,
        currentDate: this.clock(),
      });
      return Claims.parse(payload);
    } catch (error) {
      const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
      throw new NoBearer(
        code === 'ERR_JWT_EXPIRED'
          ? 'The access token has expired: get another'
          : 'The access token is not one for this API, or was changed on the way',
        { cause: error },
      );
    }
  }
}

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}
