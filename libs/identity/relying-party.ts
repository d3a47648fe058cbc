import type { Language } from '#language';
import { createRemoteJWKSet, customFetch as joseFetch, jwtVerify } from 'jose';
import * as openid from 'openid-client';
import { z } from 'zod';
import type { Attempt } from './sessions.ts';

/** A provider people may sign in with, as the configuration names it. */
export interface ProviderSettings {
  /** Stands in addresses. */
  readonly id: string;
  /** What the page calls it. */
  readonly name: Readonly<Record<Language, string>>;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  readonly scope?: string | undefined;
  /** What a subject's issuer is remembered as; the issuer itself unless it moves about, as the embedded one does. */
  readonly issuerKey?: string | undefined;
  /** Algorithm its ID tokens are signed with, when it is another than RS256. */
  readonly signedWith?: string | undefined;
  /** Values of `acr` by which it says that somebody has signed in more strongly than usual, the one to ask for first. */
  readonly strongAcr?: readonly string[] | undefined;
  /** Asks who somebody is also when the provider knows them already. */
  readonly alwaysAsk?: boolean | undefined;
}

/** What a provider said of somebody who has signed in with it. */
export interface Told {
  readonly subject: string;
  readonly providerSession?: string | undefined;
  readonly idToken: string;
  /** It says that they have done so more strongly than usual. */
  readonly strong: boolean;
}

/** Its answer was none, or not one to this question. Nothing of it is told: whoever made it up knows already. */
export class NotSignedIn extends Error {}

/** What a logout token may be signed with: never `none`, never a shared secret. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** How old a logout token may be, in seconds. */
const logoutAgeS = 300;

/** https://openid.net/specs/openid-connect-backchannel-1_0.html#LogoutToken */
const LogoutToken = z
  .object({
    jti: z.string().min(1).max(500),
    sub: z.string().min(1).optional(),
    sid: z.string().min(1).optional(),
    events: z.object({ 'http://schemas.openid.net/event/backchannel-logout': z.looseObject({}) }),
    nonce: z.never().optional(),
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined);

/**
 * One provider from the asking side: authorization code with PKCE, state and nonce (RFC 9700). The provider's tokens
 * are read here and go no further; of all they say only the subject and its session are kept.
 */
export class RelyingParty {
  readonly settings: ProviderSettings;
  private readonly fetch: typeof fetch;
  private configuration: Promise<openid.Configuration> | undefined;

  constructor(settings: ProviderSettings, fetching: typeof fetch = fetch) {
    this.settings = settings;
    this.fetch = fetching;
  }

  get issuerKey(): string {
    return this.settings.issuerKey ?? this.settings.issuer;
  }

  /** Where to send the browser, and what to remember of it meanwhile; `stronger` asks for more than usual. */
  async begin(
    redirectUri: string,
    language: Language,
    stronger = false,
  ): Promise<{ url: URL } & Pick<Attempt, 'state' | 'nonce' | 'verifier'>> {
    const configuration = await this.discovered();
    const [state, nonce, verifier] = [openid.randomState(), openid.randomNonce(), openid.randomPKCECodeVerifier()];
    const url = openid.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: this.settings.scope ?? 'openid',
      state,
      nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ui_locales: language,
      ...(this.settings.alwaysAsk === true && { prompt: 'login' }),
      ...(stronger && { acr_values: this.settings.strongAcr?.join(' ') ?? '' }),
    });
    return { url, state, nonce, verifier };
  }

  /**
   * Exchanges the code the browser came back with. Throws {@link NotSignedIn} unless the answer is to this attempt,
   * from this provider, signed by it, for this client, and now.
   */
  async complete(
    answer: URL,
    { state, nonce, verifier }: Pick<Attempt, 'state' | 'nonce' | 'verifier'>,
  ): Promise<Told> {
    const configuration = await this.discovered();
    try {
      const tokens = await openid.authorizationCodeGrant(configuration, answer, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims || tokens.id_token === undefined) throw new NotSignedIn('The provider gave no ID token');
      const { sub, sid, acr } = claims;
      // As long as OpenID Connect allows; nobody is nobody.
      if (sub === '' || sub.length > 255) throw new NotSignedIn('The provider gave no subject');
      // What was asked for is a wish (OpenID Connect Core, 5.5.1.1): what was done counts.
      const strong = typeof acr === 'string' && this.settings.strongAcr?.includes(acr) === true;
      return {
        subject: sub,
        idToken: tokens.id_token,
        strong,
        ...(typeof sid === 'string' && { providerSession: sid }),
      };
    } catch (error) {
      if (error instanceof NotSignedIn) throw error;
      throw new NotSignedIn(`${this.settings.id}: ${error instanceof Error ? error.message : 'no answer'}`, {
        cause: error,
      });
    }
  }

  /** Where the browser signs out at the provider too; nothing where the provider has no such place. */
  async signOutUrl(idToken: string | undefined, returnTo: string): Promise<URL | undefined> {
    const configuration = await this.discovered();
    if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
    return openid.buildEndSessionUrl(configuration, {
      post_logout_redirect_uri: returnTo,
      ...(idToken !== undefined && { id_token_hint: idToken }),
    });
  }

  /** Whose session has ended, by a logout token of this provider; nothing when the token is not one. */
  async loggedOut(
    token: string,
  ): Promise<{ id: string; subject?: string | undefined; providerSession?: string | undefined } | undefined> {
    const { issuer, jwks_uri: keys } = (await this.discovered()).serverMetadata();
    if (keys === undefined) return undefined;
    try {
      const { payload, protectedHeader } = await jwtVerify(
        token,
        createRemoteJWKSet(new URL(keys), { [joseFetch]: this.fetch }),
        { issuer, audience: this.settings.clientId, algorithms, maxTokenAge: logoutAgeS, clockTolerance: 10 },
      );
      // Older providers say nothing of the type; who says another means another kind of token.
      if (protectedHeader.typ !== undefined && !/^(application\/)?(logout\+jwt|jwt)$/i.test(protectedHeader.typ))
        return undefined;
      const { jti, sub, sid } = LogoutToken.parse(payload);
      return { id: jti, subject: sub, providerSession: sid };
    } catch {
      return undefined;
    }
  }

  /** How long a logout token can come again, in milliseconds. */
  static readonly logoutMs = (logoutAgeS + 20) * 1000;

  /** What the provider says of itself, asked once; asked again when it could not be reached. */
  private discovered(): Promise<openid.Configuration> {
    this.configuration ??= this.discover().catch((error: unknown) => {
      this.configuration = undefined;
      throw error;
    });
    return this.configuration;
  }

  private async discover(): Promise<openid.Configuration> {
    const { issuer, clientId, clientSecret, signedWith } = this.settings;
    const metadata = signedWith === undefined ? {} : { id_token_signed_response_alg: signedWith };
    return openid.discovery(
      new URL(issuer),
      clientId,
      metadata,
      clientSecret === undefined ? openid.None() : openid.ClientSecretBasic(clientSecret),
      {
        [openid.customFetch]: this.fetch as openid.CustomFetch,
        // Signatures are checked though the token comes straight from the provider: a proxy between is no provider.
        execute: [openid.enableNonRepudiationChecks, ...(isLoopback(new URL(issuer)) ? [allowPlainHttp] : [])],
        timeout: 10,
      },
    );
  }
}

/** Marked as deprecated there so that it stands out; it does, and is for this machine alone. */
const allowPlainHttp: (configuration: openid.Configuration) => void = Reflect.get(openid, 'allowInsecureRequests');

/** Plain HTTP never leaves the machine. */
export const isLoopback = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
