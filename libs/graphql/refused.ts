import type { Refusal } from '#decider';
import type { Words } from '#language';
import type { Type } from '@nestjs/common';
import { createUnionType, Field, ObjectType } from '@nestjs/graphql';
import type { CommonRefusal } from '#world';
import { LanguageArgs, Takes } from './node.ts';

/** Words for refusals any command may meet. */
export const commonWords = {
  BUSY: {
    fi: 'Moni muuttaa samaa kohtaa juuri nyt. Mitään ei tallennettu: yritä hetken kuluttua uudelleen.',
    sv: 'Många ändrar samma sak just nu. Inget sparades: försök igen om en stund.',
    en: 'Many people are changing the same thing just now. Nothing was saved: try again in a moment.',
  },
  CHANGED_MEANWHILE: {
    fi: 'Joku muu on muuttanut tätä sen jälkeen, kun avasit sen. Lataa uusin versio ja tee muutoksesi siihen.',
    sv: 'Någon annan har ändrat detta efter att du öppnade det. Hämta den nyaste versionen och gör din ändring i den.',
    en: 'Somebody else changed this after you opened it. Load the newest version and make your change there.',
  },
  COMMAND_ID_MALFORMED: {
    fi: 'Komennon tunnisteen (commandId) pitää olla UUID. Luo uusi UUID ja lähetä komento uudelleen.',
    sv: 'Kommandots id (commandId) ska vara ett UUID. Skapa ett nytt UUID och skicka kommandot igen.',
    en: 'The commandId must be a UUID. Make a new one and send the command again.',
  },
  COMMAND_ID_REUSED: {
    fi: 'Samaa komennon tunnistetta on jo käytetty toiseen komentoon. Lähetä komento uudella tunnisteella.',
    sv: 'Samma kommando-id har redan använts för ett annat kommando. Skicka kommandot med ett nytt id.',
    en: 'This commandId was already used for another command. Send the command with a new one.',
  },
  ID_MALFORMED: {
    fi: 'Tunniste ei ole oikeaa muotoa. Siinä on etuliite, alaviiva ja pieniä kirjaimia tai numeroita, esimerkiksi goal_hyva_arki.',
    sv: 'Id:t har fel form. Det består av ett prefix, ett understreck och små bokstäver eller siffror, till exempel goal_god_vardag.',
    en: 'The id is not well formed. It is a prefix, an underscore and small letters or digits, for example goal_good_life.',
  },
  INPUT_INVALID: {
    fi: 'Kentän arvo ei kelpaa. Tarkista kenttä ja lähetä uudelleen.',
    sv: 'Fältets värde duger inte. Kontrollera fältet och skicka igen.',
    en: 'The value of the field is not valid. Check the field and send again.',
  },
  INPUT_TOO_LARGE: {
    fi: 'Tieto on liian pitkä tai arvo liian suuri. Lyhennä tai jaa se osiin.',
    sv: 'Uppgiften är för lång eller värdet för stort. Förkorta eller dela upp den.',
    en: 'This is too long or too large. Shorten it or split it up.',
  },
  MANDATE_MISSING: {
    fi: 'Sinulla ei ole tähän valtuutta organisaatiossa, jonka puolesta toimit. Pyydä se koordinaattorilta.',
    sv: 'Du saknar fullmakt för detta i den organisation du företräder. Be koordinatorn om den.',
    en: 'You hold no mandate for this in the organisation you act for. Ask the coordinator for one.',
  },
  MONTH_MALFORMED: {
    fi: 'Anna kuukausi muodossa 2025-06.',
    sv: 'Ange månaden i formen 2025-06.',
    en: 'Give the month as 2025-06.',
  },
  NOT_STORED: {
    fi: 'Tallennus ei onnistu juuri nyt. Mitään ei tallennettu: sama lähetys voidaan toistaa turvallisesti hetken kuluttua.',
    sv: 'Det går inte att spara just nu. Inget sparades: samma sändning kan tryggt upprepas om en stund.',
    en: 'Saving is not possible just now. Nothing was saved: the same command can safely be sent again in a moment.',
  },
  ORIGINAL_TEXT_MISSING: {
    fi: 'Teksti puuttuu alkuperäiskielellä. Kirjoita se valitsemallasi kielellä.',
    sv: 'Texten saknas på originalspråket. Skriv den på det språk du valt.',
    en: 'The text is missing in its original language. Write it in the language you chose.',
  },
  PLACE_MALFORMED: {
    fi: 'Paikan tunnus ei kelpaa. Käytä kunnan numeroa etunollineen, esimerkiksi 077.',
    sv: 'Platsens kod duger inte. Använd kommunens nummer med inledande nollor, till exempel 077.',
    en: 'The place code is not valid. Use the municipality number with its leading zeros, for example 077.',
  },
  TEXT_HAS_PERSONAL_DATA: {
    fi: 'Tekstissä on henkilötunnus, sähköpostiosoite tai puhelinnumero. Poista se: tänne ei kirjoiteta mitään, mistä yksittäisen ihmisen voi tunnistaa.',
    sv: 'Texten innehåller en personbeteckning, e-postadress eller ett telefonnummer. Ta bort det: här skrivs inget som en enskild människa kan kännas igen på.',
    en: 'The text holds a personal identity code, an e-mail address or a telephone number. Take it out: nothing is written here by which one person could be recognised.',
  },
  VIEW_STOPPED: {
    fi: 'Osa palvelusta on pysähtynyt, eikä tätä muutosta voida nyt arvioida. Mitään ei tallennettu: ylläpito näkee asian, yritä myöhemmin uudelleen.',
    sv: 'En del av tjänsten har stannat och ändringen kan inte bedömas nu. Inget sparades: underhållet ser detta, försök igen senare.',
    en: 'A part of the service has stopped and this change cannot be judged now. Nothing was saved: the operators see it, try again later.',
  },
} satisfies Record<CommonRefusal, Words>;

/** For refusals that come before any command is judged. */
const doorWords = {
  STRONGER_SIGN_IN_NEEDED: {
    fi: 'Tämä vaatii vahvemman kirjautumisen. Kirjaudu uudelleen osoitteessa /sign-in/stronger ja yritä sitten uudelleen.',
    sv: 'Detta kräver en starkare inloggning. Logga in på nytt på adressen /sign-in/stronger och försök sedan igen.',
    en: 'This takes a stronger sign-in. Sign in again at /sign-in/stronger, and then try once more.',
  },
} satisfies Record<string, Words>;

const known = new Map<string, Words>(Object.entries({ ...commonWords, ...doorWords }));

/** Makes a context's refusal words known to the API. */
export function addRefusalWords(words: Readonly<Record<string, Words>>): void {
  for (const [code, said] of Object.entries(words)) known.set(code, said);
}

export const refusalWords = (): ReadonlyMap<string, Words> => known;

@ObjectType({ description: 'An expected no: nothing was changed. The words say what the person can do.' })
export class Refused {
  @Field(() => String, { description: 'The typed code, the same for ever.' })
  code: string;

  @Field(() => String, { nullable: true, description: 'Dotted path of the input field it is about.' })
  field: string | null;

  constructor({ refused, field }: Refusal) {
    this.code = refused;
    this.field = field ?? null;
  }

  @Field(() => String, { description: 'What is wrong and what to do about it.' })
  @Takes(LanguageArgs)
  words({ language }: LanguageArgs): string {
    return known.get(this.code)?.[language] ?? this.code;
  }
}

/** The answer of a mutation: the entity as it now is, or a refusal. */
export function answerOf<Node extends object>(node: Type<Node>, name = node.name.replace(/Node$/, '')) {
  return createUnionType({
    name: `${name}Answer`,
    types: () => [node, Refused] as const,
    resolveType: (value: object) => (value instanceof Refused ? Refused : node),
  });
}
