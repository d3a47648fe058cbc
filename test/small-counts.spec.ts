import { House } from './harness.ts';

/** Who sees a count of one to four people, over HTTP: see infra/decisions/0018. */
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
  };
  readonly indicator: { readonly joint: { value: number | null; suppressed: boolean; reported: number } };
}

/** The demonstration's figures of 1–6/2025: Multia has 3, and all partners together 1374. */
async function seenBy(person: string, asOf = ''): Promise<unknown> {
  const { data, errors } = await house.asAnyone(person).query(`{ collaboration(id: "keskisuomi"${asOf}) {
    series(id: "series_sen_osallistujat__multia") { measurements(first: 5) { nodes { value numerator suppressed comment { fi } } } }
    indicator(id: "indicator_sen_osallistujat") { joint(from: "2025-01-01", to: "2025-06-30") { value suppressed reported } }
  } }`);
  expect(errors).toBeUndefined();
  const { series, indicator } = data?.['collaboration'] as never as Shown;
  const [own] = series.measurements.nodes;
  return [own?.value, own?.suppressed, own?.comment !== null, indicator.joint.value, indicator.joint.suppressed];
}

const all = [3, false, true, 1374, false];
const left = [null, true, false, null, true];

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
