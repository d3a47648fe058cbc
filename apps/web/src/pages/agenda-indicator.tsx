import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../language.ts';
import { Said, type Text } from '../said.tsx';
import { useSight } from '../view.ts';

interface Shown {
  readonly id: string;
  readonly title: Text;
  readonly unit: Text;
  readonly progress?: number | null;
  readonly trend: readonly {
    readonly value?: number | null;
    readonly suppressed: boolean;
    readonly period: { readonly from: string; readonly to: string };
  }[];
}

/** How an indicator stands, in a line: its newest figure, how far it has come, and the course it has taken. */
export function IndicatorState({ indicator }: { readonly indicator: Shown }): ReactElement {
  const { t } = useTranslation(['agenda']);
  const { number, percent } = useFormats();
  const { collaboration } = useSight();
  const { id, title, unit, progress, trend } = indicator;
  const values = trend.flatMap(({ value }) => (value == null ? [] : [value]));
  const newest = trend.findLast(({ value, suppressed }) => value != null || suppressed);
  return (
    <li className="indicator-state small">
      <Link to="/c/$collaboration/indicators/$indicator" params={{ collaboration, indicator: id }}>
        <Said text={title} />
      </Link>
      <span className="row">
        {values.length > 1 && <Course values={values} />}
        {newest?.value != null ? (
          <span>
            <strong>{number(newest.value)}</strong> <Said text={unit} plain />{' '}
            <span className="quiet">({newest.period.to.slice(0, 4)})</span>
          </span>
        ) : (
          <span className="quiet">{newest?.suppressed === true ? t('figure.suppressed') : t('figure.none')}</span>
        )}
        {progress != null && <span>{t('figure.progress', { share: percent(progress) })}</span>}
      </span>
    </li>
  );
}

const width = 72;
const height = 20;

/** The course of the last figures as a stroke: it says nothing that the words beside it do not. */
function Course({ values }: { readonly values: readonly number[] }): ReactElement {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const x = (at: number) => 3 + (at * (width - 6)) / (values.length - 1);
  const y = (value: number) => (most === least ? height / 2 : 3 + ((most - value) * (height - 6)) / (most - least));
  const last = values.length - 1;
  return (
    <svg
      className="course"
      width={width}
      height={height}
      viewBox={`0 0 ${String(width)} ${String(height)}`}
      aria-hidden
    >
      <polyline points={values.map((value, at) => `${String(x(at))},${String(y(value))}`).join(' ')} />
      <circle cx={x(last)} cy={y(values[last] ?? 0)} r="2.5" />
    </svg>
  );
}
