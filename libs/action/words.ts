import type { Words } from '#language';
import type { ActivityRefusal } from './activity.ts';
import type { FacilityRefusal } from './facility.ts';
import type { LinkRefusal } from './link.ts';
import type { SessionRefusal } from './session.ts';
import type { TaskRefusal } from './task.ts';

/** What each refusal of this context says to a person: what is wrong, and what can be done. */
export const actionWords = {
  ACTIVITY_NOT_FOUND: {
    fi: 'Tätä toimintaa ei ole. Tarkista linkki tai valitse toiminta luettelosta.',
    sv: 'Verksamheten finns inte. Kontrollera länken eller välj en verksamhet i listan.',
    en: 'There is no such activity. Check the link or choose one from the list.',
  },
  ACTIVITY_EXISTS: {
    fi: 'Tällä tunnuksella on jo toiminta. Käytä toista tunnusta tai muuta olemassa olevaa.',
    sv: 'Det finns redan en verksamhet med denna kod. Använd en annan kod eller ändra den befintliga.',
    en: 'An activity with this id exists already. Use another id, or revise the one there is.',
  },
  ACTIVITY_ENDED: {
    fi: 'Toiminta on päättynyt eikä sitä voi enää muuttaa. Suunnittele tarvittaessa uusi toiminta.',
    sv: 'Verksamheten har avslutats och kan inte längre ändras. Planera vid behov en ny.',
    en: 'The activity has ended and cannot be changed any more. Plan a new one if needed.',
  },
  ACTIVITY_OF_ANOTHER_PARTNER: {
    fi: 'Tämän voi tehdä vain toiminnan vetäjä tai koordinaattori. Pyydä muutosta heiltä.',
    sv: 'Detta kan bara göras av verksamhetens ledare eller koordinatorn. Be dem om ändringen.',
    en: 'Only the activity’s lead or a coordinator can do this. Ask them for the change.',
  },
  ACTIVITY_LEAD_NOT_OWN: {
    fi: 'Suunnitelmassa vain koordinaattori voi nimetä vetäjäksi toisen organisaation. Jätä vetäjä pois, niin oma organisaatiosi vetää; jos vetäjän pitää vaihtua, ehdota uutta vetäjää erikseen.',
    sv: 'I planen kan bara koordinatorn ange en annan organisation som ledare. Lämna bort ledaren, så leder din egen organisation; om ledaren ska bytas, föreslå en ny ledare separat.',
    en: 'In the plan only a coordinator can name another organisation as lead. Leave the lead out and your own leads; if the lead should change, propose a new lead separately.',
  },
  ACTIVITY_BRINGS_NOT_OWN: {
    fi: 'Vain nykyinen vetäjä voi itse sanoa, mitä se tuo toimintaan vetovastuun siirryttyä. Jätä kohta tyhjäksi.',
    sv: 'Bara den nuvarande ledaren kan själv säga vad den bidrar med efter att ansvaret har övergått. Lämna fältet tomt.',
    en: 'Only the present lead can say what it will bring once the lead has passed on. Leave this empty.',
  },
  ACTIVITY_PARTNER_UNKNOWN: {
    fi: 'Jotakin valituista kumppaneista ei ole. Valitse kumppanit luettelosta.',
    sv: 'Någon av de valda samarbetsparterna finns inte. Välj parterna i listan.',
    en: 'One of the partners chosen does not exist. Choose partners from the list.',
  },
  ACTIVITY_GOAL_UNKNOWN: {
    fi: 'Jotakin valituista tavoitteista ei ole. Valitse tavoitteet luettelosta.',
    sv: 'Något av de valda målen finns inte. Välj målen i listan.',
    en: 'One of the goals chosen does not exist. Choose goals from the list.',
  },
  ACTIVITY_INDICATOR_UNKNOWN: {
    fi: 'Jotakin valituista mittareista ei ole. Valitse mittarit luettelosta.',
    sv: 'Någon av de valda indikatorerna finns inte. Välj indikatorerna i listan.',
    en: 'One of the indicators chosen does not exist. Choose indicators from the list.',
  },
  ACTIVITY_PROGRAMME_UNKNOWN: {
    fi: 'Jotakin valituista ohjelmista ei ole. Valitse ohjelmat luettelosta.',
    sv: 'Något av de valda programmen finns inte. Välj programmen i listan.',
    en: 'One of the programmes chosen does not exist. Choose programmes from the list.',
  },
  ACTIVITY_PARTNER_TWICE: {
    fi: 'Sama kumppani on nimetty kahdesti tai vetäjä on myös yhteistyötahona. Poista toinen.',
    sv: 'Samma part har angetts två gånger, eller så är ledaren också medverkande. Ta bort den ena.',
    en: 'A partner is named twice, or the lead is also a contributor. Remove one of them.',
  },
  ACTIVITY_REASON_MISSING: {
    fi: 'Mukaan sitoutunut kumppani jäisi pois. Kirjoita syy.',
    sv: 'En part som förbundit sig skulle falla bort. Skriv skälet.',
    en: 'A partner that has committed itself would be dropped. Write the reason.',
  },
  ACTIVITY_UNCHANGED: {
    fi: 'Mikään ei muuttuisi. Muuta vähintään yhtä kohtaa ja tallenna uudelleen.',
    sv: 'Ingenting skulle ändras. Ändra åtminstone en uppgift och spara på nytt.',
    en: 'Nothing would change. Change at least one thing and save again.',
  },
  ACTIVITY_PLACE_UNKNOWN: {
    fi: 'Paikka ei kuulu tähän kokonaisuuteen. Valitse paikka luettelosta.',
    sv: 'Platsen hör inte till denna samarbetshelhet. Välj en plats i listan.',
    en: 'The place is not part of this collaboration. Choose one from the list.',
  },
  ACTIVITY_PLACE_NOT_OWN: {
    fi: 'Tilanteen tässä paikassa voivat kertoa toiminnan kumppanit, paikan kunta ja koordinaattori. Liity ensin toimintaan tai pyydä heitä.',
    sv: 'Läget på denna plats kan anges av verksamhetens parter, platsens kommun och koordinatorn. Anslut dig först eller be dem.',
    en: 'The activity’s partners, the place’s municipality and the coordinator can tell how it stands here. Join the activity first, or ask them.',
  },
  ACTIVITY_PLACE_STATE_UNCHANGED: {
    fi: 'Tilanne on jo merkitty näin. Muuta tilaa, tarkennusta tai avointa asiaa.',
    sv: 'Läget är redan antecknat så. Ändra läget, preciseringen eller det som är öppet.',
    en: 'This is how it stands already. Change the state, the detail or what is open.',
  },
  ACTIVITY_ALREADY_JOINED: {
    fi: 'Organisaatiosi on jo mukana. Jos panoksenne muuttuu, kirjoita uusi kuvaus.',
    sv: 'Din organisation är redan med. Om er insats ändras, skriv en ny beskrivning.',
    en: 'Your organisation takes part already. If what it brings changes, write it anew.',
  },
  ACTIVITY_BRINGS_MISSING: {
    fi: 'Kerro, mitä organisaatiosi tuo yhteiseen toimintaan.',
    sv: 'Berätta vad din organisation bidrar med.',
    en: 'Say what your organisation brings to the common work.',
  },
  ACTIVITY_NOT_JOINED: {
    fi: 'Organisaatiosi ei ole mukana tässä toiminnassa, joten se ei voi jäädä pois. Tarkista, minkä organisaation puolesta toimit.',
    sv: 'Din organisation är inte med i denna verksamhet och kan inte lämna den. Kontrollera vilken organisation du företräder.',
    en: 'Your organisation takes no part in this activity, so it cannot leave. Check which organisation you act for.',
  },
  ACTIVITY_LEAD_STAYS: {
    fi: 'Toiminnalla on aina yksi vetäjä. Ehdota ensin toista vetäjää: kun se hyväksyy, vetovastuu siirtyy. Voit myös päättää toiminnan.',
    sv: 'En verksamhet har alltid en ledare. Föreslå först en annan ledare: när den godkänner övergår ansvaret. Du kan också avsluta verksamheten.',
    en: 'An activity always has one lead. Propose another first: once it accepts, the lead passes on. You can also end the activity.',
  },
  ACTIVITY_MERGED: {
    fi: 'Toiminta on yhdistetty toiseen toimintaan, eikä sitä enää muuteta. Avaa toiminta, johon se yhdistettiin, ja tee muutos siihen.',
    sv: 'Verksamheten har slagits samman med en annan och ändras inte längre. Öppna verksamheten som den slogs samman med och gör ändringen där.',
    en: 'The activity has been merged into another and is not changed any more. Open the one it was merged into and make the change there.',
  },
  ACTIVITY_SUPERSEDED: {
    fi: 'Toiminta on korvattu toisella, eikä sitä enää muuteta. Avaa sen korvannut toiminta ja tee muutos siihen.',
    sv: 'Verksamheten har ersatts av en annan och ändras inte längre. Öppna verksamheten som ersatte den och gör ändringen där.',
    en: 'Another activity has taken the place of this one, which is not changed any more. Open the new one and make the change there.',
  },
  ACTIVITY_PARTNER_LEFT: {
    fi: 'Organisaatio on jäänyt pois yhteistyöstä, joten siltä ei voi enää pyytää mitään. Valitse toinen kumppani.',
    sv: 'Organisationen har lämnat samarbetet och kan inte längre tillfrågas. Välj en annan samarbetspartner.',
    en: 'The organisation has left the collaboration and cannot be asked any more. Choose another partner.',
  },
  ACTIVITY_ANSWER_DAY_PAST: {
    fi: 'Vastauspäivä on jo mennyt. Anna tämä päivä tai myöhempi, tai jätä päivä pois.',
    sv: 'Svarsdagen har redan passerat. Ange dagens datum eller ett senare, eller lämna bort dagen.',
    en: 'The day for the answer has passed already. Give today or a later day, or leave the day out.',
  },
  ACTIVITY_NOT_ASKED: {
    fi: 'Organisaatiotasi ei ole pyydetty mukaan, joten ei ole mitään, mistä kieltäytyä. Jos olette jo mukana, voitte jäädä pois toiminnasta.',
    sv: 'Din organisation har inte tillfrågats, så det finns inget att tacka nej till. Om ni redan är med kan ni lämna verksamheten.',
    en: 'Your organisation has not been asked, so there is nothing to decline. If it takes part already, it can leave the activity.',
  },
  ACTIVITY_NOT_ACCEPTED: {
    fi: 'Organisaatiosi ei ole vielä hyväksynyt osuuttaan, joten se ei voi jäädä pois. Kieltäydy sen sijaan pyynnöstä.',
    sv: 'Din organisation har inte godkänt sin del ännu och kan därför inte lämna verksamheten. Tacka i stället nej till förfrågan.',
    en: 'Your organisation has not accepted its part yet, so it cannot leave. Decline the request instead.',
  },
  ACTIVITY_OFFER_DECLINED: {
    fi: 'Toiminnan vetäjä ei ottanut tarjoustanne vastaan. Sopikaa asiasta vetäjän kanssa, joka voi pyytää teidät mukaan, tai tehkää uusi tarjous.',
    sv: 'Verksamhetens ledare tackade nej till ert erbjudande. Kom överens med ledaren, som kan be er komma med, eller ge ett nytt erbjudande.',
    en: 'The activity’s lead declined your offer. Talk to the lead, who can ask you to come along, or make a new offer.',
  },
  ACTIVITY_OFFER_UNKNOWN: {
    fi: 'Tältä kumppanilta ei ole avointa tarjousta. Lataa sivu uudelleen: tarjoukseen on ehkä jo vastattu tai se on peruttu.',
    sv: 'Det finns inget öppet erbjudande från denna part. Ladda sidan på nytt: erbjudandet kan redan ha besvarats eller dragits tillbaka.',
    en: 'There is no open offer from this partner. Load the page again: it may have been answered or taken back already.',
  },
  ACTIVITY_OFFER_WAITS: {
    fi: 'Kumppanin tarjous odottaa vetäjän vastausta. Vetäjä tai koordinaattori hyväksyy tarjouksen tai kieltäytyy siitä ensin.',
    sv: 'Partens erbjudande väntar på ledarens svar. Ledaren eller koordinatorn godkänner erbjudandet eller tackar nej först.',
    en: 'The partner’s offer waits for the lead’s answer. The lead or a coordinator accepts or declines it first.',
  },
  ACTIVITY_LEAD_NOT_PROPOSED: {
    fi: 'Organisaatiotasi ei ole ehdotettu tämän toiminnan vetäjäksi. Jos haluatte vetää toimintaa, pyydä nykyistä vetäjää tai koordinaattoria ehdottamaan teitä.',
    sv: 'Din organisation har inte föreslagits som ledare för verksamheten. Om ni vill leda den, be den nuvarande ledaren eller koordinatorn föreslå er.',
    en: 'Your organisation has not been proposed as the lead of this activity. If it wants to lead, ask the present lead or a coordinator to propose it.',
  },
  ACTIVITY_SURVIVOR_CLOSED: {
    fi: 'Valittu toiminta on päättynyt tai itsekin yhdistetty tai korvattu. Valitse toiminta, joka jatkuu.',
    sv: 'Den valda verksamheten har avslutats eller själv slagits samman eller ersatts. Välj en verksamhet som fortsätter.',
    en: 'The activity chosen has ended, or was itself merged or superseded. Choose one that goes on.',
  },
  ACTIVITY_SURVIVOR_SELF: {
    fi: 'Toimintaa ei voi yhdistää itseensä eikä korvata itsellään. Valitse toinen toiminta.',
    sv: 'En verksamhet kan inte slås samman med eller ersättas av sig själv. Välj en annan verksamhet.',
    en: 'An activity cannot be merged into itself or take its own place. Choose another activity.',
  },
  ACTIVITY_SURVIVOR_UNKNOWN: {
    fi: 'Valittua toimintaa ei ole. Valitse jatkuva toiminta luettelosta.',
    sv: 'Den valda verksamheten finns inte. Välj en pågående verksamhet i listan.',
    en: 'The activity chosen does not exist. Choose one that goes on from the list.',
  },
  SESSION_NOT_FOUND: {
    fi: 'Tätä tapaamiskertaa ei ole. Tarkista linkki tai valitse kerta luettelosta.',
    sv: 'Träffen finns inte. Kontrollera länken eller välj en träff i listan.',
    en: 'There is no such session. Check the link or choose one from the list.',
  },
  SESSION_EXISTS: {
    fi: 'Tällä tunnuksella on jo tapaamiskerta. Käytä toista tunnusta.',
    sv: 'Det finns redan en träff med denna kod. Använd en annan kod.',
    en: 'A session with this id exists already. Use another id.',
  },
  SESSION_HELD: {
    fi: 'Tapaamiskerta on jo merkitty pidetyksi. Oikaise tarvittaessa siitä kerrottua.',
    sv: 'Träffen är redan antecknad som hållen. Rätta vid behov det som antecknats.',
    en: 'The session is recorded as held already. Correct what was told of it, if needed.',
  },
  SESSION_NOT_HELD: {
    fi: 'Tapaamiskertaa ei ole vielä merkitty pidetyksi. Siirrä sitä tai merkitse se pidetyksi.',
    sv: 'Träffen är inte antecknad som hållen ännu. Flytta den eller anteckna den som hållen.',
    en: 'The session is not recorded as held yet. Move it, or record it as held.',
  },
  SESSION_CANCELLED: {
    fi: 'Tapaamiskerta on peruttu. Suunnittele tai kirjaa uusi kerta.',
    sv: 'Träffen är inställd. Planera eller anteckna en ny träff.',
    en: 'The session has been cancelled. Plan or record a new one.',
  },
  SESSION_ACTIVITY_UNKNOWN: {
    fi: 'Toimintaa, johon tapaamiskerta kuuluu, ei ole. Valitse toiminta luettelosta.',
    sv: 'Verksamheten som träffen hör till finns inte. Välj en verksamhet i listan.',
    en: 'The activity the session belongs to does not exist. Choose one from the list.',
  },
  SESSION_ACTIVITY_OTHER: {
    fi: 'Tapaamiskerta on suunniteltu toiseen toimintaan. Valitse se toiminta tai kirjaa uusi kerta.',
    sv: 'Träffen har planerats för en annan verksamhet. Välj den verksamheten eller anteckna en ny träff.',
    en: 'The session was planned for another activity. Choose that one, or record a new session.',
  },
  SESSION_ACTIVITY_CLOSED: {
    fi: 'Toiminta ei enää jatku. Kirjaa vain kertoja, jotka pidettiin ennen sen päättymistä, tai valitse toiminta, joka jatkuu.',
    sv: 'Verksamheten fortsätter inte längre. Anteckna bara träffar som hölls innan den upphörde, eller välj en verksamhet som fortsätter.',
    en: 'The activity does not go on any more. Record only sessions held before it ended, or choose an activity that goes on.',
  },
  SESSION_OF_ANOTHER_PARTNER: {
    fi: 'Tapaamiskerta on toisen organisaation järjestämä. Pyydä muutosta siltä tai koordinaattorilta.',
    sv: 'Träffen ordnas av en annan organisation. Be den eller koordinatorn om ändringen.',
    en: 'The session is another organisation’s. Ask it or a coordinator for the change.',
  },
  SESSION_PARTNER_NOT_COMMITTED: {
    fi: 'Tapaamiskertoja kirjaavat toimintaan sitoutuneet organisaatiot. Liity ensin toimintaan tai hyväksy pyyntö.',
    sv: 'Träffar antecknas av organisationer som har förbundit sig till verksamheten. Anslut er först eller godkänn förfrågan.',
    en: 'Sessions are recorded by organisations that have committed themselves to the activity. Join it first, or accept the request.',
  },
  SESSION_PLACE_UNKNOWN: {
    fi: 'Paikkaa ei ole tässä kokonaisuudessa tuona vuonna. Valitse paikka luettelosta.',
    sv: 'Platsen finns inte i denna samarbetshelhet det året. Välj en plats i listan.',
    en: 'The place is not part of this collaboration in that year. Choose one from the list.',
  },
  SESSION_PRESENT_UNKNOWN: {
    fi: 'Jokin läsnä olleista organisaatioista ei ole mukana yhteistyössä. Valitse organisaatiot luettelosta.',
    sv: 'Någon av de närvarande organisationerna är inte med i samarbetet. Välj organisationerna i listan.',
    en: 'One of the organisations present takes no part in the collaboration. Choose them from the list.',
  },
  SESSION_INDICATOR_NOT_OF_ACTIVITY: {
    fi: 'Mittari ei kuulu tähän toimintaan. Valitse toiminnan mittareista tai lisää mittari ensin toimintaan.',
    sv: 'Indikatorn hör inte till denna verksamhet. Välj bland verksamhetens indikatorer eller lägg först till indikatorn där.',
    en: 'The indicator is not one of this activity’s. Choose one of those, or add it to the activity first.',
  },
  SESSION_HELD_AHEAD: {
    fi: 'Päivä on tulevaisuudessa, joten kertaa ei ole vielä pidetty. Anna tämä päivä tai aiempi, tai suunnittele kerta.',
    sv: 'Dagen ligger i framtiden, så träffen har inte hållits ännu. Ange dagens datum eller ett tidigare, eller planera träffen.',
    en: 'The day is in the future, so the session has not been held yet. Give today or an earlier day, or plan the session.',
  },
  SESSION_PLANNED_BEHIND: {
    fi: 'Päivä on jo mennyt. Anna tämä päivä tai myöhempi, tai merkitse kerta pidetyksi.',
    sv: 'Dagen har redan passerat. Ange dagens datum eller ett senare, eller anteckna träffen som hållen.',
    en: 'The day has passed already. Give today or a later day, or record the session as held.',
  },
  SESSION_PERSONS_ABOVE_CONTACTS: {
    fi: 'Eri henkilöitä ei voi olla enemmän kuin kohtaamisia. Tarkista luvut.',
    sv: 'Antalet olika personer kan inte vara större än antalet kontakter. Kontrollera siffrorna.',
    en: 'There cannot be more persons than contacts. Check the numbers.',
  },
  SESSION_TIME_MALFORMED: {
    fi: 'Anna kellonaika muodossa 13:00.',
    sv: 'Ange klockslaget i formen 13:00.',
    en: 'Give the time as 13:00.',
  },
  SESSION_TWICE: {
    fi: 'Tästä toiminnasta on jo kerta samassa paikassa samaan aikaan. Jos kyse on toisesta kerrasta, anna sille kellonaika; muuten käytä olemassa olevaa.',
    sv: 'Verksamheten har redan en träff på samma plats vid samma tid. Om det är en annan träff, ange ett klockslag; använd annars den befintliga.',
    en: 'The activity has a session at the same place and time already. If this was another one, give it a time; otherwise use the one there is.',
  },
  SESSION_UNCHANGED: {
    fi: 'Mikään ei muuttuisi. Muuta vähintään yhtä kohtaa ja tallenna uudelleen.',
    sv: 'Ingenting skulle ändras. Ändra åtminstone en uppgift och spara på nytt.',
    en: 'Nothing would change. Change at least one thing and save again.',
  },
  LINK_NOT_FOUND: {
    fi: 'Tätä yhteyttä ei ole. Tarkista linkki tai valitse yhteys luettelosta.',
    sv: 'Sambandet finns inte. Kontrollera länken eller välj ett samband i listan.',
    en: 'There is no such link. Check the address or choose one from the list.',
  },
  LINK_EXISTS: {
    fi: 'Tällä tunnuksella on jo yhteys. Käytä toista tunnusta tai muuta olemassa olevaa.',
    sv: 'Det finns redan ett samband med denna kod. Använd en annan kod eller ändra det befintliga.',
    en: 'A link with this id exists already. Use another id, or revise the one there is.',
  },
  LINK_REMOVED: {
    fi: 'Yhteys on poistettu. Piirrä tarvittaessa uusi.',
    sv: 'Sambandet har tagits bort. Rita vid behov ett nytt.',
    en: 'The link has been removed. Draw a new one if needed.',
  },
  LINK_SELF: {
    fi: 'Asia ei voi vaikuttaa itseensä. Valitse toinen pää.',
    sv: 'En sak kan inte påverka sig själv. Välj en annan ände.',
    en: 'A thing cannot work on itself. Choose another end.',
  },
  LINK_END_UNKNOWN: {
    fi: 'Tavoitetta, mittaria tai toimintaa ei ole. Valitse se luettelosta.',
    sv: 'Målet, indikatorn eller verksamheten finns inte. Välj i listan.',
    en: 'There is no such goal, indicator or activity. Choose one from the list.',
  },
  LINK_END_CLOSED: {
    fi: 'Asia on päättynyt tai poistunut käytöstä, joten siihen ei enää piirretä yhteyksiä. Valitse se, joka jatkuu.',
    sv: 'Saken har upphört eller tagits ur bruk och får inga nya samband. Välj den som fortsätter.',
    en: 'This is over and takes no new links. Choose what goes on.',
  },
  LINK_ENDS_UNFIT: {
    fi: 'Tämä vaikutus ei sovi näiden välille. Toiminnat vahvistavat, edellyttävät tai ovat päällekkäisiä keskenään; tavoitteisiin ja mittareihin voi vaikuttaa mikä tahansa.',
    sv: 'Denna effekt passar inte mellan dessa. Verksamheter förstärker, förutsätter eller överlappar varandra; mål och indikatorer kan påverkas av vad som helst.',
    en: 'This effect does not fit between these. Activities reinforce, depend on or overlap with each other; goals and indicators may be worked on by anything.',
  },
  LINK_TWICE: {
    fi: 'Näiden välillä on jo yhteys. Muuta sitä tai poista se ensin.',
    sv: 'Det finns redan ett samband mellan dessa. Ändra det eller ta först bort det.',
    en: 'There is a link between these already. Revise it, or remove it first.',
  },
  LINK_CYCLE: {
    fi: 'Yhteydestä syntyisi kehä: asia riippuisi itsestään tai olisi osa itseään. Poista ensin jokin kehän yhteyksistä.',
    sv: 'Sambandet skulle bilda en cirkel: saken skulle vara beroende eller en del av sig själv. Ta först bort något av sambanden i cirkeln.',
    en: 'The link would close a circle: a thing would depend on itself or be part of itself. Remove one of the links of the circle first.',
  },
  LINK_OF_ANOTHER_PARTNER: {
    fi: 'Yhteys on toisen organisaation väite. Pyydä muutosta siltä tai koordinaattorilta, tai kerro erilainen näkemys keskustelussa.',
    sv: 'Sambandet är en annan organisations påstående. Be den eller koordinatorn om ändringen, eller framför en annan syn i diskussionen.',
    en: 'The link is another organisation’s claim. Ask it or a coordinator for the change, or say what you think in a discussion.',
  },
  LINK_UNCHANGED: {
    fi: 'Mikään ei muuttuisi. Muuta vähintään yhtä kohtaa ja tallenna uudelleen.',
    sv: 'Ingenting skulle ändras. Ändra åtminstone en uppgift och spara på nytt.',
    en: 'Nothing would change. Change at least one thing and save again.',
  },
  LINK_URL_MALFORMED: {
    fi: 'Osoitteen pitää alkaa http:// tai https://. Kopioi osoite selaimesta.',
    sv: 'Adressen ska börja med http:// eller https://. Kopiera den från webbläsaren.',
    en: 'The address has to begin with http:// or https://. Copy it from the browser.',
  },
  TASK_NOT_FOUND: {
    fi: 'Tätä tehtävää ei ole. Tarkista linkki tai valitse tehtävä luettelosta.',
    sv: 'Uppgiften finns inte. Kontrollera länken eller välj en uppgift i listan.',
    en: 'There is no such task. Check the link or choose one from the list.',
  },
  TASK_EXISTS: {
    fi: 'Tällä tunnuksella on jo tehtävä. Käytä toista tunnusta.',
    sv: 'Det finns redan en uppgift med denna kod. Använd en annan kod.',
    en: 'A task with this id exists already. Use another id.',
  },
  TASK_COMPLETED: {
    fi: 'Tehtävä on jo valmis. Avaa se tarvittaessa uudelleen tai tee uusi tehtävä.',
    sv: 'Uppgiften är redan färdigställd. Öppna den vid behov på nytt eller gör en ny.',
    en: 'The task is completed already. Reopen it if needed, or open a new one.',
  },
  TASK_CANCELLED: {
    fi: 'Tehtävä on peruttu. Avaa se tarvittaessa uudelleen tai tee uusi tehtävä.',
    sv: 'Uppgiften är inställd. Öppna den vid behov på nytt eller gör en ny.',
    en: 'The task has been cancelled. Reopen it if needed, or open a new one.',
  },
  TASK_OF_ANOTHER_PARTNER: {
    fi: 'Tehtävä kuuluu toiselle organisaatiolle. Pyydä sitä tai koordinaattoria tekemään tämä.',
    sv: 'Uppgiften hör till en annan organisation. Be den eller koordinatorn göra detta.',
    en: 'The task is another organisation’s. Ask it or the coordinator to do this.',
  },
  TASK_PARTNER_UNKNOWN: {
    fi: 'Vastuutahoa ei ole. Valitse kumppani luettelosta.',
    sv: 'Den ansvariga parten finns inte. Välj en part i listan.',
    en: 'The responsible party does not exist. Choose a partner from the list.',
  },
  TASK_ACTIVITY_UNKNOWN: {
    fi: 'Toimintaa, johon tehtävä liittyy, ei ole. Valitse toiminta luettelosta.',
    sv: 'Verksamheten som uppgiften gäller finns inte. Välj en verksamhet i listan.',
    en: 'The activity the task belongs to does not exist. Choose one from the list.',
  },
  TASK_GOAL_UNKNOWN: {
    fi: 'Tavoitetta, johon tehtävä liittyy, ei ole. Valitse tavoite luettelosta.',
    sv: 'Målet som uppgiften gäller finns inte. Välj ett mål i listan.',
    en: 'The goal the task belongs to does not exist. Choose one from the list.',
  },
  TASK_PROGRAMME_UNKNOWN: {
    fi: 'Ohjelmaa, johon tehtävä liittyy, ei ole. Valitse ohjelma luettelosta.',
    sv: 'Programmet som uppgiften gäller finns inte. Välj ett program i listan.',
    en: 'The programme the task belongs to does not exist. Choose one from the list.',
  },
  TASK_ABOUT_UNKNOWN: {
    fi: 'Jotakin, mihin tehtävä liittyy, ei ole. Tarkista tunnukset tai valitse asiat luettelosta.',
    sv: 'Något som uppgiften gäller finns inte. Kontrollera koderna eller välj i listan.',
    en: 'Something the task is about does not exist. Check the ids or choose from the list.',
  },
  TASK_SOURCE_UNKNOWN: {
    fi: 'Asiaa, josta tehtävä syntyi, ei ole. Tarkista tunnus tai jätä se pois.',
    sv: 'Det som uppgiften uppstod ur finns inte. Kontrollera koden eller lämna bort den.',
    en: 'What the task came from does not exist. Check the id, or leave it out.',
  },
  TASK_PARTNER_LEFT: {
    fi: 'Organisaatio on jäänyt pois yhteistyöstä, joten sille ei voi enää antaa tehtäviä. Valitse toinen vastuutaho.',
    sv: 'Organisationen har lämnat samarbetet och kan inte längre få uppgifter. Välj en annan ansvarig part.',
    en: 'The organisation has left the collaboration and can be given no more tasks. Choose another responsible party.',
  },
  TASK_BLOCKED: {
    fi: 'Tehtävä on jo merkitty odottavaksi. Kun este on poistunut, merkitse tehtävä taas mahdolliseksi.',
    sv: 'Uppgiften är redan antecknad som hindrad. När hindret är borta, anteckna att den kan fortsätta.',
    en: 'The task is marked as blocked already. When nothing stands in its way any more, unblock it.',
  },
  TASK_NOT_BLOCKED: {
    fi: 'Tehtävällä ei ole estettä. Sitä voi jatkaa tavalliseen tapaan.',
    sv: 'Uppgiften har inget hinder. Den kan fortsätta som vanligt.',
    en: 'The task is not blocked. It can go on as usual.',
  },
  TASK_OPEN: {
    fi: 'Tehtävä on jo auki. Muuta sitä tai merkitse se valmiiksi.',
    sv: 'Uppgiften är redan öppen. Ändra den eller anteckna den som färdigställd.',
    en: 'The task is open already. Change it, or mark it as completed.',
  },
  TASK_DUE_BEFORE_OPENED: {
    fi: 'Määräpäivä on ennen päivää, jona tehtävä avattiin. Anna avaamispäivä tai myöhempi.',
    sv: 'Förfallodatumet är före dagen då uppgiften öppnades. Ange den dagen eller en senare.',
    en: 'The task would be due before the day it was opened. Give that day or a later one.',
  },
  TASK_OPENED_AHEAD: {
    fi: 'Avaamispäivä on tulevaisuudessa. Anna tämä päivä tai aiempi.',
    sv: 'Dagen då uppgiften öppnades ligger i framtiden. Ange dagens datum eller ett tidigare.',
    en: 'The day of opening is in the future. Give today or an earlier day.',
  },
  TASK_COMPLETED_BEFORE_OPENED: {
    fi: 'Valmistumispäivä on ennen päivää, jona tehtävä avattiin. Anna avaamispäivä tai myöhempi.',
    sv: 'Dagen då uppgiften slutfördes är före dagen då den öppnades. Ange den dagen eller en senare.',
    en: 'The day of completion is before the day the task was opened. Give that day or a later one.',
  },
  TASK_COMPLETED_AHEAD: {
    fi: 'Valmistumispäivä on tulevaisuudessa. Anna tämä päivä tai aiempi.',
    sv: 'Dagen då uppgiften slutfördes ligger i framtiden. Ange dagens datum eller ett tidigare.',
    en: 'The day of completion is in the future. Give today or an earlier day.',
  },
  TASK_UNCHANGED: {
    fi: 'Mikään ei muuttuisi. Anna toinen päivä, vastuutaho tai sanamuoto.',
    sv: 'Ingenting skulle ändras. Ange ett annat datum, en annan ansvarig part eller en annan ordalydelse.',
    en: 'Nothing would change. Give another day, another responsible party or other words.',
  },
  FACILITY_NOT_FOUND: {
    fi: 'Tätä tilaa ei ole. Tarkista linkki tai valitse tila luettelosta.',
    sv: 'Lokalen finns inte. Kontrollera länken eller välj en lokal i listan.',
    en: 'There is no such facility. Check the link or choose one from the list.',
  },
  FACILITY_EXISTS: {
    fi: 'Tällä tunnuksella on jo tila. Käytä toista tunnusta tai muuta olemassa olevan tilan tietoja.',
    sv: 'Det finns redan en lokal med denna kod. Använd en annan kod eller ändra den befintliga.',
    en: 'A facility with this id exists already. Use another id, or revise the one there is.',
  },
  FACILITY_CLOSED: {
    fi: 'Tila on poistunut käytöstä. Jos se otetaan taas käyttöön, kirjaa se uutena tilana.',
    sv: 'Lokalen har tagits ur bruk. Om den tas i bruk på nytt, anteckna den som en ny lokal.',
    en: 'The facility is used no more. If it is taken into use again, record it as a new one.',
  },
  FACILITY_PLACE_UNKNOWN: {
    fi: 'Paikka ei kuulu tähän kokonaisuuteen. Valitse paikka luettelosta.',
    sv: 'Platsen hör inte till denna samarbetshelhet. Välj en plats i listan.',
    en: 'The place is not part of this collaboration. Choose one from the list.',
  },
  FACILITY_OF_ANOTHER_PARTNER: {
    fi: 'Tilan tietoja voivat muuttaa ne kirjannut organisaatio, paikan kunta ja koordinaattori. Pyydä muutosta heiltä.',
    sv: 'Lokalens uppgifter kan ändras av organisationen som antecknade dem, platsens kommun och koordinatorn. Be dem om ändringen.',
    en: 'The organisation that recorded the facility, its municipality and the coordinator can change it. Ask them for the change.',
  },
  FACILITY_UNCHANGED: {
    fi: 'Mikään ei muuttuisi. Muuta vähintään yhtä kohtaa ja tallenna uudelleen.',
    sv: 'Ingenting skulle ändras. Ändra åtminstone en uppgift och spara på nytt.',
    en: 'Nothing would change. Change at least one thing and save again.',
  },
} satisfies Record<ActivityRefusal | LinkRefusal | SessionRefusal | TaskRefusal | FacilityRefusal, Words>;
