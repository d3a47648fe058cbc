import { commandId, House, type Client } from './harness.ts';

/** Mutually reinforcing activities over HTTP: who asks, offers, leads and hands over; what was held; what is missing. */
let house: House;
let coordinator: Client;
let city: Client;
let ngo: Client;
let parish: Client;

beforeAll(async () => {
  house = await House.open();
  coordinator = await house.as('person_coord01');
  city = await house.as('person_muni179');
  ngo = house.asAnyone('person_ngo179');
  parish = house.asAnyone('person_parish179');
});
afterAll(() => house.close());

const refused = '... on Refused { code field words(language: EN) }';
const text = (fi: string) => `{ original: FI, fi: "${fi}" }`;
const reason = `reason: ${text('Syy')}`;
const act = (client: Client, mutation: string, id: string, input: string, asked: string): Promise<object> =>
  client.act(
    `mutation ($commandId: ID!) { ${mutation}(collaboration: "keskisuomi", id: "${id}", commandId: $commandId${input && `, input: { ${input} }`}) {
      __typename ${asked} ${refused} } }`,
    { commandId: commandId() },
  );
const ask = async (client: Client, fields: string): Promise<Record<string, never>> => {
  const { data, raw } = await client.query(`{ collaboration(id: "keskisuomi") { ${fields} } }`);
  const found = data?.['collaboration'] as Record<string, never> | undefined;
  if (!found) throw new Error(raw);
  return found;
};

const activity = 'activity_liikuntapaiva';
const onActivity = (fields: string) => `... on Activity { ${fields} }`;

it('a partner is asked, another offers itself, and each answers for itself (rule 34), and a withdrawal keeps its reason (rule 35)', async () => {
  const plan = `title: ${text('Liikuntapäivä')}, kind: EVENT_SERIES, audience: [SENIORS], rhythm: { every: TWICE_A_YEAR }, indicators: ["indicator_sen_osallistujat"]`;
  expect(await act(city, 'planActivity', activity, plan, onActivity('phase audience rhythm { every }'))).toEqual({
    __typename: 'Activity',
    phase: 'PLANNED',
    audience: ['SENIORS'],
    rhythm: { every: 'TWICE_A_YEAR' },
  });
  const part = `brings: ${text('Sali')}, resources: [{ kind: PREMISES, amount: { value: 2, unit: DAYS } }]`;
  await act(city, 'askContribution', activity, `partner: "partner_srk_jyvaskyla", ${part}`, '');
  await act(ngo, 'offerContribution', activity, `brings: ${text('Vapaaehtoiset')}`, '');
  expect(await act(ngo, 'joinActivity', activity, ' ', '')).toMatchObject({ code: 'ACTIVITY_OFFER_WAITS' });
  expect(
    await act(
      parish,
      'joinActivity',
      activity,
      ' ',
      onActivity('contributors { commitment resources { kind amount { value unit } } }'),
    ),
  ).toEqual({
    __typename: 'Activity',
    contributors: [
      { commitment: 'COMMITTED', resources: [{ kind: 'PREMISES', amount: { value: 2, unit: 'DAYS' } }] },
      { commitment: 'OFFERED', resources: null },
    ],
  });
  await act(city, 'acceptOffer', activity, 'partner: "partner_seniorijarjesto"', '');
  await act(parish, 'leaveActivity', activity, reason, '');
  const found = await ask(
    city,
    `activity(id: "${activity}") { commitments(first: 10) { nodes { role state partner { id } history { state by } reason { fi } } } }
     commitments(first: 20, state: WITHDRAWN) { nodes { partner { id } activity { id } } }
     partner(id: "partner_seniorijarjesto") { commitments(first: 20, state: COMMITTED) { nodes { activity { id } } } }`,
  );
  expect(found).toMatchObject({
    activity: {
      commitments: {
        nodes: [
          { role: 'LEAD', state: 'COMMITTED', partner: { id: 'partner_jyvaskyla' } },
          {
            state: 'WITHDRAWN',
            partner: { id: 'partner_srk_jyvaskyla' },
            reason: { fi: 'Syy' },
            history: [
              { state: 'PROPOSED', by: 'partner_jyvaskyla' },
              { state: 'COMMITTED', by: 'partner_srk_jyvaskyla' },
              { state: 'WITHDRAWN', by: 'partner_srk_jyvaskyla' },
            ],
          },
          { state: 'COMMITTED', partner: { id: 'partner_seniorijarjesto' } },
        ],
      },
    },
    commitments: {
      nodes: expect.arrayContaining([
        { partner: { id: 'partner_srk_jyvaskyla' }, activity: { id: activity } },
      ]) as unknown,
    },
    partner: { commitments: { nodes: expect.arrayContaining([{ activity: { id: activity } }]) as unknown } },
  });
});

const session = (more = '') =>
  `activity: "${activity}", date: "2025-05-14", place: "179", participants: { contacts: 3 } ${more}`;
const onSession = '... on Session { phase participantsHidden participants { contacts } }';

it('heads of a session are for who held it, leads the activity or was there; others see that it was held (rule 30)', async () => {
  expect(await act(ngo, 'holdSession', 'session_toukokuu', session(), onSession)).toEqual({
    __typename: 'Session',
    phase: 'HELD',
    participantsHidden: false,
    participants: { contacts: 3 },
  });
  expect(await act(city, 'holdSession', 'session_toinen', session(), onSession)).toMatchObject({
    code: 'SESSION_TWICE',
  });
  expect(await act(parish, 'holdSession', 'session_kolmas', session('time: "18:00"'), onSession)).toMatchObject({
    code: 'SESSION_PARTNER_NOT_COMMITTED',
  });
  const asked = `session(id: "session_toukokuu") { participantsHidden participants { contacts } }
    sessions(from: "2025-04-15", to: "2025-06-01", first: 5) { nodes { id } }
    activity(id: "${activity}") { sessions(first: 5) { totalCount } sessionTotals(from: "2025-01-01", to: "2025-12-31") { sessions contacts hidden } }
    indicator(id: "indicator_sen_osallistujat") { sessionTotals(from: "2025-05-01", to: "2025-05-31") { sessions contacts hidden } suggestedFigures(from: "2025-01-01", to: "2025-06-30") { value basis sessions place { code } } }`;
  const seen = (contacts: number) => ({
    session: { participantsHidden: false, participants: { contacts } },
    sessions: { nodes: [{ id: 'session_toukokuu' }] },
    activity: { sessions: { totalCount: 1 }, sessionTotals: { sessions: 1, contacts, hidden: 0 } },
  });
  expect(await ask(city, asked)).toMatchObject({ ...seen(3), indicator: { suggestedFigures: [] } });
  const suggested = { value: 3, basis: 'CONTACTS', sessions: 1 };
  expect(await ask(ngo, asked)).toMatchObject({
    ...seen(3),
    indicator: {
      suggestedFigures: [
        { ...suggested, place: null },
        { ...suggested, place: { code: '179' } },
      ],
    },
  });
  expect(await ask(parish, asked)).toMatchObject({
    session: { participantsHidden: true, participants: null },
    activity: { sessionTotals: { sessions: 1, contacts: null, hidden: 1 } },
    indicator: { sessionTotals: { sessions: 1, contacts: null, hidden: 1 }, suggestedFigures: [] },
  });
});

it('an auditor sees heads that are hidden from others, and the look is recorded (rule 33)', async () => {
  const auditor = await house.as('person_audit01');
  expect(
    await ask(auditor, 'session(id: "session_toukokuu") { participantsHidden participants { contacts } }'),
  ).toEqual({
    session: { participantsHidden: false, participants: { contacts: 3 } },
  });
  const looks = (await Array.fromAsync(house.platform.log.readAll({ category: 'keskisuomi' }))).filter(
    ({ type }) => type === 'SmallCountsRead',
  );
  expect(looks.map(({ data }) => data)).toEqual([
    expect.objectContaining({ person: 'person_audit01', subjects: ['session_toukokuu'] }),
  ]);
});

it('the lead passes on when the other accepts, and the old lead stays with its part (rule 34)', async () => {
  await act(
    city,
    'proposeLead',
    activity,
    `partner: "partner_seniorijarjesto", ${reason}, brings: ${text('Tilat')}`,
    '',
  );
  const asked = onActivity('lead { id } contributors { partner { id } commitment } successor { partner }');
  expect(await act(parish, 'acceptLead', activity, '', asked)).toMatchObject({ code: 'ACTIVITY_LEAD_NOT_PROPOSED' });
  expect(await act(ngo, 'acceptLead', activity, '', asked)).toEqual({
    __typename: 'Activity',
    lead: { id: 'partner_seniorijarjesto' },
    contributors: [{ partner: { id: 'partner_jyvaskyla' }, commitment: 'COMMITTED' }],
    successor: null,
  });
});

it('gaps and overlaps are found: without a goal, nothing for a goal, two for the same people (rule 39)', async () => {
  const { goals } = (await ask(city, 'goals(first: 50, phase: ENDORSED) { nodes { id } }')) as never as {
    goals: { nodes: { id: string }[] };
  };
  const [goal] = goals.nodes;
  if (!goal) throw new Error('No endorsed goal');
  const asked =
    'gaps(year: 2026) { activitiesWithoutGoal { id } goalsWithoutActivities { id } places { goal { id } places { code } } more }';
  expect(await ask(coordinator, asked)).toMatchObject({
    gaps: { activitiesWithoutGoal: expect.arrayContaining([{ id: activity }]) as unknown, more: false },
  });
  for (const [client, id, title] of [
    [city, 'activity_kaupungin', 'Kaupungin ryhmä'],
    [ngo, 'activity_jarjeston', 'Järjestön ryhmä'],
  ] as const) {
    await act(
      client,
      'planActivity',
      id,
      `title: ${text(title)}, kind: OTHER, goals: ["${goal.id}"], audience: [SENIORS]`,
      '',
    );
    const told = await act(
      client,
      'setPlaceState',
      id,
      'place: "179", year: 2026, state: TENTATIVE',
      '... on PlaceState { state earlier { state } }',
    );
    expect(told).toEqual({ __typename: 'PlaceState', state: 'TENTATIVE', earlier: [] });
  }
  const overlaps =
    'overlaps(year: 2026, first: 10) { nodes { audience goal { id } place { code } activities { id } linked } }';
  const overlap = {
    audience: 'SENIORS',
    goal,
    place: { code: '179' },
    activities: [{ id: 'activity_kaupungin' }, { id: 'activity_jarjeston' }],
  };
  expect(await ask(coordinator, overlaps)).toMatchObject({ overlaps: { nodes: [{ ...overlap, linked: false }] } });
  const claim = `strength: STRONG, confidence: HIGH, why: ${text('Samat kävijät')}`;
  await act(
    city,
    'drawLink',
    'link_ryhmat',
    `from: "activity_kaupungin", to: "activity_jarjeston", effect: OVERLAPS, ${claim}`,
    '',
  );
  expect(await ask(coordinator, overlaps)).toMatchObject({ overlaps: { nodes: [{ ...overlap, linked: true }] } });
  const again = `from: "activity_jarjeston", to: "activity_kaupungin", effect: OVERLAPS, ${claim}`;
  expect(await act(ngo, 'drawLink', 'link_toisin', again, '')).toMatchObject({ code: 'LINK_TWICE' });
  await act(
    city,
    'drawLink',
    'link_tavoite',
    `from: "activity_kaupungin", to: "${goal.id}", effect: CONTRIBUTES, ${claim}`,
    '',
  );
  const theory = await ask(
    ngo,
    `theoryOfChange(about: "${goal.id}", steps: 2) { more things { id kind title { fi } } links { sentence { fi } } }`,
  );
  expect(theory).toMatchObject({
    theoryOfChange: {
      more: false,
      things: [
        { id: goal.id, kind: 'GOAL' },
        { id: 'activity_kaupungin', kind: 'ACTIVITY' },
        { id: 'activity_jarjeston', kind: 'ACTIVITY' },
      ],
    },
  });
  expect(JSON.stringify(theory)).toContain(
    'Toiminta ”Kaupungin ryhmä” on osin päällekkäinen toiminnan ”Järjestön ryhmä” kanssa. Yhteys on vahva ja siitä ollaan varmoja.',
  );
});

it('merged activities go on in the last survivor, and nothing of them is lost (rule 38)', async () => {
  await act(coordinator, 'mergeActivity', 'activity_kaupungin', `into: "activity_jarjeston", ${reason}`, '');
  expect(
    await act(ngo, 'mergeActivity', 'activity_jarjeston', `into: "activity_kaupungin", ${reason}`, ''),
  ).toMatchObject({
    code: 'ACTIVITY_SURVIVOR_CLOSED',
    field: 'into',
  });
  await act(ngo, 'mergeActivity', 'activity_jarjeston', `into: "${activity}", ${reason}`, '');
  const joining = await act(parish, 'joinActivity', 'activity_kaupungin', `brings: ${text('Kahvit')}`, '');
  expect(joining).toMatchObject({ code: 'ACTIVITY_MERGED' });
  expect(
    await ask(
      city,
      `old: activity(id: "activity_kaupungin") { phase title { fi } survivor { id } placeStates(first: 5) { totalCount } }
       activity(id: "${activity}") { absorbed(first: 5) { nodes { id } } }`,
    ),
  ).toMatchObject({
    old: {
      phase: 'MERGED',
      title: { fi: 'Kaupungin ryhmä' },
      survivor: { id: activity },
      placeStates: { totalCount: 1 },
    },
    activity: { absorbed: { nodes: [{ id: 'activity_jarjeston' }, { id: 'activity_kaupungin' }] } },
  });
});

it('a task remembers where it came from, what it waits for and how it slipped', async () => {
  const task = `title: ${text('Sovi sali')}, partner: "partner_jyvaskyla", due: "2099-01-31", source: { kind: HAND }, about: ["session_toukokuu"], ownerRole: ${text('Liikuntakoordinaattori')}`;
  expect(
    await act(
      city,
      'openTask',
      'task_sali',
      task,
      '... on Task { about source { kind id } ownerRole { fi } openedOn }',
    ),
  ).toMatchObject({
    about: ['session_toukokuu'],
    source: { kind: 'HAND', id: null },
  });
  expect(
    await act(city, 'openTask', 'task_muu', task.replace('session_toukokuu', 'session_olematon'), ''),
  ).toMatchObject({
    code: 'TASK_ABOUT_UNKNOWN',
  });
  await act(city, 'blockTask', 'task_sali', reason, '');
  await act(city, 'rescheduleTask', 'task_sali', `due: "2099-03-31", ${reason}`, '');
  await act(city, 'completeTask', 'task_sali', ' ', '');
  await act(coordinator, 'reopenTask', 'task_sali', reason, '');
  await act(coordinator, 'assignTask', 'task_sali', `partner: "partner_seniorijarjesto", ${reason}`, '');
  const found = await ask(
    ngo,
    'tasks(first: 5, about: "session_toukokuu") { nodes { id phase blocked { at } completion { on } partner { id } moves { from to } assignments { from to } reopenings { by completion { partner } } } }',
  );
  expect(found).toMatchObject({
    tasks: {
      nodes: [
        {
          id: 'task_sali',
          phase: 'OPEN',
          blocked: null,
          completion: null,
          partner: { id: 'partner_seniorijarjesto' },
          moves: [{ from: '2099-01-31', to: '2099-03-31' }],
          assignments: [{ from: 'partner_jyvaskyla', to: 'partner_seniorijarjesto' }],
          reopenings: [{ by: 'partner_hyvaks', completion: { partner: 'partner_jyvaskyla' } }],
        },
      ],
    },
  });
});

it('a partner’s contribution is stated, and claims no results', async () => {
  const year = String(new Date().getFullYear());
  const found = await ask(
    ngo,
    `partner(id: "partner_seniorijarjesto") {
       now: contribution(from: "${year}-01-01", to: "${year}-12-31") { leads { activity { id } } organised { sessions } statement { fi sv en } }
       then: contribution(from: "2025-05-01", to: "2025-05-31") { organised { sessions contacts } places { code } } }`,
  );
  expect(found).toMatchObject({
    partner: {
      now: { leads: expect.arrayContaining([{ activity: { id: activity } }]) as unknown },
      then: { organised: { sessions: 1, contacts: 3 }, places: expect.arrayContaining([{ code: '179' }]) as unknown },
    },
  });
  expect(JSON.stringify(found)).toContain('eivät sitä, mikä osa tuloksista on sen ansiota');
});
