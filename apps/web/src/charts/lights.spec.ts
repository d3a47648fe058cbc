import { findingOf, type PeriodOfLights } from './lights.ts';

const all = (period: string, light: PeriodOfLights['overall'], more: Partial<PeriodOfLights> = {}): PeriodOfLights => ({
  period,
  overall: light,
  schedule: light,
  risks: light,
  resources: light,
  ...more,
});

describe('what lights over periods show', () => {
  it('where the whole stands and since when, and what changed since the period before', () => {
    const periods = [
      all('2024-H1', 'RED'),
      all('2024-H2', 'GREEN', { risks: 'RED' }),
      all('2025-H1', 'GREEN', { risks: 'YELLOW', resources: 'YELLOW' }),
    ];
    expect(findingOf(periods)).toEqual({
      now: 'GREEN',
      period: '2025-H1',
      since: '2024-H2',
      better: ['risks'],
      worse: ['resources'],
    });
  });

  it('one period is no course', () => {
    expect(findingOf([all('2025-H1', 'YELLOW')])).toMatchObject({ since: undefined, better: [], worse: [] });
    expect(findingOf([])).toBeUndefined();
  });

  it('what nobody judged is neither better nor worse than anything (rule 42)', () => {
    const found = findingOf([all('2024-H2', 'NOT_ASSESSED'), all('2025-H1', 'RED', { risks: 'NOT_REPORTED' })]);
    expect(found).toMatchObject({ better: [], worse: [], since: undefined });
    expect(findingOf([all('2024-H2', 'NOT_ASSESSED'), all('2025-H1', 'NOT_ASSESSED')])?.since).toBeUndefined();
  });
});
