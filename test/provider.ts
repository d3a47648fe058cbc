import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a provider may misbehave; what is not said it does as it should. */
export interface Misbehaviour {
  /** Other claims of the ID token; undefined takes one away. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** What is sent as the ID token instead, made of the right one. */
  readonly token?: (right: string, claims: JWTPayload) => string | Promise<string> | undefined;
  /** Parameters of the redirect back; undefined takes one away. */
  readonly answer?: Readonly<Record<string, string | undefined>>;
  /** Where the redirect leads instead. */
  readonly redirectTo?: string;
}

interface Key {
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

/**
 * An OpenID provider over real HTTP that signs in whoever comes, as the subject it was told; and as badly behaved as a
 * test asks for.
 */
export class TestProvider {
  readonly clientId = 'talkoot';
  readonly clientSecret = 'a secret between the two';
  /** What was asked of its token endpoint. */
  readonly asked: URLSearchParams[] = [];
  misbehaviour: Misbehaviour = {};
  subject = 'subject-1';
  issuer = '';
  private readonly codes = new Map<string, URLSearchParams>();
  private readonly server: Server;
  private key!: Key;

  private constructor() {
    this.server = createServer((request, response) => {
      this.serve(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
    });
  }

  static async open(): Promise<TestProvider> {
    const provider = new TestProvider();
    provider.key = await newKey();
    provider.server.listen(0, '127.0.0.1');
    await new Promise((resolve) => provider.server.once('listening', resolve));
    provider.issuer = `http://127.0.0.1:${String((provider.server.address() as AddressInfo).port)}`;
    return provider;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  /** How the platform is told of it. */
  settings(id: string) {
    const { issuer, clientId, clientSecret } = this;
    return { id, name: { fi: id, sv: id, en: id }, issuer, clientId, clientSecret, signedWith: 'ES256' };
  }

  /** A token signed by this provider, or by a key given. */
  async signed(claims: JWTPayload, { typ = 'JWT', key = this.key }: { typ?: string; key?: Key } = {}) {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', typ, kid: this.key.jwk.kid ?? '' })
      .sign(key.privateKey);
  }

  /** https://openid.net/specs/openid-connect-backchannel-1_0.html#LogoutToken */
  logoutClaims(more: JWTPayload = {}): JWTPayload {
    const now = Math.floor(Date.now() / 1000);
    return {
      iss: this.issuer,
      aud: this.clientId,
      iat: now,
      exp: now + 120,
      jti: randomUUID(),
      sub: this.subject,
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
      ...more,
    };
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.issuer);
    const json = (body: object, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        json({
          issuer: this.issuer,
          authorization_endpoint: `${this.issuer}/auth`,
          token_endpoint: `${this.issuer}/token`,
          jwks_uri: `${this.issuer}/jwks`,
          end_session_endpoint: `${this.issuer}/out`,
          authorization_response_iss_parameter_supported: true,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['ES256'],
          code_challenge_methods_supported: ['S256'],
        });
        return;
      case '/jwks':
        json({ keys: [this.key.jwk] });
        return;
      case '/auth':
        this.authorise(url, response);
        return;
      case '/token':
        await this.exchange(request, json);
        return;
      case '/out':
        response.writeHead(303, { location: url.searchParams.get('post_logout_redirect_uri') ?? '/' }).end();
        return;
      default:
        response.writeHead(404).end();
    }
  }

  private authorise({ searchParams: asked }: URL, response: ServerResponse): void {
    const code = randomUUID();
    this.codes.set(code, asked);
    const { answer, redirectTo } = this.misbehaviour;
    const back = new URL(redirectTo ?? asked.get('redirect_uri') ?? '');
    const right: Misbehaviour['answer'] = { code, state: asked.get('state') ?? '', iss: this.issuer };
    for (const [name, value] of Object.entries({ ...right, ...answer }))
      if (value !== undefined) back.searchParams.set(name, value);
    response.writeHead(303, { location: back.href }).end();
  }

  private async exchange(request: IncomingMessage, json: (body: object, status?: number) => void): Promise<void> {
    const sent = new URLSearchParams(Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>)).toString());
    this.asked.push(sent);
    const began = this.codes.get(sent.get('code') ?? '');
    if (!began) {
      json({ error: 'invalid_grant' }, 400);
      return;
    }
    const { claims: bent, token } = this.misbehaviour;
    const now = Math.floor(Date.now() / 1000);
    const claims = JSON.parse(
      JSON.stringify({
        iss: this.issuer,
        aud: this.clientId,
        sub: this.subject,
        sid: `session of ${this.subject}`,
        iat: now,
        exp: now + 300,
        nonce: began.get('nonce'),
        ...bent,
      }),
    ) as JWTPayload;
    const right = await this.signed(claims);
    json({
      access_token: randomUUID(),
      token_type: 'Bearer',
      id_token: token ? await token(right, claims) : right,
    });
  }
}

export async function newKey(): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid: randomUUID(), alg: 'ES256', use: 'sig' } };
}

/** A token with no signature, or one that anybody can make. */
export const unsigned = (claims: JWTPayload, alg: string): string =>
  [{ alg, typ: 'JWT' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.') + '.';
