import type { Words } from '#language';
import type { IndicatorRefusal } from './indicator.ts';
import type { LockRefusal } from './lock.ts';
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
    fi: 'Mittarilla on jo tuloksia tai tavoitteita, joten tätä kohtaa ei voi muuttaa: ne tarkoittaisivat muuta kuin ennen. Aloita mittarista uusi versio tai määrittele uusi mittari.',
    sv: 'Indikatorn har redan värden eller mål, så detta kan inte ändras: de skulle få en annan betydelse. Börja en ny version av indikatorn eller definiera en ny.',
    en: 'The indicator already has values or targets, so this cannot change: they would come to mean something else. Begin a new version of it, or define a new indicator.',
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
    fi: 'Vain lukumäärästä, prosentista ja suhdeluvusta kerrotaan, mitä lasketaan. Tyhjennä kohta tai vaihda mittarin laji.',
    sv: 'Bara för ett antal, en procent eller en kvot anges vad som räknas. Töm fältet eller byt indikatorns slag.',
    en: 'Only a count, a percentage or a ratio says what it counts. Clear the field or choose another kind.',
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
  INDICATOR_SCALE_UNBOUNDED: {
    fi: 'Asteikosta puuttuu pienin tai suurin arvo. Anna molemmat, esimerkiksi 1 ja 5.',
    sv: 'Skalans minsta eller största värde saknas. Ange båda, till exempel 1 och 5.',
    en: 'The scale lacks its lowest or highest value. Give both, for example 1 and 5.',
  },
  INDICATOR_DIMENSION_REPEATED: {
    fi: 'Sama luokittelu tai luokka on kahdesti. Anna kullekin oma tunnus tai poista toinen.',
    sv: 'Samma indelning eller klass finns två gånger. Ge var och en sin egen kod eller ta bort den ena.',
    en: 'The same dimension or category stands twice. Give each an id of its own, or remove one.',
  },
  INDICATOR_VERSION_NOT_NEEDED: {
    fi: 'Mittarilla ei ole vielä tuloksia eikä tavoitteita, joten uutta versiota ei tarvita. Muuta määritelmää suoraan.',
    sv: 'Indikatorn har ännu varken värden eller mål, så ingen ny version behövs. Ändra definitionen direkt.',
    en: 'The indicator has neither values nor targets yet, so no new version is needed. Revise the definition instead.',
  },
  INDICATOR_VERSION_NOT_LATER: {
    fi: 'Uuden version on alettava myöhemmin kuin nykyisen. Valitse myöhempi alkamispäivä.',
    sv: 'En ny version måste börja senare än den nuvarande. Välj en senare första dag.',
    en: 'A new version must begin later than the present one. Choose a later first day.',
  },
  INDICATOR_VERSION_AHEAD: {
    fi: 'Version alkamispäivä on vasta edessä. Aloita uusi versio, kun sen ensimmäinen kausi on alkanut.',
    sv: 'Versionens första dag har inte kommit än. Börja den nya versionen när dess första period har börjat.',
    en: 'The first day of the version has not come yet. Begin the new version once its first period has begun.',
  },
  INDICATOR_VERSION_MIDWAY: {
    fi: 'Versio ei voi alkaa kesken raportointikauden. Valitse kauden ensimmäinen päivä, sekä vanhan että uuden kausijaon mukaan.',
    sv: 'En version kan inte börja mitt i en rapporteringsperiod. Välj en periods första dag, enligt både den gamla och den nya indelningen.',
    en: 'A version cannot begin in the middle of a reporting period. Choose the first day of one, by both the old and the new period type.',
  },
  INDICATOR_PARTNER_UNKNOWN: {
    fi: 'Jokin nimetyistä organisaatioista ei ole mukana. Valitse kumppanit luettelosta.',
    sv: 'Någon av de nämnda organisationerna deltar inte. Välj partner i listan.',
    en: 'One of the organisations named does not take part. Choose partners from the list.',
  },
  INDICATOR_REPORTERS_LOCAL: {
    fi: 'Organisaation omalle mittarille raportoi vain se itse. Nimeä vain omistaja tai määrittele yhteinen mittari.',
    sv: 'Till en organisations egen indikator rapporterar bara den själv. Ange bara ägaren eller definiera en gemensam indikator.',
    en: 'Only the organisation itself reports to its own indicator. Name its owner alone, or define a shared indicator.',
  },
  INDICATOR_LOCAL_STAYS: {
    fi: 'Organisaation omaa mittaria ei voi siirtää toiselle. Poista se käytöstä ja pyydä toista määrittelemään omansa.',
    sv: 'En organisations egen indikator kan inte överlåtas. Ta den ur bruk och be den andra definiera sin egen.',
    en: 'An organisation’s own indicator cannot be handed over. Retire it, and ask the other to define its own.',
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
    fi: 'Tälle kaudelle, paikalle ja luokalle on jo ilmoitettu tulos. Jos se on väärä tai se on palautettu täydennettäväksi, oikaise se ja kerro syy.',
    sv: 'Ett värde har redan rapporterats för denna period, plats och klass. Om det är fel eller har återsänts, rätta det och ange skälet.',
    en: 'A value for this period, place and category has been reported already. If it is wrong or was sent back, correct it and give the reason.',
  },
  MEASUREMENT_NOT_FOUND: {
    fi: 'Tätä tulosta ei ole. Tarkista kausi ja paikka tai ilmoita tulos uutena.',
    sv: 'Värdet finns inte. Kontrollera period och plats eller rapportera det som nytt.',
    en: 'There is no such value. Check the period and place, or report it as new.',
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
    fi: 'Luku ei vastaa osoittajaa ja nimittäjää. Tarkista luvut tai jätä tulos pois, niin se lasketaan.',
    sv: 'Talet stämmer inte med täljaren och nämnaren. Kontrollera talen eller lämna bort resultatet, så räknas det ut.',
    en: 'The number does not agree with the numerator and denominator. Check them, or leave the result out and it is worked out.',
  },
  MEASUREMENT_PARTS_OR_COMMENT_MISSING: {
    fi: 'Prosentista ja suhdeluvusta tarvitaan osoittaja ja nimittäjä. Jos niitä ei tiedetä, kirjoita huomautukseen, mistä luku on peräisin.',
    sv: 'En procent eller kvot behöver täljare och nämnare. Om de inte är kända, skriv i kommentaren varifrån talet kommer.',
    en: 'A percentage or ratio needs its numerator and denominator. If they are not known, write in the comment where the number comes from.',
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
  MEASUREMENT_PERIOD_LOCKED: {
    fi: 'Kausi on lukittu, eikä sen tuloksia voi muuttaa. Pyydä koordinaattoria avaamaan lukitus määräajaksi ja kerro syy.',
    sv: 'Perioden är låst och dess värden kan inte ändras. Be koordinatorn öppna den för en tid och ange skälet.',
    en: 'The period is locked and its values cannot change. Ask the coordinator to open it for a while, and say why.',
  },
  MEASUREMENT_DIMENSION_UNKNOWN: {
    fi: 'Mittarilla ei ole tällaista luokittelua. Valitse luokittelu mittarin luettelosta tai pyydä mittarin omistajaa lisäämään se.',
    sv: 'Indikatorn har ingen sådan indelning. Välj en av indikatorns indelningar eller be dess ägare lägga till den.',
    en: 'The indicator has no such dimension. Choose one of its own, or ask its owner to add it.',
  },
  MEASUREMENT_CATEGORY_UNKNOWN: {
    fi: 'Luokittelussa ei ole tällaista luokkaa. Valitse luokka mittarin luettelosta tai pyydä mittarin omistajaa lisäämään se.',
    sv: 'Indelningen har ingen sådan klass. Välj en av dess klasser eller be indikatorns ägare lägga till den.',
    en: 'The dimension has no such category. Choose one of its own, or ask the indicator’s owner to add it.',
  },
  MEASUREMENT_EVIDENCE_MALFORMED: {
    fi: 'Näytön osoite ei kelpaa. Anna koko osoite, joka alkaa https:// ja jossa ei ole käyttäjätunnusta.',
    sv: 'Underlagets adress duger inte. Ange hela adressen, som börjar med https:// och inte innehåller användarnamn.',
    en: 'The address of the evidence is not valid. Give the whole address, beginning with https:// and without a user name.',
  },
  MEASUREMENT_NOT_PROVISIONAL: {
    fi: 'Vahvistettavaa ennakkotietoa ei ole. Jos luku on muuttunut, oikaise tulos ja kerro syy.',
    sv: 'Det finns ingen preliminär uppgift att fastställa. Om talet har ändrats, rätta värdet och ange skälet.',
    en: 'There is no provisional value to make final. If the number has changed, correct it and give the reason.',
  },
  MEASUREMENT_NOT_WAITING: {
    fi: 'Tämä tulos ei odota tarkistusta. Päivitä luettelo ja valitse toimitettu tulos.',
    sv: 'Värdet väntar inte på granskning. Uppdatera listan och välj ett inlämnat värde.',
    en: 'This value is not waiting for review. Refresh the list and choose a submitted one.',
  },
  MEASUREMENT_REVIEWED_BY_OWNER: {
    fi: 'Tuloksen hyväksyy tai palauttaa vain mittarin omistajan tarkistaja. Toimi omistajan puolesta tai pyydä tarkistusta siltä.',
    sv: 'Bara en granskare hos indikatorns ägare godkänner eller återsänder värdet. Företräd ägaren eller be den om granskningen.',
    en: 'Only a reviewer of the indicator’s owner accepts a value or sends it back. Act for the owner, or ask it for the review.',
  },
  MEASUREMENT_REVIEWER_REPORTED: {
    fi: 'Ilmoitit tuloksen itse, joten et voi tarkistaa sitä. Pyydä toista tarkistajaa.',
    sv: 'Du har själv rapporterat värdet och kan inte granska det. Be en annan granskare.',
    en: 'You reported this value yourself and cannot review it. Ask another reviewer.',
  },
  MEASUREMENT_IMPORTED: {
    fi: 'Tulos on tuotu julkaistusta tilastosta, eikä sitä muuteta käsin. Tuo uudempi tilasto tai kirjoita tulokseen huomautus.',
    sv: 'Värdet är hämtat ur publicerad statistik och ändras inte för hand. Hämta nyare statistik eller skriv en anmärkning.',
    en: 'The value was imported from published statistics and is not edited by hand. Import newer statistics, or add a note.',
  },
  MEASUREMENT_IMPORT_NOT_NEWER: {
    fi: 'Tilasto on tuotu jo yhtä uutena tai uudempana. Tarkista julkaisijan päivityspäivä.',
    sv: 'Statistiken har redan hämtats i samma eller en nyare version. Kontrollera utgivarens uppdateringsdatum.',
    en: 'These statistics have been imported in the same or a newer version. Check the day the publisher updated them.',
  },
  MEASUREMENT_REPORTED_ON_UNFIT: {
    fi: 'Tiedon päivä on ennen kauden alkua tai vasta edessä. Korjaa päivä tai jätä se pois.',
    sv: 'Uppgiftens dag är före periodens början eller har inte kommit än. Rätta dagen eller lämna bort den.',
    en: 'The day the value was known lies before the period or ahead. Mend the day or leave it out.',
  },
  LOCK_NOT_FOUND: {
    fi: 'Tätä lukitusta ei ole. Valitse lukitus luettelosta.',
    sv: 'Låsningen finns inte. Välj en låsning i listan.',
    en: 'There is no such lock. Choose one from the list.',
  },
  LOCK_EXISTS: {
    fi: 'Tällä tunnuksella on jo lukitus. Käytä toista tunnusta.',
    sv: 'Det finns redan en låsning med denna kod. Använd en annan kod.',
    en: 'A lock with this id exists already. Use another id.',
  },
  LOCK_DAYS_REVERSED: {
    fi: 'Lukittava aika päättyy ennen kuin se alkaa. Korjaa päivät.',
    sv: 'Tiden som ska låsas slutar innan den börjar. Rätta datumen.',
    en: 'The span to lock ends before it begins. Mend the days.',
  },
  LOCK_INDICATOR_UNKNOWN: {
    fi: 'Jotakin valituista mittareista ei ole. Valitse mittarit luettelosta.',
    sv: 'Någon av de valda indikatorerna finns inte. Välj indikatorerna i listan.',
    en: 'One of the indicators chosen does not exist. Choose indicators from the list.',
  },
  LOCK_UNTIL_PAST: {
    fi: 'Avaamisen viimeinen päivä on jo mennyt. Valitse tämä päivä tai myöhempi.',
    sv: 'Den sista öppna dagen har redan passerat. Välj i dag eller en senare dag.',
    en: 'The last day to be open has passed already. Choose today or a later one.',
  },
  LOCK_OPEN_ALREADY: {
    fi: 'Lukitus on jo auki siihen päivään tai pidempään. Valitse myöhempi päivä, jos aikaa tarvitaan lisää.',
    sv: 'Låsningen är redan öppen till den dagen eller längre. Välj en senare dag om mer tid behövs.',
    en: 'The lock is open until that day or longer already. Choose a later day if more time is needed.',
  },
} satisfies Record<IndicatorRefusal | SeriesRefusal | LockRefusal, Words>;
