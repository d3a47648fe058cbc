import type { Recorded } from '#decider';
import { World } from '#world';
import { specification } from '../decider/spec.ts';
import { timeZoneOf } from './backbone.facts.ts';
import {
  collaboration,
  type CollaborationCommand,
  type CollaborationEvent,
  type CollaborationFacts,
  type Place,
} from './collaboration.ts';
import { collaborations, placesIn, settingChanges, type CollaborationRow } from './collaboration.view.ts';

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
const facts: CollaborationFacts = {
  settingsId: 'collaboration_x',
  voters: new Set(['partner_a', 'partner_b']),
  administrators: [],
};
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

  it('sets its thresholds, days, lights, languages, zone and warning, each once and with a reason where it matters (rules 30, 49)', () => {
    const words = {
      green: text('Etenee'),
      yellow: text('Riski'),
      red: text('Puututtava'),
      not_assessed: text('Ei arvioitu'),
    };
    const reason = text('Sovittu ohjausryhmässä');
    const settings: readonly (readonly [CollaborationCommand, CollaborationEvent, string])[] = [
      [
        { type: 'SetSmallCounts', data: { below: 10, reason } },
        { type: 'SmallCountsSet', data: { below: 10, reason } },
        'below',
      ],
      [
        { type: 'SetFeedbackResponse', data: { dueDays: 21 } },
        { type: 'FeedbackResponseSet', data: { dueDays: 21 } },
        'dueDays',
      ],
      [
        { type: 'SetStaleness', data: { afterDays: 90 } },
        { type: 'StalenessSet', data: { afterDays: 90 } },
        'afterDays',
      ],
      [{ type: 'WordLights', data: { words } }, { type: 'LightsWorded', data: { words } }, 'words'],
      [
        { type: 'SetLanguages', data: { languages: ['sv', 'fi'] } },
        { type: 'LanguagesSet', data: { languages: ['sv', 'fi'] } },
        'languages',
      ],
      [
        { type: 'SetTimeZone', data: { timeZone: 'Europe/Stockholm', reason } },
        { type: 'TimeZoneSet', data: { timeZone: 'Europe/Stockholm', reason } },
        'timeZone',
      ],
      [
        { type: 'WordFreeTextWarning', data: { warning: text('Ei nimiä') } },
        { type: 'FreeTextWarningWorded', data: { warning: text('Ei nimiä') } },
        'warning',
      ],
    ];
    for (const [command, event, field] of settings) {
      spec.given(opened).when(command, { facts }).then(event);
      spec.given(opened, event).when(command, { facts }).thenRefused('COLLABORATION_UNCHANGED', field);
    }
    // What holds from the opening need not be set.
    const usual = { type: 'SetSmallCounts', data: { below: 5, reason } } as const;
    spec.given(opened).when(usual, { facts }).thenRefused('COLLABORATION_UNCHANGED', 'below');
  });

  it('hides no fewer than counts of one and two, and gives feedback at least a day', () => {
    const asked = (command: CollaborationCommand) => () => spec.given(opened).when(command, { facts });
    expect(asked({ type: 'SetSmallCounts', data: { below: 2, reason: text('Ei') } })).toThrow();
    expect(asked({ type: 'SetFeedbackResponse', data: { dueDays: 0 } })).toThrow();
    expect(asked({ type: 'SetLanguages', data: { languages: [] } })).toThrow();
    expect(asked({ type: 'SetTimeZone', data: { timeZone: 'Europe/Jyvaskyla', reason: text('Ei') } })).toThrow(
      'TIME_ZONE_UNKNOWN',
    );
  });
});

describe('the settings as they stand', () => {
  const at = (revision: number, event: CollaborationEvent): Recorded<CollaborationEvent> => ({
    ...event,
    subject: 'collaboration_x',
    revision,
    position: String(10 + revision),
    recordedAt: `2025-0${String(revision + 1)}-01T22:30:00.000Z`,
    actor: 'person_anna',
    organisation: 'partner_county',
    mandate: 'mandate_a',
  });
  const reason = text('Sovittu');
  const log = [
    at(0, opened),
    at(1, { type: 'SmallCountsSet', data: { below: 10, reason } }),
    at(2, { type: 'TimeZoneSet', data: { timeZone: 'America/New_York', reason } }),
    at(3, { type: 'SmallCountsSet', data: { below: 5, reason } }),
  ];
  const fold = (events: readonly Recorded<CollaborationEvent>[]) =>
    events.reduce<CollaborationRow | undefined>((row, event) => collaborations.evolve(row, event), undefined);

  it('remember every threshold with its place in the log (rules 30, 49)', () =>
    expect(fold(log)).toMatchObject({
      smallBelow: 5,
      smallCounts: [
        { below: 5, position: '10' },
        { below: 10, position: '11' },
        { below: 5, position: '13' },
      ],
      responseDueDays: 14,
      staleAfterDays: 180,
    }));

  it('end a past day where it ended for those who lived it (rule 46)', () => {
    const world = new World('x', [collaborations], () => '2025-06-01T00:00:00.000Z');
    for (const event of log) world.apply({ ...event, position: BigInt(event.position) }, event);
    expect(timeZoneOf(world, '2025-02-14')).toBe('Europe/Helsinki');
    expect(timeZoneOf(world, '2025-03-02')).toBe('America/New_York');
    expect(timeZoneOf(world, '2024-12-31')).toBe('Europe/Helsinki');
    expect(timeZoneOf(world)).toBe('America/New_York');
  });

  it('mark a translation the original has moved away from (rule 51)', () => {
    const said = (fi: string, sv: string) => ({ original: 'fi' as const, fi, sv });
    const renamed = (revision: number, name: ReturnType<typeof said>) =>
      at(revision, { type: 'CollaborationRenamed', data: { name } });
    const label = (revision: number, agenda: ReturnType<typeof said>) =>
      at(revision, { type: 'ConditionsLabelled', data: { labels: { ...labels, agenda } } });
    const row = fold([
      at(0, opened),
      renamed(1, said('Yhdessä', 'Tillsammans')),
      renamed(2, said('Yhteinen työ', 'Tillsammans')),
      label(3, said('Tavoite', 'Mål')),
      label(4, said('Suunta', 'Mål')),
    ]);
    expect(row).toMatchObject({ name: { outdated: ['sv'] }, labels: { agenda: { outdated: ['sv'] } } });
  });

  it('tell who set what, when and why (rule 49)', () => {
    const row = settingChanges.evolve(undefined, log[1] ?? at(0, opened));
    expect(row).toMatchObject({
      id: 'collaboration_x/1',
      type: 'SmallCountsSet',
      changedBy: 'person_anna',
      mandate: 'mandate_a',
      reason,
    });
    expect(JSON.parse(row.said)).toEqual({ below: 10, reason });
  });
});

describe('the administrators of a collaboration', () => {
  const because = text('Tehtävä vaihtui');
  const dismiss = (mandate: string) => ({ type: 'DismissAdministrator', data: { mandate, reason: because } }) as const;
  const gone = (mandate: string): CollaborationEvent => ({
    type: 'AdministratorDismissed',
    data: { mandate, reason: because },
  });
  const two = {
    ...facts,
    administrators: [
      { id: 'mandate_a', inForce: true },
      { id: 'mandate_b', inForce: true },
    ],
  };

  it('are dismissed as long as one is left (rule 49)', () => {
    spec.given(opened).when(dismiss('mandate_a'), { facts: two }).then(gone('mandate_a'));
    spec.given(opened).when(dismiss('mandate_x'), { facts: two }).thenRefused('MANDATE_NOT_ADMINISTRATORS', 'mandate');
  });

  it('count as dismissed in their own stream before anybody else has heard of it', () => {
    const after = spec.given(opened, gone('mandate_a'));
    after.when(dismiss('mandate_b'), { facts: two }).thenRefused('MANDATE_ADMINISTRATOR_NEEDED', 'mandate');
    after.when(dismiss('mandate_a'), { facts: two }).thenRefused('MANDATE_NOT_ADMINISTRATORS', 'mandate');
  });

  it('to come are no help today', () => {
    const later = { id: 'mandate_later', inForce: false };
    const one = { ...facts, administrators: [{ id: 'mandate_a', inForce: true }, later] };
    spec
      .given(opened)
      .when(dismiss('mandate_a'), { facts: one })
      .thenRefused('MANDATE_ADMINISTRATOR_NEEDED', 'mandate');
    spec.given(opened).when(dismiss('mandate_later'), { facts: one }).then(gone('mandate_later'));
  });

  it('say how often mandates are confirmed, and what contact persons may give', () => {
    const recertify = { type: 'SetRecertification', data: { afterMonths: 6 } } as const;
    spec
      .given(opened)
      .when(recertify, { facts })
      .then({ type: 'RecertificationSet', data: { afterMonths: 6 } });
    spec
      .given(opened)
      .when({ type: 'SetRecertification', data: { afterMonths: 12 } }, { facts })
      .thenRefused('COLLABORATION_UNCHANGED', 'afterMonths');
    const asContact = {
      facts,
      asker: { mandates: [{ id: 'mandate_c', role: 'contact', partner: 'partner_a' }] },
    } as const;
    spec.given(opened).when(recertify, asContact).thenRefused('MANDATE_MISSING');
    // The order in which they are said means nothing.
    spec
      .given(opened)
      .when({ type: 'SetContactRoles', data: { roles: ['reporter', 'member'] } }, { facts })
      .thenRefused('COLLABORATION_UNCHANGED', 'roles');
    spec
      .given(opened)
      .when({ type: 'SetContactRoles', data: { roles: ['endorser', 'member'] } }, { facts })
      .then({ type: 'ContactRolesSet', data: { roles: ['member', 'endorser'] } });
  });
});
