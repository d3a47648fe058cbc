import { collaborationIn, House, type Client } from './harness.ts';

/** Comparison between places and partners, and the table that goes round, over HTTP. */
let house: House;
let reviewer: Client;
let town: Client;
let city: Client;

beforeAll(async () => {
  house = await House.open();
  reviewer = await house.as('person_coord01');
  town = house.asAnyone('person_muni182');
  city = await house.as('person_muni179');
});
afterAll(() => house.close());

interface Compared {
  readonly place: string | null;
  readonly partner: { readonly id: string } | null;
  readonly value: number | null;
  readonly rate: number | null;
  readonly withheld: boolean;
}
const compare = async (client: Client, args: string) => {
  const { data, errors } = await client.query(
    `{ collaboration(id: "keskisuomi") { indicator(id: "indicator_sen_osallistujat") {
      comparison(from: "2025-01-01", to: "2025-06-30", ${args}) {
        perHowMany perPeriod { to } rows { place partner { id } value perValue rate provisional withheld } } } } }`,
  );
  if (errors) return { errors };
  const found = collaborationIn<{ indicator: { comparison: { rows: readonly Compared[] } } }>(data ?? {});
  return found.indicator.comparison;
};
const rowsOf = (answer: Awaited<ReturnType<typeof compare>>): readonly Compared[] =>
  'rows' in answer ? answer.rows : [];

it('places and partners stand beside each other, each value as the asker may see it (rules 12 and 29)', async () => {
  for (const [by, who] of [
    ['PLACE', { place: '179' }],
    ['PARTNER', { partner: { id: 'partner_jyvaskyla' } }],
  ] as const) {
    const answer = await compare(city, `by: ${by}`);
    expect(answer).toMatchObject({ perHowMany: 1_000, perPeriod: null });
    expect(rowsOf(answer)).toContainEqual(expect.objectContaining({ ...who, value: 412, rate: null, withheld: false }));
  }
  // Per itself it is one for each: what is divided by is of the newest period that ended by then.
  const per = await compare(city, 'by: PLACE, per: "indicator_sen_osallistujat", perHowMany: 1');
  expect(per).toMatchObject({ perPeriod: { to: '2025-06-30' } });
  expect(rowsOf(per)).toContainEqual(expect.objectContaining({ place: '179', value: 412, perValue: 412, rate: 1 }));
});

it('the values of an indicator are a dataset of JSON-stat (rule 25)', async () => {
  const { data } = await city.query(
    '{ collaboration(id: "keskisuomi") { indicator(id: "indicator_sen_osallistujat") { jsonStat(from: "2025-01-01", to: "2025-06-30") } } }',
  );
  const found = collaborationIn<{ indicator: { jsonStat: string } }>(data ?? {});
  const { value, class: kind } = JSON.parse(found.indicator.jsonStat) as { value: object; class: string };
  expect([kind, Object.values(value)]).toEqual(['dataset', expect.arrayContaining([412, 88])]);
});

it('says what it cannot be told per', async () => {
  expect(await compare(city, 'by: PLACE, per: "indicator_none"')).toMatchObject({
    errors: [{ message: 'per must be an indicator of kind COUNT' }],
  });
  expect(await compare(city, 'by: PLACE, perHowMany: 0')).toMatchObject({
    errors: [{ message: 'perHowMany must be between 1 and 1000000' }],
  });
});

it('the table of values holds what its reader may see, small counts of others as suppressed (rules 25, 29 and 30)', async () => {
  const table = async (client: Client) => {
    const { data } = await client.query(
      '{ collaboration(id: "keskisuomi") { measurementTable(from: "2025-01-01", to: "2025-06-30") } }',
    );
    return collaborationIn<{ measurementTable: string }>(data ?? {}).measurementTable.split('\r\n');
  };
  const small = 'indicator_esittely_haatouhat;partner_jyvaskyla;179;2025-01-01;2025-06-30;ika;alle35;';
  const line = (lines: readonly string[]) => lines.find((one) => one.startsWith(small));
  const own = await table(city);
  expect(own[0]).toMatch(/^\uFEFFindicator_code;.*;expected_revision;narrative;reason$/);
  expect(line(own)).toMatch(/alle35;4;;;final;/);
  // A neighbour knows that there is a number and not which; whoever reviews the indicator knows it.
  expect(line(await table(town))).toMatch(/alle35;;;;suppressed;;\d+;;$/);
  expect(line(await table(reviewer))).toMatch(/alle35;4;;;final;/);
});
