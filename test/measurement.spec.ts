import { collaborationIn, commandId, House, type Client } from './harness.ts';

/** A shared indicator over HTTP: who must report, draft, review, correction, lock, a new version, statistics. */
let house: House;
let coordinator: Client;
let city: Client;
let town: Client;

beforeAll(async () => {
  house = await House.open();
  coordinator = await house.as('person_coord01');
  city = await house.as('person_muni179');
  town = house.asAnyone('person_muni182');
});
afterAll(() => house.close());

const refused = '... on Refused { code field words(language: EN) }';
const text = (fi: string) => `{ original: FI, fi: "${fi}" }`;
const reason = `reason: ${text('Syy')}`;
const act = (client: Client, mutation: string, id: string, input: string, asked: string) =>
  client.act(
    `mutation ($commandId: ID!) { ${mutation}(collaboration: "keskisuomi", id: "${id}", commandId: $commandId, input: { ${input} }) {
      __typename ${asked} ${refused} } }`,
    { commandId: commandId() },
  );
type Found = Record<string, Record<string, unknown>>;
const ask = async (client: Client, fields: string, asOf = ''): Promise<Found> => {
  const { data } = await client.query(`{ collaboration(id: "keskisuomi"${asOf}) { ${fields} } }`);
  return collaborationIn<Found>(data ?? {});
};

const indicator = 'indicator_ryhmaohjaukset';
const series = 'series_ryhmaohjaukset__jyvaskyla';
const key = '2026-01-01/2026-06-30';
const definition = (unit: string) => `
  title: ${text('Ryhmäohjaukset')}, kind: COUNT, unit: ${text(unit)}, direction: INCREASE,
  aggregation: { time: SUM, partners: SUM }, periodType: HALF_YEAR, counts: EVENTS, level: PERFORMANCE, result: OUTPUT,
  dimensions: [{ id: "paikka", label: ${text('Paikka')}, categories: [
    { id: "keskusta", label: ${text('Keskusta')} }, { id: "kylät", label: ${text('Kylät')} }] }]`;
const onIndicator = (fields: string) => `... on Indicator { ${fields} }`;
const onMeasurement = (fields: string) => `... on Measurement { ${fields} }`;
const cell = `indicator: "${indicator}", period: { from: "2026-01-01", to: "2026-06-30" }`;
const one = `indicator: "${indicator}", measurement: "${key}"`;
const joint = `joint(from: "2026-01-01", to: "2026-06-30") { value reported expected complete missing indicatorVersion }`;
const jointOf = async (client: Client, asOf?: string) =>
  (await ask(client, `indicator(id: "${indicator}") { ${joint} }`, asOf))['indicator']?.['joint'];
const shown = 'state value key pending { value verdict { outcome comment { fi } } }';

it('an indicator says who must report by when, and who is late (rules 8 and 46)', async () => {
  await act(coordinator, 'defineIndicator', indicator, definition('ryhmää'), '');
  await act(coordinator, 'setReview', indicator, 'reviewed: true', '');
  const reporters = 'partners: ["partner_jyvaskyla", "partner_jamsa"], dueDays: 30, from: "2026-01-01"';
  expect(
    await act(
      coordinator,
      'nameReporters',
      indicator,
      reporters,
      onIndicator('reviewed level result due(from: "2026-01-01", to: "2026-06-30") reporters { partners dueDays }'),
    ),
  ).toEqual({
    __typename: 'Indicator',
    reviewed: true,
    level: 'PERFORMANCE',
    result: 'OUTPUT',
    due: '2026-07-30',
    reporters: { partners: ['partner_jyvaskyla', 'partner_jamsa'], dueDays: 30 },
  });
  const late = `indicator(id: "${indicator}") { late(from: "2026-01-01", to: "2026-06-30") }`;
  expect(await ask(town, late)).toEqual({ indicator: { late: ['partner_jyvaskyla', 'partner_jamsa'] } });
});

it('a draft is its own organisation’s alone, and reporting submits it (rule 18)', async () => {
  const drafted = await act(
    city,
    'draftMeasurement',
    series,
    `${cell}, status: FINAL`,
    onMeasurement('state status draft { status value by }'),
  );
  expect(drafted).toEqual({
    __typename: 'Measurement',
    state: 'DRAFT',
    status: null,
    draft: { status: 'FINAL', value: null, by: 'person_muni179' },
  });
  for (const other of [town, coordinator]) {
    const seen = `series(id: "${series}") { id } indicator(id: "${indicator}") { series(first: 5) { totalCount } }`;
    expect(await ask(other, seen)).toEqual({ series: null, indicator: { series: { totalCount: 0 } } });
  }
  const evidence = `evidence: [{ label: ${text('Seuranta')}, url: "https://example.org/seuranta" }], reportedOn: "2026-07-02"`;
  expect(
    await act(
      city,
      'reportMeasurement',
      series,
      `${cell}, status: FINAL, value: 412, ${evidence}`,
      onMeasurement(shown),
    ),
  ).toEqual({
    __typename: 'Measurement',
    state: 'SUBMITTED',
    value: null,
    key,
    pending: { value: 412, verdict: null },
  });
  expect(await jointOf(town)).toMatchObject({ value: null, reported: 0, expected: 2 });
});

it('a reviewer of the owner sends it back, and accepts what is corrected; the author stays (rules 18 to 21)', async () => {
  expect(await act(city, 'acceptMeasurement', series, one, '')).toMatchObject({ code: 'MANDATE_MISSING' });
  expect(
    await ask(
      coordinator,
      `indicator(id: "${indicator}") { awaiting(first: 5) { nodes { id pending { value by } } } }`,
    ),
  ).toEqual({
    indicator: { awaiting: { nodes: [{ id: `${series}/${key}`, pending: { value: 412, by: 'person_muni179' } }] } },
  });
  expect(await ask(town, `indicator(id: "${indicator}") { awaiting(first: 5) { totalCount } }`)).toEqual({
    indicator: { awaiting: { totalCount: 0 } },
  });
  const comment = `comment: ${text('Puuttuuko kesäkuu?')}`;
  expect(
    await act(coordinator, 'sendBackMeasurement', series, `${one}, ${comment}`, onMeasurement(shown)),
  ).toMatchObject({
    state: 'SENT_BACK',
    pending: { value: 412, verdict: { outcome: 'SENT_BACK', comment: { fi: 'Puuttuuko kesäkuu?' } } },
  });
  expect(await act(city, 'reportMeasurement', series, `${cell}, status: FINAL, value: 430`, '')).toMatchObject({
    code: 'MEASUREMENT_EXISTS',
  });
  await act(city, 'correctMeasurement', series, `${one}, status: FINAL, value: 430, ${reason}`, '');
  const accepted = await act(
    coordinator,
    'acceptMeasurement',
    series,
    one,
    onMeasurement(`${shown} by position history { value accepted by }`),
  );
  expect(accepted).toMatchObject({
    state: 'ACCEPTED',
    value: 430,
    by: 'person_muni179',
    pending: null,
    history: [
      { value: 412, accepted: false },
      { value: 430, accepted: true, by: 'person_muni179' },
    ],
  });
  expect(await jointOf(town)).toEqual({
    value: 430,
    reported: 1,
    expected: 2,
    complete: false,
    missing: ['partner_jamsa'],
    indicatorVersion: 1,
  });
  // The value was given before it was accepted, and did not count then.
  expect(await jointOf(town, `, asOf: "#${String(accepted['position'])}"`)).toMatchObject({ value: null, reported: 0 });
  // What never counted is between the two of them.
  const history = `series(id: "${series}") { measurements(first: 5) { nodes { history { value } } } }`;
  expect(await ask(town, history)).toEqual({ series: { measurements: { nodes: [{ history: [{ value: 430 }] }] } } });
});

it('a locked period keeps its values until a coordinator opens it, and a correction waits beside them (rules 21 and 23)', async () => {
  const span = `from: "2026-01-01", to: "2026-06-30", indicators: ["${indicator}"]`;
  expect(
    await act(coordinator, 'lockValues', 'lock_2026h1', span, '... on Lock { open unlockings { until } }'),
  ).toEqual({
    __typename: 'Lock',
    open: false,
    unlockings: [],
  });
  const correction = `${one}, status: FINAL, value: 433, ${reason}`;
  expect(await act(city, 'correctMeasurement', series, correction, '')).toMatchObject({
    code: 'MEASUREMENT_PERIOD_LOCKED',
    field: 'measurement',
  });
  const today = new Date().toISOString().slice(0, 10);
  const open = `until: "${today.slice(0, 4)}-12-31", ${reason}`;
  expect(await act(city, 'unlockValues', 'lock_2026h1', open, '')).toMatchObject({ code: 'MANDATE_MISSING' });
  expect(await act(coordinator, 'unlockValues', 'lock_2026h1', open, '... on Lock { open }')).toMatchObject({
    open: true,
  });
  expect(await act(city, 'correctMeasurement', series, correction, onMeasurement(shown))).toMatchObject({
    state: 'SUBMITTED',
    value: 430,
    pending: { value: 433 },
  });
  expect(await jointOf(town)).toMatchObject({ value: 430 });
});

it('breaks are marked by versions that never meet in a total (rules 9 and 12)', async () => {
  await act(coordinator, 'setTarget', indicator, `due: "2030-12-31", kind: AT_LEAST, value: 500, ${reason}`, '');
  const begun = await act(
    coordinator,
    'beginIndicatorVersion',
    indicator,
    `${definition('kertaa')}, from: "2026-07-01", ${reason}, comparable: ${text('Ei vertailukelpoinen')}`,
    onIndicator(
      'indicatorVersion unit { fi } versions { indicatorVersion unit { fi } } breaks { from comparable { fi } }',
    ),
  );
  expect(begun).toEqual({
    __typename: 'Indicator',
    indicatorVersion: 2,
    unit: { fi: 'kertaa' },
    versions: [
      { indicatorVersion: 1, unit: { fi: 'ryhmää' } },
      { indicatorVersion: 2, unit: { fi: 'kertaa' } },
    ],
    breaks: [{ from: '2026-07-01', comparable: { fi: 'Ei vertailukelpoinen' } }],
  });
  await act(coordinator, 'setReview', indicator, 'reviewed: false', '');
  const autumn = `indicator: "${indicator}", period: { from: "2026-07-01", to: "2026-09-30" }, status: PROVISIONAL`;
  const reported = await act(
    city,
    'reportMeasurement',
    series,
    `${autumn}, value: 90`,
    onMeasurement('key indicatorVersion value'),
  );
  expect(reported).toEqual({
    __typename: 'Measurement',
    key: '2026-07-01/2026-09-30~2',
    indicatorVersion: 2,
    value: 90,
  });
  const part = (category: string, value: number) =>
    act(
      city,
      'reportMeasurement',
      series,
      `${autumn}, dimension: "paikka", category: "${category}", value: ${value}`,
      '',
    );
  expect(await part('rannikko', 1)).toMatchObject({ code: 'MEASUREMENT_CATEGORY_UNKNOWN' });
  await part('keskusta', 60);
  await part('kylät', 31);
  // A target of the old version is measured by the old version, and across the break there is no one value.
  const targets = 'targets { indicatorVersion progress actual { value } } target { value }';
  const year = 'joint(from: "2026-01-01", to: "2026-12-31") { value reported }';
  expect(await ask(city, `indicator(id: "${indicator}") { ${targets} ${year} }`)).toEqual({
    indicator: {
      targets: [{ indicatorVersion: 1, progress: null, actual: { value: 430 } }],
      target: null,
      joint: { value: null, reported: 0 },
    },
  });
  const found = await ask(
    city,
    `indicator(id: "${indicator}") { trend { period { from } indicatorVersion value } }
     series(id: "${series}") { breakdowns(from: "2026-07-01", to: "2026-12-31") { dimension state missing } }`,
  );
  expect(found).toEqual({
    indicator: {
      trend: [
        { period: { from: '2026-01-01' }, indicatorVersion: 1, value: 430 },
        { period: { from: '2026-07-01' }, indicatorVersion: 2, value: 90 },
      ],
    },
    series: { breakdowns: [{ dimension: 'paikka', state: 'DIFFERS', missing: [] }] },
  });
  const final = `indicator: "${indicator}", measurement: "2026-07-01/2026-09-30~2"`;
  expect(await act(city, 'finaliseMeasurement', series, final, onMeasurement('status value'))).toMatchObject({
    status: 'FINAL',
    value: 90,
  });
  expect(
    await act(
      city,
      'withdrawMeasurement',
      series,
      `${final}, kind: WRONG, ${reason}`,
      onMeasurement('state status value'),
    ),
  ).toMatchObject({ state: 'WITHDRAWN', status: null, value: null });
});

it('published statistics are annotated and not edited (rule 27)', async () => {
  const own = 'series_ryhmaohjaukset__jamsa';
  const origin = 'origin: { source: "Sotkanet", dataset: "3113", updated: "2026-08-01", licence: "CC BY 4.0" }';
  const statistic = `${cell}, status: FINAL, value: 77`;
  expect(
    await act(
      town,
      'importMeasurement',
      own,
      `${statistic}, ${origin}`,
      onMeasurement('state value origin { source updated }'),
    ),
  ).toMatchObject({ state: 'ACCEPTED', value: 77, origin: { source: 'Sotkanet', updated: '2026-08-01' } });
  expect(await act(town, 'importMeasurement', own, `${statistic}, ${origin}`, '')).toMatchObject({
    code: 'MEASUREMENT_IMPORT_NOT_NEWER',
  });
  expect(await act(town, 'correctMeasurement', own, `${one}, status: FINAL, value: 78, ${reason}`, '')).toMatchObject({
    code: 'MEASUREMENT_IMPORTED',
  });
  expect(
    await act(
      town,
      'annotateMeasurement',
      own,
      `${one}, note: ${text('Tilastotapa muuttui')}`,
      onMeasurement('notes { note { fi } by }'),
    ),
  ).toMatchObject({ notes: [{ note: { fi: 'Tilastotapa muuttui' }, by: 'person_muni182' }] });
  expect(await jointOf(city)).toMatchObject({ value: 507, reported: 2, complete: true });
});
