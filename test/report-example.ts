import type { Text } from '#language';
import { createHash } from 'node:crypto';
import type { Blocks, Lights } from '../libs/reporting/light.ts';
import { canonical, reportContent, type ProgrammeSource, type ReportContent } from '../libs/reporting/content.ts';
import type { ReportPageProps } from '../libs/reporting/report.page.tsx';

/**
 * A report as long and as uneven as a real one: twenty programmes in six groups with four pilots, every state of
 * a light, texts in one, two and three languages, silent programmes, numbers, corrections and two versions.
 * It is the smallest thing on which the page's looks and its accessibility can be judged.
 */

const text = (fi: string, sv?: string, en?: string): Text => ({
  original: 'fi',
  fi,
  ...(sv !== undefined && { sv }),
  ...(en !== undefined && { en }),
});

const factor = {
  services: {
    id: 'factor_services',
    title: text('Ihmislähtöiset palvelut', 'Människoorienterade tjänster', 'People-centred services'),
  },
  residents: { id: 'factor_residents', title: text('Asukkaat', 'Invånarna', 'Residents') },
  knowledge: { id: 'factor_knowledge', title: text('Tieto', 'Kunskap', 'Knowledge') },
  staff: { id: 'factor_staff', title: text('Henkilöstö', 'Personal', 'Staff') },
  partnership: { id: 'factor_partnership', title: text('Kumppanuus', 'Partnerskap', 'Partnership') },
  renewal: { id: 'factor_renewal', title: text('Uudistuminen', 'Förnyelse', 'Renewal') },
};
const county = text('Keski-Suomen hyvinvointialue', 'Mellersta Finlands välfärdsområde');
const partners = new Map<string, Text>([
  ['partner_county', county],
  ['partner_town', text('Esimerkkikaupunki', 'Exempelstaden', 'Example Town')],
  ['partner_parish', text('Esimerkkiseurakunta')],
]);

let order = 0;
const programme = (id: string, title: Text, more: Partial<ProgrammeSource> = {}): ProgrammeSource => ({
  id: `programme_${id}`,
  title,
  parent: undefined,
  order: (order += 1),
  successFactor: undefined,
  crossCutting: false,
  reportedApart: false,
  owner: county,
  ownerRole: undefined,
  decisions: [],
  numbers: [],
  ...more,
});

const reform = { successFactor: factor.renewal, parent: 'programme_reform' };
const programmes: readonly ProgrammeSource[] = [
  programme(
    'services_guidelines',
    text(
      'Sote-järjestämisen linjaukset',
      'Riktlinjer för ordnandet av social- och hälsovård',
      'Guidelines for organising health and social services',
    ),
    {
      successFactor: factor.services,
      ownerRole: text('järjestämisjohtaja', 'direktör för ordnandet', 'director of service organisation'),
      decisions: [
        {
          id: 'decision_1',
          body: text('Aluevaltuusto', 'Välfärdsområdesfullmäktige', 'County Council'),
          date: '2023-06-13',
          section: '44',
          registerNumber: '1211/00.01.02/2023',
          outcome: 'approved',
        },
        {
          id: 'decision_2',
          body: text('Aluehallitus', 'Välfärdsområdesstyrelsen', 'County Board'),
          planned: '2025-10',
        },
      ],
    },
  ),
  programme(
    'rescue_guidelines',
    text('Pelastustoimen järjestämisen linjaukset', 'Riktlinjer för ordnandet av räddningsväsendet'),
    { successFactor: factor.services },
  ),
  programme(
    'emergency_guidelines',
    text('Ensihoidon järjestämisen linjaukset', 'Riktlinjer för ordnandet av prehospital akutsjukvård'),
    { successFactor: factor.services },
  ),
  programme(
    'wellbeing_plan',
    text(
      'Alueellinen hyvinvointikertomus ja -suunnitelma',
      'Regional välfärdsberättelse och välfärdsplan',
      'Regional wellbeing report and plan',
    ),
    { successFactor: factor.residents },
  ),
  programme(
    'children',
    text(
      'Lasten ja nuorten hyvinvointisuunnitelma',
      'Välfärdsplan för barn och unga',
      'Wellbeing plan for children and young people',
    ),
    { successFactor: factor.residents },
  ),
  programme(
    'older',
    text('Ikääntyneiden hyvinvointisuunnitelma', 'Välfärdsplan för äldre', 'Wellbeing plan for older people'),
    {
      successFactor: factor.residents,
      slipped: [
        {
          kind: 'task_moved',
          about: 'task_training',
          title: text('Yhteinen koulutuspäivä', 'Gemensam utbildningsdag', 'Joint training day'),
          from: '2025-05-31',
          to: '2025-09-30',
          why: text('Tilat olivat varattuja', 'Lokalerna var upptagna', 'The premises were taken'),
        },
        {
          kind: 'task_late',
          about: 'task_model',
          title: text('Mallin kuvaus', 'Beskrivning av modellen', 'Description of the model'),
          from: '2025-04-30',
          to: '2025-08-15',
        },
        {
          kind: 'promise_dropped',
          about: 'item_00000003',
          title: text('Oma lehti perustetaan', 'En egen tidning grundas', 'A paper of its own is founded'),
          why: text('Kumppanien lehdet riittävät', 'Parternas tidningar räcker', 'The partners’ papers are enough'),
        },
        {
          kind: 'target_missed',
          about: 'indicator_remote_care',
          title: text('Etähoivan asiakkaat', 'Klienter inom distansvård', 'Clients of remote care'),
          from: '2025-06-30',
          figure: {
            value: 1484,
            unit: text('asiakasta', 'klienter', 'clients'),
            target: { kind: 'at_least', due: '2025-06-30', value: 1500 },
          },
        },
        {
          kind: 'decision_not_taken',
          about: 'decision_2',
          title: text('Suunnitelman hyväksyminen', 'Godkännande av planen', 'Approval of the plan'),
          from: '2025-05',
        },
        {
          kind: 'added',
          about: 'activity_visits',
          title: text('Kotikäynnit kesällä', 'Hembesök på sommaren', 'Home visits in summer'),
          from: '2025-03-03',
        },
      ],
      numbers: [
        {
          indicator: 'indicator_remote_care',
          title: text('Etähoivan asiakkaat', 'Klienter inom distansvård', 'Clients of remote care'),
          unit: text('asiakasta', 'klienter', 'clients'),
          from: '2025-01-01',
          to: '2025-06-30',
          value: 1484,
          provisional: true,
          reported: 3,
          expected: 4,
          contactsNotPersons: true,
          target: { kind: 'at_least', due: '2025-12-31', value: 1500 },
        },
        {
          indicator: 'indicator_homeless',
          title: text('Pitkäaikaisasunnottomat', 'Långtidsbostadslösa'),
          unit: text('henkilöä', 'personer', 'people'),
          from: '2025-06-30',
          to: '2025-06-30',
          withheld: 'small',
          provisional: false,
          reported: 1,
          expected: 1,
          contactsNotPersons: false,
          target: { kind: 'at_most', due: '2027-12-31', value: 10 },
        },
        {
          indicator: 'indicator_nps',
          title: text(
            'Asiakkaiden suositteluhalukkuus',
            'Kundernas rekommendationsvilja',
            'Willingness of clients to recommend',
          ),
          unit: text('NPS'),
          from: '2025-01-01',
          to: '2025-06-30',
          withheld: 'not_available',
          provisional: false,
          reported: 0,
          expected: 1,
          contactsNotPersons: false,
        },
      ],
    },
  ),
  programme('clinics', text('Alueellinen neuvolasuunnitelma', 'Regional rådgivningsplan'), {
    successFactor: factor.residents,
  }),
  programme('students', text('Alueellinen opiskeluhuoltosuunnitelma', 'Regional elevhälsoplan'), {
    successFactor: factor.residents,
  }),
  programme('mental_health', text('Mielenterveyssuunnitelma', 'Plan för mental hälsa', 'Mental health plan'), {
    successFactor: factor.residents,
  }),
  programme('knowledge', text('Tieto-ohjelma', 'Kunskapsprogrammet', 'Knowledge programme'), {
    successFactor: factor.knowledge,
  }),
  programme('digital', text('Digitalisaatio-ohjelma', 'Digitaliseringsprogrammet', 'Digitalisation programme'), {
    crossCutting: true,
  }),
  programme('research', text('TKKI-ohjelma', 'FUUI-programmet'), { crossCutting: true }),
  programme('staff', text('Henkilöstöohjelma', 'Personalprogrammet', 'Staff programme'), {
    successFactor: factor.staff,
  }),
  programme('participation', text('Osallisuusohjelma', 'Delaktighetsprogrammet', 'Participation programme'), {
    successFactor: factor.partnership,
  }),
  programme(
    'cooperation',
    text(
      'Järjestö-, palveluntuottaja- ja kuntayhteistyö',
      'Samarbete med organisationer, serviceproducenter och kommuner',
    ),
    { successFactor: factor.partnership },
  ),
  programme('reform', text('Uudistumisohjelma', 'Förnyelseprogrammet', 'Reform programme'), {
    successFactor: factor.renewal,
  }),
  programme(
    'feedback',
    text('Asiakaspalautejärjestelmä', 'Systemet för kundrespons', 'Customer feedback system'),
    reform,
  ),
  programme(
    'family_centres',
    text('Perhekeskustoiminnan jatkokehittäminen', 'Vidareutveckling av familjecentren'),
    reform,
  ),
  programme('working_age', text('Työikäisten kokonaisuus', 'Helheten för personer i arbetsför ålder'), reform),
  programme('senior_centres', text('Seniorikeskustoiminta', 'Seniorcentren', 'Senior centres'), reform),
  programme('productivity', text('Tuottavuusohjelma', 'Produktivitetsprogrammet', 'Productivity programme'), {
    reportedApart: true,
  }),
];

const green = { light: 'green' } as const;
const unknown = { light: 'not_assessed' } as const;
const staffing = {
  light: 'yellow',
  explanation: text(
    'Henkilöstöä on vaikea saada kahteen yksikköön, ja osa kehittämistyöstä siirtyy syksyyn.',
    'Det är svårt att få personal till två enheter, och en del av utvecklingsarbetet skjuts upp till hösten.',
    'Two units find it hard to recruit, and some of the development work moves to the autumn.',
  ),
} as const;
const funding = {
  light: 'red',
  explanation: text(
    'Hankerahoitus päättyy kesken käyttöönoton, eikä jatkoa ole vielä päätetty.',
    'Projektfinansieringen upphör mitt i ibruktagandet och fortsättningen är inte beslutad.',
  ),
  nextStep: {
    text: text(
      'Ohjausryhmä tekee esityksen rahoituksen jatkosta',
      'Styrgruppen ger ett förslag om fortsatt finansiering',
      'The steering group proposes how funding goes on',
    ),
    partner: 'partner_county',
    due: '2025-09-30',
  },
} as const;
const allGreen: Lights = { overall: green, schedule: green, risks: green, resources: green };

const blocks = (...successes: readonly Text[]): Blocks => ({
  successes: [...successes],
  nextTasks: [
    text(
      'Sovitaan yhteinen tapa kerätä palautetta',
      'Vi kommer överens om ett gemensamt sätt att samla in respons',
      'Agree on a common way of collecting feedback',
    ),
    text('Koulutetaan yksiköiden yhdyshenkilöt ja viedään malli niihin kuntiin, joissa sitä ei vielä ole'),
  ],
  attention: [
    text(
      'Aikataulu: hankinta on viivästynyt kuukaudella',
      'Tidtabell: upphandlingen är en månad försenad',
      'Schedule: the procurement is a month late',
    ),
    text('Resurssit: kaksi vakanssia on täyttämättä'),
  ],
  achieved: [
    text(
      'Toimintamallin kuvaus valmistui ja hyväksyttiin ohjausryhmässä',
      'Beskrivningen av verksamhetsmodellen blev klar',
      'The description of the operating model was completed',
    ),
  ],
});
const some = blocks(
  text(
    'Kuntien, järjestöjen ja seurakuntien yhteiset tapaamiset vakiintuivat',
    'De gemensamma mötena med kommuner, organisationer och församlingar etablerades',
    'Joint meetings of municipalities, organisations and parishes became regular',
  ),
  text('Uusi palautekanava on käytössä kaikissa toimipisteissä, ja vastausten määrä kaksinkertaistui keväästä'),
);
const assess = (id: string, lights: Lights, of: Blocks = some) => ({
  programme: `programme_${id}`,
  lights,
  blocks: of,
  demonstration: false,
});

const assessments = [
  assess('services_guidelines', allGreen),
  assess('rescue_guidelines', { ...allGreen, resources: staffing }),
  assess('emergency_guidelines', allGreen, { ...some, achieved: [] }),
  assess('wellbeing_plan', { ...allGreen, schedule: staffing }),
  assess('children', allGreen),
  {
    ...assess('older', { overall: staffing, schedule: green, risks: funding, resources: staffing }),
    carriedOver: [
      {
        item: 'item_00000001',
        text: text(
          'Etähoivan malli kuvataan',
          'Modellen för distansvård beskrivs',
          'The model of remote care is described',
        ),
        outcome: 'achieved' as const,
      },
      {
        item: 'item_00000002',
        text: text('Koulutus pidetään kaikissa kunnissa'),
        outcome: 'moved' as const,
        why: text('Kouluttaja vaihtui', 'Utbildaren byttes', 'The trainer changed'),
        due: '2025-10-31',
      },
      {
        item: 'item_00000003',
        text: text('Oma lehti perustetaan', 'En egen tidning grundas', 'A paper of its own is founded'),
        outcome: 'dropped' as const,
        why: text('Kumppanien lehdet riittävät', 'Parternas tidningar räcker', 'The partners’ papers are enough'),
      },
    ],
  },
  assess('clinics', { overall: unknown, schedule: unknown, risks: unknown, resources: unknown }),
  assess('mental_health', { ...allGreen, risks: staffing, resources: staffing, overall: staffing }),
  assess('knowledge', allGreen),
  assess('digital', { overall: funding, schedule: staffing, risks: funding, resources: funding }),
  assess('research', allGreen),
  assess('staff', { ...allGreen, overall: staffing, resources: staffing }),
  assess('participation', allGreen),
  assess('cooperation', allGreen),
  assess(
    'reform',
    {
      ...allGreen,
      overall: {
        light: 'green',
        explanation: text(
          'Pilotit etenevät, vaikka yhden rahoitus on auki',
          'Piloterna framskrider fast finansieringen av en är öppen',
          'The pilots proceed though the funding of one is open',
        ),
      },
      risks: funding,
    },
    { successes: [], nextTasks: [], attention: [], achieved: [] },
  ),
  assess('feedback', allGreen),
  assess('family_centres', allGreen),
  assess('working_age', { ...allGreen, risks: funding, overall: staffing }),
  { ...assess('senior_centres', allGreen), demonstration: true },
];
const before = [
  assess('services_guidelines', { ...allGreen, overall: staffing, schedule: staffing }),
  assess('rescue_guidelines', { ...allGreen, resources: staffing }),
  assess('emergency_guidelines', allGreen),
  assess('wellbeing_plan', allGreen),
  assess('older', { overall: staffing, schedule: green, risks: staffing, resources: staffing }),
  assess('clinics', allGreen),
  assess('digital', { overall: staffing, schedule: staffing, risks: staffing, resources: staffing }),
  assess('staff', { ...allGreen, overall: funding, resources: funding }),
];

export const exampleContent: ReportContent = reportContent({
  collaboration: {
    id: 'keskisuomi',
    name: text(
      'Keski-Suomen yhteinen agenda',
      'Mellersta Finlands gemensamma agenda',
      'The common agenda of Central Finland',
    ),
  },
  period: { id: 'period_2025h1', code: '2025-H1', from: '2025-01-01', to: '2025-06-30', type: 'half_year' },
  previous: { id: 'period_2024h2', code: '2024-H2', from: '2024-07-01', to: '2024-12-31', type: 'half_year' },
  report: {
    background: [
      text(
        'Strategian tavoitteita seurataan vuosittain, ja ohjelmien etenemistä puolivuosittain sanallisesti.',
        'Strategins mål följs upp årligen och programmens framskridande halvårsvis i ord.',
        'The goals of the strategy are followed yearly, and the progress of the programmes in words every half-year.',
      ),
    ],
    summary: [
      text(
        'Ohjelmat etenivät pääosin suunnitelman mukaisesti. Kumppanien yhteinen työ näkyi erityisesti ikääntyneiden ja perheiden palveluissa.',
        'Programmen framskred i huvudsak enligt plan. Parternas gemensamma arbete syntes särskilt i tjänsterna för äldre och familjer.',
        'The programmes mostly proceeded as planned. The joint work of the partners showed above all in services for older people and families.',
      ),
      text(
        'Suurin huoli on rahoituksen jatkuvuus: kahden ohjelman käyttöönotot ovat sen varassa. Ohjelmien yhteensovittaminen vaatii edelleen työtä, ja siihen on sovittu yhteinen ohjausryhmä.',
      ),
    ],
    successes: [
      {
        programme: 'programme_feedback',
        text: text(
          'Palautejärjestelmä on käytössä koko alueella.',
          'Systemet för kundrespons används i hela området.',
          'The feedback system is in use in the whole county.',
        ),
      },
      {
        programme: 'programme_senior_centres',
        text: text(
          'Seniorikeskusten avoimet vastaanotot tavoittivat uusia kävijöitä 17 kunnassa.',
          'Seniorcentrens öppna mottagningar nådde nya besökare i 17 kommuner.',
        ),
      },
      {
        programme: 'programme_feedback',
        text: text(
          'Vastausten määrä kaksinkertaistui.',
          'Antalet svar fördubblades.',
          'The number of answers doubled.',
        ),
      },
      {
        text: text(
          'Kunnat, järjestöt ja seurakunnat suunnittelivat yhteisen vuosikellon.',
          'Kommunerna, organisationerna och församlingarna planerade en gemensam årsklocka.',
          'Municipalities, organisations and parishes planned a common annual clock.',
        ),
      },
    ],
    risks: [
      text(
        'Talous, henkilöstön saatavuus ja palvelutarpeen kasvu ovat suurimmat riskit.',
        'Ekonomin, tillgången på personal och det ökande servicebehovet är de största riskerna.',
        'Finances, the availability of staff and the growing need for services are the greatest risks.',
      ),
    ],
    demonstration: true,
  },
  programmes,
  assessments,
  before,
  earlier: [
    {
      period: { id: 'period_2024h1', code: '2024-H1', from: '2024-01-01', to: '2024-06-30', type: 'half_year' },
      assessments: [assess('older', { overall: funding, schedule: green, risks: funding, resources: unknown })],
    },
    {
      period: { id: 'period_2024h2', code: '2024-H2', from: '2024-07-01', to: '2024-12-31', type: 'half_year' },
      assessments: before,
    },
  ],
  partners,
});

/** The same programmes in a period whose lights nobody has kept, with nothing before it to compare with. */
export const unlitContent: ReportContent = reportContent({
  collaboration: exampleContent.collaboration,
  period: { id: 'period_2024h2', code: '2024-H2', from: '2024-07-01', to: '2024-12-31', type: 'half_year' },
  previous: undefined,
  report: { ...exampleContent, background: [], successes: [], demonstration: false },
  programmes,
  assessments: assessments.map((assessment) => ({
    ...assessment,
    demonstration: false,
    lights: { overall: unknown, schedule: unknown, risks: unknown, resources: unknown },
  })),
  before: [],
  partners,
});

/** A first version, corrected since and followed by a second one, with the board's decision. */
export const publishedExample: Omit<ReportPageProps, 'language'> = {
  content: exampleContent,
  path: '/reports/keskisuomi/2025-H1',
  contentPath: '/reports/keskisuomi/2025-H1.json',
  timeZone: 'Europe/Helsinki',
  intact: true,
  publication: {
    version: 1,
    position: '18204',
    contentHash: createHash('sha256').update(canonical(exampleContent)).digest('hex'),
    at: '2025-08-27T21:30:00.000Z',
  },
  versions: [
    { version: 2, at: '2025-09-12T09:00:00.000Z' },
    {
      version: 1,
      at: '2025-08-27T21:30:00.000Z',
      reopenedBecause: text(
        'Yhden ohjelman resurssit oli arvioitu väärin.',
        'Resurserna för ett program var fel bedömda.',
        'The resources of one programme had been misjudged.',
      ),
    },
  ],
  decisions: [
    {
      id: 'decision_9',
      body: text('Turvallisuuslautakunta', 'Säkerhetsnämnden', 'Safety Committee'),
      date: '2025-09-17',
      section: '61',
      registerNumber: '1839/00.01.01.04/2024',
      outcome: 'noted',
    },
  ],
  corrections: [
    {
      programme: 'programme_staff',
      at: '2025-09-03T07:00:00.000Z',
      reason: text(
        'Vakansseja on täyttämättä kolme, ei kahta.',
        'Tre tjänster är obesatta, inte två.',
        'Three posts are vacant, not two.',
      ),
    },
  ],
  unlockings: [
    {
      at: '2025-09-02T07:00:00.000Z',
      until: '2025-09-05',
      reason: text(
        'Yhden kunnan luku puuttui',
        'Siffran för en kommun saknades',
        'The figure of one municipality was missing',
      ),
    },
  ],
  figureCorrections: [
    {
      indicator: 'indicator_remote_care',
      title: text('Etähoivan asiakkaat', 'Klienter inom distansvård', 'Clients of remote care'),
      programme: 'programme_older',
      at: '2025-09-03T07:00:00.000Z',
    },
  ],
};

export const draftExample: Omit<ReportPageProps, 'language'> = {
  content: unlitContent,
  path: '/reports/keskisuomi/2024-H2',
  timeZone: 'Europe/Helsinki',
};
