import {
  AnyId,
  CollaborationId,
  Day,
  IndicatorId,
  Language,
  MandateId,
  PartnerId,
  PersonId,
  PlaceCode,
  ProgrammeId,
  Quorum,
  RiskId,
  TeamId,
  TimeZone,
  Year,
} from '#language';
import { roles } from '#decider';
import { z } from 'zod';
import { list, type Vocabulary } from './vocabulary.ts';

export const backboneKinds = ({ text, because, record, reason, demonstration }: Vocabulary) => {
  /** One thing said of each of the five conditions. */
  const byCondition = <T extends z.ZodType>(one: T) => ({
    agenda: one,
    measurement: one,
    activities: one,
    communication: one,
    backbone: one,
  });
  const degree = z.int().min(1).max(5);
  const assessed = { likelihood: degree, effect: degree, reviewBy: Day };
  return {
    collaboration: z.strictObject({
      id: CollaborationId,
      name: text,
      languages: z.array(Language).min(1).max(3),
      timeZone: TimeZone.default('Europe/Helsinki'),
      labels: z.strictObject(byCondition(text)),
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
      /** Counts of people below this are hidden from other organisations. */
      smallCounts: z.strictObject({ below: z.int().min(3).max(20), reason: text }).optional(),
      /** Within so many days feedback wants its response. */
      responseDueDays: z.int().min(1).max(365).optional(),
      /** What has not changed for so many days is stale. */
      staleAfterDays: z.int().min(7).max(3_650).optional(),
      /** What the states of a light are called here. */
      lightWords: z.strictObject({ green: text, yellow: text, red: text, not_assessed: text }).optional(),
      /** What people are told where they write freely. */
      freeTextWarning: text.optional(),
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
          revoked: because.optional(),
        }),
        200,
      ).default([]),
      ...record,
    }),
    teams: z.strictObject({
      id: TeamId,
      name: text,
      kind: z.enum([
        'multi_actor_team',
        'steering_group',
        'working_group',
        'project_group',
        'network',
        'council',
        'other',
      ]),
      partner: PartnerId,
      places: list(PlaceCode, 1_000).default([]),
      /** Organisations that belong to it, beside the one that calls it together. */
      partners: list(PartnerId, 200).default([]),
      purpose: text.optional(),
      members: text.optional(),
      rhythm: text.optional(),
      ...record,
    }),
    risks: z.strictObject({
      id: RiskId,
      title: text,
      text: text.optional(),
      /** What it threatens. */
      about: AnyId.optional(),
      owner: PartnerId,
      response: z.enum(['avoid', 'reduce', 'share', 'accept']),
      ...assessed,
      reassessments: list(because.extend(assessed), 100).default([]),
      closed: because.optional(),
      demonstration,
      ...record,
    }),
    /** How well the five conditions hold, by a partner's own word. */
    checkups: z.strictObject({
      partner: PartnerId,
      /** `2025` or `2025-H1` */
      period: z.string(),
      scores: z.strictObject(byCondition(degree)),
      words: z.strictObject(byCondition(text.optional())).optional(),
      demonstration,
      reason,
      ...record,
    }),
  };
};
