import type { Session } from '#graphql';
import {
  Accounts,
  Bearers,
  EmbeddedProvider,
  EmbeddedStore,
  Machines,
  ownIssuer,
  RelyingParty,
  Sessions,
  Throttle,
  tokenIssuer,
  type Attempt,
  type OpenSession,
  type People,
  type ProviderSettings,
  type TokenIssuer,
  type TokenIssuerSettings,
} from '#identity';
import type { Language } from '#language';
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { cookieIn, cookieNames, type CookieNames } from './cookies.ts';
import { embeddedPages } from './sign-in.pages.tsx';
import { embeddedId } from './sign-in.settings.ts';

export interface EntranceOptions {
  /** The data folder: sessions.db, people.db and provider.db are kept in it. */
  readonly folder: string;
  readonly people: People;
  /** The site as browsers see it, `https://talkoot.example.fi`; where the server listens unless told. */
  readonly publicUrl?: string | undefined;
  /** Providers besides the embedded one. */
  readonly providers?: readonly ProviderSettings[];
  /** Who gives tokens to machines besides the embedded provider. */
  readonly tokenIssuers?: readonly TokenIssuerSettings[];
  /** Types of the commands that ask for a stronger sign-in. */
  readonly strongerCommands?: ReadonlySet<string>;
  /** Whether the embedded provider is offered. */
  readonly embedded?: boolean;
  /** Whether demonstration people sign in with one click. */
  readonly demonstration?: boolean;
  readonly clock?: () => Date;
}

interface Socket {
  close(code: number, reason: string): void;
  once(event: 'close', listener: () => void): unknown;
}

/** https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md: clients do not come again by themselves. */
const sessionEnded = 4403;

/** How often what has expired is cleared away, in milliseconds. */
const sweepMs = 30_000;

/** Everything between a browser and a person: providers, sessions, accounts. */
export class Entrance {
  readonly sessions: Sessions;
  readonly accounts: Accounts;
  readonly people: People;
  readonly throttle: Throttle;
  readonly machines: Machines;
  readonly bearers: Bearers;
  readonly embedded: EmbeddedProvider | undefined;
  readonly demonstration: boolean;
  private readonly store: EmbeddedStore;
  /** Machines by the headers of their request: it is looked at before anything else, and where waiting is possible. */
  private readonly letInBy = new WeakMap<IncomingHttpHeaders, Session>();
  private readonly sweeping: NodeJS.Timeout;
  private readonly unheeding: () => void;
  private readonly publicUrl: string | undefined;
  private readonly strongerCommands: ReadonlySet<string>;
  private listensAt: string | undefined;
  private withEmbedded: RelyingParty | undefined;
  private readonly others: ReadonlyMap<string, RelyingParty>;
  /** Open sockets by the key of their session. */
  private readonly sockets = new Map<string, Set<Socket>>();

  constructor(options: EntranceOptions) {
    const { folder, people, publicUrl, providers = [], embedded = true, demonstration = false, clock } = options;
    const tokenIssuers = (options.tokenIssuers ?? []).map(tokenIssuer);
    this.people = people;
    this.publicUrl = publicUrl;
    this.strongerCommands = options.strongerCommands ?? new Set();
    this.demonstration = demonstration;
    this.sessions = new Sessions(join(folder, 'sessions.db'), clock);
    this.accounts = new Accounts(join(folder, 'people.db'), clock);
    this.throttle = new Throttle(clock);
    this.machines = new Machines(join(folder, 'people.db'));
    this.store = new EmbeddedStore(join(folder, 'provider.db'));
    this.embedded = embedded
      ? new EmbeddedProvider({
          store: this.store,
          pages: embeddedPages,
          machines: this.machines,
          addresses: () => ({
            origin: this.origin,
            redirectUri: this.redirectUri(embeddedId),
            api: this.api,
          }),
        })
      : undefined;
    this.bearers = new Bearers({
      machines: this.machines,
      issuers: () => [...tokenIssuers, ...this.ownTokens],
      audience: () => this.api,
      ...(clock && { clock }),
    });
    this.others = new Map(providers.map((settings) => [settings.id, new RelyingParty(settings)]));
    this.sessions.onEnd((key) => {
      for (const socket of this.sockets.get(key) ?? []) socket.close(sessionEnded, 'Your session has ended');
    });
    this.unheeding = people.onForgotten((person) => {
      this.sessions.endOf(person);
    });
    this.sweeping = setInterval(() => {
      try {
        this.sessions.sweep();
        this.store.sweep();
      } catch {
        // A full disk, as a rule: what has expired opens nothing meanwhile, and is cleared away another time.
      }
    }, sweepMs).unref();
  }

  /** Told by the server when it listens, and at what address. */
  listening(url: string): void {
    this.listensAt = url;
    this.withEmbedded = undefined;
  }

  /** The site as browsers see it. */
  get origin(): string {
    const url = this.publicUrl ?? this.listensAt;
    if (url === undefined)
      throw new Error('The server does not listen yet, and nobody said under which address it will');
    return new URL(url).origin;
  }

  /** Whether a browser has come under another name of this machine than cookies are kept for. */
  isElsewhere(host: string | undefined): boolean {
    return !this.secure && host !== new URL(this.origin).host;
  }

  /** What machines get their tokens for: the address they ask at. */
  get api(): string {
    return `${this.origin}/graphql`;
  }

  get secure(): boolean {
    return this.publicUrl?.startsWith('https:') === true;
  }

  get cookies(): CookieNames {
    return cookieNames(this.secure);
  }

  /** Each provider has an address of its own, so that no answer can pass for another's (RFC 9700, mix-up). */
  redirectUri(provider: string): string {
    return `${this.origin}/sign-in/callback/${provider}`;
  }

  get signedOutUri(): string {
    return `${this.origin}/signed-out`;
  }

  /** All that may be chosen, the embedded one last. */
  offered(): readonly RelyingParty[] {
    const own = this.provider(embeddedId);
    return [...this.others.values(), ...(own ? [own] : [])];
  }

  provider(id: string): RelyingParty | undefined {
    if (id !== embeddedId || !this.embedded) return this.others.get(id);
    this.withEmbedded ??= new RelyingParty(
      {
        id: embeddedId,
        name: ownName,
        ...this.embedded.client,
        // Its address may change.
        issuerKey: embeddedId,
        signedWith: 'ES256',
        // Whoever sits down at a shared computer is asked who they are.
        alwaysAsk: true,
      },
      this.inHouse,
    );
    return this.withEmbedded;
  }

  /** The open session a Cookie header names. */
  openSession(cookie: string | undefined): OpenSession | undefined {
    return this.sessions.of(cookieIn(cookie, this.cookies.session));
  }

  /** The same as askers carry it. */
  sessionOf(cookie: string | undefined): Session | undefined {
    const open = this.openSession(cookie);
    if (!open) return undefined;
    const { person, actingFor, key, strong } = open;
    return {
      person,
      actingFor,
      isTooWeakFor: (command) => !strong && this.strongerCommands.has(command),
      isOpen: () => this.sessions.isOpen(key),
    };
  }

  /** Closes a socket as soon as the session that opened it has ended. */
  readonly watch = (cookie: string | undefined, socket: Socket): void => {
    const session = this.openSession(cookie);
    if (!session) return;
    const { key } = session;
    const open = this.sockets.get(key) ?? new Set();
    this.sockets.set(key, open.add(socket));
    socket.once('close', () => {
      open.delete(socket);
      if (open.size === 0) this.sockets.delete(key);
    });
  };

  /** Lets a machine in by its access token, for this request. Throws `NoBearer`. */
  async letIn(headers: IncomingHttpHeaders): Promise<void> {
    const bearer = await this.bearers.read(headers.authorization ?? '');
    this.letInBy.set(headers, {
      person: bearer.machine.id,
      scopes: bearer.scopes,
      isOpen: () => this.bearers.isOpen(bearer),
    });
  }

  /** The machine a request comes from, if it has been let in; otherwise the person. */
  sessionIn(headers: IncomingHttpHeaders): Session | undefined {
    return this.letInBy.get(headers) ?? this.sessionOf(headers.cookie);
  }

  attemptOf(cookie: string | undefined): Attempt | undefined {
    return this.sessions.take(cookieIn(cookie, this.cookies.attempt));
  }

  /**
   * The link by which the first person of an installation comes in, to open a collaboration; nothing once anybody has
   * come. Each call makes a new one, and those before lead nowhere.
   */
  firstLink(): string | undefined {
    if (this.people.isEntered) return undefined;
    const id = this.firstPerson();
    if (!this.people.get(id)) this.people.put({ id, label: firstLabel, demonstration: false, signIn: false });
    this.people.letOpen(id);
    this.accounts.withdraw(id);
    return this.invitationLink(id);
  }

  /** The same at each start, until that person was forgotten: nobody takes over who somebody was. */
  private firstPerson(): string {
    for (let time = 1; ; time += 1) {
      const secret = this.store.secret(`first person ${String(time)}`);
      const id = `person_${createHash('sha256').update(secret).digest('hex').slice(0, 16)}`;
      if (!this.people.isFormer(id)) return id;
    }
  }

  /** A link by which a person of the directory comes in, once, within a week. */
  invitationLink(person: string): string {
    return `${this.origin}/invitation/${this.accounts.invite(person)}`;
  }

  close(): void {
    clearInterval(this.sweeping);
    this.unheeding();
    this.machines.close();
    this.sessions.close();
    this.accounts.close();
    this.store.close();
  }

  private get ownTokens(): readonly TokenIssuer[] {
    if (!this.embedded) return [];
    const { client, keys } = this.embedded;
    return [{ issuer: client.issuer, issuerKey: ownIssuer, type: 'at+jwt', keys }];
  }

  /** What this server asks itself does not go out through a proxy and in again. */
  private readonly inHouse: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== this.origin || this.listensAt === undefined) return fetch(input, init);
    return fetch(new URL(url.pathname + url.search, this.listensAt), init);
  };
}

const firstLabel = { original: 'fi', fi: 'Ylläpitäjä', sv: 'Administratör', en: 'Administrator' } as const;

/** What the embedded provider is called. */
const ownName: Readonly<Record<Language, string>> = {
  fi: 'Talkoot-tunnus',
  sv: 'Talkoot-konto',
  en: 'Talkoot account',
};
