import type { Language } from '#language';
import type { Aspect, BlockName } from './light.ts';
import type { LightChange, LightState } from './compare.ts';
import type { ContentDecision, ContentNumber } from './content.ts';
import type { CarryOverOutcome } from './carryover.ts';
import type { PeriodType } from './period.ts';
import type { SlipKind } from './slip.ts';

/** Every word of the report page that is not somebody's text. One key missing in a language does not compile. */
export interface ReportWords {
  readonly languageName: Readonly<Record<Language, string>>;
  readonly otherLanguages: string;
  readonly skip: string;
  readonly contents: string;
  readonly report: Readonly<Record<PeriodType, string>>;
  readonly aspect: Readonly<Record<Aspect, string>>;
  /** In a table cell and beside a shape. */
  readonly light: Readonly<Record<LightState, string>>;
  /** What the light means. */
  readonly meaning: Readonly<Record<LightState, string>>;
  readonly change: Readonly<Record<LightChange, string>>;
  readonly block: Readonly<Record<BlockName, string>>;
  readonly outcome: Readonly<Record<NonNullable<ContentDecision['outcome']>, string>>;

  readonly period: string;
  readonly published: string;
  readonly notPublished: string;
  readonly version: string;
  readonly versionNumber: (version: number) => string;
  readonly decision: string;
  readonly noDecision: string;
  readonly section: (section: string) => string;
  readonly registerNumber: (number: string) => string;
  readonly planned: (month: string) => string;

  readonly demonstration: string;
  readonly demonstrationNote: string;
  readonly demonstrationMark: string;
  readonly draft: string;
  readonly draftNote: string;
  readonly nextDraftNote: string;
  readonly older: string;
  readonly olderNote: (newest: number) => string;
  readonly corrected: string;
  readonly correctedNote: string;
  readonly assessmentCorrected: (day: string) => string;
  readonly figureCorrected: (day: string) => string;
  /** Beside the figure itself. */
  readonly correctedSince: (day: string) => string;

  readonly unlocked: string;
  readonly unlockedNote: string;
  readonly unlockedFor: (day: string, until: string) => string;
  /** Said by the small mark beside a translation that its original has moved away from. */
  readonly outdated: string;
  /** Said by the small mark beside a text that is shown in another language than the page. */
  readonly untranslated: Readonly<Record<Language, string>>;
  readonly untranslatedNote: string;

  readonly background: string;
  readonly summary: string;
  readonly mainSuccesses: string;
  readonly ofAll: string;
  readonly risks: string;
  readonly glance: string;
  readonly glanceNote: string;
  readonly tableCaption: (period: string) => string;
  readonly programme: string;
  readonly successFactor: string;
  readonly crossCutting: string;
  readonly otherProgrammes: string;
  readonly reportedApart: (titles: string) => string;
  readonly changes: string;
  readonly noPrevious: string;
  readonly nothingComparable: (period: string) => string;
  readonly comparedWith: (period: string) => string;
  readonly changeHeading: Readonly<Record<'improved' | 'worsened' | 'newly_assessed' | 'no_longer_assessed', string>>;
  readonly unchangedCount: (lights: number) => string;
  readonly noChanges: (period: string) => string;
  readonly slipped: string;
  readonly slippedNote: string;
  readonly nothingSlipped: string;
  readonly slip: Readonly<Record<SlipKind, string>>;
  readonly dueMoved: (from: string, to: string) => string;
  readonly dueWas: (day: string) => string;
  readonly doneOn: (day: string) => string;
  readonly movedTo: (day: string) => string;
  readonly addedOn: (day: string) => string;
  readonly programmes: string;
  readonly partOf: string;
  readonly owner: string;
  readonly decisions: string;
  readonly lights: string;
  readonly explanations: string;
  readonly nextStep: string;
  readonly responsible: string;
  readonly due: string;
  readonly carriedOver: string;
  readonly outcomeOfPromise: Readonly<Record<CarryOverOutcome, string>>;
  /** The lights over several periods. */
  readonly history: string;
  readonly nothingRecorded: string;
  readonly notReported: string;
  readonly numbers: string;
  readonly indicator: string;
  readonly value: string;
  readonly time: string;
  readonly target: string;
  /** Why a figure is not there. */
  readonly withheld: Readonly<Record<NonNullable<ContentNumber['withheld']>, string>>;
  readonly provisional: string;
  readonly ofPartners: (reported: number, expected: number) => string;
  readonly without: (count: number) => string;
  readonly contacts: string;
  readonly noTarget: string;
  readonly atLeast: (value: string) => string;
  readonly atMost: (value: string) => string;
  readonly between: (low: string, high: string) => string;
  readonly maintain: (value: string) => string;
  readonly by: (day: string) => string;
  readonly silent: string;
  readonly silentNote: string;
  readonly everyoneReported: string;
  readonly record: string;
  readonly recordNote: string;
  readonly previewNote: string;
  readonly position: string;
  readonly hash: string;
  readonly contentFile: string;
  readonly contentFileNote: string;
  readonly intact: string;
  readonly notIntact: string;
  readonly notIntactNote: string;
  readonly versions: string;
  readonly reopened: string;
  readonly top: string;
}

export const reportWords: Readonly<Record<Language, ReportWords>> = {
  fi: {
    languageName: { fi: 'Suomeksi', sv: 'På svenska', en: 'In English' },
    otherLanguages: 'Kieli',
    skip: 'Siirry sisältöön',
    contents: 'Sisällys',
    report: { half_year: 'Puolivuotiskatsaus', quarter: 'Neljännesvuosikatsaus', year: 'Vuosikatsaus' },
    aspect: { overall: 'Yleistilanne', schedule: 'Aikataulu', risks: 'Riskit', resources: 'Resurssit' },
    light: {
      green: 'Etenee',
      yellow: 'Riski',
      red: 'Vaatii toimia',
      not_assessed: 'Ei arvioitu',
      not_reported: 'Ei raportoitu',
    },
    meaning: {
      green: 'Vihreä: etenee suunnitelman mukaisesti',
      yellow: 'Keltainen: riski jäädä suunnitelmasta',
      red: 'Punainen: vaatii välitöntä puuttumista',
      not_assessed: 'Tilannetta ei ole arvioitu',
      not_reported: 'Ohjelma ei ole raportoinut kaudelta',
    },
    change: {
      improved: 'parantunut',
      worsened: 'heikentynyt',
      unchanged: 'ennallaan',
      newly_assessed: 'uusi arvio',
      no_longer_assessed: 'ei enää arvioitu',
      not_comparable: 'ei vertailtavissa',
    },
    block: {
      successes: 'Menneen kauden onnistumiset',
      nextTasks: 'Tulevan kauden tehtävät',
      attention: 'Huomiota vaativat asiat',
      achieved: 'Saavutetut maalit ja toimenpiteet',
    },
    outcome: {
      approved: 'hyväksyttiin',
      noted: 'merkittiin tiedoksi',
      returned: 'palautettiin valmisteluun',
      rejected: 'hylättiin',
    },
    period: 'Kausi',
    published: 'Julkaistu',
    notPublished: 'Ei vielä julkaistu',
    version: 'Versio',
    versionNumber: (version) => `Versio ${version}`,
    decision: 'Käsittely',
    noDecision: 'Ei vielä käsitelty toimielimessä',
    section: (section) => `§ ${section}`,
    registerNumber: (number) => `dnro ${number}`,
    planned: (month) => `suunniteltu ${month}`,
    demonstration: 'Esittelyaineistoa',
    demonstrationNote:
      'Tämän katsauksen tekstit ja valot on laadittu palvelun esittelyä varten. Ne eivät kuvaa todellista tilannetta.',
    demonstrationMark: 'Esittelyaineistoa',
    draft: 'Luonnos',
    draftNote: 'Katsausta ei ole julkaistu, ja sen sisältö voi vielä muuttua.',
    nextDraftNote: 'Tämä on seuraavan version luonnos, ja sen sisältö voi vielä muuttua. Uusin julkaistu versio:',
    older: 'Aiempi versio',
    olderNote: (newest) => `Luet aiempaa versiota. Uusin on versio ${newest}.`,
    corrected: 'Oikaistu julkaisemisen jälkeen',
    correctedNote:
      'Seuraavat tiedot on oikaistu tämän version julkaisemisen jälkeen. Tämä versio säilyy sellaisena kuin se julkaistiin.',
    assessmentCorrected: (day) => `arvio oikaistu ${day}`,
    figureCorrected: (day) => `luku oikaistu ${day}`,
    correctedSince: (day) => `oikaistu julkaisemisen jälkeen ${day}`,
    unlocked: 'Lukujen lukitus on avattu julkaisemisen jälkeen',
    unlockedNote:
      'Kauden lukittuja lukuja on voinut muuttaa tämän version julkaisemisen jälkeen. Tämän version luvut säilyvät ennallaan.',
    unlockedFor: (day, until) => `avattu ${day}, avoinna ${until} asti`,
    outdated: 'käännös voi olla vanhentunut',
    untranslated: {
      fi: 'suomeksi, ei käännetty',
      sv: 'ruotsiksi, ei käännetty',
      en: 'englanniksi, ei käännetty',
    },
    untranslatedNote: 'Osaa teksteistä ei ole käännetty suomeksi. Ne on merkitty näin:',
    background: 'Tausta',
    summary: 'Yhteenveto',
    mainSuccesses: 'Kauden keskeiset onnistumiset',
    ofAll: 'Yhteistä kaikille ohjelmille',
    risks: 'Suurimmat riskit',
    glance: 'Tilanne ohjelmittain',
    glanceNote: 'Ohjelmien määrä yleistilanteen mukaan',
    tableCaption: (period) => `Ohjelmien ja suunnitelmien tilanne, ${period}`,
    programme: 'Ohjelma tai suunnitelma',
    successFactor: 'Menestystekijä',
    crossCutting: 'Läpileikkaavat',
    otherProgrammes: 'Muut ohjelmat ja suunnitelmat',
    reportedApart: (titles) => `Erikseen raportoidaan: ${titles}.`,
    changes: 'Muutokset edelliseen kauteen',
    noPrevious: 'Tälle kaudelle ei ole vertailukautta.',
    nothingComparable: (period) =>
      `Kaudelta ${period} ja tältä kaudelta ei ole arvioita, joita voisi verrata keskenään.`,
    comparedWith: (period) => `Vertailukausi on ${period}.`,
    changeHeading: {
      improved: 'Parantunut',
      worsened: 'Heikentynyt',
      newly_assessed: 'Arvioitu nyt, ei edellisellä kaudella',
      no_longer_assessed: 'Arvioitu edellisellä kaudella, ei nyt',
    },
    unchangedCount: (lights) => (lights === 1 ? 'Yksi valo on ennallaan.' : `Ennallaan on ${lights} valoa.`),
    noChanges: (period) => `Yksikään valo ei ole muuttunut kaudesta ${period}.`,
    slipped: 'Mikä siirtyi tai jäi tekemättä',
    slippedNote:
      'Tähän on koottu, mikä kaudella meni toisin kuin oli suunniteltu: siirretyt ja myöhästyneet tehtävät, edellisen kauden lupaukset, tavoitteet, päätökset ja kesken kauden lisätyt työt.',
    nothingSlipped: 'Mitään siirtynyttä tai tekemättä jäänyttä ei ole kirjattu.',
    slip: {
      task_moved: 'Tehtävä siirtyi',
      task_late: 'Tehtävä myöhästyi',
      promise_moved: 'Lupaus siirtyi',
      promise_dropped: 'Lupaus jäi pois',
      target_missed: 'Tavoitetta ei saavutettu',
      decision_not_taken: 'Suunniteltu päätös tekemättä',
      added: 'Lisättiin kesken kauden',
    },
    dueMoved: (from, to) => `määräpäivä oli ${from}, nyt se on ${to}`,
    dueWas: (day) => `määräpäivä oli ${day}`,
    doneOn: (day) => `valmistui ${day}`,
    movedTo: (day) => `uusi määräpäivä ${day}`,
    addedOn: (day) => `lisätty ${day}`,
    programmes: 'Ohjelmat ja suunnitelmat',
    partOf: 'Osa ohjelmaa',
    owner: 'Vastuutaho',
    decisions: 'Päätökset',
    lights: 'Valot',
    explanations: 'Perustelut',
    nextStep: 'Seuraava askel',
    responsible: 'Vastuussa',
    due: 'Määräpäivä',
    carriedOver: 'Edellisen kauden lupaukset',
    outcomeOfPromise: { achieved: 'Saavutettu', moved: 'Siirretty', dropped: 'Jätetty pois' },
    history: 'Valot kausittain',
    nothingRecorded: 'Ei kirjauksia.',
    notReported: 'Ohjelma ei ole raportoinut tältä kaudelta.',
    numbers: 'Mittarit',
    indicator: 'Mittari',
    value: 'Toteuma',
    time: 'Ajalta',
    target: 'Tavoite',
    withheld: {
      not_available: 'ei saatavilla',
      small: 'alle 5',
      revealing: 'ei näytetä: siitä voisi päätellä pienen luvun',
      hidden: 'ei näytetä tietosuojan vuoksi',
      not_shared: 'ei julkaista: kumppanit eivät ole sopineet siitä',
    },
    provisional: 'ennakkotieto',
    ofPartners: (reported, expected) => `mukana ${reported}/${expected} kumppania`,
    without: (count) => (count === 1 ? 'vähintään: yhtä lukua ei näytetä' : `vähintään: ${count} lukua ei näytetä`),
    contacts: 'kohtaamisia, ei henkilöitä',
    noTarget: 'ei asetettu',
    atLeast: (value) => `vähintään ${value}`,
    atMost: (value) => `enintään ${value}`,
    between: (low, high) => `${low}–${high}`,
    maintain: (value) => `säilyy tasolla ${value}`,
    by: (day) => `${day} mennessä`,
    silent: 'Raportoimatta jääneet',
    silentNote: 'Näistä ohjelmista ei ole kirjattu mitään tältä kaudelta:',
    everyoneReported: 'Kaikki ohjelmat ovat raportoineet tältä kaudelta.',
    record: 'Tallenteen tiedot',
    recordNote: 'Julkaiseminen jäädytti tekstit, valot ja luvut. Myöhemmät muutokset eivät vaikuta tähän versioon.',
    previewNote: 'Julkaiseminen jäädyttää tekstit, valot ja luvut ja antaa tallenteelle tarkisteen.',
    position: 'Sijainti tapahtumalokissa',
    hash: 'Sisällön tarkiste (SHA-256)',
    contentFile: 'Katsauksen sisältö (JSON)',
    contentFileNote: 'Tarkiste on laskettu täsmälleen tästä tiedostosta, joten kuka tahansa voi laskea sen uudelleen.',
    intact: 'Tarkiste on laskettu uudelleen tätä sivua näytettäessä, ja se täsmää.',
    notIntact: 'Tarkiste ei täsmää',
    notIntactNote:
      'Tapahtumalokista koottu sisältö ei vastaa julkaistun sisällön tarkistetta. Älä käytä tätä sivua virallisena tallenteena ennen kuin syy on selvitetty.',
    versions: 'Versiot',
    reopened: 'Avattu uudelleen',
    top: 'Takaisin alkuun',
  },
  sv: {
    languageName: { fi: 'Suomeksi', sv: 'På svenska', en: 'In English' },
    otherLanguages: 'Språk',
    skip: 'Gå till innehållet',
    contents: 'Innehåll',
    report: { half_year: 'Halvårsöversikt', quarter: 'Kvartalsöversikt', year: 'Årsöversikt' },
    aspect: { overall: 'Helhetsläge', schedule: 'Tidtabell', risks: 'Risker', resources: 'Resurser' },
    light: {
      green: 'Enligt plan',
      yellow: 'Risk',
      red: 'Kräver åtgärder',
      not_assessed: 'Inte bedömd',
      not_reported: 'Inte rapporterad',
    },
    meaning: {
      green: 'Grönt: framskrider enligt plan',
      yellow: 'Gult: risk för försening',
      red: 'Rött: kräver omedelbara åtgärder',
      not_assessed: 'Läget har inte bedömts',
      not_reported: 'Programmet har inte rapporterat för perioden',
    },
    change: {
      improved: 'förbättrat',
      worsened: 'försämrat',
      unchanged: 'oförändrat',
      newly_assessed: 'ny bedömning',
      no_longer_assessed: 'bedöms inte längre',
      not_comparable: 'kan inte jämföras',
    },
    block: {
      successes: 'Framgångar under perioden',
      nextTasks: 'Kommande uppgifter',
      attention: 'Kräver uppmärksamhet',
      achieved: 'Uppnådda mål och åtgärder',
    },
    outcome: {
      approved: 'godkändes',
      noted: 'antecknades för kännedom',
      returned: 'återremitterades',
      rejected: 'förkastades',
    },
    period: 'Period',
    published: 'Publicerad',
    notPublished: 'Ännu inte publicerad',
    version: 'Version',
    versionNumber: (version) => `Version ${version}`,
    decision: 'Behandling',
    noDecision: 'Ännu inte behandlad i ett organ',
    section: (section) => `§ ${section}`,
    registerNumber: (number) => `dnr ${number}`,
    planned: (month) => `planerat till ${month}`,
    demonstration: 'Demonstrationsmaterial',
    demonstrationNote:
      'Texterna och ljusen i den här översikten har gjorts för att visa hur tjänsten fungerar. De beskriver inte det verkliga läget.',
    demonstrationMark: 'Demonstrationsmaterial',
    draft: 'Utkast',
    draftNote: 'Översikten är inte publicerad och innehållet kan ännu ändras.',
    nextDraftNote:
      'Det här är ett utkast till nästa version och innehållet kan ännu ändras. Den nyaste publicerade versionen:',
    older: 'Tidigare version',
    olderNote: (newest) => `Du läser en tidigare version. Den nyaste är version ${newest}.`,
    corrected: 'Rättad efter publiceringen',
    correctedNote:
      'Följande uppgifter har rättats efter att den här versionen publicerades. Den här versionen förblir sådan den publicerades.',
    assessmentCorrected: (day) => `bedömningen rättad ${day}`,
    figureCorrected: (day) => `siffran rättad ${day}`,
    correctedSince: (day) => `rättad efter publiceringen ${day}`,
    unlocked: 'Siffrorna har låsts upp efter publiceringen',
    unlockedNote:
      'Periodens låsta siffror har kunnat ändras efter att denna version publicerades. Siffrorna i denna version förblir oförändrade.',
    unlockedFor: (day, until) => `upplåst ${day}, öppet till och med ${until}`,
    outdated: 'översättningen kan vara föråldrad',
    untranslated: { fi: 'på finska, inte översatt', sv: 'på svenska, inte översatt', en: 'på engelska, inte översatt' },
    untranslatedNote: 'En del av texterna är inte översatta till svenska. De är märkta så här:',
    background: 'Bakgrund',
    summary: 'Sammanfattning',
    mainSuccesses: 'Periodens viktigaste framgångar',
    ofAll: 'Gemensamt för alla program',
    risks: 'De största riskerna',
    glance: 'Läget per program',
    glanceNote: 'Antal program enligt helhetsläge',
    tableCaption: (period) => `Programmens och planernas läge, ${period}`,
    programme: 'Program eller plan',
    successFactor: 'Framgångsfaktor',
    crossCutting: 'Övergripande',
    otherProgrammes: 'Övriga program och planer',
    reportedApart: (titles) => `Rapporteras separat: ${titles}.`,
    changes: 'Förändringar sedan föregående period',
    noPrevious: 'Det finns ingen jämförelseperiod för den här perioden.',
    nothingComparable: (period) =>
      `Det finns inga bedömningar för perioden ${period} och den här perioden som kan jämföras.`,
    comparedWith: (period) => `Jämförelseperioden är ${period}.`,
    changeHeading: {
      improved: 'Förbättrat',
      worsened: 'Försämrat',
      newly_assessed: 'Bedömt nu, inte under föregående period',
      no_longer_assessed: 'Bedömt under föregående period, inte nu',
    },
    unchangedCount: (lights) => (lights === 1 ? 'Ett ljus är oförändrat.' : `${lights} ljus är oförändrade.`),
    noChanges: (period) => `Inget ljus har ändrats sedan perioden ${period}.`,
    slipped: 'Vad som flyttades eller blev ogjort',
    slippedNote:
      'Här samlas det som under perioden gick annorlunda än planerat: flyttade och försenade uppgifter, löften från föregående period, mål, beslut och arbeten som tillkom under perioden.',
    nothingSlipped: 'Inget har antecknats som flyttat eller ogjort.',
    slip: {
      task_moved: 'Uppgiften flyttades',
      task_late: 'Uppgiften försenades',
      promise_moved: 'Löftet flyttades',
      promise_dropped: 'Löftet slopades',
      target_missed: 'Målet nåddes inte',
      decision_not_taken: 'Planerat beslut inte fattat',
      added: 'Tillkom under perioden',
    },
    dueMoved: (from, to) => `förfallodatumet var ${from}, nu är det ${to}`,
    dueWas: (day) => `förfallodatumet var ${day}`,
    doneOn: (day) => `blev färdig ${day}`,
    movedTo: (day) => `nytt förfallodatum ${day}`,
    addedOn: (day) => `tillkom ${day}`,
    programmes: 'Program och planer',
    partOf: 'Del av programmet',
    owner: 'Ansvarig part',
    decisions: 'Beslut',
    lights: 'Ljus',
    explanations: 'Motiveringar',
    nextStep: 'Nästa steg',
    responsible: 'Ansvarig',
    due: 'Förfallodatum',
    carriedOver: 'Löften från föregående period',
    outcomeOfPromise: { achieved: 'Uppnått', moved: 'Flyttat', dropped: 'Slopat' },
    history: 'Ljusen per period',
    nothingRecorded: 'Inget antecknat.',
    notReported: 'Programmet har inte rapporterat för den här perioden.',
    numbers: 'Indikatorer',
    indicator: 'Indikator',
    value: 'Utfall',
    time: 'För tiden',
    target: 'Mål',
    withheld: {
      not_available: 'inte tillgängligt',
      small: 'färre än 5',
      revealing: 'visas inte: ett litet tal kunde härledas ur det',
      hidden: 'visas inte av dataskyddsskäl',
      not_shared: 'publiceras inte: parterna har inte avtalat om det',
    },
    provisional: 'preliminär uppgift',
    ofPartners: (reported, expected) => `${reported} av ${expected} parter`,
    without: (count) => (count === 1 ? 'minst: ett tal visas inte' : `minst: ${count} tal visas inte`),
    contacts: 'kontakter, inte personer',
    noTarget: 'inte satt',
    atLeast: (value) => `minst ${value}`,
    atMost: (value) => `högst ${value}`,
    between: (low, high) => `${low}–${high}`,
    maintain: (value) => `hålls på nivån ${value}`,
    by: (day) => `senast ${day}`,
    silent: 'Utan rapport',
    silentNote: 'För de här programmen har inget antecknats för perioden:',
    everyoneReported: 'Alla program har rapporterat för den här perioden.',
    record: 'Uppgifter om ögonblicksbilden',
    recordNote: 'Publiceringen frös texterna, ljusen och siffrorna. Senare ändringar påverkar inte den här versionen.',
    previewNote: 'Publiceringen fryser texterna, ljusen och siffrorna och ger ögonblicksbilden en kontrollsumma.',
    position: 'Plats i händelseloggen',
    hash: 'Innehållets kontrollsumma (SHA-256)',
    contentFile: 'Översiktens innehåll (JSON)',
    contentFileNote: 'Kontrollsumman är räknad exakt på den här filen, så vem som helst kan räkna ut den på nytt.',
    intact: 'Kontrollsumman räknades ut på nytt när sidan visades, och den stämmer.',
    notIntact: 'Kontrollsumman stämmer inte',
    notIntactNote:
      'Innehållet som sammanställts ur händelseloggen motsvarar inte det publicerade innehållets kontrollsumma. Använd inte sidan som officiell handling förrän orsaken är utredd.',
    versions: 'Versioner',
    reopened: 'Öppnad på nytt',
    top: 'Tillbaka till början',
  },
  en: {
    languageName: { fi: 'Suomeksi', sv: 'På svenska', en: 'In English' },
    otherLanguages: 'Language',
    skip: 'Skip to content',
    contents: 'Contents',
    report: { half_year: 'Half-year report', quarter: 'Quarterly report', year: 'Annual report' },
    aspect: { overall: 'Overall', schedule: 'Schedule', risks: 'Risks', resources: 'Resources' },
    light: {
      green: 'On plan',
      yellow: 'At risk',
      red: 'Needs action',
      not_assessed: 'Not assessed',
      not_reported: 'Not reported',
    },
    meaning: {
      green: 'Green: proceeds as planned',
      yellow: 'Yellow: risk of falling behind',
      red: 'Red: needs immediate action',
      not_assessed: 'The situation was not assessed',
      not_reported: 'The programme reported nothing for the period',
    },
    change: {
      improved: 'improved',
      worsened: 'worsened',
      unchanged: 'unchanged',
      newly_assessed: 'newly assessed',
      no_longer_assessed: 'no longer assessed',
      not_comparable: 'not comparable',
    },
    block: {
      successes: 'Successes of the period',
      nextTasks: 'Tasks of the coming period',
      attention: 'Needs attention',
      achieved: 'Goals and actions achieved',
    },
    outcome: { approved: 'approved', noted: 'noted for information', returned: 'returned', rejected: 'rejected' },
    period: 'Period',
    published: 'Published',
    notPublished: 'Not yet published',
    version: 'Version',
    versionNumber: (version) => `Version ${version}`,
    decision: 'Considered by',
    noDecision: 'Not yet considered by a governing body',
    section: (section) => `§ ${section}`,
    registerNumber: (number) => `register no. ${number}`,
    planned: (month) => `planned for ${month}`,
    demonstration: 'Demonstration material',
    demonstrationNote:
      'The texts and lights of this report were made to show how the service works. They do not describe the real situation.',
    demonstrationMark: 'Demonstration material',
    draft: 'Draft',
    draftNote: 'This report is not published, and its content may still change.',
    nextDraftNote:
      'This is a draft of the next version, and its content may still change. The newest published version:',
    older: 'Earlier version',
    olderNote: (newest) => `You are reading an earlier version. The newest is version ${newest}.`,
    corrected: 'Corrected after publication',
    correctedNote:
      'The following was corrected after this version was published. This version stays as it was published.',
    assessmentCorrected: (day) => `assessment corrected ${day}`,
    figureCorrected: (day) => `figure corrected ${day}`,
    correctedSince: (day) => `corrected after publication, ${day}`,
    unlocked: 'Values were unlocked after publication',
    unlockedNote:
      'Settled values of the period could be changed after this version was published. The numbers of this version stay as they were.',
    unlockedFor: (day, until) => `unlocked ${day}, open until ${until}`,
    outdated: 'translation may be out of date',
    untranslated: {
      fi: 'in Finnish, not translated',
      sv: 'in Swedish, not translated',
      en: 'in English, not translated',
    },
    untranslatedNote: 'Some texts are not translated into English. They are marked like this:',
    background: 'Background',
    summary: 'Summary',
    mainSuccesses: 'Main successes of the period',
    ofAll: 'Common to all programmes',
    risks: 'Greatest risks',
    glance: 'The programmes at a glance',
    glanceNote: 'Number of programmes by overall situation',
    tableCaption: (period) => `Situation of programmes and plans, ${period}`,
    programme: 'Programme or plan',
    successFactor: 'Success factor',
    crossCutting: 'Cross-cutting',
    otherProgrammes: 'Other programmes and plans',
    reportedApart: (titles) => `Reported separately: ${titles}.`,
    changes: 'Changes since the previous period',
    noPrevious: 'There is no period to compare this one with.',
    nothingComparable: (period) => `There are no assessments of ${period} and of this period that could be compared.`,
    comparedWith: (period) => `Compared with ${period}.`,
    changeHeading: {
      improved: 'Improved',
      worsened: 'Worsened',
      newly_assessed: 'Assessed now, not in the previous period',
      no_longer_assessed: 'Assessed in the previous period, not now',
    },
    unchangedCount: (lights) => (lights === 1 ? 'One light is unchanged.' : `${lights} lights are unchanged.`),
    noChanges: (period) => `No light has changed since ${period}.`,
    slipped: 'What slipped',
    slippedNote:
      'What went otherwise than planned in the period: tasks moved or late, promises of the period before, targets, decisions, and work added while it ran.',
    nothingSlipped: 'Nothing is recorded as moved or left undone.',
    slip: {
      task_moved: 'Task moved',
      task_late: 'Task late',
      promise_moved: 'Promise moved',
      promise_dropped: 'Promise dropped',
      target_missed: 'Target missed',
      decision_not_taken: 'Planned decision not taken',
      added: 'Added during the period',
    },
    dueMoved: (from, to) => `was due ${from}, now ${to}`,
    dueWas: (day) => `was due ${day}`,
    doneOn: (day) => `done ${day}`,
    movedTo: (day) => `now due ${day}`,
    addedOn: (day) => `added ${day}`,
    programmes: 'Programmes and plans',
    partOf: 'Part of',
    owner: 'Responsible',
    decisions: 'Decisions',
    lights: 'Lights',
    explanations: 'Explanations',
    nextStep: 'Next step',
    responsible: 'Responsible',
    due: 'Due',
    carriedOver: 'Promises of the period before',
    outcomeOfPromise: { achieved: 'Achieved', moved: 'Moved', dropped: 'Dropped' },
    history: 'Lights over the periods',
    nothingRecorded: 'Nothing recorded.',
    notReported: 'The programme reported nothing for this period.',
    numbers: 'Indicators',
    indicator: 'Indicator',
    value: 'Actual',
    time: 'For',
    target: 'Target',
    withheld: {
      not_available: 'not available',
      small: 'fewer than 5',
      revealing: 'not shown: a small count could be worked out of it',
      hidden: 'not shown, to protect people’s privacy',
      not_shared: 'not published: the partners have not agreed to it',
    },
    provisional: 'provisional',
    ofPartners: (reported, expected) => `${reported} of ${expected} partners`,
    without: (count) =>
      count === 1 ? 'at least: one figure is not shown' : `at least: ${count} figures are not shown`,
    contacts: 'contacts, not persons',
    noTarget: 'none set',
    atLeast: (value) => `at least ${value}`,
    atMost: (value) => `at most ${value}`,
    between: (low, high) => `${low}–${high}`,
    maintain: (value) => `stay at ${value}`,
    by: (day) => `by ${day}`,
    silent: 'Nothing reported',
    silentNote: 'Nothing was recorded for this period of these programmes:',
    everyoneReported: 'Every programme has reported for this period.',
    record: 'About this record',
    recordNote: 'Publishing froze the texts, lights and figures. Later changes do not affect this version.',
    previewNote: 'Publishing freezes the texts, lights and figures and gives the record a checksum.',
    position: 'Position in the event log',
    hash: 'Checksum of the content (SHA-256)',
    contentFile: 'Content of the report (JSON)',
    contentFileNote: 'The checksum is of exactly this file, so anyone can compute it again.',
    intact: 'The checksum was computed again when this page was shown, and it matches.',
    notIntact: 'The checksum does not match',
    notIntactNote:
      'The content composed from the event log does not match the checksum of what was published. Do not use this page as an official record until the cause is known.',
    versions: 'Versions',
    reopened: 'Reopened',
    top: 'Back to top',
  },
};

/** As each language writes days and numbers. Swedish and English as they are written in Finland and Europe. */
const locales: Readonly<Record<Language, string>> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' };

const dayStyle = (language: Language): Intl.DateTimeFormatOptions =>
  ({ day: 'numeric', month: language === 'en' ? 'long' : 'numeric', year: 'numeric' }) as const;

/** A calendar day, or a month where the day is not known: `12.6.2026`, `12 June 2026`, `6/2026`. */
export const showDay = (day: string, language: Language): string =>
  day.length === 7
    ? showMonth(day, language)
    : new Intl.DateTimeFormat(locales[language], { ...dayStyle(language), timeZone: 'UTC' }).format(new Date(day));

/** The day of a moment, as the calendar of a time zone has it. */
export const showMoment = (moment: string, timeZone: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], { ...dayStyle(language), timeZone }).format(new Date(moment));

/** `1.7.–31.12.2024` */
export const showDays = (from: string, to: string, language: Language): string =>
  from === to
    ? showDay(from, language)
    : new Intl.DateTimeFormat(locales[language], { ...dayStyle(language), timeZone: 'UTC' }).formatRange(
        new Date(from),
        new Date(to),
      );

/** A month `2025-06`: `6/2025`, `June 2025`. */
export const showMonth = (month: string, language: Language): string =>
  language === 'en'
    ? new Intl.DateTimeFormat(locales.en, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(month))
    : `${Number(month.slice(5))}/${month.slice(0, 4)}`;

/** A period as it is spoken of: `7–12/2024`, `July–December 2024`, `2024`. */
export function showPeriod(
  { from, to, type }: { from: string; to: string; type: PeriodType },
  language: Language,
): string {
  if (type === 'year' && from.endsWith('-01-01') && to === `${from.slice(0, 4)}-12-31`) return from.slice(0, 4);
  if (from.slice(0, 4) !== to.slice(0, 4)) return showDays(from, to, language);
  if (language === 'en')
    return new Intl.DateTimeFormat(locales.en, { month: 'long', year: 'numeric', timeZone: 'UTC' })
      .formatRange(new Date(from), new Date(to))
      .replace(/\s*–\s*/, '–');
  return `${Number(from.slice(5, 7))}–${Number(to.slice(5, 7))}/${from.slice(0, 4)}`;
}

/** `1 234,5`: one decimal at most, and more only where a figure near zero would read as zero, which it is not (rule 25). */
export const showNumber = (value: number, language: Language): string =>
  new Intl.NumberFormat(locales[language], {
    maximumFractionDigits: 1,
    maximumSignificantDigits: 1,
    roundingPriority: 'morePrecision',
    useGrouping: 'always',
  }).format(value);
