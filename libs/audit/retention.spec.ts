import fc from 'fast-check';
import { specification } from '../decider/spec.ts';
import { classOf, retentionPlan, type DataClass } from './retention-plan.ts';
import { dated, dueOn, retention, yearsOn, type RetentionEvent } from './retention.ts';

const text = (fi: string) => ({ original: 'fi', fi }) as const;
const facts = { known: true, due: new Set(['task_a', 'task_b']) };
const confirmed: RetentionEvent = { type: 'RetentionConfirmed', data: { years: 5, basis: text('Hallitus § 12') } };
const dispose = (...subjects: readonly string[]) => ({
  type: 'DecideDisposal' as const,
  data: { subjects: [...subjects], reason: text('Aika päättyi') },
});
const confirm = (years?: number) =>
  ({
    type: 'ConfirmRetention',
    data: { ...(years !== undefined && { years }), basis: text('Hallitus § 12') },
  }) as const;

describe('how long a class of data is kept', () => {
  it('is confirmed by the organisation, in years or for good', () => {
    specification(retention).given().when(confirm(5), { facts }).then(confirmed);
    specification(retention)
      .given(confirmed)
      .when(confirm(), { facts })
      .then({ type: 'RetentionConfirmed', data: { basis: text('Hallitus § 12') } });
  });

  it('is not confirmed twice alike, nor of a class there is not', () => {
    specification(retention).given(confirmed).when(confirm(5), { facts }).thenRefused('RETENTION_STANDS', 'years');
    specification(retention)
      .given()
      .when(confirm(5), { facts: { ...facts, known: false } })
      .thenRefused('RETENTION_CLASS_UNKNOWN', 'id');
  });

  it('lets what is due be disposed of, each thing named once', () =>
    specification(retention)
      .given(confirmed)
      .when(dispose('task_b', 'task_a', 'task_b'), { facts })
      .then({ type: 'DisposalDecided', data: { subjects: ['task_b', 'task_a'], reason: text('Aika päättyi') } }));

  it('lets nothing be disposed of by a proposal, before its time, or by somebody who is no administrator', () => {
    specification(retention).given().when(dispose('task_a'), { facts }).thenRefused('RETENTION_NOT_CONFIRMED');
    specification(retention)
      .given(confirmed)
      .when(dispose('task_a', 'task_c'), { facts })
      .thenRefused('RETENTION_NOT_DUE', 'subjects');
    specification(retention)
      .given(confirmed)
      .when(dispose('task_a'), { facts, asker: { mandates: [] } })
      .thenRefused('MANDATE_MISSING');
  });
});

describe('what is due on a day', () => {
  const tasks = retentionPlan.find(({ id }) => id === 'tasks') as DataClass;
  const thing = (id: string, changedOn: string, change = 'TaskCompleted') => ({ id, changedOn, change });

  it('is what ended so many years ago to the day, and was not disposed of', () => {
    const things = [
      thing('task_old', '2019-06-30'),
      thing('task_day', '2020-06-30'),
      thing('task_young', '2020-07-01'),
      thing('task_open', '2010-01-01', 'TaskOpened'),
      thing('task_gone', '2010-01-01'),
    ];
    expect(dueOn('2025-06-30', tasks, 5, things, new Set(['task_gone']))).toEqual([
      { id: 'task_old', since: '2019-06-30', due: '2024-06-30' },
      { id: 'task_day', since: '2020-06-30', due: '2025-06-30' },
    ]);
  });

  it('is nothing of what is kept for good', () =>
    expect(dated(tasks, undefined, thing('task_a', '1999-01-01'))).toBeUndefined());

  it('comes after a leap day on the first of March, where there is none', () => {
    expect(yearsOn('2024-02-29', 4)).toBe('2028-02-29');
    expect(yearsOn('2024-02-29', 5)).toBe('2029-03-01');
  });

  it('stays due: what is due on a day is due on every later one', () => {
    const day = fc
      .date({ min: new Date('1950-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, day, fc.integer({ min: 0, max: 120 }), (changedOn, one, other, years) => {
        const [earlier, later] = one < other ? [one, other] : [other, one];
        const at = (when: string) => dueOn(when, tasks, years, [thing('task_a', changedOn)], new Set()).length;
        expect(at(later)).toBeGreaterThanOrEqual(at(earlier));
        expect(at(yearsOn(changedOn, years))).toBe(1);
        const before = new Date(Date.parse(yearsOn(changedOn, years)) - 86_400_000).toISOString().slice(0, 10);
        expect(at(before)).toBe(0);
      }),
    );
  });
});

it('the plan has each class and each kind once, and a time for all that is not kept for good', () => {
  const ids = retentionPlan.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const kinds = retentionPlan.flatMap((one) => one.kinds);
  expect(new Set(kinds).size).toBe(kinds.length);
  expect(classOf('goal_hyva_arki')?.id).toBe('agenda');
  for (const { years, store, startsWhen, publicity, grounds } of retentionPlan) {
    if (store !== 'log' && years !== undefined) expect(startsWhen).toBeDefined();
    expect((grounds ?? []).length > 0).toBe(publicity === 'secret');
  }
});
