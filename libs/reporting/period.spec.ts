import { specification } from '../decider/spec.ts';
import { period, type PeriodEvent } from './period.ts';
import { periods } from './period.view.ts';

const data = { code: '2024-H2', from: '2024-07-01', to: '2024-12-31', type: 'half_year' } as const;
const open = (changes: object = {}) => ({ type: 'OpenPeriod', data: { ...data, ...changes } }) as const;
const opened: PeriodEvent = { type: 'PeriodOpened', data };
const facts = { codeTaken: false, previousTo: undefined };
const spec = specification(period);

describe('a period', () => {
  it('is opened by a coordinator', () => {
    spec.given().when(open(), { facts }).then(opened);
    spec
      .given()
      .when(open(), { facts, asker: { mandates: [{ id: 'mandate_m', role: 'member', partner: 'partner_a' }] } })
      .thenRefused('MANDATE_MISSING');
  });

  it('is opened once, under a code of its own', () => {
    spec.given(opened).when(open(), { facts }).thenRefused('PERIOD_EXISTS');
    spec
      .given()
      .when(open(), { facts: { ...facts, codeTaken: true } })
      .thenRefused('PERIOD_CODE_TAKEN', 'code');
  });

  it('has a code that says what it is', () => {
    for (const [code, type] of [
      ['2025-Q1', 'half_year'],
      ['2025', 'quarter'],
      ['2025-H1', 'year'],
    ] as const)
      spec.given().when(open({ code, type }), { facts }).thenRefused('PERIOD_CODE_NOT_OF_TYPE', 'code');
    for (const [code, type] of [
      ['2025-Q1', 'quarter'],
      ['2025', 'year'],
    ] as const)
      spec
        .given()
        .when(open({ code, type }), { facts })
        .then({ type: 'PeriodOpened', data: { ...data, code, type } });
  });

  it('begins before it ends', () => {
    spec
      .given()
      .when(open({ to: '2024-06-30' }), { facts })
      .thenRefused('PERIOD_ENDS_BEFORE_START', 'to');
  });

  it('is compared with one that ended before it began', () => {
    const previous = 'period_2024h1';
    const meeting = (previousTo: string | undefined) =>
      spec.given().when(open({ previous }), { facts: { ...facts, previousTo } });
    meeting(undefined).thenRefused('PERIOD_PREVIOUS_UNKNOWN', 'previous');
    meeting('2024-07-01').thenRefused('PERIOD_PREVIOUS_NOT_BEFORE', 'previous');
    meeting('2024-06-30').then({ type: 'PeriodOpened', data: { ...data, previous } });
  });

  it('is shown with its days', () => {
    const recorded = {
      subject: 'period_2024h2',
      revision: 0,
      position: '7',
      actor: 'person_a',
      organisation: 'partner_a',
    };
    expect(periods.evolve(undefined, { ...opened, ...recorded, recordedAt: '2024-12-01T08:00:00.000Z' })).toMatchObject(
      {
        id: 'period_2024h2',
        code: '2024-H2',
        from: '2024-07-01',
        to: '2024-12-31',
      },
    );
  });
});
