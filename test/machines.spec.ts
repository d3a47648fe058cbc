import Database from 'better-sqlite3';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { reaches } from '../apps/api/machines.ts';
import { run } from '../apps/cli/commands.ts';
import { EmbeddedStore } from '../libs/identity/embedded-store.ts';
import { commandId, House, type Client } from './harness.ts';

/** Partners' own systems over real HTTP: the examples of infra/machines as they stand, and everything they must not. */
/** Claims as a forger writes them: also what no claim may be. */
type Claims = Readonly<Record<string, unknown>>;

const keys = mkdtempSync(join(tmpdir(), 'talkoot-keys-'));
const examples = join(__dirname, '../infra/machines');
const indicator = 'indicator_asiakasvirta';
const collaboration = 'keskisuomi';
let house: House;
let administrator: Client;

beforeAll(async () => {
  house = await House.open();
  administrator = house.asAnyone('person_admin01');
});
afterAll(async () => {
  await house.close();
  rmSync(keys, { recursive: true });
});

/** A key pair as `openssl` writes it; gives the private file's path. */
function keyPair(name: string, pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })) {
  const [secret, open] = [join(keys, `${name}.pem`), join(keys, `${name}.pub`)];
  writeFileSync(secret, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  writeFileSync(open, pair.publicKey.export({ type: 'spki', format: 'pem' }));
  return { secret, open, ...pair };
}

/** `talkoot machine …` beside the running server. */
async function talkoot(...argv: string[]): Promise<{ code: number; said: string }> {
  const said: string[] = [];
  const hear = (line: unknown) => void said.push(String(line));
  const spies = [
    jest.spyOn(console, 'log').mockImplementation(hear),
    jest.spyOn(console, 'error').mockImplementation(hear),
  ];
  try {
    return { code: await run(['machine', '--data', house.folder, ...argv]), said: said.join('\n') };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

function example(
  script: string,
  options: Record<string, string>,
): Promise<{ code: number | null; out: string; err: string }> {
  const argv = Object.entries({ url: house.url, collaboration, ...options }).flatMap(([name, value]) => [
    `--${name}`,
    value,
  ]);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(examples, script), ...argv]);
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
    child.once('error', reject).once('close', (code) => resolve({ code, out, err }));
  });
}

async function register(id: string, scopes: readonly string[], pair = keyPair(id)) {
  const scoped = scopes.flatMap((scope) => ['--scope', scope]);
  const { code, said } = await talkoot('add', id, '--label', 'Järjestelmä', ...scoped, '--key', pair.open);
  if (code !== 0) throw new Error(said);
  return pair;
}

const talk = () => house.in(collaboration);
const grant = (id: string, role: string, mandate = `mandate_${id}_${role}`) =>
  talk().does(administrator, 'grantMandate', mandate, {
    person: id,
    partner: 'partner_jyvaskyla',
    role: role.toUpperCase(),
    from: '2024-01-01',
  });

/** Asks for an access token as the examples do, and gives what the provider says. */
async function tokenFor(id: string, key: KeyObject, scope: string, claims: Claims = {}, more: object = {}) {
  const issuer = `${house.url}/op`;
  const assertion = await new SignJWT({ iss: id, sub: id, aud: issuer, jti: commandId(), ...claims })
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(key);
  return present(assertion, scope, more);
}

async function present(assertion: string, scope: string, more: object = {}) {
  const answer = await fetch(`${house.url}/op/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      scope,
      ...more,
    }),
  });
  const said = (await answer.json()) as { access_token?: string; error?: string; expires_in?: number; scope?: string };
  return { status: answer.status, assertion, token: said.access_token ?? '', ...said };
}

async function ask(token: string, query: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await answer.json()) as {
    data?: Record<string, unknown> | null;
    errors?: { message: string; extensions: { code: string } }[];
  };
  return { status: answer.status, data, code: errors?.[0]?.extensions.code, message: errors?.[0]?.message, answer };
}

const goals = `{ collaboration(id: "${collaboration}") { goals(first: 1) { nodes { id } } } }`;

describe('a partner’s system that reports a figure', () => {
  const id = 'machine_jyvaskyla';
  let secret: string;
  const figure = () => ({
    ...{ machine: id, key: secret, partner: 'partner_jyvaskyla', indicator },
    ...{ from: '2026-01-01', to: '2026-06-30', value: '412' },
  });

  beforeAll(async () => {
    ({ secret } = await register(id, ['measurement:report']));
    const text = (fi: string) => ({ original: 'FI', fi });
    await talk().does(house.asAnyone('person_coord01'), 'defineIndicator', indicator, {
      title: text('Asiakasvirta'),
      kind: 'COUNT',
      unit: text('käyntiä'),
      direction: 'INCREASE',
      aggregation: { time: 'SUM', partners: 'SUM' },
      periodType: 'HALF_YEAR',
      counts: 'EVENTS',
    });
  });

  it('is let in and turned away as long as nobody has granted it anything', async () => {
    const { code, out } = await example('push-figure.mjs', figure());
    expect([code, JSON.parse(out)]).toMatchObject([1, { __typename: 'Refused', code: 'MANDATE_MISSING' }]);
  });

  it('reports it as itself, under its mandate, and once however often it says so (rules 16 and 48)', async () => {
    await grant(id, 'reporter');
    const first = await example('push-figure.mjs', figure());
    expect([first.code, first.err]).toEqual([0, '']);
    expect(JSON.parse(first.out)).toEqual({
      __typename: 'Measurement',
      key: '2026-01-01/2026-06-30',
      state: 'ACCEPTED',
      value: 412,
    });
    expect(await example('push-figure.mjs', figure())).toEqual(first);
    const series = `series(id: "series_asiakasvirta__jyvaskyla") { reported measurements { nodes { by mandate value } } }`;
    expect(await talk().asks(house.asAnyone('person_muni179'), series)).toEqual({
      series: {
        reported: 1,
        measurements: { nodes: [{ by: id, mandate: `mandate_${id}_reporter`, value: 412 }] },
      },
    });
    // Another figure for the same half-year would be a correction, which says why.
    const other = await example('push-figure.mjs', { ...figure(), value: '413' });
    expect([other.code, JSON.parse(other.out)]).toMatchObject([1, { __typename: 'Refused' }]);
  });

  it('reports for nobody else, and is refused when the mandate is revoked (rule 49)', async () => {
    const elsewhere = await example('push-figure.mjs', { ...figure(), partner: 'partner_jamsa' });
    expect(JSON.parse(elsewhere.out)).toMatchObject({ code: 'MANDATE_MISSING' });
    await talk().does(administrator, 'revokeMandate', `mandate_${id}_reporter`, {
      reason: { original: 'FI', fi: 'Vaihtui' },
    });
    const after = await example('push-figure.mjs', { ...figure(), from: '2026-07-01', to: '2026-12-31' });
    expect(JSON.parse(after.out)).toMatchObject({ code: 'MANDATE_MISSING' });
  });
});

describe('a data warehouse that reads', () => {
  const id = 'machine_tietovarasto';
  let secret: string;
  beforeAll(async () => {
    ({ secret } = await register(id, ['agenda:read', 'measurement:read']));
    await grant(id, 'member');
  });

  it('has the agenda and the indicators page by page, all of one moment', async () => {
    const { code, out, err } = await example('read-warehouse.mjs', { machine: id, key: secret, page: '7' });
    const [, pages = '', moment = ''] = /^(\d+) pages as of (#\d+)/.exec(err) ?? [];
    expect([code, Number(pages) > 4]).toEqual([0, true]);
    const read = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { list: string; id: string; asOf: string });
    expect(new Set(read.map(({ asOf }) => asOf))).toEqual(new Set([moment]));
    const all = await talk().asks(house.asAnyone('person_muni179'), 'goals { totalCount } indicators { totalCount }');
    const count = (list: string) => read.filter((line) => line.list === list).length;
    expect({ goals: { totalCount: count('goals') }, indicators: { totalCount: count('indicators') } }).toEqual(all);
    expect(new Set(read.map((line) => line.id)).size).toBe(read.length);
  });
});

describe('a scope', () => {
  const id = 'machine_kapea';
  let pair: ReturnType<typeof keyPair>;
  beforeAll(async () => {
    pair = await register(id, ['agenda:read', 'measurement:report']);
    await grant(id, 'member');
    await grant(id, 'reporter');
  });
  const withScope = async (scope: string) => (await tokenFor(id, pair.privateKey, scope)).token;

  it('is for what it says, in a token of five minutes', async () => {
    const { status, expires_in: seconds, scope, token } = await tokenFor(id, pair.privateKey, 'agenda:read');
    expect([status, seconds, scope]).toEqual([200, 300, 'agenda:read']);
    expect(await ask(token, goals)).toMatchObject({ status: 200, code: undefined });
  });

  it.each([
    [
      'agenda:read',
      `{ collaboration(id: "keskisuomi") { indicators(first: 1) { nodes { id } } } }`,
      'measurement:read',
    ],
    [
      'agenda:read',
      `{ collaboration(id: "keskisuomi") { goals(first: 1) { nodes { indicators { totalCount } } } } }`,
      'measurement:read',
    ],
    [
      'agenda:read',
      `{ collaboration(id: "keskisuomi") { ...X } } fragment X on Collaboration { measurementTable(from: "2024-01-01", to: "2024-12-31") }`,
      'measurement:read',
    ],
    ['agenda:read', `{ collaboration(id: "keskisuomi") { goals { nodes { threads { totalCount } } } } }`, 'No scope'],
    ['agenda:read', `{ collaboration(id: "keskisuomi") { goals { nodes { threads { __typename } } } } }`, 'No scope'],
    ['agenda:read', `{ collaboration(id: "keskisuomi") { mandates { nodes { person } } } }`, 'No scope'],
    ['agenda:read', `{ me(collaboration: "keskisuomi") { __typename } }`, 'No scope'],
    ['measurement:report', goals, 'agenda:read'],
    ['', goals, 'agenda:read'],
    [
      'agenda:read',
      `mutation { reportMeasurement(collaboration: "keskisuomi", id: "series_a__b", commandId: "x", input: { indicator: "indicator_a", period: { from: "2026-01-01", to: "2026-06-30" }, status: FINAL, value: 1 }) { __typename } }`,
      'measurement:report',
    ],
    [
      'agenda:read measurement:report',
      `mutation { revokeMandate(collaboration: "keskisuomi", id: "mandate_x", commandId: "x", input: { reason: { original: FI, fi: "x" } }) { __typename } }`,
      'No scope',
    ],
  ])('(%j) does not reach beyond: %s', async (scope, query, advice) => {
    const { status, data, code, message } = await ask(await withScope(scope), query);
    expect([status, data ?? undefined, code]).toEqual([403, undefined, 'SCOPE_MISSING']);
    expect(message).toContain(advice);
  });

  it('that the machine does not have is not given', async () => {
    expect(await tokenFor(id, pair.privateKey, 'measurement:read')).toMatchObject({
      status: 400,
      error: 'invalid_scope',
    });
  });

  it('names fields that there are', () => {
    const absent = Object.values(reaches).flatMap((reach) =>
      Object.entries(reach).flatMap(([name, fields]) => {
        const type = house.schema.getType(name);
        const known = type && 'getFields' in type ? Object.keys(type.getFields()) : [];
        return fields === '*'
          ? known.length > 0
            ? []
            : [name]
          : fields.filter((field) => !known.includes(field)).map((field) => `${name}.${field}`);
      }),
    );
    expect(absent).toEqual([]);
  });
});

describe('an access token', () => {
  const id = 'machine_vartija';
  let pair: ReturnType<typeof keyPair>;
  let good: string;
  const now = () => Math.floor(Date.now() / 1000);
  beforeAll(async () => {
    pair = await register(id, ['agenda:read']);
    await grant(id, 'member');
    good = (await tokenFor(id, pair.privateKey, 'agenda:read')).token;
  });

  /** A token signed with the provider's very key, as good as they come but for what is said here. */
  async function forged(claims: Claims = {}, header: { typ?: string } = {}): Promise<string> {
    const store = new EmbeddedStore(join(house.folder, 'provider.db'));
    const [jwk] = await store.keys();
    store.close();
    if (!jwk) throw new Error('There is no key');
    const issued = {
      iss: `${house.url}/op`,
      aud: `${house.url}/graphql`,
      sub: id,
      client_id: id,
      scope: 'agenda:read',
    };
    return new SignJWT({ ...issued, jti: commandId(), iat: now(), exp: now() + 300, ...claims })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: jwk.kid ?? '', ...header })
      .sign(jwk);
  }

  const refused = { status: 401, code: 'TOKEN_REFUSED' };

  it('as it should be opens', async () => {
    expect(await ask(good, goals)).toMatchObject({ status: 200 });
    expect(await ask(await forged(), goals)).toMatchObject({ status: 200 });
  });

  it.each<[string, Claims, { typ?: string }]>([
    ['expired', { iat: 1_000, exp: 1_300 }, {}],
    ['expired a moment ago', { iat: now() - 310, exp: now() - 10 }, {}],
    ['not valid yet', { nbf: now() + 600 }, {}],
    ['from the future', { iat: now() + 600, exp: now() + 900 }, {}],
    ['for a year', { iat: now() - 8_000, exp: now() + 31_536_000 }, {}],
    ['for another API', { aud: 'https://elsewhere.example/graphql' }, {}],
    ['for the provider itself', { aud: 'talkoot' }, {}],
    ['of another issuer', { iss: 'https://elsewhere.example' }, {}],
    ['of a subject nobody knows', { sub: 'machine_nobody' }, {}],
    ['of a person', { sub: 'person_admin01' }, {}],
    ['of another type: an ID token’s', {}, { typ: 'JWT' }],
    ['of another type: a logout token’s', {}, { typ: 'logout+jwt' }],
    ['without an end', { exp: undefined }, {}],
    ['without a subject', { sub: undefined }, {}],
  ])('%s is refused', async (_, claims, header) => {
    const { answer, ...rest } = await ask(await forged(claims, header), goals);
    expect(rest).toMatchObject(refused);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_token"/);
  });

  it('that is not signed by the provider is refused: none, another key, a key it brings along, the public key as a secret', async () => {
    const claims = JSON.parse(Buffer.from(good.split('.')[1] ?? '', 'base64url').toString()) as JWTPayload;
    const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const header = JSON.parse(Buffer.from(good.split('.')[0] ?? '', 'base64url').toString()) as {
      alg: string;
      kid: string;
    };
    const jwks = await (await fetch(`${house.url}/op/jwks`)).text();
    const [head, body, signature] = good.split('.');
    const changed = Buffer.from(JSON.stringify({ ...claims, sub: 'machine_tietovarasto' })).toString('base64url');
    const tokens = [
      new UnsecuredJWT(claims).encode(),
      `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${body ?? ''}.x`,
      await new SignJWT(claims).setProtectedHeader({ ...header, typ: 'at+jwt' }).sign(stranger.privateKey),
      await new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', jwk: await exportJWK(stranger.publicKey) })
        .sign(stranger.privateKey),
      await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: header.kid })
        .sign(new TextEncoder().encode(jwks)),
      [head, changed, signature].join('.'),
      `${good}x`,
      'x.y.z',
      '',
      'a'.repeat(9_000),
    ];
    for (const token of tokens) expect(await ask(token, goals)).toMatchObject(refused);
  });

  it('and a cookie are two askers, so neither is answered', async () => {
    const { cookie } = administrator;
    expect(await ask(good, goals, { cookie })).toMatchObject({ status: 400, code: 'TWO_SIGN_INS' });
    // Another program's cookie is nobody here.
    expect(await ask(good, goals, { cookie: 'theme=dark' })).toMatchObject({ status: 200 });
  });

  it('signs nobody in: it gives no cookie, and opens no socket and no page', async () => {
    const { answer } = await ask(good, goals);
    expect(answer.headers.get('set-cookie')).toBeNull();
    const headers = { authorization: `Bearer ${good}` };
    expect((await fetch(`${house.url}/acting-for`, { headers, redirect: 'manual' })).status).toBe(303);
    expect(await overSocket(headers)).toBe('UNAUTHENTICATED');
  });

  it('is on the record of access: who it let in, and that one was refused', async () => {
    const told = (id: string | null) => {
      const record = new Database(join(house.folder, 'access.db'), { readonly: true });
      try {
        const bodies = record.prepare('SELECT body FROM requests WHERE who IS ? ORDER BY number DESC').pluck().all(id);
        return bodies.map((body) => JSON.parse(String(body)) as Record<string, unknown>);
      } finally {
        record.close();
      }
    };
    await ask('x.y.z', goals);
    const { answer } = await ask(good, goals);
    const correlation = answer.headers.get('x-correlation-id');
    const rows = () => told(id).filter((row) => row['correlation'] === correlation);
    // What follows an answer needs a moment; they are written in order.
    for (let tries = 0; tries < 200 && rows().length === 0; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    while (house.platform.requests.report.waiting > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const refusal = { kind: 'http', asked: ['POST /graphql'], outcome: 'denied', codes: ['401'] };
    expect(told(null)).toContainEqual(expect.objectContaining(refusal));
    // Once, however many hooks an answer passes.
    expect(rows()).toEqual([
      expect.objectContaining({
        asked: ['collaboration', 'collaboration.goals'],
        as: [{ collaboration, organisation: 'partner_jyvaskyla', mandates: [`mandate_${id}_member`] }],
        outcome: 'answered',
      }),
    ]);
    expect(JSON.stringify(told(null)) + JSON.stringify(told(id))).not.toContain(good);
  });

  it('opens nothing any more once its machine is removed, and nothing new is given', async () => {
    const other = await register('machine_poistuva', ['agenda:read']);
    await grant('machine_poistuva', 'member');
    const { token } = await tokenFor('machine_poistuva', other.privateKey, 'agenda:read');
    expect(await ask(token, goals)).toMatchObject({ status: 200 });
    expect(await talkoot('remove', 'machine_poistuva')).toMatchObject({ code: 0 });
    expect(await ask(token, goals)).toMatchObject(refused);
    expect(await tokenFor('machine_poistuva', other.privateKey, 'agenda:read')).toMatchObject({
      status: 401,
      error: 'invalid_client',
    });
    // Its mandates wait under its id: nobody else may have it.
    expect(
      await talkoot('add', 'machine_poistuva', '--label', 'x', '--scope', 'agenda:read', '--key', other.open),
    ).toMatchObject({ code: 1 });
  });

  function overSocket(headers: Record<string, string>): Promise<string | undefined> {
    return new Promise((resolve) => {
      // Node's WebSocket can be told what to send, as a program that is no browser can.
      const options = { protocols: 'graphql-transport-ws', headers };
      const socket = Reflect.construct(WebSocket, [`${house.url.replace('http', 'ws')}/graphql`, options]) as WebSocket;
      socket.addEventListener('open', () => {
        socket.send('{"type":"connection_init"}');
      });
      socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
        const { type, payload } = JSON.parse(data) as { type: string; payload?: unknown };
        if (type === 'connection_ack')
          socket.send(
            JSON.stringify({
              type: 'subscribe',
              id: '1',
              payload: { query: 'subscription { changed(collaboration: "keskisuomi") { type } }' },
            }),
          );
        if (type !== 'next' && type !== 'error') return;
        socket.close();
        resolve(/"code":"([A-Z_]+)"/.exec(JSON.stringify(payload))?.[1]);
      });
      socket.addEventListener('close', ({ code }) => {
        resolve(String(code));
      });
    });
  }
});

describe('a key', () => {
  const id = 'machine_avaimet';

  it('is changed without a pause: both are good until the old one is taken away', async () => {
    const old = await register(id, ['agenda:read']);
    const young = keyPair('young');
    expect(await talkoot('add-key', id, '--key', young.open)).toMatchObject({ code: 0 });
    for (const { privateKey } of [old, young])
      expect(await tokenFor(id, privateKey, 'agenda:read')).toMatchObject({ status: 200 });
    const kid = await calculateJwkThumbprint(await exportJWK(old.publicKey));
    expect((await talkoot('list')).said).toContain(kid);
    expect(await talkoot('remove-key', id, kid)).toMatchObject({ code: 0 });
    expect(await talkoot('remove-key', id, kid)).toMatchObject({ code: 1 });
    expect(await tokenFor(id, old.privateKey, 'agenda:read')).toMatchObject({ status: 401, error: 'invalid_client' });
    expect(await tokenFor(id, young.privateKey, 'agenda:read')).toMatchObject({ status: 200 });
  });

  it('proves nothing by an assertion that is another’s, old, for somebody else, or used before', async () => {
    const pair = await register('machine_toistaja', ['agenda:read']);
    const { privateKey } = pair;
    const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const once = await tokenFor('machine_toistaja', privateKey, 'agenda:read');
    expect(once).toMatchObject({ status: 200 });
    expect(await present(once.assertion, 'agenda:read')).toMatchObject({ error: 'invalid_client' });
    for (const [key, claims] of [
      [stranger.privateKey, {}],
      [privateKey, { aud: 'https://elsewhere.example' }],
      [privateKey, { sub: id }],
      [privateKey, { iss: id }],
      [privateKey, { sub: 'talkoot', iss: 'talkoot' }],
      [privateKey, { jti: undefined }],
    ] as const)
      expect(await tokenFor('machine_toistaja', key, 'agenda:read', claims)).toMatchObject({
        status: expect.any(Number) as number,
        token: '',
      });
    // A token is for this API or for nothing.
    expect(
      await tokenFor('machine_toistaja', privateKey, 'agenda:read', {}, { resource: 'https://elsewhere.example' }),
    ).toMatchObject({ error: 'invalid_target' });
  });

  it.each([
    ['private', () => keyPair('mine').secret, 'private key'],
    ['weak', () => keyPair('weak', generateKeyPairSync('rsa', { modulusLength: 1024 })).open, 'not taken'],
    [
      'on another curve',
      () => keyPair('curve', generateKeyPairSync('ec', { namedCurve: 'secp256k1' })).open,
      'not taken',
    ],
    ['no', () => join(examples, 'README.md'), 'no public key'],
  ])('that is %s is not registered', async (_, file, words) => {
    const { code, said } = await talkoot('add', 'machine_x', '--label', 'X', '--scope', 'agenda:read', '--key', file());
    expect([code, said]).toEqual([1, expect.stringContaining(words)]);
  });
});

describe('another provider than our own', () => {
  it('gives a machine its tokens, when the configuration names it', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
    const provider = createServer((_: IncomingMessage, response) => response.end(JSON.stringify({ keys: [jwk] })));
    await new Promise<void>((listening) => provider.listen(0, '127.0.0.1', listening));
    const address = provider.address();
    const at = `http://127.0.0.1:${String(typeof address === 'object' && address ? address.port : 0)}`;
    const other = await House.open({
      empty: true,
      door: { tokenIssuers: [{ issuer: at, jwksUri: `${at}/jwks`, type: 'JWT' }] },
    });
    try {
      const { code } = await talkoot(
        ...['add', 'machine_muualta', '--label', 'X', '--scope', 'agenda:read', '--issuer', at],
        ...['--subject', 'service-account-7', '--data', other.folder],
      );
      expect(code).toBe(0);
      const token = (claims: JWTPayload) =>
        new SignJWT({
          iss: at,
          aud: `${other.url}/graphql`,
          sub: 'service-account-7',
          roles: ['agenda:read', 'measurement:read'],
          ...claims,
        })
          .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'k1' })
          .setIssuedAt()
          .setExpirationTime('5m')
          .sign(privateKey);
      const askThere = async (said: string, query = goals) =>
        (
          await fetch(`${other.url}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', authorization: `Bearer ${said}` },
            body: JSON.stringify({ query }),
          })
        ).status;
      expect(await askThere(await token({}))).toBe(200);
      // The provider may name more than the machine was registered for: it narrows all the same.
      expect(await askThere(await token({}), '{ collaboration(id: "x") { indicators { totalCount } } }')).toBe(403);
      expect(await askThere(await token({ sub: 'somebody' }))).toBe(401);
      // Whoever gives tokens elsewhere speaks for its own machines, and not for ours.
      expect(await askThere(await token({ sub: 'machine_muualta' }))).toBe(401);
    } finally {
      await other.close();
      provider.close();
    }
  });
});
