import { isInputObjectType, isListType, isNonNullType, isScalarType, isEnumType, type GraphQLInputType } from 'graphql';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandId, House, type Client } from './harness.ts';

/** What is sent to do harm, through every mutation the schema has: ids of others’ things, and texts that break out. */
let house: House;
beforeAll(async () => {
  house = await House.open();
});
afterAll(() => house.close());

/** The form of a personal identity code with a right check character; nobody’s. */
const identityCode = '131052-308T';
const canary = 'Kanarialintu Koskematon';
const injections = [
  '<script>alert(1)</script>',
  "'); DROP TABLE events; --",
  '=cmd|calc',
  '{{7*7}} ${7*7}',
  'a\r\nSet-Cookie: x=1',
  '\u202Egnp',
  '\u0000',
  '__proto__',
];

/** Something of a type, as small as it may be; every text that may be left out is there too. */
function given(type: GraphQLInputType, text: string, depth = 0): unknown {
  if (isNonNullType(type)) return given(type.ofType, text, depth);
  if (isListType(type)) return [given(type.ofType, text, depth + 1)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isScalarType(type)) return { Int: 1, Float: 1, Boolean: true }[type.name] ?? text;
  if (!isInputObjectType(type)) return undefined;
  if (/^(Free)?TextInput$/.test(type.name)) return { original: 'FI', fi: text };
  const fields = Object.values(type.getFields()).filter(({ type: inner }) => isNonNullType(inner) || depth < 2);
  return Object.fromEntries(fields.map(({ name, type: inner }) => [name, given(inner, text, depth + 1)]));
}

interface Mutation {
  readonly name: string;
  readonly input: string | undefined;
  readonly make: (text: string) => unknown;
}

/** Commands to a collaboration: those of the directory and of one’s own settings take other arguments. */
const mutations = (): readonly Mutation[] =>
  Object.values(house.schema.getMutationType()?.getFields() ?? {})
    .filter(({ args }) =>
      ['collaboration', 'id', 'commandId'].every((wanted) => args.some(({ name }) => name === wanted)),
    )
    .map(({ name, args }) => {
      const input = args.find((argument) => argument.name === 'input')?.type;
      return { name, input: input?.toString(), make: (text) => input && given(input, text) };
    });

async function give(who: Client, { name, input, make }: Mutation, id: string, text: string) {
  const [declared, passed] = input === undefined ? ['', ''] : [`, $input: ${input}`, ', input: $input'];
  const query = `mutation ($id: ID!, $commandId: ID!${declared}) {
    ${name}(collaboration: "keskisuomi", id: $id, commandId: $commandId${passed}) { __typename ... on Refused { code field words(language: FI) } } }`;
  const answer = await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(who.cookie && { cookie: who.cookie }) },
    body: JSON.stringify({
      query,
      variables: { id, commandId: commandId(), ...(input !== undefined && { input: make(text) }) },
    }),
  });
  const raw = await answer.text();
  const { data } = JSON.parse(raw) as { data?: Record<string, { __typename: string; code?: string } | null> | null };
  return { status: answer.status, told: data?.[name] ?? undefined, raw };
}

/** All that was written in somebody’s name. */
const doneBy = async (person: string): Promise<number> => {
  let done = 0;
  for await (const { metadata } of house.platform.log.readAll({})) if (metadata.actor === person) done++;
  return done;
};

it('who holds nothing changes nothing, and hears the same of what is there and what is not', async () => {
  const stranger = house.asAnyone('person_stranger');
  for (const mutation of mutations()) {
    const [there, absent] = [
      await give(stranger, mutation, 'goal_kokemus', 'partner_jyvaskyla'),
      await give(stranger, mutation, 'goal_nowhere', 'partner_jyvaskyla'),
    ];
    expect([mutation.name, there.told?.code, there.raw]).toEqual([mutation.name, 'MANDATE_MISSING', absent.raw]);
    expect([mutation.name, (await give(house.nobody, mutation, 'goal_kokemus', 'x')).status]).toEqual([
      mutation.name,
      401,
    ]);
  }
  expect(await doneBy('person_stranger')).toBe(0);
}, 200_000);

it('another organisation’s ids in every argument of every mutation do nothing', async () => {
  // A reader of another parish: every id is Jyväskylä’s, and so is every organisation named.
  const other = 'person_abuser';
  await house.in('keskisuomi').does(house.asAnyone('person_admin01'), 'grantMandate', 'mandate_abuser', {
    person: other,
    partner: 'partner_jamsa',
    role: 'REVIEWER',
    from: '2024-01-01',
  });
  const theirs = [
    'goal_sen_osallisuus',
    'series_sen_osallistujat__jyvaskyla',
    'mandate_muni179_member',
    'partner_jyvaskyla',
  ];
  const who = house.asAnyone(other);
  for (const mutation of mutations())
    for (const id of theirs) {
      const { status, told, raw } = await give(who, mutation, id, 'partner_jyvaskyla');
      expect([mutation.name, id, status < 500, told?.__typename ?? 'Refused']).toEqual([
        mutation.name,
        id,
        true,
        'Refused',
      ]);
      expect(raw).not.toMatch(/SqliteError|node_modules|\.ts:\d/);
    }
  expect(await doneBy(other)).toBe(0);
}, 400_000);

it('what breaks out of a text is said back by nobody and breaks nothing', async () => {
  const coordinator = house.asAnyone('person_coord01');
  for (const mutation of mutations())
    for (const text of injections) {
      const { status, raw } = await give(coordinator, mutation, 'goal_kokemus', text);
      expect([mutation.name, text, status < 500, raw.includes('SqliteError')]).toEqual([
        mutation.name,
        text,
        true,
        false,
      ]);
    }
  expect(({} as { fi?: unknown }).fi).toBeUndefined();
  const thread = 'thread_injektio';
  const text = injections.filter((one) => one !== '\u0000').join(' ');
  await house
    .in('keskisuomi')
    .does(coordinator, 'startThread', thread, { about: 'goal_kokemus', text: { original: 'FI', fi: text } });
  const shown = await house
    .in('keskisuomi')
    .asks(coordinator, `thread(id: "${thread}") { comments { nodes { text { fi } } } }`);
  expect(JSON.stringify(shown)).toContain('<script>');
  for (const path of [
    '/reports/keskisuomi/2024-H2',
    `/reports/keskisuomi/${encodeURIComponent(text)}`,
    `/${encodeURIComponent('<script>alert(1)</script>')}`,
  ]) {
    const page = await fetch(`${house.url}${path}`, { headers: { cookie: coordinator.cookie, accept: 'text/html' } });
    expect([page.status < 500, (await page.text()).includes('<script>alert'), page.headers.get('set-cookie')]).toEqual([
      true,
      false,
      null,
    ]);
  }
}, 400_000);

it('a personal identity code through every text of every mutation and every credential is found nowhere', async () => {
  const logged = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  process.env['LOG_LEVEL'] = 'debug';
  await house.restart();
  const coordinator = house.asAnyone('person_coord01');
  for (const mutation of mutations()) await give(coordinator, mutation, 'goal_kokemus', `${canary} ${identityCode}`);
  await give(
    { ...coordinator, cookie: `${coordinator.cookie.split('=')[0] ?? ''}=${identityCode}` },
    { name: 'retireGoal', input: undefined, make: () => undefined },
    `goal_${identityCode}`,
    '',
  );
  await fetch(`${house.url}/nowhere/${identityCode}?name=${encodeURIComponent(canary)}`, {
    headers: { authorization: `Bearer ${identityCode}`, 'user-agent': canary, traceparent: identityCode },
  });
  await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: `query Q { x }`, operationName: canary, variables: { id: identityCode } }),
  });
  await house.stop();
  const found = readdirSync(house.folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return bytes.includes(identityCode) || bytes.includes(canary);
    });
  const lines = logged.mock.calls.map(([line]) => String(line));
  logged.mockRestore();
  delete process.env['LOG_LEVEL'];
  await house.start();
  expect(found).toEqual([]);
  expect(lines.join('')).toContain('"context":"RoutesResolver"');
  expect(lines.filter((line) => line.includes(identityCode) || line.includes(canary))).toEqual([]);
}, 400_000);
