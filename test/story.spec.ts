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
    // That it was corrected is told in front, with the reason and the day, and not by whom.
    const notice = (html: string) => /<h2>Oikaistu julkaisemisen jälkeen<.h2>.*?<.section>/s.exec(html)?.[0] ?? '';
    expect(notice(before)).toBe('');
    expect(notice(after)).toMatch(/href="#programme_henkilosto".*\(arvio oikaistu .*\): .*Arvio täydentyi/s);
    expect(after).not.toMatch(/person_/);
    expect(await municipality.act(assess('GREEN'), { commandId: commandId() })).toMatchObject({
      code: 'ASSESSMENT_NOT_YOURS',
    });
  });

  it('keeps its figures too, and says which of them was corrected since (rule 44)', async () => {
    const page = (lang: string) =>
      fetch(`${house.url}/reports/keskisuomi/2024-H2?lang=${lang}`).then((answer) => answer.text());
    const row = (html: string) =>
      (/<th scope="row">Etähoivan.*?<.tr>/s.exec(html)?.[0] ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(row(await page('fi'))).toMatch(/484/);
    expect(row(await page('fi'))).not.toMatch(/oikaistu/);
    const corrected = await house.asAnyone('person_report01').act(
      `mutation ($commandId: ID!) { correctMeasurement(collaboration: "keskisuomi", id: "series_etahoiva_asiakkaat__hyvaks", commandId: $commandId, input: {
        indicator: "indicator_etahoiva_asiakkaat", measurement: "2024-07-01/2024-12-31", value: 493, status: FINAL, reason: { original: FI, fi: "Yksi yksikkö puuttui" }
      }) { __typename ... on Measurement { value } ${refused} } }`,
      { commandId: commandId() },
    );
    expect(corrected).toMatchObject({ value: 493 });
    const after = await page('fi');
    expect(row(after)).toMatch(/484 .*oikaistu julkaisemisen jälkeen \d/);
    expect(after).toMatch(/Etähoiva[^(]* \(luku oikaistu /);
    expect(after).not.toMatch(/493|person_/);
    expect(await page('sv')).toContain('rättad efter publiceringen');
    expect(await page('en')).toContain('corrected after publication, ');
  });

  it('says nothing of a next version while it is being written', async () => {
    const reopen = `mutation ($commandId: ID!) { reopenReport(collaboration: "keskisuomi", id: "report_2024h2", commandId: $commandId, input: {
      reason: { original: FI, fi: "Oikaisut mukaan" } }) { __typename ... on Report { phase } ${refused} } }`;
    const page = () => fetch(`${house.url}/reports/keskisuomi/2024-H2?lang=fi`).then((answer) => answer.text());
    const notice = async () => /<h2>Oikaistu julkaisemisen jälkeen<.h2>.*?<.section>/s.exec(await page())?.[0] ?? '';
    expect(await coordinator.act(reopen, { commandId: commandId() })).toMatchObject({ phase: 'REOPENED' });
    const before = await notice();
    expect(before).toContain('Arvio täydentyi');
    for (const programme of ['henkilosto', 'tieto']) {
      const draft = `mutation ($commandId: ID!) {
        submitAssessment(collaboration: "keskisuomi", id: "assessment_2024h2__${programme}", commandId: $commandId, input: {
          period: "period_2024h2", programme: "programme_${programme}", lights: {
            overall: { light: GREEN }, schedule: { light: GREEN }, risks: { light: GREEN }, resources: { light: NOT_ASSESSED } },
          blocks: { successes: [{ original: FI, fi: "Vain luonnoksessa" }], nextTasks: [], attention: [], achieved: [] },
          reason: { original: FI, fi: "Luonnos" } }) { __typename ... on Assessment { corrects } ${refused} } }`;
      expect(await coordinator.act(draft, { commandId: commandId() })).toMatchObject({
        __typename: 'Assessment',
        corrects: null,
      });
    }
    expect(await notice()).toBe(before);
    expect(await page()).not.toMatch(/Vain luonnoksessa|Luonnos/);
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

it('what waits for a partner is what it can do: no voice for the backbone, none on its own proposals, nothing reported apart', async () => {
  const view = async (partner: string) => {
    const { data } = await coordinator.query(
      `{ collaboration(id: "keskisuomi") { goals(first: 50) { nodes { id phase } } partner(id: "${partner}") { view {
        programmes { id } mustDecide { id } mustAssess { programme { id } } } } } }`,
    );
    return (
      data?.['collaboration'] as never as {
        partner: { view: Record<string, { id: string; programme: { id: string } }[]> };
      }
    ).partner.view;
  };
  const propose = `mutation ($commandId: ID!) { proposeGoal(collaboration: "keskisuomi", id: "goal_oma", commandId: $commandId, input: {
    title: { original: FI, fi: "Yhteinen kesätoiminta" }, programmes: [] }) { __typename ${refused} } }`;
  expect(await municipality.act(propose, { commandId: commandId() })).toMatchObject({ __typename: 'Goal' });
  const waiting = async (partner: string) => (await view(partner))['mustDecide']?.map(({ id }) => id);
  expect(await waiting('partner_keuruu')).toContain('goal_oma');
  expect(await waiting('partner_jyvaskyla')).not.toContain('goal_oma');
  expect(await waiting('partner_hyvaks')).toEqual([]);
  const { programmes, mustAssess } = await view('partner_hyvaks');
  expect(programmes?.map(({ id }) => id)).toContain('programme_tuottavuus');
  expect(mustAssess?.length).toBeGreaterThan(0);
  expect(mustAssess?.map(({ programme }) => programme.id)).not.toContain('programme_tuottavuus');
});

it('one whose mandate has ended sees and does nothing today; what was done while it was in force stays told (rules 2, 49)', async () => {
  const former = house.asAnyone('person_muni249a');
  expect((await former.query('{ collaboration(id: "keskisuomi") { name { fi } } }')).data).toEqual({
    collaboration: null,
  });
  // Nor by asking from the time when it was in force.
  expect((await former.query('{ collaboration(id: "keskisuomi", asOf: "2024-08-31") { name { fi } } }')).data).toEqual({
    collaboration: null,
  });
  const endorse = (
    actingFor: string,
  ) => `mutation ($commandId: ID!) { endorseGoal(collaboration: "keskisuomi", id: "goal_oma", commandId: $commandId ${actingFor}) {
    __typename ${refused} } }`;
  for (const actingFor of ['', ', actingFor: "partner_keuruu"'])
    expect(await former.act(endorse(actingFor), { commandId: commandId() })).toMatchObject({ code: 'MANDATE_MISSING' });
  expect(
    await former.act(report('series_sen_osallistujat__keuruu', secondHalf, 9).replace('"179"', '"249"'), {
      commandId: commandId(),
    }),
  ).toMatchObject({ code: 'MANDATE_MISSING' });

  const { data } = await coordinator.query(`{
    then: collaboration(id: "keskisuomi", asOf: "2024-08-31") { ...held }
    now: collaboration(id: "keskisuomi") { ...held }
  } fragment held on Collaboration {
    goal(id: "goal_kokemus") { endorsements { partner person mandate at } }
    partner(id: "partner_keuruu") { mandates(first: 10, inForce: true) { nodes { id person } } }
  }`);
  const { then, now } = data as never as Record<
    'then' | 'now',
    {
      goal: { endorsements: { partner: string }[] };
      partner: { mandates: { nodes: { person: string }[] } };
    }
  >;
  const voice = {
    partner: 'partner_keuruu',
    person: 'person_muni249a',
    mandate: 'mandate_muni249a_endorser',
    at: expect.stringMatching(/^2022-09-20/) as string,
  };
  expect(then.goal.endorsements).toContainEqual(voice);
  const people = ({ partner }: typeof then) => new Set(partner.mandates.nodes.map(({ person }) => person));
  expect(people(then)).toEqual(new Set(['person_muni249a']));
  expect(people(now)).toEqual(new Set(['person_muni249b']));
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
