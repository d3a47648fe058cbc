import { specification } from '../decider/spec.ts';
import { acknowledgement, acknowledgementId, type AcknowledgementEvent } from './acknowledgement.ts';
import { notice, type NoticeEvent, type NoticeFacts } from './notice.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const as = (organisation: string, role: 'member' | 'coordinator' = 'member') => ({
  organisation,
  mandates: [{ id: 'mandate_m', role, partner: organisation }],
});

describe('an acknowledgement', () => {
  const spec = specification(acknowledgement);
  const id = acknowledgementId('goal_arki', 'partner_a');
  const read = (revision: number) => ({ type: 'AcknowledgeChange', data: { about: 'goal_arki', revision } }) as const;
  const done = (revision: number): AcknowledgementEvent => ({
    type: 'ChangeAcknowledged',
    data: { about: 'goal_arki', revision, partner: 'partner_a' },
  });

  it('is an organisation’s own, of a thing at the revision it has read (rule 48)', () => {
    spec
      .given()
      .when(read(3), { id, facts: { revision: 3 } })
      .then(done(3));
    spec
      .given()
      .when(read(3), { id: acknowledgementId('goal_arki', 'partner_b'), facts: { revision: 3 } })
      .thenRefused('ACKNOWLEDGEMENT_ID_UNFIT', 'id');
    spec
      .given()
      .when(read(3), { id, facts: { revision: undefined } })
      .thenRefused('ACKNOWLEDGEMENT_ABOUT_UNKNOWN', 'about');
  });

  it('is given once a revision, never for one that has not been written', () => {
    spec
      .given(done(3))
      .when(read(5), { id, facts: { revision: 5 } })
      .then(done(5));
    spec
      .given(done(3))
      .when(read(3), { id, facts: { revision: 5 } })
      .thenRefused('ACKNOWLEDGEMENT_GIVEN', 'revision');
    spec
      .given()
      .when(read(6), { id, facts: { revision: 5 } })
      .thenRefused('ACKNOWLEDGEMENT_REVISION_AHEAD', 'revision');
  });
});

describe('a request to read', () => {
  const spec = specification(notice);
  const facts: NoticeFacts = {
    today: '2025-03-03',
    known: new Set(['partner_b', 'partner_c']),
    about: { revision: 4, owner: 'partner_a' },
  };
  const said = { about: 'activity_x', partners: ['partner_b', 'partner_c'], due: '2025-03-17' };
  const request = { type: 'RequestAcknowledgement', data: said } as const;
  const requested: NoticeEvent = {
    type: 'AcknowledgementRequested',
    data: { ...said, aboutRevision: 4, requestedBy: 'partner_a' },
  };

  it('is made by who is in charge of the thing or by the coordinator, of the thing as it stands', () => {
    spec
      .given()
      .when(request, { facts, asker: as('partner_a') })
      .then(requested);
    spec
      .given()
      .when(request, { facts, asker: as('partner_k', 'coordinator') })
      .then({ type: 'AcknowledgementRequested', data: { ...said, aboutRevision: 4, requestedBy: 'partner_k' } });
    spec
      .given()
      .when(request, { facts, asker: as('partner_b') })
      .thenRefused('NOTICE_NOT_YOURS', 'about');
    spec
      .given(requested)
      .when(request, { facts, asker: as('partner_a') })
      .thenRefused('NOTICE_EXISTS');
  });

  it('is about something, to partners that take part, with time left', () => {
    const refused = (change: object) =>
      spec.given().when(request, { facts: { ...facts, ...change }, asker: as('partner_a') });
    refused({ about: undefined }).thenRefused('NOTICE_ABOUT_UNKNOWN', 'about');
    refused({ known: new Set(['partner_b']) }).thenRefused('NOTICE_PARTNER_UNKNOWN', 'partners');
    refused({ today: '2025-03-18' }).thenRefused('NOTICE_DUE_PAST', 'due');
  });

  it('is withdrawn with a reason by who made it or the coordinator', () => {
    const withdraw = { type: 'WithdrawRequest', data: { reason: text('Muuttuu vielä') } } as const;
    const withdrawn: NoticeEvent = { type: 'AcknowledgementRequestWithdrawn', data: withdraw.data };
    spec
      .given(requested)
      .when(withdraw, { facts, asker: as('partner_a') })
      .then(withdrawn);
    spec
      .given(requested)
      .when(withdraw, { facts, asker: as('partner_b') })
      .thenRefused('NOTICE_NOT_YOURS');
    spec
      .given(requested, withdrawn)
      .when(withdraw, { facts, asker: as('partner_a') })
      .thenRefused('NOTICE_WITHDRAWN');
    spec
      .given()
      .when(withdraw, { facts, asker: as('partner_a') })
      .thenRefused('NOTICE_NOT_FOUND');
  });
});
