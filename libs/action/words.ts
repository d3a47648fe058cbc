import type { Words } from '#language';
import type { ActivityRefusal } from './activity.ts';
import type { FacilityRefusal } from './facility.ts';
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
    fi: 'Vain koordinaattori voi ehdottaa vetäjäksi toista organisaatiota. Jätä vetäjä pois, niin oma organisaatiosi vetää, tai pyydä koordinaattoria.',
    sv: 'Bara koordinatorn kan föreslå en annan organisation som ledare. Lämna bort ledaren, så leder din egen organisation, eller be koordinatorn.',
    en: 'Only a coordinator can propose another organisation as lead. Leave the lead out and your own leads, or ask the coordinator.',
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
    fi: 'Toiminnalla on aina yksi vetäjä. Pyydä koordinaattoria nimeämään toinen vetäjä tai päätä toiminta.',
    sv: 'En verksamhet har alltid en ledare. Be koordinatorn utse en annan ledare eller avsluta verksamheten.',
    en: 'An activity always has one lead. Ask the coordinator to name another, or end the activity.',
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
    fi: 'Tehtävä on jo valmis. Avaa tarvittaessa uusi tehtävä.',
    sv: 'Uppgiften är redan slutförd. Öppna vid behov en ny.',
    en: 'The task is completed already. Open a new one if needed.',
  },
  TASK_CANCELLED: {
    fi: 'Tehtävä on peruttu. Avaa tarvittaessa uusi tehtävä.',
    sv: 'Uppgiften är inställd. Öppna vid behov en ny.',
    en: 'The task has been cancelled. Open a new one if needed.',
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
    fi: 'Määräpäivä on jo tämä. Anna toinen päivä.',
    sv: 'Förfallodatumet är redan detta. Ange ett annat datum.',
    en: 'The task is due on that day already. Give another day.',
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
} satisfies Record<ActivityRefusal | TaskRefusal | FacilityRefusal, Words>;
