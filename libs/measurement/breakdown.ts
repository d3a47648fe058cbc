import type { Definition } from './indicator.ts';
import { valueOf, type Period } from './series.ts';
import type { MeasurementRow } from './series.view.ts';

/** Whether a value's parts by one dimension make it up (rule 24). */
export interface Breakdown {
  readonly dimension: string;
  readonly period: Period;
  readonly place?: string | undefined;
  /**
   * `complete`: every category has a value and so has the whole, and where things are counted they add up to it.
   * `differs`: they add up to something else. `incomplete`: a category, a number or the whole is missing.
   */
  readonly state: 'complete' | 'incomplete' | 'differs';
  /** Categories of the definition without a value in force. */
  readonly missing: readonly string[];
  /** The undivided value is there. */
  readonly total: boolean;
}

/**
 * The breakdowns among the values of one series and one version of its indicator: one for each dimension, period and
 * place that has any part. Where the definition names no dimensions, the categories given are taken to be all.
 */
export function breakdownsOf(
  definition: Pick<Definition, 'kind' | 'dimensions'>,
  rows: readonly MeasurementRow[],
): readonly Breakdown[] {
  const inForce = rows.filter(({ current }) => current !== undefined);
  const spotOf = ({ period, place }: MeasurementRow) => `${period.from}/${period.to}/${place ?? ''}`;
  const wholes = new Map(inForce.filter(({ dimension }) => dimension === undefined).map((row) => [spotOf(row), row]));
  const parts = Map.groupBy(
    inForce.filter(({ dimension }) => dimension !== undefined),
    (row) => `${spotOf(row)}/${row.dimension ?? ''}`,
  );
  return [...parts.values()].flatMap((given): Breakdown[] => {
    const [first] = given;
    if (first?.dimension === undefined) return [];
    const { dimension, period, place } = first;
    const whole = wholes.get(spotOf(first));
    const declared = definition.dimensions?.find(({ id }) => id === dimension)?.categories ?? [];
    const missing = declared.map(({ id }) => id).filter((id) => given.every(({ category }) => category !== id));
    const numbers = given.map((row) => numberIn(definition, row));
    const total = numberIn(definition, whole);
    const state =
      missing.length > 0 || !whole
        ? 'incomplete'
        : definition.kind !== 'count'
          ? 'complete'
          : total === null || numbers.includes(null)
            ? 'incomplete'
            : numbers.reduce<number>((sum, number) => sum + (number ?? 0), 0) === total
              ? 'complete'
              : 'differs';
    return [{ dimension, period, place, state, missing, total: whole !== undefined }];
  });
}

const numberIn = ({ kind }: Pick<Definition, 'kind'>, row: MeasurementRow | undefined): number | null =>
  row?.current && row.current.status !== 'not_available' ? valueOf(kind, row.current) : null;
