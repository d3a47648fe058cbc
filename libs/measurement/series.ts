import { refuse, type Decider, type MessageOf, type Refusal } from '#decider';
import { Day, IndicatorId, PartnerId, PlaceCode, Reason, Text, sameData } from '#language';
import { z } from 'zod';
import { calendarPeriod } from './calendar.ts';
import { Quantity, isPlausible, type IndicatorKind, type PeriodType } from './indicator.ts';

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

/** A word of a breakdown, such as `age` or `65–74`; no slash, which parts a measurement's key. */
const Breakdown = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} _.,:+()<>–-]{0,59}$/u, 'MEASUREMENT_DIMENSION_MALFORMED');

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

/** The key of a measurement within its series, e.g. `2024-07-01/2024-12-31/179`. */
export const keyOf = ({ period, place, dimension, category }: Cell): string =>
  [period.from, period.to, place ?? '', dimension ?? '', category ?? ''].join('/').replace(/\/+$/, '');

const MeasurementKey = z
  .string()
  .max(200)
  .regex(/^\d{4}-\d\d-\d\d\/\d{4}-\d\d-\d\d(\/[^/]*){0,3}$/, 'MEASUREMENT_KEY_MALFORMED');

export const seriesCommands = {
  ReportMeasurement: z.object({ indicator: IndicatorId, ...cell, ...figure }),
  /** `measurement` is the key of the measurement corrected: see {@link keyOf}. */
  CorrectMeasurement: z.object({ indicator: IndicatorId, measurement: MeasurementKey, ...figure, reason: Reason }),
};

export const seriesEvents = {
  MeasurementReported: z.object({ indicator: IndicatorId, partner: PartnerId, ...cell, ...figure }),
  /** The value `corrects` (1 for the one first reported) is replaced; both stay visible (rule 21). */
  MeasurementCorrected: z.object({ measurement: MeasurementKey, corrects: z.int().min(1), ...figure, reason: Reason }),
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
  | 'MEASUREMENT_DIMENSION_MALFORMED'
  | 'MEASUREMENT_CATEGORY_INCOMPLETE'
  | 'MEASUREMENT_KEY_MALFORMED'
  | 'MEASUREMENT_EXISTS'
  | 'MEASUREMENT_NOT_FOUND'
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

/** What of its definition a value is judged by. */
export interface MeasuredIndicator {
  readonly kind: IndicatorKind;
  readonly periodType: PeriodType;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly phase: 'defined' | 'retired';
  readonly local: boolean;
  readonly owner: string;
}

export interface SeriesFacts {
  readonly indicator: MeasuredIndicator | undefined;
  /** Codes of the collaboration's places. */
  readonly places: ReadonlySet<string>;
  /** The day it is in the collaboration's time zone. */
  readonly today: string;
}

/**
 * The current value of each measurement by its key, in drawers by the year and the month its period begins: a
 * series may hold thousands, and only what is small is copied for each event.
 */
type Series = Drawer<Drawer<Drawer<Current>>>;
type Drawer<T> = Readonly<Record<string, T>>;
interface Current {
  /** 1 as first reported, one more with each correction. */
  readonly version: number;
  readonly figure: Figure;
}

export const series: Decider<Series, SeriesCommand, SeriesEvent, SeriesRefusal, SeriesFacts> = {
  prefix: 'series_',
  commands: seriesCommands,
  events: seriesEvents,
  roles: { ReportMeasurement: ['reporter'], CorrectMeasurement: ['reporter'] },
  scope: (command) => ({ indicator: command.data.indicator }),
  initial: {},

  decide(series, command, { asker, facts, id }) {
    const { indicator } = facts;
    // Whose value it is follows from the mandate and never from input (rule 16).
    if (id !== seriesId(command.data.indicator, asker.organisation)) return refuse('MEASUREMENT_OF_ANOTHER_PARTNER');
    if (!indicator) return refuse('MEASUREMENT_INDICATOR_UNKNOWN', 'indicator');
    switch (command.type) {
      case 'ReportMeasurement': {
        if (indicator.phase === 'retired') return refuse('MEASUREMENT_INDICATOR_RETIRED', 'indicator');
        if (indicator.local && indicator.owner !== asker.organisation)
          return refuse('MEASUREMENT_INDICATOR_LOCAL', 'indicator');
        const { period, place, dimension, category } = command.data;
        if (period.to < period.from) return refuse('MEASUREMENT_PERIOD_BACKWARDS', 'period.to');
        if (period.from > facts.today) return refuse('MEASUREMENT_PERIOD_AHEAD', 'period.from');
        // A yearly value is dated to the year (rule 24): all of one calendar period or a part of it, such as what was
        // counted by August. Having begun, it ends no later than the calendar period that today is in.
        if (period.to > calendarPeriod(indicator.periodType, period.from).to)
          return refuse('MEASUREMENT_PERIOD_UNFIT', 'period.to');
        if (place !== undefined && !facts.places.has(place)) return refuse('MEASUREMENT_PLACE_UNKNOWN', 'place');
        if ((dimension === undefined) !== (category === undefined))
          return refuse('MEASUREMENT_CATEGORY_INCOMPLETE', dimension === undefined ? 'dimension' : 'category');
        // One current value for each: a second one would be a correction in disguise (rule 17).
        if (currentOf(series, keyOf(command.data))) return refuse('MEASUREMENT_EXISTS');
        // And a day counted twice would be in the total twice (rules 12 and 17).
        if (overlaps(series, keyOf(command.data), calendarPeriod(indicator.periodType, period.from)))
          return refuse('MEASUREMENT_PERIOD_OVERLAPS', 'period');
        const wrong = wrongIn(command.data, indicator);
        if (wrong) return wrong;
        return [{ type: 'MeasurementReported', data: { ...command.data, partner: asker.organisation } }];
      }
      case 'CorrectMeasurement': {
        const { measurement, reason } = command.data;
        const current = currentOf(series, measurement);
        if (!current) return refuse('MEASUREMENT_NOT_FOUND', 'measurement');
        const figure = figureOf(command.data);
        const wrong = wrongIn(figure, indicator);
        if (wrong) return wrong;
        if (sameData(figure, current.figure)) return refuse('MEASUREMENT_UNCHANGED');
        return [{ type: 'MeasurementCorrected', data: { measurement, corrects: current.version, ...figure, reason } }];
      }
    }
  },

  evolve(series, event) {
    switch (event.type) {
      case 'MeasurementReported':
        return withCurrent(series, keyOf(event.data), { version: 1, figure: figureOf(event.data) });
      case 'MeasurementCorrected': {
        const { measurement, corrects } = event.data;
        return withCurrent(series, measurement, { version: corrects + 1, figure: figureOf(event.data) });
      }
    }
  },
};

/** The year a measurement's period begins, read off its key or its first day. */
export const yearOf = (key: string): string => key.slice(0, 4);

const monthOf = (key: string): string => key.slice(0, 7);

const currentOf = (series: Series, key: string): Current | undefined => series[yearOf(key)]?.[monthOf(key)]?.[key];

/**
 * Whether the series holds another value of the same place and category for one of the days. Values lie inside one
 * calendar period each, so only the months of that one are looked through.
 */
function overlaps(series: Series, key: string, within: Period): boolean {
  const [from, to, rest] = partsOfKey(key);
  return Object.entries(series[yearOf(key)] ?? {}).some(
    ([month, cells]) =>
      month >= monthOf(within.from) &&
      month <= monthOf(to) &&
      Object.keys(cells).some((other) => {
        const [otherFrom, otherTo, otherRest] = partsOfKey(other);
        return otherFrom <= to && otherTo >= from && otherRest === rest;
      }),
  );
}

/** First day, last day, and what else a key says. */
const partsOfKey = (key: string) => [key.slice(0, 10), key.slice(11, 21), key.slice(21)] as const;

const withCurrent = (series: Series, key: string, current: Current): Series => {
  const [year, month] = [yearOf(key), monthOf(key)];
  return {
    ...series,
    [year]: { ...series[year], [month]: { ...series[year]?.[month], [key]: current } },
  };
};

/** The figure's own fields and no others. */
export const figureOf = (data: Figure): Figure => ({
  status: data.status,
  value: data.value,
  numerator: data.numerator,
  denominator: data.denominator,
  narrative: data.narrative,
  comment: data.comment,
});

/** The number a figure stands for; null when it stands for none. Of a percentage the parts are the truth (rule 11). */
export function valueOf(kind: IndicatorKind, { value, numerator, denominator }: Omit<Figure, 'status'>): number | null {
  const share = numerator !== undefined && denominator !== undefined ? numerator / denominator : undefined;
  if (kind === 'percentage' && share !== undefined) return share * 100;
  return value ?? share ?? null;
}

/** What is not plausible in a figure, or does not fit the kind of indicator (rules 11, 24 and 25). */
function wrongIn(figure: Figure, indicator: MeasuredIndicator): Refusal<SeriesRefusal> | undefined {
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
    }
  } else if (indicator.kind === 'percentage' && comment === undefined)
    return refuse('MEASUREMENT_PARTS_OR_COMMENT_MISSING', 'numerator');
  const meant = valueOf(indicator.kind, figure);
  if (meant === null) return refuse('MEASUREMENT_VALUE_MISSING', 'value');
  if (indicator.kind === 'count' && meant < 0) return refuse('MEASUREMENT_NEGATIVE', 'value');
  if (indicator.kind === 'count' && !Number.isInteger(meant)) return refuse('MEASUREMENT_NOT_WHOLE', 'value');
  if (!isPlausible(indicator, meant)) return refuse('MEASUREMENT_IMPLAUSIBLE', 'value');
  return undefined;
}
