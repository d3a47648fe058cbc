import {
  AnyId,
  ClockId,
  Day,
  DecisionId,
  FeedbackId,
  MeetingId,
  ObservationId,
  PartnerId,
  PlaceCode,
  TeamId,
  ThemeId,
  ThreadId,
  idOf,
} from '#language';
import { z } from 'zod';
import { list, type Vocabulary } from './vocabulary.ts';

export const dialogueKinds = ({ text, texts, act, because, record, reason }: Vocabulary) => {
  /** What an organisation says. */
  const word = act.extend({ partner: PartnerId.optional(), text });
  return {
    threads: z.strictObject({
      id: ThreadId,
      about: AnyId,
      /** The key of one value of a series it is about. */
      measurement: z.string().optional(),
      title: text.optional(),
      /** The organisation that begins; unless told, one that `by` acts for. */
      partner: PartnerId.optional(),
      text,
      comments: list(word, 500).default([]),
      closed: act.extend({ reason: text.optional() }).optional(),
      ...record,
    }),
    feedback: z.strictObject({
      id: FeedbackId,
      /** Whose it is. */
      giver: z.enum(['residents', 'partner', 'front_line']),
      group: text.optional(),
      /** The organisation that gives it, or writes it down for others. */
      from: PartnerId,
      to: PartnerId,
      about: AnyId.optional(),
      text,
      givenOn: Day.optional(),
      responseDueDays: z.int().optional(),
      passedOn: list(because.extend({ to: PartnerId }), 50).default([]),
      answers: list(word, 50).default([]),
      /** Tasks, activities and decisions it led to. */
      actions: list(act.extend({ action: AnyId }), 50).default([]),
      /** What the giver was told in the end. */
      told: list(word, 50).default([]),
      closed: act
        .extend({
          outcome: z.enum(['acted_on', 'nothing_to_do', 'cannot_be_done', 'withdrawn']),
          text: text.optional(),
        })
        .optional(),
      ...record,
    }),
    observations: z.strictObject({
      id: ObservationId,
      /** The organisation that noticed it; unless told, one that `by` acts for. */
      partner: PartnerId.optional(),
      text,
      place: PlaceCode.optional(),
      about: AnyId.optional(),
      noticedOn: Day.optional(),
      ...record,
    }),
    themes: z.strictObject({
      id: ThemeId,
      title: text,
      text: text.optional(),
      partner: PartnerId.optional(),
      observations: list(ObservationId, 500),
      following: list(word.extend({ follows: AnyId.optional() }), 500).default([]),
      closed: because.optional(),
      ...record,
    }),
    meetings: z.strictObject({
      id: MeetingId,
      title: text,
      kind: z.enum(['negotiation', 'network', 'steering_group', 'workshop', 'other']),
      team: TeamId.optional(),
      day: Day,
      from: z.string().optional(),
      to: z.string().optional(),
      place: PlaceCode.optional(),
      venue: text.optional(),
      online: z.string().optional(),
      invited: list(PartnerId, 500).default([]),
      agenda: list(z.strictObject({ title: text, about: AnyId.optional() }), 100).default([]),
      answers: list(act.extend({ partner: PartnerId, coming: z.enum(['yes', 'no', 'maybe']) }), 500).default([]),
      held: act
        .extend({
          attendance: list(z.strictObject({ partner: PartnerId, heads: z.int() }), 500),
          minutes: texts.default([]),
        })
        .optional(),
      decided: list(act.extend({ text, about: AnyId.optional(), decision: DecisionId.optional() }), 100).default([]),
      cancelled: because.optional(),
      reason,
      ...record,
    }),
    /** Partners asked to read a thing as it stands. */
    notices: z.strictObject({
      id: idOf('notice'),
      about: AnyId,
      partners: list(PartnerId, 500),
      due: Day,
      text: text.optional(),
      acknowledged: list(act.extend({ partner: PartnerId }), 500).default([]),
      ...record,
    }),
    /** What comes round on the annual clock. */
    clock: z.strictObject({
      id: ClockId,
      title: text,
      kind: z.enum(['reporting', 'negotiation', 'planning', 'decision', 'event', 'other']),
      first: Day,
      rhythm: z.enum(['once', 'yearly', 'half_yearly', 'quarterly', 'monthly']),
      until: Day.optional(),
      durationDays: z.int().optional(),
      about: AnyId.optional(),
      partner: PartnerId,
      remindDays: z.int().optional(),
      /** Times round that are done: `2025`, `2025-H2`, `2025-Q3`, `2025-08`, `once`. */
      done: list(act.extend({ occurrence: z.string() }), 500).default([]),
      ended: because.optional(),
      reason,
      ...record,
    }),
  };
};
