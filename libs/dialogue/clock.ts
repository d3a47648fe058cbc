import { refuse, type Authorised, type Decider, type MessageOf, type Refusal } from '#decider';
import { AnyId, Day, FreeText, PartnerId, Text, sameData } from '#language';
import { z } from 'zod';
import { Rhythm, occurrenceOf } from './rhythm.ts';

export const ClockKind = z
  .enum(['reporting', 'negotiation', 'planning', 'decision', 'event', 'other'])
  .meta({ id: 'ClockKind' });
export type ClockKind = z.infer<typeof ClockKind>;

/** Which time round it is, as the calendar names it: `2025`, `2025-H2`, `2025-Q3`, `2025-08`, or `once`. */
const Occurrence = z.string().regex(/^(once|\d{4}(-H[12]|-Q[1-4]|-(0[1-9]|1[0-2]))?)$/, 'CLOCK_OCCURRENCE_MALFORMED');

const item = <T extends z.ZodType>(text: T) => ({
  title: text,
  kind: ClockKind,
  /** The first day of the first time round; the later ones follow from it and the rhythm. */
  first: Day,
  rhythm: Rhythm,
  /** No time round begins after this day. */
  until: Day.optional(),
  durationDays: z.int().min(1).max(366).optional(),
  about: AnyId.optional(),
  /** The organisation responsible. */
  partner: PartnerId,
  /** So many days before the first day people are reminded. */
  remindDays: z.int().min(0).max(366).optional(),
});
const planned = item(FreeText);
const told = item(Text);

export const clockCommands = {
  PlanClockItem: z.object(planned),
  /** All of it anew: what is left out is taken away. */
  ReviseClockItem: z.object({ ...planned, reason: FreeText.optional() }),
  /** It comes round no more; what has been stays. */
  EndClockItem: z.object({ reason: FreeText }),
  /** One time round is done. */
  TickClockItem: z.object({ occurrence: Occurrence }),
};

export const clockEvents = {
  ClockItemPlanned: z.object(told),
  ClockItemRevised: z.object({ ...told, reason: Text.optional() }),
  ClockItemEnded: z.object({ reason: Text, endedOn: Day }),
  ClockItemTicked: z.object({ occurrence: Occurrence, partner: PartnerId, tickedOn: Day }),
};

export type ClockCommand = MessageOf<typeof clockCommands>;
export type ClockEvent = MessageOf<typeof clockEvents>;

export type ClockRefusal =
  | 'CLOCK_ABOUT_UNKNOWN'
  | 'CLOCK_ENDED'
  | 'CLOCK_EXISTS'
  | 'CLOCK_NOT_FOUND'
  | 'CLOCK_NOT_YOURS'
  | 'CLOCK_OCCURRENCE_AHEAD'
  | 'CLOCK_OCCURRENCE_DONE'
  | 'CLOCK_OCCURRENCE_MALFORMED'
  | 'CLOCK_OCCURRENCE_UNKNOWN'
  | 'CLOCK_PARTNER_UNKNOWN'
  | 'CLOCK_UNCHANGED'
  | 'CLOCK_UNTIL_BACKWARDS';

export interface ClockFacts {
  readonly today: string;
  /** Which of the things and partners the command names the asker knows; partners that have left are not known. */
  readonly known: ReadonlySet<string>;
}

type Item = z.infer<typeof clockEvents.ClockItemPlanned>;
type Clock =
  | { readonly phase: 'absent' }
  | { readonly phase: 'running' | 'ended'; readonly item: Item; readonly done: readonly string[] };

/** One thing on the annual clock (vuosikello): what comes round, when, and whose it is to do. */
export const clock: Decider<Clock, ClockCommand, ClockEvent, ClockRefusal, ClockFacts> = {
  prefix: 'clock_',
  commands: clockCommands,
  events: clockEvents,
  roles: {
    PlanClockItem: ['coordinator', 'member'],
    ReviseClockItem: ['coordinator', 'member'],
    EndClockItem: ['coordinator', 'member'],
    TickClockItem: ['coordinator', 'member'],
  },
  initial: { phase: 'absent' },

  decide(clock, command, { asker, facts }) {
    if (command.type === 'PlanClockItem') {
      if (clock.phase !== 'absent') return refuse('CLOCK_EXISTS');
      if (!mayAct(asker, command.data.partner)) return refuse('CLOCK_NOT_YOURS', 'partner');
      return wrong(command.data, facts.known) ?? [{ type: 'ClockItemPlanned', data: command.data }];
    }
    if (clock.phase === 'absent') return refuse('CLOCK_NOT_FOUND');
    if (clock.phase === 'ended') return refuse('CLOCK_ENDED');
    const { item } = clock;
    if (!mayAct(asker, item.partner)) return refuse('CLOCK_NOT_YOURS');
    switch (command.type) {
      case 'ReviseClockItem': {
        const { reason: _, ...said } = command.data;
        // An organisation hands nothing of its own over to another without the coordinator.
        if (!mayAct(asker, said.partner)) return refuse('CLOCK_NOT_YOURS', 'partner');
        if (sameData(said, item)) return refuse('CLOCK_UNCHANGED');
        // What stands may stay, though its organisation has left or its thing is out of sight since.
        const known = new Set([...facts.known, item.partner, ...(item.about === undefined ? [] : [item.about])]);
        return wrong(said, known) ?? [{ type: 'ClockItemRevised', data: command.data }];
      }
      case 'EndClockItem':
        return [{ type: 'ClockItemEnded', data: { ...command.data, endedOn: facts.today } }];
      case 'TickClockItem': {
        const { occurrence } = command.data;
        const day = occurrenceOf(item, occurrence);
        if (day === undefined) return refuse('CLOCK_OCCURRENCE_UNKNOWN', 'occurrence');
        if (clock.done.includes(occurrence)) return refuse('CLOCK_OCCURRENCE_DONE', 'occurrence');
        // Things are done early, but not years before.
        if (day > yearAfter(facts.today)) return refuse('CLOCK_OCCURRENCE_AHEAD', 'occurrence');
        return [
          {
            type: 'ClockItemTicked',
            data: { occurrence, partner: asker.organisation, tickedOn: facts.today },
          },
        ];
      }
    }
  },

  evolve(clock, event) {
    if (event.type === 'ClockItemPlanned') return { phase: 'running', item: event.data, done: [] };
    if (clock.phase === 'absent') return clock;
    switch (event.type) {
      case 'ClockItemRevised': {
        const { reason: _, ...item } = event.data;
        return { ...clock, item };
      }
      case 'ClockItemEnded':
        return { ...clock, phase: 'ended' };
      case 'ClockItemTicked':
        return { ...clock, done: [...clock.done, event.data.occurrence] };
    }
  },
};

const mayAct = (asker: Authorised, partner: string): boolean =>
  asker.organisation === partner || asker.mandate?.role === 'coordinator';

const yearAfter = (day: string): string => `${String(Number(day.slice(0, 4)) + 1)}${day.slice(4)}`;

function wrong({ first, until, about, partner }: Item, known: ReadonlySet<string>): Refusal<ClockRefusal> | undefined {
  if (!known.has(partner)) return refuse('CLOCK_PARTNER_UNKNOWN', 'partner');
  if (about !== undefined && !known.has(about)) return refuse('CLOCK_ABOUT_UNKNOWN', 'about');
  return until !== undefined && until < first ? refuse('CLOCK_UNTIL_BACKWARDS', 'until') : undefined;
}
