import {
  ActivityId,
  AnyId,
  Day,
  GoalId,
  IndicatorId,
  LinkId,
  PartnerId,
  PlaceCode,
  ProgrammeId,
  TaskId,
  idOf,
} from '#language';
import { z } from 'zod';
import { list, type Vocabulary } from './vocabulary.ts';

export const actionKinds = ({ text, act, because, record, reason }: Vocabulary) => {
  const resources = list(
    z.strictObject({
      kind: z.enum(['staff', 'premises', 'expertise', 'money', 'transport', 'volunteers', 'other']),
      text: text.optional(),
      amount: z
        .strictObject({ value: z.number(), unit: z.enum(['euros', 'hours', 'days', 'people', 'pieces']) })
        .optional(),
    }),
    20,
  ).optional();
  return {
    activities: z.strictObject({
      id: ActivityId,
      title: text,
      kind: z.enum(['event_series', 'reception', 'service', 'training', 'campaign', 'network', 'other']),
      lead: PartnerId,
      leadBrings: text.optional(),
      leadResources: resources,
      contributors: list(z.strictObject({ partner: PartnerId, brings: text, resources }), 100).default([]),
      /** What the partners have answered since it was planned. */
      commitments: list(
        act.extend({
          partner: PartnerId,
          step: z.enum(['asked', 'joined', 'declined', 'offered', 'offer_accepted', 'offer_declined', 'left']),
          brings: text.optional(),
          resources,
          reason: text.optional(),
          answerBy: Day.optional(),
        }),
        500,
      ).default([]),
      goals: list(GoalId, 50).default([]),
      indicators: list(IndicatorId, 50).default([]),
      programmes: list(ProgrammeId, 50).default([]),
      targetGroup: text.optional(),
      audience: list(
        z.enum(['children', 'youth', 'families', 'working_age', 'seniors', 'everyone', 'other']),
        7,
      ).optional(),
      rhythm: z
        .strictObject({
          every: z.enum(['weekly', 'monthly', 'quarterly', 'twice_a_year', 'yearly', 'irregular']),
          detail: text.optional(),
        })
        .optional(),
      theme: text.optional(),
      reason,
      ...record,
    }),
    sessions: z.strictObject({
      id: idOf('session'),
      activity: ActivityId,
      /** Whose session it is. */
      organiser: PartnerId,
      date: Day,
      time: z.string().optional(),
      place: PlaceCode,
      venue: text.optional(),
      theme: text.optional(),
      /** When a day was set for it, if that was told before it was held. */
      planned: act.optional(),
      /** How many came; without it, it has not been held yet. */
      participants: z.strictObject({ contacts: z.int(), persons: z.int().optional() }).optional(),
      present: list(PartnerId, 100).default([]),
      /** The indicators it counts for; unless told, all of the activity's. */
      indicators: list(IndicatorId, 50).optional(),
      cancelled: because.optional(),
      reason,
      ...record,
    }),
    /** What works on what: the arrows of the theory of change. */
    links: z.strictObject({
      id: LinkId,
      from: AnyId,
      to: AnyId,
      effect: z.enum(['increases', 'decreases', 'contributes', 'part_of', 'reinforces', 'depends_on', 'overlaps']),
      strength: z.enum(['weak', 'moderate', 'strong']),
      confidence: z.enum(['low', 'medium', 'high']),
      why: text,
      evidence: list(z.strictObject({ label: text, url: z.string().optional() }), 20).default([]),
      removed: because.optional(),
      reason,
      ...record,
    }),
    tasks: z.strictObject({
      id: TaskId,
      title: text,
      detail: text.optional(),
      /** Which role in the organisation sees to it: never a name. */
      ownerRole: text.optional(),
      partner: PartnerId,
      activity: ActivityId.optional(),
      goal: GoalId.optional(),
      programme: ProgrammeId.optional(),
      about: list(AnyId, 20).default([]),
      /** What it came from. */
      origin: z
        .strictObject({
          kind: z.enum([
            'hand',
            'meeting',
            'red_light',
            'feedback',
            'observation',
            'risk',
            'decision',
            'report',
            'clock',
          ]),
          thing: AnyId.optional(),
        })
        .optional(),
      due: Day.optional(),
      /** Later days it was due, oldest first. */
      moves: list(because.extend({ due: Day }), 50).default([]),
      /** Times it could not go on, with when it could again. */
      blocked: list(because.extend({ until: act.optional() }), 50).default([]),
      completed: Day.optional(),
      /** Times it turned out not to be done, with when it was done then. */
      reopened: list(because.extend({ completed: Day.optional() }), 50).default([]),
      reason,
      ...record,
    }),
  };
};
