import { randomUUID } from 'node:crypto';
import { House } from './harness.ts';

/** Who sees which figure, over HTTP: see infra/decisions/0023. */
let house: House;

beforeAll(async () => {
  house = await House.open();
});
afterAll(() => house.close());

interface Shown {
  readonly series: {
    readonly measurements: {
      readonly nodes: readonly { value: number | null; suppressed: boolean; comment: object | null }[];
    };
  } | null;
  readonly indicator: {
    readonly joint: { value: number | null; suppressed: boolean; withheld: number; complete: boolean } | null;
  };
}

/** The demonstration's figures of 1–6/2025: Multia has 3, and all who have told theirs 1374. */
async function seenBy(person: string, asOf = ''): Promise<unknown> {
  const { data, errors } = await house.asAnyone(person).query(`{ collaboration(id: "keskisuomi"${asOf}) {
    series(id: "series_sen_osallistujat__multia") { measurements(first: 5) { nodes { value numerator suppressed comment { fi } } } }
    indicator(id: "indicator_sen_osallistujat") { joint(from: "2025-01-01", to: "2025-06-30") { value suppressed withheld complete } }
  } }`);
  expect(errors).toBeUndefined();
  const { series, indicator } = data?.['collaboration'] as never as Shown;
  const own = series?.measurements.nodes[0];
  const { value, withheld, complete } = indicator.joint ?? {};
  return [series && own && [own.value, own.suppressed, own.comment !== null], value, withheld, complete];
}

const publishedReport = async () => (await fetch(`${house.url}/reports/keskisuomi/2024-H2`)).text();

const all = [[3, false, true], 1374, 0, false];
const left = [[null, true, false], 1371, 1, false];

it('a small count is seen by its own organisation, its reviewer and the auditor, and by nobody else (rules 30 and 33)', async () => {
  expect(await seenBy('person_muni495')).toEqual(all);
  expect(await seenBy('person_coord01')).toEqual(all);
  expect(await seenBy('person_audit01')).toEqual(all);
  expect(await seenBy('person_muni179')).toEqual(left);
  expect(await seenBy('person_parish495')).toEqual(left);
});

it('the same past moment is another one in other eyes, in any order', async () => {
  const then = ', asOf: "2025-08-01"';
  expect(await seenBy('person_muni179', then)).toEqual(left);
  expect(await seenBy('person_muni495', then)).toEqual(all);
  expect(await seenBy('person_muni179', then)).toEqual(left);
});

it('others see a partner’s values while an agreement is in force, and a past moment by its own agreements (rule 29)', async () => {
  const coordinator = house.asAnyone('person_coord01');
  const agreements = await coordinator.query(`{ collaboration(id: "keskisuomi") { agreements(phase: IN_FORCE) { nodes {
    id phase standing { detail publish from allIndicators parties(first: 50) { totalCount } unsigned { totalCount } } } } } }`);
  expect(agreements.data?.['collaboration']).toEqual({
    agreements: {
      nodes: [
        {
          id: 'agreement_seuranta',
          phase: 'IN_FORCE',
          standing: {
            detail: 'BREAKDOWNS',
            publish: 'VALUES',
            from: '2024-09-01',
            allIndicators: true,
            parties: { totalCount: 14 },
            unsigned: { totalCount: 0 },
          },
        },
      ],
    },
  });
  const published = await publishedReport();
  expect(published).toMatch(/1\s700/);
  expect(published).toContain('ei näytetä tietosuojan vuoksi');
  const ended = await coordinator.act(
    `mutation ($commandId: ID!) { answer: endAgreement(collaboration: "keskisuomi", id: "agreement_seuranta", commandId: $commandId,
      input: { reason: { original: FI, fi: "Seuranta päättyi" } }) { ... on Agreement { phase } ... on Refused { code } } }`,
    { commandId: randomUUID() },
  );
  expect(ended).toEqual({ phase: 'ENDED' });
  // What was published stands.
  expect(await publishedReport()).toBe(published);
  // A series that may not be seen answers like one that is not there; one's own is always there.
  expect(await seenBy('person_muni179')).toEqual([null, 412, 7, false]);
  expect(await seenBy('person_muni495')).toEqual([[3, false, true], 3, 7, false]);
  expect(await seenBy('person_audit01')).toEqual(all);
  expect(await seenBy('person_muni179', ', asOf: "2025-08-01"')).toEqual(left);
  const others = await house.asAnyone('person_muni179').query(`{ collaboration(id: "keskisuomi") {
    indicator(id: "indicator_sen_osallistujat") { series { nodes { id } } } } }`);
  expect(others.data?.['collaboration']).toEqual({
    indicator: { series: { nodes: [{ id: 'series_sen_osallistujat__jyvaskyla' }] } },
  });
});

it('two partners share anew by an agreement both have signed, and a third is no party to it (rule 29)', async () => {
  const act = (person: string, mutation: string) =>
    house.asAnyone(person).act(
      `mutation ($commandId: ID!) { answer: ${mutation} {
        ... on Agreement { phase proposed { agreementVersion unsigned { nodes { id } } } standing { agreementVersion detail } }
        ... on Refused { code } } }`,
      { commandId: randomUUID() },
    );
  const to = 'collaboration: "keskisuomi", id: "agreement_two", commandId: $commandId';
  const terms = (
    detail: string,
  ) => `title: { original: FI, fi: "Kahden kesken" }, purpose: { original: FI, fi: "Vertailu" },
    parties: ["partner_jyvaskyla", "partner_multia"], detail: ${detail}, publish: NOTHING, from: "2024-01-01"`;
  expect(
    await act('person_coord01', `draftAgreement(${to}, input: { ${terms('TOTALS')}, demonstration: true })`),
  ).toEqual({
    phase: 'PROPOSED',
    proposed: { agreementVersion: 1, unsigned: { nodes: [{ id: 'partner_jyvaskyla' }, { id: 'partner_multia' }] } },
    standing: null,
  });
  expect(await act('person_parish495', `signAgreement(${to})`)).toEqual({ code: 'AGREEMENT_NOT_YOURS' });
  expect(await act('person_muni495', `signAgreement(${to})`)).toMatchObject({ phase: 'PROPOSED' });
  expect(await act('person_muni179', `signAgreement(${to})`)).toEqual({
    phase: 'IN_FORCE',
    proposed: null,
    standing: { agreementVersion: 1, detail: 'TOTALS' },
  });
  // Within a total of one, the total would be the value.
  expect(await seenBy('person_muni495')).toEqual([[3, false, true], 3, 7, false]);
  const amended = `amendAgreement(${to}, input: { ${terms('VALUES')}, reason: { original: FI, fi: "Vertailu vaatii arvot" } })`;
  expect(await act('person_muni179', amended)).toMatchObject({
    phase: 'IN_FORCE',
    proposed: { agreementVersion: 2 },
    standing: { agreementVersion: 1 },
  });
  for (const person of ['person_muni179', 'person_muni495']) await act(person, `signAgreement(${to})`);
  expect(await seenBy('person_muni495')).toEqual([[3, false, true], 415, 6, false]);
  expect(await seenBy('person_muni179')).toEqual([[null, true, false], 412, 7, false]);
  expect(await seenBy('person_parish495')).toEqual([null, 64, 7, false]);
});

it('a hidden value is shown by a decision with its legal basis, and only that one (rule 31)', async () => {
  const disclose = (id: string, person: string, key: string) =>
    house.asAnyone(person).act(
      `mutation ($id: ID!, $commandId: ID!, $measurement: String!) {
        answer: discloseMeasurement(collaboration: "keskisuomi", id: $id, commandId: $commandId,
        input: { measurement: $measurement, basis: { original: FI, fi: "Hallinto-oikeuden päätös" } }) {
          ... on Disclosure { measurement basis { fi } } ... on Refused { code } } }`,
      { id, commandId: randomUUID(), measurement: `series_sen_osallistujat__${key}` },
    );
  const key = 'multia/2025-01-01/2025-06-30/495';
  expect(await disclose('disclosure_one', 'person_muni495', key)).toEqual({ code: 'MANDATE_MISSING' });
  expect(await disclose('disclosure_one', 'person_coord01', 'multia/2024-01-01/2024-06-30')).toEqual({
    code: 'DISCLOSURE_MEASUREMENT_UNKNOWN',
  });
  expect(await disclose('disclosure_one', 'person_coord01', 'jyvaskyla/2025-01-01/2025-06-30/179')).toEqual({
    code: 'DISCLOSURE_NOT_NEEDED',
  });
  expect(await disclose('disclosure_one', 'person_coord01', key)).toEqual({
    measurement: `series_sen_osallistujat__${key}`,
    basis: { fi: 'Hallinto-oikeuden päätös' },
  });
});
