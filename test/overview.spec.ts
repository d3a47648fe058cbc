import { commandId, House, type Client } from './harness.ts';

/** The whole through different eyes: a partner's, a coordinator's, an auditor's; and how it is doing, over time. */
let house: House;
let municipality: Client;
let coordinator: Client;
let auditor: Client;

beforeAll(async () => {
  house = await House.open();
  municipality = await house.as('person_muni179');
  coordinator = await house.as('person_coord01');
  auditor = await house.as('person_audit01');
});
afterAll(() => house.close());

const said = '{ said(language: FI) { text } }';
const refused = '... on Refused { code field words(language: SV) }';
const fi = (text: string) => `{ original: FI, fi: "${text}" }`;

const act = (client: Client, mutation: string, id: string, input: string, fields: string) =>
  client.act(
    `mutation ($commandId: ID!) { ${mutation}(collaboration: "keskisuomi", id: "${id}", commandId: $commandId, input: ${input}) {
      __typename ${fields} ${refused} } }`,
    { commandId: commandId() },
  );

/** What is under `collaboration`, with no error on the way. */
async function ask(client: Client, fields: string, asOf = ''): Promise<Record<string, unknown>> {
  const { data, errors } = await client.query(`{ collaboration(id: "keskisuomi"${asOf}) { ${fields} } }`);
  expect(errors).toBeUndefined();
  expect(data?.['collaboration']).toBeTruthy();
  return data?.['collaboration'] as never;
}

it('a partner sees all that waits for it, with days, and where it is named', async () => {
  const { partner } = await ask(
    municipality,
    `partner(id: "partner_jyvaskyla") {
      memberOf(first: 5) { totalCount nodes { name ${said} partners { id } } }
      view { dutyCount lateCount duties { kind about title ${said} due late answers } mine: duties(mine: true) { kind } named { id as title ${said} }
        figures(first: 3) { totalCount nodes { id indicator { id title ${said} } own { reported } joint { value reported expected } mean } }
        changedSince(position: "0") { id title ${said} changedAt } } }`,
  );
  const { view } = partner as {
    view: {
      dutyCount: number;
      lateCount: number;
      duties: { due: string | null; late: boolean }[];
      named: { as: string }[];
      figures: { totalCount: number };
    };
  };
  const { duties } = view;
  expect(view.dutyCount).toBeGreaterThanOrEqual(duties.length);
  expect(duties.filter(({ late }) => late)).toHaveLength(view.lateCount);
  const days = duties.map(({ due }) => due ?? '9999');
  expect(days).toEqual(days.toSorted());
  expect(view.named.map(({ as }) => as)).toContain('CONTRIBUTES_TO_ACTIVITY');
  expect(view.figures.totalCount).toBeGreaterThan(0);
  // Another partner's own comparison is nobody else's business.
  const { partner: other } = await ask(
    municipality,
    'partner(id: "partner_jamsa") { view { figures(first: 3) { totalCount } } }',
  );
  expect(other).toEqual({ view: { figures: { totalCount: 0 } } });
});

it('what is late is judged by the day asked about (rule 46)', async () => {
  const duties = 'partner(id: "partner_hyvaks") { view { duties(kind: COMPLETE_TASK) { about due late } } }';
  const early = await ask(coordinator, duties, ', asOf: "2025-02-19"');
  const { partner } = early as never as { partner: { view: { duties: { due: string | null; late: boolean }[] } } };
  expect(partner.view.duties.length).toBeGreaterThan(0);
  for (const { due, late } of partner.view.duties)
    expect([due, late]).toEqual([due, due !== null && due < '2025-02-19']);
});

it('a coordinator sees what is late, missing, unlinked and stale; others see nothing of it', async () => {
  const fields = `coordinatorView { lateCount late { kind about title ${said} due partner { id } } lateTasks { id due }
    completeness { period { code } figuresGiven { given expected } figuresMissing { indicator { id } partner { id } due late }
      assessmentsGiven { given expected } programmesUnassessed { id } }
    unendorsed { id } activitiesUnlinked { id } goalsWithoutActivities { id } goalsWithoutIndicators { id }
    unanswered { id state since } staleCount stale { id title ${said} changedAt partner { id } } }`;
  const { coordinatorView } = await ask(coordinator, fields);
  const view = coordinatorView as {
    lateCount: number;
    staleCount: number;
    completeness: { figuresGiven: { given: number; expected: number }; figuresMissing: object[] };
  };
  expect(view.lateCount).toBeGreaterThan(0);
  expect(view.staleCount).toBeGreaterThan(0);
  const { figuresGiven, figuresMissing } = view.completeness;
  expect(figuresMissing).toHaveLength(figuresGiven.expected - figuresGiven.given);
  for (const client of [municipality, auditor]) expect(await ask(client, fields)).toEqual({ coordinatorView: null });
});

it('an auditor sees by whose word everybody acts; others see nothing of it', async () => {
  const fields = `auditorView { mandates(first: 5, inForce: true) { totalCount nodes { id role from grantedBy grantedUnder } }
    settings(first: 5) { nodes { id type changedBy mandate organisation said } } checkups(first: 5) { totalCount } }`;
  const { auditorView } = await ask(auditor, fields);
  const { mandates, settings } = auditorView as never as {
    mandates: { totalCount: number; nodes: { grantedBy: string }[] };
    settings: { nodes: { type: string }[] };
  };
  expect(mandates.totalCount).toBeGreaterThan(10);
  expect(settings.nodes.at(-1)?.type).toBe('CollaborationOpened');
  for (const client of [municipality, coordinator]) expect(await ask(client, fields)).toEqual({ auditorView: null });
});

it('settings are set in the open and hold for the moment they were in force (rule 49)', async () => {
  const input = `{ below: 10, reason: ${fi('Pienissä kunnissa viisi ei riitä')} }`;
  const settings = 'collaboration_keskisuomi';
  expect(await act(municipality, 'setSmallCounts', settings, input, '')).toMatchObject({ code: 'MANDATE_MISSING' });
  expect(await act(coordinator, 'setSmallCounts', settings, input, '... on Collaboration { smallBelow }')).toEqual({
    __typename: 'Collaboration',
    smallBelow: 10,
  });
  expect(await act(coordinator, 'setSmallCounts', settings, input, '')).toMatchObject({
    code: 'COLLABORATION_UNCHANGED',
    field: 'below',
  });
  const fields = `smallBelow responseDueDays staleAfterDays freeTextWarning ${said} lightWords { green ${said} }`;
  expect(await ask(municipality, fields)).toMatchObject({ smallBelow: 10, responseDueDays: 14 });
  expect(await ask(municipality, fields, ', asOf: "2025-02-19"')).toMatchObject({ smallBelow: 5, staleAfterDays: 180 });
  const { settingChanges } = await ask(
    municipality,
    'settingChanges(first: 1) { nodes { type changedBy mandate said } }',
  );
  expect(settingChanges).toMatchObject({ nodes: [{ type: 'SmallCountsSet', changedBy: 'person_coord01' }] });
});

it('a risk is raised, reassessed with a reason, and shown where it threatens', async () => {
  const goal = (
    (await ask(coordinator, 'goals(first: 1, phase: ENDORSED) { nodes { id } }'))['goals'] as never as {
      nodes: { id: string }[];
    }
  ).nodes[0]?.id;
  const risk = `{ title: ${fi('Vapaaehtoisia ei löydy')}, about: "${String(goal)}", owner: "partner_jyvaskyla", response: REDUCE, likelihood: 3, effect: 4, reviewBy: "2099-12-31" }`;
  const fields = '... on Risk { size reviewLate owner { id } assessments { likelihood effect } }';
  expect(await act(municipality, 'raiseRisk', 'risk_vapaaehtoiset', risk, fields)).toMatchObject({
    size: 'HIGH',
    reviewLate: false,
    owner: { id: 'partner_jyvaskyla' },
  });
  const input = `{ likelihood: 1, effect: 4, reviewBy: "2099-12-31", reason: ${fi('Uusia löytyi')} }`;
  expect(await act(coordinator, 'reassessRisk', 'risk_vapaaehtoiset', input, fields)).toMatchObject({
    size: 'LOW',
    assessments: [
      { likelihood: 3, effect: 4 },
      { likelihood: 1, effect: 4 },
    ],
  });
  expect(await ask(municipality, `goal(id: "${String(goal)}") { risks(first: 5) { nodes { id } } }`)).toMatchObject({
    goal: { risks: { nodes: [{ id: 'risk_vapaaehtoiset' }] } },
  });
});

it('a self-assessment is its partner’s own, and the partners’ together once three have answered', async () => {
  const give = (client: Client, partner: string, agenda: number) =>
    act(
      client,
      'giveCheckup',
      `checkup_2025_h1__${partner}`,
      `{ period: "2025-H1", scores: { agenda: ${String(agenda)}, measurement: 2, activities: 3, communication: 4, backbone: 5 },
         words: { measurement: ${fi('Mittareita on liikaa')} } }`,
      '... on Checkup { scores { condition score } }',
    );
  const jointly = async () =>
    (
      await ask(
        coordinator,
        'jointCheckup(period: "2025-H1") { answered counted means { condition mean words { fi } } }',
      )
    )['jointCheckup'];
  expect(await give(municipality, 'jamsa', 5)).toMatchObject({ code: 'CHECKUP_ID_MISMATCH' });
  expect(await give(municipality, 'jyvaskyla', 5)).toMatchObject({ __typename: 'Checkup' });
  await give(house.asAnyone('person_muni182'), 'jamsa', 4);
  expect(await jointly()).toMatchObject({ answered: 2, counted: 0, means: [] });
  await give(house.asAnyone('person_muni249b'), 'keuruu', 3);
  expect(await jointly()).toMatchObject({
    answered: 3,
    counted: 3,
    means: [{ condition: 'AGENDA', mean: 4 }, {}, {}, {}, {}],
  });
  const own = async (client: Client) =>
    ask(client, 'partner(id: "partner_jyvaskyla") { checkups(first: 5) { totalCount } }');
  expect(await own(municipality)).toEqual({ partner: { checkups: { totalCount: 1 } } });
  expect(await own(auditor)).toEqual({ partner: { checkups: { totalCount: 1 } } });
  expect(await own(coordinator)).toEqual({ partner: { checkups: { totalCount: 0 } } });
});

it('health is told figure by figure, and over time each moment by its own clock', async () => {
  const fields = `moment figures { id condition numerator denominator share name ${said} how ${said} } checkup { id }`;
  const { health } = await ask(municipality, `health { ${fields} }`);
  const { figures } = health as never as {
    figures: { numerator: number; denominator: number; share: number | null }[];
  };
  for (const { numerator, denominator, share } of figures) {
    expect(numerator).toBeLessThanOrEqual(denominator);
    expect(share).toEqual(denominator === 0 ? null : numerator / denominator);
  }
  const over = async (moments: string[]) => {
    const asked = moments.map((moment) => `"${moment}"`).join(', ');
    return municipality.query(`{ healthOver(collaboration: "keskisuomi", moments: [${asked}]) { ${fields} } }`);
  };
  const { data } = await over(['2024-12-31', '2025-06-30']);
  const then = (await ask(municipality, `health { ${fields} }`, ', asOf: "2025-06-30"'))['health'];
  expect((data?.['healthOver'] as never as object[])[1]).toEqual(then);
  const { errors } = await over(Array.from({ length: 13 }, () => '2025-01-01'));
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  const stranger = await house
    .asAnyone('person_nobody')
    .query('{ healthOver(collaboration: "keskisuomi", moments: ["2025-01-01"]) { moment } }');
  expect(stranger.data).toEqual({ healthOver: null });
});
