import { createClient } from 'graphql-ws';
import { calculatePKCECodeChallenge, randomPKCECodeVerifier } from 'openid-client';
import { invitationMs, sessionLimits, throttleLimits } from '#identity';
import { commandId, House } from './harness.ts';
import { Visitor } from './visitor.ts';

/** Signing in with an account of the house's own, and what somebody who should not be let in may try. */
let house: House;
/** What the entrance's clock is ahead. */
let ahead = 0;
beforeAll(async () => {
  house = await House.open({ door: { clock: () => new Date(Date.now() + ahead) } });
});
afterAll(() => house.close());

const ask = '{ collaboration(id: "keskisuomi") { id } }';
/** What GraphQL answers somebody with this cookie: a status. */
const statusFor = async (cookie: string, query = ask): Promise<number> => {
  const headers = { 'content-type': 'application/json', cookie };
  return (await fetch(`${house.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) })).status;
};
const signedIn = async (person: string): Promise<Visitor> => {
  const visitor = new Visitor(house.url);
  await visitor.signIn(person);
  return visitor;
};

describe('a demonstration person', () => {
  it('signs in with one click, by the real flow, and is somebody', async () => {
    const visitor = new Visitor(house.url);
    await visitor.signIn('person_muni179');
    expect(await (await visitor.go('/sign-in?lang=fi')).text()).toContain('Olet kirjautunut sisään');
    const [asked, page, on, back] = visitor.trail.map((address) => new URL(address));
    expect(Object.fromEntries(asked?.searchParams ?? [])).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{43}$/) as string,
      nonce: expect.stringMatching(/^[\w-]{43}$/) as string,
    });
    expect([page?.pathname, on?.pathname, back?.pathname].map((path) => path?.replace(/[\w-]{43}$/, '…'))).toEqual([
      '/op/interaction/…',
      '/op/auth/…',
      '/sign-in/callback/talkoot',
    ]);
    expect(await statusFor(visitor.cookie)).toBe(200);
  });

  it('gets a cookie no script reads, and no token', async () => {
    const visitor = new Visitor(house.url);
    const answers: string[] = [];
    const asked = visitor.ask.bind(visitor);
    jest.spyOn(visitor, 'ask').mockImplementation(async (...given) => {
      const answer = await asked(...given);
      answers.push(...answer.headers.getSetCookie(), answer.headers.get('location') ?? '', await answer.clone().text());
      return answer;
    });
    await visitor.signIn('person_muni179');
    const set = answers.filter((line) => line.startsWith('talkoot='));
    expect(set).toEqual([expect.stringMatching(/^talkoot=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)]);
    // A JWT begins with `{"`.
    for (const text of answers) expect(text).not.toMatch(/eyJ|access_token|id_token/);
  });

  it('is asked each time, since whoever sits down next is somebody else', async () => {
    const visitor = await signedIn('person_muni179');
    expect(await visitor.toAccountPage()).toContain('/op/interaction/');
    await visitor.send(visitor.trail.at(-1) ?? '', { person: 'person_coord01' });
    expect(await (await visitor.go('/sign-in')).text()).toContain('oordinaattori');
  });

  it('is nobody who was not listed, nor where no such people are', async () => {
    const visitor = new Visitor(house.url);
    const page = await visitor.toAccountPage();
    for (const person of ['person_admin01', 'person_stranger', '__proto__', ''])
      expect((await visitor.send(page, { person })).status).toBe(400);
    expect(visitor.jar.has(`${new URL(house.url).host} talkoot`)).toBe(false);
  });
});

describe('an invitation', () => {
  const token = (person = 'person_parish495') => new URL(house.entrance.invitationLink(person)).pathname;

  it('lets somebody make an account, once, and sign in with it', async () => {
    const [path, visitor] = [token(), new Visitor(house.url)];
    expect(await (await visitor.go(`${path}?lang=sv`)).text()).toContain('Inbjudan till Talkoot');
    const short = await visitor.send(path, { name: 'parish@example.org', password: 'short' });
    expect([short.status, await short.text()]).toEqual([400, expect.stringContaining('Salasana on liian lyhyt')]);
    const fields = { name: 'parish@example.org', password: 'kolme kuivaa sanaa' };
    expect(await (await visitor.send(path, fields)).text()).toContain('Tunnus on tehty');
    for (const again of [await visitor.go(path), await visitor.send(path, fields)]) expect(again.status).toBe(404);
    const page = await visitor.toAccountPage();
    const wrong = await visitor.send(page, { ...fields, password: 'kolme kuivaa sanoa' });
    expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining('ei täsmää')]);
    expect((await visitor.send(page, fields)).status).toBe(200);
    expect(await statusFor(visitor.cookie)).toBe(200);
  });

  it('made up, spoilt or a week old leads nowhere, with the same answer', async () => {
    const path = token();
    const pages = [];
    for (const one of ['/invitation/x', `${path}x`, '/invitation/%00', '/invitation/%27%20OR%201=1'])
      pages.push(await new Visitor(house.url).go(one));
    ahead = invitationMs;
    pages.push(await new Visitor(house.url).go(path), await new Visitor(house.url).go(`${path}/with/talkoot`));
    ahead = 0;
    expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 404));
    expect(new Set(await Promise.all(pages.map((page) => page.text()))).size).toBe(1);
  });

  it('a page elsewhere cannot use it', async () => {
    const answer = await fetch(house.url + token(), {
      method: 'POST',
      headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ name: 'evil', password: 'kolme kuivaa sanaa' }),
    });
    expect(answer.status).toBe(403);
  });
});

it('guessing is slowed down: the right password too waits, and others do not', async () => {
  const [path, visitor] = [new URL(house.entrance.invitationLink('person_ngo179')).pathname, new Visitor(house.url)];
  const fields = { name: 'ngo179', password: 'neljä kuivaa sanaa' };
  await visitor.send(path, fields);
  const page = await visitor.toAccountPage();
  for (let n = 0; n < throttleLimits.account; n += 1)
    expect((await visitor.send(page, { ...fields, password: `guess number ${String(n)}` })).status).toBe(400);
  const waits = await visitor.send(page, fields);
  expect([waits.status, await waits.text()]).toEqual([429, expect.stringContaining('15 minuutin')]);
  expect((await visitor.send(page, { name: 'somebody', password: 'else altogether' })).status).toBe(400);
  ahead = throttleLimits.windowMs;
  // The sign-in under way has expired meanwhile.
  expect((await visitor.send(await visitor.toAccountPage(), fields)).status).toBe(200);
  ahead = 0;
});

describe('a session', () => {
  it('is new at each sign-in: one planted before opens nothing after', async () => {
    const visitor = await signedIn('person_muni179');
    const before = visitor.cookie;
    await visitor.signIn('person_coord01');
    expect(visitor.cookie).not.toBe(before);
    expect([await statusFor(before), await statusFor(visitor.cookie)]).toEqual([401, 200]);
    const host = new URL(house.url).host;
    const fixed = new Visitor(house.url);
    fixed.jar.set(`${host} talkoot`, { value: 'planted', host, path: '/' });
    await fixed.signIn('person_muni179');
    expect(await statusFor('talkoot=planted')).toBe(401);
  });

  it('ends at sign-out, and its cookie is not used again', async () => {
    const visitor = await signedIn('person_muni179');
    const { cookie } = visitor;
    expect(await (await visitor.send('/sign-out?lang=en', {})).text()).toContain('You are signed out');
    expect([visitor.jar.has(`${new URL(house.url).host} talkoot`), await statusFor(cookie)]).toEqual([false, 401]);
    expect((await visitor.send('/sign-out', {})).status).toBe(200);
  });

  it('is not ended by a page elsewhere', async () => {
    const visitor = await signedIn('person_muni179');
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ])
      expect(
        (await visitor.ask('/sign-out', { method: 'POST', headers: headers as Record<string, string> })).status,
      ).toBe(403);
    expect((await visitor.ask('/sign-out')).status).toBe(404);
    expect(await statusFor(visitor.cookie)).toBe(200);
  });

  it('ends after half an hour of nothing, and after ten hours of anything', async () => {
    const [idle, busy] = [await signedIn('person_muni179'), await signedIn('person_muni179')];
    const step = sessionLimits.idleMs - 61_000;
    for (ahead = step; ahead < sessionLimits.absoluteMs - 61_000; ahead += step)
      expect(await statusFor(busy.cookie)).toBe(200);
    expect(await statusFor(idle.cookie)).toBe(401);
    ahead = sessionLimits.absoluteMs;
    expect(await statusFor(busy.cookie)).toBe(401);
    ahead = 0;
  });
});

describe('an open subscription', () => {
  interface Told {
    readonly data?: { readonly changed: { readonly subject: string } };
  }
  const open = (cookie: string) => {
    let closed: (event: { code: number; at: number }) => void;
    const end = new Promise<{ code: number; at: number }>((resolve) => (closed = resolve));
    const client = createClient({
      url: `${house.url.replace('http', 'ws')}/graphql`,
      retryAttempts: 0,
      on: { closed: (event) => closed({ code: (event as { code: number }).code, at: performance.now() }) },
      webSocketImpl: new Proxy(WebSocket, {
        construct: (target, [url, protocols]: unknown[]) =>
          Reflect.construct(target, [url, { protocols, headers: { cookie } }]) as object,
      }),
    });
    const changes = client.iterate<Told['data'] & object>({
      query: 'subscription { changed(collaboration: "keskisuomi") { subject } }',
    }) as AsyncIterableIterator<Told>;
    return { end, changes, client };
  };
  /** Something everybody in the collaboration may know of. */
  const change = async (id: string) => {
    const coordinator = await house.as('person_coord01');
    const done = await coordinator.act(
      `mutation ($commandId: ID!) { openTask(collaboration: "keskisuomi", id: "${id}", commandId: $commandId,
        input: { title: { original: FI, fi: "Tehtävä" }, partner: "partner_hyvaks" }) { __typename } }`,
      { commandId: commandId() },
    );
    expect(done).toEqual({ __typename: 'Task' });
  };
  /** Told of a first change, so that it is known to be open. */
  const followed = async (cookie: string, id: string) => {
    const subscription = open(cookie);
    const first = subscription.changes.next();
    // It begins at some moment after it was asked for.
    for (let n = 0; ; n += 1) {
      await change(`${id}_${String(n)}`);
      const told = await Promise.race([first, new Promise<undefined>((resolve) => setTimeout(resolve, 200))]);
      if (told) break;
    }
    return subscription;
  };

  it('is closed with the session, within a second', async () => {
    const visitor = await signedIn('person_muni179');
    const { end } = await followed(visitor.cookie, 'task_out');
    const began = performance.now();
    await visitor.send('/sign-out', {});
    const { code, at } = await end;
    expect(code).toBe(4403);
    expect(at - began).toBeLessThan(1_000);
  });

  it('tells nothing more to somebody whose mandate was revoked: it ends instead of the next change', async () => {
    const person = 'person_visiting';
    const administrator = house.asAnyone('person_admin01');
    const give = (mutation: string, input: string) =>
      administrator.act(
        `mutation ($commandId: ID!) { ${mutation}(collaboration: "keskisuomi", id: "mandate_visiting", commandId: $commandId, input: ${input}) {
          __typename ... on Refused { code } } }`,
        { commandId: commandId() },
      );
    expect(
      await give(
        'grantMandate',
        `{ person: "${person}", partner: "partner_hyvaks", role: MEMBER, from: "2026-01-01" }`,
      ),
    ).toEqual({ __typename: 'Mandate' });
    const { changes, client } = await followed(house.cookieOf(person), 'task_visit');
    expect(await give('revokeMandate', '{ reason: { original: FI, fi: "Vierailu päättyi" } }')).toEqual({
      __typename: 'Mandate',
    });
    const began = performance.now();
    const told: Told[] = [];
    for (;;) {
      const { value, done } = (await changes.next()) as IteratorResult<Told, undefined>;
      if (done) break;
      told.push(value);
    }
    expect(performance.now() - began).toBeLessThan(1_000);
    // Other changes of before may have been on their way; its own end is not told.
    expect(told.map(({ data }) => data?.changed.subject)).not.toContain('mandate_visiting');
    await client.dispose();
  });
});

describe('the embedded provider refuses', () => {
  const client = () => house.entrance.embedded?.client ?? { issuer: '', clientId: '', clientSecret: '' };
  const redirectUri = () => `${house.url}/sign-in/callback/talkoot`;
  const auth = async (more: Record<string, string | undefined>) => {
    const verifier = randomPKCECodeVerifier();
    const asked: Record<string, string | undefined> = {
      client_id: 'talkoot',
      response_type: 'code',
      scope: 'openid',
      redirect_uri: redirectUri(),
      state: 's',
      nonce: 'n',
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...more,
    };
    const url = new URL(`${house.url}/op/auth`);
    for (const [name, value] of Object.entries(asked)) if (value !== undefined) url.searchParams.set(name, value);
    return { url: url.href, verifier };
  };
  /** A code for somebody, as who listens on the way might come by it. */
  const codeFor = async (person: string) => {
    const { url, verifier } = await auth({});
    const visitor = new Visitor(house.url);
    await visitor.go(url);
    await visitor.send(visitor.trail.at(-1) ?? '', { person });
    const back = visitor.trail.find((address) => address.includes('/sign-in/callback/')) ?? '';
    return { code: new URL(back).searchParams.get('code') ?? '', verifier };
  };
  const exchange = async (fields: Record<string, string>, secret = client().clientSecret) => {
    const answer = await fetch(`${house.url}/op/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`talkoot:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'authorization_code', redirect_uri: redirectUri(), ...fields }),
    });
    return [answer.status, ((await answer.json()) as { error?: string }).error];
  };

  it('a code twice, and one without its verifier, with another, or by who has no secret', async () => {
    const { code, verifier } = await codeFor('person_muni179');
    expect(await exchange({ code, code_verifier: verifier }, 'a guess')).toEqual([401, 'invalid_client']);
    expect(await exchange({ code })).toEqual([400, 'invalid_grant']);
    const other = await codeFor('person_muni179');
    expect(await exchange({ code: other.code, code_verifier: randomPKCECodeVerifier() })).toEqual([
      400,
      'invalid_grant',
    ]);
    const right = await codeFor('person_muni179');
    expect(await exchange({ code: right.code, code_verifier: right.verifier })).toEqual([200, undefined]);
    expect(await exchange({ code: right.code, code_verifier: right.verifier })).toEqual([400, 'invalid_grant']);
    const elsewhere = await codeFor('person_muni179');
    const uri = { redirect_uri: 'https://evil.example/' };
    expect(await exchange({ code: elsewhere.code, code_verifier: elsewhere.verifier, ...uri })).toEqual([
      400,
      'invalid_grant',
    ]);
  });

  it.each([
    ['no PKCE', { code_challenge: undefined, code_challenge_method: undefined }],
    ['PKCE whose challenge is the verifier', { code_challenge_method: 'plain' }],
    ['a token in the address', { response_type: 'id_token' }],
    ['a code and a token', { response_type: 'code id_token' }],
    ['more than who somebody is', { scope: 'openid offline_access', prompt: 'none' }],
  ])('%s', async (_, more) => {
    const visitor = new Visitor(house.url);
    const answer = await visitor.ask((await auth(more)).url);
    const back = new URL(answer.headers.get('location') ?? '', house.url);
    expect([answer.status, back.pathname]).toEqual([303, '/sign-in/callback/talkoot']);
    expect(back.searchParams.get('error') ?? new URLSearchParams(back.hash.slice(1)).get('error')).toMatch(/\w+/);
    expect(back.searchParams.has('code')).toBe(false);
    // And back here that signs nobody in.
    expect((await visitor.ask(back)).status).toBe(400);
  });

  it.each([
    'https://evil.example/',
    'http://127.0.0.1:1/sign-in/callback/talkoot',
    '/sign-in/callback/talkoot/../../x',
    '/sign-in/callback/talkoot?next=https://evil.example',
    '/sign-in/callback/talkoot#x',
    '//evil.example',
  ])('to send anybody to %s', async (where) => {
    const redirect_uri = where.startsWith('/') && !where.startsWith('//') ? house.url + where : where;
    const answer = await new Visitor(house.url).ask((await auth({ redirect_uri })).url);
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    const page = await answer.text();
    expect(page).toContain('Kirjautuminen ei onnistunut');
    expect(page).not.toContain('evil');
  });

  it.each([
    '/op/',
    '/op/nothing',
    '/op/me',
    '/op/session/end',
    '/op/reg',
    '/op/device',
    '/op/request',
    '/op/token/introspection',
  ])('%s: there is nothing', async (path) => {
    expect((await fetch(house.url + path, { method: 'POST' })).status).toBe(404);
  });
});

describe('coming back', () => {
  /** As far as the way back, which is not gone. */
  const upToTheWayBack = async (person: string) => {
    const visitor = new Visitor(house.url);
    const page = await visitor.toAccountPage();
    const headers = { origin: house.url };
    const answer = await visitor.ask(page, { method: 'POST', headers, body: new URLSearchParams({ person }) });
    const resumed = await visitor.ask(answer.headers.get('location') ?? '');
    return { visitor, back: resumed.headers.get('location') ?? '' };
  };

  it('counts once: an answer used twice signs nobody in', async () => {
    const { visitor, back } = await upToTheWayBack('person_muni179');
    const attempt = visitor.cookie;
    expect((await visitor.ask(back)).status).toBe(303);
    expect((await visitor.ask(back)).status).toBe(400);
    const again = await fetch(back, { headers: { cookie: attempt }, redirect: 'manual' });
    expect([again.status, again.headers.getSetCookie().some((line) => line.startsWith('talkoot='))]).toEqual([
      400,
      false,
    ]);
  });

  it('in another browser signs nobody in, and nobody in as somebody else', async () => {
    const { back } = await upToTheWayBack('person_muni179');
    // A browser that asked nothing.
    expect((await new Visitor(house.url).ask(back)).status).toBe(400);
    // One that asked something of its own: its state is another.
    const { visitor, back: own } = await upToTheWayBack('person_coord01');
    expect((await visitor.ask(back)).status).toBe(400);
    // And its own answer is no longer awaited.
    expect((await visitor.ask(own)).status).toBe(400);
    // With the state of its own and somebody else's code: the nonce and the verifier are others.
    const [mine, theirs] = [await upToTheWayBack('person_coord01'), await upToTheWayBack('person_muni179')];
    const mixed = new URL(mine.back);
    mixed.searchParams.set('code', new URL(theirs.back).searchParams.get('code') ?? '');
    expect((await mine.visitor.ask(mixed)).status).toBe(400);
    expect(await statusFor(mine.visitor.cookie)).toBe(401);
  });

  it('takes no longer than ten minutes', async () => {
    const { visitor, back } = await upToTheWayBack('person_muni179');
    ahead = sessionLimits.attemptMs;
    expect((await visitor.ask(back)).status).toBe(400);
    ahead = 0;
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/%0d%0aset-cookie:x=1',
    '\\\\evil.example',
    '/x\r\nlocation: https://evil.example',
    '/..//evil.example',
    '@evil.example',
  ])('leads to no other site, whatever it was begun with: %j', async (returnTo) => {
    const visitor = new Visitor(house.url);
    const page = await visitor.toAccountPage(`?returnTo=${encodeURIComponent(returnTo)}`);
    await visitor.send(page, { person: 'person_muni179' });
    for (const address of visitor.trail) expect(new URL(address).origin).toBe(house.url);
    expect(visitor.jar.has(`${new URL(house.url).host} x`)).toBe(false);
  });

  it('leads to the page it was begun for, in the language it was begun in', async () => {
    const visitor = new Visitor(house.url);
    const page = await visitor.toAccountPage('?lang=sv&returnTo=%2Freports%2Fkeskisuomi%2F2024-H2%3Fversion%3D1');
    await visitor.send(page, { person: 'person_muni179' });
    expect(visitor.trail.at(-1)).toBe(`${house.url}/reports/keskisuomi/2024-H2?version=1&lang=sv`);
  });
});

describe('who holds mandates in several organisations', () => {
  const person = 'person_both';
  let visitor: Visitor;
  beforeAll(async () => {
    const administrator = house.asAnyone('person_admin01');
    for (const partner of ['partner_jyvaskyla', 'partner_hyvaks'])
      expect(
        await administrator.act(
          `mutation ($commandId: ID!) { grantMandate(collaboration: "keskisuomi", id: "mandate_both_${partner}", commandId: $commandId,
            input: { person: "${person}", partner: "${partner}", role: MEMBER, from: "2026-01-01" }) { __typename ... on Refused { code } } }`,
          { commandId: commandId() },
        ),
      ).toEqual({ __typename: 'Mandate' });
    visitor = new Visitor(house.url);
    const host = new URL(house.url).host;
    const [name = '', value = ''] = house.cookieOf(person).split('=');
    visitor.jar.set(`${host} ${name}`, { value, host, path: '/' });
  });

  it('choose for whom they act, until they sign out', async () => {
    const page = await (await visitor.go('/acting-for?lang=fi')).text();
    expect(page).toMatch(/Toimit tämän puolesta/);
    expect(house.entrance.openSession(visitor.cookie)?.actingFor).toEqual({});
    const chosen = await visitor.send('/acting-for?lang=fi', {
      collaboration: 'keskisuomi',
      organisation: 'partner_hyvaks',
      returnTo: '/reports/keskisuomi/2024-H2',
    });
    expect(chosen.status).toBe(200);
    expect(visitor.trail.at(-1)).toBe(`${house.url}/reports/keskisuomi/2024-H2`);
    expect(house.entrance.openSession(visitor.cookie)?.actingFor).toEqual({ keskisuomi: 'partner_hyvaks' });
    const document = `mutation ($commandId: ID!) { openTask(collaboration: "keskisuomi", id: "task_both", commandId: $commandId,
      input: { title: { original: FI, fi: "Tehtävä" }, partner: "partner_hyvaks" }) { __typename } }`;
    const body = JSON.stringify({ query: document, variables: { commandId: commandId() } });
    const headers = { 'content-type': 'application/json', cookie: visitor.cookie };
    await fetch(`${house.url}/graphql`, { method: 'POST', headers, body });
    const [opened] = await Array.fromAsync(house.platform.log.readStream('keskisuomi-task_both'));
    expect(opened?.metadata).toMatchObject({ actor: person, organisation: 'partner_hyvaks' });
  });

  it.each([
    ['keskisuomi', 'partner_muurame'],
    ['keskisuomi', 'partner_nowhere'],
    ['nowhere', 'partner_hyvaks'],
    ['../x', 'partner_hyvaks'],
  ])('and for nobody else: %s, %s', async (collaboration, organisation) => {
    expect((await visitor.send('/acting-for', { collaboration, organisation })).status).toBe(400);
  });
});

it('signing in begins at the site’s own address, whichever name of this machine one came by', async () => {
  const { port } = new URL(house.url);
  const answer = await fetch(`http://localhost:${port}/sign-in?lang=en`, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${house.url}/sign-in?lang=en`]);
});

it('behind https the cookies are this host’s alone, and nothing leads out of it', async () => {
  const site = 'https://talkoot.example.fi';
  const behind = await House.open({ door: { publicUrl: site }, settings: { publicUrl: site } });
  const visitor = new Visitor(site, behind.url);
  const lines: string[] = [];
  const asked = visitor.ask.bind(visitor);
  jest.spyOn(visitor, 'ask').mockImplementation(async (...given) => {
    const answer = await asked(...given);
    lines.push(...answer.headers.getSetCookie());
    return answer;
  });
  expect((await visitor.signIn('person_muni179')).status).toBe(200);
  for (const address of visitor.trail) expect(new URL(address).origin).toBe(site);
  for (const line of lines.filter((one) => !one.includes('Max-Age=0'))) {
    expect(line).toMatch(/^__(Host|Secure)-/);
    expect(line).toMatch(/; secure(;|$)/i);
    expect(line).toMatch(/; httponly(;|$)/i);
    expect(line).not.toMatch(/; domain=/i);
    if (line.startsWith('__Host-')) expect(line).toMatch(/; Path=\/;/);
  }
  const [, session = ''] = /__Host-talkoot=([\w-]+)/.exec(visitor.cookie) ?? [];
  expect(behind.entrance.openSession(`__Host-talkoot=${session}`)?.person).toBe('person_muni179');
  // A neighbour's page on plain http could plant this one.
  expect(behind.entrance.openSession(`talkoot=${session}`)).toBeUndefined();
  await behind.close();
});
