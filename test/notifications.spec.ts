import { NotRecorded } from '#audit';
import { createClient } from 'graphql-ws';
import { commandId, House, type Client } from './harness.ts';

/** What people are told, what they say of it, and what an auditor sees of who tried what: over HTTP. */
let house: House;
let municipality: Client;
let coordinator: Client;
let auditor: Client;

beforeAll(async () => {
  house = await House.open({ reactions: true });
  municipality = await house.as('person_muni179');
  coordinator = await house.as('person_coord01');
  auditor = await house.as('person_audit01');
});
afterAll(() => house.close());

const me = `me(collaboration: "keskisuomi") {
  person organisation unseenCount sinceLastVisit lastVisit { position }
  notifications(first: 10, unseen: true) { totalCount nodes { id kind about seenAt words(language: FI) } }
}`;
interface Me {
  person: string;
  unseenCount: number;
  sinceLastVisit: string;
  lastVisit: { position: string } | null;
  notifications: { totalCount: number; nodes: { id: string; kind: string; about: string; words: string }[] };
}
const mine = async (client: Client) => {
  await house.platform.reactions?.settled();
  const { data, raw } = await client.query(`{ ${me} }`);
  return (data ?? fail(raw))['me'] as never as Me;
};
const fail = (words: string): never => {
  throw new Error(words);
};
const openTask = (client: Client, id: string, partner: string) =>
  client.act(
    `mutation ($commandId: ID!, $id: ID!, $partner: String!) {
      openTask(collaboration: "keskisuomi", id: $id, commandId: $commandId,
        input: { title: { original: FI, fi: "Sovi neuvottelu" }, partner: $partner }) {
        __typename ... on Task { id } ... on Refused { code }
      }
    }`,
    { commandId: commandId(), id, partner },
  );

describe('a contact person', () => {
  it('is told nothing of the demonstration’s past, and is told what is new', async () => {
    expect(await mine(municipality)).toMatchObject({ unseenCount: 0, sinceLastVisit: '0', lastVisit: null });
    expect(await openTask(coordinator, 'task_told_a', 'partner_jyvaskyla')).toMatchObject({ id: 'task_told_a' });
    expect(await mine(municipality)).toMatchObject({
      unseenCount: 1,
      notifications: {
        nodes: [{ kind: 'TASK_ASSIGNED', about: 'task_told_a', words: 'Organisaatiosi sai tehtävän.' }],
      },
    });
    expect(await mine(coordinator)).toMatchObject({ unseenCount: 0 });
  });

  it('says what was seen, and that everything was: from there on all is new', async () => {
    await openTask(coordinator, 'task_told_b', 'partner_jyvaskyla');
    const [newest] = (await mine(municipality)).notifications.nodes;
    const see = (given: string) =>
      `mutation { seeNotifications(collaboration: "keskisuomi" ${given}) { unseenCount } }`;
    // Nobody else marks it.
    expect(await coordinator.act(see(`ids: ["${newest?.id}"]`))).toEqual({ unseenCount: 0 });
    expect((await mine(municipality)).unseenCount).toBe(2);
    expect(await municipality.act(see(`ids: ["${newest?.id}"]`))).toEqual({ unseenCount: 1 });
    expect((await mine(municipality)).lastVisit).toBeNull();
    expect(await municipality.act(see(''))).toEqual({ unseenCount: 0 });
    const { sinceLastVisit, lastVisit } = await mine(municipality);
    expect(sinceLastVisit).toBe(String(await house.platform.log.head()));
    expect(lastVisit).toEqual({ position: sinceLastVisit });
    const { errors } = await municipality.query(see('ids: ["x"] upTo: "3"'));
    expect(errors).toMatchObject([{ message: 'Give ids or upTo, not both' }]);
  });

  it('chooses how to be told of each kind of thing', async () => {
    const rule = `mutation { setNotificationRule(collaboration: "keskisuomi", kind: TASK_ASSIGNED, how: OFF) {
      rules { kind how } } }`;
    const { rules } = (await municipality.act(rule)) as never as { rules: { kind: string; how: string }[] };
    expect(rules).toContainEqual({ kind: 'TASK_ASSIGNED', how: 'OFF' });
    expect(rules.filter(({ how }) => how !== 'INBOX')).toHaveLength(1);
    await openTask(coordinator, 'task_told_c', 'partner_jyvaskyla');
    expect((await mine(municipality)).unseenCount).toBe(0);
  });

  it('has an inbox of no other’s: a stranger has none, and nobody may look who is not signed in', async () => {
    const stranger = house.asAnyone('person_stranger');
    expect((await stranger.query(`{ ${me} }`)).data).toEqual({ me: null });
    const rule = 'mutation { seeNotifications(collaboration: "keskisuomi") { person } }';
    expect((await stranger.query(rule)).data).toEqual({ seeNotifications: null });
    expect((await house.nobody.query(`{ ${me} }`)).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});

describe('the record of access', () => {
  const log = `{ collaboration(id: "keskisuomi") {
    accessLog(first: 20) { nodes { kind person organisation command subject code times subjects } } } }`;
  const records = async (client: Client) => {
    const { data, raw } = await client.query(log);
    const { accessLog } = (data ?? fail(raw))['collaboration'] as never as { accessLog: { nodes: object[] } | null };
    return accessLog?.nodes;
  };

  it('shows an auditor, and nobody else, who was refused what (rule 48)', async () => {
    const head = () => house.platform.log.head();
    const before = await head();
    expect(await openTask(municipality, 'task_told_d', 'partner_muurame')).toMatchObject({
      code: 'TASK_OF_ANOTHER_PARTNER',
    });
    expect(await openTask(municipality, 'task_told_e', 'partner_muurame')).toMatchObject({
      code: 'TASK_OF_ANOTHER_PARTNER',
    });
    // Tried at once again it is counted, not written down.
    expect(await head()).toBe(before + 1n);
    expect(await openTask(house.asAnyone('person_intruder'), 'task_told_f', 'partner_muurame')).toMatchObject({
      code: 'MANDATE_MISSING',
    });
    expect(await records(auditor)).toEqual(
      expect.arrayContaining([
        {
          kind: 'COMMAND_REFUSED',
          person: 'person_intruder',
          organisation: null,
          command: 'OpenTask',
          subject: 'task_told_f',
          code: 'MANDATE_MISSING',
          times: 1,
          subjects: [],
        },
        {
          kind: 'COMMAND_REFUSED',
          person: 'person_muni179',
          organisation: 'partner_jyvaskyla',
          command: 'OpenTask',
          subject: 'task_told_d',
          code: 'TASK_OF_ANOTHER_PARTNER',
          times: 1,
          subjects: [],
        },
        expect.objectContaining({ kind: 'READ_REFUSED', person: 'person_stranger', command: null, code: null }),
      ]),
    );
    expect(await records(coordinator)).toBeUndefined();
    expect(await records(municipality)).toBeUndefined();
  });
});

describe('a reading of hidden numbers', () => {
  const ask = `{ collaboration(id: "keskisuomi") {
    series(id: "series_sen_osallistujat__multia") { measurements(first: 5) { nodes { value suppressed } } } } }`;
  const readings = async () =>
    (await house.platform.worlds.live('keskisuomi'))
      .table('accessLog')
      .all()
      .filter((row) => 'kind' in row && row.kind === 'small_counts_read');

  it('is recorded when an auditor’s right alone opened them, and only then (rule 33)', async () => {
    // Multia had three: its own people and the reviewer of the indicator’s owner see them without an auditor’s right.
    for (const person of ['person_muni495', 'person_coord01', 'person_muni179'])
      await house.asAnyone(person).query(ask);
    expect(await readings()).toEqual([]);
    expect((await auditor.query(ask)).raw).toContain('"value":3');
    expect(await readings()).toMatchObject([
      { person: 'person_audit01', mandate: 'mandate_audit01_auditor', subjects: ['series_sen_osallistujat__multia'] },
    ]);
  });

  it('is not asked for over a socket; who holds nothing and listens there is recorded too (rules 33, 48)', async () => {
    const over = async (cookie: string, query: string) => {
      const socket = createClient({
        url: `${house.url.replace('http', 'ws')}/graphql`,
        retryAttempts: 0,
        webSocketImpl: new Proxy(WebSocket, {
          construct: (target, [url, protocols]: unknown[]) =>
            Reflect.construct(target, [url, { protocols, headers: { cookie } }]) as object,
        }),
      });
      try {
        return JSON.stringify((await socket.iterate({ query }).next()).value);
      } catch (error) {
        return JSON.stringify(error);
      } finally {
        await socket.dispose();
      }
    };
    expect(await over(auditor.cookie, ask)).toMatch(/over POST.*"BAD_REQUEST"/);
    expect(await readings()).toHaveLength(1);
    const listening = 'subscription { changed(collaboration: "keskisuomi") { position } }';
    expect(await over(house.asAnyone('person_lost').cookie, listening)).toContain('no such collaboration for you');
    const records = (await house.platform.worlds.live('keskisuomi')).table('accessLog').all();
    expect(records.at(-1)).toMatchObject({ kind: 'read_refused', person: 'person_lost' });
  });

  it('is not answered while it cannot be recorded', async () => {
    const looked = jest.spyOn(house.platform.access, 'looked').mockRejectedValue(new NotRecorded('disk full'));
    try {
      // What shows nothing of a world is answered all the same.
      expect((await auditor.query('{ refusals { code } }')).status).toBe(200);
      const refused = await fetch(`${house.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: auditor.cookie },
        body: JSON.stringify({ query: ask }),
      });
      expect(refused.status).toBe(503);
      expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_RECORDED' } }] });
    } finally {
      looked.mockRestore();
    }
  });
});

it('health tells how far reactions are and what they laid aside', async () => {
  await house.platform.reactions?.settled();
  const health = (await (await fetch(`${house.url}/health`)).json()) as { status: string; reactions: object[] };
  const position = String(await house.platform.log.head());
  expect(health).toMatchObject({ status: 'ok' });
  expect(health.reactions).toEqual(
    ['red_lights', 'closed_periods', 'notify', 'digest', 'disposal'].map((name) => ({
      name,
      position,
      parked: [],
      parkedCount: 0,
      refused: 0,
    })),
  );
});
