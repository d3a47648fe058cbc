import {
  ActivityId,
  Day,
  IndicatorId,
  PartnerId,
  PersonId,
  PlaceCode,
  Year,
  idOf,
  type Language,
  type Text,
} from '#language';
import { z } from 'zod';
import { actionKinds } from './action.format.ts';
import { agendaKinds } from './agenda.format.ts';
import { backboneKinds } from './backbone.format.ts';
import { dialogueKinds } from './dialogue.format.ts';
import { measurementKinds } from './measurement.format.ts';
import { reportingKinds } from './reporting.format.ts';
import { said, vocabularyIn } from './vocabulary.ts';

/**
 * The import format: what may stand in the files of a collaboration's folder. FORMAT.md beside
 * format.schema.json explains it to people; both are kept in step with this file by tests.
 */

const FacilityId = idOf('facility');

/** Shapes of every kind of entry; `main` is the language of a text that names none. */
const kindsIn = (main: Language) => {
  const vocabulary = vocabularyIn(main);
  return {
    ...backboneKinds(vocabulary),
    ...agendaKinds(vocabulary),
    ...measurementKinds(vocabulary),
    ...actionKinds(vocabulary),
    ...dialogueKinds(vocabulary),
    ...reportingKinds(vocabulary),
  };
};

/** Rows of the tables. Every cell is text; an empty one says nothing. */
const tablesIn = (main: Language) => {
  const emptied = (cell: unknown) => (typeof cell === 'string' ? cell.trim() || undefined : cell);
  const needed = <T extends z.ZodType>(shape: T) => z.preprocess(emptied, shape);
  const cell = <T extends z.ZodType>(shape: T) => needed(shape.optional());
  const word = cell(z.string());
  const text = cell(said.transform((words): Text => ({ original: main, [main]: words })));
  const figure = cell(
    z
      .string()
      // A thousands separator is not taken: 1.234 would be two numbers in two countries.
      .regex(/^[-−]?\d+([.,]\d+)?$/, 'must be a number such as 1234 or 12,5')
      .transform((digits) => Number(digits.replace(',', '.').replace('−', '-'))),
  );
  const whole = z.string().regex(/^\d+$/, 'must be a whole number').transform(Number);
  const having = cell(z.enum(['yes', 'no', 'unknown'])).transform((told) => told ?? 'not_stated');
  const record = { on: cell(Day), by: cell(PersonId), source: cell(z.string().max(2_000)) };
  return {
    measurements: z.strictObject({
      indicator: needed(IndicatorId),
      partner: needed(PartnerId),
      place: cell(PlaceCode),
      period_start: needed(Day),
      period_end: needed(Day),
      dimension: word,
      category: word,
      value: figure,
      numerator: figure,
      denominator: figure,
      status: needed(z.enum(['final', 'provisional', 'not_available'])),
      comment: text,
      reason: text,
      ...record,
      /** What was observed, for an indicator in words. */
      narrative: text.optional(),
    }),
    matrix: z.strictObject({
      place: needed(PlaceCode),
      activity: needed(ActivityId),
      year: needed(whole.pipe(Year)),
      state: needed(
        z.enum(['none_yet', 'being_planned', 'meeting_agreed', 'tentative', 'planned', 'running', 'ended']),
      ),
      detail: text,
      uncertain: text,
      ...record,
    }),
    facilities: z.strictObject({
      id: needed(FacilityId),
      place: needed(PlaceCode),
      name: needed(said.transform((words): Text => ({ original: main, [main]: words }))),
      shower: having,
      sauna: having,
      gym: having,
      group_room: having,
      accessible: having,
      suitability: needed(z.enum(['stays', 'stays_needs_work', 'new_coming', 'new', 'becomes_senior_centre'])),
      opens: text,
      notes: text,
      ...record,
    }),
  };
};

type Kinds = ReturnType<typeof kindsIn>;
type Tables = ReturnType<typeof tablesIn>;
export type Kind = keyof Kinds | keyof Tables;
export type Said<K extends Kind> = z.output<(Kinds & Tables)[K]>;

const cache = new Map<Language, { kinds: Kinds; tables: Tables }>();

/** The shapes for a collaboration whose main language is this. */
export function formatIn(main: Language): { kinds: Kinds; tables: Tables } {
  let found = cache.get(main);
  if (!found) cache.set(main, (found = { kinds: kindsIn(main), tables: tablesIn(main) }));
  return found;
}

export const isKind = (name: string): name is keyof Kinds => name in formatIn('en').kinds;
export const isTable = (name: string): name is keyof Tables => name in formatIn('en').tables;

/** The columns of a table, in the order in which they are documented. */
export const columnsOf = (table: keyof Tables): readonly string[] => Object.keys(formatIn('en').tables[table].shape);

/** JSON Schema of one YAML or JSON file, for editors and other programs. */
export function jsonSchema(): unknown {
  const { collaboration, ...kinds } = formatIn('en').kinds;
  const lists = Object.fromEntries(Object.entries(kinds).map(([kind, shape]) => [kind, z.array(shape).optional()]));
  const file = z.strictObject({
    on: Day.optional().describe(
      'The day on which the entries of this file were recorded, unless an entry says its own.',
    ),
    by: PersonId.optional().describe('Who records the entries of this file, unless an entry says who.'),
    collaboration: collaboration.optional(),
    ...lists,
  });
  return {
    title: 'Talkoot: a file of a collaboration to import',
    ...z.toJSONSchema(file, { io: 'input', reused: 'ref' }),
  };
}
