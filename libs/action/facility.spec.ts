import { freeze, specification } from '../decider/spec.ts';
import { facility, type FacilityEvent, type FacilityFacts } from './facility.ts';
import { facilities, type FacilityRow } from './facility.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const facts: FacilityFacts = { places: new Set(['179', '226']), municipality: 'partner_town' };
const data = {
  place: '226',
  name: text('Karstula'),
  equipment: { shower: 'yes', sauna: 'yes', gym: 'no', groupRoom: 'unknown', accessible: 'not_stated' },
  suitability: 'stays_needs_work',
  notes: text('Pieni ryhmätila'),
} as const;
const recorded: FacilityEvent = { type: 'FacilityRecorded', data: { ...data, recordedFor: 'partner_a' } };
const change = { equipment: { ...data.equipment, groupRoom: 'yes' } } as const;
const revised: FacilityEvent = { type: 'FacilityRevised', data: { ...data, ...change } };
const revise = (more: object = change) => ({ type: 'ReviseFacility' as const, data: { ...data, ...more } });
const spec = specification(facility);
const as = (organisation: string, role: 'member' | 'coordinator' = 'member') => ({
  facts,
  asker: { organisation, mandates: [{ id: `mandate_${role}`, role, partner: organisation }] },
});

describe('a facility', () => {
  it('is recorded with what is known of it: unknown and not stated are neither yes nor no (rule 25)', () => {
    spec.given().when({ type: 'RecordFacility', data }, as('partner_a')).then(recorded);
    spec.given(recorded).when({ type: 'RecordFacility', data }, as('partner_a')).thenRefused('FACILITY_EXISTS');
    spec
      .given()
      .when({ type: 'RecordFacility', data: { ...data, place: '091' } }, as('partner_a'))
      .thenRefused('FACILITY_PLACE_UNKNOWN', 'place');
  });

  it('is closed with a reason by the same, and takes nothing more', () => {
    const close = { type: 'CloseFacility', data: { reason: text('Sisäilma') } } as const;
    const closed: FacilityEvent = { type: 'FacilityClosed', data: { reason: text('Sisäilma') } };
    for (const partner of ['partner_a', 'partner_town']) spec.given(recorded).when(close, as(partner)).then(closed);
    spec.given(recorded).when(close, as('partner_b')).thenRefused('FACILITY_OF_ANOTHER_PARTNER');
    spec.given(recorded, closed).when(close, as('partner_a')).thenRefused('FACILITY_CLOSED');
    spec.given(recorded, closed).when(revise(), as('partner_a')).thenRefused('FACILITY_CLOSED');
    spec.given().when(close, as('partner_a')).thenRefused('FACILITY_NOT_FOUND');
  });

  it('is revised by who recorded it, by its municipality or by a coordinator', () => {
    for (const partner of ['partner_a', 'partner_town']) spec.given(recorded).when(revise(), as(partner)).then(revised);
    spec.given(recorded).when(revise(), as('partner_b', 'coordinator')).then(revised);
    spec.given(recorded).when(revise(), as('partner_b')).thenRefused('FACILITY_OF_ANOTHER_PARTNER');
    spec
      .given(recorded)
      .when(revise({ place: '179' }), as('partner_town'))
      .thenRefused('FACILITY_OF_ANOTHER_PARTNER');
    spec.given(recorded).when(revise({}), as('partner_a')).thenRefused('FACILITY_UNCHANGED');
    spec
      .given(recorded)
      .when(revise({ place: '091' }), as('partner_a'))
      .thenRefused('FACILITY_PLACE_UNKNOWN', 'place');
    spec.given().when(revise(), as('partner_a')).thenRefused('FACILITY_NOT_FOUND');
  });

  it('is shown as it was told last, with the reason', () => {
    const reason = text('Katselmus');
    const history: FacilityEvent[] = [recorded, { ...revised, data: { ...revised.data, reason } }];
    const row = history.reduce<FacilityRow | undefined>(
      (before, event, revision) =>
        freeze(
          facilities.evolve(before, {
            ...event,
            subject: 'facility_x',
            revision,
            position: String(revision),
            recordedAt: '2025-01-15T10:00:00.000Z',
            actor: 'person_anna',
            organisation: 'partner_b',
          }),
        ),
      undefined,
    );
    expect(row).toMatchObject({ ...data, ...change, recordedFor: 'partner_a', revisedBecause: reason, revision: 1 });
  });
});
