import { parse } from 'csv-parse/browser/esm/sync';
import type { Filled } from '../forms/form.ts';
import type { Period } from '../period.ts';

/** The columns of a table of values that goes round, as the API writes them. */
const needed = ['indicator_code', 'organization_code', 'period_start', 'period_end', 'value', 'status'] as const;
const others = [
  'place_code',
  'dimension',
  'category',
  'numerator',
  'denominator',
  'comment',
  'expected_revision',
  'narrative',
  'reason',
] as const;
type ColumnName = (typeof needed)[number] | (typeof others)[number];
type Cells = Readonly<Record<ColumnName, string>>;

export type SheetProblem =
  | 'otherPartner'
  | 'period'
  | 'status'
  | 'number'
  | 'suppressed'
  | 'indicator'
  | 'changed'
  | 'gone'
  | 'exists'
  | 'reason';

/** Which value of a series and period it is; empty where it is of no place or not divided. */
export interface SheetCell {
  readonly place: string;
  readonly dimension: string;
  readonly category: string;
}

/** What a line of a table asks for; the key of a value that is corrected the platform knows. */
export type SheetLine = { readonly line: number; readonly indicator: string; readonly period: Period } & (
  | { readonly asks: 'nothing' }
  | { readonly asks: 'report'; readonly input: Filled }
  | { readonly asks: 'correct'; readonly input: Filled; readonly cell: SheetCell }
  | { readonly asks: 'mending'; readonly problem: SheetProblem; readonly column: string | undefined }
);

export type Sheet =
  | { readonly unreadable: 'empty' | 'table' | 'columns'; readonly columns: readonly string[] }
  | { readonly lines: readonly SheetLine[] };

/** Cells by column, with what a spreadsheet or an e-mail may have done to them undone. */
export function readCells(text: string): readonly Cells[] | Exclude<Sheet, { lines: unknown }> {
  if (text.trim() === '') return { unreadable: 'empty', columns: [] };
  const header = /^\uFEFF?([^\r\n]*)/.exec(text)?.[1] ?? '';
  const delimiter = ['\t', ';', ','].find((mark) => header.includes(mark)) ?? ';';
  const names = header.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  const missing = needed.filter((name) => !names.includes(name));
  if (missing.length > 0) return { unreadable: 'columns', columns: missing };
  try {
    const rows = parse<Record<string, string>>(text, {
      bom: true,
      columns: names,
      fromLine: 2,
      delimiter,
      skipEmptyLines: true,
      skipRecordsWithEmptyValues: true,
      relaxColumnCount: true,
    });
    return rows.map(
      (row) =>
        Object.fromEntries(
          [...needed, ...others].map((name): [string, string] => [name, unguarded((row[name] ?? '').trim())]),
        ) as Cells,
    );
  } catch {
    return { unreadable: 'table', columns: [] };
  }
}

/** Words that a spreadsheet would take for a formula are written with an apostrophe in front. */
const unguarded = (cell: string): string => (/^'+[=+\-@]/.test(cell) ? cell.slice(1) : cell);
const number = /^[-−]?\d+([.,]\d+)?$/;
const day = /^\d{4}-\d\d-\d\d$/;
/** A day as Finnish spreadsheets like to write it back: 30.6.2025. */
const asDay = (cell: string): string => {
  const [, d = '', m = '', y = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(cell) ?? [];
  return y === '' ? cell : `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
};

const placeOf = (cells: Cells): string =>
  [
    cells.indicator_code,
    cells.organization_code,
    cells.place_code,
    asDay(cells.period_start),
    asDay(cells.period_end),
    cells.dimension,
    cells.category,
  ].join('|');
const figureOf = ({ value, numerator, denominator, status, comment, narrative }: Cells): string =>
  [...[value, numerator, denominator].map((digits) => digits.replace(',', '.')), status, comment, narrative].join('|');

/** The days from the first to the last that a table tells of; nothing when no row has both. */
export function spanOf(rows: readonly Cells[]): Period | undefined {
  const from = rows.map(({ period_start }) => asDay(period_start)).filter((one) => day.test(one));
  const to = rows.map(({ period_end }) => asDay(period_end)).filter((one) => day.test(one));
  const [first, last] = [from.sort()[0], to.sort().at(-1)];
  return first !== undefined && last !== undefined ? { from: first, to: last } : undefined;
}

/**
 * What each line of a filled-in table asks for, beside the table as the platform holds it now. What is as it was asks
 * for nothing; what somebody has changed meanwhile is not overwritten; a value in force is corrected, with a reason,
 * and never silently replaced (rule 21).
 */
export function readSheet(
  rows: readonly Cells[],
  now: readonly Cells[],
  { partner, language, reason }: { readonly partner: string; readonly language: string; readonly reason: string },
): readonly SheetLine[] {
  const standing = new Map(now.map((cells) => [placeOf(cells), cells]));
  const text = (words: string) => (words === '' ? undefined : { original: language.toUpperCase(), [language]: words });
  return rows.map((cells, at): SheetLine => {
    const indicator = cells.indicator_code;
    const period = { from: asDay(cells.period_start), to: asDay(cells.period_end) };
    const head = { line: at + 2, indicator, period };
    const mend = (problem: SheetProblem, column?: ColumnName): SheetLine => ({
      ...head,
      asks: 'mending',
      problem,
      column,
    });
    const there = standing.get(placeOf(cells));
    if (there && figureOf(there) === figureOf(cells)) return { ...head, asks: 'nothing' };
    if (!indicator.startsWith('indicator_')) return mend('indicator', 'indicator_code');
    if (cells.organization_code !== partner) return mend('otherPartner', 'organization_code');
    if (!day.test(period.from)) return mend('period', 'period_start');
    if (!day.test(period.to)) return mend('period', 'period_end');
    if (cells.status === 'suppressed') return mend('suppressed', 'status');
    if (!['final', 'provisional', 'not_available'].includes(cells.status)) return mend('status', 'status');
    const wrong = (['value', 'numerator', 'denominator'] as const).find(
      (column) => cells[column] !== '' && !number.test(cells[column]),
    );
    if (wrong) return mend('number', wrong);
    const figure = {
      status: cells.status.toUpperCase(),
      value: cells.value,
      numerator: cells.numerator,
      denominator: cells.denominator,
      comment: text(cells.comment),
      narrative: text(cells.narrative),
    };
    if (!there) {
      if (cells.expected_revision !== '') return mend('gone', 'expected_revision');
      const { place_code: place, dimension, category } = cells;
      return { ...head, asks: 'report', input: { indicator, period, place, dimension, category, ...figure } };
    }
    if (cells.expected_revision === '') return mend('exists', 'expected_revision');
    if (cells.expected_revision !== there.expected_revision) return mend('changed', 'expected_revision');
    const why = cells.reason === '' ? reason : cells.reason;
    if (why === '') return mend('reason', 'reason');
    const cell = { place: cells.place_code, dimension: cells.dimension, category: cells.category };
    return { ...head, asks: 'correct', cell, input: { indicator, ...figure, reason: text(why) } };
  });
}
