import type { RecordedEvent } from '#event-log';
import { createClient, type Client as Socket } from 'graphql-ws';
import { importFolder } from '../apps/cli/import/import.ts';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandId, House, type Client } from './harness.ts';

/** `changed(collaboration, since)` over graphql-ws: what has been, then live, each change once, nobody else's. */
let house: House;
let municipality: Client;
const sockets: Socket[] = [];

beforeAll(async () => {
  house = await House.open();
  municipality = await house.as('person_muni179');
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) await socket.dispose();
});
afterAll(() => house.close());

interface Change {
  readonly position: string;
  readonly type: string;
  readonly subject: string;
  readonly organisation: string;
  readonly recordedAt: string;
}
interface Told {
  readonly data?: { changed: Change } | null;
  readonly errors?: readonly { message: string; extensions?: { code?: string } }[];
}

const connect = (cookie: string): Socket => {
  const socket = createClient({
    url: `${house.url.replace('http', 'ws')}/graphql`,
    retryAttempts: 0,
    // A browser sends the cookie by itself; Node's WebSocket is told to.
    webSocketImpl: new Proxy(WebSocket, {
      construct: (target, [url, protocols]: unknown[]) =>
        Reflect.construct(target, [url, { protocols, headers: { cookie } }]) as object,
    }),
  });
  sockets.push(socket);
  return socket;
};

const document = `subscription ($collaboration: ID!, $since: ID) {
  changed(collaboration: $collaboration, since: $since) { position type subject organisation recordedAt } }`;
const subscribe = (socket: Socket, since?: string, collaboration = 'keskisuomi'): AsyncIterableIterator<Told> =>
  socket.iterate<Told['data'] & object>({
    query: document,
    variables: { collaboration, since },
  }) as AsyncIterableIterator<Told>;

/** What a subscription tells until it has told this many. */
async function take(changes: AsyncIterator<Told>, count: number): Promise<Change[]> {
  const taken: Change[] = [];
  while (taken.length < count) {
    const { value, done } = (await changes.next()) as IteratorResult<Told, undefined>;
    if (done) throw new Error(`It ended after ${String(taken.length)}`);
    if (!value.data) throw new Error(JSON.stringify(value.errors));
    taken.push(value.data.changed);
  }
  return taken;
}

let half = 0;
/** Reports a figure for a half-year that nobody has reported one for. */
async function write(): Promise<void> {
  const year = String(1000 + Math.floor(half / 2));
  const period =
    half++ % 2 === 0
      ? `{ from: "${year}-01-01", to: "${year}-06-30" }`
      : `{ from: "${year}-07-01", to: "${year}-12-31" }`;
  const answer = await municipality.act(
    `mutation ($commandId: ID!) { reportMeasurement(collaboration: "keskisuomi", id: "series_sen_osallistujat__jyvaskyla", commandId: $commandId,
      input: { indicator: "indicator_sen_osallistujat", place: "179", period: ${period}, value: 1, status: FINAL }) { __typename } }`,
    { commandId: commandId() },
  );
  expect(answer).toEqual({ __typename: 'Measurement' });
}

/** All that readers are told of: who tried what is for auditors only, and a draft for its own organisation. */
const logged = async (): Promise<RecordedEvent[]> =>
  (await Array.fromAsync(house.platform.log.readAll({ category: 'keskisuomi' }))).filter(
    ({ stream, type }) => !stream.startsWith('keskisuomi-access_') && type !== 'GoalDrafted',
  );
const asChange = ({ position, type, stream, metadata, recordedAt }: RecordedEvent): Change => ({
  position: String(position),
  type,
  subject: stream.slice(stream.indexOf('-') + 1),
  organisation: metadata.organisation,
  recordedAt,
});

it('tells what has been from a position, then what happens, while many write: nothing lost, nothing twice, in order', async () => {
  const events = await logged();
  const middle = events.length - 100;
  const since = String(events[middle - 1]?.position);
  const writing = Array.from({ length: 4 }, async () => {
    for (let n = 0; n < 40; n += 1) await write();
  });
  // They come in while the log grows, from the beginning, the middle and now, each over its own seam.
  const readers = Array.from({ length: 6 }, async (_, index) => {
    await sleep(index * 20);
    const changes = subscribe(connect(municipality.cookie), index % 2 === 0 ? '0' : since);
    return take(changes, events.length + 160 - (index % 2 === 0 ? 0 : middle));
  });
  await Promise.all(writing);
  const all = (await logged()).map(asChange);
  expect(all).toHaveLength(events.length + 160);
  for (const [index, changes] of (await Promise.all(readers)).entries())
    expect(changes).toEqual(index % 2 === 0 ? all : all.slice(middle));
});

it('without a position tells only what is new', async () => {
  const changes = subscribe(connect(municipality.cookie));
  const first = take(changes, 1);
  await sleep(100);
  await write();
  expect((await first)[0]).toEqual((await logged()).map(asChange).at(-1));
});

it('goes on exactly where a reader stopped, over another socket and a restart of the server', async () => {
  const start = (await logged()).length;
  let since = String((await logged()).at(-1)?.position);
  const seen: Change[] = [];
  for (let round = 0; round < 6; round += 1) {
    const writing = Promise.all([write(), write(), write()]);
    const socket = connect(municipality.cookie);
    seen.push(...(await take(subscribe(socket, since), 2)));
    since = seen.at(-1)?.position ?? '';
    await socket.dispose();
    await writing;
    if (round === 3) {
      await house.restart();
      municipality = await house.as('person_muni179');
    }
  }
  seen.push(...(await take(subscribe(connect(municipality.cookie), since), 6)));
  expect(seen).toEqual((await logged()).slice(start).map(asChange));
});

it('tells nothing of another collaboration', async () => {
  const position = String((await logged()).at(-1)?.position);
  const changes = subscribe(connect(municipality.cookie), position);
  const heard = take(changes, 1);
  const source = join(__dirname, 'fixtures', 'second-county');
  const { collaboration, commands } = await importFolder({ folder: house.folder, source, simulateClock: true });
  expect([collaboration, commands > 10]).toEqual(['saltskar', true]);
  // Another process's writes come within a poll; only then one's own.
  await house.platform.worlds.reached('saltskar', await house.platform.log.head());
  await write();
  expect((await heard)[0]).toMatchObject({
    type: 'MeasurementReported',
    subject: 'series_sen_osallistujat__jyvaskyla',
  });
  const theirs = subscribe(connect(house.asAnyone('person_norr').cookie), '0', 'saltskar');
  expect((await take(theirs, 1))[0]).toMatchObject({ type: 'CollaborationOpened' });
});

it.each([
  ['nobody', () => '', 'keskisuomi', '0', 'UNAUTHENTICATED'],
  ['a made-up cookie', () => 'talkoot=aaaa', 'keskisuomi', '0', 'UNAUTHENTICATED'],
  ['one who holds nothing there', () => house.asAnyone('person_stranger').cookie, 'keskisuomi', '0', 'BAD_USER_INPUT'],
  ['a collaboration that is not theirs', () => municipality.cookie, 'saltskar', '0', 'BAD_USER_INPUT'],
  ['one that does not exist', () => municipality.cookie, 'keski-suomi', '0', 'BAD_USER_INPUT'],
  ...['-1', 'x', '', ' 1', '1.5', '0x10', '1e3', '9'.repeat(19)].map(
    (since): [string, () => string, string, string, string] => [
      `since ${JSON.stringify(since)}`,
      () => municipality.cookie,
      'keskisuomi',
      since,
      'BAD_USER_INPUT',
    ],
  ),
])('is refused to %s', async (_, cookie, collaboration, since, code) => {
  const { value } = (await subscribe(connect(cookie()), since, collaboration).next()) as { value: Told };
  expect(value.data ?? null).toBeNull();
  expect(value.errors).toMatchObject([{ extensions: { code } }]);
  expect(JSON.stringify(value)).not.toMatch(/node_modules|\\n {4}at /);
});

/** How many listen to the worlds growing, from now on; and a wait for that many. */
function listeners() {
  const { worlds } = house.platform;
  let listening = 0;
  const onGrowth = worlds.onGrowth.bind(worlds);
  const spy = jest.spyOn(worlds, 'onGrowth').mockImplementation((listener) => {
    const stop = onGrowth(listener);
    const own = new Set([stop]);
    listening += 1;
    return () => {
      if (own.delete(stop)) listening -= 1;
      stop();
    };
  });
  const until = async (count: number) => {
    for (let waits = 0; waits < 500 && listening !== count; waits += 1) await sleep(10);
    expect(listening).toBe(count);
  };
  return {
    until,
    end: () => {
      spy.mockRestore();
    },
  };
}

it('frees everything when a reader leaves, however it leaves, 200 times over', async () => {
  const { until, end } = listeners();
  const before = String((await logged()).at(-3)?.position);
  const shared = connect(municipality.cookie);
  for (let round = 0; round < 200; round += 1) {
    const own = round % 10 === 0;
    const socket = own ? connect(municipality.cookie) : shared;
    const changes = subscribe(socket, before);
    // Some leave while they are being told, others while they wait, and some before they hear anything.
    if (round % 3 > 0) await take(changes, round % 3);
    if (own) socket.terminate();
    else await changes.return?.();
  }
  await until(0);
  // Who stays is told once.
  const changes = subscribe(shared);
  const heard = take(changes, 2);
  await until(1);
  await write();
  await write();
  const positions = (await heard).map(({ position }) => position);
  expect(positions).toEqual((await logged()).slice(-2).map(({ position }) => String(position)));
  await changes.return?.();
  await until(0);
  end();
});

it('tells a reader when the log cannot be read, and frees what it held', async () => {
  const { log } = house.platform;
  const { until, end } = listeners();
  const changes = subscribe(connect(municipality.cookie));
  const heard = take(changes, 1);
  heard.catch(() => undefined);
  await until(1);
  const spy = jest.spyOn(log, 'readAll').mockImplementation(() => {
    throw new Error('disk I/O error');
  });
  // The world follows by the log's subscription: the reader is rung and finds the log closed to it.
  await write();
  await expect(heard).rejects.toBeDefined();
  spy.mockRestore();
  await until(0);
  end();
  await write();
  const since = String((await logged()).at(-2)?.position);
  expect(await take(subscribe(connect(municipality.cookie), since), 1)).toHaveLength(1);
});

it('ends when the server closes', async () => {
  const codes: unknown[] = [];
  const socket = connect(municipality.cookie);
  socket.on('closed', (event) => codes.push((event as { code: number }).code));
  const heard = subscribe(socket).next();
  heard.catch(() => undefined);
  await sleep(100);
  await house.restart();
  await expect(heard).rejects.toMatchObject({ code: 1001 });
  expect(codes).toEqual([1001]);
  municipality = await house.as('person_muni179');
});
