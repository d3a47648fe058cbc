import type { Recorded } from '#decider';
import { World } from '#world';
import { roles } from '../decider/decider.ts';
import { specification } from '../decider/spec.ts';
import { askerIn } from './backbone.facts.ts';
import { collaborations } from './collaboration.view.ts';
import { mandate, type MandateCommand, type MandateEvent, type MandateFacts } from './mandate.ts';
import { confirmedUntil, foundingMandate, mandates, mandatesInForce, type MandateRow } from './mandate.view.ts';
import { partners } from './partner.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const facts: MandateFacts = {
  backbone: 'partner_county',
  partners: new Set(['partner_county', 'partner_parish']),
  administrators: [{ id: 'mandate_admin', person: 'person_hallinta' }],
  held: [],
  today: '2024-06-15',
  contactRoles: new Set(['member', 'reporter']),
  awake: true,
  dismissed: false,
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

  it('lets a machine read and report, and leaves what is to be judged to people (rule 2)', () => {
    const person = 'machine_kirjanpito';
    for (const role of ['member', 'reporter'] as const) grant({ person, role }).then(granted({ person, role }));
    for (const role of ['endorser', 'coordinator', 'reviewer', 'auditor', 'administrator'] as const)
      grant({ person, role, partner: 'partner_county' }).thenRefused('MANDATE_NOT_FOR_MACHINES', 'role');
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

  it('of the last administrator cannot be ended, nor can the only one be for a while', () => {
    const administrator = granted({ role: 'administrator', partner: 'partner_county' });
    const alone = { ...facts, administrators: [{ id: 'mandate_x', person: 'person_maija' }] };
    const shorter = { type: 'SetMandateEnd', data: { to: '2025-12-31', reason: text('Lyhyemmin') } } as const;
    for (const command of [revoke, shorter])
      spec.given(administrator).when(command, { facts: alone }).thenRefused('MANDATE_ADMINISTRATOR_NEEDED');
    // With another one left it is a matter of the settings' stream, where two at once meet.
    for (const command of [revoke, shorter])
      spec.given(administrator).when(command, { facts }).thenRefused('MANDATE_OF_ADMINISTRATOR');
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

describe('who looks after mandates', () => {
  const because = text('Tehtävä jatkuu');
  const contact = {
    person: 'person_yhteys',
    organisation: 'partner_parish',
    mandates: [{ id: 'mandate_contact', role: 'contact' as const, partner: 'partner_parish' }],
  };
  const asContact = (data: Partial<Details>, known: Partial<MandateFacts> = {}) =>
    spec
      .given()
      .when({ type: 'GrantMandate', data: { ...details, ...data } }, { facts: { ...facts, ...known }, asker: contact });
  const extend = { type: 'SetMandateEnd', data: { to: '2026-12-31', reason: because } } as const;
  const confirm = { type: 'ConfirmMandate', data: {} } as const;
  const layDown = { type: 'LayDownMandate', data: { reason: because } } as const;

  it('is a contact person for their own organisation, in the roles the collaboration lets them give (rule 49)', () => {
    asContact({}).then(granted());
    asContact({ role: 'member' }).then(granted({ role: 'member' }));
    asContact({ partner: 'partner_county' }).thenRefused('MANDATE_OUT_OF_REACH');
    for (const role of ['endorser', 'contact', 'reviewer', 'auditor'] as const)
      asContact({ role }).thenRefused('MANDATE_OUT_OF_REACH');
    asContact({ role: 'endorser' }, { contactRoles: new Set(['endorser']) }).then(granted({ role: 'endorser' }));
    asContact({}, { contactRoles: new Set() }).thenRefused('MANDATE_OUT_OF_REACH');
  });

  it('gives a contact person no reach into what they could not have given', () => {
    const setting = { facts, asker: contact };
    for (const command of [revoke, extend, confirm]) {
      spec
        .given(granted({ role: 'endorser' }))
        .when(command, setting)
        .thenRefused('MANDATE_OUT_OF_REACH');
      spec
        .given(granted({ partner: 'partner_county' }))
        .when(command, setting)
        .thenRefused('MANDATE_OUT_OF_REACH');
    }
    spec.given(granted()).when(revoke, setting).then(revoked);
  });

  it('never gives themselves more', () => {
    asContact({ person: contact.person }).thenRefused('MANDATE_OWN', 'person');
    const own = granted({ person: contact.person });
    for (const command of [extend, confirm])
      spec.given(own).when(command, { facts, asker: contact }).thenRefused('MANDATE_OWN');
    // An administrator asks another one, when there is another one.
    grant({ person: 'person_anna', partner: 'partner_county' }).thenRefused('MANDATE_OWN', 'person');
    const alone = { administrators: [{ id: 'mandate_a', person: 'person_anna' }] };
    grant({ person: 'person_anna' }, alone).then(granted({ person: 'person_anna' }));
    spec
      .given(granted({ person: 'person_anna' }))
      .when(confirm, { facts: { ...facts, ...alone } })
      .then({ type: 'MandateConfirmed', data: {} });
  });

  it('is the holder when it is given up, whatever it is narrowed to', () => {
    const holder = { person: 'person_maija', organisation: 'partner_parish', mandates: [] };
    const narrowed = granted({ indicator: 'indicator_visits' });
    spec.given(narrowed).when(layDown, { facts, asker: holder }).then({ type: 'MandateRevoked', data: layDown.data });
    spec.given(narrowed).when(layDown, { facts, asker: contact }).thenRefused('MANDATE_NOT_YOURS');
    spec.given(granted(), revoked).when(layDown, { facts, asker: holder }).thenRefused('MANDATE_REVOKED');
  });

  it('gives it another last day, never one that has passed, and never to what has ended', () => {
    const ending = granted({ to: '2024-12-31' });
    const until = (to: string | undefined, known: Partial<MandateFacts> = {}) =>
      spec
        .given(ending)
        .when(
          { type: 'SetMandateEnd', data: { ...(to !== undefined && { to }), reason: because } },
          { facts: { ...facts, ...known } },
        );
    const set = (to?: string): MandateEvent => ({
      type: 'MandateEndSet',
      data: { ...(to !== undefined && { to }), reason: because },
    });
    until('2026-12-31').then(set('2026-12-31'));
    until('2024-06-15').then(set('2024-06-15'));
    until(undefined).then(set());
    until('2024-06-14').thenRefused('MANDATE_END_PAST', 'to');
    until('2024-12-31').thenRefused('MANDATE_UNCHANGED', 'to');
    until('2026-12-31', { today: '2025-01-01' }).thenRefused('MANDATE_ENDED');
    until('2026-12-31', { awake: false }).thenRefused('MANDATE_ENDED');
    until('2026-12-31', { dismissed: true }).thenRefused('MANDATE_REVOKED');
    until('2026-12-31', { held: [{ ...details, from: '2025-06-01' }] }).thenRefused('MANDATE_HELD');
    spec
      .given(granted({ from: '2024-09-01' }))
      .when({ type: 'SetMandateEnd', data: { to: '2024-08-31', reason: because } }, { facts })
      .thenRefused('MANDATE_DAYS_REVERSED', 'to');
    spec
      .given(ending, set('2025-06-30'))
      .when({ type: 'SetMandateEnd', data: { to: '2025-06-30', reason: because } }, { facts })
      .thenRefused('MANDATE_UNCHANGED', 'to');
  });

  it('says once in a while that it is still needed', () => {
    spec.given(granted()).when(confirm, { facts }).then({ type: 'MandateConfirmed', data: {} });
    spec
      .given(granted({ to: '2024-06-14' }))
      .when(confirm, { facts })
      .thenRefused('MANDATE_ENDED');
    spec.given(granted(), revoked).when(confirm, { facts }).thenRefused('MANDATE_REVOKED');
  });
});

describe('the day until which a mandate counts as confirmed', () => {
  const until = (grantedAt: string, months: number, confirmedAt?: string) =>
    confirmedUntil({ grantedAt, confirmedAt }, months, (instant) => instant.slice(0, 10));

  it('is so many months after it was granted, or last confirmed, and never runs over the end of a month', () => {
    expect(until('2024-03-10T08:00:00.000Z', 12)).toBe('2025-03-10');
    expect(until('2024-03-10T08:00:00.000Z', 12, '2025-01-31T08:00:00.000Z')).toBe('2026-01-31');
    expect(until('2025-01-31T08:00:00.000Z', 1)).toBe('2025-02-28');
    expect(until('2024-02-29T08:00:00.000Z', 12)).toBe('2025-02-28');
    expect(until('2024-11-30T08:00:00.000Z', 3)).toBe('2025-02-28');
  });
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
    grantedPosition: '1',
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
    // Saying that one of the old ones is still needed wakes it as little.
    record('mandate_old', 1, { type: 'MandateConfirmed', data: {} });
    expect(asker()).toBeUndefined();
    grant('mandate_new');
    expect(asker()).toEqual(['mandate_new']);
    expect(world.failures).toEqual([]);
  });
});
