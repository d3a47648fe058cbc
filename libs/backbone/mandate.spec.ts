import type { Recorded } from '#decider';
import { World } from '#world';
import { roles } from '../decider/decider.ts';
import { specification } from '../decider/spec.ts';
import { askerIn } from './backbone.facts.ts';
import { collaborations } from './collaboration.view.ts';
import { mandate, type MandateCommand, type MandateEvent, type MandateFacts } from './mandate.ts';
import { foundingMandate, mandates, mandatesInForce, type MandateRow } from './mandate.view.ts';
import { partners } from './partner.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const facts: MandateFacts = {
  backbone: 'partner_county',
  partners: new Set(['partner_county', 'partner_parish']),
  administrators: ['mandate_admin'],
  held: [],
};
const details = {
  person: 'person_maija',
  partner: 'partner_parish',
  role: 'reporter' as const,
  from: '2024-01-01',
  demonstration: false,
};
type Details = Extract<MandateCommand, { type: 'GrantMandate' }>['data'];
const granted = (data: Partial<Details> = {}): MandateEvent => ({
  type: 'MandateGranted',
  data: { ...details, ...data },
});
const spec = specification(mandate);
const grant = (data: Partial<Details>, known: Partial<MandateFacts> = {}) =>
  spec.given().when({ type: 'GrantMandate', data: { ...details, ...data } }, { facts: { ...facts, ...known } });
const revoke = { type: 'RevokeMandate', data: { reason: text('Tehtävä päättyi') } } as const;
const revoked: MandateEvent = { type: 'MandateRevoked', data: revoke.data };

describe('a mandate', () => {
  it('is granted by the administrator, for an organisation that takes part', () => {
    grant({}).then(granted());
    grant({ partner: 'partner_gone' }).thenRefused('MANDATE_PARTNER_UNKNOWN', 'partner');
    spec
      .given()
      .when(
        { type: 'GrantMandate', data: details },
        { facts, asker: { mandates: [{ id: 'mandate_m', role: 'coordinator', partner: 'partner_a' }] } },
      )
      .thenRefused('MANDATE_MISSING');
  });

  it('knows each role there is', () => {
    for (const role of roles)
      grant({ role, partner: 'partner_county' }).then(granted({ role, partner: 'partner_county' }));
  });

  it('runs forwards in time', () => grant({ to: '2023-12-31' }).thenRefused('MANDATE_DAYS_REVERSED', 'to'));

  it('that acts for the whole is held for the backbone only', () => {
    grant({ role: 'administrator' }).thenRefused('MANDATE_FOR_BACKBONE_ONLY', 'partner');
    grant({ role: 'coordinator' }).thenRefused('MANDATE_FOR_BACKBONE_ONLY', 'partner');
    grant({ role: 'coordinator', programme: 'programme_families' }).then(
      granted({ role: 'coordinator', programme: 'programme_families' }),
    );
  });

  it('of an administrator is never narrowed to one thing', () =>
    grant({ role: 'administrator', partner: 'partner_county', programme: 'programme_families' }).thenRefused(
      'MANDATE_NOT_NARROWED',
      'role',
    ));

  it('is not granted again while the same is held', () => {
    const held = [{ ...details, to: '2024-06-30' }];
    grant({}, { held }).thenRefused('MANDATE_HELD');
    grant({ from: '2024-06-30' }, { held }).thenRefused('MANDATE_HELD');
    grant({ from: '2024-07-01' }, { held }).then(granted({ from: '2024-07-01' }));
    grant({ indicator: 'indicator_visits' }, { held }).then(granted({ indicator: 'indicator_visits' }));
  });

  it('is revoked once, with a reason', () => {
    spec.given(granted()).when(revoke, { facts }).then(revoked);
    spec.given(granted(), revoked).when(revoke, { facts }).thenRefused('MANDATE_REVOKED');
    spec.given().when(revoke, { facts }).thenRefused('MANDATE_NOT_FOUND');
  });

  it('of the last administrator cannot be revoked, nor can the only one be for a while', () => {
    const administrator = granted({ role: 'administrator', partner: 'partner_county' });
    const alone = { ...facts, administrators: ['mandate_x'] };
    spec.given(administrator).when(revoke, { facts: alone }).thenRefused('MANDATE_ADMINISTRATOR_NEEDED');
    spec
      .given(administrator)
      .when(revoke, { facts: { ...facts, administrators: ['mandate_x', 'mandate_other'] } })
      .then(revoked);
    grant({ role: 'administrator', partner: 'partner_county', to: '2025-12-31' }, { administrators: [] }).thenRefused(
      'MANDATE_ADMINISTRATOR_NEEDED',
      'to',
    );
  });

  it('of the founder is not one that can be granted', () =>
    spec
      .given()
      .when({ type: 'GrantMandate', data: details }, { facts, id: 'mandate_founder' })
      .thenRefused('MANDATE_EXISTS'));
});

describe('the mandates in force', () => {
  const row = (more: Partial<MandateRow>): MandateRow => ({
    ...details,
    id: 'mandate_x',
    revision: 0,
    position: '1',
    changedAt: '2024-01-01T00:00:00.000Z',
    changedBy: 'person_anna',
    grantedAt: '2024-01-01T00:00:00.000Z',
    grantedBy: 'person_anna',
    ...more,
  });

  it('count in the first day and the last one', () => {
    const rows = [row({ to: '2024-01-31' })];
    const inForce = (day: string) => mandatesInForce(rows, day).length === 1;
    expect(['2023-12-31', '2024-01-01', '2024-01-31', '2024-02-01'].map(inForce)).toEqual([false, true, true, false]);
  });

  it('leave out what was revoked', () =>
    expect(mandatesInForce([row({ revokedAt: '2024-02-01T10:00:00.000Z' })], '2024-03-01')).toEqual([]));

  it('are the founder’s alone until the first administrator’s begins, and never again', () => {
    const collaboration = { founder: 'person_founder', backbone: 'partner_county' };
    const founders = (administrators: MandateRow[], person = 'person_founder') =>
      foundingMandate(collaboration, administrators, person, '2024-01-15');
    const mandate = { id: 'mandate_founder', role: 'administrator', partner: 'partner_county' };
    expect(founders([])).toEqual(mandate);
    expect(founders([], 'person_other')).toBeUndefined();
    expect(founders([row({ role: 'administrator', from: '2024-01-16' })])).toEqual(mandate);
    expect(founders([row({ role: 'administrator', from: '2024-01-15' })])).toBeUndefined();
    expect(founders([row({ role: 'administrator', revokedAt: '2024-01-10T00:00:00.000Z' })])).toBeUndefined();
  });
});

describe('the mandates of a partner that left and came back', () => {
  const world = new World('x', [collaborations, partners, mandates], () => '2025-06-01T09:00:00.000Z');
  let position = 0;
  const record = (subject: string, revision: number, event: { type: string; data: unknown }) => {
    position += 1;
    const recorded: Recorded = {
      ...event,
      subject,
      revision,
      position: String(position),
      recordedAt: '2025-01-01T09:00:00.000Z',
      actor: 'person_founder',
      organisation: 'partner_county',
    };
    world.apply({ ...recorded, position: BigInt(position) }, recorded);
  };
  const grant = (id: string) => {
    record(id, 0, { type: 'MandateGranted', data: { ...details, from: '2024-01-01' } });
  };
  const asker = () => askerIn(world, 'person_maija')?.mandates.map(({ id }) => id);

  it('stay out of force until new ones are granted (rule 49)', () => {
    record('collaboration_x', 0, {
      type: 'CollaborationOpened',
      data: { backbone: 'partner_county', timeZone: 'Europe/Helsinki', partnerKinds: [], places: [] },
    });
    record('partner_parish', 0, {
      type: 'PartnerAdmitted',
      data: { name: text('Seurakunta'), kind: 'parish', demonstration: false, observer: false },
    });
    grant('mandate_old');
    expect(asker()).toEqual(['mandate_old']);
    record('partner_parish', 1, { type: 'PartnerLeft', data: { reason: text('Lopetti') } });
    expect(asker()).toBeUndefined();
    record('partner_parish', 2, { type: 'PartnerReadmitted', data: { reason: text('Palasi') } });
    expect(asker()).toBeUndefined();
    grant('mandate_new');
    expect(asker()).toEqual(['mandate_new']);
    expect(world.failures).toEqual([]);
  });
});
