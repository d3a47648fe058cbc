import { limits } from '#graphql';
import { getIntrospectionQuery } from 'graphql';
import { createClient, type Client as Socket } from 'graphql-ws';
import { agendaPage, deepPage } from './bench/queries.ts';
import { House, type Client } from './harness.ts';

/** What asks for too much is refused before anything runs, over HTTP and over a socket alike. */
let house: House;
let person: Client;

beforeAll(async () => {
  house = await House.open();
  person = await house.as('person_coord01');
});
afterAll(() => house.close());

const inCollaboration = (selection: string) => `{ collaboration(id: "keskisuomi") { ${selection} } }`;
const repeated = (times: number, of: (index: number) => string) =>
  Array.from({ length: times }, (_, n) => of(n)).join(' ');
const page = (field: string, first: number | string, below: string) =>
  `${field}(first: ${String(first)}) { nodes { ${below} } }`;
const nested = (first: number | string) => page('goals', first, page('programmes', first, page('goals', first, 'id')));
/** Each fragment spreads the next twice: the thirtieth is written out a thousand million times. */
const doubling = (of: (next: string) => string) =>
  `${inCollaboration('goals { nodes { ...F0 } }')} fragment F30 on Goal { id } ${repeated(
    30,
    (n) => `fragment F${String(n)} on Goal { ${of(`...F${String(n + 1)}`)} }`,
  )}`;

describe('is refused with what it asks for, the limit and what to do:', () => {
  const cases: [string, string, RegExp, object?][] = [
    [
      'three lists of a hundred below each other',
      inCollaboration(nested(100)),
      /costs 10\d{5}, .* 30000\. .*smaller pages/,
    ],
    ['the same by a variable', `query ($n: Int) ${inCollaboration(nested('$n'))}`, /costs 10\d{5},/, { n: 100 }],
    ['the same by a variable’s default', `query ($n: Int = 100) ${inCollaboration(nested('$n'))}`, /costs 10\d{5},/],
    [
      'the same by edges and fragments',
      `{ collaboration(id: "keskisuomi") { goals(first: 100) { ...G } } } fragment G on GoalConnection { edges { node { programmes(first: 100) { ...P } } } }
       fragment P on ProgrammeConnection { edges { node { goals(first: 100) { edges { node { id } } } } } }`,
      /costs \d{7},/,
    ],
    [
      'pages nobody gave a size',
      inCollaboration(`goals { nodes { programmes { nodes { goals { nodes { programmes { nodes { id } } } } } } } }`),
      /costs \d+,/,
    ],
    [
      'empty pages, which still have to be compiled',
      inCollaboration(
        repeated(
          30,
          (n) =>
            `a${String(n)}: goals(first: 0) { nodes { ${repeated(25, (m) => `b${String(m)}: number`)} ${'title { fi } '.repeat(10)} } }`,
        ),
      ),
      /selects fields: \d{4}/,
    ],
    [
      'fragments that double',
      doubling((next) => `a: parts { nodes { ${next} } } b: parts { nodes { ${next} } }`),
      /over a thousand million/,
    ],
    [
      'depth',
      inCollaboration(`goals(first: 1) { ${'nodes { parts(first: 1) { '.repeat(7)} totalCount ${'} } '.repeat(7)} }`),
      /levels: 17, and the limit is 15/,
    ],
    [
      'one field under many names',
      inCollaboration(repeated(31, (n) => `a${String(n)}: position`)),
      /other names.* 31, and the limit is 30/,
    ],
    ['even the cheapest', `{ ${repeated(31, (n) => `a${String(n)}: __typename`)} }`, /limit is/],
    ['many root fields', `{ ${repeated(21, () => 'refusals { code }')} }`, /root fields: 21, and the limit is 20/],
    ['many words', `{ ${'__typename '.repeat(limits.tokens)} }`, /more tokens than the limit of 4000/],
    [
      'introspection many times over',
      `{ ${repeated(12, (n) => `a${String(n)}: __schema { ...S }`)} }
       fragment S on __Schema { types { fields { args { name type { name ofType { name ofType { name ofType { name } } } } } } } }`,
      /costs in introspection 1\d{5},/,
    ],
    [
      'introspection that multiplies',
      `{ __schema { types { ${repeated(20, (n) => `a${String(n)}: fields { ${repeated(20, (m) => `b${String(m)}: args { name }`)} }`)} } } }`,
      /costs in introspection/,
    ],
  ];
  it.each(cases.map(([what, document, words, variables = {}]) => [what, { document, words, variables }] as const))(
    '%s',
    async (_, { document, words, variables }) => {
      const began = performance.now();
      const { status, data, errors } = await person.query(document, variables);
      expect(performance.now() - began).toBeLessThan(5_000);
      expect([status, data]).toEqual([400, null]);
      expect(errors).toMatchObject([
        { message: expect.stringMatching(words) as string, extensions: { code: 'QUERY_TOO_LARGE' } },
      ]);
    },
  );
});

it.each([
  ['the schema', getIntrospectionQuery()],
  ['the page of the agenda', agendaPage.replaceAll('bench', 'keskisuomi')],
  ['and a deeper one', deepPage],
  ['two lists of a hundred', inCollaboration(page('goals', 100, page('programmes', 100, 'id')))],
  ['as many names as are allowed', inCollaboration(repeated(30, (n) => `a${String(n)}: position`))],
])('has room for %s', async (_, document) => {
  const { status, errors } = await person.query(document);
  expect([status, errors]).toEqual([200, undefined]);
});

it('is reckoned anew for other variables of the same document', async () => {
  const document = `query ($n: Int) ${inCollaboration(nested('$n'))}`;
  const statuses = [];
  for (const n of [2, 100, 3, null, 100]) statuses.push((await person.query(document, { n })).status);
  expect(statuses).toEqual([200, 400, 200, 200, 400]);
});

describe('over a socket', () => {
  const sockets: Socket[] = [];
  afterEach(() => {
    for (const socket of sockets.splice(0)) void socket.dispose();
  });

  const connect = (headers: Record<string, string>): Socket => {
    const socket = createClient({
      url: `${house.url.replace('http', 'ws')}/graphql`,
      retryAttempts: 0,
      // A browser sends these by itself; Node's WebSocket is told to.
      webSocketImpl: new Proxy(WebSocket, {
        construct: (target, [url, protocols]: unknown[]) =>
          Reflect.construct(target, [url, { protocols, headers }]) as object,
      }),
    });
    sockets.push(socket);
    return socket;
  };
  const ask = (query: string, headers: object = {}, variables?: Record<string, unknown>) =>
    connect({ cookie: person.cookie, ...headers })
      .iterate({ query, ...(variables && { variables }) })
      .next()
      .then(({ value }: { value?: unknown }) => value);
  const changed = (more = '') => `subscription { changed(collaboration: "keskisuomi"${more}) { position } }`;

  it.each([
    ['too much', inCollaboration(nested(100)), 'QUERY_TOO_LARGE', undefined],
    ['too much by variables', `query ($n: Int) ${inCollaboration(nested('$n'))}`, 'QUERY_TOO_LARGE', { n: 100 }],
    [
      'too many names',
      `subscription { changed(collaboration: "keskisuomi") { ${repeated(31, (n) => `a${String(n)}: type`)} } }`,
      'QUERY_TOO_LARGE',
      undefined,
    ],
    ['too many words', `subscription { ${'a '.repeat(5_000)} }`, 'QUERY_TOO_LARGE', undefined],
    ['no GraphQL', 'subscription { { {', 'GRAPHQL_PARSE_FAILED', undefined],
    ['a field that does not exist', 'subscription { secrets }', 'GRAPHQL_VALIDATION_FAILED', undefined],
    ['no operation', 'fragment F on Change { type }', 'GRAPHQL_VALIDATION_FAILED', undefined],
    ['two operations', 'query A { __typename } query B { __typename }', 'QUERY_TOO_LARGE', undefined],
  ])('%s is refused by its code', async (_, document, code, variables) => {
    await expect(ask(document, {}, variables)).rejects.toMatchObject([{ extensions: { code } }]);
  });

  it('variables that do not fit, and who is not signed in, are told as over HTTP, and nothing more', async () => {
    const document = 'subscription ($since: ID!) { changed(collaboration: "keskisuomi", since: $since) { position } }';
    const unfit = await ask(document, {}, { since: {} });
    expect(unfit).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    const nobody = (await ask(changed(), { cookie: '' })) as { errors: { extensions: object }[] };
    expect(nobody.errors.map(({ extensions }) => extensions)).toEqual([{ code: 'UNAUTHENTICATED' }]);
  });

  it('a fault of ours is told by its number alone, at the beginning and on the way', async () => {
    const masked = {
      message: expect.stringMatching(/^Something went wrong here\. Reference: [0-9a-f-]{36}$/) as string,
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    };
    const live = jest.spyOn(house.platform.worlds, 'live').mockRejectedValueOnce(new Error('secret'));
    expect(await ask(changed())).toMatchObject({ errors: [masked] });
    live.mockRestore();
    const read = jest.spyOn(house.platform.log, 'readAll').mockImplementation(() => {
      throw new Error('secret');
    });
    await expect(ask(changed(', since: "0"'))).rejects.toMatchObject([masked]);
    read.mockRestore();
  });

  it.each([
    ['of this host is let in', () => house.url, true],
    ['of no browser is let in', () => undefined, true],
    ['of another host is not', () => 'https://elsewhere.example', false],
    ['of another port is not', () => 'http://127.0.0.1:1', false],
    ['of a host that begins alike is not', () => `${house.url}.elsewhere.example`, false],
    ['that hides itself is not', () => 'null', false],
  ])('a page %s', async (_, origin, expected) => {
    const from = origin();
    const told = ask(changed(', since: "0"'), from === undefined ? {} : { origin: from });
    if (expected) expect(await told).toMatchObject({ data: { changed: { position: expect.any(String) as string } } });
    else await expect(told).rejects.toMatchObject({ type: 'error' });
  });
});
