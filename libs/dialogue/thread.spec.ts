import { specification } from '../decider/spec.ts';
import { thread, threadLimit, type ThreadEvent } from './thread.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const facts = { aboutKnown: true, measurementKnown: true };
const started: ThreadEvent = {
  type: 'ThreadStarted',
  data: { about: 'goal_arki', text: text('Ketä tämä koskee?'), startedBy: 'partner_a' },
};
const answered: ThreadEvent = {
  type: 'CommentWritten',
  data: { comment: 2, partner: 'partner_b', text: text('Kaikkia.') },
};
const hidden: ThreadEvent = { type: 'CommentHidden', data: { comment: 2, reason: text('Nimi') } };
const closed: ThreadEvent = { type: 'ThreadClosed', data: {} };
const as = (organisation: string) => ({
  facts,
  asker: { organisation, mandates: [{ id: 'mandate_m', role: 'member' as const, partner: organisation }] },
});
const spec = specification(thread);

describe('a thread', () => {
  it('is about something the asker knows, and says which organisation speaks (rule 48)', () => {
    const start = { type: 'StartThread', data: { about: 'goal_arki', text: text('Ketä tämä koskee?') } } as const;
    spec.given().when(start, { facts }).then(started);
    spec
      .given()
      .when(start, { facts: { ...facts, aboutKnown: false } })
      .thenRefused('THREAD_ABOUT_UNKNOWN', 'about');
    spec.given(started).when(start, { facts }).thenRefused('THREAD_EXISTS');
    const talk = { type: 'StartThread', data: { ...start.data, about: 'thread_toinen' } } as const;
    const value = { type: 'StartThread', data: { ...start.data, measurement: '2024-01-01/2024-12-31' } } as const;
    spec
      .given()
      .when(value, { facts: { ...facts, measurementKnown: false } })
      .thenRefused('THREAD_MEASUREMENT_UNKNOWN', 'measurement');
    spec.given().when(talk, { facts }).thenRefused('THREAD_ABOUT_TALK', 'about');
  });

  it('takes comments in turn from whoever holds a mandate, while it is open and not too long', () => {
    const write = { type: 'WriteComment', data: { text: text('Kaikkia.') } } as const;
    spec.given(started).when(write, as('partner_b')).then(answered);
    spec.given().when(write, as('partner_b')).thenRefused('THREAD_NOT_FOUND');
    spec.given(started, closed).when(write, as('partner_b')).thenRefused('THREAD_CLOSED');
    const auditor = [{ id: 'mandate_x', role: 'auditor' as const, partner: 'partner_b' }];
    spec
      .given(started)
      .when(write, { facts, asker: { organisation: 'partner_b', mandates: auditor } })
      .thenRefused('MANDATE_MISSING');
    const many = Array.from({ length: threadLimit - 1 }, (_, index): ThreadEvent => ({
      type: 'CommentWritten',
      data: { comment: index + 2, partner: 'partner_b', text: text('Niin.') },
    }));
    spec
      .given(started, ...many)
      .when(write, as('partner_b'))
      .thenRefused('THREAD_FULL');
  });

  it('lets an organisation change its own words only, the coordinator too', () => {
    const edit = { type: 'EditComment', data: { comment: 2, text: text('Kaikkia, myös lapsia.') } } as const;
    spec.given(started, answered).when(edit, as('partner_b')).then({ type: 'CommentEdited', data: edit.data });
    spec.given(started, answered).when(edit, { facts }).thenRefused('COMMENT_NOT_YOURS', 'comment');
    spec.given(started).when(edit, as('partner_b')).thenRefused('COMMENT_NOT_FOUND', 'comment');
    spec
      .given(started, answered)
      .when({ type: 'EditComment', data: { comment: 2, text: text('Kaikkia.') } }, as('partner_b'))
      .thenRefused('COMMENT_UNCHANGED', 'text');
    spec.given(started, answered, hidden).when(edit, as('partner_b')).thenRefused('COMMENT_HIDDEN', 'comment');
    spec.given(started, answered, closed).when(edit, as('partner_b')).thenRefused('THREAD_CLOSED');
  });

  it('hides what points to a person, by the coordinator, in a closed thread too (rule 28)', () => {
    const hide = { type: 'HideComment', data: { comment: 2, reason: text('Nimi') } } as const;
    spec.given(started, answered).when(hide, { facts }).then(hidden);
    spec.given(started, answered, closed).when(hide, { facts }).then(hidden);
    spec.given(started, answered).when(hide, as('partner_b')).thenRefused('MANDATE_MISSING');
    spec.given(started, answered, hidden).when(hide, { facts }).thenRefused('COMMENT_HIDDEN', 'comment');
    spec.given(started).when(hide, { facts }).thenRefused('COMMENT_NOT_FOUND', 'comment');
  });

  it('is closed and opened again by who began it or the coordinator', () => {
    const close = { type: 'CloseThread', data: {} } as const;
    const reopen = { type: 'ReopenThread', data: {} } as const;
    spec.given(started).when(close, as('partner_a')).then(closed);
    spec.given(started).when(close, as('partner_b')).thenRefused('THREAD_NOT_YOURS');
    spec.given(started, closed).when(close, as('partner_a')).thenRefused('THREAD_CLOSED');
    spec
      .given(started, closed)
      .when(reopen, { facts, asker: { organisation: 'partner_k' } })
      .then({ type: 'ThreadReopened', data: {} });
    spec.given(started, closed).when(reopen, as('partner_b')).thenRefused('THREAD_NOT_YOURS');
    spec.given(started).when(reopen, as('partner_a')).thenRefused('THREAD_OPEN');
  });

  it('takes no text in which a person can be recognised (rule 28)', () => {
    const issue = thread.commands.WriteComment;
    expect(() => issue.parse({ text: text('Soita 040 123 4567') })).toThrow('TEXT_HAS_PERSONAL_DATA');
  });
});
