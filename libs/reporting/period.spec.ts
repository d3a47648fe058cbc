import { freeze, specification } from '../decider/spec.ts';
import { period, type PeriodEvent } from './period.ts';
import { lineOf, periods, type PeriodRow } from './period.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const data = { code: '2024-H2', from: '2024-07-01', to: '2024-12-31', type: 'half_year' } as const;
const open = (changes: object = {}) => ({ type: 'OpenPeriod', data: { ...data, ...changes } }) as const;
const opened: PeriodEvent = { type: 'PeriodOpened', data };
const facts = { codeTaken: false, previousTo: undefined, today: '2025-01-15' };
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

  it('may say by what day assessments are due, which is moved only with a reason', () => {
    const due = (assessmentsDue: string, reason?: object) =>
      ({
        type: 'SetPeriodDue',
        data: { assessmentsDue, ...(reason && { reason: text('Luvut myöhästyvät') }) },
      }) as const;
    const withDue: PeriodEvent = { type: 'PeriodOpened', data: { ...data, assessmentsDue: '2025-01-20' } };
    spec
      .given()
      .when(open({ assessmentsDue: '2025-01-20' }), { facts })
      .then(withDue);
    spec
      .given()
      .when(open({ assessmentsDue: '2024-06-30' }), { facts })
      .thenRefused('PERIOD_DUE_BEFORE_START', 'assessmentsDue');
    spec
      .given(opened)
      .when(due('2025-01-20'), { facts })
      .then({ type: 'PeriodDueSet', data: { assessmentsDue: '2025-01-20' } });
    spec.given(opened).when(due('2024-06-30'), { facts }).thenRefused('PERIOD_DUE_BEFORE_START', 'assessmentsDue');
    spec.given(withDue).when(due('2025-01-20'), { facts }).thenRefused('PERIOD_DUE_UNCHANGED', 'assessmentsDue');
    spec.given(withDue).when(due('2025-01-31'), { facts }).thenRefused('PERIOD_DUE_REASON_MISSING', 'reason');
    spec
      .given(withDue)
      .when(due('2025-01-31', {}), { facts })
      .then({ type: 'PeriodDueSet', data: { assessmentsDue: '2025-01-31', reason: text('Luvut myöhästyvät') } });
    spec.given().when(due('2025-01-31'), { facts }).thenRefused('PERIOD_NOT_FOUND');
  });

  it('is closed when it is over, and opened again with a reason', () => {
    const close = { type: 'ClosePeriod', data: {} } as const;
    const closed: PeriodEvent = { type: 'PeriodClosed', data: {} };
    const reopen = { type: 'ReopenPeriod', data: { reason: text('Arvio puuttui') } } as const;
    const reopened: PeriodEvent = { type: 'PeriodReopened', data: { reason: text('Arvio puuttui') } };
    spec.given().when(close, { facts }).thenRefused('PERIOD_NOT_FOUND');
    spec
      .given(opened)
      .when(close, { facts: { ...facts, today: '2024-12-31' } })
      .thenRefused('PERIOD_NOT_OVER');
    spec
      .given(opened)
      .when(close, { facts: { ...facts, today: '2025-01-01' } })
      .then(closed);
    spec.given(opened, closed).when(close, { facts }).thenRefused('PERIOD_CLOSED');
    spec
      .given(opened, closed)
      .when({ type: 'SetPeriodDue', data: { assessmentsDue: '2025-01-31' } }, { facts })
      .thenRefused('PERIOD_CLOSED');
    spec.given(opened).when(reopen, { facts }).thenRefused('PERIOD_NOT_CLOSED');
    spec.given(opened, closed).when(reopen, { facts }).then(reopened);
    spec.given(opened, closed, reopened).when(close, { facts }).then(closed);
  });

  it('is shown with its days, and with every time it was closed and opened again', () => {
    const recorded = (event: PeriodEvent, revision: number) =>
      freeze({
        ...event,
        subject: 'period_2024h2',
        revision,
        position: String(7 + revision),
        recordedAt: `2025-01-0${String(1 + revision)}T08:00:00.000Z`,
        actor: 'person_a',
        organisation: 'partner_a',
      });
    const first = freeze(periods.evolve(undefined, recorded(opened, 0)));
    expect(first).toMatchObject({
      id: 'period_2024h2',
      code: '2024-H2',
      from: '2024-07-01',
      to: '2024-12-31',
      phase: 'open',
      acceptance: false,
      carryOver: false,
      reopenings: [],
    });
    const closed = freeze(periods.evolve(first, recorded({ type: 'PeriodClosed', data: {} }, 1)));
    expect(closed).toMatchObject({ phase: 'closed', closedAt: '2025-01-02T08:00:00.000Z' });
    const reason = text('Arvio puuttui');
    const again = freeze(periods.evolve(closed, recorded({ type: 'PeriodReopened', data: { reason } }, 2)));
    expect(again).toMatchObject({ phase: 'open', reopenings: [{ at: '2025-01-03T08:00:00.000Z', reason }] });
    expect(again.closedAt).toBeUndefined();
    const moved = periods.evolve(again, recorded({ type: 'PeriodDueSet', data: { assessmentsDue: '2025-02-01' } }, 3));
    expect(moved).toMatchObject({ assessmentsDue: '2025-02-01', revision: 3 });
  });

  it('stands at the end of a line of those before it, which ends somewhere', () => {
    const row = (id: string, previous?: string) => ({ id, previous }) as PeriodRow;
    const all = new Map(
      [row('period_a'), row('period_b', 'period_a'), row('period_c', 'period_b')].map((one) => [one.id, one]),
    );
    const line = (most: number) => lineOf(row('period_c', 'period_b'), (id) => all.get(id), most).map(({ id }) => id);
    expect(line(9)).toEqual(['period_c', 'period_b', 'period_a']);
    expect(line(2)).toEqual(['period_c', 'period_b']);
  });
});
