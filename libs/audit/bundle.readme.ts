import type { Words } from '#language';

/** What stands in each bundle, for somebody who never saw the platform. */
export const bundleReadme = {
  fi: [
    'Tämä tiedosto sisältää yhteistyön tapahtumahistoriaa ja todisteet siitä, ettei sitä ole muutettu.',
    'Näin tarkistat sen: asenna Node 24 tai uudempi ja anna komento "node verify.mjs tiedosto", tai asenna Python 3 ja OpenSSL ja anna komento "python3 verify.py tiedosto". Ohjelmat saa alustan lähdekoodista kansiosta infra/verify.',
    'OK tarkoittaa, että jokainen tapahtuma on tavulleen se, joka allekirjoitettuun lokiin kirjattiin. OK_WITH_ERASURES tarkoittaa samaa, mutta osa sisällöistä on poistettu tai jätetty pois. Kaikki muut vastaukset tarkoittavat, että tiedosto ei ole sellainen kuin allekirjoitettiin; vastaus nimeää ensimmäisen eron.',
    'Jos jotakin on poistettu, päätös ja sen tekijät näkyvät heti päätöksen perässä riveillä, joiden alussa on "erasure" tai "removal". UNACCOUNTED tarkoittaa, että jotakin puuttuu ilman päätöstä, ja POINTS_NOWHERE, että rivi kertoo päätöksestä, jota ei ole.',
    'Tiedosto kertoo itse, millä avaimella ja kenen todistamana se on allekirjoitettu. Vertaa avainta ja viimeisintä tarkistuspistettä sellaiseen, jonka olet saanut muuta kautta, esimerkiksi pöytäkirjasta tai todistajana toimivalta kumppanilta.',
  ].join('\n'),
  sv: [
    'Den här filen innehåller samarbetets händelsehistoria och bevis på att den inte har ändrats.',
    'Så kontrollerar du den: installera Node 24 eller nyare och ge kommandot "node verify.mjs fil", eller installera Python 3 och OpenSSL och ge kommandot "python3 verify.py fil". Programmen finns i plattformens källkod i mappen infra/verify.',
    'OK betyder att varje händelse byte för byte är den som skrevs in i den undertecknade loggen. OK_WITH_ERASURES betyder detsamma, men en del av innehållet har avlägsnats eller lämnats bort. Alla andra svar betyder att filen inte är sådan som den undertecknades; svaret anger den första skillnaden.',
    'Om något har raderats står beslutet och vilka som fattade det direkt efter beslutet, på rader som börjar med "erasure" eller "removal". UNACCOUNTED betyder att något saknas utan beslut, och POINTS_NOWHERE att en rad berättar om ett beslut som inte finns.',
    'Filen berättar själv med vilken nyckel och inför vilka vittnen den är undertecknad. Jämför nyckeln och den senaste kontrollpunkten med en som du har fått på annat sätt, till exempel ur ett protokoll eller av en partner som är vittne.',
  ].join('\n'),
  en: [
    'This file holds a collaboration’s history, event by event, and the proof that it was not changed.',
    'To check it: install Node 24 or newer and give the command "node verify.mjs file", or install Python 3 and OpenSSL and give the command "python3 verify.py file". Both programs are in the platform’s source, in the folder infra/verify.',
    'OK means that every event is, byte for byte, the one written into the signed log. OK_WITH_ERASURES means the same, but some contents were removed or withheld. Any other answer means that the file is not what was signed; the answer names the first difference.',
    'Where something was erased, the decision and who took it stand right behind it, on lines that begin with "erasure" or "removal". UNACCOUNTED means that something is missing without a decision, and POINTS_NOWHERE that a line tells of a decision that is not there.',
    'The file itself says by which key it was signed and by whom it was witnessed. Compare the key and the newest checkpoint with one you were given in another way, for example in a board minute or by a partner who is a witness.',
  ].join('\n'),
} satisfies Words;
