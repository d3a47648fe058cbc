import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats, useLanguage } from '../language.ts';
import { periodName } from '../period.ts';
import { Drawing, Figure } from './figure.tsx';
import type { Point } from './finding.ts';
import { layOutTrend, type TargetSet, type TrendData } from './trend.ts';
import { useWidth } from './width.ts';
import './trend.css';

/** Width of a letter of the axis, in pixels, and the height of the drawing. */
const letter = 7.6;
const tall = 300;

/** How joint values have gone, with where they began, the targets and when these were changed. */
export function TrendChart({
  title,
  finding,
  unit,
  ...data
}: TrendData & { readonly title: string; readonly finding: string; readonly unit: string }): ReactElement {
  const { t } = useTranslation('indicators');
  const { number, day } = useFormats();
  const language = useLanguage();
  const [room, width] = useWidth<HTMLDivElement>();
  const { points, targets, baseline, fromZero } = data;
  const layout = useMemo(
    () =>
      width === 0
        ? undefined
        : layOutTrend({ points, targets, baseline, fromZero }, { width, height: tall, letter }, number),
    [points, targets, baseline, fromZero, width, number],
  );
  const shapes = new Set(layout?.marks.map(({ shape }) => shape));
  const level = ({ kind, value, max }: TargetSet) =>
    t(`level.${kind}`, { value: value === null ? '' : number(value), max: max === null ? '' : number(max) });
  return (
    <Figure
      title={title}
      finding={finding}
      table={{
        columns: [
          {
            id: 'period',
            title: t('period'),
            isHead: true,
            cell: ({ period }: Point) => periodName(period, language),
          },
          { id: 'value', title: unit, numeric: true, cell: (point: Point) => <Value point={point} /> },
          {
            id: 'partners',
            title: t('trend.partners'),
            numeric: true,
            cell: ({ reported, expected }: Point) => t('trend.of', { reported, expected }),
          },
        ],
        rows: points,
        keyOf: ({ period, indicatorVersion }) => `${period.from} ${period.to} ${String(indicatorVersion)}`,
      }}
    >
      <div ref={room} className="trend">
        {layout && (
          <Drawing width={width} height={tall}>
            {layout.yTicks.map(({ y, value }) => (
              <g key={value}>
                <line className="rule" x1={layout.left} x2={layout.right} y1={y} y2={y} />
                <text x={layout.left - 8} y={y} dy="0.35em" textAnchor="end">
                  {number(value)}
                </text>
              </g>
            ))}
            {layout.xTicks.map(({ x, point }) => (
              <text key={point.period.to} x={x} y={layout.bottom + letter * 3} textAnchor="middle">
                {periodName(point.period, language, true)}
              </text>
            ))}
            {layout.breaks.map(({ x, indicatorVersion }) => (
              <g key={indicatorVersion} className="break">
                <line x1={x} x2={x} y1={layout.top} y2={layout.bottom} />
                <text x={x + 5} y={layout.top + 4}>
                  {t('trend.version', { version: indicatorVersion })}
                </text>
              </g>
            ))}
            {layout.targets.map(({ target, path, x, y, upper, replaced }) => (
              <g key={`${target.due} ${target.setAt}`} className={replaced ? 'target replaced' : 'target'}>
                {upper !== undefined && (
                  <rect
                    className="band"
                    x={layout.left}
                    width={x - layout.left}
                    y={Math.min(y, upper)}
                    height={Math.abs(y - upper)}
                  />
                )}
                <path d={path} />
                {!replaced && (
                  <>
                    <path className="diamond" d={`M${String(x)} ${String(y - 7)}l7 7-7 7-7-7z`} />
                    <text x={x + 6} y={y - 11} textAnchor="end">
                      {width > 520 ? `${level(target)} (${day(target.due)})` : level(target)}
                    </text>
                  </>
                )}
              </g>
            ))}
            {layout.baseline && (
              <rect className="baseline" x={layout.baseline.x - 5} y={layout.baseline.y - 5} width="10" height="10" />
            )}
            {layout.lines.map((path) => (
              <path key={path} className="course" d={path} />
            ))}
            {layout.marks.map(({ x, y, shape, point }, at) => (
              <g key={point.period.to} className={`mark ${shape === 'hidden' ? 'unshown' : shape}`}>
                {shape === 'hidden' ? (
                  <path d={`M${String(x - 6)} ${String(y - 12)}l12 12m0-12l-12 12`} />
                ) : (
                  <circle cx={x} cy={y} r="5.5" />
                )}
                {at === layout.marks.length - 1 && point.value !== null && (
                  <text className="latest" x={x} y={y - 13} textAnchor={x > width - 60 ? 'end' : 'middle'}>
                    {number(point.value)}
                  </text>
                )}
              </g>
            ))}
          </Drawing>
        )}
      </div>
      <ul className="plain key" aria-label={t('trend.key')}>
        {shapes.has('whole') && <Key className="mark whole" says={t('trend.whole')} />}
        {shapes.has('provisional') && <Key className="mark provisional" says={t('status.PROVISIONAL')} />}
        {shapes.has('partial') && <Key className="mark partial" says={t('trend.partial')} />}
        {shapes.has('hidden') && <Key className="mark unshown" says={t('notShown')} />}
        {baseline && (
          <Key
            className="baseline"
            says={t('trend.baseline', { value: number(baseline.value), year: baseline.year })}
          />
        )}
        {layout?.targets.some(({ replaced }) => !replaced) === true && (
          <Key className="target" says={t('trend.target')} />
        )}
        {layout?.targets.some(({ replaced }) => replaced) === true && (
          <Key className="target replaced" says={t('trend.replaced')} />
        )}
      </ul>
      {targets.length > 0 && (
        <p className="hidden">{targets.map((target) => `${level(target)} (${day(target.due)})`).join(', ')}</p>
      )}
    </Figure>
  );
}

/** A joint value in a table: hidden, missing and nought are three different things (rule 25). */
function Value({ point }: { readonly point: Point }): ReactElement {
  const { t } = useTranslation('indicators');
  const { number } = useFormats();
  if (point.value === null) return <>{t(point.suppressed ? 'notShown' : 'noValue')}</>;
  const marks = [...(point.provisional ? [t('provisional')] : []), ...(point.complete ? [] : [t('incomplete')])];
  return <>{[number(point.value), ...marks].join(', ')}</>;
}

/** What a mark of the drawing means. */
const Key = ({ className, says }: { readonly className: string; readonly says: string }): ReactElement => (
  <li>
    <svg width="22" height="14" viewBox="0 0 22 14" aria-hidden className="trend-key">
      <g className={className}>
        {className === 'baseline' ? (
          <rect className="baseline" x="6" y="2" width="10" height="10" />
        ) : className === 'mark unshown' ? (
          <path d="M6 2l10 10m0-10l-10 10" />
        ) : className.startsWith('target') ? (
          <>
            <path d="M0 7h22" />
            {className === 'target' && <path className="diamond" d="M11 1l6 6-6 6-6-6z" />}
          </>
        ) : (
          <circle cx="11" cy="7" r="5.5" />
        )}
      </g>
    </svg>
    {says}
  </li>
);
