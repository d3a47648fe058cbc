import { randomUUID } from 'node:crypto';
import { House } from './harness.ts';

/** What everybody is told and what anybody may say, without sign-in: see infra/decisions/0048. */
let house: House;
const talk = () => house.in('keskisuomi');

beforeAll(async () => {
  house = await House.open();
});
afterAll(() => house.close());

const text = '{ original fi sv en }';
const wanted = `{ publicCollaborations { id name ${text} } publicView(collaboration: "keskisuomi") {
  id name ${text} answeredBy ${text} year
  programmes { id number title ${text} factor ${text} owner ${text} overall schedule risks resources }
  goals { id number parent programmes title ${text} }
  figures { indicator from to value withheld without provisional reported expected contactsNotPersons title ${text} unit ${text} target { kind due value max } }
  activities { id title ${text} targetGroup ${text} lead ${text} places }
  places { code } reports { code from to version publishedAt } } }`;

interface Told {
  readonly publicCollaborations: readonly { readonly id: string }[];
  readonly publicView: {
    readonly programmes: readonly { readonly id: string; readonly overall: string }[];
    readonly goals: readonly { readonly id: string; readonly programmes: readonly string[] }[];
    readonly figures: readonly {
      readonly indicator: string;
      readonly value: number | null;
      readonly withheld: string | null;
    }[];
    readonly activities: readonly { readonly id: string; readonly places: readonly string[] }[];
    readonly reports: readonly { readonly code: string }[];
  } | null;
}

async function told(): Promise<Told & { readonly raw: string }> {
  const { data, errors, raw } = await house.nobody.query(wanted);
  expect(errors).toBeUndefined();
  return { ...(JSON.parse(JSON.stringify(data)) as Told), raw };
}

async function viewNow() {
  const { publicView } = await told();
  if (!publicView) throw new Error('Nothing is told');
  return publicView;
}

const fi = (words: string) => ({ original: 'FI', fi: words });
const secret = async (about: string) =>
  talk().does(house.asAnyone('person_coord01'), 'classifyItem', `publicity_${about}`, {
    about,
    publicity: 'SECRET',
    grounds: [17],
    reason: fi('Liikesalaisuus'),
  });

it('tells nobody in particular what the report that was published tells, number by number (rules 30 and 44)', async () => {
  const { figures, programmes, reports } = await viewNow();
  expect(reports.map(({ code }) => code)).toEqual(['2024-H2']);
  const csv = await (await fetch(`${house.url}/reports/keskisuomi/2024-H2.csv?lang=fi`)).text();
  expect(programmes.length).toBe(20);
  expect(figures.length).toBeGreaterThan(20);
  for (const { value } of figures.filter((one) => one.value !== null && Number.isInteger(one.value)))
    expect(csv).toContain(String(value));
  for (const { value, withheld } of figures) expect(value === null).toBe(withheld !== null);
  expect(figures.some(({ withheld }) => withheld === 'HIDDEN')).toBe(true);
});

it('names no person, no mandate and no organisation by its id', async () => {
  const { raw } = await told();
  expect(raw).not.toMatch(/(person|mandate|partner|series|measurement|assessment|task|thread|feedback)_[a-z0-9]/);
});

it('changes nothing by what is drafted, proposed, counted or written meanwhile', async () => {
  const before = await told();
  const city = house.asAnyone('person_muni179');
  const coordinator = house.asAnyone('person_coord01');
  await talk().does(city, 'draftGoal', 'goal_salahanke', { title: fi('Salahanke'), scope: fi('Vasta ajatus') });
  await talk().does(coordinator, 'draftGoal', 'goal_ehdotettu', { title: fi('Ehdotettu'), scope: fi('Kaikille') });
  await talk().does(coordinator, 'proposeGoal', 'goal_ehdotettu', { title: fi('Ehdotettu'), scope: fi('Kaikille') });
  await talk().does(city, 'draftMeasurement', 'series_sen_osallistujat__jyvaskyla', {
    indicator: 'indicator_sen_osallistujat',
    place: '179',
    period: { from: '2025-07-01', to: '2025-12-31' },
    status: 'FINAL',
    value: 3,
  });
  await talk().does(city, 'startThread', 'thread_sisainen', {
    about: 'goal_kokemus',
    title: fi('Sisäinen kysymys'),
    text: fi('Vain meille'),
  });
  await talk().does(city, 'planActivity', 'activity_kesken', {
    title: fi('Kesken oleva toiminta'),
    kind: 'EVENT_SERIES',
    lead: 'partner_jyvaskyla',
    goals: [],
    contributors: [],
  });
  for (const [place, state] of [
    ['179', 'TENTATIVE'],
    ['182', 'BEING_PLANNED'],
  ])
    await talk().does(coordinator, 'setPlaceState', 'activity_kesken', { place, year: 2026, state });
  const after = await told();
  expect(after.raw).toBe(before.raw);
});

it('leaves out what was classified as secret, item by item, and all of it when the report is', async () => {
  const before = await viewNow();
  const [goal] = before.goals;
  const figure = before.figures.find(({ value }) => value !== null);
  const [activity] = before.activities;
  const programme = before.programmes.find(({ id }) => before.goals.some(({ programmes }) => programmes.includes(id)));
  if (!goal || !figure || !activity || !programme) throw new Error('The house tells too little to hide anything');
  for (const about of [goal.id, figure.indicator, activity.id, programme.id]) await secret(about);
  const { raw } = await told();
  for (const about of [goal.id, figure.indicator, activity.id, programme.id]) expect(raw).not.toContain(`"${about}"`);
  const after = await viewNow();
  expect(after.goals.length).toBe(before.goals.length - 1);
  expect(after.activities.length).toBe(before.activities.length - 1);
  await talk().does(house.asAnyone('person_coord01'), 'declassifyItem', `publicity_${goal.id}`, { reason: fi('Auki') });
  expect((await viewNow()).goals.length).toBe(before.goals.length);

  await secret('report_2024h2');
  expect(await told()).toMatchObject({ publicCollaborations: [], publicView: null });
  await talk().does(house.asAnyone('person_coord01'), 'declassifyItem', 'publicity_report_2024h2', {
    reason: fi('Auki'),
  });
});

it('answers alike for what is not there and begins no world for a made-up name', async () => {
  const before = house.platform.worlds.report.length;
  for (const id of ['nowhere', '../etc', 'KESKISUOMI']) {
    const { data } = await house.nobody.query(`{ publicView(collaboration: "${id}") { id } }`);
    expect(data).toEqual({ publicView: null });
  }
  expect(house.platform.worlds.report.length).toBe(before);
});

describe('what anybody may say', () => {
  const say = (words: string, { topic = 'ACCESSIBILITY', commandId = randomUUID(), who = house.nobody } = {}) =>
    who.act(
      `mutation ($commandId: ID!, $text: String!, $topic: ResidentFeedbackTopic!) {
        sayAsResident(collaboration: "keskisuomi", commandId: $commandId, topic: $topic, language: SV, text: $text) {
          __typename ... on ResidentFeedback { id givenOn due answers { on } } ... on Refused { code field words(language: SV) } } }`,
      { commandId, text: words, topic },
    ) as Promise<Record<string, string>>;
  const daysBetween = (from = '', to = '') => (Date.parse(to) - Date.parse(from)) / 86_400_000;

  it('becomes feedback with an answer due in 14 days, and a task of the administrator; sent again it counts once', async () => {
    const commandId = randomUUID();
    const given = await say('Menyn öppnas inte med tangentbordet.', { commandId });
    expect(given).toMatchObject({ __typename: 'ResidentFeedback', answers: [] });
    expect(daysBetween(given['givenOn'], given['due'])).toBe(14);
    expect(await say('Menyn öppnas inte med tangentbordet.', { commandId })).toEqual(given);
    const { id = '' } = given;
    const shown = await talk().asks(
      house.asAnyone('person_coord01'),
      `oneFeedback(id: "${id}") { text { sv } to { id } due } tasks(source: "${id}", first: 5) { nodes { due ownerRole { fi } partner { id } } }`,
    );
    expect(shown).toEqual({
      oneFeedback: {
        text: { sv: 'Menyn öppnas inte med tangentbordet.' },
        to: { id: 'partner_hyvaks' },
        due: given['due'],
      },
      tasks: { nodes: [{ due: given['due'], ownerRole: { fi: 'Pääkäyttäjä' }, partner: { id: 'partner_hyvaks' } }] },
    });
    const member = house.asAnyone('person_coord01');
    await talk().does(member, 'respondToFeedback', id, { text: fi('Korjattu tänään.') });
    const { data } = await house.nobody.query(
      `{ residentFeedback(collaboration: "keskisuomi", id: "${id}") { due answers { text { fi } } } }`,
    );
    expect(data).toEqual({ residentFeedback: { due: given['due'], answers: [{ text: { fi: 'Korjattu tänään.' } }] } });
  });

  it('holds nothing by which somebody could be recognised (rule 28), and leads to no feedback of partners', async () => {
    expect(await say('Soita 040 123 4567', { topic: 'OTHER', who: house.asAnyone('person_ngo179') })).toMatchObject({
      __typename: 'Refused',
      code: 'TEXT_HAS_PERSONAL_DATA',
      field: 'text',
    });
    const partners = await talk().asks(house.asAnyone('person_coord01'), 'feedback(first: 20) { nodes { id } }');
    const ids = (partners as { feedback: { nodes: readonly { id: string }[] } }).feedback.nodes
      .map(({ id }) => id)
      .filter((id) => !id.startsWith('feedback_resident_'));
    expect(ids.length).toBeGreaterThan(0);
    for (const id of ids) {
      const { data } = await house.nobody.query(
        `{ residentFeedback(collaboration: "keskisuomi", id: "${id}") { due } }`,
      );
      expect(data).toEqual({ residentFeedback: null });
    }
  });

  it('is slowed down when one address sends much, with words on what to do', async () => {
    const answers = [];
    for (let count = 0; count < 6; count += 1) answers.push(await say(`Respons ${String(count)}`, { topic: 'OTHER' }));
    expect(answers.at(-1)).toMatchObject({ __typename: 'Refused', code: 'RESIDENT_FEEDBACK_TOO_OFTEN' });
    // Others are not held up by it.
    expect(await say('Tack', { topic: 'OTHER', who: house.asAnyone('person_muni179') })).toMatchObject({
      __typename: 'ResidentFeedback',
    });
  });
});
