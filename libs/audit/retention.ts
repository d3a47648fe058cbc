import { refuse, type Decider, type MessageOf } from '#decider';
import { AnyId, FreeText, Text } from '#language';
import { z } from 'zod';
import type { DataClass } from './retention-plan.ts';

/** Longest time that can be set, in years: what is to be kept for longer is to be kept for good. */
export const mostYears = 120;
/** Most things one decision disposes of. */
export const mostDisposed = 500;

const years = z.int().min(0).max(mostYears);

export const retentionCommands = {
  /** The organisation makes the time of one class its own: so many years, or for good when none are said. */
  ConfirmRetention: z.object({
    years: years.optional(),
    /** By what decision or plan, and why. */
    basis: FreeText,
  }),
  /** That things whose time is over are disposed of. */
  DecideDisposal: z.object({ subjects: z.array(AnyId).min(1).max(mostDisposed), reason: FreeText }),
};

export const retentionEvents = {
  RetentionConfirmed: z.object({ years: years.optional(), basis: Text }),
  DisposalDecided: z.object({ subjects: z.array(AnyId), reason: Text }),
};

export type RetentionCommand = MessageOf<typeof retentionCommands>;
export type RetentionEvent = MessageOf<typeof retentionEvents>;

export type RetentionRefusal =
  'RETENTION_CLASS_UNKNOWN' | 'RETENTION_NOT_CONFIRMED' | 'RETENTION_NOT_DUE' | 'RETENTION_STANDS';

export interface RetentionFacts {
  /** The class there is of this id. */
  readonly known: boolean;
  /** Things of the class whose time is over today, and of which nothing has been decided. */
  readonly due: ReadonlySet<string>;
}

interface Retention {
  /** What was confirmed last; nothing while there is only a proposal. */
  readonly confirmed: { readonly years: number | undefined } | undefined;
}

/** The id of the stream of a class. */
export const retentionId = (dataClass: string): string => `retention_${dataClass}`;

/** How long one class of data is kept, as the organisation has confirmed it, and what was disposed of. */
export const retention: Decider<Retention, RetentionCommand, RetentionEvent, RetentionRefusal, RetentionFacts> = {
  prefix: 'retention_',
  commands: retentionCommands,
  events: retentionEvents,
  roles: { ConfirmRetention: ['administrator'], DecideDisposal: ['administrator'] },
  initial: { confirmed: undefined },

  decide({ confirmed }, command, { facts }) {
    if (!facts.known) return refuse('RETENTION_CLASS_UNKNOWN', 'id');
    if (command.type === 'ConfirmRetention')
      return confirmed?.years === command.data.years && confirmed !== undefined
        ? refuse('RETENTION_STANDS', 'years')
        : [{ type: 'RetentionConfirmed', data: command.data }];
    // A proposal of ours is no ground to destroy anything.
    if (!confirmed) return refuse('RETENTION_NOT_CONFIRMED');
    const { reason } = command.data;
    const subjects = [...new Set(command.data.subjects)];
    return subjects.every((subject) => facts.due.has(subject))
      ? [{ type: 'DisposalDecided', data: { subjects, reason } }]
      : refuse('RETENTION_NOT_DUE', 'subjects');
  },

  evolve: (retention, event) =>
    event.type === 'RetentionConfirmed' ? { confirmed: { years: event.data.years } } : retention,
};

/** A thing as retention sees it. */
export interface Kept {
  readonly id: string;
  /** Day of its last change, and the event that was it. */
  readonly changedOn: string;
  readonly change: string | undefined;
}

/** Something whose time has begun to run. */
export interface Dated {
  readonly id: string;
  /** The day the time began. ISO 8601. */
  readonly since: string;
  /** The first day on which it may be disposed of. */
  readonly due: string;
}

/**
 * The same day so many years on; the day after where there is no 29 February.
 */
export function yearsOn(day: string, count: number): string {
  const year = String(Number(day.slice(0, 4)) + count).padStart(4, '0');
  const on = `${year}${day.slice(4)}`;
  return new Date(`${on}T00:00:00Z`).toISOString().startsWith(on) ? on : `${year}-03-01`;
}

/** When the time of a thing of a class is over; nothing when it is kept for good, or its time has not begun. */
export function dated({ starts }: DataClass, years: number | undefined, thing: Kept): Dated | undefined {
  if (years === undefined) return undefined;
  if (starts && !starts.includes(thing.change ?? '')) return undefined;
  return { id: thing.id, since: thing.changedOn, due: yearsOn(thing.changedOn, years) };
}

/** What of a class is due for disposal on a day, longest due first. */
export function dueOn(
  day: string,
  dataClass: DataClass,
  years: number | undefined,
  things: Iterable<Kept>,
  disposed: ReadonlySet<string>,
): readonly Dated[] {
  return [...things]
    .flatMap((thing) => (disposed.has(thing.id) ? [] : (dated(dataClass, years, thing) ?? [])))
    .filter(({ due }) => due <= day)
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.id < b.id ? -1 : 1));
}
