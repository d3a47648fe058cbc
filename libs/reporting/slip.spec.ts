import fc from 'fast-check';
import type { ReportFigure } from './figure.ts';
import { slipsOf, type PlannedTask, type SlipSources } from './slip.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const period = { from: '2025-01-01', to: '2025-06-30' };
const nothing: SlipSources = { tasks: [], activities: [], decisions: [], carriedOver: [], aims: [] };
const task = (more: Partial<PlannedTask> = {}): PlannedTask => ({
  id: 'task_model',
  title: text('Mallin kuvaus'),
  openedOn: '2024-11-01',
  due: '2025-05-31',
  cancelled: false,
  moves: [],
  ...more,
});
const why = text('Tilat varattu');
const kindsOf = (...tasks: PlannedTask[]) => slipsOf(period, { ...nothing, tasks }).map(({ kind }) => kind);
const figure: ReportFigure = {
  indicator: 'indicator_visits',
  title: text('Käynnit'),
  unit: text('käyntiä'),
  from: period.from,
  to: period.to,
  value: 40,
  provisional: false,
  reported: 1,
  expected: 1,
  contactsNotPersons: false,
  target: { kind: 'at_least', due: '2025-06-30', value: 50 },
};

describe('what slipped in a period', () => {
  it('is a task moved out of it, from its day in the period to where it stands now, with the last reason', () =>
    expect(
      slipsOf(period, {
        ...nothing,
        tasks: [
          task({
            due: '2025-10-31',
            moves: [
              { from: '2025-05-31', to: '2025-08-31', why: text('Loma') },
              { from: '2025-08-31', to: '2025-10-31', why },
            ],
          }),
        ],
      }),
    ).toEqual([
      {
        kind: 'task_moved',
        about: 'task_model',
        title: text('Mallin kuvaus'),
        from: '2025-05-31',
        to: '2025-10-31',
        why,
      },
    ]));

  it('is no task that was moved about within it and done, nor one cancelled', () => {
    const moved = [{ from: '2025-03-31', to: '2025-05-31', why }];
    expect(kindsOf(task({ moves: moved, completedOn: '2025-05-20' }), task({ cancelled: true }))).toEqual([]);
  });

  it('is a task due in it and not done by its end, whenever that is read (rule 46)', () => {
    expect(kindsOf(task())).toEqual(['task_late']);
    expect(kindsOf(task({ completedOn: '2025-07-01' }))).toEqual(['task_late']);
    expect(kindsOf(task({ completedOn: '2025-06-30' }))).toEqual([]);
    expect(kindsOf(task({ due: '2025-07-01' }), task({ due: '2024-12-31' }))).toEqual([]);
  });

  it('is what was added while it ran, to be done in it', () => {
    expect(kindsOf(task({ openedOn: '2025-02-01', completedOn: '2025-05-01' }))).toEqual(['added']);
    // What is planned on the first day was planned for the period.
    expect(kindsOf(task({ openedOn: '2025-01-01', completedOn: '2025-05-01' }))).toEqual([]);
    expect(kindsOf(task({ openedOn: '2025-02-01', due: '2025-09-01' }))).toEqual([]);
    const activities = ['2024-12-01', '2025-02-01', '2025-07-01'].map((plannedOn) => ({
      id: `activity_${plannedOn.slice(5, 7)}`,
      title: text('Käynnit'),
      plannedOn,
    }));
    expect(slipsOf(period, { ...nothing, activities }).map(({ about }) => about)).toEqual(['activity_02']);
  });

  it('is a promise that was moved or dropped, and none that was kept (rule 47)', () => {
    const item = (outcome: 'achieved' | 'moved' | 'dropped', more: object = {}) => ({
      item: `item_${outcome}`,
      text: text(outcome),
      outcome,
      ...more,
    });
    const carriedOver = [item('achieved'), item('dropped', { why }), item('moved', { why, due: '2025-09-30' })];
    expect(slipsOf(period, { ...nothing, carriedOver })).toEqual([
      { kind: 'promise_moved', about: 'item_moved', title: text('moved'), to: '2025-09-30', why },
      { kind: 'promise_dropped', about: 'item_dropped', title: text('dropped'), why },
    ]);
  });

  it('is a target missed, never one that nobody can tell of (rule 14)', () => {
    const met = (found: boolean | null) => slipsOf(period, { ...nothing, aims: [{ figure, met: found }] });
    expect(met(false)).toMatchObject([
      { kind: 'target_missed', about: 'indicator_visits', from: '2025-06-30', figure: { value: 40 } },
    ]);
    expect([...met(true), ...met(null)]).toEqual([]);
  });

  it('is a decision whose month came and that is still only planned', () => {
    const decisions = ['2024-12', '2025-06', '2025-07', undefined].map((planned) => ({
      id: `decision_${planned ?? 'taken'}`,
      title: text('Hyväksyminen'),
      planned,
    }));
    expect(slipsOf(period, { ...nothing, decisions }).map(({ from }) => from)).toEqual(['2024-12', '2025-06']);
  });

  it('tells each task once at most, whatever happened to it', () => {
    const day = fc
      .date({ min: new Date('2024-06-01'), max: new Date('2026-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(
        fc.record({
          openedOn: day,
          due: fc.option(day, { nil: undefined }),
          completedOn: fc.option(day, { nil: undefined }),
          cancelled: fc.boolean(),
          moves: fc.array(fc.record({ from: day, to: day, why: fc.constant(why) }), { maxLength: 4 }),
        }),
        (happened) => {
          expect(kindsOf(task(happened)).length).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
