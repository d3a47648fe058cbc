import { House, type Client, type Refusal, type Talk } from './harness.ts';

/** What people get wrong, each answered with a code, the field, and words in three languages that say what to do. */
let house: House;
let talk: Talk;
let coordinator: Client;
let city: Client;
let parish: Client;
let now = new Date('2025-11-03T10:00:00Z');

beforeAll(async () => {
  house = await House.open({ empty: true, clock: () => now });
  talk = house.in('pohjola');
  const founder = house.asOpener('person_founder');
  const { does } = talk;
  const actingFor = { actingFor: 'partner_county' };
  const opening = {
    name: text('Pohjola'),
    languages: ['FI', 'SV'],
    quorum: { kind: 'NUMBER', number: 1 },
    places: [{ code: '001', name: text('Rantala'), kind: 'MUNICIPALITY', from: 2023 }],
    labels: {
      agenda: text('Yhteinen agenda'),
      measurement: text('Jaetut mittarit'),
      activities: text('Toiminnot'),
      communication: text('Vuoropuhelu'),
      backbone: text('Taustatuki'),
    },
  };
  await does(founder, 'openCollaboration', 'collaboration_pohjola', opening, '', actingFor);
  for (const [id, kind] of Object.entries({ county: 'county', city: 'municipality', parish: 'parish', gone: 'ngo' }))
    await does(founder, 'admitPartner', `partner_${id}`, { name: text(id), kind });
  for (const [id, roles] of Object.entries({
    county: ['COORDINATOR', 'ENDORSER'],
    city: ['MEMBER', 'ENDORSER', 'REPORTER'],
    parish: ['MEMBER', 'ENDORSER', 'REPORTER'],
    gone: ['MEMBER', 'ENDORSER'],
  }))
    for (const role of roles)
      await does(founder, 'grantMandate', `mandate_${id}_${role.toLowerCase()}`, {
        person: `person_${id}`,
        partner: `partner_${id}`,
        role,
        from: '2025-01-01',
      });
  coordinator = house.asAnyone('person_county');
  city = house.asAnyone('person_city');
  parish = house.asAnyone('person_parish');
  await does(city, 'proposeGoal', 'goal_arki', { title: both('Hyvä arki', 'God vardag') });
  await does(city, 'proposeGoal', 'goal_lahella', { title: text('Apu on lähellä'), parent: 'goal_arki' });
  await does(coordinator, 'defineIndicator', 'indicator_kavijat', {
    ...counted('Kävijät', 'käyntiä'),
    kind: 'COUNT',
    counts: 'CONTACTS',
    aggregation: { time: 'SUM', partners: 'SUM' },
    dimensions: [
      {
        id: 'ika',
        label: text('Ikä'),
        categories: [
          { id: 'alle80', label: text('Alle 80') },
          { id: 'yli80', label: text('80 tai yli') },
        ],
      },
    ],
  });
  await does(coordinator, 'defineIndicator', 'indicator_rai', {
    ...counted('Itsearvion tehneet', '%'),
    kind: 'PERCENTAGE',
    aggregation: { time: 'LATEST', partners: 'MEAN' },
  });
  await does(city, 'planActivity', 'activity_avoimet', { title: text('Avoimet ovet'), kind: 'RECEPTION' });
});
afterAll(() => house.close());

const text = (fi: string) => ({ original: 'FI', fi });
const both = (fi: string, sv: string) => ({ original: 'FI', fi, sv });
const reason = text('Ohjausryhmä päätti niin');
const counted = (title: string, unit: string) => ({
  title: text(title),
  unit: text(unit),
  direction: 'INCREASE',
  periodType: 'HALF_YEAR',
});
const half = { from: '2025-07-01', to: '2025-12-31' };
const visits = { indicator: 'indicator_kavijat', period: half, status: 'FINAL', value: 120 };
const series = 'series_kavijat__city';

/** The code and the field, and in each language its own words, of which the English ones say what to do instead. */
function isTold(refusal: Refusal, code: string, field: string | null, whatToDo: RegExp): void {
  const { fi, sv, en } = refusal;
  expect(refusal).toMatchObject({ code, field });
  expect(new Set([fi, sv, en]).size).toBe(3);
  // One sentence says what is wrong, another what to do.
  for (const words of [fi, sv, en]) expect(words).toMatch(/^\p{Lu}.{20,}[.]$/u);
  expect(en).toMatch(whatToDo);
}

it('a stale form: who saves what somebody else has changed meanwhile is told to look again', async () => {
  const { goal } = (await talk.asks(city, 'goal(id: "goal_arki") { revision }')) as never as {
    goal: { revision: number };
  };
  const read = { expectedVersion: goal.revision };
  const amended = { title: both('Hyvä ja turvallinen arki', 'God och trygg vardag'), reason };
  await talk.does(city, 'amendGoal', 'goal_arki', amended, '', read);
  const late = { ...amended, title: both('Mukava arki', 'Trevlig vardag') };
  isTold(await talk.refuses(coordinator, 'amendGoal', 'goal_arki', late, read), 'CHANGED_MEANWHILE', null, /newest/);
  expect(await talk.asks(city, 'goal(id: "goal_arki") { title { fi } }')).toEqual({
    goal: { title: { fi: 'Hyvä ja turvallinen arki' } },
  });
  // The same of what was only read: nobody endorses words that were changed while they were being read (rule 2).
  isTold(
    await talk.refuses(parish, 'endorseGoal', 'goal_arki', { goalVersion: 1 }),
    'GOAL_VERSION_PAST',
    'goalVersion',
    /Read the new version/,
  );
});

it('a second report for the same cell is a correction and says so (rule 17)', async () => {
  await talk.does(city, 'reportMeasurement', series, visits);
  const again = await talk.refuses(city, 'reportMeasurement', series, { ...visits, value: 125 });
  isTold(again, 'MEASUREMENT_EXISTS', null, /correct it and give the reason/);
  const overlapping = { ...visits, period: { from: '2025-07-01', to: '2025-09-30' } };
  isTold(
    await talk.refuses(city, 'reportMeasurement', series, overlapping),
    'MEASUREMENT_PERIOD_OVERLAPS',
    'period',
    /correct/i,
  );
});

describe('a withdrawn partner', () => {
  it('can be asked nothing more, given no task, and signs nothing', async () => {
    const gone = house.asAnyone('person_gone');
    await talk.does(gone, 'endorseGoal', 'goal_lahella', {});
    await talk.does(coordinator, 'leavePartner', 'partner_gone', { reason });
    const ask = { partner: 'partner_gone', brings: text('Vapaaehtoiset') };
    isTold(
      await talk.refuses(city, 'askContribution', 'activity_avoimet', ask),
      'ACTIVITY_PARTNER_LEFT',
      'partner',
      /Choose another partner/,
    );
    const task = { title: text('Sovi aika'), partner: 'partner_gone' };
    isTold(
      await talk.refuses(coordinator, 'openTask', 'task_aika', task),
      'TASK_PARTNER_LEFT',
      'partner',
      /Choose another responsible party/,
    );
    isTold(
      await talk.refuses(coordinator, 'draftAgreement', 'agreement_gone', {
        ...sharing,
        parties: ['partner_city', 'partner_gone'],
      }),
      'AGREEMENT_PARTY_UNKNOWN',
      'parties',
      /Choose parties/,
    );
    isTold(
      await talk.refuses(coordinator, 'renamePartner', 'partner_gone', { name: text('Toinen') }),
      'PARTNER_LEFT',
      null,
      /readmit it first/,
    );
    isTold(await talk.refuses(gone, 'endorseGoal', 'goal_arki', {}), 'MANDATE_MISSING', null, /Ask the coordinator/);
    // What it said while it took part stays said.
    expect(await talk.asks(city, 'goal(id: "goal_lahella") { endorsements { partner } }')).toEqual({
      goal: { endorsements: [{ partner: 'partner_gone' }] },
    });
  });
});

const sharing = {
  title: text('Tietojen jakaminen'),
  purpose: text('Yhteinen seuranta'),
  parties: ['partner_city', 'partner_parish'],
  detail: 'VALUES',
  publish: 'NOTHING',
  from: '2025-11-01',
};

describe('an expired agreement', () => {
  it('is not drafted, and one that has run out is not signed: its words show why nothing is shared (rule 29)', async () => {
    isTold(
      await talk.refuses(coordinator, 'draftAgreement', 'agreement_past', { ...sharing, to: '2025-11-02' }),
      'AGREEMENT_EXPIRED',
      'to',
      /Propose a later one/,
    );
    const drafted = { ...sharing, to: '2025-11-30' };
    await talk.does(coordinator, 'draftAgreement', 'agreement_marraskuu', drafted);
    await talk.does(coordinator, 'draftAgreement', 'agreement_allekirjoittamatta', drafted);
    for (const party of [city, parish]) await talk.does(party, 'signAgreement', 'agreement_marraskuu');
    const seen = `series(id: "${series}") { measurements { nodes { value } } } agreement(id: "agreement_marraskuu") { phase }`;
    const value = { measurements: { nodes: [{ value: 120 }] } };
    expect(await talk.asks(parish, seen)).toEqual({ series: value, agreement: { phase: 'IN_FORCE' } });

    now = new Date('2025-12-01T10:00:00Z');
    expect(await talk.asks(parish, seen)).toEqual({ series: null, agreement: { phase: 'EXPIRED' } });
    expect(await talk.asks(parish, seen, '2025-11-15')).toEqual({ series: value, agreement: { phase: 'IN_FORCE' } });
    isTold(
      await talk.refuses(city, 'signAgreement', 'agreement_allekirjoittamatta'),
      'AGREEMENT_EXPIRED',
      null,
      /Propose a later one/,
    );
  });
});

it('a merged activity takes nothing more, and nothing is merged into it (rule 38)', async () => {
  await talk.does(city, 'planActivity', 'activity_kahvila', { title: text('Kahvila'), kind: 'RECEPTION' });
  await talk.does(city, 'planActivity', 'activity_kerho', { title: text('Kerho'), kind: 'RECEPTION' });
  await talk.does(city, 'mergeActivity', 'activity_kahvila', { into: 'activity_avoimet', reason });
  isTold(
    await talk.refuses(parish, 'joinActivity', 'activity_kahvila', { brings: text('Sali') }),
    'ACTIVITY_MERGED',
    null,
    /Open the one it was merged into/,
  );
  isTold(
    await talk.refuses(city, 'mergeActivity', 'activity_kerho', { into: 'activity_kahvila', reason }),
    'ACTIVITY_SURVIVOR_CLOSED',
    'into',
    /Choose one that goes on/,
  );
  expect(await talk.asks(parish, 'activity(id: "activity_kahvila") { phase survivor { id } }')).toEqual({
    activity: { phase: 'MERGED', survivor: { id: 'activity_avoimet' } },
  });
});

it('a locked period takes no value, and says who can open it (rule 23)', async () => {
  await talk.does(coordinator, 'lockValues', 'lock_2025h1', { from: '2025-01-01', to: '2025-06-30' });
  const early = { ...visits, period: { from: '2025-01-01', to: '2025-06-30' } };
  const refusal = await talk.refuses(city, 'reportMeasurement', series, early);
  isTold(refusal, 'MEASUREMENT_PERIOD_LOCKED', 'period', /Ask the coordinator to open it/);
  const open = { reason, until: '2025-12-05' };
  await talk.does(coordinator, 'unlockValues', 'lock_2025h1', open);
  await talk.does(city, 'reportMeasurement', series, early);
  // It locks itself again when its time is out.
  now = new Date('2025-12-06T10:00:00Z');
  const correction = { indicator: 'indicator_kavijat', measurement: '2025-01-01/2025-06-30', status: 'FINAL' };
  isTold(
    await talk.refuses(city, 'correctMeasurement', series, { ...correction, value: 1, reason }),
    'MEASUREMENT_PERIOD_LOCKED',
    'measurement',
    /for a while/,
  );
});

it('an unknown dimension, and an unknown category of a known one', async () => {
  const divided = (dimension: string, category: string) =>
    talk.refuses(city, 'reportMeasurement', series, { ...visits, value: 70, dimension, category });
  isTold(await divided('kieli', 'suomi'), 'MEASUREMENT_DIMENSION_UNKNOWN', 'dimension', /Choose one of its own/);
  isTold(await divided('ika', 'lapset'), 'MEASUREMENT_CATEGORY_UNKNOWN', 'category', /Choose one of its own/);
});

it('a numerator above its denominator (rule 24)', async () => {
  const share = { indicator: 'indicator_rai', period: half, status: 'FINAL', numerator: 61, denominator: 60 };
  isTold(
    await talk.refuses(city, 'reportMeasurement', 'series_rai__city', share),
    'MEASUREMENT_NUMERATOR_TOO_LARGE',
    'numerator',
    /Check them/,
  );
});

it('a cycle in the goal tree, near and far', async () => {
  await talk.does(city, 'proposeGoal', 'goal_kyla', { title: text('Joka kylässä'), parent: 'goal_lahella' });
  for (const parent of ['goal_arki', 'goal_lahella', 'goal_kyla'])
    isTold(
      await talk.refuses(city, 'placeGoal', 'goal_arki', { parent, reason }),
      'GOAL_CYCLE',
      'parent',
      /Choose a parent that is not part of this goal/,
    );
  expect(await talk.asks(city, 'goal(id: "goal_kyla") { lineage { id } }')).toEqual({
    goal: { lineage: [{ id: 'goal_arki' }, { id: 'goal_lahella' }] },
  });
});

it('a task due before it began, when it is opened and when it is moved', async () => {
  const task = { title: text('Sovi sali'), partner: 'partner_city', openedOn: '2025-11-20', due: '2025-11-19' };
  const whatToDo = /Give that day or a later one/;
  isTold(await talk.refuses(city, 'openTask', 'task_sali', task), 'TASK_DUE_BEFORE_OPENED', 'due', whatToDo);
  await talk.does(city, 'openTask', 'task_sali', { ...task, due: '2025-11-20' });
  isTold(
    await talk.refuses(city, 'rescheduleTask', 'task_sali', { due: '2025-11-01', reason }),
    'TASK_DUE_BEFORE_OPENED',
    'due',
    whatToDo,
  );
});

it('a translation that the original has moved away from is marked until it is written anew (rule 51)', async () => {
  const title = 'title { said(language: SV) { text outdated } outdated }';
  const shown = () => talk.asks(parish, `goal(id: "goal_arki") { ${title} }`);
  const swedish = 'God och trygg vardag';
  expect(await shown()).toEqual({ goal: { title: { said: { text: swedish, outdated: false }, outdated: null } } });
  await talk.does(city, 'amendGoal', 'goal_arki', { title: both('Turvallinen arki', swedish), reason });
  expect(await shown()).toEqual({ goal: { title: { said: { text: swedish, outdated: true }, outdated: ['SV'] } } });
  await talk.does(city, 'amendGoal', 'goal_arki', { title: both('Turvallinen arki', 'Trygg vardag'), reason });
  expect(await shown()).toEqual({
    goal: { title: { said: { text: 'Trygg vardag', outdated: false }, outdated: null } },
  });
});

it('what points to a person, wherever somebody gives a reason or writes at length (rule 28)', async () => {
  const { data } = await city.query(
    '{ __schema { types { name inputFields { name type { name ofType { name ofType { ofType { name } } } } } } } }',
  );
  interface Type {
    readonly name: string | null;
    readonly ofType?: Type | null;
  }
  const { types } = (
    data as never as { __schema: { types: { name: string; inputFields: { name: string; type: Type }[] | null }[] } }
  ).__schema;
  const named = (type: Type | null | undefined): string => type?.name ?? (type ? named(type.ofType) : '');
  const written = [
    'scope',
    'gap',
    'reason',
    'basis',
    'why',
    'comment',
    'note',
    'text',
    'detail',
    'brings',
    'members',
    'purpose',
  ];
  const unchecked = types.flatMap(({ name, inputFields }) =>
    (inputFields ?? [])
      .filter((field) => written.includes(field.name) && named(field.type) === 'TextInput')
      .map((field) => `${name}.${field.name}`),
  );
  expect(unchecked).toEqual([]);
  const risk = {
    title: text('Vapaaehtoiset väsyvät'),
    text: text('Soita 040 123 4567'),
    owner: 'partner_city',
    response: 'REDUCE',
    likelihood: 2,
    effect: 2,
    reviewBy: '2026-06-30',
  };
  const refusal = await talk.refuses(city, 'raiseRisk', 'risk_vapaaehtoiset', risk);
  isTold(refusal, 'TEXT_HAS_PERSONAL_DATA', 'text.fi', /Take it out/);
});
