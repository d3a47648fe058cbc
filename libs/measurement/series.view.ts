import { stamp, type Recorded, type Stamp, type View } from '#decider';
import type { Text } from '#language';
import {
  figureOf,
  keyOf,
  seriesEvents,
  type Cell,
  type Evidence,
  type Figure,
  type Origin,
  type SeriesEvent,
  type VersionedCell,
  type WithdrawalKind,
} from './series.ts';

/** What one partner has measured of one indicator, in outline; the values are in {@link measurements}. */
export interface SeriesRow extends Stamp {
  readonly id: string;
  readonly indicator: string;
  readonly partner: string;
  /** How many values were reported or imported, corrections left out, and how many corrections were made. */
  readonly reported: number;
  readonly corrected: number;
  /** The first and the last day that the periods reached. */
  readonly from: string;
  readonly to: string;
}

export const seriesOutlines: View<SeriesRow, typeof seriesEvents> = {
  name: 'series',
  version: 2,
  events: seriesEvents,
  indexes: { indicator: (series) => series.indicator, partner: (series) => series.partner },

  evolve(series, event) {
    switch (event.type) {
      case 'MeasurementReported':
      case 'MeasurementImported':
      case 'MeasurementDrafted': {
        const { period } = event.data;
        const drafted = event.type === 'MeasurementDrafted';
        // A draft is nobody else's business: it tells nothing beside what has been reported.
        if (drafted && series && series.reported > 0) return { ...series, ...stamp(event) };
        const before = series && (series.reported > 0 || drafted) ? series : undefined;
        return {
          id: series?.id ?? event.subject,
          revision: event.revision,
          position: event.position,
          changedAt: event.recordedAt,
          changedBy: event.actor,
          indicator: series?.indicator ?? event.data.indicator,
          partner: series?.partner ?? event.data.partner,
          reported: (series?.reported ?? 0) + (drafted ? 0 : 1),
          corrected: series?.corrected ?? 0,
          from: before && before.from < period.from ? before.from : period.from,
          to: before && before.to > period.to ? before.to : period.to,
        };
      }
      default:
        if (!series) throw new Error(`${event.type} before ${event.subject} held a measurement`);
        return {
          ...series,
          ...stamp(event),
          corrected: series.corrected + (event.type === 'MeasurementCorrected' ? 1 : 0),
        };
    }
  },
};

/** A value that somebody gave. Who gave it and when never changes, whoever accepts it (rule 20). */
export interface Given extends Figure {
  /** When it was recorded; the period it is of and the day it was known are told apart from that (rule 26). */
  readonly at: string;
  readonly by: string;
  readonly mandate?: string | undefined;
  /** Place in the log of the event that gave it. */
  readonly position: string;
  /** Place in the log from which it has been in force; none when it never was (rule 18). */
  readonly acceptedPosition?: string | undefined;
  /** Why it took the place of the value before. */
  readonly reason?: Text | undefined;
  readonly reportedOn?: string | undefined;
  readonly evidence?: readonly Evidence[] | undefined;
  readonly origin?: Origin | undefined;
  /** What was last decided about it. */
  readonly verdict?: Verdict | undefined;
}

export interface Verdict {
  readonly outcome: 'accepted' | 'sent_back' | 'withdrawn';
  readonly at: string;
  readonly by: string;
  readonly position: string;
  /** What the reviewer asks for, or why it was withdrawn. */
  readonly comment?: Text | undefined;
  readonly kind?: WithdrawalKind | undefined;
}

/** A value its own organisation is still working on; nobody else sees it. */
export type Draft = Pick<Given, keyof Figure | 'at' | 'by' | 'reportedOn' | 'evidence'>;

export type MeasurementState = 'draft' | 'submitted' | 'accepted' | 'sent_back' | 'withdrawn';

/** What is known of one indicator version, partner, place, period and category: one value in force at most (rule 17). */
export interface MeasurementRow extends Stamp, Cell {
  /** `<series>/<key>` */
  readonly id: string;
  readonly series: string;
  readonly indicator: string;
  readonly indicatorVersion: number;
  readonly partner: string;
  /** What commands name it by within its series. */
  readonly key: string;
  /** First day of the indicator's calendar period that the value lies in: values that overlap share it. */
  readonly calendarPeriod: string;
  /** Of the value given last. */
  readonly state: MeasurementState;
  /** The value in force, which totals use. */
  readonly current: Given | undefined;
  /** A newer one that waits for a reviewer, or was sent back. */
  readonly pending: Given | undefined;
  /** Every value ever given, oldest first, the ones above included. Drafts leave no trace here. */
  readonly history: readonly Given[];
  readonly draft?: Draft | undefined;
  readonly notes?: readonly Note[] | undefined;
}

export interface Note {
  readonly note: Text;
  readonly at: string;
  readonly by: string;
}

export const measurements: View<MeasurementRow, typeof seriesEvents> = {
  name: 'measurements',
  version: 2,
  events: seriesEvents,
  key: rowOf,
  indexes: {
    series: (row) => row.series,
    indicator: (row) => row.indicator,
    partner: (row) => row.partner,
    family: (row) => `${row.series}/${row.indicatorVersion}/${row.calendarPeriod}`,
    awaiting: (row) => (row.state === 'submitted' ? row.indicator : undefined),
    /** Whose values were sent back to be mended. */
    sentBack: (row) => (row.state === 'sent_back' ? row.partner : undefined),
  },

  evolve(row, event) {
    if (event.type === 'MeasurementReported' || event.type === 'MeasurementImported') {
      const given = givenBy(event, event.data, 'awaitsReview' in event.data && event.data.awaitsReview === true);
      return row ? { ...row, ...stamp(event), ...holding(row, given), draft: undefined } : begun(event, given);
    }
    if (event.type === 'MeasurementDrafted') {
      const { reportedOn, evidence } = event.data;
      const draft = { ...figureOf(event.data), at: event.recordedAt, by: event.actor, reportedOn, evidence };
      return { ...(row ?? begun(event)), ...stamp(event), state: 'draft', draft };
    }
    if (!row) throw new Error(`${event.type} before ${event.data.measurement} was reported to ${event.subject}`);
    const next = { ...row, ...stamp(event) };
    const { recordedAt: at, actor: by, position } = event;
    switch (event.type) {
      case 'MeasurementCorrected':
        return { ...next, ...holding(row, givenBy(event, event.data, event.data.awaitsReview === true)) };
      case 'MeasurementFinalised':
        return row.current
          ? { ...next, ...holding(row, givenBy(event, { ...row.current, status: 'final', reason: undefined }, false)) }
          : next;
      case 'MeasurementDraftDropped':
        return { ...next, draft: undefined, state: row.history.at(-1)?.verdict?.outcome ?? 'withdrawn' };
      case 'MeasurementAccepted': {
        const verdict: Verdict = { outcome: 'accepted', at, by, position };
        const current = row.pending && { ...row.pending, acceptedPosition: position, verdict };
        return { ...next, state: 'accepted', current, pending: undefined, history: judged(row, current) };
      }
      case 'MeasurementSentBack': {
        const verdict: Verdict = { outcome: 'sent_back', at, by, position, comment: event.data.comment };
        const pending = row.pending && { ...row.pending, verdict };
        return { ...next, state: 'sent_back', pending, history: judged(row, pending) };
      }
      case 'MeasurementWithdrawn': {
        const { kind, reason: comment } = event.data;
        const verdict: Verdict = { outcome: 'withdrawn', at, by, position, comment, kind };
        const standing = [row.current?.position, row.pending?.position];
        const history = row.history.map((given) => (standing.includes(given.position) ? { ...given, verdict } : given));
        return { ...next, state: 'withdrawn', current: undefined, pending: undefined, history };
      }
      case 'MeasurementAnnotated':
        return { ...next, notes: [...(row.notes ?? []), { note: event.data.note, at, by }] };
    }
  },
};

/** The value in force as totals read it, with the version of the indicator it was measured by; nothing when none is. */
export const readingOf = (row: MeasurementRow): (VersionedCell & Figure & Told) | undefined => {
  const { partner, place, period, dimension, category, indicatorVersion, current } = row;
  return (
    current && {
      ...figureOf(current),
      partner,
      place,
      period,
      dimension,
      category,
      indicatorVersion,
      position: current.position,
    }
  );
};
interface Told {
  readonly partner: string;
  readonly indicatorVersion: number;
  readonly position: string;
}

type Opening = Extract<SeriesEvent, { readonly data: { readonly partner: string } }>;

/** The row of a measurement that nothing has been known of. Made in one go: a fold makes millions of them. */
function begun(event: Recorded<Opening>, given?: Given): MeasurementRow {
  const { indicator, partner, place, period, dimension, category, indicatorVersion, calendarFrom } = event.data;
  const id = rowOf(event);
  return {
    id,
    revision: event.revision,
    position: event.position,
    changedAt: event.recordedAt,
    changedBy: event.actor,
    series: once(event.subject),
    indicator: once(indicator),
    indicatorVersion: indicatorVersion ?? 1,
    partner: once(partner),
    key: id.slice(event.subject.length + 1),
    place,
    period,
    dimension,
    category,
    // What was reported before this was written down may overlap anything in its year.
    calendarPeriod: once(calendarFrom ?? `${period.from.slice(0, 4)}-01-01`),
    state: !given ? 'draft' : given.acceptedPosition === undefined ? 'submitted' : 'accepted',
    current: given?.acceptedPosition === undefined ? undefined : given,
    pending: given && given.acceptedPosition === undefined ? given : undefined,
    history: given ? [given] : none,
  };
}

const none: readonly Given[] = [];

let asked: { readonly event: object; readonly id: string } | undefined;

/**
 * The id of the row an event changes. The table asks for it and then the fold does: the answer is kept in between, so
 * that both hold one string. There are millions of them.
 */
function rowOf(event: Recorded<SeriesEvent>): string {
  if (asked?.event !== event) {
    const key = 'measurement' in event.data ? event.data.measurement : keyOf(event.data);
    asked = { event, id: `${event.subject}/${key}` };
  }
  return asked.id;
}

type Giving = Figure & Partial<Pick<Given, 'reason' | 'reportedOn' | 'evidence' | 'origin'>>;

/** A value as it stands in a row. What few values have is left out of the others: there are millions of them. */
function givenBy({ recordedAt: at, actor: by, mandate, position }: Recorded, data: Giving, awaits: boolean): Given {
  const { reason, reportedOn, evidence, origin } = data;
  return {
    ...figureOf(data),
    at,
    by,
    mandate,
    position,
    acceptedPosition: awaits ? undefined : position,
    ...(reason && { reason }),
    ...(reportedOn !== undefined && { reportedOn }),
    ...(evidence && { evidence }),
    ...(origin && { origin }),
  };
}

/** The newest value takes the older one's place, or waits beside it. */
const holding = (
  row: MeasurementRow | undefined,
  given: Given,
): Pick<MeasurementRow, 'state' | 'current' | 'pending' | 'history'> => {
  const history = row && row.history.length > 0 ? [...row.history, given] : [given];
  return given.acceptedPosition === undefined
    ? { state: 'submitted', current: row?.current, pending: given, history }
    : { state: 'accepted', current: given, pending: undefined, history };
};

/** The history with a value as it is after a verdict. Found by its position: rows are data, and keep no identity. */
const judged = ({ history }: MeasurementRow, given: Given | undefined): readonly Given[] =>
  given ? history.map((one) => (one.position === given.position ? given : one)) : history;

/** Bounds what is remembered of strings seen: a county's series, indicators and partners. */
const keptStrings = 20_000;
const strings = new Map<string, string>();

/** The string seen before that says the same: rows keep these for years, and each event brings its own copies. */
function once(text: string): string {
  const known = strings.get(text);
  if (known !== undefined) return known;
  if (strings.size >= keptStrings) strings.clear();
  strings.set(text, text);
  return text;
}
