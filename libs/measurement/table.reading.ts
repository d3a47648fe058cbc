import { inLanguage, type Language, type Text } from '#language';
import type { World } from '#world';
import { indicators } from './indicator.view.ts';
import { figureOf, type Figure } from './series.ts';
import { measurements, type MeasurementRow } from './series.view.ts';
import { covers } from './sharing.ts';
import { detailOf, sightOf } from './sight.reading.ts';

/** The columns of a table of values that goes round: what is written out is read in as it is. */
export const tableColumns = [
  'indicator_code',
  'organization_code',
  'place_code',
  'period_start',
  'period_end',
  'dimension',
  'category',
  'value',
  'numerator',
  'denominator',
  'status',
  'comment',
  'expected_revision',
  'narrative',
  'reason',
] as const;
export type TableColumn = (typeof tableColumns)[number];
export type TableCells = Readonly<Record<TableColumn, string>>;

/** A figure as a table holds it: its words in one language. */
export interface TableFigure extends Omit<Figure, 'status' | 'comment' | 'narrative'> {
  /** `suppressed`: there is a number, and the reader is not told it (rule 25). */
  readonly status: Figure['status'] | 'suppressed';
  readonly comment: string | undefined;
  readonly narrative: string | undefined;
}

/** A figure in a table’s words. */
export function inTable(figure: Figure, language: Language): TableFigure {
  const words = (text: Text | undefined) => (text ? inLanguage(text, language).text : undefined);
  const { comment, narrative, ...rest } = figureOf(figure);
  return { ...rest, comment: words(comment), narrative: words(narrative) };
}

/**
 * The value in force as the asker of the world sees it; nothing when there is none, or none they may know of (rule 29).
 * A hidden one is without its number and its words (rule 30).
 */
export function figureSeen(world: World, row: MeasurementRow, language: Language): TableFigure | undefined {
  const sight = sightOf(world, row.series);
  if (!row.current || !covers(sight.detail, detailOf(row))) return undefined;
  return sight.tells(row.current) ? inTable(row.current, language) : hidden;
}

const hidden: TableFigure = {
  status: 'suppressed',
  value: undefined,
  numerator: undefined,
  denominator: undefined,
  comment: undefined,
  narrative: undefined,
};

interface TableSpan {
  readonly from: string;
  readonly to: string;
  readonly indicator?: string | undefined;
  readonly partner?: string | undefined;
}

/** The cells of every value of a span that the asker may see, by indicator, partner and period. */
export function tableRows(
  world: World,
  { from, to, indicator, partner }: TableSpan,
  language: Language,
): readonly TableCells[] {
  const asked = indicator === undefined ? [...world.rows(indicators).values()].map(({ id }) => id) : [indicator];
  return asked
    .flatMap((id) => world.rows(measurements).where('indicator', id))
    .filter((row) => row.period.from >= from && row.period.to <= to && (partner ?? row.partner) === row.partner)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((row) => {
      const figure = figureSeen(world, row, language);
      return figure ? [cellsOf(row, figure)] : [];
    });
}

const cellsOf = (row: MeasurementRow, figure: TableFigure): TableCells => ({
  indicator_code: row.indicator,
  organization_code: row.partner,
  place_code: row.place ?? '',
  period_start: row.period.from,
  period_end: row.period.to,
  dimension: row.dimension ?? '',
  category: row.category ?? '',
  value: written(figure.value),
  numerator: written(figure.numerator),
  denominator: written(figure.denominator),
  status: figure.status,
  comment: figure.comment ?? '',
  // The value's own: another value of its series may be given meanwhile.
  expected_revision: String(row.revision),
  narrative: figure.narrative ?? '',
  reason: '',
});

/** With a decimal comma: where columns are parted by semicolons, spreadsheets read a point as a date. */
const written = (number: number | undefined): string => (number === undefined ? '' : String(number).replace('.', ','));

/**
 * The rows as text that Finnish spreadsheets open: semicolons, a byte order mark, quotes where needed. Words that a
 * spreadsheet would take for a formula begin with an apostrophe; {@link unguarded} takes it off.
 */
export function asCsv(rows: readonly TableCells[]): string {
  const lines = [
    tableColumns.join(';'),
    ...rows.map((cells) => tableColumns.map((column) => quoted(guarded(cells[column]))).join(';')),
  ];
  return `\uFEFF${lines.map((line) => `${line}\r\n`).join('')}`;
}

const quoted = (cell: string): string => (/[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** What a spreadsheet would work out; apostrophes in front count in, so that taking one off gives back what was there. */
const looksLikeFormula = /^'*[=+\-@\t\r]/;
const plainNumber = /^-?\d+(,\d+)?(e[+-]?\d+)?$/i;

export const guarded = (cell: string): string =>
  looksLikeFormula.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell;

/** A cell as it was before it was guarded. */
export const unguarded = (cell: string): string =>
  cell.startsWith("'") && looksLikeFormula.test(cell) ? cell.slice(1) : cell;
