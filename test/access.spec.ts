import { createClient } from 'graphql-ws';
import { join } from 'node:path';
import { verifyRequests, type Request } from '#audit';
import { run } from '../apps/cli/commands.ts';
import { House, type Client } from './harness.ts';

/** The record of access through real HTTP: every request is on it once, and tells no words (rules 33 and 48). */
let house: House;
let partner: Client;
let auditor: Client;

beforeAll(async () => {
  house = await House.open();
  partner = await house.as('person_muni179');
  auditor = await house.as('person_audit01');
});
afterAll(() => house.close());

/** Rows since a mark, oldest first. What follows an answer needs a moment. */
const mark = () => house.platform.requests.find({ collaboration: 'keskisuomi' }, 1).rows[0]?.number ?? 0;
const rowsSince = async (before: number, count: number): Promise<readonly Request[]> => {
  for (let tries = 0; ; tries++) {
    const { rows } = house.platform.requests.find({ collaboration: 'keskisuomi' }, 100);
    const since = rows.filter(({ number }) => number > before).toReversed();
    if (since.length >= count || tries > 100) return since;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
const nameOf = 'query Matti_Meikalainen($id: ID!) { collaboration(id: $id) { goals(first: 1) { nodes { id } } id } }';

it('each request is one row: who, for whom, under which mandate, what, and what came of it', async () => {
  const before = mark();
  await partner.query(nameOf, { id: 'keskisuomi' });
  await house.nobody.query('{ collaboration(id: "keskisuomi") { id } }');
  await house.asAnyone('person_stranger').query('{ collaboration(id: "keskisuomi") { id } }');
  const { correlation, code } = await (async () => {
    const answer = await partner.query(
      'mutation ($commandId: ID!) { retireGoal(collaboration: "keskisuomi", id: "goal_hyva_arki", commandId: $commandId, input: { reason: { original: FI, fi: "Matti Meikäläinen" } }) { ... on Refused { code } } }',
      { commandId: crypto.randomUUID() },
    );
    const { retireGoal } = answer.data as object as { retireGoal: { code: string } };
    return { correlation: answer, code: retireGoal.code };
  })();
  expect(correlation.status).toBe(200);
  await partner.query('{ collaboration(id: "keskisuomi", asOf: "yesterday") { id } }');
  const rows = await rowsSince(before, 5);
  expect(rows).toHaveLength(5);
  const [asked, nobody, stranger, refused, mistaken] = rows;
  expect(asked).toMatchObject({
    kind: 'query',
    who: 'person_muni179',
    as: [
      {
        collaboration: 'keskisuomi',
        organisation: 'partner_jyvaskyla',
        mandates: expect.arrayContaining(['mandate_muni179_member']) as string[],
      },
    ],
    asked: ['collaboration', 'collaboration.goals', 'collaboration.id'],
    document: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    collaborations: ['keskisuomi'],
    outcome: 'answered',
    codes: [],
  });
  expect(nobody).toMatchObject({
    who: null,
    from: expect.stringMatching(/^[0-9a-f]{12}$/) as string,
    outcome: 'denied',
    codes: ['UNAUTHENTICATED'],
  });
  expect(stranger).toMatchObject({ who: 'person_stranger', as: [], outcome: 'denied', codes: ['MANDATE_MISSING'] });
  expect(refused).toMatchObject({
    kind: 'mutation',
    asked: ['retireGoal'],
    objects: ['goal_hyva_arki'],
    codes: [code],
  });
  expect(mistaken).toMatchObject({ outcome: 'refused', codes: ['BAD_USER_INPUT'] });
  // Neither what somebody wrote nor what they called their question.
  expect(JSON.stringify(rows)).not.toMatch(/Matti|127\.0\.0\.1/);
});

it('any number of requests at once are as many rows (G4)', async () => {
  const before = mark();
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      fetch(`${house.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: (n % 2 ? partner : auditor).cookie },
        body: JSON.stringify({
          query: `{ collaboration(id: "keskisuomi") { goal(id: "goal_n${String(n)}") { id } } }`,
        }),
      }),
    ),
  );
  const correlations = answers.map(({ headers }) => headers.get('x-correlation-id'));
  const rows = await rowsSince(before, 60);
  expect(rows.map(({ correlation }) => correlation).toSorted()).toEqual(correlations.toSorted());
  expect(new Set(rows.flatMap(({ objects }) => objects)).size).toBe(60);
});

it('pages, files, and what was turned away before it was looked at are on it by their route', async () => {
  const before = house.platform.requests.report;
  const of = () => {
    const { written, waiting } = house.platform.requests.report;
    return written + waiting;
  };
  const start = before.written + before.waiting;
  await fetch(`${house.url}/reports/keskisuomi/2024-H2`, { headers: { cookie: partner.cookie } });
  await fetch(`${house.url}/reports/keskisuomi/Matti-Meikalainen`);
  await fetch(`${house.url}/graphql`);
  await fetch(`${house.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' });
  await fetch(`${house.url}/nowhere?code=secret`);
  await fetch(`${house.url}/health/live`);
  for (let tries = 0; of() < start + 5 && tries < 100; tries++) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(of()).toBe(start + 5);
  const [page] = house.platform.requests.find({ collaboration: 'keskisuomi', who: 'person_muni179' }, 1).rows;
  expect(page).toMatchObject({
    kind: 'http',
    asked: ['GET /reports/:collaboration/:name'],
    objects: ['2024-H2'],
    outcome: 'answered',
  });
});

it('a subscription is one row when it begins, answered or denied', async () => {
  const before = mark();
  for (const cookie of [partner.cookie, '']) {
    const client = createClient({
      url: `${house.url.replace('http', 'ws')}/graphql`,
      // A browser sends the cookie by itself; Node's WebSocket is told to.
      webSocketImpl: new Proxy(WebSocket, {
        construct: (target, [url, protocols]: unknown[]) =>
          Reflect.construct(target, [url, { protocols, headers: { cookie } }]) as object,
      }),
      retryAttempts: 0,
    });
    const told = new Promise<void>((resolve) => {
      client.subscribe(
        { query: 'subscription { changed(collaboration: "keskisuomi", since: "1") { type } }' },
        { next: () => resolve(), error: () => resolve(), complete: () => resolve() },
      );
    });
    await told;
    await client.dispose();
  }
  const rows = await rowsSince(before, 2);
  expect(rows.map(({ kind, who, outcome, asked }) => ({ kind, who, outcome, asked }))).toEqual([
    { kind: 'subscription', who: 'person_muni179', outcome: 'answered', asked: ['changed'] },
    { kind: 'subscription', who: null, outcome: 'denied', asked: ['changed'] },
  ]);
});

it('only auditors of the whole are told of it, and others as if there were none', async () => {
  const fields =
    'requests(first: 3, outcome: DENIED) { nodes { who outcome codes under { organisation } } pageInfo { hasNextPage endCursor } }';
  const { requests } = (await house.in('keskisuomi').asks(auditor, fields)) as {
    requests: { nodes: { outcome: string }[] };
  };
  expect(requests.nodes.length).toBeGreaterThan(0);
  expect(requests.nodes.every(({ outcome }) => outcome === 'DENIED')).toBe(true);
  for (const other of ['person_coord01', 'person_muni179', 'person_admin01'])
    expect(
      await house
        .in('keskisuomi')
        .asks(house.asAnyone(other), fields)
        .catch(() => ({ requests: null })),
    ).toMatchObject({ requests: null });
});

it('numbers hidden from others are not shown while the record cannot be written (rule 33)', async () => {
  const hidden = `{ collaboration(id: "keskisuomi") {
    series(id: "series_sen_osallistujat__multia") { measurements(first: 5) { nodes { value } } } } }`;
  const sensitive = async () =>
    house.platform.requests.find({ collaboration: 'keskisuomi', who: 'person_audit01' }, 1).rows[0];
  const shown = await auditor.query(hidden);
  expect(shown.errors).toBeUndefined();
  expect(await sensitive()).toMatchObject({ sensitive: true, outcome: 'answered' });
  const keepFirst = jest.spyOn(house.platform.requests, 'keepFirst').mockRejectedValue(new Error('disk full'));
  const refused = await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: auditor.cookie },
    body: JSON.stringify({ query: hidden }),
  });
  keepFirst.mockRestore();
  expect(refused.status).toBe(503);
  expect(await refused.json()).toEqual({
    errors: [expect.objectContaining({ extensions: expect.objectContaining({ code: 'NOT_RECORDED' }) as object })],
  });
  expect(await sensitive()).toMatchObject({ outcome: 'failed', codes: ['NOT_RECORDED'] });
});

it('health tells how the record goes, and talkoot access verify checks it beside the server', async () => {
  house.platform.requests.find({ collaboration: 'keskisuomi' }, 1);
  const health = (await (await fetch(`${house.url}/health`)).json()) as { access: object };
  expect(health.access).toMatchObject({ writable: true, lost: 0 });
  expect(verifyRequests(join(house.folder, 'access.db'), house.platform.requests.head)).toMatchObject({ gaps: 0 });
  const said = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  expect(await run(['access', 'verify', '--data', house.folder])).toBe(0);
  expect(said.mock.calls.flat().join('\n')).toMatch(/^UNCHANGED {2}\d+ rows[^]*HEAD {2}2/);
  said.mockRestore();
});
