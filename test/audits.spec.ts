import { serverAudits } from 'graphql-http';
import { getIntrospectionQuery } from 'graphql';
import { House, type Client } from './harness.ts';

/** What others look for first in a GraphQL server: both lists are run against the server as it is outside --dev. */
let house: House;
let person: Client;

beforeAll(async () => {
  house = await House.open({ empty: true, settings: { dev: false, publicUrl: 'https://talkoot.example' } });
  person = house.asAnyone('person_x');
});
afterAll(() => house.close());

const repeated = (times: number, of: (index: number) => string) =>
  Array.from({ length: times }, (_, n) => of(n)).join(' ');

/** By the names and descriptions in the readme of graphql-cop (https://github.com/dolevf/graphql-cop), without its code. */
describe('graphql-cop finds nothing:', () => {
  const ask = async (method: string, body: string | undefined, headers: Record<string, string> = {}, query = '') => {
    const answer = await fetch(`${house.url}/graphql${query}`, {
      method,
      headers: { cookie: person.cookie, ...headers },
      ...(body !== undefined && { body }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text };
  };
  const json = { 'content-type': 'application/json' };
  const post = (query: string, more = {}, headers = {}) =>
    ask('POST', JSON.stringify({ query, ...more }), { ...json, ...headers });
  const nothing = (text: string) => {
    expect(text).not.toContain('"data":{');
  };

  it('the checks would see an answer', async () => {
    expect(await post('{ __typename }')).toMatchObject({
      status: 200,
      text: expect.stringContaining('"data":{') as string,
    });
  });

  it('Alias Overloading', async () => {
    const { status, text } = await post(`{ ${repeated(101, (n) => `alias${String(n)}: __typename`)} }`);
    expect([status, text]).toEqual([400, expect.stringContaining('QUERY_TOO_LARGE')]);
    nothing(text);
  });
  it('Batch Queries', async () => {
    const { status, text } = await ask('POST', JSON.stringify(Array(10).fill({ query: '{ __typename }' })), json);
    expect(status).toBe(400);
    nothing(text);
  });
  it('GET based Queries', async () => {
    const { status, text } = await ask('GET', undefined, {}, '?query={__typename}');
    expect(status).toBe(405);
    nothing(text);
  });
  it('POST based Queries using urlencoded payloads', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const { status, text } = await ask('POST', 'query={__typename}', form);
    expect(status).toBe(415);
    nothing(text);
  });
  it('GraphQL Tracing / Debug Modes', async () => {
    const { text, headers } = await post(
      '{ __typename }',
      {},
      { 'apollo-federation-include-trace': 'ftv1', debug: '1' },
    );
    expect(JSON.parse(text)).toEqual({ data: { __typename: 'Query' } });
    expect([...headers.keys()].join()).not.toMatch(/x-powered-by|server|trace/);
  });
  it('Field Duplication', async () => {
    const { status, text } = await post(`{ ${'__typename '.repeat(500)} }`);
    expect([status, text]).toEqual([400, expect.stringContaining('QUERY_TOO_LARGE')]);
  });
  it('Field Suggestions', async () => {
    const { status, text } = await post('{ colaboration(id: "x") { id } }');
    expect([status, text]).toEqual([400, expect.stringContaining('GRAPHQL_VALIDATION_FAILED')]);
    expect(text).not.toMatch(/Did you mean|"collaboration"/);
  });
  it.each(['/graphql', '/graphiql', '/playground', '/console', '/graphql/console', '/altair', '/voyager'])(
    'GraphiQL: none at %s',
    async (path) => {
      const answer = await fetch(house.url + path, { headers: { accept: 'text/html' } });
      expect([404, 405]).toContain(answer.status);
      expect(await answer.text()).not.toMatch(/graphiql|playground|graphql-react/i);
    },
  );
  it('Introspection', async () => {
    for (const query of [
      getIntrospectionQuery(),
      '{ __schema { queryType { name } } }',
      '{ __type(name: "Goal") { name } }',
    ]) {
      const { status, text } = await post(query);
      expect([status, text]).toEqual([400, expect.stringContaining('GRAPHQL_VALIDATION_FAILED')]);
      nothing(text);
    }
  });
  it('Directives Overloading', async () => {
    // Unknown ones, and one that exists but may stand only once.
    for (const directive of ['@aa', '@include(if: true)']) {
      const { status, text } = await post(`{ __typename ${directive.repeat(500)} }`);
      expect([status, text]).toEqual([400, expect.stringContaining('QUERY_TOO_LARGE')]);
      expect(text.length).toBeLessThan(1_000);
    }
  });
  it('Circular Query using Introspection', async () => {
    const circle = (depth: number): string => (depth === 0 ? 'name' : `fields { type { ${circle(depth - 1)} } }`);
    const { status, text } = await post(`{ __schema { types { ${circle(8)} } } }`);
    expect(status).toBe(400);
    nothing(text);
  });
  it('Mutation support over GET methods', async () => {
    const { status, text } = await ask('GET', undefined, {}, `?query=${encodeURIComponent('mutation { __typename }')}`);
    expect(status).toBe(405);
    nothing(text);
  });
  it('Unhandled Errors Detection', async () => {
    for (const body of [
      '{"query":"qwerty cop { abc }"}',
      '{"query":"query cop { __typename("}',
      '{"query":"\\u0000"}',
    ]) {
      const { status, text } = await ask('POST', body, json);
      expect([status, text]).toEqual([400, expect.stringContaining('GRAPHQL_PARSE_FAILED')]);
      expect(text).not.toMatch(/stacktrace|exception|node_modules/i);
    }
  });
});

const onlyPosts = 'Documents come by POST alone: what a link or a picture on another page can send does nothing.';
const toldByStatus = 'A mistake is told by its status as well, whatever is accepted: see infra/decisions/0019.';
/** What we do otherwise than graphql-http would like best, by its id, and why. */
const otherwise: Record<string, string> = {
  '5A70': onlyPosts,
  D6D5: onlyPosts,
  '6A70': onlyPosts,
  '572B': toldByStatus,
  FDE2: toldByStatus,
  '7B9B': toldByStatus,
};

describe('GraphQL over HTTP, as graphql-http looks at a server:', () => {
  let open: House;
  // It asks for the schema's own types.
  beforeAll(async () => {
    open = await House.open({ empty: true });
  });
  afterAll(() => open.close());
  const audits = serverAudits({ url: () => `${open.url}/graphql`, fetchFn: fetch });

  it('there are as many audits as there were', () => {
    expect(audits).toHaveLength(61);
  });
  it.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('%s %s', async (id, _, audit) => {
    const result = await audit.fn();
    if (!(id in otherwise)) expect(result).toMatchObject({ status: 'ok' });
    else expect(['warn', 'notice']).toContain(result.status);
  });
});
