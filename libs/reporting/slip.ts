import type { Text } from '#language';
import type { AnsweredCarryOver } from './carryover.ts';
import type { ReportFigure } from './figure.ts';

/** The ways in which a period went otherwise than was planned for it. */
export const slipKinds = [
  'task_moved',
  'task_late',
  'promise_moved',
  'promise_dropped',
  'target_missed',
  'decision_not_taken',
  'added',
] as const;
export type SlipKind = (typeof slipKinds)[number];

/** One thing that slipped: what, from when to when, and why, where somebody said so. */
export interface Slip {
  readonly kind: SlipKind;
  /** Id of the task, activity, indicator or decision; of a promise its item. */
  readonly about: string;
  readonly title: Text;
  /** The day, or the month of a decision, it was meant for; when it was added. */
  readonly from?: string | undefined;
  /** To when it was moved. */
  readonly to?: string | undefined;
  readonly why?: Text | undefined;
  /** Of a target: what was aimed at, and the figure there is. */
  readonly figure?: Pick<ReportFigure, 'value' | 'unit' | 'target'> | undefined;
}

/** What may have slipped in a programme, in the words of this context. */
export interface SlipSources {
  readonly tasks: readonly PlannedTask[];
  /** Activities begun in the programme, by the day they were planned. */
  readonly activities: readonly { readonly id: string; readonly title: Text; readonly plannedOn: string }[];
  readonly decisions: readonly { readonly id: string; readonly title: Text; readonly planned?: string | undefined }[];
  readonly carriedOver: readonly AnsweredCarryOver[];
  /** Figures that have a target whose day is in the period, with whether it is met: null where nobody can tell. */
  readonly aims: readonly { readonly figure: ReportFigure; readonly met: boolean | null }[];
}

export interface PlannedTask {
  readonly id: string;
  readonly title: Text;
  readonly openedOn: string;
  readonly due?: string | undefined;
  readonly completedOn?: string | undefined;
  readonly cancelled: boolean;
  /** Each time its day was moved, oldest first. */
  readonly moves: readonly {
    readonly from?: string | undefined;
    readonly to?: string | undefined;
    readonly why: Text;
  }[];
}

/**
 * What slipped in a period: what was moved out of it, what is late at its end, what was promised for it and put off,
 * which targets were missed, which decisions were not taken, and what was added while it ran. Judged by the period's
 * own days and never by the reader's, so that a published report says the same for ever (rules 44, 46).
 */
export function slipsOf(period: { readonly from: string; readonly to: string }, sources: SlipSources): readonly Slip[] {
  const within = (day: string | undefined): boolean => day !== undefined && day >= period.from && day <= period.to;
  const { tasks, activities, decisions, carriedOver, aims } = sources;
  const slips: Slip[] = [];
  for (const { id: about, title, openedOn, due, completedOn, cancelled, moves } of tasks) {
    // One that was moved about within the period slipped by nothing that the period's end shows.
    const out = moves.find(({ from, to }) => within(from) && to !== undefined && to > period.to);
    const last = moves.at(-1);
    if (out && last)
      slips.push({ kind: 'task_moved', about, title, from: out.from, to: due ?? last.to, why: last.why });
    else if (within(due) && !cancelled && (completedOn === undefined || completedOn > period.to))
      slips.push({ kind: 'task_late', about, title, from: due, to: completedOn });
    else if (within(openedOn) && openedOn > period.from && within(due))
      slips.push({ kind: 'added', about, title, from: openedOn, to: due });
  }
  for (const { item: about, text: title, outcome, why, due: to } of carriedOver)
    if (outcome !== 'achieved')
      slips.push({ kind: outcome === 'moved' ? 'promise_moved' : 'promise_dropped', about, title, to, why });
  for (const { figure, met } of aims)
    if (met === false) {
      const { indicator: about, title, value, unit, target } = figure;
      slips.push({ kind: 'target_missed', about, title, from: target?.due, figure: { value, unit, target } });
    }
  for (const { id: about, title, planned } of decisions)
    if (planned !== undefined && planned <= period.to.slice(0, 7))
      slips.push({ kind: 'decision_not_taken', about, title, from: planned });
  for (const { id: about, title, plannedOn } of activities)
    if (within(plannedOn) && plannedOn > period.from) slips.push({ kind: 'added', about, title, from: plannedOn });
  return slips.toSorted((a, b) => slipKinds.indexOf(a.kind) - slipKinds.indexOf(b.kind)).slice(0, mostSlips);
}

/** More than anybody reads of one programme. */
const mostSlips = 100;
