import type { Language, Words } from '#language';

/** Parts of the directory that belong together, in the order in which they are told; by the tables they lie in. */
export const partsOfDirectory = [
  {
    id: 'who',
    tables: ['people', 'details'],
    words: { fi: 'Kuka olet', sv: 'Vem du är', en: 'Who you are' },
  },
  {
    id: 'sign-in',
    tables: ['subjects', 'accounts', 'invitations'],
    words: { fi: 'Kirjautuminen', sv: 'Inloggning', en: 'Sign-in' },
  },
  {
    id: 'let-in',
    tables: ['admissions', 'openers'],
    words: { fi: 'Kuka päästi sinut sisään', sv: 'Vem som släppte in dig', en: 'Who let you in' },
  },
  {
    id: 'notifications',
    tables: ['inbox', 'notification_rules', 'visits'],
    words: { fi: 'Ilmoitukset', sv: 'Aviseringar', en: 'Notifications' },
  },
  {
    id: 'forgetting',
    tables: ['forgettings'],
    words: { fi: 'Tietojesi poistaminen on kesken', sv: 'Dina uppgifter håller på att raderas', en: 'Being forgotten' },
  },
] as const satisfies readonly { id: string; tables: readonly string[]; words: Words }[];

/** What one row of a table is. */
export const rowWords: Readonly<Record<string, Words>> = {
  people: { fi: 'Rooli, jolla sinut esitetään', sv: 'Rollen du visas i', en: 'The role you are shown by' },
  details: { fi: 'Nimi ja yhteystiedot', sv: 'Namn och kontaktuppgifter', en: 'Name and contact details' },
  subjects: { fi: 'Tunnistautumistapa', sv: 'Sätt att identifiera sig', en: 'A way to sign in' },
  accounts: { fi: 'Paikallinen käyttäjätili', sv: 'Lokalt användarkonto', en: 'A local account' },
  invitations: { fi: 'Kutsu, jota ei ole vielä hyväksytty', sv: 'En inbjudan som väntar', en: 'A waiting invitation' },
  admissions: { fi: 'Kutsuja', sv: 'Vem som bjöd in', en: 'Who invited you' },
  openers: {
    fi: 'Saat avata uusia yhteistyökokonaisuuksia',
    sv: 'Du får öppna nya samarbetshelheter',
    en: 'You may open new collaborations',
  },
  inbox: { fi: 'Ilmoitus', sv: 'Avisering', en: 'Notification' },
  notification_rules: { fi: 'Valitsemasi ilmoitustapa', sv: 'Ditt val av avisering', en: 'How you chose to be told' },
  visits: { fi: 'Mihin asti olet lukenut', sv: 'Hur långt du har läst', en: 'How far you have read' },
  forgettings: { fi: 'Päätetty, ja tehdään loppuun', sv: 'Beslutat, och slutförs', en: 'Decided, and being finished' },
};

/** What a column of a table or a field of an event is called. */
export const fieldWords: Readonly<Record<string, Words>> = {
  about: { fi: 'Kohde', sv: 'Gäller', en: 'About' },
  at: { fi: 'Aika', sv: 'Tid', en: 'Time' },
  author: { fi: 'Kenen sanat', sv: 'Vems ord', en: 'Whose words' },
  basis: { fi: 'Peruste', sv: 'Grund', en: 'Basis' },
  code: { fi: 'Syyn tunnus', sv: 'Orsakens kod', en: 'Code of the reason' },
  collaboration: { fi: 'Yhteistyökokonaisuus', sv: 'Samarbetshelhet', en: 'Collaboration' },
  command: { fi: 'Mitä yritettiin', sv: 'Vad som försöktes', en: 'What was tried' },
  decision: { fi: 'Päätös', sv: 'Beslut', en: 'Decision' },
  demonstration: { fi: 'Keksitty esittelyä varten', sv: 'Påhittad för visning', en: 'Made up for a demonstration' },
  email: { fi: 'Sähköposti', sv: 'E-post', en: 'E-mail' },
  fields: { fi: 'Poistetut kohdat', sv: 'Borttagna ställen', en: 'Places taken out' },
  from: { fi: 'Alkaa', sv: 'Börjar', en: 'From' },
  how: { fi: 'Miten kerrotaan', sv: 'Hur det berättas', en: 'How it is told' },
  id: { fi: 'Tunnus', sv: 'Id', en: 'Id' },
  indicator: { fi: 'Vain mittari', sv: 'Endast indikatorn', en: 'Only the indicator' },
  inviter: { fi: 'Kutsuja', sv: 'Inbjuden av', en: 'Invited by' },
  issuer: { fi: 'Tunnistuspalvelu', sv: 'Identifieringstjänst', en: 'Sign-in service' },
  kind: { fi: 'Laji', sv: 'Slag', en: 'Kind' },
  kinds: { fi: 'Vain näissä asioissa', sv: 'Endast i dessa ärenden', en: 'Only in these' },
  label: { fi: 'Rooli', sv: 'Roll', en: 'Role' },
  language: { fi: 'Kieli', sv: 'Språk', en: 'Language' },
  mandate: { fi: 'Valtuus', sv: 'Fullmakt', en: 'Mandate' },
  more: { fi: 'Muita kohteita', sv: 'Andra ärenden', en: 'Other things' },
  name: { fi: 'Nimi', sv: 'Namn', en: 'Name' },
  organisation: { fi: 'Organisaatio', sv: 'Organisation', en: 'Organisation' },
  part: { fi: 'Osa', sv: 'Del', en: 'Part' },
  partner: { fi: 'Organisaatio', sv: 'Organisation', en: 'Organisation' },
  person: { fi: 'Henkilö', sv: 'Person', en: 'Person' },
  plan: { fi: 'Mitä tehdään', sv: 'Vad som görs', en: 'What is done' },
  position: { fi: 'Paikka lokissa', sv: 'Plats i loggen', en: 'Place in the log' },
  programme: { fi: 'Vain ohjelma', sv: 'Endast programmet', en: 'Only the programme' },
  proposedBy: { fi: 'Ehdottaja', sv: 'Föreslagen av', en: 'Proposed by' },
  reason: { fi: 'Syy', sv: 'Orsak', en: 'Reason' },
  replacement: { fi: 'Tiiviste siitä, mitä jäi', sv: 'Kondensat av det som blev kvar', en: 'Digest of what was left' },
  role: { fi: 'Rooli', sv: 'Roll', en: 'Role' },
  seen_at: { fi: 'Luettu', sv: 'Läst', en: 'Read' },
  shown_at: { fi: 'Näytetty', sv: 'Visad', en: 'Shown' },
  sign_in: { fi: 'Näkyy kirjautumissivulla', sv: 'Syns på inloggningssidan', en: 'On the sign-in page' },
  size: { fi: 'Tapahtumia', sv: 'Händelser', en: 'Events' },
  subject: { fi: 'Kohde', sv: 'Gäller', en: 'About' },
  subjects: { fi: 'Kohteet', sv: 'Gäller', en: 'About' },
  times: { fi: 'Kertoja', sv: 'Gånger', en: 'Times' },
  to: { fi: 'Päättyy', sv: 'Slutar', en: 'To' },
  until: { fi: 'Voimassa', sv: 'I kraft till', en: 'In force until' },
};

/** Where a name means something else than everywhere else. */
export const fieldWordsIn: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  subjects: {
    subject: { fi: 'Tunnus tunnistuspalvelussa', sv: 'Id i identifieringstjänsten', en: 'Id at the sign-in service' },
  },
  accounts: { name: { fi: 'Käyttäjänimi', sv: 'Användarnamn', en: 'User name' } },
};

/** Whatever has no name yet. */
export const otherWords: Words = { fi: 'Muu tieto', sv: 'Annan uppgift', en: 'Other' };

export const yesOrNo: Readonly<Record<'yes' | 'no', Words>> = {
  yes: { fi: 'Kyllä', sv: 'Ja', en: 'Yes' },
  no: { fi: 'Ei', sv: 'Nej', en: 'No' },
};

/** Values that are words of a list. */
export const valueWords: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  how: {
    off: { fi: 'Ei lainkaan', sv: 'Inte alls', en: 'Not at all' },
    inbox: { fi: 'Heti saapuneisiin', sv: 'Genast i inkorgen', en: 'At once, in the inbox' },
    digest: { fi: 'Koosteessa kerran päivässä', sv: 'I ett dagligt sammandrag', en: 'In a daily digest' },
  },
  language: {
    fi: { fi: 'suomi', sv: 'finska', en: 'Finnish' },
    sv: { fi: 'ruotsi', sv: 'svenska', en: 'Swedish' },
    en: { fi: 'englanti', sv: 'engelska', en: 'English' },
  },
};

export const requestWords = {
  query: { fi: 'Luit', sv: 'Du läste', en: 'You read' },
  mutation: { fi: 'Muutit', sv: 'Du ändrade', en: 'You changed' },
  subscription: { fi: 'Seurasit muutoksia', sv: 'Du följde ändringar', en: 'You followed changes' },
  http: { fi: 'Avasit sivun', sv: 'Du öppnade en sida', en: 'You opened a page' },
} satisfies Record<string, Words>;

export const outcomeWords = {
  answered: { fi: 'vastattiin', sv: 'besvarades', en: 'answered' },
  refused: { fi: 'ei voitu tehdä', sv: 'kunde inte göras', en: 'could not be done' },
  denied: { fi: 'ei ollut oikeutta', sv: 'rätt saknades', en: 'not allowed' },
  failed: { fi: 'epäonnistui', sv: 'misslyckades', en: 'failed' },
} satisfies Record<string, Words>;

export const reportWords = {
  fi: {
    title: 'Mitä sinusta on tallennettu',
    lead: 'Tässä on kaikki, mitä Talkootissa on tallennettu tunnuksella',
    made: 'Koottu',
    contents: 'Sisältö',
    directory: 'Henkilöhakemisto',
    directoryLead:
      'Nimi, osoitteet ja tunnistautuminen. Nämä ovat erillään tapahtumalokista ja ne voi korjata tai poistaa.',
    acts: 'Mitä olet tehnyt ja kirjoittanut',
    named: 'Mitä muut ovat sinusta kirjanneet',
    access: 'Mitä käytöstäsi ja tietojesi katselusta on kirjattu',
    requests: 'Mitä olet pyytänyt palvelimelta',
    requestsLead: 'Pyyntöjä tallessa (uusimmat alla)',
    none: 'Mitään ei ole tallessa.',
    where: 'Kohde',
    rights:
      'Voit pyytää tietojen korjaamista, poistamista tai käsittelyn rajoittamista yhteistyökokonaisuuden pääkäyttäjältä. Virassa kirjattua tointa ei aina voi poistaa: silloin saat perustelun.',
    json: 'Sama koneluettavana (JSON)',
  },
  sv: {
    title: 'Vad som har sparats om dig',
    lead: 'Här är allt som har sparats i Talkoot under id:t',
    made: 'Sammanställt',
    contents: 'Innehåll',
    directory: 'Personkatalogen',
    directoryLead:
      'Namn, adresser och identifiering. De hålls åtskilda från händelseloggen och kan rättas eller raderas.',
    acts: 'Vad du har gjort och skrivit',
    named: 'Vad andra har antecknat om dig',
    access: 'Vad som har antecknats om din användning och om vem som läst dina uppgifter',
    requests: 'Vad du har begärt av servern',
    requestsLead: 'Sparade begäranden (de nyaste nedan)',
    none: 'Inget finns sparat.',
    where: 'Gäller',
    rights:
      'Du kan be samarbetshelhetens administratör att rätta eller radera uppgifter eller att begränsa behandlingen. En åtgärd som antecknats i tjänsten kan inte alltid raderas: då får du en motivering.',
    json: 'Samma i maskinläsbar form (JSON)',
  },
  en: {
    title: 'What is stored about you',
    lead: 'This is all that is stored in Talkoot under the id',
    made: 'Made',
    contents: 'Contents',
    directory: 'Directory of people',
    directoryLead:
      'Name, addresses and sign-in. They are kept apart from the event log, and can be corrected or erased.',
    acts: 'What you have done and written',
    named: 'What others have recorded about you',
    access: 'What was recorded of your use, and of who read about you',
    requests: 'What you have asked the server for',
    requestsLead: 'Requests kept (the newest below)',
    none: 'Nothing is held.',
    where: 'About',
    rights:
      'You can ask an administrator of the collaboration to correct or erase data, or to restrict its processing. An act recorded in office cannot always be erased: then you are told why.',
    json: 'The same for machines (JSON)',
  },
} satisfies Record<Language, Record<string, string>>;
