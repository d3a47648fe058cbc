import { AgreementId, Day, GoalId, IndicatorId, PartnerId, PlaceCode, ProgrammeId, Year, idOf } from '#language';
import { z } from 'zod';
import { list, type Vocabulary } from './vocabulary.ts';

const number = z.number();

export const measurementKinds = ({ text, act, because, record, reason, demonstration }: Vocabulary) => {
  const category = z.strictObject({ id: z.string(), label: text });
  /** What an indicator measures and how. */
  const definition = z.strictObject({
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
    baseline: z.strictObject({ value: number, year: Year }).optional(),
    min: number.optional(),
    max: number.optional(),
    /** How values may be broken down; unless told, each partner may in its own words. */
    dimensions: list(z.strictObject({ id: z.string(), label: text, categories: list(category, 100) }), 10).optional(),
    level: z.enum(['population', 'performance']).optional(),
    result: z.enum(['input', 'output', 'outcome', 'impact']).optional(),
  });
  const serves = { goals: list(GoalId, 50).default([]), programmes: list(ProgrammeId, 50).default([]) };
  return {
    indicators: definition.extend({
      id: IndicatorId,
      owner: PartnerId,
      ...serves,
      targets: list(
        because.extend({
          due: Day,
          kind: z.enum(['at_least', 'at_most', 'range', 'maintain', 'narrative']),
          value: number.optional(),
          max: number.optional(),
          text: text.optional(),
        }),
        100,
      ).default([]),
      local: z.boolean().default(false),
      /** Values count only when a reviewer of the owner has accepted them. */
      reviewed: z.boolean().optional(),
      /** Who must report, and so many days after the end of each period at the latest. */
      reporters: act
        .extend({ partners: list(PartnerId, 1_000), dueDays: z.int().min(0).max(366), from: Day.optional() })
        .optional(),
      /** Later definitions, oldest first: what each says anew, from which day and why. */
      versions: list(
        definition.partial().extend({ ...because.shape, from: Day, comparable: text.optional() }),
        50,
      ).default([]),
      reason,
      ...record,
    }),
    agreements: z.strictObject({
      id: AgreementId,
      title: text,
      purpose: text,
      parties: list(PartnerId, 1_000),
      /** None named: every indicator. */
      indicators: list(IndicatorId, 1_000).default([]),
      detail: z.enum(['totals', 'values', 'breakdowns']),
      publish: z.enum(['nothing', 'totals', 'values']),
      from: Day,
      to: Day.optional(),
      demonstration,
      signatures: list(act.extend({ partner: PartnerId }), 1_000).default([]),
      ended: because.optional(),
      reason,
      ...record,
    }),
    /** What became of a value that stands in a table: read by a reviewer, or taken back. */
    verdicts: z.strictObject({
      indicator: IndicatorId,
      partner: PartnerId,
      place: PlaceCode.optional(),
      from: Day,
      to: Day,
      dimension: z.string().optional(),
      category: z.string().optional(),
      outcome: z.enum(['accepted', 'sent_back', 'unneeded', 'wrong']),
      /** What the reviewer asks for, or why the value is taken back. */
      comment: text.optional(),
      ...record,
    }),
    /** Spans whose values are settled. */
    locks: z.strictObject({
      id: idOf('lock'),
      from: Day,
      to: Day,
      /** None named: every indicator. */
      indicators: list(IndicatorId, 500).default([]),
      unlocked: list(because.extend({ until: Day }), 50).default([]),
      reason,
      ...record,
    }),
  };
};
