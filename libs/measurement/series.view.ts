import { stamp, type Stamp, type View } from '#decider';
import type { Text } from '#language';
import { figureOf, keyOf, partsOf, yearOf, seriesEvents, type Cell, type Figure } from './series.ts';

/** What one partner has measured of one indicator, in outline; the values are in {@link measurements}. */
export interface SeriesRow extends Stamp {
  readonly id: string;
  readonly indicator: string;
  readonly partner: string;
  /** How many measurements it holds, and how many corrections were made. */
  readonly reported: number;
  readonly corrected: number;
  /** The first and the last day that the periods reached. */
  readonly from: string;
  readonly to: string;
}

export const seriesOutlines: View<SeriesRow, typeof seriesEvents> = {
  name: 'series',
  version: 1,
  events: seriesEvents,
  indexes: { indicator: (series) => series.indicator, partner: (series) => series.partner },

  evolve(series, event) {
    switch (event.type) {
      case 'MeasurementReported': {
        const { indicator, partner, period } = event.data;
        const { reported, corrected, from, to } = series ?? { reported: 0, corrected: 0, ...period };
        return {
          id: event.subject,
          ...stamp(event),
          indicator,
          partner,
          reported: reported + 1,
          corrected,
          from: period.from < from ? period.from : from,
          to: period.to > to ? period.to : to,
        };
      }
      case 'MeasurementCorrected':
        if (!series) throw new Error(`${event.type} before ${event.subject} held a measurement`);
        return { ...series, ...stamp(event), corrected: series.corrected + 1 };
    }
  },
};

/** The current value of one measurement and the values it had before. Its key is `keyOf(…)` of it. */
export interface Measurement extends Cell, Figure {
  readonly at: string;
  readonly by: string;
  readonly mandate?: string | undefined;
  /** Place in the log of the event that gave the current value. */
  readonly position: string;
  /** Older values, oldest first, each with what took its place (rule 21). */
  readonly corrections: readonly Correction[];
}

export interface Correction {
  /** The value that was corrected, and who had given it when. */
  readonly old: Figure & { readonly at: string; readonly by: string; readonly position: string };
  /** Who corrected it, when and why. */
  readonly at: string;
  readonly by: string;
  readonly mandate?: string | undefined;
  readonly reason: Text;
}

/** The measurements of one series whose periods begin in one year: a series grows for decades, a year does not. */
export interface MeasurementsRow extends Stamp {
  /** `<series>/<year>` */
  readonly id: string;
  readonly series: string;
  readonly cells: readonly Measurement[];
}

/** One empty list for all: most measurements are never corrected. */
const none: readonly Correction[] = [];

export const measurements: View<MeasurementsRow, typeof seriesEvents> = {
  name: 'measurements',
  version: 1,
  events: seriesEvents,
  key: (event) =>
    `${event.subject}/${yearOf(event.type === 'MeasurementReported' ? event.data.period.from : event.data.measurement)}`,
  indexes: { series: (row) => row.series, indicator: (row) => partsOf(row.series).indicator },

  evolve(row, event) {
    const { recordedAt: at, actor: by, mandate, position } = event;
    switch (event.type) {
      case 'MeasurementReported': {
        const { place, period, dimension, category } = event.data;
        const cell = {
          place,
          period,
          dimension,
          category,
          ...figureOf(event.data),
          at,
          by,
          mandate,
          position,
          corrections: none,
        };
        return {
          id: row?.id ?? `${event.subject}/${yearOf(period.from)}`,
          ...stamp(event),
          series: row?.series ?? event.subject,
          cells: row ? [...row.cells, cell] : [cell],
        };
      }
      case 'MeasurementCorrected': {
        const { measurement, reason } = event.data;
        const index = row?.cells.findIndex((cell) => keyOf(cell) === measurement) ?? -1;
        const before = row?.cells[index];
        if (!row || !before) throw new Error(`${event.type} before ${measurement} was reported to ${event.subject}`);
        const old = { ...figureOf(before), at: before.at, by: before.by, position: before.position };
        const corrections = [...before.corrections, { old, at, by, mandate, reason }];
        const after = { ...before, ...figureOf(event.data), at, by, mandate, position, corrections };
        return { ...row, ...stamp(event), cells: row.cells.with(index, after) };
      }
    }
  },
};
