import { proofOf, replayed, type Proof } from '#world';
import fc from 'fast-check';
import { contexts } from '../apps/api/platform.ts';
import { House, type Client } from './harness.ts';

/** The history through GraphQL: everything for an auditor, for others what they may know of, and no past that changes. */
let house: House;
let auditor: Client;
let coordinator: Client;
let municipality: Client;
let other: Client;

type Found = Readonly<Record<string, never>>;
interface Event {
  readonly position: string;
  readonly type: string;
  readonly kind: string;
  readonly subject: string;
  readonly organisation: string;
  readonly outline: boolean;
}

beforeAll(async () => {
  house = await House.open();
  auditor = await house.as('person_audit01');
  coordinator = await house.as('person_coord01');
  municipality = await house.as('person_muni179');
  other = house.asAnyone('person_muni729');
});
afterAll(() => house.close());

const talk = () => house.in('keskisuomi');
const asks = async (who: Client, fields: string, asOf?: string) => (await talk().asks(who, fields, asOf)) as Found;
const events = 'nodes { position type kind subject organisation outline } pageInfo { hasNextPage endCursor }';
/** All that somebody is told, page after page. */
async function all(who: Client, args: string, asOf?: string): Promise<readonly Event[]> {
  const found: Event[] = [];
  for (let after = ''; ;) {
    const { history } = await asks(who, `history(first: 100, ${args}${after}) { ${events} }`, asOf);
    const { nodes, pageInfo } = history as never as {
      nodes: Event[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
    found.push(...nodes);
    if (!pageInfo.hasNextPage) return found;
    after = `, after: "${pageInfo.endCursor}"`;
  }
}
const head = async () => `#${String(await house.platform.log.head())}`;
const text = (fi: string) => ({ original: 'FI', fi });

describe('the history', () => {
  it('tells an auditor every event of the log, in either order, and how many they are', async () => {
    const now = await head();
    const oldest = await all(auditor, 'order: OLDEST', now);
    const log = await Array.fromAsync(house.platform.log.readAll());
    expect(oldest.map(({ position, type }) => [position, type])).toEqual(
      log.map(({ position, type }) => [String(position), type]),
    );
    expect(await all(auditor, 'order: NEWEST', now)).toEqual(oldest.toReversed());
    const { history } = await asks(auditor, 'history { totalCount }', now);
    expect(history).toEqual({ totalCount: log.length });
    expect((await asks(municipality, 'history { totalCount }', now))['history']).toEqual({ totalCount: null });
  });

  it('is narrowed by partner, kind, type, mandate, place and days, and all of them together', async () => {
    const now = await head();
    const everything = await all(auditor, 'order: OLDEST', now);
    const those = async (args: string) =>
      (await all(auditor, `order: OLDEST, ${args}`, now)).map((one) => one.position);
    const fitting = (fits: (event: Event) => boolean) => everything.filter(fits).map(({ position }) => position);
    expect(await those('kind: "goal"')).toEqual(fitting(({ kind }) => kind === 'goal'));
    expect(await those('type: "GoalEndorsed", partner: "partner_jyvaskyla"')).toEqual(
      fitting(({ type, organisation }) => type === 'GoalEndorsed' && organisation === 'partner_jyvaskyla'),
    );
    const log = await Array.fromAsync(house.platform.log.readAll());
    const mandate = log.find(({ type }) => type === 'GoalEndorsed')?.metadata.mandate ?? '';
    expect(await those(`mandate: "${mandate}"`)).toEqual(
      log.filter(({ metadata }) => metadata.mandate === mandate).map(({ position }) => String(position)),
    );
    // A day begins and ends in Helsinki: in summer three hours before it does in Greenwich, in winter two.
    for (const [day, ends] of [
      ['2024-06-03', '2024-06-03T21:00:00.000Z'],
      ['2024-10-27', '2024-10-27T22:00:00.000Z'],
      ['2025-01-15', '2025-01-15T22:00:00.000Z'],
    ] as const)
      expect(await those(`from: "2023-01-01", to: "${day}"`)).toEqual(
        log
          .filter(({ recordedAt }) => recordedAt < ends && recordedAt >= '2022-12-31T22')
          .map((one) => String(one.position)),
      );
    expect((await those('place: "179"')).length).toBeGreaterThan(0);
    expect(await those('place: "nowhere"')).toEqual([]);
  });

  it('tells what changed, why, and who did it under which mandate', async () => {
    await talk().does(municipality, 'draftGoal', 'goal_muisti', { title: text('Muistiystävällinen kunta') });
    const { history } = await asks(
      auditor,
      'history(subject: "goal_muisti", order: OLDEST) { nodes { type fi: words(language: FI) sv: words(language: SV) actor organisation mandate title { fi } reason { fi } changes { view field before after } } }',
      await head(),
    );
    const [drafted] = (history as never as { nodes: Record<string, unknown>[] }).nodes;
    expect(drafted).toMatchObject({
      type: 'GoalDrafted',
      fi: 'Tavoitetta luonnosteltiin',
      sv: 'Ett utkast till mål skrevs',
      actor: 'person_muni179',
      organisation: 'partner_jyvaskyla',
      title: { fi: 'Muistiystävällinen kunta' },
    });
    expect(drafted?.['changes']).toContainEqual({ view: 'goals', field: 'phase', before: null, after: '"draft"' });
  });

  it('does not tell others of a draft, not even when it is no draft any more (rule 1)', async () => {
    await talk().does(municipality, 'draftGoal', 'goal_hanke', { title: text('Hanke') });
    expect(await all(other, 'subject: "goal_hanke"')).toEqual([]);
    expect((await all(municipality, 'subject: "goal_hanke"')).map(({ type }) => type)).toEqual(['GoalDrafted']);
    await talk().does(municipality, 'proposeGoal', 'goal_hanke', { title: text('Yhteinen hanke') });
    expect((await all(other, 'subject: "goal_hanke"')).map(({ type }) => type)).toEqual(['GoalProposed']);
    // What it said as a draft is not told by what the proposal changed in it either.
    const changes = 'history(subject: "goal_hanke") { nodes { changes { field before } } }';
    const { history } = await asks(other, changes);
    const [proposed] = (history as never as { nodes: { changes: { before: unknown }[] }[] }).nodes;
    expect(proposed?.changes.filter(({ before }) => before !== null)).toEqual([]);
    expect(JSON.stringify(await asks(municipality, changes))).toContain('Hanke');
    expect((await all(municipality, 'subject: "goal_hanke"')).map(({ type }) => type)).toEqual([
      'GoalProposed',
      'GoalDrafted',
    ]);
  });

  it('tells partners neither what others measured and hide nor who tried what (rules 30, 33, 48)', async () => {
    const told = await all(other, 'order: OLDEST');
    const own = 'partner_saarijarvi';
    const others = told.filter(({ organisation }) => organisation !== own);
    expect(told.filter(({ kind }) => kind === 'access')).toEqual([]);
    expect(others.filter(({ kind }) => kind === 'checkup')).toEqual([]);
    expect(others.filter(({ kind, outline }) => kind === 'series' && !outline)).toEqual([]);
    expect(told.some(({ kind, organisation }) => kind === 'series' && organisation === own)).toBe(true);
    const { history } = await asks(
      other,
      'history(kind: "series", first: 50) { nodes { subject outline reason { fi } changes { before after } } }',
    );
    const outlines = (history as never as { nodes: { outline: boolean }[] }).nodes.filter(({ outline }) => outline);
    for (const one of outlines) expect(one).toMatchObject({ reason: null, changes: [] });
  });

  it('a reading of hidden values is recorded (rule 33)', async () => {
    const before = await all(auditor, 'type: "SmallCountsRead"', await head());
    await asks(auditor, 'history(kind: "series", first: 100, order: NEWEST) { nodes { changes { after } } }');
    const after = await all(auditor, 'type: "SmallCountsRead"', await head());
    expect(after.length).toBeGreaterThan(before.length);
  });

  it('is asked about in days, instants and positions, and says no to anything else', async () => {
    const { errors } = await auditor.query(
      '{ collaboration(id: "keskisuomi") { history(from: "yesterday") { totalCount } } }',
    );
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const bad = await auditor.query('{ collaboration(id: "keskisuomi") { history(after: "x") { totalCount } } }');
    expect(bad.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('walking through the past', () => {
  it('goes from change to change and back again', async () => {
    const now = await head();
    const walk = async (position: string, direction: string) =>
      ((
        await asks(
          auditor,
          `step(position: "${position}", direction: ${direction}, subject: "goal_hanke") { position type }`,
          now,
        )
      )['step'] as Event | null | undefined) ?? null;
    const first = await walk('0', 'NEXT');
    expect(first?.type).toBe('GoalDrafted');
    const second = await walk(first?.position ?? '', 'NEXT');
    expect(second?.type).toBe('GoalProposed');
    expect(await walk(second?.position ?? '', 'PREVIOUS')).toEqual(first);
    expect(await walk(first?.position ?? '', 'PREVIOUS')).toBeNull();
    expect(await walk(second?.position ?? '', 'NEXT')).toBeNull();
  });
});

describe('who could do what then', () => {
  const authority = async (who: Client, args: string, asOf?: string) =>
    (
      await asks(
        who,
        `authority(${args}) { totalCount nodes { person organisation mandates allowed { command mandate } refused } }`,
        asOf,
      )
    )['authority'] as never as {
      totalCount: number;
      nodes: { person: string; mandates: string[]; allowed: Found[]; refused: string[] }[];
    };

  it('is judged by the mandates in force then, in the collaboration’s own days (rule 46)', async () => {
    // In Keuruu one person followed another when August ended: at midnight in Helsinki, 21:00 in Greenwich.
    const [before, after] = ['2024-08-31T20:59:59.999Z', '2024-08-31T21:00:00.000Z'];
    const keuruu = async (asOf: string) =>
      (await authority(other, 'organisation: "partner_keuruu"', asOf)).nodes.map(({ person }) => person);
    expect(await keuruu(before)).toContain('person_muni249a');
    expect(await keuruu(after)).not.toContain('person_muni249a');
    expect(await keuruu('2024-08-31')).toContain('person_muni249a');
  });

  it('tells by which mandate each command was allowed, and which were refused', async () => {
    const { nodes } = await authority(auditor, 'person: "person_muni179"', '2025-01-15');
    expect(nodes).toHaveLength(1);
    expect(nodes[0]?.allowed).toContainEqual({ command: 'EndorseGoal', mandate: 'mandate_muni179_endorser' });
    expect(nodes[0]?.refused).toEqual(expect.arrayContaining(['GrantMandate', 'SetQuorum']));
    expect((await authority(auditor, 'person: "person_muni249b"', '2024-08-31')).totalCount).toBe(0);
  });
});

describe('comparing two moments', () => {
  const compared = (args: string) =>
    `compare(${args}) { from to nodes { id outcome fields { field before after reason { fi } event { actor organisation type at } } } pageInfo { hasNextPage } }`;

  it('tells what appeared, what changed and by whom, and what ended', async () => {
    const before = await head();
    const { compare: nothing } = await asks(auditor, compared(`from: "${before}"`), before);
    expect((nothing as never as { nodes: [] }).nodes).toEqual([]);
    await talk().does(municipality, 'draftGoal', 'goal_uusi', { title: text('Uusi') });
    await talk().does(municipality, 'withdrawGoal', 'goal_hanke', { reason: text('Ei jatketa') });
    const { compare } = await asks(auditor, compared(`from: "${before}", kind: "goal"`), await head());
    const { nodes } = compare as never as { nodes: { id: string; outcome: string; fields: Found[] }[] };
    expect(nodes.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['goal_hanke', 'ENDED'],
      ['goal_uusi', 'APPEARED'],
    ]);
    expect(nodes[0]?.fields).toContainEqual({
      field: 'phase',
      before: '"proposed"',
      after: '"withdrawn"',
      reason: { fi: 'Ei jatketa' },
      event: {
        actor: 'person_muni179',
        organisation: 'partner_jyvaskyla',
        type: 'GoalWithdrawn',
        at: expect.any(String) as string,
      },
    });
    // Others see that the goal ended, and nothing of the draft.
    const { compare: theirs } = await asks(other, compared(`from: "${before}", kind: "goal"`));
    expect((theirs as never as { nodes: { id: string }[] }).nodes.map(({ id }) => id)).toEqual(['goal_hanke']);
  });

  it('tells of two years every thing once, with each page bounded', async () => {
    const now = await head();
    const whole: string[] = [];
    for (let after = ''; ;) {
      const { compare } = await asks(
        auditor,
        `compare(from: "2023-12-31", to: "2025-06-30", first: 50${after}) { nodes { id } pageInfo { hasNextPage endCursor } }`,
        now,
      );
      const { nodes, pageInfo } = compare as never as {
        nodes: { id: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      expect(nodes.length).toBeLessThanOrEqual(50);
      whole.push(...nodes.map(({ id }) => id));
      if (!pageInfo.hasNextPage) break;
      after = `, after: "${pageInfo.endCursor}"`;
    }
    expect(new Set(whole).size).toBe(whole.length);
    expect(whole.length).toBeGreaterThan(20);
  });

  it('narrows to a programme and what belongs to it, and to one thing', async () => {
    const now = await head();
    const { programmes } = await asks(auditor, 'programmes(first: 1) { nodes { id } }', now);
    const [programme] = (programmes as never as { nodes: { id: string }[] }).nodes;
    const { compare } = await asks(
      auditor,
      `compare(from: "2020-01-01", programme: "${programme?.id ?? ''}") { nodes { id } }`,
      now,
    );
    const ids = (compare as never as { nodes: { id: string }[] }).nodes.map(({ id }) => id);
    expect(ids).toContain(programme?.id);
    const one = await asks(
      auditor,
      `compare(from: "2020-01-01", subject: "${programme?.id ?? ''}") { nodes { id outcome } }`,
      now,
    );
    expect((one['compare'] as never as { nodes: Found[] }).nodes).toEqual([{ id: programme?.id, outcome: 'APPEARED' }]);
  });
});

/** What is asked about the past: what stood, by which rules, who could do what, what had happened and what had changed. */
const whole = `moment quorum { kind number } quorumSince smallBelow
  goals(first: 30) { nodes { id phase goalVersion title { fi sv } } } partners(first: 50) { nodes { id kind } }
  indicators(first: 5) { nodes { id title { fi } } } tasks(first: 20) { nodes { id phase late } }
  authority(first: 5, person: "person_muni179") { nodes { person mandates allowed { command mandate } } }
  history(first: 20) { nodes { position type outline reason { fi } changes { view field before after } effects { position } } totalCount }
  compare(from: "2024-01-01", first: 10) { from to nodes { id outcome fields { field before after event { position } } } }`;

it('a past answer is the same, byte for byte, whatever is appended later (rules 46 and 50)', async () => {
  const log = await Array.fromAsync(house.platform.log.readAll());
  const administrator = house.asAnyone('person_admin01');
  const raw = async (asOf: string) =>
    (await auditor.query(`{ collaboration(id: "keskisuomi", asOf: "${asOf}") { ${whole} } }`)).raw;
  // What would change the answer if the past were judged by the present: drafts, quorum, threshold, mandates, hours.
  const acts = fc.oneof(
    fc
      .integer({ min: 1, max: 9 })
      .map((number) => ['setQuorum', coordinator, { quorum: { kind: 'NUMBER', number } }] as const),
    fc
      .integer({ min: 2, max: 9 })
      .map((below) => ['setSmallCounts', coordinator, { below, reason: text('Arvio') }] as const),
    fc.constantFrom('REPORTER', 'ENDORSER', 'COORDINATOR').map((role) => {
      const grant = { person: 'person_muni179', partner: 'partner_jyvaskyla', from: '2020-01-01', demonstration: true };
      return ['grantMandate', administrator, { ...grant, role }] as const;
    }),
    fc.constant(['draftGoal', municipality, { title: text('Perässä') }] as const),
  );
  const ids = {
    setQuorum: 'collaboration',
    setSmallCounts: 'collaboration',
    grantMandate: 'mandate',
    draftGoal: 'goal',
  };
  const moments = fc.oneof(
    fc.constantFrom(...log).map(({ position }) => `#${String(position)}`),
    fc.constantFrom(...log).map(({ recordedAt }) => recordedAt),
    // The days on which the clock goes forward and back in Helsinki, and the instants around it.
    fc.constantFrom(
      '2024-03-31',
      '2024-10-27',
      '2024-10-27T00:59:59.999Z',
      '2024-10-27T01:00:00Z',
      '2025-03-30T00:59:59Z',
    ),
  );
  let number = 0;
  let carriedOut = 0;
  await fc.assert(
    fc.asyncProperty(moments, acts, async (moment, [mutation, who, input]) => {
      const before = await raw(moment);
      expect(before).not.toContain('"errors"');
      const id =
        ids[mutation] === 'collaboration' ? 'collaboration_keskisuomi' : `${ids[mutation]}_later${String(number++)}`;
      const done = await talk().does(who, mutation, id, input).catch(String);
      if (typeof done !== 'string') carriedOut++;
      expect(await raw(moment)).toBe(before);
    }),
    { numRuns: 25 },
  );
  expect(carriedOut).toBeGreaterThan(10);
});

it('a server started from a snapshot serves what the log says, and tells the auditor so (rule 50)', async () => {
  await house.restart();
  await asks(auditor, 'position');
  await house.platform.worlds.settled();
  const { auditorView } = await asks(auditor, 'auditorView { selfCheck { position equal difference } }');
  expect(auditorView).toMatchObject({ selfCheck: { equal: true, difference: null } });
  expect(await asks(municipality, 'auditorView { selfCheck { equal } }')).toEqual({ auditorView: null });
  const served = (await (await fetch(`${house.url}/health/proof/keskisuomi`)).json()) as Proof;
  const worlds = await replayed(house.platform.log, contexts, {
    to: BigInt(served.position),
    seals: house.platform.keys,
  });
  const world = worlds.get('keskisuomi');
  if (!world) throw new Error('Nothing was replayed');
  expect(served).toEqual(await proofOf(world));
  expect((await fetch(`${house.url}/health/proof/nowhere`)).status).toBe(404);
});
