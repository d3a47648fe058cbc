import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { columnsOf, formatIn, jsonSchema } from './format.ts';

const folder = join(__dirname, '../../../infra/collaborations');
const read = (file: string) => readFileSync(join(folder, file), 'utf8');

it('format.schema.json is what the code says: node dist/apps/cli/main.js format > infra/collaborations/format.schema.json', () => {
  expect(JSON.parse(read('format.schema.json'))).toEqual(JSON.parse(JSON.stringify(jsonSchema())));
});

describe('FORMAT.md', () => {
  const text = read('FORMAT.md');
  const row = (name: string) => text.split('\n').find((line) => line.startsWith(`| \`${name}\``)) ?? '';
  const everywhere = ['on', 'by', 'source', 'reason'];

  it.each(Object.entries(formatIn('fi').kinds))('names every field of %s', (kind, shape) => {
    const fields = Object.keys(shape.shape).filter((field) => !everywhere.includes(field));
    expect(fields.filter((field) => !new RegExp(`\`${field}\\b`).test(row(kind)))).toEqual([]);
  });

  it.each(['measurements', 'matrix', 'facilities'] as const)('names every column of %s', (table) => {
    expect(columnsOf(table).filter((column) => !row(table).includes(`\`${column}\``))).toEqual([]);
  });
});

describe('a text', () => {
  const label = (value: unknown, main: 'fi' | 'sv' = 'sv') =>
    formatIn(main).kinds.people.safeParse({ id: 'person_a', label: value }).data?.label;

  it('is in the main language when it names none', () => {
    expect(label('Samordnare')).toEqual({ original: 'sv', sv: 'Samordnare' });
    expect(label('Koordinaattori', 'fi')).toEqual({ original: 'fi', fi: 'Koordinaattori' });
  });

  it('has the language written first as its original', () => {
    expect(label({ en: 'Coordinator', fi: 'Koordinaattori' })).toEqual({
      original: 'en',
      en: 'Coordinator',
      fi: 'Koordinaattori',
    });
  });

  it.each([[{}], [{ se: 'x' }], [''], [7], [{ fi: '' }], ['x'.repeat(5_001)]])('is not %j', (value) => {
    expect(label(value)).toBeUndefined();
  });
});

describe('a number in a table', () => {
  const row = Object.fromEntries(columnsOf('measurements').map((column) => [column, '']));
  const value = (cell: string) => {
    const { indicator, partner, period_start, period_end } = {
      indicator: 'indicator_a',
      partner: 'partner_a',
      period_start: '2024-01-01',
      period_end: '2024-06-30',
    };
    const told = { ...row, indicator, partner, period_start, period_end, status: 'final', value: cell };
    return formatIn('fi').tables.measurements.safeParse(told).data?.value;
  };

  it.each([
    ['12,5', 12.5],
    ['12.5', 12.5],
    ['-7', -7],
    ['−7,2', -7.2],
    [' 40 ', 40],
    ['', undefined],
  ])('%j is %j', (cell, number) => {
    expect(value(cell)).toBe(number);
  });

  it.each(['1 234', '1.234,5', 'noin 40', '12,5 %', 'NaN', 'Infinity', '=1+1', '1e5'])('is not %j', (cell) => {
    expect(value(cell)).toBeUndefined();
  });
});
