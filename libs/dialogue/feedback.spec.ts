import { specification } from '../decider/spec.ts';
import { feedback, type FeedbackEvent, type FeedbackFacts } from './feedback.ts';
import { feedbacks, isOverdue, type FeedbackRow } from './feedback.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const facts: FeedbackFacts = {
  today: '2025-03-03',
  responseDueDays: 14,
  known: new Set(['partner_a', 'partner_b', 'partner_c', 'activity_x', 'task_ovi']),
};
const said = { giver: 'residents' as const, to: 'partner_b', text: text('Ovi on raskas') };
const given: FeedbackEvent = {
  type: 'FeedbackGiven',
  data: { ...said, givenBy: 'partner_a', givenOn: '2025-03-03', due: '2025-03-17' },
};
const answered: FeedbackEvent = {
  type: 'FeedbackAnswered',
  data: { partner: 'partner_b', text: text('Korjataan'), answeredOn: '2025-03-03' },
};
const actedOn: FeedbackEvent = { type: 'FeedbackActedOn', data: { action: 'task_ovi' } };
const told: FeedbackEvent = {
  type: 'FeedbackGiverTold',
  data: { partner: 'partner_a', text: text('Kerrottu'), toldOn: '2025-03-03' },
};
const closed: FeedbackEvent = { type: 'FeedbackClosed', data: { outcome: 'acted_on', closedOn: '2025-03-03' } };
const as = (organisation: string, role: 'member' | 'coordinator' = 'member') => ({
  facts,
  asker: { organisation, mandates: [{ id: 'mandate_m', role, partner: organisation }] },
});
const spec = specification(feedback);
const respond = { type: 'RespondToFeedback', data: { text: text('Korjataan') } } as const;
const link = { type: 'LinkAction', data: { action: 'task_ovi' } } as const;
const tell = { type: 'TellGiver', data: { text: text('Kerrottu') } } as const;
const close = { type: 'CloseFeedback', data: { outcome: 'acted_on' } } as const;

describe('feedback', () => {
  it('asks for an answer within the collaboration’s days, or its own', () => {
    const give = { type: 'GiveFeedback', data: said } as const;
    spec.given().when(give, as('partner_a')).then(given);
    spec
      .given()
      .when({ type: 'GiveFeedback', data: { ...said, responseDueDays: 3 } }, as('partner_a'))
      .then({ type: 'FeedbackGiven', data: { ...given.data, due: '2025-03-06' } });
    spec.given(given).when(give, as('partner_a')).thenRefused('FEEDBACK_EXISTS');
  });

  it('is given to a partner that takes part, about what the giver knows, not ahead of its day', () => {
    const refused = (data: object) =>
      spec.given().when({ type: 'GiveFeedback', data: { ...said, ...data } }, as('partner_a'));
    refused({ to: 'partner_gone' }).thenRefused('FEEDBACK_PARTNER_UNKNOWN', 'to');
    refused({ about: 'goal_secret' }).thenRefused('FEEDBACK_ABOUT_UNKNOWN', 'about');
    refused({ givenOn: '2025-03-04' }).thenRefused('FEEDBACK_GIVEN_AHEAD', 'givenOn');
  });

  it('keeps the day it was given beside the day it is taken in, from which its time runs (rule 26)', () => {
    spec
      .given()
      .when({ type: 'GiveFeedback', data: { ...said, givenOn: '2025-01-10' } }, as('partner_a'))
      .then({ type: 'FeedbackGiven', data: { ...given.data, givenOn: '2025-01-10' } });
  });

  it('is answered by the organisation it is for, and by nobody for it (rule 48)', () => {
    spec.given(given).when(respond, as('partner_b')).then(answered);
    spec.given(given).when(respond, as('partner_a')).thenRefused('FEEDBACK_NOT_ADDRESSED_TO_YOU');
    spec.given(given).when(respond, as('partner_k', 'coordinator')).thenRefused('FEEDBACK_NOT_ADDRESSED_TO_YOU');
    spec.given().when(respond, as('partner_b')).thenRefused('FEEDBACK_NOT_FOUND');
  });

  it('goes on to the organisation it concerns, which answers within the same time', () => {
    const pass = { type: 'PassOnFeedback', data: { to: 'partner_c', reason: text('Talo on kunnan') } } as const;
    const passed: FeedbackEvent = { type: 'FeedbackPassedOn', data: pass.data };
    spec.given(given).when(pass, as('partner_b')).then(passed);
    spec.given(given).when(pass, as('partner_k', 'coordinator')).then(passed);
    spec.given(given).when(pass, as('partner_a')).thenRefused('FEEDBACK_NOT_ADDRESSED_TO_YOU');
    spec.given(given, passed).when(respond, as('partner_b')).thenRefused('FEEDBACK_NOT_ADDRESSED_TO_YOU');
    spec.given(given, passed).when(pass, as('partner_c')).thenRefused('FEEDBACK_UNCHANGED', 'to');
    spec
      .given(given)
      .when({ type: 'PassOnFeedback', data: { to: 'partner_gone', reason: text('x') } }, as('partner_b'))
      .thenRefused('FEEDBACK_PARTNER_UNKNOWN', 'to');
  });

  it('tells what it led to: a task, an activity or a decision, each once', () => {
    spec.given(given, answered).when(link, as('partner_b')).then(actedOn);
    spec.given(given).when(link, as('partner_b')).thenRefused('FEEDBACK_NOT_ANSWERED');
    spec.given(given, answered, actedOn).when(link, as('partner_b')).thenRefused('FEEDBACK_ACTION_LINKED', 'action');
    spec.given(given, answered).when(link, as('partner_c')).thenRefused('FEEDBACK_NOT_ADDRESSED_TO_YOU');
    spec
      .given(given, answered)
      .when({ type: 'LinkAction', data: { action: 'task_none' } }, as('partner_b'))
      .thenRefused('FEEDBACK_ACTION_UNKNOWN', 'action');
  });

  it('is closed only after its giver was told: the loop comes round', () => {
    spec.given(given, answered).when(close, as('partner_b')).thenRefused('FEEDBACK_GIVER_NOT_TOLD');
    spec.given(given).when(tell, as('partner_a')).thenRefused('FEEDBACK_NOT_ANSWERED');
    spec.given(given).when(close, as('partner_b')).thenRefused('FEEDBACK_NOT_ANSWERED');
    spec.given(given, answered).when(tell, as('partner_a')).then(told);
    spec.given(given, answered).when(tell, as('partner_c')).thenRefused('FEEDBACK_NOT_YOURS');
    spec.given(given, answered, told).when(close, as('partner_b')).then(closed);
    spec.given(given, answered, told).when(close, as('partner_a')).thenRefused('FEEDBACK_NOT_ADDRESSED_TO_YOU');
    // A new answer is news for the giver.
    spec.given(given, answered, told, answered).when(close, as('partner_b')).thenRefused('FEEDBACK_GIVER_NOT_TOLD');
    spec.given(given, answered, told, closed).when(respond, as('partner_b')).thenRefused('FEEDBACK_CLOSED');
  });

  it('has at most fifty answers, and leads to at most fifty things', () => {
    const answers = Array.from({ length: 50 }, () => answered);
    spec
      .given(given, ...answers)
      .when(respond, as('partner_b'))
      .thenRefused('FEEDBACK_FULL');
    const actions = Array.from({ length: 50 }, (_, number): FeedbackEvent => ({
      type: 'FeedbackActedOn',
      data: { action: `task_${String(number)}` },
    }));
    spec
      .given(given, answered, ...actions)
      .when(link, as('partner_b'))
      .thenRefused('FEEDBACK_FULL');
  });

  it('is taken back by its giver only, at any time', () => {
    const withdraw = { type: 'CloseFeedback', data: { outcome: 'withdrawn' } } as const;
    spec
      .given(given)
      .when(withdraw, as('partner_a'))
      .then({ type: 'FeedbackClosed', data: { outcome: 'withdrawn', closedOn: '2025-03-03' } });
    spec.given(given).when(withdraw, as('partner_b')).thenRefused('FEEDBACK_NOT_YOURS', 'outcome');
  });
});

describe('feedback as it is shown', () => {
  const fold = (...events: FeedbackEvent[]) =>
    events.reduce<FeedbackRow | undefined>(
      (row, event, revision) =>
        feedbacks.evolve(row, {
          ...event,
          subject: 'feedback_ovi',
          revision,
          position: String(revision + 1),
          recordedAt: '2025-03-03T10:00:00.000Z',
          actor: 'person_anna',
          organisation: 'partner_a',
        }),
      undefined,
    );

  it('comes round: open, answered, acted on, the giver told, closed', () => {
    const phases = [given, answered, actedOn, told, closed].map(
      (_, index, all) => fold(...all.slice(0, index + 1))?.phase,
    );
    expect(phases).toEqual(['open', 'answered', 'acted', 'told', 'closed']);
  });

  it('waits too long after its last day, judged by the day looked at (rule 46)', () => {
    const row = fold(given);
    expect(row && [isOverdue(row, '2025-03-17'), isOverdue(row, '2025-03-18')]).toEqual([false, true]);
    const after = fold(given, answered);
    expect(after && isOverdue(after, '2026-01-01')).toBe(false);
  });
});
