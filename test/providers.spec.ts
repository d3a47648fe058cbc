import { Provider, type Configuration } from 'oidc-provider';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JWTPayload } from 'jose';
import { House } from './harness.ts';
import { newKey, TestProvider, unsigned, type Misbehaviour } from './provider.ts';
import { Visitor } from './visitor.ts';

/** Signing in with providers elsewhere: one that means ill, one that is mixed up with another, and a standard one. */
let house: House;
let county: TestProvider;
let other: TestProvider;
let standard: StandardProvider;
beforeAll(async () => {
  // The standard one says how it could be set up better.
  for (const level of ['info', 'warn'] as const) jest.spyOn(console, level).mockImplementation(() => undefined);
  [county, other, standard] = await Promise.all([TestProvider.open(), TestProvider.open(), StandardProvider.open()]);
  const providers = [county.settings('county'), other.settings('other'), standard.settings('standard')];
  house = await House.open({ door: { providers, embedded: false } });
  standard.serve(house.url);
  // Whom the county's first subject is, by an invitation accepted with it.
  const visitor = new Visitor(house.url);
  expect((await visitor.go(`${invitation('person_muni179')}/with/county?lang=en`)).status).toBe(200);
});
afterAll(async () => {
  await house.close();
  for (const provider of [county, other, standard]) provider.close();
});
beforeEach(() => {
  for (const provider of [county, other]) {
    provider.misbehaviour = {};
    provider.subject = 'subject-1';
  }
});

const invitation = (person: string) => new URL(house.entrance.invitationLink(person)).pathname;
const isSignedIn = (visitor: Visitor) => house.entrance.openSession(visitor.cookie)?.person;
const signIn = async (provider = 'county') => {
  const visitor = new Visitor(house.url);
  const answer = await visitor.go(`/sign-in/with/${provider}?lang=en`);
  const page = await answer.text();
  return { visitor, answer, page, title: /<h1>(.*)<\/h1>/.exec(page)?.[1] };
};

describe('who signs in elsewhere', () => {
  it('is the person who accepted an invitation so, wherever they come from next', async () => {
    const { visitor, answer } = await signIn();
    expect([isSignedIn(visitor), answer.status, visitor.trail.at(-1)]).toEqual([
      'person_muni179',
      200,
      `${house.url}/?lang=en`,
    ]);
  });

  it('is nobody without an invitation, and the same subject elsewhere is somebody else', async () => {
    county.subject = 'subject-of-nobody';
    for (const { visitor, answer, title } of [await signIn(), await signIn('other')])
      expect([answer.status, title, isSignedIn(visitor)]).toEqual([403, 'You have not been invited yet', undefined]);
  });

  it('cannot take another’s invitation as well, and a used one lets nobody in', async () => {
    const path = invitation('person_coord01');
    const visitor = new Visitor(house.url);
    expect(await (await visitor.go(`${path}/with/county?lang=en`)).text()).toContain('belongs to somebody else');
    other.subject = 'subject-of-coord';
    expect((await visitor.go(`${path}/with/other`)).status).toBe(200);
    expect(isSignedIn(visitor)).toBe('person_coord01');
    expect((await visitor.go(`${path}/with/other`)).status).toBe(404);
  });

  it('chooses among all that are offered, none of them the house’s own when there is none', async () => {
    const page = await (await new Visitor(house.url).go('/sign-in?lang=en')).text();
    expect([...page.matchAll(/sign-in\/with\/([a-z]+)/g)].map(([, id]) => id)).toEqual(['county', 'other', 'standard']);
    expect((await fetch(`${house.url}/op/auth`)).status).toBe(404);
    expect((await new Visitor(house.url).go('/sign-in/with/talkoot')).status).toBe(400);
  });

  it('is told in words when the provider cannot be reached', async () => {
    const gone = await TestProvider.open();
    const settings = gone.settings('gone');
    gone.close();
    const elsewhere = await House.open({ empty: true, door: { providers: [settings] } });
    const answer = await new Visitor(elsewhere.url).go('/sign-in/with/gone?lang=sv');
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('svarar inte')]);
    await elsewhere.close();
  });
});

const now = () => Math.floor(Date.now() / 1000);
const attacks: readonly (readonly [string, () => Misbehaviour])[] = [
  ['no ID token', () => ({ token: () => undefined })],
  ['no signature (alg: none)', () => ({ token: (_, claims) => unsigned(claims, 'none') })],
  ['alg None in other letters', () => ({ token: (_, claims) => unsigned(claims, 'nOnE') })],
  ['its signature taken off', () => ({ token: (right) => right.replace(/[^.]+$/, '') })],
  ['another key', () => ({ token: async (_, claims) => county.signed(claims, { key: await newKey() }) })],
  [
    'claims changed after signing',
    () => ({ token: (right, claims) => withClaims(right, { ...claims, sub: 'subject-2' }) }),
  ],
  ['the secret as its key (HS256)', () => ({ token: (_, claims) => sealedWith(claims, county.clientSecret) })],
  ['another audience', () => ({ claims: { aud: 'somebody-else' } })],
  ['several audiences and none authorised', () => ({ claims: { aud: ['talkoot', 'else'], azp: 'else' } })],
  ['another issuer', () => ({ claims: { iss: 'https://login.example.fi' } })],
  ['another provider’s issuer', () => ({ claims: { iss: other.issuer } })],
  ['an end that has passed', () => ({ claims: { exp: now() - 60, iat: now() - 360 } })],
  ['no end', () => ({ claims: { exp: undefined } })],
  ['another nonce', () => ({ claims: { nonce: 'x' } })],
  ['no nonce', () => ({ claims: { nonce: undefined } })],
  ['no subject', () => ({ claims: { sub: undefined } })],
  ['an empty subject', () => ({ claims: { sub: '' } })],
  ['a beginning that lies ahead', () => ({ claims: { nbf: now() + 3_600 } })],
  ['something that is no token', () => ({ token: () => '{"sub":"subject-1"}' })],
];

it.each(attacks)('an ID token with %s signs nobody in', async (_, misbehaviour) => {
  county.misbehaviour = misbehaviour();
  const { visitor, answer, page, title } = await signIn();
  expect([answer.status, title, isSignedIn(visitor)]).toEqual([400, 'The sign-in did not succeed', undefined]);
  // Nothing of what came is said back.
  expect(page).not.toMatch(/eyJ|claim|token|somebody-else/);
});

it('an ID token given to somebody else, or for another sign-in, is no good here', async () => {
  const taken: string[] = [];
  county.misbehaviour = { token: (right) => (taken.push(right), right) };
  await signIn();
  county.misbehaviour = { token: () => taken[0] };
  const { visitor, answer } = await signIn();
  expect([answer.status, isSignedIn(visitor)]).toEqual([400, undefined]);
});

describe('an answer', () => {
  it.each<[string, Misbehaviour['answer']]>([
    ['without its state', { state: undefined }],
    ['with another state', { state: 'x' }],
    ['without its issuer', { iss: undefined }],
    ['of another issuer', { iss: 'https://login.example.fi' }],
    ['without a code', { code: undefined }],
    ['with a made-up code', { code: 'made-up' }],
    ['that is an error', { error: 'access_denied', error_description: '<script>alert(1)</script>', code: undefined }],
  ])('%s signs nobody in', async (_, answer) => {
    county.misbehaviour = { ...(answer && { answer }) };
    const { visitor, answer: shown, page } = await signIn();
    expect([shown.status, isSignedIn(visitor)]).toEqual([400, undefined]);
    expect(page).not.toContain('<script');
  });

  it('that a provider sends to another’s address is not taken for that one’s (mix-up)', async () => {
    const asked = county.asked.length;
    other.misbehaviour = { redirectTo: `${house.url}/sign-in/callback/county` };
    for (const answer of [{}, { iss: county.issuer }]) {
      other.misbehaviour = { ...other.misbehaviour, answer };
      const { visitor, answer: shown } = await signIn('other');
      expect([shown.status, isSignedIn(visitor)]).toEqual([400, undefined]);
    }
    // The honest one was not shown the other's code, nor the other way round.
    expect(county.asked).toHaveLength(asked);
  });

  it('carries the verifier of its own sign-in, and the code to its own provider alone', async () => {
    const before = other.asked.length;
    await signIn();
    const sent = county.asked.at(-1);
    expect(sent?.get('code_verifier')).toMatch(/^[\w-]{43,}$/);
    expect(sent?.get('redirect_uri')).toBe(`${house.url}/sign-in/callback/county`);
    expect(other.asked).toHaveLength(before);
  });
});

describe('a provider’s word that somebody signed out', () => {
  const tell = async (token: string, id = 'county') =>
    (
      await fetch(`${house.url}/sign-in/back-channel/${id}`, {
        method: 'POST',
        body: new URLSearchParams({ logout_token: token }),
      })
    ).status;

  const without = (claim: string) => {
    const claims = county.logoutClaims();
    return Object.fromEntries(Object.entries(claims).filter(([name]) => name !== claim));
  };

  it('ends their sessions, and counts once', async () => {
    const [{ visitor: one }, { visitor: two }] = [await signIn(), await signIn()];
    const token = await county.signed(county.logoutClaims(), { typ: 'logout+jwt' });
    expect(await tell(token)).toBe(200);
    expect([isSignedIn(one), isSignedIn(two)]).toEqual([undefined, undefined]);
    const { visitor: three } = await signIn();
    expect(await tell(token)).toBe(400);
    expect(isSignedIn(three)).toBe('person_muni179');
  });

  it('by the session alone ends that session', async () => {
    const { visitor } = await signIn();
    const of = (sid: string) => ({ ...without('sub'), sid });
    expect(await tell(await county.signed(of('another session')))).toBe(200);
    expect(isSignedIn(visitor)).toBe('person_muni179');
    expect(await tell(await county.signed(of('session of subject-1')))).toBe(200);
    expect(isSignedIn(visitor)).toBeUndefined();
  });

  it.each<[string, () => string | Promise<string>]>([
    ['no signature', () => unsigned(county.logoutClaims(), 'none')],
    ['another key', async () => county.signed(county.logoutClaims(), { key: await newKey() })],
    ['the secret as its key', () => sealedWith(county.logoutClaims(), county.clientSecret)],
    ['another provider’s key', () => other.signed(county.logoutClaims())],
    ['another audience', () => county.signed(county.logoutClaims({ aud: 'somebody-else' }))],
    ['another issuer', () => county.signed(county.logoutClaims({ iss: other.issuer }))],
    ['an age of ten minutes', () => county.signed(county.logoutClaims({ iat: now() - 600, exp: now() + 600 }))],
    ['an end that has passed', () => county.signed(county.logoutClaims({ exp: now() - 60 }))],
    ['a nonce, as an ID token has', () => county.signed(county.logoutClaims({ nonce: 'n' }))],
    ['no event', () => county.signed(without('events'))],
    ['another event', () => county.signed(county.logoutClaims({ events: { else: {} } }))],
    ['no id', () => county.signed(without('jti'))],
    ['nobody it is about', () => county.signed(without('sub'))],
    ['no time', () => county.signed(without('iat'))],
    ['the type of an access token', () => county.signed(county.logoutClaims(), { typ: 'at+jwt' })],
    ['nothing in it', () => ''],
  ])('with %s ends nothing', async (_, token) => {
    const { visitor } = await signIn();
    expect(await tell(await token())).toBe(400);
    expect(isSignedIn(visitor)).toBe('person_muni179');
  });

  it('to a provider that there is not is answered alike', async () => {
    expect(await tell(await county.signed(county.logoutClaims()), 'nowhere')).toBe(400);
    expect(await tell(await county.signed(county.logoutClaims()), 'other')).toBe(400);
  });
});

describe('a standard provider (oidc-provider, unchanged)', () => {
  it('signs somebody in, and out again at both: here first, then there', async () => {
    const visitor = new Visitor(house.url);
    await standard.enter(visitor, `${invitation('person_ngo179')}/with/standard?lang=en`, 'aino');
    expect(isSignedIn(visitor)).toBe('person_ngo179');
    const out = await visitor.send('/sign-out?lang=en', {});
    expect(isSignedIn(visitor)).toBeUndefined();
    const [, there = ''] = /http-equiv="refresh" content="0; url=([^"]+)"/i.exec(await out.text()) ?? [];
    const url = new URL(there.replaceAll('&amp;', '&'));
    expect([url.origin, url.searchParams.get('post_logout_redirect_uri')]).toEqual([
      standard.issuer,
      `${house.url}/signed-out`,
    ]);
    expect(await (await standard.leave(visitor, url.href)).text()).toContain('Olet kirjautunut ulos');
    // Known no more there either: it asks who they are.
    expect(await (await visitor.go('/sign-in/with/standard')).text()).toContain('name="login"');
  });

  it('says by itself that somebody signed out there, and their session here has ended', async () => {
    const visitor = new Visitor(house.url);
    await standard.enter(visitor, '/sign-in/with/standard?lang=en', 'aino');
    const { cookie } = visitor;
    expect(house.entrance.openSession(cookie)?.person).toBe('person_ngo179');
    await standard.leave(visitor, `${standard.issuer}/session/end`);
    expect(house.entrance.openSession(cookie)).toBeUndefined();
  });
});

/** What anybody may install, with its own pages. */
class StandardProvider {
  issuer = '';
  private readonly server: Server = createServer((request, response) => {
    void this.answer?.(request, response);
  });
  private answer: ReturnType<Provider['callback']> | undefined;

  static async open(): Promise<StandardProvider> {
    const standard = new StandardProvider();
    standard.server.listen(0, '127.0.0.1');
    await new Promise((resolve) => standard.server.once('listening', resolve));
    standard.issuer = `http://127.0.0.1:${String((standard.server.address() as AddressInfo).port)}`;
    return standard;
  }

  settings(id: string) {
    const { issuer } = this;
    return { id, name: { fi: id, sv: id, en: id }, issuer, clientId: 'talkoot', clientSecret: 'known to both of them' };
  }

  serve(site: string): void {
    const configuration: Configuration = {
      clients: [
        {
          client_id: 'talkoot',
          client_secret: 'known to both of them',
          redirect_uris: [`${site}/sign-in/callback/standard`],
          post_logout_redirect_uris: [`${site}/signed-out`],
          backchannel_logout_uri: `${site}/sign-in/back-channel/standard`,
          backchannel_logout_session_required: true,
        },
      ],
      cookies: { keys: ['a key of the test'] },
      features: { backchannelLogout: { enabled: true } },
      // The dispatcher it brings along refuses this machine's own addresses.
      fetch: (url, init) => fetch(url, { ...init, dispatcher: undefined } as RequestInit),
    };
    this.answer = new Provider(this.issuer, configuration).callback();
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  /** Its pages of sign-in and of consent, one after the other. */
  async enter(visitor: Visitor, path: string, login: string): Promise<void> {
    let page = await visitor.go(path);
    while (new URL(visitor.trail.at(-1) ?? '').origin === this.issuer) {
      const [, prompt = ''] = /name="prompt" value="(\w+)"/.exec(await page.text()) ?? [];
      page = await visitor.send(visitor.trail.at(-1) ?? '', { prompt, login, password: 'any' });
    }
  }

  async leave(visitor: Visitor, url: string): Promise<Response> {
    const [, xsrf = ''] = /name="xsrf" value="(\w+)"/.exec(await (await visitor.go(url)).text()) ?? [];
    return visitor.send(`${this.issuer}/session/end/confirm`, { xsrf, logout: 'yes' });
  }
}

/** The same token with other claims under its signature. */
const withClaims = (token: string, claims: JWTPayload): string => {
  const [head = '', , signature = ''] = token.split('.');
  return [head, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
};

/** Signed with what both sides know, as who confuses kinds of keys would. */
async function sealedWith(claims: JWTPayload, secret: string): Promise<string> {
  const { SignJWT } = await import('jose');
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret));
}
