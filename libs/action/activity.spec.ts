import type { Recorded } from '#decider';
import fc from 'fast-check';
import { freeze, specification } from '../decider/spec.ts';
import {
  activity,
  activityCommands,
  activityEvents,
  type ActivityCommand,
  type ActivityEvent,
  type ActivityFacts,
  type CommitmentState,
} from './activity.ts';
import {
  absorbedBy,
  activities,
  countCommitments,
  isAnswerLate,
  placeStates,
  survivorOf,
  type ActivityRow,
  type PlaceStateRow,
} from './activity.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const reason = text('Syy');
const facts: ActivityFacts = {
  known: new Set(['partner_a', 'partner_b', 'partner_c', 'goal_a', 'indicator_a', 'programme_a']),
  places: new Set(['077', '179']),
  municipality: 'partner_town',
  left: new Set(['partner_gone']),
  survivor: { open: true, lead: 'partner_a' },
  today: '2025-01-15',
};
const matter = {
  title: text('Voi hyvin -tapahtumasarja'),
  kind: 'event_series' as const,
  goals: ['goal_a'],
  indicators: [],
  programmes: ['programme_a'],
};
const named = (partner: string, commitment: CommitmentState = 'proposed', brings = 'Tilat') => ({
  partner,
  brings: text(brings),
  commitment,
});
const planned = (
  contributors: ReturnType<typeof named>[] = [],
  lead = 'partner_a',
  leadCommitment: CommitmentState = 'committed',
): ActivityEvent => ({ type: 'ActivityPlanned', data: { ...matter, contributors, lead, leadCommitment } });
const plan = (data: object = {}) => ({ type: 'PlanActivity' as const, data: { ...matter, contributors: [], ...data } });
const joined = (partner: string, brings?: string): ActivityEvent => ({
  type: 'ActivityJoined',
  data: { partner, ...(brings !== undefined && { brings: text(brings) }) },
});
const spec = specification(activity);
const as = (organisation: string, role: 'member' | 'coordinator' = 'member') => ({
  facts,
  asker: { organisation, mandates: [{ id: `mandate_${role}`, role, partner: organisation }] },
});

describe('an activity', () => {
  it('is led by the organisation of the one who plans it; each partner it names is proposed until it accepts (rule 34)', () => {
    spec.given().when(plan(), as('partner_a')).then(planned());
    spec
      .given()
      .when(plan({ contributors: [{ partner: 'partner_b', brings: text('Tilat') }] }), as('partner_a'))
      .then(planned([named('partner_b')]));
  });

  it('may be proposed to another lead by a coordinator, and by nobody else', () => {
    const lead = { lead: 'partner_b' };
    spec.given().when(plan(lead), as('partner_a')).thenRefused('ACTIVITY_LEAD_NOT_OWN', 'lead');
    spec
      .given()
      .when(plan(lead), as('partner_a', 'coordinator'))
      .then(planned([], 'partner_b', 'proposed'));
    spec
      .given(planned([], 'partner_b', 'proposed'))
      .when({ type: 'JoinActivity', data: {} }, as('partner_b'))
      .then(joined('partner_b'));
  });

  it('names only what exists, each partner once', () => {
    const of = (data: object) => spec.given().when(plan(data), as('partner_a'));
    const brings = text('Tilat');
    of({ contributors: [{ partner: 'partner_x', brings }] }).thenRefused('ACTIVITY_PARTNER_UNKNOWN', 'contributors');
    of({ contributors: [{ partner: 'partner_a', brings }] }).thenRefused('ACTIVITY_PARTNER_TWICE', 'contributors');
    of({ goals: ['goal_x'] }).thenRefused('ACTIVITY_GOAL_UNKNOWN', 'goals');
    of({ indicators: ['indicator_x'] }).thenRefused('ACTIVITY_INDICATOR_UNKNOWN', 'indicators');
    of({ programmes: ['programme_x'] }).thenRefused('ACTIVITY_PROGRAMME_UNKNOWN', 'programmes');
    spec
      .given()
      .when(plan({ lead: 'partner_x' }), as('partner_a', 'coordinator'))
      .thenRefused('ACTIVITY_PARTNER_UNKNOWN', 'lead');
    spec.given(planned()).when(plan(), as('partner_a')).thenRefused('ACTIVITY_EXISTS');
  });

  it('without a goal is not blocked: it is for the coordinator to see (rule 39)', () => {
    const alone: ActivityEvent = {
      type: 'ActivityPlanned',
      data: { ...matter, goals: [], contributors: [], lead: 'partner_a', leadCommitment: 'committed' },
    };
    spec
      .given()
      .when(plan({ goals: [] }), as('partner_a'))
      .then(alone);
  });

  it('is joined by the organisation itself, with what it brings (rule 34)', () => {
    const join = (brings?: string) =>
      ({ type: 'JoinActivity', data: { ...(brings !== undefined && { brings: text(brings) }) } }) as const;
    spec
      .given(planned([named('partner_b')]))
      .when(join(), as('partner_b'))
      .then(joined('partner_b', 'Tilat'));
    spec.given(planned()).when(join(), as('partner_b')).thenRefused('ACTIVITY_BRINGS_MISSING', 'brings');
    spec.given(planned()).when(join('Vetäjän'), as('partner_b')).then(joined('partner_b', 'Vetäjän'));
    const member = [planned([named('partner_b')]), joined('partner_b', 'Tilat')];
    spec
      .given(...member)
      .when(join(), as('partner_b'))
      .thenRefused('ACTIVITY_ALREADY_JOINED');
    spec
      .given(...member)
      .when(join('Tilat ja kahvit'), as('partner_b'))
      .then(joined('partner_b', 'Tilat ja kahvit'));
    spec.given(planned()).when(join(), as('partner_a')).thenRefused('ACTIVITY_ALREADY_JOINED');
  });

  it('is left with a reason (rule 35); its lead stays until another is named (rule 34)', () => {
    const leave = { type: 'LeaveActivity', data: { reason } } as const;
    const left: ActivityEvent = { type: 'ActivityLeft', data: { partner: 'partner_b', reason } };
    spec
      .given(planned([named('partner_b')]), joined('partner_b', 'Tilat'))
      .when(leave, as('partner_b'))
      .then(left);
    spec
      .given(planned([named('partner_b', 'committed')]), left)
      .when(leave, as('partner_b'))
      .thenRefused('ACTIVITY_NOT_JOINED');
    spec
      .given(planned([named('partner_b')]))
      .when(leave, as('partner_b'))
      .thenRefused('ACTIVITY_NOT_ACCEPTED');
    spec.given(planned()).when(leave, as('partner_a')).thenRefused('ACTIVITY_LEAD_STAYS');
  });

  describe('and the part of a partner', () => {
    const resources = [{ kind: 'premises' as const, amount: { value: 12, unit: 'days' as const } }];
    const asked: ActivityEvent = {
      type: 'ContributionAsked',
      data: { partner: 'partner_b', brings: text('Tilat'), answerBy: '2025-02-01' },
    };
    const ask = (data: object = {}): ActivityCommand => ({
      type: 'AskContribution',
      data: { partner: 'partner_b', brings: text('Tilat'), answerBy: '2025-02-01', ...data },
    });
    const declined: ActivityEvent = { type: 'ActivityDeclined', data: { partner: 'partner_b', reason } };
    const offered: ActivityEvent = {
      type: 'ContributionOffered',
      data: { partner: 'partner_b', brings: text('Tilat'), resources },
    };
    const offer: ActivityCommand = { type: 'OfferContribution', data: { brings: text('Tilat'), resources } };
    const acceptOffer: ActivityCommand = { type: 'AcceptOffer', data: { partner: 'partner_b' } };
    const declineOffer: ActivityCommand = { type: 'DeclineOffer', data: { partner: 'partner_b', reason } };
    const offerDeclined: ActivityEvent = { type: 'OfferDeclined', data: { partner: 'partner_b', reason } };
    const join: ActivityCommand = { type: 'JoinActivity', data: {} };

    it('is asked for by the lead or a coordinator, and is proposed until the partner has answered (rule 34)', () => {
      spec.given(planned()).when(ask(), as('partner_a')).then(asked);
      spec.given(planned()).when(ask(), as('partner_c', 'coordinator')).then(asked);
      spec.given(planned()).when(ask(), as('partner_c')).thenRefused('ACTIVITY_OF_ANOTHER_PARTNER');
      spec.given(planned(), asked).when(join, as('partner_b')).then(joined('partner_b', 'Tilat'));
      spec.given(planned(), asked).when({ type: 'DeclineActivity', data: { reason } }, as('partner_b')).then(declined);
      spec
        .given(planned(), asked, declined)
        .when({ type: 'DeclineActivity', data: { reason } }, as('partner_b'))
        .thenRefused('ACTIVITY_NOT_ASKED');
    });

    it('is asked of no stranger, of nobody who has left, of no one twice, and not for yesterday', () => {
      const asking = (data: object, ...history: ActivityEvent[]) =>
        spec.given(planned(), ...history).when(ask(data), as('partner_a'));
      asking({ partner: 'partner_x' }).thenRefused('ACTIVITY_PARTNER_UNKNOWN', 'partner');
      asking({ partner: 'partner_gone' }).thenRefused('ACTIVITY_PARTNER_LEFT', 'partner');
      asking({ partner: 'partner_a' }).thenRefused('ACTIVITY_PARTNER_TWICE', 'partner');
      asking({ answerBy: '2025-01-14' }).thenRefused('ACTIVITY_ANSWER_DAY_PAST', 'answerBy');
      asking({}, asked).thenRefused('ACTIVITY_UNCHANGED');
      asking({ brings: text('Kahvit') }, asked).then({
        type: 'ContributionAsked',
        data: { partner: 'partner_b', brings: text('Kahvit'), answerBy: '2025-02-01' },
      });
      asking({}, joined('partner_b', 'Tilat')).thenRefused('ACTIVITY_ALREADY_JOINED', 'partner');
      asking({}, offered).thenRefused('ACTIVITY_OFFER_WAITS', 'partner');
    });

    it('is offered by the partner itself, and the lead accepts or declines it (rule 34)', () => {
      spec.given(planned()).when(offer, as('partner_b')).then(offered);
      spec.given(planned(), offered).when(offer, as('partner_b')).thenRefused('ACTIVITY_OFFER_WAITS');
      spec.given(planned(), offered).when(join, as('partner_b')).thenRefused('ACTIVITY_OFFER_WAITS');
      spec.given(planned(), offered).when(acceptOffer, as('partner_b')).thenRefused('ACTIVITY_OF_ANOTHER_PARTNER');
      spec
        .given(planned(), offered)
        .when(acceptOffer, as('partner_a'))
        .then({ type: 'OfferAccepted', data: { partner: 'partner_b' } });
      spec
        .given(planned(), offered, { type: 'OfferAccepted', data: { partner: 'partner_b' } })
        .when(acceptOffer, as('partner_a'))
        .thenRefused('ACTIVITY_OFFER_UNKNOWN', 'partner');
      spec.given(planned(), offered).when(declineOffer, as('partner_a')).then(offerDeclined);
      spec.given(planned()).when(offer, as('partner_a')).thenRefused('ACTIVITY_ALREADY_JOINED');
    });

    it('that the lead has declined does not come in by the other door, unless it is asked', () => {
      const rejoin: ActivityCommand = { type: 'JoinActivity', data: { brings: text('Tilat') } };
      const history = [planned(), offered, offerDeclined];
      spec
        .given(...history)
        .when(rejoin, as('partner_b'))
        .thenRefused('ACTIVITY_OFFER_DECLINED');
      spec
        .given(...history)
        .when(offer, as('partner_b'))
        .then(offered);
      spec
        .given(...history, asked)
        .when(join, as('partner_b'))
        .then(joined('partner_b', 'Tilat'));
    });

    it('stays offered through a revision of the plan that does not know of it', () => {
      const title = text('Uusi');
      spec
        .given(planned(), offered)
        .when(revise({ title }), as('partner_a'))
        .then(revised({ title, contributors: [{ ...named('partner_b', 'offered'), resources }] }));
    });
  });

  describe('and its lead', () => {
    const propose: ActivityCommand = { type: 'ProposeLead', data: { partner: 'partner_b', reason } };
    const proposed: ActivityEvent = { type: 'LeadProposed', data: { partner: 'partner_b', reason } };
    const accept: ActivityCommand = { type: 'AcceptLead', data: {} };
    const accepted: ActivityEvent = { type: 'LeadAccepted', data: { partner: 'partner_b' } };
    const decline: ActivityCommand = { type: 'DeclineLead', data: { reason } };
    const declined: ActivityEvent = { type: 'LeadDeclined', data: { partner: 'partner_b', reason } };
    const end: ActivityCommand = { type: 'EndActivity', data: { reason } };

    it('is handed over by the one who leads, and passes on when the other accepts (rule 34)', () => {
      spec.given(planned()).when(propose, as('partner_a')).then(proposed);
      spec.given(planned()).when(propose, as('partner_b')).thenRefused('ACTIVITY_OF_ANOTHER_PARTNER');
      spec.given(planned(), proposed).when(propose, as('partner_a')).thenRefused('ACTIVITY_UNCHANGED', 'partner');
      // Until then the old one leads, and only it.
      spec.given(planned(), proposed).when(end, as('partner_b')).thenRefused('ACTIVITY_OF_ANOTHER_PARTNER');
      spec.given(planned(), proposed).when(accept, as('partner_b')).then(accepted);
      spec.given(planned(), proposed).when(accept, as('partner_c')).thenRefused('ACTIVITY_LEAD_NOT_PROPOSED');
      spec.given(planned(), proposed, accepted).when(end, as('partner_a')).thenRefused('ACTIVITY_OF_ANOTHER_PARTNER');
      spec
        .given(planned(), proposed, accepted)
        .when(end, as('partner_b'))
        .then({ type: 'ActivityEnded', data: { reason } });
    });

    it('stays the old one when the other declines (rule 34)', () => {
      spec.given(planned(), proposed).when(decline, as('partner_b')).then(declined);
      spec.given(planned(), proposed, declined).when(accept, as('partner_b')).thenRefused('ACTIVITY_LEAD_NOT_PROPOSED');
      spec
        .given(planned(), proposed, declined)
        .when(end, as('partner_a'))
        .then({ type: 'ActivityEnded', data: { reason } });
    });

    it('when it declines from the first is looked for anew by the coordinator (rule 34)', () => {
      const first = planned([], 'partner_b', 'proposed');
      spec.given(first).when(decline, as('partner_b')).then(declined);
      spec.given(first, declined).when(end, as('partner_b')).thenRefused('ACTIVITY_OF_ANOTHER_PARTNER');
      const other: ActivityEvent = { type: 'LeadProposed', data: { partner: 'partner_c', reason } };
      spec
        .given(first, declined)
        .when({ type: 'ProposeLead', data: { partner: 'partner_c', reason } }, as('partner_a', 'coordinator'))
        .then(other);
      spec.given(first, declined, other).when(accept, as('partner_c')).then(joined('partner_c'));
    });

    it('says itself what it will bring afterwards (rule 34)', () => {
      const brings = text('Tilat');
      const propose = { type: 'ProposeLead' as const, data: { partner: 'partner_b', reason, brings } };
      spec
        .given(planned())
        .when(propose, as('partner_c', 'coordinator'))
        .thenRefused('ACTIVITY_BRINGS_NOT_OWN', 'brings');
      spec.given(planned()).when(propose, as('partner_a')).then({ type: 'LeadProposed', data: propose.data });
    });

    it('is proposed to no stranger and to nobody who has left', () => {
      const to = (partner: string) =>
        spec.given(planned()).when({ type: 'ProposeLead', data: { partner, reason } }, as('partner_a'));
      to('partner_x').thenRefused('ACTIVITY_PARTNER_UNKNOWN', 'partner');
      to('partner_gone').thenRefused('ACTIVITY_PARTNER_LEFT', 'partner');
      to('partner_a').thenRefused('ACTIVITY_ALREADY_JOINED', 'partner');
    });
  });

  describe('that goes on elsewhere', () => {
    const merge: ActivityCommand = { type: 'MergeActivity', data: { into: 'activity_y', reason } };
    const merged: ActivityEvent = { type: 'ActivityMerged', data: { into: 'activity_y', reason } };
    const supersede: ActivityCommand = { type: 'SupersedeActivity', data: { by: 'activity_y', reason } };
    const superseded: ActivityEvent = { type: 'ActivitySuperseded', data: { by: 'activity_y', reason } };
    const meeting = (survivor: ActivityFacts['survivor']) => ({ ...as('partner_a'), facts: { ...facts, survivor } });

    it('points to one that is still on, and never onto a merged or ended one (rule 38)', () => {
      spec.given(planned()).when(merge, as('partner_a')).then(merged);
      spec.given(planned()).when(supersede, as('partner_a')).then(superseded);
      const closed = { open: false, lead: 'partner_a' };
      spec.given(planned()).when(merge, meeting(closed)).thenRefused('ACTIVITY_SURVIVOR_CLOSED', 'into');
      spec.given(planned()).when(supersede, meeting(closed)).thenRefused('ACTIVITY_SURVIVOR_CLOSED', 'by');
      spec.given(planned()).when(merge, meeting(undefined)).thenRefused('ACTIVITY_SURVIVOR_UNKNOWN', 'into');
      spec
        .given(planned())
        .when({ type: 'MergeActivity', data: { into: 'activity_x', reason } }, as('partner_a'))
        .thenRefused('ACTIVITY_SURVIVOR_SELF', 'into');
    });

    it('is merged by who leads both, or by a coordinator', () => {
      spec.given(planned()).when(merge, as('partner_b')).thenRefused('ACTIVITY_OF_ANOTHER_PARTNER');
      spec
        .given(planned())
        .when(merge, meeting({ open: true, lead: 'partner_b' }))
        .thenRefused('ACTIVITY_OF_ANOTHER_PARTNER', 'into');
      spec.given(planned()).when(merge, as('partner_c', 'coordinator')).then(merged);
    });

    it('takes nothing more, and says where to go (rule 38)', () => {
      const commands: ActivityCommand[] = [
        merge,
        { type: 'JoinActivity', data: { brings: text('Tilat') } },
        { type: 'SetPlaceState', data: { place: '179', year: 2025, state: 'running' } },
        { type: 'AskContribution', data: { partner: 'partner_b', brings: text('Tilat') } },
      ];
      for (const command of commands) {
        spec.given(planned(), merged).when(command, as('partner_a')).thenRefused('ACTIVITY_MERGED');
        spec.given(planned(), superseded).when(command, as('partner_a')).thenRefused('ACTIVITY_SUPERSEDED');
      }
    });
  });

  const revise = (data: object) => ({ type: 'ReviseActivity' as const, data: { ...plan().data, ...data } });
  const revised = (data: object): ActivityEvent => ({
    type: 'ActivityRevised',
    data: { ...matter, contributors: [], lead: 'partner_a', leadCommitment: 'committed', ...data },
  });

  it('is revised by its lead or a coordinator', () => {
    const title = text('Uusi nimi');
    spec.given(planned()).when(revise({ title }), as('partner_a')).then(revised({ title }));
    spec.given(planned()).when(revise({ title }), as('partner_c', 'coordinator')).then(revised({ title }));
    spec.given(planned()).when(revise({ title }), as('partner_c')).thenRefused('ACTIVITY_OF_ANOTHER_PARTNER');
    spec
      .given(planned())
      .when(revise({ lead: 'partner_b' }), as('partner_a'))
      .thenRefused('ACTIVITY_LEAD_NOT_OWN', 'lead');
    spec
      .given(planned())
      .when(revise({ lead: 'partner_a' }), as('partner_a'))
      .thenRefused('ACTIVITY_UNCHANGED');
  });

  it('keeps a commitment while its words stand, and asks for it anew when they change (rule 34)', () => {
    const history = [planned([named('partner_b')]), joined('partner_b', 'Tilat')];
    const to = (brings: string) =>
      spec
        .given(...history)
        .when(
          revise({ title: text('Uusi'), contributors: [{ partner: 'partner_b', brings: text(brings) }] }),
          as('partner_a'),
        );
    to('Tilat').then(revised({ title: text('Uusi'), contributors: [named('partner_b', 'committed')] }));
    to('Rahat').then(revised({ title: text('Uusi'), contributors: [named('partner_b', 'proposed', 'Rahat')] }));
  });

  it('asks anew whoever’s part was rewritten by another, the lead too (rule 34)', () => {
    const resources = [{ kind: 'staff' as const }];
    const contributors = [{ partner: 'partner_b', brings: text('Tilat'), resources }];
    spec
      .given(planned([named('partner_b', 'committed')]))
      .when(revise({ contributors }), as('partner_a'))
      .then(revised({ contributors: [{ ...named('partner_b'), resources }] }));
    const leadBrings = text('Kaiken');
    spec
      .given(planned())
      .when(revise({ leadBrings }), as('partner_c', 'coordinator'))
      .then(revised({ leadBrings, leadCommitment: 'proposed' }));
    spec.given(planned()).when(revise({ leadBrings }), as('partner_a')).then(revised({ leadBrings }));
  });

  it('belongs to several programmes by reference, and is one (rule 7)', () => {
    const programmes = ['programme_a', 'programme_b'];
    spec
      .given()
      .when(plan({ programmes }), {
        ...as('partner_a'),
        facts: { ...facts, known: new Set([...facts.known, 'programme_b']) },
      })
      .then({
        type: 'ActivityPlanned',
        data: { ...matter, programmes, contributors: [], lead: 'partner_a', leadCommitment: 'committed' },
      });
    const row = rowOf({
      type: 'ActivityPlanned',
      data: { ...matter, programmes, contributors: [], lead: 'partner_a', leadCommitment: 'committed' },
    });
    expect(activities.indexes?.['programme']?.(row)).toEqual(programmes);
  });

  it('takes no text that points to one person, and reads what is stored as it is (rule 28)', () => {
    const leak = text('Soita 040 123 4567');
    for (const data of [{ brings: leak }, { brings: text('Tilat'), resources: [{ kind: 'other', text: leak }] }])
      expect(activityCommands.OfferContribution.safeParse(data).error?.issues[0]?.message).toBe(
        'TEXT_HAS_PERSONAL_DATA',
      );
    expect(activityEvents.ActivityLeft.parse({ partner: 'partner_b', reason: leak }).reason).toEqual(leak);
  });

  it('drops nobody who has committed itself without a reason', () => {
    const history = [planned([named('partner_b')]), joined('partner_b', 'Tilat')];
    spec
      .given(...history)
      .when(revise({}), as('partner_a'))
      .thenRefused('ACTIVITY_REASON_MISSING', 'reason');
    spec
      .given(...history)
      .when(revise({ reason }), as('partner_a'))
      .then(revised({ reason }));
    spec
      .given(planned([named('partner_b')]))
      .when(revise({}), as('partner_a'))
      .then(revised({}));
    spec
      .given(planned())
      .when(revise({ lead: 'partner_b', reason }), as('partner_c', 'coordinator'))
      .then(revised({ lead: 'partner_b', leadCommitment: 'proposed', reason }));
  });

  it('stays as it was once ended', () => {
    const ended: ActivityEvent = { type: 'ActivityEnded', data: { reason } };
    const end = { type: 'EndActivity', data: { reason } } as const;
    spec.given(planned()).when(end, as('partner_a')).then(ended);
    spec.given(planned()).when(end, as('partner_b')).thenRefused('ACTIVITY_OF_ANOTHER_PARTNER');
    spec.given(planned(), ended).when(end, as('partner_a')).thenRefused('ACTIVITY_ENDED');
    spec.given().when(end, as('partner_a')).thenRefused('ACTIVITY_NOT_FOUND');
  });
});

describe('the state of an activity in a place', () => {
  type Told = Extract<ActivityEvent, { type: 'ActivityPlaceStateSet' }>;
  const told = (state: 'tentative' | 'running', more: object = {}): Told => ({
    type: 'ActivityPlaceStateSet',
    data: { place: '179', year: 2025, state, ...more },
  });
  const tell = ({ data }: Told) => ({ type: 'SetPlaceState', data }) as const;

  it('is told by whoever is concerned: lead, contributors, a coordinator, the municipality itself (rule 37)', () => {
    const history = planned([named('partner_b')]);
    for (const partner of ['partner_a', 'partner_b', 'partner_town'])
      spec
        .given(history)
        .when(tell(told('running')), as(partner))
        .then(told('running'));
    spec
      .given(history)
      .when(tell(told('running')), as('partner_c', 'coordinator'))
      .then(told('running'));
    spec
      .given(history)
      .when(tell(told('running')), as('partner_c'))
      .thenRefused('ACTIVITY_PLACE_NOT_OWN', 'place');
    spec
      .given(history)
      .when({ type: 'SetPlaceState', data: { place: '091', year: 2025, state: 'running' } }, as('partner_a'))
      .thenRefused('ACTIVITY_PLACE_UNKNOWN', 'place');
  });

  it('keeps its uncertainty in words, and any state may follow any other (rule 37)', () => {
    const open = told('tentative', { uncertain: text('paikka avoin') });
    spec.given(planned(), told('running')).when(tell(open), as('partner_a')).then(open);
    spec.given(planned(), open).when(tell(open), as('partner_a')).thenRefused('ACTIVITY_PLACE_STATE_UNCHANGED');
    spec
      .given(planned(), open)
      .when(tell(told('tentative')), as('partner_a'))
      .then(told('tentative'));
  });

  it('is one cell of the matrix, which counts how often it was told', () => {
    const recorded = (event: Told, revision: number): Recorded<Told> =>
      freeze({
        ...event,
        subject: 'activity_x',
        revision,
        position: String(revision),
        recordedAt: `2025-01-0${String(revision + 1)}T00:00:00.000Z`,
        actor: 'person_anna',
        organisation: 'partner_a',
      });
    const first = recorded(told('tentative', { uncertain: text('jatko avoin') }), 1);
    const rows = [first, recorded(told('running'), 2)].reduce<PlaceStateRow[]>(
      (before, event) => [...before, freeze(placeStates.evolve(before.at(-1), event))],
      [],
    );
    expect(rows[0]).toMatchObject({
      id: '179/2025/activity_x',
      state: 'tentative',
      uncertain: text('jatko avoin'),
      told: 1,
    });
    expect(rows[1]).toMatchObject({
      id: '179/2025/activity_x',
      state: 'running',
      told: 2,
      toldBy: 'partner_a',
      revision: 2,
    });
    expect(rows[1]?.uncertain).toBeUndefined();
    expect(rows[1]?.earlier).toEqual([
      {
        state: 'tentative',
        uncertain: text('jatko avoin'),
        at: '2025-01-02T00:00:00.000Z',
        by: 'partner_a',
      },
    ]);
    expect(placeStates.key?.(first)).toBe('179/2025/activity_x');
  });
});

const rowOf = (...history: ActivityEvent[]): ActivityRow => {
  const row = history.reduce<ActivityRow | undefined>(
    (before, event, revision) =>
      freeze(
        activities.evolve(before, {
          ...event,
          subject: 'activity_x',
          revision,
          position: String(revision),
          recordedAt: `2025-01-01T00:00:0${String(revision)}.000Z`,
          actor: 'person_anna',
          organisation: 'partner_a',
        }),
      ),
    undefined,
  );
  if (!row) throw new Error('no row');
  return row;
};
const partsOf = (row: ActivityRow) => row.commitments.map(({ id, state }) => [id.slice('activity_x/'.length), state]);

describe('the commitments of an activity', () => {
  it('keep whoever declined, withdrew or was released, with the story and the reason (rule 35)', () => {
    const row = rowOf(
      planned([named('partner_b'), named('partner_c')]),
      joined('partner_b', 'Tilat'),
      { type: 'ActivityDeclined', data: { partner: 'partner_c', reason } },
      { type: 'ActivityLeft', data: { partner: 'partner_b', reason } },
    );
    expect(partsOf(row)).toEqual([
      ['partner_a/lead', 'committed'],
      ['partner_b', 'withdrawn'],
      ['partner_c', 'declined'],
    ]);
    const [, withdrawn] = row.commitments;
    expect(withdrawn).toMatchObject({ reason, since: '2025-01-01T00:00:03.000Z', brings: text('Tilat') });
    expect(withdrawn?.history.map(({ state }) => state)).toEqual(['proposed', 'committed', 'withdrawn']);
    expect(activities.indexes?.['withdrawn']?.(row)).toEqual(['partner_b']);
  });

  it('read an older withdrawal of one that had only been asked as a decline', () => {
    const row = rowOf(planned([named('partner_b')]), { type: 'ActivityLeft', data: { partner: 'partner_b', reason } });
    expect(partsOf(row)).toEqual([
      ['partner_a/lead', 'committed'],
      ['partner_b', 'declined'],
    ]);
  });

  it('show a hand-over of the lead: proposed, then one released and one committed (rule 34)', () => {
    const proposed: ActivityEvent = {
      type: 'LeadProposed',
      data: { partner: 'partner_b', reason, answerBy: '2025-02-01', brings: text('Ohjaajan') },
    };
    const before = rowOf(planned([named('partner_b', 'committed')]), proposed);
    expect(before.lead).toBe('partner_a');
    expect(activities.indexes?.['asked']?.(before)).toEqual(['partner_b']);
    expect(before.commitments.at(-1)).toMatchObject({
      role: 'lead',
      state: 'proposed',
      answerBy: '2025-02-01',
      reason,
    });
    const after = rowOf(planned([named('partner_b', 'committed')]), proposed, {
      type: 'LeadAccepted',
      data: { partner: 'partner_b' },
    });
    expect(after).toMatchObject({ lead: 'partner_b', leadBrings: text('Tilat'), successor: undefined });
    expect(after.contributors).toMatchObject([
      { partner: 'partner_a', brings: text('Ohjaajan'), commitment: 'committed' },
    ]);
    expect(partsOf(after)).toEqual([
      ['partner_a/lead', 'released'],
      ['partner_b', 'released'],
      ['partner_b/lead', 'committed'],
      ['partner_a', 'committed'],
    ]);
    expect(activities.indexes?.['asked']?.(after)).toEqual([]);
  });

  it('wait for the lead when offered, and for nobody once the activity is over', () => {
    const offered: ActivityEvent = {
      type: 'ContributionOffered',
      data: { partner: 'partner_b', brings: text('Tilat') },
    };
    expect(activities.indexes?.['offered']?.(rowOf(planned(), offered))).toBe('partner_a');
    const over = rowOf(planned([named('partner_c')]), offered, { type: 'ActivityEnded', data: { reason } });
    expect(activities.indexes?.['offered']?.(over)).toBeUndefined();
    expect(activities.indexes?.['asked']?.(over)).toEqual([]);
  });

  it('are late to be answered after the day hoped for, judged by the day one looks from (rule 46)', () => {
    const waiting = { state: 'proposed' as const, answerBy: '2025-02-01' };
    expect(isAnswerLate(waiting, '2025-02-01')).toBe(false);
    expect(isAnswerLate(waiting, '2025-02-02')).toBe(true);
    expect(isAnswerLate({ ...waiting, state: 'committed' }, '2025-02-02')).toBe(false);
    expect(isAnswerLate({ state: 'proposed' }, '2099-01-01')).toBe(false);
  });

  it('are counted though a row holds many', () => {
    const rows = [
      rowOf(planned([named('partner_b', 'committed'), named('partner_c', 'committed')])),
      rowOf(planned([named('partner_b')])),
    ];
    const keys = rows.flatMap((row) => activities.indexes?.['commitment']?.(row) ?? []);
    const count = (key: string) => keys.filter((one) => one === key).length;
    expect(countCommitments(count, 'committed')).toBe(4);
    expect(countCommitments(count, 'proposed')).toBe(1);
    expect(countCommitments(count, 'withdrawn')).toBe(0);
  });
});

describe('whatever is asked, offered and handed over', () => {
  const partnerIds = ['partner_a', 'partner_b', 'partner_c'];
  const anyone = fc.constantFrom(...partnerIds);
  const words = fc.nat(100).map((number) => text(`Osa ${String(number)}`));
  const command: fc.Arbitrary<ActivityCommand> = fc.oneof(
    fc.record({ partner: anyone, brings: words }).map((data) => ({ type: 'AskContribution' as const, data })),
    fc.record({ brings: words }).map((data) => ({ type: 'JoinActivity' as const, data })),
    fc.record({ brings: words }).map((data) => ({ type: 'OfferContribution' as const, data })),
    fc.record({ partner: anyone }).map((data) => ({ type: 'AcceptOffer' as const, data })),
    anyone.map((partner) => ({ type: 'DeclineOffer' as const, data: { partner, reason } })),
    fc.constant({ type: 'DeclineActivity' as const, data: { reason } }),
    fc.constant({ type: 'LeaveActivity' as const, data: { reason } }),
    fc
      .record({ partner: anyone, brings: fc.option(words, { nil: undefined }) })
      .map(({ partner, brings }) => ({ type: 'ProposeLead' as const, data: { partner, reason, brings } })),
    fc.constant({ type: 'AcceptLead' as const, data: {} }),
    fc.constant({ type: 'DeclineLead' as const, data: { reason } }),
    fc
      .record({ lead: fc.option(anyone, { nil: undefined }), named: fc.uniqueArray(anyone), brings: words })
      .map(({ lead, named: others, brings }) => ({
        type: 'ReviseActivity' as const,
        data: {
          ...plan().data,
          lead,
          leadBrings: brings,
          contributors: others.map((partner) => ({ partner, brings })),
          reason,
        },
      })),
  );

  it('there is one lead, and nobody is committed but to its own words (rule 34)', () => {
    const step = fc.record({ command, by: anyone, role: fc.constantFrom('member' as const, 'coordinator' as const) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let state = activity.evolve(activity.initial, planned([named('partner_b')]));
        /** What each organisation has itself said that it brings, or accepted of what others had written. */
        const said = new Map<string, Set<string>>(partnerIds.map((id) => [id, new Set()]));
        for (const { command: wanted, by, role } of steps) {
          const before = state;
          const mandate = { id: 'mandate_x', role, partner: by };
          const asker = { person: 'person_x', organisation: by, mandates: [mandate], mandate };
          const outcome = activity.decide(state, wanted, {
            asker,
            now: '2025-01-15T10:00:00.000Z',
            facts,
            id: 'activity_x',
          });
          if ('refused' in outcome) continue;
          for (const event of outcome) state = activity.evolve(state, freeze(event));
          if (state.phase === 'absent' || before.phase === 'absent') throw new Error('gone');
          const own = said.get(by);
          for (const contributor of before.plan.contributors)
            if (contributor.partner === by) own?.add(contributor.brings.fi ?? '');
          if ('brings' in wanted.data && wanted.data.brings && wanted.type !== 'AskContribution')
            own?.add(wanted.data.brings.fi ?? '');
          if (wanted.type === 'ReviseActivity') {
            for (const { partner, brings } of wanted.data.contributors) if (partner === by) own?.add(brings.fi ?? '');
            if (by === before.plan.lead) own?.add(wanted.data.leadBrings?.fi ?? '');
          }
          if (by === before.plan.lead) own?.add(before.plan.leadBrings?.fi ?? '');

          const { lead, contributors } = state.plan;
          const partners = [lead, ...contributors.map(({ partner }) => partner)];
          expect(new Set(partners).size).toBe(partners.length);
          for (const { partner, commitment, brings } of contributors)
            if (commitment === 'committed') expect([...(said.get(partner) ?? [])]).toContain(brings.fi);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('merged activities', () => {
  const pointing = (id: string, survivor?: string): ActivityRow => ({ ...rowOf(planned()), id, survivor });
  const table = (...rows: ActivityRow[]) => ({
    get: (id: string) => rows.find((row) => row.id === id),
    pointingTo: (id: string) => rows.filter((row) => row.survivor === id),
  });

  it('lead to the last survivor, which holds all they were (rule 38)', () => {
    const { get, pointingTo } = table(
      pointing('activity_a', 'activity_b'),
      pointing('activity_b', 'activity_c'),
      pointing('activity_c'),
    );
    expect(survivorOf(get, 'activity_a')?.id).toBe('activity_c');
    expect(survivorOf(get, 'activity_c')?.id).toBe('activity_c');
    expect(absorbedBy(pointingTo, 'activity_c').map(({ id }) => id)).toEqual(['activity_b', 'activity_a']);
  });

  it('that were merged into each other in one moment do not send anybody round for ever', () => {
    const { get, pointingTo } = table(pointing('activity_a', 'activity_b'), pointing('activity_b', 'activity_a'));
    expect(survivorOf(get, 'activity_a')?.id).toBe('activity_a');
    expect(absorbedBy(pointingTo, 'activity_a').map(({ id }) => id)).toEqual(['activity_b']);
  });
});

describe('the activities view', () => {
  it('shows who is committed, who is only proposed, and who has left', () => {
    const history: ActivityEvent[] = [
      planned([named('partner_b'), named('partner_c')]),
      joined('partner_b', 'Tilat ja kahvit'),
      { type: 'ActivityPlaceStateSet', data: { place: '179', year: 2025, state: 'running' } },
      joined('partner_d', 'Musiikin'),
      { type: 'ActivityLeft', data: { partner: 'partner_c', reason } },
    ];
    const row = history.reduce<ActivityRow | undefined>(
      (before, event, revision) =>
        freeze(
          activities.evolve(before, {
            ...event,
            subject: 'activity_x',
            revision,
            position: String(revision),
            recordedAt: '2025-01-01T00:00:00.000Z',
            actor: 'person_anna',
            organisation: 'partner_a',
          }),
        ),
      undefined,
    );
    expect(row?.contributors).toEqual([
      named('partner_b', 'committed', 'Tilat ja kahvit'),
      named('partner_d', 'committed', 'Musiikin'),
    ]);
    expect(row).toMatchObject({ revision: 4, left: [{ partner: 'partner_c', reason }] });
    expect(row && activities.indexes?.['partner']?.(row)).toEqual(['partner_a', 'partner_b', 'partner_d']);
  });
});
