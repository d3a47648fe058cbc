import type { Words } from '#language';
import type { CheckupRefusal } from './checkup.ts';
import type { CollaborationRefusal } from './collaboration.ts';
import type { MandateRefusal } from './mandate.ts';
import type { PartnerRefusal } from './partner.ts';
import type { RiskRefusal } from './risk.ts';
import type { TeamRefusal } from './team.ts';

/** What is wrong, and what the person can do about it. */
export const backboneWords = {
  COLLABORATION_EXISTS: {
    fi: 'Tällä tunnuksella on jo yhteistyökokonaisuus. Valitse uudelle toinen tunnus.',
    sv: 'Det finns redan en samarbetshelhet med detta id. Välj ett annat id för den nya.',
    en: 'There is already a collaboration with this id. Choose another id for the new one.',
  },
  COLLABORATION_ID_MISMATCH: {
    fi: 'Asetusten tunnus ei vastaa yhteistyökokonaisuutta. Käytä tunnusta, jossa on collaboration_ ja kokonaisuuden tunnus.',
    sv: 'Inställningarnas id stämmer inte med samarbetshelheten. Använd ett id som består av collaboration_ och helhetens id.',
    en: 'The id of the settings does not fit the collaboration. Use collaboration_ followed by the id of the collaboration.',
  },
  COLLABORATION_LANGUAGE_REPEATED: {
    fi: 'Sama kieli on luettelossa kahdesti. Mainitse jokainen kieli kerran.',
    sv: 'Samma språk finns två gånger i listan. Nämn varje språk en gång.',
    en: 'The same language is listed twice. Name each language once.',
  },
  COLLABORATION_NOT_FOUND: {
    fi: 'Tällaista yhteistyökokonaisuutta ei ole. Tarkista tunnus.',
    sv: 'Det finns ingen sådan samarbetshelhet. Kontrollera id:t.',
    en: 'There is no such collaboration. Check the id.',
  },
  COLLABORATION_PARTNER_KIND_REMOVED: {
    fi: 'Kumppanilajia ei voi poistaa, koska kumppaneita voi kuulua siihen. Pidä aiemmat lajit luettelossa.',
    sv: 'Ett slag av samarbetspartner kan inte tas bort, eftersom partner kan höra till det. Behåll de tidigare slagen i listan.',
    en: 'A kind of partner cannot be removed, since partners may be of it. Keep the earlier kinds in the list.',
  },
  COLLABORATION_PARTNER_KIND_REPEATED: {
    fi: 'Tämä kumppanilaji on jo olemassa. Käytä sitä tai anna uudelle toinen tunnus.',
    sv: 'Detta slag av samarbetspartner finns redan. Använd det eller ge det nya ett annat id.',
    en: 'This kind of partner exists already. Use it, or give the new one another id.',
  },
  COLLABORATION_PLACE_REMOVED: {
    fi: 'Luettelosta puuttuu aiemmin mainittu paikka. Paikkaa ei poisteta: anna sille viimeinen voimassaolovuosi.',
    sv: 'En plats som funnits i listan saknas. En plats tas inte bort: ange dess sista giltighetsår.',
    en: 'A place listed before is missing. A place is not removed: give it its last year instead.',
  },
  COLLABORATION_PLACE_REPEATED: {
    fi: 'Samalla tunnuksella on kaksi paikkaa samoina vuosina. Korjaa tunnus tai voimassaolovuodet.',
    sv: 'Två platser har samma kod under samma år. Rätta koden eller giltighetsåren.',
    en: 'Two places have the same code in the same years. Correct the code or the years.',
  },
  COLLABORATION_PLACE_YEARS_REVERSED: {
    fi: 'Paikan viimeinen vuosi on ennen ensimmäistä. Korjaa vuodet.',
    sv: 'Platsens sista år är före det första. Rätta åren.',
    en: 'The last year of the place is before its first. Correct the years.',
  },
  COLLABORATION_QUORUM_UNREACHABLE: {
    fi: 'Päätösvaltaisuus nimeää organisaation, joka ei voi vahvistaa tavoitteita. Nimeä vain mukana olevia kumppaneita, ei tarkkailijoita eikä taustatukiorganisaatiota.',
    sv: 'Beslutförheten nämner en organisation som inte kan godkänna mål. Nämn bara partner som deltar, inte observatörer och inte stödorganisationen.',
    en: 'The quorum names an organisation that cannot endorse goals. Name only partners that take part, no observers and not the backbone.',
  },
  COLLABORATION_UNCHANGED: {
    fi: 'Mikään ei muuttunut: tieto on jo tällainen. Muuta sitä ennen tallentamista.',
    sv: 'Inget ändrades: uppgiften är redan sådan. Ändra den innan du sparar.',
    en: 'Nothing changed: it is like this already. Change it before saving.',
  },
  TIME_ZONE_UNKNOWN: {
    fi: 'Aikavyöhykettä ei tunneta. Anna se muodossa Europe/Helsinki.',
    sv: 'Tidszonen är okänd. Ange den i formen Europe/Helsinki.',
    en: 'The time zone is not known. Give it as Europe/Helsinki.',
  },

  PARTNER_EXISTS: {
    fi: 'Tällä tunnuksella on jo kumppani. Valitse uudelle toinen tunnus.',
    sv: 'Det finns redan en samarbetspartner med detta id. Välj ett annat id för den nya.',
    en: 'There is already a partner with this id. Choose another id for the new one.',
  },
  PARTNER_HERE: {
    fi: 'Kumppani on jo mukana. Sitä ei tarvitse ottaa takaisin.',
    sv: 'Samarbetspartnern är redan med. Den behöver inte tas tillbaka.',
    en: 'The partner takes part already. It need not be taken back.',
  },
  PARTNER_IS_BACKBONE: {
    fi: 'Taustatukiorganisaatio pitää kokonaisuutta koossa: se ei voi lähteä eikä olla tarkkailija.',
    sv: 'Stödorganisationen håller ihop helheten: den kan varken lämna den eller vara observatör.',
    en: 'The backbone organisation holds the collaboration together: it can neither leave nor be an observer.',
  },
  PARTNER_KIND_MALFORMED: {
    fi: 'Kumppanilajin tunnus ei kelpaa. Käytä pieniä kirjaimia, numeroita ja alaviivoja, esimerkiksi municipality.',
    sv: 'Id:t för slaget av samarbetspartner duger inte. Använd små bokstäver, siffror och understreck, till exempel municipality.',
    en: 'The id of the kind of partner is not valid. Use small letters, digits and underscores, for example municipality.',
  },
  PARTNER_KIND_UNKNOWN: {
    fi: 'Tällaista kumppanilajia ei ole. Valitse jokin luettelosta tai lisää laji ensin yhteistyökokonaisuuden asetuksiin.',
    sv: 'Det finns inget sådant slag av samarbetspartner. Välj ett ur listan eller lägg först till slaget i samarbetshelhetens inställningar.',
    en: 'There is no such kind of partner. Choose one from the list, or first add the kind to the settings of the collaboration.',
  },
  PARTNER_LEFT: {
    fi: 'Kumppani on lähtenyt yhteistyöstä, eikä sen tietoja muuteta. Jos se palaa, ota se ensin takaisin mukaan.',
    sv: 'Samarbetspartnern har lämnat samarbetet och dess uppgifter ändras inte. Om den återvänder, ta först tillbaka den.',
    en: 'The partner has left, and its details do not change. Should it return, readmit it first.',
  },
  PARTNER_NOT_FOUND: {
    fi: 'Tällaista kumppania ei ole. Tarkista tunnus tai lisää kumppani ensin.',
    sv: 'Det finns ingen sådan samarbetspartner. Kontrollera id:t eller lägg först till partnern.',
    en: 'There is no such partner. Check the id, or admit the partner first.',
  },
  PARTNER_PLACE_UNKNOWN: {
    fi: 'Paikka ei ole yhteistyökokonaisuuden luettelossa. Tarkista tunnus tai lisää paikka luetteloon ensin.',
    sv: 'Platsen finns inte i samarbetshelhetens lista. Kontrollera koden eller lägg först till platsen i listan.',
    en: 'The place is not on the list of the collaboration. Check the code, or add the place to the list first.',
  },
  PARTNER_UNCHANGED: {
    fi: 'Mikään ei muuttunut: kumppanin tiedot ovat jo nämä. Muuta niitä ennen tallentamista.',
    sv: 'Inget ändrades: samarbetspartnerns uppgifter är redan dessa. Ändra dem innan du sparar.',
    en: 'Nothing changed: these are the partner’s details already. Change them before saving.',
  },

  MANDATE_ADMINISTRATOR_NEEDED: {
    fi: 'Kokonaisuudella on aina oltava pääkäyttäjä, jonka valtuutus on voimassa toistaiseksi. Anna sellainen valtuutus ensin toiselle henkilölle.',
    sv: 'Helheten ska alltid ha en administratör vars fullmakt gäller tills vidare. Ge först en sådan fullmakt till en annan person.',
    en: 'There must always be an administrator whose mandate has no end. First grant such a mandate to somebody else.',
  },
  MANDATE_DAYS_REVERSED: {
    fi: 'Valtuutuksen viimeinen päivä on ennen ensimmäistä. Korjaa päivät.',
    sv: 'Fullmaktens sista dag är före den första. Rätta dagarna.',
    en: 'The last day of the mandate is before its first. Correct the days.',
  },
  MANDATE_ENDED: {
    fi: 'Valtuutus on jo päättynyt. Anna henkilölle uusi valtuutus.',
    sv: 'Fullmakten har redan upphört. Ge personen en ny fullmakt.',
    en: 'The mandate has ended already. Grant the person a new one.',
  },
  MANDATE_END_PAST: {
    fi: 'Viimeinen päivä on jo mennyt. Valitse tämä päivä tai myöhempi, tai peru valtuutus, niin se päättyy heti.',
    sv: 'Den sista dagen har redan passerat. Välj dagens datum eller ett senare, eller återkalla fullmakten så upphör den genast.',
    en: 'That last day has passed. Choose today or a later day, or revoke the mandate to end it at once.',
  },
  MANDATE_EXISTS: {
    fi: 'Tällä tunnuksella on jo annettu valtuutus. Valitse uudelle toinen tunnus.',
    sv: 'En fullmakt med detta id har redan getts. Välj ett annat id för den nya.',
    en: 'A mandate with this id was already granted. Choose another id for the new one.',
  },
  MANDATE_FOR_BACKBONE_ONLY: {
    fi: 'Pääkäyttäjä ja koko kokonaisuuden koordinaattori toimivat taustatukiorganisaatiossa. Valitse se organisaatioksi tai rajaa koordinaattorin valtuutus yhteen ohjelmaan.',
    sv: 'Administratören och hela helhetens koordinator verkar i stödorganisationen. Välj den som organisation eller begränsa koordinatorns fullmakt till ett program.',
    en: 'An administrator, and a coordinator of the whole, act for the backbone organisation. Choose it, or narrow the coordinator’s mandate to one programme.',
  },
  MANDATE_HELD: {
    fi: 'Henkilöllä on jo sama valtuutus näinä päivinä. Muuta päiviä tai peru aiempi valtuutus ensin.',
    sv: 'Personen har redan samma fullmakt dessa dagar. Ändra dagarna eller återkalla först den tidigare fullmakten.',
    en: 'The person already holds the same mandate on these days. Change the days, or revoke the earlier mandate first.',
  },
  MANDATE_NOT_ADMINISTRATORS: {
    fi: 'Tämä ei ole pääkäyttäjän toistaiseksi voimassa oleva valtuutus. Tarkista tunnus. Muut valtuutukset perutaan valtuutuksen omalla perumisella.',
    sv: 'Detta är inte en fullmakt för en administratör som gäller tills vidare. Kontrollera id:t. Andra fullmakter återkallas var för sig.',
    en: 'This is not an administrator’s mandate without an end. Check the id. Other mandates are ended by revoking them.',
  },
  MANDATE_NOT_FOR_MACHINES: {
    fi: 'Järjestelmälle voi antaa vain jäsenen tai raportoijan valtuutuksen. Anna tämä valtuutus ihmiselle.',
    sv: 'Ett system kan bara få en medlems eller en rapportörs fullmakt. Ge den här fullmakten till en människa.',
    en: 'A machine can hold only a member’s or a reporter’s mandate. Give this one to a person.',
  },
  MANDATE_NOT_FOUND: {
    fi: 'Tällaista valtuutusta ei ole. Tarkista tunnus.',
    sv: 'Det finns ingen sådan fullmakt. Kontrollera id:t.',
    en: 'There is no such mandate. Check the id.',
  },
  MANDATE_NOT_NARROWED: {
    fi: 'Pääkäyttäjän valtuutus koskee koko kokonaisuutta. Poista rajaus mittariin tai ohjelmaan.',
    sv: 'Administratörens fullmakt gäller hela helheten. Ta bort begränsningen till en indikator eller ett program.',
    en: 'An administrator’s mandate covers the whole. Leave out the indicator or programme it is narrowed to.',
  },
  MANDATE_NOT_YOURS: {
    fi: 'Tämä on toisen henkilön valtuutus, ja vain omastaan voi luopua. Pyydä organisaation yhteyshenkilöä tai pääkäyttäjää perumaan se.',
    sv: 'Detta är en annan persons fullmakt, och man kan bara avstå från sin egen. Be organisationens kontaktperson eller en administratör återkalla den.',
    en: 'This mandate is somebody else’s, and only one’s own can be laid down. Ask the organisation’s contact person or an administrator to revoke it.',
  },
  MANDATE_OF_ADMINISTRATOR: {
    fi: 'Pääkäyttäjän toistaiseksi voimassa oleva valtuutus päätetään vapauttamalla pääkäyttäjä tehtävästään. Käytä sitä toimintoa.',
    sv: 'En administratörs fullmakt som gäller tills vidare avslutas genom att administratören entledigas. Använd den funktionen.',
    en: 'An administrator’s mandate without an end is ended by dismissing the administrator. Use that instead.',
  },
  MANDATE_OUT_OF_REACH: {
    fi: 'Yhteyshenkilö hoitaa vain oman organisaationsa valtuutuksia ja vain niissä rooleissa, jotka yhteistyökokonaisuus sallii. Pyydä tätä pääkäyttäjältä.',
    sv: 'En kontaktperson sköter bara sin egen organisations fullmakter och bara i de roller som samarbetshelheten tillåter. Be en administratör om detta.',
    en: 'A contact person looks after the mandates of their own organisation only, in the roles the collaboration allows. Ask an administrator for this.',
  },
  MANDATE_OWN: {
    fi: 'Kukaan ei anna, jatka tai vahvista omaa valtuutustaan. Pyydä toista pääkäyttäjää tai yhteyshenkilöä tekemään se.',
    sv: 'Ingen ger, förlänger eller bekräftar sin egen fullmakt. Be en annan administratör eller kontaktperson göra det.',
    en: 'Nobody grants, extends or confirms their own mandate. Ask another administrator or contact person to do it.',
  },
  MANDATE_PARTNER_UNKNOWN: {
    fi: 'Organisaatio ei ole mukana tässä kokonaisuudessa. Tarkista tunnus tai lisää kumppani ensin.',
    sv: 'Organisationen deltar inte i denna helhet. Kontrollera id:t eller lägg först till partnern.',
    en: 'The organisation does not take part in this collaboration. Check the id, or admit the partner first.',
  },
  MANDATE_REVOKED: {
    fi: 'Valtuutus on jo peruttu. Jos henkilö tarvitsee sen taas, anna uusi valtuutus.',
    sv: 'Fullmakten har redan återkallats. Om personen behöver den igen, ge en ny fullmakt.',
    en: 'The mandate was already revoked. Should the person need it again, grant a new one.',
  },
  MANDATE_UNCHANGED: {
    fi: 'Mikään ei muuttunut: valtuutuksen viimeinen päivä on jo tämä. Valitse toinen päivä.',
    sv: 'Inget ändrades: fullmaktens sista dag är redan denna. Välj en annan dag.',
    en: 'Nothing changed: this is the last day of the mandate already. Choose another day.',
  },

  TEAM_DISBANDED: {
    fi: 'Tiimi on lopettanut, eikä sen tietoja enää muuteta. Perusta tarvittaessa uusi tiimi.',
    sv: 'Teamet har upplösts och dess uppgifter ändras inte längre. Bilda vid behov ett nytt team.',
    en: 'The team was disbanded, and its details no longer change. Form a new team if one is needed.',
  },
  TEAM_EXISTS: {
    fi: 'Tällä tunnuksella on jo tiimi. Valitse uudelle toinen tunnus.',
    sv: 'Det finns redan ett team med detta id. Välj ett annat id för det nya.',
    en: 'There is already a team with this id. Choose another id for the new one.',
  },
  TEAM_NOT_FOUND: {
    fi: 'Tällaista tiimiä ei ole. Tarkista tunnus.',
    sv: 'Det finns inget sådant team. Kontrollera id:t.',
    en: 'There is no such team. Check the id.',
  },
  TEAM_NOT_YOURS: {
    fi: 'Tiimiä kutsuu koolle toinen organisaatio. Pyydä muutos siltä tai koordinaattorilta.',
    sv: 'Teamet sammankallas av en annan organisation. Be den eller koordinatorn om ändringen.',
    en: 'Another organisation calls this team together. Ask it, or the coordinator, for the change.',
  },
  TEAM_PARTNER_UNKNOWN: {
    fi: 'Koolle kutsuva tai jäseneksi nimetty organisaatio ei ole mukana tässä kokonaisuudessa. Valitse mukana olevia kumppaneita.',
    sv: 'Den sammankallande organisationen eller en medlem deltar inte i denna helhet. Välj partner som deltar.',
    en: 'The organisation that calls the team together, or a member of it, does not take part in this collaboration. Choose partners that do.',
  },
  TEAM_PLACE_UNKNOWN: {
    fi: 'Jokin paikoista ei ole yhteistyökokonaisuuden luettelossa. Tarkista tunnukset tai lisää paikka luetteloon ensin.',
    sv: 'Någon av platserna finns inte i samarbetshelhetens lista. Kontrollera koderna eller lägg först till platsen i listan.',
    en: 'One of the places is not on the list of the collaboration. Check the codes, or add the place to the list first.',
  },
  TEAM_UNCHANGED: {
    fi: 'Mikään ei muuttunut: tiimin tiedot ovat jo nämä. Muuta niitä ennen tallentamista.',
    sv: 'Inget ändrades: teamets uppgifter är redan dessa. Ändra dem innan du sparar.',
    en: 'Nothing changed: these are the team’s details already. Change them before saving.',
  },

  RISK_ABOUT_UNKNOWN: {
    fi: 'Asiaa, jota riski uhkaa, ei löydy. Tarkista tunnus tai jätä kohta tyhjäksi.',
    sv: 'Det som risken hotar hittas inte. Kontrollera id:t eller lämna fältet tomt.',
    en: 'What the risk threatens is not found. Check the id, or leave it out.',
  },
  RISK_CLOSED: {
    fi: 'Riski on suljettu, eikä sitä enää muuteta. Jos se palaa, kirjaa se uutena riskinä.',
    sv: 'Risken är avslutad och ändras inte längre. Om den återkommer, för in den som en ny risk.',
    en: 'The risk is closed and no longer changes. Should it return, raise it as a new one.',
  },
  RISK_EXISTS: {
    fi: 'Tällä tunnuksella on jo riski. Valitse uudelle toinen tunnus.',
    sv: 'Det finns redan en risk med detta id. Välj ett annat id för den nya.',
    en: 'There is already a risk with this id. Choose another id for the new one.',
  },
  RISK_NOT_FOUND: {
    fi: 'Tällaista riskiä ei ole. Tarkista tunnus.',
    sv: 'Det finns ingen sådan risk. Kontrollera id:t.',
    en: 'There is no such risk. Check the id.',
  },
  RISK_NOT_YOURS: {
    fi: 'Riskistä vastaa toinen organisaatio. Nimeä vastuutahoksi omasi tai taustatukiorganisaatio, tai pyydä muutos koordinaattorilta.',
    sv: 'En annan organisation ansvarar för risken. Ange din egen eller stödorganisationen som ansvarig, eller be koordinatorn om ändringen.',
    en: 'Another organisation answers for this risk. Name your own or the backbone as the one to answer for it, or ask the coordinator for the change.',
  },
  RISK_OWNER_UNKNOWN: {
    fi: 'Vastuutahoksi nimetty organisaatio ei ole mukana tässä kokonaisuudessa. Valitse mukana oleva kumppani.',
    sv: 'Den organisation som angetts som ansvarig deltar inte i denna helhet. Välj en partner som deltar.',
    en: 'The organisation named to answer for the risk does not take part in this collaboration. Choose a partner that does.',
  },
  RISK_REVIEW_PAST: {
    fi: 'Riskin seuraava tarkastelupäivä on jo mennyt. Valitse tämä päivä tai myöhempi.',
    sv: 'Dagen då risken ska ses över har redan passerat. Välj dagens datum eller ett senare.',
    en: 'The day by which the risk is to be looked at again has passed. Choose today or a later day.',
  },
  RISK_UNCHANGED: {
    fi: 'Mikään ei muuttunut: riskin tiedot ovat jo nämä. Muuta niitä, tai arvioi riski uudelleen.',
    sv: 'Inget ändrades: riskens uppgifter är redan dessa. Ändra dem, eller bedöm risken på nytt.',
    en: 'Nothing changed: these are the risk’s details already. Change them, or reassess the risk.',
  },

  CHECKUP_EXISTS: {
    fi: 'Organisaatiosi on jo antanut itsearvion tältä kaudelta. Muuta aiempaa itsearviota.',
    sv: 'Din organisation har redan gett sin självvärdering för perioden. Ändra den tidigare självvärderingen.',
    en: 'Your organisation has already given its self-assessment for this period. Revise that one.',
  },
  CHECKUP_ID_MISMATCH: {
    fi: 'Itsearvion tunnus ei vastaa kautta ja organisaatiota, jonka puolesta toimit. Tarkista kausi ja organisaatio.',
    sv: 'Självvärderingens id stämmer inte med perioden och den organisation du företräder. Kontrollera perioden och organisationen.',
    en: 'The id of the self-assessment does not fit the period and the organisation you act for. Check the period and the organisation.',
  },
  CHECKUP_NOT_FOUND: {
    fi: 'Organisaatiosi ei ole vielä antanut itsearviota tältä kaudelta. Anna se ensin.',
    sv: 'Din organisation har ännu inte gett sin självvärdering för perioden. Ge den först.',
    en: 'Your organisation has not given its self-assessment for this period yet. Give it first.',
  },
  CHECKUP_PERIOD_AHEAD: {
    fi: 'Kausi ei ole vielä alkanut. Valitse kuluva tai mennyt kausi.',
    sv: 'Perioden har inte börjat ännu. Välj den pågående eller en tidigare period.',
    en: 'The period has not begun yet. Choose the present one or an earlier one.',
  },
  CHECKUP_PERIOD_MALFORMED: {
    fi: 'Anna kausi vuotena tai puolivuotena, esimerkiksi 2025 tai 2025-H1.',
    sv: 'Ange perioden som ett år eller halvår, till exempel 2025 eller 2025-H1.',
    en: 'Give the period as a year or half of one, for example 2025 or 2025-H1.',
  },
  CHECKUP_UNCHANGED: {
    fi: 'Mikään ei muuttunut: itsearvio on jo tällainen. Muuta sitä ennen tallentamista.',
    sv: 'Inget ändrades: självvärderingen är redan sådan. Ändra den innan du sparar.',
    en: 'Nothing changed: the self-assessment is like this already. Change it before saving.',
  },
} satisfies Record<
  CheckupRefusal | CollaborationRefusal | MandateRefusal | PartnerRefusal | RiskRefusal | TeamRefusal,
  Words
>;
