import type { Words } from '#language';
import type { IndicatorRefusal } from './indicator.ts';
import type { SeriesRefusal } from './series.ts';

/** What each refusal of this context says to a person: what is wrong, and what can be done. */
export const measurementWords = {
  INDICATOR_NOT_FOUND: {
    fi: 'Tätä mittaria ei ole. Tarkista linkki tai valitse mittari luettelosta.',
    sv: 'Indikatorn finns inte. Kontrollera länken eller välj en indikator i listan.',
    en: 'There is no such indicator. Check the link or choose one from the list.',
  },
  INDICATOR_EXISTS: {
    fi: 'Tällä tunnuksella on jo mittari. Käytä toista tunnusta tai muuta olemassa olevaa mittaria.',
    sv: 'Det finns redan en indikator med denna kod. Använd en annan kod eller ändra den befintliga.',
    en: 'An indicator with this id exists already. Use another id, or revise the one there is.',
  },
  INDICATOR_RETIRED: {
    fi: 'Mittari on poistettu käytöstä eikä sitä voi enää muuttaa. Määrittele tarvittaessa uusi mittari.',
    sv: 'Indikatorn har tagits ur bruk och kan inte längre ändras. Definiera vid behov en ny.',
    en: 'The indicator has been retired and cannot be changed any more. Define a new one if needed.',
  },
  INDICATOR_OF_ANOTHER_PARTNER: {
    fi: 'Mittarin määritelmästä vastaa toinen organisaatio. Pyydä muutosta siltä tai määrittele rinnalle oma mittari.',
    sv: 'En annan organisation ansvarar för indikatorn. Be den om ändringen eller definiera en egen vid sidan om.',
    en: 'Another organisation owns this indicator. Ask it for the change, or define your own beside it.',
  },
  INDICATOR_UNCHANGED: {
    fi: 'Mikään ei muuttuisi. Muuta vähintään yhtä kohtaa ja tallenna uudelleen.',
    sv: 'Ingenting skulle ändras. Ändra åtminstone en uppgift och spara på nytt.',
    en: 'Nothing would change. Change at least one thing and save again.',
  },
  INDICATOR_FROZEN: {
    fi: 'Mittarilla on jo tuloksia tai tavoitteita, joten tätä kohtaa ei voi muuttaa: ne tarkoittaisivat muuta kuin ennen. Määrittele uusi mittari.',
    sv: 'Indikatorn har redan värden eller mål, så detta kan inte ändras: de skulle få en annan betydelse. Definiera en ny indikator.',
    en: 'The indicator already has values or targets, so this cannot change: they would come to mean something else. Define a new indicator.',
  },
  INDICATOR_ID_UNFIT: {
    fi: 'Tunnus on liian pitkä, siinä on kaksi alaviivaa peräkkäin tai se päättyy alaviivaan. Lyhennä tai korjaa tunnus.',
    sv: 'Koden är för lång, innehåller två understreck i följd eller slutar på ett understreck. Förkorta eller rätta koden.',
    en: 'The id is too long, holds two underscores in a row or ends in one. Shorten or mend it.',
  },
  INDICATOR_GOAL_UNKNOWN: {
    fi: 'Jotakin valituista tavoitteista ei ole. Valitse tavoitteet luettelosta.',
    sv: 'Något av de valda målen finns inte. Välj målen i listan.',
    en: 'One of the goals chosen does not exist. Choose goals from the list.',
  },
  INDICATOR_PROGRAMME_UNKNOWN: {
    fi: 'Jotakin valituista ohjelmista ei ole. Valitse ohjelmat luettelosta.',
    sv: 'Något av de valda programmen finns inte. Välj programmen i listan.',
    en: 'One of the programmes chosen does not exist. Choose programmes from the list.',
  },
  INDICATOR_NARRATIVE_HAS_NUMBERS: {
    fi: 'Sanallisella mittarilla ei ole lukuja: ei lähtötasoa, rajoja eikä laskentasääntöä. Tyhjennä kohta (ajassa ”viimeisin”, kumppanien kesken ”ei yhteislukua”) tai vaihda mittarin laji.',
    sv: 'En indikator i ord har inga tal: varken utgångsläge, gränser eller beräkningsregel. Töm fältet (över tid ”senaste”, mellan partner ”inget gemensamt värde”) eller byt indikatorns slag.',
    en: 'An indicator in words has no numbers: no baseline, bounds or rule for totals. Clear the field (over time “latest”, over partners “none”) or choose another kind.',
  },
  INDICATOR_SUM_NEEDS_COUNT: {
    fi: 'Vain lukumääriä voi laskea yhteen. Valitse keskiarvo, viimeisin tai ei yhteislukua.',
    sv: 'Bara antal kan summeras. Välj medelvärde, senaste eller inget gemensamt värde.',
    en: 'Only counts can be summed. Choose mean, latest or none.',
  },
  INDICATOR_COUNTED_NEEDS_COUNT: {
    fi: 'Vain lukumäärälle kerrotaan, mitä lasketaan. Tyhjennä kohta tai valitse mittarin lajiksi lukumäärä.',
    sv: 'Bara för ett antal anges vad som räknas. Töm fältet eller välj antal som slag.',
    en: 'Only a count says what it counts. Clear the field or choose count as the kind.',
  },
  INDICATOR_COUNTED_MISSING: {
    fi: 'Lukumäärästä puuttuu, mitä lasketaan. Valitse kohtaamiset, henkilöt, tapahtumat tai asiat: siitä riippuu, miten pieni luku suojataan.',
    sv: 'Det framgår inte vad antalet räknar. Välj kontakter, personer, händelser eller saker: av det beror hur ett litet tal skyddas.',
    en: 'A count must say what it counts. Choose contacts, persons, events or things: how a small number is protected depends on it.',
  },
  INDICATOR_BOUNDS_CROSSED: {
    fi: 'Yläraja on alarajaa pienempi. Korjaa rajat.',
    sv: 'Den övre gränsen är lägre än den undre. Rätta gränserna.',
    en: 'The upper bound is below the lower one. Mend the bounds.',
  },
  INDICATOR_BASELINE_IMPLAUSIBLE: {
    fi: 'Lähtötaso ei ole mittarin rajojen sisällä tai on negatiivinen lukumäärä. Tarkista lähtötaso tai rajat.',
    sv: 'Utgångsläget ligger utanför indikatorns gränser eller är ett negativt antal. Kontrollera utgångsläget eller gränserna.',
    en: 'The baseline is outside the indicator’s bounds or is a negative count. Check the baseline or the bounds.',
  },
  TARGET_KIND_UNFIT: {
    fi: 'Sanallisella mittarilla voi olla vain sanallinen tavoite. Valitse tavoitteen lajiksi sanallinen ja kirjoita tavoite.',
    sv: 'En indikator i ord kan bara ha ett mål i ord. Välj mål i ord och skriv målet.',
    en: 'An indicator in words can only have a target in words. Choose that kind and write the target.',
  },
  TARGET_VALUE_MISSING: {
    fi: 'Tavoitteesta puuttuu luku. Anna tavoitearvo; vaihteluvälille molemmat rajat.',
    sv: 'Målet saknar ett tal. Ange målvärdet; för ett intervall båda gränserna.',
    en: 'The target lacks a number. Give the target value; for a range both edges.',
  },
  TARGET_VALUE_NOT_TAKEN: {
    fi: 'Tämänlaisella tavoitteella ei ole tätä lukua. Tyhjennä kohta tai valitse toinen tavoitteen laji.',
    sv: 'Ett mål av detta slag har inte detta tal. Töm fältet eller välj ett annat slag av mål.',
    en: 'A target of this kind does not take this number. Clear the field or choose another kind of target.',
  },
  TARGET_TEXT_MISSING: {
    fi: 'Sanallisesta tavoitteesta puuttuu teksti. Kirjoita, mihin pyritään.',
    sv: 'Målet i ord saknar text. Skriv vad som eftersträvas.',
    en: 'A target in words lacks its text. Write what is aimed at.',
  },
  TARGET_RANGE_BACKWARDS: {
    fi: 'Vaihteluvälin yläraja on alarajaa pienempi. Vaihda luvut keskenään tai korjaa ne.',
    sv: 'Intervallets övre gräns är lägre än den undre. Byt plats på talen eller rätta dem.',
    en: 'The upper edge of the range is below the lower one. Swap or mend them.',
  },
  TARGET_AGAINST_DIRECTION: {
    fi: 'Tavoite on vastoin mittarin toivottua suuntaa: sen voisi saavuttaa huonontamalla. Vaihda ”vähintään” ja ”enintään” keskenään tai tarkista mittarin suunta.',
    sv: 'Målet går emot indikatorns önskade riktning: det kunde nås genom att läget försämras. Byt mellan ”minst” och ”högst” eller kontrollera riktningen.',
    en: 'The target goes against the indicator’s desired direction: getting worse would meet it. Swap “at least” and “at most”, or check the direction.',
  },
  TARGET_IMPLAUSIBLE: {
    fi: 'Tavoitearvo ei ole mittarin rajojen sisällä tai on negatiivinen lukumäärä. Tarkista luku.',
    sv: 'Målvärdet ligger utanför indikatorns gränser eller är ett negativt antal. Kontrollera talet.',
    en: 'The target value is outside the indicator’s bounds or is a negative count. Check the number.',
  },
  TARGET_UNCHANGED: {
    fi: 'Sama tavoite on jo voimassa tälle päivälle. Muuta tavoitetta tai määräpäivää.',
    sv: 'Samma mål gäller redan för denna dag. Ändra målet eller datumet.',
    en: 'The same target is already in force for this day. Change the target or the day.',
  },
  MEASUREMENT_OF_ANOTHER_PARTNER: {
    fi: 'Voit ilmoittaa tuloksia vain organisaatiolle, jonka puolesta toimit. Vaihda organisaatiota tai pyydä sen raportoijaa ilmoittamaan tulos.',
    sv: 'Du kan bara rapportera för den organisation du företräder. Byt organisation eller be dess rapportör lämna uppgiften.',
    en: 'You can report only for the organisation you act for. Switch organisation, or ask its reporter to give the value.',
  },
  MEASUREMENT_INDICATOR_UNKNOWN: {
    fi: 'Tätä mittaria ei ole. Valitse mittari luettelosta.',
    sv: 'Indikatorn finns inte. Välj en indikator i listan.',
    en: 'There is no such indicator. Choose one from the list.',
  },
  MEASUREMENT_INDICATOR_RETIRED: {
    fi: 'Mittari on poistettu käytöstä, joten uusia tuloksia ei oteta vastaan. Aiempia tuloksia voi yhä oikaista.',
    sv: 'Indikatorn har tagits ur bruk och tar inte emot nya värden. Tidigare värden kan fortfarande rättas.',
    en: 'The indicator has been retired and takes no new values. Earlier values can still be corrected.',
  },
  MEASUREMENT_INDICATOR_LOCAL: {
    fi: 'Tämä on toisen organisaation oma mittari. Ilmoita tulos yhteiselle mittarille tai määrittele oma mittari.',
    sv: 'Detta är en annan organisations egen indikator. Rapportera till en gemensam indikator eller definiera en egen.',
    en: 'This is another organisation’s own indicator. Report to a shared one, or define your own.',
  },
  MEASUREMENT_PLACE_UNKNOWN: {
    fi: 'Paikka ei kuulu tähän kokonaisuuteen. Valitse paikka luettelosta.',
    sv: 'Platsen hör inte till denna samarbetshelhet. Välj en plats i listan.',
    en: 'The place is not part of this collaboration. Choose one from the list.',
  },
  MEASUREMENT_PERIOD_BACKWARDS: {
    fi: 'Kausi päättyy ennen kuin se alkaa. Korjaa päivät.',
    sv: 'Perioden slutar innan den börjar. Rätta datumen.',
    en: 'The period ends before it begins. Mend the days.',
  },
  MEASUREMENT_PERIOD_AHEAD: {
    fi: 'Kausi ei ole vielä alkanut. Ilmoita tulos, kun kausi on alkanut, tai tarkista päivät.',
    sv: 'Perioden har inte börjat än. Rapportera när den har börjat eller kontrollera datumen.',
    en: 'The period has not begun yet. Report once it has, or check the days.',
  },
  MEASUREMENT_PERIOD_UNFIT: {
    fi: 'Kausi ulottuu yli sen vuoden, puolivuoden, neljänneksen, kuukauden tai päivän, jolta mittari raportoidaan. Anna päivät yhden sellaisen sisältä; lyhyempikin kausi käy.',
    sv: 'Perioden sträcker sig utöver det år, halvår, kvartal, den månad eller dag som indikatorn rapporteras för. Ange dagar inom en sådan; även en kortare period går bra.',
    en: 'The period reaches beyond the year, half-year, quarter, month or day that the indicator is reported for. Give days inside one of them; a shorter period will do, too.',
  },
  MEASUREMENT_PERIOD_OVERLAPS: {
    fi: 'Osalle tästä kaudesta on jo ilmoitettu tulos samalle paikalle ja luokalle, joten samat päivät laskettaisiin kahdesti. Oikaise aiempi tulos tai ilmoita vain puuttuvat päivät.',
    sv: 'För en del av perioden har ett värde redan rapporterats för samma plats och klass, så samma dagar skulle räknas två gånger. Rätta det tidigare värdet eller rapportera bara de dagar som saknas.',
    en: 'A value for part of this period has been reported already for the same place and category, so the same days would count twice. Correct that value, or report only the days that are missing.',
  },
  MEASUREMENT_DIMENSION_MALFORMED: {
    fi: 'Luokittelun nimessä on merkki, jota ei voi käyttää, tai se on liian pitkä (enintään 60 merkkiä). Käytä kirjaimia, numeroita ja väliviivoja.',
    sv: 'Indelningens namn innehåller ett otillåtet tecken eller är för långt (högst 60 tecken). Använd bokstäver, siffror och bindestreck.',
    en: 'The name of the breakdown holds a sign that cannot be used, or is too long (60 at most). Use letters, digits and hyphens.',
  },
  MEASUREMENT_CATEGORY_INCOMPLETE: {
    fi: 'Luokittelusta puuttuu toinen osa. Anna sekä luokittelu että luokka tai jätä molemmat pois.',
    sv: 'Indelningen är ofullständig. Ange både indelning och klass eller lämna bort båda.',
    en: 'Half of the breakdown is missing. Give both dimension and category, or neither.',
  },
  MEASUREMENT_KEY_MALFORMED: {
    fi: 'Oikaistavan tuloksen tunniste on virheellinen. Avaa tulos luettelosta ja yritä uudelleen.',
    sv: 'Beteckningen på värdet som ska rättas är felaktig. Öppna värdet i listan och försök igen.',
    en: 'The key of the value to correct is malformed. Open the value from the list and try again.',
  },
  MEASUREMENT_EXISTS: {
    fi: 'Tälle kaudelle, paikalle ja luokalle on jo ilmoitettu tulos. Jos se on väärä, oikaise se ja kerro syy.',
    sv: 'Ett värde har redan rapporterats för denna period, plats och klass. Om det är fel, rätta det och ange skälet.',
    en: 'A value for this period, place and category has been reported already. If it is wrong, correct it and give the reason.',
  },
  MEASUREMENT_NOT_FOUND: {
    fi: 'Oikaistavaa tulosta ei ole. Tarkista kausi ja paikka tai ilmoita tulos uutena.',
    sv: 'Värdet som ska rättas finns inte. Kontrollera period och plats eller rapportera det som nytt.',
    en: 'There is no such value to correct. Check the period and place, or report it as new.',
  },
  MEASUREMENT_UNCHANGED: {
    fi: 'Tulos on jo tämä. Muuta lukua, tilaa tai huomautusta tai jätä oikaisu tekemättä.',
    sv: 'Värdet är redan detta. Ändra talet, statusen eller kommentaren, eller avstå från rättelsen.',
    en: 'The value is already this one. Change the number, status or comment, or leave it uncorrected.',
  },
  MEASUREMENT_NOT_AVAILABLE_HAS_VALUE: {
    fi: 'Tieto ei voi yhtä aikaa puuttua ja olla annettu. Tyhjennä arvo tai vaihda tilaksi lopullinen tai ennakkotieto.',
    sv: 'En uppgift kan inte både saknas och vara given. Töm värdet eller byt status till slutlig eller preliminär.',
    en: 'A value cannot be both unavailable and given. Clear it, or change the status to final or provisional.',
  },
  MEASUREMENT_VALUE_MISSING: {
    fi: 'Luku puuttuu. Anna luku, myös nolla on luku; jos tietoa ei ole, valitse tilaksi ”ei saatavilla”.',
    sv: 'Talet saknas. Ange ett tal, också noll är ett tal; om uppgiften saknas, välj statusen ”inte tillgänglig”.',
    en: 'The number is missing. Give it, zero included; if there is none, choose the status “not available”.',
  },
  MEASUREMENT_NARRATIVE_MISSING: {
    fi: 'Tämän mittarin tulos kerrotaan sanoin. Kirjoita, mitä havaittiin.',
    sv: 'Denna indikators värde ges i ord. Skriv vad som iakttagits.',
    en: 'This indicator is answered in words. Write what was observed.',
  },
  MEASUREMENT_NARRATIVE_NOT_TAKEN: {
    fi: 'Tämän mittarin tulos on luku. Kirjoita sanat huomautukseen.',
    sv: 'Denna indikators värde är ett tal. Skriv texten som kommentar.',
    en: 'This indicator takes a number. Put the words into the comment.',
  },
  MEASUREMENT_NUMBER_NOT_TAKEN: {
    fi: 'Tämän mittarin tulos kerrotaan sanoin, ei lukuna. Tyhjennä luku ja kirjoita havainto.',
    sv: 'Denna indikators värde ges i ord, inte som tal. Töm talet och skriv iakttagelsen.',
    en: 'This indicator is answered in words, not with a number. Clear the number and write the observation.',
  },
  MEASUREMENT_PARTS_NOT_TAKEN: {
    fi: 'Vain prosentti- ja suhdelukumittarilla on osoittaja ja nimittäjä. Tyhjennä ne ja anna pelkkä luku.',
    sv: 'Bara procent- och kvotindikatorer har täljare och nämnare. Töm dem och ange bara talet.',
    en: 'Only percentages and ratios have a numerator and a denominator. Clear them and give the number alone.',
  },
  MEASUREMENT_PARTS_INCOMPLETE: {
    fi: 'Osoittaja tai nimittäjä puuttuu. Anna molemmat.',
    sv: 'Täljaren eller nämnaren saknas. Ange båda.',
    en: 'The numerator or the denominator is missing. Give both.',
  },
  MEASUREMENT_PARTS_DISAGREE: {
    fi: 'Prosenttiluku ei vastaa osoittajaa ja nimittäjää. Tarkista luvut tai jätä prosentti pois, niin se lasketaan.',
    sv: 'Procenttalet stämmer inte med täljaren och nämnaren. Kontrollera talen eller lämna bort procenten, så räknas den ut.',
    en: 'The percentage does not agree with the numerator and denominator. Check them, or leave the percentage out and it is worked out.',
  },
  MEASUREMENT_PARTS_OR_COMMENT_MISSING: {
    fi: 'Prosentista tarvitaan osoittaja ja nimittäjä. Jos niitä ei tiedetä, kirjoita huomautukseen, mistä prosentti on peräisin.',
    sv: 'En procent behöver täljare och nämnare. Om de inte är kända, skriv i kommentaren varifrån procenten kommer.',
    en: 'A percentage needs its numerator and denominator. If they are not known, write in the comment where it comes from.',
  },
  MEASUREMENT_DENOMINATOR_NOT_POSITIVE: {
    fi: 'Nimittäjän on oltava suurempi kuin nolla. Jos joukossa ei ollut ketään, valitse tilaksi ”ei saatavilla”.',
    sv: 'Nämnaren måste vara större än noll. Om ingen ingick, välj statusen ”inte tillgänglig”.',
    en: 'The denominator must be above zero. If there was nobody to count, choose the status “not available”.',
  },
  MEASUREMENT_NUMERATOR_TOO_LARGE: {
    fi: 'Osoittaja on nimittäjää suurempi, joten osuus ylittäisi sata prosenttia. Tarkista luvut.',
    sv: 'Täljaren är större än nämnaren, så andelen skulle överstiga hundra procent. Kontrollera talen.',
    en: 'The numerator is larger than the denominator, which makes more than a hundred per cent. Check them.',
  },
  MEASUREMENT_NEGATIVE: {
    fi: 'Lukumäärä ei voi olla negatiivinen. Tarkista luku.',
    sv: 'Ett antal kan inte vara negativt. Kontrollera talet.',
    en: 'A count cannot be negative. Check the number.',
  },
  MEASUREMENT_NOT_WHOLE: {
    fi: 'Lukumäärä on kokonaisluku. Tarkista luku ja poista desimaalit.',
    sv: 'Ett antal är ett heltal. Kontrollera talet och ta bort decimalerna.',
    en: 'A count is a whole number. Check the number and leave out the decimals.',
  },
  MEASUREMENT_IMPLAUSIBLE: {
    fi: 'Luku ei ole mittarille annettujen rajojen sisällä. Tarkista luku, tai pyydä mittarin omistajaa muuttamaan rajoja.',
    sv: 'Talet ligger utanför indikatorns gränser. Kontrollera talet eller be indikatorns ägare ändra gränserna.',
    en: 'The number is outside the indicator’s bounds. Check it, or ask the indicator’s owner to change the bounds.',
  },
} satisfies Record<IndicatorRefusal | SeriesRefusal, Words>;
