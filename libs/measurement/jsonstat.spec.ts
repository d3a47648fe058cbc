import { jsonStat, type ToldCell } from './jsonstat.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const visits = { kind: 'count', title: text('Kävijät'), unit: text('käyntiä') } as const;
const period = { from: '2024-07-01', to: '2024-12-31' };
const told = (partner: string, more: Partial<ToldCell>): ToldCell => ({
  partner: `partner_${partner}`,
  period,
  status: 'final',
  suppressed: false,
  ...more,
});

it('a dataset tells a zero, a missing, a suppressed and a provisional value from one another (rule 25)', () => {
  const cells = [
    told('a', { place: '179', value: 0 }),
    told('a', { place: '435', status: 'not_available' }),
    told('b', { place: '179', suppressed: true, value: 3 }),
    told('b', { value: 12, status: 'provisional' }),
  ];
  expect(jsonStat(visits, '2025-01-31', cells)).toMatchObject({
    version: '2.0',
    class: 'dataset',
    id: ['organization', 'place', 'period'],
    size: [2, 3, 1],
    dimension: { place: { category: { index: ['179', '435', '_'] } } },
    // The last dimension runs fastest: b as a whole is (1 × 3 + 2) × 1 + 0.
    value: { '0': 0, '5': 12 },
    status: { '1': 'missing', '3': 'suppressed', '5': 'provisional' },
  });
  // Not even where a number slips in with a suppressed cell.
  expect(Object.values((jsonStat(visits, '2025-01-31', cells) as { value: object }).value)).not.toContain(3);
});
