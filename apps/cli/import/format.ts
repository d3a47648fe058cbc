import {
  ActivityId,
  CollaborationId,
  Day,
  DecisionId,
  FactorId,
  GoalId,
  IndicatorId,
  Language,
  MandateId,
  Month,
  PartnerId,
  PeriodId,
  PersonId,
  PlaceCode,
  ProgrammeId,
  Quorum,
  StrategyId,
  TaskId,
  TeamId,
  TimeZone,
  Year,
  idOf,
  languages,
  textLimit,
  type Text,
} from '#language';
import { roles } from '#decider';
import { z } from 'zod';

/**
 * The import format: what may stand in the files of a collaboration's folder. FORMAT.md beside
 * format.schema.json explains it to people; both are kept in step with this file by tests.
 */

const said = z.string().trim().min(1).max(textLimit);
const FacilityId = idOf('facility');
const number = z.number();
const list = <T extends z.ZodType>(item: T, max: number) => z.array(item).max(max);

/** Shapes of every kind of entry; `main` is the language of a text that names none. */
const kindsIn = (main: Language) => {
  const text = z
    .union([said, z.partialRecord(Language, said).refine((texts) => Object.keys(texts).length > 0)], {
      error: ({ input }) =>
        input === undefined
          ? 'is missing'
          : `must be a text of at most ${textLimit} characters, or one by language: { ${languages.map((one) => `${one}: …`).join(', ')} }`,
    })
    .transform((input): Text => {
      const texts = typeof input === 'string' ? { [main]: input } : input;
      // The language written first is the original.
      return { original: languages.find((one) => one === Object.keys(texts)[0]) ?? main, ...texts };
    });
  const texts = list(text, 50);

  /** What every entry may say of itself. */
  const record = {
    /** The day it was recorded: used by a simulated clock. */
    on: Day.optional(),
    /** Who records it. */
    by: PersonId.optional(),
    /** Where it was found; kept for people who read the files, not recorded. */
    source: z.string().max(2_000).optional(),
  };
  /** Why an entry was changed since it was imported. */
  const reason = text.optional();
  const demonstration = z.boolean().default(false);
  const act = z.strictObject({ on: Day.optional(), by: PersonId.optional() });

  const light = z.strictObject({
    light: z.enum(['green', 'yellow', 'red', 'not_assessed']),
    explanation: text.optional(),
    nextStep: z.strictObject({ text, partner: PartnerId, due: Day }).optional(),
  });

  return {
    collaboration: z.strictObject({
      id: CollaborationId,
      name: text,
      languages: z.array(Language).min(1).max(3),
      timeZone: TimeZone.default('Europe/Helsinki'),
      labels: z.strictObject({
        agenda: text,
        measurement: text,
        activities: text,
        communication: text,
        backbone: text,
      }),
      partnerKinds: list(z.strictObject({ id: z.string(), label: text }), 50).default([]),
      quorum: Quorum,
      places: list(
        z.strictObject({
          code: PlaceCode,
          name: text,
          kind: z.enum(['municipality', 'county', 'region', 'district', 'village', 'other']),
          from: Year,
          to: Year.optional(),
        }),
        1_000,
      ),
      ...record,
    }),
    partners: z.strictObject({
      id: PartnerId,
      name: text,
      kind: z.string(),
      place: PlaceCode.optional(),
      demonstration,
      observer: z.boolean().default(false),
      backbone: z.boolean().default(false),
      ...record,
    }),
    people: z.strictObject({
      id: PersonId,
      label: text,
      demonstration,
      signIn: z.boolean().default(false),
      mandates: list(
        z.strictObject({
          id: MandateId,
          partner: PartnerId,
          role: z.enum(roles),
          indicator: IndicatorId.optional(),
          programme: ProgrammeId.optional(),
          from: Day,
          to: Day.optional(),
          revoked: z.strictObject({ reason: text, on: Day.optional(), by: PersonId.optional() }).optional(),
        }),
        200,
      ).default([]),
      ...record,
    }),
    strategies: z.strictObject({
      id: StrategyId,
      title: text,
      vision: text,
      mission: text,
      values: texts,
      from: Year,
      to: Year,
      reason,
      ...record,
    }),
    successFactors: z.strictObject({
      id: FactorId,
      strategy: StrategyId,
      title: text,
      lines: texts.default([]),
      reason,
      ...record,
    }),
    programmes: z.strictObject({
      id: ProgrammeId,
      title: text,
      kind: z.enum(['programme', 'plan', 'guidelines', 'pilot']),
      successFactor: FactorId.optional(),
      crossCutting: z.boolean().default(false),
      reportedApart: z.boolean().default(false),
      ownerRole: text.optional(),
      partner: PartnerId,
      parent: ProgrammeId.optional(),
      goals: list(GoalId, 200).default([]),
      order: z.int().min(0),
      reason,
      ...record,
    }),
    goals: z.strictObject({
      id: GoalId,
      number: z.string().optional(),
      title: text,
      scope: text.optional(),
      targetGroup: text.optional(),
      parent: GoalId.optional(),
      programmes: list(ProgrammeId, 50).default([]),
      proposedBy: PartnerId,
      endorsements: list(
        z.strictObject({ partner: PartnerId, on: Day.optional(), by: PersonId.optional() }),
        1_000,
      ).default([]),
      /** The change of words since the last import corrects a slip: endorsements stand. */
      slip: z.boolean().default(false),
      reason,
      ...record,
    }),
    decisions: z.strictObject({
      id: DecisionId,
      title: text,
      body: text,
      bodyKind: z.enum(['council', 'board', 'committee', 'official', 'other']),
      date: z.union([Day, Month], { error: 'must be a day (2024-06-30) or a month (2024-06)' }).optional(),
      planned: Month.optional(),
      section: z.string().optional(),
      registerNumber: z.string().optional(),
      outcome: z.enum(['approved', 'noted', 'returned', 'rejected']).optional(),
      subjects: list(z.string(), 100).default([]),
      reason,
      ...record,
    }),
    indicators: z.strictObject({
      id: IndicatorId,
      title: text,
      definition: text.optional(),
      kind: z.enum(['count', 'ratio', 'percentage', 'scale', 'score', 'narrative']),
      unit: text,
      direction: z.enum(['increase', 'decrease', 'maintain']),
      aggregation: z.strictObject({
        time: z.enum(['sum', 'mean', 'latest', 'max']),
        partners: z.enum(['sum', 'mean', 'none']),
      }),
      periodType: z.enum(['year', 'half_year', 'quarter', 'month', 'day']),
      counts: z.enum(['contacts', 'persons', 'events', 'things']).optional(),
      dataSource: text.optional(),
      owner: PartnerId,
      baseline: z.strictObject({ value: number, year: Year }).optional(),
      min: number.optional(),
      max: number.optional(),
      targets: list(
        z.strictObject({
          due: Day,
          kind: z.enum(['at_least', 'at_most', 'range', 'maintain', 'narrative']),
          value: number.optional(),
          max: number.optional(),
          text: text.optional(),
          reason: text,
          on: Day.optional(),
          by: PersonId.optional(),
        }),
        100,
      ).default([]),
      goals: list(GoalId, 50).default([]),
      programmes: list(ProgrammeId, 50).default([]),
      local: z.boolean().default(false),
      reason,
      ...record,
    }),
    activities: z.strictObject({
      id: ActivityId,
      title: text,
      kind: z.enum(['event_series', 'reception', 'service', 'training', 'campaign', 'network', 'other']),
      lead: PartnerId,
      contributors: list(z.strictObject({ partner: PartnerId, brings: text }), 100).default([]),
      goals: list(GoalId, 50).default([]),
      indicators: list(IndicatorId, 50).default([]),
      programmes: list(ProgrammeId, 50).default([]),
      targetGroup: text.optional(),
      reason,
      ...record,
    }),
    tasks: z.strictObject({
      id: TaskId,
      title: text,
      detail: text.optional(),
      partner: PartnerId,
      activity: ActivityId.optional(),
      goal: GoalId.optional(),
      programme: ProgrammeId.optional(),
      due: Day.optional(),
      completed: Day.optional(),
      reason,
      ...record,
    }),
    teams: z.strictObject({
      id: TeamId,
      name: text,
      kind: z.enum(['multi_actor_team', 'steering_group', 'project_group', 'network', 'council', 'other']),
      partner: PartnerId,
      places: list(PlaceCode, 1_000).default([]),
      members: text.optional(),
      rhythm: text.optional(),
      ...record,
    }),
    periods: z.strictObject({
      id: PeriodId,
      code: z.string(),
      from: Day,
      to: Day,
      type: z.enum(['half_year', 'quarter', 'year']),
      /** The period it is compared with. Unless told, the one of its type that ends the day before. */
      previous: PeriodId.optional(),
      ...record,
    }),
    reports: z.strictObject({
      period: PeriodId,
      background: texts.default([]),
      summary: texts,
      successes: list(z.strictObject({ programme: ProgrammeId.optional(), text }), 100).default([]),
      risks: texts.default([]),
      published: act.extend({ acceptMissing: z.boolean().default(false) }).optional(),
      demonstration,
      reason,
      ...record,
    }),
    assessments: z.strictObject({
      period: PeriodId,
      programme: ProgrammeId,
      lights: z.strictObject({ overall: light, schedule: light, risks: light, resources: light }),
      blocks: z.strictObject({
        successes: texts.default([]),
        nextTasks: texts.default([]),
        attention: texts.default([]),
        achieved: texts.default([]),
      }),
      demonstration,
      reason,
      ...record,
    }),
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
