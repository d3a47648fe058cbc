import { House, type Client } from './harness.ts';

/**
 * The senior-centre case, from the first invitation to the published report and what came after: a year and a half of
 * six organisations, through GraphQL alone, in a house that was empty. Read from top to bottom: each sentence goes on
 * where the one before it ended.
 */

let today = '2025-01-13';
let house: House;
let talk: ReturnType<House['in']>;
/** The story's calendar: it is noon in Finland on this day. */
const on = (day: string) => {
  today = day;
};

/** Who speaks. Everybody but the founder speaks by a mandate that is granted on the way. */
const people = {
  founder: 'person_perustaja',
  administrator: 'person_yllapito',
  coordinator: 'person_koordinaattori',
  reviewer: 'person_arvioija',
  auditor: 'person_tarkastus',
  city: 'person_kaupunki',
  cityDeputy: 'person_kaupunki_varalla',
  rural: 'person_kunta',
  ngo: 'person_jarjesto',
  ngoClerk: 'person_jarjesto_rai',
  parish: 'person_seurakunta',
  elders: 'person_vanhusneuvosto',
  stranger: 'person_ulkopuolinen',
} as const;
const who = {} as Record<keyof typeof people, Client>;

beforeAll(async () => {
  house = await House.open({ empty: true, reactions: true, clock: () => new Date(`${today}T10:00:00Z`) });
  talk = house.in('seniorit');
  for (const [name, person] of Object.entries(people)) who[name as keyof typeof people] = house.asAnyone(person);
  who.founder = house.asOpener(people.founder);
});
afterAll(() => house.close());

const does = (...said: Parameters<typeof talk.does>) => talk.does(...said);
const asks = (...said: Parameters<typeof talk.asks>) => talk.asks(...said);
/** Is refused, for this reason at this field, in words that are a sentence. */
const refuses = async (why: string, ...said: Parameters<typeof talk.refuses>) => {
  const { code, field, en } = await talk.refuses(...said);
  expect([code, field ?? []].flat().join(' ')).toBe(why);
  expect(en).toMatch(/^\p{Lu}.{20,}[.]$/u);
};
const fi = (words: string) => ({ original: 'FI', fi: words });
const both = (words: string, swedish: string) => ({ original: 'FI', fi: words, sv: swedish });
const reason = (words: string) => ({ reason: fi(words) });
const partner = (id: string) => `partner_${id}`;

const county = partner('hyvinvointialue');
const [city, rural, ngo, parish, elders] = ['kaupunki', 'kunta', 'jarjesto', 'seurakunta', 'vanhusneuvosto'].map(
  partner,
) as [string, string, string, string, string];
const firstHalf = { from: '2025-01-01', to: '2025-06-30' };
const secondHalf = { from: '2025-07-01', to: '2025-12-31' };
const span = ({ from, to }: typeof firstHalf) => `from: "${from}", to: "${to}"`;

const conditions = {
  agenda: both('Yhteinen tavoite', 'Gemensamt mål'),
  measurement: fi('Jaetut mittarit'),
  activities: fi('Toisiaan vahvistavat toiminnot'),
  communication: fi('Jatkuva vuoropuhelu'),
  backbone: fi('Kehittämisen tukirakenne'),
};

describe('invitation', () => {
  const opening = {
    name: both('Seniorikeskustoiminta', 'Seniorcenterverksamheten'),
    languages: ['FI', 'SV'],
    quorum: { kind: 'SHARE', share: 0.5 },
    places: [
      { code: '001', name: fi('Rantakaupunki'), kind: 'MUNICIPALITY', from: 2023 },
      { code: '002', name: fi('Metsäkunta'), kind: 'MUNICIPALITY', from: 2023 },
    ],
    partnerKinds: [{ id: 'eldercouncil', label: both('vanhusneuvosto', 'äldreråd') }],
    labels: { ...conditions, communication: fi('Jatkuva kommunikointi') },
  };

  it('begins with nothing: the county opens the collaboration, and to everybody else it is not there', async () => {
    const { founder, stranger, city: cityContact } = who;
    expect(await asks(founder, 'id')).toBeNull();
    const toCounty = { actingFor: county };
    await refuses('MANDATE_MISSING', stranger, 'openCollaboration', 'collaboration_seniorit', opening, toCounty);
    await does(founder, 'openCollaboration', 'collaboration_seniorit', opening, '', toCounty);
    await refuses('COLLABORATION_EXISTS', founder, 'openCollaboration', 'collaboration_seniorit', opening);
    expect(await asks(founder, 'name { fi sv } backbone { id } partners { totalCount }')).toEqual({
      name: { fi: 'Seniorikeskustoiminta', sv: 'Seniorcenterverksamheten' },
      backbone: null,
      partners: { totalCount: 0 },
    });
    for (const outsider of [stranger, cityContact]) {
      expect(await asks(outsider, 'id')).toBeNull();
      await refuses('MANDATE_MISSING', outsider, 'admitPartner', city, { name: fi('Kaupunki'), kind: 'municipality' });
    }
  });

  it('admits each organisation as what it is, one of them to look on only', async () => {
    const admits = (id: string, kind: string, name: string, more: object = {}) =>
      does(who.founder, 'admitPartner', id, { name: fi(name), kind, ...more });
    await admits(county, 'county', 'Hyvinvointialue');
    await admits(city, 'municipality', 'Rantakaupunki', { place: '001' });
    await admits(rural, 'municipality', 'Metsäkunta', { place: '002', observer: true });
    await admits(ngo, 'ngo', 'Eläkeläisyhdistys');
    await admits(parish, 'parish', 'Seurakunta', { place: '001' });
    await admits(elders, 'eldercouncil', 'Vanhusneuvosto');
    await refuses('PARTNER_EXISTS', who.founder, 'admitPartner', ngo, { name: fi('Sama'), kind: 'ngo' });
    const club = { name: fi('Kerho'), kind: 'club' };
    await refuses('PARTNER_KIND_UNKNOWN kind', who.founder, 'admitPartner', 'partner_kerho', club);
    expect(await asks(who.founder, 'backbone { id } partners { nodes { kind observer } }')).toMatchObject({
      backbone: { id: county },
      partners: { nodes: expect.arrayContaining([{ kind: 'municipality', observer: true }]) as unknown },
    });
  });

  it('gives each its own people by mandates; the founder steps back when an administrator begins (rules 16, 48, 49)', async () => {
    const grants = (giver: Client, person: string, organisation: string, role: string, more: object = {}) =>
      does(giver, 'grantMandate', `mandate_${person.slice('person_'.length)}_${role.toLowerCase()}`, {
        person,
        partner: organisation,
        role,
        from: '2025-01-13',
        ...more,
      });
    const asked = { person: people.city, partner: city, role: 'COORDINATOR', from: '2025-01-13' };
    await refuses(
      'MANDATE_FOR_BACKBONE_ONLY partner',
      who.founder,
      'grantMandate',
      'mandate_kaupunki_koordinoi',
      asked,
    );
    const unknown = { ...asked, partner: 'partner_kerho', role: 'MEMBER' };
    await refuses('MANDATE_PARTNER_UNKNOWN partner', who.founder, 'grantMandate', 'mandate_kerho', unknown);
    await grants(who.founder, people.administrator, county, 'ADMINISTRATOR');
    await refuses('MANDATE_MISSING', who.founder, 'grantMandate', 'mandate_viela', { ...asked, role: 'MEMBER' });

    const { administrator } = who;
    for (const role of ['COORDINATOR', 'ENDORSER', 'REVIEWER'])
      await grants(administrator, people.coordinator, county, role);
    await grants(administrator, people.reviewer, county, 'REVIEWER');
    await grants(administrator, people.reviewer, county, 'REPORTER');
    await grants(administrator, people.auditor, county, 'AUDITOR');
    for (const role of ['MEMBER', 'ENDORSER', 'REPORTER']) {
      await grants(administrator, people.city, city, role);
      await grants(administrator, people.ngo, ngo, role);
      await grants(administrator, people.parish, parish, role);
    }
    await grants(administrator, people.cityDeputy, city, 'ENDORSER');
    for (const role of ['MEMBER', 'ENDORSER']) {
      await grants(administrator, people.rural, rural, role);
      await grants(administrator, people.elders, elders, role);
    }
    expect(await asks(who.founder, 'id')).toBeNull();
    expect(await asks(who.elders, 'id')).toEqual({ id: 'seniorit' });
  });

  it('agrees on how it works: labels, quorum, small counts and days are acts with a doer (rules 3, 30, 49)', async () => {
    on('2025-01-15');
    const { coordinator } = who;
    await does(coordinator, 'labelConditions', 'collaboration_seniorit', { labels: conditions });
    await does(coordinator, 'setFeedbackResponse', 'collaboration_seniorit', { dueDays: 10 });
    await does(coordinator, 'wordLights', 'collaboration_seniorit', {
      words: {
        green: both('Etenee sovitusti', 'Framskrider som avtalat'),
        yellow: fi('Riski jäädä suunnitelmasta'),
        red: fi('Vaatii välitöntä puuttumista'),
        not_assessed: fi('Ei arvioitu'),
      },
    });
    const named = { quorum: { kind: 'NAMED', partners: [city, county] } };
    await refuses(
      'COLLABORATION_QUORUM_UNREACHABLE quorum.partners',
      coordinator,
      'setQuorum',
      'collaboration_seniorit',
      named,
    );
    const threeOfFour = { quorum: { kind: 'SHARE', share: 0.75 }, ...reason('Useamman on seistävä tavoitteen takana') };
    await refuses('MANDATE_MISSING', who.city, 'setQuorum', 'collaboration_seniorit', threeOfFour);
    await does(coordinator, 'setQuorum', 'collaboration_seniorit', threeOfFour);
    const small = (below: number) => ({ below, ...reason('Pienillä paikkakunnilla ihmiset tunnistetaan') });
    await refuses('INPUT_INVALID below', coordinator, 'setSmallCounts', 'collaboration_seniorit', small(1));
    await refuses('COLLABORATION_UNCHANGED below', coordinator, 'setSmallCounts', 'collaboration_seniorit', small(5));
    const settings = 'labels { communication { fi } } quorum { kind share } smallBelow responseDueDays';
    const agreed = { quorum: { kind: 'SHARE', share: 0.75 }, smallBelow: 5, responseDueDays: 10 };
    expect(await asks(who.rural, settings)).toEqual({
      ...agreed,
      labels: { communication: { fi: 'Jatkuva vuoropuhelu' } },
    });
    // The past is judged by the past's settings.
    expect(await asks(who.rural, settings, '2025-01-14')).toEqual({
      labels: { communication: { fi: 'Jatkuva kommunikointi' } },
      quorum: { kind: 'SHARE', share: 0.5 },
      smallBelow: 5,
      responseDueDays: 14,
    });
  });
});

describe('common agenda', () => {
  const goals = {
    hyvinvointi: both(
      'Hyvinvointi, terveys ja toimintakyky vahvistuvat',
      'Välfärden, hälsan och funktionsförmågan stärks',
    ),
    jalkautuminen: both(
      'Toiminta tulee ihmisten luo matalalla kynnyksellä',
      'Verksamheten kommer nära med låg tröskel',
    ),
    etsiva: both('Etsivä vanhustyö tavoittaa yksin jääneet', 'Det uppsökande äldrearbetet når dem som blivit ensamma'),
    osallisuus: both('Osallisuus ja oma toimijuus vahvistuvat', 'Delaktigheten och det egna aktörskapet stärks'),
    esteettomyys: both('Ympäristö on esteetön', 'Miljön är tillgänglig'),
    turvallisuus: fi('Arki on turvallista'),
    ohjaus: both(
      'Ohjaus on helppoa ja toimijat tuntevat toisensa',
      'Vägledningen är enkel och aktörerna känner varandra',
    ),
    asenne: both('Asenteet ovat ikäystävällisiä', 'Attityderna är åldersvänliga'),
  };
  const endorses = (speaker: Client, id: string, goalVersion = 1, shown = 'Goal { phase }') =>
    does(speaker, 'endorseGoal', id, { goalVersion }, shown);

  it('has its programmes: the city’s senior centre and the county’s services beside it', async () => {
    on('2025-01-20');
    const programme = (owner: string, title: string, order: number, kind = 'PILOT') => ({
      title: fi(title),
      kind,
      partner: owner,
      order,
    });
    const own = programme(city, 'Seniorikeskus', 1);
    await does(who.city, 'launchProgramme', 'programme_seniorikeskus', own);
    await refuses(
      'PROGRAMME_NOT_YOURS partner',
      who.city,
      'launchProgramme',
      'programme_palvelut',
      programme(county, 'Palvelut', 2),
    );
    await does(
      who.coordinator,
      'launchProgramme',
      'programme_palvelut',
      programme(county, 'Seniorien palvelut', 2, 'PLAN'),
    );
  });

  it('drafts in peace: the elder council’s draft is nobody else’s to see but the coordinator’s (rule 1)', async () => {
    const draft = { title: goals.asenne, targetGroup: fi('Yli 65-vuotiaat') };
    await does(who.elders, 'draftGoal', 'goal_asenne', draft);
    for (const [speaker, seen] of [
      [who.elders, { phase: 'DRAFT' }],
      [who.coordinator, { phase: 'DRAFT' }],
      [who.city, null],
    ] as const)
      expect(await asks(speaker, 'goal(id: "goal_asenne") { phase }')).toEqual({ goal: seen });
    await refuses('GOAL_NOT_FOUND', who.city, 'endorseGoal', 'goal_asenne', {});
    // Who sits in the council and in the association looks with one pair of eyes at a time.
    const second = { person: people.elders, partner: ngo, role: 'MEMBER', from: '2025-01-20' };
    await does(who.administrator, 'grantMandate', 'mandate_kaksoisrooli', second);
    const seen = 'goal(id: "goal_asenne") { phase }';
    expect(await asks(who.elders, seen)).toEqual({ goal: { phase: 'DRAFT' } });
    expect(await asks(who.elders, seen, undefined, { actingFor: ngo })).toEqual({ goal: null });
    expect(await asks(who.elders, seen, undefined, { actingFor: city })).toBeNull();
    await does(who.elders, 'proposeGoal', 'goal_asenne', draft);
  });

  it('proposes the other seven, each by one of those who will do the work; one serves both programmes (rule 7)', async () => {
    const programmes = ['programme_seniorikeskus'];
    const proposes = (speaker: Client, key: keyof typeof goals, more: object = {}) =>
      does(speaker, 'proposeGoal', `goal_${key}`, { title: goals[key], programmes, ...more });
    await proposes(who.coordinator, 'hyvinvointi', {
      programmes: ['programme_seniorikeskus', 'programme_palvelut'],
      gap: fi('Sivukylissä asuvat jäävät toiminnan ulkopuolelle'),
    });
    await proposes(who.city, 'jalkautuminen', { parent: 'goal_hyvinvointi' });
    await proposes(who.parish, 'etsiva', { parent: 'goal_jalkautuminen' });
    await proposes(who.ngo, 'osallisuus');
    await proposes(who.city, 'esteettomyys');
    await proposes(who.city, 'turvallisuus');
    await proposes(who.coordinator, 'ohjaus');
    const { goals: proposed, programme } = (await asks(
      who.rural,
      'goals(phase: PROPOSED) { totalCount } programme(id: "programme_palvelut") { goals { nodes { id programmes { totalCount } } } }',
    )) as never as Record<string, unknown>;
    expect(proposed).toEqual({ totalCount: 8 });
    expect(programme).toEqual({ goals: { nodes: [{ id: 'goal_hyvinvointi', programmes: { totalCount: 2 } }] } });
  });

  it('is endorsed by those who have a voice, one each, and by nobody for them (rules 2, 3, 5)', async () => {
    on('2025-01-27');
    // The county holds an endorser's mandate for what it signs itself, and has no voice in the agenda.
    await refuses('GOAL_NOT_ENDORSED_BY_BACKBONE', who.coordinator, 'endorseGoal', 'goal_hyvinvointi', {});
    await refuses('GOAL_NOT_ENDORSED_BY_OBSERVER', who.rural, 'endorseGoal', 'goal_hyvinvointi', {});
    expect(await endorses(who.city, 'goal_hyvinvointi')).toMatchObject({ phase: 'PROPOSED' });
    await refuses('GOAL_ALREADY_ENDORSED', who.cityDeputy, 'endorseGoal', 'goal_hyvinvointi', {});
    expect(await endorses(who.ngo, 'goal_hyvinvointi')).toMatchObject({ phase: 'PROPOSED' });
    const ballot = 'Goal { phase ballot { electorate needed given met missing { nodes { id } } } }';
    expect(await endorses(who.parish, 'goal_hyvinvointi', 1, ballot)).toMatchObject({
      phase: 'ENDORSED',
      ballot: { electorate: 4, needed: 3, given: 3, met: true, missing: { nodes: [{ id: elders }] } },
    });
    for (const key of Object.keys(goals).filter((each) => each !== 'hyvinvointi' && each !== 'ohjaus'))
      for (const speaker of [who.elders, who.ngo, who.city]) await endorses(speaker, `goal_${key}`);
    expect(await asks(who.rural, 'goals(phase: ENDORSED) { totalCount }')).toEqual({ goals: { totalCount: 7 } });
  });

  it('goes by the quorum in force when a goal was proposed, also after it was changed (rule 3)', async () => {
    const quorum = { quorum: { kind: 'NUMBER', number: 1 }, ...reason('Kokeillaan kevyempää') };
    await does(who.coordinator, 'setQuorum', 'collaboration_seniorit', quorum);
    for (const speaker of [who.elders, who.ngo])
      expect(await endorses(speaker, 'goal_ohjaus')).toMatchObject({ phase: 'PROPOSED' });
    expect(await endorses(who.city, 'goal_ohjaus')).toMatchObject({ phase: 'ENDORSED' });
    const before = { quorum: { kind: 'SHARE', share: 0.75 }, ...reason('Vanha tapa oli parempi') };
    await does(who.coordinator, 'setQuorum', 'collaboration_seniorit', before);
  });

  it('tells a slip from a change of meaning: only the latter is endorsed anew (rules 2, 4, 51)', async () => {
    on('2025-02-03');
    const { goal } = (await asks(who.city, 'goal(id: "goal_turvallisuus") { revision goalVersion }')) as never as {
      goal: { revision: number };
    };
    const shown = 'Goal { phase goalVersion title { outdated } endorsements { partner } }';
    const translated = { title: both('Arki on turvallista', 'Vardagen är trygg'), ...reason('Käännös') };
    expect(await does(who.city, 'amendGoal', 'goal_turvallisuus', translated, shown)).toMatchObject({
      phase: 'ENDORSED',
      goalVersion: 1,
    });
    // Somebody who had read the earlier one is not let write over it.
    const wider = {
      title: both('Arki on turvallista kotona ja liikkeellä', 'Vardagen är trygg'),
      ...reason('Laajennettiin'),
    };
    await refuses('CHANGED_MEANWHILE', who.coordinator, 'amendGoal', 'goal_turvallisuus', wider, {
      expectedVersion: goal.revision,
    });
    await refuses('GOAL_NOT_YOURS', who.parish, 'amendGoal', 'goal_turvallisuus', wider);
    expect(await does(who.city, 'amendGoal', 'goal_turvallisuus', wider, shown)).toMatchObject({
      phase: 'PROPOSED',
      goalVersion: 2,
      title: { outdated: ['SV'] },
      endorsements: [],
    });
    await refuses('GOAL_VERSION_PAST goalVersion', who.ngo, 'endorseGoal', 'goal_turvallisuus', { goalVersion: 1 });
    for (const speaker of [who.ngo, who.elders, who.parish]) await endorses(speaker, 'goal_turvallisuus', 2);
    expect(
      await asks(
        who.rural,
        'goal(id: "goal_turvallisuus") { phase earlier { goalVersion reason { fi } endorsements { partner } } }',
      ),
    ).toEqual({
      goal: {
        phase: 'ENDORSED',
        earlier: [
          {
            goalVersion: 1,
            reason: { fi: 'Laajennettiin' },
            endorsements: [{ partner: elders }, { partner: ngo }, { partner: city }],
          },
        ],
      },
    });
  });

  it('lets a goal go with a reason, and keeps it readable (rule 6)', async () => {
    on('2025-02-05');
    const why = reason('Sisältyy muihin tavoitteisiin');
    await refuses('MANDATE_MISSING', who.city, 'retireGoal', 'goal_esteettomyys', why);
    await refuses('GOAL_AGREED', who.city, 'withdrawGoal', 'goal_esteettomyys', why);
    await refuses('GOAL_PARTS_STAND', who.coordinator, 'retireGoal', 'goal_hyvinvointi', why);
    // A wish of the county alone is proposed, dropped and remembered.
    await does(who.coordinator, 'proposeGoal', 'goal_saasto', { title: fi('Kustannusten kasvu hidastuu') });
    await does(who.coordinator, 'retireGoal', 'goal_saasto', why);
    await refuses('GOAL_RETIRED', who.city, 'endorseGoal', 'goal_saasto', {});
    expect(
      await asks(
        who.city,
        'goal(id: "goal_saasto") { phase retiredBecause { fi } } goals(phase: ENDORSED) { totalCount }',
      ),
    ).toEqual({
      goal: { phase: 'RETIRED', retiredBecause: { fi: 'Sisältyy muihin tavoitteisiin' } },
      goals: { totalCount: 8 },
    });
    const milestone = { milestone: 'milestone_kierros', title: fi('Esteettömyyskierros tehty'), due: '2025-10-31' };
    await does(who.city, 'setMilestone', 'goal_esteettomyys', milestone);
  });
});

describe('shared measurement', () => {
  const terms = {
    title: fi('Seurantatietojen jakaminen'),
    purpose: fi('Yhteisten tavoitteiden seuranta'),
    parties: [county, city, ngo, parish, elders],
    detail: 'BREAKDOWNS',
    publish: 'VALUES',
    from: '2025-02-15',
    to: '2026-12-31',
  };

  it('shares nothing before an agreement that every party has signed (rule 29)', async () => {
    on('2025-02-10');
    await refuses('AGREEMENT_NOT_YOURS parties', who.rural, 'draftAgreement', 'agreement_seuranta', terms);
    await does(who.coordinator, 'draftAgreement', 'agreement_seuranta', terms);
    for (const speaker of [who.city, who.ngo, who.parish, who.elders])
      expect(
        await does(speaker, 'signAgreement', 'agreement_seuranta', undefined, 'Agreement { phase }'),
      ).toMatchObject({
        phase: 'PROPOSED',
      });
    await refuses('AGREEMENT_ALREADY_SIGNED', who.cityDeputy, 'signAgreement', 'agreement_seuranta');
    await refuses('AGREEMENT_NOT_YOURS', who.rural, 'signAgreement', 'agreement_seuranta');
    expect(
      await asks(
        who.coordinator,
        'partner(id: "partner_hyvinvointialue") { view { duties(kind: SIGN_AGREEMENT) { about due } } }',
      ),
    ).toEqual({
      partner: { view: { duties: [{ about: 'agreement_seuranta', due: '2025-02-15' }] } },
    });
    expect(
      await does(who.coordinator, 'signAgreement', 'agreement_seuranta', undefined, 'Agreement { phase }'),
    ).toMatchObject({
      phase: 'COMING',
    });
    on('2025-02-15');
    expect(
      await asks(who.rural, 'agreement(id: "agreement_seuranta") { phase standing { unsigned { totalCount } } }'),
    ).toEqual({
      agreement: { phase: 'IN_FORCE', standing: { unsigned: { totalCount: 0 } } },
    });
  });

  it('defines what is measured before anything is: reach, quality, RAI self-assessment, and what shall fall (rules 8, 11, 14)', async () => {
    on('2025-02-17');
    const { coordinator } = who;
    const half = { periodType: 'HALF_YEAR', dataSource: fi('Kumppanien oma seuranta') };
    const reach = {
      ...half,
      title: both('Osallistumiskerrat', 'Besök'),
      unit: fi('kertaa'),
      kind: 'COUNT',
      direction: 'INCREASE',
      aggregation: { time: 'SUM', partners: 'SUM' },
      goals: ['goal_hyvinvointi', 'goal_jalkautuminen'],
      programmes: ['programme_seniorikeskus'],
      baseline: { year: 2024, value: 100 },
      level: 'PERFORMANCE',
      result: 'OUTPUT',
      dimensions: [
        {
          id: 'ika',
          label: fi('Ikä'),
          categories: [
            { id: 'alle80', label: fi('Alle 80') },
            { id: 'yli80', label: fi('80 tai yli') },
          ],
        },
      ],
    };
    await refuses(
      'INDICATOR_COUNTED_MISSING counts',
      coordinator,
      'defineIndicator',
      'indicator_osallistumiset',
      reach,
    );
    await does(coordinator, 'defineIndicator', 'indicator_osallistumiset', { ...reach, counts: 'CONTACTS' });
    await does(coordinator, 'defineIndicator', 'indicator_kokemus', {
      ...half,
      title: fi('Asiakaskokemus'),
      unit: fi('asteikolla 1–5'),
      kind: 'SCALE',
      min: 1,
      max: 5,
      direction: 'INCREASE',
      aggregation: { time: 'LATEST', partners: 'MEAN' },
      goals: ['goal_osallisuus'],
    });
    await does(coordinator, 'setReview', 'indicator_kokemus', { reviewed: true });
    await does(coordinator, 'defineIndicator', 'indicator_rai', {
      ...half,
      title: fi('RAI-itsearvion tehneet'),
      unit: fi('%'),
      kind: 'PERCENTAGE',
      counts: 'PERSONS',
      direction: 'INCREASE',
      aggregation: { time: 'LATEST', partners: 'MEAN' },
      goals: ['goal_ohjaus'],
    });
    await does(coordinator, 'defineIndicator', 'indicator_laatu', {
      ...half,
      title: fi('Yhteisten toimintamallien laatu'),
      unit: fi('sanoin'),
      kind: 'NARRATIVE',
      direction: 'INCREASE',
      aggregation: { time: 'LATEST', partners: 'NONE' },
      goals: ['goal_ohjaus'],
    });
    await does(coordinator, 'defineIndicator', 'indicator_jonossa', {
      ...half,
      title: fi('Päivätoimintaan jonottavat'),
      unit: fi('henkilöä'),
      kind: 'COUNT',
      counts: 'PERSONS',
      direction: 'DECREASE',
      aggregation: { time: 'LATEST', partners: 'SUM' },
      goals: ['goal_hyvinvointi'],
      programmes: ['programme_seniorikeskus'],
      baseline: { year: 2024, value: 40 },
    });
    for (const indicator of ['indicator_osallistumiset', 'indicator_jonossa'])
      await does(coordinator, 'nameReporters', indicator, {
        partners: [city, ngo, parish],
        dueDays: 31,
        from: '2025-01-01',
      });
    const target = { due: '2026-12-31', value: 10, ...reason('Kukaan ei jonota yli kuukautta') };
    await refuses('TARGET_AGAINST_DIRECTION kind', coordinator, 'setTarget', 'indicator_jonossa', {
      ...target,
      kind: 'AT_LEAST',
    });
    await does(coordinator, 'setTarget', 'indicator_jonossa', { ...target, kind: 'AT_MOST' });
    const more = { due: '2025-12-31', kind: 'AT_LEAST', value: 300 };
    await does(coordinator, 'setTarget', 'indicator_osallistumiset', { ...more, ...reason('Kaksi tapahtumaa kuussa') });
    await does(coordinator, 'setTarget', 'indicator_osallistumiset', {
      ...more,
      value: 350,
      ...reason('Seurakunta liittyi'),
    });
    expect(
      await asks(
        who.rural,
        'indicator(id: "indicator_osallistumiset") { target { value } targets { value reason { fi } replacedAt } }',
      ),
    ).toMatchObject({
      indicator: {
        target: { value: 350 },
        targets: [{ value: 300 }, { value: 350, reason: { fi: 'Seurakunta liittyi' }, replacedAt: null }],
      },
    });
  });

  it('lets somebody report one indicator and no other, for as long as was said (rules 16, 49)', async () => {
    const narrow = {
      person: people.ngoClerk,
      partner: ngo,
      role: 'REPORTER',
      indicator: 'indicator_rai',
      from: '2025-02-17',
    };
    const asAdministrator = { ...narrow, role: 'ADMINISTRATOR' };
    await refuses('MANDATE_NOT_NARROWED role', who.administrator, 'grantMandate', 'mandate_kirjuri', asAdministrator);
    const backwards = { ...narrow, to: '2025-02-01' };
    await refuses('MANDATE_DAYS_REVERSED to', who.administrator, 'grantMandate', 'mandate_kirjuri', backwards);
    await does(who.administrator, 'grantMandate', 'mandate_kirjuri', { ...narrow, to: '2025-08-31' });
    const visits = { indicator: 'indicator_osallistumiset', period: firstHalf, status: 'FINAL', value: 38 };
    await refuses('MANDATE_MISSING', who.ngoClerk, 'reportMeasurement', 'series_osallistumiset__jarjesto', visits);
  });

  it('leaves a shared definition to its owner, and each partner its own measure beside it (rule 10)', async () => {
    const coffee = {
      title: fi('Kirkkokahvit'),
      unit: fi('kuppia'),
      kind: 'COUNT',
      counts: 'THINGS',
      direction: 'INCREASE',
      periodType: 'HALF_YEAR',
      aggregation: { time: 'SUM', partners: 'SUM' },
      goals: ['goal_osallisuus'],
    };
    const changed = { ...coffee, counts: 'CONTACTS', ...reason('Meille sopivampi') };
    await refuses('INDICATOR_OF_ANOTHER_PARTNER', who.parish, 'reviseIndicator', 'indicator_osallistumiset', changed);
    await does(who.parish, 'defineIndicator', 'indicator_kahvit', { ...coffee, local: true });
    const cups = { indicator: 'indicator_kahvit', period: firstHalf, status: 'PROVISIONAL', value: 12 };
    await refuses(
      'MEASUREMENT_INDICATOR_LOCAL indicator',
      who.city,
      'reportMeasurement',
      'series_kahvit__kaupunki',
      cups,
    );
    await does(who.parish, 'reportMeasurement', 'series_kahvit__seurakunta', cups);
  });
});

describe('mutually reinforcing activities', () => {
  const receptions = 'activity_vastaanotot';
  const series = 'activity_tapahtumat';
  const commitments = 'Activity { commitments { nodes { role state partner { id } reason { fi } } } }';

  it('asks each for its own part, and waits for its word (rule 34)', async () => {
    on('2025-02-24');
    const plan = {
      title: both('Avoimet vastaanotot', 'Öppna mottagningar'),
      kind: 'RECEPTION',
      audience: ['SENIORS'],
      rhythm: { every: 'MONTHLY' },
      goals: ['goal_hyvinvointi', 'goal_jalkautuminen'],
      indicators: ['indicator_osallistumiset'],
      programmes: ['programme_seniorikeskus'],
      leadBrings: fi('Liikuntatoimen ohjaajat'),
    };
    await refuses('ACTIVITY_LEAD_NOT_OWN lead', who.ngo, 'planActivity', receptions, { ...plan, lead: city });
    await does(who.city, 'planActivity', receptions, plan);
    const asksFor = (id: string, brings: string, kind: string, more: object = {}) =>
      does(who.city, 'askContribution', receptions, {
        partner: id,
        brings: fi(brings),
        resources: [{ kind }],
        answerBy: '2025-03-10',
        ...more,
      });
    await asksFor(county, 'Terveydenhoitajan vastaanotto', 'STAFF');
    await asksFor(ngo, 'Vapaaehtoiset vastaan', 'VOLUNTEERS');
    await asksFor(parish, 'Seurakuntasali', 'PREMISES');
    await asksFor(elders, 'Kutsu kylien ihmisille', 'EXPERTISE');
    expect(
      await asks(who.parish, `partner(id: "${parish}") { view { duties(kind: ANSWER_REQUEST) { about due late } } }`),
    ).toEqual({
      partner: { view: { duties: [{ about: receptions, due: '2025-03-10', late: false }] } },
    });
  });

  it('is joined, declined with a reason, offered to, and left with a reason (rules 34, 35)', async () => {
    on('2025-03-03');
    await does(who.coordinator, 'joinActivity', receptions, {});
    await does(who.ngo, 'joinActivity', receptions, {
      resources: [{ kind: 'VOLUNTEERS', amount: { value: 6, unit: 'PEOPLE' } }],
    });
    await does(who.parish, 'joinActivity', receptions, {});
    await does(who.elders, 'declineActivity', receptions, reason('Neuvosto kokoontuu vasta huhtikuussa'));
    await does(who.rural, 'offerContribution', receptions, { brings: fi('Kylätalo syksyllä') });
    await refuses('ACTIVITY_OFFER_WAITS', who.rural, 'joinActivity', receptions, {});
    await refuses('ACTIVITY_OF_ANOTHER_PARTNER', who.ngo, 'acceptOffer', receptions, { partner: rural });
    await does(who.city, 'acceptOffer', receptions, { partner: rural });
    await refuses('ACTIVITY_LEAD_STAYS', who.city, 'leaveActivity', receptions, reason('Kiire'));
    on('2025-04-01');
    expect(
      await does(who.parish, 'leaveActivity', receptions, reason('Sali menee remonttiin'), commitments),
    ).toMatchObject({
      commitments: {
        nodes: [
          { role: 'LEAD', state: 'COMMITTED', partner: { id: city } },
          { state: 'COMMITTED', partner: { id: county } },
          { state: 'COMMITTED', partner: { id: ngo } },
          { state: 'WITHDRAWN', partner: { id: parish }, reason: { fi: 'Sali menee remonttiin' } },
          { state: 'DECLINED', partner: { id: elders }, reason: { fi: 'Neuvosto kokoontuu vasta huhtikuussa' } },
          { state: 'COMMITTED', partner: { id: rural } },
        ],
      },
    });
  });

  it('holds an event series of two halves, and keeps honest how sure each place is (rule 37)', async () => {
    await does(who.ngo, 'planActivity', series, {
      title: fi('Voi hyvin -tapahtumasarja'),
      kind: 'EVENT_SERIES',
      audience: ['SENIORS'],
      rhythm: { every: 'TWICE_A_YEAR' },
      theme: fi('Uni ja liike'),
      goals: ['goal_osallisuus', 'goal_jalkautuminen'],
      indicators: ['indicator_osallistumiset'],
      contributors: [{ partner: parish, brings: fi('Kahvitus') }],
    });
    await does(who.parish, 'joinActivity', series, {});
    const place = (code: string, state: string, more: object = {}) => ({
      place: code,
      year: 2025,
      state,
      ...more,
    });
    await does(who.city, 'setPlaceState', receptions, place('001', 'RUNNING', { venue: fi('Kirjasto') }));
    const open = { detail: fi('Syksyllä'), uncertain: fi('Paikka on auki') };
    await does(who.rural, 'setPlaceState', receptions, place('002', 'TENTATIVE', open));
    await does(who.ngo, 'setPlaceState', series, place('001', 'PLANNED'));
    await does(who.ngo, 'setPlaceState', series, place('002', 'BEING_PLANNED'));
    await refuses('ACTIVITY_PLACE_UNKNOWN place', who.ngo, 'setPlaceState', series, place('091', 'PLANNED'));
    await refuses('ACTIVITY_PLACE_NOT_OWN place', who.elders, 'setPlaceState', series, place('002', 'PLANNED'));
    const { matrix } = (await asks(
      who.elders,
      'matrix(year: 2025) { activities { id } rows { place { code } cells { state uncertain { fi } } } }',
    )) as never as {
      matrix: { activities: { id: string }[]; rows: unknown[] };
    };
    const columns = matrix.activities.map(({ id }) => id);
    const inOrder = <T>(cells: Readonly<Record<string, T>>) => columns.map((id) => cells[id]);
    expect(matrix.rows).toEqual([
      {
        place: { code: '001' },
        cells: inOrder({
          [receptions]: { state: 'RUNNING', uncertain: null },
          [series]: { state: 'PLANNED', uncertain: null },
        }),
      },
      {
        place: { code: '002' },
        cells: inOrder({
          [receptions]: { state: 'TENTATIVE', uncertain: { fi: 'Paikka on auki' } },
          [series]: { state: 'BEING_PLANNED', uncertain: null },
        }),
      },
    ]);
  });

  it('brings two that were the same together without losing either (rule 38)', async () => {
    await does(who.parish, 'planActivity', 'activity_kahvila', { title: fi('Terveyskahvila'), kind: 'RECEPTION' });
    await does(who.parish, 'planActivity', 'activity_piiri', { title: fi('Terveyspiiri'), kind: 'RECEPTION' });
    const merged = { into: receptions, ...reason('Sama toiminta samassa paikassa') };
    await refuses('ACTIVITY_OF_ANOTHER_PARTNER into', who.parish, 'mergeActivity', 'activity_kahvila', merged);
    await does(who.coordinator, 'mergeActivity', 'activity_kahvila', merged);
    const chain = { into: 'activity_kahvila', ...reason('Sama') };
    await refuses('ACTIVITY_SURVIVOR_CLOSED into', who.parish, 'mergeActivity', 'activity_piiri', chain);
    expect(await asks(who.rural, `activity(id: "${receptions}") { absorbed { nodes { id phase } } }`)).toEqual({
      activity: { absorbed: { nodes: [{ id: 'activity_kahvila', phase: 'MERGED' }] } },
    });
  });

  it('takes place, and its heads are counted by who was there', async () => {
    const held = (date: string, contacts: number, more: object = {}) => ({
      activity: receptions,
      date,
      place: '001',
      participants: { contacts },
      ...more,
    });
    await refuses('SESSION_HELD_AHEAD date', who.city, 'holdSession', 'session_huhti', held('2025-04-16', 62));
    await does(who.city, 'planSession', 'session_huhti', { activity: receptions, date: '2025-04-16', place: '001' });
    on('2025-04-17');
    await does(who.city, 'holdSession', 'session_huhti', held('2025-04-16', 62, { present: [county, ngo] }));
    await refuses('SESSION_TWICE time', who.ngo, 'holdSession', 'session_sama', held('2025-04-16', 62));
    await refuses('SESSION_PARTNER_NOT_COMMITTED', who.parish, 'holdSession', 'session_srk', held('2025-04-15', 9));
    on('2025-05-15');
    await does(who.city, 'holdSession', 'session_touko', held('2025-05-14', 71, { present: [county] }));
    await does(who.ngo, 'holdSession', 'session_kevat', {
      ...held('2025-05-08', 38),
      activity: series,
      present: [parish],
    });
    const suggested = `indicator(id: "indicator_osallistumiset") { suggestedFigures(${span(firstHalf)}) { value sessions place { code } } }`;
    expect(await asks(who.city, suggested)).toEqual({
      indicator: {
        suggestedFigures: [
          { value: 133, sessions: 2, place: null },
          { value: 133, sessions: 2, place: { code: '001' } },
        ],
      },
    });
    expect(await asks(who.elders, suggested)).toEqual({ indicator: { suggestedFigures: [] } });
  });

  it('says why it should work: a theory of change in sentences, with its doubts', async () => {
    const claim = (from: string, to: string, effect: string, more: object = {}) => ({
      from,
      to,
      effect,
      strength: 'MODERATE',
      confidence: 'LOW',
      why: fi('Kokemus muualta'),
      ...more,
    });
    await does(who.city, 'drawLink', 'link_vastaanotot', claim(receptions, 'goal_jalkautuminen', 'CONTRIBUTES'));
    await does(who.ngo, 'drawLink', 'link_sarja', claim(series, receptions, 'REINFORCES'));
    await does(who.coordinator, 'drawLink', 'link_osat', claim('goal_jalkautuminen', 'goal_hyvinvointi', 'PART_OF'));
    await refuses(
      'ID_MALFORMED id',
      who.coordinator,
      'drawLink',
      'link_kehä',
      claim('goal_hyvinvointi', 'goal_jalkautuminen', 'PART_OF'),
    );
    await refuses(
      'LINK_CYCLE to',
      who.coordinator,
      'drawLink',
      'link_keha',
      claim('goal_hyvinvointi', 'goal_jalkautuminen', 'PART_OF'),
    );
    await refuses(
      'LINK_ENDS_UNFIT effect',
      who.city,
      'drawLink',
      'link_outo',
      claim('goal_osallisuus', receptions, 'REINFORCES'),
    );
    const { theoryOfChange } = (await asks(
      who.rural,
      'theoryOfChange(about: "goal_hyvinvointi", steps: 3) { links { id sentence { fi } } things { id } more }',
    )) as never as { theoryOfChange: { links: { id: string; sentence: { fi: string } }[]; things: { id: string }[] } };
    expect(new Set(theoryOfChange.links.map(({ id }) => id))).toEqual(
      new Set(['link_osat', 'link_sarja', 'link_vastaanotot']),
    );
    for (const { sentence } of theoryOfChange.links) expect(sentence.fi.length).toBeGreaterThan(20);
  });

  it('shows what is missing: goals without activities, places without any, activities without a goal (rule 39)', async () => {
    const { gaps } = (await asks(
      who.coordinator,
      'gaps(year: 2025) { activitiesWithoutGoal { id } goalsWithoutActivities { id } places { goal { id } places { code } } }',
    )) as never as { gaps: Record<'activitiesWithoutGoal' | 'goalsWithoutActivities' | 'places', { id: string }[]> };
    expect(gaps.activitiesWithoutGoal).toEqual([{ id: 'activity_piiri' }]);
    expect(gaps.goalsWithoutActivities).toContainEqual({ id: 'goal_etsiva' });
    expect(gaps.goalsWithoutActivities).not.toContainEqual({ id: 'goal_osallisuus' });
  });
});

describe('continuous dialogue', () => {
  it('talks where the thing is, and keeps persons out of the words (rule 28)', async () => {
    on('2025-05-19');
    const start = {
      about: 'activity_vastaanotot',
      title: fi('Kuljetukset'),
      text: fi('Miten sivukylistä pääsee mukaan?'),
    };
    await does(who.rural, 'startThread', 'thread_kuljetukset', start);
    const leak = { text: fi('Kuljettaja vastaa numerosta 040 123 4567') };
    await refuses('TEXT_HAS_PERSONAL_DATA text.fi', who.ngo, 'writeComment', 'thread_kuljetukset', leak);
    const why = reason('Kysy: matti@jarjesto.fi');
    await refuses('TEXT_HAS_PERSONAL_DATA reason.fi', who.ngo, 'leaveActivity', 'activity_vastaanotot', why);
    await does(who.ngo, 'writeComment', 'thread_kuljetukset', {
      text: fi('Yhdistyksen pikkubussi on vapaana tiistaisin.'),
    });
    expect(
      await asks(
        who.elders,
        'activity(id: "activity_vastaanotot") { threads { nodes { title { fi } comments { nodes { partner { id } } } } } }',
      ),
    ).toEqual({
      activity: {
        threads: {
          nodes: [
            {
              title: { fi: 'Kuljetukset' },
              comments: { nodes: [{ partner: { id: rural } }, { partner: { id: ngo } }] },
            },
          ],
        },
      },
    });
  });

  it('answers feedback in its time, acts on it, and tells the giver before the loop is closed', async () => {
    const given = {
      giver: 'RESIDENTS',
      group: fi('Vastaanoton kävijät'),
      to: city,
      about: 'activity_vastaanotot',
      text: fi('Ovi on raskas avata'),
    };
    expect(await does(who.elders, 'giveFeedback', 'feedback_ovi', given, 'Feedback { phase due }')).toMatchObject({
      phase: 'OPEN',
      due: '2025-05-29',
    });
    const answer = { text: fi('Oveen tilataan avauspainike') };
    await refuses('FEEDBACK_NOT_ADDRESSED_TO_YOU', who.ngo, 'respondToFeedback', 'feedback_ovi', answer);
    on('2025-05-30');
    const late = 'coordinatorView { late { kind about partner { id } } } oneFeedback(id: "feedback_ovi") { overdue }';
    expect(await asks(who.coordinator, late)).toMatchObject({
      coordinatorView: {
        late: expect.arrayContaining([
          { kind: 'ANSWER_FEEDBACK', about: 'feedback_ovi', partner: { id: city } },
        ]) as unknown,
      },
      oneFeedback: { overdue: true },
    });
    // The day before it was not late, and is not judged so afterwards (rule 46).
    expect(await asks(who.coordinator, 'oneFeedback(id: "feedback_ovi") { overdue }', '2025-05-29')).toEqual({
      oneFeedback: { overdue: false },
    });
    await does(who.city, 'respondToFeedback', 'feedback_ovi', answer);
    const task = {
      title: fi('Avauspainike kirjaston oveen'),
      partner: city,
      due: '2025-08-31',
      source: { kind: 'FEEDBACK', id: 'feedback_ovi' },
    };
    await does(who.city, 'openTask', 'task_ovi', task);
    await does(who.city, 'linkAction', 'feedback_ovi', { action: 'task_ovi' });
    const close = { outcome: 'ACTED_ON' };
    await refuses('FEEDBACK_GIVER_NOT_TOLD', who.city, 'closeFeedback', 'feedback_ovi', close);
    await does(who.elders, 'tellGiver', 'feedback_ovi', { text: fi('Kävijöille kerrottu aulassa') });
    expect(
      await does(who.city, 'closeFeedback', 'feedback_ovi', close, 'Feedback { phase outcome actions { id } }'),
    ).toMatchObject({
      phase: 'CLOSED',
      outcome: 'ACTED_ON',
      actions: [{ id: 'task_ovi' }],
    });
  });

  it('gathers weak signals into a theme that leads somewhere', async () => {
    const notes = (speaker: Client, id: string, words: string, place: string) =>
      does(speaker, 'noteObservation', id, { text: fi(words), place, about: 'goal_etsiva' });
    await notes(who.parish, 'observation_yksin', 'Moni syö yksin arkena', '001');
    await notes(who.rural, 'observation_kyla', 'Kylältä ei pääse kauppaan eikä kahville', '002');
    const observations = ['observation_yksin', 'observation_kyla'];
    await does(who.elders, 'gatherTheme', 'theme_ateria', { title: fi('Yhteinen ateria'), observations });
    const follows = { text: fi('Kokeillaan yhteistä ateriaa'), follows: 'activity_tapahtumat' };
    expect(
      await does(
        who.elders,
        'sayWhatFollows',
        'theme_ateria',
        follows,
        'Theme { observations { id } following { follows { id } } }',
      ),
    ).toMatchObject({
      observations: [{ id: 'observation_yksin' }, { id: 'observation_kyla' }],
      following: [{ follows: { id: 'activity_tapahtumat' } }],
    });
  });

  it('negotiates: called by the county, answered by organisation, held, decided, and a task comes of it', async () => {
    await does(who.coordinator, 'formTeam', 'team_ohjaus', {
      name: fi('Seniorikeskuksen ohjausryhmä'),
      kind: 'STEERING_GROUP',
      partner: county,
      partners: [city, ngo, parish, elders],
    });
    await does(who.city, 'formTeam', 'team_verkosto', {
      name: fi('Ikääntyneiden verkosto'),
      kind: 'NETWORK',
      partner: city,
      partners: [rural, ngo],
    });
    const plan = {
      title: fi('HYTE-neuvottelu'),
      kind: 'NEGOTIATION',
      team: 'team_ohjaus',
      day: '2025-06-10',
      from: '09:00',
      to: '11:30',
      place: '001',
      invited: [city, rural, ngo, elders],
      agenda: [{ title: fi('Kuljetukset'), about: 'thread_kuljetukset' }],
    };
    await does(who.coordinator, 'callMeeting', 'meeting_hyte', plan);
    await does(who.city, 'answerInvitation', 'meeting_hyte', { coming: 'YES' });
    await does(who.ngo, 'answerInvitation', 'meeting_hyte', { coming: 'YES' });
    await does(who.rural, 'answerInvitation', 'meeting_hyte', { coming: 'MAYBE' });
    await refuses('MEETING_NOT_INVITED', who.parish, 'answerInvitation', 'meeting_hyte', { coming: 'YES' });
    expect(
      await asks(who.elders, `partner(id: "${elders}") { view { duties(kind: ANSWER_INVITATION) { about due } } }`),
    ).toEqual({
      partner: { view: { duties: [{ about: 'meeting_hyte', due: '2025-06-10' }] } },
    });
    const record = {
      attendance: [
        { partner: city, heads: 3 },
        { partner: ngo, heads: 2 },
        { partner: rural, heads: 1 },
      ],
      minutes: [fi('Käytiin läpi kuljetukset ja syksyn tilat.')],
    };
    await refuses('MEETING_AHEAD', who.coordinator, 'holdMeeting', 'meeting_hyte', record);
    on('2025-06-10');
    await does(who.coordinator, 'holdMeeting', 'meeting_hyte', record);
    const decides = { text: fi('Yhdistys ajaa kylien kuljetukset syksyllä'), about: 'activity_vastaanotot' };
    await refuses('MEETING_NOT_YOURS', who.ngo, 'decideAtMeeting', 'meeting_hyte', decides);
    await does(who.coordinator, 'decideAtMeeting', 'meeting_hyte', decides);
    const task = {
      title: fi('Kuljetusten aikataulu kyliin'),
      partner: ngo,
      due: '2025-06-30',
      source: { kind: 'MEETING', id: 'meeting_hyte' },
      activity: 'activity_vastaanotot',
    };
    await refuses('TASK_OF_ANOTHER_PARTNER partner', who.city, 'openTask', 'task_kuljetukset', task);
    await does(who.coordinator, 'openTask', 'task_kuljetukset', task);
    await does(who.ngo, 'blockTask', 'task_kuljetukset', reason('Bussin huolto kesken'));
    await refuses('TASK_DUE_BEFORE_OPENED due', who.ngo, 'rescheduleTask', 'task_kuljetukset', {
      due: '2025-06-01',
      ...reason('Aikaistuu'),
    });
    await does(who.ngo, 'unblockTask', 'task_kuljetukset');
    await does(who.ngo, 'rescheduleTask', 'task_kuljetukset', { due: '2025-08-15', ...reason('Odotetaan huoltoa') });
    expect(
      await asks(
        who.rural,
        'meeting(id: "meeting_hyte") { heads invitations { coming heads partner { id } } decided { text { fi } about { id } } }',
      ),
    ).toEqual({
      meeting: {
        heads: 6,
        invitations: [
          { coming: 'YES', heads: 3, partner: { id: city } },
          { coming: 'MAYBE', heads: 1, partner: { id: rural } },
          { coming: 'YES', heads: 2, partner: { id: ngo } },
          { coming: null, heads: null, partner: { id: elders } },
        ],
        decided: [{ text: { fi: 'Yhdistys ajaa kylien kuljetukset syksyllä' }, about: { id: 'activity_vastaanotot' } }],
      },
    });
  });
});

describe('backbone support', () => {
  it('keeps the annual clock, for eyes and for calendars', async () => {
    on('2025-06-12');
    const item = {
      title: fi('Puolivuotiskatsaus'),
      kind: 'REPORTING',
      first: '2025-08-15',
      rhythm: 'HALF_YEARLY',
      partner: county,
      remindDays: 14,
    };
    await refuses('CLOCK_NOT_YOURS partner', who.city, 'planClockItem', 'clock_katsaus', item);
    await does(who.coordinator, 'planClockItem', 'clock_katsaus', item);
    const { annualClock, ical } = (await asks(
      who.elders,
      'annualClock(from: "2025-06-01", to: "2026-06-30") { nodes { uid day kind } } ical(from: "2025-06-01", to: "2026-06-30")',
    )) as never as { annualClock: { nodes: { uid: string; day: string; kind: string }[] }; ical: string };
    const reviews = annualClock.nodes.filter(({ kind }) => kind === 'reporting');
    expect(reviews.map(({ day }) => day)).toEqual(['2025-08-15', '2026-02-15']);
    for (const { uid } of annualClock.nodes) expect(ical).toContain(`UID:${uid}`);
  });

  it('names risks with who answers for them, and looks at them again (rule 43)', async () => {
    const risk = {
      title: fi('Vapaaehtoiset väsyvät'),
      about: 'activity_vastaanotot',
      owner: ngo,
      response: 'REDUCE',
      likelihood: 3,
      effect: 4,
      reviewBy: '2025-09-30',
    };
    await refuses('RISK_NOT_YOURS owner', who.city, 'raiseRisk', 'risk_vapaaehtoiset', risk);
    expect(await does(who.ngo, 'raiseRisk', 'risk_vapaaehtoiset', risk, 'Risk { size }')).toMatchObject({
      size: 'HIGH',
    });
    const again = { likelihood: 2, effect: 4, reviewBy: '2026-03-31', ...reason('Uusi vapaaehtoisryhmä aloitti') };
    expect(
      await does(
        who.coordinator,
        'reassessRisk',
        'risk_vapaaehtoiset',
        again,
        'Risk { size assessments { likelihood } }',
      ),
    ).toMatchObject({
      size: 'MEDIUM',
      assessments: [{ likelihood: 3 }, { likelihood: 2 }],
    });
  });

  it('asks partners how the five conditions hold, each for itself, and shows them together once three have said', async () => {
    on('2025-06-27');
    const scores = (agenda: number) => ({ agenda, measurement: 3, activities: 4, communication: 4, backbone: 3 });
    const gives = (speaker: Client, of: string, agenda: number) =>
      does(speaker, 'giveCheckup', `checkup_2025_h1__${of}`, { period: '2025-H1', scores: scores(agenda) });
    await refuses('CHECKUP_ID_MISMATCH period', who.city, 'giveCheckup', 'checkup_2025_h1__jarjesto', {
      period: '2025-H1',
      scores: scores(5),
    });
    await gives(who.city, 'kaupunki', 5);
    await gives(who.ngo, 'jarjesto', 4);
    const jointly = 'jointCheckup(period: "2025-H1") { answered means { condition mean } }';
    expect(await asks(who.coordinator, jointly)).toEqual({ jointCheckup: { answered: 2, means: [] } });
    await gives(who.elders, 'vanhusneuvosto', 3);
    expect(await asks(who.coordinator, jointly)).toMatchObject({
      jointCheckup: { answered: 3, means: [{ condition: 'AGENDA', mean: 4 }, {}, {}, {}, {}] },
    });
  });
});

describe('figures', () => {
  const gives = (of: string, value: object) => ({
    indicator: `indicator_${of}`,
    period: firstHalf,
    status: 'FINAL',
    ...value,
  });
  const reports = (speaker: Client, owner: string, of: string, value: object) =>
    does(speaker, 'reportMeasurement', `series_${of}__${owner}`, gives(of, value));
  const misreports = (why: string, speaker: Client, owner: string, of: string, value: object) =>
    refuses(why, speaker, 'reportMeasurement', `series_${of}__${owner}`, gives(of, value));
  const joint = (indicator: string) =>
    `indicator(id: "${indicator}") { joint(${span(firstHalf)}) { value reported expected complete missing withheld contactsNotPersons } late(${span(firstHalf)}) }`;

  it('are reported by the one whose they are, once, and plausibly (rules 16, 17, 24)', async () => {
    on('2025-07-10');
    await misreports('MANDATE_MISSING', who.cityDeputy, 'kaupunki', 'osallistumiset', { value: 133 });
    await misreports('MEASUREMENT_OF_ANOTHER_PARTNER', who.city, 'jarjesto', 'osallistumiset', { value: 133 });
    await misreports('MEASUREMENT_NEGATIVE value', who.city, 'kaupunki', 'osallistumiset', { value: -1 });
    await reports(who.city, 'kaupunki', 'osallistumiset', { value: 133, reportedOn: '2025-07-08' });
    await misreports('MEASUREMENT_EXISTS', who.city, 'kaupunki', 'osallistumiset', { value: 140 });
    for (const [category, value] of [
      ['alle80', 90],
      ['yli80', 43],
    ] as const)
      await reports(who.city, 'kaupunki', 'osallistumiset', { value, dimension: 'ika', category });
    await misreports('MEASUREMENT_DIMENSION_UNKNOWN dimension', who.city, 'kaupunki', 'osallistumiset', {
      value: 1,
      dimension: 'kieli',
      category: 'fi',
    });
    expect(
      await asks(
        who.elders,
        `series(id: "series_osallistumiset__kaupunki") { breakdowns(${span(firstHalf)}) { dimension state } }`,
      ),
    ).toEqual({
      series: { breakdowns: [] },
    });
    expect(
      await asks(
        who.city,
        `series(id: "series_osallistumiset__kaupunki") { breakdowns(${span(firstHalf)}) { dimension state } }`,
      ),
    ).toEqual({
      series: { breakdowns: [{ dimension: 'ika', state: 'COMPLETE' }] },
    });
    await reports(who.ngo, 'jarjesto', 'osallistumiset', { value: 38, status: 'PROVISIONAL' });
  });

  it('make no silent total: two of three have reported, and the third is late from the day it is (rules 12, 13, 46)', async () => {
    on('2025-08-05');
    const incomplete = {
      value: 171,
      reported: 2,
      expected: 3,
      complete: false,
      missing: [parish],
      withheld: 0,
      contactsNotPersons: true,
    };
    expect(await asks(who.elders, joint('indicator_osallistumiset'))).toEqual({
      indicator: { joint: incomplete, late: [parish] },
    });
    expect(await asks(who.elders, joint('indicator_osallistumiset'), '2025-07-31')).toEqual({
      indicator: { joint: incomplete, late: [] },
    });
    expect(await asks(who.elders, joint('indicator_osallistumiset'), '2025-07-09')).toMatchObject({
      indicator: { joint: { value: null, reported: 0 } },
    });
    await reports(who.parish, 'seurakunta', 'osallistumiset', { value: 24 });
    await does(who.ngo, 'finaliseMeasurement', 'series_osallistumiset__jarjesto', {
      indicator: 'indicator_osallistumiset',
      measurement: '2025-01-01/2025-06-30',
    });
    expect(await asks(who.elders, joint('indicator_osallistumiset'))).toMatchObject({
      indicator: { joint: { value: 195, complete: true }, late: [] },
    });
  });

  it('are reviewed by somebody else than who gave them, sent back in words and accepted (rules 18, 19, 20)', async () => {
    const one = { indicator: 'indicator_kokemus', measurement: '2025-01-01/2025-06-30' };
    const shown =
      'Measurement { state value by pending { value verdict { comment { fi } } } history { value accepted } }';
    await reports(who.city, 'kaupunki', 'kokemus', { value: 4.8 });
    expect(
      await asks(who.elders, `indicator(id: "indicator_kokemus") { joint(${span(firstHalf)}) { value reported } }`),
    ).toEqual({
      indicator: { joint: { value: null, reported: 0 } },
    });
    const comment = { ...one, comment: fi('Puuttuvatko suulliset palautteet?') };
    await refuses('MANDATE_MISSING', who.ngo, 'sendBackMeasurement', 'series_kokemus__kaupunki', comment);
    expect(await does(who.reviewer, 'sendBackMeasurement', 'series_kokemus__kaupunki', comment, shown)).toMatchObject({
      state: 'SENT_BACK',
      pending: { value: 4.8, verdict: { comment: { fi: 'Puuttuvatko suulliset palautteet?' } } },
    });
    expect(await asks(who.city, `partner(id: "${city}") { view { duties(kind: MEND_FIGURE) { about } } }`)).toEqual({
      partner: { view: { duties: [{ about: 'series_kokemus__kaupunki' }] } },
    });
    await does(who.city, 'correctMeasurement', 'series_kokemus__kaupunki', {
      ...one,
      status: 'FINAL',
      value: 4.2,
      ...reason('Suulliset mukana'),
    });
    expect(await does(who.reviewer, 'acceptMeasurement', 'series_kokemus__kaupunki', one, shown)).toMatchObject({
      state: 'ACCEPTED',
      value: 4.2,
      by: people.city,
      history: [
        { value: 4.8, accepted: false },
        { value: 4.2, accepted: true },
      ],
    });
    await reports(who.reviewer, 'hyvinvointialue', 'kokemus', { value: 3.8 });
    await refuses(
      'MEASUREMENT_REVIEWER_REPORTED',
      who.reviewer,
      'acceptMeasurement',
      'series_kokemus__hyvinvointialue',
      one,
    );
    await does(who.coordinator, 'acceptMeasurement', 'series_kokemus__hyvinvointialue', one);
    expect(
      await asks(who.elders, `indicator(id: "indicator_kokemus") { joint(${span(firstHalf)}) { value } }`),
    ).toEqual({ indicator: { joint: { value: 4 } } });
  });

  it('tell shares by their parts, what is not available as such, and quality in words (rules 11, 24, 25)', async () => {
    await misreports('MEASUREMENT_NUMERATOR_TOO_LARGE numerator', who.city, 'kaupunki', 'rai', {
      numerator: 61,
      denominator: 60,
    });
    await reports(who.city, 'kaupunki', 'rai', { numerator: 45, denominator: 60 });
    await misreports('MEASUREMENT_NOT_AVAILABLE_HAS_VALUE value', who.ngoClerk, 'jarjesto', 'rai', {
      status: 'NOT_AVAILABLE',
      value: 0,
    });
    await reports(who.ngoClerk, 'jarjesto', 'rai', { status: 'NOT_AVAILABLE' });
    await reports(who.parish, 'seurakunta', 'rai', { numerator: 30, denominator: 40 });
    const rai = `indicator(id: "indicator_rai") { joint(${span(firstHalf)}) { value reported notAvailable } }`;
    expect(await asks(who.elders, rai)).toEqual({
      indicator: { joint: { value: 75, reported: 2, notAvailable: [ngo] } },
    });
    await misreports('MEASUREMENT_NUMBER_NOT_TAKEN value', who.ngo, 'jarjesto', 'laatu', { value: 4 });
    await does(
      who.ngo,
      'reportMeasurement',
      'series_laatu__jarjesto',
      gives('laatu', { narrative: fi('Työnjako on sovittu kirjallisesti') }),
    );
  });

  it('hide a count of few from all but its own, its reviewer and the auditor, whose look is recorded (rules 30, 31, 33)', async () => {
    await reports(who.city, 'kaupunki', 'jonossa', { value: 16 });
    await reports(who.ngo, 'jarjesto', 'jonossa', { value: 6 });
    await reports(who.parish, 'seurakunta', 'jonossa', { value: 3 });
    const seen = `series(id: "series_jonossa__seurakunta") { measurements { nodes { value suppressed } } }
      indicator(id: "indicator_jonossa") { joint(${span(firstHalf)}) { value suppressed withheld } }`;
    const open = {
      series: { measurements: { nodes: [{ value: 3, suppressed: false }] } },
      indicator: { joint: { value: 25, suppressed: false, withheld: 0 } },
    };
    expect(await asks(who.parish, seen)).toEqual(open);
    expect(await asks(who.reviewer, seen)).toEqual(open);
    expect(await asks(who.auditor, seen)).toEqual(open);
    for (const speaker of [who.city, who.elders])
      expect(await asks(speaker, seen)).toEqual({
        series: { measurements: { nodes: [{ value: null, suppressed: true }] } },
        indicator: { joint: { value: 22, suppressed: false, withheld: 1 } },
      });
    // The observer is no party to the agreement, and sees nobody’s figures (rule 29).
    expect(await asks(who.rural, seen)).toMatchObject({ series: null, indicator: { joint: { value: null } } });
    expect(await asks(who.auditor, 'accessLog(kind: SMALL_COUNTS_READ) { nodes { person subjects } }')).toEqual({
      accessLog: { nodes: [{ person: people.auditor, subjects: ['series_jonossa__seurakunta'] }] },
    });
    // From forty to twenty-five is half of the way to ten (rule 14).
    expect(
      await asks(who.reviewer, 'indicator(id: "indicator_jonossa") { direction target { kind value progress met } }'),
    ).toEqual({
      indicator: { direction: 'DECREASE', target: { kind: 'AT_MOST', value: 10, progress: 0.5, met: false } },
    });
  });

  it('are corrected, never overwritten: the old value, the reason and the corrector stay in sight (rule 21)', async () => {
    on('2025-08-11');
    const correction = {
      indicator: 'indicator_osallistumiset',
      measurement: '2025-01-01/2025-06-30',
      status: 'FINAL',
      value: 29,
    };
    const shown = 'Measurement { value corrections { old { value } reason { fi } by } }';
    expect(
      await does(
        who.parish,
        'correctMeasurement',
        'series_osallistumiset__seurakunta',
        { ...correction, ...reason('Pääsiäisen kahvit puuttuivat') },
        shown,
      ),
    ).toMatchObject({
      value: 29,
      corrections: [{ old: { value: 24 }, reason: { fi: 'Pääsiäisen kahvit puuttuivat' }, by: people.parish }],
    });
    expect(await asks(who.elders, joint('indicator_osallistumiset'))).toMatchObject({
      indicator: { joint: { value: 200 } },
    });
    expect(await asks(who.elders, joint('indicator_osallistumiset'), '2025-08-10')).toMatchObject({
      indicator: { joint: { value: 195 } },
    });
    // Taking back is an act of its own (rule 22).
    const cups = { indicator: 'indicator_kahvit', measurement: '2025-01-01/2025-06-30', kind: 'UNNEEDED' };
    const withdrawn = 'Measurement { state value history { value verdict { outcome kind } } }';
    expect(
      await does(
        who.parish,
        'withdrawMeasurement',
        'series_kahvit__seurakunta',
        { ...cups, ...reason('Kuppeja ei lasketa') },
        withdrawn,
      ),
    ).toMatchObject({
      state: 'WITHDRAWN',
      value: null,
      history: [{ value: 12, verdict: { outcome: 'WITHDRAWN', kind: 'UNNEEDED' } }],
    });
  });

  it('freeze what they mean: another meaning is another version, with a break in the series (rules 9, 12)', async () => {
    const definition = {
      title: fi('RAI-itsearvion tehneet'),
      unit: fi('% kotona asuvista'),
      kind: 'PERCENTAGE',
      counts: 'PERSONS',
      direction: 'INCREASE',
      periodType: 'HALF_YEAR',
      aggregation: { time: 'LATEST', partners: 'MEAN' },
      goals: ['goal_ohjaus'],
      ...reason('Nimittäjä tarkentui'),
    };
    await refuses('INDICATOR_FROZEN unit', who.coordinator, 'reviseIndicator', 'indicator_rai', definition);
    const version = { ...definition, comparable: fi('Ei vertailukelpoinen') };
    await refuses('INDICATOR_VERSION_MIDWAY from', who.coordinator, 'beginIndicatorVersion', 'indicator_rai', {
      ...version,
      from: '2025-08-01',
    });
    await does(who.coordinator, 'beginIndicatorVersion', 'indicator_rai', { ...version, from: '2025-07-01' });
    expect(
      await asks(
        who.elders,
        'indicator(id: "indicator_rai") { indicatorVersion breaks { from comparable { fi } } trend { indicatorVersion value } }',
      ),
    ).toEqual({
      indicator: {
        indicatorVersion: 2,
        breaks: [{ from: '2025-07-01', comparable: { fi: 'Ei vertailukelpoinen' } }],
        trend: [{ indicatorVersion: 1, value: 75 }],
      },
    });
  });
});

describe('the half-year report', () => {
  const period = 'period_2025h1';
  const centre = { period, programme: 'programme_seniorikeskus' };
  const services = { period, programme: 'programme_palvelut' };
  const idOf = ({ programme }: typeof centre, of = '2025h1') =>
    `assessment_${of}__${programme.slice('programme_'.length)}`;
  const green = { light: 'GREEN' };
  const step = { text: fi('Sovitaan varakuljettaja'), partner: ngo, due: '2025-10-31' };
  const red = { light: 'RED', explanation: fi('Kuljetukset kyliin puuttuvat'), nextStep: step };
  const lights = { overall: green, schedule: green, risks: green, resources: green };
  const blocks = {
    successes: [fi('Vastaanotot tavoittivat uusia kävijöitä')],
    nextTasks: [fi('Kuljetukset kyliin käynnistyvät'), fi('Esteettömyyskierros tehdään')],
    attention: [fi('Vapaaehtoisia tarvitaan lisää')],
    achieved: [fi('Avoimet vastaanotot joka kuukausi')],
  };
  const page = async (version = '') => {
    const answer = await fetch(`${house.url}/reports/seniorit/2025-H1?lang=fi${version}`);
    return { status: answer.status, html: await answer.text() };
  };
  const onReport =
    'Report { phase publications { version contentHash figures { indicator value withheld reported expected } correctedSince { id } unlockedSince { reason { fi } } } }';
  let firstHash: unknown;

  it('opens its period, and lays on the owner’s desk what is at hand and what is missing', async () => {
    const opening = {
      code: '2025-H1',
      ...firstHalf,
      type: 'HALF_YEAR',
      assessmentsDue: '2025-08-20',
      acceptance: true,
      carryOver: true,
    };
    await refuses('MANDATE_MISSING', who.city, 'openPeriod', period, opening);
    await does(who.coordinator, 'openPeriod', period, opening);
    const { assessmentDesk } = (await asks(
      who.city,
      `assessmentDesk(period: "${period}", programme: "programme_seniorikeskus") { missing { code field } activities { id } figures { title { fi } value withheld } tasks { id } }`,
    )) as never as { assessmentDesk: Record<string, unknown[]> };
    expect(assessmentDesk['missing']).toHaveLength(4);
    expect(assessmentDesk['activities']).toEqual([{ id: 'activity_vastaanotot' }]);
    expect(assessmentDesk['figures']).toContainEqual({
      title: { fi: 'Osallistumiskerrat' },
      value: 200,
      withheld: null,
    });
  });

  it('takes no green in silence: red wants a sentence and a next step, and a green whole beside it says why (rules 40, 41, 42)', async () => {
    const draft = { ...centre, lights: { overall: green, risks: { light: 'RED' } } };
    await does(who.city, 'draftAssessment', idOf(centre), draft);
    await refuses('ASSESSMENT_NOT_YOURS programme', who.ngo, 'submitAssessment', idOf(centre), {
      ...centre,
      lights,
      blocks,
    });
    const submits = (why: string, given: object) =>
      refuses(why, who.city, 'submitAssessment', idOf(centre), { ...centre, blocks, lights: { ...lights, ...given } });
    await submits('ASSESSMENT_EXPLANATION_MISSING lights.risks.explanation', { risks: { light: 'YELLOW' } });
    await submits('ASSESSMENT_NEXT_STEP_MISSING lights.risks.nextStep', { risks: { ...red, nextStep: undefined } });
    await submits('ASSESSMENT_NEXT_STEP_TOO_EARLY lights.risks.nextStep.due', {
      risks: { ...red, nextStep: { ...step, due: '2025-05-31' } },
    });
    await submits('ASSESSMENT_OVERALL_UNEXPLAINED lights.overall.explanation', { risks: red });
    const explained = {
      ...lights,
      overall: { ...green, explanation: fi('Toiminta kasvaa; kuljetuksiin on ratkaisu') },
      risks: red,
    };
    expect(
      await does(
        who.city,
        'submitAssessment',
        idOf(centre),
        { ...centre, blocks, lights: explained },
        'Assessment { phase }',
      ),
    ).toMatchObject({ phase: 'SUBMITTED' });
  });

  it('is read by the coordinator: sent back with a comment, mended, accepted; the red light has become a task', async () => {
    const comment = fi('Kertokaa osallistumisista');
    await refuses('MANDATE_MISSING', who.city, 'acceptAssessment', idOf(centre), centre);
    await does(who.coordinator, 'sendBackAssessment', idOf(centre), { ...centre, comment });
    expect(
      await asks(who.city, `partner(id: "${city}") { view { duties(kind: MEND_ASSESSMENT) { about due } } }`),
    ).toEqual({
      partner: { view: { duties: [{ about: idOf(centre), due: '2025-08-20' }] } },
    });
    await refuses('ASSESSMENT_SENT_BACK', who.coordinator, 'acceptAssessment', idOf(centre), centre);
    const told = { ...blocks, successes: [fi('Vastaanotot tavoittivat 133 kävijää')] };
    const explained = {
      ...lights,
      overall: { ...green, explanation: fi('Toiminta kasvaa; kuljetuksiin on ratkaisu') },
      risks: red,
    };
    await does(who.city, 'submitAssessment', idOf(centre), { ...centre, blocks: told, lights: explained });
    const readings = 'Assessment { phase readings { found comment { fi } } }';
    expect(await does(who.coordinator, 'acceptAssessment', idOf(centre), centre, readings)).toMatchObject({
      phase: 'ACCEPTED',
      readings: expect.arrayContaining([{ found: 'ACCEPTED', comment: null }]) as unknown,
    });
    expect(
      await asks(
        who.ngo,
        `tasks(partner: "${ngo}", source: "${idOf(centre)}") { nodes { title { fi } due source { kind } programme { id } } }`,
      ),
    ).toEqual({
      tasks: {
        nodes: [
          {
            title: { fi: 'Sovitaan varakuljettaja' },
            due: '2025-10-31',
            source: { kind: 'RED_LIGHT' },
            programme: { id: 'programme_seniorikeskus' },
          },
        ],
      },
    });
  });

  it('is written and published, which freezes every word and number; a draft is for partners alone (rule 44)', async () => {
    on('2025-08-22');
    const report = {
      period,
      background: [fi('Seniorikeskusta tehdään yhdessä.')],
      summary: [fi('Puolivuosi oli hyvä alku.')],
      successes: [{ programme: 'programme_seniorikeskus', text: fi('Vastaanotot löysivät paikkansa') }],
    };
    await refuses('MANDATE_MISSING', who.city, 'writeReport', 'report_2025h1', report);
    await does(who.coordinator, 'writeReport', 'report_2025h1', report);
    expect((await page()).status).toBe(404);
    await refuses('REPORT_INCOMPLETE acceptMissing', who.coordinator, 'publishReport', 'report_2025h1', {});
    const plain = { light: 'NOT_ASSESSED' };
    await does(who.coordinator, 'submitAssessment', idOf(services), {
      ...services,
      lights: { ...lights, resources: plain },
      blocks,
    });
    await refuses('REPORT_NOT_ACCEPTED', who.coordinator, 'publishReport', 'report_2025h1', {});
    await does(who.coordinator, 'acceptAssessment', idOf(services), services);
    expect(await does(who.coordinator, 'closePeriod', period, undefined, 'ReportPeriod { phase }')).toMatchObject({
      phase: 'CLOSED',
    });
    const { phase, publications } = (await does(
      who.coordinator,
      'publishReport',
      'report_2025h1',
      {},
      onReport,
    )) as never as {
      phase: string;
      publications: { version: number; contentHash: string; figures: object[] }[];
    };
    expect([phase, publications.map(({ version }) => version)]).toEqual(['PUBLISHED', [1]]);
    firstHash = publications[0]?.contentHash;
    expect(publications[0]?.figures).toContainEqual({
      indicator: 'indicator_osallistumiset',
      value: 200,
      withheld: null,
      reported: 3,
      expected: 3,
    });
    // The three people who wait at one partner are not in it: two of three, and no more is said (rules 12, 30).
    const queue = { indicator: 'indicator_jonossa', value: 22, withheld: null, reported: 2, expected: 3 };
    expect(publications[0]?.figures).toContainEqual(queue);
    const { status, html } = await page();
    expect(status).toBe(200);
    for (const words of [
      'Puolivuosi oli hyvä alku.',
      'Etenee sovitusti',
      'Vaatii välitöntä puuttumista',
      'Ei arvioitu',
      'Sovitaan varakuljettaja',
    ])
      expect(html).toContain(words);
    await refuses('REPORT_PUBLISHED', who.coordinator, 'writeReport', 'report_2025h1', {
      ...report,
      summary: [fi('Toisin')],
    });
  });

  it('stands on a decision of the board (rule 45)', async () => {
    on('2025-09-02');
    const decision = {
      title: fi('Puolivuotiskatsaus'),
      body: fi('Aluehallitus'),
      bodyKind: 'BOARD',
      date: '2025-09-01',
      section: '112',
      outcome: 'NOTED',
      subjects: ['report_2025h1'],
    };
    await does(who.coordinator, 'recordDecision', 'decision_katsaus', decision);
    expect(
      await asks(who.rural, 'report(id: "report_2025h1") { decisions { nodes { section outcome body { fi } } } }'),
    ).toEqual({
      report: { decisions: { nodes: [{ section: '112', outcome: 'NOTED', body: { fi: 'Aluehallitus' } }] } },
    });
  });

  it('is read by partners, each in its own name, and the coordinator sees who has not', async () => {
    const request = { about: 'report_2025h1', partners: [city, ngo, elders], due: '2025-09-30' };
    await does(who.coordinator, 'requestAcknowledgement', 'notice_katsaus', request);
    const { report } = (await asks(who.elders, 'report(id: "report_2025h1") { revision }')) as never as {
      report: { revision: number };
    };
    const read = { about: 'report_2025h1', revision: report.revision };
    await refuses('ACKNOWLEDGEMENT_ID_UNFIT id', who.elders, 'acknowledgeChange', 'ack_report_2025h1__jarjesto', read);
    await does(who.elders, 'acknowledgeChange', 'ack_report_2025h1__vanhusneuvosto', read);
    expect(await asks(who.coordinator, 'notice(id: "notice_katsaus") { unread { id } overdue }')).toEqual({
      notice: { unread: [{ id: city }, { id: ngo }], overdue: false },
    });
  });

  it('keeps version 1 when the locked period is opened, a figure corrected and an assessment mended (rules 23, 44)', async () => {
    const correction = {
      indicator: 'indicator_osallistumiset',
      measurement: '2025-01-01/2025-06-30',
      status: 'FINAL',
      value: 143,
      ...reason('Toukokuun lista löytyi'),
    };
    await refuses(
      'MEASUREMENT_PERIOD_LOCKED measurement',
      who.city,
      'correctMeasurement',
      'series_osallistumiset__kaupunki',
      correction,
    );
    const { locks } = (await asks(who.coordinator, 'locks { nodes { id from to open } }')) as never as {
      locks: { nodes: { id: string }[] };
    };
    expect(locks.nodes).toEqual([{ id: 'lock_period_2025h1', ...firstHalf, open: false }]);
    const unlocking = { until: '2025-09-12', ...reason('Toukokuun osallistujalista löytyi') };
    await refuses('MANDATE_MISSING', who.city, 'unlockValues', 'lock_period_2025h1', unlocking);
    await does(who.coordinator, 'unlockValues', 'lock_period_2025h1', unlocking);
    await does(who.city, 'correctMeasurement', 'series_osallistumiset__kaupunki', correction);
    // Until its parts make it up again, others are not told the new total: the difference might be somebody (rule 30).
    const joint = `indicator(id: "indicator_osallistumiset") { joint(${span(firstHalf)}) { value withheld } }`;
    expect(await asks(who.elders, joint)).toEqual({ indicator: { joint: { value: 67, withheld: 1 } } });
    const part = { ...correction, measurement: '2025-01-01/2025-06-30//ika/yli80', value: 53 };
    await does(who.city, 'correctMeasurement', 'series_osallistumiset__kaupunki', part);
    expect(await asks(who.elders, joint)).toEqual({ indicator: { joint: { value: 210, withheld: 0 } } });
    const mended = {
      ...centre,
      blocks: { ...blocks, successes: [fi('Vastaanotot tavoittivat 143 kävijää')] },
      lights: { ...lights, overall: { ...green, explanation: fi('Toiminta kasvaa') }, risks: red },
    };
    await refuses('ASSESSMENT_REASON_MISSING reason', who.city, 'submitAssessment', idOf(centre), mended);
    await does(who.city, 'submitAssessment', idOf(centre), { ...mended, ...reason('Osallistumisten määrä tarkentui') });
    const { report } = (await asks(
      who.rural,
      `report(id: "report_2025h1") ${onReport.slice('Report'.length)}`,
    )) as never as {
      report: { publications: Record<string, unknown>[] };
    };
    expect(report.publications).toHaveLength(1);
    expect(report.publications[0]).toMatchObject({
      version: 1,
      contentHash: firstHash,
      figures: expect.arrayContaining([
        expect.objectContaining({ indicator: 'indicator_osallistumiset', value: 200 }),
      ]) as unknown,
      correctedSince: [{ id: idOf(centre) }],
      unlockedSince: [{ reason: { fi: 'Toukokuun osallistujalista löytyi' } }],
    });
    const { html } = await page();
    // The page says what was decided about it, and that it has been corrected since (rules 44, 45).
    for (const words of [
      '133 kävijää',
      'merkittiin tiedoksi',
      'Oikaistu julkaisemisen jälkeen',
      'Toukokuun osallistujalista',
    ])
      expect(html).toContain(words);
    expect(html).not.toContain('143 kävijää');
  });

  it('goes out again as version 2, and version 1 can still be read word for word (rule 44)', async () => {
    on('2025-09-15');
    await refuses('REPORT_PUBLISHED', who.coordinator, 'publishReport', 'report_2025h1', {});
    await does(who.coordinator, 'reopenReport', 'report_2025h1', reason('Osallistumisten määrä oikaistiin'));
    await does(who.coordinator, 'acceptAssessment', idOf(centre), centre);
    const { publications } = (await does(who.coordinator, 'publishReport', 'report_2025h1', {}, onReport)) as never as {
      publications: { version: number; contentHash: string; figures: object[] }[];
    };
    expect(publications).toMatchObject([{ version: 1, contentHash: firstHash }, { version: 2 }]);
    expect(publications[1]?.contentHash).not.toBe(firstHash);
    expect(publications[1]?.figures).toContainEqual(
      expect.objectContaining({ indicator: 'indicator_osallistumiset', value: 210 }),
    );
    expect((await page()).html).toContain('143 kävijää');
    const first = (await page('&version=1')).html;
    expect(first).toContain('133 kävijää');
    expect(first).not.toContain('143 kävijää');
    // The lock has closed by itself (rule 23).
    const late = {
      indicator: 'indicator_osallistumiset',
      measurement: '2025-01-01/2025-06-30',
      status: 'FINAL',
      value: 1,
      ...reason('Myöhässä'),
    };
    await refuses(
      'MEASUREMENT_PERIOD_LOCKED measurement',
      who.city,
      'correctMeasurement',
      'series_osallistumiset__kaupunki',
      late,
    );
  });

  it('asks in the next half what became of the last one’s promises (rule 47)', async () => {
    on('2025-12-15');
    // The clerk’s mandate ran out in August (rule 49).
    expect(await asks(who.ngoClerk, 'id')).toBeNull();
    const next = {
      code: '2025-H2',
      ...secondHalf,
      type: 'HALF_YEAR',
      previous: period,
      acceptance: true,
      carryOver: true,
      assessmentsDue: '2026-01-31',
    };
    await does(who.coordinator, 'openPeriod', 'period_2025h2', next);
    await refuses('PERIOD_NOT_OVER', who.coordinator, 'closePeriod', 'period_2025h2');
    on('2026-01-20');
    const now = { period: 'period_2025h2', programme: 'programme_seniorikeskus' };
    const { carryOver } = (await asks(
      who.city,
      `carryOver(period: "period_2025h2", programme: "programme_seniorikeskus") { item text { fi } from }`,
    )) as never as {
      carryOver: { item: string; text: { fi: string }; from: string }[];
    };
    expect(carryOver.map(({ text, from }) => [text.fi, from])).toEqual([
      ['Kuljetukset kyliin käynnistyvät', 'NEXT_TASK'],
      ['Esteettömyyskierros tehdään', 'NEXT_TASK'],
      ['Sovitaan varakuljettaja', 'NEXT_STEP'],
    ]);
    const [transport, round, driver] = carryOver.map(({ item }) => item);
    const submits = (carriedOver: object[]) => ({ ...now, lights, blocks, carriedOver });
    const id = idOf(now, '2025h2');
    await refuses('ASSESSMENT_CARRY_OVER_OPEN carriedOver', who.city, 'submitAssessment', id, submits([]));
    const moved = { item: round, outcome: 'MOVED' };
    const answers = [{ item: transport, outcome: 'ACHIEVED' }, moved, { item: driver, outcome: 'ACHIEVED' }];
    await refuses(
      'ASSESSMENT_CARRY_OVER_REASON_MISSING carriedOver.1.why',
      who.city,
      'submitAssessment',
      id,
      submits(answers),
    );
    const told = answers.with(1, { ...moved, ...{ why: fi('Lumi tuli aikaisin'), due: '2026-06-15' } });
    await does(who.city, 'submitAssessment', id, submits(told));
    const { programme, period: of } = (await asks(
      who.rural,
      'programme(id: "programme_seniorikeskus") { lightHistory { period { code } risks { before now change } } } period(code: "2025-H2") { slipped { programme { id } slips { kind title { fi } } } }',
    )) as never as {
      programme: { lightHistory: object[] };
      period: { slipped: { programme: { id: string }; slips: object[] }[] };
    };
    expect(programme.lightHistory[0]).toEqual({
      period: { code: '2025-H2' },
      risks: { before: 'RED', now: 'GREEN', change: 'IMPROVED' },
    });
    expect(
      of.slipped.find(({ programme: { id: slipped } }) => slipped === 'programme_seniorikeskus')?.slips,
    ).toContainEqual({
      kind: 'PROMISE_MOVED',
      title: { fi: 'Esteettömyyskierros tehdään' },
    });
  });
});

describe('the whole, seen by each', () => {
  it('has told each in the platform what concerns them, in their own language (rule 35)', async () => {
    const told = async (speaker: Client) => {
      await house.platform.reactions?.settled();
      const { data } = await speaker.query(
        '{ me(collaboration: "seniorit") { notifications(first: 100) { nodes { kind about fi: words(language: FI) sv: words(language: SV) } } } }',
      );
      const { notifications } = data?.['me'] as never as {
        notifications: { nodes: { kind: string; about: string; fi: string; sv: string }[] };
      };
      for (const { fi: finnish, sv } of notifications.nodes) expect(finnish).not.toBe(sv);
      return notifications.nodes.map(({ kind, about }) => `${kind} ${about}`);
    };
    const asked = await told(who.ngo);
    // Once, though others were asked on the same day.
    expect(asked.filter((each) => each === 'COMMITMENT_ASKED activity_vastaanotot')).toHaveLength(1);
    expect(asked).toEqual(
      expect.arrayContaining([
        'GOAL_TO_ENDORSE goal_asenne',
        'AGREEMENT_TO_SIGN agreement_seuranta',
        'COMMITMENT_ASKED activity_vastaanotot',
        'MEETING_INVITATION meeting_hyte',
        'TASK_ASSIGNED task_kuljetukset',
        'REPORT_PUBLISHED report_2025h1',
      ]),
    );
    const lead = await told(who.city);
    expect(lead).toEqual(
      expect.arrayContaining([
        'COMMITMENT_WITHDRAWN activity_vastaanotot',
        'FEEDBACK_RECEIVED feedback_ovi',
        'VALUE_SENT_BACK series_kokemus__kaupunki',
      ]),
    );
    expect(await told(who.coordinator)).toContain('COMMITMENT_WITHDRAWN activity_vastaanotot');
    expect(await told(who.parish)).not.toContain('FEEDBACK_RECEIVED feedback_ovi');
  });

  it('shows two partners what is theirs: to do, promised, named, and how their figures compare', async () => {
    on('2026-01-21');
    const view = (id: string) =>
      `partner(id: "${id}") { view { dutyCount lateCount duties { kind about due late } promised { id } named { id as } figures { nodes { indicator { id } joint { value } mean } } } }`;
    interface View {
      readonly dutyCount: number;
      readonly lateCount: number;
      readonly duties: readonly { kind: string; about: string; due: string | null; late: boolean }[];
      readonly promised: readonly { id: string }[];
      readonly named: readonly { id: string; as: string }[];
      readonly figures: { readonly nodes: readonly { indicator: { id: string }; mean: number | null }[] };
    }
    const viewOf = async (speaker: Client, id: string, asOf?: string) =>
      ((await asks(speaker, view(id), asOf)) as never as { partner: { view: View } }).partner.view;
    const own = await viewOf(who.ngo, ngo);
    expect(own.duties).toContainEqual({
      kind: 'COMPLETE_TASK',
      about: 'task_kuljetukset',
      due: '2025-08-15',
      late: true,
    });
    expect(own.duties).toContainEqual({
      kind: 'REPORT_FIGURE',
      about: 'indicator_jonossa',
      due: '2026-01-31',
      late: false,
    });
    expect(own.lateCount).toBe(own.duties.filter(({ late }) => late).length);
    expect(own.named).toContainEqual({ id: 'activity_tapahtumat', as: 'LEADS_ACTIVITY' });
    expect(own.named).toContainEqual({ id: 'risk_vapaaehtoiset', as: 'ANSWERS_FOR_RISK' });
    expect(own.figures.nodes.find(({ indicator }) => indicator.id === 'indicator_osallistumiset')?.mean).toBe(70);
    const others = await viewOf(who.parish, parish);
    expect(others.promised).toEqual([{ id: 'activity_tapahtumat' }, { id: 'activity_piiri' }]);
    expect(others.duties).not.toContainEqual(expect.objectContaining({ about: 'task_kuljetukset' }));
    // Before its day the task was open and not late (rule 46).
    expect((await viewOf(who.ngo, ngo, '2025-08-15')).duties).toContainEqual({
      kind: 'COMPLETE_TASK',
      about: 'task_kuljetukset',
      due: '2025-08-15',
      late: false,
    });
    expect((await viewOf(who.ngo, ngo, '2025-01-31')).dutyCount).toBe(0);
    await does(who.ngo, 'completeTask', 'task_kuljetukset', { completedOn: '2026-01-20' });
    expect(await asks(who.city, 'task(id: "task_kuljetukset") { completion { on partner person } late }')).toEqual({
      task: { completion: { on: '2026-01-20', partner: ngo, person: people.ngo }, late: false },
    });
  });

  it('shows the coordinator what to chase, and nobody else that view', async () => {
    const view =
      'coordinatorView { late { kind about partner { id } } lateTasks { id } activitiesUnlinked { id } goalsWithoutActivities { id } completeness { period { id } assessmentsGiven { given expected } figuresGiven { given expected } programmesUnassessed { id } } }';
    expect(await asks(who.city, view)).toEqual({ coordinatorView: null });
    expect(await asks(who.coordinator, view)).toMatchObject({
      coordinatorView: {
        late: expect.arrayContaining([{ kind: 'COMPLETE_TASK', about: 'task_ovi', partner: { id: city } }]) as unknown,
        lateTasks: expect.arrayContaining([{ id: 'task_ovi' }]) as unknown,
        activitiesUnlinked: [{ id: 'activity_piiri' }],
        goalsWithoutActivities: expect.arrayContaining([{ id: 'goal_etsiva' }]) as unknown,
        completeness: {
          period: { id: 'period_2025h2' },
          assessmentsGiven: { given: 1, expected: 2 },
          programmesUnassessed: [{ id: 'programme_palvelut' }],
        },
      },
    });
  });

  it('shows the auditor who could do what by whose word, and every setting (rules 33, 48, 49)', async () => {
    const view =
      'auditorView { mandates(first: 50) { nodes { id person grantedBy grantedUnder } } settings(first: 20) { nodes { type mandate reason { fi } } } checkups { totalCount } }';
    expect(await asks(who.coordinator, view)).toEqual({ auditorView: null });
    const { auditorView } = (await asks(who.auditor, view)) as never as {
      auditorView: { mandates: { nodes: object[] }; settings: { nodes: object[] }; checkups: { totalCount: number } };
    };
    expect(auditorView.mandates.nodes).toContainEqual({
      id: 'mandate_yllapito_administrator',
      person: people.administrator,
      grantedBy: people.founder,
      grantedUnder: 'mandate_founder',
    });
    expect(auditorView.mandates.nodes).toContainEqual({
      id: 'mandate_kaupunki_member',
      person: people.city,
      grantedBy: people.administrator,
      grantedUnder: 'mandate_yllapito_administrator',
    });
    expect(auditorView.settings.nodes[0]).toEqual({
      type: 'QuorumSet',
      mandate: 'mandate_koordinaattori_coordinator',
      reason: { fi: 'Vanha tapa oli parempi' },
    });
    expect(auditorView.checkups.totalCount).toBe(3);
    const log = 'accessLog(first: 50, kind: COMMAND_REFUSED) { nodes { person command code } }';
    expect(await asks(who.elders, log)).toEqual({ accessLog: null });
    const { accessLog } = (await asks(who.auditor, log)) as never as { accessLog: { nodes: object[] } };
    expect(accessLog.nodes).toContainEqual({ person: people.city, command: 'SetQuorum', code: 'MANDATE_MISSING' });
    expect(accessLog.nodes).toContainEqual({
      person: people.stranger,
      command: 'AdmitPartner',
      code: 'MANDATE_MISSING',
    });
  });

  it('tells how it is doing along the five conditions, then and now, each figure out of its history', async () => {
    const { data } = await who.rural.query(
      '{ healthOver(collaboration: "seniorit", moments: ["2025-01-26", "2025-08-31", "2026-01-21"]) { figures { id numerator denominator share } checkup { means { condition mean } } } }',
    );
    const told = data?.['healthOver'] as never as {
      figures: { id: string; numerator: number; denominator: number; share: number | null }[];
      checkup: object | null;
    }[];
    const figure = (id: string) =>
      told.flatMap(({ figures }) =>
        figures
          .filter((each) => each.id === id)
          .map((each) => `${String(each.numerator)} of ${String(each.denominator)}`),
      );
    expect(figure('GOALS_ENDORSED')).toEqual(['0 of 8', '8 of 8', '8 of 8']);
    expect(figure('FEEDBACK_CLOSED')).toEqual(['0 of 0', '1 of 1', '1 of 1']);
    expect(figure('MEETINGS_HELD')).toEqual(['0 of 0', '1 of 1', '1 of 1']);
    expect(figure('PARTNERS_SHARING')).toEqual(['0 of 6', '5 of 6', '5 of 6']);
    expect(told.map(({ checkup }) => checkup === null)).toEqual([true, false, false]);
    for (const { figures } of told)
      for (const { numerator, denominator, share } of figures)
        expect(share).toEqual(denominator === 0 ? null : numerator / denominator);
  });

  it('can be seen as it was on any day, and the past does not change (rules 46, 50)', async () => {
    const then = (day: string) =>
      who.rural.query(
        `{ collaboration(id: "seniorit", asOf: "${day}") { position goals(first: 20) { nodes { id phase goalVersion } } activities { nodes { id phase commitments { nodes { state partner { id } } } } } reports { totalCount } tasks { nodes { id late } } } }`,
      );
    const [before, after] = [await then('2025-02-01'), await then('2025-09-30')];
    expect(before.data?.['collaboration']).toMatchObject({
      activities: { nodes: [] },
      reports: { totalCount: 0 },
      tasks: { nodes: [] },
    });
    expect(after.data?.['collaboration']).toMatchObject({ reports: { totalCount: 1 } });
    await does(who.city, 'endActivity', 'activity_vastaanotot', reason('Jatkuu osana keskusta'));
    expect((await then('2025-02-01')).raw).toBe(before.raw);
    expect((await then('2025-09-30')).raw).toBe(after.raw);
    // The house goes down and comes up, and the whole is what it was.
    const now = (speaker: Client) =>
      asks(
        speaker,
        'goals(first: 20) { nodes { id phase revision } } activities { nodes { id phase revision } } tasks { nodes { id phase } }',
      );
    const lived = await now(who.elders);
    await house.restart();
    expect(await now(house.asAnyone(people.elders))).toEqual(lived);
  });
});

describe('afterwards', () => {
  const small = 'series(id: "series_jonossa__seurakunta") { measurements { nodes { value suppressed } } }';
  const shown = (value: number | null) => ({
    series: { measurements: { nodes: [{ value, suppressed: value === null }] } },
  });

  it('a hidden count is told when the law demands it, by a decision that says which law (rule 31)', async () => {
    on('2026-02-02');
    const measurement = 'series_jonossa__seurakunta/2025-01-01/2025-06-30';
    const decision = { measurement, basis: fi('Hallinto-oikeuden päätös tietopyynnöstä') };
    await refuses('MANDATE_MISSING', who.city, 'discloseMeasurement', 'disclosure_jonossa', decision);
    expect(await asks(who.elders, small)).toEqual(shown(null));
    await does(who.coordinator, 'discloseMeasurement', 'disclosure_jonossa', decision);
    expect(await asks(who.elders, small)).toEqual(shown(3));
    expect(await asks(who.elders, 'disclosures { nodes { basis { fi } organisation } }')).toEqual({
      disclosures: { nodes: [{ basis: { fi: 'Hallinto-oikeuden päätös tietopyynnöstä' }, organisation: county }] },
    });
  });

  it('who leaves does no more and is asked no more; what it did stays told (rule 49)', async () => {
    on('2026-03-02');
    await refuses('PARTNER_IS_BACKBONE', who.coordinator, 'leavePartner', county, reason('Lopetetaan'));
    await does(who.coordinator, 'leavePartner', parish, reason('Seurakunnat yhdistyvät'));
    expect(await asks(who.parish, 'id')).toBeNull();
    const wants = { partner: parish, brings: fi('Kahvitus') };
    await refuses('ACTIVITY_PARTNER_LEFT partner', who.ngo, 'askContribution', 'activity_tapahtumat', wants);
    const kept = `partner(id: "${parish}") { leftAt leftBecause { fi } } goal(id: "goal_hyvinvointi") { phase endorsements { partner } }`;
    expect(await asks(who.city, kept)).toMatchObject({
      partner: { leftBecause: { fi: 'Seurakunnat yhdistyvät' } },
      goal: { phase: 'ENDORSED', endorsements: expect.arrayContaining([{ partner: parish }]) as unknown },
    });
  });

  it('when the agreement ends, nothing more is shared; what was published stands, and the past stays shared (rules 29, 44)', async () => {
    const theirs = 'series(id: "series_osallistumiset__kaupunki") { measurements { nodes { value } } }';
    // Two of the city’s values are parts of the first.
    const whole = { series: { measurements: { nodes: expect.arrayContaining([{ value: 143 }]) as unknown } } };
    expect(await asks(who.elders, theirs)).toEqual(whole);
    const page = async () => (await fetch(`${house.url}/reports/seniorit/2025-H1?lang=fi`)).text();
    const published = await page();
    on('2026-04-01');
    await refuses('AGREEMENT_NOT_YOURS', who.rural, 'endAgreement', 'agreement_seuranta', reason('Ei koske meitä'));
    await does(who.city, 'endAgreement', 'agreement_seuranta', reason('Uusi sopimus tulee tilalle'));
    expect(await asks(who.elders, theirs)).toEqual({ series: null });
    expect(await asks(who.elders, theirs, '2026-03-31')).toEqual(whole);
    expect(await page()).toBe(published);
  });
});
