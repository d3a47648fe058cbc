import { scaleLinear, scalePoint } from 'd3-scale';
import { line } from 'd3-shape';
import type { ReactElement } from 'react';
import type { Point } from './finding.ts';
import './sparkline.css';

const [wide, tall, edge] = [132, 36, 5];

/**
 * The course of the newest values, small, beside the words that tell it: drawn only, not said. It goes through the
 * values of the present version that are there, and begins anew after a hole.
 */
export function Sparkline({ points }: { readonly points: readonly Point[] }): ReactElement | null {
  const version = points.at(-1)?.indicatorVersion;
  const present = points.filter(({ indicatorVersion }) => indicatorVersion === version);
  const seen = present.flatMap(({ value }) => (value === null ? [] : [value]));
  if (seen.length < 2) return null;
  const x = scalePoint(
    present.map(({ period }) => period.to),
    [edge, wide - edge],
  );
  const y = scaleLinear([Math.min(...seen), Math.max(...seen)], [tall - edge, edge]);
  const height = (value: number) => (Math.min(...seen) === Math.max(...seen) ? tall / 2 : y(value));
  const across = (point: Point) => x(point.period.to) ?? 0;
  const course = line<Point>()
    .defined(({ value }) => value !== null)
    .x(across)
    .y(({ value }) => height(value ?? 0))(present);
  const last = present.findLast(({ value }) => value !== null);
  return (
    <svg className="sparkline" viewBox={`0 0 ${String(wide)} ${String(tall)}`} width={wide} height={tall} aria-hidden>
      {course !== null && <path d={course} />}
      {last && <circle cx={across(last)} cy={height(last.value ?? 0)} r="3.5" />}
    </svg>
  );
}
