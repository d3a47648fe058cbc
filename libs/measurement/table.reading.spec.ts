import fc from 'fast-check';
import { asCsv, guarded, tableColumns, unguarded, type TableCells } from './table.reading.ts';

const cells = (more: Partial<TableCells>): TableCells => ({
  ...(Object.fromEntries(tableColumns.map((column) => [column, ''])) as TableCells),
  ...more,
});

describe('a table of values', () => {
  it('opens in a Finnish spreadsheet: byte order mark, semicolons, quotes where needed', () => {
    const text = asCsv([cells({ indicator_code: 'indicator_a', value: '12,5', comment: 'Kävijöitä; "noin"' })]);
    expect(text).toBe(
      '\uFEFFindicator_code;organization_code;place_code;period_start;period_end;dimension;category;value;numerator;denominator;status;comment;expected_revision;narrative;reason\r\n' +
        'indicator_a;;;;;;;12,5;;;;"Kävijöitä; ""noin""";;;\r\n',
    );
  });

  it.each(['=1+1', '+358', '-2+3', '@SUM(A1)', '\t=1', "'=1", '=cmd|x', '-'])(
    'no spreadsheet works out %j',
    (words) => {
      expect(guarded(words)).toBe(`'${words}`);
    },
  );

  it.each(['-7', '-7,25', '12', 'Kävijöitä - noin', "l'eau"])('leaves %j as it is', (words) => {
    expect(guarded(words)).toBe(words);
  });

  it('gives back every text as it was', () => {
    const nasty = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', 'a', '1', ',', ';') });
    fc.assert(
      fc.property(nasty, (words) => {
        expect(unguarded(guarded(words))).toBe(words);
        expect(guarded(words)).toMatch(/^(?![=+@\t\r])/);
      }),
    );
  });
});
