import { freeze, specification } from '../decider/spec.ts';
import { coordinationTask, type TaskEvent, type TaskFacts } from './task.ts';
import { isLate, tasks, type TaskRow } from './task.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const reason = text('Syy');
const facts: TaskFacts = {
  known: new Set(['partner_a', 'partner_b', 'activity_a', 'meeting_a']),
  partnerLeft: false,
  today: '2025-01-15',
};
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
    open({ about: ['meeting_a', 'meeting_x'] }).thenRefused('TASK_ABOUT_UNKNOWN', 'about');
    open({ source: { kind: 'meeting', id: 'meeting_x' } }).thenRefused('TASK_SOURCE_UNKNOWN', 'source.id');
    const source = { kind: 'meeting', id: 'meeting_a' } as const;
    open({ openedOn: '2025-01-08', about: ['meeting_a'], source }).then({
      type: 'TaskOpened',
      data: { ...data, openedOn: '2025-01-08', about: ['meeting_a'], source },
    });
    spec
      .given()
      .when({ type: 'OpenTask', data }, { ...as('partner_a', 'coordinator'), facts: { ...facts, partnerLeft: true } })
      .thenRefused('TASK_PARTNER_LEFT', 'partner');
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

  const reopen = { type: 'ReopenTask', data: { reason } } as const;
  const reopened: TaskEvent = { type: 'TaskReopened', data: { reason } };

  it('is opened again with a reason, and has neither day nor completer then (rule 36)', () => {
    spec.given(opened, completed).when(reopen, as('partner_a')).then(reopened);
    spec.given(opened, cancelled).when(reopen, as('partner_b', 'coordinator')).then(reopened);
    spec.given(opened, completed).when(reopen, as('partner_b')).thenRefused('TASK_OF_ANOTHER_PARTNER');
    spec.given(opened).when(reopen, as('partner_a')).thenRefused('TASK_OPEN');
    spec.given(opened, completed, reopened).when(complete(), as('partner_a')).then(completed);
  });

  it('that cannot go on is blocked with a reason, until it can', () => {
    const block = { type: 'BlockTask', data: { reason } } as const;
    const blocked: TaskEvent = { type: 'TaskBlocked', data: { reason } };
    const unblock = { type: 'UnblockTask', data: {} } as const;
    spec.given(opened).when(block, as('partner_a')).then(blocked);
    spec.given(opened, blocked).when(block, as('partner_a')).thenRefused('TASK_BLOCKED');
    spec.given(opened, blocked).when(unblock, as('partner_a')).then({ type: 'TaskUnblocked', data: {} });
    spec.given(opened).when(unblock, as('partner_a')).thenRefused('TASK_NOT_BLOCKED');
    spec.given(opened, completed).when(block, as('partner_a')).thenRefused('TASK_COMPLETED');
    // What is done waits for nothing.
    spec.given(opened, blocked, completed, reopened).when(unblock, as('partner_a')).thenRefused('TASK_NOT_BLOCKED');
  });

  it('goes to another organisation by the coordinator alone', () => {
    const assign = (partner: string) => ({ type: 'AssignTask', data: { partner, reason } }) as const;
    const assigned: TaskEvent = { type: 'TaskAssigned', data: { partner: 'partner_b', reason } };
    spec.given(opened).when(assign('partner_b'), as('partner_c', 'coordinator')).then(assigned);
    spec.given(opened).when(assign('partner_b'), as('partner_a')).thenRefused('MANDATE_MISSING');
    spec
      .given(opened)
      .when(assign('partner_x'), as('partner_c', 'coordinator'))
      .thenRefused('TASK_PARTNER_UNKNOWN', 'partner');
    spec
      .given(opened)
      .when(assign('partner_a'), as('partner_c', 'coordinator'))
      .thenRefused('TASK_UNCHANGED', 'partner');
    spec.given(opened, assigned).when(complete(), as('partner_a')).thenRefused('TASK_OF_ANOTHER_PARTNER');
  });

  it('is reworded, and about what exists', () => {
    const revise = (more: object) =>
      spec.given(opened).when({ type: 'ReviseTask', data: { title: data.title, ...more } }, as('partner_a'));
    revise({}).thenRefused('TASK_UNCHANGED', 'title');
    revise({ about: ['meeting_x'] }).thenRefused('TASK_ABOUT_UNKNOWN', 'about');
    const wording = { title: data.title, ownerRole: text('Koordinaattori'), about: ['meeting_a'] };
    revise(wording).then({ type: 'TaskRevised', data: wording });
  });

  it('is not due before it began', () => {
    spec
      .given()
      .when({ type: 'OpenTask', data: { ...data, due: '2025-01-14' } }, as('partner_a'))
      .thenRefused('TASK_DUE_BEFORE_OPENED', 'due');
    spec
      .given(opened)
      .when({ type: 'RescheduleTask', data: { due: '2025-01-07', reason } }, as('partner_a'))
      .thenRefused('TASK_DUE_BEFORE_OPENED', 'due');
  });

  it('is opened today or on an earlier day, and not completed before it', () => {
    const open = (openedOn: string) =>
      spec.given().when({ type: 'OpenTask', data: { ...data, openedOn } }, as('partner_a'));
    const { due: _, ...undated } = data;
    spec
      .given()
      .when({ type: 'OpenTask', data: undated }, as('partner_a'))
      .then({ type: 'TaskOpened', data: { ...undated, openedOn: '2025-01-15' } });
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
    expect(later).toMatchObject({ due: '2025-02-01', moves: [{ from: '2025-01-10', to: '2025-02-01', reason }] });
    expect(done?.completion).toEqual({ on: '2025-01-15', partner: 'partner_a', person: 'person_anna' });
  });

  it('keeps the story of what was done, opened again, blocked and handed on', () => {
    const rows = rowsOf(
      opened,
      { type: 'TaskBlocked', data: { reason } },
      { type: 'TaskAssigned', data: { partner: 'partner_b', reason } },
      completed,
      reopened,
    );
    expect(rows[0]).toMatchObject({ source: { kind: 'hand' }, about: [] });
    expect(rows[1]).toMatchObject({ phase: 'open', blocked: { reason, by: 'partner_a' } });
    expect(rows[2]).toMatchObject({
      partner: 'partner_b',
      assignments: [{ from: 'partner_a', to: 'partner_b', reason }],
    });
    expect(rows[3]?.blocked).toBeUndefined();
    expect(rows[4]?.completion).toBeUndefined();
    expect(rows[4]).toMatchObject({
      phase: 'open',
      reopenings: [{ by: 'partner_a', reason, completion: { on: '2025-01-15', partner: 'partner_a' } }],
    });
  });

  it('marks a translation that its new words have moved away from (rule 51)', () => {
    const both = { original: 'fi' as const, fi: 'Sovi tapaaminen', sv: 'Avtala ett möte' };
    const [, row] = rowsOf(
      { type: 'TaskOpened', data: { ...data, title: both } },
      { type: 'TaskRevised', data: { title: { ...both, fi: 'Sovi kaksi tapaamista' } } },
    );
    expect(row?.title.outdated).toEqual(['sv']);
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
