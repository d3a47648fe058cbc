import { ViewStopped } from '#world';
import { commandId, House, type Client } from './harness.ts';
import { Visitor } from './visitor.ts';

/** Nonsense gets a clear 400 or a typed refusal: never a 500, never a stack trace. */
let house: House;
let person: Client;

beforeAll(async () => {
  house = await House.open();
  person = await house.as('person_muni179');
});
afterAll(() => house.close());

const refused = '... on Refused { code field words(language: FI) }';
const report = (input: string, id = 'series_sen_osallistujat__jyvaskyla') => `mutation ($commandId: ID!) {
  reportMeasurement(collaboration: "keskisuomi", id: "${id}", commandId: $commandId, input: { ${input} }) { __typename ${refused} } }`;
const whole =
  'indicator: "indicator_sen_osallistujat", period: { from: "2025-07-01", to: "2025-12-31" }, status: FINAL';

it.each([
  [
    'an unknown indicator',
    report(whole.replace('sen_osallistujat', 'nowhere') + ', value: 1', 'series_nowhere__jyvaskyla'),
    'MEASUREMENT_INDICATOR_UNKNOWN',
    'indicator',
  ],
  ['a malformed date', report(whole.replace('2025-07-01', '1.7.2025') + ', value: 1'), 'INPUT_INVALID', 'period.from'],
  [
    'a day that does not exist',
    report(whole.replace('2025-12-31', '2025-02-30') + ', value: 1'),
    'INPUT_INVALID',
    'period.to',
  ],
  ['a negative count', report(`${whole}, value: -1`), 'MEASUREMENT_NEGATIVE', 'value'],
  ['a figure that is not there', report(whole), 'MEASUREMENT_VALUE_MISSING', 'value'],
  ['a place of another county', report(`${whole}, value: 1, place: "091"`), 'MEASUREMENT_PLACE_UNKNOWN', 'place'],
  ['an id of another kind', report(`${whole}, value: 1`, 'goal_kokemus'), 'ID_MALFORMED', 'id'],
  ['an id with a line break', report(`${whole}, value: 1`, 'series_a\\nb'), 'ID_MALFORMED', 'id'],
])('%s is refused in words', async (_, document, code, field) => {
  const answer = await person.act(document, { commandId: commandId() });
  expect(answer).toMatchObject({
    __typename: 'Refused',
    code,
    field,
    words: expect.stringMatching(/^[A-ZÄÖ].{20,}\.$/) as string,
  });
});

it('an unknown thing is nothing, an unknown collaboration the same nothing as one that is not yours', async () => {
  const { data, errors } = await person.query(
    '{ collaboration(id: "keskisuomi") { goal(id: "goal_nowhere") { id } indicator(id: "x") { id } partner(id: "") { id } } }',
  );
  expect([errors, data]).toEqual([undefined, { collaboration: { goal: null, indicator: null, partner: null } }]);
  for (const id of ['pohjola', 'KESKISUOMI', 'keski-suomi', '../..', ''])
    expect((await person.query(`{ collaboration(id: "${id}") { id } }`)).data).toEqual({ collaboration: null });
  const stranger = house.asAnyone('person_stranger');
  expect((await stranger.query('{ collaboration(id: "keskisuomi") { id } }')).data).toEqual({ collaboration: null });
  const nowhere = await stranger.act(report(`${whole}, value: 1`), { commandId: commandId() });
  expect(nowhere).toMatchObject({ code: 'MANDATE_MISSING' });
});

it.each(['2024-02-30', 'yesterday', '1234', '#x', '2024-06-30T12:00', ' ', '2024-06-30; DROP'])(
  'asOf %j is told how to be written',
  async (asOf) => {
    const { status, data, errors } = await person.query(
      'query ($asOf: String) { collaboration(id: "keskisuomi", asOf: $asOf) { id } }',
      { asOf },
    );
    expect([status, data]).toEqual([400, { collaboration: null }]);
    expect(errors?.[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
      message: expect.stringContaining('2024-06-30T12:00:00Z') as string,
    });
  },
);

it('asOf before the first event is nothing, and in the future the present', async () => {
  const at = (asOf: string) => person.query(`{ collaboration(id: "keskisuomi", asOf: "${asOf}") { position } }`);
  expect((await at('2020-01-01')).data).toEqual({ collaboration: null });
  expect((await at('#0')).data).toEqual({ collaboration: null });
  const now = await person.query('{ collaboration(id: "keskisuomi") { position } }');
  expect((await at('2999-01-01')).data).toEqual(now.data);
  expect((await at('#999999999')).data).toEqual(now.data);
});

it.each([
  ['an unknown enum', `{ collaboration(id: "keskisuomi") { goals(phase: SHINY) { totalCount } } }`],
  ['a field that does not exist', '{ collaboration(id: "keskisuomi") { secrets } }'],
  ['what is not GraphQL', '{ { {'],
  ['an empty document', ''],
])('%s is a 400', async (_, document) => {
  const { status, errors, raw } = await person.query(document);
  expect([status, errors?.length]).toEqual([400, 1]);
  expect(raw).not.toContain('node_modules');
});

it('variables that do not fit are a 400 that says which', async () => {
  const document = 'query ($first: Int!) { collaboration(id: "keskisuomi") { goals(first: $first) { totalCount } } }';
  const { status, errors } = await person.query(document, { first: 'many' });
  expect([status, errors?.[0]?.extensions.code, errors?.[0]?.message]).toEqual([
    400,
    'BAD_USER_INPUT',
    expect.stringContaining('$first'),
  ]);
});

it.each([-1, 101, 1e9])('a page of %d is told its bounds', async (first) => {
  const { status, errors } = await person.query(
    'query ($first: Int!) { collaboration(id: "keskisuomi") { goals(first: $first) { totalCount } } }',
    { first },
  );
  expect(status).toBe(400);
  expect(errors?.[0]).toMatchObject({
    message: 'first must be between 0 and 100',
    extensions: { code: 'BAD_USER_INPUT' },
  });
});

it('what can be answered is answered, beside the mistake', async () => {
  const { status, data, errors } = await person.query(
    '{ now: collaboration(id: "keskisuomi") { id } then: collaboration(id: "keskisuomi", asOf: "then") { id } }',
  );
  expect([status, data, errors?.length]).toEqual([200, { now: { id: 'keskisuomi' }, then: null }, 1]);
});

it.each([
  ['a subscription', 'subscription { changed(collaboration: "keskisuomi") { position } }', 'BAD_REQUEST'],
  ['one of several operations, unsaid', 'query A { __typename } query B { __typename }', 'QUERY_TOO_LARGE'],
])('%s over HTTP is a 400', async (_, document, code) => {
  const { status, errors } = await person.query(document);
  expect([status, errors?.[0]?.extensions.code]).toEqual([400, code]);
});

it('a fault of ours is a 500, and a stopped view a 503, told by a number alone', async () => {
  const live = jest.spyOn(house.platform.worlds, 'live');
  const asked = async (error: Error) => {
    live.mockRejectedValueOnce(error);
    const answer = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: person.cookie },
      body: JSON.stringify({ query: '{ refusals { code } collaboration(id: "keskisuomi") { id } }' }),
    });
    const text = await answer.text();
    expect(text).not.toMatch(/secret|node_modules/);
    return [answer.status, /"code":"(INTERNAL_SERVER_ERROR|VIEW_STOPPED)","reference":"[0-9a-f-]{36}"/.exec(text)?.[1]];
  };
  expect(await asked(new Error('secret'))).toEqual([500, 'INTERNAL_SERVER_ERROR']);
  const failure = {
    view: 'goals',
    collaboration: 'keskisuomi',
    position: '1',
    type: 'GoalProposed',
    message: 'secret',
  };
  expect(await asked(new ViewStopped(failure))).toEqual([503, 'VIEW_STOPPED']);
  live.mockRestore();
});

describe('a body', () => {
  const post = async (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) => {
    const answer = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { cookie: person.cookie, ...headers },
      body,
    });
    const text = await answer.text();
    expect(text).not.toMatch(/node_modules|\n {4}at /);
    return answer.status;
  };

  it('of ten megabytes is turned away', async () => {
    expect(
      await post(
        JSON.stringify({
          query: report(`${whole}, value: 1, comment: { original: FI, fi: "${'x'.repeat(10_000_000)}" }`),
        }),
      ),
    ).toBe(413);
  });
  it('with a text over its limit, and under the body’s, is refused by its field', async () => {
    const long = report(`${whole}, value: 1, comment: { original: FI, fi: "${'x'.repeat(50_000)}" }`);
    expect(await person.act(long, { commandId: commandId() })).toMatchObject({
      code: 'INPUT_TOO_LARGE',
      field: 'comment.fi',
    });
  });
  it.each([
    ['no JSON', '{nonsense'],
    ['a list', '[]'],
    ['a number', '1'],
    ['no document', '{}'],
    ['a document that is no text', '{"query":{"a":1}}'],
    ['variables that are no object', '{"query":"{__typename}","variables":"x"}'],
  ])('that is %s is a 400', async (_, body) => expect(await post(body)).toBe(400));
  it('of another kind is not taken: a form on a foreign page cannot send one', async () => {
    expect(await post('{"query":"{__typename}"}', { 'content-type': 'text/plain' })).toBeGreaterThanOrEqual(400);
    expect((await fetch(`${house.url}/graphql?query={__typename}`)).status).toBe(405);
  });
});

it('nobody is answered before signing in, and a made-up cookie is nobody', async () => {
  const { status, raw } = await house.nobody.query('{ collaboration(id: "keskisuomi") { id } }');
  expect([status, JSON.parse(raw)]).toEqual([
    401,
    {
      data: { collaboration: null },
      errors: [
        {
          message: 'Sign in first',
          path: ['collaboration'],
          extensions: { code: 'UNAUTHENTICATED' },
        },
      ],
    },
  ]);
  const command = await house.nobody.query(report(`${whole}, value: 1`), { commandId: commandId() });
  expect([command.status, command.errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
  const answer = await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: 'talkoot=aaaa' },
    body: JSON.stringify({ query: '{ collaboration(id: "keskisuomi") { id } }' }),
  });
  expect([answer.status, await answer.text()]).toEqual([401, expect.stringContaining('UNAUTHENTICATED')]);
});

it('only listed people sign in with one click, and only in a sign-in under way', async () => {
  const visitor = new Visitor(house.url);
  const address = await visitor.toAccountPage();
  const post = (to: string, body: string, type = 'application/json') =>
    visitor.ask(to, { method: 'POST', headers: { 'content-type': type }, body });
  for (const body of [
    '{"person":"person_admin01"}',
    '{"person":["person_muni179"]}',
    '{}',
    'null',
    '{"person":"__proto__"}',
  ])
    expect((await post(address, body)).status).toBe(400);
  expect((await post(`${address}x`, '{"person":"person_muni179"}')).status).toBe(400);
  const other = await fetch(address, { method: 'POST', body: new URLSearchParams({ person: 'person_muni179' }) });
  expect([other.status, other.headers.getSetCookie()]).toEqual([400, []]);
  const page = await fetch(`${house.url}/sign-in?lang=sv`);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await page.text()).toContain('lang="sv"');
});

it.each([
  '/reports/keskisuomi/2099-H1',
  '/reports/keskisuomi/%00',
  '/reports/KESKI/2024-H2',
  '/reports/keskisuomi/2024-H2?version=9',
  '/reports/keskisuomi/2024-H2?version=-1',
  '/nowhere',
  '/dev',
  '/graphql/x',
])('%s is not found, politely', async (path) => {
  const answer = await fetch(house.url + path);
  expect(answer.status).toBe(404);
  expect(await answer.text()).not.toMatch(/node_modules|\n {4}at /);
});

it('an address where nothing is says so in the language asked for, and to a program in JSON', async () => {
  const page = await fetch(`${house.url}/nowhere?lang=sv`, { headers: { accept: 'text/html,*/*' } });
  expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await page.text()).toMatch(/<html lang="sv"[^]*Sidan hittades inte/);
  const other = await fetch(`${house.url}/nowhere/<script>?lang=xx`, { method: 'POST' });
  expect([other.status, await other.json()]).toEqual([
    404,
    { code: 'NOT_FOUND', message: 'There is nothing at this address.' },
  ]);
});

it('the bare address, and the address of any page of the app, is the app', async () => {
  for (const path of ['/', '/c/keskisuomi', '/c/keskisuomi/goals/goal_none', '/accessibility']) {
    const answer = await fetch(house.url + path, { redirect: 'manual' });
    expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 200, 'text/html; charset=utf-8']);
    expect(await answer.text()).toContain('<div id="app">');
  }
});
