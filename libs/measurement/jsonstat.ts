import type { Text } from '#language';
import { valueOf, type Figure, type Period } from './series.ts';
import type { IndicatorKind } from './indicator.ts';

/** One value in force as somebody sees it. */
export interface ToldCell extends Figure {
  readonly partner: string;
  readonly place?: string | undefined;
  readonly period: Period;
  /** There is a number, and the reader is not told it. */
  readonly suppressed: boolean;
}

interface Described {
  readonly kind: IndicatorKind;
  readonly title: Text;
  readonly unit: Text;
}

/** Stands for a partner as a whole among places. */
const whole = '_';

/**
 * An indicator’s values as a dataset of JSON-stat 2.0 (https://json-stat.org/full/), by partner, place and period. Only
 * cells that there are stand in it; `status` tells the three nothings and what may change from one another (rule 25):
 * `missing` said to be not available, `suppressed` not shown, `provisional`. A cell without either is not reported.
 */
export function jsonStat({ kind, title, unit }: Described, updated: string, cells: readonly ToldCell[]): object {
  const codes = [
    indexed(cells.map(({ partner }) => partner)),
    indexed(cells.map(({ place }) => place ?? whole)),
    indexed(cells.map(({ period }) => spanOf(period))),
  ] as const;
  const [partners, places, periods] = codes;
  const at = ({ partner, place, period }: ToldCell): string => {
    const [p, q, r] = [partners.get(partner), places.get(place ?? whole), periods.get(spanOf(period))];
    return String(((p ?? 0) * places.size + (q ?? 0)) * periods.size + (r ?? 0));
  };
  const values = cells.flatMap((cell): [string, number][] => {
    const value = cell.suppressed || cell.status === 'not_available' ? null : valueOf(kind, cell);
    return value === null ? [] : [[at(cell), value]];
  });
  const statuses = cells.flatMap((cell): [string, string][] => {
    const status = cell.suppressed ? 'suppressed' : cell.status === 'not_available' ? 'missing' : cell.status;
    return status === 'final' ? [] : [[at(cell), status]];
  });
  return {
    version: '2.0',
    class: 'dataset',
    label: title[title.original],
    updated,
    id: ['organization', 'place', 'period'],
    size: codes.map(({ size }) => size),
    role: { geo: ['place'], time: ['period'] },
    dimension: {
      organization: { category: { index: [...partners.keys()] } },
      place: { category: { index: [...places.keys()] } },
      period: { category: { index: [...periods.keys()] } },
    },
    value: Object.fromEntries(values),
    status: Object.fromEntries(statuses),
    extension: { unit: unit[unit.original] },
  };
}

/** ISO 8601 interval. */
const spanOf = ({ from, to }: Period): string => `${from}/${to}`;

const indexed = (codes: readonly string[]): ReadonlyMap<string, number> =>
  new Map([...new Set(codes)].sort().map((code, index) => [code, index]));
