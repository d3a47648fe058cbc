import { settingsOf } from '#backbone';
import { Day, IndicatorId, PartnerId, PlaceCode, sameData, type Language, type Text } from '#language';
import {
  figureSeen,
  inTable,
  indicators,
  keyOf,
  measurements,
  seriesId,
  seriesOutlines,
  tableColumns,
  unguarded,
  versionOn,
  type TableColumn,
  type TableFigure,
} from '#measurement';
import type { World } from '#world';
import { parse as parseCsv } from 'csv-parse/sync';
import { z } from 'zod';
import { Unfit, type Desk } from '../acting.ts';

export interface RowAnswer {
  /** The line it ends on. */
  readonly line: number;
  readonly outcome: 'accepted' | 'unchanged' | 'corrected' | 'rejected';
  /** Why it was rejected. */
  readonly reason?: string;
}

/** Columns a table may do without: what only some tables need. */
const optional: readonly TableColumn[] = ['narrative', 'reason', 'expected_revision'];

const emptied = (cell: unknown) => (typeof cell === 'string' ? cell.trim() || undefined : cell);
const needed = <T extends z.ZodType>(shape: T) => z.preprocess(emptied, shape);
const cell = <T extends z.ZodType>(shape: T) => needed(shape.optional());
const number = cell(
  z
    .string()
    // A thousands separator is not taken: 1.234 would be two numbers in two countries.
    .regex(/^[-−]?\d+([.,]\d+)?([eE][+-]?\d+)?$/, 'is no number such as 1234 or 12,5')
    .transform((digits) => Number(digits.replace(',', '.').replace('−', '-'))),
);
const words = cell(z.string().transform((said) => said.replaceAll('\r\n', '\n')));

const Row = z.object({
  indicator_code: needed(IndicatorId),
  organization_code: needed(PartnerId),
  place_code: cell(PlaceCode),
  period_start: needed(Day),
  period_end: needed(Day),
  dimension: cell(z.string()),
  category: cell(z.string()),
  value: number,
  numerator: number,
  denominator: number,
  status: needed(z.enum(['final', 'provisional', 'not_available', 'suppressed'])),
  comment: words,
  expected_revision: cell(z.string().regex(/^\d+$/, 'is no whole number').transform(Number)),
  narrative: words,
  reason: words,
} satisfies Record<TableColumn, z.ZodType>);
type Row = z.infer<typeof Row>;

interface Line {
  readonly line: number;
  readonly read: z.ZodSafeParseResult<Row>;
}

const Parsed = z.array(z.object({ record: z.record(z.string(), z.string()), info: z.object({ lines: z.int() }) }));

/** The lines of a table as `measurementTable` writes it, also after a spreadsheet saved it with commas and points. */
export function readTable(text: string): readonly Line[] {
  const header = /^\uFEFF?([^\r\n]*)/.exec(text)?.[1] ?? '';
  const delimiter = header.includes(';') ? ';' : ',';
  const names = header.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  const missing = tableColumns.filter((name) => !names.includes(name) && !optional.includes(name));
  if (missing.length > 0) throw new Unfit(`Columns are missing: ${missing.join(', ')}.`);
  const unknown = names.filter((name) => !tableColumns.some((column) => column === name));
  if (unknown.length > 0) throw new Unfit(`There are no columns called ${unknown.join(', ')}.`);
  let told: z.infer<typeof Parsed>;
  try {
    const parsed: unknown = parseCsv(text, {
      bom: true,
      columns: names,
      fromLine: 2,
      delimiter,
      info: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    });
    told = Parsed.parse(parsed);
  } catch (error) {
    throw new Unfit(`Not readable as a table: ${error instanceof Error ? error.message : String(error)}`);
  }
  return told.map(({ record, info }) => ({
    line: info.lines,
    read: Row.safeParse(Object.fromEntries(Object.entries(record).map(([name, said]) => [name, unguarded(said)]))),
  }));
}

/**
 * Carries out what differs between a table and what the platform holds, row by row: one that is wrong keeps none of the
 * others back. What is as it was is left alone; what somebody has changed since the table was made is not overwritten.
 */
export async function takeTable(
  desk: Desk,
  lines: readonly Line[],
  {
    reason,
    onProgress,
  }: { readonly reason?: string | undefined; readonly onProgress: (done: number, of: number) => void },
): Promise<readonly RowAnswer[]> {
  const answers: RowAnswer[] = [];
  for (const [index, { line, read }] of lines.entries()) {
    const outcome = read.success
      ? await takeRow(desk, read.data, reason)
      : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
    answers.push(
      outcome === 'accepted' || outcome === 'unchanged' || outcome === 'corrected'
        ? { line, outcome }
        : { line, outcome: 'rejected', reason: outcome },
    );
    onProgress(index + 1, lines.length);
  }
  return answers;
}

/** What became of a row, or why nothing did. */
async function takeRow(desk: Desk, told: Row, usualReason: string | undefined): Promise<string> {
  const world = await desk.world();
  const language: Language = settingsOf(world)?.languages[0] ?? 'fi';
  const { indicator_code: indicator, organization_code: partner, expected_revision: expected } = told;
  const cellTold = {
    place: told.place_code,
    period: { from: told.period_start, to: told.period_end },
    dimension: told.dimension,
    category: told.category,
  };
  const id = seriesId(indicator, partner);
  const measurement = keyIn(world, indicator, cellTold);
  const row = world.rows(measurements).get(`${id}/${measurement}`);
  const seen = row && figureSeen(world, row, language);
  const wanted = figureIn(told);
  if (seen && sameData(trimmed(seen), wanted)) return 'unchanged';
  if (partner !== desk.asker.organisation)
    return `It is a value of ${partner}, and values are given for ${desk.asker.organisation}`;
  const { status } = wanted;
  if (status === 'suppressed') return 'suppressed stands for a number that is hidden: give the number and its status';
  const pending = row?.pending;
  // One that waits for a reviewer was given already.
  if (pending && sameData(trimmed(inTable(pending, language)), wanted)) return 'unchanged';
  const standing = pending ?? row?.current;
  if (expected !== undefined && row?.revision !== expected)
    return row
      ? 'Somebody has changed it since the table was made: take out a new table'
      : 'It is not there any more: take out a new table, or leave expected_revision empty to report it anew';
  if (standing && expected === undefined)
    return 'A value is there already: take out a new table, whose expected_revision says which one you have seen';
  const text = (said: string | undefined, before: Text | undefined): Text | undefined =>
    said === undefined
      ? undefined
      : before && trimmed(inTable({ status, comment: before }, language)).comment === said
        ? before
        : { original: language, [language]: said };
  const figure = {
    ...wanted,
    comment: text(wanted.comment, standing?.comment),
    narrative: text(wanted.narrative, standing?.narrative),
  };
  const more = {
    // The same words may be given again later, about another value.
    name: `table ${row?.revision ?? 'new'}`,
    expectedVersion: world.rows(seriesOutlines).get(id)?.revision,
  };
  if (!standing) {
    const command = { type: 'ReportMeasurement', data: { indicator, ...cellTold, ...figure } };
    return (await desk.give(id, command, more)) ?? 'accepted';
  }
  const why = text(told.reason ?? usualReason, undefined);
  if (!why) return 'A correction needs a reason: in the column reason, or for all of them with --reason';
  const { evidence } = standing;
  const command = {
    type: 'CorrectMeasurement',
    data: { indicator, measurement, ...figure, ...(evidence && { evidence }), reason: why },
  };
  return (await desk.give(id, command, more)) ?? 'corrected';
}

function keyIn(world: World, indicator: string, told: Parameters<typeof keyOf>[0]): string {
  const row = world.rows(indicators).get(indicator);
  return keyOf({ ...told, indicatorVersion: row && versionOn(row, told.period.from)?.indicatorVersion });
}

const figureIn = ({ status, value, numerator, denominator, comment, narrative }: Row): TableFigure => ({
  status,
  value,
  numerator,
  denominator,
  comment,
  narrative,
});

/** A figure as it comes back from a table: the ends of lines are one, and words have no blanks around them. */
const trimmed = (figure: TableFigure): TableFigure => {
  const told = (words: string | undefined) => words?.replaceAll('\r\n', '\n').trim() || undefined;
  return { ...figure, comment: told(figure.comment), narrative: told(figure.narrative) };
};
