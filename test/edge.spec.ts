import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, type Client as Socket } from 'graphql-ws';
import { edgeSettings, secretFrom } from '../apps/api/settings.ts';
import { commandId, House, type Client } from './harness.ts';

/** What the edge does to every request, by whom it comes from and before anything looks at what it asks. */
let house: House;
let person: Client;

const known = '{ collaboration(id: "keskisuomi") { id } }';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

beforeAll(async () => {
  house = await House.open();
  person = await house.as('person_muni179');
});
afterAll(() => house.close());

/** What the server says to bytes as they are. */
const raw = (text: string, url = house.url): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let told = '';
    socket.on('data', (part) => (told += String(part)));
    socket.once('close', () => {
      resolve(told);
    });
    socket.once('error', reject);
  });
const upgrade = (headers: string, path = '/graphql') =>
  `GET ${path} HTTP/1.1\r\nHost: ${new URL(house.url).host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n${headers}\r\n`;

const post = (headers: Record<string, string>, body = JSON.stringify({ query: known }), url = house.url) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: person.cookie, ...headers },
    body,
  });

describe('every answer carries strict headers:', () => {
  it.each<[string, number, () => Promise<Response>]>([
    ['an answer', 200, () => post({})],
    ['a mistake of the asker’s', 400, () => post({}, '{"query":"{"}')],
    ['a body that is no JSON', 400, () => post({}, '{')],
    ['a body too large', 413, () => post({}, JSON.stringify({ query: ' '.repeat(200_000) }))],
    ['a page', 200, () => fetch(`${house.url}/sign-in`)],
    ['a published report', 200, () => fetch(`${house.url}/reports/keskisuomi/2024-H2`)],
    ['a page that is not there', 404, () => fetch(`${house.url}/nowhere`, { headers: { accept: 'text/html' } })],
    ['an address that cannot be read', 400, () => fetch(`${house.url}/%zz`)],
    ['health', 200, () => fetch(`${house.url}/health/live`)],
  ])('%s', async (_, status, ask) => {
    const { status: answered, headers } = await ask();
    expect(answered).toBe(status);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*|https?:/);
    expect(Object.fromEntries(headers)).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(headers.get('x-powered-by')).toBeNull();
    // This house has no https address of its own.
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  it('also what never reaches the server’s own rules', async () => {
    expect(await raw('GET / HTTP/9.9\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400[^]*content-security-policy: default-src 'none'/,
    );
    const long = `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`;
    expect(await raw(long)).toMatch(/^HTTP\/1\.1 431[^]*x-content-type-options: nosniff/);
  });
});

describe('what changes something comes from this house’s own pages, or from no page:', () => {
  it.each<[string, Record<string, string>, number]>([
    ['a program', {}, 200],
    ['our page', { 'sec-fetch-site': 'same-origin' }, 200],
    ['our page that hides its origin', { 'sec-fetch-site': 'same-origin', origin: 'null' }, 200],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['another host of the same site', { 'sec-fetch-site': 'same-site' }, 403],
    ['another origin', { origin: 'https://elsewhere.example' }, 403],
    ['another port', { origin: 'http://127.0.0.1:1' }, 403],
    ['a sandboxed frame', { origin: 'null' }, 403],
    ['an origin that is none', { origin: 'about:blank' }, 403],
  ])('%s', async (_, headers, expected) => {
    expect((await post(headers)).status).toBe(expected);
    // Signing out takes the cookie away, and a page of ours goes on to the next.
    const form = await fetch(`${house.url}/sign-out`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
    expect([form.status, form.headers.has('set-cookie')]).toEqual(expected === 200 ? [303, true] : [403, false]);
    const site = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    if (expected === 403) expect(await raw(upgrade(site.join('')))).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('a name of somebody else’s that leads to this machine is not ours', async () => {
    const host = 'rebound.example:80';
    const body = JSON.stringify({ query: known });
    const told = await raw(
      `POST /graphql HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nContent-Type: application/json\r\nContent-Length: ${String(body.length)}\r\nConnection: close\r\n\r\n${body}`,
    );
    expect(told).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('a socket at another address is not left open', async () => {
    expect(await raw(upgrade('', '/elsewhere'))).toMatch(/^HTTP\/1\.1 404 /);
    expect(await raw(upgrade('', '/graphqlx'))).toMatch(/^HTTP\/1\.1 404 /);
  });
});

describe('/graphql', () => {
  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('takes no %s', async (method) => {
    const answer = await fetch(`${house.url}/graphql?query=${encodeURIComponent(known)}`, {
      method,
      headers: { cookie: person.cookie },
    });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });
  it.each([
    ['text/plain'],
    ['application/x-www-form-urlencoded'],
    ['multipart/form-data; boundary=x'],
    ['application/jsonx'],
    ['text/plain; application/json'],
  ])('takes no %s', async (type) => {
    const answer = await post({ 'content-type': type }, type.includes('urlencoded') ? `query=${known}` : undefined);
    expect(answer.status).toBe(415);
  });
  it('takes JSON however it is written', async () => {
    expect((await post({ 'content-type': 'Application/JSON; charset=utf-8' })).status).toBe(200);
  });
  it('takes no list of documents', async () => {
    expect((await post({}, JSON.stringify([{ query: known }, { query: known }]))).status).toBe(400);
  });
  it('gives every answer the number its errors and its events carry', async () => {
    const input =
      'indicator: "indicator_sen_osallistujat", place: "179", period: { from: "1990-01-01", to: "1990-06-30" }, value: 1, status: FINAL';
    const query = `mutation { reportMeasurement(collaboration: "keskisuomi", id: "series_sen_osallistujat__jyvaskyla", commandId: "${commandId()}", input: { ${input} }) { __typename ... on Refused { code } } }`;
    const answer = await post({}, JSON.stringify({ query }));
    expect(await answer.json()).toMatchObject({ data: { reportMeasurement: { __typename: 'Measurement' } } });
    const events = await Array.fromAsync(house.platform.log.readAll({ category: 'keskisuomi' }));
    expect(events.at(-1)?.metadata.correlationId).toBe(answer.headers.get('x-correlation-id'));
    const fault = jest.spyOn(house.platform.worlds, 'live').mockRejectedValueOnce(new Error('secret'));
    const failed = await post({});
    fault.mockRestore();
    const told = (await failed.json()) as { errors: { extensions: { reference: string } }[] };
    expect(told.errors[0]?.extensions.reference).toBe(failed.headers.get('x-correlation-id'));
  });
});

describe('in production', () => {
  let other: House;
  let member: Client;
  const settings = {
    dev: false,
    publicUrl: 'https://talkoot.example',
    trustedProxies: ['127.0.0.1'],
    documents: new Map([[hashOf(known), known]]),
    security: { contact: 'mailto:security@talkoot.example', expires: '2027-06-30T00:00:00Z' },
  };
  beforeAll(async () => {
    other = await House.open({ empty: true, settings: { ...settings, trustedProxies: ['127.0.0.1'] } });
    member = other.asAnyone('person_x');
  });
  afterAll(() => other.close());

  const send = (body: object, headers = {}) =>
    fetch(`${other.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: member.cookie, ...headers },
      body: JSON.stringify(body),
    });
  const answered = async (body: object) => {
    const answer = await send(body);
    const { errors } = (await answer.json()) as { errors?: { extensions: { code: string } }[] };
    return [answer.status, errors?.[0]?.extensions.code];
  };

  it('says that only https is spoken', async () => {
    const { headers } = await fetch(`${other.url}/health/live`);
    expect(headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
  });
  it('knows its own pages by its public address alone', async () => {
    expect((await send({ query: known }, { origin: 'https://talkoot.example' })).status).toBe(200);
    expect((await send({ query: known }, { origin: other.url })).status).toBe(403);
  });
  it('tells whom to tell of a weakness', async () => {
    const answer = await fetch(`${other.url}/.well-known/security.txt`);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await answer.text()).toBe(
      'Contact: mailto:security@talkoot.example\nExpires: 2027-06-30T00:00:00Z\nPreferred-Languages: fi, sv, en\n',
    );
  });
  it.each<[string, object, unknown[]]>([
    ['by its text', { query: known }, [200, undefined]],
    ['by its hash', { documentId: `sha256:${hashOf(known)}` }, [200, undefined]],
    [
      'by its hash as Apollo Client sends it',
      { extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(known) } } },
      [200, undefined],
    ],
    ['that is another', { query: '{ __typename }' }, [400, 'DOCUMENT_UNKNOWN']],
    ['by another hash', { documentId: `sha256:${hashOf('x')}` }, [400, 'DOCUMENT_UNKNOWN']],
    ['by a name every object has', { documentId: 'constructor' }, [400, 'DOCUMENT_UNKNOWN']],
    [
      'that is another under a known hash',
      { query: '{ __typename }', extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(known) } } },
      [400, 'DOCUMENT_UNKNOWN'],
    ],
  ])('runs what is in the manifest: a document %s', async (_, body, expected) => {
    expect(await answered(body)).toEqual(expected);
  });
  it('over sockets too', async () => {
    const socket = createClient({
      url: `${other.url.replace('http', 'ws')}/graphql`,
      retryAttempts: 0,
      webSocketImpl: new Proxy(WebSocket, {
        construct: (target, [url, protocols]: unknown[]) =>
          Reflect.construct(target, [url, { protocols, headers: { cookie: member.cookie } }]) as object,
      }),
    });
    await expect(socket.iterate({ query: 'query { __typename }' }).next()).rejects.toMatchObject([
      { extensions: { code: 'DOCUMENT_UNKNOWN' } },
    ]);
    await socket.dispose();
  });
});

describe('without a manifest, in production', () => {
  let other: House;
  beforeAll(async () => {
    other = await House.open({ empty: true, settings: { dev: false, publicUrl: 'https://talkoot.example' } });
  });
  afterAll(() => other.close());

  it.each([
    '{ __schema { types { name } } }',
    '{ __type(name: "Query") { name } }',
    'query { ...F } fragment F on Query { __schema { queryType { name } } }',
  ])('the schema does not describe itself: %s', async (document) => {
    const { status, data, errors } = await other.asAnyone('person_x').query(document);
    expect([status, data, errors?.[0]?.extensions.code]).toEqual([400, null, 'GRAPHQL_VALIDATION_FAILED']);
  });
  it.each([
    ['a field', '{ colaboration(id: "x") { id } }'],
    ['an argument', '{ collaboration(ide: "x") { id } }'],
    ['a type', 'query ($x: Langage) { __typename }'],
    ['a value', '{ collaboration(id: "x") { goals { nodes { title { said(language: FIN) { text } } } } } }'],
  ])('does not say what else might have been meant: %s', async (_, document) => {
    const { status, raw: told } = await other.asAnyone('person_x').query(document);
    expect(status).toBe(400);
    expect(told).not.toContain('Did you mean');
    // And in development it does: the test would see it.
    expect((await person.query(document)).raw).toContain('Did you mean');
  });
});

/** A socket as graphql-ws opens it, from an address that the proxy in front tells. */
const socketAt = ({ url }: House, cookie: string, address = '203.0.113.7'): Socket =>
  createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    retryAttempts: 0,
    lazyCloseTimeout: 60_000,
    webSocketImpl: new Proxy(WebSocket, {
      construct: (target, [to, protocols]: unknown[]) =>
        Reflect.construct(target, [
          to,
          { protocols, headers: { ...(cookie && { cookie }), 'x-forwarded-for': address } },
        ]) as object,
    }),
  });
const changed = { query: 'subscription { changed(collaboration: "keskisuomi", since: "0") { position } }' };
const first = (socket: Socket, asked = changed) => socket.iterate(asked).next();

describe('an allowance', () => {
  let other: House;
  beforeAll(async () => {
    other = await House.open({ settings: { costPerMinute: 6_000, costAtOnce: 2_000, trustedProxies: ['127.0.0.1'] } });
  });
  afterAll(() => other.close());

  const dear = '{ collaboration(id: "keskisuomi") { goals(first: 100) { nodes { id phase title { fi sv en } } } } }';

  it('is measured in cost, each asker has their own, and it comes back with time', async () => {
    const [one, two] = [await other.as('person_muni179'), await other.as('person_coord01')];
    const statuses: number[] = [];
    for (let n = 0; n < 6; n += 1) statuses.push((await one.query(dear)).status);
    expect(statuses.slice(0, 3)).toEqual([200, 200, 200]);
    expect(statuses.at(-1)).toBe(429);
    expect((await two.query(dear)).status).toBe(200);
    const refused = await post({ cookie: one.cookie }, undefined, other.url);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'ALLOWANCE_SPENT' } }] });
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(20);
  });

  it('of nobody is that of their address, as the proxy in front tells it', async () => {
    const from = (address: string) => post({ cookie: '', 'x-forwarded-for': address }, undefined, other.url);
    let answer = await from('203.0.113.7');
    for (let n = 0; n < 200 && answer.status !== 429; n += 1) answer = await from('203.0.113.7');
    expect(answer.status).toBe(429);
    // Whatever somebody writes in front of what the proxy adds.
    expect((await from('198.51.100.1, 203.0.113.7')).status).toBe(429);
    expect((await from('203.0.113.8')).status).toBe(401);
  });

  it('is charged for what a subscription tells', async () => {
    const socket = socketAt(other, other.cookieOf('person_admin01'));
    const reading = socket.iterate(changed);
    // A purse of 2,000 holds for some 400 events; then they come as it fills, a hundred fields a second.
    let told = 0;
    const until = performance.now() + 4_000;
    while (performance.now() < until) {
      const next = await Promise.race([reading.next(), sleep(1_500, undefined)]);
      if (!next) break;
      told += 1;
    }
    expect(told).toBeGreaterThan(100);
    expect(told).toBeLessThan(600);
    await expect(first(socket)).rejects.toMatchObject([{ extensions: { code: 'ALLOWANCE_SPENT' } }]);
    await socket.dispose();
  });

  it('is not refilled by an address that no proxy of ours told', async () => {
    const spent = async (address: string) => (await post({ cookie: '', 'x-forwarded-for': address })).status;
    expect(await spent('203.0.113.7')).toBe(401);
  });
});

describe('sockets', () => {
  let other: House;
  const opened: Socket[] = [];
  beforeAll(async () => {
    other = await House.open({
      settings: {
        sockets: { inAll: 4, perAsker: 2, subscriptions: 3 },
        trustedProxies: ['127.0.0.1'],
      },
    });
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map(async (socket) => socket.dispose()));
    // What was open is let go once the server has seen it closed.
    await sleep(200);
  });
  afterAll(() => other.close());

  const socketOf = (cookie: string, address?: string): Socket => {
    const socket = socketAt(other, cookie, address);
    opened.push(socket);
    return socket;
  };
  const isTold = { value: { data: { changed: { position: expect.any(String) as string } } } };
  const isFull = { code: 4403 };

  it('are so many for one person, wherever they sit', async () => {
    const cookie = other.cookieOf('person_muni179');
    expect(await first(socketOf(cookie))).toMatchObject(isTold);
    expect(await first(socketOf(other.cookieOf('person_muni179'), '198.51.100.1'))).toMatchObject(isTold);
    await expect(first(socketOf(cookie))).rejects.toMatchObject(isFull);
    await opened[0]?.dispose();
    await sleep(200);
    expect(await first(socketOf(cookie))).toMatchObject(isTold);
  });

  it('are so many for nobody at one address, as the proxy in front tells it, and so many in all', async () => {
    const nobody = { value: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } };
    for (const address of ['203.0.113.7', '203.0.113.7', '203.0.113.8', '203.0.113.9'])
      expect(await first(socketOf('', address))).toMatchObject(nobody);
    await expect(first(socketOf('', '203.0.113.7'))).rejects.toMatchObject(isFull);
    await expect(first(socketOf('', '203.0.113.10'))).rejects.toMatchObject(isFull);
  });

  it('carry so many subscriptions', async () => {
    const socket = socketOf(other.cookieOf('person_coord01'));
    const running = [1, 2, 3].map(() => socket.iterate(changed));
    for (const one of running) expect(await one.next()).toMatchObject({ done: false });
    await expect(first(socket)).rejects.toMatchObject([{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }]);
    await running[0]?.return?.();
    await sleep(100);
    expect(await first(socket)).toMatchObject({ done: false });
  });

  it('carry subscriptions alone', async () => {
    const socket = socketOf(other.cookieOf('person_coord01'));
    await expect(first(socket, { query: known })).rejects.toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
  });
});

describe('an operation that takes too long', () => {
  let other: House;
  beforeAll(async () => {
    other = await House.open({ empty: true, settings: { operationMs: 50 } });
  });
  afterAll(() => other.close());

  it('is answered that it did', async () => {
    const live = jest.spyOn(other.platform.worlds, 'live').mockReturnValueOnce(new Promise(() => undefined));
    const { status, errors } = await other.asAnyone('person_x').query(known);
    live.mockRestore();
    expect([status, errors?.[0]?.extensions.code]).toEqual([503, 'TIMED_OUT']);
  });
});

describe('settings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'talkoot-settings-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const file = (name: string, text: string, mode = 0o600) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    chmodSync(path, mode);
    return path;
  };

  it('are read from the part of the file that is theirs', () => {
    const fit = file('b.yaml', 'edge: { publicUrl: "https://talkoot.example" }\nsignIn: {}');
    expect(edgeSettings(fit, false)).toMatchObject({ dev: false, operationMs: 10_000 });
  });
  it('know nothing misspelt, and read the manifest beside them', () => {
    expect(() => edgeSettings(file('c.yaml', 'edge: { trustedProxy: ["10.0.0.1"] }'), true)).toThrow(/trustedProxy/);
    expect(() => edgeSettings(file('d.yaml', 'edge: { trustedProxies: ["everybody"] }'), true)).toThrow(/network/);
    file('documents.json', JSON.stringify({ [`sha256:${hashOf(known)}`]: known }));
    const { documents } = edgeSettings(file('e.yaml', 'edge: { trustedDocuments: documents.json }'), true);
    expect(documents?.get(hashOf(known))).toBe(known);
  });
  it('read the boundaries of places beside them, and take no other file for them', () => {
    const ring = [
      [25, 62],
      [26, 62],
      [26, 63],
      [25, 62],
    ];
    const feature = {
      type: 'Feature',
      properties: { code: '179' },
      geometry: { type: 'Polygon', coordinates: [ring] },
    };
    file('map.json', JSON.stringify({ type: 'FeatureCollection', tiles: { 179: [2, 5] }, features: [feature] }));
    const settings = edgeSettings(file('g.yaml', 'edge: { boundaries: map.json }'), true);
    expect(settings.boundaries).toMatchObject({ tiles: { 179: [2, 5] }, features: [{ properties: { code: '179' } }] });
    file(
      'metres.json',
      JSON.stringify({
        type: 'FeatureCollection',
        features: [{ ...feature, geometry: { type: 'Polygon', coordinates: [[[435000, 6900000]]] } }],
      }),
    );
    expect(() => edgeSettings(file('h.yaml', 'edge: { boundaries: metres.json }'), true)).toThrow(/metres\.json/);
  });
  it('stand in infra/settings.md as they are taken, each explained', () => {
    const text = readFileSync(join(__dirname, '../infra/settings.md'), 'utf8');
    const example = /```yaml\n([^]*?)```/.exec(text)?.[1] ?? '';
    file('documents.json', '{}');
    const { dev, documents, ...read } = edgeSettings(file('f.yaml', example), false);
    expect([dev, documents?.size]).toEqual([false, 0]);
    const said = Object.entries(read).flatMap(([name, value]) =>
      value instanceof Object && !Array.isArray(value) ? Object.keys(value).map((under) => `${name}.${under}`) : [name],
    );
    for (const name of said) expect(text).toContain(`| \`${name}\` |`);
  });
  it('take a secret only from a file that nobody else may read, and no short one', () => {
    expect(secretFrom(file('secret', 'correct horse battery staple\n'))).toBe('correct horse battery staple');
    expect(() => secretFrom(file('open', 'correct horse battery staple', 0o644))).toThrow(/chmod 600/);
    expect(() => secretFrom(file('short', 'changeme'))).toThrow(/shorter/);
  });
});
