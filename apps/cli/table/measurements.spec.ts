import { measurements, asCsv, tableRows } from '#measurement';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acting } from '../acting.ts';
import { run } from '../commands.ts';
import { importFolder } from '../import/import.ts';

const norrskar = { collaboration: 'saltskar', person: 'person_norr', partner: 'partner_norrskar' };
const county = { collaboration: 'saltskar', person: 'person_plan', partner: 'partner_saltskar' };
const span = { from: '2023-01-01', to: '2025-12-31' };
const header =
  'indicator_code;organization_code;place_code;period_start;period_end;dimension;category;value;numerator;denominator;status;comment;expected_revision';

describe('talkoot measurements', () => {
  let kept: string;
  let home: string;
  let data: string;
  let out: string[];
  let errors: string[];

  beforeAll(async () => {
    kept = mkdtempSync(join(tmpdir(), 'talkoot-table-'));
    const source = join(__dirname, '../../../test/fixtures/second-county');
    await importFolder({ folder: kept, source, simulateClock: true });
  });
  afterAll(() => rmSync(kept, { recursive: true }));
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'talkoot-table-'));
    data = join(home, 'data');
    cpSync(kept, data, { recursive: true });
    out = [];
    errors = [];
    jest.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line));
    jest.spyOn(console, 'error').mockImplementation((line: string) => void errors.push(line));
    jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(home, { recursive: true });
  });

  const exported = (who = norrskar) =>
    acting({ folder: data, dryRun: false, ...who }, async (desk) => asCsv(tableRows(await desk.world(), span, 'sv')));
  const give = (text: string, ...more: readonly string[]) => {
    const file = join(home, 'table.csv');
    writeFileSync(file, text);
    return run([
      ...['measurements', file, '--collaboration', 'saltskar', '--partner', norrskar.partner],
      ...['--as', norrskar.person, '--data', data, ...more],
    ]);
  };
  const act = (who: typeof norrskar, id: string, type: string, told: object) =>
    acting({ folder: data, dryRun: false, ...who }, async (desk) => {
      expect(await desk.give(id, { type, data: told }, { name: 'test' })).toBeUndefined();
    });
  const lent = () =>
    acting({ folder: data, dryRun: false, ...norrskar }, async (desk) => {
      const rows = (await desk.world()).rows(measurements);
      return rows.get('series_bocker__norrskar/2023-07-01/2023-09-30/901')?.history.map(({ value }) => value);
    });
  const line = (text: string, start: string) => text.split('\r\n').find((one) => one.startsWith(start)) ?? '';

  it('takes back what was given out, and nothing is changed (rules 17 and 25)', async () => {
    const table = await exported();
    expect(line(table, 'indicator_vantetid;partner_norrskar;;2023')).toMatch(/;17,5;;;final;;\d+;;$/);
    expect(await give(table)).toBe(0);
    expect(out.at(-1)).toMatch(/^0 accepted, [1-9]\d* unchanged, 0 corrected, 0 rejected\.$/);
    expect(errors).toEqual([]);
    expect(await exported()).toBe(table);
  });

  it('corrects what was changed, with its reason, once however often it is given (rule 21)', async () => {
    const table = (await exported()).replace(/(indicator_bocker;.*);316;/, '$1;320;');
    expect(await give(table)).toBe(1);
    expect(errors).toEqual([expect.stringMatching(/table.csv:\d+: rejected: A correction needs a reason/)]);
    expect(await give(table, '--reason', 'Räknat igen', '--dry-run')).toBe(0);
    expect(await lent()).toEqual([310, 316]);
    expect(await give(table, '--reason', 'Räknat igen')).toBe(0);
    expect(out.at(-1)).toMatch(/ 1 corrected, 0 rejected/);
    expect(await give(table, '--reason', 'Räknat igen')).toBe(0);
    expect(out.at(-1)).toMatch(/ 0 corrected, 0 rejected/);
    expect(await lent()).toEqual([310, 316, 320]);
  });

  it('refuses a row that somebody has changed since, and takes the others (rule 17)', async () => {
    const old = await exported();
    expect(await give(old.replace(/(indicator_bocker;.*);316;/, '$1;320;'), '--reason', 'Räknat igen')).toBe(0);
    const stale = old.replace(/(indicator_bocker;.*);316;/, '$1;318;').replace(';17,5;', ';17,6;');
    expect(await give(stale, '--reason', 'Fel')).toBe(1);
    expect(errors).toEqual([expect.stringMatching(/rejected: Somebody has changed it since/)]);
    expect(out.at(-1)).toMatch(/ 1 corrected, 1 rejected/);
    expect(await lent()).toEqual([310, 316, 320]);
  });

  it('reports what is new, also from a table with commas and points, and says what is wrong with each other row', async () => {
    const rows = [
      'indicator_bocker,partner_norrskar,901,2024-01-01,2024-03-31,,,280,,,final,"\'=bokbåten, två turer",',
      'indicator_bocker,partner_norrskar,901,2024-04-01,2024-06-30,,,ca 9,,,final,,',
      'indicator_bocker,partner_norrskar,901,2023-07-01,2023-09-30,,,317,,,final,,',
      'indicator_bocker,partner_soderskar,902,2024-01-01,2024-03-31,,,5,,,final,,',
      'indicator_bocker,partner_norrskar,901,2024-07-01,2024-09-30,,,,,,suppressed,,',
      'indicator_bocker,partner_norrskar,901,2024-07-01,2024-09-30,,,5,,,final,,3',
      'indicator_bocker,partner_norrskar,777,2024-07-01,2024-09-30,,,5,,,final,,',
    ];
    expect(await give([header.replaceAll(';', ','), ...rows].join('\n'))).toBe(1);
    expect(errors.map((said) => said.replace(/^.*rejected: /, ''))).toEqual([
      'value: is no number such as 1234 or 12,5',
      expect.stringMatching(/^A value is there already/),
      'It is a value of partner_soderskar, and values are given for partner_norrskar',
      expect.stringMatching(/^suppressed stands for a number that is hidden/),
      expect.stringMatching(/^It is not there any more/),
      expect.stringMatching(/MEASUREMENT_PLACE_UNKNOWN/),
    ]);
    expect(out.at(-1)).toBe('1 accepted, 0 unchanged, 0 corrected, 6 rejected.');
    expect(line(await exported(), 'indicator_bocker;partner_norrskar;901;2024-01-01')).toMatch(
      /;280;;;final;'=bokbåten, två turer;/,
    );
  });

  it('gives out a hidden number as suppressed, to others without it, and takes that back as it is (rules 25, 29 and 30)', async () => {
    // What no agreement in force shares is not there at all.
    expect(await exported(county)).not.toMatch(/partner_norrskar/);
    const root = { ...county, person: 'person_root' };
    await act(root, 'mandate_plan_e', 'GrantMandate', {
      person: county.person,
      partner: county.partner,
      role: 'endorser',
      from: '2023-01-01',
    });
    for (const who of [norrskar, county]) await act(who, 'agreement_las', 'SignAgreement', {});
    const small = `${header}\nindicator_traffar;partner_norrskar;901;2024-07-01;2024-12-31;;;3;;;final;;\n`;
    expect(await give(small)).toBe(0);
    const accept = { indicator: 'indicator_traffar', measurement: '2024-07-01/2024-12-31/901~2' };
    const reviewer = { ...county, person: 'person_granska' };
    await act(reviewer, 'series_traffar__norrskar', 'AcceptMeasurement', accept);
    const start = 'indicator_traffar;partner_norrskar;901;2024-07-01';
    expect(line(await exported(), start)).toMatch(/;;;3;;;final;/);
    const theirs = await exported(county);
    expect(line(theirs, start)).toMatch(/;;;;;;suppressed;;\d+;;$/);
    const back = ['--partner', county.partner, '--as', county.person];
    expect(await give(theirs, ...back)).toBe(0);
    expect(await give(theirs.replace(/;;;suppressed;/, ';;;not_available;'), ...back)).toBe(1);
    expect(errors.at(-1)).toMatch(/It is a value of partner_norrskar/);
  });

  it('says what columns are missing, and that a file is not in UTF-8', async () => {
    expect(await give('indicator_code;value\na;1\n')).toBe(1);
    expect(errors.at(-1)).toMatch(/^Columns are missing: organization_code, place_code/);
    expect(await give(`${header};colour\n`)).toBe(1);
    expect(errors.at(-1)).toBe('There are no columns called colour.');
    writeFileSync(join(home, 'latin.csv'), Buffer.from([0xe4, 0xf6]));
    expect(
      await run([
        'measurements',
        join(home, 'latin.csv'),
        '--collaboration',
        'saltskar',
        '--partner',
        norrskar.partner,
        '--as',
        norrskar.person,
        '--data',
        data,
      ]),
    ).toBe(1);
    expect(errors.at(-1)).toMatch(/not in UTF-8/);
  });
});
