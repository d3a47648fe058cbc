import { specification } from '../decider/spec.ts';
import { builtInPartnerKinds, partner, type PartnerEvent, type PartnerFacts } from './partner.ts';
import { voters, type PartnerRow } from './partner.view.ts';

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

  it('is admitted once, and does not return under the id it left with', () => {
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
