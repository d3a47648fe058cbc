import type { Words } from '#language';

/** Public, for the authority to weigh (not public yet, or not a record), or secret by an act. */
export const publicityClasses = ['public', 'discretionary', 'secret'] as const;
export type PublicityClass = (typeof publicityClasses)[number];

/** A kind of data, how long it is proposed to be kept, by what right, and what happens to it then. */
export interface DataClass {
  /** Its name in ids and in infra/retention.yaml. */
  readonly id: string;
  readonly name: Words;
  /** What the ids of things of this class begin with, without the underscore; none for what stands outside the log. */
  readonly kinds: readonly string[];
  readonly store: string;
  /** Years after the start event; permanent where none are said. */
  readonly years?: number;
  /** The start event: one of these, when nothing has happened to the thing since; its last change where none are named. */
  readonly starts?: readonly string[];
  /** What starts the time of what stands outside the log. */
  readonly startsWhen?: Words;
  readonly basis: Words;
  readonly disposal: Words;
  /** The platform lets it go by itself once its time is decided; otherwise that takes an act of persons, or of nobody. */
  readonly carriedOut?: 'platform';
  /** What its things are unless somebody has classified them (621/1999). */
  readonly publicity: PublicityClass;
  /** Numbers of § 24 (1) of 621/1999, where the class is secret. */
  readonly grounds?: readonly number[];
  /** Events that hold what is not finished, and so not public yet (621/1999 § 6): not told in public, whatever the class. */
  readonly unfinished?: readonly string[];
}

const archive: Words = {
  fi: 'Tiedonhallintalaki 906/2019 21 §; pysyvästä säilyttämisestä (arkistoinnista) määrää Kansallisarkisto.',
  sv: 'Informationshanteringslagen 906/2019 21 §; om varaktig förvaring (arkivering) bestämmer Riksarkivet.',
  en: 'Act on Information Management 906/2019 § 21; permanent keeping (archiving) is for the National Archives to order.',
};
const need: Words = {
  fi: 'Tiedonhallintalaki 906/2019 21 §: tarve tehtävässä, oikeusvaikutukset ja vahingonkorvausoikeus. Aika on ehdotus.',
  sv: 'Informationshanteringslagen 906/2019 21 §: behovet i uppgiften, rättsverkningar och skadeståndsrätt. Tiden är ett förslag.',
  en: 'Act on Information Management 906/2019 § 21: need in the task, legal effects and liability. The time is a proposal.',
};
const minimal: Words = {
  fi: 'Yleinen tietosuoja-asetus (EU) 2016/679 5 art. 1 kohta e: ei pidempään kuin tarpeen. Aika on ehdotus.',
  sv: 'Allmänna dataskyddsförordningen (EU) 2016/679 art. 5.1 e: inte längre än nödvändigt. Tiden är ett förslag.',
  en: 'General Data Protection Regulation (EU) 2016/679 art. 5(1)(e): no longer than needed. The time is a proposal.',
};
const kept: Words = {
  fi: 'Ei hävitetä. Siirretään arkistoon todisteineen (talkoot bundle).',
  sv: 'Förstörs inte. Överförs till arkivet med bevis (talkoot bundle).',
  en: 'Not disposed of. Handed to the archive with its proofs (talkoot bundle).',
};
const textsGo: Words = {
  fi: 'Päätös kirjataan. Tapahtumat jäävät lokiin, jotta muu pysyy todistettavana; niiden henkilökohtaiset tekstit poistetaan erikseen, ja niistä jää jäljelle vain se, että ne olivat.',
  sv: 'Beslutet antecknas. Händelserna stannar i loggen så att resten kan bevisas; deras personliga texter raderas särskilt, och av dem återstår bara att de fanns.',
  en: 'The decision is recorded. The events stay in the log, so that the rest can be proven; personal texts in them are erased by an act of their own, and only that they were is left.',
};
const traced: Words = {
  fi: 'Tiedonhallintalaki 906/2019 17 §. Laki ei sano aikaa; viisi vuotta on yleinen käytäntö, koska virkavastuuta voidaan selvittää sen ajan.',
  sv: 'Informationshanteringslagen 906/2019 17 §. Lagen anger ingen tid; fem år är allmän praxis, eftersom tjänsteansvar kan utredas så länge.',
  en: 'Act on Information Management 906/2019 § 17. The act says no time; five years is common practice, since official liability may be looked into for that long.',
};
const rowsGo: Words = {
  fi: 'Rivit poistetaan omasta tietokannastaan.',
  sv: 'Raderna tas bort ur sin egen databas.',
  en: 'Rows are removed from their own database.',
};
const madeAnew: Words = {
  fi: 'Tehdään lokista uudelleen; vanhan voi poistaa milloin vain.',
  sv: 'Görs på nytt ur loggen; det gamla kan tas bort när som helst.',
  en: 'Made anew from the log; the old may be removed at any time.',
};

const log = 'log';

/**
 * What is proposed for every kind of data there is. Values follow Finnish practice as far as it is known to us; they
 * bind nobody until the organisation has confirmed them, class by class, and are not advice on the law.
 */
export const retentionPlan: readonly DataClass[] = [
  {
    id: 'settings',
    name: {
      fi: 'Yhteistyön asetukset ja osapuolet',
      sv: 'Samarbetets inställningar och parter',
      en: 'Settings and parties',
    },
    kinds: ['collaboration', 'partner', 'team'],
    ...{ store: log, basis: archive, disposal: kept, publicity: 'public' },
  },
  {
    id: 'mandates',
    name: { fi: 'Valtuudet', sv: 'Fullmakter', en: 'Mandates' },
    kinds: ['mandate'],
    ...{ store: log, basis: archive, disposal: kept, publicity: 'discretionary' },
  },
  {
    id: 'agenda',
    name: { fi: 'Yhteinen agenda ja päätökset', sv: 'Gemensam agenda och beslut', en: 'Common agenda and decisions' },
    kinds: ['strategy', 'programme', 'goal', 'decision', 'link'],
    ...{ store: log, basis: archive, disposal: kept, publicity: 'public' },
    unfinished: ['GoalDrafted'],
  },
  {
    id: 'indicators',
    name: { fi: 'Mittarien määritelmät', sv: 'Definitioner av indikatorer', en: 'Definitions of indicators' },
    kinds: ['indicator'],
    ...{ store: log, years: 10, starts: ['IndicatorRetired'], basis: need, disposal: textsGo, publicity: 'public' },
  },
  {
    id: 'measurements',
    name: { fi: 'Mittaustulokset', sv: 'Mätvärden', en: 'Measurements' },
    kinds: ['series', 'lock', 'disclosure'],
    ...{ store: log, years: 10, basis: need, disposal: textsGo, publicity: 'discretionary' },
    unfinished: ['MeasurementDrafted', 'MeasurementDraftDropped'],
  },
  {
    id: 'agreements',
    name: { fi: 'Tietojen jakamista koskevat sopimukset', sv: 'Avtal om datadelning', en: 'Data-sharing agreements' },
    kinds: ['agreement'],
    ...{ store: log, years: 10, starts: ['AgreementEnded'], basis: need, disposal: textsGo, publicity: 'public' },
    unfinished: ['AgreementDrafted', 'AgreementAmended'],
  },
  {
    id: 'activities',
    name: { fi: 'Toiminta ja tilat', sv: 'Verksamhet och lokaler', en: 'Activities and facilities' },
    kinds: ['activity', 'facility'],
    starts: ['ActivityEnded', 'ActivityMerged', 'ActivitySuperseded', 'FacilityClosed'],
    ...{ store: log, years: 10, basis: need, disposal: textsGo, publicity: 'public' },
  },
  {
    id: 'sessions',
    name: { fi: 'Tapahtumakerrat ja kävijämäärät', sv: 'Tillfällen och besökarantal', en: 'Sessions and head counts' },
    kinds: ['session'],
    ...{ store: log, years: 10, basis: need, disposal: textsGo, publicity: 'discretionary' },
  },
  {
    id: 'tasks',
    name: {
      fi: 'Tehtävät, riskit ja vuosikello',
      sv: 'Uppgifter, risker och årsklocka',
      en: 'Tasks, risks and the annual clock',
    },
    kinds: ['task', 'risk', 'clock'],
    starts: ['TaskCompleted', 'TaskCancelled', 'RiskClosed', 'ClockItemEnded'],
    ...{ store: log, years: 5, basis: need, disposal: textsGo, publicity: 'discretionary' },
  },
  {
    id: 'dialogue',
    name: { fi: 'Vuoropuhelu', sv: 'Dialog', en: 'Dialogue' },
    kinds: ['thread', 'feedback', 'observation', 'theme', 'notice', 'ack'],
    ...{ store: log, years: 5, basis: minimal, disposal: textsGo, publicity: 'discretionary' },
  },
  {
    id: 'meetings',
    name: { fi: 'Kokoukset ja muistiot', sv: 'Möten och anteckningar', en: 'Meetings and minutes' },
    kinds: ['meeting'],
    ...{ store: log, basis: archive, disposal: kept, publicity: 'discretionary' },
  },
  {
    id: 'reports',
    name: { fi: 'Puolivuotiskatsaukset', sv: 'Halvårsöversikter', en: 'Half-year reports' },
    kinds: ['report', 'period'],
    ...{ store: log, basis: archive, disposal: kept, publicity: 'public' },
    unfinished: ['ReportWritten'],
  },
  {
    id: 'assessments',
    name: {
      fi: 'Ohjelmien arviot ja itsearviot',
      sv: 'Bedömningar och självvärderingar',
      en: 'Assessments and self-assessments',
    },
    kinds: ['assessment', 'checkup'],
    ...{ store: log, years: 10, basis: need, disposal: textsGo, publicity: 'discretionary' },
    unfinished: ['AssessmentDrafted'],
  },
  {
    id: 'access',
    name: { fi: 'Käyttöloki', sv: 'Åtkomstlogg', en: 'Record of access' },
    kinds: ['access'],
    ...{ store: log, years: 5, disposal: textsGo, publicity: 'secret', grounds: [7] },
    basis: traced,
  },
  {
    id: 'requests',
    carriedOut: 'platform',
    name: { fi: 'Pyyntöjen loki', sv: 'Logg över förfrågningar', en: 'Record of requests' },
    ...{ kinds: [], store: 'access.db', years: 5, basis: traced, publicity: 'secret', grounds: [7] },
    startsWhen: { fi: 'Pyyntö tehtiin.', sv: 'Förfrågan gjordes.', en: 'The request was made.' },
    disposal: {
      fi: 'Poistetaan päivä kerrallaan kokonaan, kun vahvistettu aika on kulunut (ennen vahvistusta asetuksen accessDays mukaan); todisteet jäävät.',
      sv: 'Raderas en hel dag i taget när den bekräftade tiden har gått (före det enligt inställningen accessDays); bevisen blir kvar.',
      en: 'Deleted a whole day at a time once the confirmed time has passed (before that, the setting accessDays); the proofs stay.',
    },
  },
  {
    id: 'stewardship',
    name: {
      fi: 'Säilytyksen ja julkisuuden päätökset',
      sv: 'Beslut om förvaring och offentlighet',
      en: 'Decisions on retention and publicity',
    },
    kinds: ['retention', 'publicity'],
    ...{ store: log, basis: archive, disposal: kept, publicity: 'discretionary' },
  },
  {
    id: 'erasures',
    name: {
      fi: 'Poistamisen ja rajoittamisen päätökset',
      sv: 'Beslut om radering och begränsning',
      en: 'Decisions on erasure and restriction',
    },
    kinds: ['erasure', 'removal'],
    ...{ store: log, disposal: kept, publicity: 'discretionary' },
    basis: {
      fi: 'Yleinen tietosuoja-asetus (EU) 2016/679 5 art. 2 kohta: poistaminen on voitava osoittaa, ja varmuuskopiosta palautettu poistetaan näiden mukaan uudelleen.',
      sv: 'Allmänna dataskyddsförordningen (EU) 2016/679 art. 5.2: raderingen ska kunna visas, och det som återställs ur en säkerhetskopia raderas på nytt efter dessa.',
      en: 'General Data Protection Regulation (EU) 2016/679 art. 5(2): an erasure must be shown, and what is restored from a backup is erased anew by these.',
    },
  },
  {
    id: 'directory',
    name: { fi: 'Henkilöhakemisto', sv: 'Personkatalog', en: 'People directory' },
    ...{ kinds: [], store: 'people.db', years: 1, basis: minimal, disposal: rowsGo, publicity: 'discretionary' },
    startsWhen: {
      fi: 'Henkilön viimeinen valtuus päättyi.',
      sv: 'Personens sista fullmakt upphörde.',
      en: 'The person’s last mandate ended.',
    },
  },
  {
    id: 'notifications',
    carriedOut: 'platform',
    name: { fi: 'Ilmoitukset', sv: 'Aviseringar', en: 'Notifications' },
    ...{ kinds: [], store: 'people.db', years: 1, basis: minimal, disposal: rowsGo, publicity: 'discretionary' },
    startsWhen: { fi: 'Ilmoitus tehtiin.', sv: 'Aviseringen gjordes.', en: 'The notification was made.' },
  },
  {
    id: 'signins',
    carriedOut: 'platform',
    name: { fi: 'Kirjautumisistunnot', sv: 'Inloggningssessioner', en: 'Sign-in sessions' },
    ...{
      kinds: [],
      store: 'memory or sessions.db',
      years: 0,
      basis: minimal,
      disposal: rowsGo,
      publicity: 'discretionary',
    },
    startsWhen: {
      fi: 'Istunto päättyi: viimeistään kymmenen tunnin kuluttua.',
      sv: 'Sessionen upphörde: senast efter tio timmar.',
      en: 'The session ended: after ten hours at the latest.',
    },
  },
  {
    id: 'keys',
    name: {
      fi: 'Henkilökohtaisten tekstien avaimet',
      sv: 'Nycklar till personliga texter',
      en: 'Keys of personal texts',
    },
    ...{ kinds: [], store: 'keys.db', years: 0, basis: minimal, disposal: rowsGo, publicity: 'secret', grounds: [7] },
    startsWhen: {
      fi: 'Tekstin hävittämisestä tai poistamisesta päätettiin.',
      sv: 'Beslut fattades om att förstöra eller radera texten.',
      en: 'It was decided to dispose of the text or to erase it.',
    },
  },
  {
    id: 'checkpoints',
    name: { fi: 'Allekirjoitetut tarkistuspisteet', sv: 'Undertecknade kontrollpunkter', en: 'Signed checkpoints' },
    ...{ kinds: [], store: 'checkpoints.db', basis: archive, disposal: kept, publicity: 'public' },
  },
  {
    id: 'caches',
    carriedOut: 'platform',
    name: { fi: 'Välimuistit', sv: 'Mellanlager', en: 'Caches' },
    ...{
      kinds: [],
      store: 'snapshots/, history.db',
      years: 0,
      basis: need,
      disposal: madeAnew,
      publicity: 'discretionary',
    },
    startsWhen: { fi: 'Uusi tehtiin.', sv: 'En ny gjordes.', en: 'A new one was made.' },
  },
];

/** The class of a thing, by what its id begins with. */
export const classOf = (id: string): DataClass | undefined => byKind.get(id.slice(0, id.indexOf('_')));
const byKind = new Map(retentionPlan.flatMap((one) => one.kinds.map((kind): [string, DataClass] => [kind, one])));

/** Whether an event of a type holds what is not finished. */
export const isUnfinished = (type: string): boolean => unfinishedTypes.has(type);
const unfinishedTypes = new Set(retentionPlan.flatMap(({ unfinished }) => unfinished ?? []));
