import { breakdownsOf } from './breakdown.ts';
import type { Dimension } from './indicator.ts';
import type { Figure } from './series.ts';
import type { MeasurementRow } from './series.view.ts';

const label = { original: 'fi' as const, fi: 'x' };
const ages: Dimension = {
  id: 'ikä',
  label,
  categories: [
    { id: '0–64', label },
    { id: '65+', label },
  ],
};
const visits: Parameters<typeof breakdownsOf>[0] = { kind: 'count', dimensions: [ages] };
const row = (
  category: string | undefined,
  figure: Partial<Figure>,
  more: Partial<MeasurementRow> = {},
): MeasurementRow => ({
  id: category ?? '',
  revision: 0,
  position: '1',
  changedAt: '',
  changedBy: '',
  series: 'series_x__a',
  indicator: 'indicator_x',
  indicatorVersion: 1,
  partner: 'partner_a',
  key: '',
  period: { from: '2024-07-01', to: '2024-12-31' },
  ...(category !== undefined && { dimension: 'ikä', category }),
  calendarPeriod: '2024-07-01',
  state: 'accepted',
  current: { status: 'final', ...figure, at: '', by: '', position: '1' },
  pending: undefined,
  history: [],
  ...more,
});
const state = (rows: readonly MeasurementRow[], of: Parameters<typeof breakdownsOf>[0] = visits) =>
  breakdownsOf(of, rows).map(({ state, missing, total }) => [state, missing, total]);

describe('a breakdown (rule 24)', () => {
  const parts = [row('0–64', { value: 300 }), row('65+', { value: 112 })];

  it('is complete with its whole, and differs when the parts add up to something else', () => {
    expect(state([row(undefined, { value: 412 }), ...parts])).toEqual([['complete', [], true]]);
    expect(state([row(undefined, { value: 413 }), ...parts])).toEqual([['differs', [], true]]);
  });

  it('is incomplete without a category, a number or the whole', () => {
    expect(state([row(undefined, { value: 412 }), ...parts.slice(1)])).toEqual([['incomplete', ['0–64'], true]]);
    expect(state(parts)).toEqual([['incomplete', [], false]]);
    const unknown = row('65+', { status: 'not_available' });
    expect(state([row(undefined, { value: 412 }), ...parts.slice(0, 1), unknown])).toEqual([['incomplete', [], true]]);
    const withdrawn = row('65+', {}, { current: undefined, state: 'withdrawn' });
    expect(state([row(undefined, { value: 412 }), ...parts.slice(0, 1), withdrawn])).toEqual([
      ['incomplete', ['65+'], true],
    ]);
  });

  it('of shares and scores does not add up, and where no categories are named those given are all', () => {
    const shares = [row(undefined, { value: 50 }), row('0–64', { value: 40 }), row('65+', { value: 70 })];
    expect(state(shares, { kind: 'percentage', dimensions: [ages] })).toEqual([['complete', [], true]]);
    expect(state([row(undefined, { value: 300 }), ...parts.slice(0, 1)], { kind: 'count' })).toEqual([
      ['complete', [], true],
    ]);
  });

  it('is one for each place, period and dimension', () => {
    const elsewhere = parts.map((part) => ({ ...part, place: '179' }));
    expect(breakdownsOf(visits, [...parts, ...elsewhere]).map(({ place }) => place)).toEqual([undefined, '179']);
    expect(breakdownsOf(visits, [row(undefined, { value: 3 })])).toEqual([]);
  });
});
