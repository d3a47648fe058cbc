import { freeze, specification } from '../decider/spec.ts';
import { coordinationTask, type TaskEvent, type TaskFacts } from './task.ts';
import { isLate, tasks, type TaskRow } from './task.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const reason = text('Syy');
const facts: TaskFacts = { known: new Set(['partner_a', 'partner_b', 'activity_a']), today: '2025-01-15' };
const data = { title: text('Sovi tapaaminen'), partner: 'partner_a', due: '2025-01-10', activity: 'activity_a' };
const opened: TaskEvent = { type: 'TaskOpened', data: { ...data, openedOn: '2025-01-08' } };
const completed: TaskEvent = { type: 'TaskCompleted', data: { completedOn: '2025-01-15', completedBy: 'partner_a' } };
const cancelled: TaskEvent = { type: 'TaskCancelled', data: { reason } };
const moved: TaskEvent = { type: 'TaskRescheduled', data: { due: '2025-02-01', reason } };
const complete = (completedOn?: string) =>
  ({ type: 'CompleteTask', data: completedOn === undefined ? {} : { completedOn } }) as const;
const spec = specification(coordinationTask);
const as = (organisation: string, role: 'member' | 'coordinator' = 'member') => ({
  facts,
  asker: { organisation, mandates: [{ id: `mandate_${role}`, role, partner: organisation }] },
});

describe('a task', () => {
  it('is opened by the organisation responsible, or for it by a coordinator', () => {
    const open = { type: 'OpenTask', data: { ...data, openedOn: '2025-01-08' } } as const;
    spec.given().when(open, as('partner_a')).then(opened);
    spec.given().when(open, as('partner_b', 'coordinator')).then(opened);
    spec.given().when(open, as('partner_b')).thenRefused('TASK_OF_ANOTHER_PARTNER', 'partner');
    spec.given(opened).when(open, as('partner_a')).thenRefused('TASK_EXISTS');
  });

  it('is about things that exist', () => {
    const open = (more: object) =>
      spec.given().when({ type: 'OpenTask', data: { ...data, ...more } }, as('partner_a', 'coordinator'));
    open({ partner: 'partner_x' }).thenRefused('TASK_PARTNER_UNKNOWN', 'partner');
    open({ activity: 'activity_x' }).thenRefused('TASK_ACTIVITY_UNKNOWN', 'activity');
    open({ goal: 'goal_x' }).thenRefused('TASK_GOAL_UNKNOWN', 'goal');
    open({ programme: 'programme_x' }).thenRefused('TASK_PROGRAMME_UNKNOWN', 'programme');
  });

  it('when completed has a day and a completer (rule 36)', () => {
    spec.given(opened).when(complete(), as('partner_a')).then(completed);
    spec
      .given(opened)
      .when(complete('2025-01-09'), as('partner_b', 'coordinator'))
      .then({ type: 'TaskCompleted', data: { completedOn: '2025-01-09', completedBy: 'partner_b' } });
    spec.given(opened).when(complete('2025-01-16'), as('partner_a')).thenRefused('TASK_COMPLETED_AHEAD', 'completedOn');
    spec.given(opened).when(complete(), as('partner_b')).thenRefused('TASK_OF_ANOTHER_PARTNER');
    spec.given(opened, completed).when(complete(), as('partner_a')).thenRefused('TASK_COMPLETED');
    spec.given().when(complete(), as('partner_a')).thenRefused('TASK_NOT_FOUND');
  });

  it('is opened today or on an earlier day, and not completed before it', () => {
    const open = (openedOn?: string) =>
      spec
        .given()
        .when({ type: 'OpenTask', data: openedOn === undefined ? data : { ...data, openedOn } }, as('partner_a'));
    open().then({ type: 'TaskOpened', data: { ...data, openedOn: '2025-01-15' } });
    open('2025-01-16').thenRefused('TASK_OPENED_AHEAD', 'openedOn');
    const completing = (day: string) => spec.given(opened).when(complete(day), as('partner_a'));
    completing('2025-01-07').thenRefused('TASK_COMPLETED_BEFORE_OPENED', 'completedOn');
    completing('2025-01-08').then({
      type: 'TaskCompleted',
      data: { completedOn: '2025-01-08', completedBy: 'partner_a' },
    });
    // One recorded before days were kept with it takes any day that has been.
    spec
      .given({ type: 'TaskOpened', data })
      .when(complete('2024-12-01'), as('partner_a'))
      .then({ type: 'TaskCompleted', data: { completedOn: '2024-12-01', completedBy: 'partner_a' } });
  });

  it('is moved or cancelled with a reason', () => {
    spec
      .given(opened)
      .when({ type: 'RescheduleTask', data: { due: '2025-02-01', reason } }, as('partner_a'))
      .then(moved);
    spec
      .given(opened)
      .when({ type: 'RescheduleTask', data: { due: '2025-01-10', reason } }, as('partner_a'))
      .thenRefused('TASK_UNCHANGED', 'due');
    spec.given(opened).when({ type: 'CancelTask', data: { reason } }, as('partner_a')).then(cancelled);
    spec.given(opened, cancelled).when(complete(), as('partner_a')).thenRefused('TASK_CANCELLED');
  });

  const rowsOf = (...history: TaskEvent[]) =>
    history.reduce<TaskRow[]>(
      (rows, event, revision) => [
        ...rows,
        freeze(
          tasks.evolve(rows.at(-1), {
            ...event,
            subject: 'task_x',
            revision,
            position: String(revision),
            recordedAt: '2025-01-15T10:00:00.000Z',
            actor: 'person_anna',
            organisation: 'partner_a',
          }),
        ),
      ],
      [],
    );

  it('is shown with its moves, and with a completion only when completed (rule 36)', () => {
    const [open, later, done] = rowsOf(opened, moved, completed);
    expect(open).toMatchObject({ phase: 'open', due: '2025-01-10', moves: [] });
    expect(open?.completion).toBeUndefined();
    expect(later).toMatchObject({ due: '2025-02-01', moves: [{ from: '2025-01-10', reason }] });
    expect(done?.completion).toEqual({ on: '2025-01-15', partner: 'partner_a', person: 'person_anna' });
  });

  it('is late after its day, judged by the day one looks from (rule 46)', () => {
    const [open] = rowsOf(opened);
    if (!open) throw new Error('no row');
    expect(isLate(open, '2025-01-10')).toBe(false);
    expect(isLate(open, '2025-01-11')).toBe(true);
    expect(isLate({ ...open, phase: 'completed' }, '2025-01-11')).toBe(false);
    expect(isLate({ ...open, due: undefined }, '2099-01-01')).toBe(false);
  });
});
