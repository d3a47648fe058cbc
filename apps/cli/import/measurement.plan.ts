import { indicators, keyOf, measurements, seriesId, targetsInForce, type Figure } from '#measurement';
import { sameData } from '#language';
import { add, change, fixed, rank, reasonOf, says, type Act, type Setting } from './act.ts';
import type { EntryOf } from './read.ts';

export function indicatorActs(entry: EntryOf<'indicators'>, { main }: Setting): Act[] {
  const { id, owner, local, targets, on, by, reason: _reason, source: _source, ...definition } = entry.data;
  const whole = { entry, id, lane: id, organisation: owner };
  return [
    {
      ...whole,
      rank: rank('indicators'),
      day: on,
      by,
      aspect: 'words',
      needs: [owner, ...definition.goals, ...definition.programmes],
      makes: id,
      says: { ...definition, owner, local },
      next(world) {
        const row = world.rows(indicators).get(id);
        if (!row) return add('DefineIndicator', { ...definition, local });
        const stands = fixed(row, { owner, local });
        if (stands) return stands;
        return says(row, definition)
          ? undefined
          : change(row, 'ReviseIndicator', { ...definition, reason: reasonOf({ entry, main }) });
      },
    },
    ...targets.map(({ on: setOn, by: setBy, ...target }, index): Act => {
      const { reason: _why, ...level } = target;
      return {
        ...whole,
        path: ['targets', index],
        rank: rank('targets'),
        day: setOn ?? on,
        by: setBy ?? by,
        aspect: `target ${target.due}`,
        needs: [id],
        says: level,
        next(world) {
          const row = world.rows(indicators).get(id);
          if (!row) return undefined;
          const inForce = targetsInForce(row).find(({ due }) => due === target.due);
          // What is to be maintained is the baseline unless told.
          const value = level.value ?? (level.kind === 'maintain' ? row.baseline?.value : undefined);
          const { due, kind, max, text } = inForce ?? {};
          if (sameData({ due, kind, max, text, value: inForce?.value }, { ...level, value })) return undefined;
          return change(row, 'SetTarget', target);
        },
      };
    }),
  ];
}

/**
 * The rows about one thing measured, oldest first: the first reports it, each later one corrects it. Values that
 * were recorded before, also ones corrected since by somebody else, are not given again.
 */
export function measurementActs(entries: readonly EntryOf<'measurements'>[]): Act[] {
  return entries.map((entry, index): Act => {
    const { indicator, partner, on, by, reason } = entry.data;
    const id = seriesId(indicator, partner);
    const cell = cellOf(entry);
    const key = keyOf(cell);
    const wanted = entries.slice(0, index + 1).map(saidBy);
    const figure = saidBy(entry);
    return {
      entry,
      rank: rank('measurements'),
      day: on,
      by,
      id,
      aspect: `${key} ${index}`,
      // What is told of one cell follows in order; cells of one series share a commit.
      lane: `${id} ${key}`,
      needs: [indicator, partner],
      organisation: partner,
      says: figure,
      next(world) {
        // Days are compared first: keys take time to make, and a series holds thousands of cells.
        const isIt = (known: Cell) => known.period.from === cell.period.from && keyOf(known) === key;
        const row = world
          .rows(measurements)
          .where('series', id)
          .find(({ cells }) => cells.some(isIt));
        const current = row?.cells.find(isIt);
        if (!row || !current) return add('ReportMeasurement', { indicator, ...cell, ...figure });
        const recorded = [...current.corrections.map(({ old }) => figureOf(old)), figureOf(current)];
        if (firstMissing(wanted, recorded) > index) return undefined;
        if (reason === undefined)
          return {
            complaint: `${shown(current)} is recorded already, and the row says ${shown(figure)}: a correction needs a reason`,
            field: 'reason',
          };
        const correction = change(row, 'CorrectMeasurement', { indicator, measurement: key, ...figure, reason });
        return { ...correction, compared: true };
      },
    };
  });
}

type Cell = Parameters<typeof keyOf>[0];

/** Rows with one key are about one thing. */
export const measurementKey = (entry: EntryOf<'measurements'>): string =>
  `${seriesId(entry.data.indicator, entry.data.partner)} ${keyOf(cellOf(entry))}`;

const cellOf = ({ data }: EntryOf<'measurements'>) => ({
  place: data.place,
  period: { from: data.period_start, to: data.period_end },
  dimension: data.dimension,
  category: data.category,
});

const saidBy = ({ data }: EntryOf<'measurements'>): Figure => figureOf(data);

const figureOf = ({ status, value, numerator, denominator, narrative, comment }: Figure): Figure => ({
  status,
  value,
  numerator,
  denominator,
  narrative,
  comment,
});

/** Index of the first wanted value that does not follow the ones before it among those recorded. */
function firstMissing(wanted: readonly object[], recorded: readonly object[]): number {
  let at = 0;
  for (const [index, value] of wanted.entries()) {
    const found = recorded.findIndex((known, place) => place >= at && sameData(known, value));
    if (found < 0) return index;
    at = found + 1;
  }
  return wanted.length;
}

const shown = ({ status, value, numerator, denominator }: Figure): string =>
  status === 'not_available'
    ? 'not available'
    : value !== undefined
      ? String(value)
      : numerator !== undefined && denominator !== undefined
        ? `${numerator}/${denominator}`
        : 'words';
