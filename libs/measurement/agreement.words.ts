import type { Words } from '#language';
import type { AgreementRefusal } from './agreement.ts';
import type { DisclosureRefusal } from './disclosure.ts';

/** What each refusal about sharing and disclosure says to a person: what is wrong, and what can be done. */
export const agreementWords = {
  AGREEMENT_ALREADY_SIGNED: {
    fi: 'Organisaationne on jo allekirjoittanut tämän sopimuksen. Mitään ei tarvitse tehdä.',
    sv: 'Er organisation har redan undertecknat avtalet. Ni behöver inte göra något.',
    en: 'Your organisation has signed this agreement already. There is nothing more to do.',
  },
  AGREEMENT_DAYS_REVERSED: {
    fi: 'Sopimus päättyisi ennen kuin se alkaa. Korjaa päivät.',
    sv: 'Avtalet skulle upphöra innan det börjar gälla. Rätta datumen.',
    en: 'The agreement would end before it begins. Mend the days.',
  },
  AGREEMENT_ENDED: {
    fi: 'Sopimus on päätetty eikä sitä voi enää muuttaa. Laadi tarvittaessa uusi sopimus.',
    sv: 'Avtalet har avslutats och kan inte längre ändras. Upprätta vid behov ett nytt avtal.',
    en: 'The agreement has been ended and cannot be changed any more. Draft a new one if needed.',
  },
  AGREEMENT_EXISTS: {
    fi: 'Tällä tunnuksella on jo sopimus. Käytä toista tunnusta tai muuta olemassa olevaa sopimusta.',
    sv: 'Det finns redan ett avtal med denna kod. Använd en annan kod eller ändra det befintliga avtalet.',
    en: 'An agreement with this id exists already. Use another id, or amend the one there is.',
  },
  AGREEMENT_EXPIRED: {
    fi: 'Sopimuksen viimeinen päivä on jo mennyt. Ehdota myöhempää päivää tai jätä sopimus voimaan toistaiseksi.',
    sv: 'Avtalets sista dag har redan passerat. Föreslå en senare dag eller låt avtalet gälla tills vidare.',
    en: 'The last day of the agreement has passed already. Propose a later one, or none to leave it in force.',
  },
  AGREEMENT_INDICATOR_UNKNOWN: {
    fi: 'Jotakin valituista mittareista ei ole. Valitse mittarit luettelosta.',
    sv: 'Någon av de valda indikatorerna finns inte. Välj indikatorerna i listan.',
    en: 'One of the indicators chosen does not exist. Choose indicators from the list.',
  },
  AGREEMENT_NOT_FOUND: {
    fi: 'Tätä sopimusta ei ole. Tarkista linkki tai valitse sopimus luettelosta.',
    sv: 'Avtalet finns inte. Kontrollera länken eller välj ett avtal i listan.',
    en: 'There is no such agreement. Check the link or choose one from the list.',
  },
  AGREEMENT_NOT_YOURS: {
    fi: 'Organisaationne ei ole tämän sopimuksen osapuoli. Pyydä koordinaattoria tai jotakin osapuolta tekemään tämä.',
    sv: 'Er organisation är inte part i avtalet. Be koordinatorn eller någon av parterna göra detta.',
    en: 'Your organisation is no party to this agreement. Ask the coordinator or one of the parties to do this.',
  },
  AGREEMENT_NOTHING_TO_SIGN: {
    fi: 'Kaikki osapuolet ovat jo allekirjoittaneet sopimuksen. Jos ehtoja pitää muuttaa, ehdota muutosta.',
    sv: 'Alla parter har redan undertecknat avtalet. Föreslå en ändring om villkoren behöver ändras.',
    en: 'All parties have signed the agreement already. If its terms have to change, propose the change.',
  },
  AGREEMENT_PARTIES_TOO_FEW: {
    fi: 'Sopimuksessa on oltava vähintään kaksi osapuolta. Lisää osapuolia.',
    sv: 'Ett avtal behöver minst två parter. Lägg till parter.',
    en: 'An agreement needs at least two parties. Add parties.',
  },
  AGREEMENT_PARTY_REPEATED: {
    fi: 'Sama organisaatio on osapuolena kahdesti. Poista toinen maininta.',
    sv: 'Samma organisation står två gånger bland parterna. Ta bort den ena.',
    en: 'The same organisation stands twice among the parties. Take one of them out.',
  },
  AGREEMENT_PARTY_UNKNOWN: {
    fi: 'Jokin osapuolista ei ole mukana yhteistyökokonaisuudessa. Valitse osapuolet kumppanien luettelosta.',
    sv: 'Någon av parterna deltar inte i samarbetshelheten. Välj parterna i listan över samarbetspartner.',
    en: 'One of the parties does not take part in the collaboration. Choose parties from the list of partners.',
  },
  AGREEMENT_PUBLISHES_TOO_MUCH: {
    fi: 'Julkisesti kerrottaisiin enemmän kuin osapuolille. Julkaise enintään yhteisluvut tai anna osapuolten nähdä arvot.',
    sv: 'Allmänheten skulle få veta mer än parterna. Publicera högst gemensamma värden eller låt parterna se värdena.',
    en: 'The public would be told more than the parties. Publish totals at most, or let the parties see the values.',
  },
  AGREEMENT_UNCHANGED: {
    fi: 'Mikään ei muuttuisi. Muuta vähintään yhtä kohtaa ja tallenna uudelleen.',
    sv: 'Ingenting skulle ändras. Ändra åtminstone en uppgift och spara på nytt.',
    en: 'Nothing would change. Change at least one thing and save again.',
  },
  DISCLOSURE_EXISTS: {
    fi: 'Tällä tunnuksella on jo tehty päätös. Käytä toista tunnusta.',
    sv: 'Det har redan fattats ett beslut med denna kod. Använd en annan kod.',
    en: 'A decision with this id has been made already. Use another id.',
  },
  DISCLOSURE_MEASUREMENT_UNKNOWN: {
    fi: 'Tällaista voimassa olevaa mittaustulosta ei ole. Valitse mittaustulos luettelosta.',
    sv: 'Det finns inget sådant gällande mätvärde. Välj mätvärdet i listan.',
    en: 'There is no such value in force. Choose one from the list.',
  },
  DISCLOSURE_NOT_NEEDED: {
    fi: 'Lukua ei ole peitetty, joten päätöstä ei tarvita.',
    sv: 'Talet är inte dolt, så inget beslut behövs.',
    en: 'The number is not hidden, so no decision is needed.',
  },
} satisfies Record<AgreementRefusal | Exclude<DisclosureRefusal, 'MEASUREMENT_KEY_MALFORMED'>, Words>;
