import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { commandId, House, type Client } from './harness.ts';

/** Those who take places, time or memory from others: whoever asks properly is served meanwhile, and afterwards. */
let house: House;
let person: Client;
const held: Socket[] = [];
/** FAULTS R2 says 5,000; `npm test` tries with fewer. IDLE=5000 tries it whole. */
const idle = Number(process.env['IDLE'] ?? 1_000);

beforeAll(async () => {
  house = await House.open();
  person = await house.as('person_muni179');
});
afterAll(async () => {
  for (const socket of held) socket.destroy();
  await house.close();
});

async function hold(first: string): Promise<Socket> {
  const { hostname, port } = new URL(house.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(first);
  held.push(socket);
  return socket;
}

/** What is told on a connection until it is closed by the other side. */
const lastWords = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    let told = '';
    socket.on('data', (part) => (told += String(part)));
    socket.once('close', () => {
      resolve(told);
    });
  });

const agenda = '{ collaboration(id: "keskisuomi") { goals(first: 5) { nodes { id title { fi } } } } }';
async function expectServed(times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    const { status, errors } = await person.query(agenda);
    expect([status, errors]).toEqual([200, undefined]);
  }
}
const head = (path: string, length: number) =>
  `POST ${path} HTTP/1.1\r\nHost: ${new URL(house.url).host}\r\nContent-Type: application/json\r\nContent-Length: ${String(length)}\r\n`;

it(`${String(idle)} connections that say nothing, slow headers and slow bodies keep nobody waiting, and are cut`, async () => {
  const silent: Socket[] = [];
  // Not all at once: what the system's queue has no room for, the server never hears of.
  while (silent.length < idle) silent.push(...(await Promise.all(Array.from({ length: 100 }, () => hold('')))));
  const slowHeaders = await Promise.all(
    Array.from({ length: 50 }, () => hold('GET /health HTTP/1.1\r\nHost: x\r\nX-')),
  );
  const slowBodies = await Promise.all(
    Array.from({ length: 50 }, () => hold(`${head('/graphql', 5_000)}\r\n{"query":"`)),
  );
  // A byte now and then keeps a line moving; what is limited is the whole.
  const drip = setInterval(() => {
    for (const socket of [...slowHeaders, ...slowBodies]) if (socket.writable) socket.write('x');
  }, 500);
  const cut = Promise.all([...silent, ...slowHeaders, ...slowBodies].map(lastWords));
  await expectServed(20);
  const told = await cut;
  clearInterval(drip);
  expect(told).toHaveLength(idle + 100);
  const statuses = new Set(told.slice(idle).map((words) => words.split('\r\n', 1)[0]));
  expect([...statuses]).toEqual(['HTTP/1.1 408 Request Timeout']);
  await expectServed(5);
}, 120_000);

it('a body that goes on for ever is cut where it is too long', async () => {
  const socket = await hold(
    `${head('/graphql', 0).replace(/Content-Length.*/, 'Transfer-Encoding: chunked')}\r\n`.replace(
      '\r\n\r\n\r\n',
      '\r\n\r\n',
    ),
  );
  const told = lastWords(socket);
  const chunk = `${(16_384).toString(16)}\r\n${' '.repeat(16_384)}\r\n`;
  let sent = 0;
  while (socket.writable && sent < 1_000) {
    socket.write(chunk);
    sent += 1;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await told).toMatch(/^HTTP\/1\.1 413 /);
  expect(sent).toBeLessThan(1_000);
});

const deep = (open: string, shut: string, levels: number) => open.repeat(levels) + shut.repeat(levels);
describe('is refused without harm:', () => {
  const post = async (body: string, headers: Record<string, string> = {}) =>
    fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: person.cookie, ...headers },
      body,
    });
  it.each([
    ['lists within lists', `[`.repeat(90_000)],
    ['lists within lists, all shut', deep('[', ']', 45_000)],
    ['objects within objects', `${'{"a":'.repeat(15_000)}1${'}'.repeat(15_000)}`],
    ['the same as variables', `{"query":"query ($x: Int) { __typename }","variables":{"x":${deep('[', ']', 40_000)}}}`],
    ['and as extensions', `{"query":"{ __typename(","extensions":{"x":${deep('[', ']', 40_000)}}}`],
    ['a key that is every object’s', `{"__proto__":{"query":"{ __typename }"}}`],
    ['ten thousand keys', `{${Array.from({ length: 10_000 }, (_, n) => `"${String(n)}":0`).join()}}`],
    ['a document of braces', JSON.stringify({ query: '{a'.repeat(1_990) })],
    ['a document of braces, all shut', JSON.stringify({ query: deep('{a', '}', 1_300) })],
    ['an argument of brackets', JSON.stringify({ query: `{ refusals(x: ${deep('[', ']', 1_900)}) { code } }` })],
    [
      'an argument of objects',
      JSON.stringify({ query: `{ refusals(x: ${'{a:'.repeat(900)}1${'}'.repeat(900)}) { code } }` }),
    ],
    [
      'a type of brackets',
      JSON.stringify({ query: `query ($x: ${'['.repeat(1_900)}Int${']'.repeat(1_900)}) { __typename }` }),
    ],
    [
      'a number of fifty thousand digits',
      `{"query":"{ __typename }","variables":{"x":${'9'.repeat(50_000)}},"operationName":1}`,
    ],
  ])('%s', async (_, body) => {
    const { status } = await post(body);
    expect([400, 413]).toContain(status);
    await expectServed(1);
  });

  // What a rule that goes back and forth would never come to an end with: the test's own time limit is the measure.
  const bombs = [
    'a'.repeat(90_000) + '!',
    'a@'.repeat(40_000),
    '1 '.repeat(40_000),
    '-'.repeat(90_000),
    '\t \n'.repeat(20_000),
    `${'0'.repeat(40_000)}-${'0'.repeat(40_000)}`,
  ];
  it.each(bombs.map((bomb) => [`${bomb.slice(0, 6)}…`, bomb] as const))('%s in every text', async (_, bomb) => {
    const collaboration = 'query ($id: ID!, $asOf: String) { collaboration(id: $id, asOf: $asOf) { id } }';
    const report = `mutation ($id: ID!, $commandId: ID!, $text: String!, $place: String!) {
      reportMeasurement(collaboration: "keskisuomi", id: $id, commandId: $commandId, input: { indicator: $id, place: $place,
        period: { from: $place, to: $place }, value: 1, status: FINAL, comment: { original: FI, fi: $text } }) { __typename } }`;
    const asked = [
      [collaboration, { id: bomb }],
      [collaboration, { id: 'keskisuomi', asOf: bomb }],
      [report, { id: 'series_x', commandId: commandId(), text: bomb, place: '179' }],
      [report, { id: bomb, commandId: commandId(), text: 'x', place: '179' }],
      [report, { id: 'series_x', commandId: bomb, text: 'x', place: '179' }],
      [report, { id: 'series_x', commandId: commandId(), text: 'x', place: bomb }],
    ] as const;
    for (const [query, variables] of asked)
      expect((await post(JSON.stringify({ query, variables }))).status).toBeLessThan(500);
    const header = bomb.replaceAll(/[\t\n]/g, ' ').slice(0, 8_000);
    for (const name of ['accept', 'traceparent', 'x-forwarded-for', 'origin', 'if-none-match', 'accept-language'])
      expect((await post(JSON.stringify({ query: agenda }), { [name]: header })).status).toBeLessThan(500);
    await expectServed(1);
  });
});
