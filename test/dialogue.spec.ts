import { commandId, House, type Client } from './harness.ts';

/** Continuous communication as partners have it: through GraphQL alone, each as itself. */
let house: House;
let coordinator: Client;
let municipality: Client;
let parish: Client;

const text = (fi: string) => ({ original: 'FI', fi });
const refused = '... on Refused { code field words(language: FI) }';

/** Sends a command as its mutation is written in the schema. */
async function send(who: Client, command: string, id: string, input: object | undefined, fields: string) {
  const name = command.charAt(0).toLowerCase() + command.slice(1);
  const [variable, argument] = input ? [`, $input: ${command}Input!`, ', input: $input'] : ['', ''];
  const type = fields.slice(0, fields.indexOf(' '));
  const document = `mutation ($id: ID!, $commandId: ID!${variable}) {
    ${name}(collaboration: "pohjola", id: $id, commandId: $commandId${argument}) {
      __typename ${refused} ... on ${type} { ${fields.slice(fields.indexOf(' '))} } } }`;
  return who.act(document, { id, commandId: commandId(), ...(input && { input }) });
}
const ask = async (who: Client, fields: string, asOf?: string) => {
  const of = asOf === undefined ? '' : `, asOf: "${asOf}"`;
  const { data, errors } = await who.query(`{ collaboration(id: "pohjola"${of}) { ${fields} } }`);
  expect(errors).toBeUndefined();
  return (data as { collaboration: Record<string, unknown> } | null)?.collaboration;
};
const today = new Date().toISOString().slice(0, 10);

beforeAll(async () => {
  house = await House.open({ empty: true });
  const founder = house.asOpener('person_founder');
  const open = async (mutation: string, id: string, input: string) => {
    const document = `mutation ($commandId: ID!) { ${mutation}(collaboration: "pohjola", id: "${id}", commandId: $commandId,
      actingFor: "partner_county", input: ${input}) { __typename ${refused} } }`;
    expect(await founder.act(document, { commandId: commandId() })).not.toMatchObject({ __typename: 'Refused' });
  };
  const said = '{ original: FI, fi: "x" }';
  await open(
    'openCollaboration',
    'collaboration_pohjola',
    `{ name: { original: FI, fi: "Pohjola" }, languages: [FI], quorum: { kind: NUMBER, number: 1 },
      places: [{ code: "001", name: ${said}, kind: MUNICIPALITY, from: 2023 }],
      labels: { agenda: ${said}, measurement: ${said}, activities: ${said}, communication: ${said}, backbone: ${said} } }`,
  );
  for (const [id, kind] of Object.entries({ county: 'county', kunta: 'municipality', seurakunta: 'parish' }))
    await open('admitPartner', `partner_${id}`, `{ name: { original: FI, fi: "${id}" }, kind: "${kind}" }`);
  for (const [id, role] of Object.entries({ county: 'COORDINATOR', kunta: 'MEMBER', seurakunta: 'MEMBER' }))
    await open(
      'grantMandate',
      `mandate_${id}`,
      `{ person: "person_${id}", partner: "partner_${id}", role: ${role}, from: "2025-01-01" }`,
    );
  [coordinator, municipality, parish] = ['county', 'kunta', 'seurakunta'].map((id) =>
    house.asAnyone(`person_${id}`),
  ) as [Client, Client, Client];
  const goal = await send(municipality, 'ProposeGoal', 'goal_arki', { title: text('Hyvä arki') }, 'Goal id');
  expect(goal).toMatchObject({ __typename: 'Goal' });
});
afterAll(() => house.close());

it('a thread hangs on what it is about, and says who speaks by organisation', async () => {
  const started = await send(
    parish,
    'StartThread',
    'thread_arki',
    { about: 'goal_arki', title: text('Rajaus'), text: text('Ketä tämä koskee?') },
    'Thread id about { id kind title { fi } } startedBy { id }',
  );
  expect(started).toMatchObject({ about: { id: 'goal_arki', kind: 'goal' }, startedBy: { id: 'partner_seurakunta' } });
  await send(municipality, 'WriteComment', 'thread_arki', { text: text('Kaikkia.') }, 'Thread id');
  const edited = await send(
    municipality,
    'EditComment',
    'thread_arki',
    { comment: 2, text: text('Kaikkia, myös lapsia.') },
    'Thread comments { nodes { number text { fi } earlier { text { fi } } partner { id } hidden { at } } }',
  );
  expect(edited).toMatchObject({
    comments: {
      nodes: [
        { number: 1, text: { fi: 'Ketä tämä koskee?' }, partner: { id: 'partner_seurakunta' }, hidden: null },
        { number: 2, text: { fi: 'Kaikkia, myös lapsia.' }, earlier: [{ text: { fi: 'Kaikkia.' } }] },
      ],
    },
  });
  const found = await ask(parish, 'goal(id: "goal_arki") { threads { totalCount nodes { id title { fi } } } }');
  expect(found).toMatchObject({ goal: { threads: { totalCount: 1, nodes: [{ title: { fi: 'Rajaus' } }] } } });
  const about = (id: string) => ask(parish, `threads(about: "${id}") { nodes { id } }`);
  expect(await about('goal_arki')).toMatchObject({ threads: { nodes: [{ id: 'thread_arki' }] } });
  expect(await about('goal_muu')).toMatchObject({ threads: { nodes: [] } });
});

it('a leak is refused in words, and the input warns of it (rule 28)', async () => {
  const leak = { text: text('Soita 040 123 4567') };
  expect(await send(parish, 'WriteComment', 'thread_arki', leak, 'Thread id')).toMatchObject({
    code: 'TEXT_HAS_PERSONAL_DATA',
    field: 'text.fi',
    words: expect.stringMatching(/^Tekstissä on .+\.$/) as string,
  });
  const { data } = await parish.query('{ __type(name: "FreeTextInput") { description } }');
  expect(data).toMatchObject({ __type: { description: expect.stringContaining('Never about one person') as string } });
});

it('feedback waits for the one it is for, and is closed only after its giver was told', async () => {
  const given = await send(
    municipality,
    'GiveFeedback',
    'feedback_ovi',
    {
      giver: 'RESIDENTS',
      to: 'partner_seurakunta',
      text: text('Ovi on raskas'),
      about: 'goal_arki',
      responseDueDays: 7,
    },
    'Feedback phase overdue to { id } givenBy { id }',
  );
  expect(given).toMatchObject({ phase: 'OPEN', overdue: false, givenBy: { id: 'partner_kunta' } });
  const waits = await ask(
    parish,
    'partner(id: "partner_seurakunta") { feedbackReceived(phase: OPEN) { nodes { id } } }',
  );
  expect(waits).toMatchObject({ partner: { feedbackReceived: { nodes: [{ id: 'feedback_ovi' }] } } });
  const answer = { text: text('Korjataan') };
  expect(await send(municipality, 'RespondToFeedback', 'feedback_ovi', answer, 'Feedback id')).toMatchObject({
    code: 'FEEDBACK_NOT_ADDRESSED_TO_YOU',
  });
  await send(parish, 'RespondToFeedback', 'feedback_ovi', answer, 'Feedback id');
  const close = { outcome: 'ACTED_ON' };
  expect(await send(parish, 'CloseFeedback', 'feedback_ovi', close, 'Feedback id')).toMatchObject({
    code: 'FEEDBACK_GIVER_NOT_TOLD',
  });
  await send(municipality, 'TellGiver', 'feedback_ovi', { text: text('Kerrottu') }, 'Feedback id');
  const closed = await send(parish, 'CloseFeedback', 'feedback_ovi', close, 'Feedback phase outcome told { partner }');
  expect(closed).toMatchObject({ phase: 'CLOSED', outcome: 'ACTED_ON', told: [{ partner: 'partner_kunta' }] });
});

it('observations are gathered into a theme, and the theme leads somewhere', async () => {
  const note = (id: string, words: string) =>
    send(parish, 'NoteObservation', id, { text: text(words), place: '001', about: 'goal_arki' }, 'Observation id');
  await note('observation_1', 'Iltatoimintaa kysytään');
  await note('observation_2', 'Moni tulisi töiden jälkeen');
  expect(await ask(parish, 'observations(gathered: false) { totalCount }')).toEqual({
    observations: { totalCount: 2 },
  });
  const observations = ['observation_1', 'observation_2'];
  await send(municipality, 'GatherTheme', 'theme_ilta', { title: text('Iltatoiminta'), observations }, 'Theme id');
  const followed = await send(
    municipality,
    'SayWhatFollows',
    'theme_ilta',
    { text: text('Otetaan tavoitteeseen'), follows: 'goal_arki' },
    'Theme observations { id themes { id } } following { text { fi } follows { id } partner { id } }',
  );
  expect(followed).toMatchObject({
    observations: observations.map((id) => ({ id, themes: [{ id: 'theme_ilta' }] })),
    following: [{ follows: { id: 'goal_arki' }, partner: { id: 'partner_kunta' } }],
  });
  expect(await ask(parish, 'observations(gathered: false) { totalCount }')).toEqual({
    observations: { totalCount: 0 },
  });
});

it('a meeting is called, answered, held and decides; it stands on the annual clock and in the calendar', async () => {
  const plan = {
    title: text('HyTeTu-neuvottelu'),
    kind: 'NEGOTIATION',
    day: today,
    from: '09:00',
    to: '11:30',
    online: 'https://kokous.example/abc',
    invited: ['partner_seurakunta'],
    agenda: [{ title: text('Tavoite'), about: 'goal_arki' }],
  };
  await send(municipality, 'CallMeeting', 'meeting_hytetu', plan, 'Meeting id');
  const awaits = 'meetings(awaits: "partner_seurakunta") { totalCount }';
  expect(await ask(parish, awaits)).toEqual({ meetings: { totalCount: 1 } });
  await send(parish, 'AnswerInvitation', 'meeting_hytetu', { coming: 'YES' }, 'Meeting id');
  expect(await ask(parish, awaits)).toEqual({ meetings: { totalCount: 0 } });
  const record = { attendance: [{ partner: 'partner_seurakunta', heads: 3 }], minutes: [text('Keskusteltiin.')] };
  await send(municipality, 'HoldMeeting', 'meeting_hytetu', record, 'Meeting id');
  const decided = await send(
    municipality,
    'DecideAtMeeting',
    'meeting_hytetu',
    { text: text('Puolletaan'), about: 'goal_arki' },
    'Meeting heads invitations { coming heads invited partner { id } } agenda { about { id } } decided { number about { id } }',
  );
  expect(decided).toMatchObject({
    heads: 3,
    invitations: [{ coming: 'YES', heads: 3, invited: true, partner: { id: 'partner_seurakunta' } }],
    decided: [{ number: 1, about: { id: 'goal_arki' } }],
  });
  const item = {
    title: text('Puolivuotiskatsauksen tiedot'),
    kind: 'REPORTING',
    first: '2025-08-15',
    rhythm: 'HALF_YEARLY',
    partner: 'partner_kunta',
    remindDays: 14,
  };
  await send(municipality, 'PlanClockItem', 'clock_katsaus', item, 'ClockItem id');
  const ticked = await send(
    municipality,
    'TickClockItem',
    'clock_katsaus',
    { occurrence: '2025-H2' },
    'ClockItem rounds(from: "2025-01-01", to: "2026-06-30") { occurrence day doneOn late }',
  );
  expect(ticked).toMatchObject({
    rounds: [
      { occurrence: '2025-H2', day: '2025-08-15', late: false },
      { occurrence: '2026-H1', day: '2026-02-15', doneOn: null, late: today > '2026-02-15' },
    ],
  });
  const year = Number(today.slice(0, 4));
  const span = `from: "${String(year)}-01-01", to: "${String(year + 1)}-12-31"`;
  const clock = await ask(
    parish,
    `annualClock(${span}, first: 100) { nodes { uid day kind done of { id } } }
     ical(${span}) partner(id: "partner_seurakunta") { annualClock(${span}) { nodes { uid } } ical(${span}) }`,
  );
  expect(clock).toMatchObject({
    annualClock: {
      nodes: expect.arrayContaining([
        expect.objectContaining({ uid: 'meeting_hytetu@pohjola.talkoot', day: today, done: true }),
        expect.objectContaining({ kind: 'reporting', of: { id: 'clock_katsaus' } }),
      ]) as unknown,
    },
    ical: expect.stringMatching(/^BEGIN:VCALENDAR\r\n(.|\r\n)*END:VCALENDAR\r\n$/) as string,
    partner: { annualClock: { nodes: [{ uid: 'meeting_hytetu@pohjola.talkoot' }] } },
  });
});

it('a partner says what it has read, and the coordinator sees who has not', async () => {
  const request = { about: 'goal_arki', partners: ['partner_kunta', 'partner_seurakunta'], due: today };
  await send(coordinator, 'RequestAcknowledgement', 'notice_arki', request, 'Notice id');
  const mustRead = 'partner(id: "partner_seurakunta") { mustRead { nodes { id about { revision } } } }';
  const waiting = await ask(parish, mustRead);
  const revision = (waiting as { partner: { mustRead: { nodes: { about: { revision: number } }[] } } } | undefined)
    ?.partner.mustRead.nodes[0]?.about.revision;
  const read = { about: 'goal_arki', revision };
  const fields = 'Acknowledgement read upToDate partner { id }';
  expect(await send(parish, 'AcknowledgeChange', 'ack_goal_arki__kunta', read, fields)).toMatchObject({
    code: 'ACKNOWLEDGEMENT_ID_UNFIT',
  });
  expect(await send(parish, 'AcknowledgeChange', 'ack_goal_arki__seurakunta', read, fields)).toMatchObject({
    read: revision,
    upToDate: true,
  });
  const found = await ask(
    coordinator,
    'goal(id: "goal_arki") { acknowledgements { nodes { partner { id } } } notices { nodes { overdue unread { id } read { partner { id } } } } }',
  );
  expect(found).toMatchObject({
    goal: {
      acknowledgements: { nodes: [{ partner: { id: 'partner_seurakunta' } }] },
      notices: {
        nodes: [
          { overdue: false, unread: [{ id: 'partner_kunta' }], read: [{ partner: { id: 'partner_seurakunta' } }] },
        ],
      },
    },
  });
});

it('what changed since the last visit is told once a thing, newest first, to who may know of it', async () => {
  const before = await ask(parish, 'position');
  const since = String(before?.['position']);
  await send(municipality, 'DraftGoal', 'goal_luonnos', { title: text('Luonnos') }, 'Goal id');
  await send(municipality, 'WriteComment', 'thread_arki', { text: text('Kiitos.') }, 'Thread id');
  await send(municipality, 'EndClockItem', 'clock_katsaus', { reason: text('Päättyi') }, 'ClockItem id');
  const changes = `changes(since: "${since}") { totalCount nodes { id kind title { fi } change changedFor { id } } }`;
  expect(await ask(parish, changes)).toMatchObject({
    changes: {
      totalCount: 2,
      nodes: [
        { id: 'clock_katsaus', kind: 'clock', change: 'ClockItemEnded', changedFor: { id: 'partner_kunta' } },
        { id: 'thread_arki', title: { fi: 'Rajaus' }, change: 'CommentWritten' },
      ],
    },
  });
  expect(await ask(municipality, changes)).toMatchObject({ changes: { totalCount: 3 } });
  expect(await ask(parish, 'thing(id: "goal_luonnos") { id }')).toEqual({ thing: null });
  const { status, errors } = await parish.query(
    '{ collaboration(id: "pohjola") { changes(since: "x") { totalCount } } }',
  );
  expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
});
