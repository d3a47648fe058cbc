import { refuse, type Decider, type MessageOf, type Refusal } from '#decider';
import { ActorId, Day, FreeText, IndicatorId, PartnerId, PlaceCode, Reason, Text, sameData } from '#language';
import { z } from 'zod';
import { calendarPeriod } from './calendar.ts';
import { Breakdown, Quantity, isPlausible, type Definition, type IndicatorKind } from './indicator.ts';

/** One stream holds what one partner has measured of one indicator: so partners never wait for each other. */
export const seriesId = (indicator: string, partner: string): string =>
  `series_${indicator.slice('indicator_'.length)}__${partner.slice('partner_'.length)}`;

/**
 * The indicator and the partner in a series' id. The first double underscore parts them: an indicator's id
 * holds none and does not end in one, and a partner's does not begin with one.
 */
export function partsOf(series: string): { readonly indicator: string; readonly partner: string } {
  const at = series.indexOf('__');
  if (!series.startsWith('series_') || at < 0) throw new Error(`${series} is no series`);
  return {
    indicator: `indicator_${series.slice('series_'.length, at)}`,
    partner: `partner_${series.slice(at + 2)}`,
  };
}

/** `not_available` is neither zero nor hidden: the three are never stored as one another (rule 25). */
export const MeasurementStatus = z.enum(['final', 'provisional', 'not_available']).meta({ id: 'MeasurementStatus' });
export type MeasurementStatus = z.infer<typeof MeasurementStatus>;

/** From its first to its last day. */
const Period = z.object({ from: Day, to: Day }).meta({ id: 'Timespan' });
export type Period = z.infer<typeof Period>;

/** What was measured and where, when, of whom: at most one value is current for each (rule 17). */
const cell = {
  place: PlaceCode.optional(),
  period: Period,
  dimension: Breakdown.optional(),
  category: Breakdown.optional(),
};
export type Cell = z.infer<z.ZodObject<typeof cell>>;
/** A cell as one version of the indicator measures it: 1 when it names none. */
export type VersionedCell = Cell & { readonly indicatorVersion?: number | undefined };

const figure = {
  status: MeasurementStatus,
  value: Quantity.optional(),
  numerator: Quantity.optional(),
  denominator: Quantity.optional(),
  /** What was observed, when the indicator is in words. */
  narrative: Text.optional(),
  comment: Text.optional(),
};
export type Figure = z.infer<z.ZodObject<typeof figure>>;

/**
 * The key of a measurement within its series, e.g. `2024-07-01/2024-12-31/179`, and `…/179~2` when it was measured by
 * the second version of the indicator: values of two versions never stand for one another (rule 12).
 */
export function keyOf({ period, place, dimension, category, indicatorVersion }: VersionedCell): string {
  // Without arrays and patterns: a fold makes millions of them.
  let key = `${period.from}/${period.to}`;
  if (dimension !== undefined || category !== undefined)
    key += `/${place ?? ''}/${dimension ?? ''}${category === undefined ? '' : `/${category}`}`;
  else if (place !== undefined) key += `/${place}`;
  return indicatorVersion === undefined || indicatorVersion === 1 ? key : `${key}~${indicatorVersion}`;
}

/** The version of the indicator that a measurement's key names; 1 when it names none. */
export const versionIn = (key: string): number => Number(/~(\d+)$/.exec(key)?.[1] ?? 1);

/** The period that a measurement's key names. */
export const periodIn = (key: string): Period => ({ from: key.slice(0, 10), to: key.slice(11, 21) });

const MeasurementKey = z
  .string()
  .max(200)
  .regex(/^\d{4}-\d\d-\d\d\/\d{4}-\d\d-\d\d(\/[^/~]*){0,3}(~[1-9]\d{0,3})?$/, 'MEASUREMENT_KEY_MALFORMED');

/** Where somebody can see how the value came about: an address and what it holds (rule 24). */
const Evidence = z
  .object({
    label: Text,
    url: z
      .string()
      .max(500)
      // Not an address with a name and a password in it.
      .regex(/^https:\/\/[^\s/@?#]+([/?#]\S*)?$/, 'MEASUREMENT_EVIDENCE_MALFORMED'),
  })
  .meta({ id: 'Evidence' });
export type Evidence = z.infer<typeof Evidence>;

/** What may stand beside a figure. */
const attached = {
  /** The day the reporter knew it, which is neither the period observed nor the moment recorded (rule 26). */
  reportedOn: Day.optional(),
  evidence: z.array(Evidence).max(10).optional(),
};

const named = z.string().trim().min(1).max(200);
/** Where an imported value comes from (rule 27). */
const Origin = z
  .object({
    /** Who publishes it, e.g. Sotkanet. */
    source: named,
    /** Its id there. */
    dataset: named,
    /** The day the publisher last updated it. */
    updated: Day,
    licence: named,
  })
  .meta({ id: 'Origin' });
export type Origin = z.infer<typeof Origin>;

/** Not needed after all, or wrong. */
export const WithdrawalKind = z.enum(['unneeded', 'wrong']).meta({ id: 'WithdrawalKind' });
export type WithdrawalKind = z.infer<typeof WithdrawalKind>;

/** A figure as it is given: what is written beside the numbers says nothing of a single person (rule 28). */
const written = { ...figure, narrative: FreeText.optional(), comment: FreeText.optional() };

/** One measurement of a partner's: its indicator and its key, see {@link keyOf}. */
const one = { indicator: IndicatorId, measurement: MeasurementKey };

export const seriesCommands = {
  /** Keeps a value nobody else sees yet; it need not be plausible nor whole. */
  DraftMeasurement: z.object({ indicator: IndicatorId, ...cell, ...written, ...attached }),
  DropMeasurementDraft: z.object(one),
  /** On a draft it submits it. */
  ReportMeasurement: z.object({ indicator: IndicatorId, ...cell, ...written, ...attached }),
  CorrectMeasurement: z.object({ ...one, ...written, ...attached, reason: FreeText }),
  /** A provisional value has turned out to be the final one. */
  FinaliseMeasurement: z.object(one),
  AcceptMeasurement: z.object(one),
  SendBackMeasurement: z.object({ ...one, comment: FreeText }),
  WithdrawMeasurement: z.object({ ...one, kind: WithdrawalKind, reason: FreeText }),
  /** A value out of published statistics; a newer one takes the place of an older one (rule 27). */
  ImportMeasurement: z.object({ indicator: IndicatorId, ...cell, ...written, origin: Origin }),
  AnnotateMeasurement: z.object({ ...one, note: FreeText }),
};

/** What is told of a value when it is given, beside the value. Older events lack all of it. */
const settled = {
  /** First day of the indicator's calendar period that the value lies in. */
  calendarFrom: Day.optional(),
  /** Which version of the indicator it was measured by: the first, when not said. */
  indicatorVersion: z.int().min(1).max(9_999).optional(),
};
const awaiting = {
  /** It counts only when a reviewer has accepted it (rule 18). When not said, reporting was accepting. */
  awaitsReview: z.boolean().optional(),
  /** Who reported a value that waits for review: the reviewer must be somebody else (rule 19). */
  reportedBy: ActorId.optional(),
};
const version = z.int().min(1);

export const seriesEvents = {
  MeasurementReported: z.object({
    indicator: IndicatorId,
    partner: PartnerId,
    ...cell,
    ...figure,
    ...attached,
    ...settled,
    ...awaiting,
  }),
  /** The value `corrects` (1 for the one first reported) is replaced; both stay visible (rule 21). */
  MeasurementCorrected: z.object({
    measurement: MeasurementKey,
    corrects: version,
    ...figure,
    ...attached,
    ...awaiting,
    reason: Reason,
  }),
  MeasurementDrafted: z.object({
    indicator: IndicatorId,
    partner: PartnerId,
    ...cell,
    ...figure,
    ...attached,
    ...settled,
  }),
  MeasurementDraftDropped: z.object({ measurement: MeasurementKey }),
  /** The number stands as it is and is provisional no more. */
  MeasurementFinalised: z.object({ measurement: MeasurementKey, finalises: version }),
  MeasurementAccepted: z.object({ measurement: MeasurementKey, accepts: version }),
  MeasurementSentBack: z.object({ measurement: MeasurementKey, sendsBack: version, comment: Text }),
  MeasurementWithdrawn: z.object({
    measurement: MeasurementKey,
    withdraws: version,
    kind: WithdrawalKind,
    reason: Reason,
  }),
  MeasurementImported: z.object({
    indicator: IndicatorId,
    partner: PartnerId,
    ...cell,
    ...figure,
    ...settled,
    origin: Origin,
  }),
  MeasurementAnnotated: z.object({ measurement: MeasurementKey, note: Text }),
};

export type SeriesCommand = MessageOf<typeof seriesCommands>;
export type SeriesEvent = MessageOf<typeof seriesEvents>;

export type SeriesRefusal =
  | 'MEASUREMENT_OF_ANOTHER_PARTNER'
  | 'MEASUREMENT_INDICATOR_UNKNOWN'
  | 'MEASUREMENT_INDICATOR_RETIRED'
  | 'MEASUREMENT_INDICATOR_LOCAL'
  | 'MEASUREMENT_PLACE_UNKNOWN'
  | 'MEASUREMENT_PERIOD_BACKWARDS'
  | 'MEASUREMENT_PERIOD_AHEAD'
  | 'MEASUREMENT_PERIOD_UNFIT'
  | 'MEASUREMENT_PERIOD_OVERLAPS'
  | 'MEASUREMENT_PERIOD_LOCKED'
  | 'MEASUREMENT_DIMENSION_MALFORMED'
  | 'MEASUREMENT_DIMENSION_UNKNOWN'
  | 'MEASUREMENT_CATEGORY_INCOMPLETE'
  | 'MEASUREMENT_CATEGORY_UNKNOWN'
  | 'MEASUREMENT_KEY_MALFORMED'
  | 'MEASUREMENT_EVIDENCE_MALFORMED'
  | 'MEASUREMENT_EXISTS'
  | 'MEASUREMENT_NOT_FOUND'
  | 'MEASUREMENT_NOT_PROVISIONAL'
  | 'MEASUREMENT_NOT_WAITING'
  | 'MEASUREMENT_REVIEWED_BY_OWNER'
  | 'MEASUREMENT_REVIEWER_REPORTED'
  | 'MEASUREMENT_IMPORTED'
  | 'MEASUREMENT_IMPORT_NOT_NEWER'
  | 'MEASUREMENT_REPORTED_ON_UNFIT'
  | 'MEASUREMENT_UNCHANGED'
  | 'MEASUREMENT_NOT_AVAILABLE_HAS_VALUE'
  | 'MEASUREMENT_VALUE_MISSING'
  | 'MEASUREMENT_NARRATIVE_MISSING'
  | 'MEASUREMENT_NARRATIVE_NOT_TAKEN'
  | 'MEASUREMENT_NUMBER_NOT_TAKEN'
  | 'MEASUREMENT_PARTS_NOT_TAKEN'
  | 'MEASUREMENT_PARTS_INCOMPLETE'
  | 'MEASUREMENT_PARTS_DISAGREE'
  | 'MEASUREMENT_PARTS_OR_COMMENT_MISSING'
  | 'MEASUREMENT_DENOMINATOR_NOT_POSITIVE'
  | 'MEASUREMENT_NUMERATOR_TOO_LARGE'
  | 'MEASUREMENT_NEGATIVE'
  | 'MEASUREMENT_NOT_WHOLE'
  | 'MEASUREMENT_IMPLAUSIBLE';

/** What of its definition a value is judged by: that of the version which measures the value's period. */
export interface MeasuredIndicator extends Pick<Definition, 'kind' | 'periodType' | 'min' | 'max' | 'dimensions'> {
  readonly phase: 'defined' | 'retired';
  readonly local: boolean;
  readonly owner: string;
  /** Its values count only when a reviewer has accepted them. */
  readonly reviewed: boolean;
  readonly indicatorVersion: number;
}

export interface SeriesFacts {
  readonly indicator: MeasuredIndicator | undefined;
  /** Codes of the collaboration's places. */
  readonly places: ReadonlySet<string>;
  /** The value's period lies in a locked span that is not open today (rule 23). */
  readonly locked: boolean;
  /** The day it is in the collaboration's time zone. */
  readonly today: string;
}

/**
 * What is held of each measurement by its key, in drawers by the year and the month its period begins: a series may
 * hold thousands, and only what is small is copied for each event.
 */
type Series = Drawer<Drawer<Drawer<Held>>>;
type Drawer<T> = Readonly<Record<string, T>>;
interface Held {
  /** How many values have been given: an act names the value it is about by it. */
  readonly version: number;
  /** The value in force: totals use it. */
  readonly accepted?: Said | undefined;
  /** A newer one that is not in force: it waits for a reviewer, or was sent back. */
  readonly pending?: (Said & { readonly sentBack: boolean; readonly reportedBy?: string | undefined }) | undefined;
  readonly drafted: boolean;
}
interface Said {
  readonly figure: Figure;
  readonly reportedOn?: string | undefined;
  readonly evidence?: readonly Evidence[] | undefined;
  readonly origin?: Origin | undefined;
}

export const series: Decider<Series, SeriesCommand, SeriesEvent, SeriesRefusal, SeriesFacts> = {
  prefix: 'series_',
  commands: seriesCommands,
  events: seriesEvents,
  published: {
    origin: 'Where a published statistic comes from.',
  },
  roles: {
    DraftMeasurement: ['reporter'],
    DropMeasurementDraft: ['reporter'],
    ReportMeasurement: ['reporter'],
    CorrectMeasurement: ['reporter'],
    FinaliseMeasurement: ['reporter'],
    AcceptMeasurement: ['reviewer'],
    SendBackMeasurement: ['reviewer'],
    WithdrawMeasurement: ['reporter'],
    ImportMeasurement: ['reporter'],
    AnnotateMeasurement: ['reporter'],
  },
  scope: (command) => ({ indicator: command.data.indicator }),
  initial: {},

  decide(series, command, { asker, facts, id }) {
    const { indicator, locked } = facts;
    if (command.type === 'AcceptMeasurement' || command.type === 'SendBackMeasurement') {
      // Whoever answers for the indicator reviews its values (rule 18).
      if (!id.startsWith(seriesId(command.data.indicator, 'partner_')) || indicator?.owner !== asker.organisation)
        return refuse('MEASUREMENT_REVIEWED_BY_OWNER');
      return judge(series, command, indicator, locked, asker.person);
    }
    // Whose value it is follows from the mandate and never from input (rule 16).
    if (id !== seriesId(command.data.indicator, asker.organisation)) return refuse('MEASUREMENT_OF_ANOTHER_PARTNER');
    if (!indicator) return refuse('MEASUREMENT_INDICATOR_UNKNOWN', 'indicator');
    const awaits = indicator.reviewed && { awaitsReview: true, reportedBy: asker.person };
    if (
      command.type === 'DraftMeasurement' ||
      command.type === 'ReportMeasurement' ||
      command.type === 'ImportMeasurement'
    ) {
      const { indicatorVersion } = indicator;
      const wrong = wrongInCell(series, command, facts, indicator, asker.organisation);
      if (wrong) return wrong;
      const { from: calendarFrom } = calendarPeriod(indicator.periodType, command.data.period.from);
      const told = {
        partner: asker.organisation,
        calendarFrom,
        ...(indicatorVersion > 1 && { indicatorVersion }),
      };
      // A draft may be half a figure; it is judged when it is reported.
      if (command.type === 'DraftMeasurement')
        return [{ type: 'MeasurementDrafted', data: { ...command.data, ...told } }];
      const unfit = wrongInFigure(command.data, indicator);
      if (unfit) return unfit;
      if (command.type === 'ImportMeasurement')
        return [{ type: 'MeasurementImported', data: { ...command.data, ...told } }];
      const early = wrongInDay(command.data, command.data.period, facts.today);
      if (early) return early;
      return [{ type: 'MeasurementReported', data: { ...command.data, ...told, ...awaits } }];
    }
    if (command.type === 'DropMeasurementDraft') {
      const { measurement } = command.data;
      if (!heldIn(series, measurement)?.drafted) return refuse('MEASUREMENT_NOT_FOUND', 'measurement');
      return [{ type: 'MeasurementDraftDropped', data: { measurement } }];
    }
    const { measurement } = command.data;
    const held = heldIn(series, measurement);
    const newest = held?.pending ?? held?.accepted;
    if (!held || !newest) return refuse('MEASUREMENT_NOT_FOUND', 'measurement');
    if (command.type === 'AnnotateMeasurement')
      return [{ type: 'MeasurementAnnotated', data: { measurement, note: command.data.note } }];
    // Imported statistics are never edited by hand (rule 27).
    if (newest.origin) return refuse('MEASUREMENT_IMPORTED');
    // A locked period takes no new value, no other one, and loses none (rule 23).
    if (locked) return refuse('MEASUREMENT_PERIOD_LOCKED', 'measurement');
    switch (command.type) {
      case 'CorrectMeasurement': {
        const { indicator: _indicator, reason, ...rest } = command.data;
        const wrong =
          wrongInFigure(command.data, indicator) ?? wrongInDay(command.data, periodIn(measurement), facts.today);
        if (wrong) return wrong;
        const { figure, reportedOn, evidence } = newest;
        if (sameData(saidIn(command.data), { figure, reportedOn, evidence })) return refuse('MEASUREMENT_UNCHANGED');
        return [{ type: 'MeasurementCorrected', data: { ...rest, corrects: held.version, ...awaits, reason } }];
      }
      case 'FinaliseMeasurement':
        if (held.pending || newest.figure.status !== 'provisional')
          return refuse('MEASUREMENT_NOT_PROVISIONAL', 'measurement');
        return [{ type: 'MeasurementFinalised', data: { measurement, finalises: held.version } }];
      case 'WithdrawMeasurement': {
        // Taking back is no correction to nothing: it is an act of its own, and says why (rule 22).
        const { kind, reason } = command.data;
        return [{ type: 'MeasurementWithdrawn', data: { measurement, withdraws: held.version, kind, reason } }];
      }
    }
  },

  evolve(series, event) {
    switch (event.type) {
      case 'MeasurementReported':
      case 'MeasurementImported':
      case 'MeasurementDrafted': {
        const key = keyOf(event.data);
        const before = heldIn(series, key) ?? nothing;
        return holding(
          series,
          key,
          event.type === 'MeasurementDrafted' ? { ...before, drafted: true } : given(before, event.data),
        );
      }
      case 'MeasurementCorrected':
      case 'MeasurementDraftDropped':
      case 'MeasurementFinalised':
      case 'MeasurementAccepted':
      case 'MeasurementSentBack':
      case 'MeasurementWithdrawn':
      case 'MeasurementAnnotated': {
        const key = event.data.measurement;
        const before = heldIn(series, key);
        return before ? holding(series, key, afterwards(before, event)) : series;
      }
    }
  },
};

const nothing: Held = { version: 0, drafted: false };

type Given = Figure & {
  readonly reportedOn?: string | undefined;
  readonly evidence?: readonly Evidence[] | undefined;
  readonly origin?: Origin;
  readonly awaitsReview?: boolean | undefined;
  readonly reportedBy?: string | undefined;
};

const saidIn = (data: Given): Said => {
  const { reportedOn, evidence, origin } = data;
  return { figure: figureOf(data), reportedOn, evidence, origin };
};

/** A newer value takes the older one's place at once, or waits beside it (rule 21). */
const given = (before: Held, data: Given): Held =>
  data.awaitsReview
    ? {
        version: before.version + 1,
        accepted: before.accepted,
        pending: { ...saidIn(data), sentBack: false, reportedBy: data.reportedBy },
        drafted: false,
      }
    : { version: before.version + 1, accepted: saidIn(data), drafted: false };

type Later = Exclude<SeriesEvent, { readonly data: { readonly partner: string } }>;

/** What is held of a measurement after something has happened to it. */
function afterwards(before: Held, event: Later): Held {
  switch (event.type) {
    case 'MeasurementCorrected':
      return { ...given(before, event.data), version: event.data.corrects + 1 };
    case 'MeasurementDraftDropped':
      return { ...before, drafted: false };
    case 'MeasurementFinalised': {
      const { accepted, version } = before;
      const figure = accepted && { ...accepted.figure, status: 'final' as const };
      return { ...before, version: version + 1, accepted: accepted && figure && { ...accepted, figure } };
    }
    case 'MeasurementAccepted':
      return { ...before, accepted: before.pending, pending: undefined };
    case 'MeasurementSentBack':
      return { ...before, pending: before.pending && { ...before.pending, sentBack: true } };
    case 'MeasurementWithdrawn':
      return { ...before, accepted: undefined, pending: undefined };
    case 'MeasurementAnnotated':
      return before;
  }
}

/** The year a measurement's period begins, read off its key or its first day. */
const yearOf = (key: string): string => key.slice(0, 4);

const monthOf = (key: string): string => key.slice(0, 7);

const heldIn = (series: Series, key: string): Held | undefined => series[yearOf(key)]?.[monthOf(key)]?.[key];

/**
 * Whether the series holds another value of the same place and category for one of the days. Values lie inside one
 * calendar period each, so only the months of that one are looked through.
 */
function overlaps(series: Series, key: string, within: Period): boolean {
  const { from, to } = periodIn(key);
  return Object.entries(series[yearOf(key)] ?? {}).some(
    ([month, cells]) =>
      month >= monthOf(within.from) &&
      month <= monthOf(to) &&
      Object.entries(cells).some(([other, { accepted, pending }]) => {
        if (other === key || (!accepted && !pending)) return false;
        const { from: otherFrom, to: otherTo } = periodIn(other);
        return otherFrom <= to && otherTo >= from && restOf(other) === restOf(key);
      }),
  );
}

/** What a key says beside the period. */
const restOf = (key: string): string => key.slice(21);

const holding = (series: Series, key: string, held: Held): Series => {
  const [year, month] = [yearOf(key), monthOf(key)];
  return {
    ...series,
    [year]: { ...series[year], [month]: { ...series[year]?.[month], [key]: held } },
  };
};

type Told = Extract<SeriesCommand, { readonly data: { readonly period: Period } }>;
type Judging = Extract<SeriesCommand, { readonly type: 'AcceptMeasurement' | 'SendBackMeasurement' }>;

/** A reviewer's verdict on a value that waits for one (rule 18). */
function judge(
  series: Series,
  command: Judging,
  { reviewed }: MeasuredIndicator,
  locked: boolean,
  reviewer: string,
): readonly SeriesEvent[] | Refusal<SeriesRefusal> {
  const { measurement } = command.data;
  const held = heldIn(series, measurement);
  if (!held?.pending || held.pending.sentBack) return refuse('MEASUREMENT_NOT_WAITING', 'measurement');
  // Nobody passes judgement on what they reported themselves (rule 19).
  if (reviewed && held.pending.reportedBy === reviewer) return refuse('MEASUREMENT_REVIEWER_REPORTED');
  if (command.type === 'SendBackMeasurement') {
    const { comment } = command.data;
    return [{ type: 'MeasurementSentBack', data: { measurement, sendsBack: held.version, comment } }];
  }
  // Accepting would change the totals of a locked period (rule 23).
  if (locked) return refuse('MEASUREMENT_PERIOD_LOCKED', 'measurement');
  return [{ type: 'MeasurementAccepted', data: { measurement, accepts: held.version } }];
}

/** What keeps a value of this place, period and category from being given at all. */
function wrongInCell(
  series: Series,
  command: Told,
  { places, today, locked }: SeriesFacts,
  indicator: MeasuredIndicator,
  organisation: string,
): Refusal<SeriesRefusal> | undefined {
  const { period, place, dimension, category } = command.data;
  if (indicator.phase === 'retired') return refuse('MEASUREMENT_INDICATOR_RETIRED', 'indicator');
  // A partner's own indicator stands beside the shared ones and is nobody else's to report to (rule 10).
  if (indicator.local && indicator.owner !== organisation) return refuse('MEASUREMENT_INDICATOR_LOCAL', 'indicator');
  if (period.to < period.from) return refuse('MEASUREMENT_PERIOD_BACKWARDS', 'period.to');
  if (period.from > today) return refuse('MEASUREMENT_PERIOD_AHEAD', 'period.from');
  // A yearly value is dated to the year (rule 24): all of one calendar period or a part of it, such as what was
  // counted by August. Having begun, it ends no later than the calendar period that today is in.
  const calendar = calendarPeriod(indicator.periodType, period.from);
  if (period.to > calendar.to) return refuse('MEASUREMENT_PERIOD_UNFIT', 'period.to');
  if (place !== undefined && !places.has(place)) return refuse('MEASUREMENT_PLACE_UNKNOWN', 'place');
  if ((dimension === undefined) !== (category === undefined))
    return refuse('MEASUREMENT_CATEGORY_INCOMPLETE', dimension === undefined ? 'dimension' : 'category');
  // Breakdowns can be put together only when all use the same words (rules 12 and 24). Where the definition names
  // none, a partner may break its value down in its own.
  if (dimension !== undefined && indicator.dimensions !== undefined) {
    const known = indicator.dimensions.find(({ id }) => id === dimension);
    if (!known) return refuse('MEASUREMENT_DIMENSION_UNKNOWN', 'dimension');
    if (!known.categories.some(({ id }) => id === category)) return refuse('MEASUREMENT_CATEGORY_UNKNOWN', 'category');
  }
  if (locked) return refuse('MEASUREMENT_PERIOD_LOCKED', 'period');
  const key = keyOf({ ...command.data, indicatorVersion: indicator.indicatorVersion });
  const held = heldIn(series, key);
  const newest = held?.pending ?? held?.accepted;
  if (newest?.origin) {
    // Published statistics are replaced by newer ones, and by nothing else (rule 27).
    if (command.type !== 'ImportMeasurement') return refuse('MEASUREMENT_IMPORTED');
    if (command.data.origin.updated <= newest.origin.updated)
      return refuse('MEASUREMENT_IMPORT_NOT_NEWER', 'origin.updated');
    return undefined;
  }
  // One current value for each: a second one would be a correction in disguise (rule 17).
  if (newest) return refuse('MEASUREMENT_EXISTS');
  // And a day counted twice would be in the total twice (rules 12 and 17).
  if (overlaps(series, key, calendar)) return refuse('MEASUREMENT_PERIOD_OVERLAPS', 'period');
  return undefined;
}

/** The day a value was known lies neither before the period nor ahead (rule 26). */
const wrongInDay = (
  { reportedOn }: { readonly reportedOn?: string | undefined },
  { from }: Period,
  today: string,
): Refusal<SeriesRefusal> | undefined =>
  reportedOn !== undefined && (reportedOn < from || reportedOn > today)
    ? refuse('MEASUREMENT_REPORTED_ON_UNFIT', 'reportedOn')
    : undefined;

/** The figure's own fields and no others. */
export const figureOf = (data: Figure): Figure => ({
  status: data.status,
  value: data.value,
  numerator: data.numerator,
  denominator: data.denominator,
  narrative: data.narrative,
  comment: data.comment,
});

/** The number a figure stands for; null when it stands for none. Of a share the parts are the truth (rule 11). */
export function valueOf(kind: IndicatorKind, { value, numerator, denominator }: Partial<Figure>): number | null {
  const share = numerator !== undefined && denominator !== undefined ? numerator / denominator : undefined;
  if (kind === 'percentage' && share !== undefined) return share * 100;
  if (kind === 'ratio' && share !== undefined) return share;
  return value ?? share ?? null;
}

/** What is not plausible in a figure, or does not fit the kind of indicator (rules 11, 24 and 25). */
function wrongInFigure(figure: Figure, indicator: MeasuredIndicator): Refusal<SeriesRefusal> | undefined {
  const { status, value, numerator, denominator, narrative, comment } = figure;
  const number = value !== undefined ? 'value' : numerator !== undefined ? 'numerator' : 'denominator';
  const anyNumber = figure[number] !== undefined;
  if (status === 'not_available') {
    if (anyNumber) return refuse('MEASUREMENT_NOT_AVAILABLE_HAS_VALUE', number);
    return narrative && refuse('MEASUREMENT_NOT_AVAILABLE_HAS_VALUE', 'narrative');
  }
  if (indicator.kind === 'narrative') {
    if (anyNumber) return refuse('MEASUREMENT_NUMBER_NOT_TAKEN', number);
    return narrative ? undefined : refuse('MEASUREMENT_NARRATIVE_MISSING', 'narrative');
  }
  if (narrative) return refuse('MEASUREMENT_NARRATIVE_NOT_TAKEN', 'narrative');
  if (!anyNumber) return refuse('MEASUREMENT_VALUE_MISSING', 'value');
  if (numerator !== undefined || denominator !== undefined) {
    if (indicator.kind !== 'percentage' && indicator.kind !== 'ratio')
      return refuse('MEASUREMENT_PARTS_NOT_TAKEN', numerator === undefined ? 'denominator' : 'numerator');
    if (numerator === undefined) return refuse('MEASUREMENT_PARTS_INCOMPLETE', 'numerator');
    if (denominator === undefined) return refuse('MEASUREMENT_PARTS_INCOMPLETE', 'denominator');
    if (denominator <= 0) return refuse('MEASUREMENT_DENOMINATOR_NOT_POSITIVE', 'denominator');
    if (numerator < 0) return refuse('MEASUREMENT_NEGATIVE', 'numerator');
    if (indicator.kind === 'percentage') {
      if (numerator > denominator) return refuse('MEASUREMENT_NUMERATOR_TOO_LARGE', 'numerator');
      // Half a point leaves room for a percentage that was rounded to the unit.
      if (value !== undefined && Math.abs(value - (100 * numerator) / denominator) > 0.5 + 1e-9)
        return refuse('MEASUREMENT_PARTS_DISAGREE', 'value');
    } else if (value !== undefined && Math.abs(value - numerator / denominator) > roundedOff(value))
      return refuse('MEASUREMENT_PARTS_DISAGREE', 'value');
  } else if ((indicator.kind === 'percentage' || indicator.kind === 'ratio') && comment === undefined)
    return refuse('MEASUREMENT_PARTS_OR_COMMENT_MISSING', 'numerator');
  const meant = valueOf(indicator.kind, figure);
  if (meant === null) return refuse('MEASUREMENT_VALUE_MISSING', 'value');
  if (indicator.kind === 'count' && meant < 0) return refuse('MEASUREMENT_NEGATIVE', 'value');
  if (indicator.kind === 'count' && !Number.isInteger(meant)) return refuse('MEASUREMENT_NOT_WHOLE', 'value');
  if (!isPlausible(indicator, meant)) return refuse('MEASUREMENT_IMPLAUSIBLE', 'value');
  return undefined;
}

/** Half of a number's last decimal: how far off the one it was rounded from may be. */
function roundedOff(value: number): number {
  const decimals = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
  return 0.5 * 10 ** -decimals + 1e-9;
}
