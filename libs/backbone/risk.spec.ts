import { agenda } from '#agenda';
import type { Recorded } from '#decider';
import { World } from '#world';
import fc from 'fast-check';
import { specification } from '../decider/spec.ts';
import { backbone } from './index.ts';
import { risk, riskBands, riskSize, type RiskCommand, type RiskEvent, type RiskFacts } from './risk.ts';
import { isReviewLate, risks, type RiskRow } from './risk.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const facts: RiskFacts = {
  today: '2025-01-15',
  backbone: 'partner_county',
  known: new Set(['partner_a', 'partner_b', 'partner_county', 'activity_club']),
};
const details = {
  title: text('Vapaaehtoisia ei löydy'),
  text: text('Kerhot harvenevat'),
  about: 'activity_club',
  owner: 'partner_a',
  response: 'reduce' as const,
};
const assessed = { likelihood: 3, effect: 4, reviewBy: '2025-06-30' };
const data = { ...details, ...assessed, demonstration: false };
const raised: RiskEvent = { type: 'RiskRaised', data };
const reason = text('Kolme uutta vapaaehtoista');
const reassess = { type: 'ReassessRisk', data: { ...assessed, likelihood: 2, reason } } as const;
const reassessed: RiskEvent = { type: 'RiskReassessed', data: reassess.data };
const close = { type: 'CloseRisk', data: { reason } } as const;
const closed: RiskEvent = { type: 'RiskClosed', data: { reason } };
const member = (organisation: string) => ({
  facts,
  asker: { organisation, mandates: [{ id: 'mandate_m', role: 'member' as const, partner: organisation }] },
});
const spec = specification(risk);

describe('a risk', () => {
  it('is raised with an owner that takes part, a known subject, and a review that is still ahead', () => {
    const raise = (change: object) => spec.given().when({ type: 'RaiseRisk', data: { ...data, ...change } }, { facts });
    raise({}).then(raised);
    raise({ owner: 'partner_gone' }).thenRefused('RISK_OWNER_UNKNOWN', 'owner');
    raise({ about: 'activity_none' }).thenRefused('RISK_ABOUT_UNKNOWN', 'about');
    raise({ reviewBy: '2025-01-14' }).thenRefused('RISK_REVIEW_PAST', 'reviewBy');
    raise({ reviewBy: '2025-01-15' }).then({ type: 'RiskRaised', data: { ...data, reviewBy: '2025-01-15' } });
    spec.given(raised).when({ type: 'RaiseRisk', data }, { facts }).thenRefused('RISK_EXISTS');
    expect(() => raise({ likelihood: 6 })).toThrow();
    expect(() => raise({ effect: 0 })).toThrow();
    expect(() => raise({ likelihood: 2.5 })).toThrow();
  });

  it('is a partner’s own, or given to the backbone, unless a coordinator says otherwise', () => {
    const raise = (owner: string) => ({ type: 'RaiseRisk', data: { ...data, owner } }) as const;
    spec.given().when(raise('partner_a'), member('partner_a')).then(raised);
    spec.given().when(raise('partner_b'), member('partner_a')).thenRefused('RISK_NOT_YOURS', 'owner');
    spec
      .given()
      .when(raise('partner_county'), member('partner_a'))
      .then({ type: 'RiskRaised', data: { ...data, owner: 'partner_county' } });
    for (const command of [reassess, close, { type: 'ReviseRisk', data: details }] satisfies RiskCommand[])
      spec.given(raised).when(command, member('partner_b')).thenRefused('RISK_NOT_YOURS');
    spec.given(raised).when(reassess, member('partner_a')).then(reassessed);
  });

  it('is reassessed with a reason, also when it looks the same as before', () => {
    spec.given(raised, reassessed).when(reassess, { facts }).then(reassessed);
    spec.given().when(reassess, { facts }).thenRefused('RISK_NOT_FOUND');
  });

  it('is revised as a whole, and keeps an owner that has left since', () => {
    const change = { ...details, response: 'accept' as const, about: undefined };
    spec
      .given(raised)
      .when({ type: 'ReviseRisk', data: change }, { facts: { ...facts, known: new Set<string>() } })
      .then({ type: 'RiskRevised', data: change });
    spec.given(raised).when({ type: 'ReviseRisk', data: details }, { facts }).thenRefused('RISK_UNCHANGED');
  });

  it('is closed with a reason, and then stands as it was', () => {
    spec.given(raised).when(close, { facts }).then(closed);
    spec.given(raised, closed).when(close, { facts }).thenRefused('RISK_CLOSED');
    spec.given(raised, closed).when(reassess, { facts }).thenRefused('RISK_CLOSED');
  });

  it('has a size by half-open bands without a gap or an overlap (rule 43)', () => {
    for (const [index, band] of riskBands.entries()) expect(band.from).toBe(riskBands[index - 1]?.below ?? 1);
    expect(riskBands.at(-1)?.below).toBe(26);
    const degree = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(degree, degree, (likelihood, effect) => {
        const holding = riskBands.filter(
          ({ from, below }) => from <= likelihood * effect && likelihood * effect < below,
        );
        expect(holding.map(({ size }) => size)).toEqual([riskSize(likelihood, effect)]);
      }),
    );
    expect([riskSize(1, 4), riskSize(1, 5), riskSize(3, 3), riskSize(2, 5), riskSize(5, 5)]).toEqual([
      'low',
      'medium',
      'medium',
      'high',
      'high',
    ]);
    expect(() => riskSize(0, 3)).toThrow(RangeError);
  });

  it('keeps every assessment, and its review is late by the day it is asked about (rule 46)', () => {
    const recorded = (event: RiskEvent, revision: number): Recorded<RiskEvent> => ({
      ...event,
      subject: 'risk_x',
      revision,
      position: String(revision + 1),
      recordedAt: `2025-0${String(revision + 1)}-15T10:00:00.000Z`,
      actor: 'person_anna',
      organisation: 'partner_a',
    });
    const row = [raised, reassessed].reduce<RiskRow | undefined>(
      (before, event, revision) => risks.evolve(before, recorded(event, revision)),
      undefined,
    );
    expect(row).toMatchObject({ likelihood: 2, size: 'medium' });
    expect(row?.assessments.map(({ likelihood, reason }) => [likelihood, reason])).toEqual([
      [3, undefined],
      [2, reason],
    ]);
    if (!row) throw new Error('no row');
    expect(isReviewLate(row, '2025-06-30')).toBe(false);
    expect(isReviewLate(row, '2025-07-01')).toBe(true);
    expect(isReviewLate({ ...row, phase: 'closed' }, '2025-07-01')).toBe(false);
  });
});

describe('what a risk may be about', () => {
  const event = (subject: string, type: string, eventData: object, position: number): Recorded => ({
    type,
    data: eventData,
    subject,
    revision: 0,
    position: String(position),
    recordedAt: '2025-01-15T10:00:00.000Z',
    actor: 'person_anna',
    organisation: 'partner_b',
  });
  const goal = { title: text('Kerhot'), programmes: [] };
  const ballot = { quorum: { kind: 'number', number: 1 }, electorate: 1 };
  const log = [
    event('goal_draft', 'GoalDrafted', { ...goal, draftedBy: 'partner_b' }, 1),
    event('goal_open', 'GoalProposed', { ...goal, proposedBy: 'partner_b', ballot }, 2),
  ];

  it('is whatever all may know of, in any context, and not another’s draft', () => {
    const world = new World('x', [...backbone.views, ...agenda.views], () => '2025-01-15T10:00:00.000Z');
    for (const one of log) world.apply({ ...one, position: BigInt(one.position) }, one);
    expect(world.failures).toEqual([]);
    const facts = backbone.aggregates.find(({ decider }) => decider.prefix === 'risk_')?.facts;
    const known = (about: string) =>
      facts?.(world, {
        id: 'risk_x',
        command: { type: 'RaiseRisk', data: { ...data, about } },
        asker: { person: 'person_anna', organisation: 'partner_a', mandates: [] },
      }) as RiskFacts;
    expect([...known('goal_open').known]).toEqual(['goal_open']);
    expect([...known('goal_draft').known]).toEqual([]);
    expect([...known('goal_none').known]).toEqual([]);
  });
});
