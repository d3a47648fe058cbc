import { Day, DecisionId, FactorId, GoalId, Month, PartnerId, ProgrammeId, StrategyId, Year, idOf } from '#language';
import { z } from 'zod';
import { list, type Vocabulary } from './vocabulary.ts';

export const agendaKinds = ({ text, texts, act, because, record, reason }: Vocabulary) => {
  const words = {
    title: text,
    scope: text.optional(),
    targetGroup: text.optional(),
    /** The gap looked at, e.g. between areas or groups. */
    gap: text.optional(),
  };
  const place = {
    number: z.string().optional(),
    parent: GoalId.optional(),
    /** The strategy it carries out; its parts carry it out with it. */
    strategy: StrategyId.optional(),
    programmes: list(ProgrammeId, 50).default([]),
  };
  const endorsements = list(act.extend({ partner: PartnerId }), 1_000).default([]);
  return {
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
      ...words,
      ...place,
      proposedBy: PartnerId,
      /** Seen by its own organisation and the coordinators only, until it is proposed. */
      draft: z.boolean().default(false),
      endorsements,
      /** The change of words since the last import corrects a slip: endorsements stand. */
      slip: z.boolean().default(false),
      /** Later wordings, oldest first; each one whole, with its own endorsements. */
      revisions: list(because.extend({ ...words, slip: z.boolean().default(false), endorsements }), 50).default([]),
      /** Later places, oldest first; each one whole. */
      moves: list(because.extend(place), 50).default([]),
      milestones: list(
        act.extend({
          id: idOf('milestone'),
          title: text,
          due: Day,
          detail: text.optional(),
          reached: Day.optional(),
        }),
        50,
      ).default([]),
      retired: because.optional(),
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
  };
};
