import { createClient } from 'graphql-ws';
import { commandId, House, type Client } from './harness.ts';

/** The common agenda through GraphQL: a draft nobody else hears of, a vote that can be followed, a past that stays. */
let house: House;
let coordinator: Client;
let municipality: Client;
let other: Client;

beforeAll(async () => {
  house = await House.open();
  coordinator = await house.as('person_coord01');
  municipality = await house.as('person_muni179');
  other = house.asAnyone('person_muni729');
});
afterAll(() => house.close());

const node = 'goal(id: "goal_kesa")';
const ask = async (client: Client, fields: string) => {
  const { data, errors } = await client.query(`{ collaboration(id: "keskisuomi") { ${fields} } }`);
  expect(errors).toBeUndefined();
  return data?.['collaboration'] as never as Record<string, never>;
};
const act = (client: Client, mutation: string, input: string, id = 'goal_kesa') =>
  client.act(
    `mutation ($commandId: ID!) { ${mutation}(collaboration: "keskisuomi", id: "${id}", commandId: $commandId${input && `, input: ${input}`}) {
      __typename ... on Goal { phase goalVersion } ... on Refused { code field } } }`,
    { commandId: commandId() },
  );
const title = 'title: { original: FI, fi: "Yhteinen kesätoiminta", sv: "Gemensam sommarverksamhet" }';
const why = 'reason: { original: FI, fi: "Ohjausryhmän toive" }';

/** What the first events of the goal are, as somebody hears of them live. */
async function hears({ cookie }: Client, since: string, count: number): Promise<string[]> {
  const socket = createClient({
    url: `${house.url.replace('http', 'ws')}/graphql`,
    retryAttempts: 0,
    // A browser sends the cookie by itself; Node's WebSocket is told to.
    webSocketImpl: new Proxy(WebSocket, {
      construct: (target, [url, protocols]: unknown[]) =>
        Reflect.construct(target, [url, { protocols, headers: { cookie } }]) as object,
    }),
  });
  const heard: string[] = [];
  for await (const { data } of socket.iterate<{ changed: { type: string; subject: string } }>({
    query: 'subscription ($since: ID) { changed(collaboration: "keskisuomi", since: $since) { type subject } }',
    variables: { since },
  })) {
    if (data?.changed.subject === 'goal_kesa') heard.push(data.changed.type);
    if (heard.length === count) break;
  }
  await socket.dispose();
  return heard;
}

let began: string;

it('a draft is seen by its own organisation and the coordinator, and by nobody else (rule 1)', async () => {
  ({ position: began } = (await ask(coordinator, 'position')) as never);
  expect(await act(municipality, 'draftGoal', `{ ${title} }`)).toMatchObject({ phase: 'DRAFT', goalVersion: 0 });
  // The coordinator sees the county's own draft as well.
  for (const [client, totalCount] of [
    [municipality, 1],
    [coordinator, 2],
    [other, 0],
  ] as const) {
    const drafts = await ask(client, `${node} { id ballot { needed } } goals(phase: DRAFT) { totalCount }`);
    expect(drafts).toEqual({
      goal: totalCount > 0 ? { id: 'goal_kesa', ballot: null } : null,
      goals: { totalCount },
    });
  }
  expect(await act(other, 'endorseGoal', '')).toEqual({ __typename: 'Refused', code: 'GOAL_NOT_FOUND', field: null });
  expect(await act(other, 'endorseGoal', '', 'goal_nowhere')).toEqual(await act(other, 'endorseGoal', ''));
});

it('a proposal shows how many of how many stand behind it and whose voice is missing (rules 2, 3)', async () => {
  expect(await act(municipality, 'proposeGoal', `{ ${title}, parent: "goal_kokemus", number: "1.77" }`)).toMatchObject({
    phase: 'PROPOSED',
    goalVersion: 1,
  });
  expect(await act(other, 'endorseGoal', '{ goalVersion: 7 }')).toMatchObject({
    code: 'GOAL_VERSION_PAST',
    field: 'goalVersion',
  });
  expect(await act(other, 'endorseGoal', '{ goalVersion: 1 }')).toMatchObject({ __typename: 'Goal' });
  const { goal } = (await ask(
    coordinator,
    `${node} { lineage { id } ballot { quorum { kind } electorate needed given met missing(first: 100) { totalCount nodes { id } } } }
     goals(awaiting: "partner_saarijarvi", first: 100) { nodes { id } }`,
  )) as never as {
    goal: {
      lineage: { id: string }[];
      ballot: { electorate: number; given: number; missing: { totalCount: number; nodes: { id: string }[] } };
    };
  };
  expect(goal.lineage).toEqual([{ id: 'goal_kokemus' }]);
  expect(goal.ballot).toMatchObject({ given: 1, missing: { totalCount: goal.ballot.electorate - 1 } });
  const silent = goal.ballot.missing.nodes.map(({ id }) => id);
  expect(silent).toContain('partner_jyvaskyla');
  expect(silent).not.toContain('partner_saarijarvi');
  expect(silent).not.toContain('partner_hyvaks');
});

it('who may not know of a draft does not hear of it either (rule 1)', async () => {
  expect(await hears(municipality, began, 2)).toEqual(['GoalDrafted', 'GoalProposed']);
  expect(await hears(other, began, 2)).toEqual(['GoalProposed', 'GoalEndorsed']);
});

it('keeps earlier words with their reason, marks what a translation has not followed, and moves with a reason (rules 4, 51)', async () => {
  expect(await act(municipality, 'amendGoal', `{ ${title.replace('kesätoiminta', 'kesä')}, ${why} }`)).toMatchObject({
    goalVersion: 2,
  });
  expect(
    await act(
      coordinator,
      'setMilestone',
      '{ milestone: "milestone_ohjelma", title: { original: FI, fi: "Ohjelma" }, due: "2020-05-01" }',
    ),
  ).toMatchObject({ __typename: 'Goal' });
  expect(await act(coordinator, 'placeGoal', `{ number: "1.78", parent: "goal_kesa", ${why} }`)).toMatchObject({
    code: 'GOAL_CYCLE',
    field: 'parent',
  });
  expect(await act(coordinator, 'placeGoal', `{ number: "1", ${why} }`)).toMatchObject({ code: 'GOAL_NUMBER_TAKEN' });
  expect(await act(coordinator, 'placeGoal', `{ number: "1.78", parent: "goal_kokemus", ${why} }`)).toMatchObject({
    goalVersion: 2,
  });
  expect(
    await ask(
      coordinator,
      `${node} { title { fi outdated said(language: SV) { text outdated } } milestones { id due late }
        earlier { goalVersion title { fi } reason { fi } endorsements { partner } } moves { number reason { fi } } }`,
    ),
  ).toEqual({
    goal: {
      title: {
        fi: 'Yhteinen kesä',
        outdated: ['SV'],
        said: { text: 'Gemensam sommarverksamhet', outdated: true },
      },
      milestones: [{ id: 'milestone_ohjelma', due: '2020-05-01', late: true }],
      earlier: [
        {
          goalVersion: 1,
          title: { fi: 'Yhteinen kesätoiminta' },
          reason: { fi: 'Ohjausryhmän toive' },
          endorsements: [{ partner: 'partner_saarijarvi' }],
        },
      ],
      moves: [{ number: '1.77', reason: { fi: 'Ohjausryhmän toive' } }],
    },
  });
  expect(await act(municipality, 'withdrawGoal', `{ ${why} }`)).toMatchObject({ phase: 'WITHDRAWN' });
});
