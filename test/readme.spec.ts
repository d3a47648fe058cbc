import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'graphql';
import { createClient } from 'graphql-ws';
import { commandId, House } from './harness.ts';

/** The tour of the README, block by block, by the people it names; the subscription over a websocket. */
const text = readFileSync(join(__dirname, '../README.md'), 'utf8');
const blocks = [...text.matchAll(/```graphql (\w+)\n([^]*?)```/g)].map(([, who = '', document = '']) => ({
  who,
  document,
}));
const asked = blocks.filter(({ who }) => who.startsWith('person_'));

let house: House;
beforeAll(async () => (house = await House.open()));
afterAll(() => house.close());

it('has blocks to run', () => {
  expect(asked.length).toBeGreaterThanOrEqual(6);
  for (const { document } of blocks) expect(() => parse(document)).not.toThrow();
});

it.each(asked.map(({ who, document }, index) => [index + 1, who, document] as const))(
  'block %i, asked by %s, is answered',
  async (_, who, document) => {
    const { data, errors, status } = await (await house.as(who)).query(document);
    expect([status, errors]).toEqual([200, undefined]);
    expect(data).not.toBeNull();
    // Nobody in the tour is refused, and everything asked for is there.
    expect(JSON.stringify(data)).not.toMatch(/"code":"[A-Z]+_/);
    for (const part of Object.values(data ?? {})) expect(part).not.toBeNull();
  },
);

it.each(blocks.filter(({ who }) => who === 'subscription').map(({ document }) => document))(
  'is followed over a websocket from the position on, and then live: %s',
  async (document) => {
    const person = await house.as('person_coord01');
    const socket = createClient({
      url: `${house.url.replace('http', 'ws')}/graphql`,
      retryAttempts: 0,
      // A browser sends the cookie by itself; Node's WebSocket is told to.
      webSocketImpl: new Proxy(WebSocket, {
        construct: (target, [url, protocols]: unknown[]) =>
          Reflect.construct(target, [url, { protocols, headers: { cookie: person.cookie } }]) as object,
      }),
    });
    const since = BigInt(/since: "(\d+)"/.exec(document)?.[1] ?? '');
    const logged = async () =>
      (await Array.fromAsync(house.platform.log.readAll({ category: 'keskisuomi' })))
        // Who tried what is for auditors only.
        .filter(({ stream, position }) => position > since && !stream.startsWith('keskisuomi-access_'))
        .map(({ position }) => position);
    const past = await logged();
    expect(past.length).toBeGreaterThan(0);
    const told: unknown[] = [];
    const changes = socket.iterate<{ changed: { position: string } }>({ query: document });
    for await (const { data, errors } of changes) {
      expect(errors).toBeUndefined();
      told.push(data?.changed.position);
      // All that has been is told; what happens now is told next.
      if (told.length === past.length)
        await person.act(
          `mutation ($commandId: ID!) { openTask(collaboration: "keskisuomi", id: "task_tour", commandId: $commandId,
            input: { title: { original: FI, fi: "Kiertokäynti" }, partner: "partner_hyvaks" }) { __typename } }`,
          { commandId: commandId() },
        );
      if (told.length > past.length) break;
    }
    expect(told).toEqual((await logged()).map(String));
    await socket.dispose();
  },
);

it('signs in from a shell as it says', async () => {
  const [, lines = ''] = /or from a shell:\n\n```sh\n([^]*?)```/.exec(text) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'talkoot-shell-'));
  const script = lines.replaceAll('http://127.0.0.1:3000', house.url);
  const { stdout } = await promisify(execFile)('bash', ['-ec', script], { cwd: folder });
  expect(JSON.parse(stdout)).toEqual({
    data: { collaboration: { position: expect.stringMatching(/^\d+$/) as string } },
  });
  rmSync(folder, { recursive: true });
});

it('shows pictures that are there, and links to files that are there', () => {
  for (const [, target = ''] of text.matchAll(/\]\((?!http)([^)]+)\)/g))
    expect(() => readFileSync(join(__dirname, '..', target))).not.toThrow(/ENOENT/);
});
