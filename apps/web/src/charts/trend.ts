import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { Point, TargetKind } from './finding.ts';

/** A target as it was set, whether it still holds or another took its place (rule 15). */
export interface TargetSet {
  readonly kind: TargetKind;
  readonly value: number | null;
  readonly max: number | null;
  readonly due: string;
  readonly setAt: string;
  readonly replacedAt: string | null;
}

export interface TrendData {
  readonly points: readonly Point[];
  readonly targets: readonly TargetSet[];
  readonly baseline: { readonly value: number; readonly year: number } | null;
  /** Whether nought belongs on the axis: it does where values are amounts. */
  readonly fromZero: boolean;
}

interface Mark {
  readonly x: number;
  readonly y: number;
  readonly point: Point;
  /** Its value is not shown: it stands on the axis, wherever the value may be. */
  readonly shape: 'whole' | 'provisional' | 'partial' | 'hidden';
}

export interface TrendLayout {
  readonly lines: readonly string[];
  readonly marks: readonly Mark[];
  readonly targets: readonly {
    readonly target: TargetSet;
    readonly path: string;
    readonly x: number;
    readonly y: number;
    readonly upper: number | undefined;
    readonly replaced: boolean;
  }[];
  readonly baseline: { readonly x: number; readonly y: number } | undefined;
  /** Where another version of the indicator begins: values on the two sides are not compared. */
  readonly breaks: readonly { readonly x: number; readonly indicatorVersion: number }[];
  readonly yTicks: readonly { readonly y: number; readonly value: number }[];
  readonly xTicks: readonly { readonly x: number; readonly point: Point }[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const time = (day: string): number => Date.parse(day.slice(0, 10));
const levels = ({ kind, value, max }: TargetSet): readonly number[] =>
  kind === 'NARRATIVE' ? [] : [value, max].filter((level) => level !== null);

/**
 * Where everything of a trend chart stands in a room of so many pixels. `letter` is about how wide a letter is. A value
 * that is not shown takes no part in any scale: it cannot be read off the drawing.
 */
export function layOutTrend(
  { points, targets, baseline, fromZero }: TrendData,
  { width, height, letter }: { readonly width: number; readonly height: number; readonly letter: number },
  labelOf: (value: number) => string,
): TrendLayout {
  const numeric = targets.filter((target) => levels(target).length > 0);
  const seen = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const all = [...seen, ...numeric.flatMap(levels), ...(baseline ? [baseline.value] : []), ...(fromZero ? [0] : [])];
  const [least, most] = all.length === 0 ? [0, 1] : [Math.min(...all), Math.max(...all)];
  const padding = most === least ? Math.max(1, Math.abs(most) * 0.2) : 0;
  const y = scaleLinear(
    [fromZero && least >= 0 ? 0 : least - padding, most + padding],
    [height - letter * 5, letter * 2.5],
  ).nice(5);
  const yTicks = y.ticks(height < 220 ? 3 : 5);
  const left = Math.ceil(Math.max(...yTicks.map((value) => labelOf(value).length), 1) * letter + letter * 1.5);
  const right = width - letter * 2.5;
  const days = [
    ...points.map(({ period }) => time(period.to)),
    ...numeric.map(({ due }) => time(due)),
    ...(baseline ? [Date.UTC(baseline.year, 11, 31)] : []),
  ];
  const [first, last] = days.length === 0 ? [0, 1] : [Math.min(...days), Math.max(...days)];
  const spread = first === last ? 180 * 86_400_000 : 0;
  const x = scaleLinear([first - spread, last + spread], [left + letter * 2, right - letter]);
  const bottom = y.range()[0] ?? height;

  const marks = points.map((point): Mark => {
    const shown = point.value !== null;
    const shape = !shown ? 'hidden' : !point.complete ? 'partial' : point.provisional ? 'provisional' : 'whole';
    return { x: x(time(point.period.to)), y: shown ? y(point.value) : bottom, point, shape };
  });
  return {
    lines: runsOf(marks).map((run) => path(run.map(({ x: across, y: down }) => [across, down]))),
    marks: marks.filter(({ point }) => point.value !== null || point.suppressed),
    targets: numeric.map((target) => {
      const [level = 0, upper] = levels(target);
      const from = Math.max(x.range()[0] ?? 0, x(time(target.setAt)));
      const to = x(time(target.due));
      const end = target.replacedAt === null ? to : Math.min(to, Math.max(from, x(time(target.replacedAt))));
      return {
        target,
        path: path([
          [Math.min(from, end), y(level)],
          [end, y(level)],
        ]),
        x: end,
        y: y(level),
        upper: upper === undefined ? undefined : y(upper),
        replaced: target.replacedAt !== null,
      };
    }),
    baseline: baseline ? { x: x(Date.UTC(baseline.year, 11, 31)), y: y(baseline.value) } : undefined,
    breaks: marks.flatMap(({ x: at, point }, index) => {
      const before = marks[index - 1];
      return before && before.point.indicatorVersion !== point.indicatorVersion
        ? [{ x: (before.x + at) / 2, indicatorVersion: point.indicatorVersion }]
        : [];
    }),
    yTicks: yTicks.map((value) => ({ y: y(value), value })),
    xTicks: thinned(
      marks.map(({ x: at, point }) => ({ x: at, point })),
      letter * 9,
    ),
    left,
    right,
    top: y.range()[1] ?? 0,
    bottom,
  };
}

const path = (points: readonly (readonly [number, number])[]): string =>
  line<readonly [number, number]>(
    ([across]) => across,
    ([, down]) => down,
  )(points) ?? '';

/** Values that follow one another in one version, without a gap: what a line may be drawn through. */
function runsOf(marks: readonly Mark[]): readonly (readonly Mark[])[] {
  const runs: Mark[][] = [];
  let open: Mark[] | undefined;
  for (const mark of marks) {
    if (mark.shape === 'hidden') open = undefined;
    else if (open?.at(-1)?.point.indicatorVersion === mark.point.indicatorVersion) open.push(mark);
    else runs.push((open = [mark]));
  }
  return runs.filter(({ length }) => length > 1);
}

/** As many labels as have room, the newest always. */
function thinned<T extends { readonly x: number }>(ticks: readonly T[], room: number): readonly T[] {
  const kept: T[] = [];
  for (const tick of ticks.toReversed()) {
    const next = kept.at(-1);
    if (!next || next.x - tick.x >= room) kept.push(tick);
  }
  return kept.reverse();
}
