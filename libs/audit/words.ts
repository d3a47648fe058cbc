import type { Words } from '#language';
import type { AccessRefusal } from './access.ts';
import type { ErasureRefusal } from './erasure.ts';
import type { PublicityRefusal } from './publicity.ts';
import type { RemovalRefusal } from './removal.ts';
import type { RetentionRefusal } from './retention.ts';

/** What each refusal of this context says to a person: what is wrong, and what can be done. */
export const auditWords = {
  ACCESS_COLLABORATION_UNKNOWN: {
    fi: 'Tätä yhteistyökokonaisuutta ei ole avattu, joten siitä ei pidetä käyttölokia. Tarkista tunnus.',
    sv: 'Denna samarbetshelhet har inte öppnats, så ingen åtkomstlogg förs över den. Kontrollera koden.',
    en: 'This collaboration has not been opened, so no record of access is kept of it. Check the id.',
  },
  ACCESS_RECORDED_BY_PLATFORM: {
    fi: 'Käyttölokia kirjoittaa vain alusta itse. Tarkastaja voi lukea sitä, kukaan ei voi muuttaa sitä.',
    sv: 'Åtkomstloggen skrivs bara av plattformen själv. Granskaren kan läsa den, ingen kan ändra den.',
    en: 'Only the platform itself writes the record of access. An auditor can read it, nobody can change it.',
  },
  ERASURE_DECISION_MALFORMED: {
    fi: 'Anna päätöksen tunnus sellaisena kuin se on rekisterissä, esimerkiksi 1839/00.01/2026 § 6.',
    sv: 'Ange beslutets beteckning så som den står i registret, till exempel 1839/00.01/2026 § 6.',
    en: 'Give the decision as the register names it, for example 1839/00.01/2026 § 6.',
  },
  ERASURE_EXISTS: {
    fi: 'Tällä tunnuksella on jo kirjattu toimi. Kirjaa uusi toimi omalla tunnuksellaan.',
    sv: 'En åtgärd har redan antecknats under detta id. Anteckna den nya under ett eget id.',
    en: 'Something was recorded under this id already. Record the new act under an id of its own.',
  },
  ERASURE_KIND_MALFORMED: {
    fi: 'Anna asian laji niin kuin tunnus alkaa, esimerkiksi thread tai risk.',
    sv: 'Ange slaget så som id:t börjar, till exempel thread eller risk.',
    en: 'Give the kind of thing as its id begins, for example thread or risk.',
  },
  ERASURE_NOT_FOUND: {
    fi: 'Rajoitusta ei löydy. Tarkista tunnus.',
    sv: 'Begränsningen hittas inte. Kontrollera id:t.',
    en: 'There is no such restriction. Check the id.',
  },
  ERASURE_NOT_RESTRICTED: {
    fi: 'Tällä kirjauksella ei rajoiteta mitään, joten rajoitusta ei voi poistaa. Tarkista tunnus.',
    sv: 'Denna anteckning begränsar inget, så det finns ingen begränsning att häva. Kontrollera id:t.',
    en: 'Nothing is restricted by this record, so there is nothing to lift. Check the id.',
  },
  ERASURE_PERSON_UNKNOWN: {
    fi: 'Tällä henkilöllä ei ole ollut valtuutta yhteistyökokonaisuudessa, joten hän ei ole kirjoittanut sinne mitään. Tarkista tunnus.',
    sv: 'Personen har inte haft någon fullmakt i samarbetshelheten och har därför inte skrivit något där. Kontrollera id:t.',
    en: 'This person has held no mandate in the collaboration, and so has written nothing there. Check the id.',
  },
  PUBLICITY_ABOUT_UNKNOWN: {
    fi: 'Kohdetta ei löydy. Tarkista tunnus.',
    sv: 'Objektet finns inte. Kontrollera id:t.',
    en: 'There is no such thing. Check the id.',
  },
  PUBLICITY_GROUND_MISSING: {
    fi: 'Salassa pidettävälle pitää olla laissa peruste. Anna julkisuuslain 24 §:n 1 momentin kohdan numero tai muun lain säännös.',
    sv: 'För sekretess behövs en grund i lag. Ange numret på punkten i 24 § 1 mom. i offentlighetslagen eller en bestämmelse i en annan lag.',
    en: 'What is secret needs a ground in law. Give a number of § 24 (1) of the Openness Act, or a provision of another act.',
  },
  PUBLICITY_GROUND_UNFIT: {
    fi: 'Salassapitoperuste kuuluu vain salassa pidettävälle. Jätä peruste pois tai valitse salassa pidettävä.',
    sv: 'En sekretessgrund hör bara till det som är sekretessbelagt. Utelämna grunden eller välj sekretessbelagd.',
    en: 'Only what is secret has a ground of secrecy. Leave the ground out, or choose secret.',
  },
  PUBLICITY_ID_UNFIT: {
    fi: 'Tunnuksen pitää olla publicity_ ja kohteen tunnus. Korjaa tunnus.',
    sv: 'Id:t ska vara publicity_ och objektets id. Rätta id:t.',
    en: 'The id must be publicity_ and the id of the thing. Correct the id.',
  },
  PUBLICITY_NOT_SET: {
    fi: 'Kohdetta ei ole luokiteltu, joten luokitusta ei voi perua.',
    sv: 'Objektet har inte klassificerats, så det finns inget att återta.',
    en: 'The thing has not been classified, so there is nothing to take back.',
  },
  PUBLICITY_UNTIL_PAST: {
    fi: 'Viimeinen päivä on jo mennyt. Anna tämä päivä tai myöhempi.',
    sv: 'Den sista dagen har redan passerat. Ange dagens datum eller ett senare.',
    en: 'The last day is past. Give today or a later day.',
  },
  PUBLICITY_UNTIL_TOO_LATE: {
    fi: 'Salassapito kestää enintään 25 vuotta, yksityiselämää suojaavilla perusteilla (24–32) enintään 100 vuotta (julkisuuslaki 31 §). Anna aikaisempi päivä.',
    sv: 'Sekretess gäller högst 25 år, på grunder som skyddar privatlivet (24–32) högst 100 år (offentlighetslagen 31 §). Ange en tidigare dag.',
    en: 'Secrecy lasts 25 years at most, 100 on grounds that protect private life (24–32), by § 31 of the Openness Act. Give an earlier day.',
  },
  REMOVAL_BY_ITS_PROPOSER: {
    fi: 'Poiston vahvistaa eri henkilö kuin se, joka sitä ehdotti. Pyydä toista pääkäyttäjää vahvistamaan.',
    sv: 'Raderingen bekräftas av en annan person än den som föreslog den. Be en annan administratör bekräfta.',
    en: 'A removal is confirmed by another person than the one who proposed it. Ask another administrator.',
  },
  REMOVAL_EXISTS: {
    fi: 'Tällä tunnuksella on jo ehdotettu poistoa. Tee uusi ehdotus omalla tunnuksellaan.',
    sv: 'En radering har redan föreslagits under detta id. Gör det nya förslaget under ett eget id.',
    en: 'A removal was proposed under this id already. Propose the new one under an id of its own.',
  },
  REMOVAL_FIELD_MALFORMED: {
    fi: 'Anna kentän paikka tapahtuman tiedoissa, esimerkiksi /text tai /minutes/0.',
    sv: 'Ange fältets plats i händelsens uppgifter, till exempel /text eller /minutes/0.',
    en: 'Give the place of the field in the event’s data, for example /text or /minutes/0.',
  },
  REMOVAL_NOTHING_THERE: {
    fi: 'Tässä kohdassa ei ole tekstiä, jonka voisi poistaa. Tarkista tapahtuman paikka lokissa ja kentän nimi.',
    sv: 'Där finns ingen text som kan raderas. Kontrollera händelsens plats i loggen och fältets namn.',
    en: 'There is no text to remove in this place. Check the position of the event and the name of the field.',
  },
  REMOVAL_NOT_FOUND: {
    fi: 'Poistoehdotusta ei löydy. Tarkista tunnus.',
    sv: 'Förslaget om radering hittas inte. Kontrollera id:t.',
    en: 'There is no such proposal. Check the id.',
  },
  REMOVAL_POSITION_MALFORMED: {
    fi: 'Anna tapahtuman paikka lokissa numerona, esimerkiksi 1234.',
    sv: 'Ange händelsens plats i loggen som ett tal, till exempel 1234.',
    en: 'Give the event’s position in the log as a number, for example 1234.',
  },
  REMOVAL_SETTLED: {
    fi: 'Tämä poistoehdotus on jo vahvistettu tai hylätty. Tee tarvittaessa uusi ehdotus.',
    sv: 'Förslaget om radering är redan bekräftat eller förkastat. Gör vid behov ett nytt förslag.',
    en: 'This proposal was confirmed or given up already. Make a new one if need be.',
  },
  RETENTION_CLASS_UNKNOWN: {
    fi: 'Tällaista tietoryhmää ei ole. Valitse ryhmä säilytyssuunnitelmasta.',
    sv: 'Det finns ingen sådan informationsgrupp. Välj en grupp i förvaringsplanen.',
    en: 'There is no such class of data. Choose one from the retention plan.',
  },
  RETENTION_NOT_CONFIRMED: {
    fi: 'Säilytysaika on vasta ehdotus. Vahvista se ensin, niin hävittämisestä voi päättää.',
    sv: 'Förvaringstiden är bara ett förslag. Fastställ den först, så kan beslut om förstöring fattas.',
    en: 'The time of keeping is only a proposal. Confirm it first; then disposal can be decided.',
  },
  RETENTION_NOT_DUE: {
    fi: 'Joukossa on kohde, jonka säilytysaika ei ole päättynyt tai josta on jo päätetty. Valitse vain luettelossa olevia.',
    sv: 'Bland objekten finns ett vars förvaringstid inte har gått ut eller som det redan har beslutats om. Välj bara sådana som finns i förteckningen.',
    en: 'One of these is not due yet, or has been decided on already. Choose only from the list of what is due.',
  },
  RETENTION_STANDS: {
    fi: 'Tämä säilytysaika on jo vahvistettu. Mitään ei tarvitse tehdä.',
    sv: 'Denna förvaringstid är redan fastställd. Inget behöver göras.',
    en: 'This time of keeping is confirmed already. Nothing needs to be done.',
  },
} satisfies Record<AccessRefusal | ErasureRefusal | PublicityRefusal | RemovalRefusal | RetentionRefusal, Words>;
