import type { Words } from '#language';
import type { AcknowledgementRefusal } from './acknowledgement.ts';
import type { ClockRefusal } from './clock.ts';
import type { FeedbackRefusal } from './feedback.ts';
import type { MeetingRefusal } from './meeting.ts';
import type { NoticeRefusal } from './notice.ts';
import type { ObservationRefusal } from './observation.ts';
import type { ThemeRefusal } from './theme.ts';
import type { ThreadRefusal } from './thread.ts';

/** What is wrong, and what the person can do about it. */
export const dialogueWords = {
  ACKNOWLEDGEMENT_ABOUT_UNKNOWN: {
    fi: 'Tällaista kohdetta ei ole. Tarkista tunnus.',
    sv: 'Det finns inget sådant objekt. Kontrollera id:t.',
    en: 'There is no such thing. Check the id.',
  },
  ACKNOWLEDGEMENT_GIVEN: {
    fi: 'Organisaatiosi on jo kuitannut lukeneensa tämän. Muuta ei tarvita ennen seuraavaa muutosta.',
    sv: 'Din organisation har redan kvitterat detta som läst. Inget mer behövs före nästa ändring.',
    en: 'Your organisation has already said that it has read this. Nothing more is needed before the next change.',
  },
  ACKNOWLEDGEMENT_ID_UNFIT: {
    fi: 'Kuittauksen tunnus ei vastaa kohdetta ja organisaatiotasi. Muodosta se näin: ack_<kohteen tunnus>__<organisaation tunnus ilman alkua partner_>.',
    sv: 'Kvitteringens id motsvarar inte objektet och din organisation. Bilda det så här: ack_<objektets id>__<organisationens id utan partner_>.',
    en: 'The id does not fit the thing and your organisation. Make it like this: ack_<id of the thing>__<id of the organisation without partner_>.',
  },
  ACKNOWLEDGEMENT_REVISION_AHEAD: {
    fi: 'Kohteesta ei ole vielä näin uutta versiota. Lataa se uudelleen ja kuittaa se versio, jonka luit.',
    sv: 'Objektet har ännu ingen så ny version. Hämta det på nytt och kvittera den version du läste.',
    en: 'The thing has no version this new yet. Load it again and acknowledge the one you read.',
  },

  CLOCK_ABOUT_UNKNOWN: {
    fi: 'Kohdetta, jota vuosikellon kohta koskee, ei ole. Tarkista tunnus tai jätä se pois.',
    sv: 'Det som punkten på årsklockan gäller finns inte. Kontrollera id:t eller lämna bort det.',
    en: 'What the item is about does not exist. Check the id, or leave it out.',
  },
  CLOCK_ENDED: {
    fi: 'Tämä vuosikellon kohta on päättynyt. Lisää tarvittaessa uusi.',
    sv: 'Denna punkt på årsklockan har avslutats. Lägg vid behov till en ny.',
    en: 'This item of the annual clock has ended. Plan a new one if it is needed.',
  },
  CLOCK_EXISTS: {
    fi: 'Tällä tunnuksella on jo kohta vuosikellossa. Valitse uudelle toinen tunnus.',
    sv: 'Det finns redan en punkt med detta id på årsklockan. Välj ett annat id för den nya.',
    en: 'There is already an item with this id on the annual clock. Choose another id for the new one.',
  },
  CLOCK_NOT_FOUND: {
    fi: 'Tällaista kohtaa ei ole vuosikellossa. Tarkista tunnus tai lisää kohta ensin.',
    sv: 'Årsklockan har ingen sådan punkt. Kontrollera id:t eller lägg först till punkten.',
    en: 'There is no such item on the annual clock. Check the id, or plan the item first.',
  },
  CLOCK_NOT_YOURS: {
    fi: 'Kohdasta vastaa toinen organisaatio. Pyydä muutos siltä tai koordinaattorilta.',
    sv: 'En annan organisation ansvarar för punkten. Be den eller koordinatorn om ändringen.',
    en: 'Another organisation is responsible for this item. Ask it, or the coordinator, for the change.',
  },
  CLOCK_OCCURRENCE_AHEAD: {
    fi: 'Tämä kerta on yli vuoden päässä. Merkitse se tehdyksi, kun sen aika on.',
    sv: 'Denna gång ligger mer än ett år framåt. Markera den som gjord när det är dags.',
    en: 'This time round is more than a year ahead. Tick it off when its time has come.',
  },
  CLOCK_OCCURRENCE_DONE: {
    fi: 'Tämä kerta on jo merkitty tehdyksi. Muuta ei tarvita.',
    sv: 'Denna gång har redan markerats som gjord. Inget mer behövs.',
    en: 'This time round has been ticked off already. Nothing more is needed.',
  },
  CLOCK_OCCURRENCE_MALFORMED: {
    fi: 'Kertaa ei tunnisteta. Kirjoita se niin kuin vuosikello sen näyttää, esimerkiksi 2025, 2025-H2, 2025-Q3, 2025-08 tai once.',
    sv: 'Gången känns inte igen. Skriv den som årsklockan visar den, till exempel 2025, 2025-H2, 2025-Q3, 2025-08 eller once.',
    en: 'The time round is not recognised. Write it as the clock shows it, for example 2025, 2025-H2, 2025-Q3, 2025-08 or once.',
  },
  CLOCK_OCCURRENCE_UNKNOWN: {
    fi: 'Kohdalla ei ole tällaista kertaa. Valitse jokin vuosikellon näyttämistä kerroista.',
    sv: 'Punkten har ingen sådan gång. Välj någon av de gånger som årsklockan visar.',
    en: 'The item has no such time round. Choose one of those the clock shows.',
  },
  CLOCK_PARTNER_UNKNOWN: {
    fi: 'Vastuuorganisaatio ei ole mukana tässä kokonaisuudessa. Valitse mukana oleva kumppani.',
    sv: 'Den ansvariga organisationen deltar inte i denna helhet. Välj en partner som deltar.',
    en: 'The organisation responsible does not take part in this collaboration. Choose a partner that does.',
  },
  CLOCK_UNCHANGED: {
    fi: 'Mikään ei muuttunut: vuosikellon kohta on jo tällainen. Muuta sitä ennen tallentamista.',
    sv: 'Inget ändrades: punkten är redan sådan. Ändra den innan du sparar.',
    en: 'Nothing changed: the item is like this already. Change it before saving.',
  },
  CLOCK_UNTIL_BACKWARDS: {
    fi: 'Viimeinen päivä on ennen ensimmäistä. Korjaa jompikumpi.',
    sv: 'Sista dagen är före den första. Rätta någondera.',
    en: 'The last day is before the first. Correct one of them.',
  },

  COMMENT_HIDDEN: {
    fi: 'Kommentti on jo poistettu näkyvistä, eikä sitä voi enää muuttaa. Kirjoita tarvittaessa uusi.',
    sv: 'Kommentaren har redan dolts och kan inte längre ändras. Skriv vid behov en ny.',
    en: 'The comment has been hidden already and cannot be changed. Write a new one if it is needed.',
  },
  COMMENT_NOT_FOUND: {
    fi: 'Keskustelussa ei ole tämän numeroista kommenttia. Tarkista numero.',
    sv: 'Diskussionen har ingen kommentar med detta nummer. Kontrollera numret.',
    en: 'The thread has no comment with this number. Check the number.',
  },
  COMMENT_NOT_YOURS: {
    fi: 'Kommentti on toisen organisaation. Vastaa siihen omalla kommentilla.',
    sv: 'Kommentaren är en annan organisations. Svara med en egen kommentar.',
    en: 'The comment is another organisation’s. Answer it with one of your own.',
  },
  COMMENT_UNCHANGED: {
    fi: 'Mikään ei muuttunut: kommentissa on jo nämä sanat. Muuta niitä ennen tallentamista.',
    sv: 'Inget ändrades: kommentaren har redan dessa ord. Ändra dem innan du sparar.',
    en: 'Nothing changed: the comment says this already. Change it before saving.',
  },

  FEEDBACK_ABOUT_UNKNOWN: {
    fi: 'Kohdetta, jota palaute koskee, ei ole. Tarkista tunnus tai jätä se pois.',
    sv: 'Det som responsen gäller finns inte. Kontrollera id:t eller lämna bort det.',
    en: 'What the feedback is about does not exist. Check the id, or leave it out.',
  },
  FEEDBACK_ACTION_LINKED: {
    fi: 'Palaute on jo yhdistetty tähän. Muuta ei tarvita.',
    sv: 'Responsen har redan kopplats till detta. Inget mer behövs.',
    en: 'The feedback is linked to this already. Nothing more is needed.',
  },
  FEEDBACK_ACTION_UNKNOWN: {
    fi: 'Palaute voi johtaa tehtävään, toimenpiteeseen tai päätökseen, ja tällaista ei löydy. Tarkista tunnus tai luo kohde ensin.',
    sv: 'Respons kan leda till en uppgift, en åtgärd eller ett beslut, och någon sådan finns inte. Kontrollera id:t eller skapa objektet först.',
    en: 'Feedback leads to a task, an activity or a decision, and there is none such. Check the id, or create it first.',
  },
  FEEDBACK_CLOSED: {
    fi: 'Palaute on käsitelty loppuun. Anna tarvittaessa uusi palaute.',
    sv: 'Responsen är slutbehandlad. Ge vid behov ny respons.',
    en: 'The feedback has been closed. Give new feedback if it is needed.',
  },
  FEEDBACK_EXISTS: {
    fi: 'Tällä tunnuksella on jo palaute. Valitse uudelle toinen tunnus.',
    sv: 'Det finns redan respons med detta id. Välj ett annat id för den nya.',
    en: 'There is already feedback with this id. Choose another id for the new one.',
  },
  FEEDBACK_FULL: {
    fi: 'Palautteella on jo 50 vastausta tai seurausta, eikä enempää voi lisätä. Päätä se ja jatka uudessa.',
    sv: 'Responsen har redan 50 svar eller följder och fler kan inte läggas till. Avsluta den och fortsätt i en ny.',
    en: 'The feedback has 50 answers or consequences already. Close it and go on in a new one.',
  },
  FEEDBACK_GIVEN_AHEAD: {
    fi: 'Palautteen antopäivä on tulevaisuudessa. Korjaa päivä.',
    sv: 'Dagen då responsen gavs ligger i framtiden. Rätta dagen.',
    en: 'The day the feedback was given lies ahead. Correct the day.',
  },
  FEEDBACK_GIVER_NOT_TOLD: {
    fi: 'Palautteen antajalle ei ole vielä kerrottu, mihin se johti. Kerro se ensin ja päätä palaute sitten.',
    sv: 'Den som gav responsen har ännu inte fått veta vad den ledde till. Berätta det först och avsluta sedan.',
    en: 'The giver has not been told what came of it. Tell them first, then close the feedback.',
  },
  FEEDBACK_NOT_ADDRESSED_TO_YOU: {
    fi: 'Palaute on osoitettu toiselle organisaatiolle. Se vastaa, tai pyydä koordinaattoria siirtämään palaute.',
    sv: 'Responsen är riktad till en annan organisation. Den svarar, eller be koordinatorn föra responsen vidare.',
    en: 'The feedback is for another organisation. That one answers; or ask the coordinator to pass it on.',
  },
  FEEDBACK_NOT_ANSWERED: {
    fi: 'Palautteeseen ei ole vielä vastattu. Vastaa siihen ensin.',
    sv: 'Responsen har ännu inte besvarats. Besvara den först.',
    en: 'The feedback has not been answered yet. Answer it first.',
  },
  FEEDBACK_NOT_FOUND: {
    fi: 'Tällaista palautetta ei ole. Tarkista tunnus.',
    sv: 'Det finns ingen sådan respons. Kontrollera id:t.',
    en: 'There is no such feedback. Check the id.',
  },
  FEEDBACK_NOT_YOURS: {
    fi: 'Palautteen on antanut toinen organisaatio. Pyydä muutos siltä tai koordinaattorilta.',
    sv: 'Responsen har getts av en annan organisation. Be den eller koordinatorn om ändringen.',
    en: 'Another organisation gave this feedback. Ask it, or the coordinator, for the change.',
  },
  FEEDBACK_PARTNER_UNKNOWN: {
    fi: 'Organisaatio, jolle palaute on osoitettu, ei ole mukana. Valitse mukana oleva kumppani.',
    sv: 'Organisationen som responsen är riktad till deltar inte. Välj en partner som deltar.',
    en: 'The organisation the feedback is for does not take part. Choose a partner that does.',
  },
  FEEDBACK_UNCHANGED: {
    fi: 'Palaute on jo tällä organisaatiolla. Valitse toinen organisaatio.',
    sv: 'Responsen är redan hos denna organisation. Välj en annan organisation.',
    en: 'The feedback is with this organisation already. Choose another one.',
  },

  MEETING_ABOUT_UNKNOWN: {
    fi: 'Jotakin asiaa, johon kokous viittaa, ei ole. Tarkista tunnukset tai jätä viittaus pois.',
    sv: 'Något som mötet hänvisar till finns inte. Kontrollera id:na eller lämna bort hänvisningen.',
    en: 'Something the meeting refers to does not exist. Check the ids, or leave the reference out.',
  },
  MEETING_AHEAD: {
    fi: 'Kokouspäivä ei ole vielä tullut. Kirjaa kokous pidetyksi kokouspäivänä tai sen jälkeen, tai siirrä päivää.',
    sv: 'Mötesdagen har ännu inte kommit. Anteckna mötet som hållet på mötesdagen eller senare, eller flytta dagen.',
    en: 'The day of the meeting has not come yet. Record it on the day or later, or move the day.',
  },
  MEETING_ATTENDANCE_REPEATED: {
    fi: 'Sama organisaatio on osallistujissa kahdesti. Yhdistä sen osallistujamäärät.',
    sv: 'Samma organisation finns två gånger bland deltagarna. Slå ihop dess antal.',
    en: 'The same organisation is in the attendance twice. Put its numbers together.',
  },
  MEETING_CANCELLED: {
    fi: 'Kokous on peruttu. Kutsu tarvittaessa uusi kokous.',
    sv: 'Mötet är inställt. Kalla vid behov till ett nytt möte.',
    en: 'The meeting was cancelled. Call a new one if it is needed.',
  },
  MEETING_DECISION_UNKNOWN: {
    fi: 'Tällaista toimielimen päätöstä ei ole. Tarkista tunnus tai kirjaa päätös ensin.',
    sv: 'Det finns inget sådant beslut av ett organ. Kontrollera id:t eller anteckna beslutet först.',
    en: 'There is no such decision of a governing body. Check the id, or record the decision first.',
  },
  MEETING_EXISTS: {
    fi: 'Tällä tunnuksella on jo kokous. Valitse uudelle toinen tunnus.',
    sv: 'Det finns redan ett möte med detta id. Välj ett annat id för det nya.',
    en: 'There is already a meeting with this id. Choose another id for the new one.',
  },
  MEETING_FULL: {
    fi: 'Kokouksella on jo 100 päätöstä, eikä enempää voi lisätä. Jaa asiat kahteen kokoukseen.',
    sv: 'Mötet har redan 100 beslut och fler kan inte läggas till. Dela upp ärendena på två möten.',
    en: 'The meeting has 100 decisions already, and no more can be added. Divide the matters between two meetings.',
  },
  MEETING_HELD: {
    fi: 'Kokous on jo pidetty. Korjaa tarvittaessa muistiota perusteluineen.',
    sv: 'Mötet har redan hållits. Rätta vid behov minnesanteckningarna och ange skälet.',
    en: 'The meeting has been held already. If something is wrong, correct the minutes with a reason.',
  },
  MEETING_LINK_MALFORMED: {
    fi: 'Linkki ei kelpaa. Anna osoite, joka alkaa https://, ilman käyttäjätunnusta.',
    sv: 'Länken duger inte. Ange en adress som börjar med https://, utan användarnamn.',
    en: 'The link is not valid. Give an address that begins with https://, without a user name.',
  },
  MEETING_NOT_FOUND: {
    fi: 'Tällaista kokousta ei ole. Tarkista tunnus tai kutsu kokous ensin.',
    sv: 'Det finns inget sådant möte. Kontrollera id:t eller kalla till mötet först.',
    en: 'There is no such meeting. Check the id, or call the meeting first.',
  },
  MEETING_NOT_HELD: {
    fi: 'Kokousta ei ole vielä kirjattu pidetyksi. Kirjaa se ensin.',
    sv: 'Mötet har ännu inte antecknats som hållet. Anteckna det först.',
    en: 'The meeting has not been recorded as held yet. Record it first.',
  },
  MEETING_NOT_INVITED: {
    fi: 'Organisaatiotasi ei ole kutsuttu tähän kokoukseen. Pyydä kutsua kokouksen järjestäjältä.',
    sv: 'Din organisation är inte kallad till detta möte. Be mötets sammankallare om en kallelse.',
    en: 'Your organisation is not invited to this meeting. Ask the one that called it for an invitation.',
  },
  MEETING_NOT_YOURS: {
    fi: 'Kokouksen on kutsunut toinen organisaatio. Pyydä muutos siltä tai koordinaattorilta.',
    sv: 'En annan organisation har kallat till mötet. Be den eller koordinatorn om ändringen.',
    en: 'Another organisation called this meeting. Ask it, or the coordinator, for the change.',
  },
  MEETING_PARTNER_UNKNOWN: {
    fi: 'Jokin mainituista organisaatioista ei ole mukana. Valitse mukana olevia kumppaneita.',
    sv: 'Någon av de nämnda organisationerna deltar inte. Välj partner som deltar.',
    en: 'One of the organisations named does not take part. Choose partners that do.',
  },
  MEETING_PLACE_UNKNOWN: {
    fi: 'Tällaista paikkaa ei ole tässä kokonaisuudessa. Valitse jokin sen paikoista tai kirjoita kokouspaikka sanoin.',
    sv: 'Det finns ingen sådan plats i denna helhet. Välj någon av dess platser eller skriv mötesplatsen i ord.',
    en: 'There is no such place in this collaboration. Choose one of its places, or write the venue in words.',
  },
  MEETING_TEAM_UNKNOWN: {
    fi: 'Tällaista ryhmää tai verkostoa ei ole. Tarkista tunnus tai perusta ryhmä ensin.',
    sv: 'Det finns ingen sådan grupp eller sådant nätverk. Kontrollera id:t eller bilda gruppen först.',
    en: 'There is no such team or network. Check the id, or form the team first.',
  },
  MEETING_TIMES_BACKWARDS: {
    fi: 'Kokous päättyy ennen alkuaan, tai alkamisaika puuttuu. Korjaa kellonajat.',
    sv: 'Mötet slutar innan det börjar, eller så saknas starttiden. Rätta klockslagen.',
    en: 'The meeting ends before it begins, or the beginning is missing. Correct the times.',
  },
  MEETING_TIME_MALFORMED: {
    fi: 'Anna kellonaika muodossa 09:30.',
    sv: 'Ange klockslaget i formen 09:30.',
    en: 'Give the time of day as 09:30.',
  },
  MEETING_UNCHANGED: {
    fi: 'Mikään ei muuttunut: kokouksen tiedot ovat jo nämä. Muuta niitä ennen tallentamista.',
    sv: 'Inget ändrades: mötets uppgifter är redan dessa. Ändra dem innan du sparar.',
    en: 'Nothing changed: these are the meeting’s details already. Change them before saving.',
  },

  NOTICE_ABOUT_UNKNOWN: {
    fi: 'Kohdetta, jota pyydetään lukemaan, ei ole. Tarkista tunnus.',
    sv: 'Det som ska läsas finns inte. Kontrollera id:t.',
    en: 'What is to be read does not exist. Check the id.',
  },
  NOTICE_DUE_PAST: {
    fi: 'Määräpäivä on jo mennyt. Anna tämä päivä tai myöhempi.',
    sv: 'Sista dagen har redan passerat. Ange dagens datum eller ett senare.',
    en: 'The last day has passed already. Give today or a later day.',
  },
  NOTICE_EXISTS: {
    fi: 'Tällä tunnuksella on jo lukupyyntö. Valitse uudelle toinen tunnus.',
    sv: 'Det finns redan en läsbegäran med detta id. Välj ett annat id för den nya.',
    en: 'There is already a request to read with this id. Choose another id for the new one.',
  },
  NOTICE_NOT_FOUND: {
    fi: 'Tällaista lukupyyntöä ei ole. Tarkista tunnus.',
    sv: 'Det finns ingen sådan läsbegäran. Kontrollera id:t.',
    en: 'There is no such request to read. Check the id.',
  },
  NOTICE_NOT_YOURS: {
    fi: 'Kohteesta vastaa toinen organisaatio. Pyydä sitä tai koordinaattoria tekemään lukupyyntö.',
    sv: 'En annan organisation ansvarar för detta. Be den eller koordinatorn göra läsbegäran.',
    en: 'Another organisation is in charge of this. Ask it, or the coordinator, to make the request.',
  },
  NOTICE_PARTNER_UNKNOWN: {
    fi: 'Jokin mainituista organisaatioista ei ole mukana. Valitse mukana olevia kumppaneita.',
    sv: 'Någon av de nämnda organisationerna deltar inte. Välj partner som deltar.',
    en: 'One of the organisations named does not take part. Choose partners that do.',
  },
  NOTICE_WITHDRAWN: {
    fi: 'Lukupyyntö on peruttu. Tee tarvittaessa uusi.',
    sv: 'Läsbegäran har dragits tillbaka. Gör vid behov en ny.',
    en: 'The request to read was withdrawn. Make a new one if it is needed.',
  },

  OBSERVATION_ABOUT_UNKNOWN: {
    fi: 'Kohdetta, jota havainto koskee, ei ole. Tarkista tunnus tai jätä se pois.',
    sv: 'Det som observationen gäller finns inte. Kontrollera id:t eller lämna bort det.',
    en: 'What the observation is about does not exist. Check the id, or leave it out.',
  },
  OBSERVATION_AHEAD: {
    fi: 'Havainnon päivä on tulevaisuudessa. Korjaa päivä.',
    sv: 'Observationens dag ligger i framtiden. Rätta dagen.',
    en: 'The day of the observation lies ahead. Correct the day.',
  },
  OBSERVATION_EXISTS: {
    fi: 'Tällä tunnuksella on jo havainto. Valitse uudelle toinen tunnus.',
    sv: 'Det finns redan en observation med detta id. Välj ett annat id för den nya.',
    en: 'There is already an observation with this id. Choose another id for the new one.',
  },
  OBSERVATION_HIDDEN: {
    fi: 'Havainto on jo poistettu näkyvistä. Muuta ei tarvita.',
    sv: 'Observationen har redan dolts. Inget mer behövs.',
    en: 'The observation has been hidden already. Nothing more is needed.',
  },
  OBSERVATION_NOT_FOUND: {
    fi: 'Tällaista havaintoa ei ole. Tarkista tunnus.',
    sv: 'Det finns ingen sådan observation. Kontrollera id:t.',
    en: 'There is no such observation. Check the id.',
  },
  OBSERVATION_NOT_YOURS: {
    fi: 'Havainnon on kirjannut toinen organisaatio. Pyydä muutos siltä tai koordinaattorilta.',
    sv: 'En annan organisation har antecknat observationen. Be den eller koordinatorn om ändringen.',
    en: 'Another organisation noted this observation. Ask it, or the coordinator, for the change.',
  },
  OBSERVATION_PLACE_UNKNOWN: {
    fi: 'Tällaista paikkaa ei ole tässä kokonaisuudessa. Valitse jokin sen paikoista tai jätä kohta tyhjäksi.',
    sv: 'Det finns ingen sådan plats i denna helhet. Välj någon av dess platser eller lämna fältet tomt.',
    en: 'There is no such place in this collaboration. Choose one of its places, or leave the field empty.',
  },

  THEME_CLOSED: {
    fi: 'Teema on päätetty. Kokoa tarvittaessa uusi.',
    sv: 'Temat är avslutat. Samla vid behov ett nytt.',
    en: 'The theme has been closed. Gather a new one if it is needed.',
  },
  THEME_EXISTS: {
    fi: 'Tällä tunnuksella on jo teema. Valitse uudelle toinen tunnus.',
    sv: 'Det finns redan ett tema med detta id. Välj ett annat id för det nya.',
    en: 'There is already a theme with this id. Choose another id for the new one.',
  },
  THEME_FOLLOWS_UNKNOWN: {
    fi: 'Sitä, mihin teema johtaa, ei ole. Tarkista tunnus tai luo kohde ensin.',
    sv: 'Det som temat leder till finns inte. Kontrollera id:t eller skapa objektet först.',
    en: 'What follows from the theme does not exist. Check the id, or create it first.',
  },
  THEME_FULL: {
    fi: 'Teemassa on jo 500 havaintoa tai seurausta, eikä enempää voi lisätä. Kokoa niistä toinen teema.',
    sv: 'Temat har redan 500 observationer eller följder och fler kan inte läggas till. Samla ett annat tema av dem.',
    en: 'The theme has 500 observations or consequences already. Gather another theme from them.',
  },
  THEME_NOT_FOUND: {
    fi: 'Tällaista teemaa ei ole. Tarkista tunnus tai kokoa teema ensin.',
    sv: 'Det finns inget sådant tema. Kontrollera id:t eller samla temat först.',
    en: 'There is no such theme. Check the id, or gather the theme first.',
  },
  THEME_NOT_YOURS: {
    fi: 'Teeman on koonnut toinen organisaatio. Pyydä sitä tai koordinaattoria päättämään se.',
    sv: 'En annan organisation har samlat temat. Be den eller koordinatorn avsluta det.',
    en: 'Another organisation gathered this theme. Ask it, or the coordinator, to close it.',
  },
  THEME_OBSERVATION_UNKNOWN: {
    fi: 'Jotakin havainnoista ei ole, tai se on poistettu näkyvistä. Tarkista tunnukset.',
    sv: 'Någon av observationerna finns inte eller har dolts. Kontrollera id:na.',
    en: 'One of the observations does not exist or has been hidden. Check the ids.',
  },
  THEME_UNCHANGED: {
    fi: 'Nämä havainnot ovat jo teemassa. Valitse muita.',
    sv: 'Dessa observationer finns redan i temat. Välj andra.',
    en: 'These observations are in the theme already. Choose others.',
  },

  THREAD_ABOUT_TALK: {
    fi: 'Keskustelusta tai lukupyynnöstä ei aloiteta uutta keskustelua. Kommentoi keskusteluun tai aloita keskustelu siitä, mitä se koskee.',
    sv: 'Om en diskussion eller läsbegäran inleds ingen ny diskussion. Kommentera i den, eller inled en diskussion om det den gäller.',
    en: 'No thread is started about a thread or a request to read. Comment in it, or start one about what it concerns.',
  },
  THREAD_ABOUT_UNKNOWN: {
    fi: 'Kohdetta, josta keskustelu alkaisi, ei ole. Tarkista tunnus.',
    sv: 'Det som diskussionen skulle gälla finns inte. Kontrollera id:t.',
    en: 'What the thread would be about does not exist. Check the id.',
  },
  THREAD_CLOSED: {
    fi: 'Keskustelu on päätetty. Sen aloittaja tai koordinaattori voi avata sen uudelleen.',
    sv: 'Diskussionen är avslutad. Den som inledde den eller koordinatorn kan öppna den igen.',
    en: 'The thread is closed. Who began it, or the coordinator, can open it again.',
  },
  THREAD_EXISTS: {
    fi: 'Tällä tunnuksella on jo keskustelu. Valitse uudelle toinen tunnus.',
    sv: 'Det finns redan en diskussion med detta id. Välj ett annat id för den nya.',
    en: 'There is already a thread with this id. Choose another id for the new one.',
  },
  THREAD_FULL: {
    fi: 'Keskustelussa on jo 500 kommenttia. Aloita uusi tai kutsu kokous.',
    sv: 'Diskussionen har redan 500 kommentarer. Inled en ny eller kalla till ett möte.',
    en: 'The thread has 500 comments already. Start a new one, or call a meeting.',
  },
  THREAD_MEASUREMENT_UNKNOWN: {
    fi: 'Sarjassa ei ole tällaista lukua. Tarkista kohta, tai aloita keskustelu koko sarjasta.',
    sv: 'Serien har inget sådant värde. Kontrollera det, eller inled en diskussion om hela serien.',
    en: 'The series has no such value. Check which one it is, or start a thread about the whole series.',
  },
  THREAD_NOT_FOUND: {
    fi: 'Tällaista keskustelua ei ole. Tarkista tunnus tai aloita keskustelu ensin.',
    sv: 'Det finns ingen sådan diskussion. Kontrollera id:t eller inled diskussionen först.',
    en: 'There is no such thread. Check the id, or start the thread first.',
  },
  THREAD_NOT_YOURS: {
    fi: 'Keskustelun on aloittanut toinen organisaatio. Pyydä sitä tai koordinaattoria päättämään tai avaamaan se.',
    sv: 'En annan organisation har inlett diskussionen. Be den eller koordinatorn avsluta eller öppna den.',
    en: 'Another organisation began this thread. Ask it, or the coordinator, to close or open it.',
  },
  THREAD_OPEN: {
    fi: 'Keskustelu on jo auki. Voit kirjoittaa siihen.',
    sv: 'Diskussionen är redan öppen. Du kan skriva i den.',
    en: 'The thread is open already. You can write in it.',
  },
} satisfies Record<
  | AcknowledgementRefusal
  | ClockRefusal
  | FeedbackRefusal
  | MeetingRefusal
  | NoticeRefusal
  | ObservationRefusal
  | ThemeRefusal
  | ThreadRefusal,
  Words
>;
