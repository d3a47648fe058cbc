import { specification } from '../decider/spec.ts';
import { collaboration, type CollaborationEvent, type CollaborationFacts, type Place } from './collaboration.ts';
import { placesIn } from './collaboration.view.ts';

const text = (fi: string) => ({ original: 'fi' as const, fi });
const place = (code: string, from = 2023, to?: number): Place => ({
  code,
  name: text(`Kunta ${code}`),
  kind: 'municipality',
  from,
  to,
});
const labels = {
  agenda: text('Yhteinen tavoite'),
  measurement: text('Jaetut mittarit'),
  activities: text('Toisiaan vahvistavat toimet'),
  communication: text('Jatkuva vuoropuhelu'),
  backbone: text('Taustatuki'),
};
const opening = {
  name: text('Yhteinen agenda'),
  languages: ['fi' as const, 'sv' as const],
  places: [place('077'), place('179')],
  labels,
  partnerKinds: [{ id: 'foundation', label: text('Säätiö') }],
  quorum: { kind: 'number' as const, number: 3 },
  timeZone: 'Europe/Helsinki',
};
const opened: CollaborationEvent = { type: 'CollaborationOpened', data: { ...opening, backbone: 'partner_county' } };
const facts: CollaborationFacts = { settingsId: 'collaboration_x', voters: new Set(['partner_a', 'partner_b']) };
const founding = { facts, asker: { organisation: 'partner_county', mandates: [] } };
const spec = specification(collaboration);
const open = (data: object) =>
  spec.given().when({ type: 'OpenCollaboration', data: { ...opening, ...data } }, founding);
const list = (...places: Place[]) => spec.given(opened).when({ type: 'ListPlaces', data: { places } }, { facts });

describe('a collaboration', () => {
  it('is opened once, without a mandate, by somebody of the organisation that becomes its backbone', () => {
    open({}).then(opened);
    spec.given(opened).when({ type: 'OpenCollaboration', data: opening }, founding).thenRefused('COLLABORATION_EXISTS');
    spec
      .given()
      .when({ type: 'OpenCollaboration', data: opening }, { ...founding, id: 'collaboration_y' })
      .thenRefused('COLLABORATION_ID_MISMATCH', 'id');
  });

  it('is not opened with a quorum that waits for the backbone’s endorsement (rule 5)', () =>
    open({ quorum: { kind: 'named', partners: ['partner_county'] } }).thenRefused(
      'COLLABORATION_QUORUM_UNREACHABLE',
      'quorum.partners',
    ));

  it('speaks each language once and lives in a time zone that exists', () => {
    expect(() => open({ languages: ['fi', 'fi'] })).toThrow('COLLABORATION_LANGUAGE_REPEATED');
    expect(() => open({ timeZone: 'Europe/Jyvaskyla' })).toThrow('TIME_ZONE_UNKNOWN');
  });

  it('gives a code to one place at a time', () => {
    list(place('077'), place('179'), place('179')).thenRefused('COLLABORATION_PLACE_REPEATED', 'places.2.code');
    list(place('077', 2025, 2023), place('179')).thenRefused('COLLABORATION_PLACE_YEARS_REVERSED', 'places.0.to');
    const places = [place('077'), place('179', 2020, 2024), place('179', 2025)];
    list(...places).then({ type: 'PlacesListed', data: { places } });
  });

  it('ends a place by its last year and never forgets it', () => {
    list(place('077')).thenRefused('COLLABORATION_PLACE_REMOVED', 'places');
    list(...opening.places).thenRefused('COLLABORATION_UNCHANGED', 'places');
    const places = [place('077', 2023, 2025), place('179')];
    list(...places).then({ type: 'PlacesListed', data: { places } });
    expect(placesIn(places, 2025).map(({ code }) => code)).toEqual(['077', '179']);
    expect(placesIn(places, 2026).map(({ code }) => code)).toEqual(['179']);
    expect(placesIn(places, 2022)).toEqual([]);
  });

  it('adds kinds of partner beside the built-in ones', () => {
    const name = (...ids: string[]) =>
      spec
        .given(opened)
        .when(
          { type: 'ListPartnerKinds', data: { partnerKinds: ids.map((id) => ({ id, label: text(id) })) } },
          { facts },
        );
    name('foundation', 'parish').thenRefused('COLLABORATION_PARTNER_KIND_REPEATED', 'partnerKinds.1.id');
    name('guild').thenRefused('COLLABORATION_PARTNER_KIND_REMOVED', 'partnerKinds');
    name('foundation', 'guild').then({
      type: 'PartnerKindsListed',
      data: {
        partnerKinds: [
          { id: 'foundation', label: text('foundation') },
          { id: 'guild', label: text('guild') },
        ],
      },
    });
  });

  it('changes its quorum rule in the open, to one that its partners can meet (rules 3, 49)', () => {
    const named = (...partners: string[]) =>
      spec.given(opened).when({ type: 'SetQuorum', data: { quorum: { kind: 'named', partners } } }, { facts });
    named('partner_a', 'partner_gone').thenRefused('COLLABORATION_QUORUM_UNREACHABLE', 'quorum.partners');
    named('partner_a').then({ type: 'QuorumSet', data: { quorum: { kind: 'named', partners: ['partner_a'] } } });
    spec
      .given(opened)
      .when({ type: 'SetQuorum', data: { quorum: opening.quorum } }, { facts })
      .thenRefused('COLLABORATION_UNCHANGED', 'quorum');
  });

  it('words its name and the five conditions as its people do', () => {
    const name = text('Uusi nimi');
    spec
      .given(opened)
      .when({ type: 'RenameCollaboration', data: { name } }, { facts })
      .then({ type: 'CollaborationRenamed', data: { name } });
    const said = { ...labels, communication: text('Keskustelu') };
    spec
      .given(opened)
      .when({ type: 'LabelConditions', data: { labels: said } }, { facts })
      .then({ type: 'ConditionsLabelled', data: { labels: said } });
    spec
      .given(opened)
      .when({ type: 'LabelConditions', data: { labels } }, { facts })
      .thenRefused('COLLABORATION_UNCHANGED', 'labels');
    spec
      .given()
      .when({ type: 'RenameCollaboration', data: { name } }, { facts })
      .thenRefused('COLLABORATION_NOT_FOUND');
  });
});
