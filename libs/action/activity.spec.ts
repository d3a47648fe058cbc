import type { Recorded } from '#decider';
import { freeze, specification } from '../decider/spec.ts';
import { activity, type ActivityEvent, type ActivityFacts, type Commitment } from './activity.ts';
import { activities, placeStates, type ActivityRow, type PlaceStateRow } from './activity.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const reason = text('Syy');
const facts: ActivityFacts = {
  known: new Set(['partner_a', 'partner_b', 'partner_c', 'goal_a', 'indicator_a', 'programme_a']),
  places: new Set(['077', '179']),
  municipality: 'partner_town',
};
const matter = {
  title: text('Voi hyvin -tapahtumasarja'),
  kind: 'event_series' as const,
  goals: ['goal_a'],
  indicators: [],
  programmes: ['programme_a'],
};
const named = (partner: string, commitment: Commitment = 'proposed', brings = 'Tilat') => ({
  partner,
  brings: text(brings),
  commitment,
});
const planned = (
  contributors: ReturnType<typeof named>[] = [],
  lead = 'partner_a',
  leadCommitment: Commitment = 'committed',
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

  it('is left with a reason; its lead stays until another is named (rules 34 and 35)', () => {
    const leave = { type: 'LeaveActivity', data: { reason } } as const;
    const left: ActivityEvent = { type: 'ActivityLeft', data: { partner: 'partner_b', reason } };
    spec
      .given(planned([named('partner_b')]))
      .when(leave, as('partner_b'))
      .then(left);
    spec
      .given(planned([named('partner_b')]), left)
      .when(leave, as('partner_b'))
      .thenRefused('ACTIVITY_NOT_JOINED');
    spec.given(planned()).when(leave, as('partner_a')).thenRefused('ACTIVITY_LEAD_STAYS');
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
    expect(placeStates.key?.(first)).toBe('179/2025/activity_x');
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
