import { commandId, House, type Client } from './harness.ts';

/** The main job, over HTTP, by the people who do it: see the README for the same as a tour. */
let house: House;
let municipality: Client;
let coordinator: Client;

beforeAll(async () => {
  house = await House.open();
  municipality = await house.as('person_muni179');
  coordinator = await house.as('person_coord01');
});
afterAll(() => house.close());

const said = '{ said(language: FI) { text missing } }';
const refused = '... on Refused { code field words(language: EN) }';

const report = (
  id: string,
  period: { from: string; to: string },
  value: number,
  more = '',
) => `mutation ($commandId: ID!) {
  reportMeasurement(collaboration: "keskisuomi", id: "${id}", commandId: $commandId, input: {
    indicator: "indicator_sen_osallistujat", place: "179", period: { from: "${period.from}", to: "${period.to}" }, value: ${String(value)}, status: FINAL ${more}
  }) { __typename ... on Measurement { key value status corrections { reason ${said} } } ${refused} }
}`;
const series = 'series_sen_osallistujat__jyvaskyla';
const secondHalf = { from: '2025-07-01', to: '2025-12-31' };

it('the agenda of H2/2024 can be read: strategy, programmes, goals, indicators, activities, matrix, tasks, partners', async () => {
  const { data, errors } = await coordinator.query(`{
    collaboration(id: "keskisuomi", asOf: "2025-02-19") {
      name ${said} languages
      strategies(first: 5) { nodes { title ${said} vision ${said} successFactors { title ${said} lines ${said} } } }
      programmes(first: 50) { totalCount nodes { id title ${said} order kind crossCutting partner { name ${said} } goals(first: 5) { nodes { id } } parts(first: 10) { totalCount } } }
      goals(first: 50) { totalCount nodes { id number phase title { fi sv en } endorsements { partner at } parts(first: 20) { totalCount } indicators(first: 10) { nodes { id unit ${said} } } } }
      indicators(first: 50) { totalCount nodes { id kind direction progress target { due value kind } targets { due value reason ${said} } joint { value complete reported expected } series(first: 5) { nodes { reported } } } }
      activities(first: 50) { totalCount nodes { id title ${said} lead { name ${said} } contributors { partner { id } brings ${said} commitment } goals { id } } }
      before: matrix(year: 2024) { year activities { id } rows { place { code name ${said} } cells { state detail ${said} uncertain ${said} } } }
      after: matrix(year: 2025) { year rows { place { code } cells { state } } }
      tasks(first: 50) { totalCount nodes { title ${said} due late phase } }
      partners(first: 100) { totalCount nodes { id kind name ${said} } }
      facilities(first: 50) { totalCount nodes { name ${said} suitability } }
      teams(first: 50) { totalCount }
      decisions(first: 50) { totalCount nodes { body ${said} date planned section registerNumber outcome } }
    }
  }`);
  expect(errors).toBeUndefined();
  const found = data?.['collaboration'] as never as Record<
    string,
    { totalCount: number; nodes: { id: string }[]; rows: { cells: ({ state: string; uncertain: unknown } | null)[] }[] }
  >;
  expect(found['goals']?.totalCount).toBeGreaterThanOrEqual(12);
  expect(found['programmes']?.totalCount).toBeGreaterThanOrEqual(20);
  expect(found['before']?.rows).toHaveLength(22);
  const planned = found['after']?.rows.flatMap(({ cells }) => cells.flatMap((cell) => cell?.state ?? []));
  // The uncertainty of the working document is intact.
  expect([...new Set(planned)]).toEqual(
    expect.arrayContaining(['PLANNED', 'TENTATIVE', 'BEING_PLANNED', 'MEETING_AGREED']),
  );
});

it('every programme of the report 7–12/2024 has its four blocks, and lights that nobody assessed say so', async () => {
  const { data, errors } = await coordinator.query(`{
    collaboration(id: "keskisuomi") {
      reports(first: 5) { nodes { id phase publications { version position contentHash at } summary ${said} decisions(first: 5) { nodes { section registerNumber outcome } } } }
      period(id: "period_2024h2") { code comparison { number programme { id } overall { now change } }
        assessments(first: 50) { totalCount nodes { programme { title ${said} } lights { overall { light } schedule { light } risks { light } resources { light } }
          blocks { successes ${said} nextTasks ${said} attention ${said} achieved ${said} } } } }
    }
  }`);
  expect(errors).toBeUndefined();
  const { period } = data?.['collaboration'] as never as {
    period: { assessments: { totalCount: number; nodes: { lights: { overall: { light: string } } }[] } };
  };
  expect(period.assessments.totalCount).toBe(20);
  expect(new Set(period.assessments.nodes.map(({ lights }) => lights.overall.light))).toEqual(
    new Set(['NOT_ASSESSED']),
  );
});

it('a municipal contact reports a figure, sees it at once, and corrects it with the old value visible (rules 16, 17, 21)', async () => {
  const reported = await municipality.act(report(series, secondHalf, 455), { commandId: commandId() });
  expect(reported).toMatchObject({ __typename: 'Measurement', value: 455, corrections: [] });

  const again = await municipality.act(report(series, secondHalf, 460), { commandId: commandId() });
  expect(again).toMatchObject({ code: 'MEASUREMENT_EXISTS' });

  const elsewhere = await municipality.act(report('series_sen_osallistujat__multia', secondHalf, 1), {
    commandId: commandId(),
  });
  expect(elsewhere).toMatchObject({ code: 'MEASUREMENT_OF_ANOTHER_PARTNER' });

  const corrected = await municipality.act(
    `mutation ($commandId: ID!) {
      correctMeasurement(collaboration: "keskisuomi", id: "${series}", commandId: $commandId, input: {
        indicator: "indicator_sen_osallistujat", measurement: "${String(reported['key'])}", value: 471, status: FINAL,
        reason: { original: FI, fi: "Joulukuun tilaisuus puuttui" }
      }) { __typename ... on Measurement { value corrections { old { value } reason ${said} by mandate } } ${refused} }
    }`,
    { commandId: commandId() },
  );
  expect(corrected).toMatchObject({
    value: 471,
    corrections: [
      {
        old: { value: 455 },
        reason: { said: { text: 'Joulukuun tilaisuus puuttui' } },
        by: 'person_muni179',
        mandate: 'mandate_muni179_reporter',
      },
    ],
  });

  const { data } =
    await coordinator.query(`{ collaboration(id: "keskisuomi") { partner(id: "partner_jyvaskyla") { view {
    programmes { id } promised { id } asked { id } mustReport { indicator { id } reportedTo } mustDo { id late } mustDecide { id } mustAssess { programme { id } }
    changedSince(position: "0") { id title ${said} position changedAt changedBy }
  } } } }`);
  const { changedSince } = (
    data?.['collaboration'] as never as { partner: { view: { changedSince: { id: string }[] } } }
  ).partner.view;
  expect(changedSince[0]).toMatchObject({ id: series, changedBy: 'person_muni179' });
});

describe('a published report', () => {
  const assess = (light: string, more = '') => `mutation ($commandId: ID!) {
    submitAssessment(collaboration: "keskisuomi", id: "assessment_2024h2__henkilosto", commandId: $commandId, input: {
      period: "period_2024h2", programme: "programme_henkilosto", lights: {
        overall: { light: ${light} ${more} }, schedule: { light: GREEN }, risks: { light: GREEN }, resources: { light: GREEN } },
      blocks: { successes: [{ original: FI, fi: "Uusi onnistuminen" }], nextTasks: [], attention: [], achieved: [] },
      reason: { original: FI, fi: "Arvio täydentyi" }
    }) { __typename ... on Assessment { corrects reason ${said} lights { overall { light } } } ${refused} }
  }`;

  it('stays as it was when something is corrected, and shows that it was (rule 44)', async () => {
    const page = () => fetch(`${house.url}/reports/keskisuomi/2024-H2?lang=fi`).then((answer) => answer.text());
    const before = await page();
    expect(before).toContain('2024-H2');

    const bare = await coordinator.act(assess('YELLOW'), { commandId: commandId() });
    expect(bare).toMatchObject({ code: 'ASSESSMENT_EXPLANATION_MISSING', field: 'lights.overall.explanation' });
    const told = await coordinator.act(
      assess('YELLOW', ', explanation: { original: FI, fi: "Rekrytointi viivästyy" }'),
      { commandId: commandId() },
    );
    expect(told).toMatchObject({ __typename: 'Assessment', corrects: 1, lights: { overall: { light: 'YELLOW' } } });

    const after = await page();
    expect(after).not.toContain('Uusi onnistuminen');
    expect(after).not.toContain('Rekrytointi viivästyy');
    const hash = /[0-9a-f]{64}/;
    expect(hash.exec(after)?.[0]).toBe(hash.exec(before)?.[0]);
    expect(await municipality.act(assess('GREEN'), { commandId: commandId() })).toMatchObject({
      code: 'ASSESSMENT_NOT_YOURS',
    });
  });

  it('is followed by another that the coordinator writes, assesses and publishes, frozen with its position', async () => {
    const publish = (id: string, acceptMissing = false) => `mutation ($commandId: ID!) {
      publishReport(collaboration: "keskisuomi", id: "${id}", commandId: $commandId, input: { acceptMissing: ${String(acceptMissing)} })
      { __typename ... on Report { phase publications { version position contentHash missing } } ${refused} }
    }`;
    const write = `mutation ($commandId: ID!) {
      writeReport(collaboration: "keskisuomi", id: "report_2025h1", commandId: $commandId, input: {
        period: "period_2025h1", background: [], summary: [{ original: FI, fi: "Kausi eteni." }], successes: [], risks: [], demonstration: true
      }) { __typename ${refused} }
    }`;
    expect(await coordinator.act(write, { commandId: commandId() })).toMatchObject({ __typename: 'Report' });
    expect((await fetch(`${house.url}/reports/keskisuomi/2025-H1`)).status).toBe(404);
    expect(await municipality.act(publish('report_2025h1', true), { commandId: commandId() })).toMatchObject({
      code: 'MANDATE_MISSING',
    });

    const published = await coordinator.act(publish('report_2025h1', true), { commandId: commandId() });
    expect(published).toMatchObject({
      phase: 'PUBLISHED',
      publications: [{ version: 1, contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string }],
    });
    expect((await fetch(`${house.url}/reports/keskisuomi/2025-H1`)).status).toBe(200);
    expect(await coordinator.act(publish('report_2025h1', true), { commandId: commandId() })).toMatchObject({
      code: 'REPORT_PUBLISHED',
    });
  });
});

it('asOf 2024-06-30 gives the past, judged by the past’s clock (rule 46), and a past answer never changes', async () => {
  const document = (asOf: string) => `{ collaboration(id: "keskisuomi", asOf: "${asOf}") { position moment
    goals(first: 50) { nodes { id phase } } tasks(first: 50) { nodes { id late } } reports(first: 5) { totalCount } indicators(first: 100) { totalCount nodes { id joint { value } } } } }`;
  const past = await coordinator.query(document('2024-06-30'));
  expect(past.data?.['collaboration']).toMatchObject({
    moment: '2024-06-30T20:59:59.999Z',
    reports: { totalCount: 0 },
  });
  await municipality.act(report(series, { from: '2026-01-01', to: '2026-06-30' }, 5), { commandId: commandId() });
  expect((await coordinator.query(document('2024-06-30'))).raw).toBe(past.raw);

  const { position } = past.data?.['collaboration'] as never as { position: string };
  const byPosition = await coordinator.query(document(`#${position}`));
  expect(byPosition.data?.['collaboration']).toMatchObject({
    position,
    goals: (past.data?.['collaboration'] as never as { goals: object }).goals,
  });
});

it('the same commandId again gives the same answer, also after a restart; for another command it is refused', async () => {
  const id = commandId();
  const period = { from: '2024-01-01', to: '2024-06-30' };
  const first = await municipality.act(report(series, period, 300), { commandId: id });
  expect(first).toMatchObject({ value: 300 });
  await municipality.act(
    `mutation ($commandId: ID!) { correctMeasurement(collaboration: "keskisuomi", id: "${series}", commandId: $commandId, input: {
      indicator: "indicator_sen_osallistujat", measurement: "${String(first['key'])}", value: 301, status: FINAL, reason: { original: FI, fi: "Laskuvirhe" } }) { __typename } }`,
    { commandId: commandId() },
  );
  expect(await municipality.act(report(series, period, 300), { commandId: id })).toEqual(first);
  await house.restart();
  municipality = await house.as('person_muni179');
  coordinator = await house.as('person_coord01');
  expect(await municipality.act(report(series, period, 300), { commandId: id })).toEqual(first);
  expect(await municipality.act(report(series, period, 999), { commandId: id })).toMatchObject({
    code: 'COMMAND_ID_REUSED',
    field: 'commandId',
  });
});

it('two people editing the same version: the second is told that it changed meanwhile', async () => {
  const amend = (title: string, expectedVersion: number) => `mutation ($commandId: ID!) {
    amendGoal(collaboration: "keskisuomi", id: "goal_kokemus", commandId: $commandId, expectedVersion: ${String(expectedVersion)}, input: {
      title: { original: FI, fi: "${title}" }, reason: { original: FI, fi: "Tarkennus" } }) { __typename ... on Goal { revision phase goalVersion } ${refused} } }`;
  const { data } = await coordinator.query(
    '{ collaboration(id: "keskisuomi") { goal(id: "goal_kokemus") { revision goalVersion } } }',
  );
  const { revision, goalVersion } = (
    data?.['collaboration'] as never as { goal: { revision: number; goalVersion: number } }
  ).goal;
  expect(await coordinator.act(amend('Kokemus vahvistuu', revision), { commandId: commandId() })).toMatchObject({
    phase: 'PROPOSED',
    goalVersion: goalVersion + 1,
  });
  expect(await coordinator.act(amend('Kokemus paranee', revision), { commandId: commandId() })).toMatchObject({
    code: 'CHANGED_MEANWHILE',
  });
});

it('what the simulated clock told says so in its metadata, and what a person did now does not', async () => {
  const { log } = house.platform;
  const events = await Array.fromAsync(log.readAll());
  const simulated = events.filter(({ metadata }) => metadata.clock === 'simulated');
  const years = new Set(simulated.map(({ recordedAt }) => recordedAt.slice(0, 4)));
  expect([...years]).toEqual(['2022', '2023', '2024', '2025']);
  const real = events.filter(({ metadata }) => metadata.clock === undefined);
  expect(real.length).toBeGreaterThan(0);
  expect(real.every(({ recordedAt }) => recordedAt > '2026')).toBe(true);
});
