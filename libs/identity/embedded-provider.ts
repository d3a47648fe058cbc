import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import { errors, Provider, type Configuration } from 'oidc-provider';
import { clientAlgorithms, clientOf, machineScopes, type Machines } from './machines.ts';
import type { EmbeddedStore } from './embedded-store.ts';

/** Where the embedded provider stands, on the same port as everything else. */
export const embeddedPath = '/op';

/** Where its pages of sign-in stand: server-made like all pages. */
export const interactionPath = `${embeddedPath}/interaction`;

export interface EmbeddedAddresses {
  /** Of this server as browsers see it: `https://talkoot.example.fi`. */
  readonly origin: string;
  /** Where the provider's answer goes. */
  readonly redirectUri: string;
  /** Of the API, which machines get tokens for. */
  readonly api: string;
}

export interface EmbeddedPages {
  /** Says that a sign-in cannot go on, without saying more. */
  failed(language: string | undefined): Page;
}

interface Page {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface EmbeddedOptions {
  readonly store: EmbeddedStore;
  readonly pages: EmbeddedPages;
  /** Who gets tokens for the API by a key of their own. */
  readonly machines: Machines;
  /** Known once the server listens. */
  readonly addresses: () => EmbeddedAddresses;
}

const clientId = 'talkoot';

const minuteS = 60;

/**
 * An OpenID provider of our own, for those who have no other: the same flow as with any, only that it answers on the
 * same port. It knows accounts and nothing of people. It remembers nobody: its own session lasts as long as it takes
 * the browser to come back, so that there is nothing to sign out of, and whoever sits down next is asked who they are.
 */
export class EmbeddedProvider {
  private readonly options: EmbeddedOptions;
  private provider: Promise<Provider> | undefined;
  /** The public halves of its keys, by their names. */
  private checks: { readonly of: ReadonlySet<string>; readonly keys: JWTVerifyGetKey } | undefined;

  constructor(options: EmbeddedOptions) {
    this.options = options;
  }

  /** How the relying party knows it. */
  get client(): { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } {
    const { addresses, store } = this.options;
    return { issuer: `${addresses().origin}${embeddedPath}`, clientId, clientSecret: store.secret('client') };
  }

  /** Checks what it has signed. */
  readonly keys: JWTVerifyGetKey = async (header, token) => {
    if (header.kid === undefined || !this.checks?.of.has(header.kid)) {
      const keys = (await this.options.store.keys()).map(({ d: _, ...open }) => open);
      this.checks = { of: new Set(keys.map(({ kid = '' }) => kid)), keys: createLocalJWKSet({ keys }) };
    }
    return this.checks.keys(header, token);
  };

  /** Answers whatever is asked under {@link embeddedPath}. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const provider = await this.current();
    this.asBrowsersSeeIt(request);
    const { url = '/' } = request;
    request.url = url.slice(embeddedPath.length) || '/';
    // Read by the provider to know where it is mounted.
    Object.assign(request, { originalUrl: url });
    await provider.callback()(request, response);
  }

  /** The sign-in this browser is in the middle of, and in which language; nothing when there is none. */
  async interaction(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<{ readonly uid: string; readonly language: string | undefined } | undefined> {
    try {
      this.asBrowsersSeeIt(request);
      const { uid, prompt, params } = await (await this.current()).interactionDetails(request, response);
      const { ui_locales: language } = params;
      return prompt.name === 'login'
        ? { uid, language: typeof language === 'string' ? language : undefined }
        : undefined;
    } catch {
      return undefined;
    }
  }

  /** Says whose account it is, and gives where the browser goes on. */
  async finish(request: IncomingMessage, response: ServerResponse, accountId: string): Promise<string> {
    this.asBrowsersSeeIt(request);
    const provider = await this.current();
    const details = await provider.interactionDetails(request, response);
    if (details.session && details.session.accountId !== accountId) {
      // Somebody else was signed in here: their session at the provider ends before this one's begins.
      await (await provider.Session.findByUid(details.session.uid))?.destroy();
      delete details.session;
      await details.save(details.exp - Math.floor(Date.now() / 1000));
    }
    return provider.interactionResult(request, response, { login: { accountId } }, { mergeWithLastSubmission: false });
  }

  /** The proxy before us, if there is one, says what it likes: what is right is in the configuration. */
  private asBrowsersSeeIt({ headers }: IncomingMessage): void {
    const { host, protocol } = new URL(this.options.addresses().origin);
    headers.host = host;
    headers['x-forwarded-proto'] = protocol.slice(0, -1);
    delete headers['x-forwarded-host'];
  }

  /** Made when first asked for, and anew when its key has grown old. */
  private current(): Promise<Provider> {
    if (this.provider && !this.options.store.isKeyOld) return this.provider;
    this.provider = this.make().catch((error: unknown) => {
      this.provider = undefined;
      throw error;
    });
    return this.provider;
  }

  private async make(): Promise<Provider> {
    const { store, pages, machines, addresses } = this.options;
    const { origin, redirectUri, api } = addresses();
    const secure = origin.startsWith('https:');
    const cookie = { httpOnly: true, sameSite: 'lax', signed: true, secure } as const;
    const configuration: Configuration = {
      adapter: (model: string) =>
        // Machines are looked up each time: one that was removed gets no more tokens.
        model === 'Client'
          ? { ...store.adapter(model), find: (id) => Promise.resolve(clientOf(machines, id)) }
          : store.adapter(model),
      jwks: { keys: [...(await store.keys())] as never },
      clients: [
        {
          client_id: clientId,
          client_secret: store.secret('client'),
          token_endpoint_auth_method: 'client_secret_basic',
          id_token_signed_response_alg: 'ES256',
          redirect_uris: [redirectUri],
          scope: 'openid',
          response_types: ['code'],
          grant_types: ['authorization_code'],
        },
      ],
      cookies: {
        keys: [store.secret('cookies')],
        names: secure
          ? { session: '__Secure-op', interaction: '__Secure-op-sign-in', resume: '__Secure-op-resume' }
          : { session: 'op', interaction: 'op-sign-in', resume: 'op-resume' },
        long: { ...cookie, path: embeddedPath },
        short: cookie,
      },
      pkce: { required: () => true },
      scopes: ['openid', ...machineScopes],
      responseTypes: ['code'],
      clientAuthMethods: ['client_secret_basic', 'private_key_jwt'],
      enabledJWA: { idTokenSigningAlgValues: ['ES256'], clientAuthSigningAlgValues: [...clientAlgorithms] },
      features: {
        devInteractions: { enabled: false },
        userinfo: { enabled: false },
        clientCredentials: { enabled: true },
        resourceIndicators: {
          enabled: true,
          defaultResource: (_, client) => (client.grantTypeAllowed('client_credentials') ? api : []),
          getResourceServerInfo(_, resource, client) {
            if (resource !== api || !client.grantTypeAllowed('client_credentials')) throw new errors.InvalidTarget();
            return {
              audience: api,
              scope: machineScopes.join(' '),
              accessTokenFormat: 'jwt',
              accessTokenTTL: 5 * minuteS,
              jwt: { sign: { alg: 'ES256' } },
            };
          },
        },
        pushedAuthorizationRequests: { enabled: false },
        dPoP: { enabled: false },
        rpInitiatedLogout: { enabled: false },
      },
      interactions: { url: (_, { uid }) => `${interactionPath}/${uid}` },
      // One client, our own: it asks for who somebody is and nothing else, so nobody is asked for consent.
      async loadExistingGrant({ oidc }) {
        const { client, session, provider } = oidc;
        if (!client || session?.accountId === undefined) return undefined;
        const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
        grant.addOIDCScope('openid');
        await grant.save();
        return grant;
      },
      findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
      ttl: {
        AccessToken: 5 * minuteS,
        AuthorizationCode: minuteS,
        ClientCredentials: 5 * minuteS,
        Grant: 5 * minuteS,
        IdToken: 5 * minuteS,
        Interaction: 10 * minuteS,
        Session: minuteS,
      },
      renderError(context) {
        const { html, headers } = pages.failed(context.acceptsLanguages('fi', 'sv', 'en') || undefined);
        context.type = 'html';
        context.set({ ...headers });
        context.body = html;
      },
    };
    const provider = new Provider(`${origin}${embeddedPath}`, configuration);
    provider.proxy = true;
    return provider;
  }
}

/** The account of a demonstration person: it has no password, and is entered only by one click in `--dev`. */
export const demonstrationAccount = (person: string): string =>
  `demonstration-${createHash('sha256').update(person).digest('hex').slice(0, 32)}`;
