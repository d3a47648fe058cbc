import { collaborationIn, commandId, House, type Client } from './harness.ts';

/** A half-year lived through at the edge: opened, drafted, sent back, accepted, closed, published and corrected. */
let house: House;
let coordinator: Client;
let owner: Client;
let outsider: Client;

const period = 'period_2099h2';
const programme = 'programme_clubs';
const id = 'assessment_2099h2__clubs';
const green = { light: 'GREEN' };
const text = (fi: string) => ({ original: 'FI', fi });
const lights = { overall: green, schedule: green, risks: green, resources: green };
const blocks = { successes: [text('Pilotit etenivät')], nextTasks: [], attention: [], achieved: [] };

beforeAll(async () => {
  house = await House.open();
  coordinator = await house.as('person_coord01');
  owner = await house.as('person_muni179');
  outsider = await house.as('person_parish495');
});
afterAll(() => house.close());

it('a programme of a municipality is to be assessed', async () => {
  const launched = { title: text('Kerhot'), kind: 'PROGRAMME', partner: 'partner_jyvaskyla', order: 900 };
  expect(await give(coordinator, 'launchProgramme', programme, launched, 'id')).toMatchObject({ id: programme });
});

const give = (who: Client, mutation: string, of: string, input?: object, fields = '__typename') =>
  who.act(
    `mutation ($commandId: ID!, $id: ID!${input ? `, $input: ${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!` : ''}) {
      ${mutation}(collaboration: "keskisuomi", id: $id, commandId: $commandId${input ? ', input: $input' : ''}) {
        __typename ... on Refused { code field fi: words(language: FI) sv: words(language: SV) } ... on ${answerOf(mutation)} { ${fields} } } }`,
    { commandId: commandId(), id: of, ...(input && { input }) },
  );
const answerOf = (mutation: string): string =>
  mutation.endsWith('Programme')
    ? 'Programme'
    : mutation.endsWith('Period') || mutation === 'setPeriodDue'
      ? 'ReportPeriod'
      : mutation === 'draftAssessment'
        ? 'AssessmentDraft'
        : mutation.endsWith('Assessment')
          ? 'Assessment'
          : 'Report';
const ask = async <Found = Record<string, never>>(who: Client, question: string): Promise<Found> => {
  const { data, errors } = await who.query(`{ collaboration(id: "keskisuomi") { ${question} } }`);
  expect(errors).toBeUndefined();
  return collaborationIn<Found>(data ?? {});
};
const desk = <Found = Record<string, never>>(who: Client, fields: string) =>
  ask<Found>(who, `assessmentDesk(period: "${period}", programme: "${programme}") { ${fields} }`);

it('a period is opened by the coordinator, with what it asks of assessments', async () => {
  const opening = {
    code: '2099-H2',
    from: '2099-07-01',
    to: '2099-12-31',
    type: 'HALF_YEAR',
    previous: 'period_2025h1',
    assessmentsDue: '2100-01-20',
    acceptance: true,
    carryOver: true,
  };
  expect(await give(outsider, 'openPeriod', period, opening)).toMatchObject({ code: 'MANDATE_MISSING' });
  const fields = 'phase assessmentsDue acceptance carryOver overdue { id }';
  expect(await give(coordinator, 'openPeriod', period, opening, fields)).toMatchObject({
    phase: 'OPEN',
    assessmentsDue: '2100-01-20',
    acceptance: true,
    carryOver: true,
  });
});

it('the desk lays out what is at hand, and what is still missing', async () => {
  const { assessmentDesk } = await desk<{
    assessmentDesk: { carryOver: { item: string }[]; missing: { code: string }[]; draft: null; assessment: null };
  }>(
    owner,
    `late previous { id } carryOver { item text { fi } from outcome } figures { title { fi } value withheld target { kind due } }
     activities { id placeStates(year: 2025) { totalCount } } tasks { id due } decisions { totalCount } slipped { kind about }
     missing { code field } draft { id } assessment { id }`,
  );
  const { carryOver, missing, draft, assessment } = assessmentDesk;
  expect({ draft, assessment }).toEqual({ draft: null, assessment: null });
  expect(missing.map(({ code }) => code)).toEqual([
    ...Array<string>(4).fill('ASSESSMENT_LIGHT_MISSING'),
    ...(carryOver.length > 0 ? ['ASSESSMENT_CARRY_OVER_OPEN'] : []),
  ]);
});

it('a draft is seen by its owner and the coordinator, and by nobody else (rule 28)', async () => {
  const draft = { period, programme, lights: { overall: green, risks: { light: 'RED' } } };
  expect(await give(outsider, 'draftAssessment', id, draft)).toMatchObject({ code: 'ASSESSMENT_NOT_YOURS' });
  expect(
    await give(
      owner,
      'draftAssessment',
      id,
      draft,
      'id lights { overall { light } risks { light } schedule { light } }',
    ),
  ).toMatchObject({ id, lights: { overall: { light: 'GREEN' }, risks: { light: 'RED' }, schedule: null } });
  for (const [who, seen] of [
    [owner, { id }],
    [coordinator, { id }],
    [outsider, null],
  ] as const)
    expect(await desk(who, 'draft { id } assessment { id }')).toEqual({
      assessmentDesk: { draft: seen, assessment: null },
    });
  expect(await ask(outsider, `assessment(id: "${id}") { id }`)).toEqual({ assessment: null });
  expect(
    await give(owner, 'draftAssessment', id, {
      ...draft,
      blocks: { ...blocks, attention: [text('Soita 040 123 4567')] },
    }),
  ).toMatchObject({ code: 'TEXT_HAS_PERSONAL_DATA', field: 'blocks.attention.0.fi' });
});

it('an assessment is submitted, sent back with a comment, submitted again and accepted', async () => {
  const { carryOver: offered } = await ask<{ carryOver: { item: string }[] }>(
    owner,
    `carryOver(period: "${period}", programme: "${programme}") { item }`,
  );
  const carriedOver = offered.map(({ item }) => ({ item, outcome: 'DROPPED', why: text('Suunnitelma muuttui') }));
  const submission = { period, programme, lights, blocks, carriedOver };
  const fields = 'phase frozenIn carriedOver { outcome } readings { found comment { fi } }';
  expect(await give(owner, 'submitAssessment', id, submission, fields)).toMatchObject({
    phase: 'SUBMITTED',
    frozenIn: null,
    carriedOver: offered.map(() => ({ outcome: 'DROPPED' })),
  });
  expect(await desk(owner, 'draft { id } missing { code }')).toEqual({ assessmentDesk: { draft: null, missing: [] } });
  const of = { period, programme };
  expect(await give(owner, 'acceptAssessment', id, of)).toMatchObject({ code: 'MANDATE_MISSING' });
  const comment = text('Kertokaa riskeistä');
  expect(await give(coordinator, 'sendBackAssessment', id, { ...of, comment }, fields)).toMatchObject({
    phase: 'SENT_BACK',
    readings: [{ found: 'SENT_BACK', comment: { fi: 'Kertokaa riskeistä' } }],
  });
  expect(await give(coordinator, 'acceptAssessment', id, of)).toMatchObject({ code: 'ASSESSMENT_SENT_BACK' });
  await give(owner, 'submitAssessment', id, submission);
  expect(await give(coordinator, 'acceptAssessment', id, of, fields)).toMatchObject({ phase: 'ACCEPTED' });
});

it('a period that is not over is not closed', async () => {
  expect(await give(coordinator, 'closePeriod', period)).toMatchObject({ code: 'PERIOD_NOT_OVER' });
  expect(await give(coordinator, 'closePeriod', 'period_2024h2', undefined, 'phase closedAt')).toMatchObject({
    phase: 'CLOSED',
  });
  expect(
    await give(coordinator, 'reopenPeriod', 'period_2024h2', { reason: text('Vielä yksi') }, 'phase reopenings { at }'),
  ).toMatchObject({ phase: 'OPEN', reopenings: [{}] });
});

it('programmes are overdue once the day has passed, and only those that say nothing (rule 46)', async () => {
  const fields = 'missing { id } overdue { id }';
  const due = (of: string, day: string) =>
    give(coordinator, 'setPeriodDue', of, { assessmentsDue: day, reason: text('Sovittiin uudelleen') }, fields);
  const ahead = await due(period, '2100-01-25');
  expect(ahead).toMatchObject({ missing: expect.arrayContaining([expect.anything()]) as object, overdue: [] });
  const past = { code: '2023-H2', from: '2023-07-01', to: '2023-12-31', type: 'HALF_YEAR' };
  expect(await give(coordinator, 'openPeriod', 'period_2023h2', past, fields)).toMatchObject({ overdue: [] });
  const passed = await due('period_2023h2', '2024-01-31');
  expect(passed['missing']).toHaveProperty('0');
  expect(passed['overdue']).toEqual(passed['missing']);
});

it('a publication keeps its figures, and lights and slips are told over periods', async () => {
  await give(coordinator, 'writeReport', 'report_2099h2', { period, summary: [text('Työ eteni')], successes: [] });
  const published = await give(
    coordinator,
    'publishReport',
    'report_2099h2',
    { acceptMissing: true },
    'phase publications { version figures { indicator value withheld } unlockedSince { at } }',
  );
  expect(published).toMatchObject({ phase: 'PUBLISHED', publications: [{ version: 1, unlockedSince: [] }] });
  const { programme: told, period: of } = await ask<{
    programme: { lightHistory: { period: { code: string } }[] };
    period: { slipped: object[] };
  }>(
    outsider,
    `programme(id: "${programme}") { lightHistory(first: 2) { period { code } overall { before now change } } }
     period(code: "2099-H2") { slipped { programme { id } slips { kind about title { fi } from to } } }`,
  );
  expect(told.lightHistory.map(({ period: { code } }) => code)).toEqual(['2099-H2', '2025-H1']);
  expect(told.lightHistory[0]).toMatchObject({ overall: { now: 'GREEN' } });
  expect(of.slipped).toEqual(expect.any(Array));
  const page = await (await fetch(`${house.url}/reports/keskisuomi/2099-H2?lang=sv`)).text();
  expect(page).toContain('id="slipped"');
});
