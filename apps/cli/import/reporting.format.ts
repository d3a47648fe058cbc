import { Day, PartnerId, PeriodId, ProgrammeId } from '#language';
import { z } from 'zod';
import { list, type Vocabulary } from './vocabulary.ts';

export const reportingKinds = ({ text, texts, act, record, reason, demonstration }: Vocabulary) => {
  const light = z.strictObject({
    light: z.enum(['green', 'yellow', 'red', 'not_assessed']),
    explanation: text.optional(),
    nextStep: z.strictObject({ text, partner: PartnerId, due: Day }).optional(),
  });
  const assessed = {
    lights: z.strictObject({ overall: light, schedule: light, risks: light, resources: light }),
    blocks: z.strictObject({
      successes: texts.default([]),
      nextTasks: texts.default([]),
      attention: texts.default([]),
      achieved: texts.default([]),
    }),
    /** What became of the last period's tasks and next steps, each by its words. */
    carriedOver: list(
      z.strictObject({
        task: text,
        outcome: z.enum(['achieved', 'moved', 'dropped']),
        why: text.optional(),
        due: Day.optional(),
      }),
      150,
    ).default([]),
  };
  return {
    periods: z.strictObject({
      id: PeriodId,
      code: z.string(),
      from: Day,
      to: Day,
      type: z.enum(['half_year', 'quarter', 'year']),
      /** The period it is compared with. Unless told, the one of its type that ends the day before. */
      previous: PeriodId.optional(),
      /** The day by which programmes are to be assessed. */
      assessmentsDue: Day.optional(),
      /** The report is published only when every assessment has been accepted. */
      acceptance: z.boolean().optional(),
      /** An assessment answers for everything carried over. */
      carryOver: z.boolean().optional(),
      closed: act.optional(),
      reason,
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
      ...assessed,
      /** What the coordinator found when reading it, in turn with the revisions. */
      readings: list(act.extend({ found: z.enum(['accepted', 'sent_back']), comment: text.optional() }), 50).default(
        [],
      ),
      /** Later wordings, oldest first; each one whole. */
      revisions: list(act.extend({ ...assessed, reason }), 50).default([]),
      demonstration,
      reason,
      ...record,
    }),
  };
};
