import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { LightShape, TrafficLight } from '../ui/index.ts';
import { Drawing, Figure } from './figure.tsx';
import { aspects, findingOf, type PeriodOfLights } from './lights.ts';
import { wrap } from './wrap.ts';

const labels = 96;
const column = 118;
const row = 70;
const head = 30;

/** The four lights of a programme over the periods: a shape and a word for each, the oldest period first. */
export function LightsOverPeriods({
  title,
  periods,
  word,
}: {
  readonly title: string;
  /** Oldest first; the period as it is to be read. */
  readonly periods: readonly PeriodOfLights[];
  /** What a light is called here. */
  readonly word: (state: PeriodOfLights['overall']) => string;
}): ReactElement | null {
  const { t } = useTranslation(['agenda']);
  const found = findingOf(periods);
  if (!found) return null;
  const names = (list: readonly (typeof aspects)[number][]) =>
    list.map((aspect) => t(`aspect.${aspect}`).toLowerCase()).join(', ');
  const finding = [
    found.since === undefined
      ? t('lights.now', { period: found.period, word: word(found.now).toLowerCase() })
      : t('lights.since', { period: found.period, word: word(found.now).toLowerCase(), since: found.since }),
    ...(found.better.length > 0 ? [t('lights.better', { what: names(found.better) })] : []),
    ...(found.worse.length > 0 ? [t('lights.worse', { what: names(found.worse) })] : []),
    ...(periods.length > 1 && found.better.length + found.worse.length === 0 ? [t('lights.same')] : []),
  ].join(' ');
  const width = labels + periods.length * column;
  const height = head + aspects.length * row;
  return (
    <Figure
      title={title}
      finding={finding}
      table={{
        columns: [
          { id: 'period', title: t('lights.period'), isHead: true, cell: ({ period }) => period },
          ...aspects.map((aspect) => ({
            id: aspect,
            title: t(`aspect.${aspect}`),
            cell: (one: PeriodOfLights) => <TrafficLight state={one[aspect]} word={word(one[aspect])} />,
          })),
        ],
        rows: periods,
        keyOf: ({ period }) => period,
      }}
    >
      <Drawing width={width} height={height} readableWidth={Math.min(width, Math.max(300, width * 0.8))}>
        {periods.map(({ period }, at) => (
          <text key={period} x={labels + (at + 0.5) * column} y={18} textAnchor="middle" fontWeight="600">
            {period}
          </text>
        ))}
        {aspects.map((aspect, line) => (
          <g key={aspect} transform={`translate(0 ${String(head + line * row)})`}>
            <path d={`M0 0H${String(width)}`} className="chart-rule" />
            <text x={0} y={row / 2 + 5} fontWeight={aspect === 'overall' ? 700 : 400}>
              {t(`aspect.${aspect}`)}
            </text>
            {periods.map((one, at) => {
              const middle = labels + (at + 0.5) * column;
              return (
                <g key={one.period}>
                  <LightShape state={one[aspect]} x={middle - 10} y={8} />
                  {wrap(word(one[aspect]), 20, 2).map((words, number) => (
                    <text key={words} x={middle} y={43 + number * 13} textAnchor="middle" fontSize="12">
                      {words}
                    </text>
                  ))}
                </g>
              );
            })}
          </g>
        ))}
      </Drawing>
    </Figure>
  );
}
