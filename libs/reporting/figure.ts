import { Day, IndicatorId, Text } from '#language';
import { z } from 'zod';

/**
 * The figure of one indicator for a period, as a report shows it: of one partner, or of several put together. It is
 * frozen as it is when the report is published: how figures are put together, and what is withheld of them, may be
 * worked out otherwise one day, and what was published then stays (rule 44).
 */
export const ReportFigure = z.object({
  indicator: IndicatorId,
  title: Text,
  unit: Text,
  /** Days the figure is about. */
  from: Day,
  to: Day,
  /** Absent where there is none to show: no zero stands in for it (rule 25). */
  value: z.number().optional(),
  /**
   * Why there is no value: nobody has it, it counts so few that they could be recognised, a count of so few could be
   * worked out of it (rule 30), or it is not said which of the two; or those whose figures they are have not agreed
   * to publish them (rule 29).
   */
  withheld: z.enum(['not_available', 'small', 'revealing', 'hidden', 'not_shared']).optional(),
  /** How many figures a sum is without, since they may not be told (rules 29 and 30): it says "at least". */
  without: z.int().min(1).optional(),
  provisional: z.boolean(),
  /** Of how many partners it is made; a total that lacks some says so (rule 12). */
  reported: z.int().min(0),
  expected: z.int().min(0),
  /** The same person may be in it several times (rule 13). */
  contactsNotPersons: z.boolean(),
  /** The target in force on the period's last day. */
  target: z
    .object({
      kind: z.enum(['at_least', 'at_most', 'range', 'maintain', 'narrative']),
      due: Day,
      value: z.number().optional(),
      max: z.number().optional(),
      text: Text.optional(),
    })
    .optional(),
});
export type ReportFigure = z.infer<typeof ReportFigure>;
