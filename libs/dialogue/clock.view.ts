import { stamp, type Stamp, type View } from '#decider';
import { renewed, type KeptText, type Text } from '#language';
import { clockEvents, type ClockKind } from './clock.ts';
import { daysAfter, occurrencesBetween, type Rhythm } from './rhythm.ts';

/** One thing on the annual clock. Its times round are not kept: they follow from it, see {@link roundsBetween}. */
export interface ClockRow extends Stamp {
  readonly id: string;
  readonly phase: 'running' | 'ended';
  readonly title: KeptText;
  readonly kind: ClockKind;
  readonly first: string;
  readonly rhythm: Rhythm;
  readonly until?: string | undefined;
  readonly durationDays: number;
  readonly about?: string | undefined;
  readonly partner: string;
  readonly remindDays?: number | undefined;
  readonly plannedAt: string;
  /** Times round that are done. */
  readonly done: readonly { readonly occurrence: string; readonly partner: string; readonly on: string }[];
  readonly endedOn?: string | undefined;
  readonly endedBecause?: Text | undefined;
}

export const clocks: View<ClockRow, typeof clockEvents> = {
  name: 'clocks',
  version: 1,
  events: clockEvents,
  indexes: {
    partner: (row) => row.partner,
    about: (row) => row.about,
    kind: (row) => row.kind,
    phase: (row) => row.phase,
  },

  evolve(clock, event) {
    if (event.type === 'ClockItemPlanned') {
      const { durationDays = 1, ...item } = event.data;
      return {
        id: event.subject,
        ...stamp(event),
        phase: 'running',
        ...item,
        durationDays,
        plannedAt: event.recordedAt,
        done: [],
      };
    }
    if (!clock) throw new Error(`${event.type} before ${event.subject} was planned`);
    const next = { ...clock, ...stamp(event) };
    switch (event.type) {
      case 'ClockItemRevised': {
        const { title, kind, first, rhythm, until, durationDays = 1, about, partner, remindDays } = event.data;
        // All of it is said anew: what is not said is gone.
        const said = { kind, first, rhythm, until, durationDays, about, partner, remindDays };
        return { ...next, ...said, title: renewed(clock.title, title) };
      }
      case 'ClockItemEnded':
        return { ...next, phase: 'ended', endedOn: event.data.endedOn, endedBecause: event.data.reason };
      case 'ClockItemTicked': {
        const { occurrence, partner, tickedOn: on } = event.data;
        return { ...next, done: [...clock.done, { occurrence, partner, on }] };
      }
    }
  },
};

/** One time round of one thing on the clock. */
export interface ClockRound {
  readonly item: ClockRow;
  readonly occurrence: string;
  readonly day: string;
  readonly lastDay: string;
  readonly doneOn?: string | undefined;
  /** Not done after its last day. */
  readonly late: boolean;
}

/**
 * The times round that touch the days from one to another, judged by a day (rule 46). What has ended comes round no
 * more after the day it ended on.
 */
export function roundsBetween(item: ClockRow, from: string, to: string, today: string): readonly ClockRound[] {
  const { phase, endedOn, durationDays } = item;
  const last = endedOn !== undefined && endedOn < to ? endedOn : to;
  return occurrencesBetween(item, daysAfter(from, 1 - durationDays), last).map(({ key: occurrence, day }) => {
    const lastDay = daysAfter(day, durationDays - 1);
    const doneOn = item.done.find((tick) => tick.occurrence === occurrence)?.on;
    return {
      item,
      occurrence,
      day,
      lastDay,
      doneOn,
      late: phase === 'running' && doneOn === undefined && lastDay < today,
    };
  });
}
