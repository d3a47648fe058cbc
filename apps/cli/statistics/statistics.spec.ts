import { measurements } from '#measurement';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acting } from '../acting.ts';
import { run } from '../commands.ts';
import { importFolder } from '../import/import.ts';
import { readJsonStat } from './jsonstat2.ts';
import { readSotkanet } from './sotkanet.ts';
import { numberIn, periodOf, plain, type ListedPlace } from './statistic.ts';

const places: readonly ListedPlace[] = [
  { code: '179', kind: 'municipality', from: 2009 },
  { code: '435', kind: 'municipality', from: 2009, to: 2022 },
  { code: '15', kind: 'county', from: 2023 },
];
const regions = [
  { id: 85, code: '179', category: 'KUNTA', title: { fi: 'Jyväskylä' } },
  { id: 179, code: '435', category: 'KUNTA', title: { fi: 'Luhanka' } },
  { id: 700, code: '15', category: 'HYVINVOINTIALUE', title: { fi: 'Keski-Suomi' } },
  { id: 701, code: '179', category: 'SEUTUKUNTA', title: { fi: 'Jokin' } },
  { id: 658, code: '358', category: 'MAA', title: { fi: 'Koko maa' } },
  { id: 86, code: '179', category: 'KUNTA', title: { fi: 'Jyväskylän maalaiskunta' } },
];
const metadata = {
  id: 127,
  'data-updated': '2025-04-29',
  title: { fi: 'Väestö 31.12.', sv: ' ', en: 'Population<br> 31 Dec' },
  description: { fi: '<p id=suhteutus>Ikä &lt;65&nbsp;vuotta</p>' },
  organization: { id: 2, title: { fi: 'Terveyden ja hyvinvoinnin laitos (THL)' } },
};
const row = (region: number, year: number, value: unknown, more: object = {}) => ({
  indicator: 127,
  region,
  year,
  gender: 'total',
  value,
  ...more,
});
const sotkanet = (rows: readonly object[], other: object = {}) =>
  readSotkanet({ rows, metadata: { ...metadata, ...other }, regions }, places);
const taken = ({ statistics }: { readonly statistics: readonly { place: string; value: number }[] }) =>
  statistics.map(({ place, value }) => [place, value]);

describe('an answer of Sotkanet', () => {
  it('gives places by the file of regions and never by their id', () => {
    // 179 is a region's id here, and another municipality's code.
    const answer = sotkanet([
      row(85, 2009, 129623),
      row(179, 2009, 800),
      row(700, 2023, 272683),
      row(658, 2009, 5351427),
    ]);
    expect(taken(answer)).toEqual([
      ['179', 129623],
      ['435', 800],
      ['15', 272683],
    ]);
    expect(answer.statistics[0]?.period).toEqual({ from: '2009-01-01', to: '2009-12-31' });
    expect(sotkanet([row(999, 2009, 5)]).problems).toEqual([
      { row: 1, reason: 'Region 999 is not in the file of --regions' },
    ]);
    // A sub-region with a municipality's code is no municipality.
    expect(taken(sotkanet([row(701, 2009, 7)]))).toEqual([]);
  });

  it('is read in both shapes, with numbers and with texts and decimal commas', () => {
    const old = {
      indicator: '127',
      region: '85',
      year: '1996',
      gender: 'total',
      'primary value': '6,5',
      'absolute value': '16',
    };
    const since = { ...places[0], code: '179', kind: 'municipality', from: 1990 };
    expect(taken(readSotkanet({ rows: [old], metadata, regions }, [since]))).toEqual([['179', 6.5]]);
    expect(taken(sotkanet([{ indicator: 127, region: 85, year: 2012, value: 3.4, absValue: 9 }]))).toEqual([
      ['179', 3.4],
    ]);
  });

  it('leaves what is not there absent, and takes a measured zero (rule 25)', () => {
    const answer = sotkanet([row(85, 2010, ''), row(85, 2011, null), row(85, 2012, undefined), row(179, 2013, 0)]);
    expect(taken(answer)).toEqual([['435', 0]]);
    expect(answer.problems).toEqual([]);
    expect(answer.leftOut.get('without a number')).toBe(3);
  });

  it('takes no zero of an area that is no more (rule 25)', () => {
    // Not listed any more, not known to the regions, or under the code of the area that took it in.
    const answer = sotkanet([
      row(179, 2023, 0),
      row(455, 2009, 0),
      row(86, 2009, 0),
      row(85, 2009, 129623),
      row(86, 2010, 0),
    ]);
    expect(taken(answer)).toEqual([['179', 129623]]);
    expect(answer.problems).toEqual([]);
    expect(answer.leftOut.get('zeros of areas that are no more')).toBe(3);
  });

  it('takes none of several numbers for one place and year, and none of one sex', () => {
    const answer = sotkanet([
      row(85, 2009, 5),
      row(86, 2009, 6),
      row(86, 2009, 5),
      row(85, 2010, 3, { gender: 'male' }),
    ]);
    expect(answer.statistics).toEqual([]);
    expect(answer.problems.map(({ row: nth }) => nth)).toEqual([2, 3]);
  });

  it('says what is wrong with a row', () => {
    const wrong = sotkanet([row(85, 2009, 'noin 5'), row(85, 2010, 1, { indicator: 4 }), { region: 'x' }]);
    expect(wrong.problems.map(({ reason }) => reason)).toEqual([
      'The value is no number',
      'The row is of indicator 4, and the metadata of 127',
      expect.stringMatching(/not readable: .*region/),
    ]);
  });

  it('has its origin from the metadata, words without markup and no blank translations (rule 27)', () => {
    const { origin, title, about } = sotkanet([]);
    expect(origin).toEqual({ source: 'Sotkanet', dataset: '127', updated: '2025-04-29', licence: 'CC BY 4.0' });
    expect(title).toEqual({ original: 'fi', fi: 'Väestö 31.12.', en: 'Population 31 Dec' });
    expect(about).toEqual({ original: 'fi', fi: 'Ikä <65 vuotta' });
    // What THL itself does not publish may be used by agreement only.
    expect(sotkanet([], { organization: { id: 3, title: { fi: 'Tilastokeskus' } } }).origin.licence).toBeUndefined();
  });
});

describe('an answer of PxWeb', () => {
  const dataset = {
    version: '2.0',
    class: 'dataset',
    label: 'Väkiluku muuttujina Alue 2024, Vuosi ja Tiedot',
    source: 'Tilastokeskus, väestörakenne',
    updated: '2024-04-05T05:00:00Z',
    id: ['Alue 2024', 'Vuosi', 'Tiedot'],
    size: [4, 2, 2],
    role: { time: ['Vuosi'], metric: ['Tiedot'] },
    dimension: {
      'Alue 2024': { category: { index: { SSS: 0, '435': 2, KU179: 1, MK13: 3 } } },
      Vuosi: { category: { index: ['2021', '2023'] } },
      Tiedot: { category: { index: { vaesto: 0, muutos: 1 } } },
    },
    value: [5548241, 1, 5603851, 2, 144473, 3, 147746, 4, 698, null, 653, 5, 6, 7, 8, 9],
    extension: { px: { tableid: '11re' } },
  };
  const options = { dataset: undefined, regionDimension: 'Alue 2024', where: new Map([['Tiedot', 'vaesto']]) };

  it('is read by its dimensions, whatever their order and the order of their categories', () => {
    const answer = readJsonStat(dataset, options, places);
    expect(answer.statistics.map(({ place, period, value }) => [place, period.to, value])).toEqual([
      ['179', '2021-12-31', 144473],
      ['179', '2023-12-31', 147746],
      // 435 is listed to 2022.
      ['435', '2021-12-31', 698],
    ]);
    expect(answer.origin).toEqual({
      source: 'Tilastokeskus, väestörakenne',
      dataset: '11re',
      updated: '2024-04-05',
      licence: 'CC BY 4.0',
    });
  });

  it('reads cells told one by one, and absent ones are absent (rule 25)', () => {
    const answer = readJsonStat({ ...dataset, value: { '4': 144473, '6': '..' } }, options, places);
    expect(taken(answer)).toEqual([['179', 144473]]);
  });

  it('asks for what it cannot know', () => {
    const none = { dataset: undefined, regionDimension: undefined, where: new Map<string, string>() };
    expect(() => readJsonStat(dataset, none, places)).toThrow(/--region-dimension: one of Alue 2024, Vuosi, Tiedot/);
    expect(() => readJsonStat(dataset, { ...none, regionDimension: 'Alue 2024' }, places)).toThrow(
      /--where Tiedot=…: vaesto, muutos/,
    );
    expect(() => readJsonStat([], options, places)).toThrow(/JSON-stat 2.0/);
  });
});

it.each([
  ['2023', '2023-01-01', '2023-12-31'],
  ['2024Q1', '2024-01-01', '2024-03-31'],
  ['2024M02', '2024-02-01', '2024-02-29'],
  ['2023H2', '2023-07-01', '2023-12-31'],
])('%s is from %s to %s', (code, from, to) => {
  expect(periodOf(code)).toEqual({ from, to });
});

it.each(['2023M13', '2023Q5', '2023M00', '23', 'SSS'])('%s is no period', (code) => {
  expect(periodOf(code)).toBeUndefined();
});

it('reads numbers and words as publishers write them', () => {
  expect(['6,0', ' -3.5 ', '..', '', '1 234', true].map(numberIn)).toEqual([
    6,
    -3.5,
    undefined,
    undefined,
    'unclear',
    'unclear',
  ]);
  expect(plain('  <br> ')).toBeUndefined();
  expect(plain('a &amp;lt; b')).toBe('a &lt; b');
});

describe('talkoot statistics', () => {
  const at = { collaboration: 'saltskar', person: 'person_plan', partner: 'partner_saltskar' };
  let kept: string;
  let home: string;
  let data: string;
  let out: string[];
  let errors: string[];

  beforeAll(async () => {
    kept = mkdtempSync(join(tmpdir(), 'talkoot-statistics-'));
    const source = join(__dirname, '../../../test/fixtures/second-county');
    await importFolder({ folder: kept, source, simulateClock: true });
    const label = (sv: string) => ({ original: 'sv', sv });
    await acting({ folder: kept, dryRun: false, ...at }, async (desk) => {
      const invanare = {
        title: label('Invånare'),
        kind: 'count',
        unit: label('invånare'),
        direction: 'maintain',
        aggregation: { time: 'latest', partners: 'sum' },
        periodType: 'year',
        counts: 'persons',
      };
      expect(
        await desk.give('indicator_invanare', { type: 'DefineIndicator', data: invanare }, { name: 'test' }),
      ).toBeUndefined();
    });
  });
  afterAll(() => rmSync(kept, { recursive: true }));

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'talkoot-statistics-'));
    data = join(home, 'data');
    cpSync(kept, data, { recursive: true });
    out = [];
    errors = [];
    jest.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line));
    jest.spyOn(console, 'error').mockImplementation((line: string) => void errors.push(line));
    jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
    file('regions.json', [
      { id: 1, code: '901', category: 'KUNTA' },
      { id: 2, code: '902', category: 'KUNTA' },
    ]);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(home, { recursive: true });
  });

  const file = (name: string, told: unknown) => {
    writeFileSync(join(home, name), JSON.stringify(told));
    return join(home, name);
  };
  const give = (rows: readonly object[], updated: string, ...more: readonly string[]) =>
    run([
      ...['statistics', file('rows.json', rows), '--format', 'sotkanet', '--indicator', 'indicator_invanare'],
      ...['--metadata', file('metadata.json', { ...metadata, 'data-updated': updated })],
      ...['--regions', join(home, 'regions.json'), '--collaboration', at.collaboration, '--as', at.person],
      ...['--partner', at.partner, '--data', data, ...more],
    ]);
  const held = () =>
    acting({ folder: data, dryRun: false, ...at }, async (desk) =>
      [...(await desk.world()).rows(measurements).where('indicator', 'indicator_invanare')].map(
        ({ place, period, history }) => [place, period.from.slice(0, 4), ...history.map(({ value }) => value)],
      ),
    );
  const rows = [row(1, 2023, 1200), row(2, 2023, 800), row(1, 2024, 1190)];

  it('imports values with their origin, again changes nothing, and a newer answer only what it changed (rules 25 and 27)', async () => {
    expect(await give(rows, '2025-04-29', '--dry-run')).toBe(0);
    expect(out.join('\n')).toMatch(/3 accepted, 0 changed, 0 unchanged, 0 rejected; nothing was recorded/);
    expect(await held()).toEqual([]);

    expect(await give(rows, '2025-04-29')).toBe(0);
    expect(await give(rows, '2025-04-29')).toBe(0);
    expect(await give(rows, '2025-06-01')).toBe(0);
    expect(out.slice(-6).join('\n')).toMatch(/0 accepted, 0 changed, 3 unchanged, 0 rejected/);

    // One number was revised, and one is not told any more.
    expect(await give([row(1, 2023, 1201), row(1, 2024, 1190)], '2026-01-15')).toBe(0);
    expect(out.join('\n')).toMatch(/0 accepted, 1 changed, 1 unchanged, 0 rejected/);
    expect(out.join('\n')).toMatch(/does not tell 1 any more .*: 2023-01-01\/2023-12-31\/902/);
    expect((await held()).sort()).toEqual([
      ['901', '2023', 1200, 1201],
      ['901', '2024', 1190],
      ['902', '2023', 800],
    ]);
    expect(errors).toEqual([]);
  });

  it('tells for each number why it was refused, and takes the others (rule 27)', async () => {
    expect(await give(rows, '2025-04-29')).toBe(0);
    // An older answer does not take the place of a newer one; half an inhabitant there is not.
    expect(await give([row(1, 2023, 5), row(2, 2024, 0.5), row(2, 2023, 801)], '2025-04-29')).toBe(1);
    expect(errors).toEqual([
      expect.stringMatching(/rows.json, number 1: 901 2023.*MEASUREMENT_IMPORT_NOT_NEWER/),
      expect.stringMatching(/number 2: 902 2024.*MEASUREMENT_NOT_WHOLE/),
      expect.stringMatching(/number 3: .*MEASUREMENT_IMPORT_NOT_NEWER/),
    ]);
  });

  it('says in a sentence what it needs, and where from', async () => {
    expect(await run(['statistics'])).toBe(2);
    expect(errors.join('\n')).toMatch(/https:\/\/sotkanet\.fi\/rest\/1\.1\/json/);
    expect(await give(rows, '2025-04-29', '--as', 'person_nobody')).toBe(1);
    expect(errors.at(-1)).toBe('person_nobody holds no mandate for partner_saltskar in saltskar.');
    expect(await give(rows, '2025-04-29', '--data', join(home, 'nowhere'))).toBe(1);
    expect(errors.at(-1)).toMatch(/is no data folder/);
    expect(await give(rows, '2025-04-29', '--indicator', 'indicator_none')).toBe(1);
    expect(errors.at(-1)).toBe('There is no indicator_none.');
  });
});
