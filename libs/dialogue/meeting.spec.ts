import { specification } from '../decider/spec.ts';
import { meeting, type MeetingEvent, type MeetingFacts } from './meeting.ts';
import { isUnrecorded, meetings, unanswered, type MeetingRow } from './meeting.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const facts: MeetingFacts = {
  today: '2025-04-01',
  known: new Set(['partner_a', 'partner_b', 'partner_c', 'goal_arki', 'team_johto', 'decision_1']),
  places: new Set(['179']),
};
const plan = {
  title: text('Visiotyöpaja'),
  kind: 'workshop' as const,
  day: '2025-04-04',
  from: '09:00',
  to: '11:30',
  place: '179',
  invited: ['partner_b', 'partner_c'],
  agenda: [{ title: text('Visio'), about: 'goal_arki' }],
};
const called: MeetingEvent = { type: 'MeetingCalled', data: { ...plan, calledBy: 'partner_a' } };
const moved: MeetingEvent = { type: 'MeetingRevised', data: { ...plan, day: '2025-04-11' } };
const coming: MeetingEvent = { type: 'InvitationAnswered', data: { partner: 'partner_b', coming: 'yes' } };
const record = { attendance: [{ partner: 'partner_b', heads: 3 }], minutes: [text('Keskusteltiin visiosta.')] };
const held: MeetingEvent = { type: 'MeetingHeld', data: record };
const cancelled: MeetingEvent = { type: 'MeetingCancelled', data: { reason: text('Estyneitä on liikaa') } };
const as = (organisation: string, day = '2025-04-01') => ({
  facts: { ...facts, today: day },
  asker: { organisation, mandates: [{ id: 'mandate_m', role: 'member' as const, partner: organisation }] },
});
const spec = specification(meeting);
const call = { type: 'CallMeeting', data: plan } as const;
const hold = { type: 'HoldMeeting', data: record } as const;
const decideIt = { type: 'DecideAtMeeting', data: { text: text('Puolletaan'), about: 'goal_arki' } } as const;

describe('a meeting', () => {
  it('is called by an organisation, with partners, a team, a place and things that exist', () => {
    spec
      .given()
      .when({ ...call, data: { ...plan, invited: [...plan.invited, 'partner_b'] } }, as('partner_a'))
      .then(called);
    spec.given(called).when(call, as('partner_a')).thenRefused('MEETING_EXISTS');
    const refused = (data: object) =>
      spec.given().when({ type: 'CallMeeting', data: { ...plan, ...data } }, as('partner_a'));
    refused({ invited: ['partner_gone'] }).thenRefused('MEETING_PARTNER_UNKNOWN', 'invited');
    refused({ team: 'team_none' }).thenRefused('MEETING_TEAM_UNKNOWN', 'team');
    refused({ place: '999' }).thenRefused('MEETING_PLACE_UNKNOWN', 'place');
    refused({ agenda: [{ title: text('x'), about: 'goal_none' }] }).thenRefused('MEETING_ABOUT_UNKNOWN', 'agenda');
    refused({ to: '09:00' }).thenRefused('MEETING_TIMES_BACKWARDS', 'to');
    refused({ from: undefined }).thenRefused('MEETING_TIMES_BACKWARDS', 'to');
  });

  it.each([
    [{ from: '9.30' }, 'MEETING_TIME_MALFORMED'],
    [{ from: '24:00' }, 'MEETING_TIME_MALFORMED'],
    [{ online: 'http://kokous.example' }, 'MEETING_LINK_MALFORMED'],
    [{ online: 'javascript:alert(1)' }, 'MEETING_LINK_MALFORMED'],
    [{ online: 'https://nimi:salasana@kokous.example' }, 'MEETING_LINK_MALFORMED'],
    [{ online: 'https://kokous.example/\r\nATTENDEE:x' }, 'MEETING_LINK_MALFORMED'],
  ])('refuses %j in words', (data, code) => {
    expect(() => meeting.commands.CallMeeting.parse({ ...plan, ...data })).toThrow(code);
  });

  it('is answered by an invited organisation for itself', () => {
    const answer = { type: 'AnswerInvitation', data: { coming: 'yes' } } as const;
    spec.given(called).when(answer, as('partner_b')).then(coming);
    spec.given(called, coming).when(answer, as('partner_b')).thenNothing();
    spec.given(called).when(answer, as('partner_a')).thenRefused('MEETING_NOT_INVITED');
    spec.given(called, held).when(answer, as('partner_b')).thenRefused('MEETING_HELD');
    // Who said yes to one day is asked again for another.
    spec.given(called, coming, moved).when(answer, as('partner_b')).then(coming);
  });

  it('is changed, recorded and cancelled by who called it or the coordinator', () => {
    const revise = { type: 'ReviseMeeting', data: { ...plan, day: '2025-04-11' } } as const;
    spec.given(called).when(revise, as('partner_a')).then(moved);
    spec.given(called).when(revise, as('partner_b')).thenRefused('MEETING_NOT_YOURS');
    spec.given(called).when({ type: 'ReviseMeeting', data: plan }, as('partner_a')).thenRefused('MEETING_UNCHANGED');
    spec.given(called, held).when(revise, as('partner_a')).thenRefused('MEETING_HELD');
    const cancel = { type: 'CancelMeeting', data: { reason: text('Estyneitä on liikaa') } } as const;
    spec
      .given(called)
      .when(cancel, { facts, asker: { organisation: 'partner_k' } })
      .then(cancelled);
    spec.given(called, held).when(cancel, as('partner_a')).thenRefused('MEETING_HELD');
    spec.given(called, cancelled).when(hold, as('partner_a', '2025-04-04')).thenRefused('MEETING_CANCELLED');
    spec.given().when(hold, as('partner_a')).thenRefused('MEETING_NOT_FOUND');
  });

  it('keeps who has left since on the list, and invites nobody who has', () => {
    const left = { ...facts, known: new Set(['partner_a', 'partner_b', 'goal_arki']) };
    const revise = (invited: string[]) =>
      ({ type: 'ReviseMeeting', data: { ...plan, from: '10:00', invited } }) as const;
    spec
      .given(called)
      .when(revise(['partner_b', 'partner_c']), { ...as('partner_a'), facts: left })
      .then({ type: 'MeetingRevised', data: { ...plan, from: '10:00' } });
    spec
      .given(called)
      .when(revise(['partner_d']), { ...as('partner_a'), facts: left })
      .thenRefused('MEETING_PARTNER_UNKNOWN', 'invited');
  });

  it('is held on its day at the earliest, with heads by organisation and no names (rule 28)', () => {
    spec.given(called).when(hold, as('partner_a', '2025-04-04')).then(held);
    spec.given(called).when(hold, as('partner_a', '2025-04-03')).thenRefused('MEETING_AHEAD');
    spec.given(called, held).when(hold, as('partner_a', '2025-04-04')).thenRefused('MEETING_HELD');
    const twice = { ...record, attendance: [...record.attendance, ...record.attendance] };
    spec
      .given(called)
      .when({ type: 'HoldMeeting', data: twice }, as('partner_a', '2025-04-04'))
      .thenRefused('MEETING_ATTENDANCE_REPEATED', 'attendance');
    const stranger = { ...record, attendance: [{ partner: 'partner_none', heads: 1 }] };
    spec
      .given(called)
      .when({ type: 'HoldMeeting', data: stranger }, as('partner_a', '2025-04-04'))
      .thenRefused('MEETING_PARTNER_UNKNOWN', 'attendance');
  });

  it('has its minutes corrected with a reason', () => {
    const data = { ...record, attendance: [{ partner: 'partner_b', heads: 4 }], reason: text('Laskettiin uudelleen') };
    spec
      .given(called, held)
      .when({ type: 'CorrectMinutes', data }, as('partner_a'))
      .then({ type: 'MinutesCorrected', data });
    const same = { ...record, reason: text('x') };
    spec
      .given(called, held)
      .when({ type: 'CorrectMinutes', data: same }, as('partner_a'))
      .thenRefused('MEETING_UNCHANGED');
    spec.given(called).when({ type: 'CorrectMinutes', data }, as('partner_a')).thenRefused('MEETING_NOT_HELD');
  });

  it('decides about what exists, once it has been held', () => {
    spec
      .given(called, held)
      .when(decideIt, as('partner_a'))
      .then({ type: 'MeetingDecided', data: { ...decideIt.data, number: 1 } });
    spec.given(called).when(decideIt, as('partner_a')).thenRefused('MEETING_NOT_HELD');
    const other = (data: object) =>
      spec.given(called, held).when({ type: 'DecideAtMeeting', data: { text: text('x'), ...data } }, as('partner_a'));
    other({ about: 'goal_none' }).thenRefused('MEETING_ABOUT_UNKNOWN', 'about');
    other({ decision: 'decision_9' }).thenRefused('MEETING_DECISION_UNKNOWN', 'decision');
    const many = Array.from({ length: 100 }, (_, index): MeetingEvent => ({
      type: 'MeetingDecided',
      data: { number: index + 1, text: text('x') },
    }));
    spec
      .given(called, held, ...many)
      .when(decideIt, as('partner_a'))
      .thenRefused('MEETING_FULL');
  });
});

describe('a meeting as it is shown', () => {
  const fold = (...events: MeetingEvent[]): MeetingRow => {
    const row = events.reduce<MeetingRow | undefined>(
      (before, event, revision) =>
        meetings.evolve(before, {
          ...event,
          subject: 'meeting_visio',
          revision,
          position: String(revision + 1),
          recordedAt: '2025-04-01T10:00:00.000Z',
          actor: 'person_anna',
          organisation: 'partner_a',
        }),
      undefined,
    );
    if (!row) throw new Error('no row');
    return row;
  };

  it('awaits answers for the day that stands', () => {
    expect(unanswered(fold(called))).toEqual(['partner_b', 'partner_c']);
    expect(unanswered(fold(called, coming))).toEqual(['partner_c']);
    expect(unanswered(fold(called, coming, moved))).toEqual(['partner_b', 'partner_c']);
    expect(fold(called, coming, moved).moves).toEqual([{ day: '2025-04-04', at: '2025-04-01T10:00:00.000Z' }]);
    expect(meetings.indexes?.['waitsFor']?.(fold(called, held))).toEqual([]);
  });

  it('is unrecorded after its day until somebody says that it was held (rule 46)', () => {
    expect([isUnrecorded(fold(called), '2025-04-04'), isUnrecorded(fold(called), '2025-04-05')]).toEqual([false, true]);
    expect(isUnrecorded(fold(called, held), '2025-05-01')).toBe(false);
    expect(isUnrecorded(fold(called, cancelled), '2025-05-01')).toBe(false);
  });

  it('marks the translation of a title that its original has left behind (rule 51)', () => {
    const sv = {
      ...called,
      data: { ...called.data, title: { ...text('Visiotyöpaja'), sv: 'Visionsverkstad' } },
    } as MeetingEvent;
    const renamed = { type: 'MeetingRevised', data: { ...plan, title: { ...text('Työpaja'), sv: 'Visionsverkstad' } } };
    expect(fold(sv, renamed as MeetingEvent).title.outdated).toEqual(['sv']);
  });
});
