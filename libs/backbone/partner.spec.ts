import type { Recorded } from '#decider';
import { specification } from '../decider/spec.ts';
import { builtInPartnerKinds, partner, type PartnerEvent, type PartnerFacts } from './partner.ts';
import { partners, voters, type PartnerRow } from './partner.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const facts: PartnerFacts = {
  backbone: 'partner_county',
  kinds: new Set([...builtInPartnerKinds, 'foundation']),
  places: new Set(['179']),
};
const details = {
  name: text('Multian seurakunta'),
  kind: 'parish',
  place: '179',
  demonstration: false,
  observer: false,
};
const admitted: PartnerEvent = { type: 'PartnerAdmitted', data: details };
const left: PartnerEvent = { type: 'PartnerLeft', data: { reason: text('Lakkautettu') } };
const recorded = (event: PartnerEvent, revision: number): Recorded<PartnerEvent> => ({
  ...event,
  subject: 'partner_parish',
  revision,
  position: String(10 + revision),
  recordedAt: `2025-0${String(revision + 1)}-01T00:00:00.000Z`,
  actor: 'person_anna',
  organisation: 'partner_county',
});
const spec = specification(partner);

describe('a partner organisation', () => {
  it('is admitted with a kind and a place the collaboration knows', () => {
    spec.given().when({ type: 'AdmitPartner', data: details }, { facts }).then(admitted);
    const refusing = (data: object) =>
      spec.given().when({ type: 'AdmitPartner', data: { ...details, ...data } }, { facts });
    refusing({ kind: 'guild' }).thenRefused('PARTNER_KIND_UNKNOWN', 'kind');
    refusing({ place: '999' }).thenRefused('PARTNER_PLACE_UNKNOWN', 'place');
  });

  it('may be of a kind the collaboration added itself', () => {
    const data = { ...details, kind: 'foundation' };
    spec.given().when({ type: 'AdmitPartner', data }, { facts }).then({ type: 'PartnerAdmitted', data });
  });

  it('is admitted once', () => {
    spec.given(admitted).when({ type: 'AdmitPartner', data: details }, { facts }).thenRefused('PARTNER_EXISTS');
    spec.given(admitted, left).when({ type: 'AdmitPartner', data: details }, { facts }).thenRefused('PARTNER_LEFT');
  });

  it('is renamed when the new name says something else', () => {
    const rename = (name: string) =>
      spec.given(admitted).when({ type: 'RenamePartner', data: { name: text(name) } }, { facts });
    rename('Keuruun seurakunta').then({ type: 'PartnerRenamed', data: { name: text('Keuruun seurakunta') } });
    rename('Multian seurakunta').thenRefused('PARTNER_UNCHANGED', 'name');
  });

  it('leaves with a reason, unless it is the backbone', () => {
    const leave = { type: 'LeavePartner', data: { reason: text('Lakkautettu') } } as const;
    spec.given(admitted).when(leave, { facts }).then(left);
    spec.given(admitted).when(leave, { facts, id: 'partner_county' }).thenRefused('PARTNER_IS_BACKBONE');
    spec.given(admitted, left).when(leave, { facts }).thenRefused('PARTNER_LEFT');
    spec.given().when(leave, { facts }).thenRefused('PARTNER_NOT_FOUND');
  });

  it('comes back as itself after having left, and its earlier stay is remembered', () => {
    const readmit = { type: 'ReadmitPartner', data: { reason: text('Perustettu uudelleen') } } as const;
    const readmitted: PartnerEvent = { type: 'PartnerReadmitted', data: readmit.data };
    spec.given(admitted, left).when(readmit, { facts }).then(readmitted);
    spec.given(admitted).when(readmit, { facts }).thenRefused('PARTNER_HERE');
    spec.given().when(readmit, { facts }).thenRefused('PARTNER_NOT_FOUND');
    const row = [admitted, left, readmitted].reduce<PartnerRow | undefined>(
      (before, event, revision) => partners.evolve(before, recorded(event, revision)),
      undefined,
    );
    expect(row).toMatchObject({
      leftAt: undefined,
      since: '12',
      stays: [{ from: '2025-01-01T00:00:00.000Z', to: '2025-02-01T00:00:00.000Z', because: text('Lakkautettu') }],
    });
  });

  it('is revised in kind, place and voice, with a reason (rule 49)', () => {
    const revise = (data: object, id = 'partner_parish') =>
      spec.given(admitted).when(
        {
          type: 'RevisePartner',
          data: {
            kind: 'parish',
            place: '179',
            demonstration: false,
            observer: false,
            reason: text('Tarkennus'),
            ...data,
          },
        },
        { facts, id },
      );
    revise({ observer: true }).then({
      type: 'PartnerRevised',
      data: { kind: 'parish', place: '179', demonstration: false, observer: true, reason: text('Tarkennus') },
    });
    revise({}).thenRefused('PARTNER_UNCHANGED');
    revise({ kind: 'guild' }).thenRefused('PARTNER_KIND_UNKNOWN', 'kind');
    revise({ place: '999' }).thenRefused('PARTNER_PLACE_UNKNOWN', 'place');
    revise({ observer: true }, 'partner_county').thenRefused('PARTNER_IS_BACKBONE', 'observer');
  });

  it('is admitted by the administrator or a coordinator only', () =>
    spec
      .given()
      .when(
        { type: 'AdmitPartner', data: details },
        { facts, asker: { mandates: [{ id: 'mandate_m', role: 'member', partner: 'partner_a' }] } },
      )
      .thenRefused('MANDATE_MISSING'));

  it('has a voice unless it observes, has left, or is the backbone (rules 3, 5)', () => {
    const row = (id: string, more: Partial<PartnerRow> = {}): PartnerRow => ({
      ...details,
      id,
      revision: 0,
      position: '1',
      changedAt: '2025-01-01T00:00:00.000Z',
      changedBy: 'person_anna',
      admittedAt: '2025-01-01T00:00:00.000Z',
      since: '1',
      stays: [],
      ...more,
    });
    const rows = [
      row('partner_a'),
      row('partner_b', { observer: true }),
      row('partner_c', { leftAt: '2025-02-01T00:00:00.000Z' }),
      row('partner_county'),
    ];
    expect([...voters(rows, 'partner_county')]).toEqual(['partner_a']);
  });
});
