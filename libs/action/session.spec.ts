import fc from 'fast-check';
import { freeze, specification } from '../decider/spec.ts';
import { session, sessionCommands, type SessionCommand, type SessionEvent, type SessionFacts } from './session.ts';
import { sessions, sumOf, type SessionRow } from './session.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const reason = text('Syy');
const facts: SessionFacts = {
  activity: {
    closedOn: undefined,
    committed: new Set(['partner_a', 'partner_b']),
    indicators: ['indicator_a', 'indicator_b'],
  },
  places: new Set(['077', '179']),
  known: new Set(['partner_b']),
  taken: false,
  today: '2025-05-15',
};
const as = (organisation: string, role: 'member' | 'coordinator' = 'member', more: Partial<SessionFacts> = {}) => ({
  facts: { ...facts, ...more },
  asker: { organisation, mandates: [{ id: `mandate_${role}`, role, partner: organisation }] },
});
const occasion = { date: '2025-05-14', time: '13:00', place: '179', venue: text('Kirjasto') };
const ahead = { ...occasion, date: '2025-06-14' };
const participants = { contacts: 32, persons: 28 };
const hold = (more: object = {}): SessionCommand => ({
  type: 'HoldSession',
  data: { activity: 'activity_a', ...occasion, participants, present: ['partner_b'], ...more },
});
const held = (more: object = {}): SessionEvent => ({
  type: 'SessionHeld',
  data: {
    activity: 'activity_a',
    ...occasion,
    participants,
    present: ['partner_b'],
    indicators: ['indicator_a', 'indicator_b'],
    organiser: 'partner_a',
    ...more,
  },
});
const plan: SessionCommand = { type: 'PlanSession', data: { activity: 'activity_a', ...ahead } };
const planned: SessionEvent = {
  type: 'SessionPlanned',
  data: { activity: 'activity_a', ...ahead, organiser: 'partner_a' },
};
const cancelled: SessionEvent = { type: 'SessionCancelled', data: { reason } };
const spec = specification(session);

describe('a session', () => {
  it('is planned and held by who has promised a part in the activity, or by a coordinator', () => {
    spec.given().when(plan, as('partner_a')).then(planned);
    spec.given().when(hold(), as('partner_a')).then(held());
    spec.given().when(hold(), as('partner_c')).thenRefused('SESSION_PARTNER_NOT_COMMITTED');
    spec
      .given()
      .when(hold(), as('partner_c', 'coordinator'))
      .then(held({ organiser: 'partner_c' }));
    spec.given(held()).when(hold(), as('partner_a')).thenRefused('SESSION_HELD');
    spec.given(held()).when(plan, as('partner_a')).thenRefused('SESSION_EXISTS');
  });

  it('that was planned is held by its organiser, in the same activity', () => {
    spec.given(planned).when(hold(), as('partner_a')).then(held());
    spec.given(planned).when(hold(), as('partner_c', 'coordinator')).then(held());
    spec.given(planned).when(hold(), as('partner_b')).thenRefused('SESSION_OF_ANOTHER_PARTNER');
    spec
      .given(planned)
      .when(hold({ activity: 'activity_b' }), as('partner_a'))
      .thenRefused('SESSION_ACTIVITY_OTHER', 'activity');
    spec.given(planned, cancelled).when(hold(), as('partner_a')).thenRefused('SESSION_CANCELLED');
  });

  it('counts for all indicators of its activity unless it names some, and for no others', () => {
    const indicators = ['indicator_b'];
    spec.given().when(hold({ indicators }), as('partner_a')).then(held({ indicators }));
    spec
      .given()
      .when(hold({ indicators: ['indicator_x'] }), as('partner_a'))
      .thenRefused('SESSION_INDICATOR_NOT_OF_ACTIVITY', 'indicators');
  });

  it('is held by today and planned from today on, at a place there is, with organisations there are', () => {
    const holding = (more: object, known: Partial<SessionFacts> = {}) =>
      spec.given().when(hold(more), as('partner_a', 'member', known));
    holding({ date: '2025-05-16' }).thenRefused('SESSION_HELD_AHEAD', 'date');
    holding({ place: '091' }).thenRefused('SESSION_PLACE_UNKNOWN', 'place');
    holding({ present: ['partner_x'] }).thenRefused('SESSION_PRESENT_UNKNOWN', 'present');
    holding({}, { activity: undefined }).thenRefused('SESSION_ACTIVITY_UNKNOWN', 'activity');
    spec
      .given()
      .when({ type: 'PlanSession', data: { activity: 'activity_a', ...occasion } }, as('partner_a'))
      .thenRefused('SESSION_PLANNED_BEHIND', 'date');
  });

  it('is told once though two organisations were there: people are not counted twice (rule 13)', () => {
    spec
      .given()
      .when(hold(), as('partner_b', 'member', { taken: true }))
      .thenRefused('SESSION_TWICE', 'time');
  });

  it('of an activity that is over is still told when it was held before, and not planned (rule 38)', () => {
    const over = (closedOn: string) => ({ activity: facts.activity && { ...facts.activity, closedOn } });
    spec
      .given()
      .when(hold(), as('partner_a', 'member', over('2025-05-14')))
      .then(held());
    spec
      .given()
      .when(hold(), as('partner_a', 'member', over('2025-05-13')))
      .thenRefused('SESSION_ACTIVITY_CLOSED', 'date');
    spec
      .given()
      .when(plan, as('partner_a', 'member', over('2025-05-13')))
      .thenRefused('SESSION_ACTIVITY_CLOSED');
  });

  it('is moved while it is planned, and corrected once it is held, each with a reason (rule 21)', () => {
    const move: SessionCommand = { type: 'MoveSession', data: { ...ahead, date: '2025-06-21', reason } };
    spec
      .given(planned)
      .when(move, as('partner_a'))
      .then({ type: 'SessionMoved', data: { ...ahead, date: '2025-06-21', reason } });
    spec
      .given(planned)
      .when({ type: 'MoveSession', data: { ...ahead, reason } }, as('partner_a'))
      .thenRefused('SESSION_UNCHANGED');
    spec.given(planned).when(move, as('partner_b')).thenRefused('SESSION_OF_ANOTHER_PARTNER');
    spec.given(held()).when(move, as('partner_a')).thenRefused('SESSION_HELD');
    spec.given().when(move, as('partner_a')).thenRefused('SESSION_NOT_FOUND');
    const correct = (more: object): SessionCommand => ({
      type: 'CorrectSession',
      data: { ...occasion, participants, present: ['partner_b'], reason, ...more },
    });
    const corrected: SessionEvent = {
      type: 'SessionCorrected',
      data: {
        ...occasion,
        participants: { contacts: 34 },
        present: ['partner_b'],
        indicators: ['indicator_a', 'indicator_b'],
        reason,
      },
    };
    spec
      .given(held())
      .when(correct({ participants: { contacts: 34 } }), as('partner_a'))
      .then(corrected);
    spec.given(held()).when(correct({}), as('partner_a')).thenRefused('SESSION_UNCHANGED');
    spec.given(held()).when(correct({}), as('partner_b')).thenRefused('SESSION_OF_ANOTHER_PARTNER');
    // Nobody finds out a number by trying which one would be no change (rule 30).
    spec.given(held()).when(correct({}), as('partner_b', 'coordinator')).thenRefused('SESSION_OF_ANOTHER_PARTNER');
    spec.given(planned).when(correct({}), as('partner_a')).thenRefused('SESSION_NOT_HELD');
  });

  it('is cancelled with a reason, by its organiser', () => {
    const cancel: SessionCommand = { type: 'CancelSession', data: { reason } };
    spec.given(planned).when(cancel, as('partner_a')).then(cancelled);
    spec.given(held()).when(cancel, as('partner_c', 'coordinator')).then(cancelled);
    spec.given(planned).when(cancel, as('partner_b')).thenRefused('SESSION_OF_ANOTHER_PARTNER');
    spec.given(planned, cancelled).when(cancel, as('partner_a')).thenRefused('SESSION_CANCELLED');
  });

  it('counts heads: no more persons than contacts, and nothing below none (rule 24)', () => {
    const counting = (heads: object) => sessionCommands.HoldSession.safeParse(hold({ participants: heads }).data);
    expect(counting({ contacts: 3, persons: 4 }).error?.issues[0]?.message).toBe('SESSION_PERSONS_ABOVE_CONTACTS');
    expect(counting({ contacts: -1 }).success).toBe(false);
    expect(counting({ contacts: 0 }).success).toBe(true);
  });
});

describe('the sessions view', () => {
  it('shows what was told before a correction, and takes a cancelled one off its place and day', () => {
    const history: SessionEvent[] = [
      planned,
      held(),
      {
        type: 'SessionCorrected',
        data: { ...occasion, participants: { contacts: 34 }, present: [], indicators: ['indicator_a'], reason },
      },
      cancelled,
    ];
    const rows = history.reduce<SessionRow[]>(
      (before, event, revision) => [
        ...before,
        freeze(
          sessions.evolve(before.at(-1), {
            ...event,
            subject: 'session_x',
            revision,
            position: String(revision),
            recordedAt: '2025-05-15T10:00:00.000Z',
            actor: 'person_anna',
            organisation: 'partner_a',
          }),
        ),
      ],
      [],
    );
    expect(rows.map(({ phase }) => phase)).toEqual(['planned', 'held', 'held', 'cancelled']);
    expect(rows[2]).toMatchObject({
      participants: { contacts: 34 },
      corrections: [{ participants, reason, by: 'partner_a' }],
    });
    const [slot, indicator] = [sessions.indexes?.['slot'], sessions.indexes?.['indicator']];
    expect(rows.map((row) => slot?.(row) !== undefined)).toEqual([true, true, true, false]);
    expect(rows.map((row) => indicator?.(row))).toEqual([[], ['indicator_a', 'indicator_b'], ['indicator_a'], []]);
  });
});

describe('the sum of sessions', () => {
  it('adds contacts, and never persons over several sessions (rule 13)', () => {
    const heads = fc.record({ contacts: fc.nat(500), persons: fc.option(fc.nat(500), { nil: undefined }) });
    fc.assert(
      fc.property(fc.array(heads), (counts) => {
        const sum = sumOf(counts.map((one) => ({ participants: one })));
        expect(sum.sessions).toBe(counts.length);
        expect(sum.contacts).toBe(counts.reduce((total, { contacts }) => total + contacts, 0));
        expect(sum.persons).toBe(counts.length === 1 ? counts[0]?.persons : undefined);
      }),
    );
  });
});
