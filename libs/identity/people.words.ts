import type { Role } from '#decider';
import type { Text, Words } from '#language';

export type PeopleRefusal =
  | 'PERSON_ELSEWHERE'
  | 'PERSON_EMAIL_UNFIT'
  | 'PERSON_FORMER'
  | 'PERSON_HOLDS_MANDATES'
  | 'PERSON_NAME_UNFIT'
  | 'PERSON_NOT_FOUND'
  | 'PERSON_SIGNS_IN'
  | 'PERSON_SUCCESSOR_UNCLEAR';

/** What is wrong with what was asked of the directory, and what the person can do about it. */
export const peopleWords = {
  PERSON_ELSEWHERE: {
    fi: 'Henkilöllä on valtuutuksia myös sellaisissa organisaatioissa tai kokonaisuuksissa, joita et hoida. Pyydä niiden pääkäyttäjää tai henkilöä itseään tekemään tämä.',
    sv: 'Personen har fullmakter också i organisationer eller helheter som du inte sköter. Be deras administratör eller personen själv göra detta.',
    en: 'The person also holds mandates in organisations or collaborations you do not look after. Ask an administrator there, or the person, to do this.',
  },
  PERSON_EMAIL_UNFIT: {
    fi: 'Sähköpostiosoite ei ole oikeaa muotoa. Kirjoita se muodossa nimi@esimerkki.fi.',
    sv: 'E-postadressen har fel form. Skriv den i formen namn@exempel.fi.',
    en: 'The e-mail address is not well formed. Write it as name@example.org.',
  },
  PERSON_FORMER: {
    fi: 'Henkilön tiedot on poistettu, eikä häntä voi enää kutsua. Kutsu hänet uutena henkilönä.',
    sv: 'Personens uppgifter har raderats och personen kan inte längre bjudas in. Bjud in personen som en ny person.',
    en: 'What was known of this person was erased, and they can no longer be invited. Invite them as a new person.',
  },
  PERSON_HOLDS_MANDATES: {
    fi: 'Henkilöllä on vielä voimassa olevia valtuutuksia. Päätä ne ensin: poista henkilö organisaatioista tai nimeä hänelle seuraaja.',
    sv: 'Personen har ännu fullmakter i kraft. Avsluta dem först: låt personen lämna organisationerna eller utse en efterträdare.',
    en: 'The person still holds mandates. End them first: let the person leave the organisations, or name a successor.',
  },
  PERSON_NAME_UNFIT: {
    fi: 'Nimi ei kelpaa. Kirjoita pelkkä nimi yhdelle riville: ei henkilötunnusta, osoitetta eikä puhelinnumeroa.',
    sv: 'Namnet duger inte. Skriv bara namnet på en rad: ingen personbeteckning, adress eller telefonnummer.',
    en: 'The name is not valid. Write the name alone on one line: no identity code, address or telephone number.',
  },
  PERSON_NOT_FOUND: {
    fi: 'Tällaista henkilöä ei ole sinulle. Tarkista tunnus.',
    sv: 'Det finns ingen sådan person för dig. Kontrollera id:t.',
    en: 'There is no such person for you. Check the id.',
  },
  PERSON_SIGNS_IN: {
    fi: 'Henkilö on jo ottanut kutsun vastaan ja voi kirjautua. Uutta kutsua ei tarvita.',
    sv: 'Personen har redan tagit emot inbjudan och kan logga in. Ingen ny inbjudan behövs.',
    en: 'The person has already accepted an invitation and can sign in. No new one is needed.',
  },
  PERSON_SUCCESSOR_UNCLEAR: {
    fi: 'Kerro seuraaja yhdellä tavalla: joko tunnuksella tai uuden henkilön nimellä ja osoitteella. Seuraaja on joku muu kuin hän, joka lähtee.',
    sv: 'Ange efterträdaren på ett sätt: antingen med id eller med en ny persons namn och adress. Efterträdaren är någon annan än den som lämnar.',
    en: 'Say who follows in one way: by an id, or by the name and address of a new person. A successor is somebody other than who leaves.',
  },
} satisfies Record<PeopleRefusal, Words>;

/** What somebody invited is called by those who may not know their name, unless the inviter says it better. */
export const roleLabels: Readonly<Record<Role, Text>> = {
  member: { original: 'fi', fi: 'Jäsen', sv: 'Medlem', en: 'Member' },
  reporter: { original: 'fi', fi: 'Tulosten ilmoittaja', sv: 'Rapportör', en: 'Reporter' },
  endorser: {
    original: 'fi',
    fi: 'Organisaation puolesta vahvistava',
    sv: 'Den som godkänner för organisationen',
    en: 'Endorser',
  },
  contact: { original: 'fi', fi: 'Yhteyshenkilö', sv: 'Kontaktperson', en: 'Contact person' },
  coordinator: { original: 'fi', fi: 'Koordinaattori', sv: 'Koordinator', en: 'Coordinator' },
  reviewer: { original: 'fi', fi: 'Tulosten tarkistaja', sv: 'Den som granskar resultat', en: 'Reviewer' },
  auditor: { original: 'fi', fi: 'Tarkastaja', sv: 'Revisor', en: 'Auditor' },
  administrator: { original: 'fi', fi: 'Pääkäyttäjä', sv: 'Administratör', en: 'Administrator' },
};

export const formerLabel: Text = { original: 'fi', fi: 'Entinen henkilö', sv: 'Tidigare person', en: 'Former person' };
export const unnamedLabel: Text = { original: 'fi', fi: 'Henkilö', sv: 'Person', en: 'Person' };
