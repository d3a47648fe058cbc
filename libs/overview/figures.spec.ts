import { dueIn } from './figures.reading.ts';

const second = { from: '2024-07-01', to: '2024-12-31' };
const first = { from: '2025-01-01', to: '2025-06-30' };
const later = '2025-08-01';

describe('what a partner must report for a reporting period', () => {
  it('is a year’s value only in the period that ends the year', () => {
    expect(dueIn({ periodType: 'year' }, second, later)).toEqual({ from: '2024-01-01', to: '2024-12-31' });
    expect(dueIn({ periodType: 'year' }, first, later)).toBeUndefined();
    expect(dueIn({ periodType: 'half_year' }, { from: '2025-01-01', to: '2025-03-31' }, later)).toBeUndefined();
  });

  it('is the half-year itself, and of shorter ones the last that has begun', () => {
    expect(dueIn({ periodType: 'half_year' }, first, later)).toEqual(first);
    expect(dueIn({ periodType: 'quarter' }, first, later)).toEqual({ from: '2025-04-01', to: '2025-06-30' });
    expect(dueIn({ periodType: 'quarter' }, first, '2025-02-10')).toEqual({ from: '2025-01-01', to: '2025-03-31' });
    expect(dueIn({ periodType: 'month' }, first, '2025-02-10')).toEqual({ from: '2025-02-01', to: '2025-02-28' });
    expect(dueIn({ periodType: 'day' }, first, later)).toEqual(first);
  });
});
