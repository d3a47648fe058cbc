import fc, { type GeneratorValue } from 'fast-check';
import { parse, validate } from 'graphql';
import { grow, spoil } from './documents.ts';
import { House, type Client } from './harness.ts';

/** Documents grown out of the schema, and the same spoilt: whatever comes, the answer is one of those we know. */
let house: House;
let people: readonly Client[];
let ids: readonly string[];
const canary = 'Kanarialintu';

beforeAll(async () => {
  house = await House.open({ settings: { costAtOnce: 1e12 } });
  people = ['person_coord01', 'person_muni179', 'person_admin01', 'person_x'].map((person) => house.asAnyone(person));
  const text = (fi: string) => ({ original: 'FI', fi });
  const labels = Object.fromEntries(
    ['agenda', 'measurement', 'activities', 'communication', 'backbone'].map((name) => [name, text(name)]),
  );
  // Another collaboration, in which none of them holds anything.
  house.platform.people.letOpen('person_other');
  await house.in('muiden').does(
    house.asAnyone('person_other'),
    'openCollaboration',
    'collaboration_muiden',
    {
      name: text(canary),
      languages: ['FI'],
      quorum: { kind: 'NUMBER', number: 1 },
      places: [{ code: '001', name: text(canary), kind: 'MUNICIPALITY', from: 2023 }],
      labels,
    },
    '',
    { actingFor: 'partner_muiden' },
  );
  const events = await Array.fromAsync(house.platform.log.readAll({ category: 'keskisuomi' }));
  const subjects = new Set(events.map(({ stream }) => stream.slice(stream.indexOf('-') + 1)));
  const kinds = Map.groupBy(subjects, (id) => id.split('_')[0]);
  ids = [...kinds.values()].flatMap((of) => of.slice(0, 5)).concat('muiden', 'FI', '2024-H2', '2024-06-30', '179');
  expect(ids.length).toBeGreaterThan(20);
});
afterAll(() => house.close());

/** What the server says to a body, once it is seen that it tells nothing of what is behind it. */
async function told(person: Client, body: unknown): Promise<{ status: number; codes: string[] }> {
  const answer = await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: person.cookie },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  expect(text).not.toMatch(/node_modules|\.[jt]s:\d+|\n? {4}at |SQLITE|sqlite|SELECT |ENOENT|\/tmp\//);
  expect(text).not.toContain(canary);
  expect(text).not.toContain(house.folder);
  expect(text).not.toContain(person.cookie.split('=')[1]);
  const { errors = [] } = JSON.parse(text) as { errors?: { extensions?: { code?: string } }[] };
  return { status: answer.status, codes: errors.map(({ extensions }) => extensions?.code ?? 'none') };
}

const known = ['BAD_REQUEST', 'BAD_USER_INPUT', 'QUERY_TOO_LARGE', 'NOT_READY'];
const unread = [...known, 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'OPERATION_RESOLUTION_FAILURE'];

const drawing = (g: GeneratorValue) => (below: number) => g(fc.nat, { max: below - 1 });
const anybody = (g: GeneratorValue) => people[drawing(g)(people.length)] ?? house.nobody;

/** `npm test` looks at some; FUZZ=2000 at more. */
const numRuns = Number(process.env['FUZZ'] ?? 120);

it('a document that the schema allows is answered, or refused by a known code', async () => {
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (g) => {
      const { query, variables } = grow(house.schema, drawing(g), ids);
      expect(validate(house.schema, parse(query))).toEqual([]);
      const { status, codes } = await told(anybody(g), { query, variables });
      const unknown = codes.filter((code) => !known.includes(code));
      expect({ query, variables, unknown, fault: status >= 500 }).toMatchObject({ unknown: [], fault: false });
      if (status === 200) answered += 1;
    }),
    { numRuns },
  );
  // Most of them have run, or nothing has been tried.
  expect(answered).toBeGreaterThan(numRuns / 2);
}, 600_000);

it('a spoilt one, with variables of any kind, too', async () => {
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (g) => {
      const whole = grow(house.schema, drawing(g), ids);
      const isText = drawing(g)(2) === 0;
      const query = isText ? spoil(whole.query, drawing(g)) : whole.query;
      const spoilt = Object.fromEntries(Object.keys(whole.variables).map((name) => [name, g(fc.jsonValue)]));
      const variables = isText ? whole.variables : spoilt;
      const { status, codes } = await told(anybody(g), { query, variables });
      const unknown = codes.filter((code) => !unread.includes(code));
      expect({ query, variables, unknown, fault: status >= 500 }).toMatchObject({ unknown: [], fault: false });
    }),
    { numRuns },
  );
}, 600_000);
