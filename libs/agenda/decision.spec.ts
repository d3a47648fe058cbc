import { specification } from '../decider/spec.ts';
import {
  decision,
  decisionCommands,
  type DecisionCommand,
  type DecisionEvent,
  type DecisionFacts,
} from './decision.ts';
import { isLate, newestFirst, type DecisionRow } from './decision.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const facts: DecisionFacts = { today: '2025-02-20', known: new Set(['programme_a', 'goal_a']) };
const about = {
  title: text('Puolivuotiskatsaus 7–12/2024'),
  body: text('Turvallisuuslautakunta'),
  bodyKind: 'committee' as const,
  subjects: ['programme_a', 'report_2024h2'],
};
const minute = {
  date: '2025-02-19',
  section: '6',
  registerNumber: '1839/00.01.01.04/2024',
  outcome: 'noted' as const,
};
type Details = Extract<DecisionCommand, { type: 'RecordDecision' }>['data'];
const recorded = (data: Partial<Details>): DecisionEvent => ({ type: 'DecisionRecorded', data: { ...about, ...data } });
const takenOne = recorded(minute);
const plannedOne = recorded({ planned: '2025-03', registerNumber: '77/2025' });
const reason = text('Kirjausvirhe');
const spec = specification(decision);
const record = (data: Partial<Details>) =>
  spec.given().when({ type: 'RecordDecision', data: { ...about, ...data } }, { facts });

describe('a decision of a governing body', () => {
  it('is recorded with its date, section, register number and outcome (rule 45)', () => {
    record(minute).then(takenOne);
    spec
      .given(takenOne)
      .when({ type: 'RecordDecision', data: { ...about, ...minute } }, { facts })
      .thenRefused('DECISION_EXISTS');
  });

  it('may be known by its month only, or by no date at all', () => {
    record({ date: '2024-06', outcome: 'approved' }).then(recorded({ date: '2024-06', outcome: 'approved' }));
    record({ outcome: 'approved' }).then(recorded({ outcome: 'approved' }));
    expect(() => record({ date: '2024-06-31', outcome: 'approved' })).toThrow('DECISION_DATE_MALFORMED');
  });

  it('has an outcome when taken and none while planned', () => {
    record({ date: '2025-02-19' }).thenRefused('DECISION_OUTCOME_MISSING', 'outcome');
    record({ planned: '2025-06', outcome: 'approved' }).thenRefused('DECISION_OUTCOME_OF_PLANNED', 'outcome');
    record({ planned: '2025-06', date: '2025-02-19' }).thenRefused('DECISION_DATE_OF_PLANNED', 'date');
    record({ planned: '2025-06' }).then(recorded({ planned: '2025-06' }));
  });

  it('cannot have been taken tomorrow', () => {
    record({ ...minute, date: '2025-02-20' }).then(recorded({ ...minute, date: '2025-02-20' }));
    record({ ...minute, date: '2025-02-21' }).thenRefused('DECISION_DATE_AHEAD', 'date');
    record({ ...minute, date: '2025-03' }).thenRefused('DECISION_DATE_AHEAD', 'date');
  });

  it('is about programmes, goals and strategies that exist, or about a report still to come', () => {
    record({ ...minute, subjects: ['programme_b'] }).thenRefused('DECISION_SUBJECT_UNKNOWN', 'subjects');
    record({ ...minute, subjects: ['report_2030h1'] }).then(recorded({ ...minute, subjects: ['report_2030h1'] }));
    expect(() => record({ ...minute, subjects: ['partner_a'] })).toThrow('DECISION_SUBJECT_MALFORMED');
  });

  it.each(['1839/00.01.01.04/2024', 'HEL 2024-001234', 'D/123:4/2025', '77/2025'])(
    'takes the register number %s as the authority writes it',
    (registerNumber) => {
      expect(decisionCommands.RecordDecision.parse({ ...about, ...minute, registerNumber })).toMatchObject({
        registerNumber,
      });
    },
  );

  it.each([['ei numeroa'], ['<b>1</b>'], ['']])('takes no %j for a register number', (registerNumber) =>
    expect(() => record({ ...minute, registerNumber })).toThrow('DECISION_REGISTER_NUMBER_MALFORMED'),
  );

  it('is taken once it was planned, and keeps the register number it had', () => {
    const { registerNumber: _, ...said } = minute;
    const take = { type: 'TakeDecision', data: said } as const;
    const taken: DecisionEvent = { type: 'DecisionTaken', data: said };
    spec.given(plannedOne).when(take, { facts }).then(taken);
    spec.given(plannedOne, taken).when(take, { facts }).thenRefused('DECISION_TAKEN');
    spec.given(takenOne).when(take, { facts }).thenRefused('DECISION_TAKEN');
    spec.given().when(take, { facts }).thenRefused('DECISION_NOT_FOUND');
    spec
      .given(plannedOne)
      .when({ type: 'TakeDecision', data: { ...said, date: '2025-12-01' } }, { facts })
      .thenRefused('DECISION_DATE_AHEAD', 'date');
    // The number told with the plan is still there: saying the same again is no amendment.
    spec
      .given(plannedOne, taken)
      .when({ type: 'AmendDecision', data: { ...about, ...said, registerNumber: '77/2025', reason } }, { facts })
      .thenRefused('DECISION_UNCHANGED');
  });

  it('is amended with a reason, within what it is', () => {
    const amend = (before: DecisionEvent, data: Partial<Details>) =>
      spec.given(before).when({ type: 'AmendDecision', data: { ...about, ...data, reason } }, { facts });
    amend(takenOne, { ...minute, section: '7' }).then({
      type: 'DecisionAmended',
      data: { ...about, ...minute, section: '7', reason },
    });
    amend(plannedOne, { planned: '2025-05' }).then({
      type: 'DecisionAmended',
      data: { ...about, planned: '2025-05', reason },
    });
    amend(takenOne, minute).thenRefused('DECISION_UNCHANGED');
    amend(takenOne, { planned: '2025-05' }).thenRefused('DECISION_TAKEN', 'planned');
    amend(plannedOne, minute).thenRefused('DECISION_PLANNED');
  });
});

describe('a planned decision that is not taken after all', () => {
  const cancel = { type: 'CancelDecision', data: { reason: text('Asia raukesi') } } as const;
  const cancelled: DecisionEvent = { type: 'DecisionCancelled', data: { reason: text('Asia raukesi') } };

  it('is cancelled with a reason and changes no more (rule 6)', () => {
    spec.given(plannedOne).when(cancel, { facts }).then(cancelled);
    const gone = spec.given(plannedOne, cancelled);
    gone.when(cancel, { facts }).thenRefused('DECISION_CANCELLED');
    gone
      .when({ type: 'TakeDecision', data: { date: '2025-02-19', outcome: 'approved' } }, { facts })
      .thenRefused('DECISION_CANCELLED');
    gone
      .when({ type: 'AmendDecision', data: { ...about, planned: '2025-06', reason } }, { facts })
      .thenRefused('DECISION_CANCELLED');
  });

  it('was never taken: what a body decided, it decides anew', () => {
    spec.given(takenOne).when(cancel, { facts }).thenRefused('DECISION_TAKEN');
    spec.given().when(cancel, { facts }).thenRefused('DECISION_NOT_FOUND');
  });
});

describe('the list of decisions', () => {
  it('calls a planned one late when its month has passed (rule 46)', () => {
    expect(isLate({ phase: 'planned', planned: '2025-06' }, '2025-06-30')).toBe(false);
    expect(isLate({ phase: 'planned', planned: '2025-06' }, '2025-07-01')).toBe(true);
    expect(isLate({ phase: 'taken' }, '2025-07-01')).toBe(false);
    expect(isLate({ phase: 'cancelled', planned: '2025-06' }, '2025-07-01')).toBe(false);
  });

  it('runs from the newest to those of unknown date', () => {
    const row = (id: string, when: { date?: string; planned?: string }): DecisionRow => ({
      ...about,
      ...when,
      id,
      phase: when.planned === undefined ? 'taken' : 'planned',
      revision: 0,
      position: '1',
      changedAt: '',
      changedBy: '',
      recordedAt: '',
      amendments: [],
    });
    const rows = [
      row('c', {}),
      row('b', { date: '2025-02-19' }),
      row('d', { date: '2024-06' }),
      row('a', { planned: '2025-06' }),
    ];
    expect(newestFirst(rows).map(({ id }) => id)).toEqual(['a', 'b', 'd', 'c']);
  });
});
